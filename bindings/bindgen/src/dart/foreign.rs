//! The C interface: structs, types of functions, and the functions that are looked up.

use super::types::{handled, native};
use anyhow::Result;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{FfiArgument, FfiCallbackFunction, FfiDefinition, FfiFunction, FfiStruct, FfiType};

/// The name under which a function of the library is called.
pub(crate) fn called(symbol: &str) -> String {
    format!("_f_{symbol}")
}

/// The functions, types of functions and structs that `body` names, directly or through each other.
pub(crate) fn used(interface: &ComponentInterface, body: &str) -> Result<String> {
    let mut functions = Vec::new();
    let mut shapes = Vec::new();
    for definition in interface.ffi_definitions() {
        match definition {
            // What nothing calls may have types that Dart cannot have.
            FfiDefinition::Function(found) if names(body, &called(found.name())) => functions.push(function(&found)?),
            FfiDefinition::Function(_) => {}
            FfiDefinition::CallbackFunction(found) => shapes.push((format!("_{}", found.name()), callback(&found)?)),
            FfiDefinition::Struct(found) => shapes.push((format!("_{}", found.name()), structure(&found)?)),
        }
    }
    let mut text = functions.concat();
    // A struct may name a type of function that nothing else names; as soon as nothing is added, all is there.
    loop {
        let (found, left): (Vec<_>, Vec<_>) =
            shapes.into_iter().partition(|(name, _)| names(body, name) || names(&text, name));
        shapes = left;
        if found.is_empty() {
            return Ok(text);
        }
        text.extend(found.into_iter().map(|(_, written)| written));
    }
}

/// Whether `text` holds `name` as a whole word.
fn names(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name)
        .any(|(at, _)| !text[..at].ends_with(is_part) && !text[at + name.len()..].starts_with(is_part))
}

fn function(found: &FfiFunction) -> Result<String> {
    let arguments = found.arguments();
    let status = found.has_rust_call_status_arg();
    let native_signature = signature(found.return_type(), &arguments, status, native)?;
    let dart_signature = signature(found.return_type(), &arguments, status, handled)?;
    Ok(format!(
        "final {} = _library.lookupFunction<\n    {native_signature},\n    {}>('{}');\n\n",
        called(found.name()),
        // Without a result, C's `Void` is Dart's `void`.
        dart_signature.strip_prefix("Void ").map_or(dart_signature.clone(), |rest| format!("void {rest}")),
        found.name()
    ))
}

fn callback(found: &FfiCallbackFunction) -> Result<String> {
    let written = signature(found.return_type(), &found.arguments(), found.has_rust_call_status_arg(), native)?;
    Ok(format!("typedef _{} = {written};\n\n", found.name()))
}

fn signature(
    returned: Option<&FfiType>,
    arguments: &[&FfiArgument],
    status: bool,
    write: impl Fn(&FfiType) -> Result<String>,
) -> Result<String> {
    let returned = returned.map_or(Ok("Void".to_owned()), &write)?;
    let mut parts = arguments.iter().map(|argument| write(&argument.type_())).collect::<Result<Vec<_>>>()?;
    if status {
        parts.push("Pointer<_RustCallStatus>".to_owned());
    }
    Ok(format!("{returned} Function({})", parts.join(", ")))
}

fn structure(found: &FfiStruct) -> Result<String> {
    let mut text = format!("final class _{} extends Struct {{\n", found.name());
    for field in found.fields() {
        let (written, name) = (native(&field.type_())?, field.name());
        match field.type_() {
            FfiType::RustBuffer(_)
            | FfiType::RustCallStatus
            | FfiType::Struct(_)
            | FfiType::Callback(_)
            | FfiType::Reference(_)
            | FfiType::MutReference(_)
            | FfiType::VoidPointer => writeln!(text, "  external {written} {name};")?,
            number => writeln!(text, "  @{written}()\n  external {} {name};", handled(&number)?)?,
        }
    }
    Ok(text + "}\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_whole_word() {
        assert!(names("call(_f_a)", "_f_a"));
        assert!(!names("call(_f_ab)", "_f_a"));
        assert!(!names("call(x_f_a)", "_f_a"));
    }
}

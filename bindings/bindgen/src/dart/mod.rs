//! Dart, which UniFFI does not know: one library over `dart:ffi`.
//!
//! Names of symbols, layouts of structs and the numbers that the library is checked by come from UniFFI's own model of
//! the interface, the one that its Kotlin and Swift are written from; so they cannot differ from those. What is written
//! here is the Dart around them.

mod callables;
mod foreign;
mod listeners;
mod names;
mod objects;
mod types;
mod values;

use crate::interface;
use anyhow::{Context, Result, bail};
use callables::{Head, Receiver, callable};
use camino::Utf8Path;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;

/// What does not depend on the interface.
const RUNTIME: &str = include_str!("runtime.dart");

/// Writes the Dart of `library` to the file `target`.
///
/// # Errors
/// As [`interface::of`]; for a type that Dart cannot have; when the file cannot be written.
pub(crate) fn write(library: &Utf8Path, target: &Utf8Path) -> Result<()> {
    let interface = interface::of(library)?;
    let text = generate(&interface)?;
    std::fs::write(target, text).with_context(|| format!("failed to write {target}"))
}

fn generate(interface: &ComponentInterface) -> Result<String> {
    if !interface.callback_interface_definitions().is_empty() {
        bail!("failed to write Dart: declare traits of the host with `export(foreign)`");
    }
    let unsupported = listeners::unsupported(interface);
    let mut body = String::new();
    for function in interface.function_definitions() {
        let name = names::lower(function.name());
        let head = Head { keyword: "", name: &name, indent: 0 };
        let written = callable(interface, &unsupported, function, &Receiver::None, &head)?;
        body.push_str(&objects::or_note(written, &name));
    }
    for object in interface.object_definitions() {
        if !object.has_callback_interface() {
            body.push_str(&objects::object(interface, &unsupported, object)?);
        } else if unsupported.contains(object.name()) {
            writeln!(
                body,
                "// Left out: `{}`, whose answers Rust waits for, which Dart cannot give.\n",
                object.name()
            )?;
        } else {
            body.push_str(&listeners::listener(object)?);
        }
    }
    for record in interface.record_definitions() {
        body.push_str(&values::record(interface, &unsupported, record)?);
    }
    for found in interface.enum_definitions() {
        body.push_str(&values::enumeration(interface, &unsupported, found)?);
    }
    body.push_str(&checks(interface)?);
    let mut runtime = RUNTIME.to_owned();
    for (mark, function) in
        [("RUSTBUFFER_ALLOC", interface.ffi_rustbuffer_alloc()), ("RUSTBUFFER_FREE", interface.ffi_rustbuffer_free())]
    {
        runtime = runtime.replace(mark, &foreign::called(function.name()));
    }
    let functions = foreign::used(interface, &format!("{runtime}{body}"))?;
    let documentation = names::documentation(interface.namespace_docstring(), 0);
    Ok(format!("{documentation}{runtime}{body}{functions}").trim_end().to_owned() + "\n")
}

/// The numbers by which the library and this code know that they were made for each other.
fn checks(interface: &ComponentInterface) -> Result<String> {
    let mut text = format!(
        "const int _contractVersion = {};\n\nconst String _contractSymbol = '{}';\n\nconst Map<String, int> _checksums = {{\n",
        interface.uniffi_contract_version(),
        interface.ffi_uniffi_contract_version().name(),
    );
    for (symbol, checksum) in interface.iter_checksums() {
        writeln!(text, "  '{symbol}': {checksum},")?;
    }
    Ok(text + "};\n\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dart(definition: &str) -> Result<String> {
        let mut interface = ComponentInterface::from_webidl(definition, "sample")?;
        interface.derive_ffi_funcs()?;
        generate(&interface)
    }

    const SAMPLE: &str = r#"
        namespace sample { string version(); };
        [Enum] interface Event { Text(string text); Done(); };
        enum Width { "Day", "Week" };
        dictionary Person { string name; f64? height_cm = null; sequence<string> conditions = []; Width width = "Day"; };
        [Error] interface Failure { Locked(string reason); Closed(); };
        interface Coach {
            [Throws=Failure, Async] constructor();
            [Throws=Failure, Async] Person profile(boolean fresh, optional i64? limit = null);
            [Throws=Failure] void cancel();
        };
    "#;

    #[test]
    fn every_symbol_that_is_called_is_looked_up_once_and_none_is_looked_up_for_nothing() {
        let text = dart(SAMPLE).unwrap();
        let mut calls = 0;
        for (at, _) in text.match_indices("_f_") {
            let name: String =
                text[at..].chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            let declared = text.matches(&format!("final {name} = _library.lookupFunction<")).count();
            assert_eq!(declared, 1, "{name}");
            let used =
                text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|word| *word == name);
            assert!(used.count() > 1, "{name} is called nowhere");
            calls += 1;
        }
        assert!(calls > 20);
    }

    #[test]
    fn the_shapes_are_those_of_the_interface() {
        let text = dart(SAMPLE).unwrap();
        for expected in [
            "String version() =>",
            "sealed class Event {",
            "final class EventText extends Event {",
            "enum Width {\n  day,\n  week;\n",
            "const Person({required this.name, this.heightCm, this.conditions = const [], this.width = Width.day});",
            "sealed class Failure implements Exception {",
            "static Future<Coach> create() => _rustFuture<int, Coach>(",
            "Future<Person> profile(bool fresh, {int? limit}) => _rustFuture<_RustBuffer, Person>(",
            "void cancel() =>",
            "final List<String> conditions;",
        ] {
            assert!(text.contains(expected), "{expected} is missing in\n{text}");
        }
    }

    #[test]
    fn no_record_prints_what_it_holds() {
        // The one in the runtime is that of an error, whose words are fixed.
        assert_eq!(dart(SAMPLE).unwrap().matches("String toString()").count(), 1);
    }
}

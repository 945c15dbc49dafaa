//! Traits that the host implements.
//!
//! Rust calls from threads of its own, and a Dart function can be called from there only without an answer
//! (`NativeCallable.listener`). That is enough for methods that return nothing: the event is on its way when Rust goes
//! on, and what Dart throws ends the hearing on this side. It is enough for async methods as well, whose answer is a
//! second call. A method that returns a value at once cannot be written in Dart; a trait with one is left out.

use super::callables::Unsupported;
use super::foreign::called;
use super::names::{documentation, lower};
use super::types::{codec, handled, lifted, lowered, written};
use anyhow::Result;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{AsType, FfiCallbackFunction, Method, Object};

/// The foreign traits that Dart cannot implement.
pub(crate) fn unsupported(interface: &ComponentInterface) -> Unsupported {
    let waits = |method: &&Method| !method.is_async() && method.return_type().is_some();
    let traits = interface.object_definitions().iter().filter(|object| object.has_callback_interface());
    traits.filter(|object| object.methods().iter().any(waits)).map(|object| object.name().to_owned()).collect()
}

/// The trait, and the table of functions through which Rust reaches what implements it.
pub(crate) fn listener(object: &Object) -> Result<String> {
    let name = object.name();
    let mut text = documentation(object.docstring(), 0);
    writeln!(text, "abstract interface class {name} {{")?;
    for method in object.methods() {
        text.push_str(&documentation(method.docstring(), 2));
        let arguments: Vec<_> = method
            .arguments()
            .iter()
            .map(|argument| format!("{} {}", written(&argument.as_type()), lower(argument.name())))
            .collect();
        let returned = method.return_type().map_or_else(|| "void".to_owned(), written);
        let returned = if method.is_async() { format!("Future<{returned}>") } else { returned };
        writeln!(text, "  {returned} {}({});", lower(method.name()), arguments.join(", "))?;
    }
    let vtable = object.vtable_definition().map(|table| table.name().to_owned()).unwrap_or_default();
    let mut table = String::new();
    let mut functions = String::new();
    for (callback, method) in object.vtable_methods() {
        writeln!(
            table,
            "      ..{} = _keep(NativeCallable<_{}>.listener(_{}))",
            method.name(),
            callback.name(),
            lower(method.name())
        )?;
        functions.push_str(&function(&callback, &method)?);
    }
    write!(
        text,
        "}}\n\nfinal class _{name}Codec extends _Codec<{name}> {{\n  const _{name}Codec();\n\n  \
         {name} lift(int handle) => throw CoachBoundaryError._('lift a listener');\n\n  \
         int lower({name} value) {{\n    _{name}Table.registered;\n    return _{name}Table.handles.insert(value);\n  }}\n\n  @override\n  \
         {name} read(_Reader from) => lift(from.int64());\n\n  @override\n  \
         void write({name} value, _Writer into) => into.int64(lower(value));\n}}\n\n\
         abstract final class _{name}Table {{\n  static final _Handles<{name}> handles = _Handles<{name}>();\n\n  \
         /// Rust keeps the table for as long as the program runs.\n  \
         static final bool registered = _register();\n\n  \
         static bool _register() {{\n    final table = calloc<_{vtable}>();\n    table.ref\n      \
         ..uniffi_free = _keep(NativeCallable<_CallbackInterfaceFree>.listener(handles.remove))\n      \
         // Rust clones a handle only to hand the listener back, which no function of this library does.\n      \
         ..uniffi_clone = _keep(NativeCallable<_CallbackInterfaceClone>.isolateLocal(handles.clone, exceptionalReturn: 0))\n\
         {};\n    {}(table);\n    return true;\n  }}\n\n{functions}}}\n\n",
        table.trim_end(),
        called(object.ffi_init_callback().name()),
    )?;
    Ok(text)
}

fn function(callback: &FfiCallbackFunction, method: &Method) -> Result<String> {
    let mut parameters = Vec::new();
    for argument in callback.arguments() {
        parameters.push(format!("{} {}", handled(&argument.type_())?, lower(argument.name())));
    }
    if callback.has_rust_call_status_arg() {
        parameters.push("Pointer<_RustCallStatus> uniffiStatus".to_owned());
    }
    let mut lifting = String::new();
    let mut passed = Vec::new();
    for argument in method.arguments() {
        let name = lower(argument.name());
        writeln!(lifting, "    final {name}Value = {};", lifted(&argument.as_type(), &name))?;
        passed.push(format!("{name}Value"));
    }
    let name = lower(method.name());
    let mut text = format!("  static void _{name}({}) {{\n{lifting}", parameters.join(", "));
    if method.is_async() {
        text.push_str(&answering(method, &name, &passed.join(", "))?);
    } else {
        // The result and the status are gone by now: Rust has gone on.
        writeln!(
            text,
            "    handles.hear(uniffiHandle, (listener) => listener.{name}({}));\n  }}\n",
            passed.join(", ")
        )?;
    }
    Ok(text)
}

/// An async method: calls it, and hands what it comes to back to Rust.
fn answering(method: &Method, name: &str, passed: &str) -> Result<String> {
    let structure = method.foreign_future_ffi_result_struct().name().to_owned();
    let mut text = format!(
        "    final result = calloc<_{structure}>();\n    \
         final complete = uniffiFutureCallback.asFunction<void Function(int, _{structure})>();\n    \
         unawaited(_answer(() async {{\n"
    );
    match method.return_type() {
        Some(of) => writeln!(
            text,
            "      final value = await handles.get(uniffiHandle).{name}({passed});\n      result.ref.return_value = {};",
            lowered(of, "value")
        )?,
        None => writeln!(text, "      await handles.get(uniffiHandle).{name}({passed});")?,
    }
    text.push_str("    }, (error) {\n");
    if let Some(error) = method.throws_type() {
        writeln!(
            text,
            "      if (error is {}) {{\n        result.ref.call_status\n          ..code = _failed\n          \
             ..error_buf = _lowerBuffer(const {}, error);\n        return;\n      }}",
            written(error),
            codec(error)
        )?;
    }
    text.push_str(
        "      // What a host throws may hold anything; none of it goes to a log of the library.\n      \
         result.ref.call_status\n        ..code = _unexpected\n        ..error_buf = _lowerString('the host failed');\n    \
         }, () {\n      complete(uniffiCallbackData, result.ref);\n      calloc.free(result);\n    }));\n  }\n\n",
    );
    Ok(text)
}

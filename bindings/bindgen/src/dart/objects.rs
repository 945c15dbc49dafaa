//! Objects that live in Rust.

use super::callables::{Head, Receiver, Unsupported, callable};
use super::foreign::called;
use super::names::{documentation, lower};
use anyhow::Result;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::Object;

/// An object as a class that lets go of it when it is closed or collected.
pub(crate) fn object(interface: &ComponentInterface, unsupported: &Unsupported, object: &Object) -> Result<String> {
    let name = object.name();
    let mut text = documentation(object.docstring(), 0);
    write!(
        text,
        "final class {name} implements Finalizable {{\n  {name}._(this._handle) {{\n    \
         _finalizer.attach(this, _handle, detach: this);\n  }}\n\n  \
         static final Finalizer<int> _finalizer = Finalizer<int>(_free);\n\n  \
         static void _free(int handle) => _rustCall((status) => {}(handle, status));\n\n  \
         final int _handle;\n  bool _closed = false;\n\n  \
         /// Lets go of it; what it stands for ends as its description says. Safe to call again.\n  \
         void close() {{\n    if (_closed) return;\n    _closed = true;\n    _finalizer.detach(this);\n    \
         _free(_handle);\n  }}\n\n  \
         int _cloned() {{\n    if (_closed) throw StateError('{name} was closed');\n    \
         return _rustCall((status) => {}(_handle, status));\n  }}\n\n",
        called(object.ffi_object_free().name()),
        called(object.ffi_object_clone().name()),
    )?;
    for constructor in object.constructors() {
        let made = if constructor.is_primary_constructor() { "create".to_owned() } else { lower(constructor.name()) };
        let head = Head { keyword: "static ", name: &made, indent: 2 };
        text.push_str(&or_note(callable(interface, unsupported, constructor, &Receiver::None, &head)?, &made));
    }
    for method in object.methods() {
        let named = lower(method.name());
        let head = Head { keyword: "", name: &named, indent: 2 };
        text.push_str(&or_note(callable(interface, unsupported, method, &Receiver::Handle, &head)?, &named));
    }
    write!(
        text,
        "}}\n\nfinal class _{name}Codec extends _Codec<{name}> {{\n  const _{name}Codec();\n\n  \
         {name} lift(int handle) => {name}._(handle);\n\n  int lower({name} value) => value._cloned();\n\n  @override\n  \
         {name} read(_Reader from) => lift(from.int64());\n\n  @override\n  \
         void write({name} value, _Writer into) => into.int64(lower(value));\n}}\n\n",
    )?;
    Ok(text)
}

/// What is left out is said where it would stand.
pub(crate) fn or_note(written: Option<String>, name: &str) -> String {
    written.unwrap_or_else(|| {
        format!("  // Left out: `{name}` takes a trait whose answers Rust waits for, which Dart cannot give.\n\n")
    })
}

//! Records and enums: plain, immutable, equal by what they hold. None of them prints what it holds, since a log could
//! keep it.

use super::callables::{Head, Receiver, Unsupported, callable};
use super::names::{constant, documentation, lower};
use super::types::{self, written};
use anyhow::Result;
use std::fmt::Write;
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{AsType, Enum, Field, Method, Record, Type, Variant};

/// A record as a class.
pub(crate) fn record(interface: &ComponentInterface, unsupported: &Unsupported, record: &Record) -> Result<String> {
    let (name, own) = (record.name(), record.as_type());
    let fields = record.fields();
    let mut text = documentation(record.docstring(), 0);
    writeln!(text, "final class {name} {{")?;
    text.push_str(&constructor(interface, name, fields)?);
    text.push_str(&declared(fields));
    text.push_str(&methods(interface, unsupported, record.methods(), &own)?);
    text.push_str(&equality(name, fields)?);
    text.push_str("}\n\n");
    let read: Vec<_> = fields.iter().map(|field| format!("{}: {}", lower(field.name()), read(field))).collect();
    write!(
        text,
        "final class _{name}Codec extends _Codec<{name}> {{\n  const _{name}Codec();\n\n  @override\n  \
         {name} read(_Reader from) => {name}({});\n\n  @override\n  void write({name} value, _Writer into) {{\n{}  }}\n}}\n\n",
        read.join(", "),
        write_all(fields, "value"),
    )?;
    Ok(text)
}

/// An enum: Dart's own where no variant carries anything, a sealed class otherwise.
pub(crate) fn enumeration(interface: &ComponentInterface, unsupported: &Unsupported, found: &Enum) -> Result<String> {
    let error = interface.is_name_used_as_error(found.name());
    if error || found.variants().iter().any(Variant::has_fields) {
        sealed(interface, unsupported, found, error)
    } else {
        flat(interface, unsupported, found)
    }
}

fn flat(interface: &ComponentInterface, unsupported: &Unsupported, found: &Enum) -> Result<String> {
    let (name, own) = (found.name(), found.as_type());
    let mut text = documentation(found.docstring(), 0);
    writeln!(text, "enum {name} {{")?;
    let variants = found.variants();
    for (index, variant) in variants.iter().enumerate() {
        text.push_str(&documentation(variant.docstring(), 2));
        let end = if index + 1 == variants.len() { ";\n" } else { "," };
        writeln!(text, "  {}{end}", constant(variant.name()))?;
    }
    text.push_str(&methods(interface, unsupported, found.methods(), &own)?);
    text.push_str("}\n\n");
    write!(
        text,
        "final class _{name}Codec extends _Codec<{name}> {{\n  const _{name}Codec();\n\n  @override\n  \
         {name} read(_Reader from) => {name}.values[from.variant({})];\n\n  @override\n  \
         void write({name} value, _Writer into) => into.int32(value.index + 1);\n}}\n\n",
        variants.len(),
    )?;
    Ok(text)
}

fn sealed(interface: &ComponentInterface, unsupported: &Unsupported, found: &Enum, error: bool) -> Result<String> {
    let (name, own) = (found.name(), found.as_type());
    let mut text = documentation(found.docstring(), 0);
    let exception = if error { " implements Exception" } else { "" };
    writeln!(text, "sealed class {name}{exception} {{\n  const {name}();\n")?;
    text.push_str(&methods(interface, unsupported, found.methods(), &own)?);
    if let Some(display) = found.uniffi_trait_methods().display_fmt {
        text.push_str("  @override\n");
        let head = Head { keyword: "", name: "toString", indent: 2 };
        text.push_str(&callable(interface, unsupported, &display, &Receiver::Value(&own), &head)?.unwrap_or_default());
    }
    text.push_str("}\n\n");
    // A flat error carries one text, whatever its fields in Rust.
    let flat = error && found.is_flat();
    let mut reading = String::new();
    let mut writing = String::new();
    for (index, variant) in found.variants().iter().enumerate() {
        let class = format!("{name}{}", variant.name());
        let number = index + 1;
        text.push_str(&documentation(variant.docstring(), 0));
        writeln!(text, "final class {class} extends {name} {{")?;
        if flat {
            writeln!(text, "  const {class}(this.detail);\n\n  /// What failed.\n  final String detail;\n}}\n")?;
            writeln!(reading, "        {number} => {class}(const _StringCodec().read(from)),")?;
            writeln!(
                writing,
                "      case {class}():\n        into.int32({number});\n        const _StringCodec().write(value.detail, into);"
            )?;
            continue;
        }
        let fields = variant.fields();
        text.push_str(&constructor(interface, &class, fields)?);
        text.push_str(&declared(fields));
        text.push_str(&equality(&class, fields)?);
        text.push_str("}\n\n");
        let read: Vec<_> = fields.iter().map(|field| format!("{}: {}", lower(field.name()), read(field))).collect();
        let constant = if fields.is_empty() { "const " } else { "" };
        writeln!(reading, "        {number} => {constant}{class}({}),", read.join(", "))?;
        writeln!(
            writing,
            "      case {class}():\n        into.int32({number});\n{}",
            indented(&write_all(fields, "value"))
        )?;
    }
    write!(
        text,
        "final class _{name}Codec extends _Codec<{name}> {{\n  const _{name}Codec();\n\n  @override\n  \
         {name} read(_Reader from) => switch (from.int32()) {{\n{reading}        \
         _ => throw CoachBoundaryError._('read a variant of {name}'),\n      }};\n\n  @override\n  \
         void write({name} value, _Writer into) {{\n    switch (value) {{\n{writing}    }}\n  }}\n}}\n\n",
    )?;
    Ok(text)
}

fn constructor(interface: &ComponentInterface, class: &str, fields: &[Field]) -> Result<String> {
    if fields.is_empty() {
        return Ok(format!("  const {class}();\n\n"));
    }
    let mut parts = Vec::new();
    for field in fields {
        let name = lower(field.name());
        parts.push(match field.default_value() {
            None => format!("required this.{name}"),
            Some(value) => match types::default(interface, value, &field.as_type())?.as_str() {
                "null" => format!("this.{name}"),
                default => format!("this.{name} = {default}"),
            },
        });
    }
    Ok(format!("  const {class}({{{}}});\n\n", parts.join(", ")))
}

fn declared(fields: &[Field]) -> String {
    fields
        .iter()
        .map(|field| {
            let documentation = documentation(field.docstring(), 2);
            format!("{documentation}  final {} {};\n\n", written(&field.as_type()), lower(field.name()))
        })
        .collect()
}

fn methods(
    interface: &ComponentInterface,
    unsupported: &Unsupported,
    methods: &[Method],
    own: &Type,
) -> Result<String> {
    let mut text = String::new();
    for method in methods {
        let head = Head { keyword: "", name: &lower(method.name()), indent: 2 };
        text.push_str(&callable(interface, unsupported, method, &Receiver::Value(own), &head)?.unwrap_or_default());
    }
    Ok(text)
}

fn equality(class: &str, fields: &[Field]) -> Result<String> {
    let names: Vec<_> = fields.iter().map(|field| lower(field.name())).collect();
    let mut text = String::new();
    let same: String = names.iter().map(|name| format!(" &&\n      _same({name}, other.{name})")).collect();
    writeln!(text, "  @override\n  bool operator ==(Object other) =>\n      other is {class}{same};\n")?;
    let hashes: Vec<_> = names.iter().map(|name| format!("_hash({name})")).collect();
    writeln!(
        text,
        "  @override\n  int get hashCode => Object.hashAll([{class}{}{}]);",
        if names.is_empty() { "" } else { ", " },
        hashes.join(", ")
    )?;
    Ok(text)
}

fn read(field: &Field) -> String {
    format!("const {}.read(from)", types::codec(&field.as_type()))
}

fn write_all(fields: &[Field], value: &str) -> String {
    fields
        .iter()
        .map(|field| {
            format!("    const {}.write({value}.{}, into);\n", types::codec(&field.as_type()), lower(field.name()))
        })
        .collect()
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect::<String>().trim_end().to_owned()
}

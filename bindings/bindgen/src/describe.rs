//! The interface as JSON, which the generated code of every language is held against.

use crate::interface;
use anyhow::{Context, Result};
use camino::Utf8Path;
use serde_json::{Value, json};
use uniffi_bindgen::interface::{Argument, AsType, Callable, Enum, Field, Object, Record, Type};

/// Writes the interface of `library` to `target`.
///
/// # Errors
/// As [`interface::of`]; when the file cannot be written.
pub(crate) fn write(library: &Utf8Path, target: &Utf8Path) -> Result<()> {
    let interface = interface::of(library)?;
    let whole = json!({
        "namespace": interface.namespace(),
        "functions": interface.function_definitions().iter().map(|function| callable(function.name(), function)).collect::<Vec<_>>(),
        "records": interface.record_definitions().iter().map(record).collect::<Vec<_>>(),
        "enums": interface.enum_definitions().iter().map(|found| enumeration(found, interface.is_name_used_as_error(found.name()))).collect::<Vec<_>>(),
        "objects": interface.object_definitions().iter().map(object).collect::<Vec<_>>(),
    });
    let text = serde_json::to_string_pretty(&whole)?;
    std::fs::write(target, text + "\n").with_context(|| format!("failed to write {target}"))
}

fn record(record: &Record) -> Value {
    json!({
        "name": record.name(),
        "fields": fields(record.fields()),
        "methods": record.methods().iter().map(|method| callable(method.name(), method)).collect::<Vec<_>>(),
    })
}

fn enumeration(found: &Enum, error: bool) -> Value {
    let variants =
        found.variants().iter().map(|variant| json!({ "name": variant.name(), "fields": fields(variant.fields()) }));
    json!({
        "name": found.name(),
        "error": error,
        "variants": variants.collect::<Vec<_>>(),
        "methods": found.methods().iter().map(|method| callable(method.name(), method)).collect::<Vec<_>>(),
    })
}

fn object(object: &Object) -> Value {
    json!({
        "name": object.name(),
        "foreign": object.has_callback_interface(),
        "constructors": object.constructors().iter().map(|made| callable(made.name(), *made)).collect::<Vec<_>>(),
        "methods": object.methods().iter().map(|method| callable(method.name(), *method)).collect::<Vec<_>>(),
    })
}

fn callable(name: &str, callable: &impl Callable) -> Value {
    json!({
        "name": name,
        "async": callable.is_async(),
        "arguments": callable.arguments().iter().map(|argument| argument_of(argument)).collect::<Vec<_>>(),
        "returns": callable.return_type().map(shape),
        "throws": callable.throws_type().map(shape),
    })
}

fn argument_of(argument: &Argument) -> Value {
    json!({ "name": argument.name(), "type": shape(&argument.as_type()), "optional": argument.default_value().is_some() })
}

fn fields(fields: &[Field]) -> Vec<Value> {
    fields
        .iter()
        .map(|field| {
            json!({ "name": field.name(), "type": shape(&field.as_type()), "optional": field.default_value().is_some() })
        })
        .collect()
}

/// A type as text, the same for every language: `list<i64>`, `string?`, `Profile`.
pub(crate) fn shape(found: &Type) -> String {
    match found {
        Type::UInt8 => "u8".to_owned(),
        Type::Int8 => "i8".to_owned(),
        Type::UInt16 => "u16".to_owned(),
        Type::Int16 => "i16".to_owned(),
        Type::UInt32 => "u32".to_owned(),
        Type::Int32 => "i32".to_owned(),
        Type::UInt64 => "u64".to_owned(),
        Type::Int64 => "i64".to_owned(),
        Type::Float32 => "f32".to_owned(),
        Type::Float64 => "f64".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::String => "string".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::Timestamp => "timestamp".to_owned(),
        Type::Duration => "duration".to_owned(),
        Type::Optional { inner_type } => format!("{}?", shape(inner_type)),
        Type::Sequence { inner_type } => format!("list<{}>", shape(inner_type)),
        Type::Set { inner_type } => format!("set<{}>", shape(inner_type)),
        Type::Map { key_type, value_type } => format!("map<{}, {}>", shape(key_type), shape(value_type)),
        Type::Box { inner_type } => shape(inner_type),
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. }
        | Type::Custom { name, .. } => name.clone(),
    }
}

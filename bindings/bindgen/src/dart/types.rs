//! How a type of the interface is written in Dart, and how it crosses the boundary.

use super::names;
use anyhow::{Result, bail};
use uniffi_bindgen::ComponentInterface;
use uniffi_bindgen::interface::{DefaultValue, FfiType, Literal, Type};

/// The type as a person writes it.
pub(crate) fn written(found: &Type) -> String {
    match found {
        Type::UInt8
        | Type::Int8
        | Type::UInt16
        | Type::Int16
        | Type::UInt32
        | Type::Int32
        | Type::UInt64
        | Type::Int64 => "int".to_owned(),
        Type::Float32 | Type::Float64 => "double".to_owned(),
        Type::Boolean => "bool".to_owned(),
        Type::String => "String".to_owned(),
        Type::Bytes => "Uint8List".to_owned(),
        Type::Timestamp => "DateTime".to_owned(),
        Type::Duration => "Duration".to_owned(),
        Type::Optional { inner_type } => format!("{}?", written(inner_type)),
        Type::Sequence { inner_type } => format!("List<{}>", written(inner_type)),
        Type::Set { inner_type } => format!("Set<{}>", written(inner_type)),
        Type::Map { key_type, value_type } => format!("Map<{}, {}>", written(key_type), written(value_type)),
        Type::Box { inner_type } => written(inner_type),
        Type::Custom { builtin, .. } => written(builtin),
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. } => name.clone(),
    }
}

/// The codec of the type, a constant expression inside a `const` one.
pub(crate) fn codec(found: &Type) -> String {
    match found {
        Type::UInt8 => "_Uint8Codec()".to_owned(),
        Type::Int8 => "_Int8Codec()".to_owned(),
        Type::UInt16 => "_Uint16Codec()".to_owned(),
        Type::Int16 => "_Int16Codec()".to_owned(),
        Type::UInt32 => "_Uint32Codec()".to_owned(),
        Type::Int32 => "_Int32Codec()".to_owned(),
        Type::UInt64 => "_Uint64Codec()".to_owned(),
        Type::Int64 => "_Int64Codec()".to_owned(),
        Type::Float32 => "_Float32Codec()".to_owned(),
        Type::Float64 => "_Float64Codec()".to_owned(),
        Type::Boolean => "_BoolCodec()".to_owned(),
        Type::String => "_StringCodec()".to_owned(),
        Type::Bytes => "_BytesCodec()".to_owned(),
        Type::Timestamp => "_TimestampCodec()".to_owned(),
        Type::Duration => "_DurationCodec()".to_owned(),
        Type::Optional { inner_type } => format!("_OptionalCodec<{}>({})", written(inner_type), codec(inner_type)),
        Type::Sequence { inner_type } => format!("_ListCodec<{}>({})", written(inner_type), codec(inner_type)),
        Type::Set { inner_type } => format!("_SetCodec<{}>({})", written(inner_type), codec(inner_type)),
        Type::Map { key_type, value_type } => format!(
            "_MapCodec<{}, {}>({}, {})",
            written(key_type),
            written(value_type),
            codec(key_type),
            codec(value_type)
        ),
        Type::Box { inner_type } => codec(inner_type),
        Type::Custom { builtin, .. } => codec(builtin),
        Type::Object { name, .. }
        | Type::Record { name, .. }
        | Type::Enum { name, .. }
        | Type::CallbackInterface { name, .. } => format!("_{name}Codec()"),
    }
}

/// A value of the type on its way to Rust.
pub(crate) fn lowered(found: &Type, value: &str) -> String {
    match found {
        Type::Boolean => format!("_lowerBool({value})"),
        Type::String => format!("_lowerString({value})"),
        Type::Object { .. } | Type::CallbackInterface { .. } => format!("const {}.lower({value})", codec(found)),
        Type::Box { inner_type } => lowered(inner_type, value),
        Type::Custom { builtin, .. } => lowered(builtin, value),
        found if is_number(found) => value.to_owned(),
        found => format!("_lowerBuffer(const {}, {value})", codec(found)),
    }
}

/// A value of the type on its way from Rust.
pub(crate) fn lifted(found: &Type, value: &str) -> String {
    match found {
        Type::Boolean => format!("_liftBool({value})"),
        Type::String => format!("_liftString({value})"),
        Type::Object { .. } | Type::CallbackInterface { .. } => format!("const {}.lift({value})", codec(found)),
        Type::Box { inner_type } => lifted(inner_type, value),
        Type::Custom { builtin, .. } => lifted(builtin, value),
        found if is_number(found) => value.to_owned(),
        found => format!("_liftBuffer(const {}, {value})", codec(found)),
    }
}

fn is_number(found: &Type) -> bool {
    !matches!(FfiType::from(found), FfiType::RustBuffer(_) | FfiType::Handle) && *found != Type::Boolean
}

/// A type of the C interface in a native signature.
pub(crate) fn native(found: &FfiType) -> Result<String> {
    Ok(match found {
        FfiType::UInt8 => "Uint8".to_owned(),
        FfiType::Int8 => "Int8".to_owned(),
        FfiType::UInt16 => "Uint16".to_owned(),
        FfiType::Int16 => "Int16".to_owned(),
        FfiType::UInt32 => "Uint32".to_owned(),
        FfiType::Int32 => "Int32".to_owned(),
        FfiType::UInt64 | FfiType::Handle => "Uint64".to_owned(),
        FfiType::Int64 => "Int64".to_owned(),
        FfiType::Float32 => "Float".to_owned(),
        FfiType::Float64 => "Double".to_owned(),
        FfiType::RustBuffer(_) => "_RustBuffer".to_owned(),
        FfiType::RustCallStatus => "_RustCallStatus".to_owned(),
        FfiType::Callback(name) => format!("Pointer<NativeFunction<_{name}>>"),
        FfiType::Struct(name) => format!("_{name}"),
        FfiType::Reference(inner) | FfiType::MutReference(inner) => format!("Pointer<{}>", native(inner)?),
        FfiType::VoidPointer => "Pointer<Void>".to_owned(),
        FfiType::ForeignBytes => {
            bail!("failed to write Dart: borrowed bytes cannot be lent by Dart; take them by value")
        }
    })
}

/// A type of the C interface as Dart code handles it.
pub(crate) fn handled(found: &FfiType) -> Result<String> {
    Ok(match found {
        FfiType::Float32 | FfiType::Float64 => "double".to_owned(),
        FfiType::UInt8
        | FfiType::Int8
        | FfiType::UInt16
        | FfiType::Int16
        | FfiType::UInt32
        | FfiType::Int32
        | FfiType::UInt64
        | FfiType::Int64
        | FfiType::Handle => "int".to_owned(),
        found => native(found)?,
    })
}

/// A default as a constant expression.
pub(crate) fn default(interface: &ComponentInterface, value: &DefaultValue, of: &Type) -> Result<String> {
    match value {
        DefaultValue::Default => empty(of),
        DefaultValue::Literal(literal) => self::literal(interface, literal),
    }
}

fn empty(of: &Type) -> Result<String> {
    Ok(match of {
        Type::Optional { .. } => "null".to_owned(),
        Type::Boolean => "false".to_owned(),
        Type::String => "''".to_owned(),
        Type::Float32 | Type::Float64 => "0.0".to_owned(),
        Type::Sequence { .. } => "const []".to_owned(),
        Type::Set { .. } | Type::Map { .. } => "const {}".to_owned(),
        found if is_number(found) => "0".to_owned(),
        found => bail!("failed to write Dart: {found:?} has no default there"),
    })
}

fn literal(interface: &ComponentInterface, literal: &Literal) -> Result<String> {
    Ok(match literal {
        Literal::Boolean(value) => value.to_string(),
        Literal::String(value) => names::quoted(value),
        Literal::UInt(value, ..) => value.to_string(),
        Literal::Int(value, ..) => value.to_string(),
        Literal::Float(value, _) if value.contains(['.', 'e', 'E']) => value.clone(),
        Literal::Float(value, _) => format!("{value}.0"),
        Literal::Enum(variant, Type::Enum { name, .. }) => {
            let flat = interface.get_enum_definition(name).is_some_and(|found| found.is_flat());
            if !flat {
                bail!("failed to write Dart: a default of {name} carries data");
            }
            format!("{name}.{}", names::constant(variant))
        }
        Literal::EmptySequence => "const []".to_owned(),
        Literal::EmptyMap | Literal::EmptySet => "const {}".to_owned(),
        Literal::None => "null".to_owned(),
        Literal::Some { inner } => match inner.as_ref() {
            DefaultValue::Literal(inner) => self::literal(interface, inner)?,
            DefaultValue::Default => bail!("failed to write Dart: a default inside an optional needs a value"),
        },
        found => bail!("failed to write Dart: the default {found:?} is not known"),
    })
}

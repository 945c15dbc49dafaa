//! JSON values as CBOR: definite lengths, shortest integers, floats of 64 bits, keys in the order given.

use crate::Error;
use minicbor::data::Type;
use minicbor::{Decoder, Encoder};
use serde_json::{Map, Number, Value};

/// Deeper nesting than this is refused, so that hostile bytes cannot exhaust the stack.
const MAX_DEPTH: u32 = 64;

/// Writing into memory cannot fail; the type says so.
pub(crate) type Infallible<T> = Result<T, minicbor::encode::Error<std::convert::Infallible>>;

/// Writes a JSON value.
pub(crate) fn encode(encoder: &mut Encoder<&mut Vec<u8>>, value: &Value) -> Infallible<()> {
    match value {
        Value::Null => encoder.null()?,
        Value::Bool(value) => encoder.bool(*value)?,
        Value::Number(number) => {
            if let Some(value) = number.as_u64() {
                encoder.u64(value)?
            } else if let Some(value) = number.as_i64() {
                encoder.i64(value)?
            } else {
                encoder.f64(number.as_f64().unwrap_or_default())?
            }
        }
        Value::String(text) => encoder.str(text)?,
        Value::Array(items) => {
            encoder.array(items.len() as u64)?;
            for item in items {
                encode(encoder, item)?;
            }
            encoder
        }
        Value::Object(fields) => {
            encoder.map(fields.len() as u64)?;
            for (name, item) in fields {
                encoder.str(name)?;
                encode(encoder, item)?;
            }
            encoder
        }
    };
    Ok(())
}

/// Reads a value that [`encode`] wrote.
pub(crate) fn decode(decoder: &mut Decoder<'_>) -> Result<Value, Error> {
    decode_at(decoder, 0)
}

fn decode_at(decoder: &mut Decoder<'_>, depth: u32) -> Result<Value, Error> {
    if depth > MAX_DEPTH {
        return Err(bad());
    }
    Ok(match decoder.datatype().map_err(|_| bad())? {
        Type::Null => decoder.null().map(|()| Value::Null).map_err(|_| bad())?,
        Type::Bool => Value::Bool(decoder.bool().map_err(|_| bad())?),
        Type::U8 | Type::U16 | Type::U32 | Type::U64 => Value::from(decoder.u64().map_err(|_| bad())?),
        Type::I8 | Type::I16 | Type::I32 | Type::I64 => Value::from(decoder.i64().map_err(|_| bad())?),
        Type::F64 => Value::Number(Number::from_f64(decoder.f64().map_err(|_| bad())?).ok_or_else(bad)?),
        Type::String => Value::String(decoder.str().map_err(|_| bad())?.to_owned()),
        Type::Array => {
            let count = decoder.array().map_err(|_| bad())?.ok_or_else(bad)?;
            let mut items = Vec::new();
            for _ in 0..count {
                items.push(decode_at(decoder, depth + 1)?);
            }
            Value::Array(items)
        }
        Type::Map => {
            let count = decoder.map().map_err(|_| bad())?.ok_or_else(bad)?;
            let mut fields = Map::new();
            for _ in 0..count {
                let name = decoder.str().map_err(|_| bad())?.to_owned();
                fields.insert(name, decode_at(decoder, depth + 1)?);
            }
            Value::Object(fields)
        }
        _ => return Err(bad()),
    })
}

fn bad() -> Error {
    Error::Corrupt("a log operation".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<u64>().prop_map(Value::from),
            prop::num::f64::NORMAL.prop_map(Value::from),
            ".*".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
                prop::collection::btree_map(".*", inner, 0..5).prop_map(|map| Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn json_goes_there_and_back(value in json()) {
            let mut bytes = Vec::new();
            encode(&mut Encoder::new(&mut bytes), &value).unwrap();
            prop_assert_eq!(decode(&mut Decoder::new(&bytes)).unwrap(), value);
        }

        #[test]
        fn hostile_bytes_are_errors(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = decode(&mut Decoder::new(&bytes));
        }
    }

    #[test]
    fn deep_nesting_is_refused() {
        assert!(decode(&mut Decoder::new(&[0x81; 100_000])).is_err());
    }
}

//! Bounds on arguments, the optional `user_id`, and the key that the same question always has.

use serde_json::{Map, Value, json};

/// Most bytes that the arguments of one call may have.
pub const MAX_ARGUMENT_BYTES: usize = 64 * 1024;
/// Deepest nesting of the arguments of one call.
pub const MAX_ARGUMENT_DEPTH: usize = 32;

/// Ids of the only local person that every caller may use.
const LOCAL_PERSON: [&str; 2] = ["me", "local"];

/// The arguments as an object within bounds, without `user_id`.
///
/// `person` is the id of the local person, if the caller may use it too.
pub(crate) fn accept(arguments: Value, person: Option<&str>) -> Result<Value, String> {
    let mut object = bounded(arguments)?;
    if let Some(user) = object.shift_remove("user_id") {
        let known = match &user {
            Value::Null => true,
            Value::String(id) => LOCAL_PERSON.contains(&id.as_str()) || Some(id.as_str()) == person,
            _ => false,
        };
        if !known {
            return Err("`user_id` must be `me` or left out: this device holds one person".to_owned());
        }
    }
    Ok(Value::Object(object))
}

/// The arguments as an object within bounds.
pub(crate) fn bounded(arguments: Value) -> Result<Map<String, Value>, String> {
    let object = match arguments {
        Value::Null => Map::new(),
        Value::Object(object) => object,
        _ => return Err("they must be an object".to_owned()),
    };
    let mut left = MAX_ARGUMENT_BYTES;
    measure_object(&object, 1, &mut left)?;
    Ok(object)
}

fn measure(value: &Value, depth: usize, left: &mut usize) -> Result<(), String> {
    match value {
        Value::Null | Value::Bool(_) | Value::Number(_) => spend(8, left),
        Value::String(text) => spend(text.len() + 2, left),
        Value::Array(items) => {
            deep(depth)?;
            spend(2, left)?;
            items.iter().try_for_each(|item| measure(item, depth + 1, left))
        }
        Value::Object(object) => measure_object(object, depth, left),
    }
}

fn measure_object(object: &Map<String, Value>, depth: usize, left: &mut usize) -> Result<(), String> {
    deep(depth)?;
    spend(2, left)?;
    object.iter().try_for_each(|(name, value)| {
        spend(name.len() + 3, left)?;
        measure(value, depth + 1, left)
    })
}

fn deep(depth: usize) -> Result<(), String> {
    if depth > MAX_ARGUMENT_DEPTH {
        return Err(format!("they are nested more than {MAX_ARGUMENT_DEPTH} deep"));
    }
    Ok(())
}

fn spend(bytes: usize, left: &mut usize) -> Result<(), String> {
    *left = left
        .checked_sub(bytes)
        .ok_or_else(|| format!("they are larger than {} KiB; send less at a time", MAX_ARGUMENT_BYTES / 1024))?;
    Ok(())
}

/// An input schema that also lists the optional `user_id`.
pub(crate) fn with_user_id(schema: &Value) -> Value {
    let mut schema = schema.clone();
    if let Some(object) = schema.as_object_mut()
        && let Some(properties) = object.entry("properties").or_insert_with(|| json!({})).as_object_mut()
    {
        properties.entry("user_id").or_insert_with(
            || json!({"type": ["string", "null"], "description": "Optional: `me`, the only person on this device."}),
        );
    }
    schema
}

/// A key that is equal for the same server, tool, scopes and arguments, in whatever order the arguments are written.
pub(crate) fn key<'a>(
    subject: &str,
    scopes: impl Iterator<Item = &'a String>,
    content: &[u8; 16],
    arguments: &Value,
) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(content);
    text(&mut hasher, subject);
    for scope in scopes {
        text(&mut hasher, scope);
    }
    hasher.update(&[0xff]);
    canonical(&mut hasher, arguments);
    *hasher.finalize().as_bytes()
}

fn text(hasher: &mut blake3::Hasher, text: &str) {
    hasher.update(&(text.len() as u64).to_le_bytes());
    hasher.update(text.as_bytes());
}

/// Feeds a value so that two values give the same bytes only when they are equal; names of objects are sorted.
pub(crate) fn canonical(hasher: &mut blake3::Hasher, value: &Value) {
    match value {
        Value::Null => {
            hasher.update(b"n");
        }
        Value::Bool(flag) => {
            hasher.update(if *flag { b"t" } else { b"f" });
        }
        Value::Number(number) => {
            hasher.update(b"d");
            text(hasher, &number.to_string());
        }
        Value::String(string) => {
            hasher.update(b"s");
            text(hasher, string);
        }
        Value::Array(items) => {
            hasher.update(b"a");
            hasher.update(&(items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| canonical(hasher, item));
        }
        Value::Object(object) => {
            hasher.update(b"o");
            hasher.update(&(object.len() as u64).to_le_bytes());
            let mut names: Vec<(&String, &Value)> = object.iter().collect();
            names.sort_unstable_by_key(|(name, _)| *name);
            for (name, value) in names {
                text(hasher, name);
                canonical(hasher, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn nested(depth: usize) -> Value {
        (0..depth).fold(json!(1), |inner, _| json!({ "a": inner }))
    }

    #[test]
    fn depth_is_bounded_at_its_edge() {
        assert!(accept(nested(MAX_ARGUMENT_DEPTH), None).is_ok());
        let error = accept(nested(MAX_ARGUMENT_DEPTH + 1), None).unwrap_err();
        assert!(error.contains("nested"), "{error}");
    }

    #[test]
    fn size_is_bounded() {
        assert!(accept(json!({"a": "x".repeat(MAX_ARGUMENT_BYTES - 16)}), None).is_ok());
        assert!(accept(json!({"a": "x".repeat(MAX_ARGUMENT_BYTES)}), None).is_err());
        let many: Map<String, Value> = (0..MAX_ARGUMENT_BYTES / 8).map(|i| (i.to_string(), Value::Null)).collect();
        assert!(accept(Value::Object(many), None).is_err());
    }

    #[test]
    fn only_the_local_person_is_accepted() {
        for good in [json!("me"), json!("local"), json!("p-1"), Value::Null] {
            assert_eq!(accept(json!({"user_id": good, "a": 1}), Some("p-1")), Ok(json!({"a": 1})));
        }
        for bad in [json!("p-2"), json!(7), json!(["me"]), json!("")] {
            assert!(accept(json!({ "user_id": bad }), Some("p-1")).is_err());
        }
        assert!(accept(json!({"user_id": "p-1"}), None).is_err());
    }

    #[test]
    fn nothing_and_null_are_no_arguments_and_lists_are_refused() {
        assert_eq!(accept(Value::Null, None), Ok(json!({})));
        assert!(accept(json!([]), None).is_err());
    }

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-c]{0,3}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::vec(("[a-c]{0,2}", inner), 0..4)
                    .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
            ]
        })
    }

    fn reversed(value: &Value) -> Value {
        match value {
            Value::Object(object) => {
                Value::Object(object.iter().rev().map(|(name, value)| (name.clone(), reversed(value))).collect())
            }
            Value::Array(items) => items.iter().map(reversed).collect(),
            other => other.clone(),
        }
    }

    proptest! {
        #[test]
        fn the_key_ignores_order_and_nothing_else(left in any_json(), right in any_json()) {
            const ONE: [u8; 16] = [1; 16];
            let none = || [].iter();
            prop_assert_ne!(key("s/t", none(), &ONE, &left), key("s/t", none(), &[2; 16], &left));
            prop_assert_eq!(key("s/t", none(), &ONE, &left), key("s/t", none(), &ONE, &reversed(&left)));
            prop_assert_eq!(key("s/t", none(), &ONE, &left) == key("s/t", none(), &ONE, &right), left == right);
            prop_assert_ne!(key("s/t", none(), &ONE, &left), key("s/u", none(), &ONE, &left));
            let scope = ["read:meals".to_owned()];
            prop_assert_ne!(key("s/t", none(), &ONE, &left), key("s/t", scope.iter(), &ONE, &left));
        }
    }
}

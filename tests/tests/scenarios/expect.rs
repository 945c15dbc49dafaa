//! Comparing a result with what is expected of it.

use serde_json::Value;

/// Says what does not fit, if anything.
pub(crate) fn fits(expected: &Value, value: &Value, at: &str) -> Result<(), String> {
    let Some(wanted) = expected.as_object() else { return same(expected, value, at) };
    if let (1, Some(exactly)) = (wanted.len(), wanted.get("is")) {
        return same(exactly, value, at);
    }
    for (word, wanted) in wanted {
        one(word, wanted, value, at)?;
    }
    Ok(())
}

fn one(word: &str, wanted: &Value, value: &Value, at: &str) -> Result<(), String> {
    let check = |fine: bool| if fine { Ok(()) } else { Err(format!("{at}: {value} does not fit {word} {wanted}")) };
    match (word, value) {
        ("contains", Value::String(text)) => check(text.contains(wanted.as_str().unwrap())),
        ("contains", Value::Array(list)) => check(list.iter().any(|item| fits(wanted, item, at).is_ok())),
        ("lacks", Value::String(text)) => check(!text.contains(wanted.as_str().unwrap())),
        ("lacks", Value::Array(list)) => check(!list.iter().any(|item| fits(wanted, item, at).is_ok())),
        ("at_least", Value::Number(number)) => check(number.as_f64() >= wanted.as_f64()),
        ("at_most", Value::Number(number)) => check(number.as_f64() <= wanted.as_f64()),
        ("any", _) => check(wanted.as_array().unwrap().iter().any(|one| fits(one, value, at).is_ok())),
        ("empty", Value::String(text)) => check(text.is_empty() == wanted.as_bool().unwrap()),
        ("empty", Value::Array(list)) => check(list.is_empty() == wanted.as_bool().unwrap()),
        ("null", _) => check(value.is_null() == wanted.as_bool().unwrap()),
        ("json", Value::String(text)) => fits(wanted, &serde_json::from_str(text).unwrap(), &format!("{at} as JSON")),
        ("length", Value::String(text)) => fits(wanted, &text.chars().count().into(), &format!("{at}.length")),
        ("length", Value::Array(list)) => fits(wanted, &list.len().into(), &format!("{at}.length")),
        (_, Value::Array(list)) => {
            let place: i64 = word.parse().map_err(|_| format!("{at}: {word} is no place of a list"))?;
            let place = if place < 0 { list.len() as i64 + place } else { place };
            let item = usize::try_from(place).ok().and_then(|place| list.get(place));
            fits(wanted, item.ok_or_else(|| format!("{at}: there is no {word} in {value}"))?, &format!("{at}.{word}"))
        }
        (_, Value::Object(fields)) => {
            let field = fields.get(word).ok_or_else(|| format!("{at}: there is no {word}"))?;
            fits(wanted, field, &format!("{at}.{word}"))
        }
        _ => Err(format!("{at}: {word} does not apply to {value}")),
    }
}

fn same(expected: &Value, value: &Value, at: &str) -> Result<(), String> {
    let equal = match (expected.as_f64(), value.as_f64()) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9,
        _ => expected == value,
    };
    if equal { Ok(()) } else { Err(format!("{at}: {value} instead of {expected}")) }
}

/// A part of a result, by a path such as `result.proposals.0.id`.
pub(crate) fn part<'value>(value: &'value Value, path: &str) -> &'value Value {
    path.split('.').filter(|step| !step.is_empty()).fold(value, |value, step| match value {
        Value::Array(list) => &list[step.parse::<usize>().unwrap()],
        _ => &value[step],
    })
}

//! Random schemas of tools, in the keywords that tools use.

use serde_json::{Map, Value, json};

/// SplitMix64: the same numbers from the same seed everywhere.
#[derive(Debug, Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % sides.max(1)
    }

    pub fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.roll(of.len() as u64) as usize]
    }
}

/// A tool's schema: an object with up to five arguments.
pub fn object(dice: &mut Dice, depth: u32) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for _ in 0..dice.roll(6) {
        let name = *dice.one(&["start", "days", "metric", "note", "flag", "foods", "amount", "unit", "detail_level"]);
        if !properties.contains_key(name) && dice.roll(2) == 0 {
            required.push(Value::from(name));
        }
        properties.entry(name).or_insert_with(|| value(dice, depth));
    }
    let mut schema = json!({ "type": "object", "properties": properties, "title": "Args", "description": "<x> \"y\"" });
    if !required.is_empty() {
        schema["required"] = Value::Array(required);
    }
    if dice.roll(2) == 0 {
        schema["additionalProperties"] = Value::Bool(false);
    }
    schema
}

fn value(dice: &mut Dice, depth: u32) -> Value {
    match dice.roll(if depth == 0 { 12 } else { 14 }) {
        0 => json!({ "type": "string" }),
        1 => json!({ "type": "string", "minLength": dice.roll(3), "maxLength": 3 + dice.roll(20) }),
        2 => json!({ "type": "string", "format": "date" }),
        3 => json!({ "type": "string", "enum": ["easy", "hard & long", "ä\"b", "<x>"] }),
        4 => json!({ "type": "string", "pattern": "^[a-c]{1,5}-[0-9]+$", "maxLength": 12 }),
        5 => json!({ "type": "integer", "minimum": 1, "maximum": 1 + dice.roll(40) }),
        6 => json!({ "type": "integer" }),
        7 => json!({ "type": "number", "minimum": 0, "maximum": 500 }),
        8 => json!({ "type": "boolean", "default": true }),
        9 => json!({ "type": ["string", "null"], "maxLength": 10 }),
        10 => json!({ "anyOf": [{ "type": "integer", "minimum": 0, "maximum": 9 }, { "type": "null" }] }),
        11 => json!({ "const": "fixed" }),
        12 => {
            json!({ "type": "array", "items": value(dice, depth - 1), "minItems": dice.roll(2), "maxItems": 1 + dice.roll(3) })
        }
        _ => object(dice, depth - 1),
    }
}

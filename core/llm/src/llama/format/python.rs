//! Calls in Python's way: `name(text="…", number=1, flag=True)`.

use super::{Call, json_rule, literal, sequence};
use serde_json::{Map, Number, Value};

/// The rules of calls of one tool.
pub(super) fn rules(number: usize, name: &str, schema: &Value) -> String {
    let open = literal(&format!("{name}("));
    sequence(number, schema, (&open, "\")\""), ", ", |name, value| format!("{} {value}", literal(&format!("{name}="))))
}

/// The rule of one value: JSON, with Python's words for truth and nothing.
pub(super) fn value(property: &Value, schema: &Value) -> String {
    if property.get("enum").is_none() && property.get("const").is_none() {
        match property.get("type") {
            Some(Value::String(kind)) if kind == "boolean" => return "\"True\" | \"False\"".to_owned(),
            Some(Value::String(kind)) if kind == "null" => return "\"None\"".to_owned(),
            _ => {}
        }
    }
    json_rule(property, schema)
}

/// A call in Python's way.
pub(super) fn write(name: &str, arguments: &Value) -> String {
    let fields: Vec<String> = arguments
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| {
            let value = match value {
                Value::Bool(true) => "True".to_owned(),
                Value::Bool(false) => "False".to_owned(),
                Value::Null => "None".to_owned(),
                other => super::python_json(other, None).unwrap_or_default(),
            };
            format!("{name}={value}")
        })
        .collect();
    format!("{name}({})", fields.join(", "))
}

/// Reads a list of calls.
pub(super) fn read(text: &str) -> Option<Vec<Call>> {
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    reader.expect("[")?;
    let mut calls = Vec::new();
    loop {
        let name = reader.word()?;
        reader.expect("(")?;
        let mut arguments = Map::new();
        while !reader.take(")") {
            let key = reader.word()?;
            reader.expect("=")?;
            arguments.insert(key, reader.value()?);
            if !reader.take(",") {
                reader.expect(")")?;
                break;
            }
        }
        calls.push(Call { name, arguments: Value::Object(arguments) });
        if !reader.take(",") {
            break;
        }
    }
    reader.expect("]")?;
    reader.rest.trim().is_empty().then_some(calls)
}

struct Reader<'t> {
    rest: &'t str,
    depth: usize,
}

impl Reader<'_> {
    fn take(&mut self, text: &str) -> bool {
        self.rest = self.rest.trim_start();
        match self.rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, text: &str) -> Option<()> {
        self.take(text).then_some(())
    }

    fn word(&mut self) -> Option<String> {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "_-.".contains(c))).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        (!word.is_empty()).then(|| word.to_owned())
    }

    fn value(&mut self) -> Option<Value> {
        self.depth += 1;
        let value = if self.depth > 32 { None } else { self.bounded() };
        self.depth -= 1;
        value
    }

    fn bounded(&mut self) -> Option<Value> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            quote @ ('"' | '\'') => self.text(quote).map(Value::String),
            '[' => {
                self.expect("[")?;
                let mut list = Vec::new();
                while !self.take("]") {
                    list.push(self.value()?);
                    if !self.take(",") {
                        self.expect("]")?;
                        break;
                    }
                }
                Some(Value::Array(list))
            }
            '{' => {
                self.expect("{")?;
                let mut fields = Map::new();
                while !self.take("}") {
                    let Value::String(key) = self.value()? else { return None };
                    self.expect(":")?;
                    fields.insert(key, self.value()?);
                    if !self.take(",") {
                        self.expect("}")?;
                        break;
                    }
                }
                Some(Value::Object(fields))
            }
            _ => {
                let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "+-._".contains(c)))?;
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                match word {
                    "True" | "true" => Some(Value::Bool(true)),
                    "False" | "false" => Some(Value::Bool(false)),
                    "None" | "null" => Some(Value::Null),
                    number => number.parse::<Number>().ok().map(Value::Number),
                }
            }
        }
    }

    fn text(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' => match letters.next()?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    'b' => text.push('\u{8}'),
                    'f' => text.push('\u{c}'),
                    'u' => {
                        let mut code = 0;
                        for _ in 0..4 {
                            code = code * 16 + letters.next()?.1.to_digit(16)?;
                        }
                        text.push(char::from_u32(code)?);
                    }
                    other => text.push(other),
                },
                letter if letter == quote => {
                    self.rest = &self.rest[at + letter.len_utf8()..];
                    return Some(text);
                }
                letter => text.push(letter),
            }
        }
        None
    }
}

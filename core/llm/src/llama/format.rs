//! How a model calls tools: what it writes, as a grammar, and how that is read.

mod python;

use super::constraint;
use super::template::python_json;
use super::vocab::Marks;
use crate::chat::ToolDescription;
use serde_json::{Map, Value};
use std::fmt::Write;

/// Most calls in one reply.
const MAX_CALLS: usize = 4;

/// The ways of calling tools that are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ToolFormat {
    /// `<tool_call>` around an object with `name` and `arguments`: Hermes, Qwen 2.5 and 3, and many after them.
    Hermes,
    /// A bare object with `name` and `parameters`: Llama 3.1 to 3.3.
    Llama3,
    /// `<function name="…"><param name="…">…</param></function>`: MiniCPM5.
    MiniCpm,
    /// Python calls between `<|tool_call_start|>` and `<|tool_call_end|>`: LFM2.
    Lfm2,
    /// A bare object with `name` and `arguments`, asked for in our own words: templates that know no tools.
    Json,
}

/// What begins a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Trigger {
    /// This text, wherever it comes.
    Text(&'static str),
    /// A reply that begins with this.
    Opening(&'static str),
}

/// One tool as it may be called.
#[derive(Debug, Clone)]
pub(super) struct Offer {
    name: String,
    schema: Value,
}

impl Offer {
    /// A tool with its schema as a grammar takes it.
    pub(super) fn new(tool: &ToolDescription) -> Result<Self, String> {
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
        if tool.name.is_empty() || tool.name.len() > 128 || !tool.name.chars().all(plain) {
            return Err("a tool's name is not made of letters, digits, dots and dashes".to_owned());
        }
        Ok(Self { name: tool.name.clone(), schema: constraint::tightened(&tool.input_schema)? })
    }
}

/// A call as it was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) arguments: Value,
}

impl ToolFormat {
    /// The format that a template asks for.
    ///
    /// # Errors
    /// A template that shows tools in a way that is not known.
    pub(super) fn of(template: &str, marks: &Marks) -> Result<Self, String> {
        let has = |text: &str| template.contains(text);
        if marks.find("<|tool_call_start|>").is_some() {
            return Ok(Self::Lfm2);
        }
        if !has("tools") {
            return Ok(Self::Json);
        }
        if has("<function name=") {
            return Ok(Self::MiniCpm);
        }
        if has("<tool_call>") && has("arguments") && !has("<function=") && !has("<arg_key>") && !has("tool_sep") {
            return Ok(Self::Hermes);
        }
        if has("\"parameters\"") && has("<|start_header_id|>") {
            return Ok(Self::Llama3);
        }
        Err("its way of calling tools is not known".to_owned())
    }

    pub(super) fn trigger(self) -> Trigger {
        match self {
            Self::Hermes => Trigger::Text("<tool_call>"),
            Self::MiniCpm => Trigger::Text("<function name=\""),
            Self::Lfm2 => Trigger::Text("<|tool_call_start|>"),
            Self::Llama3 | Self::Json => Trigger::Opening("{"),
        }
    }

    /// The marks that a call is written with.
    pub(super) fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Hermes => &["<tool_call>", "</tool_call>"],
            Self::Lfm2 => &["<|tool_call_start|>", "<|tool_call_end|>"],
            Self::MiniCpm | Self::Llama3 | Self::Json => &[],
        }
    }

    /// The grammar of calls of these tools, from the trigger on.
    pub(super) fn grammar(self, tools: &[Offer], marks: &Marks) -> Result<String, String> {
        if tools.is_empty() {
            return Err("no tool is offered".to_owned());
        }
        let size: usize = tools.iter().map(|tool| tool.schema.to_string().len()).sum();
        if size > constraint::MAX_SCHEMAS {
            return Err("the tools' schemas are too large".to_owned());
        }
        if matches!(self, Self::MiniCpm | Self::Lfm2) {
            let names = tools.iter().filter_map(|tool| tool.schema.get("properties")?.as_object()).flat_map(Map::keys);
            let plain = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            if !names.into_iter().all(|name| plain(name)) {
                return Err("a tool's argument has a name that this model cannot write".to_owned());
            }
        }
        let any: Vec<String> = (0..tools.len()).map(|number| format!("call_{number}")).collect();
        let mut lark = match self {
            Self::Hermes => {
                let (open, close) = (mark("<tool_call>", marks), mark("</tool_call>", marks));
                format!(
                    "start: block (\"\\n\" block){{0,{}}}\nblock: {open} \"\\n\" call \"\\n\" {close}\n",
                    MAX_CALLS - 1
                )
            }
            Self::MiniCpm => format!("start: call (\"\\n\" call){{0,{}}}\n", MAX_CALLS - 1),
            Self::Lfm2 => {
                let (open, close) = (mark("<|tool_call_start|>", marks), mark("<|tool_call_end|>", marks));
                format!("start: {open} \"[\" call (\", \" call){{0,{}}} \"]\" {close}\n", MAX_CALLS - 1)
            }
            Self::Llama3 | Self::Json => "start: call\n".to_owned(),
        };
        let _ = writeln!(lark, "call: {}", any.join(" | "));
        for (number, tool) in tools.iter().enumerate() {
            let rules = match self {
                Self::Hermes | Self::Json => object(number, tool, "arguments"),
                Self::Llama3 => object(number, tool, "parameters"),
                Self::MiniCpm => params(number, tool),
                Self::Lfm2 => python::rules(number, &tool.name, &tool.schema),
            };
            lark.push_str(&rules);
        }
        Ok(lark)
    }

    /// The calls in a text that begins with the trigger and satisfies the grammar.
    pub(super) fn read(self, text: &str) -> Option<Vec<Call>> {
        match self {
            Self::Hermes => {
                let mut calls = Vec::new();
                let mut rest = text.trim();
                while let Some(block) = rest.strip_prefix("<tool_call>") {
                    // A text among the arguments may spell the mark that ends a call.
                    let (call, after) = first_value(block)?;
                    calls.push(named(call, "arguments")?);
                    rest = after.trim_start().strip_prefix("</tool_call>")?.trim_start();
                }
                rest.is_empty().then_some(calls)
            }
            Self::Llama3 => Some(vec![named(serde_json::from_str(text.trim()).ok()?, "parameters")?]),
            Self::Json => Some(vec![named(serde_json::from_str(text.trim()).ok()?, "arguments")?]),
            Self::MiniCpm => read_functions(text),
            Self::Lfm2 => {
                let inner = text.trim().strip_prefix("<|tool_call_start|>")?;
                python::read(inner.strip_suffix("<|tool_call_end|>")?)
            }
        }
    }

    /// Calls as the model writes them: for templates that do not write them. Marks are the format's own.
    pub(super) fn write(self, calls: &[(&str, &Value)], outside: impl Fn(&str) -> String) -> String {
        let json = |value: &Value| outside(&python_json(value, None).unwrap_or_default());
        let mut text = String::new();
        match self {
            Self::Lfm2 => {
                let written: Vec<String> =
                    calls.iter().map(|(name, arguments)| outside(&python::write(name, arguments))).collect();
                let _ = write!(text, "<|tool_call_start|>[{}]<|tool_call_end|>", written.join(", "));
            }
            Self::Hermes => {
                for (name, arguments) in calls {
                    let name = outside(name);
                    let _ = writeln!(
                        text,
                        "<tool_call>\n{{\"name\": \"{name}\", \"arguments\": {}}}\n</tool_call>",
                        json(arguments)
                    );
                }
            }
            Self::Llama3 | Self::Json | Self::MiniCpm => {
                let key = if self == Self::Llama3 { "parameters" } else { "arguments" };
                for (name, arguments) in calls {
                    let name = outside(name);
                    let _ = writeln!(text, "{{\"name\": \"{name}\", \"{key}\": {}}}", json(arguments));
                }
            }
        }
        text.trim_end().to_owned()
    }
}

/// A mark as a grammar names it: control tokens by number, all others by what they spell.
fn mark(text: &str, marks: &Marks) -> String {
    match marks.find(text) {
        Some((id, true)) => format!("<[{id}]>"),
        _ => literal(text),
    }
}

/// A text as a grammar quotes it.
fn literal(text: &str) -> String {
    Value::from(text).to_string()
}

/// A call as one object.
fn object(number: usize, tool: &Offer, key: &str) -> String {
    let head = literal(&format!("{{\"name\": \"{}\", \"{key}\": ", tool.name));
    format!("call_{number}: {head} args_{number} \"}}\"\nargs_{number}: %json {}\n", tool.schema)
}

/// A call with its arguments in elements.
fn params(number: usize, tool: &Offer) -> String {
    let head = literal(&format!("<function name=\"{}\">", tool.name));
    sequence(number, &tool.schema, (&head, "\"</function>\""), "", |name, value| {
        format!("{} {value} \"</param>\"", literal(&format!("<param name=\"{name}\">")))
    })
}

/// Rules for the properties of an object in their order, where those that are not required may be left out.
///
/// `item` writes one property with the rule of its value; `between` stands between two properties.
fn sequence(
    number: usize,
    schema: &Value,
    (open, close): (&str, &str),
    between: &str,
    item: impl Fn(&str, &str) -> String,
) -> String {
    let empty = Map::new();
    let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let required: Vec<&str> =
        schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    let mut rules = format!("call_{number}: {open} first_{number}_0 {close}\n");
    for (at, (name, property)) in properties.iter().enumerate() {
        let value = format!("value_{number}_{at}");
        let next = at + 1;
        let written = item(name, &value);
        let skip = |state: &str| {
            if required.contains(&name.as_str()) { String::new() } else { format!(" | {state}_{number}_{next}") }
        };
        let _ = writeln!(rules, "first_{number}_{at}: {written} then_{number}_{next}{}", skip("first"));
        let comma = if between.is_empty() { String::new() } else { format!("{} ", literal(between)) };
        let _ = writeln!(rules, "then_{number}_{at}: {comma}{written} then_{number}_{next}{}", skip("then"));
        let _ = writeln!(
            rules,
            "{value}: {}",
            if between.is_empty() { bare(property, schema) } else { python::value(property, schema) }
        );
    }
    let end = properties.len();
    let _ = writeln!(rules, "first_{number}_{end}: \"\"\nthen_{number}_{end}: \"\"");
    rules
}

/// A property's schema, with what it refers to, for the grammar of JSON.
fn json_rule(property: &Value, schema: &Value) -> String {
    let mut alone = match property {
        Value::Object(fields) => fields.clone(),
        _ => Map::new(),
    };
    for key in ["$defs", "definitions"] {
        if let Some(definitions) = schema.get(key) {
            alone.insert(key.to_owned(), definitions.clone());
        }
    }
    alone.insert("x-guidance".to_owned(), constraint::guidance());
    format!("%json {}", Value::Object(alone))
}

/// A value in an element: text as it is, everything else as JSON.
fn bare(property: &Value, schema: &Value) -> String {
    let texts: Option<Vec<&str>> =
        property.get("enum").and_then(Value::as_array).map(|list| list.iter().filter_map(Value::as_str).collect());
    if let Some(texts) = texts
        && !texts.is_empty()
        && texts.iter().all(|text| !text.contains(['<', '&', '\n']) && !text.is_empty() && !text.starts_with(QUOTED))
    {
        return texts.iter().map(|text| literal(text)).collect::<Vec<_>>().join(" | ");
    }
    let plain = property.get("type").and_then(Value::as_str) == Some("string")
        && !["pattern", "enum", "const"].iter().any(|key| property.get(*key).is_some());
    match property.get("format").and_then(Value::as_str) {
        Some("date") if plain => "/[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])/".to_owned(),
        None if plain => {
            let low = property.get("minLength").and_then(Value::as_u64).unwrap_or(0);
            let high = property.get("maxLength").and_then(Value::as_u64).unwrap_or(400).max(low);
            // The first and last letter are no space, which readers may trim.
            if low <= 1 && high >= 2 {
                format!("/[^<&\\s\"\\[{{]([^<&\\n]{{0,{}}}[^<&\\s])?/", high - 2)
            } else {
                json_rule(property, schema)
            }
        }
        _ => json_rule(property, schema),
    }
}

/// The JSON value that a text begins with, and the text after it.
fn first_value(text: &str) -> Option<(Value, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let value = values.next()?.ok()?;
    let end = values.byte_offset();
    Some((value, text.get(end..)?))
}

/// One object with a name and, under `key`, arguments.
fn named(call: Value, key: &str) -> Option<Call> {
    let Value::Object(mut call) = call else { return None };
    let name = call.get("name")?.as_str()?.to_owned();
    match call.remove(key)? {
        arguments @ Value::Object(_) => Some(Call { name, arguments }),
        _ => None,
    }
}

/// What a value in an element begins with when it is JSON rather than bare.
const QUOTED: [char; 3] = ['"', '[', '{'];

fn read_functions(text: &str) -> Option<Vec<Call>> {
    let mut calls = Vec::new();
    let mut rest = text.trim();
    while let Some(after) = rest.strip_prefix("<function name=\"") {
        let (name, mut params) = after.split_once("\">")?;
        let mut arguments = Map::new();
        while let Some(after) = params.strip_prefix("<param name=\"") {
            let (name, text) = after.split_once("\">")?;
            // A quoted value may spell the marks that end it.
            let (value, next) = match text.strip_prefix("<![CDATA[") {
                Some(data) => data.split_once("]]>").map(|(data, next)| (Value::from(data), next))?,
                None if text.starts_with(QUOTED) => first_value(text)?,
                None => text.find("</param>").map(|end| (Value::from(&text[..end]), &text[end..]))?,
            };
            arguments.insert(name.to_owned(), value);
            params = next.strip_prefix("</param>")?.trim_start();
        }
        rest = params.strip_prefix("</function>")?.trim_start();
        calls.push(Call { name: name.to_owned(), arguments: Value::Object(arguments) });
    }
    (rest.is_empty() && !calls.is_empty()).then_some(calls)
}

/// Gives the texts of elements the types that the tool's schema asks for.
pub(super) fn typed(call: &mut Call, schema: &Value) {
    let Some(arguments) = call.arguments.as_object_mut() else { return };
    for (name, value) in arguments {
        let Some(text) = value.as_str() else { continue };
        let property = schema.get("properties").and_then(|properties| properties.get(name.as_str()));
        if property.is_some_and(is_bare_text) {
            continue;
        }
        if let Ok(parsed) = serde_json::from_str::<Value>(text) {
            *value = parsed;
        }
    }
}

/// Whether a property's value stands in an element without quotes.
fn is_bare_text(property: &Value) -> bool {
    let tight = constraint::tightened(property).unwrap_or_default();
    let rule = bare(&tight, &Value::Null);
    !rule.starts_with("%json")
}

#[cfg(test)]
mod tests;

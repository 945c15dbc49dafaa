//! What may be written: grammars over the model's tokens.
//!
//! llguidance says for each step which tokens keep the text inside the grammar. Its own sampler for llama.cpp lets
//! everything through when that fails; asked directly, as here, it reports, and the reply ends in an error.

use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::sampling::LlamaSampler;
use llguidance::api::StopReason;
use llguidance::api::TopLevelGrammar;
use llguidance::toktrie::{SimpleVob, TokTrie};
use llguidance::{Matcher, ParserFactory};
use serde_json::{Value, json};

/// Highest size of all schemas of one request, in bytes of JSON.
pub(super) const MAX_SCHEMAS: usize = 64 << 10;
/// How deep a schema may be.
const MAX_DEPTH: usize = 24;
/// Bounds where a schema sets none, so that a reply ends and every number can be read back exactly.
const MAX_TEXT: u64 = 400;
const MAX_ITEMS: u64 = 32;
const MAX_INTEGER: i64 = 1_000_000_000_000;
const MAX_NUMBER: f64 = 1e12;

/// Makes matchers for one model.
pub(super) struct Constraints {
    factory: ParserFactory,
}

impl Constraints {
    pub(super) fn new(model: &LlamaModel) -> Result<Self, String> {
        let tokens = LlamaSampler::llguidance_tok_env(model);
        let mut factory =
            ParserFactory::new_simple(&tokens).map_err(|_| "its vocabulary cannot be constrained".to_owned())?;
        factory.quiet();
        let limits = factory.limits_mut();
        limits.verbose_errors = false;
        limits.max_grammar_size = 100_000;
        limits.max_lexer_states = 50_000;
        Ok(Self { factory })
    }

    /// A matcher for a grammar in llguidance's Lark.
    pub(super) fn matcher(&self, grammar: &str) -> Result<Constraint, String> {
        let parser = self.factory.create_parser(TopLevelGrammar::from_lark(grammar.to_owned()));
        let matcher = Matcher::new(parser);
        match matcher.get_error() {
            None => Ok(Constraint { matcher }),
            // The error may quote the grammar, which holds descriptions from outside.
            Some(_) => Err("the tools' schemas cannot be made a grammar".to_owned()),
        }
    }
}

/// A grammar with what has been written of it.
pub(super) struct Constraint {
    matcher: Matcher,
}

impl Constraint {
    /// The tokens that may come next; the ones that end a reply among them when the grammar is satisfied.
    pub(super) fn mask(&mut self) -> Result<SimpleVob, String> {
        self.working()?;
        self.matcher.compute_mask_or_eos().map_err(|_| "the constraint failed".to_owned())
    }

    /// Whether a token may come next. Far cheaper than the mask of all of them.
    pub(super) fn allows(&mut self, token: u32) -> Result<bool, String> {
        self.working()?;
        self.matcher.validate_tokens(&[token]).map(|valid| valid == 1).map_err(|_| "the constraint failed".to_owned())
    }

    /// What must come next, whatever a model thinks; nothing where there is a choice.
    pub(super) fn forced(&mut self) -> Vec<Forced> {
        forced(&self.matcher.compute_ff_bytes())
    }

    /// Takes a token that is allowed.
    pub(super) fn take(&mut self, token: u32) -> Result<(), String> {
        self.matcher.consume_token(token).map_err(|_| "the constraint failed".to_owned())?;
        self.working()
    }

    /// A matcher that gave up would let a reply end anywhere.
    fn working(&self) -> Result<(), String> {
        match self.matcher.stop_reason() {
            StopReason::NotStopped
            | StopReason::NoExtension
            | StopReason::NoExtensionBias
            | StopReason::EndOfSentence => Ok(()),
            _ => Err("the tools' schemas are too much for the constraint".to_owned()),
        }
    }

    /// Takes all these tokens, or none of them.
    pub(super) fn try_take(&mut self, tokens: &[u32]) -> bool {
        match self.matcher.validate_tokens(tokens) {
            Ok(valid) if valid == tokens.len() => self.matcher.consume_tokens(tokens).is_ok(),
            _ => false,
        }
    }

    /// Nothing can follow any more.
    pub(super) fn finished(&self) -> bool {
        self.matcher.is_stopped()
    }
}

/// A piece of what a grammar leaves no choice about.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Forced {
    /// Text, as bytes.
    Text(Vec<u8>),
    /// A token that means something rather than say something.
    Token(u32),
}

/// llguidance writes a token without text as `0xff [number]`, and no text has that byte.
fn forced(bytes: &[u8]) -> Vec<Forced> {
    let mut pieces = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == TokTrie::SPECIAL_TOKEN_MARKER) {
        if at > 0 {
            pieces.push(Forced::Text(rest[..at].to_vec()));
        }
        rest = &rest[at + 1..];
        let number = rest.strip_prefix(b"[").and_then(|inner| {
            let end = inner.iter().position(|byte| *byte == b']')?;
            Some((std::str::from_utf8(&inner[..end]).ok()?.parse().ok()?, &inner[end + 1..]))
        });
        let Some((token, after)) = number else { return pieces };
        pieces.push(Forced::Token(token));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Forced::Text(rest.to_vec()));
    }
    pieces
}

/// A schema as it is given to the grammar: closed objects, bounded texts, lists and numbers, no spaces to choose.
/// What satisfies it satisfies the original.
pub(super) fn tightened(schema: &Value) -> Result<Value, String> {
    let mut schema = match schema {
        Value::Object(_) => tighten(schema, 0)?,
        Value::Bool(true) => json!({}),
        _ => return Err("a tool's schema allows no arguments".to_owned()),
    };
    // Arguments are one object, also where the schema does not say so.
    match schema.get("type") {
        Some(kind) if kind == "object" => {}
        Some(_) => return Err("a tool's arguments are no object".to_owned()),
        None => {
            schema["type"] = Value::from("object");
            schema = tighten(&schema, 0)?;
        }
    }
    if let Some(fields) = schema.as_object_mut() {
        fields.insert("x-guidance".to_owned(), guidance());
    }
    Ok(schema)
}

/// How llguidance writes JSON: as Python does, which is what models saw.
pub(super) fn guidance() -> Value {
    json!({
        "whitespace_flexible": false,
        "item_separator": ", ",
        "key_separator": ": ",
        "lenient": true,
        "json_allowed_escapes": "nrbtf\\\""
    })
}

fn tighten(schema: &Value, depth: usize) -> Result<Value, String> {
    if depth > MAX_DEPTH {
        return Err("a tool's schema is too deep".to_owned());
    }
    let Value::Object(fields) = schema else {
        return match schema {
            Value::Bool(true) => Ok(json!({ "type": ["string", "number", "boolean", "null"], "maxLength": MAX_TEXT })),
            other => Ok(other.clone()),
        };
    };
    let mut tight = serde_json::Map::new();
    for (key, value) in fields {
        let value = match (key.as_str(), value) {
            (
                "properties" | "$defs" | "definitions" | "patternProperties" | "dependentSchemas",
                Value::Object(inner),
            ) => {
                let inner: Result<serde_json::Map<_, _>, String> =
                    inner.iter().map(|(name, schema)| Ok((name.clone(), tighten(schema, depth + 1)?))).collect();
                Value::Object(inner?)
            }
            ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(list)) => {
                Value::Array(list.iter().map(|schema| tighten(schema, depth + 1)).collect::<Result<_, _>>()?)
            }
            ("items" | "additionalProperties" | "not" | "if" | "then" | "else", schema) if schema.is_object() => {
                tighten(schema, depth + 1)?
            }
            // What is only said about a value, and where another file would be looked up.
            ("title" | "description" | "examples" | "default" | "$schema" | "$id" | "$comment" | "x-guidance", _) => {
                continue;
            }
            ("$ref", Value::String(target)) if !target.starts_with('#') => {
                return Err("a tool's schema refers to another file".to_owned());
            }
            (_, value) => value.clone(),
        };
        tight.insert(key.clone(), value);
    }
    let kinds: Vec<&str> = match tight.get("type") {
        Some(Value::String(kind)) => vec![kind.as_str()],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let is = |kind: &str| kinds.contains(&kind);
    let mut bounds: Vec<(&str, Value)> = Vec::new();
    if (is("object") || tight.contains_key("properties")) && !tight.contains_key("additionalProperties") {
        bounds.push(("additionalProperties", Value::Bool(false)));
    }
    let fixed = ["enum", "const"].iter().any(|key| tight.contains_key(*key));
    if is("string") && !fixed && !["maxLength", "pattern", "format"].iter().any(|key| tight.contains_key(*key)) {
        bounds.push(("maxLength", Value::from(MAX_TEXT)));
    }
    if is("array") && !tight.contains_key("maxItems") {
        bounds.push(("maxItems", Value::from(MAX_ITEMS)));
    }
    if (is("integer") || is("number")) && !fixed {
        let whole = !is("number");
        let bound = |sign: i64| {
            if whole { Value::from(sign * MAX_INTEGER) } else { Value::from(sign as f64 * MAX_NUMBER) }
        };
        if !tight.contains_key("minimum") && !tight.contains_key("exclusiveMinimum") {
            bounds.push(("minimum", bound(-1)));
        }
        if !tight.contains_key("maximum") && !tight.contains_key("exclusiveMaximum") {
            bounds.push(("maximum", bound(1)));
        }
    }
    // A schema's own bound may lie beyond ours; then ours would leave nothing.
    let crossed = |low: &str, high: &str, tight: &serde_json::Map<String, Value>| {
        let number = |key: &str| tight.get(key).and_then(Value::as_f64);
        number(low).zip(number(high)).is_some_and(|(low, high)| low > high)
    };
    for (key, value) in bounds {
        tight.insert(key.to_owned(), value);
        let contradicts = crossed("minimum", "maximum", &tight)
            || crossed("exclusiveMinimum", "maximum", &tight)
            || crossed("minimum", "exclusiveMaximum", &tight)
            || crossed("minLength", "maxLength", &tight)
            || crossed("minItems", "maxItems", &tight);
        if contradicts {
            tight.remove(key);
        }
    }
    Ok(Value::Object(tight))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_are_closed_and_bounded_and_keep_their_own_bounds() {
        let schema = json!({
            "title": "X", "type": "object",
            "properties": {
                "a": { "type": "string", "description": "secret" },
                "b": { "type": "integer", "minimum": 5 },
                "c": { "type": ["number", "null"] },
                "d": { "type": "array", "items": { "type": "object", "properties": {} } },
                "e": { "type": "string", "enum": ["x"] },
                "f": { "type": "integer", "minimum": 5_000_000_000_000_i64 },
                "title": { "type": "boolean" }
            }
        });
        let tight = tightened(&schema).unwrap();
        let field = |name: &str| tight["properties"][name].clone();
        assert_eq!(tight["additionalProperties"], false);
        assert_eq!(field("a"), json!({ "type": "string", "maxLength": 400 }));
        assert_eq!(field("b"), json!({ "type": "integer", "minimum": 5, "maximum": 1_000_000_000_000_i64 }));
        assert_eq!(field("c")["minimum"], -1e12);
        assert_eq!(field("d")["items"]["additionalProperties"], false);
        assert_eq!(field("e"), json!({ "type": "string", "enum": ["x"] }));
        assert_eq!(field("f"), json!({ "type": "integer", "minimum": 5_000_000_000_000_i64 }));
        assert_eq!(field("title"), json!({ "type": "boolean" }), "a property may be called as a keyword is");
    }

    #[test]
    fn forced_bytes_are_text_and_tokens() {
        let text = |text: &str| Forced::Text(text.as_bytes().to_vec());
        assert_eq!(forced(b""), []);
        assert_eq!(forced(b"\"a\": "), [text("\"a\": ")]);
        assert_eq!(forced(b"}\xff[17]\xff[4]\n"), [text("}"), Forced::Token(17), Forced::Token(4), text("\n")]);
        for broken in [b"}\xff".as_slice(), b"}\xff[", b"}\xff[x]", b"}\xff[-1]y", b"}\xff17]"] {
            assert_eq!(forced(broken), [text("}")]);
        }
    }

    #[test]
    fn arguments_are_always_an_object() {
        let empty = json!({ "type": "object", "additionalProperties": false });
        for schema in [json!(true), json!({}), json!({ "type": "object" })] {
            let mut tight = tightened(&schema).unwrap();
            tight.as_object_mut().unwrap().remove("x-guidance");
            assert_eq!(tight, empty, "{schema}");
        }
        for schema in [json!(false), json!(null), json!({ "type": "string" }), json!([1])] {
            assert!(tightened(&schema).is_err(), "{schema}");
        }
    }

    #[test]
    fn a_schema_that_reaches_out_or_never_ends_is_refused() {
        assert!(tightened(&json!({ "$ref": "https://example.org/x" })).is_err());
        assert!(tightened(&json!({ "properties": { "a": { "$ref": "other.json#/x" } } })).is_err());
        assert!(tightened(&json!({ "properties": { "a": { "$ref": "#/$defs/x" } } })).is_ok());
        let mut deep = json!({ "type": "string" });
        for _ in 0..30 {
            deep = json!({ "type": "array", "items": deep });
        }
        assert!(tightened(&deep).is_err());
    }
}

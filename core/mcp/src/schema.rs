//! JSON Schema 2020-12: made from types, and checked with messages that a model can act on.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{Draft, ValidationError};
use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value, json};

/// Most problems that one message names.
const MAX_PROBLEMS: usize = 4;

/// The schema of a tool's arguments: self-contained, an object, and closed to unknown names at every level, so that a
/// misspelt argument is said and not ignored.
#[must_use]
pub fn input_schema<T: JsonSchema>() -> Value {
    let mut schema = generate::<T>(SchemaSettings::draft2020_12().for_deserialize());
    // An input without any field has no properties to be closed by.
    schema.entry("properties").or_insert_with(|| json!({}));
    close(&mut schema);
    Value::Object(schema)
}

/// Closes every object that is described in one place; where several schemas describe one object together, none of
/// them knows all its names.
fn close(schema: &mut Map<String, Value>) {
    const TOGETHER: [&str; 6] = ["additionalProperties", "unevaluatedProperties", "$ref", "allOf", "anyOf", "oneOf"];
    let alone = !TOGETHER.iter().any(|keyword| schema.contains_key(*keyword));
    let object = schema.contains_key("properties");
    if object && alone {
        schema.insert("additionalProperties".to_owned(), Value::Bool(false));
    }
    let named = schema.get_mut("properties").and_then(Value::as_object_mut);
    named.into_iter().flat_map(Map::values_mut).filter_map(Value::as_object_mut).for_each(close);
    schema.get_mut("items").and_then(Value::as_object_mut).into_iter().for_each(close);
    for keyword in ["anyOf", "oneOf"].into_iter().filter(|_| !object) {
        let choices = schema.get_mut(keyword).and_then(Value::as_array_mut);
        choices.into_iter().flatten().filter_map(Value::as_object_mut).for_each(close);
    }
}

/// The schema of a tool's structured result: self-contained and an object.
#[must_use]
pub fn output_schema<T: JsonSchema>() -> Value {
    Value::Object(generate::<T>(SchemaSettings::draft2020_12().for_serialize()))
}

fn generate<T: JsonSchema>(settings: SchemaSettings) -> Map<String, Value> {
    let settings = settings.with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings.with_transform(Tidy).into_generator().into_root_schema_for::<T>();
    schema.remove("title");
    let mut object = match schema.to_value() {
        Value::Object(object) => object,
        _ => Map::new(),
    };
    // MCP asks for an object at the root, also where the type has no field at all.
    object.entry("type").or_insert_with(|| json!("object"));
    object
}

/// Takes out the formats that only Rust knows (`uint32`, `double`), which strict validators complain about.
#[derive(Clone)]
struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        let rust_only = schema.get("format").and_then(Value::as_str).is_some_and(|format| {
            matches!(format, "float" | "double") || format.trim_start_matches('u').starts_with("int")
        });
        if rust_only {
            schema.remove("format");
        }
        transform_subschemas(self, schema);
    }
}

/// A schema, compiled once.
#[derive(Debug)]
pub(crate) struct Checker(jsonschema::Validator);

impl Checker {
    /// Compiles a schema; references that leave the document are an error, nothing is fetched.
    pub(crate) fn new(schema: &Value) -> Result<Self, String> {
        jsonschema::options()
            .with_draft(Draft::Draft202012)
            .offline()
            .should_validate_formats(true)
            .should_ignore_unknown_formats(true)
            // Linear-time patterns: a schema from outside cannot make a check run for ever.
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .build(schema)
            .map(Self)
            .map_err(|error| error.masked().to_string())
    }

    /// Says what is wrong, naming the place and never the value; `None` when nothing is.
    pub(crate) fn problem(&self, value: &Value) -> Option<String> {
        if self.0.is_valid(value) {
            return None;
        }
        let mut errors = self.0.iter_errors(value);
        let mut sentences: Vec<String> = errors.by_ref().take(MAX_PROBLEMS).map(|error| sentence(&error)).collect();
        let further = errors.count();
        if further > 0 {
            sentences.push(format!("{further} further problems"));
        }
        Some(sentences.join("; "))
    }
}

fn sentence(error: &ValidationError<'_>) -> String {
    let place = place(error.instance_path().as_str());
    match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            format!("`{}` is missing", join(&place, name))
        }
        ValidationErrorKind::AdditionalProperties { unexpected }
        | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
            let names: Vec<String> =
                unexpected.iter().take(MAX_PROBLEMS).map(|name| format!("`{}`", join(&place, &short(name)))).collect();
            format!("there is no argument {}", names.join(", "))
        }
        ValidationErrorKind::Enum { options } => format!("{} must be one of {}", quoted(&place), short(&list(options))),
        ValidationErrorKind::Constant { expected_value } => {
            format!("{} must be {}", quoted(&place), short(&expected_value.to_string()))
        }
        ValidationErrorKind::Type { kind } => format!("{} must be {}", quoted(&place), types(kind)),
        ValidationErrorKind::Format { format } => format!("{} must be {}", quoted(&place), example(format)),
        ValidationErrorKind::Minimum { limit } => format!("{} must be at least {limit}", quoted(&place)),
        ValidationErrorKind::Maximum { limit } => format!("{} must be at most {limit}", quoted(&place)),
        ValidationErrorKind::ExclusiveMinimum { limit } => format!("{} must be more than {limit}", quoted(&place)),
        ValidationErrorKind::ExclusiveMaximum { limit } => format!("{} must be less than {limit}", quoted(&place)),
        ValidationErrorKind::MinLength { limit } => format!("{} needs at least {limit} characters", quoted(&place)),
        ValidationErrorKind::MaxLength { limit } => format!("{} may have at most {limit} characters", quoted(&place)),
        ValidationErrorKind::MinItems { limit } => format!("{} needs at least {limit} items", quoted(&place)),
        ValidationErrorKind::MaxItems { limit } => format!("{} may have at most {limit} items", quoted(&place)),
        ValidationErrorKind::AnyOf { .. } | ValidationErrorKind::OneOfNotValid { .. } => {
            format!("{} has none of the forms that the schema allows", quoted(&place))
        }
        _ => format!("{}: {}", quoted(&place), short(&error.masked_with("the value").to_string())),
    }
}

/// `/sets/0/reps` as `sets[0].reps`.
fn place(pointer: &str) -> String {
    let mut place = String::new();
    for part in pointer.split('/').skip(1) {
        if part.bytes().all(|byte| byte.is_ascii_digit()) {
            place.push_str(&format!("[{part}]"));
        } else {
            place = join(&place, &short(&part.replace("~1", "/").replace("~0", "~")));
        }
    }
    place
}

fn join(place: &str, name: &str) -> String {
    if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") }
}

fn quoted(place: &str) -> String {
    if place.is_empty() { "the whole".to_owned() } else { format!("`{place}`") }
}

fn list(options: &Value) -> String {
    match options {
        Value::Array(options) => options.iter().map(Value::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn types(kind: &TypeKind) -> String {
    let name = |name: String| match name.as_str() {
        "integer" => "a whole number".to_owned(),
        "boolean" => "true or false".to_owned(),
        "null" => "null".to_owned(),
        "string" => "text".to_owned(),
        "array" => "a list".to_owned(),
        "object" => "an object".to_owned(),
        other => format!("a {other}"),
    };
    match kind {
        TypeKind::Single(single) => name(single.to_string()),
        TypeKind::Multiple(several) => {
            several.into_iter().map(|one| name(one.to_string())).collect::<Vec<_>>().join(" or ")
        }
    }
}

fn example(format: &str) -> String {
    match format {
        "date" => "a date such as 2026-03-01".to_owned(),
        "date-time" => "an instant such as 2026-03-01T07:30:00Z".to_owned(),
        "time" => "a time such as 07:30:00Z".to_owned(),
        other => format!("a valid {other}"),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Deserialize, JsonSchema)]
    #[allow(dead_code)]
    struct Set {
        reps: u32,
    }

    #[derive(Deserialize, JsonSchema)]
    #[serde(tag = "kind", rename_all = "snake_case")]
    #[allow(dead_code)]
    enum Goal {
        Run { metres: f64 },
        Lift { kg: f64 },
    }

    #[derive(Deserialize, JsonSchema)]
    #[allow(dead_code)]
    struct Workout {
        sets: Vec<Set>,
        #[serde(default)]
        best: Option<Set>,
        #[serde(default)]
        goal: Option<Goal>,
    }

    #[derive(Deserialize, JsonSchema)]
    #[allow(dead_code)]
    struct Together {
        note: String,
        #[serde(flatten)]
        goal: Goal,
    }

    #[derive(Deserialize, JsonSchema)]
    struct Nothing {}

    fn fits(schema: &Value, value: Value) -> bool {
        Checker::new(schema).unwrap().problem(&value).is_none()
    }

    #[test]
    fn a_misspelt_name_is_refused_at_every_level() {
        let schema = input_schema::<Workout>();
        assert!(fits(
            &schema,
            json!({"sets": [{"reps": 5}], "best": {"reps": 8}, "goal": {"kind": "run", "metres": 5}})
        ));
        assert!(fits(&schema, json!({"sets": [], "best": null})));
        assert!(!fits(&schema, json!({"sets": [], "bset": null})));
        assert!(!fits(&schema, json!({"sets": [{"reps": 5, "prs": 1}]})));
        assert!(!fits(&schema, json!({"sets": [], "best": {"reps": 8, "prs": 1}})));
        assert!(!fits(&schema, json!({"sets": [], "goal": {"kind": "run", "metres": 5, "kg": 1}})));
        assert!(!fits(&input_schema::<Nothing>(), json!({"a": 1})));
    }

    #[test]
    fn what_two_schemas_describe_together_stays_usable() {
        assert!(fits(&input_schema::<Together>(), json!({"note": "n", "kind": "lift", "kg": 60})));
    }
}

/// Schemas of the domain's shapes that tool outputs hold, for `#[schemars(with = "shape::Figure")]`.
pub mod shape {
    use jiff::civil::Date;
    use schemars::JsonSchema;

    /// Stands for [`coach_domain::citation::ShownFigure`].
    #[derive(JsonSchema)]
    #[schemars(inline, description = "One number and where it came from.")]
    pub struct Figure {
        /// Name in snake case, unique within one answer.
        pub name: String,
        /// Words for people.
        pub label: String,
        /// The number as a reply shows it.
        pub text: String,
        /// Value in `unit`.
        pub value: f64,
        /// UCUM symbol; empty for plain counts and dates.
        pub unit: String,
        /// Metric or figure, for example `resting_hr`.
        pub metric: String,
        /// Who measured or said it.
        pub source: String,
        /// First local day that it covers.
        pub from: Option<Date>,
        /// Last local day that it covers, included.
        pub to: Option<Date>,
        /// How far to trust it.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub confidence: Option<Confidence>,
    }

    /// Stands for [`coach_domain::figure::Confidence`].
    #[derive(JsonSchema)]
    #[schemars(inline, description = "How far to trust a figure.")]
    #[serde(rename_all = "snake_case")]
    pub enum Confidence {
        /// Few or old inputs.
        Low,
        /// Enough inputs, some missing.
        Medium,
        /// All inputs there and recent.
        High,
    }

    /// Stands for [`coach_domain::citation::Gap`].
    #[derive(JsonSchema)]
    #[schemars(inline, description = "Something that was asked for and is not there.")]
    pub struct Gap {
        /// What is missing, in words.
        pub what: String,
        /// Why, in words.
        pub reason: String,
    }

    /// Stands for [`coach_domain::citation::Answer`], which every tool of the coach answers at least; flatten it.
    #[derive(JsonSchema)]
    #[schemars(inline, description = "Figures, and what was missing.")]
    pub struct Answer {
        /// First local day that was looked at.
        pub from: Date,
        /// Last local day that was looked at, included.
        pub to: Date,
        /// Figures, most important first.
        pub figures: Vec<Figure>,
        /// What was asked for and is not there; a tool without any figure has at least one.
        pub missing: Vec<Gap>,
    }
}

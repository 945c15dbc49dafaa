//! The model's own template for conversations: Jinja as Hugging Face's `apply_chat_template` runs it.

use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State, context};
use serde::Serialize;
use serde_json::ser::Formatter;
use std::io::{self, Write};

/// Longest template and longest rendering, in bytes.
const MAX_TEMPLATE: usize = 256 << 10;
const MAX_RENDERED: usize = 4 << 20;
/// Steps of one rendering: a template that runs on is stopped.
const FUEL: u64 = 20_000_000;
const NAME: &str = "chat";

/// A compiled template.
#[derive(Debug)]
pub(super) struct Template {
    environment: Environment<'static>,
    source: String,
    bos: String,
    eos: String,
}

/// What a rendering is of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Conversation<'a> {
    pub(super) messages: &'a [serde_json::Value],
    /// Descriptions in the way of OpenAI; none for a conversation without tools.
    pub(super) tools: &'a [serde_json::Value],
    pub(super) today: jiff::civil::Date,
    /// The next message is the assistant's.
    pub(super) reply: bool,
}

impl Template {
    /// Compiles a template. `bos` and `eos` are the texts of the tokens that begin and end a conversation.
    pub(super) fn new(source: &str, bos: &str, eos: &str) -> Result<Self, String> {
        if source.len() > MAX_TEMPLATE {
            return Err("its template is too long".to_owned());
        }
        let mut environment = Environment::new();
        let mut syntax = minijinja::syntax::SyntaxConfig::builder();
        syntax.trim_blocks(true).lstrip_blocks(true);
        environment.set_syntax(syntax.build().map_err(|error| error.to_string())?);
        environment.set_fuel(Some(FUEL));
        environment.set_unknown_method_callback(method);
        environment.add_function("raise_exception", |message: String| -> Result<Value, Error> {
            Err(Error::new(ErrorKind::InvalidOperation, message))
        });
        environment.add_filter("tojson", tojson);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        environment
            .add_template_owned(NAME, without_generation(source))
            .map_err(|error| format!("its template does not compile ({})", error.kind()))?;
        Ok(Self { environment, source: source.to_owned(), bos: bos.to_owned(), eos: eos.to_owned() })
    }

    /// The template's text.
    pub(super) fn source(&self) -> &str {
        &self.source
    }

    /// The prompt of a conversation.
    pub(super) fn render(&self, conversation: Conversation<'_>) -> Result<String, String> {
        let template = self.environment.get_template(NAME).map_err(|error| error.to_string())?;
        let today = conversation.today;
        let now = Value::from_function(move |format: String| -> Result<String, Error> {
            jiff::fmt::strtime::format(&format, today)
                .map_err(|_| Error::new(ErrorKind::InvalidOperation, "the template's date cannot be written"))
        });
        let tools =
            if conversation.tools.is_empty() { Value::from(()) } else { Value::from(Serde(conversation.tools)) };
        let messages = Value::from(Serde(conversation.messages));
        let rendered = template
            .render(context! {
                messages,
                tools,
                add_generation_prompt => conversation.reply,
                bos_token => &self.bos,
                eos_token => &self.eos,
                enable_thinking => false,
                strftime_now => now,
                // Llama 3 would write a day of 2024 without it.
                date_string => today.strftime("%d %b %Y").to_string(),
            })
            // The detail of some errors is the template's own sentence; the rest may quote the conversation.
            .map_err(|error| match error.kind() {
                ErrorKind::OutOfFuel => "its template takes too long".to_owned(),
                kind => format!("its template fails ({kind})"),
            })?;
        if rendered.len() > MAX_RENDERED { Err("its template writes too much".to_owned()) } else { Ok(rendered) }
    }
}

/// Python's methods, and the few that minijinja's collection lacks.
fn method(state: &mut State, value: &Value, name: &str, args: &[Value]) -> Result<Value, Error> {
    match (value.kind(), name, value.as_str()) {
        (ValueKind::String, "removeprefix", Some(text)) => {
            let prefix = args.first().and_then(Value::as_str).unwrap_or_default();
            Ok(Value::from(text.strip_prefix(prefix).unwrap_or(text)))
        }
        (ValueKind::String, "removesuffix", Some(text)) => {
            let suffix = args.first().and_then(Value::as_str).unwrap_or_default();
            Ok(Value::from(text.strip_suffix(suffix).unwrap_or(text)))
        }
        _ => minijinja_contrib::pycompat::unknown_method_callback(state, value, name, args),
    }
}

/// The marks around what a model is trained on; they print nothing.
fn without_generation(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(begin) = rest.find("{%") {
        let Some(length) = rest[begin..].find("%}") else { break };
        let tag = &rest[begin..begin + length + 2];
        let name = tag.trim_start_matches("{%").trim_end_matches("%}").trim_matches(['-', '+']).trim();
        text.push_str(&rest[..begin]);
        if matches!(name, "generation" | "endgeneration") {
            // A comment trims the space around it in the same way.
            let left = if tag.starts_with("{%-") { "-" } else { "" };
            let right = if tag.ends_with("-%}") { "-" } else { "" };
            text.push_str(&format!("{{#{left} {right}#}}"));
        } else {
            text.push_str(tag);
        }
        rest = &rest[begin + length + 2..];
    }
    text.push_str(rest);
    text
}

/// `json.dumps(…, ensure_ascii=False)`, as Hugging Face's `tojson` is.
fn tojson(value: &Value, indent: Option<usize>, options: Kwargs) -> Result<String, Error> {
    let indent = options.get::<Option<usize>>("indent")?.or(indent);
    let _ = options.get::<Option<Value>>("ensure_ascii")?;
    let _ = options.get::<Option<Value>>("separators")?;
    let _ = options.get::<Option<Value>>("sort_keys")?;
    options.assert_all_used()?;
    python_json(value, indent).map_err(|_| Error::new(ErrorKind::BadSerialization, "a value is no JSON"))
}

/// JSON with Python's spaces.
pub(super) fn python_json(value: &impl Serialize, indent: Option<usize>) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    match indent {
        Some(width) => {
            let spaces = " ".repeat(width.min(16));
            let formatter = serde_json::ser::PrettyFormatter::with_indent(spaces.as_bytes());
            value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))?;
        }
        None => value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Spaced))?,
    }
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// `", "` between items and `": "` after keys.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod goldens;

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn render(source: &str, messages: &[serde_json::Value]) -> Result<String, String> {
        let today = jiff::civil::date(2026, 11, 26);
        Template::new(source, "<s>", "</s>")?.render(Conversation { messages, tools: &[], today, reply: true })
    }

    #[test]
    fn what_templates_expect_of_python_is_there() {
        let source = "{{ bos_token }}{% for m in messages %}\n  {{ m.content.strip().split(' ')[0] | tojson }}\n{% endfor %}\n\
                      {{ strftime_now('%d %b %Y') }} {{ messages[::-1][0].role }} {{ {'a': [1, 2]} | tojson }}\
                      {% if tools %}no{% endif %}{{ 'x-y'.removeprefix('x') }}";
        let text = render(source, &[json!({"role": "user", "content": "  hi <there>"})]).unwrap();
        assert_eq!(text, "<s>  \"hi\"\n26 Nov 2026 user {\"a\": [1, 2]}-y");
    }

    #[test]
    fn marks_of_training_print_nothing() {
        let source = "a\n{%- generation -%}\n b {% endgeneration %}c{%generation%}";
        assert_eq!(render(source, &[]).unwrap(), "ab c");
    }

    #[test]
    fn a_template_that_refuses_or_runs_on_is_an_error() {
        assert!(render("{{ raise_exception('no') }}", &[]).is_err());
        assert!(render("{% if %}", &[]).is_err());
        let endless = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{{ c }}{% endfor %}{% endfor %}{% endfor %}";
        assert_eq!(render(endless, &[]).unwrap_err(), "its template takes too long");
    }

    #[test]
    fn an_error_does_not_quote_the_conversation() {
        let told = render("{{ messages[0].content + 1 }}", &[json!({"content": "secret"})]).unwrap_err();
        assert!(!told.contains("secret"), "{told}");
    }
}

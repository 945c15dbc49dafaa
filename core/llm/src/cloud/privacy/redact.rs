//! Replacing names and identifiers by tokens.

use super::reduce::Reduced;
use super::tokens::Tokens;
use crate::chat::{ChatRequest, Message, ModelError};
use regex::{Regex, RegexBuilder};
use serde_json::Value;

/// What a text that must not leave is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenKind {
    /// A person's name; its parts are hidden too.
    Person,
    /// A device, as the person's sources are called.
    Device,
    /// Something else that tells who the person is, such as their date of birth.
    Identifier,
}

/// A text that must not leave.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What it is.
    pub kind: HiddenKind,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Hidden({:?})", self.kind)
    }
}

/// What identifies somebody by its form alone, each with the kind of its token. Earlier rows win.
const FORMS: &[(&str, &str)] = &[
    ("EMAIL", r"[\p{L}0-9._%+'-]+@[\p{L}0-9-]+(?:\.[\p{L}0-9-]+)+"),
    ("ID", r"\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\b"),
    ("ID", r"\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b"),
    ("ID", r"\b[0-9a-f]{24,}\b"),
    ("ID", r"\b[A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){3,7}(?: ?[0-9A-Z]{1,3})?\b"),
    ("PLACE", r"[-+]?\b[0-9]{1,3}\.[0-9]{3,}°?\s*[NSns]?\s*[,;/]\s*[-+]?[0-9]{1,3}\.[0-9]{3,}"),
    ("PHONE", r"(?:\+|\b00)[1-9][0-9 ()./-]{6,18}[0-9]\b"),
    ("PHONE", r"\b0[0-9]{2,5} ?[ /-] ?[0-9]{3,}(?:[ -]?[0-9]{2,})*\b"),
    ("PHONE", r"(?:\([0-9]{3}\) ?|\b[0-9]{3}[-. ])[0-9]{3}[-. ][0-9]{4}\b"),
    (
        "PLACE",
        r"\b[0-9]{1,5}[a-z]?\s+(?:\p{Lu}[\p{L}'’.-]*\s+){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Boulevard|Blvd|Court|Square)\b",
    ),
    ("PLACE", r"\b\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|gasse|allee|weg|platz)\s+[0-9]{1,4}[a-z]?\b"),
];

/// Fields of results that hold where somebody was.
const PLACES: &[&str] = &["lat", "latitude", "lon", "lng", "long", "longitude"];

/// Names that are also words of the trade or of every day; these are hidden only as the person writes them.
const WORDS: &[&str] = &[
    "april", "art", "august", "bill", "chance", "chase", "coach", "dawn", "emma", "faith", "grace", "grant", "hope",
    "hunter", "jack", "joy", "june", "mark", "max", "may", "miles", "pat", "power", "progress", "ray", "rich", "rob",
    "rose", "run", "sky", "star", "sue", "summer", "will", "young",
];

/// Shortest part of a name that is hidden by itself, in characters.
const PART: usize = 2;

/// Replaces, in everything that a reduced request says of the person, what must not leave.
///
/// # Errors
/// [`ModelError::Unavailable`] when the texts to look for cannot be compiled; nothing may leave then.
pub(crate) fn redact(reduced: Reduced, hidden: &[Hidden]) -> Result<(ChatRequest, Tokens), ModelError> {
    let mut redactor = Redactor { finder: Finder::new(hidden)?, tokens: Tokens::default() };
    let Reduced { mut request, facts, .. } = reduced;
    for message in &mut request.messages {
        match message {
            Message::System { text } if text.contains(&facts) => {
                // The rest is the coach's own text, in which a name such as Max would be the coach's.
                *text = text.replace(&facts, &redactor.text(&facts));
            }
            Message::System { text } | Message::User { text } => *text = redactor.text(text),
            Message::Assistant { text, tool_calls, .. } => {
                *text = redactor.text(text);
                tool_calls.iter_mut().for_each(|call| redactor.value(&mut call.arguments));
            }
            Message::Tool { content, .. } => redactor.value(content),
        }
    }
    Ok((request, redactor.tokens))
}

struct Redactor {
    finder: Finder,
    tokens: Tokens,
}

impl Redactor {
    fn text(&mut self, text: &str) -> String {
        let Self { finder, tokens } = self;
        let replaced = finder.pattern.replace_all(text, |found: &regex::Captures<'_>| {
            let whole = found.get(0).map_or("", |found| found.as_str());
            // One group of each alternative took part.
            let kind = (0..finder.kinds.len()).find(|at| found.get(at + 1).is_some());
            tokens.of(kind.map_or("ID", |at| finder.kinds[at]), whole)
        });
        replaced.into_owned()
    }

    fn value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.value(item)),
            Value::Object(fields) => {
                *fields = std::mem::take(fields)
                    .into_iter()
                    .map(|(name, mut field)| {
                        if PLACES.contains(&name.to_ascii_lowercase().as_str()) && !field.is_null() {
                            field = Value::String(self.tokens.of("PLACE", &field.to_string()));
                        } else {
                            self.value(&mut field);
                        }
                        (self.text(&name), field)
                    })
                    .collect();
            }
            _ => {}
        }
    }
}

/// One pattern over everything to look for.
struct Finder {
    pattern: Regex,
    /// Kind of the token of each alternative.
    kinds: Vec<&'static str>,
}

impl Finder {
    fn new(hidden: &[Hidden]) -> Result<Self, ModelError> {
        let mut rows: Vec<(&'static str, String)> =
            FORMS.iter().map(|(kind, form)| (*kind, (*form).to_owned())).collect();
        let mut texts: Vec<(&'static str, &str, bool)> = Vec::new();
        for Hidden { kind, text } in hidden {
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            match kind {
                HiddenKind::Device => texts.push(("DEVICE", text, true)),
                HiddenKind::Identifier => texts.push(("ID", text, true)),
                HiddenKind::Person => {
                    texts.push(("PERSON", text, is_word(text)));
                    let parts = text.split(|letter: char| letter.is_whitespace() || letter == ',');
                    let parts = parts.filter(|part| part.chars().count() >= PART && *part != text);
                    texts.extend(parts.map(|part| ("PERSON", part, is_word(part))));
                }
            }
        }
        // Of two that begin at the same place, the longer one.
        texts.sort_by_key(|(_, text, _)| std::cmp::Reverse(text.len()));
        rows.extend(texts.into_iter().map(|(kind, text, as_written)| (kind, form_of(text, as_written))));
        let alternatives: Vec<_> = rows.iter().map(|(_, form)| format!("({form})")).collect();
        let pattern = RegexBuilder::new(&alternatives.join("|"))
            .size_limit(32 << 20)
            .build()
            .map_err(|_| ModelError::Unavailable("the names to hide are too many; nothing was sent".to_owned()))?;
        Ok(Self { pattern, kinds: rows.into_iter().map(|(kind, _)| kind).collect() })
    }
}

fn is_word(text: &str) -> bool {
    WORDS.contains(&text.to_lowercase().as_str())
}

/// A pattern for a text that stands by itself. Scripts without spaces between words have no such bounds.
fn form_of(text: &str, as_written: bool) -> String {
    let bound = |letter: Option<char>| {
        if letter.is_some_and(|letter| letter.is_alphanumeric() && (letter as u32) < 0x2E80) { r"\b" } else { "" }
    };
    let case = if as_written { "" } else { "i" };
    let quotes = |letter: char| matches!(letter, '\'' | '’');
    let body: Vec<_> = text.split(quotes).map(regex::escape).collect();
    let body = body.join("['’]");
    let group = if case.is_empty() { format!("(?:{body})") } else { format!("(?{case}:{body})") };
    format!("{}{group}{}", bound(text.chars().next()), bound(text.chars().last()))
}

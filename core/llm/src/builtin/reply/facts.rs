//! What tools answered, read leniently: figures to quote, gaps to name, and the fields beside them.

use super::super::conversation::ToolAnswer;
use jiff::civil::Date;
use serde_json::Value;

/// Longest piece of foreign text (a source's name, a reason) that is repeated.
const MAX_TEXT: usize = 240;

/// A figure to quote, word for word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub name: String,
    pub label: String,
    pub text: String,
    pub source: String,
    pub from: String,
    pub to: String,
}

/// Something that is missing, and why.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Missing {
    pub what: String,
    pub reason: String,
}

/// One tool's answer.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Answer<'a> {
    pub tool: &'a str,
    pub from: String,
    pub to: String,
    pub facts: Vec<Fact>,
    pub missing: Vec<Missing>,
    pub error: Option<String>,
    pub content: &'a Value,
}

impl Fact {
    /// Label and text, or the text alone where it ends with the label: `8,432 steps`, not `steps: 8,432 steps`.
    pub(super) fn plain(&self) -> String {
        let label = self.label.trim_end_matches('s');
        let last = self.text.rsplit(' ').next().unwrap_or("").trim_end_matches('s');
        if self.label.is_empty() || label == last {
            self.text.clone()
        } else {
            format!("{}: {}", self.label, self.text)
        }
    }
}

impl<'a> Answer<'a> {
    pub(super) fn read(answer: &ToolAnswer<'a>) -> Self {
        let content = answer.content;
        let rows = |name: &str| content.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let facts = rows("figures")
            .iter()
            .map(|row| Fact {
                name: text(row, "name"),
                label: text(row, "label"),
                text: text(row, "text"),
                source: text(row, "source"),
                from: text(row, "from"),
                to: text(row, "to"),
            })
            .filter(|fact| !fact.text.is_empty())
            .collect();
        let missing = rows("missing")
            .iter()
            .map(|row| Missing { what: text(row, "what"), reason: text(row, "reason") })
            .filter(|gap| !gap.what.is_empty())
            .collect();
        let error = answer.is_error.then(|| match content.get("error").unwrap_or(content) {
            Value::String(error) => tidy(error),
            other => text(other, "message"),
        });
        Self { tool: answer.name, from: text(content, "from"), to: text(content, "to"), facts, missing, error, content }
    }

    /// A text field beside the figures.
    pub(super) fn field(&self, name: &str) -> Option<String> {
        Some(text(self.content, name)).filter(|text| !text.is_empty())
    }

    pub(super) fn rows(&self, name: &str) -> &'a [Value] {
        self.content.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice)
    }

    pub(super) fn fact(&self, name: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.name == name)
    }
}

/// A text field of an object; empty when it is not there.
pub(super) fn text(row: &Value, name: &str) -> String {
    row.get(name).and_then(Value::as_str).map(tidy).unwrap_or_default()
}

/// A text value, tidied; empty for any other value.
pub(super) fn words(value: &Value) -> String {
    value.as_str().map(tidy).unwrap_or_default()
}

/// One line without markup characters that could change what is shown, cut where it is far too long.
fn tidy(text: &str) -> String {
    let line: String = text
        .chars()
        .map(|c| if c.is_control() || matches!(c, '<' | '>' | '`' | '*' | '[' | ']') { ' ' } else { c })
        .collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MAX_TEXT {
        return line;
    }
    // cut at a word, so that no number is cut in two
    let cut: String = line.chars().take(MAX_TEXT).collect();
    let cut = cut.rsplit_once(' ').map_or("", |(head, _)| head);
    format!("{cut} …")
}

/// A text with its days as people write them: `Mon 2 Mar` for `2026-03-02`, and "on" one day where it begins and ends
/// on the same.
pub(super) fn dated(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let day = |word: &str| {
        let bare = word.trim_end_matches([',', '.', ';', ':', ')']);
        let date = (bare.len() == 10).then(|| bare.parse::<Date>().ok()).flatten()?;
        Some((date, word[bare.len()..].to_owned()))
    };
    let mut said: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let span = match (*word, words.get(at + 1), words.get(at + 2), words.get(at + 3)) {
            ("from", Some(from), Some(&"to"), Some(to)) => day(from).zip(day(to)),
            _ => None,
        };
        match (span, day(word)) {
            (Some(((from, _), (to, tail))), _) if from == to => {
                said.push(format!("on {}{tail}", from.strftime("%a %-d %b")));
                at += 4;
                continue;
            }
            (_, Some((date, tail))) => said.push(format!("{}{tail}", date.strftime("%a %-d %b"))),
            _ => said.push((*word).to_owned()),
        }
        at += 1;
    }
    said.join(" ")
}

/// The days of a figure: `1 Mar 2026` or `1 Mar 2026 to 7 Mar 2026`.
pub(super) fn days(from: &str, to: &str) -> String {
    let shown = |day: &str| match day.parse::<Date>() {
        Ok(day) => day.strftime("%-d %b %Y").to_string(),
        Err(_) => day.to_owned(),
    };
    match (from, to) {
        ("", "") => String::new(),
        (from, "") => shown(from),
        ("", to) => shown(to),
        (from, to) if from == to => shown(from),
        (from, to) => format!("{} to {}", shown(from), shown(to)),
    }
}

/// The text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

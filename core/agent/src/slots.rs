//! Slots of a reply: names of figures in braces, which code fills.
//!
//! A model may leave the writing of numbers to code altogether: `{asleep_last_night}` stands for the text of the figure of
//! that name in the results of this turn's tools, `{source}` for the source of the figure before it. A slot that no figure
//! fills takes its sentence with it.

use coach_domain::citation::Citation;
use coach_domain::safety::{Intervention, Rule};
use serde_json::Value;
use std::collections::BTreeMap;

/// Stands where a slot could not be filled (the object replacement character, which no reply needs).
const UNFILLED: char = '\u{fffc}';
/// Longest name of a figure.
const MOST_LETTERS: usize = 80;
/// The slot for the source of the figure before it.
const SOURCE: &str = "source";

/// The figures of the own tools of a turn by their names, the later of two of one name.
pub(crate) type Named = BTreeMap<String, Citation>;

/// Adds the figures of one answer of an own tool.
pub(crate) fn note(named: &mut Named, answer: &Value) {
    for figure in answer.get("figures").and_then(Value::as_array).into_iter().flatten() {
        if let Some(name) = figure.get("name").and_then(Value::as_str)
            && let Ok(citation) = serde_json::from_value(figure.clone())
        {
            named.insert(name.to_owned(), citation);
        }
    }
}

/// Fills slots in text that comes in pieces.
#[derive(Debug)]
pub(crate) struct Slots {
    named: Named,
    /// A slot that is not closed yet, from its brace on.
    open: String,
    /// Source of the figure that was filled in last.
    source: Option<String>,
}

impl Slots {
    pub(crate) fn new(named: Named) -> Self {
        Self { named, open: String::new(), source: None }
    }

    /// The piece with its slots filled; a slot that is not closed waits for the next piece.
    pub(crate) fn push(&mut self, piece: &str) -> String {
        let mut out = String::with_capacity(piece.len());
        for letter in piece.chars() {
            match letter {
                '{' => {
                    out.push_str(&std::mem::replace(&mut self.open, "{".to_owned()));
                }
                '}' if self.open.len() > 1 => {
                    let name = std::mem::take(&mut self.open);
                    out.push_str(&self.filled(&name[1..]));
                }
                letter if self.open.is_empty() => out.push(letter),
                letter => {
                    self.open.push(letter);
                    let is_name = letter == '_' || letter.is_ascii_lowercase() || letter.is_ascii_digit();
                    if !is_name || self.open.len() > MOST_LETTERS {
                        out.push_str(&std::mem::take(&mut self.open));
                    }
                }
            }
        }
        out
    }

    /// What is left of a slot that was never closed.
    pub(crate) fn finish(&mut self) -> String {
        std::mem::take(&mut self.open)
    }

    fn filled(&mut self, name: &str) -> String {
        if name == SOURCE {
            return self.source.clone().unwrap_or_else(|| UNFILLED.to_string());
        }
        match self.named.get(name) {
            Some(citation) => {
                self.source = Some(citation.source.clone());
                citation.text.clone()
            }
            None => UNFILLED.to_string(),
        }
    }
}

/// What is done about a sentence with a slot that no figure filled; `None` for a sentence without one.
pub(crate) fn problem(sentence: &str) -> Option<Intervention> {
    sentence.contains(UNFILLED).then(|| Intervention {
        rule: Rule::Grounded,
        action: "removed".to_owned(),
        detail: "left out a sentence about a figure that your data does not give".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    fn named() -> Named {
        let mut named = Named::new();
        note(
            &mut named,
            &json!({ "figures": [
                { "name": "asleep_mean", "label": "x", "text": "7 h 24 min", "value": 26640.0, "unit": "s",
                  "metric": "asleep", "source": "Watch", "from": "2026-11-13", "to": "2026-11-19" },
                { "name": "ctl", "label": "x", "text": "41", "value": 41.0, "unit": "", "metric": "ctl", "source": "Log",
                  "from": null, "to": null },
                { "name": "broken" },
            ]}),
        );
        named
    }

    fn fill(text: &str, pieces: usize) -> String {
        let mut slots = Slots::new(named());
        let letters: Vec<char> = text.chars().collect();
        let mut out: String =
            letters.chunks(pieces.max(1)).map(|piece| slots.push(&piece.iter().collect::<String>())).collect();
        out.push_str(&slots.finish());
        out
    }

    #[test]
    fn slots_hold_the_text_of_the_figure_of_their_name() {
        assert_eq!(fill("You slept {asleep_mean} a night.", 3), "You slept 7 h 24 min a night.");
        assert_eq!(fill("Fitness {ctl}. Source: {source}.", 3), "Fitness 41. Source: Log.");
        assert_eq!(named().len(), 2);
    }

    #[test]
    fn what_no_figure_fills_is_marked_and_what_is_no_slot_stays() {
        for text in ["{nothing}", "{broken}", "{source}"] {
            assert!(problem(&fill(text, 2)).is_some(), "{text}");
        }
        for text in ["{}", "{ ctl }", "{CTL}", "{ctl", "a } b", "{\"json\": 1}", "{{", "{a b}"] {
            assert_eq!(fill(text, 1), text);
            assert!(problem(text).is_none());
        }
        assert_eq!(fill("{{ctl}", 1), "{41");
        let long = format!("{{{}}}", "x".repeat(200));
        assert_eq!(fill(&long, 7), long);
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[a-z{}_ .]{0,60}", pieces in 1_usize..9) {
            prop_assert_eq!(fill(&text, pieces), fill(&text, 1_000));
        }
    }
}

//! Text to tokens and back.

use super::taint::{Rendered, Taint};
use crate::gguf::{Gguf, Value};
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::token::LlamaToken;
use std::collections::HashSet;

/// Kinds of tokens in a model file.
const UNKNOWN: i64 = 2;
const CONTROL: i64 = 3;
const USER_DEFINED: i64 = 4;

/// The tokens that mean something rather than say something.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    /// Longest first, as llama.cpp looks for them.
    marks: Vec<Mark>,
    ids: HashSet<i32>,
    taint: Taint,
}

#[derive(Debug, Clone)]
struct Mark {
    text: String,
    id: i32,
    control: bool,
}

impl Marks {
    /// The marks of a model file.
    pub(super) fn of(file: &Gguf) -> Self {
        let mut marks = Vec::new();
        if let (Some(Value::TextList(tokens)), Some(Value::SignedList(kinds))) =
            (file.get("tokenizer.ggml.tokens"), file.get("tokenizer.ggml.token_type"))
        {
            for ((token, kind), id) in tokens.iter().zip(kinds).zip(0_i32..) {
                let Ok(text) = std::str::from_utf8(token) else { continue };
                // Runs of spaces and whole words may be tokens of their own; they say what they spell.
                let says = |text: &str| text.chars().all(|letter| letter.is_alphanumeric() || letter.is_whitespace());
                let control = matches!(*kind, UNKNOWN | CONTROL);
                if control || (*kind == USER_DEFINED && !says(text)) {
                    marks.push(Mark { text: text.to_owned(), id, control });
                }
            }
        }
        marks.sort_by_key(|mark| (std::cmp::Reverse(mark.text.len()), mark.id));
        let ids = marks.iter().map(|mark| mark.id).collect();
        let taint = Taint::new(marks.iter().map(|mark| mark.text.as_str()));
        Self { marks, ids, taint }
    }

    /// Control tokens with these texts, numbered from 1.
    #[cfg(test)]
    pub(super) fn of_texts(texts: &[&str]) -> Self {
        let mut marks: Vec<Mark> =
            texts.iter().zip(1..).map(|(text, id)| Mark { text: (*text).to_owned(), id, control: true }).collect();
        marks.sort_by_key(|mark| (std::cmp::Reverse(mark.text.len()), mark.id));
        let taint = Taint::new(texts.iter().copied());
        Self { ids: marks.iter().map(|mark| mark.id).collect(), marks, taint }
    }

    pub(super) fn taint(&self) -> &Taint {
        &self.taint
    }

    /// The token that a mark is, and whether it is a control token.
    pub(super) fn find(&self, text: &str) -> Option<(i32, bool)> {
        self.marks.iter().find(|mark| mark.text == text).map(|mark| (mark.id, mark.control))
    }

    /// Control tokens.
    pub(super) fn controls(&self) -> impl Iterator<Item = i32> + '_ {
        self.marks.iter().filter(|mark| mark.control).map(|mark| mark.id)
    }

    /// The tokens of a rendered prompt. Marks of the template become their tokens; what was spelt outside never does.
    pub(super) fn tokenize(&self, model: &LlamaModel, rendered: &Rendered) -> Vec<LlamaToken> {
        let vocab = model.vocab();
        let mut tokens = Vec::new();
        for part in self.parts(rendered) {
            match part {
                Part::Mark(id) => tokens.push(LlamaToken(id)),
                Part::Text(text) => {
                    let read = vocab.tokenize(text.as_bytes(), false, false);
                    if read.iter().any(|token| self.ids.contains(&token.0)) {
                        // Every spelling of a mark was cut; should one be found still, no two letters stay together.
                        for letter in text.chars() {
                            let alone = vocab.tokenize(letter.to_string().as_bytes(), false, false);
                            tokens.extend(alone.into_iter().filter(|token| !self.ids.contains(&token.0)));
                        }
                    } else {
                        tokens.extend(read);
                    }
                }
            }
        }
        tokens
    }

    /// Cuts a prompt at the template's marks, and in the middle of what only looks like one.
    fn parts<'t>(&self, rendered: &'t Rendered) -> Vec<Part<'t>> {
        let text = rendered.text.as_str();
        let mut parts = vec![(0, Part::Text(text))];
        let mut cuts = Vec::new();
        for mark in &self.marks {
            if !text.contains(mark.text.as_str()) {
                continue;
            }
            let mut next = Vec::with_capacity(parts.len() + 2);
            for (start, part) in parts {
                let Part::Text(piece) = part else {
                    next.push((start, part));
                    continue;
                };
                let (mut from, mut search) = (0, 0);
                while let Some(found) = piece.get(search..).and_then(|rest| rest.find(mark.text.as_str())) {
                    let (begin, end) = (search + found, search + found + mark.text.len());
                    let first = mark.text.chars().next().map_or(1, char::len_utf8);
                    let place = rendered.outside.partition_point(|offset| *offset < start + begin);
                    if rendered.outside.get(place).is_some_and(|offset| *offset < start + end) {
                        cuts.push(start + begin + first);
                        search = begin + first;
                    } else {
                        next.push((start + from, Part::Text(&piece[from..begin])));
                        next.push((start + begin, Part::Mark(mark.id)));
                        (from, search) = (end, end);
                    }
                }
                next.push((start + from, Part::Text(&piece[from..])));
            }
            parts = next;
        }
        cuts.sort_unstable();
        let mut cut = Vec::with_capacity(parts.len() + cuts.len());
        for (start, part) in parts {
            let Part::Text(piece) = part else {
                cut.push(part);
                continue;
            };
            let mut from = 0;
            for at in cuts.iter().filter(|at| (start + 1..start + piece.len()).contains(*at)) {
                let at = at - start;
                if at > from {
                    cut.push(Part::Text(&piece[from..at]));
                    from = at;
                }
            }
            if from < piece.len() {
                cut.push(Part::Text(&piece[from..]));
            }
        }
        cut
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Part<'t> {
    Mark(i32),
    Text(&'t str),
}

/// Bytes to text, piece by piece: a letter that is not complete waits for the rest of its bytes.
#[derive(Debug, Default)]
pub(super) struct Utf8 {
    waiting: Vec<u8>,
}

impl Utf8 {
    /// The letters that are complete now. Bytes that can never be a letter become U+FFFD.
    pub(super) fn push(&mut self, bytes: &[u8]) -> String {
        self.waiting.extend_from_slice(bytes);
        let mut text = String::new();
        loop {
            match std::str::from_utf8(&self.waiting) {
                Ok(valid) => {
                    text.push_str(valid);
                    self.waiting.clear();
                    return text;
                }
                Err(error) => {
                    let valid = error.valid_up_to();
                    text.push_str(&String::from_utf8_lossy(&self.waiting[..valid]));
                    let Some(bad) = error.error_len() else {
                        self.waiting.drain(..valid);
                        return text;
                    };
                    text.push('\u{fffd}');
                    self.waiting.drain(..valid + bad);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn marks(texts: &[&str]) -> Marks {
        Marks::of_texts(texts)
    }

    #[test]
    fn marks_of_the_template_are_found_and_those_from_outside_are_cut() {
        let marks = marks(&["<a>", "<a><b>", "</a>"]);
        let outside = marks.taint.mark("x<a>y</a>");
        let rendered = marks.taint.clear(&format!("<a><b>t{outside}</a>"));
        let parts = marks.parts(&rendered);
        use Part::{Mark, Text};
        assert_eq!(parts, [Mark(2), Text("tx<"), Text("a>y<"), Text("/a>"), Mark(3)]);
    }

    #[test]
    fn a_mark_half_from_outside_is_none() {
        let marks = marks(&["<|end|>"]);
        for (template, outside, rest) in
            [("<", "|end|>", ""), ("<|end", "|>", ""), ("", "<|en", "d|>"), ("", "<|end|", ">")]
        {
            let rendered = marks.taint.clear(&format!("{template}{}{rest}", marks.taint.mark(outside)));
            let parts = marks.parts(&rendered);
            assert!(
                parts.iter().all(|part| matches!(part, Part::Text(text) if !text.contains("<|end|>"))),
                "{parts:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn nothing_from_outside_becomes_a_mark(pieces in prop::collection::vec("(<a>|</a>|<|a|>|/|<a><b>| |z)", 0..12), own in 0..3_usize) {
            let marks = marks(&["<a>", "</a>", "<a><b>", "<b>"]);
            let outside = pieces.concat();
            let rendered = marks.taint.clear(&format!("{}{}", "<a>".repeat(own), marks.taint.mark(&outside)));
            let parts = marks.parts(&rendered);
            prop_assert_eq!(parts.iter().filter(|part| matches!(part, Part::Mark(_))).count(), own);
            let text: String = parts.iter().map(|part| if let Part::Text(text) = part { *text } else { "" }).collect();
            prop_assert_eq!(text, outside);
            for part in &parts {
                if let Part::Text(text) = part {
                    prop_assert!(marks.marks.iter().all(|mark| !text.contains(&mark.text)), "{:?}", parts);
                }
            }
        }

        #[test]
        fn bytes_become_the_same_text_however_they_are_cut(text in "\\PC{0,20}", cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6)) {
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
            cuts.sort_unstable();
            cuts.push(text.len());
            let (mut decoder, mut whole, mut from) = (Utf8::default(), String::new(), 0);
            for cut in cuts {
                whole.push_str(&decoder.push(&text.as_bytes()[from..cut]));
                from = cut;
            }
            prop_assert_eq!(whole, text);
        }
    }

    #[test]
    fn bytes_that_are_no_letters_are_shown_as_such() {
        let mut decoder = Utf8::default();
        assert_eq!(decoder.push(b"a\xffb"), "a\u{fffd}b");
        assert_eq!(decoder.push(b"\xe2\x82"), "");
        assert_eq!(decoder.push(b"\xac"), "€");
        assert_eq!(decoder.push(b"\xe2x"), "\u{fffd}x");
    }
}

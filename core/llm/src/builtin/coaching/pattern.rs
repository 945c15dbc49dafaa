//! Patterns of words: the little language in which the tables of this room are written.
//!
//! `a|b` is one of these words, `a?` may be left out, `~` skips up to five words, `#` is a number, `^` and `$` are the
//! ends of the text, `<>` takes one to five words, and `@…` is a word of a class (`@exercise`, `@place`, `@muscle`,
//! `@food`, `@meal`, `@gear`, `@day`). Words are compared without plural endings; numbers, classes and the end may stand
//! among the words of a choice.

use super::super::lexicon::{Meaning, Spot};
use super::super::text::{Token, stem};
use super::words;
use std::ops::Range;

/// Words that a gap skips at most.
const GAP: usize = 5;
/// Words that a capture takes at most.
const CAPTURE: usize = 5;

/// A message, as patterns look at it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Text<'a> {
    /// Its words.
    pub tokens: &'a [Token],
    /// The phrases of the lexicon in it.
    pub spots: &'a [Spot],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Exercise,
    Place,
    Muscle,
    Food,
    Meal,
    Gear,
    Day,
}

#[derive(Debug, Clone, PartialEq)]
enum Atom {
    Word(String),
    Number,
    Class(Class),
    End,
}

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Any(Vec<Atom>),
    Gap,
    Capture,
    Start,
}

fn atom(word: &str) -> Atom {
    match word {
        "#" => Atom::Number,
        "$" => Atom::End,
        "@exercise" => Atom::Class(Class::Exercise),
        "@place" => Atom::Class(Class::Place),
        "@muscle" => Atom::Class(Class::Muscle),
        "@food" => Atom::Class(Class::Food),
        "@meal" => Atom::Class(Class::Meal),
        "@gear" => Atom::Class(Class::Gear),
        "@day" => Atom::Class(Class::Day),
        word => Atom::Word(stem(word)),
    }
}

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    parts: Vec<(Part, bool)>,
}

/// Where a pattern was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Tokens of the match.
    pub at: Range<usize>,
    /// Tokens that its capture took.
    pub captured: Option<Range<usize>>,
}

impl Pattern {
    pub(super) fn compile(source: &str) -> Self {
        let parts = source
            .split_whitespace()
            .map(|word| {
                let (word, optional) = word.strip_suffix('?').map_or((word, false), |word| (word, true));
                let part = match word {
                    "~" => Part::Gap,
                    "<>" => Part::Capture,
                    "^" => Part::Start,
                    choice => Part::Any(choice.split('|').map(atom).collect()),
                };
                (part, optional)
            })
            .collect();
        Self { parts }
    }

    /// The first place where the pattern stands.
    pub(super) fn find(&self, text: Text<'_>) -> Option<Found> {
        (0..=text.tokens.len()).find_map(|start| {
            let mut captured = None;
            let end = go(&self.parts, start, text, &mut captured)?;
            Some(Found { at: start..end, captured })
        })
    }
}

/// The words of a pattern, for the spelling repair.
pub(super) fn words_of(source: &str) -> impl Iterator<Item = &str> {
    source
        .split_whitespace()
        .flat_map(|part| part.trim_end_matches('?').split('|'))
        .filter(|word| !word.starts_with(['~', '#', '<', '^', '$', '@']))
}

fn go(parts: &[(Part, bool)], at: usize, text: Text<'_>, captured: &mut Option<Range<usize>>) -> Option<usize> {
    let Some(((part, optional), rest)) = parts.split_first() else { return Some(at) };
    let taken = match part {
        Part::Start => (at == 0).then_some(()).and_then(|()| go(rest, at, text, captured)),
        Part::Gap => (at..=text.tokens.len().min(at + GAP)).find_map(|next| go(rest, next, text, captured)),
        Part::Capture => (at + 1..=text.tokens.len().min(at + CAPTURE)).rev().find_map(|next| {
            let end = go(rest, next, text, captured)?;
            *captured = Some(at..next);
            Some(end)
        }),
        Part::Any(atoms) => {
            atoms.iter().find_map(|atom| one(atom, at, text).and_then(|used| go(rest, at + used, text, captured)))
        }
    };
    taken.or_else(|| optional.then(|| go(rest, at, text, captured)).flatten())
}

/// How many tokens an atom takes here.
fn one(atom: &Atom, at: usize, text: Text<'_>) -> Option<usize> {
    let Some(token) = text.tokens.get(at) else { return (*atom == Atom::End).then_some(0) };
    let spotted = |test: fn(Meaning) -> bool| {
        text.spots.iter().find(|spot| spot.start == at && test(spot.meaning)).map(|spot| spot.end - spot.start)
    };
    let found = match atom {
        Atom::Word(word) => *word == token.stem || *word == token.text,
        // "4/10" is a number too
        Atom::Number => {
            number(token).is_some()
                || (token.typed.starts_with(|c: char| c.is_ascii_digit()) && token.typed.contains('/'))
        }
        Atom::Class(Class::Exercise) => return spotted(|meaning| matches!(meaning, Meaning::Exercise(_))),
        Atom::Class(Class::Place) => words::is_place(&token.stem),
        Atom::Class(Class::Muscle) => words::muscle(&token.stem).is_some(),
        Atom::Class(Class::Food) => words::is_food(&token.stem),
        Atom::Class(Class::Meal) => words::meal(&token.stem).is_some(),
        Atom::Class(Class::Gear) => words::gear(&token.stem).is_some(),
        Atom::Class(Class::Day) => {
            words::DAYS.contains(&token.text.as_str()) || words::DAYS.contains(&token.stem.as_str())
        }
        Atom::End => false,
    };
    found.then_some(1)
}

/// The value of a number in digits or in words up to twenty.
pub(super) fn number(token: &Token) -> Option<f64> {
    token.number.or_else(|| words::NUMBERS.iter().find(|(word, _)| token.text == *word).map(|(_, value)| *value))
}

#[cfg(test)]
mod tests {
    use super::super::super::{lexicon, text};
    use super::*;

    fn find(pattern: &str, said: &str) -> Option<String> {
        let tokens = text::tokens(said);
        let spots = lexicon::spot(&tokens);
        let found = Pattern::compile(pattern).find(Text { tokens: &tokens, spots: &spots })?;
        let taken = found.captured.unwrap_or(found.at);
        Some(tokens[taken].iter().map(|token| token.typed.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn parts_mean_what_they_say() {
        assert_eq!(find("make|build ~ plan", "please build me a new plan now"), Some("build me a new plan".to_owned()));
        assert_eq!(find("make ~ plan", "make one two three four five six plan"), None);
        assert_eq!(find("^ my? plan $", "my plan"), Some("my plan".to_owned()));
        assert_eq!(find("^ my? plan $", "plan"), Some("plan".to_owned()));
        assert_eq!(find("^ my? plan $", "my plan please"), None);
        assert_eq!(find("# day", "in three days"), Some("three days".to_owned()));
        assert_eq!(find("instead of <> $", "what instead of jumping rope"), Some("jumping rope".to_owned()));
        assert_eq!(
            find("@exercise for|with @exercise", "swap squats for leg press"),
            Some("squats for leg press".to_owned())
        );
        assert_eq!(find("@place", "my knees"), Some("knees".to_owned()));
        assert_eq!(find("a", ""), None);
    }
}

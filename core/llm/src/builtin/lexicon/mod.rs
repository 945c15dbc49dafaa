//! What words mean: tables of phrases, and the two things done with them, spotting and spelling repair.
//!
//! The tables are data. A new way of saying something is a new row, never a new branch.

mod common;
mod concepts;
mod exercises;
mod metrics;
mod sports;

pub(crate) use common::{ALIASES, FILLERS};
pub(crate) use concepts::Concept;
pub(crate) use sports::Sport;

use super::text::{Token, stem};
use coach_domain::metric::METRICS;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

/// What a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A notion that topics are scored by.
    Concept(Concept),
    /// A metric, by its contract name.
    Metric(&'static str),
    /// A strength exercise, by its usual name.
    Exercise(&'static str),
    /// A part of the body that is trained.
    BodyPart(&'static str),
    /// A kind of workout.
    Sport(Sport),
}

impl Meaning {
    /// Openings of a sentence ("I ran", "add a run"), whose last word may have a meaning of its own.
    const fn opens(self) -> bool {
        matches!(
            self,
            Meaning::Concept(
                Concept::Did
                    | Concept::LogVerb
                    | Concept::Should
                    | Concept::Past
                    | Concept::Amount
                    | Concept::And
                    | Concept::Make
            )
        )
    }
}

/// A phrase that was found, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// What it stands for.
    pub meaning: Meaning,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

struct Phrase {
    stems: Vec<String>,
    meaning: Meaning,
}

struct Lexicon {
    by_first: HashMap<String, Vec<Phrase>>,
    /// Words that are known to be spelt right.
    known: HashSet<String>,
    /// Words that misspelt ones are compared with.
    targets: BTreeSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::build);

impl Lexicon {
    fn build() -> Self {
        let mut lexicon = Self { by_first: HashMap::new(), known: HashSet::new(), targets: BTreeSet::new() };
        for (concept, phrases) in concepts::CONCEPTS {
            lexicon.add(phrases, Meaning::Concept(*concept));
        }
        for (id, phrases) in metrics::METRIC_WORDS {
            lexicon.add(phrases, Meaning::Metric(id));
        }
        for metric in METRICS {
            lexicon.add(&[metric.title, &metric.id.replace('_', " ")], Meaning::Metric(metric.id));
        }
        for (name, phrases) in exercises::EXERCISES {
            lexicon.add(&[name], Meaning::Exercise(name));
            lexicon.add(phrases, Meaning::Exercise(name));
        }
        for (name, phrases) in exercises::BODY_PARTS {
            lexicon.add(phrases, Meaning::BodyPart(name));
        }
        for (sport, phrases) in sports::SPORTS {
            lexicon.add(phrases, Meaning::Sport(*sport));
        }
        for word in common::TIME_WORDS {
            lexicon.target(word);
        }
        for word in super::coaching::vocabulary() {
            lexicon.target(word);
        }
        for word in common::COMMON_WORDS.iter().flat_map(|line| line.split(' ')) {
            lexicon.known.insert(stem(word));
        }
        lexicon
    }

    fn add(&mut self, phrases: &[&str], meaning: Meaning) {
        for phrase in phrases {
            let words: Vec<&str> = phrase.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            for word in &words {
                self.target(word);
            }
            let stems: Vec<String> = words.iter().map(|word| stem(&word.to_lowercase())).collect();
            let Some(first) = stems.first() else { continue };
            let rows = self.by_first.entry(first.clone()).or_default();
            if !rows.iter().any(|row| row.stems == stems && row.meaning == meaning) {
                rows.push(Phrase { stems, meaning });
            }
        }
    }

    fn target(&mut self, word: &str) {
        let word = word.to_lowercase();
        self.known.insert(stem(&word));
        if word.len() > 3 {
            self.targets.insert(word);
        }
    }
}

/// Every phrase of the lexicon in a text. Where phrases overlap, the longest from the left stands.
pub(crate) fn spot(tokens: &[Token]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let rows = LEXICON.by_first.get(&token.stem).map_or(&[][..], Vec::as_slice);
        let fits = |phrase: &&Phrase| {
            tokens.len() >= at + phrase.stems.len()
                && phrase.stems.iter().zip(&tokens[at..]).all(|(stem, token)| *stem == token.stem)
        };
        let longest = rows.iter().filter(fits).map(|phrase| phrase.stems.len()).max().unwrap_or(0);
        for phrase in rows.iter().filter(fits).filter(|phrase| phrase.stems.len() == longest) {
            spots.push(Spot { meaning: phrase.meaning, start: at, end: at + longest });
        }
        let opens = spots.iter().any(|spot| spot.start == at && spot.meaning.opens());
        at += if opens { 1 } else { longest.max(1) };
    }
    spots
}

/// Tells whether a word is one of the lexicon or a common one.
pub(crate) fn is_common(word: &str) -> bool {
    LEXICON.known.contains(&stem(word))
}

/// The word that was probably meant, for a word that is not known; `None` for known and for short words.
///
/// One slip is forgiven from four letters on, two from eight on; the first letter is taken to be right unless the
/// first two were swapped.
pub(crate) fn repair(word: &str) -> Option<String> {
    let length = word.chars().count();
    if length < 4 || !word.chars().all(char::is_alphabetic) || LEXICON.known.contains(&stem(word)) {
        return None;
    }
    let allowed = if length >= 8 { 2 } else { 1 };
    let mut letters = word.chars();
    let (first, second) = (letters.next(), letters.next());
    LEXICON
        .targets
        .iter()
        .filter(|target| {
            let start = target.chars().next();
            target.chars().count().abs_diff(length) <= allowed && (start == first || start == second)
        })
        .map(|target| (strsim::osa_distance(word, target), target))
        .filter(|(distance, target)| *distance <= allowed && (length > 4 || plausible_slip(word, target)))
        .min_by_key(|(distance, target)| {
            (*distance, target.chars().next() != first, target.chars().count().abs_diff(length))
        })
        .map(|(_, target)| target.clone())
}

/// In a word of four letters a slip is a swap or a letter too few or too many; a changed letter makes another word.
fn plausible_slip(word: &str, target: &str) -> bool {
    let sorted = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    word.chars().count() != target.chars().count() || sorted(word) == sorted(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_of_the_contract_has_a_phrase() {
        for metric in METRICS {
            let tokens = super::super::text::tokens(metric.title);
            let found = spot(&tokens).into_iter().any(|spot| spot.meaning == Meaning::Metric(metric.id));
            assert!(found, "{}", metric.title);
        }
    }

    #[test]
    fn metric_words_name_metrics_of_the_contract() {
        for (id, _) in metrics::METRIC_WORDS {
            assert!(METRICS.iter().any(|metric| metric.id == *id), "{id}");
        }
    }

    #[test]
    fn lexicon_words_are_never_repaired() {
        for target in &LEXICON.targets {
            assert_eq!(repair(target), None, "{target}");
        }
    }
}

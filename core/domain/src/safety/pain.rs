//! PAIN-3: pain, read from the person's words.
//!
//! Pain of 3 or more out of 10 stops the exercise, and pain without a number counts as 3 until the number is given.
//! Soreness of muscles is not pain; where words may mean either, one question is asked. Red flags are read before
//! this (see [`red_flags`](super::red_flags)).

mod words;

#[cfg(test)]
mod tests;

use super::phrase::number_of;
use super::red_flags::text::{Sentence, Token, sentences};
use crate::exercise::Joint;
use serde::{Deserialize, Serialize};
use words::{PLACES, Words};

/// A score from which pain stops the exercise; a missing one counts as this.
pub const STOPS_FROM: u8 = 3;

/// What hurts by the person's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PainKind {
    /// Pain.
    Pain,
    /// Soreness of muscles after training.
    Soreness,
    /// Either.
    Unclear,
}

/// Side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
    /// Both.
    Both,
}

/// Pain or soreness that a person told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct PainReport {
    /// Where, in the person's words; empty when they did not say.
    pub place: String,
    /// The joint or part of the spine, if the words name one.
    pub joint: Option<Joint>,
    /// Side, if told.
    pub side: Option<Side>,
    /// How strong, 0 to 10, if told.
    pub score: Option<u8>,
    /// The exercise at which it hurts, in the person's words.
    pub exercise_words: Option<String>,
    /// Pain, soreness, or not clear.
    pub kind: PainKind,
    /// The one question to ask next, if something is missing.
    pub question: Option<&'static str>,
}

/// Whether pain of this score stops the exercise; without a number it does, until the number is given.
#[must_use]
pub const fn stops(score: Option<u8>) -> bool {
    match score {
        Some(score) => score >= STOPS_FROM,
        None => true,
    }
}

const HOW_STRONG: &str =
    "How strong is the pain, from 0 to 10? Until you say, I treat it as 3 and leave the exercise out.";
const WHERE_ONLY: &str = "Where does it hurt?";
const WHERE: &str = "Where does it hurt, and how strong is it from 0 to 10?";
const SORE_OR_PAIN: &str = "Is it soreness of the muscle, dull and on both sides, a day or two after training, or a pain at a joint or on one spot? If it is pain, how strong, from 0 to 10?";

/// Times within 90 days from which pain at one place counts as recurring.
pub const RECURS_FROM: u32 = 3;

/// What is said when pain keeps coming back: `times` it was told of at this place in the last 90 days, this time
/// included. `None` below [`RECURS_FROM`].
#[must_use]
pub fn recurring_text(place: &str, times: u32) -> Option<String> {
    (times >= RECURS_FROM).then(|| {
        let place = if place.trim().is_empty() { "this place" } else { place.trim() };
        format!(
            "You have told me of pain at {place} {times} times in the last 90 days. Let a doctor or physiotherapist look at it; until then I leave out what loads it."
        )
    })
}

/// Reads pain or soreness from a text; `None` when it tells of neither, or denies it.
///
/// Understands English, German, Spanish and French, numbers in digits and words ("4/10", "six out of ten", "sieben
/// von zehn"). A number counts as a score only where the words say so, so that weights, sets and days are none.
#[must_use]
pub fn read(text: &str) -> Option<PainReport> {
    let all = sentences(text);
    let words = Words::shared();
    let (told, at) = all.iter().find_map(|sentence| told_at(words, sentence).map(|at| (sentence, at)))?;
    let place = place_of(told, at).or_else(|| all.iter().find_map(|sentence| place_of(sentence, 0)));
    let score = all.iter().filter_map(|sentence| score_of(words, &sentence.tokens, text)).max();
    let side = all.iter().find_map(|sentence| side_of(words, &sentence.tokens));
    let kind = kind_of(words, &all, place.as_ref().is_some_and(|place| place.is_muscle), score);
    let question = match kind {
        PainKind::Soreness => None,
        PainKind::Unclear => Some(SORE_OR_PAIN),
        PainKind::Pain => match (&place, score) {
            (None, Some(_)) => Some(WHERE_ONLY),
            (None, None) => Some(WHERE),
            (Some(_), None) => Some(HOW_STRONG),
            (Some(_), Some(_)) => None,
        },
    };
    Some(PainReport {
        place: place.as_ref().map_or_else(String::new, |place| text[place.start..place.end].to_owned()),
        joint: place.as_ref().and_then(|place| place.joint),
        side,
        score,
        exercise_words: all.iter().find_map(|sentence| exercise_of(words, sentence, text)),
        kind,
        question,
    })
}

/// The word of a sentence that tells of pain or soreness and is not denied.
fn told_at(words: &Words, sentence: &Sentence) -> Option<usize> {
    let tokens = &sentence.tokens;
    if words.idiom.is_in(tokens) || words.gone.is_in(tokens) {
        return None;
    }
    let mut hits = words.pain.find_all(tokens).into_iter().chain(words.sore.find_all(tokens));
    let is_denied = |(first, _): (usize, usize)| {
        let clause = tokens[first].clause;
        let from = tokens.iter().position(|token| token.clause == clause).unwrap_or(first);
        let before = &tokens[from.max(first.saturating_sub(4))..first];
        let behind = &tokens[first..tokens.len().min(first + 4)];
        words.denied.is_in(before) || words.denied_behind.begins(behind)
    };
    hits.find(|hit| !is_denied(*hit)).map(|(first, _)| first)
}

/// A place on the body.
struct Place {
    start: usize,
    end: usize,
    joint: Option<Joint>,
    is_muscle: bool,
}

/// Words behind which "back" is no part of the body.
const RETURNS: [&str; 11] = ["is", "its", "are", "was", "be", "been", "came", "comes", "come", "im", "coming"];

/// The place that stands nearest to the word for pain.
fn place_of(sentence: &Sentence, pain: usize) -> Option<Place> {
    let tokens = &sentence.tokens;
    let mut best: Option<(usize, usize, Place)> = None;
    for (joint, is_muscle, phrases) in PLACES.iter() {
        for (first, last) in phrases.find_all(tokens) {
            let (Some(start), Some(end)) = (tokens.get(first), tokens.get(last)) else { continue };
            // "The pain is back" names no place.
            let before = first.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |word| word.form.as_str());
            if start.form == "back" && RETURNS.contains(&before) {
                continue;
            }
            let distance = if first > pain { first - pain } else { pain.saturating_sub(last) };
            let length = last - first;
            let is_better = best
                .as_ref()
                .is_none_or(|(far, long, _)| (distance, std::cmp::Reverse(length)) < (*far, std::cmp::Reverse(*long)));
            if is_better {
                let place = Place { start: start.start, end: end.end, joint: *joint, is_muscle: *is_muscle };
                best = Some((distance, length, place));
            }
        }
    }
    best.map(|(_, _, place)| place)
}

/// The highest score of a sentence: "4/10", "4 out of 10", "pain level 4", "pain is 4"; never a bare number.
fn score_of(words: &Words, tokens: &[Token], text: &str) -> Option<u8> {
    let mut scores = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if let Some((number, "10")) = token.form.split_once('/') {
            scores.extend(score(number));
        }
        let rest = &tokens[at + 1..];
        let is_over_ten = rest.first().is_some_and(|next| {
            next.form == "10" && text.get(token.end..next.start).is_some_and(|between| between.trim() == "/")
        });
        if is_over_ten || words.out_of_ten.begins(rest) {
            scores.extend(score(&token.form));
        }
    }
    for (_, last) in words.level.find_all(tokens) {
        // "pain level 4 days ago" and "it is 3 times a week" give no score.
        let counts = tokens.get(last + 2).is_some_and(|next| words.counted.begins(std::slice::from_ref(next)));
        let number = tokens.get(last + 1).filter(|_| !counts);
        scores.extend(number.and_then(|number| score(&number.form)));
    }
    scores.into_iter().max()
}

/// A number from 0 to 10 in digits, decimals cut off, or in words; an article is no number.
fn score(word: &str) -> Option<u8> {
    let whole = word.split(['.', ',']).next().unwrap_or(word);
    let is_article = matches!(word, "a" | "an" | "ein" | "eine" | "einen" | "un" | "una" | "une");
    let number = whole.parse::<u8>().ok().or_else(|| number_of(word).filter(|_| !is_article));
    number.filter(|number| *number <= 10)
}

fn side_of(words: &Words, tokens: &[Token]) -> Option<Side> {
    let (left, right) = (words.left.is_in(tokens), words.right.is_in(tokens));
    match (words.both.is_in(tokens) || (left && right), left, right) {
        (true, _, _) => Some(Side::Both),
        (_, true, _) => Some(Side::Left),
        (_, _, true) => Some(Side::Right),
        _ => None,
    }
}

fn kind_of(words: &Words, all: &[Sentence], is_muscle: bool, score: Option<u8>) -> PainKind {
    let any = |phrases: &super::phrase::Phrases| all.iter().any(|sentence| phrases.is_in(&sentence.tokens));
    let is_sharp = any(&words.sharp);
    let is_pain = any(&words.pain);
    if any(&words.sore) {
        // "Sore knee": joints do not get sore the way muscles do, and a number is a number for pain.
        let is_sure = is_muscle || any(&words.surely_sore);
        return match (is_sharp || is_pain || score.is_some(), is_sure) {
            (true, true) if !is_sharp => PainKind::Unclear,
            (true, _) => PainKind::Pain,
            (false, true) => PainKind::Soreness,
            (false, false) => PainKind::Unclear,
        };
    }
    // "My quads hurt from yesterday's squats": the muscle that worked, a day or two later.
    let is_after = any(&words.after_training);
    if is_muscle && is_after && !is_sharp && score.is_none() { PainKind::Unclear } else { PainKind::Pain }
}

/// The words behind "when", "during" and the like, or a lift that the sentence names.
fn exercise_of(words: &Words, sentence: &Sentence, text: &str) -> Option<String> {
    let tokens = &sentence.tokens;
    let behind = words.during.find_all(tokens).into_iter().find_map(|(_, last)| {
        let clause = tokens.get(last)?.clause;
        let rest: Vec<&Token> = tokens[last + 1..]
            .iter()
            .take_while(|token| token.clause == clause && !words.ends_exercise.begins(std::slice::from_ref(token)))
            .take(4)
            .collect();
        let (first, end) = (rest.first()?, rest.last()?);
        Some((first.start, end.end))
    });
    let place = |range: (usize, usize)| text.get(range.0..range.1).map(ToOwned::to_owned);
    let named = || {
        let (first, last) = words.lifts.find_all(tokens).into_iter().next()?;
        Some((tokens.get(first)?.start, tokens.get(last)?.end))
    };
    behind.or_else(named).and_then(place)
}

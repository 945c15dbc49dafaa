//! RED-FLAG: symptoms that end a turn with emergency advice.
//!
//! Words only: no model, no clock. A text is cut into sentences, its words are folded and matched with a lexicon of
//! ten languages, typing errors included, and combinations of concepts make a flag. When in doubt it flags: a
//! needless warning costs a turn, a missed one may cost a life. What is not flagged is muscle soreness, what is
//! denied, questions about knowledge that concern no one, idioms, stories, sleep, and the breathlessness of hard
//! training.

mod chinese;
mod concept;
mod context;
mod lexicon;
mod patterns;
mod reply;
pub(super) mod text;

#[cfg(test)]
mod tests;

pub use reply::{emergency_citations, emergency_reply};

use concept::{Concept, Lexicon};
use patterns::Reading;
use serde::{Deserialize, Serialize};

/// A kind of red flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedFlagKind {
    /// Chest pain, pressure or tightness.
    ChestPain,
    /// Fainting or dizziness.
    SyncopeDizziness,
    /// Severe joint pain.
    JointPain,
    /// Breathing difficulty.
    Breathing,
    /// Irregular heartbeat.
    Arrhythmia,
    /// One-sided weakness, drooping face or slurred speech.
    Stroke,
    /// Sudden severe headache.
    Headache,
    /// Dark urine with swollen muscles.
    Rhabdomyolysis,
}

impl RedFlagKind {
    /// The kind in plain English, for the log.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            RedFlagKind::ChestPain => "chest pain",
            RedFlagKind::SyncopeDizziness => "dizziness or fainting",
            RedFlagKind::JointPain => "severe joint pain",
            RedFlagKind::Breathing => "breathing difficulty",
            RedFlagKind::Arrhythmia => "irregular heartbeat",
            RedFlagKind::Stroke => "signs of a stroke",
            RedFlagKind::Headache => "sudden severe headache",
            RedFlagKind::Rhabdomyolysis => "dark urine with muscle damage",
        }
    }
}

/// One red flag found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    /// What it is.
    pub kind: RedFlagKind,
    /// The words that told it, as written.
    pub words: String,
    /// The symptom is past and over rather than present.
    pub resolved: bool,
}

/// Finds the red flags of a text, in any supported language, with typing errors.
///
/// One flag for each kind, in the order of the text; a kind told as present and as past is present.
#[must_use]
pub fn scan(text: &str) -> Vec<RedFlag> {
    let lexicon = Lexicon::shared();
    let sentences = text::sentences(text);
    let found: Vec<_> = sentences.iter().map(|sentence| lexicon.find(sentence)).collect();
    let trained = found.iter().flatten().any(|f| {
        matches!(
            f.concept,
            Concept::Exertion | Concept::MuscleWork | Concept::Muscle | Concept::Swollen | Concept::Soreness
        )
    });
    let readings: Vec<Reading<'_>> =
        sentences.iter().zip(found).map(|(sentence, found)| Reading::new(sentence, found, trained)).collect();
    let mut flags: Vec<(usize, RedFlag)> = Vec::new();
    for (index, reading) in readings.iter().enumerate() {
        for hit in reading.hits() {
            let resolved = is_over(&readings, index);
            let tokens = &sentences[index].tokens;
            if let (Some(first), Some(last)) = (tokens.get(hit.start), tokens.get(hit.end)) {
                let harmless = context::denied_history(&readings, index, &hit)
                    || context::in_story(reading, &hit, context::quoted(text, first.start))
                    || context::asleep(reading, &hit)
                    || context::giddy(reading, &hit, text);
                if harmless {
                    continue;
                }
                keep(
                    &mut flags,
                    first.start,
                    RedFlag { kind: hit.kind, words: text[first.start..last.end].to_owned(), resolved },
                );
            }
        }
    }
    for hit in chinese::scan(text) {
        keep(
            &mut flags,
            hit.start,
            RedFlag { kind: hit.kind, words: text[hit.start..hit.end].to_owned(), resolved: hit.resolved },
        );
    }
    flags.sort_by_key(|(at, _)| *at);
    flags.into_iter().map(|(_, flag)| flag).collect()
}

/// One flag for each kind; present wins over past.
fn keep(flags: &mut Vec<(usize, RedFlag)>, at: usize, flag: RedFlag) {
    match flags.iter_mut().find(|(_, known)| known.kind == flag.kind) {
        None => flags.push((at, flag)),
        Some(known) if known.1.resolved && !flag.resolved => *known = (at, flag),
        Some(_) => {}
    }
}

/// Whether a symptom is clearly past and over: the sentence says so, or the next one does and tells nothing else.
fn is_over(readings: &[Reading<'_>], index: usize) -> bool {
    let here = &readings[index];
    if here.has(Concept::Still) {
        return false;
    }
    let next_is_over = readings
        .get(index + 1)
        .is_some_and(|next| next.has(Concept::Over) && !next.has(Concept::Still) && next.hits().is_empty());
    let attack = here.has(Concept::Had) && (here.has(Concept::HeartAttack) || here.has(Concept::StrokeWord));
    here.has(Concept::Over) || here.has(Concept::LongPast) || next_is_over || attack
}

/// The language of a text among the ten that replies are written in, as an ISO 639 code; English when in doubt.
#[must_use]
pub fn language_of(text: &str) -> &'static str {
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let han = text.chars().filter(|letter| text::is_han(*letter)).count();
    if han > 0 && han * 3 >= letters {
        return "zh";
    }
    let lexicon = Lexicon::shared();
    let mut votes = [0_usize; lexicon::LANGUAGES.len()];
    for sentence in text::sentences(text) {
        for found in lexicon.find_plain(&sentence) {
            votes[found.language] += found.end - found.start + 1;
        }
    }
    let best = votes.iter().copied().max().unwrap_or(0);
    votes.iter().position(|vote| *vote == best).map_or("en", |index| lexicon::LANGUAGES[index].0)
}

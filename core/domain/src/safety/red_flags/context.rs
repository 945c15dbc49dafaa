//! What makes a symptom in a text no symptom of anyone: asked about and denied, part of a story, sleep, a joke.

use super::RedFlagKind;
use super::concept::Concept as C;
use super::patterns::{Hit, Reading};

/// Signs that a text is not meant in earnest.
const SMILES: &[&str] = &[
    "😀", "😁", "😂", "🤣", "😃", "😄", "😅", "😆", "😉", "😊", "😋", "😎", "😜", "😝", "🙃", "🙈", "🤪", "🤩", "🥳",
    ":)", ":-)", ":D", ":-D", ";)", ";-)", "xD", "^^",
];
const LAUGHS: &[&str] = &["lol", "haha", "hahaha", "hehe", "rofl", "lmao", "jaja", "jajaja", "mdr", "kkk"];

/// Where people lie who fainted.
const FALLEN: &[&str] = &["floor", "ground", "gym", "shower", "bathroom", "stood", "standing", "hospital", "ambulance"];

/// Words behind a story that make it a place.
const PLACES: &[&str] = &["theater", "theatre", "cinema", "room", "club", "shop"];

/// Tells whether the findings of a sentence are denied as history: "asked about fainting, never had it", also where
/// the denial is the next sentence. What is told behind the denial is no history.
pub(super) fn denied_history(readings: &[Reading<'_>], index: usize, hit: &Hit) -> bool {
    let here = &readings[index];
    let asked = here.all_of(&[C::Asked]).any(|asked| asked.start < hit.start || asked.start > hit.end);
    if !asked || here.has(C::Still) {
        return false;
    }
    let behind = |word: usize| here.all_of(&[C::NeverHad]).any(|never| never.start > word);
    if behind(hit.end) {
        // "until today", "but now"
        return !here.has(C::But) && !here.all_of(&[C::NeverHad]).any(|never| never.end < hit.start);
    }
    readings
        .get(index + 1)
        .is_some_and(|next| next.has(C::NeverHad) && next.hits().is_empty() && !next.has(C::But) && !next.has(C::Still))
}

/// Tells whether a finding belongs to a film, a play or a character rather than to the speaker, who would be named
/// between the story and the symptom.
pub(super) fn in_story(reading: &Reading<'_>, hit: &Hit, quoted: bool) -> bool {
    let story = reading.all_of(&[C::Story]).filter(|story| story.end < hit.start);
    let Some(story) = story.max_by_key(|story| story.end) else { return false };
    let own = |found: &super::concept::Found| (story.end + 1..=hit.end).contains(&found.start);
    !reading.word(story.end + 1).is_some_and(|word| PLACES.contains(&word))
        && !reading.has(C::Still)
        && (quoted || !reading.all_of(&[C::OwnWord]).any(own))
}

/// Tells whether "passed out" means asleep: a good night follows, and nothing that makes people faint stands by.
pub(super) fn asleep(reading: &Reading<'_>, hit: &Hit) -> bool {
    hit.kind == RedFlagKind::SyncopeDizziness
        && reading.word(hit.start) == Some("passed")
        && reading.all_of(&[C::Asleep]).any(|asleep| asleep.start > hit.end)
        && !reading.says(FALLEN)
        && !reading.any(&[C::Exertion, C::Chest, C::Heart, C::Pain, C::Headache, C::Sudden, C::Still])
}

/// Tells whether someone is dizzy in jest: with numbers, choice or joy, and with a smile.
pub(super) fn giddy(reading: &Reading<'_>, hit: &Hit, text: &str) -> bool {
    let smiles = || SMILES.iter().any(|smile| text.contains(smile)) || reading.says(LAUGHS);
    hit.kind == RedFlagKind::SyncopeDizziness
        && reading.has(C::Choice)
        && !reading.any(&[C::Exertion, C::Chest, C::Heart, C::Headache, C::Sudden, C::Still, C::Rest])
        && smiles()
}

/// Tells whether a place in a text stands between quotation marks.
pub(super) fn quoted(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let open = before.chars().filter(|c| matches!(c, '“' | '„' | '«')).count();
    let closed = before.chars().filter(|c| matches!(c, '”' | '»')).count();
    before.matches('"').count() % 2 == 1 || open > closed
}

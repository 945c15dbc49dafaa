//! Gear, exercises, foods and parts of the body: what is named in a message.

use super::super::pattern::number;
use super::super::{Said, words};
use crate::builtin::lexicon::{self, Meaning, Spot};
use crate::builtin::text::Token;

/// What there is to train with: pieces by name, or a place.
pub(super) fn equipment(tokens: &[Token]) -> Vec<String> {
    let says = |words: &[&str]| tokens.iter().any(|token| token.is(words));
    let denied = |at: usize| {
        tokens.get(at.saturating_sub(2)..at).unwrap_or_default().iter().any(|token| token.is(&["no", "without", "not"]))
    };
    let mut found: Vec<String> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let pull_up_bar = token.stem == "bar" && at > 1 && tokens.get(at - 1).is_some_and(|token| token.is(&["up"]));
        let piece = if pull_up_bar { Some("pull_up_bar") } else { words::gear(&token.stem) };
        let Some(piece) = piece.filter(|piece| !matches!(*piece, "equipment" | "gym")) else { continue };
        // "bench press" and "leg press machine" are no pieces that the person has
        let lifts = tokens
            .get(at + 1)
            .is_some_and(|token| token.is(&["press", "presses", "pressing", "row", "rows", "ride", "rides"]));
        if !lifts && !denied(at) && !found.iter().any(|known| known == piece) {
            found.push(piece.to_owned());
        }
    }
    if !found.is_empty() {
        return found;
    }
    let without =
        tokens.iter().enumerate().any(|(at, token)| words::gear(&token.stem) == Some("equipment") && denied(at));
    let place = if without || says(&["bodyweight", "calisthenics"]) {
        Some("none")
    } else if says(&["hotel"]) {
        Some("hotel")
    } else if says(&["home", "house", "garage"]) {
        Some("home")
    } else if says(&["gym"]) {
        Some("gym")
    } else {
        None
    };
    place.map(|place| vec![place.to_owned()]).unwrap_or_default()
}

/// What there is when something is missing: what is named, the place, or a gym without the missing piece.
pub(super) fn left_over(tokens: &[Token]) -> Vec<String> {
    let missing: Vec<&str> = tokens
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let before = tokens.get(at.saturating_sub(4)..*at).unwrap_or_default();
            before.iter().any(|token| token.is(&["no", "without", "not"]))
        })
        .filter_map(|(_, token)| words::gear(&token.stem))
        .collect();
    let there = equipment(tokens);
    if missing.contains(&"gym") || tokens.iter().any(|token| token.is(&["closed", "shut"])) {
        let pieces: Vec<String> = there.into_iter().filter(|piece| piece != "gym").collect();
        return if pieces.is_empty() { vec!["home".to_owned()] } else { pieces };
    }
    if there.iter().any(|piece| piece != "gym") {
        return there;
    }
    if missing.is_empty() || missing.contains(&"equipment") {
        return vec!["none".to_owned()];
    }
    words::GYM.iter().filter(|piece| !missing.contains(piece)).map(|piece| (*piece).to_owned()).collect()
}

/// Exercises that are named, in the order of the text, by their usual names.
pub(super) fn exercises(said: &Said<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for spot in said.spots {
        let Meaning::Exercise(name) = spot.meaning else { continue };
        // a bare "squat" is left for the tool, which knows the plan
        let bare = spot.end == spot.start + 1
            && said
                .tokens
                .get(spot.start)
                .is_some_and(|token| matches!(token.stem.as_str(), "squat" | "squatting" | "squatted"));
        let name = if bare { "squat" } else { name };
        let before = spot
            .start
            .checked_sub(1)
            .filter(|at| part_of_a_name(said.tokens, said.spots, *at))
            .and_then(|at| said.tokens.get(at));
        // "dumbbell deadlifts" are other ones than those with a bar
        let gear = spot
            .start
            .checked_sub(1)
            .and_then(|at| said.tokens.get(at))
            .filter(|word| GEAR.contains(&word.stem.as_str()) && !name.contains(word.stem.as_str()));
        let whole = match before {
            _ if gear.is_some() => format!("{} {name}", gear.map_or("", |word| word.stem.as_str())),
            Some(word) => format!("{} {}", word.typed, name.rsplit(' ').next().unwrap_or(name)),
            None => name.to_owned(),
        };
        if !names.contains(&whole) {
            names.push(whole);
        }
    }
    names
}

/// Gear that stands before the name of an exercise as a part of it.
const GEAR: &[&str] = &["barbell", "cable", "dumbbell", "kettlebell", "machine", "smith"];

/// A word that is no common one before the name of a lift belongs to it: "zercher squat", "cable crossover".
fn part_of_a_name(tokens: &[Token], spots: &[Spot], at: usize) -> bool {
    tokens.get(at).is_some_and(|token| {
        token.number.is_none()
            && token.text.len() > 3
            && !spots.iter().any(|spot| (spot.start..spot.end).contains(&at))
            && !lexicon::is_common(&token.text)
    })
}

/// Words behind the last of these, as the name of an exercise that no table holds.
pub(super) fn behind(said: &Said<'_>, joints: &[&str]) -> Option<String> {
    let at = said.tokens.iter().rposition(|token| token.is(joints))?;
    exercise_name(said.tokens.get(at + 1..)?)
}

/// Words around the name of an exercise that are no part of it.
const NO_NAME: &[&str] = &[
    "a",
    "an",
    "the",
    "my",
    "some",
    "these",
    "those",
    "please",
    "properly",
    "correctly",
    "right",
    "safely",
    "at",
    "home",
    "with",
    "today",
    "tomorrow",
    "exercise",
    "exercises",
    "do",
    "i",
    "can",
    "could",
    "you",
    "we",
    "it",
    "that",
    "this",
    "me",
    "something",
    "else",
    "anything",
    "other",
    "another",
    "in",
    "on",
    "for",
    "to",
    "of",
    "now",
    "then",
    "one",
    "good",
    "well",
    "is",
    "are",
    "and",
    "yet",
    "plan",
    "week",
    "session",
    "workout",
    "training",
    "be",
    "what",
    "how",
    "them",
];

pub(super) fn exercise_name(words: &[Token]) -> Option<String> {
    let words: Vec<&str> = words
        .iter()
        .skip_while(|token| token.is(NO_NAME))
        .take_while(|token| !token.is(NO_NAME) && token.number.is_none())
        .map(|token| token.typed.as_str())
        .collect();
    (!words.is_empty() && words.len() <= 4).then(|| words.join(" "))
}

pub(super) fn food_name(words: &[Token]) -> Option<String> {
    let amounts = |token: &Token| {
        number(token).is_some()
            || token.is(&[
                "a", "an", "the", "of", "some", "one", "i", "my", "medium", "large", "small", "average", "typical",
                "in", "for", "g", "gram", "grams", "ml", "cup", "slice", "glass", "bowl", "piece", "portion",
                "serving", "there",
            ])
    };
    let words: Vec<&str> = words
        .iter()
        .skip_while(|token| amounts(token))
        .take_while(|token| !token.is(&["please", "have", "contain", "has", "per", "then", "roughly", "about"]))
        .map(|token| token.typed.as_str())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The first food that is named, with its neighbours that are foods: "peanut butter".
pub(super) fn first_food(tokens: &[Token]) -> Option<String> {
    let foods = tokens.iter().skip_while(|token| !words::is_food(&token.stem));
    let words: Vec<&str> =
        foods.take_while(|token| words::is_food(&token.stem)).map(|token| token.typed.as_str()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}

pub(super) fn diet(said: &Said<'_>) -> Option<String> {
    if said.says(&["vegan", "vegans", "plant"]) {
        Some("vegan".to_owned())
    } else if said.says(&["vegetarian", "veggie", "meatless", "vegetarians"]) {
        Some("vegetarian".to_owned())
    } else {
        None
    }
}

/// Foods behind "without", "no" and the like.
pub(super) fn avoid(tokens: &[Token]) -> Vec<String> {
    let opener = tokens.iter().enumerate().find(|(at, token)| {
        token.is(&["without", "no", "except", "avoid", "avoiding", "hate"])
            || (token.is(&["to"])
                && *at > 0
                && tokens.get(at - 1).is_some_and(|token| token.is(&["allergic", "intolerant"])))
    });
    let Some((at, _)) = opener else { return Vec::new() };
    tokens
        .iter()
        .skip(at + 1)
        .take_while(|token| !token.is(&["in", "please", "for", "under", "within", "that", "which", "but"]))
        .filter(|token| !token.is(&["and", "or", "any", "a", "the", "more", "no", "meat"]) && token.number.is_none())
        .filter(|token| words::is_food(&token.stem) || !lexicon::is_common(&token.text))
        .map(|token| token.typed.clone())
        .collect()
}

pub(super) fn direction(said: &Said<'_>) -> Option<String> {
    let can_not = said.tokens.windows(2).any(|pair| pair[0].is(&["can", "could"]) && pair[1].is(&["not"]));
    if said.says(&["easier", "simpler", "gentler", "regression", "regressions", "weak"]) || can_not {
        Some("easier".to_owned())
    } else if said.says(&["harder", "tougher", "progression", "progressions", "challenging"]) {
        Some("harder".to_owned())
    } else {
        None
    }
}

/// The part of the body, with "lower" or "upper" where it stands before.
pub(super) fn place(tokens: &[Token]) -> Option<String> {
    let at = tokens.iter().position(|token| words::is_place(&token.stem))?;
    let word = tokens.get(at)?.text.as_str();
    let word = word.strip_suffix('s').filter(|short| words::PLACES.contains(short)).unwrap_or(word);
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).filter(|token| token.is(&["lower", "upper"]));
    Some(before.map_or_else(|| word.to_owned(), |before| format!("{} {word}", before.text)))
}

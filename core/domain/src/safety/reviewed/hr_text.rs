//! HR-CAP in words: a heart rate in a title, a name or a note is a target too.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal};
use super::hr_cap::{HeartRateCap, basis, heart_rate_cap};
use super::text::{folded, tokens};
use crate::formulas::heart::Reserve;
use crate::safety::Rule;
use crate::safety::facts::Facts;

/// What a text says about heart rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Mention {
    /// So many beats a minute.
    Bpm(f64),
    /// So many percent of the maximum.
    OfMax(f64),
    /// So many percent of heart-rate reserve.
    OfReserve(f64),
    /// The maximum itself, without a number.
    Maximum,
    /// A number that cannot be read.
    Unreadable,
}

const BEATS: &[&str] = &[
    "bpm",
    "beats",
    "beat",
    "pulse",
    "puls",
    "hr",
    "heartrate",
    "schlage",
    "ppm",
    "lpm",
    "pulsaciones",
    "latidos",
    "battements",
    "battiti",
    "batimentos",
    "slagen",
    "uderzen",
    "bpms",
];
const HEART: &[&str] = &[
    "hr",
    "bpm",
    "heart",
    "heartrate",
    "pulse",
    "puls",
    "hf",
    "herzfrequenz",
    "cardiaca",
    "cardiaque",
    "hartslag",
    "tetno",
    "nabiz",
    "hrmax",
    "maxhr",
    "mhr",
    "hfmax",
    "fcmax",
    "maximalpuls",
    "beats",
    "fc",
];
const MAX: &[&str] = &[
    "max",
    "maximum",
    "maximal",
    "maximale",
    "maximalen",
    "maximo",
    "maxima",
    "massima",
    "massimo",
    "maximum",
    "maximaal",
    "maximale",
    "hrmax",
    "maxhr",
    "mhr",
    "hfmax",
    "fcmax",
    "fcm",
    "maximalpuls",
    "maks",
    "maksimum",
];
const MAX_HEART: &[&str] = &["hrmax", "maxhr", "mhr", "hfmax", "fcmax", "maximalpuls"];
const RESERVE: &[&str] = &["reserve", "hrr", "karvonen", "reserva", "riserva"];
const PERCENT: &[&str] = &["%", "percent", "pct", "prozent", "procent", "percento", "porcento"];
/// What shows that a maximum is one of strength or power.
const OTHER_MAX: &[&str] =
    &["rm", "rep", "reps", "repetition", "lift", "power", "weight", "load", "watt", "watts", "ftp", "strength"];
/// What shows that a number behind a word for heart rate is none.
const OTHER_UNIT: &[&str] = &[
    "min", "mins", "minutes", "minute", "s", "sec", "seconds", "h", "hours", "km", "m", "mi", "miles", "kg", "lb", "x",
    "reps", "sets", "w", "watts", "days", "weeks", "rpm", "spm", "steps",
];
const NUMBER_WORDS: &[&str] = &[
    "hundred", "sixty", "seventy", "eighty", "ninety", "hundert", "sechzig", "siebzig", "achtzig", "neunzig", "cien",
    "ciento", "ochenta", "noventa", "quatre", "cento", "ottanta", "novanta", "honderd", "tachtig", "negentig",
];
const RANGE: &[&str] = &["-", "to", "bis", "till", "until", "and", "or", "a", "tot", "do"];

fn is(words: &[&str], token: Option<&String>) -> bool {
    token.is_some_and(|token| words.contains(&token.as_str()))
}

fn value(token: Option<&String>) -> Option<f64> {
    token.and_then(|token| token.parse().ok()).filter(|number: &f64| number.is_finite())
}

/// Whether the tokens from `at` on start with a sign or word for percent, and how many they are.
fn percent(tokens: &[String], at: usize) -> Option<usize> {
    let two = |first: &str, second: &str| is(&[first], tokens.get(at)) && is(&[second], tokens.get(at + 1));
    if is(PERCENT, tokens.get(at)) {
        Some(1)
    } else if two("per", "cent")
        || two("por", "ciento")
        || two("por", "cento")
        || two("pour", "cent")
        || two("per", "cento")
    {
        Some(2)
    } else {
        None
    }
}

/// What a share is a share of, when it is one of heart rate.
fn share(tokens: &[String], from: usize, percents: f64) -> Option<Mention> {
    let ahead: Vec<&String> =
        tokens.iter().skip(from).take(7).take_while(|token| value(Some(token)).is_none()).collect();
    let next_is_one_rm = is(&["rm"], tokens.get(from + ahead.len() + 1));
    if ahead.iter().any(|token| RESERVE.contains(&token.as_str())) {
        return Some(Mention::OfReserve(percents));
    }
    if !ahead.iter().any(|token| MAX.contains(&token.as_str()) || HEART.contains(&token.as_str())) {
        return None;
    }
    let heart = ahead.iter().any(|token| HEART.contains(&token.as_str()));
    let other = ahead.iter().any(|token| OTHER_MAX.contains(&token.as_str()));
    (heart || !(other || next_is_one_rm)).then_some(Mention::OfMax(percents))
}

/// What a number at `at` says about heart rate.
fn mention(tokens: &[String], at: usize) -> Option<Mention> {
    let found = value(tokens.get(at))?;
    // Of a range both ends carry what stands behind the second.
    let dash = at + 1 + percent(tokens, at + 1).unwrap_or(0);
    let is_range = is(RANGE, tokens.get(dash)) && value(tokens.get(dash + 1)).is_some();
    let behind = if is_range { dash + 2 } else { at + 1 };
    let before = |words: &[&str], reach: usize| {
        tokens.iter().take(at).rev().take(reach).any(|token| words.contains(&token.as_str()))
    };
    if before(&["zone", "zona", "z", "zonen", "zones"], 1) && (5.0..10.0).contains(&found) {
        return Some(Mention::OfMax(90.0));
    }
    if let Some(length) = percent(tokens, behind) {
        if before(HEART, 5) || before(MAX, 3) {
            let heart = share(tokens, behind + length, found);
            return heart.or(before(HEART, 5).then_some(Mention::OfMax(found)));
        }
        return share(tokens, behind + length, found);
    }
    let per_minute = (is(&["/", "per", "pro", "por"], tokens.get(behind)))
        && is(&["min", "minute", "minuto"], tokens.get(behind + 1));
    if is(BEATS, tokens.get(behind)) || per_minute || is(&["heart"], tokens.get(behind)) {
        return Some(Mention::Bpm(found));
    }
    let fraction = tokens.get(at).is_some_and(|token| token.contains('.')) && found > 0.0 && found < 1.5;
    if fraction && let Some(of) = share(tokens, behind, found * 100.0) {
        return Some(of);
    }
    let other = is(OTHER_UNIT, tokens.get(behind)) || percent(tokens, behind).is_some();
    (before(HEART, 5) && !other).then_some(Mention::Bpm(found))
}

/// Everything that a text says about heart rate.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let plain = folded(text);
    let tokens = tokens(&plain);
    let any = |words: &[&str]| tokens.iter().any(|token| words.contains(&token.as_str()));
    let heart = any(HEART) || any(BEATS);
    let share = any(MAX) && (0..tokens.len()).any(|at| percent(&tokens, at).is_some());
    let digits = plain.chars().any(|letter| letter.is_ascii_digit());
    let strange = plain.chars().any(|letter| letter.is_numeric() && !letter.is_ascii_digit());
    let mut found: Vec<Mention> = (0..tokens.len()).filter_map(|at| mention(&tokens, at)).collect();
    if (heart || share) && (strange || (!digits && any(NUMBER_WORDS))) {
        found.push(Mention::Unreadable);
    }
    if !digits && (any(MAX_HEART) || (heart && any(MAX))) {
        found.push(Mention::Maximum);
    }
    found
}

/// Percent of reserve that lies below 85 % of the maximum for resting heart rates up to 90 bpm.
const SAFE_RESERVE: f64 = 70.0;

/// Why a mention cannot stand; `None` when it can.
fn problem(mention: Mention, cap: &HeartRateCap, facts: &Facts) -> Option<String> {
    let number = match mention {
        Mention::Bpm(bpm) => format!("{} bpm", number(bpm)),
        Mention::OfMax(percent) => format!("{} % of the maximum heart rate", number(percent)),
        Mention::OfReserve(percent) => format!("{} % of heart-rate reserve", number(percent)),
        Mention::Maximum => "the maximum heart rate".to_owned(),
        Mention::Unreadable => "a heart rate that cannot be read".to_owned(),
    };
    let max = match cap {
        HeartRateCap::NoTargets { .. } => return Some(number),
        HeartRateCap::Bpm { cap, max, .. } => Some((f64::from(*cap), *max)),
        HeartRateCap::Unknown => None,
    };
    let fits = match mention {
        Mention::Bpm(bpm) => max.is_some_and(|(cap, _)| bpm <= cap),
        Mention::OfMax(percent) => percent <= 85.0,
        Mention::OfReserve(percent) => {
            let known = max.and_then(|(cap, max)| Some((cap, Reserve::new(facts.profile.resting_hr_bpm?, max)?)));
            known.map_or(percent <= SAFE_RESERVE, |(cap, reserve)| reserve.bpm(percent / 100.0) <= cap + 1e-9)
        }
        Mention::Maximum | Mention::Unreadable => false,
    };
    (!fits).then_some(number)
}

/// Notes are without figures: one that has any, or speaks of heart rate as a target, is taken out.
pub(super) fn notes<T: Sessions>(value: &T, _: &Facts) -> Verdict<T> {
    let mut value = value.clone();
    let mut lines = Vec::new();
    for session in value.sessions_mut() {
        let title = named(session);
        for block in &mut session.blocks {
            let figures = |note: &String| folded(note).chars().any(char::is_numeric) || !mentions(note).is_empty();
            if block.note.as_ref().is_some_and(figures) {
                block.note = None;
                lines.push(format!("the note of {} in {title} was taken out", block.name));
            }
        }
    }
    adjusted(value, Rule::HrCap, lines, "notes are without figures, which belong in the targets")
}

/// No heart rate above the cap in a title, a name or a reason.
pub(super) fn texts<T: Sessions>(value: &T, facts: &Facts) -> Verdict<T> {
    let cap = heart_rate_cap(facts);
    let of_session = value.sessions().iter().flat_map(|session| {
        let names = session.blocks.iter().map(|block| block.name.as_str());
        [session.title.as_str(), session.form_check.as_deref().unwrap_or("")].into_iter().chain(names)
    });
    // The reason explains; there the maximum may be spoken of, only not as so many beats.
    let reason = value.texts().get(1).copied();
    for text in value.texts().into_iter().chain(of_session) {
        let explains = reason.is_some_and(|reason| std::ptr::eq(reason, text));
        let told = mentions(text).into_iter().filter(|mention| !(explains && *mention == Mention::Maximum));
        if let Some(number) = told.filter_map(|mention| problem(mention, &cap, facts)).next() {
            let detail = format!("a title or name speaks of {number}; {}", basis(&cap));
            return Verdict::Refused(refusal(Rule::HrCap, detail));
        }
    }
    Verdict::Allowed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heart_rates_are_found_in_any_spelling() {
        for (text, expected) in [
            ("Intervals at 180 bpm", Mention::Bpm(180.0)),
            ("Intervals 180bpm", Mention::Bpm(180.0)),
            ("HR 175\u{2013}180", Mention::Bpm(180.0)),
            ("170\u{2014}180 beats per minute", Mention::Bpm(170.0)),
            ("heart rate of 178", Mention::Bpm(178.0)),
            ("Puls 180", Mention::Bpm(180.0)),
            ("180 b.p.m.", Mention::Bpm(180.0)),
            ("１８０ ｂｐｍ", Mention::Bpm(180.0)),
            ("180/min", Mention::Bpm(180.0)),
            ("180 Schläge", Mention::Bpm(180.0)),
            ("90 % of max", Mention::OfMax(90.0)),
            ("90% HRmax", Mention::OfMax(90.0)),
            ("90 percent of your maximum heart rate", Mention::OfMax(90.0)),
            ("90 per cent of max HR", Mention::OfMax(90.0)),
            ("85-95% MHR", Mention::OfMax(95.0)),
            ("90 % HR", Mention::OfMax(90.0)),
            ("heart rate at 92 %", Mention::OfMax(92.0)),
            ("90 % der maximalen Herzfrequenz", Mention::OfMax(90.0)),
            ("0.9 x HRmax", Mention::OfMax(90.0)),
            ("80 % of heart rate reserve", Mention::OfReserve(80.0)),
            ("Zone 5 intervals", Mention::OfMax(90.0)),
            ("Z5 repeats", Mention::OfMax(90.0)),
            ("max heart rate test", Mention::Maximum),
            ("one hundred eighty bpm", Mention::Unreadable),
            ("ninety percent of max", Mention::Unreadable),
            ("\u{0661}\u{0668}\u{0660} bpm", Mention::Unreadable),
        ] {
            assert!(mentions(text).contains(&expected), "{text}: {:?}", mentions(text));
        }
        for text in [
            "Run 5 km",
            "Zone 2 ride",
            "180 steps per minute",
            "5 x 5 at 90 % of 1RM",
            "5 x 5 at 90 % of one rep max",
            "Max strength",
            "Week 3, day 2",
            "Easy run, 30 minutes",
            "Back squat",
            "Heart of the city run, 10 km",
            "",
        ] {
            assert_eq!(mentions(text), Vec::new(), "{text}");
        }
    }
}

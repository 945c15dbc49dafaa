//! Exercises: how they are done, what is good for a muscle and on which evidence, and what to do instead.

use super::super::coaching::Wish;
use super::super::understand::Coach;
use super::facts::{Answer, Fact, capital, text};
use super::sentence;
use super::wanted::{joined, series, texts};
use serde_json::Value;

/// Exercises, cues and claims that are shown.
const ROWS: usize = 5;
const CUES: usize = 5;
const CLAIMS: usize = 2;

fn spaced(words: Vec<String>) -> Vec<String> {
    words.into_iter().map(|word| word.replace('_', " ")).collect()
}

fn name(row: &Value) -> String {
    let name = text(row, "name");
    if name.is_empty() { text(row, "exercise").replace('_', " ") } else { name }
}

/// How an exercise is done.
pub(super) fn how_to(answer: &Answer<'_>, coach: Coach) -> String {
    let content = answer.content;
    let title = name(content);
    let known: Vec<String> = spaced(names(content, "known")).into_iter().take(ROWS).collect();
    if title.is_empty() || (texts(content, "cues").is_empty() && !known.is_empty()) {
        return unknown(&known, coach);
    }
    let blocked = content.get("allowed").and_then(Value::as_bool) == Some(false);
    let why_not = text(content, "why_not");
    let stop = if !blocked {
        String::new()
    } else if why_not.is_empty() {
        format!("{title} is out for you at the moment.")
    } else {
        sentence(&format!("{title} is out for you at the moment: {why_not}"))
    };
    if blocked {
        // what is out is not explained, or it is done all the same
        let end = match coach {
            Coach::Max => "Ask me what to do instead.",
            Coach::Emma => "Shall I look for something that you can do instead?",
            Coach::Progress => "Ask for an alternative; open pain and your level are taken into account there.",
        };
        return format!("{stop} {end}");
    }
    let muscles = series(&spaced(texts(content, "primary")).into_iter().take(3).collect::<Vec<_>>(), "and");
    let works = if muscles.is_empty() { String::new() } else { format!("It works {muscles}.") };
    let cues: Vec<String> =
        texts(content, "cues").into_iter().take(CUES).map(|cue| format!("- {}", capital(&cue))).collect();
    let faults: Vec<String> = texts(content, "faults").into_iter().take(2).collect();
    let faults = if faults.is_empty() || coach == Coach::Max {
        String::new()
    } else {
        sentence(&format!("Watch out for: {}", faults.join("; ")))
    };
    let easier: Vec<String> = spaced(names(content, "regressions")).into_iter().take(2).collect();
    let easier = if easier.is_empty() {
        String::new()
    } else {
        match coach {
            Coach::Max => format!("Too much? {}.", capital(&series(&easier, "or"))),
            Coach::Emma => format!("If that is too much for now, start with {}.", series(&easier, "or")),
            Coach::Progress => format!("Easier: {}.", series(&easier, "or")),
        }
    };
    let head = match coach {
        Coach::Max => format!("{title}. Do it right:"),
        Coach::Emma => format!("{title}, step by step:"),
        Coach::Progress => format!("{title}:"),
    };
    let end = match coach {
        Coach::Max => "Light first. Pain means stop.",
        Coach::Emma => "Start light, take your time, and stop if it hurts.",
        Coach::Progress => "Begin with a light load and have your form checked; stop at pain.",
    };
    joined(vec![head, cues.join("\n"), works, faults, easier, end.to_owned()])
}

fn names(row: &Value, field: &str) -> Vec<String> {
    row.get(field)
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(|entry| if entry.is_object() { name(entry) } else { super::facts::words(entry) })
        .filter(|name| !name.is_empty())
        .collect()
}

fn unknown(known: &[String], coach: Coach) -> String {
    let said = match coach {
        Coach::Max => "I do not know that one by that name.",
        Coach::Emma => "I am not sure which exercise you mean.",
        Coach::Progress => "No exercise in the catalogue has that name.",
    };
    if known.is_empty() {
        return format!("{said} Say it another way, or ask for exercises of a muscle.");
    }
    format!("{said} Did you mean {}?", series(known, "or"))
}

/// One row of a list: the exercise and why.
fn row(entry: &Value, coach: Coach) -> String {
    let why = text(entry, "why");
    if why.is_empty() || coach == Coach::Max {
        return format!("- {}", capital(&name(entry)));
    }
    format!("- {}: {}", capital(&name(entry)), why.trim_end_matches('.'))
}

fn rows(entries: &[Value], coach: Coach) -> String {
    entries.iter().take(ROWS).map(|entry| row(entry, coach)).collect::<Vec<_>>().join("\n")
}

/// "10 to 20 sets" of two figures; the text of one where the other is missing.
fn span(answer: &Answer<'_>, low: &str, high: &str) -> Option<String> {
    match (answer.fact(low), answer.fact(high)) {
        (Some(low), Some(high)) if low.text != high.text => {
            let unit = |text: &str| text.rsplit_once(' ').map(|(_, unit)| unit.trim_end_matches('s').to_owned());
            let bare = low.text.rsplit_once(' ').map_or(low.text.as_str(), |(number, _)| number);
            let low = if unit(&low.text) == unit(&high.text) { bare } else { &low.text };
            Some(format!("{low} to {}", high.text))
        }
        (Some(only), _) | (None, Some(only)) => Some(only.text.clone()),
        (None, None) => None,
    }
}

/// What is good for a muscle or a goal: exercises, how much of it, and the evidence.
pub(super) fn for_muscle(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let what = wish.slots.muscle.clone().or_else(|| wish.slots.goal.clone()).unwrap_or_default().replace('_', " ");
    let entries = answer.rows("exercises");
    let amounts: Vec<String> = [
        ("weekly_sets_low", "weekly_sets_high", "a week"),
        ("reps_low", "reps_high", "a set"),
        ("rest_low", "rest_high", "rest"),
        ("effort_rir_low", "effort_rir_high", "in reserve"),
    ]
    .iter()
    .take(if coach == Coach::Progress { 4 } else { 2 })
    .filter_map(|(low, high, unit)| span(answer, low, high).map(|span| format!("{span} {unit}")))
    .collect();
    if entries.is_empty() && amounts.is_empty() {
        return match coach {
            Coach::Max => "I have nothing for that. Name a muscle: glutes, chest, back.".to_owned(),
            Coach::Emma => "I found nothing for that. Which muscle would you like to train?".to_owned(),
            Coach::Progress => "The catalogue holds nothing for that. Name a muscle or a goal.".to_owned(),
        };
    }
    let amount = if amounts.is_empty() { String::new() } else { amounts.join(", ") };
    let (head, dose) = match coach {
        Coach::Max => (format!("For {what}, hit these:"), format!("Do {amount}.")),
        Coach::Emma => (
            format!("These are good for {what}; begin with the one that you like best:"),
            format!("{} is plenty.", capital(&amount)),
        ),
        Coach::Progress => (format!("Exercises for {what}:"), format!("Recommended: {amount}.")),
    };
    let dose = if amount.is_empty() { String::new() } else { dose };
    let head = if entries.is_empty() { String::new() } else { head };
    let claims = evidence(answer, coach);
    // figures come first with Dr. Progress
    let parts = if coach == Coach::Progress {
        vec![dose, head, rows(entries, coach), claims]
    } else {
        vec![head, rows(entries, coach), dose, claims]
    };
    joined(parts)
}

fn evidence(answer: &Answer<'_>, coach: Coach) -> String {
    let claims: Vec<String> = answer
        .rows("evidence")
        .iter()
        .take(if coach == Coach::Progress { CLAIMS } else { 1 })
        .map(|row| {
            let (claim, source) = (text(row, "claim"), text(row, "source"));
            let source = if source.is_empty() { source } else { format!(" ({source})") };
            sentence(&format!("{}{source}", capital(claim.trim_end_matches('.'))))
        })
        .collect();
    match (claims.is_empty(), coach) {
        (true, _) | (false, Coach::Max) => String::new(),
        (false, Coach::Emma) => format!("What is known: {}", claims.join(" ")),
        (false, Coach::Progress) => format!("Evidence: {}", claims.join(" ")),
    }
}

/// Exercises in place of another.
pub(super) fn alternatives(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let asked = name(answer.content);
    let asked = if asked.is_empty() { wish.slots.exercise.clone().unwrap_or_else(|| "that".to_owned()) } else { asked };
    let entries = answer.rows("alternatives");
    if entries.is_empty() {
        let reason =
            answer.missing.first().map(|gap| format!(" {}", sentence(&capital(&gap.reason)))).unwrap_or_default();
        return match coach {
            Coach::Max => format!("Nothing fits in place of {asked}.{reason} Tell me what equipment you have."),
            Coach::Emma => {
                format!("I found nothing that fits in place of {asked}.{reason} What equipment do you have?")
            }
            Coach::Progress => {
                format!("No alternative to {asked} meets the conditions.{reason} Name the equipment that there is.")
            }
        };
    }
    let how = match wish.slots.direction.as_deref() {
        Some("easier") => "easier than",
        Some("harder") => "harder than",
        _ => "in place of",
    };
    let head = match coach {
        Coach::Max => format!("{} {asked}, take:", capital(how)),
        Coach::Emma => format!("{} {asked}, one of these may suit you:", capital(how)),
        Coach::Progress => format!("Options {how} {asked}:"),
    };
    let end = match coach {
        Coach::Max => "Say “swap it” with the name, and I change your plan.",
        Coach::Emma => "Which one feels right? I can put it into your plan.",
        Coach::Progress => {
            "Open pain and your level are taken into account. To change the plan, say “swap” with both names."
        }
    };
    joined(vec![head, rows(entries, coach), end.to_owned()])
}

/// Exercises that were searched for.
pub(super) fn found(answer: &Answer<'_>, coach: Coach) -> String {
    let entries = answer.rows("exercises");
    if entries.is_empty() {
        return unknown(&[], coach);
    }
    let count = answer.fact("exercise_count").map(Fact::plain).unwrap_or_default();
    let head = match coach {
        Coach::Max => "Pick your weapon:".to_owned(),
        Coach::Emma => "Here are some that fit:".to_owned(),
        Coach::Progress if count.is_empty() => "Found in the catalogue:".to_owned(),
        Coach::Progress => format!("Found in the catalogue, {count}:"),
    };
    let lines: Vec<String> = entries
        .iter()
        .take(ROWS)
        .map(|entry| {
            let muscles = series(&spaced(texts(entry, "primary")).into_iter().take(2).collect::<Vec<_>>(), "and");
            if muscles.is_empty() {
                format!("- {}", capital(&name(entry)))
            } else {
                format!("- {}: {muscles}", capital(&name(entry)))
            }
        })
        .collect();
    let end = match coach {
        Coach::Max => "Ask how one is done.",
        Coach::Emma => "Shall I explain one of them?",
        Coach::Progress => "Name one for its cues and typical faults.",
    };
    joined(vec![head, lines.join("\n"), end.to_owned()])
}

//! Answers that are more than a row of figures: lists of workouts, achievements, and proposals to write.

use super::super::understand::{Coach, Understanding};
use super::facts::{Answer, Fact, capital, days, text};
use serde_json::Value;

/// Workouts that are listed.
const WORKOUTS: usize = 5;
/// Names of known exercises that are offered.
const EXERCISES: usize = 6;

/// The list that a tool's answer is best shown as; `None` when its figures are enough.
pub(super) fn list(answer: &Answer<'_>, ask: &Understanding, most: usize) -> Option<String> {
    match answer.tool {
        "getWorkoutHistory" => workouts(answer, ask, most),
        "celebrateAchievements" => achievements(answer, most),
        _ => None,
    }
}

fn workouts(answer: &Answer<'_>, ask: &Understanding, most: usize) -> Option<String> {
    let rows = answer.rows("workouts");
    let wanted = if ask.latest { 1 } else { WORKOUTS.min(most) };
    let sources: Vec<String> = rows.iter().take(wanted).map(|row| text(row, "source")).collect();
    let same_source = sources.windows(2).all(|pair| pair[0] == pair[1]);
    let lines: Vec<String> = rows
        .iter()
        .take(wanted)
        .enumerate()
        .filter_map(|(at, row)| {
            let start = format!("workout_{}_", at + 1);
            let parts: Vec<String> = answer
                .facts
                .iter()
                .filter_map(|fact| {
                    let said = match fact.name.strip_prefix(&start)? {
                        "time" | "distance" => fact.text.clone(),
                        "hr_mean" => format!("mean heart rate {}", fact.text),
                        // a list stays short, a single workout is told in full
                        _ if wanted > 1 => return None,
                        "hr_max" => format!("highest heart rate {}", fact.text),
                        "energy" => format!("active energy {}", fact.text),
                        "rpe" => format!("effort {}", fact.text),
                        _ => format!("{} {}", fact.label, fact.text),
                    };
                    Some(said)
                })
                .collect();
            let kind = capital(&text(row, "kind").trim_start_matches("other:").replace('_', " "));
            let date = days(&text(row, "date"), "");
            let head = [kind, date].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
            let source = sources.get(at).filter(|source| !same_source && !source.is_empty());
            let tail = source.map(|source| format!(" ({source})")).unwrap_or_default();
            (!parts.is_empty()).then(|| format!("- {head}: {}{tail}", parts.join(", ")))
        })
        .collect();
    if lines.is_empty() {
        return None;
    }
    let totals: Vec<&Fact> = if ask.latest {
        Vec::new()
    } else {
        ["workout_count", "workout_time_total", "distance_total"].iter().filter_map(|name| answer.fact(name)).collect()
    };
    let head: Vec<String> = totals.iter().map(|fact| fact.plain()).collect();
    let mut said = String::new();
    if !head.is_empty() {
        let when = totals.first().map(|fact| days(&fact.from, &fact.to)).unwrap_or_default();
        let when = if when.is_empty() { when } else { format!(" ({when})") };
        said = format!("{}{when}.\n\n", capital(&head.join("; ")));
    }
    said.push_str(&lines.join("\n"));
    if let Some(source) = sources.first().filter(|source| same_source && !source.is_empty()) {
        said.push_str(&format!("\n\nSource: {source}."));
    }
    Some(said)
}

fn achievements(answer: &Answer<'_>, most: usize) -> Option<String> {
    let lines: Vec<String> = answer
        .facts
        .iter()
        .filter(|fact| fact.name.starts_with("achievement_") && !fact.name.ends_with("_before"))
        .take(most)
        .map(|fact| {
            let before = answer
                .fact(&format!("{}_before", fact.name))
                .map(|before| format!(", before {}", before.text))
                .unwrap_or_default();
            let when = days(&fact.from, &fact.to);
            let when = if when.is_empty() { when } else { format!(" ({when})") };
            format!("- {}: {}{before}{when}", capital(&fact.label), fact.text)
        })
        .collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A note when a name was read as another one.
pub(super) fn matched(answer: &Answer<'_>) -> Option<String> {
    let typed = answer.field("matched_from")?;
    let exercise = answer.field("exercise")?.replace('_', " ");
    (typed.to_lowercase() != exercise.to_lowercase()).then(|| format!("I took “{typed}” as {exercise}."))
}

/// The exercises that are there, when the one asked for is not.
pub(super) fn known_exercises(answer: &Answer<'_>) -> Option<String> {
    let names: Vec<String> = answer
        .rows("known_exercises")
        .iter()
        .filter_map(Value::as_str)
        .take(EXERCISES)
        .map(|name| name.replace('_', " "))
        .collect();
    (!names.is_empty()).then(|| format!("What you have logged: {}.", names.join(", ")))
}

/// The reply to a write: written, or waiting for approval.
pub(super) fn logged(answers: &[Answer<'_>], coach: Coach) -> Option<String> {
    let answer = answers.iter().find(|answer| {
        answer.error.is_none() && (answer.tool == "logWorkout" || answer.content.get("proposal").is_some())
    })?;
    let written = answer.content.get("written").and_then(Value::as_bool) == Some(true);
    let facts: Vec<String> = answer.facts.iter().take(8).map(|fact| fact.plain()).collect();
    let facts = if facts.is_empty() { String::new() } else { format!(" {}.", capital(&facts.join("; "))) };
    let said = match (written, coach) {
        (true, Coach::Max) => "Done and written down. Good work.",
        (true, Coach::Emma) => "Well done, it is written down.",
        (true, Coach::Progress) => "The workout is written down.",
        (false, Coach::Max) => "Good work. I have it ready; it waits for your approval.",
        (false, Coach::Emma) => "Well done! I have prepared the entry; it waits for your approval.",
        (false, Coach::Progress) => "The entry is prepared and waits for your approval.",
    };
    let end = match (written, coach) {
        (true, _) => "",
        (false, Coach::Max) => " Nothing is stored until you approve it.",
        (false, _) => " Nothing is stored until you approve it; reject it if something is wrong.",
    };
    Some(format!("{said}{facts}{end}"))
}

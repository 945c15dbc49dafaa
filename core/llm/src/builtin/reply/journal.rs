//! Pain, its end, mood, and the first steps of a new person.

use super::super::coaching::Wish;
use super::super::understand::Coach;
use super::facts::{Answer, capital, text};
use super::sentence;
use super::wanted::{approval, joined, series, texts};
use crate::chat::TurnContext;
use serde_json::Value;

/// Exercises that are named.
const NAMES: usize = 3;

/// Pain that was told; the guard before every model has written it down already.
pub(super) fn pain(wish: &Wish, journal: Option<&Answer<'_>>, instead: Option<&Answer<'_>>, coach: Coach) -> String {
    let slots = &wish.slots;
    let place = slots.place.as_deref().map_or_else(|| "it".to_owned(), |place| format!("your {place}"));
    let entries = journal.map_or(&[][..], |answer| answer.rows("entries"));
    let about: Vec<&Value> = entries.iter().filter(|row| names(row, slots.place.as_deref())).collect();
    let open = about.iter().any(|row| row.get("open").and_then(Value::as_bool) == Some(true));
    // a sore muscle is no pain until the person says so
    let only_sore = slots.sore && !open;
    let head = match (coach, only_sore) {
        (Coach::Max, true) => "Hold on a second.".to_owned(),
        (Coach::Max, false) => "Stop there. Pain is a warning, not a test.".to_owned(),
        (Coach::Emma, true) => format!("Thank you for telling me about {place}."),
        (Coach::Emma, false) => format!("I am sorry about {place}. Good that you tell me."),
        (Coach::Progress, true) => "That has to be told apart first.".to_owned(),
        (Coach::Progress, false) => "Pain comes first.".to_owned(),
    };
    let mut excluded: Vec<String> =
        about.iter().flat_map(|row| texts(row, "excluded")).map(|name| name.replace('_', " ")).collect();
    if excluded.len() > NAMES {
        excluded.truncate(NAMES);
        excluded.push("others like them".to_owned());
    }
    let what = if !excluded.is_empty() {
        series(&excluded, "and")
    } else if let Some(exercise) = &slots.exercise {
        format!("{exercise} and what loads the same joint in the same movement")
    } else {
        format!("whatever loads {place}")
    };
    let out = match coach {
        _ if only_sore => String::new(),
        Coach::Max => format!("Out until you clear it: {what}."),
        Coach::Emma => format!("Until you tell me that it is fine again, we leave out {what}."),
        Coach::Progress => format!("Excluded until you clear it with `coach log cleared`: {what}."),
    };
    let asks = match (slots.sore, slots.score.is_none(), coach) {
        (true, _, Coach::Max) => {
            "Sore muscle after training, or real pain in a single spot? Sore is fine, move easy. Pain is not."
        }
        (true, _, Coach::Emma) => {
            "Is it a muscle that is sore after training, or a pain in a single spot? Soreness passes by itself with easy movement."
        }
        (true, _, Coach::Progress) => {
            "To be clear: muscle soreness after training, or pain in a single spot? Soreness excludes nothing; pain does."
        }
        (false, true, Coach::Max) => "How bad, from none to the worst you can think of? Give me the number.",
        (false, true, Coach::Emma) => "How strong is it, as a number from none to the worst you can imagine?",
        (false, true, Coach::Progress) => {
            "How strong is it on the scale from none to the worst imaginable? Without a number it counts as strong."
        }
        _ => "",
    };
    let alternatives: Vec<String> = instead
        .map_or(&[][..], |answer| answer.rows("alternatives"))
        .iter()
        .map(|row| text(row, "name"))
        .filter(|name| !name.is_empty())
        .take(3)
        .collect();
    let instead = if alternatives.is_empty() {
        match coach {
            _ if only_sore => String::new(),
            Coach::Max => "Train what does not hurt.".to_owned(),
            Coach::Emma => "Movement that does not hurt is fine.".to_owned(),
            Coach::Progress => "Movement without pain may go on.".to_owned(),
        }
    } else {
        let list = series(&alternatives, "or");
        match coach {
            Coach::Max => format!("Do this instead, if it is free of pain: {list}."),
            Coach::Emma => format!("If it does not hurt, you could do {list} instead."),
            Coach::Progress => format!("Possible instead, as long as it is free of pain: {list}."),
        }
    };
    // the entry of today is one of them, so a second one is a return
    let again = about.len() > 1;
    let refer = match (again, coach) {
        (true, Coach::Max) => "And it keeps coming back: get a doctor or physiotherapist to look at it.",
        (true, Coach::Emma) => "It has come back, so please let a doctor or physiotherapist look at it.",
        (true, Coach::Progress) => "It recurs within the month, which is a reason to see a doctor or physiotherapist.",
        (false, Coach::Max) => "Strong, sudden or swollen? Doctor.",
        (false, Coach::Emma) => "If it is strong, came suddenly or swells, please see a doctor.",
        (false, Coach::Progress) => "Strong, sudden or swelling pain needs a doctor; I cannot judge an injury.",
    };
    joined(vec![head, out, instead, asks.to_owned(), refer.to_owned()])
}

/// Whether an entry is about this part of the body; without a part every entry is.
fn names(row: &Value, place: Option<&str>) -> bool {
    let Some(place) = place else { return true };
    ["note", "text", "place"].iter().any(|field| {
        let words = text(row, field).to_lowercase();
        place.split(' ').all(|word| words.contains(word))
    })
}

/// An end of pain, written or waiting.
pub(super) fn cleared(answer: &Answer<'_>, coach: Coach) -> String {
    let head = match coach {
        Coach::Max => "Good. Back in the game, but light first.",
        Coach::Emma => "I am glad that it is better! Begin lightly, and stop if it comes back.",
        Coach::Progress => "Clearing lifts the exclusion; the first session back should be light.",
    };
    let advice = text(answer.content, "advice");
    let advice = if advice.is_empty() { advice } else { sentence(&capital(&advice)) };
    joined(vec![
        head.to_owned(),
        approval(answer, coach).to_owned(),
        advice,
        "`coach log cleared` does the same.".to_owned(),
    ])
}

/// Nothing open was found that could be cleared.
pub(super) fn nothing_open(wish: &Wish, coach: Coach) -> String {
    let place = wish.slots.place.as_deref().map(|place| format!(" about your {place}")).unwrap_or_default();
    let said = match coach {
        Coach::Max => format!("Nothing is open{place}, so nothing is blocked. Start light."),
        Coach::Emma => format!("That is good to hear. I have nothing open{place}, so nothing needs clearing."),
        Coach::Progress => format!("No open pain entry{place} was found, so no exercise is excluded by it."),
    };
    format!("{said} If an exercise is still left out, `coach log cleared` shows what is open and clears it.")
}

/// A mood for the journal.
pub(super) fn mood(answer: &Answer<'_>, coach: Coach) -> String {
    let score = answer.fact("logged_score").map(|fact| format!(" Mood {}.", fact.text)).unwrap_or_default();
    let head = match coach {
        Coach::Max => "Noted. Mood moves when you move.",
        Coach::Emma => "Thank you for telling me how you are.",
        Coach::Progress => "Prepared for the journal; with more entries a trend shows.",
    };
    let advice = text(answer.content, "advice");
    let advice = if advice.is_empty() { advice } else { sentence(&capital(&advice)) };
    joined(vec![format!("{head}{score}"), approval(answer, coach).to_owned(), advice])
}

/// What a new person does next: name, data, screening, plan; only what is missing.
pub(super) fn first_steps(plan: Option<&Answer<'_>>, context: &TurnContext, coach: Coach) -> String {
    let has_plan = plan.is_some_and(|answer| answer.content.get("plan").is_some_and(Value::is_object));
    let mut steps: Vec<&str> = Vec::new();
    if context.person_name.is_none() {
        steps.push("- Tell me about you: `coach profile` takes your name, goal and experience.");
    }
    if context.data_span.is_none() {
        steps.push("- Bring your data: `coach import` reads an export of your health app. It stays on this device.");
    }
    if !has_plan {
        steps.push("- Answer the screening once: `coach screen`. It decides how hard training may be.");
        steps.push("- Then say “make me a plan” with your goal, days and equipment.");
    }
    let head = match (coach, steps.is_empty()) {
        (Coach::Max, false) => "Welcome. Next, in this order:",
        (Coach::Emma, false) => "Welcome, it is lovely that you are here! Small steps, one after the other:",
        (Coach::Progress, false) => "Welcome. What is still missing, in order:",
        (Coach::Max, true) => "You are set. Ask what to do today.",
        (Coach::Emma, true) => "You have everything you need. Shall we look at your week?",
        (Coach::Progress, true) => "Everything is in place: profile, data and a plan. Ask for the week or a trend.",
    };
    let end = if steps.is_empty() {
        ""
    } else {
        match coach {
            Coach::Max => "Start with the first. Now.",
            Coach::Emma => "The first one is enough for today.",
            Coach::Progress if context.data_span.is_none() => {
                "Without data I can already plan; with it, loads and recovery fit you better."
            }
            Coach::Progress => "Each of them makes plans and advice fit you better.",
        }
    };
    joined(vec![head.to_owned(), steps.join("\n"), end.to_owned()])
}

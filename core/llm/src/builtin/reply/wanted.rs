//! Replies to what was wanted done: meals, plans, exercises and the journal. Here is what they share: refusals, approval,
//! rows of sessions, and what the envelope changed.

use super::super::coaching::{Change, Matter, Wish, tools};
use super::super::understand::Coach;
use super::facts::{Answer, text};
use super::voice::Picker;
use super::{exercises, journal, meals, plans, provide, sentence};
use crate::chat::TurnContext;
use jiff::civil::Date;
use serde_json::Value;

/// Interventions of the envelope that are told, and characters from which one is told in short.
const INTERVENTIONS: usize = 3;
const LONG_DETAIL: usize = 140;

/// The reply to a wish from what its tools answered; `None` when none of them did.
pub(super) fn reply(
    wish: &Wish,
    answers: &[Answer<'_>],
    coach: Coach,
    picker: Picker<'_>,
    context: &TurnContext,
) -> Option<String> {
    let wanted = tools(wish.matter);
    let of = |name: &str| answers.iter().find(|answer| answer.tool == name && answer.error.is_none());
    // what failed is told when nothing else can answer
    let failed = || {
        let failed = answers
            .iter()
            .find(|answer| answer.error.is_some() && (wanted.contains(&answer.tool) || answers.len() == 1))?;
        Some(refused(failed, wish, coach))
    };
    let said = match wish.matter {
        Matter::LogMeal | Matter::CorrectMeal => {
            of("logMealNaturalLanguage").map(|answer| meals::logged(answer, coach))
        }
        Matter::ShowMeals => of("getMeals").map(|answer| meals::eaten(answer, wish, coach)),
        Matter::Macros => of("getMacroProgress").map(|answer| meals::progress(answer, coach, picker)),
        Matter::MealIdeas => of("suggestHealthyMeals").map(|answer| meals::ideas(answer, coach, picker)),
        Matter::FoodFacts => of("searchFoods").map(|answer| meals::food(answer, wish, coach)),
        Matter::MakePlan => of("createWorkoutPlan").map(|answer| plans::made(answer, wish, coach)),
        Matter::ShowPlan(view) => of("getWorkoutPlan").map(|answer| plans::shown(answer, view, wish, coach)),
        Matter::ChangePlan(Change::Swap) if of("modifyWorkout").is_none() => {
            // the second try was on a session that has the exercise, so what it lacks is something else
            match answers.iter().filter(|answer| answer.tool == "modifyWorkout").nth(1) {
                Some(last) => Some(refused(last, wish, coach)),
                None => of("getWorkoutPlan").map(|answer| plans::not_in_session(answer, wish, coach)),
            }
        }
        Matter::ChangePlan(change) => of("modifyWorkout").map(|answer| plans::changed(answer, change, coach)),
        Matter::HowTo => of("getExercise").map(|answer| exercises::how_to(answer, coach)),
        Matter::ByMuscle => of("getScientificExercises").map(|answer| exercises::for_muscle(answer, wish, coach)),
        Matter::Alternatives => {
            // the later one leaves out what open pain forbids
            let last =
                answers.iter().rev().find(|answer| answer.tool == "suggestAlternatives" && answer.error.is_none());
            last.map(|answer| exercises::alternatives(answer, wish, coach))
        }
        Matter::SearchExercises => of("searchExercises").map(|answer| exercises::found(answer, coach)),
        Matter::PainTold => {
            (!answers.is_empty()).then(|| journal::pain(wish, of("getJournal"), of("suggestAlternatives"), coach))
        }
        Matter::PainCleared => match of("logJournal") {
            Some(answer) => Some(journal::cleared(answer, coach)),
            None => of("getJournal").map(|_| journal::nothing_open(wish, coach)),
        },
        Matter::Mood => of("logJournal").map(|answer| journal::mood(answer, coach)),
        Matter::NewHere => Some(journal::first_steps(of("getWorkoutPlan"), context, coach)),
    };
    said.or_else(failed)
}

/// A refusal by a rule in plain words, or another failure with what the tool says.
fn refused(answer: &Answer<'_>, wish: &Wish, coach: Coach) -> String {
    let error = answer.error.clone().unwrap_or_default();
    let told = answer.content.get("error").filter(|error| error.is_object()).unwrap_or(answer.content);
    let rule = text(told, "rule");
    // What the arguments lack is said by itself: nothing is broken, and another try with the same words will not help.
    if let Some((_, candidates)) = error.split_once("it may mean ") {
        let names: Vec<String> = candidates.trim_end_matches('.').split(", ").take(3).map(str::to_owned).collect();
        let names = series(&names, "or");
        return match coach {
            Coach::Max => format!("Which one: {names}? Say the full name."),
            Coach::Emma => format!("Gladly, I only need to know which one you mean: {names}?"),
            Coach::Progress => format!("That name fits several exercises. Do you mean {names}?"),
        };
    }
    if let Some(lacking) = error.strip_prefix("failed to use the arguments: ") {
        let said = match coach {
            Coach::Max => "Not like that.",
            Coach::Emma => "I could not do that yet.",
            Coach::Progress => "That does not fit.",
        };
        return format!("{said} {}{}", sentence(&super::facts::capital(lacking)), next_step(wish.matter, lacking));
    }
    let error = error.trim_start_matches("failed to pass the safety rules: ").to_owned();
    let detail =
        if error.is_empty() { String::new() } else { format!(" {}", sentence(&super::facts::capital(&error))) };
    let said = match (rule.as_str(), coach) {
        ("SCREEN", Coach::Max) => {
            "Screening first, plan second. Answer it once with `coach screen`, then tell me again and I build it."
        }
        ("SCREEN", Coach::Emma) => {
            "Gladly, and before the first plan there is one small step: a few questions about your health. `coach screen` asks them. Come back after that and we make your plan together."
        }
        ("SCREEN", Coach::Progress) => {
            "Before a first plan the screening has to be answered, because it decides how hard training may be. `coach screen` asks the questions; then ask me again."
        }
        ("RED-FLAG", Coach::Max) => {
            "No. A warning sign is open, and until a doctor has looked at it there is no training from me. When you are cleared, tell me or use `coach log cleared`."
        }
        ("RED-FLAG", Coach::Emma) => {
            "I cannot plan training for you now: a warning sign is open, and your safety comes first. Please see a doctor. Once you are cleared, tell me or use `coach log cleared`."
        }
        ("RED-FLAG", Coach::Progress) => {
            "Refused: a warning sign is open, so training stays suspended until a doctor has cleared you. Record that with `coach log cleared`, or tell me."
        }
        ("PAIN-3", Coach::Max) => {
            "Not with that pain open. What hurts stays out until you clear it. Tell me when it is fine again, or use `coach log cleared`."
        }
        ("PAIN-3", Coach::Emma) => {
            "That would load what hurts, so it has to wait. Tell me when it is fine again, or use `coach log cleared`; until then I gladly look for something that does not hurt."
        }
        ("PAIN-3", Coach::Progress) => {
            "Refused because of open pain: exercises that load the painful part stay out until it is cleared with `coach log cleared`."
        }
        ("", _) => {
            let what = provide::tool(answer.tool);
            let opening = match coach {
                Coach::Max => format!("That did not work with {what}."),
                Coach::Emma => format!("I am sorry, that did not work with {what}."),
                Coach::Progress => format!("Working on {what} failed."),
            };
            return format!("{opening}{detail}{}", next_step(wish.matter, &error));
        }
        (_, Coach::Max) => "The safety rules say no, and they win.",
        (_, Coach::Emma) => "I cannot do that, because the safety rules that protect you do not allow it.",
        (_, Coach::Progress) => "The safety rules refuse that.",
    };
    // the screening and the red flag say it all
    let detail = if matches!(rule.as_str(), "SCREEN" | "RED-FLAG") { String::new() } else { detail };
    format!("{said}{detail}")
}

fn next_step(matter: Matter, error: &str) -> &'static str {
    match matter {
        Matter::ChangePlan(_) | Matter::ShowPlan(_) if error.contains("there is no plan") => {
            " If there is no plan yet, ask me to make one."
        }
        Matter::LogMeal | Matter::CorrectMeal => " Try it in other words: the foods and how much of each.",
        Matter::ChangePlan(Change::Swap) => " Ask what you can do instead of it, and I list what fits.",
        Matter::ChangePlan(_) | Matter::ShowPlan(_) => " Say which session and which day you mean.",
        _ => " Say it in other words.",
    }
}

/// What was written, or that it waits.
pub(super) fn approval(answer: &Answer<'_>, coach: Coach) -> &'static str {
    let written = answer.content.get("written").and_then(Value::as_bool) == Some(true);
    match (written, coach) {
        (true, Coach::Max) => "Done and stored. Go get it.",
        (true, Coach::Emma) => "It is stored now.",
        (true, Coach::Progress) => "This is stored.",
        (false, Coach::Max) => "It waits for your approval. Nothing is stored until you approve it.",
        (false, Coach::Emma) => "It waits for your approval, and nothing is stored until then.",
        (false, Coach::Progress) => {
            "It waits for your approval; nothing is stored until you approve it, and you may reject it."
        }
    }
}

/// What a rule does to a plan, in short.
fn in_short(rule: &str) -> Option<&'static str> {
    Some(match rule {
        "HR-CAP" => "Heart-rate targets are held under your limit.",
        "LOAD-STEP" => "A weight is held back, so that it rises in small steps only.",
        "REST-24" => "Sessions are kept a day of rest apart.",
        "VOLUME-20" => "A week holds fewer sets than planned, so that the work grows step by step.",
        "DELOAD-4" => "The deload week is made lighter than it was planned.",
        "SPIKE-RUN" => "A long run is cut, so that it does not outgrow what your legs know.",
        "BEGINNER" => "Sessions are kept short and simple while you are new to training.",
        "PAIN-3" => "Exercises that load what hurts are out.",
        "SCREEN" => "Hard work is held back to what the screening allows.",
        _ => return None,
    })
}

/// What the envelope changed, in its own plain words where they are short.
pub(super) fn interventions(answer: &Answer<'_>, coach: Coach) -> String {
    let rows = answer.rows("interventions").iter().chain(
        answer
            .content
            .get("plan")
            .and_then(|plan| plan.get("interventions"))
            .and_then(Value::as_array)
            .into_iter()
            .flatten(),
    );
    let mut details: Vec<String> = Vec::new();
    for row in rows {
        let detail = text(row, "detail");
        // a long account of figures is told in short; the audit log has it whole
        let said = match in_short(&text(row, "rule")) {
            Some(short) if detail.chars().count() > LONG_DETAIL => short.to_owned(),
            _ => sentence(&super::facts::capital(&super::facts::dated(&detail))),
        };
        if !detail.is_empty() && !details.contains(&said) {
            details.push(said);
        }
    }
    details.truncate(INTERVENTIONS);
    if details.is_empty() {
        return String::new();
    }
    let opening = match coach {
        Coach::Max => "For safety:",
        Coach::Emma => "To keep you safe, this was adjusted:",
        Coach::Progress => "Adjusted by the safety rules:",
    };
    format!("{opening} {}", details.join(" "))
}

/// A day as a plan names it: `Mon 23 Nov`.
pub(super) fn day(iso: &str) -> String {
    let date = iso.get(..10).unwrap_or(iso);
    date.parse::<Date>().map_or_else(|_| iso.to_owned(), |date| date.strftime("%a %-d %b").to_string())
}

/// A number field as it stands, whole; empty when there is none.
pub(super) fn whole(row: &Value, name: &str) -> Option<u64> {
    let value = row.get(name)?;
    value.as_u64().or_else(|| {
        let number = value.as_f64().filter(|number| number.fract() == 0.0 && (0.0..1e9).contains(number))?;
        Some(number as u64)
    })
}

/// Text fields of a list, each one tidied.
pub(super) fn texts(row: &Value, name: &str) -> Vec<String> {
    row.get(name)
        .and_then(Value::as_array)
        .map_or(&[][..], Vec::as_slice)
        .iter()
        .map(super::facts::words)
        .filter(|text| !text.is_empty())
        .collect()
}

/// Words joined with commas and a last "and" or "or".
pub(super) fn series(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., end] => format!("{} {last} {end}", head.join(", ")),
    }
}

/// Parts joined with spaces, lists set off by line breaks.
pub(super) fn joined(parts: Vec<String>) -> String {
    super::join(&parts)
}

//! Which tools do what is wanted, with which arguments, and what follows from their first answers.

use super::super::plan::Step;
use super::super::text::stem;
use super::{Change, Matter, View, Wish};
use crate::chat::ToolDescription;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Days in which open pain and earlier reports of it are looked for.
const JOURNAL_DAYS: i64 = 30;
/// Days ahead in which a session with an exercise is looked for.
const COMING_DAYS: i64 = 6;
/// Exercises and suggestions that a reply has room for.
const FEW: u32 = 5;

/// The tools of a matter, the one that does it first.
pub(crate) const fn tools(matter: Matter) -> &'static [&'static str] {
    match matter {
        Matter::LogMeal | Matter::CorrectMeal => &["logMealNaturalLanguage"],
        Matter::ShowMeals => &["getMeals"],
        Matter::Macros => &["getMacroProgress"],
        Matter::MealIdeas => &["suggestHealthyMeals"],
        Matter::FoodFacts => &["searchFoods"],
        Matter::MakePlan => &["createWorkoutPlan"],
        Matter::ShowPlan(_) | Matter::NewHere => &["getWorkoutPlan"],
        Matter::ChangePlan(_) => &["modifyWorkout"],
        Matter::HowTo => &["getExercise"],
        Matter::ByMuscle => &["getScientificExercises"],
        Matter::Alternatives => &["suggestAlternatives", "getJournal"],
        Matter::SearchExercises => &["searchExercises"],
        Matter::PainTold => &["getJournal", "suggestAlternatives"],
        Matter::PainCleared => &["getJournal", "logJournal"],
        Matter::Mood => &["logJournal"],
    }
}

/// Sets an argument where there is something to set.
fn maybe(step: Step, name: &str, value: Option<impl Into<Value>>) -> Step {
    match value {
        Some(value) => step.with(name, value),
        None => step,
    }
}

fn list(step: Step, name: &str, values: &[String]) -> Step {
    if values.is_empty() { step } else { step.with(name, json!(values)) }
}

/// The calls for a wish, first things first.
pub(crate) fn steps(wish: &Wish, today: Date, offered: &[ToolDescription]) -> Vec<Step> {
    let slots = &wish.slots;
    let text = |value: &Option<String>| value.clone();
    let day = |value: Option<Date>| value.map(|day| day.to_string());
    match wish.matter {
        Matter::LogMeal => {
            // "log my breakfast" says of nothing that it was eaten
            if !says_what(slots.text.as_deref().unwrap_or_default()) {
                return Vec::new();
            }
            vec![log_meal(wish, slots.text.as_deref().unwrap_or_default())]
        }
        Matter::CorrectMeal => {
            let meals = Step::new("getMeals").over(slots.range);
            if offers(offered, "getMeals") {
                vec![meals]
            } else {
                vec![log_meal(wish, slots.text.as_deref().unwrap_or_default())]
            }
        }
        Matter::ShowMeals => vec![Step::new("getMeals").over(slots.range)],
        Matter::Macros => vec![Step::new("getMacroProgress").on(slots.range)],
        Matter::MealIdeas => {
            let step = maybe(Step::new("suggestHealthyMeals"), "slot", text(&slots.slot));
            let step = list(maybe(step, "diet", text(&slots.diet)), "avoid", &slots.avoid);
            vec![maybe(step, "minutes", slots.minutes)]
        }
        Matter::FoodFacts => vec![maybe(Step::new("searchFoods"), "query", text(&slots.query))],
        Matter::MakePlan => vec![make(wish)],
        Matter::ShowPlan(view) => {
            let step = Step::new("getWorkoutPlan");
            let step = maybe(step, "version", slots.version);
            vec![match view {
                View::Days => maybe(step, "date", day(slots.date)).over(slots.range),
                View::Position | View::Deload | View::Versions => step,
            }]
        }
        Matter::ChangePlan(change) => vec![changed(wish, change, offered)],
        Matter::HowTo => vec![maybe(Step::new("getExercise"), "exercise", text(&slots.exercise))],
        Matter::ByMuscle => {
            let step = Step::new("getScientificExercises");
            let step = match (&slots.muscle, &slots.goal) {
                (Some(muscle), _) => step.with("muscle", muscle.clone()),
                (None, goal) => maybe(step, "goal", goal.clone()),
            };
            vec![list(step, "equipment", &slots.equipment).with("limit", FEW)]
        }
        // what hurts is looked up beside, so that nothing is offered that loads it
        Matter::Alternatives => vec![alternatives(wish), Step::new("getJournal").with("kind", "pain")],
        Matter::SearchExercises => {
            let step = maybe(Step::new("searchExercises"), "muscle", text(&slots.muscle));
            let step = list(step, "equipment", &slots.equipment);
            vec![maybe(step, "query", text(&slots.exercise)).with("limit", FEW)]
        }
        Matter::PainTold => {
            let from = today.saturating_sub(jiff::Span::new().days(JOURNAL_DAYS));
            let journal = Step::new("getJournal")
                .with("kind", "pain")
                .with("from", from.to_string())
                .with("to", today.to_string());
            if slots.exercise.is_some() { vec![journal, alternatives(wish)] } else { vec![journal] }
        }
        Matter::PainCleared => {
            if slots.place.is_none() && slots.clinician {
                return vec![clear(wish, "screening")];
            }
            vec![Step::new("getJournal").with("kind", "pain")]
        }
        Matter::Mood => {
            vec![maybe(Step::new("logJournal").with("kind", "mood"), "score", slots.score)]
        }
        Matter::NewHere => vec![Step::new("getWorkoutPlan")],
    }
}

fn offers(offered: &[ToolDescription], name: &str) -> bool {
    offered.iter().any(|tool| tool.name == name)
}

/// Tells whether a message names a food: letters beside the words of logging itself.
pub(super) fn says_what(text: &str) -> bool {
    const AROUND: &[&str] = &[
        "log",
        "add",
        "track",
        "record",
        "note",
        "enter",
        "save",
        "put",
        "down",
        "write",
        "my",
        "the",
        "a",
        "an",
        "please",
        "can",
        "could",
        "you",
        "for",
        "me",
        "breakfast",
        "lunch",
        "dinner",
        "supper",
        "snack",
        "brunch",
        "meal",
        "food",
        "today",
        "this",
        "morning",
        "i",
        "want",
        "to",
        "had",
        "just",
        "some",
        "todays",
        "ate",
        "s",
        "have",
        "yesterday",
        "eaten",
        "we",
        "t",
        "it",
        "of",
        "in",
        "diary",
        "pls",
        "help",
        "what",
        "know",
    ];
    text.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| !word.is_empty() && !AROUND.contains(&word))
}

fn log_meal(wish: &Wish, words: &str) -> Step {
    let step = Step::new("logMealNaturalLanguage").with("text", words);
    maybe(maybe(step, "slot", wish.slots.slot.clone()), "at", wish.slots.at.clone())
}

fn make(wish: &Wish) -> Step {
    let slots = &wish.slots;
    let step = maybe(Step::new("createWorkoutPlan"), "goal", slots.goal.clone());
    let step = maybe(step, "weeks", slots.weeks);
    let step = if slots.weekdays.is_empty() {
        maybe(step, "days", slots.days)
    } else {
        list(step, "weekdays", &slots.weekdays)
    };
    let step = list(maybe(step, "minutes", slots.minutes), "equipment", &slots.equipment);
    let step = maybe(step, "start", slots.start.map(|day| day.to_string()));
    maybe(step, "start_time", slots.start_time.clone())
}

fn alternatives(wish: &Wish) -> Step {
    let slots = &wish.slots;
    let step = maybe(Step::new("suggestAlternatives"), "exercise", slots.exercise.clone());
    let step = list(step, "equipment", &slots.equipment);
    let step = maybe(step, "direction", slots.direction.clone());
    match slots.place.as_deref().and_then(joint).filter(|_| wish.matter == Matter::PainTold) {
        Some(joint) => step.with("avoid_joints", json!([joint])),
        None => step,
    }
}

/// The joint behind a part of the body, by the tool's name.
fn joint(place: &str) -> Option<&'static str> {
    Some(match place {
        "knee" => "knee",
        "shoulder" => "shoulder",
        "hip" | "groin" => "hip",
        "ankle" | "foot" | "heel" | "achilles" => "ankle",
        "wrist" | "hand" => "wrist",
        "elbow" => "elbow",
        "neck" => "neck",
        "upper back" => "upper_back",
        "back" | "lower back" => "lower_back",
        _ => return None,
    })
}

/// Days of the week for a number of them, spread out, where a tool takes only names.
fn spread(days: u32) -> &'static [&'static str] {
    match days {
        1 => &["wed"],
        2 => &["mon", "thu"],
        3 => &["mon", "wed", "fri"],
        4 => &["mon", "tue", "thu", "fri"],
        5 => &["mon", "tue", "wed", "fri", "sat"],
        6 => &["mon", "tue", "wed", "thu", "fri", "sat"],
        _ => &["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
    }
}

fn changed(wish: &Wish, change: Change, offered: &[ToolDescription]) -> Step {
    let slots = &wish.slots;
    let step = Step::new("modifyWorkout").with("change", change.name());
    let step = maybe(step, "date", slots.date.map(|day| day.to_string()));
    let step = maybe(step, "to_date", slots.to_date.map(|day| day.to_string()));
    let step = maybe(maybe(step, "exercise", slots.exercise.clone()), "to_exercise", slots.to_exercise.clone());
    let step = list(maybe(step, "minutes", slots.minutes), "equipment", &slots.equipment);
    let step = maybe(maybe(step, "goal", slots.goal.clone()), "version", slots.version).over(slots.range);
    if !slots.weekdays.is_empty() {
        return list(step, "weekdays", &slots.weekdays);
    }
    let Some(days) = slots.days.filter(|_| change == Change::Days) else { return step };
    let counts = offered
        .iter()
        .find(|tool| tool.name == "modifyWorkout")
        .and_then(|tool| tool.input_schema.get("properties"))
        .is_some_and(|properties| properties.get("days").is_some());
    if counts { step.with("days", days) } else { step.with("weekdays", json!(spread(days))) }
}

fn clear(wish: &Wish, what: &str) -> Step {
    let step = Step::new("logJournal").with("kind", "cleared").with("cleared", what);
    let step = maybe(step, "place", wish.slots.place.clone());
    if wish.slots.clinician { step.with("by_clinician", true) } else { step }
}

/// The calls that follow from the first answers: the meal that a correction replaces, the pain that is cleared.
pub(crate) fn further(wish: &Wish, answers: &[(&str, &Value)], today: Date) -> Vec<Step> {
    let slots = &wish.slots;
    let answered = |name: &str| answers.iter().find(|(tool, _)| *tool == name).map(|(_, content)| *content);
    match wish.matter {
        Matter::CorrectMeal if answered("logMealNaturalLanguage").is_none() => {
            let rows = answered("getMeals").and_then(|content| content.get("meals")).and_then(Value::as_array);
            let written = rows.map_or(&[][..], Vec::as_slice).iter().find(|row| {
                let text = row.get("note").and_then(Value::as_str).map(str::trim);
                text.is_some() && text == slots.replaces_text.as_deref().map(str::trim)
            });
            let id = written.and_then(|row| row.get("id")).and_then(Value::as_str);
            vec![match id {
                Some(id) => log_meal(wish, slots.correction.as_deref().unwrap_or_default()).with("replaces", id),
                // the meal still waits for approval, so it is told again with what was put right
                None => log_meal(wish, slots.text.as_deref().unwrap_or_default()),
            }]
        }
        Matter::PainCleared if answered("logJournal").is_none() => {
            let open = answered("getJournal").and_then(|content| open_pain(content, slots.place.as_deref()));
            open.map(|id| clear(wish, id)).into_iter().collect()
        }
        Matter::Alternatives if answers.iter().filter(|(tool, _)| *tool == "suggestAlternatives").count() == 1 => {
            let joints = answered("getJournal").map(open_joints).unwrap_or_default();
            if joints.is_empty() {
                return Vec::new();
            }
            vec![alternatives(wish).with("avoid_joints", json!(joints))]
        }
        Matter::ChangePlan(Change::Swap) => swap_further(wish, answers, today),
        _ => Vec::new(),
    }
}

/// The joints that open entries are about.
fn open_joints(journal: &Value) -> Vec<&'static str> {
    let rows = journal.get("entries").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let open = rows.iter().filter(|row| row.get("open").and_then(Value::as_bool) == Some(true));
    let mut joints: Vec<&'static str> = open
        .filter_map(|row| {
            let place = row.get("note").and_then(Value::as_str)?.to_lowercase();
            let side = ["left ", "right ", "my "];
            joint(side.iter().fold(place.as_str(), |place, side| place.strip_prefix(side).unwrap_or(place)))
        })
        .collect();
    joints.sort_unstable();
    joints.dedup();
    joints
}

/// A swap that did not fit the session it was tried on: the plan of the coming days, then the session that has the
/// exercise.
fn swap_further(wish: &Wish, answers: &[(&str, &Value)], today: Date) -> Vec<Step> {
    let tried: Vec<&Value> =
        answers.iter().filter(|(tool, _)| *tool == "modifyWorkout").map(|(_, content)| *content).collect();
    let failed = tried.iter().all(|content| content.get("error").is_some());
    let plan = answers.iter().find(|(tool, _)| *tool == "getWorkoutPlan").map(|(_, content)| *content);
    match (plan, tried.len()) {
        // a rule of safety stands; only what was not found is looked for
        (None, 1) if failed && !tried.iter().any(|content| is_refused(content)) => {
            let step = Step::new("getWorkoutPlan");
            vec![match wish.slots.date {
                Some(day) => step.with("date", day.to_string()),
                None => step
                    .with("from", today.to_string())
                    .with("to", today.saturating_add(jiff::Span::new().days(COMING_DAYS)).to_string()),
            }]
        }
        (Some(plan), 1) if failed => match planned(plan, wish.slots.exercise.as_deref().unwrap_or_default()) {
            Some((date, name)) => {
                let step = Step::new("modifyWorkout").with("change", Change::Swap.name()).with("date", date);
                vec![maybe(step.with("exercise", name), "to_exercise", wish.slots.to_exercise.clone())]
            }
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn is_refused(content: &Value) -> bool {
    let told = content.get("error").filter(|error| error.is_object()).unwrap_or(content);
    told.get("rule").and_then(Value::as_str).is_some_and(|rule| !rule.is_empty())
}

/// The first session that is not done and has an exercise of that name, with its day and the plan's own name of it;
/// `None` when several exercises of that session could be meant.
fn planned(plan: &Value, exercise: &str) -> Option<(String, String)> {
    let wanted: Vec<String> = exercise.split_whitespace().map(|word| stem(&word.to_lowercase())).collect();
    if wanted.is_empty() {
        return None;
    }
    let sessions = plan.get("sessions").and_then(Value::as_array)?;
    let open = sessions.iter().filter(|row| row.get("done").and_then(Value::as_bool) != Some(true));
    open.into_iter().find_map(|row| {
        let mut names = exercises_of(row).into_iter().filter(|name| {
            let words: Vec<String> = name.split_whitespace().map(|word| stem(&word.to_lowercase())).collect();
            wanted.iter().all(|word| words.contains(word))
        });
        let (name, other) = (names.next()?, names.next());
        let date = row.get("date").and_then(Value::as_str)?.to_owned();
        other.is_none().then_some((date, name))
    })
}

/// Names of the exercises that are the work of a session, as its lines give them.
pub(crate) fn exercises_of(session: &Value) -> Vec<String> {
    let lines = session.get("lines").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let names = lines.iter().filter_map(Value::as_str).filter_map(|line| Some(line.split_once(": ")?.0));
    names.filter(|name| !["Warm-up", "Cool-down", "Form check"].contains(name)).map(str::to_owned).collect()
}

/// The latest open entry about this part of the body; without a part, the only open one.
fn open_pain<'a>(content: &'a Value, place: Option<&str>) -> Option<&'a str> {
    let rows = content.get("entries").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let open: Vec<&Value> = rows.iter().filter(|row| row.get("open").and_then(Value::as_bool) == Some(true)).collect();
    let names = |row: &Value, place: &str| {
        ["note", "text", "place"].iter().any(|field| {
            let words = row.get(*field).and_then(Value::as_str).unwrap_or_default().to_lowercase();
            place.split(' ').all(|word| words.contains(word))
        })
    };
    let row = match place {
        Some(place) => open.iter().find(|row| names(row, place)).copied()?,
        None if open.len() == 1 => open.first().copied()?,
        None => return None,
    };
    row.get("id").and_then(Value::as_str)
}

//! What was said about a matter: goals, weeks, days, minutes, gear, dates, exercises, parts of the body.

mod amounts;
mod names;

pub(super) use amounts::days;

use super::pattern::Found;
use super::{Change, Matter, Said, View, meal, words};
use crate::builtin::text::{Token, stem};
use crate::builtin::time::{self, Coming, DateRange};
use amounts::{goal, lasted, minutes, past, plain_days, score, start, start_time, version, weekdays, weeks};
use jiff::civil::Date;
use names::{
    avoid, behind, diet, direction, equipment, exercise_name, exercises, first_food, food_name, left_over, place,
};
use serde::{Deserialize, Serialize};

/// What was said about a matter; only what was said is there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Slots {
    /// The message of a meal, as typed; for a correction the meal before with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The correction alone, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
    /// The message of the meal that is corrected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replaces_text: Option<String>,
    /// Meal of the day: `breakfast`, `lunch`, `dinner` or `snack`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// Local date and time of a meal of an earlier day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// `vegetarian` or `vegan`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diet: Option<String>,
    /// Foods to leave out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub avoid: Vec<String>,
    /// A food that is looked up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub query: Option<String>,
    /// Minutes of a session or of cooking.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Goal of a plan, by the tool's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<String>,
    /// Weeks of a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weeks: Option<u32>,
    /// Days a week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// Days of the week, `mon` to `sun`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weekdays: Vec<String>,
    /// What there is to train with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub equipment: Vec<String>,
    /// First day of a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start: Option<Date>,
    /// Time of day of sessions, `HH:MM`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub start_time: Option<String>,
    /// Day of a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    /// Day that a session moves to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_date: Option<Date>,
    /// Days of an illness, of travel, of a look at the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub range: Option<DateRange>,
    /// Exercise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
    /// Exercise to take instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to_exercise: Option<String>,
    /// Muscle, by the tool's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub muscle: Option<String>,
    /// `easier`, `harder` or `same`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<String>,
    /// Part of the body, in the person's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Pain from 0 to 10, mood from 1 to 5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub score: Option<u32>,
    /// It may be soreness of muscles.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub sore: bool,
    /// A clinician is named as who cleared it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub clinician: bool,
    /// Version of a plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
}

/// Longest time in minutes that a "quick" meal may take.
const QUICK_MINUTES: u32 = 20;
pub(super) fn read(said: &Said<'_>, matter: Matter, found: Option<&Found>) -> Slots {
    let mut slots = Slots::default();
    let text = said.text();
    let coming = time::coming(said.tokens, said.today);
    match matter {
        Matter::LogMeal | Matter::CorrectMeal => {
            let slot = meal::slot(said);
            slots.text = Some(said.raw.trim().to_owned());
            slots.at = meal::eaten_at(said, slot);
            slots.slot = slot.map(str::to_owned);
        }
        Matter::ShowMeals | Matter::Macros => {
            slots.slot = said.tokens.iter().find_map(|token| words::meal(&token.stem)).map(str::to_owned);
            slots.range = past(said);
        }
        Matter::MealIdeas => {
            slots.slot = meal::slot(said).map(str::to_owned);
            slots.diet = diet(said);
            slots.avoid = avoid(said.tokens);
            slots.minutes =
                minutes(said.tokens).or_else(|| said.says(&["quick", "fast", "quickly"]).then_some(QUICK_MINUTES));
        }
        Matter::FoodFacts => {
            slots.query = match found {
                Some(found) => captured(said, Some(found)).and_then(|words| food_name(&words)),
                None => first_food(said.tokens),
            };
        }
        Matter::MakePlan => {
            slots.goal = goal(text);
            slots.weeks = weeks(said.tokens);
            (slots.days, slots.weekdays) = (days(said.tokens), weekdays(said.tokens, &coming));
            slots.minutes = minutes(said.tokens).filter(|minutes| (10..=240).contains(minutes));
            slots.equipment = equipment(said.tokens);
            slots.start = start(said.tokens, &coming);
            slots.start_time = start_time(said.tokens);
        }
        Matter::ShowPlan(view) => {
            if view == View::Days {
                match coming.first().map(|first| first.days) {
                    Some(days) if days.days() == 1 => slots.date = Some(days.from),
                    // the running week is what the tool shows by itself
                    Some(days) if days.from > said.today || said.says(&["next", "coming", "following"]) => {
                        slots.range = Some(days);
                    }
                    _ => {}
                }
            }
            slots.version = version(said.tokens);
        }
        Matter::ChangePlan(change) => changed(&mut slots, said, change, &coming, found),
        Matter::HowTo | Matter::Alternatives | Matter::SearchExercises | Matter::ByMuscle => {
            slots.exercise = exercises(said).into_iter().next().or_else(|| {
                let words = captured(said, found).filter(|_| matches!(matter, Matter::HowTo | Matter::Alternatives))?;
                exercise_name(&words)
            });
            slots.equipment = equipment(said.tokens);
            slots.muscle = said.tokens.iter().find_map(|token| words::muscle(&token.stem)).map(str::to_owned);
            if matter == Matter::ByMuscle && slots.muscle.is_none() {
                slots.goal =
                    goal(text).filter(|goal| goal != "running" && goal != "cycling").or(Some("muscle".to_owned()));
            }
            if matter == Matter::Alternatives {
                slots.direction = direction(said);
                slots.equipment.retain(|gear| gear != "equipment");
            }
        }
        Matter::PainTold => {
            slots.place = place(said.tokens);
            slots.score = score(said.tokens, 10);
            slots.exercise = exercises(said).into_iter().next();
            let joint = slots.place.as_deref().is_some_and(|place| {
                words::JOINTS.iter().any(|joint| place.split(' ').any(|word| stem(word) == stem(joint)))
            });
            slots.sore =
                !joint && said.says(&["sore", "stiff", "soreness", "ache", "aching", "achy", "doms", "tender"]);
        }
        Matter::PainCleared => {
            slots.place = place(said.tokens);
            slots.clinician = said.says(&["doctor", "physio", "physiotherapist", "gp"]);
        }
        Matter::Mood => slots.score = score(said.tokens, 5),
        Matter::NewHere => {}
    }
    slots
}

fn changed(slots: &mut Slots, said: &Said<'_>, change: Change, coming: &[Coming], found: Option<&Found>) {
    let first_day = coming.first().filter(|first| first.days.days() == 1).map(|first| first.days.from);
    match change {
        Change::LessTime => {
            slots.minutes = minutes(said.tokens);
            slots.date = first_day;
        }
        Change::NoEquipment => {
            slots.equipment = left_over(said.tokens);
            match coming.first().map(|first| first.days) {
                Some(days) if days.days() == 1 => slots.date = Some(days.from),
                Some(days) => slots.range = Some(days),
                None => {}
            }
        }
        Change::Swap => {
            let mut named = exercises(said).into_iter();
            slots.exercise = named.next().or_else(|| captured(said, found).and_then(|words| exercise_name(&words)));
            slots.to_exercise = named.next().or_else(|| behind(said, &["for", "with", "by", "to"]));
            // "leg press instead of squats": the one that goes is named last
            let instead = said.tokens.windows(2).position(|pair| pair[0].is(&["instead"]) && pair[1].is(&["of"]));
            let swaps = said.says(&["swap", "replace", "change", "switch", "exchange", "substitute"]);
            if instead.is_some() && !swaps && slots.to_exercise.is_some() {
                std::mem::swap(&mut slots.exercise, &mut slots.to_exercise);
            }
            slots.date = first_day;
        }
        Change::Move => match coming {
            [from, to, ..] => {
                (slots.date, slots.to_date) = (Some(from.days.from), Some(later(from.days.from, to.days.from)))
            }
            [only] => {
                let to = only.start.checked_sub(1).and_then(|at| said.tokens.get(at));
                if to.is_some_and(|token| token.is(&["to", "until", "till", "on", "onto", "by"])) {
                    slots.to_date = Some(only.days.from);
                } else {
                    slots.date = Some(only.days.from);
                }
            }
            [] => {}
        },
        Change::Skip | Change::TooHard | Change::TooEasy => slots.date = first_day,
        Change::Missed | Change::Illness => slots.range = lasted(said).or_else(|| past(said)),
        Change::Travel => slots.range = time::stretch(said.tokens, coming, said.today),
        Change::Goal => slots.goal = goal(said.text()),
        Change::Days => {
            slots.days = days(said.tokens).or_else(|| plain_days(said.tokens));
            slots.weekdays = weekdays(said.tokens, coming);
            slots.minutes = minutes(said.tokens);
        }
        Change::Deload => slots.date = None,
        Change::Restore => slots.version = version(said.tokens),
    }
}

/// A session moves to a later day, unless the person names an earlier one of the same week.
fn later(from: Date, to: Date) -> Date {
    if to == from { to.saturating_add(jiff::Span::new().days(7)) } else { to }
}

fn captured(said: &Said<'_>, found: Option<&Found>) -> Option<Vec<Token>> {
    said.tokens.get(found?.captured.clone()?).map(<[Token]>::to_vec)
}

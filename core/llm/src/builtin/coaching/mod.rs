//! What a person wants done with meals, plans, exercises and the journal: matter and slots, read from tables of patterns.
//!
//! The topics of figures are scored (`super::topic`); what is wanted here is an act with an object, so patterns of words
//! decide, and a message that none of them fits is left to the score.

mod matter;
mod meal;
mod pattern;
mod phrases;
mod slots;
mod steps;
mod words;

pub use matter::{Change, Matter, View};
pub use slots::Slots;

pub(crate) use steps::{exercises_of, further, steps, tools};

use super::lexicon::{Concept, Meaning, Spot};
use super::text::Token;
use super::time::Mention;
use super::topic::Topic;
use jiff::civil::Date;
use pattern::{Found, Pattern, Text};
use phrases::Row;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// An act that is wanted, with what was said about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Wish {
    /// The act.
    pub matter: Matter,
    /// What was said about it.
    pub slots: Slots,
}

/// A message, with what was already found in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    /// As typed.
    pub raw: &'a str,
    pub tokens: &'a [Token],
    pub spots: &'a [Spot],
    pub mentions: &'a [Mention],
    pub today: Date,
    /// The topic by the score.
    pub topic: Topic,
    /// A workout that was done is told.
    pub tells_workout: bool,
    /// The wish of the message before.
    pub previous: Option<&'a Wish>,
}

type Table = Vec<(Matter, Vec<Pattern>)>;

fn compiled(rows: &[Row]) -> Table {
    rows.iter()
        .map(|(matter, patterns)| (*matter, patterns.iter().map(|row| Pattern::compile(row)).collect()))
        .collect()
}

static PAIN: LazyLock<Table> = LazyLock::new(|| compiled(phrases::PAIN));
static CHANGES: LazyLock<Table> = LazyLock::new(|| compiled(phrases::CHANGES));
static MAKE: LazyLock<Table> = LazyLock::new(|| compiled(phrases::MAKE));
static SHOW: LazyLock<Table> = LazyLock::new(|| compiled(phrases::SHOW));
static MEALS: LazyLock<Table> = LazyLock::new(|| compiled(phrases::MEALS));
static EXERCISES: LazyLock<Table> = LazyLock::new(|| compiled(phrases::EXERCISES));
static PERSON: LazyLock<Table> = LazyLock::new(|| compiled(phrases::PERSON));

/// Every word of the tables, for the spelling repair.
pub(super) fn vocabulary() -> impl Iterator<Item = &'static str> {
    [phrases::PAIN, phrases::CHANGES, phrases::MAKE, phrases::SHOW, phrases::MEALS, phrases::EXERCISES, phrases::PERSON]
        .into_iter()
        .flatten()
        .flat_map(|(_, patterns)| patterns.iter().copied())
        .flat_map(pattern::words_of)
        .chain(words::all())
}

impl<'a> Said<'a> {
    fn text(&self) -> Text<'a> {
        Text { tokens: self.tokens, spots: self.spots }
    }

    fn has(&self, concept: Concept) -> bool {
        self.spots.iter().any(|spot| spot.meaning == Meaning::Concept(concept))
    }

    fn says(&self, words: &[&str]) -> bool {
        self.tokens.iter().any(|token| token.is(words))
    }

    fn begins(&self, words: &[&str]) -> bool {
        self.tokens.first().is_some_and(|token| token.is(words))
    }

    /// A question for a fact, not a request; "was in bed" is none.
    fn asks(&self) -> bool {
        let verb = self.begins(&["was", "were", "is", "are", "am", "has"]);
        let inverted = self.tokens.get(1).is_some_and(|token| {
            token.is(&["i", "my", "the", "it", "this", "that", "we", "there", "today", "tomorrow"])
        });
        (verb && inverted)
            || self.begins(&[
                "how", "what", "when", "why", "who", "which", "did", "do", "does", "show", "compare", "where",
            ])
    }

    /// A question that looks back.
    fn looks_back(&self) -> bool {
        self.says(&["did", "ago", "yesterday", "done", "logged"])
            || self.tokens.windows(2).any(|pair| pair[0].is(&["last", "past"]) && pair[1].number.is_some())
            || self.tokens.windows(2).any(|pair| {
                pair[0].is(&["last", "past"])
                    && pair[1].is(&["week", "month", "year", "weekend", "night", "time", "session", "workout"])
            })
    }

    /// The first row of a table that fits.
    fn find(&self, table: &Table) -> Option<(Matter, Found)> {
        table.iter().find_map(|(matter, patterns)| {
            patterns.iter().find_map(|row| row.find(self.text())).map(|found| (*matter, found))
        })
    }

    /// The first row of a table that fits and passes a test of its matter.
    fn find_that(&self, table: &Table, fits: impl Fn(&Self, Matter, &Found) -> bool) -> Option<(Matter, Found)> {
        table.iter().find_map(|(matter, patterns)| {
            patterns
                .iter()
                .find_map(|row| row.find(self.text()).filter(|found| fits(self, *matter, found)))
                .map(|found| (*matter, found))
        })
    }
}

/// Reads what is wanted; `None` when the message is a matter of figures or of talk.
pub(crate) fn read(said: &Said<'_>) -> Option<Wish> {
    if said.tokens.is_empty() || said.tells_workout || matches!(said.topic, Topic::Identity | Topic::TalkTo) {
        return None;
    }
    if let Some(wish) = meal::correction(said) {
        return Some(wish);
    }
    if let Some(matter) = again(said) {
        return Some(Wish { matter, slots: slots::read(said, matter, None) });
    }
    let (matter, found) = matter_of(said).filter(|(matter, _)| match said.topic {
        Topic::LogWorkout => matches!(matter, Matter::LogMeal | Matter::Mood),
        // holidays are no matter of a coach, but what they do to a plan is; and "new" is no news
        Topic::OffTopic if !said.says(&["new"]) => matches!(
            matter,
            Matter::ChangePlan(Change::Travel | Change::Move | Change::Skip) | Matter::MealIdeas | Matter::LogMeal
        ),
        _ => true,
    })?;
    let mut slots = slots::read(said, matter, found.as_ref());
    let mut matter = matter;
    // "from now on half an hour, twice a week" is about the week, not about one session
    if matter == Matter::ChangePlan(Change::LessTime)
        && said.says(&["week", "weekly"])
        && !said.says(&["today", "tomorrow", "tonight"])
    {
        let week = slots::read(said, Matter::ChangePlan(Change::Days), None);
        if week.days.is_some() && slots::days(said.tokens).is_some() {
            (matter, slots) = (Matter::ChangePlan(Change::Days), week);
        }
    }
    complete(matter, &slots).then_some(Wish { matter, slots })
}

/// Whether a matter's slots hold what it cannot do without.
fn complete(matter: Matter, slots: &Slots) -> bool {
    match matter {
        // a goal without a name is none, and a mood is a number
        Matter::ChangePlan(Change::Goal) => slots.goal.is_some(),
        Matter::ChangePlan(Change::Days) => slots.days.is_some() || !slots.weekdays.is_empty(),
        Matter::Mood => slots.score.is_some(),
        Matter::Alternatives | Matter::HowTo => slots.exercise.is_some(),
        Matter::FoodFacts => slots.query.is_some(),
        _ => true,
    }
}

/// A message as a wish of this matter; `None` when it lacks what the matter cannot do without.
pub(crate) fn read_as(said: &Said<'_>, matter: Matter) -> Option<Wish> {
    let slots = slots::read(said, matter, None);
    complete(matter, &slots).then_some(Wish { matter, slots })
}

/// A look at the plan on the days that are named, for what is about plans and names no act; `None` where it only talks.
pub(crate) fn look_at_plan(said: &Said<'_>) -> Option<Wish> {
    if said.says(WRITINGS) || said.has(Concept::Thanks) || said.tokens.is_empty() {
        return None;
    }
    let matter = Matter::ShowPlan(View::Days);
    Some(Wish { matter, slots: slots::read(said, matter, None) })
}

/// Things to write that are no plan of training.
const WRITINGS: &[&str] = &["poem", "joke", "story", "song", "code", "essay", "haiku", "limerick", "email", "novel"];

/// Words of a short question about another day: "and tomorrow?", "what about last week".
const AROUND: &[&str] =
    &["and", "what", "how", "about", "then", "for", "on", "the", "is", "week", "next", "last", "this"];

/// The same look at meals or the plan, at other days.
fn again(said: &Said<'_>) -> Option<Matter> {
    let matter = said.previous?.matter;
    let looks = matches!(matter, Matter::ShowMeals | Matter::Macros | Matter::ShowPlan(View::Days));
    let days = said.tokens.iter().any(|token| words::DAYS.contains(&token.text.as_str()));
    let only_days = said.tokens.iter().all(|token| token.is(AROUND) || words::DAYS.contains(&token.text.as_str()));
    (looks && days && only_days && said.tokens.len() <= 6).then_some(matter)
}

fn matter_of(said: &Said<'_>) -> Option<(Matter, Option<Found>)> {
    let some = |(matter, found): (Matter, Found)| (matter, Some(found));
    if let Some(found) = said.find_that(&PAIN, pain_fits) {
        return Some(some(found));
    }
    let medical = said.topic == Topic::Medical;
    if !medical && meal::told(said) {
        return Some((Matter::LogMeal, None));
    }
    let made = said.find_that(&MAKE, make_fits).filter(|_| !medical);
    let own = said.tokens.windows(2).any(|pair| {
        pair[0].is(&["my", "the", "this", "that", "current", "existing", "old"])
            && pair[1].is(&["plan", "programme", "program", "routine", "schedule"])
    });
    if let Some(made) = made.clone().filter(|_| !own) {
        return Some(some(made));
    }
    let changed = said.find_that(&CHANGES, change_fits);
    if let Some(changed) =
        changed.filter(|(matter, _)| !medical || matches!(matter, Matter::ChangePlan(Change::Illness | Change::Skip)))
    {
        return Some(some(changed));
    }
    if medical {
        return None;
    }
    made.or_else(|| said.find_that(&SHOW, show_fits))
        .or_else(|| said.find_that(&MEALS, meal_fits))
        .or_else(|| said.find_that(&EXERCISES, exercise_fits))
        .or_else(|| said.find(&PERSON).filter(|(matter, _)| person_fits(said, *matter)))
        .map(some)
        .or_else(|| meal::looked_up(said).map(|matter| (matter, None)))
}

fn pain_fits(said: &Said<'_>, matter: Matter, found: &Found) -> bool {
    let within = said.tokens.get(found.at.clone()).unwrap_or_default();
    let denied = within.iter().any(|token| token.is(&["not", "no"]));
    match matter {
        Matter::PainCleared => {
            let names_pain = within.iter().any(|token| {
                token.is(&["hurt", "hurts", "hurting", "sore", "painful", "ache", "aching", "pain", "longer", "more"])
            });
            !said.begins(&["is", "are", "does", "do", "has", "was", "how", "what", "should", "can"])
                && (!denied || names_pain)
        }
        _ => {
            let asks_for_training = said.has(Concept::Should)
                || matches!(
                    said.topic,
                    Topic::ReadyToTrain | Topic::WhatToDo | Topic::Recovery | Topic::Sleep | Topic::Medical
                )
                || said.begins(&["what", "which", "how", "is", "are", "did", "was", "why", "should", "can", "could"]);
            let places = within.iter().any(|token| words::is_place(&token.stem));
            let hurts = said.has(Concept::Pain) || places;
            hurts && !denied && !asks_for_training
        }
    }
}

fn make_fits(said: &Said<'_>, _: Matter, _: &Found) -> bool {
    let asks = said.begins(&[
        "how", "what", "when", "was", "is", "are", "am", "why", "who", "which", "did", "does", "has", "should", "show",
        "compare",
    ]) || said.says(WRITINGS);
    let food = said.says(&["meal", "meals", "diet", "food", "eating", "nutrition", "recipe", "sleep", "deload"]);
    !asks && !food && !said.looks_back()
}

fn change_fits(said: &Said<'_>, matter: Matter, found: &Found) -> bool {
    let Matter::ChangePlan(change) = matter else { return false };
    if said.asks() && !(said.begins(&["do"]) && said.says(&["not"])) {
        return false;
    }
    let figures = matches!(
        said.topic,
        Topic::Hrv | Topic::HeartRate | Topic::Activity | Topic::BodyMetric | Topic::Achievements | Topic::Summary
    );
    let asks_leave = said.begins(&["should", "shall"]) || (said.has(Concept::Should) && change == Change::Skip);
    let plan_words = said.says(&[
        "plan",
        "programme",
        "program",
        "session",
        "sessions",
        "schedule",
        "workout",
        "workouts",
        "training",
    ]);
    match change {
        _ if asks_leave => false,
        // "substitute for the pulldown" names a thing
        Change::Swap => {
            !(said.begins(&["substitute", "replace"]) && said.tokens.get(1).is_some_and(|token| token.is(&["for"])))
        }
        // "moved", "missed" and the like of figures
        Change::Move | Change::Days if figures && !plan_words => false,
        Change::Illness => !said.has(Concept::Should) || plan_words,
        Change::Goal => !said.has(Concept::Should),
        Change::TooHard => {
            said.tokens.get(found.at.clone()).is_some_and(|within| !within.iter().any(|token| token.is(&["i", "am"])))
        }
        Change::NoEquipment => {
            !said.says(&["exercise", "exercises", "moves", "movements", "alternative", "alternatives"])
        }
        Change::LessTime => !said.asks() && !matches!(said.topic, Topic::Sleep),
        Change::Skip => !matches!(said.topic, Topic::Sleep | Topic::Intake),
        _ => true,
    }
}

fn show_fits(said: &Said<'_>, matter: Matter, _: &Found) -> bool {
    let advice = said.has(Concept::Should)
        && !said.tokens.windows(3).any(|three| three[0].is(&["do"]) && three[1].is(&["i"]) && three[2].is(&["need"]));
    let food = said.says(&["meal", "meals", "diet", "food", "eat", "cook", "sleep", "breakfast", "lunch", "dinner"]);
    match matter {
        Matter::ShowPlan(View::Days) => !advice && !food && !said.looks_back() && !said.has(Concept::Past),
        Matter::ShowPlan(View::Deload) => !said.has(Concept::Should),
        _ => !food,
    }
}

fn meal_fits(said: &Said<'_>, matter: Matter, found: &Found) -> bool {
    let burns = said.says(&["burn", "burned", "burnt", "burning", "body", "active", "steps"]);
    if burns && !said.has(Concept::Eat) || said.has(Concept::Compare) || said.has(Concept::Trend) {
        return false;
    }
    match matter {
        Matter::FoodFacts => {
            let captured = found.captured.clone().and_then(|at| said.tokens.get(at)).unwrap_or_default();
            let own =
                said.says(&["i", "my", "me", "we", "left", "today", "yesterday", "week", "month", "year", "blood"]);
            let food = captured.iter().any(|token| words::is_food(&token.stem));
            let ideas =
                said.says(&["idea", "ideas", "suggestion", "suggestions", "recipe", "recipes", "plan", "please"])
                    || (!food && captured.iter().any(|token| words::meal(&token.stem).is_some()));
            !own && !ideas && (food || matches!(said.topic, Topic::Intake | Topic::Nutrition | Topic::Unclear))
        }
        Matter::Macros if said.says(&["macros", "macro"]) => true,
        Matter::Macros => matches!(
            said.topic,
            Topic::Intake
                | Topic::Nutrition
                | Topic::Unclear
                | Topic::Activity
                | Topic::WhatToDo
                | Topic::Acknowledgement
        ),
        Matter::MealIdeas => !said.looks_back() && !said.says(&["log", "logged", "ate", "eaten"]),
        _ => true,
    }
}

fn exercise_fits(said: &Said<'_>, matter: Matter, _: &Found) -> bool {
    let figures =
        [Concept::OneRepMax, Concept::Stall, Concept::Achievement, Concept::Trend, Concept::Past, Concept::Compare]
            .into_iter()
            .any(|concept| said.has(concept))
            && !(matter == Matter::Alternatives && said.says(&["than", "progression", "progressions"]));
    let now = said.says(&["today", "tomorrow", "tonight", "now"]) && said.has(Concept::Should);
    let improved = said.has(Concept::Fitter) || said.begins(&["has", "have", "is", "was", "should"]);
    match matter {
        _ if figures || now || said.looks_back() => false,
        Matter::SearchExercises => {
            !said.has(Concept::Should) || said.tokens.iter().any(|token| words::gear(&token.stem).is_some())
        }
        _ => !improved,
    }
}

fn person_fits(said: &Said<'_>, matter: Matter) -> bool {
    match matter {
        Matter::NewHere => !said.has(Concept::Identity),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_of_the_tables_has_a_word_or_a_class_to_hold_on_to() {
        for (_, patterns) in [
            phrases::PAIN,
            phrases::CHANGES,
            phrases::MAKE,
            phrases::SHOW,
            phrases::MEALS,
            phrases::EXERCISES,
            phrases::PERSON,
        ]
        .into_iter()
        .flatten()
        {
            for pattern in *patterns {
                assert!(pattern::words_of(pattern).next().is_some() || pattern.contains('@'), "{pattern}");
                assert!(Pattern::compile(pattern).find(Text { tokens: &[], spots: &[] }).is_none(), "{pattern}");
            }
        }
    }
}

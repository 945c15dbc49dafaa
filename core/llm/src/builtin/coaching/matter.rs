//! Acts that can be wanted, and the topics that they belong to.

use super::super::topic::Topic;
use serde::{Deserialize, Serialize};

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Matter {
    /// A meal to be written down.
    LogMeal,
    /// The meal of the message before was read wrong, or an answer to a question about it.
    CorrectMeal,
    /// Meals that were eaten.
    ShowMeals,
    /// What was eaten of a day against its targets.
    Macros,
    /// Ideas for a meal.
    MealIdeas,
    /// What a food holds.
    FoodFacts,
    /// A new plan.
    MakePlan,
    /// A look at the plan.
    ShowPlan(View),
    /// A change of the plan.
    ChangePlan(Change),
    /// How an exercise is done.
    HowTo,
    /// What is good for a muscle, with evidence.
    ByMuscle,
    /// Another exercise in place of one.
    Alternatives,
    /// Exercises by name or gear.
    SearchExercises,
    /// Something hurts.
    PainTold,
    /// Something no longer hurts, or a clinician has cleared the person.
    PainCleared,
    /// Mood as a number.
    Mood,
    /// The first steps.
    NewHere,
}

/// Which part of the plan is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// Sessions of a day or of days.
    Days,
    /// The week of the plan.
    Position,
    /// Deload weeks.
    Deload,
    /// Earlier versions.
    Versions,
}

/// How a plan is to change; names are those of the tool.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// Too hard.
    TooHard,
    /// Too easy.
    TooEasy,
    /// Less equipment than planned.
    NoEquipment,
    /// Less time than planned.
    LessTime,
    /// Another exercise.
    Swap,
    /// Another day.
    Move,
    /// A session is left out.
    Skip,
    /// Sessions were missed.
    Missed,
    /// Illness.
    Illness,
    /// Days away.
    Travel,
    /// Another goal.
    Goal,
    /// Other days, or more or fewer of them.
    Days,
    /// A deload now.
    Deload,
    /// An earlier version.
    Restore,
}

impl Change {
    /// The tool's name of the change.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Change::TooHard => "too_hard",
            Change::TooEasy => "too_easy",
            Change::NoEquipment => "no_equipment",
            Change::LessTime => "less_time",
            Change::Swap => "swap",
            Change::Move => "move",
            Change::Skip => "skip",
            Change::Missed => "missed",
            Change::Illness => "illness",
            Change::Travel => "travel",
            Change::Goal => "goal",
            Change::Days => "days",
            Change::Deload => "deload",
            Change::Restore => "restore",
        }
    }
}

impl Matter {
    /// The topic of the matter.
    #[must_use]
    pub const fn topic(self) -> Topic {
        match self {
            Matter::LogMeal | Matter::CorrectMeal => Topic::MealLog,
            Matter::ShowMeals | Matter::Macros => Topic::Intake,
            Matter::MealIdeas | Matter::FoodFacts => Topic::Nutrition,
            Matter::MakePlan => Topic::PlanCreation,
            Matter::ShowPlan(_) => Topic::Plan,
            Matter::ChangePlan(_) => Topic::PlanChange,
            Matter::HowTo | Matter::ByMuscle | Matter::Alternatives | Matter::SearchExercises => Topic::Exercise,
            Matter::PainTold | Matter::PainCleared => Topic::Pain,
            Matter::Mood => Topic::Mood,
            Matter::NewHere => Topic::FirstSteps,
        }
    }
}

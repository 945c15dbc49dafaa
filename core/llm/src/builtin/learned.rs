//! A question read as what it was learned to ask for, where the rules read nothing or something else.
//!
//! The rules still find what is named in it: days, metrics, exercises, foods. What is learned only decides what is done
//! with them, and a reading that lacks what it needs is dropped.

use super::coaching::{Change, Matter, View};
use super::plan;
use super::topic::Topic;
use super::understand::Understanding;
use crate::intent::Intent;
use jiff::civil::Date;

/// Least probability at which a tool is taken in place of that of the rules. These three were chosen on generated questions,
/// see `models/intents/README.md`.
const OTHER: f32 = 0.4;
/// Least probability at which a tool is taken where the rules have none.
const ANY: f32 = 0.3;
/// Least probability at which a question that the rules have a tool for is taken for none of a coach's.
const OFF_TOPIC: f32 = 0.7;

/// How a class of questions is read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// Figures of a subject.
    Figures(Topic),
    /// How figures of a subject develop; the subject that was read, where it has a development.
    Development(Topic),
    /// Something that is wanted done.
    Act(Matter),
    /// No matter of a coach.
    OffTopic,
    /// Left to the rules: talk, and what nobody should guess.
    Rules,
}

use Reading::{Act, Development, Figures};

const CLASSES: &[(&str, Reading)] = &[
    ("analyzeProgressData", Development(Topic::Progress)),
    ("analyzeStrengthProgression", Development(Topic::Strength)),
    ("celebrateAchievements", Figures(Topic::Achievements)),
    ("createWorkoutPlan", Act(Matter::MakePlan)),
    ("getCurrentBiometrics", Figures(Topic::BodyMetric)),
    ("getDailySummary", Figures(Topic::Summary)),
    ("getExercise", Act(Matter::HowTo)),
    ("getHRVTrends", Figures(Topic::Hrv)),
    ("getHeartRateData", Figures(Topic::HeartRate)),
    ("getJournal", Reading::Rules),
    ("getMacroProgress", Act(Matter::Macros)),
    ("getMeals", Act(Matter::ShowMeals)),
    ("getRecentActivity", Figures(Topic::Activity)),
    ("getRecoveryScore", Figures(Topic::Recovery)),
    ("getScientificExercises", Act(Matter::ByMuscle)),
    ("getSleepData", Figures(Topic::Sleep)),
    ("getStrengthProgression", Figures(Topic::Strength)),
    ("getTrainingLoad", Figures(Topic::TrainingLoad)),
    ("getWorkoutHistory", Figures(Topic::Workouts)),
    ("getWorkoutPlan", Act(Matter::ShowPlan(View::Days))),
    // That pain or a warning is over is for the person to say, in so many words.
    ("logJournal:cleared", Reading::Rules),
    ("logJournal:habit", Reading::Rules),
    ("logJournal:mood", Act(Matter::Mood)),
    // Pain has its own reader, which errs on the safe side.
    ("logJournal:pain", Reading::Rules),
    ("logMealNaturalLanguage", Act(Matter::LogMeal)),
    // Without quantities there is nothing to write down, and with them the rules read it.
    ("logWorkout", Reading::Rules),
    ("modifyWorkout:days", Act(Matter::ChangePlan(Change::Days))),
    ("modifyWorkout:deload", Act(Matter::ChangePlan(Change::Deload))),
    ("modifyWorkout:goal", Act(Matter::ChangePlan(Change::Goal))),
    ("modifyWorkout:illness", Act(Matter::ChangePlan(Change::Illness))),
    ("modifyWorkout:less_time", Act(Matter::ChangePlan(Change::LessTime))),
    ("modifyWorkout:missed", Act(Matter::ChangePlan(Change::Missed))),
    ("modifyWorkout:move", Act(Matter::ChangePlan(Change::Move))),
    ("modifyWorkout:no_equipment", Act(Matter::ChangePlan(Change::NoEquipment))),
    ("modifyWorkout:restore", Act(Matter::ChangePlan(Change::Restore))),
    ("modifyWorkout:skip", Act(Matter::ChangePlan(Change::Skip))),
    ("modifyWorkout:swap", Act(Matter::ChangePlan(Change::Swap))),
    ("modifyWorkout:too_easy", Act(Matter::ChangePlan(Change::TooEasy))),
    ("modifyWorkout:too_hard", Act(Matter::ChangePlan(Change::TooHard))),
    ("modifyWorkout:travel", Act(Matter::ChangePlan(Change::Travel))),
    ("named", Reading::Rules),
    ("off_topic", Reading::OffTopic),
    ("searchExercises", Act(Matter::SearchExercises)),
    ("searchFoods", Act(Matter::FoodFacts)),
    ("setTarget", Reading::Rules),
    ("suggestAlternatives", Act(Matter::Alternatives)),
    ("suggestHealthyMeals", Act(Matter::MealIdeas)),
    ("talk", Reading::Rules),
];

/// How to read a message beside the rules; `None` where their reading stands.
///
/// It stands where they are certain by themselves: a message that takes up an earlier one, a told workout, pain, a
/// medical question, a coach's name, thanks and the like; and where what is learned is unsure or comes to the same tool.
pub(super) fn reading(rules: &Understanding, intent: &Intent, today: Date) -> Option<Reading> {
    let matter = rules.wish.as_ref().map(|wish| wish.matter);
    let certain = rules.follow_up
        || matches!(matter, Some(Matter::PainTold | Matter::PainCleared | Matter::CorrectMeal | Matter::NewHere))
        || matches!(
            rules.topic,
            Topic::LogWorkout
                | Topic::Medical
                | Topic::Pain
                | Topic::Identity
                | Topic::TalkTo
                | Topic::Help
                | Topic::Thanks
                | Topic::Goodbye
                | Topic::Greeting
                | Topic::Acknowledgement
        );
    if certain {
        return None;
    }
    let by_rules = plan::leading(rules, today);
    let (_, reading) = CLASSES.iter().find(|(class, _)| *class == intent.class)?;
    match (reading, intent.tool()) {
        (Reading::Rules, _) => None,
        (Reading::OffTopic, _) => (intent.sure >= OFF_TOPIC && by_rules.is_some()).then_some(Reading::OffTopic),
        (_, tool) if tool == by_rules || intent.sure < if by_rules.is_some() { OTHER } else { ANY } => None,
        (reading, _) => Some(*reading),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_has_a_reading_and_every_reading_a_class() {
        let learned: Vec<&str> = crate::intent::classes().collect();
        let known: Vec<&str> = CLASSES.iter().map(|(class, _)| *class).collect();
        assert_eq!(learned, known);
    }
}

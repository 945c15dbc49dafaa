//! Which coach a question goes to.

use super::coaching::{Change, Matter};
use super::topic::Topic;
use super::understand::{Coach, Understanding};

impl Coach {
    /// The agent's fixed name.
    #[must_use]
    pub const fn agent(self) -> &'static str {
        match self {
            Coach::Max => "Max Power",
            Coach::Emma => "Emma Encourage",
            Coach::Progress => "Dr. Progress",
        }
    }

    /// The tool that hands the conversation over to this coach.
    #[must_use]
    pub const fn transfer_tool(self) -> &'static str {
        match self {
            Coach::Max => "transfer_to_max_power",
            Coach::Emma => "transfer_to_emma_encourage",
            Coach::Progress => "transfer_to_dr_progress",
        }
    }

    /// The coach behind an agent's name; `None` for other agents.
    #[must_use]
    pub fn of_agent(agent: &str) -> Option<Coach> {
        [Coach::Max, Coach::Emma, Coach::Progress].into_iter().find(|coach| coach.agent() == agent)
    }
}

/// The coach for a question; `None` when no coach is needed to answer it.
pub(crate) fn coach_for(understanding: &Understanding, last: Option<Coach>) -> Option<Coach> {
    if let Some(named) = understanding.coach {
        return Some(named);
    }
    if understanding.follow_up && understanding.topic.is_data() && !understanding.why {
        return last.or_else(|| by_topic(understanding));
    }
    by_topic(understanding)
}

/// The coach for something that is wanted done: food, pain and gentle changes to Emma, lifting to Max, the rest to
/// Dr. Progress.
fn by_matter(matter: Matter, goal: Option<&str>) -> Coach {
    match matter {
        Matter::LogMeal | Matter::CorrectMeal | Matter::ShowMeals | Matter::MealIdeas => Coach::Emma,
        Matter::PainTold | Matter::PainCleared | Matter::Mood | Matter::NewHere => Coach::Emma,
        Matter::ChangePlan(Change::TooHard | Change::Illness | Change::Missed | Change::Skip) => Coach::Emma,
        Matter::ChangePlan(Change::TooEasy) | Matter::HowTo | Matter::Alternatives => Coach::Max,
        Matter::MakePlan if matches!(goal, Some("strength" | "muscle")) => Coach::Max,
        _ => Coach::Progress,
    }
}

fn by_topic(understanding: &Understanding) -> Option<Coach> {
    if let Some(wish) = &understanding.wish {
        return Some(by_matter(wish.matter, wish.slots.goal.as_deref()));
    }
    let analytical = understanding.comparison || understanding.trend || understanding.why;
    Some(match understanding.topic {
        Topic::Motivation => Coach::Emma,
        Topic::Sleep | Topic::Recovery if understanding.low || !analytical => Coach::Emma,
        Topic::ReadyToTrain | Topic::WhatToDo if understanding.low => Coach::Emma,
        Topic::ReadyToTrain | Topic::WhatToDo | Topic::Strength | Topic::Achievements | Topic::LogWorkout => Coach::Max,
        Topic::Workouts if !analytical => Coach::Max,
        topic if topic.is_data() => Coach::Progress,
        _ => return None,
    })
}

/// Why the question goes there, in words for the trace.
pub(crate) fn reason(understanding: &Understanding, coach: Coach) -> &'static str {
    if understanding.coach == Some(coach) {
        return "asked for by name";
    }
    if understanding.wish.is_some() {
        return match understanding.topic {
            Topic::MealLog | Topic::Nutrition | Topic::Intake => "meals",
            Topic::Pain => "pain",
            Topic::Exercise => "exercises",
            Topic::PlanCreation | Topic::Plan | Topic::PlanChange => "the training plan",
            _ => "first steps and wellbeing",
        };
    }
    match coach {
        Coach::Max => "training and strength",
        Coach::Emma => "sleep, recovery and wellbeing",
        Coach::Progress => "figures, trends and explanations",
    }
}

//! Which coach a question goes to.

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

fn by_topic(understanding: &Understanding) -> Option<Coach> {
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
    match coach {
        Coach::Max => "training and strength",
        Coach::Emma => "sleep, recovery and wellbeing",
        Coach::Progress => "figures, trends and explanations",
    }
}

//! Plans, planned sessions and targets: what the safety envelope reviews before the store takes it.
//!
//! A plan is content only. Its text, its calendar and its files are made from it ([`text`], and the forms that the
//! servers write), so that they always say the same.

pub mod calendar;
pub mod fit;
pub mod text;
pub mod zwo;

use crate::exercise::{Equipment, Exercise, Muscle, Pattern, exercise};
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// Heavier lifts.
    Strength,
    /// More muscle.
    Muscle,
    /// Running farther or faster.
    Running,
    /// Cycling farther or faster.
    Cycling,
    /// Less body weight, with strength kept.
    WeightLoss,
    /// General health and fitness.
    Health,
    /// Strength and endurance side by side.
    Mixed,
}

impl Goal {
    /// Every goal.
    pub const ALL: [Goal; 7] =
        [Goal::Strength, Goal::Muscle, Goal::Running, Goal::Cycling, Goal::WeightLoss, Goal::Health, Goal::Mixed];

    /// Words for people, in lower case.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Goal::Strength => "strength",
            Goal::Muscle => "muscle",
            Goal::Running => "running",
            Goal::Cycling => "cycling",
            Goal::WeightLoss => "weight loss",
            Goal::Health => "general health",
            Goal::Mixed => "strength and endurance",
        }
    }
}

/// What a plan has to fit into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Frame {
    /// Days a week on which the person trains, 1 to 7; `0` is Monday. In order, without repetition.
    pub weekdays: Vec<i8>,
    /// Local time at which the first session of a run of days begins.
    #[schema(value_type = String, example = "18:00:00")]
    pub start: Time,
    /// Most minutes of a session, warm-up, rests and cool-down included.
    pub minutes: u32,
    /// What there is to train with; empty for the body alone.
    pub equipment: Vec<Equipment>,
}

/// A race or the like.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Event {
    /// Its local day.
    pub date: Date,
    /// Its length in metres, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
}

/// A training plan over weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Plan {
    /// Stable id.
    pub id: String,
    /// Title for the person.
    pub title: String,
    /// What it is for.
    pub goal: Goal,
    /// First day of the first week; weeks are counted from here, seven days each.
    pub start: Date,
    /// Number of weeks.
    pub weeks: u32,
    /// Number of the first deload week, from 1 to 4; every fourth one after it is a deload too.
    pub first_deload: u32,
    /// What it has to fit into, for later changes.
    pub frame: Frame,
    /// A race or the like that it leads to, so that later changes keep the taper before it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Sessions in order of date and time.
    pub sessions: Vec<PlannedSession>,
    /// Why this version was made, for people.
    pub reason: String,
}

/// One planned training session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedSession {
    /// Stable id within the plan.
    pub id: String,
    /// Local day.
    pub date: Date,
    /// Local time of its start; without one it may lie anywhere in its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "18:00:00")]
    pub start: Option<Time>,
    /// Title for the person.
    pub title: String,
    /// A session of a deload week.
    #[serde(default)]
    pub deload: bool,
    /// The exercise for which a look at the form is asked, by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form_check: Option<String>,
    /// Parts in order, warm-up and cool-down included.
    pub blocks: Vec<Block>,
}

/// Which part of a session a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Before the work.
    WarmUp,
    /// The work.
    #[default]
    Main,
    /// After the work.
    CoolDown,
}

/// One part of a session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Block {
    /// Exercise or activity as the person reads it.
    pub name: String,
    /// Id in the catalogue of exercises, if it is in there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise: Option<String>,
    /// Which part of the session it is.
    #[serde(default)]
    pub part: Part,
    /// Planned minutes, rests included.
    pub minutes: f64,
    /// Sets in order; empty for continuous work.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<PlannedSet>,
    /// Metres of continuous work, if a distance is prescribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// Heart-rate target, if one is prescribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heart_rate: Option<HeartRateTarget>,
    /// Effort on the CR10 scale, if one is prescribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<EffortTarget>,
    /// A word on how to do it or why, without figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One set as it is planned.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedSet {
    /// Repetitions, for each side of one-sided exercises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reps: Option<u32>,
    /// Seconds, for holds and intervals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// External load in kilograms, as the exercise counts it (in all, in each hand, or added), if one is prescribed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_kg: Option<f64>,
    /// Seconds of rest after it.
    #[serde(default)]
    pub rest_s: f64,
    /// Effort on the CR10 scale at which it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<f64>,
    /// A warm-up set, left out of volume.
    #[serde(default)]
    pub warmup: bool,
}

/// A heart-rate range in whole bpm, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct HeartRateTarget {
    /// Lower end.
    pub low_bpm: u32,
    /// Upper end.
    pub high_bpm: u32,
}

/// A range of perceived exertion (CR10, 0 to 10), both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct EffortTarget {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// A target outside a plan, for example calories a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Stable id.
    pub id: String,
    /// Contract name of the metric or figure, for example `energy_in`, `protein`, `body_mass_change` (kg a week).
    pub metric: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol.
    pub unit: String,
}

/// Highest effort (CR10) at which work counts as easy: below 40 % of heart-rate reserve (ACSM's Guidelines put light
/// work, 30 to 39 % of reserve, at "very light to fairly light" exertion).
pub const EASY_RPE: f64 = 3.0;

/// Most weeks of a plan.
pub const MAX_WEEKS: u32 = 53;

impl Plan {
    /// The week of a day, from 1; `None` outside the plan.
    #[must_use]
    pub fn week_of(&self, day: Date) -> Option<u32> {
        let days = crate::time::epoch_day(day) - crate::time::epoch_day(self.start);
        u32::try_from(days).ok().map(|days| days / 7 + 1).filter(|week| *week <= self.weeks)
    }

    /// Whether a week, from 1, has to be a deload.
    #[must_use]
    pub fn is_deload(&self, week: u32) -> bool {
        week >= self.first_deload && (week - self.first_deload).is_multiple_of(4)
    }

    /// The sessions of a week, from 1.
    pub fn week(&self, week: u32) -> impl Iterator<Item = &PlannedSession> {
        self.sessions.iter().filter(move |session| self.week_of(session.date) == Some(week))
    }
}

impl PlannedSession {
    /// Minutes in all, warm-up, rests and cool-down included.
    #[must_use]
    pub fn minutes(&self) -> f64 {
        self.blocks.iter().map(|block| block.minutes).sum()
    }

    /// Whether it counts as a training session: any block of its work is more than easy. Walking, mobility and work
    /// of an effort up to [`EASY_RPE`] do not count.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.blocks.iter().any(|block| block.part == Part::Main && !block.is_easy())
    }

    /// Primary muscles of the work, each once.
    #[must_use]
    pub fn primary_muscles(&self) -> Vec<Muscle> {
        let mut muscles: Vec<Muscle> = self
            .blocks
            .iter()
            .filter(|block| block.part == Part::Main && !block.is_easy())
            .filter_map(Block::known)
            .flat_map(|exercise| exercise.primary.iter().copied())
            .collect();
        muscles.sort_unstable();
        muscles.dedup();
        muscles
    }
}

impl Block {
    /// Its row in the catalogue of exercises.
    #[must_use]
    pub fn known(&self) -> Option<&'static Exercise> {
        self.exercise.as_deref().and_then(exercise)
    }

    /// Sets that count as volume: not warm-ups, and of the work.
    pub fn work_sets(&self) -> impl Iterator<Item = &PlannedSet> {
        let counted = self.part == Part::Main;
        self.sets.iter().filter(move |set| counted && !set.warmup)
    }

    /// Whether it is below 40 % of heart-rate reserve: mobility, walking, or an effort of at most [`EASY_RPE`]. What
    /// is not known to be easy is not.
    #[must_use]
    pub fn is_easy(&self) -> bool {
        let pattern = self.known().map(|exercise| exercise.pattern);
        if pattern == Some(Pattern::Mobility) {
            return true;
        }
        let by_effort = self.rpe.is_some_and(|effort| effort.low.max(effort.high) <= EASY_RPE);
        by_effort
            && self
                .sets
                .iter()
                .all(|set| set.weight_kg.unwrap_or(0.0) == 0.0 && set.rpe.is_none_or(|rpe| rpe <= EASY_RPE))
    }
}

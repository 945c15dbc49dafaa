//! Plans, planned sessions and targets: what the safety envelope reviews before the store takes it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A training plan over weeks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Stable id.
    pub id: String,
    /// Title for the person.
    pub title: String,
    /// Goal in the person's words.
    pub goal: String,
    /// Sessions in order of their dates.
    pub sessions: Vec<PlannedSession>,
}

/// One planned training session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedSession {
    /// Stable id within the plan.
    pub id: String,
    /// Local day.
    pub date: Date,
    /// Title for the person.
    pub title: String,
    /// Parts in order, warm-up and cool-down included.
    pub blocks: Vec<Block>,
}

/// One part of a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// Exercise or activity as the person reads it.
    pub name: String,
    /// Planned minutes, rests included.
    pub minutes: f64,
    /// Sets, 0 for continuous work.
    pub sets: u32,
    /// Repetitions of each set, 0 for continuous work.
    pub reps: u32,
    /// External load in kilograms, if one is prescribed.
    pub weight_kg: Option<f64>,
    /// Heart-rate target, if one is prescribed.
    pub heart_rate: Option<HeartRateTarget>,
}

/// A heart-rate range in whole bpm, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeartRateTarget {
    /// Lower end.
    pub low_bpm: u32,
    /// Upper end.
    pub high_bpm: u32,
}

/// A target outside a plan, for example calories a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// Stable id.
    pub id: String,
    /// Contract name of the metric or figure.
    pub metric: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol.
    pub unit: String,
}

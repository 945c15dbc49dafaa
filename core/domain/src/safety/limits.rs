//! The measures and limits of the envelope, as plain functions: what the planner plans by is what the rules judge by.
//!
//! Nothing here decides about a plan; [`reviewed`](super::reviewed) does. A limit is never guessed: without history
//! there is a documented starter value, or none.

mod deload;
mod load;
mod pain;
mod rest;
mod screen;
mod sport;
mod volume;

#[cfg(test)]
mod tests;

pub use deload::{DELOAD_EFFORT, latest_first_deload};
pub use load::{LoadBasis, LoadHistory, LoadLimit, NO_HISTORY_EFFORT, load_key};
pub use pain::{Exclusion, PAIN_LIMIT, RECURRING_PAIN, active_pain, exclusion, place_unknown};
pub use rest::{EASY_OF_TWO_RPE, LATEST_START, REST_MS, Training, earliest_start_on, too_close};
pub use screen::{EffortCap, Screened, screened};
pub use sport::{Spike, Sport, SportAmount, SportHistory, sport_amount, sport_of, sport_of_kind};
pub use volume::{
    DELOAD_VOLUME, RAISED_VOLUME, Volume, VolumeSource, WeekLimit, done_volume, starter_volume, volume_limit,
    volume_of, week_limits, week_volume,
};

pub(super) use screen::effort_cap;
pub(super) use volume::{is_continuous_work, limits_of, volumes_of};

use super::facts::Facts;
use crate::person::Level;
use crate::plan::{Block, PlannedSession};

/// Longest session of a beginner in minutes, warm-up, rests and cool-down included.
pub const BEGINNER_MINUTES: f64 = 45.0;

/// What is taken for equal in comparisons of kilograms, minutes and sets: far below anything that can be trained,
/// far above the error of floating point.
pub const SLACK: f64 = 1e-6;

/// Seconds that a repetition takes at least; the least that sets can take is told from it.
const SECONDS_A_REP: f64 = 2.0;

/// The person's level; one that is not known is that of a beginner.
#[must_use]
pub fn level(facts: &Facts) -> Level {
    facts.profile.level.unwrap_or(Level::Beginner)
}

/// Body weight in kilograms: measured, else as said at set-up; `None` unless it is a sensible number.
#[must_use]
pub fn body_weight(facts: &Facts) -> Option<f64> {
    facts.weight_kg.or(facts.profile.weight_kg).filter(|kg| kg.is_finite() && (20.0..=400.0).contains(kg))
}

/// The least minutes that the sets of a block take: the seconds of a set, or two for each repetition of a side, and
/// the rests between them.
#[must_use]
pub fn least_minutes(block: &Block) -> f64 {
    let sides = if block.known().is_some_and(|exercise| exercise.unilateral) { 2.0 } else { 1.0 };
    let last = block.sets.len().saturating_sub(1);
    let seconds = block.sets.iter().enumerate().map(|(index, set)| {
        let work = set.seconds.unwrap_or(0.0).max(f64::from(set.reps.unwrap_or(0)) * SECONDS_A_REP * sides);
        work + if index == last { 0.0 } else { set.rest_s }
    });
    seconds.sum::<f64>() / 60.0
}

/// Whether a planned session lies behind the person: on an earlier day, or of today with its end gone by. What lies
/// behind is neither judged by what was learnt since, nor changed.
#[must_use]
pub fn is_past(session: &PlannedSession, facts: &Facts) -> bool {
    session.date < facts.today
        || (session.date == facts.today
            && session.start.is_some()
            && facts.has_come(Training::planned(session, &facts.zone).end_ms))
}

/// Conditions as the envelope compares them: lower case, words joined by `_`.
pub(super) fn conditions(facts: &Facts) -> impl Iterator<Item = String> {
    facts.profile.conditions.iter().map(|condition| condition.trim().to_lowercase().replace(['-', ' '], "_"))
}

//! Figures over the sessions that were shared: sums of what the documents say, and how many of them say it.

use super::Shown;
use crate::gate::Caller;
use crate::{Error, Relay};
use serde::Serialize;

/// Sums over shared sessions. A session that does not say a figure counts for none of it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, utoipa::ToSchema)]
pub(crate) struct WorkoutFigures {
    /// Sessions that were shared and have not ended, the newest 500.
    pub(crate) sessions: u64,
    /// Sessions that say how long they were.
    pub(crate) with_duration: u64,
    /// Seconds of those.
    pub(crate) duration_s: f64,
    /// Sessions that say how far they went.
    pub(crate) with_distance: u64,
    /// Metres of those.
    pub(crate) distance_m: f64,
    /// Sessions that say what they burnt.
    pub(crate) with_energy: u64,
    /// Kilocalories of those.
    pub(crate) energy_kcal: f64,
}

fn sum(sessions: &[Shown], name: &str) -> (u64, f64) {
    let said = sessions.iter().filter_map(|session| session.document.get(name)?.as_f64());
    said.filter(|value| value.is_finite() && *value >= 0.0)
        .fold((0, 0.0), |(count, sum), value| (count + 1, sum + value))
}

impl WorkoutFigures {
    fn of(sessions: &[Shown]) -> Self {
        let (with_duration, duration_s) = sum(sessions, "duration_s");
        let (with_distance, distance_m) = sum(sessions, "distance_m");
        let (with_energy, energy_kcal) = sum(sessions, "energy_kcal");
        WorkoutFigures {
            sessions: sessions.len() as u64,
            with_duration,
            duration_s,
            with_distance,
            distance_m,
            with_energy,
            energy_kcal,
        }
    }
}

impl Relay {
    /// Sums over the sessions that a caller may see, of one person or of all.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a person who is not theirs to ask for.
    pub(crate) fn workout_figures(
        &self,
        caller: &Caller,
        user: Option<&str>,
        now_ms: i64,
    ) -> Result<WorkoutFigures, Error> {
        Ok(WorkoutFigures::of(&self.listed(caller, "workout_analytics", "session", user, now_ms)?))
    }
}

//! How hard the screening lets a person train.

use crate::formulas::heart::Reserve;
use crate::safety::facts::Facts;
use crate::safety::reviewed::{HeartRateCap, heart_rate_cap};
use crate::safety::screening::{Intensity, Outcome};

/// Highest efforts that the screening leaves open.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EffortCap {
    /// The hardest training that is open.
    pub intensity: Intensity,
    /// Highest effort (CR10) of continuous work.
    pub continuous_rpe: f64,
    /// Highest effort (CR10) of a strength set.
    pub strength_rpe: f64,
    /// Highest heart rate in whole bpm, rounded down; `None` when there are no heart-rate targets or the maximum is not
    /// known.
    pub heart_rate_bpm: Option<u32>,
}

/// What the screening says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Screened {
    /// No screening was done.
    Missing,
    /// A clinician first; no training until then.
    ClinicianFirst,
    /// Training up to a cap.
    Capped(EffortCap),
    /// No cap beside the general ones.
    Open,
}

/// What the latest screening says.
///
/// Light training is effort 3, and 39 % of heart-rate reserve; moderate training is effort 4 (strength sets 6), and
/// 59 % of reserve. Without a resting heart rate: 63 and 76 % of maximum, where ACSM's Guidelines put the same ends.
#[must_use]
pub fn screened(facts: &Facts) -> Screened {
    let Some(screening) = &facts.screening else { return Screened::Missing };
    match (screening.outcome, screening.cap) {
        (Outcome::ClinicianFirst, _) | (_, None) => Screened::ClinicianFirst,
        (_, Some(Intensity::Vigorous)) => Screened::Open,
        (_, Some(intensity)) => Screened::Capped(effort_cap(intensity, facts)),
    }
}

/// The cap of an intensity for a person.
pub(in crate::safety) fn effort_cap(intensity: Intensity, facts: &Facts) -> EffortCap {
    let (continuous_rpe, strength_rpe, of_reserve, of_max) = match intensity {
        Intensity::Light => (3.0, 3.0, 0.39, 0.63),
        Intensity::Moderate => (4.0, 6.0, 0.59, 0.76),
        Intensity::Vigorous => (10.0, 10.0, 1.0, 1.0),
    };
    let heart_rate_bpm = match heart_rate_cap(facts) {
        HeartRateCap::Bpm { cap, max, .. } => {
            let reserve = facts.profile.resting_hr_bpm.and_then(|resting| Reserve::new(resting, max));
            let bpm = reserve.map_or(of_max * max, |reserve| reserve.bpm(of_reserve));
            Some(((bpm + 1e-9).floor() as u32).min(cap))
        }
        HeartRateCap::NoTargets { .. } | HeartRateCap::Unknown => None,
    };
    EffortCap { intensity, continuous_rpe, strength_rpe, heart_rate_bpm }
}

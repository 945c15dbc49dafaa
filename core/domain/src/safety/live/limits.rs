//! What a live session is judged by: the person's own maximum, the stop above it, zones, and what is asked instead.

use crate::formulas::heart::{PLAUSIBLE_MAX, Reserve, Zone, hr_max_tanaka};
use crate::safety::facts::Facts;
use crate::safety::reviewed::{HeartRateCap, heart_rate_cap};
use crate::safety::screening::Intensity;
use serde::{Deserialize, Serialize};

/// Where a maximum heart rate comes from, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaximumSource {
    /// Measured, or given by the person.
    Given,
    /// The highest that was observed for at least 15 s.
    Observed,
    /// 208 - 0.7 x age (Tanaka 2001).
    Age,
    /// 164 - 0.7 x age, for people who take a beta-blocker (Brawner et al. 2004).
    AgeOnBetaBlocker,
    /// Not known: the lowest maximum that is believed of anyone, 120 bpm.
    Lowest,
}

impl MaximumSource {
    /// The source in words that stand behind "a maximum of 190 bpm".
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            MaximumSource::Given => "measured or given",
            MaximumSource::Observed => "observed",
            MaximumSource::Age => "estimated from age",
            MaximumSource::AgeOnBetaBlocker => "estimated from age for people on a beta-blocker",
            MaximumSource::Lowest => "the lowest that is plausible, because yours is not known",
        }
    }
}

/// Intensity of a heart rate, on one scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LiveZone {
    /// Below 30 % of reserve, or 57 % of maximum.
    Rest,
    /// From there to 40 % of reserve, or 64 % of maximum.
    Light,
    /// From there to 60 % of reserve, or 77 % of maximum.
    Moderate,
    /// From there to 90 % of reserve, or 96 % of maximum.
    Vigorous,
    /// Above.
    NearMax,
}

impl LiveZone {
    /// Every zone, from the lowest.
    pub const ALL: [LiveZone; 5] =
        [LiveZone::Rest, LiveZone::Light, LiveZone::Moderate, LiveZone::Vigorous, LiveZone::NearMax];

    /// Words for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            LiveZone::Rest => "very light",
            LiveZone::Light => "light",
            LiveZone::Moderate => "moderate",
            LiveZone::Vigorous => "vigorous",
            LiveZone::NearMax => "near your maximum",
        }
    }

    /// What talking should feel like in it (the talk test).
    #[must_use]
    pub const fn talk_test(self) -> &'static str {
        match self {
            LiveZone::Rest | LiveZone::Light => "You should be able to sing.",
            LiveZone::Moderate => "You should be able to talk in whole sentences, but not to sing.",
            LiveZone::Vigorous => "You should be able to say a few words at a time.",
            LiveZone::NearMax => "Talking is hardly possible here: slow down.",
        }
    }
}

/// The one scale that the zones of a session are measured on; the two are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ZoneScale {
    /// Percent of heart-rate reserve (Karvonen): resting and maximum heart rate are known.
    Reserve,
    /// Percent of maximum heart rate: the resting heart rate is not known.
    Maximum,
}

impl ZoneScale {
    /// The label that every zone of the scale carries.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            ZoneScale::Reserve => "% of heart-rate reserve",
            ZoneScale::Maximum => "% of maximum heart rate",
        }
    }
}

/// Where the zones begin in percent of maximum (ACSM's position stand, Garber et al. 2011).
const PERCENT_OF_MAXIMUM: [(u32, LiveZone); 4] =
    [(96, LiveZone::NearMax), (77, LiveZone::Vigorous), (64, LiveZone::Moderate), (57, LiveZone::Light)];

/// Why effort is steered without heart rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum EffortOnly {
    /// A condition under which heart rate tells nothing reliable about effort.
    Condition {
        /// The condition, for example `beta_blocker`.
        condition: String,
    },
    /// No maximum heart rate is known, and no date of birth to estimate it from.
    NoMaximum,
}

impl EffortOnly {
    /// What the person is told, and what would mend it.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            EffortOnly::Condition { condition } => format!(
                "Because of {} I give no heart-rate zones or targets; we go by effort and the talk test. The emergency stop still watches your heart rate.",
                condition.replace('_', " ")
            ),
            EffortOnly::NoMaximum => "Your maximum heart rate is not known, so I give no heart-rate zones or targets; we go by effort and the talk test. \
                Until then the emergency stop is set for the lowest maximum that is plausible and may come early. \
                Add your date of birth or a measured maximum heart rate to your profile to mend that."
                .to_owned(),
        }
    }
}

/// What a live session is judged by, fixed when it begins.
///
/// Heart rates are kept in thousandths of a bpm, so that a session that was written to disk goes on exactly as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveLimits {
    /// Maximum heart rate, in thousandths of a bpm, rounded down.
    maximum: u32,
    source: MaximumSource,
    /// Resting heart rate in thousandths of a bpm, if known.
    resting: Option<u32>,
    scale: Option<ZoneScale>,
    effort_only: Option<EffortOnly>,
    /// Thousandths of a bpm above which the person is asked to ease off; `None` where heart rate does not steer.
    ease_off_above: Option<u32>,
}

/// Share of the maximum, in percent, above which the emergency stop acts.
pub const STOP_PERCENT: u32 = 95;

/// Share of the maximum, in percent, to which heart rate must fall before a stopped session may go on.
const RESUME_PERCENT: u32 = 70;

/// Above this a resting adult's heart rate counts as fast, in bpm: nobody has to fall lower before going on.
const RESUME_FLOOR_BPM: u32 = 100;

impl LiveLimits {
    /// The limits for a person.
    ///
    /// The maximum: given (120 to 230 bpm), then observed for at least 15 s, then estimated from age. An estimate
    /// that does not hold for the person is a missing one and takes the stricter branch. A beta-blocker lowers the
    /// maximum by some 20 to 40 bpm, so without a measured one the estimate for people on it is used: Tanaka's would
    /// put the stop above what their heart can reach, which is no stop at all. Without an age, the lowest maximum
    /// that is believed of anyone is used: no person whose maximum is plausible can then pass 95 % of it unseen. That
    /// stop comes early for most, which is why the session begins by saying so and what mends it.
    #[must_use]
    pub fn of(facts: &Facts) -> Self {
        let cap = heart_rate_cap(facts);
        let (maximum, source) = maximum(facts);
        let maximum = thousandths(maximum + 1e-6);
        let effort_only = match cap {
            HeartRateCap::Bpm { .. } => None,
            HeartRateCap::NoTargets { condition } => Some(EffortOnly::Condition { condition }),
            HeartRateCap::Unknown => Some(EffortOnly::NoMaximum),
        };
        let resting = facts.profile.resting_hr_bpm.filter(|bpm| Reserve::new(*bpm, bpm_of(maximum)).is_some());
        let scale = effort_only.is_none().then_some(match resting {
            Some(_) => ZoneScale::Reserve,
            None => ZoneScale::Maximum,
        });
        let mut limits =
            Self { maximum, source, resting: resting.map(thousandths), scale, effort_only, ease_off_above: None };
        limits.ease_off_above = scale.map(|_| limits.ease_off(facts));
        limits
    }

    /// HR-CAP, or the cap of the screening where that is lower: the top of the zone that is open.
    fn ease_off(&self, facts: &Facts) -> u32 {
        // HR-CAP is a whole number of bpm, rounded down.
        let cap = self.maximum * 85 / 100_000 * 1000;
        let open = facts.screening.as_ref().and_then(|screening| screening.cap);
        let (reserve, of_maximum) = match open {
            Some(Intensity::Light) => (40, 64),
            Some(Intensity::Moderate) => (60, 77),
            Some(Intensity::Vigorous) | None => return cap,
        };
        // The next zone begins here, so that the last thousandth below it is still open.
        let next = match self.resting {
            Some(resting) => resting + self.maximum.saturating_sub(resting) * reserve / 100,
            None => self.maximum * of_maximum / 100,
        };
        cap.min(next.saturating_sub(1))
    }

    /// Maximum heart rate in bpm and where it comes from.
    #[must_use]
    pub fn maximum_bpm(&self) -> (f64, MaximumSource) {
        (bpm_of(self.maximum), self.source)
    }

    /// The heart rate above which the session stops, in bpm: 95 % of the maximum, not rounded.
    #[must_use]
    pub fn stop_above_bpm(&self) -> f64 {
        f64::from(self.maximum) * f64::from(STOP_PERCENT) / 100_000.0
    }

    /// Whether a heart rate lies above the stop. At 95 % exactly it does not; the slack is a hundred-millionth of a
    /// bpm, for 0.95 x 182.8 in floating point.
    #[must_use]
    pub fn is_above_stop(&self, bpm: f64) -> bool {
        bpm * 100_000.0 - f64::from(self.maximum) * f64::from(STOP_PERCENT) > 1e-3
    }

    /// The heart rate at or below which a stopped session may go on, in bpm: 70 % of the maximum, but no less than
    /// 100 bpm, above which a resting adult's heart rate counts as fast.
    #[must_use]
    pub fn resume_at_bpm(&self) -> f64 {
        bpm_of(self.maximum / 100 * RESUME_PERCENT).max(f64::from(RESUME_FLOOR_BPM))
    }

    /// The scale of the zones; `None` when effort is steered without heart rate.
    #[must_use]
    pub fn scale(&self) -> Option<ZoneScale> {
        self.scale
    }

    /// Why effort is steered without heart rate, if it is.
    #[must_use]
    pub fn effort_only(&self) -> Option<&EffortOnly> {
        self.effort_only.as_ref()
    }

    /// The heart rate above which the person is asked to ease off, in bpm.
    #[must_use]
    pub fn ease_off_above_bpm(&self) -> Option<f64> {
        self.ease_off_above.map(bpm_of)
    }

    /// The zone of a heart rate on the session's scale; `None` when there is none.
    #[must_use]
    pub fn zone(&self, bpm: f64) -> Option<LiveZone> {
        match self.scale? {
            ZoneScale::Reserve => {
                let reserve = Reserve::new(bpm_of(self.resting?), bpm_of(self.maximum))?;
                Some(match reserve.zone(bpm) {
                    None => LiveZone::Rest,
                    Some(Zone::Light) => LiveZone::Light,
                    Some(Zone::Moderate) => LiveZone::Moderate,
                    Some(Zone::Vigorous) => LiveZone::Vigorous,
                    Some(Zone::NearMax) => LiveZone::NearMax,
                })
            }
            ZoneScale::Maximum => {
                let reached = |percent: u32| bpm * 100_000.0 + 1e-3 >= f64::from(self.maximum) * f64::from(percent);
                let zone = PERCENT_OF_MAXIMUM.iter().find(|(percent, _)| reached(*percent));
                Some(zone.map_or(LiveZone::Rest, |(_, zone)| *zone))
            }
        }
    }
}

/// The maximum that the stop is taken from.
fn maximum(facts: &Facts) -> (f64, MaximumSource) {
    let plausible = |bpm: &f64| PLAUSIBLE_MAX.contains(bpm);
    if let Some(max) = facts.profile.max_hr_bpm.filter(plausible) {
        return (max, MaximumSource::Given);
    }
    if let Some(max) = facts.observed_max_hr_bpm.filter(plausible) {
        return (max, MaximumSource::Observed);
    }
    let lowest = *PLAUSIBLE_MAX.start();
    let Some(age) = facts.profile.age_on(facts.today).map(f64::from).filter(|age| plausible(&hr_max_tanaka(*age)))
    else {
        return (lowest, MaximumSource::Lowest);
    };
    if takes_beta_blocker(facts) {
        (hr_max_on_beta_blocker(age).max(lowest), MaximumSource::AgeOnBetaBlocker)
    } else {
        (hr_max_tanaka(age), MaximumSource::Age)
    }
}

/// Whether one of the conditions is the taking of a beta-blocker, however it is written.
fn takes_beta_blocker(facts: &Facts) -> bool {
    let letters = |condition: &String| -> String {
        condition.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
    };
    facts.profile.conditions.iter().map(letters).any(|condition| condition.contains("betablock"))
}

/// Brawner, Ehrman, Schairer, Cao and Keteyian (2004), for people with coronary disease who take a beta-blocker:
/// 164 - 0.7 x age, in bpm.
fn hr_max_on_beta_blocker(age: f64) -> f64 {
    164.0 - 0.7 * age
}

pub(super) fn thousandths(bpm: f64) -> u32 {
    (bpm * 1000.0).clamp(0.0, 1_000_000.0) as u32
}

pub(super) fn bpm_of(thousandths: u32) -> f64 {
    f64::from(thousandths) / 1000.0
}

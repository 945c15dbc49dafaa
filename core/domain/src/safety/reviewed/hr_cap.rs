//! HR-CAP: no heart-rate target above 85 % of the maximum, in any block and in any target.

use super::Verdict;
use super::change::{Sessions, adjusted, refusal};
use crate::plan::{Block, HeartRateTarget, Target};
use crate::safety::facts::Facts;
use crate::safety::limits::conditions;
use crate::safety::{Intervention, Rule};

/// Conditions under which heart rate tells nothing reliable about effort.
const NO_HEART_RATE: [&str; 2] = ["beta_blocker", "pregnancy"];

/// The cap on heart-rate targets of a person.
#[derive(Debug, Clone, PartialEq)]
pub enum HeartRateCap {
    /// Targets up to this whole number of bpm.
    Bpm {
        /// The cap, 85 % of the maximum, rounded down.
        cap: u32,
        /// Maximum heart rate that it was taken from, in bpm.
        max: f64,
        /// Where the maximum comes from: `measured or given`, `observed` or `estimated from age`.
        from: &'static str,
    },
    /// No heart-rate targets: effort is steered by RPE and the talk test.
    NoTargets {
        /// The condition that rules them out.
        condition: String,
    },
    /// The maximum cannot be told.
    Unknown,
}

/// The cap for a person: a measured or given maximum first (120 to 230 bpm), then the highest observed, then Tanaka's
/// estimate 208 - 0.7 x age (2001).
#[must_use]
pub fn heart_rate_cap(facts: &Facts) -> HeartRateCap {
    let profile = &facts.profile;
    let ruled_out = conditions(facts).find(|condition| {
        NO_HEART_RATE.iter().any(|known| condition.starts_with(known)) || condition.contains("pregnant")
    });
    if let Some(condition) = ruled_out {
        return HeartRateCap::NoTargets { condition };
    }
    let plausible = |bpm: &f64| (120.0..=230.0).contains(bpm);
    let cap = |max: f64, from| HeartRateCap::Bpm { cap: floor_cap(max), max, from };
    if let Some(max) = profile.max_hr_bpm.filter(plausible) {
        return cap(max, "measured or given");
    }
    if let Some(max) = facts.observed_max_hr_bpm.filter(plausible) {
        return cap(max, "observed");
    }
    profile
        .age_on(facts.today)
        .map(|age| 208.0 - 0.7 * f64::from(age))
        .filter(plausible)
        .map_or(HeartRateCap::Unknown, |max| cap(max, "estimated from age"))
}

/// 85 % of a maximum in whole bpm, rounded down; the smallest slack keeps 0.85 x 180 at 153 in floating point.
fn floor_cap(max: f64) -> u32 {
    (max * 0.85 + 1e-9).floor() as u32
}

pub(super) fn no_maximum() -> Intervention {
    refusal(
        Rule::HrCap,
        "heart-rate targets need your maximum heart rate or your date of birth; add one of them to your profile, or use RPE",
    )
}

/// Lowers the targets of some blocks; what changed, or why they cannot stand.
fn cap_blocks(blocks: &mut [Block], facts: &Facts) -> Result<Vec<String>, Intervention> {
    if blocks.iter().all(|block| block.heart_rate.is_none()) {
        return Ok(Vec::new());
    }
    match heart_rate_cap(facts) {
        HeartRateCap::Unknown => Err(no_maximum()),
        HeartRateCap::NoTargets { condition } => {
            for block in blocks {
                block.heart_rate = None;
            }
            Ok(vec![format!("heart-rate targets were taken out because of {}", condition.replace('_', " "))])
        }
        HeartRateCap::Bpm { cap, .. } => {
            let mut changed = Vec::new();
            for block in blocks {
                if let Some(target) = block.heart_rate
                    && target.low_bpm.max(target.high_bpm) > cap
                {
                    let lowered =
                        HeartRateTarget { low_bpm: target.low_bpm.min(cap), high_bpm: target.high_bpm.min(cap) };
                    changed.push(format!(
                        "lowered {} from {}-{} to {}-{} bpm",
                        block.name, target.low_bpm, target.high_bpm, lowered.low_bpm, lowered.high_bpm
                    ));
                    block.heart_rate = Some(lowered);
                }
            }
            Ok(changed)
        }
    }
}

/// Where a cap comes from, in words.
pub(super) fn basis(cap: &HeartRateCap) -> String {
    match cap {
        HeartRateCap::Bpm { cap, max, from } => {
            format!("at most {cap} bpm, 85 % of a maximum of {max:.1} bpm ({from})")
        }
        HeartRateCap::NoTargets { .. } => "use RPE and the talk test instead".to_owned(),
        HeartRateCap::Unknown => "the maximum is not known".to_owned(),
    }
}

/// No heart-rate target of any block above the cap.
pub(super) fn rule<T: Sessions>(value: &T, facts: &Facts) -> Verdict<T> {
    let mut value = value.clone();
    let mut lines = Vec::new();
    for session in value.sessions_mut() {
        match cap_blocks(&mut session.blocks, facts) {
            Ok(changed) => lines.extend(changed),
            Err(refused) => return Verdict::Refused(refused),
        }
    }
    let why = if lines.is_empty() { String::new() } else { basis(&heart_rate_cap(facts)) };
    adjusted(value, Rule::HrCap, lines, &why)
}

/// Units in which a heart rate is counted.
const BEATS: [&str; 5] = ["/min", "1/min", "bpm", "count/min", "{beats}/min"];

/// No target of a heart rate above the cap. Resting heart rate and recovery are outcomes, not efforts to be held.
pub(super) fn target(target: &Target, facts: &Facts) -> Verdict<Target> {
    let name = target.metric.to_lowercase();
    let effort = matches!(name.as_str(), "walking_hr" | "max_hr" | "hr_max" | "hr" | "pulse")
        || ((name.contains("heart_rate") || name.ends_with("_hr") || name.starts_with("hr_"))
            && !name.contains("variab"))
        || (BEATS.contains(&target.unit.as_str()) && !name.contains("respirat") && !name.contains("cadence"));
    if !effort || matches!(name.as_str(), "resting_hr" | "hr_recovery") {
        return Verdict::Allowed;
    }
    if !BEATS.contains(&target.unit.as_str()) {
        let detail = format!("a heart-rate target is counted in bpm, not in {}", target.unit);
        return Verdict::Refused(refusal(Rule::HrCap, detail));
    }
    let found = heart_rate_cap(facts);
    match &found {
        HeartRateCap::Unknown => Verdict::Refused(no_maximum()),
        HeartRateCap::NoTargets { condition } => Verdict::Refused(refusal(
            Rule::HrCap,
            format!("there are no heart-rate targets with {}; {}", condition.replace('_', " "), basis(&found)),
        )),
        HeartRateCap::Bpm { cap, .. } if target.value <= f64::from(*cap) => Verdict::Allowed,
        HeartRateCap::Bpm { cap, .. } => {
            let line = format!("lowered from {} to {cap} bpm", target.value);
            let lowered = Target { value: f64::from(*cap), ..target.clone() };
            adjusted(lowered, Rule::HrCap, vec![line], &basis(&found))
        }
    }
}

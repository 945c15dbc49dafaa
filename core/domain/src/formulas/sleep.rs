//! Sleep score of a night.

use super::{figure, input, insufficient, stats};
use crate::figure::{Computed, Confidence, Figure};
use crate::sleep::SleepSession;

/// The parts of a sleep score, each 0 to 100; `None` when the night does not tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SleepParts {
    /// 100 from 7 to 9 hours, down to 0 at 3 and at 13 hours.
    pub duration: f64,
    /// 100 when deep and REM sleep together are 40 % of the time asleep or more.
    pub stages: Option<f64>,
    /// 100 within 15 minutes of the usual middle of sleep, down to 0 at two hours.
    pub regularity: Option<f64>,
    /// 100 up to 20 minutes awake, down to 0 at 90 minutes.
    pub wake: f64,
}

/// Nights, of the 14 before, that regularity needs.
const REGULARITY_NEEDS: usize = 5;

/// 100 up to `grace`, then down in a line to 0 at `zero`.
fn falling(value: f64, grace: f64, zero: f64) -> f64 {
    (100.0 * (zero - value) / (zero - grace)).clamp(0.0, 100.0)
}

/// Minutes after local midnight of the middle of a night.
fn middle(night: &SleepSession) -> f64 {
    let local = (night.start_ms + night.end_ms) / 2 + i64::from(night.offset_min) * 60_000;
    local.rem_euclid(crate::time::DAY_MS) as f64 / 60_000.0
}

/// Minutes from one time of day to another, the short way round, from -720 to 720.
fn clock_distance(from: f64, to: f64) -> f64 {
    (to - from + 720.0).rem_euclid(1440.0) - 720.0
}

/// The parts of the score of a night. `before` are earlier sessions in any order; naps and nights more than 14 days
/// earlier are left out. `None` when nothing was slept.
#[must_use]
pub fn sleep_parts(night: &SleepSession, before: &[SleepSession]) -> Option<SleepParts> {
    if !(night.asleep_s.is_finite() && night.asleep_s > 0.0) {
        return None;
    }
    let hours = night.asleep_s / 3600.0;
    let duration = if hours < 7.0 { falling(7.0 - hours, 0.0, 4.0) } else { falling(hours, 9.0, 13.0) };
    let stages = night
        .deep_s
        .zip(night.rem_s)
        .map(|(deep, rem)| ((deep + rem) / night.asleep_s / 0.40 * 100.0).clamp(0.0, 100.0));
    let day = crate::time::epoch_day(night.wake_day);
    let usual: Vec<f64> = before
        .iter()
        .filter(|other| !other.nap && (1..=14).contains(&(day - crate::time::epoch_day(other.wake_day))))
        .map(|other| clock_distance(middle(night), middle(other)))
        .collect();
    let regularity =
        stats::median(&usual).filter(|_| usual.len() >= REGULARITY_NEEDS).map(|away| falling(away.abs(), 15.0, 120.0));
    Some(SleepParts { duration, stages, regularity, wake: falling(night.awake_s / 60.0, 20.0, 90.0) })
}

/// The score of a night, 0 to 100, dated by its wake day: 0.40 duration, 0.20 stages, 0.20 regularity, 0.20 wake after
/// sleep onset; parts that are not known are dropped and the rest weighs more. After comparing open designs.
///
/// # Errors
/// [`Insufficient`](crate::figure::Insufficient) when nothing was slept, and for a nap, which stands apart.
pub fn sleep_score(night: &SleepSession, before: &[SleepSession]) -> Computed {
    if night.nap {
        return Err(insufficient("sleep score", 0, 1, "nights beside naps"));
    }
    let parts = sleep_parts(night, before).ok_or_else(|| insufficient("sleep score", 0, 1, "nights with sleep"))?;
    let terms = [
        ("duration", 0.40, Some(parts.duration)),
        ("sleep stages", 0.20, parts.stages),
        ("five earlier nights for regularity", 0.20, parts.regularity),
        ("time awake", 0.20, Some(parts.wake)),
    ];
    let weight: f64 = terms.iter().filter(|term| term.2.is_some()).map(|term| term.1).sum();
    let score = terms.iter().filter_map(|(_, share, value)| value.map(|value| value * share)).sum::<f64>() / weight;
    let missing: Vec<String> = terms.iter().filter(|term| term.2.is_none()).map(|term| term.0.to_owned()).collect();
    let confidence = if missing.is_empty() { Confidence::High } else { Confidence::Medium };
    let at =
        |name: &str, seconds: f64| input(name, seconds / 60.0, "min", &night.source, night.wake_day, night.wake_day);
    let mut inputs = vec![at("asleep", night.asleep_s), at("awake", night.awake_s)];
    inputs.extend(night.deep_s.map(|deep| at("deep", deep)));
    inputs.extend(night.rem_s.map(|rem| at("rem", rem)));
    Ok(Figure { missing, ..figure("sleep_score", score, "1", confidence, inputs) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::{DAY_MS, date_of_epoch_day};
    use proptest::prelude::*;

    /// A night that ends on day `day`, with its middle at `middle` minutes after midnight.
    fn night(day: i32, middle: i64, hours: f64) -> SleepSession {
        let centre = i64::from(day) * DAY_MS + middle * 60_000;
        let half = (hours * 1_800_000.0) as i64;
        SleepSession {
            wake_day: date_of_epoch_day(day),
            nap: false,
            start_ms: centre - half,
            end_ms: centre + half,
            offset_min: 0,
            asleep_s: hours * 3600.0,
            in_bed_s: None,
            awake_s: 0.0,
            light_s: Some(hours * 3600.0 * 0.6),
            deep_s: Some(hours * 3600.0 * 0.2),
            rem_s: Some(hours * 3600.0 * 0.2),
            source: "watch".to_owned(),
        }
    }

    #[test]
    fn a_good_night_is_a_hundred() {
        let before: Vec<SleepSession> = (1..=14).map(|back| night(20_000 - back, 180, 8.0)).collect();
        let figure = sleep_score(&night(20_000, 195, 8.0), &before).unwrap();
        assert_eq!((figure.value, figure.confidence), (100.0, Confidence::High));
        for hours in [7.0, 9.0] {
            assert_eq!(sleep_parts(&night(20_000, 180, hours), &before).unwrap().duration, 100.0);
        }
        assert_eq!(sleep_parts(&night(20_000, 180, 5.0), &before).unwrap().duration, 50.0);
        assert_eq!(sleep_parts(&night(20_000, 180, 11.0), &before).unwrap().duration, 50.0);
        assert!(sleep_parts(&night(20_000, 196, 8.0), &before).unwrap().regularity.unwrap() < 100.0);
        let awake = SleepSession { awake_s: 55.0 * 60.0, ..night(20_000, 180, 8.0) };
        assert_eq!(sleep_parts(&awake, &before).unwrap().wake, 50.0);
    }

    #[test]
    fn regularity_goes_over_midnight_and_leaves_naps_out() {
        let before: Vec<SleepSession> = (1..=6).map(|back| night(20_000 - back, -5, 8.0)).collect();
        assert_eq!(sleep_parts(&night(20_000, 5, 8.0), &before).unwrap().regularity, Some(100.0));
        let naps: Vec<SleepSession> = before.iter().cloned().map(|night| SleepSession { nap: true, ..night }).collect();
        assert_eq!(sleep_parts(&night(20_000, 5, 8.0), &naps).unwrap().regularity, None);
        assert_eq!(sleep_parts(&night(20_000, 5, 8.0), &before[..4]).unwrap().regularity, None);
    }

    #[test]
    fn what_is_not_known_is_named_and_not_counted_as_bad() {
        let plain = SleepSession { deep_s: None, rem_s: None, ..night(20_000, 180, 8.0) };
        let figure = sleep_score(&plain, &[]).unwrap();
        assert!((figure.value - 100.0).abs() < 1e-9);
        assert_eq!(figure.missing, ["sleep stages", "five earlier nights for regularity"]);
        assert!(sleep_score(&SleepSession { asleep_s: 0.0, ..plain.clone() }, &[]).is_err());
        assert!(sleep_score(&SleepSession { nap: true, ..plain }, &[]).is_err());
    }

    proptest! {
        #[test]
        fn every_night_scores_between_0_and_100(hours in 0.1_f64..20.0, middle in -2000_i64..2000, awake in 0.0_f64..50_000.0) {
            let before: Vec<SleepSession> = (1..=14).map(|back| night(20_000 - back, 180, 8.0)).collect();
            let score = sleep_score(&SleepSession { awake_s: awake, ..night(20_000, middle, hours) }, &before).unwrap().value;
            prop_assert!((0.0..=100.0).contains(&score));
        }
    }
}

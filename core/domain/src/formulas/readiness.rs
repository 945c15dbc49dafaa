//! Readiness: how last night compares with the person's own usual nights.

use super::{Reading, days_before, insufficient, sources, stats, within};
use crate::figure::{Confidence, Insufficient};
use jiff::civil::Date;

/// What goes in, each with the day in question and the days before it.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReadinessInputs<'a> {
    /// Nightly heart rate variability in milliseconds, of one measure.
    pub hrv: &'a [Reading<'a>],
    /// Resting heart rate in bpm.
    pub resting_hr: &'a [Reading<'a>],
    /// Time asleep in seconds or minutes.
    pub asleep: &'a [Reading<'a>],
    /// Breaths per minute.
    pub respiratory_rate: &'a [Reading<'a>],
}

/// What moved the score.
#[derive(Debug, Clone, PartialEq)]
pub struct Driver {
    /// `hrv`, `resting_hr`, `asleep` or `respiratory_rate`.
    pub name: &'static str,
    /// Robust standard deviations from usual, positive when it speaks for readiness, between -3 and 3.
    pub z: f64,
    /// Share of the score, after missing terms were dropped.
    pub weight: f64,
    /// The day's value.
    pub value: f64,
    /// Median of the days before.
    pub normal: f64,
    /// One robust standard deviation under the median.
    pub low: f64,
    /// One robust standard deviation over the median.
    pub high: f64,
    /// Days that the median is of.
    pub days: u32,
    /// First and last day that went in.
    pub period: (Date, Date),
    /// Sources.
    pub sources: String,
}

/// A readiness score and its drivers.
#[derive(Debug, Clone, PartialEq)]
pub struct Readiness {
    /// 0 to 100; [`USUAL_SCORE`] is a usual day.
    pub score: f64,
    /// By how much of the weight was there.
    pub confidence: Confidence,
    /// What moved it, heaviest first.
    pub drivers: Vec<Driver>,
    /// Terms without a value for the day or without enough days before.
    pub missing: Vec<&'static str>,
}

/// Days before the day in question that "usual" is taken from.
pub const BASELINE_DAYS: i32 = 28;
/// Days of them that a term needs.
pub const BASELINE_NEEDS: usize = 7;

/// The score of a day that is usual in everything.
pub const USUAL_SCORE: f64 = 60.0;

/// Scores below this ask for an easy day.
pub const LOW_BELOW: f64 = 40.0;
/// Scores from this on allow hard training.
pub const HIGH_FROM: f64 = 70.0;

/// The logarithm of the odds of [`USUAL_SCORE`].
const USUAL_LOGIT: f64 = 0.405_465_108_108_164_4;

/// Name, weight, sign and whether logarithms are compared.
const TERMS: [(&str, f64, f64, bool); 4] = [
    ("hrv", 0.40, 1.0, true),
    ("resting_hr", 0.30, -1.0, false),
    ("asleep", 0.20, 1.0, false),
    ("respiratory_rate", 0.10, -1.0, false),
];

/// The score of a day: a weighted mean of robust z-scores (median, MAD; SD when MAD is 0) against the four weeks
/// before, turned into 0 to 100 by 100 / (1 + e^-(z + ln 1.5)). After comparing open designs; the weights are 0.40
/// variability, 0.30 resting heart rate, 0.20 sleep, 0.10 respiratory rate.
///
/// The mean of four terms scatters less than one of them (0.6 to 0.8 of a standard deviation, by how much they go
/// together), so the curve that gives one term its normal percentile is too steep for it.
/// With this one 9 to 14 of 100 normal days lie below [`LOW_BELOW`], and 77 to 98 of 100 days of illness;
/// docs/figures.md has the simulation.
///
/// # Errors
/// [`Insufficient`] below two inputs or below half of the weight.
pub fn readiness(day: Date, inputs: &ReadinessInputs<'_>) -> Result<Readiness, Insufficient> {
    let data = [inputs.hrv, inputs.resting_hr, inputs.asleep, inputs.respiratory_rate];
    let mut drivers = Vec::new();
    let mut missing = Vec::new();
    for ((name, weight, sign, log), readings) in TERMS.into_iter().zip(data) {
        match driver(day, readings, sign, log) {
            Some(found) => drivers.push(Driver { name, weight, ..found }),
            None => missing.push(name),
        }
    }
    let weight: f64 = drivers.iter().map(|driver| driver.weight).sum();
    if drivers.len() < 2 || weight < 0.5 - 1e-9 {
        return Err(insufficient(
            "readiness",
            drivers.len(),
            2,
            "inputs with half of the weight (heart rate variability, resting heart rate, sleep, respiratory rate)",
        ));
    }
    for driver in &mut drivers {
        driver.weight /= weight;
    }
    let z: f64 = drivers.iter().map(|driver| driver.weight * driver.z).sum();
    let confidence = if weight > 0.99 {
        Confidence::High
    } else if weight >= 0.7 - 1e-9 {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    Ok(Readiness { score: 100.0 / (1.0 + (-(z + USUAL_LOGIT)).exp()), confidence, drivers, missing })
}

fn driver(day: Date, readings: &[Reading<'_>], sign: f64, log: bool) -> Option<Driver> {
    let (first, last) = (days_before(day, BASELINE_DAYS), days_before(day, 1));
    let usable = |reading: &&Reading<'_>| reading.value > 0.0;
    let scale = |value: f64| if log { value.ln() } else { value };
    let back = |value: f64| if log { value.exp() } else { value };
    let today = within(readings, day, day).find(usable)?;
    let before: Vec<f64> = within(readings, first, last).filter(usable).map(|reading| scale(reading.value)).collect();
    if before.len() < BASELINE_NEEDS {
        return None;
    }
    let normal = stats::median(&before)?;
    let spread = stats::robust_deviation(&before)
        .filter(|spread| *spread > 1e-9)
        .or_else(|| stats::standard_deviation(&before).filter(|spread| *spread > 1e-9))?;
    let z = (sign * (scale(today.value) - normal) / spread).clamp(-3.0, 3.0);
    let earliest = within(readings, first, last).map(|reading| reading.day).min()?;
    Some(Driver {
        name: "",
        z,
        weight: 0.0,
        value: today.value,
        normal: back(normal),
        low: back(normal - spread),
        high: back(normal + spread),
        days: u32::try_from(before.len()).unwrap_or(u32::MAX),
        period: (earliest, day),
        sources: sources(within(readings, first, day)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Date = date(2026, 11, 20);

    fn series(today: f64, usual: f64, spread: f64) -> Vec<Reading<'static>> {
        let mut days = vec![Reading::new(DAY, today, "watch")];
        days.extend(
            (1..=28)
                .map(|back| Reading::new(days_before(DAY, back), usual + spread * f64::from(back % 5 - 2), "watch")),
        );
        days
    }

    #[test]
    fn a_usual_day_is_sixty_and_a_bad_one_less() {
        let (hrv, rest, sleep, breath) =
            (series(50.0, 50.0, 2.0), series(52.0, 52.0, 1.0), series(420.0, 420.0, 10.0), series(14.0, 14.0, 0.2));
        let usual = readiness(
            DAY,
            &ReadinessInputs { hrv: &hrv, resting_hr: &rest, asleep: &sleep, respiratory_rate: &breath },
        )
        .unwrap();
        assert!(
            (usual.score - USUAL_SCORE).abs() < 1e-6
                && usual.confidence == Confidence::High
                && usual.missing.is_empty()
        );
        let high = series(58.0, 52.0, 1.0);
        let bad = readiness(
            DAY,
            &ReadinessInputs { hrv: &hrv, resting_hr: &high, asleep: &sleep, respiratory_rate: &breath },
        )
        .unwrap();
        // Resting heart rate far off alone, with the rest as usual, is a day to take it easy: z = 0.3 x -3.
        assert!((bad.score - 100.0 / (1.0 + (0.9_f64).exp() / 1.5)).abs() < 1e-6, "{bad:?}");
        assert!(bad.score < LOW_BELOW);
        let driver = bad.drivers.iter().find(|driver| driver.name == "resting_hr").unwrap();
        assert!(driver.z < -2.9 && (driver.normal - 52.0).abs() < 1e-9);
    }

    #[test]
    fn missing_terms_are_dropped_and_the_rest_weighs_more() {
        let (hrv, rest, sleep) = (series(50.0, 50.0, 2.0), series(52.0, 52.0, 1.0), series(420.0, 420.0, 10.0));
        let two =
            readiness(DAY, &ReadinessInputs { hrv: &hrv, resting_hr: &rest, ..ReadinessInputs::default() }).unwrap();
        assert!((two.drivers[0].weight - 4.0 / 7.0).abs() < 1e-9 && (two.drivers[1].weight - 3.0 / 7.0).abs() < 1e-9);
        assert_eq!((two.missing, two.confidence), (vec!["asleep", "respiratory_rate"], Confidence::Medium));
        assert!(readiness(DAY, &ReadinessInputs { hrv: &hrv, ..ReadinessInputs::default() }).is_err());
        assert!(
            readiness(DAY, &ReadinessInputs { resting_hr: &rest, asleep: &sleep, ..ReadinessInputs::default() })
                .is_ok()
        );
        assert!(
            readiness(DAY, &ReadinessInputs { asleep: &sleep, respiratory_rate: &rest, ..ReadinessInputs::default() })
                .is_err()
        );
        assert!(
            readiness(DAY, &ReadinessInputs { hrv: &hrv[1..], resting_hr: &rest[1..], ..ReadinessInputs::default() })
                .is_err()
        );
        assert!(
            readiness(DAY, &ReadinessInputs { hrv: &hrv[..7], resting_hr: &rest, ..ReadinessInputs::default() })
                .is_err()
        );
        assert!(
            readiness(DAY, &ReadinessInputs { hrv: &hrv[..8], resting_hr: &rest, ..ReadinessInputs::default() })
                .is_ok()
        );
    }

    #[test]
    fn without_any_spread_a_term_says_nothing() {
        let flat = series(60.0, 50.0, 0.0);
        assert!(
            readiness(DAY, &ReadinessInputs { hrv: &flat, resting_hr: &flat, ..ReadinessInputs::default() }).is_err()
        );
    }

    #[test]
    fn few_normal_days_are_low_and_most_sick_ones_are() {
        // A fixed sequence of normal values: a congruential generator through the Box-Muller transform.
        let mut state = 12_345_u64;
        let mut uniform = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((state >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
        };
        let mut normal = move || (-2.0 * uniform().ln()).sqrt() * (std::f64::consts::TAU * uniform()).cos();
        let mut share_low = |off: f64| {
            let mut low = 0_u32;
            for _ in 0..1000 {
                let mut term = |usual: f64, spread: f64, off: f64| -> Vec<Reading<'static>> {
                    (0..=28)
                        .map(|back| {
                            let shift = if back == 0 { off } else { 0.0 };
                            Reading::new(days_before(DAY, back), usual + spread * (normal() + shift), "watch")
                        })
                        .collect()
                };
                let hrv: Vec<Reading<'_>> = term(3.9, 0.15, -off)
                    .into_iter()
                    .map(|night| Reading { value: night.value.exp(), ..night })
                    .collect();
                let (rest, asleep, breath) =
                    (term(55.0, 2.0, off), term(420.0, 40.0, -off / 3.0), term(14.0, 0.5, off));
                let inputs =
                    ReadinessInputs { hrv: &hrv, resting_hr: &rest, asleep: &asleep, respiratory_rate: &breath };
                low += u32::from(readiness(DAY, &inputs).unwrap().score < LOW_BELOW);
            }
            f64::from(low) / 1000.0
        };
        let (well, sick) = (share_low(0.0), share_low(2.0));
        assert!((0.04..0.14).contains(&well), "{well}");
        assert!(sick > 0.85, "{sick}");
    }

    proptest! {
        #[test]
        fn the_score_is_a_score(values in prop::collection::vec(-10.0_f64..1000.0, 30), other in prop::collection::vec(0.1_f64..500.0, 30)) {
            let days = |values: &[f64]| -> Vec<Reading<'static>> {
                values.iter().zip(0..).map(|(value, back)| Reading::new(days_before(DAY, back), *value, "x")).collect()
            };
            let (hrv, rest) = (days(&values), days(&other));
            if let Ok(found) = readiness(DAY, &ReadinessInputs { hrv: &hrv, resting_hr: &rest, ..ReadinessInputs::default() }) {
                prop_assert!((0.0..=100.0).contains(&found.score));
                prop_assert!((found.drivers.iter().map(|driver| driver.weight).sum::<f64>() - 1.0).abs() < 1e-9);
            }
        }
    }
}

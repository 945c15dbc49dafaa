//! Cycling power: normalized power, intensity factor and training stress score.

use super::{Reading, figure, input, insufficient};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use jiff::civil::Date;

/// Seconds of the rolling mean.
pub const WINDOW_S: usize = 30;
/// How long one reading stands when the next ones are lost, in seconds; longer is a gap.
pub const HOLD_S: i64 = 5;
/// Powers that are believed, in watts; the best sprinters reach about 2,500.
pub const PLAUSIBLE_WATTS: std::ops::RangeInclusive<f64> = 0.0..=3000.0;
/// Seconds below which normalized power says little about effort (Allen and Coggan 2010: efforts of 20 minutes on).
pub const MEANINGFUL_S: usize = 1200;

/// Longest ride that is resampled, in seconds: two days.
const LONGEST_S: i64 = 172_800;

/// One value for each second from the first sample to the last: the mean of the second's samples, else the last value
/// for up to [`HOLD_S`] seconds, else `None`. Coasting is 0 W; a gap is unknown and never 0.
///
/// Samples are `(milliseconds, watts)` in any order; those outside [`PLAUSIBLE_WATTS`], and those more than two days
/// after the first, are left out.
#[must_use]
pub fn seconds(samples: &[(i64, f64)]) -> Vec<Option<f64>> {
    let mut found: Vec<(i64, f64)> =
        samples.iter().filter(|(_, watts)| PLAUSIBLE_WATTS.contains(watts)).copied().collect();
    found.sort_by_key(|(at, _)| *at);
    let Some(first) = found.first().map(|(at, _)| at.div_euclid(1000)) else { return Vec::new() };
    let mut grid: Vec<Option<f64>> = Vec::new();
    let mut next = found.iter().map(|(at, watts)| (at.div_euclid(1000).saturating_sub(first), *watts)).peekable();
    let mut last: Option<(i64, f64)> = None;
    while let Some((second, _)) = next.peek().copied().filter(|(second, _)| *second <= LONGEST_S) {
        let (mut sum, mut count) = (0.0, 0.0);
        while let Some((_, watts)) = next.next_if(|(at, _)| *at == second) {
            sum += watts;
            count += 1.0;
        }
        if let Some((before, watts)) = last {
            grid.extend((before + 1..second).map(|missing| (missing - before <= HOLD_S).then_some(watts)));
        }
        grid.push(Some(sum / count));
        last = Some((second, sum / count));
    }
    grid
}

/// Normalized power in watts: the fourth root of the mean of the fourth powers of the 30 s rolling mean (Coggan; Allen
/// and Coggan 2010). `None` without 30 known seconds in a row.
///
/// The rolling mean starts when its window is full, at the 30th second, as Coggan defines it, and again after each
/// gap: no window reaches over one. GoldenCheetah starts from a window of zeros and counts those 30 seconds, and joins
/// what lies before and after a pause, which gives a little less for a ride of an hour and much less for a short one;
/// sweatpy starts with shorter windows.
#[must_use]
pub fn normalized_power(seconds: &[Option<f64>]) -> Option<f64> {
    let (mut total, mut windows) = (0.0, 0_u32);
    for stretch in seconds.split(Option::is_none) {
        let watts: Vec<f64> = stretch.iter().flatten().copied().collect();
        for window in watts.windows(WINDOW_S) {
            total += (window.iter().sum::<f64>() / WINDOW_S as f64).powi(4);
            windows += 1;
        }
    }
    (windows > 0).then(|| (total / f64::from(windows)).powf(0.25))
}

/// Intensity factor: normalized power over functional threshold power. `None` for an impossible threshold.
#[must_use]
pub fn intensity_factor(normalized: f64, threshold: f64) -> Option<f64> {
    (normalized.is_finite() && normalized >= 0.0 && threshold.is_finite() && threshold > 0.0)
        .then_some(normalized / threshold)
}

/// Training stress score: seconds x NP x IF / (FTP x 3600) x 100, so that an hour at threshold is 100. `None` for
/// impossible values.
#[must_use]
pub fn training_stress(seconds: f64, normalized: f64, threshold: f64) -> Option<f64> {
    let factor = intensity_factor(normalized, threshold)?;
    (seconds.is_finite() && seconds >= 0.0).then_some(seconds * normalized * factor / (threshold * 3600.0) * 100.0)
}

/// The power figures of a ride.
#[derive(Debug, Clone, PartialEq)]
pub struct RidePower {
    /// Normalized power in watts.
    pub normalized: Figure,
    /// Intensity factor, or why there is none.
    pub intensity: Computed,
    /// Training stress score, or why there is none.
    pub stress: Computed,
}

/// Normalized power, intensity factor and training stress score of a ride of `samples` (see [`seconds`]) on a day.
/// The score counts the known seconds, so a pause adds nothing.
///
/// # Errors
/// [`Insufficient`] without 30 known seconds in a row, or when less than half of the ride is known.
pub fn ride_power(
    samples: &[(i64, f64)],
    day: Date,
    source: &str,
    threshold: Option<Reading<'_>>,
) -> Result<RidePower, Insufficient> {
    let grid = seconds(samples);
    let known = grid.iter().flatten().count();
    let lacks = |have: usize, unit: &str, need: usize| {
        insufficient("normalized power", have, u32::try_from(need).unwrap_or(u32::MAX), unit)
    };
    let value = normalized_power(&grid).ok_or_else(|| lacks(known, "seconds of power in a row", WINDOW_S))?;
    if known * 2 < grid.len() {
        return Err(lacks(known, "seconds of power", grid.len().div_ceil(2)));
    }
    let confidence = if known < MEANINGFUL_S {
        Confidence::Low
    } else if known * 10 < grid.len() * 9 {
        Confidence::Medium
    } else {
        Confidence::High
    };
    let mean = grid.iter().flatten().sum::<f64>() / known as f64;
    let mut missing = Vec::new();
    if known < grid.len() {
        missing.push(format!("power of {} seconds", grid.len() - known));
    }
    if known < MEANINGFUL_S {
        missing.push("20 minutes of power, below which it says little".to_owned());
    }
    let inputs = vec![
        input("power_mean", mean, "W", source, day, day),
        input("power_known", known as f64, "s", source, day, day),
    ];
    let normalized = Figure { missing, ..figure("normalized_power", value, "W", confidence, inputs) };
    let of = |name: &str, compute: &dyn Fn(f64) -> Option<f64>| -> Computed {
        let threshold = threshold.ok_or_else(|| insufficient(name, 0, 1, "functional threshold powers"))?;
        let value = compute(threshold.value)
            .ok_or_else(|| insufficient(name, 0, 1, "plausible functional threshold powers"))?;
        let inputs = normalized.inputs.iter().cloned().chain([threshold.input("functional_threshold_power", "W")]);
        Ok(Figure {
            name: name.to_owned(),
            value,
            unit: "1".to_owned(),
            inputs: inputs.collect(),
            ..normalized.clone()
        })
    };
    let intensity = of("intensity_factor", &|threshold| intensity_factor(value, threshold));
    let stress = of("training_stress_score", &|threshold| training_stress(known as f64, value, threshold));
    Ok(RidePower { intensity, stress, normalized })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Date = date(2026, 11, 20);

    fn ride(watts: impl Iterator<Item = f64>) -> Vec<(i64, f64)> {
        watts.zip(0..).map(|(watts, second)| (second * 1000, watts)).collect()
    }

    #[test]
    fn an_hour_at_two_hundred_watts() {
        let threshold = Reading::new(DAY, 250.0, "test");
        let found = ride_power(&ride(std::iter::repeat_n(200.0, 3600)), DAY, "meter", Some(threshold)).unwrap();
        assert!((found.normalized.value - 200.0).abs() < 1e-9 && found.normalized.confidence == Confidence::High);
        assert!((found.intensity.unwrap().value - 0.8).abs() < 1e-9);
        let stress = found.stress.unwrap();
        assert!((stress.value - 64.0).abs() < 1e-9 && stress.inputs.len() == 3 && stress.missing.is_empty());
        assert!((training_stress(3600.0, 250.0, 250.0).unwrap() - 100.0).abs() < 1e-9);
    }

    #[test]
    fn the_window_starts_full() {
        assert_eq!(normalized_power(&[Some(200.0); 29]), None);
        assert!((normalized_power(&[Some(200.0); 30]).unwrap() - 200.0).abs() < 1e-9);
        // By hand: 30 s at 0 W then 30 s at 300 W are 31 windows, the k-th with a mean of 10 k W.
        let steps: Vec<Option<f64>> = [Some(0.0); 30].into_iter().chain([Some(300.0); 30]).collect();
        let by_hand = ((0..=30).map(|k| (10.0 * f64::from(k)).powi(4)).sum::<f64>() / 31.0).powf(0.25);
        assert!((normalized_power(&steps).unwrap() - by_hand).abs() < 1e-9);
    }

    #[test]
    fn gaps_are_unknown_and_never_zero() {
        let mut samples = ride(std::iter::repeat_n(200.0, 120));
        samples.retain(|(at, _)| !(60_000..70_000).contains(at));
        let grid = seconds(&samples);
        assert_eq!((grid.len(), grid[64], grid[65], grid[69], grid[70]), (120, Some(200.0), None, None, Some(200.0)));
        assert!((normalized_power(&grid).unwrap() - 200.0).abs() < 1e-9);
        let zeroed: Vec<Option<f64>> = grid.iter().map(|second| second.or(Some(0.0))).collect();
        assert!(normalized_power(&zeroed).unwrap() < 199.0);
        let found = ride_power(&samples, DAY, "meter", None).unwrap();
        assert_eq!(found.normalized.missing[0], "power of 5 seconds");
        assert_eq!((found.normalized.confidence, found.stress.unwrap_err().need), (Confidence::Low, 1));
    }

    #[test]
    fn seconds_are_means_in_any_order_and_absurd_values_are_left_out() {
        let grid =
            seconds(&[(2100, 300.0), (1000, 100.0), (1900, 200.0), (2000, 9000.0), (2500, f64::NAN), (1500, -1.0)]);
        assert_eq!(grid, [Some(150.0), Some(300.0)]);
        assert_eq!(seconds(&[]), []);
        assert_eq!(seconds(&[(i64::MIN, 100.0), (i64::MAX, 100.0)]).len(), 1);
        let sparse = [(0, 100.0), (100_000, 100.0)];
        assert_eq!(seconds(&sparse).iter().flatten().count(), 7);
        assert!(ride_power(&sparse, DAY, "meter", None).is_err());
        // 30 known seconds in a row, but three quarters of the ride unknown.
        let mut mostly = ride(std::iter::repeat_n(100.0, 31));
        mostly.push((150_000, 100.0));
        assert_eq!(ride_power(&mostly, DAY, "meter", None).unwrap_err().need, 76);
    }

    #[test]
    fn impossible_thresholds_give_nothing() {
        for threshold in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(intensity_factor(200.0, threshold), None);
            assert_eq!(training_stress(3600.0, 200.0, threshold), None);
        }
        assert_eq!((training_stress(-1.0, 200.0, 250.0), intensity_factor(f64::NAN, 250.0)), (None, None));
    }

    proptest! {
        #[test]
        fn normalized_power_lies_between_the_mean_and_the_top_and_scales(
            watts in prop::collection::vec(0.0_f64..1000.0, 30..200), factor in 0.1_f64..3.0
        ) {
            let grid: Vec<Option<f64>> = watts.iter().copied().map(Some).collect();
            let found = normalized_power(&grid).unwrap();
            let means: Vec<f64> = watts.windows(WINDOW_S).map(|window| window.iter().sum::<f64>() / 30.0).collect();
            let mean = means.iter().sum::<f64>() / means.len() as f64;
            prop_assert!(found >= mean - 1e-9 && found <= means.iter().copied().fold(0.0, f64::max) + 1e-9);
            let scaled: Vec<Option<f64>> = watts.iter().map(|watts| Some(watts * factor)).collect();
            prop_assert!((normalized_power(&scaled).unwrap() - found * factor).abs() < 1e-6);
        }
    }
}

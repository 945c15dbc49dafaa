//! One-repetition maximum from a set.

use super::{days_before, figure, input};
use crate::figure::{Computed, Confidence, Insufficient};
use crate::record::StrengthSet;
use jiff::civil::Date;

/// Repetitions above which no formula holds.
pub const MAX_REPS: u32 = 12;

/// A way to estimate the one-repetition maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum E1rm {
    /// Epley (1985): w (1 + r / 30).
    Epley,
    /// Brzycki (1993): 36 w / (37 - r).
    Brzycki,
    /// Lombardi (1989): w r^0.10.
    Lombardi,
}

impl E1rm {
    /// Name of the figure, for example `e1rm_epley`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            E1rm::Epley => "e1rm_epley",
            E1rm::Brzycki => "e1rm_brzycki",
            E1rm::Lombardi => "e1rm_lombardi",
        }
    }

    /// The estimate for a weight in kilograms; one repetition is the weight itself.
    ///
    /// `None` for no weight, no repetition, or more than [`MAX_REPS`], where the error grows past use (Reynolds 2006).
    #[must_use]
    pub fn estimate(self, weight_kg: f64, reps: u32) -> Option<f64> {
        if !(weight_kg.is_finite() && weight_kg > 0.0) || reps == 0 || reps > MAX_REPS {
            return None;
        }
        let r = f64::from(reps);
        Some(match self {
            _ if reps == 1 => weight_kg,
            E1rm::Epley => weight_kg * (1.0 + r / 30.0),
            E1rm::Brzycki => weight_kg * 36.0 / (37.0 - r),
            E1rm::Lombardi => weight_kg * r.powf(0.10),
        })
    }
}

/// Lowest and highest value to show with an estimate: nothing for a real maximum, 10 % to five repetitions, 13 % above
/// (Reynolds 2006; Hutchins 2010).
#[must_use]
pub fn e1rm_range(estimate: f64, reps: u32) -> (f64, f64) {
    let error = match reps {
        0 | 1 => 0.0,
        2..=5 => 0.10,
        _ => 0.13,
    };
    (estimate * (1.0 - error), estimate * (1.0 + error))
}

/// The estimate of a set. `body_mass_kg` is added for body-weight lifts and left out for others.
///
/// # Errors
/// [`Insufficient`] for warm-ups, missed sets, and repetitions outside 1 to [`MAX_REPS`].
pub fn e1rm_of_set(formula: E1rm, set: &StrengthSet, body_mass_kg: Option<f64>, day: Date, source: &str) -> Computed {
    let weight = set.weight_kg + body_mass_kg.unwrap_or(0.0);
    let value =
        formula.estimate(weight, set.reps).filter(|_| !set.warmup && !set.missed).ok_or_else(|| Insufficient {
            what: formula.name().to_owned(),
            have: 0,
            need: 1,
            unit: "working sets of 1 to 12 repetitions".to_owned(),
        })?;
    let confidence = match set.reps {
        1..=5 => Confidence::High,
        6..=10 => Confidence::Medium,
        _ => Confidence::Low,
    };
    let inputs = vec![
        input("weight", weight, "kg", source, day, day),
        input("reps", f64::from(set.reps), "1", source, day, day),
    ];
    Ok(figure(formula.name(), value, "kg", confidence, inputs))
}

/// Days over which the best estimate stands for what a person can lift now: a light day is no lower maximum.
pub const CURRENT_DAYS: i32 = 28;
/// Share of the current maximum below which a day was light on purpose (a deload, technique) and says nothing about
/// strength; plans lower loads by 10 % and more in such weeks.
pub const LIGHT_BELOW: f64 = 0.9;

/// The best estimate of the [`CURRENT_DAYS`] that end on a day, with its own day; the latest of a tie.
#[must_use]
pub fn current_max(maxima: &[(Date, f64)], on: Date) -> Option<(Date, f64)> {
    let from = days_before(on, CURRENT_DAYS - 1);
    maxima
        .iter()
        .filter(|(day, value)| (from..=on).contains(day) && value.is_finite())
        .copied()
        .reduce(|best, next| if next.1 >= best.1 { next } else { best })
}

/// The days on which the person lifted near their current maximum, for a trend of strength.
#[must_use]
pub fn hard_days(maxima: &[(Date, f64)]) -> Vec<(Date, f64)> {
    maxima
        .iter()
        .filter(|(day, value)| current_max(maxima, *day).is_some_and(|(_, current)| *value >= current * LIGHT_BELOW))
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tenth(value: Option<f64>) -> Option<f64> {
        value.map(|value| (value * 10.0).round() / 10.0)
    }

    #[test]
    fn vectors() {
        for (reps, epley, brzycki, lombardi) in
            [(1, 100.0, 100.0, 100.0), (5, 116.7, 112.5, 117.5), (10, 133.3, 133.3, 125.9)]
        {
            assert_eq!(tenth(E1rm::Epley.estimate(100.0, reps)), Some(epley));
            assert_eq!(tenth(E1rm::Brzycki.estimate(100.0, reps)), Some(brzycki));
            assert_eq!(tenth(E1rm::Lombardi.estimate(100.0, reps)), Some(lombardi));
        }
    }

    #[test]
    fn edges_are_refused() {
        for (weight, reps) in [(100.0, 0), (100.0, 13), (0.0, 5), (-1.0, 5), (f64::NAN, 5), (f64::INFINITY, 5)] {
            assert_eq!(E1rm::Epley.estimate(weight, reps), None, "{weight} x {reps}");
        }
        assert!(E1rm::Brzycki.estimate(100.0, 12).is_some());
    }

    #[test]
    fn warm_ups_and_missed_sets_are_left_out_and_body_weight_is_added() {
        let set = StrengthSet {
            exercise: "pull-up".to_owned(),
            weight_kg: 20.0,
            reps: 1,
            rpe: None,
            warmup: false,
            missed: false,
        };
        let day = jiff::civil::date(2026, 11, 1);
        let figure = e1rm_of_set(E1rm::Epley, &set, Some(80.0), day, "app").unwrap();
        assert_eq!((figure.value, figure.inputs[0].value, figure.inputs[0].source.as_str()), (100.0, 100.0, "app"));
        assert!(e1rm_of_set(E1rm::Epley, &StrengthSet { warmup: true, ..set.clone() }, None, day, "app").is_err());
        assert!(e1rm_of_set(E1rm::Epley, &StrengthSet { missed: true, ..set }, None, day, "app").is_err());
    }

    #[test]
    fn a_deload_lowers_neither_the_current_maximum_nor_the_trend() {
        let day = |of: i8| jiff::civil::date(2026, 10, of);
        let maxima = [(day(1), 100.0), (day(8), 102.0), (day(15), 104.0), (day(22), 80.0)];
        assert_eq!(current_max(&maxima, day(22)), Some((day(15), 104.0)));
        assert_eq!(current_max(&maxima, day(2)), Some((day(1), 100.0)));
        assert_eq!(current_max(&maxima, jiff::civil::date(2026, 9, 30)), None);
        assert_eq!(hard_days(&maxima), maxima[..3]);
        // After four weeks without anything heavier, the lower value is what the person can lift.
        let later = jiff::civil::date(2026, 11, 20);
        assert_eq!(current_max(&[(day(15), 104.0), (later, 80.0)], later), Some((later, 80.0)));
    }

    proptest! {
        #[test]
        fn more_repetitions_or_weight_never_estimate_less(weight in 1.0_f64..400.0, reps in 1_u32..12) {
            for formula in [E1rm::Epley, E1rm::Brzycki, E1rm::Lombardi] {
                let here = formula.estimate(weight, reps).unwrap();
                prop_assert!(here >= weight);
                prop_assert!(formula.estimate(weight, reps + 1).unwrap() >= here);
                prop_assert!(formula.estimate(weight + 1.0, reps).unwrap() > here);
                let (low, high) = e1rm_range(here, reps);
                prop_assert!(low <= here && here <= high);
            }
        }
    }
}

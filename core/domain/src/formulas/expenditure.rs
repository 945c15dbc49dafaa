//! Energy of activities: from heart rate, and from metabolic equivalents.

use super::heart::{Reserve, held_minutes};
use super::{Reading, figure, input, insufficient};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::person::Sex;
use jiff::civil::Date;

/// Kilojoules of a thermochemical kilocalorie.
pub const KJ_PER_KCAL: f64 = 4.184;
/// The fraction of reserve above which heart rate tells energy: below, it follows posture, heat and mood.
pub const HR_ENERGY_ABOVE: f64 = 0.40;

/// Gross energy in kJ a minute from heart rate (Keytel et al. 2005, the equation without VO2max): for men
/// -55.0969 + 0.6309 HR + 0.1988 kg + 0.2017 age, for women -20.4022 + 0.4472 HR - 0.1263 kg + 0.0740 age.
///
/// Found in 115 people of 18 to 45 years and 47 to 120 kg who exercise. `None` where it gives nothing above 0, and for
/// missing values.
#[must_use]
pub fn keytel_kj_per_minute(bpm: f64, weight_kg: f64, age: f64, female: bool) -> Option<f64> {
    let energy = if female {
        -20.4022 + 0.4472 * bpm - 0.1263 * weight_kg + 0.0740 * age
    } else {
        -55.0969 + 0.6309 * bpm + 0.1988 * weight_kg + 0.2017 * age
    };
    (energy.is_finite() && energy > 0.0 && bpm > 0.0 && weight_kg > 0.0 && age >= 0.0).then_some(energy)
}

/// Who the heart rate belongs to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeartRateFacts<'a> {
    /// Reserve.
    pub reserve: Reserve,
    /// Body mass in kg.
    pub weight: Reading<'a>,
    /// Age in years.
    pub age: f64,
    /// Sex; there is no equation for others.
    pub sex: Option<Sex>,
}

/// Energy in kcal of a workout from samples `(milliseconds, bpm)` in order of time, by Keytel's equation, over the time
/// above 40 % of reserve only; each sample stands until the next one, but no longer than `hold_ms`. The time left out is
/// named and not filled in, so the figure is a lower bound of the whole.
///
/// # Errors
/// [`Insufficient`] that says which fact is lacking, or that no time was above 40 % of reserve.
pub fn heart_rate_energy(
    samples: &[(i64, f64)],
    hold_ms: i64,
    facts: &HeartRateFacts<'_>,
    day: Date,
    source: &str,
) -> Computed {
    let lacks = |unit: &str| insufficient("energy from heart rate", 0, 1, unit);
    let female = match facts.sex {
        Some(Sex::Female) => true,
        Some(Sex::Male) => false,
        Some(Sex::Other) | None => return Err(lacks("sexes the equation knows (female or male)")),
    };
    let weight = facts.weight.value;
    if !(weight.is_finite() && weight > 0.0 && facts.age.is_finite() && facts.age >= 0.0) {
        return Err(lacks("plausible weights and ages"));
    }
    let (mut kilojoules, mut counted, mut beats) = (0.0, 0.0, 0.0);
    for (minutes, bpm) in held_minutes(samples, hold_ms) {
        if !(bpm.is_finite() && facts.reserve.fraction(bpm) > HR_ENERGY_ABOVE) {
            continue;
        }
        if let Some(energy) = keytel_kj_per_minute(bpm, weight, facts.age, female) {
            kilojoules += minutes * energy;
            counted += minutes;
            beats += minutes * bpm;
        }
    }
    if counted <= 0.0 {
        return Err(lacks("minutes above 40 % of heart-rate reserve"));
    }
    let span = match (samples.first(), samples.last()) {
        (Some((first, _)), Some((last, _))) => last.saturating_sub(*first) as f64 / 60_000.0,
        _ => 0.0,
    };
    let left_out = (span - counted).max(0.0);
    let studied = (18.0..=45.0).contains(&facts.age) && (47.0..=120.0).contains(&weight);
    let confidence = if studied && left_out <= 0.1 * span { Confidence::Medium } else { Confidence::Low };
    let mut missing = Vec::new();
    if left_out > 0.5 {
        missing.push(format!("{left_out:.0} minutes below 40 % of reserve or without heart rate"));
    }
    if !studied {
        missing.push("an equation for this age and weight".to_owned());
    }
    let inputs = vec![
        input("heart_rate_mean", beats / counted, "/min", source, day, day),
        input("minutes_counted", counted, "min", source, day, day),
        facts.weight.input("body_mass", "kg"),
        input("age", facts.age, "a", "person", day, day),
    ];
    Ok(Figure { missing, ..figure("energy_from_heart_rate", kilojoules / KJ_PER_KCAL, "kcal", confidence, inputs) })
}

/// Gross energy in kcal: MET x kg x hours, as 1 MET is 1 kcal per kg and hour (2024 Adult Compendium of Physical
/// Activities, Herrmann et al.). `None` for impossible values.
///
/// The other definition, 3.5 mL of oxygen per kg and minute, gives 5 % more at 5 kcal a litre; the two are not mixed.
#[must_use]
pub fn met_energy(met: f64, weight_kg: f64, minutes: f64) -> Option<f64> {
    let valid = met.is_finite() && met > 0.0 && weight_kg.is_finite() && weight_kg > 0.0;
    (valid && minutes.is_finite() && minutes >= 0.0).then_some(met * weight_kg * minutes / 60.0)
}

/// Energy in kcal beyond rest: (MET - 1) x kg x hours; 0 at rest and below. `None` for impossible values.
#[must_use]
pub fn met_energy_net(met: f64, weight_kg: f64, minutes: f64) -> Option<f64> {
    met_energy(met, weight_kg, minutes).map(|gross| gross * (met - 1.0).max(0.0) / met)
}

/// Gross energy in kcal of an activity with a compendium value, as a figure.
///
/// # Errors
/// [`Insufficient`] where [`met_energy`] gives none.
pub fn activity_energy(activity: &str, met: f64, weight: Reading<'_>, minutes: Reading<'_>) -> Computed {
    let energy = met_energy(met, weight.value, minutes.value).ok_or_else(|| Insufficient {
        what: format!("energy of {activity}"),
        have: 0,
        need: 1,
        unit: "plausible weight with minutes".to_owned(),
    })?;
    let compendium = input("met", met, "1", "2024 Adult Compendium of Physical Activities", minutes.day, minutes.day);
    let inputs = vec![compendium, weight.input("body_mass", "kg"), minutes.input("active", "min")];
    let found = figure("activity_energy", energy, "kcal", Confidence::Low, inputs);
    Ok(Figure { missing: vec!["a measurement of the effort".to_owned()], ..found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Date = date(2026, 11, 20);

    fn facts(sex: Option<Sex>) -> HeartRateFacts<'static> {
        let reserve = Reserve::new(60.0, 190.0).unwrap();
        HeartRateFacts { reserve, weight: Reading::new(DAY, 75.0, "scale"), age: 35.0, sex }
    }

    fn minutes(bpm: f64, count: i64) -> Vec<(i64, f64)> {
        (0..=count).map(|minute| (minute * 60_000, bpm)).collect()
    }

    #[test]
    fn keytel_in_numbers() {
        // 75 kg, 35 years, 150 bpm for 30 minutes: 441 kcal, as published calculators of the equation give.
        let found = heart_rate_energy(&minutes(150.0, 30), 60_000, &facts(Some(Sex::Male)), DAY, "strap").unwrap();
        assert_eq!((found.value.round(), found.confidence), (441.0, Confidence::Medium));
        assert!(found.missing.is_empty() && found.inputs.len() == 4);
        let woman = keytel_kj_per_minute(150.0, 60.0, 30.0, true).unwrap();
        assert!((woman - (-20.4022 + 67.08 - 7.578 + 2.22)).abs() < 1e-9);
    }

    #[test]
    fn only_above_forty_percent_of_reserve() {
        // 40 % of 60 to 190 are 112 bpm.
        let of = |bpm: f64| heart_rate_energy(&minutes(bpm, 10), 60_000, &facts(Some(Sex::Male)), DAY, "strap");
        assert!(of(112.0).is_err() && of(113.0).is_ok() && of(0.0).is_err() && of(f64::NAN).is_err());
        let mut mixed = minutes(150.0, 10);
        mixed.extend((11..=21).map(|minute| (minute * 60_000, 80.0)));
        let found = heart_rate_energy(&mixed, 60_000, &facts(Some(Sex::Male)), DAY, "strap").unwrap();
        let whole = of(150.0).unwrap().value / 10.0 * 11.0;
        assert!((found.value - whole).abs() < 1e-9 && found.missing[0].starts_with("10 minutes"), "{found:?}");
        assert_eq!(found.confidence, Confidence::Low);
        for sex in [None, Some(Sex::Other)] {
            assert!(heart_rate_energy(&minutes(150.0, 10), 60_000, &facts(sex), DAY, "strap").is_err());
        }
    }

    #[test]
    fn outside_the_study_it_says_so_and_nothing_is_negative() {
        let old = HeartRateFacts { age: 70.0, ..facts(Some(Sex::Male)) };
        let found = heart_rate_energy(&minutes(150.0, 10), 60_000, &old, DAY, "strap").unwrap();
        assert_eq!((found.confidence, found.missing.len()), (Confidence::Low, 1));
        assert_eq!(keytel_kj_per_minute(60.0, 140.0, 20.0, true), None);
        assert_eq!(keytel_kj_per_minute(f64::NAN, 70.0, 20.0, false), None);
    }

    #[test]
    fn met_minutes() {
        // Running at 9.8 MET, 70 kg, half an hour.
        assert!((met_energy(9.8, 70.0, 30.0).unwrap() - 343.0).abs() < 1e-9);
        assert!((met_energy_net(9.8, 70.0, 30.0).unwrap() - 308.0).abs() < 1e-9);
        assert!((met_energy(1.0, 70.0, 1440.0).unwrap() - 1680.0).abs() < 1e-9);
        assert_eq!((met_energy_net(0.95, 70.0, 60.0), met_energy(3.0, 70.0, 0.0)), (Some(0.0), Some(0.0)));
        assert_eq!(
            (met_energy(0.0, 70.0, 30.0), met_energy(3.0, f64::NAN, 30.0), met_energy(3.0, 70.0, -1.0)),
            (None, None, None)
        );
        let weight = Reading::new(DAY, 70.0, "scale");
        let found = activity_energy("running", 9.8, weight, Reading::new(DAY, 30.0, "watch")).unwrap();
        assert_eq!((found.inputs.len(), found.unit.as_str()), (3, "kcal"));
        assert!(activity_energy("running", 9.8, weight, Reading::new(DAY, f64::NAN, "watch")).is_err());
    }

    proptest! {
        #[test]
        fn more_beats_and_more_time_are_never_less(bpm in 113.0_f64..189.0, count in 1_i64..90) {
            for sex in [Sex::Female, Sex::Male] {
                let of = |bpm, count| heart_rate_energy(&minutes(bpm, count), 60_000, &facts(Some(sex)), DAY, "x").unwrap().value;
                prop_assert!(of(bpm + 1.0, count) > of(bpm, count) && of(bpm, count + 1) > of(bpm, count));
            }
        }
    }
}

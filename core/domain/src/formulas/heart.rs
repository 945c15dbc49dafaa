//! Maximum and resting heart rate, zones, TRIMP, and VO2max from heart rate.

use super::{Reading, days_before, figure, input, insufficient, sources, stats, within};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::person::{Profile, Sex};
use jiff::civil::Date;

/// Maximum heart rates that are believed, in bpm.
pub const PLAUSIBLE_MAX: std::ops::RangeInclusive<f64> = 120.0..=230.0;

/// Tanaka, Monahan and Seals (2001): 208 - 0.7 x age, in bpm. Standard error about 11 bpm (HERITAGE).
#[must_use]
pub fn hr_max_tanaka(age: f64) -> f64 {
    208.0 - 0.7 * age
}

/// Gulati et al. (2010), for women: 206 - 0.88 x age, in bpm.
#[must_use]
pub fn hr_max_gulati(age: f64) -> f64 {
    206.0 - 0.88 * age
}

/// How maximum heart rate is estimated when nothing was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum HrMaxFormula {
    /// [`hr_max_tanaka`].
    #[default]
    Tanaka,
    /// [`hr_max_gulati`] for women, Tanaka for others.
    Gulati,
}

/// Maximum heart rate: measured or given first, then the highest `observed` one (held at least 15 s), then estimated.
///
/// # Errors
/// [`Insufficient`] without any of them and without a date of birth.
pub fn hr_max(profile: &Profile, today: Date, observed: Option<Reading<'_>>, formula: HrMaxFormula) -> Computed {
    if let Some(max) = profile.max_hr_bpm.filter(|max| PLAUSIBLE_MAX.contains(max)) {
        return Ok(figure(
            "hr_max",
            max,
            "/min",
            Confidence::High,
            vec![input("max_hr", max, "/min", "person", today, today)],
        ));
    }
    if let Some(seen) = observed.filter(|seen| PLAUSIBLE_MAX.contains(&seen.value)) {
        return Ok(figure(
            "hr_max_observed",
            seen.value,
            "/min",
            Confidence::Medium,
            vec![seen.input("heart_rate", "/min")],
        ));
    }
    let age = profile.age_on(today).map(f64::from);
    let women = formula == HrMaxFormula::Gulati && profile.sex == Some(Sex::Female);
    let (name, value) = match age {
        Some(age) if women => ("hr_max_gulati", hr_max_gulati(age)),
        Some(age) => ("hr_max_tanaka", hr_max_tanaka(age)),
        None => return Err(insufficient("maximum heart rate", 0, 1, "measured maximum or date of birth")),
    };
    let age = age.unwrap_or_default();
    let estimate = figure(name, value, "/min", Confidence::Low, vec![input("age", age, "a", "person", today, today)]);
    Ok(Figure { missing: vec!["measured maximum heart rate".to_owned()], ..estimate })
}

/// Resting heart rate in bpm: the median of at least 14 of the last 28 days, the given day included.
///
/// # Errors
/// [`Insufficient`] with fewer days.
pub fn resting_hr(days: &[Reading<'_>], today: Date) -> Computed {
    let from = days_before(today, 27);
    let found: Vec<&Reading<'_>> = within(days, from, today).collect();
    let values: Vec<f64> = found.iter().map(|reading| reading.value).collect();
    let median = stats::median(&values)
        .filter(|_| values.len() >= 14)
        .ok_or_else(|| insufficient("resting heart rate", values.len(), 14, "days"))?;
    let confidence = if values.len() >= 21 { Confidence::High } else { Confidence::Medium };
    let source = sources(found.iter().copied());
    let first = found.iter().map(|reading| reading.day).min().unwrap_or(from);
    let last = found.iter().map(|reading| reading.day).max().unwrap_or(today);
    Ok(figure(
        "resting_hr_median",
        median,
        "/min",
        confidence,
        vec![input("resting_hr", median, "/min", &source, first, last)],
    ))
}

/// A person's heart-rate reserve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reserve {
    resting: f64,
    max: f64,
}

/// An intensity by percent of heart-rate reserve (ACSM's Guidelines).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zone {
    /// 30 to 39 %.
    Light,
    /// 40 to 59 %.
    Moderate,
    /// 60 to 89 %.
    Vigorous,
    /// 90 % and more.
    NearMax,
}

impl Zone {
    /// All zones, from light to near-maximal.
    pub const ALL: [Zone; 4] = [Zone::Light, Zone::Moderate, Zone::Vigorous, Zone::NearMax];

    /// Fractions of reserve: from, included, to, excluded; the last one ends at 1.
    #[must_use]
    pub const fn fractions(self) -> (f64, f64) {
        match self {
            Zone::Light => (0.30, 0.40),
            Zone::Moderate => (0.40, 0.60),
            Zone::Vigorous => (0.60, 0.90),
            Zone::NearMax => (0.90, 1.00),
        }
    }
}

impl Reserve {
    /// A reserve in bpm; `None` unless both are plausible and the maximum lies above the resting heart rate.
    #[must_use]
    pub fn new(resting: f64, max: f64) -> Option<Self> {
        ((20.0..=150.0).contains(&resting) && PLAUSIBLE_MAX.contains(&max) && max > resting)
            .then_some(Self { resting, max })
    }

    /// The heart rate at a fraction of reserve: RHR + p (HRmax - RHR) (Karvonen 1957).
    #[must_use]
    pub fn bpm(&self, fraction: f64) -> f64 {
        self.resting + fraction * (self.max - self.resting)
    }

    /// The fraction of reserve of a heart rate, from 0 to 1.
    #[must_use]
    pub fn fraction(&self, bpm: f64) -> f64 {
        ((bpm - self.resting) / (self.max - self.resting)).clamp(0.0, 1.0)
    }

    /// The zone of a heart rate; `None` below 30 % of reserve and for missing values (NaN, 0 and less).
    #[must_use]
    pub fn zone(&self, bpm: f64) -> Option<Zone> {
        if !bpm.is_finite() || bpm <= 0.0 {
            return None;
        }
        // A hundredth of a percent, so that a limit computed by `bpm` lies in its own zone.
        let fraction = self.fraction(bpm) + 1e-4;
        Zone::ALL.into_iter().rev().find(|zone| fraction >= zone.fractions().0)
    }

    /// Banister's training impulse of minutes at a mean heart rate: minutes x (0.64 e^1.92x) for men,
    /// x (0.86 e^1.67x) for women, with x the fraction of reserve. `None` without a sex or for missing values.
    #[must_use]
    pub fn trimp(&self, minutes: f64, bpm: f64, sex: Option<Sex>) -> Option<f64> {
        if !(minutes.is_finite() && minutes >= 0.0 && bpm.is_finite() && bpm > 0.0) {
            return None;
        }
        let x = self.fraction(bpm);
        let (scale, growth) = match sex? {
            Sex::Male => (0.64, 1.92),
            Sex::Female => (0.86, 1.67),
            Sex::Other => return None,
        };
        Some(minutes * x * scale * (growth * x).exp())
    }

    /// Seconds in each zone of [`Zone::ALL`] of samples `(milliseconds, bpm)` in order of time.
    ///
    /// A sample stands until the next one, but no longer than `hold_ms`: a gap is missing data.
    #[must_use]
    pub fn zone_seconds(&self, samples: &[(i64, f64)], hold_ms: i64) -> [f64; 4] {
        let mut seconds = [0.0; 4];
        for (index, (at, bpm)) in samples.iter().enumerate() {
            let until = samples.get(index + 1).map_or(*at, |(next, _)| *next);
            let held = until.saturating_sub(*at).clamp(0, hold_ms.max(0)) as f64 / 1000.0;
            if let Some(zone) = self.zone(*bpm) {
                seconds[zone as usize] += held;
            }
        }
        seconds
    }
}

/// VO2max in mL/kg/min: 15.3 x HRmax / RHR (Uth et al. 2004), an estimate beside a device's own value.
///
/// # Errors
/// [`Insufficient`] for implausible rates.
pub fn vo2max_uth(hr_max: &Figure, resting: &Figure) -> Computed {
    let reserve = Reserve::new(resting.value, hr_max.value).ok_or_else(|| Insufficient {
        what: "VO2max".to_owned(),
        have: 0,
        need: 1,
        unit: "plausible maximum and resting heart rate".to_owned(),
    })?;
    let inputs = hr_max.inputs.iter().chain(&resting.inputs).cloned().collect();
    let estimate = figure("vo2max_uth", 15.3 * reserve.max / reserve.resting, "mL/kg/min", Confidence::Low, inputs);
    Ok(Figure { missing: vec!["a device's own VO2max".to_owned()], ..estimate })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn aged(years: i16) -> Profile {
        Profile { birth_date: Some(date(2026 - years, 1, 1)), ..Profile::default() }
    }

    const TODAY: Date = date(2026, 11, 20);

    #[test]
    fn maximum_by_age_and_by_precedence() {
        for (age, expected) in [(20, 194.0), (35, 183.5), (62, 164.6)] {
            let figure = hr_max(&aged(age), TODAY, None, HrMaxFormula::Tanaka).unwrap();
            assert!((figure.value - expected).abs() < 1e-9 && figure.confidence == Confidence::Low);
        }
        let woman = Profile { sex: Some(Sex::Female), ..aged(40) };
        assert!((hr_max(&woman, TODAY, None, HrMaxFormula::Gulati).unwrap().value - 170.8).abs() < 1e-9);
        assert_eq!(hr_max(&aged(40), TODAY, None, HrMaxFormula::Gulati).unwrap().name, "hr_max_tanaka");
        let seen = Some(Reading::new(TODAY, 188.0, "strap"));
        assert_eq!(hr_max(&aged(35), TODAY, seen, HrMaxFormula::Tanaka).unwrap().value, 188.0);
        let given = Profile { max_hr_bpm: Some(181.0), ..aged(35) };
        assert_eq!(hr_max(&given, TODAY, seen, HrMaxFormula::Tanaka).unwrap().value, 181.0);
        let absurd = Profile { max_hr_bpm: Some(300.0), ..Profile::default() };
        assert!(hr_max(&absurd, TODAY, Some(Reading::new(TODAY, 90.0, "x")), HrMaxFormula::Tanaka).is_err());
    }

    #[test]
    fn resting_needs_fourteen_of_twenty_eight_days() {
        let days: Vec<Reading<'_>> = (0..14)
            .map(|back| Reading::new(days_before(TODAY, back * 2), 50.0 + f64::from(back % 3), "watch"))
            .collect();
        assert_eq!(resting_hr(&days, TODAY).unwrap().value, 51.0);
        assert_eq!(
            resting_hr(&days[1..], TODAY).unwrap_err().to_string(),
            "insufficient data for resting heart rate: have 13 days, need 14"
        );
        let old: Vec<Reading<'_>> =
            days.iter().map(|reading| Reading { day: days_before(reading.day, 2), ..*reading }).collect();
        assert_eq!(resting_hr(&old, TODAY).unwrap_err().have, 13);
    }

    #[test]
    fn trimp_vectors() {
        let reserve = Reserve::new(60.0, 190.0).unwrap();
        let tenth = |value: Option<f64>| (value.unwrap() * 10.0).round() / 10.0;
        assert_eq!(tenth(reserve.trimp(60.0, 150.0, Some(Sex::Male))), 100.4);
        assert_eq!(tenth(reserve.trimp(60.0, 150.0, Some(Sex::Female))), 113.5);
        assert_eq!(reserve.trimp(60.0, 150.0, None), None);
        assert_eq!(reserve.trimp(60.0, 40.0, Some(Sex::Male)), Some(0.0));
        assert_eq!(reserve.trimp(60.0, f64::NAN, Some(Sex::Male)), None);
        assert_eq!(reserve.trimp(60.0, 0.0, Some(Sex::Male)), None);
    }

    #[test]
    fn zones_by_reserve_and_their_seconds() {
        let reserve = Reserve::new(50.0, 190.0).unwrap();
        assert_eq!(reserve.bpm(0.5), 120.0);
        for (bpm, zone) in [
            (91.9, None),
            (92.0, Some(Zone::Light)),
            (106.0, Some(Zone::Moderate)),
            (134.0, Some(Zone::Vigorous)),
            (176.0, Some(Zone::NearMax)),
            (250.0, Some(Zone::NearMax)),
            (0.0, None),
            (f64::NAN, None),
        ] {
            assert_eq!(reserve.zone(bpm), zone, "{bpm}");
        }
        let samples = [(0, 100.0), (5_000, 140.0), (10_000, 140.0), (600_000, 140.0)];
        assert_eq!(reserve.zone_seconds(&samples, 10_000), [5.0, 0.0, 15.0, 0.0]);
        assert_eq!(Reserve::new(60.0, 60.0), None);
        assert_eq!(Reserve::new(f64::NAN, 190.0), None);
    }

    #[test]
    fn vo2max_is_labelled_an_estimate() {
        let max = figure("hr_max", 190.0, "/min", Confidence::High, vec![]);
        let resting = figure("resting_hr_median", 50.0, "/min", Confidence::High, vec![]);
        let estimate = vo2max_uth(&max, &resting).unwrap();
        assert!((estimate.value - 58.14).abs() < 1e-9 && !estimate.missing.is_empty());
    }

    proptest! {
        #[test]
        fn karvonen_goes_both_ways(resting in 30.0_f64..100.0, max in 150.0_f64..220.0, fraction in 0.0_f64..1.0) {
            let reserve = Reserve::new(resting, max).unwrap();
            prop_assert!((reserve.fraction(reserve.bpm(fraction)) - fraction).abs() < 1e-9);
        }
    }
}

//! Maximum and resting heart rate, zones, TRIMP, and VO2max from heart rate.

use super::{Reading, days_before, figure, input, insufficient, sources, stats, within};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::person::{Profile, Sex};
use jiff::civil::Date;

/// Maximum heart rates that are believed, in bpm.
pub const PLAUSIBLE_MAX: std::ops::RangeInclusive<f64> = 120.0..=230.0;

/// How long a heart rate must be held to count as an observed maximum, in milliseconds.
pub const MAX_HELD_MS: i64 = 15_000;

/// The highest heart rate that was held for at least [`MAX_HELD_MS`], in bpm, of samples `(milliseconds, bpm)` in order
/// of time; `None` without one within [`PLAUSIBLE_MAX`]. Samples above that are no heart rates and left out. A gap of more than `hold_ms` breaks what is held, so that single
/// wild samples of an optical sensor are no maximum.
#[must_use]
pub fn observed_max(samples: &[(i64, f64)], hold_ms: i64) -> Option<f64> {
    let usable: Vec<(i64, f64)> =
        samples.iter().filter(|(_, bpm)| *bpm > 0.0 && *bpm <= *PLAUSIBLE_MAX.end()).copied().collect();
    let stretches = usable.chunk_by(|one, next| (0..=hold_ms).contains(&next.0.saturating_sub(one.0)));
    stretches.filter_map(highest_held).filter(|bpm| PLAUSIBLE_MAX.contains(bpm)).reduce(f64::max)
}

/// The highest of the lowest values of all windows of at least [`MAX_HELD_MS`].
fn highest_held(stretch: &[(i64, f64)]) -> Option<f64> {
    let mut best: Option<f64> = None;
    // Where the window starts, and the samples that can still become its lowest, lowest first.
    let (mut start, mut lowest) = (0, std::collections::VecDeque::new());
    for (end, (at, bpm)) in stretch.iter().enumerate() {
        while lowest.back().is_some_and(|last: &usize| stretch[*last].1 >= *bpm) {
            lowest.pop_back();
        }
        lowest.push_back(end);
        // The shortest window that is long enough is the one with the highest lowest value.
        while stretch.get(start + 1).is_some_and(|next| start < end && at.saturating_sub(next.0) >= MAX_HELD_MS) {
            start += 1;
        }
        while lowest.front().is_some_and(|first| *first < start) {
            lowest.pop_front();
        }
        if at.saturating_sub(stretch[start].0) >= MAX_HELD_MS {
            let held = lowest.front().map(|first| stretch[*first].1);
            best = best.into_iter().chain(held).reduce(f64::max);
        }
    }
    best
}

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

/// A share of maximum heart rate. It is a type of its own because 70 % of the maximum is another heart rate than 70 %
/// of the reserve, and the two are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct ShareOfMax(pub f64);

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

    /// The share of maximum heart rate of a heart rate.
    #[must_use]
    pub fn share_of_max(&self, bpm: f64) -> ShareOfMax {
        ShareOfMax(bpm / self.max)
    }

    /// The fraction of reserve at a share of maximum heart rate, from 0 to 1.
    #[must_use]
    pub fn fraction_at(&self, share: ShareOfMax) -> f64 {
        self.fraction(share.0 * self.max)
    }

    /// Lower and upper heart rate of a zone in bpm; the upper one belongs to the next zone, but for the last.
    #[must_use]
    pub fn range(&self, zone: Zone) -> (f64, f64) {
        let (low, high) = zone.fractions();
        (self.bpm(low), self.bpm(high))
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

    /// Banister's training impulse of samples `(milliseconds, bpm)` in order of time, added up sample by sample; each
    /// stands until the next one, but no longer than `hold_ms`. The curve is bent upwards, so an interval session gives
    /// more than its mean heart rate does. `None` without a sex or without any time.
    #[must_use]
    pub fn trimp_of(&self, samples: &[(i64, f64)], hold_ms: i64, sex: Option<Sex>) -> Option<f64> {
        let held =
            held_minutes(samples, hold_ms).filter(|(minutes, bpm)| *minutes > 0.0 && bpm.is_finite() && *bpm > 0.0);
        held.map(|(minutes, bpm)| self.trimp(minutes, bpm, sex)).reduce(|sum, next| Some(sum? + next?))?
    }

    /// Seconds in each zone of [`Zone::ALL`] of samples `(milliseconds, bpm)` in order of time.
    ///
    /// A sample stands until the next one, but no longer than `hold_ms`: a gap is missing data.
    #[must_use]
    pub fn zone_seconds(&self, samples: &[(i64, f64)], hold_ms: i64) -> [f64; 4] {
        let mut seconds = [0.0; 4];
        for (minutes, bpm) in held_minutes(samples, hold_ms) {
            if let Some(zone) = self.zone(bpm) {
                seconds[zone as usize] += minutes * 60.0;
            }
        }
        seconds
    }
}

/// How long each sample stands, in minutes, with its value.
pub(super) fn held_minutes(samples: &[(i64, f64)], hold_ms: i64) -> impl Iterator<Item = (f64, f64)> {
    samples.iter().enumerate().map(move |(index, (at, value))| {
        let until = samples.get(index + 1).map_or(*at, |(next, _)| *next);
        (until.saturating_sub(*at).clamp(0, hold_ms.max(0)) as f64 / 60_000.0, *value)
    })
}

/// The latest of a device's own VO2max of the last 90 days; else [`vo2max_uth`] of what is known.
///
/// # Errors
/// The reason why there is no estimate.
pub fn vo2max(device: &[Reading<'_>], today: Date, hr_max: Computed, resting: Computed, sex: Option<Sex>) -> Computed {
    let plausible = |reading: &&Reading<'_>| (10.0..=100.0).contains(&reading.value);
    match within(device, days_before(today, 89), today).filter(plausible).max_by_key(|reading| reading.day) {
        Some(latest) => {
            let confidence = if latest.day >= days_before(today, 29) { Confidence::High } else { Confidence::Medium };
            Ok(figure("vo2max", latest.value, "mL/kg/min", confidence, vec![latest.input("vo2max", "mL/kg/min")]))
        }
        None => vo2max_uth(&hr_max?, &resting?, sex),
    }
}

/// VO2max in mL/kg/min: 15.3 x HRmax / RHR (Uth et al. 2004), 14.5 for women (Uth 2005), an estimate beside a device's
/// own value. It was found in well-trained people of 21 to 51 years with a measured maximum; untrained men of 50 have
/// about a fifth less (Voutilainen et al. 2020: 12).
///
/// # Errors
/// [`Insufficient`] for implausible rates.
pub fn vo2max_uth(hr_max: &Figure, resting: &Figure, sex: Option<Sex>) -> Computed {
    let factor = if sex == Some(Sex::Female) { 14.5 } else { 15.3 };
    let reserve = Reserve::new(resting.value, hr_max.value).ok_or_else(|| Insufficient {
        what: "VO2max".to_owned(),
        have: 0,
        need: 1,
        unit: "plausible maximum and resting heart rate".to_owned(),
    })?;
    let inputs = hr_max.inputs.iter().chain(&resting.inputs).cloned().collect();
    let estimate = figure("vo2max_uth", factor * reserve.max / reserve.resting, "mL/kg/min", Confidence::Low, inputs);
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
        let estimate = vo2max_uth(&max, &resting, None).unwrap();
        assert!((estimate.value - 58.14).abs() < 1e-9 && !estimate.missing.is_empty());
        assert!((vo2max_uth(&max, &resting, Some(Sex::Female)).unwrap().value - 55.1).abs() < 1e-9);
        assert!((vo2max_uth(&max, &resting, Some(Sex::Male)).unwrap().value - 58.14).abs() < 1e-9);
    }

    #[test]
    fn an_observed_maximum_is_held_for_fifteen_seconds() {
        let held = |bpm: f64, seconds: i64| -> Vec<(i64, f64)> {
            (0..=40)
                .map(|second| (second * 1000, if (10..=10 + seconds).contains(&second) { bpm } else { 150.0 }))
                .collect()
        };
        assert_eq!(observed_max(&held(190.0, 15), 5000), Some(190.0));
        assert_eq!(observed_max(&held(190.0, 14), 5000), Some(150.0));
        // Twenty seconds of what cannot be are a gap, and ten on either side are too short.
        assert_eq!(observed_max(&held(240.0, 20), 5000), None);
        assert_eq!(observed_max(&held(230.0, 20), 5000), Some(230.0));
        let gap: Vec<(i64, f64)> =
            held(190.0, 16).into_iter().filter(|(at, _)| !(14_000..20_000).contains(at)).collect();
        assert_eq!(observed_max(&gap, 5000), Some(150.0));
        assert_eq!(observed_max(&gap, 7000), Some(190.0));
        assert_eq!((observed_max(&[], 5000), observed_max(&[(0, f64::NAN), (20_000, 180.0)], 60_000)), (None, None));
        assert_eq!(observed_max(&[(0, 110.0), (20_000, 110.0)], 60_000), None);
    }

    #[test]
    fn reserve_and_maximum_are_two_scales() {
        let reserve = Reserve::new(60.0, 200.0).unwrap();
        // 70 % of the maximum are 140 bpm, which is 57 % of the reserve; 70 % of the reserve are 158 bpm.
        assert!((reserve.fraction_at(ShareOfMax(0.70)) - 80.0 / 140.0).abs() < 1e-9);
        assert_eq!((reserve.bpm(0.70), reserve.share_of_max(158.0)), (158.0, ShareOfMax(0.79)));
        assert_eq!(reserve.range(Zone::Moderate), (116.0, 144.0));
        assert_eq!(reserve.range(Zone::NearMax).1, 200.0);
    }

    #[test]
    fn impulses_add_up_over_samples() {
        let reserve = Reserve::new(60.0, 190.0).unwrap();
        let minute_by_minute: Vec<(i64, f64)> = (0..=60).map(|minute| (minute * 60_000, 150.0)).collect();
        let found = reserve.trimp_of(&minute_by_minute, 60_000, Some(Sex::Male)).unwrap();
        assert!((found - reserve.trimp(60.0, 150.0, Some(Sex::Male)).unwrap()).abs() < 1e-9);
        let intervals: Vec<(i64, f64)> =
            (0..=60).map(|minute| (minute * 60_000, if minute % 2 == 0 { 180.0 } else { 120.0 })).collect();
        assert!(reserve.trimp_of(&intervals, 60_000, Some(Sex::Male)).unwrap() > found);
        let gap = [(0, 150.0), (3_600_000, 150.0)];
        let held = reserve.trimp_of(&gap, 60_000, Some(Sex::Male)).unwrap();
        assert!((held - reserve.trimp(1.0, 150.0, Some(Sex::Male)).unwrap()).abs() < 1e-9);
        assert_eq!(reserve.trimp_of(&minute_by_minute, 60_000, None), None);
        assert_eq!(reserve.trimp_of(&[(0, 150.0)], 60_000, Some(Sex::Male)), None);
        assert_eq!(reserve.trimp_of(&[(0, 0.0), (60_000, 0.0)], 60_000, Some(Sex::Male)), None);
    }

    #[test]
    fn a_devices_own_value_comes_first() {
        let estimate = |name: &str, value: f64| Ok(figure(name, value, "/min", Confidence::High, vec![]));
        let of = |device: &[Reading<'_>]| {
            vo2max(device, TODAY, estimate("hr_max", 190.0), estimate("resting", 50.0), None).unwrap()
        };
        let device =
            [Reading::new(days_before(TODAY, 40), 47.0, "watch"), Reading::new(days_before(TODAY, 60), 46.0, "watch")];
        assert_eq!((of(&device).value, of(&device).confidence), (47.0, Confidence::Medium));
        assert_eq!(of(&[Reading::new(days_before(TODAY, 90), 47.0, "watch")]).name, "vo2max_uth");
        assert_eq!(of(&[Reading::new(TODAY, 300.0, "watch")]).name, "vo2max_uth");
        let unknown = vo2max(&[], TODAY, Err(insufficient("x", 0, 1, "y")), estimate("resting", 50.0), None);
        assert_eq!(unknown.unwrap_err().what, "x");
    }

    proptest! {
        #[test]
        fn karvonen_goes_both_ways(resting in 30.0_f64..100.0, max in 150.0_f64..220.0, fraction in 0.0_f64..1.0) {
            let reserve = Reserve::new(resting, max).unwrap();
            prop_assert!((reserve.fraction(reserve.bpm(fraction)) - fraction).abs() < 1e-9);
        }
    }
}

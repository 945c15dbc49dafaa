//! Heart rate variability against its own baseline.

use super::{Reading, days_before, figure, input, insufficient, sources, stats, within};
use crate::figure::{Confidence, Figure, Insufficient};
use jiff::civil::Date;

/// Which measure of variability: the two are never mixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HrvKind {
    /// Root mean square of successive differences, of Oura, WHOOP, Garmin and Google.
    Rmssd,
    /// Standard deviation of beat intervals, of Apple.
    Sdnn,
}

impl HrvKind {
    /// The contract name of the metric.
    #[must_use]
    pub const fn metric(self) -> &'static str {
        match self {
            HrvKind::Rmssd => "hrv_rmssd",
            HrvKind::Sdnn => "hrv_sdnn",
        }
    }
}

/// Where the rolling mean lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HrvState {
    /// Under the band.
    Below,
    /// Within the band.
    Within,
    /// Over the band.
    Above,
}

/// Days of the rolling mean.
pub const ROLLING_DAYS: i32 = 7;
/// Valid nights that a rolling mean needs.
pub const ROLLING_NEEDS: u32 = 3;
/// Days of the band, before the rolling mean.
pub const BAND_DAYS: i32 = 28;
/// Valid nights that a band needs: three in each of its weeks.
pub const BAND_NEEDS: u32 = 12;

/// A night with the measure that its value is of. RMSSD and SDNN of one night differ, and neither gives the other; nor
/// can either be had from averaged heart rates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HrvNight<'a> {
    /// Measure.
    pub kind: HrvKind,
    /// Milliseconds of the night, by its wake day.
    pub reading: Reading<'a>,
}

/// The nights of one measure, so that the two are never mixed.
#[must_use]
pub fn nights_of<'a>(nights: &[HrvNight<'a>], kind: HrvKind) -> Vec<Reading<'a>> {
    nights.iter().filter(|night| night.kind == kind).map(|night| night.reading).collect()
}

/// The rolling mean and its band, all in milliseconds (geometric means, as the logarithm is averaged).
#[derive(Debug, Clone, PartialEq)]
pub struct HrvBaseline {
    /// Measure.
    pub kind: HrvKind,
    /// Mean of the last seven days.
    pub rolling_ms: f64,
    /// Lower end of the band: mean - 0.5 SD of the logarithms.
    pub low_ms: f64,
    /// Upper end of the band: mean + 0.5 SD.
    pub high_ms: f64,
    /// Where the rolling mean lies.
    pub state: HrvState,
    /// Nights in the rolling mean.
    pub rolling_nights: u32,
    /// Nights in the band.
    pub band_nights: u32,
    /// First and last day of the rolling window.
    pub rolling_days: (Date, Date),
    /// First and last day of the band's window.
    pub band_days: (Date, Date),
    /// Sources of the nights.
    pub sources: String,
}

impl HrvBaseline {
    /// The rolling mean as a figure, with both windows as inputs.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let full = self.rolling_nights >= 5 && self.band_nights >= 20;
        let name = format!("{}_rolling", self.kind.metric());
        let of = |name: &str, value: f64, days: (Date, Date)| input(name, value, "ms", &self.sources, days.0, days.1);
        let inputs = vec![
            of(self.kind.metric(), self.rolling_ms, self.rolling_days),
            of("usual_low", self.low_ms, self.band_days),
            of("usual_high", self.high_ms, self.band_days),
        ];
        let nights = (ROLLING_DAYS + BAND_DAYS) as u32 - (self.rolling_nights + self.band_nights).min(35);
        let missing = if nights > 0 { vec![format!("{nights} nights of the last five weeks")] } else { Vec::new() };
        let confidence = if full { Confidence::High } else { Confidence::Medium };
        Figure { missing, ..figure(&name, self.rolling_ms, "ms", confidence, inputs) }
    }
}

/// Logarithms of the valid nights of a window.
fn logs(nights: &[Reading<'_>], from: Date, to: Date) -> Vec<f64> {
    within(nights, from, to).filter(|night| night.value > 0.0).map(|night| night.value.ln()).collect()
}

/// The seven-day rolling mean up to a day, in milliseconds.
///
/// # Errors
/// [`Insufficient`] below [`ROLLING_NEEDS`] valid nights.
pub fn hrv_rolling(nights: &[Reading<'_>], kind: HrvKind, day: Date) -> Result<f64, Insufficient> {
    let logs = logs(nights, days_before(day, ROLLING_DAYS - 1), day);
    stats::mean(&logs)
        .filter(|_| logs.len() >= ROLLING_NEEDS as usize)
        .map(f64::exp)
        .ok_or_else(|| insufficient(kind.metric(), logs.len(), ROLLING_NEEDS, "nights of the last 7"))
}

/// The rolling mean against the mean +- 0.5 SD of the four weeks before it (Plews 2014; Vesterinen 2016), all of
/// logarithms. Tonight, and the six nights before it, are no part of the band that they are held against; a week of the
/// band with fewer than [`ROLLING_NEEDS`] valid nights is left out.
///
/// `nights` hold one value a night in milliseconds, of one measure (see [`nights_of`]).
///
/// # Errors
/// [`Insufficient`] below [`ROLLING_NEEDS`] nights in the week or [`BAND_NEEDS`] in the weeks before.
pub fn hrv_baseline(nights: &[Reading<'_>], kind: HrvKind, day: Date) -> Result<HrvBaseline, Insufficient> {
    let rolling_ms = hrv_rolling(nights, kind, day)?;
    let first = days_before(day, ROLLING_DAYS - 1);
    let band_days = (days_before(first, BAND_DAYS), days_before(first, 1));
    let weeks = (0..BAND_DAYS / 7).map(|week| {
        let end = days_before(band_days.1, week * 7);
        logs(nights, days_before(end, 6), end)
    });
    let before: Vec<f64> = weeks.filter(|week| week.len() >= ROLLING_NEEDS as usize).flatten().collect();
    let band =
        stats::mean(&before).zip(stats::standard_deviation(&before)).filter(|_| before.len() >= BAND_NEEDS as usize);
    let (mean, spread) = band.ok_or_else(|| {
        insufficient(
            &format!("the usual range of {}", kind.metric()),
            before.len(),
            BAND_NEEDS,
            "nights of the four weeks before",
        )
    })?;
    let (low, high, rolling) = (mean - 0.5 * spread, mean + 0.5 * spread, rolling_ms.ln());
    let state = if rolling < low - 1e-12 {
        HrvState::Below
    } else if rolling > high + 1e-12 {
        HrvState::Above
    } else {
        HrvState::Within
    };
    Ok(HrvBaseline {
        kind,
        rolling_ms,
        low_ms: low.exp(),
        high_ms: high.exp(),
        state,
        rolling_nights: u32::try_from(logs(nights, first, day).len()).unwrap_or(u32::MAX),
        band_nights: u32::try_from(before.len()).unwrap_or(u32::MAX),
        rolling_days: (first, day),
        band_days,
        sources: sources(within(nights, band_days.0, day)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const DAY: Date = date(2026, 11, 20);

    fn nights(value: impl Fn(i32) -> f64, days: impl Iterator<Item = i32>) -> Vec<Reading<'static>> {
        days.map(|back| Reading::new(days_before(DAY, back), value(back), "ring")).collect()
    }

    #[test]
    fn a_steady_week_lies_within_and_a_low_one_below() {
        let wave = |back: i32| if back % 2 == 0 { 40.0 } else { 60.0 };
        let steady = hrv_baseline(&nights(wave, 0..35), HrvKind::Rmssd, DAY).unwrap();
        assert_eq!((steady.state, steady.rolling_nights, steady.band_nights), (HrvState::Within, 7, 28));
        let middle = (40.0_f64.ln() + 60.0_f64.ln()) / 2.0;
        let spread = (60.0_f64.ln() - 40.0_f64.ln()) / 2.0 * (28.0_f64 / 27.0).sqrt();
        assert!(
            (steady.low_ms.ln() - (middle - spread / 2.0)).abs() < 1e-9
                && (steady.high_ms.ln() - (middle + spread / 2.0)).abs() < 1e-9
        );
        assert_eq!(
            hrv_baseline(&nights(|back| if back < 7 { 30.0 } else { wave(back) }, 0..35), HrvKind::Rmssd, DAY)
                .unwrap()
                .state,
            HrvState::Below
        );
        assert_eq!(
            hrv_baseline(&nights(|back| if back < 7 { 90.0 } else { wave(back) }, 0..35), HrvKind::Rmssd, DAY)
                .unwrap()
                .state,
            HrvState::Above
        );
    }

    #[test]
    fn tonight_does_not_move_its_own_band() {
        let calm = hrv_baseline(&nights(|_| 50.0, 0..35), HrvKind::Sdnn, DAY).unwrap();
        let wild =
            hrv_baseline(&nights(|back| if back == 0 { 200.0 } else { 50.0 }, 0..35), HrvKind::Sdnn, DAY).unwrap();
        assert_eq!((calm.low_ms, calm.high_ms), (wild.low_ms, wild.high_ms));
    }

    #[test]
    fn a_week_with_two_nights_is_no_part_of_the_band() {
        // Weeks of 7, 7, 7 and 2 nights before the rolling one; the two are far off.
        let value = |back: i32| if back > 27 { 300.0 } else { f64::from(45 + back % 3) };
        let thin = hrv_baseline(&nights(value, 0..30), HrvKind::Rmssd, DAY).unwrap();
        let without = hrv_baseline(&nights(value, 0..28), HrvKind::Rmssd, DAY).unwrap();
        assert_eq!((thin.band_nights, thin.low_ms, thin.high_ms), (21, without.low_ms, without.high_ms));
        assert_eq!(hrv_baseline(&nights(value, 0..31), HrvKind::Rmssd, DAY).unwrap().band_nights, 24);
        // Two nights a week are too few, however many weeks.
        let sparse = nights(|_| 50.0, (0..7).chain((7..35).filter(|back| back % 7 < 2)));
        assert_eq!(hrv_baseline(&sparse, HrvKind::Rmssd, DAY).unwrap_err().have, 0);
    }

    #[test]
    fn measures_are_told_apart_and_the_figure_names_its_gaps() {
        let wave = nights(|back| f64::from(40 + back % 5), 0..34);
        let mixed: Vec<HrvNight<'_>> = wave
            .iter()
            .flat_map(|night| {
                let double = Reading { value: night.value * 2.0, ..*night };
                [HrvNight { kind: HrvKind::Rmssd, reading: *night }, HrvNight { kind: HrvKind::Sdnn, reading: double }]
            })
            .collect();
        let found = hrv_baseline(&nights_of(&mixed, HrvKind::Rmssd), HrvKind::Rmssd, DAY).unwrap();
        assert_eq!(found, hrv_baseline(&wave, HrvKind::Rmssd, DAY).unwrap());
        let figure = found.figure();
        assert_eq!((figure.name.as_str(), figure.unit.as_str()), ("hrv_rmssd_rolling", "ms"));
        assert_eq!(
            (figure.confidence, figure.missing),
            (Confidence::High, vec!["1 nights of the last five weeks".to_owned()])
        );
    }

    #[test]
    fn too_few_or_impossible_nights_are_no_baseline() {
        assert_eq!(hrv_rolling(&nights(|_| 50.0, 0..2), HrvKind::Rmssd, DAY).unwrap_err().have, 2);
        assert_eq!(hrv_baseline(&nights(|_| 50.0, 0..18), HrvKind::Rmssd, DAY).unwrap_err().have, 11);
        assert!(hrv_baseline(&nights(|_| 50.0, 0..19), HrvKind::Rmssd, DAY).is_ok());
        for impossible in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(hrv_rolling(&nights(|_| impossible, 0..7), HrvKind::Rmssd, DAY).unwrap_err().have, 0);
        }
    }
}

//! Heart rate variability against its own baseline.

use super::{Reading, days_before, insufficient, sources, stats, within};
use crate::figure::Insufficient;
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
/// Valid nights that a band needs: three a week.
pub const BAND_NEEDS: u32 = 12;

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

/// The rolling mean against the mean +- 0.5 SD of the four weeks before it (Plews 2014; Vesterinen 2016).
///
/// `nights` hold one value a night in milliseconds, of one measure.
///
/// # Errors
/// [`Insufficient`] below [`ROLLING_NEEDS`] nights in the week or [`BAND_NEEDS`] in the weeks before.
pub fn hrv_baseline(nights: &[Reading<'_>], kind: HrvKind, day: Date) -> Result<HrvBaseline, Insufficient> {
    let rolling_ms = hrv_rolling(nights, kind, day)?;
    let first = days_before(day, ROLLING_DAYS - 1);
    let band_days = (days_before(first, BAND_DAYS), days_before(first, 1));
    let before = logs(nights, band_days.0, band_days.1);
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
    fn too_few_or_impossible_nights_are_no_baseline() {
        assert_eq!(hrv_rolling(&nights(|_| 50.0, 0..2), HrvKind::Rmssd, DAY).unwrap_err().have, 2);
        assert_eq!(hrv_baseline(&nights(|_| 50.0, 0..18), HrvKind::Rmssd, DAY).unwrap_err().have, 11);
        assert!(hrv_baseline(&nights(|_| 50.0, 0..19), HrvKind::Rmssd, DAY).is_ok());
        for impossible in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(hrv_rolling(&nights(|_| impossible, 0..7), HrvKind::Rmssd, DAY).unwrap_err().have, 0);
        }
    }
}

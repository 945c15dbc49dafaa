//! Trends and comparisons of periods, with their uncertainty.

use super::{insufficient, stats};
use crate::figure::Insufficient;
use crate::time::epoch_day;
use jiff::civil::Date;

/// Days with a value that a trend needs.
pub const TREND_NEEDS: u32 = 5;
/// Days with a value that each side of a comparison needs.
pub const COMPARISON_NEEDS: u32 = 3;

/// Where a trend points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Up, beyond what chance explains (the whole 95 % interval is above 0).
    Up,
    /// Down, beyond what chance explains.
    Down,
    /// Neither, and the interval allows no change over the period above 5 % of the mean.
    Flat,
    /// Too much scatter to say.
    Unclear,
}

/// A straight line through values by day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// Change per day, in the unit of the values.
    pub per_day: f64,
    /// Standard error of it.
    pub standard_error: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
    /// Value of the line on the first day.
    pub start: f64,
    /// Value of the line on the last day.
    pub end: f64,
    /// Days with a value.
    pub days: u32,
    /// First and last day.
    pub period: (Date, Date),
    /// Where it points.
    pub direction: Direction,
}

/// Least squares through values by day, with Student's interval. Values of neighbouring days depend on each other, so
/// the true interval is rather wider.
///
/// # Errors
/// [`Insufficient`] below [`TREND_NEEDS`] different days.
pub fn trend(values: &[(Date, f64)]) -> Result<Trend, Insufficient> {
    let points: Vec<(f64, f64)> = values
        .iter()
        .filter(|(_, value)| value.is_finite())
        .map(|(day, value)| (f64::from(epoch_day(*day)), *value))
        .collect();
    let mut days: Vec<i32> = points.iter().map(|(day, _)| *day as i32).collect();
    days.sort_unstable();
    days.dedup();
    let too_few = || insufficient("a trend", days.len(), TREND_NEEDS, "days");
    let (Some(first), Some(last)) = (days.first().copied(), days.last().copied()) else { return Err(too_few()) };
    if days.len() < TREND_NEEDS as usize {
        return Err(too_few());
    }
    let count = points.len() as f64;
    let mean_day = points.iter().map(|(day, _)| day).sum::<f64>() / count;
    let mean = points.iter().map(|(_, value)| value).sum::<f64>() / count;
    let spread: f64 = points.iter().map(|(day, _)| (day - mean_day).powi(2)).sum();
    let per_day = points.iter().map(|(day, value)| (day - mean_day) * (value - mean)).sum::<f64>() / spread;
    let line = |day: f64| mean + per_day * (day - mean_day);
    let residual: f64 = points.iter().map(|(day, value)| (value - line(*day)).powi(2)).sum();
    let standard_error = (residual / (count - 2.0) / spread).sqrt();
    let margin = stats::student_t95(count - 2.0) * standard_error;
    let (low, high) = (per_day - margin, per_day + margin);
    let span = f64::from(last - first);
    let direction = if low > 0.0 {
        Direction::Up
    } else if high < 0.0 {
        Direction::Down
    } else if low.abs().max(high.abs()) * span <= 0.05 * mean.abs() {
        Direction::Flat
    } else {
        Direction::Unclear
    };
    Ok(Trend {
        per_day,
        standard_error,
        low,
        high,
        start: line(f64::from(first)),
        end: line(f64::from(last)),
        days: u32::try_from(days.len()).unwrap_or(u32::MAX),
        period: (crate::time::date_of_epoch_day(first), crate::time::date_of_epoch_day(last)),
        direction,
    })
}

/// A slope that single extreme days hardly move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RobustTrend {
    /// Median change per day, in the unit of the values.
    pub per_day: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end of its 95 % interval.
    pub high: f64,
    /// Values.
    pub count: u32,
    /// First and last day.
    pub period: (Date, Date),
}

/// Most values that [`robust_trend`] compares pair by pair; of more, the latest are taken.
const ROBUST_MOST: usize = 1000;

/// The median of the slopes between all pairs of days (Theil 1950), with the interval of Sen (1968) from the variance of
/// Kendall's statistic, ties included. Up to 29 % of the days may be wild without carrying it away.
///
/// # Errors
/// [`Insufficient`] below [`TREND_NEEDS`] different days.
pub fn robust_trend(values: &[(Date, f64)]) -> Result<RobustTrend, Insufficient> {
    let mut points: Vec<(i32, f64)> =
        values.iter().filter(|(_, value)| value.is_finite()).map(|(day, value)| (epoch_day(*day), *value)).collect();
    points.sort_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    points.drain(..points.len().saturating_sub(ROBUST_MOST));
    let days = points.chunk_by(|one, other| one.0 == other.0).count();
    let too_few = || insufficient("a trend", days, TREND_NEEDS, "days");
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Err(too_few()) };
    if days < TREND_NEEDS as usize {
        return Err(too_few());
    }
    let mut slopes: Vec<f64> = Vec::with_capacity(points.len() * (points.len() - 1) / 2);
    for (index, (day, value)) in points.iter().enumerate() {
        let later = points[index + 1..].iter().filter(|(other, _)| other > day);
        slopes.extend(later.map(|(other, next)| (next - value) / f64::from(other - day)));
    }
    slopes.sort_by(f64::total_cmp);
    let count = points.len() as f64;
    let weight = |count: f64| count * (count - 1.0) * (2.0 * count + 5.0);
    let tied_days: f64 = points.chunk_by(|one, other| one.0 == other.0).map(|tie| weight(tie.len() as f64)).sum();
    let mut heights: Vec<f64> = points.iter().map(|point| point.1).collect();
    heights.sort_by(f64::total_cmp);
    let tied_values: f64 = heights.chunk_by(|one, other| one == other).map(|tie| weight(tie.len() as f64)).sum();
    let margin = stats::NORMAL_95 * ((weight(count) - tied_days - tied_values) / 18.0).max(0.0).sqrt();
    let pairs = slopes.len() as f64;
    let at = |rank: f64| slopes.get(rank.max(0.0) as usize).or(slopes.last()).copied().unwrap_or(0.0);
    Ok(RobustTrend {
        per_day: stats::median(&slopes).unwrap_or(0.0),
        low: at(((pairs - margin) / 2.0).round_ties_even() - 1.0),
        high: at(((pairs + margin) / 2.0).round_ties_even()),
        count: u32::try_from(points.len()).unwrap_or(u32::MAX),
        period: (crate::time::date_of_epoch_day(first.0), crate::time::date_of_epoch_day(last.0)),
    })
}

/// Two periods side by side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// Mean of the earlier period.
    pub before: f64,
    /// Mean of the later period.
    pub now: f64,
    /// `now - before`.
    pub difference: f64,
    /// Difference in percent of the earlier mean; `None` when that is 0.
    pub percent: Option<f64>,
    /// Lower end of the 95 % interval of the difference (Welch).
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
    /// Difference in pooled standard deviations, with Hedges' correction; `None` when nothing varies.
    pub effect: Option<f64>,
    /// Days with a value in the earlier period.
    pub before_days: u32,
    /// Days with a value in the later period.
    pub now_days: u32,
}

impl Comparison {
    /// Whether chance alone would rarely give such a difference.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Compares the means of two periods; days without data are left out, never counted as 0.
///
/// # Errors
/// [`Insufficient`] below [`COMPARISON_NEEDS`] days on either side.
pub fn compare(before: &[f64], now: &[f64]) -> Result<Comparison, Insufficient> {
    let finite = |values: &[f64]| -> Vec<f64> { values.iter().copied().filter(|value| value.is_finite()).collect() };
    let (before, now) = (finite(before), finite(now));
    let fewest = before.len().min(now.len());
    if fewest < COMPARISON_NEEDS as usize {
        return Err(insufficient("a comparison", fewest, COMPARISON_NEEDS, "days in each period"));
    }
    let (n1, n2) = (before.len() as f64, now.len() as f64);
    let (m1, m2) = (stats::mean(&before).unwrap_or(0.0), stats::mean(&now).unwrap_or(0.0));
    let (v1, v2) = (
        stats::standard_deviation(&before).unwrap_or(0.0).powi(2),
        stats::standard_deviation(&now).unwrap_or(0.0).powi(2),
    );
    let difference = m2 - m1;
    let error = (v1 / n1 + v2 / n2).sqrt();
    let degrees = if error > 0.0 {
        (v1 / n1 + v2 / n2).powi(2) / ((v1 / n1).powi(2) / (n1 - 1.0) + (v2 / n2).powi(2) / (n2 - 1.0))
    } else {
        n1 + n2 - 2.0
    };
    let margin = stats::student_t95(degrees) * error;
    let pooled = (((n1 - 1.0) * v1 + (n2 - 1.0) * v2) / (n1 + n2 - 2.0)).sqrt();
    let correction = 1.0 - 3.0 / (4.0 * (n1 + n2) - 9.0);
    Ok(Comparison {
        before: m1,
        now: m2,
        difference,
        percent: (m1.abs() > f64::EPSILON).then(|| difference / m1.abs() * 100.0),
        low: difference - margin,
        high: difference + margin,
        effect: (pooled > 0.0).then(|| difference / pooled * correction),
        before_days: u32::try_from(before.len()).unwrap_or(u32::MAX),
        now_days: u32::try_from(now.len()).unwrap_or(u32::MAX),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::date_of_epoch_day;
    use proptest::prelude::*;

    fn days(values: &[f64]) -> Vec<(Date, f64)> {
        values.iter().zip(20_000..).map(|(value, day)| (date_of_epoch_day(day), *value)).collect()
    }

    #[test]
    fn a_line_is_found_with_its_error() {
        let exact = trend(&days(&[1.0, 3.0, 5.0, 7.0, 9.0])).unwrap();
        assert!((exact.per_day - 2.0).abs() < 1e-9 && exact.standard_error < 1e-9 && exact.direction == Direction::Up);
        // By hand: squared residuals 4.8, over 3 degrees of freedom and a spread of 10, root 0.4.
        let noisy = trend(&days(&[2.0, 1.0, 4.0, 3.0, 6.0])).unwrap();
        assert!((noisy.per_day - 1.0).abs() < 1e-9 && (noisy.standard_error - 0.4).abs() < 1e-6, "{noisy:?}");
        assert!((noisy.high - (1.0 + 3.182_446_3 * 0.4)).abs() < 1e-5 && noisy.direction == Direction::Unclear);
        assert_eq!(trend(&days(&[100.0, 100.1, 99.9, 100.0, 100.1, 99.9])).unwrap().direction, Direction::Flat);
    }

    #[test]
    fn five_different_days_are_needed() {
        assert_eq!(trend(&days(&[1.0, 2.0, 3.0, 4.0])).unwrap_err().have, 4);
        assert_eq!(trend(&[]).unwrap_err().have, 0);
        let same = vec![(date_of_epoch_day(1), 5.0); 10];
        assert_eq!(trend(&same).unwrap_err().have, 1);
        assert_eq!(trend(&days(&[1.0, f64::NAN, 2.0, 3.0, 4.0])).unwrap_err().have, 4);
    }

    #[test]
    fn one_wild_day_does_not_move_the_robust_slope() {
        let mut values = days(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]);
        let plain = robust_trend(&values).unwrap();
        assert!((plain.per_day - 1.0).abs() < 1e-12 && plain.low <= 1.0 && plain.high >= 1.0 && plain.count == 10);
        values[4].1 = 500.0;
        let wild = robust_trend(&values).unwrap();
        assert!((wild.per_day - 1.0).abs() < 1e-12 && wild.low <= 1.0 && wild.high >= 1.0, "{wild:?}");
        assert!((trend(&values).unwrap().per_day - 1.0).abs() > 2.0);
        values.reverse();
        assert_eq!(robust_trend(&values).unwrap(), wild);
        assert_eq!(robust_trend(&values[..4]).unwrap_err().have, 4);
        assert_eq!(robust_trend(&[]).unwrap_err().have, 0);
        assert_eq!(robust_trend(&days(&[5.0; 10])).unwrap().per_day, 0.0);
        assert_eq!(robust_trend(&days(&vec![1.0; 1200])).unwrap().count, 1000);
    }

    #[test]
    fn periods_are_compared_by_welch() {
        // By hand: variances 5/3 and 20/3, error root(25/12) = 1.4434, Welch's degrees of freedom 4.41.
        let found = compare(&[10.0, 11.0, 12.0, 13.0], &[12.0, 14.0, 16.0, 18.0]).unwrap();
        assert_eq!((found.difference, found.before_days), (3.5, 4));
        // SciPy 1.17: ttest_ind(now, before, equal_var=False).confidence_interval() is (-0.3641672, 7.3641672).
        assert!((found.low + 0.364_167_2).abs() < 1e-6 && (found.high - 7.364_167_2).abs() < 1e-6, "{found:?}");
        assert!(found.effect.unwrap() > 1.0 && (found.percent.unwrap() - 30.434_78).abs() < 1e-4);
        assert!(compare(&[1.0, 2.0], &[1.0, 2.0, 3.0]).is_err());
        assert!(compare(&[1.0, 2.0, f64::NAN], &[1.0, 2.0, 3.0]).is_err());
        let same = compare(&[5.0; 3], &[5.0; 3]).unwrap();
        assert!(!same.is_clear() && same.effect.is_none() && same.low == 0.0);
        assert_eq!(compare(&[0.0; 3], &[1.0; 3]).unwrap().percent, None);
    }

    proptest! {
        #[test]
        fn the_interval_holds_the_slope(values in prop::collection::vec(-1000.0_f64..1000.0, 5..60)) {
            let found = trend(&days(&values)).unwrap();
            prop_assert!(found.low <= found.per_day && found.per_day <= found.high && found.standard_error.is_finite());
            let turned: Vec<f64> = values.iter().map(|value| -value).collect();
            prop_assert!((trend(&days(&turned)).unwrap().per_day + found.per_day).abs() < 1e-9);
            let robust = robust_trend(&days(&values)).unwrap();
            prop_assert!(robust.low <= robust.per_day && robust.per_day <= robust.high);
            prop_assert!((robust_trend(&days(&turned)).unwrap().per_day + robust.per_day).abs() < 1e-9);
        }
    }
}

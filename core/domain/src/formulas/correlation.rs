//! How two daily series go together.

use super::{insufficient, stats};
use crate::figure::Insufficient;
use crate::time::{date_of_epoch_day, epoch_day};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Days with both values that a correlation needs.
pub const CORRELATION_NEEDS: u32 = 14;

/// What must be said with every correlation.
pub const CAVEAT: &str = "A correlation is not a cause: both may follow something else, and days near each other are alike, \
                          so the true interval is wider.";

/// A coefficient with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// From -1 to 1.
    pub value: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of it.
    pub high: f64,
}

impl Coefficient {
    /// Whether chance alone would rarely give it.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }

    /// Fisher's interval (Fisher 1921): tanh(atanh r +- 1.96 error).
    fn new(value: f64, error: f64) -> Self {
        let value = value.clamp(-1.0, 1.0);
        if value.abs() > 1.0 - 1e-15 {
            return Self { value, low: value, high: value };
        }
        let margin = stats::NORMAL_95 * error;
        Self { value, low: (value.atanh() - margin).tanh(), high: (value.atanh() + margin).tanh() }
    }
}

/// How two daily series go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// Pearson's coefficient: along a line.
    pub pearson: Coefficient,
    /// Spearman's: in rank, whatever the shape, and hardly moved by single extreme days.
    pub spearman: Coefficient,
    /// Days with both values.
    pub days: u32,
    /// Days by which the second series was taken later.
    pub lag_days: i32,
    /// First and last day of the first series that have a partner.
    pub period: (Date, Date),
    /// [`CAVEAT`].
    pub caveat: &'static str,
}

/// The correlation of two daily series, the second taken `lag_days` later: with a lag of 1, today's first value is set
/// against tomorrow's second one. Days that lack either value are left out, never filled; several values of a day are
/// averaged.
///
/// The interval of Pearson's coefficient has the standard error 1 / root(n - 3) (Fisher 1921), that of Spearman's
/// root((1 + r^2 / 2) / (n - 3)) (Bonett and Wright 2000).
///
/// # Errors
/// [`Insufficient`] below [`CORRELATION_NEEDS`] pairs, or when a series does not vary.
pub fn correlation(first: &[(Date, f64)], second: &[(Date, f64)], lag_days: i32) -> Result<Correlation, Insufficient> {
    let (first, second) = (by_day(first), by_day(second));
    let pairs: Vec<(i32, f64, f64)> =
        first.iter().filter_map(|(day, x)| Some((*day, *x, *second.get(&day.checked_add(lag_days)?)?))).collect();
    let too_few = || insufficient("a correlation", pairs.len(), CORRELATION_NEEDS, "days with both values");
    let (Some(start), Some(end)) = (pairs.first(), pairs.last()) else { return Err(too_few()) };
    if pairs.len() < CORRELATION_NEEDS as usize {
        return Err(too_few());
    }
    let x: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
    let y: Vec<f64> = pairs.iter().map(|pair| pair.2).collect();
    let constant = || insufficient("a correlation", 1, 2, "different values in each series");
    let linear = pearson(&x, &y).ok_or_else(constant)?;
    let ranked = pearson(&ranks(&x), &ranks(&y)).ok_or_else(constant)?;
    let freedom = pairs.len() as f64 - 3.0;
    Ok(Correlation {
        pearson: Coefficient::new(linear, (1.0 / freedom).sqrt()),
        spearman: Coefficient::new(ranked, ((1.0 + ranked * ranked / 2.0) / freedom).sqrt()),
        days: u32::try_from(pairs.len()).unwrap_or(u32::MAX),
        lag_days,
        period: (date_of_epoch_day(start.0), date_of_epoch_day(end.0)),
        caveat: CAVEAT,
    })
}

fn by_day(values: &[(Date, f64)]) -> BTreeMap<i32, f64> {
    let mut days: BTreeMap<i32, Vec<f64>> = BTreeMap::new();
    for (day, value) in values.iter().filter(|(_, value)| value.is_finite()) {
        days.entry(epoch_day(*day)).or_default().push(*value);
    }
    days.into_iter().filter_map(|(day, values)| Some((day, stats::mean(&values)?))).collect()
}

/// Pearson's coefficient; `None` when either does not vary.
fn pearson(x: &[f64], y: &[f64]) -> Option<f64> {
    let (mean_x, mean_y) = (stats::mean(x)?, stats::mean(y)?);
    let spread = |values: &[f64], mean: f64| values.iter().map(|value| (value - mean).powi(2)).sum::<f64>().sqrt();
    let (spread_x, spread_y) = (spread(x, mean_x), spread(y, mean_y));
    // What rounding leaves of a constant series is no spread.
    let varies = |spread: f64, mean: f64| spread > 1e-12 * mean.abs().max(f64::MIN_POSITIVE);
    let product: f64 = x.iter().zip(y).map(|(x, y)| (x - mean_x) / spread_x * ((y - mean_y) / spread_y)).sum();
    (varies(spread_x, mean_x) && varies(spread_y, mean_y) && product.is_finite()).then_some(product)
}

/// Ranks from 1; equal values share the mean of their ranks.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for group in order.chunk_by(|one, other| values[*one] == values[*other]) {
        let rank = start as f64 + (group.len() as f64 + 1.0) / 2.0;
        for index in group {
            ranks[*index] = rank;
        }
        start += group.len();
    }
    ranks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn days(values: &[f64]) -> Vec<(Date, f64)> {
        values.iter().zip(20_000..).map(|(value, day)| (date_of_epoch_day(day), *value)).collect()
    }

    #[test]
    fn spearman_and_its_interval_are_those_of_bonett_and_wright() {
        // The worked example of Bonett's R package statpsych, ci.spear.
        let y = [21.0, 4.0, 9.0, 12.0, 35.0, 18.0, 10.0, 22.0, 24.0, 1.0, 6.0, 8.0, 13.0, 16.0, 19.0];
        let x = [67.0, 28.0, 30.0, 28.0, 52.0, 40.0, 25.0, 37.0, 44.0, 10.0, 14.0, 20.0, 28.0, 40.0, 51.0];
        let found = correlation(&days(&x), &days(&y), 0).unwrap();
        assert!((found.spearman.value - 0.869_963_9).abs() < 1e-7, "{found:?}");
        assert!((found.spearman.low - 0.584_095_1).abs() < 1e-6 && (found.spearman.high - 0.963_829_7).abs() < 1e-6);
        assert!(found.days == 15 && found.spearman.is_clear() && found.caveat.contains("not a cause"));
    }

    #[test]
    fn fourteen_days_with_both_are_needed() {
        let series: Vec<f64> = (0..14).map(|day| f64::from(day * day % 7)).collect();
        assert!(correlation(&days(&series), &days(&series), 0).is_ok());
        assert_eq!(correlation(&days(&series), &days(&series[..13]), 0).unwrap_err().have, 13);
        assert_eq!(correlation(&days(&series), &days(&series), 1).unwrap_err().have, 13);
        assert_eq!(correlation(&days(&series), &days(&series), i32::MAX).unwrap_err().have, 0);
        let mut holes = days(&series);
        holes[4].1 = f64::NAN;
        assert_eq!(correlation(&holes, &days(&series), 0).unwrap_err().have, 13);
        assert_eq!(correlation(&days(&series), &days(&[5.1; 14]), 0).unwrap_err().need, 2);
        assert_eq!(correlation(&[], &[], 0).unwrap_err().have, 0);
    }

    #[test]
    fn a_lag_sets_today_against_tomorrow() {
        let cause: Vec<f64> = (0..30).map(|day| f64::from((day * 7 + 3) % 11)).collect();
        let effect: Vec<f64> = std::iter::once(0.0).chain(cause.iter().copied()).collect();
        let found = correlation(&days(&cause), &days(&effect), 1).unwrap();
        assert!(found.pearson.value > 1.0 - 1e-12 && found.days == 30 && found.pearson.low > 0.99);
        assert!(correlation(&days(&cause), &days(&effect), 0).unwrap().pearson.value < 0.9);
        assert_eq!(found.period.0, date_of_epoch_day(20_000));
    }

    proptest! {
        #[test]
        fn scale_and_order_do_not_matter(
            pairs in prop::collection::vec((-100.0_f64..100.0, -100.0_f64..100.0), 14..60), factor in 0.01_f64..100.0, shift in -50.0_f64..50.0
        ) {
            let x: Vec<f64> = pairs.iter().map(|pair| pair.0).collect();
            let y: Vec<f64> = pairs.iter().map(|pair| pair.1).collect();
            let found = correlation(&days(&x), &days(&y), 0).unwrap();
            for one in [found.pearson, found.spearman] {
                prop_assert!(-1.0 <= one.low && one.low <= one.value && one.value <= one.high && one.high <= 1.0);
            }
            let scaled: Vec<f64> = x.iter().map(|x| x * factor + shift).collect();
            let again = correlation(&days(&scaled), &days(&y), 0).unwrap();
            prop_assert!((again.pearson.value - found.pearson.value).abs() < 1e-9);
            let mut turned = days(&x);
            turned.reverse();
            prop_assert_eq!(correlation(&turned, &days(&y), 0).unwrap(), found);
            let other = correlation(&days(&y), &days(&x), 0).unwrap();
            prop_assert!((other.pearson.value - found.pearson.value).abs() < 1e-12);
        }
    }
}

//! Means, spreads and quantiles. Every function takes finite values; empty input gives `None`.

/// Two-sided 95 % quantile of the normal distribution.
pub const NORMAL_95: f64 = 1.959_963_984_540_054;

/// Arithmetic mean.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Sample standard deviation (n - 1); `None` below two values.
#[must_use]
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    let mean = mean(values)?;
    (values.len() > 1)
        .then(|| (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt())
}

/// Median; the mean of the middle two of an even number.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[middle]),
        _ => Some((sorted[middle - 1] + sorted[middle]) / 2.0),
    }
}

/// Median absolute deviation from the median, times 1.4826 so that it estimates a standard deviation.
#[must_use]
pub fn robust_deviation(values: &[f64]) -> Option<f64> {
    let middle = median(values)?;
    let distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    median(&distances).map(|deviation| deviation * 1.4826)
}

/// Two-sided 95 % quantile of Student's t for `degrees` of freedom, whole or not, 1 at least. Right to 9 digits.
///
/// Up to 200 the value at which the regularised incomplete beta function I(df / (df + t^2); df / 2, 1 / 2) is 0.05
/// (Abramowitz and Stegun 26.7.1), above the expansion of Cornish and Fisher (26.7.5).
#[must_use]
pub fn student_t95(degrees: f64) -> f64 {
    let degrees = degrees.max(1.0);
    if degrees > 200.0 {
        let z = NORMAL_95;
        let first = (z.powi(3) + z) / 4.0;
        let second = (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / 96.0;
        let third = (3.0 * z.powi(7) + 19.0 * z.powi(5) + 17.0 * z.powi(3) - 15.0 * z) / 384.0;
        return z + first / degrees + second / degrees.powi(2) + third / degrees.powi(3);
    }
    let (mut low, mut high) = (NORMAL_95, 13.0);
    for _ in 0..60 {
        let middle: f64 = (low + high) / 2.0;
        let outside = incomplete_beta(degrees / (degrees + middle * middle), degrees / 2.0, 0.5);
        if outside > 0.05 { low = middle } else { high = middle }
    }
    (low + high) / 2.0
}

/// The regularised incomplete beta function, by its continued fraction (Abramowitz and Stegun 26.5.8) on the side where
/// that converges fast.
fn incomplete_beta(x: f64, a: f64, b: f64) -> f64 {
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - incomplete_beta(1.0 - x, b, a);
    }
    let front = (a * x.ln() + b * (1.0 - x).ln() + ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b)).exp() / a;
    // From the innermost term outwards; 200 terms are far more than the range here needs.
    let fraction = (1..=200).rev().fold(1.0, |inner, term| {
        let m = f64::from(term / 2);
        let numerator = if term % 2 == 0 {
            m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m))
        } else {
            -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0))
        };
        1.0 + numerator / inner
    });
    front / fraction
}

/// Natural logarithm of the gamma function of a positive number: Stirling's series (Abramowitz and Stegun 6.1.41) from 15
/// on, and below by the recurrence from there.
fn ln_gamma(x: f64) -> f64 {
    let (mut shift, mut x) = (0.0, x);
    while x < 15.0 {
        shift += x.ln();
        x += 1.0;
    }
    let series = 1.0 / (12.0 * x) - 1.0 / (360.0 * x.powi(3)) + 1.0 / (1260.0 * x.powi(5)) - 1.0 / (1680.0 * x.powi(7));
    (x - 0.5) * x.ln() - x + 0.5 * std::f64::consts::TAU.ln() + series - shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_samples() {
        assert_eq!((mean(&[]), median(&[]), standard_deviation(&[1.0])), (None, None, None));
        assert_eq!((median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0])), (Some(2.0), Some(2.5)));
        assert_eq!(
            standard_deviation(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).map(|sd| (sd * 1e4).round()),
            Some(21_381.0)
        );
        assert_eq!(robust_deviation(&[1.0, 1.0, 2.0, 2.0, 4.0, 6.0, 9.0]), Some(1.4826));
    }

    #[test]
    fn quantiles_are_those_of_the_tables() {
        // NIST/SEMATECH e-Handbook, 1.3.6.7.2.
        for (degrees, expected) in [
            (1.0, 12.706),
            (2.0, 4.303),
            (4.0, 2.776),
            (10.0, 2.228),
            (30.0, 2.042),
            (40.0, 2.021),
            (60.0, 2.000),
            (100.0, 1.984),
            (1e9, 1.960),
        ] {
            assert!((student_t95(degrees) - expected).abs() < 5.1e-4, "{degrees}: {}", student_t95(degrees));
        }
        // For 1 and 2 degrees there are closed forms: tan(0.475 pi), and 2 p root(2 / (1 - 4 p^2)) at p = 0.475.
        assert!((student_t95(1.0) - (0.475 * std::f64::consts::PI).tan()).abs() < 1e-9);
        assert!((student_t95(2.0) - 0.95 * (2.0_f64 / (1.0 - 0.9025)).sqrt()).abs() < 1e-9);
        assert_eq!((student_t95(0.0), student_t95(f64::NAN)), (student_t95(1.0), student_t95(1.0)));
        // No step where the two ways meet, and down all the way.
        assert!((student_t95(200.0) - student_t95(200.000_001)).abs() < 1e-8);
        let values: Vec<f64> = (2..500).map(|half| student_t95(f64::from(half) / 2.0)).collect();
        assert!(values.windows(2).all(|pair| pair[1] < pair[0] + 1e-9));
    }

    #[test]
    fn gamma_of_small_numbers() {
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-12);
        assert!(ln_gamma(1.0).abs() < 1e-12 && (ln_gamma(6.0) - 120.0_f64.ln()).abs() < 1e-12);
    }
}

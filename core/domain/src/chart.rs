//! Fewer points of a series for the same picture.

/// A point of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Value.
    pub value: f64,
}

/// A point that was kept, with the stretch of the series that it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// Position of the point that is drawn.
    pub index: usize,
    /// First position that it stands for.
    pub from: usize,
    /// Last position that it stands for, included.
    pub to: usize,
}

/// At most `most` positions of a series in order, so that its line looks the same: largest triangle three buckets
/// (S. Steinarsson, Downsampling Time Series for Visual Representation, University of Iceland, 2013). The first and
/// the last point are always kept, every position is stood for by exactly one kept point, and a series that is short
/// enough is kept whole. `most` below 2 counts as 2.
#[must_use]
pub fn reduce(points: &[Point], most: usize) -> Vec<Kept> {
    let (count, most) = (points.len(), most.max(2));
    if count <= most {
        return (0..count).map(|index| Kept { index, from: index, to: index }).collect();
    }
    let inner = count - 2;
    let stretches = most - 2;
    // Stretch `n` of the points between the first and the last.
    let begin = |stretch: usize| 1 + stretch * inner / stretches.max(1);
    let mut kept = vec![Kept { index: 0, from: 0, to: if stretches == 0 { count - 2 } else { 0 } }];
    let mut before = points[0];
    for stretch in 0..stretches {
        let (from, end) = (begin(stretch), begin(stretch + 1));
        let next = if stretch + 1 == stretches { &points[count - 1..] } else { &points[end..begin(stretch + 2)] };
        let size = next.len().max(1) as f64;
        let ahead_t = next.iter().map(|point| (point.at_ms - before.at_ms) as f64).sum::<f64>() / size;
        let ahead_v = next.iter().map(|point| point.value).sum::<f64>() / size;
        let area = |point: &Point| {
            let t = (point.at_ms - before.at_ms) as f64;
            (t * (ahead_v - before.value) - ahead_t * (point.value - before.value)).abs()
        };
        // Each area is computed once, also in stretches of hundreds of points; of equal ones the last is kept.
        let areas = points[from..end].iter().map(area).zip(from..end);
        let index = areas.max_by(|a, b| a.0.total_cmp(&b.0)).map_or(from, |(_, index)| index);
        kept.push(Kept { index, from, to: end - 1 });
        before = points[index];
    }
    kept.push(Kept { index: count - 1, from: count - 1, to: count - 1 });
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(values: &[f64]) -> Vec<Point> {
        values.iter().enumerate().map(|(n, value)| Point { at_ms: n as i64 * 60_000, value: *value }).collect()
    }

    #[test]
    fn a_peak_and_a_gap_stay_visible() {
        let mut values = vec![60.0; 1_000];
        values[613] = 190.0;
        let points = series(&values);
        let kept = reduce(&points, 20);
        assert_eq!(kept.len(), 20);
        assert!(kept.iter().any(|kept| kept.index == 613));
    }

    #[test]
    fn short_and_odd_series_are_kept() {
        assert!(reduce(&[], 5).is_empty());
        assert_eq!(reduce(&series(&[1.0]), 0).len(), 1);
        assert_eq!(reduce(&series(&[1.0, 2.0, 3.0]), 3).len(), 3);
        let ends = reduce(&series(&[1.0, 9.0, 3.0, 4.0]), 0);
        assert_eq!(ends.iter().map(|kept| kept.index).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(ends[0].to, 2, "what is left out is stood for");
    }

    proptest! {
        #[test]
        fn every_position_is_stood_for_once(
            values in prop::collection::vec(prop_oneof![-1e6..1e6_f64, Just(f64::NAN), Just(0.0)], 0..400),
            most in 0_usize..60,
        ) {
            let points = series(&values);
            let kept = reduce(&points, most);
            prop_assert!(kept.len() <= most.max(2));
            let mut next = 0;
            for one in &kept {
                prop_assert_eq!(one.from, next);
                prop_assert!((one.from..=one.to).contains(&one.index));
                next = one.to + 1;
            }
            prop_assert_eq!(next, points.len());
        }
    }
}

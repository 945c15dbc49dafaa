use super::*;
use proptest::prelude::*;

const ALL: RangeInclusive<i32> = -100_000..=100_000;

fn light(start_s: i64, end_s: i64, value: f64, offset_min: i16) -> Light {
    Light { start_ms: start_s * 1000, end_ms: end_s * 1000, value, offset_min }
}

fn series(source: i64, mut rows: Vec<Light>) -> Series {
    rows.sort_by_key(|row| (row.start_ms, row.end_ms));
    Series { source, rows }
}

fn day_sums(given: &[Series]) -> Vec<(i64, f64)> {
    figures(Aggregation::Sum, given, Cut::Day, &ALL).iter().map(|figure| (figure.key, figure.value)).collect()
}

/// Second by second: who covers it, and what that source says of it.
fn oracle(given: &[Series], cut: Cut) -> BTreeMap<i64, f64> {
    let mut sums = BTreeMap::new();
    for (place, one) in given.iter().enumerate() {
        let better = || given[..place].iter().flat_map(|other| &other.rows);
        let hidden = |second: i64, instant: bool| {
            better().any(|row| {
                let (start, end) = (row.start_ms / 1000, row.end_ms / 1000);
                (start <= second && second < end) || (instant && start == end && start == second)
            })
        };
        for row in &one.rows {
            let (start, end) = (row.start_ms / 1000, row.end_ms / 1000);
            if start == end {
                if !hidden(start, true) {
                    *sums.entry(cut.key(row.start_ms, row.offset_min)).or_insert(0.0) += row.value;
                }
                continue;
            }
            for second in (start..end).filter(|second| !hidden(*second, false)) {
                *sums.entry(cut.key(second * 1000, row.offset_min)).or_insert(0.0) += row.value / (end - start) as f64;
            }
        }
    }
    sums
}

/// Samples around a local midnight, in whole seconds but dense, so that everything overlaps with everything.
fn rows() -> impl Strategy<Value = Vec<Light>> {
    let offset = prop_oneof![Just(0_i16), Just(330), Just(-210), Just(60)];
    let sample = (-400_i64..400, prop_oneof![Just(0_i64), 1_i64..300], 0_u32..50, offset);
    prop::collection::vec(sample, 0..12).prop_map(|list| {
        list.into_iter()
            .map(|(start, length, value, offset)| {
                let start = start + 1_700_006_400 - i64::from(offset) * 60;
                light(start, start + length, f64::from(value), offset)
            })
            .collect()
    })
}

proptest! {
    #[test]
    fn the_sweep_agrees_with_counting_seconds(a in rows(), b in rows(), c in rows(), hours in any::<bool>()) {
        let given = [series(1, a), series(2, b), series(3, c)];
        let cut = if hours { Cut::Hour } else { Cut::Day };
        let found = figures(Aggregation::Sum, &given, cut, &ALL);
        let expected = oracle(&given, cut);
        prop_assert_eq!(found.iter().map(|figure| figure.key).collect::<Vec<_>>(), expected.keys().copied().collect::<Vec<_>>());
        for figure in &found {
            let wanted = expected[&figure.key];
            prop_assert!((figure.value - wanted).abs() < 1e-6, "{} for {}", figure.value, wanted);
            prop_assert!(figure.count > 0 && !figure.sources.is_empty());
        }
    }

    #[test]
    fn one_source_alone_loses_nothing(given in rows()) {
        let total: f64 = given.iter().map(|row| row.value).sum();
        let found: f64 = day_sums(&[series(1, given)]).iter().map(|(_, value)| value).sum();
        prop_assert!((found - total).abs() < 1e-6);
    }

    #[test]
    fn a_mean_belongs_to_the_best_source_of_the_day(a in rows(), b in rows()) {
        let given = [series(1, a), series(2, b)];
        for figure in figures(Aggregation::Mean, &given, Cut::Day, &ALL) {
            let of = |one: &Series| -> Vec<f64> {
                one.rows.iter().filter(|row| Cut::Day.key(row.start_ms, row.offset_min) == figure.key).map(|row| row.value).collect()
            };
            let (owner, values) = match of(&given[0]) {
                values if values.is_empty() => (2, of(&given[1])),
                values => (1, values),
            };
            prop_assert_eq!(figure.sources, vec![owner]);
            prop_assert_eq!(figure.count as usize, values.len());
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            prop_assert!((figure.value - mean).abs() < 1e-9);
            prop_assert!(figure.min <= figure.value && figure.value <= figure.max);
        }
    }
}

#[test]
fn two_devices_are_neither_added_nor_dropped() {
    // A band is worn for part of the day and counts 2506; a phone is carried longer and counts 1919, of which 54 fall
    // into the time in which the band was off. Adding gives 4425, the phone alone 1919; the merged day has 2560.
    let hour = 3600;
    let band = series(1, vec![light(8 * hour, 18 * hour, 2506.0, 0)]);
    let phone = series(2, vec![light(9 * hour, 17 * hour, 1865.0, 0), light(18 * hour, 19 * hour, 54.0, 0)]);
    assert_eq!(day_sums(&[band, phone]), [(0, 2560.0)]);
}

#[test]
fn an_interval_over_midnight_is_cut_by_time() {
    // 22:00 to 02:00 in a zone of +05:30.
    let midnight = 86_400 - 19_800;
    let given = [series(1, vec![light(midnight - 7200, midnight + 7200, 400.0, 330)])];
    assert_eq!(day_sums(&given), [(0, 200.0), (1, 200.0)]);
}

#[test]
fn days_of_23_and_25_hours_keep_their_amounts() {
    // Europe/Berlin, 2026-10-25: +02:00 until 01:00 UTC, then +01:00. Steps of 1 a minute for the whole local day.
    let start = jiff::civil::date(2026, 10, 24).at(22, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let start = start.timestamp().as_second();
    let rows = (0..25).map(|hour| {
        let from = start + hour * 3600;
        light(from, from + 3600, 60.0, if hour < 3 { 120 } else { 60 })
    });
    let given = [series(1, rows.collect())];
    let found = figures(Aggregation::Sum, &given, Cut::Day, &ALL);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].value, found[0].count), (1500.0, 25));
    let hours = figures(Aggregation::Sum, &given, Cut::Hour, &ALL);
    assert_eq!(hours.len(), 25, "the repeated hour is two hours");
    assert!(hours.iter().all(|hour| hour.value == 60.0));

    // 2026-03-29: +01:00 until 01:00 UTC, then +02:00.
    let start = jiff::civil::date(2026, 3, 28).at(23, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap();
    let start = start.timestamp().as_second();
    let rows = (0..23).map(|hour| {
        let from = start + hour * 3600;
        light(from, from + 3600, 60.0, if hour < 2 { 60 } else { 120 })
    });
    let found = figures(Aggregation::Sum, &[series(1, rows.collect())], Cut::Day, &ALL);
    assert_eq!(found.iter().map(|figure| figure.value).collect::<Vec<_>>(), [1380.0]);
}

#[test]
fn an_instant_counts_unless_a_better_source_covers_it() {
    let better = || series(1, vec![light(100, 200, 10.0, 0), light(300, 300, 5.0, 0)]);
    let worse = |at| series(2, vec![light(at, at, 7.0, 0)]);
    assert_eq!(day_sums(&[better(), worse(150)]), [(0, 15.0)]);
    assert_eq!(day_sums(&[better(), worse(300)]), [(0, 15.0)]);
    assert_eq!(day_sums(&[better(), worse(200)]), [(0, 22.0)], "an interval ends before its end");
}

#[test]
fn zero_is_a_figure_and_nothing_is_none() {
    assert_eq!(day_sums(&[series(1, vec![light(0, 60, 0.0, 0)])]), [(0, 0.0)]);
    assert_eq!(day_sums(&[series(1, Vec::new())]), []);
}

#[test]
fn the_last_reading_of_the_best_source_stands_for_the_day() {
    let scale = series(1, vec![light(100, 100, 80.0, 0), light(200, 200, 81.0, 0)]);
    let phone = series(2, vec![light(300, 300, 90.0, 0), light(90_000, 90_000, 79.0, 0)]);
    let found = figures(Aggregation::Last, &[scale, phone], Cut::Day, &ALL);
    let shown: Vec<_> = found.iter().map(|figure| (figure.key, figure.value, figure.min, figure.count)).collect();
    assert_eq!(shown, [(0, 81.0, 80.0, 2), (1, 79.0, 79.0, 1)]);
}

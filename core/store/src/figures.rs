//! Figures of a metric by local day or hour, merged over sources.
//!
//! Amounts are reconciled by a time sweep: each value is spread evenly over its interval, at every instant only the
//! source of highest priority that covers it counts, and pieces are cut at local midnight. Readings are never averaged
//! over sources: each day belongs to the source of highest priority that has any.

use crate::chunk::Light;
use coach_domain::metric::Aggregation;
use coach_domain::time::{DAY_MS, local_day};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

const HOUR_MS: i64 = 3_600_000;

/// The samples of one source, ordered by start.
#[derive(Debug)]
pub(crate) struct Series {
    pub(crate) source: i64,
    pub(crate) rows: Vec<Light>,
}

/// How time is cut, in the local time of each sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// Keys are days since 1970-01-01.
    Day,
    /// Keys are the UTC milliseconds at which the local hour begins, so that the two hours of a repeated 01:00 stay
    /// apart.
    Hour,
}

impl Cut {
    fn key(self, instant_ms: i64, offset_min: i16) -> i64 {
        let offset = i64::from(offset_min) * 60_000;
        match self {
            Cut::Day => (instant_ms + offset).div_euclid(DAY_MS),
            Cut::Hour => (instant_ms + offset).div_euclid(HOUR_MS) * HOUR_MS - offset,
        }
    }

    /// The next boundary after an instant, in UTC milliseconds.
    fn next(self, instant_ms: i64, offset_min: i16) -> i64 {
        let offset = i64::from(offset_min) * 60_000;
        let width = if self == Cut::Day { DAY_MS } else { HOUR_MS };
        ((instant_ms + offset).div_euclid(width) + 1) * width - offset
    }
}

/// One figure.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    pub(crate) key: i64,
    pub(crate) offset_min: i16,
    pub(crate) value: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) count: u64,
    /// Sources that contributed, best first.
    pub(crate) sources: Vec<i64>,
    /// Start and end of the latest sample, for [`Aggregation::Last`], or of the last one counted, for sums.
    latest: (i64, i64),
}

/// Figures by key, with a shortcut for neighbours: samples come in order.
#[derive(Default)]
struct Figures {
    places: BTreeMap<i64, usize>,
    list: Vec<Figure>,
    last: usize,
}

impl Figures {
    fn at(&mut self, key: i64, offset_min: i16) -> &mut Figure {
        if self.list.get(self.last).is_none_or(|figure| figure.key != key) {
            self.last = *self.places.entry(key).or_insert_with(|| {
                self.list.push(Figure {
                    key,
                    offset_min,
                    value: 0.0,
                    min: f64::INFINITY,
                    max: f64::NEG_INFINITY,
                    count: 0,
                    sources: Vec::new(),
                    latest: (i64::MIN, i64::MIN),
                });
                self.list.len() - 1
            });
        }
        &mut self.list[self.last]
    }

    fn into_sorted(mut self) -> Vec<Figure> {
        self.list.sort_unstable_by_key(|figure| figure.key);
        self.list
    }
}

impl Figure {
    fn note(&mut self, source: i64, sample: f64) {
        self.min = self.min.min(sample);
        self.max = self.max.max(sample);
        self.count += 1;
        if self.sources.last() != Some(&source) {
            self.sources.push(source);
        }
    }
}

/// Figures over local days, from series in order of priority, best first. Keys outside `days` are left out; the
/// series must hold everything that can reach into them.
pub(crate) fn figures(
    aggregation: Aggregation,
    series: &[Series],
    cut: Cut,
    days: &RangeInclusive<i32>,
) -> Vec<Figure> {
    match aggregation {
        Aggregation::Sum => sums(series, cut, days),
        Aggregation::Mean | Aggregation::Last => readings(aggregation, series, cut, days),
        Aggregation::State => Vec::new(),
    }
}

fn readings(aggregation: Aggregation, series: &[Series], cut: Cut, days: &RangeInclusive<i32>) -> Vec<Figure> {
    let mut all = Figures::default();
    for Series { source, rows } in series {
        for row in rows {
            if !days.contains(&local_day(row.start_ms, row.offset_min)) {
                continue;
            }
            let figure = all.at(cut.key(row.start_ms, row.offset_min), row.offset_min);
            if figure.sources.first().is_some_and(|owner| owner != source) {
                continue;
            }
            figure.note(*source, row.value);
            if aggregation == Aggregation::Mean {
                figure.value += row.value;
            } else if (row.start_ms, row.end_ms) >= figure.latest {
                figure.latest = (row.start_ms, row.end_ms);
                figure.value = row.value;
            }
        }
    }
    let mut list = all.into_sorted();
    if aggregation == Aggregation::Mean {
        for figure in &mut list {
            // A mean never leaves the range of its samples, whatever the rounding of the sum.
            figure.value = (figure.value / figure.count as f64).clamp(figure.min, figure.max);
        }
    }
    list
}

fn sums(series: &[Series], cut: Cut, days: &RangeInclusive<i32>) -> Vec<Figure> {
    let mut all = Figures::default();
    // What sources of higher priority cover: disjoint intervals in order, and instants in order.
    let mut covered: Vec<(i64, i64)> = Vec::new();
    let mut instants: Vec<i64> = Vec::new();
    for Series { source, rows } in series {
        let mut at = 0;
        for row in rows {
            while covered.get(at).is_some_and(|(_, end)| *end <= row.start_ms) {
                at += 1;
            }
            if row.start_ms == row.end_ms {
                let hidden = covered.get(at).is_some_and(|(start, _)| *start <= row.start_ms)
                    || instants.binary_search(&row.start_ms).is_ok();
                if !hidden && days.contains(&local_day(row.start_ms, row.offset_min)) {
                    let figure = all.at(cut.key(row.start_ms, row.offset_min), row.offset_min);
                    figure.value += row.value;
                    figure.note(*source, row.value);
                }
                continue;
            }
            uncovered(&covered[at..], row.start_ms, row.end_ms, |start, end| {
                spread(&mut all, cut, days, *source, row, start, end);
            });
        }
        cover(&mut covered, &mut instants, rows);
    }
    all.into_sorted()
}

/// Visits the parts of an interval that none of the ordered, disjoint intervals covers.
fn uncovered(covered: &[(i64, i64)], mut start: i64, end: i64, mut visit: impl FnMut(i64, i64)) {
    for &(from, to) in covered {
        if from >= end {
            break;
        }
        if start < from {
            visit(start, from);
        }
        start = start.max(to);
        if start >= end {
            return;
        }
    }
    if start < end {
        visit(start, end);
    }
}

/// Adds the share of a sample that lies in `start..end`, cut at local boundaries.
fn spread(all: &mut Figures, cut: Cut, days: &RangeInclusive<i32>, source: i64, row: &Light, mut start: i64, end: i64) {
    let length = (row.end_ms - row.start_ms) as f64;
    while start < end {
        let stop = cut.next(start, row.offset_min).min(end);
        if days.contains(&local_day(start, row.offset_min)) {
            let key = cut.key(start, row.offset_min);
            let figure = all.at(key, row.offset_min);
            figure.value += row.value * ((stop - start) as f64 / length);
            // A sample that other sources cut into pieces still counts once in each figure.
            if figure.latest != (row.start_ms, row.end_ms) || figure.sources.last() != Some(&source) {
                figure.latest = (row.start_ms, row.end_ms);
                figure.note(source, row.value);
            }
        }
        start = stop;
    }
}

/// Adds what a source covers.
fn cover(covered: &mut Vec<(i64, i64)>, instants: &mut Vec<i64>, rows: &[Light]) {
    let mut both: Vec<(i64, i64)> = Vec::with_capacity(covered.len() + rows.len());
    let mut before = covered.iter().copied().peekable();
    let mut added =
        rows.iter().filter(|row| row.end_ms > row.start_ms).map(|row| (row.start_ms, row.end_ms)).peekable();
    loop {
        let next = match (before.peek(), added.peek()) {
            (Some(a), Some(b)) if a.0 <= b.0 => before.next(),
            (Some(_), None) => before.next(),
            _ => added.next(),
        };
        let Some((start, end)) = next else { break };
        match both.last_mut() {
            Some((_, last)) if start <= *last => *last = (*last).max(end),
            _ => both.push((start, end)),
        }
    }
    *covered = both;
    instants.extend(rows.iter().filter(|row| row.end_ms == row.start_ms).map(|row| row.start_ms));
    instants.sort_unstable();
    instants.dedup();
}

#[cfg(test)]
mod tests;

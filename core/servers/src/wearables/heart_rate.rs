//! `getHeartRateData`: heart rate and resting heart rate over a period, and the time in each zone.

use crate::catalog;
use crate::desk::{Desk, Summary, failed};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::metric;
use coach_mcp::{Reply, ToolError};
use coach_store::Bucket;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// Width of a point of the series; default by the length of the period.
    bucket: Option<Width>,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

/// Width of a point of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Width {
    /// Local hours.
    Hour,
    /// Local days.
    Day,
    /// ISO weeks.
    Week,
    /// Calendar months.
    Month,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Points with data, oldest first.
    series: Vec<Point>,
    /// Day of the highest heart rate.
    hr_max_day: Option<Date>,
}

/// One point of the series.
#[derive(Debug, Default, Serialize, JsonSchema)]
struct Point {
    /// First local day, or for hours the instant with its offset.
    start: String,
    /// Mean heart rate in bpm.
    mean_bpm: Option<f64>,
    /// Lowest heart rate in bpm.
    min_bpm: Option<f64>,
    /// Highest heart rate in bpm.
    max_bpm: Option<f64>,
    /// Resting heart rate in bpm; null for hours.
    resting_bpm: Option<f64>,
    /// Heart-rate samples behind it.
    count: u64,
}

impl Keyed for Point {
    fn key(&self) -> String {
        self.start.clone()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.series.truncate(items);
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 7)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    add_resting(desk, &mut sheet)?;
    let hr_max_day = add_heart_rate(desk, &mut sheet)?;
    super::zones::add(desk, &mut sheet)?;
    let series = series(desk, period, input.bucket.unwrap_or_else(|| width(period)))?;
    sheet.reply_with_list("Heart rate", series, input.cursor.as_deref(), None, |series| More { series, hr_max_day })
}

fn width(period: Period) -> Width {
    match period.days() {
        ..=2 => Width::Hour,
        3..=92 => Width::Day,
        93..=730 => Width::Week,
        _ => Width::Month,
    }
}

fn add_resting(desk: &Desk, sheet: &mut Sheet) -> Result<(), ToolError> {
    let resting = catalog::metric(metric::RESTING_HR);
    let period = sheet.period;
    let figures = desk.days(metric::RESTING_HR, period)?;
    let (Some(now), Some(latest)) = (Summary::of_figures(&figures), figures.last()) else {
        sheet.gap(desk.gap(resting)?);
        return Ok(());
    };
    sheet.add_day("resting_hr_latest", "latest resting heart rate", resting, latest);
    if period.days() == 1 {
        return Ok(());
    }
    let origin = Origin::new(resting.id, &now.source, period);
    sheet.add("resting_hr_mean", "resting heart rate, average", Shown::bpm(now.mean), origin);
    let lowest = Origin::day(resting.id, &now.source, now.min_day);
    sheet.add("resting_hr_min", "resting heart rate, lowest day", Shown::bpm(now.min), lowest);
    let highest = Origin::day(resting.id, &now.source, now.max_day);
    sheet.add("resting_hr_max", "resting heart rate, highest day", Shown::bpm(now.max), highest);
    let before = period.before();
    if let Some(earlier) = Summary::of_figures(&desk.days(metric::RESTING_HR, before)?) {
        sheet.add(
            "resting_hr_previous_mean",
            "resting heart rate in the period before, average",
            Shown::bpm(earlier.mean),
            Origin::new(resting.id, &earlier.source, before),
        );
        sheet.add(
            "resting_hr_change",
            "resting heart rate against the period before",
            Shown::metric_change(resting, now.mean - earlier.mean, sheet.units),
            Origin::new(resting.id, &now.source, period),
        );
    }
    Ok(())
}

/// Adds mean, lowest and highest heart rate; returns the day of the highest.
pub(super) fn add_heart_rate(desk: &Desk, sheet: &mut Sheet) -> Result<Option<Date>, ToolError> {
    let rate = catalog::metric(metric::HEART_RATE);
    let figures = desk.days(metric::HEART_RATE, sheet.period)?;
    let (Some(means), Some(lows), Some(highs)) = (
        Summary::of_figures(&figures),
        Summary::of(figures.iter().map(|day| (day.day, day.min, day.source.as_str()))),
        Summary::of(figures.iter().map(|day| (day.day, day.max, day.source.as_str()))),
    ) else {
        sheet.gap(desk.gap(rate)?);
        return Ok(None);
    };
    let origin = Origin::new(rate.id, &means.source, sheet.period);
    sheet.add("hr_mean", "heart rate, average", Shown::bpm(means.mean), origin);
    let lowest = Origin::day(rate.id, &lows.source, lows.min_day);
    sheet.add("hr_min", "heart rate, lowest", Shown::bpm(lows.min), lowest);
    let highest = Origin::day(rate.id, &highs.source, highs.max_day);
    sheet.add("hr_max", "heart rate, highest", Shown::bpm(highs.max), highest);
    Ok(Some(highs.max_day))
}

fn series(desk: &Desk, period: Period, width: Width) -> Result<Vec<Point>, ToolError> {
    let bucket = match width {
        Width::Hour => Bucket::Hour,
        Width::Day => Bucket::Day,
        Width::Week => Bucket::Week,
        Width::Month => Bucket::Month,
    };
    let read = |code| desk.store.query(code, period.from, period.to, bucket, None).map_err(failed);
    let mut points: BTreeMap<String, Point> = BTreeMap::new();
    for value in read(metric::HEART_RATE)? {
        let point = Point {
            start: value.start.clone(),
            mean_bpm: Some(value.value),
            min_bpm: value.min,
            max_bpm: value.max,
            resting_bpm: None,
            count: value.count,
        };
        points.insert(value.start, point);
    }
    // A resting heart rate belongs to a day, not to an hour.
    if width != Width::Hour {
        for value in read(metric::RESTING_HR)? {
            let point =
                points.entry(value.start.clone()).or_insert_with(|| Point { start: value.start, ..Point::default() });
            point.resting_bpm = Some(value.value);
        }
    }
    Ok(points.into_values().collect())
}

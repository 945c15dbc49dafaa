//! `analyzeProgressData`: trend of any metric and its comparison with another period.

use super::load::{Loads, Method};
use super::workouts::{active_s, day_of, is_kind};
use crate::calc::{self, Direction};
use crate::catalog;
use crate::desk::{Desk, Summary, failed};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::formulas::correlation::correlation;
use coach_domain::metric::{self, Aggregation, Metric};
use coach_domain::person::UnitSystem;
use coach_domain::record::Workout;
use coach_domain::sleep::SleepSession;
use coach_domain::unit::Unit;
use coach_mcp::{Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Metric by id or name (`body_mass`, `weight`, `steps`, `resting_hr`, …), or `asleep`, `deep_sleep`, `rem_sleep`,
    /// `training_load`, `workout_count`, `workout_time`, `workout_distance`, `running_distance`, `cycling_distance`.
    #[schemars(length(min = 1, max = 60))]
    metric: String,
    #[serde(flatten)]
    period: PeriodArgs,
    /// First day of the period to compare with; default the period of the same length before.
    compare_from: Option<Date>,
    /// Last day of the period to compare with.
    compare_to: Option<Date>,
    /// Another metric, named like `metric`, whose days are set against those of the first: how they go together.
    #[schemars(length(min = 1, max = 60))]
    correlate_with: Option<String>,
    /// Days by which the other metric is taken later, for example 1 for the next day; default 0.
    #[schemars(range(min = 0, max = 14))]
    lag_days: Option<i32>,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Id of the metric; null when it is none.
    metric: Option<String>,
    /// Its name for people.
    title: Option<String>,
    /// UCUM symbol of the series.
    unit: Option<String>,
    /// Where the trend points; null without a trend.
    direction: Option<Direction>,
    /// First day of the other period.
    compare_from: Date,
    /// Last day of the other period.
    compare_to: Date,
    /// What must be said with a correlation; null without one.
    caveat: Option<&'static str>,
    /// Days with data, oldest first.
    series: Vec<Point>,
}

/// One day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
struct Point {
    /// Local day.
    date: Date,
    /// Figure of the day.
    value: f64,
    #[serde(skip)]
    #[schemars(skip)]
    source: String,
}

impl Keyed for Point {
    fn key(&self) -> String {
        self.date.to_string()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.series.truncate(items);
    }
}

/// What is analysed.
#[derive(Debug, Clone, Copy)]
enum Subject {
    Metric(&'static Metric),
    Night { id: &'static str, title: &'static str, part: fn(&SleepSession) -> Option<f64> },
    Workouts { id: &'static str, title: &'static str, kind: Option<&'static str>, part: Part },
    Load,
}

/// What of a workout is added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Count,
    Time,
    Distance,
}

impl Subject {
    fn find(desk: &Desk, word: &str, period: Period) -> Result<Option<Self>, ToolError> {
        let night = |id, title, part| Some(Subject::Night { id, title, part });
        let workouts = |id, title, kind, part| Some(Subject::Workouts { id, title, kind, part });
        let derived = match catalog::plain(word).as_str() {
            "asleep" | "sleep" | "sleep duration" | "sleep time" | "time asleep" => {
                night("asleep", "time asleep", |night| Some(night.asleep_s))
            }
            "deep sleep" | "deep" => night("deep_sleep", "deep sleep", |night| night.deep_s),
            "rem sleep" | "rem" => night("rem_sleep", "REM sleep", |night| night.rem_s),
            "training load" | "load" => Some(Subject::Load),
            "workout count" | "workouts" => workouts("workout_count", "workouts", None, Part::Count),
            "workout time" | "training time" => workouts("workout_time", "time in workouts", None, Part::Time),
            "workout distance" => workouts("workout_distance", "distance in workouts", None, Part::Distance),
            "running distance" | "running mileage" | "running" => {
                workouts("running_distance", "running distance", Some("running"), Part::Distance)
            }
            "cycling distance" | "cycling" => {
                workouts("cycling_distance", "cycling distance", Some("cycling"), Part::Distance)
            }
            _ => None,
        };
        if derived.is_some() {
            return Ok(derived);
        }
        // Of the two kinds of variability and the two blood pressures, the one with more days in the period.
        let mut best: Option<(usize, &'static Metric)> = None;
        for metric in catalog::find(word) {
            let days = desk.days(metric.code, period)?.len();
            if metric.aggregation != Aggregation::State && best.is_none_or(|(most, _)| days > most) {
                best = Some((days, metric));
            }
        }
        Ok(best.map(|(_, metric)| Subject::Metric(metric)))
    }

    fn id(self) -> &'static str {
        match self {
            Subject::Metric(metric) => metric.id,
            Subject::Night { id, .. } | Subject::Workouts { id, .. } => id,
            Subject::Load => "training_load",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Subject::Metric(metric) => metric.title,
            Subject::Night { title, .. } | Subject::Workouts { title, .. } => title,
            Subject::Load => "training load",
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Subject::Metric(metric) => metric.unit.symbol(),
            Subject::Night { .. } | Subject::Workouts { part: Part::Time, .. } => Unit::Second.symbol(),
            Subject::Workouts { part: Part::Distance, .. } => Unit::Metre.symbol(),
            Subject::Workouts { part: Part::Count, .. } | Subject::Load => "",
        }
    }

    /// Whether days add up to a total.
    fn adds_up(self) -> bool {
        match self {
            Subject::Metric(metric) => metric.is_cumulative(),
            Subject::Night { .. } => false,
            Subject::Workouts { .. } | Subject::Load => true,
        }
    }

    /// Whether totals rather than daily means are compared: days without a workout are not missing.
    fn compares_totals(self) -> bool {
        matches!(self, Subject::Workouts { .. } | Subject::Load)
    }

    fn show(self, value: f64, units: UnitSystem) -> Shown {
        match self {
            Subject::Metric(metric) => Shown::metric(metric, value, units),
            Subject::Night { .. } | Subject::Workouts { part: Part::Time, .. } => Shown::duration_s(value),
            Subject::Workouts { part: Part::Distance, .. } => Shown::distance_m(value, units),
            Subject::Workouts { part: Part::Count, .. } => Shown::plain(value, 1),
            Subject::Load => Shown::plain(value, 0),
        }
    }

    fn show_change(self, value: f64, units: UnitSystem) -> Shown {
        match self {
            Subject::Metric(metric) => Shown::metric_change(metric, value, units),
            Subject::Night { .. } | Subject::Workouts { part: Part::Time, .. } => Shown::duration_change_s(value),
            Subject::Workouts { part: Part::Distance, .. } => Shown::distance_change_m(value, units),
            Subject::Workouts { part: Part::Count, .. } => Shown::plain_change(value, 1),
            Subject::Load => Shown::plain_change(value, 0),
        }
    }

    /// Days with data in a period, oldest first.
    fn read(self, desk: &Desk, period: Period) -> Result<Vec<Point>, ToolError> {
        let point = |(date, (value, source)): (Date, (f64, String))| Point { date, value, source };
        Ok(match self {
            Subject::Metric(metric) => {
                let figures = desk.days(metric.code, period)?;
                figures.into_iter().map(|day| point((day.day, (day.value, day.source)))).collect()
            }
            Subject::Night { part, .. } => {
                let sessions = desk.store.sleep(period.from, period.to).map_err(failed)?;
                let nights = sessions.into_iter().filter(|session| !session.nap);
                nights.filter_map(|night| Some(point((night.wake_day, (part(&night)?, night.source))))).collect()
            }
            Subject::Workouts { kind, part, .. } => {
                let mut days: BTreeMap<Date, (f64, String)> = BTreeMap::new();
                for stored in desk.store.workouts(period.from, period.to).map_err(failed)? {
                    let workout = stored.workout;
                    let Some(value) = amount(&workout, part) else { continue };
                    if kind.is_none_or(|kind| is_kind(&workout, kind)) {
                        let day = day_of(&workout);
                        days.entry(day).or_insert_with(|| (0.0, workout.source.name)).0 += value;
                    }
                }
                days.into_iter().map(point).collect()
            }
            Subject::Load => {
                let loads = Loads::read(desk, period, 0, Method::Auto)?;
                if loads.total(period).is_none() {
                    return Ok(Vec::new());
                }
                let days =
                    loads.days.into_iter().filter_map(|(day, load)| Some((day, (load.load?, loads.source.clone()))));
                days.map(point).collect()
            }
        })
    }

    /// The metric whose first and last day tell when there is data.
    fn known_by(self) -> Option<metric::MetricCode> {
        match self {
            Subject::Metric(metric) => Some(metric.code),
            Subject::Night { .. } => Some(metric::SLEEP_STAGE),
            Subject::Workouts { .. } | Subject::Load => None,
        }
    }
}

fn amount(workout: &Workout, part: Part) -> Option<f64> {
    match part {
        Part::Count => Some(1.0),
        Part::Time => active_s(workout),
        Part::Distance => workout.distance_m,
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 30)?;
    let other = match (input.compare_from, input.compare_to) {
        (None, None) => period.before(),
        (Some(from), Some(to)) => Period::new(from, to)?,
        _ => {
            return Err(ToolError::Arguments("give `compare_from` and `compare_to` together, or neither".to_owned()));
        }
    };
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let Some(subject) = Subject::find(desk, &input.metric, period)? else {
        sheet.miss(catalog::plain(&input.metric), "PocketCoach does not record this");
        let more = |series| More {
            metric: None,
            title: None,
            unit: None,
            direction: None,
            compare_from: other.from,
            compare_to: other.to,
            caveat: None,
            series,
        };
        return sheet.reply_with_list("Progress", Vec::new(), None, None, more);
    };
    let points = subject.read(desk, period)?;
    let now = summary(&points);
    match &now {
        Some(now) => add_period(&mut sheet, subject, &points, now),
        None => match subject.known_by() {
            Some(code) => sheet.gap(desk.gap_of(subject.title(), code)?),
            None => sheet.miss(subject.title(), "none in this time"),
        },
    }
    let direction = add_trend(&mut sheet, subject, &points);
    let earlier = summary(&subject.read(desk, other)?);
    match (&now, &earlier) {
        (Some(now), Some(earlier)) => add_comparison(&mut sheet, subject, now, earlier, other),
        (Some(_), None) => sheet.miss(format!("{} in the period to compare with", subject.title()), "no data"),
        (None, _) => {}
    }
    let caveat = match &input.correlate_with {
        Some(word) => add_correlation(desk, &mut sheet, (subject, &points), word, input.lag_days.unwrap_or(0))?,
        None => None,
    };
    let title = subject.title();
    sheet.reply_with_list(title, points, input.cursor.as_deref(), None, |series| More {
        metric: Some(subject.id().to_owned()),
        title: Some(title.to_owned()),
        unit: Some(subject.unit().to_owned()),
        direction,
        compare_from: other.from,
        compare_to: other.to,
        caveat,
        series,
    })
}

/// How the days go together with those of another metric; what must be said with it, where it can be told.
fn add_correlation(
    desk: &Desk,
    sheet: &mut Sheet,
    (subject, points): (Subject, &[Point]),
    word: &str,
    lag_days: i32,
) -> Result<Option<&'static str>, ToolError> {
    let period = sheet.period;
    let Some(other) = Subject::find(desk, word, period)? else {
        sheet.miss(catalog::plain(word), "PocketCoach does not record this");
        return Ok(None);
    };
    if other.id() == subject.id() && lag_days == 0 {
        return Err(ToolError::Arguments("give another metric for `correlate_with`, or a `lag_days`".to_owned()));
    }
    let days = |points: &[Point]| points.iter().map(|point| (point.date, point.value)).collect::<Vec<_>>();
    let others = other.read(desk, period)?;
    let later = match lag_days {
        0 => String::new(),
        1 => " a day later".to_owned(),
        days => format!(" {days} days later"),
    };
    let pair = format!("{} and {}{later}", subject.title(), other.title());
    let found = match correlation(&days(points), &days(&others), lag_days) {
        Ok(found) => found,
        Err(reason) => {
            sheet.insufficient(&format!("correlation of {pair}"), &reason);
            return Ok(None);
        }
    };
    let source = summary(points).map(|summary| summary.source).unwrap_or_default();
    let within = Period::new(found.period.0, found.period.1)?;
    let mut add = |name: &str, label: String, shown: Shown| {
        sheet.add(name, label, shown, Origin::new(subject.id(), &source, within));
    };
    for (name, words, coefficient) in
        [("correlation", "correlation", found.pearson), ("rank_correlation", "correlation of ranks", found.spearman)]
    {
        add(name, format!("{pair}, {words}"), Shown::plain_change(coefficient.value, 2));
        add(
            &format!("{name}_low"),
            format!("{pair}, {words}, low end of what is likely"),
            Shown::plain_change(coefficient.low, 2),
        );
        add(
            &format!("{name}_high"),
            format!("{pair}, {words}, high end of what is likely"),
            Shown::plain_change(coefficient.high, 2),
        );
    }
    add("correlation_days", format!("{pair}, days with both"), Shown::count(found.days as usize, "day", "days"));
    Ok(Some(found.caveat))
}

fn summary(points: &[Point]) -> Option<Summary> {
    Summary::of(points.iter().map(|point| (point.date, point.value, point.source.as_str())))
}

fn add_period(sheet: &mut Sheet, subject: Subject, points: &[Point], now: &Summary) {
    let (id, title, units, period) = (subject.id(), subject.title(), sheet.units, sheet.period);
    if subject.adds_up() {
        let origin = Origin::new(id, &now.source, period);
        sheet.add("total", format!("{title}, total"), subject.show(now.total, units), origin);
    }
    if !subject.compares_totals() {
        let origin = Origin::new(id, &now.source, period);
        sheet.add("mean", format!("{title}, average"), subject.show(now.mean, units), origin);
    }
    let mut add = |name: &str, words: &str, value: f64, day: Date| {
        let origin = Origin::day(id, &now.source, day);
        sheet.add(name, format!("{title}, {words}"), subject.show(value, units), origin);
    };
    if let (Some(first), Some(latest)) = (points.first(), points.last()) {
        // Of workouts and load, single days are not steps of one course, and a rest day is no low point.
        if !subject.compares_totals() {
            add("first", "first", first.value, first.date);
            add("latest", "latest", latest.value, latest.date);
            add("min", "lowest", now.min, now.min_day);
        }
        add("max", "highest", now.max, now.max_day);
    }
}

fn add_trend(sheet: &mut Sheet, subject: Subject, points: &[Point]) -> Option<Direction> {
    if subject.compares_totals() || points.is_empty() {
        return None;
    }
    let series: Vec<(Date, f64)> = points.iter().map(|point| (point.date, point.value)).collect();
    match calc::trend(&series) {
        Ok(trend) => {
            let source = summary(points).map(|summary| summary.source).unwrap_or_default();
            let (units, period) = (sheet.units, sheet.period);
            let mut add = |name: &str, words: &str, value: f64| {
                let shown = subject.show_change(value, units).with("per week");
                let label = format!("{}, {words}", subject.title());
                sheet.add(name, label, shown, Origin::new(subject.id(), &source, period));
            };
            add("trend_per_week", "trend", trend.per_week);
            add("trend_low", "trend, low end of what is likely", trend.low);
            add("trend_high", "trend, high end of what is likely", trend.high);
            Some(trend.direction)
        }
        Err(reason) => {
            sheet.insufficient(&format!("trend of {}", subject.title()), &reason);
            None
        }
    }
}

fn add_comparison(sheet: &mut Sheet, subject: Subject, now: &Summary, earlier: &Summary, other: Period) {
    let (id, title, units) = (subject.id(), subject.title(), sheet.units);
    let origin = || Origin::new(id, &earlier.source, other);
    if subject.adds_up() {
        let label = format!("{title} in the other period, total");
        sheet.add("compare_total", label, subject.show(earlier.total, units), origin());
    }
    if !subject.compares_totals() {
        let label = format!("{title} in the other period, average");
        sheet.add("compare_mean", label, subject.show(earlier.mean, units), origin());
    }
    let (before, after) = if subject.compares_totals() { (earlier.total, now.total) } else { (earlier.mean, now.mean) };
    // A change is told of the period that was asked about; the other one stands beside its own figure above.
    let period = sheet.period;
    let origin = || Origin::new(id, &now.source, period);
    sheet.add("difference", format!("{title}, difference"), subject.show_change(after - before, units), origin());
    if let Some(percent) = calc::percent(before, after) {
        let label = format!("{title}, difference in percent");
        sheet.add("difference_percent", label, Shown::percent_change(percent), origin());
    }
}

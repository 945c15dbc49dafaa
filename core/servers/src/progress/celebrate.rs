//! `celebrateAchievements`: what was reached, and only what was reached.

use super::strength::Lift;
use super::workouts::{active_s, day_of, is_kind};
use crate::catalog;
use crate::desk::{Desk, failed};
use crate::exercise;
use crate::period::{MAX_DAYS, Period, PeriodArgs};
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::formulas::records::record;
use coach_domain::metric::{self, MetricCode};
use coach_domain::person::UnitSystem;
use coach_domain::record::Workout;
use coach_mcp::{Reply, ToolError};
use coach_store::StoredWorkout;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Achievements that are shown.
const SHOWN: usize = 8;
/// Exercises whose records are looked at.
const MAX_LIFTS: usize = 40;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// What was reached, most important first.
    achievements: Vec<AchievementRow>,
}

/// One achievement.
#[derive(Debug, Serialize, JsonSchema)]
struct AchievementRow {
    /// `strength_record`, `distance_record`, `duration_record` or `daily_record`.
    kind: String,
    /// What it is, for people.
    title: String,
    /// Day on which it was reached.
    date: Date,
    /// Value in `unit`.
    value: f64,
    /// UCUM symbol; empty for counts.
    unit: String,
    /// The best before.
    before: f64,
}

/// A series in which a new best is worth a word.
struct Series {
    kind: &'static str,
    title: String,
    metric: &'static str,
    source: String,
    /// By day, oldest first, the whole history.
    values: Vec<(Date, f64)>,
    show: fn(f64, UnitSystem) -> Shown,
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 30)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let history = Period::day(period.to).reaching_back(MAX_DAYS);
    let workouts = desk.store.workouts(history.from, period.to).map_err(failed)?;
    let mut series = lifts(desk, &workouts, history)?;
    series.extend(efforts(&workouts));
    for (code, title) in [
        (metric::STEPS, "most steps in a day"),
        (metric::EXERCISE_TIME, "most exercise time in a day"),
        (metric::FLIGHTS, "most floors in a day"),
    ] {
        series.extend(daily(desk, code, title, history)?);
    }
    let mut achievements = Vec::new();
    for series in &series {
        if achievements.len() == SHOWN {
            break;
        }
        let Some(record) = record(&series.values, period.from, period.to) else { continue };
        let position = achievements.len() + 1;
        let units = sheet.units;
        let shown = (series.show)(record.value, units);
        achievements.push(AchievementRow {
            kind: series.kind.to_owned(),
            title: series.title.clone(),
            date: record.day,
            value: record.value,
            unit: shown.unit.to_owned(),
            before: record.before,
        });
        let origin = Origin::day(series.metric, &series.source, record.day);
        sheet.add(format!("achievement_{position}"), series.title.clone(), shown, origin);
        sheet.add(
            format!("achievement_{position}_before"),
            format!("{}, best before", series.title),
            (series.show)(record.before, units),
            Origin::day(series.metric, &series.source, record.before_day),
        );
    }
    if achievements.is_empty() {
        let reason = if series.iter().all(|series| series.values.is_empty()) {
            "there are no workouts or activity on record to compare"
        } else {
            "no new best in this time"
        };
        sheet.miss("achievements", reason);
    }
    Ok(sheet.reply("Achievements", More { achievements }))
}

/// Estimated maxima of every lift, most trained first.
fn lifts(desk: &Desk, workouts: &[StoredWorkout], history: Period) -> Result<Vec<Series>, ToolError> {
    let names = exercise::logged(workouts.iter().map(|stored| &stored.workout));
    let mut names: Vec<(String, usize)> = names.into_iter().collect();
    names.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let body = desk.days(metric::BODY_MASS, history)?;
    let mut seen: Vec<String> = Vec::new();
    let mut series = Vec::new();
    for (name, _) in names.into_iter().take(MAX_LIFTS) {
        if seen.iter().any(|other| exercise::same(other, &name)) {
            continue;
        }
        let lift = Lift::of(&name, workouts, &body);
        series.push(Series {
            kind: "strength_record",
            title: format!("{name}, estimated one-repetition maximum"),
            metric: "e1rm",
            source: lift.source().to_owned(),
            values: lift.maxima(),
            show: Shown::mass_kg,
        });
        seen.push(name);
    }
    Ok(series)
}

/// Longest distances and times of workouts.
fn efforts(workouts: &[StoredWorkout]) -> Vec<Series> {
    let of = |kind: &'static str, title: &str, metric, wanted: &str, value: fn(&Workout) -> Option<f64>, show| {
        let chosen: Vec<&Workout> = workouts
            .iter()
            .map(|stored| &stored.workout)
            .filter(|workout| wanted.is_empty() || is_kind(workout, wanted))
            .collect();
        Series {
            kind,
            title: title.to_owned(),
            metric,
            source: chosen.last().map(|workout| workout.source.name.clone()).unwrap_or_default(),
            values: chosen.iter().filter_map(|workout| Some((day_of(workout), value(workout)?))).collect(),
            show,
        }
    };
    let distance: fn(&Workout) -> Option<f64> = |workout| workout.distance_m;
    let time: fn(f64, UnitSystem) -> Shown = |seconds, _| Shown::duration_s(seconds);
    vec![
        of("distance_record", "longest run", "workout_distance", "running", distance, Shown::distance_m),
        of("distance_record", "longest ride", "workout_distance", "cycling", distance, Shown::distance_m),
        of("distance_record", "longest swim", "workout_distance", "swimming", distance, Shown::distance_m),
        of("distance_record", "longest hike", "workout_distance", "hiking", distance, Shown::distance_m),
        of("duration_record", "longest workout", "workout_time", "", active_s, time),
    ]
}

/// Best days of an amount; today counts too, since amounts only grow until midnight.
fn daily(desk: &Desk, code: MetricCode, title: &str, history: Period) -> Result<Option<Series>, ToolError> {
    let figures = desk.days(code, history)?;
    let metric = catalog::metric(code);
    let show: fn(f64, UnitSystem) -> Shown = match code {
        metric::STEPS => |value, units| Shown::metric(catalog::metric(metric::STEPS), value, units),
        metric::FLIGHTS => |value, units| Shown::metric(catalog::metric(metric::FLIGHTS), value, units),
        _ => |value, units| Shown::metric(catalog::metric(metric::EXERCISE_TIME), value, units),
    };
    let Some(last) = figures.last() else { return Ok(None) };
    Ok(Some(Series {
        kind: "daily_record",
        title: title.to_owned(),
        metric: metric.id,
        source: last.source.clone(),
        values: figures.iter().map(|figure| (figure.day, figure.value)).collect(),
        show,
    }))
}

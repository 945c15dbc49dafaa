//! The formulas of the domain, in the shape in which the tools hold their data. Nothing is computed here.

use crate::catalog::plain;
use crate::desk::Desk;
use crate::period::Period;
use coach_domain::figure::{Figure, Insufficient};
use coach_domain::formulas::heart::{self, HrMaxFormula, Reserve};
use coach_domain::formulas::hrv::HrvKind;
use coach_domain::formulas::strength::E1rm;
use coach_domain::formulas::{Reading, load, trend};
use coach_domain::metric::{self, MetricCode};
use coach_domain::person::Sex;
use coach_mcp::ToolError;
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// Zones from light to near-maximal: name in figures, and in sentences.
pub(crate) const ZONES: [(&str, &str); 4] =
    [("light", "light"), ("moderate", "moderate"), ("vigorous", "vigorous"), ("near_max", "near-maximal")];

/// How long one heart-rate sample may stand: watches measure every few minutes at rest, longer is a gap.
const HOLD_MS: i64 = 5 * 60_000;

/// Conditions under which heart rate does not tell how hard training is.
const UNFIT: [&str; 2] = ["beta_blocker", "pregnancy"];

/// Daily figures as readings.
pub(crate) fn readings(days: &[DayFigure]) -> Vec<Reading<'_>> {
    days.iter().map(|day| Reading::new(day.day, day.value, &day.source)).collect()
}

/// Where a trend points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Direction {
    /// Upwards, beyond what chance explains.
    Up,
    /// Downwards, beyond what chance explains.
    Down,
    /// Neither, with enough data to say so.
    Flat,
    /// Too much scatter to say.
    Unclear,
}

/// A trend by week.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Trend {
    pub(crate) per_week: f64,
    /// Ends of the 95 % interval.
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) direction: Direction,
}

pub(crate) fn trend(values: &[(Date, f64)]) -> Result<Trend, Insufficient> {
    let found = trend::trend(values)?;
    Ok(Trend {
        per_week: found.per_day * 7.0,
        low: found.low * 7.0,
        high: found.high * 7.0,
        direction: match found.direction {
            trend::Direction::Up => Direction::Up,
            trend::Direction::Down => Direction::Down,
            trend::Direction::Flat => Direction::Flat,
            trend::Direction::Unclear => Direction::Unclear,
        },
    })
}

/// The change from one amount to another in percent; `None` from nothing.
pub(crate) fn percent(before: f64, now: f64) -> Option<f64> {
    (before.abs() > f64::EPSILON).then(|| (now - before) / before.abs() * 100.0)
}

/// The measure behind a metric of variability.
pub(crate) fn hrv_kind(code: MetricCode) -> HrvKind {
    if code == metric::HRV_SDNN { HrvKind::Sdnn } else { HrvKind::Rmssd }
}

/// Lifts that carry the body as well, in the words of their names.
const WITH_BODY: [&str; 6] = ["pull up", "pullup", "chin up", "chinup", "dip", "muscle up"];

/// The estimated one-repetition maximum of a set in kg (Epley), with the body for lifts that carry it; `None` when the
/// set allows none, or when the body's weight is needed and not known.
pub(crate) fn e1rm(exercise: &str, weight_kg: f64, reps: u32, body_kg: Option<f64>) -> Option<f64> {
    let name = plain(exercise);
    let carried = if WITH_BODY.iter().any(|lift| name.contains(lift)) { body_kg? } else { 0.0 };
    E1rm::Epley.estimate(weight_kg + carried, reps)
}

/// What loads and zones from heart rate are measured against.
pub(crate) struct Limits {
    pub(crate) reserve: Reserve,
    pub(crate) max: Figure,
    sex: Option<Sex>,
}

impl Limits {
    /// The training impulse of a workout.
    pub(crate) fn trimp(&self, active_s: f64, mean_bpm: f64) -> Option<f64> {
        self.reserve.trimp(active_s / 60.0, mean_bpm, self.sex)
    }

    /// Seconds in each of [`ZONES`], of samples in order of time.
    pub(crate) fn zone_seconds(&self, samples: &[(i64, f64)]) -> [f64; 4] {
        self.reserve.zone_seconds(samples, HOLD_MS)
    }
}

/// The person's limits on a day, and what is missing for them or for loads.
pub(crate) fn limits(desk: &Desk, day: Date) -> Result<(Option<Limits>, Vec<&'static str>), ToolError> {
    let profile = desk.profile()?;
    if profile.conditions.iter().any(|condition| UNFIT.contains(&condition.as_str())) {
        return Ok((None, vec!["a heart rate that neither medicine nor pregnancy changes; use perceived exertion"]));
    }
    let mut lacks = Vec::new();
    let max = heart::hr_max(&profile, day, None, HrMaxFormula::default()).ok();
    if max.is_none() {
        lacks.push("your maximum heart rate or your date of birth");
    }
    let days = desk.days(metric::RESTING_HR, Period::day(day).reaching_back(27))?;
    let resting = heart::resting_hr(&readings(&days), day).map(|figure| figure.value).ok().or(profile.resting_hr_bpm);
    if resting.is_none() {
        lacks.push("resting heart rate of at least 14 of the last 28 days, or given by you");
    }
    if !matches!(profile.sex, Some(Sex::Male | Sex::Female)) {
        lacks.push("your sex, for the load from heart rate");
    }
    let limits = max.zip(resting).and_then(|(max, resting)| {
        Reserve::new(resting, max.value).map(|reserve| Limits { reserve, max, sex: profile.sex })
    });
    Ok((limits, lacks))
}

/// The load of a workout from its perceived exertion.
pub(crate) fn srpe(rpe: f64, active_s: f64) -> Option<f64> {
    load::session_rpe(rpe, active_s / 60.0)
}

/// Monotony and strain of a week, or why there is none.
pub(crate) fn monotony(week: &[Option<f64>]) -> Result<(f64, f64), String> {
    let days = <[Option<f64>; 7]>::try_from(week).map_err(|_| "they need seven days".to_owned())?;
    let found = load::monotony(&days)
        .map_err(|reason| format!("insufficient: have {} {}, need {}", reason.have, reason.unit, reason.need))?;
    found.monotony.zip(found.strain).ok_or_else(|| "every day of the week had the same load".to_owned())
}

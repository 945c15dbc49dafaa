//! The formulas of the domain, in the shape in which the tools hold their data. Nothing is computed here.

use crate::desk::Desk;
use crate::period::Period;
use coach_domain::figure::{Computed, Confidence, Insufficient};
use coach_domain::sleep::SleepSession;
use coach_mcp::ToolError;
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

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
    /// Too little data or too much scatter to say.
    Unclear,
}
pub(crate) struct Trend {
    pub(crate) per_week: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) direction: Direction,
}
pub(crate) struct Band {
    pub(crate) rolling: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) rolling_days: Period,
    pub(crate) band_days: Period,
}
#[derive(Clone, Copy)]
pub(crate) struct DayValue {
    pub(crate) day: Date,
    pub(crate) value: f64,
}
pub(crate) struct Inputs<'a> {
    pub(crate) hrv: &'a [DayValue],
    pub(crate) resting_hr: &'a [DayValue],
    pub(crate) asleep: &'a [DayValue],
    pub(crate) respiratory_rate: &'a [DayValue],
}
pub(crate) struct Driver {
    pub(crate) name: &'static str,
    pub(crate) z: f64,
    pub(crate) weight: f64,
    pub(crate) value: f64,
    pub(crate) normal: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
}
pub(crate) struct Readiness {
    pub(crate) score: f64,
    pub(crate) confidence: Confidence,
    pub(crate) drivers: Vec<Driver>,
}
pub(crate) const HIGH_FROM: f64 = 67.0;
pub(crate) const MODERATE_FROM: f64 = 34.0;
pub(crate) const FRESH_ABOVE: f64 = 5.0;
pub(crate) const LOADED_BELOW: f64 = -10.0;
pub(crate) const FITNESS_NEEDS: &str = "they need four weeks of known days";
pub(crate) const ZONES: [(&str, &str); 4] =
    [("light", "light"), ("moderate", "moderate"), ("vigorous", "vigorous"), ("near_max", "near-maximal")];
pub(crate) struct Limits {
    pub(crate) max_bpm: f64,
    pub(crate) max_source: String,
    pub(crate) confidence: Confidence,
}
#[derive(Clone)]
pub(crate) struct Fitness {
    pub(crate) ctl: Option<f64>,
    pub(crate) atl: Option<f64>,
    pub(crate) tsb: Option<f64>,
}
fn no(what: &str) -> Insufficient {
    Insufficient { what: what.to_owned(), have: 0, need: 1, unit: "".to_owned() }
}
pub(crate) fn percent(before: f64, now: f64) -> Option<f64> {
    (before.abs() > f64::EPSILON).then(|| (now / before - 1.0) * 100.0)
}
pub(crate) fn trend(_: &[(Date, f64)]) -> Result<Trend, Insufficient> {
    Err(no("trend"))
}
pub(crate) fn sleep_score(_: &SleepSession, _: &[SleepSession]) -> Computed {
    Err(no("score"))
}
pub(crate) fn hrv_rolling(_: &[DayFigure], _: Date) -> Option<f64> {
    None
}
pub(crate) fn hrv_band(_: &[DayFigure], _: Date) -> Result<Band, Insufficient> {
    Err(no("band"))
}
pub(crate) fn e1rm(_: &str, _: f64, _: u32, _: Option<f64>) -> Option<f64> {
    None
}
pub(crate) fn readiness(_: Date, _: &Inputs<'_>) -> Result<Readiness, Insufficient> {
    Err(no("score"))
}
pub(crate) fn heart_limits(_: &Desk, _: Date) -> Result<(Option<Limits>, Vec<&'static str>), ToolError> {
    Ok((None, Vec::new()))
}
pub(crate) fn zone_seconds(_: &Limits, _: impl Iterator<Item = (i64, f64)>) -> [f64; 4] {
    [0.0; 4]
}
pub(crate) fn trimp(_: &Limits, _: f64, _: f64) -> Option<f64> {
    None
}
pub(crate) fn srpe(_: f64, _: f64) -> Option<f64> {
    None
}
pub(crate) fn fitness(days: &[Option<f64>]) -> Vec<Fitness> {
    vec![Fitness { ctl: None, atl: None, tsb: None }; days.len()]
}
pub(crate) fn monotony(_: &[Option<f64>]) -> Result<(f64, f64), String> {
    Err(String::new())
}

pub(crate) struct Record {
    pub(crate) day: Date,
    pub(crate) value: f64,
    pub(crate) before: f64,
    pub(crate) before_day: Date,
}
pub(crate) fn record(_: &[(Date, f64)], _: Period) -> Option<Record> {
    None
}

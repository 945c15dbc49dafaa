//! The formulas of the domain, in the shape in which the tools hold their data. Nothing is computed here.

use crate::period::Period;
use coach_domain::figure::{Computed, Insufficient};
use coach_domain::sleep::SleepSession;
use coach_store::DayFigure;
use jiff::civil::Date;

pub(crate) enum Direction {
    Up,
    Down,
    Flat,
    Unclear,
}
pub(crate) struct Trend {
    pub(crate) per_week: f64,
    pub(crate) direction: Direction,
}
pub(crate) struct Band {
    pub(crate) rolling: f64,
    pub(crate) low: f64,
    pub(crate) high: f64,
    pub(crate) rolling_days: Period,
    pub(crate) band_days: Period,
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

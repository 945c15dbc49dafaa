//! `getRecoveryScore`: readiness of one day with what drives it.

use super::{hrv, sleep::Nights};
use crate::calc;
use crate::catalog;
use crate::desk::{Desk, Sources};
use crate::period::{DayArgs, Period};
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::formulas::readiness::{
    BASELINE_DAYS, BASELINE_NEEDS, Driver, HIGH_FROM, LOW_BELOW, ReadinessInputs, readiness,
};
use coach_domain::metric::{self, Metric, MetricCode};
use coach_domain::person::UnitSystem;
use coach_mcp::{Reply, ToolError};
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days before the day that the person's usual values are taken from.
const HISTORY_DAYS: i32 = BASELINE_DAYS;
/// Days that decide which kind of heart rate variability counts.
const RECENT_DAYS: i32 = 13;
/// Within so many robust standard deviations a value counts as usual, as in the baseline of variability.
const NEUTRAL_Z: f64 = 0.5;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    day: DayArgs,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// In words: `high`, `moderate` or `low`; null without a score.
    band: Option<Band>,
    /// What drives the score, strongest first.
    drivers: Vec<DriverRow>,
}

/// The score in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Band {
    /// Ready for hard training.
    High,
    /// Ready for usual training.
    Moderate,
    /// Better an easy day.
    Low,
}

/// One driver of the score.
#[derive(Debug, Serialize, JsonSchema)]
struct DriverRow {
    /// `hrv`, `resting_hr`, `asleep` or `respiratory_rate`.
    name: String,
    /// Canonical metric behind it.
    metric: String,
    /// Whether it raises or lowers the score.
    effect: Effect,
    /// Distance from the person's normal in robust standard deviations; positive is better.
    z: f64,
    /// Share of the score, 0 to 1.
    weight: f64,
}

/// Whether a driver raises or lowers the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Effect {
    /// Raises it.
    Helps,
    /// Near the person's normal.
    Neutral,
    /// Lowers it.
    Hurts,
}

impl Band {
    fn of(score: f64) -> Self {
        if score >= HIGH_FROM {
            Band::High
        } else if score >= LOW_BELOW {
            Band::Moderate
        } else {
            Band::Low
        }
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let day = input.day.resolve(desk);
    let mut sheet = Sheet::new(Period::day(day), desk.profile()?.units);
    let nights = Nights::read(desk, Period::day(day).reaching_back(HISTORY_DAYS))?;
    let more = add(desk, &mut sheet, &nights, true)?;
    Ok(sheet.reply("Recovery", more))
}

/// What the score of a day says in words; `None` without one.
pub(crate) fn band(desk: &Desk, day: Date) -> Result<Option<Band>, ToolError> {
    let mut aside = Sheet::new(Period::day(day), UnitSystem::default());
    let nights = Nights::read(desk, Period::day(day).reaching_back(HISTORY_DAYS))?;
    Ok(add(desk, &mut aside, &nights, false)?.band)
}

/// One input of the score: what it is, and its days up to the one that is asked for.
struct Term {
    name: &'static str,
    title: &'static str,
    metric: &'static str,
    days: Vec<DayFigure>,
}

impl Term {
    fn of(desk: &Desk, name: &'static str, code: MetricCode, reach: Period) -> Result<Self, ToolError> {
        let metric = catalog::metric(code);
        Ok(Self { name, title: metric.title, metric: metric.id, days: desk.days(code, reach)? })
    }

    fn show(&self, value: f64, units: UnitSystem) -> Shown {
        Metric::by_id(self.metric)
            .map_or_else(|| Shown::duration_s(value), |metric| Shown::metric(metric, value, units))
    }
}

/// The inputs of the score, in the order of their weights.
fn terms(desk: &Desk, nights: &Nights, day: Date) -> Result<[Term; 4], ToolError> {
    let reach = Period::day(day).reaching_back(HISTORY_DAYS);
    // The kind of variability of these two weeks, so that a watch of last year does not win.
    let (variability, _) = hrv::choose(desk, Period::day(day).reaching_back(RECENT_DAYS))?;
    let asleep = nights.every_night().map(|night| DayFigure {
        day: night.wake_day,
        value: night.asleep_s,
        min: night.asleep_s,
        max: night.asleep_s,
        count: 1,
        source: night.source.clone(),
    });
    Ok([
        Term::of(desk, "hrv", variability, reach)?,
        Term::of(desk, "resting_hr", metric::RESTING_HR, reach)?,
        Term { name: "asleep", title: "time asleep", metric: "asleep", days: asleep.collect() },
        Term::of(desk, "respiratory_rate", metric::RESPIRATORY_RATE, reach)?,
    ])
}

/// Adds the score of the sheet's last day, and with `drivers` what it is made of.
pub(super) fn add(desk: &Desk, sheet: &mut Sheet, nights: &Nights, drivers: bool) -> Result<More, ToolError> {
    let day = sheet.period.to;
    let terms = terms(desk, nights, day)?;
    let [hrv, resting, asleep, breath] = terms.each_ref().map(|term| calc::readings(&term.days));
    let inputs = ReadinessInputs { hrv: &hrv, resting_hr: &resting, asleep: &asleep, respiratory_rate: &breath };
    let found = match readiness(day, &inputs) {
        Ok(found) => found,
        Err(reason) => {
            sheet.insufficient("recovery score", &reason);
            for term in &terms {
                miss(sheet, term, day);
            }
            return Ok(More { band: None, drivers: Vec::new() });
        }
    };
    let from = found.drivers.iter().map(|driver| driver.period.0).min().unwrap_or(day);
    let sources = Sources::of(found.drivers.iter().flat_map(|driver| driver.sources.split(", ")));
    let origin = Origin::new("recovery_score", &sources, Period { from, to: day });
    let score = Shown::score(found.score);
    sheet.add_with("recovery_score", "recovery score", score, origin, Some(found.confidence));
    let mut rows = Vec::new();
    for term in &terms {
        match found.drivers.iter().find(|driver| driver.name == term.name) {
            Some(driver) => {
                if drivers {
                    add_driver(sheet, term, driver, day);
                }
                rows.push(DriverRow {
                    name: term.name.to_owned(),
                    metric: term.metric.to_owned(),
                    effect: effect(driver.z),
                    z: driver.z,
                    weight: driver.weight,
                });
            }
            None if drivers => miss(sheet, term, day),
            None => {}
        }
    }
    rows.sort_by(|one, other| (other.z * other.weight).abs().total_cmp(&(one.z * one.weight).abs()));
    Ok(More { band: Some(Band::of(found.score)), drivers: rows })
}

/// Says why an input is not part of the score.
fn miss(sheet: &mut Sheet, term: &Term, day: Date) {
    let before = Period::day(day).before().reaching_back(BASELINE_DAYS - 1);
    let have = term.days.iter().filter(|figure| before.contains(figure.day)).count();
    let reason = if !term.days.iter().any(|figure| figure.day == day) {
        format!("none for {}", date(day))
    } else if have < BASELINE_NEEDS {
        format!("insufficient: have {have} days before it, need {BASELINE_NEEDS}")
    } else {
        "it did not change at all in the weeks before".to_owned()
    };
    sheet.miss(term.title, reason);
}

fn add_driver(sheet: &mut Sheet, term: &Term, driver: &Driver, day: Date) {
    let units = sheet.units;
    let title = term.title;
    let sources = Sources::of(driver.sources.split(", "));
    let last = Origin::day(term.metric, &sources, day);
    sheet.add(format!("{}_last", term.name), title, term.show(driver.value, units), last);
    for (part, words, value) in [
        ("normal", "usual value", driver.normal),
        ("normal_low", "low end of the usual range", driver.low),
        ("normal_high", "high end of the usual range", driver.high),
    ] {
        let origin = Origin::new(term.metric, &sources, Period { from: driver.period.0, to: driver.period.1 });
        sheet.add(format!("{}_{part}", term.name), format!("{title}, {words}"), term.show(value, units), origin);
    }
}

fn effect(z: f64) -> Effect {
    if z > NEUTRAL_Z {
        Effect::Helps
    } else if z < -NEUTRAL_Z {
        Effect::Hurts
    } else {
        Effect::Neutral
    }
}

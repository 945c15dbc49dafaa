//! `getRecoveryScore`: readiness of one day with what drives it.

use super::{hrv, sleep::Nights};
use crate::calc::{self, DayValue, Driver, Inputs};
use crate::catalog;
use crate::desk::{Desk, Sources};
use crate::period::{DayArgs, Period};
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::metric::{self, Metric, MetricCode};
use coach_domain::person::UnitSystem;
use coach_mcp::{Reply, ToolError};
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days before the day that the person's normal is taken from.
const HISTORY_DAYS: i32 = 60;
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
pub(super) enum Band {
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
        if score >= calc::HIGH_FROM {
            Band::High
        } else if score >= calc::MODERATE_FROM {
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

/// One input of the score: what it is, and its days up to the one that is asked for.
struct Term {
    name: &'static str,
    title: &'static str,
    metric: &'static str,
    days: Vec<DayValue>,
    source: String,
}

impl Term {
    fn of(name: &'static str, code: MetricCode, figures: Vec<DayFigure>) -> Self {
        let metric = catalog::metric(code);
        Self {
            name,
            title: metric.title,
            metric: metric.id,
            source: Sources::of(figures.iter().rev().take(1).map(|figure| figure.source.as_str())),
            days: figures.iter().map(|figure| DayValue { day: figure.day, value: figure.value }).collect(),
        }
    }

    fn show(&self, value: f64, units: UnitSystem) -> Shown {
        Metric::by_id(self.metric)
            .map_or_else(|| Shown::duration_s(value), |metric| Shown::metric(metric, value, units))
    }
}

/// The inputs of the score in the order of [`Inputs`].
fn terms(desk: &Desk, nights: &Nights, day: Date) -> Result<[Term; 4], ToolError> {
    let reach = Period::day(day).reaching_back(HISTORY_DAYS);
    // The kind of variability that there is for this very day, so that a watch of last year does not win.
    let recent = Period::day(day).reaching_back(RECENT_DAYS);
    let (variability, _) = hrv::choose(desk, recent)?;
    let asleep: Vec<DayValue> =
        nights.every_night().map(|night| DayValue { day: night.wake_day, value: night.asleep_s }).collect();
    Ok([
        Term::of("hrv", variability, desk.days(variability, reach)?),
        Term::of("resting_hr", metric::RESTING_HR, desk.days(metric::RESTING_HR, reach)?),
        Term {
            name: "asleep",
            title: "time asleep",
            metric: "asleep",
            days: asleep,
            source: nights.of(day).map(|night| night.source.clone()).unwrap_or_default(),
        },
        Term::of("respiratory_rate", metric::RESPIRATORY_RATE, desk.days(metric::RESPIRATORY_RATE, reach)?),
    ])
}

/// Adds the score of the sheet's last day, and with `drivers` what it is made of.
pub(super) fn add(desk: &Desk, sheet: &mut Sheet, nights: &Nights, drivers: bool) -> Result<More, ToolError> {
    let day = sheet.period.to;
    let terms = terms(desk, nights, day)?;
    let [hrv, resting, asleep, breath] = &terms;
    let inputs =
        Inputs { hrv: &hrv.days, resting_hr: &resting.days, asleep: &asleep.days, respiratory_rate: &breath.days };
    let readiness = match calc::readiness(day, &inputs) {
        Ok(readiness) => readiness,
        Err(reason) => {
            sheet.insufficient("recovery score", &reason);
            for term in terms.iter().filter(|term| term.days.last().is_none_or(|last| last.day != day)) {
                sheet.miss(term.title, format!("none for {}", date(day)));
            }
            return Ok(More { band: None, drivers: Vec::new() });
        }
    };
    let source = Sources::of(terms.iter().map(|term| term.source.as_str()));
    sheet.add_with(
        "recovery_score",
        "recovery score",
        Shown::score(readiness.score),
        Origin::day("recovery_score", &source, day),
        Some(readiness.confidence),
    );
    let mut rows = Vec::new();
    for term in &terms {
        let Some(driver) = readiness.drivers.iter().find(|driver| driver.name == term.name) else {
            if drivers {
                sheet.miss(term.title, format!("none for {}, or too few days before it", date(day)));
            }
            continue;
        };
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
    rows.sort_by(|one, other| (other.z * other.weight).abs().total_cmp(&(one.z * one.weight).abs()));
    Ok(More { band: Some(Band::of(readiness.score)), drivers: rows })
}

fn add_driver(sheet: &mut Sheet, term: &Term, driver: &Driver, day: Date) {
    let units = sheet.units;
    let reach = Period::day(day).reaching_back(HISTORY_DAYS);
    let title = term.title;
    let last = Origin::day(term.metric, &term.source, day);
    sheet.add(format!("{}_last", term.name), title, term.show(driver.value, units), last);
    for (part, words, value) in [
        ("normal", "usual value", driver.normal),
        ("normal_low", "low end of the usual range", driver.low),
        ("normal_high", "high end of the usual range", driver.high),
    ] {
        let origin = Origin::new(term.metric, &term.source, reach);
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

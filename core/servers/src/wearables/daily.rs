//! `getDailySummary`: one day in one answer.

use super::activity::ACTIVITY;
use super::sleep::{self, Nights};
use super::{heart_rate, hrv, recovery};
use crate::catalog;
use crate::desk::{Desk, failed};
use crate::period::{DayArgs, Period};
use crate::progress::load::{Loads, Method};
use crate::progress::workouts::{self, WorkoutRow};
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::formulas::readiness::BASELINE_DAYS;
use coach_domain::metric;
use coach_domain::plan::PlannedSession;
use coach_mcp::{Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Workouts of one day that are listed.
const MAX_WORKOUTS: usize = 12;
/// Sources that are listed.
const MAX_SOURCES: usize = 20;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    day: DayArgs,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct More {
    /// Workouts of the day, without their sets.
    workouts: Vec<WorkoutRow>,
    /// Planned sessions of the day.
    planned: Vec<PlannedRow>,
    /// How fresh each source is.
    sources: Vec<SourceRow>,
}

/// One planned session.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct PlannedRow {
    /// Title for people.
    pub(crate) title: String,
    /// Planned minutes, rests included.
    pub(crate) minutes: f64,
    /// Names of its parts in order.
    pub(crate) blocks: Vec<String>,
}

/// One source.
#[derive(Debug, Serialize, JsonSchema)]
struct SourceRow {
    /// Name.
    name: String,
    /// Last local day with data.
    last_day: Option<Date>,
}

impl PlannedRow {
    fn of(session: &PlannedSession) -> Self {
        Self {
            title: session.title.clone(),
            minutes: session.minutes(),
            blocks: session.blocks.iter().take(20).map(|block| block.name.clone()).collect(),
        }
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let (sheet, more) = summary(desk, input.day.resolve(desk))?;
    Ok(sheet.reply("Summary of the day", more))
}

/// Planned sessions of a day.
pub(crate) fn planned(desk: &Desk, day: Date) -> Result<Vec<PlannedRow>, ToolError> {
    let Some(Ok(plan)) = desk.plan()? else { return Ok(Vec::new()) };
    Ok(plan.value().sessions.iter().filter(|session| session.date == day).map(PlannedRow::of).collect())
}

/// Everything about one day; nothing of other days stands in for what is missing.
pub(crate) fn summary(desk: &Desk, day: Date) -> Result<(Sheet, More), ToolError> {
    let period = Period::day(day);
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let nights = Nights::read(desk, period.reaching_back(BASELINE_DAYS))?;
    recovery::add(desk, &mut sheet, &nights, false)?;
    match nights.of(day) {
        Some(night) => sleep::add_night(desk, &mut sheet, &nights, night, "last_night")?,
        None => sheet.gap(desk.gap_of("sleep", metric::SLEEP_STAGE)?),
    }
    let (variability, _) = hrv::choose(desk, period)?;
    for (code, name, expected) in [
        (metric::RESTING_HR, "resting_hr_latest", true),
        (variability, "hrv_latest", false),
        (metric::BODY_MASS, "body_mass_latest", false),
    ] {
        let metric = catalog::metric(code);
        match desk.days(code, period)?.first() {
            Some(figure) => sheet.add_day(name, metric.title, metric, figure),
            None if expected => sheet.gap(desk.gap(metric)?),
            None => {}
        }
    }
    heart_rate::add_heart_rate(desk, &mut sheet)?;
    for code in ACTIVITY {
        let metric = catalog::metric(*code);
        match desk.days(*code, period)?.first() {
            Some(figure) => sheet.add_day(format!("{}_total", metric.id), metric.title, metric, figure),
            None if *code == metric::STEPS => sheet.gap(desk.gap(metric)?),
            None => {}
        }
    }
    let done = desk.store.workouts(day, day).map_err(failed)?;
    workouts::add_totals(&mut sheet, &done);
    let loads = Loads::read(desk, period, 0, Method::Auto)?;
    if let Some(total) = loads.total(period) {
        let origin = Origin::new("training_load", &loads.source, period);
        sheet.add("load_total", "training load", Shown::plain(total, 0), origin);
    }
    let workouts = done.iter().take(MAX_WORKOUTS).map(|stored| WorkoutRow::of(stored).without_sets()).collect();
    let sources = desk.store.sources().map_err(failed)?;
    let sources =
        sources.into_iter().take(MAX_SOURCES).map(|row| SourceRow { name: row.name, last_day: row.last_day }).collect();
    let planned = planned(desk, day)?;
    Ok((sheet, More { workouts, planned, sources }))
}

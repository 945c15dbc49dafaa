//! `getRecentActivity`: steps, distances, energy, minutes and floors per day, and the period before.

use crate::calc;
use crate::catalog;
use crate::desk::{Desk, Summary, failed};
use crate::period::PeriodArgs;
use crate::progress::workouts;
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::metric::{self, MetricCode};
use coach_mcp::{Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What counts as activity, most asked for first.
pub(super) const ACTIVITY: &[MetricCode] = &[
    metric::STEPS,
    metric::DISTANCE_WALK_RUN,
    metric::ENERGY_ACTIVE,
    metric::EXERCISE_TIME,
    metric::FLIGHTS,
    metric::STAND_TIME,
    metric::DISTANCE_CYCLE,
    metric::DISTANCE_SWIM,
];

/// Those whose absence is worth a word.
const EXPECTED: &[MetricCode] = &[metric::STEPS, metric::DISTANCE_WALK_RUN, metric::ENERGY_ACTIVE];

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Every day with data, oldest first; what was not recorded is null.
    days: Vec<Day>,
    /// The last day is today and not over yet.
    today_is_partial: bool,
}

/// One local day.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(crate) struct Day {
    /// Local day.
    date: Date,
    /// Steps.
    steps: Option<f64>,
    /// Metres walked and run.
    distance_walk_run_m: Option<f64>,
    /// Metres cycled.
    distance_cycle_m: Option<f64>,
    /// Metres swum.
    distance_swim_m: Option<f64>,
    /// Active energy in kcal.
    energy_active_kcal: Option<f64>,
    /// Exercise minutes.
    exercise_time_min: Option<f64>,
    /// Minutes standing.
    stand_time_min: Option<f64>,
    /// Floors climbed.
    flights: Option<f64>,
}

impl Day {
    fn set(&mut self, metric: MetricCode, value: f64) {
        let field = match metric {
            metric::STEPS => &mut self.steps,
            metric::DISTANCE_WALK_RUN => &mut self.distance_walk_run_m,
            metric::DISTANCE_CYCLE => &mut self.distance_cycle_m,
            metric::DISTANCE_SWIM => &mut self.distance_swim_m,
            metric::ENERGY_ACTIVE => &mut self.energy_active_kcal,
            metric::EXERCISE_TIME => &mut self.exercise_time_min,
            metric::STAND_TIME => &mut self.stand_time_min,
            _ => &mut self.flights,
        };
        *field = Some(value);
    }
}

impl Keyed for Day {
    fn key(&self) -> String {
        self.date.to_string()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.days.truncate(items);
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 7)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let days = fill(desk, &mut sheet)?;
    let today_is_partial = period.to == desk.clock.today();
    sheet.reply_with_list("Activity", days, input.cursor.as_deref(), None, |days| More { days, today_is_partial })
}

/// Adds the figures of a period and returns its days.
pub(crate) fn fill(desk: &Desk, sheet: &mut Sheet) -> Result<Vec<Day>, ToolError> {
    let mut days: BTreeMap<Date, Day> = BTreeMap::new();
    for code in ACTIVITY {
        let found = add_metric(desk, sheet, *code)?;
        if found.is_empty() && EXPECTED.contains(code) {
            sheet.gap(desk.gap(catalog::metric(*code))?);
        }
        for (day, value) in found {
            days.entry(day).or_insert_with(|| Day { date: day, ..Day::default() }).set(*code, value);
        }
    }
    let done = desk.store.workouts(sheet.period.from, sheet.period.to).map_err(failed)?;
    workouts::add_totals(sheet, &done);
    Ok(days.into_values().collect())
}

/// Adds the figures of one metric and returns its days.
fn add_metric(desk: &Desk, sheet: &mut Sheet, code: MetricCode) -> Result<Vec<(Date, f64)>, ToolError> {
    let metric = catalog::metric(code);
    let figures = desk.days(code, sheet.period)?;
    let Some(now) = Summary::of_figures(&figures) else { return Ok(Vec::new()) };
    let (id, title, units, period) = (metric.id, metric.title, sheet.units, sheet.period);
    let origin = || Origin::new(id, &now.source, period);
    sheet.add(format!("{id}_total"), title, Shown::metric(metric, now.total, units), origin());
    if period.days() > 1 {
        let mean = Shown::metric(metric, now.mean, units);
        sheet.add(format!("{id}_mean"), format!("{title} a day, average"), mean, origin());
        sheet.add(
            format!("{id}_max"),
            format!("{title} on the best day"),
            Shown::metric(metric, now.max, units),
            Origin::day(id, &now.source, now.max_day),
        );
        let before = period.before();
        if let Some(earlier) = Summary::of_figures(&desk.days(code, before)?) {
            sheet.add(
                format!("{id}_previous_mean"),
                format!("{title} a day in the period before, average"),
                Shown::metric(metric, earlier.mean, units),
                Origin::new(id, &earlier.source, before),
            );
            if let Some(percent) = calc::percent(earlier.mean, now.mean) {
                sheet.add(
                    format!("{id}_change"),
                    format!("{title} a day against the period before"),
                    Shown::percent_change(percent),
                    Origin::new(id, &now.source, period),
                );
            }
        }
    }
    Ok(figures.into_iter().map(|figure| (figure.day, figure.value)).collect())
}

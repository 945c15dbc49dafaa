//! `getCurrentBiometrics`: the latest reading of each body metric, with its age.

use crate::catalog;
use crate::desk::Desk;
use crate::period::{DayArgs, Period};
use crate::sheet::{Sheet, Structured};
use coach_domain::metric::{self, Aggregation, Metric, MetricCode};
use coach_mcp::{Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is shown when nothing particular is asked for.
const USUAL: &[MetricCode] = &[
    metric::RESTING_HR,
    metric::HRV_SDNN,
    metric::HRV_RMSSD,
    metric::BODY_MASS,
    metric::BODY_FAT,
    metric::SPO2,
    metric::RESPIRATORY_RATE,
    metric::VO2MAX,
    metric::BODY_TEMP,
    metric::WRIST_TEMP,
    metric::BP_SYS,
    metric::BP_DIA,
    metric::HR_RECOVERY,
];

/// Those of [`USUAL`] whose absence is worth a word when nothing particular was asked for.
const EXPECTED: &[MetricCode] = &[metric::RESTING_HR, metric::BODY_MASS, metric::VO2MAX];

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Metrics to look up, by id (`resting_hr`, `hrv_sdnn`, `body_mass`, `glucose`, `steps`, …) or by name
    /// (`blood glucose`, `weight`); default the usual body metrics.
    #[serde(default)]
    #[schemars(length(max = 30), inner(length(max = 60)))]
    metrics: Vec<String>,
    #[serde(flatten)]
    day: DayArgs,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// The latest reading of each metric on or before the day.
    readings: Vec<Reading>,
}

/// One reading.
#[derive(Debug, Serialize, JsonSchema)]
struct Reading {
    /// Canonical id.
    metric: String,
    /// Name for people.
    title: String,
    /// Local day of the reading.
    date: Date,
    /// Days between the reading and the day that was asked for.
    age_days: i32,
    /// Total, mean or last value of that day, in `unit`.
    value: f64,
    /// UCUM symbol.
    unit: String,
    /// Lowest sample of that day.
    min: f64,
    /// Highest sample of that day.
    max: f64,
    /// Samples behind it.
    count: u64,
    /// Who measured it.
    source: String,
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let day = input.day.resolve(desk);
    let mut sheet = Sheet::new(Period::day(day), desk.profile()?.units);
    let mut readings = Vec::new();
    if input.metrics.is_empty() {
        for code in USUAL {
            let found = read(desk, &mut sheet, &mut readings, catalog::metric(*code), day)?;
            if !found && EXPECTED.contains(code) {
                sheet.gap(desk.gap(catalog::metric(*code))?);
            }
        }
        if !sheet.has("hrv_sdnn_latest") && !sheet.has("hrv_rmssd_latest") {
            sheet.gap(desk.gap_of("heart rate variability", metric::HRV_SDNN)?);
        }
    }
    for word in &input.metrics {
        let meant = catalog::find(word);
        if meant.is_empty() {
            sheet.miss(catalog::plain(word), "PocketCoach does not record this");
        }
        let mut found = false;
        for metric in &meant {
            found |= read(desk, &mut sheet, &mut readings, metric, day)?;
        }
        if !found && let Some(metric) = meant.first() {
            let what = if meant.len() > 1 { catalog::plain(word) } else { metric.title.to_owned() };
            sheet.gap(desk.gap_of(&what, metric.code)?);
        }
    }
    Ok(sheet.reply("Latest readings", More { readings }))
}

/// Adds the latest reading of a metric; tells whether there is one.
fn read(
    desk: &Desk,
    sheet: &mut Sheet,
    readings: &mut Vec<Reading>,
    metric: &'static Metric,
    day: Date,
) -> Result<bool, ToolError> {
    if metric.aggregation == Aggregation::State {
        return Ok(false);
    }
    let Some(latest) = desk.latest(metric.code, day)? else { return Ok(false) };
    let name = format!("{}_latest", metric.id);
    if !sheet.has(&name) {
        sheet.add_day(name, format!("latest {}", metric.title), metric, &latest);
        readings.push(Reading {
            metric: metric.id.to_owned(),
            title: metric.title.to_owned(),
            date: latest.day,
            age_days: (day - latest.day).get_days(),
            value: latest.value,
            unit: metric.unit.symbol().to_owned(),
            min: latest.min,
            max: latest.max,
            count: latest.count,
            source: latest.source,
        });
    }
    Ok(true)
}

//! `getHRVTrends`: heart rate variability against the person's own baseline; SDNN and rMSSD are never mixed.

use crate::calc;
use crate::catalog;
use crate::desk::{Desk, Summary};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;

use coach_domain::formulas::Reading;
use coach_domain::formulas::hrv::{BAND_DAYS, HrvState, ROLLING_DAYS, hrv_baseline, hrv_rolling};
use coach_domain::metric::{self, Metric, MetricCode};
use coach_mcp::{Reply, ToolError};
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Days before the period that the baseline looks at.
const HISTORY_DAYS: i32 = BAND_DAYS + ROLLING_DAYS;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// Which kind of variability; default the one with more days in the period.
    #[serde(default)]
    kind: Kind,
    /// `next_cursor` of an earlier result with the same arguments.
    #[schemars(length(max = 60))]
    cursor: Option<String>,
}

/// Kind of heart rate variability.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Kind {
    /// The one with more days in the period.
    #[default]
    Auto,
    /// Standard deviation of the beat intervals, as an Apple Watch measures.
    Sdnn,
    /// Root mean square of successive differences, as rings and straps measure.
    Rmssd,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Kind of all figures of this result: `sdnn` or `rmssd`; null without data.
    kind: Option<Kind>,
    /// Where the last 7 days lie against the usual band; null when that cannot be told.
    status: Option<Status>,
    /// Days with data, oldest first.
    series: Vec<Point>,
}

/// Where the last days lie against the usual band.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Status {
    /// Below the band.
    Below,
    /// Within it.
    Within,
    /// Above it.
    Above,
}

/// One day.
#[derive(Debug, Serialize, JsonSchema)]
struct Point {
    /// Local day.
    date: Date,
    /// Mean of the day in ms.
    value_ms: f64,
    /// Mean of the 7 days up to it in ms, as the baseline takes it; null with too few.
    rolling_ms: Option<f64>,
    /// Who measured it.
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

/// The kind with more days, rMSSD when they are equal, and its days.
pub(super) fn choose(desk: &Desk, period: Period) -> Result<(MetricCode, Vec<DayFigure>), ToolError> {
    let rmssd = desk.days(metric::HRV_RMSSD, period)?;
    let sdnn = desk.days(metric::HRV_SDNN, period)?;
    Ok(if sdnn.len() > rmssd.len() { (metric::HRV_SDNN, sdnn) } else { (metric::HRV_RMSSD, rmssd) })
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 30)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let (code, figures) = match input.kind {
        Kind::Auto => choose(desk, period)?,
        Kind::Sdnn => (metric::HRV_SDNN, desk.days(metric::HRV_SDNN, period)?),
        Kind::Rmssd => (metric::HRV_RMSSD, desk.days(metric::HRV_RMSSD, period)?),
    };
    let variability = catalog::metric(code);
    let Some(now) = Summary::of_figures(&figures) else {
        match input.kind {
            Kind::Auto => {
                sheet.gap(desk.gap(catalog::metric(metric::HRV_SDNN))?);
                sheet.gap(desk.gap(catalog::metric(metric::HRV_RMSSD))?);
            }
            _ => sheet.gap(desk.gap(variability)?),
        }
        let more = |series| More { kind: None, status: None, series };
        return sheet.reply_with_list("Heart rate variability", Vec::new(), None, None, more);
    };
    if let Some(latest) = figures.last() {
        sheet.add_day("hrv_latest", "latest heart rate variability", variability, latest);
    }
    let history = desk.days(code, period.reaching_back(HISTORY_DAYS))?;
    let readings = calc::readings(&history);
    let status = add_baseline(&mut sheet, variability, &readings);
    add_period(desk, &mut sheet, variability, &now)?;
    let series = figures
        .iter()
        .map(|figure| Point {
            date: figure.day,
            value_ms: figure.value,
            rolling_ms: hrv_rolling(&readings, calc::hrv_kind(code), figure.day).ok(),
            source: figure.source.clone(),
        })
        .collect();
    let kind = Some(if code == metric::HRV_SDNN { Kind::Sdnn } else { Kind::Rmssd });
    sheet.reply_with_list("Heart rate variability", series, input.cursor.as_deref(), None, |series| More {
        kind,
        status,
        series,
    })
}

/// Adds the mean of the last 7 days and the band it is held against.
fn add_baseline(sheet: &mut Sheet, variability: &Metric, nights: &[Reading<'_>]) -> Option<Status> {
    let band = match hrv_baseline(nights, calc::hrv_kind(variability.code), sheet.period.to) {
        Ok(band) => band,
        Err(reason) => {
            sheet.insufficient("usual range of heart rate variability", &reason);
            return None;
        }
    };
    let units = sheet.units;
    let mut add = |name: &str, label: &str, value: f64, (from, to): (Date, Date)| {
        let origin = Origin::new(variability.id, &band.sources, Period { from, to });
        sheet.add(name, label, Shown::metric(variability, value, units), origin);
    };
    add("hrv_rolling", "heart rate variability, mean of the last week", band.rolling_ms, band.rolling_days);
    add("hrv_baseline_low", "usual range of heart rate variability, low end", band.low_ms, band.band_days);
    add("hrv_baseline_high", "usual range of heart rate variability, high end", band.high_ms, band.band_days);
    Some(match band.state {
        HrvState::Below => Status::Below,
        HrvState::Within => Status::Within,
        HrvState::Above => Status::Above,
    })
}

/// Adds what the period comes to, and the one before.
fn add_period(desk: &Desk, sheet: &mut Sheet, variability: &Metric, now: &Summary) -> Result<(), ToolError> {
    let (period, units) = (sheet.period, sheet.units);
    if period.days() == 1 {
        return Ok(());
    }
    let shown = |value| Shown::metric(variability, value, units);
    let (id, source) = (variability.id, now.source.as_str());
    sheet.add("hrv_mean", "heart rate variability, average", shown(now.mean), Origin::new(id, source, period));
    sheet.add("hrv_min", "heart rate variability, lowest day", shown(now.min), Origin::day(id, source, now.min_day));
    sheet.add("hrv_max", "heart rate variability, highest day", shown(now.max), Origin::day(id, source, now.max_day));
    let before = period.before();
    if let Some(earlier) = Summary::of_figures(&desk.days(variability.code, before)?) {
        let origin = Origin::new(id, &earlier.source, before);
        sheet.add(
            "hrv_previous_mean",
            "heart rate variability in the period before, average",
            shown(earlier.mean),
            origin,
        );
        if let Some(percent) = calc::percent(earlier.mean, now.mean) {
            let label = "heart rate variability against the period before";
            sheet.add("hrv_change", label, Shown::percent_change(percent), Origin::new(id, source, period));
        }
    }
    Ok(())
}

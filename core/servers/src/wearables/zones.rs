//! Time in heart-rate zones, from the samples of a period.

use crate::calc::{self, ZONES};
use crate::desk::{Desk, Sources, failed};
use crate::sheet::{Origin, Sheet};
use crate::shown::Shown;
use coach_domain::metric;
use coach_domain::time::{date_of_epoch_day, local_day};
use coach_mcp::ToolError;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::BTreeMap;

/// Longest period whose single samples are read; a month of a watch is tens of thousands.
const MAX_DAYS: i32 = 31;

/// Adds the time in each zone, or says what it would need.
pub(super) fn add(desk: &Desk, sheet: &mut Sheet) -> Result<(), ToolError> {
    let period = sheet.period;
    if !sheet.has("hr_mean") {
        return Ok(());
    }
    let (limits, lacks) = calc::limits(desk, period.to)?;
    let Some(limits) = limits else {
        sheet.miss("time in heart-rate zones", format!("it needs {}", lacks.join(" and ")));
        return Ok(());
    };
    sheet.add_with(
        "hr_max_used",
        "maximum heart rate that zones use",
        Shown::bpm(limits.max.value),
        Origin::day(&limits.max.name, "person", period.to),
        Some(limits.max.confidence),
    );
    if period.days() > MAX_DAYS {
        sheet.miss("time in heart-rate zones", "the period is too long for single samples; ask for a month at most");
        return Ok(());
    }
    let zone = desk.zone();
    let (start, end) = (midnight(period.from, &zone)?, midnight(period.to.saturating_add(1.day()), &zone)?);
    let samples = desk.store.samples(metric::HEART_RATE, start, end).map_err(failed)?;
    // Two devices are never mixed: each day belongs to the source that its daily figure comes from.
    let winners: BTreeMap<Date, String> =
        desk.days(metric::HEART_RATE, period)?.into_iter().map(|figure| (figure.day, figure.source)).collect();
    let mut course: Vec<(i64, f64)> = samples
        .iter()
        .filter(|sample| {
            let day = date_of_epoch_day(local_day(sample.start_ms, sample.offset_min));
            winners.get(&day).is_some_and(|source| *source == sample.source)
        })
        .map(|sample| (sample.start_ms, sample.value))
        .collect();
    course.sort_by_key(|(at, _)| *at);
    let source = Sources::of(winners.values().map(String::as_str));
    let seconds = limits.zone_seconds(&course);
    for ((name, label), seconds) in ZONES.iter().zip(seconds) {
        if seconds > 0.0 {
            let origin = Origin::new("heart_rate", &source, period);
            sheet.add(
                format!("zone_{name}_time"),
                format!("time in the {label} zone"),
                Shown::duration_s(seconds),
                origin,
            );
        }
    }
    Ok(())
}

fn midnight(day: Date, zone: &TimeZone) -> Result<i64, ToolError> {
    day.to_zoned(zone.clone())
        .map(|zoned| zoned.timestamp().as_millisecond())
        .map_err(|_| ToolError::Arguments("the period must lie within the calendar".to_owned()))
}

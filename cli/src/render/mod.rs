//! Text for people: one file for each kind of thing that is shown.

mod elsewhere;
mod figures;
mod foods;
mod machine;
mod models;
mod sync;
mod talk;
mod training;

pub(crate) use elsewhere::{fallback, model_servers, outbound, shares};
pub(crate) use figures::{nights, series, sources, summary, today, workouts};
pub(crate) use foods::{food_catalogues, found_foods, product, product_lookups};
pub(crate) use machine::{audit, diagnosis, import, profile, tools, trace, traces, upstream};
pub(crate) use models::{bytes, model, models, speed};
pub(crate) use sync::{moment, sync_devices, sync_report, sync_status, sync_trimmed};
pub(crate) use talk::{CHAT_HELP, Markdown, found, handoff, intervention, speaker, tool_line, turn, welcome};
pub(crate) use training::{plan, plan_changes, plan_versions, screening};

use comfy_table::Table;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;

/// A number with commas between its thousands.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Seconds as hours and minutes.
fn hours(seconds: f64) -> String {
    let minutes = (seconds / 60.0).round() as i64;
    if minutes < 60 { format!("{minutes} min") } else { format!("{} h {:02} min", minutes / 60, minutes % 60) }
}

/// A value with as many decimals as its size needs.
fn value(number: f64) -> String {
    let decimals = if number.abs() >= 100.0 || number.fract() == 0.0 { 0 } else { 1 };
    format!("{number:.decimals$}")
}

/// A local date and time from an instant and an offset in minutes.
fn local_time(at_ms: i64, offset_min: i16) -> String {
    jiff::Timestamp::from_millisecond(at_ms + i64::from(offset_min) * 60_000)
        .map_or_else(|_| "?".to_owned(), |time| time.strftime("%Y-%m-%d %H:%M").to_string())
}

/// A local date and time in the system's zone.
fn system_time(at_ms: i64) -> String {
    jiff::Timestamp::from_millisecond(at_ms).map_or_else(
        |_| "?".to_owned(),
        |time| time.to_zoned(jiff::tz::TimeZone::system()).strftime("%Y-%m-%d %H:%M:%S").to_string(),
    )
}

fn table<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_header(header);
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_000), "1,000");
        assert_eq!(thousands(12_345_678), "12,345,678");
    }

    #[test]
    fn durations_round_to_minutes() {
        assert_eq!(hours(59.0), "1 min");
        assert_eq!(hours(3_599.9), "1 h 00 min");
        assert_eq!(hours(25_920.0), "7 h 12 min");
    }
}

//! Figures: today, summaries, series, nights, workouts, sources.

use super::{hours, local_time, table, thousands, value};
use coach_api::{BucketValue, SleepNight, SourceView, StoredWorkout, Summary, Today};
use serde_json::Value;

pub(crate) fn today(today: &Today) -> String {
    let mut text = format!("{}\n", today.date);
    section(&mut text, "Readiness", &today.readiness);
    section(&mut text, "Sleep", &today.sleep);
    section(&mut text, "Training load", &today.load);
    section(&mut text, "Day", &today.day);
    section(&mut text, "Food", &today.intake);
    text.push_str("\nPlan\n");
    if today.plan.is_empty() {
        text.push_str("  nothing planned\n");
    }
    for session in &today.plan {
        text.push_str(&format!("  {}\n", session.title));
    }
    if let Some(last) = today.freshness.iter().map(|row| row.last_day).max() {
        text.push_str(&format!("\nLatest data: {last}\n"));
    } else {
        text.push_str("\nNo data yet: `coach import PATH` or `coach demo`.\n");
    }
    text
}

pub(crate) fn summary(summary: &Summary) -> String {
    let mut text = format!("{} to {}\n", summary.from, summary.to);
    section(&mut text, "Sleep", &summary.sleep);
    section(&mut text, "Activity", &summary.activity);
    section(&mut text, "Heart rate", &summary.heart_rate);
    section(&mut text, "Training load", &summary.load);
    section(&mut text, "Workouts", &summary.workouts);
    text
}

/// The figures and gaps of a tool's answer, a line each.
fn section(text: &mut String, title: &str, answer: &Value) {
    text.push_str(&format!("\n{title}\n"));
    let list = |name: &str| answer.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let word = |item: &Value, name: &str| item.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let figures = list("figures");
    for figure in &figures {
        text.push_str(&format!("  {:<38} {}\n", word(figure, "label"), word(figure, "text")));
    }
    for gap in list("missing") {
        text.push_str(&format!("  {:<38} {}\n", word(&gap, "what"), word(&gap, "reason")));
    }
    if let Some(error) = answer.get("error").and_then(Value::as_str) {
        text.push_str(&format!("  {error}\n"));
    }
}

pub(crate) fn series(metric: &str, series: &[BucketValue]) -> String {
    if series.is_empty() {
        return format!("There is no data for {metric} in this range.");
    }
    let mut table = table(["start", metric, "unit", "samples", "source"]);
    for row in series {
        table.add_row([
            row.start.clone(),
            value(row.value),
            row.unit.clone(),
            thousands(row.count),
            row.source.clone(),
        ]);
    }
    table.to_string()
}

pub(crate) fn nights(nights: &[SleepNight]) -> String {
    if nights.is_empty() {
        return "There are no nights in this range.".to_owned();
    }
    let stage = |seconds: Option<f64>| seconds.map_or_else(|| "–".to_owned(), hours);
    let mut table = table(["woke on", "asleep", "deep", "REM", "light", "awake", "in bed", "", "source"]);
    for night in nights {
        table.add_row([
            night.wake_day.to_string(),
            hours(night.asleep_s),
            stage(night.deep_s),
            stage(night.rem_s),
            stage(night.light_s),
            hours(night.awake_s),
            stage(night.in_bed_s),
            if night.nap { "nap" } else { "" }.to_owned(),
            night.source.clone(),
        ]);
    }
    table.to_string()
}

pub(crate) fn workouts(workouts: &[StoredWorkout]) -> String {
    if workouts.is_empty() {
        return "There are no workouts in this range.".to_owned();
    }
    let mut table = table(["start", "kind", "active", "km", "kcal", "mean bpm", "sets", "source"]);
    for StoredWorkout { workout, .. } in workouts {
        let number = |number: Option<f64>| number.map_or_else(|| "–".to_owned(), value);
        table.add_row([
            local_time(workout.start_ms, workout.offset_min),
            workout.kind.0.replace('_', " "),
            hours(workout.active_s),
            workout.distance_m.map_or_else(|| "–".to_owned(), |metres| format!("{:.2}", metres / 1000.0)),
            number(workout.energy_active_kcal),
            number(workout.heart_rate_mean_bpm),
            workout.sets.len().to_string(),
            workout.source.name.clone(),
        ]);
    }
    table.to_string()
}

pub(crate) fn sources(sources: &[SourceView]) -> String {
    if sources.is_empty() {
        return "There are no sources yet: `coach import PATH` or `coach demo`.".to_owned();
    }
    let mut table = table(["source", "samples", "workouts", "latest day", "priority by metric"]);
    for view in sources {
        let places =
            view.priority.iter().map(|(metric, place)| format!("{metric} {place}")).collect::<Vec<_>>().join(", ");
        table.add_row([
            view.source.name.clone(),
            thousands(view.source.samples),
            thousands(view.source.workouts),
            view.source.last_day.map_or_else(|| "–".to_owned(), |day| day.to_string()),
            places,
        ]);
    }
    table.to_string()
}

//! A plan in words, made from its content and from nothing else.

use super::{Block, Part, Plan, PlannedSession, PlannedSet};
use crate::person::UnitSystem;
use std::fmt::Write as _;

/// A weight as people write it.
fn weight(kg: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric => format!("{} kg", trimmed(kg, 2)),
        UnitSystem::Imperial => format!("{} lb", trimmed(kg / 0.453_592_37, 1)),
    }
}

fn distance(metres: f64, units: UnitSystem) -> String {
    match units {
        UnitSystem::Metric if metres < 1_000.0 => format!("{} m", trimmed(metres, 0)),
        UnitSystem::Metric => format!("{} km", trimmed(metres / 1_000.0, 1)),
        UnitSystem::Imperial => format!("{} mi", trimmed(metres / 1_609.344, 1)),
    }
}

/// A number with at most so many decimals, none of them a trailing zero.
fn trimmed(value: f64, places: usize) -> String {
    let text = format!("{value:.places$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// One set in words, for example `5 at 80 kg, effort 7 of 10, rest 180 s`.
#[must_use]
pub fn set(set: &PlannedSet, units: UnitSystem) -> String {
    let rest = if set.rest_s > 0.0 { format!(", rest {} s", trimmed(set.rest_s, 0)) } else { String::new() };
    format!("{}{}{rest}", if set.warmup { "warm-up " } else { "" }, set_in_words(set, units))
}

fn set_in_words(set: &PlannedSet, units: UnitSystem) -> String {
    let mut text = match (set.reps, set.seconds) {
        (Some(reps), _) => reps.to_string(),
        (None, Some(seconds)) => format!("{} s", trimmed(seconds, 0)),
        (None, None) => "1".to_owned(),
    };
    if let Some(kg) = set.weight_kg.filter(|kg| *kg > 0.0) {
        let _ = write!(text, " at {}", weight(kg, units));
    }
    if let Some(rpe) = set.rpe {
        let _ = write!(text, ", effort {} of 10", trimmed(rpe, 1));
    }
    text
}

/// One block in one line, for example `Back squat: 3 × 5 at 80 kg, effort 7 of 10, rest 180 s`.
#[must_use]
pub fn block(block: &Block, units: UnitSystem) -> String {
    let mut text = block.name.clone();
    let mut parts: Vec<String> = Vec::new();
    let mut runs: Vec<(usize, &PlannedSet)> = Vec::new();
    for set in &block.sets {
        match runs.last_mut() {
            Some((count, last)) if *last == set => *count += 1,
            _ => runs.push((1, set)),
        }
    }
    for (count, set) in runs {
        let warm = if set.warmup { "warm-up " } else { "" };
        let rest = if set.rest_s > 0.0 { format!(", rest {} s", trimmed(set.rest_s, 0)) } else { String::new() };
        parts.push(format!("{warm}{count} × {}{rest}", set_in_words(set, units)));
    }
    if let Some(metres) = block.distance_m {
        parts.push(distance(metres, units));
    }
    if block.sets.is_empty() {
        parts.push(format!("{} min", trimmed(block.minutes, 1)));
    }
    if let Some(target) = block.heart_rate {
        parts.push(format!("{} to {} bpm", target.low_bpm, target.high_bpm));
    }
    if let Some(effort) = block.rpe.filter(|_| block.sets.iter().all(|set| set.rpe.is_none())) {
        parts.push(format!("effort {} to {} of 10", trimmed(effort.low, 1), trimmed(effort.high, 1)));
    }
    if !parts.is_empty() {
        let _ = write!(text, ": {}", parts.join("; "));
    }
    if let Some(note) = &block.note {
        let _ = write!(text, " ({note})");
    }
    text
}

/// One session in lines: its day and title, then its blocks.
#[must_use]
pub fn session(session: &PlannedSession, units: UnitSystem) -> String {
    let mut text = format!("{} {}", session.date.strftime("%a %-d %b %Y"), session.title);
    if let Some(start) = session.start {
        let _ = write!(text, ", {}", start.strftime("%H:%M"));
    }
    let _ = write!(text, ", {} min", trimmed(session.minutes(), 1));
    if session.deload {
        text.push_str(", deload");
    }
    for part in &session.blocks {
        let mark = match part.part {
            Part::WarmUp => "warm-up, ",
            Part::Main => "",
            Part::CoolDown => "cool-down, ",
        };
        let _ = write!(text, "\n- {mark}{}", block(part, units));
    }
    if let Some(exercise) = &session.form_check {
        let sets = session.blocks.iter().any(|block| block.name == *exercise && !block.sets.is_empty());
        let much = if sets { "one set" } else { "a minute" };
        let _ = write!(text, "\n- Form check: film {much} of {exercise}, or let someone watch it");
    }
    text
}

/// The whole plan in lines, week by week.
#[must_use]
pub fn plan(plan: &Plan, units: UnitSystem) -> String {
    let mut text = plan.title.clone();
    if let Some(event) = plan.event {
        let length = event.distance_m.map_or_else(String::new, |metres| format!(" over {}", distance(metres, units)));
        let _ = write!(text, "\n\nLeads to an event{length} on {}", event.date);
    }
    for week in 1..=plan.weeks {
        let deload = if plan.is_deload(week) { ", deload" } else { "" };
        let _ = write!(text, "\n\nWeek {week}{deload}");
        for planned in plan.week(week) {
            let _ = write!(text, "\n\n{}", session(planned, units));
        }
    }
    text
}

//! Which figures of an answer a reply quotes, and in which order.

use super::super::understand::Understanding;
use super::facts::{Answer, Fact};

/// Figures of each tool that people want first. A `*` at the end stands for any ending.
const WANTED: &[(&str, &[&str])] = &[
    (
        "getSleepData",
        &[
            "asleep_last_night",
            "asleep_latest_night",
            "deep_last_night",
            "deep_latest_night",
            "rem_last_night",
            "rem_latest_night",
            "sleep_score_last_night",
            "sleep_score_latest_night",
            "awake_last_night",
            "asleep_mean",
            "asleep_change",
            "deep_mean",
            "rem_mean",
            "sleep_score_mean",
            "sleep_regularity",
        ],
    ),
    (
        "getRecoveryScore",
        &[
            "recovery_score",
            "hrv_last",
            "hrv_normal",
            "resting_hr_last",
            "resting_hr_normal",
            "asleep_last",
            "asleep_normal",
        ],
    ),
    (
        "getHeartRateData",
        &[
            "resting_hr_latest",
            "resting_hr_mean",
            "resting_hr_change",
            "hr_mean",
            "hr_max",
            "hr_min",
            "zone_vigorous_time",
            "zone_moderate_time",
        ],
    ),
    ("getHRVTrends", &["hrv_latest", "hrv_rolling", "hrv_mean", "hrv_baseline_low", "hrv_baseline_high", "hrv_change"]),
    (
        "getRecentActivity",
        &[
            "steps_total",
            "steps_mean",
            "distance_walk_run_total",
            "energy_active_total",
            "exercise_time_total",
            "flights_total",
            "workout_count",
            "workout_time_total",
        ],
    ),
    (
        "getDailySummary",
        &[
            "recovery_score",
            "asleep_last_night",
            "steps_total",
            "energy_active_total",
            "exercise_time_total",
            "workout_count",
            "resting_hr_latest",
            "load_total",
        ],
    ),
    (
        "analyzeStrengthProgression",
        &[
            "e1rm_latest",
            "e1rm_change",
            "e1rm_change_percent",
            "e1rm_best",
            "best_set_weight",
            "best_set_reps",
            "strength_sessions_count",
            "*_e1rm_latest",
            "*_e1rm_change",
        ],
    ),
    (
        "getStrengthProgression",
        &[
            "e1rm_latest",
            "e1rm_best",
            "last_set_weight",
            "last_set_reps",
            "best_set_weight",
            "best_set_reps",
            "e1rm_change",
        ],
    ),
    (
        "analyzeProgressData",
        &[
            "mean",
            "compare_mean",
            "difference",
            "difference_percent",
            "total",
            "compare_total",
            "latest",
            "trend_per_week",
            "min",
            "max",
        ],
    ),
    ("getWorkoutHistory", &["workout_count", "workout_time_total", "distance_total", "energy_total"]),
    ("getTrainingLoad", &["ctl", "atl", "tsb", "load_last_7d", "load_previous_7d", "load_change"]),
];

/// Of a longer time, means come before the last night.
const WANTED_NIGHTS: &[&str] = &[
    "asleep_mean",
    "asleep_change",
    "deep_mean",
    "rem_mean",
    "sleep_score_mean",
    "sleep_regularity",
    "asleep_last_night",
];

/// Beginnings of figure names that a metric is about.
fn focus(metric: &str) -> &'static [&'static str] {
    match metric {
        "deep_sleep" => &["deep_"],
        "rem_sleep" => &["rem_"],
        "bedtime" => &["sleep_start", "sleep_end", "sleep_regularity"],
        "steps" => &["steps_"],
        "energy_active" => &["energy_active_"],
        "distance_walk_run" => &["distance_walk_run_"],
        "distance_cycle" => &["distance_cycle_"],
        "distance_swim" => &["distance_swim_"],
        "exercise_time" => &["exercise_time_"],
        "stand_time" => &["stand_time_"],
        "flights" => &["flights_"],
        "resting_hr" => &["resting_hr_"],
        "heart_rate" => &["hr_max", "hr_min", "hr_mean"],
        _ => &[],
    }
}

/// Up to `most` figures, those that the question is about first.
pub(super) fn select<'a>(answer: &'a Answer<'_>, ask: &Understanding, most: usize) -> Vec<&'a Fact> {
    let wanted = if answer.tool == "getSleepData" && answer.from != answer.to && answer.fact("asleep_mean").is_some() {
        WANTED_NIGHTS
    } else {
        WANTED.iter().find(|(tool, _)| *tool == answer.tool).map_or(&[][..], |(_, names)| names)
    };
    let focus = ask.metric.as_deref().map_or(&[][..], focus);
    let in_focus = |fact: &Fact| focus.iter().any(|start| fact.name.starts_with(start));
    let rank = |fact: &Fact| {
        wanted
            .iter()
            .position(|name| match name.strip_prefix('*') {
                Some(end) => fact.name.ends_with(end),
                None => fact.name == *name,
            })
            .unwrap_or(wanted.len())
    };
    let mut facts: Vec<&Fact> = answer.facts.iter().collect();
    facts.sort_by_key(|fact| (!in_focus(fact), rank(fact)));
    let focused = facts.iter().filter(|fact| in_focus(fact)).count();
    let listed = facts.iter().filter(|fact| rank(fact) < wanted.len()).count();
    let keep = if focused > 0 && answer.tool != "getSleepData" {
        focused
    } else if focused > 0 {
        focused.max(3)
    } else if listed > 0 {
        listed
    } else {
        facts.len()
    };
    facts.truncate(keep.min(most));
    facts
}

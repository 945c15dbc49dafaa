//! What a missing figure is called, and what would provide it.

use super::super::topic::{Group, Topic, group_of};
use super::super::understand::Understanding;
use coach_domain::metric::Metric;

/// What the question is about, in words.
pub(super) fn subject(ask: &Understanding) -> String {
    let of_metric = ask.metric.as_deref().map(|metric| match metric {
        "deep_sleep" => "deep sleep".to_owned(),
        "rem_sleep" => "REM sleep".to_owned(),
        "bp_sys" => "blood pressure".to_owned(),
        "hrv_sdnn" | "hrv_rmssd" => "heart rate variability".to_owned(),
        other => Metric::by_id(other).map_or_else(|| other.replace('_', " "), |metric| metric.title.to_owned()),
    });
    match ask.topic {
        Topic::Sleep => {
            of_metric.filter(|metric| metric.ends_with(" sleep")).unwrap_or_else(|| "sleep data".to_owned())
        }
        Topic::Recovery | Topic::ReadyToTrain | Topic::WhatToDo => "recovery score".to_owned(),
        Topic::Hrv => "heart rate variability".to_owned(),
        Topic::HeartRate => of_metric.unwrap_or_else(|| "heart rate".to_owned()),
        Topic::TrainingLoad => "training load".to_owned(),
        Topic::Strength => match &ask.exercise {
            Some(exercise) => format!("sets of {exercise}"),
            None => "strength sets".to_owned(),
        },
        Topic::Workouts => match &ask.sport {
            Some(sport) => format!("{sport} workouts"),
            None => "workouts".to_owned(),
        },
        Topic::Achievements | Topic::Motivation => "new achievements".to_owned(),
        _ => of_metric.unwrap_or_else(|| "data".to_owned()),
    }
}

/// What would provide it.
pub(super) fn how(ask: &Understanding) -> &'static str {
    match ask.topic {
        Topic::Sleep => "Wear a watch or band at night and import its data; then I can answer this.",
        Topic::Recovery | Topic::ReadyToTrain | Topic::WhatToDo | Topic::Hrv => {
            "Some nights with a watch or band that measures heart rate and sleep would provide it."
        }
        Topic::HeartRate => "A watch, band or chest strap that records your heart rate would provide it.",
        Topic::TrainingLoad => "Workouts with heart rate, or logged with their effort, would provide it.",
        Topic::Strength => {
            "Log your sets with `coach log set`, or tell me about them here; then I can follow the lift."
        }
        Topic::Workouts | Topic::Achievements | Topic::Motivation => {
            "Record workouts with your watch, or tell me about them here and I write them down."
        }
        Topic::BodyMetric => match ask.metric.as_deref() {
            Some("body_mass") => "Log it with `coach log weight`, or import the data of your scales.",
            Some("glucose") => "A glucose meter or sensor that writes to your health app would provide it.",
            Some("bp_sys" | "bp_dia") => "A blood pressure cuff that writes to your health app would provide it.",
            Some(metric) if group_of(metric) == Group::Body => {
                "A device or app that records it into your health data would provide it; import its export then."
            }
            _ => "Import an export of your health data; then I can answer this.",
        },
        Topic::Intake => "A food diary app that writes to your health data would provide it.",
        _ => "Import an export of your health data that covers these days; then I can answer this.",
    }
}

/// What a tool reads, in words.
pub(super) fn tool(name: &str) -> &'static str {
    match name {
        "getCurrentBiometrics" => "your latest readings",
        "getRecoveryScore" => "your recovery score",
        "getHeartRateData" => "your heart rate",
        "getHRVTrends" => "your heart rate variability",
        "getSleepData" => "your sleep",
        "getRecentActivity" => "your activity",
        "getDailySummary" => "the summary of the day",
        "analyzeStrengthProgression" | "getStrengthProgression" => "your strength history",
        "analyzeProgressData" => "the trend",
        "getWorkoutHistory" => "your workouts",
        "getTrainingLoad" => "your training load",
        "celebrateAchievements" => "your achievements",
        "logWorkout" => "the workout entry",
        "logMealNaturalLanguage" => "the meal entry",
        "getMeals" => "your meals",
        "getMacroProgress" => "your intake of the day",
        "suggestHealthyMeals" => "ideas for meals",
        "searchFoods" => "the table of foods",
        "createWorkoutPlan" | "getWorkoutPlan" | "modifyWorkout" => "your training plan",
        "searchExercises" | "getScientificExercises" | "getExercise" | "suggestAlternatives" => "the exercises",
        "logJournal" | "getJournal" => "your journal",
        _ => "the data",
    }
}

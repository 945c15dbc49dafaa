//! Which tools answer a question, with which arguments.

use super::coaching;
use super::time::DateRange;
use super::topic::{Group, Topic, group_of};
use super::understand::Understanding;
use super::workout::SpokenWorkout;
use crate::chat::ToolDescription;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

/// A tool and its arguments.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Step {
    /// Tool.
    pub tool: &'static str,
    /// Arguments.
    pub arguments: Map<String, Value>,
}

impl Step {
    pub(crate) fn new(tool: &'static str) -> Self {
        Self { tool, arguments: Map::new() }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.arguments.insert(name.to_owned(), value.into());
        self
    }

    pub(crate) fn over(self, range: Option<DateRange>) -> Self {
        match range {
            Some(range) => self.with("from", range.from.to_string()).with("to", range.to.to_string()),
            None => self,
        }
    }

    pub(crate) fn on(self, range: Option<DateRange>) -> Self {
        match range {
            Some(range) => self.with("date", range.to.to_string()),
            None => self,
        }
    }

    fn comparing(self, with: Option<DateRange>) -> Self {
        match with {
            Some(with) => self.with("compare_from", with.from.to_string()).with("compare_to", with.to.to_string()),
            None => self,
        }
    }
}

/// Days that a look at general progress covers when none are named.
const PROGRESS_DAYS: i64 = 90;
/// Days in which the latest workout of a kind is looked for when none are named.
const HISTORY_DAYS: i64 = 365;
/// Calls for one question.
const MOST: usize = 2;
/// Calls for what to do today: recovery, load and the plan of the day.
const MOST_FOR_TODAY: usize = 3;

/// The calls that answer a question, best first, out of the tools that are offered; empty when none of them can.
///
/// Arguments that a tool's schema does not name are left out.
pub(crate) fn plan(understanding: &Understanding, today: Date, offered: &[ToolDescription]) -> Vec<Step> {
    let wanted = match &understanding.wish {
        Some(wish) => coaching::steps(wish, today, offered),
        None => steps(understanding, today),
    };
    let most = if understanding.topic == Topic::WhatToDo { MOST_FOR_TODAY } else { MOST };
    fitting(wanted, offered).into_iter().take(most).collect()
}

/// The tool that a question leads to first, whatever is offered; `None` when none answers it.
pub(crate) fn leading(understanding: &Understanding, today: Date) -> Option<&'static str> {
    let wanted = match &understanding.wish {
        Some(wish) => coaching::steps(wish, today, &[]),
        None => steps(understanding, today),
    };
    wanted.first().map(|step| step.tool)
}

/// The calls that follow from the first answers, in the same way.
pub(crate) fn further(
    understanding: &Understanding,
    answers: &[(&str, &Value)],
    today: Date,
    offered: &[ToolDescription],
) -> Vec<Step> {
    let wanted = understanding.wish.as_ref().map(|wish| coaching::further(wish, answers, today)).unwrap_or_default();
    fitting(wanted, offered)
}

/// The steps whose tools are offered, with the arguments that their schemas name.
fn fitting(steps: Vec<Step>, offered: &[ToolDescription]) -> Vec<Step> {
    steps
        .into_iter()
        .filter_map(|mut step| {
            let tool = offered.iter().find(|tool| tool.name == step.tool)?;
            if let Some(known) = tool.input_schema.get("properties").and_then(Value::as_object) {
                step.arguments.retain(|name, _| known.contains_key(name));
            }
            Some(step)
        })
        .collect()
}

fn steps(ask: &Understanding, today: Date) -> Vec<Step> {
    let range = ask.range;
    let single = range.is_none_or(|range| range.days() == 1);
    let analyse =
        |metric: &str| Step::new("analyzeProgressData").with("metric", metric).over(range).comparing(ask.compare_to);
    let metric = ask.metric.as_deref();
    let sleep_metric = metric.filter(|metric| *metric != "bedtime").unwrap_or("asleep");
    let analytical = (ask.trend || ask.comparison) && !(single && range.is_some() && ask.compare_to.is_none());
    match ask.topic {
        Topic::Sleep => {
            let night = ask.past || ask.latest;
            let nights = Step::new("getSleepData").over(range.or_else(|| night.then(|| DateRange::day(today))));
            if analytical { vec![analyse(sleep_metric), nights] } else { with_reason(ask, nights) }
        }
        Topic::Recovery => {
            let score = Step::new("getRecoveryScore").on(range);
            if !single {
                // the score is of a day; a longer time is judged by what drives it
                return vec![score, Step::new("getHRVTrends").over(range)];
            }
            if ask.why || ask.low { vec![score, Step::new("getSleepData").over(range)] } else { vec![score] }
        }
        Topic::ReadyToTrain | Topic::WhatToDo => {
            let day = range.filter(|range| range.to <= today);
            let mut steps = vec![
                Step::new("getRecoveryScore").on(day), // the load of the day that the score is of
                Step::new("getTrainingLoad").over(day.map(|day| DateRange::day(day.to))),
            ];
            if ask.topic == Topic::WhatToDo && range.is_none_or(|range| range.days() == 1 && range.to >= today) {
                let planned = range.map_or(today, |range| range.to);
                steps.push(Step::new("getWorkoutPlan").with("date", planned.to_string()));
            }
            steps
        }
        Topic::Activity => {
            let days = Step::new("getRecentActivity")
                .over(range.or_else(|| (!analytical && !ask.best && ask.counts).then(|| DateRange::day(today))));
            match metric {
                Some(metric) if analytical => vec![analyse(metric), days],
                None if analytical => vec![analyse("steps"), days],
                _ => vec![days],
            }
        }
        Topic::HeartRate => {
            let heart = Step::new("getHeartRateData").over(range);
            match &ask.sport {
                Some(kind) => {
                    vec![heart, Step::new("getWorkoutHistory").with("kind", kind.clone()).over(range)]
                }
                None if analytical => vec![analyse(metric.unwrap_or("resting_hr")), heart],
                None => vec![heart],
            }
        }
        Topic::Hrv => {
            let kind = match metric {
                Some("hrv_rmssd") => "rmssd",
                _ => "auto",
            };
            let trend = Step::new("getHRVTrends").over(range).with("kind", kind);
            let compare = ask.comparison.then(|| analyse(metric.unwrap_or("hrv_sdnn")));
            [Some(trend), compare].into_iter().flatten().collect()
        }
        Topic::TrainingLoad => {
            let load = Step::new("getTrainingLoad").over(range);
            if ask.comparison {
                vec![load, analyse("training_load")]
            } else {
                vec![load, Step::new("getRecoveryScore")]
            }
        }
        Topic::Strength => strength(ask),
        Topic::Workouts => workouts(ask, today, analytical),
        Topic::BodyMetric => body(ask, analytical, single),
        Topic::Intake => {
            let day = range.or_else(|| (!analytical).then(|| DateRange::day(today)));
            vec![
                Step::new("analyzeProgressData")
                    .with("metric", metric.unwrap_or("energy_in"))
                    .over(day)
                    .comparing(ask.compare_to),
            ]
        }
        Topic::Progress => {
            let days = range
                .unwrap_or_else(|| DateRange::new(today.saturating_sub(jiff::Span::new().days(PROGRESS_DAYS)), today));
            let metric = metric.unwrap_or("vo2max");
            let step =
                Step::new("analyzeProgressData").with("metric", metric).over(Some(days)).comparing(ask.compare_to);
            vec![step, Step::new("getTrainingLoad").over(Some(days))]
        }
        Topic::Summary if single => vec![Step::new("getDailySummary").on(range)],
        Topic::Summary => vec![Step::new("getRecentActivity").over(range), Step::new("getSleepData").over(range)],
        Topic::Achievements => vec![Step::new("celebrateAchievements").over(range)],
        Topic::Motivation => vec![Step::new("celebrateAchievements").over(range)],
        Topic::LogWorkout => ask
            .workout
            .as_ref()
            .filter(|workout| workout.is_complete())
            .map(|workout| log(workout, range, today))
            .into_iter()
            .collect(),
        _ => Vec::new(),
    }
}

/// A question for the reason of a night also looks at recovery.
fn with_reason(ask: &Understanding, step: Step) -> Vec<Step> {
    if ask.why { vec![step, Step::new("getRecoveryScore").on(ask.range)] } else { vec![step] }
}

fn strength(ask: &Understanding) -> Vec<Step> {
    let Some(exercise) = &ask.exercise else {
        return vec![Step::new("analyzeStrengthProgression").over(ask.range)];
    };
    let tool = |name| Step::new(name).with("exercise", exercise.clone()).over(ask.range);
    if ask.trend || ask.comparison {
        vec![tool("analyzeStrengthProgression")]
    } else {
        vec![tool("getStrengthProgression")]
    }
}

fn workouts(ask: &Understanding, today: Date, analytical: bool) -> Vec<Step> {
    let mut history = Step::new("getWorkoutHistory");
    if let Some(kind) = &ask.sport {
        history = history.with("kind", kind.clone());
    }
    if let Some(exercise) = ask.exercise.as_ref().or(ask.body_part.as_ref()) {
        history = history.with("exercise", exercise.clone());
    }
    let year = || DateRange::new(today.saturating_sub(jiff::Span::new().days(HISTORY_DAYS)), today);
    history = match ask.range {
        None if ask.latest => history.over(Some(year())).with("limit", 1),
        None if ask.best => history.over(Some(year())),
        range => history.over(range),
    };
    if analytical {
        let metric = ask.metric.as_deref().unwrap_or("workout_count");
        let analysis =
            Step::new("analyzeProgressData").with("metric", metric).over(ask.range).comparing(ask.compare_to);
        return vec![history, analysis];
    }
    if ask.best {
        return vec![history, Step::new("celebrateAchievements").over(ask.range.or_else(|| Some(year())))];
    }
    vec![history]
}

fn body(ask: &Understanding, analytical: bool, single: bool) -> Vec<Step> {
    let Some(metric) = ask.metric.as_deref().filter(|metric| group_of(metric) == Group::Body) else {
        return vec![Step::new("getCurrentBiometrics").on(ask.range)];
    };
    let metrics = match metric {
        "bp_sys" => json!(["bp_sys", "bp_dia"]),
        metric => json!([metric]),
    };
    let current = Step::new("getCurrentBiometrics").with("metrics", metrics).on(ask.range.filter(|_| single));
    let analysis = Step::new("analyzeProgressData").with("metric", metric).over(ask.range).comparing(ask.compare_to);
    if analytical || !single { vec![analysis, current] } else { vec![current] }
}

pub(super) fn log(workout: &SpokenWorkout, range: Option<DateRange>, today: Date) -> Step {
    let mut step = Step::new("logWorkout");
    if let Some(kind) = &workout.kind {
        step = step.with("kind", kind.clone());
    }
    // a workout of an earlier day is put at noon; the person sees it in the proposal before it is written
    if let Some(day) = range.map(|range| range.to).filter(|day| *day < today) {
        step = step.with("start", format!("{day}T12:00"));
    }
    let numbers = [
        ("duration_s", workout.duration_s),
        ("distance_m", workout.distance_m),
        ("energy_active_kcal", workout.energy_active_kcal),
        ("heart_rate_mean_bpm", workout.heart_rate_mean_bpm),
        ("rpe", workout.rpe),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            step = step.with(name, value);
        }
    }
    if workout.sets.is_empty() {
        return step;
    }
    let sets: Vec<Value> = workout
        .sets
        .iter()
        .map(|set| {
            let mut row = json!({ "exercise": set.exercise, "reps": set.reps });
            if let (Some(weight), Some(row)) = (set.weight_kg, row.as_object_mut()) {
                row.insert("weight_kg".to_owned(), json!(weight));
            }
            row
        })
        .collect();
    step.with("sets", sets)
}

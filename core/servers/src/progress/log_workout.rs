//! `logWorkout`: writes a workout that the person tells, once they approve it.

use super::workouts::{WorkoutRow, day_of, kind_title};
use crate::desk::{Desk, failed};
use crate::instant::{self, SLACK_MS};
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::{Shown, date};
use coach_domain::record::{Source, SourceKind, StrengthSet, Workout, WorkoutKind};
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use coach_store::StoredWorkout;
use jiff::ToSpan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Under this name the person's own entries are kept.
const SOURCE: &str = "PocketCoach";
/// Metres per second that nobody exceeds over a whole workout on their own power (fast descents on a bicycle).
const MAX_SPEED_M_S: f64 = 25.0;
/// Origins of workouts whose sets were written one by one begin with this.
const ONE_BY_ONE: &str = "sets:";
/// How long after its last set a workout is taken to be going on.
const GOING_ON_MS: i64 = 60 * 60_000;
/// Most sets of a workout.
const MOST_SETS: usize = 100;
/// Days back that an entry may lie.
const MAX_AGE_DAYS: i64 = 3_653;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Kind in snake case, for example `running`, `walking`, `cycling`, `swimming`, `yoga`,
    /// `traditional_strength_training`.
    #[schemars(length(min = 1, max = 60))]
    kind: String,
    /// Start as local time `2026-05-01T07:30` or with an offset `2026-05-01T07:30:00+02:00`; default: it ends now.
    #[schemars(length(max = 40))]
    start: Option<String>,
    /// Seconds without pauses; needed unless there are sets.
    #[schemars(range(min = 10, max = 172_800))]
    duration_s: Option<f64>,
    /// Metres.
    #[schemars(range(min = 1, max = 1_000_000))]
    distance_m: Option<f64>,
    /// Active energy in kcal.
    #[schemars(range(min = 1, max = 15_000))]
    energy_active_kcal: Option<f64>,
    /// Mean heart rate in bpm.
    #[schemars(range(min = 30, max = 230))]
    heart_rate_mean_bpm: Option<f64>,
    /// Rating of perceived exertion, 0 (rest) to 10 (maximal).
    #[schemars(range(min = 0, max = 10))]
    rpe: Option<f64>,
    /// The person's own words.
    #[schemars(length(max = 2_000))]
    note: Option<String>,
    /// Strength sets in order.
    #[serde(default)]
    #[schemars(length(max = 100))]
    sets: Vec<SetInput>,
    /// The sets belong to the workout that is going on, where one of its sets was written within the last hour; else they
    /// begin one. For sets that the person writes down one by one, without `start`.
    #[serde(default)]
    joins: bool,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

/// One strength set.
#[derive(Debug, Deserialize, JsonSchema)]
struct SetInput {
    /// Exercise, for example `back squat`.
    #[schemars(length(min = 1, max = 80))]
    exercise: String,
    /// External load in kg, 0 for body weight alone.
    #[schemars(range(min = 0, max = 600))]
    weight_kg: f64,
    /// Repetitions.
    #[schemars(range(min = 1, max = 500))]
    reps: u32,
    /// Rating of perceived exertion, 0 to 10.
    #[schemars(range(min = 0, max = 10))]
    rpe: Option<f64>,
    /// A warm-up set, left out of strength figures.
    #[serde(default)]
    warmup: bool,
    /// Attempted and not completed.
    #[serde(default)]
    missed: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Whether it is in the log now; false for a proposal that waits for the person.
    written: bool,
    /// Id of the written workout.
    workout_id: Option<String>,
    /// The workout as it is or would be written.
    workout: WorkoutRow,
}

pub(super) fn run(desk: &Desk, context: &CallContext, input: Input) -> Result<Reply<Structured<More>>, ToolError> {
    let (joins, approved) = (input.joins && input.start.is_none(), context.approved);
    let mut workout = read(desk, input)?;
    // A proposal is one workout, whenever it is approved.
    if joins && approved {
        join(desk, &mut workout)?;
    }
    let id = if approved {
        desk.heed(workout.note.as_deref(), &context.actor)?;
        Some(desk.store.log_workout(&workout, &context.actor).map_err(failed)?)
    } else {
        None
    };
    let mut sheet = Sheet::new(Period::day(day_of(&workout)), desk.profile()?.units);
    add_figures(&mut sheet, &workout);
    let what = in_words(&sheet, &workout);
    let title =
        if approved { format!("Written: {what}") } else { format!("Not written yet: {what}. Approve it to write it") };
    let stored = StoredWorkout { id: id.clone().unwrap_or_default(), workout, also: Vec::new() };
    let more = More { written: approved, workout_id: id, workout: WorkoutRow::of(&stored) };
    let reply = sheet.reply(&title, more);
    if approved {
        return Ok(reply);
    }
    Ok(reply.proposal(Proposal { summary: format!("Log {what}"), arguments: arguments(&stored.workout)? }))
}

/// Makes of sets that were written one by one a single workout: takes over what the one that is going on has, and stands
/// in its place. Without one it begins it.
fn join(desk: &Desk, workout: &mut Workout) -> Result<(), ToolError> {
    let day = day_of(workout);
    let around = Period { from: day.saturating_sub(1.day()), to: day };
    let written = desk.store.workouts(around.from, around.to).map_err(failed)?;
    let going_on = written.into_iter().map(|stored| stored.workout).rev().find(|known| {
        known.source == workout.source
            && known.kind == workout.kind
            && known.origin.as_deref().is_some_and(|origin| origin.starts_with(ONE_BY_ONE))
            && (0..=GOING_ON_MS).contains(&(workout.end_ms - known.end_ms))
            && known.sets.len() + workout.sets.len() <= MOST_SETS
    });
    let Some(known) = going_on else {
        workout.origin = Some(format!("{ONE_BY_ONE}{}", uuid::Uuid::now_v7()));
        return Ok(());
    };
    workout.sets.splice(0..0, known.sets);
    workout.start_ms = known.start_ms;
    workout.offset_min = known.offset_min;
    workout.active_s = (workout.end_ms - workout.start_ms) as f64 / 1_000.0;
    workout.note = workout.note.take().or(known.note);
    workout.rpe = workout.rpe.or(known.rpe);
    workout.origin = known.origin;
    Ok(())
}

/// The arguments that write exactly this workout, whenever the person approves it.
fn arguments(workout: &Workout) -> Result<serde_json::Value, ToolError> {
    #[derive(Serialize)]
    struct Fixed<'a> {
        kind: &'a str,
        start: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        duration_s: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        distance_m: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        energy_active_kcal: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        heart_rate_mean_bpm: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        rpe: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<&'a str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        sets: &'a [StrengthSet],
    }
    let fixed = Fixed {
        kind: &workout.kind.0,
        start: crate::desk::local_rfc3339(workout.start_ms, workout.offset_min),
        duration_s: super::workouts::active_s(workout),
        distance_m: workout.distance_m,
        energy_active_kcal: workout.energy_active_kcal,
        heart_rate_mean_bpm: workout.heart_rate_mean_bpm,
        rpe: workout.rpe,
        note: workout.note.as_deref(),
        sets: &workout.sets,
    };
    serde_json::to_value(fixed).map_err(|_| ToolError::Internal("the proposal is not JSON".to_owned()))
}

/// Turns the arguments into a workout, or says which of them cannot be.
fn read(desk: &Desk, input: Input) -> Result<Workout, ToolError> {
    let wrong = |text: &str| Err(ToolError::Arguments(text.to_owned()));
    let kind = crate::catalog::plain(&input.kind).replace(' ', "_");
    if kind.is_empty() {
        return wrong("`kind` must name an activity, for example `running`");
    }
    if input.duration_s.is_none() && input.sets.is_empty() {
        return wrong("`duration_s` is missing; give the seconds it took, or the sets");
    }
    let active_s = input.duration_s.unwrap_or(0.0);
    let length_ms = (active_s * 1_000.0).round() as i64;
    let now_ms = desk.clock.now_ms();
    let start = match &input.start {
        Some(text) => instant::read("start", text, &desk.zone())?,
        None => instant::zoned(now_ms - length_ms, &desk.zone())?,
    };
    let start_ms = start.timestamp().as_millisecond();
    let offset_min = instant::offset_min(&start);
    if start_ms + length_ms > now_ms + SLACK_MS {
        return wrong("`start` and `duration_s` end in the future; log a workout when it is done");
    }
    if now_ms - start_ms > MAX_AGE_DAYS * coach_domain::time::DAY_MS {
        return wrong("`start` is more than ten years ago");
    }
    if let (Some(metres), Some(seconds)) = (input.distance_m, input.duration_s)
        && metres / seconds > MAX_SPEED_M_S
    {
        return wrong("`distance_m` is too far for `duration_s`; metres and seconds are meant");
    }
    let sets = input.sets.into_iter().map(set).collect::<Result<Vec<_>, _>>()?;
    Ok(Workout {
        kind: WorkoutKind(kind),
        source: Source { name: SOURCE.to_owned(), kind: SourceKind::Manual },
        device: None,
        start_ms,
        end_ms: start_ms + length_ms,
        offset_min,
        active_s,
        distance_m: input.distance_m,
        energy_active_kcal: input.energy_active_kcal,
        energy_basal_kcal: None,
        heart_rate_mean_bpm: input.heart_rate_mean_bpm,
        heart_rate_min_bpm: None,
        heart_rate_max_bpm: None,
        rpe: input.rpe,
        events: Vec::new(),
        activities: Vec::new(),
        statistics: Vec::new(),
        sets,
        route: Vec::new(),
        metadata: BTreeMap::new(),
        origin: None,
        note: input.note.filter(|note| !note.trim().is_empty()),
    })
}

fn set(input: SetInput) -> Result<StrengthSet, ToolError> {
    let exercise = input.exercise.split_whitespace().collect::<Vec<_>>().join(" ");
    if exercise.is_empty() {
        return Err(ToolError::Arguments("`exercise` of each set must name one, for example `back squat`".to_owned()));
    }
    Ok(StrengthSet {
        exercise,
        weight_kg: input.weight_kg,
        reps: input.reps,
        rpe: input.rpe,
        warmup: input.warmup,
        missed: input.missed,
    })
}

fn add_figures(sheet: &mut Sheet, workout: &Workout) {
    let units = sheet.units;
    let day = day_of(workout);
    let mut add = |name: &str, label: &str, metric: &str, shown: Option<Shown>| {
        if let Some(shown) = shown {
            sheet.add(name, label, shown, Origin::day(metric, SOURCE, day));
        }
    };
    add("logged_time", "time", "workout_time", super::workouts::active_s(workout).map(Shown::duration_s));
    let distance = workout.distance_m.map(|metres| Shown::distance_m(metres, units));
    add("logged_distance", "distance", "workout_distance", distance);
    add("logged_energy", "active energy", "energy_active", workout.energy_active_kcal.map(Shown::kcal));
    add("logged_hr_mean", "average heart rate", "heart_rate", workout.heart_rate_mean_bpm.map(Shown::bpm));
    add("logged_rpe", "perceived exertion", "rpe", workout.rpe.map(|rpe| Shown::plain(rpe, 1)));
    for (index, set) in workout.sets.iter().enumerate() {
        let name = |part: &str| format!("logged_set_{}_{part}", index + 1);
        let reps = Shown::count(set.reps as usize, "repetition", "repetitions");
        if set.weight_kg > 0.0 {
            let weight = Shown::mass_kg(set.weight_kg, units);
            add(&name("weight"), &format!("{}, weight", set.exercise), "weight", Some(weight));
        }
        add(&name("reps"), &format!("{}, repetitions", set.exercise), "reps", Some(reps));
    }
}

/// `running on 20 Nov 2026, 45 min, 8.2 km`.
fn in_words(sheet: &Sheet, workout: &Workout) -> String {
    let mut parts = vec![format!("{} on {}", kind_title(&workout.kind.0), date(day_of(workout)))];
    if let Some(seconds) = super::workouts::active_s(workout) {
        parts.push(Shown::duration_s(seconds).text);
    }
    if let Some(metres) = workout.distance_m {
        parts.push(Shown::distance_m(metres, sheet.units).text);
    }
    if let Some(rpe) = workout.rpe {
        parts.push(format!("perceived exertion {}", Shown::plain(rpe, 1).text));
    }
    if !workout.sets.is_empty() {
        parts.push(Shown::count(workout.sets.len(), "set", "sets").text);
    }
    parts.join(", ")
}

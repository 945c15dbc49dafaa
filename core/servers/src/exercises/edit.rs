//! Edits of single blocks: what a person writes into their plan by hand. The safety rules judge the whole plan after it.

use super::one::meant;
use coach_domain::exercise::{Exercise, Loading, Measure};
use coach_domain::plan::{Block, EffortTarget, HeartRateTarget, Part, Plan, PlannedSession, PlannedSet};
use coach_domain::safety::facts::Facts;
use coach_domain::safety::limits::Training;
use coach_mcp::ToolError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Seconds of rest after a set when nothing else is known.
const REST_S: f64 = 120.0;
/// Seconds that one repetition takes.
const REP_S: f64 = 4.0;

/// What is written into a block; what is missing stays as it is.
#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
pub(super) struct Edit {
    /// Number of work sets.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 20))]
    sets: Option<u32>,
    /// Repetitions of each work set.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    reps: Option<u32>,
    /// External load of each work set in kg, as the exercise counts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 600))]
    weight_kg: Option<f64>,
    /// Effort of each work set or of the continuous work, 0 to 10.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 0, max = 10))]
    rpe: Option<f64>,
    /// Minutes of continuous work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 600))]
    work_minutes: Option<f64>,
    /// Metres of continuous work.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 100, max = 400_000))]
    distance_m: Option<f64>,
    /// Lower end of a heart-rate target in bpm.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 40, max = 230))]
    heart_rate_low_bpm: Option<u32>,
    /// Upper end of a heart-rate target in bpm.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 40, max = 230))]
    heart_rate_high_bpm: Option<u32>,
    /// A word on how to do it, without figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 200))]
    note: Option<String>,
}

impl Edit {
    fn is_empty(&self) -> bool {
        let numbers = [self.weight_kg, self.rpe, self.work_minutes, self.distance_m];
        let counts = [self.sets, self.reps, self.heart_rate_low_bpm, self.heart_rate_high_bpm];
        numbers.iter().all(Option::is_none) && counts.iter().all(Option::is_none) && self.note.is_none()
    }
}

/// Whether a session has begun or lies behind, so that it stays as it is.
pub(super) fn has_begun(session: &PlannedSession, facts: &Facts) -> bool {
    session.date < facts.today
        || (session.date == facts.today
            && session.start.is_some()
            && Training::planned(session, &facts.zone).start_ms <= facts.now_ms)
}

fn session_of<'a>(plan: &'a mut Plan, id: &str, facts: &Facts) -> Result<&'a mut PlannedSession, ToolError> {
    match plan.sessions.iter_mut().find(|session| session.id == id) {
        Some(session) if has_begun(session, facts) => {
            Err(ToolError::Arguments("that session lies behind; what is past stays as it is".to_owned()))
        }
        Some(session) => Ok(session),
        None => Err(ToolError::Arguments("`session` is not in the plan; getWorkoutPlan lists them".to_owned())),
    }
}

pub(super) fn exercise_of(words: &str) -> Result<&'static Exercise, ToolError> {
    meant(words).map_err(|known| {
        let hint = if known.is_empty() { String::new() } else { format!("; it may mean {}", known.join(", ")) };
        ToolError::Arguments(format!("`exercise` names none with certainty{hint}"))
    })
}

/// Writes an edit into the block of an exercise of a session, or adds a block for it.
pub(super) fn write(
    plan: &mut Plan,
    session: &str,
    exercise: &str,
    edit: &Edit,
    facts: &Facts,
) -> Result<(), ToolError> {
    if edit.is_empty() {
        return Err(ToolError::Arguments(
            "an edit needs at least one of sets, reps, weight_kg, rpe, work_minutes, distance_m, heart rate or note"
                .to_owned(),
        ));
    }
    let exercise = exercise_of(exercise)?;
    let session = session_of(plan, session, facts)?;
    let place = session.blocks.iter().position(|block| block.exercise.as_deref() == Some(exercise.id));
    let place = place.unwrap_or_else(|| {
        // Before the cool-down.
        let end = session.blocks.iter().position(|block| block.part == Part::CoolDown).unwrap_or(session.blocks.len());
        session.blocks.insert(end, blank(exercise));
        end
    });
    apply(&mut session.blocks[place], exercise, edit);
    plan.reason = format!("You changed {} by hand.", exercise.name);
    Ok(())
}

/// Takes the block of an exercise out of a session.
pub(super) fn remove(plan: &mut Plan, session: &str, exercise: &str, facts: &Facts) -> Result<(), ToolError> {
    let exercise = exercise_of(exercise)?;
    let session = session_of(plan, session, facts)?;
    let before = session.blocks.len();
    session.blocks.retain(|block| block.exercise.as_deref() != Some(exercise.id));
    if session.blocks.len() == before {
        return Err(ToolError::Arguments("`exercise` is not in that session".to_owned()));
    }
    plan.reason = format!("You took {} out by hand.", exercise.name);
    Ok(())
}

fn blank(exercise: &Exercise) -> Block {
    Block { name: exercise.name.to_owned(), exercise: Some(exercise.id.to_owned()), ..Block::default() }
}

fn apply(block: &mut Block, exercise: &Exercise, edit: &Edit) {
    let continuous = edit.work_minutes.is_some() || edit.distance_m.is_some();
    if !continuous && (!block.sets.is_empty() || edit.sets.is_some() || edit.reps.is_some() || edit.weight_kg.is_some())
    {
        edit_sets(block, exercise, edit);
        block.minutes = block.minutes.max(minutes_of(&block.sets));
    }
    if let Some(minutes) = edit.work_minutes {
        block.minutes = minutes;
        block.sets.clear();
    }
    block.distance_m = edit.distance_m.or(block.distance_m);
    if let Some(rpe) = edit.rpe.filter(|_| block.sets.is_empty()) {
        block.rpe = Some(EffortTarget { low: rpe, high: rpe });
    }
    if edit.heart_rate_low_bpm.is_some() || edit.heart_rate_high_bpm.is_some() {
        let low_bpm = edit.heart_rate_low_bpm.or(edit.heart_rate_high_bpm).unwrap_or_default();
        let high_bpm = edit.heart_rate_high_bpm.unwrap_or(low_bpm);
        block.heart_rate = Some(HeartRateTarget { low_bpm: low_bpm.min(high_bpm), high_bpm: low_bpm.max(high_bpm) });
    }
    if let Some(note) = &edit.note {
        block.note = Some(note.trim().to_owned());
    }
}

fn edit_sets(block: &mut Block, exercise: &Exercise, edit: &Edit) {
    let usual = PlannedSet {
        reps: (exercise.measure == Measure::Reps).then_some(8),
        seconds: (exercise.measure == Measure::Seconds).then_some(30.0),
        rest_s: REST_S,
        ..PlannedSet::default()
    };
    let model = block.sets.iter().rev().find(|set| !set.warmup).copied().unwrap_or(usual);
    let count =
        edit.sets.map_or_else(|| block.sets.iter().filter(|set| !set.warmup).count().max(1), |sets| sets as usize);
    let work = PlannedSet {
        reps: edit.reps.or(model.reps),
        weight_kg: edit.weight_kg.filter(|_| exercise.loading != Loading::None).or(model.weight_kg),
        rpe: edit.rpe.or(model.rpe),
        ..model
    };
    block.sets.retain(|set| set.warmup);
    block.sets.extend(std::iter::repeat_n(work, count));
}

fn minutes_of(sets: &[PlannedSet]) -> f64 {
    let seconds = |set: &PlannedSet| set.seconds.unwrap_or(f64::from(set.reps.unwrap_or(1)) * REP_S) + set.rest_s;
    (sets.iter().map(seconds).sum::<f64>() / 60.0).ceil()
}

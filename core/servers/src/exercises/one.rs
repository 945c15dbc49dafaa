//! `getExercise`: one exercise in full, and whether it is open to the person now.

use super::rows::{ExerciseRow, level_in_words};
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::exercise::{Exercise, exercise, resolve};
use coach_domain::person::Level;
use coach_domain::planner::contraindications;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::limits;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Exercise by name or id, in any spelling.
    #[schemars(length(min = 1, max = 80))]
    exercise: String,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// The exercise; without its fields when the name is not clear.
    #[serde(flatten)]
    exercise: Option<ExerciseRow>,
    /// How to do it, in order.
    cues: &'static [&'static str],
    /// What commonly goes wrong.
    faults: &'static [&'static str],
    /// Joints that it loads.
    joints: Vec<&'static str>,
    /// Easier exercises, nearest first.
    regressions: Vec<&'static str>,
    /// Harder exercises, nearest first.
    progressions: Vec<&'static str>,
    /// Conditions with which it needs a clinician's word.
    contraindications: Vec<&'static str>,
    /// Whether it is open to the person now; null when the name is not clear.
    allowed: Option<bool>,
    /// Why it is not open.
    why_not: Option<String>,
    /// What the name may mean, when it is not clear.
    known: Vec<&'static str>,
}

/// The exercise that a person's words mean with certainty, or what they may mean.
pub(crate) fn meant(words: &str) -> Result<&'static Exercise, Vec<&'static str>> {
    if let Some(exercise) = exercise(words.trim()) {
        return Ok(exercise);
    }
    let found = resolve(words);
    match found.first() {
        Some(best) if best.is_sure() => Ok(best.exercise),
        _ => Err(found.iter().map(|candidate| candidate.exercise.name).collect()),
    }
}

/// Why an exercise is not open to the person now.
pub(crate) fn why_not(exercise: &'static Exercise, facts: &Facts) -> Option<String> {
    if facts.profile.training_suspended() {
        return Some("training is suspended until a doctor has cleared you".to_owned());
    }
    if limits::exclusion(exercise, facts).is_some() {
        return Some("it loads what you said hurts; it is out until you clear the pain".to_owned());
    }
    let conditions = contraindications(&facts.profile.conditions);
    if let Some(condition) = exercise.contraindications.iter().find(|condition| conditions.contains(condition)) {
        return Some(format!("with {} it needs a clinician's word", condition.words()));
    }
    let level = facts.profile.level.unwrap_or(Level::Beginner);
    (exercise.level > level).then(|| {
        let unknown = if facts.profile.level.is_none() { ", and your level is not set" } else { "" };
        format!("it is for the level {}{unknown}", level_in_words(exercise.level))
    })
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let facts = desk.facts()?;
    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, facts.profile.units);
    let names = |ids: &[&'static str]| ids.iter().filter_map(|id| Some(exercise(id)?.name)).collect::<Vec<_>>();
    let found = match meant(&input.exercise) {
        Ok(found) => found,
        Err(known) => {
            sheet.miss("the exercise", "no exercise has this name with certainty; ask which one is meant");
            let more = More {
                exercise: None,
                cues: &[],
                faults: &[],
                joints: Vec::new(),
                regressions: Vec::new(),
                progressions: Vec::new(),
                contraindications: Vec::new(),
                allowed: None,
                why_not: None,
                known,
            };
            return Ok(sheet.reply("Exercise", more));
        }
    };
    let origin = || Origin::new("exercise", "2024 Adult Compendium of Physical Activities", today);
    sheet.add("met", "energy cost in multiples of rest", Shown::plain(found.met, 1), origin());
    if found.bodyweight_share > 0.0 {
        let origin = Origin::new("exercise", "catalogue", today);
        let share = Shown::percent(found.bodyweight_share * 100.0);
        sheet.add("bodyweight_share", "share of body weight that is lifted", share, origin);
    }
    let why_not = why_not(found, &facts);
    let more = More {
        exercise: Some(ExerciseRow::of(found)),
        cues: found.cues,
        faults: found.faults,
        joints: found.joints.iter().map(|joint| joint.words()).collect(),
        regressions: names(found.regressions),
        progressions: names(found.progressions),
        contraindications: found.contraindications.iter().map(|condition| condition.words()).collect(),
        allowed: Some(why_not.is_none()),
        why_not,
        known: Vec::new(),
    };
    Ok(sheet.reply(found.name, more))
}

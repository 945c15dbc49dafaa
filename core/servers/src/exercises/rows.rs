//! Exercises, sessions and interventions as results list them.

use crate::sheet::Keyed;
use coach_domain::exercise::Exercise;
use coach_domain::person::{Level, UnitSystem};
use coach_domain::plan::{Part, PlannedSession, text};
use coach_domain::safety::Intervention;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

/// One exercise of the catalogue, in short.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct ExerciseRow {
    /// Id in the catalogue, for example `back_squat`.
    pub(crate) exercise: &'static str,
    /// Name for people.
    pub(crate) name: &'static str,
    /// Movement pattern.
    pattern: &'static str,
    /// Muscles that it is done for.
    primary: Vec<&'static str>,
    /// Muscles that work along.
    secondary: Vec<&'static str>,
    /// Everything that it needs; empty for the body alone.
    equipment: Vec<&'static str>,
    /// `beginner`, `intermediate` or `advanced`.
    level: &'static str,
    /// One side at a time.
    unilateral: bool,
    /// Why it is on the list, where there is a reason of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
}

impl ExerciseRow {
    pub(crate) fn of(exercise: &'static Exercise) -> Self {
        Self {
            exercise: exercise.id,
            name: exercise.name,
            pattern: exercise.pattern.words(),
            primary: exercise.primary.iter().map(|muscle| muscle.words()).collect(),
            secondary: exercise.secondary.iter().map(|muscle| muscle.words()).collect(),
            equipment: exercise.equipment.iter().map(|thing| thing.words()).collect(),
            level: level_in_words(exercise.level),
            unilateral: exercise.unilateral,
            why: None,
        }
    }

    pub(crate) fn because(self, why: String) -> Self {
        Self { why: Some(why), ..self }
    }
}

impl Keyed for ExerciseRow {
    fn key(&self) -> String {
        self.exercise.to_owned()
    }
}

pub(crate) const fn level_in_words(level: Level) -> &'static str {
    match level {
        Level::Beginner => "beginner",
        Level::Intermediate => "intermediate",
        Level::Advanced => "advanced",
    }
}

/// One planned session in words.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct SessionRow {
    /// Id within the plan.
    pub(crate) session: String,
    /// Local day.
    pub(crate) date: Date,
    /// Local time of its start, `HH:MM`.
    start: Option<String>,
    /// Title for people.
    pub(crate) title: String,
    /// Minutes in all, rests included.
    minutes: f64,
    /// A session of a deload week.
    deload: bool,
    /// A session was done on that day.
    done: bool,
    /// Every block in words, with its sets and targets.
    pub(crate) lines: Vec<String>,
}

impl SessionRow {
    pub(crate) fn of(session: &PlannedSession, units: UnitSystem, done: bool) -> Self {
        let marked = |block: &coach_domain::plan::Block| {
            let line = text::block(block, units);
            match block.part {
                Part::WarmUp => format!("Warm-up: {line}"),
                Part::Main => line,
                Part::CoolDown => format!("Cool-down: {line}"),
            }
        };
        let mut lines: Vec<String> = session.blocks.iter().map(marked).collect();
        if let Some(exercise) = &session.form_check {
            lines.push(format!("Form check: film one set of {exercise}, or let someone watch it"));
        }
        Self {
            session: session.id.clone(),
            date: session.date,
            start: session.start.map(|start| start.strftime("%H:%M").to_string()),
            title: session.title.clone(),
            minutes: session.minutes().round(),
            deload: session.deload,
            done,
            lines,
        }
    }
}

impl Keyed for SessionRow {
    fn key(&self) -> String {
        self.session.clone()
    }
}

/// What the safety envelope did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct InterventionRow {
    /// Id of the rule.
    rule: &'static str,
    /// `adjusted`, `warned` or `refused`.
    action: String,
    /// What was changed and why, in plain words.
    detail: String,
}

impl InterventionRow {
    pub(crate) fn of(intervention: &Intervention) -> Self {
        Self { rule: intervention.rule.id(), action: intervention.action.clone(), detail: intervention.detail.clone() }
    }
}

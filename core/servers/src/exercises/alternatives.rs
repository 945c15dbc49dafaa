//! `suggestAlternatives`: what to do instead of an exercise.

use super::one::meant;
use super::rows::ExerciseRow;
use super::words;
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::exercise::{Direction, Exercise, Filter, alternatives_towards};
use coach_domain::person::Level;
use coach_domain::planner::contraindications;
use coach_domain::safety::limits;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Exercise by name or id, in any spelling.
    #[schemars(length(min = 1, max = 80))]
    exercise: String,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`; default anything.
    #[schemars(length(max = 30))]
    equipment: Option<Vec<String>>,
    /// Joints to spare, for example `knee`.
    #[serde(default)]
    #[schemars(length(max = 9))]
    avoid_joints: Vec<String>,
    /// `easier`, `harder` or `same`; default `same`.
    direction: Option<Towards>,
    /// Number of exercises, default 5.
    #[schemars(range(min = 1, max = 10))]
    limit: Option<u32>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

/// Which way to go from an exercise.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Towards {
    Easier,
    Harder,
    Same,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Id of the exercise that is replaced; null when the name is not clear.
    exercise: Option<&'static str>,
    /// Its name for people.
    name: Option<&'static str>,
    /// What to do instead, nearest first.
    alternatives: Vec<ExerciseRow>,
    /// What the name may mean, when it is not clear.
    known: Vec<&'static str>,
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let facts = desk.facts()?;
    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, facts.profile.units);
    let instead_of = match meant(&input.exercise) {
        Ok(found) => found,
        Err(known) => {
            sheet.miss("the exercise", "no exercise has this name with certainty; ask which one is meant");
            return Ok(
                sheet.reply("Alternatives", More { exercise: None, name: None, alternatives: Vec::new(), known })
            );
        }
    };
    let equipment = input.equipment.as_deref().map(words::equipment).transpose()?;
    let joints = words::joints(&input.avoid_joints)?;
    let conditions = contraindications(&facts.profile.conditions);
    let filter = Filter {
        equipment: equipment.as_deref(),
        max_level: facts.profile.level.unwrap_or(Level::Beginner),
        avoid_joints: &joints,
        avoid: &conditions,
        ..Filter::ANYTHING
    };
    let direction = match input.direction {
        Some(Towards::Easier) => Direction::Easier,
        Some(Towards::Harder) => Direction::Harder,
        Some(Towards::Same) | None => Direction::Same,
    };
    let limit = input.limit.map_or(5, |limit| limit as usize);
    let rows: Vec<ExerciseRow> = alternatives_towards(instead_of, direction, &filter)
        .into_iter()
        .filter(|exercise| limits::exclusion(exercise, &facts).is_none())
        .take(limit)
        .map(|exercise| ExerciseRow::of(exercise).because(why(instead_of, exercise)))
        .collect();
    if rows.is_empty() {
        sheet.miss("alternatives", "none fits what there is to train with and what is open to you now");
    } else {
        let shown = Shown::count(rows.len(), "alternative", "alternatives");
        sheet.add("alternative_count", "alternatives", shown, Origin::new("exercises", "catalogue", today));
    }
    let title = format!("Instead of {}", instead_of.name);
    let (exercise, name) = (Some(instead_of.id), Some(instead_of.name));
    Ok(sheet.reply(&title, More { exercise, name, alternatives: rows, known: Vec::new() }))
}

fn why(instead_of: &Exercise, exercise: &Exercise) -> String {
    let shared: Vec<&str> = exercise
        .primary
        .iter()
        .filter(|muscle| instead_of.primary.contains(muscle))
        .map(|muscle| muscle.words())
        .collect();
    let muscles =
        if shared.is_empty() { "other muscles".to_owned() } else { format!("the same {}", shared.join(" and ")) };
    if exercise.pattern == instead_of.pattern {
        format!("the same movement for {muscles}")
    } else {
        format!("another movement for {muscles}")
    }
}

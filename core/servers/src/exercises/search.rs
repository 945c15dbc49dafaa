//! `searchExercises`: exercises by name, muscle, pattern, equipment and level.

use super::rows::ExerciseRow;
use super::words;
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::exercise::{Filter, Query, search};
use coach_domain::person::Level;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Most exercises that one call may ask for.
const MOST: usize = 25;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Words of the name, in any spelling.
    #[schemars(length(max = 80))]
    query: Option<String>,
    /// Muscle or part of the body, for example `glutes` or `legs`.
    #[schemars(length(max = 40))]
    muscle: Option<String>,
    /// Movement pattern, for example `horizontal_pull`.
    #[schemars(length(max = 40))]
    pattern: Option<String>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`; default anything.
    #[schemars(length(max = 30))]
    equipment: Option<Vec<String>>,
    /// Hardest level: `beginner`, `intermediate`, `advanced`; default any.
    level: Option<String>,
    /// Number of exercises, default 10.
    #[schemars(range(min = 1, max = 25))]
    limit: Option<u32>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Exercises, best match first.
    exercises: Vec<ExerciseRow>,
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.exercises.truncate(items);
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let equipment = input.equipment.as_deref().map(words::equipment).transpose()?;
    let muscles = input.muscle.as_deref().map(words::muscles).transpose()?.unwrap_or_default();
    let pattern = input.pattern.as_deref().map(words::pattern).transpose()?;
    let max_level = input.level.as_deref().map(words::level).transpose()?.unwrap_or(Level::Advanced);
    let filter = Filter { equipment: equipment.as_deref(), max_level, ..Filter::ANYTHING };
    let limit = input.limit.map_or(10, |limit| limit as usize).min(MOST);
    let query = Query { text: input.query.as_deref().unwrap_or_default(), muscle: None, pattern, filter };
    // A part of the body is several muscles, of which an exercise has to train one first of all.
    let found: Vec<ExerciseRow> = search(&query, usize::MAX)
        .into_iter()
        .filter(|exercise| muscles.is_empty() || muscles.iter().any(|muscle| exercise.primary.contains(muscle)))
        .take(limit)
        .map(ExerciseRow::of)
        .collect();
    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, desk.profile()?.units);
    if found.is_empty() {
        sheet.miss("exercises", "none fits; leave a condition out or use other words");
    } else {
        let shown = Shown::count(found.len(), "exercise", "exercises");
        sheet.add("exercise_count", "exercises found", shown, Origin::new("exercises", "catalogue", today));
    }
    sheet.reply_with_list("Exercises", found, None, None, |exercises| More { exercises })
}

//! `getScientificExercises`: what research says about a goal or a muscle, and exercises that fit.

use super::rows::ExerciseRow;
use super::words;
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::evidence::{Range, guidance};
use coach_domain::exercise::{EXERCISES, Exercise, Filter, Measure, Muscle, Pattern};
use coach_domain::person::Level;
use coach_domain::plan::Goal;
use coach_domain::planner::contraindications;
use coach_domain::safety::limits;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Muscle or part of the body, for example `glutes` or `legs`; this or `goal` is needed.
    #[schemars(length(max = 40))]
    muscle: Option<String>,
    /// `strength`, `muscle`, `running`, `cycling`, `weight_loss`, `health` or `mixed`; default `muscle` with a muscle.
    #[schemars(length(max = 40))]
    goal: Option<String>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`; default anything.
    #[schemars(length(max = 30))]
    equipment: Option<Vec<String>>,
    /// Number of exercises, default 6.
    #[schemars(range(min = 1, max = 15))]
    limit: Option<u32>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Goal that the ranges are for.
    goal: String,
    /// Exercises that fit, simplest to load first.
    exercises: Vec<ExerciseRow>,
    /// What was found, and by whom.
    evidence: Vec<EvidenceRow>,
}

/// One finding.
#[derive(Debug, Serialize, JsonSchema)]
struct EvidenceRow {
    /// What was found.
    claim: &'static str,
    /// Where it was published.
    source: &'static str,
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let muscles = input.muscle.as_deref().map(words::muscles).transpose()?;
    let goal = match (&input.goal, &muscles) {
        (Some(goal), _) => words::goal(goal).ok_or_else(|| {
            ToolError::Arguments(
                "`goal` takes strength, muscle, running, cycling, weight_loss, health or mixed".to_owned(),
            )
        })?,
        (None, Some(_)) => Goal::Muscle,
        (None, None) => return Err(ToolError::Arguments("give a `muscle` or a `goal`".to_owned())),
    };
    let facts = desk.facts()?;
    let equipment = input.equipment.as_deref().map(words::equipment).transpose()?;
    let conditions = contraindications(&facts.profile.conditions);
    let filter = Filter {
        equipment: equipment.as_deref(),
        max_level: facts.profile.level.unwrap_or(Level::Beginner),
        avoid: &conditions,
        ..Filter::ANYTHING
    };
    let limit = input.limit.map_or(6, |limit| limit as usize);
    let wanted = muscles.unwrap_or_else(|| usual(goal));
    let mut rows: Vec<(i32, &'static Exercise)> = EXERCISES
        .iter()
        .copied()
        .filter(|exercise| filter.allows(exercise) && limits::exclusion(exercise, &facts).is_none())
        .filter_map(|exercise| Some((merit(exercise, &wanted, goal)?, exercise)))
        .collect();
    rows.sort_by_key(|(merit, exercise)| (-merit, exercise.id));
    let exercises: Vec<ExerciseRow> =
        rows.into_iter().take(limit).map(|(_, exercise)| ExerciseRow::of(exercise).because(why(exercise))).collect();

    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, facts.profile.units);
    let guide = guidance(goal);
    add(&mut sheet, "weekly_sets", "hard sets a week for each muscle", guide.weekly_sets, |value| {
        Shown::plain(value, 0)
    });
    add(&mut sheet, "reps", "repetitions of a set", guide.reps, |value| Shown::plain(value, 0));
    add(&mut sheet, "rest", "rest between sets", guide.rest_s, Shown::duration_s);
    add(&mut sheet, "effort_rir", "repetitions left in reserve", guide.in_reserve, |value| Shown::plain(value, 0));
    add(&mut sheet, "weekly_minutes", "moderate activity a week", guide.weekly_minutes, |minutes| {
        Shown::duration_s(minutes * 60.0)
    });
    add(&mut sheet, "easy_share", "easy share of endurance training", guide.easy_percent, Shown::percent);
    if exercises.is_empty() {
        sheet.miss("exercises", "none fits what there is to train with and what is open to you now");
    }
    let evidence = guide.claims.iter().map(|claim| EvidenceRow { claim: claim.claim, source: claim.source }).collect();
    let title = format!("What research says about {}", goal.words());
    Ok(sheet.reply(&title, More { goal: goal.words().to_owned(), exercises, evidence }))
}

fn add(sheet: &mut Sheet, name: &str, label: &str, range: Option<Range>, shown: impl Fn(f64) -> Shown) {
    let Some(range) = range else { return };
    let origin = Origin::new("evidence", range.source, sheet.period);
    sheet.add(format!("{name}_low"), format!("{label}, from"), shown(range.low), origin.clone());
    sheet.add(format!("{name}_high"), format!("{label}, to"), shown(range.high), origin);
}

/// Muscles that a goal is usually about.
fn usual(goal: Goal) -> Vec<Muscle> {
    match goal {
        Goal::Running | Goal::Cycling => vec![Muscle::Cardio],
        _ => {
            vec![Muscle::Quadriceps, Muscle::Glutes, Muscle::Hamstrings, Muscle::Chest, Muscle::Lats, Muscle::UpperBack]
        }
    }
}

/// How well an exercise serves some muscles and a goal; `None` when it does not train them first of all.
fn merit(exercise: &Exercise, wanted: &[Muscle], goal: Goal) -> Option<i32> {
    let direct = wanted.iter().filter(|muscle| exercise.primary.contains(muscle)).count();
    if direct == 0 || exercise.pattern == Pattern::Mobility {
        return None;
    }
    let along = wanted.iter().filter(|muscle| exercise.secondary.contains(muscle)).count();
    let loadable = exercise.loading.step_kg().is_some() && exercise.measure == Measure::Reps;
    let compound = exercise.primary.len() + exercise.secondary.len() >= 4;
    let heavy = matches!(goal, Goal::Strength | Goal::Mixed) && compound;
    Some(
        i32::try_from(direct * 4 + along).unwrap_or(0)
            + 2 * i32::from(loadable)
            + i32::from(compound)
            + 2 * i32::from(heavy)
            + i32::from(exercise.level == Level::Beginner),
    )
}

fn why(exercise: &Exercise) -> String {
    let names: Vec<&str> = exercise.primary.iter().map(|muscle| muscle.words()).collect();
    let loads = match exercise.loading.step_kg() {
        Some(_) => "and can be made harder in small steps",
        None => "with your own body as the load",
    };
    format!("trains {} first of all, {loads}", names.join(" and "))
}

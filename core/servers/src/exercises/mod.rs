//! `exercise-recommendations`: exercises, alternatives, and plans that the safety envelope has reviewed.

mod alternatives;
mod create;
mod edit;
mod modify;
pub(crate) mod one;
mod plan;
mod rows;
mod science;
mod search;
mod words;

pub(crate) use plan::today_in_words;

use crate::desk::{Desk, with, with_caller};
use crate::resources;
use coach_domain::time::Clock;
use coach_mcp::{Server, ToolSpec, TypedTool};
use coach_store::Store;
use std::sync::Arc;

const EXERCISES: &str = "read:exercises";
const PLANS: &str = "read:plans";
const WRITE_PLANS: &str = "write:plans";
const NAME: &str = "exercise-recommendations";

/// The server `exercise-recommendations`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let desk = Desk { store, clock };
    Server::builder(NAME)
        .title("Exercises and plans")
        .instructions(
            "Exercises with their technique and limits, and the training plan of one person. Plans come from the \
             planner and pass the safety rules; never write sets, loads or heart rates of your own. Quote numbers \
             only from `figures` and from the lines of the plan; say what the rules changed.",
        )
        .tool(TypedTool::new(
            ToolSpec::builder("searchExercises")
                .title("Find exercises")
                .description(
                    "Exercises of the catalogue by name, muscle, movement pattern, equipment and level. For what to do \
                     instead of an exercise use suggestAlternatives.",
                )
                .scope(EXERCISES),
            with(&desk, |desk, input| search::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getScientificExercises")
                .title("Exercises with evidence")
                .description(
                    "What research says about training a muscle or towards a goal: sets a week, repetitions, rests and \
                     effort with their sources, and exercises that fit.",
                )
                .scope(EXERCISES),
            with(&desk, |desk, input| science::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getExercise")
                .title("One exercise")
                .description(
                    "How an exercise is done, what goes wrong, what it trains and loads, easier and harder ones, and \
                     whether it is open to the person now.",
                )
                .scope(EXERCISES),
            with(&desk, |desk, input| one::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("suggestAlternatives")
                .title("Alternatives")
                .description(
                    "What to do instead of an exercise: with other equipment, easier or harder, sparing a joint. Pain \
                     that was told of and the person's level are always respected.",
                )
                .scope(EXERCISES),
            with(&desk, |desk, input| alternatives::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getWorkoutPlan")
                .title("Training plan")
                .description(
                    "The current plan: the sessions of a day, a week or longer with every set and target, the week of \
                     the plan, its versions, and what the safety rules changed or suspended.",
                )
                .scope(PLANS)
                .cache_s(0),
            with(&desk, |desk, input| plan::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("createWorkoutPlan")
                .title("Make a plan")
                .description(
                    "Writes weeks of training for a goal, days, minutes and equipment, from the person's level, \
                     history and limits. Answers with a proposal that the person approves.",
                )
                .scope(WRITE_PLANS)
                .changes(),
            with_caller(&desk, |desk, context, input| create::run(desk, context, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("modifyWorkout")
                .title("Change the plan")
                .description(
                    "Changes the current plan: too hard or easy, less time, other equipment, pain, a swapped exercise, \
                     a moved, skipped or missed session, illness, travel, another goal or other days, a deload, an \
                     earlier version. Answers with a proposal that shows what changes.",
                )
                .scope(WRITE_PLANS)
                .changes(),
            with_caller(&desk, |desk, context, input| modify::run(desk, context, &input)),
        ))
        .resource(resources::plan(&desk))
        .prompt(resources::plan_my_training())
        .build()
}

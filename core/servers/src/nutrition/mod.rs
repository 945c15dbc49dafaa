//! `nutrition-tracking`: meals in plain language, foods, targets and ideas.

mod foods;
mod known;
mod log_meal;
mod macros;
mod meals;
mod rows;
mod suggest;
mod targets;

use crate::desk::{Desk, with, with_caller};
use coach_domain::time::Clock;
use coach_mcp::{Server, ToolSpec, TypedTool};
use coach_store::Store;
use std::sync::Arc;

const READ: &str = "read:meals";
const WRITE: &str = "write:meals";
const NAME: &str = "nutrition-tracking";

/// The server `nutrition-tracking`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let desk = Desk { store, clock };
    Server::builder(NAME)
        .title("Nutrition")
        .instructions(
            "Meals, foods and targets of one person. Every figure of food comes from a named table; never estimate \
             one. Ask what `questions` ask, say what was `assumed`, and quote numbers only from `figures`.",
        )
        .tool(TypedTool::new(
            ToolSpec::builder("logMealNaturalLanguage")
                .title("Log a meal")
                .description(
                    "Reads a meal in the person's own words, with amounts, brands and household measures, and shows \
                     each food with the figures that were used; also a correction of a logged meal. Answers with a \
                     proposal that the person approves, and with questions about what it does not know.",
                )
                .scope(WRITE)
                .adds(),
            with_caller(&desk, log_meal::run),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getMeals")
                .title("Meals")
                .description(
                    "What was eaten on some days: every meal with its foods, and totals and means of energy, protein, \
                     carbohydrates, fat, fibre, sugar and sodium.",
                )
                .scope(READ),
            with(&desk, |desk, input| meals::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getMacroProgress")
                .title("Energy and macros of a day")
                .description(
                    "What was eaten on a day against the targets: energy, protein, carbohydrates, fat and fibre, and \
                     what is left. Targets that were not set are estimated from the person's needs, and say so.",
                )
                .scope(READ),
            with(&desk, |desk, input| macros::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("suggestHealthyMeals")
                .title("Meal ideas")
                .description(
                    "Meals put together from the food table to fit what is left of the day's targets, for a diet, \
                     without foods that the person avoids.",
                )
                .scope(READ),
            with(&desk, |desk, input| suggest::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("searchFoods")
                .title("Find foods")
                .description("Foods by name with energy and nutrients for 100 g, usual portions and their source.")
                .scope(READ),
            with(&desk, |desk, input| foods::run(desk, &input)),
        ))
        .prompt(crate::resources::review_my_food())
        .build()
}

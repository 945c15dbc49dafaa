//! `getMeals`: what was eaten on some days.

use super::rows::{MealRow, SHOWN};
use crate::catalog;
use crate::desk::{Desk, Summary, failed};
use crate::period::PeriodArgs;
use crate::sheet::{Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::journal::Body;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// Number of meals, default 20.
    #[schemars(range(min = 1, max = 100))]
    limit: Option<u32>,
    /// Where the next part begins.
    cursor: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Meals, newest first.
    meals: Vec<MealRow>,
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.meals.truncate(items);
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let period = input.period.resolve(desk, 1)?;
    let mut sheet = Sheet::new(period, desk.profile()?.units);
    let mut meals: Vec<MealRow> = desk
        .store
        .entries("meal", period.from, period.to)
        .map_err(failed)?
        .iter()
        .filter_map(|entry| match &entry.body {
            Body::Meal(meal) => Some(MealRow::of(&entry.id, entry.at_ms, entry.offset_min, meal)),
            _ => None,
        })
        .collect();
    meals.reverse();
    // Figures are those of the store, so that what another app wrote counts too, once.
    for (name, code, label) in SHOWN {
        let metric = catalog::metric(code);
        let days = desk.days(code, period)?;
        let Some(summary) = Summary::of_figures(&days) else { continue };
        let origin = || Origin::new(metric.id, &summary.source, period);
        let shown = Shown::metric(metric, summary.total, sheet.units);
        sheet.add(format!("{name}_total"), format!("{label} eaten"), shown, origin());
        if summary.days >= 2 {
            let shown = Shown::metric(metric, summary.mean, sheet.units);
            sheet.add(format!("{name}_mean"), format!("{label} for each logged day"), shown, origin());
        }
        if name == "energy" && period.from != period.to {
            let shown = Shown::count(summary.days, "day", "days");
            sheet.add("logged_days", "days with food logged", shown, origin());
        }
    }
    if meals.is_empty() {
        sheet.miss("meals", "none was logged for this time; say what you ate to log it");
    } else {
        let shown = Shown::count(meals.len(), "meal", "meals");
        sheet.add("meal_count", "meals logged", shown, Origin::new("meals", "PocketCoach", period));
    }
    let limit = input.limit.map_or(20, |limit| limit as usize);
    sheet.reply_with_list("Meals", meals, input.cursor.as_deref(), Some(limit), |meals| More { meals })
}

//! `getMacroProgress`: what was eaten on a day against what is aimed for.

use super::rows::SHOWN;
use super::targets::{Targets, targets};
use crate::catalog;
use crate::desk::{Desk, failed};
use crate::period::{DayArgs, Period};
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    day: DayArgs,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Where the energy target comes from: `set`, `estimated`, or null when there is none.
    targets_from: Option<&'static str>,
    /// Meals logged on the day.
    meals: usize,
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let day = input.day.resolve(desk);
    let period = Period::day(day);
    let facts = desk.facts()?;
    let mut sheet = Sheet::new(period, facts.profile.units);
    let Targets { of, from, gaps } = targets(desk, &facts, day)?;
    for (name, code, label) in &SHOWN[..5] {
        let metric = catalog::metric(*code);
        let eaten = desk.days(*code, period)?.into_iter().next();
        if let Some(eaten) = &eaten {
            sheet.add_day(format!("{name}_eaten"), format!("{label} eaten"), metric, eaten);
        }
        let Some(target) = of.get(metric.id) else { continue };
        let origin = || Origin::new(metric.id, &target.source, period);
        let shown = |value| Shown::metric(metric, value, sheet_units(&facts));
        sheet.add_with(
            format!("{name}_target"),
            format!("target for {label}"),
            shown(target.value),
            origin(),
            target.confidence,
        );
        if let Some(eaten) = &eaten {
            let left = target.value - eaten.value;
            let label = if left < 0.0 { format!("{label} over the target") } else { format!("{label} left") };
            sheet.add(format!("{name}_remaining"), label, shown(left.abs()), origin());
        }
    }
    for gap in gaps {
        sheet.gap(gap);
    }
    let meals = desk.store.entries("meal", day, day).map_err(failed)?.len();
    if !sheet.has("energy_eaten") {
        sheet.miss("food of this day", "nothing was logged; say what you ate to log it");
    }
    Ok(sheet.reply("Energy and macros", More { targets_from: from, meals }))
}

fn sheet_units(facts: &coach_domain::safety::facts::Facts) -> coach_domain::person::UnitSystem {
    facts.profile.units
}

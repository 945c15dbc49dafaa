//! `suggestHealthyMeals`: ideas for a meal from the food table, fitted to what is left of the day.

use super::rows::{ItemRow, SHOWN, SlotName, slot_in_words};
use super::targets::{Targets, targets};
use crate::catalog;
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::metric::MetricCode;
use coach_domain::nutrition::food::foods;
use coach_domain::nutrition::suggest::{Constraints, Remaining, Suggestion, suggest};
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Energy in kcal that a meal is fitted to when neither targets nor needs are known.
const USUAL_KCAL: f64 = 600.0;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// `breakfast`, `lunch`, `dinner` or `snack`; default any.
    slot: Option<SlotName>,
    /// `vegetarian` or `vegan`; default neither.
    diet: Option<Diet>,
    /// Foods or groups that must not be in it, for example `nuts`, `gluten`, `mushrooms`.
    #[serde(default)]
    #[schemars(length(max = 20))]
    avoid: Vec<String>,
    /// Foods that are welcome.
    #[serde(default)]
    #[schemars(length(max = 20))]
    likes: Vec<String>,
    /// Most minutes of work.
    #[schemars(range(min = 1, max = 240))]
    minutes: Option<u16>,
    /// Number of ideas, default 3.
    #[schemars(range(min = 1, max = 5))]
    limit: Option<u32>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

/// A diet without some foods.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Diet {
    None,
    Vegetarian,
    Vegan,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Ideas, best first.
    suggestions: Vec<SuggestionRow>,
    /// What they were fitted to: `targets` or, when nothing is known of the person's needs, `usual`.
    fitted_to: &'static str,
}

/// One idea.
#[derive(Debug, Serialize, JsonSchema)]
struct SuggestionRow {
    /// Title.
    title: String,
    /// When in the day it suits.
    slot: &'static str,
    /// Minutes of work.
    minutes: u16,
    /// Why it was chosen.
    why: String,
    /// Its parts.
    items: Vec<ItemRow>,
}

impl SuggestionRow {
    fn of(idea: &Suggestion) -> Self {
        Self {
            title: idea.title.clone(),
            slot: slot_in_words(idea.slot),
            minutes: idea.minutes,
            why: idea.why.clone(),
            items: idea.items.iter().map(ItemRow::of).collect(),
        }
    }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let facts = desk.facts()?;
    let today = Period::day(facts.today);
    let Targets { of, gaps, .. } = targets(desk, &facts, facts.today)?;
    let left = |metric: MetricCode| -> Result<Option<f64>, ToolError> {
        let Some(target) = of.get(catalog::metric(metric).id) else { return Ok(None) };
        let eaten = desk.days(metric, today)?.first().map_or(0.0, |day| day.value);
        Ok(Some((target.value - eaten).max(0.0)))
    };
    let [energy, protein, carbs, fat] = [SHOWN[0].1, SHOWN[1].1, SHOWN[2].1, SHOWN[3].1].map(left);
    let energy = energy?;
    let remaining = Remaining { energy: energy.unwrap_or(USUAL_KCAL), protein: protein?, carbs: carbs?, fat: fat? };
    let constraints = Constraints {
        vegetarian: matches!(input.diet, Some(Diet::Vegetarian | Diet::Vegan)),
        vegan: input.diet == Some(Diet::Vegan),
        avoid: input.avoid.clone(),
        likes: input.likes.clone(),
        minutes: input.minutes,
        slot: input.slot.map(SlotName::slot),
    };
    let limit = input.limit.map_or(3, |limit| limit as usize);
    let mut ideas = suggest(&remaining, &constraints, foods());
    if ideas.is_empty() {
        // Who has had their protein or fat of the day still eats the energy that is left.
        let by_energy = Remaining { protein: None, carbs: None, fat: None, ..remaining };
        ideas = suggest(&by_energy, &constraints, foods());
    }
    ideas.truncate(limit);
    let mut sheet = Sheet::new(today, facts.profile.units);
    for (place, idea) in ideas.iter().enumerate() {
        fill(&mut sheet, place + 1, idea);
    }
    if ideas.is_empty() {
        let reason = match energy {
            Some(left) if left < 100.0 => "hardly any energy is left of today's target",
            _ => "none fits; leave a condition out",
        };
        sheet.miss("meal ideas", reason);
    }
    if energy.is_none() {
        gaps.into_iter().for_each(|gap| sheet.gap(gap));
    }
    let fitted_to = if energy.is_some() { "targets" } else { "usual" };
    let suggestions = ideas.iter().map(SuggestionRow::of).collect();
    Ok(sheet.reply("Meal ideas", More { suggestions, fitted_to }))
}

fn fill(sheet: &mut Sheet, place: usize, idea: &Suggestion) {
    let period = sheet.period;
    for (name, code, label) in &SHOWN[..4] {
        let metric = catalog::metric(*code);
        let Some(total) = idea.totals.get(metric.id) else { continue };
        let source = crate::desk::Sources::of(idea.items.iter().map(|item| item.source.as_str()));
        let shown = Shown::metric(metric, *total, sheet.units);
        let label = format!("{label} of {}", idea.title);
        sheet.add(format!("suggestion_{place}_{name}"), label, shown, Origin::new(metric.id, &source, period));
    }
    for (part, item) in idea.items.iter().enumerate() {
        let name = format!("suggestion_{place}_item_{}_grams", part + 1);
        let origin = Origin::new("food_mass", &item.source, period);
        sheet.add(name, format!("{} in {}", item.name, idea.title), Shown::grams(item.grams), origin);
    }
}

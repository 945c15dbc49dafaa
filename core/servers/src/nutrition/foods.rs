//! `searchFoods`: foods with their figures for 100 g.

use super::rows::{SHOWN, tenth};
use crate::catalog;
use crate::desk::Desk;
use crate::period::Period;
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::nutrition::food::{FoodMatch, Nutrient, search};
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Foods of which figures may be quoted.
const QUOTED: usize = 3;

/// The nutrients of the first figures that are shown of food.
const NUTRIENTS: [Nutrient; 5] =
    [Nutrient::Energy, Nutrient::Protein, Nutrient::Carbohydrate, Nutrient::Fat, Nutrient::Fibre];

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Name of a food, in any spelling.
    #[schemars(length(min = 1, max = 100))]
    query: String,
    /// Number of foods, default 5.
    #[schemars(range(min = 1, max = 20))]
    limit: Option<u32>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Foods, best match first.
    foods: Vec<FoodRow>,
}

/// One food.
#[derive(Debug, Serialize, JsonSchema)]
struct FoodRow {
    /// Id.
    food: &'static str,
    /// Name for people.
    name: &'static str,
    /// How sure the match is, 0 to 1.
    confidence: f64,
    /// Amounts in 100 g by name; what is not known is not in it. Energy in kcal; units are in the names.
    per_100g: BTreeMap<String, f64>,
    /// Usual portions.
    portions: Vec<PortionRow>,
    /// Where the figures come from.
    source: String,
}

/// One portion.
#[derive(Debug, Serialize, JsonSchema)]
struct PortionRow {
    /// Name, for example `1 large`.
    name: &'static str,
    /// Grams.
    grams: f64,
}

impl Keyed for FoodRow {
    fn key(&self) -> String {
        self.food.to_owned()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.foods.truncate(items);
    }
}

impl FoodRow {
    fn of(found: &FoodMatch) -> Self {
        let food = found.food;
        let per_100g = food.per_100g.known().map(|(nutrient, amount)| (name_with_unit(nutrient), amount)).collect();
        Self {
            food: food.id,
            name: food.name,
            confidence: tenth(found.confidence * 10.0) / 10.0,
            per_100g,
            portions: food
                .portions
                .iter()
                .map(|portion| PortionRow { name: portion.name, grams: portion.grams })
                .collect(),
            source: food.source.to_string(),
        }
    }
}

/// `protein_g`, `energy_kcal`.
fn name_with_unit(nutrient: Nutrient) -> String {
    let key = nutrient.key();
    let unit = nutrient.unit().replace('µ', "u");
    if key.ends_with(&format!("_{unit}")) { key.to_owned() } else { format!("{key}_{unit}") }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let limit = input.limit.map_or(5, |limit| limit as usize);
    let found = search(&input.query, limit);
    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, desk.profile()?.units);
    if found.is_empty() {
        sheet.miss("the food", "none of this name is known; use another word, or log it with its figures");
    }
    for (place, matched) in found.iter().take(QUOTED).enumerate() {
        let food = matched.food;
        let source = food.source.to_string();
        for ((name, code, label), nutrient) in SHOWN[..5].iter().zip(&NUTRIENTS) {
            let metric = catalog::metric(*code);
            let Some(amount) = food.per_100g.get(*nutrient) else { continue };
            let shown = Shown::metric(metric, amount, sheet.units);
            let label = format!("{label} in 100 g of {}", food.name);
            sheet.add(format!("food_{}_{name}", place + 1), label, shown, Origin::new(metric.id, &source, today));
        }
    }
    let rows = found.iter().map(FoodRow::of).collect();
    sheet.reply_with_list("Foods", rows, None, None, |foods| More { foods })
}

//! `searchFoods`: foods with their figures for 100 g.

use super::rows::{SHOWN, tenth};
use crate::catalog;
use crate::desk::Desk;
use crate::desk::failed;
use crate::period::Period;
use crate::sheet::{Keyed, Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::nutrition::food::{FoodMatch, ImportedFood, Nutrient, Nutrients, SURE, barcode, search};
use coach_mcp::{Reply, ToolError};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Confidence in a food of a catalogue that has all words of the query.
const IN_CATALOGUE: f64 = 0.8;
/// Foods of which figures may be quoted.
const QUOTED: usize = 3;

/// The nutrients of the first figures that are shown of food.
const NUTRIENTS: [Nutrient; 5] =
    [Nutrient::Energy, Nutrient::Protein, Nutrient::Carbohydrate, Nutrient::Fat, Nutrient::Fibre];

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    /// Name of a food, in any spelling, or a barcode.
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
    food: String,
    /// Name for people.
    name: String,
    /// How sure the match is, 0 to 1.
    confidence: f64,
    /// Amounts in 100 g by name; what is not known is not in it. Energy in kcal; units are in the names.
    per_100g: BTreeMap<String, f64>,
    /// The amounts are in 100 mL and not in 100 g.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    per_millilitre: bool,
    /// Usual portions.
    portions: Vec<PortionRow>,
    /// Where the figures come from.
    source: String,
}

/// One portion.
#[derive(Debug, Serialize, JsonSchema)]
struct PortionRow {
    /// Name, for example `1 large`.
    name: String,
    /// Grams, or millilitres where the amounts are in 100 mL.
    grams: f64,
}

impl Keyed for FoodRow {
    fn key(&self) -> String {
        self.food.clone()
    }
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.foods.truncate(items);
    }
}

/// A food that was found, wherever it is from.
struct Found {
    row: FoodRow,
    per_100: Nutrients,
}

impl Found {
    fn in_table(found: &FoodMatch) -> Self {
        let food = found.food;
        let portions = food.portions.iter();
        Self {
            row: FoodRow {
                food: food.id.to_owned(),
                name: food.name.to_owned(),
                confidence: tenth(found.confidence * 10.0) / 10.0,
                per_100g: amounts(&food.per_100g),
                per_millilitre: false,
                portions: portions
                    .map(|portion| PortionRow { name: portion.name.to_owned(), grams: portion.grams })
                    .collect(),
                source: food.source.to_string(),
            },
            per_100: food.per_100g,
        }
    }

    fn in_catalogue(food: &ImportedFood, confidence: f64) -> Self {
        let candidate = food.candidate(confidence, None);
        let portions = candidate.portions.into_iter();
        Self {
            row: FoodRow {
                food: candidate.id,
                name: candidate.name,
                confidence,
                per_100g: amounts(&food.per_100),
                per_millilitre: food.per_millilitre,
                portions: portions.map(|(name, grams)| PortionRow { name, grams }).collect(),
                source: candidate.source,
            },
            per_100: food.per_100,
        }
    }
}

fn amounts(per_100: &Nutrients) -> BTreeMap<String, f64> {
    per_100.known().map(|(nutrient, amount)| (name_with_unit(nutrient), amount)).collect()
}

/// The foods that a query may mean: those of the table of which it is the name, then those of catalogues, then what
/// else is like it.
fn find(desk: &Desk, query: &str, limit: usize) -> Result<Vec<Found>, ToolError> {
    if let Some(code) = barcode(query) {
        let found = desk.store.food_with_barcode(&code).map_err(failed)?;
        return Ok(found.iter().map(|food| Found::in_catalogue(food, 1.0)).collect());
    }
    let table = search(query, limit);
    let sure = table.iter().take_while(|found| found.confidence >= SURE).count();
    let mut found: Vec<Found> = table[..sure].iter().map(Found::in_table).collect();
    let brought = desk.store.find_foods(query, limit).map_err(failed)?;
    found.extend(brought.iter().map(|food| Found::in_catalogue(food, IN_CATALOGUE)));
    found.extend(table[sure..].iter().map(Found::in_table));
    found.truncate(limit);
    Ok(found)
}

/// `protein_g`, `energy_kcal`.
fn name_with_unit(nutrient: Nutrient) -> String {
    let key = nutrient.key();
    let unit = nutrient.unit().replace('µ', "u");
    if key.ends_with(&format!("_{unit}")) { key.to_owned() } else { format!("{key}_{unit}") }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let limit = input.limit.map_or(5, |limit| limit as usize);
    let found = find(desk, &input.query, limit)?;
    let today = Period::day(desk.clock.today());
    let mut sheet = Sheet::new(today, desk.profile()?.units);
    if found.is_empty() {
        sheet.miss("the food", "none of this name is known; use another word, or log it with its figures");
    }
    for (place, Found { row, per_100 }) in found.iter().take(QUOTED).enumerate() {
        for ((name, code, label), nutrient) in SHOWN[..5].iter().zip(&NUTRIENTS) {
            let metric = catalog::metric(*code);
            let Some(amount) = per_100.get(*nutrient) else { continue };
            let shown = Shown::metric(metric, amount, sheet.units);
            let unit = if row.per_millilitre { "mL" } else { "g" };
            let label = format!("{label} in 100 {unit} of {}", row.name);
            sheet.add(format!("food_{}_{name}", place + 1), label, shown, Origin::new(metric.id, &row.source, today));
        }
    }
    let rows = found.into_iter().map(|found| found.row).collect();
    sheet.reply_with_list("Foods", rows, None, None, |foods| More { foods })
}

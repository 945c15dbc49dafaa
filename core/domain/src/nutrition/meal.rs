//! Meals: what was eaten, in which amount, with the figures that were used, and how they are read from what people say.
//!
//! [`read`] turns plain words into items, and [`correct`] takes back what a person says about them afterwards. Foods come
//! from a [`FoodLookup`], [`TableLookup`] for the table. What the words do not say and a household measure stands in for
//! is in [`Item::assumed`]; what they say and the reader does not know is a [`Question`], never a guess.

mod amend;
mod amount;
mod behind;
mod correct;
mod cues;
mod draft;
mod exact;
mod headings;
mod household;
mod idle;
mod lexicon;
mod lookup;
mod measure;
mod names;
mod naming;
mod read;
mod spelling;
mod supplement;
mod text;
mod uneaten;
mod units;

pub use correct::correct;
pub use exact::item;
pub use lookup::{Candidate, FoodLookup, Part, Spelling, TableLookup, name_key};
pub(crate) use lookup::{figures, nutrient_metric};
pub use read::read;
pub(crate) use text::key_words as folded_words;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// When in the day a meal was eaten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MealSlot)]
pub enum Slot {
    /// In the morning.
    Breakfast,
    /// At midday.
    Lunch,
    /// In the evening.
    Dinner,
    /// Between meals.
    Snack,
}

/// A meal as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Meal {
    /// When in the day, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// The person's own words.
    pub text: String,
    /// What was eaten.
    pub items: Vec<Item>,
}

/// One food of a meal, with the figures that were used for it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = MealItem)]
pub struct Item {
    /// The words that named it.
    pub words: String,
    /// Id of the food.
    pub food: String,
    /// Name of the food for people.
    pub name: String,
    /// Grams.
    pub grams: f64,
    /// How the grams came about, for example `2 × 1 large (50 g)`.
    pub amount: String,
    /// What was taken for granted because the words did not say it, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// Amounts in this item by metric id (`energy_in` in kcal, `protein`, `carbs`, `fat`, `fibre`, `sugar` in g,
    /// `sodium` in mg and so on). What is not known is not in it.
    pub nutrients: BTreeMap<String, f64>,
    /// Where the figures come from, for example `USDA SR Legacy 01123`.
    pub source: String,
}

/// What the reader made of a text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    /// When in the day, if it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<Slot>,
    /// What was eaten, in the order of the words.
    pub items: Vec<Item>,
    /// What has to be asked before the meal is whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Question>,
    /// Words that were understood and add nothing, such as `without sugar`, and words that are about no food.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignored: Vec<String>,
}

/// Something that the words leave open and that nothing may stand in for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The words that it is about.
    pub words: String,
    /// What is missing.
    pub what: Missing,
    /// Answers to choose from, for example names of foods; may be empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

/// What a question is after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// Which food it was.
    Food,
    /// How much it was.
    Amount,
    /// Which meal of the day it was.
    Slot,
}

impl From<Meal> for Reading {
    fn from(meal: Meal) -> Reading {
        Reading { slot: meal.slot, items: meal.items, ..Reading::default() }
    }
}

impl Item {
    /// The same item with another weight, its figures in proportion; `None` unless `grams` is above 0 and at most
    /// 5000.
    #[must_use]
    pub fn weighing(&self, grams: f64) -> Option<Item> {
        if !(grams > 0.0 && grams <= MOST_GRAMS && self.grams > 0.0) {
            return None;
        }
        let factor = grams / self.grams;
        let nutrients = self.nutrients.iter().map(|(metric, amount)| (metric.clone(), amount * factor)).collect();
        Some(Item { grams, nutrients, ..self.clone() })
    }
}

/// The most that one item may weigh, in grams: more is asked about.
const MOST_GRAMS: f64 = 5_000.0;

impl Meal {
    /// The sum over all items of a metric, and whether every item had a figure for it; `None` when none had.
    #[must_use]
    pub fn total(&self, metric: &str) -> Option<(f64, bool)> {
        let known: Vec<f64> = self.items.iter().filter_map(|item| item.nutrients.get(metric).copied()).collect();
        (!known.is_empty()).then(|| (known.iter().sum(), known.len() == self.items.len()))
    }
}

#[cfg(test)]
mod tests;

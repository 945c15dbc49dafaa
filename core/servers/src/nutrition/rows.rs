//! Foods and meals as results list them.

use crate::sheet::Keyed;
use coach_domain::metric::{CAFFEINE, CARBS, ENERGY_IN, FAT, FIBRE, MetricCode, PROTEIN, SODIUM, SUGAR};
use coach_domain::nutrition::meal::{Item, Meal, Slot};
use coach_domain::time::{date_of_epoch_day, local_day};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What of food is shown, in order of interest: the name of the figure, the metric, its words.
pub(super) const SHOWN: [(&str, MetricCode, &str); 8] = [
    ("energy", ENERGY_IN, "energy"),
    ("protein", PROTEIN, "protein"),
    ("carbs", CARBS, "carbohydrates"),
    ("fat", FAT, "fat"),
    ("fibre", FIBRE, "fibre"),
    ("sugar", SUGAR, "sugar"),
    ("sodium", SODIUM, "sodium"),
    ("caffeine", CAFFEINE, "caffeine"),
];

/// One food of a meal with the figures that were used.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(super) struct ItemRow {
    /// Id of the food.
    food: String,
    /// Name for people.
    pub(super) name: String,
    /// Grams.
    grams: f64,
    /// How the grams came about.
    amount: String,
    /// What was taken for granted.
    assumed: Vec<String>,
    /// Energy in kcal; null when it is not known.
    energy_kcal: Option<f64>,
    /// Protein in grams.
    protein_g: Option<f64>,
    /// Carbohydrates in grams.
    carbs_g: Option<f64>,
    /// Fat in grams.
    fat_g: Option<f64>,
    /// Fibre in grams.
    fibre_g: Option<f64>,
    /// Where the figures come from.
    source: String,
}

impl ItemRow {
    pub(super) fn of(item: &Item) -> Self {
        let of = |metric: &str| item.nutrients.get(metric).map(|value| tenth(*value));
        Self {
            food: item.food.clone(),
            name: item.name.clone(),
            grams: tenth(item.grams),
            amount: item.amount.clone(),
            assumed: item.assumed.clone(),
            energy_kcal: of("energy_in").map(f64::round),
            protein_g: of("protein"),
            carbs_g: of("carbs"),
            fat_g: of("fat"),
            fibre_g: of("fibre"),
            source: item.source.clone(),
        }
    }
}

/// One meal.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(super) struct MealRow {
    /// Id.
    id: String,
    /// Local day.
    pub(super) date: Date,
    /// Local time, `HH:MM`.
    time: String,
    /// When in the day, if it was said.
    slot: Option<&'static str>,
    /// The person's own words.
    note: String,
    /// What was eaten.
    items: Vec<ItemRow>,
    /// Energy in kcal; null when it is not known.
    energy_kcal: Option<f64>,
}

impl MealRow {
    pub(super) fn of(id: &str, at_ms: i64, offset_min: i16, meal: &Meal) -> Self {
        let minutes = crate::desk::clock_minutes(at_ms, offset_min);
        Self {
            id: id.to_owned(),
            date: date_of_epoch_day(local_day(at_ms, offset_min)),
            time: format!("{:02}:{:02}", minutes / 60, minutes % 60),
            slot: meal.slot.map(slot_in_words),
            note: meal.text.clone(),
            items: meal.items.iter().map(ItemRow::of).collect(),
            energy_kcal: meal.total("energy_in").map(|(kcal, _)| kcal.round()),
        }
    }
}

impl Keyed for MealRow {
    fn key(&self) -> String {
        self.id.clone()
    }
}

/// When in the day a meal is eaten, as an argument.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SlotName {
    Breakfast,
    Lunch,
    Dinner,
    Snack,
}

impl SlotName {
    pub(super) const fn slot(self) -> Slot {
        match self {
            SlotName::Breakfast => Slot::Breakfast,
            SlotName::Lunch => Slot::Lunch,
            SlotName::Dinner => Slot::Dinner,
            SlotName::Snack => Slot::Snack,
        }
    }
}

pub(super) const fn slot_in_words(slot: Slot) -> &'static str {
    match slot {
        Slot::Breakfast => "breakfast",
        Slot::Lunch => "lunch",
        Slot::Dinner => "dinner",
        Slot::Snack => "snack",
    }
}

/// Rounded to a tenth, as fine as such figures are known.
pub(super) fn tenth(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

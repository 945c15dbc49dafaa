//! Foods and what is kept of catalogues.

use super::{table, thousands};
use coach_api::{CatalogueFood, ProductLookups};
use serde_json::Value;
use std::collections::BTreeMap;

/// Columns of figures, by name for programs and title.
const FIGURES: [(&str, &str); 5] = [
    ("energy_kcal", "kcal"),
    ("protein_g", "protein g"),
    ("carbohydrate_g", "carbs g"),
    ("fat_g", "fat g"),
    ("fibre_g", "fibre g"),
];

/// What `searchFoods` found.
pub(crate) fn found_foods(result: &Value) -> String {
    let foods = result.get("foods").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    if foods.is_empty() {
        return "No food of this name is known. `coach import` takes the full download of FoodData Central.".to_owned();
    }
    let mut rows = table(["food, 100 g or mL", "kcal", "protein g", "carbs g", "fat g", "fibre g", "id", "source"]);
    for food in foods {
        let text = |field: &str| food.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut row = vec![text("name")];
        row.extend(FIGURES.iter().map(|(key, _)| {
            amount(food.get("per_100g").and_then(|figures| figures.get(*key)).and_then(Value::as_f64))
        }));
        row.extend([text("food"), text("source")]);
        rows.add_row(row);
    }
    rows.to_string()
}

pub(crate) fn product(food: &CatalogueFood) -> String {
    let unit = if food.per_millilitre { "mL" } else { "g" };
    let mut rows = table([if food.per_millilitre { "in 100 mL" } else { "in 100 g" }, ""]);
    for (key, title) in FIGURES {
        rows.add_row([title.to_owned(), amount(food.per_100.get(key).copied())]);
    }
    let portions: Vec<String> =
        food.portions.iter().map(|(name, grams)| format!("1 {name}: {} {unit}", amount(Some(*grams)))).collect();
    let portions = if portions.is_empty() { String::new() } else { format!("\n{}", portions.join("; ")) };
    format!("{}\n{rows}{portions}\n{}, id {}", food.name, food.source, food.food)
}

pub(crate) fn product_lookups(lookups: &ProductLookups) -> String {
    let place = lookups.server.as_deref().unwrap_or("Open Food Facts");
    if lookups.allowed {
        format!("Products are looked up at {place} by their barcode; that is all it is told.")
    } else {
        "Products are not looked up; only what is kept here is used. `coach food lookups on` allows it.".to_owned()
    }
}

pub(crate) fn food_catalogues(counts: &BTreeMap<String, u64>) -> String {
    if counts.is_empty() {
        return "No catalogue was imported; the built-in table of foods is always there.".to_owned();
    }
    let mut rows = table(["catalogue", "foods"]);
    for (name, count) in counts {
        rows.add_row([name.clone(), thousands(*count)]);
    }
    rows.to_string()
}

/// An amount with at most one decimal; a dash where it is not known.
fn amount(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{}", (value * 10.0).round() / 10.0))
}

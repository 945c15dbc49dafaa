//! Reads the recipes, `data/dishes.tsv`, and computes dishes from the figures of their ingredients.

use super::table::{Fault, aliases, category, identity, parts, portions, positive, read_rows};
use super::{Food, FoodSource, Ingredient, Nutrient, Nutrients};

/// The dishes of a table, computed with the figures of `foods`, and the rows that are none.
pub(super) fn read(table: &'static str, foods: &[Food]) -> (Vec<Food>, Vec<Fault>) {
    let mut by_id: Vec<&Food> = foods.iter().collect();
    by_id.sort_by_key(|food| food.id);
    let find = |id: &str| by_id.binary_search_by(|food| food.id.cmp(id)).ok().map(|at| by_id[at]);
    read_rows(table, |line| dish(line, find))
}

fn dish<'a>(line: &'static str, find: impl Fn(&str) -> Option<&'a Food>) -> Result<Food, String> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let [id, name, shelf, ready, other_names, measures, recipe] = fields[..] else {
        return Err(format!("{} fields, not 7", fields.len()));
    };
    let (id, name) = identity(id, name)?;
    let ready_grams = positive(ready)?;
    let mut ingredients = Vec::new();
    let mut figures = Vec::new();
    for part in parts(recipe) {
        let (food, grams) = part.split_once('=').ok_or_else(|| format!("`{part}` is no ingredient"))?;
        let grams = positive(grams)?;
        let known = find(food).ok_or_else(|| format!("`{food}` is no food of the table"))?;
        ingredients.push(Ingredient { food: known.id, grams });
        figures.push(known.nutrients(grams));
    }
    let raw_grams: f64 = ingredients.iter().map(|ingredient| ingredient.grams).sum();
    if ingredients.is_empty() || !(0.4..=2.5).contains(&(ready_grams / raw_grams)) {
        return Err(format!("{raw_grams} g of ingredients cannot become {ready_grams} g"));
    }
    Ok(Food {
        id,
        name,
        aliases: aliases(other_names),
        category: category(shelf)?,
        per_100g: cooked(figures, raw_grams, ready_grams),
        portions: portions(measures)?,
        source: FoodSource::Recipe { ingredients, ready_grams },
        density_g_per_ml: None,
    })
}

/// The figures per 100 g of the ready dish: cooking takes or gives water and nothing else.
fn cooked(parts: Vec<Nutrients>, raw_grams: f64, ready_grams: f64) -> Nutrients {
    let sum = Nutrients::total(parts);
    let mut dish = sum.times(100.0 / ready_grams);
    if let Some(water) = sum.get(Nutrient::Water) {
        let unknown = sum.is_partial(Nutrient::Water);
        let left = water + ready_grams - raw_grams;
        dish.set(Nutrient::Water, Some(left * 100.0 / ready_grams).filter(|left| !unknown && *left >= 0.0));
    }
    dish
}

//! Items of foods and weights that are known exactly, for meals that were read before.

use super::{Item, MOST_GRAMS, figures};
use crate::nutrition::food;

/// The item of a food of the table in a weight above 0 and up to 5000 g; `None` for another food or weight.
#[must_use]
pub fn item(food_id: &str, grams: f64, words: &str) -> Option<Item> {
    let food = food::food(food_id).filter(|_| grams > 0.0 && grams <= MOST_GRAMS)?;
    let nutrients = figures(food).into_iter().map(|(metric, per_100g)| (metric.to_owned(), per_100g * grams / 100.0));
    Some(Item {
        words: words.to_owned(),
        food: food.id.to_owned(),
        name: food.name.to_owned(),
        grams,
        amount: format!("{} g", (grams * 10.0).round() / 10.0),
        assumed: Vec::new(),
        nutrients: nutrients.collect(),
        source: food.source.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_its_food_in_proportion_and_nothing_else_becomes_one() {
        let any = &food::foods()[0];
        let (one, two) = (item(any.id, 100.0, "x").unwrap(), item(any.id, 200.0, "x").unwrap());
        assert!(!one.nutrients.is_empty());
        for (metric, amount) in &one.nutrients {
            assert!((two.nutrients[metric] - 2.0 * amount).abs() < 1e-9, "{metric}");
        }
        for grams in [0.0, -1.0, f64::NAN, f64::INFINITY, 5_000.1] {
            assert_eq!(item(any.id, grams, "x"), None, "{grams}");
        }
        assert_eq!(item("zorblax", 100.0, "x"), None);
    }
}

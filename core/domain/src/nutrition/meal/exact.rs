//! Items of foods and weights that are known exactly, for meals that were read before.

use super::{Candidate, FoodLookup, Item, MOST_GRAMS};

/// The item of a food that `lookup` knows by its id, in a weight above 0 and up to 5000 g; `None` for another food or
/// weight. Without words it is called by its name.
#[must_use]
pub fn item(food_id: &str, grams: f64, words: Option<&str>, lookup: &dyn FoodLookup) -> Option<Item> {
    let Candidate { id, name, per_100g, source, .. } =
        lookup.get(food_id).filter(|_| grams > 0.0 && grams <= MOST_GRAMS)?;
    let nutrients = per_100g.into_iter().map(|(metric, per_100g)| (metric.to_owned(), per_100g * grams / 100.0));
    Some(Item {
        words: words.unwrap_or(&name).to_owned(),
        food: id,
        name,
        grams,
        amount: format!("{} g", (grams * 10.0).round() / 10.0),
        assumed: Vec::new(),
        nutrients: nutrients.collect(),
        source,
    })
}

#[cfg(test)]
mod tests {
    use super::super::TableLookup;
    use super::*;
    use crate::nutrition::food;

    #[test]
    fn an_item_is_its_food_in_proportion_and_nothing_else_becomes_one() {
        let made = |id: &str, grams| item(id, grams, None, &TableLookup);
        let any = &food::foods()[0];
        let (one, two) = (made(any.id, 100.0).unwrap(), made(any.id, 200.0).unwrap());
        assert!(!one.nutrients.is_empty());
        for (metric, amount) in &one.nutrients {
            assert!((two.nutrients[metric] - 2.0 * amount).abs() < 1e-9, "{metric}");
        }
        for grams in [0.0, -1.0, f64::NAN, f64::INFINITY, 5_000.1] {
            assert_eq!(made(any.id, grams), None, "{grams}");
        }
        assert_eq!(made("zorblax", 100.0), None);
        assert_eq!(one.words, any.name);
        assert_eq!(item(any.id, 1.0, Some("x"), &TableLookup).unwrap().words, "x");
    }
}

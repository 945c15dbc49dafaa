//! Items while they are being read, and what becomes of them.

use super::Item;
use super::amount::{Amount, plain};
use super::lookup::{Candidate, FoodLookup, Part};
use super::measure::{Beside, Weighed};
use crate::nutrition::food::FoodCategory;

/// An item that has been read, with what is needed to change it while its thing goes on.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) food: Candidate,
    /// Tokens that named it, from and to.
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: String,
    pub(super) amount: Option<Amount>,
    pub(super) beside: Beside,
    pub(super) notes: Vec<String>,
    /// Less these parts of the dish.
    pub(super) less: Vec<Part>,
    /// Has been turned into a question, or counts for nothing.
    pub(super) asked: bool,
    /// The part of it that was eaten, 0 to 1.
    pub(super) share: f64,
    /// What it goes with, by the place of that draft.
    pub(super) under: Option<usize>,
    /// The sentence that it stands in.
    pub(super) sentence: usize,
}

pub(super) fn is_sandwich(food: &Candidate) -> bool {
    let name = food.name.to_ascii_lowercase();
    ["sandwich", "burger", "wrap", "toastie", "kebab", "sub ", "bagel with", "hot dog"]
        .iter()
        .any(|word| name.contains(word))
        && !matches!(food.category, FoodCategory::Bread)
}

/// Whether a fast food or dish without a recipe is likely to hold other foods.
pub(super) fn holds(dish: &Candidate) -> bool {
    use FoodCategory as Shelf;
    matches!(dish.category, Shelf::FastFood | Shelf::Dish | Shelf::Soup | Shelf::Bakery)
}

/// What is usually in a burger or sandwich of a counter, of which no recipe is known: the part, in grams for 100 g.
pub(super) fn usual_part(dish: &Candidate, said: &[String], lookup: &dyn FoodLookup) -> Option<Part> {
    let (name, grams) = said.iter().find_map(|word| {
        Some(match word.as_str() {
            "bun" | "brotchen" | "bread" | "roll" | "brot" | "pan" | "pain" | "panino" => ("burger bun", 44.0),
            "cheese" | "kase" | "queso" | "fromage" | "formaggio" => ("processed cheese slice", 20.0),
            "mayo" | "mayonnaise" | "mayonesa" => ("mayonnaise", 14.0),
            "bacon" | "speck" => ("bacon", 16.0),
            _ => return None,
        })
    })?;
    let whole = dish.portions.iter().map(|(_, grams)| *grams).find(|grams| *grams > 60.0)?;
    let food = lookup.find(name).into_iter().next()?;
    Some(Part { id: food.id, name: food.name, grams: (grams * 100.0 / whole).min(60.0), per_100g: food.per_100g })
}

/// The item that a draft becomes.
pub(super) fn item(draft: &Draft, weighed: Weighed) -> Item {
    let mut assumed: Vec<String> = draft.notes.clone();
    assumed.extend(draft.food.assumed.iter().map(|note| format!("`{}` {note}", draft.words)));
    assumed.extend(weighed.assumed);
    let mut grams = weighed.grams;
    let mut nutrients: std::collections::BTreeMap<String, f64> = draft
        .food
        .per_100g
        .iter()
        .map(|(metric, amount)| ((*metric).to_owned(), amount * weighed.grams / 100.0))
        .collect();
    for part in &draft.less {
        let less = part.grams * weighed.grams / 100.0;
        if less >= grams {
            continue;
        }
        grams -= less;
        nutrients.retain(|metric, amount| {
            part.per_100g.get(metric.as_str()).is_some_and(|figure| {
                *amount = (*amount - figure * less / 100.0).max(0.0);
                true
            })
        });
        assumed.push(format!("less {} of {} g", part.name, plain(less.round())));
    }
    let mut amount = weighed.text;
    if draft.share < 1.0 {
        grams *= draft.share;
        nutrients.values_mut().for_each(|figure| *figure *= draft.share);
        amount = format!("{} × ({amount})", plain(draft.share));
    }
    Item {
        words: draft.words.clone(),
        food: draft.food.id.clone(),
        name: draft.food.name.clone(),
        grams,
        amount,
        assumed,
        nutrients,
        source: draft.food.source.clone(),
    }
}

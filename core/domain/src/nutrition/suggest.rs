//! Ideas for a meal that fit what is left of the day, put together from the table of foods.
//!
//! An idea is a template, such as a protein, a starch, vegetables and a fat, whose parts have weights in sensible steps;
//! the weights are searched so that energy and protein come near to what is left. Figures are computed from the table.
//! The same question always gives the same ideas.
//!
//! A food with an avoided ingredient is in no idea. Where the ingredients of a food are not known, such as those of fast
//! food, it counts as having every allergen.

mod suitable;
mod templates;

pub use suitable::{Allergen, allergens, is_vegan, is_vegetarian};

use super::food::{Food, Nutrient};
use super::meal::{Item, Slot};
use std::collections::BTreeMap;
use suitable::Rules;
use templates::{Ingredient, TEMPLATES, Template};

/// What is left of the day's targets. Amounts of the whole rest of the day, also for one meal.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Remaining {
    /// Energy in kcal.
    pub energy: f64,
    /// Protein in g; `None` without a target.
    pub protein: Option<f64>,
    /// Carbohydrates in g; `None` without a target.
    pub carbs: Option<f64>,
    /// Fat in g; `None` without a target.
    pub fat: Option<f64>,
}

/// What an idea has to keep to.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Constraints {
    /// No meat, no fish.
    pub vegetarian: bool,
    /// Nothing from animals.
    pub vegan: bool,
    /// Allergens and foods that must not be in it, in plain words: `gluten`, `nuts`, `lactose`, `mushrooms`.
    pub avoid: Vec<String>,
    /// Foods that the person likes, in plain words: ideas with them come first.
    pub likes: Vec<String>,
    /// The most time there is to make it, in minutes.
    pub minutes: Option<u16>,
    /// The meal of the day; `None` for any.
    pub slot: Option<Slot>,
}

/// An idea for a meal.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// A short name, for example `Salmon with potatoes and broccoli`.
    pub title: String,
    /// The meal of the day that it suits.
    pub slot: Slot,
    /// Minutes that it takes to make, about.
    pub minutes: u16,
    /// Its parts with their weights and figures.
    pub items: Vec<Item>,
    /// The sums of the parts by metric id. A metric that is not known of every part is not in it.
    pub totals: BTreeMap<String, f64>,
    /// Why it was chosen, in one sentence with its figures.
    pub why: String,
}

/// The least energy for which a snack is offered, in kcal.
const LEAST_SNACK: f64 = 100.0;
/// The least energy for which a meal is offered, in kcal.
const LEAST_MEAL: f64 = 300.0;
/// The most energy of one idea by meal, in kcal: what is left is not eaten at once.
const fn most(slot: Slot) -> f64 {
    match slot {
        Slot::Breakfast => 600.0,
        Slot::Lunch | Slot::Dinner => 800.0,
        Slot::Snack => 300.0,
    }
}
/// The most protein of one idea, in g.
const MOST_PROTEIN: f64 = 55.0;
/// Ideas that are given at most.
const MOST: usize = 6;
/// How far the energy may be from the aim, as a part of it.
const FAR: f64 = 0.25;

/// Ideas for a meal, at most six, the best first.
///
/// Empty when less energy is left than a snack has, when amounts are not finite, or when nothing fits.
#[must_use]
pub fn suggest(remaining: &Remaining, constraints: &Constraints, foods: &[Food]) -> Vec<Suggestion> {
    if !remaining.energy.is_finite() || remaining.energy < LEAST_SNACK {
        return Vec::new();
    }
    let rules = Rules::new(constraints);
    let by_id: BTreeMap<&str, &Food> = foods.iter().map(|food| (food.id, food)).collect();
    let mut found: Vec<(f64, usize, Suggestion)> = Vec::new();
    for (at, template) in TEMPLATES.iter().enumerate() {
        if constraints.minutes.is_some_and(|minutes| template.minutes > minutes) {
            continue;
        }
        let slot = match constraints.slot {
            Some(slot) if !template.slots.contains(&slot) => continue,
            Some(slot) => slot,
            None => template.slots[0],
        };
        let least = if slot == Slot::Snack { LEAST_SNACK } else { LEAST_MEAL };
        if remaining.energy < least {
            continue;
        }
        let Some(chosen) = choose(template, &by_id, &rules) else { continue };
        let aim = Aim::new(remaining, slot);
        if let Some((cost, weights)) = weigh(&chosen, &aim) {
            let liked = chosen.iter().filter(|(food, _)| rules.likes(food)).count();
            let idea = suggestion(template, slot, &chosen, &weights, remaining);
            found.push((cost - 0.15 * f64::from(u8::try_from(liked.min(3)).unwrap_or(3)), at, idea));
        }
    }
    found.sort_by(|one, two| one.0.total_cmp(&two.0).then(one.1.cmp(&two.1)));
    let mut ideas: Vec<Suggestion> = Vec::new();
    for (_, _, idea) in found {
        // The same first food three times is no choice.
        let same = ideas
            .iter()
            .filter(|known| known.items.first().map(|item| &item.food) == idea.items.first().map(|item| &item.food));
        if same.count() < 2 && ideas.len() < MOST && ideas.iter().all(|known| known.title != idea.title) {
            ideas.push(idea);
        }
    }
    ideas
}

type Chosen<'a> = Vec<(&'a Food, &'static Ingredient)>;

/// The first food of each part that may be eaten; `None` when a part that is needed has none.
fn choose<'a>(template: &'static Template, by_id: &BTreeMap<&str, &'a Food>, rules: &Rules) -> Option<Chosen<'a>> {
    let mut chosen: Chosen<'a> = Vec::new();
    for ingredient in template.parts {
        let usable = |id: &&str| by_id.get(*id).copied().filter(|food| rules.allows(food));
        let liked = ingredient.foods.iter().filter_map(usable).find(|food| rules.likes(food));
        match liked.or_else(|| ingredient.foods.iter().find_map(usable)) {
            Some(food) if chosen.iter().all(|(known, _)| known.id != food.id) => chosen.push((food, ingredient)),
            _ if ingredient.may_be_left_out => {}
            _ => return None,
        }
    }
    (!chosen.is_empty()).then_some(chosen)
}

/// What one meal should bring.
struct Aim {
    energy: f64,
    most_energy: f64,
    protein: Option<f64>,
    carbs: Option<f64>,
    fat: Option<f64>,
}

impl Aim {
    fn new(remaining: &Remaining, slot: Slot) -> Aim {
        let energy = remaining.energy.min(most(slot));
        let share = energy / remaining.energy;
        let part = |amount: Option<f64>| {
            amount.filter(|amount| amount.is_finite() && *amount >= 0.0).map(|amount| amount * share)
        };
        Aim {
            energy,
            most_energy: remaining.energy.min(energy * 1.1),
            protein: part(remaining.protein).map(|grams| grams.min(MOST_PROTEIN)),
            carbs: part(remaining.carbs),
            fat: part(remaining.fat),
        }
    }

    /// How far figures are from the aim; squares of parts, energy and protein counting most.
    fn cost(&self, sums: [f64; 4]) -> f64 {
        let off =
            |value: f64, aim: Option<f64>, floor: f64| aim.map_or(0.0, |aim| ((value - aim) / aim.max(floor)).powi(2));
        3.0 * off(sums[0], Some(self.energy), 100.0)
            + 2.0 * off(sums[1], self.protein, 10.0)
            + 0.5 * off(sums[2], self.carbs, 20.0)
            + 0.5 * off(sums[3], self.fat, 10.0)
    }
}

/// Weights in steps that come nearest to the aim, with their cost; `None` when none comes near.
fn weigh(chosen: &Chosen, aim: &Aim) -> Option<(f64, Vec<f64>)> {
    let figures: Option<Vec<[f64; 4]>> = chosen
        .iter()
        .map(|(food, _)| {
            let get = |nutrient| food.per_100g.get(nutrient);
            Some([get(Nutrient::Energy)?, get(Nutrient::Protein)?, get(Nutrient::Carbohydrate)?, get(Nutrient::Fat)?])
        })
        .collect();
    let figures = figures?;
    let mut weights: Vec<f64> = chosen.iter().map(|(_, ingredient)| ingredient.usual).collect();
    let cost = |weights: &[f64]| {
        let mut sums = [0.0; 4];
        for (weight, figures) in weights.iter().zip(&figures) {
            for (sum, figure) in sums.iter_mut().zip(figures) {
                *sum += figure * weight / 100.0;
            }
        }
        (aim.cost(sums) + if sums[0] > aim.most_energy { 10.0 } else { 0.0 }, sums)
    };
    // One weight at a time, by its steps, until none makes it better: few steps and a cost without pits.
    for _ in 0..40 {
        let mut better = false;
        for (at, (_, ingredient)) in chosen.iter().enumerate() {
            let before = weights[at];
            let mut best = (cost(&weights).0, before);
            let mut grams = ingredient.least;
            while grams <= ingredient.most + 1e-9 {
                weights[at] = grams;
                let here = cost(&weights).0;
                if here < best.0 - 1e-9 {
                    best = (here, grams);
                }
                grams += ingredient.step;
            }
            weights[at] = best.1;
            better |= (best.1 - before).abs() > 1e-9;
        }
        if !better {
            break;
        }
    }
    let (value, sums) = cost(&weights);
    let near = (sums[0] - aim.energy).abs() <= FAR * aim.energy && sums[0] <= aim.most_energy;
    near.then_some((value, weights))
}

fn suggestion(template: &Template, slot: Slot, chosen: &Chosen, weights: &[f64], remaining: &Remaining) -> Suggestion {
    let items: Vec<Item> = chosen.iter().zip(weights).map(|((food, _), grams)| item(food, *grams)).collect();
    let mut totals: BTreeMap<String, f64> = BTreeMap::new();
    if let Some(first) = items.first() {
        for metric in first.nutrients.keys() {
            let parts: Option<Vec<f64>> = items.iter().map(|item| item.nutrients.get(metric).copied()).collect();
            if let Some(parts) = parts {
                totals.insert(metric.clone(), parts.iter().sum());
            }
        }
    }
    let names: Vec<String> =
        chosen.iter().filter(|(_, part)| part.in_title).map(|(food, _)| short_name(food)).collect();
    let title = capital(&match (&names[..], template.title) {
        ([], title) => title.to_owned(),
        ([one], "") => one.clone(),
        ([one, two], "") => format!("{one} with {two}"),
        ([one, rest @ .., last], "") => format!("{one} with {} and {last}", rest.join(", ")),
        (names, title) => format!("{title} with {}", list(names)),
    });
    let of = |metric: &str| totals.get(metric).copied();
    let mut why =
        format!("It has {:.0} kcal of the {:.0} that are left", of("energy_in").unwrap_or_default(), remaining.energy);
    if let (Some(protein), Some(left)) = (of("protein"), remaining.protein.filter(|left| *left > 0.0)) {
        why.push_str(&format!(" and {protein:.0} g of the {left:.0} g of protein"));
    }
    why.push_str(&format!(", and takes about {} minutes.", template.minutes));
    Suggestion { title, slot, minutes: template.minutes, items, totals, why }
}

fn item(food: &Food, grams: f64) -> Item {
    let nutrients = super::meal::figures(food)
        .into_iter()
        .map(|(metric, amount)| (metric.to_owned(), amount * grams / 100.0))
        .collect();
    Item {
        words: food.name.to_owned(),
        food: food.id.to_owned(),
        name: food.name.to_owned(),
        grams,
        amount: format!("{grams} g"),
        assumed: Vec::new(),
        nutrients,
        source: food.source.to_string(),
    }
}

/// `Chicken breast, cooked` is `chicken breast`.
fn short_name(food: &Food) -> String {
    let first = food.name.split(',').next().unwrap_or(food.name);
    let mut letters = first.chars();
    // Names of their own, such as `Greek yoghurt`, stay as they are.
    match letters.next() {
        Some(letter) if !first.starts_with("Greek") => letter.to_lowercase().chain(letters).collect(),
        _ => first.to_owned(),
    }
}

fn list(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |letter| letter.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests;

//! What an amount of a food weighs.
//!
//! First comes what the food's own portions say. Household measures that it has no portion for are those of the
//! Standard Reference for foods of its kind (cup of 236.6 mL, tablespoon of 14.8 mL, egg of 50 g, slice of bread of 25
//! to 32 g), and of "Food Portion Sizes" of the UK Food Standards Agency (mug of 260 g, can of 330 mL, pint of 568 mL).

use super::amount::{Amount, plain};
use super::household::{beside_grams, counted_default, household, usual_grams};
use super::lexicon::{Size, Unit};
use super::lookup::Candidate;
use super::text::key_words;
use crate::nutrition::food::FoodCategory;

/// Grams, how they came about, and what was taken for granted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Weighed {
    pub(super) grams: f64,
    pub(super) text: String,
    pub(super) assumed: Vec<String>,
}

/// What a food goes with, for amounts that are not said: butter on bread, milk in coffee.
pub(super) type Beside = Option<FoodCategory>;

/// Litres, in millilitres, and their like.
const FLUID_OUNCE_ML: f64 = 29.573_5;
pub(super) const CUP_ML: f64 = 236.588;
pub(super) const TABLESPOON_ML: f64 = 14.786_8;
pub(super) const TEASPOON_ML: f64 = 4.928_9;
const OUNCE_G: f64 = 28.349_5;
const POUND_G: f64 = 453.592;

/// The weight of an amount of a food; `None` where nothing says what one of it weighs.
pub(super) fn weigh(amount: Option<&Amount>, food: &Candidate, words: &str, beside: Beside) -> Option<Weighed> {
    let Some(amount) = amount else {
        return usual(food, words, beside);
    };
    let mut weighed = said(amount, food, words, beside)?;
    weighed.assumed.splice(0..0, amount.assumed.iter().cloned());
    (weighed.grams.is_finite() && weighed.grams > 0.0).then_some(weighed)
}

fn said(amount: &Amount, food: &Candidate, words: &str, beside: Beside) -> Option<Weighed> {
    let value = amount.value;
    let exact = |grams: f64, text: String| Some(Weighed { grams, text, assumed: Vec::new() });
    let Some(unit) = amount.unit else {
        return counted(amount, food, words, beside);
    };
    let mass = match unit {
        Unit::Gram => Some((1.0, "g")),
        Unit::Kilogram => Some((1_000.0, "kg")),
        Unit::Milligram => Some((0.001, "mg")),
        Unit::Ounce if is_poured(food) => None,
        Unit::Ounce => Some((OUNCE_G, "oz")),
        Unit::Pound => Some((POUND_G, "lb")),
        Unit::Etto => Some((100.0, "etto")),
        _ => None,
    };
    if let Some((grams, name)) = mass {
        return exact(value * grams, format!("{} {name}", plain(value)));
    }
    let frozen = is_frozen(food);
    let volume = match unit {
        Unit::Millilitre => Some((1.0, "ml")),
        Unit::Centilitre => Some((10.0, "cl")),
        Unit::Decilitre => Some((100.0, "dl")),
        Unit::Litre => Some((1_000.0, "l")),
        Unit::FluidOunce | Unit::Ounce => Some((FLUID_OUNCE_ML, "fl oz")),
        // Ice cream is sold in the pint of the United States.
        Unit::Pint if frozen => Some((473.0, "pint")),
        Unit::Pint => Some((568.0, "pint")),
        Unit::Quart => Some((946.353, "quart")),
        _ => None,
    };
    if let Some((millilitres, name)) = volume {
        let (density, assumed) = density(food)?;
        let grams = value * millilitres * density;
        return Some(Weighed {
            grams,
            text: format!("{} {name} ({} g)", plain(value), plain(grams.round())),
            assumed: assumed.into_iter().collect(),
        });
    }
    // A German `Becher` is a mug of coffee and a pot of yoghurt.
    let unit = if unit == Unit::Mug && !is_poured(food) { Unit::Pot } else { unit };
    if let Some((grams, name)) = sized_portion(food, unit, amount.size) {
        return Some(Weighed { grams: value * grams, text: times(value, &name, grams), assumed: Vec::new() });
    }
    let (name, grams) = household(unit, food, words, beside)?;
    let grams = grams * amount.size.filter(|_| unit != Unit::Cup).map_or(1.0, Size::beside_medium);
    let assumed = match unit {
        Unit::Cup | Unit::Tablespoon | Unit::Teaspoon => Vec::new(),
        _ => vec![format!("{name} of {} taken as {} g", food.name, plain(grams))],
    };
    Some(Weighed { grams: value * grams, text: times(value, name, grams), assumed })
}

fn times(value: f64, name: &str, grams: f64) -> String {
    format!("{} × 1 {name} ({} g)", plain(value), plain(grams))
}

/// Whether it is poured into a glass.
pub(super) const fn is_drink(food: &Candidate) -> bool {
    matches!(food.category, FoodCategory::Drink | FoodCategory::AlcoholicDrink | FoodCategory::PlantMilk)
}

/// Ice cream and its like, which hold as much air as anything else.
fn is_frozen(food: &Candidate) -> bool {
    ["ice-cream", "frozen-yoghurt", "sherbet", "soft-serve"].iter().any(|kind| food.id.contains(kind))
}

pub(super) fn is_poured(food: &Candidate) -> bool {
    let milk =
        ["milk-", "buttermilk", "kefir", "chocolate-milk", "ayran"].iter().any(|start| food.id.starts_with(start));
    is_drink(food) || milk && !food.id.ends_with("powder")
}

pub(super) fn density(food: &Candidate) -> Option<(f64, Option<String>)> {
    if let Some(density) = food.density {
        return Some((density, None));
    }
    if is_frozen(food) && portion(food, &["cup"]).is_none() {
        // Half a cup of ice cream is 66 g in the Standard Reference.
        return Some((0.56, Some(format!("{} taken to be as dense as ice cream", food.name))));
    }
    // The cup of a cappuccino is no measuring cup.
    let measuring = |density: &f64| !is_drink(food) || (0.85..=1.15).contains(density);
    if let Some(cup) = portion(food, &["cup"]).map(|cup| cup.1 / CUP_ML).filter(measuring) {
        return Some((cup, None));
    }
    if let Some(spoon) = portion(food, &["tbsp"]) {
        return Some((spoon.1 / TABLESPOON_ML, None));
    }
    let (value, kind) = match food.category {
        FoodCategory::Drink | FoodCategory::AlcoholicDrink | FoodCategory::PlantMilk | FoodCategory::Soup => {
            (1.0, "water")
        }
        FoodCategory::Dairy
        | FoodCategory::Supplement
        | FoodCategory::Sauce
        | FoodCategory::Dish
        | FoodCategory::Cereal => (1.03, "milk"),
        FoodCategory::Oil => (0.92, "oil"),
        _ => return None,
    };
    Some((value, Some(format!("{} taken to be as dense as {kind}", food.name))))
}

/// The first of the food's portions with one of these names, whole names first.
pub(super) fn portion(food: &Candidate, names: &[&str]) -> Option<(String, f64)> {
    for name in names {
        if let Some(found) = food.portions.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Some(found.clone());
        }
    }
    for name in names {
        let begins = |known: &str| known.to_ascii_lowercase().split(' ').next() == Some(*name);
        if let Some(found) = food.portions.iter().find(|(known, _)| begins(known)) {
            return Some(found.clone());
        }
    }
    None
}

/// The last word of a portion's name is one of these, `thin slice`.
fn portion_ending(food: &Candidate, name: &str) -> Option<(String, f64)> {
    food.portions.iter().find(|(known, _)| known.to_ascii_lowercase().split(' ').next_back() == Some(name)).cloned()
}

const fn portion_names(unit: Unit) -> &'static [&'static str] {
    match unit {
        Unit::Cup => &["cup"],
        Unit::Tablespoon => &["tbsp"],
        Unit::Teaspoon => &["tsp"],
        Unit::Slice => &["slice", "rasher", "strip"],
        Unit::Piece => &["piece", "wedge", "medium", "slice"],
        Unit::Handful => &["handful"],
        Unit::Bowl => &["bowl"],
        Unit::Plate => &["plate"],
        Unit::Glass => &["glass"],
        Unit::Mug => &["mug"],
        Unit::Can => &["can", "tin"],
        Unit::Bottle => &["bottle"],
        Unit::Scoop => &["scoop", "ball"],
        Unit::Packet => &["packet", "bag", "sachet", "pack", "pouch"],
        Unit::Bar => &["bar"],
        Unit::Pinch => &["pinch"],
        Unit::Stick => &["stick", "stalk"],
        Unit::Clove => &["clove"],
        Unit::Fillet => &["fillet", "breast", "steak"],
        Unit::Serving => &["portion", "serving"],
        Unit::Shot => &["shot", "jigger"],
        Unit::Square => &["square", "piece"],
        Unit::Pot => &["pot", "container", "tub"],
        Unit::Spoon => &["spoon", "knob", "tbsp"],
        Unit::Drizzle => &["drizzle", "tsp"],
        Unit::Splash => &["splash"],
        Unit::Ball => &["ball", "scoop"],
        Unit::Leaf => &["leaf", "outer"],
        Unit::Strip => &["strip", "slice"],
        _ => &[],
    }
}

fn sized_portion(food: &Candidate, unit: Unit, size: Option<Size>) -> Option<(f64, String)> {
    let names = portion_names(unit);
    if let (Some(size), Some(first)) = (size, names.first()) {
        let both = [format!("{first} {}", size.name()), format!("{} {first}", size.name())];
        if let Some((name, grams)) = both.iter().find_map(|name| portion(food, &[name])) {
            return Some((grams, name));
        }
    }
    let (name, grams) = portion(food, names).or_else(|| names.first().and_then(|name| portion_ending(food, name)))?;
    match size {
        Some(size) if size != Size::Medium && unit != Unit::Cup && unit != Unit::Piece => {
            Some((grams * size.beside_medium(), format!("{} {name}", size.name())))
        }
        Some(size) if unit == Unit::Piece => {
            portion(food, &[size.name()]).map(|(name, grams)| (grams, name)).or(Some((grams, name)))
        }
        _ => Some((grams, name)),
    }
}

pub(super) fn is_dried(name: &str) -> bool {
    ["dried", "raisin", "sultana", "currant", "prune", "date"].iter().any(|word| name.contains(word))
}

pub(super) fn is_wine(food: &Candidate) -> bool {
    let name = food.name.to_ascii_lowercase();
    food.category == FoodCategory::AlcoholicDrink
        && ["wine", "champagne", "prosecco", "sherry", "port"].iter().any(|word| name.contains(word))
}

/// Names of portions that one thing is counted in.
const COUNTED: [&str; 16] = [
    "medium",
    "each",
    "piece",
    "whole",
    "fruit",
    "unit",
    "item",
    "individual",
    "slice",
    "sandwich",
    "roll",
    "bun",
    "bar",
    "pot",
    "fillet",
    "portion",
];
/// Beginnings of portions that nobody counts in.
const MEASURES: [&str; 22] = [
    "cup", "tbsp", "tsp", "fl", "oz", "pint", "liter", "litre", "small", "large", "thin", "jumbo", "extra", "raw",
    "can", "stick", "half", "inch", "kids", "handful", "splash", "pat",
];
/// Of what is drunk.
const POURED: [&str; 9] = ["shot", "serving", "portion", "can", "bottle", "mug", "glass", "cup", "bowl"];
/// Of water and wine nobody means the bottle.
const POURED_BY_THE_GLASS: [&str; 4] = ["glass", "cup", "serving", "mug"];

fn poured(food: &Candidate) -> Option<(String, f64)> {
    let by_glass = is_wine(food) || food.id.starts_with("water") || food.id.contains("juice");
    portion(food, if by_glass { &POURED_BY_THE_GLASS } else { &POURED })
}

/// The first portion that is a thing and not a measure.
fn first_thing(food: &Candidate) -> Option<(String, f64)> {
    let measure = |name: &str| {
        let first = name.split(' ').next().unwrap_or_default().to_ascii_lowercase();
        MEASURES.contains(&first.as_str()) || first.parse::<f64>().is_ok()
    };
    food.portions.iter().find(|(name, _)| !measure(name)).cloned()
}

fn counted(amount: &Amount, food: &Candidate, words: &str, beside: Beside) -> Option<Weighed> {
    let value = amount.value;
    if let Some(size) = amount.size {
        let exact = portion(food, &[size.name()]).filter(|(name, _)| !name.contains("slice") || value <= 1.0);
        if let Some((name, grams)) = exact {
            return Some(Weighed { grams: value * grams, text: times(value, &name, grams), assumed: Vec::new() });
        }
    }
    let (name, grams) = one_of(food, words, beside)?;
    let factor = amount.size.map_or(1.0, Size::beside_medium);
    let grams = grams * factor;
    let size = amount.size.map_or(String::new(), |size| format!("{} ", size.name()));
    let bare = name != "medium" || amount.size.is_none();
    let shown = if bare { format!("{size}{name}") } else { size.trim().to_owned() };
    let assumed = vec![format!("weight of one not said: 1 {shown} of {}, {} g", food.name, plain(grams))];
    Some(Weighed { grams: value * grams, text: times(value, &shown, grams), assumed })
}

/// What one of it is, where only a count was said.
fn one_of(food: &Candidate, words: &str, beside: Beside) -> Option<(String, f64)> {
    let said = key_words(words);
    if food.category == FoodCategory::Egg
        && let Some(found) = portion(food, &["large", "egg"]).or_else(|| portion(food, &["white", "yolk"]))
    {
        return Some(found);
    }
    // A cube or a spoon for the cup, not a cup of it.
    if food.category == FoodCategory::Sweet && food.id.contains("sugar") {
        return Some(portion(food, &["tsp", "cube"]).unwrap_or(("tsp".to_owned(), 4.2)));
    }
    if is_drink(food) || food.category == FoodCategory::Soup {
        // `una caña` is a glass of its own.
        let own = food.portions.iter().find(|(name, _)| {
            let name = key_words(name);
            name.len() == 1 && name[0] == "cana" && said.contains(&name[0])
        });
        return own
            .cloned()
            .or_else(|| poured(food))
            .or_else(|| counted_default(food, words, beside).map(|(name, grams)| (name.to_owned(), grams)));
    }
    // Muffins and doughnuts come in all sizes, and the table's portion of that name is a tiny one.
    if food.category == FoodCategory::Bakery
        && let Some(found) = portion(food, &["medium"]).filter(|(name, _)| name == "medium")
    {
        return Some(found);
    }
    // A portion that is called like the food, or with the word that was said: `breast`, `banana`, `drumstick`.
    let named = food.portions.iter().find(|(name, _)| {
        let name = key_words(name);
        name.len() == 1 && said.contains(&name[0]) && !matches!(name[0].as_str(), "cup" | "tbsp" | "tsp")
    });
    if let Some(found) = named {
        return Some(found.clone());
    }
    // Rice, soup and the like are not counted: one is a portion.
    if !matches!(
        food.category,
        FoodCategory::Grain
            | FoodCategory::Cereal
            | FoodCategory::Legume
            | FoodCategory::Dish
            | FoodCategory::FastFood
            | FoodCategory::Supplement
    ) && let Some(found) = portion(food, &COUNTED)
    {
        return Some(found);
    }
    let things = [FoodCategory::Dish, FoodCategory::FastFood, FoodCategory::Supplement];
    things
        .contains(&food.category)
        .then(|| first_thing(food))
        .flatten()
        .or_else(|| portion(food, &["portion", "serving", "bowl", "pot"]))
        .or_else(|| portion(food, &COUNTED))
        .or_else(|| (food.category != FoodCategory::Sweet).then(|| first_thing(food)).flatten())
        .or_else(|| counted_default(food, words, beside).map(|(name, grams)| (name.to_owned(), grams)))
}

fn usual(food: &Candidate, words: &str, beside: Beside) -> Option<Weighed> {
    let eggs = food.category == FoodCategory::Egg
        && words
            .to_lowercase()
            .split_whitespace()
            .any(|word| matches!(word, "eggs" | "eier" | "huevos" | "oeufs" | "œufs" | "uova"));
    if eggs && portion(food, &["portion"]).is_none() {
        let (name, grams) = one_of(food, words, beside)?;
        return Some(Weighed {
            grams: 2.0 * grams,
            text: times(2.0, &name, grams),
            assumed: vec!["number not said: 2 eggs".to_owned()],
        });
    }
    let (name, grams) = usual_portion(food, words, beside)?;
    let last = words.to_lowercase().split_whitespace().next_back().map(str::to_owned).unwrap_or_default();
    if food.category == FoodCategory::Bakery && grams < 60.0 && last.ends_with('s') {
        return Some(Weighed {
            grams: 2.0 * grams,
            text: times(2.0, &name, grams),
            assumed: vec![format!("number not said: 2 of {}", food.name)],
        });
    }
    Some(Weighed {
        grams,
        text: format!("1 {name} ({} g)", plain(grams)),
        assumed: vec![format!("amount not said: 1 {name} of {}, {} g", food.name, plain(grams))],
    })
}

fn usual_portion(food: &Candidate, words: &str, beside: Beside) -> Option<(String, f64)> {
    if let Some((name, grams)) = beside_grams(food, beside) {
        return Some((name.to_owned(), grams));
    }
    use FoodCategory as Shelf;
    if food.id.starts_with("pizza") {
        let (_, grams) = portion(food, &["slice"]).unwrap_or_default();
        return Some(if grams > 0.0 {
            ("helping of 2 slices".to_owned(), 2.0 * grams)
        } else {
            ("helping".to_owned(), 200.0)
        });
    }
    let name = food.name.to_ascii_lowercase();
    let within =
        |found: Option<(String, f64)>, least: f64, most: f64| found.filter(|(_, grams)| (least..=most).contains(grams));
    let own = match food.category {
        Shelf::Bread => within(portion(food, &["portion"]).or_else(|| one_of(food, words, beside)), 15.0, 300.0),
        Shelf::Egg | Shelf::Bakery | Shelf::FastFood | Shelf::ProcessedMeat => {
            portion(food, &["portion"]).or_else(|| one_of(food, words, beside))
        }
        Shelf::Fruit if !is_dried(&name) => {
            portion(food, &["portion"]).or_else(|| within(portion(food, &["medium", "fruit", "serving"]), 50.0, 250.0))
        }
        Shelf::Vegetable => {
            portion(food, &["portion"]).or_else(|| within(portion(food, &["medium", "bowl"]), 50.0, 250.0))
        }
        Shelf::Soup => portion(food, &["portion", "bowl", "cup"]),
        Shelf::Drink | Shelf::AlcoholicDrink | Shelf::PlantMilk => poured(food),
        Shelf::Oil | Shelf::Sauce => portion(food, &["portion", "tbsp", "packet"]),
        Shelf::Spice => portion(food, &["pinch"]),
        Shelf::Packaged => portion(food, &["serving", "portion"]).or_else(|| first_thing(food)),
        Shelf::Supplement => {
            portion(food, &["portion", "scoop", "bar", "bottle", "serving"]).or_else(|| first_thing(food))
        }
        Shelf::Dish => portion(food, &["portion", "serving", "bowl"]).or_else(|| first_thing(food)),
        Shelf::Sweet if food.id.contains("sugar") || food.id.contains("honey") => portion(food, &["tsp", "tbsp"]),
        Shelf::Sweet => within(portion(food, &["portion", "serving", "bar", "piece"]), 8.0, 80.0),
        Shelf::Dairy => {
            portion(food, &["portion", "pot", "container", "slice", "glass", "scoop", "knob", "pat", "serving"])
        }
        _ => portion(
            food,
            &["portion", "serving", "bowl", "medium", "piece", "slice", "fillet", "breast", "bar", "patty", "pattie"],
        ),
    };
    own.or_else(|| usual_grams(food, words, beside).map(|(name, grams)| (name.to_owned(), grams)))
}

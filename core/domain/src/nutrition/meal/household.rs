//! Household measures for foods that have no portion of their own for them, by the shelf they lie on.
//!
//! They are those of the Standard Reference for foods of their kind and of "Food Portion Sizes" of the UK Food Standards
//! Agency.

use super::lexicon::Unit;
use super::lookup::Candidate;
use super::measure::{
    Beside, CUP_ML, TABLESPOON_ML, TEASPOON_ML, density, is_dried, is_drink, is_poured, is_wine, portion,
};
use crate::nutrition::food::FoodCategory;

/// Grams of household measures, by the kind of food.
pub(super) fn household(unit: Unit, food: &Candidate, words: &str, beside: Beside) -> Option<(&'static str, f64)> {
    use FoodCategory as Shelf;
    let shelf = food.category;
    let name = food.name.to_ascii_lowercase();
    let of = |millilitres: f64| density(food).map(|(density, _)| millilitres * density);
    Some(match unit {
        Unit::Cup if is_drink(food) => ("cup", of(CUP_ML)?),
        Unit::Cup => (
            "cup",
            of(CUP_ML).or_else(|| {
                Some(match shelf {
                    Shelf::Vegetable => 120.0,
                    Shelf::Fruit => 150.0,
                    Shelf::Legume => 175.0,
                    Shelf::Nut => 135.0,
                    Shelf::Grain => 160.0,
                    Shelf::Potato => 155.0,
                    Shelf::Meat | Shelf::Poultry | Shelf::Fish | Shelf::ProcessedMeat => 138.0,
                    Shelf::Sweet => 200.0,
                    Shelf::Snack => 28.0,
                    _ => return None,
                })
            })?,
        ),
        Unit::Tablespoon | Unit::Teaspoon | Unit::Spoon => {
            let tea = unit == Unit::Teaspoon;
            let (name, millilitres) = if tea { ("tsp", TEASPOON_ML) } else { ("tbsp", TABLESPOON_ML) };
            let whole = if tea {
                portion(food, &["tbsp"]).map(|(_, grams)| grams / 3.0)
            } else {
                portion(food, &["tsp"]).map(|(_, grams)| grams * 3.0)
            };
            let grams = whole.or_else(|| of(millilitres)).unwrap_or(match shelf {
                Shelf::Nut | Shelf::Sweet | Shelf::Fruit | Shelf::Legume => millilitres * 0.7,
                Shelf::Spice => millilitres * 0.45,
                _ => millilitres * 0.8,
            });
            (name, grams)
        }
        Unit::Slice | Unit::Strip => (
            "slice",
            match shelf {
                Shelf::Bread => 30.0,
                Shelf::Dairy => 25.0,
                Shelf::ProcessedMeat if name.contains("bacon") => 8.0,
                Shelf::ProcessedMeat => 20.0,
                Shelf::Meat | Shelf::Poultry => 40.0,
                Shelf::Fish => 30.0,
                Shelf::Bakery => 80.0,
                Shelf::FastFood | Shelf::Dish => 107.0,
                Shelf::Vegetable => 15.0,
                Shelf::Fruit => 30.0,
                Shelf::Legume => 80.0,
                _ => return None,
            },
        ),
        Unit::Piece => return counted_default(food, words, beside),
        Unit::Handful => (
            "handful",
            match shelf {
                Shelf::Nut
                | Shelf::Snack
                | Shelf::Cereal
                | Shelf::Sweet
                | Shelf::Grain
                | Shelf::Vegetable
                | Shelf::Dairy => 30.0,
                Shelf::Fruit if is_dried(&name) => 30.0,
                Shelf::Fruit => 75.0,
                Shelf::Legume => 40.0,
                Shelf::Potato => 60.0,
                Shelf::Bakery => 30.0,
                _ => return None,
            },
        ),
        Unit::Bowl => (
            "bowl",
            match shelf {
                Shelf::Cereal if name.contains("porridge") || name.contains("cooked") => 240.0,
                Shelf::Cereal => 40.0,
                Shelf::Soup => 300.0,
                Shelf::Dish | Shelf::FastFood => portion(food, &["portion"]).map_or(300.0, |(_, grams)| grams),
                Shelf::Legume => 250.0,
                Shelf::Grain | Shelf::Potato | Shelf::Dairy => 200.0,
                Shelf::Fruit => 160.0,
                Shelf::Vegetable => 100.0,
                Shelf::Snack => 30.0,
                _ => return None,
            },
        ),
        Unit::Plate => (
            "plate",
            match shelf {
                Shelf::Dish | Shelf::FastFood => portion(food, &["portion"]).map_or(350.0, |(_, grams)| grams),
                Shelf::Grain | Shelf::Potato | Shelf::Legume => 230.0,
                Shelf::Vegetable => 150.0,
                _ => return None,
            },
        ),
        Unit::Glass if is_wine(food) => ("glass", of(150.0)?),
        Unit::Glass if shelf == Shelf::AlcoholicDrink => ("glass", of(300.0)?),
        Unit::Glass => ("glass", of(240.0)?),
        Unit::Mug => ("mug", of(260.0)?),
        Unit::Can if is_drink(food) => ("can", of(330.0)?),
        Unit::Can => (
            "can",
            match shelf {
                Shelf::Fish => 105.0,
                Shelf::Legume | Shelf::Vegetable => 240.0,
                Shelf::Soup | Shelf::Dish => 400.0,
                Shelf::Fruit => 240.0,
                _ => return None,
            },
        ),
        Unit::Bottle if is_wine(food) => ("bottle", of(750.0)?),
        Unit::Bottle if shelf == Shelf::AlcoholicDrink => ("bottle", of(330.0)?),
        Unit::Bottle if is_poured(food) => ("bottle", of(500.0)?),
        Unit::Scoop => (
            "scoop",
            match shelf {
                Shelf::Supplement => 30.0,
                Shelf::Dairy | Shelf::Sweet => 66.0,
                Shelf::Potato | Shelf::Grain => 60.0,
                _ => return None,
            },
        ),
        Unit::Packet => (
            "packet",
            match shelf {
                Shelf::Snack => 28.0,
                Shelf::Sweet => 45.0,
                _ => return None,
            },
        ),
        Unit::Bar => (
            "bar",
            match shelf {
                Shelf::Supplement => 60.0,
                Shelf::Sweet | Shelf::Snack | Shelf::Cereal => 45.0,
                _ => return None,
            },
        ),
        Unit::Pinch => ("pinch", if matches!(shelf, Shelf::Spice | Shelf::Sweet) { 0.4 } else { return None }),
        Unit::Stick => (
            "stick",
            match shelf {
                Shelf::Vegetable if name.contains("celery") => 40.0,
                Shelf::Vegetable => 7.0,
                Shelf::Dairy if name.contains("butter") => 113.0,
                Shelf::Dairy => 28.0,
                Shelf::Bread => 8.0,
                _ => return None,
            },
        ),
        Unit::Clove => ("clove", if name.contains("garlic") { 3.0 } else { return None }),
        Unit::Fillet => (
            "fillet",
            match shelf {
                Shelf::Fish => 150.0,
                Shelf::Poultry => 150.0,
                Shelf::Meat => 170.0,
                _ => return None,
            },
        ),
        Unit::Serving => return usual_grams(food, words, beside),
        Unit::Shot if shelf == Shelf::AlcoholicDrink => ("shot", of(44.0)?),
        Unit::Shot if shelf == Shelf::Drink => ("shot", of(30.0)?),
        Unit::Square if matches!(shelf, Shelf::Sweet | Shelf::Snack) => ("square", 7.0),
        Unit::Pot if shelf == Shelf::Dairy => ("pot", 150.0),
        Unit::Drizzle => ("drizzle", 5.0),
        Unit::Splash => ("splash", of(20.0)?),
        Unit::Ball if name.contains("mozzarella") => ("ball", 125.0),
        Unit::Ball if matches!(shelf, Shelf::Dairy | Shelf::Sweet) => ("ball", 66.0),
        Unit::Leaf => (
            "leaf",
            if shelf == Shelf::Spice {
                0.5
            } else if name.contains("lettuce") {
                10.0
            } else {
                return None;
            },
        ),
        _ => return None,
    })
}

pub(super) fn usual_grams(food: &Candidate, _words: &str, beside: Beside) -> Option<(&'static str, f64)> {
    use FoodCategory as Shelf;
    if let Some(found) = beside_grams(food, beside) {
        return Some(found);
    }
    let name = food.name.to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    let portion = "usual portion";
    Some((
        portion,
        match food.category {
            Shelf::Bread => 30.0,
            Shelf::Cereal if has("porridge") || has("cooked") => 240.0,
            Shelf::Cereal => 40.0,
            Shelf::Grain if has("dry") => 75.0,
            Shelf::Grain if has("flour") => 30.0,
            Shelf::Grain => 180.0,
            Shelf::Potato if has("fries") || has("chips") => 150.0,
            Shelf::Potato => 180.0,
            Shelf::Dairy if is_poured(food) => 244.0,
            Shelf::Dairy if has("yoghurt") || has("quark") || has("skyr") || has("cottage") => 150.0,
            Shelf::Dairy if has("ice cream") => 66.0,
            Shelf::Dairy if has("butter") => 10.0,
            Shelf::Dairy if has("cream") => 30.0,
            Shelf::Dairy => 30.0,
            Shelf::PlantMilk => 240.0,
            Shelf::Egg => 50.0,
            Shelf::Meat | Shelf::Poultry | Shelf::Fish => 120.0,
            Shelf::ProcessedMeat => 50.0,
            Shelf::Legume if has("tofu") || has("tempeh") => 100.0,
            Shelf::Legume if has("hummus") => 30.0,
            Shelf::Legume => 130.0,
            Shelf::Nut if has("butter") => 16.0,
            Shelf::Nut if has("seed") => 10.0,
            Shelf::Nut => 30.0,
            Shelf::Fruit if is_dried(&name) => 30.0,
            Shelf::Fruit => 100.0,
            Shelf::Vegetable => 80.0,
            Shelf::Oil => 13.5,
            Shelf::Sauce => 20.0,
            Shelf::Spice => 0.5,
            Shelf::Sweet
                if ["pudding", "custard", "mousse", "jelly dessert", "sorbet", "panna cotta"]
                    .iter()
                    .any(|kind| has(kind)) =>
            {
                120.0
            }
            Shelf::Sweet if has("chocolate") => 30.0,
            Shelf::Sweet if has("sugar") => 4.2,
            Shelf::Sweet => 20.0,
            Shelf::Bakery => 60.0,
            Shelf::Snack => 30.0,
            Shelf::FastFood if has("double") || has("big mac") => 210.0,
            Shelf::FastFood if has("cheeseburger") => 120.0,
            Shelf::FastFood if has("burger") => 105.0,
            Shelf::FastFood => 200.0,
            Shelf::Soup => 300.0,
            Shelf::Dish => 300.0,
            Shelf::Drink => 240.0,
            Shelf::AlcoholicDrink if is_wine(food) => 150.0,
            Shelf::AlcoholicDrink if has("beer") || has("cider") || has("lager") || has("stout") => 330.0,
            Shelf::AlcoholicDrink => 44.0,
            Shelf::Supplement => 30.0,
            Shelf::Packaged => return None,
        },
    ))
}

pub(super) fn counted_default(food: &Candidate, words: &str, beside: Beside) -> Option<(&'static str, f64)> {
    use FoodCategory as Shelf;
    let name = food.name.to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    Some(match food.category {
        Shelf::Egg => ("large egg", 50.0),
        Shelf::Bread if has("bagel") => ("bagel", 105.0),
        Shelf::Bread if has("pita") || has("naan") || has("tortilla") => ("piece", 60.0),
        Shelf::Bread if has("cracker") => ("cracker", 5.0),
        Shelf::Bread if has("roll") || has("bun") => ("roll", 55.0),
        Shelf::Bread => ("slice", 30.0),
        Shelf::Potato => ("medium potato", 170.0),
        Shelf::Fruit if is_dried(&name) => ("piece", 8.0),
        Shelf::Fruit if has("berry") || has("berries") || has("grape") || has("cherr") => ("piece", 5.0),
        Shelf::Fruit => ("medium fruit", 120.0),
        Shelf::ProcessedMeat if has("sausage") || has("frankfurter") => ("sausage", 60.0),
        Shelf::ProcessedMeat if has("bacon") => ("slice", 8.0),
        Shelf::ProcessedMeat => ("slice", 20.0),
        Shelf::Nut if has("walnut") || has("macadamia") => ("nut", 4.0),
        Shelf::Nut if has("brazil") => ("nut", 5.0),
        Shelf::Nut if has("pecan") => ("nut", 3.0),
        Shelf::Nut if has("pistachio") => ("nut", 0.7),
        Shelf::Nut if has("seed") || has("butter") => return None,
        Shelf::Nut => ("nut", 1.2),
        Shelf::Vegetable if has("corn") => ("ear", 100.0),
        Shelf::Vegetable | Shelf::Sweet | Shelf::Spice | Shelf::Oil | Shelf::Sauce => return None,
        _ => return usual_grams(food, words, beside),
    })
}

/// A usual amount of something that goes with something else.
pub(super) fn beside_grams(food: &Candidate, beside: Beside) -> Option<(&'static str, f64)> {
    use FoodCategory as Shelf;
    let name = food.name.to_ascii_lowercase();
    let with = beside?;
    Some(match food.category {
        Shelf::Dairy | Shelf::PlantMilk if is_poured(food) && with == Shelf::Drink => ("dash", 30.0),
        Shelf::Dairy | Shelf::PlantMilk if is_poured(food) && with == Shelf::Cereal => ("helping", 125.0),
        Shelf::Dairy if name.contains("cream") && with == Shelf::Drink => ("dash", 15.0),
        Shelf::Dairy | Shelf::Oil
            if name.contains("butter") || name.contains("margarine") || name.contains("spread") =>
        {
            ("spread", 10.0)
        }
        Shelf::Vegetable if with == Shelf::Bread => ("helping", 30.0),
        Shelf::Vegetable if matches!(with, Shelf::FastFood) => ("helping", 20.0),
        Shelf::Oil => ("tbsp", 13.5),
        Shelf::Dairy if name.contains("cream cheese") && with == Shelf::Bread => ("topping", 29.0),
        Shelf::Sweet if food.id.contains("sugar") => ("tsp", 4.2),
        _ => return None,
    })
}

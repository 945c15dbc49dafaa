//! Foods and dishes with their figures per 100 g, their portions, and a search that says how sure it is.
//!
//! Figures of plain foods are those of the USDA National Nutrient Database for Standard Reference, Release 28 (public
//! domain), chosen and named by `data/food_selection.tsv` and copied by `data/make_foods.py`. Dishes of
//! `data/dishes.tsv` are recipes of ours, computed from the figures of their ingredients when the table is read. What
//! neither says is unknown, never 0.
//!
//! Some names stand for a whole family, and [`search`] then assumes its usual member and says so in
//! [`FoodMatch::assumed`]: milk is semi-skimmed, bread white, rice, pasta, potatoes, lentils and meat are cooked, oats
//! dry, yoghurt plain and of whole milk, cheese cheddar, coffee black and tea without anything.

mod dish;
mod imported;
mod nutrients;
mod search;
mod table;
mod words;

use std::fmt;
use std::sync::OnceLock;

pub use imported::{Catalogue, ImportedFood, ImportedPortion, barcode};
pub use nutrients::{Nutrient, Nutrients};
pub use search::{FoodMatch, SURE, search};

/// A food or dish of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Food {
    /// Stable id in lower case with hyphens, for example `banana`.
    pub id: &'static str,
    /// English name, for example `White rice, cooked`.
    pub name: &'static str,
    /// Further names, also German, Spanish, French, Italian and Turkish ones.
    pub aliases: Vec<Alias>,
    /// The shelf it lies on.
    pub category: FoodCategory,
    /// Figures per 100 g of what is eaten: without bone, peel and shell.
    pub per_100g: Nutrients,
    /// Household measures and pieces, for example one `medium` of 118 g; the usual one is not marked.
    pub portions: Vec<Portion>,
    /// Where the figures come from.
    pub source: FoodSource,
    /// Grams per millilitre, for what is poured.
    pub density_g_per_ml: Option<f64>,
}

impl Food {
    /// What `grams` of it hold, see [`Nutrients::scaled`].
    #[must_use]
    pub fn nutrients(&self, grams: f64) -> Nutrients {
        self.per_100g.scaled(grams)
    }

    /// The portion of this name, in any case.
    #[must_use]
    pub fn portion(&self, name: &str) -> Option<&Portion> {
        self.portions.iter().find(|portion| portion.name.eq_ignore_ascii_case(name))
    }
}

/// A further name of a food.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alias {
    /// The name as people write it.
    pub text: &'static str,
    /// True where the name stands for a whole family of foods, or for one without figures of its own that is much like
    /// this one: the food is then an assumption.
    pub assumed: bool,
}

/// An amount of a food that people count in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Portion {
    /// What one is called, for example `medium`, `cup`, `slice` or `tbsp` (of the United States: 236.6 and 14.8 mL).
    pub name: &'static str,
    /// Weight of one in grams, always above 0.
    pub grams: f64,
    /// True where the weight is our own usual serving, and not one of the table that the figures come from.
    pub estimated: bool,
}

/// Where the figures of a food come from.
#[derive(Debug, Clone, PartialEq)]
pub enum FoodSource {
    /// The USDA National Nutrient Database for Standard Reference.
    StandardReference {
        /// Its number of the food (NDB number), five digits.
        ndb: &'static str,
    },
    /// Computed from a recipe.
    Recipe {
        /// What goes in.
        ingredients: Vec<Ingredient>,
        /// What all of it weighs when it is ready, in grams.
        ready_grams: f64,
    },
}

impl FoodSource {
    /// Release of the Standard Reference that the table was made from.
    pub const RELEASE: &'static str = "SR28";
}

/// Names the source as a citation does.
impl fmt::Display for FoodSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FoodSource::StandardReference { ndb } => {
                write!(formatter, "USDA SR28 {ndb}")
            }
            FoodSource::Recipe { .. } => formatter.write_str("recipe of USDA SR28 foods"),
        }
    }
}

/// One part of a recipe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ingredient {
    /// Id of a food that is not itself a dish.
    pub food: &'static str,
    /// Weight in grams as it goes in.
    pub grams: f64,
}

/// The shelf that a food lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FoodCategory {
    /// Bread, rolls, crackers, dough.
    Bread,
    /// Breakfast cereals and porridge.
    Cereal,
    /// Rice, pasta, noodles, grains and flour.
    Grain,
    /// Potatoes and other roots that are eaten for their starch.
    Potato,
    /// Milk, cheese, yoghurt, cream, butter, ice cream.
    Dairy,
    /// Drinks of plants in place of milk.
    PlantMilk,
    /// Eggs.
    Egg,
    /// Beef, pork, lamb, game.
    Meat,
    /// Chicken, turkey, duck.
    Poultry,
    /// Ham, bacon, sausages, cold cuts.
    ProcessedMeat,
    /// Fish and seafood.
    Fish,
    /// Beans, lentils, peas, soya, tofu and what stands in for meat.
    Legume,
    /// Nuts, seeds and their butters.
    Nut,
    /// Fruit.
    Fruit,
    /// Vegetables, mushrooms, algae.
    Vegetable,
    /// Oils and fats.
    Oil,
    /// Sauces, dips, dressings, condiments.
    Sauce,
    /// Herbs, spices and what a kitchen needs in pinches.
    Spice,
    /// Sugar, spreads, chocolate and sweets, puddings.
    Sweet,
    /// Cakes, biscuits, pastries.
    Bakery,
    /// Crisps, bars, popcorn.
    Snack,
    /// What counters and chains sell.
    FastFood,
    /// Soups.
    Soup,
    /// Cooked dishes, salads and sandwiches.
    Dish,
    /// Drinks without alcohol.
    Drink,
    /// Drinks with alcohol.
    AlcoholicDrink,
    /// Protein powders, bars and shakes.
    Supplement,
    /// A food of a catalogue, which does not say on which shelf it lies.
    Packaged,
}

impl FoodCategory {
    /// The shelves of the table, all but [`FoodCategory::Packaged`].
    pub const ALL: [FoodCategory; 27] = [
        FoodCategory::Bread,
        FoodCategory::Cereal,
        FoodCategory::Grain,
        FoodCategory::Potato,
        FoodCategory::Dairy,
        FoodCategory::PlantMilk,
        FoodCategory::Egg,
        FoodCategory::Meat,
        FoodCategory::Poultry,
        FoodCategory::ProcessedMeat,
        FoodCategory::Fish,
        FoodCategory::Legume,
        FoodCategory::Nut,
        FoodCategory::Fruit,
        FoodCategory::Vegetable,
        FoodCategory::Oil,
        FoodCategory::Sauce,
        FoodCategory::Spice,
        FoodCategory::Sweet,
        FoodCategory::Bakery,
        FoodCategory::Snack,
        FoodCategory::FastFood,
        FoodCategory::Soup,
        FoodCategory::Dish,
        FoodCategory::Drink,
        FoodCategory::AlcoholicDrink,
        FoodCategory::Supplement,
    ];

    /// Name in the table, for example `plant_milk`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            FoodCategory::Bread => "bread",
            FoodCategory::Cereal => "cereal",
            FoodCategory::Grain => "grain",
            FoodCategory::Potato => "potato",
            FoodCategory::Dairy => "dairy",
            FoodCategory::PlantMilk => "plant_milk",
            FoodCategory::Egg => "egg",
            FoodCategory::Meat => "meat",
            FoodCategory::Poultry => "poultry",
            FoodCategory::ProcessedMeat => "processed_meat",
            FoodCategory::Fish => "fish",
            FoodCategory::Legume => "legume",
            FoodCategory::Nut => "nut",
            FoodCategory::Fruit => "fruit",
            FoodCategory::Vegetable => "vegetable",
            FoodCategory::Oil => "oil",
            FoodCategory::Sauce => "sauce",
            FoodCategory::Spice => "spice",
            FoodCategory::Sweet => "sweet",
            FoodCategory::Bakery => "bakery",
            FoodCategory::Snack => "snack",
            FoodCategory::FastFood => "fast_food",
            FoodCategory::Soup => "soup",
            FoodCategory::Dish => "dish",
            FoodCategory::Drink => "drink",
            FoodCategory::AlcoholicDrink => "alcoholic_drink",
            FoodCategory::Supplement => "supplement",
            FoodCategory::Packaged => "packaged",
        }
    }

    fn from_key(key: &str) -> Option<FoodCategory> {
        FoodCategory::ALL.into_iter().find(|category| category.key() == key)
    }
}

/// All foods and dishes, in the order of the table: what is eaten most comes first within its shelf.
#[must_use]
pub fn foods() -> &'static [Food] {
    &known().foods
}

/// The food with this id, for example `banana`.
#[must_use]
pub fn food(id: &str) -> Option<&'static Food> {
    let known = known();
    let at = known.by_id.binary_search_by(|at| known.foods[*at].id.cmp(id)).ok()?;
    known.foods.get(known.by_id[at])
}

struct Known {
    foods: Vec<Food>,
    /// Places in `foods`, in the order of the ids.
    by_id: Vec<usize>,
}

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        // Rows that do not parse are left out; that there are none is tested.
        let (mut foods, _) = table::read(include_str!("../../../data/foods.tsv"));
        let (dishes, _) = dish::read(include_str!("../../../data/dishes.tsv"), &foods);
        foods.extend(dishes);
        let mut by_id: Vec<usize> = (0..foods.len()).collect();
        by_id.sort_by_key(|at| foods[*at].id);
        Known { foods, by_id }
    })
}

#[cfg(test)]
mod tests;

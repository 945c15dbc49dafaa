//! The templates that ideas for meals are made of.

use crate::nutrition::meal::Slot;

/// One part of a template.
#[derive(Debug)]
pub(super) struct Ingredient {
    /// Ids of foods, the first that may be eaten is taken.
    pub(super) foods: &'static [&'static str],
    /// Weights in g: the least, the usual and the most, and the step between them.
    pub(super) least: f64,
    pub(super) usual: f64,
    pub(super) most: f64,
    pub(super) step: f64,
    /// Whether its name is in the title.
    pub(super) in_title: bool,
    /// Whether the meal is one without it.
    pub(super) may_be_left_out: bool,
}

/// A kind of meal.
#[derive(Debug)]
pub(super) struct Template {
    /// What it is called; empty where the names of its parts say it.
    pub(super) title: &'static str,
    /// The meals of the day that it suits, the most usual first.
    pub(super) slots: &'static [Slot],
    /// Minutes to make it.
    pub(super) minutes: u16,
    pub(super) parts: &'static [Ingredient],
}

/// A part that is named in the title, in g: least, usual, most, step.
const fn main(foods: &'static [&'static str], grams: [f64; 4]) -> Ingredient {
    let [least, usual, most, step] = grams;
    Ingredient { foods, least, usual, most, step, in_title: true, may_be_left_out: false }
}

/// A part that is not.
const fn side(foods: &'static [&'static str], grams: [f64; 4]) -> Ingredient {
    let [least, usual, most, step] = grams;
    Ingredient { foods, least, usual, most, step, in_title: false, may_be_left_out: false }
}

/// A part without which it is still a meal.
const fn extra(foods: &'static [&'static str], grams: [f64; 4]) -> Ingredient {
    let [least, usual, most, step] = grams;
    Ingredient { foods, least, usual, most, step, in_title: false, may_be_left_out: true }
}

const OIL: &[&str] = &["olive-oil", "rapeseed-oil"];
const OIL_GRAMS: [f64; 4] = [5.0, 10.0, 15.0, 5.0];
const STARCH_GRAMS: [f64; 4] = [80.0, 180.0, 350.0, 10.0];
const PROTEIN_GRAMS: [f64; 4] = [80.0, 150.0, 220.0, 10.0];
const GREENS_GRAMS: [f64; 4] = [100.0, 150.0, 250.0, 25.0];
const NUT_GRAMS: [f64; 4] = [10.0, 15.0, 40.0, 5.0];
const SEED_GRAMS: [f64; 4] = [5.0, 10.0, 25.0, 5.0];
const FRUIT_GRAMS: [f64; 4] = [80.0, 120.0, 200.0, 10.0];
const MILK: &[&str] = &["milk-semi-skimmed", "soya-milk-unsweetened", "almond-milk-unsweetened", "oat-drink"];
const NUTS: &[&str] = &["walnuts", "almonds", "pumpkin-seeds", "sunflower-seeds"];
const BERRIES: &[&str] = &["blueberries", "raspberries", "strawberries", "apple"];
const BREAD: &[&str] = &["wholemeal-bread", "rye-bread", "gluten-free-bread", "corn-tortilla"];
const SPREAD_GRAMS: [f64; 4] = [10.0, 20.0, 40.0, 5.0];
const BREAD_GRAMS: [f64; 4] = [35.0, 70.0, 140.0, 35.0];

const B: Slot = Slot::Breakfast;
const L: Slot = Slot::Lunch;
const D: Slot = Slot::Dinner;
const S: Slot = Slot::Snack;

pub(super) const TEMPLATES: &[Template] = &[
    Template {
        title: "Porridge",
        slots: &[B],
        minutes: 10,
        parts: &[
            side(&["oats-dry", "millet-cooked"], [40.0, 60.0, 100.0, 5.0]),
            side(MILK, [150.0, 250.0, 350.0, 50.0]),
            main(&["banana", "apple", "blueberries"], FRUIT_GRAMS),
            main(NUTS, NUT_GRAMS),
        ],
    },
    Template {
        title: "Protein oats",
        slots: &[B],
        minutes: 5,
        parts: &[
            side(&["oats-dry"], [40.0, 60.0, 90.0, 5.0]),
            side(
                &["whey-protein-powder", "greek-yoghurt-fat-free", "soya-milk-unsweetened"],
                [20.0, 30.0, 200.0, 10.0],
            ),
            side(MILK, [150.0, 250.0, 350.0, 50.0]),
            main(BERRIES, FRUIT_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[B, S],
        minutes: 5,
        parts: &[
            main(&["greek-yoghurt-plain", "quark-fat-free"], [150.0, 200.0, 300.0, 25.0]),
            main(BERRIES, FRUIT_GRAMS),
            main(&["oats-dry", "muesli", "pumpkin-seeds"], [20.0, 40.0, 70.0, 5.0]),
            extra(NUTS, NUT_GRAMS),
        ],
    },
    Template {
        title: "Scrambled eggs",
        slots: &[B, L],
        minutes: 10,
        parts: &[
            side(&["egg-scrambled"], [120.0, 120.0, 240.0, 60.0]),
            main(BREAD, BREAD_GRAMS),
            main(&["tomato", "spinach-cooked"], [80.0, 120.0, 160.0, 20.0]),
            extra(&["avocado"], [25.0, 50.0, 75.0, 25.0]),
        ],
    },
    Template {
        title: "",
        slots: &[B, L],
        minutes: 5,
        parts: &[
            main(&["cottage-cheese", "quark-fat-free", "hummus"], [80.0, 150.0, 200.0, 10.0]),
            main(&["rye-bread", "wholemeal-bread", "gluten-free-bread"], BREAD_GRAMS),
            main(&["cucumber", "tomato"], [80.0, 120.0, 200.0, 20.0]),
            extra(&["pumpkin-seeds", "sunflower-seeds"], SEED_GRAMS),
        ],
    },
    Template {
        title: "Toast",
        slots: &[B, S],
        minutes: 5,
        parts: &[
            side(&["wholemeal-bread-toasted", "gluten-free-bread"], [25.0, 50.0, 100.0, 25.0]),
            main(&["peanut-butter", "almond-butter", "tahini"], SPREAD_GRAMS),
            main(&["banana", "apple"], FRUIT_GRAMS),
        ],
    },
    Template {
        title: "Tofu scramble",
        slots: &[B, L],
        minutes: 15,
        parts: &[
            side(&["tofu-firm"], [120.0, 180.0, 250.0, 10.0]),
            main(BREAD, BREAD_GRAMS),
            main(&["spinach-cooked", "tomato"], [80.0, 120.0, 160.0, 20.0]),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Toast",
        slots: &[B, L],
        minutes: 10,
        parts: &[
            side(&["wholemeal-bread-toasted", "gluten-free-bread"], [25.0, 50.0, 100.0, 25.0]),
            main(&["avocado"], [50.0, 75.0, 100.0, 25.0]),
            main(&["egg-poached", "egg-boiled", "white-beans-cooked"], [50.0, 100.0, 150.0, 50.0]),
            extra(&["tomato"], [60.0, 100.0, 160.0, 20.0]),
        ],
    },
    Template {
        title: "",
        slots: &[D, L],
        minutes: 25,
        parts: &[
            main(&["chicken-breast-cooked", "tofu-firm"], PROTEIN_GRAMS),
            main(&["white-rice-cooked", "brown-rice-cooked"], STARCH_GRAMS),
            main(&["broccoli-cooked", "green-beans-cooked"], GREENS_GRAMS),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[D, L],
        minutes: 30,
        parts: &[
            main(&["salmon-cooked", "trout-cooked"], [100.0, 130.0, 180.0, 10.0]),
            main(&["potato-boiled"], STARCH_GRAMS),
            main(&["green-beans-cooked", "broccoli-cooked"], GREENS_GRAMS),
            extra(OIL, [5.0, 5.0, 10.0, 5.0]),
        ],
    },
    Template {
        title: "",
        slots: &[L, D],
        minutes: 20,
        parts: &[
            main(&["cod-cooked"], [120.0, 170.0, 250.0, 10.0]),
            main(&["sweet-potato-baked", "potato-boiled"], STARCH_GRAMS),
            main(&["spinach-cooked", "peas-cooked"], GREENS_GRAMS),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Pasta",
        slots: &[D, L],
        minutes: 20,
        parts: &[
            side(&["wholemeal-pasta-cooked", "gluten-free-pasta-cooked"], [120.0, 200.0, 320.0, 10.0]),
            main(&["tuna-canned-in-water", "chickpeas-cooked"], [80.0, 110.0, 180.0, 10.0]),
            main(&["tomatoes-canned-chopped", "tomato"], [100.0, 150.0, 250.0, 25.0]),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Lentil bolognese",
        slots: &[D, L],
        minutes: 30,
        parts: &[
            side(&["wholemeal-pasta-cooked", "gluten-free-pasta-cooked"], [120.0, 200.0, 300.0, 10.0]),
            side(&["lentils-cooked"], [100.0, 150.0, 250.0, 10.0]),
            main(&["tomatoes-canned-chopped", "tomato"], [150.0, 200.0, 250.0, 25.0]),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Stir-fry",
        slots: &[D, L],
        minutes: 20,
        parts: &[
            main(&["tofu-firm", "tempeh", "chicken-breast-cooked"], PROTEIN_GRAMS),
            main(&["rice-noodles-cooked", "white-rice-cooked"], STARCH_GRAMS),
            main(&["mixed-vegetables-frozen-cooked", "broccoli-cooked"], GREENS_GRAMS),
            side(&["rapeseed-oil", "olive-oil"], OIL_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[D],
        minutes: 25,
        parts: &[
            main(&["beef-steak-grilled"], [120.0, 150.0, 220.0, 10.0]),
            main(&["potato-boiled", "baked-potato-with-skin"], STARCH_GRAMS),
            main(&["asparagus-cooked", "green-beans-cooked"], GREENS_GRAMS),
            extra(OIL, [5.0, 5.0, 10.0, 5.0]),
        ],
    },
    Template {
        title: "Chilli",
        slots: &[D, L],
        minutes: 35,
        parts: &[
            main(&["beef-mince-5-percent-fat-cooked", "turkey-mince-cooked"], [80.0, 120.0, 180.0, 10.0]),
            main(&["kidney-beans-cooked", "black-beans-cooked"], [80.0, 120.0, 180.0, 10.0]),
            side(&["tomatoes-canned-chopped", "tomato"], [100.0, 150.0, 250.0, 25.0]),
            main(&["brown-rice-cooked", "white-rice-cooked"], [80.0, 150.0, 300.0, 10.0]),
        ],
    },
    Template {
        title: "Bean chilli",
        slots: &[D, L],
        minutes: 30,
        parts: &[
            main(&["black-beans-cooked", "kidney-beans-cooked"], [130.0, 180.0, 280.0, 10.0]),
            main(&["brown-rice-cooked", "white-rice-cooked"], [80.0, 150.0, 300.0, 10.0]),
            side(&["tomatoes-canned-chopped", "tomato"], [100.0, 150.0, 250.0, 25.0]),
            extra(&["avocado"], [25.0, 50.0, 75.0, 25.0]),
        ],
    },
    Template {
        title: "Quinoa bowl",
        slots: &[L, D],
        minutes: 20,
        parts: &[
            side(&["quinoa-cooked"], STARCH_GRAMS),
            main(&["chickpeas-cooked", "edamame"], [100.0, 150.0, 220.0, 10.0]),
            main(&["red-pepper", "cucumber"], [80.0, 100.0, 160.0, 20.0]),
            main(&["feta", "avocado"], [20.0, 40.0, 60.0, 10.0]),
            extra(OIL, [5.0, 5.0, 10.0, 5.0]),
        ],
    },
    Template {
        title: "Salad",
        slots: &[L, D],
        minutes: 15,
        parts: &[
            main(&["chicken-breast-cooked", "egg-boiled", "chickpeas-cooked"], [100.0, 150.0, 200.0, 10.0]),
            side(&["rocket", "spinach-raw", "kale-raw"], [50.0, 80.0, 100.0, 10.0]),
            main(&["tomato", "cucumber"], [100.0, 150.0, 200.0, 25.0]),
            side(&["wholemeal-bread", "rye-bread", "gluten-free-bread", "potato-boiled"], [35.0, 70.0, 105.0, 35.0]),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Wrap",
        slots: &[L],
        minutes: 10,
        parts: &[
            side(&["wholemeal-tortilla", "corn-tortilla"], [45.0, 90.0, 135.0, 45.0]),
            main(&["turkey-breast-cooked", "chicken-breast-cooked", "black-beans-cooked"], [80.0, 120.0, 180.0, 10.0]),
            main(&["avocado", "tomato"], [30.0, 50.0, 80.0, 10.0]),
            side(&["rocket", "spinach-raw"], [20.0, 30.0, 50.0, 10.0]),
        ],
    },
    Template {
        title: "Baked potato",
        slots: &[L, D],
        minutes: 60,
        parts: &[
            side(&["baked-potato-with-skin"], [150.0, 250.0, 400.0, 50.0]),
            main(&["cottage-cheese", "quark-fat-free", "white-beans-cooked"], [100.0, 150.0, 250.0, 25.0]),
            main(&["broccoli-cooked", "tomato"], GREENS_GRAMS),
            extra(OIL, [5.0, 5.0, 10.0, 5.0]),
        ],
    },
    Template {
        title: "",
        slots: &[D, L],
        minutes: 20,
        parts: &[
            main(&["prawns-cooked"], [100.0, 150.0, 220.0, 10.0]),
            main(&["white-rice-cooked", "rice-noodles-cooked"], STARCH_GRAMS),
            main(&["courgette-cooked", "peas-cooked"], GREENS_GRAMS),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Curry",
        slots: &[D, L],
        minutes: 30,
        parts: &[
            main(&["chickpeas-cooked", "lentils-cooked"], [120.0, 180.0, 250.0, 10.0]),
            main(&["spinach-cooked", "cauliflower-cooked"], GREENS_GRAMS),
            main(&["brown-rice-cooked", "white-rice-cooked"], STARCH_GRAMS),
            side(&["rapeseed-oil", "olive-oil"], OIL_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[D, L],
        minutes: 30,
        parts: &[
            main(&["pork-tenderloin-roasted", "turkey-breast-cooked"], PROTEIN_GRAMS),
            main(&["potato-boiled", "sweet-potato-baked"], STARCH_GRAMS),
            main(&["carrot-cooked", "peas-cooked"], GREENS_GRAMS),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "Grain salad",
        slots: &[L, D],
        minutes: 15,
        parts: &[
            side(&["couscous-cooked", "bulgur-cooked", "quinoa-cooked"], STARCH_GRAMS),
            main(&["feta", "chickpeas-cooked"], [40.0, 60.0, 150.0, 10.0]),
            main(&["cucumber", "tomato"], [100.0, 150.0, 200.0, 25.0]),
            main(&["white-beans-cooked", "lentils-cooked"], [80.0, 120.0, 200.0, 10.0]),
            side(OIL, OIL_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[L],
        minutes: 10,
        parts: &[
            main(&["mackerel-canned", "sardines-in-oil"], [60.0, 100.0, 130.0, 10.0]),
            main(BREAD, BREAD_GRAMS),
            main(&["tomato", "cucumber"], [100.0, 150.0, 200.0, 25.0]),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 1,
        parts: &[
            main(&["apple", "pear", "banana"], [100.0, 150.0, 200.0, 10.0]),
            main(&["almonds", "walnuts", "pumpkin-seeds"], NUT_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 2,
        parts: &[
            main(&["quark-fat-free", "greek-yoghurt-fat-free"], [100.0, 200.0, 300.0, 25.0]),
            main(&["strawberries", "raspberries", "blueberries"], [80.0, 120.0, 200.0, 10.0]),
            extra(&["flaxseed", "pumpkin-seeds"], SEED_GRAMS),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 5,
        parts: &[
            main(&["hummus", "guacamole"], [30.0, 60.0, 100.0, 10.0]),
            main(&["carrot-raw", "cucumber"], [80.0, 120.0, 200.0, 20.0]),
            extra(&["crispbread-rye", "rice-cakes"], [10.0, 20.0, 40.0, 10.0]),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 3,
        parts: &[
            main(&["rice-cakes", "crispbread-rye"], [9.0, 18.0, 36.0, 9.0]),
            main(&["cottage-cheese", "peanut-butter", "avocado"], [20.0, 60.0, 120.0, 10.0]),
            extra(&["tomato"], [40.0, 60.0, 100.0, 20.0]),
        ],
    },
    Template {
        title: "Shake",
        slots: &[S, B],
        minutes: 3,
        parts: &[
            side(&["whey-protein-powder", "soya-protein-powder"], [20.0, 30.0, 40.0, 10.0]),
            side(MILK, [150.0, 250.0, 350.0, 50.0]),
            main(&["banana", "strawberries"], [50.0, 100.0, 150.0, 10.0]),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 10,
        parts: &[
            main(&["edamame"], [60.0, 100.0, 180.0, 10.0]),
            extra(&["orange", "grapes"], [80.0, 130.0, 200.0, 10.0]),
        ],
    },
    Template {
        title: "",
        slots: &[S],
        minutes: 10,
        parts: &[
            main(&["egg-boiled"], [50.0, 100.0, 150.0, 50.0]),
            main(&["tomato", "red-pepper"], [80.0, 100.0, 160.0, 20.0]),
        ],
    },
];

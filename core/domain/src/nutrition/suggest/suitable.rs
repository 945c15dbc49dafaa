//! Which foods someone may eat: allergens, vegetarian and vegan, and words to avoid.

use super::Constraints;
use crate::nutrition::food::{Food, FoodCategory, FoodSource, food};

/// A group of ingredients that people are allergic to or do not tolerate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Allergen {
    /// Wheat, rye, barley, spelt, and oats, which are seldom free of them.
    Gluten,
    /// Milk of animals and what is made of it; also for lactose.
    Dairy,
    /// Eggs.
    Egg,
    /// Nuts that grow on trees, coconut with them.
    Nuts,
    /// Peanuts.
    Peanut,
    /// Soya.
    Soy,
    /// Fish.
    Fish,
    /// Crustaceans and molluscs.
    Shellfish,
    /// Sesame.
    Sesame,
}

impl Allergen {
    /// All groups.
    pub const ALL: [Allergen; 9] = [
        Allergen::Gluten,
        Allergen::Dairy,
        Allergen::Egg,
        Allergen::Nuts,
        Allergen::Peanut,
        Allergen::Soy,
        Allergen::Fish,
        Allergen::Shellfish,
        Allergen::Sesame,
    ];

    /// The groups that a word for something to avoid means, in English, German, Spanish, French and Italian.
    #[must_use]
    pub fn named(word: &str) -> &'static [Allergen] {
        match plain(word).as_str() {
            "gluten" | "wheat" | "coeliac" | "celiac" | "coeliac disease" | "celiac disease" | "glutine" | "weizen"
            | "trigo" | "ble" | "rye" | "barley" | "zoliakie" | "gluten free" | "glutenfrei" => &[Allergen::Gluten],
            "dairy" | "milk" | "lactose" | "milch" | "laktose" | "leche" | "lactosa" | "lait" | "latte"
            | "lattosio" | "milk protein" | "casein" | "whey" | "cows milk" | "dairy free" | "lactose free"
            | "milk products" | "lacteos" | "cheese" | "yoghurt" | "yogurt" | "butter" | "cream" => &[Allergen::Dairy],
            "egg" | "eggs" | "ei" | "eier" | "huevo" | "huevos" | "oeuf" | "oeufs" | "uovo" | "uova" => {
                &[Allergen::Egg]
            }
            "nut" | "nuts" | "tree nut" | "tree nuts" | "nusse" | "nuss" | "frutos secos" | "nueces" | "noix"
            | "fruits a coque" | "noci" | "frutta a guscio" | "schalenfruchte" => &[Allergen::Nuts, Allergen::Peanut],
            "peanut" | "peanuts" | "erdnuss" | "erdnusse" | "cacahuete" | "cacahuetes" | "arachide" | "arachidi"
            | "mani" | "groundnut" | "groundnuts" => &[Allergen::Peanut],
            "soy" | "soya" | "soja" | "soybean" | "soybeans" | "soia" | "tofu" => &[Allergen::Soy],
            "fish" | "fisch" | "pescado" | "poisson" | "pesce" => &[Allergen::Fish],
            "shellfish" | "crustaceans" | "crustacean" | "molluscs" | "mollusks" | "prawns" | "shrimp" | "shrimps"
            | "meeresfruchte" | "krebstiere" | "mariscos" | "marisco" | "crustaces" | "fruits de mer" | "crostacei"
            | "frutti di mare" => &[Allergen::Shellfish],
            "seafood" => &[Allergen::Fish, Allergen::Shellfish],
            "sesame" | "sesam" | "sesamo" | "tahini" => &[Allergen::Sesame],
            _ => &[],
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

/// The allergens that a food has or may have, in order. A dish has those of its ingredients; of what a factory or a
/// counter makes and the table has no recipe for, all are given.
#[must_use]
pub fn allergens(of: &Food) -> Vec<Allergen> {
    let bits = bits(of);
    Allergen::ALL.into_iter().filter(|allergen| bits & allergen.bit() != 0).collect()
}

fn plain(text: &str) -> String {
    let words: Vec<String> = crate::nutrition::meal::folded_words(text);
    words.join(" ")
}

/// The words of a food by which its ingredients are known: its name and id, without `free` claims.
fn has(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.contains(word))
}

fn bits(of: &Food) -> u16 {
    if let FoodSource::Recipe { ingredients, .. } = &of.source {
        return ingredients.iter().fold(0, |all, part| all | food(part.food).map_or(u16::MAX, bits)) | by_name(of);
    }
    by_name(of)
}

fn by_name(of: &Food) -> u16 {
    use FoodCategory as Shelf;
    let name = format!(" {} {} ", of.name.to_lowercase(), of.id.replace('-', " "));
    let recipe = matches!(of.source, FoodSource::Recipe { .. });
    let mut bits = 0;
    let mut add = |yes: bool, allergen: Allergen| {
        if yes {
            bits |= allergen.bit();
        }
    };
    let free = has(&name, &["gluten-free", "gluten free"]);
    let grainy = has(
        &name,
        &[
            "wheat",
            "bread",
            "pasta",
            "spaghetti",
            "macaroni",
            "couscous",
            "bulgur",
            "barley",
            "rye",
            "spelt",
            "oat",
            "semolina",
            "noodle",
            "flour",
            "seitan",
            "gluten",
            "breaded",
            "battered",
            "cracker",
            "biscuit",
            "malt",
            "beer",
            "stout",
            "muesli",
            "granola",
            "bran",
            "teriyaki",
            "tortellini",
            "ravioli",
            "gnocchi",
            "pretzel",
            "croissant",
            "pastry",
            "soy sauce",
            "gravy",
            "crumb",
        ],
    );
    let other_grain = has(
        &name,
        &[
            "rice",
            "buckwheat",
            "corn tortilla",
            "cornflour",
            "cornmeal",
            "almond flour",
            "chickpea flour",
            "coconut flour",
            "glass noodle",
            "soy flour",
            "soya flour",
        ],
    ) && !has(&name, &["breaded", "crisp", "krisp", "malt", "cereal", "dressing"]);
    let shelf_of_grain = matches!(of.category, Shelf::Bread | Shelf::Bakery | Shelf::Cereal) && !recipe;
    add(!free && !other_grain && (grainy || shelf_of_grain), Allergen::Gluten);
    let plant = has(
        &name,
        &[
            "coconut milk",
            "almond milk",
            "soya milk",
            "soy milk",
            "rice milk",
            "oat milk",
            "oat drink",
            "peanut butter",
            "almond butter",
            "cashew butter",
            "nut butter",
            "cocoa butter",
            "butternut",
            "butter bean",
            "vegan",
            "coconut cream",
            "seed butter",
            "butter lettuce",
            "cream of tartar",
            "milk thistle",
        ],
    ) || of.category == Shelf::PlantMilk;
    let milky = has(
        &name,
        &[
            "milk",
            "cheese",
            "butter",
            "cream",
            "yoghurt",
            "yogurt",
            "whey",
            "casein",
            "quark",
            "kefir",
            "ghee",
            "custard",
            "latte",
            "cappuccino",
            "pudding",
            "ayran",
            "paneer",
            "chocolate",
            "caramel",
            "pesto",
            "feta",
            "mozzarella",
            "parmesan",
        ],
    );
    let dark = has(&name, &["dark chocolate"]);
    add((milky && !plant) || of.category == Shelf::Dairy || dark, Allergen::Dairy);
    add(
        of.category == Shelf::Egg
            || has(
                &name,
                &[
                    " egg",
                    "mayonnaise",
                    "omelette",
                    "meringue",
                    "brioche",
                    "hollandaise",
                    "custard",
                    "tartare",
                    "caesar",
                    "aioli",
                    "marshmallow",
                ],
            ),
        Allergen::Egg,
    );
    let tree = has(
        &name,
        &[
            "almond",
            "walnut",
            "cashew",
            "hazelnut",
            "pecan",
            "pistachio",
            "macadamia",
            "brazil nut",
            "pine nut",
            "chestnut",
            "coconut",
            "praline",
            "marzipan",
            "nougat",
            "mixed nuts",
            "trail mix",
            "pesto",
            "nut bar",
            "muesli",
            "granola",
        ],
    );
    let peanut = has(&name, &["peanut", "satay", "mixed nuts", "trail mix"]);
    add(tree, Allergen::Nuts);
    add(peanut, Allergen::Peanut);
    if of.category == Shelf::Nut && !tree && !peanut && !has(&name, &["seed", "tahini", "sesame"]) {
        bits |= Allergen::Nuts.bit() | Allergen::Peanut.bit();
    }
    let mut add = |yes: bool, allergen: Allergen| {
        if yes {
            bits |= allergen.bit();
        }
    };
    add(
        has(
            &name,
            &[
                "soy",
                "tofu",
                "tempeh",
                "edamame",
                "miso",
                "natto",
                "teriyaki",
                "veggie",
                "vegetarian",
                "meatless",
                "vegan",
                "hoisin",
                "chocolate",
                "lecithin",
            ],
        ),
        Allergen::Soy,
    );
    let shell = has(
        &name,
        &[
            "prawn",
            "shrimp",
            "crab",
            "lobster",
            "mussel",
            "oyster",
            "clam",
            "scallop",
            "squid",
            "calamari",
            "octopus",
            "crayfish",
            "seafood",
            "surimi",
            "langoustine",
            "snail",
            "whelk",
            "cuttlefish",
        ],
    );
    add(shell, Allergen::Shellfish);
    add(
        (of.category == Shelf::Fish && !shell)
            || has(
                &name,
                &[
                    "fish",
                    "anchov",
                    "salmon",
                    "tuna",
                    "cod",
                    "worcestershire",
                    "caesar",
                    "surimi",
                    "caviar",
                    "roe ",
                    "herring",
                    "sardine",
                    "mackerel",
                    "seafood",
                    "kedgeree",
                ],
            ),
        Allergen::Fish,
    );
    add(has(&name, &["sesame", "tahini", "hummus", "halva", "falafel", "baba ganoush"]), Allergen::Sesame);
    // What is made by others: nothing is known of what is in it.
    let made = matches!(
        of.category,
        Shelf::FastFood
            | Shelf::Soup
            | Shelf::Dish
            | Shelf::Bakery
            | Shelf::Snack
            | Shelf::Supplement
            | Shelf::Sauce
            | Shelf::ProcessedMeat
    );
    let simple = has(&name, &["rice cakes", "popcorn air", "salsa"]);
    if made && !recipe && !simple {
        bits = u16::MAX;
    }
    bits
}

/// Whether a vegetarian eats it: no meat, no fish, nothing made of them.
#[must_use]
pub fn is_vegetarian(of: &Food) -> bool {
    use FoodCategory as Shelf;
    if let FoodSource::Recipe { ingredients, .. } = &of.source {
        return ingredients.iter().all(|part| food(part.food).is_some_and(is_vegetarian));
    }
    let name = format!(" {} ", of.name.to_lowercase());
    let meatless = has(&name, &["veggie", "vegetarian", "meatless", "vegan"]);
    let animal = has(
        &name,
        &[
            "beef",
            "pork",
            "chicken",
            "turkey",
            "ham ",
            "ham,",
            "bacon",
            "sausage",
            "meat",
            "lamb",
            "veal",
            "duck",
            "goose",
            "fish",
            "salmon",
            "tuna",
            "anchov",
            "prawn",
            "shrimp",
            "crab",
            "clam",
            "oyster",
            "gelatin",
            "jelly dessert",
            "marshmallow",
            "gummy",
            "lard",
            "tallow",
            "suet",
            "dripping",
            "worcestershire",
            "caesar",
            "pepperoni",
            "salami",
            "bone broth",
            "cod liver",
            "parmesan",
            "pecorino",
            "gravy",
            "chilli dog",
            "hot dog",
        ],
    );
    match of.category {
        Shelf::Meat | Shelf::Poultry | Shelf::ProcessedMeat | Shelf::Fish => false,
        Shelf::FastFood | Shelf::Soup | Shelf::Dish => meatless && !has(&name, &["with meat"]),
        _ => !animal || meatless,
    }
}

/// Whether a vegan eats it: nothing from animals.
#[must_use]
pub fn is_vegan(of: &Food) -> bool {
    if let FoodSource::Recipe { ingredients, .. } = &of.source {
        return ingredients.iter().all(|part| food(part.food).is_some_and(is_vegan));
    }
    let name = of.name.to_lowercase();
    let bits = bits_without_doubt(of);
    is_vegetarian(of)
        && bits & (Allergen::Dairy.bit() | Allergen::Egg.bit()) == 0
        && !has(&name, &["honey", "whey", "casein", "beeswax"])
}

fn bits_without_doubt(of: &Food) -> u16 {
    by_name(of)
}

/// What may be in an idea, ready to be asked.
pub(super) struct Rules {
    vegetarian: bool,
    vegan: bool,
    avoid: u16,
    meat: bool,
    words: Vec<Vec<String>>,
    likes: Vec<Vec<String>>,
}

impl Rules {
    pub(super) fn new(constraints: &Constraints) -> Rules {
        let mut rules = Rules {
            vegetarian: constraints.vegetarian,
            vegan: constraints.vegan,
            avoid: 0,
            meat: false,
            words: Vec::new(),
            likes: constraints.likes.iter().map(|text| words(text)).filter(|words| !words.is_empty()).collect(),
        };
        for text in constraints.avoid.iter().flat_map(|text| text.split([',', ';'])) {
            let text = plain(text);
            let bare: Vec<&str> = text
                .split(' ')
                .filter(|word| {
                    !matches!(
                        *word,
                        "no" | "allergy" | "allergic" | "to" | "intolerance" | "intolerant" | "any" | "all" | "and"
                    )
                })
                .collect();
            let bare = bare.join(" ");
            if matches!(bare.as_str(), "meat" | "fleisch" | "carne" | "viande") {
                rules.meat = true;
            }
            if matches!(bare.as_str(), "animal products" | "vegan") {
                rules.vegan = true;
            }
            if bare == "vegetarian" {
                rules.vegetarian = true;
            }
            for allergen in Allergen::named(&bare).iter().chain(bare.split(' ').flat_map(|word| Allergen::named(word)))
            {
                rules.avoid |= allergen.bit();
            }
            let own = words(&bare);
            if !own.is_empty() {
                rules.words.push(own);
            }
        }
        rules
    }

    /// Whether the food may be in it.
    pub(super) fn allows(&self, of: &Food) -> bool {
        use FoodCategory as Shelf;
        (!self.vegetarian || is_vegetarian(of))
            && (!self.vegan || is_vegan(of))
            && (!self.meat || !matches!(of.category, Shelf::Meat | Shelf::Poultry | Shelf::ProcessedMeat))
            && bits(of) & self.avoid == 0
            && !self.words.iter().any(|words| names(of, words))
    }

    pub(super) fn likes(&self, of: &Food) -> bool {
        self.likes.iter().any(|words| names(of, words))
    }
}

fn words(text: &str) -> Vec<String> {
    crate::nutrition::meal::folded_words(text)
}

/// Whether all of the words are in one name of the food or of something in it.
fn names(of: &Food, words: &[String]) -> bool {
    let all_in = |name: &str| {
        let own = crate::nutrition::meal::folded_words(name);
        words.iter().all(|word| own.contains(word))
    };
    if all_in(of.name) || of.aliases.iter().any(|alias| all_in(alias.text)) {
        return true;
    }
    match &of.source {
        FoodSource::Recipe { ingredients, .. } => {
            ingredients.iter().any(|part| food(part.food).is_some_and(|part| names(part, words)))
        }
        FoodSource::StandardReference { .. } => false,
    }
}

use super::*;
use crate::nutrition::food::{food, foods};
use proptest::prelude::*;
use templates::TEMPLATES;

const DAY: Remaining = Remaining { energy: 700.0, protein: Some(45.0), carbs: Some(70.0), fat: Some(22.0) };
const SLOTS: [Slot; 4] = [Slot::Breakfast, Slot::Lunch, Slot::Dinner, Slot::Snack];

fn ideas(remaining: &Remaining, constraints: &Constraints) -> Vec<Suggestion> {
    suggest(remaining, constraints, foods())
}

fn avoiding(words: &[&str]) -> Constraints {
    Constraints { avoid: words.iter().map(|word| (*word).to_owned()).collect(), ..Constraints::default() }
}

/// Ideas for every meal, so that more templates are seen.
fn all_ideas(remaining: &Remaining, constraints: &Constraints) -> Vec<Suggestion> {
    SLOTS.iter().flat_map(|slot| ideas(remaining, &Constraints { slot: Some(*slot), ..constraints.clone() })).collect()
}

#[test]
fn templates_are_many_and_of_foods_of_the_table() {
    assert!(TEMPLATES.len() >= 25);
    for slot in SLOTS {
        assert!(TEMPLATES.iter().filter(|template| template.slots.contains(&slot)).count() >= 5, "{slot:?}");
    }
    for part in TEMPLATES.iter().flat_map(|template| template.parts) {
        for id in part.foods {
            assert!(food(id).is_some(), "{id} is not in the table");
        }
        assert!(part.least > 0.0 && part.least <= part.usual && part.usual <= part.most && part.step > 0.0);
    }
    for template in TEMPLATES {
        assert!(!template.slots.is_empty() && template.minutes > 0 && !template.parts.is_empty());
        assert!(!template.title.is_empty() || template.parts.iter().any(|part| part.in_title));
    }
}

#[test]
fn each_meal_has_ideas_near_what_is_left() {
    for slot in SLOTS {
        let found = ideas(&DAY, &Constraints { slot: Some(slot), ..Constraints::default() });
        assert!(found.len() >= 3, "{slot:?}: {}", found.len());
        for idea in found {
            assert_eq!(idea.slot, slot);
            let energy = idea.totals["energy_in"];
            assert!(energy <= DAY.energy, "{} has {energy}", idea.title);
            assert!(energy >= 0.75 * DAY.energy.min(most(slot)), "{} has {energy}", idea.title);
        }
    }
    // Where a target of protein can be met it is met.
    let dinner = ideas(&DAY, &Constraints { slot: Some(Slot::Dinner), ..Constraints::default() });
    assert!((dinner[0].totals["protein"] - 45.0).abs() <= 5.0, "{}", dinner[0].totals["protein"]);
    assert!((dinner[0].totals["energy_in"] - 700.0).abs() <= 50.0);
}

#[test]
fn sums_are_those_of_the_table() {
    for idea in all_ideas(&DAY, &Constraints::default()) {
        for metric in ["energy_in", "protein", "carbs", "fat"] {
            let nutrient = Nutrient::ALL
                .into_iter()
                .find(|nutrient| {
                    crate::nutrition::meal::figures(food("banana").unwrap()).contains_key(metric)
                        && match metric {
                            "energy_in" => *nutrient == Nutrient::Energy,
                            "protein" => *nutrient == Nutrient::Protein,
                            "carbs" => *nutrient == Nutrient::Carbohydrate,
                            _ => *nutrient == Nutrient::Fat,
                        }
                })
                .unwrap();
            let own: f64 = idea
                .items
                .iter()
                .map(|item| food(&item.food).unwrap().per_100g.get(nutrient).unwrap() * item.grams / 100.0)
                .sum();
            assert!((own - idea.totals[metric]).abs() < 1e-6, "{} {metric}", idea.title);
        }
        assert!(idea.why.contains(&format!("{:.0} kcal", idea.totals["energy_in"])), "{}", idea.why);
        // What is not known of one part is not known of the sum.
        for metric in idea.totals.keys() {
            assert!(idea.items.iter().all(|item| item.nutrients.contains_key(metric)), "{metric}");
        }
    }
}

#[test]
fn too_little_is_refused() {
    let left = |energy: f64| Remaining { energy, ..Remaining::default() };
    for energy in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -500.0, 0.0, 99.9] {
        assert!(ideas(&left(energy), &Constraints::default()).is_empty(), "{energy}");
    }
    assert!(!ideas(&left(150.0), &Constraints::default()).is_empty());
    let dinner = Constraints { slot: Some(Slot::Dinner), ..Constraints::default() };
    assert!(ideas(&left(299.0), &dinner).is_empty());
    assert!(ideas(&left(150.0), &Constraints::default()).iter().all(|idea| idea.slot == Slot::Snack));
    assert!(!ideas(&left(400.0), &dinner).is_empty());
    // What is left of a whole day is not one meal.
    assert!(ideas(&left(2_500.0), &dinner).iter().all(|idea| idea.totals["energy_in"] <= 880.0));
}

#[test]
fn weights_are_sensible() {
    for idea in all_ideas(&DAY, &Constraints::default()) {
        for item in &idea.items {
            assert!((1.0..=400.0).contains(&item.grams) && item.grams.fract() == 0.0, "{} {}", item.food, item.grams);
        }
    }
}

#[test]
fn no_meat_and_nothing_from_animals() {
    use crate::nutrition::food::FoodCategory as Shelf;
    let vegetarian = all_ideas(&DAY, &Constraints { vegetarian: true, ..Constraints::default() });
    let vegan = all_ideas(&DAY, &Constraints { vegan: true, ..Constraints::default() });
    assert!(vegetarian.len() >= 12 && vegan.len() >= 8, "{} {}", vegetarian.len(), vegan.len());
    for (idea, all) in vegetarian.iter().map(|idea| (idea, false)).chain(vegan.iter().map(|idea| (idea, true))) {
        for item in &idea.items {
            let shelf = food(&item.food).unwrap().category;
            assert!(
                !matches!(shelf, Shelf::Meat | Shelf::Poultry | Shelf::ProcessedMeat | Shelf::Fish),
                "{}",
                item.food
            );
            assert!(!all || !matches!(shelf, Shelf::Dairy | Shelf::Egg), "{}", item.food);
            assert!(!all || item.food != "honey" && !item.food.contains("whey"));
        }
    }
}

/// Foods that hold an allergen, by hand.
const HOLD: &[(&str, &[Allergen])] = &[
    ("white-bread", &[Allergen::Gluten]),
    ("oats-dry", &[Allergen::Gluten]),
    ("couscous-cooked", &[Allergen::Gluten]),
    ("wholemeal-pasta-cooked", &[Allergen::Gluten]),
    ("beer", &[Allergen::Gluten]),
    ("soy-sauce", &[Allergen::Gluten, Allergen::Soy]),
    ("cheddar", &[Allergen::Dairy]),
    ("butter", &[Allergen::Dairy]),
    ("greek-yoghurt-plain", &[Allergen::Dairy]),
    ("milk-chocolate", &[Allergen::Dairy, Allergen::Soy]),
    ("whey-protein-powder", &[Allergen::Dairy]),
    ("egg-boiled", &[Allergen::Egg]),
    ("mayonnaise", &[Allergen::Egg]),
    ("almonds", &[Allergen::Nuts]),
    ("mixed-nuts", &[Allergen::Nuts, Allergen::Peanut]),
    ("almond-milk-unsweetened", &[Allergen::Nuts]),
    ("pesto", &[Allergen::Nuts, Allergen::Dairy]),
    ("peanut-butter", &[Allergen::Peanut]),
    ("tofu-firm", &[Allergen::Soy]),
    ("edamame", &[Allergen::Soy]),
    ("salmon-cooked", &[Allergen::Fish]),
    ("tuna-canned-in-water", &[Allergen::Fish]),
    ("prawns-cooked", &[Allergen::Shellfish]),
    ("tahini", &[Allergen::Sesame]),
    ("hummus", &[Allergen::Sesame]),
    ("toast-with-butter", &[Allergen::Gluten, Allergen::Dairy]),
    ("tuna-sandwich", &[Allergen::Gluten, Allergen::Fish]),
    ("hamburger", &[Allergen::Gluten]),
];

#[test]
fn allergens_are_found() {
    for (id, hold) in HOLD {
        let found = allergens(food(id).unwrap());
        for allergen in *hold {
            assert!(found.contains(allergen), "{id} {allergen:?}");
        }
    }
    for id in [
        "white-rice-cooked",
        "banana",
        "chicken-breast-cooked",
        "potato-boiled",
        "broccoli-cooked",
        "olive-oil",
        "lentils-cooked",
        "quinoa-cooked",
        "butternut-squash-cooked",
    ] {
        if let Some(food) = food(id) {
            assert!(allergens(food).is_empty(), "{id}: {:?}", allergens(food));
        }
    }
    assert!(!allergens(food("peanut-butter").unwrap()).contains(&Allergen::Dairy));
    assert!(!allergens(food("prawns-cooked").unwrap()).contains(&Allergen::Fish));
    assert!(!allergens(food("gluten-free-bread").unwrap()).contains(&Allergen::Gluten));
    assert!(!allergens(food("rice-noodles-cooked").unwrap()).contains(&Allergen::Gluten));
}

#[test]
fn an_avoided_allergen_is_in_no_idea() {
    for (words, allergen) in [
        (&["gluten"][..], Allergen::Gluten),
        (&["coeliac"], Allergen::Gluten),
        (&["lactose"], Allergen::Dairy),
        (&["milk"], Allergen::Dairy),
        (&["Eier"], Allergen::Egg),
        (&["eggs"], Allergen::Egg),
        (&["nuts"], Allergen::Nuts),
        (&["nut allergy"], Allergen::Nuts),
        (&["peanuts"], Allergen::Peanut),
        (&["soya"], Allergen::Soy),
        (&["fish"], Allergen::Fish),
        (&["seafood"], Allergen::Shellfish),
        (&["shellfish"], Allergen::Shellfish),
        (&["sesame"], Allergen::Sesame),
        (&["no dairy"], Allergen::Dairy),
        (&["allergic to milk"], Allergen::Dairy),
        (&["wheat, eggs"], Allergen::Egg),
    ] {
        let found = all_ideas(&DAY, &avoiding(words));
        assert!(found.len() >= 5, "{words:?}: {}", found.len());
        for item in found.iter().flat_map(|idea| &idea.items) {
            assert!(!allergens(food(&item.food).unwrap()).contains(&allergen), "{words:?}: {}", item.food);
        }
    }
}

#[test]
fn an_avoided_food_is_in_no_idea() {
    for (word, part) in [
        ("broccoli", "broccoli"),
        ("Brokkoli", "broccoli"),
        ("bananas", "banana"),
        ("chicken", "chicken"),
        ("tomato", "tomato"),
        ("arroz", "rice-cooked"),
        ("beef", "beef"),
        ("meat", "pork"),
    ] {
        for item in all_ideas(&DAY, &avoiding(&[word])).iter().flat_map(|idea| &idea.items) {
            assert!(!item.food.contains(part), "{word}: {}", item.food);
        }
    }
}

#[test]
fn time_and_likes_count() {
    let quick = all_ideas(&DAY, &Constraints { minutes: Some(5), ..Constraints::default() });
    assert!(!quick.is_empty() && quick.iter().all(|idea| idea.minutes <= 5));
    assert!(ideas(&DAY, &Constraints { minutes: Some(0), ..Constraints::default() }).is_empty());
    let fish = Constraints { likes: vec!["prawns".to_owned()], slot: Some(Slot::Dinner), ..Constraints::default() };
    let first =
        |constraints: &Constraints| ideas(&DAY, constraints)[0].items.iter().any(|item| item.food.contains("prawn"));
    assert!(first(&fish));
    assert!(!first(&Constraints { slot: Some(Slot::Dinner), ..Constraints::default() }));
}

#[test]
fn the_same_question_gives_the_same_ideas() {
    assert_eq!(ideas(&DAY, &Constraints::default()), ideas(&DAY, &Constraints::default()));
    let titles: Vec<String> = ideas(&DAY, &Constraints::default()).into_iter().map(|idea| idea.title).collect();
    let mut single = titles.clone();
    single.dedup();
    assert_eq!(titles, single);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn nothing_left_breaks_it(
        energy in prop_oneof![Just(f64::NAN), -100.0..5000.0_f64],
        protein in proptest::option::of(-50.0..400.0_f64),
        carbs in proptest::option::of(-50.0..800.0_f64),
        fat in proptest::option::of(-50.0..300.0_f64),
        avoid in proptest::collection::vec("\\PC{0,12}", 0..3),
        vegan in any::<bool>(),
    ) {
        let left = Remaining { energy, protein, carbs, fat };
        let found = ideas(&left, &Constraints { avoid, vegan, ..Constraints::default() });
        for idea in &found {
            prop_assert!(idea.totals["energy_in"] <= energy + 1e-9);
            prop_assert!(idea.items.iter().all(|item| item.grams > 0.0 && item.grams <= 400.0));
            prop_assert!(idea.totals.values().all(|amount| amount.is_finite() && *amount >= 0.0));
        }
        prop_assert!(found.len() <= 6);
    }
}

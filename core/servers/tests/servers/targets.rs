//! Targets of a day, what is left of them, and ideas for meals that fit.

use crate::common::{Answered, Home, days_ago};
use coach_domain::metric;
use coach_domain::nutrition::food::{FoodCategory, food};
use coach_domain::person::{Profile, Sex};
use coach_mcp::CallContext;
use jiff::civil::date;
use serde_json::{Value, json};

const LOG: &str = "logMealNaturalLanguage";

fn meal(text: &str) -> Value {
    json!({ "text": text })
}

/// A woman of 40 years, 170 cm and 68 kg, by Mifflin and St Jeor 1,381.5 kcal at rest.
fn known(profile: &mut Profile) {
    profile.birth_date = Some(date(1986, 3, 1));
    profile.sex = Some(Sex::Female);
    profile.height_cm = Some(170.0);
    profile.weight_kg = Some(68.0);
}

#[test]
fn targets_that_were_set_are_said_to_be_and_what_is_over_too() {
    let home = Home::empty();
    home.profile(known);
    home.written("setTarget", json!({ "metric": "energy_in", "value": 2_200 }));
    home.written("setTarget", json!({ "metric": "protein", "value": 10 }));
    home.written(LOG, meal("2 eggs"));
    let macros = home.call("getMacroProgress", json!({}));
    assert_eq!(macros.field("targets_from"), "set");
    assert_eq!(macros.text("energy_target"), "2,200 kcal");
    assert_eq!(macros.text("energy_remaining"), "2,045 kcal");
    assert_eq!(macros.figure("energy_target")["source"], "your target");
    assert_eq!(macros.text("protein_remaining"), "2.6 g");
    assert!(macros.figure("protein_remaining")["label"].as_str().unwrap().contains("over"));
    assert!(macros.figure("fat_target")["source"].as_str().unwrap().contains("estimated"));
    // Institute of Medicine: 14 g of fibre for each 1,000 kcal.
    assert_eq!(macros.text("fibre_target"), "30.8 g");
}

#[test]
fn targets_that_were_not_set_are_estimates_that_say_so_or_gaps_that_say_why() {
    let home = Home::empty();
    let none = home.call("getMacroProgress", json!({}));
    assert!(none.figures().is_empty());
    assert_eq!(none.field("targets_from"), &Value::Null);
    assert!(none.gap("target for energy").unwrap().contains("insufficient"));
    home.profile(known);
    let resting_alone = home.call("getMacroProgress", json!({}));
    assert!(!resting_alone.has("energy_target"), "resting needs are no needs of a day");
    assert!(resting_alone.gap("target for energy").unwrap().contains("active energy"));
    home.add(|records| {
        for day in 1..=5 {
            records.amount(metric::ENERGY_ACTIVE, days_ago(day), 500.0);
        }
    });
    let estimated = home.call("getMacroProgress", json!({}));
    assert_eq!(estimated.field("targets_from"), "estimated");
    // Mifflin and St Jeor 1990: 10 × 68 + 6.25 × 170 − 5 × 40 − 161 = 1,381.5, and 500 of activity.
    assert_eq!(estimated.text("energy_target"), "1,882 kcal");
    let source = estimated.figure("energy_target")["source"].as_str().unwrap();
    assert!(source.contains("estimated"), "{source}");
    assert!(
        estimated.has("protein_target") && !estimated.has("energy_remaining"),
        "nothing was eaten, nothing is left"
    );
    home.profile(|profile| profile.conditions = vec!["chronic kidney disease".to_owned()]);
    let kidney = home.call("getMacroProgress", json!({}));
    assert!(!kidney.has("protein_target"));
    assert!(kidney.gap("protein").unwrap().contains("clinician"));
}

#[test]
fn targets_below_the_floor_are_raised_and_some_people_get_no_deficit() {
    let home = Home::empty();
    home.profile(known);
    let asked = home.asked("setTarget", json!({ "metric": "energy_in", "value": 500 }));
    assert!(asked.value("target") >= 1_381.0, "{}", asked.text("target"));
    assert!(asked.field("interventions")[0].as_str().unwrap().contains("raised from 500"), "{}", asked.0.text);
    let proposal = asked.0.proposal.clone().unwrap();
    assert!(proposal.summary.contains(asked.text("target")), "{}", proposal.summary);
    // Whoever approves the first words instead of the proposal gets the floor all the same.
    let done = Answered(home.approved("setTarget", json!({ "metric": "energy_in", "value": 500 })));
    assert_eq!(done.text("target"), asked.text("target"));
    assert_eq!(home.call("getMacroProgress", json!({})).text("energy_target"), asked.text("target"));
    let slowed = home.asked("setTarget", json!({ "metric": "body_mass_change", "value": -2 }));
    assert_eq!(slowed.value("target"), -0.68, "1 % of 68 kg a week");
    let edge = home.asked("setTarget", json!({ "metric": "body_mass_change", "value": -0.68 }));
    assert_eq!(edge.field("interventions"), &json!([]));
    let over = home.asked("setTarget", json!({ "metric": "body_mass_change", "value": -0.69 }));
    assert_eq!(over.value("target"), -0.68);

    type Edit = fn(&mut Profile);
    let cases: [(Edit, &str); 6] = [
        (|profile| profile.birth_date = Some(date(2008, 5, 21)), "18"),
        (|profile| profile.weight_kg = Some(53.4), "18.5"),
        (|profile| profile.conditions = vec!["Pregnancy".to_owned()], "pregnan"),
        (|profile| profile.conditions = vec!["anorexia".to_owned()], "eating disorder"),
        (|profile| profile.birth_date = None, "date of birth"),
        (|profile| profile.height_cm = None, "height"),
    ];
    for (edit, words) in cases {
        let home = Home::empty();
        home.profile(known);
        home.profile(edit);
        for arguments in
            [json!({ "metric": "energy_in", "value": 1_400 }), json!({ "metric": "body_mass_change", "value": -0.3 })]
        {
            let (rule, said) = home.refused("setTarget", &arguments);
            assert_eq!(rule, "ENERGY", "{words}: {said}");
            assert!(said.contains(words), "{arguments}: {said}");
        }
        let surplus =
            home.try_call(&CallContext::coach("x"), "setTarget", json!({ "metric": "body_mass_change", "value": 0.2 }));
        assert!(!surplus.is_error, "{words}: {}", surplus.text);
    }
    // On the birthday itself, and at an index of 18.5, there may be one.
    for edit in [(|profile: &mut Profile| profile.birth_date = Some(date(2008, 5, 20))) as Edit, |profile| {
        profile.weight_kg = Some(53.5)
    }] {
        let home = Home::empty();
        home.profile(known);
        home.profile(edit);
        let fine = home.asked("setTarget", json!({ "metric": "body_mass_change", "value": -0.3 }));
        assert_eq!(fine.value("target"), -0.3);
    }
}

#[test]
fn a_target_that_is_none_is_refused_and_heart_rates_are_capped() {
    let home = Home::empty();
    home.profile(|profile| profile.max_hr_bpm = Some(180.0));
    for (arguments, words) in [
        (json!({ "metric": "happiness", "value": 3 }), "metric"),
        (json!({ "metric": "steps", "value": -1 }), "below zero"),
        (json!({ "metric": "steps", "value": 1e12 }), "too large"),
        (json!({ "metric": "energy_in", "value": 20_000 }), "10000"),
        (json!({ "metric": "body_mass_change", "value": 5 }), "gain"),
    ] {
        let (_, said) = home.refused("setTarget", &arguments);
        assert!(said.contains(words), "{arguments}: {said}");
    }
    for (value, wanted) in [(152, "152 bpm"), (153, "153 bpm"), (154, "153 bpm"), (200, "153 bpm")] {
        let asked = home.asked("setTarget", json!({ "metric": "heart_rate", "value": value }));
        assert_eq!(asked.text("target"), wanted, "85 % of 180");
    }
    home.profile(|profile| profile.conditions = vec!["beta blocker".to_owned()]);
    let (rule, _) = home.refused("setTarget", &json!({ "metric": "heart_rate", "value": 120 }));
    assert_eq!(rule, "HR-CAP");
}

/// Categories of which a vegan eats nothing.
const OF_ANIMALS: [FoodCategory; 6] = [
    FoodCategory::Meat,
    FoodCategory::Poultry,
    FoodCategory::ProcessedMeat,
    FoodCategory::Fish,
    FoodCategory::Dairy,
    FoodCategory::Egg,
];

fn parts(answer: &Answered) -> Vec<String> {
    let ideas = answer.field("suggestions").as_array().unwrap();
    let foods = ideas.iter().flat_map(|idea| idea["items"].as_array().unwrap());
    foods.map(|item| item["food"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn ideas_keep_to_diet_and_dislikes() {
    let home = Home::empty();
    for slot in ["breakfast", "lunch", "dinner", "snack"] {
        let vegan = home.call("suggestHealthyMeals", json!({ "slot": slot, "diet": "vegan", "limit": 5 }));
        assert!(!parts(&vegan).is_empty(), "{slot}");
        for part in parts(&vegan) {
            let known = food(&part).unwrap();
            assert!(!OF_ANIMALS.contains(&known.category), "{slot}: {part}");
            let name = known.name.to_lowercase();
            assert!(!["honey", "egg", "butter,", "cheese", "whey"].iter().any(|word| name.contains(word)), "{name}");
        }
        let meatless = home.call("suggestHealthyMeals", json!({ "slot": slot, "diet": "vegetarian", "limit": 5 }));
        for part in parts(&meatless) {
            assert!(!OF_ANIMALS[..4].contains(&food(&part).unwrap().category), "{slot}: {part}");
        }
        let free =
            home.call("suggestHealthyMeals", json!({ "slot": slot, "avoid": ["Nuts", "gluten", "eggs"], "limit": 5 }));
        for part in parts(&free) {
            let name = food(&part).unwrap().name.to_lowercase();
            let banned = ["nut", "almond", "walnut", "cashew", "bread", "pasta", "oat", "wheat", "couscous", "egg"];
            assert!(!banned.iter().any(|word| name.contains(word)), "{slot}: {name}");
        }
    }
    let usual = home.call("suggestHealthyMeals", json!({ "slot": "lunch" }));
    let first = food(&parts(&usual)[0]).unwrap().name;
    let word = first.split([',', ' ']).next().unwrap();
    let without = home.call("suggestHealthyMeals", json!({ "slot": "lunch", "avoid": [word], "limit": 5 }));
    for part in parts(&without) {
        let name = food(&part).unwrap().name;
        assert!(!name.to_lowercase().contains(&word.to_lowercase()), "{name} has {word}");
    }
    let quick = home.call("suggestHealthyMeals", json!({ "minutes": 5, "limit": 5 }));
    assert!(quick.field("suggestions").as_array().unwrap().iter().all(|idea| idea["minutes"].as_u64().unwrap() <= 5));
}

#[test]
fn ideas_fit_what_is_left_and_say_when_nothing_is() {
    let home = Home::empty();
    let usual = home.call("suggestHealthyMeals", json!({}));
    assert_eq!(usual.field("fitted_to"), "usual");
    assert!(usual.gap("target for energy").is_some());
    home.profile(known);
    home.written("setTarget", json!({ "metric": "energy_in", "value": 2_000 }));
    let whole = home.call("suggestHealthyMeals", json!({ "slot": "dinner" }));
    assert_eq!(whole.field("fitted_to"), "targets");
    for (place, idea) in whole.field("suggestions").as_array().unwrap().iter().enumerate() {
        let place = place + 1;
        let sum: f64 = idea["items"].as_array().unwrap().iter().map(|item| item["energy_kcal"].as_f64().unwrap()).sum();
        let shown = whole.value(&format!("suggestion_{place}_energy"));
        assert!((sum - shown).abs() <= 3.0, "{idea}: {shown}");
        assert!(shown <= 1_000.0);
        assert!(whole.has(&format!("suggestion_{place}_item_1_grams")));
    }
    let butter = |kcal: f64| json!({ "text": "butter", "items": [{ "food": "butter", "grams": kcal / 7.17 }] });
    home.written(LOG, butter(1_800.0));
    let small = home.call("suggestHealthyMeals", json!({ "limit": 5 }));
    for place in 1..=small.field("suggestions").as_array().unwrap().len() {
        assert!(small.value(&format!("suggestion_{place}_energy")) <= 250.0, "200 kcal are left");
    }
    home.written(LOG, butter(150.0));
    let none = home.call("suggestHealthyMeals", json!({}));
    assert_eq!(none.field("suggestions"), &json!([]));
    assert!(none.gap("meal ideas").unwrap().contains("hardly any energy"), "{}", none.0.text);
}

#[test]
fn protein_that_is_used_up_leaves_ideas_for_the_energy_that_is_left() {
    let home = Home::empty();
    home.profile(known);
    home.written("setTarget", json!({ "metric": "energy_in", "value": 2_000 }));
    home.written("setTarget", json!({ "metric": "protein", "value": 10 }));
    home.written(LOG, meal("300 g chicken breast"));
    let ideas = home.call("suggestHealthyMeals", json!({ "slot": "dinner" }));
    assert!(!ideas.field("suggestions").as_array().unwrap().is_empty(), "{}", ideas.0.text);
}

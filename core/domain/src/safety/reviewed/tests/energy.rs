//! ENERGY.

use super::*;
use crate::person::Sex;

/// A man of 30 years, 180 cm and 80 kg: Mifflin gives 1780 kcal at rest, 2136 without training.
fn man() -> Facts {
    let profile = Profile {
        birth_date: Some(date(1996, 1, 1)),
        sex: Some(Sex::Male),
        height_cm: Some(180.0),
        weight_kg: Some(80.0),
        level: Some(Level::Intermediate),
        ..Profile::default()
    };
    Facts { profile, ..context() }
}

fn target(metric: &str, value: f64, unit: &str) -> Target {
    Target { id: "t".to_owned(), metric: metric.to_owned(), value, unit: unit.to_owned() }
}

fn eaten(kcal: f64) -> Target {
    target("energy_in", kcal, "kcal")
}

fn change(kg: f64) -> Target {
    target("body_mass_change", kg, "kg/wk")
}

#[test]
fn a_deficit_goes_down_to_resting_needs_and_no_lower() {
    assert!(reviewed(eaten(1_780.0), &man()).interventions().is_empty());
    let raised = reviewed(eaten(1_779.0), &man());
    assert_eq!(raised.value().value, 1_780.0);
    let told = &raised.interventions()[0];
    assert!(told.rule == Rule::Energy && told.detail.contains("resting needs 1780"), "{told:?}");
    assert_eq!(reviewed(eaten(0.0), &man()).value().value, 1_780.0);
    for fine in [2_000.0, 2_136.0, 4_000.0] {
        assert_eq!(reviewed(eaten(fine), &man()).value().value, fine);
    }
    assert!(eaten(10_001.0).review(&man()).is_err());
}

#[test]
fn energy_availability_counts_where_fat_free_mass_is_known() {
    // 70 kg fat-free: Cunningham 2040; 30 x 70 + 600 = 2700 of 2448 + 600.
    let facts = Facts { fat_free_kg: Some(70.0), exercise_kcal: Some(600.0), ..man() };
    assert_eq!(reviewed(eaten(2_699.0), &facts).value().value, 2_700.0);
    assert!(reviewed(eaten(2_700.0), &facts).interventions().is_empty());
    // Without training: 2100 above 2040.
    let facts = Facts { fat_free_kg: Some(70.0), exercise_kcal: Some(0.0), ..man() };
    assert_eq!(reviewed(eaten(1_000.0), &facts).value().value, 2_100.0);
}

#[test]
fn a_deficit_is_no_faster_than_one_percent_a_week() {
    // 50 kg, much training: 1 % is 550 kcal a day, which is above resting needs.
    let mut facts = man();
    facts.profile.weight_kg = Some(60.0);
    facts.exercise_kcal = Some(1_500.0);
    // Resting 600 + 1125 - 150 + 5 = 1580; total 1896 + 1500; less 660.
    assert_eq!(reviewed(eaten(2_000.0), &facts).value().value, 2_736.0);
    assert!(reviewed(change(-0.6), &facts).interventions().is_empty());
    let slowed = reviewed(change(-0.61), &facts);
    assert!((slowed.value().value + 0.6).abs() < 1e-9);
    let pounds = reviewed(target("body_mass_change", -4.0, "lb/wk"), &facts);
    assert!((pounds.value().value + 0.6).abs() < 1e-9 && pounds.value().unit == "kg/wk");
    assert_eq!(refused(target("body_mass_change", -1.0, "stone"), &facts).rule, Rule::Energy);
    assert!(change(0.5).review(&facts).is_ok());
    assert_eq!(refused(change(2.5), &facts).rule, Rule::Energy);
}

#[test]
fn some_people_are_to_have_no_deficit() {
    let with = |edit: &dyn Fn(&mut Facts)| {
        let mut facts = man();
        edit(&mut facts);
        facts
    };
    let nobody = [
        with(&|facts| facts.profile.birth_date = Some(date(2008, 11, 17))),
        with(&|facts| facts.profile.conditions = vec!["Pregnancy".to_owned()]),
        with(&|facts| facts.profile.conditions = vec!["breast-feeding".to_owned()]),
        with(&|facts| facts.profile.conditions = vec!["anorexia nervosa".to_owned()]),
        with(&|facts| facts.eating_disorder_signs = true),
        with(&|facts| facts.weight_kg = Some(59.9)),
    ];
    for facts in nobody {
        for wanted in [eaten(1_500.0), change(-0.1), target("body_mass", 55.0, "kg"), target("bmi", 18.0, "kg/m2")] {
            assert_eq!(refused(wanted, &facts).rule, Rule::Energy);
        }
        assert!(eaten(4_000.0).review(&facts).is_ok(), "surplus stands");
        assert!(change(0.25).review(&facts).is_ok());
        assert!(change(0.0).review(&facts).is_ok());
        let loss = Plan { goal: Goal::WeightLoss, ..plan(vec![session(vec![block("row", 20.0, None)])]) };
        assert_eq!(reviewed(loss, &facts).value().goal, Goal::Health);
    }
    let adult = with(&|facts| facts.profile.birth_date = Some(date(2008, 11, 16)));
    assert!(change(-0.1).review(&adult).is_ok(), "18 today");
    assert!(change(-0.1).review(&with(&|facts| facts.weight_kg = Some(60.0))).is_ok(), "a body mass index of 18.52");
}

#[test]
fn what_is_lacking_is_named() {
    for (name, edit) in [
        ("date of birth", (|facts| facts.profile.birth_date = None) as fn(&mut Facts)),
        ("height", |facts| facts.profile.height_cm = None),
        ("weight", |facts| facts.profile.weight_kg = None),
    ] {
        let mut facts = man();
        edit(&mut facts);
        for wanted in [eaten(1_900.0), change(-0.2), target("body_mass", 70.0, "kg")] {
            let told = refused(wanted, &facts);
            assert!(told.rule == Rule::Energy && told.detail.contains(name), "{told:?}");
        }
        assert!(change(0.2).review(&facts).is_ok());
        facts.fat_free_kg = Some(60.0);
        assert!(refused(eaten(1_900.0), &facts).detail.contains(name));
        assert!(eaten(3_000.0).review(&facts).is_ok(), "surplus by fat-free mass");
    }
    let mut other = man();
    other.profile.sex = None;
    assert_eq!(reviewed(eaten(1_000.0), &other).value().value, 1_780.0, "the higher of both sexes");
}

#[test]
fn no_unit_or_name_gets_around_the_floor() {
    let same = reviewed(target("energy_in", 5_000.0, "kJ"), &man());
    assert_eq!((same.value().value, same.value().unit.as_str()), (1_780.0, "kcal"));
    for metric in ["calories", "daily_calorie_intake", "energy", "diet"] {
        let found = reviewed(target(metric, 800.0, "kcal"), &man());
        assert_eq!((found.value().metric.as_str(), found.value().value), ("energy_in", 1_780.0), "{metric}");
    }
    assert_eq!(refused(target("calories", 800.0, "1"), &man()).rule, Rule::Energy);
    assert_eq!(refused(target("energy_in", 800.0, "g"), &man()).rule, Rule::Scope);
    assert_eq!(refused(target("calorie_deficit", 1_500.0, "kcal"), &man()).rule, Rule::Energy);
    assert_eq!(refused(target("weight_loss", 5.0, "kg"), &man()).rule, Rule::Energy);
    assert_eq!(reviewed(target("energy_active", 400.0, "kcal"), &man()).value().value, 400.0);
}

#[test]
fn goals_for_weight_and_protein_are_sane() {
    // 18.5 x 1.8 x 1.8 = 59.94
    assert_eq!(reviewed(target("body_mass", 50.0, "kg"), &man()).value().value, 60.0);
    assert_eq!(reviewed(target("body_mass", 60.0, "kg"), &man()).value().value, 60.0);
    assert_eq!(reviewed(target("body_mass", 100.0, "kg"), &man()).value().value, 100.0);
    assert_eq!(refused(target("bmi", 18.4, "kg/m2"), &man()).rule, Rule::Energy);
    assert!(target("bmi", 18.5, "kg/m2").review(&man()).is_ok());
    assert!(target("protein", 320.0, "g").review(&man()).is_ok());
    assert_eq!(refused(target("protein", 321.0, "g"), &man()).rule, Rule::Energy);
    let mut kidney = man();
    kidney.profile.conditions = vec!["chronic kidney disease".to_owned()];
    assert!(refused(target("protein", 100.0, "g"), &kidney).detail.contains("clinician"));
}

proptest! {
    #[test]
    fn no_deficit_falls_below_its_floor(
        kcal in 0.0_f64..6_000.0, weight in 40.0_f64..180.0, height in 145.0_f64..205.0, age in 10_i16..90,
        lean in proptest::option::of(25.0_f64..100.0), burnt in proptest::option::of(0.0_f64..2_000.0), female: bool,
    ) {
        let mut facts = man();
        facts.profile.birth_date = Some(date(2026 - age, 1, 1));
        facts.profile.sex = Some(if female { Sex::Female } else { Sex::Male });
        facts.profile.height_cm = Some(height);
        facts.weight_kg = Some(weight);
        facts.fat_free_kg = lean;
        facts.exercise_kcal = burnt;
        let resting = lean.map_or(
            10.0 * weight + 6.25 * height - 5.0 * f64::from(age) + if female { -161.0 } else { 5.0 },
            |lean| 500.0 + 22.0 * lean,
        );
        let total = 1.2 * resting + burnt.unwrap_or(0.0);
        let open = age >= 18 && weight / (height / 100.0).powi(2) >= 18.5;
        match eaten(kcal).review(&facts) {
            Ok(found) => {
                let value = found.value().value;
                prop_assert!(open || value >= total - 1e-6);
                let available = lean.map_or(0.0, |lean| 30.0 * lean + burnt.unwrap_or(0.0));
                let floor = resting.max(available).max(total - weight * 11.0);
                prop_assert!(value >= floor.min(total) - 1e-6, "{value} {floor} {total}");
                // It is said in whole kcal.
                prop_assert!(value == kcal || kcal < floor.ceil(), "{kcal} needed no change");
                prop_assert!(found.value().clone().review(&facts).unwrap().interventions().is_empty());
            }
            Err(_) => prop_assert!(!open && kcal < total),
        }
    }
}

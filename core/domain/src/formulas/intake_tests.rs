use super::*;
use jiff::civil::date;
use proptest::prelude::*;

const DAY: Date = date(2026, 11, 20);

fn daily(days: std::ops::Range<i32>, value: impl Fn(i32) -> f64) -> Vec<Reading<'static>> {
    days.map(|back| Reading::new(days_before(DAY, back), value(back), "app")).collect()
}

fn told(conditions: &[&str]) -> Profile {
    Profile { conditions: conditions.iter().map(|told| (*told).to_owned()).collect(), ..Profile::default() }
}

fn weight(kg: f64) -> Option<Reading<'static>> {
    Some(Reading::new(DAY, kg, "scale"))
}

#[test]
fn half_a_kilogram_a_week_is_550_kcal_a_day() {
    let eaten = daily(0..28, |_| 2000.0);
    let found = measured_needs(&eaten, &daily(0..28, |back| 80.0 + 0.5 * f64::from(back) / 7.0), DAY).unwrap();
    assert!((found.needs.value - 2550.0).abs() < 1e-6 && found.high - found.low < 1e-6, "{found:?}");
    assert_eq!((found.logged_days, found.weighed_days, found.needs.confidence), (28, 28, Confidence::High));
    assert!(found.needs.missing.is_empty() && found.needs.inputs.len() == 2);
    let gained = measured_needs(&eaten, &daily(0..28, |back| 80.0 - 0.5 * f64::from(back) / 7.0), DAY).unwrap();
    assert!((gained.needs.value - 1450.0).abs() < 1e-6);
    assert!((measured_needs(&eaten, &daily(0..28, |_| 80.0), DAY).unwrap().needs.value - 2000.0).abs() < 1e-6);
}

#[test]
fn seven_logged_days_are_needed_and_an_unlogged_day_is_no_fast() {
    let weights = daily(0..28, |_| 80.0);
    let seven = measured_needs(&daily(0..7, |_| 2400.0), &weights, DAY).unwrap();
    assert!((seven.needs.value - 2400.0).abs() < 1e-6 && seven.needs.confidence == Confidence::Low);
    assert_eq!(seven.needs.missing, ["intake of 21 days"]);
    assert_eq!(measured_needs(&daily(0..6, |_| 2400.0), &weights, DAY).unwrap_err().have, 6);
    // Meals of a day are one day.
    let meals: Vec<Reading<'_>> = daily(0..7, |_| 1200.0).into_iter().flat_map(|meal| [meal, meal]).collect();
    assert!((measured_needs(&meals, &weights, DAY).unwrap().needs.value - 2400.0).abs() < 1e-6);
    assert_eq!(measured_needs(&meals[..12], &weights, DAY).unwrap_err().have, 6);
    // Day 28 before is outside of the window.
    assert_eq!(measured_needs(&daily(22..29, |_| 2400.0), &weights, DAY).unwrap_err().have, 6);
    assert_eq!(measured_needs(&daily(0..28, |_| 2400.0), &weights[..4], DAY).unwrap_err().have, 4);
    assert_eq!(measured_needs(&daily(0..28, |_| 2400.0), &weights[..7], DAY).unwrap_err().unit, "days between weights");
    assert!(measured_needs(&daily(0..28, |_| 2400.0), &weights[..8], DAY).is_ok());
    let absurd = daily(0..28, |back| 80.0 - f64::from(back));
    assert!(measured_needs(&daily(0..28, |_| 2400.0), &absurd, DAY).is_err());
}

#[test]
fn scatter_widens_the_interval_and_lowers_confidence() {
    let eaten = daily(0..28, |back| if back % 2 == 0 { 1800.0 } else { 2600.0 });
    let calm = measured_needs(&eaten, &daily(0..28, |_| 80.0), DAY).unwrap();
    let wild = measured_needs(&eaten, &daily(0..28, |back| if back % 3 == 0 { 81.5 } else { 79.5 }), DAY).unwrap();
    assert!(wild.high - wild.low > calm.high - calm.low && calm.high > calm.low);
    // By hand: SD 400 x root(28 / 27) over root 28, times t of 26 degrees.
    assert!((calm.high - calm.needs.value - 2.055_529_439 * 400.0 / 27.0_f64.sqrt()).abs() < 1e-6);
    assert!(wild.needs.confidence < calm.needs.confidence, "{wild:?}");
}

#[test]
fn protein_and_the_kidneys() {
    let found = protein_target(&told(&["diabetes"]), weight(80.0)).unwrap();
    assert!(
        (found.target.value - 128.0).abs() < 1e-9
            && (found.low - 96.0).abs() < 1e-9
            && (found.high - 176.0).abs() < 1e-9
    );
    for condition in ["kidney_disease", "Chronic Kidney Disease", "CKD", "renal-failure", "dialysis"] {
        assert_eq!(protein_target(&told(&[condition]), weight(80.0)), Err(NoTarget::Clinician), "{condition}");
        assert_eq!(macro_targets(&told(&[condition]), 2500.0, weight(80.0)), Err(NoTarget::Clinician));
    }
    assert!(protein_target(&told(&["adrenal_insufficiency"]), weight(80.0)).is_ok());
    for absent in [None, weight(f64::NAN), weight(0.0), weight(19.9)] {
        assert!(matches!(protein_target(&told(&[]), absent), Err(NoTarget::Insufficient(_))));
    }
    assert!(!NoTarget::Clinician.to_string().chars().any(|letter| letter.is_ascii_digit()));
}

#[test]
fn macronutrients_fill_the_energy() {
    let found = macro_targets(&told(&[]), 2500.0, weight(80.0)).unwrap();
    // 128 g protein are 512 kcal, 20 % fat are 500, 1488 are left.
    assert!((found.protein.value - 128.0).abs() < 1e-9 && (found.fat.value - 500.0 / 9.0).abs() < 1e-9);
    assert!((found.carbohydrate.value - 372.0).abs() < 1e-9 && found.fat.inputs.len() == 2);
    // Little energy: 0.5 g/kg of fat are more than 20 %, protein gives way, and then there is no target.
    let tight = macro_targets(&told(&[]), 800.0, weight(80.0)).unwrap();
    assert!((tight.fat.value - 40.0).abs() < 1e-9 && (tight.protein.value - 110.0).abs() < 1e-9);
    assert_eq!(tight.carbohydrate.value, 0.0);
    assert!(macro_targets(&told(&[]), 744.0, weight(80.0)).is_ok());
    let Err(NoTarget::Insufficient(reason)) = macro_targets(&told(&[]), 743.0, weight(80.0)) else { panic!() };
    assert_eq!((reason.have, reason.need), (743, 744));
    for absurd in [f64::NAN, f64::INFINITY, -100.0, 0.0] {
        assert!(macro_targets(&told(&[]), absurd, weight(80.0)).is_err(), "{absurd}");
    }
}

#[test]
fn availability_needs_days_with_both() {
    let fat_free = Reading::new(DAY, 50.0, "scale");
    let (eaten, burnt) = (daily(0..7, |_| 2000.0), daily(0..7, |back| if back < 4 { 500.0 } else { 0.0 }));
    let found = energy_availability(&eaten, &burnt, fat_free, DAY).unwrap();
    assert!((found.value - (2000.0 - 2000.0 / 7.0) / 50.0).abs() < 1e-9 && found.confidence == Confidence::Medium);
    let four = energy_availability(&eaten, &burnt[..4], fat_free, DAY).unwrap();
    assert!((four.value - 30.0).abs() < 1e-9 && four.missing == ["3 days of the week"]);
    assert_eq!(energy_availability(&eaten, &burnt[..3], fat_free, DAY).unwrap_err().have, 3);
    assert!(energy_availability(&eaten, &burnt, Reading::new(DAY, f64::NAN, "x"), DAY).is_err());
    assert_eq!(
        [29.999, 30.0, 44.999, 45.0].map(Availability::of),
        [Availability::Low, Availability::Reduced, Availability::Reduced, Availability::Full]
    );
}

proptest! {
    #[test]
    fn needs_lie_in_their_interval_and_follow_intake(
        eaten in prop::collection::vec(1000.0_f64..4000.0, 7..28), wobble in prop::collection::vec(-1.0_f64..1.0, 28), more in 0.0_f64..500.0
    ) {
        let weights: Vec<Reading<'_>> = daily(0..28, |back| 80.0 + wobble[back as usize]);
        let of = |more: f64| measured_needs(&daily(0..eaten.len() as i32, |back| eaten[back as usize] + more), &weights, DAY);
        if let (Ok(found), Ok(raised)) = (of(0.0), of(more)) {
            prop_assert!(found.low <= found.needs.value && found.needs.value <= found.high);
            prop_assert!((raised.needs.value - found.needs.value - more).abs() < 1e-6);
        }
    }

    #[test]
    fn macronutrients_add_up(kcal in 500.0_f64..6000.0, kg in 35.0_f64..180.0) {
        if let Ok(found) = macro_targets(&told(&[]), kcal, weight(kg)) {
            let sum = found.protein.value * 4.0 + found.fat.value * 9.0 + found.carbohydrate.value * 4.0;
            prop_assert!((sum - kcal).abs() < 1e-6 && found.carbohydrate.value >= 0.0);
            prop_assert!(found.protein.value >= 1.2 * kg - 1e-6 && found.protein.value <= 1.6 * kg + 1e-6);
        }
    }
}

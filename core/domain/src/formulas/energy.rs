//! Resting needs and total daily energy.

use super::{figure, input};
use crate::figure::{Computed, Confidence, Figure, Insufficient};
use crate::person::{Profile, Sex};
use jiff::civil::Date;

/// Mifflin-St Jeor (1990) in kcal a day: 10 kg + 6.25 cm - 5 age, + 5 for men, - 161 for women. The paper's own rounding
/// of 9.99 kg + 6.25 cm - 4.92 age + 166 for men - 161; the two differ by a few kcal.
#[must_use]
pub fn mifflin_st_jeor(weight_kg: f64, height_cm: f64, age: f64, female: bool) -> f64 {
    10.0 * weight_kg + 6.25 * height_cm - 5.0 * age + if female { -161.0 } else { 5.0 }
}

/// Cunningham (1980) in kcal a day: 500 + 22 x fat-free mass in kg. Katch-McArdle's 370 + 21.6 x is another equation, of
/// the same author in 1991, and gives about 150 kcal less.
#[must_use]
pub fn cunningham(fat_free_kg: f64) -> f64 {
    500.0 + 22.0 * fat_free_kg
}

/// Resting needs in kcal a day. With fat-free mass Cunningham's, else Mifflin's. Nothing is assumed: no default weight,
/// height, age or sex.
///
/// # Errors
/// [`Insufficient`] that names what is lacking.
pub fn resting_energy(profile: &Profile, today: Date, weight_kg: Option<f64>, fat_free_kg: Option<f64>) -> Computed {
    let given = |name: &str, value: f64, unit: &str| input(name, value, unit, "person", today, today);
    let positive = |value: &f64| value.is_finite() && *value > 0.0;
    if let Some(lean) = fat_free_kg.filter(positive) {
        return Ok(figure(
            "resting_energy_cunningham",
            cunningham(lean),
            "kcal",
            Confidence::High,
            vec![given("lean_mass", lean, "kg")],
        ));
    }
    let weight = weight_kg.or(profile.weight_kg).filter(positive);
    let height = profile.height_cm.filter(positive);
    let age = profile.age_on(today).map(f64::from);
    let female = match profile.sex {
        Some(Sex::Female) => Some(true),
        Some(Sex::Male) => Some(false),
        Some(Sex::Other) | None => None,
    };
    let (Some(weight), Some(height), Some(age), Some(female)) = (weight, height, age, female) else {
        let lacking = [
            ("weight", weight.is_none()),
            ("height", height.is_none()),
            ("date of birth", age.is_none()),
            ("sex (female or male)", female.is_none()),
        ];
        let names: Vec<&str> = lacking.iter().filter(|(_, lacks)| *lacks).map(|(name, _)| *name).collect();
        let have = u32::try_from(4 - names.len()).unwrap_or(0);
        return Err(Insufficient {
            what: "resting energy".to_owned(),
            have,
            need: 4,
            unit: format!("of 4 facts; missing: {}", names.join(", ")),
        });
    };
    let inputs = vec![given("body_mass", weight, "kg"), given("height", height, "cm"), given("age", age, "a")];
    let estimate = figure(
        "resting_energy_mifflin",
        mifflin_st_jeor(weight, height, age, female),
        "kcal",
        Confidence::Medium,
        inputs,
    );
    Ok(Figure { missing: vec!["lean body mass".to_owned()], ..estimate })
}

/// How active a person is beside sleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Activity {
    /// Little or no exercise.
    Sedentary,
    /// One to three sessions a week.
    Light,
    /// Three to five.
    Moderate,
    /// Six or seven.
    Very,
    /// Hard exercise daily and physical work.
    Extra,
}

impl Activity {
    /// What resting needs are multiplied with: 1.2, 1.375, 1.55, 1.725, 1.9.
    #[must_use]
    pub const fn factor(self) -> f64 {
        match self {
            Activity::Sedentary => 1.2,
            Activity::Light => 1.375,
            Activity::Moderate => 1.55,
            Activity::Very => 1.725,
            Activity::Extra => 1.9,
        }
    }
}

/// Total daily energy in kcal: resting needs x the activity factor.
#[must_use]
pub fn total_energy(resting: &Figure, activity: Activity) -> Figure {
    Figure {
        name: "total_energy".to_owned(),
        value: resting.value * activity.factor(),
        confidence: Confidence::Low,
        ..resting.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn vectors() {
        assert_eq!(mifflin_st_jeor(80.0, 180.0, 30.0, false), 1780.0);
        assert_eq!(mifflin_st_jeor(60.0, 165.0, 30.0, true).round(), 1320.0);
        assert_eq!(cunningham(70.0), 2040.0);
    }

    #[test]
    fn nothing_is_assumed() {
        let today = date(2026, 11, 20);
        let full = Profile {
            birth_date: Some(date(1996, 1, 1)),
            sex: Some(Sex::Male),
            height_cm: Some(180.0),
            weight_kg: Some(80.0),
            ..Profile::default()
        };
        let resting = resting_energy(&full, today, None, None).unwrap();
        assert_eq!(resting.value, 1780.0);
        assert_eq!(total_energy(&resting, Activity::Moderate).value, 1780.0 * 1.55);
        assert_eq!(resting_energy(&full, today, Some(90.0), None).unwrap().value, 1880.0);
        assert_eq!(resting_energy(&Profile::default(), today, None, Some(70.0)).unwrap().value, 2040.0);
        for lacking in [
            Profile { birth_date: None, ..full.clone() },
            Profile { sex: Some(Sex::Other), ..full.clone() },
            Profile { height_cm: None, ..full.clone() },
            Profile { weight_kg: Some(f64::NAN), ..full.clone() },
        ] {
            assert_eq!(resting_energy(&lacking, today, None, None).unwrap_err().have, 3);
        }
    }
}

//! What the nutrients of FoodData Central mean here.

use coach_domain::nutrition::food::Nutrient;

/// An entry of `nutrient.csv` that is of use.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Meaning {
    /// `id` in `nutrient.csv`.
    pub(super) id: &'static str,
    /// `nutrient_nbr` there, which some releases write in place of the id.
    number: &'static str,
    /// `unit_name` there.
    unit: &'static str,
    pub(super) nutrient: Nutrient,
    /// From that unit to ours.
    factor: f64,
}

const fn meaning(
    id: &'static str,
    number: &'static str,
    unit: &'static str,
    nutrient: Nutrient,
    factor: f64,
) -> Meaning {
    Meaning { id, number, unit, nutrient, factor }
}

/// All entries of use. Where several give one nutrient, the first that a food has is taken: measured energy before that
/// by specific Atwater factors, by general ones, and in kJ; carbohydrate by difference before a sum.
pub(super) const MEANINGS: [Meaning; 26] = [
    meaning("1008", "208", "KCAL", Nutrient::Energy, 1.0),
    meaning("2048", "958", "KCAL", Nutrient::Energy, 1.0),
    meaning("2047", "957", "KCAL", Nutrient::Energy, 1.0),
    meaning("1062", "268", "KJ", Nutrient::Energy, 1.0 / 4.184),
    meaning("1003", "203", "G", Nutrient::Protein, 1.0),
    meaning("1005", "205", "G", Nutrient::Carbohydrate, 1.0),
    meaning("1050", "205.2", "G", Nutrient::Carbohydrate, 1.0),
    meaning("1004", "204", "G", Nutrient::Fat, 1.0),
    meaning("1085", "298", "G", Nutrient::Fat, 1.0),
    meaning("1258", "606", "G", Nutrient::SaturatedFat, 1.0),
    meaning("1079", "291", "G", Nutrient::Fibre, 1.0),
    meaning("2033", "293", "G", Nutrient::Fibre, 1.0),
    meaning("2000", "269", "G", Nutrient::Sugars, 1.0),
    meaning("1063", "269.3", "G", Nutrient::Sugars, 1.0),
    meaning("1093", "307", "MG", Nutrient::Sodium, 1.0),
    meaning("1087", "301", "MG", Nutrient::Calcium, 1.0),
    meaning("1089", "303", "MG", Nutrient::Iron, 1.0),
    meaning("1092", "306", "MG", Nutrient::Potassium, 1.0),
    meaning("1090", "304", "MG", Nutrient::Magnesium, 1.0),
    meaning("1162", "401", "MG", Nutrient::VitaminC, 1.0),
    meaning("1114", "328", "UG", Nutrient::VitaminD, 1.0),
    // 40 international units of vitamin D are 1 µg.
    meaning("1110", "324", "IU", Nutrient::VitaminD, 1.0 / 40.0),
    meaning("1178", "418", "UG", Nutrient::VitaminB12, 1.0),
    meaning("1018", "221", "G", Nutrient::Alcohol, 1.0),
    meaning("1057", "262", "MG", Nutrient::Caffeine, 1.0),
    meaning("1051", "255", "G", Nutrient::Water, 1.0),
];

/// The place in [`MEANINGS`] of a nutrient id, or of a nutrient number, which is always below 1000.
pub(super) fn rank(id: &str) -> Option<u8> {
    let plain = id.strip_suffix(".0").unwrap_or(id);
    let at = MEANINGS.iter().position(|known| known.id == plain || known.number == plain)?;
    u8::try_from(at).ok()
}

impl Meaning {
    /// An amount in our unit.
    pub(super) fn convert(&self, amount: f64) -> f64 {
        amount * self.factor
    }

    /// True when `nutrient.csv` says the same unit.
    pub(super) fn is_in(&self, unit: &str) -> bool {
        self.unit.eq_ignore_ascii_case(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_and_numbers_never_meet() {
        for known in MEANINGS {
            assert!(known.id.parse::<u32>().unwrap() >= 1000);
            assert!(known.number.parse::<f64>().unwrap() < 1000.0);
            assert_eq!(rank(known.id), rank(known.number));
        }
        assert_eq!(rank("1008"), Some(0));
        assert_eq!(rank("208.0"), Some(0));
        assert_eq!(rank("9999"), None);
        assert_eq!(rank(""), None);
    }

    #[test]
    fn each_nutrient_can_be_had() {
        for nutrient in Nutrient::ALL {
            assert!(MEANINGS.iter().any(|known| known.nutrient == nutrient), "{}", nutrient.key());
        }
        assert!((MEANINGS[3].convert(418.4) - 100.0).abs() < 1e-9);
    }
}

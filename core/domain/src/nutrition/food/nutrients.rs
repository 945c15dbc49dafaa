//! Amounts of energy and nutrients in which an unknown amount stays unknown.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Number of nutrients that a food is described by.
const COUNT: usize = 18;

/// One figure of a food. [`Nutrient::unit`] is its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nutrient {
    /// Energy, kcal.
    Energy,
    /// Protein, g.
    Protein,
    /// Carbohydrate, g; by difference, so with fibre, in figures of the USDA, without fibre on a label of the EU.
    Carbohydrate,
    /// Fat, g.
    Fat,
    /// Saturated fatty acids, g.
    SaturatedFat,
    /// Dietary fibre, g.
    Fibre,
    /// Sugars, g.
    Sugars,
    /// Sodium, mg. Salt is [`Nutrients::salt_g`].
    Sodium,
    /// Calcium, mg.
    Calcium,
    /// Iron, mg.
    Iron,
    /// Potassium, mg.
    Potassium,
    /// Magnesium, mg.
    Magnesium,
    /// Vitamin C, mg.
    VitaminC,
    /// Vitamin D (D2 and D3), µg.
    VitaminD,
    /// Vitamin B12, µg.
    VitaminB12,
    /// Ethyl alcohol, g.
    Alcohol,
    /// Caffeine, mg.
    Caffeine,
    /// Water, g.
    Water,
}

impl Nutrient {
    /// All nutrients, in the order of the columns of the table.
    pub const ALL: [Nutrient; COUNT] = [
        Nutrient::Energy,
        Nutrient::Protein,
        Nutrient::Carbohydrate,
        Nutrient::Fat,
        Nutrient::SaturatedFat,
        Nutrient::Fibre,
        Nutrient::Sugars,
        Nutrient::Sodium,
        Nutrient::Calcium,
        Nutrient::Iron,
        Nutrient::Potassium,
        Nutrient::Magnesium,
        Nutrient::VitaminC,
        Nutrient::VitaminD,
        Nutrient::VitaminB12,
        Nutrient::Alcohol,
        Nutrient::Caffeine,
        Nutrient::Water,
    ];

    /// Name for programs, with its unit, for example `protein_g`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Nutrient::Energy => "energy_kcal",
            Nutrient::Protein => "protein_g",
            Nutrient::Carbohydrate => "carbohydrate_g",
            Nutrient::Fat => "fat_g",
            Nutrient::SaturatedFat => "saturated_fat_g",
            Nutrient::Fibre => "fibre_g",
            Nutrient::Sugars => "sugars_g",
            Nutrient::Sodium => "sodium_mg",
            Nutrient::Calcium => "calcium_mg",
            Nutrient::Iron => "iron_mg",
            Nutrient::Potassium => "potassium_mg",
            Nutrient::Magnesium => "magnesium_mg",
            Nutrient::VitaminC => "vitamin_c_mg",
            Nutrient::VitaminD => "vitamin_d_ug",
            Nutrient::VitaminB12 => "vitamin_b12_ug",
            Nutrient::Alcohol => "alcohol_g",
            Nutrient::Caffeine => "caffeine_mg",
            Nutrient::Water => "water_g",
        }
    }

    /// Words for people, for example `saturated fat`.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Nutrient::Energy => "energy",
            Nutrient::Protein => "protein",
            Nutrient::Carbohydrate => "carbohydrate",
            Nutrient::Fat => "fat",
            Nutrient::SaturatedFat => "saturated fat",
            Nutrient::Fibre => "fibre",
            Nutrient::Sugars => "sugars",
            Nutrient::Sodium => "sodium",
            Nutrient::Calcium => "calcium",
            Nutrient::Iron => "iron",
            Nutrient::Potassium => "potassium",
            Nutrient::Magnesium => "magnesium",
            Nutrient::VitaminC => "vitamin C",
            Nutrient::VitaminD => "vitamin D",
            Nutrient::VitaminB12 => "vitamin B12",
            Nutrient::Alcohol => "alcohol",
            Nutrient::Caffeine => "caffeine",
            Nutrient::Water => "water",
        }
    }

    /// UCUM symbol of the unit: `kcal`, `g`, `mg` or `ug`.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Nutrient::Energy => "kcal",
            Nutrient::Protein
            | Nutrient::Carbohydrate
            | Nutrient::Fat
            | Nutrient::SaturatedFat
            | Nutrient::Fibre
            | Nutrient::Sugars
            | Nutrient::Alcohol
            | Nutrient::Water => "g",
            Nutrient::Sodium
            | Nutrient::Calcium
            | Nutrient::Iron
            | Nutrient::Potassium
            | Nutrient::Magnesium
            | Nutrient::VitaminC
            | Nutrient::Caffeine => "mg",
            Nutrient::VitaminD | Nutrient::VitaminB12 => "ug",
        }
    }

    /// The nutrient with this [`Nutrient::key`].
    #[must_use]
    pub fn parse(key: &str) -> Option<Nutrient> {
        Nutrient::ALL.into_iter().find(|nutrient| nutrient.key() == key)
    }

    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// Amounts of nutrients, each known, partial or unknown. Unknown is `None` and never 0.
///
/// An amount is *partial* when it is a sum in which some part was unknown: it is then what there is at least.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Nutrients {
    amounts: [Option<f64>; COUNT],
    partial: u32,
}

impl Nutrients {
    /// No amount known. Not the start of a sum, which then is partial throughout: that is [`Nutrients::total`].
    #[must_use]
    pub const fn unknown() -> Nutrients {
        Nutrients { amounts: [None; COUNT], partial: 0 }
    }

    /// The amount of `nutrient` in its unit, at least that much if it [`is_partial`](Nutrients::is_partial).
    #[must_use]
    pub const fn get(&self, nutrient: Nutrient) -> Option<f64> {
        self.amounts[nutrient as usize]
    }

    /// Sets the amount of `nutrient`; an amount that is negative or not finite is taken as unknown.
    pub fn set(&mut self, nutrient: Nutrient, amount: Option<f64>) {
        self.amounts[nutrient as usize] = amount.filter(|amount| amount.is_finite() && *amount >= 0.0);
        self.partial &= !nutrient.bit();
    }

    /// The same amounts with that of `nutrient` set, see [`Nutrients::set`].
    #[must_use]
    pub fn with(mut self, nutrient: Nutrient, amount: f64) -> Nutrients {
        self.set(nutrient, Some(amount));
        self
    }

    /// True when the amount of `nutrient` is a sum that lacks the amount of some part.
    #[must_use]
    pub const fn is_partial(&self, nutrient: Nutrient) -> bool {
        self.partial & nutrient.bit() != 0
    }

    /// The nutrients whose amounts are sums that lack a part, in the order of [`Nutrient::ALL`].
    pub fn partial(&self) -> impl Iterator<Item = Nutrient> + '_ {
        Nutrient::ALL.into_iter().filter(|nutrient| self.is_partial(*nutrient))
    }

    /// The amounts that are known, partial ones included, in the order of [`Nutrient::ALL`].
    pub fn known(&self) -> impl Iterator<Item = (Nutrient, f64)> + '_ {
        Nutrient::ALL.into_iter().filter_map(|nutrient| Some((nutrient, self.get(nutrient)?)))
    }

    /// Energy in kcal.
    #[must_use]
    pub const fn energy_kcal(&self) -> Option<f64> {
        self.get(Nutrient::Energy)
    }

    /// Protein in g.
    #[must_use]
    pub const fn protein_g(&self) -> Option<f64> {
        self.get(Nutrient::Protein)
    }

    /// Carbohydrate in g, see [`Nutrient::Carbohydrate`].
    #[must_use]
    pub const fn carbohydrate_g(&self) -> Option<f64> {
        self.get(Nutrient::Carbohydrate)
    }

    /// Fat in g.
    #[must_use]
    pub const fn fat_g(&self) -> Option<f64> {
        self.get(Nutrient::Fat)
    }

    /// Dietary fibre in g.
    #[must_use]
    pub const fn fibre_g(&self) -> Option<f64> {
        self.get(Nutrient::Fibre)
    }

    /// Salt in g: sodium times 2.5, as Regulation (EU) 1169/2011 defines it.
    #[must_use]
    pub fn salt_g(&self) -> Option<f64> {
        self.get(Nutrient::Sodium).map(|milligrams| milligrams * 2.5 / 1000.0)
    }

    /// What `grams` of a food hold whose figures per 100 g these are. A weight that is negative or not finite gives
    /// unknown amounts.
    #[must_use]
    pub fn scaled(&self, grams: f64) -> Nutrients {
        self.times(grams / 100.0)
    }

    pub(super) fn times(&self, factor: f64) -> Nutrients {
        let mut scaled = *self;
        for amount in &mut scaled.amounts {
            *amount = amount.map(|amount| amount * factor).filter(|amount| amount.is_finite() && factor >= 0.0);
        }
        scaled.forget_partial_unknowns();
        scaled
    }

    /// Both together. Where only one of the two amounts is known the sum is partial; where neither is, it is unknown.
    #[must_use]
    pub fn plus(&self, other: &Nutrients) -> Nutrients {
        let mut sum = Nutrients { amounts: [None; COUNT], partial: self.partial | other.partial };
        for (at, nutrient) in Nutrient::ALL.into_iter().enumerate() {
            sum.amounts[at] = match (self.amounts[at], other.amounts[at]) {
                (Some(one), Some(two)) => Some(one + two),
                (None, None) => None,
                (one, two) => {
                    sum.partial |= nutrient.bit();
                    one.or(two)
                }
            };
        }
        sum.forget_partial_unknowns();
        sum
    }

    /// The sum of all parts, see [`Nutrients::plus`]; nothing is known of no parts.
    #[must_use]
    pub fn total(parts: impl IntoIterator<Item = Nutrients>) -> Nutrients {
        parts.into_iter().reduce(|sum, part| sum.plus(&part)).unwrap_or_default()
    }

    /// Energy in kcal by the general Atwater factors: 4 for protein and carbohydrate, 9 for fat, 7 for alcohol.
    ///
    /// `None` where protein, carbohydrate or fat is unknown; unknown alcohol counts as none. Source: Merrill and Watt,
    /// *Energy value of foods*, USDA Agriculture Handbook 74, 1973.
    #[must_use]
    pub fn atwater_kcal(&self) -> Option<f64> {
        let alcohol = self.get(Nutrient::Alcohol).unwrap_or(0.0);
        Some(4.0 * self.protein_g()? + 4.0 * self.carbohydrate_g()? + 9.0 * self.fat_g()? + 7.0 * alcohol)
    }

    /// True when the energy fits protein, carbohydrate, fat and alcohol.
    ///
    /// Fibre gives from 0 to 4 kcal/g, whichever way a table counts it, and specific factors differ from the general
    /// ones, so the energy may lie 12 % or 12 kcal below the lower and above the upper of the two sums. `None` where
    /// one of the figures is unknown.
    #[must_use]
    pub fn energy_fits(&self) -> Option<bool> {
        let energy = self.energy_kcal()?;
        let highest = self.atwater_kcal()?;
        let lowest = highest - 4.0 * self.fibre_g().unwrap_or(0.0).min(self.carbohydrate_g()?);
        Some(energy >= (lowest * 0.88).min(lowest - 12.0) && energy <= (highest * 1.12).max(highest + 12.0))
    }

    /// No amount is partial that is not known.
    fn forget_partial_unknowns(&mut self) {
        for nutrient in Nutrient::ALL {
            if self.get(nutrient).is_none() {
                self.partial &= !nutrient.bit();
            }
        }
    }
}

/// A map of the known amounts by [`Nutrient::key`], and under `partial` the keys of the partial ones, if any.
impl Serialize for Nutrients {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (nutrient, amount) in self.known() {
            map.serialize_entry(nutrient.key(), &amount)?;
        }
        if self.partial != 0 {
            map.serialize_entry("partial", &self.partial().map(Nutrient::key).collect::<Vec<_>>())?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_nutrients() -> impl Strategy<Value = Nutrients> {
        proptest::array::uniform18(proptest::option::of(0.0..900.0_f64)).prop_map(|amounts| {
            let mut nutrients = Nutrients::unknown();
            for (nutrient, amount) in Nutrient::ALL.into_iter().zip(amounts) {
                nutrients.set(nutrient, amount);
            }
            nutrients
        })
    }

    #[test]
    fn a_sum_without_a_part_says_so() {
        let milk = Nutrients::unknown().with(Nutrient::Energy, 50.0).with(Nutrient::Calcium, 120.0);
        let oats = Nutrients::unknown().with(Nutrient::Energy, 370.0);
        let sum = milk.plus(&oats);
        assert_eq!(sum.energy_kcal(), Some(420.0));
        assert!(!sum.is_partial(Nutrient::Energy));
        assert_eq!(sum.get(Nutrient::Calcium), Some(120.0));
        assert!(sum.is_partial(Nutrient::Calcium));
        assert_eq!(sum.get(Nutrient::Iron), None);
        assert!(!sum.is_partial(Nutrient::Iron));
        assert_eq!(sum.partial().collect::<Vec<_>>(), [Nutrient::Calcium]);
        let json = serde_json::to_string(&sum).unwrap();
        assert_eq!(json, r#"{"energy_kcal":420.0,"calcium_mg":120.0,"partial":["calcium_mg"]}"#);
    }

    #[test]
    fn zero_is_an_amount_and_unknown_is_not() {
        let water = Nutrients::unknown().with(Nutrient::Energy, 0.0);
        assert_eq!(water.scaled(250.0).energy_kcal(), Some(0.0));
        assert_eq!(water.scaled(250.0).protein_g(), None);
        let absurd = Nutrients::unknown().with(Nutrient::Fat, f64::NAN).with(Nutrient::Protein, -0.1);
        assert_eq!(absurd, Nutrients::unknown());
    }

    #[test]
    fn no_weight_that_is_none_gives_amounts() {
        let oil = Nutrients::unknown().with(Nutrient::Fat, 100.0);
        for grams in [-1.0, f64::NAN, f64::INFINITY] {
            assert_eq!(oil.scaled(grams), Nutrients::unknown(), "{grams}");
        }
        assert_eq!(oil.scaled(0.0).fat_g(), Some(0.0));
    }

    #[test]
    fn salt_is_two_and_a_half_times_sodium() {
        let bread = Nutrients::unknown().with(Nutrient::Sodium, 400.0);
        assert_eq!(bread.salt_g(), Some(1.0));
    }

    #[test]
    fn energy_fits_up_to_its_tolerance() {
        let food = |energy| {
            Nutrients::unknown()
                .with(Nutrient::Energy, energy)
                .with(Nutrient::Protein, 10.0)
                .with(Nutrient::Carbohydrate, 20.0)
                .with(Nutrient::Fat, 20.0)
                .with(Nutrient::Fibre, 5.0)
        };
        // 300 kcal with all of the fibre, 280 kcal without.
        assert_eq!(food(300.0).atwater_kcal(), Some(300.0));
        assert_eq!(food(335.9).energy_fits(), Some(true));
        assert_eq!(food(336.1).energy_fits(), Some(false));
        assert_eq!(food(246.5).energy_fits(), Some(true));
        assert_eq!(food(246.3).energy_fits(), Some(false));
        assert_eq!(Nutrients::unknown().with(Nutrient::Energy, 5.0).energy_fits(), None);
    }

    proptest! {
        #[test]
        fn sums_do_not_depend_on_order(one in any_nutrients(), two in any_nutrients(), three in any_nutrients()) {
            prop_assert_eq!(one.plus(&two), two.plus(&one));
            let left = one.plus(&two).plus(&three);
            let right = one.plus(&two.plus(&three));
            prop_assert_eq!(left.partial, right.partial);
            for nutrient in Nutrient::ALL {
                match (left.get(nutrient), right.get(nutrient)) {
                    (Some(left), Some(right)) => prop_assert!((left - right).abs() < 1e-6),
                    (left, right) => prop_assert_eq!(left, right),
                }
            }
        }

        #[test]
        fn two_portions_are_twice_one(food in any_nutrients(), grams in 0.0..2000.0_f64) {
            let twice = food.scaled(grams).plus(&food.scaled(grams));
            for (nutrient, amount) in food.scaled(2.0 * grams).known() {
                prop_assert!((twice.get(nutrient).unwrap_or(f64::NAN) - amount).abs() < 1e-6);
            }
            prop_assert_eq!(twice.partial, 0);
        }
    }
}

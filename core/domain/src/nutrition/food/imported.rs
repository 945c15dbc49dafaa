//! Foods of catalogues that a person brings in or looks up.

use super::{FoodCategory, Nutrient, Nutrients};
use crate::nutrition::meal::{Candidate, name_key, nutrient_metric};
use serde::{Deserialize, Serialize};

/// A food of an outside catalogue, with its own strings.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedFood {
    /// Which catalogue it is from.
    pub catalogue: Catalogue,
    /// Its id there: an `fdc_id` or a barcode.
    pub id: String,
    /// Name as the catalogue writes it.
    pub name: String,
    /// Brand or its owner.
    pub brand: Option<String>,
    /// Barcode (GTIN), 8 to 14 digits with a right check digit.
    pub barcode: Option<String>,
    /// Figures per 100 g, or per 100 mL where [`ImportedFood::per_millilitre`] says so.
    pub per_100: Nutrients,
    /// True where the figures are per 100 mL and the density is unknown.
    pub per_millilitre: bool,
    /// Portions with known weight.
    pub portions: Vec<ImportedPortion>,
}

/// A portion of an imported food.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportedPortion {
    /// What one is called, for example `1 cup` or `serving`.
    pub name: String,
    /// Its weight in grams, or its volume in mL where the figures of the food are per 100 mL; above 0.
    pub amount: f64,
}

/// A catalogue of foods outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Catalogue {
    /// USDA FoodData Central, public domain (CC0).
    FoodDataCentral,
    /// Open Food Facts, Open Database Licence: name it where its figures are shown.
    OpenFoodFacts,
}

impl Catalogue {
    /// Short name, which ids of its foods begin with: `fdc` or `off`.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Catalogue::FoodDataCentral => "fdc",
            Catalogue::OpenFoodFacts => "off",
        }
    }

    /// The catalogue with this [`Catalogue::prefix`].
    #[must_use]
    pub fn parse(prefix: &str) -> Option<Catalogue> {
        [Catalogue::FoodDataCentral, Catalogue::OpenFoodFacts].into_iter().find(|known| known.prefix() == prefix)
    }

    /// Name to show beside figures, as the licence asks.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Catalogue::FoodDataCentral => "USDA FoodData Central",
            Catalogue::OpenFoodFacts => "Open Food Facts (ODbL)",
        }
    }
}

impl ImportedFood {
    /// Its id among all foods, for example `fdc:2345678` or `off:4008400404127`.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.catalogue.prefix(), self.id)
    }

    /// Name for people, with the brand before it where the name does not hold it.
    #[must_use]
    pub fn title(&self) -> String {
        match &self.brand {
            Some(brand) if !self.name.to_lowercase().contains(&brand.to_lowercase()) => {
                format!("{brand} {}", self.name)
            }
            _ => self.name.clone(),
        }
    }

    /// What it is told by in words, whatever their order and case: its name, and its name with its brand. The two are the
    /// same where there is no brand or the name holds it.
    #[must_use]
    pub fn name_keys(&self) -> [String; 2] {
        [name_key(&self.name), name_key(&self.title())]
    }

    /// Figures per 100 g by metric id; what is not known is not in it. Where the figures are per 100 mL, a millilitre is
    /// taken for a gram.
    #[must_use]
    pub fn candidate(&self, confidence: f64, assumed: Option<String>) -> Candidate {
        let poured = self.per_millilitre;
        Candidate {
            id: self.key(),
            name: self.title(),
            confidence,
            category: if poured { FoodCategory::Drink } else { FoodCategory::Packaged },
            portions: self.portions.iter().map(|portion| (portion.name.clone(), portion.amount)).collect(),
            density: poured.then_some(1.0),
            per_100g: self.per_100.known().map(|(nutrient, amount)| (nutrient_metric(nutrient), amount)).collect(),
            parts: Vec::new(),
            assumed,
            source: format!("{} {}", self.catalogue.label(), self.id),
        }
    }

    /// The first figure that no food can have: more than pure fat gives, more than there is of it all, or parts that
    /// weigh more than the whole. `None` where all may be true.
    ///
    /// Limits per 100 g: 950 kcal, 100.5 g of anything and 105 g of all; half as much again per 100 mL, since syrup is
    /// that dense. 100 g for what is counted in mg or µg.
    #[must_use]
    pub fn implausible(&self) -> Option<Nutrient> {
        let dense = if self.per_millilitre { 1.5 } else { 1.0 };
        let over = |(nutrient, amount): &(Nutrient, f64)| {
            let most = match nutrient.unit() {
                "kcal" => 950.0 * dense,
                "g" => 100.5 * dense,
                "mg" => 100_000.0,
                _ => 100_000_000.0,
            };
            *amount > most
        };
        let single = self.per_100.known().find(over).map(|(nutrient, _)| nutrient);
        let parts = [Nutrient::Protein, Nutrient::Carbohydrate, Nutrient::Fat, Nutrient::Alcohol];
        let sum: f64 = parts.iter().filter_map(|part| self.per_100.get(*part)).sum();
        single.or_else(|| (sum > 105.0 * dense).then_some(Nutrient::Carbohydrate))
    }
}

/// A barcode in one form: digits, 8 for a short one, else 13, or 14 for a trade unit. `None` where the text is none or
/// its check digit is wrong.
///
/// Numbers of 12 digits (UPC) and padded ones are the same as the 13 digits of an EAN. Source: GS1 General
/// Specifications, section 7.9.
#[must_use]
pub fn barcode(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.len() > 24 || !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let digits = text.trim_start_matches('0');
    let length = match digits.len() {
        0..4 => return None,
        4..=8 => 8,
        9..=13 => 13,
        14 => 14,
        _ => return None,
    };
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(at, digit)| u32::from(digit - b'0') * if at % 2 == 0 { 1 } else { 3 })
        .sum();
    sum.is_multiple_of(10).then(|| format!("{digits:0>length$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barcodes_have_one_form() {
        // Examples of GS1 and of packs on a shelf.
        assert_eq!(barcode("6291041500213").as_deref(), Some("6291041500213"));
        assert_eq!(barcode("00036000291452").as_deref(), Some("0036000291452"));
        assert_eq!(barcode("036000291452").as_deref(), Some("0036000291452"));
        assert_eq!(barcode(" 73513537 ").as_deref(), Some("73513537"));
        assert_eq!(barcode("10614141000415").as_deref(), Some("10614141000415"));
        for wrong in ["", "0", "6291041500214", "629104150021x", "123", "９７８", "123456789012345678901234567890"] {
            assert_eq!(barcode(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_no_food_can_have_is_told() {
        let food = |per_100, per_millilitre| ImportedFood {
            catalogue: Catalogue::OpenFoodFacts,
            id: String::new(),
            name: String::new(),
            brand: None,
            barcode: None,
            per_100,
            per_millilitre,
            portions: Vec::new(),
        };
        let energy = |amount| Nutrients::unknown().with(Nutrient::Energy, amount);
        assert_eq!(food(energy(950.0), false).implausible(), None);
        assert_eq!(food(energy(950.1), false).implausible(), Some(Nutrient::Energy));
        assert_eq!(food(energy(950.1), true).implausible(), None);
        let parts = |fat| Nutrients::unknown().with(Nutrient::Protein, 50.0).with(Nutrient::Fat, fat);
        assert_eq!(food(parts(55.0), false).implausible(), None);
        assert_eq!(food(parts(55.1), false).implausible(), Some(Nutrient::Carbohydrate));
        assert_eq!(food(parts(100.6), false).implausible(), Some(Nutrient::Fat));
    }
}

//! Foods of catalogues, and products by their barcode.

use crate::words::signed;
use crate::{Coach, CoachError, Logged};
use std::collections::HashMap;

/// Whether products may be looked up by their barcode, and where.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ProductLookups {
    /// The person allowed it: each look-up tells the service which product it is about, and nothing else.
    pub allowed: bool,
    /// Address of a mirror of Open Food Facts; the association's own server when missing.
    #[uniffi(default = None)]
    #[serde(default)]
    pub server: Option<String>,
}

/// A food of a catalogue.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct CatalogueFood {
    /// Id among all foods, as `logFood` takes it.
    pub food: String,
    /// Name for people, with its brand.
    pub name: String,
    /// Barcode of 8, 13 or 14 digits.
    pub barcode: Option<String>,
    /// Amounts in 100 g by name with unit, for example `energy_kcal`; what is not known is not in it.
    pub per_hundred: HashMap<String, f64>,
    /// The amounts are in 100 mL and not in 100 g.
    pub per_millilitre: bool,
    /// Grams of portions by their names, or millilitres.
    pub portions: HashMap<String, f64>,
    /// The catalogue, as its licence asks to be named.
    pub source: String,
}

impl From<coach_api::CatalogueFood> for CatalogueFood {
    fn from(food: coach_api::CatalogueFood) -> Self {
        Self {
            food: food.food,
            name: food.name,
            barcode: food.barcode,
            per_hundred: food.per_100.into_iter().collect(),
            per_millilitre: food.per_millilitre,
            portions: food.portions.into_iter().collect(),
            source: food.source,
        }
    }
}

#[uniffi::export]
impl Coach {
    /// The product with a barcode: the one that is kept here, else, where the person has allowed it, the one of Open Food
    /// Facts, which is kept from then on. What was asked stands in the log of what left.
    pub async fn product(&self, barcode: String) -> Result<CatalogueFood, CoachError> {
        self.with(|coach| async move { Ok(coach.product(&barcode).await?.into()) }).await
    }

    /// Whether products may be looked up, and where.
    pub async fn product_lookups(&self) -> Result<ProductLookups, CoachError> {
        self.with(|coach| async move {
            let lookups = coach.product_lookups().await?;
            Ok(ProductLookups { allowed: lookups.allowed, server: lookups.server })
        })
        .await
    }

    /// Allows looking products up, or no longer, and sets where.
    pub async fn set_product_lookups(&self, lookups: ProductLookups) -> Result<(), CoachError> {
        let lookups = coach_api::ProductLookups { allowed: lookups.allowed, server: lookups.server };
        self.with(|coach| async move { coach.set_product_lookups(lookups).await }).await
    }

    /// Number of foods that are kept, by the short name of their catalogue: `fdc` (FoodData Central) or `off` (Open Food
    /// Facts). A catalogue comes in with `importFiles`.
    pub async fn food_catalogues(&self) -> Result<HashMap<String, i64>, CoachError> {
        self.with(|coach| async move {
            Ok(coach.food_catalogues().await?.into_iter().map(|(name, foods)| (name, signed(foods))).collect())
        })
        .await
    }

    /// Removes the foods of a catalogue by its short name; returns how many there were. Meals that were logged with them
    /// keep their figures.
    pub async fn forget_foods(&self, catalogue: String) -> Result<i64, CoachError> {
        self.with(|coach| async move { Ok(signed(coach.forget_foods(&catalogue).await?)) }).await
    }

    /// Writes one known food as a meal, by its id and grams, or millilitres where it is measured in them.
    #[uniffi::method(default(at = None))]
    pub async fn log_food(&self, food: String, grams: f64, at: Option<String>) -> Result<Logged, CoachError> {
        self.with(|coach| async move { coach.log_food(&food, grams, at).await?.try_into() }).await
    }
}

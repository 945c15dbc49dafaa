//! Foods of catalogues: what is kept of them, and one product by its barcode.

use crate::CoachError;
use crate::coach::Coach;
use crate::models::read;
use coach_domain::nutrition::food::{Catalogue, ImportedFood, ImportedPortion, barcode};
use coach_sources::openfoodfacts::{LookupError, NetworkAllowed, ProductRequest, fetch};
use coach_store::Leaving;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Setting that holds [`ProductLookups`].
const SETTING: &str = "product_lookups";
/// Address of the project, which the service asks for; it says nothing about the person.
const CONTACT: &str = env!("CARGO_PKG_REPOSITORY");
/// Name of the service in the log of what left.
const SERVICE: &str = "Open Food Facts";
/// SHA-256 of nothing: a look-up has no body, all that leaves is its address.
const SHA256_OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Whether products may be looked up by their barcode, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProductLookups {
    /// The person allowed it: each look-up tells the service which product it is about, and nothing else.
    #[serde(default)]
    pub allowed: bool,
    /// Address of a mirror of Open Food Facts; the association's own server when missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
}

/// A food of a catalogue.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct CatalogueFood {
    /// Id among all foods, for example `off:4008400404127`; meals can be logged with it.
    pub food: String,
    /// Name for people, with its brand.
    pub name: String,
    /// Barcode of 8, 13 or 14 digits.
    pub barcode: Option<String>,
    /// Amounts in 100 g by name with unit, for example `energy_kcal`; what is not known is not in it.
    pub per_100: BTreeMap<String, f64>,
    /// The amounts are in 100 mL and not in 100 g.
    pub per_millilitre: bool,
    /// Grams of portions by their names, or millilitres.
    pub portions: BTreeMap<String, f64>,
    /// The catalogue, as its licence asks to be named.
    pub source: String,
}

impl From<&ImportedFood> for CatalogueFood {
    fn from(food: &ImportedFood) -> Self {
        let portions = food.portions.iter();
        Self {
            food: food.key(),
            name: food.title(),
            barcode: food.barcode.clone(),
            per_100: food.per_100.known().map(|(nutrient, amount)| (nutrient.key().to_owned(), amount)).collect(),
            per_millilitre: food.per_millilitre,
            portions: portions.map(|ImportedPortion { name, amount }| (name.clone(), *amount)).collect(),
            source: food.catalogue.label().to_owned(),
        }
    }
}

impl Coach {
    /// The product with a barcode: the one that is kept here, else, where the person has allowed it, the one of Open Food
    /// Facts, which is kept from then on. What was asked stands in the log of what left.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a text that is no barcode; [`CoachError::NotFound`] when nobody knows it, or it is
    /// not here and look-ups are not allowed; [`CoachError::Busy`] and [`CoachError::Unavailable`] when the service does
    /// not answer.
    pub async fn product(&self, code: &str) -> Result<CatalogueFood, CoachError> {
        let Some(code) = barcode(code) else { return Err(LookupError::NoBarcode.into()) };
        let asked = code.clone();
        let (known, lookups) = self
            .on_store(move |store| Ok((store.food_with_barcode(&asked)?, read::<ProductLookups>(store, SETTING)?)))
            .await?;
        if let Some(food) = known {
            return Ok(CatalogueFood::from(&food));
        }
        if !lookups.allowed {
            return Err(CoachError::NotFound(
                "find the product here; allow looking products up at Open Food Facts, which tells it the barcode, with \
                 `coach food lookups on`"
                    .to_owned(),
            ));
        }
        let request = match &lookups.server {
            Some(server) => ProductRequest::at(server, &code, CONTACT)?,
            None => ProductRequest::new(&code, CONTACT)?,
        };
        let url = request.url().to_owned();
        let leaving = self
            .on_store(move |store| {
                Ok(store.leaving(&Leaving {
                    model: SERVICE,
                    url: &url,
                    categories: &["barcode"],
                    sha256: SHA256_OF_NOTHING,
                    body: &[],
                    estimated_tokens: 0,
                })?)
            })
            .await?;
        let outcome = fetch(&request, NetworkAllowed::by_the_person()).await;
        self.on_store(move |store| {
            let (told, found) = match outcome {
                Ok(food) => ("answered", Ok(food)),
                Err(LookupError::NotFound) => ("not found", Err(LookupError::NotFound)),
                Err(error) => ("failed", Err(error)),
            };
            store.settle(leaving, told, 0, 0)?;
            let food = found?;
            store.put_foods(std::slice::from_ref(&food))?;
            Ok(CatalogueFood::from(&food))
        })
        .await
    }

    /// Whether products may be looked up, and where.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn product_lookups(&self) -> Result<ProductLookups, CoachError> {
        self.on_store(|store| read(store, SETTING)).await
    }

    /// Allows looking products up, or no longer, and sets where.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an address that is neither `https` nor on this machine.
    pub async fn set_product_lookups(&self, lookups: ProductLookups) -> Result<(), CoachError> {
        if let Some(server) = &lookups.server {
            coach_llm::cloud::Endpoint::parse(server).map_err(|error| CoachError::InvalidInput(error.to_string()))?;
        }
        let value = serde_json::to_value(&lookups).map_err(|_| CoachError::Storage("write a setting".to_owned()))?;
        self.on_store(move |store| Ok(store.set_setting(SETTING, Some(&value), "person")?)).await
    }

    /// Number of foods that are kept, by the short name of their catalogue: `fdc` (FoodData Central) or `off` (Open Food
    /// Facts).
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn food_catalogues(&self) -> Result<BTreeMap<String, u64>, CoachError> {
        self.on_store(|store| Ok(store.food_counts()?)).await
    }

    /// Removes the foods of a catalogue by its short name; tells how many there were. Meals that were logged with them
    /// keep their figures.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for a name that is none; those of writing to the database.
    pub async fn forget_foods(&self, catalogue: &str) -> Result<u64, CoachError> {
        let Some(known) = Catalogue::parse(catalogue) else {
            return Err(CoachError::NotFound(format!("find the catalogue `{catalogue}`: it is fdc or off")));
        };
        let gone = self.on_store(move |store| Ok(store.forget_foods(known)?)).await?;
        self.wrote();
        Ok(gone)
    }
}

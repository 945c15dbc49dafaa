//! One product of Open Food Facts by its barcode.
//!
//! Looking a product up tells a server of the Open Food Facts association which product it is, so [`fetch`] takes a
//! [`NetworkAllowed`] that only the person's own switch may make. The service asks for a `User-Agent` with a contact and
//! allows [`READS_PER_MINUTE`] reads a minute from one address; beyond that it answers 503, and a caller waits at least a
//! minute before the next try. Data are under the Open Database Licence: show `Catalogue::label` beside the figures.

#[cfg(test)]
mod tests;

use coach_domain::nutrition::food::{Catalogue, ImportedFood, ImportedPortion, Nutrient, Nutrients, barcode};
use serde_json::{Map, Value};
use std::time::Duration;

/// Reads of products that the service allows a minute from one address.
pub const READS_PER_MINUTE: u32 = 15;

const SERVICE: &str = "https://world.openfoodfacts.org";
/// What is asked for; without this list an answer has some hundred kilobytes.
const FIELDS: &str = "code,product_name,product_name_en,generic_name,brands,nutriments,nutrition_data_per,serving_size,\
                      serving_quantity,serving_quantity_unit,product_quantity_unit";
/// An answer with these fields has a few kilobytes.
const MOST_BYTES: usize = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(10);
/// Kilojoules in a kilocalorie.
const KILOJOULES: f64 = 4.184;
/// Grams of alcohol in 100 mL for each percent of volume: its density at 20 °C.
const ALCOHOL: f64 = 0.789;

/// The person's consent to ask a server of Open Food Facts. Make one only where the person has switched look-ups on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetworkAllowed(());

impl NetworkAllowed {
    /// The consent, where the person has given it.
    #[must_use]
    pub const fn by_the_person() -> Self {
        NetworkAllowed(())
    }
}

/// Why a product is not there. Messages read after "failed to".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LookupError {
    /// The text is no barcode, or its check digit is wrong; nothing was asked.
    #[error("read the barcode: its digits do not fit; type it again")]
    NoBarcode,
    /// Nobody has entered this product.
    #[error("find the product: Open Food Facts does not have it")]
    NotFound,
    /// Too many reads, or the service is down; wait a minute at least.
    #[error("ask Open Food Facts: it is busy; try again in a minute")]
    Busy,
    /// No answer in time.
    #[error("ask Open Food Facts: no answer in time")]
    Timeout,
    /// The service could not be reached.
    #[error("reach Open Food Facts: {0}")]
    Unreachable(String),
    /// The service answered with another status.
    #[error("ask Open Food Facts: it answered {0}")]
    Status(u16),
    /// The answer is no product that can be used.
    #[error(transparent)]
    Product(#[from] ProductError),
}

/// Why an answer is no product that can be used. Messages read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProductError {
    /// It is no JSON of a product, or longer than one.
    #[error("read the product: the answer is none of Open Food Facts")]
    Unreadable,
    /// The service does not have it.
    #[error("find the product: Open Food Facts does not have it")]
    NotFound,
    /// It has no name in any language.
    #[error("use the product: it has no name")]
    Unnamed,
    /// It has no figures, or only ones per a serving of unknown weight.
    #[error("use the product: it has no figures per 100 g")]
    NoFigures,
    /// A figure that no food can have.
    #[error("use the product: its {0} cannot be true")]
    Absurd(&'static str),
}

/// A question for one product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductRequest {
    url: String,
    user_agent: String,
}

impl ProductRequest {
    /// The question for the product with this barcode. `contact` is the address of those who made the app, which the
    /// service asks for; it says nothing about the person.
    ///
    /// # Errors
    /// [`LookupError::NoBarcode`].
    pub fn new(code: &str, contact: &str) -> Result<Self, LookupError> {
        Self::at(SERVICE, code, contact)
    }

    /// The same, asked at another address, for a mirror.
    ///
    /// # Errors
    /// [`LookupError::NoBarcode`].
    pub fn at(service: &str, code: &str, contact: &str) -> Result<Self, LookupError> {
        let code = barcode(code).ok_or(LookupError::NoBarcode)?;
        let contact: String = contact.chars().filter(|letter| letter.is_ascii_graphic() || *letter == ' ').collect();
        Ok(ProductRequest {
            url: format!("{}/api/v2/product/{code}.json?fields={FIELDS}", service.trim_end_matches('/')),
            user_agent: format!("PocketCoach/{} ({})", env!("CARGO_PKG_VERSION"), contact.trim()),
        })
    }

    /// Where it is asked.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The name that is given, `PocketCoach/VERSION (contact)`.
    #[must_use]
    pub fn user_agent(&self) -> &str {
        &self.user_agent
    }
}

/// Asks for a product and reads it. Needs a runtime of tokio.
///
/// # Errors
/// See [`LookupError`]. Nothing is tried again.
pub async fn fetch(request: &ProductRequest, _consent: NetworkAllowed) -> Result<ImportedFood, LookupError> {
    fetch_within(request, PATIENCE).await
}

async fn fetch_within(request: &ProductRequest, patience: Duration) -> Result<ImportedFood, LookupError> {
    let client = reqwest::Client::builder()
        .user_agent(&request.user_agent)
        .timeout(patience)
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .map_err(failed)?;
    let mut response = client.get(&request.url).send().await.map_err(failed)?;
    match response.status().as_u16() {
        200 => {}
        404 => return Err(LookupError::NotFound),
        429 | 502..=504 => return Err(LookupError::Busy),
        other => return Err(LookupError::Status(other)),
    }
    let mut answer = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        answer.extend_from_slice(&chunk);
        if answer.len() > MOST_BYTES {
            return Err(ProductError::Unreadable.into());
        }
    }
    parse_product(&answer).map_err(|error| match error {
        ProductError::NotFound => LookupError::NotFound,
        other => other.into(),
    })
}

fn failed(error: reqwest::Error) -> LookupError {
    if error.is_timeout() {
        LookupError::Timeout
    } else {
        // Without the address, which holds the barcode.
        LookupError::Unreachable(error.without_url().to_string())
    }
}

/// Reads an answer of version 2 of the interface.
///
/// Figures per 100 g or 100 mL are taken; where there are only ones per serving, and its weight is known, they are
/// computed. Energy is in kcal: kJ are converted, also where they stand in the field of kcal and only so fit protein,
/// carbohydrate and fat. Sodium is taken from salt where it is missing. Missing fields are unknown. A vitamin or mineral
/// that cannot be true is unknown; energy or another main figure that cannot be true refuses the product.
///
/// # Errors
/// See [`ProductError`].
pub fn parse_product(answer: &[u8]) -> Result<ImportedFood, ProductError> {
    let answer: Value = serde_json::from_slice(answer).map_err(|_| ProductError::Unreadable)?;
    let answer = answer.as_object().ok_or(ProductError::Unreadable)?;
    let product = match answer.get("product") {
        Some(Value::Object(product)) if !product.is_empty() => product,
        _ if answer.contains_key("status") => return Err(ProductError::NotFound),
        _ => return Err(ProductError::Unreadable),
    };
    let names = ["product_name", "product_name_en", "generic_name"];
    let name = names.into_iter().find_map(|field| text(product, field)).ok_or(ProductError::Unnamed)?;
    let code = text(answer, "code").or_else(|| text(product, "code"));
    let per_millilitre = is_poured(product);
    let serving = serving(product);
    let figures = product.get("nutriments").and_then(Value::as_object).ok_or(ProductError::NoFigures)?;
    let figures = Figures::new(figures, serving)?;
    let food = ImportedFood {
        catalogue: Catalogue::OpenFoodFacts,
        id: code.clone().unwrap_or_default(),
        name,
        brand: text(product, "brands").map(|brands| brands.split(',').next().unwrap_or_default().trim().to_owned()),
        barcode: code.as_deref().and_then(barcode),
        per_100: figures.nutrients(per_millilitre)?,
        per_millilitre,
        portions: serving.map(|amount| ImportedPortion { name: "serving".to_owned(), amount }).into_iter().collect(),
    };
    match food.implausible() {
        Some(nutrient) => Err(ProductError::Absurd(nutrient.label())),
        None if food.per_100.known().next().is_none() => Err(ProductError::NoFigures),
        None => Ok(food),
    }
}

/// A text on one line, of at most 200 letters; `None` if there is nothing in it.
fn text(object: &Map<String, Value>, field: &str) -> Option<String> {
    let text = object.get(field)?.as_str()?;
    let words: Vec<&str> = text
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    Some(words.join(" ").chars().take(200).collect()).filter(|text: &String| !text.is_empty())
}

/// Numbers come as such or as texts.
fn number(object: &Map<String, Value>, field: &str) -> Option<f64> {
    let number = match object.get(field)? {
        Value::Number(number) => number.as_f64()?,
        Value::String(text) => text.trim().replace(',', ".").parse().ok()?,
        _ => return None,
    };
    Some(number).filter(|number| number.is_finite())
}

/// True where the figures are per 100 mL.
fn is_poured(product: &Map<String, Value>) -> bool {
    let says = |field| text(product, field).map(|text| text.to_lowercase());
    says("nutrition_data_per").is_some_and(|per| per.ends_with("ml"))
        || ["serving_quantity_unit", "product_quantity_unit"]
            .iter()
            .any(|field| says(field).is_some_and(|unit| ["ml", "cl", "dl", "l"].contains(&unit.as_str())))
}

/// The weight of a serving in g, or its volume in mL.
fn serving(product: &Map<String, Value>) -> Option<f64> {
    number(product, "serving_quantity").filter(|amount| *amount > 0.0 && *amount <= 2000.0)
}

/// The figures of a product, per 100 or per serving.
struct Figures<'a> {
    fields: &'a Map<String, Value>,
    ending: &'static str,
    /// From what is written to per 100.
    factor: f64,
}

impl<'a> Figures<'a> {
    fn new(fields: &'a Map<String, Value>, serving: Option<f64>) -> Result<Self, ProductError> {
        let main = ["energy", "energy-kcal", "energy-kj", "proteins", "carbohydrates", "fat"];
        let any = |ending: &str| main.iter().any(|name| number(fields, &format!("{name}{ending}")).is_some());
        if any("_100g") {
            return Ok(Figures { fields, ending: "_100g", factor: 1.0 });
        }
        match serving {
            Some(amount) if any("_serving") => Ok(Figures { fields, ending: "_serving", factor: 100.0 / amount }),
            _ => Err(ProductError::NoFigures),
        }
    }

    /// As written; refused below zero.
    fn main(&self, field: &str, label: &'static str) -> Result<Option<f64>, ProductError> {
        match number(self.fields, &format!("{field}{}", self.ending)) {
            Some(amount) if amount < 0.0 => Err(ProductError::Absurd(label)),
            amount => Ok(amount.map(|amount| amount * self.factor)),
        }
    }

    /// Unknown below zero and above `most` grams.
    fn trace(&self, field: &str, most: f64) -> Option<f64> {
        let grams = number(self.fields, &format!("{field}{}", self.ending))? * self.factor;
        Some(grams).filter(|grams| (0.0..=most).contains(grams))
    }

    fn nutrients(&self, per_millilitre: bool) -> Result<Nutrients, ProductError> {
        let mut found = Nutrients::unknown();
        for (nutrient, field) in [
            (Nutrient::Protein, "proteins"),
            (Nutrient::Carbohydrate, "carbohydrates"),
            (Nutrient::Fat, "fat"),
            (Nutrient::SaturatedFat, "saturated-fat"),
            (Nutrient::Fibre, "fiber"),
            (Nutrient::Sugars, "sugars"),
        ] {
            found.set(nutrient, self.main(field, nutrient.label())?);
        }
        // All in grams there. More of these is in no food that is eaten by the gram.
        for (nutrient, field, most, factor) in [
            (Nutrient::Sodium, "sodium", 40.0, 1e3),
            (Nutrient::Calcium, "calcium", 40.0, 1e3),
            (Nutrient::Iron, "iron", 1.0, 1e3),
            (Nutrient::Potassium, "potassium", 50.0, 1e3),
            (Nutrient::Magnesium, "magnesium", 20.0, 1e3),
            (Nutrient::VitaminC, "vitamin-c", 100.0, 1e3),
            (Nutrient::VitaminD, "vitamin-d", 0.01, 1e6),
            (Nutrient::VitaminB12, "vitamin-b12", 0.01, 1e6),
            (Nutrient::Caffeine, "caffeine", 20.0, 1e3),
        ] {
            found.set(nutrient, self.trace(field, most).map(|grams| grams * factor));
        }
        if found.get(Nutrient::Sodium).is_none() {
            found.set(Nutrient::Sodium, self.trace("salt", 100.0).map(|grams| grams / 2.5 * 1e3));
        }
        // Percent of volume, which is an amount only of what is measured by volume.
        if per_millilitre && self.ending == "_100g" {
            found.set(Nutrient::Alcohol, self.trace("alcohol", 96.0).map(|percent| percent * ALCOHOL));
        }
        found.set(Nutrient::Energy, self.energy(&found)?);
        Ok(found)
    }

    /// Energy in kcal. `energy` without a unit is in kJ. Where the two fields say different things, or the field of kcal
    /// holds kJ, the one that fits protein, carbohydrate and fat is meant.
    fn energy(&self, others: &Nutrients) -> Result<Option<f64>, ProductError> {
        let label = Nutrient::Energy.label();
        let kilocalories = self.main("energy-kcal", label)?;
        let kilojoules = match self.main("energy-kj", label)? {
            None => self.main("energy", label)?,
            known => known,
        };
        let fits = |energy: f64| others.with(Nutrient::Energy, energy).energy_fits();
        let swapped = kilocalories.map(|energy| energy / KILOJOULES);
        let candidates = [kilocalories, kilojoules.map(|energy| energy / KILOJOULES), swapped];
        let first = candidates.into_iter().flatten().next();
        match first.and_then(fits) {
            Some(false) => Ok(candidates.into_iter().flatten().find(|energy| fits(*energy) == Some(true)).or(first)),
            _ => Ok(first),
        }
    }
}

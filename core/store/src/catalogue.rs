//! Foods of catalogues that the person brought in or looked up. Reference data, beside the log: a meal carries the
//! figures that it used, so that nothing of the person's hangs on them.

use crate::rows::limit;
use crate::search::terms;
use crate::{Error, Store};
use coach_domain::nutrition::food::{Catalogue, ImportedFood, ImportedPortion, Nutrient, Nutrients};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const COLUMNS: &str = "catalogue, number, name, brand, barcode, body";

/// What became of foods that were put into the store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kept {
    /// Foods that were not there.
    pub new: u64,
    /// Foods that took the place of an earlier version.
    pub changed: u64,
    /// Foods that were there as they are.
    pub same: u64,
}

/// What is kept of a food beside its columns.
#[derive(Serialize, Deserialize)]
struct Body {
    per_100: BTreeMap<String, f64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    per_millilitre: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    portions: Vec<ImportedPortion>,
}

impl Store {
    /// Puts foods in, each in place of an earlier version of it; all of them or none.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_foods(&self, foods: &[ImportedFood]) -> Result<Kept, Error> {
        self.db().write(|tx| {
            let mut kept = Kept::default();
            for food in foods {
                put(tx, food, &mut kept)?;
            }
            Ok(kept)
        })
    }

    /// The food with an id such as `fdc:2345678` or `off:4008400404127`, if it was brought in.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn food(&self, key: &str) -> Result<Option<ImportedFood>, Error> {
        let Some((catalogue, number)) = key.split_once(':') else { return Ok(None) };
        self.db().read(|connection| {
            let query = format!("SELECT {COLUMNS} FROM catalogue_food WHERE catalogue = ?1 AND number = ?2");
            first(connection, &query, [catalogue, number])
        })
    }

    /// The food with a barcode in the form of `coach_domain::nutrition::food::barcode`; what was looked up before what
    /// was brought in, since it is the newer one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn food_with_barcode(&self, barcode: &str) -> Result<Option<ImportedFood>, Error> {
        self.db().read(|connection| {
            let query = format!(
                "SELECT {COLUMNS} FROM catalogue_food WHERE barcode = ?1 ORDER BY catalogue DESC, id DESC LIMIT 1"
            );
            first(connection, &query, [barcode])
        })
    }

    /// Foods that a name means, whatever the order and case of its words: by [`ImportedFood::name_keys`]. Those whose
    /// name it is come before those with the brand in it; at most `count`.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn foods_named(&self, name_key: &str, count: usize) -> Result<Vec<ImportedFood>, Error> {
        if name_key.is_empty() {
            return Ok(Vec::new());
        }
        self.db().read(|connection| {
            let query = format!(
                "SELECT {COLUMNS} FROM catalogue_food WHERE name_key = ?1 OR title_key = ?1
                 ORDER BY name_key <> ?1, brand IS NOT NULL, catalogue DESC, id LIMIT {}",
                limit(count)
            );
            all(connection, &query, [name_key])
        })
    }

    /// Foods whose name or brand holds all the words, shortest names first; at most `count`.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn find_foods(&self, words: &str, count: usize) -> Result<Vec<ImportedFood>, Error> {
        let terms = terms(words).join(" AND ");
        if terms.is_empty() {
            return Ok(Vec::new());
        }
        self.db().read(|connection| {
            let query = format!(
                "SELECT {} FROM catalogue_words JOIN catalogue_food AS f ON f.id = catalogue_words.rowid
                 WHERE catalogue_words MATCH ?1 ORDER BY rank, length(f.name), f.id LIMIT {}",
                COLUMNS.split(", ").map(|column| format!("f.{column}")).collect::<Vec<_>>().join(", "),
                limit(count)
            );
            all(connection, &query, [&terms])
        })
    }

    /// Whether a word stands in any name or brand.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn is_word_of_foods(&self, word: &str) -> Result<bool, Error> {
        let quoted = format!("\"{}\"", word.replace('"', ""));
        self.db().read(|connection| {
            let mut found =
                connection.prepare_cached("SELECT 1 FROM catalogue_words WHERE catalogue_words MATCH ?1 LIMIT 1")?;
            Ok(found.exists([quoted])?)
        })
    }

    /// Number of foods by the short name of their catalogue.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn food_counts(&self) -> Result<BTreeMap<String, u64>, Error> {
        self.db().read(|connection| {
            let mut counts =
                connection.prepare_cached("SELECT catalogue, count(*) FROM catalogue_food GROUP BY catalogue")?;
            let rows = counts.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Removes all foods of a catalogue; tells how many there were.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn forget_foods(&self, catalogue: Catalogue) -> Result<u64, Error> {
        self.db().write(|tx| {
            let gone = tx.execute("DELETE FROM catalogue_food WHERE catalogue = ?1", [catalogue.prefix()])?;
            Ok(gone as u64)
        })
    }
}

fn put(tx: &Connection, food: &ImportedFood, kept: &mut Kept) -> Result<(), Error> {
    let body = Body {
        per_100: food.per_100.known().map(|(nutrient, amount)| (nutrient.key().to_owned(), amount)).collect(),
        per_millilitre: food.per_millilitre,
        portions: food.portions.clone(),
    };
    let body = serde_json::to_string(&body).map_err(|_| Error::Corrupt("a food of a catalogue".to_owned()))?;
    let prefix = food.catalogue.prefix();
    let known: Option<(String, Option<String>, Option<String>, String)> = tx
        .prepare_cached("SELECT name, brand, barcode, body FROM catalogue_food WHERE catalogue = ?1 AND number = ?2")?
        .query_row([prefix, &food.id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    match known {
        Some(known) if known == (food.name.clone(), food.brand.clone(), food.barcode.clone(), body.clone()) => {
            kept.same += 1;
            return Ok(());
        }
        Some(_) => kept.changed += 1,
        None => kept.new += 1,
    }
    let [name_key, title_key] = food.name_keys();
    tx.prepare_cached(
        "INSERT INTO catalogue_food (catalogue, number, name, brand, barcode, name_key, title_key, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (catalogue, number) DO UPDATE SET name = excluded.name, brand = excluded.brand,
         barcode = excluded.barcode, name_key = excluded.name_key, title_key = excluded.title_key, body = excluded.body",
    )?
    .execute(params![prefix, food.id, food.name, food.brand, food.barcode, name_key, title_key, body])?;
    Ok(())
}

fn first<const N: usize>(
    connection: &Connection,
    query: &str,
    values: [&str; N],
) -> Result<Option<ImportedFood>, Error> {
    Ok(all(connection, query, values)?.into_iter().next())
}

fn all<const N: usize>(connection: &Connection, query: &str, values: [&str; N]) -> Result<Vec<ImportedFood>, Error> {
    let mut statement = connection.prepare_cached(query)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let mut foods = Vec::new();
    while let Some(row) = rows.next()? {
        foods.push(read(row)?);
    }
    Ok(foods)
}

fn read(row: &Row<'_>) -> Result<ImportedFood, Error> {
    let damaged = || Error::Corrupt("a food of a catalogue".to_owned());
    let (catalogue, body): (String, String) = (row.get(0)?, row.get(5)?);
    let body: Body = serde_json::from_str(&body).map_err(|_| damaged())?;
    let mut per_100 = Nutrients::unknown();
    for (key, amount) in body.per_100 {
        // A nutrient of a later version is left out.
        if let Some(nutrient) = Nutrient::parse(&key) {
            per_100.set(nutrient, Some(amount));
        }
    }
    Ok(ImportedFood {
        catalogue: Catalogue::parse(&catalogue).ok_or_else(damaged)?,
        id: row.get(1)?,
        name: row.get(2)?,
        brand: row.get(3)?,
        barcode: row.get(4)?,
        per_100,
        per_millilitre: body.per_millilitre,
        portions: body.portions,
    })
}

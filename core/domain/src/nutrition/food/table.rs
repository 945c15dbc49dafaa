//! Reads the table of foods, `data/foods.tsv`.

use super::{Alias, Food, FoodCategory, FoodSource, Nutrient, Nutrients, Portion};

/// A row of a table that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) reason: String,
}

/// The foods of a table and the rows that are none, in the order of the lines.
pub(super) fn read(table: &'static str) -> (Vec<Food>, Vec<Fault>) {
    read_rows(table, food)
}

/// Reads each row that is neither empty nor a comment.
pub(super) fn read_rows(
    table: &'static str,
    mut row: impl FnMut(&'static str) -> Result<Food, String>,
) -> (Vec<Food>, Vec<Fault>) {
    let (mut foods, mut faults) = (Vec::with_capacity(table.len() / 200), Vec::new());
    for (at, line) in table.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match row(line) {
            Ok(food) => foods.push(food),
            Err(reason) => faults.push(Fault { line: at + 1, reason }),
        }
    }
    (foods, faults)
}

fn food(line: &'static str) -> Result<Food, String> {
    let mut fields = line.split('\t');
    let mut next = |what: &str| fields.next().ok_or_else(|| format!("{what} is missing"));
    let (id, ndb, name) = (next("id")?, next("number")?, next("name")?);
    if ndb.len() != 5 || !ndb.bytes().all(|digit| digit.is_ascii_digit()) {
        return Err(format!("`{ndb}` is no number of the Standard Reference"));
    }
    let category = category(next("category")?)?;
    let density_g_per_ml = match next("density")? {
        "" => None,
        text => Some(positive(text)?),
    };
    let (aliases, portions) = (aliases(next("aliases")?), portions(next("portions")?)?);
    let mut per_100g = Nutrients::unknown();
    for nutrient in Nutrient::ALL {
        let text = next(nutrient.key())?;
        if !text.is_empty() {
            let amount: f64 = text.parse().map_err(|_| format!("`{text}` is no amount of {}", nutrient.label()))?;
            if !amount.is_finite() || amount < 0.0 {
                return Err(format!("`{text}` is no amount of {}", nutrient.label()));
            }
            per_100g.set(nutrient, Some(amount));
        }
    }
    if fields.next().is_some() {
        return Err("more fields than columns".to_owned());
    }
    let (id, name) = identity(id, name)?;
    let source = FoodSource::StandardReference { ndb };
    Ok(Food { id, name, aliases, category, per_100g, portions, source, density_g_per_ml })
}

/// The id and the name, if they look like one.
pub(super) fn identity(id: &'static str, name: &'static str) -> Result<(&'static str, &'static str), String> {
    let plain = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
    if id.is_empty() || !id.bytes().all(plain) {
        return Err(format!("`{id}` is no id"));
    }
    if name.trim().is_empty() {
        return Err("the name is empty".to_owned());
    }
    Ok((id, name))
}

pub(super) fn category(key: &str) -> Result<FoodCategory, String> {
    FoodCategory::from_key(key).ok_or_else(|| format!("`{key}` is no category"))
}

/// `bread|~loaf`: names parted by bars, assumed ones behind a tilde.
pub(super) fn aliases(field: &'static str) -> Vec<Alias> {
    parts(field)
        .map(|part| match part.strip_prefix('~') {
            Some(text) => Alias { text, assumed: true },
            None => Alias { text: part, assumed: false },
        })
        .collect()
}

/// `slice=29|~portion=60`: names and grams, estimated ones behind a tilde.
pub(super) fn portions(field: &'static str) -> Result<Vec<Portion>, String> {
    parts(field)
        .map(|part| {
            let (name, grams) = part.split_once('=').ok_or_else(|| format!("`{part}` is no portion"))?;
            let (name, estimated) = name.strip_prefix('~').map_or((name, false), |name| (name, true));
            if name.is_empty() {
                return Err("a portion has no name".to_owned());
            }
            Ok(Portion { name, grams: positive(grams)?, estimated })
        })
        .collect()
}

pub(super) fn positive(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    number.filter(|number| number.is_finite() && *number > 0.0).ok_or_else(|| format!("`{text}` is no number above 0"))
}

pub(super) fn parts(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split('|').filter(|part| !part.is_empty())
}

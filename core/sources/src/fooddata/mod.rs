//! The full download of USDA FoodData Central, read food by food and kept in the store.
//!
//! `food.csv` names the foods, `food_nutrient.csv` their figures per 100 g, `food_portion.csv` and `measure_unit.csv` their
//! portions, `branded_food.csv` brands and barcodes, `nutrient.csv` the units. No file is in the order of the foods, so they
//! are joined through nameless temporary files (see `spill`): about a fifth of the size of the download, while memory stays
//! at some 30 MB.

mod csv;
mod keep;
mod meaning;
mod spill;
#[cfg(test)]
mod tests;

use crate::container::Container;
use crate::{CancelFlag, Error, Progress, Stage};
use coach_domain::nutrition::food::{Catalogue, ImportedFood, ImportedPortion, Nutrient, Nutrients, barcode};
use csv::{Row, Rows};
pub(crate) use keep::import;
use meaning::MEANINGS;
use spill::{Piece, Spill};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::io::{self, Read};

/// A food has no more portions than this; further ones are left out.
const MOST_PORTIONS: usize = 24;
/// Bytes between two reports of progress.
const PROGRESS_BYTES: u64 = 4 << 20;
/// The tables that are read.
const TABLES: [&str; 6] =
    ["measure_unit.csv", "nutrient.csv", "food.csv", "branded_food.csv", "food_nutrient.csv", "food_portion.csv"];
/// Rows between two looks at the cancel flag.
const LOOK: u64 = 4096;

/// Why FoodData Central could not be read. Messages read after "failed to".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FoodDataError {
    /// One of the tables is not in it.
    #[error("find {0} in the download of FoodData Central; download the full CSV and try again")]
    MissingTable(&'static str),
    /// A table lacks a column, so it is another one of that name.
    #[error("find the column {column} in {table}")]
    MissingColumn {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A table breaks off, or the disk failed.
    #[error("read {table}: {source}")]
    Read {
        /// The table.
        table: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// There was no room for the temporary files.
    #[error("write temporary files: {0}; make room on the disk and try again")]
    Temporary(io::Error),
}

/// What became of the rows of a download.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FoodDataReport {
    /// Foods that were given to the caller.
    pub(crate) foods: u64,
    /// Rows that were read, all tables together.
    pub(crate) rows: u64,
    /// How many rows or foods were left out, by reason: `malformed_row`, `short_row`, `bad_id`, `bad_number`, `negative`,
    /// `unit_differs`, `no_name`, `no_figures`, `implausible`, `duplicate_food`, `other_kind` (samples and experiments) and
    /// `no_food` (rows of foods that are none of ours). Under `bad_barcode` foods that were kept without it.
    pub(crate) skipped: BTreeMap<&'static str, u64>,
}

impl FoodDataReport {
    fn skip(&mut self, reason: &'static str) {
        *self.skipped.entry(reason).or_default() += 1;
    }
}

/// Tells whether the input is a download of FoodData Central: it has the two tables without which there is nothing.
pub(crate) fn is_one(container: &Container) -> bool {
    find(container, "food.csv").is_some() && find(container, "food_nutrient.csv").is_some()
}

/// Reads the foods of a download of FoodData Central, the zip or the folder that it was unpacked to, and gives them to
/// `each`. Blocks until it is done. `progress` hears a few times per second of work how many bytes and rows were read;
/// then nothing more until all foods were given.
///
/// Foods of SR Legacy, Foundation, FNDDS and Branded come, each once, in an order that depends on the content alone. Figures
/// are per 100 g, or per 100 mL for branded drinks; what has no row is unknown. Rows that cannot be used are counted.
///
/// # Errors
/// Those of `each`, [`Error::Cancelled`] and [`Error::FoodData`]. Nothing is given to `each` before all tables were read.
pub(crate) fn read_foods(
    container: &mut Container,
    progress: &dyn Fn(&Progress),
    cancel: &CancelFlag,
    mut each: impl FnMut(ImportedFood) -> Result<(), Error>,
) -> Result<FoodDataReport, Error> {
    let mut tables = Tables::new(container, progress, cancel)?;
    let units = tables.measure_units()?;
    let useless = tables.useless_meanings()?;
    tables.foods()?;
    tables.brands()?;
    tables.amounts(useless)?;
    tables.portions(&units)?;
    let Tables { mut spill, mut report, .. } = tables;
    for part in 0..spill.parts() {
        if cancel.is_cancelled() {
            return Err(Error::Cancelled);
        }
        let mut drafts: BTreeMap<u64, Draft> = BTreeMap::new();
        let read = spill.read(part, |food, piece| drafts.entry(food).or_default().add(piece, &mut report));
        read.map_err(FoodDataError::Temporary)?;
        for (id, draft) in drafts {
            match draft.finish(id, &mut report) {
                Ok(food) => {
                    report.foods += 1;
                    each(food)?;
                }
                Err(reason) => report.skip(reason),
            }
        }
    }
    Ok(report)
}

/// The tables, read one after the other into the spill.
struct Tables<'a> {
    container: &'a mut Container,
    progress: &'a dyn Fn(&Progress),
    cancel: &'a CancelFlag,
    /// Bytes of the tables that were read, and of all that will be.
    bytes: (u64, u64),
    spill: Spill,
    report: FoodDataReport,
}

/// What a table is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    Required,
    Optional,
}

impl<'a> Tables<'a> {
    fn new(
        container: &'a mut Container,
        progress: &'a dyn Fn(&Progress),
        cancel: &'a CancelFlag,
    ) -> Result<Self, FoodDataError> {
        let ours = TABLES.iter().filter_map(|table| find(container, table));
        let total = ours.filter_map(|member| container.members()[member].size).fold(0, u64::saturating_add);
        let sizes = container.members().iter().filter_map(|member| member.size).fold(0, u64::saturating_add);
        let spill = Spill::new(sizes).map_err(FoodDataError::Temporary)?;
        Ok(Tables { container, progress, cancel, bytes: (0, total), spill, report: FoodDataReport::default() })
    }

    /// Names of the units of portions by id.
    fn measure_units(&mut self) -> Result<BTreeMap<String, String>, Error> {
        let mut units = BTreeMap::new();
        self.read("measure_unit.csv", ["id", "name"], Need::Optional, |[id, name], _, _| {
            if !name.is_empty() && name != "undetermined" && units.len() < 10_000 {
                units.insert(id.to_owned(), name.to_owned());
            }
            Ok(())
        })?;
        Ok(units)
    }

    /// Which meanings are in another unit here, so that their amounts would be wrong.
    fn useless_meanings(&mut self) -> Result<[bool; MEANINGS.len()], Error> {
        let mut useless = [false; MEANINGS.len()];
        self.read("nutrient.csv", ["id", "unit_name"], Need::Optional, |[id, unit], _, _| {
            if let Some(at) = MEANINGS.iter().position(|known| known.id == id) {
                useless[at] = !MEANINGS[at].is_in(unit);
            }
            Ok(())
        })?;
        Ok(useless)
    }

    fn foods(&mut self) -> Result<(), Error> {
        let columns = ["fdc_id", "data_type", "description"];
        self.read("food.csv", columns, Need::Required, |[id, kind, name], spill, report| {
            let branded = kind == "branded_food";
            if !branded && !["sr_legacy_food", "foundation_food", "survey_fndds_food"].contains(&kind) {
                report.skip("other_kind");
                return Ok(());
            }
            let Some(food) = food_id(id, report) else { return Ok(()) };
            spill.add(food, &Piece::Food { branded, name: plain(name) })
        })
    }

    fn brands(&mut self) -> Result<(), Error> {
        let columns = [
            "fdc_id",
            "brand_owner",
            "brand_name",
            "gtin_upc",
            "serving_size",
            "serving_size_unit",
            "household_serving_fulltext",
        ];
        self.read("branded_food.csv", columns, Need::Optional, |row, spill, report| {
            let [id, owner, name, gtin, size, unit, household] = row;
            let Some(food) = food_id(id, report) else { return Ok(()) };
            let brand = plain(if name.trim().is_empty() { owner } else { name });
            let serving = size.parse().ok().filter(|size: &f64| size.is_finite() && *size > 0.0).unwrap_or(0.0);
            let unit = unit.trim().to_ascii_lowercase();
            spill.add(
                food,
                &Piece::Brand { brand, barcode: gtin.trim().to_owned(), serving, unit, household: plain(household) },
            )
        })
    }

    fn amounts(&mut self, useless: [bool; MEANINGS.len()]) -> Result<(), Error> {
        let columns = ["fdc_id", "nutrient_id", "amount"];
        self.read("food_nutrient.csv", columns, Need::Required, |[id, nutrient, amount], spill, report| {
            let Some(rank) = meaning::rank(nutrient) else { return Ok(()) };
            if useless[usize::from(rank)] {
                report.skip("unit_differs");
                return Ok(());
            }
            let Some(food) = food_id(id, report) else { return Ok(()) };
            // No amount is unknown, and not an error.
            if amount.trim().is_empty() {
                return Ok(());
            }
            match amount.trim().parse::<f64>() {
                Ok(amount) if amount.is_finite() && amount >= 0.0 => spill.add(food, &Piece::Amount { rank, amount }),
                Ok(amount) if amount.is_finite() => {
                    report.skip("negative");
                    Ok(())
                }
                _ => {
                    report.skip("bad_number");
                    Ok(())
                }
            }
        })
    }

    fn portions(&mut self, units: &BTreeMap<String, String>) -> Result<(), Error> {
        let columns = ["fdc_id", "amount", "measure_unit_id", "portion_description", "modifier", "gram_weight"];
        self.read("food_portion.csv", columns, Need::Optional, |row, spill, report| {
            let [id, amount, unit, description, modifier, weight] = row;
            let Some(food) = food_id(id, report) else { return Ok(()) };
            let count = if amount.trim().is_empty() { Some(1.0) } else { positive(amount) };
            let (Some(count), Some(weight)) = (count, positive(weight)) else {
                report.skip("bad_number");
                return Ok(());
            };
            let Some(name) = portion_name(units.get(unit).map(String::as_str), description, modifier) else {
                return Ok(());
            };
            spill.add(food, &Piece::Portion { grams: weight / count, name })
        })
    }

    /// Calls `each` with the wanted columns of every row of a table.
    fn read<const COLUMNS: usize>(
        &mut self,
        table: &'static str,
        wanted: [&'static str; COLUMNS],
        need: Need,
        mut each: impl FnMut([&str; COLUMNS], &mut Spill, &mut FoodDataReport) -> io::Result<()>,
    ) -> Result<(), Error> {
        let Some(member) = find(self.container, table) else {
            return if need == Need::Required { Err(FoodDataError::MissingTable(table).into()) } else { Ok(()) };
        };
        let (spill, report, cancel, progress) = (&mut self.spill, &mut self.report, self.cancel, self.progress);
        let (before, bytes_total) = self.bytes;
        let failed = |source| FoodDataError::Read { table, source };
        let read = Cell::new(0);
        let outcome = self.container.with(member, 0, |input| {
            let mut counted = Counted { input, read: &read };
            let mut rows = Rows::new(&mut counted);
            let columns = columns(&mut rows, table, wanted)?;
            let mut told = 0;
            loop {
                if report.rows.is_multiple_of(LOOK) && cancel.is_cancelled() {
                    return Err(Error::Cancelled);
                }
                if read.get() >= told + PROGRESS_BYTES {
                    told = read.get();
                    let bytes_done = before + told;
                    let (stage, records) = (Stage::Records, report.rows);
                    progress(&Progress { stage, bytes_done, bytes_total, records, new: 0, eta: None });
                }
                let row = match rows.next().map_err(failed)? {
                    None => return Ok(()),
                    Some(Row::Malformed) => {
                        report.rows += 1;
                        report.skip("malformed_row");
                        continue;
                    }
                    Some(Row::Fields(row)) => row,
                };
                report.rows += 1;
                if columns.iter().flatten().any(|column| *column >= row.len()) {
                    report.skip("short_row");
                    continue;
                }
                let fields = columns.map(|column| column.and_then(|at| row.get(at)).map_or("", String::as_str));
                each(fields, spill, report).map_err(FoodDataError::Temporary)?;
            }
        });
        self.bytes.0 += read.get();
        outcome.map_err(failed)?
    }
}

/// The member with this file name that lies least deep.
fn find(container: &Container, table: &str) -> Option<usize> {
    let members = container.members().iter().enumerate();
    let named = members
        .filter(|(_, member)| member.name.rsplit('/').next().is_some_and(|name| name.eq_ignore_ascii_case(table)));
    named.min_by_key(|(_, member)| member.name.matches('/').count()).map(|(at, _)| at)
}

/// Input whose bytes are counted as they are read.
struct Counted<'a> {
    input: &'a mut dyn Read,
    read: &'a Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.input.read(buffer)?;
        self.read.set(self.read.get() + bytes as u64);
        Ok(bytes)
    }
}

/// Where the wanted columns stand. The first is always needed; of the others only tables of newer or older releases lack
/// some, which then are empty, unless nothing but the id is there.
fn columns<const COLUMNS: usize>(
    rows: &mut Rows,
    table: &'static str,
    wanted: [&'static str; COLUMNS],
) -> Result<[Option<usize>; COLUMNS], FoodDataError> {
    let first = rows.next().map_err(|source| FoodDataError::Read { table, source })?;
    let Some(Row::Fields(header)) = first else {
        return Err(FoodDataError::MissingColumn { table, column: wanted[0] });
    };
    let found = wanted.map(|name| {
        header.iter().position(|column| column.trim_start_matches('\u{feff}').trim().eq_ignore_ascii_case(name))
    });
    let needed = match table {
        "branded_food.csv" => 1,
        "food_portion.csv" => 0,
        _ => COLUMNS,
    };
    for (at, column) in found.iter().enumerate() {
        let weight = wanted[at] == "gram_weight";
        if column.is_none() && (at == 0 || at < needed || weight) {
            return Err(FoodDataError::MissingColumn { table, column: wanted[at] });
        }
    }
    Ok(found)
}

fn food_id(text: &str, report: &mut FoodDataReport) -> Option<u64> {
    let id = text.trim().parse().ok();
    if id.is_none() {
        report.skip("bad_id");
    }
    id
}

fn positive(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite() && *number > 0.0)
}

/// A text on one line, without control characters.
fn plain(text: &str) -> String {
    text.split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What one portion is called: its unit with its modifier, or its description. FNDDS writes codes as modifiers.
fn portion_name(unit: Option<&str>, description: &str, modifier: &str) -> Option<String> {
    let (description, modifier) = (plain(description), plain(modifier));
    let coded = !modifier.is_empty() && modifier.bytes().all(|digit| digit.is_ascii_digit());
    if description.eq_ignore_ascii_case("quantity not specified") {
        return None;
    }
    let name = match unit {
        Some(unit) if modifier.is_empty() || coded => unit.to_owned(),
        Some(unit) => format!("{unit}, {modifier}"),
        None if !description.is_empty() => description,
        None if coded => return None,
        None => modifier,
    };
    (!name.is_empty()).then_some(name)
}

/// A food as far as it was read.
#[derive(Default)]
struct Draft {
    food: Option<(bool, String)>,
    brand: Option<(String, String, f64, String, String)>,
    /// Rank and amount by nutrient; a lower rank is better.
    amounts: BTreeMap<Nutrient, (u8, f64)>,
    portions: Vec<ImportedPortion>,
}

impl Draft {
    fn add(&mut self, piece: Piece, report: &mut FoodDataReport) {
        match piece {
            Piece::Food { branded, name } => {
                if self.food.is_some() {
                    report.skip("duplicate_food");
                } else {
                    self.food = Some((branded, name));
                }
            }
            Piece::Brand { brand, barcode, serving, unit, household } => {
                self.brand = Some((brand, barcode, serving, unit, household));
            }
            Piece::Amount { rank, amount } => {
                if let Some(meaning) = MEANINGS.get(usize::from(rank)) {
                    let amount = (rank, meaning.convert(amount));
                    let known = self.amounts.entry(meaning.nutrient).or_insert(amount);
                    if rank < known.0 {
                        *known = amount;
                    }
                }
            }
            Piece::Portion { grams, name } => {
                if self.portions.len() < MOST_PORTIONS && !self.portions.iter().any(|known| known.name == name) {
                    self.portions.push(ImportedPortion { name, amount: grams });
                }
            }
        }
    }

    fn finish(self, id: u64, report: &mut FoodDataReport) -> Result<ImportedFood, &'static str> {
        let (branded, name) = self.food.ok_or("no_food")?;
        if name.is_empty() {
            return Err("no_name");
        }
        let mut per_100 = Nutrients::unknown();
        for (nutrient, (_, amount)) in self.amounts {
            per_100.set(nutrient, Some(amount));
        }
        if per_100.known().next().is_none() {
            return Err("no_figures");
        }
        let mut food = ImportedFood {
            catalogue: Catalogue::FoodDataCentral,
            id: id.to_string(),
            name,
            brand: None,
            barcode: None,
            per_100,
            per_millilitre: false,
            portions: self.portions,
        };
        if let (true, Some((brand, code, serving, unit, household))) = (branded, self.brand) {
            food.brand = Some(brand).filter(|brand| !brand.is_empty());
            food.barcode = barcode(&code);
            if food.barcode.is_none() && !code.is_empty() {
                report.skip("bad_barcode");
            }
            food.per_millilitre = ["ml", "mlt", "milliliter"].contains(&unit.as_str());
            let known = food.per_millilitre || ["g", "grm", "gram"].contains(&unit.as_str());
            if known && serving > 0.0 {
                let name = if household.is_empty() { "serving".to_owned() } else { household };
                food.portions.insert(0, ImportedPortion { name, amount: serving });
            }
        }
        match food.implausible() {
            Some(_) => Err("implausible"),
            None => Ok(food),
        }
    }
}

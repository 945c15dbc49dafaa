#![doc = include_str!("../README.md")]

mod apple;
mod container;
mod demo;
mod device;
mod error;
mod fooddata;
pub mod health;
pub mod openfoodfacts;
mod progress;
mod pump;
mod sink;

pub use demo::{DemoOptions, DemoReport, WATERMARK, write_demo};
pub use error::Error;
pub use fooddata::FoodDataError;
pub use progress::{CancelFlag, Progress, Stage};

use coach_store::{ImportReport, ImportStart, Store};
use container::Container;
use std::path::Path;
use std::time::Instant;

/// What kind of input an import reads.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Whatever the content says.
    #[default]
    Auto,
    /// An Apple Health export: the zip, its XML file, or the folder that it was unpacked to.
    AppleHealth,
    /// The full CSV download of USDA FoodData Central: the zip, or the folder that it was unpacked to.
    FoodDataCentral,
}

impl Format {
    /// The name in reports, for example `apple_health`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Format::Auto => "auto",
            Format::AppleHealth => "apple_health",
            Format::FoodDataCentral => "fooddata_central",
        }
    }
}

/// How to import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOptions {
    /// Format of the input.
    pub format: Format,
    /// The IANA name of the zone that the person lived in, for records that do not name one. Without it they belong
    /// to the day that the export prints, which is that of the phone's zone when the export was made.
    pub time_zone: Option<String>,
}

/// Tells what an input is, by its content; its name does not matter.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Empty`], [`Error::NotAnExport`], [`Error::Refused`], [`Error::Encrypted`] and
/// [`Error::Io`].
pub fn detect(path: &Path) -> Result<Format, Error> {
    told(&mut Container::open(path)?, path)
}

fn told(container: &mut Container, path: &Path) -> Result<Format, Error> {
    if fooddata::is_one(container) {
        return Ok(Format::FoodDataCentral);
    }
    apple::find(container, path).map(|_| Format::AppleHealth)
}

/// Imports a file, folder or archive into a store and reports what it did. Blocks until it is done; `progress` is
/// called a few times per second of work, on the calling thread.
///
/// The same content again is told by its hash and not read twice. An import that was cancelled or killed goes on where
/// it came to. Input that breaks off gives what was read before the break, with `partial` set in the report. Memory
/// does not grow with the input.
///
/// # Errors
/// See [`Error`]. After [`Error::Cancelled`] and errors of the store, what was checkpointed is kept.
pub fn import(
    store: &Store,
    path: &Path,
    options: &ImportOptions,
    progress: &dyn Fn(&Progress),
    cancel: &CancelFlag,
) -> Result<ImportReport, Error> {
    let began = Instant::now();
    if let Some(zone) = &options.time_zone
        && jiff::tz::TimeZone::get(zone).is_err()
    {
        return Err(Error::UnknownTimeZone(zone.clone()));
    }
    let mut container = Container::open(path)?;
    let format = match options.format {
        Format::Auto => told(&mut container, path)?,
        named => named,
    };
    if format == Format::FoodDataCentral {
        return fooddata::import(store, &mut container, progress, cancel);
    }
    let main = apple::find(&mut container, path)?;
    let bytes = container.bytes();
    let hashed = container.hash(main, cancel, |done| {
        progress(&Progress {
            stage: Stage::Checking,
            bytes_done: done,
            bytes_total: bytes,
            records: 0,
            new: 0,
            eta: None,
        });
    })?;
    let content_hash = hashed.ok_or(Error::Cancelled)?;
    if let Some((_, known)) = store.finished_import(&content_hash)? {
        return Ok(unchanged(known, began.elapsed().as_secs_f64()));
    }
    let start = ImportStart { content_hash, format: Format::AppleHealth.name().to_owned(), bytes };
    let mut ingest = store.ingest(&start)?;
    let resumed = ingest.resumed().clone();
    let job = apple::Job { container, main, path, time_zone: options.time_zone.as_deref(), progress, cancel };
    let outcome = job.run(&mut ingest, &resumed)?;
    progress(&Progress { stage: Stage::Finishing, eta: None, ..outcome.progress });
    Ok(ingest.finish(!outcome.complete)?)
}

/// The report of an import whose content is in the store already.
fn unchanged(known: ImportReport, seconds: f64) -> ImportReport {
    ImportReport { duplicates: known.new + known.duplicates, new: 0, workouts: 0, seconds, ..known }
}

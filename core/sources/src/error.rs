//! What can go wrong with an import as a whole. Rows that cannot be used are not errors; the report counts them.

use crate::fooddata::FoodDataError;
use std::path::PathBuf;

/// Why an import did not take place or did not finish. Messages read after "failed to".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is nothing at the path.
    #[error("find {0}; check the name and try again")]
    NotFound(PathBuf),
    /// The file has no bytes, or the folder no files.
    #[error("import {0}: it is empty; make a new export and try again")]
    Empty(PathBuf),
    /// The input is something else.
    #[error(
        "recognise {0}: it is neither an Apple Health export (in the Health app tap your picture, then Export All Health \
         Data, and import the zip that it makes) nor the full CSV download of FoodData Central"
    )]
    NotAnExport(PathBuf),
    /// The input is built to do harm; nothing was written.
    #[error("import {path}: {reason}; nothing was written")]
    Refused {
        /// Which input.
        path: PathBuf,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The archive is encrypted.
    #[error("import {0}: the archive is encrypted; unpack it and import the folder")]
    Encrypted(PathBuf),
    /// The person's time zone is not known.
    #[error("find the time zone `{0}`; use a name such as Europe/Berlin")]
    UnknownTimeZone(String),
    /// The caller cancelled. What was read is kept, and importing the same input again goes on from there.
    #[error("finish the import: cancelled; what was read is kept, import it again to go on")]
    Cancelled,
    /// The input could not be read.
    #[error("read {path}: {source}")]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A download of FoodData Central could not be read.
    #[error(transparent)]
    FoodData(#[from] FoodDataError),
    /// The store failed; what was checkpointed is kept.
    #[error(transparent)]
    Store(#[from] coach_store::Error),
}

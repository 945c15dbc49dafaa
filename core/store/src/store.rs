//! Opening, checking, exporting and erasing a store.

use crate::{DatabaseKey, Error, ImportId, ImportReport, ImportStart, Ingest};
use std::io::Write;
use std::path::{Path, PathBuf};

/// How to open a store.
#[derive(Debug)]
pub struct StoreOptions {
    /// Folder that holds the database; made when `create` is set.
    pub data_dir: PathBuf,
    /// Key of the database.
    pub key: DatabaseKey,
    /// Make a new database; an existing one is then an error.
    pub create: bool,
}

/// The person's encrypted store. Cheap to clone; every clone is the same store. Safe to use from many threads.
#[derive(Clone)]
pub struct Store {
    _inner: std::sync::Arc<()>,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Store")
    }
}

/// What a check of the store found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Health {
    /// SQLite's own check: `ok` or what is wrong.
    pub integrity: String,
    /// Entries of this device's log whose hashes and signatures hold.
    pub log_entries: u64,
    /// First thing that does not hold in the log, if any.
    pub log_error: Option<String>,
    /// Entries in quarantine.
    pub quarantined: u64,
    /// Size of the database in bytes.
    pub bytes: u64,
}

/// What a rebuild of the projections did.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RebuildReport {
    /// Log entries applied.
    pub entries: u64,
    /// Daily figures computed.
    pub daily_figures: u64,
}

impl Store {
    /// Tells whether there is a database in a folder.
    #[must_use]
    pub fn exists(data_dir: &Path) -> bool {
        data_dir.join("coach.db").exists()
    }

    /// Opens or creates the store and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AlreadyExists`], [`Error::WrongKey`], [`Error::Busy`], [`Error::Newer`] and those
    /// of the disk.
    pub fn open(options: StoreOptions) -> Result<Store, Error> {
        let _ = options;
        todo!()
    }

    /// The folder that the store lives in.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        todo!()
    }

    /// Begins an import, or goes on with an unfinished one of the same content.
    ///
    /// # Errors
    /// [`Error::Busy`] while another import runs.
    pub fn ingest(&self, start: &ImportStart) -> Result<Ingest<'_>, Error> {
        let _ = start;
        todo!()
    }

    /// The report of a finished import of the same content, if there was one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn finished_import(
        &self,
        content_hash: &str,
    ) -> Result<Option<(ImportId, ImportReport)>, Error> {
        let _ = content_hash;
        todo!()
    }

    /// Checks the database and the log.
    ///
    /// # Errors
    /// Those of reading the database; findings are in the answer.
    pub fn check(&self) -> Result<Health, Error> {
        todo!()
    }

    /// Drops every projection and builds it again from the log and the chunks.
    ///
    /// # Errors
    /// Those of writing to the database; nothing changes then.
    pub fn rebuild(&self) -> Result<RebuildReport, Error> {
        todo!()
    }

    /// Writes everything as JSON lines in a canonical order, so that two stores with the same content give the same
    /// bytes: samples, workouts, rings, ECGs, profile, settings, plans, targets, conversations, interventions.
    /// What differs between two runs (ids of devices, times of import, traces, audit) is left out.
    ///
    /// # Errors
    /// Those of reading the database or writing to `out`.
    pub fn export(&self, out: &mut dyn Write) -> Result<(), Error> {
        let _ = out;
        todo!()
    }

    /// Erases the database, its side files and its key, and says what was erased.
    ///
    /// # Errors
    /// Those of the disk; what could not be erased is named.
    pub fn erase(data_dir: &Path, key: &crate::KeySource) -> Result<Vec<PathBuf>, Error> {
        let _ = (data_dir, key);
        todo!()
    }
}

//! Opening, checking, exporting and erasing a store.

use crate::db::{self, Db};
use crate::log::project;
use crate::{DatabaseKey, Error, ImportId, ImportReport, ImportStart, Ingest, daily, export, sources};
use rusqlite::{Connection, OptionalExtension};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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
    db: Arc<Db>,
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

/// Drops every projection and builds it again, in a transaction.
pub(crate) fn rebuild(db: &Db, tx: &Connection) -> Result<RebuildReport, Error> {
    project::clear(tx)?;
    let entries = db.log.replay(tx, &db.kinds, None)?;
    sources::heed_deletions(tx)?;
    Ok(RebuildReport { entries, daily_figures: daily::rebuild_all(tx)? })
}

impl Store {
    /// Tells whether there is a database in a folder.
    #[must_use]
    pub fn exists(data_dir: &Path) -> bool {
        data_dir.join(db::FILE).exists()
    }

    /// Opens or creates the store and brings its schema up to date.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::AlreadyExists`], [`Error::WrongKey`], [`Error::Busy`], [`Error::Newer`] and those
    /// of the disk.
    pub fn open(options: StoreOptions) -> Result<Store, Error> {
        Ok(Store { db: Arc::new(Db::open(&options.data_dir, options.key, options.create)?) })
    }

    /// As [`Store::open`], with another wall clock, in milliseconds since 1970 UTC. For who simulates.
    ///
    /// # Errors
    /// Those of [`Store::open`].
    pub fn open_with_clock(options: StoreOptions, clock: fn() -> i64) -> Result<Store, Error> {
        Ok(Store { db: Arc::new(Db::open_as(&options.data_dir, options.key, options.create, project::KINDS, clock)?) })
    }

    #[cfg(test)]
    pub(crate) fn from_db(db: Db) -> Store {
        Store { db: Arc::new(db) }
    }

    pub(crate) fn db(&self) -> &Db {
        &self.db
    }

    /// The folder that the store lives in.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        self.db.folder()
    }

    /// Begins an import, or goes on with an unfinished one of the same content.
    ///
    /// # Errors
    /// [`Error::Busy`] while another import runs.
    pub fn ingest(&self, start: &ImportStart) -> Result<Ingest<'_>, Error> {
        Ingest::begin(&self.db, start).map_err(|error| error.in_folder(self.data_dir()))
    }

    /// The report of a finished import of the same content, if there was one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn finished_import(&self, content_hash: &str) -> Result<Option<(ImportId, ImportReport)>, Error> {
        self.db.read(|connection| {
            let report: Option<String> = connection
                .prepare_cached("SELECT report FROM import WHERE content_hash = ?1 AND finished")?
                .query_row([content_hash], |row| row.get(0))
                .optional()?;
            let Some(json) = report else { return Ok(None) };
            let report = serde_json::from_str(&json).map_err(|_| Error::Corrupt("an import's report".to_owned()))?;
            Ok(Some((ImportId::of(content_hash), report)))
        })
    }

    /// Checks the database and the log.
    ///
    /// # Errors
    /// Those of reading the database; findings are in the answer.
    pub fn check(&self) -> Result<Health, Error> {
        self.db.read(|connection| {
            let findings = |sql: &str| -> Result<Vec<String>, Error> {
                let mut statement = connection.prepare(sql)?;
                let rows = statement.query_map([], |row| row.get::<_, String>(0))?;
                Ok(rows.collect::<Result<_, _>>()?)
            };
            let mut wrong = findings("PRAGMA integrity_check")?;
            wrong.retain(|finding| finding != "ok");
            // The authentication tag of every page; says nothing when all hold.
            wrong.extend(findings("PRAGMA cipher_integrity_check")?);
            let (log_entries, finding) = self.db.log.check(connection)?;
            Ok(Health {
                integrity: if wrong.is_empty() { "ok".to_owned() } else { wrong.join("; ") },
                log_entries,
                log_error: finding.map(|error| error.to_string()),
                quarantined: connection.query_row("SELECT count(*) FROM quarantine", [], |row| row.get(0))?,
                bytes: db::files(self.data_dir())
                    .iter()
                    .filter_map(|file| file.metadata().ok())
                    .map(|metadata| metadata.len())
                    .sum(),
            })
        })
    }

    /// Drops every projection and builds it again from the log and the chunks.
    ///
    /// # Errors
    /// Those of writing to the database; nothing changes then.
    pub fn rebuild(&self) -> Result<RebuildReport, Error> {
        self.db.write(|tx| rebuild(&self.db, tx))
    }

    /// Writes everything as JSON lines in a canonical order, so that two stores with the same content give the same
    /// bytes: samples, workouts, rings, ECGs, profile, settings, plans, targets, conversations, interventions.
    /// What differs between two runs (ids of devices, times of import, traces, audit) is left out.
    ///
    /// # Errors
    /// Those of reading the database or writing to `out`.
    pub fn export(&self, out: &mut dyn Write) -> Result<(), Error> {
        self.db.read(|connection| export::write(connection, out))
    }

    /// Erases the database, its side files and its key, and says what was erased.
    ///
    /// # Errors
    /// [`Error::Busy`] while an import runs; those of the disk.
    pub fn erase(data_dir: &Path, key: &crate::KeySource) -> Result<Vec<PathBuf>, Error> {
        let mut erased = Vec::new();
        let lock_path = data_dir.join(crate::ingest::LOCK_FILE);
        if let Ok(lock) = std::fs::File::open(&lock_path)
            && matches!(lock.try_lock(), Err(std::fs::TryLockError::WouldBlock))
        {
            return Err(Error::Busy);
        }
        // The key goes first: without it, what is left of the files anywhere on the disk says nothing.
        erased.extend(key.destroy(data_dir)?);
        for file in db::files(data_dir) {
            match std::fs::remove_file(&file) {
                Ok(()) => erased.push(file),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
                Err(error) => return Err(Error::io(&file, error)),
            }
        }
        Ok(erased)
    }
}

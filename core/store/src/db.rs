//! Connections: one that writes, a few that read, all with the key and the same settings.

use crate::facts::KeptFacts;
use crate::log::project::{self, KINDS, Kinds};
use crate::log::{Draft, Keys, Log};
use crate::mark::Mark;
use crate::plans::KeptPlan;
use crate::{DatabaseKey, Error};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

pub(crate) const FILE: &str = "coach.db";
const MIGRATIONS: &[M<'static>] = &[
    M::up(include_str!("schema.sql")),
    M::up(include_str!("journal.sql")),
    M::up(include_str!("search.sql")),
    M::up(include_str!("outbound.sql")),
    M::up(include_str!("sync.sql")),
    M::up(include_str!("catalogue.sql")),
    M::up(include_str!("live.sql")),
    M::up(include_str!("vectors.sql")),
    M::up(include_str!("snapshots.sql")),
    M::up(include_str!("deletions.sql")),
];
/// How long a writer waits for another process before it gives up. Imports let others in between their batches.
const BUSY: Duration = Duration::from_secs(10);
/// Idle readers that are kept open.
const READERS: usize = 4;

/// An open database.
pub(crate) struct Db {
    folder: PathBuf,
    key: DatabaseKey,
    pub(crate) log: Log,
    pub(crate) kinds: Kinds,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    clock: fn() -> i64,
    pub(crate) facts: KeptFacts,
    pub(crate) plan: KeptPlan,
}

/// A mutex is only poisoned by a panic elsewhere; connections stay usable, since SQLite rolls back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn wall_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

impl Db {
    /// Opens or creates the database and brings it up to date.
    pub(crate) fn open(folder: &Path, key: DatabaseKey, create: bool) -> Result<Self, Error> {
        Self::open_as(folder, key, create, KINDS, wall_ms)
    }

    /// As [`Db::open`], as another version would, with its own clock.
    pub(crate) fn open_as(
        folder: &Path,
        key: DatabaseKey,
        create: bool,
        kinds: Kinds,
        clock: fn() -> i64,
    ) -> Result<Self, Error> {
        let path = folder.join(FILE);
        if create {
            create_private(folder, &path)?;
        } else if !path.exists() {
            return Err(Error::NotFound(folder.to_path_buf()));
        }
        let opened = Self::connect_and_migrate(folder, &key, kinds).map_err(|error| error.in_folder(folder));
        match opened {
            Ok(writer) => Ok(Db {
                folder: folder.to_path_buf(),
                key,
                log: Log,
                kinds,
                writer: Mutex::new(writer),
                readers: Mutex::new(Vec::new()),
                clock,
                facts: KeptFacts::default(),
                plan: KeptPlan::default(),
            }),
            Err(error) => {
                if create {
                    // Half a database would be in the way of the next attempt.
                    for file in files(folder) {
                        let _ = std::fs::remove_file(file);
                    }
                }
                Err(error)
            }
        }
    }

    fn connect_and_migrate(folder: &Path, key: &DatabaseKey, kinds: Kinds) -> Result<Connection, Error> {
        let mut writer = connect(&folder.join(FILE), key)?;
        let version: usize = writer.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if version > MIGRATIONS.len() {
            return Err(Error::Newer);
        }
        if version < MIGRATIONS.len() {
            Migrations::from_slice(MIGRATIONS).to_latest(&mut writer).map_err(|error| match error {
                rusqlite_migration::Error::RusqliteError { err, .. } => Error::from(err),
                other => Error::Database(other.to_string()),
            })?;
        }
        if Self::lacks_keys(&writer)? {
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have been faster.
            if Self::lacks_keys(&tx)? {
                Keys::create(&tx)?;
            }
            tx.commit()?;
        }
        let waiting: bool = writer.query_row("SELECT EXISTS (SELECT 1 FROM quarantine)", [], |row| row.get(0))?;
        if waiting {
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            project::release(&tx, &kinds)?;
            Mark::renew(&tx)?;
            tx.commit()?;
        }
        if !Mark::is_set(&writer)? {
            Mark::renew(&writer)?;
        }
        // A store whose keys are damaged is told at once.
        Keys::load(&writer)?;
        Ok(writer)
    }

    /// Whether no device was ever made here: a first start may end between the schema and the keys. A store in which
    /// a device is named and its keys are gone is damaged instead, and gets no new ones.
    fn lacks_keys(connection: &Connection) -> Result<bool, Error> {
        Ok(connection.query_row(
            "SELECT NOT EXISTS (SELECT 1 FROM secret) AND NOT EXISTS (SELECT 1 FROM device)
                AND NOT EXISTS (SELECT 1 FROM log_entry)",
            [],
            |row| row.get(0),
        )?)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Now, in milliseconds since 1970 UTC.
    pub(crate) fn now_ms(&self) -> i64 {
        (self.clock)()
    }

    /// Runs reads on one consistent view.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = lock(&self.readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => self.connect_reader()?,
        };
        let result = {
            let tx = connection.transaction().map_err(Error::from)?;
            work(&tx)
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        result.map_err(|error| error.in_folder(&self.folder))
    }

    fn connect_reader(&self) -> Result<Connection, Error> {
        let connection = connect(&self.folder.join(FILE), &self.key)?;
        connection.pragma_update(None, "query_only", true)?;
        Ok(connection)
    }

    /// Runs writes in one transaction, all of them or none, after which no kept answer stands.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        self.note(|tx| {
            let result = work(tx)?;
            Mark::renew(tx)?;
            Ok(result)
        })
    }

    /// As [`Db::write`], for rows that no kept answer is computed from.
    pub(crate) fn note<T>(&self, work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let mut writer = lock(&self.writer);
        let step = || {
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let result = work(&tx)?;
            tx.commit()?;
            Ok(result)
        };
        step().map_err(|error: Error| error.in_folder(&self.folder))
    }

    /// Empties the write-ahead log. Waits for nobody, and says whether it is empty.
    pub(crate) fn empty_write_ahead_log(&self) -> Result<bool, Error> {
        let writer = lock(&self.writer);
        writer.busy_timeout(Duration::ZERO)?;
        let busy = writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        writer.busy_timeout(BUSY)?;
        Ok(busy.is_ok_and(|busy| !busy))
    }

    /// Appends edits to the log and projects them, in one transaction.
    pub(crate) fn append(&self, actor: &str, drafts: Vec<Draft>) -> Result<(), Error> {
        if drafts.is_empty() {
            return Ok(());
        }
        self.write(|tx| self.log.append(tx, &self.kinds, self.now_ms(), actor, drafts))
    }

    /// A writing connection of its own, for an import that lives beside other writers.
    pub(crate) fn connect_writer(&self) -> Result<Connection, Error> {
        connect(&self.folder.join(FILE), &self.key).map_err(|error| error.in_folder(&self.folder))
    }
}

/// The database and everything that SQLite and imports put beside it.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    ["coach.db", "coach.db-wal", "coach.db-shm", "coach.db-journal", crate::ingest::LOCK_FILE]
        .iter()
        .map(|name| folder.join(name))
        .collect()
}

/// Makes folder and file so that only the owner can read them, before anything is in them.
fn create_private(folder: &Path, path: &Path) -> Result<(), Error> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    builder.create(folder).map_err(|error| Error::io(folder, error))?;
    match options.open(path) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(Error::AlreadyExists(folder.to_path_buf()))
        }
        Err(error) => Err(Error::io(folder, error)),
    }
}

fn connect(path: &Path, key: &DatabaseKey) -> Result<Connection, Error> {
    use rusqlite::OpenFlags;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    // SQLCipher sets up what its connections share with the first one, and two first ones at once have been seen to fail:
    // the others wait until one is open.
    static ANY_OPEN: Mutex<bool> = Mutex::new(false);
    let first = Some(lock(&ANY_OPEN)).filter(|any| !**any);
    let connection = Connection::open_with_flags(path, flags).map_err(|error| open_error(path, error))?;
    connection.busy_timeout(BUSY)?;
    // SQLCipher writes its errors to standard error by itself; ours say the same in one sentence.
    connection.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    // The raw form `x'…'` skips SQLCipher's passphrase derivation: the key is random already.
    let mut pragma = zeroize::Zeroizing::new(String::with_capacity(160));
    // SQLCipher would write to standard error about a wrong key; the caller hears of it by the error.
    pragma.push_str("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'");
    pragma.push_str(&key.to_hex());
    pragma.push_str("'\";");
    connection.execute_batch(&pragma).map_err(|error| open_error(path, error))?;
    connection
        .execute_batch(
            // The first that reads the file, and so the one that a wrong key fails.
            "PRAGMA cipher_memory_security = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA secure_delete = ON;
             PRAGMA foreign_keys = ON;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = NORMAL;
             PRAGMA cache_size = -4000;",
        )
        .map_err(|error| open_error(path, error))?;
    if let Some(mut any) = first {
        *any = true;
    }
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn open_error(path: &Path, error: rusqlite::Error) -> Error {
    let folder = path.parent().unwrap_or(path);
    match &error {
        rusqlite::Error::SqliteFailure(failure, _) if failure.code == rusqlite::ErrorCode::CannotOpen => {
            // Without its side files in reach, a database in WAL mode cannot be opened.
            Error::ReadOnly(folder.to_path_buf())
        }
        _ => Error::from(error).in_folder(folder),
    }
}

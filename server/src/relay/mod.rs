//! The relay itself: sealed entries in, sealed entries out, on one SQLite database. No network in here.

mod accounts;
mod blobs;
mod exchange;
mod tokens;
mod writer;

pub use tokens::Principal;
pub use writer::Writer;

use crate::Error;
use coach_wire::message::{Request, Response};
use coach_wire::{Account, AccountId};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use rusqlite_migration::{M, Migrations};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use zeroize::Zeroizing;

const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("schema.sql"))];
/// Idle readers that are kept open.
const READERS: usize = 8;
/// Accounts whose log is kept parsed.
const CACHED: usize = 10_000;
/// The name of the database in the data folder.
pub const FILE: &str = "relay.db";

/// Something to be done in a transaction.
pub(crate) type Work<T> = Box<dyn FnOnce(&Connection) -> Result<T, Error> + Send>;

/// What the relay allows.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of sealed data for each account.
    pub quota_bytes: u64,
    /// Whether new accounts are taken.
    pub registration: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { quota_bytes: 2 << 30, registration: true }
    }
}

/// What a backup, a restore or an administrator wants to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Totals {
    /// Accounts.
    pub accounts: u64,
    /// Accounts that were erased.
    pub erased: u64,
    /// Sealed entries.
    pub entries: u64,
    /// Sealed blobs.
    pub blobs: u64,
    /// Bytes of both.
    pub bytes: u64,
}

/// The relay on its database. Safe to use from many threads; writes are one after the other.
pub struct Relay {
    path: PathBuf,
    limits: Limits,
    token_key: Zeroizing<[u8; 32]>,
    signing: ed25519_dalek::SigningKey,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    accounts: Mutex<HashMap<AccountId, Arc<Account>>>,
}

impl std::fmt::Debug for Relay {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Relay")
    }
}

/// A mutex is only poisoned by a panic elsewhere; connections stay usable, since SQLite rolls back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens a database of the relay for writing.
pub(crate) fn connect(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.execute_batch(
        // A confirmation means that it is on the disk: FULL syncs the log at every commit.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

impl Relay {
    /// Opens the relay's database in a folder, and makes it where there is none.
    ///
    /// # Errors
    /// [`Error::Storage`] when the folder or the database cannot be used.
    pub fn open(folder: &Path, limits: Limits) -> Result<Self, Error> {
        let storage = |error: std::io::Error| Error::Storage(error.to_string());
        let mut builder = std::fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder).map_err(storage)?;
        let path = folder.join(FILE);
        let mut writer = connect(&path)?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut writer).map_err(|error| Error::Storage(error.to_string()))?;
        #[cfg(unix)]
        std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o600)).map_err(storage)?;
        let secret = |name: &str| -> Result<Zeroizing<[u8; 32]>, Error> {
            let mut fresh = Zeroizing::new([0_u8; 32]);
            getrandom::fill(fresh.as_mut()).map_err(|error| Error::Storage(error.to_string()))?;
            writer.execute(
                "INSERT OR IGNORE INTO secret (name, value) VALUES (?1, ?2)",
                params![name, fresh.as_slice()],
            )?;
            let value: [u8; 32] =
                writer.query_row("SELECT value FROM secret WHERE name = ?1", [name], |row| row.get(0))?;
            Ok(Zeroizing::new(value))
        };
        let (token_key, seed) = (secret("tokens")?, secret("signing")?);
        Ok(Relay {
            path,
            limits,
            token_key,
            signing: ed25519_dalek::SigningKey::from_bytes(&seed),
            writer: Mutex::new(writer),
            readers: Mutex::new(Vec::new()),
            accounts: Mutex::new(HashMap::new()),
        })
    }

    /// The relay's public key, which signs receipts of erasure.
    #[must_use]
    pub fn key(&self) -> [u8; 32] {
        self.signing.verifying_key().to_bytes()
    }

    /// Answers a question of someone who is logged in. What it took is on disk when this returns.
    ///
    /// # Errors
    /// Those of the question; then nothing has changed.
    pub fn handle(&self, who: &Principal, request: Request, now_ms: i64) -> Result<Response, Error> {
        if reads_only(&request) {
            return self.read(|connection| self.perform(connection, who, request, now_ms));
        }
        self.write(|tx| self.perform(tx, who, request, now_ms))
    }

    pub(crate) fn perform(
        &self,
        connection: &Connection,
        who: &Principal,
        request: Request,
        now_ms: i64,
    ) -> Result<Response, Error> {
        let account = self.member(connection, who)?;
        let done = match request {
            Request::Exchange(ask) => self.exchange(connection, who, &account, ask, now_ms).map(Response::Exchanged),
            Request::Refer(refs) => self.refer(connection, who, &refs).map(Response::Lacking),
            Request::Put(blobs) => self.put(connection, who, &blobs).map(|()| Response::Stored),
            Request::Get(names) => self.get(connection, who, &names).map(Response::Blobs),
        };
        if done.is_err() {
            // What was not committed must not be remembered.
            self.forget(&who.account);
        }
        done
    }

    /// The account of someone who is logged in, if they are still in.
    fn member(&self, connection: &Connection, who: &Principal) -> Result<Arc<Account>, Error> {
        let account = self.account(connection, &who.account)?;
        match who.device {
            Some(device) if !account.is_live(&device) => Err(Error::NotLetIn),
            _ => Ok(account),
        }
    }

    /// An account by its log.
    fn account(&self, connection: &Connection, id: &AccountId) -> Result<Arc<Account>, Error> {
        if let Some(account) = lock(&self.accounts).get(id) {
            return Ok(Arc::clone(account));
        }
        if self.is_erased(connection, id)? {
            return Err(Error::Gone);
        }
        let records = self.records(connection, id, 0)?;
        if records.is_empty() {
            return Err(Error::NotLetIn);
        }
        let account = Arc::new(Account::read(&records).map_err(|error| Error::Storage(error.to_string()))?);
        self.remember(&account);
        Ok(account)
    }

    fn remember(&self, account: &Arc<Account>) {
        let mut accounts = lock(&self.accounts);
        if accounts.len() >= CACHED {
            accounts.clear();
        }
        accounts.insert(account.id, Arc::clone(account));
    }

    pub(crate) fn forget(&self, id: &AccountId) {
        lock(&self.accounts).remove(id);
    }

    fn is_erased(&self, connection: &Connection, id: &AccountId) -> Result<bool, Error> {
        let mut statement = connection.prepare_cached("SELECT 1 FROM erased WHERE account = ?1")?;
        Ok(statement.query_row([id], |_| Ok(())).optional()?.is_some())
    }

    /// Runs reads on one consistent view.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = lock(&self.readers).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => {
                let connection = connect(&self.path)?;
                connection.pragma_update(None, "query_only", true)?;
                connection
            }
        };
        let result = {
            let tx = connection.transaction().map_err(Error::from)?;
            work(&tx)
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        result
    }

    /// Runs writes in one transaction: all of them or none, and on disk when it returns.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let mut writer = lock(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let result = work(&tx)?;
        tx.commit()?;
        Ok(result)
    }

    /// Runs each work in turn, all with one sync of the disk. One that fails takes nothing of the others with it.
    pub(crate) fn write_together<T>(&self, works: Vec<Work<T>>) -> Vec<Result<T, Error>> {
        let count = works.len();
        let run = || -> Result<Vec<Result<T, Error>>, Error> {
            let mut writer = lock(&self.writer);
            let mut tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut results = Vec::with_capacity(count);
            for work in works {
                let point = tx.savepoint()?;
                let result = work(&point);
                match &result {
                    Ok(_) => point.commit()?,
                    Err(_) => drop(point),
                }
                results.push(result);
            }
            tx.commit()?;
            Ok(results)
        };
        match run() {
            Ok(results) => results,
            Err(error) => {
                lock(&self.accounts).clear();
                (0..count).map(|_| Err(error.clone())).collect()
            }
        }
    }

    /// Whether the database answers and the disk takes writes.
    ///
    /// # Errors
    /// [`Error::Storage`] when not.
    pub fn check(&self) -> Result<(), Error> {
        self.write(|tx| {
            tx.execute("INSERT OR REPLACE INTO secret (name, value) VALUES ('ready', zeroblob(1))", [])?;
            Ok(())
        })
    }

    /// What is on the relay, in numbers.
    ///
    /// # Errors
    /// [`Error::Storage`].
    pub fn totals(&self) -> Result<Totals, Error> {
        self.read(|connection| {
            let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u64>(0));
            Ok(Totals {
                accounts: count("SELECT count(*) FROM account")?,
                erased: count("SELECT count(*) FROM erased")?,
                entries: count("SELECT count(*) FROM entry")?,
                blobs: count("SELECT count(*) FROM blob")?,
                bytes: count("SELECT coalesce(sum(bytes), 0) FROM account")?,
            })
        })
    }

    /// Writes a copy of the database as it is at one moment, while the relay goes on.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the file is there; [`Error::Storage`].
    pub fn backup(&self, to: &Path) -> Result<(), Error> {
        if to.exists() {
            return Err(Error::Conflict);
        }
        let text = to.to_str().ok_or(Error::Malformed("the file's name is not Unicode"))?;
        let connection = connect(&self.path)?;
        connection.execute("VACUUM INTO ?1", [text])?;
        #[cfg(unix)]
        std::fs::set_permissions(to, std::os::unix::fs::PermissionsExt::from_mode(0o600))
            .map_err(|error| Error::Storage(error.to_string()))?;
        Ok(())
    }
}

/// Whether a question changes nothing.
pub(crate) fn reads_only(request: &Request) -> bool {
    match request {
        Request::Exchange(ask) => ask.records.is_empty() && ask.entries.is_empty() && ask.statement.is_none(),
        Request::Get(_) => true,
        Request::Refer(_) | Request::Put(_) => false,
    }
}

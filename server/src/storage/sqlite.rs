//! The embedded database: one file, one writer, readers on their own connections.

use super::sql::{Line, Sql, Value};
use super::{Chain, Letter, Listener, NEWS, Outbox, Page, Standing, Stored, View, Work, number};
use crate::{Error, Totals};
use coach_wire::account::Record;
use coach_wire::{AccountId, DeviceId, Hash};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const MIGRATIONS: &[M<'static>] =
    &[M::up(include_str!("sqlite.sql")), M::up(include_str!("sqlite-letters.sql")), M::up(super::plane::SQLITE)];
/// Idle readers that are kept open.
const READERS: usize = 8;
/// The name of the database in the data folder.
pub const FILE: &str = "relay.db";

/// A database in a folder.
pub(crate) struct Sqlite {
    path: PathBuf,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    listener: Mutex<Option<Listener>>,
    outbox: Outbox,
}

/// A mutex is only poisoned by a panic elsewhere; connections stay usable, since SQLite rolls back.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.execute_batch(
        // A confirmation means that it is on the disk: FULL syncs the log at every commit.
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
         PRAGMA temp_store = MEMORY; PRAGMA cache_size = -4000;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// What became of each, and whom there are news for.
type Together<T> = (Vec<Result<T, Error>>, Vec<AccountId>);

/// A transaction, and whom it has news for.
struct Inside<'tx> {
    tx: &'tx Connection,
    news: Vec<AccountId>,
    announces: bool,
}

impl Sqlite {
    /// Opens the database in a folder, and makes it where there is none.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
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
        Ok(Sqlite {
            path,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            listener: Mutex::default(),
            outbox: Outbox::new(),
        })
    }

    pub(super) fn outbox(&self) -> &Outbox {
        &self.outbox
    }

    pub(super) fn listen(&self, listener: Listener) {
        *lock(&self.listener) = Some(listener);
    }

    fn tell(&self, news: Vec<AccountId>) {
        if let Some(posted) = self.outbox.get() {
            posted.notify_one();
        }
        let listener = lock(&self.listener).clone();
        if let Some(listener) = listener {
            news.into_iter().for_each(|account| listener(Some(account)));
        }
    }

    pub(super) fn read<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
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
            work(&mut Inside { tx: &tx, news: Vec::new(), announces: self.outbox.get().is_some() })
        };
        let mut readers = lock(&self.readers);
        if readers.len() < READERS {
            readers.push(connection);
        }
        result
    }

    pub(super) fn write<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        let (result, news) = {
            let mut writer = lock(&self.writer);
            let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let mut inside = Inside { tx: &tx, news: Vec::new(), announces: self.outbox.get().is_some() };
            let result = work(&mut inside)?;
            let news = inside.news;
            tx.commit()?;
            (result, news)
        };
        self.tell(news);
        Ok(result)
    }

    pub(super) fn write_together<T>(&self, works: Vec<Work<T>>) -> Vec<Result<T, Error>> {
        let count = works.len();
        let run = || -> Result<Together<T>, Error> {
            let mut writer = lock(&self.writer);
            let mut tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let (mut results, mut news) = (Vec::with_capacity(count), Vec::new());
            for work in works {
                let point = tx.savepoint()?;
                let mut inside = Inside { tx: &point, news: Vec::new(), announces: self.outbox.get().is_some() };
                let result = work(&mut inside);
                let told = inside.news;
                match &result {
                    Ok(_) => {
                        point.commit()?;
                        news.extend(told);
                    }
                    Err(_) => drop(point),
                }
                results.push(result);
            }
            tx.commit()?;
            Ok((results, news))
        };
        match run() {
            Ok((results, news)) => {
                self.tell(news);
                results
            }
            Err(error) => (0..count).map(|_| Err(error.clone())).collect(),
        }
    }

    pub(super) fn check(&self) -> Result<(), Error> {
        let writer = lock(&self.writer);
        writer.execute("INSERT OR REPLACE INTO secret (name, value) VALUES ('ready', zeroblob(1))", [])?;
        Ok(())
    }

    pub(super) fn scrub(&self) {
        // Deleted pages are overwritten; what the write-ahead log still holds of them goes now. Readers may hold it up.
        let _ = lock(&self.writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }

    pub(super) fn backup(&self, to: &Path) -> Result<(), Error> {
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

impl Inside<'_> {
    fn chain(&self, account: &AccountId, device: &DeviceId) -> Result<Option<i64>, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT id FROM chain WHERE account = ?1 AND device = ?2")?
            .query_row(params![account, device], |row| row.get(0))
            .optional()?)
    }

    fn exists(&self, sql: &str, account: &AccountId, blob: &Hash) -> Result<bool, Error> {
        Ok(self.tx.prepare_cached(sql)?.query_row(params![account, blob], |_| Ok(())).optional()?.is_some())
    }
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(value) => ValueRef::Integer(*value),
            Value::Text(value) => ValueRef::Text(value.as_bytes()),
            Value::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

impl Sql for Inside<'_> {
    fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Line>, Error> {
        let mut statement = self.tx.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            let mut line = Vec::with_capacity(columns);
            for column in 0..columns {
                line.push(match row.get_ref(column)? {
                    ValueRef::Null => Value::Null,
                    ValueRef::Integer(value) => Value::Int(value),
                    ValueRef::Text(value) => Value::Text(String::from_utf8_lossy(value).into_owned()),
                    ValueRef::Blob(value) => Value::Bytes(value.to_vec()),
                    ValueRef::Real(_) => return Err(Error::Storage("a column is no whole number".to_owned())),
                });
            }
            lines.push(Line(line.into_iter()));
        }
        Ok(lines)
    }

    fn run(&mut self, sql: &str, values: &[Value]) -> Result<u64, Error> {
        Ok(self.tx.prepare_cached(sql)?.execute(rusqlite::params_from_iter(values))? as u64)
    }

    fn holding(&self) -> &'static str {
        // One writer at a time holds everything.
        ""
    }
}

impl View for Inside<'_> {
    fn secret(&mut self, name: &str, fresh: &[u8; 32]) -> Result<[u8; 32], Error> {
        self.tx.execute("INSERT OR IGNORE INTO secret (name, value) VALUES (?1, ?2)", params![name, fresh])?;
        Ok(self.tx.query_row("SELECT value FROM secret WHERE name = ?1", [name], |row| row.get(0))?)
    }

    fn standing(&mut self, account: &AccountId) -> Result<Option<Standing>, Error> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT bytes, statements, (SELECT coalesce(max(number) + 1, 0) FROM record WHERE account = ?1)
                 FROM account WHERE id = ?1",
            )?
            .query_row([account], |row| {
                Ok(Standing { bytes: row.get(0)?, statements: row.get(1)?, records: row.get(2)? })
            })
            .optional()?)
    }

    fn erased(&mut self, account: &AccountId) -> Result<Option<Vec<u8>>, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT receipt FROM erased WHERE account = ?1")?
            .query_row([account], |row| row.get(0))
            .optional()?)
    }

    fn begin(&mut self, account: &AccountId, now_ms: i64) -> Result<(), Error> {
        self.tx
            .prepare_cached(
                "INSERT OR IGNORE INTO account (id, created_ms, seen_ms, bytes, statements) VALUES (?1, ?2, ?2, 0, 0)",
            )?
            .execute(params![account, now_ms])?;
        Ok(())
    }

    fn erase(&mut self, account: &AccountId, now_ms: i64, receipt: &[u8]) -> Result<(), Error> {
        self.tx.execute("DELETE FROM account WHERE id = ?1", [account])?;
        self.tx.execute(
            "INSERT INTO erased (account, at_ms, receipt) VALUES (?1, ?2, ?3)",
            params![account, now_ms, receipt],
        )?;
        Ok(())
    }

    fn counts(&mut self, account: &AccountId) -> Result<(u64, u64), Error> {
        let count = |sql: &str| self.tx.query_row(sql, [account], |row| row.get::<_, u64>(0));
        Ok((
            count(
                "SELECT count(*) FROM entry JOIN chain ON chain.id = entry.chain WHERE account = ?1 AND length(bytes) > 0",
            )?,
            count("SELECT count(*) FROM blob WHERE account = ?1")?,
        ))
    }

    fn touch(&mut self, account: &AccountId, now_ms: i64, more: u64) -> Result<(), Error> {
        self.tx
            .prepare_cached("UPDATE account SET seen_ms = ?2, bytes = bytes + ?3 WHERE id = ?1")?
            .execute(params![account, now_ms, number(more)?])?;
        Ok(())
    }

    fn grow(&mut self, account: &AccountId, by: i64) -> Result<u64, Error> {
        Ok(self
            .tx
            .prepare_cached("UPDATE account SET bytes = max(0, bytes + ?2) WHERE id = ?1 RETURNING bytes")?
            .query_row(params![account, by], |row| row.get(0))?)
    }

    fn records(&mut self, account: &AccountId, from: u64) -> Result<Vec<Record>, Error> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT body, signature FROM record WHERE account = ?1 AND number >= ?2 ORDER BY number")?;
        let rows = statement.query_map(params![account, number(from)?], |row| {
            Ok(Record { body: row.get(0)?, signature: row.get(1)? })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn put_record(&mut self, account: &AccountId, at: u64, record: &Record) -> Result<(), Error> {
        self.tx
            .prepare_cached("INSERT INTO record (account, number, body, signature) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![account, number(at)?, record.body, record.signature])?;
        Ok(())
    }

    fn chains(&mut self, account: &AccountId) -> Result<Vec<(DeviceId, Chain)>, Error> {
        let mut statement =
            self.tx.prepare_cached("SELECT device, seq, hash FROM chain WHERE account = ?1 AND seq > 0")?;
        let rows =
            statement.query_map([account], |row| Ok((row.get(0)?, Chain { seq: row.get(1)?, hash: row.get(2)? })))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn hash_at(&mut self, account: &AccountId, device: &DeviceId, seq: u64) -> Result<Option<Hash>, Error> {
        let Some(chain) = self.chain(account, device)? else { return Ok(None) };
        Ok(self
            .tx
            .prepare_cached("SELECT hash FROM entry WHERE chain = ?1 AND seq = ?2")?
            .query_row(params![chain, number(seq)?], |row| row.get(0))
            .optional()?)
    }

    fn put_entries(&mut self, account: &AccountId, device: &DeviceId, entries: &[Stored]) -> Result<(), Error> {
        let Some(last) = entries.last() else { return Ok(()) };
        let id: i64 = self
            .tx
            .prepare_cached(
                "INSERT INTO chain (account, device, seq, hash) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash RETURNING id",
            )?
            .query_row(params![account, device, number(last.seq)?, last.hash], |row| row.get(0))?;
        let mut insert =
            self.tx.prepare_cached("INSERT INTO entry (chain, seq, hash, bytes) VALUES (?1, ?2, ?3, ?4)")?;
        for entry in entries {
            insert.execute(params![id, number(entry.seq)?, entry.hash, entry.bytes])?;
        }
        Ok(())
    }

    fn entries(
        &mut self,
        account: &AccountId,
        device: &DeviceId,
        after: u64,
        budget: usize,
        one: bool,
    ) -> Result<Page, Error> {
        let mut page = Page::default();
        let Some(chain) = self.chain(account, device)? else { return Ok(page) };
        let mut statement =
            self.tx.prepare_cached("SELECT bytes FROM entry WHERE chain = ?1 AND seq > ?2 ORDER BY seq")?;
        let mut rows = statement.query(params![chain, number(after)?])?;
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let entry: Vec<u8> = row.get(0)?;
            bytes += entry.len();
            if bytes > budget && !(one && page.entries.is_empty()) {
                page.more = true;
                break;
            }
            page.entries.push(entry);
        }
        Ok(page)
    }

    fn cut(&mut self, account: &AccountId, device: &DeviceId, after: u64) -> Result<Vec<Vec<u8>>, Error> {
        let Some(chain) = self.chain(account, device)? else { return Ok(Vec::new()) };
        // A revocation may name an entry that is not here yet: nothing is to be cut then.
        let after = number(after).unwrap_or(i64::MAX);
        let gone = {
            let mut statement = self.tx.prepare("DELETE FROM entry WHERE chain = ?1 AND seq > ?2 RETURNING bytes")?;
            let rows = statement.query_map(params![chain, after], |row| row.get(0))?;
            rows.collect::<Result<Vec<Vec<u8>>, _>>()?
        };
        let left: Option<(u64, Hash)> = self
            .tx
            .query_row("SELECT seq, hash FROM entry WHERE chain = ?1 ORDER BY seq DESC LIMIT 1", [chain], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        let (seq, hash) = left.unwrap_or((0, [0; 32]));
        self.tx.execute("UPDATE chain SET seq = ?2, hash = ?3 WHERE id = ?1", params![chain, seq, hash])?;
        Ok(gone)
    }

    fn put_statement(&mut self, account: &AccountId, device: &DeviceId, body: &[u8]) -> Result<(), Error> {
        let counter: u64 = self
            .tx
            .prepare_cached("UPDATE account SET statements = statements + 1 WHERE id = ?1 RETURNING statements")?
            .query_row([account], |row| row.get(0))?;
        self.tx
            .prepare_cached(
                "INSERT OR REPLACE INTO statement (account, device, counter, body) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![account, device, counter, body])?;
        Ok(())
    }

    fn statements(&mut self, account: &AccountId, after: u64, but: Option<&DeviceId>) -> Result<Vec<Vec<u8>>, Error> {
        let mut statement = self.tx.prepare_cached(
            "SELECT body FROM statement WHERE account = ?1 AND counter > ?2 AND device IS NOT ?3 ORDER BY counter",
        )?;
        let rows = statement.query_map(params![account, number(after)?, but], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn slot(&mut self, account: &AccountId, slot: &[u8; 16]) -> Result<Option<(u64, Option<Hash>)>, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT version, blob FROM slot WHERE account = ?1 AND slot = ?2")?
            .query_row(params![account, slot], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }

    fn put_slot(
        &mut self,
        account: &AccountId,
        slot: &[u8; 16],
        version: u64,
        blob: Option<&Hash>,
    ) -> Result<(), Error> {
        self.tx
            .prepare_cached("INSERT OR REPLACE INTO slot (account, slot, version, blob) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![account, slot, number(version)?, blob])?;
        Ok(())
    }

    fn is_referred(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error> {
        self.exists("SELECT 1 FROM slot WHERE account = ?1 AND blob = ?2 LIMIT 1", account, blob)
    }

    fn has_blob(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error> {
        self.exists("SELECT 1 FROM blob WHERE account = ?1 AND name = ?2", account, blob)
    }

    fn blob(&mut self, account: &AccountId, blob: &Hash) -> Result<Vec<u8>, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT sealed FROM blob WHERE account = ?1 AND name = ?2")?
            .query_row(params![account, blob], |row| row.get(0))
            .optional()?
            .unwrap_or_default())
    }

    fn put_blob(&mut self, account: &AccountId, blob: &Hash, sealed: &[u8]) -> Result<bool, Error> {
        Ok(self
            .tx
            .prepare_cached("INSERT OR IGNORE INTO blob (account, name, sealed) VALUES (?1, ?2, ?3)")?
            .execute(params![account, blob, sealed])?
            > 0)
    }

    fn drop_unreferred(&mut self, account: &AccountId, blob: &Hash) -> Result<Option<u64>, Error> {
        Ok(self
            .tx
            .prepare_cached(
                "DELETE FROM blob WHERE account = ?1 AND name = ?2
                    AND NOT EXISTS (SELECT 1 FROM slot WHERE account = ?1 AND blob = ?2) RETURNING length(sealed)",
            )?
            .query_row(params![account, blob], |row| row.get(0))
            .optional()?)
    }

    fn leave(&mut self, letter: &Letter<'_>, since_ms: i64, most: u64) -> Result<Vec<u8>, Error> {
        self.tx.prepare_cached("DELETE FROM letter WHERE at_ms < ?1")?.execute([since_ms])?;
        let there: u64 = self.tx.prepare_cached("SELECT count(*) FROM letter")?.query_row([], |row| row.get(0))?;
        if there < most {
            self.tx
                .prepare_cached("INSERT OR IGNORE INTO letter (meeting, number, at_ms, body) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![letter.meeting, letter.number, letter.at_ms, letter.bytes])?;
        }
        self.fetch(&letter.meeting, letter.number, since_ms)?.ok_or(Error::TooMany { seconds: 60 })
    }

    fn fetch(&mut self, meeting: &[u8; 16], letter: u8, since_ms: i64) -> Result<Option<Vec<u8>>, Error> {
        Ok(self
            .tx
            .prepare_cached("SELECT body FROM letter WHERE meeting = ?1 AND number = ?2 AND at_ms >= ?3")?
            .query_row(params![meeting, letter, since_ms], |row| row.get(0))
            .optional()?)
    }

    fn totals(&mut self) -> Result<Totals, Error> {
        let count = |sql: &str| self.tx.query_row(sql, [], |row| row.get::<_, u64>(0));
        Ok(Totals {
            accounts: count("SELECT count(*) FROM account")?,
            erased: count("SELECT count(*) FROM erased")?,
            entries: count("SELECT count(*) FROM entry")?,
            blobs: count("SELECT count(*) FROM blob")?,
            bytes: count("SELECT coalesce(sum(bytes), 0) FROM account")?,
        })
    }

    fn tell(&mut self, account: &AccountId) -> Result<(), Error> {
        if self.announces {
            return (self as &mut dyn View).post(NEWS, account);
        }
        self.news.push(*account);
        Ok(())
    }
}

//! Where the relay keeps what it is given: SQLite in a folder, or PostgreSQL by an address. What is asked of either is the
//! same, and one suite of tests asks it of both.

mod plane;
mod postgres;
mod sql;
mod sqlite;
mod tls;
mod trimming;

pub(crate) use plane::{ApiKey, Family, Grant, Item, LedgerLine, OutboxLetter, Reader, Saga};
pub(crate) use postgres::Postgres;
use sql::Sql;
pub use sqlite::FILE;
pub(crate) use sqlite::Sqlite;

use crate::{Error, Totals};
use coach_wire::account::Record;
use coach_wire::{AccountId, DeviceId, Hash};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use tokio::sync::Notify;

/// What is known of an account before its log is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Records of its log.
    pub(crate) records: u64,
    /// Bytes of its entries and blobs.
    pub(crate) bytes: u64,
    /// The counter of its statements.
    pub(crate) statements: u64,
}

/// The end of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chain {
    pub(crate) seq: u64,
    pub(crate) hash: Hash,
}

/// An entry on its way to the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) seq: u64,
    pub(crate) hash: Hash,
    pub(crate) bytes: Vec<u8>,
}

/// A page of a chain, encoded entry by entry.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Page {
    pub(crate) entries: Vec<Vec<u8>>,
    /// There are more of them.
    pub(crate) more: bool,
}

/// One transaction. Those that write hold their account from [`View::standing`] on, so that nobody else changes it, on
/// this relay or on another replica.
pub(crate) trait View: Sql {
    /// A secret of the relay; the one that is given here, when there is none of that name yet.
    fn secret(&mut self, name: &str, fresh: &[u8; 32]) -> Result<[u8; 32], Error>;

    /// How an account stands; `None` when there is none.
    fn standing(&mut self, account: &AccountId) -> Result<Option<Standing>, Error>;
    /// The receipt of an account that was erased.
    fn erased(&mut self, account: &AccountId) -> Result<Option<Vec<u8>>, Error>;
    /// Makes an account, unless it is there.
    fn begin(&mut self, account: &AccountId, now_ms: i64) -> Result<(), Error>;
    /// Takes everything of an account, and keeps its name and the receipt.
    fn erase(&mut self, account: &AccountId, now_ms: i64, receipt: &[u8]) -> Result<(), Error>;
    /// Numbers of its entries and of its blobs.
    fn counts(&mut self, account: &AccountId) -> Result<(u64, u64), Error>;
    /// Notes that its owner brought something, and how many bytes that were.
    fn touch(&mut self, account: &AccountId, now_ms: i64, more: u64) -> Result<(), Error>;
    /// Changes the bytes that it takes, never below zero, and says how many those are now.
    fn grow(&mut self, account: &AccountId, by: i64) -> Result<u64, Error>;

    /// Records of its log from a number on.
    fn records(&mut self, account: &AccountId, from: u64) -> Result<Vec<Record>, Error>;
    /// Adds a record.
    fn put_record(&mut self, account: &AccountId, number: u64, record: &Record) -> Result<(), Error>;

    /// The chains that hold something.
    fn chains(&mut self, account: &AccountId) -> Result<Vec<(DeviceId, Chain)>, Error>;
    /// The hash of an entry, if it is there.
    fn hash_at(&mut self, account: &AccountId, device: &DeviceId, seq: u64) -> Result<Option<Hash>, Error>;
    /// Adds entries to the end of a chain, in order.
    fn put_entries(&mut self, account: &AccountId, device: &DeviceId, entries: &[Stored]) -> Result<(), Error>;
    /// Entries of a chain after a number, until they take `budget` bytes; one at least if `one` is set.
    fn entries(
        &mut self,
        account: &AccountId,
        device: &DeviceId,
        after: u64,
        budget: usize,
        one: bool,
    ) -> Result<Page, Error>;
    /// Takes what is in a chain after a number, and gives it.
    fn cut(&mut self, account: &AccountId, device: &DeviceId, after: u64) -> Result<Vec<Vec<u8>>, Error>;

    /// Keeps a device's last statement under the account's next counter.
    fn put_statement(&mut self, account: &AccountId, device: &DeviceId, body: &[u8]) -> Result<(), Error>;
    /// Statements after a counter, oldest first, but for those of one device.
    fn statements(&mut self, account: &AccountId, after: u64, but: Option<&DeviceId>) -> Result<Vec<Vec<u8>>, Error>;

    /// Version and blob of a slot.
    fn slot(&mut self, account: &AccountId, slot: &[u8; 16]) -> Result<Option<(u64, Option<Hash>)>, Error>;
    /// Sets a slot.
    fn put_slot(
        &mut self,
        account: &AccountId,
        slot: &[u8; 16],
        version: u64,
        blob: Option<&Hash>,
    ) -> Result<(), Error>;
    /// Whether a slot refers to a blob.
    fn is_referred(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error>;
    /// Whether a blob is there.
    fn has_blob(&mut self, account: &AccountId, blob: &Hash) -> Result<bool, Error>;
    /// A blob; empty when it is not there.
    fn blob(&mut self, account: &AccountId, blob: &Hash) -> Result<Vec<u8>, Error>;
    /// Keeps a blob, and says whether it is new.
    fn put_blob(&mut self, account: &AccountId, blob: &Hash, sealed: &[u8]) -> Result<bool, Error>;
    /// Takes a blob that no slot refers to, and says how large it was.
    fn drop_unreferred(&mut self, account: &AccountId, blob: &Hash) -> Result<Option<u64>, Error>;

    /// Leaves a letter of an enrolment, unless one is there, and gives the one that is there then. What is older than
    /// `since_ms` is taken first; no more than `most` are kept.
    fn leave(&mut self, letter: &Letter<'_>, since_ms: i64, most: u64) -> Result<Vec<u8>, Error>;
    /// A letter that is not older than `since_ms`.
    fn fetch(&mut self, meeting: &[u8; 16], number: u8, since_ms: i64) -> Result<Option<Vec<u8>>, Error>;

    /// What there is, in numbers.
    fn totals(&mut self) -> Result<Totals, Error>;
    /// Tells all replicas that an account has something new, once this is committed.
    fn tell(&mut self, account: &AccountId) -> Result<(), Error>;
}

/// A letter of an enrolment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Letter<'bytes> {
    pub(crate) meeting: [u8; 16],
    pub(crate) number: u8,
    pub(crate) bytes: &'bytes [u8],
    pub(crate) at_ms: i64,
}

/// Something to be done in a transaction.
pub(crate) type Work<T> = Box<dyn FnOnce(&mut dyn View) -> Result<T, Error> + Send>;
/// Who wants to hear of what is new: of one account, or, after a break, of any.
pub(crate) type Listener = Arc<dyn Fn(Option<AccountId>) + Send + Sync>;

/// Whom to tell that something waits in the outbox; empty without a broker.
type Outbox = OnceLock<Arc<Notify>>;
/// What news are announced under.
pub(crate) const NEWS: &str = "pocketcoach.news";

/// A place to keep things.
pub(crate) enum Storage {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Storage {
    /// Whether writes are best handed to one thread, which puts many of them into one commit.
    pub(crate) fn wants_one_writer(&self) -> bool {
        matches!(self, Storage::Sqlite(_))
    }

    /// Runs reads on one consistent view.
    pub(crate) fn read<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Storage::Sqlite(storage) => storage.read(work),
            Storage::Postgres(storage) => storage.read(work),
        }
    }

    /// Runs writes in one transaction: all of them or none, and on disk when it returns.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&mut dyn View) -> Result<T, Error>) -> Result<T, Error> {
        match self {
            Storage::Sqlite(storage) => storage.write(work),
            Storage::Postgres(storage) => storage.write(work),
        }
    }

    /// Runs each work in turn, each whole or not at all. Where that is cheaper, all of them share a commit; one that
    /// fails takes nothing of the others with it.
    pub(crate) fn write_each<T>(&self, works: Vec<Work<T>>) -> Vec<Result<T, Error>> {
        match self {
            Storage::Sqlite(storage) => storage.write_together(works),
            Storage::Postgres(storage) => works.into_iter().map(|work| storage.write(work)).collect(),
        }
    }

    /// Whether it answers and takes writes.
    pub(crate) fn check(&self) -> Result<(), Error> {
        match self {
            Storage::Sqlite(storage) => storage.check(),
            Storage::Postgres(storage) => storage.check(),
        }
    }

    /// After an erasure: what a log of changes still holds of it goes, as far as that can be done from here.
    pub(crate) fn scrub(&self) {
        if let Storage::Sqlite(storage) = self {
            storage.scrub();
        }
    }

    /// Whether there is a broker for what is written to the outbox.
    pub(crate) fn announces(&self) -> bool {
        match self {
            Storage::Sqlite(storage) => storage.outbox().get().is_some(),
            Storage::Postgres(storage) => storage.outbox().get().is_some(),
        }
    }

    /// From now on news and jobs are written to the outbox, and `posted` is told of each commit.
    pub(crate) fn announce(&self, posted: Arc<Notify>) {
        let outbox = match self {
            Storage::Sqlite(storage) => storage.outbox(),
            Storage::Postgres(storage) => storage.outbox(),
        };
        let _ = outbox.set(posted);
    }

    /// Hears of what is new from now on, also from other replicas.
    pub(crate) fn listen(&self, listener: Listener) {
        match self {
            Storage::Sqlite(storage) => storage.listen(listener),
            Storage::Postgres(storage) => storage.listen(listener),
        }
    }

    /// Writes a copy as it is at one moment, while the relay goes on.
    pub(crate) fn backup(&self, to: &Path) -> Result<(), Error> {
        match self {
            Storage::Sqlite(storage) => storage.backup(to),
            Storage::Postgres(_) => {
                Err(Error::Malformed("a relay on PostgreSQL is backed up with pg_dump; see the runbook"))
            }
        }
    }
}

/// A number as databases keep it.
pub(crate) fn number(value: u64) -> Result<i64, Error> {
    i64::try_from(value).map_err(|_| Error::Malformed("a number is too large"))
}

#[cfg(test)]
pub(crate) mod tests;

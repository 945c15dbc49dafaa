//! What the database holds, told by a mark that changes with every write, and answers that are kept in memory until it
//! does.
//!
//! The mark lies in the database and is drawn anew inside each transaction that writes. So a read sees content and mark
//! of one moment, whoever wrote: this process, an import on a connection of its own, or another program. Numbers would
//! repeat when an older copy of the file is put back; what is drawn does not.

use crate::{Error, Store};
use rusqlite::Connection;
use std::sync::{Mutex, PoisonError};

/// Stands for the content of a database: reads with one mark have read the same. What is left out are the audit of
/// access, the saved states of turns and what sync remembers, which no figure depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Mark([u8; 16]);

impl Mark {
    /// The mark as it is in the view of a connection.
    pub(crate) fn of(connection: &Connection) -> Result<Self, Error> {
        let mut statement = connection.prepare_cached("SELECT value FROM meta WHERE key = 'mark'")?;
        Ok(Mark(statement.query_row([], |row| row.get(0))?))
    }

    /// Draws a new mark, to be committed with what was written.
    pub(crate) fn renew(tx: &Connection) -> Result<(), Error> {
        tx.prepare_cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('mark', randomblob(16))")?.execute([])?;
        Ok(())
    }

    /// Whether the database has a mark; one of an older version may have none.
    pub(crate) fn is_set(connection: &Connection) -> Result<bool, Error> {
        Ok(connection.query_row("SELECT EXISTS (SELECT 1 FROM meta WHERE key = 'mark')", [], |row| row.get(0))?)
    }

    /// The mark as bytes, for who keeps answers under a hash.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// The latest answer to one question, in memory alone, as long as the database holds what it was computed from.
pub(crate) struct Answer<K, V>(Mutex<Option<(Mark, K, V)>>);

impl<K, V> Default for Answer<K, V> {
    fn default() -> Self {
        Answer(Mutex::new(None))
    }
}

impl<K, V: Clone> Answer<K, V> {
    /// The kept answer if it is one to this content and `fits` takes its key, else a new one, which is kept instead.
    /// Who asks while another computes waits for that answer rather than computing it a second time.
    pub(crate) fn get(
        &self,
        mark: Mark,
        fits: impl FnOnce(&K) -> bool,
        compute: impl FnOnce() -> Result<(K, V), Error>,
    ) -> Result<V, Error> {
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((of, key, value)) = &*slot
            && *of == mark
            && fits(key)
        {
            return Ok(value.clone());
        }
        // An answer to something else is of no use any more, whatever becomes of the new one.
        *slot = None;
        let (key, value) = compute()?;
        *slot = Some((mark, key, value.clone()));
        Ok(value)
    }
}

impl Store {
    /// The mark of what the database holds now.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn mark(&self) -> Result<Mark, Error> {
        self.db().read(Mark::of)
    }
}

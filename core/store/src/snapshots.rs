//! Snapshots of the log as sync needs them: drawn at a cut through all chains, and taken as what chains begin with.

use crate::log::{self, base};
use crate::{Error, Store, daily, slots};
use coach_wire::DeviceId;
use coach_wire::message::Tip;
use rusqlite::Connection;

/// What became of a snapshot that was given to [`Store::begin_with`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begun {
    /// Chains begin with it, and the entries that are in it are gone.
    Done,
    /// It holds another history of a device than the one that is here. Nothing has changed.
    Fork(DeviceId, u64),
    /// It holds more of this device than is here, and this device has entries that nobody confirmed: they may be of
    /// another history. Nothing has changed.
    Unsent,
}

/// What came since the snapshot that chains begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tail {
    /// Entries of all devices.
    pub entries: u64,
    /// Something was erased since, whose words are still in entries.
    pub erased: bool,
}

impl Store {
    /// The last entries that are in the snapshot which chains begin with, by device; empty for whole chains.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn begin_cut(&self) -> Result<Vec<Tip>, Error> {
        self.db().read(base::cut)
    }

    /// Number of the entry that a chain begins after; 0 for a whole one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn begins_after(&self, device: &DeviceId) -> Result<u64, Error> {
        self.db().read(|connection| Ok(base::begins_after(connection, device)?.0))
    }

    /// The parts of the snapshot that chains begin with, in order.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn begin_parts(&self) -> Result<Vec<Vec<u8>>, Error> {
        self.db().read(base::parts)
    }

    /// Draws a snapshot of the log at a cut. The log is read again up to there, so the parts are those of every store that
    /// holds these entries, whatever it holds beside them. `None` when an entry up to the cut is not here as the cut says,
    /// or cannot be read.
    ///
    /// # Errors
    /// Those of the database, which is as it was in any case.
    pub fn draw_snapshot(&self, cut: &[Tip]) -> Result<Option<Vec<Vec<u8>>>, Error> {
        let db = self.db();
        db.write(|tx| {
            for tip in cut {
                if log::hash_at(tx, &tip.device, tip.seq)? != Some(tip.hash) {
                    return Ok(None);
                }
            }
            let inside = |begin: &Tip| cut.iter().any(|tip| tip.device == begin.device && tip.seq >= begin.seq);
            if !base::cut(tx)?.iter().all(inside) {
                return Ok(None);
            }
            tx.execute_batch("SAVEPOINT drawing")?;
            let drawn = (|| {
                log::project::clear(tx)?;
                tx.execute("DELETE FROM wanted", [])?;
                db.log.replay(tx, &db.kinds, Some(cut))?;
                base::draw(tx, &db.kinds)
            })();
            tx.execute_batch("ROLLBACK TO drawing; RELEASE drawing")?;
            drawn
        })
    }

    /// Makes a snapshot what chains begin with, in one transaction. What it holds and this store lacks is merged by the
    /// rules that entries follow; entries that are in it go, and what this device wrote after it stays as it is.
    ///
    /// # Errors
    /// [`Error::Corrupt`] when the parts are no snapshot; those of writing to the database. Nothing changes then.
    pub fn begin_with(&self, cut: &[Tip], parts: &[Vec<u8>]) -> Result<Begun, Error> {
        let db = self.db();
        let items = base::read(parts)?;
        db.write(|tx| {
            let own = log::Keys::load(tx)?.device;
            let mut lacks = false;
            for tip in cut {
                let last = log::last_entry(tx, &tip.device)?.map_or(0, |(seq, _)| seq);
                if last >= tip.seq {
                    let before = base::begins_after(tx, &tip.device)?.0;
                    if before <= tip.seq && log::hash_at(tx, &tip.device, tip.seq)? != Some(tip.hash) {
                        return Ok(Begun::Fork(tip.device, tip.seq));
                    }
                    continue;
                }
                let waiting = "SELECT EXISTS (SELECT 1 FROM outbox)";
                if tip.device == own && tx.query_row(waiting, [], |row| row.get(0))? {
                    return Ok(Begun::Unsent);
                }
                lacks = true;
            }
            if lacks {
                for deletions in [true, false] {
                    let now = items.iter().enumerate();
                    for (n, item) in now.filter(|(_, item)| deletions == (item.op.kind == "source.deleted")) {
                        base::apply(tx, &db.kinds, n, item)?;
                        slots::settle(tx, &item.op)?;
                    }
                }
                for tip in cut {
                    // What waited for a key is told by the snapshot.
                    tx.execute(
                        "DELETE FROM quarantine WHERE device = ?1 AND seq <= ?2 AND reason = 'sealed'",
                        rusqlite::params![tip.device, tip.seq],
                    )?;
                }
            }
            base::begin_with(tx, cut, parts)?;
            daily::build_marked(tx, |_, _| true)?;
            Ok(Begun::Done)
        })
    }

    /// Lets go of pages as they were before: erased words are in entries that a snapshot took the place of. Where another
    /// program reads just now, they stay. Says whether they are gone.
    ///
    /// # Errors
    /// Those of the database.
    pub fn forget_earlier_pages(&self) -> Result<bool, Error> {
        self.db().empty_write_ahead_log()
    }

    /// What came since the snapshot that chains begin with.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn tail(&self) -> Result<Tail, Error> {
        self.db().read(|connection| {
            let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u64>(0));
            let erased = count(
                "SELECT (SELECT count(*) FROM cell WHERE field = 'deleted' AND kind IN ('conversation', 'source'))
                      + (SELECT count(*) FROM entry WHERE body IS NULL)",
            )?;
            Ok(Tail {
                entries: count("SELECT count(*) FROM log_entry")?,
                erased: erased > erased_before(connection, erased)?,
            })
        })
    }

    /// Bytes that the log takes: the snapshot that chains begin with, and the sealed entries after it. Looks at each entry.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn log_bytes(&self) -> Result<u64, Error> {
        let sql = "SELECT (SELECT coalesce(sum(length(bytes)), 0) FROM base_part)
                        + (SELECT coalesce(sum(length(header) + length(sealed) + length(signature)), 0) FROM log_entry)";
        self.db().read(|connection| Ok(connection.query_row(sql, [], |row| row.get(0))?))
    }
}

/// How much of what is erased was so in the snapshot that chains begin with, which is read only if anything is.
fn erased_before(connection: &Connection, erased: u64) -> Result<u64, Error> {
    if erased == 0 {
        return Ok(0);
    }
    let erasing = ["conversation.deleted", "source.deleted", "entry.removed"];
    let begin = base::read(&base::parts(connection)?)?;
    Ok(begin.iter().filter(|item| erasing.contains(&item.op.kind.as_str())).count() as u64)
}

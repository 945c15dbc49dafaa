//! The ledger of who did what, and the pseudonyms in it.

use crate::Error;
use crate::storage::View;
use crate::storage::sql::{self, values};
use coach_wire::AccountId;

/// A row of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) seq: u64,
    pub(crate) at_ms: i64,
    pub(crate) actor: [u8; 16],
    pub(crate) subject: [u8; 16],
    pub(crate) role: String,
    pub(crate) action: String,
    pub(crate) item: Vec<u8>,
    pub(crate) outcome: String,
    pub(crate) hash: [u8; 32],
}

/// Where the ledger ends, and what came before its oldest row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: u64,
    pub(crate) hash: [u8; 32],
    pub(crate) before: [u8; 32],
}

const LINE: &str = "SELECT seq, at_ms, actor, subject, role, action, item, outcome, hash FROM ledger";

fn read(mut line: sql::Line) -> Result<Line, Error> {
    Ok(Line {
        seq: line.count()?,
        at_ms: line.int()?,
        actor: line.name()?,
        subject: line.name()?,
        role: line.text()?,
        action: line.text()?,
        item: line.bytes()?,
        outcome: line.text()?,
        hash: line.name()?,
    })
}

impl dyn View + '_ {
    /// The key of an account's pseudonym: the one that is given, when there is none yet. An account that is gone has
    /// none.
    pub(crate) fn pseudonym_key(
        &mut self,
        account: &AccountId,
        fresh: Option<&[u8; 32]>,
    ) -> Result<Option<[u8; 32]>, Error> {
        if let Some(fresh) = fresh {
            self.run(
                "INSERT INTO pseudonym (account, key) SELECT id, $1 FROM account WHERE id = $2 ON CONFLICT DO NOTHING",
                values![fresh, account],
            )?;
        }
        let lines = self.rows("SELECT key FROM pseudonym WHERE account = $1", values![account])?;
        lines.into_iter().next().map(|mut line| line.name()).transpose()
    }

    /// The end of the ledger. Where this transaction writes it is held, so that rows come one after the other.
    pub(crate) fn ledger_head(&mut self) -> Result<Head, Error> {
        let zeros = [0_u8; 32];
        let hold = self.holding();
        let sql = format!("SELECT seq, hash, before FROM ledger_head WHERE one = 1{hold}");
        let mut lines = self.rows(&sql, &[])?;
        if lines.is_empty() && !hold.is_empty() {
            self.run(
                "INSERT INTO ledger_head (one, seq, hash, before) VALUES (1, 0, $1, $2) ON CONFLICT DO NOTHING",
                values![&zeros, &zeros],
            )?;
            lines = self.rows(&sql, &[])?;
        }
        match lines.pop() {
            Some(mut line) => Ok(Head { seq: line.count()?, hash: line.name()?, before: line.name()? }),
            None => Ok(Head { seq: 0, hash: zeros, before: zeros }),
        }
    }

    /// Adds a row, and moves the end to it.
    pub(crate) fn put_line(&mut self, line: &Line) -> Result<(), Error> {
        self.run(
            "INSERT INTO ledger (seq, at_ms, actor, subject, role, action, item, outcome, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                line.seq as i64,
                line.at_ms,
                &line.actor,
                &line.subject,
                &line.role[..],
                &line.action[..],
                &line.item[..],
                &line.outcome[..],
                &line.hash
            ],
        )?;
        let zeros = [0_u8; 32];
        self.run(
            "INSERT INTO ledger_head (one, seq, hash, before) VALUES (1, $1, $2, $3)
             ON CONFLICT (one) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
            values![line.seq as i64, &line.hash, &zeros],
        )
        .map(drop)
    }

    /// Rows after a number, oldest first.
    pub(crate) fn ledger(&mut self, after: u64, most: i64) -> Result<Vec<Line>, Error> {
        let sql = format!("{LINE} WHERE seq > $1 ORDER BY seq LIMIT $2");
        self.rows(&sql, values![after as i64, most])?.into_iter().map(read).collect()
    }

    /// Rows about someone, newest first.
    pub(crate) fn ledger_of(&mut self, subject: &[u8; 16], most: i64) -> Result<Vec<Line>, Error> {
        let sql = format!("{LINE} WHERE subject = $1 ORDER BY seq DESC LIMIT $2");
        self.rows(&sql, values![subject, most])?.into_iter().map(read).collect()
    }

    /// Takes rows that are older than a time, and keeps what the rest is chained to. Says how many went.
    pub(crate) fn trim_ledger(&mut self, before_ms: i64) -> Result<u64, Error> {
        self.ledger_head()?;
        // Clocks may run back, so the rows that go are those up to the last old one.
        let sql = format!("{LINE} WHERE at_ms < $1 ORDER BY seq DESC LIMIT 1");
        let Some(last) = self.rows(&sql, values![before_ms])?.pop().map(read).transpose()? else { return Ok(0) };
        let went = self.run("DELETE FROM ledger WHERE seq <= $1", values![last.seq as i64])?;
        self.run("UPDATE ledger_head SET before = $1 WHERE one = 1", values![&last.hash])?;
        Ok(went)
    }
}

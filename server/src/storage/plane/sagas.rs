//! Jobs of several steps, and messages that wait to be sent.

use crate::Error;
use crate::storage::View;
use crate::storage::sql::{Line, values};
use coach_wire::AccountId;

/// A job of several steps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Saga {
    pub(crate) id: [u8; 16],
    pub(crate) kind: String,
    pub(crate) account: AccountId,
    /// `running`, `undoing`, `done`, `undone` or `dead`.
    pub(crate) state: String,
    /// Steps that are done.
    pub(crate) step: u64,
    /// Tries of the present step.
    pub(crate) tries: u64,
    /// Not before this.
    pub(crate) due_ms: i64,
    pub(crate) at_ms: i64,
    /// What became of it, in words.
    pub(crate) note: String,
    /// A JSON document.
    pub(crate) input: String,
}

/// A message that waits to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Letter {
    pub(crate) id: u64,
    pub(crate) subject: String,
    pub(crate) body: Vec<u8>,
}

const SAGA: &str = "SELECT id, kind, account, state, step, tries, due_ms, at_ms, note, input FROM saga";

fn saga(mut line: Line) -> Result<Saga, Error> {
    Ok(Saga {
        id: line.name()?,
        kind: line.text()?,
        account: line.name()?,
        state: line.text()?,
        step: line.count()?,
        tries: line.count()?,
        due_ms: line.int()?,
        at_ms: line.int()?,
        note: line.text()?,
        input: line.text()?,
    })
}

impl dyn View + '_ {
    /// Begins a job, and says whether it is new.
    pub(crate) fn put_saga(&mut self, saga: &Saga) -> Result<bool, Error> {
        let new = self.run(
            "INSERT INTO saga (id, kind, account, state, step, tries, due_ms, at_ms, note, input)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING",
            values![
                &saga.id,
                &saga.kind[..],
                &saga.account,
                &saga.state[..],
                saga.step as i64,
                saga.tries as i64,
                saga.due_ms,
                saga.at_ms,
                &saga.note[..],
                &saga.input[..]
            ],
        )?;
        Ok(new > 0)
    }

    /// A job.
    pub(crate) fn saga(&mut self, id: &[u8; 16]) -> Result<Option<Saga>, Error> {
        let sql = format!("{SAGA} WHERE id = $1{}", self.holding());
        self.rows(&sql, values![id])?.pop().map(saga).transpose()
    }

    /// Jobs that wait for somebody, oldest first.
    pub(crate) fn due_sagas(&mut self, now_ms: i64, most: i64) -> Result<Vec<[u8; 16]>, Error> {
        let lines = self.rows(
            "SELECT id FROM saga WHERE state IN ('running', 'undoing') AND due_ms <= $1 ORDER BY due_ms, id LIMIT $2",
            values![now_ms, most],
        )?;
        lines.into_iter().map(|mut line| line.name()).collect()
    }

    /// Takes a job for a while, so that nobody else does; says whether it was free.
    pub(crate) fn claim_saga(&mut self, id: &[u8; 16], until_ms: i64, now_ms: i64) -> Result<bool, Error> {
        let taken = self.run(
            "UPDATE saga SET due_ms = $1 WHERE id = $2 AND due_ms <= $3 AND state IN ('running', 'undoing')",
            values![until_ms, id, now_ms],
        )?;
        Ok(taken > 0)
    }

    /// Writes how a job stands, unless someone else moved it on from `from`; says whether that was done.
    pub(crate) fn move_saga(&mut self, saga: &Saga, from: (&str, u64)) -> Result<bool, Error> {
        let moved = self.run(
            "UPDATE saga SET state = $1, step = $2, tries = $3, due_ms = $4, note = $5, input = $6
             WHERE id = $7 AND state = $8 AND step = $9",
            values![
                &saga.state[..],
                saga.step as i64,
                saga.tries as i64,
                saga.due_ms,
                &saga.note[..],
                &saga.input[..],
                &saga.id,
                from.0,
                from.1 as i64
            ],
        )?;
        Ok(moved > 0)
    }

    /// Takes the name of an account off a job that finished its erasure.
    pub(crate) fn blank_saga(&mut self, id: &[u8; 16]) -> Result<(), Error> {
        self.run("UPDATE saga SET account = $1 WHERE id = $2", values![&[0_u8; 16], id]).map(drop)
    }

    /// Takes all jobs of an account that ends.
    pub(crate) fn drop_sagas_of(&mut self, account: &AccountId) -> Result<(), Error> {
        self.run("DELETE FROM saga WHERE account = $1", values![account]).map(drop)
    }

    /// Jobs by their state.
    pub(crate) fn saga_counts(&mut self) -> Result<Vec<(String, u64)>, Error> {
        let lines = self.rows("SELECT state, count(*) FROM saga GROUP BY state ORDER BY state", &[])?;
        lines.into_iter().map(|mut line| Ok((line.text()?, line.count()?))).collect()
    }

    /// Lets jobs that were given up run again, and says how many.
    pub(crate) fn revive_sagas(&mut self, now_ms: i64) -> Result<u64, Error> {
        self.run("UPDATE saga SET state = 'running', tries = 0, due_ms = $1 WHERE state = 'dead'", values![now_ms])
    }

    /// Takes jobs that ended before a time.
    pub(crate) fn drop_ended_sagas(&mut self, before_ms: i64) -> Result<u64, Error> {
        self.run("DELETE FROM saga WHERE state IN ('done', 'undone') AND at_ms < $1", values![before_ms])
    }

    /// Writes a message that is sent once this is committed.
    pub(crate) fn post(&mut self, subject: &str, body: &[u8]) -> Result<(), Error> {
        self.run("INSERT INTO outbox (subject, body) VALUES ($1, $2)", values![subject, body]).map(drop)
    }

    /// Messages that wait, oldest first.
    pub(crate) fn posted(&mut self, most: i64) -> Result<Vec<Letter>, Error> {
        let lines = self.rows("SELECT id, subject, body FROM outbox ORDER BY id LIMIT $1", values![most])?;
        let read = |mut line: Line| Ok(Letter { id: line.count()?, subject: line.text()?, body: line.bytes()? });
        lines.into_iter().map(read).collect()
    }

    /// Takes messages that were sent.
    pub(crate) fn sent(&mut self, ids: &[u64]) -> Result<(), Error> {
        for id in ids {
            self.run("DELETE FROM outbox WHERE id = $1", values![*id as i64])?;
        }
        Ok(())
    }
}

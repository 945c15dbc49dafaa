//! A transaction that waits for the server as seldom as it can.
//!
//! A round trip costs more than what is asked: statements whose answer nobody needs go out with the next one whose answer
//! is needed, the first of all with the beginning of the transaction and the last with its end.

use super::storage;
use crate::Error;
use coach_wire::AccountId;
use deadpool_postgres::Object;
use futures::TryStreamExt;
use futures::future::join_all;
use tokio::runtime::Handle;
use tokio_postgres::types::{FromSql, ToSql};
use tokio_postgres::{Row, Statement};

/// Statements that wait for one whose answer is needed, at most.
const TOGETHER: usize = 16;
/// What is read holds together.
const READ: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
/// What is written is read again once the account is held.
const WRITE: &str = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE";

/// What a statement answers.
pub(super) struct Answer {
    pub(super) rows: Vec<Row>,
    /// Rows that it changed or gave.
    changed: u64,
}

async fn answer(client: &Object, statement: &Statement, values: Values<'_>) -> Result<Answer, tokio_postgres::Error> {
    let mut stream = std::pin::pin!(client.query_raw(statement, values.iter().copied()).await?);
    let mut rows = Vec::new();
    while let Some(row) = stream.try_next().await? {
        rows.push(row);
    }
    Ok(Answer { rows, changed: stream.rows_affected().unwrap_or_default() })
}

/// A statement whose answer nobody needs.
struct Waiting {
    sql: &'static str,
    values: Vec<Box<dyn ToSql + Sync + Send>>,
}

/// A transaction. Dropped before its commit, it is undone.
pub(super) struct Inside<'tx> {
    /// Taken when this is dropped.
    client: Option<Object>,
    handle: &'tx Handle,
    pub(super) writes: bool,
    pub(super) announces: bool,
    /// What goes out before the next statement, oldest first.
    waiting: Vec<Waiting>,
    /// The server has heard of the transaction, and not of its end.
    open: bool,
    /// A statement did not go through: nothing of the transaction will.
    failed: bool,
    /// Accounts to tell of, once it is committed.
    pub(super) news: Vec<AccountId>,
}

pub(super) type Values<'values> = &'values [&'values (dyn ToSql + Sync)];

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        let Some(client) = self.client.take().filter(|_| self.open) else { return };
        // A connection that is still inside of it is of no more use to anyone.
        if self.handle.block_on(client.batch_execute("ROLLBACK")).is_err() {
            drop(Object::take(client));
        }
    }
}

impl<'tx> Inside<'tx> {
    pub(super) fn new(client: Object, handle: &'tx Handle, writes: bool, announces: bool) -> Self {
        let begin = Waiting { sql: if writes { WRITE } else { READ }, values: Vec::new() };
        Inside {
            client: Some(client),
            handle,
            writes,
            announces,
            waiting: vec![begin],
            open: false,
            failed: false,
            news: Vec::new(),
        }
    }

    /// Ends it, and gives whom to tell of. What was written is on the disk then.
    pub(super) fn commit(mut self) -> Result<Vec<AccountId>, Error> {
        if self.failed {
            return Err(storage("commit", "a statement failed before"));
        }
        if self.open || self.waiting.len() > 1 {
            self.query("COMMIT", &[])?;
            self.open = false;
        }
        Ok(std::mem::take(&mut self.news))
    }

    /// Sends what waits and several statements at once, and gives what these answer.
    pub(super) fn ask(&mut self, statements: &[(&str, Values<'_>)]) -> Result<Vec<Answer>, Error> {
        let waiting = std::mem::take(&mut self.waiting);
        let Some(client) = &self.client else { return Err(storage("ask PostgreSQL", "the transaction is over")) };
        self.open = true;
        let answers = self.handle.block_on(async {
            let values: Vec<Vec<&(dyn ToSql + Sync)>> = waiting
                .iter()
                .map(|waiting| waiting.values.iter().map(|value| &**value as &(dyn ToSql + Sync)).collect())
                .collect();
            let earlier = waiting.iter().zip(&values).map(|(waiting, values)| (waiting.sql, values.as_slice()));
            let all: Vec<(&str, Values<'_>)> = earlier.chain(statements.iter().copied()).collect();
            let mut prepared = Vec::with_capacity(all.len());
            for (sql, _) in &all {
                prepared.push(client.prepare_cached(sql).await?);
            }
            // They go out in this order without waiting for each other. What follows on one that fails, fails as well.
            let asked = prepared.iter().zip(&all).map(|(statement, (_, values))| answer(client, statement, values));
            let answers = join_all(asked).await.into_iter().collect::<Result<Vec<_>, _>>()?;
            Ok(answers.into_iter().skip(waiting.len()).collect())
        });
        self.failed |= answers.is_err();
        answers
    }

    fn last(&mut self, sql: &str, values: Values<'_>) -> Result<Answer, Error> {
        self.ask(&[(sql, values)])?.pop().ok_or_else(|| storage("ask PostgreSQL", "no answer"))
    }

    pub(super) fn query(&mut self, sql: &str, values: Values<'_>) -> Result<Vec<Row>, Error> {
        Ok(self.last(sql, values)?.rows)
    }

    pub(super) fn first(&mut self, sql: &str, values: Values<'_>) -> Result<Option<Row>, Error> {
        Ok(self.query(sql, values)?.into_iter().next())
    }

    /// Runs a statement, and says how many rows it changed.
    pub(super) fn execute(&mut self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        Ok(self.last(sql, values)?.changed)
    }

    /// Runs a statement with the next one whose answer is needed, or with the commit, which tells then that it failed. Its
    /// values are of kinds that PostgreSQL always takes: one that could not go out would be missing from what is committed.
    pub(super) fn later(&mut self, sql: &'static str, values: Vec<Box<dyn ToSql + Sync + Send>>) -> Result<(), Error> {
        self.waiting.push(Waiting { sql, values });
        if self.waiting.len() > TOGETHER { self.ask(&[]).map(drop) } else { Ok(()) }
    }

    pub(super) fn count(&mut self, sql: &str, values: Values<'_>) -> Result<u64, Error> {
        let row = self.first(sql, values)?.ok_or_else(|| storage("count", "no row"))?;
        unsigned(&row, 0)
    }
}

pub(super) fn column<'row, T: FromSql<'row>>(row: &'row Row, at: usize) -> Result<T, Error> {
    Ok(row.try_get(at)?)
}

pub(super) fn unsigned(row: &Row, at: usize) -> Result<u64, Error> {
    u64::try_from(column::<i64>(row, at)?).map_err(|_| storage("read a number", "it is negative"))
}

pub(super) fn array<const N: usize>(row: &Row, at: usize) -> Result<[u8; N], Error> {
    column::<&[u8]>(row, at)?.try_into().map_err(|_| storage("read a name", "it has another length"))
}

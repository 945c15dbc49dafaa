//! What the shared plane keeps, in statements that both databases understand.

mod families;
mod items;
mod ledger;
mod sagas;

pub(crate) use families::{ApiKey, Family};
pub(crate) use items::{Grant, Item, Reader};
pub(crate) use ledger::Line as LedgerLine;
pub(crate) use sagas::{Letter as OutboxLetter, Saga};

/// The tables, for the embedded database.
pub(super) const SQLITE: &str = include_str!("sqlite.sql");
/// The tables, for PostgreSQL.
pub(super) const POSTGRES: &str = include_str!("postgres.sql");

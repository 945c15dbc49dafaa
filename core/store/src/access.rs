//! The access audit: who read or wrote what, kept 90 days.

use crate::{Error, Store};
use rusqlite::params;
use serde::{Deserialize, Serialize};

/// Read or write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AccessKind {
    /// Something was read.
    Read,
    /// Something was written.
    Write,
    /// Something was refused.
    Refused,
}

/// One line of the audit. Holds names of tools and metrics, never values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AccessEntry {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who asked, for example `Max Power` or `mcp:stdio`.
    pub actor: String,
    /// Read, write or refused.
    pub kind: AccessKind,
    /// What, for example `fitness-wearables/getSleepData`.
    pub subject: String,
    /// Scope or rule that applied.
    pub scope: String,
}

/// How long lines are kept.
const KEPT_MS: i64 = 90 * coach_domain::time::DAY_MS;

impl AccessKind {
    fn number(self) -> i64 {
        match self {
            AccessKind::Read => 0,
            AccessKind::Write => 1,
            AccessKind::Refused => 2,
        }
    }

    fn of(number: i64) -> Self {
        match number {
            0 => AccessKind::Read,
            1 => AccessKind::Write,
            _ => AccessKind::Refused,
        }
    }
}

impl Store {
    /// Appends to the audit and drops lines older than 90 days.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn audit(&self, entry: &AccessEntry) -> Result<(), Error> {
        self.db().note(|tx| {
            tx.prepare_cached("DELETE FROM access WHERE at_ms < ?1")?.execute([self.db().now_ms() - KEPT_MS])?;
            tx.prepare_cached("INSERT INTO access (at_ms, actor, kind, subject, scope) VALUES (?1, ?2, ?3, ?4, ?5)")?
                .execute(params![entry.at_ms, entry.actor, entry.kind.number(), entry.subject, entry.scope])?;
            Ok(())
        })
    }

    /// The latest lines, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn audit_entries(&self, limit: usize) -> Result<Vec<AccessEntry>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT at_ms, actor, kind, subject, scope FROM access ORDER BY at_ms DESC, id DESC LIMIT ?1",
            )?;
            let rows = statement
                .query_map([crate::rows::limit(limit)], |row| {
                    Ok(AccessEntry {
                        at_ms: row.get(0)?,
                        actor: row.get(1)?,
                        kind: AccessKind::of(row.get(2)?),
                        subject: row.get(3)?,
                        scope: row.get(4)?,
                    })
                })?
                .collect::<Result<_, _>>()?;
            Ok(rows)
        })
    }
}

//! The access audit: who read or wrote what, kept 90 days.

use crate::{Error, Store};
use serde::{Deserialize, Serialize};

/// Read or write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

impl Store {
    /// Appends to the audit and drops lines older than 90 days.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn audit(&self, entry: &AccessEntry) -> Result<(), Error> {
        let _ = entry;
        todo!()
    }

    /// The latest lines, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn audit_entries(&self, limit: usize) -> Result<Vec<AccessEntry>, Error> {
        let _ = limit;
        todo!()
    }
}

//! Blobs: sealed data beside the log, kept as long as a slot of the account refers to it.

use super::{Principal, Relay};
use crate::Error;
use coach_wire::Hash;
use coach_wire::message::{Blob, MAX_BLOB, PAGE, SlotRef};
use minicbor::bytes::ByteArray;
use rusqlite::{Connection, OptionalExtension, params};

/// Slots and blobs named in one question.
const MAX_NAMED: usize = 4096;

impl Relay {
    /// Sets what slots refer to, drops what nothing refers to any more, and says which blobs are lacking.
    pub(super) fn refer(
        &self,
        tx: &Connection,
        who: &Principal,
        refs: &[SlotRef],
    ) -> Result<Vec<ByteArray<32>>, Error> {
        if refs.len() > MAX_NAMED {
            return Err(Error::Malformed("too many slots are named"));
        }
        let mut lacking = Vec::new();
        for SlotRef { slot, blob, version } in refs {
            let known: Option<(u64, Option<Hash>)> = tx
                .prepare_cached("SELECT version, blob FROM slot WHERE account = ?1 AND slot = ?2")?
                .query_row(params![who.account, slot], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if known.as_ref().is_some_and(|(newest, _)| newest > version) {
                continue;
            }
            let before = known.and_then(|(_, blob)| blob);
            // An empty slot keeps its version, so that what comes late does not fill it again.
            tx.prepare_cached("INSERT OR REPLACE INTO slot (account, slot, version, blob) VALUES (?1, ?2, ?3, ?4)")?
                .execute(params![who.account, slot, version, blob])?;
            if let Some(blob) = blob {
                let there = tx
                    .prepare_cached("SELECT 1 FROM blob WHERE account = ?1 AND name = ?2")?
                    .query_row(params![who.account, blob], |_| Ok(()))
                    .optional()?;
                if there.is_none() {
                    lacking.push(ByteArray::from(*blob));
                }
            }
            if let Some(before) = before.filter(|before| Some(*before) != *blob) {
                drop_unreferred(tx, who, &before)?;
            }
        }
        Ok(lacking)
    }

    /// Keeps blobs that some slot refers to; others are not taken.
    pub(super) fn put(&self, tx: &Connection, who: &Principal, blobs: &[Blob]) -> Result<(), Error> {
        for Blob { id, sealed } in blobs {
            if sealed.is_empty() || sealed.len() > MAX_BLOB {
                return Err(Error::Malformed("a blob is empty or too large"));
            }
            let referred = tx
                .prepare_cached("SELECT 1 FROM slot WHERE account = ?1 AND blob = ?2 LIMIT 1")?
                .query_row(params![who.account, id], |_| Ok(()))
                .optional()?;
            if referred.is_none() {
                continue;
            }
            let new = tx
                .prepare_cached("INSERT OR IGNORE INTO blob (account, name, sealed) VALUES (?1, ?2, ?3)")?
                .execute(params![who.account, id, sealed])?;
            if new > 0 {
                let bytes = grow(tx, who, sealed.len() as i64)?;
                if bytes > self.limits.quota_bytes {
                    return Err(Error::Quota);
                }
            }
        }
        Ok(())
    }

    /// Gives blobs in the order in which they are named, as many as fit on a page; one that is not there is empty.
    pub(super) fn get(
        &self,
        connection: &Connection,
        who: &Principal,
        names: &[ByteArray<32>],
    ) -> Result<Vec<Blob>, Error> {
        if names.len() > MAX_NAMED {
            return Err(Error::Malformed("too many blobs are named"));
        }
        let (mut blobs, mut bytes) = (Vec::new(), 0);
        for name in names {
            let sealed: Option<Vec<u8>> = connection
                .prepare_cached("SELECT sealed FROM blob WHERE account = ?1 AND name = ?2")?
                .query_row(params![who.account, name.as_slice()], |row| row.get(0))
                .optional()?;
            let sealed = sealed.unwrap_or_default();
            bytes += sealed.len();
            if bytes > PAGE && !blobs.is_empty() {
                break;
            }
            blobs.push(Blob { id: **name, sealed });
        }
        Ok(blobs)
    }
}

fn grow(tx: &Connection, who: &Principal, by: i64) -> Result<u64, Error> {
    Ok(tx
        .prepare_cached("UPDATE account SET bytes = max(0, bytes + ?2) WHERE id = ?1 RETURNING bytes")?
        .query_row(params![who.account, by], |row| row.get(0))?)
}

fn drop_unreferred(tx: &Connection, who: &Principal, blob: &Hash) -> Result<(), Error> {
    let size: Option<i64> = tx
        .prepare_cached(
            "DELETE FROM blob WHERE account = ?1 AND name = ?2
                AND NOT EXISTS (SELECT 1 FROM slot WHERE account = ?1 AND blob = ?2) RETURNING length(sealed)",
        )?
        .query_row(params![who.account, blob], |row| row.get(0))
        .optional()?;
    if let Some(size) = size {
        grow(tx, who, -size)?;
    }
    Ok(())
}

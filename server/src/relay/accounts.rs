//! Accounts: beginning, the log of who is in, and the end.

use super::{Principal, Relay};
use crate::Error;
use coach_wire::account::Record;
use coach_wire::auth::{ERASE, RECEIPT, Receipt};
use coach_wire::{Account, AccountId, Signature};
use ed25519_dalek::Signer;
use rusqlite::{Connection, OptionalExtension, params};
use std::sync::Arc;

/// What an account begins with at most: enough for one that comes back after the relay lost it.
const MAX_FIRST_RECORDS: usize = coach_wire::account::MAX_RECORDS as usize;

impl Relay {
    /// Begins an account with its log. Beginning one again with the same log changes nothing.
    ///
    /// # Errors
    /// [`Error::Closed`], [`Error::Gone`], [`Error::Malformed`] when the log does not hold, [`Error::Conflict`] when
    /// there is another log already that this one does not continue.
    pub fn begin(&self, records: &[Record], now_ms: i64) -> Result<(), Error> {
        if records.len() > MAX_FIRST_RECORDS {
            return Err(Error::Malformed("there are too many records"));
        }
        let account = Account::read(records)?;
        let done = self.write(|tx| {
            if self.is_erased(tx, &account.id)? {
                return Err(Error::Gone);
            }
            let known = self.records(tx, &account.id, 0)?;
            if known.is_empty() && !self.limits.registration {
                return Err(Error::Closed);
            }
            if known.iter().zip(records).any(|(known, given)| known != given) {
                return Err(Error::Conflict);
            }
            tx.prepare_cached(
                "INSERT OR IGNORE INTO account (id, created_ms, seen_ms, bytes, statements) VALUES (?1, ?2, ?2, 0, 0)",
            )?
            .execute(params![account.id, now_ms])?;
            for (number, record) in records.iter().enumerate().skip(known.len()) {
                self.put_record(tx, &account.id, number as u64, record)?;
            }
            Ok(())
        });
        self.forget(&account.id);
        done
    }

    pub(super) fn put_record(
        &self,
        tx: &Connection,
        account: &AccountId,
        number: u64,
        record: &Record,
    ) -> Result<(), Error> {
        tx.prepare_cached("INSERT INTO record (account, number, body, signature) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![account, number, record.body, record.signature])?;
        Ok(())
    }

    pub(super) fn records(
        &self,
        connection: &Connection,
        account: &AccountId,
        from: u64,
    ) -> Result<Vec<Record>, Error> {
        let mut statement = connection
            .prepare_cached("SELECT body, signature FROM record WHERE account = ?1 AND number >= ?2 ORDER BY number")?;
        let rows = statement
            .query_map(params![account, from], |row| Ok(Record { body: row.get(0)?, signature: row.get(1)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Erases an account: everything of it goes in one transaction, and its name stays taken. Asked for again, it
    /// gives the same receipt.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] when the wish is not signed by who is logged in.
    pub fn erase(&self, who: &Principal, signature: &Signature, now_ms: i64) -> Result<Receipt, Error> {
        let receipt = self.write(|tx| {
            let before: Option<Vec<u8>> = tx
                .query_row("SELECT receipt FROM erased WHERE account = ?1", [who.account], |row| row.get(0))
                .optional()?;
            if let Some(receipt) = before {
                return Ok(coach_wire::from_bytes(&receipt, "a receipt")?);
            }
            let account: Arc<Account> = self.member(tx, who)?;
            let key = match who.device {
                None => account.root,
                Some(device) => account.devices.get(&device).ok_or(Error::NotLetIn)?.device.verifying_key,
            };
            coach_wire::verify(&key, ERASE, &who.account, signature, "the wish").map_err(|_| Error::NotLetIn)?;
            let count = |sql: &str| tx.query_row(sql, [who.account], |row| row.get::<_, u64>(0));
            let mut receipt = Receipt {
                account: who.account,
                at_ms: now_ms,
                entries: count("SELECT count(*) FROM entry JOIN chain ON chain.id = entry.chain WHERE account = ?1")?,
                blobs: count("SELECT count(*) FROM blob WHERE account = ?1")?,
                bytes: count("SELECT bytes FROM account WHERE id = ?1")?,
                key: self.key(),
                signature: [0; 64],
            };
            receipt.signature = self.signing.sign(&coach_wire::labelled(RECEIPT, &receipt.signed())).to_bytes();
            tx.execute("DELETE FROM account WHERE id = ?1", [who.account])?;
            tx.execute(
                "INSERT INTO erased (account, at_ms, receipt) VALUES (?1, ?2, ?3)",
                params![who.account, now_ms, coach_wire::to_bytes(&receipt)],
            )?;
            Ok(receipt)
        })?;
        self.forget(&who.account);
        // Deleted pages are overwritten; what the write-ahead log still holds of them goes now. Readers may hold it up.
        let _ = super::lock(&self.writer).query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(receipt)
    }
}

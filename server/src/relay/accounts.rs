//! Accounts: beginning, the log of who is in, and the end.

use super::{Principal, Relay, snapshots};
use crate::Error;
use crate::storage::View;
use coach_wire::account::Record;
use coach_wire::auth::{ERASE, RECEIPT, Receipt};
use coach_wire::{Account, AccountId, Signature};
use ed25519_dalek::Signer;
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
        self.storage.write(|view| {
            if view.standing(&account.id)?.is_none() {
                if view.erased(&account.id)?.is_none() && !self.limits.registration {
                    return Err(Error::Closed);
                }
                view.begin(&account.id, now_ms)?;
                // Held from here on; who erased it meanwhile has committed.
                view.standing(&account.id)?;
            }
            if view.erased(&account.id)?.is_some() {
                return Err(Error::Gone);
            }
            let known = view.records(&account.id, 0)?;
            if known.iter().zip(records).any(|(known, given)| known != given) {
                return Err(Error::Conflict);
            }
            for (number, record) in records.iter().enumerate().skip(known.len()) {
                view.put_record(&account.id, number as u64, record)?;
            }
            if known.len() < records.len() {
                let before = if known.is_empty() { None } else { Some(Account::read(&known)?) };
                snapshots::follow(view, before.as_ref(), &account, now_ms)?;
            }
            Ok(())
        })
    }

    /// Erases an account: everything of it goes in one transaction, and its name stays taken. Asked for again, it
    /// gives the same receipt.
    ///
    /// # Errors
    /// [`Error::NotLetIn`] when the wish is not signed by who is logged in.
    pub fn erase(&self, who: &Principal, signature: &Signature, now_ms: i64) -> Result<Receipt, Error> {
        let receipt = self.storage.write(|view| {
            let standing = view.standing(&who.account)?;
            if let Some(receipt) = view.erased(&who.account)? {
                return Ok(coach_wire::from_bytes(&receipt, "a receipt")?);
            }
            let (account, standing): (Arc<Account>, _) = self.member(view, who, standing)?;
            let key = match who.device {
                None => account.root,
                Some(device) => account.devices.get(&device).ok_or(Error::NotLetIn)?.device.verifying_key,
            };
            coach_wire::verify(&key, ERASE, &who.account, signature, "the wish").map_err(|_| Error::NotLetIn)?;
            let (entries, blobs) = view.counts(&who.account)?;
            let mut receipt = Receipt {
                account: who.account,
                at_ms: now_ms,
                entries,
                blobs,
                bytes: standing.bytes,
                key: self.key(),
                signature: [0; 64],
            };
            receipt.signature = self.signing.sign(&coach_wire::labelled(RECEIPT, &receipt.signed())).to_bytes();
            view.forget_person(&who.account)?;
            view.drop_sagas_of(&who.account)?;
            view.erase(&who.account, now_ms, &coach_wire::to_bytes(&receipt))?;
            self.begin_aftermath(view, &who.account, now_ms)?;
            Ok(receipt)
        })?;
        self.accounts.forget(&who.account);
        self.storage.scrub();
        Ok(receipt)
    }

    /// The account by its log. What is remembered of it is believed as far as it is as long as the log: records are
    /// never changed, only added.
    pub(super) fn account(&self, view: &mut dyn View, id: &AccountId, records: u64) -> Result<Arc<Account>, Error> {
        let damaged = |error: coach_wire::Error| Error::Storage(error.to_string());
        let known = self.accounts.get(id).filter(|known| known.records <= records);
        let account = match known {
            Some(known) if known.records == records => return Ok(known),
            Some(known) => {
                let mut account = (*known).clone();
                for record in view.records(id, account.records)? {
                    account.follow(&record).map_err(damaged)?;
                }
                account
            }
            None => Account::read(&view.records(id, 0)?).map_err(damaged)?,
        };
        Ok(Arc::new(account))
    }
}

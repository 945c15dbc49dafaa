//! Accounts whose log was read lately.

use coach_wire::{Account, AccountId};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Accounts that are kept.
const MOST: usize = 10_000;

/// Accounts as committed logs tell them.
#[derive(Default)]
pub(super) struct Known(Mutex<HashMap<AccountId, Arc<Account>>>);

impl Known {
    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, Arc<Account>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn get(&self, id: &AccountId) -> Option<Arc<Account>> {
        self.lock().get(id).cloned()
    }

    /// Remembers an account whose log is committed as it is given here.
    pub(super) fn remember(&self, account: Arc<Account>) {
        let mut known = self.lock();
        if known.len() >= MOST && !known.contains_key(&account.id) {
            known.clear();
        }
        // Two that end at the same time may come here in the other order.
        let newer = known.get(&account.id).is_none_or(|known| known.records < account.records);
        if newer {
            known.insert(account.id, account);
        }
    }

    pub(super) fn forget(&self, id: &AccountId) {
        self.lock().remove(id);
    }
}

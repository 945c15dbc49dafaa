//! What this device remembers from one sync to the next.

use crate::Error;
use crate::alert::Alert;
use crate::exchange::hex;
use coach_store::Store;
use coach_wire::Hash;
use coach_wire::message::{Statement, Tip};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const NAME: &str = "state";

/// Remembered in the encrypted database.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Where the relay is.
    pub(crate) server: String,
    /// The relay's counter of statements.
    pub(crate) statements_known: u64,
    /// Number of this device's last statement.
    pub(crate) statement_number: u64,
    /// Digest of what it said.
    pub(crate) stated: String,
    /// Number of the last statement heard of each device.
    pub(crate) heard: BTreeMap<String, u64>,
    /// What the last sync found.
    pub(crate) alerts: Vec<Alert>,
    /// When it was, in milliseconds since 1970 UTC; 0 for never.
    pub(crate) last_sync_ms: i64,
    /// The account is gone from the relay.
    pub(crate) erased: bool,
    /// Bytes of a page of entries that the line carries; 0 for what is tried first.
    #[serde(default)]
    pub(crate) page: u32,
    /// Number of the snapshot that this device found to be the same as what it holds; 0 for none.
    #[serde(default)]
    pub(crate) confirmed: u64,
    /// Number of the snapshot after which the database's earlier pages were let go; 0 for none.
    #[serde(default)]
    pub(crate) forgotten: u64,
    /// Entries that there were when a snapshot would not have been much smaller than they are; 0 for never.
    #[serde(default)]
    pub(crate) not_worth: u64,
    /// What other devices said last: records that they hold, and the snapshot that they confirmed.
    #[serde(default)]
    pub(crate) told: BTreeMap<String, (u64, u64)>,
    /// The relay does not let this device in: it was put out, most likely, which it cannot be told.
    pub(crate) refused: bool,
}

impl State {
    pub(crate) fn load(store: &Store) -> Result<Self, Error> {
        let Some(bytes) = store.sync_secret(NAME)? else { return Ok(State::default()) };
        serde_json::from_slice(&bytes).map_err(|_| coach_store::Error::Corrupt("the state of sync".to_owned()).into())
    }

    pub(crate) fn save(&self, store: &Store) -> Result<(), Error> {
        let bytes = serde_json::to_vec(self).map_err(|_| Error::Key("the state of sync cannot be written"))?;
        if store.sync_secret(NAME)?.is_none_or(|known| known.as_slice() != bytes) {
            store.set_sync_secret(NAME, Some(&bytes))?;
        }
        Ok(())
    }

    /// What a statement says, in a few bytes.
    pub(crate) fn digest(tips: &[Tip], account_head: &Hash, snapshot: Option<u64>) -> String {
        let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/stated");
        hasher.update(account_head);
        for tip in tips {
            hasher.update(&coach_wire::to_bytes(tip));
        }
        if let Some(number) = snapshot {
            hasher.update(&number.to_le_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }

    pub(crate) fn newer(&self, statement: &Statement) -> bool {
        self.heard.get(&hex(&statement.device)).is_none_or(|known| statement.number > *known)
    }

    pub(crate) fn heard(&mut self, statement: &Statement) {
        self.heard.insert(hex(&statement.device), statement.number);
        self.told.insert(hex(&statement.device), (statement.records, statement.snapshot.unwrap_or_default()));
    }
}

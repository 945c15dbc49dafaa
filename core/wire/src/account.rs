//! The account's log: who belongs to the account, and under which keys. A few kilobytes, hash-chained and signed.
//!
//! The relay reads it to know which devices may log in; it holds public and wrapped keys only. Devices refuse any log
//! that is not an extension of the one they hold, so a relay can keep a record back, but can neither make one up nor
//! take one away.

use crate::message::Tip;
use crate::{AccountId, DeviceId, Error, Hash, Signature};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use std::collections::BTreeMap;

/// Label of the signature under a record.
pub const RECORD: &str = "pocketcoach/v1/account";
/// Keys are wrapped by HPKE with X25519, HKDF-SHA256 and ChaCha20-Poly1305. A later suite gets a higher number, and an
/// account that has reached it does not go back.
pub const SUITE: u8 = 1;
/// Live devices of an account.
pub const MAX_DEVICES: usize = 32;
/// Records of an account. Enough for a change every day of eleven years.
pub const MAX_RECORDS: u64 = 4096;
/// A record is no larger than this.
pub const MAX_RECORD: usize = 32 << 10;
/// Parts of a snapshot.
pub const MAX_PARTS: usize = 256;
const WHAT: &str = "a record of the account";

/// A device that is let in.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct NewDevice {
    /// Id.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub id: DeviceId,
    /// Ed25519 key of its entries and logins.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub verifying_key: [u8; 32],
    /// X25519 key that epoch keys are wrapped to.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub sealing_key: [u8; 32],
    /// Its name, sealed under the epoch key.
    #[cbor(n(3), with = "minicbor::bytes")]
    pub label: Vec<u8>,
}

/// A key for one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Wrapped {
    /// For whom.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub device: DeviceId,
    /// The HPKE message.
    #[cbor(n(1), with = "minicbor::bytes")]
    pub key: Vec<u8>,
}

/// A new epoch: a new key for everything that is written from now on.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Epoch {
    /// Number, from 1.
    #[n(0)]
    pub number: u32,
    /// How the key is wrapped.
    #[n(1)]
    pub suite: u8,
    /// Commitment to the key, so that all who unwrap it get the same one.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub commit: Hash,
    /// The key for each live device.
    #[n(3)]
    pub wrapped: Vec<Wrapped>,
    /// The key for the recovery key.
    #[cbor(n(4), with = "minicbor::bytes")]
    pub recovery: Vec<u8>,
    /// The key of the epoch before, sealed under this one; empty in the first.
    #[cbor(n(5), with = "minicbor::bytes")]
    pub back_link: Vec<u8>,
}

/// How long a device that has not confirmed a snapshot is waited for, in milliseconds from the moment at which it was
/// offered: 180 days.
pub const PATIENCE_MS: i64 = 180 * 86_400_000;

/// The state of everything in the log at a cut through all chains: sealed parts under keyed hashes of what is inside, so
/// that devices that hold the same make the same names of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Snapshot {
    /// The last entry of each chain that is in it, by device. A chain that is not named has none in it.
    #[n(0)]
    pub cut: Vec<Tip>,
    /// Names of the parts, in order.
    #[n(1)]
    pub parts: Vec<ByteArray<32>>,
}

impl Snapshot {
    /// The last entry of a chain that is in it.
    #[must_use]
    pub fn tip(&self, device: &DeviceId) -> Option<&Tip> {
        self.cut.iter().find(|tip| tip.device == *device)
    }
}

/// A snapshot in the account's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Number of its record.
    pub number: u64,
    /// When it was signed, in milliseconds since 1970 UTC, by the clock of who signed it.
    pub at_ms: i64,
    /// The device that signed it.
    pub by: DeviceId,
    /// The snapshot.
    pub snapshot: Snapshot,
}

/// What a record does.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub enum Change {
    /// Begins the account.
    #[n(0)]
    Genesis {
        /// Ed25519 key that the recovery key signs with.
        #[cbor(n(0), with = "minicbor::bytes")]
        root: [u8; 32],
        /// X25519 key that epoch keys are wrapped to for the recovery key.
        #[cbor(n(1), with = "minicbor::bytes")]
        recovery: [u8; 32],
        /// The first device.
        #[n(2)]
        device: NewDevice,
        /// The first epoch.
        #[n(3)]
        epoch: Epoch,
    },
    /// Lets a device in.
    #[n(1)]
    Add {
        /// The device.
        #[n(0)]
        device: NewDevice,
        /// The key of the current epoch for it.
        #[cbor(n(1), with = "minicbor::bytes")]
        key: Vec<u8>,
    },
    /// Puts a device out. Entries of it after the one named here are refused by everyone.
    #[n(2)]
    Revoke {
        /// The device.
        #[cbor(n(0), with = "minicbor::bytes")]
        device: DeviceId,
        /// Its last entry that counts.
        #[n(1)]
        last_seq: u64,
        /// The next epoch, without the device.
        #[n(2)]
        epoch: Epoch,
    },
    /// Begins a new epoch.
    #[n(3)]
    Rotate {
        /// The next epoch.
        #[n(0)]
        epoch: Epoch,
    },
    /// Offers a snapshot. Nothing goes yet: each device looks whether it holds the same.
    #[n(4)]
    Snapshot {
        /// The snapshot.
        #[n(0)]
        snapshot: Snapshot,
    },
    /// The offered snapshot takes the place of all entries that are in it: nobody needs these any more.
    #[n(5)]
    Trim {
        /// Number of the record that offered it.
        #[n(0)]
        number: u64,
    },
}

/// Who signs a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub enum Signer {
    /// The recovery key.
    #[n(0)]
    Root,
    /// A live device.
    #[n(1)]
    Device(#[cbor(n(0), with = "minicbor::bytes")] DeviceId),
}

/// What is signed in a record.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Body {
    /// Account.
    #[cbor(n(0), with = "minicbor::bytes")]
    pub account: AccountId,
    /// Position, from 0.
    #[n(1)]
    pub number: u64,
    /// Hash of the record before; zeros for the first.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub prev_hash: Hash,
    /// When, in milliseconds since 1970 UTC, by the signer's clock.
    #[n(3)]
    pub at_ms: i64,
    /// Who signs.
    #[n(4)]
    pub signer: Signer,
    /// What it does.
    #[n(5)]
    pub change: Change,
}

/// A record as it is stored and shipped.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(array)]
pub struct Record {
    /// Canonical CBOR of the [`Body`].
    #[cbor(n(0), with = "minicbor::bytes")]
    pub body: Vec<u8>,
    /// Signature over it under [`RECORD`].
    #[cbor(n(1), with = "minicbor::bytes")]
    pub signature: Signature,
}

impl Record {
    /// The hash that the next record refers to.
    #[must_use]
    pub fn hash(&self) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/account-record");
        hasher.update(&self.body);
        hasher.update(&self.signature);
        *hasher.finalize().as_bytes()
    }

    /// Reads the body; the signature is checked by [`Account::follow`].
    ///
    /// # Errors
    /// [`Error::Malformed`] when it is too large, no body or not canonical.
    pub fn read(&self) -> Result<Body, Error> {
        if self.body.len() > MAX_RECORD {
            return Err(Error::Malformed(WHAT));
        }
        let body: Body = crate::from_bytes(&self.body, WHAT)?;
        if crate::to_bytes(&body) == self.body { Ok(body) } else { Err(Error::Malformed(WHAT)) }
    }
}

/// A device as the account knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// As it was let in.
    pub device: NewDevice,
    /// Epoch under which its name is sealed.
    pub label_epoch: u32,
    /// When it was let in.
    pub added_ms: i64,
    /// Its last entry that counts, once it is revoked.
    pub last_seq: Option<u64>,
    /// Number of the record that let it in.
    pub record: u64,
}

/// The account as its log tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id.
    pub id: AccountId,
    /// The recovery key's signing key.
    pub root: [u8; 32],
    /// The recovery key's X25519 key.
    pub recovery: [u8; 32],
    /// Devices, revoked ones included.
    pub devices: BTreeMap<DeviceId, Device>,
    /// Epochs, oldest first; never empty.
    pub epochs: Vec<Epoch>,
    /// Keys of an epoch for devices that came after it began, by epoch and device.
    pub later_keys: BTreeMap<(u32, DeviceId), Vec<u8>>,
    /// Number of records.
    pub records: u64,
    /// Hash of the last one.
    pub head: Hash,
    /// When the last one was signed, and by whom.
    pub last_change: (i64, Signer),
    /// The snapshot that is offered and not yet what chains begin with.
    pub offered: Option<Recorded>,
    /// The snapshot that chains begin with.
    pub base: Option<Recorded>,
}

/// The id of the account that belongs to a root key.
#[must_use]
pub fn account_id(root: &[u8; 32]) -> AccountId {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/account-id");
    hasher.update(root);
    let mut id = [0; 16];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    id
}

impl Account {
    /// Reads a whole log from its first record on.
    ///
    /// # Errors
    /// Those of [`Account::begin`] and [`Account::follow`].
    pub fn read(records: &[Record]) -> Result<Self, Error> {
        let (first, rest) = records.split_first().ok_or(Error::Account("it is empty"))?;
        let mut account = Self::begin(first)?;
        for record in rest {
            account.follow(record)?;
        }
        Ok(account)
    }

    /// Begins with a genesis record.
    ///
    /// # Errors
    /// When it is not a genesis record that its own root signed.
    pub fn begin(record: &Record) -> Result<Self, Error> {
        let body = record.read()?;
        let Change::Genesis { root, recovery, device, epoch } = &body.change else {
            return Err(Error::Account("its first record does not begin an account"));
        };
        if body.number != 0 || body.prev_hash != [0; 32] || body.signer != Signer::Root {
            return Err(Error::Account("its first record is out of place"));
        }
        if account_id(root) != body.account {
            return Err(Error::Account("the account's id does not belong to its root key"));
        }
        crate::verify(root, RECORD, &record.body, &record.signature, WHAT)?;
        let mut account = Account {
            id: body.account,
            root: *root,
            recovery: *recovery,
            devices: BTreeMap::new(),
            epochs: Vec::new(),
            later_keys: BTreeMap::new(),
            records: 1,
            head: record.hash(),
            last_change: (body.at_ms, body.signer),
            offered: None,
            base: None,
        };
        account.add(device, 1, (0, body.at_ms))?;
        account.begin_epoch(epoch)?;
        Ok(account)
    }

    /// Follows one more record; on an error nothing has changed.
    ///
    /// # Errors
    /// [`Error::Account`] when it does not continue the log or does what must not be; [`Error::Signature`] when no
    /// live device and no recovery key signed it.
    pub fn follow(&mut self, record: &Record) -> Result<(), Error> {
        let body = record.read()?;
        if body.account != self.id {
            return Err(Error::Account("a record belongs to another account"));
        }
        if body.number != self.records || body.prev_hash != self.head {
            return Err(Error::Account("a record does not continue the log"));
        }
        if self.records >= MAX_RECORDS {
            return Err(Error::Account("it has too many records"));
        }
        let key = match body.signer {
            Signer::Root => &self.root,
            Signer::Device(id) => {
                let device = self.devices.get(&id).filter(|device| device.last_seq.is_none());
                &device
                    .ok_or(Error::Account("a record is signed by a device that is not in the account"))?
                    .device
                    .verifying_key
            }
        };
        crate::verify(key, RECORD, &record.body, &record.signature, WHAT)?;
        let mut next = self.clone();
        match &body.change {
            Change::Genesis { .. } => return Err(Error::Account("it begins twice")),
            Change::Add { device, key } => {
                let epoch = next.epoch().number;
                next.add(device, epoch, (body.number, body.at_ms))?;
                next.later_keys.insert((epoch, device.id), key.clone());
            }
            Change::Revoke { device, last_seq, epoch } => {
                let known = next.devices.get_mut(device).filter(|device| device.last_seq.is_none());
                known.ok_or(Error::Account("a device is put out that is not in"))?.last_seq = Some(*last_seq);
                if next.begins_after(device).is_some_and(|tip| tip.seq > *last_seq) {
                    return Err(Error::Account("a device is put out before what is in the snapshot"));
                }
                let holds_more =
                    |offered: &Recorded| offered.snapshot.tip(device).is_some_and(|tip| tip.seq > *last_seq);
                // What it holds of that device counts no more.
                next.offered = next.offered.filter(|offered| !holds_more(offered));
                next.begin_epoch(epoch)?;
            }
            Change::Rotate { epoch } => next.begin_epoch(epoch)?,
            Change::Snapshot { snapshot } => {
                let Signer::Device(by) = body.signer else {
                    return Err(Error::Account("a snapshot is signed by no device"));
                };
                next.check_snapshot(snapshot)?;
                let snapshot = snapshot.clone();
                next.offered = Some(Recorded { number: body.number, at_ms: body.at_ms, by, snapshot });
            }
            Change::Trim { number } => {
                let offered = next.offered.take().filter(|offered| offered.number == *number);
                next.base = Some(offered.ok_or(Error::Account("it begins with a snapshot that is not offered"))?);
            }
        }
        next.records += 1;
        next.head = record.hash();
        next.last_change = (body.at_ms, body.signer);
        *self = next;
        Ok(())
    }

    /// The current epoch.
    #[must_use]
    pub fn epoch(&self) -> &Epoch {
        // `begin` makes the first one, and none is ever taken away.
        &self.epochs[self.epochs.len() - 1]
    }

    /// Devices that are in.
    pub fn live(&self) -> impl Iterator<Item = &Device> {
        self.devices.values().filter(|device| device.last_seq.is_none())
    }

    /// Whether a device is in.
    #[must_use]
    pub fn is_live(&self, device: &DeviceId) -> bool {
        self.devices.get(device).is_some_and(|device| device.last_seq.is_none())
    }

    /// The wrapped key of the newest epoch that a device was given, with the number of that epoch.
    #[must_use]
    pub fn wrapped_for(&self, device: &DeviceId) -> Option<(u32, &[u8])> {
        self.epochs.iter().rev().find_map(|epoch| {
            let first =
                epoch.wrapped.iter().find(|wrapped| wrapped.device == *device).map(|wrapped| wrapped.key.as_slice());
            let key = first.or_else(|| self.later_keys.get(&(epoch.number, *device)).map(Vec::as_slice))?;
            Some((epoch.number, key))
        })
    }

    /// The entry that a chain begins after, when what came before is in the snapshot alone.
    #[must_use]
    pub fn begins_after(&self, device: &DeviceId) -> Option<&Tip> {
        self.base.as_ref()?.snapshot.tip(device)
    }

    fn check_snapshot(&self, snapshot: &Snapshot) -> Result<(), Error> {
        let in_order = snapshot.cut.is_sorted_by(|a, b| a.device < b.device);
        if !in_order || snapshot.cut.is_empty() || snapshot.parts.is_empty() || snapshot.parts.len() > MAX_PARTS {
            return Err(Error::Account("a snapshot has another form"));
        }
        for tip in &snapshot.cut {
            let device = self.devices.get(&tip.device).ok_or(Error::Account("a snapshot holds an unknown device"))?;
            if tip.seq == 0 || device.last_seq.is_some_and(|last| tip.seq > last) {
                return Err(Error::Account("a snapshot holds what does not count"));
            }
        }
        let Some(base) = &self.base else { return Ok(()) };
        let goes_on = |before: &Tip| match snapshot.tip(&before.device) {
            Some(tip) => tip.seq > before.seq || tip == before,
            None => false,
        };
        if base.snapshot.cut.iter().all(goes_on) {
            Ok(())
        } else {
            Err(Error::Account("a snapshot is older than the one that chains begin with"))
        }
    }

    fn add(&mut self, device: &NewDevice, label_epoch: u32, (record, added_ms): (u64, i64)) -> Result<(), Error> {
        if self.devices.contains_key(&device.id) {
            return Err(Error::Account("a device is let in twice"));
        }
        if self.live().count() >= MAX_DEVICES {
            return Err(Error::Account("it has too many devices; revoke one first"));
        }
        if self.devices.values().any(|known| known.device.verifying_key == device.verifying_key) {
            return Err(Error::Account("two devices have one key"));
        }
        if ed25519_dalek::VerifyingKey::from_bytes(&device.verifying_key).is_ok_and(|key| !key.is_weak()) {
            let device = device.clone();
            self.devices.insert(device.id, Device { device, label_epoch, added_ms, last_seq: None, record });
            Ok(())
        } else {
            Err(Error::Account("a device's key is no key"))
        }
    }

    fn begin_epoch(&mut self, epoch: &Epoch) -> Result<(), Error> {
        let (number, suite) = self.epochs.last().map_or((0, SUITE), |last| (last.number, last.suite));
        if epoch.number != number + 1 {
            return Err(Error::Account("an epoch is out of place"));
        }
        if epoch.suite < suite {
            return Err(Error::Account("it goes back to weaker cryptography"));
        }
        if epoch.suite > SUITE {
            return Err(Error::Newer("the account's log"));
        }
        if (number == 0) != epoch.back_link.is_empty() {
            return Err(Error::Account("an epoch does not hold the key of the one before"));
        }
        let live: Vec<DeviceId> = self.live().map(|device| device.device.id).collect();
        let mut wrapped: Vec<DeviceId> = epoch.wrapped.iter().map(|wrapped| wrapped.device).collect();
        wrapped.sort_unstable();
        if live.is_empty() || wrapped != live {
            return Err(Error::Account("an epoch's key is not for exactly the devices that are in"));
        }
        self.epochs.push(epoch.clone());
        Ok(())
    }
}

#[cfg(test)]
mod tests;

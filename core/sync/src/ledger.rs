//! The account's log as this device holds it, and the records that it adds.

use crate::recovery::RecoveryKey;
use crate::{Error, keys, keys::SealingKey, random};
use coach_store::Store;
use coach_store::log::EpochKey;
use coach_store::sync::EpochKeys;
use coach_wire::account::{Body, Change, NewDevice, RECORD, Record, Signer};
use coach_wire::{Account, DeviceId};
use zeroize::Zeroizing;

const RECORDS: &str = "records";
const SEALING: &str = "sealing";

/// The account's log, held and followed.
#[derive(Debug, Clone)]
pub struct Ledger {
    pub(crate) account: Account,
    pub(crate) records: Vec<Record>,
}

/// Who signs what this device adds.
pub(crate) enum By<'key> {
    Device,
    Root(&'key RecoveryKey),
}

impl Ledger {
    /// Reads the log that this device holds.
    ///
    /// # Errors
    /// [`Error::NotSetUp`] when it is in no account.
    pub fn load(store: &Store) -> Result<Self, Error> {
        let bytes = store.sync_secret(RECORDS)?.ok_or(Error::NotSetUp)?;
        Self::of(coach_wire::from_bytes(&bytes, "the account's log")?)
    }

    /// Reads a log and checks all of it.
    ///
    /// # Errors
    /// When a record does not follow on the one before it.
    pub fn of(records: Vec<Record>) -> Result<Self, Error> {
        Ok(Ledger { account: Account::read(&records)?, records })
    }

    pub(crate) fn exists(store: &Store) -> Result<bool, Error> {
        Ok(store.sync_secret(RECORDS)?.is_some())
    }

    /// Keeps the log, and makes the store follow it: devices that are in, devices that are out, keys.
    pub(crate) fn save(&self, store: &Store) -> Result<(), Error> {
        let identity = store.identity()?;
        let held = store.epoch_keys()?;
        let newest = self.account.epoch().number;
        if held.current < newest
            && let Some((number, wrapped)) = self.account.wrapped_for(&identity.device)
            && number == newest
        {
            let keys = keys::unwrap_all(&self.account, number, wrapped, &own_sealing(store)?)?;
            store.set_epoch_keys(&EpochKeys { current: number, keys })?;
        }
        for device in self.account.devices.values() {
            store.admit_device(&device.device.id, &device.device.verifying_key)?;
            if let Some(last) = device.last_seq {
                store.revoke_device(&device.device.id, last)?;
            }
        }
        // Last, so that a crash in between does all of it again.
        Ok(store.set_sync_secret(RECORDS, Some(&coach_wire::to_bytes(&self.records)))?)
    }

    /// Follows records that others made. Nothing changes when one of them does not hold.
    pub(crate) fn follow(&mut self, records: &[Record]) -> Result<(), Error> {
        let mut next = self.clone();
        for record in records {
            next.account.follow(record)?;
            next.records.push(record.clone());
        }
        *self = next;
        Ok(())
    }

    /// Signs a change and follows it.
    pub(crate) fn add(&mut self, store: &Store, by: &By<'_>, at_ms: i64, change: Change) -> Result<(), Error> {
        let signer = match by {
            By::Device => Signer::Device(store.identity()?.device),
            By::Root(_) => Signer::Root,
        };
        let account = &self.account;
        let body =
            Body { account: account.id, number: account.records, prev_hash: account.head, at_ms, signer, change };
        let record = signed(store, by, &body)?;
        self.follow(&[record])
    }

    /// The log and the key of a new account with this device in it. Nothing of the store changes but its own key for
    /// wrapping.
    pub(crate) fn begin(
        store: &Store,
        recovery: &RecoveryKey,
        name: &str,
        at_ms: i64,
    ) -> Result<(Self, EpochKeys), Error> {
        let account = recovery.account();
        let key = keys::fresh()?;
        let sealing = make_sealing(store)?;
        let device = new_device(store, &account, &key, &sealing, name)?;
        let recipients = [(device.id, device.sealing_key)];
        let epoch = keys::epoch(&account, 1, &key, None, &recipients, &recovery.sealing().public())?;
        let body = Body {
            account,
            number: 0,
            prev_hash: [0; 32],
            at_ms,
            signer: Signer::Root,
            change: Change::Genesis { root: recovery.root_key(), recovery: recovery.sealing().public(), device, epoch },
        };
        let ledger = Ledger::of(vec![signed(store, &By::Root(recovery), &body)?])?;
        Ok((ledger, EpochKeys { current: 1, keys: [(1, key)].into() }))
    }

    /// Whether a device is in, with exactly these keys: an attempt that seemed to fail let it in.
    pub(crate) fn has(&self, id: &DeviceId, verifying_key: &[u8; 32], sealing_key: &[u8; 32]) -> bool {
        self.account.devices.get(id).is_some_and(|known| {
            known.last_seq.is_none()
                && known.device.verifying_key == *verifying_key
                && known.device.sealing_key == *sealing_key
        })
    }

    /// Lets a device in.
    pub(crate) fn admit(
        &mut self,
        store: &Store,
        by: &By<'_>,
        at_ms: i64,
        keys: &EpochKeys,
        device: NewDevice,
    ) -> Result<(), Error> {
        let key = current(keys)?;
        let wrapped = keys::wrap(&self.account.id, keys.current, key, &device.sealing_key)?;
        self.add(store, by, at_ms, Change::Add { device, key: wrapped })
    }

    /// Begins a new epoch, with or without a device that goes out now.
    pub(crate) fn rotate(
        &mut self,
        store: &Store,
        by: &By<'_>,
        at_ms: i64,
        out: Option<(DeviceId, u64)>,
    ) -> Result<(), Error> {
        let keys = store.epoch_keys()?;
        let next = keys::fresh()?;
        let recipients: Vec<(DeviceId, [u8; 32])> = self
            .account
            .live()
            .filter(|device| out.is_none_or(|(gone, _)| gone != device.device.id))
            .map(|device| (device.device.id, device.device.sealing_key))
            .collect();
        let number = self.account.epoch().number + 1;
        let epoch =
            keys::epoch(&self.account.id, number, &next, Some(current(&keys)?), &recipients, &self.account.recovery)?;
        let change = match out {
            Some((device, last_seq)) => Change::Revoke { device, last_seq, epoch },
            None => Change::Rotate { epoch },
        };
        self.add(store, by, at_ms, change)
    }

    /// A device's name, if the key that it is sealed with is here.
    pub(crate) fn name_of(&self, keys: &EpochKeys, device: &coach_wire::Device) -> Option<String> {
        let key = keys.keys.get(&device.label_epoch)?;
        keys::open_label(&self.account.id, &device.device.id, key, &device.device.label)
    }
}

pub(crate) fn current(keys: &EpochKeys) -> Result<&EpochKey, Error> {
    keys.keys.get(&keys.current).ok_or(Error::Key("the current epoch's key is not here"))
}

fn signed(store: &Store, by: &By<'_>, body: &Body) -> Result<Record, Error> {
    let body = coach_wire::to_bytes(body);
    let signature = match by {
        By::Device => store.sign(RECORD, &body)?,
        By::Root(key) => key.sign(RECORD, &body),
    };
    Ok(Record { body, signature })
}

/// This device as a record lets it in.
pub(crate) fn new_device(
    store: &Store,
    account: &coach_wire::AccountId,
    key: &EpochKey,
    sealing: &SealingKey,
    name: &str,
) -> Result<NewDevice, Error> {
    let identity = store.identity()?;
    Ok(NewDevice {
        id: identity.device,
        verifying_key: identity.verifying_key,
        sealing_key: sealing.public(),
        label: keys::seal_label(account, &identity.device, key, name)?,
    })
}

/// Makes and keeps this device's key that others wrap epoch keys to; one that is there stays.
pub(crate) fn make_sealing(store: &Store) -> Result<SealingKey, Error> {
    if let Ok(key) = own_sealing(store) {
        return Ok(key);
    }
    let key = SealingKey::generate()?;
    store.set_sync_secret(SEALING, Some(key.seed()))?;
    Ok(key)
}

/// As [`make_sealing`], before others are asked to let this device in. A device without the key has a new name first: it
/// may have been let in before, under a key that its disk has forgotten since, and nobody is let in twice.
pub(crate) fn make_sealing_to_enter(store: &Store) -> Result<SealingKey, Error> {
    if own_sealing(store).is_err() {
        store.become_device(&*random::bytes()?, &*random::bytes()?, 0)?;
    }
    make_sealing(store)
}

pub(crate) fn own_sealing(store: &Store) -> Result<SealingKey, Error> {
    let seed = store.sync_secret(SEALING)?.ok_or(Error::NotSetUp)?;
    let seed: [u8; 32] = seed.as_slice().try_into().map_err(|_| Error::Key("it has another length"))?;
    Ok(SealingKey::from_seed(Zeroizing::new(seed)))
}

/// What this store needs to go on as another device of its account, because its history went another way than the one
/// that the relay holds: the store was copied, or brought back from a backup.
pub(crate) struct Successor {
    id: DeviceId,
    seed: Zeroizing<[u8; 32]>,
    common: u64,
}

impl Successor {
    /// Lets the successor in, signed by the device that this store still is. `common` is the last entry that both
    /// histories share.
    pub(crate) fn admit(ledger: &mut Ledger, store: &Store, common: u64, at_ms: i64) -> Result<Self, Error> {
        let keys = store.epoch_keys()?;
        let (id, seed) = (*random::bytes::<16>()?, random::bytes::<32>()?);
        let before = store.identity()?.device;
        let name = ledger.account.devices.get(&before).and_then(|device| ledger.name_of(&keys, device));
        let name = name.map_or_else(|| "copy".to_owned(), |name| format!("{name} (copy)"));
        let device = NewDevice {
            id,
            verifying_key: ed25519_dalek::SigningKey::from_bytes(&seed).verifying_key().to_bytes(),
            sealing_key: own_sealing(store)?.public(),
            label: keys::seal_label(&ledger.account.id, &id, current(&keys)?, &name)?,
        };
        ledger.admit(store, &By::Device, at_ms, &keys, device)?;
        Ok(Successor { id, seed, common })
    }

    /// Makes the store the successor, once the relay has taken the record.
    pub(crate) fn take_over(self, ledger: &Ledger, store: &Store) -> Result<(), Error> {
        // The log comes first: a device that is not in the log that it holds would take itself for put out. Broken off
        // in between, this store is who it was, finds the fork again, and becomes yet another.
        ledger.save(store)?;
        Ok(store.become_device(&self.id, &self.seed, self.common)?)
    }
}

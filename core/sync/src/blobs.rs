//! Data beside the log on its way: sealed blobs under keyed hashes of what is inside.
//!
//! A blob's id is a keyed hash of kind, key and content, so equal content has one id on all devices and is sent once,
//! and the relay learns nothing from the id. A slot's id hides what the slot is for in the same way; the relay keeps
//! a blob as long as some slot refers to it. Each slot has a second id, under which what it holds now is beside what it
//! held before, until the relay has the entry that tells of the change.

use crate::Error;
use crate::ledger::current;
use coach_store::Store;
use coach_store::sync::{EpochKeys, Slot, SlotStep};
use coach_wire::message::{Blob, MAX_BLOB, PAGE, Request, SlotRef};
use coach_wire::{DeviceId, Hash};
use minicbor::bytes::ByteArray;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use zeroize::Zeroizing;

const ID: &str = "pocketcoach/v1/blob-id";
const BLOB: &str = "pocketcoach/v1/blob";
/// Slots named in one question.
const REFERRED: usize = 2000;
/// Blobs asked for at once.
const ASKED: usize = 256;
/// Slots fetched in one sync; the rest waits for the next page.
const WANTED: usize = 100_000;

pub(crate) fn keyed(keys: &EpochKeys, parts: &[&[u8]]) -> Result<Hash, Error> {
    // The first epoch's key: ids stay the same when a new epoch begins. Who is put out still knows it, and with it can
    // tell nothing about content that it cannot see.
    let first = keys.keys.get(&1).ok_or(Error::Key("the first epoch's key is not here"))?;
    let key: Zeroizing<[u8; 32]> = first.for_job(ID)?;
    let mut hasher = blake3::Hasher::new_keyed(&key);
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    Ok(*hasher.finalize().as_bytes())
}

fn blob_id(keys: &EpochKeys, slot: &Slot) -> Result<Hash, Error> {
    keyed(keys, &[b"blob", slot.kind.as_bytes(), slot.key.as_bytes(), slot.hash.as_bytes()])
}

fn slot_id(keys: &EpochKeys, job: &[u8], device: &DeviceId, slot: &Slot) -> Result<[u8; 16], Error> {
    let hash = keyed(keys, &[job, device, slot.kind.as_bytes(), slot.key.as_bytes()])?;
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    Ok(id)
}

fn context(account: &[u8; 16], epoch: u32, id: &Hash) -> Vec<u8> {
    [account.as_slice(), &epoch.to_le_bytes(), id].concat()
}

/// Seals content for a job, under its name.
pub(crate) fn seal(
    job: &str,
    account: &[u8; 16],
    keys: &EpochKeys,
    id: &Hash,
    content: &[u8],
) -> Result<Vec<u8>, Error> {
    let sealed = current(keys)?.seal_for(job, &context(account, keys.current, id), content)?;
    Ok([keys.current.to_le_bytes().as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made.
pub(crate) fn open(
    job: &str,
    account: &[u8; 16],
    keys: &EpochKeys,
    id: &Hash,
    sealed: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let (epoch, sealed) = sealed.split_first_chunk::<4>()?;
    let epoch = u32::from_le_bytes(*epoch);
    keys.keys.get(&epoch)?.open_for(job, &context(account, epoch, id), sealed).ok()
}

/// What is on its way in one sync.
#[derive(Default)]
pub(crate) struct Blobs {
    to_refer: VecDeque<(Slot, SlotStep)>,
    /// Slots named in the question that is being answered.
    referred: Vec<((Slot, SlotStep), Option<Hash>)>,
    to_put: VecDeque<(Slot, SlotStep)>,
    put: Vec<(Slot, SlotStep)>,
    wanted: Option<BTreeMap<Hash, Vec<Slot>>>,
    /// In which order they are asked for.
    order: Vec<Hash>,
    asked: Vec<Hash>,
    pub(crate) sent: u64,
    pub(crate) received: u64,
    pub(crate) missing: u64,
    /// Slots whose content is larger than a relay takes. They stay here.
    pub(crate) too_large: u64,
}

impl Blobs {
    pub(crate) fn begin(store: &Store) -> Result<Self, Error> {
        let mut blobs = Blobs::default();
        blobs.again(store)?;
        Ok(blobs)
    }

    /// Looks again at what has to be sent and fetched.
    pub(crate) fn again(&mut self, store: &Store) -> Result<(), Error> {
        self.to_refer = store.slots_to_send()?.into_iter().filter(|(_, step)| *step != SlotStep::Instead).collect();
        self.wanted = None;
        self.missing = 0;
        Ok(())
    }

    /// The relay has all that this device wrote: what slots held before may go.
    pub(crate) fn told(&mut self, store: &Store) -> Result<(), Error> {
        self.to_refer = store.slots_to_send()?.into_iter().filter(|(_, step)| *step == SlotStep::Instead).collect();
        Ok(())
    }

    pub(crate) fn any_to_send(&self) -> bool {
        !self.to_refer.is_empty() || !self.to_put.is_empty()
    }

    pub(crate) fn stop_sending(&mut self) {
        self.to_refer.clear();
        self.to_put.clear();
        self.referred.clear();
        self.put.clear();
    }

    pub(crate) fn next_to_send(&mut self, store: &Store) -> Result<Option<Request>, Error> {
        if self.to_put.is_empty() && self.to_refer.is_empty() {
            return Ok(None);
        }
        let identity = store.identity()?;
        let keys = store.epoch_keys()?;
        let (mut blobs, mut bytes) = (Vec::new(), 0);
        self.put.clear();
        while bytes < PAGE
            && let Some((slot, step)) = self.to_put.pop_front()
        {
            // What has changed since is offered again, and sent then.
            let Some(content) = store.slot_content(&slot)? else { continue };
            let id = blob_id(&keys, &slot)?;
            let sealed = seal(BLOB, &identity.account, &keys, &id, &content)?;
            if sealed.len() > MAX_BLOB {
                self.too_large += 1;
                continue;
            }
            bytes += sealed.len();
            blobs.push(Blob { id, sealed });
            self.put.push((slot, step));
        }
        if !blobs.is_empty() {
            return Ok(Some(Request::Put(blobs)));
        }
        self.referred.clear();
        // What a slot holds changes with an entry of this device's log, so its length orders what is said of a slot.
        let version = store.frontier()?.iter().find(|tip| tip.device == identity.device).map_or(0, |tip| tip.seq);
        let mut refs = Vec::new();
        while refs.len() < REFERRED
            && let Some((slot, step)) = self.to_refer.pop_front()
        {
            let blob = if slot.hash.is_empty() { None } else { Some(blob_id(&keys, &slot)?) };
            let id = slot_id(&keys, b"slot", &identity.device, &slot)?;
            let beside = slot_id(&keys, b"slot-beside", &identity.device, &slot)?;
            match step {
                SlotStep::New => refs.push(SlotRef { slot: id, blob, version }),
                SlotStep::Beside => refs.push(SlotRef { slot: beside, blob, version }),
                // In this order: what is beside is not let go before it is in its place.
                SlotStep::Instead => {
                    refs.extend([(id, blob), (beside, None)].map(|(slot, blob)| SlotRef { slot, blob, version }))
                }
            }
            self.referred.push(((slot, step), blob));
        }
        Ok((!refs.is_empty()).then_some(Request::Refer(refs)))
    }

    /// The relay said which of the named blobs it lacks.
    pub(crate) fn lacking(&mut self, store: &Store, lacking: &[ByteArray<32>]) -> Result<(), Error> {
        let lacks = |blob: &Option<Hash>| blob.is_some_and(|id| lacking.iter().any(|lacking| **lacking == id));
        let (to_put, there): (Vec<_>, Vec<_>) = self.referred.drain(..).partition(|(_, blob)| lacks(blob));
        self.to_put.extend(to_put.into_iter().map(|(slot, _)| slot));
        store.slots_sent(&there.into_iter().map(|(slot, _)| slot).collect::<Vec<_>>())?;
        Ok(())
    }

    /// The relay has what was put.
    pub(crate) fn stored(&mut self, store: &Store) -> Result<(), Error> {
        self.sent += self.put.len() as u64;
        store.slots_sent(&self.put)?;
        self.put.clear();
        Ok(())
    }

    pub(crate) fn next_to_fetch(&mut self, store: &Store) -> Result<Option<Request>, Error> {
        let wanted = match &mut self.wanted {
            Some(wanted) => wanted,
            None => {
                let keys = store.epoch_keys()?;
                let mut wanted: BTreeMap<Hash, Vec<Slot>> = BTreeMap::new();
                self.order.clear();
                for slot in store.slots_wanted(WANTED)? {
                    let id = blob_id(&keys, &slot)?;
                    self.order.push(id);
                    wanted.entry(id).or_default().push(slot);
                }
                self.wanted.insert(wanted)
            }
        };
        let mut named = BTreeSet::new();
        self.order.retain(|id| wanted.contains_key(id) && named.insert(*id));
        self.asked = self.order.iter().take(ASKED).copied().collect();
        Ok((!self.asked.is_empty()).then(|| Request::Get(self.asked.iter().copied().map(ByteArray::from).collect())))
    }

    /// Takes blobs that were asked for. Returns how many are not what they should be.
    pub(crate) fn take(&mut self, store: &Store, keys: &EpochKeys, blobs: Vec<Blob>) -> Result<u64, Error> {
        let account = store.identity()?.account;
        let wanted = self.wanted.get_or_insert_default();
        let (mut contents, mut missing, mut damaged) = (Vec::new(), Vec::new(), 0);
        let mut answered = false;
        for blob in blobs {
            let Some(slots) = wanted.remove(&blob.id) else { continue };
            answered = true;
            if blob.sealed.is_empty() {
                self.missing += slots.len() as u64;
                missing.extend(slots);
                continue;
            }
            match open(BLOB, &account, keys, &blob.id, &blob.sealed) {
                Some(content) => contents.extend(slots.into_iter().map(|slot| (slot, content.to_vec()))),
                None => damaged += 1,
            }
        }
        if !answered {
            // An answer without anything that was asked for would be asked for again and again.
            self.missing += wanted.len() as u64;
            wanted.clear();
        }
        store.slots_missing(&missing)?;
        let wrong = store.merge_slots(&contents)?;
        self.received += (contents.len() - wrong.len()) as u64;
        Ok(damaged + wrong.len() as u64)
    }
}

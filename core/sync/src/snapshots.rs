//! Snapshots: who makes one and when, who confirms it, and when the entries go that are in it.
//!
//! A device offers a snapshot of what both sides hold by a record of the account's log. Every device draws the same from
//! its own log, and confirms it in its signed statement when it is the same. Once all have, a second record makes it what
//! chains begin with: the relay drops the entries that are in it, and so does every device. Who was away longer than
//! `PATIENCE_MS` is not waited for: it begins with the snapshot when it comes back, and what it wrote meanwhile stays.

use crate::blobs::{keyed, open, seal};
use crate::exchange::{Met, hex};
use crate::ledger::{By, Ledger};
use crate::service::{change, meet};
use crate::state::State;
use crate::transport::{Credential, Transport};
use crate::{Alert, Error};
use coach_store::Store;
use coach_store::snapshots::Begun;
use coach_store::sync::EpochKeys;
use coach_wire::account::{Change, MAX_PARTS, MAX_RECORD, MAX_RECORDS, PATIENCE_MS, Recorded, Snapshot};
use coach_wire::message::{Blob, PAGE, Request, Response, Tip};
use coach_wire::{DeviceId, Hash};
use minicbor::bytes::ByteArray;
use std::collections::BTreeMap;

/// Entries after which a snapshot is made, if it takes at most half of the room of what it stands for: then a relay holds
/// at most twice of what there is, and all snapshots together are no larger than what was written.
const ENTRIES: u64 = 1000;
/// How long words that were erased may stay in sealed entries before a snapshot is made for them: 7 days.
const ERASED_MS: i64 = 7 * 86_400_000;
/// How long a snapshot that some device does not confirm is waited for before another one is offered: 30 days.
const OFFER_MS: i64 = 30 * 86_400_000;
/// Records that are left for devices and keys.
const SPARE_RECORDS: u64 = 1024;
const PART: &str = "pocketcoach/v1/snapshot";

fn name_of(keys: &EpochKeys, part: &[u8]) -> Result<Hash, Error> {
    keyed(keys, &[b"snapshot", part])
}

fn names_of(keys: &EpochKeys, parts: &[Vec<u8>]) -> Result<Vec<ByteArray<32>>, Error> {
    parts.iter().map(|part| Ok(ByteArray::from(name_of(keys, part)?))).collect()
}

/// Parts on their way from the relay.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    named: Vec<Hash>,
    here: BTreeMap<Hash, Vec<u8>>,
    /// One is not there, or is not what its name says.
    wrong: bool,
}

impl Parts {
    pub(crate) fn of(recorded: Option<&Recorded>) -> Self {
        let named = recorded.map_or(Vec::new(), |recorded| recorded.snapshot.parts.iter().map(|part| **part).collect());
        Parts { named, ..Parts::default() }
    }

    /// What to ask for next.
    pub(crate) fn next(&self) -> Option<Request> {
        let lacking = self.named.iter().filter(|name| !self.here.contains_key(*name));
        let lacking: Vec<ByteArray<32>> = lacking.copied().map(ByteArray::from).collect();
        (!lacking.is_empty() && !self.wrong).then_some(Request::Get(lacking))
    }

    pub(crate) fn take(&mut self, store: &Store, blobs: Vec<Blob>) -> Result<(), Error> {
        let (keys, account) = (store.epoch_keys()?, store.identity()?.account);
        let before = self.here.len();
        for blob in blobs.into_iter().filter(|blob| self.named.contains(&blob.id)) {
            match open(PART, &account, &keys, &blob.id, &blob.sealed) {
                Some(part) if name_of(&keys, &part)? == blob.id => {
                    self.here.insert(blob.id, part.to_vec());
                }
                _ => self.wrong = true,
            }
        }
        // An answer that brings nothing would be asked for for ever.
        self.wrong |= self.here.len() == before;
        Ok(())
    }

    /// All of them in order.
    pub(crate) fn whole(&self) -> Option<Vec<Vec<u8>>> {
        self.named.iter().map(|name| self.here.get(name).cloned()).collect()
    }
}

/// Whether this device lacks something of the snapshot that chains begin with.
pub(crate) fn lacks(store: &Store, ledger: &Ledger) -> Result<bool, Error> {
    let Some(base) = &ledger.account.base else { return Ok(false) };
    let tips = store.frontier()?;
    let known = |device: &DeviceId| tips.iter().find(|tip| tip.device == *device).map_or(0, |tip| tip.seq);
    Ok(base.snapshot.cut.iter().any(|tip| known(&tip.device) < tip.seq))
}

/// Notes for the next statement that this device holds all of a snapshot, and needs none of the entries in it.
fn holds_all_of(store: &Store, number: u64) -> Result<(), Error> {
    let mut state = State::load(store)?;
    if state.confirmed < number {
        state.confirmed = number;
        state.save(store)?;
    }
    Ok(())
}

/// Lets go of pages of the database as they were before entries went, once for each snapshot. With the sync after it: then
/// the new ones are on the disk for certain.
pub(crate) fn forget_what_went(store: &Store) -> Result<(), Error> {
    let ledger = Ledger::load(store)?;
    let Some(base) = &ledger.account.base else { return Ok(()) };
    let mut state = State::load(store)?;
    if state.forgotten < base.number && store.begin_cut()? == base.snapshot.cut && store.forget_earlier_pages()? {
        state.forgotten = base.number;
        state.save(store)?;
    }
    Ok(())
}

/// Devices that have not confirmed the snapshot that is offered.
pub(crate) fn waiting_for(store: &Store, ledger: &Ledger, state: &State) -> Result<Vec<String>, Error> {
    let Some(offered) = &ledger.account.offered else { return Ok(Vec::new()) };
    let own = store.identity()?.device;
    let confirmed = |device: &DeviceId| {
        if *device == own {
            return state.confirmed == offered.number;
        }
        state.told.get(&hex(device)).is_some_and(|(_, snapshot)| *snapshot == offered.number)
    };
    let live = ledger.account.live().map(|device| device.device.id);
    Ok(live.filter(|device| !confirmed(device)).map(|device| hex(&device)).collect())
}

/// Does what there is to do, as far as both sides stand so that it can be done: brings parts that the relay lacks, confirms
/// what is offered, makes it what chains begin with, offers a new one. With `wish`, one is offered whatever there is.
pub(crate) async fn tend(
    store: &Store,
    relay: &dyn Transport,
    now_ms: i64,
    met: Met,
    wish: bool,
) -> Result<Vec<Alert>, Error> {
    let mut tending = Tending { store, relay, now_ms, alerts: Vec::new() };
    let offers = tending.round(met, wish).await?;
    if offers {
        // What was offered or confirmed is said, and what others say about it is heard.
        let (report, met) = meet(store, relay, now_ms).await?;
        tending.alerts.extend(report.alerts);
        tending.round(met, false).await?;
    }
    Ok(tending.alerts)
}

/// Why a snapshot is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// A person asks for it.
    Wished,
    /// Words that were erased are still in sealed entries.
    Erased,
    /// There are many entries, and it may take less room than they do.
    Room,
}

struct Tending<'relay> {
    store: &'relay Store,
    relay: &'relay dyn Transport,
    now_ms: i64,
    alerts: Vec<Alert>,
}

impl Tending<'_> {
    /// One round. Says whether there is something to tell the others.
    async fn round(&mut self, met: Met, wish: bool) -> Result<bool, Error> {
        let Some(tips) = met.tips else { return Ok(false) };
        self.follow_base()?;
        self.bring(&met.lacks).await?;
        let ledger = Ledger::load(self.store)?;
        if let Some(offered) = &ledger.account.offered {
            if State::load(self.store)?.confirmed != offered.number {
                return self.confirm(offered);
            }
            if self.may_go(&ledger, offered)? {
                if !met.lacks.is_empty() || !self.is_there(offered).await? {
                    return Ok(false);
                }
                self.replace(offered.number).await?;
                return Ok(false);
            }
            // Another offer would begin the wait for those who are away anew.
            let rested = self.now_ms.saturating_sub(offered.at_ms).saturating_abs() >= OFFER_MS;
            if !(rested && self.is_refused(&ledger, offered)?) {
                return Ok(false);
            }
        }
        match if wish { Some(Why::Wished) } else { self.is_due(&ledger)? } {
            Some(why) => self.offer(&ledger, tips, why).await,
            None => Ok(false),
        }
    }

    /// Entries go here, too, that the snapshot stands for which chains begin with; if it is what is here.
    fn follow_base(&mut self) -> Result<(), Error> {
        let ledger = Ledger::load(self.store)?;
        let Some(base) = &ledger.account.base else { return Ok(()) };
        if self.store.begin_cut()? == base.snapshot.cut {
            return Ok(());
        }
        let Some(parts) = self.same(base)? else { return Ok(()) };
        match self.store.begin_with(&base.snapshot.cut, &parts)? {
            Begun::Fork(device, seq) => self.alerts.push(Alert::TwoHistories { device: hex(&device), seq }),
            // The relay may not have heard yet that this device needs none of the entries.
            Begun::Done => holds_all_of(self.store, base.number)?,
            Begun::Unsent => {}
        }
        Ok(())
    }

    /// The parts of a recorded snapshot as they are drawn here, when they are the same. `None` without an alert when this
    /// device cannot tell.
    fn same(&mut self, recorded: &Recorded) -> Result<Option<Vec<Vec<u8>>>, Error> {
        let Some(parts) = self.store.draw_snapshot(&recorded.snapshot.cut)? else { return Ok(None) };
        if names_of(&self.store.epoch_keys()?, &parts)? == recorded.snapshot.parts {
            return Ok(Some(parts));
        }
        self.alerts.push(Alert::SnapshotDiffers { device: hex(&recorded.by) });
        Ok(None)
    }

    fn confirm(&mut self, offered: &Recorded) -> Result<bool, Error> {
        if self.same(offered)?.is_none() {
            return Ok(false);
        }
        holds_all_of(self.store, offered.number)?;
        Ok(true)
    }

    /// Whether someone has heard of a snapshot and did not confirm it.
    fn is_refused(&self, ledger: &Ledger, offered: &Recorded) -> Result<bool, Error> {
        let state = State::load(self.store)?;
        let spoke = |device: &String| state.told.get(device).is_some_and(|(records, _)| *records > offered.number);
        Ok(waiting_for(self.store, ledger, &state)?.iter().any(spoke))
    }

    /// Whether nobody needs the entries any more that are in a snapshot.
    fn may_go(&self, ledger: &Ledger, offered: &Recorded) -> Result<bool, Error> {
        let state = State::load(self.store)?;
        let late = self.now_ms.saturating_sub(offered.at_ms) > PATIENCE_MS;
        let own = hex(&self.store.identity()?.device);
        // Who has said something since it was offered, and has not confirmed it, is not away.
        let away = |device: &String| {
            late && *device != own && state.told.get(device).is_none_or(|(records, _)| *records <= offered.number)
        };
        Ok(waiting_for(self.store, ledger, &state)?.iter().all(away))
    }

    /// Whether the relay gives the whole snapshot, and gives it right.
    async fn is_there(&mut self, offered: &Recorded) -> Result<bool, Error> {
        let mut parts = Parts::of(Some(offered));
        while let Some(request) = parts.next() {
            match self.relay.ask(Credential::Device(self.store), request).await? {
                Response::Blobs(blobs) => parts.take(self.store, blobs)?,
                _ => return Err(other_answer()),
            }
        }
        if parts.whole().is_some() {
            return Ok(true);
        }
        // Another device may have let it go since this one heard of it; the account's log tells.
        meet(self.store, self.relay, self.now_ms).await?;
        if Ledger::load(self.store)?.account.offered.is_some_and(|now| now.number == offered.number) {
            self.alerts.push(Alert::SnapshotMissing);
        }
        Ok(false)
    }

    async fn replace(&mut self, number: u64) -> Result<(), Error> {
        let (store, now_ms) = (self.store, self.now_ms);
        change(store, self.relay, now_ms, |ledger| {
            // Another device may have done it, or have let a new one in that nobody heard of yet.
            let offered = ledger.account.offered.clone().filter(|offered| offered.number == number);
            match offered {
                Some(offered) if self.may_go(ledger, &offered)? => {
                    ledger.add(store, &By::Device, now_ms, Change::Trim { number })
                }
                _ => Err(Error::ChangedMeanwhile),
            }
        })
        .await?;
        self.follow_base()
    }

    fn is_due(&self, ledger: &Ledger) -> Result<Option<Why>, Error> {
        if ledger.account.records + SPARE_RECORDS > MAX_RECORDS {
            return Ok(None);
        }
        let tail = self.store.tail()?;
        let since = |recorded: &Recorded| self.now_ms.saturating_sub(recorded.at_ms).saturating_abs();
        let rested = ledger.account.base.as_ref().is_none_or(|base| since(base) >= ERASED_MS);
        if tail.erased && rested {
            return Ok(Some(Why::Erased));
        }
        // Drawing it reads the whole log: where it was not worth it, there have to be twice as many before the next try.
        let looked = State::load(self.store)?.not_worth;
        let more = tail.entries >= looked.saturating_mul(2) || tail.entries < looked;
        Ok((tail.entries >= ENTRIES && more).then_some(Why::Room))
    }

    async fn offer(&mut self, ledger: &Ledger, cut: Vec<Tip>, why: Why) -> Result<bool, Error> {
        // What chains of strangers hold is no part of the account.
        let known = |tip: &Tip| ledger.account.devices.contains_key(&tip.device);
        let cut: Vec<Tip> = cut.into_iter().filter(known).collect();
        let nothing_new = cut == self.store.begin_cut()?;
        let Some(parts) = self.store.draw_snapshot(&cut)?.filter(|_| !nothing_new) else { return Ok(false) };
        if why == Why::Room && !self.is_worth(&parts)? {
            return Ok(false);
        }
        let snapshot = Snapshot { cut, parts: names_of(&self.store.epoch_keys()?, &parts)? };
        let fits = snapshot.parts.len() <= MAX_PARTS && coach_wire::to_bytes(&snapshot).len() < MAX_RECORD - 512;
        if !fits || snapshot.cut.is_empty() {
            return Ok(false);
        }
        let (store, now_ms) = (self.store, self.now_ms);
        let before = ledger.account.records;
        let ledger = change(store, self.relay, now_ms, |ledger| {
            if ledger.account.records != before {
                return Err(Error::ChangedMeanwhile);
            }
            ledger.add(store, &By::Device, now_ms, Change::Snapshot { snapshot: snapshot.clone() })
        })
        .await?;
        if let Some(offered) = &ledger.account.offered {
            holds_all_of(store, offered.number)?;
        }
        self.put(&parts).await?;
        Ok(true)
    }

    /// Whether a snapshot takes at most half of the room of what it stands for.
    fn is_worth(&self, parts: &[Vec<u8>]) -> Result<bool, Error> {
        let size: u64 = parts.iter().map(|part| part.len() as u64).sum();
        let worth = size.saturating_mul(2) <= self.store.log_bytes()?;
        let mut state = State::load(self.store)?;
        state.not_worth = if worth { 0 } else { self.store.tail()?.entries };
        state.save(self.store)?;
        Ok(worth)
    }

    /// Brings parts that the relay lacks, of what is offered or of what chains begin with, if they are here.
    async fn bring(&mut self, lacks: &[Hash]) -> Result<(), Error> {
        if lacks.is_empty() {
            return Ok(());
        }
        let ledger = Ledger::load(self.store)?;
        let keys = self.store.epoch_keys()?;
        let mut here = self.store.begin_parts()?;
        if let Some(offered) = &ledger.account.offered {
            here.extend(self.same(offered)?.unwrap_or_default());
        }
        let mut wanted = Vec::new();
        for part in here {
            if lacks.contains(&name_of(&keys, &part)?) {
                wanted.push(part);
            }
        }
        self.put(&wanted).await
    }

    async fn put(&self, parts: &[Vec<u8>]) -> Result<(), Error> {
        let (keys, account) = (self.store.epoch_keys()?, self.store.identity()?.account);
        let (mut page, mut bytes) = (Vec::new(), 0);
        for (n, part) in parts.iter().enumerate() {
            let id = name_of(&keys, part)?;
            let sealed = seal(PART, &account, &keys, &id, part)?;
            bytes += sealed.len();
            page.push(Blob { id, sealed });
            if bytes >= PAGE || n + 1 == parts.len() {
                bytes = 0;
                let request = Request::Put(std::mem::take(&mut page));
                if self.relay.ask(Credential::Device(self.store), request).await? != Response::Stored {
                    return Err(other_answer());
                }
            }
        }
        Ok(())
    }
}

fn other_answer() -> Error {
    Error::Protocol("the answer does not belong to the question".to_owned())
}

//! Snapshots: sealed parts that are kept as long as the account's log names them, and the entries whose place they take.
//!
//! The relay keeps parts by slots of its own, which no device sets. Nothing goes before all parts are here and every
//! device has signed that it needs none of it, whatever a record says.

use super::Relay;
use crate::Error;
use crate::storage::{Chain, View, number};
use coach_wire::account::{PATIENCE_MS, Snapshot};
use coach_wire::message::Statement;
use coach_wire::{Account, AccountId, DeviceId, Hash, Recorded};
use minicbor::bytes::ByteArray;
use std::collections::BTreeMap;

/// What the relay's own slots are for.
#[derive(Clone, Copy)]
enum Kept {
    /// Parts of the snapshot that chains begin with.
    Base = 0,
    /// Parts of the one that is offered.
    Offered = 1,
    /// Its version is the number of the snapshot whose entries are gone.
    Done = 2,
    /// Their versions are the times at which the relay came to know of the snapshots, in milliseconds since 1970 UTC: at
    /// place 0 of the one that chains begin with, at place 1 of the one that is offered.
    Heard = 3,
}

fn slot(kept: Kept, place: usize) -> [u8; 16] {
    let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/relay-snapshot");
    hasher.update(&[kept as u8]);
    hasher.update(&(place as u64).to_le_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    id
}

/// Keeps the parts that the account's log names now, and lets go those that it named before.
pub(super) fn follow(view: &mut dyn View, before: Option<&Account>, now: &Account, now_ms: i64) -> Result<(), Error> {
    note_time(view, before, now, now_ms)?;
    // The base first: a part that was offered is kept without a break.
    for kept in [Kept::Base, Kept::Offered] {
        let of = |account: &Account| -> Option<Recorded> {
            if matches!(kept, Kept::Base) { account.base.clone() } else { account.offered.clone() }
        };
        let (was, is) = (before.and_then(of), of(now));
        if was != is {
            keep(view, &now.id, kept, was.as_ref(), is.as_ref())?;
        }
    }
    Ok(())
}

/// Notes when the relay came to know of what is new. By its own clock: those of devices may say anything.
fn note_time(view: &mut dyn View, before: Option<&Account>, now: &Account, now_ms: i64) -> Result<(), Error> {
    let [base, offered] = [0, 1].map(|place| slot(Kept::Heard, place));
    let is_new = |of: fn(&Account) -> Option<&Recorded>| before.and_then(of) != of(now) && of(now).is_some();
    let now_ms = u64::try_from(now_ms).unwrap_or(0);
    if is_new(|account| account.base.as_ref()) {
        let number = now.base.as_ref().map(|base| base.number);
        let was_offered = before.and_then(|before| before.offered.as_ref()).map(|offered| offered.number) == number;
        let heard = if was_offered { view.slot(&now.id, &offered)?.map(|(heard_ms, _)| heard_ms) } else { None };
        view.put_slot(&now.id, &base, heard.unwrap_or(now_ms), None)?;
    }
    if is_new(|account| account.offered.as_ref()) {
        view.put_slot(&now.id, &offered, now_ms, None)?;
    }
    Ok(())
}

fn keep(
    view: &mut dyn View,
    account: &AccountId,
    kept: Kept,
    was: Option<&Recorded>,
    is: Option<&Recorded>,
) -> Result<(), Error> {
    let parts = |recorded: Option<&Recorded>| recorded.map_or(Vec::new(), |recorded| recorded.snapshot.parts.clone());
    let (was, version, is) = (parts(was), is.map_or(0, |recorded| recorded.number), parts(is));
    for place in 0..was.len().max(is.len()) {
        view.put_slot(account, &slot(kept, place), version, is.get(place).map(|part| &**part))?;
    }
    for part in was.iter().filter(|part| !is.contains(part)) {
        if let Some(size) = view.drop_unreferred(account, part)? {
            view.grow(account, -number(size)?)?;
        }
    }
    Ok(())
}

/// Chains as they count: one whose beginning is in the snapshot alone is as long as that at least.
pub(super) fn lengthen(account: &Account, chains: &mut BTreeMap<DeviceId, Chain>) {
    for tip in account.base.iter().flat_map(|base| &base.snapshot.cut) {
        let chain = chains.entry(tip.device).or_insert(Chain { seq: 0, hash: [0; 32] });
        if chain.seq < tip.seq {
            *chain = Chain { seq: tip.seq, hash: tip.hash };
        }
    }
}

/// Whether a cut is one through the chains that are here.
pub(super) fn is_cut(
    view: &mut dyn View,
    account: &Account,
    snapshot: &Snapshot,
    chains: &BTreeMap<DeviceId, Chain>,
) -> Result<bool, Error> {
    for tip in &snapshot.cut {
        let begin = account.begins_after(&tip.device).filter(|begin| begin.seq == tip.seq);
        let here = match (chains.get(&tip.device), begin) {
            (_, Some(begin)) => Some(begin.hash),
            (Some(chain), None) if chain.seq == tip.seq => Some(chain.hash),
            _ => view.hash_at(&account.id, &tip.device, tip.seq)?,
        };
        if here != Some(tip.hash) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Parts that are named and not here, of the snapshot that is offered and, until its entries are gone, of the other one.
pub(super) fn lacks(view: &mut dyn View, account: &Account) -> Result<Vec<ByteArray<32>>, Error> {
    let mut lacks: Vec<ByteArray<32>> = Vec::new();
    let waits = if done(view, account)? { None } else { account.base.as_ref() };
    for part in account.offered.iter().chain(waits).flat_map(|recorded| &recorded.snapshot.parts) {
        if !lacks.contains(part) && !view.has_blob(&account.id, part)? {
            lacks.push(*part);
        }
    }
    Ok(lacks)
}

fn done(view: &mut dyn View, account: &Account) -> Result<bool, Error> {
    let Some(base) = &account.base else { return Ok(true) };
    Ok(view.slot(&account.id, &slot(Kept::Done, 0))?.is_some_and(|(number, _)| number >= base.number))
}

/// Whether nobody needs the entries any more that are in the snapshot which chains begin with: each device that was in
/// when it was offered has said that it holds all of it, or has said nothing since for as long as one is waited for. A
/// device that trims what the others did not confirm takes nothing from them.
fn nobody_needs(view: &mut dyn View, account: &Account, base: &Recorded, now_ms: i64) -> Result<bool, Error> {
    let mut said: BTreeMap<DeviceId, Statement> = BTreeMap::new();
    for body in view.statements(&account.id, 0, None)? {
        let statement: Statement = coach_wire::from_bytes(&body, "a stored statement")?;
        said.insert(statement.device, statement);
    }
    let heard_ms =
        view.slot(&account.id, &slot(Kept::Heard, 0))?.and_then(|(heard_ms, _)| i64::try_from(heard_ms).ok());
    let late = heard_ms.is_some_and(|heard_ms| now_ms.saturating_sub(heard_ms) > PATIENCE_MS);
    Ok(account.live().filter(|device| device.record < base.number).all(|device| match said.get(&device.device.id) {
        Some(statement) if statement.snapshot >= Some(base.number) => true,
        Some(statement) if statement.records > base.number => false,
        _ => late,
    }))
}

impl Relay {
    /// Takes the content of entries that are in the snapshot which chains begin with, once all of that is here and nobody
    /// needs them. Says whether something went.
    pub(super) fn trim(&self, view: &mut dyn View, account: &Account, now_ms: i64) -> Result<bool, Error> {
        let Some(base) = &account.base else { return Ok(false) };
        if done(view, account)? {
            return Ok(false);
        }
        for part in &base.snapshot.parts {
            let part: &Hash = part;
            if !view.has_blob(&account.id, part)? {
                return Ok(false);
            }
        }
        if !nobody_needs(view, account, base, now_ms)? {
            return Ok(false);
        }
        let mut freed = 0;
        for tip in &base.snapshot.cut {
            freed += view.empty_entries(&account.id, &tip.device, tip.seq)?;
        }
        view.grow(&account.id, -number(freed)?)?;
        view.put_slot(&account.id, &slot(Kept::Done, 0), base.number, None)?;
        Ok(freed > 0)
    }
}

//! Give and take of entries. Entries are taken when their author's signature holds and they continue their chain.

use super::{Principal, Relay, snapshots};
use crate::Error;
use crate::storage::{Chain, Standing, Stored, View, number};
use coach_wire::account::{Change, Record};
use coach_wire::message::{
    Exchange, Exchanged, LEAST_PAGE, MAX_ENTRY, MAX_PAGE, Mark, PAGE, Reason, Refusal, STATEMENT, Statement,
};
use coach_wire::{Account, DeviceId, Entry, Hash, Header, PROTOCOL};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Chains of an account, revoked devices included.
const MAX_CHAINS: usize = 4096;
/// When an account's room is full, entries up to this size still pass, for deleting takes an entry too.
const SMALL: usize = 4096;
/// And as much room is kept for them.
const RESERVE: u64 = 4 << 20;

/// Chains as they are, and what is new of them.
struct Chains {
    now: BTreeMap<DeviceId, Chain>,
    new: BTreeMap<DeviceId, Vec<Stored>>,
}

impl Relay {
    pub(super) fn exchange(
        &self,
        view: &mut dyn View,
        who: &Principal,
        (account, standing): (&Arc<Account>, Standing),
        ask: Exchange,
        now_ms: i64,
    ) -> Result<(Exchanged, Arc<Account>), Error> {
        if ask.protocol.abs_diff(PROTOCOL) > 1 {
            return Err(Error::Protocol);
        }
        if ask.frontier.len() > MAX_CHAINS {
            return Err(Error::Malformed("the frontier is too long"));
        }
        let mut answer = Exchanged::default();
        let brings = !ask.entries.is_empty() || !ask.records.is_empty();
        let mut now: BTreeMap<DeviceId, Chain> = view.chains(&account.id)?.into_iter().collect();
        let account = take_records(view, account, &ask, &now, &mut answer, now_ms)?;
        if ask.records.iter().any(revokes) {
            now = view.chains(&account.id)?.into_iter().collect();
        }
        snapshots::lengthen(&account, &mut now);
        let mut chains = Chains { now, new: BTreeMap::new() };
        let mut claimed: BTreeMap<DeviceId, Mark> = ask.frontier.iter().map(|mark| (mark.device, *mark)).collect();
        let grown = self.take_entries(view, &account, standing, ask.entries, &mut chains, &mut claimed, &mut answer)?;
        if ask.room != Some(0) {
            let budget = ask.room.map_or(PAGE, |room| (room as usize).clamp(LEAST_PAGE, MAX_PAGE));
            give_entries(view, &account, &chains.now, &claimed, budget, &mut answer)?;
        }
        let frontier: BTreeMap<DeviceId, Mark> =
            chains.now.iter().map(|(device, chain)| (*device, Mark::of(*device, chain.seq, &chain.hash))).collect();
        if frontier != claimed || !answer.refused.is_empty() {
            answer.frontier = Some(frontier.into_values().collect());
        }
        let mut statements = standing.statements;
        if let Some(statement) = &ask.statement
            && take_statement(view, who, &account, statement)?
        {
            statements += 1;
        }
        answer.statements_known = statements;
        if statements > ask.statements_known {
            for body in view.statements(&account.id, ask.statements_known, who.device.as_ref())? {
                answer.statements.push(coach_wire::from_bytes(&body, "a stored statement")?);
            }
        }
        if brings {
            view.touch(&account.id, now_ms, grown)?;
            view.tell(&account.id)?;
        }
        Ok((answer, account))
    }

    /// Takes what it can, and says by how many bytes the account grew.
    #[allow(clippy::too_many_arguments, reason = "the state of one exchange, in one place")]
    fn take_entries(
        &self,
        view: &mut dyn View,
        account: &Account,
        standing: Standing,
        entries: Vec<Entry>,
        chains: &mut Chains,
        claimed: &mut BTreeMap<DeviceId, Mark>,
        answer: &mut Exchanged,
    ) -> Result<u64, Error> {
        let mut grown = 0;
        let mut stopped: BTreeSet<DeviceId> = BTreeSet::new();
        // One after the other is let go, so that a large page is not in memory twice.
        for entry in entries {
            let header = Header::decode(&entry.header)?;
            if stopped.contains(&header.device) {
                continue;
            }
            match self.take_entry(view, account, &entry, &header, chains, standing.bytes + grown)? {
                Ok((hash, size)) => {
                    grown += size;
                    claimed.insert(header.device, Mark::of(header.device, header.seq, &hash));
                }
                Err(reason) => {
                    stopped.insert(header.device);
                    answer.refused.push(Refusal { device: header.device, seq: header.seq, reason });
                }
            }
        }
        for (device, entries) in std::mem::take(&mut chains.new) {
            view.put_entries(&account.id, &device, &entries)?;
        }
        Ok(grown)
    }

    /// Takes one entry, and says by how much the account grew.
    fn take_entry(
        &self,
        view: &mut dyn View,
        account: &Account,
        entry: &Entry,
        header: &Header,
        chains: &mut Chains,
        bytes: u64,
    ) -> Result<Result<(Hash, u64), Reason>, Error> {
        let size = entry.size();
        let Some(device) = account.devices.get(&header.device) else { return Ok(Err(Reason::NotTrusted)) };
        let trusted = header.account == account.id
            && size <= MAX_ENTRY
            && device.last_seq.is_none_or(|last| header.seq <= last)
            && entry.verify(&device.device.verifying_key).is_ok();
        if !trusted || header.seq == 0 {
            return Ok(Err(Reason::NotTrusted));
        }
        let hash = entry.hash();
        let (seq, last) = chains.now.get(&header.device).map_or((0, [0; 32]), |chain| (chain.seq, chain.hash));
        let new = chains.new.entry(header.device).or_default();
        if header.seq <= seq {
            // It may be one of those that came just before, in the same question.
            let there = match new.iter().find(|stored| stored.seq == header.seq) {
                Some(stored) => Some(stored.hash),
                None => view.hash_at(&account.id, &header.device, header.seq)?,
            };
            let begin = account.begins_after(&header.device).filter(|begin| header.seq <= begin.seq);
            return Ok(match (there, begin) {
                (Some(there), _) if there == hash => Ok((hash, 0)),
                (None, Some(begin)) if header.seq == begin.seq && begin.hash == hash => Ok((hash, 0)),
                // A relay that lost them knows what is in the snapshot by its last entry alone: it may be right.
                (None, Some(begin)) if header.seq < begin.seq => Err(Reason::Gap),
                _ => Err(Reason::Fork),
            });
        }
        if header.seq > seq + 1 {
            return Ok(Err(Reason::Gap));
        }
        if header.prev_hash != last {
            return Ok(Err(Reason::Fork));
        }
        let after = bytes + size as u64;
        let room =
            if size <= SMALL { self.limits.quota_bytes.saturating_add(RESERVE) } else { self.limits.quota_bytes };
        if after > room {
            return Ok(Err(Reason::Quota));
        }
        new.push(Stored { seq: header.seq, hash, bytes: coach_wire::to_bytes(entry) });
        chains.now.insert(header.device, Chain { seq: header.seq, hash });
        Ok(Ok((hash, size as u64)))
    }
}

fn take_records(
    view: &mut dyn View,
    account: &Arc<Account>,
    ask: &Exchange,
    chains: &BTreeMap<DeviceId, Chain>,
    answer: &mut Exchanged,
    now_ms: i64,
) -> Result<Arc<Account>, Error> {
    let mut known = ask.records_known;
    let mut followed = None;
    // One record alone is news; several are what a relay has lost, and then their entries may come later.
    let news = ask.records.len() == 1;
    for record in &ask.records {
        let next = followed.get_or_insert_with(|| (**account).clone());
        let snapshot = match record.read().map(|body| body.change) {
            Ok(Change::Snapshot { snapshot }) if news => Some(snapshot),
            _ => None,
        };
        let holds = match &snapshot {
            Some(snapshot) => snapshots::is_cut(view, account, snapshot, chains)?,
            None => true,
        };
        if !holds || next.follow(record).is_err() {
            answer.refused.push(Refusal { device: [0; 16], seq: known, reason: Reason::RecordBehind });
            break;
        }
        view.put_record(&next.id, next.records - 1, record)?;
        if let Ok(body) = record.read()
            && let Change::Revoke { device, last_seq, .. } = body.change
        {
            // Takes what a revoked device wrote after its last entry that counts.
            let gone = view.cut(&next.id, &device, last_seq)?;
            let sizes = gone.iter().map(|bytes| coach_wire::from_bytes::<Entry>(bytes, "a stored entry"));
            let freed = sizes.flatten().map(|entry| entry.size() as u64).sum();
            view.grow(&next.id, -number(freed)?)?;
        }
        known += 1;
    }
    let next = followed.map_or_else(|| Arc::clone(account), Arc::new);
    snapshots::follow(view, Some(account), &next, now_ms)?;
    answer.records_held = next.records;
    if known < next.records {
        answer.records = view.records(&next.id, known)?;
    }
    Ok(next)
}

fn revokes(record: &Record) -> bool {
    record.read().is_ok_and(|body| matches!(body.change, Change::Revoke { .. }))
}

/// Gives a page of what the other side lacks. Whoever lacks what is in the snapshot has to take that first.
fn give_entries(
    view: &mut dyn View,
    account: &Account,
    chains: &BTreeMap<DeviceId, Chain>,
    claimed: &BTreeMap<DeviceId, Mark>,
    budget: usize,
    answer: &mut Exchanged,
) -> Result<(), Error> {
    let mut bytes = 0;
    for (device, chain) in chains {
        let mark = claimed.get(device);
        let known = mark.map_or(0, |mark| mark.seq);
        if let Some(mark) = mark.filter(|mark| mark.seq > 0 && mark.seq <= chain.seq) {
            let here = if known == chain.seq { Some(chain.hash) } else { view.hash_at(&account.id, device, known)? };
            let begin = account.begins_after(device).filter(|begin| known <= begin.seq);
            let here = match begin {
                Some(begin) if known == begin.seq => Some(begin.hash),
                // It may be right: nobody knows it here.
                Some(_) if here.is_none() => continue,
                _ => here,
            };
            if here.is_none_or(|hash| Mark::of(*device, known, &hash) != *mark) {
                answer.refused.push(Refusal { device: *device, seq: known, reason: Reason::Fork });
                continue;
            }
        }
        if known >= chain.seq || account.begins_after(device).is_some_and(|begin| known < begin.seq) {
            continue;
        }
        let page = view.entries(&account.id, device, known, budget.saturating_sub(bytes), answer.entries.is_empty())?;
        for encoded in page.entries {
            bytes += encoded.len();
            answer.entries.push(
                coach_wire::from_bytes(&encoded, "a stored entry")
                    .map_err(|error| Error::Storage(error.to_string()))?,
            );
        }
        if page.more {
            answer.more = true;
            return Ok(());
        }
    }
    Ok(())
}

/// The answer to a question that brings nothing, when it gets nothing.
pub(super) fn no_news(
    view: &mut dyn View,
    account: &Account,
    standing: Standing,
    ask: &Exchange,
) -> Result<Option<Exchanged>, Error> {
    let known = ask.protocol.abs_diff(PROTOCOL) <= 1
        && ask.records_known == account.records
        && ask.statements_known >= standing.statements;
    // Parts that a snapshot lacks are news of their own.
    if !known || !snapshots::lacks(view, account)?.is_empty() {
        return Ok(None);
    }
    let chains = view.chains(&account.id)?;
    let told: BTreeMap<&DeviceId, &Mark> = ask.frontier.iter().map(|mark| (&mark.device, mark)).collect();
    let same = told.len() == chains.len()
        && chains.iter().all(|(device, chain)| {
            told.get(device).is_some_and(|mark| **mark == Mark::of(*device, chain.seq, &chain.hash))
        });
    Ok(same.then(|| Exchanged {
        records_held: account.records,
        statements_known: standing.statements,
        ..Exchanged::default()
    }))
}

/// Keeps what a device says, and says whether it did.
fn take_statement(
    view: &mut dyn View,
    who: &Principal,
    account: &Account,
    statement: &Statement,
) -> Result<bool, Error> {
    let Some(device) = who.device.and_then(|device| account.devices.get(&device)) else { return Ok(false) };
    let key = &device.device.verifying_key;
    if statement.device != device.device.id
        || statement.account != account.id
        || statement.tips.len() > MAX_CHAINS
        || coach_wire::verify(key, STATEMENT, &statement.signed(), &statement.signature, "a statement").is_err()
    {
        return Err(Error::Malformed("the statement is not the device's own"));
    }
    view.put_statement(&account.id, &statement.device, &coach_wire::to_bytes(statement))?;
    Ok(true)
}

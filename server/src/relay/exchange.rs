//! Give and take of entries. Entries are taken when their author's signature holds and they continue their chain.

use super::{Principal, Relay};
use crate::Error;
use coach_wire::account::Change;
use coach_wire::message::{Exchange, Exchanged, MAX_ENTRY, Mark, PAGE, Reason, Refusal, STATEMENT, Statement};
use coach_wire::{Account, DeviceId, Entry, Hash, Header, PROTOCOL};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Chains of an account, revoked devices included.
const MAX_CHAINS: usize = 4096;
/// When an account's room is full, entries up to this size still pass, for deleting takes an entry too.
const SMALL: usize = 4096;
/// And as much room is kept for them.
const RESERVE: u64 = 4 << 20;

/// A chain as it is in the database.
struct Chain {
    id: i64,
    seq: u64,
    hash: Hash,
}

impl Relay {
    pub(super) fn exchange(
        &self,
        tx: &Connection,
        who: &Principal,
        account: &Arc<Account>,
        ask: Exchange,
        now_ms: i64,
    ) -> Result<Exchanged, Error> {
        if ask.protocol.abs_diff(PROTOCOL) > 1 {
            return Err(Error::Protocol);
        }
        if ask.frontier.len() > MAX_CHAINS {
            return Err(Error::Malformed("the frontier is too long"));
        }
        let mut answer = Exchanged::default();
        let account = self.take_records(tx, account, &ask, &mut answer)?;
        let mut chains = chains(tx, &account)?;
        let mut claimed: BTreeMap<DeviceId, Mark> = ask.frontier.iter().map(|mark| (mark.device, *mark)).collect();
        self.take_entries(tx, &account, &ask.entries, &mut chains, &mut claimed, &mut answer)?;
        give_entries(tx, &chains, &claimed, &mut answer)?;
        let frontier: BTreeMap<DeviceId, Mark> =
            chains.iter().map(|(device, chain)| (*device, Mark::of(*device, chain.seq, &chain.hash))).collect();
        if frontier != claimed || !answer.refused.is_empty() {
            answer.frontier = Some(frontier.into_values().collect());
        }
        if let Some(statement) = &ask.statement {
            take_statement(tx, who, &account, statement)?;
        }
        give_statements(tx, who, ask.statements_known, &mut answer)?;
        if !ask.entries.is_empty() || !ask.records.is_empty() {
            tx.prepare_cached("UPDATE account SET seen_ms = ?2 WHERE id = ?1")?.execute(params![account.id, now_ms])?;
        }
        Ok(answer)
    }

    fn take_records(
        &self,
        tx: &Connection,
        account: &Arc<Account>,
        ask: &Exchange,
        answer: &mut Exchanged,
    ) -> Result<Arc<Account>, Error> {
        let mut next = (**account).clone();
        let mut known = ask.records_known;
        for record in &ask.records {
            if next.follow(record).is_err() {
                answer.refused.push(Refusal { device: [0; 16], seq: known, reason: Reason::RecordBehind });
                break;
            }
            self.put_record(tx, &next.id, next.records - 1, record)?;
            if let Ok(body) = record.read()
                && let Change::Revoke { device, last_seq, .. } = body.change
            {
                cut(tx, &next, &device, last_seq)?;
            }
            known += 1;
        }
        answer.records_held = next.records;
        answer.records = self.records(tx, &next.id, known)?;
        let next = Arc::new(next);
        if next.records != account.records {
            self.remember(&next);
        }
        Ok(next)
    }

    fn take_entries(
        &self,
        tx: &Connection,
        account: &Account,
        entries: &[Entry],
        chains: &mut BTreeMap<DeviceId, Chain>,
        claimed: &mut BTreeMap<DeviceId, Mark>,
        answer: &mut Exchanged,
    ) -> Result<(), Error> {
        let before: u64 =
            tx.prepare_cached("SELECT bytes FROM account WHERE id = ?1")?.query_row([account.id], |row| row.get(0))?;
        let mut bytes = before;
        let mut stopped: BTreeSet<DeviceId> = BTreeSet::new();
        for entry in entries {
            let header = Header::decode(&entry.header)?;
            if stopped.contains(&header.device) {
                continue;
            }
            match self.take_entry(tx, account, entry, &header, chains, bytes)? {
                Ok(size) => {
                    bytes += size;
                    let hash = entry.hash();
                    claimed.insert(header.device, Mark::of(header.device, header.seq, &hash));
                }
                Err(reason) => {
                    stopped.insert(header.device);
                    answer.refused.push(Refusal { device: header.device, seq: header.seq, reason });
                }
            }
        }
        if bytes != before {
            tx.prepare_cached("UPDATE account SET bytes = ?2 WHERE id = ?1")?.execute(params![account.id, bytes])?;
        }
        Ok(())
    }

    /// Takes one entry, and says by how much the account grew.
    fn take_entry(
        &self,
        tx: &Connection,
        account: &Account,
        entry: &Entry,
        header: &Header,
        chains: &mut BTreeMap<DeviceId, Chain>,
        bytes: u64,
    ) -> Result<Result<u64, Reason>, Error> {
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
        let (seq, last) = chains.get(&header.device).map_or((0, [0; 32]), |chain| (chain.seq, chain.hash));
        if header.seq <= seq {
            let chain = chains.get(&header.device).map_or(0, |chain| chain.id);
            return Ok(if hash_at(tx, chain, header.seq)? == Some(hash) { Ok(0) } else { Err(Reason::Fork) });
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
        let id: i64 = tx
            .prepare_cached(
                "INSERT INTO chain (account, device, seq, hash) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash RETURNING id",
            )?
            .query_row(params![account.id, header.device, header.seq, hash], |row| row.get(0))?;
        tx.prepare_cached("INSERT INTO entry (chain, seq, hash, bytes) VALUES (?1, ?2, ?3, ?4)")?.execute(params![
            id,
            header.seq,
            hash,
            coach_wire::to_bytes(entry)
        ])?;
        chains.insert(header.device, Chain { id, seq: header.seq, hash });
        Ok(Ok(size as u64))
    }
}

fn chains(tx: &Connection, account: &Account) -> Result<BTreeMap<DeviceId, Chain>, Error> {
    let mut statement = tx.prepare_cached("SELECT device, id, seq, hash FROM chain WHERE account = ?1 AND seq > 0")?;
    let rows = statement.query_map([account.id], |row| {
        Ok((row.get(0)?, Chain { id: row.get(1)?, seq: row.get(2)?, hash: row.get(3)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn hash_at(tx: &Connection, chain: i64, seq: u64) -> Result<Option<Hash>, Error> {
    Ok(tx
        .prepare_cached("SELECT hash FROM entry WHERE chain = ?1 AND seq = ?2")?
        .query_row(params![chain, seq], |row| row.get(0))
        .optional()?)
}

/// Takes what a revoked device wrote after its last entry that counts.
fn cut(tx: &Connection, account: &Account, device: &DeviceId, last_seq: u64) -> Result<(), Error> {
    let chain: Option<i64> = tx
        .query_row("SELECT id FROM chain WHERE account = ?1 AND device = ?2", params![account.id, device], |row| {
            row.get(0)
        })
        .optional()?;
    let Some(chain) = chain else { return Ok(()) };
    tx.execute("DELETE FROM entry WHERE chain = ?1 AND seq > ?2", params![chain, last_seq])?;
    let left: Option<(u64, Hash)> = tx
        .query_row("SELECT seq, hash FROM entry WHERE chain = ?1 ORDER BY seq DESC LIMIT 1", [chain], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    let (seq, hash) = left.unwrap_or((0, [0; 32]));
    tx.execute("UPDATE chain SET seq = ?2, hash = ?3 WHERE id = ?1", params![chain, seq, hash])?;
    Ok(())
}

/// Gives a page of what the other side lacks.
fn give_entries(
    tx: &Connection,
    chains: &BTreeMap<DeviceId, Chain>,
    claimed: &BTreeMap<DeviceId, Mark>,
    answer: &mut Exchanged,
) -> Result<(), Error> {
    let mut bytes = 0;
    for (device, chain) in chains {
        let known = claimed.get(device).map_or(0, |mark| mark.seq);
        if known > chain.seq {
            continue;
        }
        if let Some(mark) = claimed.get(device)
            && known > 0
            && hash_at(tx, chain.id, known)?.is_none_or(|hash| Mark::of(*device, known, &hash) != *mark)
        {
            answer.refused.push(Refusal { device: *device, seq: known, reason: Reason::Fork });
            continue;
        }
        let mut statement = tx.prepare_cached("SELECT bytes FROM entry WHERE chain = ?1 AND seq > ?2 ORDER BY seq")?;
        let mut rows = statement.query(params![chain.id, known])?;
        while let Some(row) = rows.next()? {
            let encoded: Vec<u8> = row.get(0)?;
            bytes += encoded.len();
            if bytes > PAGE && !answer.entries.is_empty() {
                answer.more = true;
                return Ok(());
            }
            answer.entries.push(
                coach_wire::from_bytes(&encoded, "a stored entry")
                    .map_err(|error| Error::Storage(error.to_string()))?,
            );
        }
    }
    Ok(())
}

fn take_statement(tx: &Connection, who: &Principal, account: &Account, statement: &Statement) -> Result<(), Error> {
    let Some(device) = who.device.and_then(|device| account.devices.get(&device)) else { return Ok(()) };
    let key = &device.device.verifying_key;
    if statement.device != device.device.id
        || statement.account != account.id
        || statement.tips.len() > MAX_CHAINS
        || coach_wire::verify(key, STATEMENT, &statement.signed(), &statement.signature, "a statement").is_err()
    {
        return Err(Error::Malformed("the statement is not the device's own"));
    }
    let counter: u64 = tx
        .prepare_cached("UPDATE account SET statements = statements + 1 WHERE id = ?1 RETURNING statements")?
        .query_row([account.id], |row| row.get(0))?;
    tx.prepare_cached("INSERT OR REPLACE INTO statement (account, device, counter, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![account.id, statement.device, counter, coach_wire::to_bytes(statement)])?;
    Ok(())
}

fn give_statements(tx: &Connection, who: &Principal, known: u64, answer: &mut Exchanged) -> Result<(), Error> {
    answer.statements_known = tx
        .prepare_cached("SELECT statements FROM account WHERE id = ?1")?
        .query_row([who.account], |row| row.get(0))?;
    let mut statement =
        tx.prepare_cached("SELECT device, body FROM statement WHERE account = ?1 AND counter > ?2 ORDER BY counter")?;
    let mut rows = statement.query(params![who.account, known])?;
    while let Some(row) = rows.next()? {
        if Some(row.get(0)?) != who.device {
            let body: Vec<u8> = row.get(1)?;
            answer.statements.push(coach_wire::from_bytes(&body, "a stored statement")?);
        }
    }
    Ok(())
}

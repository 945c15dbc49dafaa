//! Snapshots of the log: the operations that still say something at a cut through all chains.
//!
//! A snapshot is drawn from the projections, so what was erased is not in it, and it is taken in by the same rules as the
//! entries that it stands for. Two stores that hold the same entries draw the same bytes.

use super::clock::Stamp;
use super::op::Op;
use super::project::{self, Kinds};
use super::{DeviceId, Hash};
use crate::edits::parse;
use crate::{Error, slots, workouts};
use coach_wire::message::Tip;
use minicbor::{Decoder, Encoder};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// The least that is in a part, but for the last one.
const LEAST_PART: usize = 64 << 10;
/// The most that is in a part, but for one operation that is larger.
const MOST_PART: usize = 2 << 20;
/// About so many parts of the least size there are at most.
const PARTS: usize = 96;
/// One in so many operations may end a part.
const ENDS: u8 = 8;
/// Slots that one operation offers.
const SLOTS: usize = 200;

/// Entries under which operations of a snapshot wait that this version does not know: no chain gets so far.
const UNKNOWN: u64 = 1 << 62;

/// An operation with its author, and its place where that matters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    pub(crate) device: DeviceId,
    /// The entry, for an operation that is kept because nobody can read it; 0 otherwise.
    pub(crate) seq: u64,
    /// Position within its entry.
    pub(crate) n: u32,
    pub(crate) op: Op,
}

impl Item {
    fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes);
        // Writing into memory cannot fail.
        let _ =
            encoder.bytes(&self.device).and_then(|encoder| encoder.u64(self.seq)).map(|encoder| encoder.u32(self.n));
        bytes.extend_from_slice(&self.op.encode());
        bytes
    }

    fn decode(decoder: &mut Decoder<'_>) -> Result<Self, Error> {
        let device = decoder.bytes().map_err(|_| damaged())?.try_into().map_err(|_| damaged())?;
        let seq = decoder.u64().map_err(|_| damaged())?;
        let n = decoder.u32().map_err(|_| damaged())?;
        Ok(Item { device, seq, n, op: Op::decode(decoder)? })
    }
}

fn damaged() -> Error {
    Error::Corrupt("a snapshot".to_owned())
}

/// Reads the operations of a snapshot.
pub(crate) fn read(parts: &[Vec<u8>]) -> Result<Vec<Item>, Error> {
    let mut items = Vec::new();
    for part in parts {
        let mut decoder = Decoder::new(part);
        while decoder.position() < part.len() {
            items.push(Item::decode(&mut decoder)?);
        }
    }
    Ok(items)
}

/// The entry that a chain of this store begins after; 0 for one that is whole.
pub(crate) fn begins_after(connection: &Connection, device: &DeviceId) -> Result<(u64, Hash), Error> {
    let tip = connection
        .prepare_cached("SELECT seq, hash FROM base_tip WHERE device = ?1")?
        .query_row([device], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(tip.unwrap_or((0, [0; 32])))
}

/// The cut that chains begin after.
pub(crate) fn cut(connection: &Connection) -> Result<Vec<Tip>, Error> {
    let mut statement = connection.prepare_cached("SELECT device, seq, hash FROM base_tip ORDER BY device")?;
    let rows = statement.query_map([], |row| Ok(Tip { device: row.get(0)?, seq: row.get(1)?, hash: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The parts of the snapshot that chains begin with.
pub(crate) fn parts(connection: &Connection) -> Result<Vec<Vec<u8>>, Error> {
    let mut statement = connection.prepare_cached("SELECT bytes FROM base_part ORDER BY n")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes a snapshot what chains begin with: the entries that are in it go.
pub(crate) fn begin_with(tx: &Connection, cut: &[Tip], parts: &[Vec<u8>]) -> Result<(), Error> {
    forget(tx)?;
    for (n, bytes) in parts.iter().enumerate() {
        tx.prepare_cached("INSERT INTO base_part (n, bytes) VALUES (?1, ?2)")?.execute(params![n as i64, bytes])?;
    }
    for tip in cut {
        tx.prepare_cached("INSERT INTO base_tip (device, seq, hash) VALUES (?1, ?2, ?3)")?
            .execute(params![tip.device, tip.seq, tip.hash])?;
        for table in ["log_entry", "outbox"] {
            tx.execute(&format!("DELETE FROM {table} WHERE device = ?1 AND seq <= ?2"), params![tip.device, tip.seq])?;
        }
    }
    Ok(())
}

/// Chains begin with their first entries again, of a log that is written anew.
pub(crate) fn forget(tx: &Connection) -> Result<(), Error> {
    Ok(tx.execute_batch("DELETE FROM base_tip; DELETE FROM base_part;")?)
}

/// Applies the operation of a snapshot that is at a place in it. One that a later version wrote waits under that place.
pub(crate) fn apply(tx: &Connection, kinds: &Kinds, place: usize, item: &Item) -> Result<(), Error> {
    let known = kinds.version(&item.op.kind).is_some_and(|newest| item.op.version <= newest);
    let seq = if known || item.seq > 0 { item.seq } else { UNKNOWN + place as u64 };
    project::apply(tx, kinds, &item.device, seq, item.n, &item.op)
}

/// Draws a snapshot from the projections: parts in order. `None` when something in them cannot be read here.
pub(crate) fn draw(tx: &Connection, kinds: &Kinds) -> Result<Option<Vec<Vec<u8>>>, Error> {
    let waits = "SELECT EXISTS (SELECT 1 FROM quarantine WHERE reason <> 'malformed')";
    if tx.query_row(waits, [], |row| row.get(0))? {
        return Ok(None);
    }
    let mut draft = Drawing { kinds, items: Vec::new() };
    draft.plans(tx)?;
    draft.cells(tx)?;
    draft.conversations(tx)?;
    draft.journal(tx)?;
    draft.samples(tx)?;
    draft.offers(tx)?;
    draft.unreadable(tx)?;
    // In order of time, so that what is old stays where it is, and its parts with it.
    let mut encoded: Vec<_> = draft
        .items
        .into_iter()
        .map(|(rank, item)| ((item.op.stamp.to_i64(), item.device, item.n, rank), item.encode()))
        .collect();
    encoded.sort_unstable();
    Ok(Some(divide(encoded.into_iter().map(|(_, bytes)| bytes).collect())))
}

/// Ends parts where their content says so, so that a change in one leaves the others what they are.
fn divide(items: Vec<Vec<u8>>) -> Vec<Vec<u8>> {
    let all: usize = items.iter().map(Vec::len).sum();
    let least = LEAST_PART.max((all / PARTS).next_power_of_two());
    let (mut parts, mut part): (Vec<Vec<u8>>, Vec<u8>) = (Vec::new(), Vec::new());
    for item in items {
        if part.len() + item.len() > MOST_PART.max(2 * least) && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        let ends = blake3::hash(&item).as_bytes()[0].is_multiple_of(ENDS);
        part.extend_from_slice(&item);
        if part.len() >= least && ends {
            parts.push(std::mem::take(&mut part));
        }
    }
    if !part.is_empty() || parts.is_empty() {
        parts.push(part);
    }
    parts
}

/// Operations that make the projections what they are, each with what comes first of the same moment.
struct Drawing<'kinds> {
    kinds: &'kinds Kinds,
    items: Vec<(u8, Item)>,
}

/// Stamp, author's device, actor.
type Edit = (i64, DeviceId, String);

impl Drawing<'_> {
    fn push(&mut self, kind: &str, (stamp, device, actor): Edit, n: u32, data: Value) -> Result<(), Error> {
        self.push_after(0, kind, (stamp, device, actor), n, data)
    }

    fn push_after(&mut self, rank: u8, kind: &str, edit: Edit, n: u32, data: Value) -> Result<(), Error> {
        let (stamp, device, actor) = edit;
        let version = self.kinds.version(kind).unwrap_or(1);
        let stamp = Stamp::from_i64(stamp).ok_or_else(damaged)?;
        self.items
            .push((rank, Item { device, seq: 0, n, op: Op { kind: kind.to_owned(), version, stamp, actor, data } }));
        Ok(())
    }

    /// Versions of plans, and sessions that share their moment with another one's version.
    fn plans(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut told: BTreeSet<(String, String, i64, DeviceId)> = BTreeSet::new();
        let mut statement = tx.prepare_cached("SELECT plan, stamp, device, actor, body FROM plan_version")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (plan, edit): (String, Edit) = (row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?));
            let body = parse(&row.get::<_, String>(4)?)?;
            let whole = body.get("id").and_then(Value::as_str) == Some(plan.as_str());
            if let Some(session) = body.pointer("/session/id").and_then(Value::as_str).filter(|_| !whole) {
                told.insert((plan, session.to_owned(), edit.0, edit.1));
            }
            self.push(if whole { "plan.put" } else { "plan.session" }, edit, 0, body)?;
        }
        let mut statement = tx.prepare_cached(
            "SELECT row, field, stamp, device, actor, value FROM cell WHERE kind = 'plan' AND field LIKE 'session:%'",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (plan, field): (String, String) = (row.get(0)?, row.get(1)?);
            let edit: Edit = (row.get(2)?, row.get(3)?, row.get(4)?);
            let session = field.strip_prefix("session:").unwrap_or_default().to_owned();
            if !told.contains(&(plan.clone(), session, edit.0, edit.1)) {
                let value = row.get::<_, Option<String>>(5)?.map_or(Ok(Value::Null), |text| parse(&text))?;
                self.push_after(1, "plan.session", edit, 0, json!({"plan": plan, "session": value}))?;
            }
        }
        Ok(())
    }

    fn cells(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut statement =
            tx.prepare_cached("SELECT kind, row, field, stamp, device, actor, value FROM cell WHERE kind <> 'plan'")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, id, field): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let edit: Edit = (row.get(3)?, row.get(4)?, row.get(5)?);
            let value = row.get::<_, Option<String>>(6)?.map_or(Ok(Value::Null), |text| parse(&text))?;
            let (kind, data) = match (kind.as_str(), field.as_str()) {
                ("profile", _) => ("profile.set", json!({"field": field, "value": value})),
                ("setting", _) => ("setting.set", json!({"field": id, "value": value})),
                ("consent", _) => ("consent.set", json!({"category": id, "shared": value})),
                ("target", _) => ("target.put", value),
                ("conversation", "created") => ("conversation.created", value),
                ("conversation", "agent") => ("conversation.agent", json!({"id": id, "agent": value})),
                ("conversation", "name") => ("conversation.named", json!({"id": id, "name": value})),
                ("conversation", "deleted") => ("conversation.deleted", json!({"id": id})),
                ("proposal", "proposal") => ("proposal.put", value),
                ("proposal", "state") => ("proposal.decided", json!({"id": id, "state": value})),
                ("source_order", _) => ("source_order.set", json!({"metric": id, "sources": value})),
                ("source", _) => ("source.deleted", json!({"source": id})),
                _ => return Err(damaged()),
            };
            self.push(kind, edit, 0, data)?;
        }
        Ok(())
    }

    fn conversations(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut statement = tx.prepare_cached("SELECT session, at_ms, content, stamp, device, n FROM message")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (session, at_ms): (String, i64) = (row.get(0)?, row.get(1)?);
            let content = parse(&row.get::<_, String>(2)?)?;
            let data = json!({"session": session, "at_ms": at_ms, "content": content});
            self.push("message.appended", (row.get(3)?, row.get(4)?, String::new()), row.get(5)?, data)?;
        }
        let mut statement = tx.prepare_cached("SELECT at_ms, body, stamp, device, actor, n FROM intervention")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (at_ms, body): (i64, Value) = (row.get(0)?, parse(&row.get::<_, String>(1)?)?);
            let data = json!({"at_ms": at_ms, "intervention": body});
            self.push("intervention.recorded", (row.get(2)?, row.get(3)?, row.get(4)?), row.get(5)?, data)?;
        }
        Ok(())
    }

    fn journal(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut statement = tx.prepare_cached("SELECT id, body, stamp, device, actor FROM entry")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let edit: Edit = (row.get(2)?, row.get(3)?, row.get(4)?);
            match row.get::<_, Option<String>>(1)? {
                Some(body) => self.push("entry.put", edit, 0, parse(&body)?)?,
                None => self.push("entry.removed", edit, 0, json!({"id": row.get::<_, String>(0)?}))?,
            }
        }
        let mut statement =
            tx.prepare_cached("SELECT body, route, stamp, device FROM workout WHERE stamp IS NOT NULL")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (body, route): (Vec<u8>, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
            let workout = workouts::whole(&body, route.as_deref())?;
            let data = crate::edits::to_value(&workout)?;
            self.push("workout.logged", (row.get(2)?, row.get(3)?, String::new()), 0, data)?;
        }
        Ok(())
    }

    fn samples(&mut self, tx: &Connection) -> Result<(), Error> {
        type Set = (i64, DeviceId, bool, String, String, i64);
        let mut sets: BTreeMap<Set, Vec<String>> = BTreeMap::new();
        let mut statement = tx.prepare_cached(
            "SELECT stamp, device, deleted, metric, source, start_ms, identity FROM deleted_sample ORDER BY identity",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let set = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
            sets.entry(set).or_default().push(row.get(6)?);
        }
        for ((stamp, device, deleted, metric, source, start_ms), identities) in sets {
            let data = json!({"metric": metric, "source": source, "start_ms": start_ms, "identities": identities});
            let kind = if deleted { "samples.deleted" } else { "samples.restored" };
            self.push(kind, (stamp, device, String::new()), 0, data)?;
        }
        Ok(())
    }

    fn offers(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut offers: BTreeMap<(i64, DeviceId), Vec<Value>> = BTreeMap::new();
        let mut statement =
            tx.prepare_cached("SELECT stamp, device, kind, key, hash FROM wanted ORDER BY kind, key, device")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (kind, key, hash): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            // What went with its source is offered by nobody.
            if slots::standing(tx, &key)?.is_lt() {
                continue;
            }
            offers.entry((row.get(0)?, row.get(1)?)).or_default().push(json!([kind, key, hash]));
        }
        for ((stamp, device), slots) in offers {
            for slots in slots.chunks(SLOTS) {
                self.push("data.offered", (stamp, device, String::new()), 0, json!({"slots": slots}))?;
            }
        }
        Ok(())
    }

    /// What no version reads is kept as it is.
    fn unreadable(&mut self, tx: &Connection) -> Result<(), Error> {
        let mut statement = tx.prepare_cached("SELECT device, seq, n, op FROM quarantine")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let op = Op::decode(&mut Decoder::new(&row.get::<_, Vec<u8>>(3)?))?;
            self.items.push((0, Item { device: row.get(0)?, seq: row.get(1)?, n: row.get(2)?, op }));
        }
        Ok(())
    }
}

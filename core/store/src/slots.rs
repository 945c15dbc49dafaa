//! Data beside the log, as sync carries it: samples, imported workouts, rings and ECGs in slots.
//!
//! A slot is one chunk of samples, one source's workouts of 31 days, a year of rings or one ECG. A device offers what
//! its slots hold by an operation in its log that names the hash of each; other devices fetch the content and merge
//! it. All of it are sets, so merging in any order, and again, gives the same set everywhere.
//!
//! `slot.sent` says what the relay holds of a slot: 0, nothing, for it is new; 1, what is here; 2, what it held before; 3,
//! that, and beside it what is here. What a slot held before stays until the entry that tells of the change is at the relay:
//! a disk that forgets the change forgets that entry, too, and then what was before still counts.

use crate::chunk::{self, Strings};
use crate::db::Db;
use crate::log::{Draft, Op};
use crate::samples::{self, ChunkKey};
use crate::sources::{self, SourceRow};
use crate::{Error, calendar, daily, workouts};
use coach_domain::metric::{METRICS, Metric, MetricCode};
use coach_domain::record::{ActivitySummary, Ecg, Source, Workout};
use coach_wire::DeviceId;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// Who the log names for what sync does by itself.
const ACTOR: &str = "sync";
/// An operation names at most this many slots, so that entries stay small.
const SLOTS_PER_ENTRY: usize = 200;
/// What an empty slot holds.
const EMPTY: &str = "";

/// Content of a slot: a name for its hash, and the bytes.
pub(crate) struct Content {
    pub(crate) hash: String,
    pub(crate) bytes: Vec<u8>,
}

/// One row of `changed`.
struct Changed {
    kind: String,
    metric: u16,
    source: i64,
    period: i64,
    id: String,
}

/// Key of a slot as the log writes it.
#[derive(Default, Serialize, Deserialize)]
struct Key {
    #[serde(skip_serializing_if = "Option::is_none")]
    metric: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// Deletion of the source that the data came after; none for data that are older than any.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<i64>,
}

impl Key {
    fn since(&self) -> i64 {
        self.since.unwrap_or(sources::NEVER)
    }
}

/// Names in the log what changed beside it since the last time. Returns how many slots that were.
pub(crate) fn offer(db: &Db, tx: &Connection) -> Result<u64, Error> {
    let rows: Vec<Changed> = {
        let mut statement = tx.prepare_cached("SELECT kind, metric, source, period, id FROM changed")?;
        statement
            .query_map([], |row| {
                Ok(Changed {
                    kind: row.get(0)?,
                    metric: row.get(1)?,
                    source: row.get(2)?,
                    period: row.get(3)?,
                    id: row.get(4)?,
                })
            })?
            .collect::<Result<_, _>>()?
    };
    let names: HashMap<i64, SourceRow> = sources::all(tx)?.into_iter().map(|source| (source.id, source)).collect();
    let mut named: Vec<Value> = Vec::new();
    for row in rows {
        let of_source = || {
            let source = names.get(&row.source);
            let since = source.map(|source| source.since).filter(|since| *since != sources::NEVER);
            Key { source: source.map(|source| source.name.clone()), period: Some(row.period), since, ..Key::default() }
        };
        let key = match row.kind.as_str() {
            "samples" => Key { metric: Some(sources::metric_name(tx, MetricCode(row.metric))?), ..of_source() },
            "workouts" => of_source(),
            "rings" => Key { period: Some(row.period), ..Key::default() },
            _ => Key { id: Some(row.id), ..Key::default() },
        };
        // What belonged to a source that is gone went with it on every device, by the operation that deleted it.
        if ["samples", "workouts"].contains(&row.kind.as_str()) && key.source.is_none() {
            continue;
        }
        let text = serde_json::to_string(&key).map_err(|error| Error::Database(error.to_string()))?;
        let hash = content(tx, &row.kind, &text)?.map_or_else(|| EMPTY.to_owned(), |content| content.hash);
        let before: Option<String> = tx
            .prepare_cached("SELECT hash FROM slot WHERE kind = ?1 AND key = ?2")?
            .query_row([&row.kind, &text], |row| row.get(0))
            .optional()?;
        if before.as_ref() == Some(&hash) || (before.is_none() && hash == EMPTY) {
            continue;
        }
        tx.prepare_cached(
            "INSERT INTO slot (kind, key, source, hash, sent) VALUES (?1, ?2, ?3, ?4, 0)
             ON CONFLICT DO UPDATE SET hash = excluded.hash, sent = 2",
        )?
        .execute(params![row.kind, text, key.source.unwrap_or_default(), hash])?;
        if hash != EMPTY {
            named.push(json!([row.kind, text, hash]));
        }
        is_here(tx, &row.kind, &text)?;
    }
    tx.execute("DELETE FROM changed", [])?;
    tx.execute(
        "UPDATE slot SET hash = '', sent = 2 WHERE hash <> '' AND source <> '' AND NOT EXISTS
            (SELECT 1 FROM source WHERE name = slot.source AND since = coalesce(json_extract(slot.key, '$.since'), -1))",
        [],
    )?;
    for slots in named.chunks(SLOTS_PER_ENTRY) {
        let draft = Draft::new("data.offered", json!({"slots": slots}));
        db.log.append(tx, &db.kinds, db.now_ms(), ACTOR, vec![draft])?;
        for slot in slots {
            if let (Some(kind), Some(key)) = (slot[0].as_str(), slot[1].as_str()) {
                is_here(tx, kind, key)?;
            }
        }
    }
    Ok(named.len() as u64)
}

/// What this device offers or takes back itself is not wanted. An offer of its own that is, is one that comes from the
/// relay: this device's disk has forgotten it, and what it named.
fn is_here(tx: &Connection, kind: &str, key: &str) -> Result<(), Error> {
    tx.prepare_cached(
        "UPDATE wanted SET fetched = 1
         WHERE device = (SELECT value FROM secret WHERE name = 'device') AND kind = ?1 AND key = ?2",
    )?
    .execute([kind, key])?;
    Ok(())
}

/// Offers everything that is here, also what is the same as what another device offered: that device, or the relay, does
/// not have it any more.
pub(crate) fn offer_all(tx: &Connection) -> Result<(), Error> {
    tx.execute_batch(
        "INSERT OR IGNORE INTO changed SELECT 'samples', metric, source, month, '' FROM chunk;
         INSERT OR IGNORE INTO changed SELECT 'workouts', 0, source, start_ms / 2678400000, '' FROM workout WHERE stamp IS NULL;
         INSERT OR IGNORE INTO changed SELECT 'rings', 0, 0, day / 366, '' FROM rings;
         INSERT OR IGNORE INTO changed SELECT 'ecg', 0, 0, 0, id FROM ecg;",
    )?;
    Ok(())
}

/// Offers as its own what is here of what a device offered that is put out. It may have taken its data back from the relay
/// in the middle of a sync that it did not finish, and devices that have not fetched it would wait for it for good.
pub(crate) fn offer_for(tx: &Connection, device: &DeviceId) -> Result<(), Error> {
    let rows: Vec<(String, String)> = {
        let mut statement = tx.prepare_cached("SELECT kind, key FROM wanted WHERE device = ?1 AND fetched")?;
        statement.query_map([device], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?
    };
    for (kind, key) in rows {
        let key = read_key(&key)?;
        let source = if key.source.is_some() { source_of(tx, &key)? } else { Some(0) };
        let metric = match &key.metric {
            Some(name) => known_code(tx, name)?.map(|code| code.0),
            None => Some(0),
        };
        // What is not here, or went with its source, is nothing to offer.
        if let (Some(source), Some(metric)) = (source, metric) {
            tx.prepare_cached(
                "INSERT OR IGNORE INTO changed (kind, metric, source, period, id) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![
                kind,
                metric,
                source,
                key.period.unwrap_or(0),
                key.id.unwrap_or_default()
            ])?;
        }
    }
    Ok(())
}

/// Looks again at what other devices offer. What is here is known by its hash.
pub(crate) fn look_again(tx: &Connection) -> Result<(), Error> {
    tx.execute("UPDATE wanted SET fetched = 0 WHERE device <> (SELECT value FROM secret WHERE name = 'device')", [])?;
    Ok(())
}

/// Gives up what this device itself offered, forgot and cannot get back.
pub(crate) fn give_up(tx: &Connection, slot: &crate::sync::Slot) -> Result<(), Error> {
    tx.prepare_cached(
        "UPDATE wanted SET fetched = 1
         WHERE device = (SELECT value FROM secret WHERE name = 'device') AND kind = ?1 AND key = ?2 AND hash = ?3",
    )?
    .execute([&slot.kind, &slot.key, &slot.hash])?;
    Ok(())
}

/// Notes what another device offers.
pub(crate) fn want(
    tx: &Connection,
    device: &DeviceId,
    kind: &str,
    key: &str,
    hash: &str,
    stamp: i64,
) -> Result<(), Error> {
    tx.prepare_cached(
        "INSERT INTO wanted (device, kind, key, hash, stamp, fetched) VALUES (?1, ?2, ?3, ?4, ?5, 0)
         ON CONFLICT DO UPDATE SET hash = excluded.hash, stamp = excluded.stamp,
                                   fetched = fetched AND hash = excluded.hash
         WHERE excluded.stamp > stamp",
    )?
    .execute(params![device, kind, key, hash, stamp])?;
    Ok(())
}

/// How what a slot holds stands to the deletions of its source that are known here: less for what went with one, and
/// greater for what came after one that is still to come. All of a source's data beside the log, on every device, are
/// those that came after its last deletion, so who hears of what in which order makes no difference.
pub(crate) fn standing(connection: &Connection, key: &str) -> Result<Ordering, Error> {
    let key = read_key(key)?;
    match &key.source {
        Some(source) => Ok(key.since().cmp(&sources::deleted_at(connection, source)?)),
        None => Ok(Ordering::Equal),
    }
}

/// What devices offer and is not here: device, kind, key, hash. The newest months come first, for a person who waits
/// looks at these; what has no month comes last.
pub(crate) fn wanted(tx: &Connection, limit: usize) -> Result<Vec<(DeviceId, String, String, String)>, Error> {
    let rows: Vec<(DeviceId, String, String, String)> = {
        let mut statement = tx.prepare_cached(
            "SELECT device, kind, key, hash FROM wanted WHERE NOT fetched
             ORDER BY json_extract(key, '$.period') DESC, kind, key, device",
        )?;
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .collect::<Result<_, _>>()?
    };
    let mut list = Vec::new();
    for row in rows {
        let standing = standing(tx, &row.2)?;
        if standing.is_gt() {
            continue;
        }
        if standing.is_lt() || content(tx, &row.1, &row.2)?.is_some_and(|content| content.hash == row.3) {
            fetched(tx, &row.1, &row.2, &row.3)?;
        } else if list.len() < limit {
            list.push(row);
        }
    }
    Ok(list)
}

/// Notes that the content of an offer is here. One that this device itself made and forgot is its slot again.
fn fetched(tx: &Connection, kind: &str, key: &str, hash: &str) -> Result<(), Error> {
    let source = read_key(key)?.source.unwrap_or_default();
    tx.prepare_cached(
        "INSERT OR REPLACE INTO slot (kind, key, source, hash, sent) SELECT kind, key, ?4, hash, 2 FROM wanted
         WHERE device = (SELECT value FROM secret WHERE name = 'device') AND kind = ?1 AND key = ?2 AND hash = ?3
            AND NOT fetched",
    )?
    .execute([kind, key, hash, &source])?;
    tx.prepare_cached("UPDATE wanted SET fetched = 1 WHERE kind = ?1 AND key = ?2 AND hash = ?3")?
        .execute([kind, key, hash])?;
    Ok(())
}

fn corrupt() -> Error {
    Error::Corrupt("data of another device".to_owned())
}

fn read_key(key: &str) -> Result<Key, Error> {
    serde_json::from_str(key).map_err(|_| corrupt())
}

/// The source that a slot is of, as it is after the deletion that its key names.
fn source_of(connection: &Connection, key: &Key) -> Result<Option<i64>, Error> {
    Ok(connection
        .prepare_cached("SELECT id FROM source WHERE name = ?1 AND since = ?2")?
        .query_row(params![key.source, key.since()], |row| row.get(0))
        .optional()?)
}

/// What a slot holds now; `None` when it is empty or unknown.
pub(crate) fn content(connection: &Connection, kind: &str, key: &str) -> Result<Option<Content>, Error> {
    let parsed = read_key(key)?;
    let source = source_of(connection, &parsed)?;
    let json = |json: serde_json::Result<Vec<u8>>| -> Result<Option<Content>, Error> {
        let bytes = json.map_err(|error| Error::Database(error.to_string()))?;
        Ok(Some(Content { hash: blake3::hash(&bytes).to_hex().to_string(), bytes }))
    };
    match (kind, source, parsed.period) {
        ("samples", Some(source), Some(month)) => {
            let Some(code) = parsed.metric.as_deref().and_then(|name| known_code(connection, name).transpose()) else {
                return Ok(None);
            };
            let found: Option<([u8; 32], Vec<u8>, i64)> = connection
                .prepare_cached(
                    "SELECT hash, bytes, kind FROM chunk JOIN chunk_data ON chunk_data.id = chunk.data
                     JOIN source ON source.id = chunk.source WHERE metric = ?1 AND source = ?2 AND month = ?3",
                )?
                .query_row(params![code?.0, source, month], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            Ok(found.map(|(hash, chunk, kind)| {
                let mut bytes = vec![kind as u8];
                bytes.extend_from_slice(&chunk);
                Content { hash: blake3::Hash::from_bytes(hash).to_hex().to_string(), bytes }
            }))
        }
        ("workouts", Some(source), Some(period)) => {
            let mut statement = connection.prepare_cached(
                "SELECT body, route FROM workout WHERE source = ?1 AND stamp IS NULL AND start_ms / 2678400000 = ?2 ORDER BY id",
            )?;
            let mut rows = statement.query(params![source, period])?;
            let mut list: Vec<Workout> = Vec::new();
            while let Some(row) = rows.next()? {
                let (body, route): (Vec<u8>, Option<Vec<u8>>) = (row.get(0)?, row.get(1)?);
                list.push(workouts::whole(&body, route.as_deref())?);
            }
            if list.is_empty() { Ok(None) } else { json(serde_json::to_vec(&list)) }
        }
        ("rings", _, Some(period)) => {
            let mut statement =
                connection.prepare_cached("SELECT body FROM rings WHERE day / 366 = ?1 ORDER BY day")?;
            let bodies: Vec<String> = statement.query_map([period], |row| row.get(0))?.collect::<Result<_, _>>()?;
            let list: Vec<Value> = bodies.iter().map(|body| crate::edits::parse(body)).collect::<Result<_, _>>()?;
            if list.is_empty() { Ok(None) } else { json(serde_json::to_vec(&list)) }
        }
        ("ecg", _, _) => {
            let body: Option<Vec<u8>> = connection
                .prepare_cached("SELECT body FROM ecg WHERE id = ?1")?
                .query_row([parsed.id.unwrap_or_default()], |row| row.get(0))
                .optional()?;
            let Some(body) = body else { return Ok(None) };
            json(Ok(crate::codec::inflate(&body, 256 << 20).ok_or_else(corrupt)?))
        }
        _ => Ok(None),
    }
}

/// The code of a metric, without giving one to a name that is new.
fn known_code(connection: &Connection, name: &str) -> Result<Option<MetricCode>, Error> {
    if let Some(metric) = Metric::by_id(name) {
        return Ok(Some(metric.code));
    }
    let code: Option<u16> = connection
        .prepare_cached("SELECT code FROM custom_metric WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(code.map(MetricCode))
}

/// Merges the content of another device's slot. Nothing changes when it is not what its hash says.
pub(crate) fn merge(tx: &Connection, kind: &str, key: &str, hash: &str, bytes: &[u8]) -> Result<(), Error> {
    let parsed = read_key(key)?;
    match standing(tx, key)? {
        Ordering::Less => return fetched(tx, kind, key, hash),
        Ordering::Greater => return Ok(()),
        Ordering::Equal => {}
    }
    let before: HashSet<String> = changes(tx)?;
    let same = |bytes: &[u8]| blake3::hash(bytes).to_hex().as_str() == hash;
    match kind {
        "samples" => {
            let (Some(metric), Some(name), Some(month)) = (&parsed.metric, &parsed.source, parsed.period) else {
                return Err(corrupt());
            };
            let (source_kind, chunk) = bytes.split_first().ok_or_else(corrupt)?;
            let mut strings = Strings::default();
            let rows = chunk::decode(chunk, &mut strings)?;
            if blake3::Hash::from_bytes(chunk::encode(&rows, &strings)?.hash).to_hex().as_str() != hash {
                return Err(corrupt());
            }
            let month = i32::try_from(month).map_err(|_| corrupt())?;
            if rows.iter().any(|row| calendar::utc_month(row.start_ms) != month) {
                return Err(corrupt());
            }
            let source = Source { name: name.clone(), kind: sources::kind_of(i64::from(*source_kind)) };
            let interned = sources::intern(tx, &source)?;
            let code = sources::metric_code(tx, metric)?;
            let chunk_key = ChunkKey { metric: code, source: interned.id, month };
            let merged = samples::merge(tx, chunk_key, rows, &mut strings)?;
            daily::mark(tx, code, merged.dirty)?;
            if interned.moved {
                for metric in METRICS {
                    daily::mark(tx, metric.code, daily::months(tx, metric.code)?)?;
                }
            }
        }
        "workouts" => {
            let list: Vec<Workout> = serde_json::from_slice(bytes).map_err(|_| corrupt())?;
            let Some(name) = &parsed.source else { return Err(corrupt()) };
            if !same(bytes) || list.iter().any(|workout| workout.source.name != *name) {
                return Err(corrupt());
            }
            for workout in &list {
                let source = sources::intern(tx, &workout.source)?.id;
                workouts::put_imported(tx, source, workout)?;
            }
        }
        "rings" => {
            let list: Vec<ActivitySummary> = serde_json::from_slice(bytes).map_err(|_| corrupt())?;
            if !same(bytes) {
                return Err(corrupt());
            }
            for summary in &list {
                merge_rings(tx, summary)?;
            }
        }
        "ecg" => {
            let ecg: Ecg = serde_json::from_slice(bytes).map_err(|_| corrupt())?;
            if !same(bytes) {
                return Err(corrupt());
            }
            tx.prepare_cached("INSERT OR IGNORE INTO ecg (id, start_ms, body) VALUES (?1, ?2, ?3)")?
                .execute(params![parsed.id.ok_or_else(corrupt)?, ecg.start_ms, workouts::deflate(bytes)?])?;
        }
        // A later version's kind: it stays wanted until this one is updated.
        _ => return Ok(()),
    }
    fetched(tx, kind, key, hash)?;
    // What is now the same on both sides is no news of this device.
    if content(tx, kind, key)?.is_some_and(|content| content.hash == hash) {
        for row in changes(tx)?.difference(&before) {
            let place: Vec<&str> = row.splitn(5, '\u{1f}').collect();
            if let [kind, metric, source, period, id] = place.as_slice() {
                tx.execute(
                    "DELETE FROM changed WHERE kind = ?1 AND metric = CAST(?2 AS INTEGER) AND source = CAST(?3 AS INTEGER)
                        AND period = CAST(?4 AS INTEGER) AND id = ?5",
                    [kind, metric, source, period, id],
                )?;
            }
        }
    }
    Ok(())
}

/// The rows of `changed`, as texts.
fn changes(tx: &Connection) -> Result<HashSet<String>, Error> {
    let mut statement = tx.prepare_cached(
        "SELECT kind || char(31) || metric || char(31) || source || char(31) || period || char(31) || id FROM changed",
    )?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
}

/// Takes one day's rings. Of two accounts of a day, the one with more energy is the later one of the day; equal ones
/// are told apart by their text, so that all devices choose the same.
fn merge_rings(tx: &Connection, summary: &ActivitySummary) -> Result<(), Error> {
    let day = coach_domain::time::epoch_day(summary.date);
    let body = serde_json::to_string(summary).map_err(|error| Error::Database(error.to_string()))?;
    let known: Option<String> =
        tx.prepare_cached("SELECT body FROM rings WHERE day = ?1")?.query_row([day], |row| row.get(0)).optional()?;
    if let Some(known) = known {
        let before: ActivitySummary = serde_json::from_str(&known).map_err(|_| corrupt())?;
        let energy = |summary: &ActivitySummary| summary.energy_active_kcal.unwrap_or(-1.0);
        let order = energy(summary).total_cmp(&energy(&before)).then_with(|| body.cmp(&known));
        if order != Ordering::Greater {
            return Ok(());
        }
    }
    tx.prepare_cached("INSERT INTO rings (day, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body")?
        .execute(params![day, body])?;
    Ok(())
}

/// What another device's operation means for data beside the log: deleted samples and sources go here as well, and an
/// order of sources changes figures.
pub(crate) fn settle(tx: &Connection, op: &Op) -> Result<(), Error> {
    let text = |field: &str| op.data.get(field).and_then(Value::as_str).unwrap_or_default();
    match op.kind.as_str() {
        "samples.deleted" if text("metric") == crate::live::WORKOUT => {
            let gone: Vec<String> = op
                .data
                .get("identities")
                .cloned()
                .map_or_else(Vec::new, |ids| serde_json::from_value(ids).unwrap_or_default());
            for id in gone {
                tx.prepare_cached("DELETE FROM workout WHERE id = ?1 AND stamp IS NULL")?.execute([id])?;
            }
            Ok(())
        }
        "samples.deleted" => {
            let (Some(code), Ok(source)) = (known_code(tx, text("metric"))?, sources::find(tx, text("source"))) else {
                return Ok(());
            };
            let start_ms = op.data.get("start_ms").and_then(Value::as_i64).unwrap_or_default();
            let key = ChunkKey { metric: code, source, month: calendar::utc_month(start_ms) };
            let gone: HashSet<String> = {
                let mut statement = tx.prepare_cached(
                    "SELECT identity FROM deleted_sample WHERE metric = ?1 AND source = ?2 AND start_ms = ?3 AND deleted",
                )?;
                statement
                    .query_map(params![text("metric"), text("source"), start_ms], |row| row.get(0))?
                    .collect::<Result<_, _>>()?
            };
            let mut strings = Strings::default();
            let (_, dirty) = samples::remove_named(tx, key, &mut strings, &gone)?;
            daily::mark(tx, code, dirty)
        }
        "source.deleted" => sources::heed_deletions(tx),
        "source_order.set" => match known_code(tx, text("metric"))? {
            Some(code) => {
                let months = daily::months(tx, code)?;
                daily::mark(tx, code, months)
            }
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

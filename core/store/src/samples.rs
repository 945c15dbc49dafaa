//! Chunks in the database: loading, merging, deleting.

use crate::Error;
use crate::calendar::{MAX_OFFSET_MS, utc_month};
use crate::chunk::{self, Light, Merged, Row, Strings};
use crate::named;
use coach_domain::metric::MetricCode;
use coach_domain::time::local_day;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeSet, HashMap, HashSet};
use std::rc::Rc;

/// Which chunk: metric, source, UTC month of the samples' starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ChunkKey {
    pub(crate) metric: MetricCode,
    pub(crate) source: i64,
    pub(crate) month: i32,
}

/// What a merge into a stored chunk did.
#[derive(Debug, Default)]
pub(crate) struct MergeReport {
    pub(crate) new: u64,
    pub(crate) duplicates: u64,
    /// Samples that the person deleted before and that are therefore left out.
    pub(crate) deleted: u64,
    /// Months whose figures may have changed.
    pub(crate) dirty: BTreeSet<i32>,
    /// Hash and count of the chunk, if it was written.
    pub(crate) written: Option<([u8; 32], u64)>,
}

/// Merges samples into their chunk. Nothing is written when nothing changes.
pub(crate) fn merge(
    tx: &Connection,
    key: ChunkKey,
    mut incoming: Vec<Row>,
    strings: &mut Strings,
) -> Result<MergeReport, Error> {
    let before = incoming.len();
    let deleted = deleted_identities(tx, key, &incoming)?;
    if !deleted.is_empty() {
        incoming.retain(|row| !deleted.contains(&row.identity(strings)));
    }
    let left_out = (before - incoming.len()) as u64;
    let there = match load(tx, key)? {
        Some(bytes) => chunk::decode(&bytes, strings)?,
        None => Vec::new(),
    };
    let merged = chunk::merge(there, incoming, strings);
    let mut report = MergeReport {
        new: merged.new,
        duplicates: merged.duplicates,
        deleted: left_out,
        dirty: merged.span.map_or_else(BTreeSet::new, |(start, end)| months_reached(start, end)),
        written: None,
    };
    if merged.changed {
        report.written = Some((put(tx, key, &merged, strings)?, merged.rows.len() as u64));
    }
    Ok(report)
}

/// How the log names a chunk: metric, source, month, hash of the columns and number of samples.
pub(crate) fn log_line(
    connection: &Connection,
    key: ChunkKey,
    sources: &HashMap<i64, String>,
    hash: &[u8; 32],
    count: u64,
) -> Result<serde_json::Value, Error> {
    Ok(serde_json::json!([
        crate::sources::metric_name(connection, key.metric)?,
        sources.get(&key.source),
        crate::calendar::month_name(key.month),
        blake3::Hash::from_bytes(*hash).to_hex().as_str(),
        count,
    ]))
}

/// The local months that samples between two instants can belong to, whatever their offset.
fn months_reached(start_ms: i64, end_ms: i64) -> BTreeSet<i32> {
    (utc_month(start_ms.saturating_sub(MAX_OFFSET_MS))..=utc_month(end_ms.saturating_add(MAX_OFFSET_MS))).collect()
}

fn load(connection: &Connection, key: ChunkKey) -> Result<Option<Vec<u8>>, Error> {
    Ok(connection
        .prepare_cached(
            "SELECT bytes FROM chunk JOIN chunk_data ON chunk_data.id = chunk.data
             WHERE metric = ?1 AND source = ?2 AND month = ?3",
        )?
        .query_row(params![key.metric.0, key.source, key.month], |row| row.get(0))
        .optional()?)
}

/// Writes a chunk; one without samples is removed.
fn put(tx: &Connection, key: ChunkKey, merged: &Merged, strings: &Strings) -> Result<[u8; 32], Error> {
    let at = params![key.metric.0, key.source, key.month];
    let data: Option<i64> = tx
        .prepare_cached("SELECT data FROM chunk WHERE metric = ?1 AND source = ?2 AND month = ?3")?
        .query_row(at, |row| row.get(0))
        .optional()?;
    let rows = &merged.rows;
    let (Some(first), Some(max_end)) = (rows.first(), rows.iter().map(|row| row.end_ms).max()) else {
        tx.execute("DELETE FROM chunk WHERE metric = ?1 AND source = ?2 AND month = ?3", at)?;
        tx.execute("DELETE FROM chunk_data WHERE id = ?1", [data])?;
        return Ok([0; 32]);
    };
    let encoded = chunk::encode(rows, strings)?;
    let data = match data {
        Some(data) => {
            tx.prepare_cached("UPDATE chunk_data SET bytes = ?2 WHERE id = ?1")?
                .execute(params![data, encoded.bytes])?;
            data
        }
        None => {
            tx.prepare_cached("INSERT INTO chunk_data (bytes) VALUES (?1)")?.execute([encoded.bytes])?;
            tx.last_insert_rowid()
        }
    };
    named::note(tx, data, rows, strings)?;
    let days = rows.iter().map(|row| local_day(row.start_ms, row.offset_min));
    let (first_day, last_day) = days.fold((i32::MAX, i32::MIN), |(low, high), day| (low.min(day), high.max(day)));
    tx.prepare_cached(
        "INSERT OR REPLACE INTO chunk (metric, source, month, data, count, min_start, max_end, first_day, last_day, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        key.metric.0,
        key.source,
        key.month,
        data,
        rows.len(),
        first.start_ms,
        max_end,
        first_day,
        last_day,
        encoded.hash
    ])?;
    Ok(encoded.hash)
}

/// Identities among `incoming` that the person deleted.
pub(crate) fn deleted_identities(tx: &Connection, key: ChunkKey, incoming: &[Row]) -> Result<HashSet<String>, Error> {
    // Nearly always there are none; then this is one look at an empty table.
    let any: bool =
        tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM deleted_sample)")?.query_row([], |row| row.get(0))?;
    if !any {
        return Ok(HashSet::new());
    }
    let range =
        incoming.iter().fold((i64::MAX, i64::MIN), |(low, high), row| (low.min(row.start_ms), high.max(row.start_ms)));
    let metric = crate::sources::metric_name(tx, key.metric)?;
    let mut statement = tx.prepare_cached(
        "SELECT identity FROM deleted_sample
         WHERE metric = ?1 AND source = (SELECT name FROM source WHERE id = ?2) AND start_ms BETWEEN ?3 AND ?4 AND deleted",
    )?;
    let rows = statement.query_map(params![metric, key.source, range.0, range.1], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The samples of a chunk, in order; none where there is no chunk.
pub(crate) fn rows(connection: &Connection, key: ChunkKey, strings: &mut Strings) -> Result<Vec<Row>, Error> {
    load(connection, key)?.map_or_else(|| Ok(Vec::new()), |bytes| chunk::decode(&bytes, strings))
}

/// Removes the samples of a chunk that `doomed` picks. Returns them and the months whose figures may have changed.
pub(crate) fn remove(
    tx: &Connection,
    key: ChunkKey,
    strings: &mut Strings,
    doomed: impl Fn(&Row, &Strings) -> bool,
) -> Result<(Vec<Row>, BTreeSet<i32>), Error> {
    let Some(bytes) = load(tx, key)? else { return Ok((Vec::new(), BTreeSet::new())) };
    let rows = chunk::decode(&bytes, strings)?;
    let (gone, rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| doomed(row, strings));
    let mut dirty = BTreeSet::new();
    if !gone.is_empty() {
        for row in &gone {
            dirty.extend(months_reached(row.start_ms, row.end_ms));
        }
        put(tx, key, &Merged { rows, ..Merged::default() }, strings)?;
    }
    Ok((gone, dirty))
}

/// Removes the samples of a chunk that have these identities. Returns them and the months whose figures may have changed.
pub(crate) fn remove_named(
    tx: &Connection,
    key: ChunkKey,
    strings: &mut Strings,
    identities: &HashSet<String>,
) -> Result<(Vec<Row>, BTreeSet<i32>), Error> {
    remove(tx, key, strings, |row, strings| identities.contains(&row.identity(strings)))
}

/// One chunk of a list.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listed {
    pub(crate) source: i64,
    pub(crate) data: i64,
    pub(crate) month: i32,
}

/// Chunks of a metric that hold samples which reach into `start_ms..=end_ms`, by source and month.
pub(crate) fn reaching(
    connection: &Connection,
    metric: MetricCode,
    start_ms: i64,
    end_ms: i64,
) -> Result<Vec<Listed>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT source, data, month FROM chunk WHERE metric = ?1 AND max_end >= ?2 AND min_start <= ?3
         ORDER BY source, month",
    )?;
    let rows = statement
        .query_map(params![metric.0, start_ms, end_ms], |row| {
            Ok(Listed { source: row.get(0)?, data: row.get(1)?, month: row.get(2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The bytes of a listed chunk.
pub(crate) fn bytes(connection: &Connection, data: i64) -> Result<Vec<u8>, Error> {
    Ok(connection.prepare_cached("SELECT bytes FROM chunk_data WHERE id = ?1")?.query_row([data], |row| row.get(0))?)
}

/// Decoded times and values, kept from one month to the next so that neighbours are decoded once.
#[derive(Default)]
pub(crate) struct LightCache {
    decoded: HashMap<i64, Rc<Vec<Light>>>,
}

impl LightCache {
    /// The samples of one chunk.
    pub(crate) fn get(&mut self, connection: &Connection, data: i64) -> Result<Rc<Vec<Light>>, Error> {
        if let Some(rows) = self.decoded.get(&data) {
            return Ok(Rc::clone(rows));
        }
        let rows = Rc::new(chunk::decode_light(&bytes(connection, data)?)?);
        self.decoded.insert(data, Rc::clone(&rows));
        Ok(rows)
    }

    /// Forgets everything but these chunks.
    pub(crate) fn keep(&mut self, listed: &[Listed]) {
        let wanted: HashSet<i64> = listed.iter().map(|chunk| chunk.data).collect();
        self.decoded.retain(|data, _| wanted.contains(data));
    }
}

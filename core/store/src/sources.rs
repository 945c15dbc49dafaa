//! Sources and their order of priority.

use crate::{Error, daily, workouts};
use coach_domain::metric::{self, Metric, MetricCode};
use coach_domain::record::{Source, SourceKind};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// One source as it is stored.
#[derive(Debug, Clone)]
pub(crate) struct SourceRow {
    pub(crate) id: i64,
    pub(crate) name: String,
    pub(crate) kind: SourceKind,
    /// Stamp of the deletion that its data came after.
    pub(crate) since: i64,
}

/// What data came after that are older than any deletion of their source.
pub(crate) const NEVER: i64 = -1;

const KINDS: [SourceKind; 8] = [
    SourceKind::Manual,
    SourceKind::Watch,
    SourceKind::Band,
    SourceKind::Ring,
    SourceKind::Phone,
    SourceKind::Scale,
    SourceKind::Other,
    SourceKind::Unknown,
];

pub(crate) fn kind_number(kind: SourceKind) -> i64 {
    KINDS.iter().position(|known| *known == kind).unwrap_or(KINDS.len() - 1) as i64
}

pub(crate) fn kind_of(number: i64) -> SourceKind {
    usize::try_from(number).ok().and_then(|place| KINDS.get(place).copied()).unwrap_or(SourceKind::Unknown)
}

/// What [`intern`] found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interned {
    pub(crate) id: i64,
    /// More is known about the source now, so that its place in the default order may have changed.
    pub(crate) moved: bool,
}

/// The number of a source; a name stands for one source, of the most telling kind that was ever given for it.
pub(crate) fn intern(connection: &Connection, source: &Source) -> Result<Interned, Error> {
    let kind = kind_number(source.kind);
    let found: Option<(i64, i64)> = connection
        .prepare_cached("SELECT id, kind FROM source WHERE name = ?1")?
        .query_row([&source.name], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match found {
        Some((id, known)) if known <= kind => Ok(Interned { id, moved: false }),
        Some((id, _)) => {
            connection.execute("UPDATE source SET kind = ?2 WHERE id = ?1", [id, kind])?;
            Ok(Interned { id, moved: true })
        }
        None => {
            let since = deleted_at(connection, &source.name)?;
            connection.execute(
                "INSERT INTO source (name, kind, since) VALUES (?1, ?2, ?3)",
                params![source.name, kind, since],
            )?;
            Ok(Interned { id: connection.last_insert_rowid(), moved: false })
        }
    }
}

/// Every source, by name.
pub(crate) fn all(connection: &Connection) -> Result<Vec<SourceRow>, Error> {
    let mut statement = connection.prepare_cached("SELECT id, name, kind, since FROM source ORDER BY name")?;
    let rows = statement
        .query_map([], |row| {
            Ok(SourceRow { id: row.get(0)?, name: row.get(1)?, kind: kind_of(row.get(2)?), since: row.get(3)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

/// The stamp of the last deletion of a source that is known; [`NEVER`] when there was none.
pub(crate) fn deleted_at(connection: &Connection, name: &str) -> Result<i64, Error> {
    let stamp: Option<i64> = connection
        .prepare_cached("SELECT stamp FROM cell WHERE kind = 'source' AND row = ?1 AND field = 'deleted'")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    Ok(stamp.unwrap_or(NEVER))
}

/// Takes away what is beside the log of every source that was deleted after it was written, whoever deleted it and in
/// whatever order that became known. Workouts that were logged after the deletion, by their own stamps, stay.
pub(crate) fn heed_deletions(tx: &Connection) -> Result<(), Error> {
    for source in all(tx)? {
        let deleted = deleted_at(tx, &source.name)?;
        if source.since < deleted {
            erase(tx, source.id)?;
        }
        if source.since != deleted {
            // It is lower where a deletion no longer counts, because its author is out.
            tx.execute("UPDATE source SET since = ?2 WHERE id = ?1", [source.id, deleted])?;
        }
    }
    Ok(())
}

/// Removes everything of a source beside the log, and the source when nothing else is there of it.
fn erase(tx: &Connection, id: i64) -> Result<(), Error> {
    let metrics: Vec<u16> = {
        let mut statement = tx.prepare("SELECT DISTINCT metric FROM chunk WHERE source = ?1")?;
        statement.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    tx.execute("DELETE FROM chunk_data WHERE id IN (SELECT data FROM chunk WHERE source = ?1)", [id])?;
    tx.execute("DELETE FROM chunk WHERE source = ?1", [id])?;
    tx.execute("DELETE FROM workout WHERE source = ?1 AND stamp IS NULL", [id])?;
    // What was imported is no longer all there, so the same file is no longer "unchanged".
    tx.execute("DELETE FROM import WHERE finished", [])?;
    let logged: Vec<Vec<u8>> = {
        let mut statement = tx.prepare("SELECT body FROM workout WHERE source = ?1")?;
        statement.query_map([id], |row| row.get(0))?.collect::<Result<_, _>>()?
    };
    let kinds = logged.iter().map(|body| Ok(kind_number(workouts::whole(body, None)?.source.kind)));
    match kinds.collect::<Result<Vec<_>, Error>>()?.into_iter().min() {
        Some(kind) => tx.execute("UPDATE source SET kind = ?2 WHERE id = ?1", [id, kind])?,
        None => tx.execute("DELETE FROM source WHERE id = ?1", [id])?,
    };
    for metric in metrics {
        daily::rebuild_metric(tx, MetricCode(metric))?;
    }
    Ok(())
}

/// One source by name.
pub(crate) fn find(connection: &Connection, name: &str) -> Result<i64, Error> {
    connection
        .prepare_cached("SELECT id FROM source WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?
        .ok_or_else(|| Error::Missing { what: "source", id: name.to_owned() })
}

/// The name of a source; empty when there is none of this number.
pub(crate) fn name(connection: &Connection, id: i64) -> Result<String, Error> {
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM source WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_default())
}

/// The name under which the log and the export know a metric.
pub(crate) fn metric_name(connection: &Connection, code: MetricCode) -> Result<String, Error> {
    if let Some(metric) = code.metric() {
        return Ok(metric.id.to_owned());
    }
    let name: Option<String> = connection
        .prepare_cached("SELECT name FROM custom_metric WHERE code = ?1")?
        .query_row([code.0], |row| row.get(0))
        .optional()?;
    Ok(name.unwrap_or_else(|| format!("metric-{}", code.0)))
}

/// The code under which this database knows a metric; a name that is new gets one.
pub(crate) fn metric_code(tx: &Connection, name: &str) -> Result<MetricCode, Error> {
    if let Some(metric) = Metric::by_id(name) {
        return Ok(metric.code);
    }
    let known: Option<u16> = tx
        .prepare_cached("SELECT code FROM custom_metric WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    if let Some(code) = known {
        return Ok(MetricCode(code));
    }
    let count: u16 = tx.query_row("SELECT count(*) FROM custom_metric", [], |row| row.get(0))?;
    let code = MetricCode(MetricCode::CUSTOM + count);
    tx.execute("INSERT INTO custom_metric (code, name) VALUES (?1, ?2)", params![code.0, name])?;
    Ok(code)
}

/// A scale knows best about the body's composition, whatever else writes such values.
fn scale_first(metric: MetricCode) -> bool {
    [metric::BODY_MASS, metric::BODY_FAT, metric::LEAN_MASS, metric::BMI].contains(&metric)
}

/// Every source in order of priority for a metric: the person's order, then kind, then name.
pub(crate) fn by_priority(connection: &Connection, metric: MetricCode) -> Result<Vec<SourceRow>, Error> {
    let chosen: Option<Option<String>> = connection
        .prepare_cached("SELECT value FROM cell WHERE kind = 'source_order' AND row = ?1 AND field = 'sources'")?
        .query_row([metric_name(connection, metric)?], |row| row.get(0))
        .optional()?;
    let chosen: Vec<String> = chosen.flatten().and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default();
    let places: HashMap<&str, usize> = chosen.iter().enumerate().map(|(place, name)| (name.as_str(), place)).collect();
    let scale_first = scale_first(metric);
    let mut rows = all(connection)?;
    rows.sort_by(|a, b| {
        let rank = |row: &SourceRow| {
            (
                places.get(row.name.as_str()).copied().unwrap_or(usize::MAX),
                !(scale_first && row.kind == SourceKind::Scale),
                row.kind,
            )
        };
        rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name))
    });
    Ok(rows)
}

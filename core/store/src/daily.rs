//! Daily figures: the projection of chunks that nearly every question is answered from.

use crate::Error;
use crate::calendar::{MAX_OFFSET_MS, first_day, utc_month};
use crate::figures::{self, Cut, Figure, Series};
use crate::samples::{self, LightCache};
use crate::sources;
use coach_domain::metric::{Aggregation, METRICS, MetricCode};
use coach_domain::time::DAY_MS;
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

/// How the samples of a metric combine, if they do.
pub(crate) fn aggregation(metric: MetricCode) -> Option<Aggregation> {
    metric.metric().map(|metric| metric.aggregation).filter(|aggregation| *aggregation != Aggregation::State)
}

/// Figures straight from the chunks, of all sources in order of priority or of one.
pub(crate) fn compute(
    connection: &Connection,
    metric: MetricCode,
    days: &RangeInclusive<i32>,
    cut: Cut,
    only: Option<i64>,
    cache: &mut LightCache,
) -> Result<Vec<Figure>, Error> {
    let Some(aggregation) = aggregation(metric) else { return Ok(Vec::new()) };
    let order: Vec<i64> = match only {
        Some(source) => vec![source],
        None => sources::by_priority(connection, metric)?.into_iter().map(|source| source.id).collect(),
    };
    let from = i64::from(*days.start()) * DAY_MS - MAX_OFFSET_MS;
    let to = (i64::from(*days.end()) + 1) * DAY_MS + MAX_OFFSET_MS;
    let listed = samples::reaching(connection, metric, from, to)?;
    cache.keep(&listed);
    let mut by_source: BTreeMap<i64, Series> = BTreeMap::new();
    for chunk in listed.iter().filter(|chunk| order.contains(&chunk.source)) {
        let rows = cache.get(connection, chunk.data)?;
        let series = by_source.entry(chunk.source).or_insert_with(|| Series { source: chunk.source, rows: Vec::new() });
        series.rows.extend(rows.iter().filter(|row| row.end_ms >= from && row.start_ms <= to));
    }
    let series: Vec<Series> = order.iter().filter_map(|source| by_source.remove(source)).collect();
    Ok(figures::figures(aggregation, &series, cut, days))
}

/// Builds the daily figures of these months of a metric again. Returns how many there are now.
pub(crate) fn rebuild(
    tx: &Connection,
    metric: MetricCode,
    months: impl IntoIterator<Item = i32>,
) -> Result<u64, Error> {
    if aggregation(metric).is_none() {
        return Ok(0);
    }
    let mut cache = LightCache::default();
    let mut written = 0;
    for month in months {
        let days = first_day(month)..=first_day(month + 1) - 1;
        tx.prepare_cached("DELETE FROM daily WHERE metric = ?1 AND day BETWEEN ?2 AND ?3")?.execute(params![
            metric.0,
            days.start(),
            days.end()
        ])?;
        let mut insert = tx.prepare_cached(
            "INSERT INTO daily (metric, day, value, min, max, count, sources) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        for figure in compute(tx, metric, &days, Cut::Day, None, &mut cache)? {
            let sources: Vec<String> = figure.sources.iter().map(i64::to_string).collect();
            insert.execute(params![
                metric.0,
                figure.key,
                figure.value,
                figure.min,
                figure.max,
                figure.count,
                sources.join(",")
            ])?;
            written += 1;
        }
    }
    Ok(written)
}

/// Every month that samples of a metric reach into.
pub(crate) fn months(connection: &Connection, metric: MetricCode) -> Result<Vec<i32>, Error> {
    let mut statement = connection.prepare_cached("SELECT min_start, max_end FROM chunk WHERE metric = ?1")?;
    let mut rows = statement.query([metric.0])?;
    let mut months = std::collections::BTreeSet::new();
    while let Some(row) = rows.next()? {
        let (start, end): (i64, i64) = (row.get(0)?, row.get(1)?);
        months.extend(utc_month(start - MAX_OFFSET_MS)..=utc_month(end + MAX_OFFSET_MS));
    }
    Ok(months.into_iter().collect())
}

/// Builds every daily figure of a metric again.
pub(crate) fn rebuild_metric(tx: &Connection, metric: MetricCode) -> Result<u64, Error> {
    tx.execute("DELETE FROM daily WHERE metric = ?1", [metric.0])?;
    let months = months(tx, metric)?;
    rebuild(tx, metric, months)
}

/// Builds every daily figure again.
pub(crate) fn rebuild_all(tx: &Connection) -> Result<u64, Error> {
    tx.execute("DELETE FROM daily", [])?;
    tx.execute("DELETE FROM dirty", [])?;
    let mut written = 0;
    for metric in METRICS {
        written += rebuild_metric(tx, metric.code)?;
    }
    Ok(written)
}

/// Notes that the figures of months have to be built again, so that a crash in between does not forget it.
pub(crate) fn mark(tx: &Connection, metric: MetricCode, months: impl IntoIterator<Item = i32>) -> Result<(), Error> {
    if aggregation(metric).is_none() {
        return Ok(());
    }
    let mut statement = tx.prepare_cached("INSERT OR IGNORE INTO dirty (metric, month) VALUES (?1, ?2)")?;
    for month in months {
        statement.execute(params![metric.0, month])?;
    }
    Ok(())
}

/// Builds what is marked and wanted, and removes the marks. Returns how many figures were built.
pub(crate) fn build_marked(tx: &Connection, wanted: impl Fn(MetricCode, i32) -> bool) -> Result<u64, Error> {
    let mut marked: BTreeMap<MetricCode, Vec<i32>> = BTreeMap::new();
    {
        let mut statement = tx.prepare_cached("SELECT metric, month FROM dirty ORDER BY metric, month")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (metric, month) = (MetricCode(row.get(0)?), row.get(1)?);
            if wanted(metric, month) {
                marked.entry(metric).or_default().push(month);
            }
        }
    }
    let mut written = 0;
    for (metric, months) in marked {
        written += rebuild(tx, metric, months.iter().copied())?;
        let mut statement = tx.prepare_cached("DELETE FROM dirty WHERE metric = ?1 AND month = ?2")?;
        for month in months {
            statement.execute(params![metric.0, month])?;
        }
    }
    Ok(written)
}

//! Reads: figures by bucket, samples, nights, workouts, sources.

use crate::calendar::{first_day, month_of};
use crate::chunk::{self, Light, Row, Strings};
use crate::db::Db;
use crate::figures::{Cut, Figure};
use crate::log::Draft;
use crate::samples::{self, ChunkKey, LightCache};
use crate::{
    Bucket, BucketValue, DayFigure, Error, Freshness, RawSample, SourceInfo, Store, StoredWorkout, daily, sleep,
    sources, workouts,
};
use coach_domain::metric::{Aggregation, MetricCode};
use coach_domain::record::ActivitySummary;
use coach_domain::sleep::SleepSession;
use coach_domain::time::{DAY_MS, date_of_epoch_day, epoch_day, local_day};
use jiff::civil::Date;
use rusqlite::{Connection, params};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

/// Names behind the numbers of sources.
fn source_names(connection: &Connection) -> Result<HashMap<i64, String>, Error> {
    Ok(sources::all(connection)?.into_iter().map(|source| (source.id, source.name)).collect())
}

fn joined<'a>(ids: impl Iterator<Item = i64>, names: &'a HashMap<i64, String>) -> String {
    let mut seen: Vec<&'a str> = Vec::new();
    for name in ids.filter_map(|id| names.get(&id)) {
        if !seen.contains(&name.as_str()) {
            seen.push(name);
        }
    }
    seen.join(" + ")
}

/// An instant as people of that place write it, RFC 3339.
fn rfc3339(instant_ms: i64, offset_min: i16) -> String {
    let offset = jiff::tz::Offset::from_seconds(i32::from(offset_min) * 60).unwrap_or(jiff::tz::Offset::UTC);
    match jiff::Timestamp::from_millisecond(instant_ms) {
        Ok(instant) => instant.display_with_offset(offset).to_string(),
        Err(_) => String::new(),
    }
}

/// A daily figure with the numbers of its sources.
struct Day {
    day: i32,
    value: f64,
    min: f64,
    max: f64,
    count: u64,
    sources: Vec<i64>,
}

impl From<Figure> for Day {
    fn from(figure: Figure) -> Self {
        Day {
            day: figure.key as i32,
            value: figure.value,
            min: figure.min,
            max: figure.max,
            count: figure.count,
            sources: figure.sources,
        }
    }
}

fn stored_days(connection: &Connection, metric: MetricCode, from: i32, to: i32) -> Result<Vec<Day>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT day, value, min, max, count, sources FROM daily WHERE metric = ?1 AND day BETWEEN ?2 AND ?3 ORDER BY day",
    )?;
    let rows = statement.query_map(params![metric.0, from, to], read_day)?.collect::<Result<_, _>>()?;
    Ok(rows)
}

fn read_day(row: &rusqlite::Row<'_>) -> rusqlite::Result<Day> {
    let sources: String = row.get(5)?;
    Ok(Day {
        day: row.get(0)?,
        value: row.get(1)?,
        min: row.get(2)?,
        max: row.get(3)?,
        count: row.get(4)?,
        sources: sources.split(',').filter_map(|id| id.parse().ok()).collect(),
    })
}

/// Several days as one figure: the sum of sums, the mean of all samples, the last of the last.
fn combine(aggregation: Aggregation, days: &[Day]) -> Option<Day> {
    let last = days.last()?;
    let count: u64 = days.iter().map(|day| day.count).sum();
    let value = match aggregation {
        Aggregation::Sum => days.iter().map(|day| day.value).sum(),
        Aggregation::Mean => days.iter().map(|day| day.value * day.count as f64).sum::<f64>() / count.max(1) as f64,
        Aggregation::Last | Aggregation::State => last.value,
    };
    let mut sources = Vec::new();
    for source in days.iter().flat_map(|day| &day.sources) {
        if !sources.contains(source) {
            sources.push(*source);
        }
    }
    Some(Day {
        day: last.day,
        value,
        min: days.iter().map(|day| day.min).fold(f64::INFINITY, f64::min),
        max: days.iter().map(|day| day.max).fold(f64::NEG_INFINITY, f64::max),
        count,
        sources,
    })
}

/// First day of the bucket that a day belongs to.
fn bucket_start(day: i32, bucket: Bucket) -> i32 {
    match bucket {
        // 1970-01-05 was a Monday.
        Bucket::Week => day - (day - 4).rem_euclid(7),
        Bucket::Month => first_day(month_of(date_of_epoch_day(day))),
        Bucket::Raw | Bucket::Hour | Bucket::Day => day,
    }
}

/// Every sample of a metric for a picture: when and how much, in columns of one length, oldest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Course {
    /// Starts, in milliseconds since 1970 UTC.
    pub at_ms: Vec<i64>,
    /// Values in the canonical unit.
    pub value: Vec<f64>,
    /// Names of the sources that measured them, in the order in which they first come.
    pub sources: Vec<String>,
}

impl Store {
    /// Every sample of a metric on local days `from..=to`, of all sources or of one, as [`Store::query`] gives them with
    /// [`Bucket::Raw`], without words: a year of a watch is half a million of them.
    ///
    /// # Errors
    /// [`Error::Missing`] when the source is not known; those of reading the database.
    pub fn course(&self, metric: MetricCode, from: Date, to: Date, source: Option<&str>) -> Result<Course, Error> {
        let (from, to) = (epoch_day(from), epoch_day(to));
        self.db().read(|connection| {
            let only = source.map(|name| sources::find(connection, name)).transpose()?;
            let (start, end) = reach(from, to);
            let inside = |row: &Light| (from..=to).contains(&local_day(row.start_ms, row.offset_min));
            // Each chunk is wanted once, so none is kept beside what is taken out of it.
            let decode = |data| Ok(Rc::new(chunk::decode_light(&samples::bytes(connection, data)?)?));
            let all = lights(connection, metric, (start, end), only, decode, inside)?;
            let mut course = Course {
                at_ms: all.iter().map(|(row, _)| row.start_ms).collect(),
                value: all.iter().map(|(row, _)| row.value).collect(),
                sources: Vec::new(),
            };
            let mut seen = BTreeSet::new();
            let names = sources::all(connection)?;
            for group in all.chunk_by(|(_, a), (_, b)| a == b) {
                if let Some((_, source)) = group.first()
                    && seen.insert(source)
                {
                    course.sources.push(names.get(*source).map_or_else(String::new, |source| source.name.clone()));
                }
            }
            Ok(course)
        })
    }

    /// Figures of a metric over local days `from..=to`, merged over sources, or of one source only. A week or month
    /// that reaches beyond the range holds the days within it. A mean is that of all samples of the bucket.
    ///
    /// # Errors
    /// [`Error::Missing`] when the source is not known; those of reading the database.
    pub fn query(
        &self,
        metric: MetricCode,
        from: Date,
        to: Date,
        bucket: Bucket,
        source: Option<&str>,
    ) -> Result<Vec<BucketValue>, Error> {
        let (from, to) = (epoch_day(from), epoch_day(to));
        self.db().read(|connection| {
            let only = source.map(|name| sources::find(connection, name)).transpose()?;
            let names = source_names(connection)?;
            let unit = unit_of(metric);
            if bucket == Bucket::Raw {
                let samples = raw(connection, metric, from, to, only)?;
                return Ok(samples
                    .into_iter()
                    .map(|sample| BucketValue {
                        start: rfc3339(sample.start_ms, sample.offset_min),
                        value: sample.value,
                        min: Some(sample.value),
                        max: Some(sample.value),
                        unit: sample.raw_unit.filter(|_| metric.metric().is_none()).unwrap_or_else(|| unit.to_owned()),
                        count: 1,
                        source: sample.source,
                    })
                    .collect());
            }
            let Some(aggregation) = daily::aggregation(metric) else { return Ok(Vec::new()) };
            let shown = |start: String, day: &Day| BucketValue {
                start,
                value: day.value,
                min: (aggregation == Aggregation::Mean).then_some(day.min),
                max: (aggregation == Aggregation::Mean).then_some(day.max),
                unit: unit.to_owned(),
                count: day.count,
                source: joined(day.sources.iter().copied(), &names),
            };
            let mut cache = LightCache::default();
            if bucket == Bucket::Hour {
                let hours = daily::compute(connection, metric, &(from..=to), Cut::Hour, only, &mut cache)?;
                return Ok(hours
                    .into_iter()
                    .map(|figure| shown(rfc3339(figure.key, figure.offset_min), &Day::from(figure)))
                    .collect());
            }
            let days = match only {
                None => stored_days(connection, metric, from, to)?,
                Some(_) => daily::compute(connection, metric, &(from..=to), Cut::Day, only, &mut cache)?
                    .into_iter()
                    .map(Day::from)
                    .collect(),
            };
            Ok(days
                .chunk_by(|a, b| bucket_start(a.day, bucket) == bucket_start(b.day, bucket))
                .filter_map(|group| {
                    let start = date_of_epoch_day(bucket_start(group.first()?.day, bucket)).to_string();
                    Some(shown(start, &combine(aggregation, group)?))
                })
                .collect())
        })
    }

    /// Daily figures over local days `from..=to`, oldest first; days without data are absent.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn days(&self, metric: MetricCode, from: Date, to: Date) -> Result<Vec<DayFigure>, Error> {
        self.db().read(|connection| days(connection, metric, from, to))
    }

    /// Samples whose start lies in `start_ms..end_ms`, ordered by start, of all sources.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn samples(&self, metric: MetricCode, start_ms: i64, end_ms: i64) -> Result<Vec<RawSample>, Error> {
        self.db().read(|connection| {
            collect(connection, metric, start_ms, end_ms, None, |row| start_ms <= row.start_ms && row.start_ms < end_ms)
        })
    }

    /// The latest daily figure on or before a day.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn latest(&self, metric: MetricCode, on_or_before: Date) -> Result<Option<DayFigure>, Error> {
        self.db().read(|connection| latest(connection, metric, on_or_before))
    }

    /// Nights and naps whose waking lies in `from..=to`, by the source of highest priority that recorded each.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sleep(&self, from: Date, to: Date) -> Result<Vec<SleepSession>, Error> {
        self.db().read(|connection| sleep::sessions(connection, epoch_day(from), epoch_day(to)))
    }

    /// Workouts whose start lies on local days `from..=to`, oldest first, one of each set of duplicates.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn workouts(&self, from: Date, to: Date) -> Result<Vec<StoredWorkout>, Error> {
        self.db().read(|connection| workouts::list(connection, epoch_day(from), epoch_day(to)))
    }

    /// One workout with its track.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn workout(&self, id: &str) -> Result<StoredWorkout, Error> {
        self.db().read(|connection| workouts::one(connection, id))
    }

    /// Activity rings of local days `from..=to`.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn activity_summaries(&self, from: Date, to: Date) -> Result<Vec<ActivitySummary>, Error> {
        self.db().read(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT body FROM rings WHERE day BETWEEN ?1 AND ?2 ORDER BY day")?;
            let bodies = statement.query_map([epoch_day(from), epoch_day(to)], |row| row.get::<_, String>(0))?;
            bodies
                .map(|body| serde_json::from_str(&body?).map_err(|_| Error::Corrupt("an activity summary".to_owned())))
                .collect()
        })
    }

    /// Every source, by name.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sources(&self) -> Result<Vec<SourceInfo>, Error> {
        self.db().read(|connection| {
            let mut infos: BTreeMap<i64, (SourceInfo, i32)> = BTreeMap::new();
            for source in sources::all(connection)? {
                let info = SourceInfo {
                    name: source.name,
                    kind: source.kind,
                    samples: 0,
                    workouts: 0,
                    metrics: Vec::new(),
                    last_day: None,
                };
                infos.insert(source.id, (info, i32::MIN));
            }
            let mut statement = connection.prepare_cached(
                "SELECT source, metric, sum(count), max(last_day) FROM chunk GROUP BY source, metric ORDER BY source, metric",
            )?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let Some((info, last)) = infos.get_mut(&row.get(0)?) else { continue };
                info.metrics.push(sources::metric_name(connection, MetricCode(row.get(1)?))?);
                info.samples += row.get::<_, u64>(2)?;
                *last = (*last).max(row.get(3)?);
            }
            let mut statement =
                connection.prepare_cached("SELECT source, count(*), max(day) FROM workout GROUP BY source")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let Some((info, last)) = infos.get_mut(&row.get(0)?) else { continue };
                info.workouts = row.get(1)?;
                *last = (*last).max(row.get(2)?);
            }
            let mut list: Vec<SourceInfo> = infos
                .into_values()
                .map(|(info, last)| SourceInfo { last_day: (last > i32::MIN).then(|| date_of_epoch_day(last)), ..info })
                .collect();
            list.sort_by(|a, b| a.name.cmp(&b.name));
            Ok(list)
        })
    }

    /// First and last day and number of samples of each metric that has any.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn freshness(&self) -> Result<Vec<Freshness>, Error> {
        self.db().read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT metric, min(first_day), max(last_day), sum(count) FROM chunk GROUP BY metric ORDER BY metric",
            )?;
            let mut rows = statement.query([])?;
            let mut list = Vec::new();
            while let Some(row) = rows.next()? {
                list.push(Freshness {
                    metric: sources::metric_name(connection, MetricCode(row.get(0)?))?,
                    first_day: date_of_epoch_day(row.get(1)?),
                    last_day: date_of_epoch_day(row.get(2)?),
                    samples: row.get(3)?,
                });
            }
            Ok(list)
        })
    }

    /// Sets the person's order of sources for a metric, best first, and rebuilds its figures without a new import.
    /// Sources that are not named follow in the default order.
    ///
    /// # Errors
    /// [`Error::Missing`] when a source is not known; those of writing to the database.
    pub fn set_source_order(&self, metric: MetricCode, sources: &[String]) -> Result<(), Error> {
        let db = self.db();
        db.write(|tx| {
            for name in sources {
                sources::find(tx, name)?;
            }
            let name = sources::metric_name(tx, metric)?;
            let draft = Draft::new("source_order.set", json!({"metric": name, "sources": sources}));
            db.log.append(tx, &db.kinds, db.now_ms(), crate::rows::PERSON, vec![draft])?;
            daily::rebuild_metric(tx, metric)?;
            Ok(())
        })
    }

    /// The person's order of sources for a metric, default order behind it.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn source_order(&self, metric: MetricCode) -> Result<Vec<String>, Error> {
        self.db().read(|connection| {
            Ok(sources::by_priority(connection, metric)?.into_iter().map(|source| source.name).collect())
        })
    }

    /// Removes every sample and workout of a source and rebuilds the figures that it was part of. Returns how many
    /// there were. Only a new import brings them back.
    ///
    /// # Errors
    /// [`Error::Missing`] when the source is not known; those of writing to the database.
    pub fn delete_source(&self, source: &str) -> Result<u64, Error> {
        let db = self.db();
        db.write(|tx| {
            let id = sources::find(tx, source)?;
            let draft = Draft::new("source.deleted", json!({"source": source}));
            let workouts: u64 =
                tx.query_row("SELECT count(*) FROM workout WHERE source = ?1", [id], |row| row.get(0))?;
            let samples: u64 =
                tx.query_row("SELECT coalesce(sum(count), 0) FROM chunk WHERE source = ?1", [id], |row| row.get(0))?;
            db.log.append(tx, &db.kinds, db.now_ms(), crate::rows::PERSON, vec![draft])?;
            sources::heed_deletions(tx)?;
            Ok(samples + workouts)
        })
    }

    /// Removes the samples of a metric and source that start exactly at `start_ms` and rebuilds the day's figure. They
    /// stay away when the same file is imported again.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn delete_samples(&self, metric: MetricCode, source: &str, start_ms: i64) -> Result<u64, Error> {
        let db = self.db();
        db.write(|tx| {
            let which = |row: &Row| row.start_ms == start_ms;
            delete_samples(db, tx, metric, source, start_ms, which, crate::rows::PERSON)
        })
    }
}

/// Removes those samples of a metric and source that are meant, all of which start at an instant, with their log
/// entry, in a transaction.
pub(crate) fn delete_samples(
    db: &Db,
    tx: &Connection,
    metric: MetricCode,
    source: &str,
    start_ms: i64,
    which: impl Fn(&Row) -> bool,
    actor: &str,
) -> Result<u64, Error> {
    let key = ChunkKey { metric, source: sources::find(tx, source)?, month: crate::calendar::utc_month(start_ms) };
    let mut strings = Strings::default();
    let (gone, dirty) = samples::remove(tx, key, &mut strings, |row, _| which(row))?;
    if gone.is_empty() {
        return Ok(0);
    }
    let identities: Vec<String> = gone.iter().map(|row| row.identity(&strings)).collect();
    let draft = Draft::new(
        "samples.deleted",
        json!({
            "metric": sources::metric_name(tx, metric)?,
            "source": source,
            "start_ms": start_ms,
            "identities": identities,
        }),
    );
    db.log.append(tx, &db.kinds, db.now_ms(), actor, vec![draft])?;
    daily::rebuild(tx, metric, dirty)?;
    Ok(gone.len() as u64)
}

fn unit_of(metric: MetricCode) -> &'static str {
    metric.metric().map_or("", |metric| metric.unit.symbol())
}

fn day_figure(day: &Day, names: &HashMap<i64, String>) -> DayFigure {
    DayFigure {
        day: date_of_epoch_day(day.day),
        value: day.value,
        min: day.min,
        max: day.max,
        count: day.count,
        source: joined(day.sources.iter().copied(), names),
    }
}

/// As [`Store::days`], in the view of a connection.
pub(crate) fn days(connection: &Connection, metric: MetricCode, from: Date, to: Date) -> Result<Vec<DayFigure>, Error> {
    let names = source_names(connection)?;
    let days = stored_days(connection, metric, epoch_day(from), epoch_day(to))?;
    Ok(days.into_iter().map(|day| day_figure(&day, &names)).collect())
}

/// As [`Store::latest`], in the view of a connection.
pub(crate) fn latest(
    connection: &Connection,
    metric: MetricCode,
    on_or_before: Date,
) -> Result<Option<DayFigure>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT day, value, min, max, count, sources FROM daily WHERE metric = ?1 AND day <= ?2
         ORDER BY day DESC LIMIT 1",
    )?;
    let mut rows = statement.query_map(params![metric.0, epoch_day(on_or_before)], read_day)?;
    let Some(day) = rows.next().transpose()? else { return Ok(None) };
    Ok(Some(day_figure(&day, &source_names(connection)?)))
}

/// Times and values of the samples that `pick` takes, of chunks that reach into an interval of instants: ordered by
/// start, end and source, each with the place of its source in the order of names.
pub(crate) fn lights(
    connection: &Connection,
    metric: MetricCode,
    (start_ms, end_ms): (i64, i64),
    only: Option<i64>,
    mut decode: impl FnMut(i64) -> Result<Rc<Vec<Light>>, Error>,
    pick: impl Fn(&Light) -> bool,
) -> Result<Vec<(Light, usize)>, Error> {
    let sources = sources::all(connection)?;
    let mut all = Vec::new();
    for listed in samples::reaching(connection, metric, start_ms, end_ms)? {
        if only.is_some_and(|source| source != listed.source) {
            continue;
        }
        let place = sources.iter().position(|source| source.id == listed.source).unwrap_or(sources.len());
        let rows = decode(listed.data)?;
        all.extend(rows.iter().filter(|row| pick(row)).map(|row| (*row, place)));
    }
    // Nearly always in order already, which a stable sort sees.
    all.sort_by_key(|(row, place)| (row.start_ms, row.end_ms, *place));
    Ok(all)
}

/// The instants between which samples of local days may lie.
fn reach(from: i32, to: i32) -> (i64, i64) {
    let start = i64::from(from) * DAY_MS - crate::calendar::MAX_OFFSET_MS;
    (start, (i64::from(to) + 1) * DAY_MS + crate::calendar::MAX_OFFSET_MS)
}

/// Samples that start on these local days.
fn raw(
    connection: &Connection,
    metric: MetricCode,
    from: i32,
    to: i32,
    only: Option<i64>,
) -> Result<Vec<RawSample>, Error> {
    let (start, end) = reach(from, to);
    collect(connection, metric, start, end, only, |row| (from..=to).contains(&local_day(row.start_ms, row.offset_min)))
}

/// Samples of the chunks that reach into `start_ms..end_ms`, picked and ordered by start, end and source.
pub(crate) fn collect(
    connection: &Connection,
    metric: MetricCode,
    start_ms: i64,
    end_ms: i64,
    only: Option<i64>,
    pick: impl Fn(&Row) -> bool,
) -> Result<Vec<RawSample>, Error> {
    let names = source_names(connection)?;
    let mut list = Vec::new();
    let months: BTreeSet<i32> =
        (crate::calendar::utc_month(start_ms)..=crate::calendar::utc_month(end_ms.saturating_sub(1))).collect();
    for listed in samples::reaching(connection, metric, start_ms, end_ms)? {
        if only.is_some_and(|source| source != listed.source) || !months.contains(&listed.month) {
            continue;
        }
        let mut strings = Strings::default();
        let rows = chunk::decode(&samples::bytes(connection, listed.data)?, &mut strings)?;
        let source = names.get(&listed.source).map_or("", String::as_str);
        list.extend(rows.iter().filter(|row| pick(row)).map(|row| raw_sample(row, &strings, source)));
    }
    list.sort_by(|a, b| (a.start_ms, a.end_ms, &a.source).cmp(&(b.start_ms, b.end_ms, &b.source)));
    Ok(list)
}

/// A sample with its strings.
pub(crate) fn raw_sample(row: &Row, strings: &Strings, source: &str) -> RawSample {
    RawSample {
        start_ms: row.start_ms,
        end_ms: row.end_ms,
        offset_min: row.offset_min,
        value: row.value,
        source: source.to_owned(),
        device: strings.owned(row.device),
        raw_unit: strings.owned(row.raw_unit),
        raw_value: (row.raw_value.to_bits() != row.value.to_bits()).then_some(row.raw_value),
        created_ms: (row.created_ms != 0).then_some(row.created_ms),
        origin: strings.owned(row.origin),
        metadata: strings.owned(row.metadata),
        flags: row.flags,
    }
}

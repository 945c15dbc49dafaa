//! Records of a platform's health store: additions, changes and deletions by the platform's ids, and the anchor up to
//! which it was read, all in one transaction.
//!
//! An anchor is never ahead of the data: both are committed together or not at all. A batch that was not read from the
//! anchor that is stored is refused, so that an old one cannot undo a newer one; the same batch again is known by its
//! anchor, and one without an anchor by the identity of every record.

use crate::chunk::{Row, Strings};
use crate::db::Db;
use crate::log::Draft;
use crate::samples::{self, ChunkKey};
use crate::{Error, SkipCount, Store, calendar, daily, ingest, named, sources, workouts};
use coach_domain::metric::{METRICS, MetricCode};
use coach_domain::record::{SampleFlags, Source, Workout};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Who the log names for what a platform brings.
const ACTOR: &str = "health store";
pub use crate::workouts::MODIFIED;

/// What names of HealthKit's records begin with. They never change there, which chunks build on.
pub const HEALTHKIT: &str = "hk:";
/// What names of Health Connect's records begin with.
pub const HEALTH_CONNECT: &str = "hc:";
/// The name under which workouts that a platform deleted are kept among deleted samples.
pub(crate) const WORKOUT: &str = "workout";

/// One sample as a platform has it.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveSample {
    /// Contract name of its metric, or the platform's own name of a type that no metric describes.
    pub metric: String,
    /// Who recorded it.
    pub source: Source,
    /// Device description, if given.
    pub device: Option<String>,
    /// Name of the record; `NAME@START_MS` where a record has several samples.
    pub origin: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC.
    pub offset_min: i16,
    /// Value in the metric's canonical unit.
    pub value: f64,
    /// Unit as the platform gave it, if it is another one.
    pub raw_unit: Option<String>,
    /// Value as the platform gave it.
    pub raw_value: f64,
    /// When it was last changed there, in milliseconds since 1970 UTC; 0 when it does not say.
    pub modified_ms: i64,
    /// Further metadata as one canonical JSON object, if any.
    pub metadata: Option<String>,
    /// Typed in by the person.
    pub user_entered: bool,
}

/// A time of which a batch holds everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveWindow {
    /// What names of the platform's records begin with.
    pub prefix: &'static str,
    /// Names of the metrics.
    pub metrics: Vec<String>,
    /// Workouts too.
    pub workouts: bool,
    /// First instant, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Instant after the last one.
    pub to_ms: i64,
}

/// What was read of a platform at once.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LiveBatch {
    /// Samples that were added or changed.
    pub samples: Vec<LiveSample>,
    /// Workouts that were added or changed; their origin is the name of the record.
    pub workouts: Vec<Workout>,
    /// Names of records whose earlier state goes, since the batch has the whole of the new one.
    pub replaced: Vec<String>,
    /// Names of records that are gone.
    pub deleted: Vec<String>,
    /// What the batch is complete for.
    pub complete: Option<LiveWindow>,
    /// What was left out before, by reason.
    pub skipped: BTreeMap<&'static str, u64>,
}

impl LiveBatch {
    /// Counts one sample that cannot be used.
    pub fn skip(&mut self, reason: &'static str) {
        self.skip_many(reason, 1);
    }

    /// Counts samples that cannot be used.
    pub fn skip_many(&mut self, reason: &'static str, count: u64) {
        *self.skipped.entry(reason).or_default() += count;
    }
}

/// How far a stream of a platform was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// Name of the stream, for example a type; the caller chooses it.
    pub stream: String,
    /// The anchor that the batch was read from; `None` when it was read from the beginning.
    pub after: Option<Vec<u8>>,
    /// The anchor that comes after the batch.
    pub next: Vec<u8>,
}

/// What a batch did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LiveReport {
    /// Samples and workouts that were not there before.
    pub new: u64,
    /// Those that were there before, changed or not.
    pub duplicates: u64,
    /// Samples and workouts that went.
    pub deleted: u64,
    /// What was left out, by reason.
    pub skipped: Vec<SkipCount>,
    /// The batch was in the store already, by its anchor; nothing was done.
    pub repeated: bool,
}

impl Store {
    /// Writes a batch and its anchor in one transaction.
    ///
    /// # Errors
    /// [`Error::AnchorMoved`] when the batch was not read from the anchor that is stored; those of writing to the
    /// database. Nothing is written then.
    pub fn ingest_live(&self, batch: LiveBatch, anchor: Option<&Anchor>) -> Result<LiveReport, Error> {
        let db = self.db();
        db.write(|tx| {
            if let Some(anchor) = anchor {
                let stored = self::anchor(tx, &anchor.stream)?;
                if stored.as_ref() != anchor.after.as_ref() {
                    if stored.as_ref() == Some(&anchor.next) {
                        return Ok(LiveReport { repeated: true, ..LiveReport::default() });
                    }
                    return Err(Error::AnchorMoved(anchor.stream.clone()));
                }
            }
            let report = Writing::new(db, tx).batch(batch)?;
            if let Some(anchor) = anchor {
                tx.prepare_cached("INSERT OR REPLACE INTO anchor (stream, value, at_ms) VALUES (?1, ?2, ?3)")?
                    .execute(params![anchor.stream, anchor.next, db.now_ms()])?;
            }
            Ok(report)
        })
    }

    /// The anchor up to which a stream was read; `None` before the first batch.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn anchor(&self, stream: &str) -> Result<Option<Vec<u8>>, Error> {
        self.db().read(|connection| anchor(connection, stream))
    }

    /// Forgets the anchor of a stream, so that it is read from the beginning again; what was read stays. Tells whether
    /// there was one.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn forget_anchor(&self, stream: &str) -> Result<bool, Error> {
        self.db().write(|tx| Ok(tx.execute("DELETE FROM anchor WHERE stream = ?1", [stream])? > 0))
    }
}

fn anchor(connection: &Connection, stream: &str) -> Result<Option<Vec<u8>>, Error> {
    Ok(connection
        .prepare_cached("SELECT value FROM anchor WHERE stream = ?1")?
        .query_row([stream], |row| row.get(0))
        .optional()?)
}

/// One batch on its way into the database.
struct Writing<'a> {
    db: &'a Db,
    tx: &'a Connection,
    report: LiveReport,
    skipped: BTreeMap<&'static str, u64>,
    drafts: Vec<Draft>,
    /// Chunks that were written, with hash and count.
    written: BTreeMap<ChunkKey, ([u8; 32], u64)>,
}

impl<'a> Writing<'a> {
    fn new(db: &'a Db, tx: &'a Connection) -> Self {
        Writing {
            db,
            tx,
            report: LiveReport::default(),
            skipped: BTreeMap::new(),
            drafts: Vec::new(),
            written: BTreeMap::new(),
        }
    }

    fn batch(mut self, batch: LiveBatch) -> Result<LiveReport, Error> {
        self.skipped = batch.skipped;
        let mut strings = Strings::default();
        let mut chunks = self.chunks(batch.samples, &mut strings)?;
        let replaced: HashSet<String> = batch.replaced.into_iter().collect();
        let deleted: HashSet<String> = batch.deleted.into_iter().collect();
        self.replace(&replaced, &mut chunks, &strings)?;
        self.delete(&deleted)?;
        if let Some(window) = &batch.complete {
            self.clear(window, &chunks, &batch.workouts, &strings)?;
        }
        for (key, rows) in chunks.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            self.merge(key, rows, &replaced, &mut strings)?;
        }
        for workout in &batch.workouts {
            self.workout(workout)?;
        }
        daily::build_marked(self.tx, |_, _| true)?;
        self.finish()
    }

    /// The samples by the chunk that they belong to.
    fn chunks(
        &mut self,
        samples: Vec<LiveSample>,
        strings: &mut Strings,
    ) -> Result<BTreeMap<ChunkKey, Vec<Row>>, Error> {
        let mut metrics: HashMap<String, MetricCode> = HashMap::new();
        let mut known: HashMap<Source, i64> = HashMap::new();
        let mut chunks: BTreeMap<ChunkKey, Vec<Row>> = BTreeMap::new();
        for sample in samples {
            let metric = match metrics.get(&sample.metric) {
                Some(code) => *code,
                None => {
                    let code = sources::metric_code(self.tx, &sample.metric)?;
                    metrics.insert(sample.metric.clone(), code);
                    code
                }
            };
            let source = match known.get(&sample.source) {
                Some(id) => *id,
                None => {
                    let id = self.source(&sample.source)?;
                    known.insert(sample.source.clone(), id);
                    id
                }
            };
            let row = row(&sample, strings);
            if let Some(reason) = ingest::implausible_row(&row) {
                *self.skipped.entry(reason).or_default() += 1;
                continue;
            }
            let key = ChunkKey { metric, source, month: calendar::utc_month(row.start_ms) };
            chunks.entry(key).or_default().push(row);
        }
        Ok(chunks)
    }

    fn source(&mut self, source: &Source) -> Result<i64, Error> {
        let interned = sources::intern(self.tx, source)?;
        if interned.moved {
            // Its place in the default order may have changed, and with it every figure that it is part of.
            for metric in METRICS {
                daily::mark(self.tx, metric.code, daily::months(self.tx, metric.code)?)?;
            }
        }
        Ok(interned.id)
    }

    /// Takes away what records had before and do not have any more. What is older than what is here is left out.
    fn replace(
        &mut self,
        records: &HashSet<String>,
        chunks: &mut BTreeMap<ChunkKey, Vec<Row>>,
        strings: &Strings,
    ) -> Result<(), Error> {
        let keys = named::chunks_with(self.tx, records)?;
        let mut changed_ms: HashMap<&str, i64> = HashMap::new();
        for row in chunks.values().flatten() {
            changed_ms.insert(named::record_of(strings.get(row.origin)), row.created_ms);
        }
        let mut stale: HashSet<String> = HashSet::new();
        for key in &keys {
            let mut there = Strings::default();
            for row in samples::rows(self.tx, *key, &mut there)? {
                let record = named::record_of(there.get(row.origin));
                if row.origin != 0 && changed_ms.get(record).is_some_and(|changed| row.created_ms > *changed) {
                    stale.insert(record.to_owned());
                }
            }
        }
        for rows in chunks.values_mut() {
            let before = rows.len();
            rows.retain(|row| !stale.contains(named::record_of(strings.get(row.origin))));
            if before > rows.len() {
                *self.skipped.entry("older_than_known").or_default() += (before - rows.len()) as u64;
            }
        }
        // What the batch has of each record, and where it goes.
        let mut stays: HashSet<(ChunkKey, &str)> = HashSet::new();
        for (key, rows) in chunks.iter() {
            stays.extend(rows.iter().map(|row| (*key, strings.get(row.origin))));
        }
        for key in keys {
            let mut there = Strings::default();
            self.remove(key, &mut there, |row, strings| {
                let origin = strings.get(row.origin);
                let record = named::record_of(origin);
                row.origin != 0
                    && records.contains(record)
                    && !stale.contains(record)
                    && !stays.contains(&(key, origin))
            })?;
        }
        Ok(())
    }

    /// Takes records away for good.
    fn delete(&mut self, records: &HashSet<String>) -> Result<(), Error> {
        for key in named::chunks_with(self.tx, records)? {
            let mut there = Strings::default();
            self.remove(key, &mut there, |row, strings| {
                row.origin != 0 && records.contains(named::record_of(strings.get(row.origin)))
            })?;
        }
        if !records.is_empty() {
            for gone in workouts::named(self.tx, |_, origin| records.contains(origin))? {
                self.remove_workout(&gone)?;
            }
        }
        Ok(())
    }

    /// Takes away what a platform no longer has in a time that the batch is complete for.
    fn clear(
        &mut self,
        window: &LiveWindow,
        chunks: &BTreeMap<ChunkKey, Vec<Row>>,
        there: &[Workout],
        strings: &Strings,
    ) -> Result<(), Error> {
        let within = |start_ms: i64| (window.from_ms..window.to_ms).contains(&start_ms);
        for metric in &window.metrics {
            let code = sources::metric_code(self.tx, metric)?;
            for listed in samples::reaching(self.tx, code, window.from_ms, window.to_ms)? {
                let key = ChunkKey { metric: code, source: listed.source, month: listed.month };
                let stays: HashSet<&str> =
                    chunks.get(&key).into_iter().flatten().map(|row| strings.get(row.origin)).collect();
                let mut known = Strings::default();
                self.remove(key, &mut known, |row, strings| {
                    let origin = strings.get(row.origin);
                    within(row.start_ms) && origin.starts_with(window.prefix) && !stays.contains(origin)
                })?;
            }
        }
        if window.workouts {
            let stays: HashSet<&str> = there.iter().filter_map(|workout| workout.origin.as_deref()).collect();
            let gone = workouts::named(self.tx, |start_ms, origin| {
                within(start_ms) && origin.starts_with(window.prefix) && !stays.contains(origin)
            })?;
            for workout in gone {
                self.remove_workout(&workout)?;
            }
        }
        Ok(())
    }

    /// Removes samples of a chunk and notes it for the log, so that other devices remove them too.
    fn remove(
        &mut self,
        key: ChunkKey,
        strings: &mut Strings,
        doomed: impl Fn(&Row, &Strings) -> bool,
    ) -> Result<(), Error> {
        let (gone, dirty) = samples::remove(self.tx, key, strings, doomed)?;
        if gone.is_empty() {
            return Ok(());
        }
        self.report.deleted += gone.len() as u64;
        daily::mark(self.tx, key.metric, dirty)?;
        let metric = sources::metric_name(self.tx, key.metric)?;
        let source = sources::name(self.tx, key.source)?;
        let mut by_start: BTreeMap<i64, Vec<String>> = BTreeMap::new();
        for row in &gone {
            by_start.entry(row.start_ms).or_default().push(row.identity(strings));
        }
        for (start_ms, identities) in by_start {
            let gone = json!({"metric": metric, "source": source, "start_ms": start_ms, "identities": identities});
            self.drafts.push(Draft::new("samples.deleted", gone));
        }
        Ok(())
    }

    fn remove_workout(&mut self, gone: &workouts::Named) -> Result<(), Error> {
        self.tx.prepare_cached("DELETE FROM workout WHERE id = ?1")?.execute([&gone.id])?;
        self.report.deleted += 1;
        let told = json!({
            "metric": WORKOUT, "source": gone.source, "start_ms": gone.start_ms, "identities": [gone.id],
        });
        self.drafts.push(Draft::new("samples.deleted", told));
        Ok(())
    }

    fn merge(
        &mut self,
        key: ChunkKey,
        rows: Vec<Row>,
        replaced: &HashSet<String>,
        strings: &mut Strings,
    ) -> Result<(), Error> {
        self.restore(key, &rows, replaced, strings)?;
        let merged = samples::merge(self.tx, key, rows, strings)?;
        self.report.new += merged.new;
        self.report.duplicates += merged.duplicates;
        if merged.deleted > 0 {
            *self.skipped.entry("deleted_before").or_default() += merged.deleted;
        }
        if let Some(written) = merged.written {
            self.written.insert(key, written);
        }
        daily::mark(self.tx, key.metric, merged.dirty)
    }

    /// Takes back that samples were deleted which a changed record has again, for example since it was moved back.
    fn restore(
        &mut self,
        key: ChunkKey,
        rows: &[Row],
        replaced: &HashSet<String>,
        strings: &Strings,
    ) -> Result<(), Error> {
        let deleted = samples::deleted_identities(self.tx, key, rows)?;
        if deleted.is_empty() {
            return Ok(());
        }
        let (metric, source) = (sources::metric_name(self.tx, key.metric)?, sources::name(self.tx, key.source)?);
        let mut restored = Vec::new();
        for row in rows.iter().filter(|row| replaced.contains(named::record_of(strings.get(row.origin)))) {
            let identity = row.identity(strings);
            if deleted.contains(&identity) {
                restored.push(Draft::new(
                    "samples.restored",
                    json!({
                        "metric": metric, "source": source, "start_ms": row.start_ms, "identities": [identity],
                    }),
                ));
            }
        }
        // What was taken away in this batch goes to the log before what comes back.
        self.append()?;
        self.drafts = restored;
        self.append()
    }

    fn workout(&mut self, workout: &Workout) -> Result<(), Error> {
        let source = self.source(&workout.source)?;
        match workouts::put_imported(self.tx, source, workout)? {
            workouts::Put::New => self.report.new += 1,
            workouts::Put::Known => self.report.duplicates += 1,
            workouts::Put::Deleted => *self.skipped.entry("deleted_before").or_default() += 1,
        }
        Ok(())
    }

    fn append(&mut self) -> Result<(), Error> {
        let drafts = std::mem::take(&mut self.drafts);
        if drafts.is_empty() {
            return Ok(());
        }
        self.db.log.append(self.tx, &self.db.kinds, self.db.now_ms(), ACTOR, drafts)
    }

    fn finish(mut self) -> Result<LiveReport, Error> {
        if !self.written.is_empty() {
            let names: HashMap<i64, String> =
                sources::all(self.tx)?.into_iter().map(|source| (source.id, source.name)).collect();
            let mut chunks = Vec::with_capacity(self.written.len());
            for (key, (hash, count)) in &self.written {
                chunks.push(samples::log_line(self.tx, *key, &names, hash, *count)?);
            }
            self.drafts.push(Draft::new("samples.merged", json!({"chunks": chunks})));
        }
        self.append()?;
        self.report.skipped = self
            .skipped
            .iter()
            .map(|(reason, count)| SkipCount { reason: (*reason).to_owned(), count: *count })
            .collect();
        Ok(self.report)
    }
}

fn row(sample: &LiveSample, strings: &mut Strings) -> Row {
    let mut text = |text: Option<&str>| text.map_or(0, |text| strings.intern(text));
    Row {
        start_ms: sample.start_ms,
        end_ms: sample.end_ms,
        created_ms: sample.modified_ms,
        value: sample.value,
        raw_value: sample.raw_value,
        device: text(sample.device.as_deref()),
        raw_unit: text(sample.raw_unit.as_deref()),
        origin: text(Some(&sample.origin)),
        metadata: text(sample.metadata.as_deref()),
        offset_min: sample.offset_min,
        flags: if sample.user_entered { SampleFlags::USER_ENTERED.0 } else { 0 },
    }
}

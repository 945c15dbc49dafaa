//! Ingest: records stream in, are merged into chunks by identity, and daily figures are rebuilt beside them.

use crate::calendar::{MAX_OFFSET_MIN, first_day, utc_month};
use crate::chunk::{Row, Strings};
use crate::db::Db;
use crate::log::Draft;
use crate::mark::Mark;
use crate::samples::ChunkKey;
use crate::{Checkpoint, Error, ImportId, ImportReport, ImportStart, SkipCount, daily, samples, sources, workouts};
use coach_domain::metric::{METRICS, MetricCode};
use coach_domain::record::{
    ActivitySummary, DeviceRef, Ecg, PersonFacts, Sample, SampleFlags, Source, SourceRef, TextRef, Workout,
};
use coach_domain::time::{DAY_MS, date_of_epoch_day, epoch_day, local_day};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::time::Instant;

/// The file whose lock says that an import runs. It is empty, and the system frees the lock when the process ends.
pub(crate) const LOCK_FILE: &str = "import.lock";
/// Samples that are buffered before the chunks that were touched least recently are written.
const BUDGET: usize = 96_000;
/// Intervals longer than this are no measurement.
const LONGEST_MS: i64 = 400 * DAY_MS;
/// 1900 and 2200 in milliseconds: what lies outside is no measurement of a living person.
const EARLIEST_MS: i64 = -2_208_988_800_000;
const LATEST_MS: i64 = 7_258_118_400_000;
/// After this many unknown types, further ones share one name.
const MAX_CUSTOM: usize = 20_000;
/// Who the log names for what an import writes.
const ACTOR: &str = "import";

/// Samples that wait for their chunk.
struct Buffer {
    metric: MetricCode,
    source: SourceRef,
    month: i32,
    /// The month in UTC milliseconds.
    range: std::ops::Range<i64>,
    rows: Vec<Row>,
    touched: u64,
}

/// An import in progress. Dropping it without [`Ingest::finish`] keeps what was checkpointed and can be resumed.
///
/// One ingest runs at a time; reads go on beside it, and other writers between its batches.
pub struct Ingest<'store> {
    db: &'store Db,
    /// Held for its lock.
    _lock: File,
    connection: Connection,
    /// A transaction is open.
    writing: bool,
    start: ImportStart,
    resumed: Checkpoint,
    began: Instant,
    strings: Strings,
    sources: Vec<(Source, Option<i64>)>,
    source_refs: HashMap<Source, SourceRef>,
    custom: HashMap<String, MetricCode>,
    new_custom: Vec<(String, MetricCode)>,
    buffers: Vec<Buffer>,
    places: HashMap<(MetricCode, SourceRef, i32), usize>,
    /// The buffer that took the last sample.
    last: usize,
    buffered: usize,
    /// Buffered samples that will count as records.
    pending: u64,
    clock: u64,
    skipped: BTreeMap<String, u64>,
    report: ImportReport,
    days: (i32, i32),
    person: PersonFacts,
    /// Chunks written since the last entry of the log, with hash and count.
    written: BTreeMap<ChunkKey, ([u8; 32], u64)>,
    /// Checkpoint during which figures were last touched.
    touched: HashMap<(MetricCode, i32), u64>,
    checkpoints: u64,
}

impl<'store> Ingest<'store> {
    pub(crate) fn begin(db: &'store Db, start: &ImportStart) -> Result<Self, Error> {
        let path = db.folder().join(LOCK_FILE);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let lock = options.open(&path).map_err(|error| Error::io(&path, error))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(std::fs::TryLockError::WouldBlock) => return Err(Error::Busy),
            Err(std::fs::TryLockError::Error(error)) => return Err(Error::io(&path, error)),
        }
        let connection = db.connect_writer()?;
        let unfinished: Option<String> = connection
            .prepare_cached("SELECT checkpoint FROM import WHERE content_hash = ?1 AND NOT finished")?
            .query_row([&start.content_hash], |row| row.get(0))
            .optional()?;
        let resumed: Checkpoint = match unfinished {
            Some(json) => {
                serde_json::from_str(&json).map_err(|_| Error::Corrupt("an import's checkpoint".to_owned()))?
            }
            None => Checkpoint::default(),
        };
        let custom = {
            let mut statement = connection.prepare("SELECT name, code FROM custom_metric")?;
            statement
                .query_map([], |row| Ok((row.get(0)?, MetricCode(row.get(1)?))))?
                .collect::<Result<HashMap<String, MetricCode>, _>>()?
        };
        let mut report = resumed.report.clone();
        report.format.clone_from(&start.format);
        let day = |day: Option<jiff::civil::Date>, none| day.map_or(none, epoch_day);
        Ok(Ingest {
            db,
            _lock: lock,
            connection,
            writing: false,
            start: start.clone(),
            began: Instant::now(),
            strings: Strings::default(),
            sources: Vec::new(),
            source_refs: HashMap::new(),
            custom,
            new_custom: Vec::new(),
            buffers: Vec::new(),
            places: HashMap::new(),
            last: 0,
            buffered: 0,
            pending: 0,
            clock: 0,
            skipped: report.skipped.drain(..).map(|skip| (skip.reason, skip.count)).collect(),
            days: (day(report.from, i32::MAX), day(report.to, i32::MIN)),
            report,
            resumed,
            person: PersonFacts::default(),
            written: BTreeMap::new(),
            touched: HashMap::new(),
            checkpoints: 0,
        })
    }

    /// The id of this import.
    #[must_use]
    pub fn id(&self) -> ImportId {
        ImportId::of(&self.start.content_hash)
    }

    /// Where an earlier, unfinished run of the same content came to; the default for a fresh one.
    #[must_use]
    pub fn resumed(&self) -> &Checkpoint {
        &self.resumed
    }

    /// Interns a source.
    pub fn source(&mut self, source: &Source) -> SourceRef {
        if let Some(known) = self.source_refs.get(source) {
            return *known;
        }
        let reference = SourceRef(self.sources.len() as u32);
        self.sources.push((source.clone(), None));
        self.source_refs.insert(source.clone(), reference);
        reference
    }

    /// Interns a device description.
    pub fn device(&mut self, device: &str) -> DeviceRef {
        DeviceRef(self.strings.intern(device))
    }

    /// Interns a text: a raw unit, an origin's id, or metadata as canonical JSON.
    pub fn text(&mut self, text: &str) -> TextRef {
        TextRef(self.strings.intern(text))
    }

    /// The code of a type that no canonical metric describes, for example `HKQuantityTypeIdentifierNew`; its samples
    /// are kept in their raw unit, without daily figures.
    pub fn custom_metric(&mut self, name: &str) -> MetricCode {
        if let Some(code) = self.custom.get(name) {
            return *code;
        }
        if self.custom.len() >= MAX_CUSTOM && name != "other" {
            return self.custom_metric("other");
        }
        let code = MetricCode(MetricCode::CUSTOM + self.custom.len() as u16);
        self.custom.insert(name.to_owned(), code);
        self.new_custom.push((name.to_owned(), code));
        code
    }

    /// Adds one sample. Amortised constant time; may write chunks to disk. Samples that cannot be measurements (an
    /// end before the start, a value that is no number, absurd times) are counted as skipped.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn sample(&mut self, sample: &Sample) -> Result<(), Error> {
        if let Some(reason) = implausible(sample) {
            self.skip(reason);
            return Ok(());
        }
        let (first, last) =
            (local_day(sample.start_ms, sample.offset_min), local_day(sample.end_ms, sample.offset_min));
        self.days = (self.days.0.min(first), self.days.1.max(last));
        let fits = self.buffers.get(self.last).is_some_and(|buffer| {
            buffer.metric == sample.metric && buffer.source == sample.source && buffer.range.contains(&sample.start_ms)
        });
        if !fits {
            self.last = self.buffer_for(sample);
        }
        self.clock += 1;
        let buffer = &mut self.buffers[self.last];
        buffer.touched = self.clock;
        buffer.rows.push(as_row(sample));
        self.pending += u64::from(!sample.flags.contains(SampleFlags::NESTED));
        self.buffered += 1;
        if self.buffered > BUDGET {
            self.guarded(|ingest| ingest.spill(BUDGET / 2))?;
        }
        Ok(())
    }

    fn buffer_for(&mut self, sample: &Sample) -> usize {
        let month = utc_month(sample.start_ms);
        *self.places.entry((sample.metric, sample.source, month)).or_insert_with(|| {
            self.buffers.push(Buffer {
                metric: sample.metric,
                source: sample.source,
                month,
                range: i64::from(first_day(month)) * DAY_MS..i64::from(first_day(month + 1)) * DAY_MS,
                rows: Vec::new(),
                touched: 0,
            });
            self.buffers.len() - 1
        })
    }

    /// Adds one workout; a second one of the same identity keeps the richer details.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn workout(&mut self, workout: Workout) -> Result<(), Error> {
        let day = local_day(workout.start_ms, workout.offset_min);
        self.days = (self.days.0.min(day), self.days.1.max(day));
        let source = self.source(&workout.source);
        let put = self.guarded(|ingest| {
            ingest.open()?;
            let source = ingest.source_id(source)?;
            workouts::put_imported(&ingest.connection, source, &workout)
        })?;
        if put == workouts::Put::Deleted {
            self.skip("deleted_before");
            return Ok(());
        }
        let new = put == workouts::Put::New;
        self.report.workouts += u64::from(new);
        self.count("workout", new);
        Ok(())
    }

    /// Adds the rings of one day; a later one of the same day replaces them.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), Error> {
        let body = serde_json::to_string(summary).map_err(|error| Error::Database(error.to_string()))?;
        let day = epoch_day(summary.date);
        let new = self.guarded(|ingest| {
            ingest.open()?;
            let known: bool = ingest
                .connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM rings WHERE day = ?1)")?
                .query_row([day], |row| row.get(0))?;
            ingest
                .connection
                .prepare_cached(
                    "INSERT INTO rings (day, body) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET body = excluded.body",
                )?
                .execute(params![day, body])?;
            Ok(!known)
        })?;
        self.count("activity_summary", new);
        Ok(())
    }

    /// Adds one electrocardiogram.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn ecg(&mut self, ecg: &Ecg) -> Result<(), Error> {
        let json = serde_json::to_vec(ecg).map_err(|error| Error::Database(error.to_string()))?;
        let id = blake3::hash(format!("{}\n{}", ecg.start_ms, ecg.device).as_bytes()).to_hex()[..32].to_owned();
        let new = self.guarded(|ingest| {
            ingest.open()?;
            let written = ingest
                .connection
                .prepare_cached("INSERT OR IGNORE INTO ecg (id, start_ms, body) VALUES (?1, ?2, ?3)")?
                .execute(params![id, ecg.start_ms, workouts::deflate(&json)?])?;
            Ok(written > 0)
        })?;
        self.count("ecg", new);
        Ok(())
    }

    /// Notes what the file says about the person; fills only what the profile lacks.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn person(&mut self, facts: &PersonFacts) -> Result<(), Error> {
        self.person.birth_date = self.person.birth_date.or(facts.birth_date);
        if self.person.sex.is_none() {
            self.person.sex.clone_from(&facts.sex);
        }
        Ok(())
    }

    /// Counts one record that was read and left out.
    pub fn skip(&mut self, reason: &'static str) {
        self.skip_many(reason, 1);
    }

    fn skip_many(&mut self, reason: &str, count: u64) {
        match self.skipped.get_mut(reason) {
            Some(counted) => *counted += count,
            None => {
                self.skipped.insert(reason.to_owned(), count);
            }
        }
    }

    /// Commits everything so far, together with how far it has come. After a crash the import goes on from here.
    /// Makes the daily figures of finished days visible to readers.
    ///
    /// # Errors
    /// Those of writing to the database; nothing of the batch is kept then.
    pub fn checkpoint(&mut self, done: &[String], offset: u64, state: serde_json::Value) -> Result<(), Error> {
        self.guarded(|ingest| {
            ingest.spill(0)?;
            ingest.open()?;
            // The first figures are shown at once; later on, only those of months that no longer grow, so that a
            // file in any order is not built again and again.
            let (first, now) = (ingest.checkpoints == 0, ingest.checkpoints);
            let touched = &ingest.touched;
            daily::build_marked(&ingest.connection, |metric, month| {
                first || touched.get(&(metric, month)).is_none_or(|last| *last < now)
            })?;
            let drafts = ingest.drafts()?;
            ingest.append(drafts)?;
            let report = ingest.progress();
            let checkpoint = Checkpoint { done: done.to_vec(), offset, state, report };
            ingest.write_import(&checkpoint, false)?;
            ingest.commit()
        })?;
        self.checkpoints += 1;
        Ok(())
    }

    /// Counts so far, skipped ones included; `new` and `duplicates` lag behind until the next checkpoint.
    #[must_use]
    pub fn progress(&self) -> ImportReport {
        let skipped: u64 = self.skipped.values().sum();
        let day = |day: i32| (self.days.0 <= self.days.1).then(|| date_of_epoch_day(day));
        ImportReport {
            records: self.report.new + self.report.duplicates + skipped + self.pending,
            skipped: self
                .skipped
                .iter()
                .map(|(reason, count)| SkipCount { reason: reason.clone(), count: *count })
                .collect(),
            from: day(self.days.0),
            to: day(self.days.1),
            seconds: self.resumed.report.seconds + self.began.elapsed().as_secs_f64(),
            ..self.report.clone()
        }
    }

    /// Commits the rest, builds the daily figures, appends the import's log entry, all in one transaction.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn finish(mut self, partial: bool) -> Result<ImportReport, Error> {
        self.report.partial = partial;
        let report = self.guarded(|ingest| {
            ingest.spill(0)?;
            ingest.open()?;
            daily::build_marked(&ingest.connection, |_, _| true)?;
            let report = ingest.progress();
            let mut drafts = ingest.drafts()?;
            drafts.push(Draft::new(
                "import.finished",
                json!({
                    "import": ingest.id(),
                    "format": report.format,
                    "content_hash": ingest.start.content_hash,
                    "bytes": ingest.start.bytes,
                    "records": report.records,
                    "new": report.new,
                    "partial": partial,
                }),
            ));
            ingest.append(drafts)?;
            ingest.write_import(&Checkpoint { report: report.clone(), ..Checkpoint::default() }, true)?;
            ingest.commit()?;
            Ok(report)
        })?;
        // The write-ahead log has grown with the import; giving its room back is a courtesy that waits for nobody.
        let _ = self.connection.busy_timeout(std::time::Duration::ZERO);
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(report)
    }

    /// Runs writes; an error rolls the open transaction back, so that nothing of the batch is kept.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        work(self).map_err(|error| {
            if self.writing {
                self.writing = false;
                let _ = self.connection.execute_batch("ROLLBACK");
            }
            error.in_folder(self.db.folder())
        })
    }

    /// Opens the batch's transaction if it is not open yet: as late as possible, so that others can write meanwhile.
    fn open(&mut self) -> Result<(), Error> {
        if !self.writing {
            self.connection.execute_batch("BEGIN IMMEDIATE")?;
            self.writing = true;
        }
        for (name, code) in self.new_custom.drain(..) {
            self.connection
                .prepare_cached("INSERT OR IGNORE INTO custom_metric (code, name) VALUES (?1, ?2)")?
                .execute(params![code.0, name])?;
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Error> {
        Mark::renew(&self.connection)?;
        self.connection.execute_batch("COMMIT")?;
        self.writing = false;
        Ok(())
    }

    /// The database's number of a source.
    fn source_id(&mut self, reference: SourceRef) -> Result<i64, Error> {
        let (source, id) = self
            .sources
            .get_mut(reference.0 as usize)
            .ok_or_else(|| Error::Missing { what: "source", id: reference.0.to_string() })?;
        if let Some(id) = id {
            return Ok(*id);
        }
        let interned = sources::intern(&self.connection, source)?;
        *id = Some(interned.id);
        if interned.moved {
            // Its place in the default order may have changed, and with it every figure that it is part of.
            for metric in METRICS {
                daily::mark(&self.connection, metric.code, daily::months(&self.connection, metric.code)?)?;
            }
        }
        Ok(interned.id)
    }

    /// Writes the buffers that were touched least recently until at most `keep` samples wait.
    fn spill(&mut self, keep: usize) -> Result<(), Error> {
        if self.buffered <= keep {
            return Ok(());
        }
        self.open()?;
        let mut buffers = std::mem::take(&mut self.buffers);
        buffers.sort_unstable_by_key(|buffer| std::cmp::Reverse(buffer.touched));
        while self.buffered > keep
            && let Some(buffer) = buffers.pop()
        {
            self.buffered -= buffer.rows.len();
            self.write(buffer)?;
        }
        self.places = buffers
            .iter()
            .enumerate()
            .map(|(place, buffer)| ((buffer.metric, buffer.source, buffer.month), place))
            .collect();
        self.buffers = buffers;
        self.last = 0;
        Ok(())
    }

    fn write(&mut self, buffer: Buffer) -> Result<(), Error> {
        let top_level = |row: &&Row| !SampleFlags(row.flags).contains(SampleFlags::NESTED);
        self.pending -= buffer.rows.iter().filter(top_level).count() as u64;
        let key = ChunkKey { metric: buffer.metric, source: self.source_id(buffer.source)?, month: buffer.month };
        let merged = samples::merge(&self.connection, key, buffer.rows, &mut self.strings)?;
        self.report.new += merged.new;
        self.report.duplicates += merged.duplicates;
        if merged.deleted > 0 {
            self.skip_many("deleted_before", merged.deleted);
        }
        let counted = merged.new + merged.duplicates;
        if counted > 0 {
            let name = sources::metric_name(&self.connection, key.metric)?;
            *self.report.by_type.entry(name).or_default() += counted;
        }
        if let Some(written) = merged.written {
            self.written.insert(key, written);
        }
        for month in &merged.dirty {
            self.touched.insert((key.metric, *month), self.checkpoints);
        }
        daily::mark(&self.connection, key.metric, merged.dirty)
    }

    fn count(&mut self, kind: &str, new: bool) {
        self.report.new += u64::from(new);
        self.report.duplicates += u64::from(!new);
        *self.report.by_type.entry(kind.to_owned()).or_default() += 1;
    }

    /// What the log has to say about this batch.
    fn drafts(&mut self) -> Result<Vec<Draft>, Error> {
        let mut drafts = Vec::new();
        if !self.written.is_empty() {
            let names: HashMap<i64, String> =
                sources::all(&self.connection)?.into_iter().map(|source| (source.id, source.name)).collect();
            let mut chunks = Vec::with_capacity(self.written.len());
            for (key, (hash, count)) in std::mem::take(&mut self.written) {
                chunks.push(samples::log_line(&self.connection, key, &names, &hash, count)?);
            }
            drafts.push(Draft::new("samples.merged", json!({"import": self.id(), "chunks": chunks})));
        }
        let facts = std::mem::take(&mut self.person);
        let known: Vec<(&str, Option<serde_json::Value>)> = vec![
            ("birth_date", facts.birth_date.map(|date| json!(date))),
            ("sex", facts.sex.filter(|sex| ["female", "male", "other"].contains(&sex.as_str())).map(|sex| json!(sex))),
        ];
        for (field, value) in known {
            let Some(value) = value else { continue };
            let there: bool = self
                .connection
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM cell WHERE kind = 'profile' AND field = ?1 AND value IS NOT NULL)",
                )?
                .query_row([field], |row| row.get(0))?;
            if !there {
                drafts.push(Draft::new("profile.set", json!({"field": field, "value": value})));
            }
        }
        Ok(drafts)
    }

    fn append(&self, drafts: Vec<Draft>) -> Result<(), Error> {
        if drafts.is_empty() {
            return Ok(());
        }
        self.db.log.append(&self.connection, &self.db.kinds, self.db.now_ms(), ACTOR, drafts)
    }

    fn write_import(&self, checkpoint: &Checkpoint, finished: bool) -> Result<(), Error> {
        let json = |value: serde_json::Result<String>| value.map_err(|error| Error::Database(error.to_string()));
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO import (content_hash, format, bytes, finished, checkpoint, report, updated_ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                self.start.content_hash,
                self.start.format,
                i64::try_from(self.start.bytes).unwrap_or(i64::MAX),
                finished,
                json(serde_json::to_string(checkpoint))?,
                json(serde_json::to_string(&checkpoint.report))?,
                self.db.now_ms(),
            ])?;
        Ok(())
    }
}

/// Why a sample cannot be a measurement.
pub(crate) fn implausible(sample: &Sample) -> Option<&'static str> {
    implausible_row(&as_row(sample))
}

/// Why a row cannot be a measurement.
pub(crate) fn implausible_row(row: &Row) -> Option<&'static str> {
    if !row.value.is_finite() || !row.raw_value.is_finite() {
        Some("not_a_number")
    } else if row.start_ms < EARLIEST_MS || row.end_ms > LATEST_MS {
        Some("absurd_time")
    } else if row.end_ms < row.start_ms {
        Some("end_before_start")
    } else if row.end_ms - row.start_ms > LONGEST_MS {
        Some("interval_too_long")
    } else if row.offset_min.unsigned_abs() > MAX_OFFSET_MIN.unsigned_abs() {
        Some("absurd_offset")
    } else {
        None
    }
}

/// A sample as a chunk holds it.
fn as_row(sample: &Sample) -> Row {
    Row {
        start_ms: sample.start_ms,
        end_ms: sample.end_ms,
        created_ms: sample.created_ms,
        value: sample.value,
        raw_value: sample.raw_value,
        device: sample.device.0,
        raw_unit: sample.raw_unit.0,
        origin: sample.origin.0,
        metadata: sample.metadata.0,
        offset_min: sample.offset_min,
        flags: sample.flags.0,
    }
}

//! Ingest: records stream in, are merged into chunks by identity, and daily figures are rebuilt beside them.

use crate::Error;
use coach_domain::record::{
    ActivitySummary, DeviceRef, Ecg, PersonFacts, Sample, Source, SourceRef, TextRef, Workout,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The id of an import: derived from the content, so that the same file has the same id on every device.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ImportId(pub String);

/// What an import is, said before its first record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ImportStart {
    /// Content hash of the input in hexadecimal; an unfinished import with the same hash is resumed.
    pub content_hash: String,
    /// Format, for example `apple_health`.
    pub format: String,
    /// Size of the input in bytes, as the person sees it.
    pub bytes: u64,
}

/// How far an import has come: everything before it is committed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Parts of the input that are done, for example archive members.
    pub done: Vec<String>,
    /// Bytes of the current part (uncompressed) that are done.
    pub offset: u64,
    /// What the importer needs to go on, in its own form.
    pub state: serde_json::Value,
    /// Counts so far.
    pub report: ImportReport,
}

/// One reason why records were skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SkipCount {
    /// Reason in snake case, for example `unknown_unit`.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// What an import did. `records = new + duplicates + skipped`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Format, for example `apple_health`.
    pub format: String,
    /// Records read.
    pub records: u64,
    /// Records that were not there before.
    pub new: u64,
    /// Records that were there before.
    pub duplicates: u64,
    /// Records left out, by reason.
    pub skipped: Vec<SkipCount>,
    /// Records by metric or kind.
    pub by_type: BTreeMap<String, u64>,
    /// Workouts that were not there before.
    pub workouts: u64,
    /// First local day of what was read.
    pub from: Option<jiff::civil::Date>,
    /// Last local day of what was read.
    pub to: Option<jiff::civil::Date>,
    /// Wall seconds.
    pub seconds: f64,
    /// The input ended early or was damaged; what was read is kept.
    pub partial: bool,
}

/// An import in progress. Dropping it without [`Ingest::finish`] keeps what was checkpointed and can be resumed.
///
/// One ingest runs at a time; reads go on beside it.
pub struct Ingest<'store> {
    pub(crate) store: &'store crate::Store,
}

impl Ingest<'_> {
    /// Where an earlier, unfinished run of the same content came to; the default for a fresh one.
    #[must_use]
    pub fn resumed(&self) -> &Checkpoint {
        let _ = self.store;
        todo!()
    }

    /// Interns a source.
    pub fn source(&mut self, source: &Source) -> SourceRef {
        let _ = source;
        todo!()
    }

    /// Interns a device description.
    pub fn device(&mut self, device: &str) -> DeviceRef {
        let _ = device;
        todo!()
    }

    /// Interns a text: a raw unit, an origin's id, or metadata as canonical JSON.
    pub fn text(&mut self, text: &str) -> TextRef {
        let _ = text;
        todo!()
    }

    /// The code of a type that no canonical metric describes, for example `HKQuantityTypeIdentifierNew`; its samples
    /// are kept in their raw unit, without daily figures.
    pub fn custom_metric(&mut self, name: &str) -> coach_domain::metric::MetricCode {
        let _ = name;
        todo!()
    }

    /// Adds one sample. Amortised constant time; may write chunks to disk.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn sample(&mut self, sample: &Sample) -> Result<(), Error> {
        let _ = sample;
        todo!()
    }

    /// Adds one workout; a second one of the same identity keeps the richer details.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn workout(&mut self, workout: Workout) -> Result<(), Error> {
        let _ = workout;
        todo!()
    }

    /// Adds the rings of one day; a later one of the same day replaces them.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn activity_summary(&mut self, summary: &ActivitySummary) -> Result<(), Error> {
        let _ = summary;
        todo!()
    }

    /// Adds one electrocardiogram.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn ecg(&mut self, ecg: &Ecg) -> Result<(), Error> {
        let _ = ecg;
        todo!()
    }

    /// Notes what the file says about the person; fills only what the profile lacks.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn person(&mut self, facts: &PersonFacts) -> Result<(), Error> {
        let _ = facts;
        todo!()
    }

    /// Counts one record that was read and left out.
    pub fn skip(&mut self, reason: &'static str) {
        let _ = reason;
        todo!()
    }

    /// Commits everything so far, together with how far it has come. After a crash the import goes on from here.
    /// Makes the daily figures of finished days visible to readers.
    ///
    /// # Errors
    /// Those of writing to the database; nothing of the batch is kept then.
    pub fn checkpoint(
        &mut self,
        done: &[String],
        offset: u64,
        state: serde_json::Value,
    ) -> Result<(), Error> {
        let _ = (done, offset, state);
        todo!()
    }

    /// Counts so far, skipped ones included; `new` and `duplicates` lag behind until the next checkpoint.
    #[must_use]
    pub fn progress(&self) -> ImportReport {
        todo!()
    }

    /// Commits the rest, builds the daily figures, appends the import's log entry, all in one transaction.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn finish(self, partial: bool) -> Result<ImportReport, Error> {
        let _ = partial;
        todo!()
    }
}

//! A store in a temporary folder, and samples to put into it.

#![allow(
    dead_code,
    unreachable_pub,
    clippy::unwrap_used,
    reason = "each test file uses its own part of this test code"
)]

use coach_domain::metric::MetricCode;
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, SourceRef, TextRef};
use coach_store::{ImportReport, ImportStart, Ingest, KeySource, Store, StoreOptions};
use std::path::Path;

pub const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
/// 2025-03-10T00:00:00Z, a Monday.
pub const MONDAY_MS: i64 = 1_741_564_800_000;
pub const HOUR_MS: i64 = 3_600_000;
pub const DAY_MS: i64 = 24 * HOUR_MS;

pub fn key() -> KeySource {
    KeySource::Given(KEY.to_owned().into())
}

pub fn open(folder: &Path, create: bool) -> Result<Store, coach_store::Error> {
    Store::open(StoreOptions { data_dir: folder.to_path_buf(), key: key().load(folder).unwrap(), create })
}

pub fn new_store() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), true).unwrap();
    (folder, store)
}

pub fn start(hash: &str) -> ImportStart {
    ImportStart { content_hash: hash.to_owned(), format: "test".to_owned(), bytes: 1 }
}

pub fn watch() -> Source {
    Source { name: "Ana’s Watch".to_owned(), kind: SourceKind::Watch }
}

pub fn phone() -> Source {
    Source { name: "Ana’s Phone".to_owned(), kind: SourceKind::Phone }
}

pub fn sample(metric: MetricCode, start_ms: i64, end_ms: i64, value: f64) -> Sample {
    Sample {
        metric,
        source: SourceRef(0),
        device: DeviceRef(0),
        start_ms,
        end_ms,
        offset_min: 60,
        value,
        raw_unit: TextRef(0),
        raw_value: value,
        created_ms: 0,
        origin: TextRef(0),
        metadata: TextRef(0),
        flags: SampleFlags::default(),
    }
}

/// Imports samples of one source.
pub fn import(store: &Store, hash: &str, source: &Source, samples: &[Sample]) -> ImportReport {
    let mut ingest = store.ingest(&start(hash)).unwrap();
    feed(&mut ingest, source, samples);
    ingest.finish(false).unwrap()
}

pub fn feed(ingest: &mut Ingest<'_>, source: &Source, samples: &[Sample]) {
    let source = ingest.source(source);
    for sample in samples {
        ingest.sample(&Sample { source, ..*sample }).unwrap();
    }
}

pub fn export(store: &Store) -> String {
    let mut out = Vec::new();
    store.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

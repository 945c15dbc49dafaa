//! What the store costs: ten years of a watch and a phone in, figures out.
//!
//! `cargo bench -p coach-store --profile quick -- [SAMPLES]`; the numbers are printed, nothing is asserted.

#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs, reason = "a benchmark talks to a terminal")]

use coach_domain::metric::{DISTANCE_WALK_RUN, ENERGY_ACTIVE, HEART_RATE, STEPS};
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceKind, TextRef};
use coach_store::{Bucket, ImportStart, KeySource, Store, StoreOptions};
use jiff::civil::date;
use std::path::Path;
use std::time::{Duration, Instant};

const KEY: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
/// 2016-01-01T00:00:00Z.
const BEGIN_MS: i64 = 1_451_606_400_000;
const YEARS_MS: i64 = 10 * 31_557_600_000;

fn open(folder: &Path, create: bool) -> Store {
    let key = KeySource::Given(KEY.to_owned().into()).load(folder).unwrap();
    Store::open(StoreOptions { data_dir: folder.to_path_buf(), key, create }).unwrap()
}

/// Kilobytes of a line of the process's status, where the system has one.
fn status_kb(field: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(field)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// CPU time of this process, all threads together.
fn cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Behind the name in parentheses: state, ten numbers, then user and system time in hundredths of a second.
    let times = stat.rsplit(')').next().unwrap_or_default().split_whitespace().skip(11).take(2);
    let ticks: u64 = times.filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn import(store: &Store, hash: &str, samples: i64) {
    let start = ImportStart { content_hash: hash.to_owned(), format: "bench".to_owned(), bytes: 0 };
    let mut ingest = store.ingest(&start).unwrap();
    let watch = ingest.source(&Source { name: "Watch".to_owned(), kind: SourceKind::Watch });
    let phone = ingest.source(&Source { name: "Phone".to_owned(), kind: SourceKind::Phone });
    let devices: Vec<DeviceRef> = (0..8).map(|number| ingest.device(&format!("Watch, software 1{number}.2"))).collect();
    let motion: Vec<TextRef> = (0..3).map(|number| ingest.text(&format!("{{\"motion\":\"{number}\"}}"))).collect();
    let mile = ingest.text("mi");
    let mut state = 1_u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as i64
    };
    // As in an Apple export: one type after the other, each through all the years.
    let parts = [
        (HEART_RATE, watch, samples / 2, 0),
        (STEPS, watch, samples / 8, 300_000),
        (STEPS, phone, samples / 8, 500_000),
        (ENERGY_ACTIVE, watch, samples / 8, 60_000),
        (DISTANCE_WALK_RUN, watch, samples / 8, 300_000),
    ];
    let mut done = 0;
    for (metric, source, count, length) in parts {
        let gap = YEARS_MS / count;
        for index in 0..count {
            let start_ms = (BEGIN_MS + index * gap + random() % gap) / 1000 * 1000;
            let far = metric == DISTANCE_WALK_RUN;
            let raw_value = if far { random() as f64 / 1e10 } else { (random() % 120) as f64 };
            ingest
                .sample(&Sample {
                    metric,
                    source,
                    device: devices[(index * 8 / count) as usize],
                    start_ms,
                    end_ms: start_ms + length.min(gap),
                    offset_min: if (index * 20 / count) % 2 == 0 { 60 } else { 120 },
                    value: if far { raw_value * 1609.344 } else { raw_value },
                    raw_unit: if far { mile } else { TextRef(0) },
                    raw_value,
                    created_ms: start_ms + length.min(gap) + random() % 600 * 1000,
                    origin: TextRef(0),
                    metadata: if metric == HEART_RATE { motion[(random() % 3) as usize] } else { TextRef(0) },
                    flags: SampleFlags::default(),
                })
                .unwrap();
            done += 1;
            if done % 250_000 == 0 {
                ingest.checkpoint(&[], done as u64, serde_json::Value::Null).unwrap();
            }
        }
    }
    let report = ingest.finish(false).unwrap();
    println!("  {} records: {} new, {} duplicates", report.records, report.new, report.duplicates);
}

fn timed<T>(what: &str, runs: u32, mut work: impl FnMut() -> T) -> T {
    let result = work();
    let (wall, before) = (Instant::now(), cpu());
    for _ in 1..runs {
        work();
    }
    if runs > 1 {
        println!("{what}: {:.2?} each", wall.elapsed() / (runs - 1));
    } else {
        println!("{what}: {:.2?} wall, {:.2?} CPU", wall.elapsed(), cpu() - before);
    }
    result
}

fn main() {
    let samples = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(2_200_000);
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path(), true);
    for (what, hash) in [("import", "a"), ("the same again", "b")] {
        let (wall, before) = (Instant::now(), cpu());
        import(&store, hash, samples);
        println!("{what}: {:.2?} wall, {:.2?} CPU", wall.elapsed(), cpu() - before);
    }
    println!("peak memory: {} MB", status_kb("VmHWM") / 1024);
    println!("on disk: {:.1} MB", store.check().unwrap().bytes as f64 / 1e6);
    drop(store);
    timed("open and first figure", 20, || {
        open(folder.path(), false).latest(STEPS, date(2025, 1, 1)).unwrap();
    });
    let store = open(folder.path(), false);
    timed("90 days", 100, || store.days(STEPS, date(2025, 1, 1), date(2025, 3, 31)).unwrap());
    timed("ten years by month", 100, || {
        store.query(STEPS, date(2016, 1, 1), date(2025, 12, 31), Bucket::Month, None).unwrap()
    });
    timed("one day of raw heart rate", 50, || {
        store.query(HEART_RATE, date(2025, 2, 12), date(2025, 2, 12), Bucket::Raw, None).unwrap()
    });
    timed("one day of steps by hour", 50, || {
        store.query(STEPS, date(2025, 2, 12), date(2025, 2, 12), Bucket::Hour, None).unwrap()
    });
    timed("a setting, logged and signed", 200, || {
        store.set_setting("bench", Some(&serde_json::json!(1)), "bench").unwrap();
    });
    let (wall, before) = (Instant::now(), cpu());
    let rebuilt = store.rebuild().unwrap();
    println!("rebuild of {} figures: {:.2?} wall, {:.2?} CPU", rebuilt.daily_figures, wall.elapsed(), cpu() - before);
}

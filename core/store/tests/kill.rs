//! An import that is killed again and again, and ends as if nothing had happened.
//!
//! This test runs itself as a second process, so it has no test harness. The child says a word after each checkpoint;
//! the parent kills it somewhere between two of them.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "test code")]

mod common;

use coach_domain::metric::{HEART_RATE, STEPS};
use coach_domain::record::Sample;
use coach_store::Store;
use common::*;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

const FOLDER: &str = "COACH_STORE_KILL_FOLDER";
const SAMPLES: i64 = 60_000;
const BATCH: i64 = 2_000;
const KILLS: u64 = 20;

fn given(index: i64) -> Sample {
    let at = MONDAY_MS + index * 90_000;
    if index % 4 == 0 {
        sample(STEPS, at, at + 600_000, (index % 90) as f64)
    } else {
        sample(HEART_RATE, at, at, 50.0 + (index % 70) as f64)
    }
}

/// Imports from wherever an earlier run came to; says so after each checkpoint.
fn run(store: &Store, mut said: impl FnMut()) {
    let mut ingest = store.ingest(&start("killed")).unwrap();
    let first = ingest.resumed().offset as i64;
    for index in first..SAMPLES {
        feed(&mut ingest, &if index % 3 == 0 { watch() } else { phone() }, &[given(index)]);
        if (index + 1) % BATCH == 0 {
            ingest.checkpoint(&[], (index + 1) as u64, serde_json::Value::Null).unwrap();
            said();
        }
    }
    let report = ingest.finish(false).unwrap();
    assert_eq!((report.new, report.duplicates, report.records), (SAMPLES as u64, 0, SAMPLES as u64));
}

fn child(folder: &Path) {
    let store = open(folder, false).unwrap();
    run(&store, || {
        println!("checkpoint");
        std::io::stdout().flush().unwrap();
    });
}

/// Starts a child and kills it some time after a checkpoint. Tells whether it was still at work.
fn kill_one(folder: &Path, number: u64) -> bool {
    let mut process =
        Command::new(std::env::current_exe().unwrap()).env(FOLDER, folder).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    // Some are killed before their first checkpoint, some after it, at any moment of the next batch.
    if !number.is_multiple_of(3) && lines.next().is_none() {
        process.wait().unwrap();
        return false;
    }
    std::thread::sleep(Duration::from_micros(number * 7919 % 40_000));
    process.kill().unwrap();
    !process.wait().unwrap().success()
}

fn main() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        child(Path::new(&folder));
        return;
    }
    let (folder, store) = new_store();
    drop(store);
    let mut killed = 0;
    for number in 0..KILLS {
        killed += u64::from(kill_one(folder.path(), number));
        let store = open(folder.path(), false).unwrap();
        let health = store.check().unwrap();
        assert_eq!((health.integrity.as_str(), health.log_error), ("ok", None), "after kill {number}");
        if store.finished_import("killed").unwrap().is_some() {
            break;
        }
    }
    assert!(killed > 0, "no child was killed at work");
    let store = open(folder.path(), false).unwrap();
    if store.finished_import("killed").unwrap().is_none() {
        run(&store, || {});
    }
    let (_other, clean) = new_store();
    run(&clean, || {});
    assert!(export(&store) == export(&clean), "the export differs from a clean run's");
    let days = |store: &Store, metric| {
        store.days(metric, jiff::civil::date(2025, 1, 1), jiff::civil::date(2026, 1, 1)).unwrap()
    };
    for metric in [STEPS, HEART_RATE] {
        assert_eq!(days(&store, metric), days(&clean, metric));
    }
    println!("killed {killed} imports; the store equals a clean one");
}

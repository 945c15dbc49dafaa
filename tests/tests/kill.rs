//! Imports that are killed: whatever the moment, the store is whole, and going on ends as if nothing had happened.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use coach_tests::apple_export::{Container, Options};
use coach_tests::home::{Home, first_difference};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const KILLS: u32 = 50;

fn start(home: &Path, export: &Path) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_import-once"))
        .args([home, export])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn fifty_killed_imports_leave_whole_stores_that_go_on() {
    let files = TempDir::new().unwrap();
    let export = files.path().join("export.zip");
    let options = Options { first_day: jiff::civil::date(2026, 3, 22), days: 24, ..Options::default() };
    options.write(&export, Container::Zip).unwrap();

    let clean_folder = TempDir::new().unwrap();
    let clean = Home::new(clean_folder.path());
    let began = Instant::now();
    assert!(start(clean_folder.path(), &export).wait().unwrap().success());
    let usual = began.elapsed();
    let expected = clean.export().unwrap();
    assert!(!expected.is_empty());

    let mut random = ChaCha8Rng::seed_from_u64(50);
    let (mut killed, mut resumed) = (0, 0);
    while killed < KILLS {
        let folder = TempDir::new().unwrap();
        let home = Home::new(folder.path());
        // Some homes are hit more than once before the import comes to its end.
        for _ in 0..random.random_range(1..4) {
            let mut import = start(folder.path(), &export);
            std::thread::sleep(
                usual.mul_f64(random.random_range(0.0..1.0)) + Duration::from_micros(random.random_range(0..1000)),
            );
            let finished = import.try_wait().unwrap().is_some();
            import.kill().unwrap();
            import.wait().unwrap();
            if finished {
                break;
            }
            killed += 1;
            // Before the database is there, there is nothing to check.
            if coach_store::Store::exists(&home.data()) && home.open().is_ok() {
                let health = home.open().unwrap().check().unwrap();
                assert_eq!((health.integrity.as_str(), health.log_error), ("ok", None));
                resumed += 1;
            }
        }
        let report = home.import(&export).unwrap();
        assert!(!report.partial);
        if let Some(difference) = first_difference(&expected, &home.export().unwrap()) {
            panic!("after {killed} kills: {difference}");
        }
    }
    assert!(resumed > KILLS / 2, "{resumed} of {killed} came far enough to be checked");
}

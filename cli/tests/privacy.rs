//! What the person says is nowhere in plain text; a store in use, a full disk and a read-only folder lose nothing.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on should stop")]

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const KEY: &str = "5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a";

/// Strings that occur nowhere else on this machine.
const NAME: &str = "Quillonia Zweifelhart";
const NOTE: &str = "the plum-coloured heron limped home";
/// A heart rate that the sample year never has, in a form that is searched as text and as a number.
const HEART_RATE: &str = "217.25";

fn coach(home: &Path, data: &Path) -> Command {
    let mut command = Command::cargo_bin("coach").unwrap();
    command.env_clear().env("HOME", home).env("TMPDIR", home.join("tmp")).env("POCKETCOACH_HOME", data);
    command.env("POCKETCOACH_KEY", KEY).env("TZ", "Europe/Berlin");
    command
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, found) } else { found.push(path) }
    }
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

fn assert_clean(what: &str, bytes: &[u8]) {
    for canary in [NAME, "Zweifelhart", NOTE, "plum-coloured", HEART_RATE] {
        assert!(!contains(bytes, canary.as_bytes()), "{canary:?} is in {what}");
        let utf16 = canary.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert!(!contains(bytes, &utf16), "{canary:?} is in {what} as UTF-16");
    }
    let number = HEART_RATE.parse::<f64>().unwrap();
    assert!(!contains(bytes, &number.to_le_bytes()) && !contains(bytes, &number.to_be_bytes()), "{what} holds it");
}

fn export(folder: &Path) -> PathBuf {
    let path = folder.join("export.xml");
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData>
<HealthData locale="en_GB">
 <ExportDate value="2026-11-19 08:00:00 +0100"/>
 <Record type="HKQuantityTypeIdentifierHeartRate" sourceName="{NAME}’s Watch" unit="count/min" creationDate="2026-11-18 10:00:00 +0100" startDate="2026-11-18 10:00:00 +0100" endDate="2026-11-18 10:00:00 +0100" value="{HEART_RATE}">
  <MetadataEntry key="note" value="{NOTE}"/>
 </Record>
</HealthData>
"#
    );
    std::fs::write(&path, xml).unwrap();
    path
}

#[test]
fn canaries_are_in_no_file_log_trace_or_error() {
    let home = tempfile::tempdir().unwrap();
    let input = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    std::fs::create_dir(home.path().join("tmp")).unwrap();
    let run = |arguments: &[&str]| coach(home.path(), &data).args(arguments).output().unwrap();
    assert!(run(&["init", "--name", NAME, "--goal", NOTE]).status.success());
    let export = export(input.path());
    let mut logs = Vec::new();
    for arguments in [
        &["-vv", "import", export.to_str().unwrap(), "--json"][..],
        &["-vv", "log", "workout", "running", "--minutes", "30", "--note", NOTE, "--json"],
        &["-vv", "ask", "What was my heart rate on 18 November 2026?", "--json"],
        &["-vv", "ask", &format!("My name is {NAME} and {NOTE}"), "--json"],
    ] {
        let output = run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        logs.extend(output.stderr);
    }
    // The value is there for the person.
    let query =
        run(&["query", "heart_rate", "--bucket", "raw", "--from", "2026-11-18", "--to", "2026-11-18", "--json"]);
    assert!(String::from_utf8_lossy(&query.stdout).contains(HEART_RATE));
    assert_clean("standard error", &logs);
    assert_clean("a trace", &run(&["trace", "show", "--json"]).stdout);
    assert_clean("the list of traces", &run(&["trace", "list", "--json"]).stdout);
    assert_clean("the audit", &run(&["audit", "--json"]).stdout);
    let wrong = coach(home.path(), &data).env("POCKETCOACH_KEY", "6b".repeat(32)).arg("today").output().unwrap();
    assert_clean("an error", &wrong.stderr);

    // While a process holds the store, its write-ahead log is on disk.
    let mut holder = std::process::Command::new(assert_cmd::cargo::cargo_bin("coach"))
        .args(["mcp", "serve", "--transport", "stdio"])
        .env_clear()
        .env("HOME", home.path())
        .env("POCKETCOACH_HOME", &data)
        .env("POCKETCOACH_KEY", KEY)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut second = coach(home.path(), &data);
    second.args(["log", "workout", "running", "--minutes", "31", "--note", NOTE]).assert().success();
    let mut found = Vec::new();
    files(home.path(), &mut found);
    assert!(found.iter().any(|path| path.ends_with("coach.db")));
    for path in &found {
        assert_clean(&path.display().to_string(), &std::fs::read(path).unwrap());
    }
    drop(holder.stdin.take());
    holder.wait().unwrap();
}

#[test]
fn two_processes_at_once_lose_nothing() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    coach(home.path(), &data).args(["init", "--json"]).assert().success();
    let writers = (0..6)
        .map(|index| {
            std::process::Command::new(assert_cmd::cargo::cargo_bin("coach"))
                .args(["log", "weight", &format!("7{index}.5"), "--json"])
                .env_clear()
                .env("HOME", home.path())
                .env("POCKETCOACH_HOME", &data)
                .env("POCKETCOACH_KEY", KEY)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect::<Vec<_>>();
    for writer in writers {
        let output = writer.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let export = coach(home.path(), &data).arg("export").output().unwrap();
    let text = String::from_utf8_lossy(&export.stdout).into_owned();
    for index in 0..6 {
        assert!(text.contains(&format!("7{index}.5")), "7{index}.5 kg was lost");
    }
    coach(home.path(), &data).arg("doctor").assert().stdout(predicate::str::contains("every hash and signature holds"));
}

#[cfg(target_os = "linux")]
#[path = "common/small_disk.rs"]
mod small_disk;

#[cfg(target_os = "linux")]
mod disk {
    use super::small_disk::SmallDisk;
    use super::*;

    #[test]
    fn a_full_disk_is_said_and_loses_nothing() {
        let Some(disk) = SmallDisk::mount(1_500) else {
            eprintln!("mounting a small file system needs root; the full disk was not tried");
            return;
        };
        let home = tempfile::tempdir().unwrap();
        let data = disk.0.path().join("data");
        coach(home.path(), &data).args(["init", "--name", "Sam", "--json"]).assert().success();
        coach(home.path(), &data).args(["log", "weight", "72.5"]).assert().success();
        coach(home.path(), &data)
            .args(["demo", "--days", "3650"])
            .assert()
            .code(1)
            .stdout("")
            .stderr(predicate::str::contains("disk is full").and(predicate::str::contains("panicked").not()));
        coach(home.path(), &data)
            .arg("doctor")
            .assert()
            .stdout(predicate::str::contains("intact").and(predicate::str::contains("every hash and signature holds")));
        let export = coach(home.path(), &data).arg("export").output().unwrap();
        assert!(String::from_utf8_lossy(&export.stdout).contains("72.5"), "the entry before the full disk was lost");
    }

    #[test]
    fn a_read_only_file_system_is_said() {
        let Some(disk) = SmallDisk::mount(8_000) else {
            eprintln!("mounting a small file system needs root; the read-only one was not tried");
            return;
        };
        let home = tempfile::tempdir().unwrap();
        let data = disk.0.path().join("data");
        coach(home.path(), &data).args(["init", "--name", "Sam", "--json"]).assert().success();
        let remount = |mode: &str| {
            let options = format!("remount,{mode}");
            let status =
                std::process::Command::new("mount").args(["-o", &options]).arg(disk.0.path()).status().unwrap();
            assert!(status.success());
        };
        remount("ro");
        coach(home.path(), &data)
            .args(["log", "weight", "72"])
            .assert()
            .code(1)
            .stdout("")
            .stderr(predicate::str::contains("read-only"));
        let fresh = disk.0.path().join("fresh");
        coach(home.path(), &fresh).args(["init", "--json"]).assert().code(1).stderr(predicate::str::contains("Failed"));
        remount("rw");
        coach(home.path(), &data).args(["today", "--json"]).assert().success();
    }
}

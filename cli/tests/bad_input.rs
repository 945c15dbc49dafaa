//! Bad input for every command: the right exit status, one clear sentence on standard error, nothing lost.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test that cannot go on should stop")]

use assert_cmd::Command;
use predicates::prelude::*;
use std::path::Path;

fn coach(home: &Path) -> Command {
    let mut command = Command::cargo_bin("coach").unwrap();
    command.env_clear().env("HOME", home).env("POCKETCOACH_HOME", home.join("data"));
    command.env("POCKETCOACH_KEY", "5a".repeat(32)).env("TZ", "Europe/Berlin");
    command
}

fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    coach(home.path()).args(["init", "--name", "Sam", "--json"]).assert().success();
    home
}

/// One sentence: a single line that ends in a full stop, without a panic or a backtrace.
fn one_sentence() -> impl Predicate<[u8]> {
    predicate::function(|bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        let text = text.trim();
        !text.contains("panicked") && !text.contains('\n') && text.ends_with(['.', '?'])
    })
}

#[test]
fn commands_before_init_say_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    for command in [
        &["ask", "hello"][..],
        &["today"],
        &["summary"],
        &["query", "steps"],
        &["sleep"],
        &["workouts"],
        &["sources"],
        &["demo"],
        &["export"],
        &["audit"],
        &["trace", "list"],
        &["mcp", "list"],
        &["log", "weight", "72"],
        &["approve"],
        &["delete", "--all", "--yes"],
    ] {
        coach(home.path()).args(command).assert().code(1).stdout("").stderr(
            one_sentence()
                .and(predicate::function(|bytes: &[u8]| String::from_utf8_lossy(bytes).contains("coach init"))),
        );
    }
}

#[test]
fn wrong_usage_ends_with_status_two() {
    let home = home();
    for command in [
        &["query"][..],
        &["query", "steps", "--from", "yesterday"],
        &["summary", "--range", "soon"],
        &["log", "weight", "heavy"],
        &["demo", "--days", "0"],
        &["import"],
        &["delete"],
        &["delete", "--all"],
        &["mcp", "call", "fitness-wearables", "getSleepData", "{not json"],
        &["mcp", "add", "x"],
        &["ask", "hello", "--model", "gpt-9"],
        &["ask", "hello", "--coach", "nobody"],
        &["chat", "--json"],
        &["no-such-command"],
    ] {
        coach(home.path()).args(command).assert().code(2).stdout("");
    }
}

#[test]
fn what_is_not_there_ends_with_status_one_and_a_sentence() {
    let home = home();
    let missing = home.path().join("missing.zip");
    let empty = home.path().join("empty.xml");
    std::fs::write(&empty, "").unwrap();
    let noise = home.path().join("noise.bin");
    std::fs::write(&noise, (0..50_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect::<Vec<_>>())
        .unwrap();
    for command in [
        vec!["import", missing.to_str().unwrap()],
        vec!["import", empty.to_str().unwrap()],
        vec!["import", noise.to_str().unwrap()],
        vec!["query", "stepps"],
        vec!["query", "steps", "--from", "2026-02-01", "--to", "2026-01-01"],
        vec!["ask", "hello", "--session", "nope"],
        vec!["ask", ""],
        vec!["approve", "nope"],
        vec!["reject", "nope"],
        vec!["trace", "show", "nope"],
        vec!["sources", "order", "steps", "Nobody"],
        vec!["delete", "--source", "Nobody", "--yes"],
        vec!["mcp", "list", "nope"],
        vec!["mcp", "call", "nope", "getSleepData"],
        vec!["mcp", "call", "fitness-wearables", "nope"],
        vec!["mcp", "call", "fitness-wearables", "getSleepData", r#"{"days":"many"}"#],
        vec!["mcp", "remove", "nope"],
        vec!["log", "weight", "9999"],
        vec!["log", "workout", "running", "--minutes=-5"],
        vec!["log", "set", "squat", "80", "0"],
        vec!["export", "--output", "/nonexistent/folder/export.json"],
    ] {
        coach(home.path()).args(&command).assert().code(1).stdout("").stderr(one_sentence());
    }
    // Nothing was lost or half-written by any of them.
    coach(home.path()).args(["doctor"]).assert().stdout(predicate::str::contains("intact"));
}

#[test]
fn a_wrong_key_is_said_to_be_wrong_and_changes_nothing() {
    let home = home();
    coach(home.path())
        .env("POCKETCOACH_KEY", "6b".repeat(32))
        .arg("today")
        .assert()
        .code(1)
        .stdout("")
        .stderr(one_sentence().and(predicate::function(|bytes: &[u8]| String::from_utf8_lossy(bytes).contains("key"))));
    coach(home.path()).env("POCKETCOACH_KEY", "short").arg("today").assert().code(1).stderr(one_sentence());
    coach(home.path()).args(["today", "--json"]).assert().success();
}

#[test]
fn init_never_overwrites() {
    let home = home();
    coach(home.path()).args(["init", "--name", "Other"]).assert().code(1).stdout("").stderr(one_sentence());
    let profile = coach(home.path()).args(["export"]).assert().success();
    profile.stdout(predicate::str::contains("Sam"));
}

#[test]
fn impossible_profiles_are_refused() {
    for flags in [
        ["--height-cm", "17"],
        ["--weight-kg", "7000"],
        ["--max-hr", "300"],
        ["--resting-hr", "5"],
        ["--birth-date", "1800-01-01"],
        ["--time-zone", "Mars/Olympus"],
    ] {
        let home = tempfile::tempdir().unwrap();
        coach(home.path()).arg("init").args(flags).assert().code(1).stdout("").stderr(one_sentence());
        assert!(!home.path().join("data/coach.db").exists(), "{flags:?} left a database");
    }
}

#[test]
fn huge_and_hostile_text_is_answered_or_refused() {
    let home = home();
    let long = "how did i sleep ".repeat(1_000);
    coach(home.path()).args(["ask", &long]).assert().code(1).stdout("").stderr(one_sentence());
    for text in ["\u{202e}\u{0000}", "'; DROP TABLE samples; --", "<script>alert(1)</script>", "💪🏽💪🏽💪🏽", "\u{feff}"]
    {
        let text = text.replace('\0', "");
        let result = coach(home.path()).args(["ask", &text, "--json"]).assert();
        let code = result.get_output().status.code();
        assert!(matches!(code, Some(0 | 1)), "{text:?} gave {code:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_key_file_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let key = home.path().join("key");
    let run = |arguments: &[&str]| {
        let mut command = coach(home.path());
        command.env_remove("POCKETCOACH_KEY").arg("--key-file").arg(&key).args(arguments);
        command.assert()
    };
    run(&["init", "--json"]).success();
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    run(&["today", "--json"]).success();
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    run(&["today"]).code(1).stdout("").stderr(
        one_sentence().and(predicate::function(|bytes: &[u8]| String::from_utf8_lossy(bytes).contains("chmod 600"))),
    );
}

#[test]
fn without_any_key_the_way_on_is_named() {
    let home = tempfile::tempdir().unwrap();
    coach(home.path())
        .env_remove("POCKETCOACH_KEY")
        .env_remove("DBUS_SESSION_BUS_ADDRESS")
        .args(["init", "--name", "Sam"])
        .assert()
        .code(1)
        .stdout("")
        .stderr(
            one_sentence()
                .and(predicate::function(|bytes: &[u8]| String::from_utf8_lossy(bytes).contains("--key-file"))),
        );
    assert!(!home.path().join("data/coach.db").exists());
}

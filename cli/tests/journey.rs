//! The whole way through the real program: set up, sample year, questions, entries, approvals, everything out and gone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use assert_cmd::Command;
use common::{coach, json};
use predicates::prelude::*;
use serde_json::Value;
use std::path::Path;

fn sample_home(days: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let profile = json(home.path(), &["init", "--name", "Sam", "--birth-date", "1990-05-17", "--sex", "female"]);
    assert_eq!(profile["name"], "Sam");
    let demo = json(home.path(), &["demo", "--days", days]);
    for field in ["samples", "workouts", "meals"] {
        assert!(demo[field].as_u64().unwrap() > 0, "no {field}");
    }
    home
}

#[test]
fn a_question_is_answered_with_tools_citations_and_a_trace() {
    let home = sample_home("120");
    let answer = json(home.path(), &["ask", "How did I sleep last week?"]);
    for field in [
        "session_id",
        "reply",
        "coach",
        "handoffs",
        "tool_calls",
        "citations",
        "interventions",
        "proposals",
        "usage",
        "trace_id",
    ] {
        assert!(answer.get(field).is_some(), "{field} is missing");
    }
    let call = &answer["tool_calls"][0];
    assert_eq!((&call["server"], &call["tool"]), (&"fitness-wearables".into(), &"getSleepData".into()));
    assert!(call["ok"].as_bool().unwrap() && call["duration_ms"].as_f64().unwrap() > 0.0);
    assert!(!answer["citations"].as_array().unwrap().is_empty());
    assert_eq!(answer["interventions"], serde_json::json!([]), "a plain question needs no intervention");

    // The conversation goes on where it was.
    let session = answer["session_id"].as_str().unwrap();
    let second = json(home.path(), &["ask", "and the week before?", "--session", session]);
    assert_eq!(second["session_id"], session);
    assert_eq!(second["tool_calls"][0]["tool"], "getSleepData");
    assert_ne!(second["tool_calls"][0]["arguments"], call["arguments"]);

    coach(home.path())
        .args(["trace", "show", answer["trace_id"].as_str().unwrap()])
        .assert()
        .success()
        .stdout(predicate::str::contains("execute_tool getSleepData").and(predicate::str::contains("└─")));
    coach(home.path())
        .arg("audit")
        .assert()
        .success()
        .stdout(predicate::str::contains("fitness-wearables/getSleepData"));
}

#[test]
fn the_same_seed_gives_the_same_year_and_writing_it_again_adds_nothing() {
    let (first, second) = (sample_home("60"), sample_home("60"));
    let export = |home: &Path| coach(home).arg("export").output().unwrap().stdout;
    let (left, right) = (export(first.path()), export(second.path()));
    assert!(!left.is_empty());
    assert_eq!(left, right);
    json(first.path(), &["demo", "--days", "60"]);
    assert_eq!(export(first.path()), right, "writing the year again changed something");
}

#[test]
fn a_proposed_workout_waits_until_it_is_approved() {
    let home = sample_home("30");
    let before = json(home.path(), &["workouts"]).as_array().unwrap().len();
    let answer = json(home.path(), &["ask", "I ran 5 km in 27 min"]);
    let proposals = answer["proposals"].as_array().unwrap();
    assert_eq!(proposals.len(), 1, "{answer:#}");
    assert_eq!(json(home.path(), &["workouts"]).as_array().unwrap().len(), before, "written without approval");
    let id = proposals[0]["id"].as_str().unwrap();
    assert_eq!(json(home.path(), &["approve"]).as_array().unwrap().len(), 1);
    json(home.path(), &["approve", id]);
    let after = json(home.path(), &["workouts"]);
    assert_eq!(after.as_array().unwrap().len(), before + 1);
    let logged = after.as_array().unwrap().iter().find(|workout| workout["source"]["kind"] == "manual").unwrap();
    assert_eq!((logged["distance_m"].as_f64(), logged["active_s"].as_f64()), (Some(5_000.0), Some(1_620.0)));
    coach(home.path()).args(["approve", id]).assert().code(1);
    coach(home.path()).args(["reject", id]).assert().code(1);

    let second = json(home.path(), &["ask", "I ran 3 km in 18 min"]);
    let id = second["proposals"][0]["id"].as_str().unwrap();
    json(home.path(), &["reject", id]);
    assert_eq!(json(home.path(), &["workouts"]).as_array().unwrap().len(), before + 1);
}

#[test]
fn what_is_logged_is_found_again_and_everything_can_be_erased() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam"]);
    json(home.path(), &["log", "weight", "160", "lb"]);
    let weight = json(home.path(), &["query", "body_mass"]);
    // 160 lb are 72.574 779 2 kg.
    assert!((weight[0]["value"].as_f64().unwrap() - 72.574_779_2).abs() < 1e-6, "{weight}");
    json(home.path(), &["log", "set", "back squat", "80", "5"]);
    json(home.path(), &["log", "workout", "running", "--minutes", "32", "--km", "5.1", "--rpe", "6"]);
    assert_eq!(json(home.path(), &["workouts"]).as_array().unwrap().len(), 2);
    let sources = json(home.path(), &["sources"]);
    assert_eq!(sources[0]["kind"], "manual");

    let target = home.path().join("everything.jsonl");
    json(home.path(), &["export", "--output", target.to_str().unwrap()]);
    let text = std::fs::read_to_string(&target).unwrap();
    assert!(text.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
    assert!(text.contains("back squat") && text.contains("body_mass"));

    let export = |format| coach(home.path()).args(["export", "--format", format]).output().unwrap().stdout;
    let table = String::from_utf8(export("csv")).unwrap();
    assert!(table.starts_with("type,start,end,") && table.contains("body_mass,72.57"), "{table}");
    let fhir = String::from_utf8(export("fhir")).unwrap();
    let weight: Value = serde_json::from_str(fhir.lines().next().unwrap()).unwrap();
    assert_eq!(weight["code"]["coding"][0]["code"], "29463-7");

    json(home.path(), &["delete", "--all", "--yes"]);
    assert!(!home.path().join("data/coach.db").exists());
    coach(home.path()).arg("today").assert().code(1).stderr(predicate::str::contains("coach init"));
}

#[test]
fn a_red_flag_names_the_local_emergency_number() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--time-zone", "America/New_York"]);
    let answer = json(home.path(), &["ask", "my chest hurts badly and it spreads into my left arm"]);
    assert!(answer["reply"].as_str().unwrap().contains("911"));
    assert_eq!(answer["interventions"][0]["rule"], "RED-FLAG");
    assert_eq!(answer["tool_calls"], serde_json::json!([]));
    coach(home.path()).arg("audit").assert().stdout(predicate::str::contains("RED-FLAG"));

    // It holds in later conversations, whatever is asked, until a doctor has cleared the person.
    let later = json(home.path(), &["ask", "what should I do today? give me max effort", "--coach", "max"]);
    let reply = later["reply"].as_str().unwrap();
    assert!(reply.contains("suspended") && reply.contains("no training"), "{reply}");
    assert_eq!(later["tool_calls"], serde_json::json!([]));
    let figures = json(home.path(), &["ask", "how did I sleep last night"]);
    assert!(figures["reply"].as_str().unwrap().contains("suspended"));
    json(home.path(), &["log", "cleared"]);
    coach(home.path()).args(["log", "cleared"]).assert().code(1);
    let after = json(home.path(), &["ask", "what should I do today?"]);
    assert!(!after["reply"].as_str().unwrap().contains("suspended"));
}

#[test]
fn a_profile_can_be_changed_field_by_field() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam", "--height-cm", "170"]);
    let changed = json(home.path(), &["profile", "--weight-kg", "72.5", "--condition", "diabetes"]);
    assert_eq!((changed["name"].as_str(), changed["weight_kg"].as_f64()), (Some("Sam"), Some(72.5)));
    assert_eq!(json(home.path(), &["profile"]), changed);
    coach(home.path()).args(["profile", "--country", "Germany"]).assert().code(1);
    assert_eq!(json(home.path(), &["profile"]), changed);
}

#[test]
fn a_further_mcp_server_is_pinned_listed_and_asks_at_every_call() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init"]);
    // The other server is this program on a store of its own: a child gets none of our keys, so it has a key file.
    let other = tempfile::tempdir().unwrap();
    let (data, key) = (other.path().join("data"), other.path().join("key"));
    let (data, key) = (data.to_str().unwrap(), key.to_str().unwrap());
    let mut init = Command::cargo_bin("coach").unwrap();
    init.env_clear().args(["--data-dir", data, "--key-file", key, "init"]).assert().success();
    let program = assert_cmd::cargo::cargo_bin("coach");
    let program = program.to_str().unwrap();
    let serve = ["--", program, "--data-dir", data, "--key-file", key, "mcp", "serve", "fitness-wearables"];

    let mut add = vec!["mcp", "add", "other"];
    add.extend(serve);
    coach(home.path()).args(&add).assert().code(2).stderr(predicate::str::contains("--yes"));
    let mut add = vec!["mcp", "add", "other", "--yes", "--json"];
    add.extend(serve);
    coach(home.path()).args(&add).assert().success().stdout(predicate::str::contains("getSleepData"));
    let tools = json(home.path(), &["mcp", "list", "other"]);
    assert!(tools.as_array().unwrap().iter().any(|tool| tool["name"] == "other__getSleepData"), "{tools:#}");
    let call = json(home.path(), &["mcp", "call", "other", "other__getSleepData", "{}"]);
    assert!(call["text"].as_str().unwrap().contains("coach approve"), "{call:#}");
    json(home.path(), &["mcp", "remove", "other"]);
    coach(home.path()).args(["mcp", "list", "other"]).assert().code(1);
}

#[test]
fn what_was_said_and_written_down_is_found_again() {
    let home = tempfile::tempdir().unwrap();
    json(home.path(), &["init", "--name", "Sam"]);
    json(home.path(), &["log", "workout", "running", "--minutes", "30", "--note", "windy along the canal"]);
    json(home.path(), &["log", "meal", "two pancakes with maple syrup"]);
    json(home.path(), &["log", "mood", "2", "--note", "slept badly before the exam"]);
    let session =
        json(home.path(), &["ask", "Was my sleep any good in the week of the marathon?"])["session_id"].clone();
    for (words, kind) in [("canal", "workout"), ("PANCAKE", "meal"), ("exams", "mood"), ("mara", "message")] {
        let found = json(home.path(), &["search", words]);
        assert_eq!(
            (found[0]["kind"].as_str(), found[0]["said_by"].as_str()),
            (Some(kind), Some("person")),
            "{found:#}"
        );
    }
    let found = json(home.path(), &["search", "what", "about", "the", "marathon", "--limit", "1"]);
    assert_eq!((found.as_array().unwrap().len(), &found[0]["id"]), (1, &session));
    coach(home.path()).args(["search", "canal"]).assert().success().stdout(predicate::str::contains("you: windy"));
    assert_eq!(json(home.path(), &["search", "zebra"]), serde_json::json!([]));
    coach(home.path()).args(["search", "\"'; DROP TABLE message; --"]).assert().success();
    coach(home.path()).args(["search"]).assert().code(2);
}

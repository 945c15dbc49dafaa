//! Screening, plans, the journal and live workouts, through the real program.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use common::{coach, json as answer};
use predicates::prelude::*;
use serde_json::{Value, json};
use std::path::Path;

fn new_home() -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    let profile = ["--birth-date", "1990-05-17", "--sex", "female", "--level", "intermediate", "--height-cm", "170"];
    answer(home.path(), &[&["init", "--name", "Ana", "--weight-kg", "68"][..], &profile].concat());
    home
}

fn screened() -> tempfile::TempDir {
    let home = new_home();
    let answers = home.path().join("answers.json");
    std::fs::write(&answers, r#"{"active": true, "intensity": "vigorous"}"#).unwrap();
    let screening = answer(home.path(), &["screen", "--answers", answers.to_str().unwrap()]);
    assert_eq!((&screening["outcome"], &screening["cap"]), (&json!("ready"), &json!("vigorous")));
    home
}

#[test]
fn no_plan_before_the_screening_and_what_it_asks_for_is_said() {
    let home = new_home();
    coach(home.path())
        .args(["plan", "create"])
        .assert()
        .code(3)
        .stdout("")
        .stderr(predicate::str::contains("SCREEN").and(predicate::str::contains("screening")));
    // A doctor first: no plan either, and the reason is told.
    let answers = home.path().join("answers.json");
    let signs = r#"{"active": false, "signs": ["chest_pain"], "intensity": "light"}"#;
    std::fs::write(&answers, signs).unwrap();
    let screening = answer(home.path(), &["screen", "--answers", answers.to_str().unwrap()]);
    assert_eq!(screening["outcome"], "clinician_first");
    coach(home.path()).args(["plan", "create"]).assert().code(3);
    for (wrong, says) in [
        ("{", "line 1"),
        (r#"{"active": true}"#, "intensity"),
        (r#"{"active": true, "intensity": "light", "signs": ["scurvy"]}"#, "sign 1"),
    ] {
        std::fs::write(&answers, wrong).unwrap();
        coach(home.path())
            .args(["screen", "--answers", answers.to_str().unwrap()])
            .assert()
            .code(1)
            .stderr(predicate::str::contains(says).and(predicate::str::contains("scurvy").not()));
    }
    coach(home.path()).arg("screen").assert().code(2);
}

#[test]
fn a_plan_is_made_changed_compared_restored_and_exported() {
    let home = screened();
    let dir = home.path();
    let create =
        ["plan", "create", "--goal", "strength", "--weeks", "4", "--weekdays", "mon,wed,fri", "--minutes", "60"];
    let made = answer(dir, &[&create[..], &["--equipment", "barbell,rack,bench,dumbbell"]].concat());
    assert_eq!((made["version"].as_u64(), made["plan"]["weeks"].as_u64()), (Some(1), Some(4)));
    let sessions = made["plan"]["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 12);
    assert!(sessions.iter().skip(9).all(|session| session["deload"] == true), "the fourth week is a deload");

    let changed = answer(dir, &["plan", "change", "days", r#"{"weekdays": ["tue", "sat"]}"#]);
    assert_eq!(changed["entry"]["written"], true);
    let second = answer(dir, &["plan", "show"]);
    assert_eq!(second["version"], 2);
    assert_eq!(second["plan"]["frame"]["weekdays"], json!([1, 5]));
    assert!(!answer(dir, &["plan", "diff"]).as_array().unwrap().is_empty());
    let versions = answer(dir, &["plan", "versions"]);
    assert_eq!(versions.as_array().unwrap().len(), 2);
    let restored = answer(dir, &["plan", "restore", "1"]);
    assert_eq!((&restored["version"], &restored["plan"]["sessions"]), (&json!(3), &made["plan"]["sessions"]));
    assert_eq!(answer(dir, &["plan", "show", "2"])["plan"]["frame"]["weekdays"], json!([1, 5]));

    let calendar = coach(dir).args(["plan", "export", "--format", "ics"]).output().unwrap();
    let calendar = String::from_utf8(calendar.stdout).unwrap();
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 12);
    assert!(calendar.lines().all(|line| line.len() <= 75));
    let folder = dir.join("fit");
    let written = answer(dir, &["plan", "export", "--format", "fit", "--output", folder.to_str().unwrap()]);
    assert_eq!(written["files"].as_array().unwrap().len(), 12);
    let first = std::fs::read(written["files"][0].as_str().unwrap()).unwrap();
    assert_eq!(&first[8..12], b".FIT");
    coach(dir).args(["plan", "export", "--format", "fit"]).assert().code(2);
    coach(dir).args(["plan", "show", "9"]).assert().code(1).stderr(predicate::str::contains("coach plan versions"));
    coach(dir).args(["plan", "change", "days", "{"]).assert().code(2);
    coach(dir).args(["plan", "change", "sideways"]).assert().code(1);
}

#[test]
fn pain_takes_exercises_out_until_it_is_cleared_and_the_audit_names_the_rule() {
    let home = screened();
    let dir = home.path();
    answer(dir, &["plan", "create", "--goal", "strength", "--weeks", "4", "--days", "3"]);
    let squats = |plan: &Value| plan["plan"].to_string().matches("\"back_squat\"").count();
    let before = answer(dir, &["plan", "show"]);
    assert!(squats(&before) > 0);
    let pain = answer(dir, &["log", "pain", "left knee", "--score", "3", "--exercise", "back squat"]);
    assert_eq!(pain["entry"]["written"], true);
    assert!(pain["entry"]["excluded"].to_string().contains("Back squat"));
    let during = answer(dir, &["plan", "show"]);
    assert_eq!(squats(&during), 0);
    assert!(during["interventions"].to_string().contains("PAIN-3"));
    let audit = coach(dir).args(["audit"]).output().unwrap();
    assert!(String::from_utf8(audit.stdout).unwrap().contains("PAIN-3"));
    answer(dir, &["log", "cleared", "--pain"]);
    assert_eq!(squats(&answer(dir, &["plan", "show"])), squats(&before));
    // Mild pain takes nothing out.
    answer(dir, &["log", "pain", "left knee", "--score", "2", "--exercise", "back squat"]);
    assert_eq!(squats(&answer(dir, &["plan", "show"])), squats(&before));
    // What only a clinician can lift.
    coach(dir).args(["log", "pain", "knee", "--score", "11"]).assert().code(2);
}

#[test]
fn a_symptom_that_is_a_red_flag_suspends_the_plan() {
    let home = screened();
    let dir = home.path();
    answer(dir, &["plan", "create", "--weeks", "2"]);
    answer(dir, &["log", "symptom", "crushing chest pain right now"]);
    let view = answer(dir, &["plan", "show"]);
    assert_eq!((&view["plan"], &view["suspended"]["rule"]), (&Value::Null, &json!("RED-FLAG")));
    coach(dir).args(["plan", "export"]).assert().code(3).stderr(predicate::str::contains("RED-FLAG"));
    coach(dir).args(["plan", "create"]).assert().code(3);
    coach(dir).args(["live"]).write_stdin("").assert().code(3);
    answer(dir, &["log", "cleared"]);
    assert!(answer(dir, &["plan", "show"])["plan"].is_object());
}

#[test]
fn meals_moods_and_habits_are_written_with_their_figures() {
    let home = new_home();
    let dir = home.path();
    let meal = answer(dir, &["log", "meal", "2 eggs and 30 g of oats"]);
    let items = meal["entry"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 2);
    assert!(items.iter().all(|item| item["source"].as_str().unwrap().contains("USDA")));
    let eaten = answer(dir, &["query", "energy_in"]);
    let total: f64 = items.iter().map(|item| item["energy_kcal"].as_f64().unwrap()).sum();
    assert!((eaten[0]["value"].as_f64().unwrap() - total).abs() < 2.0, "{eaten} against {total}");
    let id = meal["entry"]["meal_id"].as_str().unwrap();
    answer(dir, &["log", "meal", "no, three eggs", "--replaces", id]);
    let after = answer(dir, &["query", "energy_in"]);
    assert!(after[0]["value"].as_f64().unwrap() > eaten[0]["value"].as_f64().unwrap() + 50.0);
    coach(dir).args(["log", "meal", "200 g of zorblax"]).assert().code(1).stderr(predicate::str::contains("zorblax"));
    assert_eq!(answer(dir, &["query", "energy_in"]), after);
    answer(dir, &["log", "mood", "4", "--note", "good day"]);
    answer(dir, &["log", "habit", "stretching", "10", "minutes"]);
    coach(dir).args(["log", "mood", "6"]).assert().code(2);
    let journal = answer(dir, &["mcp", "call", "progress-tracking", "getJournal", "{}"]);
    assert_eq!(journal["result"]["entries"].as_array().unwrap().len(), 2);
}

/// The events of a live workout, a line each.
fn live(dir: &Path, lines: &str) -> Vec<Value> {
    let output = coach(dir).arg("live").write_stdin(lines).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_live_workout_stops_above_95_percent_and_not_for_an_artefact() {
    let home = new_home();
    let dir = home.path();
    answer(dir, &["profile", "--max-hr", "190"]);
    let stream = |values: &[f64]| -> String {
        values.iter().enumerate().map(|(t, bpm)| format!("{{\"t\": {t}, \"heart_rate_bpm\": {bpm}}}\n")).collect()
    };
    let stops = |events: &[Value]| events.iter().filter(|event| event["event"] == "stop").count();
    // 95 % of 190 bpm are 180.5.
    assert_eq!(stops(&live(dir, &stream(&[150.0, 160.0, 170.0, 180.0, 180.0, 180.5, 180.0]))), 0);
    assert_eq!(stops(&live(dir, &stream(&[170.0, 175.0, 181.0, 181.0, 181.0]))), 1);
    assert_eq!(stops(&live(dir, &stream(&[150.0, 150.0, 215.0, 150.0, 150.0]))), 0, "one wild sample");
    let said = live(dir, "{\"t\": 0, \"heart_rate_bpm\": 120}\n{\"said\": \"I have chest pain\"}\n");
    assert!(said.iter().any(|event| event["rule"] == "RED-FLAG"), "{said:?}");
    coach(dir).arg("live").write_stdin("{}").assert().code(3).stderr(predicate::str::contains("RED-FLAG"));
    answer(dir, &["log", "cleared"]);
    coach(dir)
        .arg("live")
        .write_stdin("{\"t\": 0, \"heart_rate_bpm\": NaN}\nhello\n")
        .assert()
        .code(1)
        .stderr(predicate::str::contains("1 lines were not understood"));
    let audit = coach(dir).args(["audit"]).output().unwrap();
    assert!(String::from_utf8(audit.stdout).unwrap().contains("HR-STOP"));
}

//! The journal through its tools: pain and what it closes, moods, habits, symptoms, and clearing.

use crate::common::{Home, TODAY, days_ago};
use coach_domain::journal::Body;
use coach_domain::safety::screening::{Answers, Intensity};
use serde_json::{Value, json};

const LOG: &str = "logJournal";

fn allowed(home: &Home, exercise: &str) -> Value {
    home.call("getExercise", json!({ "exercise": exercise })).field("allowed").clone()
}

#[test]
fn pain_closes_exercises_until_it_is_cleared() {
    let home = Home::empty();
    home.profile(|profile| profile.level = Some(coach_domain::person::Level::Advanced));
    let pain = json!({ "kind": "pain", "place": "left knee", "score": 6, "exercise": "back squat", "text": "sharp" });
    let asked = home.asked(LOG, pain.clone());
    assert_eq!(asked.text("logged_score"), "6");
    assert_eq!(asked.field("excluded"), &json!([]), "nothing is out before it is written");
    assert_eq!(allowed(&home, "back squat"), true);
    let done = home.written(LOG, pain);
    assert!(done.field("excluded").to_string().contains("quat"), "{}", done.field("excluded"));
    assert!(done.field("advice").as_str().unwrap().contains("until you clear"));
    assert_eq!(allowed(&home, "back squat"), false);
    let read = home.call("getJournal", json!({ "kind": "pain" }));
    assert_eq!(read.text("entry_count"), "1 entry");
    let row = &read.field("entries")[0];
    assert_eq!(row["id"], done.field("entry_ids")[0]);
    assert_eq!((&row["note"], &row["score"], &row["open"]), (&json!("left knee"), &json!(6), &json!(true)));

    let cleared = home.written(LOG, json!({ "kind": "cleared", "cleared": row["id"] }));
    assert_eq!(cleared.field("excluded"), &json!([]));
    assert_eq!(allowed(&home, "back squat"), true);
    assert_eq!(home.call("getJournal", json!({})).field("entries")[0]["open"], false);
    let (_, said) = home.refused(LOG, &json!({ "kind": "cleared", "cleared": row["id"] }));
    assert!(said.contains("getJournal"), "what is cleared cannot be cleared again: {said}");
}

#[test]
fn all_open_pain_can_be_cleared_at_once_and_nothing_else() {
    let home = Home::empty();
    home.refused(LOG, &json!({ "kind": "cleared", "cleared": "pain" }));
    for place in ["left knee", "right shoulder"] {
        home.written(LOG, json!({ "kind": "pain", "place": place, "score": 5 }));
    }
    home.written(LOG, json!({ "kind": "mood", "score": 2 }));
    let mood = home.call("getJournal", json!({ "kind": "mood" })).field("entries")[0]["id"].clone();
    home.refused(LOG, &json!({ "kind": "cleared", "cleared": mood }));
    let done = home.written(LOG, json!({ "kind": "cleared", "cleared": "pain" }));
    assert_eq!(done.field("entry_ids").as_array().unwrap().len(), 2);
    let open = home.call("getJournal", json!({ "kind": "pain" }));
    assert!(open.field("entries").as_array().unwrap().iter().all(|row| row["open"] == false));
}

#[test]
fn approving_twice_writes_once() {
    let home = Home::empty();
    for arguments in [
        json!({ "kind": "pain", "place": "left knee", "score": 6 }),
        json!({ "kind": "mood", "score": 2, "text": "tired" }),
        json!({ "kind": "habit", "name": "stretching", "amount": 10, "unit": "minutes" }),
    ] {
        let proposal = home.proposal(LOG, arguments.clone());
        let first = home.approved(LOG, proposal.arguments.clone());
        let records = home.records();
        let second = home.approved(LOG, proposal.arguments);
        assert!(!first.is_error && !second.is_error, "{}", second.text);
        assert_eq!(first.structured["entry_ids"], second.structured["entry_ids"], "{arguments}");
        assert_eq!(home.records(), records, "{arguments}");
    }
}

#[test]
fn nobody_elses_entry_is_overwritten() {
    let home = Home::empty();
    let pain = home.written(LOG, json!({ "kind": "pain", "place": "left knee", "score": 6 }));
    let id = pain.field("entry_ids")[0].clone();
    let before = home.records();
    home.refusal(LOG, json!({ "kind": "mood", "score": 5, "entry_id": id }));
    assert!(home.approved(LOG, json!({ "kind": "pain", "place": "left knee", "score": 1, "entry_id": id })).is_error);
    assert_eq!(home.records(), before);
}

#[test]
fn pain_without_a_number_is_asked_about_and_counts_until_then() {
    let home = Home::empty();
    home.profile(|profile| profile.level = Some(coach_domain::person::Level::Advanced));
    let asked = home.written(LOG, json!({ "kind": "pain", "place": "knee" }));
    assert!(asked.field("question").as_str().unwrap().contains("0 to 10"));
    assert!(!asked.has("logged_score"));
    assert_eq!(allowed(&home, "back squat"), false);
    let home = Home::empty();
    home.profile(|profile| profile.level = Some(coach_domain::person::Level::Advanced));
    for (score, open) in [(0, true), (2, true), (3, false), (10, false)] {
        let home = Home::empty();
        home.profile(|profile| profile.level = Some(coach_domain::person::Level::Advanced));
        let done = home.written(LOG, json!({ "kind": "pain", "place": "knee", "score": score }));
        assert_eq!(done.field("question"), &Value::Null);
        assert_eq!(allowed(&home, "back squat"), open, "{score} of 10");
    }
}

#[test]
fn pain_that_comes_again_asks_for_a_professional() {
    let home = Home::empty();
    let knee = json!({ "kind": "pain", "place": "left knee", "score": 4 });
    for time in 1..=3 {
        let done = home.written(LOG, knee.clone());
        let advice = done.field("advice").as_str().unwrap();
        assert_eq!(advice.contains("keeps coming back"), time == 3, "{time}: {advice}");
        let elsewhere = home.asked(LOG, json!({ "kind": "pain", "place": "right elbow", "score": 4 }));
        assert!(!elsewhere.field("advice").as_str().unwrap().contains("keeps coming back"), "another place");
        home.written(LOG, json!({ "kind": "cleared", "cleared": "pain" }));
    }
    let long_ago =
        json!({ "kind": "pain", "place": "left wrist", "score": 4, "at": format!("{}T08:00", days_ago(91)) });
    home.written(LOG, long_ago.clone());
    home.written(LOG, long_ago);
    let now = home.written(LOG, json!({ "kind": "pain", "place": "left wrist", "score": 4 }));
    assert!(!now.field("advice").as_str().unwrap().contains("keeps coming back"), "more than 90 days ago");
}

#[test]
fn moods_go_from_one_to_five_and_every_kind_needs_its_words() {
    let home = Home::empty();
    for (arguments, words) in [
        (json!({ "kind": "mood" }), "1 (very low) to 5"),
        (json!({ "kind": "mood", "score": 0 }), "1 (very low) to 5"),
        (json!({ "kind": "mood", "score": 6 }), "1 (very low) to 5"),
        (json!({ "kind": "pain", "place": "knee", "score": 11 }), "score"),
        (json!({ "kind": "pain", "place": "knee", "score": -1 }), "score"),
        (json!({ "kind": "pain" }), "place"),
        (json!({ "kind": "pain", "place": "  " }), "place"),
        (json!({ "kind": "symptom" }), "text"),
        (json!({ "kind": "habit" }), "name"),
        (json!({ "kind": "habit", "name": "water", "amount": -1 }), "amount"),
        (json!({ "kind": "diary", "text": "x" }), "kind"),
        (json!({ "kind": "mood", "score": 3, "text": "x".repeat(2_001) }), "text"),
        (json!({ "kind": "mood", "score": 3, "at": "2026-05-20T19:00" }), "future"),
        (json!({ "kind": "mood", "score": 3, "at": "1999-05-20T19:00" }), "year"),
        (json!({ "kind": "mood", "score": 3, "at": "noon" }), "local time"),
        (json!({ "kind": "cleared" }), "cleared"),
        (json!({ "kind": "cleared", "cleared": "everything" }), "cleared"),
    ] {
        let (_, said) = match home.router_refuses(LOG, &arguments) {
            Some(said) => (String::new(), said),
            None => home.refused(LOG, &arguments),
        };
        assert!(said.contains(words), "{arguments}: {said}");
    }
    for score in 1..=5 {
        home.written(LOG, json!({ "kind": "mood", "score": score }));
    }
    assert_eq!(home.call("getJournal", json!({ "kind": "mood" })).text("entry_count"), "5 entries");
}

#[test]
fn only_a_clinician_lifts_a_screening_or_a_red_flag() {
    let home = Home::empty();
    home.answer(&Answers {
        active: false,
        diseases: vec![coach_domain::safety::screening::Disease::Cardiovascular],
        signs: Vec::new(),
        intensity: Intensity::Moderate,
        cleared: false,
    });
    let (rule, _) = home.refused("createWorkoutPlan", &json!({ "goal": "health" }));
    assert_eq!(rule, "SCREEN");
    let (rule, said) = home.refused(LOG, &json!({ "kind": "cleared", "cleared": "screening" }));
    assert_eq!(rule, "SCREEN");
    assert!(said.contains("clinician"), "{said}");
    home.written(LOG, json!({ "kind": "cleared", "cleared": "screening", "by_clinician": true }));
    home.asked("createWorkoutPlan", json!({ "goal": "health" }));

    let told = home.written(LOG, json!({ "kind": "symptom", "text": "chest pain when I climb stairs", "score": 6 }));
    assert!(told.field("advice").as_str().unwrap().contains("warning sign"));
    assert!(home.store.profile().unwrap().training_suspended());
    let (rule, _) = home.refused("createWorkoutPlan", &json!({ "goal": "health" }));
    assert_eq!(rule, "RED-FLAG");
    let (rule, _) = home.refused(LOG, &json!({ "kind": "cleared", "cleared": "red_flag" }));
    assert_eq!(rule, "RED-FLAG");
    let vouched = home.proposal(LOG, json!({ "kind": "cleared", "cleared": "red_flag", "by_clinician": true }));
    assert_eq!(vouched.summary, "Write down that a clinician says you may train again after the warning sign");
    assert!(home.store.profile().unwrap().training_suspended());
    home.written(LOG, json!({ "kind": "cleared", "cleared": "red_flag", "by_clinician": true }));
    assert!(!home.store.profile().unwrap().training_suspended());
}

#[test]
fn a_warning_sign_in_any_field_suspends_training_once_written() {
    for arguments in [
        json!({ "kind": "pain", "place": "chest, and my left arm is numb", "score": 8 }),
        json!({ "kind": "pain", "place": "chest", "score": 7, "text": "chest pain while running" }),
        json!({ "kind": "symptom", "text": "I fainted after the squats" }),
        json!({ "kind": "mood", "score": 1, "text": "I feel awful and have chest pain" }),
    ] {
        let home = Home::empty();
        home.asked(LOG, arguments.clone());
        assert!(!home.store.profile().unwrap().training_suspended());
        let done = home.written(LOG, arguments.clone());
        assert!(home.store.profile().unwrap().training_suspended(), "{arguments}");
        assert!(done.field("advice").as_str().unwrap().contains("warning sign"), "{arguments}");
    }
    let home = Home::empty();
    home.written(
        LOG,
        json!({ "kind": "pain", "place": "chest", "score": 2, "text": "my chest is sore from bench press" }),
    );
    assert!(!home.store.profile().unwrap().training_suspended(), "sore muscles are no warning sign");
}

#[test]
fn the_journal_is_read_by_kind_and_period_newest_first() {
    let home = Home::empty();
    let none = home.call("getJournal", json!({}));
    assert!(none.figures().is_empty() && none.gap("journal entries").is_some());
    for (day, arguments) in [
        (40, json!({ "kind": "mood", "score": 1 })),
        (3, json!({ "kind": "habit", "name": "stretching", "amount": 10, "unit": "minutes" })),
        (2, json!({ "kind": "symptom", "text": "stuffy nose", "score": 2 })),
        (1, json!({ "kind": "mood", "score": 4, "text": "slept well" })),
    ] {
        let mut arguments = arguments;
        arguments["at"] = json!(format!("{}T08:00", days_ago(day)));
        home.written(LOG, arguments);
    }
    home.written("logMealNaturalLanguage", json!({ "text": "2 eggs" }));
    let month = home.call("getJournal", json!({}));
    assert_eq!(month.text("entry_count"), "3 entries", "meals are elsewhere, and forty days are more than thirty");
    let kinds: Vec<&Value> = month.field("entries").as_array().unwrap().iter().map(|row| &row["kind"]).collect();
    assert_eq!(kinds, ["mood", "symptom", "habit"]);
    assert_eq!(home.call("getJournal", json!({ "days": 60 })).text("entry_count"), "4 entries");
    assert_eq!(home.call("getJournal", json!({ "kind": "habit" })).field("entries")[0]["note"], "stretching");
    assert!(home.call("getJournal", json!({ "date": TODAY })).figures().is_empty());
    let entry = home.store.entries("habit", days_ago(9), TODAY).unwrap().remove(0);
    let Body::Habit(habit) = entry.body else { panic!("{entry:?}") };
    assert_eq!((habit.amount, habit.unit.as_deref()), (Some(10.0), Some("minutes")));
}

//! Exercises: finding them, one in full, what to do instead, and what research says.

use crate::common::{Answered, Home};
use coach_domain::exercise::{Joint, exercise};
use coach_domain::journal::{Body, Pain};
use coach_domain::person::Level;
use serde_json::{Value, json};

fn listed(answer: &Answered, field: &str) -> Vec<String> {
    let rows = answer.field(field).as_array().unwrap();
    rows.iter().map(|row| row["exercise"].as_str().unwrap().to_owned()).collect()
}

fn hurts(home: &Home, place: &str, joint: Option<Joint>, score: Option<u8>, at: Option<&str>) {
    let pain = Pain { place: place.to_owned(), joint, score, exercise: at.map(str::to_owned), note: None };
    home.entry(&format!("pain-{place}"), Body::Pain(pain));
}

fn strong(home: &Home) {
    home.profile(|profile| profile.level = Some(Level::Advanced));
}

#[test]
fn exercises_are_found_by_each_condition_and_all_of_them() {
    let home = Home::empty();
    let find = |arguments: Value| home.call("searchExercises", arguments);
    for row in find(json!({ "muscle": "glutes", "limit": 25 })).field("exercises").as_array().unwrap() {
        assert!(row["primary"].as_array().unwrap().contains(&json!("glutes")), "{row}");
    }
    let legs = find(json!({ "muscle": "legs", "limit": 25 }));
    for row in legs.field("exercises").as_array().unwrap() {
        let primary = row["primary"].to_string();
        let names = ["quadriceps", "hamstrings", "glutes", "calves"];
        assert!(names.iter().any(|muscle| primary.contains(muscle)), "{row}");
    }
    let rows = find(json!({ "pattern": "horizontal pull", "equipment": ["dumbbells", "bench"], "limit": 25 }));
    assert!(!rows.figures().is_empty());
    for row in rows.field("exercises").as_array().unwrap() {
        assert_eq!(row["pattern"], "horizontal pull", "{row}");
        for thing in row["equipment"].as_array().unwrap() {
            assert!(thing == "dumbbell" || thing == "bench" || thing == "dumbbells", "{row}");
        }
    }
    let nothing = find(json!({ "equipment": ["none"], "level": "beginner", "limit": 25 }));
    for row in nothing.field("exercises").as_array().unwrap() {
        assert_eq!(row["equipment"], json!([]), "{row}");
        assert_eq!(row["level"], "beginner", "{row}");
    }
    assert_eq!(listed(&find(json!({ "query": "back squat", "limit": 1 })), "exercises"), ["back_squat"]);
    assert_eq!(listed(&find(json!({ "query": "bakc squat", "limit": 1 })), "exercises"), ["back_squat"]);
    let none = find(json!({ "query": "back squat", "equipment": ["none"], "muscle": "biceps" }));
    assert!(none.figures().is_empty());
    assert!(none.gap("exercises").unwrap().contains("leave a condition out"));
    assert_eq!(find(json!({})).field("exercises").as_array().unwrap().len(), 10);
}

#[test]
fn words_that_mean_nothing_are_named_with_what_there_is() {
    let home = Home::empty();
    for (arguments, words) in [
        (json!({ "muscle": "soul" }), "quadriceps"),
        (json!({ "pattern": "sideways" }), "horizontal_pull"),
        (json!({ "equipment": ["spaceship"] }), "barbell"),
        (json!({ "level": "godlike" }), "beginner"),
        (json!({ "limit": 26 }), "limit"),
        (json!({ "limit": 0 }), "limit"),
        (json!({ "query": "x".repeat(81) }), "query"),
        (json!({ "muscles": ["chest"] }), "muscles"),
    ] {
        let said = home.refusal("searchExercises", arguments.clone());
        assert!(said.contains(words), "{arguments}: {said}");
        assert!(!said.contains("soul") && !said.contains("spaceship"), "words of callers are not repeated: {said}");
    }
    for (tool, arguments, words) in [
        ("suggestAlternatives", json!({ "exercise": "squat", "avoid_joints": ["tail"] }), "knee"),
        ("suggestAlternatives", json!({ "exercise": "squat", "direction": "sideways" }), "direction"),
        ("getScientificExercises", json!({}), "muscle"),
        ("getScientificExercises", json!({ "goal": "world peace" }), "goal"),
        ("getExercise", json!({}), "exercise"),
        ("getExercise", json!({ "exercise": "" }), "exercise"),
    ] {
        let said = home.refusal(tool, arguments.clone());
        assert!(said.contains(words), "{tool} {arguments}: {said}");
    }
}

#[test]
fn one_exercise_is_told_in_full() {
    let home = Home::empty();
    strong(&home);
    for spelling in ["back_squat", "Back Squat", "barbell back squat", "back sqaut"] {
        let squat = home.call("getExercise", json!({ "exercise": spelling }));
        assert_eq!((squat.field("exercise"), squat.field("name")), (&json!("back_squat"), &json!("Back squat")));
        assert!(squat.field("primary").as_array().unwrap().contains(&json!("quadriceps")), "{spelling}");
        assert!(
            squat.field("cues").as_array().unwrap().len() >= 3 && !squat.field("faults").as_array().unwrap().is_empty()
        );
        assert!(squat.field("joints").to_string().contains("knee"));
        assert_eq!(squat.field("allowed"), true);
        assert_eq!(squat.field("why_not"), &Value::Null);
        assert!(squat.value("met") > 1.0);
        assert_eq!(squat.figure("met")["source"], "2024 Adult Compendium of Physical Activities");
    }
    let pushup = home.call("getExercise", json!({ "exercise": "push-up" }));
    // Ebben 2011 and Suprak 2011: 64 to 69 % of body weight at the bottom and the top.
    assert!((60.0..=70.0).contains(&pushup.value("bodyweight_share")), "{}", pushup.value("bodyweight_share"));
}

#[test]
fn a_name_that_is_not_clear_is_asked_about() {
    let home = Home::empty();
    for name in ["press", "row", "the thing with the legs", "zorblax"] {
        let unclear = home.call("getExercise", json!({ "exercise": name }));
        assert_eq!(unclear.field("exercise"), &Value::Null, "{name}");
        assert_eq!(unclear.field("allowed"), &Value::Null, "{name}");
        assert!(unclear.figures().is_empty() && unclear.gap("the exercise").is_some(), "{name}");
        let instead = home.call("suggestAlternatives", json!({ "exercise": name }));
        assert_eq!(instead.field("alternatives"), &json!([]), "{name}");
        assert_eq!(instead.field("known"), unclear.field("known"), "{name}");
        assert_eq!(unclear.field("known").as_array().unwrap().is_empty(), name == "zorblax", "{name}");
    }
}

#[test]
fn open_pain_closes_an_exercise_and_what_is_like_it() {
    let home = Home::empty();
    strong(&home);
    let allowed = |name: &str| home.call("getExercise", json!({ "exercise": name })).field("allowed") == true;
    assert!(allowed("back squat") && allowed("bench press"));
    hurts(&home, "knee", Some(Joint::Knee), Some(2), Some("back squat"));
    assert!(allowed("back squat"), "two of ten goes on gently");
    hurts(&home, "knee", Some(Joint::Knee), Some(3), Some("back squat"));
    let squat = home.call("getExercise", json!({ "exercise": "back squat" }));
    assert_eq!(squat.field("allowed"), false);
    assert!(squat.field("why_not").as_str().unwrap().contains("hurts"));
    assert!(!allowed("front squat"), "the same movement with the same joint");
    assert!(allowed("bench press"));
    let instead = home.call("suggestAlternatives", json!({ "exercise": "back squat", "limit": 10 }));
    for id in listed(&instead, "alternatives") {
        let known = exercise(&id).unwrap();
        let squat = exercise("back_squat").unwrap();
        assert!(known.pattern != squat.pattern || !known.joints.contains(&Joint::Knee), "{id}");
        assert!(allowed(&id), "{id}");
    }
    for id in listed(&home.call("getScientificExercises", json!({ "muscle": "legs", "limit": 15 })), "exercises") {
        assert!(allowed(&id), "{id}");
    }
    let home = Home::empty();
    strong(&home);
    hurts(&home, "shoulder", Some(Joint::Shoulder), None, None);
    let bench = home.call("getExercise", json!({ "exercise": "bench press" }));
    assert_eq!(bench.field("allowed"), false, "without a number pain counts as three");
    let instead = home.call("suggestAlternatives", json!({ "exercise": "bench press", "limit": 10 }));
    assert!(listed(&instead, "alternatives").iter().all(|id| !exercise(id).unwrap().joints.contains(&Joint::Shoulder)));
}

#[test]
fn level_suspension_and_conditions_close_an_exercise_too() {
    let home = Home::empty();
    let snatch = home.call("getExercise", json!({ "exercise": "snatch" }));
    assert_eq!(snatch.field("allowed"), false);
    assert!(snatch.field("why_not").as_str().unwrap().contains("your level is not set"));
    home.profile(|profile| profile.level = Some(Level::Beginner));
    let why = home.call("getExercise", json!({ "exercise": "snatch" })).field("why_not").clone();
    assert!(why.as_str().unwrap().contains("advanced") && !why.as_str().unwrap().contains("not set"), "{why}");
    strong(&home);
    assert_eq!(home.call("getExercise", json!({ "exercise": "snatch" })).field("allowed"), true);
    let risky = coach_domain::exercise::EXERCISES
        .iter()
        .find(|known| known.contraindications.iter().any(|condition| condition.id() == "pregnancy"))
        .unwrap();
    home.profile(|profile| profile.conditions = vec!["pregnant".to_owned()]);
    let closed = home.call("getExercise", json!({ "exercise": risky.id }));
    assert_eq!(closed.field("allowed"), false, "{}", risky.id);
    assert!(closed.field("why_not").as_str().unwrap().contains("clinician"));
    home.profile(|profile| {
        profile.suspend_training(true);
    });
    let walking = home.call("getExercise", json!({ "exercise": "walking" }));
    assert_eq!(walking.field("allowed"), false);
    assert!(walking.field("why_not").as_str().unwrap().contains("suspended"));
}

#[test]
fn alternatives_fit_equipment_joints_and_level_and_go_the_way_that_is_asked() {
    let home = Home::empty();
    strong(&home);
    let instead = |arguments: Value| home.call("suggestAlternatives", arguments);
    let at_home = instead(json!({ "exercise": "lat pulldown", "equipment": ["dumbbell"] }));
    assert_eq!(at_home.value("alternative_count") as usize, listed(&at_home, "alternatives").len());
    for row in at_home.field("alternatives").as_array().unwrap() {
        assert!(
            row["equipment"].as_array().unwrap().iter().all(|thing| thing.as_str().unwrap().starts_with("dumbbell")),
            "{row}"
        );
        assert!(row["why"].as_str().unwrap().contains("movement"), "{row}");
    }
    let spared = instead(json!({ "exercise": "back squat", "avoid_joints": ["knees", "back"], "limit": 10 }));
    for id in listed(&spared, "alternatives") {
        let joints = exercise(&id).unwrap().joints;
        assert!(!joints.contains(&Joint::Knee) && !joints.contains(&Joint::LowerBack), "{id}");
    }
    let easier = listed(&instead(json!({ "exercise": "pull-up", "direction": "easier" })), "alternatives");
    let harder = listed(&instead(json!({ "exercise": "push-up", "direction": "harder" })), "alternatives");
    assert!(!easier.is_empty() && !harder.is_empty());
    assert!(!easier.contains(&"pull_up".to_owned()) && !harder.contains(&"push_up".to_owned()));
    assert!(easier.iter().all(|id| exercise(id).unwrap().level <= exercise("pull_up").unwrap().level), "{easier:?}");
    let novice = Home::empty();
    let ids = listed(&novice.call("suggestAlternatives", json!({ "exercise": "snatch", "limit": 10 })), "alternatives");
    assert!(ids.iter().all(|id| exercise(id).unwrap().level == Level::Beginner), "{ids:?}");
    let none = instead(
        json!({ "exercise": "swimming", "equipment": ["none"], "avoid_joints": ["knee", "hip", "shoulder", "elbow", "wrist", "ankle", "lower_back", "neck"] }),
    );
    if listed(&none, "alternatives").is_empty() {
        assert!(none.figures().is_empty() && none.gap("alternatives").is_some());
    }
}

#[test]
fn what_research_says_has_its_source_with_every_figure() {
    let home = Home::empty();
    for goal in ["strength", "muscle", "running", "cycling", "weight_loss", "health", "mixed"] {
        let found = home.call("getScientificExercises", json!({ "goal": goal }));
        assert!(!found.figures().is_empty(), "{goal}");
        assert!(!found.field("exercises").as_array().unwrap().is_empty(), "{goal}");
        for figure in found.figures() {
            let source = figure["source"].as_str().unwrap();
            assert!(source.chars().any(|letter| letter.is_ascii_digit()), "a paper has a year: {figure}");
        }
        for row in found.field("evidence").as_array().unwrap() {
            assert!(row["claim"].as_str().unwrap().len() > 20 && row["source"].as_str().unwrap().len() > 10, "{row}");
        }
    }
    let muscle = home.call("getScientificExercises", json!({ "muscle": "chest" }));
    assert_eq!(muscle.field("goal"), "muscle");
    // Schoenfeld 2017: ten and more sets a week grow more than fewer.
    assert!(muscle.value("weekly_sets_low") <= 10.0 && muscle.value("weekly_sets_high") >= 10.0);
    assert!(muscle.value("reps_low") < muscle.value("reps_high"));
    assert!(
        muscle.field("exercises").as_array().unwrap().iter().all(|row| row["primary"].to_string().contains("chest"))
    );
    let heavy = home.call("getScientificExercises", json!({ "goal": "strength" }));
    assert!(heavy.value("reps_high") <= muscle.value("reps_high"));
    assert!(heavy.value("rest_low") >= muscle.value("rest_low"));
}

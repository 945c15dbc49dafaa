//! Plans: made, shown, approved, changed, suspended.

use crate::common::{Answered, Home, TODAY, at, days_ago, set, workout};
use coach_domain::journal::{Body, Pain};
use coach_domain::person::{Level, Sex};
use coach_domain::plan::{Plan, PlannedSession};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

pub(crate) const CREATE: &str = "createWorkoutPlan";
pub(crate) const MODIFY: &str = "modifyWorkout";
/// The Monday after the Wednesday on which the tests are.
pub(crate) const MONDAY: Date = date(2026, 5, 25);

/// A healthy woman of 40 years with some experience, screened.
pub(crate) fn ready() -> Home {
    let home = Home::empty().screened();
    home.profile(|profile| {
        profile.birth_date = Some(date(1986, 3, 1));
        profile.sex = Some(Sex::Female);
        profile.height_cm = Some(170.0);
        profile.weight_kg = Some(68.0);
        profile.level = Some(Level::Intermediate);
        profile.max_hr_bpm = Some(180.0);
    });
    home
}

/// The same with a plan of eight weeks on Monday, Wednesday and Friday, before its first day.
pub(crate) fn planned(goal: &str) -> Home {
    let home = ready();
    home.written(CREATE, json!({ "goal": goal, "weeks": 8, "weekdays": ["mon", "wed", "fri"], "minutes": 60 }));
    home
}

pub(crate) fn zone() -> jiff::tz::TimeZone {
    jiff::tz::TimeZone::get("Europe/Berlin").unwrap()
}

/// The current plan as the envelope lets it stand.
pub(crate) fn plan(home: &Home, now: (Date, i8)) -> Plan {
    home.store.plan(at(now.0, now.1, 0), &zone()).unwrap().unwrap().unwrap().into_inner()
}

pub(crate) fn now(home: &Home) -> Plan {
    plan(home, (TODAY, 18))
}

pub(crate) fn session(plan: &Plan, day: Date) -> &PlannedSession {
    plan.sessions.iter().find(|session| session.date == day).unwrap_or_else(|| panic!("nothing on {day}"))
}

/// An exercise of the main part with work sets.
pub(crate) fn lift(session: &PlannedSession) -> String {
    let blocks = session.blocks.iter().filter(|block| block.sets.iter().any(|set| !set.warmup));
    blocks.filter_map(|block| block.exercise.clone()).next().unwrap()
}

pub(crate) fn after(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap()
}

/// Ids of rules that changed something.
pub(crate) fn rules(answer: &Answered) -> Vec<String> {
    let rows = answer.field("interventions").as_array().unwrap();
    rows.iter().map(|row| row["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn without_a_screening_there_is_no_plan() {
    let home = Home::empty();
    home.profile(|profile| profile.level = Some(Level::Advanced));
    let (rule, said) = home.refused(CREATE, &json!({ "goal": "strength" }));
    assert_eq!(rule, "SCREEN");
    assert!(said.contains("screening"), "{said}");
    let none = home.call("getWorkoutPlan", json!({}));
    assert_eq!(none.field("plan"), &Value::Null);
    assert!(none.gap("a training plan").is_some() && none.figures().is_empty());
    let (_, said) = home.refused(MODIFY, &json!({ "change": "deload" }));
    assert!(said.contains("createWorkoutPlan"), "{said}");
}

#[test]
fn an_approved_plan_is_the_one_that_was_shown() {
    let home = ready();
    let asked = home.asked(CREATE, json!({ "goal": "get stronger", "weeks": 8, "weekdays": ["fri", "mon", "wed"], "minutes": 60, "start_time": "07:15" }));
    assert_eq!(asked.field("plan")["goal"], "strength");
    assert_eq!(asked.field("plan")["start"], MONDAY.to_string());
    assert_eq!(asked.field("plan")["deload_weeks"], json!([4, 8]));
    assert_eq!(asked.text("plan_weeks"), "8 weeks");
    assert_eq!(asked.text("sessions_per_week"), "3 sessions");
    let week = asked.field("first_week").as_array().unwrap();
    let days: Vec<&Value> = week.iter().map(|row| &row["date"]).collect();
    assert_eq!(days, ["2026-05-25", "2026-05-27", "2026-05-29"]);
    assert!(week.iter().all(|row| row["start"] == "07:15" && row["minutes"].as_f64().unwrap() <= 60.0), "{week:?}");
    assert!(week.iter().all(|row| row["lines"].as_array().unwrap().len() >= 3));
    let proposal = asked.0.proposal.clone().unwrap();
    assert_eq!(proposal.arguments["fingerprint"], *asked.field("fingerprint"));
    let done = Answered(home.approved(CREATE, proposal.arguments.clone()));
    assert_eq!(done.field("written"), true, "{}", done.0.text);
    assert_eq!(done.field("first_week"), asked.field("first_week"));
    assert_eq!(done.figures(), asked.figures());

    let shown = home.call("getWorkoutPlan", json!({ "from": MONDAY, "days": 7 }));
    assert_eq!(shown.field("sessions"), asked.field("first_week"));
    assert_eq!(shown.field("plan")["id"], asked.field("plan")["id"]);
    assert_eq!(shown.text("plan_week"), "1");
    assert_eq!(shown.text("session_count"), "3 sessions");
    assert_eq!(shown.field("versions").as_array().unwrap().len(), 1);
    assert_eq!(shown.field("versions")[0]["actor"], "Max Power");
}

#[test]
fn arguments_that_make_no_plan_are_refused_with_what_to_do() {
    let home = ready();
    for (arguments, words) in [
        (json!({ "goal": "world peace" }), "goal"),
        (json!({ "weeks": 0 }), "weeks"),
        (json!({ "weeks": 27 }), "weeks"),
        (json!({ "days": 8 }), "days"),
        (json!({ "weekdays": [] }), "weekdays"),
        (json!({ "weekdays": ["someday"] }), "weekdays"),
        (json!({ "minutes": 14 }), "minutes"),
        (json!({ "minutes": 121 }), "minutes"),
        (json!({ "equipment": ["spaceship"] }), "equipment"),
        (json!({ "start": "2026-05-19" }), "past"),
        (json!({ "start": "soon" }), "start"),
        (json!({ "start_time": "25:00" }), "start_time"),
        (json!({ "event_distance_m": 10 }), "event_distance_m"),
        (json!({ "heart_rate": 190 }), "heart_rate"),
    ] {
        let said = match home.router_refuses(CREATE, &arguments) {
            Some(said) => said,
            None => home.refused(CREATE, &arguments).1,
        };
        assert!(said.contains(words), "{arguments}: {said}");
    }
    assert!(home.store.plan_versions().unwrap().is_empty());
}

#[test]
fn every_goal_and_set_of_equipment_gives_a_plan_within_its_frame() {
    let home = ready();
    for goal in ["strength", "muscle", "running", "cycling", "weight_loss", "health", "mixed"] {
        for equipment in ["gym", "home", "hotel", "none"] {
            let asked = home
                .asked(CREATE, json!({ "goal": goal, "equipment": [equipment], "days": 4, "minutes": 40, "weeks": 4 }));
            assert!(asked.value("plan_session_count") >= 8.0, "{goal} {equipment}");
            for row in asked.field("first_week").as_array().unwrap() {
                assert!(row["minutes"].as_f64().unwrap() <= 40.0, "{goal} {equipment}: {row}");
            }
            assert!(asked.0.proposal.is_some());
        }
    }
    home.profile(|profile| profile.goal = Some("I want to ride a gran fondo".to_owned()));
    assert_eq!(home.asked(CREATE, json!({})).field("plan")["goal"], "cycling");
}

#[test]
fn a_proposal_is_void_once_what_it_was_made_from_has_changed() {
    type Change = fn(&Home);
    let changes: [(&str, Change); 3] = [
        ("pain", |home| {
            let joint = Some(coach_domain::exercise::Joint::Knee);
            let pain = Pain { place: "knee".to_owned(), joint, score: Some(6), exercise: None, note: None };
            home.entry("knee", Body::Pain(pain));
        }),
        ("a workout", |home| {
            home.add(|records| {
                for day in [1, 3, 5] {
                    let mut lifting = workout("traditional_strength_training", days_ago(day), 45);
                    for exercise in
                        ["Back Squat", "Bench Press", "Deadlift", "Romanian Deadlift", "Overhead Press", "Barbell Row"]
                    {
                        lifting.sets.extend([set(exercise, 60.0, 5), set(exercise, 60.0, 5)]);
                    }
                    records.workout(lifting);
                }
            });
        }),
        ("a level", |home| home.profile(|profile| profile.level = Some(Level::Beginner))),
    ];
    for (what, change) in changes {
        let home = ready();
        let proposal = home.proposal(CREATE, json!({ "goal": "strength", "weeks": 4, "days": 3, "minutes": 60 }));
        change(&home);
        let before = home.records();
        let answer = home.approved(CREATE, proposal.arguments);
        assert!(answer.is_error, "{what}: {}", answer.text);
        assert!(answer.text.contains("changed since it was proposed"), "{what}: {}", answer.text);
        assert!(answer.text.contains("approve the new one"), "{what}: {}", answer.text);
        assert_eq!(home.records(), before, "{what}");
        home.written(CREATE, json!({ "goal": "strength", "weeks": 4, "days": 3, "minutes": 60 }));
    }
    // The same for a change of a plan: another change was approved in between.
    let home = planned("strength");
    let first = home.proposal(MODIFY, json!({ "change": "skip", "date": MONDAY }));
    home.written(MODIFY, json!({ "change": "too_hard", "date": after(MONDAY, 2) }));
    let before = home.records();
    let answer = home.approved(MODIFY, first.arguments.clone());
    assert!(answer.is_error && answer.text.contains("changed since it was proposed"), "{}", answer.text);
    assert_eq!(home.records(), before);
    let mut forged = first.arguments;
    forged["fingerprint"] = json!("0000000000000000");
    assert!(home.approved(MODIFY, forged).is_error);
}

#[test]
fn pain_spares_what_hurts_and_a_plan_that_was_fine_is_read_by_todays_facts() {
    let home = planned("strength");
    let loads_knee = |plan: &Plan| {
        let ids =
            plan.sessions.iter().flat_map(|session| &session.blocks).filter_map(|block| block.exercise.as_deref());
        ids.filter_map(coach_domain::exercise::exercise)
            .filter(|known| known.pattern != coach_domain::exercise::Pattern::Mobility)
            .any(|known| known.joints.contains(&coach_domain::exercise::Joint::Knee))
    };
    assert!(loads_knee(&now(&home)));
    home.written("logJournal", json!({ "kind": "pain", "place": "left knee", "score": 6 }));
    assert!(!loads_knee(&now(&home)), "what hurts is out at once");
    let shown = home.call("getWorkoutPlan", json!({ "from": MONDAY, "days": 7 }));
    assert!(rules(&shown).contains(&"PAIN-3".to_owned()), "{:?}", rules(&shown));
    let asked = home.asked(MODIFY, json!({ "change": "pain" }));
    if let Some(proposal) = asked.0.proposal {
        let done = home.approved(MODIFY, proposal.arguments);
        assert!(!done.is_error, "{}", done.text);
    }
    assert!(!loads_knee(&now(&home)));
    assert!(now(&home).week(1).count() >= 2, "there is still something to do");
}

#[test]
fn a_red_flag_suspends_the_plan_until_a_clinician_clears_it() {
    let home = planned("strength");
    home.written("logJournal", json!({ "kind": "symptom", "text": "I have chest pain and feel faint" }));
    let shown = home.call("getWorkoutPlan", json!({ "from": MONDAY, "days": 7 }));
    assert_eq!(shown.field("suspended")["rule"], "RED-FLAG");
    assert_eq!(shown.field("sessions"), &json!([]));
    assert_eq!(shown.field("plan"), &Value::Null);
    assert_eq!(shown.field("next"), &Value::Null);
    assert!(shown.gap("your training plan").is_some());
    assert!(shown.figures().is_empty());
    let (rule, _) = home.refused(MODIFY, &json!({ "change": "too_easy" }));
    assert_eq!(rule, "RED-FLAG");
    let earlier = home.call("getWorkoutPlan", json!({ "version": 1, "from": MONDAY, "days": 7 }));
    assert_eq!(earlier.field("sessions"), &json!([]), "an earlier version is no way around");
    home.written("logJournal", json!({ "kind": "cleared", "cleared": "red_flag", "by_clinician": true }));
    assert_eq!(home.call("getWorkoutPlan", json!({ "from": MONDAY, "days": 7 })).text("session_count"), "3 sessions");
}

#[test]
fn a_plan_is_read_by_day_week_and_longer() {
    let home = planned("strength");
    let this_week = home.call("getWorkoutPlan", json!({}));
    assert!(this_week.gap("a planned session").is_some(), "the plan begins next Monday");
    assert_eq!(this_week.field("next")["date"], MONDAY.to_string());
    assert!(!this_week.has("plan_week"));
    home.wait_until(after(MONDAY, 9), 8, 0);
    let second = home.call("getWorkoutPlan", json!({}));
    assert_eq!((second.field("from"), second.field("to")), (&json!("2026-06-01"), &json!("2026-06-07")));
    assert_eq!(second.text("plan_week"), "2");
    let day = home.call("getWorkoutPlan", json!({ "date": after(MONDAY, 9) }));
    assert_eq!(day.text("session_count"), "1 session");
    assert_eq!(day.field("next")["date"], after(MONDAY, 11).to_string());
    let (mut seen, mut cursor) = (0, Value::Null);
    for _ in 0..20 {
        let mut arguments = json!({ "from": MONDAY, "days": 56 });
        if cursor.is_string() {
            arguments["cursor"] = cursor;
        }
        let page = home.call("getWorkoutPlan", arguments);
        assert_eq!(page.text("session_count"), "24 sessions");
        assert!(serde_json::to_vec(&page.0.structured).unwrap().len() <= 25_000);
        seen += page.field("sessions").as_array().unwrap().len();
        cursor = page.field("next_cursor").clone();
        if cursor.is_null() {
            break;
        }
    }
    assert_eq!(seen, 24);
    let over = home.call("getWorkoutPlan", json!({ "from": "2026-09-01", "days": 7 }));
    assert!(over.gap("a planned session").is_some() && over.field("sessions") == &json!([]));
}

#[test]
fn what_was_done_is_marked_and_what_was_missed_is_not_made_up_for() {
    let home = planned("strength");
    home.wait_until(after(MONDAY, 5), 9, 0);
    home.add(|records| {
        let mut lifting = workout("traditional_strength_training", MONDAY, 50);
        lifting.sets = vec![set("Back Squat", 60.0, 5)];
        records.workout(lifting);
    });
    let week = home.call("getWorkoutPlan", json!({ "from": MONDAY, "days": 7 }));
    let done: Vec<&Value> = week.field("sessions").as_array().unwrap().iter().map(|row| &row["done"]).collect();
    assert_eq!(done, [true, false, false]);
    let today = (after(MONDAY, 5), 9);
    let before = plan(&home, today);
    let missed = home.asked(MODIFY, json!({ "change": "missed" }));
    let reason = missed.field("reason").as_str().unwrap();
    assert!(reason.starts_with("2 sessions were missed and are not made up for"), "{reason}");
    if let Some(proposal) = missed.0.proposal.clone() {
        assert!(!home.approved(MODIFY, proposal.arguments).is_error);
    } else {
        assert!(missed.0.text.starts_with("Nothing to change"), "{}", missed.0.text);
        let done = home.approved(MODIFY, json!({ "change": "missed" }));
        assert_eq!(done.structured["written"], false, "nothing is written of nothing: {}", done.text);
        assert_eq!(home.store.plan_versions().unwrap().len(), 1);
    }
    let after_it = plan(&home, today);
    assert!(after_it.week(2).count() <= before.week(2).count());
    assert_eq!(session(&after_it, MONDAY), session(&before, MONDAY), "what lies behind stays");
    let deload = home.written(MODIFY, json!({ "change": "deload" }));
    assert!(
        deload.field("reason").as_str().unwrap().to_lowercase().contains("deload")
            || deload.field("reason").as_str().unwrap().contains("lighter"),
        "{}",
        deload.field("reason")
    );
}

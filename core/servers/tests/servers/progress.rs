//! `progress-tracking` over a small person whose figures were computed by hand.

use crate::common::{Home, Records, TODAY, WATCH, at, days_ago, set, workout};
use coach_domain::exercise::Joint;
use coach_domain::journal::{Body, Pain};
use coach_domain::metric;
use coach_domain::person::{Level, Sex, UnitSystem};
use coach_domain::record::RoutePoint;
use coach_mcp::CallContext;
use serde_json::{Value, json};

fn runs(records: &mut Records) {
    for (days, minutes, km) in [(1, 30, 5.0), (3, 45, 8.0), (20, 60, 10.0)] {
        let mut run = workout("running", days_ago(days), minutes);
        run.distance_m = Some(km * 1_000.0);
        run.heart_rate_mean_bpm = Some(150.0);
        run.rpe = Some(5.0);
        records.workout(run);
    }
    let mut lifting = workout("traditional_strength_training", days_ago(2), 50);
    lifting.sets = vec![set("Back Squat", 100.0, 5), set("Leg Press", 150.0, 10)];
    records.workout(lifting);
}

#[test]
fn history_lists_the_newest_first_with_totals_over_all() {
    let home = Home::with(runs);
    let all = home.call("getWorkoutHistory", json!({ "limit": 2 }));
    assert_eq!(all.text("workout_count"), "4 workouts");
    assert_eq!(all.text("workout_time_total"), "3 h 5 min");
    assert_eq!(all.text("distance_total"), "23 km");
    assert_eq!(all.text("workout_1_distance"), "5 km");
    assert_eq!(all.text("workout_1_hr_mean"), "150 bpm");
    assert_eq!(all.figure("workout_1_time")["to"], days_ago(1).to_string());
    assert_eq!(all.field("by_kind")[0]["kind"], "running");
    assert_eq!(all.field("by_kind")[0]["count"], 3);
    let listed = all.field("workouts").as_array().unwrap();
    assert_eq!(listed.len(), 2);
    assert_eq!(listed[1]["sets"][0]["exercise"], "Back Squat");
    let rest = home.call("getWorkoutHistory", json!({ "limit": 2, "cursor": all.0.next_cursor }));
    let rest = rest.field("workouts").as_array().unwrap();
    assert_eq!(rest.len(), 2);
    assert_eq!(rest[1]["date"], days_ago(20).to_string());
}

#[test]
fn kinds_exercises_and_parts_of_the_body_narrow_the_history() {
    let home = Home::with(runs);
    for (arguments, count) in [
        (json!({ "kind": "run" }), "3 workouts"),
        (json!({ "kind": "strength" }), "1 workout"),
        (json!({ "exercise": "squat" }), "1 workout"),
        (json!({ "exercise": "legs" }), "1 workout"),
    ] {
        assert_eq!(home.call("getWorkoutHistory", arguments.clone()).text("workout_count"), count, "{arguments}");
    }
    let none = home.call("getWorkoutHistory", json!({ "kind": "run", "date": days_ago(2) }));
    assert!(!none.has("workout_count"));
    assert!(none.gap("workouts").unwrap().contains("19 May 2026"));
    assert_eq!(none.field("latest_day"), &json!(days_ago(1)));
    let never = home.call("getWorkoutHistory", json!({ "exercise": "snatch" }));
    assert_eq!(never.gap("workouts").unwrap(), "none recorded");
}

#[test]
fn a_word_for_a_lift_finds_it_and_warm_ups_do_not_count() {
    let home = Home::with(|records| {
        for (days, weight) in [(14, 100.0), (7, 102.5), (0, 105.0)] {
            let mut day = workout("traditional_strength_training", days_ago(days), 50);
            let mut warmup = set("Back Squat", 180.0, 1);
            warmup.warmup = true;
            let mut missed = set("Back Squat", 200.0, 1);
            missed.missed = true;
            day.sets = vec![warmup, set("Back Squat", weight, 5), missed];
            records.workout(day);
        }
    });
    let squat = home.call("getStrengthProgression", json!({ "exercise": "sqaut" }));
    assert_eq!(squat.field("exercise"), "Back Squat");
    assert_eq!(squat.field("matched_from"), "sqaut");
    assert_eq!(squat.text("best_set_weight"), "105 kg");
    assert_eq!(squat.text("best_set_reps"), "5 repetitions");
    // Epley: 105 × (1 + 5 / 30) = 122.5 and 100 × (1 + 5 / 30) = 116.7.
    assert_eq!(squat.text("e1rm_latest"), "122.5 kg");
    assert_eq!(squat.text("e1rm_first"), "116.7 kg");
    assert_eq!(squat.text("e1rm_change"), "+5.8 kg");
    let sessions = squat.field("sessions").as_array().unwrap();
    assert_eq!(sessions.len(), 3);
    assert_eq!(sessions[0]["date"], TODAY.to_string());
    assert_eq!(sessions[0]["volume_kg"], 525.0);
    let analysis = home.call("analyzeStrengthProgression", json!({ "exercise": "squats" }));
    assert_eq!(analysis.text("volume_total"), "1,537.5 kg");
    assert_eq!(analysis.text("e1rm_change_percent"), "+5 %");
    let overview = home.call("analyzeStrengthProgression", json!({}));
    assert_eq!(overview.text("back_squat_e1rm_latest"), "122.5 kg");
    assert_eq!(overview.field("exercises")[0]["sessions"], 3);
}

#[test]
fn a_deload_is_no_loss_of_strength() {
    let home = Home::with(|records| {
        for (days, weight) in [(56, 90.0), (49, 92.5), (42, 95.0), (28, 97.5), (21, 100.0), (14, 102.5), (1, 80.0)] {
            let mut day = workout("traditional_strength_training", days_ago(days), 50);
            day.sets = vec![set("Bench Press", weight, 5)];
            records.workout(day);
        }
    });
    let bench = home.call("analyzeStrengthProgression", json!({ "exercise": "bench" }));
    // Epley: 102.5 × 7 / 6 = 119.6, and the best of the first weeks 95 × 7 / 6 = 110.8.
    assert_eq!(bench.text("e1rm_latest"), "119.6 kg");
    assert_eq!(bench.figure("e1rm_latest")["to"], days_ago(14).to_string());
    assert_eq!(bench.text("e1rm_first"), "110.8 kg");
    assert_eq!(bench.text("e1rm_change"), "+8.8 kg");
    assert_eq!(bench.text("last_set_weight"), "80 kg");
    assert_eq!(bench.field("status"), "progressing");
}

#[test]
fn a_lift_that_was_never_done_is_a_gap_with_what_there_is() {
    let home = Home::with(runs);
    let none = home.call("getStrengthProgression", json!({ "exercise": "kettlebell swing" }));
    assert!(none.figures().is_empty());
    assert_eq!(none.gap("kettlebell swing").unwrap(), "none were ever logged");
    assert_eq!(none.field("known_exercises"), &json!(["Back Squat", "Leg Press"]));
    let earlier = home.call("getStrengthProgression", json!({ "exercise": "squat", "date": TODAY }));
    assert!(earlier.gap("squat").unwrap().contains("18 May 2026"));
    assert!(!earlier.has("e1rm_latest"));
}

#[test]
fn progress_compares_periods_of_any_metric() {
    let home = Home::with(|records| {
        for day in 0..30 {
            records.reading(metric::BODY_MASS, days_ago(day), 7, 80.0);
            records.reading(metric::BODY_MASS, days_ago(day + 30), 7, 82.0);
        }
    });
    let weight = home.call("analyzeProgressData", json!({ "metric": "weight" }));
    assert_eq!(weight.field("metric"), "body_mass");
    assert_eq!(weight.text("mean"), "80 kg");
    assert_eq!(weight.text("compare_mean"), "82 kg");
    assert_eq!(weight.text("difference"), "-2 kg");
    assert_eq!(weight.text("difference_percent"), "-2 %");
    assert!(!weight.has("total"), "weights do not add up");
    assert_eq!(weight.field("compare_to"), &json!(days_ago(30)));
    home.profile(|profile| profile.units = UnitSystem::Imperial);
    let weight = home.call("analyzeProgressData", json!({ "metric": "body_mass" }));
    assert_eq!(weight.text("difference"), "-4.4 lb");
}

#[test]
fn distances_of_workouts_are_compared_as_totals() {
    let home = Home::with(runs);
    let running = home.call("analyzeProgressData", json!({ "metric": "running distance", "days": 7 }));
    assert_eq!(running.text("total"), "13 km");
    assert!(!running.has("mean"), "days without a run are no missing data");
    assert_eq!(running.text("max"), "8 km");
    assert!(!running.has("first") && !running.has("min") && !running.has("trend_per_week"));
    assert!(running.gap("running distance in the period to compare").is_some());
    let month =
        json!({ "metric": "running_distance", "days": 7, "compare_from": days_ago(21), "compare_to": days_ago(15) });
    let month = home.call("analyzeProgressData", month);
    assert_eq!(month.text("difference"), "+3 km");
    assert_eq!(month.text("difference_percent"), "+30 %");
}

#[test]
fn two_metrics_are_set_against_each_other_day_by_day() {
    let home = Home::with(|records| {
        for day in 0..20 {
            // 0, 7, 14, 1, 8, …: no trend of its own, so that a shift by a day is another series.
            let step = (day * 7 % 20) as f64;
            records.reading(metric::RESTING_HR, days_ago(day), 7, 50.0 + step);
            records.reading(metric::BODY_MASS, days_ago(day), 7, 80.0 - step / 10.0);
        }
    });
    let asked = |with: &str, lag: i32, days: u32| {
        home.call(
            "analyzeProgressData",
            json!({ "metric": "resting_hr", "correlate_with": with, "lag_days": lag, "days": days }),
        )
    };
    let same_day = asked("weight", 0, 30);
    assert_eq!(same_day.text("correlation"), "-1");
    assert_eq!(same_day.text("rank_correlation"), "-1");
    assert_eq!(same_day.text("correlation_days"), "20 days");
    assert!(same_day.field("caveat").as_str().unwrap().contains("not a cause"));
    let next_day = asked("weight", 1, 30);
    assert_eq!(next_day.text("correlation_days"), "19 days");
    assert_ne!(next_day.text("correlation"), "-1");
    let few = asked("weight", 0, 10);
    assert!(!few.has("correlation") && few.field("caveat").is_null());
    assert!(few.gap("correlation").unwrap().contains("14"), "{:?}", few.gap("correlation"));
    assert!(asked("happiness", 0, 30).gap("happiness").unwrap().contains("does not record"));
}

#[test]
fn what_is_no_metric_is_said() {
    let home = Home::with(runs);
    let none = home.call("analyzeProgressData", json!({ "metric": "happiness" }));
    assert!(none.figures().is_empty());
    assert!(none.gap("happiness").unwrap().contains("does not record"));
}

fn evening_run() -> Value {
    json!({ "kind": "running", "start": "2026-05-20T16:30", "duration_s": 2700, "distance_m": 8000, "rpe": 6 })
}

#[test]
fn a_log_entry_waits_for_approval_and_is_then_written_as_proposed() {
    let home = Home::empty();
    let coach = CallContext::coach("Max Power");
    let asked = home.try_call(&coach, "logWorkout", evening_run());
    assert!(!asked.is_error, "{}", asked.text);
    assert_eq!(asked.structured["written"], false);
    assert!(home.store.workouts(TODAY, TODAY).unwrap().is_empty(), "nothing was approved");
    let proposal = asked.proposal.unwrap();
    assert_eq!(proposal.summary, "Log running on 20 May 2026, 45 min, 8 km, perceived exertion 6");
    let approved = CallContext { approved: true, ..coach };
    let done = home.try_call(&approved, "logWorkout", proposal.arguments.clone());
    assert!(!done.is_error, "{}", done.text);
    assert_eq!(done.structured["written"], true);
    assert!(done.text.starts_with("Written: running on 20 May 2026, 45 min, 8 km"), "{}", done.text);
    let stored = home.store.workouts(TODAY, TODAY).unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].id, done.structured["workout_id"]);
    assert_eq!(stored[0].workout.start_ms, at(TODAY, 16, 30));
    assert_eq!(stored[0].workout.offset_min, crate::common::OFFSET_MIN);
    assert_eq!(stored[0].workout.distance_m, Some(8_000.0));
    home.try_call(&approved, "logWorkout", proposal.arguments);
    assert_eq!(home.store.workouts(TODAY, TODAY).unwrap().len(), 1, "approving twice writes once");
}

#[test]
fn sets_need_no_length_and_count_as_strength() {
    let home = Home::empty();
    let approved = CallContext { approved: true, ..CallContext::coach("Max Power") };
    let sets = json!([{ "exercise": "back  squat", "weight_kg": 100, "reps": 5 }]);
    let done = home.try_call(&approved, "logWorkout", json!({ "kind": "Strength Training", "sets": sets }));
    assert!(!done.is_error, "{}", done.text);
    let history = home.call("getWorkoutHistory", json!({ "kind": "strength" }));
    assert_eq!(history.text("workout_count"), "1 workout");
    assert!(!history.has("workout_time_total"), "nobody said how long it took");
    let squat = home.call("getStrengthProgression", json!({ "exercise": "squat" }));
    assert_eq!(squat.text("e1rm_latest"), "116.7 kg");
}

#[test]
fn implausible_entries_are_refused_with_what_to_do() {
    let home = Home::empty();
    for (change, words) in [
        (json!({ "duration_s": null }), "duration_s"),
        (json!({ "duration_s": 1 }), "duration_s"),
        (json!({ "start": "2026-05-20T17:50" }), "future"),
        (json!({ "start": "2015-01-01T10:00" }), "ten years"),
        (json!({ "start": "yesterday" }), "start"),
        (json!({ "distance_m": 900_000 }), "distance_m"),
        (json!({ "rpe": 11 }), "rpe"),
        (json!({ "kind": "?!" }), "kind"),
        (json!({ "sets": [{ "exercise": " ", "weight_kg": 10, "reps": 1 }] }), "exercise"),
        (json!({ "sets": [{ "exercise": "squat", "weight_kg": 5000, "reps": 1 }] }), "weight_kg"),
        (json!({ "colour": "red" }), "colour"),
    ] {
        let mut arguments = evening_run();
        for (name, value) in change.as_object().unwrap() {
            arguments[name] = value.clone();
        }
        let text = home.refusal("logWorkout", arguments);
        assert!(text.contains(words), "{change}: {text}");
    }
    assert!(home.store.workouts(days_ago(4_000), TODAY).unwrap().is_empty());
}

#[test]
fn readers_may_not_log() {
    let home = Home::empty();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let reader = CallContext { approved: true, ..CallContext::reader("mcp:stdio") };
    let answer = runtime.block_on(home.router.call(&reader, None, "logWorkout", evening_run()));
    assert!(answer.is_err());
    assert!(home.store.workouts(TODAY, TODAY).unwrap().is_empty());
}

#[test]
fn load_from_heart_rate_needs_limits_and_says_so() {
    let home = Home::with(|records| {
        let mut run = workout("running", TODAY, 60);
        run.heart_rate_mean_bpm = Some(150.0);
        records.workout(run);
    });
    let none = home.call("getTrainingLoad", json!({}));
    assert!(none.figures().is_empty());
    assert!(none.gap("training load").unwrap().contains("maximum heart rate"), "{}", none.0.text);
    home.profile(|profile| {
        profile.sex = Some(Sex::Male);
        profile.max_hr_bpm = Some(190.0);
        profile.resting_hr_bpm = Some(60.0);
    });
    let load = home.call("getTrainingLoad", json!({ "date": TODAY }));
    // Banister's vector: 60 min at 150 with 60 at rest and 190 at most.
    assert!((load.value("load_total") - 100.4).abs() < 0.05, "{}", load.value("load_total"));
    assert_eq!(load.text("load_total"), "100");
    assert_eq!(load.field("method"), "trimp");
    assert!(!load.has("ctl"), "one day is no fitness");
    assert!(load.gap("fitness").is_some());
}

#[test]
fn forty_two_equal_days_make_the_known_fitness() {
    let home = Home::with(|records| {
        for day in 0..42 {
            let mut session = workout("rowing", days_ago(day), 20);
            session.rpe = Some(5.0);
            records.workout(session);
        }
    });
    let load = home.call("getTrainingLoad", json!({}));
    assert_eq!(load.field("method"), "srpe");
    assert!((load.value("ctl") - 63.21).abs() < 0.005, "{}", load.value("ctl"));
    assert_eq!(load.text("load_last_7d"), "700");
    assert_eq!(load.text("load_change"), "0 %");
    assert_eq!(load.text("load_mean"), "100");
    assert_eq!(load.field("form"), "loaded");
    assert!(!load.has("monotony"), "seven equal days have no spread");
    assert!(load.gap("monotony").is_some());
    let days = load.field("days").as_array().unwrap();
    assert_eq!(days.len(), 28);
    assert_eq!(days[27]["load"], 100.0);
}

#[test]
fn a_workout_of_unknown_load_is_unknown_and_a_rest_day_is_zero() {
    let home = Home::with(|records| {
        let mut first = workout("rowing", days_ago(3), 20);
        first.rpe = Some(5.0);
        records.workout(first);
        records.workout(workout("yoga", days_ago(1), 40));
    });
    let load = home.call("getTrainingLoad", json!({ "days": 4 }));
    let days = load.field("days").as_array().unwrap();
    let loads: Vec<&Value> = days.iter().map(|day| &day["load"]).collect();
    assert_eq!(loads, [&json!(100.0), &json!(0.0), &Value::Null, &json!(0.0)]);
    assert_eq!(load.text("unknown_workouts_count"), "1 workout");
    assert!(load.gap("load of some workouts").is_some());
}

#[test]
fn only_what_beats_everything_before_is_celebrated() {
    let home = Home::with(|records| {
        for (days, km) in [(100, 10.0), (80, 12.0), (60, 9.0), (40, 11.0), (5, 13.0), (2, 12.5)] {
            let mut run = workout("running", days_ago(days), 60);
            run.distance_m = Some(km * 1_000.0);
            records.workout(run);
        }
    });
    let month = home.call("celebrateAchievements", json!({}));
    assert_eq!(month.field("achievements").as_array().unwrap().len(), 1, "{}", month.0.text);
    assert_eq!(month.field("achievements")[0]["kind"], "distance_record");
    assert_eq!(month.text("achievement_1"), "13 km");
    assert_eq!(month.text("achievement_1_before"), "12 km");
    assert_eq!(month.figure("achievement_1")["to"], days_ago(5).to_string());
    let days = home.call("celebrateAchievements", json!({ "days": 3 }));
    assert!(days.figures().is_empty());
    assert_eq!(days.gap("achievements").unwrap(), "no new best in this time");
}

/// A lift done on days before today, each with sets of one weight.
fn lifted(records: &mut Records, days: i64, weight: f64, reps: &[u32]) {
    let mut day = workout("traditional_strength_training", days_ago(days), 50);
    day.sets = reps.iter().map(|reps| set("Bench Press", weight, *reps)).collect();
    records.workout(day);
}

#[test]
fn the_next_load_follows_the_rule_and_says_what_it_took_for_granted() {
    let bench = |home: &Home| home.call("analyzeStrengthProgression", json!({ "exercise": "bench" }));
    // Eight in a habit of eight, and then twice ten at one weight: (30 + 10) / (30 + 8) is 5 % more.
    let home = Home::with(|records| {
        for days in [40, 36, 32] {
            lifted(records, days, 77.5, &[8, 8, 8]);
        }
        lifted(records, 8, 80.0, &[10, 10]);
        lifted(records, 4, 80.0, &[10, 10]);
    });
    let next = bench(&home);
    assert_eq!(next.field("next")["reason"], "over_target");
    assert_eq!(next.text("next_load_weight"), "85 kg");
    assert_eq!(next.text("next_load_reps"), "8 repetitions");
    assert!(next.gap("repetitions aimed at").unwrap().contains("usually"));
    assert_eq!((next.text("rep_max_1"), next.text("rep_max_10")), ("80 kg", "80 kg"));
    assert_eq!(next.figure("rep_max_10")["from"], days_ago(8).to_string());
    let rows = next.field("rep_maxima").as_array().unwrap().clone();
    assert_eq!((rows.len(), &rows[9]["weight_kg"]), (10, &json!(80.0)));

    // A missed set holds it; too few sessions say nothing.
    home.add(|records| lifted(records, 1, 80.0, &[8, 5]));
    let held = bench(&home);
    assert_eq!((held.text("next_load_weight"), held.field("next")["reason"].as_str()), ("80 kg", Some("missed")));
    let few = Home::with(|records| lifted(records, 4, 80.0, &[8]));
    let few = bench(&few);
    assert!(!few.has("next_load_weight") && few.field("next").is_null());
    assert!(few.gap("next load").unwrap().contains("insufficient"), "{}", few.0.text);

    // After four weeks away it starts again at nine tenths.
    home.wait_until(days_ago(-28), 18, 0);
    let back = bench(&home);
    assert_eq!((back.text("next_load_weight"), back.field("next")["reason"].as_str()), ("70 kg", Some("break")));

    // What hurts has no next load.
    let (place, joint) = ("left shoulder".to_owned(), Some(Joint::Shoulder));
    let pain = Pain { place, joint, score: Some(6), exercise: None, note: None };
    home.entry("hurts", Body::Pain(pain));
    let hurt = bench(&home);
    assert!(!hurt.has("next_load_weight") && hurt.has("rep_max_1"));
    assert!(hurt.gap("next load").unwrap().contains("hurts"), "{}", hurt.0.text);
}

#[test]
fn where_a_plan_has_the_lift_the_plan_is_what_comes_next() {
    let home = Home::with(|records| {
        for days in [20, 16, 12, 8, 4] {
            lifted(records, days, 80.0, &[8, 8, 8]);
        }
    })
    .screened();
    home.profile(|profile| profile.level = Some(Level::Intermediate));
    home.written("createWorkoutPlan", json!({ "goal": "strength", "days": 3, "equipment": ["gym"], "weeks": 4 }));
    let plan = home.call("getWorkoutPlan", json!({ "date": days_ago(-7) }));
    assert!(plan.0.structured.to_string().contains("ench press"), "{}", plan.0.text);
    let next = home.call("analyzeStrengthProgression", json!({ "exercise": "bench" }));
    assert_eq!(next.field("next")["reason"], "plan", "{}", next.0.text);
    assert_eq!(next.figure("next_load_reps")["source"], "plan");
    let weight = next.value("next_load_weight");
    assert!((60.0..=88.0).contains(&weight), "{weight}");
}

#[test]
fn runs_with_a_track_have_their_fastest_times_and_rides_their_power() {
    let home = Home::with(|records| {
        // 2.5 km along a meridian at 4 m/s, with one kilometre at 5 m/s inside: 200 s.
        let mut run = workout("running", days_ago(1), 10);
        let (mut metres, mut at_ms) = (0.0, run.start_ms);
        while metres <= 2_500.0 {
            let latitude = 52.0 + metres / 6_371_008.8 * 180.0 / std::f64::consts::PI;
            run.route.push(RoutePoint { at_ms, latitude, longitude: 13.0, elevation_m: 34.0 });
            let speed = if (500.0..1_500.0).contains(&metres) { 5.0 } else { 4.0 };
            metres += speed;
            at_ms += 1_000;
        }
        records.workout(run);
        let ride = workout("cycling", days_ago(2), 60);
        for second in 0..3_600 {
            let at = ride.start_ms + second * 1_000;
            records.interval(metric::CYCLING_POWER, at, at, 200.0);
        }
        records.workout(ride);
    });
    let history = home.call("getWorkoutHistory", json!({}));
    assert_eq!(history.text("workout_1_best_1k"), "3:20 min");
    assert!(!history.has("workout_1_best_5k"));
    assert_eq!(history.text("workout_2_normalized_power"), "200 W");
    assert!(!history.has("workout_2_training_stress"));
    assert!(history.gap("training stress").unwrap().contains("threshold"));
    home.profile(|profile| profile.ftp_w = Some(250.0));
    let history = home.call("getWorkoutHistory", json!({ "kind": "cycling" }));
    // One hour at 200 W with a threshold of 250 W: 64 (Coggan).
    assert_eq!(history.text("workout_1_training_stress"), "64");
    assert_eq!(history.text("workout_1_intensity_factor"), "0.8");
    assert_eq!(history.figure("workout_1_training_stress")["source"], WATCH);
}

#[test]
fn sets_that_are_written_one_by_one_are_one_workout() {
    let home = Home::empty();
    let one = |weight: f64| {
        let sets = json!([{ "exercise": "back squat", "weight_kg": weight, "reps": 5 }]);
        json!({ "kind": "traditional_strength_training", "duration_s": 60, "sets": sets, "joins": true })
    };
    let write = |weight| {
        let done = home.approved("logWorkout", one(weight));
        assert!(!done.is_error, "{}", done.text);
        done.structured["workout_id"].as_str().unwrap().to_owned()
    };
    let first = write(100.0);
    home.wait_until(TODAY, 18, 4);
    assert_eq!(write(102.5), first);
    home.wait_until(TODAY, 18, 50);
    assert_eq!(write(105.0), first);
    let workouts = home.store.workouts(TODAY, TODAY).unwrap();
    assert_eq!(workouts.len(), 1);
    let workout = &workouts[0].workout;
    assert_eq!(workout.sets.iter().map(|set| set.weight_kg).collect::<Vec<_>>(), [100.0, 102.5, 105.0]);
    assert_eq!((workout.start_ms, workout.end_ms), (at(TODAY, 17, 59), at(TODAY, 18, 50)));
    // More than an hour later it is another one; so is one that was written as a whole.
    home.wait_until(TODAY, 19, 51);
    assert_ne!(write(60.0), first);
    let whole = json!({ "kind": "traditional_strength_training", "duration_s": 600,
                        "sets": [{ "exercise": "row", "weight_kg": 50, "reps": 5 }] });
    assert!(!home.approved("logWorkout", whole).is_error);
    assert_eq!(home.store.workouts(TODAY, TODAY).unwrap().len(), 3);
    // A proposal never joins: it is one workout, whenever it is approved.
    let proposal = home.proposal("logWorkout", one(70.0));
    assert!(proposal.arguments.get("joins").is_none());
}

//! `fitness-wearables` over a small person whose figures were computed by hand.

use crate::common::{Home, Records, TODAY, WATCH, at, days_ago, workout};
use coach_domain::metric;
use coach_domain::person::UnitSystem;
use serde_json::{Value, json};

/// Steps of the last seven days, oldest first: 61,600 in all, 8,800 a day.
const STEPS: [f64; 7] = [8_000.0, 9_000.0, 10_000.0, 11_000.0, 12_000.0, 8_600.0, 3_000.0];

fn steps(records: &mut Records) {
    for (index, steps) in STEPS.into_iter().enumerate() {
        records.amount(metric::STEPS, days_ago(6 - index as i64), steps);
    }
    for day in 7..14 {
        records.amount(metric::STEPS, days_ago(day), 8_000.0);
    }
}

#[test]
fn activity_adds_up_and_is_held_against_the_week_before() {
    let home = Home::with(|records| {
        steps(records);
        records.amount(metric::DISTANCE_WALK_RUN, TODAY, 2_130.0);
        records.workout(workout("running", days_ago(1), 45));
    });
    let week = home.call("getRecentActivity", json!({}));
    assert_eq!(week.text("steps_total"), "61,600 steps");
    assert_eq!(week.text("steps_mean"), "8,800 steps");
    assert_eq!(week.text("steps_max"), "12,000 steps");
    assert_eq!(week.figure("steps_max")["to"], days_ago(2).to_string());
    assert_eq!(week.text("steps_previous_mean"), "8,000 steps");
    assert_eq!(week.text("steps_change"), "+10 %");
    assert_eq!(week.figure("steps_total")["source"], WATCH);
    assert_eq!(week.text("distance_walk_run_total"), "2.1 km");
    assert_eq!(week.text("workout_count"), "1 workout");
    assert_eq!(week.text("workout_time_total"), "45 min");
    assert_eq!(week.field("today_is_partial"), true);
    let days = week.field("days").as_array().unwrap();
    assert_eq!(days.len(), 7);
    assert_eq!(days[0]["steps"], 8_000.0);
    assert_eq!(days[0]["distance_walk_run_m"], Value::Null);
    assert!(week.gap("active energy").unwrap().contains("never recorded"));
}

#[test]
fn one_day_has_a_total_and_no_average() {
    let home = Home::with(steps);
    let day = home.call("getRecentActivity", json!({ "date": days_ago(1) }));
    assert_eq!(day.text("steps_total"), "8,600 steps");
    assert!(!day.has("steps_mean") && !day.has("steps_change"));
    assert_eq!(day.field("today_is_partial"), false);
}

#[test]
fn a_day_before_all_data_is_a_gap_that_says_when_there_is_some() {
    let home = Home::with(steps);
    let day = home.call("getRecentActivity", json!({ "date": "2009-12-25" }));
    assert!(day.figures().is_empty(), "{:?}", day.names());
    let reason = day.gap("steps").unwrap();
    assert!(reason.contains("7 May 2026") && reason.contains("20 May 2026"), "{reason}");
}

fn nights(records: &mut Records) {
    records.night(TODAY, [120, 60, 10, 90, 150]);
    records.night(days_ago(1), [180, 60, 0, 60, 60]);
    records.night(days_ago(10), [240, 30, 0, 30, 0]);
}

#[test]
fn last_night_is_the_one_that_ended_today() {
    let home = Home::with(nights);
    let sleep = home.call("getSleepData", json!({}));
    assert_eq!(sleep.text("asleep_last_night"), "7 h");
    assert_eq!(sleep.text("light_last_night"), "4 h 30 min");
    assert_eq!(sleep.text("deep_last_night"), "1 h");
    assert_eq!(sleep.text("rem_last_night"), "1 h 30 min");
    assert_eq!(sleep.text("awake_last_night"), "10 min");
    assert_eq!(sleep.text("awakenings_last_night"), "1 time");
    assert_eq!(sleep.text("sleep_start_last_night"), "23:00");
    assert_eq!(sleep.text("sleep_end_last_night"), "06:10");
    assert_eq!(sleep.text("asleep_mean"), "6 h 30 min");
    assert_eq!(sleep.text("asleep_min"), "6 h");
    assert_eq!(sleep.text("rem_mean"), "1 h 15 min");
    assert_eq!(sleep.text("nights_count"), "2 nights");
    assert_eq!(sleep.text("asleep_previous_mean"), "5 h");
    assert_eq!(sleep.text("asleep_change"), "+1 h 30 min");
    let nights = sleep.field("nights").as_array().unwrap();
    assert_eq!(nights.len(), 2);
    assert_eq!(nights[1]["wake_day"], TODAY.to_string());
    assert_eq!(nights[1]["start"], "2026-05-19T23:00:00+02:00");
}

#[test]
fn an_older_night_never_passes_for_last_night() {
    let home = Home::with(|records| records.night(days_ago(2), [180, 60, 0, 60, 60]));
    let sleep = home.call("getSleepData", json!({}));
    assert!(!sleep.has("asleep_last_night"));
    assert_eq!(sleep.text("asleep_latest_night"), "6 h");
    assert_eq!(sleep.figure("asleep_latest_night")["to"], days_ago(2).to_string());
    assert!(sleep.gap("last night").unwrap().contains("18 May 2026"));
    assert!(!sleep.has("asleep_mean"), "one night is no average");
}

#[test]
fn heart_rate_has_its_resting_part_and_its_extremes() {
    let home = Home::with(|records| {
        for (days, bpm) in [(0, 54.0), (1, 56.0), (2, 58.0), (10, 60.0)] {
            records.reading(metric::RESTING_HR, days_ago(days), 7, bpm);
        }
        for (hour, bpm) in [(8, 60.0), (9, 100.0), (10, 140.0)] {
            records.reading(metric::HEART_RATE, days_ago(1), hour, bpm);
        }
    });
    let heart = home.call("getHeartRateData", json!({}));
    assert_eq!(heart.text("resting_hr_latest"), "54 bpm");
    assert_eq!(heart.text("resting_hr_mean"), "56 bpm");
    assert_eq!(heart.text("resting_hr_min"), "54 bpm");
    assert_eq!(heart.text("resting_hr_max"), "58 bpm");
    assert_eq!(heart.text("resting_hr_previous_mean"), "60 bpm");
    assert_eq!(heart.text("resting_hr_change"), "-4 bpm");
    assert_eq!(heart.text("hr_mean"), "100 bpm");
    assert_eq!(heart.text("hr_min"), "60 bpm");
    assert_eq!(heart.text("hr_max"), "140 bpm");
    assert_eq!(heart.field("hr_max_day"), &json!(days_ago(1)));
    let series = heart.field("series").as_array().unwrap();
    assert_eq!(series.len(), 3);
    assert_eq!(series[1]["mean_bpm"], 100.0);
    assert_eq!(series[1]["resting_bpm"], 56.0);
    assert_eq!(series[0]["mean_bpm"], Value::Null);
}

#[test]
fn hours_are_a_choice_of_the_series_only() {
    let home = Home::with(|records| {
        for (hour, bpm) in [(8, 60.0), (8, 62.0), (9, 100.0)] {
            records.interval(metric::HEART_RATE, at(TODAY, hour, bpm as i8 - 60), at(TODAY, hour, bpm as i8 - 60), bpm);
        }
    });
    let heart = home.call("getHeartRateData", json!({ "date": TODAY, "bucket": "hour" }));
    let series = heart.field("series").as_array().unwrap();
    assert_eq!(series.len(), 2);
    assert_eq!(series[0]["mean_bpm"], 61.0);
    assert!(series[0]["start"].as_str().unwrap().starts_with("2026-05-20T08:00"), "{}", series[0]["start"]);
}

#[test]
fn the_two_kinds_of_variability_are_never_mixed() {
    let home = Home::with(|records| {
        for days in 0..4 {
            records.reading(metric::HRV_SDNN, days_ago(days), 7, 50.0 + days as f64);
        }
        records.reading(metric::HRV_RMSSD, days_ago(0), 7, 90.0);
    });
    let auto = home.call("getHRVTrends", json!({}));
    assert_eq!(auto.field("kind"), "sdnn");
    assert_eq!(auto.text("hrv_latest"), "50 ms");
    assert_eq!(auto.value("hrv_max"), 53.0);
    assert_eq!(auto.figure("hrv_mean")["metric"], "hrv_sdnn");
    let rmssd = home.call("getHRVTrends", json!({ "kind": "rmssd" }));
    assert_eq!(rmssd.field("kind"), "rmssd");
    assert_eq!(rmssd.value("hrv_mean"), 90.0);
    assert_eq!(rmssd.field("series").as_array().unwrap().len(), 1);
}

#[test]
fn readings_carry_their_age_and_follow_the_persons_units() {
    let home = Home::with(|records| records.reading(metric::BODY_MASS, days_ago(19), 7, 82.4));
    let now = home.call("getCurrentBiometrics", json!({}));
    assert_eq!(now.text("body_mass_latest"), "82.4 kg");
    assert_eq!(now.figure("body_mass_latest")["to"], "2026-05-01");
    assert_eq!(now.field("readings")[0]["age_days"], 19);
    home.profile(|profile| profile.units = UnitSystem::Imperial);
    let now = home.call("getCurrentBiometrics", json!({ "metrics": ["weight"] }));
    assert_eq!(now.text("body_mass_latest"), "181.7 lb");
    assert_eq!(now.value("body_mass_latest"), 82.4);
    assert_eq!(now.figure("body_mass_latest")["unit"], "kg");
}

#[test]
fn what_was_never_recorded_is_said_by_its_name() {
    let home = Home::with(steps);
    let now = home.call("getCurrentBiometrics", json!({ "metrics": ["blood glucose", "HRV", "aura"] }));
    assert!(now.figures().is_empty());
    assert!(now.gap("blood glucose").unwrap().contains("never recorded"));
    assert!(now.gap("hrv").is_some());
    assert!(now.gap("aura").unwrap().contains("does not record"));
}

#[test]
fn a_summary_shows_its_own_day_only() {
    let home = Home::with(|records| {
        steps(records);
        nights(records);
        records.reading(metric::BODY_MASS, days_ago(1), 7, 82.4);
        let mut run = workout("running", TODAY, 30);
        run.distance_m = Some(5_000.0);
        records.workout(run);
    });
    let day = home.call("getDailySummary", json!({}));
    assert_eq!(day.text("steps_total"), "3,000 steps");
    assert_eq!(day.text("asleep_last_night"), "7 h");
    assert_eq!(day.text("workout_count"), "1 workout");
    assert!(!day.has("body_mass_latest"), "yesterday's weight is not today's");
    assert!(day.gap("resting heart rate").is_some());
    assert_eq!(day.field("workouts")[0]["distance_m"], 5_000.0);
    assert_eq!(day.field("planned"), &json!([]));
    assert_eq!(day.field("sources")[0]["name"], WATCH);
}

/// Four weeks of resting heart rate, variability and sleep around 55 bpm, 50 ms and 7 h, and `today` in the end.
fn four_weeks(records: &mut Records, resting: f64, variability: f64, light_min: i64) {
    for day in 0..=28 {
        let swing = f64::from((day % 3) as i32 - 1);
        let (rhr, sdnn, light) = if day == 0 {
            (resting, variability, light_min)
        } else {
            (55.0 + swing, 50.0 + 2.0 * swing, 270 + 10 * (day % 3 - 1))
        };
        records.reading(metric::RESTING_HR, days_ago(day), 7, rhr);
        records.reading(metric::HRV_SDNN, days_ago(day), 7, sdnn);
        records.night(days_ago(day), [light, 60, 0, 90, 0]);
    }
}

#[test]
fn a_usual_day_scores_sixty_and_names_its_drivers() {
    let home = Home::with(|records| four_weeks(records, 55.0, 50.0, 270));
    let recovery = home.call("getRecoveryScore", json!({}));
    assert_eq!(recovery.text("recovery_score"), "60");
    assert_eq!(recovery.field("band"), "moderate");
    assert_eq!(recovery.text("resting_hr_last"), "55 bpm");
    assert_eq!(recovery.text("resting_hr_normal"), "55 bpm");
    assert_eq!(recovery.text("hrv_normal"), "50 ms");
    assert_eq!(recovery.text("asleep_last"), "7 h");
    assert_eq!(recovery.text("asleep_normal"), "7 h");
    assert!(recovery.gap("respiratory rate").unwrap().contains("none for"));
    let drivers = recovery.field("drivers").as_array().unwrap();
    let weights: f64 = drivers.iter().map(|driver| driver["weight"].as_f64().unwrap()).sum();
    assert_eq!(drivers.len(), 3);
    assert!((weights - 1.0).abs() < 1e-9);
    assert!(drivers.iter().all(|driver| driver["effect"] == "neutral"));
}

#[test]
fn a_bad_night_lowers_the_score_and_says_by_what() {
    let home = Home::with(|records| four_weeks(records, 63.0, 50.0, 270));
    let recovery = home.call("getRecoveryScore", json!({}));
    assert_eq!(recovery.field("band"), "low");
    assert_eq!(recovery.field("drivers")[0]["name"], "resting_hr");
    assert_eq!(recovery.field("drivers")[0]["effect"], "hurts");
    let summary = home.call("getDailySummary", json!({}));
    assert_eq!(summary.text("recovery_score"), recovery.text("recovery_score"));
    assert!(!summary.has("resting_hr_normal"), "the summary leaves the drivers out");
}

#[test]
fn a_day_without_a_night_has_no_score() {
    let home = Home::with(|records| four_weeks(records, 55.0, 50.0, 270));
    let past = home.call("getRecoveryScore", json!({ "date": days_ago(100) }));
    assert!(past.figures().is_empty());
    assert!(past.gap("recovery score").unwrap().contains("need 2"));
    assert!(past.gap("resting heart rate").is_some());
}

#[test]
fn a_week_below_the_usual_range_is_called_below() {
    let home = Home::with(|records| {
        for day in 0..35 {
            let usual = if day % 2 == 0 { 40.0 } else { 60.0 };
            records.reading(metric::HRV_RMSSD, days_ago(day), 7, if day < 7 { 30.0 } else { usual });
        }
    });
    let trend = home.call("getHRVTrends", json!({}));
    assert_eq!(trend.field("status"), "below");
    assert_eq!(trend.text("hrv_rolling"), "30 ms");
    // Geometric mean of 40 and 60 is 49.0; half a standard deviation of the logarithms is 0.1032.
    assert!((trend.value("hrv_baseline_low") - 44.18).abs() < 0.05, "{}", trend.value("hrv_baseline_low"));
    assert!((trend.value("hrv_baseline_high") - 54.32).abs() < 0.05, "{}", trend.value("hrv_baseline_high"));
    assert_eq!(trend.figure("hrv_baseline_low")["to"], days_ago(7).to_string());
}

#[test]
fn zones_follow_the_reserve_and_leave_gaps_out() {
    let home = Home::with(|records| {
        // Rest 60 and maximum 190: moderate from 112, vigorous from 138. Two minutes each, then an hour of silence.
        for (minute, bpm) in [(0, 120.0), (1, 120.0), (2, 150.0), (3, 150.0), (4, 80.0), (64, 150.0)] {
            let at = at(TODAY, 8, 0) + minute * 60_000;
            records.interval(metric::HEART_RATE, at, at, bpm);
        }
    });
    let without = home.call("getHeartRateData", json!({ "date": TODAY }));
    assert!(without.gap("zones").unwrap().contains("maximum heart rate"));
    home.profile(|profile| {
        profile.max_hr_bpm = Some(190.0);
        profile.resting_hr_bpm = Some(60.0);
    });
    let heart = home.call("getHeartRateData", json!({ "date": TODAY }));
    assert_eq!(heart.text("zone_moderate_time"), "2 min");
    assert_eq!(heart.text("zone_vigorous_time"), "2 min");
    assert!(!heart.has("zone_near_max_time"));
    assert_eq!(heart.text("hr_max_used"), "190 bpm");
    home.profile(|profile| profile.conditions = vec!["beta_blocker".to_owned()]);
    let blocked = home.call("getHeartRateData", json!({ "date": TODAY }));
    assert!(!blocked.has("zone_moderate_time"));
    assert!(blocked.gap("zones").unwrap().contains("perceived exertion"));
}

#[test]
fn the_pages_for_people_say_what_is_there_and_what_is_not() {
    let home = Home::with(|records| {
        steps(records);
        nights(records);
    });
    let reader = coach_mcp::CallContext::reader("test");
    let pages = home.router.resources(&reader, Some("fitness-wearables"));
    let pages: Vec<(String, String)> =
        pages.into_iter().map(|(_, page)| (page.uri.clone(), (page.read)().unwrap())).collect();
    assert_eq!(pages[0].0, "coach://today");
    assert!(pages[0].1.starts_with("# Today, 20 May 2026"), "{}", pages[0].1);
    assert!(pages[0].1.contains("steps: 3,000 steps") && pages[0].1.contains("Nothing is planned"));
    assert!(pages[0].1.contains("Missing: resting heart rate"));
    assert_eq!(pages[1].0, "coach://week");
    assert!(pages[1].1.contains("61,600 steps") && pages[1].1.contains("time asleep, average: 6 h 30 min"));
    let prompts: Vec<String> =
        home.router.prompts(Some("fitness-wearables")).into_iter().map(|prompt| prompt.name).collect();
    assert_eq!(prompts, ["weekly_review", "explain_my_recovery"]);
}

use super::*;
use crate::person::Level;
use crate::plan::{Block, HeartRateTarget};
use jiff::civil::date;
use proptest::prelude::*;

fn context() -> ReviewContext {
    ReviewContext {
        profile: Profile {
            birth_date: Some(date(1991, 11, 20)),
            level: Some(Level::Intermediate),
            ..Profile::default()
        },
        today: Some(date(2026, 11, 20)),
        observed_max_hr_bpm: None,
    }
}

fn block(name: &str, minutes: f64, heart_rate: Option<(u32, u32)>) -> Block {
    Block {
        name: name.to_owned(),
        minutes,
        sets: 0,
        reps: 0,
        weight_kg: None,
        heart_rate: heart_rate.map(|(low_bpm, high_bpm)| HeartRateTarget { low_bpm, high_bpm }),
    }
}

fn session(blocks: Vec<Block>) -> PlannedSession {
    PlannedSession { id: "s".to_owned(), date: date(2026, 11, 21), title: "Session".to_owned(), blocks }
}

fn plan(sessions: Vec<PlannedSession>) -> Plan {
    Plan { id: "p".to_owned(), title: "Plan".to_owned(), goal: "fit".to_owned(), sessions }
}

fn highest(session: &PlannedSession) -> Vec<Option<HeartRateTarget>> {
    session.blocks.iter().map(|block| block.heart_rate).collect()
}

#[test]
fn at_thirty_five_155_stands_and_156_does_not() {
    assert_eq!(heart_rate_cap(&context()), HeartRateCap::Bpm { cap: 155, max: 183.5, from: "estimated from age" });
    let fine = session(vec![block("warm-up", 5.0, Some((90, 110))), block("run", 20.0, Some((140, 155)))]);
    let reviewed = fine.clone().review(&context()).unwrap();
    assert_eq!((reviewed.value(), reviewed.interventions().len()), (&fine, 0));
    let reviewed = session(vec![block("warm-up", 5.0, Some((150, 156))), block("run", 20.0, Some((170, 180)))])
        .review(&context())
        .unwrap();
    let lowered: Vec<_> =
        [(150, 155), (155, 155)].map(|(low_bpm, high_bpm)| Some(HeartRateTarget { low_bpm, high_bpm })).to_vec();
    assert_eq!(highest(reviewed.value()), lowered);
    assert_eq!(
        (reviewed.interventions()[0].rule, reviewed.interventions()[0].action.as_str()),
        (Rule::HrCap, "adjusted")
    );
    let whole = plan(vec![session(vec![block("run", 20.0, Some((120, 156)))])]).review(&context()).unwrap();
    assert_eq!(whole.value().sessions[0].blocks[0].heart_rate.map(|target| target.high_bpm), Some(155));
}

#[test]
fn a_given_maximum_goes_before_an_observed_and_an_estimated_one() {
    let mut context = context();
    context.observed_max_hr_bpm = Some(190.0);
    assert_eq!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 161, max: 190.0, from: "observed" });
    context.profile.max_hr_bpm = Some(180.0);
    assert_eq!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 153, max: 180.0, from: "measured or given" });
    context.profile.max_hr_bpm = Some(207.058);
    assert!(matches!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 175, .. }), "175.9993 is rounded down");
    for absurd in [119.9, 230.1, f64::NAN, f64::INFINITY, -1.0, 0.0] {
        context.profile.max_hr_bpm = Some(absurd);
        context.observed_max_hr_bpm = Some(absurd);
        assert!(matches!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 155, .. }), "{absurd}");
    }
}

#[test]
fn without_a_maximum_heart_rate_targets_are_refused_and_the_lack_is_named() {
    let mut context = context();
    context.profile.birth_date = None;
    let refused = session(vec![block("run", 20.0, Some((90, 100)))]).review(&context).unwrap_err();
    assert!(refused.to_string().contains("date of birth"), "{refused}");
    assert!(session(vec![block("run", 20.0, None)]).review(&context).is_ok());
    let target = Target { id: "t".to_owned(), metric: "heart_rate".to_owned(), value: 100.0, unit: "/min".to_owned() };
    assert!(target.review(&context).is_err());
}

#[test]
fn beta_blockers_and_pregnancy_take_heart_rate_targets_out() {
    for condition in ["beta_blocker", "Beta-Blockers", "pregnancy", "pregnant"] {
        let mut context = context();
        context.profile.conditions = vec![condition.to_owned()];
        let reviewed = session(vec![block("run", 20.0, Some((100, 120)))]).review(&context).unwrap();
        assert_eq!(highest(reviewed.value()), [None], "{condition}");
        assert!(reviewed.interventions()[0].detail.contains("RPE"));
    }
}

#[test]
fn targets_are_capped_too() {
    let target =
        |metric: &str, value| Target { id: "t".to_owned(), metric: metric.to_owned(), value, unit: "/min".to_owned() };
    assert_eq!(target("heart_rate", 155.0).review(&context()).unwrap().interventions().len(), 0);
    assert_eq!(target("heart_rate", 156.0).review(&context()).unwrap().value().value, 155.0);
    assert!(target("resting_hr", 50.0).review(&context()).is_ok());
    assert!(target("steps", f64::NAN).review(&context()).is_err());
    assert!(Target { unit: "1".to_owned(), ..target("steps", 10_000.0) }.review(&context()).is_ok());
}

#[test]
fn beginners_have_45_minutes_in_all() {
    for level in [Some(Level::Beginner), None] {
        let mut context = context();
        context.profile.level = level;
        let minutes = |rest: f64| {
            session(vec![block("warm-up", 10.0, None), block("squat", 30.0, None), block("cool-down", rest, None)])
        };
        assert!(minutes(5.0).review(&context).is_ok());
        assert!(minutes(5.01).review(&context).is_err());
        assert!(plan(vec![minutes(5.0), minutes(6.0)]).review(&context).is_err());
        assert!(minutes(f64::NAN).review(&context).is_err());
        assert!(minutes(-60.0).review(&context).is_err());
    }
    assert!(session(vec![block("run", 120.0, None)]).review(&context()).is_ok());
}

#[test]
fn beginners_do_no_advanced_lifts_in_any_spelling() {
    let mut context = context();
    context.profile.level = None;
    for name in [
        "snatch",
        "Snatch",
        "SNATCHES",
        "power snatch",
        "hang snatch",
        "One-Arm Dumbbell Snatch",
        "kettlebell snatch",
        "snach",
        "clean and jerk",
        "Clean & Jerk",
        "clean-and-jerk",
        "Clean, Jerk",
        "C&J",
        "clean jerk",
        "muscle-up",
        "Muscle Up",
        "muscleup",
        "ring muscle-ups",
        "kipping bar muscle up",
        "strict muscle-up",
        "power clean + push jerk",
        "ｓｎａｔｃｈ",
        "snatch 3x3",
        "muscle\u{2011}up",
    ] {
        assert!(session(vec![block(name, 10.0, None)]).review(&context).is_err(), "{name}");
    }
    for name in [
        "front squat, clean grip",
        "snatch-grip deadlift",
        "back squat",
        "clean pull",
        "muscle activation",
        "pull up",
        "bicep curl",
        "jerk chicken prep",
        "snatch grip shrug",
        "clean eating walk",
        "push press",
        "",
        "match play",
        "muscle endurance row",
    ] {
        assert!(session(vec![block(name, 10.0, None)]).review(&context).is_ok(), "{name}");
    }
}

#[test]
fn a_missing_rule_set_refuses() {
    assert!(run(1, &context(), &[]).is_err());
}

proptest! {
    #[test]
    fn no_target_above_the_cap_gets_through(low in 0_u32..400, high in 0_u32..400, max in 100.0_f64..240.0) {
        let mut context = context();
        context.profile.max_hr_bpm = Some(max);
        let reviewed = session(vec![block("run", 10.0, Some((low, high)))]).review(&context).unwrap();
        let HeartRateCap::Bpm { cap, max, .. } = heart_rate_cap(&context) else { panic!() };
        prop_assert!(f64::from(cap) <= 0.85 * max + 1e-6 && f64::from(cap) > 0.85 * max - 1.01);
        let target = reviewed.value().blocks[0].heart_rate.unwrap();
        prop_assert!(target.high_bpm <= cap && target.low_bpm <= cap);
        let again = reviewed.clone().into_inner().review(&context).unwrap();
        prop_assert!(again.interventions().is_empty() && again.value() == reviewed.value());
    }

    #[test]
    fn any_name_is_judged_without_panic(name in "\\PC{0,40}") {
        let mut context = context();
        context.profile.level = None;
        let _ = session(vec![block(&name, 10.0, None)]).review(&context);
    }
}

#[test]
fn while_a_red_flag_waits_for_a_doctor_nothing_is_planned() {
    let mut context = context();
    let harmless = session(vec![block("walk", 20.0, None)]);
    assert!(harmless.clone().review(&context).is_ok());
    assert!(context.profile.suspend_training(true));
    assert!(!context.profile.suspend_training(true), "suspending twice changes nothing");
    for refused in [
        harmless.clone().review(&context).map(drop).unwrap_err(),
        plan(vec![harmless.clone()]).review(&context).map(drop).unwrap_err(),
    ] {
        assert_eq!(refused.0.rule, Rule::RedFlag);
    }
    assert!(context.profile.suspend_training(false));
    assert!(harmless.review(&context).is_ok());
}

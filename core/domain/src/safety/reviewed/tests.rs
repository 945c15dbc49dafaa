//! The envelope's rules at their edges, one file for each, and all of them on random plans.

mod beginner;
mod deload;
mod energy;
mod hr_cap;
mod load_step;
mod numbers;
mod pain;
mod random;
mod rest;
mod screen;
mod spike;
mod volume;

use super::*;
use crate::person::{Level, Profile};
use crate::plan::{Block, EffortTarget, Frame, Goal, HeartRateTarget, Part, PlannedSet};
use crate::safety::facts::{DoneSession, DoneSet};
use crate::safety::screening::{Answers, Intensity, Outcome, Screening};
use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;

/// A Monday.
const TODAY: Date = date(2026, 11, 16);

fn later(days: i32) -> Date {
    crate::time::date_of_epoch_day(crate::time::epoch_day(TODAY) + days)
}

fn screening(cap: Option<Intensity>) -> Screening {
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    let outcome = match cap {
        Some(Intensity::Vigorous) => Outcome::Ready,
        Some(_) => Outcome::Capped,
        None => Outcome::ClinicianFirst,
    };
    Screening { answers, outcome, cap, reasons: Vec::new() }
}

/// A healthy intermediate of 35 years without history.
fn context() -> Facts {
    Facts {
        profile: Profile {
            birth_date: Some(date(1991, 11, 16)),
            level: Some(Level::Intermediate),
            ..Profile::default()
        },
        today: TODAY,
        screening: Some(screening(Some(Intensity::Vigorous))),
        ..Facts::default()
    }
}

fn block(name: &str, minutes: f64, heart_rate: Option<(u32, u32)>) -> Block {
    Block {
        name: name.to_owned(),
        minutes,
        heart_rate: heart_rate.map(|(low_bpm, high_bpm)| HeartRateTarget { low_bpm, high_bpm }),
        ..Block::default()
    }
}

/// Sets of five of the back squat.
fn squats(weights: &[Option<f64>]) -> Block {
    let sets =
        weights.iter().map(|weight_kg| PlannedSet { reps: Some(5), weight_kg: *weight_kg, ..PlannedSet::default() });
    Block { exercise: Some("back_squat".to_owned()), sets: sets.collect(), ..block("Back squat", 20.0, None) }
}

fn on(date: Date, start: Option<Time>, blocks: Vec<Block>) -> PlannedSession {
    PlannedSession {
        id: format!("{date} {}", start.map_or_else(|| "any".to_owned(), |start| start.to_string())),
        date,
        start,
        title: "Session".to_owned(),
        deload: false,
        form_check: None,
        blocks,
    }
}

fn session(blocks: Vec<Block>) -> PlannedSession {
    on(later(1), None, blocks)
}

fn plan_of(weeks: u32, sessions: Vec<PlannedSession>) -> Plan {
    Plan {
        id: "p".to_owned(),
        title: "Plan".to_owned(),
        goal: Goal::Health,
        start: TODAY,
        weeks,
        first_deload: 4,
        frame: Frame { weekdays: vec![0, 2, 4], start: time(18, 0, 0, 0), minutes: 60, equipment: Vec::new() },
        event: None,
        sessions,
        reason: "first plan".to_owned(),
    }
}

fn plan(sessions: Vec<PlannedSession>) -> Plan {
    plan_of(4, sessions)
}

/// A session of strength that was done: exercise, kilograms, missed.
fn lifted(day: Date, sets: &[(&str, f64, bool)]) -> DoneSession {
    // Light sets beside them, so that volume is not what limits.
    let sets = sets.iter().chain(&[("filler", 5.0, false); 48]).map(|(exercise, weight_kg, missed)| DoneSet {
        exercise: (*exercise).to_owned(),
        weight_kg: *weight_kg,
        reps: 5,
        rpe: None,
        warmup: false,
        missed: *missed,
    });
    DoneSession { kind: "strength".to_owned(), sets: sets.collect(), ..ran(day, 60.0, None) }
}

/// A run from noon UTC on.
fn ran(day: Date, minutes: f64, distance_m: Option<f64>) -> DoneSession {
    let start_ms = i64::from(crate::time::epoch_day(day)) * crate::time::DAY_MS + 12 * 3_600_000;
    DoneSession {
        start_ms,
        end_ms: start_ms + (minutes * 60_000.0) as i64,
        day,
        kind: "running".to_owned(),
        distance_m,
        easy: false,
        deload: false,
        sets: Vec::new(),
    }
}

/// The value as it was let through, after a second review that changed nothing.
fn reviewed<T: Reviewable + Clone + PartialEq + std::fmt::Debug>(value: T, facts: &Facts) -> Reviewed<T> {
    let reviewed = value.review(facts).unwrap();
    let again = reviewed.value().clone().review(facts).unwrap();
    assert_eq!(again.value(), reviewed.value());
    assert!(again.interventions().iter().all(|found| found.action == "warned"), "{:?}", again.interventions());
    reviewed
}

fn refused<T: Reviewable + std::fmt::Debug>(value: T, facts: &Facts) -> Intervention {
    value.review(facts).unwrap_err().0
}

fn acted<T>(reviewed: &Reviewed<T>, rule: Rule) -> bool {
    reviewed.interventions().iter().any(|found| found.rule == rule)
}

#[test]
fn a_missing_rule_set_refuses() {
    assert!(run(1, &context(), &[]).is_err());
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

//! Made-up people.

use crate::exercise::{Equipment, Joint};
use crate::person::{Level, Profile};
use crate::plan::{Frame, Goal, Plan};
use crate::planner::course::days_after;
use crate::planner::{Change, Request};
use crate::safety::facts::{DoneSession, DoneSet, Facts, OpenPain};
use crate::safety::limits::sport_of;
use crate::safety::screening::{Answers, Intensity, Outcome, Screening};
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

pub(super) fn screening(cap: Option<Intensity>) -> Screening {
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    let outcome = if cap == Some(Intensity::Vigorous) { Outcome::Ready } else { Outcome::Capped };
    Screening { answers, outcome, cap, reasons: Vec::new() }
}

/// A healthy person of 35 on Monday, 2 March 2026, in the morning, who has trained nothing that is known.
pub(super) fn person(level: Option<Level>) -> Facts {
    let today = date(2026, 3, 2);
    Facts {
        profile: Profile { birth_date: Some(date(1990, 6, 15)), level, weight_kg: Some(75.0), ..Profile::default() },
        now_ms: instant(today, Time::constant(6, 0, 0, 0)),
        today,
        zone: TimeZone::UTC,
        screening: Some(screening(Some(Intensity::Vigorous))),
        ..Facts::default()
    }
}

pub(super) fn instant(day: Date, time: Time) -> i64 {
    day.to_datetime(time).to_zoned(TimeZone::UTC).unwrap().timestamp().as_millisecond()
}

pub(super) fn asked(goal: Goal, weekdays: &[i8], minutes: u32, equipment: Vec<Equipment>) -> Request {
    Request {
        id: "plan".to_owned(),
        goal,
        weeks: 8,
        start: date(2026, 3, 2),
        frame: Frame { weekdays: weekdays.to_vec(), start: Time::constant(17, 0, 0, 0), minutes, equipment },
        event: None,
        likes: Vec::new(),
        avoids: Vec::new(),
    }
}

pub(super) fn pain(joint: Option<Joint>, exercise: Option<&str>, score: Option<u8>) -> OpenPain {
    OpenPain { id: "pain".to_owned(), at_ms: 0, joint, exercise: exercise.map(str::to_owned), score, times: 1 }
}

fn done(day: Date, minutes: i64, kind: &str, sets: Vec<DoneSet>) -> DoneSession {
    let start_ms = instant(day, Time::constant(17, 0, 0, 0));
    DoneSession {
        start_ms,
        end_ms: start_ms + minutes * 60_000,
        day,
        kind: kind.to_owned(),
        distance_m: None,
        easy: false,
        deload: false,
        sets,
    }
}

/// Two weeks of one lift, in sessions of sixteen sets with other lifts.
pub(super) fn lifted(facts: &Facts, exercise: &str, weight_kg: f64, reps: u32, sets: usize) -> Vec<DoneSession> {
    [12, 9, 7, 5, 2]
        .into_iter()
        .map(|back| {
            let one = |exercise: &str, weight_kg| DoneSet {
                exercise: exercise.to_owned(),
                weight_kg,
                reps,
                rpe: Some(8.0),
                warmup: false,
                missed: false,
            };
            let mut all = vec![one(exercise, weight_kg); sets];
            all.extend(vec![one("bench_press", 70.0); 6]);
            all.extend(vec![one("bent_over_row", 60.0); 7]);
            done(days_after(facts.today, -back), 60, "strength_training", all)
        })
        .collect()
}

/// Four weeks with five runs each.
pub(super) fn runs(facts: &Facts, minutes: i64) -> Vec<DoneSession> {
    (1..=28)
        .rev()
        .filter(|back| back % 7 < 5)
        .map(|back| done(days_after(facts.today, -back), minutes, "running", Vec::new()))
        .collect()
}

/// The person some days later, with everything done as planned, or nothing of the last ten days.
pub(super) fn later(facts: &Facts, plan: &Plan, days: i32, absent: bool) -> Facts {
    let today = days_after(plan.start, days);
    let until = if absent { days_after(today, -10) } else { today };
    let mut then =
        Facts { today, now_ms: instant(today, Time::constant(6, 0, 0, 0)), plan: Some(plan.clone()), ..facts.clone() };
    for session in plan.sessions.iter().filter(|session| session.date < until) {
        let strength = session.blocks.iter().filter(|block| sport_of(block).is_none());
        let sets: Vec<DoneSet> = strength
            .flat_map(|block| {
                block.work_sets().map(|set| DoneSet {
                    exercise: block.exercise.clone().unwrap(),
                    weight_kg: set.weight_kg.unwrap_or(20.0),
                    reps: set.reps.unwrap_or(1),
                    rpe: set.rpe,
                    warmup: false,
                    missed: false,
                })
            })
            .collect();
        let start_ms = instant(session.date, session.start.unwrap_or(Time::midnight()));
        then.done.push(DoneSession {
            start_ms,
            end_ms: start_ms + (session.minutes() * 60_000.0) as i64,
            easy: !session.counts(),
            deload: session.deload,
            ..done(session.date, 0, if sets.is_empty() { "running" } else { "strength_training" }, sets)
        });
    }
    then
}

/// A change of one kind.
pub(super) fn some_change(kind: usize, plan: &Plan, facts: &Facts) -> Change {
    let next = plan.sessions.iter().find(|session| session.date > facts.today && session.counts());
    let session = next.map_or_else(String::new, |session| session.id.clone());
    let day = |days| days_after(facts.today, days);
    match kind {
        0 => Change::TooHard { session },
        1 => Change::TooEasy { session },
        2 => Change::NoEquipment { have: vec![Equipment::Dumbbell], from: day(0), to: day(9) },
        3 => Change::LessTime { minutes: 20, from: day(0), to: day(6) },
        4 => Change::LessTime { minutes: 30, from: day(0), to: day(365) },
        5 => Change::Move { session, to: day(3) },
        6 => Change::Skip { session },
        7 => Change::Missed { sessions: Vec::new() },
        8 => Change::Illness { from: day(-3), to: day(4) },
        9 => Change::Goal { goal: Goal::Health, event: None },
        10 => Change::Days { weekdays: vec![1, 4], minutes: None },
        _ => Change::ReactiveDeload,
    }
}

prop_compose! {
    /// Anyone: any level and age, some with pain, a condition, a cap, or without a screening, some with history.
    pub(super) fn anyone()(
        level in prop_oneof![
            Just(None), Just(Some(Level::Beginner)), Just(Some(Level::Intermediate)), Just(Some(Level::Advanced))
        ],
        age in prop::option::weighted(0.9, 15_i16..85),
        resting in prop::option::of(40.0_f64..80.0),
        weight in prop::option::of(45.0_f64..120.0),
        condition in prop::option::weighted(0.2, prop::sample::select(vec![
            "pregnancy", "beta blocker", "slipped disc", "osteoporosis", "knee arthritis", "glaucoma", "hypertension",
        ])),
        cap in prop::sample::select(vec![
            Some(Intensity::Vigorous), Some(Intensity::Vigorous), Some(Intensity::Moderate), Some(Intensity::Light), None,
        ]),
        joint in prop::option::weighted(0.2, prop::sample::select(Joint::ALL.to_vec())),
        score in prop::option::of(1_u8..9),
        history in 0..3_usize,
        heavy in 20.0_f64..150.0,
        minutes in 15_i64..80,
    ) -> Facts {
        let mut facts = person(level);
        facts.profile.birth_date = age.map(|age| date(2026 - age, 8, 1));
        facts.profile.resting_hr_bpm = resting;
        facts.profile.weight_kg = weight;
        facts.profile.conditions = condition.into_iter().map(str::to_owned).collect();
        facts.screening = cap.map(|cap| screening(Some(cap)));
        facts.pain = joint.into_iter().map(|joint| pain(Some(joint), None, score)).collect();
        facts.done = match history {
            0 => Vec::new(),
            1 => lifted(&facts, "back_squat", heavy, 6, 3),
            _ => runs(&facts, minutes),
        };
        facts
    }
}

prop_compose! {
    /// Any goal, days, minutes, equipment and number of weeks.
    pub(super) fn any_request()(
        goal in prop::sample::select(Goal::ALL.to_vec()),
        days in 1..128_u32,
        minutes in 15..=120_u32,
        weeks in 1..=14_u32,
        hour in 5..=22_i8,
        later in 0..9_i32,
        equipment in prop::collection::vec(prop::sample::select(Equipment::ALL.to_vec()), 0..12),
    ) -> Request {
        let weekdays: Vec<i8> = (0..7).filter(|day| days >> day & 1 == 1).collect();
        let mut request = asked(goal, &weekdays, minutes, equipment);
        request.weeks = weeks;
        request.start = days_after(request.start, later);
        request.frame.start = Time::constant(hour, 30, 0, 0);
        request
    }
}

//! Writes plans for many made-up people as JSON lines, for a checker that shares no code with the planner.
//!
//! `cargo run --release --example plan_many -- 10000 1 | python3 tests/plans/check.py`
//!
//! The first line holds the exercises; each other line holds what is known of a person, what was asked for, the plan,
//! and what the envelope made of it. The same seed gives the same lines.

use coach_domain::exercise::{EXERCISES, Equipment, Exercise, Joint, Loading, Measure, Pattern};
use coach_domain::person::{Level, Profile, Sex};
use coach_domain::plan::{Event, Frame, Goal, Plan, PlannedSession};
use coach_domain::planner::{Change, Request, adapt, plan};
use coach_domain::safety::facts::{DoneSession, DoneSet, Facts, OpenPain};
use coach_domain::safety::reviewed::Reviewable;
use coach_domain::safety::screening::{Answers, Intensity, Outcome, Screening};
use jiff::ToSpan;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use std::io::Write;

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1) as usize) as i64
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

const CONDITIONS: &[&str] = &[
    "pregnancy",
    "beta_blocker",
    "hypertension",
    "slipped disc",
    "osteoporosis",
    "shoulder impingement",
    "knee arthritis",
    "hip replacement",
    "glaucoma",
    "hernia",
    "plantar fasciitis",
    "pelvic floor",
    "asthma",
    "diabetes",
];

fn equipment(dice: &mut Dice) -> Vec<Equipment> {
    use Equipment as E;
    match dice.below(6) {
        0 => Vec::new(),
        1 => vec![E::Dumbbell, E::Bench],
        2 => vec![E::Band, E::PullUpBar],
        3 => vec![E::Barbell, E::Rack, E::Bench, E::Dumbbell, E::PullUpBar, E::Plate],
        4 => Equipment::ALL.to_vec(),
        _ => Equipment::ALL.iter().copied().filter(|_| dice.chance(25)).collect(),
    }
}

fn screening(dice: &mut Dice) -> Option<Screening> {
    let (outcome, cap) = match dice.below(40) {
        0 => return None,
        1 => (Outcome::ClinicianFirst, None),
        2 | 3 => (Outcome::Capped, Some(Intensity::Light)),
        4..=7 => (Outcome::Capped, Some(Intensity::Moderate)),
        _ => (Outcome::Ready, Some(Intensity::Vigorous)),
    };
    let answers = Answers {
        active: true,
        diseases: Vec::new(),
        signs: Vec::new(),
        intensity: Intensity::Vigorous,
        cleared: false,
    };
    Some(Screening { answers, outcome, cap, reasons: Vec::new() })
}

fn pains(dice: &mut Dice, catalogue: &[&'static Exercise]) -> Vec<OpenPain> {
    let count = match dice.below(10) {
        0 | 1 => 1,
        2 => 2,
        _ => 0,
    };
    (0..count)
        .map(|index| {
            let exercise = dice.chance(50).then(|| dice.pick(catalogue).id.to_owned());
            let joint = (exercise.is_none() || dice.chance(30)).then(|| dice.pick(Joint::ALL));
            OpenPain {
                id: format!("pain-{index}"),
                at_ms: 0,
                joint: if dice.chance(3) { None } else { joint },
                exercise,
                score: dice.chance(80).then(|| dice.between(1, 8) as u8),
                times: 1,
            }
        })
        .collect()
}

fn instant(day: Date, time: Time, zone: &TimeZone) -> i64 {
    day.to_datetime(time).to_zoned(zone.clone()).map_or(0, |at| at.timestamp().as_millisecond())
}

/// Weeks of lifting and running before today, without a plan.
fn habits(dice: &mut Dice, facts: &mut Facts, catalogue: &[&'static Exercise]) {
    let lifts: Vec<&'static Exercise> = catalogue
        .iter()
        .copied()
        .filter(|lift| {
            lift.loading != Loading::None && lift.measure == Measure::Reps && lift.pattern != Pattern::Olympic
        })
        .collect();
    let chosen: Vec<&'static Exercise> = (0..dice.between(1, 8)).map(|_| dice.pick(&lifts)).collect();
    let weeks = dice.between(1, 10);
    let gap = if dice.chance(30) { dice.between(8, 50) } else { dice.between(1, 4) };
    let (every, sets, runs) = (dice.between(2, 5), dice.between(1, 5), dice.chance(50));
    let mut back = gap + weeks * 7;
    let mut which = 0_usize;
    while back >= gap {
        let day = facts.today.checked_sub(back.days()).unwrap_or(facts.today);
        let start_ms = instant(day, Time::constant(17, 0, 0, 0), &facts.zone);
        let running = runs && which % 2 == 1;
        let minutes = if running { dice.between(10, 60) } else { 40 };
        let mut done = DoneSession {
            start_ms,
            end_ms: start_ms + minutes * 60_000,
            day,
            kind: if running { "running" } else { "strength_training" }.to_owned(),
            distance_m: (running && dice.chance(60)).then_some(minutes as f64 * 160.0),
            easy: dice.chance(5),
            deload: dice.chance(5),
            sets: Vec::new(),
        };
        if !running {
            for (index, lift) in chosen.iter().enumerate().filter(|(index, _)| (index + which).is_multiple_of(2)) {
                let step = lift.loading.step_kg().unwrap_or(1.0);
                let weight_kg = step * (2 + index as i64 * 3 + which as i64 / 4) as f64;
                let reps = dice.between(3, 14) as u32;
                for _ in 0..sets {
                    done.sets.push(DoneSet {
                        exercise: lift.id.to_owned(),
                        weight_kg,
                        reps,
                        rpe: dice.chance(60).then(|| dice.between(5, 10) as f64),
                        warmup: false,
                        missed: dice.chance(5),
                    });
                }
            }
        }
        facts.done.push(done);
        which += 1;
        back -= every;
    }
}

/// Weeks of an earlier plan that were done, more or less.
fn earlier_plan(dice: &mut Dice, facts: &mut Facts, request: &Request) {
    let weeks = dice.between(1, 9) as u32;
    let today = facts.today;
    let start = today.checked_sub((i64::from(weeks) * 7 - if dice.chance(70) { 0 } else { 3 }).days()).unwrap_or(today);
    let mut then = Facts { today: start, now_ms: instant(start, Time::midnight(), &facts.zone), ..facts.clone() };
    if dice.chance(50) {
        habits(dice, &mut then, &EXERCISES);
        facts.done.clone_from(&then.done);
    }
    let earlier = Request { id: "earlier".to_owned(), weeks: weeks.max(4), start, event: None, ..request.clone() };
    let Ok(written) = plan(&earlier, &then) else { return };
    for session in written.sessions.iter().filter(|session| session.date < today) {
        if dice.chance(10) {
            continue;
        }
        facts.done.push(done_as_planned(dice, session, facts));
    }
    facts.done.sort_by_key(|done| done.start_ms);
    facts.plan = Some(written);
}

fn person(dice: &mut Dice, catalogue: &[&'static Exercise]) -> Facts {
    let zone = dice.pick(&["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]);
    let today = date(2026, 1, 1).checked_add(dice.between(0, 700).days()).unwrap_or(date(2026, 1, 1));
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let age = dice.between(14, 88) as i16;
    let conditions = if dice.chance(25) {
        (0..dice.between(1, 2)).map(|_| dice.pick(CONDITIONS).to_owned()).collect()
    } else {
        Vec::new()
    };
    let level = dice.pick(&[None, Some(Level::Beginner), Some(Level::Intermediate), Some(Level::Advanced)]);
    let profile = Profile {
        birth_date: dice.chance(90).then(|| date(today.year() - age, 6, 15)),
        sex: dice.pick(&[None, Some(Sex::Female), Some(Sex::Male), Some(Sex::Other)]),
        weight_kg: dice.chance(70).then(|| dice.between(45, 130) as f64),
        level,
        max_hr_bpm: dice.chance(20).then(|| dice.between(150, 205) as f64),
        resting_hr_bpm: dice.chance(50).then(|| dice.between(40, 85) as f64),
        conditions,
        ..Profile::default()
    };
    Facts {
        now_ms: instant(today, Time::constant(dice.between(0, 23) as i8, 12, 0, 0), &zone),
        profile,
        today,
        zone,
        pain: pains(dice, catalogue),
        screening: screening(dice),
        two_a_day: dice.chance(5),
        ..Facts::default()
    }
}

fn request(dice: &mut Dice, facts: &Facts, catalogue: &[&'static Exercise]) -> Request {
    let weekdays: Vec<i8> = loop {
        let chosen = dice.below(127) + 1;
        let count = dice.below(7) + 1;
        let days: Vec<i8> = (0..7).filter(|day| chosen >> day & 1 == 1).collect();
        if days.len() == count || dice.chance(5) {
            break days;
        }
    };
    let goal = dice.pick(&Goal::ALL);
    let weeks = if dice.chance(70) { dice.pick(&[4, 8, 12]) } else { dice.between(1, 26) as u32 };
    let start = facts.today.checked_add(dice.between(0, 9).days()).unwrap_or(facts.today);
    let event = (matches!(goal, Goal::Running | Goal::Cycling) && dice.chance(30)).then(|| Event {
        date: start.checked_add(dice.between(3, i64::from(weeks) * 7).days()).unwrap_or(start),
        distance_m: Some(10_000.0),
    });
    let ids = |dice: &mut Dice, count: i64| (0..count).map(|_| dice.pick(catalogue).id.to_owned()).collect::<Vec<_>>();
    Request {
        id: "plan".to_owned(),
        goal,
        weeks,
        start,
        frame: Frame {
            weekdays,
            start: Time::constant(dice.between(5, 22) as i8, dice.pick(&[0, 15, 30]), 0, 0),
            minutes: dice.pick(&[15, 20, 25, 30, 35, 45, 50, 60, 75, 90, 120]),
            equipment: equipment(dice),
        },
        event,
        likes: if dice.chance(20) { ids(dice, 3) } else { Vec::new() },
        avoids: if dice.chance(20) { ids(dice, 5) } else { Vec::new() },
    }
}

/// The person some days later, with most sessions done.
fn later(dice: &mut Dice, facts: &Facts, written: &Plan) -> Facts {
    let days = dice.between(0, i64::from(written.weeks) * 7 - 1);
    let today = written.start.checked_add(days.days()).unwrap_or(written.start);
    let clock = Time::constant(dice.between(0, 23) as i8, 30, 0, 0);
    let now_ms = instant(today, clock, &facts.zone);
    let mut then = Facts { today, now_ms, plan: Some(written.clone()), ..facts.clone() };
    let absent = if dice.chance(40) { dice.between(1, 40) } else { 0 };
    let gone = today.checked_sub(absent.days()).unwrap_or(today);
    for session in written.sessions.iter().filter(|session| session.date < gone) {
        if dice.chance(8) {
            continue;
        }
        then.done.push(done_as_planned(dice, session, facts));
    }
    then.done.sort_by_key(|done| done.start_ms);
    then
}

fn done_as_planned(dice: &mut Dice, session: &PlannedSession, facts: &Facts) -> DoneSession {
    let start_ms = instant(session.date, session.start.unwrap_or(Time::midnight()), &facts.zone);
    let sets: Vec<DoneSet> = session
        .blocks
        .iter()
        .filter(|block| block.known().is_some_and(|known| known.pattern != Pattern::Endurance))
        .flat_map(|block| {
            let heavy = block.known().map_or(0.0, |known| known.loading.step_kg().unwrap_or(0.0)) * 4.0;
            block.work_sets().map(move |set| (block, set, heavy)).collect::<Vec<_>>()
        })
        .map(|(block, set, heavy)| DoneSet {
            exercise: block.exercise.clone().unwrap_or_default(),
            weight_kg: set.weight_kg.unwrap_or(heavy),
            reps: set.reps.unwrap_or(1),
            rpe: set.rpe,
            warmup: false,
            missed: dice.chance(2),
        })
        .collect();
    let kind = session.blocks.iter().find_map(coach_domain::safety::limits::sport_of).map_or("walking", |sport| {
        if sport == coach_domain::safety::limits::Sport::Run { "running" } else { "cycling" }
    });
    DoneSession {
        start_ms,
        end_ms: start_ms + (session.minutes() * 60_000.0) as i64,
        day: session.date,
        kind: if sets.is_empty() { kind } else { "strength_training" }.to_owned(),
        distance_m: None,
        easy: !session.counts(),
        deload: session.deload,
        sets,
    }
}

fn change(dice: &mut Dice, facts: &mut Facts, written: &Plan, catalogue: &[&'static Exercise]) -> Change {
    let ahead: Vec<&PlannedSession> = written.sessions.iter().filter(|session| session.date > facts.today).collect();
    let behind: Vec<&PlannedSession> = written.sessions.iter().filter(|session| session.date < facts.today).collect();
    let day = |days: i64| facts.today.checked_add(days.days()).unwrap_or(facts.today);
    let (from, to) = (day(dice.between(0, 6)), day(dice.between(6, 20)));
    let session = |dice: &mut Dice| ahead.get(dice.below(ahead.len())).copied();
    let id = |session: Option<&PlannedSession>| session.map_or_else(String::new, |session| session.id.clone());
    match dice.below(15) {
        0 => Change::TooHard { session: id(session(dice)) },
        1 => Change::TooEasy { session: id(session(dice)) },
        2 => Change::NoEquipment { have: equipment(dice), from, to },
        3 => {
            facts.pain = pains(dice, catalogue);
            if facts.pain.is_empty() {
                facts.pain = pains(dice, catalogue);
            }
            Change::Pain
        }
        4 => {
            let long = dice.chance(30);
            Change::LessTime { minutes: dice.pick(&[15, 20, 30]), from, to: if long { day(200) } else { to } }
        }
        5 => {
            let session = session(dice);
            let blocks: Vec<String> = session
                .into_iter()
                .flat_map(|session| &session.blocks)
                .filter(|block| !block.sets.is_empty())
                .filter_map(|block| block.exercise.clone())
                .collect();
            let exercise = blocks.get(dice.below(blocks.len())).cloned().unwrap_or_default();
            Change::Swap { session: id(session), exercise, to: None }
        }
        6 => Change::Move { session: id(session(dice)), to: day(dice.between(0, 14)) },
        7 => Change::Skip { session: id(session(dice)) },
        8 => Change::Missed { sessions: behind.iter().rev().take(3).map(|session| session.id.clone()).collect() },
        9 => Change::Illness { from: day(dice.between(-9, 0)), to: day(dice.between(0, 6)) },
        10 => Change::Travel { from, to, equipment: equipment(dice), other_zone: dice.chance(50) },
        11 => Change::Goal { goal: dice.pick(&Goal::ALL), event: None },
        12 => Change::Days { weekdays: (0..7).filter(|_| dice.chance(50)).collect(), minutes: None },
        13 => Change::MissedLongRuns,
        _ => Change::ReactiveDeload,
    }
}

fn facts_json(facts: &Facts) -> Value {
    let done: Vec<Value> = facts
        .done
        .iter()
        .map(|done| {
            let sets: Vec<Value> = done
                .sets
                .iter()
                .map(|set| {
                    json!({"exercise": set.exercise, "weight_kg": set.weight_kg, "reps": set.reps, "warmup": set.warmup,
                           "missed": set.missed})
                })
                .collect();
            json!({"start_ms": done.start_ms, "end_ms": done.end_ms, "day": done.day, "kind": done.kind,
                   "distance_m": done.distance_m, "easy": done.easy, "deload": done.deload, "sets": sets})
        })
        .collect();
    let pain: Vec<Value> = facts
        .pain
        .iter()
        .map(|pain| json!({"joint": pain.joint, "exercise": pain.exercise, "score": pain.score}))
        .collect();
    json!({
        "profile": facts.profile, "now_ms": facts.now_ms, "today": facts.today,
        "zone": facts.zone.iana_name(), "weight_kg": facts.weight_kg, "observed_max_hr_bpm": facts.observed_max_hr_bpm,
        "done": done, "pain": pain, "screening": facts.screening, "two_a_day": facts.two_a_day,
        "earlier": facts.plan,
    })
}

fn reviewed_json(written: &Plan, facts: &Facts) -> Value {
    match written.clone().review(facts) {
        Ok(reviewed) => json!({
            "unchanged": reviewed.value() == written,
            "interventions": reviewed.interventions(),
        }),
        Err(refused) => json!({"refused": refused.0}),
    }
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(100);
    let seed: u64 = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let catalogue: &[&'static Exercise] = &EXERCISES;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let rows: serde_json::Map<String, Value> = catalogue
        .iter()
        .map(|row| {
            let (kind, step) = match row.loading {
                Loading::None => ("none", None),
                Loading::Total { step_kg } => ("total", Some(step_kg)),
                Loading::PerHand { step_kg } => ("per_hand", Some(step_kg)),
                Loading::Added { step_kg } => ("added", Some(step_kg)),
            };
            let value = json!({
                "name": row.name, "pattern": row.pattern, "primary": row.primary, "secondary": row.secondary,
                "joints": row.joints, "equipment": row.equipment, "level": row.level, "unilateral": row.unilateral,
                "bodyweight_share": row.bodyweight_share, "loading": kind, "step_kg": step,
                "contraindications": row.contraindications,
            });
            (row.id.to_owned(), value)
        })
        .collect();
    writeln!(out, "{}", json!({"exercises": rows}))?;
    let (mut nanoseconds, mut changing): (Vec<u128>, Vec<u128>) = (Vec::new(), Vec::new());
    for case in 0..count {
        let mut dice = Dice(seed.wrapping_mul(1_000_003).wrapping_add(case));
        let mut facts = person(&mut dice, catalogue);
        let request = request(&mut dice, &facts, catalogue);
        match dice.below(10) {
            0..=3 => {}
            4..=6 => habits(&mut dice, &mut facts, catalogue),
            _ => earlier_plan(&mut dice, &mut facts, &request),
        }
        let begun = std::time::Instant::now();
        let written = plan(&request, &facts);
        nanoseconds.push(begun.elapsed().as_nanos() / u128::from(request.weeks));
        let mut kept = None;
        let line = match written {
            Err(why) => {
                json!({"case": case, "facts": facts_json(&facts), "request": request, "unplannable": why.to_string()})
            }
            Ok(written) => {
                let line = json!({
                    "case": case, "facts": facts_json(&facts), "request": request, "plan": written,
                    "review": reviewed_json(&written, &facts),
                });
                kept = Some(written);
                line
            }
        };
        writeln!(out, "{line}")?;
        let Some(written) = kept else { continue };
        let mut then = later(&mut dice, &facts, &written);
        let change = change(&mut dice, &mut then, &written, catalogue);
        let begun = std::time::Instant::now();
        let changed = adapt(&written, &change, &then);
        changing.push(begun.elapsed().as_nanos() / u128::from(request.weeks));
        let name = serde_json::to_value(&change).unwrap_or_default()["what"].clone();
        let line = match changed {
            Err(why) => json!({"case": case, "change": name, "unplannable": why.to_string()}),
            Ok(changed) => json!({
                "case": case, "change": name, "details": change, "facts": facts_json(&then), "before": written,
                "plan": changed, "review": reviewed_json(&changed, &then),
            }),
        };
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    let mut log = std::io::stderr().lock();
    for (what, times) in [("to write", &mut nanoseconds), ("to change", &mut changing)] {
        times.sort_unstable();
        let at =
            |share: usize| times.get(times.len().saturating_sub(1) * share / 100).copied().unwrap_or(0) as f64 * 12e-6;
        writeln!(log, "{what} twelve weeks: {:.2} ms (median), {:.2} ms (99 of 100)", at(50), at(99))?;
    }
    Ok(())
}

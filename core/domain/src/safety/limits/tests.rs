//! Limits at their edges.

use super::*;
use crate::plan::{Block, EffortTarget, Frame, Goal, Part, Plan, PlannedSet};
use crate::safety::facts::{DoneSession, DoneSet};
use jiff::civil::{Date, date, time};
use jiff::tz::TimeZone;

const DAY: Date = date(2026, 11, 30);

fn facts() -> Facts {
    Facts { today: DAY, ..Facts::default() }
}

fn at(day: Date, hour: i8, zone: &TimeZone) -> i64 {
    zone.to_timestamp(day.to_datetime(time(hour, 0, 0, 0))).unwrap().as_millisecond()
}

fn done(day: Date, kind: &str, minutes: i64, sets: &[(&str, f64, bool)]) -> DoneSession {
    let start_ms = at(day, 12, &TimeZone::UTC);
    let sets = sets
        .iter()
        .map(|(exercise, weight_kg, missed)| DoneSet {
            exercise: (*exercise).to_owned(),
            weight_kg: *weight_kg,
            reps: 5,
            rpe: None,
            warmup: false,
            missed: *missed,
        })
        .collect();
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

fn squats(day: Date, kg: &[f64]) -> PlannedSession {
    let sets = kg.iter().map(|kg| PlannedSet { reps: Some(5), weight_kg: Some(*kg), ..PlannedSet::default() });
    let block = Block {
        name: "Back squat".to_owned(),
        exercise: Some("back_squat".to_owned()),
        minutes: 20.0,
        sets: sets.collect(),
        ..Block::default()
    };
    session(day, vec![block])
}

fn run(day: Date, minutes: f64, metres: Option<f64>) -> PlannedSession {
    session(day, vec![Block { name: "Run".to_owned(), minutes, distance_m: metres, ..Block::default() }])
}

fn session(day: Date, blocks: Vec<Block>) -> PlannedSession {
    PlannedSession {
        id: day.to_string(),
        date: day,
        start: None,
        title: "Session".to_owned(),
        deload: false,
        form_check: None,
        blocks,
    }
}

fn plan(weeks: u32, first_deload: u32, sessions: Vec<PlannedSession>) -> Plan {
    Plan {
        id: "p".to_owned(),
        title: "Plan".to_owned(),
        goal: Goal::Mixed,
        start: DAY,
        weeks,
        first_deload,
        frame: Frame { weekdays: vec![0], start: time(18, 0, 0, 0), minutes: 60, equipment: Vec::new() },
        event: None,
        sessions,
        reason: "test".to_owned(),
    }
}

fn later(days: i32) -> Date {
    crate::time::date_of_epoch_day(crate::time::epoch_day(DAY) + days)
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn a_load_may_rise_by_a_tenth_of_what_was_done_outside_a_deload() {
    let mut facts = facts();
    let history = LoadHistory::new(&facts);
    assert_eq!(history.limit("back_squat", DAY, false), None, "no history, no limit and no load");
    facts.done = vec![done(later(-7), "strength", 60, &[("back_squat", 90.0, false), ("back_squat", 100.0, false)])];
    let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(limit.kg, 110.0) && limit.reference_kg == 100.0 && limit.logged);
    assert_eq!((limit.basis, limit.reference_day), (LoadBasis::Raise, later(-7)));
    assert!(limit.allows(110.0) && !limit.allows(110.001));
    assert_eq!(limit.rounded(Some(2.5)), Some(110.0));
    assert_eq!(limit.rounded(Some(20.0)), Some(100.0));
    assert_eq!(limit.rounded(Some(40.0)), Some(100.0), "a step of more than the limit holds the load");
    let deload = LoadHistory::new(&facts).limit("back_squat", DAY, true).unwrap();
    assert!(close(deload.kg, 90.0) && deload.basis == LoadBasis::Deload);
    let light = DoneSession { deload: true, ..done(later(-2), "strength", 60, &[("back_squat", 60.0, false)]) };
    facts.done.push(light);
    let back = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(back.kg, 110.0), "the deload is no reference: {back:?}");
}

#[test]
fn a_deload_session_does_not_hide_another_of_its_day() {
    let mut facts = facts();
    let light = DoneSession { deload: true, ..done(later(-3), "strength", 60, &[("back_squat", 60.0, false)]) };
    facts.done = vec![
        done(later(-7), "strength", 60, &[("back_squat", 100.0, false)]),
        done(later(-3), "strength", 60, &[("back_squat", 80.0, false)]),
        light,
    ];
    assert!(close(LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap().kg, 88.0));
}

#[test]
fn a_gap_of_21_days_is_none_and_one_of_22_is() {
    for (days, kg, basis) in [(21, 110.0, LoadBasis::Raise), (22, 90.0, LoadBasis::AfterGap)] {
        let mut facts = facts();
        facts.done = vec![done(later(-days), "strength", 60, &[("back_squat", 100.0, false)])];
        let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
        assert!(close(limit.kg, kg) && limit.basis == basis, "{days}: {limit:?}");
    }
}

#[test]
fn a_missed_set_and_an_unlogged_session_hold_the_load() {
    let mut facts = facts();
    facts.done = vec![done(later(-3), "strength", 60, &[("back_squat", 100.0, false), ("back_squat", 105.0, true)])];
    let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(limit.kg, 100.0) && limit.basis == LoadBasis::Hold, "{limit:?}");
    facts.done = vec![done(later(-5), "strength", 60, &[("back_squat", 100.0, false)])];
    facts.plan = Some(Plan { start: later(-14), ..plan(4, 4, vec![squats(later(-2), &[105.0])]) });
    let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(limit.kg, 100.0) && limit.basis == LoadBasis::Hold, "{limit:?}");
    facts.done.push(done(later(-2), "strength", 60, &[("back_squat", 105.0, false)]));
    let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(limit.kg, 115.5) && limit.basis == LoadBasis::Raise, "logged after all: {limit:?}");
    facts.done.push(done(later(-1), "strength", 60, &[("back_squat", 120.0, true)]));
    let limit = LoadHistory::new(&facts).limit("back_squat", DAY, false).unwrap();
    assert!(close(limit.kg, 105.0) && limit.basis == LoadBasis::Hold, "nothing completed that day: {limit:?}");
}

#[test]
fn what_is_planned_is_assumed_to_be_done_and_one_day_counts_once() {
    let mut facts = facts();
    facts.done = vec![done(later(-3), "strength", 60, &[("back_squat", 100.0, false)])];
    let mut history = LoadHistory::new(&facts);
    history.add_planned(&squats(DAY, &[100.0, 110.0]));
    assert!(close(history.limit("back_squat", DAY, false).unwrap().kg, 110.0), "the same day");
    let next = history.limit("back_squat", later(1), false).unwrap();
    assert!(close(next.kg, 121.0) && !next.logged);
    history.add_planned(&PlannedSession { deload: true, ..squats(later(3), &[90.0]) });
    assert!(close(history.limit("back_squat", later(5), false).unwrap().kg, 121.0), "a deload between");
}

#[test]
fn volume_has_a_starter_and_never_divides_by_zero() {
    let facts = facts();
    let empty = week_limits(&plan(3, 4, Vec::new()), &facts);
    assert_eq!(empty[0].source, VolumeSource::Starter);
    for limit in empty {
        assert!(close(limit.limit.sets, 28.8) && close(limit.limit.minutes, 90.0), "{limit:?}");
    }
    let weeks = plan(5, 4, vec![run(DAY, 50.0, None), run(later(7), 100.0, None), run(later(21), 200.0, None)]);
    let limits = week_limits(&weeks, &facts);
    let minutes: Vec<f64> = limits.iter().map(|limit| limit.limit.minutes).collect();
    assert!(close(minutes[1], 60.0), "{minutes:?}");
    assert!(close(minutes[2], 72.0), "no more than the limit of the week before is a reference: {minutes:?}");
    assert!(close(minutes[3], 45.0), "deload after an empty week: 0.6 of the starter: {minutes:?}");
    assert!(close(minutes[4], 90.0) && limits[4].source == VolumeSource::PlanWeek(3), "{minutes:?}");
}

#[test]
fn the_first_week_compares_with_the_latest_loaded_week_of_four() {
    let mut facts = facts();
    let judged = |facts: &Facts| week_limits(&plan(1, 4, Vec::new()), facts)[0];
    facts.done = vec![done(later(-28), "running", 100, &[])];
    assert_eq!(judged(&facts).source, VolumeSource::Done(later(-28)));
    assert!(close(judged(&facts).limit.minutes, 120.0) && close(judged(&facts).limit.sets, 28.8));
    facts.done = vec![done(later(-29), "running", 100, &[])];
    assert_eq!(judged(&facts).source, VolumeSource::Starter);
    facts.done = vec![
        done(later(-10), "running", 60, &[]),
        DoneSession { deload: true, ..done(later(-3), "running", 30, &[]) },
        DoneSession { easy: true, ..done(later(-4), "running", 300, &[]) },
    ];
    assert!(close(judged(&facts).limit.minutes, 72.0), "{:?}", judged(&facts));
}

#[test]
fn rest_is_absolute_time_over_changes_of_the_clock() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let facts = Facts { zone: zone.clone(), ..facts() };
    let hour = |day: Date, hour: i8| {
        let mut planned = run(day, 60.0, None);
        planned.start = Some(time(hour, 0, 0, 0));
        Training::planned(&planned, &zone)
    };
    // An ordinary day: 18:00 to 19:00, then 19:00.
    assert!(!too_close(&hour(DAY, 18), &hour(later(1), 19), &facts));
    assert!(too_close(&hour(DAY, 18), &hour(later(1), 18), &facts));
    // The night of 2026-10-25 has 25 hours: the same local time is 24 h after the end.
    assert!(!too_close(&hour(date(2026, 10, 24), 18), &hour(date(2026, 10, 25), 18), &facts));
    // The night of 2027-03-28 has 23 hours: even 19:00 is too early.
    assert!(too_close(&hour(date(2027, 3, 27), 18), &hour(date(2027, 3, 28), 19), &facts));
    assert!(!too_close(&hour(date(2027, 3, 27), 18), &hour(date(2027, 3, 28), 20), &facts));
    let end = hour(date(2027, 3, 27), 18).end_ms;
    assert_eq!(earliest_start_on(date(2027, 3, 28), end, &zone), Some(time(20, 0, 0, 0)));
    assert_eq!(earliest_start_on(date(2027, 3, 28), end + 1, &zone), Some(time(20, 5, 0, 0)));
    assert_eq!(earliest_start_on(date(2027, 3, 28), end + 3_600_000, &zone), Some(LATEST_START));
    assert_eq!(earliest_start_on(date(2027, 3, 28), end + 3_600_001, &zone), None);
    // Without a time a session may end with its day.
    let anywhere = Training::planned(&run(DAY, 60.0, None), &zone);
    assert!(too_close(&anywhere, &hour(later(1), 23), &facts));
    assert!(!too_close(&anywhere, &hour(later(2), 0), &facts));
}

#[test]
fn two_a_day_are_for_others_than_beginners_and_share_no_primary_muscle() {
    let mut facts = Facts { two_a_day: true, ..facts() };
    facts.profile.level = Some(Level::Intermediate);
    let zone = TimeZone::UTC;
    let training = |hour: i8, muscles: &[crate::exercise::Muscle], hard: bool| Training {
        start_ms: at(DAY, hour, &zone),
        end_ms: at(DAY, hour + 1, &zone),
        day: DAY,
        muscles: Some(muscles.to_vec()),
        hard,
    };
    use crate::exercise::Muscle::{Chest, Quadriceps};
    let legs = training(8, &[Quadriceps], true);
    assert!(!too_close(&legs, &training(18, &[Chest], false), &facts));
    assert!(too_close(&legs, &training(18, &[Chest], true), &facts), "one of the two is easy");
    assert!(too_close(&legs, &training(18, &[Chest, Quadriceps], false), &facts), "the same muscle");
    assert!(too_close(&legs, &Training { muscles: None, ..training(18, &[], false) }, &facts), "unknown muscles");
    facts.profile.level = Some(Level::Beginner);
    assert!(too_close(&legs, &training(18, &[Chest], false), &facts));
    facts.profile.level = None;
    assert!(too_close(&legs, &training(18, &[Chest], false), &facts));
}

#[test]
fn runs_compare_by_metres_else_by_minutes_else_with_the_starter() {
    let mut facts = facts();
    let amount = |minutes, metres| SportAmount { metres, minutes };
    let starter = SportHistory::new(&facts).compare(Sport::Run, amount(22.0, None), DAY);
    assert!(!starter.is_warned() && starter.day.is_none());
    assert!(SportHistory::new(&facts).compare(Sport::Run, amount(22.1, None), DAY).is_warned());
    assert!(!SportHistory::new(&facts).compare(Sport::Run, amount(40.0, None), DAY).is_refused());
    assert!(SportHistory::new(&facts).compare(Sport::Run, amount(40.1, None), DAY).is_refused());
    facts.done = vec![
        DoneSession { distance_m: Some(10_000.0), ..done(later(-30), "trail_running", 60, &[]) },
        DoneSession { distance_m: Some(90_000.0), ..done(later(-3), "cycling", 180, &[]) },
        DoneSession { distance_m: Some(30_000.0), ..done(later(-31), "running", 180, &[]) },
    ];
    let history = SportHistory::new(&facts);
    let longer = history.compare(Sport::Run, amount(200.0, Some(11_000.0)), DAY);
    assert!(!longer.is_warned() && longer.in_metres && longer.day == Some(later(-30)), "{longer:?}");
    assert!(history.compare(Sport::Run, amount(60.0, Some(11_001.0)), DAY).is_warned());
    assert!(!history.compare(Sport::Run, amount(66.0, None), DAY).is_warned());
    assert!(history.compare(Sport::Run, amount(121.0, None), DAY).is_refused());
    assert_eq!(history.compare(Sport::Run, amount(60.0, None), later(1)).day, None, "31 days ago is too long ago");
}

#[test]
fn a_deload_that_was_due_in_the_plan_before_stays_due() {
    let mut facts = facts();
    assert_eq!(latest_first_deload("new", DAY, &facts), 4);
    let earlier = |weeks_before: i32, first_deload| {
        let begun = later(-7 * weeks_before);
        Plan { id: "old".to_owned(), start: begun, ..plan(12, first_deload, vec![squats(begun, &[50.0])]) }
    };
    facts.done = vec![done(later(-3), "strength", 60, &[("back_squat", 50.0, false)])];
    for (weeks_before, first_deload, due) in
        [(1, 4, 3), (2, 4, 2), (3, 4, 1), (4, 4, 4), (5, 4, 3), (1, 2, 1), (2, 2, 4)]
    {
        facts.plan = Some(earlier(weeks_before, first_deload));
        assert_eq!(latest_first_deload("new", DAY, &facts), due, "{weeks_before} {first_deload}");
    }
    facts.plan = Some(earlier(3, 4));
    facts.done.clear();
    assert_eq!(latest_first_deload("new", DAY, &facts), 4, "nothing was done in the week before");
    assert_eq!(latest_first_deload("old", later(-21), &facts), 4);
    facts.plan = Some(earlier(3, 2));
    assert_eq!(latest_first_deload("old", later(-21), &facts), 2, "the same plan keeps it");
}

#[test]
fn sets_take_at_least_their_repetitions_and_rests() {
    let set = PlannedSet { reps: Some(10), rest_s: 100.0, ..PlannedSet::default() };
    let block = Block { sets: vec![set; 4], minutes: 1.0, part: Part::Main, ..Block::default() };
    assert!(close(least_minutes(&block), (4.0 * 20.0 + 3.0 * 100.0) / 60.0));
    assert_eq!(least_minutes(&Block { rpe: Some(EffortTarget { low: 1.0, high: 2.0 }), ..Block::default() }), 0.0);
}

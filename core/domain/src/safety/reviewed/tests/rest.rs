//! REST-24.

use super::*;
use jiff::tz::TimeZone;

fn at(day: Date, hour: i8, minute: i8, minutes: f64) -> PlannedSession {
    on(day, Some(time(hour, minute, 0, 0)), vec![block("row", minutes, None)])
}

fn starts(plan: &Plan) -> Vec<Option<Time>> {
    plan.sessions.iter().map(|session| session.start).collect()
}

fn clock(hour: i8, minute: i8) -> Option<Time> {
    Some(time(hour, minute, 0, 0))
}

#[test]
fn exactly_24_hours_stand_and_a_minute_less_is_moved() {
    let facts = context();
    let fine = reviewed(plan(vec![at(TODAY, 17, 0, 60.0), at(later(1), 18, 0, 60.0)]), &facts);
    assert!(!acted(&fine, Rule::Rest24));
    let moved = reviewed(plan(vec![at(TODAY, 17, 0, 61.0), at(later(1), 18, 0, 30.0)]), &facts);
    assert_eq!(starts(moved.value()), [clock(17, 0), clock(18, 5)]);
    assert!(moved.interventions().iter().any(|found| found.rule == Rule::Rest24 && found.detail.contains("18:05")));
    // A run of days moves on and on, until it would be after 21:00.
    let long = [60.0, 30.0, 20.0, 20.0];
    let days: Vec<_> = (0..4).zip(long).map(|(day, minutes)| at(later(day), 19, 0, minutes)).collect();
    let moved = reviewed(plan(days.clone()), &facts);
    assert_eq!(starts(moved.value()), [clock(19, 0), clock(20, 0), clock(20, 30), clock(20, 50)]);
    let mut more = days;
    more[2] = at(later(2), 19, 0, 31.0);
    let told = refused(plan(more), &facts);
    assert!(
        told.rule == Rule::Rest24 && told.detail.contains("2026-11-18") && told.detail.contains("2026-11-19"),
        "{told:?}"
    );
}

#[test]
fn easy_sessions_do_not_count() {
    let walk = |day| {
        let easy = Block { rpe: Some(EffortTarget { low: 2.0, high: 3.0 }), ..block("walk", 40.0, None) };
        on(later(day), clock(18, 0), vec![easy])
    };
    let found = reviewed(plan(vec![at(TODAY, 18, 0, 60.0), walk(1), at(later(2), 18, 0, 60.0)]), &context());
    assert!(!acted(&found, Rule::Rest24));
    let mut harder = walk(1);
    harder.blocks[0].rpe = Some(EffortTarget { low: 2.0, high: 3.1 });
    assert!(acted(&reviewed(plan(vec![at(TODAY, 18, 0, 60.0), harder]), &context()), Rule::Rest24));
}

#[test]
fn the_clock_changes_and_24_hours_stay_24_hours() {
    for (first, second, hour, moved) in [
        // 25 hours from one 18:00 to the next, less an hour of training: nothing to move.
        (date(2026, 10, 24), date(2026, 10, 25), 18, None),
        (date(2026, 10, 24), date(2026, 10, 25), 17, clock(18, 0)),
        // 23 hours: 18:00 to 19:00, then not before 20:00.
        (date(2027, 3, 27), date(2027, 3, 28), 20, None),
        (date(2027, 3, 27), date(2027, 3, 28), 19, clock(20, 0)),
    ] {
        let facts = Facts { zone: TimeZone::get("Europe/Berlin").unwrap(), today: first, ..context() };
        let whole = Plan { start: first, ..plan(vec![at(first, 18, 0, 60.0), at(second, hour, 0, 60.0)]) };
        let found = reviewed(whole, &facts);
        assert_eq!(found.value().sessions[1].start, moved.or(clock(hour, 0)), "{first} {hour}");
    }
}

#[test]
fn a_journey_does_not_shorten_the_rest() {
    // Trained in Berlin from 18:00 to 19:00 (17:00 to 18:00 UTC), now in New York, where it is 13:00 then.
    let berlin = DoneSession {
        start_ms: i64::from(crate::time::epoch_day(TODAY)) * crate::time::DAY_MS + 17 * 3_600_000,
        end_ms: i64::from(crate::time::epoch_day(TODAY)) * crate::time::DAY_MS + 18 * 3_600_000,
        ..ran(TODAY, 60.0, None)
    };
    let facts = |zone: &str| Facts { zone: TimeZone::get(zone).unwrap(), done: vec![berlin.clone()], ..context() };
    let tomorrow = |hour| plan(vec![at(later(1), hour, 0, 60.0)]);
    assert_eq!(starts(reviewed(tomorrow(13), &facts("America/New_York")).value()), [clock(13, 0)]);
    assert_eq!(starts(reviewed(tomorrow(12), &facts("America/New_York")).value()), [clock(13, 0)]);
    // In Tokyo it is 03:00 of the next day then, so that all of the 17th is too early.
    assert_eq!(refused(tomorrow(18), &facts("Asia/Tokyo")).rule, Rule::Rest24);
}

#[test]
fn a_session_without_a_time_fills_its_day_until_it_gets_one() {
    let untimed = |day| on(later(day), None, vec![block("row", 60.0, None)]);
    let fine = reviewed(plan(vec![untimed(0), untimed(2)]), &context());
    assert_eq!(
        starts(fine.value()),
        [None, None],
        "24 h lie between the end of the one day and the start of the other"
    );
    let timed = reviewed(plan(vec![untimed(0), untimed(1)]), &context());
    assert_eq!(starts(timed.value()), [clock(18, 0), clock(19, 0)]);
    let mixed = reviewed(plan(vec![untimed(0), at(later(1), 19, 0, 60.0)]), &context());
    assert_eq!(starts(mixed.value()), [clock(18, 0), clock(19, 0)]);
}

#[test]
fn what_was_done_counts_and_a_done_session_is_not_its_own_neighbour() {
    let facts = Facts { done: vec![lifted(TODAY, &[("back_squat", 50.0, false)])], ..context() };
    let squat = |day, hour| on(later(day), clock(hour, 0), vec![squats(&[None])]);
    // Done from 12:00 to 13:00 instead of 18:00.
    let found = reviewed(plan(vec![squat(0, 18), squat(1, 13)]), &facts);
    assert_eq!(starts(found.value()), [clock(18, 0), clock(13, 0)]);
    assert_eq!(starts(reviewed(plan(vec![squat(1, 12)]), &facts).value()), [clock(13, 0)]);
    let other = on(TODAY, clock(18, 0), vec![block("row", 30.0, None)]);
    let told = refused(plan(vec![other]), &facts);
    assert!(told.rule == Rule::Rest24 && told.detail.contains("strength done on 2026-11-16"), "{told:?}");
    let easy = DoneSession { easy: true, ..facts.done[0].clone() };
    let facts = Facts { done: vec![easy], ..context() };
    assert_eq!(starts(reviewed(plan(vec![squat(1, 9)]), &facts).value()), [clock(9, 0)]);
}

#[test]
fn a_session_on_its_own_keeps_away_from_the_plan() {
    let facts = Facts { plan: Some(plan(vec![at(later(1), 18, 0, 60.0), at(later(3), 18, 0, 60.0)])), ..context() };
    let told = refused(at(later(2), 18, 0, 60.0), &facts);
    assert_eq!(told.rule, Rule::Rest24, "it would have to end before 18:00 and begin after 19:00");
    assert!(at(later(6), 9, 0, 60.0).review(&facts).is_ok());
}

#[test]
fn two_a_day_only_for_those_who_may() {
    let mut facts = Facts { two_a_day: true, ..context() };
    let squat = on(TODAY, clock(8, 0), vec![squats(&[None])]);
    let same =
        on(TODAY, clock(18, 0), vec![Block { rpe: Some(EffortTarget { low: 3.0, high: 4.0 }), ..squats(&[None]) }]);
    assert_eq!(refused(plan(vec![squat.clone(), same]), &facts).rule, Rule::Rest24, "the same muscles");
    let unlisted = on(
        TODAY,
        clock(18, 0),
        vec![Block { rpe: Some(EffortTarget { low: 3.0, high: 4.0 }), ..block("row", 20.0, None) }],
    );
    assert_eq!(refused(plan(vec![squat.clone(), unlisted]), &facts).rule, Rule::Rest24, "muscles that are not known");
    let apart = crate::exercise::EXERCISES.iter().find(|exercise| {
        exercise.pattern == crate::exercise::Pattern::HorizontalPush && exercise.level != Level::Advanced
    });
    let Some(apart) = apart else { return };
    let press = |high: f64| {
        let sets = vec![PlannedSet { reps: Some(8), rpe: Some(high), ..PlannedSet::default() }; 2];
        let block = Block {
            exercise: Some(apart.id.to_owned()),
            sets,
            rpe: Some(EffortTarget { low: 3.5, high }),
            ..block(apart.name, 20.0, None)
        };
        plan(vec![squat.clone(), on(TODAY, clock(18, 0), vec![block])])
    };
    assert!(press(4.0).review(&facts).is_ok());
    assert_eq!(refused(press(4.5), &facts).rule, Rule::Rest24, "one of the two is easy");
    facts.profile.level = None;
    assert_eq!(refused(press(4.0), &facts).rule, Rule::Rest24);
}

proptest! {
    #[test]
    fn any_two_sessions_end_up_24_hours_apart(
        first in 0_i32..1_440, second in 0_i32..1_440, minutes in 1_u32..180, gap in 0_i32..3, zone in 0_usize..4, day in 0_i32..400,
    ) {
        let zone = TimeZone::get(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Tokyo"][zone]).unwrap();
        let facts = Facts { zone: zone.clone(), today: later(day), ..context() };
        let clock = |minute: i32| Some(time((minute / 60) as i8, (minute % 60) as i8, 0, 0));
        let one = on(later(day), clock(first), vec![block("row", f64::from(minutes), None)]);
        let mut two = on(later(day + gap), clock(second), vec![block("row", 10.0, None)]);
        two.id = "two".to_owned();
        let whole = Plan { start: later(day), ..plan(vec![one, two]) };
        if let Ok(found) = whole.review(&facts) {
            let sessions = &found.value().sessions;
            let begins = |session: &PlannedSession| session.date.to_datetime(session.start.unwrap()).to_zoned(zone.clone()).unwrap().timestamp();
            let hours = (begins(&sessions[1]) - begins(&sessions[0])).total(jiff::Unit::Hour).unwrap();
            prop_assert!(hours >= 24.0 + sessions[0].minutes() / 60.0 - 1e-9, "{hours}");
        }
    }
}

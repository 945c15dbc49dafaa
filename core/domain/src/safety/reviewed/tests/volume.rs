//! VOLUME-20.

use super::*;

const NINE: Option<Time> = Some(time(9, 0, 0, 0));

/// A session of so many work sets in blocks of at most ten.
fn sets(day: i32, count: usize) -> PlannedSession {
    let mut blocks = Vec::new();
    let mut left = count;
    while left > 0 {
        let now = left.min(10);
        blocks.push(Block {
            sets: vec![PlannedSet { reps: Some(5), ..PlannedSet::default() }; now],
            ..block("Push-up", 20.0, None)
        });
        left -= now;
    }
    on(later(day), NINE, blocks)
}

fn rows(day: i32, minutes: f64) -> PlannedSession {
    on(later(day), NINE, vec![block("row", minutes, None)])
}

fn volume(plan: &Plan, week: u32) -> (usize, f64) {
    let blocks = || {
        plan.sessions
            .iter()
            .filter(|session| (session.date - plan.start).get_days() / 7 + 1 == week as i32)
            .flat_map(|s| &s.blocks)
    };
    (
        blocks().map(|block| block.sets.len()).sum(),
        blocks().filter(|block| block.sets.is_empty()).map(|block| block.minutes).sum(),
    )
}

#[test]
fn a_fifth_more_stands_and_a_set_or_minute_more_is_cut() {
    // 48 sets and 150 minutes to start from: at most 57.6 and 180.
    let fine = reviewed(plan(vec![sets(0, 29), sets(2, 28), rows(4, 90.0), rows(6, 90.0)]), &context());
    assert!(!acted(&fine, Rule::Volume20), "{:?}", fine.interventions());
    let cut = reviewed(plan(vec![sets(0, 29), sets(2, 29), rows(4, 90.0), rows(6, 90.1)]), &context());
    assert_eq!(volume(cut.value(), 1).0, 57);
    assert_eq!(cut.value().sessions[1].blocks.last().unwrap().sets.len(), 8, "the last set of the last session");
    assert!(volume(cut.value(), 1).1 <= 180.0 && volume(cut.value(), 1).1 >= 178.0);
    assert!(
        cut.interventions()
            .iter()
            .any(|found| found.rule == Rule::Volume20 && found.detail.contains("without history"))
    );
}

#[test]
fn weeks_grow_one_by_the_other() {
    let found = reviewed(plan_of(3, vec![rows(0, 50.0), rows(7, 60.0), rows(14, 80.0)]), &context());
    assert_eq!((volume(found.value(), 2).1, volume(found.value(), 3).1), (60.0, 72.0));
    // Each measure on its own: no minutes in the week before, so the starter counts; sets stay measured.
    let found = reviewed(plan_of(2, vec![sets(0, 10), sets(7, 13), rows(9, 200.0)]), &context());
    assert_eq!(volume(found.value(), 2), (12, 180.0));
}

#[test]
fn history_goes_before_the_starter_and_easy_or_deload_weeks_are_none() {
    let run = |day: i32, minutes| DoneSession { kind: "rowing".to_owned(), ..ran(later(day), minutes, None) };
    let limit = |done: Vec<DoneSession>| {
        let found = reviewed(plan(vec![rows(2, 400.0)]), &Facts { done, ..context() });
        volume(found.value(), 1).1
    };
    assert_eq!(limit(vec![run(-5, 100.0)]), 120.0);
    assert_eq!(limit(vec![run(-12, 100.0), DoneSession { easy: true, ..run(-4, 300.0) }]), 120.0);
    assert_eq!(limit(vec![run(-12, 100.0), DoneSession { deload: true, ..run(-4, 50.0) }]), 120.0);
    assert_eq!(limit(vec![run(-28, 100.0)]), 120.0);
    assert_eq!(limit(vec![run(-29, 100.0)]), 180.0);
    assert_eq!(limit(vec![run(-5, 0.0)]), 180.0, "a week of nothing is no division by zero");
}

#[test]
fn the_return_from_a_deload_is_measured_by_the_week_before_it() {
    let weeks = vec![rows(0, 100.0), rows(7, 110.0), rows(14, 120.0), rows(21, 60.0), rows(28, 144.0)];
    let found = reviewed(plan_of(5, weeks.clone()), &context());
    assert!(!acted(&found, Rule::Volume20) && volume(found.value(), 5).1 == 144.0);
    let mut more = weeks;
    more[4] = rows(28, 145.0);
    assert_eq!(volume(reviewed(plan_of(5, more), &context()).value(), 5).1, 144.0);
}

#[test]
fn a_session_on_its_own_may_not_lift_its_week() {
    let facts = Facts { plan: Some(plan(vec![rows(0, 90.0)])), ..context() };
    assert!(rows(2, 90.0).review(&facts).is_ok());
    assert_eq!(refused(rows(2, 91.0), &facts).rule, Rule::Volume20);
    let same = PlannedSession { id: facts.plan.as_ref().unwrap().sessions[0].id.clone(), ..rows(0, 180.0) };
    assert!(same.review(&facts).is_ok(), "it takes its own place");
}

#[test]
fn a_session_is_taken_out_before_it_is_empty() {
    let facts =
        Facts { done: vec![DoneSession { kind: "rowing".to_owned(), ..ran(later(-3), 1.0, None) }], ..context() };
    let found = reviewed(plan(vec![rows(0, 5.0), sets(2, 5)]), &facts);
    assert!(found.value().sessions.iter().all(|session| !session.blocks.is_empty()));
    assert_eq!(volume(found.value(), 1).1, 1.0);
    assert_eq!(
        refused(plan(vec![on(later(0), NINE, (0..5).map(|_| block("row", 1.0, None)).collect())]), &facts).rule,
        Rule::Volume20
    );
}

//! DELOAD-4.

use super::*;

const NINE: Option<Time> = Some(time(9, 0, 0, 0));

fn rows(week: i32, minutes: f64, rpe: f64) -> PlannedSession {
    let row = Block { rpe: Some(EffortTarget { low: 3.5, high: rpe }), ..block("row", minutes, None) };
    on(later(7 * (week - 1)), NINE, vec![row])
}

#[test]
fn every_fourth_week_is_marked_and_eased() {
    let weeks: Vec<_> = (1..=9).map(|week| rows(week, 100.0, 8.0)).collect();
    let found = reviewed(plan_of(9, weeks), &context());
    for (session, week) in found.value().sessions.iter().zip(1..) {
        let deload = week % 4 == 0;
        let block = &session.blocks[0];
        let expected = if deload { (60.0, 7.0) } else { (100.0, 8.0) };
        assert_eq!((block.minutes, block.rpe.unwrap().high), expected, "week {week}");
        assert_eq!(session.deload, deload);
    }
    assert!(acted(&found, Rule::Deload4));
}

#[test]
fn sixty_percent_and_effort_seven_stand_at_their_edge() {
    let mut weeks: Vec<_> = (1..=3).map(|week| rows(week, 100.0, 8.0)).collect();
    weeks.push(PlannedSession { deload: true, ..rows(4, 60.0, 7.0) });
    assert!(!acted(&reviewed(plan(weeks.clone()), &context()), Rule::Deload4));
    for over in [rows(4, 61.0, 7.0), rows(4, 60.0, 7.5)] {
        weeks[3] = PlannedSession { deload: true, ..over };
        let found = reviewed(plan(weeks.clone()), &context());
        assert!(acted(&found, Rule::Deload4));
        assert_eq!(found.value().sessions[3].blocks[0].minutes, 60.0);
        assert_eq!(found.value().sessions[3].blocks[0].rpe.unwrap().high, 7.0);
    }
}

#[test]
fn nothing_else_is_a_deload_and_none_is_put_off() {
    let found = reviewed(plan(vec![PlannedSession { deload: true, ..rows(1, 50.0, 8.0) }]), &context());
    assert!(!found.value().sessions[0].deload);
    for (asked, due) in [(0, 1), (1, 1), (4, 4), (5, 4), (u32::MAX, 4)] {
        let found = reviewed(Plan { first_deload: asked, ..plan(vec![rows(1, 50.0, 7.0)]) }, &context());
        assert_eq!(found.value().first_deload, due, "{asked}");
    }
    // A plan that is cut into pieces owes its deload all the same.
    let earlier = Plan { id: "old".to_owned(), start: later(-21), ..plan_of(3, vec![]) };
    let done = vec![DoneSession { kind: "rowing".to_owned(), ..ran(later(-3), 100.0, None) }];
    let facts = Facts { plan: Some(earlier), done, ..context() };
    let found = reviewed(plan(vec![rows(1, 50.0, 7.0)]), &facts);
    assert_eq!(found.value().first_deload, 1);
    assert!(found.value().sessions[0].deload);
    // Nor does an edit of the same plan move it.
    let reactive = Plan { first_deload: 2, ..plan(vec![rows(1, 50.0, 7.0)]) };
    let facts = Facts { plan: Some(reactive), ..context() };
    assert_eq!(reviewed(plan(vec![rows(1, 50.0, 7.0)]), &facts).value().first_deload, 2);
}

#[test]
fn a_session_on_its_own_in_a_deload_week_is_one() {
    let facts = Facts { plan: Some(plan((1..=4).map(|week| rows(week, 60.0, 7.0)).collect())), ..context() };
    let own = PlannedSession { id: "own".to_owned(), date: later(24), ..rows(4, 5.0, 9.0) };
    // 36 minutes are the most of that week, and the plan has 60 in it already.
    assert_eq!(refused(own.clone(), &facts).rule, Rule::Deload4);
    let mut eased = facts.plan.clone().unwrap();
    eased.sessions[3].blocks[0].minutes = 30.0;
    let found = reviewed(own, &Facts { plan: Some(eased), ..context() });
    assert!(found.value().deload && found.value().blocks[0].rpe.unwrap().high == 7.0);
}

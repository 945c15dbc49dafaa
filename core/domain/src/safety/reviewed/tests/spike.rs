//! SPIKE-RUN.

use super::*;
use crate::safety::facts::Confirmed;

fn run(day: i32, minutes: f64, metres: Option<f64>) -> PlannedSession {
    let run = Block { distance_m: metres, ..block("Run", minutes, None) };
    on(later(day), Some(time(9, 0, 0, 0)), vec![run])
}

fn runner(minutes: f64, metres: Option<f64>) -> Facts {
    Facts { done: vec![ran(later(-2), minutes, metres)], ..context() }
}

fn warned(plan: Plan, facts: &Facts) -> bool {
    let found = plan.clone().review(facts).unwrap();
    assert_eq!(found.value(), &plan, "a warning changes nothing");
    let warnings = found.interventions().iter().filter(|found| found.action == "warned");
    warnings.filter(|found| found.rule == Rule::SpikeRun).count() == 1
}

#[test]
fn a_tenth_more_stands_more_is_warned_of_and_more_than_twice_is_refused() {
    let facts = runner(50.0, Some(8_000.0));
    for (metres, expected) in [(8_800.0, false), (8_801.0, true), (16_000.0, true)] {
        assert_eq!(warned(plan(vec![run(1, 60.0, Some(metres))]), &facts), expected, "{metres}");
    }
    let far = || plan(vec![run(1, 60.0, Some(16_001.0))]);
    let told = refused(far(), &facts);
    assert!(told.rule == Rule::SpikeRun && told.detail.contains("8000 m on 2026-11-14"), "{told:?}");
    let confirmed = Facts { confirmed: Confirmed { spike: true }, ..facts };
    assert!(warned(far(), &confirmed));
}

#[test]
fn minutes_count_where_metres_are_not_known() {
    let facts = runner(50.0, None);
    for (minutes, expected) in [(55.0, false), (55.1, true), (59.0, true)] {
        assert_eq!(warned(plan(vec![run(1, minutes, Some(3_000.0))]), &facts), expected, "{minutes}");
    }
    assert_eq!(refused(run(1, 100.1, None), &facts).rule, Rule::SpikeRun);
}

#[test]
fn without_history_the_level_says_where_to_start() {
    for (level, minutes) in [(None, 20.0), (Some(Level::Intermediate), 40.0), (Some(Level::Advanced), 60.0)] {
        let mut facts = context();
        facts.profile.level = level;
        let with_check = |minutes| PlannedSession { form_check: Some("Run".to_owned()), ..run(1, minutes, None) };
        assert!(!warned(plan(vec![with_check(minutes * 1.1)]), &facts), "{level:?}");
        assert!(warned(plan(vec![with_check(minutes * 1.1 + 0.1)]), &facts), "{level:?}");
        assert_eq!(
            refused(
                run(1, minutes * 2.0 + 0.1, None),
                &Facts {
                    profile: Profile { level: level.or(Some(Level::Beginner)), ..facts.profile.clone() },
                    ..facts.clone()
                }
            )
            .rule,
            Rule::SpikeRun
        );
    }
}

#[test]
fn parts_of_one_run_are_one_run_and_rides_are_apart() {
    let mut facts = runner(30.0, None);
    facts.done.push(DoneSession { kind: "rowing".to_owned(), ..ran(later(-4), 100.0, None) });
    let mut parts = run(1, 20.0, None);
    parts.blocks.push(Block { part: Part::WarmUp, ..block("Jog", 20.0, None) });
    parts.blocks.push(Block { part: Part::CoolDown, ..block("Easy run", 21.0, None) });
    assert_eq!(refused(parts, &facts).rule, Rule::SpikeRun);
    let ride = on(later(1), None, vec![block("Ride", 44.0, None)]);
    assert!(!warned(plan(vec![ride]), &facts), "rides start from 40 minutes, not from the run");
    // What is planned in between is assumed to be done.
    let found = plan(vec![run(1, 33.0, None), run(3, 36.0, None), run(5, 39.0, None)]);
    assert!(!warned(found, &facts));
}

#[test]
fn only_thirty_days_are_looked_at() {
    let facts = Facts { done: vec![ran(later(-29), 100.0, None)], ..context() };
    assert!(run(1, 110.0, None).review(&facts).is_ok());
    assert_eq!(refused(run(2, 110.0, None), &facts).rule, Rule::SpikeRun);
}

//! LOAD-STEP.

use super::*;

const NOON: Option<Time> = Some(time(12, 0, 0, 0));

/// A person who last squatted 100 kg on a day.
fn strong(days: i32) -> Facts {
    Facts { done: vec![lifted(later(days), &[("back_squat", 100.0, false)])], ..context() }
}

fn weights(plan: &Plan) -> Vec<Option<f64>> {
    plan.sessions
        .iter()
        .flat_map(|session| &session.blocks)
        .flat_map(|block| &block.sets)
        .map(|set| set.weight_kg)
        .collect()
}

fn once(kg: f64) -> Plan {
    plan(vec![on(later(2), NOON, vec![squats(&[Some(kg)])])])
}

#[test]
fn a_tenth_more_stands_and_a_step_more_is_rounded_down() {
    let facts = strong(-3);
    let fine = reviewed(once(110.0), &facts);
    assert!(!acted(&fine, Rule::LoadStep) && weights(fine.value()) == [Some(110.0)]);
    for over in [110.001, 110.5, 112.5, 1_000.0] {
        let lowered = reviewed(once(over), &facts);
        assert_eq!(weights(lowered.value()), [Some(110.0)], "{over}");
        let told = &lowered.interventions()[0];
        assert!(told.rule == Rule::LoadStep && told.detail.contains("100 kg lifted on 2026-11-13"), "{told:?}");
    }
    assert_eq!(weights(reviewed(once(60.0), &facts).value()), [Some(60.0)]);
    let odd = Facts { done: vec![lifted(later(-3), &[("back_squat", 101.0, false)])], ..context() };
    // 111.1 kg is the limit, 110 the last whole step of 2.5 kg below it.
    assert_eq!(weights(reviewed(once(112.5), &odd).value()), [Some(110.0)]);
    let light = Facts { done: vec![lifted(later(-3), &[("back_squat", 11.0, false)])], ..context() };
    // A step up would be 12.5 kg, more than 12.1: the weight is held.
    assert_eq!(weights(reviewed(once(12.5), &light).value()), [Some(11.0)]);
}

#[test]
fn warm_up_sets_and_other_parts_are_no_way_around() {
    let facts = strong(-3);
    let mut warm = squats(&[Some(150.0), Some(100.0)]);
    warm.sets[0].warmup = true;
    let aside = Block { part: Part::WarmUp, ..squats(&[Some(140.0)]) };
    let found = reviewed(plan(vec![on(later(2), NOON, vec![aside, warm])]), &facts);
    assert_eq!(weights(found.value()), [Some(110.0), Some(110.0), Some(100.0)]);
    let named = Block { name: "Squat with 200 kg".to_owned(), ..squats(&[None]) };
    assert_eq!(refused(session(vec![named]), &facts).rule, Rule::LoadStep);
}

#[test]
fn each_session_is_measured_by_the_one_before_and_a_day_counts_once() {
    let facts = strong(-3);
    let at = |day, kg| on(later(day), NOON, vec![squats(&[Some(kg)])]);
    let found = reviewed(plan(vec![at(0, 110.0), at(2, 121.0), at(4, 140.0)]), &facts);
    assert_eq!(weights(found.value()), [Some(110.0), Some(121.0), Some(132.5)]);
    // Two raises on one day come to no more than one: both are measured by the day before.
    let twice = vec![squats(&[Some(110.0)]), squats(&[Some(121.0)])];
    let found = reviewed(plan(vec![on(later(2), NOON, twice)]), &facts);
    assert_eq!(weights(found.value()), [Some(110.0), Some(110.0)]);
    let done_today = Facts {
        done: vec![lifted(later(-3), &[("back_squat", 100.0, false)]), lifted(TODAY, &[("back_squat", 110.0, false)])],
        ..context()
    };
    let mut evening = on(TODAY, Some(time(20, 0, 0, 0)), vec![squats(&[Some(121.0)])]);
    evening.id = "evening".to_owned();
    assert_eq!(weights(reviewed(plan(vec![evening]), &done_today).value()), [Some(110.0)]);
}

#[test]
fn a_gap_of_more_than_21_days_lowers_the_reference() {
    assert_eq!(weights(reviewed(once(110.0), &strong(-19)).value()), [Some(110.0)], "21 days");
    let found = reviewed(once(110.0), &strong(-20));
    assert_eq!(weights(found.value()), [Some(90.0)], "22 days");
    assert!(found.interventions()[0].detail.contains("three weeks"));
    assert_eq!(weights(reviewed(once(90.0), &strong(-20)).value()), [Some(90.0)]);
}

#[test]
fn a_missed_set_holds_and_a_deload_is_no_reference() {
    let missed = lifted(later(-3), &[("back_squat", 100.0, false), ("back_squat", 100.0, true)]);
    let facts = Facts { done: vec![missed], ..context() };
    assert_eq!(weights(reviewed(once(102.5), &facts).value()), [Some(100.0)]);
    let light = DoneSession { deload: true, ..lifted(later(-1), &[("back_squat", 60.0, false)]) };
    let facts = Facts { done: vec![lifted(later(-8), &[("back_squat", 100.0, false)]), light], ..context() };
    assert_eq!(weights(reviewed(once(110.0), &facts).value()), [Some(110.0)], "back from the deload");
    let week = |week: i32, kg| on(later(7 * (week - 1)), NOON, vec![squats(&[Some(kg); 5])]);
    let block = plan_of(5, vec![week(1, 100.0), week(2, 105.0), week(3, 110.0), week(4, 110.0), week(5, 120.0)]);
    let found = reviewed(block, &strong(-3));
    let expected = [(100.0, 5), (105.0, 5), (110.0, 5), (97.5, 3), (120.0, 5)];
    assert_eq!(weights(found.value()), expected.map(|(kg, sets)| vec![Some(kg); sets]).concat());
}

#[test]
fn an_unlogged_session_holds() {
    let mut facts = strong(-5);
    let mut current = plan(vec![on(later(-2), NOON, vec![squats(&[Some(105.0)])])]);
    current.start = later(-7);
    facts.plan = Some(current);
    assert_eq!(weights(reviewed(once(105.0), &facts).value()), [Some(100.0)]);
}

#[test]
fn without_history_there_is_no_weight_but_an_effort() {
    let found = reviewed(once(20.0), &context());
    let block = &found.value().sessions[0].blocks[0];
    assert_eq!((block.sets[0].weight_kg, block.sets[0].rpe), (None, Some(7.0)));
    assert!(block.note.as_deref().is_some_and(|note| note.contains("three repetitions in reserve")), "{block:?}");
    assert!(acted(&found, Rule::LoadStep));
    let mut hard = squats(&[None, None]);
    hard.sets[0].rpe = Some(7.5);
    hard.sets[1].rpe = Some(6.0);
    let found = reviewed(plan(vec![session(vec![hard])]), &context());
    let efforts: Vec<_> = found.value().sessions[0].blocks[0].sets.iter().map(|set| set.rpe).collect();
    assert_eq!(efforts, [Some(7.0), Some(6.0)]);
    let unknown = Block { exercise: None, name: "Mystery lift".to_owned(), ..squats(&[Some(300.0)]) };
    assert_eq!(reviewed(session(vec![unknown]), &context()).value().blocks[0].sets[0].weight_kg, None);
    let warmed = Facts {
        done: vec![lifted(later(-2), &[("back_squat", f64::NAN, false), ("back_squat", -5.0, false)])],
        ..context()
    };
    assert_eq!(weights(reviewed(once(20.0), &warmed).value()), [None], "what is no number is no history");
}

#[test]
fn a_session_on_its_own_is_measured_by_the_plan_before_it() {
    let mut facts = strong(-3);
    facts.plan = Some(plan(vec![on(later(1), NOON, vec![squats(&[Some(105.0)])])]));
    let own = on(later(4), NOON, vec![squats(&[Some(200.0)])]);
    assert_eq!(reviewed(own, &facts).value().blocks[0].sets[0].weight_kg, Some(115.0));
}

proptest! {
    /// A limit in pounds is the same limit: ten percent have no unit.
    #[test]
    fn units_make_no_difference(pounds in 1.0_f64..800.0, percent in 0.0_f64..20.0) {
        let kg = pounds * 0.453_592_37;
        let facts = Facts { done: vec![lifted(later(-3), &[("back_squat", kg, false)])], ..context() };
        let wanted = pounds * (1.0 + percent / 100.0) * 0.453_592_37;
        let found = reviewed(once(wanted), &facts);
        let stands = weights(found.value()) == [Some(wanted)];
        if (percent - 10.0).abs() > 1e-6 {
            prop_assert_eq!(stands, percent < 10.0);
        }
        prop_assert!(weights(found.value())[0].is_none_or(|kept| kept <= 1.1 * kg + 1e-5));
    }
}

//! Sanity of sizes and numbers.

use super::*;

fn scope<T: Reviewable + std::fmt::Debug>(value: T) {
    assert_eq!(refused(value, &context()).rule, Rule::Scope);
}

#[test]
fn every_number_is_within_bounds() {
    let fine = || session(vec![squats(&[None]), block("run", 20.0, None)]);
    assert!(fine().review(&context()).is_ok());
    let odd = |change: &dyn Fn(&mut PlannedSession)| {
        let mut odd = fine();
        change(&mut odd);
        scope(odd.clone());
        scope(plan(vec![odd]));
    };
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 601.0] {
        odd(&|session| session.blocks[1].minutes = bad);
    }
    for bad in [f64::NAN, f64::INFINITY, -0.1, 1_000.1] {
        odd(&|session| session.blocks[0].sets[0].weight_kg = Some(bad));
    }
    for bad in [f64::NAN, f64::NEG_INFINITY, -1.0, 3_601.0] {
        odd(&|session| session.blocks[0].sets[0].rest_s = bad);
    }
    for bad in [f64::NAN, -0.1, 10.1] {
        odd(&|session| session.blocks[0].sets[0].rpe = Some(bad));
        odd(&|session| session.blocks[1].rpe = Some(EffortTarget { low: bad, high: 5.0 }));
        odd(&|session| session.blocks[1].rpe = Some(EffortTarget { low: 5.0, high: bad }));
    }
    for bad in [f64::NAN, f64::INFINITY, 0.0, -5.0, 600_000.0] {
        odd(&|session| session.blocks[1].distance_m = Some(bad));
    }
    for bad in [0, 501, u32::MAX] {
        odd(&|session| session.blocks[0].sets[0].reps = Some(bad));
    }
    odd(&|session| session.blocks[0].sets[0].seconds = Some(0.0));
    odd(&|session| session.blocks[1].minutes = 0.0);
    odd(&|session| session.blocks[1].distance_m = Some(8_401.0));
    odd(&|session| session.blocks[1].heart_rate = Some(HeartRateTarget { low_bpm: 0, high_bpm: 120 }));
    odd(&|session| session.blocks[1].heart_rate = Some(HeartRateTarget { low_bpm: 120, high_bpm: 0 }));
    odd(&|session| session.blocks.clear());
    odd(&|session| session.blocks.iter_mut().for_each(|block| block.part = Part::WarmUp));
    odd(&|session| session.blocks[0].sets = vec![PlannedSet { reps: Some(1), ..PlannedSet::default() }; 31]);
    odd(&|session| session.blocks = vec![block("walk", 1.0, None); 41]);
    odd(&|session| session.id = " ".to_owned());
    odd(&|session| session.title = "x".repeat(201));
    odd(&|session| session.blocks[1].name = "x".repeat(201));
    odd(&|session| session.blocks[1].name = String::new());
    odd(&|session| session.blocks[1].note = Some("x".repeat(1_001)));
}

#[test]
fn a_plan_has_its_sizes_dates_and_ids() {
    let walk = |day| {
        on(
            later(day),
            Some(time(9, 0, 0, 0)),
            vec![Block { rpe: Some(EffortTarget { low: 1.0, high: 2.0 }), ..block("walk", 20.0, None) }],
        )
    };
    assert!(plan(vec![walk(0), walk(27)]).review(&context()).is_ok());
    scope(plan(vec![walk(28)]));
    scope(plan(vec![walk(-1)]));
    scope(plan(vec![walk(1), walk(1)]));
    scope(plan(Vec::new()));
    for weeks in [0, 54, u32::MAX] {
        scope(plan_of(weeks, vec![walk(0)]));
    }
    assert!(plan_of(53, vec![walk(0), walk(370)]).review(&context()).is_ok());
    let many = |count: i8| {
        let sessions = (0..count).map(|hour| on(TODAY, Some(time(hour, 0, 0, 0)), walk(0).blocks));
        plan(sessions.collect())
    };
    assert!(many(14).review(&context()).is_ok());
    scope(many(15));
    for weekdays in [vec![], vec![7], vec![-1], vec![2, 1], vec![1, 1]] {
        let mut odd = plan(vec![walk(0)]);
        odd.frame.weekdays = weekdays;
        scope(odd);
    }
    let mut odd = plan(vec![walk(0)]);
    odd.frame.minutes = 0;
    scope(odd.clone());
    odd.frame.minutes = 60;
    odd.title = "x".repeat(201);
    scope(odd);
    let turned = reviewed(plan(vec![walk(3), walk(1)]), &context());
    assert!(turned.value().sessions.is_sorted_by_key(|session| session.date));
    assert!(acted(&turned, Rule::Scope));
}

#[test]
fn what_has_one_right_form_is_put_right() {
    let turned = Block { rpe: Some(EffortTarget { low: 6.0, high: 4.0 }), ..block("run", 20.0, Some((140, 120))) };
    let found = reviewed(session(vec![turned]), &context());
    let block = &found.value().blocks[0];
    assert_eq!(block.heart_rate, Some(HeartRateTarget { low_bpm: 120, high_bpm: 140 }));
    assert_eq!(block.rpe, Some(EffortTarget { low: 4.0, high: 6.0 }));
    let warm = Block { part: Part::WarmUp, ..super::block("walk", 30.0, None) };
    let long = Block { minutes: 30.1, ..warm.clone() };
    let found = reviewed(session(vec![warm, long, squats(&[None])]), &context());
    assert_eq!(
        found.value().blocks.iter().map(|block| block.part).collect::<Vec<_>>(),
        [Part::WarmUp, Part::Main, Part::Main]
    );
    let set = PlannedSet { reps: Some(5), warmup: true, ..PlannedSet::default() };
    let hidden = Block { sets: vec![set; 8], ..squats(&[]) };
    let found = reviewed(session(vec![hidden]), &context());
    assert_eq!(found.value().blocks[0].work_sets().count(), 2);
}

#[test]
fn ids_and_names_agree() {
    let unknown = Block { exercise: Some("zercher_thing".to_owned()), ..block("Zercher thing", 10.0, None) };
    let found = reviewed(session(vec![unknown]), &context());
    assert_eq!(found.value().blocks[0].exercise, None);
    assert!(acted(&found, Rule::Scope));
    for name in ["Back squat", "back squat, slow", "Barbell squat", "An innocent thing"] {
        let known = Block { name: name.to_owned(), ..squats(&[None]) };
        let found = reviewed(session(vec![known]), &context());
        assert_eq!(found.value().blocks[0].exercise.as_deref(), Some("back_squat"), "{name}");
    }
}

#[test]
fn targets_are_plausible_numbers_in_the_unit_of_their_metric() {
    let target = |metric: &str, value, unit: &str| Target {
        id: "t".to_owned(),
        metric: metric.to_owned(),
        value,
        unit: unit.to_owned(),
    };
    for (metric, value, unit) in [
        ("steps", -1.0, "1"),
        ("steps", f64::NAN, "1"),
        ("steps", 1e9, "1"),
        ("steps", 100.0, "kg"),
        ("protein", -5.0, "g"),
        ("protein", f64::INFINITY, "g"),
        ("anything", -1.0, "1"),
    ] {
        assert_eq!(refused(target(metric, value, unit), &context()).rule, Rule::Scope, "{metric} {value} {unit}");
    }
    let written = reviewed(target("distance_walk_run", 5.0, "km"), &context());
    assert_eq!((written.value().value, written.value().unit.as_str()), (5_000.0, "m"));
}

/// The largest plan that is read at all is judged, and is no way to keep the coach busy.
#[test]
fn the_largest_plan_is_judged() {
    let set = PlannedSet { reps: Some(1), weight_kg: Some(50.0), ..PlannedSet::default() };
    let part = Block { sets: vec![set; 30], minutes: 3.0, ..squats(&[]) };
    let sessions = (0..53 * 14).map(|index: i32| {
        let start = Some(time(if index % 2 == 0 { 8 } else { 20 }, 0, 0, 0));
        PlannedSession { id: index.to_string(), ..on(later(index / 2), start, vec![part.clone(); 40]) }
    });
    let whole = plan_of(53, sessions.collect());
    let facts = Facts { two_a_day: true, done: vec![lifted(later(-2), &[("back_squat", 100.0, false)])], ..context() };
    let judged = whole.clone().review(&facts);
    assert!(!judged.is_ok_and(|plan| plan.into_inner() == whole), "two long sessions on every day");
}

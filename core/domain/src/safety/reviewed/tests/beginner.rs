//! BEGINNER.

use super::*;

#[test]
fn beginners_have_45_minutes_in_all() {
    for level in [Some(Level::Beginner), None] {
        let mut context = context();
        context.profile.level = level;
        let minutes = |rest: f64| {
            session(vec![block("warm-up", 10.0, None), block("squat", 30.0, None), block("cool-down", rest, None)])
        };
        assert!(minutes(5.0).review(&context).is_ok());
        assert!(minutes(5.01).review(&context).is_err());
        assert!(plan(vec![minutes(5.0), minutes(6.0)]).review(&context).is_err());
        assert!(minutes(f64::NAN).review(&context).is_err());
        assert!(minutes(-60.0).review(&context).is_err());
    }
    assert!(session(vec![block("hike", 120.0, None)]).review(&context()).is_ok());
}

#[test]
fn beginners_do_no_advanced_lifts_in_any_spelling() {
    let mut context = context();
    context.profile.level = None;
    for name in [
        "snatch",
        "Snatch",
        "SNATCHES",
        "power snatch",
        "hang snatch",
        "One-Arm Dumbbell Snatch",
        "kettlebell snatch",
        "snach",
        "clean and jerk",
        "Clean & Jerk",
        "clean-and-jerk",
        "Clean, Jerk",
        "C&J",
        "clean jerk",
        "muscle-up",
        "Muscle Up",
        "muscleup",
        "ring muscle-ups",
        "kipping bar muscle up",
        "strict muscle-up",
        "power clean + push jerk",
        "ｓｎａｔｃｈ",
        "snatch 3x3",
        "muscle\u{2011}up",
    ] {
        assert!(session(vec![block(name, 10.0, None)]).review(&context).is_err(), "{name}");
    }
    for name in [
        "front squat, clean grip",
        "snatch-grip deadlift",
        "back squat",
        "clean pull",
        "muscle activation",
        "pull up",
        "bicep curl",
        "jerk chicken prep",
        "snatch grip shrug",
        "clean eating walk",
        "push press",
        "match play",
        "muscle endurance row",
    ] {
        assert!(session(vec![block(name, 10.0, None)]).review(&context).is_ok(), "{name}");
    }
}

#[test]
fn an_advanced_lift_is_found_in_titles_notes_ids_and_the_catalogue() {
    let facts = Facts { profile: Profile { level: None, ..context().profile }, ..context() };
    let plain = || block("Push-up", 10.0, None);
    let id = |id: &str| Block { exercise: Some(id.to_owned()), ..plain() };
    let note = Block { note: Some("then a muscle-up".to_owned()), ..plain() };
    for hidden in [id("power_snatch"), id("clean_and_jerk"), id("ring_muscle_up"), note] {
        let found = refused(session(vec![hidden.clone()]), &facts);
        assert_eq!(found.rule, Rule::Beginner, "{hidden:?}");
        assert_eq!(refused(plan(vec![session(vec![hidden])]), &facts).rule, Rule::Beginner);
    }
    let titled = PlannedSession { title: "Snatch day".to_owned(), ..session(vec![plain()]) };
    assert_eq!(refused(titled, &facts).rule, Rule::Beginner);
    let whole = Plan { title: "Clean & jerk in weeks".to_owned(), ..plan(vec![session(vec![plain()])]) };
    assert_eq!(refused(whole, &facts).rule, Rule::Beginner);
    for exercise in crate::exercise::EXERCISES.iter().filter(|exercise| exercise.level == Level::Advanced) {
        assert_eq!(refused(session(vec![id(exercise.id)]), &facts).rule, Rule::Beginner, "{}", exercise.id);
    }
    let snatch = session(vec![block("snatch", 10.0, None)]);
    assert!(snatch.review(&context()).is_ok(), "others may");
}

#[test]
fn rests_count_even_where_the_minutes_hide_them() {
    let facts = Facts { profile: Profile { level: None, ..context().profile }, ..context() };
    let rest = |rest_s: f64| {
        let set = PlannedSet { reps: Some(15), rest_s, ..PlannedSet::default() };
        session(vec![Block { sets: vec![set; 10], ..block("Push-up", 10.0, None) }])
    };
    // Ten sets of 30 s and nine rests: 45 minutes with rests of 266 s.
    assert_eq!(reviewed(rest(266.0), &facts).value().minutes(), 45.0);
    assert_eq!(refused(rest(280.0), &facts).rule, Rule::Beginner);
}

#[test]
fn a_look_at_the_form_is_asked_for_in_every_session_of_a_beginner() {
    let facts = Facts { profile: Profile { level: Some(Level::Beginner), ..context().profile }, ..context() };
    let two = vec![
        on(later(0), Some(time(9, 0, 0, 0)), vec![block("walk", 5.0, None), squats(&[None])]),
        on(later(2), Some(time(9, 0, 0, 0)), vec![block("run", 20.0, None)]),
    ];
    let found = reviewed(plan(two.clone()), &facts);
    let checks: Vec<_> = found.value().sessions.iter().map(|session| session.form_check.as_deref()).collect();
    assert_eq!(checks, [Some("Back squat"), Some("run")]);
    assert!(acted(&found, Rule::Beginner));
    assert!(reviewed(plan(two), &context()).value().sessions.iter().all(|session| session.form_check.is_none()));
}

/// No name of the catalogue is taken for a figure, and only the lifts themselves for advanced ones.
#[test]
fn names_of_the_catalogue_are_read_right() {
    let facts = Facts { profile: Profile { level: Some(Level::Beginner), ..context().profile }, ..context() };
    for exercise in crate::exercise::EXERCISES.iter() {
        let open = exercise.level == Level::Beginner && exercise.pattern != crate::exercise::Pattern::Olympic;
        let part = Block { exercise: Some(exercise.id.to_owned()), ..block(exercise.name, 10.0, None) };
        let found = session(vec![part]).review(&facts);
        if open {
            let found = found.unwrap_or_else(|refused| panic!("{}: {refused}", exercise.id));
            assert_eq!(found.value().blocks[0].exercise.as_deref(), Some(exercise.id));
            assert_eq!(found.value().blocks[0].name, exercise.name);
        }
        let advanced = ["snatch", "clean_and_jerk", "muscle_up"].iter().any(|lift| exercise.id.contains(lift));
        let other = ["grip", "pull", "high", "shrug"].iter().any(|word| exercise.id.contains(word));
        if advanced && !other {
            let hidden = Block { exercise: Some(exercise.id.to_owned()), ..block("Push-up", 10.0, None) };
            assert_eq!(refused(session(vec![hidden]), &facts).rule, Rule::Beginner, "{}", exercise.id);
        }
    }
}

proptest! {
    #[test]
    fn any_name_is_judged_without_panic(name in "\\PC{0,40}") {
        let mut context = context();
        context.profile.level = None;
        let _ = session(vec![block(&name, 10.0, None)]).review(&context);
    }
}

//! PAIN-3.

use super::*;
use crate::exercise::{EXERCISES, Joint, Pattern};
use crate::safety::facts::OpenPain;

fn pain(joint: Option<Joint>, exercise: Option<&str>, score: Option<u8>) -> OpenPain {
    OpenPain { id: "e".to_owned(), at_ms: 0, joint, exercise: exercise.map(str::to_owned), score, times: 1 }
}

fn hurting(pain: OpenPain) -> Facts {
    Facts { pain: vec![pain], ..context() }
}

fn two() -> Plan {
    let at = Some(time(9, 0, 0, 0));
    plan(vec![on(later(0), at, vec![squats(&[None])]), on(later(2), at, vec![block("Unlisted drill", 20.0, None)])])
}

#[test]
fn pain_of_three_stops_and_of_two_does_not() {
    for score in [Some(3), Some(10), None] {
        let found = refused(session(vec![squats(&[None])]), &hurting(pain(None, Some("back_squat"), score)));
        assert_eq!(found.rule, Rule::Pain3, "{score:?}");
    }
    for score in [Some(0), Some(2)] {
        let facts = hurting(pain(None, Some("back_squat"), score));
        assert!(!acted(&reviewed(two(), &facts), Rule::Pain3), "{score:?}");
    }
}

#[test]
fn blocks_are_taken_out_and_empty_sessions_with_them() {
    let facts = hurting(pain(Some(Joint::Elbow), None, Some(5)));
    let found = reviewed(two(), &facts);
    assert_eq!(found.value().sessions.len(), 1, "the unlisted drill cannot be judged, the squat loads no elbow");
    assert_eq!(found.value().sessions[0].blocks[0].exercise.as_deref(), Some("back_squat"));
    let told = &found.interventions().iter().find(|found| found.rule == Rule::Pain3).unwrap().detail;
    assert!(told.contains("Unlisted drill") && told.contains("no work left"), "{told}");
    let found = refused(two(), &hurting(pain(Some(Joint::Knee), None, Some(3))));
    assert_eq!(found.rule, Rule::Pain3, "nothing is left");
}

#[test]
fn pain_without_a_place_is_asked_for() {
    let found = refused(two(), &hurting(pain(None, None, Some(4))));
    assert!(found.rule == Rule::Pain3 && found.detail.contains("where"), "{found:?}");
    assert!(two().review(&hurting(pain(None, None, Some(2)))).is_ok());
    assert!(refused(two(), &hurting(pain(None, Some("no such exercise"), Some(4)))).detail.contains("where"));
}

#[test]
fn recurring_pain_suggests_a_professional() {
    let mixed = || plan(vec![session(vec![squats(&[None]), block("Unlisted drill", 20.0, None)])]);
    for (times, suggested) in [(2, false), (3, true)] {
        let mut facts = hurting(OpenPain { times, ..pain(None, Some("back_squat"), Some(4)) });
        facts.profile.level = Some(Level::Advanced);
        let told = refused(mixed(), &facts).detail;
        assert!(told.contains("left"), "{told}");
        let reason = crate::safety::reviewed::pain::reason(&squats(&[None]), &facts).unwrap();
        assert_eq!(reason.contains("physician"), suggested, "{reason}");
    }
}

#[test]
fn what_lies_behind_is_not_rewritten() {
    let facts = hurting(pain(None, Some("back_squat"), Some(4)));
    let at = Some(time(9, 0, 0, 0));
    let mut begun = plan(vec![
        on(later(-3), at, vec![squats(&[None])]),
        on(
            later(1),
            at,
            vec![squats(&[None]), Block { exercise: Some("back_squat".to_owned()), ..block("Back squat", 9.0, None) }],
        ),
    ]);
    begun.start = later(-7);
    let found = reviewed(begun, &facts);
    assert_eq!(found.value().sessions.len(), 1);
    assert_eq!(found.value().sessions[0].date, later(-3));
}

/// Over the whole catalogue, by the words of the rule.
#[test]
fn every_exercise_is_judged_by_pattern_and_joint() {
    let check = |pain: OpenPain, expected: &dyn Fn(&crate::exercise::Exercise) -> bool| {
        let facts = hurting(pain.clone());
        for candidate in EXERCISES.iter() {
            let block = Block { exercise: Some(candidate.id.to_owned()), ..block(candidate.name, 20.0, None) };
            let out = plan(vec![session(vec![block])]).review(&facts).is_err();
            assert_eq!(out, expected(candidate), "{} with {pain:?}", candidate.id);
        }
    };
    for joint in Joint::ALL {
        check(pain(Some(*joint), None, None), &|candidate| candidate.joints.contains(joint));
    }
    for (index, at) in EXERCISES.iter().enumerate().filter(|(index, _)| index % 61 == 0) {
        check(pain(None, Some(at.id), Some(3)), &|candidate| {
            let shared = candidate.joints.iter().any(|joint| at.joints.contains(joint));
            candidate.id == at.id || (candidate.pattern == at.pattern && shared)
        });
        let joint = Joint::ALL[index % Joint::ALL.len()];
        check(pain(Some(joint), Some(at.id), Some(3)), &|candidate| {
            let alike = candidate.pattern == at.pattern || candidate.pattern == Pattern::Mobility;
            candidate.id == at.id || (alike && candidate.joints.contains(&joint))
        });
    }
}

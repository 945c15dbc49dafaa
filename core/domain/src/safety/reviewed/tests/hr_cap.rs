//! HR-CAP.

use super::*;

fn highest(session: &PlannedSession) -> Vec<Option<HeartRateTarget>> {
    session.blocks.iter().map(|block| block.heart_rate).collect()
}

#[test]
fn at_thirty_five_155_stands_and_156_does_not() {
    assert_eq!(heart_rate_cap(&context()), HeartRateCap::Bpm { cap: 155, max: 183.5, from: "estimated from age" });
    let fine = session(vec![block("warm-up", 5.0, Some((90, 110))), block("run", 20.0, Some((140, 155)))]);
    let reviewed = fine.clone().review(&context()).unwrap();
    assert_eq!((reviewed.value(), reviewed.interventions().len()), (&fine, 0));
    let reviewed = session(vec![block("warm-up", 5.0, Some((150, 156))), block("run", 20.0, Some((170, 180)))])
        .review(&context())
        .unwrap();
    let lowered: Vec<_> =
        [(150, 155), (155, 155)].map(|(low_bpm, high_bpm)| Some(HeartRateTarget { low_bpm, high_bpm })).to_vec();
    assert_eq!(highest(reviewed.value()), lowered);
    assert_eq!(
        (reviewed.interventions()[0].rule, reviewed.interventions()[0].action.as_str()),
        (Rule::HrCap, "adjusted")
    );
    let whole = plan(vec![session(vec![block("run", 20.0, Some((120, 156)))])]).review(&context()).unwrap();
    assert_eq!(whole.value().sessions[0].blocks[0].heart_rate.map(|target| target.high_bpm), Some(155));
}

#[test]
fn a_given_maximum_goes_before_an_observed_and_an_estimated_one() {
    let mut context = context();
    context.observed_max_hr_bpm = Some(190.0);
    assert_eq!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 161, max: 190.0, from: "observed" });
    context.profile.max_hr_bpm = Some(180.0);
    assert_eq!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 153, max: 180.0, from: "measured or given" });
    context.profile.max_hr_bpm = Some(207.058);
    assert!(matches!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 175, .. }), "175.9993 is rounded down");
    for absurd in [119.9, 230.1, f64::NAN, f64::INFINITY, -1.0, 0.0] {
        context.profile.max_hr_bpm = Some(absurd);
        context.observed_max_hr_bpm = Some(absurd);
        assert!(matches!(heart_rate_cap(&context), HeartRateCap::Bpm { cap: 155, .. }), "{absurd}");
    }
}

#[test]
fn without_a_maximum_heart_rate_targets_are_refused_and_the_lack_is_named() {
    let mut context = context();
    context.profile.birth_date = None;
    let refused = session(vec![block("run", 20.0, Some((90, 100)))]).review(&context).unwrap_err();
    assert!(refused.to_string().contains("date of birth"), "{refused}");
    assert!(session(vec![block("run", 20.0, None)]).review(&context).is_ok());
    let target = Target { id: "t".to_owned(), metric: "heart_rate".to_owned(), value: 100.0, unit: "/min".to_owned() };
    assert!(target.review(&context).is_err());
}

#[test]
fn beta_blockers_and_pregnancy_take_heart_rate_targets_out() {
    for condition in ["beta_blocker", "Beta-Blockers", "pregnancy", "pregnant"] {
        let mut context = context();
        context.profile.conditions = vec![condition.to_owned()];
        let reviewed = session(vec![block("run", 20.0, Some((100, 120)))]).review(&context).unwrap();
        assert_eq!(highest(reviewed.value()), [None], "{condition}");
        assert!(reviewed.interventions()[0].detail.contains("RPE"));
    }
}

#[test]
fn targets_are_capped_too() {
    let target =
        |metric: &str, value| Target { id: "t".to_owned(), metric: metric.to_owned(), value, unit: "/min".to_owned() };
    assert_eq!(target("heart_rate", 155.0).review(&context()).unwrap().interventions().len(), 0);
    assert_eq!(target("heart_rate", 156.0).review(&context()).unwrap().value().value, 155.0);
    assert!(target("resting_hr", 50.0).review(&context()).is_ok());
    assert!(target("steps", f64::NAN).review(&context()).is_err());
    assert!(Target { unit: "1".to_owned(), ..target("steps", 10_000.0) }.review(&context()).is_ok());
}

proptest! {
    #[test]
    fn no_target_above_the_cap_gets_through(low in 1_u32..400, high in 1_u32..400, max in 100.0_f64..240.0) {
        let mut context = context();
        context.profile.max_hr_bpm = Some(max);
        let reviewed = session(vec![block("run", 10.0, Some((low, high)))]).review(&context).unwrap();
        let HeartRateCap::Bpm { cap, max, .. } = heart_rate_cap(&context) else { panic!() };
        prop_assert!(f64::from(cap) <= 0.85 * max + 1e-6 && f64::from(cap) > 0.85 * max - 1.01);
        let target = reviewed.value().blocks[0].heart_rate.unwrap();
        prop_assert!(target.high_bpm <= cap && target.low_bpm <= cap);
        let again = reviewed.clone().into_inner().review(&context).unwrap();
        prop_assert!(again.interventions().is_empty() && again.value() == reviewed.value());
    }
}

#[test]
fn a_heart_rate_in_words_is_a_target_too() {
    let facts = context();
    let titled = |title: &str| PlannedSession { title: title.to_owned(), ..session(vec![block("run", 20.0, None)]) };
    for (fine, high) in [
        ("Run at 155 bpm", "Run at 156 bpm"),
        ("Run at 85 % of max heart rate", "Run at 86 % of max heart rate"),
        ("HR 140-155", "HR 140-156"),
        ("Zone 4", "Zone 5"),
        ("70 % of heart-rate reserve", "71 % of heart-rate reserve"),
    ] {
        assert!(titled(fine).review(&facts).is_ok(), "{fine}");
        assert_eq!(refused(titled(high), &facts).rule, Rule::HrCap, "{high}");
        let named = session(vec![block(high, 20.0, None)]);
        assert_eq!(refused(named.clone(), &facts).rule, Rule::HrCap, "{high}");
        assert_eq!(refused(plan(vec![named]), &facts).rule, Rule::HrCap, "{high}");
        let whole = plan(vec![session(vec![block("run", 20.0, None)])]);
        assert_eq!(refused(Plan { title: high.to_owned(), ..whole.clone() }, &facts).rule, Rule::HrCap);
        assert_eq!(refused(Plan { reason: high.to_owned(), ..whole }, &facts).rule, Rule::HrCap);
        let check = PlannedSession { form_check: Some(high.to_owned()), ..session(vec![block("run", 20.0, None)]) };
        assert_eq!(refused(check, &facts).rule, Rule::HrCap);
    }
    let explained = Plan {
        reason: "no targets, since your maximum heart rate is not known".to_owned(),
        ..plan(vec![session(vec![block("run", 20.0, None)])])
    };
    assert!(explained.review(&facts).is_ok());
    assert!(titled("Maximum heart rate test").review(&facts).is_err());
    let mut known = facts.clone();
    known.profile.resting_hr_bpm = Some(60.0);
    // 60 + 0.77 x 123.5 = 155.1, above 155; 0.76 gives 153.9.
    assert!(titled("76 % of heart-rate reserve").review(&known).is_ok());
    assert!(titled("77 % of heart-rate reserve").review(&known).is_err());
    let mut blocked = facts;
    blocked.profile.conditions = vec!["beta_blocker".to_owned()];
    assert_eq!(refused(titled("Run at 100 bpm"), &blocked).rule, Rule::HrCap);
}

#[test]
fn a_note_with_a_figure_is_taken_out() {
    for note in [
        "hold 150",
        "at 180 bpm",
        "all of \u{0661}\u{0668}\u{0660}",
        "near maximum heart rate",
        "one hundred eighty bpm",
    ] {
        let noted = Block { note: Some(note.to_owned()), ..block("run", 20.0, None) };
        let found = reviewed(plan(vec![session(vec![noted])]), &context());
        assert_eq!(found.value().sessions[0].blocks[0].note, None, "{note}");
        assert!(acted(&found, Rule::HrCap), "{note}");
    }
    let noted = Block { note: Some("keep it relaxed".to_owned()), ..block("run", 20.0, None) };
    assert_eq!(reviewed(session(vec![noted.clone()]), &context()).value().blocks[0].note, noted.note);
}

#[test]
fn no_name_of_a_metric_gets_around_the_cap() {
    let target = |metric: &str, unit: &str, value| Target {
        id: "t".to_owned(),
        metric: metric.to_owned(),
        value,
        unit: unit.to_owned(),
    };
    for (metric, unit) in [
        ("heart_rate", "/min"),
        ("heart_rate", "bpm"),
        ("target_heart_rate", "bpm"),
        ("Pulse", "bpm"),
        ("run_hr", "/min"),
    ] {
        assert_eq!(reviewed(target(metric, unit, 190.0), &context()).value().value, 155.0, "{metric} {unit}");
    }
    for (metric, unit) in [("heart_rate", "s"), ("target_heart_rate", "Hz")] {
        assert!(target(metric, unit, 3.0).review(&context()).is_err(), "{metric} {unit}");
    }
}

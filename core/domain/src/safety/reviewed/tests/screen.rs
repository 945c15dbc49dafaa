//! SCREEN.

use super::*;

fn capped(cap: Option<Intensity>) -> Facts {
    Facts { screening: Some(screening(cap)), ..context() }
}

fn effort(high: f64) -> Option<EffortTarget> {
    Some(EffortTarget { low: 2.0_f64.min(high), high })
}

#[test]
fn a_plan_waits_for_the_screening_and_for_a_clinician() {
    let run = || plan(vec![session(vec![block("run", 20.0, None)])]);
    assert!(run().review(&context()).is_ok());
    let missing = refused(run(), &Facts { screening: None, ..context() });
    assert!(missing.rule == Rule::Screen && missing.detail.contains("screening"), "{missing:?}");
    assert_eq!(refused(run(), &capped(None)).rule, Rule::Screen);
    assert_eq!(refused(run().sessions.remove(0), &capped(None)).rule, Rule::Screen);
    // Answers that came to nothing open are not read as everything open.
    let odd = Screening { outcome: Outcome::Ready, ..screening(None) };
    assert_eq!(refused(run(), &Facts { screening: Some(odd), ..context() }).rule, Rule::Screen);
}

#[test]
fn the_cap_holds_for_efforts_and_heart_rates_at_its_edge() {
    for (cap, continuous, strength, bpm) in [(Intensity::Light, 3.0, 3.0, 115), (Intensity::Moderate, 4.0, 6.0, 139)] {
        let facts = capped(Some(cap));
        let with = |over: f64, bpm_over: u32| {
            let mut squats = squats(&[None]);
            squats.sets[0].rpe = Some(strength + over);
            let run = Block { rpe: effort(continuous + over), ..block("run", 20.0, Some((90, bpm + bpm_over))) };
            plan(vec![session(vec![run, squats])])
        };
        let fine = reviewed(with(0.0, 0), &facts);
        assert!(!acted(&fine, Rule::Screen), "{:?}", fine.interventions());
        let lowered = reviewed(with(0.5, 1), &facts);
        let blocks = &lowered.value().sessions[0].blocks;
        assert_eq!(blocks[0].rpe.map(|effort| effort.high), Some(continuous));
        assert_eq!(blocks[0].heart_rate.map(|target| target.high_bpm), Some(bpm), "63 and 76 % of 183.5");
        assert_eq!(blocks[1].sets[0].rpe, Some(strength));
        assert!(acted(&lowered, Rule::Screen));
        let mut facts = facts;
        facts.profile.resting_hr_bpm = Some(60.0);
        // 60 + 0.39 x 123.5 = 108.2; 60 + 0.59 x 123.5 = 132.9
        let of_reserve = if cap == Intensity::Light { 108 } else { 132 };
        let lowered = reviewed(with(0.0, 0), &facts);
        assert_eq!(lowered.value().sessions[0].blocks[0].heart_rate.map(|target| target.high_bpm), Some(of_reserve));
    }
}

#[test]
fn work_without_an_effort_gets_one() {
    let facts = capped(Some(Intensity::Moderate));
    let found = reviewed(plan(vec![session(vec![block("run", 20.0, None), squats(&[None])])]), &facts);
    let blocks = &found.value().sessions[0].blocks;
    assert_eq!(blocks[0].rpe, Some(EffortTarget { low: 3.0, high: 4.0 }));
    assert_eq!(blocks[1].sets[0].rpe, Some(6.0));
}

#[test]
fn a_session_without_a_screening_is_light() {
    let facts = Facts { screening: None, ..context() };
    let run = Block { rpe: effort(8.0), ..block("run", 20.0, Some((140, 155))) };
    let found = reviewed(session(vec![run]), &facts);
    assert_eq!(found.value().blocks[0].rpe.map(|effort| effort.high), Some(3.0));
    assert_eq!(found.value().blocks[0].heart_rate.map(|target| target.high_bpm), Some(115));
}

use super::monitor::SUSTAINED_MS;
use super::*;
use crate::person::Profile;
use crate::safety::screening::{Answers, Intensity, screen};
use jiff::civil::date;
use proptest::prelude::*;

/// A person with a maximum of 190 bpm: 95 % is 180.5.
fn facts() -> Facts {
    Facts { profile: Profile { max_hr_bpm: Some(190.0), ..Profile::default() }, ..Facts::default() }
}

fn aged(age: i16) -> Facts {
    let today = date(2026, 6, 1);
    let profile = Profile { birth_date: Some(date(2026 - age, 1, 1)), ..Profile::default() };
    Facts { profile, today, ..Facts::default() }
}

fn session() -> LiveSession {
    LiveSession::begin(&facts()).unwrap()
}

fn sample(t_ms: i64, bpm: f64) -> LiveInput {
    LiveInput::Sample { t_ms, heart_rate_bpm: Some(bpm) }
}

fn nothing(t_ms: i64) -> LiveInput {
    LiveInput::Sample { t_ms, heart_rate_bpm: None }
}

fn said(text: &str) -> LiveInput {
    LiveInput::Said { text: text.to_owned() }
}

/// Runs a stream of heart rates at even spacing from time 0; 0 is no value.
fn run(session: &mut LiveSession, spacing_ms: i64, bpm: &[f64]) -> Vec<LiveEvent> {
    let inputs = (0_i64..).zip(bpm).map(|(at, bpm)| sample(at * spacing_ms, *bpm));
    inputs.flat_map(|input| session.input(input)).collect()
}

fn stops(events: &[LiveEvent]) -> Vec<i64> {
    let stop = |event: &LiveEvent| match event {
        LiveEvent::Stop { t_ms, rule: Rule::HrStop, .. } => *t_ms,
        _ => None,
    };
    events.iter().filter_map(stop).collect()
}

fn artefacts(events: &[LiveEvent]) -> Vec<(i64, ArtefactKind)> {
    let artefact = |event: &LiveEvent| match event {
        LiveEvent::Artefact { t_ms, kind } => Some((*t_ms, *kind)),
        _ => None,
    };
    events.iter().filter_map(artefact).collect()
}

fn summary(session: &mut LiveSession) -> LiveSummary {
    let events = session.input(LiveInput::Finish { t_ms: 0 });
    match events.last() {
        Some(LiveEvent::Finished { summary, .. }) => summary.as_ref().clone(),
        other => panic!("{other:?}"),
    }
}

/// A session that was stopped at 2 s, after `before` seconds of calm.
fn stopped() -> LiveSession {
    let mut session = session();
    let events = run(&mut session, 1000, &[170.0, 182.0, 183.0, 184.0]);
    assert_eq!(stops(&events), [3000]);
    session
}

#[test]
fn the_edge_of_the_stop() {
    // 95 % of 190 is 180.5: at it, one step under, one step over.
    for (bpm, stops_at) in [(180.0, None), (180.49, None), (180.5, None), (180.51, Some(2000)), (181.0, Some(2000))] {
        let mut session = session();
        let events = run(&mut session, 1000, &[bpm; 5]);
        assert_eq!(stops(&events).first().copied(), stops_at, "{bpm}");
    }
    // Whole percentages in floating point: 171 of 180, 190 of 200, 114 of 120, 173.66 of 182.8.
    for max in [120.0, 182.8, 183.5, 164.6, 180.0, 200.0, 230.0] {
        let facts = Facts { profile: Profile { max_hr_bpm: Some(max), ..Profile::default() }, ..Facts::default() };
        let limit = max * 0.95;
        for (bpm, stops_it) in [(limit, false), (limit - 0.001, false), (limit + 0.001, true)] {
            let mut session = LiveSession::begin(&facts).unwrap();
            assert_eq!(!stops(&run(&mut session, 1000, &[bpm; 4])).is_empty(), stops_it, "{bpm} of {max}");
        }
    }
}

#[test]
fn the_stop_uses_the_persons_own_maximum_in_order() {
    let limit = |facts: &Facts| LiveLimits::of(facts).stop_above_bpm();
    let source = |facts: &Facts| LiveLimits::of(facts).maximum_bpm().1;
    let mut person = aged(35);
    assert!((limit(&person) - 183.5 * 0.95).abs() < 1e-9);
    assert_eq!(source(&person), MaximumSource::Age);
    person.observed_max_hr_bpm = Some(196.0);
    assert_eq!((limit(&person), source(&person)), (186.2, MaximumSource::Observed));
    person.profile.max_hr_bpm = Some(180.0);
    assert_eq!((limit(&person), source(&person)), (171.0, MaximumSource::Given));
    // What is not plausible is not used.
    for implausible in [119.9, 230.1, f64::NAN, 0.0, -190.0, f64::INFINITY] {
        person.profile.max_hr_bpm = Some(implausible);
        assert_eq!(source(&person), MaximumSource::Observed, "{implausible}");
    }
}

#[test]
fn without_a_maximum_the_lowest_plausible_one_is_used_and_it_is_said() {
    let mut session = LiveSession::begin(&Facts::default()).unwrap();
    let events = run(&mut session, 1000, &[114.0, 114.0, 114.0, 115.0, 115.0, 115.0]);
    assert_eq!(stops(&events), [5000]);
    let LiveEvent::Began { scale: None, text: Some(text), maximum_source: MaximumSource::Lowest, .. } = &events[0]
    else {
        panic!("{:?}", events[0]);
    };
    assert!(text.contains("date of birth"));
    assert!(!events.iter().any(|event| matches!(event, LiveEvent::Zone { .. })));
    // 100 bpm is low enough to go on, although it is more than 70 % of 120.
    assert_eq!(session.limits().resume_at_bpm(), 100.0);
}

#[test]
fn conditions_leave_effort_and_the_stop() {
    for condition in ["beta_blocker", "Beta-Blockers", "pregnancy"] {
        let mut facts = aged(50);
        facts.profile.resting_hr_bpm = Some(60.0);
        facts.profile.conditions = vec![condition.to_owned()];
        let mut session = LiveSession::begin(&facts).unwrap();
        let events = run(&mut session, 1000, &[90.0; 400]);
        assert!(events.iter().all(|event| !matches!(event, LiveEvent::Zone { .. })), "{condition}");
        let cues = events.iter().filter(|event| matches!(event, LiveEvent::Cue { .. })).count();
        assert_eq!(cues, 2, "effort is asked for at the start and after five minutes");
        assert!(summary(&mut session).zones.is_empty());
    }
    // Tanaka's 173 bpm at 50 are out of reach on a beta-blocker; Brawner's estimate is 129.
    let mut facts = aged(50);
    facts.profile.conditions = vec!["pregnancy".to_owned(), "beta blocker".to_owned()];
    let limits = LiveLimits::of(&facts);
    assert_eq!(limits.maximum_bpm(), (129.0, MaximumSource::AgeOnBetaBlocker));
    facts.profile.max_hr_bpm = Some(150.0);
    assert_eq!(LiveLimits::of(&facts).maximum_bpm(), (150.0, MaximumSource::Given));
    facts.profile.conditions = vec!["pregnancy".to_owned()];
    facts.profile.max_hr_bpm = None;
    assert_eq!(LiveLimits::of(&facts).maximum_bpm(), (173.0, MaximumSource::Age));
}

#[test]
fn sustained_at_each_spacing() {
    for (spacing, expected) in [
        (200, 2000),
        (500, 2000),
        (1000, 2000),
        (1001, 1001),
        (1500, 1500),
        (1999, 1999),
        (2000, 2000),
        (5000, 5000),
        (9000, 9000),
    ] {
        let mut session = session();
        let events = run(&mut session, spacing, &[185.0; 30]);
        assert_eq!(stops(&events), [expected], "every {spacing} ms");
    }
}

#[test]
fn a_single_sample_never_stops_and_is_marked() {
    use ArtefactKind::{Jump, OutOfRange, SingleAbove};
    for (stream, marked) in [
        (&[150.0, 150.0, 190.0, 150.0, 150.0][..], &[(2000, Jump)][..]),
        (&[178.0, 178.0, 182.0, 178.0, 178.0], &[(2000, SingleAbove)]),
        (&[190.0, 150.0, 150.0], &[(0, SingleAbove)]),
        (&[150.0, 150.0, 90.0, 150.0], &[(2000, Jump)]),
        (&[150.0, 251.0, 150.0], &[(1000, OutOfRange)]),
        (
            &[150.0, 255.0, 255.0, 255.0, 255.0, 150.0],
            &[(1000, OutOfRange), (2000, OutOfRange), (3000, OutOfRange), (4000, OutOfRange)],
        ),
        (&[150.0, 24.9, 150.0], &[(1000, OutOfRange)]),
        (&[150.0, 190.0, 150.0, 190.0, 150.0, 190.0, 150.0], &[(1000, Jump), (3000, Jump), (5000, Jump)]),
        (&[150.0, 185.0, 150.0], &[(1000, SingleAbove)]),
        (&[150.0, 184.9, 180.0, 180.0], &[(1000, SingleAbove)]),
    ] {
        let mut session = session();
        let events = run(&mut session, 1000, stream);
        assert_eq!(stops(&events), [0_i64; 0], "{stream:?}");
        assert_eq!(artefacts(&events), marked, "{stream:?}");
        assert_eq!(summary(&mut session).samples as usize + marked.len(), stream.len());
    }
}

#[test]
fn marked_samples_count_in_no_figure() {
    let mut session = session();
    let _ = run(&mut session, 1000, &[150.0, 152.0, 240.0, 154.0, 30.0, 0.0, 300.0, 156.0]);
    let summary = summary(&mut session);
    assert_eq!((summary.mean_bpm, summary.max_bpm), (Some(153.0), Some(156.0)));
    assert_eq!((summary.samples, summary.artefacts, summary.missing), (4, 3, 1));
}

#[test]
fn nothing_that_is_missing_is_calm() {
    let above = 185.0;
    // A low sample that stands alone, a missing one, 0, NaN, one out of range and one out of time: the run goes on.
    for odd in [90.0, 0.0, f64::NAN, -5.0, 255.0, f64::INFINITY, f64::NEG_INFINITY] {
        let mut session = session();
        let events = run(&mut session, 1000, &[above, odd, above, above]);
        assert_eq!(stops(&events), [2000], "{odd}");
    }
    for late in [0, -5000, 1000, i64::MIN, i64::MAX] {
        let mut session = session();
        let mut events = session.input(sample(0, above));
        events.extend(session.input(sample(1000, above)));
        events.extend(session.input(sample(late, 100.0)));
        events.extend(session.input(sample(2000, above)));
        assert_eq!(stops(&events), [2000], "{late}");
    }
    // Two above and then silence, by the sensor's word or by the device's clock.
    let mut by_sensor = session();
    assert_eq!(stops(&run(&mut by_sensor, 1000, &[above, above, 0.0])), [2000]);
    let mut by_tick = session();
    let _ = run(&mut by_tick, 1000, &[above, above]);
    assert_eq!(stops(&by_tick.input(LiveInput::Tick { t_ms: 50_000 })), [0_i64; 0]);
    assert_eq!(stops(&by_tick.input(LiveInput::Tick { t_ms: 51_000 })), [51_000]);
    // One above on either side of a gap.
    let mut gap = session();
    let _ = gap.input(sample(0, above));
    assert_eq!(stops(&gap.input(sample(60_000, above))), [60_000]);
    // One above and then silence does not stop, and does not count as calm either.
    let mut alone = session();
    let _ = alone.input(sample(0, above));
    let events: Vec<LiveEvent> = (1..=20).flat_map(|t| alone.input(nothing(t * 1000))).collect();
    assert_eq!(stops(&events), [0_i64; 0]);
    assert!(events.iter().any(|event| matches!(event, LiveEvent::Gap { was_above: true, .. })));
}

#[test]
fn two_low_samples_that_bear_each_other_out_are_calm() {
    let mut session = session();
    let events = run(&mut session, 1000, &[185.0, 185.0, 120.0, 121.0, 185.0, 120.0, 120.0]);
    assert_eq!(stops(&events), [0_i64; 0]);
    let mut near = LiveSession::begin(&facts()).unwrap();
    assert_eq!(stops(&run(&mut near, 1000, &[185.0, 185.0, 180.5, 185.0, 185.0, 180.0])), [0_i64; 0]);
}

#[test]
fn a_gap_is_told_once_and_again_later_and_when_it_ends() {
    let mut session = session();
    let _ = session.input(sample(0, 140.0));
    let mut told = Vec::new();
    for second in 1..=80 {
        for event in session.input(LiveInput::Tick { t_ms: 7_000_000 + second * 1000 }) {
            if let LiveEvent::Gap { silent_ms, .. } = event {
                told.push(silent_ms);
            }
        }
    }
    assert_eq!(told, [10_000, 70_000]);
    let events = session.input(sample(81_000, 140.0));
    assert!(events.contains(&LiveEvent::SeenAgain { t_ms: 81_000, silent_ms: 81_000 }), "{events:?}");
    let summary = summary(&mut session);
    assert_eq!((summary.gaps, summary.gap_seconds), (1, 81.0));
    assert_eq!(summary.zones.iter().map(|zone| zone.seconds).sum::<f64>(), 10.0, "a reading stands for 10 s at most");

    // Without any tick, the sample behind the gap tells of it.
    let mut quiet = LiveSession::begin(&facts()).unwrap();
    let _ = quiet.input(sample(0, 140.0));
    let is_gap = |event: &LiveEvent| matches!(event, LiveEvent::Gap { .. });
    assert!(!quiet.input(sample(9_999, 140.0)).iter().any(is_gap));
    assert!(quiet.input(sample(19_999, 140.0)).iter().any(is_gap));
    // A sensor that never was seen is told of as well.
    let mut blind = LiveSession::begin(&facts()).unwrap();
    let events: Vec<_> = (0..=10).flat_map(|t| blind.input(LiveInput::Tick { t_ms: t * 1000 })).collect();
    assert!(events.iter().any(is_gap));
}

#[test]
fn a_clock_that_was_set_back_is_followed() {
    let mut session = session();
    let _ = session.input(sample(0, 140.0));
    // One time that is an hour ahead would otherwise make all that follow come too late.
    let _ = session.input(sample(3_600_000, 185.0));
    let mut events = Vec::new();
    for t in 2..=8 {
        events.extend(session.input(sample(t * 1000, 185.0)));
    }
    assert!(events.iter().any(|event| matches!(event, LiveEvent::ClockChanged { .. })));
    assert!(!stops(&events).is_empty());
}

#[test]
fn going_on_needs_a_confirmation_and_a_heart_that_has_calmed_down() {
    // 70 % of 190 is 133.
    let mut session = stopped();
    let confirm = |session: &mut LiveSession| session.input(LiveInput::Confirm { t_ms: 100_000, effort: None });
    let refused = |events: &[LiveEvent], expected: NotResumed| {
        assert!(matches!(events, [LiveEvent::NotResumed { why, .. }] if *why == expected), "{events:?}");
    };
    refused(&confirm(&mut session), NotResumed::StillHigh);
    for (t, bpm) in [(4, 170.0), (5, 160.0), (6, 140.0), (7, 134.0), (8, 133.0)] {
        let _ = session.input(sample(t * 1000, bpm));
        assert!(session.is_stopped());
    }
    refused(&confirm(&mut session), NotResumed::StillHigh);
    let events = session.input(sample(9000, 133.0));
    assert!(events.contains(&LiveEvent::MayResume { t_ms: 9000, heart_rate_bpm: Some(133.0) }));
    assert!(session.is_stopped(), "never without a confirmation");
    let events = session.input(sample(10_000, 134.0));
    assert!(events.is_empty());
    refused(&confirm(&mut session), NotResumed::StillHigh);
    let _ = session.input(sample(11_000, 130.0));
    let _ = session.input(sample(12_000, 130.0));
    assert_eq!(confirm(&mut session), [LiveEvent::Resumed { t_ms: 100_000 }]);
    assert!(!session.is_stopped());
    assert_eq!(confirm(&mut session), [], "there is nothing to confirm");
    // It stops again.
    let events: Vec<_> = (13..20).flat_map(|t| session.input(sample(t * 1000, 186.0))).collect();
    assert_eq!(stops(&events).len(), 1);
    let actions: Vec<&str> = session.interventions().iter().map(|done| done.action.as_str()).collect();
    assert_eq!(actions, ["stopped", "resumed", "stopped"]);
    assert!(session.interventions().iter().all(|done| done.rule == Rule::HrStop));
}

#[test]
fn a_single_low_sample_is_not_a_calm_heart() {
    let mut session = stopped();
    for (t, bpm) in [(4, 185.0), (5, 80.0), (6, 185.0), (7, 80.0), (8, 185.0)] {
        let _ = session.input(sample(t * 1000, bpm));
    }
    let events = session.input(LiveInput::Confirm { t_ms: 0, effort: Some(0) });
    assert!(matches!(events[..], [LiveEvent::NotResumed { why: NotResumed::StillHigh, .. }]), "{events:?}");
}

#[test]
fn unseen_for_long_needs_a_confirmation_and_a_rating() {
    let confirm = |session: &mut LiveSession, t_ms, effort| session.input(LiveInput::Confirm { t_ms, effort });
    let why = |events: &[LiveEvent]| match events.last() {
        Some(LiveEvent::NotResumed { why, .. }) => Some(*why),
        Some(LiveEvent::Resumed { .. }) => None,
        other => panic!("{other:?}"),
    };
    let mut session = stopped();
    let _ = session.input(LiveInput::Tick { t_ms: 0 });
    assert_eq!(why(&confirm(&mut session, 9_999, Some(0))), Some(NotResumed::StillHigh));
    assert_eq!(why(&confirm(&mut session, 60_000, Some(0))), Some(NotResumed::Unseen));
    assert_eq!(why(&confirm(&mut session, 119_999, Some(0))), Some(NotResumed::Unseen));
    assert_eq!(why(&confirm(&mut session, 120_000, None)), Some(NotResumed::EffortNeeded));
    assert_eq!(why(&confirm(&mut session, 120_000, Some(3))), Some(NotResumed::EffortNeeded));
    let mut seen = session.clone();
    assert_eq!(why(&confirm(&mut session, 120_000, Some(2))), None);
    // Seen again, and still high: the rating does not count any more, nor does calm from before the gap.
    let _ = seen.input(sample(130_000, 170.0));
    assert_eq!(why(&confirm(&mut seen, 125_000, Some(0))), Some(NotResumed::StillHigh));
}

#[test]
fn calm_from_before_a_gap_is_forgotten() {
    let mut session = stopped();
    for (t, bpm) in [(4, 160.0), (5, 130.0), (6, 130.0), (7, 130.0)] {
        let _ = session.input(sample(t * 1000, bpm));
    }
    let _ = session.input(sample(60_000, 170.0));
    let events = session.input(LiveInput::Confirm { t_ms: 0, effort: Some(0) });
    assert!(matches!(events[..], [LiveEvent::NotResumed { why: NotResumed::StillHigh, .. }]), "{events:?}");
}

#[test]
fn chest_pain_and_every_red_flag_stop_at_once_and_for_good() {
    for text in [
        "chest pain",
        "my chest hurts",
        "I feel dizzy",
        "I can't breathe",
        "my heart is skipping beats",
        "Ich habe Schmerzen in der Brust",
        "my left arm went numb and my face droops",
    ] {
        for mut session in [session(), stopped()] {
            let events = session.input(said(text));
            assert!(
                matches!(&events[..], [LiveEvent::Stop { rule: Rule::RedFlag, intervention, .. }] if intervention.action == "stopped"),
                "{text}: {events:?}"
            );
            let rules: Vec<Rule> = session.interventions().iter().rev().take(2).map(|done| done.rule).collect();
            assert_eq!(rules, [Rule::RedFlag, Rule::HrStop], "both rules are in the log");
            for t in 100..200 {
                let _ = session.input(sample(t * 1000, 70.0));
            }
            let events = session.input(LiveInput::Confirm { t_ms: 300_000, effort: Some(0) });
            assert!(matches!(events[..], [LiveEvent::NotResumed { why: NotResumed::RedFlag, .. }]), "{text}");
            assert!(session.is_stopped());
        }
    }
    let mut session = session();
    for text in ["feeling great", "my chest is sore from bench press", "no chest pain today", "how far?"] {
        assert!(!session.input(said(text)).iter().any(|event| matches!(event, LiveEvent::Stop { .. })), "{text}");
    }
}

#[test]
fn the_emergency_number_is_that_of_the_country() {
    let mut facts = facts();
    facts.profile.time_zone = Some("Europe/London".to_owned());
    let mut session = LiveSession::begin(&facts).unwrap();
    let events = session.input(said("chest pain"));
    assert!(matches!(&events[0], LiveEvent::Stop { cool_down_text, .. } if cool_down_text.contains("999")));
}

#[test]
fn pain_stops_the_exercise() {
    let stops_exercise = |text: &str| {
        let mut session = session();
        let events = session.input(said(text));
        let stopped = events.iter().find_map(|event| match event {
            LiveEvent::Pain { exercise_stopped, .. } => Some(*exercise_stopped),
            _ => None,
        });
        (stopped, session.interventions().len())
    };
    assert_eq!(stops_exercise("my knee hurts 3/10"), (Some(true), 1));
    assert_eq!(stops_exercise("my knee hurts 2/10"), (None, 0));
    assert_eq!(stops_exercise("my knee hurts"), (Some(true), 1));
    assert_eq!(stops_exercise("sore quads from yesterday"), (None, 0));
}

#[test]
fn training_that_is_not_open_does_not_begin() {
    let mut facts = facts();
    facts.profile.suspend_training(true);
    assert_eq!(LiveSession::begin(&facts).unwrap_err().rule, Rule::RedFlag);
    facts.profile.suspend_training(false);
    let answers = |active, signs: &[&str]| Answers {
        active,
        diseases: Vec::new(),
        signs: signs.iter().map(|sign| (*sign).to_owned()).collect(),
        intensity: Intensity::Light,
        cleared: false,
    };
    facts.screening = Some(screen(&answers(true, &["palpitations"])));
    assert_eq!(LiveSession::begin(&facts).unwrap_err().rule, Rule::Screen);
    facts.screening = Some(screen(&answers(true, &[])));
    assert!(LiveSession::begin(&facts).is_ok());
}

#[test]
fn zones_are_on_one_scale_and_carry_its_name() {
    let zones = |facts: &Facts, bpm: f64| {
        let mut session = LiveSession::begin(facts).unwrap();
        let events = run(&mut session, 1000, &[bpm; 5]);
        let zone = events.iter().find_map(|event| match event {
            LiveEvent::Zone { zone, scale, text, t_ms, .. } => Some((*zone, *scale, text.clone(), *t_ms)),
            _ => None,
        });
        zone.unwrap()
    };
    let mut person = facts();
    // Of a maximum of 200: 57, 64, 77 and 96 %.
    person.profile.max_hr_bpm = Some(200.0);
    for (bpm, zone) in [
        (113.9, LiveZone::Rest),
        (114.0, LiveZone::Light),
        (127.9, LiveZone::Light),
        (128.0, LiveZone::Moderate),
        (154.0, LiveZone::Vigorous),
        (190.0, LiveZone::Vigorous),
    ] {
        let (found, scale, text, t_ms) = zones(&person, bpm);
        assert_eq!((found, scale, t_ms), (zone, ZoneScale::Maximum, 3000), "{bpm}");
        assert!(text.contains("% of maximum heart rate") && !text.contains("reserve"));
    }
    // Of a reserve of 60 to 200: 40 % is 116, 60 % is 144.
    person.profile.resting_hr_bpm = Some(60.0);
    for (bpm, zone) in
        [(101.0, LiveZone::Rest), (102.0, LiveZone::Light), (116.0, LiveZone::Moderate), (144.0, LiveZone::Vigorous)]
    {
        let (found, scale, text, _) = zones(&person, bpm);
        assert_eq!((found, scale), (zone, ZoneScale::Reserve), "{bpm}");
        assert!(text.contains("% of heart-rate reserve"));
    }
}

#[test]
fn easing_off_follows_the_cap_of_the_person() {
    let mut person = facts();
    let ease_off = |facts: &Facts| LiveLimits::of(facts).ease_off_above_bpm().unwrap();
    assert_eq!(ease_off(&person), 161.0, "85 % of 190 is 161.5");
    let answers =
        Answers { active: false, diseases: vec![], signs: vec![], intensity: Intensity::Moderate, cleared: false };
    person.screening = Some(screen(&answers));
    assert_eq!(ease_off(&person), 146.299, "below 77 % of 190");
    person.profile.resting_hr_bpm = Some(60.0);
    assert_eq!(ease_off(&person), 137.999, "below 60 % of reserve");
    assert_eq!(ease_off(&aged(35)), 155.0);

    let mut session = session();
    let events = run(&mut session, 1000, &[162.0; 70]);
    let cues = events.iter().filter(|event| matches!(event, LiveEvent::Cue { .. })).count();
    assert_eq!(cues, 2, "at once and after a minute");
    assert!(stops(&events).is_empty());
}

#[test]
fn the_end_is_the_end_but_words_are_still_heard() {
    let mut session = session();
    assert_eq!(summary(&mut session).mean_bpm, None);
    assert!(session.is_finished());
    assert_eq!(session.input(sample(0, 200.0)), []);
    assert_eq!(session.input(LiveInput::Finish { t_ms: 1 }), []);
    assert!(matches!(session.input(said("chest pain"))[..], [LiveEvent::Stop { .. }]));
}

fn input() -> impl Strategy<Value = LiveInput> {
    let time = prop_oneof![8 => -5_000_i64..200_000, 1 => any::<i64>()];
    let bpm = prop_oneof![
        6 => 30.0..240.0_f64,
        6 => 170.0..195.0_f64,
        1 => proptest::num::f64::ANY,
        1 => Just(0.0),
    ];
    prop_oneof![
        12 => (time.clone(), proptest::option::weighted(0.9, bpm))
            .prop_map(|(t_ms, heart_rate_bpm)| LiveInput::Sample { t_ms, heart_rate_bpm }),
        3 => time.clone().prop_map(|t_ms| LiveInput::Tick { t_ms }),
        2 => (time.clone(), proptest::option::of(0_u8..12)).prop_map(|(t_ms, effort)| LiveInput::Confirm { t_ms, effort }),
        1 => "\\PC{0,20}".prop_map(|text| LiveInput::Said { text }),
        1 => time.prop_map(|t_ms| LiveInput::Finish { t_ms }),
    ]
}

/// A stream in order: (time, heart rate), with spacings of every kind.
fn stream(bpm: std::ops::Range<f64>) -> impl Strategy<Value = Vec<(i64, f64)>> {
    proptest::collection::vec((prop_oneof![50_i64..3_000, Just(1000), 3_000_i64..20_000], bpm), 1..40).prop_map(
        |steps| {
            let mut t = 0;
            let place = |(step, bpm)| {
                t += step;
                (t - step, bpm)
            };
            steps.into_iter().map(place).collect()
        },
    )
}

proptest! {
    #[test]
    fn any_input_is_taken(inputs in proptest::collection::vec(input(), 0..80)) {
        let mut session = session();
        for input in inputs {
            let was_stopped = session.is_stopped();
            let confirms = matches!(input, LiveInput::Confirm { .. } | LiveInput::Finish { .. });
            let _ = session.input(input);
            prop_assert!(!was_stopped || session.is_stopped() || confirms);
        }
    }

    #[test]
    fn a_session_that_was_written_to_disk_goes_on_as_it_was(
        inputs in proptest::collection::vec(input(), 0..60), at in 0_usize..60,
    ) {
        let mut kept = session();
        let mut moved = session();
        for (index, input) in inputs.into_iter().enumerate() {
            if index == at {
                moved = serde_json::from_str(&serde_json::to_string(&moved).unwrap()).unwrap();
            }
            prop_assert_eq!(format!("{:?}", kept.input(input.clone())), format!("{:?}", moved.input(input)));
            prop_assert_eq!(&kept, &moved);
        }
    }

    #[test]
    fn whatever_stays_above_stops_within_two_seconds_of_data(
        before in stream(60.0..170.0), above in stream(180.6..250.0),
    ) {
        let mut session = session();
        let mut events = Vec::new();
        for (t, bpm) in &before {
            events.extend(session.input(sample(*t, *bpm)));
        }
        prop_assert!(stops(&events).is_empty());
        let offset = before.last().map_or(0, |(t, _)| t + 1000);
        let first = offset;
        let mut stop = None;
        for (t, bpm) in &above {
            let events = session.input(sample(offset + t, *bpm));
            if let Some(at) = stops(&events).first() {
                stop = stop.or(Some(*at));
            }
        }
        // With spacing that jumps, the sample that would be in time may not exist: then it is the first one after.
        let due = above.iter().skip(1).map(|(t, _)| *t).find(|t| *t >= SUSTAINED_MS);
        match (stop, due) {
            (Some(at), Some(due)) => prop_assert!(at - first <= due, "stopped at {} after {}", at, first),
            (Some(at), None) => prop_assert!(at - first < SUSTAINED_MS),
            (None, due) => prop_assert_eq!(due, None, "never stopped"),
        }
    }

    #[test]
    fn at_any_even_spacing_the_stop_comes_within_two_seconds(
        spacing in 1_i64..=2_000, bpm in 180.51..=250.0_f64, calm in 0_usize..5, ticks: bool,
    ) {
        let mut session = session();
        let mut events = Vec::new();
        let enough = calm + usize::try_from(SUSTAINED_MS / spacing).unwrap() + 4;
        for index in 0..enough {
            let t = i64::try_from(index).unwrap() * spacing;
            events.extend(session.input(sample(t, if index < calm { 150.0 } else { bpm })));
            if ticks {
                events.extend(session.input(LiveInput::Tick { t_ms: t }));
            }
        }
        let first = i64::try_from(calm).unwrap() * spacing;
        let stop = stops(&events);
        prop_assert_eq!(stop.len(), 1);
        prop_assert!((1..=SUSTAINED_MS).contains(&(stop[0] - first)), "{} after {}", stop[0], first);
    }

    #[test]
    fn no_single_sample_stops(
        calm in stream(60.0..180.5), at in 0_usize..40, odd in prop_oneof![180.6..250.0_f64, proptest::num::f64::ANY],
    ) {
        let mut session = session();
        let mut events = Vec::new();
        for (index, (t, bpm)) in calm.iter().enumerate() {
            let bpm = if index == at { odd } else { *bpm };
            events.extend(session.input(sample(*t, bpm)));
            events.extend(session.input(LiveInput::Tick { t_ms: *t }));
        }
        prop_assert!(stops(&events).is_empty());
    }

    #[test]
    fn a_gap_at_any_place_hides_nothing(spacing in 200_i64..2_000, at in 0_usize..12, length in 1_usize..30) {
        // Above the stop throughout; some samples are missing. It stops as soon as two seconds are over and two
        // samples were seen.
        let mut session = session();
        let mut events = Vec::new();
        let mut seen = 0;
        let mut latest = None;
        for index in 0..60_usize {
            let t = i64::try_from(index).unwrap() * spacing;
            let is_missing = (at..at + length).contains(&index);
            events.extend(session.input(if is_missing { nothing(t) } else { sample(t, 185.0) }));
            seen += usize::from(!is_missing);
            let since = t - i64::try_from(if at == 0 { length } else { 0 }).unwrap() * spacing;
            if seen >= 2 && since >= SUSTAINED_MS && latest.is_none() {
                latest = Some(t);
            }
        }
        let stop = stops(&events);
        prop_assert_eq!(stop.len(), 1);
        prop_assert!(stop[0] <= latest.unwrap(), "{} after {:?}", stop[0], latest);
    }
}

mod course {
    use super::*;
    use crate::plan::{Block, HeartRateTarget, Part, PlannedSession, PlannedSet};

    fn block(name: &str, minutes: f64, target: Option<(u32, u32)>, sets: Vec<PlannedSet>) -> Block {
        Block {
            name: name.to_owned(),
            exercise: None,
            part: Part::Main,
            minutes,
            sets,
            distance_m: None,
            heart_rate: target.map(|(low_bpm, high_bpm)| HeartRateTarget { low_bpm, high_bpm }),
            rpe: None,
            note: None,
        }
    }

    fn planned(blocks: Vec<Block>) -> PlannedSession {
        PlannedSession {
            id: "w1-1".to_owned(),
            date: date(2026, 6, 1),
            start: None,
            title: "Run".to_owned(),
            deload: false,
            form_check: None,
            blocks,
        }
    }

    fn run_planned() -> PlannedSession {
        planned(vec![block("walking", 2.0, None, Vec::new()), block("running", 5.0, Some((130, 140)), Vec::new())])
    }

    fn cues(events: &[LiveEvent]) -> Vec<(i64, &str)> {
        let cue = |event: &'_ LiveEvent| matches!(event, LiveEvent::Cue { .. });
        let told = |event: &'_ LiveEvent| match event {
            LiveEvent::Cue { t_ms, .. } => *t_ms,
            _ => 0,
        };
        let words = events.iter().filter(|event| cue(event)).map(|event| match event {
            LiveEvent::Cue { text, .. } => (told(event) / 1000, text.as_str()),
            _ => (0, ""),
        });
        words.collect()
    }

    fn heart(level: impl Fn(usize) -> f64, seconds: usize) -> Vec<f64> {
        (0..=seconds).map(level).collect()
    }

    #[test]
    fn what_comes_is_told_by_the_clock_and_the_heart_rate_is_steered_to_the_plan() {
        let mut session = LiveSession::begin_planned(&facts(), &run_planned()).unwrap();
        // Two minutes at 100, then on target, and from 4:00 on too fast.
        let level = |second: usize| {
            if second < 120 {
                100.0
            } else if second < 240 {
                134.0
            } else {
                150.0
            }
        };
        let events = run(&mut session, 1000, &heart(level, 425));
        assert_eq!(
            cues(&events),
            [
                (0, "Now: walking, 2 minutes."),
                (120, "Now: running, 5 minutes, 130–140 bpm."),
                (260, "Slow down a little: the plan has 130–140 bpm here."),
                (320, "Slow down a little: the plan has 130–140 bpm here."),
                (380, "Slow down a little: the plan has 130–140 bpm here."),
                (420, "That was the whole session. Well done; finish when you are ready."),
            ]
        );
    }

    #[test]
    fn a_stop_halts_the_clock_of_the_plan_and_the_stop_itself_is_the_same() {
        let mut session = LiveSession::begin_planned(&facts(), &run_planned()).unwrap();
        let level = |second: usize| if (60..64).contains(&second) { 185.0 } else { 100.0 };
        let events = run(&mut session, 1000, &heart(level, 300));
        assert_eq!(stops(&events), [62_000]);
        let parts = |events: &[LiveEvent]| cues(events).iter().filter(|(_, text)| text.starts_with("Now")).count();
        assert_eq!(parts(&events), 1, "the plan waits while training is stopped");
        let resumed = session.input(LiveInput::Confirm { t_ms: 300_000, effort: None });
        assert!(matches!(resumed[..], [LiveEvent::Resumed { .. }]), "{resumed:?}");
        let later: Vec<LiveEvent> =
            (301..=400).flat_map(|second| session.input(sample(second * 1000, 100.0))).collect();
        // 62 s before the stop and 58 s after it are the two minutes of the first part.
        assert_eq!(cues(&later), [(358, "Now: running, 5 minutes, 130–140 bpm.")]);
    }

    #[test]
    fn intervals_are_timed_and_counted_sets_are_the_persons_own_pace() {
        let timed = PlannedSet { seconds: Some(60.0), rest_s: 30.0, ..PlannedSet::default() };
        let counted = PlannedSet { reps: Some(8), rest_s: 90.0, ..PlannedSet::default() };
        let plan = planned(vec![
            block("fast running", 4.0, None, vec![timed, timed]),
            block("Back squat", 10.0, None, vec![counted, counted]),
            block("walking", 5.0, None, Vec::new()),
        ]);
        let mut session = LiveSession::begin_planned(&facts(), &plan).unwrap();
        let events = run(&mut session, 1000, &heart(|_| 110.0, 600));
        assert_eq!(
            cues(&events),
            [
                (0, "Now: fast running, part 1 of 2, 1 minute."),
                (60, "Now: easy until the next part, 30 seconds."),
                (90, "Now: fast running, part 2 of 2, 1 minute."),
                (150, "Now: easy until the next part, 30 seconds."),
                (180, "Now: Back squat. Go at your own pace through the sets."),
            ]
        );
    }

    #[test]
    fn a_target_never_lies_where_the_person_is_asked_to_ease_off_nor_where_heart_rate_does_not_steer() {
        let mut light = facts();
        light.screening = Some(screen(&Answers {
            active: false,
            diseases: Vec::new(),
            signs: Vec::new(),
            intensity: Intensity::Vigorous,
            cleared: false,
        }));
        let most = LiveSession::begin(&light).unwrap().limits().ease_off_above_bpm();
        let plan = planned(vec![block("running", 5.0, Some((150, 170)), Vec::new())]);
        if let Some(most) = most {
            let mut session = LiveSession::begin_planned(&light, &plan).unwrap();
            let events = run(&mut session, 1000, &[100.0]);
            let most = most.floor();
            assert!(cues(&events)[0].1.contains(&format!("–{most} bpm")), "{events:?}");
        } else {
            panic!("this person is to be capped");
        }
        let mut slowed = facts();
        slowed.profile.conditions = vec!["beta_blocker".to_owned()];
        let mut session = LiveSession::begin_planned(&slowed, &plan).unwrap();
        let events = run(&mut session, 1000, &[100.0]);
        assert!(cues(&events).iter().all(|(_, text)| !text.contains("bpm")), "{events:?}");
    }

    #[test]
    fn a_planned_session_goes_on_as_it_was_after_a_restart() {
        let mut whole = LiveSession::begin_planned(&facts(), &run_planned()).unwrap();
        let mut parts = whole.clone();
        for second in 0..430 {
            let input = sample(second * 1000, if second < 200 { 120.0 } else { 150.0 });
            let kept = serde_json::to_string(&parts).unwrap();
            parts = serde_json::from_str(&kept).unwrap();
            assert_eq!(whole.input(input.clone()), parts.input(input));
        }
    }
}

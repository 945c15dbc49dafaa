//! Changes stay where they belong, sessions stay whole, and what is told reads well.

use super::*;
use crate::exercise::Joint;
use crate::plan::Plan;
use crate::planner::course::days_after;
use jiff::civil::{Time, time};

fn dumbbells() -> Vec<Equipment> {
    vec![Equipment::Dumbbell, Equipment::Bench]
}

fn lifts(session: &PlannedSession) -> Vec<&'static crate::exercise::Exercise> {
    main_blocks(session).filter(|block| !block.sets.is_empty()).filter_map(crate::plan::Block::known).collect()
}

fn starts(plan: &Plan, except: Date) -> Vec<(String, Option<Time>)> {
    plan.sessions.iter().filter(|one| one.date != except).map(|one| (one.id.clone(), one.start)).collect()
}

#[test]
fn less_time_today_moves_no_other_start() {
    let facts = person(Some(Level::Intermediate));
    // Days in a row, so that starts follow from one another.
    let mut written = plan(&asked(Goal::Muscle, &[0, 1, 3, 4], 60, gym()), &facts).unwrap();
    let saturday = written.sessions.iter().position(|one| one.date > days_after(facts.today, 3)).unwrap();
    written.sessions[saturday].start = Some(time(20, 0, 0, 0));
    let today = written.sessions[0].date;
    let then = Facts { today, now_ms: instant(today, time(8, 0, 0, 0)), plan: Some(written.clone()), ..facts };
    let changed = adapt(&written, &Change::LessTime { minutes: 20, from: today, to: today }, &then).unwrap();
    assert!(changed.sessions[0].minutes() <= 20.0 && written.sessions[0].minutes() > 20.0);
    assert_eq!(starts(&changed, today), starts(&written, today));
    assert!(changed.reason.contains("so 1 session is shorter"), "{}", changed.reason);
    assert!(changed.reason.contains(&format!("on {}", today.strftime("%-d %b %Y"))), "{}", changed.reason);
}

#[test]
fn a_change_for_no_session_is_none() {
    let facts = person(Some(Level::Intermediate));
    let written = plan(&asked(Goal::Muscle, &[0, 2, 4], 60, gym()), &facts).unwrap();
    let mut days = (0..7).map(|ahead| days_after(written.start, ahead));
    let free = days.find(|day| written.sessions.iter().all(|one| one.date != *day)).unwrap();
    let less = Change::LessTime { minutes: 30, from: free, to: free };
    assert_eq!(adapt(&written, &less, &facts), Err(Unplannable::NoneInTime));
    let away = Change::NoEquipment { have: Vec::new(), from: free, to: free };
    assert_eq!(adapt(&written, &away, &facts), Err(Unplannable::NoneInTime));
    assert_eq!(adapt(&written, &Change::Missed { sessions: Vec::new() }, &facts), Err(Unplannable::NoneMissed));
    assert_eq!(
        Unplannable::Outside(date(2026, 11, 4)).to_string(),
        "4 Nov 2026 lies outside the plan",
        "days are told in words"
    );
}

#[test]
fn what_pain_leaves_is_filled_with_what_is_open() {
    let facts = person(Some(Level::Intermediate));
    for days in [&[0, 2, 4][..], &[0, 1, 3, 4]] {
        let request = asked(Goal::Muscle, days, 45, dumbbells());
        let written = plan(&request, &facts).unwrap();
        let then =
            Facts { pain: vec![pain(Some(Joint::Knee), None, Some(4))], plan: Some(written.clone()), ..facts.clone() };
        let changed = adapt(&written, &Change::Pain, &then).unwrap();
        for written in [plan(&request, &then).unwrap(), changed] {
            assert_eq!(written.clone().review(&then).unwrap().interventions(), &[]);
            for session in written.sessions.iter().filter(|one| one.counts() && !one.deload) {
                let lifts = lifts(session);
                assert!(lifts.len() >= 3, "{} on {}: {:?}", session.title, session.date, lifts.len());
                if session.title.starts_with("Full body") {
                    let names: Vec<&str> = lifts.iter().map(|row| row.name).collect();
                    assert!(lifts.iter().any(|row| select::is_push(row)), "{names:?}");
                    assert!(lifts.iter().any(|row| select::is_pull(row)), "{names:?}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn no_session_is_too_long_or_next_to_nothing(
        facts in anyone(), request in any_request(), days in 0..60_i32, kind in 0..12_usize
    ) {
        let Ok(written) = plan(&request, &facts) else { return Ok(()) };
        let then = later(&facts, &written, days, days % 3 == 0);
        let changed = adapt(&written, &some_change(kind, &written, &then), &then);
        for plan in [Some(written), changed.ok()].into_iter().flatten() {
            let most = f64::from(plan.frame.minutes) + 1e-9;
            prop_assert!(!plan.sessions.is_empty());
            for session in plan.sessions.iter().filter(|one| one.date > then.today) {
                prop_assert!(session.minutes() <= most, "{:?}", session);
                prop_assert!(!session.counts() || session.minutes() >= LEAST_MINUTES, "{:?}", session);
            }
            for text in [" 1 sessions", "so 0 ", " 1 exercises", " 1 days", " 0 exercises"] {
                prop_assert!(!plan.reason.contains(text), "{}", plan.reason);
            }
            let iso = plan.reason.as_bytes().windows(5).any(|part| part[4] == b'-' && part[..4].iter().all(u8::is_ascii_digit));
            prop_assert!(!iso, "{}", plan.reason);
        }
    }
}

//! What becomes of a plan when life comes between.

use super::*;
use crate::exercise::Joint;
use crate::planner::course::days_after;

/// An intermediate lifter in the sixth week of eight.
fn lifter(days: i32, absent: bool) -> (Plan, Facts) {
    let mut facts = person(Some(Level::Intermediate));
    facts.done = lifted(&facts, "back_squat", 100.0, 5, 3);
    let written = plan(&asked(Goal::Muscle, &[0, 1, 3, 4], 60, gym()), &facts).unwrap();
    let then = later(&facts, &written, days, absent);
    (written, then)
}

fn behind(plan: &Plan, facts: &Facts) -> Vec<PlannedSession> {
    plan.sessions.iter().filter(|session| session.date < facts.today).cloned().collect()
}

fn change(written: &Plan, change: &Change, facts: &Facts) -> Plan {
    let changed = adapt(written, change, facts).unwrap();
    assert_eq!(behind(&changed, facts), behind(written, facts));
    assert_eq!((changed.start, changed.weeks), (written.start, written.weeks));
    assert_ne!(changed.reason, written.reason);
    let reviewed = changed.clone().review(facts).unwrap();
    assert_eq!(reviewed.interventions(), &[]);
    changed
}

fn sets(plan: &Plan, week: u32) -> f64 {
    week_volume(plan, week).sets
}

fn heaviest(plan: &Plan, week: u32, exercise: &str) -> Option<f64> {
    let blocks = plan.week(week).flat_map(|session| &session.blocks);
    let of = blocks.filter(|block| block.exercise.as_deref() == Some(exercise));
    of.flat_map(|block| &block.sets).filter(|set| !set.warmup).filter_map(|set| set.weight_kg).reduce(f64::max)
}

#[test]
fn a_missed_week_is_not_made_up_for() {
    let (written, facts) = lifter(35, true);
    let ids = written.week(5).map(|session| session.id.clone()).collect();
    let changed = change(&written, &Change::Missed { sessions: ids }, &facts);
    assert_eq!(counted(&changed, 6), counted(&written, 6));
    assert!(sets(&changed, 6) <= sets(&written, 3) && sets(&changed, 6) >= 0.6 * sets(&written, 3));
    let most = |plan: &Plan, week| plan.week(week).map(|session| volume_of(session).sets).fold(0.0, f64::max);
    assert!(most(&changed, 6) <= most(&written, 3) + 1.0);
    assert!(changed.reason.contains("not made up"), "{}", changed.reason);
    assert!(changed.is_deload(8) && changed.week(8).all(|session| session.deload));
}

#[test]
fn after_an_illness_it_begins_gently() {
    let (written, facts) = lifter(35, true);
    let illness = Change::Illness { from: days_after(facts.today, -10), to: days_after(facts.today, -1) };
    let changed = change(&written, &illness, &facts);
    let full = sets(&written, 3);
    assert!(sets(&changed, 6) >= 0.4 * full && sets(&changed, 6) <= 0.7 * full, "{} of {full}", sets(&changed, 6));
    assert!(sets(&changed, 7) <= 0.95 * full);
    for set in changed.week(6).flat_map(|session| &session.blocks).flat_map(|block| &block.sets) {
        assert!(set.rpe.unwrap() <= 7.0);
    }
    if let (Some(before), Some(after)) = (heaviest(&written, 3, "bench_press"), heaviest(&changed, 6, "bench_press")) {
        assert!(after <= 0.9 * before, "{after} after {before}");
    }
    assert!(changed.reason.contains("doctor"));
}

#[test]
fn nothing_is_planned_while_ill() {
    let (written, facts) = lifter(14, false);
    let (from, to) = (facts.today, days_after(facts.today, 4));
    let changed = change(&written, &Change::Illness { from, to }, &facts);
    assert!(changed.sessions.iter().all(|session| !(from..=to).contains(&session.date)));
    assert!(changed.sessions.iter().any(|session| session.date > to && session.counts()));
}

#[test]
fn a_knee_that_hurts_leaves_the_upper_body_as_it_was() {
    let (written, mut facts) = lifter(15, false);
    facts.pain = vec![pain(Some(Joint::Knee), Some("back_squat"), Some(4))];
    let changed = change(&written, &Change::Pain, &facts);
    for session in changed.sessions.iter().filter(|session| session.date > facts.today) {
        for block in &session.blocks {
            let row = block.known().unwrap();
            assert!(row.pattern == Pattern::Mobility || !row.joints.contains(&Joint::Knee), "{}", row.name);
        }
    }
    let upper = |plan: &Plan| -> usize {
        let ahead = plan.sessions.iter().filter(|session| session.date > facts.today);
        let blocks = ahead.flat_map(main_blocks).filter(|block| {
            let row = block.known().unwrap();
            select::is_push(row) || select::is_pull(row)
        });
        blocks.map(|block| block.work_sets().count()).sum()
    };
    assert!(upper(&changed) * 10 >= upper(&written) * 9, "{} of {}", upper(&changed), upper(&written));
    assert!(changed.reason.contains("professional"));
}

#[test]
fn away_with_dumbbells_and_back_to_the_barbell() {
    let (written, facts) = lifter(34, false);
    let (from, to) = (days_after(facts.today, 1), days_after(facts.today, 7));
    let have = vec![Equipment::Dumbbell, Equipment::Bench];
    let changed = change(&written, &Change::NoEquipment { have: have.clone(), from, to }, &facts);
    let away = changed.sessions.iter().filter(|session| (from..=to).contains(&session.date));
    for block in away.flat_map(|session| &session.blocks) {
        assert!(block.known().unwrap().equipment.iter().all(|needed| have.contains(needed)), "{}", block.name);
    }
    let barbell = |plan: &Plan| {
        let back = plan.sessions.iter().filter(|session| session.date > to);
        back.flat_map(|session| &session.blocks)
            .any(|block| block.known().unwrap().equipment.contains(&Equipment::Barbell))
    };
    assert!(barbell(&written) && barbell(&changed));
    let week = changed.week_of(from).unwrap();
    assert!(sets(&changed, week) >= 0.7 * sets(&written, week), "{} of {}", sets(&changed, week), sets(&written, week));
}

#[test]
fn another_goal_another_plan_from_today_on() {
    let (written, facts) = lifter(28, false);
    let event = Some(Event { date: days_after(facts.today, 26), distance_m: Some(10_000.0) });
    let changed = change(&written, &Change::Goal { goal: Goal::Running, event }, &facts);
    let first = changed
        .sessions
        .iter()
        .filter(|session| session.date >= facts.today)
        .find_map(|session| sport_amount(session, Sport::Run))
        .unwrap();
    assert!(first.minutes <= 30.0, "{first:?}");
    let hard = changed.sessions.iter().filter(|session| session.date >= facts.today).flat_map(main_blocks);
    assert!(
        hard.filter(|block| block.known().unwrap().pattern == Pattern::Endurance)
            .all(|block| block.rpe.unwrap().high <= 4.0),
        "none of the first runs is hard"
    );
    let lifting = |week: u32| {
        let strength = |session: &&PlannedSession| {
            main_blocks(session).any(|block| !block.sets.is_empty() && sport_of_block(block).is_none())
        };
        changed.week(week).filter(strength).count()
    };
    assert!((1..=2).contains(&lifting(6)));
    assert_eq!(changed.goal, Goal::Running);
}

#[test]
fn a_plan_written_anew_still_leads_to_its_event() {
    let mut facts = person(Some(Level::Intermediate));
    facts.done = runs(&facts, 45);
    let event = Event { date: days_after(facts.today, 7 * 7 + 5), distance_m: Some(21_097.5) };
    let request = Request { event: Some(event), ..asked(Goal::Running, &[0, 2, 3, 5, 6], 75, Vec::new()) };
    let written = plan(&request, &facts).unwrap();
    let then = later(&facts, &written, 15, false);
    let changed = change(&written, &Change::Days { weekdays: vec![1, 3, 5, 6], minutes: None }, &then);
    assert_eq!(changed.event, Some(event));
    assert!(changed.sessions.iter().all(|session| session.date != event.date));
    let largest = (1..=6).map(|week| week_volume(&changed, week).minutes).fold(0.0, f64::max);
    assert!(week_volume(&changed, 8).minutes <= 0.6 * largest);
    let text = crate::plan::text::plan(&changed, crate::person::UnitSystem::Metric);
    assert!(text.contains("Leads to an event over 21.1 km on 2026-04-25"), "{}", &text[..200]);
    let other = change(&written, &Change::Goal { goal: Goal::Strength, event: None }, &then);
    assert_eq!(other.event, None);
}

fn sport_of_block(block: &crate::plan::Block) -> Option<Sport> {
    limits::sport_of(block)
}

#[test]
fn long_runs_that_were_missed_step_back() {
    let mut facts = person(Some(Level::Advanced));
    facts.done = runs(&facts, 60);
    let request = Request { weeks: 12, ..asked(Goal::Running, &[1, 3, 5, 6], 120, Vec::new()) };
    let written = plan(&request, &facts).unwrap();
    let then = later(&facts, &written, 35, true);
    let changed = change(&written, &Change::MissedLongRuns, &then);
    let longest = |plan: &Plan, week: u32| {
        plan.week(week)
            .filter_map(|session| sport_amount(session, Sport::Run))
            .map(|run| run.minutes)
            .fold(0.0, f64::max)
    };
    assert!(longest(&changed, 6) <= 0.8 * longest(&written, 6) + 1.0);
    assert!(longest(&changed, 7) <= 1.1 * longest(&changed, 6) + 1.0);
}

#[test]
fn less_time_for_good_keeps_the_main_lifts() {
    let (written, facts) = lifter(28, false);
    let changed = change(&written, &Change::Days { weekdays: vec![1, 5], minutes: Some(30) }, &facts);
    let ahead: Vec<&PlannedSession> =
        changed.sessions.iter().filter(|session| session.date >= facts.today && session.counts()).collect();
    assert!(ahead.iter().all(|session| session.minutes() <= 30.0));
    assert!(ahead.iter().all(|session| [1, 5].contains(&session.date.weekday().to_monday_zero_offset())));
    for session in &ahead {
        let (mut compound, mut all) = (0, 0);
        for block in main_blocks(session) {
            let joints = block.known().unwrap().joints.len();
            all += block.work_sets().count();
            compound += if joints > 1 { block.work_sets().count() } else { 0 };
        }
        assert!(2 * compound >= all, "{session:?}");
    }
    assert!(changed.reason.contains("less time"));
}

#[test]
fn a_skipped_session_is_gone_and_a_moved_one_keeps_its_rest() {
    let (written, facts) = lifter(14, false);
    let session = written.week(3).find(|session| session.date > facts.today && session.counts()).unwrap();
    let skipped = change(&written, &Change::Skip { session: session.id.clone() }, &facts);
    assert!(skipped.sessions.iter().all(|other| other.id != session.id));
    assert_eq!(counted(&skipped, 3), counted(&written, 3) - 1);
    // Monday, Tuesday, Thursday and Friday are taken.
    let saturday = days_after(written.start, 14 + 5);
    let friday = written.week(3).find(|other| other.date == days_after(written.start, 14 + 4)).unwrap();
    let moved = change(&written, &Change::Move { session: friday.id.clone(), to: saturday }, &facts);
    assert!(moved.sessions.iter().any(|other| other.id == friday.id && other.date == saturday));
    let taken =
        adapt(&written, &Change::Move { session: friday.id.clone(), to: days_after(written.start, 14 + 3) }, &facts);
    assert_eq!(taken, Err(Unplannable::NoRest(days_after(written.start, 14 + 3))));
    let outside = Change::Move { session: friday.id.clone(), to: days_after(written.start, 56) };
    assert!(matches!(adapt(&written, &outside, &facts), Err(Unplannable::Outside(_))));
    let past = written.sessions[0].id.clone();
    assert_eq!(adapt(&written, &Change::Skip { session: past.clone() }, &facts), Err(Unplannable::PastSession(past)));
}

#[test]
fn another_exercise_on_request() {
    let (written, facts) = lifter(14, false);
    let session = written
        .sessions
        .iter()
        .find(|session| {
            session.date > facts.today
                && session.blocks.iter().any(|block| block.exercise.as_deref() == Some("bench_press"))
        })
        .unwrap();
    let to = |to: Option<&str>| Change::Swap {
        session: session.id.clone(),
        exercise: "bench_press".to_owned(),
        to: to.map(str::to_owned),
    };
    let changed = change(&written, &to(None), &facts);
    let after = changed.sessions.iter().find(|other| other.id == session.id).unwrap();
    assert!(after.blocks.iter().all(|block| block.exercise.as_deref() != Some("bench_press")));
    assert_eq!(after.blocks.len(), session.blocks.len());
    let lines = diff(&written, &changed, crate::person::UnitSystem::Metric);
    assert!(lines.iter().any(|line| line.what.contains("bench press") || line.what == "Bench press"), "{lines:?}");
    assert!(matches!(adapt(&written, &to(Some("freestyle_swim")), &facts), Err(Unplannable::Unfit(_))));
    assert!(matches!(adapt(&written, &to(Some("nonsense")), &facts), Err(Unplannable::NoExercise(_))));
}

#[test]
fn harder_and_easier_within_the_limits() {
    let (written, facts) = lifter(14, false);
    let next = written.sessions.iter().find(|session| session.date > facts.today && session.counts()).unwrap();
    let of = |plan: &Plan| volume_of(plan.sessions.iter().find(|session| session.id == next.id).unwrap()).sets;
    let easier = change(&written, &Change::TooHard { session: next.id.clone() }, &facts);
    assert!(of(&easier) < of(&written) && of(&easier) > 0.0);
    let harder = change(&written, &Change::TooEasy { session: next.id.clone() }, &facts);
    assert!(!diff(&written, &harder, crate::person::UnitSystem::Metric).is_empty());
}

#[test]
fn a_deload_when_it_is_needed() {
    // Before the second week begins, the deload weeks can move.
    let (written, facts) = lifter(7, false);
    let changed = change(&written, &Change::ReactiveDeload, &facts);
    assert_eq!(changed.first_deload, 2);
    assert!(changed.week(2).all(|session| session.deload) && changed.week(6).all(|session| session.deload));
    // In the seventh they stay, and the week is lighter.
    let (written, facts) = lifter(43, false);
    let changed = change(&written, &Change::ReactiveDeload, &facts);
    assert_eq!(changed.first_deload, written.first_deload);
    assert!(sets(&changed, 7) < sets(&written, 7));
}

#[test]
fn equal_plans_do_not_differ_and_a_set_is_told_by_its_number() {
    let (written, _) = lifter(0, false);
    assert_eq!(diff(&written, &written, crate::person::UnitSystem::Metric), Vec::new());
    let mut other = written.clone();
    let block = other.sessions[0].blocks.iter_mut().find(|block| block.sets.len() > 2).unwrap();
    let name = block.name.clone();
    block.sets[1].reps = Some(19);
    let changes = diff(&written, &other, crate::person::UnitSystem::Metric);
    assert_eq!(changes.len(), 1, "{changes:?}");
    assert_eq!(changes[0].what, format!("{name}, set 2"));
    assert!(changes[0].to.as_ref().unwrap().contains("19"));
    assert!(changes[0].line().contains("→"));
}

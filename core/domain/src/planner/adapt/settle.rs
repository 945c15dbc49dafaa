//! Brings what lies ahead of a changed plan within the limits again, week by week.

use super::edit::{self, Editor};
use super::is_fixed;
use crate::plan::{Block, Part, Plan, PlannedSession};
use crate::planner::endurance;
use crate::planner::loads::Loads;
use crate::planner::schedule::Clock;
use crate::planner::select::Chooser;
use crate::planner::trainee::Trainee;
use crate::planner::{LEAST_MINUTES, Unplannable};
use crate::safety::limits::{
    self, DELOAD_EFFORT, LoadHistory, NO_HISTORY_EFFORT, SportHistory, Training, Volume, volume_of, week_limits,
};

/// Settles every session that is not fixed, in order: loads, outings, starts and the volume of its week.
pub(super) fn settle(plan: &mut Plan, trainee: &Trainee<'_>) -> Result<(), Unplannable> {
    let facts = trainee.facts;
    let loads = Loads::new(trainee);
    // What becomes easy needs nothing, wherever the person is.
    let chooser = Chooser::new(trainee, plan.goal, &[], &[], &[], loads.known());
    let editor = Editor { trainee, chooser: &chooser, goal: plan.goal, loads: &loads };
    let minutes = trainee.minutes(plan.frame.minutes);
    plan.sessions.sort_by_key(|session| (session.date, session.start));

    let mut history = LoadHistory::new(facts);
    let mut outings = SportHistory::new(facts);
    let mut clock = Clock::new(&facts.zone, plan.frame.start, facts.now_ms);
    for done in facts.done.iter().filter(|done| !done.easy) {
        clock.ended(Training::done(done).end_ms);
    }
    for week in 1..=plan.weeks {
        trim(plan, week, trainee);
        let deload = plan.is_deload(week);
        let of_week: Vec<bool> = plan.sessions.iter().map(|session| plan.week_of(session.date) == Some(week)).collect();
        for (session, _) in plan.sessions.iter_mut().zip(of_week).filter(|(_, within)| *within) {
            if is_fixed(session, facts) {
                history.add_planned(session);
                outings.add_planned(session);
                if session.counts() {
                    clock.ended(Training::planned(session, &facts.zone).end_ms);
                }
                continue;
            }
            session.deload = deload;
            for block in &mut session.blocks {
                settle_loads(block, session.date, deload, &history);
                block.heart_rate = block.heart_rate.and_then(|target| trainee.within_cap(target));
            }
            session.blocks = endurance::within_longest(&outings, session.date, std::mem::take(&mut session.blocks));
            edit::shorten(session, minutes);
            // What too little is left of is an easy day, and so is what does not fit between others.
            let too_little = session.counts() && session.minutes() < LEAST_MINUTES;
            if too_little || !has_work(session) || !clock.keep(session) {
                editor.ease_off(session, minutes);
                session.blocks = endurance::within_longest(&outings, session.date, std::mem::take(&mut session.blocks));
                clock.keep(session);
            }
            history.add_planned(session);
            outings.add_planned(session);
        }
    }
    plan.sessions.retain(|session| is_fixed(session, facts) || has_work(session));
    Ok(())
}

fn has_work(session: &PlannedSession) -> bool {
    session.blocks.iter().any(|block| block.part == Part::Main)
}

fn settle_loads(block: &mut Block, date: jiff::civil::Date, deload: bool, history: &LoadHistory) {
    let Some(known) = block.known() else { return };
    if block.sets.is_empty() {
        return;
    }
    let limit = history.limit(&limits::load_key(block), date, deload);
    let main = block.part == Part::Main;
    for set in &mut block.sets {
        if let Some(kg) = set.weight_kg {
            set.weight_kg = match limit {
                None => None,
                Some(limit) if limit.allows(kg) => Some(kg),
                Some(limit) => limit.rounded(known.loading.step_kg()),
            };
        }
        if limit.is_none() && main {
            set.rpe = set.rpe.map(|rpe| rpe.min(NO_HISTORY_EFFORT));
        }
        if deload {
            set.rpe = set.rpe.map(|rpe| rpe.min(DELOAD_EFFORT));
        }
    }
    if let (true, Some(effort)) = (deload, &mut block.rpe) {
        effort.high = effort.high.min(DELOAD_EFFORT);
        effort.low = effort.low.min(effort.high);
    }
}

/// Takes sets and minutes from what lies ahead of a week until it is within its limit.
fn trim(plan: &mut Plan, week: u32, trainee: &Trainee<'_>) {
    let Some(limit) = week_limits(plan, trainee.facts).into_iter().find(|limit| limit.week == week) else { return };
    let mut indices: Vec<usize> = Vec::new();
    let mut volume = Volume::default();
    for (index, session) in plan.sessions.iter().enumerate() {
        if plan.week_of(session.date) != Some(week) {
            continue;
        }
        let one = volume_of(session);
        volume = Volume { sets: volume.sets + one.sets, minutes: volume.minutes + one.minutes };
        if !is_fixed(session, trainee.facts) {
            indices.push(index);
        }
    }
    while volume.sets > limit.limit.sets + 1e-9 {
        if !drop_one(&mut plan.sessions, &indices) {
            break;
        }
        volume.sets -= 1.0;
    }
    while volume.minutes > limit.limit.minutes + 1e-9 {
        let over = volume.minutes - limit.limit.minutes;
        let Some(taken) = shrink(&mut plan.sessions, &indices, over) else { break };
        volume.minutes -= taken;
    }
}

/// Takes a set from the exercise with most sets, the last one among equals.
fn drop_one(sessions: &mut [PlannedSession], indices: &[usize]) -> bool {
    let mut found: Option<(usize, usize, usize)> = None;
    for index in indices {
        for (position, block) in sessions[*index].blocks.iter().enumerate() {
            let sets = if block.is_easy() { 0 } else { block.work_sets().count() };
            if sets > 0 && found.is_none_or(|(_, _, most)| sets >= most) {
                found = Some((*index, position, sets));
            }
        }
    }
    let Some((index, position, _)) = found else { return false };
    if !edit::drop_set(&mut sessions[index].blocks[position]) {
        sessions[index].blocks.remove(position);
    }
    true
}

/// Takes up to so many minutes from the longest steady stretch; how many.
fn shrink(sessions: &mut [PlannedSession], indices: &[usize], over: f64) -> Option<f64> {
    let mut found: Option<(usize, usize, f64)> = None;
    for index in indices {
        for (position, block) in sessions[*index].blocks.iter().enumerate() {
            let counted = block.part == Part::Main && block.sets.is_empty() && !block.is_easy();
            if counted && found.is_none_or(|(_, _, most)| block.minutes >= most) {
                found = Some((*index, position, block.minutes));
            }
        }
    }
    let (index, position, minutes) = found?;
    // In steps of five, so that all long ones give a little.
    let left = (minutes - over.min(5.0)).floor();
    if left < 5.0 {
        sessions[index].blocks.remove(position);
        return Some(minutes);
    }
    sessions[index].blocks[position].minutes = left;
    Some(minutes - left)
}

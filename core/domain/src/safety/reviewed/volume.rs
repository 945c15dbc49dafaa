//! VOLUME-20: a week has at most 1.20 times the volume of its reference week.

use super::Verdict;
use super::change::{adjusted, has_work, mend_form_check, named, number, refusal};
use crate::plan::{Block, Plan, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::Facts;
use crate::safety::limits::{
    SLACK, Volume, VolumeSource, WeekLimit, is_continuous_work, is_past, least_minutes, limits_of, volume_of,
    volumes_of, week_limits, week_volume,
};

/// Takes the last work sets out of a block; its minutes shrink with them.
fn drop_sets(block: &mut Block, count: usize) {
    let before = block.sets.len();
    for _ in 0..count {
        if let Some(index) = block.sets.iter().rposition(|set| !set.warmup) {
            block.sets.remove(index);
        }
    }
    let share = block.minutes * block.sets.len() as f64 / before.max(1) as f64;
    block.minutes = share.max(least_minutes(block)).min(block.minutes);
}

/// Cuts the sets of these sessions until no more than `most` are left: the last sets of the last sessions first, down
/// to one of each block, and then the last blocks.
fn cut_sets(sessions: &mut [&mut PlannedSession], most: f64) {
    let total: f64 = sessions.iter().map(|session| volume_of(session).sets).sum();
    let mut over = (total - most - SLACK).ceil().max(0.0) as usize;
    for spared in [1, 0] {
        for session in sessions.iter_mut().rev() {
            for index in (0..session.blocks.len()).rev() {
                let Some(block) = session.blocks.get_mut(index).filter(|_| over > 0) else { continue };
                let sets = block.work_sets().count();
                if sets <= spared || block.is_easy() {
                    continue;
                }
                let dropped = over.min(sets - spared);
                over -= dropped;
                if dropped < sets {
                    drop_sets(block, dropped);
                } else {
                    session.blocks.remove(index);
                }
            }
        }
    }
}

/// Shortens continuous work by the same share everywhere, to whole minutes, until no more than `most` are left.
fn cut_minutes(sessions: &mut [&mut PlannedSession], most: f64) {
    let total: f64 = sessions.iter().map(|session| volume_of(session).minutes).sum();
    if total <= most + SLACK {
        return;
    }
    let share = (most / total).max(0.0);
    for session in sessions.iter_mut() {
        session.blocks.retain_mut(|block| {
            if !is_continuous_work(block) {
                return true;
            }
            let minutes = (block.minutes * share + SLACK).floor();
            if let Some(metres) = &mut block.distance_m {
                *metres *= minutes / block.minutes;
            }
            block.minutes = minutes;
            minutes >= 1.0 && block.distance_m.is_none_or(|metres| metres >= 1.0)
        });
    }
}

/// How a reference is told of.
fn source(limit: &WeekLimit) -> String {
    let Volume { sets, minutes } = limit.reference;
    let volume = format!("{} work sets and {} minutes", number(sets), number(minutes));
    match limit.source {
        VolumeSource::PlanWeek(week) => format!("{volume} (planned in week {week})"),
        VolumeSource::Done(from) => format!("{volume} (done in the seven days from {from})"),
        VolumeSource::Starter => format!("{volume} (where to start from without history)"),
    }
}

/// Cuts the deload weeks, or the others, to their limits; what changed. What lies behind the person stays.
pub(super) fn fit_weeks(plan: &mut Plan, facts: &Facts, deloads: bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut volumes = volumes_of(plan);
    for week in 1..=plan.weeks.min(crate::plan::MAX_WEEKS) {
        let index = week as usize - 1;
        let Some(limit) = limits_of(plan, &volumes, facts).into_iter().nth(index) else { break };
        let before = volumes[index];
        if limit.deload != deloads || before.within(limit.limit) {
            continue;
        }
        let mut sessions = std::mem::take(&mut plan.sessions);
        let in_week = |session: &PlannedSession| plan.week_of(session.date) == Some(week);
        let behind = sessions.iter().filter(|session| in_week(session) && is_past(session, facts)).map(volume_of);
        let behind = behind.fold(Volume::default(), Volume::plus);
        let mut open: Vec<&mut PlannedSession> =
            sessions.iter_mut().filter(|session| in_week(session) && !is_past(session, facts)).collect();
        cut_sets(&mut open, limit.limit.sets - behind.sets);
        cut_minutes(&mut open, limit.limit.minutes - behind.minutes);
        open.into_iter().for_each(mend_form_check);
        sessions.retain(|session| {
            let left = !in_week(session) || has_work(session);
            if !left {
                lines.push(format!("took out {}, which has no work left", named(session)));
            }
            left
        });
        plan.sessions = sessions;
        let after = week_volume(plan, week);
        if after == before {
            continue;
        }
        volumes[index] = after;
        lines.push(format!(
            "week {week} from {} to {} work sets and from {} to {} minutes of continuous work, measured by {}",
            number(before.sets),
            number(after.sets),
            number(before.minutes),
            number(after.minutes),
            source(&limit)
        ));
    }
    lines
}

/// A plan whose weeks grow by no more than a fifth.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    let mut plan = plan.clone();
    let lines = fit_weeks(&mut plan, facts, false);
    if plan.sessions.is_empty() {
        return Verdict::Refused(refusal(Rule::Volume20, "nothing of the plan is left within the volume of a week"));
    }
    adjusted(plan, Rule::Volume20, lines, "a week has at most 1.20 times the volume of its reference week")
}

/// A session on its own may not lift its week of the current plan above its limit.
pub(super) fn session(session: &PlannedSession, facts: &Facts) -> Verdict<PlannedSession> {
    let Some(current) = &facts.plan else { return Verdict::Allowed };
    let Some(week) = current.week_of(session.date) else { return Verdict::Allowed };
    let mut with = current.clone();
    with.sessions.retain(|other| other.id != session.id);
    with.sessions.push(session.clone());
    let (before, after) = (week_volume(current, week), week_volume(&with, week));
    let Some(limit) = week_limits(&with, facts).into_iter().find(|limit| limit.week == week) else {
        return Verdict::Allowed;
    };
    // What the week had before is not this session's doing.
    let most = limit.limit.most(before);
    if after.within(most) || is_past(session, facts) {
        return Verdict::Allowed;
    }
    let rule = if limit.deload { Rule::Deload4 } else { Rule::Volume20 };
    Verdict::Refused(refusal(
        rule,
        format!(
            "with it week {week} would have {} work sets and {} minutes of continuous work; at most {} and {}, measured by {}",
            number(after.sets),
            number(after.minutes),
            number(limit.limit.sets.floor()),
            number(limit.limit.minutes),
            source(&limit)
        ),
    ))
}

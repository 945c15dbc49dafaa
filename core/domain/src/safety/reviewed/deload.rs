//! DELOAD-4: every fourth week is a deload, and stays one.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal};
use super::volume::fit_weeks;
use crate::plan::{EffortTarget, Part, Plan, PlannedSession};
use crate::safety::Rule;
use crate::safety::facts::Facts;
use crate::safety::limits::{DELOAD_EFFORT, is_past, latest_first_deload};

/// Marks a session and lowers its effort; what changed.
fn ease(session: &mut PlannedSession) -> Vec<String> {
    let title = named(session);
    let most = DELOAD_EFFORT;
    let mut lines = Vec::new();
    for block in &mut session.blocks {
        let easy = block.is_easy();
        let work = block.part == Part::Main && !easy;
        match &mut block.rpe {
            Some(effort) if effort.high.max(effort.low) > most => {
                let was = number(effort.high.max(effort.low));
                lines.push(format!("{} in {title} from effort {was} to {}", block.name, number(most)));
                *effort = EffortTarget { low: effort.low.min(most), high: effort.high.min(most) };
            }
            None if work && block.sets.is_empty() && block.heart_rate.is_none() => {
                lines.push(format!("{} in {title} to at most effort {}", block.name, number(most)));
                block.rpe = Some(EffortTarget { low: most - 3.0, high: most });
            }
            _ => {}
        }
        for set in &mut block.sets {
            match set.rpe {
                Some(rpe) if rpe > most => {
                    lines.push(format!("{} in {title} from effort {} to {}", block.name, number(rpe), number(most)));
                    set.rpe = Some(most);
                }
                None if work && !set.warmup && set.weight_kg.is_none() => {
                    lines.push(format!("{} in {title} to at most effort {}", block.name, number(most)));
                    set.rpe = Some(most);
                }
                _ => {}
            }
        }
    }
    lines
}

/// The mark that a session has to have; what changed.
fn mark(session: &mut PlannedSession, deload: bool) -> Option<String> {
    (session.deload != deload).then(|| {
        session.deload = deload;
        let word = if deload { "is" } else { "is not" };
        format!("{} {word} a deload", named(session))
    })
}

const WHY: &str =
    "every fourth week is a deload, with at most 60 % of the volume, 90 % of the loads and effort 7 of 10";

/// A plan whose deload weeks come in time and are deloads. Their loads are judged with all others.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    let mut plan = plan.clone();
    let mut lines = Vec::new();
    let latest = latest_first_deload(&plan.id, plan.start, facts);
    if !(1..=latest).contains(&plan.first_deload) {
        let due = plan.first_deload.clamp(1, latest);
        lines.push(format!("the first deload from week {} to week {due}", plan.first_deload));
        plan.first_deload = due;
    }
    for index in 0..plan.sessions.len() {
        let deload = plan.sessions.get(index).is_some_and(|session| plan.in_deload(session, facts));
        let Some(session) = plan.sessions.get_mut(index) else { continue };
        lines.extend(mark(session, deload));
        if deload && !is_past(session, facts) {
            lines.extend(ease(session));
        }
    }
    lines.extend(fit_weeks(&mut plan, facts, true));
    if plan.sessions.is_empty() {
        return Verdict::Refused(refusal(Rule::Deload4, "nothing of the plan is left in its deload week"));
    }
    adjusted(plan, Rule::Deload4, lines, WHY)
}

/// A session in a deload week of the current plan is a deload.
pub(super) fn session(session: &PlannedSession, facts: &Facts) -> Verdict<PlannedSession> {
    let mut session = session.clone();
    let deload = session.in_deload(&session, facts);
    let mut lines: Vec<String> = mark(&mut session, deload).into_iter().collect();
    if deload && !is_past(&session, facts) {
        lines.extend(ease(&mut session));
    }
    adjusted(session, Rule::Deload4, lines, WHY)
}

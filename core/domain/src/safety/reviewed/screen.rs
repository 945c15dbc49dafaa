//! SCREEN: no plan before the screening, and no effort above what it leaves open.

use super::Verdict;
use super::change::{Sessions, adjusted, named, number, refusal};
use crate::exercise::Pattern;
use crate::plan::{Block, EffortTarget, HeartRateTarget, Part, Plan, PlannedSession};
use crate::safety::facts::Facts;
use crate::safety::limits::{EffortCap, Screened, effort_cap, is_past, screened};
use crate::safety::screening::Intensity;
use crate::safety::{Intervention, Rule};

fn clinician_first() -> Intervention {
    refusal(Rule::Screen, "by your answers to the screening a clinician has to clear you before you train")
}

/// What the highest effort of a block is by the cap.
fn highest(block: &Block, cap: &EffortCap) -> f64 {
    let endurance =
        block.known().is_some_and(|exercise| matches!(exercise.pattern, Pattern::Endurance | Pattern::Conditioning));
    if block.sets.is_empty() || endurance { cap.continuous_rpe } else { cap.strength_rpe }
}

/// Lowers what is above the cap and gives an effort to work that has none; what changed.
fn cap_block(block: &mut Block, cap: &EffortCap) -> Vec<String> {
    let most = highest(block, cap);
    let mobility = block.known().is_some_and(|exercise| exercise.pattern == Pattern::Mobility);
    let work = block.part == Part::Main && !mobility;
    let mut lines = Vec::new();
    match &mut block.rpe {
        Some(effort) if effort.high > most || effort.low > most => {
            lines.push(format!("effort from {} to {}", number(effort.high.max(effort.low)), number(most)));
            *effort = EffortTarget { low: effort.low.min(most), high: effort.high.min(most) };
        }
        None if work && block.sets.is_empty() => {
            lines.push(format!("effort set to at most {}", number(most)));
            block.rpe = Some(EffortTarget { low: most - 1.0, high: most });
        }
        _ => {}
    }
    for set in &mut block.sets {
        match set.rpe {
            Some(rpe) if rpe > most => {
                lines.push(format!("sets from effort {} to {}", number(rpe), number(most)));
                set.rpe = Some(most);
            }
            None if work && !set.warmup => {
                lines.push(format!("sets to at most effort {}", number(most)));
                set.rpe = Some(most);
            }
            _ => {}
        }
    }
    if let (Some(target), Some(bpm)) = (block.heart_rate, cap.heart_rate_bpm)
        && target.high_bpm.max(target.low_bpm) > bpm
    {
        lines.push(format!("heart rate from {} to {bpm} bpm", target.high_bpm.max(target.low_bpm)));
        block.heart_rate =
            Some(HeartRateTarget { low_bpm: target.low_bpm.min(bpm), high_bpm: target.high_bpm.min(bpm) });
    }
    lines.dedup();
    lines
}

fn cap_all<T: Sessions>(value: &T, cap: &EffortCap, why: &str, facts: &Facts) -> Verdict<T> {
    let mut value = value.clone();
    let mut lines = Vec::new();
    for session in value.sessions_mut().iter_mut().filter(|session| !is_past(session, facts)) {
        let title = named(session);
        for block in &mut session.blocks {
            let changed = cap_block(block, cap);
            if !changed.is_empty() {
                lines.push(format!("{} in {title}: {}", block.name, changed.join(", ")));
            }
        }
    }
    adjusted(value, Rule::Screen, lines, why)
}

const fn words(intensity: Intensity) -> &'static str {
    match intensity {
        Intensity::Light => "your answers to the screening leave light training open until a clinician has cleared you",
        Intensity::Moderate => {
            "your answers to the screening leave moderate training open until a clinician has cleared you"
        }
        Intensity::Vigorous => "",
    }
}

/// A plan waits for the screening and keeps to its cap.
pub(super) fn plan(plan: &Plan, facts: &Facts) -> Verdict<Plan> {
    match screened(facts) {
        Screened::Missing => Verdict::Refused(refusal(
            Rule::Screen,
            "a plan needs the screening first: answer its few questions about your health and activity",
        )),
        Screened::ClinicianFirst => Verdict::Refused(clinician_first()),
        Screened::Capped(cap) => cap_all(plan, &cap, words(cap.intensity), facts),
        Screened::Open => Verdict::Allowed,
    }
}

/// A session on its own keeps to the cap; without a screening it is light.
pub(super) fn session(session: &PlannedSession, facts: &Facts) -> Verdict<PlannedSession> {
    match screened(facts) {
        Screened::Missing => {
            let why = "without the screening only light training is open; answer its questions for more";
            cap_all(session, &effort_cap(Intensity::Light, facts), why, facts)
        }
        Screened::ClinicianFirst => Verdict::Refused(clinician_first()),
        Screened::Capped(cap) => cap_all(session, &cap, words(cap.intensity), facts),
        Screened::Open => Verdict::Allowed,
    }
}

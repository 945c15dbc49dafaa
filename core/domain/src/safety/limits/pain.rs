//! What pain rules out.

use crate::exercise::{Exercise, Joint, Pattern, exercise};
use crate::safety::facts::{Facts, OpenPain};

/// Pain, 0 to 10, from which on an exercise is stopped. Pain without a number counts as this much.
pub const PAIN_LIMIT: u8 = 3;

/// How often pain at one place in 90 days suggests a professional.
pub const RECURRING_PAIN: u32 = 3;

/// Pain that rules something out, newest first.
pub fn active_pain(facts: &Facts) -> impl Iterator<Item = &OpenPain> {
    facts.pain.iter().filter(|pain| pain.score.is_none_or(|score| score >= PAIN_LIMIT))
}

/// Pain of which neither the joint nor the exercise is known: nothing can be planned around it.
#[must_use]
pub fn place_unknown(facts: &Facts) -> Option<&OpenPain> {
    active_pain(facts).find(|pain| pain.joint.is_none() && painful(pain).is_none())
}

fn painful(pain: &OpenPain) -> Option<&'static Exercise> {
    pain.exercise.as_deref().and_then(exercise)
}

/// Why pain rules an exercise out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exclusion<'a> {
    /// The pain.
    pub pain: &'a OpenPain,
    /// The joint that the exercise shares with it; `None` for the painful exercise itself.
    pub joint: Option<Joint>,
}

/// The pain that rules an exercise out, if any does: at this exercise; at one of the same pattern that loads the same
/// joint; or, where no exercise was told, in a joint that it loads. Mobility that loads a joint which was told of is out
/// in either case: a deep squat hold is no warm-up for a knee that hurts at squats.
#[must_use]
pub fn exclusion<'a>(candidate: &Exercise, facts: &'a Facts) -> Option<Exclusion<'a>> {
    active_pain(facts).find_map(|pain| {
        let loads = |joint: Joint| candidate.joints.contains(&joint).then_some(joint);
        let joint = match (painful(pain), pain.joint) {
            (Some(at), _) if at.id == candidate.id => return Some(Exclusion { pain, joint: None }),
            (Some(_), Some(joint)) if candidate.pattern == Pattern::Mobility => loads(joint),
            (Some(at), _) if at.pattern != candidate.pattern => return None,
            (Some(_), Some(joint)) => loads(joint),
            (Some(at), None) => at.joints.iter().copied().find_map(loads),
            (None, Some(joint)) => loads(joint),
            (None, None) => None,
        };
        joint.map(|joint| Exclusion { pain, joint: Some(joint) })
    })
}

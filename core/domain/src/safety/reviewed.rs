//! `Reviewed<T>`: the only form in which the store takes a plan, a session or a target.
//!
//! ```compile_fail
//! use coach_domain::{plan::Target, safety::reviewed::Reviewed};
//! fn forge(target: Target) -> Reviewed<Target> {
//!     Reviewed { value: target, interventions: Vec::new() }
//! }
//! ```
//!
//! ```compile_fail
//! use coach_domain::{plan::Target, safety::reviewed::Reviewed};
//! fn forge(json: &str) -> Reviewed<Target> {
//!     serde_json::from_str(json).unwrap()
//! }
//! ```

mod beginner;
mod change;
mod deload;
mod energy;
mod hr_cap;
mod hr_text;
mod lifts;
mod load_step;
mod names;
mod numbers;
mod pain;
mod red_flag;
mod rest;
mod screen;
mod spike;
mod text;
mod timeline;
mod volume;

#[cfg(test)]
mod tests;

use super::facts::Facts;
use super::{Intervention, Rule};
use crate::plan::{Plan, PlannedSession, Target};

pub use hr_cap::{HeartRateCap, heart_rate_cap};

/// A value that has been through the envelope. Only [`review`](Reviewable::review) makes one; it can be written out,
/// and is read back as the bare value, which is reviewed again.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Reviewed<T> {
    value: T,
    interventions: Vec<Intervention>,
}

impl<T> Reviewed<T> {
    /// The value as the envelope lets it stand.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What the envelope changed, in order, and what it warns of.
    #[must_use]
    pub fn interventions(&self) -> &[Intervention] {
        &self.interventions
    }

    /// The value, no longer reviewed.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }

    fn seal(value: T, interventions: Vec<Intervention>) -> Self {
        Self { value, interventions }
    }
}

/// Why the envelope refused a value.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", .0.detail)]
pub struct Refused(pub Intervention);

/// What a rule says of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict<T> {
    /// The value stands.
    Allowed,
    /// The value stands in this form.
    Adjusted(T, Intervention),
    /// The value stands, and the person is warned.
    Warned(Intervention),
    /// The value cannot be made safe.
    Refused(Intervention),
}

/// A rule of the envelope for one type: facts in, verdict out.
pub type RuleFn<T> = fn(&T, &Facts) -> Verdict<T>;

/// A type that the envelope reviews.
pub trait Reviewable: Sized + 'static {
    /// The rules for this type, in the order in which they judge; each sees what the one before it left.
    fn rules() -> &'static [(Rule, RuleFn<Self>)];

    /// Reviews the value against every rule that applies.
    ///
    /// # Errors
    /// [`Refused`] with the rule and its reason when the value cannot be made safe, or when there is no rule for it.
    fn review(self, facts: &Facts) -> Result<Reviewed<Self>, Refused> {
        run(self, facts, Self::rules())
    }
}

/// Most times that the rules are gone through. One rule's change may be another's business, so they run until none has
/// anything left to change; as each only ever lowers, takes out or moves to later, that is soon.
const PASSES: usize = 12;

/// Runs rules in order until they find nothing more to change, so that a reviewed value passes its own review. An
/// empty set refuses: nothing is safe because nobody looked.
fn run<T>(mut value: T, facts: &Facts, rules: &[(Rule, RuleFn<T>)]) -> Result<Reviewed<T>, Refused> {
    if rules.is_empty() {
        return Err(Refused(change::refusal(
            Rule::Scope,
            "there is no rule set for this kind of change, so it cannot be made",
        )));
    }
    let mut interventions = Vec::new();
    for _ in 0..PASSES {
        let (mut changed, mut warnings) = (false, Vec::new());
        for (_, rule) in rules {
            match rule(&value, facts) {
                Verdict::Allowed => {}
                Verdict::Adjusted(adjusted, intervention) => {
                    value = adjusted;
                    interventions.push(intervention);
                    changed = true;
                }
                Verdict::Warned(intervention) => warnings.push(intervention),
                Verdict::Refused(intervention) => return Err(Refused(intervention)),
            }
        }
        if !changed {
            interventions.extend(warnings);
            return Ok(Reviewed::seal(value, interventions));
        }
    }
    Err(Refused(change::refusal(Rule::Scope, "no safe form of it was found")))
}

impl Reviewable for PlannedSession {
    /// The rules that hold within a session, and those that hold between it and what was done or is planned beside it.
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[
            (Rule::Scope, numbers::session),
            (Rule::RedFlag, red_flag::not_suspended),
            (Rule::Screen, screen::session),
            (Rule::Beginner, beginner::rule),
            (Rule::Scope, names::agree),
            (Rule::Pain3, pain::session),
            (Rule::Deload4, deload::session),
            (Rule::Volume20, volume::session),
            (Rule::LoadStep, load_step::rule),
            (Rule::Rest24, rest::session),
            (Rule::SpikeRun, spike::rule),
            (Rule::HrCap, hr_text::notes),
            (Rule::HrCap, hr_text::texts),
            (Rule::HrCap, hr_cap::rule),
        ]
    }
}

impl Reviewable for Plan {
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[
            (Rule::Scope, numbers::plan),
            (Rule::RedFlag, red_flag::not_suspended),
            (Rule::Screen, screen::plan),
            (Rule::Beginner, beginner::rule),
            (Rule::Scope, names::agree),
            (Rule::Energy, energy::plan),
            (Rule::Pain3, pain::plan),
            (Rule::Deload4, deload::plan),
            (Rule::Volume20, volume::plan),
            (Rule::LoadStep, load_step::rule),
            (Rule::Rest24, rest::plan),
            (Rule::SpikeRun, spike::rule),
            (Rule::HrCap, hr_text::notes),
            (Rule::HrCap, hr_text::texts),
            (Rule::HrCap, hr_cap::rule),
        ]
    }
}

impl Reviewable for Target {
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[(Rule::Scope, numbers::target), (Rule::Energy, energy::target), (Rule::HrCap, hr_cap::target)]
    }
}

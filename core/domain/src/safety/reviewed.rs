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

mod rules;

#[cfg(test)]
mod tests;

use super::{Intervention, Rule};
use crate::person::Profile;
use crate::plan::{Plan, PlannedSession, Target};

pub use rules::{HeartRateCap, heart_rate_cap};

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

    /// What the envelope changed.
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

/// What the envelope may use to judge: facts only, no clock and no model.
#[derive(Debug, Clone, Default)]
pub struct ReviewContext {
    /// The person.
    pub profile: Profile,
    /// The local day of the review.
    pub today: Option<jiff::civil::Date>,
    /// Highest heart rate held at least 15 s, in bpm, if observed.
    pub observed_max_hr_bpm: Option<f64>,
}

/// What a rule says of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdict<T> {
    /// The value stands.
    Allowed,
    /// The value stands in this form.
    Adjusted(T, Intervention),
    /// The value cannot be made safe.
    Refused(Intervention),
}

/// A rule of the envelope for one type: facts in, verdict out.
pub type RuleFn<T> = fn(&T, &ReviewContext) -> Verdict<T>;

/// A type that the envelope reviews.
pub trait Reviewable: Sized + 'static {
    /// The rules for this type, in the order in which they judge; each sees what the one before it left.
    fn rules() -> &'static [(Rule, RuleFn<Self>)];

    /// Reviews the value against every rule that applies.
    ///
    /// # Errors
    /// [`Refused`] with the rule and its reason when the value cannot be made safe, or when there is no rule for it.
    fn review(self, context: &ReviewContext) -> Result<Reviewed<Self>, Refused> {
        run(self, context, Self::rules())
    }
}

/// Runs rules in order. An empty set refuses: nothing is safe because nobody looked.
fn run<T>(mut value: T, context: &ReviewContext, rules: &[(Rule, RuleFn<T>)]) -> Result<Reviewed<T>, Refused> {
    if rules.is_empty() {
        return Err(Refused(Intervention {
            rule: Rule::Scope,
            action: "refused".to_owned(),
            detail: "there is no rule set for this kind of change, so it cannot be made".to_owned(),
        }));
    }
    let mut interventions = Vec::new();
    for (_, rule) in rules {
        match rule(&value, context) {
            Verdict::Allowed => {}
            Verdict::Adjusted(adjusted, intervention) => {
                value = adjusted;
                interventions.push(intervention);
            }
            Verdict::Refused(intervention) => return Err(Refused(intervention)),
        }
    }
    Ok(Reviewed::seal(value, interventions))
}

impl Reviewable for PlannedSession {
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[
            (Rule::RedFlag, rules::not_suspended),
            (Rule::Beginner, rules::session_beginner),
            (Rule::HrCap, rules::session_heart_rate),
        ]
    }
}

impl Reviewable for Plan {
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[
            (Rule::RedFlag, rules::not_suspended),
            (Rule::Beginner, rules::plan_beginner),
            (Rule::HrCap, rules::plan_heart_rate),
        ]
    }
}

impl Reviewable for Target {
    fn rules() -> &'static [(Rule, RuleFn<Self>)] {
        &[(Rule::Scope, rules::target_number), (Rule::HrCap, rules::target_heart_rate)]
    }
}

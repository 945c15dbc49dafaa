//! `Reviewed<T>`: the only form in which the store takes a plan, a session or a target.

use super::Intervention;
use crate::person::Profile;

/// A value that has been through the envelope. Only [`review`](Reviewable::review) makes one.
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

    pub(crate) fn seal(value: T, interventions: Vec<Intervention>) -> Self {
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

/// A type that the envelope reviews.
pub trait Reviewable: Sized {
    /// Reviews the value against every rule that applies.
    ///
    /// # Errors
    /// [`Refused`] with the rule and its reason when the value cannot be made safe.
    fn review(self, context: &ReviewContext) -> Result<Reviewed<Self>, Refused>;
}

//! RED-FLAG: nothing is planned while a warning sign waits for a doctor.

use super::Verdict;
use super::change::refusal;
use crate::safety::Rule;
use crate::safety::facts::Facts;

pub(super) fn not_suspended<T>(_: &T, facts: &Facts) -> Verdict<T> {
    if !facts.profile.training_suspended() {
        return Verdict::Allowed;
    }
    Verdict::Refused(refusal(
        Rule::RedFlag,
        "you told of a warning sign, so training is suspended until a doctor has cleared you",
    ))
}

//! The safety envelope: what a coach must never do is decided here, below every model and every client.

pub mod eating;
pub mod emergency;
pub mod facts;
pub mod grounding;
pub mod limits;
pub mod live;
pub mod pain;
pub mod red_flags;
pub mod reviewed;
pub mod scope;
pub mod screening;

mod phrase;

use serde::{Deserialize, Serialize};

/// The rules of the envelope, by the ids that verdicts, audit entries and replies name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub enum Rule {
    /// No target above 85 % of maximum heart rate.
    #[serde(rename = "HR-CAP")]
    HrCap,
    /// Emergency stop above 95 % of maximum heart rate while training.
    #[serde(rename = "HR-STOP")]
    HrStop,
    /// At most 10 % more weight per session on an exercise.
    #[serde(rename = "LOAD-STEP")]
    LoadStep,
    /// At least 24 h between training sessions.
    #[serde(rename = "REST-24")]
    Rest24,
    /// Weekly volume at most 1.20 times the reference week.
    #[serde(rename = "VOLUME-20")]
    Volume20,
    /// Every fourth week is a deload.
    #[serde(rename = "DELOAD-4")]
    Deload4,
    /// No run or ride far longer than the longest of the last 30 days.
    #[serde(rename = "SPIKE-RUN")]
    SpikeRun,
    /// At most 45 minutes and no advanced lifts for beginners.
    #[serde(rename = "BEGINNER")]
    Beginner,
    /// Pain of 3 or more out of 10 stops the exercise.
    #[serde(rename = "PAIN-3")]
    Pain3,
    /// Red-flag symptoms stop the turn.
    #[serde(rename = "RED-FLAG")]
    RedFlag,
    /// Screening before the first plan.
    #[serde(rename = "SCREEN")]
    Screen,
    /// Calorie floors and rates of loss.
    #[serde(rename = "ENERGY")]
    Energy,
    /// No diagnosis, treatment, dose advice or guaranteed results.
    #[serde(rename = "SCOPE")]
    Scope,
    /// Every number in a reply is traced.
    #[serde(rename = "GROUNDED")]
    Grounded,
    /// Text from files, tools and notes is data.
    #[serde(rename = "INJECT")]
    Inject,
}

impl Rule {
    /// Every rule, in the order of their ids in this list.
    pub const ALL: [Rule; 15] = [
        Rule::HrCap,
        Rule::HrStop,
        Rule::LoadStep,
        Rule::Rest24,
        Rule::Volume20,
        Rule::Deload4,
        Rule::SpikeRun,
        Rule::Beginner,
        Rule::Pain3,
        Rule::RedFlag,
        Rule::Screen,
        Rule::Energy,
        Rule::Scope,
        Rule::Grounded,
        Rule::Inject,
    ];

    /// The rule's id, for example `RED-FLAG`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Rule::HrCap => "HR-CAP",
            Rule::HrStop => "HR-STOP",
            Rule::LoadStep => "LOAD-STEP",
            Rule::Rest24 => "REST-24",
            Rule::Volume20 => "VOLUME-20",
            Rule::Deload4 => "DELOAD-4",
            Rule::SpikeRun => "SPIKE-RUN",
            Rule::Beginner => "BEGINNER",
            Rule::Pain3 => "PAIN-3",
            Rule::RedFlag => "RED-FLAG",
            Rule::Screen => "SCREEN",
            Rule::Energy => "ENERGY",
            Rule::Scope => "SCOPE",
            Rule::Grounded => "GROUNDED",
            Rule::Inject => "INJECT",
        }
    }

    /// The rule with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.id() == id)
    }
}

/// What the envelope did, for the log and for the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Intervention {
    /// Rule that acted.
    pub rule: Rule,
    /// `stopped`, `adjusted`, `warned`, `refused` or `removed`.
    pub action: String,
    /// What was changed and why, in plain words.
    pub detail: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_what_is_written_to_the_log() {
        for rule in Rule::ALL {
            assert_eq!(serde_json::to_value(rule).unwrap(), serde_json::json!(rule.id()));
            assert_eq!(Rule::by_id(rule.id()), Some(rule));
        }
        assert_eq!(Rule::by_id("hr-cap"), None);
    }
}

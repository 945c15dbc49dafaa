//! The safety envelope: what a coach must never do is decided here, below every model and every client.

pub mod grounding;
pub mod red_flags;
pub mod reviewed;

use serde::{Deserialize, Serialize};

/// The rules of the envelope, by the ids that verdicts, audit entries and replies name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Rule {
    /// No target above 85 % of maximum heart rate.
    #[serde(rename = "HR-CAP")]
    HrCap,
    /// Red-flag symptoms stop the turn.
    #[serde(rename = "RED-FLAG")]
    RedFlag,
    /// Every number in a reply is traced.
    #[serde(rename = "GROUNDED")]
    Grounded,
    /// No diagnosis, treatment, dose advice or guaranteed results.
    #[serde(rename = "SCOPE")]
    Scope,
    /// Text from files, tools and notes is data.
    #[serde(rename = "INJECT")]
    Inject,
    /// At most 45 minutes and no advanced lifts for beginners.
    #[serde(rename = "BEGINNER")]
    Beginner,
}

impl Rule {
    /// The rule's id, for example `RED-FLAG`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Rule::HrCap => "HR-CAP",
            Rule::RedFlag => "RED-FLAG",
            Rule::Grounded => "GROUNDED",
            Rule::Scope => "SCOPE",
            Rule::Inject => "INJECT",
            Rule::Beginner => "BEGINNER",
        }
    }
}

/// What the envelope did, for the log and for the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Intervention {
    /// Rule that acted.
    pub rule: Rule,
    /// `stopped`, `adjusted`, `refused` or `removed`.
    pub action: String,
    /// What was changed and why, in plain words.
    pub detail: String,
}

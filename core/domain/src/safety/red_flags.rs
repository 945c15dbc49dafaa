//! RED-FLAG: symptoms that end a turn with emergency advice.

use super::Intervention;
use serde::{Deserialize, Serialize};

/// A kind of red flag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedFlagKind {
    /// Chest pain, pressure or tightness.
    ChestPain,
    /// Fainting or dizziness.
    SyncopeDizziness,
    /// Severe joint pain.
    JointPain,
    /// Breathing difficulty.
    Breathing,
    /// Irregular heartbeat.
    Arrhythmia,
    /// One-sided weakness, drooping face or slurred speech.
    Stroke,
    /// Sudden severe headache.
    Headache,
    /// Dark urine with swollen muscles.
    Rhabdomyolysis,
}

/// One red flag found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RedFlag {
    /// What it is.
    pub kind: RedFlagKind,
    /// The words that told it, as written.
    pub words: String,
    /// The symptom is past and over rather than present.
    pub resolved: bool,
}

/// Finds the red flags of a text, in any supported language, with typing errors.
#[must_use]
pub fn scan(text: &str) -> Vec<RedFlag> {
    let _ = text;
    Vec::new()
}

/// The reply that ends the turn and the intervention for the log; `country` is an ISO 3166 code, if known.
#[must_use]
pub fn emergency_reply(
    flags: &[RedFlag],
    country: Option<&str>,
    text: &str,
) -> (String, Intervention) {
    let _ = (flags, country, text);
    (
        String::new(),
        Intervention {
            rule: super::Rule::RedFlag,
            action: "stopped".to_owned(),
            detail: String::new(),
        },
    )
}

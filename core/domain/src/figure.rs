//! Figures: values that come with everything needed to trust them.

use crate::citation::Citation;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How much a figure can be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// Few or old inputs.
    Low,
    /// Enough inputs, some missing.
    Medium,
    /// All inputs there and recent.
    High,
}

/// One input of a figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FigureInput {
    /// What it is, for example `resting_hr` or `birth_date`.
    pub name: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol.
    pub unit: String,
    /// Who measured or said it.
    pub source: String,
    /// First local day it covers.
    pub from: Date,
    /// Last local day it covers, included.
    pub to: Date,
}

/// A computed value with its unit, confidence, inputs and gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What was computed, for example `e1rm_epley`.
    pub name: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol.
    pub unit: String,
    /// How far to trust it.
    pub confidence: Confidence,
    /// What went in.
    pub inputs: Vec<FigureInput>,
    /// What would have made it better and was not there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// Why there is no figure: "insufficient: have n, need m".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("insufficient data for {what}: have {have} {unit}, need {need}")]
pub struct Insufficient {
    /// What could not be computed.
    pub what: String,
    /// How much there is.
    pub have: u32,
    /// How much is needed.
    pub need: u32,
    /// Of what, for example `nights`.
    pub unit: String,
}

/// A figure, or the reason why there is none. Never a guess.
pub type Computed = Result<Figure, Insufficient>;

impl Figure {
    /// Turns the figure into a citation over the span of its inputs.
    #[must_use]
    pub fn citation(&self, text: impl Into<String>) -> Citation {
        Citation {
            text: text.into(),
            value: self.value,
            unit: self.unit.clone(),
            metric: self.name.clone(),
            source: self.inputs.first().map_or_else(String::new, |input| input.source.clone()),
            from: self.inputs.iter().map(|input| input.from).min(),
            to: self.inputs.iter().map(|input| input.to).max(),
        }
    }
}

//! Citations: which figure stands behind a number in a reply.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One number of a reply and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Citation {
    /// The number as the reply shows it, for example `7 h 12 min`.
    pub text: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol; empty for plain counts and dates.
    pub unit: String,
    /// Metric or figure, for example `resting_hr`; `person` for the person's own words, a rule id for a rule's limit.
    pub metric: String,
    /// Who measured or said it.
    pub source: String,
    /// First local day it covers, if it covers days.
    pub from: Option<Date>,
    /// Last local day it covers, included.
    pub to: Option<Date>,
}

/// A figure as a tool shows it: a citation with a name for programs and a label for people.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ShownFigure {
    /// Name in snake case, unique within one answer, for example `asleep_mean`.
    pub name: String,
    /// Words for people, for example `average time asleep`.
    pub label: String,
    /// The figure itself; `text` is how a reply shows it.
    #[serde(flatten)]
    pub citation: Citation,
    /// How far to trust it, where that was computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<crate::figure::Confidence>,
}

/// Something that was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Gap {
    /// What is missing, in words, for example `heart rate variability`.
    pub what: String,
    /// Why, in words, for example `insufficient: have 1 night, need 3`.
    pub reason: String,
}

/// What every tool of the coach answers at least: figures to quote, and what was missing.
///
/// Tools add fields of their own beside these; replies, citations and charts need only these.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Answer {
    /// First local day that was looked at.
    pub from: Date,
    /// Last local day that was looked at, included.
    pub to: Date,
    /// Figures, most important first.
    pub figures: Vec<ShownFigure>,
    /// Gaps; a tool without any figure has at least one.
    #[serde(default)]
    pub missing: Vec<Gap>,
}

//! Citations: which figure stands behind a number in a reply.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One number of a reply and where it came from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

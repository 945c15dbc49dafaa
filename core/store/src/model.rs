//! What queries return.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The width of a bucket; days and longer follow the person's local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Every sample as it is.
    Raw,
    /// Local hours.
    Hour,
    /// Local days.
    Day,
    /// ISO weeks, starting on Monday.
    Week,
    /// Calendar months.
    Month,
}

/// One bucket of a query, merged over sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BucketValue {
    /// First local day, `YYYY-MM-DD`, or for raw samples and hours an RFC 3339 instant with its offset.
    pub start: String,
    /// Sum, mean or last value, by the metric's aggregation, in its canonical unit.
    pub value: f64,
    /// Lowest sample, for means and raw samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Highest sample, for means and raw samples.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
    /// UCUM symbol.
    pub unit: String,
    /// Samples behind the value.
    pub count: u64,
    /// Source names, joined by ` + ` where several contributed.
    pub source: String,
}

/// The figure of one metric on one local day, merged over sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DayFigure {
    /// Local day.
    pub day: Date,
    /// Sum, mean or last value, by the metric's aggregation.
    pub value: f64,
    /// Lowest sample.
    pub min: f64,
    /// Highest sample.
    pub max: f64,
    /// Samples behind it.
    pub count: u64,
    /// Source names, joined by ` + ` where several contributed.
    pub source: String,
}

/// One stored sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RawSample {
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC.
    pub offset_min: i16,
    /// Value in the canonical unit.
    pub value: f64,
    /// Source name.
    pub source: String,
    /// Device description, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Unit as the source gave it, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_unit: Option<String>,
    /// Value as the source gave it, if it differs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raw_value: Option<f64>,
    /// When the source created the record, in milliseconds since 1970 UTC, if it said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_ms: Option<i64>,
    /// The origin's own id, if it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Further metadata as a JSON object, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<String>,
    /// Bits of [`coach_domain::record::SampleFlags`].
    #[serde(default)]
    pub flags: u8,
}

/// A stored workout with its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StoredWorkout {
    /// Stable id, made from the workout's identity.
    pub id: String,
    /// The workout; the track is left out of lists and read with [`crate::Store::workout`].
    #[serde(flatten)]
    pub workout: coach_domain::record::Workout,
    /// Ids of the same workout from other sources (same kind, start within 2 minutes, duration within 10 %).
    pub also: Vec<String>,
}

/// One source with its place in the priority order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SourceInfo {
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: coach_domain::record::SourceKind,
    /// Samples of it.
    pub samples: u64,
    /// Workouts of it.
    pub workouts: u64,
    /// Contract names of its metrics.
    pub metrics: Vec<String>,
    /// Last local day with data.
    pub last_day: Option<Date>,
}

/// How fresh a metric is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Freshness {
    /// Contract name of the metric.
    pub metric: String,
    /// First local day with data.
    pub first_day: Date,
    /// Last local day with data.
    pub last_day: Date,
    /// Samples of it, all sources together.
    pub samples: u64,
}

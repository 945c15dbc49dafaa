//! Canonical records: what every source is turned into before the store sees it.
//!
//! References ([`SourceRef`], [`DeviceRef`], [`TextRef`]) are interned strings of one ingest; the store hands them out
//! and resolves them. They keep a sample at a fixed small size, so that millions stream through without allocation.

use crate::metric::MetricCode;
use serde::{Deserialize, Serialize};

/// An interned source (the app or device that recorded a sample).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceRef(pub u32);

/// An interned device description; 0 is "not given".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct DeviceRef(pub u32);

/// An interned text; 0 is "none".
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct TextRef(pub u32);

/// What kind of thing recorded a sample; the default priority follows this order, manual entries first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// Entered by the person in PocketCoach.
    Manual,
    /// A wrist watch.
    Watch,
    /// A band or chest strap.
    Band,
    /// A ring.
    Ring,
    /// A phone.
    Phone,
    /// A body scale.
    Scale,
    /// Another app or device.
    Other,
    /// Nothing is known about it.
    Unknown,
}

/// Who recorded something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Source {
    /// Name as the source gives it, for example `Ana’s Apple Watch`; Unicode spaces and apostrophes are kept.
    pub name: String,
    /// Kind, told from product type, device or name.
    pub kind: SourceKind,
}

/// Identity of a sample is (metric, source, start, end, value) or the origin's own id where it gives one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Metric.
    pub metric: MetricCode,
    /// Source.
    pub source: SourceRef,
    /// Device, if given.
    pub device: DeviceRef,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC; equal to the start for an instant.
    pub end_ms: i64,
    /// Minutes east of UTC where it was recorded.
    pub offset_min: i16,
    /// Value in the metric's canonical unit.
    pub value: f64,
    /// Unit as the source gave it; [`TextRef`] 0 when it was the canonical one.
    pub raw_unit: TextRef,
    /// Value as the source gave it; equal to `value` when no conversion was needed.
    pub raw_value: f64,
    /// When the source created the record, in milliseconds since 1970 UTC; 0 when it did not say.
    pub created_ms: i64,
    /// The origin's own id, if it gives one.
    pub origin: TextRef,
    /// Further metadata as one canonical JSON object, if any.
    pub metadata: TextRef,
    /// Marks of the sample.
    pub flags: SampleFlags,
}

/// Marks of a sample, as a bit set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct SampleFlags(pub u8);

impl SampleFlags {
    /// Typed in by the person rather than measured.
    pub const USER_ENTERED: SampleFlags = SampleFlags(1);
    /// Computed rather than measured.
    pub const ESTIMATED: SampleFlags = SampleFlags(2);
    /// Came as a child of another record that repeats at the top level; counted only if it was not there.
    pub const NESTED: SampleFlags = SampleFlags(4);

    /// Tells whether all marks of `other` are set.
    #[must_use]
    pub const fn contains(self, other: SampleFlags) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both sets of marks.
    #[must_use]
    pub const fn with(self, other: SampleFlags) -> SampleFlags {
        SampleFlags(self.0 | other.0)
    }
}

/// What was done in a workout; `other:NAME` keeps kinds that are not in the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct WorkoutKind(pub String);

/// One workout. Identity is the origin's id, else (source, kind, start, end).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Workout {
    /// Kind in snake case, for example `running` or `traditional_strength_training`.
    pub kind: WorkoutKind,
    /// Who recorded it.
    pub source: Source,
    /// Device description, if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC where it took place.
    pub offset_min: i16,
    /// Seconds without pauses.
    pub active_s: f64,
    /// Metres, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub distance_m: Option<f64>,
    /// Active energy in kcal, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_active_kcal: Option<f64>,
    /// Resting energy in kcal, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub energy_basal_kcal: Option<f64>,
    /// Mean heart rate in bpm, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heart_rate_mean_bpm: Option<f64>,
    /// Lowest heart rate in bpm, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heart_rate_min_bpm: Option<f64>,
    /// Highest heart rate in bpm, if measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heart_rate_max_bpm: Option<f64>,
    /// Rating of perceived exertion on the CR10 scale (0 to 10), if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<f64>,
    /// Pauses, laps, segments and markers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<WorkoutEvent>,
    /// Parts of a multisport workout.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<WorkoutActivity>,
    /// Further statistics by metric name, in the metric's canonical unit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statistics: Vec<WorkoutStatistic>,
    /// Strength sets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sets: Vec<StrengthSet>,
    /// The track, if there is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<RoutePoint>,
    /// Further metadata.
    #[serde(default, skip_serializing_if = "std::collections::BTreeMap::is_empty")]
    pub metadata: std::collections::BTreeMap<String, String>,
    /// The origin's own id, if it gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// The person's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Workout {
    /// A workout without details, active from its start to its end.
    #[must_use]
    pub fn plain(kind: WorkoutKind, source: Source, start_ms: i64, end_ms: i64, offset_min: i16) -> Self {
        Self {
            kind,
            source,
            device: None,
            start_ms,
            end_ms,
            offset_min,
            active_s: (end_ms - start_ms) as f64 / 1000.0,
            distance_m: None,
            energy_active_kcal: None,
            energy_basal_kcal: None,
            heart_rate_mean_bpm: None,
            heart_rate_min_bpm: None,
            heart_rate_max_bpm: None,
            rpe: None,
            events: Vec::new(),
            activities: Vec::new(),
            statistics: Vec::new(),
            sets: Vec::new(),
            route: Vec::new(),
            metadata: std::collections::BTreeMap::new(),
            origin: None,
            note: None,
        }
    }
}

/// Something that happened during a workout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WorkoutEvent {
    /// `pause`, `resume`, `lap`, `segment`, `marker`, `motion_paused`, `motion_resumed` or the source's own word.
    pub kind: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Length in seconds, 0 for a moment.
    pub duration_s: f64,
}

/// One part of a multisport workout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WorkoutActivity {
    /// Kind in snake case.
    pub kind: WorkoutKind,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Seconds without pauses.
    pub active_s: f64,
}

/// One statistic of a workout.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct WorkoutStatistic {
    /// Contract name of the metric, or the source's name when it is not known.
    pub metric: String,
    /// UCUM symbol of the values.
    pub unit: String,
    /// Sum over the workout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<f64>,
    /// Mean over the workout.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean: Option<f64>,
    /// Lowest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<f64>,
    /// Highest value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<f64>,
}

/// One point of a track.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct RoutePoint {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Degrees north, -90 to 90.
    pub latitude: f64,
    /// Degrees east, -180 to 180.
    pub longitude: f64,
    /// Metres above sea level, NaN when not given.
    #[schema(value_type = Option<f64>)]
    pub elevation_m: f64,
}

/// One set of a strength exercise.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StrengthSet {
    /// Exercise as the person or app wrote it, for example `back squat`.
    pub exercise: String,
    /// External load in kilograms; 0 for body weight alone.
    pub weight_kg: f64,
    /// Repetitions.
    pub reps: u32,
    /// Rating of perceived exertion (CR10), if given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<f64>,
    /// A warm-up set, left out of strength figures.
    #[serde(default)]
    pub warmup: bool,
    /// The set was attempted and not completed.
    #[serde(default)]
    pub missed: bool,
}

/// The daily rings of an Apple activity summary; identity is the date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ActivitySummary {
    /// Civil date, never shifted by a time zone.
    pub date: jiff::civil::Date,
    /// Active energy in kcal.
    pub energy_active_kcal: Option<f64>,
    /// Goal for it in kcal.
    pub energy_goal_kcal: Option<f64>,
    /// Exercise minutes.
    pub exercise_min: Option<f64>,
    /// Goal for them.
    pub exercise_goal_min: Option<f64>,
    /// Hours with a stand.
    pub stand_hours: Option<f64>,
    /// Goal for them.
    pub stand_goal_hours: Option<f64>,
}

/// An electrocardiogram; identity is (source, start).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ecg {
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// Minutes east of UTC where it was recorded.
    pub offset_min: i16,
    /// Device as written in the file.
    pub device: String,
    /// Classification as written in the file, in its language.
    pub classification: String,
    /// Samples per second.
    pub sample_rate_hz: f64,
    /// Voltages in microvolts.
    pub microvolts: Vec<f32>,
}

/// What a file says about the person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonFacts {
    /// Date of birth.
    pub birth_date: Option<jiff::civil::Date>,
    /// `male`, `female` or `other`.
    pub sex: Option<String>,
}

//! Health stores of platforms, HealthKit and Health Connect: what a shell reads there, turned into canonical records.
//!
//! A shell hands over what it was given, in the platform's own words: identifiers of types, units, ids of records, what
//! was deleted, and the anchor up to which it has read. Units, stages, kinds of workouts and what belongs together are
//! decided here.
//!
//! A record is known by the platform's own id. It may hold several samples (a series of heart rates, the stages of a
//! night, both values of a blood pressure); giving it again replaces it as a whole, and deleting it removes all of it.

mod kinds;
mod translate;

pub use kinds::{HealthKind, health_kinds};

use coach_store::live::{Anchor, HEALTH_CONNECT, HEALTHKIT, LiveReport};
use coach_store::{Error, Store};
use std::collections::BTreeMap;

/// Which store of the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HealthPlatform {
    /// HealthKit. Its records never change: an edit is a deletion and a new record.
    HealthKit,
    /// Health Connect. A changed record keeps its id.
    HealthConnect,
}

impl HealthPlatform {
    /// What names of its records begin with in the store.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            HealthPlatform::HealthKit => HEALTHKIT,
            HealthPlatform::HealthConnect => HEALTH_CONNECT,
        }
    }
}

/// One sample of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthSample {
    /// The platform's type, for example `HKQuantityTypeIdentifierHeartRate` or `StepsRecord`; the contract name of a
    /// metric is understood as well. See [`health_kinds`].
    pub kind: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC; equal to the start for an instant.
    pub end_ms: i64,
    /// Value in `unit`; for states (sleep, stand hours, mindfulness) the platform's own number of the state.
    pub value: f64,
    /// Unit as the platform spells it, for example `count/min` or `kg`; empty for states. `%` is a fraction from 0 to
    /// 1 as HealthKit has it, `percent` goes from 0 to 100.
    pub unit: String,
}

/// One point of a track.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HealthPoint {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Metres above sea level, if known.
    pub elevation_m: Option<f64>,
}

/// A workout of a record.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HealthWorkout {
    /// Kind: a contract name (`running`), or the platform's (`HKWorkoutActivityTypeRunning`, `EXERCISE_TYPE_RUNNING`).
    pub kind: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Seconds without pauses, if known; the whole time otherwise.
    pub active_s: Option<f64>,
    /// Metres, if measured.
    pub distance_m: Option<f64>,
    /// Active energy in kcal, if measured.
    pub energy_active_kcal: Option<f64>,
    /// Resting energy in kcal, if measured.
    pub energy_basal_kcal: Option<f64>,
    /// Mean heart rate in bpm, if measured.
    pub heart_rate_mean_bpm: Option<f64>,
    /// Lowest heart rate in bpm, if measured.
    pub heart_rate_min_bpm: Option<f64>,
    /// Highest heart rate in bpm, if measured.
    pub heart_rate_max_bpm: Option<f64>,
    /// Effort on the CR10 scale, 0 to 10, if given.
    pub rpe: Option<f64>,
    /// The person's own words.
    pub note: Option<String>,
    /// The track, oldest point first; empty without one.
    pub route: Vec<HealthPoint>,
}

/// One record of a platform's store.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HealthRecord {
    /// The platform's own id of the record.
    pub id: String,
    /// Name of the app or device that wrote it, as people know it, for example `Ana’s Apple Watch`.
    pub source: String,
    /// Description of the device, if given: name, maker, model, hardware.
    pub device: Option<String>,
    /// IANA name of the time zone in which it was recorded, if known.
    pub time_zone: Option<String>,
    /// Minutes east of UTC at which it was recorded, if known; the time zone goes before it.
    pub offset_min: Option<i32>,
    /// When it was last changed at the platform, in milliseconds since 1970 UTC; of two states the later one stays.
    pub modified_ms: Option<i64>,
    /// Typed in by the person rather than measured.
    pub user_entered: bool,
    /// Further metadata, by name.
    pub metadata: BTreeMap<String, String>,
    /// Its samples.
    pub samples: Vec<HealthSample>,
    /// Its workout, if it is one.
    pub workout: Option<HealthWorkout>,
}

/// A time of which a batch holds every record of some kinds, so that what is here beside them is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthWindow {
    /// Kinds as samples name them; `workout` for workouts.
    pub kinds: Vec<String>,
    /// First instant, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Instant after the last one.
    pub to_ms: i64,
}

/// What a shell has read.
#[derive(Debug, Clone, PartialEq)]
pub struct HealthBatch {
    /// Where it was read.
    pub platform: HealthPlatform,
    /// Records that were added or changed, whole.
    pub records: Vec<HealthRecord>,
    /// Ids of records that were deleted.
    pub deleted: Vec<String>,
    /// What the batch is complete for, after an expired change token.
    pub complete: Option<HealthWindow>,
}

/// Writes what a shell has read and the anchor up to which it goes, in one transaction: after a crash both are there or
/// neither. The same batch again changes nothing. `home` is the person's zone, for records that name none.
///
/// # Errors
/// [`Error::AnchorMoved`] when the batch was not read from the anchor that is stored; those of writing to the database.
pub fn ingest(
    store: &Store,
    batch: &HealthBatch,
    anchor: Option<&Anchor>,
    home: &jiff::tz::TimeZone,
    now_ms: i64,
) -> Result<LiveReport, Error> {
    store.ingest_live(translate::batch(batch, home, now_ms), anchor)
}

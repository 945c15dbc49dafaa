//! Records of HealthKit and Health Connect, in the platform's own words.

use crate::words::{mirrored, signed};
use crate::{Coach, CoachError, SkipCount};
use std::collections::HashMap;

mirrored! {
    /// Which store of the platform.
    HealthPlatform = coach_api::HealthPlatform {
        /// HealthKit. Its records never change: an edit is a deletion and a new record.
        HealthKit,
        /// Health Connect. A changed record keeps its id.
        HealthConnect,
    }
}

/// One sample of a record.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthSample {
    /// The platform's type, for example `HKQuantityTypeIdentifierHeartRate` or `StepsRecord`. `healthKinds` lists those
    /// that are understood; others are kept as they are.
    pub kind: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC; equal to the start for an instant.
    pub end_ms: i64,
    /// Value in `unit`; for states (sleep, stand hours, mindfulness) the platform's own number of the state.
    pub value: f64,
    /// Unit as the platform spells it, for example `count/min` or `kg`; empty for states. `%` is a fraction from 0 to 1
    /// as HealthKit has it, `percent` goes from 0 to 100.
    #[uniffi(default = "")]
    #[serde(default)]
    pub unit: String,
}

/// One point of a track.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthPoint {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// Metres above sea level, if known.
    #[uniffi(default = None)]
    pub elevation_m: Option<f64>,
}

/// A workout of a record.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthWorkout {
    /// Kind: `running`, or the platform's `HKWorkoutActivityTypeRunning` or `EXERCISE_TYPE_RUNNING`.
    pub kind: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Seconds without pauses, if known.
    #[uniffi(default = None)]
    pub active_s: Option<f64>,
    /// Metres, if measured.
    #[uniffi(default = None)]
    pub distance_m: Option<f64>,
    /// Active energy in kcal, if measured.
    #[uniffi(default = None)]
    pub energy_active_kcal: Option<f64>,
    /// Resting energy in kcal, if measured.
    #[uniffi(default = None)]
    pub energy_basal_kcal: Option<f64>,
    /// Mean heart rate in bpm, if measured.
    #[uniffi(default = None)]
    pub heart_rate_mean_bpm: Option<f64>,
    /// Lowest heart rate in bpm, if measured.
    #[uniffi(default = None)]
    pub heart_rate_min_bpm: Option<f64>,
    /// Highest heart rate in bpm, if measured.
    #[uniffi(default = None)]
    pub heart_rate_max_bpm: Option<f64>,
    /// Effort on the CR10 scale, 0 to 10, if given.
    #[uniffi(default = None)]
    pub rpe: Option<f64>,
    /// The person's own words.
    #[uniffi(default = None)]
    pub note: Option<String>,
    /// The track, oldest point first; empty without one.
    #[uniffi(default = [])]
    #[serde(default)]
    pub route: Vec<HealthPoint>,
}

/// One record of a platform's store, whole. Giving it again replaces it.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthRecord {
    /// The platform's own id of the record.
    pub id: String,
    /// Name of the app or device that wrote it, as people know it, for example `Ana’s Apple Watch`.
    pub source: String,
    /// Its samples.
    #[uniffi(default = [])]
    #[serde(default)]
    pub samples: Vec<HealthSample>,
    /// Its workout, if it is one.
    #[uniffi(default = None)]
    pub workout: Option<HealthWorkout>,
    /// Description of the device, if given: name, maker, model, hardware.
    #[uniffi(default = None)]
    pub device: Option<String>,
    /// IANA name of the time zone in which it was recorded, if known.
    #[uniffi(default = None)]
    pub time_zone: Option<String>,
    /// Minutes east of UTC at which it was recorded, if known; the time zone goes before it.
    #[uniffi(default = None)]
    pub offset_min: Option<i32>,
    /// When it was last changed at the platform, in milliseconds since 1970 UTC; of two states the later one stays.
    #[uniffi(default = None)]
    pub modified_ms: Option<i64>,
    /// Typed in by the person rather than measured.
    #[uniffi(default = false)]
    #[serde(default)]
    pub user_entered: bool,
    /// Further metadata, by name.
    #[uniffi(default)]
    #[serde(default)]
    pub metadata: HashMap<String, String>,
}

/// A time of which a batch holds every record of some kinds, so that what is here beside them is gone.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthWindow {
    /// Kinds as samples name them; `workout` for workouts.
    pub kinds: Vec<String>,
    /// First instant, in milliseconds since 1970 UTC.
    pub from_ms: i64,
    /// Instant after the last one.
    pub to_ms: i64,
}

/// What was read of a platform's store at once.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthBatch {
    /// Where it was read.
    pub platform: HealthPlatform,
    /// Records that were added or changed, whole.
    #[uniffi(default = [])]
    #[serde(default)]
    pub records: Vec<HealthRecord>,
    /// Ids of records that were deleted.
    #[uniffi(default = [])]
    #[serde(default)]
    pub deleted: Vec<String>,
    /// What the batch is complete for, after a change token has expired and everything was read again.
    #[uniffi(default = None)]
    pub complete: Option<HealthWindow>,
}

/// How far a stream of the platform was read.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct HealthAnchor {
    /// Name of the stream, for example the type that it reads. The host chooses it and keeps to it.
    pub stream: String,
    /// The anchor that the batch was read from, as `anchor` gave it; nothing when it was read from the beginning.
    pub after: Option<Vec<u8>>,
    /// The anchor or change token that comes after the batch.
    pub next: Vec<u8>,
}

/// What a batch did.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct IngestReport {
    /// Samples and workouts that were not there before.
    pub new_records: i64,
    /// Those that were there before, changed or not.
    pub duplicates: i64,
    /// Samples and workouts that went.
    pub deleted: i64,
    /// What was left out, by reason.
    pub skipped: Vec<SkipCount>,
    /// The batch was in the store already, by its anchor; nothing was done.
    pub repeated: bool,
}

impl From<coach_api::IngestReport> for IngestReport {
    fn from(report: coach_api::IngestReport) -> Self {
        Self {
            new_records: signed(report.new),
            duplicates: signed(report.duplicates),
            deleted: signed(report.deleted),
            skipped: report
                .skipped
                .into_iter()
                .map(|skipped| SkipCount { reason: skipped.reason, count: signed(skipped.count) })
                .collect(),
            repeated: report.repeated,
        }
    }
}

/// A type that a shell may read, and what it is here.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HealthKind {
    /// The platform's name of it, as samples carry it.
    pub kind: String,
    /// Contract name of the metric.
    pub metric: String,
    /// Unit in which to ask for it, as samples carry it; empty for states.
    pub unit: String,
}

/// The types that are understood of a platform; of Health Connect's records with several values, each by its field.
#[uniffi::export]
pub fn health_kinds(platform: HealthPlatform) -> Result<Vec<HealthKind>, CoachError> {
    let kinds = coach_api::health_kinds(platform.into()).into_iter();
    Ok(kinds.map(|kind| HealthKind { kind: kind.kind, metric: kind.metric.to_owned(), unit: kind.unit }).collect())
}

#[uniffi::export]
impl Coach {
    /// Writes what was read of the platform's store and the anchor up to which it goes, in one transaction: after a
    /// crash both are there or neither. The same batch again changes nothing. Fails with `Busy` when the batch was not
    /// read from the anchor that is stored: read it with `anchor` and ask the platform again.
    #[uniffi::method(default(anchor = None))]
    pub async fn ingest(&self, batch: HealthBatch, anchor: Option<HealthAnchor>) -> Result<IngestReport, CoachError> {
        let batch = health_batch(batch)?;
        let anchor = anchor.map(|anchor| coach_api::HealthAnchor {
            stream: anchor.stream,
            after: anchor.after,
            next: anchor.next,
        });
        self.with(|coach| async move { Ok(coach.ingest(batch, anchor).await?.into()) }).await
    }

    /// The anchor up to which a stream was read; nothing before the first batch. It is never ahead of the data.
    pub async fn anchor(&self, stream: String) -> Result<Option<Vec<u8>>, CoachError> {
        self.with(|coach| async move { coach.anchor(&stream).await }).await
    }

    /// Forgets an anchor, so that the stream is read from the beginning again; what was read stays.
    pub async fn forget_anchor(&self, stream: String) -> Result<bool, CoachError> {
        self.with(|coach| async move { coach.forget_anchor(&stream).await }).await
    }
}

/// A batch as the core takes it.
pub(crate) fn health_batch(batch: HealthBatch) -> Result<coach_api::HealthBatch, coach_api::CoachError> {
    let point = |point: HealthPoint| coach_api::HealthPoint {
        at_ms: point.at_ms,
        latitude: point.latitude,
        longitude: point.longitude,
        elevation_m: point.elevation_m,
    };
    let workout = |workout: HealthWorkout| coach_api::HealthWorkout {
        kind: workout.kind,
        start_ms: workout.start_ms,
        end_ms: workout.end_ms,
        active_s: workout.active_s,
        distance_m: workout.distance_m,
        energy_active_kcal: workout.energy_active_kcal,
        energy_basal_kcal: workout.energy_basal_kcal,
        heart_rate_mean_bpm: workout.heart_rate_mean_bpm,
        heart_rate_min_bpm: workout.heart_rate_min_bpm,
        heart_rate_max_bpm: workout.heart_rate_max_bpm,
        rpe: workout.rpe,
        note: workout.note,
        route: workout.route.into_iter().map(point).collect(),
    };
    let sample = |sample: HealthSample| coach_api::HealthSample {
        kind: sample.kind,
        start_ms: sample.start_ms,
        end_ms: sample.end_ms,
        value: sample.value,
        unit: sample.unit,
    };
    let record = |record: HealthRecord| coach_api::HealthRecord {
        id: record.id,
        source: record.source,
        device: record.device,
        time_zone: record.time_zone,
        offset_min: record.offset_min,
        modified_ms: record.modified_ms,
        user_entered: record.user_entered,
        metadata: record.metadata.into_iter().collect(),
        samples: record.samples.into_iter().map(sample).collect(),
        workout: record.workout.map(workout),
    };
    let window = |window: HealthWindow| coach_api::HealthWindow {
        kinds: window.kinds,
        from_ms: window.from_ms,
        to_ms: window.to_ms,
    };
    Ok(coach_api::HealthBatch {
        platform: batch.platform.into(),
        records: batch.records.into_iter().map(record).collect(),
        deleted: batch.deleted,
        complete: batch.complete.map(window),
    })
}

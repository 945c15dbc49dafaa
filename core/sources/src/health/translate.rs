//! From a platform's records to canonical ones.

use super::{HealthBatch, HealthPlatform, HealthRecord, HealthSample, HealthWorkout, kinds};
use crate::device;
use coach_domain::metric::{self, Metric};
use coach_domain::record::{RoutePoint, Source, Workout, WorkoutKind};
use coach_domain::sleep::SleepStage;
use coach_domain::time::DAY_MS;
use coach_domain::unit::convert;
use coach_store::live::{LiveBatch, LiveSample, LiveWindow};
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// How far ahead of now a record may end; further ahead it carries a wrong time.
const AHEAD_MS: i64 = DAY_MS;

/// Turns a batch into canonical records. What cannot be used is counted by reason, as in an import.
pub(super) fn batch(batch: &HealthBatch, home: &TimeZone, now_ms: i64) -> LiveBatch {
    let platform = batch.platform;
    let name = |id: &str| format!("{}{id}", platform.prefix());
    let mut live = LiveBatch { deleted: batch.deleted.iter().map(|id| name(id)).collect(), ..LiveBatch::default() };
    for record in &batch.records {
        let amount = record.samples.len() + usize::from(record.workout.is_some());
        if record.id.is_empty() || record.source.is_empty() {
            let reason = if record.id.is_empty() { "missing_id" } else { "missing_source" };
            live.skip_many(reason, amount.max(1) as u64);
            continue;
        }
        let record_name = name(&record.id);
        let shared = Shared::of(record, home);
        // What never changes at its platform needs not be looked for.
        if platform == HealthPlatform::HealthConnect {
            live.replaced.push(record_name.clone());
        }
        for sample in &record.samples {
            // A record with several samples has one name for all of them; their starts tell them apart.
            let origin = match platform {
                HealthPlatform::HealthKit if record.samples.len() == 1 => record_name.clone(),
                _ => format!("{record_name}@{}", sample.start_ms),
            };
            match canonical(platform, origin, &shared, sample, now_ms) {
                Ok(sample) => live.samples.push(sample),
                Err(reason) => live.skip(reason),
            }
        }
        if let Some(workout) = &record.workout {
            match self::workout(&record_name, &shared, record, workout, now_ms) {
                Ok(workout) => live.workouts.push(workout),
                Err(reason) => live.skip(reason),
            }
        }
    }
    live.complete = batch.complete.as_ref().map(|window| LiveWindow {
        prefix: platform.prefix(),
        metrics: window.kinds.iter().filter(|kind| *kind != "workout").map(|kind| metric_name(kind)).collect(),
        workouts: window.kinds.iter().any(|kind| kind == "workout"),
        from_ms: window.from_ms,
        to_ms: window.to_ms,
    });
    live
}

/// The name under which a type is kept: a metric's, or its own.
fn metric_name(kind: &str) -> String {
    kinds::metric(kind).map_or_else(|| kind.to_owned(), |metric| metric.id.to_owned())
}

/// What the samples of a record share.
struct Shared {
    source: Source,
    device: Option<String>,
    zone: TimeZone,
    offset_min: Option<i16>,
    modified_ms: i64,
    user_entered: bool,
    metadata: Option<String>,
}

impl Shared {
    fn of(record: &HealthRecord, home: &TimeZone) -> Self {
        let device = record.device.as_deref().map(device::stable_part).filter(|device| !device.is_empty());
        let kind = device::kind(&record.source, device);
        let zone = record.time_zone.as_deref().and_then(|zone| TimeZone::get(zone).ok());
        let offset = record.offset_min.and_then(|offset| i16::try_from(offset).ok());
        Shared {
            source: Source { name: record.source.clone(), kind },
            device: device.map(str::to_owned),
            offset_min: if zone.is_some() { None } else { offset },
            zone: zone.unwrap_or_else(|| home.clone()),
            modified_ms: record.modified_ms.unwrap_or(0),
            user_entered: record.user_entered,
            metadata: (!record.metadata.is_empty()).then(|| serde_json::to_string(&record.metadata).ok()).flatten(),
        }
    }

    fn offset_min(&self, at_ms: i64) -> i16 {
        self.offset_min.unwrap_or_else(|| {
            let at = Timestamp::from_millisecond(at_ms).unwrap_or_default();
            i16::try_from(self.zone.to_offset(at).seconds().div_euclid(60)).unwrap_or(0)
        })
    }
}

fn check_span(start_ms: i64, end_ms: i64, now_ms: i64) -> Result<(), &'static str> {
    if end_ms < start_ms {
        return Err("end_before_start");
    }
    if end_ms > now_ms.saturating_add(AHEAD_MS) {
        return Err("future");
    }
    Ok(())
}

fn canonical(
    platform: HealthPlatform,
    origin: String,
    shared: &Shared,
    sample: &HealthSample,
    now_ms: i64,
) -> Result<LiveSample, &'static str> {
    check_span(sample.start_ms, sample.end_ms, now_ms)?;
    if !sample.value.is_finite() {
        return Err("not_finite");
    }
    let known = kinds::metric(&sample.kind);
    let (value, raw_unit) = match known {
        Some(metric) => measure(platform, metric, sample)?,
        None if sample.kind.is_empty() => return Err("missing_type"),
        None => (sample.value, Some(sample.unit.clone()).filter(|unit| !unit.is_empty())),
    };
    Ok(LiveSample {
        metric: metric_name(&sample.kind),
        source: shared.source.clone(),
        device: shared.device.clone(),
        origin,
        start_ms: sample.start_ms,
        end_ms: sample.end_ms,
        offset_min: shared.offset_min(sample.start_ms),
        value,
        raw_value: if raw_unit.is_some() { sample.value } else { value },
        raw_unit,
        modified_ms: shared.modified_ms,
        metadata: shared.metadata.clone(),
        user_entered: shared.user_entered,
    })
}

/// The canonical value, and the unit as it was given where it is another one.
fn measure(
    platform: HealthPlatform,
    metric: &Metric,
    sample: &HealthSample,
) -> Result<(f64, Option<String>), &'static str> {
    match metric.code {
        metric::SLEEP_STAGE => Ok((sleep_stage(platform, sample.value).ok_or("unknown_value")?.value(), None)),
        // HealthKit counts an idle hour as 1.
        metric::STAND_HOUR if sample.value == 0.0 => Ok((1.0, None)),
        metric::STAND_HOUR if sample.value == 1.0 => Ok((0.0, None)),
        metric::STAND_HOUR => Err("unknown_value"),
        // A mindful session has no value of its own; that it was is what counts.
        metric::MINDFUL => Ok((1.0, None)),
        _ => {
            let conversion = convert(&sample.unit, metric).ok_or("unknown_unit")?;
            let value = conversion.apply(sample.value);
            let (low, high) = metric.plausible;
            if sample.value < 0.0 && low >= 0.0 {
                return Err("negative");
            }
            if !(low..=high).contains(&value) {
                return Err("implausible");
            }
            Ok((value, (!conversion.is_identity()).then(|| sample.unit.clone())))
        }
    }
}

/// The stage behind a platform's number: `HKCategoryValueSleepAnalysis`, or `SleepSessionRecord.STAGE_TYPE_…`.
fn sleep_stage(platform: HealthPlatform, value: f64) -> Option<SleepStage> {
    let number = (value.fract() == 0.0 && (0.0..=7.0).contains(&value)).then_some(value as u8)?;
    Some(match (platform, number) {
        (HealthPlatform::HealthKit, 0) => SleepStage::InBed,
        (HealthPlatform::HealthKit, 1) => SleepStage::Asleep,
        (HealthPlatform::HealthKit, 2) => SleepStage::Awake,
        (HealthPlatform::HealthKit, 3) => SleepStage::Light,
        (HealthPlatform::HealthKit, 4) => SleepStage::Deep,
        (HealthPlatform::HealthKit, 5) => SleepStage::Rem,
        (HealthPlatform::HealthKit, _) => return None,
        (HealthPlatform::HealthConnect, 0) => SleepStage::Unknown,
        (HealthPlatform::HealthConnect, 1 | 7) => SleepStage::Awake,
        (HealthPlatform::HealthConnect, 2) => SleepStage::Asleep,
        (HealthPlatform::HealthConnect, 3) => SleepStage::OutOfBed,
        (HealthPlatform::HealthConnect, 4) => SleepStage::Light,
        (HealthPlatform::HealthConnect, 5) => SleepStage::Deep,
        (HealthPlatform::HealthConnect, _) => SleepStage::Rem,
    })
}

fn workout(
    record_name: &str,
    shared: &Shared,
    record: &HealthRecord,
    given: &HealthWorkout,
    now_ms: i64,
) -> Result<Workout, &'static str> {
    check_span(given.start_ms, given.end_ms, now_ms)?;
    let whole_s = (given.end_ms - given.start_ms) as f64 / 1000.0;
    let amount = |value: Option<f64>| value.filter(|value| value.is_finite() && *value >= 0.0);
    let offset_min = shared.offset_min(given.start_ms);
    let kind = WorkoutKind(workout_kind(&given.kind));
    let mut workout = Workout::plain(kind, shared.source.clone(), given.start_ms, given.end_ms, offset_min);
    workout.device = shared.device.clone();
    workout.active_s = amount(given.active_s).map_or(whole_s, |active| active.min(whole_s));
    workout.distance_m = amount(given.distance_m);
    workout.energy_active_kcal = amount(given.energy_active_kcal);
    workout.energy_basal_kcal = amount(given.energy_basal_kcal);
    workout.heart_rate_mean_bpm = amount(given.heart_rate_mean_bpm);
    workout.heart_rate_min_bpm = amount(given.heart_rate_min_bpm);
    workout.heart_rate_max_bpm = amount(given.heart_rate_max_bpm);
    workout.rpe = given.rpe.filter(|rpe| (0.0..=10.0).contains(rpe));
    workout.note.clone_from(&given.note);
    workout.origin = Some(record_name.to_owned());
    workout.metadata.clone_from(&record.metadata);
    if let Some(modified_ms) = record.modified_ms {
        workout.metadata.insert(coach_store::live::MODIFIED.to_owned(), modified_ms.to_string());
    }
    workout.route = given
        .route
        .iter()
        .filter(|point| (-90.0..=90.0).contains(&point.latitude) && (-180.0..=180.0).contains(&point.longitude))
        .map(|point| RoutePoint {
            at_ms: point.at_ms,
            latitude: point.latitude,
            longitude: point.longitude,
            elevation_m: point.elevation_m.unwrap_or(f64::NAN),
        })
        .collect();
    Ok(workout)
}

/// A kind of workout by its name here or at a platform.
fn workout_kind(name: &str) -> String {
    if let Some(bare) = name.strip_prefix("HKWorkoutActivityType").filter(|bare| !bare.is_empty()) {
        return crate::apple::snake_case(bare);
    }
    if let Some(bare) = name.strip_prefix("EXERCISE_TYPE_") {
        return match bare {
            "BIKING" | "BIKING_STATIONARY" => "cycling".to_owned(),
            "RUNNING_TREADMILL" => "running".to_owned(),
            "STRENGTH_TRAINING" | "WEIGHTLIFTING" => "traditional_strength_training".to_owned(),
            "HIGH_INTENSITY_INTERVAL_TRAINING" => "high_intensity_interval_training".to_owned(),
            "SWIMMING_OPEN_WATER" | "SWIMMING_POOL" => "swimming".to_owned(),
            "OTHER_WORKOUT" => "other".to_owned(),
            other => other.to_lowercase(),
        };
    }
    let plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    if plain { name.to_owned() } else { format!("other:{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach_domain::record::SourceKind;

    const NOW_MS: i64 = 1_764_000_000_000;

    fn record(samples: Vec<HealthSample>) -> HealthRecord {
        HealthRecord {
            id: "a".to_owned(), source: "Ana’s Apple Watch".to_owned(), samples, ..HealthRecord::default()
        }
    }

    fn given(platform: HealthPlatform, kind: &str, value: f64, unit: &str) -> LiveBatch {
        let sample = HealthSample {
            kind: kind.to_owned(),
            start_ms: NOW_MS - 1_000,
            end_ms: NOW_MS,
            value,
            unit: unit.to_owned(),
        };
        let whole = HealthBatch { platform, records: vec![record(vec![sample])], deleted: Vec::new(), complete: None };
        batch(&whole, &TimeZone::UTC, NOW_MS)
    }

    #[test]
    fn percent_is_a_fraction_where_the_platform_has_one() {
        for (platform, kind, value, unit, expected) in [
            (HealthPlatform::HealthKit, "HKQuantityTypeIdentifierOxygenSaturation", 0.97, "%", 97.0),
            (HealthPlatform::HealthKit, "HKQuantityTypeIdentifierBodyFatPercentage", 0.21, "%", 21.0),
            (HealthPlatform::HealthConnect, "OxygenSaturationRecord", 97.0, "percent", 97.0),
            (HealthPlatform::HealthConnect, "HeightRecord", 1.71, "m", 171.0),
        ] {
            let live = given(platform, kind, value, unit);
            assert!((live.samples[0].value - expected).abs() < 1e-9, "{kind}");
        }
    }

    #[test]
    fn what_cannot_be_is_counted_by_reason() {
        for (kind, value, unit, reason) in [
            ("StepsRecord", f64::NAN, "count", "not_finite"),
            ("StepsRecord", 3.0, "furlongs", "unknown_unit"),
            ("StepsRecord", -3.0, "count", "negative"),
            ("HeartRateRecord", 900.0, "count/min", "implausible"),
            ("SleepSessionRecord", 99.0, "", "unknown_value"),
            ("", 1.0, "", "missing_type"),
        ] {
            let live = given(HealthPlatform::HealthConnect, kind, value, unit);
            assert!(live.samples.is_empty(), "{kind}");
            assert_eq!(live.skipped.get(reason), Some(&1), "{kind}: {:?}", live.skipped);
        }
    }

    #[test]
    fn stages_have_the_platforms_own_numbers() {
        let stage = |platform, kind: &str, value| given(platform, kind, value, "").samples[0].value;
        let healthkit = "HKCategoryTypeIdentifierSleepAnalysis";
        assert_eq!(stage(HealthPlatform::HealthKit, healthkit, 3.0), SleepStage::Light.value());
        assert_eq!(stage(HealthPlatform::HealthConnect, "SleepSessionRecord", 3.0), SleepStage::OutOfBed.value());
        assert_eq!(stage(HealthPlatform::HealthConnect, "SleepSessionRecord", 6.0), SleepStage::Rem.value());
    }

    #[test]
    fn kinds_of_workouts() {
        for (name, kind) in [
            ("HKWorkoutActivityTypeTraditionalStrengthTraining", "traditional_strength_training"),
            ("EXERCISE_TYPE_BIKING", "cycling"),
            ("EXERCISE_TYPE_YOGA", "yoga"),
            ("running", "running"),
            ("Underwater Hockey", "other:Underwater Hockey"),
            ("", "other:"),
        ] {
            assert_eq!(workout_kind(name), kind, "{name}");
        }
    }

    #[test]
    fn a_source_is_of_the_kind_that_its_name_tells() {
        let live = given(HealthPlatform::HealthKit, "HKQuantityTypeIdentifierStepCount", 5.0, "count");
        assert_eq!(live.samples[0].source.kind, SourceKind::Watch);
        assert_eq!(live.samples[0].origin, "hk:a");
    }
}

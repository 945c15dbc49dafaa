//! Types of Health Connect and HealthKit, and the metrics that they are.

use super::HealthPlatform;
use coach_domain::metric::{METRICS, Metric};

/// A type that a shell may read, and what it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HealthKind {
    /// The platform's name of it, as samples carry it.
    pub kind: String,
    /// Contract name of the metric.
    pub metric: &'static str,
    /// Unit in which a shell asks for it, as samples carry it; empty for states.
    pub unit: String,
}

/// Health Connect's record types, with the field where a record has several values, the metric, and the unit in which
/// Jetpack's client gives it.
///
/// `TotalCaloriesBurnedRecord` and `BasalMetabolicRateRecord` are left out: the one is active and resting energy
/// together, the other a power, and neither is an amount that is kept here.
const HEALTH_CONNECT: &[(&str, &str, &str)] = &[
    ("StepsRecord", "steps", "count"),
    ("DistanceRecord", "distance_walk_run", "m"),
    ("ActiveCaloriesBurnedRecord", "energy_active", "kcal"),
    ("FloorsClimbedRecord", "flights", "count"),
    ("HeartRateRecord", "heart_rate", "count/min"),
    ("RestingHeartRateRecord", "resting_hr", "count/min"),
    ("HeartRateVariabilityRmssdRecord", "hrv_rmssd", "ms"),
    ("OxygenSaturationRecord", "spo2", "percent"),
    ("RespiratoryRateRecord", "respiratory_rate", "count/min"),
    ("Vo2MaxRecord", "vo2max", "mL/kg/min"),
    ("WeightRecord", "body_mass", "kg"),
    ("LeanBodyMassRecord", "lean_mass", "kg"),
    ("BodyFatRecord", "body_fat", "percent"),
    ("HeightRecord", "height", "m"),
    ("BodyTemperatureRecord", "body_temp", "degC"),
    ("BloodPressureRecord.systolic", "bp_sys", "mmHg"),
    ("BloodPressureRecord.diastolic", "bp_dia", "mmHg"),
    ("BloodGlucoseRecord", "glucose", "mg/dL"),
    ("HydrationRecord", "water", "mL"),
    ("NutritionRecord.energy", "energy_in", "kcal"),
    ("NutritionRecord.protein", "protein", "g"),
    ("NutritionRecord.totalCarbohydrate", "carbs", "g"),
    ("NutritionRecord.totalFat", "fat", "g"),
    ("NutritionRecord.dietaryFiber", "fibre", "g"),
    ("NutritionRecord.sugar", "sugar", "g"),
    ("NutritionRecord.sodium", "sodium", "mg"),
    ("NutritionRecord.caffeine", "caffeine", "mg"),
    ("SleepSessionRecord", "sleep_stage", ""),
    ("MindfulnessSessionRecord", "mindful", ""),
    ("CyclingPedalingCadenceRecord", "cycling_cadence", "count/min"),
];

/// The types that a shell may read from a platform, in the order of the metrics.
#[must_use]
pub fn health_kinds(platform: HealthPlatform) -> Vec<HealthKind> {
    match platform {
        HealthPlatform::HealthConnect => HEALTH_CONNECT
            .iter()
            .map(|(kind, metric, unit)| HealthKind { kind: (*kind).to_owned(), metric, unit: (*unit).to_owned() })
            .collect(),
        HealthPlatform::HealthKit => METRICS
            .iter()
            .filter_map(|metric| {
                let bare = metric.healthkit?;
                let state = ["SleepAnalysis", "AppleStandHour", "MindfulSession"].contains(&bare);
                let group = if state { "Category" } else { "Quantity" };
                let unit = if state { String::new() } else { healthkit_unit(metric) };
                Some(HealthKind { kind: format!("HK{group}TypeIdentifier{bare}"), metric: metric.id, unit })
            })
            .collect(),
    }
}

/// A unit that HealthKit understands for a metric and that [`coach_domain::unit::convert`] takes back.
fn healthkit_unit(metric: &Metric) -> String {
    match metric.unit.symbol() {
        "1" | "kg/m2" => "count",
        "/min" => "count/min",
        "Cel" => "degC",
        "mm[Hg]" => "mmHg",
        "mL/kg/min" => "mL/min·kg",
        "dB" => "dBASPL",
        "kcal/h/kg" => "kcal/hr·kg",
        other => other,
    }
    .to_owned()
}

/// The metric behind a platform's type; `None` for one that no metric describes.
pub(super) fn metric(kind: &str) -> Option<&'static Metric> {
    Metric::by_id(kind).or_else(|| Metric::by_healthkit(kind)).or_else(|| {
        let (_, metric, _) = HEALTH_CONNECT.iter().find(|(name, _, _)| *name == kind)?;
        Metric::by_id(metric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach_domain::unit::convert;

    #[test]
    fn every_kind_is_understood_in_its_unit() {
        for platform in [HealthPlatform::HealthKit, HealthPlatform::HealthConnect] {
            let kinds = health_kinds(platform);
            assert!(kinds.len() >= 30, "{platform:?}");
            for HealthKind { kind, metric: id, unit } in kinds {
                let metric = metric(&kind).unwrap_or_else(|| panic!("{kind}"));
                assert_eq!(metric.id, id, "{kind}");
                assert!(convert(&unit, metric).is_some(), "{kind} in {unit:?}");
            }
        }
    }

    #[test]
    fn what_is_no_metric_is_none() {
        for kind in ["", "TotalCaloriesBurnedRecord", "BloodPressureRecord", "HKQuantityTypeIdentifierNew"] {
            assert!(metric(kind).is_none(), "{kind}");
        }
    }
}

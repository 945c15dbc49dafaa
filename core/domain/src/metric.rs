//! The canonical metrics: identifiers, units and how their samples combine.
//!
//! One table, [`METRICS`], is the source of truth for every crate. Identifiers are part of the outer contract;
//! codes are what the store writes to disk, so both are append-only.

use crate::unit::Unit;

/// How the samples of a metric combine into one figure for a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Aggregation {
    /// Amounts that add up over time, such as steps; overlapping sources are reconciled by a time sweep.
    Sum,
    /// Readings that are averaged, with minimum and maximum beside the mean.
    Mean,
    /// Readings of which the latest of the period stands for it, such as body mass.
    Last,
    /// Coded states with a duration, such as sleep stages; never averaged or summed as values.
    State,
}

/// The number that stands for a metric on disk and in samples.
///
/// Codes below [`MetricCode::CUSTOM`] are those of [`METRICS`]. Higher ones are handed out by the store to types
/// that it keeps without knowing what they mean, for example a record type of a newer export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct MetricCode(pub u16);

impl MetricCode {
    /// The first code for types that are kept without being understood.
    pub const CUSTOM: u16 = 4096;

    /// Finds the metric with this code; `None` for kept unknown types.
    #[must_use]
    pub fn metric(self) -> Option<&'static Metric> {
        METRICS.iter().find(|metric| metric.code == self)
    }
}

/// One row of the canonical table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metric {
    /// Number on disk.
    pub code: MetricCode,
    /// Name in the outer contract, for example `resting_hr`.
    pub id: &'static str,
    /// Name for people, in lower case, for example `resting heart rate`.
    pub title: &'static str,
    /// Canonical unit of every stored value.
    pub unit: Unit,
    /// How samples combine.
    pub aggregation: Aggregation,
    /// Lowest and highest plausible value in the canonical unit, both included; others are skipped on import.
    pub plausible: (f64, f64),
    /// HealthKit identifier without its `HKQuantityTypeIdentifier` or `HKCategoryTypeIdentifier` prefix.
    pub healthkit: Option<&'static str>,
    /// LOINC code where one fits.
    pub loinc: Option<&'static str>,
}

impl Metric {
    /// Finds a metric by its contract name.
    #[must_use]
    pub fn by_id(id: &str) -> Option<&'static Metric> {
        METRICS.iter().find(|metric| metric.id == id)
    }

    /// Finds a metric by its HealthKit identifier, with or without the `HK…TypeIdentifier` prefix.
    #[must_use]
    pub fn by_healthkit(identifier: &str) -> Option<&'static Metric> {
        let bare = identifier
            .strip_prefix("HKQuantityTypeIdentifier")
            .or_else(|| identifier.strip_prefix("HKCategoryTypeIdentifier"))
            .unwrap_or(identifier);
        METRICS.iter().find(|metric| metric.healthkit == Some(bare))
    }

    /// Tells whether samples of this metric add up over time.
    #[must_use]
    pub fn is_cumulative(&self) -> bool {
        self.aggregation == Aggregation::Sum
    }
}

macro_rules! metrics {
    ($($code:literal $constant:ident $id:literal $title:literal $unit:ident $aggregation:ident ($low:literal, $high:literal) $healthkit:expr, $loinc:expr;)*) => {
        $(
            #[doc = concat!("Code of `", $id, "`: ", $title, ".")]
            pub const $constant: MetricCode = MetricCode($code);
        )*
        /// Every canonical metric, ordered by code.
        pub const METRICS: &[Metric] = &[$(
            Metric {
                code: MetricCode($code),
                id: $id,
                title: $title,
                unit: Unit::$unit,
                aggregation: Aggregation::$aggregation,
                plausible: ($low as f64, $high as f64),
                healthkit: $healthkit,
                loinc: $loinc,
            },
        )*];
    };
}

metrics! {
    1  STEPS "steps" "steps" Count Sum (0, 200_000) Some("StepCount"), Some("55423-8");
    2  DISTANCE_WALK_RUN "distance_walk_run" "walking and running distance" Metre Sum (0, 400_000) Some("DistanceWalkingRunning"), None;
    3  DISTANCE_CYCLE "distance_cycle" "cycling distance" Metre Sum (0, 1_500_000) Some("DistanceCycling"), None;
    4  DISTANCE_SWIM "distance_swim" "swimming distance" Metre Sum (0, 200_000) Some("DistanceSwimming"), Some("93816-7");
    5  ENERGY_ACTIVE "energy_active" "active energy" Kilocalorie Sum (0, 30_000) Some("ActiveEnergyBurned"), Some("41981-2");
    6  ENERGY_BASAL "energy_basal" "resting energy" Kilocalorie Sum (0, 20_000) Some("BasalEnergyBurned"), None;
    7  EXERCISE_TIME "exercise_time" "exercise time" Minute Sum (0, 1_440) Some("AppleExerciseTime"), None;
    8  STAND_TIME "stand_time" "stand time" Minute Sum (0, 1_440) Some("AppleStandTime"), None;
    9  FLIGHTS "flights" "flights climbed" Count Sum (0, 5_000) Some("FlightsClimbed"), Some("100304-5");
    10 HEART_RATE "heart_rate" "heart rate" BeatsPerMinute Mean (20, 260) Some("HeartRate"), Some("8867-4");
    11 RESTING_HR "resting_hr" "resting heart rate" BeatsPerMinute Last (20, 150) Some("RestingHeartRate"), Some("40443-4");
    12 HRV_SDNN "hrv_sdnn" "heart rate variability (SDNN)" Millisecond Mean (0, 500) Some("HeartRateVariabilitySDNN"), Some("80404-7");
    13 HRV_RMSSD "hrv_rmssd" "heart rate variability (rMSSD)" Millisecond Mean (0, 500) None, None;
    14 SPO2 "spo2" "blood oxygen" Percent Mean (50, 100) Some("OxygenSaturation"), Some("59408-5");
    15 RESPIRATORY_RATE "respiratory_rate" "respiratory rate" BreathsPerMinute Mean (2, 80) Some("RespiratoryRate"), Some("9279-1");
    16 VO2MAX "vo2max" "VO2max" MillilitrePerKilogramMinute Last (5, 110) Some("VO2Max"), None;
    17 BODY_MASS "body_mass" "body weight" Kilogram Last (1, 700) Some("BodyMass"), Some("29463-7");
    18 LEAN_MASS "lean_mass" "lean body mass" Kilogram Last (1, 400) Some("LeanBodyMass"), Some("91557-9");
    19 BODY_FAT "body_fat" "body fat" Percent Last (1, 80) Some("BodyFatPercentage"), Some("41982-0");
    20 HEIGHT "height" "height" Centimetre Last (30, 280) Some("Height"), Some("8302-2");
    21 WAIST "waist" "waist" Centimetre Last (20, 300) Some("WaistCircumference"), Some("8280-0");
    22 BMI "bmi" "body mass index" KilogramPerSquareMetre Last (5, 150) Some("BodyMassIndex"), Some("39156-5");
    23 BODY_TEMP "body_temp" "body temperature" Celsius Mean (25, 45) Some("BodyTemperature"), Some("8310-5");
    24 WRIST_TEMP "wrist_temp" "wrist temperature" Celsius Mean (15, 45) Some("AppleSleepingWristTemperature"), None;
    25 BP_SYS "bp_sys" "systolic blood pressure" MillimetreOfMercury Mean (40, 300) Some("BloodPressureSystolic"), Some("8480-6");
    26 BP_DIA "bp_dia" "diastolic blood pressure" MillimetreOfMercury Mean (20, 200) Some("BloodPressureDiastolic"), Some("8462-4");
    27 GLUCOSE "glucose" "blood glucose" MilligramPerDecilitre Mean (10, 1_000) Some("BloodGlucose"), Some("41653-7");
    28 ENERGY_IN "energy_in" "energy eaten" Kilocalorie Sum (0, 20_000) Some("DietaryEnergyConsumed"), Some("9052-2");
    29 PROTEIN "protein" "protein" Gram Sum (0, 2_000) Some("DietaryProtein"), None;
    30 CARBS "carbs" "carbohydrates" Gram Sum (0, 5_000) Some("DietaryCarbohydrates"), None;
    31 FAT "fat" "fat" Gram Sum (0, 2_000) Some("DietaryFatTotal"), None;
    32 FIBRE "fibre" "fibre" Gram Sum (0, 500) Some("DietaryFiber"), None;
    33 SUGAR "sugar" "sugar" Gram Sum (0, 3_000) Some("DietarySugar"), None;
    34 SODIUM "sodium" "sodium" Milligram Sum (0, 100_000) Some("DietarySodium"), None;
    35 WATER "water" "water" Millilitre Sum (0, 30_000) Some("DietaryWater"), None;
    36 WALKING_SPEED "walking_speed" "walking speed" MetrePerSecond Mean (0, 6) Some("WalkingSpeed"), None;
    37 STEP_LENGTH "step_length" "step length" Centimetre Mean (5, 200) Some("WalkingStepLength"), None;
    38 ASYMMETRY "asymmetry" "walking asymmetry" Percent Mean (0, 100) Some("WalkingAsymmetryPercentage"), None;
    39 DOUBLE_SUPPORT "double_support" "double support time" Percent Mean (0, 100) Some("WalkingDoubleSupportPercentage"), None;
    40 AUDIO_ENV "audio_env" "environmental sound level" Decibel Mean (0, 200) Some("EnvironmentalAudioExposure"), None;
    41 AUDIO_PHONE "audio_phone" "headphone sound level" Decibel Mean (0, 200) Some("HeadphoneAudioExposure"), None;
    42 WALKING_HR "walking_hr" "walking heart rate average" BeatsPerMinute Mean (20, 260) Some("WalkingHeartRateAverage"), None;
    43 SWIM_STROKES "swim_strokes" "swimming strokes" Count Sum (0, 100_000) Some("SwimmingStrokeCount"), None;
    44 HR_RECOVERY "hr_recovery" "one-minute heart rate recovery" BeatsPerMinute Last (0, 150) Some("HeartRateRecoveryOneMinute"), None;
    45 RUNNING_POWER "running_power" "running power" Watt Mean (0, 3_000) Some("RunningPower"), None;
    46 RUNNING_SPEED "running_speed" "running speed" MetrePerSecond Mean (0, 15) Some("RunningSpeed"), None;
    47 CYCLING_POWER "cycling_power" "cycling power" Watt Mean (0, 3_500) Some("CyclingPower"), None;
    48 CYCLING_CADENCE "cycling_cadence" "cycling cadence" RevolutionsPerMinute Mean (0, 300) Some("CyclingCadence"), None;
    49 TIME_IN_DAYLIGHT "time_in_daylight" "time in daylight" Minute Sum (0, 1_440) Some("TimeInDaylight"), None;
    50 PHYSICAL_EFFORT "physical_effort" "physical effort" KilocaloriePerHourKilogram Mean (0, 60) Some("PhysicalEffort"), None;
    51 CAFFEINE "caffeine" "caffeine" Milligram Sum (0, 10_000) Some("DietaryCaffeine"), None;
    100 SLEEP_STAGE "sleep_stage" "sleep stage" Code State (0, 15) Some("SleepAnalysis"), None;
    101 STAND_HOUR "stand_hour" "stand hour" Code State (0, 15) Some("AppleStandHour"), None;
    102 MINDFUL "mindful" "mindful minutes" Code State (0, 15) Some("MindfulSession"), None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_ordered() {
        for pair in METRICS.windows(2) {
            assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].id, pair[1].id);
        }
        for metric in METRICS {
            assert_eq!(Metric::by_id(metric.id), Some(metric));
            assert_eq!(metric.code.metric(), Some(metric));
            assert!(metric.code.0 < MetricCode::CUSTOM);
            assert!(metric.plausible.0 < metric.plausible.1);
        }
    }
}

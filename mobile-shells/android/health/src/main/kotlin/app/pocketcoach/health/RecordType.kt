@file:OptIn(ExperimentalMindfulnessSessionApi::class)

package app.pocketcoach.health

import androidx.health.connect.client.HealthConnectFeatures
import androidx.health.connect.client.feature.ExperimentalMindfulnessSessionApi
import androidx.health.connect.client.permission.HealthPermission
import androidx.health.connect.client.records.ActiveCaloriesBurnedRecord
import androidx.health.connect.client.records.BloodGlucoseRecord
import androidx.health.connect.client.records.BloodPressureRecord
import androidx.health.connect.client.records.BodyFatRecord
import androidx.health.connect.client.records.BodyTemperatureRecord
import androidx.health.connect.client.records.CyclingPedalingCadenceRecord
import androidx.health.connect.client.records.DistanceRecord
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.FloorsClimbedRecord
import androidx.health.connect.client.records.HeartRateRecord
import androidx.health.connect.client.records.HeartRateVariabilityRmssdRecord
import androidx.health.connect.client.records.HeightRecord
import androidx.health.connect.client.records.HydrationRecord
import androidx.health.connect.client.records.LeanBodyMassRecord
import androidx.health.connect.client.records.MindfulnessSessionRecord
import androidx.health.connect.client.records.NutritionRecord
import androidx.health.connect.client.records.OxygenSaturationRecord
import androidx.health.connect.client.records.Record
import androidx.health.connect.client.records.RespiratoryRateRecord
import androidx.health.connect.client.records.RestingHeartRateRecord
import androidx.health.connect.client.records.SleepSessionRecord
import androidx.health.connect.client.records.StepsRecord
import androidx.health.connect.client.records.Vo2MaxRecord
import androidx.health.connect.client.records.WeightRecord
import kotlin.reflect.KClass

/**
 * The record types that are read. Each has its own change token and its own anchor, so that one that the person
 * refuses, or whose token has expired, holds up no other.
 *
 * Not read: `TotalCaloriesBurnedRecord` (active and resting energy together), `BasalMetabolicRateRecord` (a power), and
 * everything of the menstrual cycle, which nobody has asked the coach to know.
 *
 * @property record class of Health Connect.
 * @property kinds what its samples are called; `workout` for workouts.
 * @property page records to a page: few where one record holds a series.
 */
enum class RecordType(val record: KClass<out Record>, val kinds: List<String>, val page: Int = FULL_PAGE) {
    STEPS(StepsRecord::class, "StepsRecord"),
    DISTANCE(DistanceRecord::class, "DistanceRecord"),
    ACTIVE_CALORIES(ActiveCaloriesBurnedRecord::class, "ActiveCaloriesBurnedRecord"),
    FLOORS(FloorsClimbedRecord::class, "FloorsClimbedRecord"),
    EXERCISE(ExerciseSessionRecord::class, listOf("workout"), SERIES_PAGE),
    SLEEP(SleepSessionRecord::class, listOf("SleepSessionRecord"), SERIES_PAGE),
    HEART_RATE(HeartRateRecord::class, listOf("HeartRateRecord"), SERIES_PAGE),
    RESTING_HEART_RATE(RestingHeartRateRecord::class, "RestingHeartRateRecord"),
    HEART_RATE_VARIABILITY(HeartRateVariabilityRmssdRecord::class, "HeartRateVariabilityRmssdRecord"),
    OXYGEN_SATURATION(OxygenSaturationRecord::class, "OxygenSaturationRecord"),
    RESPIRATORY_RATE(RespiratoryRateRecord::class, "RespiratoryRateRecord"),
    VO2_MAX(Vo2MaxRecord::class, "Vo2MaxRecord"),
    WEIGHT(WeightRecord::class, "WeightRecord"),
    LEAN_MASS(LeanBodyMassRecord::class, "LeanBodyMassRecord"),
    BODY_FAT(BodyFatRecord::class, "BodyFatRecord"),
    HEIGHT(HeightRecord::class, "HeightRecord"),
    BODY_TEMPERATURE(BodyTemperatureRecord::class, "BodyTemperatureRecord"),
    BLOOD_PRESSURE(
        BloodPressureRecord::class,
        listOf("BloodPressureRecord.systolic", "BloodPressureRecord.diastolic"),
    ),
    BLOOD_GLUCOSE(BloodGlucoseRecord::class, "BloodGlucoseRecord"),
    HYDRATION(HydrationRecord::class, "HydrationRecord"),
    NUTRITION(
        NutritionRecord::class,
        listOf(
            "energy", "protein", "totalCarbohydrate", "totalFat", "dietaryFiber", "sugar", "sodium", "caffeine",
        ).map { "NutritionRecord.$it" },
    ),
    MINDFULNESS(MindfulnessSessionRecord::class, "MindfulnessSessionRecord"),
    CYCLING_CADENCE(CyclingPedalingCadenceRecord::class, listOf("CyclingPedalingCadenceRecord"), SERIES_PAGE),
    ;

    // Names are text rather than those of classes, which shrinking a release renames.
    constructor(record: KClass<out Record>, kind: String) : this(record, listOf(kind))

    /** The feature of Health Connect that it came with, where not every phone has it. */
    val feature: Int?
        get() = if (this == MINDFULNESS) HealthConnectFeatures.FEATURE_MINDFULNESS_SESSION else null

    /** The permission that reading it needs. */
    val permission: String get() = HealthPermission.getReadPermission(record)

    /** Name under which its anchor is kept. */
    val stream: String get() = "health_connect/${name.lowercase()}"

    companion object {
        private val BY_CLASS = entries.associateBy { it.record.java }

        /** The type of a record that is read. */
        fun of(record: Record): RecordType = BY_CLASS.getValue(record.javaClass)
    }
}

/** The most that Health Connect gives at once. */
private const val FULL_PAGE = 5000
private const val SERIES_PAGE = 200

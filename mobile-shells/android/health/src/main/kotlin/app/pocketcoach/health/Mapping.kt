@file:OptIn(ExperimentalMindfulnessSessionApi::class)

package app.pocketcoach.health

import androidx.health.connect.client.feature.ExperimentalMindfulnessSessionApi
import androidx.health.connect.client.records.ActiveCaloriesBurnedRecord
import androidx.health.connect.client.records.BloodGlucoseRecord
import androidx.health.connect.client.records.BloodPressureRecord
import androidx.health.connect.client.records.BodyFatRecord
import androidx.health.connect.client.records.BodyTemperatureRecord
import androidx.health.connect.client.records.CyclingPedalingCadenceRecord
import androidx.health.connect.client.records.DistanceRecord
import androidx.health.connect.client.records.ExerciseRouteResult
import androidx.health.connect.client.records.ExerciseSegment
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
import androidx.health.connect.client.records.metadata.Device
import androidx.health.connect.client.records.metadata.Metadata
import androidx.health.connect.client.units.Mass
import app.pocketcoach.sdk.HealthPoint
import app.pocketcoach.sdk.HealthRecord
import app.pocketcoach.sdk.HealthSample
import app.pocketcoach.sdk.HealthWorkout
import java.time.Instant
import java.time.ZoneOffset

/** What a workout came to, from the platform's own sums over its time. */
data class WorkoutTotals(
    val distanceM: Double? = null,
    val energyActiveKcal: Double? = null,
    val heartRateMeanBpm: Double? = null,
    val heartRateMinBpm: Double? = null,
    val heartRateMaxBpm: Double? = null,
)

/** A record for the core, and when it began and ended at the platform, which its samples alone do not tell. */
data class Mapped(val record: HealthRecord, val start: Instant, val end: Instant)

/** Turns Health Connect's records into those of the core. [appName] gives the name of an app that people know. */
class Mapping(private val appName: (packageName: String) -> String) {
    /** The record for the core, or null for a type that is not read. */
    fun record(record: Record): Mapped? = amount(record) ?: measurement(record) ?: several(record)

    /** What adds up over a time. */
    private fun amount(record: Record): Mapped? = when (record) {
        is StepsRecord -> record.span(
            record.count.toDouble(), "count", record.startTime, record.endTime, record.startZoneOffset,
        )
        is DistanceRecord -> record.span(
            record.distance.inMeters, "m", record.startTime, record.endTime, record.startZoneOffset,
        )
        is ActiveCaloriesBurnedRecord -> record.span(
            record.energy.inKilocalories, "kcal", record.startTime, record.endTime, record.startZoneOffset,
        )
        is FloorsClimbedRecord -> record.span(
            record.floors, "count", record.startTime, record.endTime, record.startZoneOffset,
        )
        is HydrationRecord -> record.span(
            record.volume.inMilliliters, "mL", record.startTime, record.endTime, record.startZoneOffset,
        )
        // A session has no value of its own.
        is MindfulnessSessionRecord -> record.span(
            1.0, "", record.startTime, record.endTime, record.startZoneOffset,
        )
        else -> null
    }

    /** What is measured at a moment. */
    private fun measurement(record: Record): Mapped? = when (record) {
        is RestingHeartRateRecord ->
            record.moment(record.beatsPerMinute.toDouble(), "count/min", record.time, record.zoneOffset)
        is HeartRateVariabilityRmssdRecord ->
            record.moment(record.heartRateVariabilityMillis, "ms", record.time, record.zoneOffset)
        is OxygenSaturationRecord -> record.moment(record.percentage.value, "percent", record.time, record.zoneOffset)
        is RespiratoryRateRecord -> record.moment(record.rate, "count/min", record.time, record.zoneOffset)
        is Vo2MaxRecord ->
            record.moment(record.vo2MillilitersPerMinuteKilogram, "mL/kg/min", record.time, record.zoneOffset)
        is WeightRecord -> record.moment(record.weight.inKilograms, "kg", record.time, record.zoneOffset)
        is LeanBodyMassRecord -> record.moment(record.mass.inKilograms, "kg", record.time, record.zoneOffset)
        is BodyFatRecord -> record.moment(record.percentage.value, "percent", record.time, record.zoneOffset)
        is HeightRecord -> record.moment(record.height.inMeters, "m", record.time, record.zoneOffset)
        is BodyTemperatureRecord -> record.moment(record.temperature.inCelsius, "degC", record.time, record.zoneOffset)
        is BloodGlucoseRecord ->
            record.moment(record.level.inMilligramsPerDeciliter, "mg/dL", record.time, record.zoneOffset)
        else -> null
    }

    /** What holds several values. */
    private fun several(record: Record): Mapped? = when (record) {
        is BloodPressureRecord -> bloodPressure(record)
        is NutritionRecord -> nutrition(record)
        is HeartRateRecord -> record.shared(
            record.startTime, record.endTime, record.startZoneOffset,
            record.samples.map { at("HeartRateRecord", it.time, it.beatsPerMinute.toDouble(), "count/min") },
        )
        is CyclingPedalingCadenceRecord -> record.shared(
            record.startTime, record.endTime, record.startZoneOffset,
            record.samples.map { at("CyclingPedalingCadenceRecord", it.time, it.revolutionsPerMinute, "count/min") },
        )
        is SleepSessionRecord -> sleep(record)
        is ExerciseSessionRecord -> exercise(record)
        else -> null
    }

    private fun bloodPressure(record: BloodPressureRecord) = record.shared(
        record.time, record.time, record.zoneOffset,
        listOf(
            at("BloodPressureRecord.systolic", record.time, record.systolic.inMillimetersOfMercury, "mmHg"),
            at("BloodPressureRecord.diastolic", record.time, record.diastolic.inMillimetersOfMercury, "mmHg"),
        ),
    )

    /** A meal; what it does not tell is absent, never zero. */
    private fun nutrition(record: NutritionRecord): Mapped {
        fun part(name: String, value: Double?, unit: String) =
            value?.let { HealthSample("NutritionRecord.$name", record.startTime.ms, record.endTime.ms, it, unit) }
        fun grams(name: String, mass: Mass?) = part(name, mass?.inGrams, "g")
        return record.shared(
            record.startTime, record.endTime, record.startZoneOffset,
            listOfNotNull(
                part("energy", record.energy?.inKilocalories, "kcal"),
                grams("protein", record.protein),
                grams("totalCarbohydrate", record.totalCarbohydrate),
                grams("totalFat", record.totalFat),
                grams("dietaryFiber", record.dietaryFiber),
                grams("sugar", record.sugar),
                part("sodium", record.sodium?.inMilligrams, "mg"),
                part("caffeine", record.caffeine?.inMilligrams, "mg"),
            ),
        )
    }

    /** A night: one sample to a stage. One without stages is one stretch of sleep, the stage not told apart. */
    private fun sleep(record: SleepSessionRecord): Mapped {
        fun state(start: Instant, end: Instant, stage: Int) =
            HealthSample("SleepSessionRecord", start.ms, end.ms, stage.toDouble(), "")
        val stages = record.stages.map { state(it.startTime, it.endTime, it.stage) }
            .ifEmpty { listOf(state(record.startTime, record.endTime, SleepSessionRecord.STAGE_TYPE_SLEEPING)) }
        return record.shared(record.startTime, record.endTime, record.startZoneOffset, stages)
    }

    private fun exercise(record: ExerciseSessionRecord): Mapped {
        val paused = record.segments
            .filter { it.segmentType == ExerciseSegment.EXERCISE_SEGMENT_TYPE_PAUSE }
            .sumOf { it.endTime.ms - it.startTime.ms }
        val route = (record.exerciseRouteResult as? ExerciseRouteResult.Data)?.exerciseRoute?.route.orEmpty()
        val workout = HealthWorkout(
            kind = exerciseType(record.exerciseType),
            startMs = record.startTime.ms,
            endMs = record.endTime.ms,
            activeS = (record.endTime.ms - record.startTime.ms - paused) / 1000.0,
            note = listOfNotNull(record.title, record.notes).joinToString(" · ").ifBlank { null },
            route = route.map { HealthPoint(it.time.ms, it.latitude, it.longitude, it.altitude?.inMeters) },
        )
        return record.shared(record.startTime, record.endTime, record.startZoneOffset, emptyList(), workout)
    }

    private fun Record.span(value: Double, unit: String, start: Instant, end: Instant, zone: ZoneOffset?) =
        shared(start, end, zone, listOf(HealthSample(kind, start.ms, end.ms, value, unit)))

    private fun Record.moment(value: Double, unit: String, time: Instant, zone: ZoneOffset?) =
        shared(time, time, zone, listOf(at(kind, time, value, unit)))

    private fun at(kind: String, time: Instant, value: Double, unit: String) =
        HealthSample(kind, time.ms, time.ms, value, unit)

    private fun Record.shared(
        start: Instant,
        end: Instant,
        zone: ZoneOffset?,
        samples: List<HealthSample>,
        workout: HealthWorkout? = null,
    ): Mapped {
        val record = HealthRecord(
            id = metadata.id,
            source = appName(metadata.dataOrigin.packageName),
            device = metadata.device?.described(),
            offsetMin = zone?.let { it.totalSeconds / 60 },
            modifiedMs = metadata.lastModifiedTime.ms,
            userEntered = metadata.recordingMethod == Metadata.RECORDING_METHOD_MANUAL_ENTRY,
            samples = samples,
            workout = workout,
        )
        return Mapped(record, start, end)
    }
}

private val Instant.ms: Long get() = toEpochMilli()

/** The one kind of a record with one value. */
private val Record.kind: String get() = RecordType.of(this).kinds.single()

/** Maker, model and what it is, for example `Google Pixel Watch 3, watch`; null when nothing is known of it. */
private fun Device.described(): String? {
    val name = listOfNotNull(manufacturer, model).filter { it.isNotBlank() }.joinToString(" ")
    val what = when (type) {
        Device.TYPE_WATCH -> "watch"
        Device.TYPE_PHONE -> "phone"
        Device.TYPE_SCALE -> "scale"
        Device.TYPE_RING -> "ring"
        Device.TYPE_HEAD_MOUNTED -> "head mounted"
        Device.TYPE_FITNESS_BAND -> "band"
        Device.TYPE_CHEST_STRAP -> "chest strap"
        Device.TYPE_SMART_DISPLAY -> "display"
        else -> ""
    }
    return listOf(name, what).filter { it.isNotBlank() }.joinToString(", ").ifBlank { null }
}

package app.pocketcoach.health

import androidx.health.connect.client.records.BloodGlucoseRecord
import androidx.health.connect.client.records.BloodPressureRecord
import androidx.health.connect.client.records.BodyFatRecord
import androidx.health.connect.client.records.DistanceRecord
import androidx.health.connect.client.records.ExerciseSegment
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.HeightRecord
import androidx.health.connect.client.records.HydrationRecord
import androidx.health.connect.client.records.NutritionRecord
import androidx.health.connect.client.records.OxygenSaturationRecord
import androidx.health.connect.client.records.Record
import androidx.health.connect.client.records.SleepSessionRecord
import androidx.health.connect.client.records.TotalCaloriesBurnedRecord
import androidx.health.connect.client.records.WeightRecord
import androidx.health.connect.client.records.metadata.Device
import androidx.health.connect.client.records.metadata.Metadata
import androidx.health.connect.client.units.BloodGlucose
import androidx.health.connect.client.units.Energy
import androidx.health.connect.client.units.Length
import androidx.health.connect.client.units.Mass
import androidx.health.connect.client.units.Percentage
import androidx.health.connect.client.units.Pressure
import androidx.health.connect.client.units.Volume
import app.pocketcoach.sdk.HealthSample
import java.lang.reflect.Modifier
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.junit.jupiter.api.Test

/** What becomes of each type: name, unit, zone, and what a record does not say. */
class MappingTest {
    private val mapping = Mapping { "app of $it" }
    private val hour = Duration.ofHours(1)

    private fun one(record: Record): HealthSample = checkNotNull(mapping.record(record)).record.samples.single()

    @Test
    fun `values are in the unit that goes with the kind`() {
        val end = NOW.plus(hour)
        val zone = ZoneOffset.UTC
        val given = mapOf(
            steps(NOW, 60, 1234) to (1234.0 to "count"),
            DistanceRecord(NOW, zone, end, zone, Length.miles(1.0), measured()) to (1609.344 to "m"),
            HydrationRecord(NOW, zone, end, zone, Volume.liters(0.25), measured()) to (250.0 to "mL"),
            weight(NOW, 80.5) to (80.5 to "kg"),
            HeightRecord(NOW, zone, Length.feet(6.0), measured()) to (1.8288 to "m"),
            BodyFatRecord(NOW, zone, Percentage(21.5), measured()) to (21.5 to "percent"),
            OxygenSaturationRecord(NOW, zone, Percentage(97.0), measured()) to (97.0 to "percent"),
            BloodGlucoseRecord(NOW, zone, measured(), BloodGlucose.millimolesPerLiter(5.0)) to (90.0 to "mg/dL"),
        )
        for ((record, expected) in given) {
            val sample = one(record)
            assertEquals(expected.first, sample.value, expected.first * 1e-3, sample.kind)
            assertEquals(expected.second, sample.unit, sample.kind)
            assertEquals(listOf(sample.kind), RecordType.of(record).kinds)
        }
    }

    @Test
    fun `zone, source, device and who typed it in come along, and nothing is made up for what is not said`() {
        val east = ZoneOffset.ofHoursMinutes(5, 30)
        val worn = mapping.record(
            DistanceRecord(NOW, east, NOW.plus(hour), null, Length.meters(1.0), measured()),
        )!!.record
        assertEquals(330, worn.offsetMin)
        assertEquals("Google Pixel Watch 3, watch", worn.device)
        assertEquals("app of ", worn.source)
        assertEquals(false, worn.userEntered)
        val typed = mapping.record(weight(NOW, 80.0).let {
            WeightRecord(NOW, null, it.weight, Metadata.manualEntry())
        })!!.record
        assertEquals(true, typed.userEntered)
        assertNull(typed.offsetMin)
        assertNull(typed.device)
        val nameless = mapping.record(
            DistanceRecord(
                NOW, null, NOW.plus(hour), null, Length.meters(1.0),
                Metadata.autoRecorded(Device(Device.TYPE_UNKNOWN, null, null)),
            ),
        )!!.record
        assertNull(nameless.device)
    }

    @Test
    fun `both values of a blood pressure are of one record`() {
        val record = BloodPressureRecord(
            NOW, ZoneOffset.UTC, measured(), Pressure.millimetersOfMercury(121.0), Pressure.millimetersOfMercury(79.0),
        )
        val samples = mapping.record(record)!!.record.samples
        assertEquals(listOf(121.0, 79.0), samples.map { it.value })
        assertEquals(RecordType.BLOOD_PRESSURE.kinds, samples.map { it.kind })
    }

    @Test
    fun `what a meal does not tell is absent and a true zero is kept`() {
        val meal = NutritionRecord(
            startTime = NOW, startZoneOffset = null, endTime = NOW.plus(hour), endZoneOffset = null,
            metadata = Metadata.manualEntry(), energy = Energy.kilocalories(420.0), sugar = Mass.grams(0.0),
            sodium = Mass.grams(1.2),
        )
        val samples = mapping.record(meal)!!.record.samples.associate { it.kind to (it.value to it.unit) }
        assertEquals(
            mapOf(
                "NutritionRecord.energy" to (420.0 to "kcal"),
                "NutritionRecord.sugar" to (0.0 to "g"),
                "NutritionRecord.sodium" to (1200.0 to "mg"),
            ),
            samples,
        )
    }

    @Test
    fun `stages of a night are samples, and a night without stages is one stretch of sleep`() {
        fun night(stages: List<SleepSessionRecord.Stage>) = mapping.record(
            SleepSessionRecord(NOW, null, NOW.plus(hour), null, measured(), stages = stages),
        )!!.record.samples
        val half = NOW.plus(Duration.ofMinutes(30))
        val staged = night(
            listOf(
                SleepSessionRecord.Stage(NOW, half, SleepSessionRecord.STAGE_TYPE_DEEP),
                SleepSessionRecord.Stage(half, NOW.plus(hour), SleepSessionRecord.STAGE_TYPE_AWAKE_IN_BED),
            ),
        )
        assertEquals(listOf(5.0, 7.0), staged.map { it.value })
        assertEquals(listOf("", ""), staged.map { it.unit })
        val plain = night(emptyList()).single()
        assertEquals(2.0, plain.value)
        assertEquals(hour.toMillis(), plain.endMs - plain.startMs)
    }

    @Test
    fun `pauses are taken off a workout, its note is kept`() {
        val session = ExerciseSessionRecord(
            NOW, null, NOW.plus(hour), null, measured(), ExerciseSessionRecord.EXERCISE_TYPE_RUNNING,
            title = "Morning run", notes = "windy",
            segments = listOf(
                ExerciseSegment(NOW, NOW.plusSeconds(600), ExerciseSegment.EXERCISE_SEGMENT_TYPE_RUNNING),
                ExerciseSegment(NOW.plusSeconds(600), NOW.plusSeconds(900), ExerciseSegment.EXERCISE_SEGMENT_TYPE_PAUSE),
            ),
        )
        val workout = assertNotNull(mapping.record(session)!!.record.workout)
        assertEquals(3300.0, workout.activeS)
        assertEquals("EXERCISE_TYPE_RUNNING", workout.kind)
        assertEquals("Morning run · windy", workout.note)
        assertNull(workout.distanceM)
    }

    @Test
    fun `every kind of exercise that Health Connect has is known by its name`() {
        val constants = ExerciseSessionRecord::class.java.fields
            .filter { Modifier.isStatic(it.modifiers) && it.name.startsWith("EXERCISE_TYPE_") && it.type == Int::class.java }
        assertTrue(constants.size > 50)
        for (constant in constants) assertEquals(constant.name, exerciseType(constant.getInt(null)))
        assertEquals("EXERCISE_TYPE_OTHER_WORKOUT", exerciseType(9999))
    }

    @Test
    fun `a type that is not read is left alone`() {
        val total = TotalCaloriesBurnedRecord(NOW, null, NOW.plus(hour), null, Energy.kilocalories(1.0), measured())
        assertNull(mapping.record(total))
    }

    @Test
    fun `begin and end are those of the record, not of its samples`() {
        val series = heartRates(NOW, 10, 60)
        val mapped = mapping.record(series)!!
        assertEquals(NOW to NOW.plus(Duration.ofMinutes(10)), mapped.start to mapped.end)
        assertEquals(10, mapped.record.samples.size)
        assertEquals(Instant.ofEpochMilli(mapped.record.samples.last().endMs), NOW.plus(Duration.ofMinutes(9)))
    }
}

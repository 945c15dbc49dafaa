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
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.FloorsClimbedRecord
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
import androidx.health.connect.client.records.Vo2MaxRecord
import androidx.health.connect.client.units.BloodGlucose
import androidx.health.connect.client.units.Energy
import androidx.health.connect.client.units.Length
import androidx.health.connect.client.units.Mass
import androidx.health.connect.client.units.Percentage
import androidx.health.connect.client.units.Pressure
import androidx.health.connect.client.units.Temperature
import androidx.health.connect.client.units.Volume
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset

/** One plausible record of every type that is read, with one sample of each kind. */
object Every {
    fun records(at: Instant): List<Record> {
        val zone = ZoneOffset.UTC
        val end = at.plus(Duration.ofMinutes(10))
        val by = measured()
        return listOf(
            steps(at, 10, 900),
            DistanceRecord(at, zone, end, zone, Length.meters(800.0), by),
            ActiveCaloriesBurnedRecord(at, zone, end, zone, Energy.kilocalories(60.0), by),
            FloorsClimbedRecord(at, zone, end, zone, 3.0, by),
            ExerciseSessionRecord(at, zone, end, zone, by, ExerciseSessionRecord.EXERCISE_TYPE_HIKING),
            SleepSessionRecord(at, zone, end, zone, by),
            heartRates(at, 1, 70),
            RestingHeartRateRecord(at, zone, 55, by),
            HeartRateVariabilityRmssdRecord(at, zone, 62.0, by),
            OxygenSaturationRecord(at, zone, Percentage(97.0), by),
            RespiratoryRateRecord(at, zone, 14.0, by),
            Vo2MaxRecord(at, zone, by, 48.0, Vo2MaxRecord.MEASUREMENT_METHOD_OTHER),
            weight(at, 80.0),
            LeanBodyMassRecord(at, zone, Mass.kilograms(62.0), by),
            BodyFatRecord(at, zone, Percentage(19.0), by),
            HeightRecord(at, zone, Length.meters(1.8), by),
            BodyTemperatureRecord(at, zone, by, Temperature.celsius(36.6)),
            BloodPressureRecord(at, zone, by, Pressure.millimetersOfMercury(120.0), Pressure.millimetersOfMercury(78.0)),
            BloodGlucoseRecord(at, zone, by, BloodGlucose.milligramsPerDeciliter(92.0)),
            HydrationRecord(at, zone, end, zone, Volume.milliliters(250.0), by),
            NutritionRecord(
                startTime = at, startZoneOffset = zone, endTime = end, endZoneOffset = zone, metadata = by,
                energy = Energy.kilocalories(500.0), protein = Mass.grams(30.0), totalCarbohydrate = Mass.grams(55.0),
                totalFat = Mass.grams(18.0), dietaryFiber = Mass.grams(9.0), sugar = Mass.grams(12.0),
                sodium = Mass.milligrams(700.0), caffeine = Mass.milligrams(80.0),
            ),
            MindfulnessSessionRecord(at, zone, end, zone, by, MindfulnessSessionRecord.MINDFULNESS_SESSION_TYPE_MEDITATION),
            CyclingPedalingCadenceRecord(
                at, zone, end, zone, listOf(CyclingPedalingCadenceRecord.Sample(at, 85.0)), by,
            ),
        )
    }
}

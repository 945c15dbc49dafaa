package app.pocketcoach.health

import androidx.health.connect.client.permission.HealthPermission
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.SleepSessionRecord
import androidx.health.connect.client.records.StepsRecord
import app.pocketcoach.sdk.Bucket
import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.HealthBatch
import app.pocketcoach.sdk.HealthPlatform
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.healthKinds
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.time.temporal.ChronoUnit
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The reader against the real library and its database, killed between every two steps. */
class StoreTest {
    @TempDir
    lateinit var folder: Path

    private val mapping = Mapping { "Fit" }

    // Real time, since the library goes by it; whole days back, so that nothing lies in the future.
    private val noon: Instant = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12))

    private fun day(back: Long): Instant = noon.minus(Duration.ofDays(back))

    private fun config(name: String) = CoachConfig(folder.resolve(name).toString(), KeyChoice.Given("5a".repeat(32)))

    private suspend fun <T> create(name: String, work: suspend (Coach) -> T): T =
        Coach.create(config(name), Profile(name = "Alex", timeZone = "UTC")).during(work)

    private suspend fun <T> reopen(name: String, work: suspend (Coach) -> T): T = Coach.open(config(name)).during(work)

    private suspend fun <T> Coach.during(work: suspend (Coach) -> T): T = use {
        try {
            work(it)
        } finally {
            it.shutdown()
        }
    }

    /** The library, at whose door the process may die. */
    private class Dying(private val ingest: Ingest, private val steps: Steps) : Ingest {
        override suspend fun anchor(stream: String) = ingest.anchor(stream)

        override suspend fun write(batch: HealthBatch, stream: String, from: String?, to: String) =
            steps.around { ingest.write(batch, stream, from, to) }
    }

    private suspend fun phone() = Phone().apply {
        permissions = setOf(RecordType.STEPS, RecordType.WEIGHT, RecordType.HEART_RATE, RecordType.SLEEP, RecordType.EXERCISE)
            .map { it.permission }.toSet() + HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY
        changesPage = 2
        put(
            (1L..3L).flatMap { back ->
                listOf(
                    steps(day(back), 30, 1000 + back, "steps-$back"),
                    weight(day(back), 80.0 + back, "weight-$back"),
                    heartRates(day(back), 5, 60 + back),
                    SleepSessionRecord(day(back), null, day(back).plus(Duration.ofHours(7)), null, measured("night-$back")),
                    ExerciseSessionRecord(
                        day(back), null, day(back).plus(Duration.ofMinutes(40)), null, measured("run-$back"),
                        ExerciseSessionRecord.EXERCISE_TYPE_RUNNING,
                    ),
                )
            },
        )
    }

    private suspend fun Phone.live() {
        change(listOf(steps(day(3), 30, 7, id("steps-3")), weight(day(2), 79.0, id("weight-2"))))
        delete(StepsRecord::class, id("steps-2"))
        delete(ExerciseSessionRecord::class, id("run-1"))
        put(listOf(weight(day(0), 78.5), heartRates(day(0), 3, 99)))
    }

    /** What the coach answers with: each sample of each metric, and each workout. */
    private suspend fun Coach.content(): Map<String, List<Pair<Instant, Double>>> {
        val (first, last) = "${day(5)}".take(10) to "${day(-1)}".take(10)
        val metrics = listOf("steps", "body_mass", "heart_rate", "sleep_stage").associateWith { metric ->
            query(metric, first, last, Bucket.RAW).map { Instant.parse(it.start) to it.value }
        }
        val workouts = workouts(first, last).map { Instant.ofEpochMilli(it.startMs) to it.activeS }
        return (metrics + ("workouts" to workouts)).mapValues { (_, rows) -> rows.sortedBy { it.first } }
    }

    /** The same of the phone. Sleep without stages is stage 3 in the core. */
    private suspend fun Phone.content(): Map<String, List<Pair<Instant, Double>>> {
        suspend fun records(type: RecordType) = stored(type.record).map { checkNotNull(mapping.record(it)).record }
        suspend fun samples(type: RecordType) =
            records(type).flatMap { it.samples }.map { Instant.ofEpochMilli(it.startMs) to it.value }
        return mapOf(
            "steps" to samples(RecordType.STEPS),
            "body_mass" to samples(RecordType.WEIGHT),
            "heart_rate" to samples(RecordType.HEART_RATE),
            "sleep_stage" to samples(RecordType.SLEEP).map { it.first to 3.0 },
            "workouts" to records(RecordType.EXERCISE).mapNotNull { it.workout }
                .map { Instant.ofEpochMilli(it.startMs) to checkNotNull(it.activeS) },
        ).mapValues { (_, rows) -> rows.sortedBy { it.first } }
    }

    private fun reader(phone: Phone, coach: Coach, steps: Steps = Steps()) =
        Reader(phone.platform(steps), Dying(CoachIngest(coach), steps), mapping)

    /** Lets a reading die at each of its steps, then reads on in a process that starts anew. */
    private fun killedEverywhere(before: suspend (Phone, Coach) -> Unit, after: suspend (Phone) -> Unit) = runBlocking {
        var step = 0
        while (true) {
            val phone = phone()
            val name = "home-$step"
            val end = create(name) { coach ->
                before(phone, coach)
                val steps = Steps(step)
                runCatching { reader(phone, coach, steps).read(background = false) }.exceptionOrNull()
            }
            after(phone)
            reopen(name) { coach ->
                assertIs<Outcome.Done>(reader(phone, coach).read(background = false))
                assertEquals(phone.content(), coach.content(), "step $step")
                // Once more changes nothing.
                assertEquals(0, assertIs<Outcome.Done>(reader(phone, coach).read(background = false)).records)
                assertEquals(phone.content(), coach.content(), "step $step")
            }
            if (end == null) break
            assertIs<Killed>(end)
            step++
        }
        assertTrue(step > 20, "$step")
    }

    @Test
    fun `a first reading killed at every step ends with what is on the phone`() =
        killedEverywhere(before = { _, _ -> }, after = { it.live() })

    @Test
    fun `a reading of changes killed at every step ends with what is on the phone`() = killedEverywhere(
        before = { phone, coach ->
            reader(phone, coach).read(background = false)
            phone.live()
        },
        after = {},
    )

    @Test
    fun `a reading after expired tokens killed at every step ends with what is on the phone`() = killedEverywhere(
        before = { phone, coach ->
            reader(phone, coach).read(background = false)
            phone.live()
            phone.expireTokens()
        },
        after = {},
    )

    @Test
    fun `every kind that is read is one that the core knows, in its unit, and none is left out`() = runBlocking {
        val known = healthKinds(HealthPlatform.HEALTH_CONNECT).associate { it.kind to it.unit }
        val read = RecordType.entries.flatMap { it.kinds } - "workout"
        assertEquals(known.keys, read.toSet())
        for (record in Every.records(noon)) {
            for (sample in checkNotNull(mapping.record(record)).record.samples) {
                assertEquals(known[sample.kind], sample.unit, sample.kind)
            }
        }
        create("kinds") { coach ->
            val records = Every.records(noon).map { checkNotNull(mapping.record(it)).record }
                .mapIndexed { number, record -> record.copy(id = "id-$number") }
            val report = coach.ingest(HealthBatch(HealthPlatform.HEALTH_CONNECT, records))
            assertEquals(emptyList(), report.skipped)
            assertEquals(known.size + 1L, report.newRecords)
        }
    }
}

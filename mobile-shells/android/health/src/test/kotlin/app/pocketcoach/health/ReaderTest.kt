package app.pocketcoach.health

import androidx.health.connect.client.HealthConnectClient
import androidx.health.connect.client.permission.HealthPermission
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.Record
import androidx.health.connect.client.records.SleepSessionRecord
import androidx.health.connect.client.records.StepsRecord
import app.pocketcoach.sdk.HealthRecord
import java.io.IOException
import java.time.Duration
import java.time.Instant
import kotlin.reflect.KClass
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test

/** The reader against Google's test double of Health Connect, killed between every two steps. */
class ReaderTest {
    private val mapping = Mapping { "Fit" }

    private fun reader(phone: Phone, ingest: Ingest, steps: Steps = Steps()) =
        Reader(phone.platform(steps), ingest, mapping, CLOCK)

    private fun day(back: Long): Instant = NOW.minus(Duration.ofDays(back))

    private suspend fun Phone.allOf(type: KClass<out Record>): List<HealthRecord> =
        stored(type).map { checkNotNull(mapping.record(it)).record }

    /** Everything on the phone, as the core should have it. */
    private suspend fun Phone.content(types: Iterable<RecordType> = RecordType.entries) =
        types.flatMap { allOf(it.record) }.let { records ->
            val samples = records.flatMap { record -> record.samples.map { "${record.id}/${it.kind}" to it.startMs to it } }
            samples.toMap() to records.mapNotNull { record -> record.workout?.let { record.id to it } }.toMap()
        }

    private suspend fun assertSame(phone: Phone, memory: Memory, where: String = "") {
        val (samples, workouts) = phone.content()
        val lost = samples.entries - memory.samples.entries
        val foreign = memory.samples.entries - samples.entries
        assertTrue(lost.isEmpty() && foreign.isEmpty(), "$where: lost ${lost.take(3)}, foreign ${foreign.take(3)}")
        assertEquals(workouts, memory.workouts, where)
    }

    /** A fortnight of a person with a watch. */
    private suspend fun Phone.fill() = apply {
        val records = (1L..14L).flatMap { back ->
            listOf(
                steps(day(back), 30, 1000 + back, "steps-$back"),
                weight(day(back), 80.0 + back / 10.0, "weight-$back"),
                heartRates(day(back), 90, 60 + back),
                SleepSessionRecord(day(back), null, day(back).plus(Duration.ofHours(7)), null, measured("night-$back")),
                ExerciseSessionRecord(
                    day(back), null, day(back).plus(Duration.ofMinutes(40)), null, measured("run-$back"),
                    ExerciseSessionRecord.EXERCISE_TYPE_RUNNING,
                ),
            )
        }
        put(records)
        changesPage = 3
    }

    /** What happens on the phone between two readings. */
    private suspend fun Phone.live() {
        val changed = listOf(steps(day(3), 30, 7, id("steps-3")), weight(day(2), 79.0, id("weight-2")))
        change(changed)
        delete(StepsRecord::class, id("steps-5"))
        delete(ExerciseSessionRecord::class, id("run-4"))
        put(listOf(weight(NOW, 78.5, "weight-0"), heartRates(day(0), 20, 99)))
    }

    @Test
    fun `all is read once, then only what changed`() = runBlocking {
        val phone = Phone().fill()
        val memory = Memory()
        val reader = reader(phone, memory)
        val first = assertIs<Outcome.Done>(reader.read(background = false))
        assertEquals(70, first.records)
        assertEquals(emptySet(), first.refused)
        assertSame(phone, memory)
        phone.live()
        val second = assertIs<Outcome.Done>(reader.read(background = true))
        assertEquals(4 to 2, second.records to second.deleted)
        assertSame(phone, memory)
        assertEquals(Outcome.Done(0, 0, emptySet()), reader.read(background = true))
    }

    @Test
    fun `killed between every two steps of a first reading, nothing is lost and nothing is there twice`() = runBlocking {
        val uncut = Steps()
        reader(Phone().fill(), Memory(uncut), uncut).read(background = false)
        assertTrue(uncut.taken > 100, "${uncut.taken}")
        for (step in 0 until uncut.taken) {
            val phone = Phone().fill()
            val steps = Steps(step)
            val memory = Memory(steps)
            runCatching { reader(phone, memory, steps).read(background = false) }.exceptionOrNull().let { assertIs<Killed>(it) }
            assertAnchorsBehind(phone, memory, "$step")
            phone.live()
            val reopened = memory.reopened(Steps())
            assertIs<Outcome.Done>(reader(phone, reopened).read(background = false))
            assertSame(phone, reopened, "step $step")
        }
    }

    /** What the kept anchors say to be read is there. */
    private suspend fun assertAnchorsBehind(phone: Phone, memory: Memory, where: String) {
        for (type in RecordType.entries) {
            val anchor = memory.anchors[type.stream]?.let(Anchor::parse) ?: continue
            val cursor = anchor.cursor ?: Instant.MAX
            val read = phone.allOf(type.record).filter { record ->
                (record.samples.map { it.endMs } + listOfNotNull(record.workout?.endMs)).all { it < cursor.toEpochMilliOrMax() }
            }
            for (record in read) {
                for (sample in record.samples) {
                    assertEquals(sample, memory.samples["${record.id}/${sample.kind}" to sample.startMs], where)
                }
                record.workout?.let { assertEquals(it, memory.workouts[record.id], where) }
            }
        }
    }

    private fun Instant.toEpochMilliOrMax() = if (this == Instant.MAX) Long.MAX_VALUE else toEpochMilli()

    @Test
    fun `killed between every two steps of reading changes, nothing is lost and nothing is there twice`() = runBlocking {
        var step = 0
        while (true) {
            val phone = Phone().fill()
            val memory = Memory()
            reader(phone, memory).read(background = false)
            phone.live()
            val steps = Steps(step)
            val dying = memory.reopened(steps)
            val end = runCatching { reader(phone, dying, steps).read(background = true) }.exceptionOrNull()
            val reopened = dying.reopened(Steps())
            reader(phone, reopened).read(background = true)
            assertSame(phone, reopened, "step $step")
            if (end == null) break
            assertIs<Killed>(end)
            step++
        }
        assertTrue(step > 40, "$step")
    }

    @Test
    fun `an expired token leads to a full reading that takes out what was deleted, killed wherever it may be`() = runBlocking {
        var step = 0
        while (true) {
            val phone = Phone().fill()
            val memory = Memory()
            reader(phone, memory).read(background = false)
            phone.live()
            phone.expireTokens()
            val steps = Steps(step)
            val dying = memory.reopened(steps)
            val end = runCatching { reader(phone, dying, steps).read(background = true) }.exceptionOrNull()
            val reopened = dying.reopened(Steps())
            assertIs<Outcome.Done>(reader(phone, reopened).read(background = true))
            assertSame(phone, reopened, "step $step")
            if (end == null) break
            assertIs<Killed>(end)
            step++
        }
        assertTrue(step > 40, "$step")
    }

    @Test
    fun `many pages, many records at one instant, and series over the edge of a page`() = runBlocking {
        val phone = Phone()
        val records = buildList {
            // Long series that begin before a page ends and go on after it.
            for (number in 0L until 1000L) add(heartRates(day(10).plusSeconds(60 * number), if (number % 100 == 0L) 900 else 5, 60))
            for (number in 0 until 450) {
                add(
                    SleepSessionRecord(day(9), null, day(9).plusSeconds(60), null, measured("same-$number")),
                )
            }
        }
        phone.put(records)
        val memory = Memory()
        assertIs<Outcome.Done>(reader(phone, memory).read(background = false))
        assertSame(phone, memory)
        assertTrue(memory.batches > 5, "${memory.batches}")
        phone.expireTokens()
        assertIs<Outcome.Done>(reader(phone, memory).read(background = false))
        assertSame(phone, memory)
    }

    @Test
    fun `what changes while all is being read is not missed`() = runBlocking {
        val calls = Phone().fill().also { reader(it, Memory()).read(background = false) }.calls
        for (call in 1..calls) {
            val phone = Phone().fill()
            phone.meanwhile = call to { phone.live() }
            val memory = Memory()
            val reader = reader(phone, memory)
            reader.read(background = false)
            reader.read(background = false)
            assertSame(phone, memory, "at call $call")
        }
    }

    @Test
    fun `a permission that is taken back is no deletion, and given again all is there`() = runBlocking {
        val phone = Phone().fill()
        val memory = Memory()
        val reader = reader(phone, memory)
        reader.read(background = false)
        val before = memory.samples.toMap()
        val all = phone.permissions
        phone.permissions -= RecordType.WEIGHT.permission
        phone.put(listOf(weight(day(0), 70.0, "new")))
        val outcome = assertIs<Outcome.Done>(reader.read(background = false))
        assertEquals(setOf(RecordType.WEIGHT), outcome.refused)
        assertTrue(before == memory.samples)
        phone.permissions = all
        assertEquals(emptySet(), assertIs<Outcome.Done>(reader.read(background = false)).refused)
        assertSame(phone, memory)
    }

    @Test
    fun `a permission that goes between the question and the reading refuses that type alone`() = runBlocking {
        val phone = Phone().fill()
        phone.meanwhile = 1 to { phone.permissions -= RecordType.STEPS.permission }
        val memory = Memory()
        val outcome = assertIs<Outcome.Done>(reader(phone, memory).read(background = false))
        assertEquals(setOf(RecordType.STEPS), outcome.refused)
        assertTrue(memory.samples.values.none { it.kind == "StepsRecord" })
        assertTrue(memory.samples.values.any { it.kind == "WeightRecord" })
    }

    @Test
    fun `older data comes once history is allowed`() = runBlocking {
        val phone = Phone().fill()
        phone.put(listOf(steps(day(400), 10, 5, "old")))
        phone.permissions -= HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY
        val memory = Memory()
        val reader = reader(phone, memory)
        reader.read(background = false)
        assertTrue(memory.samples.keys.none { it.first.startsWith(phone.id("old")) })
        phone.permissions += HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY
        reader.read(background = false)
        assertSame(phone, memory)
        // And is kept when the permission goes again.
        phone.permissions -= HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY
        reader.read(background = false)
        assertSame(phone, memory)
    }

    @Test
    fun `in the background nothing is asked for without the permission for it`() = runBlocking {
        val phone = Phone().fill()
        phone.permissions -= HealthPermission.PERMISSION_READ_HEALTH_DATA_IN_BACKGROUND
        assertEquals(Outcome.OnlyInForeground, reader(phone, Memory()).read(background = true))
        assertEquals(0, phone.calls)
        assertIs<Outcome.Done>(reader(phone, Memory()).read(background = false))
        phone.features = false
        assertEquals(Outcome.OnlyInForeground, reader(phone, Memory()).read(background = true))
    }

    @Test
    fun `a busy platform is asked again later and the reading goes on`() = runBlocking {
        val calls = Phone().fill().also { reader(it, Memory()).read(background = false) }.calls
        for (call in 1..calls) {
            val phone = Phone().fill()
            val trouble = if (call % 2 == 0) IOException("busy") else IllegalStateException("quota")
            phone.meanwhile = call to { phone.trouble += trouble }
            val memory = Memory()
            val reader = reader(phone, memory)
            assertIs<Outcome.Later>(reader.read(background = true), "$call")
            assertIs<Outcome.Done>(reader.read(background = true), "$call")
            assertSame(phone, memory, "$call")
        }
    }

    @Test
    fun `two readings at once do not undo each other`() = runBlocking {
        val phone = Phone().fill()
        val memory = Memory()
        val outcomes = List(2) { async { reader(phone, memory).read(background = false) } }.map { it.await() }
        assertTrue(outcomes.all { it is Outcome.Done || it is Outcome.Later }, "$outcomes")
        reader(phone, memory).read(background = false)
        assertSame(phone, memory)
    }

    @Test
    fun `without Health Connect or without any permission the person is asked`() = runBlocking {
        val phone = Phone()
        phone.status = HealthConnectClient.SDK_UNAVAILABLE
        assertEquals(Outcome.Blocked(Access.Unavailable), reader(phone, Memory()).read(background = false))
        phone.status = HealthConnectClient.SDK_UNAVAILABLE_PROVIDER_UPDATE_REQUIRED
        assertEquals(Outcome.Blocked(Access.UpdateRequired), reader(phone, Memory()).read(background = false))
        phone.status = HealthConnectClient.SDK_AVAILABLE
        phone.permissions = emptySet()
        val access = assertIs<Access.Ready>(assertIs<Outcome.Blocked>(reader(phone, Memory()).read(background = false)).access)
        assertEquals(RecordType.entries.map { it.permission }.toSet().size + 2, access.wanted.size)
        phone.features = false
        // A phone of before mindfulness has one type less, and nothing of it is asked for.
        val older = assertIs<Access.Ready>(phone.platform().access())
        assertEquals(RecordType.entries.map { it.permission }.toSet().size - 1, older.wanted.size)
    }

    @Test
    fun `an anchor of another version is read anew, and its text comes back as it was`() = runBlocking {
        val anchor = Anchor("a;b;c", true, NOW)
        assertEquals(anchor, Anchor.parse("$anchor"))
        assertEquals(anchor.copy(cursor = null), Anchor.parse("${anchor.copy(cursor = null)}"))
        for (text in listOf("", "1", "2;all;;x", "1;all;soon;x")) assertEquals(null, Anchor.parse(text))
        val phone = Phone().fill()
        val memory = Memory()
        RecordType.entries.forEach { memory.anchors[it.stream] = "0:of an earlier version" }
        reader(phone, memory).read(background = false)
        assertSame(phone, memory)
        assertNotEquals("0:of an earlier version", memory.anchors[RecordType.STEPS.stream])
    }
}

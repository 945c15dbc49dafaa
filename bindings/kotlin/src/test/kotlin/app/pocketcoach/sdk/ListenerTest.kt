package app.pocketcoach.sdk

import com.sun.jna.Native
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CopyOnWriteArrayList
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Keeps what it hears until the turn is over. */
open class Listener : EventListener {
    val events = CopyOnWriteArrayList<CoachEvent>()
    val threads: MutableSet<Thread> = ConcurrentHashMap.newKeySet()
    private val over = CountDownLatch(1)

    override fun onEvent(event: CoachEvent) {
        events += event
        threads += Thread.currentThread()
        if (event is CoachEvent.Finished || event is CoachEvent.Failed) over.countDown()
    }

    fun heardAll() = assertTrue(over.await(DEADLINE_MS, TimeUnit.MILLISECONDS))
}

/** Fails at the first event. */
class Throwing(private val error: Exception) : Listener() {
    override fun onEvent(event: CoachEvent) {
        super.onEvent(event)
        throw error
    }
}

suspend fun Coach.answer(listener: EventListener): TurnResult =
    newSession().use { session -> session.sendTo(QUESTION, listener).use { it.finish() } }

/** Asking: events that are pushed to a listener, which may be slow, may fail and may call the coach. */
class ListenerTest {
    @TempDir
    lateinit var folder: Path

    private fun <T> opened(work: suspend (Coach) -> T): T = waiting { Coach.open(Shared.filled).during(work) }

    @Test
    fun `a listener hears everything in order and never on the thread that asked`() {
        val listener = Listener()
        val result = opened { coach -> coach.answer(listener).also { listener.heardAll() } }
        assertIs<CoachEvent.Started>(listener.events.first())
        assertEquals(result, assertIs<CoachEvent.Finished>(listener.events.last()).result)
        assertEquals(result.reply, listener.events.text())
        // One native thread, which the JVM greets anew at each event: there is no counting them here.
        assertFalse(Thread.currentThread() in listener.threads)
    }

    @Test
    fun `a slow listener holds up neither the turn nor other calls`() {
        val goOn = CountDownLatch(1)
        val listener = object : Listener() {
            override fun onEvent(event: CoachEvent) {
                assertTrue(goOn.await(DEADLINE_MS, TimeUnit.MILLISECONDS))
                super.onEvent(event)
            }
        }
        opened { coach ->
            val result = coach.answer(listener)
            assertEquals(30, coach.query("steps", Export.first, Export.last, Bucket.DAY).size)
            assertTrue(listener.events.isEmpty())
            goOn.countDown()
            listener.heardAll()
            assertEquals(result.reply, listener.events.text())
        }
    }

    @Test
    fun `a listener may call the coach`() = opened { coach ->
        val steps = CopyOnWriteArrayList<Double>()
        val listener = object : Listener() {
            override fun onEvent(event: CoachEvent) {
                // The answer may come back on this very thread, which must then stay known to the JVM.
                Native.detach(false)
                steps += runBlocking { coach.query("steps", Export.last, Export.last, Bucket.DAY) }.single().value
                super.onEvent(event)
            }
        }
        val result = coach.answer(listener)
        listener.heardAll()
        assertEquals(listener.events.size, steps.size)
        assertEquals(setOf(Export.stepsOf(Export.days.last())), steps.toSet())
        assertEquals(result.reply, listener.events.text())
    }

    @Test
    fun `a listener of a cancelled turn hears of no answer`() = opened { coach ->
        coach.newSession().use { session ->
            lateinit var listener: Listener
            val (turn, _) = interrupted {
                listener = Listener()
                session.sendTo(QUESTION, listener)
            }
            turn.pulled()
            assertTrue(listener.events.none { it is CoachEvent.Finished })
            turn.close()
        }
    }

    @Test
    fun `a listener that throws hears no more and the turn is finished`() = opened { coach ->
        for (error in listOf(IllegalStateException("canary"), ListenerException.Failed())) {
            val listener = Throwing(error)
            assertTrue(Export.yesterday in coach.answer(listener).digits())
            // It runs on a thread of its own: a second answer shows that the first is long over.
            coach.answer(Listener())
            assertEquals(1, listener.events.size)
        }
    }

    /** In a process of its own, since what the library prints does not pass through the JVM's streams. */
    @Test
    fun `a listener that throws leaves no trace in what the process prints`() {
        val config = configIn(folder)
        val printed = folder.resolve("printed.txt")
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val process = ProcessBuilder(
            java,
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-cp", System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path"),
            "app.pocketcoach.sdk.ThrowingProgramKt", config.dataDir, (config.key as KeyChoice.Given).hex,
        ).redirectErrorStream(true).redirectOutput(printed.toFile()).start()
        assertTrue(process.waitFor(DEADLINE_MS, TimeUnit.MILLISECONDS))
        assertEquals("answered after 1 event", Files.readString(printed).trim())
        assertEquals(0, process.exitValue())
    }
}

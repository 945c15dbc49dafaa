package app.pocketcoach.sdk

import java.nio.file.Files
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import java.util.concurrent.atomic.AtomicInteger
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Test

private const val PIECES = 10_000L
private const val MOST_CROSSINGS = 700
private val WHOLE = (0 until PIECES).joinToString("") { "$it " }

/**
 * Streams, cancelling and failures at the boundary: what a turn's way out does with ten thousand pieces, slow and failing
 * listeners, a busy library and a panic. The pieces are the probe's; the way is that of every turn.
 */
class StreamTest {
    @Test
    fun `ten thousand pieces arrive in order in few crossings`() {
        for (pauseUs in listOf(0L, 300L)) {
            val (events, result) = waiting {
                Probe().use { probe -> probe.stream(PIECES, pauseUs).use { it.pulled() to it.finish() } }
            }
            assertEquals(WHOLE, events.text())
            assertEquals(WHOLE, result.reply)
            assertIs<CoachEvent.Finished>(events.last())
            assertTrue(events.size <= MOST_CROSSINGS, "${events.size} crossings")
        }
    }

    @Test
    fun `a listener hears the same`() {
        val listener = Listener()
        waiting { Probe().use { probe -> probe.streamTo(PIECES, 0, listener).use { it.finish() } } }
        listener.heardAll()
        assertEquals(WHOLE, listener.events.text())
        assertTrue(listener.events.size <= MOST_CROSSINGS, "${listener.events.size} crossings")
    }

    @Test
    fun `a slow listener catches up`() {
        val listener = object : Listener() {
            override fun onEvent(event: CoachEvent) {
                Thread.sleep(50)
                super.onEvent(event)
            }
        }
        waiting { Probe().use { probe -> probe.streamTo(PIECES, 0, listener).use { it.finish() } } }
        listener.heardAll()
        assertEquals(WHOLE, listener.events.text())
    }

    /** The model wrote at most one more piece, and has ended. How soon that is, the benchmark measures. */
    private suspend fun Probe.stops() {
        val then = produced()
        while (endedUs() == null) delay(5)
        assertTrue(produced() - then <= 1, "${produced() - then} more pieces")
    }

    @Test
    fun `cancelling by the handle stops the model`() = waiting {
        Probe().use { probe ->
            probe.stream(-1, 100).use { turn ->
                turn.nextEvent()
                turn.cancel()
                probe.stops()
                assertFailsWith<CoachException.Cancelled> { turn.finish() }
                // Once the end is told, nothing more is written or heard.
                val written = probe.produced()
                val events = turn.pulled()
                assertEquals("cancelled", assertIs<CoachEvent.Failed>(events.last()).kind)
                assertEquals(1, events.count { it is CoachEvent.Failed })
                assertEquals(null, turn.nextEvent())
                assertEquals(written, probe.produced())
            }
        }
    }

    @Test
    fun `closing the handle stops the model`() = waiting {
        Probe().use { probe ->
            probe.stream(-1, 100).use { it.nextEvent() }
            probe.stops()
        }
    }

    @Test
    fun `cancelling the coroutine that holds the turn stops the model`() = waiting {
        Probe().use { probe ->
            val job = launch { probe.stream(-1, 100).use { it.pulled() } }
            while (probe.produced() == 0L) delay(5)
            job.cancel()
            job.join()
            probe.stops()
        }
    }

    @Test
    fun `leaving or cancelling a flow stops the model`() = waiting {
        Probe().use { probe ->
            probe.stream(-1, 100).use { turn ->
                assertTrue(turn.text().first().startsWith("0 "))
                probe.stops()
            }
            probe.stream(-1, 100).use { turn ->
                val job = launch { turn.events.collect { } }
                while (probe.produced() == 0L) delay(5)
                job.cancelAndJoin()
                probe.stops()
            }
            probe.stream(-1, 100).use { turn ->
                val job = launch { turn.result() }
                while (probe.produced() == 0L) delay(5)
                job.cancelAndJoin()
                probe.stops()
                assertFailsWith<TurnFailure> { turn.text().collect { } }
            }
        }
    }

    @Test
    fun `flows carry everything to the end`() = waiting {
        Probe().use { probe ->
            probe.stream(PIECES, 0).use { turn -> assertEquals(WHOLE, turn.text().toList().joinToString("")) }
            probe.stream(PIECES, 0).use { turn ->
                val events = turn.events.toList()
                assertEquals(WHOLE, events.text())
                assertEquals(events.last(), CoachEvent.Finished(turn.result()))
            }
        }
    }

    @Test
    fun `a cancelled turn tells the host's model at its next piece`() {
        val model = Endless()
        val folder = Files.createTempDirectory("endless")
        waiting {
            Coach.creating(configIn(folder), person, CoachHost(model = model)) { coach ->
                repeat(3) {
                    model.written.set(0)
                    val over = CountDownLatch(1)
                    model.over = over
                    coach.newSession().use { session ->
                        session.send("Say that all is well.").use { turn ->
                            while (model.written.get() < 3) delay(1)
                            turn.cancel()
                            assertFailsWith<CoachException.Cancelled> { turn.finish() }
                            val confirmed = model.written.get()
                            assertEquals("cancelled", assertIs<CoachEvent.Failed>(turn.pulled().last()).kind)
                            assertTrue(withContext(Dispatchers.IO) { over.await(60, TimeUnit.SECONDS) })
                            // The piece on its way, and the one at which it hears of the end.
                            assertTrue(model.written.get() - confirmed <= 2)
                        }
                    }
                }
            }
        }
        folder.toFile().deleteRecursively()
    }

    /** Writes until it is told to stop. */
    private class Endless : HostModel {
        val written = AtomicInteger()

        @Volatile
        var over = CountDownLatch(1)

        override fun name() = "endless"

        override fun answer(question: ModelQuestion, reply: ModelReply): List<ModelToolCall> = reply.use {
            do {
                written.incrementAndGet()
                val goOn = reply.push("All is well. ")
                Thread.sleep(0, 200_000)
            } while (goOn)
            over.countDown()
            emptyList()
        }
    }

    @Test
    fun `a busy library holds up nobody here`() = waiting {
        Probe().use { probe ->
            val blocking = async { probe.block(500) }
            var ticks = 0
            while (blocking.isActive) {
                delay(10)
                ticks++
            }
            blocking.await()
            // Fifty would be all of them; a loop that is held up has none.
            assertTrue(ticks >= 10, "$ticks ticks")
        }
    }

    @Test
    fun `a panic is a typed error and the library goes on`() = waiting {
        Probe().use { probe ->
            val error = assertFailsWith<CoachException.Storage> { probe.panic() }
            assertTrue("panic" !in error.userMessage() && "probe" !in error.userMessage())
            assertEquals(7, probe.echoAsync(7))
        }
    }

    @Test
    fun `a listener that throws hears no more and the turn goes on`() {
        val listener = Throwing(IllegalStateException("canary"))
        val result = waiting { Probe().use { probe -> probe.streamTo(PIECES, 0, listener).use { it.finish() } } }
        assertEquals(WHOLE, result.reply)
        assertEquals(1, listener.events.size)
    }

    @Test
    fun `a listener may call back`() {
        Probe().use { probe ->
            val listener = object : Listener() {
                override fun onEvent(event: CoachEvent) {
                    assertEquals(3, probe.echo(3))
                    com.sun.jna.Native.detach(false)
                    assertEquals(4, runBlocking { probe.echoAsync(4) })
                    super.onEvent(event)
                }
            }
            waiting { probe.streamTo(1_000, 0, listener).use { it.finish() } }
            listener.heardAll()
            assertTrue(WHOLE.startsWith(listener.events.text()))
        }
    }

    @Test
    fun `a thousand turns leave no handle`() = waiting {
        Coach.open(Shared.filled).during { coach ->
            repeat(1_000) { number ->
                coach.newSession().use { session ->
                    if (number % 100 == 0) session.send(QUESTION).use { it.cancel() }
                }
                Probe().use { probe -> probe.stream(3, 0).close() }
            }
        }
        Probe().use { probe ->
            repeat(500) {
                if (probe.openTurns() == 0L && probe.openSessions() == 0L) return@waiting
                delay(10)
            }
            // What other tests forgot to close would be counted as well.
            assertEquals(0L to 0L, probe.openTurns() to probe.openSessions())
        }
    }

    @Test
    fun `a coroutine that is cancelled gets its cancellation and nothing else`() = waiting {
        Probe().use { probe ->
            var caught: Throwable? = null
            val job = launch {
                try {
                    probe.block(60_000)
                } catch (error: CancellationException) {
                    caught = error
                    throw error
                }
            }
            delay(50)
            job.cancel()
            job.join()
            // JUnit runs no test that gives something back.
            assertTrue(caught is CancellationException, "$caught")
        }
    }
}

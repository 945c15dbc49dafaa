package app.pocketcoach.sdk

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Test
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertTrue

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

    /** It is to stop within 200 ms; what is waited for here is that it stops at all. */
    private suspend fun Probe.stops() {
        repeat(500) {
            val before = produced()
            delay(20)
            if (produced() == before) return
        }
        throw AssertionError("the model went on")
    }

    @Test
    fun `cancelling by the handle stops the model`() = waiting {
        Probe().use { probe ->
            probe.stream(-1, 100).use { turn ->
                turn.nextEvent()
                turn.cancel()
                assertFailsWith<CoachException.Cancelled> { turn.finish() }
                probe.stops()
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
                if (probe.openTurns() == 0L) return@waiting
                delay(10)
            }
            // Turns that other tests forgot to close would be counted as well.
            assertEquals(0, probe.openTurns())
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

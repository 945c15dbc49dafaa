package app.pocketcoach.sdk

import java.nio.file.Path
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Asking: events that are pulled, cancelling, red flags. */
class TurnTest {
    @TempDir
    lateinit var folder: Path

    private fun <T> asking(work: suspend (Session) -> T): T = waiting {
        Coach.open(Shared.filled).during { coach -> coach.newSession().use { work(it) } }
    }

    @Test
    fun `a question streams tool calls, figures and text that add up to the reply`() = asking { session ->
        val turn = session.send(QUESTION)
        val events = turn.pulled()
        val result = turn.finish()
        assertNull(turn.nextEvent())
        assertEquals(result, turn.finish())

        val started = assertIs<CoachEvent.Started>(events.first())
        assertEquals(result, assertIs<CoachEvent.Finished>(events.last()).result)
        assertEquals(1, events.count { it is CoachEvent.Finished || it is CoachEvent.Failed })
        assertEquals(result.reply, events.text())
        val called = events.filterIsInstance<CoachEvent.ToolStarted>().map { it.tool }
        assertTrue(called.isNotEmpty())
        assertEquals(called, events.filterIsInstance<CoachEvent.ToolFinished>().map { it.tool })
        assertEquals(called, result.toolCalls.map { it.tool })
        assertTrue(result.toolCalls.all { it.ok })
        assertTrue(result.citations.any { it.metric == "steps" && it.value == Export.stepsOf(Export.days.last()) })
        assertTrue(Export.yesterday in result.digits(), result.reply)
        assertEquals(session.id() to started.traceId, result.sessionId to result.traceId)
        turn.close()
    }

    @Test
    fun `a conversation is gone on with and the coach can be chosen`() = waiting {
        Coach.open(Shared.filled).during { coach ->
            val first = coach.newSession()
            first.send(QUESTION).use { it.finish() }
            val again = coach.session(first.id())
            val result = again.send("How did I sleep last week?", "progress").use { it.finish() }
            assertEquals(first.id(), result.sessionId)
            assertTrue(result.reply.isNotEmpty())
            assertFailsWith<CoachException.InvalidInput> { again.send("hello", "nobody") }
            first.close()
            again.close()
        }
    }

    @Test
    fun `the result does not wait for readers and readers lose nothing`() = asking { session ->
        session.send(QUESTION).use { turn ->
            val result = turn.finish()
            val events = turn.pulled()
            assertEquals(result.reply, events.text())
            assertIs<CoachEvent.Finished>(events.last())
        }
    }

    @Test
    fun `a cancelled turn fails with cancelled and the next one is answered`() = asking { session ->
        val (turn, error) = interrupted { session.send(QUESTION) }
        turn.cancel()
        assertEquals("cancelled" to true, error.code() to error.isRetryable())
        assertTrue(turn.pulled().none { it is CoachEvent.Finished })
        turn.close()
        assertTrue(Export.yesterday in session.send(QUESTION).use { it.finish() }.digits())
    }

    @Test
    fun `closing a turn cancels it`() = asking { session ->
        session.send(QUESTION).close()
        // A turn that still ran would make the conversation busy for as long as it took.
        while (true) {
            try {
                session.send(QUESTION).use { it.finish() }
                break
            } catch (_: CoachException.Busy) {
                delay(10)
            }
        }
    }

    @Test
    fun `a wait that is given up before it asked takes no event with it`() = waiting {
        Coach.open(Shared.filled).during { coach ->
            coach.newSession().use { session ->
                session.send(QUESTION).use { turn ->
                    repeat(3) { launch(start = CoroutineStart.LAZY) { turn.nextEvent() }.apply { cancel() }.join() }
                    assertEquals(turn.finish().reply, turn.pulled().text())
                }
            }
        }
    }

    @Test
    fun `a red flag stops the turn with the local emergency number`() = asking { session ->
        session.send("I have crushing chest pain and my left arm is numb").use { turn ->
            val events = turn.pulled()
            val result = turn.finish()
            assertEquals(listOf("RED-FLAG"), result.interventions.map { it.rule })
            assertTrue(events.any { it is CoachEvent.Safety && it.intervention.rule == "RED-FLAG" })
            assertTrue("112" in result.reply, result.reply)
            assertEquals(emptyList(), result.toolCalls)
            assertEquals(result.reply, events.text())
        }
    }

    @Test
    fun `shutting down in the middle of turns ends them and loses nothing`() = waiting {
        val config = configIn(folder)
        val (id, codes) = Coach.create(config, person).during { coach ->
            coach.importFiles(listOf("${Shared.small}")).use { it.finish() }
            val sessions = List(8) { coach.newSession() }
            val turns = sessions.map { it.send(QUESTION) }
            coach.shutdown()
            val codes = turns.map { turn ->
                try {
                    turn.finish()
                    "answered"
                } catch (error: CoachException) {
                    error.code()
                }
            }
            turns.forEach { it.pulled() }
            sessions.last().id() to codes
        }
        // The first ones may have been answered by then.
        assertTrue(codes.all { it in setOf("answered", "cancelled", "closed") }, "$codes")
        assertTrue(codes.last() != "answered", "$codes")
        Coach.open(config).during { coach ->
            assertEquals(30, coach.query("steps", Export.first, Export.last, Bucket.DAY).size)
            coach.session(id).use { session ->
                assertTrue(Export.yesterday in session.send(QUESTION).use { it.finish() }.digits())
            }
        }
    }
}

package app.pocketcoach.sdk

import java.nio.file.Path
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertTrue
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

// Things that no line may hold. The figures are such that nothing else looks like them.
private const val CANARY = "canary-d41d8c"
private const val TOKEN = "sk-canary-3f9a77b1"
private const val WEIGHT = 87.31415
private const val STEPS = 481_516.0

private class Lines : LogSink {
    val lines = CopyOnWriteArrayList<String>()

    override fun log(line: LogLine) {
        lines += "${line.level} ${line.target} ${line.text}"
    }
}

private class CanaryModel : HostModel {
    override fun name() = "canary-model"

    override fun answer(question: ModelQuestion, reply: ModelReply): List<ModelToolCall> = reply.use {
        if ("fail" in question.messagesJson) throw IllegalStateException("$CANARY in a model")
        reply.push("You said $CANARY.")
        emptyList()
    }
}

/** A log of the host's: it hears what the library does, and nothing of the person. */
class LogTest {
    @TempDir
    lateinit var folder: Path

    private val sink = Lines()

    @AfterEach
    fun silent() = setLogSink(null)

    /** Whatever comes of it; what counts is what is logged. */
    private suspend fun anything(work: suspend () -> Unit) = try {
        work()
    } catch (_: CoachException) {
    }

    @Test
    fun `no line holds a key, a token, a word or a value`() {
        setLogSink(sink, LogLevel.DEBUG)
        val keychain = Keychain()
        val config = CoachConfig("${folder.resolve("home")}", KeyChoice.Keychain)
        waiting {
            val host = CoachHost(keychain = keychain, model = CanaryModel())
            Coach.create(config, Profile(name = CANARY, goal = CANARY, timeZone = "UTC"), host).during { coach ->
                anything { coach.logMeasurement("body_mass", WEIGHT) }
                anything { coach.logMood(3, CANARY) }
                anything { coach.logMeal("two eggs and $CANARY") }
                anything { coach.logPain(CANARY, 5) }
                anything {
                    val told = Told(mapOf(CANARY to State(1_741_564_800_000, listOf(STEPS), 1)), emptyList(), byteArrayOf(), false)
                    coach.ingest(told.batch(), HealthAnchor(STREAM, null, CANARY.encodeToByteArray()))
                }
                anything { coach.setServiceKey("openai", TOKEN) }
                anything { coach.changePlan("""{"change": "$CANARY"}""") }
                anything { coach.callTool("nowhere", CANARY, """{"x": "$CANARY"}""") }
                coach.newSession().use { session ->
                    for (text in listOf("I weigh $WEIGHT kg, $CANARY", "fail $CANARY", "a".repeat(3_000) + CANARY)) {
                        anything { session.send(text).use { it.finish() } }
                    }
                }
                anything { coach.importFiles(listOf("/nowhere/$CANARY.zip")).use { it.finish() } }
                anything { coach.syncInit("http://127.0.0.1:9", CANARY) }
                Probe().use { probe -> anything { probe.panic() } }
            }
            anything { Coach.open(CoachConfig(config.dataDir, KeyChoice.Given("ab".repeat(32)))).close() }
        }
        val key = keychain.secrets.values.single().joinToString("") { "%02x".format(it) }
        val told = sink.lines.joinToString("\n")
        // It hears something, or the test shows nothing.
        assertTrue("ended unexpectedly" in told, told)
        for (secret in listOf(CANARY, TOKEN, key, "$WEIGHT", "481516", "ab".repeat(32))) assertTrue(secret !in told, told)
    }

    @Test
    fun `a sink may fail and may be taken away`() {
        suspend fun panic() = Probe().use { probe -> assertFailsWith<CoachException.Storage> { probe.panic() } }
        setLogSink(object : LogSink {
            override fun log(line: LogLine) = throw IllegalStateException("no")
        }, LogLevel.DEBUG)
        waiting { panic() }
        setLogSink(sink, LogLevel.DEBUG)
        setLogSink(null)
        waiting { panic() }
        assertEquals(emptyList<String>(), sink.lines)
    }
}

package app.pocketcoach.sdk

import com.fasterxml.jackson.databind.JsonNode
import java.util.ArrayDeque
import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit
import kotlin.test.assertTrue

/** A keychain that is a map. */
class Keychain : HostKeychain {
    val secrets = ConcurrentHashMap<String, ByteArray>()

    override fun read(name: String): ByteArray? = secrets[name]

    override fun write(name: String, secret: ByteArray) {
        secrets[name] = secret
    }

    override fun delete(name: String) {
        secrets.remove(name)
    }
}

/** A clock that stands still. */
class Clock(private val now: Long) : HostClock {
    override fun nowMs(): Long = now
}

/** Keeps the last notices. */
class Notifier : HostNotifier {
    private val some = CountDownLatch(1)

    @Volatile
    private var notices = emptyList<Notice>()

    override fun schedule(notices: List<Notice>) {
        this.notices = notices
        if (notices.isNotEmpty()) some.countDown()
    }

    /** Waits up to ten seconds until there was a notice. */
    fun heard(): List<Notice> {
        assertTrue(some.await(10, TimeUnit.SECONDS))
        return notices
    }
}

/** A health store that plays pages. */
class Pages(private val pages: List<JsonNode>) : HostHealthReader {
    override fun read(stream: String, afterAnchor: ByteArray?): HealthPage {
        val page = pages.find { page ->
            page["stream"].asText() == stream && page["after"].takeUnless { it.isNull }?.asText() == afterAnchor?.decodeToString()
        } ?: throw HostException.Failed("there is no page for this")
        return Data.built(page["page"], HealthPage::class.java) as HealthPage
    }
}

/** A model that plays answers. */
class ScriptedModel(answers: List<JsonNode>) : HostModel {
    private val answers = ArrayDeque(answers)

    override fun name() = "scenario"

    override fun answer(question: ModelQuestion, reply: ModelReply): List<ModelToolCall> = reply.use {
        val answer = answers.removeFirst()
        if (answer.has("throws")) throw IllegalStateException("canary of a model")
        while (answer.has("hangs") && !reply.isCancelled()) Thread.sleep(5)
        repeat(answer["pieces"]?.asInt() ?: 0) { if (!reply.push(answer["piece"].asText())) return emptyList() }
        Regex("\\S+\\s*|\\s+").findAll(answer["text"]?.asText().orEmpty()).forEach { reply.push(it.value) }
        answer["calls"]?.map { ModelToolCall(it["name"].asText(), it["arguments"].toString()) }.orEmpty()
    }
}

fun hostOf(given: JsonNode, notifier: Notifier?) = CoachHost(
    keychain = if (given.has("keychain")) Keychain() else null,
    clock = given["clock_ms"]?.let { Clock(it.asLong()) },
    notifier = notifier,
    health = given["health"]?.let { Pages(it.toList()) },
    model = given["model"]?.let { ScriptedModel(it.toList()) },
)

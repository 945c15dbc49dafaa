package app.pocketcoach.sdk

import com.fasterxml.jackson.databind.JsonNode
import com.fasterxml.jackson.databind.node.ArrayNode
import com.fasterxml.jackson.databind.node.ObjectNode
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDate
import java.time.ZoneOffset
import java.util.concurrent.atomic.AtomicReference
import kotlin.concurrent.thread
import kotlin.io.path.extension
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.nameWithoutExtension
import kotlin.math.roundToLong
import kotlin.reflect.full.callSuspendBy
import kotlin.reflect.full.instanceParameter
import kotlin.reflect.full.memberFunctions
import kotlin.reflect.full.valueParameters
import kotlin.reflect.jvm.javaType
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.TestFactory

/** Scenarios as data: every file of tests/scenarios, word for word. What the fields mean stands in its README. */
class ScenarioTest {
    @TestFactory
    fun scenarios(): List<DynamicTest> {
        val files = Path.of("../../tests/scenarios").listDirectoryEntries("*.json").sorted()
        assertTrue(files.isNotEmpty(), "no scenario was found, so none was run")
        return files.map { file ->
            DynamicTest.dynamicTest(file.nameWithoutExtension) {
                val folder = Files.createTempDirectory("scenario")
                try {
                    waiting { Scenario(Data.read(Files.readString(file)), folder).play() }
                } finally {
                    folder.toFile().deleteRecursively()
                }
            }
        }
    }
}

/** One scenario, step by step. */
private class Scenario(document: JsonNode, folder: Path) {
    private val steps = document["steps"].toList()
    private val given = document["host"] ?: Data.objectNode()
    private val kept = mutableMapOf<String, JsonNode>("DIR" to Data.shown("$folder"))
    private val key = newKey()
    private val notifier = if (given.has("notifier")) Notifier() else null
    private val host = if (document.has("host")) hostOf(given, notifier) else null
    private var coach: Coach? = null
    private var session: Session? = null
    private var workout: LiveWorkout? = null

    suspend fun play() {
        assertTrue(steps.isNotEmpty())
        try {
            steps.forEachIndexed { number, step -> step(filled(step), "step $number, ${step["do"].asText()}") }
        } finally {
            workout?.close()
            session?.close()
            coach?.shutdown()
            coach?.close()
        }
    }

    private suspend fun step(step: JsonNode, at: String): JsonNode {
        val own = setOf("do", "expect", "fails", "retryable", "keep")
        val arguments = Data.objectNode().apply {
            step.properties().filter { it.key !in own }.forEach { set<JsonNode>(it.key, it.value) }
        }
        val result = try {
            Data.shown(call(step["do"].asText(), arguments))
        } catch (error: CoachException) {
            assertEquals(step["fails"]?.asText(), error.code(), "$at: ${error.userMessage()}")
            val sentence = error.userMessage()
            assertTrue(sentence.isNotEmpty() && sentence.last() in ".?!", "$at: $sentence")
            assertTrue("CoachE" !in sentence && key.hex !in sentence, "$at: $sentence")
            step["retryable"]?.let { assertEquals(it.asBoolean(), error.isRetryable(), at) }
            return Data.shown(null)
        }
        assertEquals(null, step["fails"], "$at did not fail: $result")
        step["expect"]?.let { Expect.fits(it, result, at) }
        step["keep"]?.properties()?.forEach { (name, path) -> kept[name] = Expect.part(result, path.asText()) }
        return result
    }

    /** A step with what its `$NAME`s stand for. */
    private fun filled(value: JsonNode): JsonNode = when {
        value is ObjectNode -> Data.objectNode().apply {
            value.properties().forEach { (name, field) ->
                set<JsonNode>(name, if (name == "keep") field else filled(field))
            }
        }
        value is ArrayNode -> Data.shown(value.map(::filled))
        value.isTextual && '$' in value.asText() -> filledText(value.asText())
        else -> value
    }

    private fun filledText(text: String): JsonNode {
        kept[text.drop(1)]?.let { if (text.startsWith('$')) return it }
        return Data.shown(Regex("\\$([A-Z_]+)([+-]\\d+)?").replace(text) { match ->
            val (name, days) = match.destructured
            if (name == "TODAY") {
                "${LocalDate.now(ZoneOffset.UTC).plusDays(days.ifEmpty { "0" }.toLong())}"
            } else {
                assertNotNull(kept[name], "nothing is kept as $name").asText() + days
            }
        })
    }

    private fun config(key: KeyChoice.Given = this.key) =
        CoachConfig("${kept["DIR"]!!.asText()}/home", if (given.has("keychain")) KeyChoice.Keychain else key)

    private suspend fun call(name: String, arguments: ObjectNode): Any? = when (name) {
        "create" -> {
            coach = Coach.create(config(), Data.built(arguments["profile"], Profile::class.java) as Profile, host)
            null
        }
        "open" -> {
            coach = Coach.open(config(if (arguments["other_key"]?.asBoolean() == true) newKey() else key), host)
            null
        }
        "erase" -> erase(config(), host)
        "diagnose" -> diagnose(config(), host)
        "write_export" -> writeExport(arguments)
        "import" -> coach!!.importFiles(arguments["paths"].map { it.asText() }).use { task ->
            while (task.nextProgress() != null) Unit
            task.finish()
        }
        "import_cancelled" -> coach!!.importFiles(arguments["paths"].map { it.asText() }).use { task ->
            task.cancel()
            try {
                task.finish()
                mapOf("ended" to "finished")
            } catch (_: CoachException.Cancelled) {
                mapOf("ended" to "cancelled")
            }
        }
        "new_session" -> {
            session?.close()
            session = null
            null
        }
        "history" -> session!!.history()
        "ask" -> conversation().send(arguments["text"].asText(), arguments["coach"]?.asText()).use { turn ->
            val events = turn.pulled()
            told(turn.finish(), events)
        }
        "ask_listening" -> {
            val listener = Listener()
            conversation().sendTo(arguments["text"].asText(), listener, arguments["coach"]?.asText()).use { turn ->
                val result = turn.finish()
                listener.heardAll()
                told(result, listener.events)
            }
        }
        "ask_cancelled" -> conversation().send(arguments["text"].asText()).use { turn ->
            val events = if (given.has("model")) listOfNotNull(turn.nextEvent()) else emptyList()
            turn.cancel()
            told(turn.finish(), events)
        }
        "live" -> live(arguments["inputs"].toList(), arguments["session"]?.asText())
        "device_policy" -> devicePolicy(Data.built(arguments["state"], DeviceState::class.java) as DeviceState)
        "live_ramp" -> live(ramp(arguments))
        "read_health" -> coach!!.readHealth(arguments["stream"].asText()).use { it.finish() }
        "notices_heard" -> notifier!!.heard()
        "threads" -> threads(arguments["count"].asInt(), arguments["each"])
        "shutdown_during" -> coach!!.newSession().use { other ->
            other.send(arguments["text"].asText()).use { turn ->
                coach!!.shutdown()
                mapOf("ended" to try {
                    turn.finish()
                    "answered"
                } catch (error: CoachException) {
                    error.code()
                })
            }
        }
        "echo" -> Probe().use { it.echoText(arguments["text"].asText()) }
        "panic" -> Probe().use { it.panic() }
        else -> method(name, arguments)
    }

    /** A call of the coach by its name, with the arguments by theirs. */
    private suspend fun method(name: String, arguments: ObjectNode): Any? {
        val camel = Data.camel(name)
        val function = assertNotNull(Coach::class.memberFunctions.find { it.name == camel }, "there is no step $name")
        val parameters = function.valueParameters.associateBy { Data.snake(it.name!!) }
        val unknown = arguments.fieldNames().asSequence().toSet() - parameters.keys
        assertTrue(unknown.isEmpty(), "$name takes no $unknown")
        val values = arguments.properties().associate { (key, value) ->
            val parameter = parameters.getValue(key)
            parameter to Data.built(value, parameter.type.javaType)
        }
        return try {
            function.callSuspendBy(values + (function.instanceParameter!! to coach!!)).takeIf { it != Unit }
        } catch (error: java.lang.reflect.InvocationTargetException) {
            throw error.targetException
        }
    }

    private suspend fun conversation(): Session = session ?: coach!!.newSession().also { session = it }

    private fun told(result: TurnResult, events: List<CoachEvent>): Map<String, Any> {
        val kinds = events.map { Data.snake(it.javaClass.simpleName) }
        return mapOf(
            "result" to result,
            "text" to events.text(),
            "events" to kinds.filterIndexed { place, kind -> place == 0 || kinds[place - 1] != kind },
            "crossings" to events.size,
        )
    }

    private suspend fun live(inputs: List<JsonNode>, session: String? = null): Map<String, Any> {
        val live = workout ?: coach!!.startLive(session).also { workout = it }
        val events = inputs.flatMap { live.push(input(it)) }.map { event ->
            Data.objectNode().put("event", Data.snake(event.javaClass.simpleName))
                .setAll<ObjectNode>(Data.shown(event) as ObjectNode)
        }
        return mapOf("events" to events, "stopped" to live.isStopped())
    }

    private fun input(given: JsonNode): LiveInput {
        val (kind, value) = given.properties().single().toPair()
        return when (kind) {
            "sample" -> LiveInput.Sample(value[0].asLong(), value[1].takeUnless { it.isNull }?.asDouble())
            "tick" -> LiveInput.Tick(value.asLong())
            "said" -> LiveInput.Said(value.asText())
            "confirm" -> LiveInput.Confirm(value[0].asLong(), value[1].takeUnless { it.isNull }?.asInt())
            "finish" -> LiveInput.Finish(value.asLong())
            else -> throw AssertionError("$kind is no input")
        }
    }

    private fun ramp(given: JsonNode): List<JsonNode> {
        val (from, to) = given["from_bpm"].asDouble() to given["to_bpm"].asDouble()
        val seconds = given["seconds"].asInt()
        return (0 until seconds).map { second ->
            val bpm = (from + (to - from) * second / maxOf(seconds - 1, 1)).roundToLong()
            Data.shown(mapOf("sample" to listOf(given["from_ms"].asLong() + second * 1000L, bpm)))
        }
    }

    private suspend fun threads(count: Int, each: JsonNode): List<JsonNode> = withContext(Dispatchers.IO) {
        val results = List(count) { AtomicReference<Result<JsonNode>>() }
        val threads = results.mapIndexed { place, result ->
            thread { result.set(runCatching { runBlocking { step(each, "thread $place") } }) }
        }
        threads.forEach { it.join() }
        results.map { it.get().getOrThrow() }
    }

    private fun writeExport(given: JsonNode): Any? {
        val days = given["days"].asInt()
        val today = LocalDate.now(ZoneOffset.UTC)
        val text = buildString {
            append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<HealthData locale=\"en_DE\">\n")
            append(" <ExportDate value=\"2026-11-26 12:00:00 +0000\"/>\n")
            repeat(days) { number ->
                val day = today.minusDays((days - number).toLong())
                append(" <Record type=\"HKQuantityTypeIdentifierStepCount\" sourceName=\"Alex’s iPhone\" unit=\"count\"")
                append(" creationDate=\"$day 10:30:00 +0000\" startDate=\"$day 10:00:00 +0000\"")
                append(" endDate=\"$day 10:30:00 +0000\" value=\"${given["steps_a_day"].asInt() + number}\"/>\n")
            }
            append("</HealthData>\n")
        }
        Files.writeString(Path.of(given["path"].asText()), text)
        return null
    }
}

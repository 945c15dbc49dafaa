package app.pocketcoach.sdk

import com.fasterxml.jackson.databind.JsonNode
import java.nio.file.Files
import java.nio.file.Path
import kotlin.random.Random

const val STREAM = "steps"
private const val PAGE = 7
private const val MONDAY_MS = 1_741_564_800_000L
private const val HOUR_MS = 3_600_000L

/** A record at a place of the log: when it begins, its values a minute apart, when it was changed last. */
data class State(val startMs: Long, val values: List<Double>, val modifiedMs: Long)

/** What a reader is told behind an anchor. */
class Told(val changed: Map<String, State>, val gone: List<String>, val next: ByteArray, val more: Boolean) {
    fun batch() = HealthBatch(
        platform = HealthPlatform.HEALTH_CONNECT,
        records = changed.map { (id, state) ->
            HealthRecord(
                id = id,
                source = "Pixel Watch",
                timeZone = "UTC",
                modifiedMs = state.modifiedMs,
                samples = state.values.mapIndexed { number, value ->
                    val start = state.startMs + 60_000L * number
                    HealthSample("StepsRecord", start, start + 30_000, value, "count")
                },
            )
        },
        deleted = gone,
    )
}

/**
 * A platform's health store as a file: a log of additions, changes and deletions, and anchors that are places in it. A
 * reader is told what the platform would tell: the records that are there and were touched since, and the ids of those
 * that are gone.
 */
class Platform(private val path: Path) {
    private val log: MutableList<JsonNode> =
        if (Files.exists(path)) Files.readAllLines(path).map(Data::read).toMutableList() else mutableListOf()
    val length get() = log.size

    fun save() {
        Files.write(path, log.map { it.toString() })
    }

    private fun put(id: String, startMs: Long, values: List<Double>) {
        log.add(Data.shown(mapOf("put" to id, "start_ms" to startMs, "values" to values)))
    }

    fun state(upto: Int): Map<String, State> = buildMap {
        log.take(upto).forEachIndexed { place, entry ->
            val id = entry["put"]?.asText()
            if (id == null) {
                remove(entry["delete"].asText())
            } else {
                put(id, State(entry["start_ms"].asLong(), entry["values"].map { it.asDouble() }, place + 1L))
            }
        }
    }

    fun values(upto: Int): List<Double> = state(upto).values.flatMap { it.values }.sorted()

    fun page(anchor: ByteArray?): Told {
        val start = anchor?.decodeToString()?.toInt() ?: 0
        val end = minOf(start + PAGE, log.size)
        val touched = log.subList(start, end).map { (it["put"] ?: it["delete"]).asText() }.toSortedSet()
        val state = state(end)
        val (there, gone) = touched.partition { it in state }
        return Told(there.associateWith(state::getValue), gone, "$end".encodeToByteArray(), end < log.size)
    }

    /** Lets the person walk, correct and delete. */
    fun change(chance: Random, count: Int) {
        val there = state(log.size).keys.sorted().toMutableList()
        repeat(count) {
            val number = log.count { it.has("put") }
            // Records lie hours apart, so that no two of them ever meet.
            val start = MONDAY_MS + HOUR_MS * 11 * number
            val values = List(chance.nextInt(1, 5)) { chance.nextInt(1, 501).toDouble() }
            val what = chance.nextDouble()
            when {
                what < 0.55 || there.isEmpty() -> put("record-$number", start, values).also { there += "record-$number" }
                what < 0.8 -> put(there.random(chance), start, values)
                else -> log.add(Data.shown(mapOf("delete" to there.removeAt(chance.nextInt(there.size)))))
            }
        }
        save()
    }
}

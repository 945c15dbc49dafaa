package app.pocketcoach.health

import app.pocketcoach.sdk.HealthBatch
import app.pocketcoach.sdk.HealthSample
import app.pocketcoach.sdk.HealthWorkout

/** Writes to memory as the core does: a batch and its anchor together, a record as a whole, a window by its samples. */
class Memory(private val steps: Steps = Steps()) : Ingest {
    val anchors = mutableMapOf<String, String>()
    val samples = mutableMapOf<Pair<String, Long>, HealthSample>()
    val workouts = mutableMapOf<String, HealthWorkout>()
    var batches = 0

    override suspend fun anchor(stream: String) = anchors[stream]

    override suspend fun write(batch: HealthBatch, stream: String, from: String?, to: String) = steps.around {
        if (anchors[stream] != from) throw AnchorMoved()
        batches++
        batch.complete?.let { window ->
            samples.entries.removeIf { (_, it) -> it.kind in window.kinds && it.startMs in window.fromMs..<window.toMs }
            if ("workout" in window.kinds) {
                workouts.entries.removeIf { (_, it) -> it.startMs in window.fromMs..<window.toMs }
            }
        }
        (batch.deleted + batch.records.map { it.id }).forEach { id ->
            samples.keys.removeIf { it.first.substringBefore('/') == id }
            workouts.remove(id)
        }
        for (record in batch.records) {
            record.samples.forEach { samples["${record.id}/${it.kind}" to it.startMs] = it }
            record.workout?.let { workouts[record.id] = it }
        }
        anchors[stream] = to
    }

    /** The same content for a process that starts anew. */
    fun reopened(steps: Steps) = Memory(steps).also {
        it.anchors += anchors
        it.samples += samples
        it.workouts += workouts
    }
}

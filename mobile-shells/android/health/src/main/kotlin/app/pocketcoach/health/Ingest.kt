package app.pocketcoach.health

import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.HealthAnchor
import app.pocketcoach.sdk.HealthBatch

/** Where batches go. A batch and the anchor that it leads to are written in one transaction. */
interface Ingest {
    /** The anchor of a stream that is kept beside the data; null before the first batch. */
    suspend fun anchor(stream: String): String?

    /** Writes a batch and its anchor. Throws [AnchorMoved] when the batch was not read from the anchor that is kept. */
    suspend fun write(batch: HealthBatch, stream: String, from: String?, to: String)
}

/** Somebody else has read the stream meanwhile, or is writing now. */
class AnchorMoved : Exception("read on: the anchor has moved")

/** The coach's own database. */
class CoachIngest(private val coach: Coach) : Ingest {
    override suspend fun anchor(stream: String): String? = coach.anchor(stream)?.decodeToString()

    override suspend fun write(batch: HealthBatch, stream: String, from: String?, to: String) {
        try {
            coach.ingest(batch, HealthAnchor(stream, from?.encodeToByteArray(), to.encodeToByteArray()))
        } catch (_: CoachException.Busy) {
            throw AnchorMoved()
        }
    }
}

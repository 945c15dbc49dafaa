package app.pocketcoach.health

/** One sample of a record, in the platform's own words; what they mean is decided in the core. */
data class HealthSample(
    /** Record type, with the field where a record has several values, for example `BloodPressureRecord.systolic`. */
    val kind: String,
    val startMs: Long,
    val endMs: Long,
    /** Value in [unit]; for states the platform's own number of the state. */
    val value: Double,
    /** Unit as the core spells it for the kind; empty for states. */
    val unit: String,
)

/** One point of a track. */
data class HealthPoint(val atMs: Long, val latitude: Double, val longitude: Double, val elevationM: Double?)

/** A workout; what was not measured is absent. */
data class HealthWorkout(
    /** Name of the platform's constant, for example `EXERCISE_TYPE_RUNNING`. */
    val kind: String,
    val startMs: Long,
    val endMs: Long,
    val activeS: Double? = null,
    val distanceM: Double? = null,
    val energyActiveKcal: Double? = null,
    val heartRateMeanBpm: Double? = null,
    val heartRateMinBpm: Double? = null,
    val heartRateMaxBpm: Double? = null,
    val note: String? = null,
    val route: List<HealthPoint> = emptyList(),
)

/** One record of the platform's store. Giving it again replaces it as a whole. */
data class HealthRecord(
    val id: String,
    /** Name of the app that wrote it, as people know it. */
    val source: String,
    val device: String?,
    /** Minutes east of UTC, if the record says so. */
    val offsetMin: Int?,
    val modifiedMs: Long,
    val userEntered: Boolean,
    val samples: List<HealthSample> = emptyList(),
    val workout: HealthWorkout? = null,
)

/** A time of which a batch holds every record of some kinds, so that what the coach has beside them is gone. */
data class HealthWindow(val kinds: List<String>, val fromMs: Long, val toMs: Long)

/** What was read, and how far it goes: from one anchor to the next. */
data class HealthBatch(
    val records: List<HealthRecord>,
    val deleted: List<String>,
    val complete: HealthWindow?,
    /** Name under which the anchor is kept. */
    val stream: String,
    /** Anchor that the batch was read from; null at the very beginning. */
    val from: String?,
    /** Anchor that holds once the batch is written. */
    val to: String,
)

/** Where batches go: the core. A batch and its anchor are written in one transaction. */
interface Ingest {
    /** The anchor of a stream that is kept beside the data; null before the first batch. */
    suspend fun anchor(stream: String): String?

    /** Writes a batch and its anchor. Throws [AnchorMoved] when the batch was not read from the anchor that is kept. */
    suspend fun write(batch: HealthBatch)
}

/** Somebody else has read the stream meanwhile. */
class AnchorMoved : Exception("read on: the anchor has moved")

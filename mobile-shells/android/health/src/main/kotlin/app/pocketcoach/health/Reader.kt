package app.pocketcoach.health

import androidx.health.connect.client.HealthConnectClient
import androidx.health.connect.client.aggregate.AggregateMetric
import androidx.health.connect.client.changes.DeletionChange
import androidx.health.connect.client.changes.UpsertionChange
import androidx.health.connect.client.records.ActiveCaloriesBurnedRecord
import androidx.health.connect.client.records.DistanceRecord
import androidx.health.connect.client.records.ExerciseSessionRecord
import androidx.health.connect.client.records.HeartRateRecord
import androidx.health.connect.client.records.Record
import androidx.health.connect.client.request.AggregateRequest
import androidx.health.connect.client.request.ChangesTokenRequest
import androidx.health.connect.client.request.ReadRecordsRequest
import androidx.health.connect.client.time.TimeRangeFilter
import app.pocketcoach.sdk.HealthBatch
import app.pocketcoach.sdk.HealthPlatform
import app.pocketcoach.sdk.HealthRecord
import app.pocketcoach.sdk.HealthWindow
import java.io.IOException
import java.time.Clock
import java.time.Duration
import java.time.Instant
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** How a reading went. */
sealed interface Outcome {
    /** All that may be read was read. [records] were written, [deleted] were taken out; [refused] may not be read. */
    data class Done(val records: Int, val deleted: Int, val refused: Set<RecordType>) : Outcome

    /** The platform is busy, or its quota is used up; what was read is kept, and later goes on from there. */
    data class Later(val records: Int) : Outcome

    /** Nothing can be read before the person does something: see [access]. */
    data class Blocked(val access: Access) : Outcome

    /** The person has not allowed reading while the app is closed. */
    data object OnlyInForeground : Outcome
}

/**
 * Reads Health Connect into the core.
 *
 * For each record type: without an anchor, a change token is taken, then every record is read oldest first, page by
 * page; with one, the changes since. Each page is one batch, written together with the anchor that it leads to, so
 * whenever the process dies, the next reading goes on at the last page that is written: nothing is lost, nothing is
 * there twice, and the anchor is never ahead of the data. A token that has expired leads to a full reading, whose pages
 * say what they are complete for, so that what was deleted meanwhile goes.
 */
class Reader(
    private val platform: Platform,
    private val ingest: Ingest,
    private val mapping: Mapping,
    private val clock: Clock = Clock.systemUTC(),
) {
    private val one = Mutex()

    /** Reads what is new; [background] while no screen of the app is open. Only one reading runs at a time. */
    suspend fun read(background: Boolean, progress: (RecordType, Int) -> Unit = { _, _ -> }): Outcome = one.withLock {
        val access = platform.access() as? Access.Ready ?: return Outcome.Blocked(platform.access())
        if (access.granted.isEmpty()) return Outcome.Blocked(access)
        if (background && access.background != Grant.GRANTED) return Outcome.OnlyInForeground
        val run = Run(platform.client(), access, progress)
        for (type in access.granted) {
            if (!run.read(type)) return Outcome.Later(run.records)
        }
        Outcome.Done(run.records, run.deleted, access.supported - access.granted + run.refused)
    }

    private inner class Run(
        val client: HealthConnectClient,
        val access: Access.Ready,
        val progress: (RecordType, Int) -> Unit,
    ) {
        var records = 0
        var deleted = 0
        val refused = mutableSetOf<RecordType>()
        private val history = access.history == Grant.GRANTED

        /** Reads one type up to now; false when the platform wants to be asked later. */
        suspend fun read(type: RecordType): Boolean {
            var moved = 0
            while (true) {
                try {
                    follow(type)
                    return true
                } catch (_: AnchorMoved) {
                    // Another process reads as well; go on from where it came to, but do not race it for ever.
                    if (++moved > RACES) return false
                } catch (_: SecurityException) {
                    // Taken back between the question and the reading. Not being allowed is not "no data".
                    refused += type
                    return true
                } catch (error: CancellationException) {
                    throw error
                } catch (_: IOException) {
                    return false
                } catch (_: IllegalStateException) {
                    return false
                } catch (error: Exception) {
                    // RemoteException, which only Android has: the service died, or the quota is used up.
                    if (error.javaClass.name.startsWith("android.os.")) return false
                    throw error
                }
            }
        }

        private suspend fun follow(type: RecordType) {
            val stored = ingest.anchor(type.stream)
            val known = stored?.let(Anchor::parse)
            when {
                known == null || (history && !known.history) -> all(type, stored, start(type))
                known.cursor != null -> all(type, stored, known)
                else -> changes(type, known)
            }
        }

        private suspend fun start(type: RecordType): Anchor {
            val token = client.getChangesToken(ChangesTokenRequest(setOf(type.record)))
            return Anchor(token, history, BEGINNING)
        }

        /** Reads every record from the cursor on, oldest first, then what changed meanwhile. */
        private suspend fun all(type: RecordType, stored: String?, anchor: Anchor) {
            var from = stored
            var cursor = anchor.cursor ?: BEGINNING
            val end = clock.instant().plus(AHEAD)
            while (true) {
                val page = page(type, cursor)
                val next = page.next
                val window = HealthWindow(type.kinds, cursor.toEpochMilli(), (next ?: end).toEpochMilli())
                val reached = anchor.copy(cursor = next)
                write(type, page.records, emptyList(), window, from, reached)
                from = reached.toString()
                if (next == null) return changes(type, reached)
                cursor = next
            }
        }

        /**
         * Every record that starts before [Page.next] and reaches to the cursor or beyond it. Records from before the
         * cursor are read again where they may hold samples after it, since a window is complete by its samples.
         */
        private suspend fun page(type: RecordType, cursor: Instant): Page {
            val begin = if (cursor == BEGINNING) BEGINNING else cursor.minus(LONGEST)
            val found = mutableListOf<HealthRecord>()
            var last: Instant? = null
            var pageToken: String? = null
            while (true) {
                val request = ReadRecordsRequest(
                    recordType = type.record,
                    timeRangeFilter = TimeRangeFilter.after(begin),
                    ascendingOrder = true,
                    pageSize = type.page,
                    pageToken = pageToken,
                )
                val response = client.readRecords(request)
                for (record in response.records) {
                    val mapped = mapping.record(record) ?: continue
                    if (mapped.end >= cursor) found += withTotals(record, mapped.record)
                    last = mapped.start
                }
                pageToken = response.pageToken?.ifEmpty { null } ?: return Page(found, null)
                // What starts at the same instant as the last one may be on the next page, so the window ends before.
                val next = last
                if (next != null && next > cursor) return Page(found, next)
            }
        }

        private suspend fun changes(type: RecordType, anchor: Anchor) {
            var at = anchor
            while (true) {
                val response = client.getChanges(at.token)
                if (response.changesTokenExpired) return all(type, at.toString(), start(type))
                val upserted = response.changes.filterIsInstance<UpsertionChange>().mapNotNull { change ->
                    mapping.record(change.record)?.let { withTotals(change.record, it.record) }
                }
                val gone = response.changes.filterIsInstance<DeletionChange>().map { it.recordId }
                val reached = at.copy(token = response.nextChangesToken)
                if (reached != at || upserted.isNotEmpty() || gone.isNotEmpty()) {
                    write(type, upserted, gone, null, at.toString(), reached)
                }
                at = reached
                if (!response.hasMore) return
            }
        }

        private suspend fun write(
            type: RecordType,
            upserted: List<HealthRecord>,
            gone: List<String>,
            window: HealthWindow?,
            from: String?,
            to: Anchor,
        ) {
            val batch = HealthBatch(HealthPlatform.HEALTH_CONNECT, upserted, gone, window)
            ingest.write(batch, type.stream, from, to.toString())
            records += upserted.size
            deleted += gone.size
            progress(type, records)
        }

        /** A workout with the platform's own sums over it, of what may be read, so that they equal what its app shows. */
        private suspend fun withTotals(session: Record, mapped: HealthRecord): HealthRecord {
            val workout = mapped.workout ?: return mapped
            if (session !is ExerciseSessionRecord || session.endTime <= session.startTime) return mapped
            val metrics: Set<AggregateMetric<*>> = buildSet {
                if (RecordType.DISTANCE in access.granted) add(DistanceRecord.DISTANCE_TOTAL)
                if (RecordType.ACTIVE_CALORIES in access.granted) {
                    add(ActiveCaloriesBurnedRecord.ACTIVE_CALORIES_TOTAL)
                }
                if (RecordType.HEART_RATE in access.granted) {
                    addAll(listOf(HeartRateRecord.BPM_AVG, HeartRateRecord.BPM_MIN, HeartRateRecord.BPM_MAX))
                }
            }
            if (metrics.isEmpty()) return mapped
            val sums = client.aggregate(
                AggregateRequest(
                    metrics = metrics,
                    timeRangeFilter = TimeRangeFilter.between(session.startTime, session.endTime),
                    dataOriginFilter = setOf(session.metadata.dataOrigin),
                ),
            )
            val summed = workout.copy(
                distanceM = sums[DistanceRecord.DISTANCE_TOTAL]?.inMeters,
                energyActiveKcal = sums[ActiveCaloriesBurnedRecord.ACTIVE_CALORIES_TOTAL]?.inKilocalories,
                heartRateMeanBpm = sums[HeartRateRecord.BPM_AVG]?.toDouble(),
                heartRateMinBpm = sums[HeartRateRecord.BPM_MIN]?.toDouble(),
                heartRateMaxBpm = sums[HeartRateRecord.BPM_MAX]?.toDouble(),
            )
            return mapped.copy(workout = summed)
        }
    }

    private class Page(val records: List<HealthRecord>, val next: Instant?)

    private companion object {
        /** Before everything that a phone can hold. */
        val BEGINNING: Instant = Instant.EPOCH

        /** How long a record with a series may be for its samples to be told from those that were deleted. */
        val LONGEST: Duration = Duration.ofDays(2)

        /** A clock that is ahead writes records of tomorrow; they are known, not gone. */
        val AHEAD: Duration = Duration.ofDays(2)

        const val RACES = 5
    }
}

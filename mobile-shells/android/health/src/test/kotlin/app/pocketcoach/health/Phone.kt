package app.pocketcoach.health

import androidx.health.connect.client.HealthConnectClient
import androidx.health.connect.client.HealthConnectFeatures
import androidx.health.connect.client.PermissionController
import androidx.health.connect.client.aggregate.AggregationResult
import androidx.health.connect.client.changes.DeletionChange
import androidx.health.connect.client.changes.UpsertionChange
import androidx.health.connect.client.permission.HealthPermission
import androidx.health.connect.client.records.HeartRateRecord
import androidx.health.connect.client.records.Record
import androidx.health.connect.client.records.StepsRecord
import androidx.health.connect.client.records.WeightRecord
import androidx.health.connect.client.records.metadata.DataOrigin
import androidx.health.connect.client.records.metadata.Device
import androidx.health.connect.client.records.metadata.Metadata
import androidx.health.connect.client.request.AggregateRequest
import androidx.health.connect.client.request.ChangesTokenRequest
import androidx.health.connect.client.request.ReadRecordsRequest
import androidx.health.connect.client.response.ChangesResponse
import androidx.health.connect.client.response.ReadRecordsResponse
import androidx.health.connect.client.testing.AggregationResult
import androidx.health.connect.client.testing.FakeHealthConnectClient
import androidx.health.connect.client.testing.populatedWithTestValues
import androidx.health.connect.client.time.TimeRangeFilter
import androidx.health.connect.client.units.Mass
import java.time.Clock
import java.time.Duration
import java.time.Instant
import java.time.ZoneOffset
import kotlin.reflect.KClass

/** The process dies here. An [Error], since nothing may catch it on the way. */
class Killed(step: Int) : Error("killed at step $step")

/** Counts the steps of a reading, and ends it at one of them. */
class Steps(var killAt: Int = Int.MAX_VALUE) {
    var taken = 0
        private set

    /** Something that reaches out of the process: the process may die before it, and after it. */
    suspend fun <T> around(work: suspend () -> T): T {
        pass()
        return work().also { pass() }
    }

    private fun pass() {
        if (taken++ == killAt) throw Killed(killAt)
    }
}

/**
 * A phone with Google's own test double of Health Connect in it, and what the tests do to it. Changes are kept here:
 * the double of 1.0.0-alpha03 skips a page of later changes whenever it is asked, whatever their type.
 */
class Phone(val store: FakeHealthConnectClient = FakeHealthConnectClient()) {
    var permissions: Set<String> = HealthPermission.ALL_PERMISSIONS.toSet() +
        HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY +
        HealthPermission.PERMISSION_READ_HEALTH_DATA_IN_BACKGROUND
    var status = HealthConnectClient.SDK_AVAILABLE
    var features = true
    var calls = 0
    var changesPage = 1000
    private val log = mutableListOf<Logged>()
    private val ids = mutableMapOf<String, String>()
    private var tokens = 0
    private var expiredUpTo = 0

    /** Thrown by the next calls, as the platform does. */
    val trouble = ArrayDeque<Exception>()

    /** Something that another app does at the moment of the n-th call. */
    var meanwhile: Pair<Int, suspend () -> Unit>? = null

    private class Logged(val type: KClass<out Record>, val id: String, val deleted: Boolean)

    /** Another app writes records; [id] then knows by which id the store has one that was given a name. */
    suspend fun put(records: List<Record>) {
        store.insertRecords(records).recordIdsList.zip(records).forEach { (id, record) ->
            if (record.metadata.id.isNotEmpty()) ids[record.metadata.id] = id
            log += Logged(record::class, id, deleted = false)
        }
    }

    /** Another app changes records, which carry the ids of the store. */
    suspend fun change(records: List<Record>) {
        store.updateRecords(records)
        records.forEach { log += Logged(it::class, it.metadata.id, deleted = false) }
    }

    /** Another app deletes a record. */
    suspend fun delete(type: KClass<out Record>, id: String) {
        store.deleteRecords(type, listOf(id), emptyList())
        log += Logged(type, id, deleted = true)
    }

    fun id(name: String): String = ids.getValue(name)

    /** All records of a type. */
    suspend fun stored(type: KClass<out Record>): List<Record> =
        store.readRecords(ReadRecordsRequest(type, TimeRangeFilter.after(Instant.EPOCH), pageSize = 5000)).records

    /** Every token that was given out is now older than thirty days. */
    fun expireTokens() {
        expiredUpTo = tokens
    }

    private fun token(at: Int, types: Collection<KClass<out Record>>) =
        "${++tokens};$at;" + types.joinToString(",") { checkNotNull(it.simpleName) }

    private suspend fun changesSince(token: String, allowed: (String) -> Unit): ChangesResponse {
        val (number, at, names) = token.split(";")
        if (number.toInt() <= expiredUpTo) return ChangesResponse(emptyList(), "", false, true)
        val types = RecordType.entries.filter { it.record.simpleName in names.split(",") }
        types.forEach { allowed(it.permission) }
        val classes = types.map { it.record }
        val later = log.withIndex().filter { (index, it) -> index >= at.toInt() && it.type in classes }
        val page = later.take(changesPage)
        val changes = page.mapNotNull { (_, it) ->
            when {
                it.deleted -> DeletionChange(it.id)
                else -> stored(it.type).firstOrNull { record -> record.metadata.id == it.id }?.let(::UpsertionChange)
            }
        }
        val hasMore = later.size > page.size
        val next = if (hasMore) page.last().index + 1 else log.size
        return ChangesResponse(changes, token(next, classes), hasMore, false)
    }

    fun platform(steps: Steps = Steps()) = object : Platform {
        override fun sdkStatus() = status

        override fun client(): HealthConnectClient = Client(steps)
    }

    /** Health Connect as an app sees it: with permissions, a month of history, and steps at which to die. */
    private inner class Client(private val steps: Steps) : HealthConnectClient by store {
        override val features = object : HealthConnectFeatures {
            override fun getFeatureStatus(feature: Int) =
                if (this@Phone.features) {
                    HealthConnectFeatures.FEATURE_STATUS_AVAILABLE
                } else {
                    HealthConnectFeatures.FEATURE_STATUS_UNAVAILABLE
                }
        }
        override val permissionController = object : PermissionController {
            override suspend fun getGrantedPermissions() = permissions

            override suspend fun revokeAllPermissions() {
                permissions = emptySet()
            }
        }

        override suspend fun getChangesToken(request: ChangesTokenRequest): String = asked {
            request.recordTypes.forEach { allowed(HealthPermission.getReadPermission(it)) }
            token(log.size, request.recordTypes)
        }

        override suspend fun getChanges(changesToken: String): ChangesResponse = asked {
            changesSince(changesToken, ::allowed)
        }

        override suspend fun <T : Record> readRecords(request: ReadRecordsRequest<T>): ReadRecordsResponse<T> = asked {
            val answer = store.readRecords(request)
            allowed(HealthPermission.getReadPermission(answer.records.firstOrNull()?.let { it::class } ?: return@asked answer))
            if (HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY in permissions) return@asked answer
            val mapping = Mapping { it }
            val young = answer.records.filter { checkNotNull(mapping.record(it)).start >= NOW.minus(Duration.ofDays(30)) }
            ReadRecordsResponse(young, answer.pageToken)
        }

        override suspend fun aggregate(request: AggregateRequest): AggregationResult =
            asked { AggregationResult() }

        private suspend fun <T> asked(work: suspend () -> T): T {
            calls++
            meanwhile?.takeIf { it.first == calls }?.second?.invoke()
            trouble.removeFirstOrNull()?.let { throw it }
            return steps.around(work)
        }

        private fun allowed(permission: String) {
            if (permission !in permissions) throw SecurityException("not allowed")
        }
    }
}

val NOW: Instant = Instant.parse("2026-11-25T12:00:00Z")
val CLOCK: Clock = Clock.fixed(NOW, ZoneOffset.UTC)
val WATCH = Device(Device.TYPE_WATCH, "Google", "Pixel Watch 3")

/** By the watch; with an id for the phone to know it by, or to change the record that has it. */
fun measured(id: String? = null): Metadata = Metadata.autoRecorded(WATCH).let {
    if (id == null) it else it.populatedWithTestValues(id, DataOrigin(FakeHealthConnectClient.DEFAULT_PACKAGE_NAME), NOW)
}

fun steps(start: Instant, minutes: Long, count: Long, id: String? = null) =
    StepsRecord(start, ZoneOffset.UTC, start.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC, count, measured(id))

fun weight(at: Instant, kilograms: Double, id: String? = null) =
    WeightRecord(at, ZoneOffset.UTC, Mass.kilograms(kilograms), measured(id))

fun heartRates(start: Instant, minutes: Long, beats: Long) = HeartRateRecord(
    start, ZoneOffset.UTC, start.plus(Duration.ofMinutes(minutes)), ZoneOffset.UTC,
    (0 until minutes).map { HeartRateRecord.Sample(start.plus(Duration.ofMinutes(it)), beats + it % 7) },
    measured(),
)

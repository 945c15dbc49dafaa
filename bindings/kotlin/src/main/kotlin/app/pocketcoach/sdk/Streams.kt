package app.pocketcoach.sdk

import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.transform
import kotlinx.coroutines.withContext

/**
 * The events of the turn in order, from the first that nobody read yet to the last. To be collected once.
 *
 * Whoever stops collecting before the end, cancelled or not, cancels the turn. Closing it remains the collector's.
 */
val Turn.events: Flow<CoachEvent> get() = pulled(::cancel, ::nextEvent)

/**
 * The text of the reply, piece by piece; anything else is left out. A turn that fails throws [TurnFailure].
 *
 * After a fallback the text begins anew with the answer of another model; [onRestart] is called first.
 */
fun Turn.text(onRestart: () -> Unit = {}): Flow<String> = events.transform { event ->
    when (event) {
        is CoachEvent.Text -> emit(event.text)
        is CoachEvent.Fallback -> onRestart()
        is CoachEvent.Failed -> throw TurnFailure(event.kind, event.reason)
        else -> {}
    }
}

/** Waits for the result; a coroutine that is cancelled meanwhile cancels the turn, which [Turn.finish] by itself does not. */
suspend fun Turn.result(): TurnResult = cancelling(::cancel, ::finish)

/** How far the import has come, the latest news each time. Whoever stops collecting before the end cancels the import. */
val ImportTask.progress: Flow<ImportProgress> get() = pulled(::cancel, ::nextProgress)

/** Waits for the report; a coroutine that is cancelled meanwhile cancels the import, and what it has read is kept. */
suspend fun ImportTask.report(): ImportReport = cancelling(::cancel, ::finish)

/** How far the work has come, the latest news each time. Whoever stops collecting before the end cancels the work. */
val ModelTask.progress: Flow<ModelProgress> get() = pulled(::cancel, ::nextProgress)

/** Waits for the report; a coroutine that is cancelled meanwhile cancels the work, and what was fetched is kept. */
suspend fun ModelTask.report(): ModelReport = cancelling(::cancel, ::finish)

/** Waits for the report; a coroutine that is cancelled meanwhile ends the read after its page, and what was committed stays. */
suspend fun HealthTask.report(): IngestReport = cancelling(::cancel, ::finish)

/** Waits until this device is in; a coroutine that is cancelled meanwhile gives up. */
suspend fun JoinTask.joined(): SyncReport = cancelling(::cancel, ::finish)

/** Waits until the other device is in; a coroutine that is cancelled meanwhile gives up. */
suspend fun PairTask.paired(): SyncDevice = cancelling(::cancel, ::finish)

/** The number of writes since the coach was opened, after each write or several at once; ends at the shutdown. */
val Coach.writes: Flow<Long>
    get() = flow { changes().use { heard -> while (true) emit(heard.next() ?: break) } }

/** Opens the coach in [config] for the time of [body]; whatever comes of it, the coach is shut down and let go of. */
suspend fun <T> Coach.Companion.with(config: CoachConfig, host: CoachHost? = null, body: suspend (Coach) -> T): T =
    open(config, host).scoped(body)

/** Makes a coach for [profile] in [config] for the time of [body]; whatever comes of it, the coach is shut down and let go of. */
suspend fun <T> Coach.Companion.creating(
    config: CoachConfig,
    profile: Profile,
    host: CoachHost? = null,
    body: suspend (Coach) -> T,
): T = create(config, profile, host).scoped(body)

/** A turn that ended without an answer. [kind] is for example `cancelled`; [reason] reads after "failed to". */
class TurnFailure(val kind: String, val reason: String) : Exception("failed to $reason")

/** The sentence for the person for anything that a call of this package throws; a cancelled coroutine gives nothing. */
fun sentenceFor(error: Throwable): String? = when (error) {
    is CancellationException -> null
    is CoachException -> error.userMessage()
    is TurnFailure -> "Failed to ${error.reason}."
    else -> "Something in the app failed. Try again."
}

private suspend fun <T> Coach.scoped(body: suspend (Coach) -> T): T = use {
    try {
        body(this)
    } finally {
        // It is soon over, and a coroutine that is cancelled still leaves a closed database behind.
        withContext(NonCancellable) { shutdown() }
    }
}

/** What [next] gives until it gives nothing. [cancel] is called when nobody collects any more before that. */
private fun <T : Any> pulled(cancel: () -> Unit, next: suspend () -> T?): Flow<T> = flow {
    var over = false
    try {
        while (true) emit(next() ?: break)
        over = true
    } finally {
        if (!over) cancel()
    }
}

/** Waits, and tells the work to end when the waiting coroutine is cancelled. */
private suspend fun <T> cancelling(cancel: () -> Unit, wait: suspend () -> T): T = try {
    wait()
} catch (error: CancellationException) {
    cancel()
    throw error
}

package app.pocketcoach.model

import app.pocketcoach.sdk.LiveEvent
import app.pocketcoach.sdk.LiveSummary
import app.pocketcoach.sdk.LiveZone
import app.pocketcoach.sdk.PlannedSession

/** Training was stopped: why, what to do now, and whether it may go on. */
data class Stopped(
    val rule: String,
    val reason: String,
    val advice: String,
    val mayResume: Boolean = false,
    /** Why it did not go on, the last time the person wanted it to. */
    val refused: String? = null,
)

/** A workout that goes on, or the one that could. */
data class Live(
    val session: PlannedSession? = null,
    /** Time on the device's clock at which it began; null before. */
    val beganMs: Long? = null,
    val nowMs: Long = 0,
    /** Part of the session that is being done. */
    val block: Int = 0,
    val heartRate: Double? = null,
    val zone: LiveZone? = null,
    val stopAbove: Double? = null,
    /** Words of the coach, the latest one. */
    val cue: String? = null,
    /** The heart rate is not seen. */
    val silent: Boolean = false,
    val stopped: Stopped? = null,
    val summary: LiveSummary? = null,
    /** Why it could not begin. */
    val problem: Problem? = null,
) {
    val running: Boolean get() = beganMs != null && summary == null
    val elapsedMs: Long get() = beganMs?.let { (nowMs - it).coerceAtLeast(0) } ?: 0

    /** The workout after one more event. */
    fun after(event: LiveEvent): Live = when (event) {
        is LiveEvent.Began -> copy(stopAbove = event.stopAboveBpm, cue = event.text ?: cue)
        is LiveEvent.Zone -> copy(zone = event.zone, heartRate = event.heartRateBpm, cue = event.text)
        is LiveEvent.Cue -> copy(cue = event.text)
        is LiveEvent.Stop -> copy(stopped = Stopped(event.rule, event.reason, event.coolDownText), cue = null)
        is LiveEvent.MayResume -> copy(stopped = stopped?.copy(mayResume = true))
        is LiveEvent.Resumed -> copy(stopped = null)
        is LiveEvent.NotResumed -> copy(stopped = stopped?.copy(refused = event.text))
        is LiveEvent.Pain -> copy(cue = event.question ?: cue)
        is LiveEvent.Gap -> copy(silent = true, cue = event.text)
        is LiveEvent.SeenAgain -> copy(silent = false)
        is LiveEvent.Finished -> copy(summary = event.summary, stopped = null)
        is LiveEvent.Artefact, is LiveEvent.Missing, is LiveEvent.ClockChanged -> this
    }
}

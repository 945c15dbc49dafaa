package app.pocketcoach.model

import app.pocketcoach.sdk.Citation
import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.Figure
import app.pocketcoach.sdk.Intensity
import app.pocketcoach.sdk.Plan
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.Screening
import app.pocketcoach.sdk.ScreeningAnswers
import app.pocketcoach.sdk.Today

/** The screens, in the order of the bar. */
enum class Screen { TODAY, COACH, PLAN, LOG, LIVE, SETTINGS }

/** Something that went wrong: a stable code, and a sentence for the person. */
data class Problem(val code: String, val sentence: String, val retryable: Boolean) {
    companion object {
        fun of(error: CoachException) = Problem(error.code(), error.userMessage(), error.isRetryable())
    }
}

/** Something that is fetched: not there yet, there, or failed. What was there stays shown while it is fetched anew. */
sealed interface Loaded<out T> {
    data object Loading : Loaded<Nothing>

    data class There<T>(val value: T) : Loaded<T>

    data class Failed(val problem: Problem) : Loaded<Nothing>
}

/** A number that was pressed, and where it comes from. */
data class Source(
    val text: String,
    val value: Double,
    val unit: String,
    val metric: String,
    val source: String,
    val firstDay: String?,
    val lastDay: String?,
) {
    companion object {
        fun of(citation: Citation) = with(citation) { Source(text, value, unit, metric, source, firstDay, lastDay) }

        fun of(figure: Figure) = with(figure) { Source(text, value, unit, metric, source, firstDay, lastDay) }
    }
}

/** How the screens look; kept by the shell. */
data class Look(val language: String? = null, val dark: Boolean? = null)

/** What Health Connect lets the coach do, as the settings show it. */
sealed interface HealthState {
    data object Unknown : HealthState

    data object Unavailable : HealthState

    data object UpdateRequired : HealthState

    /** Types that may be read of those that this phone knows; whether older data and reading in the background are allowed. */
    data class Ready(
        val granted: Int,
        val supported: Int,
        val history: Boolean,
        val background: Boolean,
        val reading: Boolean = false,
        val lastRead: Long? = null,
    ) : HealthState
}

/** Everything that is on the screens. */
data class AppState(
    val screen: Screen = Screen.TODAY,
    val profile: Profile? = null,
    /** The person has been asked who they are; until then the app asks that alone. */
    val welcomed: Boolean = true,
    /** What they say about themselves, as it is typed. */
    val you: AboutYou = AboutYou(),
    val today: Loaded<Today> = Loaded.Loading,
    /** Day for which the person said how it feels, or did not want to; the score shows from then on. */
    val feltOn: String? = null,
    val chat: Chat = Chat(),
    /** The list of conversations; null while it is not shown. */
    val talks: Talks? = null,
    val plan: Loaded<Plan> = Loaded.Loading,
    /** What the screening came to; null before the first one. */
    val screening: Screening? = null,
    /** Answers to the screening as they are given. */
    val answers: ScreeningAnswers = ScreeningAnswers(active = false, intensity = Intensity.MODERATE),
    /** Session of the plan that is unfolded. */
    val unfolded: String? = null,
    val log: Log = Log(),
    val live: Live = Live(),
    val health: HealthState = HealthState.Unknown,
    val look: Look = Look(),
    val source: Source? = null,
    /** A sentence to show for a while. */
    val notice: String? = null,
    /** Something is being written. */
    val busy: Boolean = false,
)

/** What can be logged by hand. */
enum class LogKind { WORKOUT, MEAL, WEIGHT, PAIN, SYMPTOM, MOOD }

/** The form of the log; text stays as it was typed until it is saved. */
data class Log(
    val kind: LogKind = LogKind.WORKOUT,
    val sport: String = "running",
    val minutes: String = "",
    val kilometres: String = "",
    val effort: Int? = null,
    val words: String = "",
    val kilograms: String = "",
    val place: String = "",
    val strength: Int = 3,
) {
    /** Whether what is typed can be saved. Numbers are read with a comma or a point. */
    val complete: Boolean
        get() = when (kind) {
            LogKind.WORKOUT -> number(minutes)?.let { it > 0 && it <= MINUTES_IN_A_DAY } == true &&
                (kilometres.isBlank() || number(kilometres)?.let { it >= 0 } == true)
            LogKind.MEAL, LogKind.SYMPTOM -> words.isNotBlank()
            LogKind.WEIGHT -> number(kilograms)?.let { it > 0 } == true
            LogKind.PAIN -> place.isNotBlank()
            LogKind.MOOD -> false
        }

    companion object {
        private const val MINUTES_IN_A_DAY = 1440.0

        /** A number as people type it, with the digits of any script; null for what is none. */
        fun number(text: String): Double? = text.trim().map { letter ->
            when {
                letter.isDigit() -> '0' + letter.digitToInt()
                letter == ',' || letter == '٫' -> '.'
                else -> letter
            }
        }.joinToString("").toDoubleOrNull()?.takeIf { it.isFinite() }
    }
}

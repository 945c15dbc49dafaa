package app.pocketcoach.model

import app.pocketcoach.sdk.CoachEvent
import app.pocketcoach.sdk.Conversation
import app.pocketcoach.sdk.HistoryMessage
import app.pocketcoach.sdk.LiveEvent
import app.pocketcoach.sdk.LiveInput
import app.pocketcoach.sdk.Plan
import app.pocketcoach.sdk.PlanRequest
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.Screening
import app.pocketcoach.sdk.ScreeningAnswers
import app.pocketcoach.sdk.SearchHit
import app.pocketcoach.sdk.Today
import app.pocketcoach.sdk.WorkoutEntry
import kotlinx.coroutines.flow.Flow

/** What the screens ask of the coach. Failures are `CoachException`s, with a sentence for the person. */
interface Desk {
    /** A value each time when something in the database has changed. */
    val changes: Flow<Unit>

    suspend fun profile(): Profile

    suspend fun setProfile(profile: Profile)

    /** Whether the person has been asked who they are. */
    suspend fun isWelcomed(): Boolean

    /** They were, whatever they said. */
    suspend fun setWelcomed()

    suspend fun today(): Today

    suspend fun plan(): Plan

    /** What the screening came to; null before the first one. */
    suspend fun screening(): Screening?

    /** Screens the person; plans follow it from now on. */
    suspend fun screen(answers: ScreeningAnswers): Screening

    /** Makes a plan; gives a sentence. */
    suspend fun makePlan(request: PlanRequest): String

    /** Changes the plan by the arguments of `modifyWorkout`; gives a sentence. */
    suspend fun changePlan(changeJson: String): String

    /** Asks in the conversation that is going on. Whoever stops collecting stops the turn. */
    fun ask(text: String, coach: String?): Flow<CoachEvent>

    /** Every conversation, newest first. */
    suspend fun conversations(): List<Conversation>

    /** Looks for words in what was said and written down. */
    suspend fun search(text: String): List<SearchHit>

    /** Goes on with a conversation; gives what was said in it. */
    suspend fun open(conversation: String): List<HistoryMessage>

    /** Ends the conversation; the next question begins another one. */
    suspend fun newConversation()

    /** Carries a proposal out; gives a sentence. */
    suspend fun approve(id: String): String

    suspend fun reject(id: String)

    suspend fun logMood(score: Int): String

    suspend fun logMeal(text: String): String

    suspend fun logPain(place: String, score: Int): String

    suspend fun logSymptom(text: String): String

    suspend fun logWeight(kilograms: Double): String

    suspend fun logWorkout(workout: WorkoutEntry): String

    /** Begins to watch over a workout, or over a session of the plan by its id. */
    suspend fun startLive(session: String?): LiveDesk

    /** Writes a year of a made-up person. */
    suspend fun writeSample()

    /** Writes everything to a file, as JSON lines. */
    suspend fun exportTo(path: String)
}

/** A workout that is being watched. */
interface LiveDesk {
    /** Takes what happened and gives what follows from it, in order. */
    suspend fun push(input: LiveInput): List<LiveEvent>
}

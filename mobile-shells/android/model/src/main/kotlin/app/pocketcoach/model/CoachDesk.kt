package app.pocketcoach.model

import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachEvent
import app.pocketcoach.sdk.LiveInput
import app.pocketcoach.sdk.LiveWorkout
import app.pocketcoach.sdk.PlanRequest
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.ScreeningAnswers
import app.pocketcoach.sdk.Session
import app.pocketcoach.sdk.WorkoutEntry
import app.pocketcoach.sdk.events
import app.pocketcoach.sdk.writes
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.emitAll
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext

/** The coach of the library. It is opened and shut down by whoever made it. */
class CoachDesk(private val coach: Coach) : Desk {
    private val lock = Mutex()
    private var session: Session? = null

    override val changes: Flow<Unit> = coach.writes.map { }

    override suspend fun profile() = coach.profile()

    override suspend fun setProfile(profile: Profile) = coach.setProfile(profile)

    override suspend fun isWelcomed() = coach.setting(WELCOMED) == "true"

    override suspend fun setWelcomed() = coach.setSetting(WELCOMED, "true")

    override suspend fun today() = coach.today()

    override suspend fun plan() = coach.plan()

    override suspend fun screening() = coach.screening()

    override suspend fun screen(answers: ScreeningAnswers) = coach.screen(answers)

    override suspend fun makePlan(request: PlanRequest) = coach.createPlan(request).text

    override suspend fun changePlan(changeJson: String) = coach.changePlan(changeJson).text

    override fun ask(text: String, coach: String?): Flow<CoachEvent> = flow {
        val session = lock.withLock { session ?: this@CoachDesk.coach.newSession().also { session = it } }
        session.send(text, coach).use { turn ->
            try {
                emitAll(turn.events)
            } finally {
                // The conversation is busy until the turn has ended, so whoever stops it waits for that.
                withContext(NonCancellable) { runCatching { turn.finish() } }
            }
        }
    }

    override suspend fun conversations() = coach.sessions()

    override suspend fun search(text: String) = coach.search(text)

    override suspend fun open(conversation: String) = lock.withLock {
        val opened = coach.session(conversation)
        session?.close()
        session = opened
        // A turn that the end of the app interrupted is brought to its end first.
        opened.resume()
        opened.history()
    }

    override suspend fun newConversation() = lock.withLock {
        session?.close()
        session = null
    }

    override suspend fun approve(id: String) = coach.approve(id).text

    override suspend fun reject(id: String) {
        coach.reject(id)
    }

    override suspend fun logMood(score: Int) = coach.logMood(score).text

    override suspend fun logMeal(text: String) = coach.logMeal(text).text

    override suspend fun logPain(place: String, score: Int) = coach.logPain(place, score).text

    override suspend fun logSymptom(text: String) = coach.logSymptom(text).text

    override suspend fun logWeight(kilograms: Double) = coach.logMeasurement("body_mass", kilograms).text

    override suspend fun logWorkout(workout: WorkoutEntry) = coach.logWorkout(workout).text

    override suspend fun startLive(session: String?): LiveDesk = Watched(coach.startLive(session))

    override suspend fun writeSample() {
        coach.writeDemo(seed = SAMPLE_SEED, days = SAMPLE_DAYS)
    }

    override suspend fun exportTo(path: String) {
        coach.exportTo(path)
    }

    private class Watched(private val workout: LiveWorkout) : LiveDesk {
        override suspend fun push(input: LiveInput) = workout.push(input)
    }

    private companion object {
        const val WELCOMED = "welcomed"
        const val SAMPLE_SEED = 7L
        const val SAMPLE_DAYS = 365
    }
}

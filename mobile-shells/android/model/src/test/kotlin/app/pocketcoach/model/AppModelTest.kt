package app.pocketcoach.model

import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.Intensity
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.Plan
import app.pocketcoach.sdk.PlanRequest
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.ScreeningAnswers
import app.pocketcoach.sdk.ScreeningOutcome
import app.pocketcoach.sdk.Today
import java.nio.file.Path
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.cancel
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The model over the real library: what the person does, and what the screens then show. */
class AppModelTest {
    @TempDir
    lateinit var folder: Path

    /** Counts how often the day is asked for. */
    private class Counting(private val desk: Desk) : Desk by desk {
        var days = 0

        override suspend fun today(): Today = desk.today().also { days++ }
    }

    private class App(val model: AppModel, val desk: Counting, val coach: Coach) {
        suspend fun until(what: String, holds: (AppState) -> Boolean): AppState = try {
            withTimeout(DEADLINE_MS) { model.state.first(holds) }
        } catch (error: TimeoutCancellationException) {
            throw AssertionError("waited in vain for: $what; ${model.state.value.run { "$busy $notice $chat $live" }.take(600)}", error)
        }

        suspend fun settled() = until("a settled state") { !it.busy && it.today is Loaded.There && it.plan is Loaded.There }
    }

    private val alex = Profile(name = "Alex", birthDate = "1990-04-02", timeZone = "UTC", country = "DE")

    private fun running(sample: Boolean = false, work: suspend App.() -> Unit) = running(alex, sample, work)

    private fun running(profile: Profile, sample: Boolean = false, work: suspend App.() -> Unit) = runBlocking {
        val config = CoachConfig(folder.resolve("home").toString(), KeyChoice.Given("5a".repeat(32)))
        Coach.create(config, profile).use { coach ->
            val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
            try {
                if (sample) coach.writeDemo(7, 60)
                val desk = Counting(CoachDesk(coach))
                App(AppModel(desk, scope), desk, coach).apply { settled() }.work()
            } finally {
                scope.cancel()
                coach.shutdown()
            }
        }
    }

    private fun AppState.day() = assertIs<Loaded.There<Today>>(today).value

    @Test
    fun `an empty database shows that nothing is there, and logging by hand shows at once`() = running {
        assertEquals("Alex", model.state.value.profile?.name)
        assertTrue(model.state.value.day().freshness.isEmpty())
        model.on(Action.Fill(Log(LogKind.WEIGHT, kilograms = "80,5")))
        model.on(Action.Save)
        val after = until("the weight") { state -> (state.today as? Loaded.There)?.value?.freshness?.isNotEmpty() == true && !state.busy }
        assertEquals(listOf("body_mass"), after.day().freshness.map { it.metric })
        assertNotNull(after.notice)
        assertEquals(Log(LogKind.WEIGHT), after.log)
        model.on(Action.NoticeSeen)
        assertNull(model.state.value.notice)
    }

    @Test
    fun `what cannot be written is said, and what was typed stays`() = running {
        val typed = Log(LogKind.WEIGHT, kilograms = "9000")
        model.on(Action.Fill(typed))
        model.on(Action.Save)
        val after = until("a sentence") { it.notice != null && !it.busy }
        assertEquals(typed, after.log)
        assertTrue(after.day().freshness.isEmpty())
    }

    @Test
    fun `a question streams into the conversation with its figures`() = running(sample = true) {
        model.on(Action.Ask("  How did I sleep last night?  "))
        assertEquals(Screen.COACH, model.state.value.screen)
        val turn = until("the reply") { it.chat.turns.lastOrNull()?.phase == Turn.Phase.DONE }.chat.turns.single()
        assertEquals("How did I sleep last night?", turn.question)
        assertTrue(turn.text.isNotBlank() && turn.citations.isNotEmpty() && turn.tools.isNotEmpty(), "$turn")
        assertTrue(pieces(turn.text, turn.citations).any { it is Piece.Cited })
        assertTrue(turn.tools.none { it.running })
    }

    @Test
    fun `a warning sign shows the emergency number and stops training`() = running {
        model.on(Action.Ask("I have crushing chest pain and my left arm is numb"))
        val turn = until("the advice") { it.chat.turns.lastOrNull()?.phase == Turn.Phase.DONE }.chat.turns.single()
        assertNotNull(turn.redFlag)
        assertTrue("112" in turn.text, turn.text)
        model.on(Action.Begin(null))
        val live = until("the refusal") { it.live.problem != null }.live
        assertEquals("refused", live.problem?.code)
        assertTrue(!live.running)
    }

    @Test
    fun `stopping a turn ends it, and the next question is answered`() = running(sample = true) {
        repeat(3) {
            model.on(Action.Ask("How did I sleep last week?"))
            model.on(Action.Stop)
            until("the end") { !it.chat.running }
        }
        model.on(Action.Ask("How many steps did I take yesterday?"))
        until("an answer") { it.chat.turns.last().phase == Turn.Phase.DONE }
        model.on(Action.NewConversation)
        until("an empty conversation") { it.chat.turns.isEmpty() }
    }

    @Test
    fun `a proposal is written once it is allowed, and only once`() = running {
        model.on(Action.Ask("Log that I ate two eggs and a slice of toast"))
        val asked = until("a proposal") { state -> state.chat.turns.lastOrNull()?.let { it.phase == Turn.Phase.DONE } == true }
        val proposed = asked.chat.turns.single().proposals.single()
        assertEquals(Decision.OPEN, proposed.decision)
        model.on(Action.Approve(proposed.proposal.id))
        model.on(Action.Approve(proposed.proposal.id))
        model.on(Action.Reject(proposed.proposal.id))
        val after = until("what was written") { it.chat.proposal(proposed.proposal.id)?.decision == Decision.APPROVED }
        assertNotNull(after.chat.proposal(proposed.proposal.id)?.sentence)
        assertNull(after.notice)
    }

    @Test
    fun `a plan is made after the screening, unfolded, and a session of it skipped`() = running {
        model.on(Action.MakePlan(PlanRequest(days = 3)))
        val refused = until("why not") { it.notice != null && !it.busy }
        assertNull(refused.screening)
        model.on(Action.Answer(ScreeningAnswers(active = true, intensity = Intensity.MODERATE)))
        model.on(Action.Screened)
        until("the screening") { it.screening?.outcome == ScreeningOutcome.READY && !it.busy }
        model.on(Action.MakePlan(PlanRequest(days = 3)))
        val made = until("a plan") { state -> (state.plan as? Loaded.There)?.value?.sessions?.isNotEmpty() == true && !state.busy }
        val plan = assertIs<Loaded.There<Plan>>(made.plan).value
        val first = plan.sessions.first()
        model.on(Action.Skip(first.id))
        until("one session less") { state ->
            (state.plan as? Loaded.There)?.value?.sessions?.none { it.id == first.id } == true && !state.busy
        }
        model.on(Action.Unfold(plan.sessions[1].id))
        assertEquals(plan.sessions[1].id, model.state.value.unfolded)
    }

    @Test
    fun `whoever said nothing yet is asked who they are, once`() = running(Profile(timeZone = "UTC")) {
        assertEquals(false, model.state.value.welcomed)
        model.on(Action.Tell(AboutYou(name = "Robin", born = "1990-13-40")))
        model.on(Action.KeepYou)
        assertEquals(false, model.state.value.busy, "what cannot be read is not kept")
        model.on(Action.Tell(AboutYou(name = "Robin", born = "1990-04-02", heightCm = "900")))
        model.on(Action.KeepYou)
        val refused = until("why not") { it.notice != null && !it.busy }
        assertEquals("900", refused.you.heightCm, "what was typed stays")
        model.on(Action.Tell(refused.you.copy(heightCm = "172,5")))
        model.on(Action.KeepYou)
        val kept = until("the person") { it.welcomed && !it.busy }
        val robin = Profile(name = "Robin", birthDate = "1990-04-02", heightCm = 172.5, timeZone = "UTC")
        assertEquals(robin, coach.profile().copy(units = null))
        assertEquals("172.5", kept.you.heightCm)
    }

    @Test
    fun `whoever leaves it for later is not asked again`() = running(Profile(timeZone = "UTC")) {
        model.on(Action.SkipYou)
        until("the app") { it.welcomed && !it.busy }
        val again = AppModel(CoachDesk(coach), CoroutineScope(Dispatchers.Default))
        withTimeout(DEADLINE_MS) { again.state.first { it.profile != null } }
        assertTrue(again.state.value.welcomed)
    }

    @Test
    fun `a conversation is found, listed and gone on with`() = running(sample = true) {
        model.on(Action.Ask("How did I sleep last night?"))
        val said = until("the reply") { it.chat.turns.lastOrNull()?.phase == Turn.Phase.DONE }.chat.turns.single()
        model.on(Action.NewConversation)
        until("an empty conversation") { it.chat.turns.isEmpty() }
        model.on(Action.ShowTalks(true))
        val listed = until("the list") { it.talks?.list is Loaded.There }.talks
        val conversation = (checkNotNull(listed).list as Loaded.There).value.single()
        model.on(Action.Find("sleep last night"))
        model.on(Action.Search)
        val found = checkNotNull(until("what was found") { it.talks?.found != null }.talks?.found)
        assertTrue(found.any { it.kind == "message" && it.id == conversation.id }, "$found")
        model.on(Action.OpenTalk(conversation.id))
        val opened = until("the conversation") { it.chat.turns.isNotEmpty() }
        assertNull(opened.talks)
        val turn = opened.chat.turns.single()
        assertEquals(said.question to said.text, turn.question to turn.text)
        assertEquals(said.citations, turn.citations)
        assertEquals(Turn.Phase.DONE, turn.phase)
        model.on(Action.Ask("And the night before?"))
        until("the next reply") { it.chat.turns.size == 2 && it.chat.turns.last().phase == Turn.Phase.DONE }
        model.on(Action.OpenTalk("nobody"))
        until("why not") { it.notice != null }
    }

    @Test
    fun `a session of the plan is told by the clock`() = running {
        model.on(Action.Answer(ScreeningAnswers(active = true, intensity = Intensity.MODERATE)))
        model.on(Action.Screened)
        until("the screening") { it.screening != null && !it.busy }
        model.on(Action.MakePlan(PlanRequest(goal = "running", days = 3)))
        val made = until("a plan") { state -> (state.plan as? Loaded.There)?.value?.sessions?.isNotEmpty() == true && !state.busy }
        model.on(Action.Begin(assertIs<Loaded.There<Plan>>(made.plan).value.sessions.first()))
        val live = until("the first part") { it.live.cue?.startsWith("Now: ") == true }.live
        assertTrue(live.running)
        model.on(Action.Finish)
        until("the end") { it.live.summary != null }
    }

    @Test
    fun `how the day feels is asked before the score and kept`() = running(sample = true) {
        assertNull(model.state.value.feltOn)
        model.on(Action.Felt(4))
        val after = until("the answer") { it.feltOn != null }
        assertEquals(after.day().date, after.feltOn)
    }

    @Test
    fun `a heart rate that is too high stops the workout, and it may go on once it has fallen`() = running {
        var now = 1_000_000L
        val live = AppModel(desk, CoroutineScope(Dispatchers.Default), clock = { now })
        live.on(Action.Begin(null))
        withTimeout(DEADLINE_MS) { live.state.first { it.live.running } }
        suspend fun seconds(count: Int, bpm: Double) = repeat(count) {
            now += 1000
            live.heartRate(bpm)
            live.tick()
            delay(5)
        }
        seconds(10, 120.0)
        seconds(30, 215.0)
        val stopped = withTimeout(DEADLINE_MS) { live.state.first { it.live.stopped != null } }.live
        assertEquals("HR-STOP", stopped.stopped?.rule)
        assertTrue(checkNotNull(stopped.stopped).advice.isNotBlank())
        live.on(Action.GoOn(3))
        seconds(5, 190.0)
        assertNotNull(live.state.value.live.stopped)
        seconds(240, 85.0)
        withTimeout(DEADLINE_MS) { live.state.first { it.live.stopped?.mayResume == true } }
        live.on(Action.GoOn(2))
        withTimeout(DEADLINE_MS) { live.state.first { it.live.stopped == null } }
        live.on(Action.Finish)
        val done = withTimeout(DEADLINE_MS) { live.state.first { it.live.summary != null } }.live
        assertTrue(!done.running)
        assertTrue(checkNotNull(done.summary).interventions.any { it.rule == "HR-STOP" })
    }

    @Test
    fun `reading is no change, so the screens come to rest`() = running(sample = true) {
        delay(1500)
        val before = desk.days
        delay(2000)
        assertEquals(before, desk.days)
        coach.logMeasurement("body_mass", 80.0)
        until("the weight") { state -> (state.today as? Loaded.There)?.value?.freshness?.any { it.metric == "body_mass" } == true }
    }

    @Test
    fun `after the coach is shut down nothing hangs and the problem has a sentence`() = running {
        coach.shutdown()
        model.on(Action.Ask("hello"))
        val turn = until("the end") { it.chat.turns.lastOrNull()?.phase == Turn.Phase.FAILED }.chat.turns.single()
        assertTrue(turn.problem!!.sentence.isNotBlank())
        model.on(Action.Mood(3))
        until("a sentence") { it.notice != null && !it.busy }
    }

    private companion object {
        /** A boundary that hangs fails the test that waits for it. */
        const val DEADLINE_MS = 60_000L
    }
}

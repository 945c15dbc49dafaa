package app.pocketcoach.model

import app.pocketcoach.sdk.Citation
import app.pocketcoach.sdk.CoachEvent
import app.pocketcoach.sdk.Intervention
import app.pocketcoach.sdk.LiveEvent
import app.pocketcoach.sdk.LiveZone
import app.pocketcoach.sdk.Proposal
import app.pocketcoach.sdk.TurnResult
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.junit.jupiter.api.Test

/** Events into state: turns of a conversation, a live workout, the form of the log. */
class StateTest {
    private val citation = Citation("7 h", 7.0, "h", "asleep", "Watch", null, null)
    private val proposal = Proposal("p1", "nutrition/logMeal", "Two eggs", 0, "coach", "{}", "open")

    private fun result(reply: String) = TurnResult(
        sessionId = "s", reply = reply, coach = "emma", toolCalls = emptyList(), citations = listOf(citation),
        interventions = emptyList(), proposals = listOf(proposal), traceId = "t", model = "builtin",
    )

    private fun turn(vararg events: CoachEvent) = events.fold(Turn("How?")) { turn, event -> turn.after(event) }

    @Test
    fun `text streams in and the result has the last word`() {
        val events = arrayOf(CoachEvent.Started("max", "t"), CoachEvent.Text("You "), CoachEvent.Text("slept"))
        assertEquals("You slept", turn(*events).text)
        val done = turn(*events, CoachEvent.Finished(result("You slept 7 h.")))
        assertEquals("You slept 7 h." to Turn.Phase.DONE, done.text to done.phase)
        assertEquals("emma", done.coach)
        assertEquals(listOf(citation), done.citations)
    }

    @Test
    fun `what a failed model had said no longer counts`() {
        val said = arrayOf(CoachEvent.Text("half a"), CoachEvent.Cited(listOf(citation)))
        val turn = turn(*said, CoachEvent.Fallback("a", "b"), CoachEvent.Text("whole"))
        assertEquals("whole", turn.text)
        assertEquals(emptyList(), turn.citations)
    }

    @Test
    fun `a tool that answers is the one that runs, not the one that has answered before`() {
        val began = CoachEvent.ToolStarted("w", "getSleepData", "{}")
        val ended = CoachEvent.ToolFinished("w", "getSleepData", false, 12.0)
        val turn = turn(began, ended.copy(ok = true, durationMs = 5.0), began, ended)
        assertEquals(listOf(5.0 to true, 12.0 to false), turn.tools.map { it.durationMs to it.ok })
        assertTrue(turn(began, began, ended).tools.last().running)
        assertFalse(turn(began, CoachEvent.Finished(result(""))).tools.single().running)
    }

    @Test
    fun `a proposal that was decided stays decided when the turn ends`() {
        val turn = turn(CoachEvent.Proposed(proposal)).decided("p1", Decision.APPROVED, "Written.")
        val done = turn.after(CoachEvent.Finished(result("Done")))
        assertEquals(Decision.APPROVED to "Written.", done.proposals.single().let { it.decision to it.sentence })
    }

    @Test
    fun `a red flag is told from any other rule`() {
        val other = CoachEvent.Safety(Intervention("CALORIE-FLOOR", "clamped", "x"))
        assertNull(turn(other).redFlag)
        assertEquals(RED_FLAG, turn(other, CoachEvent.Safety(Intervention(RED_FLAG, "stopped", "x"))).redFlag?.rule)
    }

    @Test
    fun `cancelled is stopped, anything else has failed`() {
        assertEquals(Turn.Phase.STOPPED, turn(CoachEvent.Failed("cancelled", "x")).phase)
        val failed = turn(CoachEvent.Failed("unavailable", "reach the model"))
        assertEquals(Turn.Phase.FAILED to "reach the model", failed.phase to failed.problem?.sentence)
    }

    private fun live(vararg events: LiveEvent) =
        events.fold(Live(beganMs = 0, nowMs = 61_000)) { live, event -> live.after(event) }

    private val stop = LiveEvent.Stop(5, "HR-STOP", "too high", "walk slowly")

    @Test
    fun `a stop stays until the library says that the workout goes on`() {
        val after = LiveEvent.Zone(6, LiveZone.MODERATE, 150.0, "moderate")
        val stopped = live(LiveEvent.Cue(1, "faster"), stop, after, LiveEvent.Cue(7, "go"))
        assertEquals("HR-STOP", stopped.stopped?.rule)
        assertEquals(false, stopped.stopped?.mayResume)
        val may = stopped.after(LiveEvent.MayResume(9, 110.0))
        assertEquals(true, may.stopped?.mayResume)
        assertEquals("too high still", may.after(LiveEvent.NotResumed(10, "still_high", "too high still")).stopped?.refused)
        assertNull(may.after(LiveEvent.Resumed(11)).stopped)
    }

    @Test
    fun `a second stop takes back that it may go on`() {
        assertEquals(false, live(stop, LiveEvent.MayResume(9, 110.0), stop).stopped?.mayResume)
        assertNull(live(LiveEvent.MayResume(9, 110.0)).stopped)
    }

    @Test
    fun `a heart rate that is not seen is said to be so`() {
        val gap = live(LiveEvent.Zone(1, LiveZone.LIGHT, 120.0, "light"), LiveEvent.Gap(2, 10_000, "not seen"))
        assertEquals(true to "not seen", gap.silent to gap.cue)
        assertFalse(gap.after(LiveEvent.SeenAgain(3, 12_000)).silent)
    }

    @Test
    fun `time never runs backwards on the screen`() {
        assertEquals(61_000, Live(beganMs = 0, nowMs = 61_000).elapsedMs)
        assertEquals(0, Live(beganMs = 100, nowMs = 50).elapsedMs)
        assertEquals(0, Live().elapsedMs)
    }

    @Test
    fun `numbers are read as people type them`() {
        for ((text, value) in listOf("5" to 5.0, " 5,25 " to 5.25, "5.5" to 5.5, "٥٫٥" to 5.5, "１２" to 12.0)) {
            assertEquals(value, Log.number(text), text)
        }
        for (text in listOf("", "five", "1.2.3", "NaN", "Infinity", "1e999")) assertNull(Log.number(text), text)
    }

    @Test
    fun `only what makes sense can be saved`() {
        assertTrue(Log(minutes = "30").complete)
        for (minutes in listOf("", "0", "-5", "1441", "x")) assertFalse(Log(minutes = minutes).complete, minutes)
        assertFalse(Log(minutes = "30", kilometres = "far").complete)
        assertTrue(Log(LogKind.WEIGHT, kilograms = "80,5").complete)
        assertFalse(Log(LogKind.WEIGHT, kilograms = "0").complete)
        assertFalse(Log(LogKind.MEAL, words = "  ").complete)
        assertTrue(Log(LogKind.PAIN, place = "knee").complete)
    }
}

@file:OptIn(ExperimentalTestApi::class)

package app.pocketcoach.screens

import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithContentDescription
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.test.runComposeUiTest
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import app.pocketcoach.model.Chat
import app.pocketcoach.model.RED_FLAG
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Stopped
import app.pocketcoach.sdk.Level
import app.pocketcoach.sdk.Sex
import kotlin.test.assertEquals
import kotlin.test.assertIs
import org.junit.jupiter.api.Test

/** What pressing does: every action reaches the model, and what must not be pressed cannot be. */
class PressTest {
    private val shell = NotedShell()
    private val actions = mutableListOf<Action>()

    private fun showing(state: AppState, work: ComposeUiTest.() -> Unit) = runComposeUiTest {
        setContent { Design(Strings.load("en"), dark = false) { App(state, shell, "0.1.0") { actions += it } } }
        work()
    }

    private fun ComposeUiTest.press(text: String) =
        onAllNodes(hasText(text) and hasClickAction()).onFirst().performScrollTo().performClick()

    private fun stopped(change: Stopped.() -> Stopped): AppState =
        Samples.stop.copy(live = Samples.stop.live.copy(stopped = Samples.stop.live.stopped?.change()))

    @Test
    fun `a figure opens its source`() = showing(Samples.day) {
        press("7 h 24 min")
        val source = checkNotNull(assertIs<Action.Show>(actions.single()).source)
        assertEquals("Pixel Watch 3" to "asleep", source.source to source.metric)
    }

    @Test
    fun `a source says who measured it and when, and closes`() = showing(Samples.source) {
        onNodeWithText("Pixel Watch 3").assertExists()
        onNodeWithText("2026-11-25 – 2026-11-26").assertExists()
        onNodeWithText("7.4 h").assertExists()
    }

    @Test
    fun `the score shows only once the person said how the day feels`() {
        showing(Samples.feeling) {
            onNodeWithText("78").assertDoesNotExist()
            press("Good")
            assertEquals(listOf<Action>(Action.Felt(4)), actions)
        }
        showing(Samples.day) { onNodeWithText("78").assertExists() }
    }

    @Test
    fun `a proposal is allowed or turned down`() = showing(Samples.talk) {
        press("Allow once")
        press("Turn down")
        assertEquals(listOf<Action>(Action.Approve("p1"), Action.Reject("p1")), actions)
    }

    @Test
    fun `a red flag shows what to do and no chip`() = showing(Samples.redFlag) {
        onNodeWithText("This can be an emergency").assertExists()
        onNodeWithText("Call 112 now", substring = true).assertExists()
    }

    @Test
    fun `typing and sending a question`() {
        showing(Samples.newTalk) {
            onNodeWithContentDescription("Message to the coach").performTextInput("Why?")
            assertEquals(listOf<Action>(Action.Draft("Why?")), actions)
            press("How did I sleep last night?")
            assertEquals(Action.Ask("How did I sleep last night?"), actions.last())
        }
        actions.clear()
        showing(Samples.newTalk.copy(chat = Chat(draft = "Why?"))) {
            onNodeWithText("Why?").assertExists()
        }
    }

    @Test
    fun `after a stop the person may not go on before the library says so`() {
        showing(Samples.stop) {
            onNodeWithText("Stop training now").assertExists()
            onAllNodes(hasText("Go on") and hasClickAction()).onFirst().assertIsNotEnabled()
            press("Finish")
            assertEquals(listOf<Action>(Action.Finish), actions)
        }
        actions.clear()
        showing(stopped { copy(mayResume = true) }) {
            press("2")
            press("Go on")
            assertEquals(listOf<Action>(Action.GoOn(2)), actions)
        }
    }

    @Test
    fun `after a red flag in a workout there is no going on at all`() {
        showing(stopped { copy(rule = RED_FLAG, mayResume = true) }) {
            assertEquals(emptyList(), onAllNodesWithText("Go on").fetchSemanticsNodes())
        }
    }

    @Test
    fun `something feels wrong goes to the safety rules in the person's words`() = showing(Samples.live) {
        onNodeWithContentDescription("What do you notice?").performScrollTo().performTextInput("my chest hurts")
        press("Tell")
        assertEquals(listOf<Action>(Action.Said("my chest hurts")), actions)
    }

    @Test
    fun `what is not complete cannot be saved`() {
        showing(Samples.log.copy(log = Samples.log.log.copy(minutes = ""))) {
            onAllNodes(hasText("Save") and hasClickAction()).onFirst().assertIsNotEnabled()
        }
        showing(Samples.log) { press("Save") }
        assertEquals(listOf<Action>(Action.Save), actions)
    }

    @Test
    fun `erasing takes two presses, and the first one says what goes`() = showing(Samples.settings) {
        press("Delete everything")
        assertEquals(emptyList(), shell.asked)
        onNodeWithText("Nobody can bring it back", substring = true).assertExists()
        press("Delete everything")
        assertEquals(listOf("erase"), shell.asked)
    }

    @Test
    fun `health data is asked for, read and updated by the shell`() {
        showing(Samples.settings) {
            press("Allow more")
            press("Read now")
        }
        showing(Samples.noHealth) { press("Update Health Connect") }
        assertEquals(listOf("health", "read", "update"), shell.asked)
    }

    @Test
    fun `the screening keeps what was answered before`() = showing(Samples.screening) {
        press("Yes")
        press("The heart races, flutters or skips beats")
        press("Next")
        val (active, signs) = actions.take(2).map { assertIs<Action.Answer>(it).answers }
        assertEquals(true to emptyList<String>(), active.active to active.signs)
        assertEquals(listOf("palpitations"), signs.signs)
        assertEquals(Action.Screened, actions.last())
    }

    @Test
    fun `the first start asks who the person is, and nothing else can be reached`() {
        showing(Samples.welcome) {
            onAllNodes(hasText("Today") and hasClickAction()).fetchSemanticsNodes().let { assertEquals(0, it.size) }
            press("Female")
            press("Trains regularly")
            press("Next")
            press("Skip")
        }
        val told = actions.take(2).map { assertIs<Action.Tell>(it).you }
        assertEquals(Sex.FEMALE, told[0].sex)
        assertEquals(Level.INTERMEDIATE to "Ana", told[1].level to told[1].name)
        assertEquals(listOf<Action>(Action.KeepYou, Action.SkipYou), actions.drop(2))
        actions.clear()
        showing(Samples.welcome.copy(you = Samples.welcome.you.copy(born = "last spring"))) {
            onAllNodes(hasText("Next") and hasClickAction()).onFirst().assertIsNotEnabled()
        }
    }

    @Test
    fun `conversations are listed, looked through and opened`() {
        showing(Samples.newTalk) { press("Conversations") }
        showing(Samples.talks) {
            onNodeWithText("12 messages", substring = true).performScrollTo().performClick()
            onNodeWithContentDescription("Words to look for").performScrollTo().performTextInput("squat")
            press("Back")
        }
        showing(Samples.foundTalks) {
            press("Find")
            // An entry of the journal is shown, and only a conversation leads somewhere.
            onNodeWithText("squat felt light today").assertExists()
            onNodeWithText("your squat went up", substring = true).performScrollTo().performClick()
        }
        val expected = listOf(
            Action.ShowTalks(true), Action.OpenTalk("c1"), Action.Find("squat"), Action.ShowTalks(false), Action.Search,
            Action.OpenTalk("c1"),
        )
        // A field whose state nobody changes goes back to what it was.
        assertEquals(expected, actions.filter { it != Action.Find("") })
    }

    @Test
    fun `the bar leads to every screen`() = showing(Samples.day) {
        for (name in listOf("Today", "Coach", "Plan", "Log", "Workout", "Settings")) {
            onAllNodes(hasText(name) and hasClickAction()).onFirst().performClick()
        }
        assertEquals(Screen.entries.map { Action.Go(it) }, actions.toList<Action>())
    }
}

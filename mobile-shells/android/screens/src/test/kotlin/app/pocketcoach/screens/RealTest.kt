@file:OptIn(ExperimentalTestApi::class)

package app.pocketcoach.screens

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onAllNodesWithText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.onNodeWithText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.runComposeUiTest
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppModel
import app.pocketcoach.model.AppState
import app.pocketcoach.model.CoachDesk
import app.pocketcoach.model.Loaded
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Turn
import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.Profile
import java.io.File
import java.nio.file.Path
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** The screens over the real library, with a made-up person's data in it. */
class RealTest {
    @TempDir
    lateinit var folder: Path

    private fun states(work: suspend (AppModel) -> AppState): AppState = runBlocking {
        val config = CoachConfig(folder.resolve("home").toString(), KeyChoice.Given("5a".repeat(32)))
        val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
        Coach.create(config, Profile(name = "Ana", timeZone = "UTC")).use { coach ->
            try {
                coach.writeDemo(7, 60)
                withTimeout(DEADLINE_MS) { work(AppModel(CoachDesk(coach), scope)) }
            } finally {
                scope.cancel()
                coach.shutdown()
            }
        }
    }

    @Test
    fun `the day shows the figures that the library has for it`() {
        val state = states { model -> model.state.first { it.today is Loaded.There && it.plan is Loaded.There } }
        val today = (state.today as Loaded.There).value
        val shown = state.copy(feltOn = today.date)
        Pictures.write(Pictures.draw(shown, dark = false, height = 1700), File("target/pictures/real-day.png"))
        runComposeUiTest {
            setContent { Design(Strings.load("en"), dark = false) { App(shown, NotedShell(), "0.1.0") {} } }
            val figures = listOf(today.readiness to "recovery_score", today.sleep to "asleep_last_night", today.day to "steps_total")
            for ((answer, name) in figures) {
                val text = answer.figures.first { it.name == name }.text
                assertTrue(onAllNodesWithText(text).fetchSemanticsNodes().isNotEmpty(), "$name: $text")
            }
        }
    }

    @Test
    fun `a reply shows its numbers as links to their sources`() {
        val state = states { model ->
            model.state.first { it.today is Loaded.There }
            model.on(Action.Ask("How did I sleep last night?"))
            model.state.first { it.chat.turns.lastOrNull()?.phase == Turn.Phase.DONE }
        }
        val turn = state.chat.turns.single()
        Pictures.write(Pictures.draw(state, dark = true), File("target/pictures/real-coach.png"))
        runComposeUiTest {
            setContent { Design(Strings.load("en"), dark = false) { App(state, NotedShell(), "0.1.0") {} } }
            onNodeWithText(turn.question).assertExists()
            val number = turn.citations.first { it.text in turn.text }.text
            assertTrue(onAllNodesWithText(number, substring = true).fetchSemanticsNodes().isNotEmpty(), number)
            onAllNodes(hasText("Plan") and hasClickAction()).onFirst().performClick()
        }
        assertTrue(state.screen == Screen.COACH)
    }

    private companion object {
        const val DEADLINE_MS = 120_000L
    }
}

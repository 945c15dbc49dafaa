package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.selected
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import app.pocketcoach.model.Loaded
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Source
import java.math.BigDecimal
import java.math.RoundingMode

/** The whole app, drawn from its state. [act] takes what the person does, [shell] what only the platform can do. */
@Composable
fun App(state: AppState, shell: Shell, version: String, act: (Action) -> Unit) {
    Box(Modifier.fillMaxSize().background(palette.paper)) {
        Column(Modifier.fillMaxSize()) {
            Box(Modifier.weight(1f).fillMaxWidth(), Alignment.TopCenter) {
                val scroll = rememberScrollState()
                LaunchedEffect(state.screen) { scroll.scrollTo(0) }
                // A conversation is read at its end.
                LaunchedEffect(state.chat.turns.size, scroll.maxValue) {
                    if (state.screen == Screen.COACH) scroll.scrollTo(scroll.maxValue)
                }
                Column(
                    Modifier.widthIn(max = 640.dp).fillMaxWidth().verticalScroll(scroll)
                        .padding(horizontal = Space.l, vertical = Space.xl),
                    verticalArrangement = Arrangement.spacedBy(Space.l),
                ) { if (state.welcomed) Content(state, shell, version, act) else WelcomeScreen(state.you, state.busy, act) }
            }
            state.notice?.let { Notice(it) { act(Action.NoticeSeen) } }
            if (state.screen == Screen.COACH && state.talks == null && state.welcomed) Composer(state.chat, act)
            // In a workout that was stopped there is nowhere else to go first, and before the first question neither.
            if (state.welcomed && (state.live.stopped == null || state.screen != Screen.LIVE)) Bar(state, act)
        }
        state.source?.let { SourceSheet(it) { act(Action.Show(null)) } }
    }
}

@Composable
private fun ColumnScope.Content(state: AppState, shell: Shell, version: String, act: (Action) -> Unit) {
    when (state.screen) {
        Screen.TODAY -> TodayScreen(state, act)
        Screen.COACH -> CoachScreen(state.chat, state.talks, state.profile?.name, act)
        Screen.PLAN -> PlanScreen(state, act)
        Screen.LOG -> LogScreen(state.log, state.busy, act)
        Screen.LIVE -> {
            val day = (state.today as? Loaded.There)?.value?.date.orEmpty()
            val sessions = (state.plan as? Loaded.There)?.value?.takeIf { it.suspended == null }?.sessions.orEmpty()
            LiveScreen(state.live, sessions.firstOrNull { it.date >= day }, act)
        }
        Screen.SETTINGS -> SettingsScreen(state, shell, version, act)
    }
}

/** The head of a screen. */
@Composable
internal fun Title(text: String, lead: String?, action: @Composable () -> Unit = {}) {
    Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
        Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
            Words(text, Type.TITLE, modifier = Modifier.semantics { heading() })
            lead?.let { Words(it, Type.SMALL, palette.muted) }
        }
        action()
    }
}

/** What was fetched, or that it is on its way, or why it is not there. */
@Composable
internal fun <T> Awaited(answer: Loaded<T>, act: (Action) -> Unit, lines: Int, shown: @Composable (T) -> Unit) {
    when (answer) {
        Loaded.Loading -> Skeleton(lines)
        is Loaded.There -> shown(answer.value)
        is Loaded.Failed -> Card(color = palette.badSoft, edge = palette.bad) {
            Words(answer.problem.sentence)
            Button(t("act.retry")) { act(Action.Refresh) }
        }
    }
}

private fun icon(screen: Screen) = when (screen) {
    Screen.TODAY -> Icon.HOME
    Screen.COACH -> Icon.COACH
    Screen.PLAN -> Icon.PLAN
    Screen.LOG -> Icon.LOG
    Screen.LIVE -> Icon.LIVE
    Screen.SETTINGS -> Icon.SETTINGS
}

@Composable
private fun Bar(state: AppState, act: (Action) -> Unit) {
    Column(Modifier.fillMaxWidth().background(palette.surface)) {
        Box(Modifier.fillMaxWidth().height(1.dp).background(palette.line))
        Row(Modifier.fillMaxWidth().padding(horizontal = 4.dp, vertical = 6.dp)) {
            for (screen in Screen.entries) {
                val here = screen == state.screen
                val running = screen == Screen.LIVE && state.live.running
                val ink = when {
                    here -> palette.accentInk
                    running -> palette.bad
                    else -> palette.muted
                }
                Column(
                    Modifier.weight(1f).clip(RoundedCornerShape(Radius.m)).semantics { selected = here }
                        .clickable(role = Role.Tab) { act(Action.Go(screen)) }.padding(vertical = 6.dp),
                    Arrangement.spacedBy(3.dp),
                    Alignment.CenterHorizontally,
                ) {
                    Box(
                        Modifier.clip(RoundedCornerShape(14.dp)).background(if (here) palette.accentSoft else palette.surface)
                            .padding(horizontal = 14.dp, vertical = 4.dp),
                    ) { Picture(icon(screen), ink, 20.dp) }
                    val key = if (screen == Screen.LIVE) "android.workout" else "nav.${screen.name.lowercase()}"
                    Words(t(key), Type.LABEL, ink, lines = 1)
                }
            }
        }
    }
}

/** A sentence that something was done, or why not. */
@Composable
private fun Notice(text: String, onSeen: () -> Unit) {
    Row(
        Modifier.fillMaxWidth().padding(Space.m).clip(RoundedCornerShape(Radius.m)).background(palette.ink)
            .clickable(role = Role.Button, onClickLabel = t("act.close"), onClick = onSeen).padding(Space.l)
            .semantics { liveRegion = LiveRegionMode.Polite },
        Arrangement.spacedBy(Space.m),
        Alignment.CenterVertically,
    ) {
        Words(text, Type.SMALL, palette.paper, Modifier.weight(1f))
        Picture(Icon.CLOSE, palette.paper, 16.dp)
    }
}

/** Where a number comes from. */
@Composable
private fun SourceSheet(source: Source, onClose: () -> Unit) {
    Box(
        Modifier.fillMaxSize().background(palette.ink.copy(alpha = 0.38f))
            .clickable(onClickLabel = t("act.close"), onClick = onClose),
        Alignment.BottomCenter,
    ) {
        Column(
            Modifier.widthIn(max = 640.dp).fillMaxWidth().clip(RoundedCornerShape(topStart = 24.dp, topEnd = 24.dp))
                .background(palette.raised).border(1.dp, palette.line, RoundedCornerShape(topStart = 24.dp, topEnd = 24.dp))
                .clickable(enabled = false) {}.padding(Space.xl),
            Arrangement.spacedBy(Space.m),
        ) {
            Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
                Words(t("source.title"), Type.HEADING, modifier = Modifier.semantics { heading() })
                Box(
                    Modifier.size(48.dp).clickable(role = Role.Button, onClickLabel = t("act.close"), onClick = onClose),
                    Alignment.Center,
                ) { Picture(Icon.CLOSE, palette.muted) }
            }
            Words(strings.figure(source.text), Type.HERO, palette.accentInk, lines = 1)
            val metric = if (strings.has("metric.${source.metric}")) t("metric.${source.metric}") else source.metric
            Fact(t("source.metric"), metric)
            Fact(t("source.exact"), listOf(plainExact(source.value), source.unit).filter { it.isNotBlank() }.joinToString(" "))
            Fact(t("source.from"), source.source.ifBlank { t("source.none") })
            val days = listOfNotNull(source.firstDay, source.lastDay).distinct()
            if (days.isNotEmpty()) Fact(t("source.days"), days.joinToString(" – "))
            Words(t("source.computed"), Type.SMALL, palette.muted)
        }
    }
}

private fun plainExact(value: Double): String =
    BigDecimal(value).setScale(3, RoundingMode.HALF_EVEN).stripTrailingZeros().toPlainString()

@Composable
private fun Fact(label: String, value: String) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m)) {
        Words(label, Type.SMALL, palette.muted, Modifier.weight(0.35f))
        Words(value, Type.TEXT, modifier = Modifier.weight(0.65f))
    }
}

package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import app.pocketcoach.model.Loaded
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Source
import app.pocketcoach.sdk.Answer
import app.pocketcoach.sdk.Figure
import app.pocketcoach.sdk.PlannedSession
import app.pocketcoach.sdk.Today
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.contentOrNull

/** The day: how it feels, readiness, the plan, the night, movement. */
@Composable
internal fun TodayScreen(state: AppState, act: (Action) -> Unit) {
    val name = state.profile?.name
    val today = (state.today as? Loaded.There)?.value
    Title(if (name != null) t("today.hello", "name" to name) else t("today.helloNobody"), today?.date?.let { strings.day(it) })
    val planned = (state.plan as? Loaded.There)?.value?.sessions?.isNotEmpty() == true
    Awaited(state.today, act, lines = 4) { day ->
        if (day.freshness.isEmpty()) {
            Nothing(t("today.emptyTitle"), t("android.todayEmpty")) {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                    Button(t("today.bring"), Tone.PRIMARY) { act(Action.Go(Screen.SETTINGS)) }
                    Button(t("today.logByHand")) { act(Action.Go(Screen.LOG)) }
                }
            }
            DayPlan(day.plan, planned, act)
        } else {
            Day(day, asked = state.feltOn == day.date, planned, state.busy, act)
        }
    }
}

@Composable
private fun Day(today: Today, asked: Boolean, planned: Boolean, busy: Boolean, act: (Action) -> Unit) {
    val show = { source: Source -> act(Action.Show(source)) }
    if (asked) Readiness(today.readiness, show) else Feeling(busy, act)
    DayPlan(today.plan, planned, act)
    Card(t("today.night")) {
        if (today.sleep.figures.isEmpty()) {
            Words(t("today.noNight"), color = palette.muted)
        } else {
            Stages(today.sleep.figures)
            Figures(
                today.sleep.figures,
                listOf("asleep_last_night", "deep_last_night", "rem_last_night", "awake_last_night"),
                show,
            )
        }
    }
    Card(t("today.moving")) {
        Figures(
            today.day.figures,
            listOf("steps_total", "distance_walk_run_total", "energy_active_total", "exercise_time_total", "resting_hr_latest"),
            show,
        )
        Gaps(today.day)
    }
    if (today.load.figures.isNotEmpty()) {
        Card(t("today.load")) { Figures(today.load.figures, listOf("ctl", "atl", "tsb", "load_last_7d"), show) }
    }
    if (today.intake.figures.isNotEmpty()) {
        Card(t("today.intake")) {
            Figures(today.intake.figures, listOf("energy_eaten", "protein_eaten", "carbs_eaten", "fat_eaten"), show)
        }
    }
}

private val FACES = listOf(Icon.FEEL_1, Icon.FEEL_2, Icon.FEEL_3, Icon.FEEL_4, Icon.FEEL_5)

/** How the day feels is asked before any score is shown, so that the score does not answer for the person. */
@Composable
private fun Feeling(busy: Boolean, act: (Action) -> Unit) {
    Card(t("today.feel")) {
        Words(t("today.feelWhy"), Type.SMALL, palette.muted)
        Faces(enabled = !busy) { act(Action.Felt(it)) }
        Button(t("today.feelSkip"), Tone.QUIET) { act(Action.Felt(null)) }
    }
}

/** Five faces, from very low to very good. */
@Composable
internal fun Faces(enabled: Boolean, onPick: (Int) -> Unit) {
    Row(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(6.dp)) {
        FACES.forEachIndexed { at, face ->
            val shape = RoundedCornerShape(Radius.m)
            Column(
                Modifier.weight(1f).clip(shape).background(palette.raised).border(1.dp, palette.line, shape)
                    .clickable(enabled = enabled, role = Role.Button) { onPick(at + 1) }.padding(vertical = Space.m),
                horizontalAlignment = Alignment.CenterHorizontally,
                verticalArrangement = Arrangement.spacedBy(6.dp),
            ) {
                Picture(face, palette.accent, 26.dp)
                Words(t("feel.${at + 1}"), Type.LABEL, palette.muted, align = TextAlign.Center)
            }
        }
    }
}

@Composable
private fun Readiness(readiness: Answer, show: (Source) -> Unit) {
    val score = readiness.figures.firstOrNull { it.name == "recovery_score" }
    Card(t("today.readiness")) {
        if (score == null) {
            Words(t("today.noScore"), color = palette.muted)
            Gaps(readiness)
            return@Card
        }
        val band = bandOf(readiness)
        val color = when (band) {
            "high" -> palette.good
            "low" -> palette.bad
            else -> palette.warn
        }
        Row(horizontalArrangement = Arrangement.spacedBy(Space.l), verticalAlignment = Alignment.CenterVertically) {
            Box(
                Modifier.clip(CircleShape)
                    .clickable(role = Role.Button, onClickLabel = t("source.title")) { show(Source.of(score)) },
            ) {
                Ring((score.value / 100).toFloat(), color, 124.dp) { Words(score.text, Type.HERO, color, lines = 1) }
            }
            Words(t("today.says.$band"), Type.TEXT, modifier = Modifier.weight(1f))
        }
        // The latest value of each driver; what is usual stands in its source.
        Figures(readiness.figures, readiness.figures.map { it.name }.filter { it.endsWith("_last") }.take(4), show)
    }
}

/** The band that the core puts the score into. */
private fun bandOf(readiness: Answer): String {
    val answer = runCatching { Json.parseToJsonElement(readiness.json) }.getOrNull() as? JsonObject
    return (answer?.get("band") as? JsonPrimitive)?.contentOrNull ?: "moderate"
}

/** What is missing, in the coach's own words. */
@Composable
private fun Gaps(answer: Answer) {
    for (gap in answer.gaps.take(2)) Words("${gap.what}: ${gap.reason}", Type.SMALL, palette.muted)
}

/** The night as one bar, by the share of its stages. */
@Composable
private fun Stages(figures: List<Figure>) {
    val stages: List<Pair<String, Color>> = listOf(
        "deep_last_night" to palette.stageDeep,
        "light_last_night" to palette.stageLight,
        "rem_last_night" to palette.stageRem,
        "awake_last_night" to palette.stageAwake,
    )
    val shares = stages.mapNotNull { (name, color) ->
        figures.firstOrNull { it.name == name && it.value > 0 }?.let { it to color }
    }
    if (shares.size < 2) return
    Row(Modifier.fillMaxWidth().height(14.dp).clip(RoundedCornerShape(7.dp)), Arrangement.spacedBy(2.dp)) {
        for ((figure, color) in shares) Box(Modifier.weight(figure.value.toFloat()).height(14.dp).background(color))
    }
    Row(horizontalArrangement = Arrangement.spacedBy(Space.m)) {
        for ((figure, color) in shares) {
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(5.dp)) {
                Box(Modifier.size(8.dp).clip(CircleShape).background(color))
                Words(t("metric.${figure.name.removeSuffix("_last_night")}"), Type.LABEL, palette.muted, lines = 1)
            }
        }
    }
}

@Composable
private fun DayPlan(sessions: List<PlannedSession>, planned: Boolean, act: (Action) -> Unit) {
    Card(t("today.plan")) {
        if (sessions.isEmpty()) Words(t(if (planned) "today.rest" else "today.noPlan"), color = palette.muted)
        for (session in sessions) {
            SessionHead(session)
            Button(t("today.start"), Tone.PRIMARY, modifier = Modifier.fillMaxWidth(), icon = Icon.LIVE) {
                act(Action.Begin(session))
            }
        }
    }
}

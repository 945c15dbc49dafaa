package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.Live
import app.pocketcoach.model.RED_FLAG
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Stopped
import app.pocketcoach.sdk.LiveSummary
import app.pocketcoach.sdk.LiveZone
import app.pocketcoach.sdk.PlannedSession

/** A workout that goes on: heart rate, zone, what to do, and a stop that nothing hides. */
@Composable
internal fun LiveScreen(live: Live, next: PlannedSession?, act: (Action) -> Unit) {
    Title(t("nav.live"), live.session?.title)
    val stopped = live.stopped
    val summary = live.summary
    when {
        summary != null -> Done(live, summary, act)
        stopped != null -> StopCard(live, stopped, act)
        live.running -> Running(live, act)
        else -> Ready(live, next, act)
    }
}

@Composable
private fun Ready(live: Live, next: PlannedSession?, act: (Action) -> Unit) {
    live.problem?.let {
        Card(color = palette.badSoft, edge = palette.bad) {
            val title = if (it.code == "refused") "problem.refused.title" else "problem.internal.title"
            Words(t(title), Type.HEADING, palette.bad)
            Words(it.sentence)
        }
    }
    if (next == null) {
        Nothing(t("live.emptyTitle"), t("live.emptyText")) {
            Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                Button(t("nav.plan"), Tone.PRIMARY) { act(Action.Go(Screen.PLAN)) }
                Button(t("live.begin")) { act(Action.Begin(null)) }
            }
        }
    } else {
        Card {
            SessionHead(next, dated = true)
            for (block in next.blocks) BlockRow(block)
            Button(t("live.begin"), Tone.PRIMARY, modifier = Modifier.fillMaxWidth(), icon = Icon.LIVE) { act(Action.Begin(next)) }
        }
        Words(t("live.watchText"), Type.SMALL, palette.muted)
    }
}

@Composable
private fun Running(live: Live, act: (Action) -> Unit) {
    Card {
        Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween, Alignment.CenterVertically) {
            Column {
                Words(t("live.time"), Type.LABEL, palette.muted)
                Words(clock(live.elapsedMs), Type.FIGURE)
            }
            live.stopAbove?.let { Words(t("live.limit", "value" to it.toInt()), Type.SMALL, palette.muted) }
        }
        val rate = live.heartRate
        if (rate == null) {
            Words(t("live.waiting"), Type.HEADING, palette.muted)
        } else {
            Row(verticalAlignment = Alignment.Bottom, horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                Words("${rate.toInt()}", Type.HERO, if (live.silent) palette.muted else palette.accentInk)
                Words("bpm", Type.HEADING, palette.muted, Modifier.padding(bottom = 10.dp))
            }
        }
        Zones(live.zone)
        live.cue?.let { Words(it, Type.STRONG, modifier = Modifier.semantics { liveRegion = LiveRegionMode.Polite }) }
    }
    live.session?.let { session ->
        val at = live.block.coerceIn(0, (session.blocks.size - 1).coerceAtLeast(0))
        Card(t("live.step", "at" to at + 1, "of" to session.blocks.size)) {
            session.blocks.getOrNull(at)?.let { BlockRow(it, current = true) }
            session.blocks.getOrNull(at + 1)?.let {
                Words("${t("live.next")}: ${it.name}", Type.SMALL, palette.muted)
                Button(t("live.next"), Tone.PLAIN) { act(Action.Block(at + 1)) }
            }
        }
    }
    Wrong(act)
    Button(t("live.finish"), Tone.PLAIN, modifier = Modifier.fillMaxWidth()) { act(Action.Finish) }
}

/** Something feels wrong: words that the safety rules hear, without any model. */
@Composable
private fun Wrong(act: (Action) -> Unit) {
    var words by remember { mutableStateOf("") }
    Card(t("live.wrong")) {
        Field(t("log.symptomWords"), words) { words = it }
        Button(t("live.tell"), Tone.PLAIN, words.isNotBlank()) {
            act(Action.Said(words))
            words = ""
        }
    }
}

/** The five zones, the one that the heart is in lit up. */
@Composable
private fun Zones(zone: LiveZone?) {
    val colors = listOf(palette.stageLight, palette.good, palette.accent, palette.warn, palette.bad)
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(4.dp)) {
        LiveZone.entries.forEachIndexed { at, each ->
            val lit = each == zone
            Column(Modifier.weight(1f), Arrangement.spacedBy(4.dp), Alignment.CenterHorizontally) {
                Box(
                    Modifier.fillMaxWidth().height(if (lit) 12.dp else 8.dp).clip(RoundedCornerShape(6.dp))
                        .background(colors[at].copy(alpha = if (lit) 1f else 0.28f)),
                )
                val ink = if (lit) palette.ink else palette.muted
                Words(t("android.zone.${each.name.lowercase()}"), Type.LABEL, ink, align = TextAlign.Center)
            }
        }
    }
}

/** Training stops now: nothing else is on the screen. */
@Composable
private fun StopCard(live: Live, stopped: Stopped, act: (Action) -> Unit) {
    var effort by remember { mutableStateOf<Int?>(null) }
    Card(color = palette.badSoft, edge = palette.bad) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
            Picture(Icon.ALERT, palette.bad, 36.dp)
            Words(
                t("live.stop"), Type.TITLE, palette.bad,
                Modifier.semantics { heading(); liveRegion = LiveRegionMode.Assertive },
            )
        }
        live.heartRate?.let { Words(strings.figure("${it.toInt()} bpm"), Type.HERO, palette.bad) }
        Words(stopped.reason, Type.STRONG)
        Words(stopped.advice)
        Words(t("safety.rule", "rule" to stopped.rule), Type.SMALL, palette.muted)
    }
    // After a warning sign there is no going on.
    if (stopped.rule != RED_FLAG) {
        Card(t("live.resume")) {
            Words(t("live.effortNow"), Type.SMALL, palette.muted)
            Scale(effort) { effort = it }
            stopped.refused?.let { Words(it, color = palette.bad) }
            Button(t("live.resume"), Tone.PRIMARY, stopped.mayResume, Modifier.fillMaxWidth()) { act(Action.GoOn(effort)) }
        }
    }
    Button(t("live.finish"), Tone.BAD, modifier = Modifier.fillMaxWidth()) { act(Action.Finish) }
}

@Composable
private fun Done(live: Live, summary: LiveSummary, act: (Action) -> Unit) {
    Card(t("live.done")) {
        Words(t("live.doneText", "time" to clock(live.elapsedMs)))
        Row(horizontalArrangement = Arrangement.spacedBy(Space.xl)) {
            summary.meanBpm?.let { Measured(t("activities.hrMean"), strings.figure("${it.toInt()} bpm")) }
            summary.maxBpm?.let { Measured(t("activities.hrMax"), strings.figure("${it.toInt()} bpm")) }
        }
        val whole = summary.zones.sumOf { it.seconds }.coerceAtLeast(1.0)
        for (time in summary.zones.filter { it.seconds > 0 }) {
            Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
                Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
                    Words(t("android.zone.${time.zone.name.lowercase()}"), Type.SMALL)
                    Words(clock((time.seconds * 1000).toLong()), Type.SMALL, palette.muted)
                }
                Box(Modifier.fillMaxWidth().height(8.dp).clip(RoundedCornerShape(4.dp)).background(palette.sunken)) {
                    Box(Modifier.fillMaxWidth((time.seconds / whole).toFloat()).height(8.dp).background(palette.accent))
                }
            }
        }
        for (intervention in summary.interventions) Words(intervention.detail, Type.SMALL, palette.muted)
        Button(t("live.back"), Tone.PRIMARY) { act(Action.Leave) }
    }
}

@Composable
private fun Measured(label: String, value: String) {
    Column {
        Words(label, Type.LABEL, palette.muted)
        Words(value, Type.FIGURE)
    }
}

/** Minutes and seconds, with hours once there are any. */
internal fun clock(ms: Long): String {
    val seconds = ms / 1000
    val (hours, minutes, rest) = Triple(seconds / 3600, seconds / 60 % 60, seconds % 60)
    return if (hours > 0) "%d:%02d:%02d".format(hours, minutes, rest) else "%02d:%02d".format(minutes, rest)
}

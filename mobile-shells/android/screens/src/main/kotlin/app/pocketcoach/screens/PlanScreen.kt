package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
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
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import app.pocketcoach.model.Loaded
import app.pocketcoach.model.Screen
import app.pocketcoach.sdk.Intervention
import app.pocketcoach.sdk.Plan
import app.pocketcoach.sdk.PlanRequest
import app.pocketcoach.sdk.PlannedBlock
import app.pocketcoach.sdk.PlannedSession
import java.time.LocalDate
import java.time.temporal.ChronoUnit

/** The plan: this week at a glance, then its sessions. */
@Composable
internal fun PlanScreen(state: AppState, act: (Action) -> Unit) {
    val day = (state.today as? Loaded.There)?.value?.date
    val plan = (state.plan as? Loaded.There)?.value
    Title(t("nav.plan"), plan?.title?.takeIf { it.isNotBlank() })
    Awaited(state.plan, act, lines = 5) { shown ->
        shown.suspended?.let { Suspended(it) }
        when {
            shown.suspended != null -> {}
            shown.sessions.isEmpty() && state.screening == null -> ScreeningCard(state.answers, state.busy, act)
            shown.sessions.isEmpty() -> NoPlan(state.busy, act)
            else -> Sessions(shown, day ?: shown.sessions.first().date, state, act)
        }
    }
}

@Composable
private fun Suspended(intervention: Intervention) {
    Card(color = palette.badSoft, edge = palette.bad) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalAlignment = Alignment.CenterVertically) {
            Picture(Icon.ALERT, palette.bad, 22.dp)
            Words(t("problem.refused.title"), Type.HEADING, palette.bad)
        }
        Words(intervention.detail)
    }
}

@Composable
private fun NoPlan(busy: Boolean, act: (Action) -> Unit) {
    Nothing(t("plan.emptyTitle"), t("plan.emptyText")) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
            Button(t("plan.make"), Tone.PRIMARY, !busy) { act(Action.MakePlan(PlanRequest())) }
            Button(t("plan.askCoach")) { act(Action.Go(Screen.COACH)) }
        }
    }
}

@Composable
private fun Sessions(plan: Plan, day: String, state: AppState, act: (Action) -> Unit) {
    val today = runCatching { LocalDate.parse(day) }.getOrNull()
    val start = plan.start?.let { runCatching { LocalDate.parse(it) }.getOrNull() }
    if (today != null && start != null && plan.weeks > 0) {
        val at = (ChronoUnit.DAYS.between(start, today) / DAYS + 1).coerceIn(1, plan.weeks.toLong())
        Words(t("plan.week", "at" to at, "of" to plan.weeks), Type.SMALL, palette.muted)
    }
    if (today != null) Week(today, plan.sessions)
    for (change in plan.interventions) {
        Card(color = palette.warnSoft, edge = palette.warn) { Words(change.detail, Type.SMALL) }
    }
    for (session in plan.sessions.filter { it.date >= day }.take(SHOWN)) {
        val open = state.unfolded == session.id
        Card {
            Box(
                Modifier.fillMaxWidth().clip(RoundedCornerShape(Radius.s))
                    .clickable(role = Role.Button) { act(Action.Unfold(if (open) null else session.id)) },
            ) { SessionHead(session, dated = true) }
            if (open) {
                for (block in session.blocks) BlockRow(block)
                Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                    Button(t("today.start"), Tone.PRIMARY, icon = Icon.LIVE) { act(Action.Begin(session)) }
                    Button(t("plan.change.skip"), Tone.QUIET, !state.busy) { act(Action.Skip(session.id)) }
                }
            }
        }
    }
    if (plan.reason.isNotBlank()) Card(t("plan.why")) { Words(plan.reason, color = palette.muted) }
}

/** Seven days from Monday; a dot under each that has a session. */
@Composable
private fun Week(today: LocalDate, sessions: List<PlannedSession>) {
    val monday = today.minusDays((today.dayOfWeek.value - 1).toLong())
    val planned = sessions.map { it.date }.toSet()
    Row(Modifier.fillMaxWidth(), Arrangement.SpaceBetween) {
        for (back in 0L until DAYS) {
            val day = monday.plusDays(back)
            val (name, number) = strings.shortDay("$day")
            val now = day == today
            Column(
                Modifier.weight(1f).clip(RoundedCornerShape(Radius.m))
                    .background(if (now) palette.accentSoft else palette.paper).padding(vertical = Space.s),
                horizontalAlignment = Alignment.CenterHorizontally,
                verticalArrangement = Arrangement.spacedBy(4.dp),
            ) {
                Words(name, Type.LABEL, if (now) palette.accentInk else palette.muted, lines = 1)
                Words(number, Type.HEADING, if (now) palette.accentInk else palette.ink)
                val dot = if ("$day" in planned) palette.accent else Color.Transparent
                Box(Modifier.size(6.dp).clip(CircleShape).background(dot))
            }
        }
    }
}

/** What a session is, in two lines. */
@Composable
internal fun SessionHead(session: PlannedSession, dated: Boolean = false) {
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.m), Alignment.CenterVertically) {
        if (dated) {
            val (name, number) = strings.shortDay(session.date)
            Column(
                Modifier.size(48.dp).clip(RoundedCornerShape(Radius.m)).background(palette.accentSoft),
                Arrangement.Center,
                Alignment.CenterHorizontally,
            ) {
                Words(name, Type.LABEL, palette.accentInk, lines = 1)
                Words(number, Type.HEADING, palette.accentInk, lines = 1)
            }
        }
        Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
            Words(session.title, Type.HEADING)
            val parts = listOfNotNull(
                t("android.minutes", "value" to session.minutes.toInt()),
                session.start?.let { t("plan.begins", "time" to it) },
                t("plan.deload").takeIf { session.deload },
            )
            Words(parts.joinToString(" · "), Type.SMALL, palette.muted)
        }
    }
}

/** One part of a session: what, how much, how hard. */
@Composable
internal fun BlockRow(block: PlannedBlock, current: Boolean = false) {
    val shape = RoundedCornerShape(Radius.m)
    Column(
        Modifier.fillMaxWidth().clip(shape).background(if (current) palette.accentSoft else palette.sunken.copy(alpha = 0.5f))
            .then(if (current) Modifier.border(1.dp, palette.accent, shape) else Modifier).padding(Space.m),
        Arrangement.spacedBy(2.dp),
    ) {
        Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s)) {
            Words(block.name, Type.STRONG, modifier = Modifier.weight(1f))
            Words(t("plan.part.${block.part}"), Type.LABEL, palette.muted)
        }
        Words(amount(block), Type.SMALL, palette.muted)
        block.note?.let { Words(it, Type.SMALL, palette.muted) }
    }
}

@Composable
private fun amount(block: PlannedBlock): String {
    val work = block.sets.filter { !it.warmup }
    val first = work.firstOrNull()
    val reps = first?.reps
    val low = block.heartRateLowBpm
    val high = block.heartRateHighBpm
    return listOfNotNull(
        if (reps != null) t("plan.sets", "sets" to work.size, "reps" to reps) else null,
        first?.weightKg?.let { "${plain(it)} kg" },
        t("android.minutes", "value" to block.minutes.toInt()),
        block.distanceM?.let { "${plain(it / 1000)} km" },
        if (low != null && high != null) "${t("plan.heart", "low" to low, "high" to high)} bpm" else null,
        block.effortLow?.let { from ->
            t("plan.effort", "low" to plain(from), "high" to plain(block.effortHigh ?: from))
        },
    ).joinToString(" · ")
}

/** A number without needless digits. */
internal fun plain(value: Double): String =
    if (value == Math.rint(value)) "${value.toLong()}" else "${Math.round(value * 10) / 10.0}"

private const val DAYS = 7L
private const val SHOWN = 6

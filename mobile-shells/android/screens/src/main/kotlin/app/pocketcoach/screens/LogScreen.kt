package app.pocketcoach.screens

import androidx.compose.foundation.horizontalScroll
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.rememberScrollState
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.pocketcoach.model.Action
import app.pocketcoach.model.Log
import app.pocketcoach.model.LogKind

private val SPORTS = listOf("running", "walking", "cycling", "swimming", "traditional_strength_training", "yoga", "other")

/** What the person writes down by hand. */
@Composable
internal fun LogScreen(log: Log, busy: Boolean, act: (Action) -> Unit) {
    Title(t("nav.log"), null)
    Words(t("log.lead"), color = palette.muted)
    Row(Modifier.fillMaxWidth().horizontalScroll(rememberScrollState()), Arrangement.spacedBy(Space.s)) {
        for (kind in LogKind.entries) {
            Choice(t("log.tab.${kind.name.lowercase()}"), kind == log.kind) { act(Action.Fill(log.copy(kind = kind))) }
        }
    }
    Card {
        when (log.kind) {
            LogKind.WORKOUT -> Workout(log, act)
            LogKind.MEAL -> Field(t("log.mealWords"), log.words, t("log.mealHint"), tall = true) {
                act(Action.Fill(log.copy(words = it)))
            }
            LogKind.WEIGHT -> Field(t("log.weightKg"), log.kilograms) { act(Action.Fill(log.copy(kilograms = it))) }
            LogKind.PAIN -> {
                Field(t("log.place"), log.place) { act(Action.Fill(log.copy(place = it))) }
                Words(t("log.strength", "value" to log.strength), Type.LABEL, palette.muted)
                Scale(log.strength) { act(Action.Fill(log.copy(strength = it))) }
                Words(t("log.painNote"), Type.SMALL, palette.muted)
            }
            LogKind.SYMPTOM -> {
                Field(t("log.symptomWords"), log.words, tall = true) { act(Action.Fill(log.copy(words = it))) }
                Words(t("log.symptomNote"), Type.SMALL, palette.muted)
            }
            LogKind.MOOD -> {
                Words(t("today.feel"), Type.HEADING)
                Faces(!busy) { act(Action.Mood(it)) }
            }
        }
        if (log.kind != LogKind.MOOD) {
            Button(t("log.save"), Tone.PRIMARY, log.complete && !busy, Modifier.fillMaxWidth()) { act(Action.Save) }
        }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun Workout(log: Log, act: (Action) -> Unit) {
    Words(t("log.kind"), Type.LABEL, palette.muted)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        for (sport in SPORTS) {
            Choice(t("kind.$sport"), sport == log.sport) { act(Action.Fill(log.copy(sport = sport))) }
        }
    }
    Row(horizontalArrangement = Arrangement.spacedBy(Space.m)) {
        Box(Modifier.weight(1f)) {
            Field(t("log.minutes"), log.minutes) { act(Action.Fill(log.copy(minutes = it))) }
        }
        Box(Modifier.weight(1f)) {
            Field(t("log.kilometres"), log.kilometres) { act(Action.Fill(log.copy(kilometres = it))) }
        }
    }
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Words(t("log.rpe"), Type.LABEL, palette.muted)
        Scale(log.effort) { act(Action.Fill(log.copy(effort = it))) }
        Words(t("log.rpeHint"), Type.SMALL, palette.muted)
    }
    Field(t("log.note"), log.words) { act(Action.Fill(log.copy(words = it))) }
}

/** 0 to 10, by one press. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Scale(chosen: Int?, onPick: (Int) -> Unit) {
    FlowRow(
        horizontalArrangement = Arrangement.spacedBy(Space.xs),
        verticalArrangement = Arrangement.spacedBy(Space.s),
        maxItemsInEachRow = 6,
    ) {
        for (number in 0..10) Choice("$number", number == chosen) { onPick(number) }
    }
}

package app.pocketcoach.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.pocketcoach.model.AboutYou
import app.pocketcoach.model.Action
import app.pocketcoach.sdk.Level
import app.pocketcoach.sdk.Sex

/** The first start: what the app is, and who the person is. */
@Composable
internal fun WelcomeScreen(you: AboutYou, busy: Boolean, act: (Action) -> Unit) {
    Title(t("welcome.promise.title"), t("welcome.promise.line"))
    Card {
        for (promise in listOf("source", "stays", "asks", "doctor")) {
            Column(verticalArrangement = Arrangement.spacedBy(Space.xs)) {
                Words(t("welcome.promise.$promise"), Type.STRONG)
                Words(t("welcome.promise.${promise}Text"), Type.SMALL, palette.muted)
            }
        }
    }
    Card(t("welcome.you.title")) {
        Words(t("welcome.you.line"), color = palette.muted)
        AboutYouForm(you, act)
        Button(t("welcome.next"), Tone.PRIMARY, you.complete && !busy, Modifier.fillMaxWidth()) { act(Action.KeepYou) }
        Button(t("welcome.skip"), Tone.QUIET, !busy, Modifier.fillMaxWidth()) { act(Action.SkipYou) }
    }
    Words(t("welcome.disclaimer"), Type.SMALL, palette.muted)
}

/** The person in the settings, to be changed there. */
@Composable
internal fun AboutYouCard(you: AboutYou, busy: Boolean, act: (Action) -> Unit) {
    Card(t("settings.you")) {
        Words(t("settings.youNote"), Type.SMALL, palette.muted)
        AboutYouForm(you, act)
        Button(t("log.save"), Tone.PRIMARY, you.complete && !busy, Modifier.fillMaxWidth()) { act(Action.KeepYou) }
    }
}

@OptIn(ExperimentalLayoutApi::class)
@Composable
private fun AboutYouForm(you: AboutYou, act: (Action) -> Unit) {
    fun tell(changed: AboutYou) = act(Action.Tell(changed))
    Field(t("you.name"), you.name) { tell(you.copy(name = it)) }
    Field(t("you.born"), you.born, "1990-04-02") { tell(you.copy(born = it)) }
    Words(t("you.sex"), Type.LABEL, palette.muted)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        for (sex in listOf(null) + Sex.entries) {
            Choice(t(if (sex == null) "you.unsaid" else "you.${sex.name.lowercase()}"), sex == you.sex) { tell(you.copy(sex = sex)) }
        }
    }
    Row(horizontalArrangement = Arrangement.spacedBy(Space.m)) {
        Box(Modifier.weight(1f)) { Field(t("you.heightCm"), you.heightCm) { tell(you.copy(heightCm = it)) } }
        Box(Modifier.weight(1f)) { Field(t("log.weightKg"), you.weightKg) { tell(you.copy(weightKg = it)) } }
    }
    Words(t("you.level"), Type.LABEL, palette.muted)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalArrangement = Arrangement.spacedBy(Space.s)) {
        for (level in Level.entries) {
            Choice(t("you.${level.name.lowercase()}"), level == you.level) { tell(you.copy(level = level)) }
        }
    }
    Field(t("you.goal"), you.goal, t("you.goalHint"), tall = true) { tell(you.copy(goal = it)) }
}

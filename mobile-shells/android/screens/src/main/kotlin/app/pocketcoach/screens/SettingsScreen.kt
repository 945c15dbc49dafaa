package app.pocketcoach.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import app.pocketcoach.model.HealthState
import app.pocketcoach.model.Look

/** What only the shell can do: ask the platform, open files, erase. */
interface Shell {
    /** Asks for the permissions of Health Connect that are missing. */
    fun askForHealth()

    /** Reads Health Connect now. */
    fun readHealth()

    /** Opens the store where Health Connect can be installed or updated. */
    fun updateHealth()

    /** Writes everything to a file that the person picks. */
    fun export()

    /** Deletes the database and its key, for good. */
    fun erase()
}

private val OWN_NAMES = mapOf(
    "en" to "English", "de" to "Deutsch", "es" to "Español", "fr" to "Français", "zh" to "中文", "ar" to "العربية",
)

/** Language and look, Health Connect, and the person's data. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun SettingsScreen(state: AppState, shell: Shell, version: String, act: (Action) -> Unit) {
    Title(t("nav.settings"), null)
    AboutYouCard(state.you, state.busy, act)
    HealthCard(state.health, state.busy, shell, act)
    Card(t("settings.look")) {
        Words(t("settings.language"), Type.LABEL, palette.muted)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalArrangement = Arrangement.spacedBy(Space.s)) {
            for (language in Strings.LANGUAGES) {
                Choice(OWN_NAMES.getValue(language), strings.language == language) {
                    act(Action.Set(state.look.copy(language = language)))
                }
            }
        }
        Words(t("settings.theme"), Type.LABEL, palette.muted)
        Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
            for ((key, dark) in listOf("system" to null, "light" to false, "dark" to true)) {
                Choice(t("settings.themes.$key"), state.look.dark == dark) { act(Action.Set(Look(state.look.language, dark))) }
            }
        }
    }
    Card(t("privacy.where")) {
        Words(t("android.stays"), color = palette.muted)
        Button(t("privacy.export")) { shell.export() }
        Erase(shell)
    }
    Words(t("settings.version", "version" to version), Type.SMALL, palette.muted)
    Words(t("welcome.disclaimer"), Type.SMALL, palette.muted)
}

@Composable
private fun HealthCard(health: HealthState, busy: Boolean, shell: Shell, act: (Action) -> Unit) {
    Card("Health Connect") {
        when (health) {
            HealthState.Unknown -> Words(t("state.loading"), color = palette.muted)
            HealthState.Unavailable -> Words(t("android.healthUnavailable"), color = palette.muted)
            HealthState.UpdateRequired -> {
                Words(t("android.healthUpdate"), color = palette.muted)
                Button(t("android.update"), Tone.PRIMARY) { shell.updateHealth() }
            }
            is HealthState.Ready -> {
                Row(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalAlignment = Alignment.CenterVertically) {
                    val all = health.granted == health.supported
                    Picture(if (all) Icon.CHECK else Icon.ALERT, if (all) palette.good else palette.warn, 18.dp)
                    Words(t("android.healthTypes", "granted" to health.granted, "of" to health.supported), Type.STRONG)
                }
                Words(t("android.healthWhy"), Type.SMALL, palette.muted)
                if (!health.history) Words(t("android.healthHistory"), Type.SMALL, palette.muted)
                if (!health.background) Words(t("android.healthBackground"), Type.SMALL, palette.muted)
                Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                    if (health.granted > 0) {
                        val read = t(if (health.reading) "work.running" else "android.readNow")
                        Button(read, Tone.PRIMARY, !health.reading) { shell.readHealth() }
                    }
                    if (health.granted < health.supported || !health.history || !health.background) {
                        Button(t("android.allow"), if (health.granted == 0) Tone.PRIMARY else Tone.PLAIN) { shell.askForHealth() }
                    }
                }
            }
        }
        Button(t("data.sample"), Tone.QUIET, !busy) { act(Action.Sample) }
    }
}

/** Erasing takes a second press, after it was said what goes. */
@Composable
private fun Erase(shell: Shell) {
    var sure by remember { mutableStateOf(false) }
    if (!sure) {
        Button(t("privacy.delete"), Tone.QUIET) { sure = true }
        return
    }
    Words(t("privacy.deleteText"), color = palette.bad)
    Row(Modifier.fillMaxWidth(), Arrangement.spacedBy(Space.s)) {
        Button(t("privacy.delete"), Tone.BAD) { shell.erase() }
        Button(t("act.cancel")) { sure = false }
    }
}

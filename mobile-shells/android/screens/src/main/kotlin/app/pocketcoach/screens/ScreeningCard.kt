package app.pocketcoach.screens

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import app.pocketcoach.model.Action
import app.pocketcoach.sdk.Disease
import app.pocketcoach.sdk.Intensity
import app.pocketcoach.sdk.ScreeningAnswers

private val SIGNS = listOf(
    "chest_pain", "breathless_at_rest", "dizziness_or_fainting", "breathless_lying", "ankle_swelling", "palpitations",
    "leg_pain_walking", "heart_murmur", "unusual_fatigue",
)

/** The questions before the first plan. What the answers come to is decided in the core. */
@Composable
internal fun ScreeningCard(answers: ScreeningAnswers, busy: Boolean, act: (Action) -> Unit) {
    Card(t("welcome.screening.title")) {
        Words(t("welcome.screening.lead"), color = palette.muted)
        Question(t("welcome.screening.active")) {
            YesNo(answers.active) { act(Action.Answer(answers.copy(active = it))) }
        }
        Question(t("welcome.screening.intensity")) {
            Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                for (intensity in Intensity.entries) {
                    Choice(t("intensity.${intensity.name.lowercase()}"), intensity == answers.intensity) {
                        act(Action.Answer(answers.copy(intensity = intensity)))
                    }
                }
            }
        }
        Question(t("welcome.screening.diseases")) {
            for (disease in Disease.entries) {
                Tick(t("disease.${disease.name.lowercase()}"), disease in answers.diseases) { yes ->
                    val told = if (yes) answers.diseases + disease else answers.diseases - disease
                    act(Action.Answer(answers.copy(diseases = told)))
                }
            }
        }
        Question(t("welcome.screening.signs")) {
            for (sign in SIGNS) {
                Tick(t("sign.$sign"), sign in answers.signs) { yes ->
                    act(Action.Answer(answers.copy(signs = if (yes) answers.signs + sign else answers.signs - sign)))
                }
            }
        }
        Tick(t("welcome.screening.cleared"), answers.cleared) { act(Action.Answer(answers.copy(cleared = it))) }
        Button(t("welcome.next"), Tone.PRIMARY, !busy, Modifier.fillMaxWidth()) { act(Action.Screened) }
    }
}

@Composable
private fun Question(text: String, answer: @Composable () -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
        Words(text, Type.STRONG)
        answer()
    }
}

@Composable
private fun YesNo(yes: Boolean, onAnswer: (Boolean) -> Unit) {
    Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
        Choice(t("welcome.yes"), yes) { onAnswer(true) }
        Choice(t("welcome.no"), !yes) { onAnswer(false) }
    }
}

@Composable
private fun Tick(text: String, ticked: Boolean, onTick: (Boolean) -> Unit) =
    Choice(text, ticked, Modifier.fillMaxWidth()) { onTick(!ticked) }

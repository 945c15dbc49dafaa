package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier

/** Why health data is read and where it stays; shown from Health Connect's list of permissions. */
@Composable
fun Rationale(onClose: () -> Unit) {
    Column(
        Modifier.fillMaxSize().background(palette.paper).verticalScroll(rememberScrollState()).padding(Space.xl),
        Arrangement.spacedBy(Space.l),
    ) {
        Title("PocketCoach · Health Connect", null)
        Words(t("android.reads"))
        Words(t("android.healthWhy"), color = palette.muted)
        Words(t("android.stays"), color = palette.muted)
        Words(t("welcome.disclaimer"), Type.SMALL, palette.muted)
        Button(t("act.close"), Tone.PRIMARY, onClick = onClose)
    }
}

/** The database does not open: why, and what to do. */
@Composable
fun Closed(sentence: String) {
    Column(Modifier.fillMaxSize().background(palette.paper).padding(Space.xl), Arrangement.spacedBy(Space.l)) {
        Title("PocketCoach", null)
        Card(color = palette.badSoft, edge = palette.bad) {
            Words(t("problem.storage.title"), Type.HEADING, palette.bad)
            Words(sentence)
        }
    }
}

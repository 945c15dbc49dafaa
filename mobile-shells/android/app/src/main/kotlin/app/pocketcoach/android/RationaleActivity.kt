package app.pocketcoach.android

import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import app.pocketcoach.screens.Design
import app.pocketcoach.screens.Rationale
import app.pocketcoach.screens.Strings
import java.util.Locale

/** Why health data is read, for whoever asks in Health Connect. */
class RationaleActivity : ComponentActivity() {
    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        setContent { Design(Strings.load(Locale.getDefault().toLanguageTag())) { Rationale { finish() } } }
    }
}

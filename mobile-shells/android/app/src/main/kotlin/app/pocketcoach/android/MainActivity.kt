package app.pocketcoach.android

import android.Manifest
import android.content.Intent
import android.net.Uri
import android.os.Build
import android.os.Bundle
import android.os.Process
import androidx.activity.ComponentActivity
import androidx.activity.compose.setContent
import androidx.activity.enableEdgeToEdge
import androidx.activity.result.contract.ActivityResultContracts
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.safeDrawingPadding
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.health.connect.client.PermissionController
import androidx.lifecycle.compose.collectAsStateWithLifecycle
import androidx.lifecycle.lifecycleScope
import app.pocketcoach.health.Access
import app.pocketcoach.health.access
import app.pocketcoach.model.Action
import app.pocketcoach.model.Look
import app.pocketcoach.screens.App
import app.pocketcoach.screens.Design
import app.pocketcoach.screens.Shell
import app.pocketcoach.screens.Strings
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.erase
import app.pocketcoach.sdk.version
import java.io.File
import java.util.Locale
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** The one activity: draws the state, and does what only the system can do. */
class MainActivity : ComponentActivity(), Shell {
    private val app get() = application as CoachApp
    private val phone by lazy { Phone(this) }
    private val preferences by lazy { getSharedPreferences("look", MODE_PRIVATE) }

    private val ask = registerForActivityResult(PermissionController.createRequestPermissionResultContract()) { readHealth() }
    private val notify = registerForActivityResult(ActivityResultContracts.RequestPermission()) { LiveService.start(this) }
    private val save = registerForActivityResult(ActivityResultContracts.CreateDocument("application/jsonl")) { it?.let(::writeTo) }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        lifecycleScope.launch {
            val model = app.opened.await().model
            model.on(Action.Set(look()))
            setContent {
                val state by model.state.collectAsStateWithLifecycle()
                val language = state.look.language ?: Locale.getDefault().toLanguageTag()
                val strings = remember(language) { Strings.load(language) }
                Design(strings, state.look.dark ?: isSystemInDarkTheme()) {
                    Box(Modifier.fillMaxSize().safeDrawingPadding()) {
                        App(state, this@MainActivity, version()) { act(it) }
                    }
                }
            }
        }
    }

    override fun onResume() {
        super.onResume()
        // Opening the app is the surest moment to read: the permission for the background may be missing.
        readHealth()
    }

    private fun act(action: Action) {
        lifecycleScope.launch { app.opened.await().model.on(action) }
        when (action) {
            is Action.Set -> keep(action.look)
            is Action.Begin ->
                if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
                    notify.launch(Manifest.permission.POST_NOTIFICATIONS)
                } else {
                    LiveService.start(this)
                }
            else -> {}
        }
    }

    private fun look() = Look(
        preferences.getString("language", null),
        if (preferences.contains("dark")) preferences.getBoolean("dark", false) else null,
    )

    private fun keep(look: Look) = preferences.edit().clear().apply {
        look.language?.let { putString("language", it) }
        look.dark?.let { putBoolean("dark", it) }
    }.apply()

    override fun askForHealth() {
        lifecycleScope.launch { (phone.access() as? Access.Ready)?.let { ask.launch(it.wanted) } }
    }

    override fun readHealth() {
        lifecycleScope.launch {
            val opened = app.opened.await()
            opened.model.health(phone.access().shown(reading = true))
            try {
                opened.reader.read(background = false)
            } catch (_: CoachException) {
                // The day, which is asked for anew, says what is wrong with the database.
            }
            opened.model.health(phone.access().shown())
            opened.model.on(Action.Refresh)
        }
    }

    override fun updateHealth() {
        val page = Uri.parse("market://details?id=com.google.android.apps.healthdata&url=healthconnect%3A%2F%2Fonboarding")
        startActivity(Intent(Intent.ACTION_VIEW, page).setPackage("com.android.vending"))
    }

    override fun export() = save.launch("pocketcoach.jsonl")

    private fun writeTo(target: Uri) {
        lifecycleScope.launch(Dispatchers.IO) {
            val file = File(cacheDir, "export.jsonl")
            try {
                file.delete()
                app.opened.await().coach.exportTo(file.path)
                contentResolver.openOutputStream(target, "wt")?.use { out -> file.inputStream().use { it.copyTo(out) } }
            } finally {
                file.delete()
            }
        }
    }

    override fun erase() {
        lifecycleScope.launch {
            val key = DatabaseKey(this@MainActivity)
            val config = CoachConfig(app.folder.path, KeyChoice.Given(key.hex()))
            app.opened.await().coach.shutdown()
            withContext(Dispatchers.IO) {
                erase(config)
                key.erase()
            }
            finishAndRemoveTask()
            // The process ends, so that nothing of it is in memory either.
            Process.killProcess(Process.myPid())
        }
    }
}

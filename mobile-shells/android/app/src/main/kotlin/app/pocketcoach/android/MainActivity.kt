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
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.health.connect.client.PermissionController
import androidx.lifecycle.lifecycleScope
import app.pocketcoach.health.Access
import app.pocketcoach.health.access
import app.pocketcoach.model.Action
import app.pocketcoach.model.Look
import app.pocketcoach.screens.App
import app.pocketcoach.screens.Closed
import app.pocketcoach.screens.Design
import app.pocketcoach.screens.Shell
import app.pocketcoach.screens.Strings
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.erase
import app.pocketcoach.sdk.version
import java.io.File
import java.io.FileNotFoundException
import java.io.IOException
import java.security.GeneralSecurityException
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
    private val beginLive = registerForActivityResult(ActivityResultContracts.RequestMultiplePermissions()) { LiveService.start(this) }
    private val save = registerForActivityResult(ActivityResultContracts.CreateDocument("application/jsonl")) { it?.let(::writeTo) }

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        enableEdgeToEdge()
        withOpened(::showProblem) { opened ->
            val model = opened.model
            model.on(Action.Set(look()))
            setContent {
                val state by model.state.collectAsState()
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

    /** Does something with the coach once it is open, or with the sentence that says why it does not open. */
    private fun withOpened(failed: (String) -> Unit = {}, work: suspend (Opened) -> Unit) {
        lifecycleScope.launch {
            val opened = try {
                app.opened.await()
            } catch (error: CoachException) {
                return@launch failed(error.userMessage())
            } catch (error: GeneralSecurityException) {
                return@launch failed(error.localizedMessage.orEmpty())
            }
            work(opened)
        }
    }

    private fun showProblem(sentence: String) = setContent {
        Design(Strings.load(Locale.getDefault().toLanguageTag())) { Closed(sentence) }
    }

    private fun act(action: Action) {
        withOpened { it.model.on(action) }
        when (action) {
            is Action.Set -> keep(action.look)
            // Refused or not, the workout begins: time and words are watched without a sensor too.
            is Action.Begin -> beginLive.launch(LIVE_PERMISSIONS)
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
        withOpened { opened ->
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

    private fun writeTo(target: Uri) = withOpened { opened ->
        val file = File(cacheDir, "export.jsonl")
        try {
            withContext(Dispatchers.IO) {
                file.delete()
                opened.coach.exportTo(file.path)
                val out = contentResolver.openOutputStream(target, "wt") ?: throw FileNotFoundException()
                out.use { file.inputStream().use { from -> from.copyTo(out) } }
            }
        } catch (error: CoachException) {
            opened.model.tell(error.userMessage())
        } catch (error: IOException) {
            opened.model.tell(error.localizedMessage.orEmpty())
        } finally {
            // Health data lies nowhere in plain text but where the person wanted it.
            file.delete()
        }
    }

    override fun erase() {
        withOpened { opened ->
            val key = DatabaseKey(this@MainActivity)
            val config = CoachConfig(app.folder.path, KeyChoice.Given(key.hex()))
            opened.coach.shutdown()
            withContext(Dispatchers.IO) {
                erase(config)
                key.erase()
            }
            finishAndRemoveTask()
            // The process ends, so that nothing of it is in memory either.
            Process.killProcess(Process.myPid())
        }
    }

    private companion object {
        val LIVE_PERMISSIONS = buildList {
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) add(Manifest.permission.POST_NOTIFICATIONS)
            // From Android 16 on the sensor is behind the permission for heart rate alone.
            if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.BAKLAVA) {
                add("android.permission.health.READ_HEART_RATE")
            } else {
                add(Manifest.permission.BODY_SENSORS)
            }
        }.toTypedArray()
    }
}

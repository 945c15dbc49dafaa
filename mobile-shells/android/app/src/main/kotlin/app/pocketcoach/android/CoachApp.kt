package app.pocketcoach.android

import android.app.Application
import app.pocketcoach.health.CoachIngest
import app.pocketcoach.health.Mapping
import app.pocketcoach.health.Reader
import app.pocketcoach.model.AppModel
import app.pocketcoach.model.CoachDesk
import app.pocketcoach.sdk.Coach
import app.pocketcoach.sdk.CoachConfig
import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.KeyChoice
import app.pocketcoach.sdk.Profile
import java.io.File
import java.util.TimeZone
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.async

/** What is opened once for the whole process: the coach, the model of the screens, the health reader. */
class Opened(val coach: Coach, val model: AppModel, val reader: Reader)

/** The process. Screens, the worker and the live service share one coach. */
class CoachApp : Application() {
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    val folder: File get() = File(noBackupFilesDir, "home")

    /** The coach, opened when it is first asked for. */
    val opened by lazy { scope.async { open() } }

    override fun onCreate() {
        super.onCreate()
        ReadWorker.schedule(this)
    }

    private suspend fun open(): Opened {
        val config = CoachConfig(folder.path, KeyChoice.Given(DatabaseKey(this).hex()))
        val coach = try {
            Coach.open(config)
        } catch (_: CoachException.SetUp) {
            Coach.create(config, Profile(timeZone = TimeZone.getDefault().id))
        }
        val reader = Reader(Phone(this), CoachIngest(coach), Mapping(::appName))
        return Opened(coach, AppModel(CoachDesk(coach), scope), reader)
    }

    /** The name of an app as the person knows it; the package's name when it is gone. */
    private fun appName(packageName: String): String = runCatching {
        packageManager.getApplicationLabel(packageManager.getApplicationInfo(packageName, 0)).toString()
    }.getOrDefault(packageName)
}

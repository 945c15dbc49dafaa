package app.pocketcoach.android

import android.content.Context
import androidx.work.Constraints
import androidx.work.CoroutineWorker
import androidx.work.ExistingPeriodicWorkPolicy
import androidx.work.PeriodicWorkRequestBuilder
import androidx.work.WorkManager
import androidx.work.WorkerParameters
import app.pocketcoach.health.Outcome
import app.pocketcoach.sdk.CoachException
import java.util.concurrent.TimeUnit

/** Reads Health Connect every few hours, also while the app is closed, if the person has allowed it. */
class ReadWorker(context: Context, parameters: WorkerParameters) : CoroutineWorker(context, parameters) {
    override suspend fun doWork(): Result {
        val outcome = try {
            (applicationContext as CoachApp).opened.await().reader.read(background = true)
        } catch (error: CoachException) {
            return if (error.isRetryable()) Result.retry() else Result.failure()
        }
        return if (outcome is Outcome.Later) Result.retry() else Result.success()
    }

    companion object {
        private const val NAME = "read-health-connect"
        private const val HOURS = 4L

        /** Asks the system to run it from now on; asking again changes nothing. */
        fun schedule(context: Context) {
            val request = PeriodicWorkRequestBuilder<ReadWorker>(HOURS, TimeUnit.HOURS)
                .setConstraints(Constraints.Builder().setRequiresBatteryNotLow(true).build())
                .build()
            WorkManager.getInstance(context).enqueueUniquePeriodicWork(NAME, ExistingPeriodicWorkPolicy.KEEP, request)
        }
    }
}

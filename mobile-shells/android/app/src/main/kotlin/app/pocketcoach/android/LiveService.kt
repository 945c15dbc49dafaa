package app.pocketcoach.android

import android.app.Notification
import android.app.NotificationChannel
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.Service
import android.content.Context
import android.content.Intent
import android.content.pm.ServiceInfo
import android.hardware.Sensor
import android.hardware.SensorEvent
import android.hardware.SensorEventListener
import android.hardware.SensorManager
import android.os.Build
import android.os.IBinder
import androidx.core.app.NotificationCompat
import androidx.core.app.ServiceCompat
import app.pocketcoach.model.AppModel
import app.pocketcoach.model.Live
import app.pocketcoach.screens.Strings
import java.util.Locale
import kotlinx.coroutines.Job
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/** Keeps a workout going with the screen off: time, heart rate, and a notification that also shows a stop. */
class LiveService : Service(), SensorEventListener {
    private var job: Job? = null
    private var model: AppModel? = null
    private val strings by lazy { Strings.load(Locale.getDefault().toLanguageTag()) }

    override fun onBind(intent: Intent?): IBinder? = null

    override fun onStartCommand(intent: Intent?, flags: Int, startId: Int): Int {
        val type = if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
            ServiceInfo.FOREGROUND_SERVICE_TYPE_HEALTH
        } else {
            0
        }
        ServiceCompat.startForeground(this, NOTIFICATION, notification(Live()), type)
        if (job == null) job = (application as CoachApp).run { scope.launch { watch(opened.await().model) } }
        return START_NOT_STICKY
    }

    private suspend fun watch(model: AppModel) = coroutineScope {
        this@LiveService.model = model
        // The safety rules may refuse to begin at all; then there is nothing to watch.
        model.state.first { it.live.running || it.live.problem != null }
        sensors().getDefaultSensor(Sensor.TYPE_HEART_RATE)?.let {
            sensors().registerListener(this@LiveService, it, SensorManager.SENSOR_DELAY_NORMAL)
        }
        val shown = launch {
            model.state.map { it.live }
                .distinctUntilChanged { old, new -> old.heartRate == new.heartRate && old.stopped == new.stopped }
                .collect { notifications().notify(NOTIFICATION, notification(it)) }
        }
        while (model.state.value.live.running) {
            model.tick()
            delay(SECOND_MS)
        }
        shown.cancel()
        stopForeground(STOP_FOREGROUND_REMOVE)
        stopSelf()
    }

    override fun onSensorChanged(event: SensorEvent) {
        val seen = event.accuracy != SensorManager.SENSOR_STATUS_NO_CONTACT && event.accuracy != SensorManager.SENSOR_STATUS_UNRELIABLE
        model?.heartRate(event.values.firstOrNull()?.toDouble()?.takeIf { seen && it > 0 })
    }

    override fun onAccuracyChanged(sensor: Sensor?, accuracy: Int) = Unit

    override fun onDestroy() {
        sensors().unregisterListener(this)
        job?.cancel()
        super.onDestroy()
    }

    private fun sensors() = getSystemService(Context.SENSOR_SERVICE) as SensorManager

    private fun notifications() = getSystemService(Context.NOTIFICATION_SERVICE) as NotificationManager

    private fun notification(live: Live): Notification {
        val stopped = live.stopped
        val channel = if (stopped == null) CHANNEL else STOP_CHANNEL
        val importance = if (stopped == null) NotificationManager.IMPORTANCE_LOW else NotificationManager.IMPORTANCE_HIGH
        notifications().createNotificationChannel(NotificationChannel(channel, strings.of("nav.live"), importance))
        val open = PendingIntent.getActivity(this, 0, Intent(this, MainActivity::class.java), PendingIntent.FLAG_IMMUTABLE)
        // A heart rate is nobody's business on a locked screen.
        return NotificationCompat.Builder(this, channel)
            .setSmallIcon(R.drawable.icon)
            .setContentTitle(strings.of(if (stopped == null) "android.liveNotice" else "live.stop"))
            .setContentText(stopped?.advice ?: live.heartRate?.let { "${it.toInt()} bpm" })
            .setStyle(stopped?.let { NotificationCompat.BigTextStyle().bigText(it.advice) })
            .setVisibility(NotificationCompat.VISIBILITY_PRIVATE)
            .setContentIntent(open)
            .setOngoing(true)
            .build()
    }

    companion object {
        private const val NOTIFICATION = 1
        private const val CHANNEL = "live"
        private const val STOP_CHANNEL = "stop"
        private const val SECOND_MS = 1000L

        fun start(context: Context) {
            context.startForegroundService(Intent(context, LiveService::class.java))
        }
    }
}

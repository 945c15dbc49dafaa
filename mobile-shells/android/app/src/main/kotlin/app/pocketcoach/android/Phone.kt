package app.pocketcoach.android

import android.content.Context
import androidx.health.connect.client.HealthConnectClient
import app.pocketcoach.health.Access
import app.pocketcoach.health.Grant
import app.pocketcoach.health.Platform
import app.pocketcoach.model.HealthState

/** Health Connect of this phone. */
class Phone(private val context: Context) : Platform {
    override fun sdkStatus(): Int = HealthConnectClient.getSdkStatus(context)

    override fun client(): HealthConnectClient = HealthConnectClient.getOrCreate(context)
}

/** What the settings show of it. A permission that this phone does not have is none to ask for. */
fun Access.shown(reading: Boolean = false): HealthState = when (this) {
    Access.Unavailable -> HealthState.Unavailable
    Access.UpdateRequired -> HealthState.UpdateRequired
    is Access.Ready -> HealthState.Ready(
        granted = granted.size,
        supported = supported.size,
        history = history != Grant.NOT_GRANTED,
        background = background != Grant.NOT_GRANTED,
        reading = reading,
    )
}

package app.pocketcoach.health

import androidx.health.connect.client.HealthConnectClient
import androidx.health.connect.client.HealthConnectFeatures
import androidx.health.connect.client.permission.HealthPermission

/** Something that the phone may not have and the person may not have allowed. */
enum class Grant { UNSUPPORTED, NOT_GRANTED, GRANTED }

/** What Health Connect lets the coach do now. */
sealed interface Access {
    /** This phone has no Health Connect. */
    data object Unavailable : Access

    /** Health Connect must be updated first. */
    data object UpdateRequired : Access

    /**
     * Health Connect is there. A type that is not [granted] is unknown, which is not the same as no data.
     * [supported] are those that this phone knows.
     */
    data class Ready(
        val granted: Set<RecordType>,
        val supported: Set<RecordType>,
        val history: Grant,
        val background: Grant,
    ) : Access {
        /** What to ask the person for; empty when everything was allowed. */
        val wanted: Set<String>
            get() = buildSet {
                (supported - granted).forEach { add(it.permission) }
                if (history == Grant.NOT_GRANTED) add(HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY)
                if (background == Grant.NOT_GRANTED) add(HealthPermission.PERMISSION_READ_HEALTH_DATA_IN_BACKGROUND)
            }
    }
}

/** The platform, as far as the reader needs it. */
interface Platform {
    /** One of the `SDK_…` states of [HealthConnectClient]. */
    fun sdkStatus(): Int

    /** The store; asked for only while it is available. */
    fun client(): HealthConnectClient
}

/** What Health Connect lets the coach do now. */
suspend fun Platform.access(): Access = when (sdkStatus()) {
    HealthConnectClient.SDK_AVAILABLE -> {
        val client = client()
        val permissions = client.permissionController.getGrantedPermissions()
        fun has(feature: Int) =
            client.features.getFeatureStatus(feature) == HealthConnectFeatures.FEATURE_STATUS_AVAILABLE
        fun grant(feature: Int, permission: String) = when {
            !has(feature) -> Grant.UNSUPPORTED
            permission in permissions -> Grant.GRANTED
            else -> Grant.NOT_GRANTED
        }
        val supported = RecordType.entries.filterTo(mutableSetOf()) { type -> type.feature?.let(::has) ?: true }
        Access.Ready(
            granted = supported.filterTo(mutableSetOf()) { it.permission in permissions },
            supported = supported,
            history = grant(
                HealthConnectFeatures.FEATURE_READ_HEALTH_DATA_HISTORY,
                HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY,
            ),
            background = grant(
                HealthConnectFeatures.FEATURE_READ_HEALTH_DATA_IN_BACKGROUND,
                HealthPermission.PERMISSION_READ_HEALTH_DATA_IN_BACKGROUND,
            ),
        )
    }
    HealthConnectClient.SDK_UNAVAILABLE_PROVIDER_UPDATE_REQUIRED -> Access.UpdateRequired
    else -> Access.Unavailable
}

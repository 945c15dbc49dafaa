package app.pocketcoach.android

/** Stands in for the class of resources that Gradle writes, for the check without the SDK. */
@Suppress("ClassName", "ConstPropertyName")
object R {
    object drawable {
        const val icon = 0
    }
}

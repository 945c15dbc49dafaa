package app.pocketcoach.health

import androidx.health.connect.client.permission.HealthPermission
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.junit.jupiter.api.Test

/** Files of the app that say again what is said elsewhere. */
class AppFilesTest {
    private val manifest = File("../app/src/main/AndroidManifest.xml").readText()

    @Test
    fun `the manifest asks for what is read, and for nothing else of health`() {
        val asked = Regex("uses-permission android:name=\"(android\\.permission\\.health\\.[A-Z0-9_]+)\"")
            .findAll(manifest).map { it.groupValues[1] }.toList()
        val read = RecordType.entries.map { it.permission } +
            HealthPermission.PERMISSION_READ_HEALTH_DATA_HISTORY +
            HealthPermission.PERMISSION_READ_HEALTH_DATA_IN_BACKGROUND
        assertEquals(read.toSet(), asked.toSet())
        assertEquals(asked.toSet().size, asked.size)
        assertTrue(asked.none { "WRITE" in it })
    }

    @Test
    fun `the manifest has no way to the network`() {
        assertTrue("android.permission.INTERNET" !in manifest)
    }

    @Test
    fun `Maven and Gradle build with the same versions`() {
        val properties = Regex("<([a-z-]+)\\.version>([^<$]+)<").findAll(File("../pom.xml").readText())
            .associate { it.groupValues[1] to it.groupValues[2] }
        val catalogue = Regex("(?m)^([a-z-]+) = \"([0-9][^\"]*)\"").findAll(File("../gradle/libs.versions.toml").readText())
            .associate { it.groupValues[1] to it.groupValues[2] }
        val shared = properties.keys intersect catalogue.keys
        val expected = "kotlin, coroutines, serialization, jna, health-connect, junit, work, activity, core".split(", ")
        assertTrue(shared.containsAll(expected), "$shared")
        // Compose for the JVM is built from Compose for Android, with patch releases of its own.
        fun minor(version: String) = version.split(".").take(2)
        assertEquals(minor(properties.getValue("compose")), minor(catalogue.getValue("compose")))
        assertEquals(properties["android-compose"], catalogue["compose"])
        for (name in shared - "compose") assertEquals(properties[name], catalogue[name], name)
    }

    @Test
    fun `the app has the version of the library`() {
        val workspace = File("../../../Cargo.toml").readText()
        val version = checkNotNull(Regex("(?m)^version = \"([^\"]+)\"").find(workspace)).groupValues[1]
        assertTrue("versionName = \"$version\"" in File("../app/build.gradle.kts").readText(), version)
        assertEquals(version, Regex("<version>([^<]+)</version>").find(File("../pom.xml").readText())?.groupValues?.get(1))
    }
}

package app.pocketcoach.sdk

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.delay
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Making, opening and closing a coach, and what goes wrong on the way. */
class StoreTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `a new coach knows the person and still does when opened again`() {
        val config = configIn(folder)
        val profile = waiting {
            Coach.create(config, person).during {
                assertEquals("Alex", it.profile().name)
                it.setProfile(Profile(name = "Robin", birthDate = "1990-04-02", heightCm = 171.5))
            }
            Coach.open(config).during { it.profile() }
        }
        assertEquals(Triple("Robin", "1990-04-02", 171.5), Triple(profile.name, profile.birthDate, profile.heightCm))
        assertEquals(emptyList(), profile.conditions)
    }

    @Test
    fun `a measurement that is written is found`() {
        val values = waiting {
            Coach.create(configIn(folder), person).during {
                assertTrue("81.5" in it.logMeasurement("body_mass", 81.5).text)
                it.query("body_mass", Export.last, "2999-12-31", Bucket.RAW)
            }
        }
        assertEquals(listOf(81.5 to "kg"), values.map { it.value to it.unit })
    }

    @Test
    fun `a wrong key is locked and not repeated`() {
        val wrong = CoachConfig(Shared.filled.dataDir, newKey())
        val error = assertFailsWith<CoachException.Locked> { waiting { Coach.open(wrong) } }
        assertEquals("locked" to false, error.code() to error.isRetryable())
        assertTrue("key" in error.userMessage() && error.userMessage().endsWith("."), error.userMessage())
        assertFalse((wrong.key as KeyChoice.Given).hex in error.userMessage() + error)

        val bad = CoachConfig("${folder.resolve("home")}", KeyChoice.Given("canary"))
        val refused = assertFailsWith<CoachException.Locked> { waiting { Coach.create(bad, person) } }
        assertFalse("canary" in refused.userMessage() + refused)
    }

    @Test
    fun `a database is made once and before it is opened`() {
        val missing = assertFailsWith<CoachException.SetUp> { waiting { Coach.open(configIn(folder)) } }
        assertEquals("set_up", missing.code())
        assertFailsWith<CoachException.SetUp> { waiting { Coach.create(Shared.filled, person) } }
    }

    private fun call(code: String, call: suspend (Coach) -> Any) = code to call

    @Test
    fun `what makes no sense is refused with a sentence`() {
        val calls = listOf(
            call("not_found") { it.query("stepz", "2026-01-01", "2026-01-02", Bucket.DAY) },
            call("invalid_input") { it.query("steps", "1 May", "2026-01-02", Bucket.DAY) },
            call("invalid_input") { it.query("steps", "2026-02-01", "2026-01-01", Bucket.DAY) },
            call("invalid_input") { it.setProfile(Profile(heightCm = 7.0)) },
            call("invalid_input") { it.setProfile(Profile(birthDate = "yesterday")) },
            call("invalid_input") { it.writeDemo(1, -3) },
            call("not_found") { it.session("nobody") },
            call("not_found") { it.approve("nothing") },
        )
        waiting {
            Coach.open(Shared.filled).during { coach ->
                for ((code, call) in calls) {
                    val error = assertFailsWith<CoachException> { call(coach) }
                    assertEquals(code to false, error.code() to error.isRetryable())
                    assertTrue(error.userMessage().endsWith("."), error.userMessage())
                    assertFalse("Exception" in error.userMessage(), error.userMessage())
                    // Kotlin's own text of the error is the sentence too, without its first words.
                    assertTrue("$error" in error.userMessage(), "$error")
                }
            }
        }
    }

    @Test
    fun `shutting down twice is fine and every call after it is closed`() {
        val codes = waiting {
            val coach = Coach.create(configIn(folder), person)
            val session = coach.newSession()
            coach.shutdown()
            coach.shutdown()
            val calls = listOf<suspend () -> Any>(
                { coach.profile() },
                { coach.setProfile(person) },
                { coach.query("steps", "2026-01-01", "2026-01-02", Bucket.DAY) },
                { coach.newSession() },
                { coach.session(session.id()) },
                { coach.logMeasurement("body_mass", 80.0) },
                { coach.proposals() },
                { coach.writeDemo(1, 1) },
                { coach.exportTo("nowhere.jsonl") },
                { coach.importFiles(listOf("nowhere.xml")) },
                { session.send("hello") },
            )
            calls.map { call -> assertFailsWith<CoachException> { call() }.code() }.also {
                session.close()
                coach.close()
            }
        }
        assertEquals(setOf("closed"), codes.toSet())
        assertEquals(11, codes.size)
    }

    @Test
    fun `many callers on many threads get their own answers`() {
        val answers = waiting {
            Coach.open(Shared.filled).during { coach ->
                withContext(Dispatchers.Default) {
                    Export.days.map { day ->
                        async { day to coach.query("steps", "$day", "$day", Bucket.DAY).single().value }
                    }.awaitAll()
                }
            }
        }
        assertEquals(Export.days.map { it to Export.stepsOf(it) }, answers)
    }

    @Test
    fun `a cancelled coroutine ends its work and leaves the coach well`() {
        val steps = waiting {
            Coach.create(configIn(folder), person).during { coach ->
                val writing = async { coach.writeDemo(7, 3650) }
                delay(50)
                writing.cancel()
                assertFailsWith<CancellationException> { writing.await() }
                // Work that went on would keep the only writer and end with ten years in the database.
                while (true) {
                    try {
                        coach.logMeasurement("body_mass", 80.0)
                        break
                    } catch (busy: CoachException.Busy) {
                        assertTrue(busy.isRetryable())
                    }
                }
                coach.query("steps", "2000-01-01", "2999-12-31", Bucket.DAY)
            }
        }
        assertEquals(emptyList(), steps)
    }

    @Test
    fun `everything can be taken along, and what is wrong is named`() {
        val target = folder.resolve("all.jsonl")
        val findings = waiting {
            Coach.open(Shared.filled).during { it.exportTo("$target") }
            diagnose(CoachConfig(Shared.filled.dataDir, newKey()))
        }
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        assertTrue("\"Alex\"" in Files.readString(target))
        assertTrue(findings.any { !it.ok && it.detail.isNotEmpty() })
    }
}

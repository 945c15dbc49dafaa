package app.pocketcoach.sdk

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.withContext
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

private const val CANARY = "Zanzibarquux"

/** Sync and pairing through the boundary, against the real relay: stores of this library and `coach-server` on loopback. */
class SyncTest {
    @TempDir
    lateinit var folder: Path

    /** A relay of its own; it ends with the block. */
    private fun <T> relay(work: (String) -> T): T {
        val program = Path.of(System.getProperty("jna.library.path")).resolve("coach-server")
        val process = ProcessBuilder("$program", "serve", "--listen", "127.0.0.1:0", "--data-dir", "${folder.resolve("relay")}")
            .redirectError(folder.resolve("relay.log").toFile())
            .also { it.environment()["POCKETCOACH_SERVER_LOG"] = "trace" }
            .start()
        try {
            return work(process.inputStream.bufferedReader().readLine().removePrefix("listening on "))
        } finally {
            process.destroyForcibly().waitFor()
        }
    }

    private suspend fun <T> device(name: String, work: suspend (Coach) -> T): T =
        Coach.creating(configIn(folder.resolve(name)), person, body = work)

    private class Joining : JoinScreen {
        val codes = LinkedBlockingQueue<String>()
        val words = LinkedBlockingQueue<List<String>>()

        override fun showCode(code: String) = codes.put(code)

        override fun showWords(words: List<String>) = this.words.put(words)

        suspend fun code(): String = withContext(Dispatchers.IO) { assertNotNull(codes.poll(60, TimeUnit.SECONDS)) }
    }

    /** A person who looks at the other screen, or does not read well. */
    private class Pairing(private val other: Joining, private val readsWell: Boolean = true) : PairScreen {
        override fun sameWords(words: List<String>) = readsWell && other.words.poll(60, TimeUnit.SECONDS) == words
    }

    private suspend fun weights(coach: Coach) =
        coach.query("body_mass", "2000-01-01", "2999-12-31", Bucket.RAW, null).map { it.value }.sorted()

    private suspend fun synced(vararg coaches: Coach) = repeat(2) {
        for (coach in coaches) assertEquals(emptyList(), coach.syncNow().alerts)
    }

    @Test
    fun `devices pair, share, lose one and come back`() {
        val account = relay { url ->
            waiting {
                device("a") { phone ->
                    device("b") { tablet ->
                        val account = phone.syncInit(url, "phone")
                        assertEquals(24, account.recoveryWords.size)
                        phone.logMeasurement("body_mass", 81.5)
                        phone.logSymptom(CANARY)

                        // Words that are not the same let nobody in; the one who waits may give up.
                        val wrong = Joining()
                        tablet.syncJoin(url, "tablet", wrong).use { join ->
                            val code = wrong.code()
                            phone.syncPair(code, Pairing(wrong, readsWell = false)).use { pair ->
                                assertFailsWith<CoachException.InvalidInput> { pair.paired() }
                            }
                            join.cancel()
                            assertFailsWith<CoachException> { join.joined() }
                        }

                        val screen = Joining()
                        tablet.syncJoin(url, "tablet", screen).use { join ->
                            val code = screen.code()
                            phone.syncPair(code, Pairing(screen)).use { pair -> assertEquals("tablet", pair.paired().name) }
                            assertEquals(emptyList(), join.joined().alerts)
                        }
                        assertEquals(listOf(81.5), weights(tablet))
                        tablet.logMeasurement("body_mass", 80.5)
                        synced(tablet, phone)
                        assertEquals(listOf(80.5, 81.5), weights(phone))
                        val status = tablet.syncStatus()
                        assertEquals(2L to 0L, status.devices to status.unsent)
                        assertEquals(account.account, status.account)

                        // The tablet is lost.
                        val lost = phone.syncDevices().single { it.name == "tablet" }
                        assertTrue(phone.syncRevoke(lost.id).single { it.id == lost.id }.revoked)
                        phone.logMeasurement("body_mass", 79.5)
                        synced(phone)
                        assertFailsWith<CoachException> { tablet.syncNow() }
                        assertFalse(79.5 in weights(tablet))

                        device("c") { fresh ->
                            fresh.syncRecover(url, account.recoveryWords.joinToString(" "), "fresh", account.account)
                            synced(phone, fresh)
                            assertEquals(listOf(79.5, 80.5, 81.5), weights(fresh))
                            assertTrue(fresh.syncErase().entries > 0)
                            assertFailsWith<CoachException> { phone.syncNow() }
                        }
                        account
                    }
                }
            }
        }
        // A single word may be one of the log's own; two of them in their order are not.
        val secret = account.recoveryWords.zipWithNext { one, other -> "$one $other" }
        val canaries = listOf(CANARY, "body_mass", "tablet") + secret
        val kept = Files.walk(folder.resolve("relay")).filter(Files::isRegularFile).toList()
        assertTrue(kept.isNotEmpty())
        // A path is a list of its parts, which are not meant here.
        val files = kept.plusElement(folder.resolve("relay.log"))
        for (file in files) {
            val text = String(Files.readAllBytes(file), Charsets.ISO_8859_1).lowercase()
            for (canary in canaries) assertFalse(canary.lowercase() in text, "$canary in $file")
        }
    }

    @Test
    fun `a relay that is away is a failure that passes`() = waiting {
        device("a") { phone ->
            val error = assertFailsWith<CoachException.Unavailable> { phone.syncInit("http://127.0.0.1:9", "phone") }
            assertTrue(error.isRetryable())
        }
    }
}

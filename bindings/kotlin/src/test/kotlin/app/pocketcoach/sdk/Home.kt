package app.pocketcoach.sdk

import java.nio.file.Files
import java.nio.file.Path
import java.security.SecureRandom
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout

const val QUESTION = "How many steps did I take yesterday?"

/** A boundary that hangs fails the test that waits for it. */
const val DEADLINE_MS = 120_000L

val person = Profile(name = "Alex", birthDate = "1990-04-02", timeZone = "UTC", country = "DE")

fun newKey(): KeyChoice.Given {
    val bytes = ByteArray(32).also(SecureRandom()::nextBytes)
    return KeyChoice.Given(bytes.joinToString("") { "%02x".format(it) })
}

fun configIn(folder: Path) = CoachConfig(folder.resolve("home").toString(), newKey())

/** Runs on an event loop of this thread alone: coroutines, and no tokio on this side. */
fun <T> waiting(work: suspend CoroutineScope.() -> T): T = runBlocking { withTimeout(DEADLINE_MS, work) }

/** Lets work use a coach that is shut down and freed after it. */
suspend fun <T> Coach.during(work: suspend (Coach) -> T): T = use {
    try {
        work(it)
    } finally {
        it.shutdown()
    }
}

/** What the suites share: exports, and a database with the small one in it. */
object Shared {
    private val folder: Path = Files.createTempDirectory("pocketcoach").also { folder ->
        Runtime.getRuntime().addShutdownHook(Thread { folder.toFile().deleteRecursively() })
    }
    val small: Path by lazy { Export.small(folder.resolve("small.xml")) }
    val big: Path by lazy { Export.big(folder.resolve("big.xml")) }
    val filled: CoachConfig by lazy {
        configIn(folder).also { config ->
            waiting {
                Coach.create(config, person).during { coach -> coach.importFiles(listOf("$small")).use { it.finish() } }
            }
        }
    }
}

suspend fun Turn.pulled(): List<CoachEvent> = buildList { while (true) add(nextEvent() ?: break) }

suspend fun ImportTask.watched(): List<ImportProgress> = buildList { while (true) add(nextProgress() ?: break) }

fun List<CoachEvent>.text() = filterIsInstance<CoachEvent.Text>().joinToString("") { it.text }

fun TurnResult.digits() = reply.replace(",", "")

/** A turn that was cancelled before its end, and what it failed with. Turns are fast: one may be over by then. */
suspend fun interrupted(send: () -> Turn): Pair<Turn, CoachException.Cancelled> {
    repeat(5) {
        val turn = send()
        turn.cancel()
        try {
            turn.finish()
        } catch (error: CoachException.Cancelled) {
            return turn to error
        }
    }
    throw AssertionError("five turns in a row went on when cancelled")
}

package app.pocketcoach.sdk

import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.random.Random
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/**
 * The contract of reading a health store: killed between every two steps, nothing is lost, nothing is double, and the
 * anchor says exactly what is there.
 */
class HealthTest {
    @TempDir
    lateinit var folder: Path

    private val file get() = folder.resolve("platform.jsonl")

    /** Runs the program up to a step; the steps that it took. */
    private fun stepsOf(config: CoachConfig, way: String, last: Int): List<String> {
        val printed = folder.resolve("printed.txt")
        val process = ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Djna.library.path=${System.getProperty("jna.library.path")}",
            "-cp", System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path"),
            "app.pocketcoach.sdk.HealthProgramKt",
            config.dataDir, (config.key as KeyChoice.Given).hex, "$file", way, "$last",
        ).redirectErrorStream(true).redirectOutput(printed.toFile()).start()
        assertTrue(process.waitFor(DEADLINE_MS, TimeUnit.MILLISECONDS))
        val taken = Files.readAllLines(printed)
        assertTrue(process.exitValue() == KILLED || taken.last() == "done", "$taken")
        return taken
    }

    /** What is stored is what the platform had at the anchor: nothing is lost, nothing is double, nothing is ahead. */
    private fun check(config: CoachConfig): Int = waiting {
        Coach.open(config).during { coach ->
            val platform = Platform(file)
            val upto = coach.anchor(STREAM)?.decodeToString()?.toInt() ?: 0
            val values = coach.query("steps", "2025-01-01", "2026-12-31", Bucket.RAW).map { it.value }
            val days = coach.query("steps", "2025-01-01", "2026-12-31", Bucket.DAY).sumOf { it.value }
            assertEquals(platform.values(upto), values.sorted(), "at anchor $upto")
            assertEquals(platform.values(upto).sum(), days, 1e-6, "the figures of the days at anchor $upto")
            upto
        }
    }

    private fun killedBetweenEveryTwoSteps(way: String) {
        val config = configIn(folder)
        waiting { Coach.create(config, person).during { } }
        val chance = Random(7)
        Platform(file).change(chance, 30)
        var (last, kills, done) = listOf(0, 0, 0)
        while (done < 2) {
            if (stepsOf(config, way, last).lastOrNull() == "done") {
                assertEquals(Platform(file).length, check(config), "nothing is left to read")
                done++
            } else {
                kills++
                check(config)
            }
            // The next one comes a step further, and has something new to read.
            last++
            Platform(file).change(chance, if (done > 0) 3 else 8)
        }
        assertTrue(kills >= 8, "it was killed $kills times only")
    }

    @Test
    fun `pushed, and killed between every two steps`() = killedBetweenEveryTwoSteps("pushed")

    @Test
    fun `pulled, and killed between every two steps`() = killedBetweenEveryTwoSteps("pulled")

    @Test
    fun `readers at once do not undo each other`() {
        val config = configIn(folder)
        Platform(file).change(Random(3), 60)
        val platform = Platform(file)
        waiting {
            Coach.create(config, person).during { coach ->
                List(4) {
                    async {
                        do {
                            val anchor = coach.anchor(STREAM)
                            val told = platform.page(anchor)
                            val moved = try {
                                coach.ingest(told.batch(), HealthAnchor(STREAM, anchor, told.next))
                                false
                            } catch (error: CoachException.Busy) {
                                assertTrue(error.isRetryable())
                                true
                            }
                        } while (told.more || moved)
                    }
                }.awaitAll()
            }
        }
        assertEquals(platform.length, check(config))
    }
}

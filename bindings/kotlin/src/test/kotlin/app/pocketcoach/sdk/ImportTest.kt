package app.pocketcoach.sdk

import java.nio.file.Files
import java.nio.file.Path
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.async
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Imports: progress, the report, cancelling, letting go. */
class ImportTest {
    @TempDir
    lateinit var folder: Path

    @Test
    fun `an import tells its progress and adds nothing the second time`() = waiting {
        Coach.create(configIn(folder), person).during { coach ->
            val task = coach.importFiles(listOf("${Shared.small}"))
            val seen = task.watched()
            val report = task.finish()
            assertEquals(report, task.finish())
            assertEquals("building figures", seen.last().stage)
            assertTrue(seen.all { it.bytesTotal == Files.size(Shared.small) })
            assertEquals(Triple("apple_health", Export.RECORDS, Export.RECORDS), report.run { Triple(format, records, newRecords) })
            assertEquals(Export.first to Export.last, report.firstDay to report.lastDay)
            assertFalse(report.partial)
            assertEquals(0, coach.importFiles(listOf("${Shared.small}")).use { it.finish() }.newRecords)
            val values = coach.query("steps", Export.first, Export.last, Bucket.DAY)
            assertEquals(Export.days.map { "$it" to Export.stepsOf(it) }, values.map { it.start to it.value })
            task.close()
        }
    }

    @Test
    fun `the report can be waited for while progress is read`() = waiting {
        Coach.create(configIn(folder), person).during { coach ->
            coach.importFiles(listOf("${Shared.small}")).use { task ->
                val first = async { task.finish() }
                val second = async { task.finish() }
                assertTrue(task.watched().isNotEmpty())
                assertEquals(first.await(), second.await())
            }
        }
    }

    @Test
    fun `a cancelled import ends and the event loop never stood still`() = waiting {
        Coach.create(configIn(folder), person).during { coach ->
            var ticks = 0
            val ticking = launch {
                while (true) {
                    delay(1)
                    ticks += 1
                }
            }
            coach.importFiles(listOf("${Shared.big}")).use { task ->
                val seen = mutableListOf<ImportProgress>()
                while (seen.size < 3) assertNotNull(task.nextProgress()).let { if (it.records > 0) seen += it }
                assertTrue(seen[0].records < seen[1].records && seen[1].records < seen[2].records)
                assertTrue(seen.all { it.bytesDone in 1 until it.bytesTotal })
                task.cancel()
                val error = assertFailsWith<CoachException.Cancelled> { task.finish() }
                assertEquals("cancelled" to true, error.code() to error.isRetryable())
                assertEquals("Cancelled.", error.userMessage())
                task.watched()
            }
            ticking.cancel()
            assertTrue(ticks > 0)
            // The store takes the next one.
            assertEquals(Export.RECORDS, coach.importFiles(listOf("${Shared.small}")).use { it.finish() }.newRecords)
        }
    }

    @Test
    fun `giving up waiting does not end an import but closing its handle does`() = waiting {
        Coach.create(configIn(folder), person).during { coach ->
            val task = coach.importFiles(listOf("${Shared.big}"))
            assertFailsWith<TimeoutCancellationException> { withTimeout(10) { task.finish() } }
            assertNotNull(task.nextProgress())
            task.close()
            // An import that still ran would hold the writer, or put in everything.
            coach.logMeasurement("body_mass", 80.0)
            val days = coach.query("heart_rate", "2024-01-01", "2024-12-31", Bucket.DAY)
            assertTrue(days.sumOf { it.count } < Export.BIG_RECORDS)
        }
    }

    @Test
    fun `what is no export is said when the import ends`() = waiting {
        val junk = Files.writeString(folder.resolve("notes.xml"), "not an export at all")
        Coach.create(configIn(folder), person).during { coach ->
            val codes = listOf(listOf("$junk"), listOf("${folder.resolve("missing.xml")}"), emptyList()).map { paths ->
                coach.importFiles(paths).use { task ->
                    task.watched()
                    assertFailsWith<CoachException> { task.finish() }.code()
                }
            }
            assertEquals(listOf("invalid_input", "not_found", "invalid_input"), codes)
        }
    }

    @Test
    fun `shutting down ends an import`() = waiting {
        Coach.create(configIn(folder), person).during { coach ->
            coach.importFiles(listOf("${Shared.big}")).use { task ->
                assertNotNull(task.nextProgress())
                coach.shutdown()
                assertFailsWith<CoachException.Cancelled> { task.finish() }
            }
        }
    }
}

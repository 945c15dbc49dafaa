package app.pocketcoach.sdk

import java.io.Writer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter

/** Made-up Apple Health exports, small enough to know what is in them. */
object Export {
    private val instants = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss '+0000'")

    /** The last thirty days, yesterday being the last one. */
    val days: List<LocalDate> =
        LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).let { today -> (30L downTo 1L).map(today::minusDays) }
    val first = days.first().toString()
    val last = days.last().toString()
    const val RECORDS = 300L
    const val BIG_RECORDS = 200_000L

    fun stepsOf(day: LocalDate): Double = 4.0 * (1000 + 10 * (day.toEpochDay() % 50))

    /** Yesterday's steps as a reply writes them, without separators. */
    val yesterday = stepsOf(days.last()).toLong().toString()

    /** Thirty days of steps, heart rate, nights and weight. */
    fun small(path: Path): Path = write(path) { out ->
        for (day in days) {
            val midnight = day.atStartOfDay()
            val asleep = "HKCategoryValueSleepAnalysisAsleepCore"
            out.record("HKCategoryTypeIdentifierSleepAnalysis", null, asleep, midnight, 7 * 60)
            for (hour in listOf(8L, 11L, 14L, 17L)) {
                val at = midnight.plusHours(hour)
                val steps = (stepsOf(day) / 4).toInt()
                out.record("HKQuantityTypeIdentifierStepCount", "count", "$steps", at, 30)
                out.record("HKQuantityTypeIdentifierHeartRate", "count/min", "${60 + hour}", at, 0)
            }
            out.record("HKQuantityTypeIdentifierBodyMass", "kg", "80", midnight.plusHours(7), 0)
        }
    }

    /** Heart rate every minute, so much of it that reading it takes a while. */
    fun big(path: Path): Path = write(path) { out ->
        val begin = LocalDate.of(2024, 1, 1).atStartOfDay()
        for (minute in 0 until BIG_RECORDS) {
            val rate = "${60 + minute % 40}"
            out.record("HKQuantityTypeIdentifierHeartRate", "count/min", rate, begin.plusMinutes(minute), 0)
        }
    }

    private fun write(path: Path, records: (Writer) -> Unit): Path {
        Files.newBufferedWriter(path).use { out ->
            val now = LocalDateTime.now(ZoneOffset.UTC).format(instants)
            out.write("""<?xml version="1.0" encoding="UTF-8"?><HealthData locale="en_GB">""" + "\n")
            out.write("""<ExportDate value="$now"/>""" + "\n")
            records(out)
            out.write("</HealthData>\n")
        }
        return path
    }

    private fun Writer.record(type: String, unit: String?, value: String, from: LocalDateTime, minutes: Long) {
        val start = from.format(instants)
        val end = from.plusMinutes(minutes).format(instants)
        val inUnit = unit?.let { """ unit="$it"""" } ?: ""
        write(
            """<Record type="$type" sourceName="Watch"$inUnit creationDate="$end" startDate="$start" """ +
                """endDate="$end" value="$value"/>""" + "\n",
        )
    }
}

package app.pocketcoach.screens

import java.time.LocalDate
import java.time.format.DateTimeFormatter
import java.time.format.FormatStyle
import java.util.Locale
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive

/**
 * The texts of one language: those of the desktop's interface, and a few of this app's own beside them. A key that a
 * language does not have is taken from English.
 */
class Strings private constructor(val language: String, private val texts: Map<String, String>) {
    val rightToLeft: Boolean get() = language == "ar"
    val locale: Locale get() = Locale.forLanguageTag(language)

    /** A figure as it is to be shown in this language: `7 h 24 min` keeps its order between words from right to left. */
    fun figure(text: String): String = if (rightToLeft) "\u2068$text\u2069" else text

    /** The text with its gaps filled in. */
    fun of(key: String, vararg values: Pair<String, Any>): String =
        values.fold(texts[key] ?: key) { text, (name, value) -> text.replace("{{$name}}", value.toString()) }

    /** Whether there is such a text. */
    fun has(key: String): Boolean = key in texts

    /** A local day in words, for example `Thursday, 26 November`. */
    fun day(date: String): String {
        val day = runCatching { LocalDate.parse(date) }.getOrNull() ?: return date
        val full = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale).format(day)
        // The year says nothing here, and languages put it in different places.
        return full.replace(Regex("[,،]?\\s*(de\\s+)?${day.year}年?\\s*(г\\.)?"), "").trim().trimEnd(',', '،')
    }

    /** A local day in a few letters, for example `Thu 26`. */
    fun shortDay(date: String): Pair<String, String> {
        val day = runCatching { LocalDate.parse(date) }.getOrNull() ?: return "" to date
        return DateTimeFormatter.ofPattern("EEE", locale).format(day) to day.dayOfMonth.toString()
    }

    companion object {
        val LANGUAGES = listOf("en", "de", "es", "fr", "zh", "ar")

        /** The texts of a language, or of English when the app does not know it. */
        fun load(language: String): Strings {
            val known = language.substringBefore('-').lowercase().takeIf { it in LANGUAGES } ?: "en"
            val texts = (listOf("en", known)).distinct().fold(mapOf<String, String>()) { all, each ->
                all + read("i18n/$each.json") + read("i18n/android/$each.json")
            }
            return Strings(known, texts)
        }

        internal fun read(path: String): Map<String, String> {
            val stream = checkNotNull(Strings::class.java.classLoader?.getResourceAsStream(path)) { "no texts at $path" }
            val document = Json.parseToJsonElement(stream.use { it.readBytes().decodeToString() })
            return buildMap { flatten("", document as JsonObject) }
        }

        private fun MutableMap<String, String>.flatten(prefix: String, tree: JsonObject) {
            for ((name, value) in tree) {
                val key = if (prefix.isEmpty()) name else "$prefix.$name"
                if (value is JsonObject) flatten(key, value) else put(key, (value as JsonPrimitive).content)
            }
        }
    }
}

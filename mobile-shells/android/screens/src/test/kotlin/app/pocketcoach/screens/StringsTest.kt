package app.pocketcoach.screens

import app.pocketcoach.sdk.QuestionKind
import app.pocketcoach.sdk.screeningQuestions
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.junit.jupiter.api.Test

/** The texts: every one that a screen asks for is there in every language. */
class StringsTest {
    // Every text that begins with the name of a room of the texts.
    private val key = Regex(
        "\"((?:act|activities|android|approval|coach|data|feel|fig|kind|live|log|metric|models|nav|plan|privacy|problem|" +
            "safety|server|settings|source|state|today|welcome|work|you)\\.[A-Za-z0-9_.]+)\"",
    )
    private val used: Set<String> = File("src/main/kotlin").walk().filter { it.extension == "kt" }
        .flatMap { key.findAll(it.readText()) }
        .map { it.groupValues[1] }.toSet() +
        (1..5).map { "feel.$it" } + listOf("high", "moderate", "low").map { "today.says.$it" } +
        listOf("workout", "meal", "weight", "pain", "symptom", "mood").map { "log.tab.$it" } +
        listOf("rest", "light", "moderate", "vigorous", "near_max").map { "android.zone.$it" } +
        listOf("warm_up", "main", "cool_down").map { "plan.part.$it" } +
        listOf("today", "coach", "plan", "log", "live", "settings").map { "nav.$it" } +
        listOf("system", "light", "dark").map { "settings.themes.$it" } +
        listOf("light", "moderate", "vigorous").map { "intensity.$it" } +
        listOf("cardiovascular", "metabolic", "renal").map { "disease.$it" } + screeningSigns().map { "sign.$it" } +
        listOf("sleep", "ready", "plan", "squat").map { "coach.suggest.$it" } +
        listOf("source", "stays", "asks", "doctor").flatMap { listOf("welcome.promise.$it", "welcome.promise.${it}Text") } +
        listOf("female", "male", "other", "beginner", "intermediate", "advanced").map { "you.$it" }

    /** The signs that the library asks for; the screen must know each by its word. */
    private fun screeningSigns() = screeningQuestions()
        .filter { it.kind == QuestionKind.SIGN }.map { it.id }

    @Test
    fun `the screen asks for every sign and disease that the library asks for`() {
        val source = File("src/main/kotlin/app/pocketcoach/screens/ScreeningCard.kt").readText()
        assertTrue(screeningSigns().size >= 9)
        for (sign in screeningSigns()) assertTrue("\"$sign\"" in source, sign)
    }

    @Test
    fun `every text is there in every language`() {
        assertTrue(used.size > 90, "${used.size}")
        for (language in Strings.LANGUAGES) {
            val texts = Strings.read("i18n/$language.json") + Strings.read("i18n/android/$language.json")
            val missing = used - texts.keys
            assertEquals(emptySet(), missing, language)
            assertTrue(used.all { texts.getValue(it).isNotBlank() }, language)
        }
    }

    @Test
    fun `own texts have the same keys and gaps in every language, and are translated`() {
        val english = Strings.read("i18n/android/en.json")
        val gap = Regex("\\{\\{(\\w+)}}")
        for (language in Strings.LANGUAGES - "en") {
            val texts = Strings.read("i18n/android/$language.json")
            assertEquals(english.keys, texts.keys, language)
            for ((key, text) in texts) {
                val gaps = gap.findAll(text).map { it.value }.toSet()
                assertEquals(gap.findAll(english.getValue(key)).map { it.value }.toSet(), gaps, "$language $key")
            }
            assertTrue(texts.count { (key, text) -> text == english[key] } <= 1, language)
        }
    }

    @Test
    fun `no text of this app is left unused`() {
        val own = Strings.read("i18n/android/en.json").keys
        val elsewhere = setOf("android.liveNotice")
        assertEquals(emptySet(), own - used - elsewhere)
    }

    @Test
    fun `gaps are filled, unknown languages are English, and days are of the language`() {
        assertEquals("Good to see you, Ana", Strings.load("en").of("today.hello", "name" to "Ana"))
        assertEquals("en", Strings.load("tlh").language)
        assertEquals("de", Strings.load("de-AT").language)
        assertTrue(Strings.load("ar").rightToLeft)
        assertEquals("Thursday, November 26", Strings.load("en").day("2026-11-26"))
        assertEquals("Donnerstag, 26. November", Strings.load("de").day("2026-11-26"))
        assertFalse("2026" in Strings.load("es").day("2026-11-26"), Strings.load("es").day("2026-11-26"))
        assertFalse("2026" in Strings.load("zh").day("2026-11-26"), Strings.load("zh").day("2026-11-26"))
        assertEquals("soon", Strings.load("en").day("soon"))
    }
}

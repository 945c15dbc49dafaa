package app.pocketcoach.model

import app.pocketcoach.sdk.Citation
import kotlin.random.Random
import kotlin.test.assertEquals
import org.junit.jupiter.api.Test

/** Numbers of a reply and their sources. */
class PiecesTest {
    private fun cited(text: String) = Citation(text, 1.0, "1", "steps", "Watch", null, null)

    private fun shape(text: String, vararg citations: String) =
        pieces(text, citations.map(::cited)).filter { it !is Piece.Words }.map { it::class.simpleName to it.text }

    @Test
    fun `a cited number is tied to its figure, another one is marked`() {
        assertEquals(
            listOf("Cited" to "7 h 12 min", "Unsourced" to "9"),
            shape("You slept 7 h 12 min, not 9 hours.", "7 h 12 min"),
        )
    }

    @Test
    fun `the longer figure wins, and none matches inside a number or a word`() {
        assertEquals(listOf("Cited" to "81.5 kg"), shape("It was 81.5 kg.", "81", "81.5 kg"))
        assertEquals(listOf("Unsourced" to "1981"), shape("since 1981", "81"))
        assertEquals(listOf("Unsourced" to "81.5"), shape("81.5 now", "81"))
        assertEquals(listOf("Unsourced" to "42"), shape("zone42", "2"))
    }

    @Test
    fun `a name without digits is no number, and digits of any script are`() {
        assertEquals(emptyList(), shape("Ana’s Watch", "Ana’s Watch"))
        assertEquals(listOf("Unsourced" to "٧"), shape("نمت ٧ ساعات"))
    }

    @Test
    fun `a full stop after a number is no part of it`() {
        assertEquals(listOf("Unsourced" to "12:30", "Unsourced" to "1,000"), shape("At 12:30: 1,000."))
    }

    @Test
    fun `pieces add up to the reply whatever it is`() {
        val random = Random(11)
        val alphabet = "0123456789.,: abcé中٣\$(|)[\\"
        repeat(2000) {
            fun text(most: Int) = String(CharArray(random.nextInt(most)) { alphabet.random(random) })
            val reply = text(40)
            val citations = List(random.nextInt(4)) { cited(text(5)) }
            assertEquals(reply, pieces(reply, citations).joinToString("") { it.text })
        }
    }
}

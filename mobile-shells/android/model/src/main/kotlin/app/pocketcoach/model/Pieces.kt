package app.pocketcoach.model

import app.pocketcoach.sdk.Citation

/** A stretch of a reply. */
sealed interface Piece {
    val text: String

    /** Plain words. */
    data class Words(override val text: String) : Piece

    /** A number with its source. */
    data class Cited(override val text: String, val citation: Citation) : Piece

    /** A number that nothing stands behind; it is shown as such. */
    data class Unsourced(override val text: String) : Piece
}

private val NUMERAL = Regex("\\p{Nd}[\\p{Nd}.,:]*")

/** Splits a reply so that each number is told from words, and each cited one is tied to its figure. */
fun pieces(text: String, citations: List<Citation>): List<Piece> {
    val byText = citations.filter { citation -> citation.text.any { it.isDigit() } }.associateBy { it.text }
    if (byText.isEmpty()) return flagged(text)
    // A figure's text never matches inside a longer word or number: the 81 of "81" is not that of "1981" or "81.5".
    val words = byText.keys.sortedByDescending { it.length }.joinToString("|") { Regex.escape(it) }
    val pattern = Regex("(?<![\\p{L}\\p{N}]|\\p{N}[.,])(?:$words)(?![\\p{L}\\p{N}]|[.,]\\p{N})")
    return buildList {
        var end = 0
        for (match in pattern.findAll(text)) {
            addAll(flagged(text.substring(end, match.range.first)))
            add(Piece.Cited(match.value, byText.getValue(match.value)))
            end = match.range.last + 1
        }
        addAll(flagged(text.substring(end)))
    }
}

private fun flagged(text: String): List<Piece> = buildList {
    var end = 0
    for (match in NUMERAL.findAll(text)) {
        val number = match.value.trimEnd('.', ',', ':')
        if (match.range.first > end) add(Piece.Words(text.substring(end, match.range.first)))
        add(Piece.Unsourced(number))
        end = match.range.first + number.length
    }
    if (end < text.length) add(Piece.Words(text.substring(end)))
}

package app.pocketcoach.model

import app.pocketcoach.sdk.Conversation
import app.pocketcoach.sdk.HistoryMessage
import app.pocketcoach.sdk.SearchHit

/** The list of conversations, and what was looked for in them. */
data class Talks(
    val list: Loaded<List<Conversation>> = Loaded.Loading,
    /** Words to look for, as they are typed. */
    val words: String = "",
    /** What was found; null before anything was looked for. */
    val found: List<SearchHit>? = null,
)

/** A conversation as it was: a question and what came of it, in order. */
fun turnsOf(history: List<HistoryMessage>): List<Turn> = history.fold(emptyList()) { turns, said ->
    if (said.isPerson) return@fold turns + Turn(said.text, phase = Turn.Phase.STOPPED)
    // A reply without a question before it stands alone.
    val open = turns.lastOrNull()?.takeIf { it.text.isEmpty() && it.coach.isEmpty() }
    val answered = (open ?: Turn("")).copy(
        text = said.text,
        coach = said.coach,
        citations = said.citations,
        interventions = said.interventions,
        phase = if (said.status == "complete") Turn.Phase.DONE else Turn.Phase.STOPPED,
    )
    if (open == null) turns + answered else turns.dropLast(1) + answered
}

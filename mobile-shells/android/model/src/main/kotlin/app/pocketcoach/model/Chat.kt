package app.pocketcoach.model

import app.pocketcoach.sdk.Citation
import app.pocketcoach.sdk.CoachEvent
import app.pocketcoach.sdk.Intervention
import app.pocketcoach.sdk.Proposal

/** The id of the rule that stops everything. */
const val RED_FLAG = "RED-FLAG"

/** How far a proposal is. */
enum class Decision { OPEN, DECIDING, APPROVED, REJECTED }

/** A write that waits for the person, and what became of it. */
data class Proposed(val proposal: Proposal, val decision: Decision = Decision.OPEN, val sentence: String? = null)

/** One tool call of a turn. */
data class Tool(val server: String, val name: String, val durationMs: Double? = null, val ok: Boolean = true) {
    val running: Boolean get() = durationMs == null
}

/** A question and what came of it. */
data class Turn(
    val question: String,
    val text: String = "",
    val coach: String = "",
    val handoff: CoachEvent.AgentChanged? = null,
    val tools: List<Tool> = emptyList(),
    val citations: List<Citation> = emptyList(),
    val interventions: List<Intervention> = emptyList(),
    val proposals: List<Proposed> = emptyList(),
    val phase: Phase = Phase.RUNNING,
    val problem: Problem? = null,
) {
    enum class Phase { RUNNING, DONE, STOPPED, FAILED }

    /** What a warning sign calls for, instead of an answer. */
    val redFlag: Intervention? get() = interventions.firstOrNull { it.rule == RED_FLAG }

    /** The turn after one more event. */
    fun after(event: CoachEvent): Turn = when (event) {
        is CoachEvent.Started -> copy(coach = event.agent)
        is CoachEvent.AgentChanged -> copy(coach = event.toAgent, handoff = event)
        is CoachEvent.Text -> copy(text = text + event.text)
        is CoachEvent.ToolStarted -> copy(tools = tools + Tool(event.server, event.tool))
        is CoachEvent.ToolFinished -> copy(tools = finished(event))
        is CoachEvent.Safety -> copy(interventions = interventions + event.intervention)
        is CoachEvent.Proposed -> copy(proposals = proposals + Proposed(event.proposal))
        is CoachEvent.Cited -> copy(citations = citations + event.citations)
        // What the failed model had said no longer counts.
        is CoachEvent.Fallback -> copy(text = "", citations = emptyList())
        is CoachEvent.Finished -> copy(
            text = event.result.reply,
            coach = event.result.coach,
            citations = event.result.citations,
            interventions = event.result.interventions,
            proposals = event.result.proposals.map { new ->
                proposals.firstOrNull { it.proposal.id == new.id } ?: Proposed(new)
            },
            tools = tools.map { if (it.running) it.copy(durationMs = 0.0) else it },
            phase = Phase.DONE,
        )
        is CoachEvent.Failed ->
            if (event.kind == "cancelled") {
                copy(phase = Phase.STOPPED)
            } else {
                copy(phase = Phase.FAILED, problem = Problem(event.kind, event.reason, retryable = true))
            }
    }

    private fun finished(event: CoachEvent.ToolFinished): List<Tool> {
        val at = tools.indexOfFirst { it.running && it.server == event.server && it.name == event.tool }
        return tools.mapIndexed { index, tool ->
            if (index == at) tool.copy(durationMs = event.durationMs, ok = event.ok) else tool
        }
    }

    /** The turn once a proposal of it was decided. */
    fun decided(id: String, decision: Decision, sentence: String? = null) = copy(
        proposals = proposals.map {
            if (it.proposal.id == id) it.copy(decision = decision, sentence = sentence) else it
        },
    )
}

/** The conversation that is going on. */
data class Chat(val turns: List<Turn> = emptyList(), val draft: String = "", val coach: String? = null) {
    val running: Boolean get() = turns.lastOrNull()?.phase == Turn.Phase.RUNNING

    fun asked(text: String) = copy(turns = turns + Turn(text), draft = "")

    fun after(event: CoachEvent) = last { it.after(event) }

    fun last(change: (Turn) -> Turn) =
        if (turns.isEmpty()) this else copy(turns = turns.dropLast(1) + change(turns.last()))

    fun decided(id: String, decision: Decision, sentence: String? = null) =
        copy(turns = turns.map { it.decided(id, decision, sentence) })

    fun proposal(id: String): Proposed? = turns.flatMap { it.proposals }.firstOrNull { it.proposal.id == id }
}

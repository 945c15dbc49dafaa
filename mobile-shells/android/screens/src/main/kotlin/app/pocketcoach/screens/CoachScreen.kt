package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.BasicText
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.AnnotatedString
import androidx.compose.ui.text.LinkAnnotation
import androidx.compose.ui.text.SpanStyle
import androidx.compose.ui.text.TextLinkStyles
import androidx.compose.ui.text.buildAnnotatedString
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextDecoration
import androidx.compose.ui.text.withLink
import androidx.compose.ui.text.withStyle
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.Chat
import app.pocketcoach.model.Decision
import app.pocketcoach.model.Piece
import app.pocketcoach.model.Proposed
import app.pocketcoach.model.Source
import app.pocketcoach.model.Talks
import app.pocketcoach.model.Turn
import app.pocketcoach.model.pieces

/** The conversation. */
@Composable
internal fun CoachScreen(chat: Chat, talks: Talks?, name: String?, act: (Action) -> Unit) {
    if (talks != null) {
        TalksScreen(talks, act)
        return
    }
    if (chat.turns.isEmpty()) {
        Title(if (name != null) t("coach.hello", "name" to name) else t("coach.helloNobody"), null)
        Words(t("coach.lead"), color = palette.muted)
        Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
            for (suggestion in listOf("sleep", "ready", "plan", "squat")) {
                val question = t("coach.suggest.$suggestion")
                Suggestion(question) { act(Action.Ask(question)) }
            }
        }
        Button(t("coach.threads"), Tone.QUIET) { act(Action.ShowTalks(true)) }
        return
    }
    Title(t("nav.coach"), null) {
        Box(
            Modifier.size(48.dp).clip(CircleShape).clickable(role = Role.Button, onClickLabel = t("coach.new")) {
                act(Action.NewConversation)
            },
            Alignment.Center,
        ) { Picture(Icon.NEW, palette.muted) }
    }
    Button(t("coach.threads"), Tone.QUIET) { act(Action.ShowTalks(true)) }
    for (turn in chat.turns) Exchange(turn, act)
}

@Composable
private fun Suggestion(question: String, onClick: () -> Unit) {
    val shape = RoundedCornerShape(Radius.m)
    Row(
        Modifier.fillMaxWidth().clip(shape).background(palette.surface).border(1.dp, palette.line, shape)
            .clickable(role = Role.Button, onClick = onClick).padding(Space.l),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Words(question, modifier = Modifier.weight(1f))
        Picture(Icon.NEXT, palette.muted, 18.dp)
    }
}

/** A question and what came of it. */
@Composable
private fun Exchange(turn: Turn, act: (Action) -> Unit) {
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(Space.m)) {
        if (turn.question.isNotEmpty()) {
            Box(Modifier.fillMaxWidth(), Alignment.CenterEnd) {
                Box(
                    Modifier.widthIn(max = 300.dp).clip(RoundedCornerShape(Radius.l, Radius.l, 4.dp, Radius.l))
                        .background(palette.accent).padding(horizontal = 14.dp, vertical = 10.dp),
                ) { Words(turn.question, color = palette.onAccent) }
            }
        }
        turn.handoff?.takeIf { it.reason.isNotBlank() }?.let {
            Words("${coachName(it.toAgent)}, ${t("coach.because", "reason" to it.reason)}", Type.SMALL, palette.muted)
        }
        if (turn.tools.isNotEmpty()) Tools(turn)
        val redFlag = turn.redFlag
        if (redFlag != null) {
            RedFlag(turn)
        } else if (turn.text.isNotEmpty()) {
            Reply(turn, act)
        }
        for (proposed in turn.proposals) ProposalCard(proposed, coachName(turn.coach), act)
        when (turn.phase) {
            Turn.Phase.RUNNING -> Words(
                t("coach.replying"), Type.SMALL, palette.muted,
                Modifier.semantics { liveRegion = LiveRegionMode.Polite },
            )
            Turn.Phase.STOPPED -> Words(t("coach.stopped"), Type.SMALL, palette.muted)
            Turn.Phase.FAILED -> Card(color = palette.badSoft, edge = palette.bad) {
                Words(turn.problem?.sentence.orEmpty(), color = palette.ink)
                Button(t("act.retry")) { act(Action.Ask(turn.question)) }
            }
            Turn.Phase.DONE -> {}
        }
    }
}

@Composable
internal fun coachName(id: String): String = if (strings.has("coach.name.$id")) t("coach.name.$id") else id

/** Which tools were asked, and how long it took. */
@Composable
private fun Tools(turn: Turn) {
    Column(verticalArrangement = Arrangement.spacedBy(4.dp)) {
        for (tool in turn.tools) {
            val server = if (strings.has("server.${tool.server}")) t("server.${tool.server}") else tool.server
            val took = tool.durationMs
            val state = when {
                took == null -> t("coach.toolRunning")
                tool.ok -> t("coach.toolTook", "ms" to took.toInt())
                else -> t("coach.toolFailed", "ms" to took.toInt())
            }
            Row(verticalAlignment = Alignment.CenterVertically, horizontalArrangement = Arrangement.spacedBy(6.dp)) {
                Picture(if (tool.ok) Icon.SEARCH else Icon.ALERT, if (tool.ok) palette.muted else palette.bad, 14.dp)
                Words("$server · ${tool.name} · $state", Type.LABEL, palette.muted, lines = 1)
            }
        }
    }
}

/** The words of the coach: every number is a chip that opens its source, and one without a source is marked. */
@Composable
private fun Reply(turn: Turn, act: (Action) -> Unit) {
    Card {
        if (turn.coach.isNotEmpty()) Words(coachName(turn.coach), Type.LABEL, palette.muted)
        BasicText(chips(turn, act), style = Type.TEXT.style.copy(color = palette.ink))
    }
}

@Composable
private fun chips(turn: Turn, act: (Action) -> Unit): AnnotatedString {
    val chip = TextLinkStyles(
        SpanStyle(color = palette.accentInk, background = palette.accentSoft, fontWeight = FontWeight.SemiBold),
    )
    val words = strings
    val bare = SpanStyle(color = palette.warn, textDecoration = TextDecoration.Underline)
    return buildAnnotatedString {
        for (piece in pieces(turn.text, turn.citations)) {
            when (piece) {
                is Piece.Words -> append(piece.text)
                is Piece.Unsourced -> withStyle(bare) { append(piece.text) }
                // Hair spaces give the colour room beside the digits and belong to no word.
                is Piece.Cited -> withLink(
                    LinkAnnotation.Clickable(piece.citation.metric, chip) { act(Action.Show(Source.of(piece.citation))) },
                ) { append("\u200A${words.figure(piece.text)}\u200A") }
            }
        }
    }
}

/** A warning sign: in place of an answer, what to do now. */
@Composable
private fun RedFlag(turn: Turn) {
    Card(color = palette.badSoft, edge = palette.bad) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.m), verticalAlignment = Alignment.CenterVertically) {
            Picture(Icon.ALERT, palette.bad, 28.dp)
            Words(
                t("safety.redFlag"), Type.HEADING, palette.bad,
                Modifier.semantics { heading(); liveRegion = LiveRegionMode.Assertive },
            )
        }
        Words(turn.text, Type.TEXT)
        Words(t("safety.suspended"), Type.SMALL, palette.muted)
    }
}

/** A write that waits for the person's word. */
@Composable
internal fun ProposalCard(proposed: Proposed, who: String, act: (Action) -> Unit) {
    val id = proposed.proposal.id
    Card(edge = if (proposed.decision == Decision.OPEN) palette.accent else palette.line) {
        Row(horizontalArrangement = Arrangement.spacedBy(Space.s), verticalAlignment = Alignment.CenterVertically) {
            Picture(Icon.SHIELD, palette.accent, 20.dp)
            Words(t("approval.title"), Type.HEADING)
        }
        Words(t("approval.lead", "who" to who), Type.SMALL, palette.muted)
        Box(Modifier.fillMaxWidth().clip(RoundedCornerShape(Radius.s)).background(palette.sunken).padding(Space.m)) {
            Words(proposed.proposal.summary)
        }
        when (proposed.decision) {
            Decision.OPEN, Decision.DECIDING -> Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
                val open = proposed.decision == Decision.OPEN
                Button(t("approval.once"), Tone.PRIMARY, open, icon = Icon.CHECK) { act(Action.Approve(id)) }
                Button(t("approval.deny"), Tone.PLAIN, open) { act(Action.Reject(id)) }
            }
            Decision.APPROVED -> Words(proposed.sentence ?: t("approval.written"), Type.STRONG, palette.good)
            Decision.REJECTED -> Words(t("approval.denied"), Type.STRONG, palette.muted)
        }
    }
}

/** Where the person writes; stays at the bottom of the screen. */
@Composable
internal fun Composer(chat: Chat, act: (Action) -> Unit) {
    val shape = RoundedCornerShape(26.dp)
    val label = t("coach.message")
    Row(
        Modifier.fillMaxWidth().background(palette.paper).padding(horizontal = Space.l, vertical = Space.s),
        horizontalArrangement = Arrangement.spacedBy(Space.s),
        verticalAlignment = Alignment.Bottom,
    ) {
        BasicTextField(
            value = chat.draft,
            onValueChange = { act(Action.Draft(it)) },
            textStyle = Type.TEXT.style.copy(color = palette.ink),
            cursorBrush = SolidColor(palette.accent),
            maxLines = 5,
            modifier = Modifier.weight(1f).semantics { contentDescription = label },
            decorationBox = { inner ->
                Box(
                    Modifier.defaultMinSize(minHeight = 52.dp).clip(shape).background(palette.raised)
                        .border(1.dp, palette.line, shape).padding(horizontal = 18.dp, vertical = 14.dp),
                    Alignment.CenterStart,
                ) {
                    if (chat.draft.isEmpty()) Words(t("coach.placeholder"), color = palette.muted, lines = 1)
                    inner()
                }
            },
        )
        val running = chat.running
        val ready = running || chat.draft.isNotBlank()
        Box(
            Modifier.size(52.dp).clip(CircleShape).background(if (ready) palette.accent else palette.sunken)
                .clickable(enabled = ready, role = Role.Button, onClickLabel = t(if (running) "coach.stop" else "coach.send")) {
                    act(if (running) Action.Stop else Action.Ask(chat.draft))
                },
            Alignment.Center,
        ) { Picture(if (running) Icon.STOP else Icon.SEND, if (ready) palette.onAccent else palette.muted) }
    }
}

package app.pocketcoach.screens

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Action
import app.pocketcoach.model.Talks
import app.pocketcoach.sdk.Conversation
import app.pocketcoach.sdk.SearchHit
import java.time.Instant
import java.time.ZoneId

/** The conversations so far, and a search through them. */
@Composable
internal fun TalksScreen(talks: Talks, act: (Action) -> Unit) {
    Title(t("coach.threads"), null)
    Field(t("android.find"), talks.words) { act(Action.Find(it)) }
    Row(horizontalArrangement = Arrangement.spacedBy(Space.s)) {
        Button(t("nav.find"), Tone.PRIMARY, talks.words.isNotBlank(), icon = Icon.SEARCH) { act(Action.Search) }
        Button(t("live.back"), Tone.QUIET) { act(Action.ShowTalks(false)) }
    }
    val found = talks.found
    if (found != null) {
        if (found.isEmpty()) Words(t("android.nothingFound"), color = palette.muted)
        for (hit in found) Found(hit, act)
        return
    }
    Awaited(talks.list, act, lines = 4) { list ->
        if (list.isEmpty()) Words(t("coach.noThreads"), color = palette.muted)
        for (conversation in list) Talk(conversation, act)
    }
}

@Composable
private fun Talk(conversation: Conversation, act: (Action) -> Unit) {
    Line(
        dayOf(conversation.createdMs),
        "${coachName(conversation.agent)} · ${t("android.messages", "count" to conversation.messages)}",
    ) { act(Action.OpenTalk(conversation.id)) }
}

/** What was found; only what was said leads somewhere. */
@Composable
private fun Found(hit: SearchHit, act: (Action) -> Unit) {
    val open = if (hit.kind == "message") ({ act(Action.OpenTalk(hit.id)) }) else null
    Line(hit.snippet, dayOf(hit.atMs), open)
}

@Composable
private fun Line(text: String, below: String, onClick: (() -> Unit)?) {
    val shape = RoundedCornerShape(Radius.m)
    Row(
        Modifier.fillMaxWidth().clip(shape).background(palette.surface).border(1.dp, palette.line, shape)
            .then(if (onClick == null) Modifier else Modifier.clickable(role = Role.Button, onClick = onClick)).padding(Space.l),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        Column(Modifier.weight(1f), Arrangement.spacedBy(2.dp)) {
            Words(text, Type.STRONG)
            Words(below, Type.SMALL, palette.muted)
        }
        if (onClick != null) Picture(Icon.NEXT, palette.muted, 18.dp)
    }
}

@Composable
private fun dayOf(ms: Long): String = strings.day("${Instant.ofEpochMilli(ms).atZone(ZoneId.systemDefault()).toLocalDate()}")

package app.pocketcoach.screens

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.clickable
import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.ColumnScope
import androidx.compose.foundation.layout.ExperimentalLayoutApi
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.defaultMinSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.BasicTextField
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.draw.shadow
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.SolidColor
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp
import app.pocketcoach.model.Source
import app.pocketcoach.sdk.Figure

/** A card with a heading. */
@Composable
internal fun Card(
    title: String? = null,
    modifier: Modifier = Modifier,
    color: Color = palette.surface,
    edge: Color = palette.line,
    content: @Composable ColumnScope.() -> Unit,
) {
    val shape = RoundedCornerShape(Radius.l)
    Column(
        modifier.fillMaxWidth().shadow(1.dp, shape, clip = false, ambientColor = Color(0x14282418), spotColor = Color(0x14282418))
            .clip(shape).background(color).border(1.dp, edge, shape).padding(Space.l),
        verticalArrangement = Arrangement.spacedBy(Space.m),
    ) {
        title?.let { Words(it, Type.HEADING, modifier = Modifier.semantics { heading() }) }
        content()
    }
}

internal enum class Tone { PRIMARY, PLAIN, QUIET, BAD }

/** A button; at least 48 dp high, so that a thumb finds it. */
@Composable
internal fun Button(
    text: String,
    tone: Tone = Tone.PLAIN,
    enabled: Boolean = true,
    modifier: Modifier = Modifier,
    icon: Icon? = null,
    onClick: () -> Unit,
) {
    val shape = RoundedCornerShape(24.dp)
    val (fill, ink) = when (tone) {
        Tone.PRIMARY -> palette.accent to palette.onAccent
        Tone.PLAIN -> palette.surface to palette.ink
        Tone.QUIET -> Color.Transparent to palette.accentInk
        Tone.BAD -> palette.bad to palette.onAccent
    }
    val shown = if (enabled) 1f else DISABLED
    Row(
        modifier.defaultMinSize(minHeight = 48.dp).clip(shape).background(fill.copy(alpha = fill.alpha * shown))
            .then(if (tone == Tone.PLAIN) Modifier.border(1.dp, palette.line, shape) else Modifier)
            .clickable(enabled = enabled, role = Role.Button, onClick = onClick)
            .padding(horizontal = if (tone == Tone.QUIET) Space.m else 20.dp, vertical = Space.m),
        horizontalArrangement = Arrangement.spacedBy(Space.s, Alignment.CenterHorizontally),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        icon?.let { Picture(it, ink.copy(alpha = shown), 18.dp) }
        Words(text, Type.STRONG, ink.copy(alpha = shown), lines = 1)
    }
}

/** One of several, pressed or not. */
@Composable
internal fun Choice(text: String, chosen: Boolean, modifier: Modifier = Modifier, onClick: () -> Unit) {
    val shape = RoundedCornerShape(20.dp)
    Box(
        modifier.defaultMinSize(minHeight = 40.dp).clip(shape)
            .background(if (chosen) palette.accentSoft else palette.surface)
            .border(1.dp, if (chosen) palette.accent else palette.line, shape)
            .clickable(role = Role.RadioButton, onClick = onClick).padding(horizontal = 14.dp, vertical = 10.dp),
        contentAlignment = Alignment.Center,
    ) {
        Words(text, Type.SMALL, if (chosen) palette.accentInk else palette.ink, lines = 1)
    }
}

/** A field with its label above it. */
@Composable
internal fun Field(label: String, value: String, hint: String = "", tall: Boolean = false, onChange: (String) -> Unit) {
    Column(verticalArrangement = Arrangement.spacedBy(6.dp)) {
        Words(label, Type.LABEL, palette.muted)
        val shape = RoundedCornerShape(Radius.m)
        BasicTextField(
            value = value,
            onValueChange = onChange,
            textStyle = Type.TEXT.style.copy(color = palette.ink),
            cursorBrush = SolidColor(palette.accent),
            singleLine = !tall,
            modifier = Modifier.fillMaxWidth().semantics { contentDescription = label },
            decorationBox = { inner ->
                Box(
                    Modifier.fillMaxWidth().defaultMinSize(minHeight = if (tall) 96.dp else 48.dp).clip(shape)
                        .background(palette.raised).border(1.dp, palette.line, shape).padding(horizontal = 14.dp, vertical = 12.dp),
                ) {
                    if (value.isEmpty()) Words(hint, color = palette.muted)
                    inner()
                }
            },
        )
    }
}

/** A figure with its label. Pressing it shows where it comes from. */
@Composable
internal fun FigureChip(label: String, figure: Figure, modifier: Modifier = Modifier, onShow: (Source) -> Unit) {
    val shape = RoundedCornerShape(Radius.m)
    val meaning = t("source.open", "text" to figure.text, "label" to label)
    Column(
        modifier.clip(shape).background(palette.accentSoft.copy(alpha = 0.55f))
            .clickable(role = Role.Button, onClickLabel = meaning) { onShow(Source.of(figure)) }
            .padding(horizontal = Space.m, vertical = 10.dp),
        verticalArrangement = Arrangement.spacedBy(2.dp),
    ) {
        Words(label, Type.LABEL, palette.muted, lines = 1)
        Words(strings.figure(figure.text), Type.FIGURE, palette.accentInk, lines = 1)
    }
}

/** Figures two in a row, those of `names` that are there, in that order. */
@OptIn(ExperimentalLayoutApi::class)
@Composable
internal fun Figures(figures: List<Figure>, names: List<String>, onShow: (Source) -> Unit) {
    val shown = names.mapNotNull { name -> figures.firstOrNull { it.name == name } }
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.spacedBy(Space.s),
        verticalArrangement = Arrangement.spacedBy(Space.s),
        maxItemsInEachRow = 2,
    ) {
        for (figure in shown) FigureChip(figureLabel(figure), figure, Modifier.weight(1f), onShow)
        if (shown.size % 2 == 1) Box(Modifier.weight(1f))
    }
}

/** The name of a figure in the person's language, or what the coach calls it. */
@Composable
internal fun figureLabel(figure: Figure): String {
    val key = listOf("fig.${figure.name}", "metric.${figure.metric}").firstOrNull { strings.has(it) }
    return key?.let { t(it) } ?: figure.label.replaceFirstChar { it.uppercase() }
}

/** A share of a whole as a ring, with what stands in it. */
@Composable
internal fun Ring(share: Float, color: Color, size: Dp, content: @Composable () -> Unit) {
    val track = palette.sunken
    Box(Modifier.size(size), contentAlignment = Alignment.Center) {
        Canvas(Modifier.size(size)) {
            val width = 12.dp.toPx()
            val stroke = Stroke(width, cap = StrokeCap.Round)
            val inner = Size(this.size.width - width, this.size.height - width)
            val corner = Offset(width / 2, width / 2)
            drawArc(track, START, WHOLE, false, corner, inner, style = stroke)
            drawArc(color, START, WHOLE * share.coerceIn(0f, 1f), false, corner, inner, style = stroke)
        }
        content()
    }
}

/** Says that there is nothing yet, why, and what to do about it. */
@Composable
internal fun Nothing(title: String, text: String, actions: @Composable () -> Unit = {}) {
    Card {
        Words(title, Type.HEADING)
        Words(text, color = palette.muted)
        actions()
    }
}

/** Bars of a thing that is still being fetched. */
@Composable
internal fun Skeleton(lines: Int = 3) {
    val label = t("state.loading")
    Card(modifier = Modifier.semantics { contentDescription = label }) {
        repeat(lines) { line ->
            Box(
                Modifier.fillMaxWidth(if (line == 0) 0.4f else 1f - line * 0.12f).height(14.dp)
                    .clip(RoundedCornerShape(7.dp)).background(palette.sunken),
            )
        }
    }
}

private const val DISABLED = 0.4f
private const val START = -90f
private const val WHOLE = 360f

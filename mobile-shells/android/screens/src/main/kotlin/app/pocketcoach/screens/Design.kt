package app.pocketcoach.screens

import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.text.BasicText
import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.compositionLocalOf
import androidx.compose.runtime.staticCompositionLocalOf
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.platform.LocalLayoutDirection
import androidx.compose.ui.text.TextStyle
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.LayoutDirection
import androidx.compose.ui.unit.dp
import androidx.compose.ui.unit.sp

/** Colours of the design, by the names that `tokens.css` of the desktop gives them; a test holds the two together. */
data class Palette(
    val paper: Color,
    val surface: Color,
    val raised: Color,
    val sunken: Color,
    val ink: Color,
    val muted: Color,
    val line: Color,
    val lineStrong: Color,
    val accent: Color,
    val onAccent: Color,
    val accentSoft: Color,
    val accentInk: Color,
    val good: Color,
    val goodSoft: Color,
    val warn: Color,
    val warnSoft: Color,
    val bad: Color,
    val badSoft: Color,
    val stageAwake: Color,
    val stageRem: Color,
    val stageLight: Color,
    val stageDeep: Color,
)

internal val LIGHT = Palette(
    paper = Color(0xFFF5F2EB),
    surface = Color(0xFFFFFEFB),
    raised = Color(0xFFFFFFFF),
    sunken = Color(0xFFECE8DE),
    ink = Color(0xFF1B211D),
    muted = Color(0xFF58625B),
    line = Color(0xFFDED9CC),
    lineStrong = Color(0xFF868D84),
    accent = Color(0xFF1C5A49),
    onAccent = Color(0xFFFBF9F3),
    accentSoft = Color(0xFFE1ECE4),
    accentInk = Color(0xFF17503F),
    good = Color(0xFF23704F),
    goodSoft = Color(0xFFDFEEE2),
    warn = Color(0xFF8A5200),
    warnSoft = Color(0xFFF8EAD0),
    bad = Color(0xFFA5312B),
    badSoft = Color(0xFFF8E2DD),
    stageAwake = Color(0xFFD9894E),
    stageRem = Color(0xFF8F8BD8),
    stageLight = Color(0xFF6F8FC4),
    stageDeep = Color(0xFF2F3F86),
)

internal val DARK = Palette(
    paper = Color(0xFF0F1312),
    surface = Color(0xFF171C1A),
    raised = Color(0xFF1E2421),
    sunken = Color(0xFF0B0E0D),
    ink = Color(0xFFECEEE9),
    muted = Color(0xFFA2ADA6),
    line = Color(0xFF2A312D),
    lineStrong = Color(0xFF6D7871),
    accent = Color(0xFF86D3B4),
    onAccent = Color(0xFF07281D),
    accentSoft = Color(0xFF1B3229),
    accentInk = Color(0xFF9ADCC1),
    good = Color(0xFF86D3A4),
    goodSoft = Color(0xFF183024),
    warn = Color(0xFFEFB765),
    warnSoft = Color(0xFF372A14),
    bad = Color(0xFFF19A8E),
    badSoft = Color(0xFF3A1E1B),
    stageAwake = Color(0xFFE3A06A),
    stageRem = Color(0xFFA9A5EE),
    stageLight = Color(0xFF6A8CC6),
    stageDeep = Color(0xFF4658B0),
)

/** Distances, by the steps of the design. */
internal object Space {
    val xs = 4.dp
    val s = 8.dp
    val m = 12.dp
    val l = 16.dp
    val xl = 24.dp
    val xxl = 32.dp
}

/** Corners, by the steps of the design. */
internal object Radius {
    val s = 8.dp
    val m = 12.dp
    val l = 18.dp
}

/** Kinds of text. The display face is a serif, as on the desktop; figures are never in it. */
internal enum class Type(val style: TextStyle) {
    HERO(TextStyle(fontSize = 56.sp, lineHeight = 60.sp, fontWeight = FontWeight.SemiBold, letterSpacing = (-1).sp)),
    TITLE(TextStyle(fontSize = 28.sp, lineHeight = 34.sp, fontFamily = FontFamily.Serif, fontWeight = FontWeight.Medium)),
    HEADING(TextStyle(fontSize = 17.sp, lineHeight = 22.sp, fontWeight = FontWeight.SemiBold)),
    FIGURE(TextStyle(fontSize = 20.sp, lineHeight = 26.sp, fontWeight = FontWeight.SemiBold)),
    TEXT(TextStyle(fontSize = 15.sp, lineHeight = 22.sp)),
    STRONG(TextStyle(fontSize = 15.sp, lineHeight = 22.sp, fontWeight = FontWeight.SemiBold)),
    SMALL(TextStyle(fontSize = 13.sp, lineHeight = 18.sp)),
    LABEL(TextStyle(fontSize = 12.sp, lineHeight = 16.sp, fontWeight = FontWeight.Medium)),
}

private val LocalPalette = staticCompositionLocalOf { LIGHT }
private val LocalStrings = compositionLocalOf<Strings> { error("no language was chosen: draw inside Design") }

/** The palette in use. */
internal val palette: Palette
    @Composable get() = LocalPalette.current

/** The words in use. */
internal val strings: Strings
    @Composable get() = LocalStrings.current

/** A text of the interface by its key. */
@Composable
internal fun t(key: String, vararg values: Pair<String, Any>): String = LocalStrings.current.of(key, *values)

/** The design in a language, light or dark; the direction of writing follows the language. */
@Composable
fun Design(strings: Strings, dark: Boolean = isSystemInDarkTheme(), content: @Composable () -> Unit) {
    CompositionLocalProvider(
        LocalPalette provides if (dark) DARK else LIGHT,
        LocalStrings provides strings,
        LocalLayoutDirection provides if (strings.rightToLeft) LayoutDirection.Rtl else LayoutDirection.Ltr,
        content = content,
    )
}

/** Text of one kind. */
@Composable
internal fun Words(
    text: String,
    type: Type = Type.TEXT,
    color: Color = palette.ink,
    modifier: Modifier = Modifier,
    align: TextAlign = TextAlign.Start,
    lines: Int = Int.MAX_VALUE,
) {
    BasicText(
        text = text,
        modifier = modifier,
        style = type.style.copy(color = color, textAlign = align),
        maxLines = lines,
        overflow = TextOverflow.Ellipsis,
    )
}

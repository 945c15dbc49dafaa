package app.pocketcoach.screens

import androidx.compose.foundation.Canvas
import androidx.compose.foundation.layout.size
import androidx.compose.runtime.Composable
import androidx.compose.runtime.remember
import androidx.compose.ui.Modifier
import androidx.compose.ui.geometry.Offset
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.StrokeCap
import androidx.compose.ui.graphics.StrokeJoin
import androidx.compose.ui.graphics.drawscope.Stroke
import androidx.compose.ui.graphics.drawscope.scale
import androidx.compose.ui.graphics.vector.PathParser
import androidx.compose.ui.unit.Dp
import androidx.compose.ui.unit.dp

/** The icons: outlines of Lucide (ISC licence), 24 by 24, the same ones that the desktop has. */
enum class Icon(internal val outline: String) {
    HOME(
        "M15 21v-8a1 1 0 0 0-1-1h-4a1 1 0 0 0-1 1v8" +
            "M3 10a2 2 0 0 1 .709-1.528l7-6a2 2 0 0 1 2.582 0l7 6A2 2 0 0 1 21 10v9a2 2 0 0 1-2 2H5a2 2 0 0" +
            " 1-2-2z",
    ),
    COACH(
        "M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1" +
            " 1.099.092 10 10 0 1 0-4.777-4.719",
    ),
    PLAN(
        "M8 2v3" +
            "M16 2v3" +
            "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z" +
            "M3 9h18" +
            "M8 13h.01" +
            "M12 13h.01" +
            "M16 13h.01" +
            "M8 17h.01" +
            "M12 17h.01" +
            "M16 17h.01",
    ),
    LOG(
        "M13.4 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2v-7.4" +
            "M2 6h4" +
            "M2 10h4" +
            "M2 14h4" +
            "M2 18h4" +
            "M21.378 5.626a1 1 0 1 0-3.004-3.004l-5.01 5.012a2 2 0 0 0-.506.854l-.837 2.87a.5.5 0 0 0 .62.62" +
            "l2.87-.837a2 2 0 0 0 .854-.506z",
    ),
    LIVE(
        "M2 9.5a5.5 5.5 0 0 1 9.591-3.676.56.56 0 0 0 .818 0A5.49 5.49 0 0 1 22 9.5c0 2.29-1.5 4-3 5.5" +
            "l-5.492 5.313a2 2 0 0 1-3 .019L5 15c-1.5-1.5-3-3.2-3-5.5" +
            "M3.22 13H9.5l.5-1 2 4.5 2-7 1.5 3.5h5.27",
    ),
    SETTINGS(
        "M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033" +
            " 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0" +
            " 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34" +
            " 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915" +
            "M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0",
    ),
    FEEL_1(
        "M15 10V9" +
            "M9 10V9" +
            "M9 16a5 5 0 016 0" +
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    ),
    FEEL_2(
        "M14 10h2" +
            "M8 10h2" +
            "M8 16h8" +
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    ),
    FEEL_3(
        "M15 10V9" +
            "M8 16h8" +
            "M9 10V9" +
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    ),
    FEEL_4(
        "M15 10V9" +
            "M16.472 15a6 6 0 01-8.943 0" +
            "M9 10V9" +
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    ),
    FEEL_5(
        "M15 10V9" +
            "M7.084 14.302a5.12 5.12 0 009.833 0 .24.24 0 00-.235-.302H7.32a.24.24 0 00-.235.302" +
            "M9 10V9" +
            "M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0",
    ),
    ALERT(
        "M12 16h.01" +
            "M12 8v4" +
            "M15.312 2a2 2 0 0 1 1.414.586l4.688 4.688A2 2 0 0 1 22 8.688v6.624a2 2 0 0 1-.586 1.414l-4.688" +
            " 4.688a2 2 0 0 1-1.414.586H8.688a2 2 0 0 1-1.414-.586l-4.688-4.688A2 2 0 0 1 2 15.312V8.688a2 2" +
            " 0 0 1 .586-1.414l4.688-4.688A2 2 0 0 1 8.688 2z",
    ),
    SEND(
        "M5 12l7-7 7 7" +
            "M12 19V5",
    ),
    STOP(
        "M5 3h14a2 2 0 0 1 2 2v14a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-14a2 2 0 0 1 2 -2z",
    ),
    CHECK(
        "M20 6 9 17l-5-5",
    ),
    CLOSE(
        "M18 6 6 18" +
            "M6 6l12 12",
    ),
    NEXT(
        "M9 18l6-6-6-6",
    ),
    SHIELD(
        "M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2" +
            " 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z" +
            "M9 12l2 2 4-4",
    ),
    SEARCH(
        "M21 21l-4.34-4.34" +
            "M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0",
    ),
    NEW(
        "M12 3H5a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h14a2 2 0 0 0 2-2v-7" +
            "M18.375 2.625a1 1 0 0 1 3 3l-9.013 9.014a2 2 0 0 1-.853.505l-2.873.84a.5.5 0 0 1-.62-.62" +
            "l.84-2.873a2 2 0 0 1 .506-.852z",
    ),
}

/** Draws an icon. What it means is said by the text or the description of what it stands in. */
@Composable
fun Picture(icon: Icon, color: Color, size: Dp = 22.dp, modifier: Modifier = Modifier) {
    val path = remember(icon) { PathParser().parsePathString(icon.outline).toPath() }
    Canvas(modifier.size(size)) {
        val factor = this.size.width / GRID
        scale(factor, factor, pivot = Offset.Zero) {
            drawPath(path, color, style = Stroke(LINE, cap = StrokeCap.Round, join = StrokeJoin.Round))
        }
    }
}

private const val GRID = 24f
private const val LINE = 1.75f

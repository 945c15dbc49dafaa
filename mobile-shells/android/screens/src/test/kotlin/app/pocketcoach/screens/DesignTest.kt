package app.pocketcoach.screens

import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.toArgb
import java.io.File
import kotlin.math.max
import kotlin.math.min
import kotlin.math.pow
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.junit.jupiter.api.Test

/** The design: the same colours as on the desktop, and text that can be read on them. */
class DesignTest {
    private val css = File("../../../desktop/ui/src/design/tokens.css").readText()

    private fun tokens(selector: String): Map<String, String> {
        val block = css.substringAfter(selector).substringAfter("{").substringBefore("}")
        return Regex("--([a-z-]+):\\s*(#[0-9a-f]{6})").findAll(block).associate { it.groupValues[1] to it.groupValues[2] }
    }

    private fun colours(palette: Palette): Map<String, Color> = mapOf(
        "paper" to palette.paper, "surface" to palette.surface, "raised" to palette.raised, "sunken" to palette.sunken,
        "ink" to palette.ink, "muted" to palette.muted, "line" to palette.line, "line-strong" to palette.lineStrong,
        "accent" to palette.accent, "on-accent" to palette.onAccent, "accent-soft" to palette.accentSoft,
        "accent-ink" to palette.accentInk, "good" to palette.good, "good-soft" to palette.goodSoft, "warn" to palette.warn,
        "warn-soft" to palette.warnSoft, "bad" to palette.bad, "bad-soft" to palette.badSoft,
        "stage-awake" to palette.stageAwake, "stage-rem" to palette.stageRem, "stage-light" to palette.stageLight,
        "stage-deep" to palette.stageDeep,
    )

    @Test
    fun `colours are those of the desktop`() {
        for ((selector, palette) in listOf(":root[data-theme=\"light\"]" to LIGHT, ":root[data-theme=\"dark\"]" to DARK)) {
            val given = tokens(selector)
            for ((name, colour) in colours(palette)) {
                assertEquals(given[name], "#%06x".format(colour.toArgb() and 0xFFFFFF), "$selector --$name")
            }
        }
    }

    private fun luminance(colour: Color): Double {
        fun part(value: Float) = if (value <= 0.03928f) value / 12.92 else ((value + 0.055) / 1.055).pow(2.4)
        return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue)
    }

    private fun contrast(one: Color, two: Color): Double {
        val (a, b) = luminance(one) to luminance(two)
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test
    fun `text has a contrast of at least 4,5 to 1 on what it stands on`() {
        for (palette in listOf(LIGHT, DARK)) {
            with(palette) {
                val pairs = listOf(
                    ink to paper, ink to surface, ink to raised, ink to sunken, muted to paper, muted to surface, muted to sunken,
                    accentInk to accentSoft, accentInk to surface, onAccent to accent, bad to badSoft, ink to badSoft,
                    warn to warnSoft, paper to ink,
                    onAccent to bad, muted to accentSoft,
                )
                for ((text, ground) in pairs) assertTrue(contrast(text, ground) >= 4.5, "$text on $ground: ${contrast(text, ground)}")
            }
        }
    }
}

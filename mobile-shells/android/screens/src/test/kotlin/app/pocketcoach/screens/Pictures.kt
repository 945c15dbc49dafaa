package app.pocketcoach.screens

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.ui.ImageComposeScene
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.Density
import app.pocketcoach.model.Action
import app.pocketcoach.model.AppState
import java.awt.Color
import java.awt.RenderingHints
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO
import org.jetbrains.skia.EncodedImageFormat

/** What only a phone can do; here it is noted. */
class NotedShell : Shell {
    val asked = mutableListOf<String>()

    override fun askForHealth() { asked += "health" }

    override fun readHealth() { asked += "read" }

    override fun updateHealth() { asked += "update" }

    override fun export() { asked += "export" }

    override fun erase() { asked += "erase" }
}

/** Draws states as a phone of 390 by 844 points would. */
object Pictures {
    private const val WIDTH = 390
    private const val HEIGHT = 844
    private const val DENSITY = 2f
    private const val FRAME_NS = 16_000_000L

    fun draw(state: AppState, dark: Boolean, language: String = "en", height: Int = HEIGHT, act: (Action) -> Unit = {}): BufferedImage {
        val scene = ImageComposeScene((WIDTH * DENSITY).toInt(), (height * DENSITY).toInt(), Density(DENSITY)) {
            Design(Strings.load(language), dark) { Box(Modifier.fillMaxSize()) { App(state, NotedShell(), "0.1.0", act) } }
        }
        try {
            // Effects that a first frame starts show in the next ones.
            repeat(3) { frame -> scene.render(frame * FRAME_NS) }
            val png = checkNotNull(scene.render(4 * FRAME_NS).encodeToData(EncodedImageFormat.PNG)).bytes
            return ImageIO.read(png.inputStream())
        } finally {
            scene.close()
        }
    }

    /** Pictures side by side with a gap between them. */
    fun beside(vararg pictures: BufferedImage): BufferedImage {
        val gap = 32
        val width = pictures.sumOf { it.width } + gap * (pictures.size - 1)
        val whole = BufferedImage(width, pictures.maxOf { it.height }, BufferedImage.TYPE_INT_RGB)
        val graphics = whole.createGraphics()
        graphics.color = Color(0x8A, 0x8F, 0x8B)
        graphics.fillRect(0, 0, whole.width, whole.height)
        var at = 0
        for (picture in pictures) {
            graphics.drawImage(picture, at, 0, null)
            at += picture.width + gap
        }
        graphics.dispose()
        return whole
    }

    /** Half the size, which is what a page of documentation has room for. */
    fun smaller(picture: BufferedImage): BufferedImage {
        val small = BufferedImage(picture.width * 3 / 5, picture.height * 3 / 5, BufferedImage.TYPE_INT_RGB)
        val graphics = small.createGraphics()
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC)
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY)
        graphics.drawImage(picture, 0, 0, small.width, small.height, null)
        graphics.dispose()
        return small
    }

    fun write(picture: BufferedImage, file: File) {
        file.parentFile.mkdirs()
        ImageIO.write(picture, "png", file)
    }
}

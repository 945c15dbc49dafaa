package app.pocketcoach.screens

import java.awt.image.BufferedImage
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import org.junit.jupiter.api.DynamicTest
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.TestFactory

/** Every screen in every state is drawn, light and dark, in every direction of writing. */
class PicturesTest {
    private val folder = File(System.getProperty("pictures", "target/pictures"))

    private fun colours(picture: BufferedImage): Map<Int, Int> = buildMap {
        for (y in 0 until picture.height step 3) for (x in 0 until picture.width step 3) merge(picture.getRGB(x, y), 1, Int::plus)
    }

    private fun paper(dark: Boolean) = if (dark) 0xFF0F1312.toInt() else 0xFFF5F2EB.toInt()

    @TestFactory
    fun `every state is drawn, light and dark`() = Samples.all.flatMap { (name, state) ->
        listOf(false, true).map { dark ->
            DynamicTest.dynamicTest("$name ${if (dark) "dark" else "light"}") {
                val picture = Pictures.draw(state, dark)
                Pictures.write(picture, File("target/pictures/$name-${if (dark) "dark" else "light"}.png"))
                val colours = colours(picture)
                assertTrue(colours.size > 60, "drawn with ${colours.size} colours, so hardly anything is there")
                // A veil lies over everything while a source is shown.
                if (state.source == null) assertTrue(paper(dark) in colours, "the paper does not show")
            }
        }
    }

    @TestFactory
    fun `every language is drawn, and Arabic from the right`() = Strings.LANGUAGES.map { language ->
        DynamicTest.dynamicTest(language) {
            val picture = Pictures.draw(Samples.day, dark = false, language = language)
            Pictures.write(picture, File("target/pictures/day-$language.png"))
            val (left, right) = (0..1).map { half ->
                var dark = 0
                // The greeting: ink lies on the side where reading begins.
                for (y in 40 until 160) {
                    for (x in half * 390 until (half + 1) * 390) {
                        if (picture.getRGB(x, y) and 0xFF < 0x70) dark++
                    }
                }
                dark
            }
            if (language == "ar") assertTrue(right > left, "$left $right") else assertTrue(left > right, "$left $right")
        }
    }

    @Test
    fun `the same state is drawn the same`() {
        val (one, two) = List(2) { Pictures.draw(Samples.live, dark = true) }
        assertTrue((0 until one.height).all { y -> (0 until one.width).all { x -> one.getRGB(x, y) == two.getRGB(x, y) } })
    }

    @Test
    fun `a stop is red, and nothing leads away from it`() {
        val red = 0xFFF8E2DD.toInt()
        val (running, stopped) = listOf(Samples.live, Samples.stop).map { colours(Pictures.draw(it, dark = false)) }
        assertTrue((stopped[red] ?: 0) > 10_000, "${stopped[red]}")
        assertNotEquals(stopped[red], running[red])
        // The bar at the bottom has the colour of a surface; below a stop there is only paper and the button.
        val picture = Pictures.draw(Samples.stop, dark = false)
        assertEquals(paper(false), picture.getRGB(4, picture.height - 4))
    }

    @Test
    fun `pictures for the documentation`() {
        fun pair(name: String, vararg pictures: BufferedImage) =
            Pictures.write(Pictures.smaller(Pictures.beside(*pictures)), File(folder, "android-$name.png"))
        pair("today", Pictures.draw(Samples.day, false), Pictures.draw(Samples.feeling, true), Pictures.draw(Samples.emptyDay, false))
        pair("coach", Pictures.draw(Samples.talk, false), Pictures.draw(Samples.redFlag, true), Pictures.draw(Samples.source, false))
        pair("plan", Pictures.draw(Samples.plans, false), Pictures.draw(Samples.log, true), Pictures.draw(Samples.settings, false))
        pair("talks", Pictures.draw(Samples.welcome, false), Pictures.draw(Samples.talks, true), Pictures.draw(Samples.foundTalks, false))
        pair("live", Pictures.draw(Samples.live, true), Pictures.draw(Samples.stop, false), Pictures.draw(Samples.day, false, "ar"))
        assertEquals(5, folder.listFiles().orEmpty().count { it.name.startsWith("android-") && it.length() > 10_000 })
    }
}

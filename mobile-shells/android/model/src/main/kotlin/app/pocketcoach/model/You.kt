package app.pocketcoach.model

import app.pocketcoach.sdk.Level
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.Sex
import java.time.LocalDate

/** What the person says about themselves; text stays as it was typed until it is kept. All of it may be left out. */
data class AboutYou(
    val name: String = "",
    /** Date of birth, YYYY-MM-DD. */
    val born: String = "",
    val sex: Sex? = null,
    val heightCm: String = "",
    val weightKg: String = "",
    val level: Level? = null,
    val goal: String = "",
) {
    /** Whether all that is typed can be read. Whether it makes sense, the core says. */
    val complete: Boolean
        get() = (born.isBlank() || day(born) != null) && listOf(heightCm, weightKg).all { it.isBlank() || Log.number(it) != null }

    /** The profile with what is typed; what this form does not ask for stays as it is. */
    fun onto(profile: Profile): Profile = profile.copy(
        name = name.trim().ifEmpty { null },
        birthDate = day(born)?.toString(),
        sex = sex,
        heightCm = Log.number(heightCm),
        weightKg = Log.number(weightKg),
        level = level,
        goal = goal.trim().ifEmpty { null },
    )

    companion object {
        fun of(profile: Profile) = AboutYou(
            name = profile.name.orEmpty(),
            born = profile.birthDate.orEmpty(),
            sex = profile.sex,
            heightCm = shown(profile.heightCm),
            weightKg = shown(profile.weightKg),
            level = profile.level,
            goal = profile.goal.orEmpty(),
        )

        private fun day(text: String): LocalDate? = runCatching { LocalDate.parse(text.trim()) }.getOrNull()

        private fun shown(number: Double?): String = when {
            number == null -> ""
            number == Math.rint(number) -> "${number.toLong()}"
            else -> "$number"
        }
    }
}

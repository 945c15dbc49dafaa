package app.pocketcoach.health

import java.time.Instant

/**
 * How far a record type has been read. It is kept as text beside the data, in the same transaction.
 *
 * @property token change token from which to go on. It was taken before the first record was read, so that what changes
 * meanwhile is in its changes.
 * @property history read with the permission for data older than thirty days; once that is given, all is read again.
 * @property cursor where a full reading goes on; null once it is through and only changes are asked for.
 */
internal data class Anchor(val token: String, val history: Boolean, val cursor: Instant?) {
    override fun toString() = "$VERSION;${if (history) "all" else "recent"};${cursor?.toEpochMilli() ?: ""};$token"

    companion object {
        private const val VERSION = "1"

        /** The anchor in a text; null for one of another version, so that all is read again. */
        fun parse(text: String): Anchor? {
            val parts = text.split(";", limit = 4)
            if (parts.size != 4 || parts[0] != VERSION) return null
            val cursor = if (parts[2].isEmpty()) null else Instant.ofEpochMilli(parts[2].toLongOrNull() ?: return null)
            return Anchor(parts[3], parts[1] == "all", cursor)
        }
    }
}

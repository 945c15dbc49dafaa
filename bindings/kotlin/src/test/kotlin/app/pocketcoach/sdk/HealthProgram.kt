package app.pocketcoach.sdk

import java.nio.file.Path
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Counts the steps and ends the process, as hard as a system does, before the one that is asked for. */
private class Steps(private var left: Int) {
    @Synchronized
    operator fun invoke(name: String) {
        if (left == 0) Runtime.getRuntime().halt(KILLED)
        left--
        println(name)
    }
}

const val KILLED = 137

/**
 * Reads a platform's health store into a coach: HOME KEY PLATFORM_FILE {pushed|pulled} STEP. Every step says its name
 * first, so that whoever started the program knows how far it came.
 */
fun main(arguments: Array<String>) = runBlocking {
    val (home, key, file, way, last) = arguments
    val step = Steps(last.toInt())
    val platform = Platform(Path.of(file))
    val reader = object : HostHealthReader {
        override fun read(stream: String, afterAnchor: ByteArray?): HealthPage {
            step("asked")
            val told = platform.page(afterAnchor)
            step("answered")
            return HealthPage(told.batch(), told.next, told.more)
        }
    }
    step("open")
    val coach = Coach.open(CoachConfig(home, KeyChoice.Given(key)), CoachHost(health = reader))
    if (way == "pulled") {
        coach.readHealth(STREAM).use { it.finish() }
    } else {
        do {
            step("anchor")
            val anchor = coach.anchor(STREAM)
            step("query")
            val told = platform.page(anchor)
            step("ingest")
            // A process is killed while the write is under way as well: its own thread goes on for a moment.
            val writing = async { coach.ingest(told.batch(), HealthAnchor(STREAM, anchor, told.next)) }
            yield()
            step("writing")
            writing.await()
            step("written")
        } while (told.more)
    }
    step("shutdown")
    coach.shutdown()
    println("done")
    // The runtime's own threads need not be waited for.
    Runtime.getRuntime().halt(0)
}

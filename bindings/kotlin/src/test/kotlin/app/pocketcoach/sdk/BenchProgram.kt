package app.pocketcoach.sdk

import java.time.Instant
import kotlin.system.measureNanoTime
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

private class Counting : EventListener {
    var heard = 0L

    override fun onEvent(event: CoachEvent) {
        heard++
    }
}

private fun eachUs(times: Int, work: () -> Unit): Double = measureNanoTime { repeat(times) { work() } } / 1e3 / times

private fun nowUs(): Long = Instant.now().let { it.epochSecond * 1_000_000 + it.nano / 1_000 }

/** The longest time in milliseconds from a turn's giving up to the end of its model, of some rounds. */
private suspend fun cancelMs(giveUp: suspend (Turn) -> Unit): Double {
    var longest = 0L
    repeat(40) {
        Probe().use { probe ->
            val turn = probe.stream(-1, 1_000)
            while (probe.produced() < 5) delay(1)
            val begun = nowUs()
            giveUp(turn)
            while (probe.endedUs() == null) delay(1)
            longest = maxOf(longest, checkNotNull(probe.endedUs()) - begun)
            turn.close()
        }
    }
    return longest / 1e3
}

/** The longest time in milliseconds between two ticks of a clock of ten, while the library is busy. */
private suspend fun tickerGapMs(): Double = coroutineScope {
    Probe().use { probe ->
        val busy = launch { probe.block(500) }
        var longest = 0L
        var last = nowUs()
        repeat(50) {
            delay(10)
            longest = maxOf(longest, nowUs() - last)
            last = nowUs()
        }
        busy.join()
        longest / 1e3
    }
}

/** What crossing the boundary costs on the JVM, and how soon a model stops. Prints one JSON object. */
fun main() {
    Probe().use { probe ->
        val listener = Counting()
        val callbacks = 20_000L
        fun series() = check(probe.series(10_000).size == 10_000)
        suspend fun calls(times: Int) = repeat(times) { probe.echoAsync(it.toLong()) }
        // The JVM has to have compiled what is measured.
        eachUs(20_000) { probe.echo(1) }
        eachUs(50) { series() }
        probe.callBack(listener, 5_000)
        runBlocking { calls(2_000) }
        listener.heard = 0
        val figures = mapOf(
            "call_us" to eachUs(50_000) { probe.echo(1) },
            "async_call_us" to runBlocking { measureNanoTime { calls(5_000) } / 1e3 / 5_000 },
            "callback_us" to eachUs(1) { probe.callBack(listener, callbacks) } / callbacks,
            "series_of_10000_us" to eachUs(50) { series() },
            "cancel_handle_ms" to runBlocking { cancelMs { it.cancel() } },
            "cancel_drop_ms" to runBlocking { cancelMs { it.close() } },
            "cancel_task_ms" to runBlocking {
                cancelMs { turn ->
                    val reading = launch { turn.events.collect { } }
                    yield()
                    reading.cancelAndJoin()
                }
            },
            "ticker_gap_ms" to runBlocking { tickerGapMs() },
        )
        check(listener.heard == callbacks)
        println(Data.shown(figures))
    }
    // The runtime's own threads need not be waited for.
    Runtime.getRuntime().halt(0)
}

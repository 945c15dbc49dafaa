package app.pocketcoach.sdk

import kotlinx.coroutines.runBlocking
import kotlin.system.measureNanoTime

private class Counting : EventListener {
    var heard = 0L

    override fun onEvent(event: CoachEvent) {
        heard++
    }
}

private fun eachUs(times: Int, work: () -> Unit): Double = measureNanoTime { repeat(times) { work() } } / 1e3 / times

/** What crossing the boundary costs on the JVM. Prints one JSON object; times are in microseconds each. */
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
        )
        check(listener.heard == callbacks)
        println(Data.shown(figures))
    }
    // The runtime's own threads need not be waited for.
    Runtime.getRuntime().halt(0)
}

package app.pocketcoach.sdk

/** Asks with a listener that throws; prints one line and nothing else. */
fun main(arguments: Array<String>) = waiting {
    val (folder, key) = arguments
    Coach.create(CoachConfig(folder, KeyChoice.Given(key)), person).during { coach ->
        val listener = Throwing(IllegalStateException("canary"))
        check(coach.answer(listener).reply.isNotEmpty())
        coach.answer(Listener())
        println("answered after ${listener.events.size} event")
    }
}

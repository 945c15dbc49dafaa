package app.pocketcoach.model

import app.pocketcoach.sdk.CoachException
import app.pocketcoach.sdk.LiveInput
import app.pocketcoach.sdk.PlanRequest
import app.pocketcoach.sdk.PlannedSession
import app.pocketcoach.sdk.ScreeningAnswers
import app.pocketcoach.sdk.WorkoutEntry
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** What the person does on a screen. */
sealed interface Action {
    data class Go(val screen: Screen) : Action

    data object Refresh : Action

    /** How the day feels, 1 to 5; null for "not now". */
    data class Felt(val score: Int?) : Action

    data class Draft(val text: String) : Action

    data class Ask(val text: String) : Action

    data object Stop : Action

    data object NewConversation : Action

    /** Shows the list of conversations, or hides it. */
    data class ShowTalks(val shown: Boolean) : Action

    data class OpenTalk(val id: String) : Action

    /** Words to look for in conversations and entries, as they are typed. */
    data class Find(val words: String) : Action

    /** Looks for them. */
    data object Search : Action

    /** What the person says about themselves, as it is typed. */
    data class Tell(val you: AboutYou) : Action

    /** Keeps it. */
    data object KeepYou : Action

    /** Leaves it for later. */
    data object SkipYou : Action

    data class Approve(val id: String) : Action

    data class Reject(val id: String) : Action

    data class Unfold(val session: String?) : Action

    data class Answer(val answers: ScreeningAnswers) : Action

    /** The answers to the screening are all given. */
    data object Screened : Action

    data class MakePlan(val request: PlanRequest) : Action

    data class Skip(val session: String) : Action

    data class Fill(val log: Log) : Action

    data object Save : Action

    data class Mood(val score: Int) : Action

    data class Begin(val session: PlannedSession?) : Action

    data class Block(val at: Int) : Action

    data class Said(val text: String) : Action

    data class GoOn(val effort: Int?) : Action

    data object Finish : Action

    /** Back from a finished workout. */
    data object Leave : Action

    data class Show(val source: Source?) : Action

    data class Set(val look: Look) : Action

    data object Sample : Action

    data object NoticeSeen : Action
}

/**
 * The state of the app, and what changes it. Every action is taken on [scope]; the state is one value that screens draw.
 * [clock] gives the device's time in milliseconds.
 */
class AppModel(
    private val desk: Desk,
    private val scope: CoroutineScope,
    private val clock: () -> Long = System::currentTimeMillis,
    begin: AppState = AppState(),
) {
    private val states = MutableStateFlow(begin)
    val state: StateFlow<AppState> = states.asStateFlow()
    private var turn: Job? = null
    private var live: LiveDesk? = null

    // Inputs of a workout go in one after the other, whoever they come from.
    private val pushing = Mutex()

    init {
        scope.launch { refresh() }
        // Writes come in bursts, and each one counts only as far as it shows.
        scope.launch {
            desk.changes.catch { }.conflate().collect {
                delay(SETTLE_MS)
                refresh()
            }
        }
    }

    /** Takes what the person did. */
    fun on(action: Action) {
        when (action) {
            is Action.Go -> states.update { it.copy(screen = action.screen, source = null) }
            Action.Refresh -> scope.launch { refresh() }
            is Action.Felt -> felt(action.score)
            is Action.Draft -> states.update { it.copy(chat = it.chat.copy(draft = action.text)) }
            is Action.Ask -> ask(action.text)
            Action.Stop -> turn?.cancel()
            Action.NewConversation -> newConversation()
            is Action.ShowTalks -> showTalks(action.shown)
            is Action.OpenTalk -> openTalk(action.id)
            is Action.Find -> states.update { it.copy(talks = it.talks?.copy(words = action.words, found = null)) }
            Action.Search -> search()
            is Action.Tell -> states.update { it.copy(you = action.you) }
            Action.KeepYou -> keepYou()
            Action.SkipYou -> write { desk.setWelcomed().let { null } }
            is Action.Approve -> decide(action.id, Decision.APPROVED) { desk.approve(action.id) }
            is Action.Reject -> decide(action.id, Decision.REJECTED) { desk.reject(action.id).let { null } }
            is Action.Unfold -> states.update { it.copy(unfolded = action.session) }
            is Action.Answer -> states.update { it.copy(answers = action.answers) }
            Action.Screened -> write { desk.screen(states.value.answers).reasons.joinToString(" ").ifBlank { null } }
            is Action.MakePlan -> write { desk.makePlan(action.request) }
            is Action.Skip -> write { desk.changePlan("""{"change":"skip","session":${quoted(action.session)}}""") }
            is Action.Fill -> states.update { it.copy(log = action.log) }
            Action.Save -> save()
            is Action.Mood -> write { desk.logMood(action.score) }
            is Action.Begin -> begin(action.session)
            is Action.Block -> states.update { it.copy(live = it.live.copy(block = action.at)) }
            is Action.Said -> push(LiveInput.Said(action.text))
            is Action.GoOn -> push(LiveInput.Confirm(clock(), action.effort))
            Action.Finish -> push(LiveInput.Finish(clock()))
            Action.Leave -> states.update { it.copy(live = Live()) }
            is Action.Show -> states.update { it.copy(source = action.source) }
            is Action.Set -> states.update { it.copy(look = action.look) }
            Action.Sample -> write { desk.writeSample().let { null } }
            Action.NoticeSeen -> states.update { it.copy(notice = null) }
        }
    }

    /** A heart rate of a sensor; null when it had none. */
    fun heartRate(bpm: Double?) {
        if (!states.value.live.running) return
        states.update { it.copy(live = it.live.copy(heartRate = bpm ?: it.live.heartRate)) }
        push(LiveInput.Sample(clock(), bpm))
    }

    /** Time that passes during a workout; about one a second. */
    fun tick() {
        if (!states.value.live.running) return
        states.update { it.copy(live = it.live.copy(nowMs = clock())) }
        push(LiveInput.Tick(clock()))
    }

    /** What Health Connect allows; told by the shell. */
    fun health(health: HealthState) = states.update { it.copy(health = health) }

    /** A sentence of the shell's, for example why a file could not be written. */
    fun tell(sentence: String) = states.update { it.copy(notice = sentence) }

    private suspend fun refresh() {
        try {
            val profile = desk.profile()
            val screening = desk.screening()
            // Whoever said who they are before there was this question is not asked again.
            val welcomed = profile.name != null || profile.birthDate != null || desk.isWelcomed()
            states.update { state ->
                // What is being typed stays.
                val untouched = state.profile == null || state.you == AboutYou.of(state.profile)
                val you = if (untouched) AboutYou.of(profile) else state.you
                state.copy(profile = profile, screening = screening, welcomed = welcomed, you = you)
            }
        } catch (error: CoachException) {
            // The screens that need it say so themselves.
            if (error is CoachException.Closed) return
        }
        val today = loaded { desk.today() }
        states.update { it.copy(today = today.orShown(it.today)) }
        val plan = loaded { desk.plan() }
        states.update { it.copy(plan = plan.orShown(it.plan)) }
    }

    private suspend fun <T> loaded(fetch: suspend () -> T): Loaded<T> = try {
        Loaded.There(fetch())
    } catch (error: CoachException) {
        Loaded.Failed(Problem.of(error))
    }

    /** A failure that passes does not take away what is shown. */
    private fun <T> Loaded<T>.orShown(shown: Loaded<T>): Loaded<T> =
        if (this is Loaded.Failed && problem.retryable && shown is Loaded.There) shown else this

    private fun felt(score: Int?) {
        val day = (states.value.today as? Loaded.There)?.value?.date ?: return
        if (score == null) {
            states.update { it.copy(feltOn = day) }
        } else {
            write { desk.logMood(score).also { states.update { state -> state.copy(feltOn = day) } } }
        }
    }

    private fun ask(text: String) {
        val question = text.trim()
        if (question.isEmpty() || states.value.chat.running) return
        states.update { it.copy(chat = it.chat.asked(question), screen = Screen.COACH) }
        turn = scope.launch {
            try {
                desk.ask(question, states.value.chat.coach).collect { event ->
                    states.update { it.copy(chat = it.chat.after(event)) }
                }
            } catch (error: CoachException) {
                val ended = if (error is CoachException.Cancelled) Turn.Phase.STOPPED else Turn.Phase.FAILED
                val problem = Problem.of(error).takeIf { ended == Turn.Phase.FAILED }
                states.update { state ->
                    state.copy(chat = state.chat.last { it.copy(phase = ended, problem = problem) })
                }
            }
        }.apply {
            // However it ended, even before it began to run: the turn does not go on running on the screen.
            invokeOnCompletion {
                states.update { state ->
                    state.copy(
                        chat = state.chat.last {
                            if (it.phase == Turn.Phase.RUNNING) it.copy(phase = Turn.Phase.STOPPED) else it
                        },
                    )
                }
            }
        }
    }

    private fun newConversation() {
        turn?.cancel()
        scope.launch {
            desk.newConversation()
            states.update { it.copy(chat = Chat(coach = it.chat.coach), talks = null) }
        }
    }

    private fun showTalks(shown: Boolean) {
        states.update { it.copy(talks = if (shown) Talks() else null, screen = Screen.COACH) }
        if (!shown) return
        scope.launch {
            val list = loaded { desk.conversations() }
            states.update { it.copy(talks = it.talks?.copy(list = list)) }
        }
    }

    private fun openTalk(id: String) {
        turn?.cancel()
        scope.launch {
            try {
                val said = desk.open(id)
                states.update { it.copy(chat = Chat(turnsOf(said), coach = it.chat.coach), talks = null) }
            } catch (error: CoachException) {
                states.update { it.copy(notice = error.userMessage()) }
            }
        }
    }

    private fun search() {
        val words = states.value.talks?.words?.trim().orEmpty()
        if (words.isEmpty()) return
        scope.launch {
            try {
                val found = desk.search(words)
                // What was found for words that have changed meanwhile is not shown.
                states.update { state ->
                    val talks = state.talks
                    if (talks?.words?.trim() == words) state.copy(talks = talks.copy(found = found)) else state
                }
            } catch (error: CoachException) {
                states.update { it.copy(notice = error.userMessage()) }
            }
        }
    }

    private fun keepYou() {
        val you = states.value.you
        if (!you.complete) return
        write {
            val kept = you.onto(desk.profile())
            desk.setProfile(kept)
            desk.setWelcomed()
            states.update { it.copy(you = AboutYou.of(kept)) }
            null
        }
    }

    /** A proposal is decided once: a second press while the first is under way does nothing. */
    private fun decide(id: String, decision: Decision, work: suspend () -> String?) {
        if (states.value.chat.proposal(id)?.decision != Decision.OPEN) return
        states.update { it.copy(chat = it.chat.decided(id, Decision.DECIDING)) }
        scope.launch {
            try {
                val sentence = work()
                states.update { it.copy(chat = it.chat.decided(id, decision, sentence)) }
                refresh()
            } catch (error: CoachException) {
                states.update {
                    it.copy(chat = it.chat.decided(id, Decision.OPEN), notice = error.userMessage())
                }
            }
        }
    }

    /** Writes something down, tells the sentence that comes back, and shows what changed. */
    private fun write(work: suspend () -> String?) {
        if (states.value.busy) return
        states.update { it.copy(busy = true) }
        scope.launch {
            try {
                val sentence = work()
                states.update { it.copy(notice = sentence) }
                refresh()
            } catch (error: CoachException) {
                states.update { it.copy(notice = error.userMessage()) }
            } finally {
                states.update { it.copy(busy = false) }
            }
        }
    }

    private fun save() {
        val log = states.value.log
        if (!log.complete) return
        write {
            val sentence = when (log.kind) {
                LogKind.WORKOUT -> desk.logWorkout(
                    WorkoutEntry(
                        kind = log.sport,
                        durationS = checkNotNull(Log.number(log.minutes)) * 60,
                        distanceM = Log.number(log.kilometres)?.times(1000),
                        rpe = log.effort?.toDouble(),
                        note = log.words.ifBlank { null },
                    ),
                )
                LogKind.MEAL -> desk.logMeal(log.words)
                LogKind.WEIGHT -> desk.logWeight(checkNotNull(Log.number(log.kilograms)))
                LogKind.PAIN -> desk.logPain(log.place, log.strength)
                LogKind.SYMPTOM -> desk.logSymptom(log.words)
                LogKind.MOOD -> null
            }
            // What was typed is gone only once it is stored.
            states.update { it.copy(log = Log(kind = log.kind, sport = log.sport)) }
            sentence
        }
    }

    private fun begin(session: PlannedSession?) {
        if (states.value.live.running) return
        scope.launch {
            try {
                live = desk.startLive(session?.id)
                val now = clock()
                states.update { it.copy(screen = Screen.LIVE, live = Live(session, beganMs = now, nowMs = now)) }
                push(LiveInput.Tick(now))
            } catch (error: CoachException) {
                states.update { it.copy(screen = Screen.LIVE, live = Live(session, problem = Problem.of(error))) }
            }
        }
    }

    private fun push(input: LiveInput) {
        val desk = live ?: return
        scope.launch {
            pushing.withLock {
                try {
                    for (event in desk.push(input)) states.update { it.copy(live = it.live.after(event)) }
                } catch (error: CoachException) {
                    states.update { it.copy(notice = error.userMessage()) }
                }
            }
        }
    }

    private fun quoted(text: String) = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\""

    private companion object {
        /** How long writes are waited for before the screens ask again. */
        const val SETTLE_MS = 250L
    }
}

package app.pocketcoach.screens

import app.pocketcoach.model.AboutYou
import app.pocketcoach.model.AppState
import app.pocketcoach.model.Chat
import app.pocketcoach.model.HealthState
import app.pocketcoach.model.Live
import app.pocketcoach.model.Loaded
import app.pocketcoach.model.Log
import app.pocketcoach.model.Problem
import app.pocketcoach.model.Proposed
import app.pocketcoach.model.RED_FLAG
import app.pocketcoach.model.Screen
import app.pocketcoach.model.Source
import app.pocketcoach.model.Stopped
import app.pocketcoach.model.Talks
import app.pocketcoach.model.Tool
import app.pocketcoach.model.Turn
import app.pocketcoach.sdk.Answer
import app.pocketcoach.sdk.Citation
import app.pocketcoach.sdk.Conversation
import app.pocketcoach.sdk.Figure
import app.pocketcoach.sdk.Freshness
import app.pocketcoach.sdk.Gap
import app.pocketcoach.sdk.Intensity
import app.pocketcoach.sdk.Intervention
import app.pocketcoach.sdk.LiveSummary
import app.pocketcoach.sdk.LiveZone
import app.pocketcoach.sdk.Plan
import app.pocketcoach.sdk.PlannedBlock
import app.pocketcoach.sdk.PlannedSession
import app.pocketcoach.sdk.PlannedSet
import app.pocketcoach.sdk.Profile
import app.pocketcoach.sdk.Proposal
import app.pocketcoach.sdk.Screening
import app.pocketcoach.sdk.ScreeningOutcome
import app.pocketcoach.sdk.SearchHit
import app.pocketcoach.sdk.Today
import app.pocketcoach.sdk.ZoneTime

/** States of a made-up person, one for each thing that a screen can show. */
object Samples {
    private const val DAY = "2026-11-26"

    private fun figure(name: String, text: String, value: Double, unit: String, source: String = "Pixel Watch 3") =
        Figure(name, name, text, value, unit, name.substringBefore("_last"), source, "2026-11-25", DAY)

    private fun answer(vararg figures: Figure, gaps: List<Gap> = emptyList(), json: String = "{}") =
        Answer(figures.toList(), gaps, null, json)

    private val empty = answer()

    private fun set(reps: Int, kilograms: Double) = PlannedSet(reps, null, kilograms, 120.0, 8.0, false)

    private fun block(
        name: String,
        part: String,
        minutes: Double,
        sets: List<PlannedSet> = emptyList(),
        heart: Pair<Int, Int>? = null,
        note: String? = null,
    ): PlannedBlock {
        val (low, high) = if (heart == null) 6.0 to 8.0 else null to null
        return PlannedBlock(name, null, part, minutes, sets, null, heart?.first, heart?.second, low, high, note)
    }

    private val strength = PlannedSession(
        "s1", DAY, "18:00", "Full body, heavy", false, null, 52.0,
        listOf(
            block("Easy rowing", "warm_up", 6.0, heart = 95 to 120),
            block("Back squat", "main", 18.0, List(3) { set(5, 87.5) }, note = "Last set with two in reserve."),
            block("Bench press", "main", 16.0, List(3) { set(6, 62.5) }),
            block("Stretching", "cool_down", 8.0),
        ),
    )
    private val run = PlannedSession(
        "s2", "2026-11-28", null, "Easy run", false, null, 40.0,
        listOf(block("Run, talking pace", "main", 40.0, heart = 125 to 142)),
    )
    private val intervals = PlannedSession(
        "s3", "2026-11-30", "07:00", "Intervals", true, null, 45.0,
        listOf(block("4 × 4 min", "main", 34.0, heart = 160 to 172)),
    )

    private val today = Today(
        DAY,
        answer(
            figure("recovery_score", "78", 78.0, "{score}"),
            figure("hrv_last", "64 ms", 64.0, "ms").copy(label = "heart rate variability"),
            figure("resting_hr_last", "52 bpm", 52.0, "/min").copy(label = "resting heart rate"),
            json = """{"band":"high"}""",
        ),
        answer(
            figure("asleep_last_night", "7 h 24 min", 7.4, "h"),
            figure("deep_last_night", "1 h 18 min", 1.3, "h"),
            figure("light_last_night", "4 h 10 min", 4.17, "h"),
            figure("rem_last_night", "1 h 56 min", 1.93, "h"),
            figure("awake_last_night", "21 min", 0.35, "h"),
        ),
        answer(
            figure("ctl", "46", 46.0, "1"),
            figure("atl", "39", 39.0, "1"),
            figure("tsb", "+7", 7.0, "1"),
            figure("load_last_7d", "312", 312.0, "1"),
        ),
        answer(
            figure("steps_total", "8,412", 8412.0, "1", "Pixel 9"),
            figure("distance_walk_run_total", "6.1 km", 6100.0, "m", "Pixel 9"),
            figure("energy_active_total", "412 kcal", 412.0, "kcal"),
            figure("resting_hr_latest", "52 bpm", 52.0, "/min"),
        ),
        answer(figure("energy_eaten", "1,240 kcal", 1240.0, "kcal", "by hand"), figure("protein_eaten", "82 g", 82.0, "g", "by hand")),
        listOf(strength),
        listOf(Freshness("steps", "2025-11-26", DAY, 18_000)),
    )
    private val nothing = Today(DAY, empty, empty, empty, empty, empty, emptyList(), emptyList())
    private val plan = Plan(
        3, "Stronger in eight weeks", "strength", "2026-11-16", 8,
        "You trained three days a week so far, and your squat went up; load grows by a tenth a week at most.",
        listOf(strength, run, intervals), null, emptyList(), "", "{}",
    )
    private val noPlan = Plan(null, "", "", null, 0, "", emptyList(), null, emptyList(), "", "{}")
    private val who = Profile(name = "Ana")

    val feeling = AppState(profile = who, today = Loaded.There(today), plan = Loaded.There(plan))
    val day = feeling.copy(feltOn = DAY)
    val emptyDay = AppState(profile = who, today = Loaded.There(nothing), plan = Loaded.There(noPlan))
    val loading = AppState()
    val failed = AppState(today = Loaded.Failed(Problem("storage", "Could not read the database: the disk is full.", true)))
    val source = day.copy(source = Source("7 h 24 min", 7.4, "h", "asleep", "Pixel Watch 3", "2026-11-25", DAY))

    private fun cited(text: String, metric: String) = Citation(text, 7.4, "h", metric, "Pixel Watch 3", "2026-11-25", DAY)
    private val answered = Turn(
        question = "How did I sleep last night?",
        text = "You slept 7 h 24 min, of which 1 h 18 min was deep. That is 22 min more than your usual night. Go to bed by 11 tonight.",
        coach = "emma",
        tools = listOf(Tool("fitness-wearables", "getSleepData", 41.0)),
        citations = listOf(cited("7 h 24 min", "asleep"), cited("1 h 18 min", "deep"), cited("22 min", "asleep")),
        phase = Turn.Phase.DONE,
    )
    private val proposing = Turn(
        question = "Two eggs and toast for breakfast",
        text = "That is about 310 kcal.",
        coach = "emma",
        citations = listOf(cited("310 kcal", "energy_in")),
        proposals = listOf(
            Proposed(
                Proposal(
                    "p1", "nutrition-tracking/logMeal", "Breakfast: 2 eggs, 1 slice of toast. 310 kcal, 19 g protein.",
                    0, "coach", "{}", "open",
                ),
            ),
        ),
        phase = Turn.Phase.DONE,
    )
    val talk = day.copy(screen = Screen.COACH, chat = Chat(listOf(answered, proposing)))
    val newTalk = day.copy(screen = Screen.COACH)
    val talks = newTalk.copy(
        talks = Talks(
            Loaded.There(
                listOf(
                    Conversation("c2", 1_795_600_000_000, "Emma Encourage", 4),
                    Conversation("c1", 1_795_200_000_000, "Dr. Progress", 12),
                ),
            ),
        ),
    )
    val foundTalks = newTalk.copy(
        talks = Talks(
            Loaded.There(emptyList()),
            "squat",
            listOf(
                SearchHit("message", "c1", "Dr. Progress", 1_795_200_000_000, "… your squat went up by 7.5 kg in six weeks …"),
                SearchHit("workout", "w1", "person", 1_795_100_000_000, "squat felt light today"),
            ),
        ),
    )
    val welcome = AppState(welcomed = false, you = AboutYou(name = "Ana", born = "1990-04-12"))
    val streaming = day.copy(
        screen = Screen.COACH,
        chat = Chat(
            listOf(
                answered.copy(
                    phase = Turn.Phase.RUNNING,
                    text = "You slept 7 h",
                    tools = listOf(Tool("fitness-wearables", "getSleepData")),
                ),
            ),
        ),
    )
    val redFlag = day.copy(
        screen = Screen.COACH,
        chat = Chat(
            listOf(
                Turn(
                    "My chest feels tight and my left arm is numb",
                    "This can be a heart attack. Call 112 now. Stop moving, sit down, and do not drive yourself.",
                    "safety",
                    interventions = listOf(Intervention(RED_FLAG, "stopped", "chest pain")),
                    phase = Turn.Phase.DONE,
                ),
            ),
        ),
    )
    val plans = day.copy(screen = Screen.PLAN, unfolded = "s1")
    val screening = emptyDay.copy(screen = Screen.PLAN)
    val noPlans = screening.copy(screening = Screening(ScreeningOutcome.READY, Intensity.VIGOROUS, emptyList()))
    val suspended = day.copy(
        screen = Screen.PLAN,
        plan = Loaded.There(noPlan.copy(suspended = Intervention(RED_FLAG, "suspended", "Training rests until a doctor has cleared you."))),
    )
    val log = day.copy(screen = Screen.LOG, log = Log(minutes = "42", kilometres = "7,5", effort = 6))
    val live = day.copy(
        screen = Screen.LIVE,
        live = Live(strength, 0, 1_124_000, 1, 148.0, LiveZone.VIGOROUS, 178.0, "Hard: you can say a few words, no more."),
    )
    val ready = day.copy(screen = Screen.LIVE)
    val stop = live.copy(
        live = live.live.copy(
            heartRate = 186.0,
            cue = null,
            stopped = Stopped(
                "HR-STOP",
                "Your heart rate was above 178 bpm, 95 % of your maximum, for 10 s.",
                "Stop the effort. Walk slowly and breathe out long until it is below 131 bpm. " +
                    "If your chest hurts or you feel faint, call 112.",
            ),
        ),
    )
    val done = live.copy(
        live = live.live.copy(
            summary = LiveSummary(
                listOf(ZoneTime(LiveZone.LIGHT, 300.0), ZoneTime(LiveZone.MODERATE, 520.0), ZoneTime(LiveZone.VIGOROUS, 304.0)),
                139.0, 171.0, 1124, 2, 0, 0, emptyList(),
            ),
        ),
    )
    val settings = day.copy(screen = Screen.SETTINGS, health = HealthState.Ready(19, 23, history = true, background = false))
    val noHealth = day.copy(screen = Screen.SETTINGS, health = HealthState.UpdateRequired)

    /** Every state by its name. */
    val all: Map<String, AppState> = mapOf(
        "feeling" to feeling, "day" to day, "empty-day" to emptyDay, "loading" to loading, "failed" to failed,
        "source" to source, "talk" to talk, "new-talk" to newTalk, "streaming" to streaming, "red-flag" to redFlag,
        "talks" to talks, "found-talks" to foundTalks, "welcome" to welcome,
        "plan" to plans, "no-plan" to noPlans, "screening" to screening, "suspended" to suspended, "log" to log,
        "live" to live, "ready" to ready,
        "stop" to stop, "done" to done, "settings" to settings, "no-health" to noHealth,
    )
}

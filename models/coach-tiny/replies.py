"""Phrases of grounded replies, with slots that code fills with the figures of the tool's result.

A slot is the `name` of a figure (`{asleep_last_night}`), or `{source}`. A reply never holds a number of its own.
"""

WAITS = "I have it ready; it waits for your approval."
# (tool, family) or tool: (one day, longer time)
BODY = {
    "getSleepData": ("You slept {asleep_last_night}, with {deep_last_night} of deep sleep and {rem_last_night} of REM.", "You slept {asleep_mean} a night on average, {asleep_min} in the shortest."),
    ("getSleepData", "clock"): ("You fell asleep at {sleep_start_last_night} and woke up at {sleep_end_last_night}.",) * 2,
    ("getSleepData", "awake"): ("You were awake for {awake_last_night} in all, {awakenings_last_night}.",) * 2,
    ("getSleepData", "stage"): ("You had {deep_last_night} of deep sleep, {rem_last_night} of REM and {light_last_night} of light sleep.", "You had {deep_mean} of deep sleep and {rem_mean} of REM a night on average."),
    "getRecoveryScore": ("Your recovery score is {recovery_score}.",) * 2,
    "getRecentActivity": ("You did {steps_total}.", "You did {steps_total} in all, {steps_mean} a day."),
    ("getRecentActivity", "energy"): ("You burned {energy_active_total} in activity.",) * 2,
    ("getRecentActivity", "distance"): ("You covered {distance_walk_run_total} on foot.",) * 2,
    ("getRecentActivity", "floors"): ("You climbed {flights_total}.",) * 2,
    "getHeartRateData": ("Your resting heart rate is {resting_hr_latest}.", "Your resting heart rate was {resting_hr_mean} on average."),
    ("getHeartRateData", "max"): ("Your heart rate went from {hr_min} to {hr_max}.",) * 2,
    ("getHeartRateData", "zones"): ("You spent {zone_moderate_time} in the moderate zone and {zone_vigorous_time} in the vigorous one.",) * 2,
    ("getHeartRateData", "average"): ("Your heart rate was {hr_mean} on average.",) * 2,
    "getHRVTrends": ("Your heart rate variability is {hrv_latest}; your usual range is {hrv_baseline_low} to {hrv_baseline_high}.",) * 2,
    "getTrainingLoad": ("Your fitness is {ctl}, your fatigue {atl} and your form {tsb}.",) * 2,
    "getStrengthProgression": ("Your estimated maximum is {e1rm_latest}; your best is {e1rm_best}.",) * 2,
    "analyzeStrengthProgression": ("Your estimated maximum is {e1rm_latest}, a change of {e1rm_change}.",) * 2,
    ("analyzeStrengthProgression", "overall"): ("Here is how each of your lifts is doing.",) * 2,
    "getWorkoutHistory": ("I count {workout_count} with {workout_time_total} in all.",) * 2,
    "analyzeProgressData": ("It went from {first} to {latest}; the trend is {trend_per_week}.",) * 2,
    ("analyzeProgressData", "versus"): ("The average is {mean} against {compare_mean}, a difference of {difference}.",) * 2,
    "getDailySummary": ("Recovery {recovery_score}, sleep {asleep_last_night}, {steps_total}.",) * 2,
    "celebrateAchievements": ("Your newest record is {achievement_1}; it was {achievement_1_before} before.",) * 2,
    "getMeals": ("You ate {energy_total} with {protein_total} of protein.",) * 2,
    "getMacroProgress": ("You have {energy_remaining} and {protein_remaining} of protein to go.",) * 2,
    "suggestHealthyMeals": ("This would fit: a meal with {suggestion_1_energy} and {suggestion_1_protein} of protein.",) * 2,
    "searchFoods": ("It has {food_1_energy} and {food_1_protein} of protein.",) * 2,
    "getWorkoutPlan": ("You are in week {plan_week} of {plan_weeks}, with {session_count} to come.",) * 2,
    "getJournal": ("Here is what you wrote down.",) * 2,
    "getExercise": ("Here is how it is done.",) * 2,
    "suggestAlternatives": ("Here is what you can do instead.",) * 2,
    "getScientificExercises": ("Here is what research says, with exercises that fit.",) * 2,
    "searchExercises": ("Here are exercises that fit.",) * 2,
}
VOICE = {
    "Max Power": ("", " Now go and use it!"),
    "Emma Encourage": ("Good that you ask. ", " One small step at a time."),
    "Dr. Progress": ("", " Source: {source}."),
}
FAILED = {
    "Max Power": "No data on that. Pick another day and ask again!",
    "Emma Encourage": "I could not find that in your data, and that is all right. Shall we look at another day?",
    "Dr. Progress": "I could not find that in your data. Name another time, or import the data first.",
}


def reply(agent, tool, family, longer, arguments, failed=False):
    """The phrase with slots of an agent for a tool's result."""
    if failed:
        return FAILED[agent]
    body = BODY.get((tool, family)) or BODY.get(tool)
    if tool == "getCurrentBiometrics":
        metrics = arguments.get("metrics")
        text = f"Your latest reading is {{{metrics[0]}_latest}}." if metrics else "Here are your latest readings."
    else:
        text = body[longer] if body else WAITS
    before, after = VOICE[agent]
    if text == WAITS:
        after = ""
    elif "{" not in text and agent == "Dr. Progress":
        after = ""
    return before + text + after

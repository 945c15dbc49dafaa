//! How each coach sounds: the same facts, another tone. No figure is written here; figures come from tools only.

use super::super::topic::Topic;
use super::super::understand::Coach;

/// Chooses among ways to say the same thing: by a hash of the question, passing over what was said before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Picker<'a> {
    seed: u64,
    said: &'a [&'a str],
}

impl<'a> Picker<'a> {
    pub(super) fn new(question: &str, said: &'a [&'a str]) -> Self {
        // FNV-1a, stable across builds and platforms
        let seed = question
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        Self { seed: seed ^ (seed >> 32), said }
    }

    pub(super) fn pick(&self, variants: &[&'static str]) -> &'static str {
        let Some(count) = u64::try_from(variants.len()).ok().filter(|count| *count > 0) else { return "" };
        let start = usize::try_from(self.seed % count).unwrap_or(0);
        let fresh = (0..variants.len())
            .filter_map(|step| variants.get((start + step) % variants.len()))
            .find(|variant| !self.said.iter().any(|text| text.contains(**variant)));
        fresh.or_else(|| variants.get(start)).copied().unwrap_or("")
    }
}

/// The first sentence of a reply with figures.
pub(super) fn opener(coach: Coach, low: bool) -> &'static [&'static str] {
    match (coach, low) {
        (Coach::Max, true) => &[
            "Tough patch. It happens, so we play it smart.",
            "Hard spell? Then we train clever.",
            "I hear you. Heads up.",
        ],
        (Coach::Max, false) => &[
            "Straight to it.",
            "Here is your scoreboard.",
            "Numbers first, excuses later.",
            "Listen up.",
            "Eyes on this.",
        ],
        (Coach::Emma, true) => &[
            "Thank you for telling me how you feel.",
            "That sounds hard, and it is good that you say it.",
            "Be gentle with yourself today.",
        ],
        (Coach::Emma, false) => &[
            "Thanks for asking.",
            "Happy to look at this with you.",
            "Good of you to check in.",
            "Let us look at it together.",
        ],
        (Coach::Progress, true) => {
            &["I understand. Let us see what the data says about it.", "Noted. Here is what was measured."]
        }
        (Coach::Progress, false) => &[
            "Here is what the data shows.",
            "Let us look at the measurements.",
            "These are the figures.",
            "A look at the record gives this.",
        ],
    }
}

/// The sentence before a list of figures that has nothing in it.
pub(super) fn absent(coach: Coach) -> &'static [&'static str] {
    match coach {
        Coach::Max => &["No data, no verdict.", "Nothing on the board for that."],
        Coach::Emma => {
            &["I looked, but I do not have that from you.", "I am sorry, there is nothing recorded for that."]
        }
        Coach::Progress => &["There is no data to answer that.", "The record holds nothing for that."],
    }
}

/// A next step or a question at the end.
pub(super) fn closer(coach: Coach, topic: Topic) -> &'static [&'static str] {
    use Coach::{Emma, Max, Progress};
    match (topic, coach) {
        (Topic::Sleep, Max) => &[
            "Set a bedtime and defend it. Want to know if you are ready to train?",
            "Sleep is training. Shall I check your recovery?",
        ],
        (Topic::Sleep, Emma) => &[
            "Would you like to see how your week of sleep compares?",
            "How do you feel after it? I can look at your recovery too.",
        ],
        (Topic::Sleep, Progress) => {
            &["Shall I compare it with the month before?", "Ask me why, and I set it against your recovery."]
        }
        (Topic::Recovery, Max) => {
            &["Ask me what to do today and I give you the session.", "Want today's call? Ask what to do."]
        }
        (Topic::Recovery, Emma) => {
            &["How does that match the way you feel?", "Would you like to look at your sleep as well?"]
        }
        (Topic::Recovery, Progress) => &[
            "I can show the trend of your heart rate variability next.",
            "Shall I go through the drivers over a longer time?",
        ],
        (Topic::ReadyToTrain | Topic::WhatToDo, Max) => {
            &["Any questions? Ask. Otherwise: stick to it.", "That is the call. Report back tonight."]
        }
        (Topic::ReadyToTrain | Topic::WhatToDo, Emma) => {
            &["How does that sound to you?", "What would feel good to you today?"]
        }
        (Topic::ReadyToTrain | Topic::WhatToDo, Progress) => {
            &["Shall I explain how the score comes about?", "I can show the load of the last weeks if that helps."]
        }
        (Topic::Activity, Max) => {
            &["What is the excuse for sitting? Get up and add to it.", "Beat it tomorrow. Want the comparison?"]
        }
        (Topic::Activity, Emma) => {
            &["Every walk counts. Shall I compare it with the week before?", "Would a short walk fit into your day?"]
        }
        (Topic::Activity, Progress) => {
            &["Shall I compare it with an earlier period?", "I can show how it developed over the month."]
        }
        (Topic::HeartRate | Topic::Hrv, Max) => {
            &["Want to know if you can push today? Ask.", "Ask me if you are ready to train."]
        }
        (Topic::HeartRate | Topic::Hrv, Emma) => {
            &["If a value worries you, a doctor can look at it calmly with you.", "Shall we look at your recovery too?"]
        }
        (Topic::HeartRate | Topic::Hrv, Progress) => &[
            "A single day says little; the trend matters. Shall I show a longer time?",
            "Shall I set it against your training load?",
        ],
        (Topic::TrainingLoad, Max) => &["Ask me what to do next.", "Want the call for today? Ask."],
        (Topic::TrainingLoad, Emma) => {
            &["How do your legs feel about it?", "Shall we see how well you have been sleeping with that?"]
        }
        (Topic::TrainingLoad, Progress) => {
            &["Shall I compare it with the month before?", "Ask me why, and I go through the weeks."]
        }
        (Topic::Strength, Max) => &["Which lift next?", "Log your next session and we go after it."],
        (Topic::Strength, Emma) => {
            &["Are you happy with how the lift feels?", "Which lift would you like to look at next?"]
        }
        (Topic::Strength, Progress) => &[
            "Shall I look at another lift?",
            "An estimate is no test; the trend is worth more than a single value. Another lift?",
        ],
        (Topic::Workouts, Max) => &["What is next on your list?", "Want your records? Ask for them."],
        (Topic::Workouts, Emma) => &["Which of them did you enjoy most?", "Shall we see how you recovered from it?"],
        (Topic::Workouts, Progress) => {
            &["Shall I compare it with the time before?", "I can show the training load of these sessions."]
        }
        (Topic::BodyMetric | Topic::Intake, Max) => {
            &["Keep measuring, same time of day. Want the trend?", "Stay on it. Ask for the trend."]
        }
        (Topic::BodyMetric | Topic::Intake, Emma) => {
            &["A single value is only a snapshot. Shall we look at the trend?", "How do you feel about it?"]
        }
        (Topic::BodyMetric | Topic::Intake, Progress) => &[
            "Shall I show the trend over a longer time?",
            "Measured at the same time of day, values compare better. Shall I show the trend?",
        ],
        (Topic::Progress, Max) => {
            &["Pick a lift or a run and I tell you more.", "Keep the work coming. Want your records?"]
        }
        (Topic::Progress, Emma) => {
            &["Which change are you most glad about?", "Be patient with yourself. Shall we look at your achievements?"]
        }
        (Topic::Progress, Progress) => {
            &["Shall I go into sleep, strength or heart rate next?", "Name a metric and I compare it with any period."]
        }
        (Topic::Summary, Max) => &["Ask what to do next.", "What do you attack first?"],
        (Topic::Summary, Emma) => &["What are you most pleased with?", "Is there anything you would like to go into?"],
        (Topic::Summary, Progress) => &["Which of these shall I explain?", "Shall I compare it with the time before?"],
        (Topic::Achievements, Max) => &["Enjoy it for a minute, then hunt the next.", "Which record falls next?"],
        (Topic::Achievements | Topic::Motivation, Emma) => {
            &["You did that. What small step feels possible today?", "Be proud of it. What would help you right now?"]
        }
        (Topic::Motivation, Max) => &["Small step, right now: shoes on, out the door.", "Start small, start now."],
        (_, Max) => &["What else?", "Next question."],
        (_, Emma) => &["Is there anything else on your mind?", "What else can I do for you?"],
        (_, Progress) => &["Is there another figure you would like to see?", "What shall I look at next?"],
    }
}

/// A sentence around a main figure, where `{}` is its text; `None` when the label says it best.
pub(super) fn lead(coach: Coach, figure: &str) -> Option<&'static str> {
    use Coach::{Emma, Max, Progress};
    Some(match (figure, coach) {
        ("steps_total", Max) => "{} on the clock",
        ("steps_total", Emma) => "You took {}",
        ("steps_total", Progress) => "The count is {}",
        ("energy_active_total", Max) => "You burned {} on top of resting",
        ("energy_active_total", Emma) => "Moving around used {}",
        ("energy_active_total", Progress) => "Active energy came to {}",
        ("body_mass_latest", Max) => "The scales say {}",
        ("body_mass_latest", Emma) => "Your latest weight is {}",
        ("body_mass_latest", Progress) => "The latest body weight is {}",
        ("asleep_last_night" | "asleep_latest_night", Max) => "You banked {} of sleep",
        ("asleep_last_night" | "asleep_latest_night", Emma) => "You slept {}",
        ("asleep_last_night" | "asleep_latest_night", Progress) => "Your time asleep was {}",
        ("asleep_mean", Max) => "You average {} of sleep",
        ("asleep_mean", Emma) => "On average you slept {}",
        ("asleep_mean", Progress) => "Your mean time asleep was {}",
        ("recovery_score", Max) => "Recovery: {}",
        ("recovery_score", Emma) => "Your body is at {} on the recovery score",
        ("recovery_score", Progress) => "Your recovery score is {}",
        ("e1rm_latest", Max) => "Your estimated max sits at {}",
        ("e1rm_latest", Emma) => "Your estimated best single lift is now {}",
        ("e1rm_latest", Progress) => "Your estimated one-repetition maximum is {}",
        ("resting_hr_latest", Max) => "Resting heart rate: {}",
        ("resting_hr_latest", Emma) => "Your resting heart rate is {}",
        ("resting_hr_latest", Progress) => "The latest resting heart rate is {}",
        ("hrv_latest", Max) => "Heart rate variability: {}",
        ("hrv_latest", Emma) => "Your heart rate variability is {}",
        ("hrv_latest", Progress) => "The latest heart rate variability is {}",
        _ => return None,
    })
}

//! Topics, and how the notions of a text add up to one.
//!
//! A linear score: every notion adds its weight to the topics that it speaks for, some pairs add or take more, and
//! the highest topic above [`THRESHOLD`] wins. Equal scores go to the earlier topic of the list.

use super::lexicon::{Concept as C, Meaning, Sport, Spot};
use serde::{Deserialize, Serialize};

/// What a message is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Heart rate variability.
    Hrv,
    /// Heart rate: resting, highest, zones.
    HeartRate,
    /// Nights, stages, bedtimes.
    Sleep,
    /// Recovery and how rested the person is.
    Recovery,
    /// Whether to train, and how hard.
    ReadyToTrain,
    /// What to do today or next.
    WhatToDo,
    /// Steps, distance, energy, floors, active time.
    Activity,
    /// Fitness, fatigue and form from training.
    TrainingLoad,
    /// Lifts, one-repetition maxima, progression of an exercise.
    Strength,
    /// Workouts that were done.
    Workouts,
    /// Any other measured figure: weight, blood oxygen, glucose and so on.
    BodyMetric,
    /// What was eaten or drunk, as a figure.
    Intake,
    /// Whether things get better in general.
    Progress,
    /// A day or a longer time at a glance.
    Summary,
    /// Records and milestones.
    Achievements,
    /// A workout to be written down.
    LogWorkout,
    /// Low mood, no drive.
    Motivation,
    /// Pain or injury that is no emergency.
    Pain,
    /// Diagnosis, drugs, treatment: not a coach's matter.
    Medical,
    /// Ideas for meals, and what foods hold.
    Nutrition,
    /// A meal to be written down or put right.
    MealLog,
    /// A training plan to be made.
    PlanCreation,
    /// The plan that there is.
    Plan,
    /// A change of the plan.
    PlanChange,
    /// Exercises: how they are done, what they are good for, what to do instead.
    Exercise,
    /// Mood as a number for the journal.
    Mood,
    /// The first steps of a new person.
    FirstSteps,
    /// Who is speaking.
    Identity,
    /// Another coach is asked for.
    TalkTo,
    /// What can be asked.
    Help,
    /// Thanks.
    Thanks,
    /// Goodbye.
    Goodbye,
    /// Hello.
    Greeting,
    /// A word of assent or dissent alone.
    Acknowledgement,
    /// Something that is no matter of a coach.
    OffTopic,
    /// Not understood.
    Unclear,
}

impl Topic {
    /// Tells whether the topic is answered from the person's data.
    #[must_use]
    pub const fn is_data(self) -> bool {
        matches!(
            self,
            Topic::Hrv
                | Topic::HeartRate
                | Topic::Sleep
                | Topic::Recovery
                | Topic::ReadyToTrain
                | Topic::WhatToDo
                | Topic::Activity
                | Topic::TrainingLoad
                | Topic::Strength
                | Topic::Workouts
                | Topic::BodyMetric
                | Topic::Intake
                | Topic::Progress
                | Topic::Summary
                | Topic::Achievements
                | Topic::Motivation
        )
    }
}

/// Lowest score that counts as understood.
const THRESHOLD: f32 = 2.4;

/// What a text was found to contain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Concept(C),
    Exercise,
    BodyPart,
    Sport,
    Metric(Group),
}

/// Metrics by the tool that knows most about them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Group {
    Activity,
    Heart,
    Hrv,
    Sleep,
    Intake,
    Body,
}

/// The group of a metric.
pub(crate) fn group_of(metric: &str) -> Group {
    match metric {
        "steps" | "distance_walk_run" | "distance_cycle" | "distance_swim" | "energy_active" | "exercise_time"
        | "stand_time" | "flights" | "stand_hour" => Group::Activity,
        "heart_rate" | "resting_hr" => Group::Heart,
        "hrv_sdnn" | "hrv_rmssd" => Group::Hrv,
        "sleep_stage" => Group::Sleep,
        "energy_in" | "protein" | "carbs" | "fat" | "fibre" | "sugar" | "sodium" | "water" | "caffeine" => {
            Group::Intake
        }
        _ => Group::Body,
    }
}

use Mark::{BodyPart, Concept as K, Exercise, Metric, Sport as AnySport};

/// How much each notion speaks for each topic.
const WEIGHTS: &[(Topic, &[(Mark, f32)])] = &[
    (Topic::Hrv, &[(K(C::Hrv), 5.0), (Metric(Group::Hrv), 5.0)]),
    (
        Topic::HeartRate,
        &[(K(C::HeartRate), 4.0), (Metric(Group::Heart), 4.0), (K(C::MaxHeartRate), 7.5), (K(C::Zones), 6.0)],
    ),
    (
        Topic::Sleep,
        &[
            (K(C::Sleep), 6.0),
            (K(C::SleepStage), 5.5),
            (K(C::Bedtime), 4.5),
            (K(C::Night), 2.5),
            (Metric(Group::Sleep), 5.0),
            (K(C::HowLong), 0.3),
        ],
    ),
    (Topic::Recovery, &[(K(C::Recovery), 6.0), (K(C::Tired), 4.0), (K(C::Rest), 2.5), (K(C::Ready), 0.5)]),
    (
        Topic::ReadyToTrain,
        &[
            (K(C::Ready), 6.0),
            (K(C::Recovery), 1.5),
            (K(C::Tired), 2.0),
            (K(C::Hard), 1.0),
            (K(C::Rest), 1.0),
            (K(C::Pain), 1.5),
        ],
    ),
    (
        Topic::WhatToDo,
        &[(K(C::Advice), 6.0), (K(C::Should), 1.5), (K(C::Tomorrow), 1.0), (K(C::Train), 0.5), (K(C::Hard), 0.5)],
    ),
    (
        Topic::Activity,
        &[
            (K(C::Steps), 5.0),
            (K(C::Calories), 5.0),
            (K(C::Active), 4.2),
            (Metric(Group::Activity), 2.6),
            (K(C::Distance), 2.6),
            (K(C::HowFar), 2.8),
            (K(C::Amount), 0.2),
        ],
    ),
    (
        Topic::TrainingLoad,
        &[
            (K(C::Load), 6.0),
            (K(C::Overdoing), 6.5),
            (K(C::Fitness), 2.0),
            (K(C::Train), 1.0),
            (K(C::Hard), 1.0),
            (K(C::Tired), 0.5),
        ],
    ),
    (
        Topic::Strength,
        &[(K(C::Strength), 5.0), (Exercise, 5.0), (K(C::OneRepMax), 6.5), (K(C::Stall), 1.0), (BodyPart, 0.5)],
    ),
    (
        Topic::Workouts,
        &[
            (K(C::Workout), 4.0),
            (AnySport, 4.4),
            (K(C::Train), 2.6),
            (K(C::Count), 0.8),
            (K(C::HowFar), 1.5),
            (K(C::HowLong), 0.8),
            (K(C::Distance), 0.8),
            (K(C::Pace), 2.6),
            (BodyPart, 2.6),
            (K(C::Last), 0.8),
            (K(C::Past), 0.4),
            (K(C::Average), 0.1),
        ],
    ),
    (Topic::BodyMetric, &[(Metric(Group::Body), 6.0), (K(C::Vitals), 6.0), (K(C::Change), 1.0)]),
    (Topic::Intake, &[(Metric(Group::Intake), 4.5)]),
    (
        Topic::Progress,
        &[
            (K(C::Fitter), 6.0),
            (K(C::Fitness), 4.2),
            (K(C::Trend), 2.5),
            (K(C::Compare), 2.5),
            (K(C::Stall), 3.0),
            (K(C::Better), 1.0),
            (K(C::Change), 0.5),
        ],
    ),
    (Topic::Summary, &[(K(C::Summary), 5.5), (K(C::Doing), 5.0), (K(C::Past), 0.2)]),
    (Topic::Achievements, &[(K(C::Achievement), 5.8), (K(C::Best), 1.2)]),
    (Topic::LogWorkout, &[(K(C::LogVerb), 3.0), (K(C::Did), 1.0)]),
    (Topic::Motivation, &[(K(C::Motivation), 5.6)]),
    (Topic::Pain, &[(K(C::Pain), 5.6)]),
    (Topic::Medical, &[(K(C::Medical), 7.5)]),
    (Topic::Nutrition, &[(K(C::Food), 5.0), (K(C::Eat), 3.2), (Metric(Group::Intake), 2.5)]),
    (Topic::PlanCreation, &[(K(C::Plan), 4.6)]),
    (Topic::Identity, &[(K(C::Identity), 8.0)]),
    (Topic::TalkTo, &[(K(C::MaxPower), 3.0), (K(C::Emma), 3.0), (K(C::Progress), 3.0)]),
    (Topic::Help, &[(K(C::Help), 3.2)]),
    (Topic::Thanks, &[(K(C::Thanks), 3.0)]),
    (Topic::Goodbye, &[(K(C::Goodbye), 3.0)]),
    (Topic::Greeting, &[(K(C::Greeting), 2.6)]),
    (Topic::Acknowledgement, &[(K(C::Ack), 2.4)]),
    (Topic::OffTopic, &[(K(C::OffTopic), 5.4)]),
];

/// Notions that mean more, or something else, together.
const PAIRS: &[(Topic, Mark, Mark, f32)] = &[
    // "should I do legs or run today" asks for advice, not for a list of past workouts
    (Topic::WhatToDo, K(C::Should), K(C::Workout), 4.0),
    (Topic::WhatToDo, K(C::Should), K(C::Train), 3.0),
    (Topic::WhatToDo, K(C::Should), AnySport, 4.0),
    (Topic::WhatToDo, K(C::Should), BodyPart, 3.5),
    (Topic::WhatToDo, K(C::Should), Exercise, 1.0),
    (Topic::WhatToDo, K(C::Advice), K(C::Workout), 1.0),
    (Topic::WhatToDo, K(C::Advice), AnySport, 1.0),
    (Topic::WhatToDo, K(C::Advice), K(C::Past), -2.0),
    (Topic::WhatToDo, K(C::Tomorrow), K(C::Workout), 2.5),
    (Topic::WhatToDo, K(C::Tomorrow), K(C::Train), 3.0),
    // "my legs are sore, should I train" is about training
    (Topic::ReadyToTrain, K(C::Ready), K(C::Pain), 1.0),
    (Topic::ReadyToTrain, K(C::Tired), K(C::Workout), 1.5),
    (Topic::ReadyToTrain, K(C::Should), K(C::Hard), 4.0),
    (Topic::ReadyToTrain, K(C::Recovery), K(C::Hard), 2.0),
    (Topic::ReadyToTrain, K(C::Should), K(C::Rest), 5.0),
    (Topic::ReadyToTrain, K(C::Ready), AnySport, 1.5),
    (Topic::ReadyToTrain, K(C::Ready), Exercise, 2.5),
    (Topic::ReadyToTrain, K(C::Ready), K(C::Workout), 1.0),
    // the weight on a bar is not the weight on the scales
    (Topic::BodyMetric, Exercise, Metric(Group::Body), -4.0),
    (Topic::Strength, Exercise, K(C::Best), 1.5),
    (Topic::Strength, Exercise, K(C::Achievement), 2.0),
    (Topic::Strength, Exercise, K(C::Trend), 1.0),
    (Topic::Strength, Exercise, K(C::Fitter), 2.0),
    (Topic::Strength, Exercise, K(C::Stall), 2.0),
    (Topic::Strength, K(C::Strength), K(C::Fitter), 2.0),
    (Topic::Strength, K(C::Strength), K(C::Stall), 2.0),
    (Topic::Strength, K(C::Strength), K(C::Workout), -1.5),
    (Topic::Strength, BodyPart, K(C::Fitter), 2.0),
    // "how far did I walk" is about the day, "how far did I run" about workouts
    (Topic::Activity, K(C::Active), K(C::HowFar), 2.0),
    (Topic::Activity, K(C::Active), K(C::Pace), -2.0),
    (Topic::Workouts, K(C::Active), K(C::Last), 5.0),
    (Topic::Workouts, AnySport, K(C::HowFar), 1.5),
    (Topic::Workouts, AnySport, K(C::Distance), 1.5),
    (Topic::Workouts, K(C::Workout), K(C::Calories), 1.5),
    (Topic::Workouts, AnySport, K(C::Fitter), 0.5),
    (Topic::Workouts, AnySport, K(C::Best), 1.5),
    (Topic::Workouts, AnySport, K(C::Last), 1.0),
    (Topic::Workouts, AnySport, K(C::Past), 0.4),
    // "how often did I hit the gym" counts, "should I hit the gym" asks for advice
    (Topic::Workouts, K(C::Ready), K(C::Count), 4.0),
    (Topic::ReadyToTrain, K(C::Ready), K(C::Count), -3.0),
    // nights, and a habit that was given up
    (Topic::Sleep, K(C::Night), K(C::Better), 4.0),
    (Topic::Sleep, K(C::Night), K(C::Rest), 3.0),
    (Topic::Sleep, K(C::Sleep), K(C::Better), 2.0),
    (Topic::Sleep, K(C::SleepStage), K(C::Better), 2.0),
    (Topic::Sleep, K(C::SleepStage), K(C::Fitter), 2.0),
    (Topic::Motivation, K(C::Motivation), K(C::Night), -3.0),
    (Topic::Motivation, K(C::Motivation), K(C::SleepStage), -3.0),
    // "I feel awful, do my numbers agree" asks for recovery, not for the numbers
    (Topic::Recovery, K(C::Feel), K(C::Unwell), 8.0),
    (Topic::Recovery, K(C::Tired), K(C::Vitals), 3.5),
    (Topic::Recovery, K(C::Feel), K(C::Tired), 1.0),
    (Topic::Motivation, K(C::Feel), K(C::Motivation), 1.0),
    // the variability of the heart is not its rate
    (Topic::Hrv, K(C::Hrv), K(C::HeartRate), 6.0),
    (Topic::Hrv, K(C::Vary), K(C::HeartRate), 10.0),
    (Topic::TrainingLoad, K(C::Hard), K(C::Train), 3.5),
    (Topic::TrainingLoad, K(C::Overdoing), K(C::Train), 1.0),
    (Topic::TrainingLoad, K(C::Fitness), K(C::Tired), 4.0),
    (Topic::Intake, Metric(Group::Intake), K(C::Past), 1.0),
    (Topic::Intake, Metric(Group::Intake), K(C::Average), 1.0),
    (Topic::Intake, Metric(Group::Intake), K(C::Amount), 1.0),
    (Topic::Intake, Metric(Group::Intake), K(C::Eat), 3.0),
    (Topic::Intake, K(C::Calories), K(C::Eat), 7.0),
    (Topic::Intake, K(C::Should), K(C::Eat), -4.0),
    (Topic::Nutrition, K(C::Should), K(C::Eat), 3.0),
    (Topic::Nutrition, K(C::LogVerb), K(C::Food), 4.0),
    (Topic::Nutrition, K(C::LogVerb), K(C::Eat), 4.0),
    (Topic::Nutrition, K(C::Plan), K(C::Food), 4.0),
    (Topic::Nutrition, K(C::Advice), K(C::Food), 3.0),
    (Topic::Nutrition, K(C::OffTopic), K(C::Food), 2.0),
    (Topic::PlanCreation, K(C::Make), K(C::Plan), 5.0),
    (Topic::PlanCreation, K(C::Plan), K(C::Workout), 1.0),
    (Topic::PlanCreation, K(C::Plan), AnySport, 1.5),
    (Topic::OffTopic, K(C::Make), K(C::OffTopic), 4.0),
    (Topic::TalkTo, K(C::TalkTo), K(C::MaxPower), 5.0),
    (Topic::TalkTo, K(C::TalkTo), K(C::Emma), 5.0),
    (Topic::TalkTo, K(C::TalkTo), K(C::Progress), 5.0),
    (Topic::LogWorkout, K(C::LogVerb), AnySport, 3.5),
    (Topic::LogWorkout, K(C::LogVerb), K(C::Workout), 3.5),
    (Topic::LogWorkout, K(C::LogVerb), Exercise, 3.5),
    (Topic::LogWorkout, K(C::LogVerb), Metric(Group::Body), 6.0),
    (Topic::Motivation, K(C::Motivation), K(C::Train), 1.0),
    (Topic::Motivation, K(C::Motivation), K(C::Workout), 1.0),
    (Topic::Motivation, K(C::Motivation), K(C::Tired), 1.0),
    (Topic::Motivation, K(C::Motivation), K(C::Sleep), -2.0),
    (Topic::Motivation, K(C::Motivation), K(C::Hrv), -3.0),
    (Topic::Recovery, K(C::Tired), K(C::Why), 2.5),
    (Topic::Progress, K(C::Fitter), K(C::Sleep), -2.0),
    (Topic::Summary, K(C::Summary), K(C::Train), -1.0),
];

fn marks(spots: &[Spot]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for spot in spots {
        let mark = match spot.meaning {
            Meaning::Concept(concept) => K(concept),
            Meaning::Exercise(_) => Exercise,
            Meaning::BodyPart(_) => BodyPart,
            // walking is counted by the day; a walk that was recorded as a workout is asked for with "last walk"
            Meaning::Sport(Sport::Walking) => continue,
            Meaning::Sport(_) => AnySport,
            Meaning::Metric(id) => Metric(group_of(id)),
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
}

/// The topic, and every topic's score above zero, highest first.
///
/// `boost` adds to a topic what was found by other means, for example the quantities of a workout.
pub(crate) fn score(spots: &[Spot], boost: &[(Topic, f32)]) -> (Topic, Vec<(Topic, f32)>) {
    let marks = marks(spots);
    let has = |mark: &Mark| marks.contains(mark);
    let mut scores: Vec<(Topic, f32)> = WEIGHTS
        .iter()
        .map(|(topic, weights)| {
            let single: f32 = weights.iter().filter(|(mark, _)| has(mark)).map(|(_, weight)| weight).sum();
            let pairs: f32 = PAIRS
                .iter()
                .filter(|(of, a, b, _)| of == topic && has(a) && has(b))
                .map(|(_, _, _, weight)| weight)
                .sum();
            let extra: f32 = boost.iter().filter(|(of, _)| of == topic).map(|(_, weight)| weight).sum();
            (*topic, single + pairs + extra)
        })
        .filter(|(_, score)| *score > 0.0)
        .collect();
    // stable, so that equal scores stay in the order of the table
    scores.sort_by(|a, b| b.1.total_cmp(&a.1));
    let best = scores.first().filter(|(_, score)| *score >= THRESHOLD);
    (best.map_or(Topic::Unclear, |(topic, _)| *topic), scores)
}

/// The sport that was named, if one was.
pub(crate) fn sport(spots: &[Spot]) -> Option<Sport> {
    spots.iter().find_map(|spot| match spot.meaning {
        Meaning::Sport(sport) => Some(sport),
        _ => None,
    })
}

//! `progress-tracking`: workouts, strength, load, trends.

mod analysis;
mod celebrate;
mod efforts;
mod journal;
pub(crate) mod load;
mod log_workout;
mod next;
mod strength;
mod target;
pub(crate) mod workouts;

use crate::desk::{Desk, with, with_caller};
use coach_domain::time::Clock;
use coach_mcp::{Server, ToolSpec, TypedTool};
use coach_store::Store;
use std::sync::Arc;

const WORKOUTS: &str = "read:workouts";
const ANALYTICS: &str = "read:analytics";
const NAME: &str = "progress-tracking";

/// The server `progress-tracking`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let desk = Desk { store, clock };
    Server::builder(NAME)
        .title("Progress")
        .instructions(
            "Workouts, strength, training load and trends of one person, by local day. Quote numbers only from \
             `figures`, in the words of `text`; say what is in `missing` instead of guessing.",
        )
        .tool(TypedTool::new(
            ToolSpec::builder("analyzeStrengthProgression")
                .title("Strength analysis")
                .description(
                    "Whether a lift progresses, stalls or declines: estimated one-repetition maximum, its trend, best \
                     sets, volume, repetition maxima and the load that comes next. Without an exercise, an overview \
                     of all lifts.",
                )
                .scope(ANALYTICS),
            with(&desk, |desk, input| strength::analyze(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getStrengthProgression")
                .title("Strength sessions")
                .description(
                    "Session by session of one lift: sets, best set, volume and estimated one-repetition maximum.",
                )
                .scope(ANALYTICS),
            with(&desk, |desk, input| strength::get(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("analyzeProgressData")
                .title("Progress of a metric")
                .description(
                    "Trend of any metric over a period with its uncertainty, and the comparison with another period: \
                     weight, steps, resting heart rate, sleep, workouts, distances, training load. With \
                     `correlate_with` also how its days go together with those of another metric.",
                )
                .scope(ANALYTICS),
            with(&desk, |desk, input| analysis::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getTrainingLoad")
                .title("Training load")
                .description(
                    "Load per day from heart rate or perceived exertion, fitness (CTL), fatigue (ATL), form (TSB), \
                     the last week against the week before, monotony and strain.",
                )
                .scope(ANALYTICS),
            with(&desk, |desk, input| load::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getWorkoutHistory")
                .title("Workouts")
                .description(
                    "Workouts of a period, newest first, with time, distance, energy, heart rate and sets, and their \
                     totals; of one kind or with one exercise if asked for. The latest runs with a track come with \
                     their fastest times over race distances, the latest rides with their power.",
                )
                .scope(WORKOUTS),
            with(&desk, |desk, input| workouts::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("celebrateAchievements")
                .title("Achievements")
                .description(
                    "New personal bests of a period against everything before it: lifts, distances, durations, daily \
                     activity. Only what was really reached.",
                )
                .scope(ANALYTICS),
            with(&desk, |desk, input| celebrate::run(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("logWorkout")
                .title("Log a workout")
                .description(
                    "Writes a workout that the person told: kind, start, seconds, metres, exertion, note and strength \
                     sets. Answers with a proposal that the person approves.",
                )
                .scope("write:workouts")
                .adds(),
            with_caller(&desk, log_workout::run),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("setTarget")
                .title("Set a target")
                .description(
                    "Sets a target of the person: energy or protein a day, steps, a heart rate, a change of weight a \
                     week. The safety rules may lower, raise or refuse it. Answers with a proposal.",
                )
                .scope("write:workouts")
                .changes(),
            with_caller(&desk, target::run),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("getJournal")
                .title("Journal")
                .description(
                    "Pain, symptoms, moods and habits that the person wrote down, and which pain is still open.",
                )
                .scope(WORKOUTS),
            with(&desk, |desk, input| journal::read(desk, &input)),
        ))
        .tool(TypedTool::new(
            ToolSpec::builder("logJournal")
                .title("Write into the journal")
                .description(
                    "Writes down pain (with its place and strength), a symptom, a mood, a habit, or that something is \
                     cleared. Answers with a proposal that the person approves.",
                )
                .scope("write:workouts")
                .adds(),
            with_caller(&desk, journal::write),
        ))
        .build()
}

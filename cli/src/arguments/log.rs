//! What `coach log` takes.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum LogCommand {
    /// Body weight, for example `coach log weight 72.4`.
    Weight {
        /// Weight, in kilograms unless a unit follows.
        value: f64,
        /// Unit.
        #[arg(value_enum, default_value_t = MassUnit::Kg)]
        unit: MassUnit,
    },
    /// A workout, for example `coach log workout running --minutes 32 --km 5.1`.
    Workout {
        /// Kind, for example running.
        kind: String,
        /// Length in minutes.
        #[arg(long)]
        minutes: f64,
        /// Distance in kilometres.
        #[arg(long)]
        km: Option<f64>,
        /// Effort from 0 to 10.
        #[arg(long)]
        rpe: Option<f64>,
        /// Start, for example 2026-11-19T18:30 [default: it ended now].
        #[arg(long)]
        start: Option<String>,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A meal in your own words, for example `coach log meal "2 eggs and toast with butter"`.
    Meal {
        /// What you ate and drank.
        text: String,
        /// When, for example 2026-11-19T08:30 [default: now].
        #[arg(long)]
        at: Option<String>,
        /// Id of a logged meal that this one replaces or corrects.
        #[arg(long)]
        replaces: Option<String>,
    },
    /// Pain, for example `coach log pain "left knee" --score 4 --exercise squat`.
    Pain {
        /// Where it hurts.
        place: String,
        /// How strong, 0 to 10.
        #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
        score: Option<u8>,
        /// Exercise at which it hurts.
        #[arg(long)]
        exercise: Option<String>,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A symptom in your own words.
    Symptom {
        /// What it is.
        text: String,
        /// How strong, 0 to 10.
        #[arg(long, value_parser = clap::value_parser!(u8).range(0..=10))]
        severity: Option<u8>,
    },
    /// How you feel, from 1 (very low) to 5 (very good).
    Mood {
        /// From 1 to 5.
        #[arg(value_parser = clap::value_parser!(u8).range(1..=5))]
        score: u8,
        /// Your own words.
        #[arg(long)]
        note: Option<String>,
    },
    /// A habit that you kept, for example `coach log habit stretching 10 minutes`.
    Habit {
        /// Its name.
        name: String,
        /// How much.
        amount: Option<f64>,
        /// Of what.
        unit: Option<String>,
    },
    /// Something is cleared: after a warning sign by a doctor; with --pain what hurt, with --screening the screening.
    Cleared {
        /// Id of a pain entry, or `all`.
        #[arg(long, value_name = "ID", num_args = 0..=1, default_missing_value = "all")]
        pain: Option<String>,
        /// A clinician lifted what the screening capped.
        #[arg(long, conflicts_with = "pain")]
        screening: bool,
    },
    /// A strength set, for example `coach log set "back squat" 80 5`.
    Set {
        /// Exercise.
        exercise: String,
        /// Load in kilograms, 0 for body weight.
        weight_kg: f64,
        /// Repetitions.
        reps: u32,
        /// Effort from 0 to 10.
        #[arg(long)]
        rpe: Option<f64>,
        /// A warm-up set.
        #[arg(long)]
        warmup: bool,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum MassUnit {
    /// Kilograms.
    Kg,
    /// Pounds.
    Lb,
    /// Stones.
    St,
}

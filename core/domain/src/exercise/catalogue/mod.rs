//! The table of exercises, a file for each family of patterns.
//!
//! A row names what differs from its family's base, for example
//!
//! ```text
//! goblet_squat "Goblet squat" ["goblet"] {
//!     equipment: &[E::Dumbbell], cues: &["Weight at the chest", "Sit down between the knees"],
//!     faults: &["heels lift"],
//! } ..SQUAT;
//! ```

/// Makes the rows of a file: id, name, aliases, the fields that differ, the base that the rest is taken from.
macro_rules! rows {
    ($($id:ident $name:literal [$($alias:literal),* $(,)?] { $($field:ident: $value:expr),* $(,)? } ..$base:expr;)*) => {
        pub(super) const ROWS: &[Exercise] = &[$(
            Exercise { id: stringify!($id), name: $name, aliases: &[$($alias),*], $($field: $value,)* ..$base },
        )*];
    };
}

mod arms;
mod conditioning;
mod endurance;
mod hinge;
mod horizontal_pull;
mod horizontal_push;
mod leg_isolation;
mod lunge;
mod mobility;
mod olympic;
mod power;
mod shoulder_isolation;
mod squat;
mod stretching;
mod trunk;
mod trunk_stability;
mod vertical_pull;
mod vertical_push;

use super::{Exercise, Loading, Measure, Pattern};
use crate::person::Level;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Every exercise, by family.
pub static EXERCISES: LazyLock<Vec<&'static Exercise>> = LazyLock::new(|| {
    [
        squat::ROWS,
        lunge::ROWS,
        hinge::ROWS,
        horizontal_push::ROWS,
        vertical_push::ROWS,
        horizontal_pull::ROWS,
        vertical_pull::ROWS,
        leg_isolation::ROWS,
        arms::ROWS,
        shoulder_isolation::ROWS,
        trunk::ROWS,
        trunk_stability::ROWS,
        conditioning::ROWS,
        olympic::ROWS,
        power::ROWS,
        endurance::ROWS,
        mobility::ROWS,
        stretching::ROWS,
    ]
    .into_iter()
    .flatten()
    .collect()
});

/// The exercise with this id.
#[must_use]
pub fn exercise(id: &str) -> Option<&'static Exercise> {
    static BY_ID: LazyLock<HashMap<&str, &Exercise>> = LazyLock::new(|| {
        // Of two with one id the first is meant, as in a search.
        EXERCISES.iter().rev().map(|exercise| (exercise.id, *exercise)).collect()
    });
    BY_ID.get(id).copied()
}

/// What the bases of the families begin with: the body alone, repetitions, for beginners.
const BODY: Exercise = Exercise {
    id: "",
    name: "",
    aliases: &[],
    pattern: Pattern::Mobility,
    primary: &[],
    secondary: &[],
    joints: &[],
    equipment: &[],
    level: Level::Beginner,
    unilateral: false,
    bodyweight_share: 0.0,
    loading: Loading::None,
    measure: Measure::Reps,
    cues: &[],
    faults: &[],
    regressions: &[],
    progressions: &[],
    contraindications: &[],
    met: RESISTANCE,
};

/// A bar with plates: a pair of 1.25 kg.
const BAR: Loading = Loading::Total { step_kg: 2.5 };
/// A stack of plates of a machine or cable.
const STACK: Loading = Loading::Total { step_kg: 5.0 };
/// A small stack, or a bar for small muscles.
const SMALL: Loading = Loading::Total { step_kg: 2.5 };
/// One kettlebell: they come in steps of 4 kg.
const BELL: Loading = Loading::Total { step_kg: 4.0 };
/// A kettlebell in each hand.
const BELLS: Loading = Loading::PerHand { step_kg: 4.0 };
/// One dumbbell held with both hands, a plate or a ball.
const ONE: Loading = Loading::Total { step_kg: 2.0 };
/// A dumbbell in each hand, or in the one that works.
const HANDS: Loading = Loading::PerHand { step_kg: 2.0 };
/// A belt, a vest or a plate beside the body's weight.
const ADDED: Loading = Loading::Added { step_kg: 2.5 };

// Metabolic equivalents of the 2024 Adult Compendium of Physical Activities, heading "Conditioning exercise".

/// 02054: resistance training, several exercises, 8 to 15 repetitions.
const RESISTANCE: f64 = 3.5;
/// 02052: resistance training, squats and deadlifts, slow or explosive.
const HEAVY: f64 = 5.0;
/// 02050: weight lifting, powerlifting or body building, vigorous.
const VIGOROUS: f64 = 6.0;
/// 02022: calisthenics, moderate: push-ups, sit-ups, pull-ups, lunges.
const CALISTHENICS: f64 = 3.8;

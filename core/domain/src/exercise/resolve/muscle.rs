//! The muscles that names speak of.

use crate::exercise::Muscle;

/// The muscles that a word of a name stands for; none when it stands for no muscle.
pub(super) fn muscles_of(word: &str) -> &'static [Muscle] {
    match word {
        "bicep" => &[Muscle::Biceps],
        "tricep" => &[Muscle::Triceps],
        "chest" | "pec" => &[Muscle::Chest],
        "shoulder" | "delt" => &[Muscle::FrontDelts, Muscle::SideDelts, Muscle::RearDelts],
        "core" | "ab" | "oblique" => &[Muscle::Abs, Muscle::Obliques],
        "hamstring" => &[Muscle::Hamstrings],
        "quad" => &[Muscle::Quadriceps],
        "glute" => &[Muscle::Glutes],
        "calf" => &[Muscle::Calves],
        "lat" => &[Muscle::Lats],
        "trap" => &[Muscle::UpperBack],
        "back" => &[Muscle::Lats, Muscle::UpperBack, Muscle::LowerBack],
        "arm" => &[Muscle::Biceps, Muscle::Triceps, Muscle::Forearms],
        "forearm" => &[Muscle::Forearms],
        "leg" | "thigh" => &[
            Muscle::Quadriceps,
            Muscle::Hamstrings,
            Muscle::Glutes,
            Muscle::Adductors,
            Muscle::Abductors,
            Muscle::Calves,
        ],
        "neck" => &[Muscle::Neck],
        _ => &[],
    }
}

//! Words of people and clients for what the catalogue and the planner know: equipment, goals, weekdays, levels.

use coach_domain::exercise::{Equipment as E, Joint, Muscle, Pattern};
use coach_domain::person::Level;
use coach_domain::plan::Goal;
use coach_mcp::ToolError;

use crate::catalog::plain;

/// What a usual gym has.
const GYM: &[E] = &[
    E::Barbell,
    E::Dumbbell,
    E::Kettlebell,
    E::EzBar,
    E::TrapBar,
    E::Plate,
    E::Rack,
    E::Bench,
    E::Cable,
    E::Machine,
    E::Smith,
    E::PullUpBar,
    E::DipBars,
    E::Band,
    E::Box,
    E::MedicineBall,
    E::StabilityBall,
    E::Treadmill,
    E::Bike,
    E::Rower,
    E::CardioMachine,
];
/// What the gym of a hotel has.
const HOTEL: &[E] = &[E::Dumbbell, E::Bench, E::Treadmill, E::Bike];
/// What most homes have.
const HOME: &[E] = &[E::Box];

/// Other words for things.
const OTHER: &[(&str, E)] = &[
    ("dumbbells", E::Dumbbell),
    ("db", E::Dumbbell),
    ("barbells", E::Barbell),
    ("kettlebells", E::Kettlebell),
    ("kb", E::Kettlebell),
    ("bands", E::Band),
    ("resistance band", E::Band),
    ("resistance bands", E::Band),
    ("cables", E::Cable),
    ("machines", E::Machine),
    ("pullup bar", E::PullUpBar),
    ("chin up bar", E::PullUpBar),
    ("rings", E::Suspension),
    ("trx", E::Suspension),
    ("squat rack", E::Rack),
    ("power rack", E::Rack),
    ("bicycle", E::Bike),
    ("exercise bike", E::Bike),
    ("rowing machine", E::Rower),
    ("skipping rope", E::JumpRope),
    ("chair", E::Box),
    ("step", E::Box),
];

/// The things that words name: ids, common names, or `gym`, `home`, `hotel` and `none`.
pub(super) fn equipment(words: &[String]) -> Result<Vec<E>, ToolError> {
    let mut things: Vec<E> = Vec::new();
    for word in words {
        let wanted = plain(word);
        match wanted.as_str() {
            "gym" | "full gym" | "full" | "everything" => things.extend(GYM),
            "hotel" | "hotel gym" => things.extend(HOTEL),
            "home" => things.extend(HOME),
            "none" | "nothing" | "no equipment" | "bodyweight" | "body weight" => {}
            _ => {
                let named = E::ALL.iter().find(|thing| plain(thing.id()) == wanted || plain(thing.words()) == wanted);
                let other = || OTHER.iter().find(|(name, _)| *name == wanted).map(|(_, thing)| thing);
                things.push(*named.or_else(other).ok_or_else(|| {
                    ToolError::Arguments(format!(
                        "`equipment` does not know one of its words; use `gym`, `home`, `hotel`, `none` or any of {}",
                        E::ALL.iter().map(|thing| thing.id()).collect::<Vec<_>>().join(", ")
                    ))
                })?);
            }
        }
    }
    things.sort_unstable();
    things.dedup();
    Ok(things)
}

/// The goal that a word or a sentence of the person names; `None` when it names none.
pub(super) fn goal(words: &str) -> Option<Goal> {
    let text = plain(words);
    let says = |any: &[&str]| any.iter().any(|word| text.split(' ').any(|said| said.starts_with(word)));
    let loses = says(&["lose", "losing", "fat", "slim", "lighter", "diet"]) || text.contains("weight loss");
    let lifts = says(&["strong", "strength", "powerlift", "lift"]);
    let runs = says(&["run", "5k", "10k", "marathon", "half", "jog", "parkrun"]);
    Some(match () {
        () if loses => Goal::WeightLoss,
        () if lifts && (runs || says(&["endurance", "cardio"])) => Goal::Mixed,
        () if runs => Goal::Running,
        () if says(&["cycl", "bike", "biking", "ride", "ftp", "gran"]) => Goal::Cycling,
        () if says(&["muscle", "mass", "hypertrophy", "bulk", "bigger", "physique"]) => Goal::Muscle,
        () if lifts => Goal::Strength,
        () if says(&["mixed", "hybrid", "crossfit", "triathlon", "endurance"]) => Goal::Mixed,
        () if says(&["health", "fit", "general", "wellbeing", "energy", "mobility"]) => Goal::Health,
        () => return None,
    })
}

/// Number of a weekday, `0` for Monday, of its name or its first letters.
pub(super) fn weekday(word: &str) -> Result<i8, ToolError> {
    let wanted = plain(word);
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let found = names.iter().position(|name| wanted.len() >= 2 && name.starts_with(wanted.trim_end_matches('s')));
    found
        .and_then(|place| i8::try_from(place).ok())
        .ok_or_else(|| ToolError::Arguments("`weekdays` takes days such as `mon`, `wed`, `fri`".to_owned()))
}

/// Weekdays that spread a number of sessions evenly over the week, Monday first.
pub(super) fn spread(days: u32) -> Vec<i8> {
    match days {
        0 | 1 => vec![0],
        2 => vec![0, 3],
        3 => vec![0, 2, 4],
        4 => vec![0, 1, 3, 4],
        5 => vec![0, 1, 2, 4, 5],
        6 => vec![0, 1, 2, 3, 4, 5],
        _ => vec![0, 1, 2, 3, 4, 5, 6],
    }
}

pub(super) fn level(word: &str) -> Result<Level, ToolError> {
    Ok(match plain(word).as_str() {
        "beginner" => Level::Beginner,
        "intermediate" => Level::Intermediate,
        "advanced" => Level::Advanced,
        _ => return Err(ToolError::Arguments("`level` takes beginner, intermediate or advanced".to_owned())),
    })
}

/// Parts of the body in everyday words, with the muscles that they mean.
const BODY: &[(&str, &[Muscle])] = &[
    ("legs", &[Muscle::Quadriceps, Muscle::Hamstrings, Muscle::Glutes, Muscle::Calves]),
    ("leg", &[Muscle::Quadriceps, Muscle::Hamstrings, Muscle::Glutes]),
    ("thighs", &[Muscle::Quadriceps, Muscle::Hamstrings]),
    ("quads", &[Muscle::Quadriceps]),
    ("quad", &[Muscle::Quadriceps]),
    ("hams", &[Muscle::Hamstrings]),
    ("hamstring", &[Muscle::Hamstrings]),
    ("butt", &[Muscle::Glutes]),
    ("bum", &[Muscle::Glutes]),
    ("glute", &[Muscle::Glutes]),
    ("calf", &[Muscle::Calves]),
    ("back", &[Muscle::Lats, Muscle::UpperBack, Muscle::LowerBack]),
    ("lat", &[Muscle::Lats]),
    ("traps", &[Muscle::UpperBack]),
    ("shoulders", &[Muscle::FrontDelts, Muscle::SideDelts, Muscle::RearDelts]),
    ("shoulder", &[Muscle::FrontDelts, Muscle::SideDelts, Muscle::RearDelts]),
    ("delts", &[Muscle::FrontDelts, Muscle::SideDelts, Muscle::RearDelts]),
    ("pecs", &[Muscle::Chest]),
    ("pec", &[Muscle::Chest]),
    ("arms", &[Muscle::Biceps, Muscle::Triceps]),
    ("arm", &[Muscle::Biceps, Muscle::Triceps]),
    ("bicep", &[Muscle::Biceps]),
    ("tricep", &[Muscle::Triceps]),
    ("core", &[Muscle::Abs, Muscle::Obliques, Muscle::LowerBack]),
    ("stomach", &[Muscle::Abs]),
    ("belly", &[Muscle::Abs]),
    ("abdominals", &[Muscle::Abs]),
    ("forearm", &[Muscle::Forearms]),
    ("grip", &[Muscle::Forearms]),
    ("heart", &[Muscle::Cardio]),
];

/// The muscles that a word means.
pub(super) fn muscles(word: &str) -> Result<Vec<Muscle>, ToolError> {
    let wanted = plain(word);
    if let Some(muscle) = Muscle::ALL.iter().find(|known| plain(known.id()) == wanted || plain(known.words()) == wanted)
    {
        return Ok(vec![*muscle]);
    }
    BODY.iter().find(|(name, _)| *name == wanted).map(|(_, muscles)| muscles.to_vec()).ok_or_else(|| {
        ToolError::Arguments(format!(
            "`muscle` takes one of {}, or a part of the body such as legs, back, arms or core",
            Muscle::ALL.iter().map(|muscle| muscle.id()).collect::<Vec<_>>().join(", ")
        ))
    })
}

pub(super) fn pattern(word: &str) -> Result<Pattern, ToolError> {
    let wanted = plain(word);
    Pattern::ALL.iter().copied().find(|known| plain(known.id()) == wanted || plain(known.words()) == wanted).ok_or_else(
        || {
            let known = Pattern::ALL.iter().map(|pattern| pattern.id()).collect::<Vec<_>>().join(", ");
            ToolError::Arguments(format!("`pattern` takes one of {known}"))
        },
    )
}

pub(super) fn joints(words: &[String]) -> Result<Vec<Joint>, ToolError> {
    let find = |word: &String| {
        let wanted = plain(word);
        let singular = wanted.trim_end_matches('s');
        Joint::ALL
            .iter()
            .copied()
            .find(|joint| {
                let (id, words) = (plain(joint.id()), plain(joint.words()));
                id == wanted || words == wanted || id == singular
            })
            .or_else(|| (wanted == "back").then_some(Joint::LowerBack))
            .ok_or_else(|| {
                let known = Joint::ALL.iter().map(|joint| joint.id()).collect::<Vec<_>>().join(", ");
                ToolError::Arguments(format!("`avoid_joints` takes any of {known}"))
            })
    };
    words.iter().map(find).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_read_from_everyday_words() {
        for (words, wanted) in [
            ("I want to lose weight", Some(Goal::WeightLoss)),
            ("run a 10k", Some(Goal::Running)),
            ("get stronger", Some(Goal::Strength)),
            ("build muscle mass", Some(Goal::Muscle)),
            ("stronger and run more", Some(Goal::Mixed)),
            ("weight_loss", Some(Goal::WeightLoss)),
            ("cycling", Some(Goal::Cycling)),
            ("stay healthy", Some(Goal::Health)),
            ("", None),
            ("world peace", None),
        ] {
            assert_eq!(goal(words), wanted, "{words}");
        }
    }

    #[test]
    fn weekdays_equipment_and_joints_are_read_and_nonsense_is_refused() {
        assert_eq!(["Mon", "wednesdays", "su"].map(|word| weekday(word).unwrap()), [0, 2, 6]);
        assert!(weekday("x").is_err() && weekday("m").is_err() && weekday("").is_err());
        assert_eq!(equipment(&["Dumbbells".to_owned(), "db".to_owned()]).unwrap(), [E::Dumbbell]);
        assert_eq!(equipment(&["none".to_owned()]).unwrap(), []);
        assert!(equipment(&["spaceship".to_owned()]).is_err());
        assert_eq!(joints(&["knees".to_owned(), "back".to_owned()]).unwrap(), [Joint::Knee, Joint::LowerBack]);
        for muscle in Muscle::ALL {
            assert_eq!(muscles(muscle.id()).unwrap(), [*muscle]);
        }
        assert_eq!(spread(7).len(), 7);
    }
}

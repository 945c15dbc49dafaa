//! The table keeps its own rules.

use crate::exercise::{EXERCISES, Equipment as E, Exercise, Loading, Measure, Pattern, exercise};
use crate::person::Level;
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters and digits only, without case and accents: two names that differ by less are one name.
fn folded(name: &str) -> String {
    name.to_lowercase()
        .replace('ß', "ss")
        .nfkd()
        .filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric())
        .collect()
}

#[test]
fn there_are_enough_and_each_id_is_its_own() {
    assert!(EXERCISES.len() >= 350, "{}", EXERCISES.len());
    let ids: BTreeSet<&str> = EXERCISES.iter().map(|exercise| exercise.id).collect();
    assert_eq!(ids.len(), EXERCISES.len());
    for exercise in EXERCISES.iter() {
        let id = exercise.id;
        assert!(
            id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'),
            "{id}"
        );
        assert!(id.starts_with(|letter: char| letter.is_ascii_lowercase()) && !id.ends_with('_'), "{id}");
        assert!(!id.contains("__"), "{id}");
        assert_eq!(super::super::exercise(id), Some(*exercise));
    }
    assert_eq!(exercise("no_such_exercise"), None);
    assert_eq!(exercise(""), None);
}

#[test]
fn a_name_belongs_to_one_exercise() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for exercise in EXERCISES.iter() {
        let own: BTreeSet<String> =
            std::iter::once(&exercise.name).chain(exercise.aliases).map(|name| folded(name)).collect();
        for name in own {
            assert!(!name.is_empty(), "{}", exercise.id);
            if let Some(other) = owners.insert(name.clone(), exercise.id) {
                panic!("{name} belongs to {other} and to {}", exercise.id);
            }
        }
        for alias in exercise.aliases {
            assert_eq!(*alias, alias.to_lowercase(), "{}", exercise.id);
            assert_eq!(alias.trim(), *alias, "{}", exercise.id);
        }
    }
}

#[test]
fn no_muscle_is_named_twice() {
    let twice: Vec<&str> = EXERCISES
        .iter()
        .filter(|row| {
            let muscles: BTreeSet<_> = row.primary.iter().chain(row.secondary).collect();
            muscles.len() != row.primary.len() + row.secondary.len()
        })
        .map(|row| row.id)
        .collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn every_row_is_filled() {
    for exercise in EXERCISES.iter() {
        let id = exercise.id;
        assert!(exercise.name.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit()), "{id}");
        assert!(!exercise.primary.is_empty(), "{id}: no primary muscle");
        assert!(exercise.pattern == Pattern::Mobility || !exercise.joints.is_empty(), "{id}: no joint");
        assert!((2..=4).contains(&exercise.cues.len()), "{id}: {} cues", exercise.cues.len());
        assert!((2..=3).contains(&exercise.faults.len()), "{id}: {} faults", exercise.faults.len());
        for cue in exercise.cues {
            assert!(
                cue.len() <= 90 && !cue.ends_with('.') && cue.starts_with(|c: char| c.is_uppercase()),
                "{id}: {cue}"
            );
        }
        for fault in exercise.faults {
            assert!(
                fault.len() <= 60 && !fault.ends_with('.') && fault.starts_with(|c: char| c.is_lowercase()),
                "{id}: {fault}"
            );
        }
        assert!((0.0..=1.0).contains(&exercise.bodyweight_share), "{id}");
        assert!((1.0..=15.0).contains(&exercise.met), "{id}");
        assert!(exercise.loading.step_kg().is_none_or(|step| (0.5..=10.0).contains(&step)), "{id}");
        for (what, list) in [
            ("joint", exercise.joints.iter().collect::<BTreeSet<_>>().len() == exercise.joints.len()),
            ("equipment", exercise.equipment.iter().collect::<BTreeSet<_>>().len() == exercise.equipment.len()),
            (
                "contraindication",
                exercise.contraindications.iter().collect::<BTreeSet<_>>().len() == exercise.contraindications.len(),
            ),
        ] {
            assert!(list, "{id}: a {what} twice");
        }
    }
}

#[test]
fn the_load_fits_the_equipment() {
    for exercise in EXERCISES.iter() {
        let id = exercise.id;
        let needs = |thing| exercise.equipment.contains(&thing);
        let strength = !matches!(exercise.pattern, Pattern::Endurance | Pattern::Mobility);
        // A bar that one hangs below is not lifted.
        let hung_from =
            exercise.bodyweight_share > 0.0 && matches!(exercise.loading, Loading::None | Loading::Added { .. });
        if [E::Barbell, E::EzBar, E::TrapBar, E::Smith].into_iter().any(needs) && !hung_from {
            assert!(matches!(exercise.loading, Loading::Total { .. }), "{id}");
        }
        if (needs(E::Dumbbell) || needs(E::Kettlebell)) && strength {
            assert!(matches!(exercise.loading, Loading::Total { .. } | Loading::PerHand { .. }), "{id}");
        }
        if exercise.equipment.is_empty() || exercise.equipment == [E::Band] || exercise.equipment == [E::Box] {
            assert!(matches!(exercise.loading, Loading::None | Loading::Added { .. }), "{id}");
        }
        if let Loading::Added { .. } = exercise.loading {
            assert!(exercise.bodyweight_share > 0.0, "{id}: a load beside a body that is not lifted");
        }
        if exercise.pattern == Pattern::Mobility {
            assert_eq!(exercise.loading, Loading::None, "{id}");
            assert!(matches!(exercise.measure, Measure::Seconds | Measure::Reps), "{id}");
        }
    }
}

#[test]
fn easier_and_harder_exist_and_never_go_round() {
    // One graph from easier to harder out of both lists: the two may not contradict each other.
    let mut harder: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in EXERCISES.iter() {
        for id in row.regressions {
            let easier = exercise(id).unwrap_or_else(|| panic!("{}: no {id}", row.id));
            assert!(easier.level <= row.level, "{} is no easier than {}", id, row.id);
            harder.entry(id).or_default().insert(row.id);
        }
        for id in row.progressions {
            let next = exercise(id).unwrap_or_else(|| panic!("{}: no {id}", row.id));
            assert!(next.level >= row.level, "{} is no harder than {}", id, row.id);
            harder.entry(row.id).or_default().insert(id);
        }
    }
    fn visit<'a>(
        id: &'a str,
        harder: &BTreeMap<&'a str, BTreeSet<&'a str>>,
        path: &mut Vec<&'a str>,
        done: &mut BTreeSet<&'a str>,
    ) {
        assert!(!path.contains(&id), "a round: {path:?} {id}");
        if !done.contains(id) {
            path.push(id);
            for next in harder.get(id).into_iter().flatten() {
                visit(next, harder, path, done);
            }
            path.pop();
            done.insert(id);
        }
    }
    let mut done = BTreeSet::new();
    for id in harder.keys() {
        visit(id, &harder, &mut Vec::new(), &mut done);
    }
}

#[test]
fn lifts_that_need_skill_are_not_for_beginners() {
    for id in [
        "snatch",
        "power_snatch",
        "clean",
        "clean_and_jerk",
        "split_jerk",
        "kettlebell_snatch",
        "dumbbell_snatch",
        "muscle_up",
        "ring_muscle_up",
        "pistol_squat",
        "human_flag",
        "front_lever",
        "handstand_push_up",
        "overhead_squat",
        "nordic_curl",
        "turkish_get_up",
        "depth_jump",
    ] {
        assert_eq!(exercise(id).map(|row| row.level), Some(Level::Advanced), "{id}");
    }
    for row in EXERCISES.iter().filter(|row| row.pattern == Pattern::Olympic) {
        assert!(row.level >= Level::Intermediate, "{}", row.id);
    }
}

/// What people train with, by name.
const SETS: &[(&str, &[E])] = &[
    ("none", &[E::Box]),
    ("band", &[E::Box, E::Band]),
    ("dumbbell", &[E::Box, E::Dumbbell]),
    ("kettlebell", &[E::Box, E::Kettlebell]),
    ("suspension", &[E::Box, E::Suspension]),
    ("hotel", &[E::Box, E::Dumbbell, E::Bench, E::Cable, E::Machine]),
    ("full", E::ALL),
];

fn choices(pattern: Pattern, set: &[E], level: Level) -> usize {
    let fits = |row: &&&Exercise| {
        row.pattern == pattern && row.level <= level && row.equipment.iter().all(|thing| set.contains(thing))
    };
    EXERCISES.iter().filter(fits).count()
}

#[test]
fn a_beginner_has_three_choices_for_each_pattern_and_equipment() {
    // Olympic lifts are not for beginners. Without a thing to hold there is nothing to carry, to curl or to grip, and
    // one joint alone is hardly loaded.
    let sensible = |pattern: Pattern, set: &str| match pattern {
        Pattern::Olympic => false,
        Pattern::Carry | Pattern::ElbowFlexion => !matches!(set, "none" | "band" | "suspension"),
        _ => true,
    };
    let mut short = Vec::new();
    for pattern in Pattern::ALL {
        for (name, set) in SETS {
            let count = choices(*pattern, set, Level::Beginner);
            if sensible(*pattern, name) && count < 3 {
                short.push(format!("{} with {name}: {count}", pattern.id()));
            }
        }
    }
    assert!(short.is_empty(), "{short:#?}");
}

#[test]
fn each_set_of_equipment_brings_choices_of_its_own() {
    // More than what can be done without it, in the six patterns that a plan is built of.
    for pattern in [
        Pattern::Squat,
        Pattern::Hinge,
        Pattern::HorizontalPush,
        Pattern::VerticalPush,
        Pattern::HorizontalPull,
        Pattern::VerticalPull,
    ] {
        for (name, set) in &SETS[1..] {
            // Straps pull and hold; overhead they are for the advanced.
            if pattern == Pattern::VerticalPush && *name == "suspension" {
                continue;
            }
            let bare = choices(pattern, SETS[0].1, Level::Beginner);
            assert!(choices(pattern, set, Level::Beginner) > bare, "{} with {name}", pattern.id());
        }
    }
}

#[test]
fn counts_by_pattern_and_equipment() {
    let mut lines = vec![format!("{} exercises", EXERCISES.len())];
    for pattern in Pattern::ALL {
        let cells: Vec<String> = SETS
            .iter()
            .map(|(name, set)| {
                format!(
                    "{name} {}/{}",
                    choices(*pattern, set, Level::Beginner),
                    choices(*pattern, set, Level::Advanced)
                )
            })
            .collect();
        lines.push(format!("{}: {}", pattern.id(), cells.join(", ")));
    }
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn a_name_and_its_row_agree() {
    let words = [
        ("barbell", E::Barbell),
        ("dumbbell", E::Dumbbell),
        ("kettlebell", E::Kettlebell),
        ("cable", E::Cable),
        ("smith", E::Smith),
        ("suspension", E::Suspension),
        ("landmine", E::Landmine),
        ("sandbag", E::Sandbag),
        ("trap bar", E::TrapBar),
        ("medicine ball", E::MedicineBall),
        ("stability ball", E::StabilityBall),
        ("ez-bar", E::EzBar),
        ("treadmill", E::Treadmill),
        ("box jump", E::Box),
        ("sled ", E::Sled),
    ];
    let mut wrong = Vec::new();
    for row in EXERCISES.iter() {
        let name = row.name.to_lowercase();
        for (word, thing) in words {
            if name.contains(word) && !row.equipment.contains(&thing) {
                wrong.push(format!("{}: no {word}", row.id));
            }
        }
        let one_side = ["single-leg", "single-arm", "one-arm", "half-kneeling", "side-lying"];
        if one_side.iter().any(|side| name.contains(side)) && !row.unilateral {
            wrong.push(format!("{}: not for one side", row.id));
        }
        if row.measure != Measure::Seconds && name.ends_with(" hold") {
            wrong.push(format!("{}: not held", row.id));
        }
        // A posture on the back is nothing from the second trimester on, and its row says so.
        if row.equipment.contains(&E::Barbell)
            && row.equipment.contains(&E::Bench)
            && row.pattern == Pattern::HorizontalPush
            && !row.contraindications.contains(&crate::exercise::Contraindication::Pregnancy)
        {
            wrong.push(format!("{}: on the back", row.id));
        }
        if row.pattern == Pattern::Power && name.contains("jump") && !row.joints.contains(&crate::exercise::Joint::Knee)
        {
            wrong.push(format!("{}: a jump loads the knees", row.id));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

//! Which exercises can stand for another, and which fit a person and a place at all.

use super::{Contraindication, EXERCISES, Equipment, Exercise, Joint, Loading, Pattern, exercise};
use crate::person::Level;
use std::collections::BTreeMap;

/// What an exercise has to fit: the things at hand, the level, and what is to be spared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filter<'a> {
    /// Everything at hand; `None` for a place that has everything.
    pub equipment: Option<&'a [Equipment]>,
    /// The highest level of the exercises.
    pub max_level: Level,
    /// Joints that may not be loaded.
    pub avoid_joints: &'a [Joint],
    /// Conditions of the person: an exercise that names one is left out.
    pub avoid: &'a [Contraindication],
    /// Ids that are left out.
    pub exclude: &'a [&'a str],
}

impl Filter<'static> {
    /// Lets every exercise pass.
    pub const ANYTHING: Filter<'static> =
        Filter { equipment: None, max_level: Level::Advanced, avoid_joints: &[], avoid: &[], exclude: &[] };
}

impl Default for Filter<'_> {
    /// Lets every exercise pass.
    fn default() -> Self {
        Filter::ANYTHING
    }
}

impl Filter<'_> {
    /// Whether an exercise fits.
    #[must_use]
    pub fn allows(&self, exercise: &Exercise) -> bool {
        exercise.level <= self.max_level
            && self.equipment.is_none_or(|here| exercise.equipment.iter().all(|thing| here.contains(thing)))
            && !exercise.joints.iter().any(|joint| self.avoid_joints.contains(joint))
            && !exercise.contraindications.iter().any(|condition| self.avoid.contains(condition))
            && !self.exclude.contains(&exercise.id)
    }
}

/// Which way an alternative may differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Easier exercises first, none that is known to be harder.
    Easier,
    /// Harder exercises first, none that is known to be easier.
    Harder,
    /// About as hard.
    Same,
}

/// The exercises that can stand for this one and fit, nearest first: of the same pattern, for the same muscles, loaded
/// in the same way. The order is always the same.
#[must_use]
pub fn alternatives(wanted: &Exercise, filter: &Filter<'_>) -> Vec<&'static Exercise> {
    alternatives_towards(wanted, Direction::Same, filter)
}

/// As [`alternatives`], in a direction. Easier ones begin with the exercise's own regressions and theirs, harder ones
/// with its progressions; behind them come those of a lower, or higher, level.
#[must_use]
pub fn alternatives_towards(wanted: &Exercise, direction: Direction, filter: &Filter<'_>) -> Vec<&'static Exercise> {
    let easier = steps(wanted, |row| row.regressions);
    let harder = steps(wanted, |row| row.progressions);
    let (first, never) = match direction {
        Direction::Easier => (&easier, Some(&harder)),
        Direction::Harder => (&harder, Some(&easier)),
        Direction::Same => (&BTreeMap::new(), None),
    };
    let fits = |row: &&&'static Exercise| {
        let on_the_way = first.contains_key(row.id);
        row.id != wanted.id
            && filter.allows(row)
            && (on_the_way || can_stand_for(row, wanted))
            && never.is_none_or(|never| !never.contains_key(row.id))
            && match direction {
                Direction::Easier => row.level <= wanted.level,
                Direction::Harder => row.level >= wanted.level,
                Direction::Same => true,
            }
    };
    let mut found: Vec<(Distance, usize, &'static Exercise)> = EXERCISES
        .iter()
        .filter(fits)
        .enumerate()
        .map(|(place, row)| (distance(wanted, row, first.get(row.id).copied(), direction), place, *row))
        .collect();
    found.sort_by_key(|(distance, place, _)| (*distance, *place));
    found.into_iter().map(|(.., row)| row).collect()
}

/// The exercises that are reached by going on in one list, with the number of steps.
fn steps(from: &Exercise, list: impl Fn(&Exercise) -> &'static [&'static str]) -> BTreeMap<&'static str, usize> {
    let mut reached = BTreeMap::new();
    let mut row: Vec<&'static str> = list(from).to_vec();
    let mut step = 1;
    while !row.is_empty() {
        let mut next = Vec::new();
        for id in row {
            if id != from.id && !reached.contains_key(id) {
                reached.insert(id, step);
                next.extend(exercise(id).map(&list).into_iter().flatten().copied());
            }
        }
        row = next;
        step += 1;
    }
    reached
}

/// Work, endurance and easy movement do not stand for each other.
fn kind(pattern: Pattern) -> u8 {
    match pattern {
        Pattern::Mobility => 0,
        Pattern::Endurance | Pattern::Conditioning => 1,
        _ => 2,
    }
}

fn can_stand_for(row: &Exercise, wanted: &Exercise) -> bool {
    let shares_muscle = || wanted.primary.iter().any(|muscle| row.primary.contains(muscle));
    kind(row.pattern) == kind(wanted.pattern)
        && match wanted.pattern {
            // A stretch for other muscles does another thing.
            Pattern::Mobility => {
                let reaches = |muscle| row.primary.contains(muscle) || row.secondary.contains(muscle);
                wanted.primary.iter().chain(wanted.secondary).any(reaches)
            }
            _ => row.pattern == wanted.pattern || shares_muscle(),
        }
}

/// How far an exercise is from the wanted one; what comes first counts most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Distance {
    /// Steps on the way that was asked for; the rest come behind.
    steps: usize,
    pattern: bool,
    level: u8,
    muscles: u32,
    loading: bool,
    measure: bool,
    sides: bool,
    equipment: usize,
}

fn distance(wanted: &Exercise, row: &Exercise, steps: Option<usize>, direction: Direction) -> Distance {
    let gap = (wanted.level as u8).abs_diff(row.level as u8);
    Distance {
        steps: steps.unwrap_or(usize::MAX),
        pattern: row.pattern != wanted.pattern,
        level: match direction {
            // Levels away from the wanted one are what was asked for.
            Direction::Easier | Direction::Harder => u8::from(gap == 0),
            Direction::Same => gap,
        },
        muscles: apart(wanted, row),
        loading: loading_kind(row.loading) != loading_kind(wanted.loading),
        measure: row.measure != wanted.measure,
        sides: row.unilateral != wanted.unilateral,
        equipment: row.equipment.iter().filter(|thing| !wanted.equipment.contains(thing)).count(),
    }
}

/// How little two exercises share of their muscles, 0 to 1000; secondary muscles count half, as sets are counted.
fn apart(a: &Exercise, b: &Exercise) -> u32 {
    let share = |exercise: &Exercise, muscle| {
        if exercise.primary.contains(&muscle) {
            2
        } else if exercise.secondary.contains(&muscle) {
            1
        } else {
            0_u32
        }
    };
    let (mut both, mut either) = (0, 0);
    for muscle in super::Muscle::ALL {
        let (in_a, in_b) = (share(a, *muscle), share(b, *muscle));
        both += in_a.min(in_b);
        either += in_a.max(in_b);
    }
    1000 - (1000 * both).checked_div(either).unwrap_or(0)
}

fn loading_kind(loading: Loading) -> u8 {
    match loading {
        Loading::None => 0,
        Loading::Total { .. } => 1,
        Loading::PerHand { .. } => 2,
        Loading::Added { .. } => 3,
    }
}

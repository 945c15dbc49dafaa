//! Finding exercises by words, muscle and pattern.

use super::resolve::{Match, resolve, spelled, spelled_softly};
use super::{EXERCISES, Exercise, Filter, Muscle, Pattern};
use std::sync::LazyLock;

/// What is looked for; every part that is given has to fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Query<'a> {
    /// Words of names, muscles, patterns or equipment, in any order and also only begun; empty for all.
    pub text: &'a str,
    /// A muscle that it is done for or that works along.
    pub muscle: Option<Muscle>,
    /// How the body moves.
    pub pattern: Option<Pattern>,
    /// The person and the place.
    pub filter: Filter<'a>,
}

/// The exercises that fit, best first, at most `limit`. Names come before words of muscles and equipment, exercises for
/// a muscle before those in which it works along, easy ones before hard ones. When no exercise has all the words, the
/// text is taken as a name with slips in it.
#[must_use]
pub fn search(query: &Query<'_>, limit: usize) -> Vec<&'static Exercise> {
    let words = spelled_softly(query.text);
    let fits = |row: &Exercise| {
        query.filter.allows(row)
            && query.pattern.is_none_or(|pattern| row.pattern == pattern)
            && query.muscle.is_none_or(|muscle| row.primary.contains(&muscle) || row.secondary.contains(&muscle))
    };
    let named: Vec<Match> = if query.text.trim().is_empty() { Vec::new() } else { resolve(query.text) };
    let mut found: Vec<(Rank, &'static Exercise)> = Vec::new();
    for (place, (row, entry)) in EXERCISES.iter().zip(ENTRIES.iter()).enumerate().filter(|(_, (row, _))| fits(row)) {
        let Some(text) = entry.points(&words) else { continue };
        let sure = named.iter().any(|named| named.exercise.id == row.id && named.is_sure());
        let works_along = query.muscle.is_some_and(|muscle| !row.primary.contains(&muscle));
        found.push((Rank { not_named: !sure, works_along, text, level: row.level as u8, place }, row));
    }
    if found.is_empty() && !words.is_empty() {
        return named.iter().map(|named| named.exercise).filter(|row| fits(row)).take(limit).collect();
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, row)| row).take(limit).collect()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    not_named: bool,
    works_along: bool,
    /// Points for the words; fewer are better.
    text: u32,
    level: u8,
    place: usize,
}

/// The words of an exercise, by where they stand.
struct Entry {
    name: Vec<String>,
    aliases: Vec<String>,
    other: Vec<String>,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| EXERCISES.iter().map(|row| Entry::of(row)).collect());

impl Entry {
    fn of(row: &Exercise) -> Entry {
        let muscles = row.primary.iter().chain(row.secondary).flat_map(|muscle| muscle_words(*muscle));
        let other = muscles
            .chain([row.pattern.words()])
            .chain(row.equipment.iter().map(|thing| thing.words()))
            .chain(row.equipment.is_empty().then_some("no equipment bodyweight"))
            .flat_map(spelled)
            .collect();
        Entry { name: spelled(row.name), aliases: row.aliases.iter().flat_map(|name| spelled(name)).collect(), other }
    }

    /// How far the words stand from the name, summed; `None` where one is missing.
    fn points(&self, words: &[String]) -> Option<u32> {
        let place = |word: &String| {
            let begun = |list: &[String]| list.iter().any(|known| known.starts_with(word.as_str()));
            if self.name.contains(word) {
                Some(0)
            } else if begun(&self.name) {
                Some(1)
            } else if self.aliases.contains(word) {
                Some(2)
            } else if self.other.contains(word) {
                Some(3)
            } else if begun(&self.aliases) || begun(&self.other) {
                Some(4)
            } else {
                None
            }
        };
        words.iter().map(place).sum()
    }
}

/// The words that people use for a muscle.
fn muscle_words(muscle: Muscle) -> [&'static str; 2] {
    let more = match muscle {
        Muscle::Chest => "pecs",
        Muscle::FrontDelts => "shoulders front delts",
        Muscle::SideDelts => "shoulders side delts",
        Muscle::RearDelts => "shoulders rear delts",
        Muscle::Lats => "back latissimus",
        Muscle::UpperBack => "traps rhomboids",
        Muscle::LowerBack => "erectors",
        Muscle::Abs => "core stomach belly",
        Muscle::Obliques => "core waist",
        Muscle::Glutes => "butt bum",
        Muscle::Quadriceps => "quads thighs legs",
        Muscle::Hamstrings => "hams thighs legs",
        Muscle::Adductors => "adductors groin thighs",
        Muscle::Abductors => "abductors",
        Muscle::Forearms => "grip",
        Muscle::Biceps | Muscle::Triceps => "arms",
        Muscle::Calves => "legs",
        Muscle::Cardio => "cardio",
        Muscle::HipFlexors | Muscle::Shins | Muscle::Neck => "",
    };
    [muscle.words(), more]
}

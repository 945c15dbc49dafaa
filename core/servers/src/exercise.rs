//! Which logged exercise a person's word means: `squat` is the back squat, `bnech` is the bench press.

use crate::catalog::plain;
use coach_domain::record::Workout;
use std::collections::BTreeMap;

/// Short names of lifts, and the lift that people mean when they say no more.
const SHORT: &[(&str, &str)] = &[
    ("squat", "back squat"),
    ("bench", "bench press"),
    ("flat bench", "bench press"),
    ("deadlift", "conventional deadlift"),
    ("dl", "deadlift"),
    ("bp", "bench press"),
    ("ohp", "overhead press"),
    ("press", "overhead press"),
    ("shoulder press", "overhead press"),
    ("military press", "overhead press"),
    ("strict press", "overhead press"),
    ("rdl", "romanian deadlift"),
    ("row", "barbell row"),
    ("bent over row", "barbell row"),
    ("pullup", "pull up"),
    ("chinup", "chin up"),
    ("pushup", "push up"),
    ("press up", "push up"),
    ("dip", "dips"),
    ("curl", "biceps curl"),
    ("bicep curl", "biceps curl"),
];

/// Words in names of exercises, by the part of the body that they train first.
const PARTS: &[(&str, &[&str])] = &[
    ("legs", &["squat", "lunge", "leg", "deadlift", "calf", "thrust", "step", "glute", "hamstring", "quad"]),
    ("chest", &["bench", "push up", "pushup", "dip", "fly", "chest", "pec"]),
    ("back", &["row", "pull up", "pullup", "chin", "pulldown", "deadlift", "back extension"]),
    ("shoulders", &["overhead", "shoulder", "military", "lateral raise", "face pull", "arnold"]),
    ("arms", &["curl", "triceps", "tricep", "biceps", "bicep", "skull", "pushdown"]),
    ("core", &["plank", "crunch", "sit up", "situp", "ab ", "leg raise", "russian twist", "hollow"]),
];

/// The words of a name, in lower case and without a plural s.
fn words(name: &str) -> Vec<String> {
    let plain = plain(name);
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(|word| match word.strip_suffix('s') {
            Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
            _ => word.to_owned(),
        })
        .collect()
}

/// Typing errors that a word of this length may carry.
fn tolerance(word: &str) -> usize {
    match word.chars().count() {
        0..=3 => 0,
        4..=6 => 1,
        _ => 2,
    }
}

fn same_word(wanted: &str, logged: &str) -> bool {
    wanted == logged || strsim::osa_distance(wanted, logged) <= tolerance(wanted).min(tolerance(logged))
}

/// Typing errors between two names word by word; `None` when a wanted word is not there at all.
fn distance(wanted: &[String], logged: &[String]) -> Option<usize> {
    wanted
        .iter()
        .map(|word| {
            logged.iter().filter(|other| same_word(word, other)).map(|other| strsim::osa_distance(word, other)).min()
        })
        .sum()
}

/// The logged exercise that a word means, out of names with the number of their sets; `None` when it means none.
///
/// A name matches when it has every word that was asked for, each with at most one or two typing errors. Of several,
/// the one written best wins, then the common meaning of a short name, then the one with the fewest further words,
/// then the one logged most.
pub(crate) fn find(wanted: &str, logged: &BTreeMap<String, usize>) -> Option<String> {
    let asked = words(wanted);
    if asked.is_empty() {
        return None;
    }
    let meant = SHORT
        .iter()
        .map(|(short, long)| (words(short), long))
        .filter(|(short, _)| short.len() == asked.len())
        .filter_map(|(short, long)| Some((distance(&asked, &short)?, words(long))))
        .min_by_key(|(errors, _)| *errors)
        .map(|(_, long)| long);
    let joined = asked.concat();
    logged
        .iter()
        .filter_map(|(name, sets)| {
            let known = words(name);
            let errors = distance(&asked, &known)
                .or_else(|| meant.as_ref().and_then(|meant| distance(meant, &known)))
                // `pullup`, `pull-up` and `pull up` are one.
                .or_else(|| (joined == known.concat()).then_some(0))?;
            let common = meant.as_ref().is_some_and(|meant| distance(meant, &known) == Some(0));
            let further = known.len().abs_diff(asked.len());
            let rank = match (further, common) {
                (0, _) => 0,
                (_, true) => 1,
                _ => 2,
            };
            Some(((errors, rank, further, usize::MAX - sets), name))
        })
        .min()
        .map(|(_, name)| name.clone())
}

/// Every exercise of some workouts, as it is spelt, with the number of its sets.
pub(crate) fn logged<'a>(workouts: impl IntoIterator<Item = &'a Workout>) -> BTreeMap<String, usize> {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for workout in workouts {
        for set in &workout.sets {
            match names.get_mut(&set.exercise) {
                Some(sets) => *sets += 1,
                None => {
                    names.insert(set.exercise.clone(), 1);
                }
            }
        }
    }
    names
}

/// Whether two spellings name the same exercise.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one == other || words(one) == words(other)
}

/// Whether a workout has an exercise that the word means: an exercise or a part of the body.
pub(crate) fn trains(workout: &Workout, word: &str) -> bool {
    let asked = plain(word);
    let part = PARTS.iter().find(|(part, _)| words(part) == words(&asked));
    if let Some((_, signs)) = part {
        return workout.sets.iter().any(|set| {
            let name = format!("{} ", plain(&set.exercise));
            signs.iter().any(|sign| name.contains(sign))
        });
    }
    find(word, &logged([workout])).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> BTreeMap<String, usize> {
        [
            ("Back Squat", 40),
            ("Front Squat", 90),
            ("Bench Press", 40),
            ("Incline Bench Press", 80),
            ("Deadlift", 20),
            ("Romanian Deadlift", 60),
            ("Overhead Press", 30),
            ("Pull-Up", 30),
            ("Barbell Row", 10),
        ]
        .map(|(name, sets)| (name.to_owned(), sets))
        .into()
    }

    #[test]
    fn words_of_people_find_the_lift_they_mean() {
        for (word, name) in [
            ("squat", "Back Squat"),
            ("Squats", "Back Squat"),
            ("front squat", "Front Squat"),
            ("sqaut", "Back Squat"),
            ("bench", "Bench Press"),
            ("bnech press", "Bench Press"),
            ("incline bench", "Incline Bench Press"),
            ("deadlift", "Deadlift"),
            ("dead lift", "Deadlift"),
            ("deadlfit", "Deadlift"),
            ("rdl", "Romanian Deadlift"),
            ("OHP", "Overhead Press"),
            ("pullups", "Pull-Up"),
            ("pull up", "Pull-Up"),
            ("row", "Barbell Row"),
        ] {
            assert_eq!(find(word, &known()).as_deref(), Some(name), "{word}");
        }
    }

    #[test]
    fn what_was_never_done_finds_nothing() {
        for word in ["kettlebell swing", "snatch", "leg press", "", "!", "bench squat row", "plank"] {
            assert_eq!(find(word, &known()), None, "{word}");
        }
    }

    #[test]
    fn a_short_name_takes_what_there_is() {
        let only = BTreeMap::from([("Front Squat".to_owned(), 3)]);
        assert_eq!(find("squat", &only).as_deref(), Some("Front Squat"));
        assert_eq!(find("back squat", &only), None);
    }
}

//! Names are resolved, and what is not sure is not said to be.

use super::{more_names, names};
use crate::exercise::{EXERCISES, Match, exercise, resolve};
use proptest::prelude::*;

fn first(name: &str) -> Option<(&'static str, f64)> {
    resolve(name).first().map(|found| (found.exercise.id, found.confidence))
}

#[test]
fn known_names_are_resolved_surely() {
    assert!(names::KNOWN.len() >= 150 && more_names::KNOWN.len() >= 450);
    let mut wrong = Vec::new();
    for (name, id) in names::KNOWN.iter().chain(more_names::KNOWN) {
        assert!(exercise(id).is_some(), "{id}");
        match first(name) {
            Some((found, confidence)) if found == *id && confidence >= Match::SURE => {}
            other => wrong.push(format!("{name}: {other:?} for {id}")),
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        names::KNOWN.len() + more_names::KNOWN.len(),
        wrong.join("\n")
    );
}

#[test]
fn unclear_names_are_not_sure() {
    let mut sure = Vec::new();
    for name in names::UNSURE.iter().chain(more_names::UNSURE) {
        match first(name) {
            Some((found, confidence)) if confidence >= Match::SURE => {
                sure.push(format!("{name}: {found} {confidence:.2}"))
            }
            _ => {}
        }
    }
    assert!(sure.is_empty(), "{}", sure.join("\n"));
}

#[test]
fn every_name_of_the_table_is_itself() {
    for row in EXERCISES.iter() {
        for name in std::iter::once(&row.name).chain(row.aliases) {
            for written in [name.to_uppercase(), name.replace(['-', ' '], "_")] {
                assert_eq!(first(&written), Some((row.id, 1.0)), "{written}");
            }
        }
    }
}

/// Words that differ by one letter, as a finger slips: two letters change place, one is left out or said twice.
fn slips(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut out = Vec::new();
    for at in 1..letters.len() - 1 {
        let mut swapped = letters.clone();
        swapped.swap(at, at + 1);
        let mut short = letters.clone();
        short.remove(at);
        let mut twice = letters.clone();
        twice.insert(at, letters[at]);
        out.extend([swapped, short, twice].map(|word| word.into_iter().collect::<String>()));
    }
    out
}

#[test]
fn one_slip_in_a_long_name_still_resolves() {
    let (mut all, mut same) = (0, 0);
    let mut wrong = Vec::new();
    for row in EXERCISES.iter() {
        let words: Vec<&str> = row.name.split(' ').collect();
        for (place, word) in words.iter().enumerate().filter(|(_, word)| words.len() >= 2 && word.len() >= 6) {
            for slip in slips(word).into_iter().step_by(7) {
                let mut written = words.clone();
                written[place] = &slip;
                let found = first(&written.join(" "));
                all += 1;
                match found {
                    Some((id, _)) if id == row.id => same += 1,
                    Some((id, confidence)) if confidence >= Match::SURE => {
                        wrong.push(format!("{} {slip}: {id}", row.name))
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(all > 1500, "{all}");
    assert!(same * 100 >= all * 97, "{same} of {all}");
    // What a slip makes of one word may be another: "decline" and "recline". It stays rare.
    assert!(wrong.len() * 500 <= all, "{} of {all}: {wrong:#?}", wrong.len());
}

#[test]
fn a_name_with_a_word_left_out_is_hardly_ever_surely_another() {
    let (mut all, mut wrong) = (0, Vec::new());
    for row in EXERCISES.iter() {
        for name in std::iter::once(&row.name).chain(row.aliases) {
            let words: Vec<&str> = name.split(' ').collect();
            for left_out in (0..words.len()).step_by(3) {
                let mut rest = words.clone();
                rest.remove(left_out);
                let written = rest.join(" ");
                // What is itself a name of the table means that.
                match first(&written) {
                    Some((id, confidence))
                        if exercise(id).map(|other| other.pattern) != Some(row.pattern)
                            && (Match::SURE..1.0).contains(&confidence) =>
                    {
                        wrong.push(format!("{name} as {written}: {id} {confidence:.2}"));
                    }
                    _ => {}
                }
                all += 1;
            }
        }
    }
    assert!(wrong.len() * 100 <= all, "{} of {all}: {wrong:#?}", wrong.len());
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        let found = resolve(&text);
        prop_assert!(found.len() <= 5);
        prop_assert!(found.iter().all(|found| (0.0..=1.0).contains(&found.confidence)));
        prop_assert!(found.windows(2).all(|two| two[0].confidence >= two[1].confidence));
        prop_assert!(found.iter().skip(1).all(|found| !found.is_sure()));
        let ids: std::collections::BTreeSet<&str> = found.iter().map(|found| found.exercise.id).collect();
        prop_assert_eq!(ids.len(), found.len());
    }

    #[test]
    fn words_of_the_table_in_any_mix_are_read_the_same_way_twice(
        words in prop::collection::vec(prop::sample::select(vec![
            "press", "row", "curl", "incline", "dumbbell", "barbell", "cable", "single", "arm", "leg", "squat", "seated",
            "bench", "raise", "reverse", "machine", "(", ")", "-", "grip", "db", "x", "3x10", "lunge", "fly", "é",
        ]), 0..12)
    ) {
        let text = words.join(" ");
        let found = resolve(&text);
        prop_assert_eq!(&found, &resolve(&text));
        prop_assert!(found.iter().all(|found| (0.0..=1.0).contains(&found.confidence)));
    }

    #[test]
    fn case_signs_and_accents_change_nothing(place in any::<prop::sample::Index>(), upper in any::<bool>()) {
        let row = EXERCISES[place.index(EXERCISES.len())];
        let written = if upper { row.name.to_uppercase() } else { format!("  {}! ", row.name.replace('-', " - ")) };
        prop_assert_eq!(first(&written), Some((row.id, 1.0)));
    }
}

#[test]
fn hostile_names_are_read_quickly_and_without_harm() {
    for text in [
        "a".repeat(1_000_000),
        "press ".repeat(200_000),
        "\u{301}".repeat(10_000),
        "ﬁ".repeat(5_000),
        "'".repeat(9_999),
    ] {
        assert!(resolve(&text).iter().all(|found| found.confidence <= 1.0));
    }
    assert!(resolve("").is_empty());
    assert!(resolve("\u{0}").is_empty());
}

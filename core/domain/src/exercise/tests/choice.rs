//! What stands for another exercise, and what is found.

use crate::exercise::{
    Contraindication as C, Direction, EXERCISES, Equipment as E, Exercise, Filter, Joint as J, Muscle, Pattern, Query,
    alternatives, alternatives_towards, exercise, search,
};
use crate::person::Level;
use proptest::prelude::*;

fn row(id: &str) -> &'static Exercise {
    exercise(id).expect(id)
}

fn ids(rows: &[&'static Exercise]) -> Vec<&'static str> {
    rows.iter().map(|row| row.id).collect()
}

#[test]
fn the_nearest_alternatives_come_first() {
    let first =
        |id: &str, filter: &Filter<'_>| ids(&alternatives(row(id), filter)).into_iter().take(8).collect::<Vec<_>>();
    let dumbbells = Filter { equipment: Some(&[E::Dumbbell, E::Bench]), ..Filter::ANYTHING };
    assert!(first("bench_press", &dumbbells).contains(&"dumbbell_bench_press"));
    assert!(first("overhead_press", &dumbbells).contains(&"dumbbell_shoulder_press"));
    assert!(first("bent_over_row", &dumbbells).contains(&"bent_over_dumbbell_row"));
    assert!(first("romanian_deadlift", &dumbbells)[..2].contains(&"dumbbell_romanian_deadlift"));
    let nothing = Filter { equipment: Some(&[]), max_level: Level::Beginner, ..Filter::ANYTHING };
    assert!(first("back_squat", &nothing).contains(&"air_squat"));
    assert!(first("leg_press", &nothing).contains(&"air_squat"));
    assert!(first("lat_pulldown", &nothing).iter().any(|id| row(id).pattern == Pattern::VerticalPull));
}

#[test]
fn the_pattern_comes_before_other_patterns() {
    for wanted in EXERCISES.iter() {
        let found = alternatives(wanted, &Filter::ANYTHING);
        let same: Vec<bool> = found.iter().map(|row| row.pattern == wanted.pattern).collect();
        assert!(same.is_sorted_by(|a, b| a >= b), "{}", wanted.id);
        assert!(!found.is_empty(), "{}", wanted.id);
        assert!(found.iter().all(|row| row.id != wanted.id));
    }
}

#[test]
fn easier_begins_with_the_regressions_and_holds_nothing_harder() {
    for wanted in EXERCISES.iter() {
        let easier = alternatives_towards(wanted, Direction::Easier, &Filter::ANYTHING);
        let count = wanted.regressions.len();
        assert_eq!(
            ids(&easier[..count]).iter().collect::<std::collections::BTreeSet<_>>(),
            wanted.regressions.iter().collect()
        );
        assert!(
            easier.iter().all(|row| row.level <= wanted.level && !wanted.progressions.contains(&row.id)),
            "{}",
            wanted.id
        );
        let harder = alternatives_towards(wanted, Direction::Harder, &Filter::ANYTHING);
        let count = wanted.progressions.len();
        assert_eq!(
            ids(&harder[..count]).iter().collect::<std::collections::BTreeSet<_>>(),
            wanted.progressions.iter().collect()
        );
        assert!(
            harder.iter().all(|row| row.level >= wanted.level && !wanted.regressions.contains(&row.id)),
            "{}",
            wanted.id
        );
    }
    let pull_up = alternatives_towards(row("pull_up"), Direction::Easier, &Filter::ANYTHING);
    assert_eq!(pull_up[0].level, Level::Beginner);
    let nothing = Filter { equipment: Some(&[]), ..Filter::ANYTHING };
    assert_eq!(alternatives_towards(row("push_up"), Direction::Easier, &nothing)[0].id, "knee_push_up");
}

#[test]
fn a_filter_keeps_what_it_says() {
    let squat = row("back_squat");
    let knee = Filter { avoid_joints: &[J::Knee], ..Filter::ANYTHING };
    assert!(!knee.allows(squat));
    assert!(alternatives(squat, &knee).iter().all(|row| !row.joints.contains(&J::Knee)));
    assert!(!alternatives(squat, &knee).is_empty());
    let pregnant = Filter { avoid: &[C::Pregnancy], ..Filter::ANYTHING };
    assert!(
        alternatives(row("bench_press"), &pregnant).iter().all(|row| !row.contraindications.contains(&C::Pregnancy))
    );
    let without = Filter { exclude: &["front_squat"], ..Filter::ANYTHING };
    assert!(!ids(&alternatives(squat, &without)).contains(&"front_squat"));
    assert!(ids(&alternatives(squat, &Filter::default())).contains(&"front_squat"));
    // A rack is needed too.
    assert!(!Filter { equipment: Some(&[E::Barbell]), ..Filter::ANYTHING }.allows(squat));
    assert!(Filter { equipment: Some(&[E::Barbell, E::Rack]), ..Filter::ANYTHING }.allows(squat));
    let beginner = Filter { max_level: Level::Beginner, ..Filter::ANYTHING };
    assert!(beginner.allows(squat) && !beginner.allows(row("front_squat")) && !beginner.allows(row("snatch")));
}

#[test]
fn a_stretch_never_stands_for_a_lift() {
    for wanted in EXERCISES.iter() {
        for found in alternatives(wanted, &Filter::ANYTHING) {
            assert_eq!(wanted.pattern == Pattern::Mobility, found.pattern == Pattern::Mobility, "{}", wanted.id);
            assert!(wanted.pattern != Pattern::Endurance || found.pattern != Pattern::Squat, "{}", wanted.id);
        }
    }
}

fn find(text: &str) -> Vec<&'static str> {
    ids(&search(&Query { text, ..Query::default() }, 10))
}

#[test]
fn a_search_finds_names_muscles_and_equipment() {
    assert_eq!(find("bench press")[0], "bench_press");
    assert_eq!(find("RDL")[0], "romanian_deadlift");
    assert_eq!(find("Kniebeuge")[0], "back_squat");
    assert!(find("goblet").iter().take(2).all(|id| id.contains("goblet")));
    assert!(find("hamstring curl band").contains(&"band_leg_curl"));
    assert!(find("chest dumbbell").iter().all(|id| row(id).equipment.contains(&E::Dumbbell)));
    assert!(find("bulgarain splt squat").contains(&"bulgarian_split_squat"));
    assert!(find("pull").len() == 10);
    assert!(find("zzzzzz").is_empty());
    assert!(find("biceps exercises").iter().all(|id| {
        let row = row(id);
        row.primary.contains(&Muscle::Biceps) || row.secondary.contains(&Muscle::Biceps) || row.name.contains("iceps")
    }));
}

#[test]
fn a_search_without_words_lists_what_fits() {
    let calves = Query { muscle: Some(Muscle::Calves), ..Query::default() };
    let found = search(&calves, usize::MAX);
    assert!(found.len() > 20);
    let first =
        found.iter().position(|row| !row.primary.contains(&Muscle::Calves)).expect("some where calves work along");
    assert!(found[first..].iter().all(|row| !row.primary.contains(&Muscle::Calves)));
    let carry = Query { pattern: Some(Pattern::Carry), ..Query::default() };
    assert!(search(&carry, 100).iter().all(|row| row.pattern == Pattern::Carry));
    assert_eq!(search(&Query::default(), usize::MAX).len(), EXERCISES.len());
    assert!(search(&Query::default(), 0).is_empty());
}

proptest! {
    #[test]
    fn a_search_keeps_its_limit_and_its_filter(
        text in "[a-z ]{0,20}", limit in 0usize..30, level in prop::sample::select(vec![Level::Beginner, Level::Advanced]),
        things in prop::sample::subsequence(E::ALL.to_vec(), 0..6), joints in prop::sample::subsequence(J::ALL.to_vec(), 0..3),
    ) {
        let filter = Filter { equipment: Some(&things), max_level: level, avoid_joints: &joints, ..Filter::ANYTHING };
        let found = search(&Query { text: &text, filter, ..Query::default() }, limit);
        prop_assert!(found.len() <= limit);
        prop_assert!(found.iter().all(|row| filter.allows(row)));
    }

    #[test]
    fn alternatives_fit_and_come_once_in_one_order(
        place in any::<prop::sample::Index>(), things in prop::sample::subsequence(E::ALL.to_vec(), 0..8),
        direction in prop::sample::select(vec![Direction::Easier, Direction::Harder, Direction::Same]),
    ) {
        let wanted = EXERCISES[place.index(EXERCISES.len())];
        let filter = Filter { equipment: Some(&things), ..Filter::ANYTHING };
        let found = alternatives_towards(wanted, direction, &filter);
        prop_assert!(found.iter().all(|row| filter.allows(row)));
        let once: std::collections::BTreeSet<&str> = found.iter().map(|row| row.id).collect();
        prop_assert_eq!(once.len(), found.len());
        prop_assert_eq!(found, alternatives_towards(wanted, direction, &filter));
    }

    #[test]
    fn any_text_can_be_searched(text in any::<String>()) {
        let query = Query { text: &text, ..Query::default() };
        prop_assert!(search(&query, 5).len() <= 5);
    }
}

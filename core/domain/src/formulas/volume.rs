//! Weekly sets of each muscle, and the band they lie in.

use super::{Reading, days_before, figure, insufficient, within};
use crate::figure::{Computed, Confidence};
use crate::person::Level;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How a set trains a muscle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The muscle is the one that the exercise is done for.
    Direct,
    /// The muscle helps.
    Indirect,
}

impl Role {
    /// What a set counts: 1 when direct, 0.5 when indirect, the count that explains growth best (Pelland 2024).
    #[must_use]
    pub const fn share(self) -> f64 {
        match self {
            Role::Direct => 1.0,
            Role::Indirect => 0.5,
        }
    }
}

/// Sets of one muscle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SetCount {
    /// Direct sets.
    pub direct: u32,
    /// Indirect sets.
    pub indirect: u32,
}

impl SetCount {
    /// Direct sets and half of the indirect ones.
    #[must_use]
    pub fn sets(self) -> f64 {
        f64::from(self.direct) * Role::Direct.share() + f64::from(self.indirect) * Role::Indirect.share()
    }
}

/// The sets of each muscle, by any key with an order: one item for each muscle of each completed working set.
#[must_use]
pub fn sets_by_muscle<M: Ord>(sets: impl IntoIterator<Item = (M, Role)>) -> BTreeMap<M, SetCount> {
    let mut counts: BTreeMap<M, SetCount> = BTreeMap::new();
    for (muscle, role) in sets {
        let count = counts.entry(muscle).or_default();
        let counted = match role {
            Role::Direct => &mut count.direct,
            Role::Indirect => &mut count.indirect,
        };
        *counted = counted.saturating_add(1);
    }
    counts
}

/// Weekly sets that build a muscle, both ends included.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SetBand {
    /// Fewest.
    pub low: f64,
    /// Most.
    pub high: f64,
}

/// Where weekly sets lie in their band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SetState {
    /// Fewer.
    Below,
    /// Within.
    Within,
    /// More.
    Above,
}

impl SetBand {
    /// The default band: 10 to 20 sets for trained people (Schoenfeld 2017), 5 to 10 for beginners and where experience
    /// is not told, as 5 to 9 sets already build muscle there (the middle class of Schoenfeld 2017).
    #[must_use]
    pub const fn of(level: Option<Level>) -> Self {
        match level {
            Some(Level::Intermediate | Level::Advanced) => Self { low: 10.0, high: 20.0 },
            Some(Level::Beginner) | None => Self { low: 5.0, high: 10.0 },
        }
    }

    /// Where a number of sets lies.
    #[must_use]
    pub fn state(&self, sets: f64) -> SetState {
        if sets < self.low {
            SetState::Below
        } else if sets > self.high {
            SetState::Above
        } else {
            SetState::Within
        }
    }
}

/// The sets of one muscle in the seven days that end on `last`, as a figure. `sessions` holds one reading for each day
/// with logged strength training, the value being the sets of this muscle on it as [`SetCount::sets`] gives them; 0 when
/// other muscles were trained.
///
/// # Errors
/// [`Insufficient`](crate::figure::Insufficient) when no strength training was logged in the week: nothing is known
/// then, which is not the same as no sets.
pub fn weekly_sets(muscle: &str, sessions: &[Reading<'_>], last: Date) -> Computed {
    let first = days_before(last, 6);
    let week = || within(sessions, first, last).filter(|session| session.value >= 0.0);
    if week().count() == 0 {
        return Err(insufficient(&format!("weekly sets of {muscle}"), 0, 1, "sessions logged in the week"));
    }
    let inputs = week().map(|session| session.input(muscle, "1")).collect();
    let total: f64 = week().map(|session| session.value).sum();
    Ok(figure("weekly_sets", total, "1", Confidence::Medium, inputs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const DAY: Date = date(2026, 11, 20);

    #[test]
    fn an_indirect_set_counts_half() {
        let bench = [("chest", Role::Direct), ("triceps", Role::Indirect)];
        let pushdown = [("triceps", Role::Direct)];
        let counts = sets_by_muscle(bench.into_iter().cycle().take(8).chain(pushdown.into_iter().cycle().take(3)));
        assert_eq!((counts["chest"].sets(), counts["triceps"].sets()), (4.0, 5.0));
        assert_eq!(counts["triceps"], SetCount { direct: 3, indirect: 4 });
        assert_eq!(counts.keys().copied().collect::<Vec<_>>(), ["chest", "triceps"]);
        assert!(sets_by_muscle(Vec::<(u8, Role)>::new()).is_empty());
    }

    #[test]
    fn the_band_and_its_edges() {
        let trained = SetBand::of(Some(Level::Advanced));
        for (sets, state) in
            [(9.5, SetState::Below), (10.0, SetState::Within), (20.0, SetState::Within), (20.5, SetState::Above)]
        {
            assert_eq!(trained.state(sets), state, "{sets}");
        }
        let beginner = SetBand::of(Some(Level::Beginner));
        assert!(beginner.low < trained.low && beginner.high < trained.high);
        assert_eq!(SetBand::of(None), beginner);
    }

    #[test]
    fn a_week_without_a_log_is_unknown_and_a_week_for_other_muscles_is_zero() {
        let sessions = [Reading::new(days_before(DAY, 6), 6.0, "log"), Reading::new(days_before(DAY, 7), 9.0, "log")];
        let found = weekly_sets("chest", &sessions, DAY).unwrap();
        assert_eq!((found.value, found.inputs.len(), found.inputs[0].from), (6.0, 1, days_before(DAY, 6)));
        assert_eq!(weekly_sets("chest", &sessions[1..], DAY).unwrap_err().have, 0);
        assert_eq!(weekly_sets("chest", &[Reading::new(DAY, 0.0, "log")], DAY).unwrap().value, 0.0);
        assert!(weekly_sets("chest", &[Reading::new(DAY, f64::NAN, "log")], DAY).is_err());
    }

    proptest! {
        #[test]
        fn no_set_is_lost(sets in prop::collection::vec((0_u8..6, any::<bool>()), 0..200)) {
            let role = |direct: &bool| if *direct { Role::Direct } else { Role::Indirect };
            let counts = sets_by_muscle(sets.iter().map(|(muscle, direct)| (*muscle, role(direct))));
            let total: f64 = counts.values().map(|count| count.sets()).sum();
            let expected: f64 = sets.iter().map(|(_, direct)| if *direct { 1.0 } else { 0.5 }).sum();
            prop_assert_eq!(total, expected);
        }
    }
}

//! What is worth a celebration: records and streaks. Nothing is called a record without something to compare it with.

use super::strength::E1rm;
use crate::record::StrengthSet;
use crate::time::epoch_day;
use jiff::civil::Date;

/// A best value in a period that beats everything before the period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Record {
    /// Day of the record.
    pub day: Date,
    /// The new best.
    pub value: f64,
    /// The best before.
    pub before: f64,
    /// Day of the best before.
    pub before_day: Date,
}

/// The record set on days `from..=to`, if the highest value there beats all earlier ones; the first day of a tie.
///
/// `None` without earlier values: a first value is no record.
#[must_use]
pub fn record(values: &[(Date, f64)], from: Date, to: Date) -> Option<Record> {
    let best = |inside: &dyn Fn(Date) -> bool| {
        values
            .iter()
            .filter(|(day, value)| inside(*day) && value.is_finite())
            .copied()
            .reduce(|best, next| if next.1 > best.1 || (next.1 == best.1 && next.0 < best.0) { next } else { best })
    };
    let (before_day, before) = best(&|day| day < from)?;
    let (day, value) = best(&|day| (from..=to).contains(&day))?;
    (value > before).then_some(Record { day, value, before, before_day })
}

/// A record of an exercise.
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthRecord {
    /// Exercise as written.
    pub exercise: String,
    /// Heaviest completed set, in kg, if it is a record.
    pub weight: Option<Record>,
    /// Highest estimated one-repetition maximum (Epley), in kg, if it is a record.
    pub e1rm: Option<Record>,
}

/// The records of exercises on days `from..=to`; warm-ups and missed sets do not count. Exercises are told apart by
/// their names without regard to case, in alphabetic order.
#[must_use]
pub fn strength_records(sets: &[(Date, &StrengthSet)], from: Date, to: Date) -> Vec<StrengthRecord> {
    let mut names: std::collections::BTreeMap<String, Vec<(Date, &StrengthSet)>> = std::collections::BTreeMap::new();
    for (day, set) in sets.iter().filter(|(_, set)| !set.warmup && !set.missed && set.reps > 0 && set.weight_kg > 0.0) {
        names.entry(set.exercise.trim().to_lowercase()).or_default().push((*day, *set));
    }
    names
        .into_values()
        .filter_map(|sets| {
            let exercise = sets.last()?.1.exercise.trim().to_owned();
            let weights: Vec<(Date, f64)> = sets.iter().map(|(day, set)| (*day, set.weight_kg)).collect();
            let estimates: Vec<(Date, f64)> = sets
                .iter()
                .filter_map(|(day, set)| E1rm::Epley.estimate(set.weight_kg, set.reps).map(|value| (*day, value)))
                .collect();
            let (weight, e1rm) = (record(&weights, from, to), record(&estimates, from, to));
            (weight.is_some() || e1rm.is_some()).then_some(StrengthRecord { exercise, weight, e1rm })
        })
        .collect()
}

/// Days in a row on which something was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Streak {
    /// Days of the streak that is still on; 0 if there is none.
    pub current: u32,
    /// First day of it.
    pub since: Option<Date>,
    /// Longest streak of all.
    pub longest: u32,
}

/// Streaks of days with a value of `goal` or more. A day without a value breaks a streak; `today` does not until it is
/// over.
#[must_use]
pub fn streak(values: &[(Date, f64)], goal: f64, today: Date) -> Streak {
    let today = epoch_day(today);
    let mut reached: Vec<i32> = values
        .iter()
        .filter(|(_, value)| *value >= goal)
        .map(|(day, _)| epoch_day(*day))
        .filter(|day| *day <= today)
        .collect();
    reached.sort_unstable();
    reached.dedup();
    let (mut longest, mut run, mut last) = (0_u32, 0_u32, None);
    for day in reached {
        run = if last == Some(day - 1) { run + 1 } else { 1 };
        longest = longest.max(run);
        last = Some(day);
    }
    let on = last.filter(|last| *last >= today - 1);
    let current = if on.is_some() { run } else { 0 };
    let since = on.map(|last| crate::time::date_of_epoch_day(last - i32::try_from(current).unwrap_or(0) + 1));
    Streak { current, since, longest }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn day(of: i8) -> Date {
        date(2026, 11, of)
    }

    #[test]
    fn a_record_beats_what_came_before() {
        let values = [(day(1), 100.0), (day(2), 90.0), (day(10), 101.0), (day(11), 101.0)];
        let found = record(&values, day(8), day(14)).unwrap();
        assert_eq!((found.day, found.value, found.before, found.before_day), (day(10), 101.0, 100.0, day(1)));
        assert_eq!(record(&values, day(1), day(14)), None);
        assert_eq!(record(&[(day(1), 100.0), (day(9), 100.0)], day(8), day(14)), None);
        assert_eq!(record(&[(day(1), 100.0), (day(9), f64::NAN)], day(8), day(14)), None);
    }

    #[test]
    fn strength_records_leave_warm_ups_and_missed_sets_out() {
        let set = |exercise: &str, weight_kg, reps| StrengthSet {
            exercise: exercise.to_owned(),
            weight_kg,
            reps,
            rpe: None,
            warmup: false,
            missed: false,
        };
        let (old, new, missed) = (
            set("Back squat", 100.0, 5),
            set("back squat", 100.0, 6),
            StrengthSet { missed: true, ..set("back squat", 140.0, 1) },
        );
        let first = set("Bench press", 80.0, 5);
        let found =
            strength_records(&[(day(1), &old), (day(9), &new), (day(9), &missed), (day(9), &first)], day(8), day(14));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].exercise.as_str(), found[0].weight), ("back squat", None));
        assert_eq!(found[0].e1rm.map(|record| record.value), Some(120.0));
    }

    #[test]
    fn a_streak_waits_for_the_end_of_today_and_breaks_on_a_gap() {
        let values: Vec<(Date, f64)> = [1, 2, 3, 5, 6, 7, 8].map(|of| (day(of), 10_000.0)).to_vec();
        assert_eq!(streak(&values, 10_000.0, day(8)), Streak { current: 4, since: Some(day(5)), longest: 4 });
        assert_eq!(streak(&values, 10_000.0, day(9)).current, 4);
        assert_eq!(streak(&values, 10_000.0, day(10)), Streak { current: 0, since: None, longest: 4 });
        assert_eq!(streak(&values, 10_001.0, day(8)).longest, 0);
        assert_eq!(streak(&[(day(3), f64::NAN)], 1.0, day(3)).current, 0);
    }

    proptest! {
        #[test]
        fn no_streak_is_longer_than_its_days(days in prop::collection::vec((1_i8..29, 0.0_f64..2.0), 0..40)) {
            let values: Vec<(Date, f64)> = days.iter().map(|(of, value)| (day(*of), *value)).collect();
            let found = streak(&values, 1.0, day(28));
            prop_assert!(found.current <= found.longest && found.longest <= 28);
        }
    }
}

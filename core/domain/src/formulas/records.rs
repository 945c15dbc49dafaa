//! What is worth a celebration: records and streaks. Nothing is called a record without something to compare it with.

use super::strength::E1rm;
use crate::record::StrengthSet;
use crate::time::epoch_day;
use jiff::civil::Date;
use std::collections::BTreeMap;

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

/// As [`record`] for what is better when lower, as a time over a distance: the lowest value that beats all earlier ones.
#[must_use]
pub fn lowest_record(values: &[(Date, f64)], from: Date, to: Date) -> Option<Record> {
    let turned: Vec<(Date, f64)> = values.iter().map(|(day, value)| (*day, -value)).collect();
    record(&turned, from, to).map(|found| Record { value: -found.value, before: -found.before, ..found })
}

/// The records of an exercise, each `None` unless one was set.
#[derive(Debug, Clone, PartialEq)]
pub struct StrengthRecord {
    /// Exercise as written.
    pub exercise: String,
    /// Heaviest completed set, in kg.
    pub weight: Option<Record>,
    /// Highest estimated one-repetition maximum (Epley), in kg.
    pub e1rm: Option<Record>,
    /// Most weight times repetitions of a set, in kg.
    pub set_volume: Option<Record>,
    /// Most weight times repetitions of a day, in kg.
    pub day_volume: Option<Record>,
    /// Heaviest sets of so many repetitions or more, in kg, by repetitions.
    pub rep_maxima: Vec<(u32, Record)>,
}

impl StrengthRecord {
    fn is_any(&self) -> bool {
        let single = [self.weight, self.e1rm, self.set_volume, self.day_volume];
        single.iter().any(Option::is_some) || !self.rep_maxima.is_empty()
    }
}

/// Most repetitions in a table of repetition maxima; above, a set tells endurance.
pub const REP_TABLE: u32 = 12;

/// The heaviest weight that was lifted for a number of repetitions or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RepMaximum {
    /// Repetitions, from 1 to [`REP_TABLE`].
    pub reps: u32,
    /// Weight in kg.
    pub weight_kg: f64,
    /// First day of it.
    pub day: Date,
}

/// Whether a set counts for records: completed, no warm-up, with weight.
fn counts(set: &StrengthSet) -> bool {
    !set.warmup && !set.missed && set.reps > 0 && set.weight_kg.is_finite() && set.weight_kg > 0.0
}

/// The repetition maxima of one exercise. A set of five counts for four and fewer too, so a row is never lighter than
/// the next; repetitions that were never reached have no row. Warm-ups and missed sets do not count.
#[must_use]
pub fn rep_table(sets: &[(Date, &StrengthSet)]) -> Vec<RepMaximum> {
    let rows = (1..=REP_TABLE).map_while(|reps| {
        sets.iter()
            .filter(|(_, set)| counts(set) && set.reps >= reps)
            .map(|(day, set)| RepMaximum { reps, weight_kg: set.weight_kg, day: *day })
            .reduce(|best, next| {
                let better =
                    next.weight_kg > best.weight_kg || (next.weight_kg == best.weight_kg && next.day < best.day);
                if better { next } else { best }
            })
    });
    rows.collect()
}

/// The records of exercises on days `from..=to`; warm-ups and missed sets do not count. Exercises are told apart by
/// their names without regard to case, in alphabetic order.
#[must_use]
pub fn strength_records(sets: &[(Date, &StrengthSet)], from: Date, to: Date) -> Vec<StrengthRecord> {
    let mut names: BTreeMap<String, Vec<(Date, &StrengthSet)>> = BTreeMap::new();
    for (day, set) in sets.iter().filter(|(_, set)| counts(set)) {
        names.entry(set.exercise.trim().to_lowercase()).or_default().push((*day, *set));
    }
    names.into_values().filter_map(|sets| records_of(&sets, from, to)).filter(StrengthRecord::is_any).collect()
}

fn records_of(sets: &[(Date, &StrengthSet)], from: Date, to: Date) -> Option<StrengthRecord> {
    let best = |value: &dyn Fn(&StrengthSet) -> Option<f64>| {
        let values: Vec<(Date, f64)> = sets.iter().filter_map(|(day, set)| Some((*day, value(set)?))).collect();
        record(&values, from, to)
    };
    let volume = |set: &StrengthSet| set.weight_kg * f64::from(set.reps);
    let mut days: BTreeMap<Date, f64> = BTreeMap::new();
    for (day, set) in sets {
        *days.entry(*day).or_default() += volume(set);
    }
    let days: Vec<(Date, f64)> = days.into_iter().collect();
    let reached = |reps: u32| best(&|set| (set.reps >= reps).then_some(set.weight_kg));
    Some(StrengthRecord {
        exercise: sets.last()?.1.exercise.trim().to_owned(),
        weight: best(&|set| Some(set.weight_kg)),
        e1rm: best(&|set| E1rm::Epley.estimate(set.weight_kg, set.reps)),
        set_volume: best(&|set| Some(volume(set))),
        day_volume: record(&days, from, to),
        rep_maxima: (1..=REP_TABLE).filter_map(|reps| Some((reps, reached(reps)?))).collect(),
    })
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

    fn lift(weight_kg: f64, reps: u32) -> StrengthSet {
        StrengthSet { exercise: "Squat".to_owned(), weight_kg, reps, rpe: None, warmup: false, missed: false }
    }

    #[test]
    fn a_faster_time_is_a_record() {
        let times = [(day(1), 300.0), (day(2), 310.0), (day(9), 295.0), (day(10), 298.0)];
        let found = lowest_record(&times, day(8), day(14)).unwrap();
        assert_eq!((found.day, found.value, found.before, found.before_day), (day(9), 295.0, 300.0, day(1)));
        assert_eq!(lowest_record(&times[..3], day(2), day(3)), None);
        assert_eq!(lowest_record(&times[2..], day(8), day(14)), None);
    }

    #[test]
    fn each_kind_of_record_stands_for_itself() {
        let (old, heavier, longer) = (lift(100.0, 5), lift(105.0, 3), lift(90.0, 10));
        let found = strength_records(&[(day(1), &old), (day(9), &heavier), (day(10), &longer)], day(8), day(14));
        let squat = &found[0];
        assert_eq!((squat.weight.unwrap().value, squat.set_volume.unwrap().value), (105.0, 900.0));
        assert_eq!((squat.e1rm.unwrap().value, squat.day_volume.unwrap().value), (120.0, 900.0));
        // Three repetitions at 105 beat the earlier set of five at one to three, and nothing else was done before.
        assert_eq!(squat.rep_maxima.iter().map(|(reps, _)| *reps).collect::<Vec<_>>(), [1, 2, 3]);
        assert!(strength_records(&[(day(1), &heavier), (day(9), &old)], day(8), day(14))[0].weight.is_none());
    }

    #[test]
    fn a_set_of_five_counts_for_four() {
        let (five, three, warm) = (lift(100.0, 5), lift(110.0, 3), StrengthSet { warmup: true, ..lift(200.0, 8) });
        let missed = StrengthSet { missed: true, ..lift(150.0, 1) };
        let absurd = lift(f64::INFINITY, 1);
        let sets =
            [(day(3), &five), (day(1), &five), (day(2), &three), (day(4), &warm), (day(4), &missed), (day(4), &absurd)];
        let table = rep_table(&sets);
        let weights: Vec<(u32, f64)> = table.iter().map(|row| (row.reps, row.weight_kg)).collect();
        assert_eq!(weights, [(1, 110.0), (2, 110.0), (3, 110.0), (4, 100.0), (5, 100.0)]);
        assert_eq!((table[0].day, table[4].day), (day(2), day(1)));
        assert!(rep_table(&[]).is_empty());
        assert_eq!(rep_table(&[(day(1), &lift(20.0, 100))]).len(), 12);
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
        fn more_repetitions_are_never_heavier(raw in prop::collection::vec((1_i8..29, 1.0_f64..300.0, 1_u32..20), 0..40)) {
            let sets: Vec<(Date, StrengthSet)> = raw.iter().map(|(of, weight, reps)| (day(*of), lift(*weight, *reps))).collect();
            let table = rep_table(&sets.iter().map(|(day, set)| (*day, set)).collect::<Vec<_>>());
            prop_assert!(table.windows(2).all(|rows| rows[0].weight_kg >= rows[1].weight_kg));
            prop_assert_eq!(table.len() as u32, raw.iter().map(|set| set.2).max().unwrap_or(0).min(12));
        }

        #[test]
        fn no_streak_is_longer_than_its_days(days in prop::collection::vec((1_i8..29, 0.0_f64..2.0), 0..40)) {
            let values: Vec<(Date, f64)> = days.iter().map(|(of, value)| (day(*of), *value)).collect();
            let found = streak(&values, 1.0, day(28));
            prop_assert!(found.current <= found.longest && found.longest <= 28);
        }
    }
}

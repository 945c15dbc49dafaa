//! `ActivitySummary` and `Me`.

use super::workout::amount;
use super::xml::Tag;
use coach_domain::metric;
use coach_domain::record::{ActivitySummary, PersonFacts};
use jiff::civil::Date;

/// The rings of a day.
///
/// # Errors
/// The reason for skipping it: `bad_date`, or `empty_summary` for the days of 1969 and days without goals that the
/// Health app writes before it was first used.
pub(crate) fn activity(tag: &Tag<'_>) -> Result<ActivitySummary, &'static str> {
    let date: Date = tag.text(b"dateComponents").and_then(|date| date.parse().ok()).ok_or("bad_date")?;
    let energy = |name: &[u8]| {
        let unit = tag.text(b"activeEnergyBurnedUnit").unwrap_or("kcal".into());
        metric::ENERGY_ACTIVE.metric().and_then(|metric| amount(tag.attribute(name), &unit, metric))
    };
    let minutes =
        |name: &[u8]| metric::EXERCISE_TIME.metric().and_then(|metric| amount(tag.attribute(name), "min", metric));
    let hours = |name: &[u8]| metric::FLIGHTS.metric().and_then(|metric| amount(tag.attribute(name), "count", metric));
    let summary = ActivitySummary {
        date,
        energy_active_kcal: energy(b"activeEnergyBurned"),
        energy_goal_kcal: energy(b"activeEnergyBurnedGoal"),
        exercise_min: minutes(b"appleExerciseTime"),
        exercise_goal_min: minutes(b"appleExerciseTimeGoal"),
        stand_hours: hours(b"appleStandHours"),
        stand_goal_hours: hours(b"appleStandHoursGoal"),
    };
    let goals = [summary.energy_goal_kcal, summary.exercise_goal_min, summary.stand_goal_hours];
    if date.year() < 1990 || goals.into_iter().flatten().all(|goal| goal == 0.0) {
        return Err("empty_summary");
    }
    Ok(summary)
}

/// What the file says about the person; `None` when it says nothing.
pub(crate) fn person(tag: &Tag<'_>) -> Option<PersonFacts> {
    let birth_date = tag.text(b"HKCharacteristicTypeIdentifierDateOfBirth").and_then(|date| date.parse::<Date>().ok());
    let sex = match tag.attribute(b"HKCharacteristicTypeIdentifierBiologicalSex") {
        Some(b"HKBiologicalSexFemale") => Some("female".to_owned()),
        Some(b"HKBiologicalSexMale") => Some("male".to_owned()),
        Some(b"HKBiologicalSexOther") => Some("other".to_owned()),
        _ => None,
    };
    (birth_date.is_some() || sex.is_some()).then_some(PersonFacts { birth_date, sex })
}

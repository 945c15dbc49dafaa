//! The facts that the safety envelope judges by, gathered in one place, so that every door is judged by the same.

use crate::mark::{Answer, Mark};
use crate::samples::LightCache;
use crate::{Error, Store, edits, journal, plans, query, workouts};
use coach_domain::formulas::Reading;
use coach_domain::formulas::heart::{HrMaxFormula, MAX_HELD_MS, Reserve, hr_max, observed_max, resting_hr};
use coach_domain::journal::{Body, Clearance, Cleared, Entry};
use coach_domain::metric::{BODY_FAT, BODY_MASS, HEART_RATE, LEAN_MASS, MetricCode, RESTING_HR};
use coach_domain::person::Profile;
use coach_domain::plan::Plan;
use coach_domain::safety::facts::{DoneSession, Facts, HISTORY_DAYS, Names, OpenPain};
use coach_domain::safety::screening::{Screening, screen};
use coach_domain::time::{DAY_MS, date_of_epoch_day, epoch_day};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use std::sync::Arc;

/// Setting under which the person switches on two sessions a day.
pub const TWO_A_DAY: &str = "two_a_day";
/// Setting that is on once the person has told of signs of an eating disorder.
pub const EATING_SIGNS: &str = "eating_disorder_signs";

/// Days over which pain at one place counts as recurring.
const RECURRING_DAYS: i32 = 90;
/// Days over which the energy of training is averaged.
const ENERGY_DAYS: i32 = 28;
/// Days in which the highest heart rate is looked for.
const PEAK_DAYS: i32 = 365;
/// Days with the highest heart rates that are looked at sample by sample.
const PEAK_CANDIDATES: usize = 6;
/// Oldest body weight or fat-free mass that still says something, in days.
const BODY_DAYS: i32 = 365;

/// The facts of a local day in a time zone. Of what they hold, the instant alone is another one with every question.
pub(crate) type KeptFacts = Answer<(Date, TimeZone), Arc<Facts>>;

impl Store {
    /// The facts by which a change is judged at an instant, in the person's time zone.
    ///
    /// # Errors
    /// Those of reading the database: without facts nothing can be reviewed, so nothing is written.
    pub fn facts(&self, now_ms: i64, zone: &TimeZone) -> Result<Facts, Error> {
        self.db().read(|connection| self.facts_of(connection, Mark::of(connection)?, now_ms, zone))
    }

    /// The facts in the view of a connection, whose mark is given; computed once for what the database holds.
    pub(crate) fn facts_of(
        &self,
        connection: &Connection,
        mark: Mark,
        now_ms: i64,
        zone: &TimeZone,
    ) -> Result<Facts, Error> {
        let today = local_date(now_ms, zone);
        let kept = self.db().facts.get(
            mark,
            |(day, of)| *day == today && of == zone,
            || Ok(((today, zone.clone()), Arc::new(facts(connection, now_ms, zone)?))),
        )?;
        Ok(Facts { now_ms, ..Facts::clone(&kept) })
    }
}

/// The person's local day at an instant.
pub(crate) fn local_date(now_ms: i64, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(now_ms).unwrap_or_default().to_zoned(zone.clone()).date()
}

/// Gathers the facts anew. Nothing but `now_ms` of the answer may depend on more of the instant than its local day.
pub(crate) fn facts(connection: &Connection, now_ms: i64, zone: &TimeZone) -> Result<Facts, Error> {
    let today = local_date(now_ms, zone);
    let profile = edits::profile(connection)?;
    let observed_max_hr_bpm = match profile.max_hr_bpm {
        Some(_) => None,
        None => held_peak(connection, today)?,
    };
    let weight_kg = recent(connection, BODY_MASS, today)?;
    let fat_free_kg = match recent(connection, LEAN_MASS, today)? {
        Some(lean) => Some(lean),
        None => weight_kg.zip(recent(connection, BODY_FAT, today)?).map(|(weight, fat)| weight * (1.0 - fat / 100.0)),
    };
    let reserve = reserve(connection, &profile, today, observed_max_hr_bpm)?;
    let last = epoch_day(today);
    let plan = plans::merged(connection)?;
    let stored = workouts::list(connection, last - HISTORY_DAYS, last)?;
    let energy: f64 = stored
        .iter()
        .filter(|stored| calendar_day(stored) > last - ENERGY_DAYS)
        .filter_map(|stored| stored.workout.energy_active_kcal)
        .sum();
    let mut names = Names::default();
    let mut done: Vec<DoneSession> = stored
        .iter()
        .map(|stored| {
            let deload = in_deload(plan.as_ref(), date_of_epoch_day(calendar_day(stored)));
            DoneSession::of(&stored.workout, reserve, deload, &mut names)
        })
        .collect();
    done.sort_by_key(|session| (session.start_ms, session.end_ms));
    let clearances = clearances(connection, last)?;
    Ok(Facts {
        now_ms,
        today,
        zone: zone.clone(),
        observed_max_hr_bpm,
        weight_kg: weight_kg.or(profile.weight_kg),
        fat_free_kg,
        exercise_kcal: (energy > 0.0).then_some(energy / f64::from(ENERGY_DAYS)),
        done,
        plan,
        pain: open_pain(connection, last, &clearances, &mut names)?,
        screening: screening(connection, last, &clearances)?,
        two_a_day: is_on(connection, TWO_A_DAY)?,
        eating_disorder_signs: is_on(connection, EATING_SIGNS)?,
        profile,
        ..Facts::default()
    })
}

fn recent(connection: &Connection, metric: MetricCode, today: Date) -> Result<Option<f64>, Error> {
    let oldest = today.saturating_sub(BODY_DAYS.days());
    Ok(query::latest(connection, metric, today)?.filter(|figure| figure.day >= oldest).map(|figure| figure.value))
}

/// Heart-rate reserve, where both ends are known.
fn reserve(
    connection: &Connection,
    profile: &Profile,
    today: Date,
    observed: Option<f64>,
) -> Result<Option<Reserve>, Error> {
    let days = query::days(connection, RESTING_HR, today.saturating_sub(27.days()), today)?;
    let readings: Vec<Reading<'_>> = days.iter().map(|day| Reading::new(day.day, day.value, &day.source)).collect();
    let resting = profile.resting_hr_bpm.or_else(|| resting_hr(&readings, today).ok().map(|figure| figure.value));
    let seen = observed.map(|bpm| Reading::new(today, bpm, "observed"));
    let max = hr_max(profile, today, seen, HrMaxFormula::Tanaka).ok().map(|figure| figure.value);
    Ok(resting.zip(max).and_then(|(resting, max)| Reserve::new(resting, max)))
}

/// The highest heart rate that was held at least 15 s within a year, in bpm.
fn held_peak(connection: &Connection, today: Date) -> Result<Option<f64>, Error> {
    let mut days = query::days(connection, HEART_RATE, today.saturating_sub(PEAK_DAYS.days()), today)?;
    days.sort_by(|a, b| b.max.total_cmp(&a.max));
    let mut cache = LightCache::default();
    let mut best: Option<f64> = None;
    for day in days.iter().take(PEAK_CANDIDATES) {
        if best.is_some_and(|best| best >= day.max) {
            break;
        }
        // A local day lies within these bounds in any time zone.
        let start = i64::from(epoch_day(day.day)) * DAY_MS;
        let (from, to) = (start - DAY_MS / 2, start + DAY_MS + DAY_MS / 2);
        let near = |row: &crate::chunk::Light| (from..to).contains(&row.start_ms);
        let decode = |data| cache.get(connection, data);
        let samples = query::lights(connection, HEART_RATE, (from, to), None, decode, near)?;
        let readings: Vec<(i64, f64)> = samples
            .iter()
            .flat_map(|(sample, _)| {
                // A reading over an interval holds from its start to its end.
                let end = (sample.end_ms > sample.start_ms).then_some((sample.end_ms, sample.value));
                [Some((sample.start_ms, sample.value)), end].into_iter().flatten()
            })
            .collect();
        best = best.into_iter().chain(observed_max(&readings, MAX_HELD_MS)).reduce(f64::max);
    }
    Ok(best)
}

fn calendar_day(stored: &crate::StoredWorkout) -> i32 {
    coach_domain::time::local_day(stored.workout.start_ms, stored.workout.offset_min)
}

fn in_deload(plan: Option<&Plan>, day: Date) -> bool {
    plan.is_some_and(|plan| plan.week_of(day).is_some_and(|week| plan.is_deload(week)))
}

fn is_on(connection: &Connection, setting: &str) -> Result<bool, Error> {
    Ok(edits::cell(connection, "setting", setting, "value")?.and_then(|value| value.as_bool()).unwrap_or(false))
}

/// Every clearance with its instant, oldest first.
fn clearances(connection: &Connection, last: i32) -> Result<Vec<(i64, Clearance)>, Error> {
    let entries = journal::between(connection, "clearance", i32::MIN, last + 1)?;
    let cleared = |entry: Entry| match entry.body {
        Body::Clearance(clearance) => Some((entry.at_ms, clearance)),
        _ => None,
    };
    Ok(entries.into_iter().filter_map(cleared).collect())
}

/// Pain that was not cleared, newest first, with how often the same place hurt lately.
fn open_pain(
    connection: &Connection,
    last: i32,
    clearances: &[(i64, Clearance)],
    names: &mut Names,
) -> Result<Vec<OpenPain>, Error> {
    let entries = journal::between(connection, "pain", i32::MIN, last + 1)?;
    let told: Vec<(&Entry, &coach_domain::journal::Pain)> = entries
        .iter()
        .filter_map(|entry| match &entry.body {
            Body::Pain(pain) => Some((entry, pain)),
            _ => None,
        })
        .collect();
    let cleared = |id: &str| {
        clearances.iter().any(|(_, clearance)| matches!(&clearance.of, Cleared::Pain { id: of } if of == id))
    };
    let recent = i64::from(last - RECURRING_DAYS) * DAY_MS;
    let mut open: Vec<OpenPain> = told
        .iter()
        .filter(|(entry, _)| !cleared(&entry.id))
        .map(|(entry, pain)| {
            let same = |(other, at): &&(&Entry, &coach_domain::journal::Pain)| {
                other.at_ms >= recent
                    && match (pain.joint, at.joint) {
                        (Some(joint), Some(other)) => joint == other,
                        _ => pain.place.trim().eq_ignore_ascii_case(at.place.trim()),
                    }
            };
            OpenPain {
                id: entry.id.clone(),
                at_ms: entry.at_ms,
                joint: pain.joint,
                exercise: pain.exercise.as_deref().map(|name| names.id(name)),
                score: pain.score,
                times: told.iter().filter(same).count().max(1) as u32,
            }
        })
        .collect();
    open.reverse();
    Ok(open)
}

/// The latest screening, with a clinician's later clearance counted in.
fn screening(connection: &Connection, last: i32, clearances: &[(i64, Clearance)]) -> Result<Option<Screening>, Error> {
    let entries = journal::between(connection, "screening", i32::MIN, last + 1)?;
    let latest = entries.into_iter().rev().find_map(|entry| match entry.body {
        Body::Screening(screening) => Some((entry.at_ms, screening)),
        _ => None,
    });
    Ok(latest.map(|(at_ms, screening)| {
        let cleared = clearances
            .iter()
            .any(|(when, clearance)| *when >= at_ms && clearance.by_clinician && clearance.of == Cleared::Screening);
        if cleared && !screening.answers.cleared {
            let answers = coach_domain::safety::screening::Answers { cleared: true, ..screening.answers };
            return screen(&answers);
        }
        screening
    }))
}

//! Time between training sessions.

use super::level;
use super::sport::{Sport, sport_of_kind};
use crate::exercise::{EXERCISES, Muscle, exercise};
use crate::person::Level;
use crate::plan::{Block, Part, PlannedSession};
use crate::safety::facts::{DoneSession, Facts};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// Least time between the end of a session and the start of the next, in milliseconds of absolute time.
pub const REST_MS: i64 = 24 * 3_600_000;

/// Latest local time to which the start of a session is moved.
pub const LATEST_START: Time = Time::constant(21, 0, 0, 0);

/// Highest effort (CR10) of the easy one of two sessions of a day.
pub const EASY_OF_TWO_RPE: f64 = 4.0;

/// When a training session is and what it works, done or planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The earliest moment at which it may begin, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// The latest moment at which it may end.
    pub end_ms: i64,
    /// Local day.
    pub day: Date,
    /// Primary muscles, sorted; `None` when any part is not in the catalogue, so that it may work any muscle.
    pub muscles: Option<Vec<Muscle>>,
    /// More than easy in effort: above [`EASY_OF_TWO_RPE`], or not known.
    pub hard: bool,
}

fn instant(date: Date, time: Time, zone: &TimeZone, late: bool) -> i64 {
    let local = zone.to_ambiguous_timestamp(date.to_datetime(time));
    // An hour that the clock repeats or leaves out is read so that less rest is seen.
    let found = if late { local.later() } else { local.earlier() };
    found.map_or_else(|_| i64::from(crate::time::epoch_day(date)) * crate::time::DAY_MS, |at| at.as_millisecond())
}

fn is_work(block: &&Block) -> bool {
    block.part == Part::Main && !block.is_easy()
}

fn is_easy_of_two(block: &Block) -> bool {
    let sets = block.sets.iter().map(|set| set.rpe).collect::<Vec<_>>();
    let whole = block.rpe.map(|effort| effort.low.max(effort.high));
    let known = whole.is_some() || (!sets.is_empty() && sets.iter().all(Option::is_some));
    known && sets.into_iter().flatten().chain(whole).all(|rpe| rpe <= EASY_OF_TWO_RPE)
}

fn sorted(mut muscles: Vec<Muscle>) -> Vec<Muscle> {
    muscles.sort_unstable();
    muscles.dedup();
    muscles
}

impl Training {
    /// A planned session. Without a start it may lie anywhere in its local day.
    #[must_use]
    pub fn planned(session: &PlannedSession, zone: &TimeZone) -> Self {
        let tomorrow = session.date.tomorrow().unwrap_or(session.date);
        let length = (session.minutes().clamp(0.0, 1e6) * 60_000.0).ceil() as i64;
        let (start_ms, end_ms) = match session.start {
            Some(start) => (
                instant(session.date, start, zone, false),
                instant(session.date, start, zone, true).saturating_add(length),
            ),
            None => {
                (instant(session.date, Time::midnight(), zone, false), instant(tomorrow, Time::midnight(), zone, true))
            }
        };
        let work = || session.blocks.iter().filter(is_work);
        let known = work().all(|block| block.known().is_some());
        Self {
            start_ms,
            end_ms,
            day: session.date,
            muscles: known.then(|| session.primary_muscles()),
            hard: !work().all(is_easy_of_two),
        }
    }

    /// A session that was done.
    #[must_use]
    pub fn done(done: &DoneSession) -> Self {
        let muscles = if done.sets.is_empty() {
            sport_of_kind(&done.kind).and_then(endurance_muscles)
        } else {
            let known: Option<Vec<_>> = done.sets.iter().map(|set| exercise(&set.exercise)).collect();
            known.map(|known| sorted(known.iter().flat_map(|exercise| exercise.primary.iter().copied()).collect()))
        };
        let rated = |rpe: Option<f64>| rpe.is_some_and(|rpe| rpe <= EASY_OF_TWO_RPE);
        let easy = !done.sets.is_empty() && done.sets.iter().all(|set| rated(set.rpe));
        Self { start_ms: done.start_ms, end_ms: done.end_ms.max(done.start_ms), day: done.day, muscles, hard: !easy }
    }

    /// Whether any muscle is a primary one of both. What is not known is shared.
    #[must_use]
    pub fn shares_muscle(&self, other: &Self) -> bool {
        match (&self.muscles, &other.muscles) {
            (Some(one), Some(two)) => one.iter().any(|muscle| two.contains(muscle)),
            _ => true,
        }
    }
}

/// Primary muscles of all exercises of a sport, together.
fn endurance_muscles(sport: Sport) -> Option<Vec<Muscle>> {
    let found: Vec<Muscle> = EXERCISES
        .iter()
        .filter(|exercise| super::sport::sport_of_exercise(exercise) == Some(sport))
        .flat_map(|exercise| exercise.primary.iter().copied())
        .collect();
    (!found.is_empty()).then(|| sorted(found))
}

/// Whether two training sessions lie too close: less than 24 h between the end of the one and the start of the other.
///
/// People who are not beginners and switched on two sessions a day may have them closer when they share no primary
/// muscle (secondary muscles do not count) and, on one local day, one of the two is easy in effort.
#[must_use]
pub fn too_close(one: &Training, other: &Training, facts: &Facts) -> bool {
    let (earlier, later) = if one.start_ms <= other.start_ms { (one, other) } else { (other, one) };
    if later.start_ms.saturating_sub(earlier.end_ms) >= REST_MS {
        return false;
    }
    let open = facts.two_a_day && level(facts) != Level::Beginner;
    !open || earlier.shares_muscle(later) || (earlier.day == later.day && earlier.hard && later.hard)
}

/// The earliest local start on a day that leaves 24 h after `end_ms`, rounded up to five minutes; `None` when it would
/// be after [`LATEST_START`].
#[must_use]
pub fn earliest_start_on(date: Date, end_ms: i64, zone: &TimeZone) -> Option<Time> {
    const STEP: i32 = 5;
    let needed = end_ms.saturating_add(REST_MS);
    (0..=i32::from(LATEST_START.hour()) * 60 / STEP).find_map(|step| {
        let minutes = step * STEP;
        let time = Time::new((minutes / 60) as i8, (minutes % 60) as i8, 0, 0).ok()?;
        (instant(date, time, zone, false) >= needed).then_some(time)
    })
}

//! How heavy an exercise may be on a day.

use super::{SLACK, body_weight};
use crate::exercise::{Loading, exercise};
use crate::plan::{Block, Part, PlannedSession};
use crate::safety::facts::{DoneSession, Facts};
use crate::time::epoch_day;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Highest effort (CR10) of a set whose load is not known from history: three repetitions are left.
pub const NO_HISTORY_EFFORT: f64 = 7.0;

/// Days without an exercise up to which the last load may be raised.
const GAP_DAYS: i32 = 21;

const RAISE: f64 = 1.10;
const REDUCED: f64 = 0.90;

/// The name under which loads of a block are kept: its id in the catalogue, else its name in lower case.
#[must_use]
pub fn load_key(block: &Block) -> String {
    block.known().map_or_else(|| block.name.trim().to_lowercase(), |known| known.id.to_owned())
}

/// Why a limit is what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadBasis {
    /// The last session went well: 1.10 times its load.
    Raise,
    /// A set was missed, the planned session was not logged, or body weight is lacking: the same load.
    Hold,
    /// More than three weeks without the exercise: 0.90 times the load.
    AfterGap,
    /// A deload week: 0.90 times the load before.
    Deload,
}

/// How heavy an exercise may be on a day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoadLimit {
    /// Most external kilograms, as the exercise counts them, not rounded.
    pub kg: f64,
    /// The load that it is taken from, in external kilograms.
    pub reference_kg: f64,
    /// Day of that load.
    pub reference_day: Date,
    /// That load was lifted and logged; else it is planned and assumed to be lifted.
    pub logged: bool,
    /// Why.
    pub basis: LoadBasis,
}

impl LoadLimit {
    /// Whether a load stands.
    #[must_use]
    pub fn allows(&self, kg: f64) -> bool {
        kg <= self.kg + SLACK
    }

    /// The heaviest load that can be put together by steps of `step_kg` and stands: rounded down, never up. Where a
    /// whole step is more than the limit gives, the reference itself is held, to ten grams, as plans are written. `None`
    /// when there is none above zero.
    #[must_use]
    pub fn rounded(&self, step_kg: Option<f64>) -> Option<f64> {
        let step = step_kg.filter(|step| step.is_finite() && *step > 0.0).unwrap_or(0.5);
        let down = ((self.kg + SLACK) / step).floor() * step;
        let reference = (self.reference_kg * 100.0 + SLACK).floor() / 100.0;
        let held = if down < reference && self.allows(reference) { reference } else { down };
        (held > SLACK).then_some(held)
    }
}

/// What is known of one exercise on one day, in a deload or not.
#[derive(Debug, Clone, Copy, Default)]
struct DayLoad {
    done: bool,
    done_kg: Option<f64>,
    missed: bool,
    planned_kg: Option<f64>,
    unlogged: bool,
}

impl DayLoad {
    /// What was done goes before what was planned for the same day.
    fn kg(&self) -> Option<f64> {
        if self.done { self.done_kg } else { self.planned_kg }
    }
}

fn heavier(one: Option<f64>, other: Option<f64>) -> Option<f64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}

/// Loads of every exercise day by day: what was done, and what is planned and assumed to be done.
#[derive(Debug, Clone)]
pub struct LoadHistory {
    /// By exercise, day and whether it was in a deload.
    days: BTreeMap<String, BTreeMap<(Date, bool), DayLoad>>,
    today: Date,
    weight_kg: Option<f64>,
}

impl LoadHistory {
    /// The history of a person: the sessions that were done, and those of the current plan that should have been and
    /// were not logged.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let mut history = Self { days: BTreeMap::new(), today: facts.today, weight_kg: body_weight(facts) };
        for done in &facts.done {
            history.add_done(done);
        }
        for session in facts.plan.iter().flat_map(|plan| &plan.sessions) {
            if session.date < facts.today {
                history.add_planned(session);
            }
        }
        history
    }

    fn day(&mut self, key: String, day: Date, deload: bool) -> &mut DayLoad {
        self.days.entry(key).or_default().entry((day, deload)).or_default()
    }

    fn add_done(&mut self, done: &DoneSession) {
        for set in done.sets.iter().filter(|set| !set.warmup) {
            // No weight is a load only where the body is a part of it.
            let bodily = exercise(&set.exercise).is_some_and(|known| matches!(known.loading, Loading::Added { .. }));
            let least = if bodily { 0.0 } else { SLACK };
            let kg = Some(set.weight_kg).filter(|kg| kg.is_finite() && *kg >= least && !set.missed);
            let day = self.day(set.exercise.clone(), done.day, done.deload);
            day.done = true;
            day.done_kg = heavier(day.done_kg, kg);
            day.missed |= set.missed;
        }
    }

    /// Adds a planned session: assumed to be done when it is of today or later, else not logged, unless it was.
    pub fn add_planned(&mut self, session: &PlannedSession) {
        let past = session.date < self.today;
        for block in session.blocks.iter().filter(|block| block.part == Part::Main && block.work_sets().count() > 0) {
            let kg = block.work_sets().filter_map(|set| set.weight_kg).filter(|kg| *kg > SLACK).reduce(f64::max);
            let bodily = block.known().is_some_and(|known| matches!(known.loading, Loading::Added { .. }));
            let kg = kg.or_else(|| bodily.then_some(0.0));
            let day = self.day(load_key(block), session.date, session.deload);
            if past {
                day.unlogged = true;
            } else {
                day.planned_kg = heavier(day.planned_kg, kg);
            }
        }
    }

    /// The limit for an exercise on a day, which what is done on that day does not move; `None` without a load to
    /// compare with, and then no load may be prescribed. `key` is a [`load_key`].
    #[must_use]
    pub fn limit(&self, key: &str, day: Date, deload: bool) -> Option<LoadLimit> {
        let before = || self.days.get(key).into_iter().flat_map(move |days| days.range(..(day, false)).rev());
        let (reference_day, reference, kg) = before()
            .filter(|((_, deload), _)| !deload)
            .find_map(|((day, _), load)| load.kg().map(|kg| (*day, load, kg)))?;
        let last = before().find(|(_, load)| load.kg().is_some()).map_or(reference_day, |((day, _), _)| *day);
        let gap = epoch_day(day) - epoch_day(last) > GAP_DAYS;
        // A deload that went well neither proves nor takes back anything about the full load.
        let missed = before()
            .find(|((_, deload), load)| !deload || load.missed)
            .is_some_and(|(_, load)| if load.done { load.missed } else { load.unlogged });
        let known = exercise(key).copied();
        let share = known.filter(|known| matches!(known.loading, Loading::Added { .. })).map(|e| e.bodyweight_share);
        // The share of the body that is lifted with the load, in kilograms; `None` when body weight is lacking.
        let body =
            share.map_or(Some(0.0), |share| if share > 0.0 { self.weight_kg.map(|kg| share * kg) } else { Some(0.0) });
        let (basis, factor) = match (deload, gap, missed || body.is_none()) {
            (true, _, _) => (LoadBasis::Deload, REDUCED),
            (false, true, _) => (LoadBasis::AfterGap, REDUCED),
            (false, false, true) => (LoadBasis::Hold, 1.0),
            (false, false, false) => (LoadBasis::Raise, RAISE),
        };
        let body = body.unwrap_or(0.0);
        let limit = (factor * (body + kg) - body).max(0.0);
        Some(LoadLimit { kg: limit, reference_kg: kg, reference_day, logged: reference.done, basis })
    }
}

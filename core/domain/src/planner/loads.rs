//! What to lift: loads out of what was lifted, raised by double progression and never past what is allowed.

use super::trainee::Trainee;
use crate::exercise::{Exercise, Loading, Measure};
use crate::plan::{Block, PlannedSession};
use crate::safety::limits::{LoadBasis, LoadHistory, LoadLimit};
use crate::time::epoch_day;
use jiff::civil::Date;

/// Repetitions (or fives of seconds) from which a lift is raised, and to which it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) low: u32,
    pub(super) high: u32,
}

/// What a work set of an exercise is to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Prescription {
    /// External kilograms, where they are known.
    pub(super) weight_kg: Option<f64>,
    pub(super) reps: u32,
}

/// How an exercise went last, outside deloads.
#[derive(Debug, Clone)]
struct Track {
    exercise: String,
    weight_kg: f64,
    reps: u32,
    /// Repetitions that were left in reserve.
    reserve: f64,
    day: i32,
    /// Week of the plan; 0 for what was done before.
    week: u32,
    /// Was ever done, not only planned.
    proven: bool,
}

/// The loads of a person through a plan.
#[derive(Debug, Clone)]
pub(super) struct Loads {
    history: LoadHistory,
    tracks: Vec<Track>,
}

impl Loads {
    /// Loads as the done sessions leave them.
    pub(super) fn new(trainee: &Trainee<'_>) -> Self {
        let mut loads = Self { history: LoadHistory::new(trainee.facts), tracks: Vec::new() };
        for session in trainee.facts.done.iter().filter(|session| !session.deload) {
            for (index, set) in session.sets.iter().enumerate().filter(|(_, set)| !set.warmup && !set.missed) {
                let better = |other: &&crate::safety::facts::DoneSet| {
                    !other.warmup
                        && !other.missed
                        && other.exercise == set.exercise
                        && (other.weight_kg, other.reps) > (set.weight_kg, set.reps)
                };
                let same = |other: &crate::safety::facts::DoneSet| {
                    !other.warmup
                        && !other.missed
                        && other.exercise == set.exercise
                        && (other.weight_kg, other.reps) == (set.weight_kg, set.reps)
                };
                if session.sets.iter().any(|other| better(&other)) || session.sets[..index].iter().any(same) {
                    continue;
                }
                loads.put(Track {
                    exercise: set.exercise.clone(),
                    weight_kg: set.weight_kg.max(0.0),
                    reps: set.reps,
                    reserve: set.rpe.map_or(1.0, |rpe| (10.0 - rpe).clamp(0.0, 4.0)),
                    day: epoch_day(session.day),
                    week: 0,
                    proven: true,
                });
            }
        }
        loads
    }

    fn put(&mut self, track: Track) {
        match self.tracks.iter_mut().find(|known| known.exercise == track.exercise) {
            Some(known) => *known = track,
            None => self.tracks.push(track),
        }
    }

    fn track(&self, exercise: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.exercise == exercise)
    }

    /// Takes a planned session for done.
    pub(super) fn follow(&mut self, session: &PlannedSession, week: u32) {
        self.history.add_planned(session);
        if session.deload {
            return;
        }
        for block in &session.blocks {
            let Some(exercise) = block.exercise.as_deref() else { continue };
            let Some(set) = heaviest(block) else { continue };
            self.put(Track {
                exercise: exercise.to_owned(),
                weight_kg: set.weight_kg.unwrap_or(0.0),
                reps: set.reps.unwrap_or_else(|| (set.seconds.unwrap_or_default() / SECONDS) as u32),
                reserve: 10.0 - set.rpe.unwrap_or(8.0),
                day: epoch_day(session.date),
                week,
                proven: self.track(exercise).is_some_and(|track| track.proven),
            });
        }
    }

    /// Takes in a planned session whose day has gone by.
    pub(super) fn leave_behind(&mut self, session: &PlannedSession) {
        self.history.add_planned(session);
    }

    /// Ids of everything that was done, latest first.
    pub(super) fn known(&self) -> Vec<String> {
        let mut tracks: Vec<&Track> = self.tracks.iter().filter(|track| track.proven).collect();
        tracks.sort_by(|a, b| b.day.cmp(&a.day).then_with(|| a.exercise.cmp(&b.exercise)));
        tracks.into_iter().map(|track| track.exercise.clone()).collect()
    }

    /// The most that may be lifted on a day; `None` where no load may be prescribed.
    pub(super) fn limit(&self, exercise: &str, day: Date, deload: bool) -> Option<LoadLimit> {
        self.history.limit(exercise, day, deload)
    }

    /// The work of an exercise on a day of a week of the plan. `eased` is the share of the load that is open after an
    /// absence, else 1.
    pub(super) fn next(
        &self,
        exercise: &Exercise,
        range: Range,
        at: (Date, u32),
        deload: bool,
        eased: f64,
    ) -> Prescription {
        let track = self.track(exercise.id);
        let back = deload || eased < 1.0;
        let reps_only = match track {
            Some(track) if !back && at.1 > track.week => {
                (track.reps.max(range.low - 1) + 1).clamp(range.low, range.high)
            }
            Some(track) if !back => track.reps.clamp(range.low, range.high),
            _ => range.low,
        };
        let bare = Prescription { weight_kg: None, reps: reps_only };
        let (Some(step), Some(track)) = (exercise.loading.step_kg(), track.filter(|track| track.proven)) else {
            return bare;
        };
        let Some(limit) = self.limit(exercise.id, at.0, deload) else { return bare };
        let within = |kg: f64, reps: u32| {
            let capped = LoadLimit { kg: (limit.kg * eased).min(kg.max(0.0)), ..limit };
            Prescription { weight_kg: capped.rounded(Some(step)), reps }
        };
        match limit.basis {
            LoadBasis::Deload | LoadBasis::AfterGap => return within(limit.kg, range.low),
            _ if eased < 1.0 => return within(track.weight_kg, range.low),
            LoadBasis::Hold | LoadBasis::Raise => {}
        }
        let hold = limit.basis == LoadBasis::Hold;
        if at.1 == track.week || exercise.measure != Measure::Reps || track.reps == 0 {
            return within(track.weight_kg, track.reps.clamp(range.low, range.high + EXTRA_REPS));
        }
        let bodily = matches!(exercise.loading, Loading::Added { .. });
        if track.week == 0 && !bodily && !(range.low..=range.high).contains(&track.reps) {
            // Another range than before: the load that leaves three repetitions in reserve at its low end (Epley 1985:
            // one repetition maximum = load x (1 + repetitions / 30)).
            let reps = f64::from(track.reps.min(12)) + track.reserve;
            let maximum = track.weight_kg * (1.0 + reps / 30.0);
            return within(maximum / (1.0 + (f64::from(range.low) + 3.0) / 30.0), range.low);
        }
        if hold {
            return within(track.weight_kg, track.reps.clamp(range.low, range.high));
        }
        if track.reps < range.high {
            return within(track.weight_kg, (track.reps + 1).max(range.low));
        }
        let next = track.weight_kg + step;
        if limit.allows(next) {
            within(next, range.low)
        } else {
            // The smallest step is too much: more repetitions at the same weight.
            within(track.weight_kg, (track.reps + 1).min(range.high + EXTRA_REPS))
        }
    }
}

/// Repetitions beyond a range where the smallest step of the load is too much.
pub(super) const EXTRA_REPS: u32 = 2;

/// Seconds for each count of a range, for exercises that are held.
pub(super) const SECONDS: f64 = 5.0;

fn heaviest(block: &Block) -> Option<&crate::plan::PlannedSet> {
    block.work_sets().max_by(|a, b| a.weight_kg.unwrap_or_default().total_cmp(&b.weight_kg.unwrap_or_default()))
}

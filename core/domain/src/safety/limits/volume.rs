//! Volume of a week, and how much the next one may have.

use super::level;
use crate::person::Level;
use crate::plan::{Block, MAX_WEEKS, Part, Plan, PlannedSession};
use crate::safety::facts::{DoneSession, Facts};
use crate::time::epoch_day;
use jiff::civil::Date;

/// Most volume of a week as a multiple of its reference week.
pub const RAISED_VOLUME: f64 = 1.20;

/// Most volume of a deload week as a multiple of its reference week.
pub const DELOAD_VOLUME: f64 = 0.60;

/// What of a measure counts as nothing, so that it takes the starter value.
const NOTHING: f64 = 1e-9;

/// Volume of a week. Each measure is limited on its own.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Volume {
    /// Work sets: of the main part, not warm-ups, not of easy blocks.
    pub sets: f64,
    /// Minutes of continuous work of the main part that is not easy.
    pub minutes: f64,
}

impl Volume {
    /// Both measures times a factor.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { sets: self.sets * factor, minutes: self.minutes * factor }
    }

    /// The lesser of each measure.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self { sets: self.sets.min(other.sets), minutes: self.minutes.min(other.minutes) }
    }

    /// The greater of each measure.
    #[must_use]
    pub fn most(self, other: Self) -> Self {
        Self { sets: self.sets.max(other.sets), minutes: self.minutes.max(other.minutes) }
    }

    /// Whether neither measure is above a limit.
    #[must_use]
    pub fn within(self, limit: Self) -> bool {
        self.sets <= limit.sets + super::SLACK && self.minutes <= limit.minutes + super::SLACK
    }

    fn or(self, starter: Self) -> Self {
        let pick = |value: f64, other: f64| if value > NOTHING { value } else { other };
        Self { sets: pick(self.sets, starter.sets), minutes: pick(self.minutes, starter.minutes) }
    }

    /// The sum of each measure.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { sets: self.sets + other.sets, minutes: self.minutes + other.minutes }
    }
}

/// The reference week of a person without history, by level: 24 work sets and 75 minutes of continuous work for
/// beginners, 48 and 150 for intermediates, 72 and 240 for the advanced. The minutes of the first two are half and all
/// of what the WHO's guidelines (2020) name as the least vigorous and moderate activity of a week.
#[must_use]
pub const fn starter_volume(level: Level) -> Volume {
    match level {
        Level::Beginner => Volume { sets: 24.0, minutes: 75.0 },
        Level::Intermediate => Volume { sets: 48.0, minutes: 150.0 },
        Level::Advanced => Volume { sets: 72.0, minutes: 240.0 },
    }
}

/// Whether a block's minutes count as continuous work.
pub(in crate::safety) fn is_continuous_work(block: &Block) -> bool {
    block.part == Part::Main && block.sets.is_empty() && !block.is_easy()
}

/// Volume of a planned session.
#[must_use]
pub fn volume_of(session: &PlannedSession) -> Volume {
    let work = session.blocks.iter().filter(|block| !block.is_easy());
    let sets: usize = work.map(|block| block.work_sets().count()).sum();
    let minutes = session.blocks.iter().filter(|block| is_continuous_work(block)).map(|block| block.minutes).sum();
    Volume { sets: sets as f64, minutes }
}

/// Volume of a session that was done.
#[must_use]
pub fn done_volume(done: &DoneSession) -> Volume {
    if done.easy {
        return Volume::default();
    }
    let sets = done.sets.iter().filter(|set| !set.warmup).count() as f64;
    let minutes = done.end_ms.saturating_sub(done.start_ms).max(0) as f64 / 60_000.0;
    Volume { sets, minutes: if done.sets.is_empty() { minutes } else { 0.0 } }
}

/// Volume of a week of a plan, from 1.
#[must_use]
pub fn week_volume(plan: &Plan, week: u32) -> Volume {
    plan.week(week).map(volume_of).fold(Volume::default(), Volume::plus)
}

/// Where the reference of a week comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VolumeSource {
    /// This week of the plan, from 1: the last one that is not a deload.
    PlanWeek(u32),
    /// The seven days from this one on, as they were done.
    Done(Date),
    /// No history: [`starter_volume`].
    Starter,
}

/// How much a week may have.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekLimit {
    /// Number of the week, from 1.
    pub week: u32,
    /// Whether it is a deload.
    pub deload: bool,
    /// What it is compared with; a measure of which there was nothing has its starter value.
    pub reference: Volume,
    /// Where the reference comes from.
    pub source: VolumeSource,
    /// Most volume of the week: 1.20 times the reference, 0.60 times in a deload.
    pub limit: Volume,
}

/// The latest of the four weeks before a day in which training was done that was no deload.
fn done_before(start: Date, facts: &Facts) -> Option<(Volume, Date)> {
    let first = epoch_day(start);
    (1..=4).find_map(|weeks| {
        let from = first - 7 * weeks;
        let window =
            || facts.done.iter().filter(move |done| !done.easy && (from..from + 7).contains(&epoch_day(done.day)));
        let counts = window().next().is_some() && !window().any(|done| done.deload);
        counts.then(|| {
            let volume = window().map(done_volume).fold(Volume::default(), Volume::plus);
            (volume, crate::time::date_of_epoch_day(from))
        })
    })
}

/// Volume of every week of a plan, in order.
pub(in crate::safety) fn volumes_of(plan: &Plan) -> Vec<Volume> {
    let mut volumes = vec![Volume::default(); plan.weeks.min(MAX_WEEKS) as usize];
    for session in &plan.sessions {
        let week = plan.week_of(session.date).and_then(|week| volumes.get_mut(week as usize - 1));
        if let Some(volume) = week {
            *volume = volume.plus(volume_of(session));
        }
    }
    volumes
}

/// The limits of every week of a plan whose weeks have these volumes.
pub(in crate::safety) fn limits_of(plan: &Plan, volumes: &[Volume], facts: &Facts) -> Vec<WeekLimit> {
    let starter = starter_volume(level(facts));
    let (mut reference, mut source) = done_before(plan.start, facts)
        .map_or((starter, VolumeSource::Starter), |(volume, from)| (volume, VolumeSource::Done(from)));
    (1..=plan.weeks)
        .zip(volumes)
        .map(|(week, volume)| {
            let deload = plan.is_deload(week);
            let compared = reference.or(starter);
            let limit = compared.times(if deload { DELOAD_VOLUME } else { RAISED_VOLUME });
            let judged = WeekLimit { week, deload, reference: compared, source, limit };
            if !deload {
                (reference, source) = (volume.least(limit), VolumeSource::PlanWeek(week));
            }
            judged
        })
        .collect()
}

/// The limits of every week of a plan, in order. A week above its own limit is no higher reference than the limit.
#[must_use]
pub fn week_limits(plan: &Plan, facts: &Facts) -> Vec<WeekLimit> {
    limits_of(plan, &volumes_of(plan), facts)
}

/// The limit of one week of a plan whose earlier weeks are there, from 1; `None` outside the plan.
#[must_use]
pub fn volume_limit(plan: &Plan, week: u32, facts: &Facts) -> Option<WeekLimit> {
    week_limits(plan, facts).into_iter().find(|limit| limit.week == week)
}

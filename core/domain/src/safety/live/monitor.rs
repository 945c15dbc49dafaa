//! Which samples of a heart-rate stream are believed, and whether the ones above the stop are sustained.
//!
//! A sample is not believed on its own when it lies above the stop, or more than [`JUMP_BPM`] from the level before
//! it: it waits for the next one. What the next one bears out counts; what stands alone is marked as an artefact and
//! counts nowhere.

use super::limits::{LiveLimits, bpm_of, thousandths};
use serde::{Deserialize, Serialize};

/// Time that samples above the stop must span, in milliseconds of data.
///
/// **Sustained** means: at least two samples above the stop, no believed sample at or below it between them, and
/// either the last one lies at least this long after the first, or the next one would come too late to stop in time
/// (the time since the first and the last spacing together exceed it). So at 0.2 s and at 1 s the stop comes at
/// 2.0 s, at 1.5 s with the second sample (1.5 s), and at 2 s and more with the second sample. A low sample that
/// stands alone, a reading that is not valid and a gap are not calm: a run of samples above the stop goes on behind
/// them, and two samples above followed by silence are sustained once this time is over.
///
/// A sample that lies above the stop, or more than [`JUMP_BPM`] from the level before it, waits for the next one: what
/// that one bears out counts, what stands alone is an artefact.
pub const SUSTAINED_MS: i64 = 2_000;

/// A change by more than this from the level before, for one sample, is an artefact, in bpm.
pub const JUMP_BPM: f64 = 35.0;

/// Heart rates outside of this are artefacts, in bpm.
pub const READABLE_BPM: std::ops::RangeInclusive<f64> = 25.0..=250.0;

/// Why a sample is marked and counts nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ArtefactKind {
    /// Below 25 or above 250 bpm.
    OutOfRange,
    /// More than 35 bpm from its neighbours, for one sample.
    Jump,
    /// Above the stop for one sample.
    SingleAbove,
}

/// A valid reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Reading {
    pub(super) t_ms: i64,
    /// Heart rate in thousandths of a bpm.
    heart_rate: u32,
    /// It lies above the stop.
    pub(super) above: bool,
}

impl Reading {
    pub(super) fn bpm(self) -> f64 {
        bpm_of(self.heart_rate)
    }

    pub(super) fn thousandths(self) -> u32 {
        self.heart_rate
    }

    fn is_near(self, other: Reading) -> bool {
        (self.bpm() - other.bpm()).abs() <= JUMP_BPM
    }
}

/// Samples above the stop with no believed one at or below it between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    first_ms: i64,
    last_ms: i64,
    /// Time between the last two samples.
    spacing_ms: i64,
    /// Samples of it, at most 2 are counted.
    samples: u8,
}

/// What a sample brought to light.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// A reading is believed. Readings are believed in order of time.
    Believed(Reading),
    /// A reading stood alone.
    Artefact(Reading, ArtefactKind),
    /// The heart rate is sustained above the stop.
    Sustained,
}

/// The state between two samples.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Monitor {
    /// The last reading that is believed; forgotten in a gap, behind which any level may be true.
    level: Option<Reading>,
    /// A reading that waits for the next one.
    suspect: Option<Reading>,
    run: Option<Run>,
}

impl Monitor {
    /// Takes a readable sample that lies later than the one before.
    pub(super) fn sample(&mut self, t_ms: i64, bpm: f64, limits: &LiveLimits) -> Vec<Finding> {
        let reading = Reading { t_ms, heart_rate: thousandths(bpm), above: limits.is_above_stop(bpm) };
        let mut found = Vec::new();
        let suspect = self.suspect.take();
        let is_odd = suspect.is_some_and(|suspect| self.judge(suspect, reading, &mut found));
        if reading.above {
            let before = self.run;
            let run = before.map_or(Run { first_ms: t_ms, last_ms: t_ms, spacing_ms: 0, samples: 1 }, |run| Run {
                last_ms: t_ms,
                spacing_ms: t_ms.saturating_sub(run.last_ms),
                samples: 2,
                ..run
            });
            self.run = Some(run);
            if before.is_some() {
                self.believe(reading, &mut found);
            } else {
                self.suspect = Some(reading);
            }
            if run.is_sustained(run.spacing_ms) {
                found.push(Finding::Sustained);
            }
        } else if is_odd || self.level.is_some_and(|level| !level.is_near(reading)) {
            self.suspect = Some(reading);
        } else {
            self.run = None;
            self.believe(reading, &mut found);
        }
        found
    }

    /// Decides on the reading that waited, by the one before it and the one behind it. Tells whether the one behind a
    /// reading above the stop is far from all that is known, so that it has to wait as well.
    fn judge(&mut self, suspect: Reading, next: Reading, found: &mut Vec<Finding>) -> bool {
        let from_level = self.level.is_some_and(|level| !level.is_near(suspect));
        if suspect.above {
            if next.above {
                self.believe(suspect, found);
                return false;
            }
            // One sample above, and this one is not: it was alone, unless this one is the odd one out, which nothing
            // has borne out yet and which is no reason to call the heart calm.
            let is_odd = !suspect.is_near(next) && self.level.is_none_or(|level| !level.is_near(next));
            if is_odd && !from_level && self.level.is_some() {
                self.believe(suspect, found);
                return true;
            }
            let kind =
                if from_level && !suspect.is_near(next) { ArtefactKind::Jump } else { ArtefactKind::SingleAbove };
            found.push(Finding::Artefact(suspect, kind));
            if !is_odd {
                self.run = None;
            }
            if suspect.is_near(next) {
                // The level did change, only not beyond the stop.
                self.level = None;
            }
            return is_odd;
        }
        if suspect.is_near(next) && self.level.is_none_or(|level| !level.is_near(next)) {
            self.run = None;
            self.believe(suspect, found);
        } else {
            found.push(Finding::Artefact(suspect, ArtefactKind::Jump));
        }
        false
    }

    fn believe(&mut self, reading: Reading, found: &mut Vec<Finding>) {
        self.level = Some(reading);
        found.push(Finding::Believed(reading));
    }

    /// Whether samples above the stop, followed by this much silence, are sustained: silence is not calm.
    pub(super) fn is_sustained_in_silence(&self, silent_ms: i64) -> bool {
        self.run.is_some_and(|run| run.samples >= 2 && run.span_ms().saturating_add(silent_ms) >= SUSTAINED_MS)
    }

    /// Whether the last thing that was seen lies above the stop.
    pub(super) fn was_above(&self) -> bool {
        self.run.is_some()
    }

    /// Forgets the level: behind a gap any level may be true. A run of samples above the stop goes on.
    pub(super) fn gap(&mut self) {
        self.level = None;
    }

    /// Moves the run to another clock, so that its span stays what it was.
    pub(super) fn shift(&mut self, by_ms: i64) {
        self.level = None;
        self.suspect = None;
        if let Some(run) = &mut self.run {
            run.first_ms = run.first_ms.saturating_add(by_ms);
            run.last_ms = run.last_ms.saturating_add(by_ms);
        }
    }

    /// Begins anew after a stop that was confirmed.
    pub(super) fn reset(&mut self) {
        *self = Self::default();
    }

    /// The reading that still waits when the stream ends.
    pub(super) fn end(&mut self) -> Option<Reading> {
        self.suspect.take()
    }
}

impl Run {
    fn span_ms(self) -> i64 {
        self.last_ms.saturating_sub(self.first_ms)
    }

    fn is_sustained(self, spacing_ms: i64) -> bool {
        let span = self.span_ms();
        self.samples >= 2 && (span >= SUSTAINED_MS || span.saturating_add(spacing_ms) > SUSTAINED_MS)
    }
}

//! The course of a planned session by the clock: what comes now, and whether the heart rate is where the plan has it.

use super::UNSEEN_AGAIN_MS;
use super::event::LiveEvent;
use crate::plan::{HeartRateTarget, PlannedSession};
use serde::{Deserialize, Serialize};

/// Time that a heart rate must lie off its target before the person is told, in milliseconds: it follows effort late.
const OFF_TARGET_MS: i64 = 20_000;
/// Time between two words about the target, in milliseconds.
const OFF_TARGET_AGAIN_MS: i64 = 60_000;
/// Time at the start of a step in which the heart rate may still come from the one before, in milliseconds.
const SETTLING_MS: i64 = 60_000;

/// A part of the session that lasts a known time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Step {
    text: String,
    lasts_ms: i64,
    target: Option<HeartRateTarget>,
}

/// A session as a row of timed steps. From the first sets that are counted and not timed on, the person sets the pace.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Course {
    steps: Vec<Step>,
    /// What is said when the timed steps are over.
    last_words: Option<String>,
    /// The step that was told last.
    told: Option<usize>,
    /// Time on the way, without stops.
    elapsed_ms: i64,
    /// Time of the last input, on the clock that it came by.
    seen_ms: Option<i64>,
    /// Since when the heart rate lies off the target, in time on the way.
    off_since_ms: Option<i64>,
    off_told_ms: Option<i64>,
}

impl Course {
    /// The course of a planned session. Targets are left out where heart rate does not steer (`by_heart_rate`), and end
    /// at `most_bpm`, above which the person is asked to ease off.
    pub(super) fn of(session: &PlannedSession, by_heart_rate: bool, most_bpm: Option<f64>) -> Self {
        let mut course = Course::default();
        let most = most_bpm.map_or(u32::MAX, |bpm| bpm.floor().max(0.0) as u32);
        for block in &session.blocks {
            let target = block.heart_rate.filter(|_| by_heart_rate).map(|target| HeartRateTarget {
                low_bpm: target.low_bpm.min(most),
                high_bpm: target.high_bpm.min(most),
            });
            if block.sets.is_empty() {
                course.push(&block.name, block.minutes * 60.0, target);
                continue;
            }
            for (index, set) in block.sets.iter().enumerate() {
                let Some(seconds) = set.seconds else {
                    course.last_words = Some(format!("Now: {}. Go at your own pace through the sets.", block.name));
                    return course;
                };
                course.push(&format!("{}, part {} of {}", block.name, index + 1, block.sets.len()), seconds, target);
                course.push("easy until the next part", set.rest_s, None);
            }
        }
        course.last_words = Some("That was the whole session. Well done; finish when you are ready.".to_owned());
        course
    }

    fn push(&mut self, name: &str, seconds: f64, target: Option<HeartRateTarget>) {
        let lasts_ms = (seconds * 1000.0).round() as i64;
        if lasts_ms <= 0 {
            return;
        }
        let at = target.map_or_else(String::new, |target| format!(", {}–{} bpm", target.low_bpm, target.high_bpm));
        self.steps.push(Step { text: format!("Now: {name}, {}{at}.", length(lasts_ms)), lasts_ms, target });
    }

    /// Time goes on, unless training is stopped.
    pub(super) fn at(&mut self, t_ms: i64, is_running: bool, out: &mut Vec<LiveEvent>) {
        let since = self.seen_ms.replace(t_ms).map_or(0, |seen| t_ms.saturating_sub(seen));
        // A clock that was set is no time on the way.
        if !is_running || !(0..=UNSEEN_AGAIN_MS).contains(&since) {
            self.off_since_ms = None;
            return;
        }
        self.elapsed_ms = self.elapsed_ms.saturating_add(since);
        let (now, _) = self.now();
        if self.told.is_none_or(|told| told < now) {
            self.told = Some(now);
            (self.off_since_ms, self.off_told_ms) = (None, None);
            let text = self.steps.get(now).map(|step| step.text.clone()).or_else(|| self.last_words.take());
            out.extend(text.map(|text| LiveEvent::Cue { t_ms, text }));
        }
    }

    /// A heart rate that is believed.
    pub(super) fn heart_rate(&mut self, t_ms: i64, bpm: f64, out: &mut Vec<LiveEvent>) {
        let (now, into_ms) = self.now();
        let Some(target) = self.steps.get(now).and_then(|step| step.target).filter(|_| into_ms >= SETTLING_MS) else {
            return;
        };
        let (low, high) = (f64::from(target.low_bpm), f64::from(target.high_bpm));
        if (low..=high).contains(&bpm) {
            self.off_since_ms = None;
            return;
        }
        let since = *self.off_since_ms.get_or_insert(self.elapsed_ms);
        let is_again = self.off_told_ms.is_some_and(|told| self.elapsed_ms - told < OFF_TARGET_AGAIN_MS);
        if self.elapsed_ms - since >= OFF_TARGET_MS && !is_again {
            self.off_told_ms = Some(self.elapsed_ms);
            let does = if bpm > high { "Slow down a little" } else { "You may pick it up a little" };
            let text = format!("{does}: the plan has {}–{} bpm here.", target.low_bpm, target.high_bpm);
            out.push(LiveEvent::Cue { t_ms, text });
        }
    }

    /// Number of the step that is due now, and how long it has gone on.
    fn now(&self) -> (usize, i64) {
        let mut left = self.elapsed_ms;
        for (index, step) in self.steps.iter().enumerate() {
            if left < step.lasts_ms {
                return (index, left);
            }
            left -= step.lasts_ms;
        }
        (self.steps.len(), left)
    }
}

/// `20 minutes`, `90 seconds`.
fn length(ms: i64) -> String {
    let seconds = (ms + 500) / 1000;
    match seconds {
        60 => "1 minute".to_owned(),
        seconds if seconds >= 60 && seconds % 60 == 0 => format!("{} minutes", seconds / 60),
        1 => "1 second".to_owned(),
        seconds => format!("{seconds} seconds"),
    }
}

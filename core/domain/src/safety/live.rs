//! HR-STOP on a stream: a training session that is watched while it runs.
//!
//! [`LiveSession`] is a state machine without a clock: samples, words and ticks go in, events come out, and the same
//! input always gives the same events. It can be written to disk between any two inputs and goes on as it was.
//!
//! - **The stop.** A heart rate that is sustained above 95 % of the person's own maximum stops the session within 2 s
//!   of data; [`SUSTAINED_MS`] says what sustained and artefact mean, [`LiveLimits::of`] which maximum is used. At 95 %
//!   exactly there is no stop: 180 of 190 goes on, 181 stops.
//! - **Silence is not calm.** No value, 0, NaN, a negative value and a time that does not come after the last one are
//!   missing data. They end no run of samples above the stop: two samples above and then silence stop as well, once
//!   2 s have passed, and a sample above on either side of a gap stops at once. After [`UNSEEN_MS`] without a valid
//!   heart rate the person is told, and again every [`UNSEEN_AGAIN_MS`].
//! - **Two clocks.** Ticks come from the device that runs the session, samples carry the time of the sensor. They are
//!   never compared with each other; silence is measured on either one. A sensor whose clock was set back is followed
//!   after [`CLOCK_SAMPLES`] samples in order.
//! - **Words.** Any red flag that the person tells of stops at once and for good; pain of 3 and more, or without a
//!   number, stops the exercise.
//! - **Going on** takes a [`LiveInput::Confirm`] and a heart rate that has fallen to [`LiveLimits::resume_at_bpm`], or,
//!   where it has not been seen for [`BLIND_MS`], a rating of effort of at most [`RESUME_EFFORT`] out of 10.

mod course;
mod event;
mod limits;
mod monitor;

#[cfg(test)]
mod tests;

pub use event::{LiveEvent, LiveInput, LiveSummary, MissingKind, NotResumed, ZoneTime};
pub use limits::{EffortOnly, LiveLimits, LiveZone, MaximumSource, STOP_PERCENT, ZoneScale};
pub use monitor::{ArtefactKind, JUMP_BPM, READABLE_BPM, SUSTAINED_MS};

use super::facts::Facts;
use super::red_flags::{self, emergency_reply};
use super::screening::Outcome;
use super::{Intervention, Rule, emergency, pain};
use crate::plan::PlannedSession;
use course::Course;
use monitor::{Finding, Monitor, Reading};
use serde::{Deserialize, Serialize};

/// Time without a valid heart rate after which the person is told that it is not seen, in milliseconds.
pub const UNSEEN_MS: i64 = 10_000;

/// Time after which the person is told again, in milliseconds.
pub const UNSEEN_AGAIN_MS: i64 = 60_000;

/// Time without a valid heart rate after which a stopped session may go on by effort, in milliseconds.
pub const BLIND_MS: i64 = 120_000;

/// Highest rating of effort, 0 to 10, with which a stopped session may go on unseen.
pub const RESUME_EFFORT: u8 = 2;

/// Samples in order that are needed to believe that a sensor's clock was set back.
pub const CLOCK_SAMPLES: u8 = 3;

/// A sample that lies further ahead than this carries a wrong time, in milliseconds.
const AHEAD_MS: i64 = 12 * 3_600_000;

/// Time between two questions about effort where heart rate does not steer, in milliseconds.
const EFFORT_MS: i64 = 300_000;

/// Time between two requests to ease off, in milliseconds.
const EASE_OFF_AGAIN_MS: i64 = 60_000;

/// Time that a zone must hold before its change is told, in milliseconds.
const ZONE_HOLDS_MS: i64 = 3_000;

/// What a person is told to do after a stop.
pub const COOL_DOWN: &str = "Stop the hard work now. Walk slowly or sit down, and keep moving your legs lightly for five minutes. \
    Breathe out long, loosen what is tight, and drink a little water. If your chest hurts, you feel faint or you cannot catch your breath, \
    call for help at once.";

/// Where the session stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
enum State {
    Running,
    /// Stopped by heart rate.
    Stopped {
        /// Believed readings in a row that have fallen low enough, at most 2 are counted.
        calm: u8,
        /// The person was told that going on is possible.
        told: bool,
    },
    /// Stopped by a red flag; not to be resumed.
    Emergency,
    Finished,
}

/// A training session that is watched while it runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LiveSession {
    limits: LiveLimits,
    country: Option<String>,
    state: State,
    /// The start was told.
    begun: bool,
    monitor: Monitor,
    clock: Clock,
    /// The last reading that was believed.
    last: Option<Reading>,
    zone: Option<LiveZone>,
    /// A zone that has not held long enough, and since when.
    entering: Option<(LiveZone, i64)>,
    ease_off_told_ms: Option<i64>,
    effort_told_ms: Option<i64>,
    tally: Tally,
    /// The planned session that is gone through, if there is one.
    #[serde(default)]
    course: Option<Course>,
}

/// What is known of time: the sensor's and the device's, apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Clock {
    /// Time of the last sample in order, valid or not.
    sample_ms: Option<i64>,
    /// Time of the last valid sample, or of the first one of a stream that had none yet.
    valid_ms: Option<i64>,
    /// Time of the last tick.
    tick_ms: Option<i64>,
    /// Time of the first tick behind the last valid sample: silence is counted from there.
    seen_ms: Option<i64>,
    /// Samples that came with a time before the last one: time of the last of them, how many in order.
    behind: Option<(i64, u8)>,
    /// Silence at which the person is told next.
    tell_at_ms: i64,
    /// Silence that was told last; none when heart rate is seen.
    told_ms: Option<i64>,
}

/// What is counted for the summary.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
struct Tally {
    start_ms: Option<i64>,
    end_ms: Option<i64>,
    zone_ms: [i64; 5],
    /// Sum of the believed heart rates in thousandths of a bpm.
    sum: u64,
    samples: u64,
    maximum: u32,
    artefacts: u64,
    missing: u64,
    gaps: u64,
    gap_ms: i64,
    interventions: Vec<Intervention>,
}

impl LiveSession {
    /// Begins a session for a person.
    ///
    /// # Errors
    /// The intervention that refuses it: a red flag that no doctor has cleared (RED-FLAG), or a screening that asks for
    /// a clinician first (SCREEN).
    pub fn begin(facts: &Facts) -> Result<Self, Intervention> {
        let refused =
            |rule, detail: &str| Intervention { rule, action: "refused".to_owned(), detail: detail.to_owned() };
        if facts.profile.training_suspended() {
            return Err(refused(
                Rule::RedFlag,
                "training is suspended until a doctor has cleared the symptoms that you told of",
            ));
        }
        if facts.screening.as_ref().is_some_and(|screening| screening.outcome == Outcome::ClinicianFirst) {
            return Err(refused(Rule::Screen, "your screening asks for a clinician's advice before you train"));
        }
        let zone = facts.profile.time_zone.as_deref().or_else(|| facts.zone.iana_name());
        let country = facts.profile.country.clone();
        let country = country.or_else(|| zone.and_then(emergency::country_of_time_zone).map(ToOwned::to_owned));
        Ok(Self {
            limits: LiveLimits::of(facts),
            country,
            state: State::Running,
            begun: false,
            monitor: Monitor::default(),
            clock: Clock { tell_at_ms: UNSEEN_MS, ..Clock::default() },
            last: None,
            zone: None,
            entering: None,
            ease_off_told_ms: None,
            effort_told_ms: None,
            tally: Tally::default(),
            course: None,
        })
    }

    /// Begins a planned session: what comes is told by the clock, and the heart rate is steered to the plan's. The stop and
    /// the limits are the same.
    ///
    /// # Errors
    /// As [`LiveSession::begin`].
    pub fn begin_planned(facts: &Facts, session: &PlannedSession) -> Result<Self, Intervention> {
        let mut live = Self::begin(facts)?;
        let by_heart_rate = live.limits.effort_only().is_none();
        live.course = Some(Course::of(session, by_heart_rate, live.limits.ease_off_above_bpm()));
        Ok(live)
    }

    /// What the session is judged by.
    #[must_use]
    pub fn limits(&self) -> &LiveLimits {
        &self.limits
    }

    /// Whether training is stopped, by heart rate or by a red flag.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        matches!(self.state, State::Stopped { .. } | State::Emergency)
    }

    /// Whether the session is over.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.state == State::Finished
    }

    /// Every intervention so far, for the audit log.
    #[must_use]
    pub fn interventions(&self) -> &[Intervention] {
        &self.tally.interventions
    }

    /// Takes what happened and gives what follows from it. After the end, only words are still listened to.
    #[must_use]
    pub fn input(&mut self, input: LiveInput) -> Vec<LiveEvent> {
        let mut out = Vec::new();
        if let LiveInput::Said { text } = &input {
            self.said(text, &mut out);
            return out;
        }
        if self.state == State::Finished {
            return out;
        }
        if !std::mem::replace(&mut self.begun, true) {
            let (bpm, source) = self.limits.maximum_bpm();
            out.push(LiveEvent::Began {
                scale: self.limits.scale(),
                maximum_bpm: bpm,
                maximum_source: source,
                stop_above_bpm: self.limits.stop_above_bpm(),
                text: self.limits.effort_only().map(EffortOnly::text),
            });
        }
        match input {
            LiveInput::Sample { t_ms, heart_rate_bpm } => self.sample(t_ms, heart_rate_bpm, &mut out),
            LiveInput::Tick { t_ms } => self.tick(t_ms, &mut out),
            LiveInput::Confirm { t_ms, effort } => self.confirm(t_ms, effort, &mut out),
            LiveInput::Finish { t_ms } => self.finish(t_ms, &mut out),
            LiveInput::Said { .. } => {}
        }
        out
    }

    fn sample(&mut self, t_ms: i64, bpm: Option<f64>, out: &mut Vec<LiveEvent>) {
        let Some(t_ms) = self.in_order(t_ms, out) else { return };
        self.go_on(t_ms, out);
        let bpm = bpm.filter(|bpm| bpm.is_finite() && *bpm > 0.0);
        let readable = bpm.filter(|bpm| READABLE_BPM.contains(bpm));
        let silent_ms = self.clock.valid_ms.map_or(0, |valid| t_ms.saturating_sub(valid));
        let Some(readable) = readable else {
            self.clock.valid_ms.get_or_insert(t_ms);
            match bpm {
                Some(_) => self.artefact(t_ms, ArtefactKind::OutOfRange, out),
                None => self.missing(t_ms, MissingKind::NoValue, out),
            }
            self.silent(t_ms, silent_ms, out);
            return;
        };
        if silent_ms >= UNSEEN_MS || self.clock.told_ms.is_some() {
            self.seen_again(t_ms, silent_ms, out);
        }
        self.clock.valid_ms = Some(t_ms);
        self.clock.seen_ms = None;
        self.clock.tell_at_ms = UNSEEN_MS;
        for finding in self.monitor.sample(t_ms, readable, &self.limits) {
            match finding {
                Finding::Believed(reading) => self.believed(reading, out),
                Finding::Artefact(reading, kind) => self.artefact(reading.t_ms, kind, out),
                Finding::Sustained => self.stop(t_ms, out),
            }
        }
        self.ask_effort(t_ms, out);
    }

    /// The time of a sample if it comes after the last one; a sample that does not is missing data. A clock that was
    /// set back is followed once [`CLOCK_SAMPLES`] samples in a row are in order among themselves.
    fn in_order(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) -> Option<i64> {
        let Some(last) = self.clock.sample_ms else {
            self.clock.sample_ms = Some(t_ms);
            self.tally.start_ms = Some(t_ms);
            return Some(t_ms);
        };
        let ahead = t_ms.saturating_sub(last);
        if (1..=AHEAD_MS).contains(&ahead) {
            self.clock.sample_ms = Some(t_ms);
            self.clock.behind = None;
            return Some(t_ms);
        }
        let in_row = match self.clock.behind {
            Some((before, count)) if t_ms > before && t_ms.saturating_sub(before) <= AHEAD_MS => count + 1,
            _ => 1,
        };
        if ahead == 0 || in_row < CLOCK_SAMPLES {
            self.clock.behind = (ahead != 0).then_some((t_ms, in_row)).or(self.clock.behind);
            let kind = if ahead == 0 { MissingKind::Duplicate } else { MissingKind::OutOfOrder };
            self.missing(t_ms, kind, out);
            return None;
        }
        self.monitor.shift(ahead);
        self.clock.sample_ms = Some(t_ms);
        self.clock.valid_ms = None;
        self.clock.behind = None;
        self.last = None;
        self.entering = None;
        self.ease_off_told_ms = None;
        self.effort_told_ms = None;
        out.push(LiveEvent::ClockChanged { t_ms, by_ms: ahead });
        Some(t_ms)
    }

    fn believed(&mut self, reading: Reading, out: &mut Vec<LiveEvent>) {
        if let Some(last) = self.last
            && let Some(zone) = self.limits.zone(last.bpm())
        {
            let held = reading.t_ms.saturating_sub(last.t_ms).clamp(0, UNSEEN_MS);
            self.tally.zone_ms[zone as usize] = self.tally.zone_ms[zone as usize].saturating_add(held);
        }
        self.last = Some(reading);
        self.tally.count(reading);
        match &mut self.state {
            State::Running => {
                self.tell_zone(reading, out);
                self.ease_off(reading, out);
                if let Some(course) = &mut self.course {
                    course.heart_rate(reading.t_ms, reading.bpm(), out);
                }
            }
            State::Stopped { calm, told } => {
                let is_calm = reading.bpm() <= self.limits.resume_at_bpm();
                *calm = if is_calm { (*calm + 1).min(2) } else { 0 };
                if *calm == 2 && !std::mem::replace(told, true) {
                    out.push(LiveEvent::MayResume { t_ms: reading.t_ms, heart_rate_bpm: Some(reading.bpm()) });
                }
            }
            State::Emergency | State::Finished => {}
        }
    }

    fn tell_zone(&mut self, reading: Reading, out: &mut Vec<LiveEvent>) {
        let (Some(zone), Some(scale)) = (self.limits.zone(reading.bpm()), self.limits.scale()) else { return };
        if self.zone == Some(zone) {
            self.entering = None;
            return;
        }
        let since = match self.entering {
            Some((entering, since)) if entering == zone => since,
            _ => reading.t_ms,
        };
        self.entering = Some((zone, since));
        if reading.t_ms.saturating_sub(since) >= ZONE_HOLDS_MS {
            self.zone = Some(zone);
            self.entering = None;
            let text = format!("{} ({}). {}", capital(zone.words()), scale.label(), zone.talk_test());
            out.push(LiveEvent::Zone { t_ms: reading.t_ms, zone, scale, heart_rate_bpm: reading.bpm(), text });
        }
    }

    fn ease_off(&mut self, reading: Reading, out: &mut Vec<LiveEvent>) {
        let Some(limit) = self.limits.ease_off_above_bpm().filter(|limit| reading.bpm() > *limit) else { return };
        if is_due(self.ease_off_told_ms, reading.t_ms, EASE_OFF_AGAIN_MS) {
            self.ease_off_told_ms = Some(reading.t_ms);
            let text = format!("Ease off: stay at or below {} bpm.", limit.floor());
            out.push(LiveEvent::Cue { t_ms: reading.t_ms, text });
        }
    }

    /// Where heart rate does not steer, effort is asked for from time to time.
    fn ask_effort(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) {
        if self.limits.effort_only().is_none() || self.state != State::Running {
            return;
        }
        if is_due(self.effort_told_ms, t_ms, EFFORT_MS) {
            self.effort_told_ms = Some(t_ms);
            let text = "How hard is it, from 0 to 10? You should be able to talk in whole sentences; if you cannot, slow down.";
            out.push(LiveEvent::Cue { t_ms, text: text.to_owned() });
        }
    }

    fn artefact(&mut self, t_ms: i64, kind: ArtefactKind, out: &mut Vec<LiveEvent>) {
        self.tally.artefacts += 1;
        out.push(LiveEvent::Artefact { t_ms, kind });
    }

    fn missing(&mut self, t_ms: i64, kind: MissingKind, out: &mut Vec<LiveEvent>) {
        self.tally.missing += 1;
        out.push(LiveEvent::Missing { t_ms, kind });
    }

    /// Time has passed without a valid heart rate.
    fn silent(&mut self, t_ms: i64, silent_ms: i64, out: &mut Vec<LiveEvent>) {
        if self.state == State::Running && self.monitor.is_sustained_in_silence(silent_ms) {
            self.stop(t_ms, out);
        }
        if silent_ms >= UNSEEN_MS {
            self.monitor.gap();
            self.entering = None;
        }
        if silent_ms >= self.clock.tell_at_ms {
            self.tell_gap(t_ms, silent_ms, out);
        }
        let State::Stopped { told, .. } = &mut self.state else { return };
        if silent_ms >= BLIND_MS && !std::mem::replace(told, true) {
            out.push(LiveEvent::MayResume { t_ms, heart_rate_bpm: None });
        }
    }

    fn tell_gap(&mut self, t_ms: i64, silent_ms: i64, out: &mut Vec<LiveEvent>) {
        if self.clock.told_ms.is_none() {
            self.tally.gaps += 1;
        }
        self.clock.told_ms = Some(silent_ms);
        self.clock.tell_at_ms = silent_ms.saturating_add(UNSEEN_AGAIN_MS);
        let was_above = self.monitor.was_above();
        let text = if was_above {
            "I cannot see your heart rate, and the last reading was above your limit. Stop and check your sensor."
        } else {
            "I cannot see your heart rate, so the emergency stop is blind. Slow down and check your sensor."
        };
        out.push(LiveEvent::Gap { t_ms, silent_ms, was_above, text: text.to_owned() });
    }

    fn seen_again(&mut self, t_ms: i64, silent_ms: i64, out: &mut Vec<LiveEvent>) {
        self.monitor.gap();
        self.entering = None;
        if self.clock.told_ms.is_none() {
            self.tell_gap(t_ms, silent_ms, out);
        }
        let silent_ms = silent_ms.max(self.clock.told_ms.take().unwrap_or(0));
        self.tally.gap_ms = self.tally.gap_ms.saturating_add(silent_ms);
        if let State::Stopped { calm, told } = &mut self.state {
            (*calm, *told) = (0, false);
        }
        out.push(LiveEvent::SeenAgain { t_ms, silent_ms });
    }

    /// Silence on the device's clock since the last valid sample; 0 when time stands still or goes back.
    fn tick_silence(&mut self, t_ms: i64) -> i64 {
        match self.clock.tick_ms {
            // A device whose clock was set back begins to count anew from what it had.
            Some(last) if t_ms < last => {
                let moved = t_ms.saturating_sub(last);
                self.clock.seen_ms = self.clock.seen_ms.map(|seen| seen.saturating_add(moved));
            }
            _ => {}
        }
        self.clock.tick_ms = Some(t_ms);
        let seen = *self.clock.seen_ms.get_or_insert(t_ms);
        t_ms.saturating_sub(seen)
    }

    fn tick(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) {
        let silent_ms = self.tick_silence(t_ms);
        self.silent(t_ms, silent_ms, out);
        if self.clock.sample_ms.is_none() {
            self.go_on(t_ms, out);
            self.ask_effort(t_ms, out);
        }
    }

    fn go_on(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) {
        let is_running = self.state == State::Running;
        if let Some(course) = &mut self.course {
            course.at(t_ms, is_running, out);
        }
    }

    fn stop(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) {
        if self.state != State::Running {
            return;
        }
        self.state = State::Stopped { calm: 0, told: false };
        self.zone = None;
        self.entering = None;
        let (maximum, source) = self.limits.maximum_bpm();
        let reason = format!(
            "Your heart rate stayed above {:.1} bpm, {STOP_PERCENT} % of a maximum of {maximum:.1} bpm ({}).",
            self.limits.stop_above_bpm(),
            source.words()
        );
        let intervention = Intervention { rule: Rule::HrStop, action: "stopped".to_owned(), detail: reason.clone() };
        self.tally.interventions.push(intervention.clone());
        let cool_down_text = COOL_DOWN.to_owned();
        out.push(LiveEvent::Stop { t_ms: Some(t_ms), rule: Rule::HrStop, reason, cool_down_text, intervention });
    }

    fn said(&mut self, text: &str, out: &mut Vec<LiveEvent>) {
        let flags = red_flags::scan(text);
        if !flags.is_empty() {
            let (reply, mut intervention) = emergency_reply(&flags, self.country.as_deref(), text);
            "stopped".clone_into(&mut intervention.action);
            if self.state != State::Finished {
                self.state = State::Emergency;
                self.tally.interventions.push(Intervention {
                    rule: Rule::HrStop,
                    action: "stopped".to_owned(),
                    detail: "training was stopped because of a symptom that the person told of".to_owned(),
                });
            }
            self.tally.interventions.push(intervention.clone());
            let titles: Vec<&str> = flags.iter().map(|flag| flag.kind.title()).collect();
            let reason = format!("You told of {}.", titles.join(" and "));
            out.push(LiveEvent::Stop { t_ms: None, rule: Rule::RedFlag, reason, cool_down_text: reply, intervention });
            return;
        }
        let Some(report) = pain::read(text).filter(|_| self.state == State::Running) else { return };
        let stops = report.kind == pain::PainKind::Pain && pain::stops(report.score);
        if stops {
            self.tally.interventions.push(Intervention {
                rule: Rule::Pain3,
                action: "stopped".to_owned(),
                detail: "the exercise was stopped because it hurts".to_owned(),
            });
        }
        if stops || report.question.is_some() {
            out.push(LiveEvent::Pain { exercise_stopped: stops, report });
        }
    }

    fn confirm(&mut self, t_ms: i64, effort: Option<u8>, out: &mut Vec<LiveEvent>) {
        let silent_ms = self.tick_silence(t_ms);
        self.silent(t_ms, silent_ms, out);
        // The sensor may have told of its own silence without a tick of the device.
        let silent_ms = silent_ms.max(self.clock.told_ms.unwrap_or(0));
        let why = match self.state {
            State::Running | State::Finished => return,
            State::Emergency => Some(NotResumed::RedFlag),
            State::Stopped { .. } if silent_ms >= BLIND_MS => match effort {
                Some(effort) if effort <= RESUME_EFFORT => None,
                _ => Some(NotResumed::EffortNeeded),
            },
            State::Stopped { .. } if silent_ms >= UNSEEN_MS => Some(NotResumed::Unseen),
            State::Stopped { calm: 2, .. } => None,
            State::Stopped { .. } => Some(NotResumed::StillHigh),
        };
        if let Some(why) = why {
            out.push(LiveEvent::NotResumed { t_ms, why, text: why.text(self.limits.resume_at_bpm()) });
            return;
        }
        self.state = State::Running;
        self.monitor.reset();
        self.ease_off_told_ms = None;
        self.tally.interventions.push(Intervention {
            rule: Rule::HrStop,
            action: "resumed".to_owned(),
            detail: "the session went on after the person confirmed it".to_owned(),
        });
        out.push(LiveEvent::Resumed { t_ms });
    }

    fn finish(&mut self, t_ms: i64, out: &mut Vec<LiveEvent>) {
        if let Some(waiting) = self.monitor.end() {
            // Nothing will bear it out any more.
            let kind = if waiting.above { ArtefactKind::SingleAbove } else { ArtefactKind::Jump };
            self.artefact(waiting.t_ms, kind, out);
        }
        if let Some(silent_ms) = self.clock.told_ms.take() {
            self.tally.gap_ms = self.tally.gap_ms.saturating_add(silent_ms);
        }
        self.state = State::Finished;
        self.tally.end_ms = self.clock.sample_ms;
        out.push(LiveEvent::Finished { t_ms, summary: Box::new(self.summary()) });
    }

    fn summary(&self) -> LiveSummary {
        let tally = &self.tally;
        let zones = self.limits.scale().map_or_else(Vec::new, |_| {
            let time = LiveZone::ALL.iter().zip(tally.zone_ms);
            time.map(|(zone, ms)| ZoneTime { zone: *zone, seconds: ms as f64 / 1000.0 }).collect()
        });
        let has_any = tally.samples > 0;
        LiveSummary {
            start_ms: tally.start_ms,
            end_ms: tally.end_ms,
            scale: self.limits.scale(),
            zones,
            mean_bpm: has_any.then(|| tally.sum as f64 / tally.samples as f64 / 1000.0),
            max_bpm: has_any.then(|| limits::bpm_of(tally.maximum)),
            samples: tally.samples,
            artefacts: tally.artefacts,
            missing: tally.missing,
            gaps: tally.gaps,
            gap_seconds: tally.gap_ms as f64 / 1000.0,
            interventions: tally.interventions.clone(),
        }
    }
}

impl Tally {
    fn count(&mut self, reading: Reading) {
        let heart_rate = reading.thousandths();
        self.samples += 1;
        self.sum = self.sum.saturating_add(u64::from(heart_rate));
        self.maximum = self.maximum.max(heart_rate);
    }
}

/// Whether something that was told is due again; also when the clock went back behind it.
fn is_due(told_ms: Option<i64>, t_ms: i64, every_ms: i64) -> bool {
    told_ms.is_none_or(|told| t_ms < told || t_ms.saturating_sub(told) >= every_ms)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

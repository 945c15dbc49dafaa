//! What goes into a live session and what comes out of it.

use super::limits::{LiveZone, MaximumSource, ZoneScale};
use super::monitor::ArtefactKind;
use crate::safety::pain::PainReport;
use crate::safety::{Intervention, Rule};
use serde::{Deserialize, Serialize};

/// Something that happened during a session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "input", rename_all = "snake_case")]
pub enum LiveInput {
    /// A sample of the sensor.
    Sample {
        /// Time of the sample on the sensor's clock, in milliseconds.
        t_ms: i64,
        /// Heart rate in bpm; `None` when the sensor had none.
        #[serde(default)]
        heart_rate_bpm: Option<f64>,
    },
    /// Words of the person, typed or spoken.
    Said {
        /// The words.
        text: String,
    },
    /// Time that passes; about one a second.
    Tick {
        /// Time on the device's clock, in milliseconds.
        t_ms: i64,
    },
    /// The person wants to go on after a stop.
    Confirm {
        /// Time on the device's clock, in milliseconds.
        t_ms: i64,
        /// How hard it feels right now, 0 to 10; needed when the heart rate is not seen.
        #[serde(default)]
        effort: Option<u8>,
    },
    /// The session ends.
    Finish {
        /// Time on the device's clock, in milliseconds.
        t_ms: i64,
    },
}

/// Something that follows from it, for the person and the log.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LiveEvent {
    /// The session has begun; told once, with the first input that carries a time.
    Began {
        /// Scale of the zones; `None` when effort is steered without heart rate.
        scale: Option<ZoneScale>,
        /// Maximum heart rate that is used, in bpm.
        maximum_bpm: f64,
        /// Where it comes from.
        maximum_source: MaximumSource,
        /// Heart rate above which the session stops, in bpm.
        stop_above_bpm: f64,
        /// Why there are no zones, and what would mend it.
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The heart rate has moved to another zone and stayed there for 3 s.
    Zone {
        /// Time of the sample.
        t_ms: i64,
        /// The zone.
        zone: LiveZone,
        /// The scale that it is measured on.
        scale: ZoneScale,
        /// Heart rate in bpm.
        heart_rate_bpm: f64,
        /// The zone in words, with its scale and the talk test.
        text: String,
    },
    /// Something to do or to answer.
    Cue {
        /// Time of the sample or tick.
        t_ms: i64,
        /// The words.
        text: String,
    },
    /// Training stops now.
    Stop {
        /// Time of the sample or tick that stopped it; `None` when words did.
        t_ms: Option<i64>,
        /// HR-STOP, or RED-FLAG for words.
        rule: Rule,
        /// Why, in plain words.
        reason: String,
        /// What to do now; with a red flag, the emergency advice.
        cool_down_text: String,
        /// The entry for the audit log.
        intervention: Intervention,
    },
    /// After a stop: the person may confirm to go on.
    MayResume {
        /// Time of the sample or tick.
        t_ms: i64,
        /// The heart rate that has fallen low enough; `None` when it has not been seen for long, and effort is asked for.
        heart_rate_bpm: Option<f64>,
    },
    /// The session goes on.
    Resumed {
        /// Time of the confirmation.
        t_ms: i64,
    },
    /// The session does not go on yet.
    NotResumed {
        /// Time of the confirmation.
        t_ms: i64,
        /// Why.
        why: NotResumed,
        /// The words.
        text: String,
    },
    /// The person told of pain or soreness.
    Pain {
        /// The exercise stops (PAIN-3).
        exercise_stopped: bool,
        /// What was told, with the question to ask.
        report: PainReport,
    },
    /// The heart rate is not seen.
    Gap {
        /// Time of the sample or tick.
        t_ms: i64,
        /// Time without a valid heart rate, in milliseconds.
        silent_ms: i64,
        /// The last readings lay above the stop.
        was_above: bool,
        /// The words.
        text: String,
    },
    /// The heart rate is seen again.
    SeenAgain {
        /// Time of the sample.
        t_ms: i64,
        /// Time without a valid heart rate, in milliseconds.
        silent_ms: i64,
    },
    /// A sample is marked and counts nowhere.
    Artefact {
        /// Time of the sample.
        t_ms: i64,
        /// Why.
        kind: ArtefactKind,
    },
    /// A sample without a usable value or time.
    Missing {
        /// Time as the sample has it.
        t_ms: i64,
        /// What is wrong with it.
        kind: MissingKind,
    },
    /// The sensor's clock was set anew, and is followed from here.
    ClockChanged {
        /// Time of the sample.
        t_ms: i64,
        /// Change in milliseconds.
        by_ms: i64,
    },
    /// The session is over.
    Finished {
        /// Time on the device's clock.
        t_ms: i64,
        /// What it came to.
        summary: Box<LiveSummary>,
    },
}

/// What is wrong with a sample that counts as missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum MissingKind {
    /// No value, 0, a negative one or none that is a number.
    NoValue,
    /// The time of the sample before it.
    Duplicate,
    /// A time before that of the last sample, or half a day ahead of it.
    OutOfOrder,
}

/// Why a stopped session does not go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum NotResumed {
    /// A red flag was told of: a doctor first.
    RedFlag,
    /// The heart rate has not fallen far enough.
    StillHigh,
    /// The heart rate is not seen, and not for long enough to go by effort.
    Unseen,
    /// The heart rate has not been seen for long, and no rating of effort that is low enough was given.
    EffortNeeded,
}

impl NotResumed {
    /// What the person is told.
    pub(super) fn text(self, resume_at_bpm: f64) -> String {
        match self {
            NotResumed::RedFlag => {
                "This session is over. A doctor has to clear you before you train again.".to_owned()
            }
            NotResumed::StillHigh => format!(
                "Not yet: keep cooling down until your heart rate is at {} bpm or lower, then confirm again.",
                resume_at_bpm.floor()
            ),
            NotResumed::Unseen => {
                "Not yet: I cannot see your heart rate. Check your sensor, or rest for two minutes and tell me how hard it feels.".to_owned()
            }
            NotResumed::EffortNeeded => format!(
                "I cannot see your heart rate. Tell me how hard it feels right now, from 0 to 10; we go on at {} or less.",
                super::RESUME_EFFORT
            ),
        }
    }
}

/// Time in one zone.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ZoneTime {
    /// The zone.
    pub zone: LiveZone,
    /// Seconds; a reading stands until the next one, but no longer than 10 s.
    pub seconds: f64,
}

/// What a session came to. Marked and missing samples count in none of its figures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LiveSummary {
    /// Time of the first sample on the sensor's clock, in milliseconds.
    pub start_ms: Option<i64>,
    /// Time of the last sample on the sensor's clock, in milliseconds.
    pub end_ms: Option<i64>,
    /// Scale of the zones.
    pub scale: Option<ZoneScale>,
    /// Time in each zone, from the lowest; empty when effort was steered without heart rate.
    pub zones: Vec<ZoneTime>,
    /// Mean of the valid samples in bpm; `None` without any.
    pub mean_bpm: Option<f64>,
    /// Highest valid sample in bpm; `None` without any.
    pub max_bpm: Option<f64>,
    /// Valid samples.
    pub samples: u64,
    /// Marked samples.
    pub artefacts: u64,
    /// Samples without a usable value or time.
    pub missing: u64,
    /// Times of at least 10 s without a valid heart rate.
    pub gaps: u64,
    /// Seconds in them.
    pub gap_seconds: f64,
    /// Interventions, in order.
    pub interventions: Vec<Intervention>,
}

//! A workout that is going on, watched by its heart rate.

use crate::words::{mirrored, signed, word};
use crate::{Coach, CoachError, Intervention};
use coach_api::{LiveEvent as InnerEvent, LiveInput as InnerInput};
use std::sync::Arc;
use tokio::sync::Mutex;

mirrored! {
    /// Intensity of a heart rate.
    LiveZone = coach_api::LiveZone {
        /// Below 30 % of reserve, or 57 % of maximum.
        Rest,
        /// From there to 40 % of reserve, or 64 % of maximum.
        Light,
        /// From there to 60 % of reserve, or 77 % of maximum.
        Moderate,
        /// From there to 90 % of reserve, or 96 % of maximum.
        Vigorous,
        /// Above.
        NearMax,
    }
}

/// Something that happened during a workout.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum LiveInput {
    /// A sample of the sensor.
    Sample {
        /// Time of the sample on the sensor's clock, in milliseconds.
        t_ms: i64,
        /// Heart rate in bpm; nothing when the sensor had none.
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
        effort: Option<i32>,
    },
    /// The workout ends.
    Finish {
        /// Time on the device's clock, in milliseconds.
        t_ms: i64,
    },
}

impl TryFrom<LiveInput> for InnerInput {
    type Error = CoachError;

    fn try_from(input: LiveInput) -> Result<Self, CoachError> {
        Ok(match input {
            LiveInput::Sample { t_ms, heart_rate_bpm } => InnerInput::Sample { t_ms, heart_rate_bpm },
            LiveInput::Said { text } => InnerInput::Said { text },
            LiveInput::Tick { t_ms } => InnerInput::Tick { t_ms },
            LiveInput::Confirm { t_ms, effort } => {
                let effort = effort.map(|effort| u8::try_from(effort).ok().filter(|effort| *effort <= 10));
                if effort == Some(None) {
                    return Err(CoachError::InvalidInput { reason: "go on: give the effort from 0 to 10".to_owned() });
                }
                InnerInput::Confirm { t_ms, effort: effort.flatten() }
            }
            LiveInput::Finish { t_ms } => InnerInput::Finish { t_ms },
        })
    }
}

/// Time in one zone.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ZoneTime {
    /// The zone.
    pub zone: LiveZone,
    /// Seconds.
    pub seconds: f64,
}

/// What a workout came to.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct LiveSummary {
    /// Time in each zone, from the lowest.
    pub zones: Vec<ZoneTime>,
    /// Mean heart rate in bpm; nothing without any.
    pub mean_bpm: Option<f64>,
    /// Highest heart rate in bpm; nothing without any.
    pub max_bpm: Option<f64>,
    /// Valid samples.
    pub samples: i64,
    /// Marked samples.
    pub artefacts: i64,
    /// Samples without a usable value or time.
    pub missing: i64,
    /// Times of at least 10 s without a valid heart rate.
    pub gaps: i64,
    /// Interventions, in order.
    pub interventions: Vec<Intervention>,
}

/// Something that follows from an input.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, serde::Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum LiveEvent {
    /// The workout has begun.
    Began {
        /// Maximum heart rate that is used, in bpm.
        maximum_bpm: f64,
        /// Where it comes from: `given`, `observed`, `age`, `age_on_beta_blocker` or `lowest`.
        maximum_source: String,
        /// Heart rate above which the workout stops, in bpm.
        stop_above_bpm: f64,
        /// Zones are told; else effort is steered without heart rate.
        has_zones: bool,
        /// Why there are no zones, and what would mend it.
        text: Option<String>,
    },
    /// The heart rate has moved to another zone and stayed there.
    Zone {
        /// Time of the sample.
        t_ms: i64,
        /// The zone.
        zone: LiveZone,
        /// Heart rate in bpm.
        heart_rate_bpm: f64,
        /// The zone in words.
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
        /// Time of the sample or tick that stopped it; nothing when words did.
        t_ms: Option<i64>,
        /// `HR-STOP`, or `RED-FLAG` for words.
        rule: String,
        /// Why, in plain words.
        reason: String,
        /// What to do now.
        cool_down_text: String,
    },
    /// After a stop: the person may confirm to go on.
    MayResume {
        /// Time of the sample or tick.
        t_ms: i64,
        /// The heart rate that has fallen low enough; nothing when effort is asked for.
        heart_rate_bpm: Option<f64>,
    },
    /// The workout goes on.
    Resumed {
        /// Time of the confirmation.
        t_ms: i64,
    },
    /// The workout does not go on yet.
    NotResumed {
        /// Time of the confirmation.
        t_ms: i64,
        /// `red_flag`, `still_high`, `unseen` or `effort_needed`.
        why: String,
        /// The words.
        text: String,
    },
    /// The person told of pain or soreness.
    Pain {
        /// The exercise stops.
        exercise_stopped: bool,
        /// Where, in the person's words; empty when they did not say.
        place: String,
        /// How strong, 0 to 10, if told.
        score: Option<i32>,
        /// The one question to ask next, if something is missing.
        question: Option<String>,
    },
    /// The heart rate is not seen.
    Gap {
        /// Time of the sample or tick.
        t_ms: i64,
        /// Time without a valid heart rate, in milliseconds.
        silent_ms: i64,
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
        /// `out_of_range`, `jump` or `single_above`.
        kind: String,
    },
    /// A sample without a usable value or time.
    Missing {
        /// Time as the sample has it.
        t_ms: i64,
        /// `no_value`, `duplicate` or `out_of_order`.
        kind: String,
    },
    /// The sensor's clock was set anew, and is followed from here.
    ClockChanged {
        /// Time of the sample.
        t_ms: i64,
        /// Change in milliseconds.
        by_ms: i64,
    },
    /// The workout is over.
    Finished {
        /// Time on the device's clock.
        t_ms: i64,
        /// What it came to.
        summary: LiveSummary,
    },
}

impl From<InnerEvent> for LiveEvent {
    fn from(event: InnerEvent) -> Self {
        match event {
            InnerEvent::Began { scale, maximum_bpm, maximum_source, stop_above_bpm, text } => LiveEvent::Began {
                maximum_bpm,
                maximum_source: word(&maximum_source),
                stop_above_bpm,
                has_zones: scale.is_some(),
                text,
            },
            InnerEvent::Zone { t_ms, zone, heart_rate_bpm, text, .. } => {
                LiveEvent::Zone { t_ms, zone: zone.into(), heart_rate_bpm, text }
            }
            InnerEvent::Cue { t_ms, text } => LiveEvent::Cue { t_ms, text },
            InnerEvent::Stop { t_ms, rule, reason, cool_down_text, .. } => {
                LiveEvent::Stop { t_ms, rule: rule.id().to_owned(), reason, cool_down_text }
            }
            InnerEvent::MayResume { t_ms, heart_rate_bpm } => LiveEvent::MayResume { t_ms, heart_rate_bpm },
            InnerEvent::Resumed { t_ms } => LiveEvent::Resumed { t_ms },
            InnerEvent::NotResumed { t_ms, why, text } => LiveEvent::NotResumed { t_ms, why: word(&why), text },
            InnerEvent::Pain { exercise_stopped, report } => LiveEvent::Pain {
                exercise_stopped,
                place: report.place,
                score: report.score.map(i32::from),
                question: report.question.map(str::to_owned),
            },
            InnerEvent::Gap { t_ms, silent_ms, text, .. } => LiveEvent::Gap { t_ms, silent_ms, text },
            InnerEvent::SeenAgain { t_ms, silent_ms } => LiveEvent::SeenAgain { t_ms, silent_ms },
            InnerEvent::Artefact { t_ms, kind } => LiveEvent::Artefact { t_ms, kind: word(&kind) },
            InnerEvent::Missing { t_ms, kind } => LiveEvent::Missing { t_ms, kind: word(&kind) },
            InnerEvent::ClockChanged { t_ms, by_ms } => LiveEvent::ClockChanged { t_ms, by_ms },
            InnerEvent::Finished { t_ms, summary } => LiveEvent::Finished {
                t_ms,
                summary: LiveSummary {
                    zones: summary
                        .zones
                        .iter()
                        .map(|time| ZoneTime { zone: time.zone.into(), seconds: time.seconds })
                        .collect(),
                    mean_bpm: summary.mean_bpm,
                    max_bpm: summary.max_bpm,
                    samples: signed(summary.samples),
                    artefacts: signed(summary.artefacts),
                    missing: signed(summary.missing),
                    gaps: signed(summary.gaps),
                    interventions: summary.interventions.into_iter().map(Intervention::from).collect(),
                },
            },
        }
    }
}

/// A workout that is going on. Inputs go in one after the other, and each gives the events that follow from it.
#[derive(Debug, uniffi::Object)]
pub struct LiveWorkout {
    workout: Arc<Mutex<coach_api::LiveWorkout>>,
}

#[uniffi::export]
impl LiveWorkout {
    /// Takes what happened and gives what follows from it. A stop is told even when it cannot be written down.
    pub async fn push(&self, input: LiveInput) -> Result<Vec<LiveEvent>, CoachError> {
        let input = input.try_into()?;
        let workout = self.workout.clone();
        crate::runtime::hop(async move {
            let (events, kept) = workout.lock().await.input(input).await;
            if let Err(error) = kept {
                tracing::warn!(code = error.code(), "an intervention of a live workout could not be written down");
            }
            Ok(events.into_iter().map(LiveEvent::from).collect())
        })
        .await
    }

    /// Whether training is stopped now.
    pub async fn is_stopped(&self) -> Result<bool, CoachError> {
        Ok(self.workout.lock().await.is_stopped())
    }

    /// Whether the workout is over.
    pub async fn is_finished(&self) -> Result<bool, CoachError> {
        Ok(self.workout.lock().await.is_finished())
    }
}

#[uniffi::export]
impl Coach {
    /// Begins to watch over a workout; over a session of the plan by its id, whose cues and heart rates then steer it.
    /// Refused while training is suspended.
    #[uniffi::method(default(session = None))]
    pub async fn start_live(&self, session: Option<String>) -> Result<Arc<LiveWorkout>, CoachError> {
        self.with(|coach| async move {
            let workout = match session {
                Some(session) => coach.live_planned(&session).await?,
                None => coach.live().await?,
            };
            Ok(Arc::new(LiveWorkout { workout: Arc::new(Mutex::new(workout)) }))
        })
        .await
    }
}

//! Elements in, canonical records out. Knows nothing of files, threads or progress.

use super::record::{Draft, Records};
use super::summary;
use super::value::instant;
use super::workout::{Routes, WorkoutDraft};
use super::xml::{Tag, Token};
use super::zone::Zones;
use crate::sink::Sink;
use coach_domain::time::DAY_MS;
use coach_store::Error;
use serde::{Deserialize, Serialize};

/// What the parser needs to go on after an interruption between two elements.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct State {
    /// When the export was made, in milliseconds since 1970 UTC.
    export_ms: Option<i64>,
    /// Elements around the current one, below the root.
    depth: u32,
}

/// What the caller does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Feed the next token.
    Go,
    /// The root element ended.
    Complete,
    /// The input ended before its root element did.
    CutOff,
    /// The input declares entities.
    Hostile,
}

/// Turns tokens into records.
pub(crate) struct Parser<'s, S> {
    sink: &'s mut S,
    routes: &'s mut dyn Routes,
    state: State,
    /// The last believable instant when the export does not say when it was made.
    fallback_latest_ms: i64,
    zones: Zones,
    /// The person's own zone.
    zone: Option<usize>,
    records: Records,
    record: Option<Draft>,
    workout: Option<WorkoutDraft>,
}

impl<'s, S: Sink> Parser<'s, S> {
    /// A parser at the start of an export, or at `state`. `made_ms` stands in for a missing date of export.
    pub(crate) fn new(
        sink: &'s mut S,
        routes: &'s mut dyn Routes,
        state: State,
        made_ms: Option<i64>,
        time_zone: Option<&str>,
    ) -> Self {
        let mut zones = Zones::default();
        Parser {
            sink,
            routes,
            state,
            fallback_latest_ms: made_ms.map_or(i64::MAX, |made| made.saturating_add(DAY_MS)),
            zone: time_zone.and_then(|name| zones.find(name)),
            zones,
            records: Records::default(),
            record: None,
            workout: None,
        }
    }

    /// The state, when the parser stands between two elements that it would have to keep together.
    pub(crate) fn resting(&self) -> Option<State> {
        (self.record.is_none() && self.workout.is_none()).then_some(self.state)
    }

    /// Where records go.
    pub(crate) fn sink(&mut self) -> &mut S {
        self.sink
    }

    /// Takes the next token.
    ///
    /// # Errors
    /// Those of the store. Nothing in the input is an error; what cannot be used is skipped with its reason.
    pub(crate) fn take(&mut self, token: &Token<'_>) -> Result<Flow, Error> {
        match token {
            Token::Start(tag) => self.start(tag)?,
            Token::End(b"HealthData") => return Ok(Flow::Complete),
            Token::End(name) => self.end(name)?,
            Token::Malformed { name, open } => {
                self.sink.skip("malformed_element");
                if *open && matches!(*name, b"Correlation" | b"ClinicalRecord" | b"Audiogram" | b"VisionPrescription") {
                    self.state.depth += 1;
                }
            }
            Token::Entity => return Ok(Flow::Hostile),
            Token::Finished => return Ok(Flow::CutOff),
        }
        Ok(Flow::Go)
    }

    fn latest_ms(&self) -> i64 {
        self.state.export_ms.map_or(self.fallback_latest_ms, |made| made + DAY_MS)
    }

    fn start(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        match tag.name {
            b"Record" => {
                // The one before was never closed; it is complete all the same.
                self.finish_record()?;
                match self.records.begin(self.sink, tag, self.latest_ms()) {
                    Ok(draft) => self.record = Some(draft),
                    Err(reason) => self.sink.skip(reason),
                }
                if tag.empty {
                    self.finish_record()?;
                }
                return Ok(());
            }
            b"MetadataEntry" => {
                if self.record.is_some() {
                    self.records.metadata(tag);
                } else if let Some(workout) = &mut self.workout {
                    workout.child(tag, &mut self.zones);
                }
                return Ok(());
            }
            b"InstantaneousBeatsPerMinute" => {
                if self.record.is_some() {
                    self.records.beat(tag);
                }
                return Ok(());
            }
            b"HeartRateVariabilityMetadataList" | b"HealthData" => return Ok(()),
            b"WorkoutEvent" | b"WorkoutActivity" | b"WorkoutRoute" | b"FileReference" | b"WorkoutStatistics" => {
                if let Some(workout) = &mut self.workout {
                    workout.child(tag, &mut self.zones);
                }
                return Ok(());
            }
            b"SensitivityPoint" | b"RightEye" | b"LeftEye" | b"Attachment" => return Ok(()),
            _ => {}
        }
        self.top_level(tag)
    }

    /// Elements that stand right below the root, so that whatever seemed open has ended.
    fn top_level(&mut self, tag: &Tag<'_>) -> Result<(), Error> {
        self.finish_record()?;
        self.finish_workout()?;
        match tag.name {
            b"Workout" => {
                self.state.depth = 0;
                match WorkoutDraft::begin(tag, self.latest_ms()) {
                    Ok(draft) => self.workout = Some(draft),
                    Err(reason) => self.sink.skip(reason),
                }
                if tag.empty {
                    self.finish_workout()?;
                }
            }
            b"ExportDate" => {
                let made = tag.attribute(b"value").and_then(|value| instant(value).ok());
                self.state.export_ms = made.map(|made| made.ms).or(self.state.export_ms);
            }
            b"Me" => {
                if let Some(facts) = summary::person(tag) {
                    self.sink.person(&facts)?;
                }
            }
            b"ActivitySummary" => {
                self.state.depth = 0;
                match summary::activity(tag) {
                    Ok(summary) => self.sink.activity_summary(&summary)?,
                    Err(reason) => self.sink.skip(reason),
                }
            }
            name => {
                match name {
                    // Its records repeat at the top level.
                    b"Correlation" => self.state.depth = 0,
                    b"ClinicalRecord" => self.sink.skip("clinical_record"),
                    b"Audiogram" => self.sink.skip("audiogram"),
                    b"VisionPrescription" => self.sink.skip("vision_prescription"),
                    _ if self.state.depth > 0 => {}
                    _ => self.sink.skip("unknown_element"),
                }
                if !tag.empty {
                    self.state.depth = self.state.depth.saturating_add(1);
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, name: &[u8]) -> Result<(), Error> {
        match name {
            b"Record" => self.finish_record(),
            b"Workout" => self.finish_workout(),
            b"WorkoutActivity" | b"WorkoutRoute" => {
                if let Some(workout) = &mut self.workout {
                    workout.child_end(name);
                }
                Ok(())
            }
            b"MetadataEntry" | b"InstantaneousBeatsPerMinute" | b"HeartRateVariabilityMetadataList" => Ok(()),
            b"WorkoutEvent" | b"FileReference" | b"WorkoutStatistics" | b"ExportDate" | b"Me" | b"ActivitySummary" => {
                Ok(())
            }
            b"SensitivityPoint" | b"RightEye" | b"LeftEye" | b"Attachment" => Ok(()),
            _ => {
                self.state.depth = self.state.depth.saturating_sub(1);
                Ok(())
            }
        }
    }

    fn finish_record(&mut self) -> Result<(), Error> {
        let Some(draft) = self.record.take() else { return Ok(()) };
        let nested = self.state.depth > 0;
        let sample = self.records.finish(self.sink, &mut self.zones, self.zone, draft, nested);
        self.sink.sample(&sample)
    }

    fn finish_workout(&mut self) -> Result<(), Error> {
        let Some(draft) = self.workout.take() else { return Ok(()) };
        let workout = draft.finish(self.routes, &mut self.zones, self.zone);
        self.sink.workout(workout)
    }
}

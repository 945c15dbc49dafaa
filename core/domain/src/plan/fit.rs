//! A session as a FIT workout file, for watches and cycling computers.

use super::{Block, Part, PlannedSession, PlannedSet};
use crate::exercise::Pattern;
use crate::safety::limits::{Sport, sport_of};
use embedded_io::{ErrorType, Seek, SeekFrom, Write};
use rustyfit::Encoder;
use rustyfit::profile::{mesgdef, typedef};
use rustyfit::proto::{FIT, Message};
use std::convert::Infallible;

/// Seconds between 1970 and 1989-12-31T00:00:00Z, from which FIT counts.
const FIT_EPOCH_S: i64 = 631_065_600;

/// Longest name of a step in bytes that every device shows.
const NAME: usize = 40;

/// Why no file could be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the workout does not fit a FIT file: {0}")]
pub struct NotFit(String);

/// The session as the bytes of a FIT workout file. `created_ms` is when it is made, in milliseconds since 1970 UTC.
///
/// A block without sets is a step of its minutes, with its heart-rate range where one is planned; sets are steps of
/// repetitions or seconds with their rests, like ones repeated. Notes hold the effort.
///
/// # Errors
/// [`NotFit`] for more steps than the format counts.
pub fn fit(session: &PlannedSession, created_ms: i64) -> Result<Vec<u8>, NotFit> {
    let steps = steps(session);
    let count = u16::try_from(steps.len()).map_err(|_| NotFit(format!("{} steps", steps.len())))?;
    let mut file_id = mesgdef::FileId::new();
    file_id.r#type = typedef::File::WORKOUT;
    file_id.manufacturer = typedef::Manufacturer::DEVELOPMENT;
    file_id.product = 0;
    file_id.serial_number = serial(&session.id);
    let seconds = (created_ms.div_euclid(1_000) - FIT_EPOCH_S).clamp(0, i64::from(u32::MAX) - 1);
    file_id.time_created = typedef::DateTime(u32::try_from(seconds).unwrap_or_default());
    let mut workout = mesgdef::Workout::new();
    (workout.sport, workout.sub_sport) = sport(session);
    workout.num_valid_steps = count;
    workout.wkt_name = shortened(&session.title).into();
    let mut messages: Vec<Message> = vec![Message::from(file_id), Message::from(workout)];
    messages.extend(steps.into_iter().map(Message::from));
    let mut fit = FIT { messages, ..FIT::default() };
    let mut bytes = Bytes::default();
    Encoder::new().encode(&mut bytes, &mut fit).map_err(|error| NotFit(format!("{error:?}")))?;
    Ok(bytes.all)
}

/// A number that is not zero and the same for the same session (FNV-1a, 32 bits).
fn serial(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)).max(1)
}

fn sport(session: &PlannedSession) -> (typedef::Sport, typedef::SubSport) {
    let main = || session.blocks.iter().filter(|block| block.part == Part::Main);
    match main().filter_map(sport_of).next() {
        Some(Sport::Run) => (typedef::Sport::RUNNING, typedef::SubSport::GENERIC),
        Some(Sport::Ride) => (typedef::Sport::CYCLING, typedef::SubSport::GENERIC),
        None if main().any(|block| block.known().is_some_and(|known| known.pattern == Pattern::Endurance))
            && main().all(|block| block.sets.is_empty()) =>
        {
            (typedef::Sport::WALKING, typedef::SubSport::GENERIC)
        }
        None => (typedef::Sport::TRAINING, typedef::SubSport::STRENGTH_TRAINING),
    }
}

/// A text cut to whole characters within the length that devices show.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(NAME);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn steps(session: &PlannedSession) -> Vec<mesgdef::WorkoutStep> {
    let mut steps: Vec<mesgdef::WorkoutStep> = Vec::new();
    for block in &session.blocks {
        if block.sets.is_empty() {
            let mut step = step(block, steps.len());
            step.duration_type = typedef::WktStepDuration::TIME;
            step.duration_value = milliseconds(block.minutes * 60.0);
            steps.push(step);
            continue;
        }
        let mut rest: &[PlannedSet] = &block.sets;
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|set| *set == first).count();
            rest = &rest[same..];
            let begin = steps.len();
            steps.push(work(block, first, begin));
            if first.rest_s > 0.0 {
                let mut pause = mesgdef::WorkoutStep::new();
                pause.message_index = index(steps.len());
                pause.intensity = typedef::Intensity::REST;
                pause.duration_type = typedef::WktStepDuration::TIME;
                pause.duration_value = milliseconds(first.rest_s);
                pause.target_type = typedef::WktStepTarget::OPEN;
                pause.target_value = 0;
                steps.push(pause);
            }
            if same > 1 {
                let mut repeat = mesgdef::WorkoutStep::new();
                repeat.message_index = index(steps.len());
                repeat.duration_type = typedef::WktStepDuration::REPEAT_UNTIL_STEPS_CMPLT;
                repeat.duration_value = u32::try_from(begin).unwrap_or(u32::MAX);
                repeat.target_value = u32::try_from(same).unwrap_or(u32::MAX);
                steps.push(repeat);
            }
        }
    }
    steps
}

fn index(at: usize) -> typedef::MessageIndex {
    typedef::MessageIndex(u16::try_from(at).unwrap_or(u16::MAX))
}

fn milliseconds(seconds: f64) -> u32 {
    (seconds.clamp(0.0, 86_400.0) * 1_000.0).round() as u32
}

fn step(block: &Block, at: usize) -> mesgdef::WorkoutStep {
    let mut step = mesgdef::WorkoutStep::new();
    step.message_index = index(at);
    step.wkt_step_name = shortened(&block.name).into();
    step.intensity = match block.part {
        Part::WarmUp => typedef::Intensity::WARMUP,
        Part::Main => typedef::Intensity::ACTIVE,
        Part::CoolDown => typedef::Intensity::COOLDOWN,
    };
    step.target_type = typedef::WktStepTarget::OPEN;
    step.target_value = 0;
    if let Some(target) = block.heart_rate {
        step.target_type = typedef::WktStepTarget::HEART_RATE;
        // In bpm plus 100; up to 100 it would be a percentage of the maximum.
        step.custom_target_value_low = target.low_bpm + 100;
        step.custom_target_value_high = target.high_bpm + 100;
    }
    if let Some(effort) = block.rpe {
        step.notes = format!("effort {} to {} of 10", effort.low, effort.high).into();
    }
    step
}

fn work(block: &Block, set: &PlannedSet, at: usize) -> mesgdef::WorkoutStep {
    let mut step = step(block, at);
    if set.warmup {
        step.intensity = typedef::Intensity::WARMUP;
    }
    match (set.reps, set.seconds) {
        (Some(reps), _) => {
            step.duration_type = typedef::WktStepDuration::REPS;
            step.duration_value = reps;
        }
        (None, Some(seconds)) => {
            step.duration_type = typedef::WktStepDuration::TIME;
            step.duration_value = milliseconds(seconds);
        }
        (None, None) => step.duration_type = typedef::WktStepDuration::OPEN,
    }
    if let Some(kg) = set.weight_kg {
        step.exercise_weight = (kg * 100.0).round().clamp(0.0, 65_534.0) as u16;
        step.weight_display_unit = typedef::FitBaseUnit::KILOGRAM;
    }
    if let Some(rpe) = set.rpe {
        step.notes = format!("effort {rpe} of 10").into();
    }
    step
}

/// Bytes in memory with a place to write at.
#[derive(Default)]
struct Bytes {
    all: Vec<u8>,
    at: usize,
}

impl ErrorType for Bytes {
    type Error = Infallible;
}

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Infallible> {
        let end = self.at + bytes.len();
        if self.all.len() < end {
            self.all.resize(end, 0);
        }
        self.all[self.at..end].copy_from_slice(bytes);
        self.at = end;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl Seek for Bytes {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Infallible> {
        let from = |base: usize, offset: i64| (base as i64).saturating_add(offset).max(0) as usize;
        self.at = match to {
            SeekFrom::Start(at) => at as usize,
            SeekFrom::End(offset) => from(self.all.len(), offset),
            SeekFrom::Current(offset) => from(self.at, offset),
        };
        Ok(self.at as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{EffortTarget, HeartRateTarget};
    use fitparser::Value;
    use fitparser::profile::MesgNum;
    use jiff::civil::date;

    fn session() -> PlannedSession {
        let effort = Some(EffortTarget { low: 3.0, high: 4.0 });
        let set = |reps, weight_kg, warmup| PlannedSet {
            reps: Some(reps),
            weight_kg: Some(weight_kg),
            rest_s: 120.0,
            rpe: Some(7.5),
            warmup,
            ..PlannedSet::default()
        };
        PlannedSession {
            id: "w01-mon".to_owned(),
            date: date(2026, 3, 2),
            start: None,
            title: "Kräftigung".to_owned(),
            deload: false,
            form_check: None,
            blocks: vec![
                Block {
                    name: "Walk".to_owned(),
                    part: Part::WarmUp,
                    minutes: 5.5,
                    rpe: effort,
                    heart_rate: Some(HeartRateTarget { low_bpm: 95, high_bpm: 120 }),
                    ..Block::default()
                },
                Block {
                    name: "Back squat".to_owned(),
                    minutes: 12.0,
                    sets: vec![set(5, 40.0, true), set(5, 62.5, false), set(5, 62.5, false), set(5, 62.5, false)],
                    ..Block::default()
                },
                Block {
                    name: "Plank".to_owned(),
                    minutes: 1.0,
                    sets: vec![PlannedSet { seconds: Some(45.0), ..PlannedSet::default() }],
                    ..Block::default()
                },
            ],
        }
    }

    fn read(bytes: &[u8]) -> Vec<fitparser::FitDataRecord> {
        fitparser::from_bytes(bytes).unwrap()
    }

    fn number(record: &fitparser::FitDataRecord, name: &str) -> Option<f64> {
        let field = record.fields().iter().find(|field| field.name() == name)?;
        field.value().clone().try_into().ok()
    }

    fn text(record: &fitparser::FitDataRecord, name: &str) -> Option<String> {
        let field = record.fields().iter().find(|field| field.name() == name)?;
        Some(match field.value() {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
    }

    #[test]
    fn another_reader_finds_every_step() {
        let bytes = fit(&session(), 1_774_000_000_000).unwrap();
        let records = read(&bytes);
        let workout = records.iter().find(|record| record.kind() == MesgNum::Workout).unwrap();
        assert_eq!(text(workout, "wkt_name").unwrap(), "Kräftigung");
        assert_eq!(text(workout, "sport").unwrap(), "training");
        let steps: Vec<_> = records.iter().filter(|record| record.kind() == MesgNum::WorkoutStep).collect();
        assert_eq!(number(workout, "num_valid_steps"), Some(steps.len() as f64));
        // Walk; warm-up set and rest; work set, rest and repeat; plank.
        assert_eq!(steps.len(), 7, "{steps:#?}");
        assert_eq!(text(steps[0], "intensity").unwrap(), "warmup");
        let all = format!("{steps:?}");
        assert!(all.contains("Back squat") && all.contains("Plank") && all.contains("effort 7.5 of 10"), "{all}");
        let weights: Vec<f64> = steps.iter().filter_map(|step| number(step, "exercise_weight")).collect();
        assert_eq!(weights, [40.0, 62.5]);
        let names: Vec<String> = steps.iter().filter_map(|step| text(step, "duration_type")).collect();
        assert_eq!(names, ["time", "reps", "time", "reps", "time", "repeat_until_steps_cmplt", "time"]);
    }

    #[test]
    fn one_flipped_bit_is_noticed_by_the_checksum() {
        let mut bytes = fit(&session(), 0).unwrap();
        assert!(fitparser::from_bytes(&bytes).is_ok());
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        assert!(fitparser::from_bytes(&bytes).is_err());
    }

    #[test]
    fn a_name_is_cut_between_letters() {
        assert_eq!(shortened(&"ä".repeat(30)), "ä".repeat(20));
        assert_eq!(shortened("short"), "short");
    }
}

//! `Record` elements: quantities, states and types that no canonical metric describes.

use super::beats::Beats;
use super::memo::Memo;
use super::value::{Instant, decimal, instant};
use super::xml::{Tag, decode};
use super::zone::Zones;
use crate::device;
use crate::sink::Sink;
use coach_domain::metric::{self, Metric, MetricCode};
use coach_domain::record::{DeviceRef, Sample, SampleFlags, Source, SourceRef, TextRef};
use coach_domain::sleep::SleepStage;
use coach_domain::unit::{Conversion, convert};
use std::collections::BTreeMap;

/// More types than HealthKit will ever have; input with more is made up.
const MOST_TYPES: usize = 4096;
/// The most metadata that is kept of one record, in bytes as written.
const MOST_METADATA: usize = 64 << 10;

/// A record that has been read and waits for its children.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Draft {
    sample: Sample,
}

/// Turns records into samples. Holds what neighbouring records share.
#[derive(Default)]
pub(crate) struct Records {
    by_name: Memo<Option<usize>>,
    types: Vec<Type>,
    recorders: Memo<Option<(SourceRef, DeviceRef)>>,
    scratch: Vec<u8>,
    /// Keys and values of metadata as written, each with a zero byte behind it.
    metadata: Vec<u8>,
    metadata_known: Memo<Metadata>,
    beats: Beats,
}

struct Type {
    meaning: Meaning,
    units: Memo<Option<KnownUnit>>,
}

#[derive(Clone, Copy)]
enum Meaning {
    Quantity(&'static Metric),
    Sleep,
    StandHour,
    Mindful,
    CustomQuantity(MetricCode),
    CustomCategory(MetricCode),
}

/// A unit as written, and what it takes to the canonical one.
#[derive(Clone, Copy)]
struct KnownUnit {
    conversion: Conversion,
    raw: TextRef,
}

#[derive(Clone, Copy)]
struct Metadata {
    text: TextRef,
    user_entered: bool,
    zone: Option<usize>,
}

/// Attributes of a record, as written.
#[derive(Default)]
struct Attributes<'t> {
    kind: Option<&'t [u8]>,
    unit: Option<&'t [u8]>,
    value: Option<&'t [u8]>,
    source: Option<&'t [u8]>,
    device: Option<&'t [u8]>,
    start: Option<&'t [u8]>,
    end: Option<&'t [u8]>,
    created: Option<&'t [u8]>,
}

impl<'t> Attributes<'t> {
    fn read(tag: &Tag<'t>) -> Result<Self, &'static str> {
        let mut attributes = Attributes::default();
        for (name, value) in tag.attributes() {
            let place = match name {
                b"type" => &mut attributes.kind,
                b"unit" => &mut attributes.unit,
                b"value" => &mut attributes.value,
                b"sourceName" => &mut attributes.source,
                b"device" => &mut attributes.device,
                b"startDate" => &mut attributes.start,
                b"endDate" => &mut attributes.end,
                b"creationDate" => &mut attributes.created,
                _ => continue,
            };
            if place.replace(value).is_some() {
                return Err("malformed_element");
            }
        }
        Ok(attributes)
    }
}

impl Records {
    /// Reads the attributes of a record. `latest_ms` is the last believable instant.
    ///
    /// # Errors
    /// The reason for skipping it.
    pub(crate) fn begin<S: Sink>(
        &mut self,
        sink: &mut S,
        tag: &Tag<'_>,
        latest_ms: i64,
    ) -> Result<Draft, &'static str> {
        self.metadata.clear();
        if !self.beats.is_empty() {
            self.beats = Beats::default();
        }
        let attributes = Attributes::read(tag)?;
        let name = attributes.kind.filter(|kind| !kind.is_empty()).ok_or("missing_type")?;
        let (start, end) = span(attributes.start, attributes.end, latest_ms)?;
        let (source, device) = self.recorder(sink, attributes.source, attributes.device)?;
        let kind = self.kind(sink, name)?;
        let measured = self.measure(sink, kind, &attributes)?;
        let created_ms =
            attributes.created.and_then(|created| parse(created, instant).ok()).map_or(0, |created| created.ms);
        Ok(Draft {
            sample: Sample {
                metric: measured.metric,
                source,
                device,
                start_ms: start.ms,
                end_ms: end.ms,
                offset_min: start.offset_min,
                value: measured.value,
                raw_unit: measured.raw_unit,
                raw_value: measured.raw_value,
                created_ms,
                origin: TextRef::default(),
                metadata: TextRef::default(),
                flags: SampleFlags::default(),
            },
        })
    }

    /// Notes a child `MetadataEntry`.
    pub(crate) fn metadata(&mut self, tag: &Tag<'_>) {
        let (Some(key), Some(value)) = (tag.attribute(b"key"), tag.attribute(b"value")) else { return };
        if self.metadata.len() + key.len() + value.len() <= MOST_METADATA {
            self.push_metadata(key, value);
        }
    }

    /// Notes a child `InstantaneousBeatsPerMinute`.
    pub(crate) fn beat(&mut self, tag: &Tag<'_>) {
        self.beats.add(tag.attribute(b"bpm").unwrap_or_default(), tag.attribute(b"time").unwrap_or_default());
    }

    /// The sample, with what its children told. `zone` is the person's own, for records that do not name one.
    pub(crate) fn finish<S: Sink>(
        &mut self,
        sink: &mut S,
        zones: &mut Zones,
        zone: Option<usize>,
        draft: Draft,
        nested: bool,
    ) -> Sample {
        let mut sample = draft.sample;
        let mut zone = zone;
        if !self.metadata.is_empty() || !self.beats.is_empty() {
            let metadata = if self.beats.is_empty() {
                let raw = &self.metadata;
                self.metadata_known.get(raw, || read_metadata(sink, zones, raw, serde_json::Value::Null))
            } else {
                read_metadata(sink, zones, &self.metadata, self.beats.take())
            };
            sample.metadata = metadata.text;
            if metadata.user_entered {
                sample.flags = sample.flags.with(SampleFlags::USER_ENTERED);
            }
            zone = metadata.zone.or(zone);
        }
        if let Some(offset) = zone.and_then(|zone| zones.offset_min(zone, sample.start_ms)) {
            sample.offset_min = offset;
        }
        if nested {
            sample.flags = sample.flags.with(SampleFlags::NESTED);
        }
        sample
    }

    fn push_metadata(&mut self, key: &[u8], value: &[u8]) {
        for part in [key, value] {
            self.metadata.extend_from_slice(part);
            self.metadata.push(0);
        }
    }

    /// Source and device of a record.
    fn recorder<S: Sink>(
        &mut self,
        sink: &mut S,
        source: Option<&[u8]>,
        device: Option<&[u8]>,
    ) -> Result<(SourceRef, DeviceRef), &'static str> {
        let source = source.filter(|name| !name.is_empty()).ok_or("missing_source")?;
        self.scratch.clear();
        self.scratch.extend_from_slice(source);
        if let Some(device) = device {
            self.scratch.push(0);
            self.scratch.extend_from_slice(device);
        }
        self.recorders
            .get(&self.scratch, || {
                let name = decode(source)?;
                let device = device.map(decode).map_or(Some(None), |decoded| decoded.map(Some))?;
                let device = device.as_deref().map(device::stable_part).filter(|device| !device.is_empty());
                let kind = device::kind(&name, device);
                let source = sink.source(&Source { name: name.into_owned(), kind });
                Some((source, device.map_or(DeviceRef::default(), |device| sink.device(device))))
            })
            .ok_or("bad_text")
    }

    fn kind<S: Sink>(&mut self, sink: &mut S, name: &[u8]) -> Result<usize, &'static str> {
        let types = &mut self.types;
        self.by_name
            .get(name, || {
                if types.len() >= MOST_TYPES {
                    return None;
                }
                let meaning = meaning(sink, &decode(name)?);
                types.push(Type { meaning, units: Memo::default() });
                Some(types.len() - 1)
            })
            .ok_or("bad_type")
    }

    fn measure<S: Sink>(
        &mut self,
        sink: &mut S,
        kind: usize,
        attributes: &Attributes<'_>,
    ) -> Result<Measured, &'static str> {
        let kind = self.types.get_mut(kind).ok_or("bad_type")?;
        let raw = attributes.value;
        let state = |metric, value| Measured { metric, value, raw_value: value, raw_unit: TextRef::default() };
        match kind.meaning {
            Meaning::Quantity(metric) => {
                let raw_value = parse(raw.ok_or("missing_value")?, decimal)?;
                let written = attributes.unit.ok_or("missing_unit")?;
                let unit = kind
                    .units
                    .get(written, || {
                        let unit = decode(written)?;
                        let conversion = convert(&unit, metric)?;
                        let raw = if conversion.is_identity() { TextRef::default() } else { sink.text(&unit) };
                        Some(KnownUnit { conversion, raw })
                    })
                    .ok_or("unknown_unit")?;
                let value = unit.conversion.apply(raw_value);
                let (low, high) = metric.plausible;
                if raw_value < 0.0 && low >= 0.0 {
                    return Err("negative");
                }
                if !(low..=high).contains(&value) {
                    return Err("implausible");
                }
                Ok(Measured { metric: metric.code, value, raw_value, raw_unit: unit.raw })
            }
            Meaning::Sleep => {
                let stage = sleep_stage(raw.ok_or("missing_value")?).ok_or("unknown_value")?;
                Ok(state(metric::SLEEP_STAGE, stage.value()))
            }
            Meaning::StandHour => match raw.ok_or("missing_value")? {
                b"HKCategoryValueAppleStandHourStood" | b"0" => Ok(state(metric::STAND_HOUR, 1.0)),
                b"HKCategoryValueAppleStandHourIdle" | b"1" => Ok(state(metric::STAND_HOUR, 0.0)),
                _ => Err("unknown_value"),
            },
            // A mindful session has no value of its own; that it was is what counts.
            Meaning::Mindful => Ok(state(metric::MINDFUL, 1.0)),
            Meaning::CustomQuantity(metric) => {
                let raw_value = parse(raw.ok_or("missing_value")?, decimal)?;
                let raw_unit = match attributes.unit {
                    None => None,
                    Some(written) => kind.units.get(written, || {
                        let raw = sink.text(&decode(written)?);
                        Some(KnownUnit { conversion: Conversion::IDENTITY, raw })
                    }),
                };
                Ok(Measured {
                    metric,
                    value: raw_value,
                    raw_value,
                    raw_unit: raw_unit.map_or(TextRef::default(), |unit| unit.raw),
                })
            }
            Meaning::CustomCategory(metric) => {
                let raw = raw.unwrap_or_default();
                if let Ok(value) = decimal(raw) {
                    return Ok(state(metric, value));
                }
                if !raw.is_empty() {
                    self.push_metadata(b"value", raw);
                }
                Ok(state(metric, word_code(raw)))
            }
        }
    }
}

struct Measured {
    metric: MetricCode,
    value: f64,
    raw_value: f64,
    raw_unit: TextRef,
}

/// Start and end of a record or workout.
///
/// # Errors
/// The reason for skipping it.
pub(crate) fn span(
    start: Option<&[u8]>,
    end: Option<&[u8]>,
    latest_ms: i64,
) -> Result<(Instant, Instant), &'static str> {
    let start = parse(start.ok_or("missing_date")?, instant)?;
    let end = parse(end.ok_or("missing_date")?, instant)?;
    if end.ms < start.ms {
        return Err("end_before_start");
    }
    if end.ms > latest_ms {
        return Err("future");
    }
    Ok((start, end))
}

/// Reads raw bytes, decoding entities first only where there are any.
pub(crate) fn parse<T>(raw: &[u8], read: impl Fn(&[u8]) -> Result<T, &'static str>) -> Result<T, &'static str> {
    match read(raw) {
        Err(reason) if raw.contains(&b'&') => decode(raw).map_or(Err(reason), |text| read(text.as_bytes())),
        answer => answer,
    }
}

fn meaning<S: Sink>(sink: &mut S, name: &str) -> Meaning {
    match Metric::by_healthkit(name) {
        Some(metric) if metric.code == metric::SLEEP_STAGE => Meaning::Sleep,
        Some(metric) if metric.code == metric::STAND_HOUR => Meaning::StandHour,
        Some(metric) if metric.code == metric::MINDFUL => Meaning::Mindful,
        Some(metric) => Meaning::Quantity(metric),
        None if name.starts_with("HKCategoryTypeIdentifier") => Meaning::CustomCategory(sink.custom_metric(name)),
        None if name.starts_with("HKQuantityTypeIdentifier") => Meaning::CustomQuantity(sink.custom_metric(name)),
        // Neither quantity nor category, for example `HKDataTypeSleepDurationGoal`: a number or a word.
        None => Meaning::CustomCategory(sink.custom_metric(name)),
    }
}

fn sleep_stage(raw: &[u8]) -> Option<SleepStage> {
    Some(match raw.strip_prefix(b"HKCategoryValueSleepAnalysis").unwrap_or(raw) {
        b"InBed" | b"0" => SleepStage::InBed,
        b"Asleep" | b"AsleepUnspecified" | b"1" => SleepStage::Asleep,
        b"Awake" | b"2" => SleepStage::Awake,
        b"AsleepCore" | b"3" => SleepStage::Light,
        b"AsleepDeep" | b"4" => SleepStage::Deep,
        b"AsleepREM" | b"5" => SleepStage::Rem,
        _ => return None,
    })
}

/// A small number that tells the words of a category apart: FNV-1a folded to 16 bits. The word itself is in the
/// metadata; the number only keeps two states at the same time from being taken for one.
fn word_code(word: &[u8]) -> f64 {
    let hash = word.iter().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    if word.is_empty() { 0.0 } else { f64::from((hash >> 16) ^ (hash & 0xffff)) }
}

/// Decodes metadata and interns it as one JSON object with sorted keys.
fn read_metadata<S: Sink>(sink: &mut S, zones: &mut Zones, raw: &[u8], beats: serde_json::Value) -> Metadata {
    let mut metadata = Metadata { text: TextRef::default(), user_entered: false, zone: None };
    let mut entries = BTreeMap::new();
    if !beats.is_null() {
        entries.insert("beats".to_owned(), beats);
    }
    let mut parts = raw.split(|byte| *byte == 0);
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        let (Some(key), Some(value)) = (decode(key), decode(value)) else { continue };
        match &*key {
            "HKWasUserEntered" => {
                metadata.user_entered = matches!(&*value, "1" | "true" | "YES");
                continue;
            }
            "HKTimeZone" => metadata.zone = zones.find(&value),
            _ => {}
        }
        entries.insert(key.into_owned(), serde_json::Value::String(value.into_owned()));
    }
    if !entries.is_empty()
        && let Ok(json) = serde_json::to_string(&entries)
    {
        metadata.text = sink.text(&json);
    }
    metadata
}

//! Chunks: the samples of one metric, source and UTC month as a sorted set in compressed columns.
//!
//! The bytes before compression are a function of the set alone: whatever the order in which samples came, and from
//! whatever import, equal sets have equal bytes and the same hash on every device.

use crate::Error;
use crate::codec::{Reader, get_floats, get_ints, inflate, put_floats, put_ints, put_part, put_varint};
use crate::live::HEALTHKIT;
use coach_domain::record::SampleFlags;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::Arc;

const VERSION: u8 = 1;
/// Larger chunks are refused: a month of a reading per second takes about 30 MiB.
const MAX_BYTES: usize = 256 << 20;

/// Strings and their numbers; 0 is the empty string.
#[derive(Debug)]
pub(crate) struct Strings {
    ids: HashMap<Arc<str>, u32>,
    list: Vec<Arc<str>>,
}

impl Default for Strings {
    fn default() -> Self {
        let empty: Arc<str> = Arc::from("");
        Strings { ids: HashMap::from([(Arc::clone(&empty), 0)]), list: vec![empty] }
    }
}

impl Strings {
    /// The number of a string.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        let text: Arc<str> = Arc::from(text);
        let id = self.list.len() as u32;
        self.list.push(Arc::clone(&text));
        self.ids.insert(text, id);
        id
    }

    /// The string behind a number; empty for numbers that were never handed out.
    pub(crate) fn get(&self, id: u32) -> &str {
        self.list.get(id as usize).map_or("", |text| text)
    }

    /// The string behind a number, `None` for 0.
    pub(crate) fn owned(&self, id: u32) -> Option<String> {
        (id != 0).then(|| self.get(id).to_owned())
    }
}

/// One sample of a chunk; strings are numbers of a [`Strings`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Row {
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) created_ms: i64,
    pub(crate) value: f64,
    pub(crate) raw_value: f64,
    pub(crate) device: u32,
    pub(crate) raw_unit: u32,
    pub(crate) origin: u32,
    pub(crate) metadata: u32,
    pub(crate) offset_min: i16,
    pub(crate) flags: u8,
}

/// What figures need of a sample.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Light {
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) value: f64,
    pub(crate) offset_min: i16,
}

impl Row {
    fn nested(&self) -> bool {
        SampleFlags(self.flags).contains(SampleFlags::NESTED)
    }

    /// The order within a chunk: by time, value and the origin's id.
    fn order(&self, other: &Row, strings: &Strings) -> Ordering {
        self.start_ms
            .cmp(&other.start_ms)
            .then(self.end_ms.cmp(&other.end_ms))
            .then_with(|| self.value.total_cmp(&other.value))
            .then_with(|| {
                if self.origin == other.origin {
                    Ordering::Equal
                } else {
                    strings.get(self.origin).cmp(strings.get(other.origin))
                }
            })
    }

    /// Which of two samples with one identity stays: a total order over everything else, so that merging is
    /// commutative, associative and idempotent. A top-level record wins over a nested one, a later edit at the origin
    /// over an earlier one, the richer over the poorer.
    fn preference(&self, other: &Row, strings: &Strings) -> Ordering {
        let richness = |row: &Row| [row.device, row.raw_unit, row.metadata].iter().filter(|id| **id != 0).count();
        let text = |id: fn(&Row) -> u32| {
            if id(self) == id(other) { Ordering::Equal } else { strings.get(id(self)).cmp(strings.get(id(other))) }
        };
        (!self.nested())
            .cmp(&!other.nested())
            .then(self.created_ms.cmp(&other.created_ms))
            .then(richness(self).cmp(&richness(other)))
            .then_with(|| text(|row| row.metadata))
            .then_with(|| text(|row| row.device))
            .then_with(|| text(|row| row.raw_unit))
            .then(self.raw_value.total_cmp(&other.raw_value))
            .then(self.offset_min.cmp(&other.offset_min))
            .then(self.flags.cmp(&other.flags))
            .then(self.start_ms.cmp(&other.start_ms))
            .then(self.end_ms.cmp(&other.end_ms))
            .then(self.value.total_cmp(&other.value))
    }

    /// The identity as 32 hexadecimal digits, for the list of samples that a person deleted.
    pub(crate) fn identity(&self, strings: &Strings) -> String {
        let mut hasher = blake3::Hasher::new_derive_key("pocketcoach/v1/sample");
        if self.origin == 0 {
            hasher.update(&self.start_ms.to_le_bytes());
            hasher.update(&self.end_ms.to_le_bytes());
            hasher.update(&self.value.to_bits().to_le_bytes());
        } else {
            hasher.update(strings.get(self.origin).as_bytes());
        }
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// What a merge did.
#[derive(Debug, Default)]
pub(crate) struct Merged {
    /// The union, in order.
    pub(crate) rows: Vec<Row>,
    /// Samples that were not there before.
    pub(crate) new: u64,
    /// Samples that were there before; nested ones are not counted.
    pub(crate) duplicates: u64,
    /// The union differs from what was there.
    pub(crate) changed: bool,
    /// Samples that were there without a name and have one now.
    pub(crate) renamed: u64,
    /// First start and last end among what changed.
    pub(crate) span: Option<(i64, i64)>,
}

impl Merged {
    fn touch(&mut self, row: &Row) {
        self.changed = true;
        let (start, end) = self.span.unwrap_or((i64::MAX, i64::MIN));
        self.span = Some((start.min(row.start_ms), end.max(row.end_ms)));
    }

    /// Joins a sample with one of the same identity that is there already.
    fn join(&mut self, there: &mut Row, row: &Row, strings: &Strings) {
        // A nested record and its top-level twin are one record, counted when the first of them came.
        if !row.nested() && !there.nested() {
            self.duplicates += 1;
        }
        if there.preference(row, strings) == Ordering::Less {
            self.touch(there);
            self.touch(row);
            *there = *row;
        }
    }
}

/// Merges samples into those of a chunk. `there` must be in order; `incoming` need not be.
///
/// A sample that HealthKit names takes the place of the same one out of an export, which names none. HealthKit's
/// records never change, so that this keeps the order of merges out of the result.
pub(crate) fn merge(there: Vec<Row>, mut incoming: Vec<Row>, strings: &Strings) -> Merged {
    incoming.sort_unstable_by(|a, b| a.order(b, strings));
    let mut merged = Merged::default();
    let by_origin = incoming.iter().chain(&there).any(|row| row.origin != 0);
    let (mut there, there_named): (Vec<Row>, Vec<Row>) =
        if by_origin { there.into_iter().partition(|row| row.origin == 0) } else { (there, Vec::new()) };
    let mut named: HashMap<u32, Row> = there_named.into_iter().map(|row| (row.origin, row)).collect();
    if by_origin {
        let twins = Twins::of(named.values().chain(&incoming), strings);
        let mut taken = 0;
        there.retain(|row| {
            let goes = twins.holds(row);
            if goes {
                merged.touch(row);
                taken += u64::from(!row.nested());
            }
            !goes
        });
        incoming.retain(|row| {
            let goes = row.origin == 0 && twins.holds(row);
            merged.duplicates += u64::from(goes && !row.nested());
            !goes
        });
        // What was there without a name is not new with one.
        merged.renamed = taken;
    }

    merged.rows.reserve_exact(there.len() + incoming.len());
    let mut there = there.into_iter().peekable();
    for row in &incoming {
        if row.origin != 0 {
            match named.entry(row.origin) {
                std::collections::hash_map::Entry::Occupied(mut slot) => merged.join(slot.get_mut(), row, strings),
                std::collections::hash_map::Entry::Vacant(slot) => {
                    slot.insert(*row);
                    merged.new += 1;
                    merged.touch(row);
                }
            }
            continue;
        }
        while let Some(before) = there.next_if(|candidate| candidate.order(row, strings) != Ordering::Greater) {
            merged.rows.push(before);
        }
        if let Some(mut last) = merged.rows.pop() {
            if last.order(row, strings) == Ordering::Equal {
                merged.join(&mut last, row, strings);
                merged.rows.push(last);
                continue;
            }
            merged.rows.push(last);
        }
        merged.new += 1;
        merged.touch(row);
        merged.rows.push(*row);
    }
    merged.rows.extend(there);
    if !named.is_empty() {
        merged.rows.extend(named.into_values());
        merged.rows.sort_unstable_by(|a, b| a.order(b, strings));
    }
    let renamed = merged.renamed.min(merged.new);
    merged.new -= renamed;
    merged.duplicates += renamed;
    merged
}

/// Samples that HealthKit names, as an export would give them: in whole seconds, with six digits.
struct Twins(HashMap<(i64, i64), Vec<f64>>);

impl Twins {
    fn of<'rows>(rows: impl Iterator<Item = &'rows Row>, strings: &Strings) -> Self {
        let mut twins: HashMap<(i64, i64), Vec<f64>> = HashMap::new();
        for row in rows.filter(|row| row.origin != 0 && strings.get(row.origin).starts_with(HEALTHKIT)) {
            twins.entry(Self::seconds(row)).or_default().push(row.value);
        }
        Twins(twins)
    }

    fn seconds(row: &Row) -> (i64, i64) {
        (row.start_ms.div_euclid(1000), row.end_ms.div_euclid(1000))
    }

    fn holds(&self, row: &Row) -> bool {
        let same = |value: &f64| (value - row.value).abs() <= 1e-5 * value.abs().max(row.value.abs());
        !self.0.is_empty() && self.0.get(&Self::seconds(row)).is_some_and(|values| values.iter().any(same))
    }
}

/// A chunk as it is stored.
#[derive(Debug)]
pub(crate) struct Encoded {
    /// Version and compressed columns.
    pub(crate) bytes: Vec<u8>,
    /// Hash of the columns before compression.
    pub(crate) hash: [u8; 32],
}

/// Packs samples that are in order.
pub(crate) fn encode(rows: &[Row], strings: &Strings) -> Result<Encoded, Error> {
    let mut out = Vec::with_capacity(rows.len() * 12 + 64);
    let mut part = Vec::with_capacity(rows.len() * 4 + 16);
    let mut column = |out: &mut Vec<u8>, fill: &dyn Fn(&mut Vec<u8>)| {
        part.clear();
        fill(&mut part);
        put_part(out, &part);
    };
    // Most sources give whole seconds.
    let unit = if rows.iter().all(|row| row.start_ms % 1000 == 0 && row.end_ms % 1000 == 0) { 1000 } else { 1 };
    put_varint(&mut out, rows.len() as u64);
    put_varint(&mut out, unit as u64);
    column(&mut out, &|part| {
        let mut previous = 0;
        for row in rows {
            let delta = row.start_ms / unit - previous;
            previous = row.start_ms / unit;
            put_varint(part, ((delta << 1) ^ (delta >> 63)) as u64);
        }
    });
    column(&mut out, &|part| put_ints(part, rows.iter().map(|row| (row.end_ms - row.start_ms) / unit)));
    column(&mut out, &|part| put_ints(part, rows.iter().map(|row| i64::from(row.offset_min))));
    column(&mut out, &|part| put_floats(part, rows.iter().map(|row| row.value)));
    let same = rows.iter().all(|row| row.raw_value.to_bits() == row.value.to_bits());
    column(&mut out, &|part| {
        if !same {
            put_floats(part, rows.iter().map(|row| row.raw_value));
        }
    });
    // Relative to the end: most sources write a record when it ends. 0 is "not said".
    column(&mut out, &|part| {
        put_ints(
            part,
            rows.iter().map(|row| {
                let lag = row.created_ms.wrapping_sub(row.end_ms);
                if row.created_ms == 0 {
                    0
                } else if lag >= 0 {
                    lag.wrapping_add(1)
                } else {
                    lag
                }
            }),
        );
    });
    column(&mut out, &|part| put_ints(part, rows.iter().map(|row| i64::from(row.flags))));
    let texts: [fn(&Row) -> u32; 4] = [|row| row.device, |row| row.raw_unit, |row| row.metadata, |row| row.origin];
    let mut used: Vec<u32> = Vec::new();
    for text in texts {
        let mut last = 0;
        for id in rows.iter().map(text) {
            if id != last {
                used.push(id);
                last = id;
            }
        }
    }
    used.sort_unstable();
    used.dedup();
    used.retain(|id| *id != 0);
    used.sort_unstable_by(|a, b| strings.get(*a).cmp(strings.get(*b)));
    let places: HashMap<u32, i64> =
        used.iter().enumerate().map(|(place, id)| (*id, place as i64 + 1)).chain([(0, 0)]).collect();
    column(&mut out, &|part| {
        put_varint(part, used.len() as u64);
        for id in &used {
            put_part(part, strings.get(*id).as_bytes());
        }
    });
    for text in texts {
        column(&mut out, &|part| {
            let (mut last, mut place) = (0, 0);
            let values: Vec<i64> = rows
                .iter()
                .map(|row| {
                    let id = text(row);
                    if id != last {
                        (last, place) = (id, places.get(&id).copied().unwrap_or(0));
                    }
                    place
                })
                .collect();
            put_ints(part, values.iter().copied());
        });
    }
    let hash = *blake3::hash(&out).as_bytes();
    let mut bytes = vec![VERSION];
    let packed = zstd::bulk::compress(&out, 3).map_err(|error| Error::Database(error.to_string()))?;
    bytes.extend_from_slice(&packed);
    Ok(Encoded { bytes, hash })
}

fn corrupt() -> Error {
    Error::Corrupt("a chunk of samples".to_owned())
}

fn columns(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    match bytes.split_first() {
        Some((&VERSION, packed)) => inflate(packed, MAX_BYTES).ok_or_else(corrupt),
        Some(_) => Err(Error::Newer),
        None => Err(corrupt()),
    }
}

/// Reads times and values, and leaves the rest of the columns alone.
pub(crate) fn decode_light(bytes: &[u8]) -> Result<Vec<Light>, Error> {
    let out = columns(bytes)?;
    light(&mut Reader(&out)).ok_or_else(corrupt)
}

fn light(reader: &mut Reader<'_>) -> Option<Vec<Light>> {
    let count = usize::try_from(reader.varint()?).ok()?;
    let unit = i64::try_from(reader.varint()?).ok()?;
    let mut starts = reader.part()?;
    // Each start takes a byte, so an honest count is bounded by what is there.
    if count > starts.0.len() {
        return None;
    }
    let durations = get_ints(reader.part()?, count)?;
    let offsets = get_ints(reader.part()?, count)?;
    let values = get_floats(reader.part()?, count)?;
    let mut rows = Vec::with_capacity(count);
    let mut start = 0_i64;
    for index in 0..count {
        let delta = starts.varint()?;
        start = start.checked_add((delta >> 1) as i64 ^ -((delta & 1) as i64))?;
        let start_ms = start.checked_mul(unit)?;
        rows.push(Light {
            start_ms,
            end_ms: start_ms.checked_add(durations[index].checked_mul(unit)?)?,
            value: values[index],
            offset_min: i16::try_from(offsets[index]).ok()?,
        });
    }
    Some(rows)
}

/// Reads whole samples; their strings are added to `strings`.
pub(crate) fn decode(bytes: &[u8], strings: &mut Strings) -> Result<Vec<Row>, Error> {
    let out = columns(bytes)?;
    full(&mut Reader(&out), strings).ok_or_else(corrupt)
}

fn full(reader: &mut Reader<'_>, strings: &mut Strings) -> Option<Vec<Row>> {
    let light = light(reader)?;
    let count = light.len();
    let raw = reader.part()?;
    let raw_values = if raw.0.is_empty() { None } else { Some(get_floats(raw, count)?) };
    let lags = get_ints(reader.part()?, count)?;
    let flags = get_ints(reader.part()?, count)?;
    let mut dictionary = reader.part()?;
    let size = usize::try_from(dictionary.varint()?).ok()?;
    if size > dictionary.0.len() {
        return None;
    }
    let mut ids = Vec::with_capacity(size + 1);
    ids.push(0);
    for _ in 0..size {
        ids.push(strings.intern(std::str::from_utf8(dictionary.part()?.0).ok()?));
    }
    let mut text = || -> Option<Vec<u32>> {
        let places = get_ints(reader.part()?, count)?;
        places.into_iter().map(|place| ids.get(usize::try_from(place).ok()?).copied()).collect()
    };
    let (devices, raw_units, metadata, origins) = (text()?, text()?, text()?, text()?);
    let mut rows = Vec::with_capacity(count);
    for (index, sample) in light.into_iter().enumerate() {
        let created_ms = match lags[index] {
            0 => 0,
            lag if lag > 0 => sample.end_ms.wrapping_add(lag - 1),
            lag => sample.end_ms.wrapping_add(lag),
        };
        rows.push(Row {
            start_ms: sample.start_ms,
            end_ms: sample.end_ms,
            created_ms,
            value: sample.value,
            raw_value: raw_values.as_ref().map_or(sample.value, |values| values[index]),
            device: devices[index],
            raw_unit: raw_units[index],
            origin: origins[index],
            metadata: metadata[index],
            offset_min: sample.offset_min,
            flags: u8::try_from(flags[index]).ok()?,
        });
    }
    Some(rows)
}

#[cfg(test)]
mod tests;

//! Columns of integers and floats as bytes: what chunks are made of.
//!
//! Every reader here takes hostile bytes: it answers `None`, never panics, and allocates no more than what the bytes
//! have already shown to be there.

use std::io::Read;

/// Undoes zstd, up to `limit` bytes.
pub(crate) fn inflate(bytes: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut decoder = zstd::stream::read::Decoder::with_buffer(bytes).ok()?;
    // A frame may ask for a large window; ours never need more than 16 MiB.
    decoder.window_log_max(24).ok()?;
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(4).min(limit));
    decoder.take(limit as u64 + 1).read_to_end(&mut out).ok()?;
    (out.len() <= limit).then_some(out)
}

/// Writes an unsigned integer in groups of seven bits.
pub(crate) fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

/// Reads from a slice and knows where it ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'bytes>(pub(crate) &'bytes [u8]);

impl<'bytes> Reader<'bytes> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(crate) fn varint(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            if shift == 63 && bits > 1 {
                return None;
            }
            value |= bits << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    pub(crate) fn take(&mut self, count: usize) -> Option<&'bytes [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    /// A part that is led by its length.
    pub(crate) fn part(&mut self) -> Option<Reader<'bytes>> {
        let length = usize::try_from(self.varint()?).ok()?;
        self.take(length).map(Reader)
    }
}

/// Writes a part led by its length.
pub(crate) fn put_part(out: &mut Vec<u8>, part: &[u8]) {
    put_varint(out, part.len() as u64);
    out.extend_from_slice(part);
}

const CONSTANT: u8 = 0;
const PLAIN: u8 = 1;
const RUNS: u8 = 2;
const DECIMAL: u8 = 3;
const BITS: u8 = 4;

/// Writes a column of integers: one value, runs of equal values, or every value.
pub(crate) fn put_ints(out: &mut Vec<u8>, values: impl ExactSizeIterator<Item = i64> + Clone) {
    let count = values.len();
    let mut iterator = values.clone();
    let first = iterator.next().unwrap_or_default();
    let (mut changes, mut previous) = (0, first);
    for value in iterator {
        changes += usize::from(value != previous);
        previous = value;
    }
    if changes == 0 {
        out.push(CONSTANT);
        put_varint(out, zigzag(first));
    } else if changes * 4 < count {
        out.push(RUNS);
        let (mut run, mut current) = (0_u64, first);
        for value in values {
            if value != current {
                put_varint(out, zigzag(current));
                put_varint(out, run);
                (run, current) = (0, value);
            }
            run += 1;
        }
        put_varint(out, zigzag(current));
        put_varint(out, run);
    } else {
        out.push(PLAIN);
        for value in values {
            put_varint(out, zigzag(value));
        }
    }
}

/// Reads a column of exactly `count` integers; `count` must already be known to be honest.
pub(crate) fn get_ints(part: Reader<'_>, count: usize) -> Option<Vec<i64>> {
    let mut reader = part;
    match reader.byte()? {
        CONSTANT => Some(vec![unzigzag(reader.varint()?); count]),
        PLAIN => {
            let mut values = Vec::with_capacity(count.min(reader.0.len()));
            for _ in 0..count {
                values.push(unzigzag(reader.varint()?));
            }
            Some(values)
        }
        RUNS => {
            let mut values = Vec::with_capacity(count);
            while values.len() < count {
                let value = unzigzag(reader.varint()?);
                let run = usize::try_from(reader.varint()?).ok()?;
                if run == 0 || run > count - values.len() {
                    return None;
                }
                values.resize(values.len() + run, value);
            }
            Some(values)
        }
        _ => None,
    }
}

/// Powers of ten that are exact as doubles and keep scaled readings within 2^53.
const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
const EXACT: f64 = 9_007_199_254_740_992.0;

fn scaled(value: f64, scale: usize) -> Option<i64> {
    let power = POWERS[scale];
    let rounded = (value * power).round();
    if rounded.abs() >= EXACT || rounded.is_nan() {
        return None;
    }
    // By way of the integer that is written, so that the sign of a negative zero is not lost.
    let integer = rounded as i64;
    (integer as f64 / power).to_bits().eq(&value.to_bits()).then_some(integer)
}

/// Writes a column of floats without loss: as scaled decimals where every value is one, else bit by bit.
pub(crate) fn put_floats(out: &mut Vec<u8>, values: impl ExactSizeIterator<Item = f64> + Clone) {
    let mut scale = 0;
    let mut decimal = true;
    for value in values.clone() {
        while scaled(value, scale).is_none() {
            scale += 1;
            if scale == POWERS.len() {
                decimal = false;
                break;
            }
        }
        if !decimal {
            break;
        }
    }
    // A larger scale may push an earlier, larger value beyond 2^53.
    if decimal && values.clone().all(|value| scaled(value, scale).is_some()) {
        out.push(DECIMAL);
        out.push(scale as u8);
        put_ints(out, values.map(|value| scaled(value, scale).unwrap_or_default()));
        return;
    }
    out.push(BITS);
    // Byte by byte: neighbours share sign, exponent and upper digits, which then compress.
    for plane in 0..8 {
        out.extend(values.clone().map(|value| value.to_le_bytes()[plane]));
    }
}

/// Reads a column of exactly `count` floats.
pub(crate) fn get_floats(part: Reader<'_>, count: usize) -> Option<Vec<f64>> {
    let mut reader = part;
    match reader.byte()? {
        DECIMAL => {
            let power = *POWERS.get(usize::from(reader.byte()?))?;
            let integers = get_ints(reader, count)?;
            Some(integers.into_iter().map(|integer| integer as f64 / power).collect())
        }
        BITS => {
            let planes = reader.take(count.checked_mul(8)?)?;
            let float = |index: usize| f64::from_le_bytes(std::array::from_fn(|plane| planes[plane * count + index]));
            Some((0..count).map(float).collect())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn integers_go_there_and_back(values in prop::collection::vec(any::<i64>(), 1..200), repeat in 1_usize..9) {
            let values: Vec<i64> = values.iter().flat_map(|value| vec![*value; repeat]).collect();
            let mut out = Vec::new();
            put_ints(&mut out, values.iter().copied());
            prop_assert_eq!(get_ints(Reader(&out), values.len()), Some(values));
        }

        #[test]
        fn floats_go_there_and_back_bit_by_bit(bits in prop::collection::vec(any::<u64>(), 1..100)) {
            let values: Vec<f64> = bits.iter().map(|bits| f64::from_bits(*bits)).collect();
            let mut out = Vec::new();
            put_floats(&mut out, values.iter().copied());
            let back = get_floats(Reader(&out), values.len()).unwrap();
            prop_assert_eq!(back.iter().map(|value| value.to_bits()).collect::<Vec<_>>(), bits);
        }

        #[test]
        fn decimals_stay_small(values in prop::collection::vec((-1_000_000_i64..1_000_000, 0_u32..4), 1..100)) {
            let values: Vec<f64> = values.iter().map(|(digits, scale)| *digits as f64 / 10_f64.powi(*scale as i32)).collect();
            let mut out = Vec::new();
            put_floats(&mut out, values.iter().copied());
            prop_assert_eq!(out[0], DECIMAL);
            prop_assert_eq!(get_floats(Reader(&out), values.len()), Some(values));
        }

        #[test]
        fn hostile_columns_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..100), count in 0_usize..1000) {
            let _ = get_ints(Reader(&bytes), count);
            let _ = get_floats(Reader(&bytes), count);
            let _ = inflate(&bytes, 1000);
        }
    }

    #[test]
    fn negative_zero_keeps_its_sign() {
        let mut out = Vec::new();
        put_floats(&mut out, [0.0, -0.0].into_iter());
        assert!(get_floats(Reader(&out), 2).unwrap()[1].is_sign_negative());
    }

    #[test]
    fn a_zip_bomb_stops_at_the_limit() {
        let bomb = zstd::bulk::compress(&vec![0; 10_000_000], 19).unwrap();
        assert!(bomb.len() < 2000);
        assert_eq!(inflate(&bomb, 1_000_000), None);
    }
}

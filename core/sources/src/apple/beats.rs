//! The beat-to-beat list of a heart rate variability record.

use super::value::decimal;
use std::fmt::Write;

/// The most beats that are kept of one record; a measurement of a minute has about a hundred.
const MOST: usize = 4096;
const HALF_DAY_MS: i64 = 12 * 3_600_000;

/// Collects beats and writes them as times relative to the first.
#[derive(Default)]
pub(crate) struct Beats {
    first_ms: Option<i64>,
    json: String,
    count: usize,
}

impl Beats {
    pub(crate) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Adds one beat. Beats without a readable rate are left out.
    pub(crate) fn add(&mut self, bpm: &[u8], time: &[u8]) {
        let Ok(bpm) = decimal(bpm) else { return };
        if self.count >= MOST {
            return;
        }
        self.count += 1;
        let separator = if self.json.is_empty() { "" } else { "," };
        let seconds = clock_ms(time).map(|ms| {
            let first = *self.first_ms.get_or_insert(ms);
            // A list covers a minute or two, so half a day more or less tells nothing: AM and PM need not be read.
            (ms - first).rem_euclid(HALF_DAY_MS) as f64 / 1000.0
        });
        // Writing into a string does not fail.
        let _ = match seconds {
            Some(seconds) => write!(self.json, "{separator}[{seconds},{bpm}]"),
            None => write!(self.json, "{separator}[null,{bpm}]"),
        };
    }

    /// The beats as a JSON array of pairs of seconds since the first beat and beats per minute; leaves none behind.
    pub(crate) fn take(&mut self) -> serde_json::Value {
        let json = format!("[{}]", std::mem::take(&mut self.json));
        *self = Beats::default();
        serde_json::from_str(&json).unwrap_or_default()
    }
}

/// Milliseconds on the clock face, from the text of any locale: its groups of digits are hours, minutes, seconds and
/// a fraction, whatever stands between them (`7:12:03.41 AM`, `07.12.03,41`, `上午7:12:03.41`).
fn clock_ms(text: &[u8]) -> Option<i64> {
    let mut groups = text.split(|byte| !byte.is_ascii_digit()).filter(|group| !group.is_empty());
    let mut number = || {
        let group = groups.next()?;
        (group.len() <= 9).then(|| group.iter().fold(0_i64, |number, digit| number * 10 + i64::from(digit - b'0')))
    };
    let (hours, minutes, seconds) = (number()?, number()?, number()?);
    if hours > 24 || minutes > 59 || seconds > 60 {
        return None;
    }
    let milliseconds = groups.next().map_or(0, |fraction| {
        fraction.iter().chain(b"000").take(3).fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
    });
    Some((hours * 3600 + minutes * 60 + seconds) * 1000 + milliseconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_any_locale_become_relative() {
        for times in [
            ["11:59:59.41 AM", "12:00:00.5 PM"],
            ["11:59:59.41\u{202f}AM", "12:00:00.5\u{a0}PM"],
            ["23.59.59,41", "0.00.00,50"],
            ["\u{4e0a}\u{5348}11:59:59.41", "\u{4e0b}\u{5348}12:00:00.50"],
        ] {
            let mut beats = Beats::default();
            for time in times {
                beats.add(b"61", time.as_bytes());
            }
            beats.add(b"62", b"noon");
            beats.add(b"", b"1:00:00");
            assert_eq!(beats.take().to_string(), "[[0,61],[1.09,61],[null,62]]", "{times:?}");
            assert!(beats.is_empty());
        }
    }
}

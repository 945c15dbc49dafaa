//! Electrocardiograms: CSV files whose labels are in the language of the phone.

use super::value::instant;
use coach_domain::record::Ecg;

/// Fewer voltages than this are no recording.
const FEWEST: usize = 16;
/// The most voltages that are kept: more than half an hour at 512 Hz.
const MOST: usize = 1 << 20;

/// Reads an electrocardiogram by position and digits, never by label: the line with an instant is the time of
/// recording, the one after it the classification, the last line of the head whose value is digits and a word is the
/// sample rate, the one before that the device. Voltages may use a decimal comma.
///
/// # Errors
/// The reason for skipping it.
pub(crate) fn read(bytes: &[u8]) -> Result<Ecg, &'static str> {
    let text = std::str::from_utf8(bytes).map_err(|_| "bad_text")?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut head: Vec<&str> = Vec::new();
    let mut microvolts = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match voltage(line) {
            Some(value) if microvolts.len() < MOST => microvolts.push(value),
            Some(_) => break,
            None if microvolts.is_empty() && head.len() < 64 => head.push(value_of(line)),
            // A line that broke off at the end of a damaged file.
            None => break,
        }
    }
    let recorded = head.iter().position(|value| instant(value.as_bytes()).is_ok()).ok_or("bad_date")?;
    let at = instant(head[recorded].as_bytes())?;
    let (rate_line, sample_rate_hz) = head
        .iter()
        .enumerate()
        .skip(recorded + 1)
        .filter_map(|(line, value)| Some((line, rate(value)?)))
        .next_back()
        .ok_or("bad_sample_rate")?;
    if microvolts.len() < FEWEST {
        return Err("missing_value");
    }
    let in_millivolts = head.iter().skip(rate_line + 1).any(|value| *value == "mV");
    if in_millivolts {
        microvolts.iter_mut().for_each(|value| *value *= 1000.0);
    }
    let device = rate_line.checked_sub(1).filter(|line| *line > recorded + 1).and_then(|line| head.get(line));
    Ok(Ecg {
        start_ms: at.ms,
        offset_min: at.offset_min,
        device: device.map_or_else(String::new, |device| (*device).to_owned()),
        classification: head
            .get(recorded + 1)
            .filter(|_| rate_line > recorded + 1)
            .map_or_else(String::new, |classification| (*classification).to_owned()),
        sample_rate_hz,
        microvolts,
    })
}

/// What stands behind the label of a line.
fn value_of(line: &str) -> &str {
    let value = line.split_once([',', ';']).map_or(line, |(_, value)| value);
    value.trim_matches(|letter: char| letter == '"' || letter == ',' || letter.is_whitespace())
}

/// `512 hertz`, `512 Hz`, `512,0 Hertz`.
fn rate(value: &str) -> Option<f64> {
    let digits = value.split(|letter: char| letter.is_whitespace()).next()?;
    let unit = value[digits.len()..].trim();
    if unit.is_empty() || unit.contains(char::is_numeric) {
        return None;
    }
    number(digits).filter(|rate| (1.0..=100_000.0).contains(rate))
}

fn voltage(line: &str) -> Option<f32> {
    let value = number(line.trim_matches(['"', ';']).trim())?;
    Some(value as f32).filter(|value| value.is_finite())
}

/// A decimal number with a point or a comma, or with a minus sign of typographers.
fn number(text: &str) -> Option<f64> {
    if !text.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '-' | '+' | '.' | '\u{2212}')) {
        return None;
    }
    let plain = text.replace(',', ".").replace('\u{2212}', "-");
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn file(head: &str, point: char) -> String {
        let mut text = head.to_owned();
        for sample in 0..20 {
            text.push_str(&format!("{sample}.25\n").replace('.', &point.to_string()));
        }
        text
    }

    #[test]
    fn labels_of_any_language() {
        let english = "Name,Ana\nDate of Birth,\"Jan 1, 1990\"\nRecorded Date,2026-11-01 07:00:00 +0100\nClassification,Sinus Rhythm\nSymptoms,\nSoftware Version,2\nDevice,\"Watch6,12\"\nSample Rate,512 hertz\n\n\nLead,Lead I\nUnit,\u{b5}V\n\n";
        let german = "Name,Ana\nGeburtsdatum,01.01.1990\nAufgezeichnet am,2026-11-01 07:00:00 +0100\nKlassifizierung,Sinusrhythmus\nSymptome,\nSoftwareversion,2\nGer\u{e4}t,\"Watch6,12\"\nAbtastrate,512 Hertz\n\n\nAbleitung,I\nEinheit,\u{b5}V\n\n";
        for (head, point, classification) in [(english, '.', "Sinus Rhythm"), (german, ',', "Sinusrhythmus")] {
            let ecg = read(file(head, point).as_bytes()).unwrap();
            assert_eq!(ecg.classification, classification);
            assert_eq!((ecg.device.as_str(), ecg.sample_rate_hz, ecg.offset_min), ("Watch6,12", 512.0, 60));
            assert_eq!(ecg.microvolts.len(), 20);
            assert_eq!(ecg.microvolts[3], 3.25);
        }
    }

    #[test]
    fn what_is_no_electrocardiogram_has_a_reason() {
        assert_eq!(read(b""), Err("bad_date"));
        assert_eq!(read(b"a,2026-11-01 07:00:00 +0100\n1\n"), Err("bad_sample_rate"));
        assert_eq!(read(b"a,2026-11-01 07:00:00 +0100\nb,c\nd,512 Hz\n1\n"), Err("missing_value"));
    }

    proptest! {
        #[test]
        fn arbitrary_text_never_panics(text in "\\PC{0,200}", lines in "([a-z0-9,. +:-]{0,30}\n){0,20}") {
            let _ = read(text.as_bytes());
            let _ = read(lines.as_bytes());
        }
    }
}

//! Dates and numbers, from bytes, without allocation.

use coach_domain::time::DAY_MS;

/// An instant with the offset that was written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    /// Milliseconds since 1970 UTC.
    pub(crate) ms: i64,
    /// Minutes east of UTC.
    pub(crate) offset_min: i16,
}

/// Reads `2026-11-01 01:30:00 -0400`, or the `20140920113000-0400` of the first exports.
///
/// # Errors
/// The reason for skipping: `naive_date` without an offset, `absurd_date` before 1900 or after 2200, else `bad_date`.
pub(crate) fn instant(bytes: &[u8]) -> Result<Instant, &'static str> {
    let (civil, offset) = match bytes {
        [civil @ .., b' ', sign, a, b, c, d] if civil.len() == 19 => (civil, [*sign, *a, *b, *c, *d]),
        [civil @ .., sign @ (b'+' | b'-'), a, b, c, d] if civil.len() == 14 => (civil, [*sign, *a, *b, *c, *d]),
        _ => {
            let naive = matches!(bytes.len(), 10 | 14 | 19) && civil_ms(bytes).is_some();
            return Err(if naive { "naive_date" } else { "bad_date" });
        }
    };
    let civil = civil_ms(civil).ok_or("bad_date")?;
    if !(ABSURD_BEFORE..ABSURD_AFTER).contains(&civil) {
        return Err("absurd_date");
    }
    let hours = number(&offset[1..3]).filter(|hours| *hours <= 18).ok_or("bad_date")?;
    let minutes = number(&offset[3..5]).filter(|minutes| *minutes < 60).ok_or("bad_date")?;
    let east = match offset[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return Err("bad_date"),
    };
    let offset_min = east * (hours * 60 + minutes) as i16;
    Ok(Instant { ms: civil - i64::from(offset_min) * 60_000, offset_min })
}

/// 1900-01-01 in milliseconds since 1970.
const ABSURD_BEFORE: i64 = -25_567 * DAY_MS;
/// 2200-01-01 in milliseconds since 1970.
const ABSURD_AFTER: i64 = 84_006 * DAY_MS;

/// Milliseconds between 1970-01-01 00:00 and a civil date and time.
fn civil_ms(bytes: &[u8]) -> Option<i64> {
    let (date, time): ([&[u8]; 3], [&[u8]; 3]) = match bytes.len() {
        19 if bytes[4] == b'-' && bytes[7] == b'-' && bytes[10] == b' ' && bytes[13] == b':' && bytes[16] == b':' => {
            ([&bytes[..4], &bytes[5..7], &bytes[8..10]], [&bytes[11..13], &bytes[14..16], &bytes[17..19]])
        }
        14 => ([&bytes[..4], &bytes[4..6], &bytes[6..8]], [&bytes[8..10], &bytes[10..12], &bytes[12..14]]),
        10 if bytes[4] == b'-' && bytes[7] == b'-' => ([&bytes[..4], &bytes[5..7], &bytes[8..10]], [b"0", b"0", b"0"]),
        _ => return None,
    };
    let (year, month, day) = (number(date[0])?, number(date[1])?, number(date[2])?);
    let (hour, minute, second) = (number(time[0])?, number(time[1])?, number(time[2])?);
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let seconds = i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second);
    Some(days(i64::from(year), i64::from(month), i64::from(day))? * DAY_MS + seconds * 1000)
}

/// Days since 1970 of a Gregorian date, counted in years that begin in March (H. Hinnant, `days_from_civil`).
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + i64::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=length).contains(&day) {
        return None;
    }
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

/// Reads a decimal number as Rust's own parser does, faster for the short ones that fill an export.
///
/// # Errors
/// The reason for skipping: `empty_value`, `not_finite` or `bad_number` (also for a decimal comma).
pub(crate) fn decimal(bytes: &[u8]) -> Result<f64, &'static str> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    if bytes.is_empty() {
        return Err("empty_value");
    }
    // Up to 15 digits fit a double exactly, and so does the power of ten, so that one division rounds correctly.
    if bytes.len() <= 16 {
        let mut mantissa = 0_u64;
        let mut point = None;
        let exact = bytes.iter().enumerate().all(|(at, byte)| match byte {
            b'0'..=b'9' => {
                mantissa = mantissa * 10 + u64::from(byte - b'0');
                true
            }
            b'.' if point.is_none() => {
                point = Some(at);
                true
            }
            _ => false,
        });
        let digits = bytes.len() - usize::from(point.is_some());
        if exact && (1..=15).contains(&digits) {
            let decimals = point.map_or(0, |at| bytes.len() - at - 1);
            return Ok(mantissa as f64 / POWERS[decimals]);
        }
    }
    let plain = bytes.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b'+' | b'e' | b'E'));
    let text = std::str::from_utf8(bytes).map_err(|_| "bad_number")?;
    match text.trim().parse::<f64>() {
        Ok(value) if plain && value.is_finite() => Ok(value),
        Ok(value) if !value.is_finite() => Err("not_finite"),
        _ if text.trim().is_empty() => Err("empty_value"),
        _ => Err("bad_number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn instants_of_every_export_format() {
        let ms = 1_793_511_000_000;
        assert_eq!(instant(b"2026-11-01 01:30:00 -0400"), Ok(Instant { ms, offset_min: -240 }));
        assert_eq!(instant(b"20261101013000-0400"), Ok(Instant { ms, offset_min: -240 }));
        assert_eq!(instant(b"2026-11-01 11:00:00 +0530"), Ok(Instant { ms, offset_min: 330 }));
    }

    #[test]
    fn bad_dates_have_their_reason() {
        for (text, reason) in [
            ("", "bad_date"),
            ("2026-11-01 01:30:00", "naive_date"),
            ("2026-11-01", "naive_date"),
            ("2026-02-30 01:30:00 +0000", "bad_date"),
            ("2026-11-01 24:30:00 +0000", "bad_date"),
            ("2026-11-01 01:30:00 *0000", "bad_date"),
            ("2026-11-01 01:30:00 +9900", "bad_date"),
            ("0001-01-01 00:00:00 +0000", "absurd_date"),
            ("9999-01-01 00:00:00 +0000", "absurd_date"),
            ("yesterday", "bad_date"),
        ] {
            assert_eq!(instant(text.as_bytes()), Err(reason), "{text}");
        }
    }

    #[test]
    fn bad_numbers_have_their_reason() {
        for (text, reason) in [
            ("", "empty_value"),
            (" ", "empty_value"),
            ("81,5", "bad_number"),
            ("nan", "not_finite"),
            ("NaN", "not_finite"),
            ("inf", "not_finite"),
            ("-Infinity", "not_finite"),
            ("1e999", "not_finite"),
            (".", "bad_number"),
            ("1.2.3", "bad_number"),
            ("0x10", "bad_number"),
            ("٣", "bad_number"),
        ] {
            assert_eq!(decimal(text.as_bytes()), Err(reason), "{text}");
        }
    }

    proptest! {
        #[test]
        fn numbers_are_those_of_the_standard_parser(text in "-?[0-9]{1,17}(\\.[0-9]{0,17})?(e-?[0-9]{1,2})?") {
            prop_assert_eq!(decimal(text.as_bytes()).unwrap().to_bits(), text.parse::<f64>().unwrap().to_bits());
        }

        #[test]
        fn instants_agree_with_jiff(seconds in -2_000_000_000_i64..7_000_000_000, offset in -840_i16..=840) {
            let zone = jiff::tz::Offset::from_seconds(i32::from(offset) * 60).unwrap();
            let text = jiff::Timestamp::from_second(seconds).unwrap().to_zoned(zone.to_time_zone()).strftime("%Y-%m-%d %H:%M:%S %z").to_string();
            prop_assert_eq!(instant(text.as_bytes()), Ok(Instant { ms: seconds * 1000, offset_min: offset }));
        }

        #[test]
        fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            let _ = instant(&bytes);
            let _ = decimal(&bytes);
        }
    }
}

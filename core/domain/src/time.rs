//! Instants, offsets and the person's local days.
//!
//! An instant is milliseconds since 1970-01-01T00:00:00Z. The offset is minutes east of UTC at the place where the
//! sample was taken, so that its local day can be told without a time zone database.

use jiff::civil::Date;

/// Milliseconds in a day of 24 hours.
pub const DAY_MS: i64 = 86_400_000;

/// Days between 1970-01-01 and `date`; negative before.
#[must_use]
pub fn epoch_day(date: Date) -> i32 {
    (date - jiff::civil::date(1970, 1, 1)).get_days()
}

/// The civil date that lies `day` days after 1970-01-01; dates beyond the calendar's ends are clamped to them.
#[must_use]
pub fn date_of_epoch_day(day: i32) -> Date {
    // A span of days has bounds of its own, which lie beyond the calendar's.
    let day = day.clamp(-7_304_484, 7_304_484);
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day))
}

/// The local day, as days since 1970-01-01, of an instant with this offset in minutes.
#[must_use]
pub const fn local_day(instant_ms: i64, offset_min: i16) -> i32 {
    (instant_ms + offset_min as i64 * 60_000).div_euclid(DAY_MS) as i32
}

/// Where "now" and "today" come from. Defined here without I/O; what reads a real clock lives at the edges, so that
/// everything below them can be replayed with a fixed one.
pub trait Clock: Send + Sync {
    /// Now, in milliseconds since 1970 UTC.
    fn now_ms(&self) -> i64;

    /// The person's local day.
    fn today(&self) -> Date;

    /// The person's IANA time zone, for example `Europe/Berlin`.
    fn time_zone(&self) -> String;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_day_follows_the_offset() {
        assert_eq!(local_day(0, 0), 0);
        assert_eq!(local_day(0, -1), -1);
        assert_eq!(local_day(DAY_MS - 1, 0), 0);
        assert_eq!(local_day(DAY_MS - 1, 1), 1);
        assert_eq!(date_of_epoch_day(epoch_day(jiff::civil::date(2024, 2, 29))), jiff::civil::date(2024, 2, 29));
    }
}

//! The offset that held where and when a sample was taken.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// Time zones by name, each with the span of time in which its latest answer holds.
#[derive(Default)]
pub(crate) struct Zones {
    by_name: HashMap<String, Option<usize>>,
    zones: Vec<Zone>,
}

struct Zone {
    zone: TimeZone,
    from_ms: i64,
    until_ms: i64,
    offset_min: i16,
}

impl Zones {
    /// The place of a zone by its IANA name; `None` when there is no such zone.
    pub(crate) fn find(&mut self, name: &str) -> Option<usize> {
        if let Some(found) = self.by_name.get(name) {
            return *found;
        }
        let found = TimeZone::get(name).ok().map(|zone| {
            self.zones.push(Zone { zone, from_ms: 0, until_ms: 0, offset_min: 0 });
            self.zones.len() - 1
        });
        // There are about 600 zones; more names than that are not zones.
        if self.by_name.len() < 2048 {
            self.by_name.insert(name.to_owned(), found);
        }
        found
    }

    /// Minutes east of UTC in a zone at an instant; `None` when either is beyond the calendar.
    pub(crate) fn offset_min(&mut self, zone: usize, ms: i64) -> Option<i16> {
        let zone = self.zones.get_mut(zone)?;
        if !(zone.from_ms..zone.until_ms).contains(&ms) {
            let at = Timestamp::from_millisecond(ms).ok()?;
            // `preceding` is strictly before its argument, so the instant itself is included by asking one later.
            let after = Timestamp::from_millisecond(ms + 1).ok()?;
            zone.from_ms =
                zone.zone.preceding(after).next().map_or(i64::MIN, |change| change.timestamp().as_millisecond());
            zone.until_ms =
                zone.zone.following(at).next().map_or(i64::MAX, |change| change.timestamp().as_millisecond());
            zone.offset_min = i16::try_from(zone.zone.to_offset(at).seconds().div_euclid(60)).ok()?;
        }
        Some(zone.offset_min)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_repeated_hour_has_two_offsets() {
        let mut zones = Zones::default();
        let new_york = zones.find("America/New_York").unwrap();
        let change = "2026-11-01T06:00:00Z".parse::<Timestamp>().unwrap().as_millisecond();
        assert_eq!(zones.offset_min(new_york, change - 1), Some(-240));
        assert_eq!(zones.offset_min(new_york, change), Some(-300));
        let kathmandu = zones.find("Asia/Kathmandu").unwrap();
        assert_eq!(zones.offset_min(kathmandu, change), Some(345));
        assert_eq!(zones.find("Middle/Earth"), None);
        assert_eq!(zones.find("Middle/Earth"), None);
    }

    proptest! {
        #[test]
        fn remembered_answers_are_right(instants in proptest::collection::vec(0..2_000_000_000_000_i64, 1..40)) {
            let mut zones = Zones::default();
            let zone = zones.find("Europe/Berlin").unwrap();
            let berlin = TimeZone::get("Europe/Berlin").unwrap();
            for ms in instants {
                let expected = berlin.to_offset(Timestamp::from_millisecond(ms).unwrap()).seconds() / 60;
                prop_assert_eq!(zones.offset_min(zone, ms).map(i32::from), Some(expected));
            }
        }
    }
}

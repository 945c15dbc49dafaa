//! The hybrid logical clock: 48 bits of milliseconds, 16 bits of counter; the device id breaks ties.
//!
//! There is no global clock state. An edit is stamped `max(now, the cell's stamp + 1)`, so the last edit that a person
//! makes on what they see wins under any wall clock, and a wrong clock can neither be rejected nor lock a field.

/// A moment of the hybrid logical clock. Ordered; the device id breaks ties between equal stamps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp(u64);

/// Wall clocks are clamped to this many milliseconds (year 6429), so that there is always room for later edits.
const LATEST_MS: u64 = (1 << 47) - 1;

impl Stamp {
    /// The stamp of a wall clock in milliseconds since 1970; clocks before 1970 or beyond year 6429 are clamped.
    #[must_use]
    pub fn at(wall_ms: i64) -> Self {
        Stamp(u64::try_from(wall_ms).unwrap_or(0).min(LATEST_MS) << 16)
    }

    /// The stamp of an edit made now on a cell that was last edited at `previous`.
    #[must_use]
    pub fn edit(wall_ms: i64, previous: Option<Stamp>) -> Self {
        previous.map_or(Stamp(0), Stamp::next).max(Stamp::at(wall_ms))
    }

    /// The smallest later stamp; a full counter carries into the milliseconds.
    #[must_use]
    pub fn next(self) -> Self {
        Stamp(self.0.saturating_add(1).min(i64::MAX as u64))
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        (self.0 >> 16) as i64
    }

    /// The stamp as it is written; at most `i64::MAX`.
    #[must_use]
    pub fn to_i64(self) -> i64 {
        self.0 as i64
    }

    /// Reads a written stamp. `None` beyond what an honest device can have reached: a clamped clock and 2^46
    /// milliseconds' worth of edits on one cell. Such an entry is malformed rather than late.
    #[must_use]
    pub fn from_i64(written: i64) -> Option<Self> {
        let stamp = Stamp(u64::try_from(written).ok()?);
        (stamp.0 >> 16 <= LATEST_MS + (1 << 46)).then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_counter_carries() {
        let stamp = Stamp((7 << 16) | 0xffff);
        assert_eq!(stamp.next(), Stamp(8 << 16));
        assert_eq!(stamp.next().millis(), 8);
    }

    proptest! {
        #[test]
        fn the_last_edit_wins_under_any_clock(walls in prop::collection::vec(any::<i64>(), 1..50)) {
            let mut cell = None;
            for wall in walls {
                let edit = Stamp::edit(wall, cell);
                prop_assert!(cell.is_none_or(|before| edit > before));
                prop_assert_eq!(Stamp::from_i64(edit.to_i64()), Some(edit));
                cell = Some(edit);
            }
        }
    }
}

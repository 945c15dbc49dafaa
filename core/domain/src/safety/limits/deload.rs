//! When a plan's first deload week is due.

use crate::safety::facts::Facts;
use crate::time::epoch_day;
use jiff::civil::Date;

/// Highest effort (CR10) in a deload week.
pub const DELOAD_EFFORT: f64 = 7.0;

/// The latest number of the first deload week, from 1 to 4, for a plan with this id and first day.
///
/// Four by default. Where an earlier plan directly precedes, the deload that was due in it stays due: after its loaded
/// weeks 1 and 2 it is 2. It is four again after a week of the earlier plan in which no session was done. A plan that
/// keeps its id and first day keeps its first deload, or has it earlier.
#[must_use]
pub fn latest_first_deload(id: &str, start: Date, facts: &Facts) -> u32 {
    let Some(earlier) = &facts.plan else { return 4 };
    if earlier.id == id && earlier.start == start {
        return earlier.first_deload.clamp(1, 4);
    }
    let Some(last) = earlier.week_of(start.yesterday().unwrap_or(start)) else { return 4 };
    let first = epoch_day(start);
    let rested = start <= facts.today
        && !facts.done.iter().any(|done| !done.easy && (first - 7..first).contains(&epoch_day(done.day)));
    if rested {
        return 4;
    }
    (1..=4).find(|weeks| earlier.is_deload(last + weeks)).unwrap_or(4)
}

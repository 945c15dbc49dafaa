//! What day it is, given in from outside.

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Tells the time to the tools. The façade gives in the system's; tests give in a fixed one.
pub trait Clock: Send + Sync {
    /// Now, in milliseconds since 1970 UTC.
    fn now_ms(&self) -> i64;

    /// The person's time zone.
    fn time_zone(&self) -> TimeZone;

    /// The person's local day.
    fn today(&self) -> Date {
        let now =
            jiff::Timestamp::from_millisecond(self.now_ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        now.to_zoned(self.time_zone()).date()
    }
}

//! The system's clock and time zone, the only ones that are read.

use crate::HostClock;
use coach_domain::time::Clock;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::sync::RwLock;

/// The clock of this machine, in the person's time zone.
#[derive(Debug)]
pub struct SystemClock {
    zone: RwLock<TimeZone>,
    host: Host,
}

/// A clock that the host brings, if it does.
struct Host(Option<HostClock>);

impl std::fmt::Debug for Host {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(if self.0.is_some() { "host" } else { "system" })
    }
}

impl SystemClock {
    /// A clock in the system's time zone.
    #[must_use]
    pub fn new() -> Self {
        Self::of(None)
    }

    /// A clock in the system's time zone that asks the host for the time, if it brings a clock.
    #[must_use]
    pub fn of(host: Option<HostClock>) -> Self {
        Self { zone: RwLock::new(TimeZone::system()), host: Host(host) }
    }

    /// Moves the clock to the person's own time zone, by IANA name; unknown names leave it where it is.
    pub fn set_zone(&self, name: Option<&str>) {
        let zone = name.and_then(|name| TimeZone::get(name).ok()).unwrap_or_else(TimeZone::system);
        if let Ok(mut current) = self.zone.write() {
            *current = zone;
        }
    }

    /// The time zone in use.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        self.zone.read().map_or_else(|_| TimeZone::system(), |zone| zone.clone())
    }

    fn timestamp(&self) -> Timestamp {
        let told = self.host.0.as_ref().and_then(|host| Timestamp::from_millisecond(host()).ok());
        told.unwrap_or_else(Timestamp::now)
    }

    fn now(&self) -> Zoned {
        self.timestamp().to_zoned(self.zone())
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now_ms(&self) -> i64 {
        self.timestamp().as_millisecond()
    }

    fn today(&self) -> Date {
        self.now().date()
    }

    fn time_zone(&self) -> String {
        self.zone().iana_name().unwrap_or("UTC").to_owned()
    }
}

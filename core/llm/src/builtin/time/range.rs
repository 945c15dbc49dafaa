//! Stretches of days.

use super::back;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days from `from` to `to`, both included; `from` is never after `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateRange {
    /// First local day.
    pub from: Date,
    /// Last local day, included.
    pub to: Date,
}

impl DateRange {
    /// The range of these two days, in either order.
    #[must_use]
    pub fn new(a: Date, b: Date) -> Self {
        Self { from: a.min(b), to: a.max(b) }
    }

    /// One day.
    #[must_use]
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// How many days, at least 1.
    #[must_use]
    pub fn days(&self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    /// The same stretch of time just before this one: a calendar month for a month (also one that has only begun),
    /// else as many days.
    #[must_use]
    pub fn preceding(&self) -> Self {
        let end = back(self.from, 1.day());
        let begins_month = self.from == self.from.first_of_month();
        if begins_month && self.to.first_of_month() == self.from && self.days() >= 8 {
            return Self::new(end.first_of_month(), end);
        }
        if self.from == self.from.first_of_year() && self.from.year() == self.to.year() && self.days() > 31 {
            return Self::new(end.first_of_year(), end);
        }
        Self::new(back(end, i64::from(self.days() - 1).days()), end)
    }
}

/// A part of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// A day or night.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

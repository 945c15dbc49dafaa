//! Which local days a call is about.

use crate::desk::Desk;
use coach_mcp::ToolError;
use jiff::ToSpan;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;

/// Longest period that a call may ask for: ten years.
pub(crate) const MAX_DAYS: i32 = 3_653;

/// The date arguments that most tools share.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub(crate) struct PeriodArgs {
    /// First local day, for example `2026-05-01`.
    pub(crate) from: Option<Date>,
    /// Last local day, included; default today.
    pub(crate) to: Option<Date>,
    /// Number of days that end on `to` (or begin on `from`), instead of a second date.
    #[schemars(range(min = 1, max = 3653))]
    pub(crate) days: Option<u32>,
    /// One local day, instead of the three above.
    pub(crate) date: Option<Date>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    pub(crate) _user_id: Option<String>,
}

/// One local day as an argument.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
pub(crate) struct DayArgs {
    /// Local day, for example `2026-05-01`; default today.
    pub(crate) date: Option<Date>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id")]
    pub(crate) _user_id: Option<String>,
}

/// Local days `from..=to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl DayArgs {
    /// The day that was asked for, or today.
    pub(crate) fn resolve(&self, desk: &Desk) -> Date {
        self.date.unwrap_or_else(|| desk.clock.today())
    }
}

impl PeriodArgs {
    /// Whether any day was asked for.
    pub(crate) fn is_given(&self) -> bool {
        self.from.is_some() || self.to.is_some() || self.days.is_some() || self.date.is_some()
    }

    /// The period that was asked for, or the `default_days` that end today.
    pub(crate) fn resolve(&self, desk: &Desk, default_days: u32) -> Result<Period, ToolError> {
        let today = desk.clock.today();
        if let Some(date) = self.date {
            if self.from.is_some() || self.to.is_some() || self.days.is_some() {
                return Err(ToolError::Arguments("give either `date`, or `from`, `to` and `days`".to_owned()));
            }
            return Ok(Period::day(date));
        }
        match (self.from, self.to, self.days) {
            (Some(_), Some(_), Some(_)) => {
                Err(ToolError::Arguments("give `from` and `to`, or one of them and `days`, not all three".to_owned()))
            }
            (Some(from), Some(to), None) => Period::new(from, to),
            (Some(from), None, Some(days)) => Period::new(from, after(from, span(days)? - 1)?),
            (Some(from), None, None) => Period::new(from, today),
            (None, to, days) => {
                let to = to.unwrap_or(today);
                Period::new(after(to, 1 - span(days.unwrap_or(default_days))?)?, to)
            }
        }
    }
}

impl Period {
    /// Checks the order and the length.
    pub(crate) fn new(from: Date, to: Date) -> Result<Self, ToolError> {
        if from > to {
            return Err(ToolError::Arguments(format!("`from` ({from}) must not be after `to` ({to})")));
        }
        let period = Self { from, to };
        if period.days() > MAX_DAYS {
            return Err(ToolError::Arguments(format!("the period must not be longer than {MAX_DAYS} days")));
        }
        Ok(period)
    }

    /// One day.
    pub(crate) fn day(day: Date) -> Self {
        Self { from: day, to: day }
    }

    /// Number of days, both ends included.
    pub(crate) fn days(self) -> i32 {
        (self.to - self.from).get_days() + 1
    }

    /// The period of the same length that ends the day before.
    pub(crate) fn before(self) -> Self {
        let days = self.days();
        Self { from: self.from.saturating_sub(days.days()), to: self.from.saturating_sub(1.day()) }
    }

    /// The same end, begun so many days earlier.
    pub(crate) fn reaching_back(self, days: i32) -> Self {
        Self { from: self.from.saturating_sub(days.days()), to: self.to }
    }

    /// Whether a day lies in it.
    pub(crate) fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Every day, oldest first.
    pub(crate) fn iter(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |day| *day <= self.to)
    }
}

fn span(days: u32) -> Result<i32, ToolError> {
    i32::try_from(days)
        .ok()
        .filter(|days| (1..=MAX_DAYS).contains(days))
        .ok_or_else(|| ToolError::Arguments(format!("`days` must be from 1 to {MAX_DAYS}")))
}

fn after(day: Date, days: i32) -> Result<Date, ToolError> {
    day.checked_add(days.days()).map_err(|_| ToolError::Arguments("the period must lie within the calendar".to_owned()))
}

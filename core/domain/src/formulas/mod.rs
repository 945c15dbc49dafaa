//! Formulas, with coefficients, edges and sources.
//!
//! Each takes plain values and gives a [`Computed`](crate::figure::Computed) or a record that names its inputs and
//! what was missing. Too little data is an [`Insufficient`], never a number.

pub mod best_efforts;
pub mod correlation;
pub mod energy;
pub mod expenditure;
pub mod heart;
pub mod hrv;
pub mod intake;
pub mod load;
pub mod power;
pub mod progression;
pub mod readiness;
pub mod records;
pub mod sleep;
pub mod stats;
pub mod strength;
pub mod trend;
pub mod volume;

use crate::figure::{Confidence, Figure, FigureInput, Insufficient};
use jiff::civil::Date;

/// A value of one local day and who measured it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading<'a> {
    /// Local day.
    pub day: Date,
    /// Value in the unit that the formula names.
    pub value: f64,
    /// Source by name.
    pub source: &'a str,
}

impl<'a> Reading<'a> {
    /// A reading of a day.
    #[must_use]
    pub const fn new(day: Date, value: f64, source: &'a str) -> Self {
        Self { day, value, source }
    }

    fn input(&self, name: &str, unit: &str) -> FigureInput {
        input(name, self.value, unit, self.source, self.day, self.day)
    }
}

/// Readings with a finite value on days `from..=to`.
fn within<'a, 'b>(readings: &'b [Reading<'a>], from: Date, to: Date) -> impl Iterator<Item = &'b Reading<'a>> + Clone {
    readings.iter().filter(move |reading| (from..=to).contains(&reading.day) && reading.value.is_finite())
}

/// The day `days` before another; the calendar's first day if there is none.
fn days_before(day: Date, days: i32) -> Date {
    crate::time::date_of_epoch_day(crate::time::epoch_day(day).saturating_sub(days))
}

fn input(name: &str, value: f64, unit: &str, source: &str, from: Date, to: Date) -> FigureInput {
    FigureInput { name: name.to_owned(), value, unit: unit.to_owned(), source: source.to_owned(), from, to }
}

fn figure(name: &str, value: f64, unit: &str, confidence: Confidence, inputs: Vec<FigureInput>) -> Figure {
    Figure { name: name.to_owned(), value, unit: unit.to_owned(), confidence, inputs, missing: Vec::new() }
}

fn insufficient(what: &str, have: usize, need: u32, unit: &str) -> Insufficient {
    Insufficient { what: what.to_owned(), have: u32::try_from(have).unwrap_or(u32::MAX), need, unit: unit.to_owned() }
}

/// The sources of some readings, each once, in order of appearance.
fn sources<'a>(readings: impl Iterator<Item = &'a Reading<'a>>) -> String {
    let mut names: Vec<&str> = Vec::new();
    for reading in readings {
        if !names.contains(&reading.source) {
            names.push(reading.source);
        }
    }
    names.join(", ")
}

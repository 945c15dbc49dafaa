//! Runs and rides: how long one may be beside the longest of the last weeks.

use super::level;
use crate::exercise::{Exercise, Pattern};
use crate::person::Level;
use crate::plan::{Block, PlannedSession};
use crate::safety::facts::Facts;
use crate::time::epoch_day;
use jiff::civil::Date;

/// Days before a run or ride in which the longest one is looked for.
const DAYS: i32 = 30;

/// A sport in which a single long session is what the evidence ties to injury. Walking and hiking are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sport {
    /// Running.
    Run,
    /// Cycling.
    Ride,
}

impl Sport {
    /// Both.
    pub const ALL: [Sport; 2] = [Sport::Run, Sport::Ride];

    /// A word for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Sport::Run => "run",
            Sport::Ride => "ride",
        }
    }
}

const RUNS: &[&str] = &[
    "run",
    "runs",
    "running",
    "runner",
    "jog",
    "jogs",
    "jogging",
    "sprint",
    "sprints",
    "sprinting",
    "strides",
    "fartlek",
    "parkrun",
    "marathon",
    "laufen",
    "lauf",
    "dauerlauf",
    "correr",
    "courir",
    "corsa",
];
const RIDES: &[&str] = &[
    "ride",
    "rides",
    "riding",
    "cycle",
    "cycling",
    "cyclist",
    "bike",
    "bikes",
    "biking",
    "bicycle",
    "spin",
    "spinning",
    "handcycling",
    "rad",
    "radfahren",
    "velo",
];

fn sport_of_words(text: &str) -> Option<Sport> {
    let folded = text.to_lowercase();
    let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.find_map(|word| match word {
        word if RUNS.contains(&word) => Some(Sport::Run),
        word if RIDES.contains(&word) => Some(Sport::Ride),
        _ => None,
    })
}

pub(super) fn sport_of_exercise(exercise: &Exercise) -> Option<Sport> {
    let steady = matches!(exercise.pattern, Pattern::Endurance | Pattern::Conditioning);
    steady.then(|| sport_of_words(exercise.id)).flatten()
}

/// The sport of a block: by the id of an exercise of endurance or conditioning, else by the words of its name when it is not in the
/// catalogue and is continuous or has a distance.
#[must_use]
pub fn sport_of(block: &Block) -> Option<Sport> {
    match block.known() {
        Some(exercise) => sport_of_exercise(exercise),
        None if block.sets.is_empty() || block.distance_m.is_some() => sport_of_words(&block.name),
        None => None,
    }
}

/// The sport of a kind of workout, for example `running` or `indoor_cycling`.
#[must_use]
pub fn sport_of_kind(kind: &str) -> Option<Sport> {
    sport_of_words(kind)
}

/// How long a run or ride is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SportAmount {
    /// Metres, if known of the whole of it.
    pub metres: Option<f64>,
    /// Minutes.
    pub minutes: f64,
}

/// How long a planned session is in a sport, all its parts together; `None` when it has none of it.
#[must_use]
pub fn sport_amount(session: &PlannedSession, sport: Sport) -> Option<SportAmount> {
    let mut blocks = session.blocks.iter().filter(|block| sport_of(block) == Some(sport)).peekable();
    blocks.peek()?;
    let none = SportAmount { metres: Some(0.0), minutes: 0.0 };
    Some(blocks.fold(none, |sum, block| SportAmount {
        metres: sum.metres.zip(block.distance_m).map(|(sum, metres)| sum + metres),
        minutes: sum.minutes + block.minutes,
    }))
}

/// A run or ride beside the longest one before it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spike {
    /// How long it is, in metres or minutes.
    pub amount: f64,
    /// The longest of the 30 days before, or the starter value, in the same.
    pub longest: f64,
    /// Both are metres; else minutes.
    pub in_metres: bool,
    /// Day of the longest one; `None` for the starter value.
    pub day: Option<Date>,
}

impl Spike {
    /// Highest ratio without a warning.
    pub const WARNED_ABOVE: f64 = 1.10;
    /// Highest ratio without the person's confirmation.
    pub const REFUSED_ABOVE: f64 = 2.00;

    /// How many times as long as the longest one it is.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        self.amount / self.longest
    }

    /// Whether it is more than a tenth longer.
    #[must_use]
    pub fn is_warned(&self) -> bool {
        self.ratio() > Self::WARNED_ABOVE + 1e-9
    }

    /// Whether it is more than twice as long.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.ratio() > Self::REFUSED_ABOVE + 1e-9
    }
}

/// Runs and rides, done and planned.
#[derive(Debug, Clone)]
pub struct SportHistory {
    entries: Vec<(Date, Sport, SportAmount)>,
    today: Date,
    starter_minutes: f64,
}

impl SportHistory {
    /// The runs and rides that were done. Without one a beginner's longest counts as 20 minutes, an intermediate's as
    /// 40, an advanced person's as 60.
    #[must_use]
    pub fn new(facts: &Facts) -> Self {
        let entries = facts.done.iter().filter_map(|done| {
            let minutes = done.end_ms.saturating_sub(done.start_ms).max(0) as f64 / 60_000.0;
            let metres = done.distance_m.filter(|metres| metres.is_finite() && *metres > 0.0);
            sport_of_kind(&done.kind).map(|sport| (done.day, sport, SportAmount { metres, minutes }))
        });
        let starter_minutes = match level(facts) {
            Level::Beginner => 20.0,
            Level::Intermediate => 40.0,
            Level::Advanced => 60.0,
        };
        Self { entries: entries.collect(), today: facts.today, starter_minutes }
    }

    /// Adds a planned session, which is assumed to be done unless its day has gone by.
    pub fn add_planned(&mut self, session: &PlannedSession) {
        if session.date < self.today {
            return;
        }
        for sport in Sport::ALL {
            self.entries.extend(sport_amount(session, sport).map(|amount| (session.date, sport, amount)));
        }
    }

    /// A run or ride on a day beside the longest of the 30 days before it: by metres when both are known, else by
    /// minutes.
    #[must_use]
    pub fn compare(&self, sport: Sport, amount: SportAmount, day: Date) -> Spike {
        let to = epoch_day(day);
        let before =
            || self.entries.iter().filter(move |(on, of, _)| *of == sport && (to - DAYS..to).contains(&epoch_day(*on)));
        let longest = |measure: fn(&SportAmount) -> Option<f64>| {
            before()
                .filter_map(|(on, _, amount)| measure(amount).filter(|long| *long > 0.0).map(|long| (long, *on)))
                .max_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)))
        };
        if let Some((metres, (long, on))) = amount.metres.zip(longest(|amount| amount.metres)) {
            return Spike { amount: metres, longest: long, in_metres: true, day: Some(on) };
        }
        let found = longest(|amount| Some(amount.minutes));
        Spike {
            amount: amount.minutes,
            longest: found.map_or(self.starter_minutes, |(minutes, _)| minutes),
            in_metres: false,
            day: found.map(|(_, on)| on),
        }
    }
}

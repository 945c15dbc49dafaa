//! What the built-in coach's readers lend to models that write words in the place of values.

use super::plan::log;
use super::time::{self, DateRange, When};
use super::{lexicon, text, workout};
use crate::chat::TurnContext;
use coach_domain::person::UnitSystem;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Map, Value};

/// The days of the past, or today, that words such as `the week before last` name; `None` when they name none. A night
/// counts for the day of waking where sleep is asked about (`nights`), else for the day before.
pub(crate) fn days(words: &str, context: &TurnContext, nights: bool) -> Option<DateRange> {
    let tokens = text::tokens(words);
    let month_first = context.units == UnitSystem::Imperial;
    let mention = time::find(&tokens, context.today, month_first).into_iter().next()?;
    match mention.when {
        When::Days(range) => Some(range),
        When::LastNight if nights => Some(DateRange::day(context.today)),
        When::LastNight => Some(DateRange::day(context.today.saturating_sub(1.day()))),
        When::Ever => context.data_span.map(|(first, last)| DateRange::new(first, last.max(context.today))),
        // Nothing was talked about that it could be before.
        When::Before => None,
    }
}

/// The days from today on that words such as `next Tuesday` name.
pub(crate) fn coming_days(words: &str, today: Date) -> Option<DateRange> {
    let tokens = text::tokens(words);
    time::stretch(&tokens, &time::coming(&tokens, today), today)
}

/// What a message tells of a workout, as arguments of `logWorkout`.
pub(crate) fn workout_in(message: &str, context: &TurnContext) -> Map<String, Value> {
    let tokens = text::tokens(message);
    let spoken = workout::read(&tokens, &lexicon::spot(&tokens));
    log(&spoken, days(message, context, false), context.today).arguments
}

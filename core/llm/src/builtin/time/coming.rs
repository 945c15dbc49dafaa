//! Days that are still to come: "on Friday", "next week", "3–10 December", as plans and their changes name them.
//!
//! The other half of this room reads the past: there "Friday" was the last one. Here it is the next one, today
//! included.

use super::super::text::Token;
use super::calendar::{day_number, month_of, weekday_of};
use super::range::DateRange;
use super::{ahead, back};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// A day or days to come, and where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Coming {
    /// The days.
    pub days: DateRange,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
}

/// Every such expression from left to right, none inside another; two joined by "to" or "until" are one stretch.
pub(crate) fn coming(tokens: &[Token], today: Date) -> Vec<Coming> {
    let mut found: Vec<Coming> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match span_of_month(tokens, at, today).or_else(|| single(tokens, at, today)) {
            Some(next) => {
                at = next.end;
                found.push(next);
            }
            None => at += 1,
        }
    }
    found
}

/// The stretch from the first to the second of two neighbours: "from Monday to Wednesday", "until Friday".
pub(crate) fn stretch(tokens: &[Token], found: &[Coming], today: Date) -> Option<DateRange> {
    let before = |at: usize| at.checked_sub(1).and_then(|at| tokens.get(at));
    if let [first, second, ..] = found
        && tokens
            .get(first.end..second.start)
            .is_some_and(|between| between.iter().any(|token| token.is(&["to", "until", "till", "through", "and"])))
        && tokens.get(first.end..second.start).is_some_and(|between| between.len() <= 2)
    {
        let mut to = second.days.to;
        if to < first.days.from {
            to = ahead(to, 1.week());
        }
        return Some(DateRange::new(first.days.from, to));
    }
    let only = found.first()?;
    if before(only.start).is_some_and(|token| token.is(&["until", "till"])) {
        return Some(DateRange::new(today, only.days.to.max(today)));
    }
    Some(only.days)
}

fn single(tokens: &[Token], at: usize, today: Date) -> Option<Coming> {
    let rest = tokens.get(at..)?;
    let first = rest.first()?;
    let second = rest.get(1);
    let day = |day: Date, used: usize| Some(Coming { days: DateRange::day(day), start: at, end: at + used });
    let monday = back(today, i64::from(today.weekday().since(Weekday::Monday)).days());
    if first.is(&["day"]) && second.is_some_and(|token| token.is(&["after"])) && rest.get(2)?.is(&["tomorrow"]) {
        return day(ahead(today, 2.days()), 3);
    }
    if first.is(&["this"]) && second.is_some_and(|token| token.is(&["morning", "afternoon", "evening"])) {
        return day(today, 2);
    }
    match first.text.as_str() {
        "today" | "tonight" => return day(today, 1),
        "tomorrow" => return day(ahead(today, 1.day()), 1),
        "yesterday" => return day(back(today, 1.day()), 1),
        _ => {}
    }
    let next = first.is(&["next", "coming", "following"]);
    let this = first.is(&["this"]);
    // "the next 7 days" begin today
    if next && let Some(count) = second.and_then(|token| token.number) {
        let unit = match tokens.get(at + 2)?.stem.as_str() {
            "day" => 1,
            "week" => 7,
            _ => return None,
        };
        let days = (1.0..=366.0).contains(&count).then(|| count as i64 * unit)?;
        return Some(Coming { days: DateRange::new(today, ahead(today, (days - 1).days())), start: at, end: at + 3 });
    }
    if next || this {
        let word = second?;
        let (from, to) = match word.stem.as_str() {
            "week" if next => (ahead(monday, 7.days()), ahead(monday, 13.days())),
            "week" => (today, ahead(monday, 6.days())),
            "weekend" if next => (ahead(monday, 12.days()), ahead(monday, 13.days())),
            "weekend" => (ahead(monday, 5.days()).max(today), ahead(monday, 6.days())),
            "month" if next => {
                let first = ahead(today.last_of_month(), 1.day());
                (first, first.last_of_month())
            }
            "month" => (today, today.last_of_month()),
            _ => {
                let weekday = weekday_of(&word.text, true)?;
                let coming = if next { on(weekday, ahead(today, 1.day())) } else { on(weekday, today) };
                return day(coming, 2);
            }
        };
        return Some(Coming { days: DateRange::new(from, to), start: at, end: at + 2 });
    }
    if first.is(&["weekend"]) {
        return Some(Coming {
            days: DateRange::new(ahead(monday, 5.days()).max(today), ahead(monday, 6.days())),
            start: at,
            end: at + 1,
        });
    }
    let cued = at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| {
        token.is(&[
            "on", "to", "until", "till", "from", "and", "by", "this", "next", "or", "starting", "start", "through",
        ]) || weekday_of(&token.text, true).is_some()
    });
    if let Some(weekday) = weekday_of(&first.text, cued) {
        return day(on(weekday, today), 1);
    }
    if let Ok(date) = first.typed.parse::<Date>() {
        return day(date, 1);
    }
    dated(rest, today).and_then(|(date, used)| day(date, used))
}

/// The first such weekday from a day on.
fn on(weekday: Weekday, from: Date) -> Date {
    ahead(from, i64::from(weekday.since(from.weekday())).days())
}

/// "5 December", "December 5th", "the 3rd": the next one.
fn dated(tokens: &[Token], today: Date) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(day) = day_number(first) {
        let of = usize::from(tokens.get(1).is_some_and(|token| token.is(&["of"])));
        if let Some(month) = tokens.get(1 + of).and_then(|token| month_of(&token.text, true)) {
            return next_date(day, month, today).map(|date| (date, 2 + of));
        }
        // "the 3rd" without a month
        let ordinal = first.typed.ends_with(|end: char| end.is_ascii_alphabetic());
        return if ordinal { day_of_month(day, today).map(|date| (date, 1)) } else { None };
    }
    let month = month_of(&first.text, true)?;
    let the = usize::from(tokens.get(1)?.is(&["the"]));
    let day = day_number(tokens.get(1 + the)?)?;
    next_date(day, month, today).map(|date| (date, 2 + the))
}

/// "3–10 December", "from 5 to 12 December", "December 3 to 10", "from the 3rd to the 10th".
fn span_of_month(tokens: &[Token], at: usize, today: Date) -> Option<Coming> {
    let ahead_of = tokens.get(at).and_then(|token| month_of(&token.text, true));
    let rest = tokens.get(at + usize::from(ahead_of.is_some())..)?;
    let (first, last, used) = two_days(rest)?;
    let month = ahead_of.or_else(|| rest.get(used).and_then(|token| month_of(&token.text, true)))?;
    let from = next_date(first, month, today)?;
    let to = Date::new(from.year(), month, last).ok().filter(|to| *to >= from)?;
    let end = at + used + 1;
    Some(Coming { days: DateRange::new(from, to), start: at, end })
}

fn two_days(tokens: &[Token]) -> Option<(i8, i8, usize)> {
    let first = tokens.first()?;
    if let Some((a, b)) = first.typed.split_once('-') {
        let day = |text: &str| text.parse().ok().filter(|day: &i8| (1..=31).contains(day));
        return Some((day(a)?, day(b)?, 1));
    }
    let start = day_number(first)?;
    if !tokens.get(1)?.is(&["to", "until", "till", "through", "and"]) {
        return None;
    }
    let the = usize::from(tokens.get(2)?.is(&["the"]));
    Some((start, day_number(tokens.get(2 + the)?)?, 3 + the))
}

fn next_date(day: i8, month: i8, today: Date) -> Option<Date> {
    (0..=8)
        .find_map(|years| Date::new(today.year().saturating_add(years), month, day).ok().filter(|date| *date >= today))
}

fn day_of_month(day: i8, today: Date) -> Option<Date> {
    (0..=12_i64).find_map(|months| {
        let first = ahead(today.first_of_month(), months.months());
        Date::new(first.year(), first.month(), day).ok().filter(|date| *date >= today)
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::text;
    use super::*;
    use jiff::civil::date;

    /// A Friday.
    const TODAY: Date = date(2026, 11, 20);

    fn days(said: &str) -> Option<String> {
        let tokens = text::tokens(said);
        let range = stretch(&tokens, &coming(&tokens, TODAY), TODAY)?;
        Some(if range.from == range.to { range.from.to_string() } else { format!("{}/{}", range.from, range.to) })
    }

    #[test]
    fn days_lie_ahead() {
        for (said, wanted) in [
            ("today", "2026-11-20"),
            ("tomorrow's session", "2026-11-21"),
            ("the day after tomorrow", "2026-11-22"),
            ("on friday", "2026-11-20"),
            ("next friday", "2026-11-27"),
            ("thursday", "2026-11-26"),
            ("to thu", "2026-11-26"),
            ("next week", "2026-11-23/2026-11-29"),
            ("this week", "2026-11-20/2026-11-22"),
            ("next month", "2026-12-01/2026-12-31"),
            ("the next 7 days", "2026-11-20/2026-11-26"),
            ("next 2 weeks", "2026-11-20/2026-12-03"),
            ("next 1 day", "2026-11-20"),
            ("3–10 December", "2026-12-03/2026-12-10"),
            ("from 5 to 12 december", "2026-12-05/2026-12-12"),
            ("december 3 to 10", "2026-12-03/2026-12-10"),
            ("from the 3rd to the 10th", "2026-12-03/2026-12-10"),
            ("from monday to wednesday", "2026-11-23/2026-11-25"),
            ("from saturday to tuesday", "2026-11-21/2026-11-24"),
            ("until sunday", "2026-11-20/2026-11-22"),
            ("5 january", "2027-01-05"),
            ("the 1st", "2026-12-01"),
            ("2026-12-24", "2026-12-24"),
        ] {
            assert_eq!(days(said).as_deref(), Some(wanted), "{said}");
        }
        for said in ["", "sat down", "march on", "12 weeks", "31 february"] {
            assert_eq!(days(said), None, "{said}");
        }
    }
}

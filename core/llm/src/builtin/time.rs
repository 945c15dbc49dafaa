//! Time expressions: from "the week before last" to a range of local days.
//!
//! Weeks start on Monday. Seasons are those of the northern hemisphere. A part of the calendar that is not over yet
//! ends today. Nothing here reads a clock: the person's day is given.

use super::text::Token;
use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

mod calendar;
mod coming;
mod range;

pub(crate) use coming::{Coming, coming, stretch};
pub use range::{DateRange, Period};

use calendar::{fixed_date, month_of, season_of, weekday_of};

/// A time expression and where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mention {
    /// What it means.
    pub when: When,
    /// First token.
    pub start: usize,
    /// One past the last token.
    pub end: usize,
    /// Part of the calendar that was named, if one was.
    pub period: Option<Period>,
}

/// What a time expression means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum When {
    /// These days.
    Days(DateRange),
    /// Last night: the day of waking for sleep, the evening before for anything else.
    LastNight,
    /// The period before the one that was talked about.
    Before,
    /// Everything there is.
    Ever,
}

fn back(day: Date, span: Span) -> Date {
    day.saturating_sub(span)
}

fn ahead(day: Date, span: Span) -> Date {
    day.saturating_add(span)
}

/// The whole period around a day.
fn whole(period: Period, day: Date) -> DateRange {
    let monday = back(day, i64::from(day.weekday().since(Weekday::Monday)).days());
    match period {
        Period::Day => DateRange::day(day),
        Period::Weekend => DateRange::new(ahead(monday, 5.days()), ahead(monday, 6.days())),
        Period::Week => DateRange::new(monday, ahead(monday, 6.days())),
        Period::Fortnight => DateRange::new(back(monday, 7.days()), ahead(monday, 6.days())),
        Period::Month => DateRange::new(day.first_of_month(), day.last_of_month()),
        Period::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            let start = date(day.year(), first, 1);
            DateRange::new(start, back(ahead(start, 3.months()), 1.day()))
        }
        Period::Year => DateRange::new(day.first_of_year(), day.last_of_year()),
    }
}

/// The day that lies `count` periods before.
fn earlier(period: Period, day: Date, count: i64) -> Date {
    let count = count.clamp(0, 4_000);
    let span = match period {
        Period::Day => count.days(),
        Period::Weekend | Period::Week => count.weeks(),
        Period::Fortnight => (2 * count).weeks(),
        Period::Month => count.months(),
        Period::Quarter => (3 * count).months(),
        Period::Year => count.years(),
    };
    back(day, span)
}

/// The stretch of `count` periods that ends today.
fn rolling(period: Period, today: Date, count: i64) -> DateRange {
    DateRange::new(ahead(earlier(period, today, count.max(1)), 1.day()).min(today), today)
}

/// The period that is running, up to today.
fn running(period: Period, today: Date) -> DateRange {
    let range = whole(period, today);
    if range.from > today {
        return range;
    }
    DateRange::new(range.from, range.to.min(today))
}

/// The last period that is over.
pub(crate) fn last_whole(period: Period, today: Date) -> DateRange {
    whole(period, earlier(period, today, 1))
}

/// The period that is running, up to today.
pub(crate) fn running_now(period: Period, today: Date) -> DateRange {
    running(period, today)
}

/// The whole period before the one in which `range` begins.
pub(crate) fn one_before(period: Period, range: DateRange) -> DateRange {
    whole(period, earlier(period, range.from, 1))
}

fn period_of(token: &Token) -> Option<Period> {
    Some(match token.stem.as_str() {
        "day" | "night" => Period::Day,
        "weekend" => Period::Weekend,
        "week" => Period::Week,
        "fortnight" => Period::Fortnight,
        "month" => Period::Month,
        "quarter" => Period::Quarter,
        "year" => Period::Year,
        _ => return None,
    })
}

/// A count in digits or words, and how many tokens it takes ("a couple of" takes three).
fn count_at(tokens: &[Token]) -> Option<(i64, usize)> {
    let first = tokens.first()?;
    if let Some(value) = first.number {
        let whole = (1.0..=4_000.0).contains(&value) && value.fract() == 0.0;
        return whole.then_some((value as i64, 1));
    }
    let small = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    if let Some(at) = small.iter().position(|word| *word == first.text) {
        return Some((at as i64 + 1, 1));
    }
    let optional_of = |used: usize| used + usize::from(tokens.get(used).is_some_and(|t| t.is(&["of"])));
    match first.text.as_str() {
        "fourteen" => Some((14, 1)),
        "twenty" => Some((20, 1)),
        "thirty" => Some((30, 1)),
        "sixty" => Some((60, 1)),
        "ninety" => Some((90, 1)),
        "hundred" => Some((100, 1)),
        "few" | "several" => Some((3, 1)),
        "couple" => Some((2, optional_of(1))),
        "a" | "an" => {
            let next = tokens.get(1)?;
            if next.is(&["couple"]) {
                Some((2, optional_of(2)))
            } else if next.is(&["few"]) {
                Some((3, 2))
            } else {
                Some((1, 1))
            }
        }
        _ => None,
    }
}

/// Every time expression of a text, from left to right, none inside another.
pub(crate) fn find(tokens: &[Token], today: Date, month_first: bool) -> Vec<Mention> {
    let mut mentions: Vec<Mention> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = span_between(tokens, at, today, month_first)
            .or_else(|| since(tokens, at, today, month_first))
            .or_else(|| single(tokens, at, today, month_first));
        match found {
            Some(mention) => {
                at = mention.end;
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    elliptic(tokens, today, &mut mentions);
    mentions
}

/// "this month versus last": the bare "last" after a comparison takes the period of the first mention.
fn elliptic(tokens: &[Token], today: Date, mentions: &mut Vec<Mention>) {
    let [first] = mentions.as_slice() else { return };
    let Some(period) = first.period else { return };
    let rest = tokens.get(first.end..).unwrap_or_default();
    let comparing =
        rest.iter().position(|token| token.is(&["vs", "versus", "than", "against", "to", "with", "and", "or"]));
    let Some(offset) = comparing else { return };
    let Some(last) = rest.iter().skip(offset + 1).position(|token| token.is(&["last", "previous", "prior", "before"]))
    else {
        return;
    };
    let at = first.end + offset + 1 + last;
    mentions.push(Mention {
        when: When::Days(whole(period, earlier(period, today, 1))),
        start: at,
        end: at + 1,
        period: Some(period),
    });
}

/// "between March and May", "from 3 March to 9 March".
fn span_between(tokens: &[Token], at: usize, today: Date, month_first: bool) -> Option<Mention> {
    let opener = tokens.get(at)?;
    let joiners: &[&str] = match opener.text.as_str() {
        "between" => &["and", "to"],
        "from" => &["to", "until", "till", "through", "and"],
        _ => return None,
    };
    if let Some(mention) = days_of_a_month(tokens, at, joiners, today, month_first) {
        return Some(mention);
    }
    let first = single(tokens, skip_the(tokens, at + 1), today, month_first)?;
    if !tokens.get(first.end)?.is(joiners) {
        return None;
    }
    let second = single(tokens, skip_the(tokens, first.end + 1), today, month_first)?;
    let (When::Days(a), When::Days(b)) = (first.when, second.when) else {
        return None;
    };
    Some(Mention {
        when: When::Days(DateRange::new(a.from.min(b.from), a.to.max(b.to))),
        start: at,
        end: second.end,
        period: None,
    })
}

/// "between 1 and 5 June", "from 1 to 5 June 2026": the month is said once, behind the second day.
fn days_of_a_month(tokens: &[Token], at: usize, joiners: &[&str], today: Date, month_first: bool) -> Option<Mention> {
    let start = skip_the(tokens, at + 1);
    let day = calendar::day_number(tokens.get(start)?)?;
    if !tokens.get(start + 1)?.is(joiners) {
        return None;
    }
    let second = skip_the(tokens, start + 2);
    let (last, used) = fixed_date(tokens.get(second..)?, today, month_first)?;
    let first = Date::new(last.year(), last.month(), day).ok().filter(|first| *first <= last)?;
    Some(Mention { when: When::Days(DateRange::new(first, last)), start: at, end: second + used, period: None })
}

/// "since March", "since the start of the year": from its beginning to today.
fn since(tokens: &[Token], at: usize, today: Date, month_first: bool) -> Option<Mention> {
    if !tokens.get(at)?.is(&["since"]) {
        return None;
    }
    let inner = single(tokens, skip_the(tokens, at + 1), today, month_first)?;
    let from = match inner.when {
        When::Days(range) => range.from,
        When::LastNight => back(today, 1.day()),
        When::Before | When::Ever => return None,
    };
    Some(Mention { when: When::Days(DateRange::new(from, today.max(from))), start: at, end: inner.end, period: None })
}

fn skip_the(tokens: &[Token], at: usize) -> usize {
    at + usize::from(tokens.get(at).is_some_and(|token| token.is(&["the", "my"])))
}

/// One expression that stands by itself.
fn single(tokens: &[Token], at: usize, today: Date, month_first: bool) -> Option<Mention> {
    let rest = tokens.get(at..)?;
    let (when, used, period) = named_day(rest, today)
        .or_else(|| start_of(rest, today))
        .or_else(|| relative(rest, today))
        .or_else(|| ago(rest, today))
        .or_else(|| {
            let before = at.checked_sub(1).and_then(|i| tokens.get(i));
            fixed(rest, before, today, month_first)
        })?;
    Some(Mention { when, start: at, end: at + used.max(1), period })
}

type Found = Option<(When, usize, Option<Period>)>;

fn phrase(tokens: &[Token], words: &[&str]) -> bool {
    tokens.len() >= words.len() && words.iter().zip(tokens).all(|(word, token)| token.text == *word)
}

/// "today", "yesterday morning", "last night", "lately", "ever".
fn named_day(tokens: &[Token], today: Date) -> Found {
    let day = |offset: i64, used| {
        let day = if offset < 0 { ahead(today, (-offset).days()) } else { back(today, offset.days()) };
        Some((When::Days(DateRange::day(day)), used, Some(Period::Day)))
    };
    let table: &[(&[&str], i64)] = &[
        (&["day", "before", "yesterday"], 2),
        (&["night", "before", "last"], 1),
        (&["this", "morning"], 0),
        (&["this", "afternoon"], 0),
        (&["this", "evening"], 0),
        (&["today"], 0),
        (&["tonight"], 0),
        (&["yesterday"], 1),
        (&["tomorrow"], -1),
    ];
    if phrase(tokens, &["last", "night"]) {
        return Some((When::LastNight, 2, Some(Period::Day)));
    }
    if phrase(tokens, &["this", "time", "last", "year"]) {
        let then = back(today, 1.year());
        let range = DateRange::new(back(then, 3.days()), ahead(then, 3.days()));
        return Some((When::Days(range), 4, None));
    }
    for (words, offset) in table {
        if phrase(tokens, words) {
            return day(*offset, words.len());
        }
    }
    let first = tokens.first()?;
    if first.is(&["lately", "recently", "nowadays"]) || phrase(tokens, &["these", "days"]) {
        let used = 1 + usize::from(first.is(&["these"]));
        return Some((When::Days(rolling(Period::Week, today, 2)), used, None));
    }
    if phrase(tokens, &["all", "time"]) {
        return Some((When::Ever, 2, None));
    }
    if first.is(&["ever"]) {
        return Some((When::Ever, 1, None));
    }
    if first.is(&["ytd"]) {
        return Some((When::Days(running(Period::Year, today)), 1, None));
    }
    None
}

/// "the start of the year", "new year", "christmas".
fn start_of(tokens: &[Token], today: Date) -> Found {
    let first = tokens.first()?;
    if first.is(&["start", "beginning"]) && tokens.get(1)?.is(&["of"]) {
        let at = 2 + usize::from(tokens.get(2)?.is(&["the", "this"]));
        let period = period_of(tokens.get(at)?)?;
        return Some((When::Days(running(period, today)), at + 1, Some(period)));
    }
    if phrase(tokens, &["new", "year"]) {
        return Some((When::Days(running(Period::Year, today)), 2, None));
    }
    if let Some(used) = holidays(tokens) {
        let year = if (today.month(), today.day()) >= (12, 24) { today.year() } else { today.year().saturating_sub(1) };
        let from = Date::new(year, 12, 24).ok()?;
        let range = until_today(DateRange::new(from, ahead(from, 8.days())), today);
        return Some((When::Days(range), used, None));
    }
    if first.is(&["christmas", "xmas"]) {
        let year = if (today.month(), today.day()) >= (12, 25) { today.year() } else { today.year().saturating_sub(1) };
        let day = Date::new(year, 12, 25).ok()?;
        return Some((When::Days(DateRange::day(day)), 1, Some(Period::Day)));
    }
    None
}

/// "over Christmas", "the holidays": words that name the days from Christmas Eve to New Year's Day.
fn holidays(tokens: &[Token]) -> Option<usize> {
    let over = usize::from(tokens.first()?.is(&["over", "during", "at"]));
    let the = usize::from(tokens.get(over)?.is(&["the"]));
    let name = tokens.get(over + the)?;
    let eve = name.is(&["christmas", "xmas"]) && over == 1;
    let days = name.is(&["holidays"]) && the == 1;
    (eve || days).then_some(over + the + 1)
}

/// "this week", "last month", "past ten days", "the week before last", "the week before".
fn relative(tokens: &[Token], today: Date) -> Found {
    let first = tokens.first()?;
    if let Some(period) = period_of(first) {
        let before = tokens.get(1).is_some_and(|token| token.is(&["before"]));
        if before && tokens.get(2).is_some_and(|token| token.is(&["last"])) {
            let range = whole(period, earlier(period, today, 2));
            return Some((When::Days(range), 3, Some(period)));
        }
        if before {
            return Some((When::Before, 2, Some(period)));
        }
        return None;
    }
    // "how was my week": the days up to now, not the few since Monday
    if first.is(&["my"])
        && let Some(period) = tokens.get(1).and_then(period_of).filter(|period| *period != Period::Day)
    {
        return Some((When::Days(rolling(period, today, 1)), 2, Some(period)));
    }
    if phrase(tokens, &["before", "that"]) {
        return Some((When::Before, 2, None));
    }
    let this = first.is(&["this", "current"]);
    let last = first.is(&["last", "previous", "prior"]);
    let past = first.is(&["past"]);
    let next = first.is(&["next"]);
    if !(this || last || past || next) {
        return weekend(tokens, today);
    }
    let rest = tokens.get(1..)?;
    if !this
        && !next
        && let Some((count, used)) = count_at(rest)
        && let Some(unit) = rest.get(used)
    {
        if unit.is(&["hours", "hour"]) {
            let range = DateRange::new(back(today, (count.clamp(1, 4_000) / 24).days()), today);
            return Some((When::Days(range), used + 2, None));
        }
        if let Some(period) = period_of(unit) {
            return Some((When::Days(rolling(period, today, count)), used + 2, Some(period)));
        }
    }
    if let Some(period) = period_of(rest.first()?) {
        let range = if this && first.is(&["this", "current"]) {
            running(period, today)
        } else if past {
            rolling(period, today, 1)
        } else if next {
            whole(period, ahead(today, next_step(period)))
        } else {
            let range = whole(period, earlier(period, today, 1));
            // on a Sunday the weekend is still running, so the last one is a week before
            if period == Period::Day { DateRange::day(back(today, 1.day())) } else { range }
        };
        return Some((When::Days(range), 2, Some(period)));
    }
    if let Some(weekday) = weekday_of(&rest.first()?.text, true) {
        let mut day = latest(weekday, today);
        if last && day == today {
            day = back(day, 7.days());
        }
        if next {
            day = ahead(day, 7.days());
        }
        return Some((When::Days(DateRange::day(day)), 2, Some(Period::Day)));
    }
    if let Some(month) = month_of(&rest.first()?.text, true) {
        let mut range = recent_month(month, today)?;
        if last && range.to >= today && range.from <= today {
            range = whole(Period::Month, back(range.from, 1.year()));
        }
        return Some((When::Days(until_today(range, today)), 2, Some(Period::Month)));
    }
    let (start, months) = season_of(&rest.first()?.text)?;
    let range = recent_season(start, months, today, last)?;
    Some((When::Days(until_today(range, today)), 2, None))
}

fn next_step(period: Period) -> Span {
    match period {
        Period::Day => 1.day(),
        Period::Weekend | Period::Week => 1.week(),
        Period::Fortnight => 2.weeks(),
        Period::Month => 1.month(),
        Period::Quarter => 3.months(),
        Period::Year => 1.year(),
    }
}

/// "the weekend": the running one on its days, else the last one.
fn weekend(tokens: &[Token], today: Date) -> Found {
    if !tokens.first()?.is(&["the"]) || !tokens.get(1)?.is(&["weekend"]) {
        return None;
    }
    let range = running(Period::Weekend, today);
    let range = if range.from > today { whole(Period::Weekend, back(today, 7.days())) } else { range };
    Some((When::Days(range), 2, Some(Period::Weekend)))
}

/// "three weeks ago", "over 30 days", "30 day average".
fn ago(tokens: &[Token], today: Date) -> Found {
    let opener = tokens.first()?.is(&["for", "over", "in", "within", "during"]);
    let skip = if opener { skip_the(tokens, 1) } else { 0 };
    let (count, used) = count_at(tokens.get(skip..)?)?;
    let at = skip + used;
    let period = period_of(tokens.get(at)?)?;
    let after = tokens.get(at + 1);
    if after.is_some_and(|token| token.is(&["ago", "back"])) {
        let range = whole(period, earlier(period, today, count));
        let range = if period == Period::Day { range } else { until_today(range, today) };
        return Some((When::Days(range), at + 2, Some(period)));
    }
    let adjective = tokens.first().is_some_and(|token| token.number.is_some())
        && after.is_some_and(|token| token.is(&["average", "trend", "mean", "summary", "view", "history", "chart"]));
    (opener || adjective).then(|| (When::Days(rolling(period, today, count)), at + 1, Some(period)))
}

/// Calendar names and dates: "on Monday", "in March 2025", "3rd of May", "2026-03-01", "last summer", "in 2011".
fn fixed(tokens: &[Token], before: Option<&Token>, today: Date, month_first: bool) -> Found {
    let cued = before.is_some_and(|token| {
        token.is(&[
            "on", "in", "since", "of", "during", "until", "till", "from", "between", "to", "and", "by", "for", "vs",
            "versus", "than", "through",
        ])
    });
    let first = tokens.first()?;
    if let Some((day, used)) = fixed_date(tokens, today, month_first) {
        return Some((When::Days(DateRange::day(day)), used, Some(Period::Day)));
    }
    if let Some(weekday) = weekday_of(&first.text, cued) {
        let range = DateRange::day(latest(weekday, today));
        return Some((When::Days(range), 1, Some(Period::Day)));
    }
    let year = tokens.get(1).and_then(year_of);
    if let Some(month) = month_of(&first.text, cued || year.is_some()) {
        if let Some(year) = year {
            let start = Date::new(year, month, 1).ok()?;
            let range = whole(Period::Month, start);
            return Some((When::Days(until_today(range, today)), 2, Some(Period::Month)));
        }
        let last_year = phrase(tokens.get(1..)?, &["last", "year"]);
        if last_year {
            let start = Date::new(today.year().saturating_sub(1), month, 1).ok()?;
            return Some((When::Days(whole(Period::Month, start)), 3, Some(Period::Month)));
        }
        let range = recent_month(month, today)?;
        return Some((When::Days(until_today(range, today)), 1, Some(Period::Month)));
    }
    if let Some((start, months)) = season_of(&first.text)
        && (year.is_some() || (cued && first.text != "fall") || before.is_some_and(|t| t.is(&["the"])))
        && !(first.text == "fall" && year.is_none())
    {
        let range = match year {
            Some(year) => season_in(year, start, months)?,
            None => recent_season(start, months, today, false)?,
        };
        return Some((When::Days(until_today(range, today)), 1 + usize::from(year.is_some()), None));
    }
    let named = first.is(&["year"]).then(|| tokens.get(1).and_then(year_of)).flatten();
    // "2000 calories" is an amount
    let amount = tokens.get(1).is_some_and(|next| {
        ["calorie", "kcal", "step", "m", "metre", "meter", "km", "mile", "rep", "ml", "mg", "kg", "lb", "min"]
            .contains(&next.stem.as_str())
    });
    let year = named.or_else(|| year_of(first).filter(|_| (cued && !amount) || tokens.len() == 1))?;
    let range = whole(Period::Year, Date::new(year, 1, 1).ok()?);
    let used = 1 + usize::from(named.is_some());
    Some((When::Days(until_today(range, today)), used, Some(Period::Year)))
}

fn year_of(token: &Token) -> Option<i16> {
    let value = token.number.filter(|_| token.text.len() == 4)?;
    (value.fract() == 0.0 && (1900.0..=2100.0).contains(&value)).then_some(value as i16)
}

/// The latest such weekday, today included.
fn latest(weekday: Weekday, today: Date) -> Date {
    back(today, i64::from(today.weekday().since(weekday)).days())
}

/// The latest month of this number that has begun.
fn recent_month(month: i8, today: Date) -> Option<DateRange> {
    let year = if month <= today.month() { today.year() } else { today.year().saturating_sub(1) };
    Some(whole(Period::Month, Date::new(year, month, 1).ok()?))
}

fn season_in(year: i16, start: i8, months: i64) -> Option<DateRange> {
    let from = Date::new(year, start, 1).ok()?;
    Some(DateRange::new(from, back(ahead(from, months.months()), 1.day())))
}

/// The latest such season that has begun, or that is over when `over` is asked for.
fn recent_season(start: i8, months: i64, today: Date, over: bool) -> Option<DateRange> {
    let this_year = season_in(today.year(), start, months)?;
    let fits = if over { this_year.to < today } else { this_year.from <= today };
    if fits {
        return Some(this_year);
    }
    let earlier = season_in(today.year().saturating_sub(1), start, months)?;
    if over && earlier.to >= today {
        return season_in(today.year().saturating_sub(2), start, months);
    }
    Some(earlier)
}

/// A range that has begun ends today at the latest.
fn until_today(range: DateRange, today: Date) -> DateRange {
    if range.from <= today { DateRange::new(range.from, range.to.min(today)) } else { range }
}

#[cfg(test)]
mod tests;

//! Names of days, months and seasons, and written dates.

use super::super::text::Token;
use jiff::civil::{Date, Weekday};

/// A weekday by its name; short forms that are words of their own only where a preposition announces a time.
pub(super) fn weekday_of(word: &str, cued: bool) -> Option<Weekday> {
    Some(match word {
        "monday" | "mondays" => Weekday::Monday,
        "tuesday" | "tuesdays" | "tues" => Weekday::Tuesday,
        "wednesday" | "wednesdays" => Weekday::Wednesday,
        "thursday" | "thursdays" | "thurs" => Weekday::Thursday,
        "friday" | "fridays" => Weekday::Friday,
        "saturday" | "saturdays" => Weekday::Saturday,
        "sunday" | "sundays" => Weekday::Sunday,
        "mon" if cued => Weekday::Monday,
        "tue" if cued => Weekday::Tuesday,
        "wed" if cued => Weekday::Wednesday,
        "thu" | "thur" if cued => Weekday::Thursday,
        "fri" if cued => Weekday::Friday,
        "sat" if cued => Weekday::Saturday,
        "sun" if cued => Weekday::Sunday,
        _ => return None,
    })
}

/// The number of a month by its name; "may", "march" and short forms only where something announces a time.
pub(super) fn month_of(word: &str, cued: bool) -> Option<i8> {
    Some(match word {
        "january" => 1,
        "february" => 2,
        "april" => 4,
        "june" => 6,
        "july" => 7,
        "august" => 8,
        "september" | "sept" => 9,
        "october" => 10,
        "november" => 11,
        "december" => 12,
        "jan" if cued => 1,
        "feb" if cued => 2,
        "march" | "mar" if cued => 3,
        "apr" if cued => 4,
        "may" if cued => 5,
        "jun" if cued => 6,
        "jul" if cued => 7,
        "aug" if cued => 8,
        "sep" if cued => 9,
        "oct" if cued => 10,
        "nov" if cued => 11,
        "dec" if cued => 12,
        _ => return None,
    })
}

/// First month and length in months of a season of the northern hemisphere.
pub(super) fn season_of(word: &str) -> Option<(i8, i64)> {
    Some(match word {
        "spring" => (3, 3),
        "summer" => (6, 3),
        "autumn" | "fall" => (9, 3),
        "winter" => (12, 3),
        _ => return None,
    })
}

/// A written date and how many tokens it takes; without a year, the latest one that is not in the future.
pub(super) fn fixed_date(tokens: &[Token], today: Date, month_first: bool) -> Option<(Date, usize)> {
    let first = tokens.first()?;
    if let Some(day) = numeric_date(&first.typed, today, month_first) {
        return Some((day, 1));
    }
    // "3 March", "3rd of March"
    if let Some(day) = day_number(first) {
        let of = usize::from(tokens.get(1)?.is(&["of"]));
        let month = month_of(&tokens.get(1 + of)?.text, true)?;
        return with_year(day, month, tokens.get(2 + of), today).map(|(date, extra)| (date, 2 + of + extra));
    }
    // "March 3", "March the 3rd"
    let month = month_of(&first.text, true)?;
    let the = usize::from(tokens.get(1)?.is(&["the"]));
    let day = day_number(tokens.get(1 + the)?)?;
    with_year(day, month, tokens.get(2 + the), today).map(|(date, extra)| (date, 2 + the + extra))
}

fn with_year(day: i8, month: i8, next: Option<&Token>, today: Date) -> Option<(Date, usize)> {
    match next.and_then(super::year_of) {
        Some(year) => Some((Date::new(year, month, day).ok()?, 1)),
        None => Some((latest_date(day, month, today)?, 0)),
    }
}

/// The latest such day that is not after today; 29 February goes back to a leap year.
fn latest_date(day: i8, month: i8, today: Date) -> Option<Date> {
    (0..=8).find_map(|back| {
        let date = Date::new(today.year().saturating_sub(back), month, day).ok()?;
        (date <= today).then_some(date)
    })
}

pub(super) fn day_number(token: &Token) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|end| token.typed.strip_suffix(end)).unwrap_or(&token.typed);
    if digits.len() > 2 {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// `2026-03-01`, `1/3/2026`, `1.3.2026`, `1/3`; day first unless the person's country writes the month first.
fn numeric_date(word: &str, today: Date, month_first: bool) -> Option<Date> {
    let separator = ['-', '/', '.'].into_iter().find(|c| word.contains(*c))?;
    let parts: Vec<i16> = word.split(separator).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let year_first = word.find(separator) == Some(4);
    let small = |value: i16| i8::try_from(value).ok();
    match (separator, parts.as_slice()) {
        ('.', [_, _]) | ('-', [_, _]) => None,
        (_, &[year, month, day]) if year_first => Date::new(year, small(month)?, small(day)?).ok(),
        (_, &[a, b, year]) => {
            let year = if year < 100 { 2000 + year } else { year };
            let (day, month) = day_and_month(a, b, month_first);
            Date::new(year, small(month)?, small(day)?).ok()
        }
        (_, &[a, b]) => {
            let (day, month) = day_and_month(a, b, month_first);
            latest_date(small(day)?, small(month)?, today)
        }
        _ => None,
    }
}

fn day_and_month(a: i16, b: i16, month_first: bool) -> (i16, i16) {
    if b > 12 || (month_first && a <= 12) { (b, a) } else { (a, b) }
}

//! Goals, weeks, days, minutes, dates, scores: what is counted in a message.

use super::super::pattern::{Pattern, Text, number};
use super::super::{Said, words};
use crate::builtin::text::Token;
use crate::builtin::time::{Coming, DateRange, When};
use crate::builtin::workout;
use jiff::civil::Date;
use std::sync::LazyLock;

/// Weeks in a month, as plans count them.
const WEEKS_A_MONTH: f64 = 4.0;

type Goals = Vec<(&'static str, Vec<Pattern>)>;
static GOALS: LazyLock<Goals> = LazyLock::new(|| {
    words::GOALS.iter().map(|(goal, rows)| (*goal, rows.iter().map(|row| Pattern::compile(row)).collect())).collect()
});

/// The days behind today that were named: "last week", "from Monday to Wednesday", "since Sunday".
pub(super) fn past(said: &Said<'_>) -> Option<DateRange> {
    let yesterday = said.today.saturating_sub(jiff::Span::new().days(1));
    // "from Monday till Wednesday" without the opener that the reading of the past asks for
    let ranges: Vec<DateRange> = said
        .mentions
        .iter()
        .filter_map(|mention| match mention.when {
            When::Days(range) if range.from <= said.today => Some(range),
            When::LastNight => Some(DateRange::day(yesterday)),
            _ => None,
        })
        .collect();
    match ranges.as_slice() {
        [] => None,
        [only] => Some(*only),
        [a, b, ..] => Some(DateRange::new(a.from.min(b.from), a.to.max(b.to))),
    }
}

/// "ill for ten days", "been sick for a week": up to yesterday.
pub(super) fn lasted(said: &Said<'_>) -> Option<DateRange> {
    let size = |token: &Token| match token.stem.as_str() {
        "day" => Some(1.0),
        "week" => Some(7.0),
        "fortnight" => Some(14.0),
        _ => None,
    };
    let (at, size) = said.tokens.iter().enumerate().find_map(|(at, token)| Some((at, size(token)?)))?;
    let before = at.checked_sub(1).and_then(|at| said.tokens.get(at))?;
    let count = if before.is(&["a", "the", "whole"]) {
        1.0
    } else if before.is(&["few"]) {
        3.0
    } else if before.is(&["couple"]) || before.is(&["of"]) {
        2.0
    } else {
        number(before)?
    };
    let days = count * size;
    let to = said.today.saturating_sub(jiff::Span::new().days(1));
    (1.0..=120.0)
        .contains(&days)
        .then(|| DateRange::new(to.saturating_sub(jiff::Span::new().days(days as i64 - 1)), to))
}

/// The goal that the words name; two sports, or a sport and weights, make a mixed one.
pub(super) fn goal(text: Text<'_>) -> Option<String> {
    let found: Vec<&str> = GOALS
        .iter()
        .filter(|(_, patterns)| patterns.iter().any(|row| row.find(text).is_some()))
        .map(|(goal, _)| *goal)
        .collect();
    let has = |goal: &str| found.contains(&goal);
    let lifts = has("strength") || has("muscle");
    if (has("running") && (has("cycling") || lifts)) || (has("cycling") && lifts) {
        return Some("mixed".to_owned());
    }
    found.first().map(|goal| (*goal).to_owned())
}

fn unit_before<'a>(tokens: &'a [Token], units: &'a [&'a str]) -> impl Iterator<Item = (usize, f64)> + 'a {
    tokens.iter().enumerate().filter(move |(_, token)| units.contains(&token.stem.as_str())).filter_map(|(at, _)| {
        let before = at.checked_sub(1).and_then(|at| tokens.get(at))?;
        let value = if before.is(&["a", "an"]) { 1.0 } else { number(before)? };
        Some((at, value))
    })
}

fn whole(value: f64, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
    let value = (value.fract() == 0.0 && (0.0..=1e6).contains(&value)).then_some(value as u32)?;
    range.contains(&value).then_some(value)
}

/// "12 weeks", "3 months"; "3 days a week" names none.
pub(super) fn weeks(tokens: &[Token]) -> Option<u32> {
    let per = |at: usize| {
        at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is(&["a", "per", "each", "every"]))
    };
    let weeks = unit_before(tokens, &["week"]).find(|(at, _)| !per(*at)).map(|(_, weeks)| weeks);
    let months = || unit_before(tokens, &["month"]).next().map(|(_, months)| months * WEEKS_A_MONTH);
    weeks.or_else(months).and_then(|weeks| whole(weeks, 1..=26))
}

/// "3 days a week", "four sessions", "twice a week", "every day".
pub(in super::super) fn days(tokens: &[Token]) -> Option<u32> {
    let units = ["day", "time", "session", "workout", "x"];
    let counted = unit_before(tokens, &units)
        .filter(|(at, _)| !at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is(&["a", "an"])))
        .map(|(_, days)| days)
        .find(|days| (1.0..=7.0).contains(days));
    let once = || {
        tokens.iter().enumerate().find_map(|(at, token)| {
            let a_week = tokens.iter().skip(at + 1).take(2).any(|token| token.is(&["week", "weekly", "a", "per"]));
            (token.is(&["once", "twice", "thrice"]) && a_week).then(|| number(token)).flatten()
        })
    };
    let daily = || {
        let every = tokens.windows(2).any(|pair| pair[0].is(&["every"]) && pair[1].is(&["day"]));
        (every || tokens.iter().any(|token| token.is(&["daily"]))).then_some(7.0)
    };
    counted.or_else(once).or_else(daily).and_then(|days| whole(days, 1..=7))
}

/// "make it 4", "down to two".
pub(super) fn plain_days(tokens: &[Token]) -> Option<u32> {
    tokens.iter().find_map(number).and_then(|days| whole(days, 1..=7))
}

/// Days of the week that are named; the day that a plan starts on is none of them.
pub(super) fn weekdays(tokens: &[Token], coming: &[Coming]) -> Vec<String> {
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut found: Vec<(usize, String)> = coming
        .iter()
        .filter(|day| day.days.days() == 1 && day.end == day.start + 1)
        .filter(|day| {
            let before = day.start.checked_sub(1).and_then(|at| tokens.get(at));
            !before.is_some_and(|token| token.is(&["starting", "start", "from", "next", "beginning", "begin"]))
        })
        .filter_map(|day| {
            let word = tokens.get(day.start)?;
            let at = names.iter().position(|name| word.text.starts_with(name))?;
            Some((at, (*names.get(at)?).to_owned()))
        })
        .collect();
    if tokens.iter().any(|token| token.stem == "weekend")
        && tokens.iter().any(|token| token.is(&["on", "only", "weekends"]))
    {
        found.extend([(5, "sat".to_owned()), (6, "sun".to_owned())]);
    }
    found.sort();
    found.dedup();
    found.into_iter().map(|(_, name)| name).collect()
}

pub(super) fn minutes(tokens: &[Token]) -> Option<u32> {
    let spoken = workout::duration(tokens).map(|seconds| seconds / 60.0);
    let words = || unit_before(tokens, &["min"]).next().map(|(_, minutes)| minutes);
    spoken.or_else(words).and_then(|minutes| whole(minutes.round(), 1..=600))
}

/// "starting next Monday", "from 1 December", "begin tomorrow".
pub(super) fn start(tokens: &[Token], coming: &[Coming]) -> Option<Date> {
    coming
        .iter()
        .find(|day| {
            let before = tokens.get(day.start.saturating_sub(5)..day.start).unwrap_or_default();
            before
                .iter()
                .any(|token| token.is(&["starting", "start", "starts", "from", "begin", "beginning", "beginning"]))
        })
        .map(|day| day.days.from)
}

/// "at 18:00", "at 7 am", "in the evening" names no time.
pub(super) fn start_time(tokens: &[Token]) -> Option<String> {
    tokens.iter().enumerate().find_map(|(at, token)| {
        let announced =
            at.checked_sub(1).and_then(|at| tokens.get(at)).is_some_and(|token| token.is(&["at", "around"]));
        if !announced {
            return None;
        }
        let (hours, minutes) = match token.typed.split_once(':') {
            Some((hours, minutes)) => (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?),
            None => (token.typed.parse::<u32>().ok()?, 0),
        };
        let half = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        let hours = match half {
            "pm" if hours < 12 => hours + 12,
            "am" if hours == 12 => 0,
            "am" | "pm" => hours,
            _ if token.typed.contains(':') => hours,
            _ => return None,
        };
        (hours < 24 && minutes < 60).then(|| format!("{hours:02}:{minutes:02}"))
    })
}

/// "4/10", "5 out of 10", "a 6", "pain 7".
pub(super) fn score(tokens: &[Token], most: u32) -> Option<u32> {
    let fraction = tokens.iter().find_map(|token| {
        let (value, of) = token.typed.split_once('/')?;
        (of.parse() == Ok(most)).then(|| value.parse().ok()).flatten()
    });
    let spoken = || {
        tokens.iter().enumerate().find_map(|(at, token)| {
            let value = whole(number(token)?, 0..=most)?;
            let out_of = tokens.get(at + 1).is_some_and(|next| next.is(&["out", "of"]));
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            let level = before.is_some_and(|token| {
                token.is(&["pain", "level", "a", "is", "about", "at", "around", "like", "mood", "maybe"])
            });
            let unit = tokens.get(at + 1).is_some_and(|next| {
                next.is(&[
                    "day", "days", "week", "weeks", "set", "sets", "km", "min", "hour", "kg", "rep", "month", "months",
                    "x",
                ])
            });
            (out_of || (level && !unit)).then_some(value)
        })
    };
    fraction.filter(|value| *value <= most).or_else(spoken)
}

pub(super) fn version(tokens: &[Token]) -> Option<u32> {
    let at = tokens.iter().position(|token| token.is(&["version"]))?;
    whole(number(tokens.get(at + 1)?)?, 1..=9_999)
}

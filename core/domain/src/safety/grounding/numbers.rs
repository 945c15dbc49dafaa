//! The numbers of a sentence: digits in any form, dates, durations, and number words that state a quantity.

use super::vocabulary::{COUNTED, Dimension as D, Measure, NAMES, WORDS, measure, month_of};
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// A number as it stands in a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mention {
    /// First byte.
    pub(super) start: usize,
    /// Byte behind the last, unit included.
    pub(super) end: usize,
    /// What it may mean; empty when it cannot be read.
    pub(super) readings: Vec<Reading>,
}

/// One meaning of a mention.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// A value that is shown to within `tolerance`, and its unit if one follows.
    Value { value: f64, tolerance: f64, unit: Option<Measure> },
    /// A day; the year may be left out.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A month of a year.
    Month { year: i16, month: i8 },
    /// A day of the month alone, "the 3rd".
    DayOfMonth(i8),
}

struct Scanner<'a> {
    text: &'a str,
    /// Byte and letter, digits of every script turned into ASCII ones.
    letters: Vec<(usize, char)>,
}

/// Every number of a text, in order, without overlap. Each digit outside a name is inside a mention.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    let letters = text.char_indices().map(|(at, letter)| (at, plain(letter))).collect();
    let scanner = Scanner { text, letters };
    let mut found: Vec<Mention> = Vec::new();
    let mut index = 0;
    while index < scanner.letters.len() {
        let (next, mention) = scanner.at(index);
        found.extend(mention);
        index = next.max(index + 1);
    }
    found
}

/// ASCII for digits of any script; other letters as they are.
fn plain(letter: char) -> char {
    if letter.is_ascii() || !letter.is_numeric() {
        return letter;
    }
    let mut folded = std::iter::once(letter).nfkc();
    if let (Some(digit), None) = (folded.next(), folded.next())
        && digit.is_ascii_digit()
    {
        return digit;
    }
    // Decimal digits lie in runs of ten that start at these code points.
    const ZEROS: [u32; 12] = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xe50];
    let code = letter as u32;
    ZEROS
        .iter()
        .find(|zero| (**zero..**zero + 10).contains(&code))
        .and_then(|zero| char::from_digit(code - zero, 10))
        .unwrap_or(letter)
}

fn value(value: f64, tolerance: f64, unit: Option<Measure>) -> Reading {
    Reading::Value { value, tolerance, unit }
}

impl Scanner<'_> {
    fn letter(&self, index: usize) -> char {
        self.letters.get(index).map_or('\0', |(_, letter)| *letter)
    }

    fn byte(&self, index: usize) -> usize {
        self.letters.get(index).map_or(self.text.len(), |(byte, _)| *byte)
    }

    fn digit(&self, index: usize) -> bool {
        self.letter(index).is_ascii_digit()
    }

    /// Letters from `from` on for which `keep` holds, and where they end.
    fn take(&self, from: usize, keep: impl Fn(char) -> bool) -> (String, usize) {
        let run: String = self
            .letters
            .get(from..)
            .unwrap_or_default()
            .iter()
            .map(|(_, letter)| *letter)
            .take_while(|letter| keep(*letter))
            .collect();
        let end = from + run.chars().count();
        (run, end)
    }

    fn number(&self, from: usize) -> (Option<i64>, usize) {
        let (digits, end) = self.take(from, |letter| letter.is_ascii_digit());
        (digits.parse().ok(), end)
    }

    fn spaces(&self, from: usize) -> usize {
        self.take(from, |letter| letter.is_whitespace() && letter != '\n').1
    }

    fn mention(&self, start: usize, end: usize, readings: Vec<Reading>) -> (usize, Option<Mention>) {
        (end, Some(Mention { start: self.byte(start), end: self.byte(end), readings }))
    }

    /// What starts at a letter: the place to go on from, and a mention if there is one.
    fn at(&self, index: usize) -> (usize, Option<Mention>) {
        let letter = self.letter(index);
        let word_start = index == 0 || !self.letter(index - 1).is_alphanumeric();
        if word_start && letter.is_alphanumeric() {
            let (token, end) = self.take(index, char::is_alphanumeric);
            if NAMES.contains(&token.to_lowercase().as_str()) {
                return (end, None);
            }
            if letter.is_alphabetic() {
                if let Some(result) = self.month_first(&token, end, index).or_else(|| self.word(&token, index, end)) {
                    return result;
                }
                return (self.take(index, char::is_alphabetic).1, None);
            }
        }
        if letter.is_ascii_digit() {
            // "m²" and "m³" are units.
            if index > 0
                && self.letter(index - 1).is_alphabetic()
                && matches!(self.text[self.byte(index)..].chars().next(), Some('²' | '³'))
            {
                return (index + 1, None);
            }
            return self.date(index).or_else(|| self.clock(index)).unwrap_or_else(|| self.plain_number(index));
        }
        if letter.is_numeric() {
            let fraction = match letter {
                '½' => Some(0.5),
                '¼' => Some(0.25),
                '¾' => Some(0.75),
                _ => None,
            };
            let readings = fraction.map(|fraction| value(fraction, 0.0, None)).into_iter().collect();
            return self.mention(index, index + 1, readings);
        }
        (index + 1, None)
    }

    /// "March 3", "March 3rd, 2026".
    fn month_first(&self, token: &str, end: usize, start: usize) -> Option<(usize, Option<Mention>)> {
        let month = month_of(token)?;
        let at = self.spaces(if self.letter(end) == '.' { end + 1 } else { end });
        let (day, after) = self.number(at);
        let day = i8::try_from(day?).ok().filter(|day| (1..=31).contains(day))?;
        if after - at > 2 || (matches!(self.letter(after), '.' | ',' | ':') && self.digit(after + 1)) {
            return None;
        }
        let after = self.ordinal(after);
        let (year, after) = self.year(after);
        Some(self.mention(start, after, vec![Reading::Day { year, month, day }]))
    }

    /// Behind "st", "nd", "rd" or "th".
    fn ordinal(&self, at: usize) -> usize {
        let (ending, end) = self.take(at, char::is_alphabetic);
        if matches!(ending.as_str(), "st" | "nd" | "rd" | "th") { end } else { at }
    }

    /// A year behind a date, with the comma or word before it.
    fn year(&self, at: usize) -> (Option<i16>, usize) {
        let mut from = self.spaces(if self.letter(at) == ',' { at + 1 } else { at });
        let (word, end) = self.take(from, char::is_alphabetic);
        if word == "de" || word == "del" {
            from = self.spaces(end);
        }
        let (year, end) = self.number(from);
        match year.and_then(|year| i16::try_from(year).ok()) {
            Some(year) if from > at && end - from == 4 && (1900..=2200).contains(&year) => (Some(year), end),
            _ => (None, at),
        }
    }

    /// ISO dates and months, "3.11.2026", "3/11/2026", "3 March 2026".
    fn date(&self, start: usize) -> Option<(usize, Option<Mention>)> {
        let (first, end) = self.number(start);
        let first = first?;
        let separator = self.letter(end);
        if matches!(separator, '-' | '/' | '.') && self.digit(end + 1) {
            let (second, second_end) = self.number(end + 1);
            let second = second?;
            if self.letter(second_end) == separator && self.digit(second_end + 1) {
                let (third, third_end) = self.number(second_end + 1);
                let readings = triple(first, second, third?, end - start == 4);
                return (!readings.is_empty()).then(|| self.mention(start, third_end, readings));
            }
            if separator == '-'
                && end - start == 4
                && second_end - end - 1 == 2
                && !self.digit(second_end)
                && self.letter(second_end) != '-'
            {
                let (year, month) = (i16::try_from(first).ok()?, i8::try_from(second).ok()?);
                if (1900..=2200).contains(&year) && (1..=12).contains(&month) {
                    return Some(self.mention(start, second_end, vec![Reading::Month { year, month }]));
                }
            }
            return None;
        }
        let day = i8::try_from(first).ok().filter(|day| (1..=31).contains(day)).filter(|_| end - start <= 2)?;
        let after_ordinal = self.ordinal(end);
        let mut at = self.spaces(if separator == '.' { end + 1 } else { after_ordinal });
        let (word, word_end) = self.take(at, char::is_alphabetic);
        if word == "of" || word == "de" {
            at = self.spaces(word_end);
        }
        let (word, word_end) = self.take(at, char::is_alphabetic);
        if at > end
            && let Some(month) = month_of(&word)
        {
            // "3 may help" is no date.
            if word == "may" || word == "mar" || word == "march" {
                return (after_ordinal > end)
                    .then(|| self.mention(start, word_end, vec![Reading::Day { year: None, month, day }]));
            }
            let (year, end) = self.year(word_end);
            return Some(self.mention(start, end, vec![Reading::Day { year, month, day }]));
        }
        (after_ordinal > end).then(|| {
            self.mention(start, after_ordinal, vec![Reading::DayOfMonth(day), value(f64::from(day), 0.0, None)])
        })
    }

    /// "7:12", "1:02:33": a duration or a time of day.
    fn clock(&self, start: usize) -> Option<(usize, Option<Mention>)> {
        let mut parts = Vec::new();
        let mut at = start;
        loop {
            let (part, end) = self.number(at);
            let length = end - at;
            if (parts.is_empty() && length > 3) || (!parts.is_empty() && length != 2) {
                return None;
            }
            parts.push(part? as f64);
            at = end;
            if self.letter(end) != ':' || !self.digit(end + 1) || parts.len() == 3 {
                break;
            }
            at += 1;
        }
        let time = |size| Some(Measure { dimension: D::Time, size });
        let pace = |size| Some(Measure { dimension: D::Other("min/km"), size });
        let readings = match parts.as_slice() {
            [hours, minutes] => {
                let total = hours * 60.0 + minutes;
                vec![value(total, 0.5, time(60.0)), value(total, 0.5, time(1.0)), value(total, 0.5, pace(1.0))]
            }
            [hours, minutes, seconds] => vec![value(hours * 3600.0 + minutes * 60.0 + seconds, 0.5, time(1.0))],
            _ => return None,
        };
        Some(self.mention(start, at, readings))
    }

    fn plain_number(&self, start: usize) -> (usize, Option<Mention>) {
        let (run, run_end) = self.run(start);
        let mut options = values(&run);
        if options.is_empty() {
            // Not one number: take its first digits.
            let (digits, end) = self.take(start, |letter| letter.is_ascii_digit());
            return self.mention(start, end, values(&digits).into_iter().map(|(v, t)| value(v, t, None)).collect());
        }
        if let Some((end, total, tolerance)) = self.duration(&options, run_end) {
            let unit = Some(Measure { dimension: D::Time, size: 1.0 });
            return self.mention(start, end, vec![value(total, tolerance, unit)]);
        }
        let mut end = run_end;
        if matches!(self.letter(end), 'k' | 'K') && !self.letter(end + 1).is_alphanumeric() {
            options = options.into_iter().map(|(v, t)| (v * 1000.0, t * 1000.0)).collect();
            end += 1;
        }
        let negative = start > 0
            && matches!(self.letter(start - 1), '-' | '−')
            && (start < 2 || !self.letter(start - 2).is_alphanumeric());
        if negative {
            options = options.into_iter().map(|(v, t)| (-v, t)).collect();
        }
        let (unit, end) = self.unit(end);
        let approximate = self.approximate(start);
        let readings =
            options.into_iter().map(|(v, t)| value(v, if approximate { t.max(loose(v)) } else { t }, unit)).collect();
        self.mention(if negative { start - 1 } else { start }, end, readings)
    }

    /// Digits with single separators between them.
    fn run(&self, start: usize) -> (String, usize) {
        let mut run = String::new();
        let mut at = start;
        while self.digit(at)
            || (matches!(self.letter(at), '.' | ',' | '’' | '\'' | '\u{a0}' | '\u{202f}') && self.digit(at + 1))
        {
            run.push(self.letter(at));
            at += 1;
        }
        (run, at)
    }

    /// "7 h 12 min 5 s" behind its first number: end, seconds and tolerance.
    fn duration(&self, first: &[(f64, f64)], at: usize) -> Option<(usize, f64, f64)> {
        let (unit, end) = self.time_unit(at)?;
        let mut total = first.first()?.0 * unit;
        let (mut end, mut smallest, mut parts) = (end, unit, 1);
        loop {
            let at = self.spaces(if self.letter(end) == ',' { end + 1 } else { end });
            let (word, after) = self.take(at, char::is_alphabetic);
            let at =
                if matches!(word.as_str(), "and" | "und" | "et" | "y" | "e" | "en") { self.spaces(after) } else { at };
            let (number, number_end) = self.number(at);
            let Some(number) = number else { break };
            // "1h30" leaves the minutes out.
            let (unit, unit_end) = match self.time_unit(number_end) {
                Some(next) => next,
                None if smallest == 3600.0 && at == end && number_end - at == 2 => (60.0, number_end),
                None => break,
            };
            if unit >= smallest {
                break;
            }
            total += number as f64 * unit;
            (end, smallest, parts) = (unit_end, unit, parts + 1);
        }
        (parts > 1).then_some((end, total, smallest / 2.0))
    }

    fn time_unit(&self, at: usize) -> Option<(f64, usize)> {
        let from = self.spaces(at);
        let (word, end) = self.take(from, char::is_alphabetic);
        let lower = word.to_lowercase();
        if lower == "m" {
            return Some((60.0, end));
        }
        measure(&lower)
            .filter(|measure| measure.dimension == D::Time && measure.size >= 1.0)
            .map(|measure| (measure.size, end))
    }

    /// The unit behind a number, and where it ends.
    fn unit(&self, at: usize) -> (Option<Measure>, usize) {
        let mut from = self.spaces(at);
        if matches!(self.letter(from), '-' | '\u{2011}') && self.letter(from + 1).is_alphabetic() {
            from += 1;
        }
        let symbol = |letter: char| letter.is_alphanumeric() || matches!(letter, '%' | '/' | '°' | '[' | ']');
        let (mut word, _) = self.take(from, symbol);
        // "m²" was read as "m2".
        while !word.is_empty() {
            if let Some(measure) = measure(&word) {
                let end = from + word.chars().count();
                // "km" of "km/week" is no distance.
                let goes_on = self.letter(end).is_alphanumeric()
                    || (self.letter(end) == '/' && self.letter(end + 1).is_alphabetic());
                if !goes_on && !word.ends_with('/') {
                    // "in" and "a" are words too, unless nothing else follows them.
                    let word_too = matches!(word.as_str(), "in" | "a" | "d" | "st")
                        && self.letter(self.spaces(end)).is_alphanumeric();
                    return if word_too { (None, at) } else { (Some(measure), end) };
                }
            }
            word.pop();
        }
        (None, at)
    }

    /// Whether "about" or the like stands before a number.
    fn approximate(&self, start: usize) -> bool {
        let before = &self.text[..self.byte(start)];
        let trimmed = before.trim_end().to_lowercase();
        let last = trimmed.rsplit(|letter: char| letter.is_whitespace() || letter == '(').next().unwrap_or_default();
        matches!(
            last,
            "about"
                | "around"
                | "roughly"
                | "nearly"
                | "almost"
                | "approximately"
                | "over"
                | "under"
                | "~"
                | "≈"
                | "circa"
                | "ca."
                | "etwa"
                | "rund"
                | "fast"
                | "unos"
                | "environ"
        ) || trimmed.ends_with('~')
            || trimmed.ends_with('≈')
            || trimmed.ends_with("more than")
            || trimmed.ends_with("less than")
    }

    /// A number word that counts or measures what follows it.
    fn word(&self, token: &str, start: usize, end: usize) -> Option<(usize, Option<Mention>)> {
        let number =
            |word: &str| WORDS.iter().find(|(known, _)| *known == word.to_lowercase()).map(|(_, number)| *number);
        let mut total = number(token)?;
        let mut end = end;
        // "twenty-five"
        if (20.0..=90.0).contains(&total) {
            let (next, next_end) = self.take(end + 1, char::is_alphabetic);
            if let Some(small) =
                number(&next).filter(|small| *small < 10.0 && matches!(self.letter(end), '-' | ' ' | '\u{2011}'))
            {
                (total, end) = (total + small, next_end);
            }
        }
        // "two hundred"
        let (next, next_end) = self.take(self.spaces(end), char::is_alphabetic);
        if let Some(large) = number(&next).filter(|large| *large >= 100.0 && total < 100.0) {
            (total, end) = (total * large, next_end);
        }
        let (unit, unit_end) = self.unit(end);
        let (noun, _) =
            self.take(self.spaces(if self.letter(end) == '-' { end + 1 } else { end }), char::is_alphabetic);
        let counted = unit.is_some() || COUNTED.contains(&noun.to_lowercase().as_str());
        counted.then(|| self.mention(start, unit_end, vec![value(total, 0.0, unit)]))
    }
}

/// The ways to read a run of digits and separators: value, and half of its last shown place.
fn values(run: &str) -> Vec<(f64, f64)> {
    let separators: Vec<char> = run.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    let parse = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let half = |decimals: usize| 0.5 * 10_f64.powi(-i32::try_from(decimals).unwrap_or(18).min(18));
    let digits: String = run.chars().filter(char::is_ascii_digit).collect();
    let grouped = |part: &str| {
        let mut groups = part.split(|letter: char| !letter.is_ascii_digit());
        groups.next().is_some_and(|first| (1..=3).contains(&first.len())) && groups.all(|group| group.len() == 3)
    };
    let mut out = Vec::new();
    match separators.as_slice() {
        [] => out.extend(parse(run).map(|number| (number, half(0)))),
        [only] => {
            let fraction = run.rsplit(*only).next().unwrap_or_default();
            if matches!(only, '.' | ',') {
                out.extend(parse(&run.replace(',', ".")).map(|number| (number, half(fraction.len()))));
            }
            if grouped(run) && !run.starts_with('0') {
                out.extend(parse(&digits).map(|number| (number, half(0))));
            }
        }
        [first, .., last] => {
            if separators.iter().all(|separator| separator == first) {
                if grouped(run) {
                    out.extend(parse(&digits).map(|number| (number, half(0))));
                }
            } else if let Some((whole, fraction)) = run.rsplit_once(*last)
                && matches!(last, '.' | ',')
                && separators[..separators.len() - 1].iter().all(|separator| separator == first)
                && grouped(whole)
            {
                let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
                out.extend(parse(&format!("{whole}.{fraction}")).map(|number| (number, half(fraction.len()))));
            }
        }
    }
    out
}

/// Half of the last place that is not zero, for "about 8,000"; small numbers stay exact.
fn loose(number: f64) -> f64 {
    let mut place = 1.0;
    if number.abs() < 100.0 || number.fract() != 0.0 {
        return 0.0;
    }
    while (number / (place * 10.0)).fract() == 0.0 && place < number.abs() {
        place *= 10.0;
    }
    place / 2.0
}

/// Dates that three numbers may stand for.
fn triple(first: i64, second: i64, third: i64, year_first: bool) -> Vec<Reading> {
    let orders: &[[i64; 3]] =
        if year_first { &[[first, second, third]] } else { &[[third, second, first], [third, first, second]] };
    orders
        .iter()
        .filter_map(|[year, month, day]| {
            let (year, month, day) = (i16::try_from(*year).ok()?, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?);
            let year = if year < 100 { year + 2000 } else { year };
            Date::new(year, month, day).ok().map(|_| Reading::Day { year: Some(year), month, day })
        })
        .collect()
}

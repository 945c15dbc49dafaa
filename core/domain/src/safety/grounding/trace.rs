//! Which figure, word of the person or rule stands behind a number.

use super::Evidence;
use super::numbers::{Mention, Reading, mentions};
use super::vocabulary::{Dimension, Measure, measure};
use crate::citation::Citation;
use crate::safety::Rule;
use jiff::civil::Date;

/// The limits that the rules name, as replies may state them: value, unit and rule.
const LIMITS: &[(f64, &str, Rule)] = &[
    (85.0, "%", Rule::HrCap),
    (95.0, "%", Rule::HrStop),
    (10.0, "%", Rule::LoadStep),
    (24.0, "h", Rule::Rest24),
    (20.0, "%", Rule::Volume20),
    (4.0, "weeks", Rule::Deload4),
    (45.0, "min", Rule::Beginner),
    (30.0, "kcal/kg", Rule::Energy),
];

/// What is known in a turn, read once.
#[derive(Debug, Clone)]
pub(super) struct Tracer {
    figures: Vec<Known>,
    words: Vec<(String, Vec<Mention>)>,
}

#[derive(Debug, Clone)]
struct Known {
    citation: Citation,
    unit: Option<Measure>,
    /// The figure counts something, or its unit is not known.
    plain: bool,
    /// Numbers inside the text that names it, if there are several.
    holds_number: bool,
}

/// A number and what stands behind it.
pub(super) enum Traced {
    Yes(Citation),
    No,
}

impl Tracer {
    pub(super) fn new(evidence: &Evidence) -> Self {
        let figures = evidence
            .figures
            .iter()
            .map(|citation| Known {
                unit: measure(&citation.unit),
                plain: matches!(citation.unit.trim(), "" | "1"),
                holds_number: citation.text.chars().any(char::is_numeric),
                citation: citation.clone(),
            })
            .collect();
        let words = evidence.words.iter().map(|words| (words.clone(), mentions(words))).collect();
        Self { figures, words }
    }

    /// Traces every number of a sentence; `None` when one of them has nothing behind it. With it, how many there were.
    pub(super) fn trace(&self, sentence: &str) -> (usize, Option<Vec<Citation>>) {
        let found = mentions(sentence);
        let literal = self.literals(sentence);
        let mut citations = Vec::new();
        for mention in &found {
            // The longest text that names a figure, word for word, comes first.
            let covering =
                literal.iter().filter(|(start, end, _)| *start <= mention.start && covers(sentence, *end, mention));
            if let Some((start, end, known)) = covering.max_by_key(|(start, end, _)| end - start) {
                citations.push(Citation { text: sentence[*start..*end].to_owned(), ..known.citation.clone() });
                continue;
            }
            match self.find(&sentence[mention.start..mention.end], mention) {
                Traced::Yes(citation) => citations.push(citation),
                Traced::No => return (found.len(), None),
            }
        }
        (found.len(), Some(citations))
    }

    /// Places where the text of a figure stands word for word.
    fn literals<'a>(&'a self, sentence: &str) -> Vec<(usize, usize, &'a Known)> {
        let mut places = Vec::new();
        for known in self.figures.iter().filter(|known| known.holds_number) {
            let text = known.citation.text.trim();
            for (start, _) in sentence.match_indices(text) {
                let end = start + text.len();
                if is_edge(sentence, start, end) {
                    places.push((start, end, known));
                }
            }
        }
        places
    }

    fn find(&self, shown: &str, mention: &Mention) -> Traced {
        let from_figures = || {
            self.figures
                .iter()
                .find(|known| mention.readings.iter().any(|reading| known.states(reading)))
                .map(|known| Citation { text: shown.to_owned(), ..known.citation.clone() })
        };
        let from_dates = || {
            self.figures
                .iter()
                .find(|known| mention.readings.iter().any(|reading| known.covers(reading)))
                .map(|known| Citation { text: shown.to_owned(), ..known.citation.clone() })
        };
        let from_words = || {
            let said = self.words.iter().flat_map(|(_, said)| said).find(|said| alike(mention, said))?;
            let value = first_value(&said.readings);
            Some(rule_free(shown, value, "person", "person"))
        };
        let from_rules = || {
            LIMITS.iter().find_map(|(limit, unit, rule)| {
                let known = Reading::Value { value: *limit, tolerance: 0.0, unit: measure(unit) };
                let stated = mention.readings.iter().any(|reading| has_unit(reading) && same(reading, &known));
                stated.then(|| Citation { unit: (*unit).to_owned(), ..rule_free(shown, *limit, rule.id(), "rule") })
            })
        };
        from_figures().or_else(from_words).or_else(from_dates).or_else(from_rules).map_or(Traced::No, Traced::Yes)
    }
}

/// Whether a literal that ends at `end` covers a mention; a unit that follows may be spelled beyond it.
fn covers(sentence: &str, end: usize, mention: &Mention) -> bool {
    end >= mention.end
        || (end > mention.start
            && !sentence[end..mention.end].chars().any(char::is_numeric)
            && sentence[..end].ends_with(char::is_numeric))
}

/// Whether a place is not cut out of a longer number: 52 does not stand in 152, 52.5 or 1,52.
fn is_edge(sentence: &str, start: usize, end: usize) -> bool {
    let before: Vec<char> = sentence[..start].chars().rev().take(2).collect();
    let after: Vec<char> = sentence[end..].chars().take(2).collect();
    let first = sentence[start..].chars().next().is_some_and(char::is_alphanumeric);
    let last = sentence[..end].chars().next_back();
    let joined_before = first
        && (before.first().is_some_and(|letter| letter.is_alphanumeric())
            || (before.first().is_some_and(|letter| matches!(letter, '.' | ',' | ':' | '/' | '-' | '−'))
                && (before.get(1).is_some_and(char::is_ascii_digit) || matches!(before.first(), Some('-' | '−')))
                && sentence[start..].starts_with(|letter: char| letter.is_ascii_digit())));
    let joined_after = last.is_some_and(char::is_alphanumeric)
        && (after.first().is_some_and(|letter| letter.is_alphanumeric())
            || (last.is_some_and(|letter| letter.is_ascii_digit())
                && after.first().is_some_and(|letter| matches!(letter, '.' | ',' | ':' | '/'))
                && after.get(1).is_some_and(char::is_ascii_digit)));
    !joined_before && !joined_after
}

fn rule_free(text: &str, value: f64, metric: &str, source: &str) -> Citation {
    Citation {
        text: text.to_owned(),
        value,
        unit: String::new(),
        metric: metric.to_owned(),
        source: source.to_owned(),
        from: None,
        to: None,
    }
}

fn first_value(readings: &[Reading]) -> f64 {
    readings
        .iter()
        .find_map(|reading| match reading {
            Reading::Value { value, .. } => Some(*value),
            _ => None,
        })
        .unwrap_or(0.0)
}

fn has_unit(reading: &Reading) -> bool {
    matches!(reading, Reading::Value { unit: Some(_), .. })
}

/// Whether two mentions can mean the same.
fn alike(shown: &Mention, said: &Mention) -> bool {
    shown.readings.iter().any(|reading| said.readings.iter().any(|other| same(reading, other)))
}

/// Whether a shown reading states a known one.
fn same(shown: &Reading, known: &Reading) -> bool {
    match (shown, known) {
        (
            Reading::Value { value, tolerance, unit },
            Reading::Value { value: known, tolerance: _, unit: known_unit },
        ) => match (unit, known_unit) {
            (Some(unit), Some(known_unit)) => {
                in_unit(*known, *known_unit, *unit).is_some_and(|known| near(*value, known, *tolerance))
            }
            _ => near(*value, *known, *tolerance),
        },
        (Reading::Day { year, month, day }, Reading::Day { year: y, month: m, day: d }) => {
            month == m && day == d && (year.is_none() || y.is_none() || year == y)
        }
        (left, right) => left == right,
    }
}

/// A value in another unit of the same dimension.
fn in_unit(value: f64, from: Measure, to: Measure) -> Option<f64> {
    match (from.dimension, to.dimension) {
        (Dimension::Celsius, Dimension::Fahrenheit) => Some(value * 9.0 / 5.0 + 32.0),
        (Dimension::Fahrenheit, Dimension::Celsius) => Some((value - 32.0) * 5.0 / 9.0),
        (left, right) if left == right => Some(value * from.size / to.size),
        _ => None,
    }
}

/// Equal as far as the shown precision tells; a rise or fall may be told without its sign.
fn near(shown: f64, known: f64, tolerance: f64) -> bool {
    let slack = tolerance + known.abs() * 1e-9 + 1e-9;
    (shown - known).abs() <= slack || (shown >= 0.0 && (shown - known.abs()).abs() <= slack)
}

impl Known {
    /// Whether a reading states the value of the figure.
    fn states(&self, reading: &Reading) -> bool {
        let Reading::Value { value, tolerance, unit } = reading else { return false };
        let own = self.citation.value;
        match (unit, self.unit) {
            (Some(unit), Some(known)) => in_unit(own, known, *unit).is_some_and(|own| near(*value, own, *tolerance)),
            // Nights, days and the like are counted; other units do not fit a count.
            (Some(unit), None) => self.plain && unit.dimension == Dimension::Counted && near(*value, own, *tolerance),
            (None, _) => near(*value, own, *tolerance),
        }
    }

    /// Whether a reading states a day, month or year that the figure begins or ends with, or how many days it covers.
    fn covers(&self, reading: &Reading) -> bool {
        let ends = [self.citation.from, self.citation.to];
        let any = |test: &dyn Fn(Date) -> bool| ends.iter().flatten().any(|date| test(*date));
        match reading {
            Reading::Day { year, month, day } => {
                any(&|date| date.month() == *month && date.day() == *day && year.is_none_or(|year| year == date.year()))
            }
            Reading::Month { year, month } => any(&|date| date.year() == *year && date.month() == *month),
            Reading::DayOfMonth(day) => any(&|date| date.day() == *day),
            Reading::Value { value, unit: None, .. } => {
                *value >= 1900.0 && any(&|date| f64::from(date.year()) == *value)
            }
            Reading::Value { value, unit: Some(unit), .. } if unit.dimension == Dimension::Counted => {
                let [Some(from), Some(to)] = ends else { return false };
                let days = f64::from(crate::time::epoch_day(to) - crate::time::epoch_day(from) + 1);
                *value * unit.size == days
            }
            Reading::Value { .. } => false,
        }
    }
}

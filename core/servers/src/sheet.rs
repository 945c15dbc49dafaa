//! The result of a tool while it is filled in, and its final form: figures, gaps, the tool's own fields, words, pages.

use crate::period::Period;
use crate::shown::{Shown, date};
use coach_domain::citation::{Answer, Citation, Gap, ShownFigure};
use coach_domain::figure::{Confidence, Insufficient};
use coach_domain::metric::Metric;
use coach_domain::person::UnitSystem;
use coach_mcp::{MAX_RESULT_BYTES, Reply, ToolError, shape};
use coach_store::DayFigure;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeSet;

/// Kept free for the cursor and the commas.
const SPARE_BYTES: usize = 128;
/// Most figures that the text names; the structured result has all.
const MAX_LINES: usize = 40;

/// What stands behind a figure.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    pub(crate) metric: String,
    pub(crate) source: String,
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Origin {
    pub(crate) fn new(metric: &str, source: &str, period: Period) -> Self {
        Self { metric: metric.to_owned(), source: source.to_owned(), from: period.from, to: period.to }
    }

    pub(crate) fn day(metric: &str, source: &str, day: Date) -> Self {
        Self::new(metric, source, Period::day(day))
    }
}

/// A result in the making.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) units: UnitSystem,
    pub(crate) period: Period,
    figures: Vec<ShownFigure>,
    missing: Vec<Gap>,
}

impl Sheet {
    pub(crate) fn new(period: Period, units: UnitSystem) -> Self {
        Self { units, period, figures: Vec::new(), missing: Vec::new() }
    }

    /// Adds a figure. One that is not a number is left out, whatever made it.
    pub(crate) fn add(&mut self, name: impl Into<String>, label: impl Into<String>, shown: Shown, origin: Origin) {
        self.add_with(name, label, shown, origin, None);
    }

    /// Adds a figure with how far to trust it.
    pub(crate) fn add_with(
        &mut self,
        name: impl Into<String>,
        label: impl Into<String>,
        shown: Shown,
        origin: Origin,
        confidence: Option<Confidence>,
    ) {
        if !shown.value.is_finite() {
            return;
        }
        self.figures.push(ShownFigure {
            name: name.into(),
            label: label.into(),
            citation: Citation {
                text: shown.text,
                value: shown.value,
                unit: shown.unit.to_owned(),
                metric: origin.metric,
                source: origin.source,
                from: Some(origin.from),
                to: Some(origin.to),
            },
            confidence,
        });
    }

    /// Adds the figure of one day of a metric.
    pub(crate) fn add_day(
        &mut self,
        name: impl Into<String>,
        label: impl Into<String>,
        metric: &Metric,
        day: &DayFigure,
    ) {
        let shown = Shown::metric(metric, day.value, self.units);
        self.add(name, label, shown, Origin::day(metric.id, &day.source, day.day));
    }

    /// Notes something that is not there.
    pub(crate) fn gap(&mut self, gap: Gap) {
        if !self.missing.contains(&gap) {
            self.missing.push(gap);
        }
    }

    /// Notes something that could not be computed.
    pub(crate) fn insufficient(&mut self, what: &str, reason: &Insufficient) {
        self.gap(Gap {
            what: what.to_owned(),
            reason: format!("insufficient: have {} {}, need {}", reason.have, reason.unit, reason.need),
        });
    }

    /// Notes something that is missing, in words.
    pub(crate) fn miss(&mut self, what: impl Into<String>, reason: impl Into<String>) {
        self.gap(Gap { what: what.into(), reason: reason.into() });
    }

    /// Whether a figure of this name is there.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.figures.iter().any(|figure| figure.name == name)
    }

    /// The figures and gaps; a result without any figure always says why.
    pub(crate) fn answer(mut self) -> Answer {
        let mut names = BTreeSet::new();
        self.figures.retain(|figure| names.insert(figure.name.clone()));
        if self.figures.is_empty() && self.missing.is_empty() {
            self.miss("data", "there is none for this time; import some or choose other days");
        }
        Answer { from: self.period.from, to: self.period.to, figures: self.figures, missing: self.missing }
    }

    /// The reply with the tool's own fields, all of them small.
    pub(crate) fn reply<M>(self, title: &str, more: M) -> Reply<Structured<M>> {
        let answer = self.answer();
        let text = words(title, &answer);
        let citations: Vec<Citation> = answer.figures.iter().map(|figure| figure.citation.clone()).collect();
        Reply::new(Structured { answer, more, next_cursor: None }, text).citations(citations)
    }

    /// The reply with one list of the tool's fields that may be long: as much of it as fits goes out, from `cursor`
    /// on. `place` puts the part of the list that goes out into the tool's fields.
    pub(crate) fn reply_with_list<I, M>(
        self,
        title: &str,
        list: Vec<I>,
        cursor: Option<&str>,
        limit: Option<usize>,
        place: impl FnOnce(Vec<I>) -> M,
    ) -> Result<Reply<Structured<M>>, ToolError>
    where
        I: Keyed + Serialize,
        M: Serialize + Listed,
    {
        let answer = self.answer();
        let text = words(title, &answer);
        let citations: Vec<Citation> = answer.figures.iter().map(|figure| figure.citation.clone()).collect();
        let start = match cursor {
            None => 0,
            Some(cursor) => list.iter().position(|item| item.key() == cursor).ok_or_else(|| {
                ToolError::Arguments(
                    "`cursor` must be the `next_cursor` of a result for the same arguments; leave it out to begin again"
                        .to_owned(),
                )
            })?,
        };
        let sizes: Vec<usize> = list.iter().skip(start).map(size).collect();
        let keys: Vec<String> = list.iter().skip(start).map(Keyed::key).collect();
        let mut structured =
            Structured { answer, more: place(list.into_iter().skip(start).collect()), next_cursor: None };
        let used: usize = sizes.iter().map(|size| size + 1).sum();
        let mut room =
            MAX_RESULT_BYTES.saturating_sub(SPARE_BYTES + text.len() + size(&structured).saturating_sub(used));
        let fitting = sizes
            .iter()
            .take_while(|size| {
                let fits = **size < room;
                room = room.saturating_sub(**size + 1);
                fits
            })
            .count();
        // At least one item goes out, or a cursor would never move on.
        let taken = fitting.min(limit.unwrap_or(usize::MAX)).max(1).min(sizes.len());
        structured.next_cursor = keys.get(taken).cloned();
        structured.more.keep(taken);
        let next = structured.next_cursor.clone();
        Ok(Reply::new(structured, text).citations(citations).next_cursor(next))
    }
}

fn size<T: Serialize>(value: &T) -> usize {
    serde_json::to_vec(value).map_or(0, |bytes| bytes.len())
}

/// An item of a long list: its key is what a cursor names.
pub(crate) trait Keyed {
    /// Unique within one result.
    fn key(&self) -> String;
}

/// A tool's fields that hold a long list.
pub(crate) trait Listed {
    /// Keeps the first items only.
    fn keep(&mut self, items: usize);
}

/// The structured result of every tool: the common fields and its own.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(crate) struct Structured<M> {
    #[serde(flatten)]
    #[schemars(with = "shape::Answer")]
    pub(crate) answer: Answer,
    #[serde(flatten)]
    pub(crate) more: M,
    /// Where the next part begins; goes back in as `cursor`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) next_cursor: Option<String>,
}

/// A result as a page for people.
pub(crate) fn markdown(title: &str, answer: &Answer) -> String {
    format!("# {}\n", words(title, answer).replacen('\n', "\n\n", 1))
}

/// The same as words, for clients that show text only.
fn words(title: &str, answer: &Answer) -> String {
    let days = if answer.from == answer.to {
        date(answer.to)
    } else {
        format!("{} to {}", date(answer.from), date(answer.to))
    };
    let mut text = format!("{title}, {days}");
    for figure in answer.figures.iter().take(MAX_LINES) {
        let citation = &figure.citation;
        text.push_str(&format!("\n- {}: {}", figure.label, citation.text));
        let mut notes = Vec::new();
        if citation.from == citation.to
            && citation.to.is_some_and(|day| answer.from != answer.to || day != answer.to)
            && let Some(day) = citation.to
        {
            notes.push(date(day));
        }
        if !citation.source.is_empty() {
            notes.push(citation.source.clone());
        }
        if !notes.is_empty() {
            text.push_str(&format!(" ({})", notes.join(", ")));
        }
    }
    if answer.figures.len() > MAX_LINES {
        text.push_str("\n- more in the structured result");
    }
    for gap in &answer.missing {
        text.push_str(&format!("\nMissing: {} ({})", gap.what, gap.reason));
    }
    text
}

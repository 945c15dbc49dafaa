//! The spans of one turn, with names and counts only.

use coach_store::SpanRow;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Status of a span that was not closed yet.
const OPEN: &str = "open";

/// Collects spans; times are microseconds since the turn began and come from the caller.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Trace {
    spans: Vec<SpanRow>,
}

impl Trace {
    /// Opens a span and returns its id.
    pub(crate) fn open(&mut self, name: impl Into<String>, parent: Option<u64>, at_us: u64) -> u64 {
        let id = self.spans.len() as u64;
        self.spans.push(SpanRow {
            id,
            parent,
            name: name.into(),
            start_us: at_us,
            duration_us: 0,
            status: OPEN.to_owned(),
            attributes: Value::Object(Map::new()),
        });
        id
    }

    /// Adds a name or a count to a span.
    pub(crate) fn set(&mut self, id: u64, key: &str, value: impl Into<Value>) {
        if let Some(Value::Object(attributes)) = self.span(id).map(|span| &mut span.attributes) {
            attributes.insert(key.to_owned(), value.into());
        }
    }

    /// Closes a span; one that is closed already stays as it is.
    pub(crate) fn close(&mut self, id: u64, at_us: u64, status: &str) {
        if let Some(span) = self.span(id).filter(|span| span.status == OPEN) {
            span.duration_us = at_us.saturating_sub(span.start_us);
            status.clone_into(&mut span.status);
        }
    }

    /// Closes every span that is still open.
    pub(crate) fn close_all(&mut self, at_us: u64, status: &str) {
        for id in (0..self.spans.len() as u64).rev() {
            self.close(id, at_us, status);
        }
    }

    /// The spans, parents before children.
    pub(crate) fn spans(&self) -> &[SpanRow] {
        &self.spans
    }

    fn span(&mut self, id: u64) -> Option<&mut SpanRow> {
        self.spans.get_mut(usize::try_from(id).ok()?)
    }
}

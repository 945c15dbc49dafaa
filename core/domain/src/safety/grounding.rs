//! GROUNDED: every number in a reply comes from a tool result, the person's own words or a rule.
//!
//! A reply is cut into sentences. A sentence stands when each of its numbers is traced: to a figure (in its own words,
//! or by value in any unit of the same kind, as far as the shown precision tells), to the days that a figure covers,
//! to what the person wrote, or to a limit that a rule names with its unit. Otherwise it is dropped before it is
//! shown. Numbers of ordered lists are layout, not figures, and are written as bullets.

mod numbers;
pub(super) mod sentences;
mod trace;
mod vocabulary;

#[cfg(test)]
mod tests;

use super::{Intervention, Rule};
use crate::citation::Citation;
use sentences::Cut;
use trace::Tracer;

/// What a turn knows: the figures of its tools, and the person's words.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Figures that tools returned in this conversation, with the text that names them.
    pub figures: Vec<Citation>,
    /// What the person wrote in this conversation.
    pub words: Vec<String>,
}

/// A reply of which every number is traced.
#[derive(Debug, Clone, PartialEq)]
pub struct Grounded {
    /// The text to show.
    pub text: String,
    /// One citation for each number in it; the `text` of each is as it stands in the reply.
    pub citations: Vec<Citation>,
    /// Sentences that were dropped, as interventions.
    pub interventions: Vec<Intervention>,
}

/// What is said when nothing of a reply could be shown.
pub const NOTHING_LEFT: &str = "I cannot back the numbers of that answer with your data, so I left it out. Ask me for one figure, or import more data.";

/// Checks a whole reply; sentences with a number that the evidence does not hold are dropped.
#[must_use]
pub fn ground(reply: &str, evidence: &Evidence) -> Grounded {
    let mut stream = GroundingStream::new(evidence);
    let mut text = stream.push(reply).concat();
    let rest = stream.finish();
    text.push_str(&rest.text);
    Grounded { text, ..rest }
}

/// Checks a reply while it arrives: whole sentences come out, checked; nothing unchecked ever does.
///
/// What comes out is the same however the text is cut into pieces.
#[derive(Debug, Clone)]
pub struct GroundingStream {
    tracer: Tracer,
    /// Text that has not been cut into sentences yet.
    pending: String,
    line: Line,
    out: Vec<String>,
    citations: Vec<Citation>,
    interventions: Vec<Intervention>,
    /// Something visible was let through.
    shown: bool,
    /// The last line was dropped, so that the blank line behind it goes too.
    swallow_blank: bool,
    /// A blank line ends what was let through.
    after_blank: bool,
}

/// What is known of the line that is being read.
#[derive(Debug, Clone, Default)]
struct Line {
    /// The layout has been read.
    begun: bool,
    table: bool,
    /// Layout to write before its first sentence.
    layout: String,
    /// Some of it was let through.
    kept: bool,
    dropped: bool,
    /// The last sentence let through, and spaces behind it that are written before the next one.
    last: String,
    spaces: String,
}

impl GroundingStream {
    /// Starts a check against what the turn knows.
    #[must_use]
    pub fn new(evidence: &Evidence) -> Self {
        Self {
            tracer: Tracer::new(evidence),
            pending: String::new(),
            line: Line::default(),
            out: Vec::new(),
            citations: Vec::new(),
            interventions: Vec::new(),
            shown: false,
            swallow_blank: false,
            after_blank: true,
        }
    }

    /// Takes the next piece of the reply and gives the sentences that are complete and traced.
    #[must_use]
    pub fn push(&mut self, delta: &str) -> Vec<String> {
        self.pending.push_str(delta);
        self.read(true);
        std::mem::take(&mut self.out)
    }

    /// Ends the reply: the text that was still waiting, the citations of all that came out, and what was dropped.
    #[must_use]
    pub fn finish(mut self) -> Grounded {
        self.read(false);
        if !self.shown && !self.interventions.is_empty() {
            self.out.push(NOTHING_LEFT.to_owned());
        }
        Grounded { text: self.out.concat(), citations: self.citations, interventions: self.interventions }
    }

    fn read(&mut self, more: bool) {
        while !self.pending.is_empty() {
            if !self.line.begun && !self.begin_line(more) {
                return;
            }
            let end = match sentences::first(&self.pending, self.line.table) {
                Cut::At(end) => end,
                Cut::NeedMore if more => return,
                Cut::NeedMore => self.pending.len(),
            };
            let rest = self.pending.split_off(end);
            let sentence = std::mem::replace(&mut self.pending, rest);
            self.sentence(&sentence);
        }
    }

    /// Reads the layout of the next line; `false` when more text is needed.
    fn begin_line(&mut self, more: bool) -> bool {
        let first = self.pending.split_inclusive('\n').next().unwrap_or_default();
        let Some(layout) = sentences::layout(first, more && !first.ends_with('\n')) else { return false };
        let rest = self.pending.split_off(layout.length);
        let written = std::mem::replace(&mut self.pending, rest);
        let indent = written.len() - written.trim_start_matches([' ', '\t', '>']).len();
        let layout = if layout.numbered { format!("{}- ", &written[..indent]) } else { written };
        self.line = Line { begun: true, table: self.pending.starts_with('|'), layout, ..Line::default() };
        true
    }

    fn sentence(&mut self, sentence: &str) {
        let body = sentence.trim_end_matches([' ', '\t', '\n', '\r']);
        let tail = &sentence[body.len()..];
        match self.tracer.trace(body) {
            _ if body.is_empty() => self.line.spaces.push_str(tail.trim_end_matches('\n')),
            (_, Some(citations)) if self.joins(body) => {
                self.citations.extend(citations);
                self.keep(body);
                self.line.spaces.push_str(tail.trim_end_matches('\n'));
            }
            (numbers, _) => self.drop_sentence(numbers),
        }
        if tail.ends_with('\n') {
            self.end_line();
        }
    }

    /// Whether a sentence reads the same behind what is left of its line: joining must not make a date of "5." and
    /// "march", nor a list number of a sentence that became the first.
    fn joins(&self, body: &str) -> bool {
        if !self.line.dropped {
            return true;
        }
        if !self.line.kept {
            let whole = format!("{body} x");
            return sentences::layout(&whole, false).is_some_and(|layout| layout.length == 0) && !body.starts_with('|');
        }
        let joined = format!("{} {body}\n", self.line.last);
        sentences::first(&joined, self.line.table) == Cut::At(self.line.last.len() + 1)
    }

    fn keep(&mut self, body: &str) {
        let mut text = String::new();
        if !self.line.kept {
            text.push_str(&self.line.layout);
        }
        text.push_str(&self.line.spaces);
        self.line.spaces.clear();
        text.push_str(body);
        body.clone_into(&mut self.line.last);
        self.line.kept = true;
        self.shown = true;
        self.swallow_blank = false;
        self.after_blank = false;
        self.out.push(text);
    }

    fn drop_sentence(&mut self, numbers: usize) {
        self.line.dropped = true;
        // Only the spaces behind the last sentence that was kept stand between it and the next.
        if !self.line.kept {
            self.line.spaces.clear();
        }
        self.interventions.push(Intervention {
            rule: Rule::Grounded,
            action: "removed".to_owned(),
            detail: format!(
                "left out a sentence with {} that no figure, word of yours or rule stands behind",
                count(numbers)
            ),
        });
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if line.kept {
            let spaces = if line.dropped { String::new() } else { line.spaces };
            self.out.push(format!("{spaces}\n"));
        } else if line.dropped {
            self.swallow_blank = self.after_blank;
        } else if self.swallow_blank {
            self.swallow_blank = false;
        } else {
            self.after_blank = true;
            self.out.push(format!("{}{}\n", line.layout, line.spaces));
        }
    }
}

fn count(numbers: usize) -> String {
    if numbers == 1 { "a number".to_owned() } else { "numbers".to_owned() }
}

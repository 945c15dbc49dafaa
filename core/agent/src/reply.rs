//! The guard after a model: text is held until a sentence is complete, every number in it is traced, and it keeps to
//! what a coach may say.

use crate::slots::{self, Named, Slots};
use crate::target::TargetLimits;
use coach_domain::citation::Citation;
use coach_domain::safety::Intervention;
use coach_domain::safety::grounding::{Evidence, GroundingStream, NOTHING_LEFT};
use coach_domain::safety::scope::{ScopeContext, ScopeStream};

/// The reply of one model call on its way to the person.
#[derive(Debug)]
pub(crate) struct ReplyStream {
    slots: Slots,
    evidence: Evidence,
    conditions: Vec<String>,
    limits: TargetLimits,
    /// Sentences that the limits left out.
    removed: Vec<Intervention>,
    /// Begun with the first text: an answer that only calls tools has none, and reading the evidence is the costly part.
    checks: Option<Checks>,
    page: Page,
}

/// What every sentence passes, in this order.
#[derive(Debug)]
struct Checks {
    grounding: GroundingStream,
    scope: ScopeStream,
}

impl Checks {
    fn new(evidence: &Evidence, conditions: &[String]) -> Self {
        let scope = ScopeContext { words: evidence.words.clone(), conditions: conditions.to_vec() };
        Self { grounding: GroundingStream::new(evidence), scope: ScopeStream::new(&scope) }
    }
}

/// A reply that is complete, or was broken off.
#[derive(Debug, PartialEq)]
pub(crate) struct Checked {
    /// Text to show after what was shown already.
    pub(crate) rest: String,
    /// All that was shown, with the rest.
    pub(crate) shown: String,
    /// One figure for each number that was shown.
    pub(crate) citations: Vec<Citation>,
    /// What was removed.
    pub(crate) interventions: Vec<Intervention>,
}

impl ReplyStream {
    /// A stream that shows at most `room` characters, `space` before the first of them. `named` are the figures that fill
    /// slots, `conditions` those that the
    /// person told of, which may be said again; `limits` hold for targets in words.
    pub(crate) fn new(
        evidence: Evidence,
        named: Named,
        conditions: &[String],
        limits: TargetLimits,
        space: &str,
        room: usize,
    ) -> Self {
        let page = Page { space: space.to_owned(), room, shown: String::new() };
        let (slots, conditions) = (Slots::new(named), conditions.to_vec());
        Self { slots, evidence, conditions, limits, removed: Vec::new(), checks: None, page }
    }

    /// Whether no text was received.
    pub(crate) fn is_untouched(&self) -> bool {
        self.checks.is_none()
    }

    /// Takes a piece of text and gives out the sentences that it completes.
    pub(crate) fn push(&mut self, piece: &str) -> String {
        if piece.is_empty() {
            return String::new();
        }
        let filled = self.slots.push(piece);
        self.take(&filled)
    }

    /// Takes text whose slots are filled.
    fn take(&mut self, text: &str) -> String {
        let checks = self.checks.get_or_insert_with(|| Checks::new(&self.evidence, &self.conditions));
        let mut shown = String::new();
        for sentence in checks.grounding.push(text) {
            let problem = slots::problem(&sentence);
            if let Some(problem) = problem.or_else(|| self.limits.problem(&sentence, &self.evidence.figures)) {
                self.removed.push(problem);
                continue;
            }
            for kept in checks.scope.push_complete(&sentence) {
                shown.push_str(&self.page.show(&kept));
            }
        }
        shown
    }

    /// Checks what is left; nothing more comes.
    pub(crate) fn finish(mut self) -> Checked {
        let unclosed = self.slots.finish();
        let mut rest = if unclosed.is_empty() { String::new() } else { self.take(&unclosed) };
        let Some(Checks { grounding, mut scope }) = self.checks else {
            return self.page.checked(String::new(), Vec::new(), Vec::new());
        };
        let grounded = grounding.finish();
        let problem = slots::problem(&grounded.text);
        let problem = problem.or_else(|| self.limits.problem(&grounded.text, &self.evidence.figures));
        let is_empty = problem.is_some() || (self.page.shown.is_empty() && grounded.text == NOTHING_LEFT);
        self.removed.extend(problem);
        if !is_empty {
            for kept in scope.push_complete(&grounded.text) {
                rest.push_str(&self.page.show(&kept));
            }
        }
        let scoped = scope.finish();
        rest.push_str(&self.page.show(&scoped.text));
        let interventions =
            grounded.interventions.into_iter().chain(self.removed).chain(scoped.interventions).collect();
        self.page.checked(rest, grounded.citations, interventions)
    }

    /// Leaves off what was not shown yet.
    pub(crate) fn break_off(self) -> Checked {
        let (citations, interventions): (_, Vec<Intervention>) = self.checks.map_or_else(Default::default, |checks| {
            let (grounded, scoped) = (checks.grounding.finish(), checks.scope.finish());
            (grounded.citations, grounded.interventions.into_iter().chain(scoped.interventions).collect())
        });
        let interventions = self.removed.into_iter().chain(interventions).collect();
        self.page.checked(String::new(), citations, interventions)
    }
}

/// What the person sees of a reply.
#[derive(Debug)]
struct Page {
    /// White space to show before the next visible text.
    space: String,
    /// Characters that may still be shown.
    room: usize,
    /// Everything that was shown.
    shown: String,
}

impl Page {
    /// Shows checked text if it fits; after the first that does not, nothing more is shown. White space at the end
    /// waits for what comes after it.
    fn show(&mut self, text: &str) -> String {
        let is_first = self.shown.is_empty();
        let body = text.trim_end();
        let body = if is_first { body.trim_start() } else { body };
        if body.is_empty() || self.room == 0 {
            self.space.push_str(if is_first { "" } else { text });
            return String::new();
        }
        let mut shown = std::mem::take(&mut self.space);
        shown.push_str(body);
        text[text.trim_end().len()..].clone_into(&mut self.space);
        let wanted = shown.chars().count();
        if wanted <= self.room {
            self.room -= wanted;
        } else {
            shown = if is_first { beginning(&shown, self.room) } else { String::new() };
            self.room = 0;
        }
        self.shown.push_str(&shown);
        shown
    }

    fn checked(self, rest: String, citations: Vec<Citation>, interventions: Vec<Intervention>) -> Checked {
        let shown = self.shown;
        // What did not fit or was left off needs no citation.
        let citations = citations.into_iter().filter(|citation| shown.contains(&citation.text)).collect();
        Checked { rest, shown, citations, interventions }
    }
}

/// The beginning of a sentence that is longer than a whole reply, cut between words so that no number is halved.
fn beginning(text: &str, room: usize) -> String {
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    match cut.rsplit_once(char::is_whitespace) {
        Some((whole, _)) if !whole.trim().is_empty() => format!("{}…", whole.trim_end()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limits() -> TargetLimits {
        TargetLimits::of(&coach_domain::person::Profile::default(), jiff::civil::date(2026, 11, 20))
    }

    fn stream(text: &str, pieces: usize, room: usize) -> (String, Checked) {
        let mut stream = ReplyStream::new(Evidence::default(), Named::new(), &[], limits(), "", room);
        let letters: Vec<char> = text.chars().collect();
        let mut shown = String::new();
        for piece in letters.chunks(pieces.max(1)) {
            shown.push_str(&stream.push(&piece.iter().collect::<String>()));
        }
        let checked = stream.finish();
        shown.push_str(&checked.rest);
        (shown, checked)
    }

    #[test]
    fn a_long_reply_ends_after_a_whole_sentence() {
        let (shown, _) = stream("One is short. Two is much longer than that. Three.", 3, 20);
        assert_eq!(shown, "One is short.");
        let (shown, _) = stream("a single sentence without any end in sight", 5, 20);
        assert_eq!(shown, "a single sentence…");
        let (shown, _) = stream("Donaudampfschifffahrtsgesellschaft", 5, 20);
        assert_eq!(shown, "");
    }

    #[test]
    fn lists_and_paragraphs_keep_their_form() {
        let text = "Try this:\n\n- Sleep more.\n  - No screens.\n- Walk.\n\nThen rest.";
        assert_eq!(stream(text, 4, 2_000).0, text);
    }

    #[test]
    fn nothing_is_shown_of_an_untraced_reply_and_the_caller_finds_the_words() {
        let (shown, checked) = stream("You slept 7.4 hours. You took 9,321 steps.", 4, 2_000);
        assert_eq!(shown, "");
        assert_eq!(checked.interventions.len(), 2);
    }

    #[test]
    fn a_reply_that_is_broken_off_keeps_what_was_shown() {
        let mut stream = ReplyStream::new(Evidence::default(), Named::new(), &[], limits(), "\n\n", 2_000);
        assert_eq!(stream.push("First. Second. And thi"), "\n\nFirst. Second.");
        let checked = stream.break_off();
        assert_eq!(checked.shown, "\n\nFirst. Second.");
        assert_eq!(checked.rest, "");
    }

    proptest! {
        #[test]
        fn pieces_do_not_matter(text in "[a-zA-Z0-9.,!?\\n \"]{0,120}", pieces in 1_usize..20) {
            let (whole, _) = stream(&text, 1_000, 2_000);
            let (shown, checked) = stream(&text, pieces, 2_000);
            prop_assert_eq!(&shown, &whole);
            prop_assert_eq!(&shown, &checked.shown);
        }

        #[test]
        fn words_alone_are_all_shown(text in "[a-zA-Z.,!? ]{0,120}", pieces in 1_usize..20) {
            let (shown, _) = stream(&text, pieces, 2_000);
            prop_assert_eq!(shown.as_str(), text.trim());
        }

        #[test]
        fn room_is_never_exceeded(text in "\\PC{0,200}", pieces in 1_usize..20, room in 0_usize..60) {
            let (shown, _) = stream(&text, pieces, room);
            prop_assert!(shown.chars().count() <= room);
        }
    }
}

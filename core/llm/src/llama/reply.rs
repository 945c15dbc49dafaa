//! Writing a reply: free text until a call begins, then only what the grammar allows.

use super::LlamaError;
use super::constraint::{Constraint, Constraints, Forced};
use super::format::{Call, ToolFormat, Trigger};
use super::sample::{Sampler, Sampling};
use super::session::{Interrupted, Prefilled};
use super::vocab::{Marks, Utf8};
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::token::LlamaToken;
use std::collections::HashSet;

/// What a reply is written by.
pub(super) struct Plan<'a> {
    pub(super) model: &'a LlamaModel,
    pub(super) marks: &'a Marks,
    pub(super) constraints: &'a Constraints,
    pub(super) format: ToolFormat,
    /// Grammar of the calls on offer; none when the reply must be words.
    pub(super) grammar: Option<&'a str>,
    /// The reply must be a call.
    pub(super) required: bool,
    pub(super) sampling: Sampling,
    pub(super) max_tokens: u32,
}

/// A written reply.
#[derive(Debug, Default)]
pub(super) struct Reply {
    pub(super) text: String,
    pub(super) calls: Vec<Call>,
    pub(super) tokens: u64,
    /// It was cut at the limit of tokens or of the context.
    pub(super) cut: bool,
}

/// Writes a reply after a prompt. Text goes to `on_text` as soon as it is certain to be text.
pub(super) fn write(
    plan: &Plan<'_>,
    prompt: Prefilled<'_, '_>,
    on_text: &mut dyn FnMut(&str),
    stop: &dyn Fn() -> bool,
) -> Result<Reply, Interrupted> {
    let mut writer = Writer {
        plan,
        banned: banned(plan),
        sampler: Sampler::new(plan.sampling),
        constraint: None,
        start: prompt.len(),
        tokens: Vec::new(),
        written: String::new(),
        utf8: Utf8::default(),
        call_from: None,
        visible: Visible::new(plan.grammar.map(|_| plan.format.trigger())),
        text: String::new(),
    };
    if plan.required {
        writer.constrain(plan.grammar)?;
        writer.call_from = Some(0);
    }
    writer.run(prompt, on_text, stop)
}

/// Control tokens that have no place in a reply.
fn banned(plan: &Plan<'_>) -> HashSet<u32> {
    let vocab = plan.model.vocab();
    let own: Vec<i32> = plan.format.marks().iter().filter_map(|mark| Some(plan.marks.find(mark)?.0)).collect();
    plan.marks
        .controls()
        .filter(|id| !own.contains(id) && !vocab.is_eog(LlamaToken(*id)))
        .filter_map(|id| u32::try_from(id).ok())
        .collect()
}

struct Writer<'a> {
    plan: &'a Plan<'a>,
    banned: HashSet<u32>,
    sampler: Sampler,
    constraint: Option<Constraint>,
    /// Tokens of the prompt.
    start: usize,
    /// Tokens of the reply, each with where its bytes begin in `written`.
    tokens: Vec<(LlamaToken, usize)>,
    written: String,
    utf8: Utf8,
    /// Where the calls begin in `written`.
    call_from: Option<usize>,
    visible: Visible,
    text: String,
}

impl Writer<'_> {
    fn run(
        mut self,
        mut state: Prefilled<'_, '_>,
        on_text: &mut dyn FnMut(&str),
        stop: &dyn Fn() -> bool,
    ) -> Result<Reply, Interrupted> {
        let vocab = self.plan.model.vocab();
        let mut count = 0_u64;
        let cut = loop {
            if stop() {
                return Err(Interrupted::Stopped);
            }
            if count >= u64::from(self.plan.max_tokens) {
                break true;
            }
            let token = self.choose(state.logits())?;
            count += 1;
            if vocab.is_eog(token) {
                break false;
            }
            self.take(token)?;
            let begun = if self.constraint.is_none() { self.show(on_text) } else { None };
            let mut read = vec![token];
            if begun.is_none() {
                let left = u64::from(self.plan.max_tokens).saturating_sub(count);
                let forced = self.take_forced(usize::try_from(left).unwrap_or(usize::MAX))?;
                count += forced.len() as u64;
                read.extend(forced);
            }
            if self.constraint.as_ref().is_some_and(Constraint::finished) {
                break false;
            }
            if state.room() < read.len() {
                break true;
            }
            state = match begun {
                Some(at) => self.begin_call(state, token, at, stop)?,
                None => state.push(&read, stop)?,
            };
        };
        if self.call_from.is_none() {
            let rest = self.visible.finish();
            self.say(&rest, on_text);
        }
        let calls = match self.call_from {
            Some(from) if !cut => self.calls(from)?,
            _ => Vec::new(),
        };
        Ok(Reply { text: self.text, calls, tokens: count, cut })
    }

    /// The next token. Nothing that the constraint forbids is ever chosen; but what a model wants to write of a call
    /// is mostly allowed, and then asking about that token spares the mask of all of them.
    fn choose(&mut self, logits: &[f32]) -> Result<LlamaToken, Interrupted> {
        let mut picked = self.sampler.pick(logits, |token| !self.banned.contains(&token));
        if let Some(constraint) = &mut self.constraint {
            let allowed = match picked {
                Some(token) => constraint.allows(token).map_err(LlamaError::Constraint)?,
                None => false,
            };
            if !allowed {
                let mask = constraint.mask().map_err(LlamaError::Constraint)?;
                picked = self.sampler.pick(logits, |token| mask.is_allowed(token));
            }
        }
        picked.and_then(|token| i32::try_from(token).ok()).map(LlamaToken).ok_or_else(|| LlamaError::NoToken.into())
    }

    fn take(&mut self, token: LlamaToken) -> Result<(), Interrupted> {
        if let Some(constraint) = &mut self.constraint {
            constraint.take(number(token)).map_err(LlamaError::Constraint)?;
        }
        self.tokens.push((token, self.written.len()));
        let piece = piece(self.plan, token);
        let letters = self.utf8.push(&piece);
        self.written.push_str(&letters);
        Ok(())
    }

    /// Takes what the grammar leaves no choice about: names of fields, quotes, commas. Those tokens are read together
    /// instead of being written one by one. At most `most`.
    fn take_forced(&mut self, most: usize) -> Result<Vec<LlamaToken>, Interrupted> {
        let Some(constraint) = &mut self.constraint else { return Ok(Vec::new()) };
        let pieces = constraint.forced();
        let mut taken = Vec::new();
        for (at, piece) in pieces.iter().enumerate() {
            let tokens = match piece {
                Forced::Token(token) => i32::try_from(*token).map(LlamaToken).into_iter().collect(),
                Forced::Text(bytes) => self.spelt(bytes, at + 1 == pieces.len()),
            };
            let whole = !tokens.is_empty();
            for token in tokens {
                let constraint = self.constraint.as_mut().filter(|constraint| !constraint.finished());
                let fits = constraint.is_some_and(|constraint| constraint.allows(number(token)).unwrap_or(false));
                if !fits || taken.len() >= most {
                    return Ok(taken);
                }
                self.take(token)?;
                taken.push(token);
            }
            if !whole {
                break;
            }
        }
        Ok(taken)
    }

    /// The tokens of a forced text, or none where they would spell something else: some vocabularies put a space
    /// before every text. The `last` one is left to the model, as it may grow together with what follows.
    fn spelt(&self, bytes: &[u8], last: bool) -> Vec<LlamaToken> {
        let vocab = self.plan.model.vocab();
        let mut tokens = vocab.tokenize(bytes, false, false);
        if last {
            tokens.pop();
        }
        let spelt: Vec<u8> = tokens.iter().flat_map(|token| vocab.token_to_piece(*token, false, None)).collect();
        if bytes.starts_with(&spelt) && (last || spelt.len() == bytes.len()) { tokens } else { Vec::new() }
    }

    fn constrain(&mut self, grammar: Option<&str>) -> Result<(), LlamaError> {
        let grammar = grammar.ok_or_else(|| LlamaError::Constraint("no tool is offered".to_owned()))?;
        self.constraint = Some(self.plan.constraints.matcher(grammar).map_err(LlamaError::Constraint)?);
        Ok(())
    }

    /// Shows what is certain to be text; says where a call begins.
    fn show(&mut self, on_text: &mut dyn FnMut(&str)) -> Option<usize> {
        let from = self.tokens.last().map_or(0, |(_, from)| *from);
        let (text, trigger) = self.visible.push(&self.written[from..]);
        self.say(&text, on_text);
        trigger
    }

    fn say(&mut self, text: &str, on_text: &mut dyn FnMut(&str)) {
        if !text.is_empty() {
            self.text.push_str(text);
            on_text(text);
        }
    }

    /// The token just taken completes the mark of a call, which begins at `at`: from there on the grammar rules.
    fn begin_call<'s, 'm>(
        &mut self,
        state: Prefilled<'s, 'm>,
        last: LlamaToken,
        at: usize,
        stop: &dyn Fn() -> bool,
    ) -> Result<Prefilled<'s, 'm>, Interrupted> {
        self.constrain(self.plan.grammar)?;
        self.call_from = Some(at);
        let first = self.tokens.iter().position(|(_, from)| *from == at);
        if let (Some(first), Some(constraint)) = (first, &mut self.constraint) {
            let tail: Vec<u32> = self.tokens[first..].iter().map(|(token, _)| number(*token)).collect();
            if constraint.try_take(&tail) {
                return state.push(&[last], stop);
            }
        }
        // The mark does not begin with a token, or what follows it does not fit: back to before it.
        let keep = self.tokens.iter().take_while(|(_, from)| *from < at).count();
        let whole = match self.tokens.get(keep) {
            Some((_, from)) if *from == at => keep,
            None | Some(_) => keep.saturating_sub(1),
        };
        let from = self.tokens.get(whole).map_or(at, |(_, from)| *from);
        let vocab = self.plan.model.vocab();
        let mut again: Vec<LlamaToken> = vocab.tokenize(&self.written.as_bytes()[from..at], false, false);
        self.written.truncate(at);
        self.tokens.truncate(whole);
        self.tokens.extend(again.iter().map(|token| (*token, from)));
        let mut keep = self.start + whole;
        if again.is_empty() {
            // Logits come from a token that is read now: the last one that stays is read again.
            keep -= 1;
            let previous = state.token(keep).ok_or(LlamaError::Evaluation)?;
            again.push(previous);
        }
        state.replace(keep, &again, stop)
    }

    fn calls(&self, from: usize) -> Result<Vec<Call>, Interrupted> {
        let calls = self.plan.format.read(&self.written[from..]).filter(|calls| !calls.is_empty());
        calls.ok_or_else(|| LlamaError::Constraint("the model's call cannot be read".to_owned()).into())
    }
}

fn number(token: LlamaToken) -> u32 {
    u32::try_from(token.0).unwrap_or(u32::MAX)
}

/// The bytes of a token; marks of the format as they are spelt.
fn piece(plan: &Plan<'_>, token: LlamaToken) -> Vec<u8> {
    for mark in plan.format.marks() {
        if plan.marks.find(mark).is_some_and(|(id, _)| id == token.0) {
            return mark.as_bytes().to_vec();
        }
    }
    for mark in THINKING {
        if plan.marks.find(mark).is_some_and(|(id, _)| id == token.0) {
            return mark.as_bytes().to_vec();
        }
    }
    plan.model.vocab().token_to_piece(token, false, None)
}

/// What is between these is thought, not said.
const THINKING: [&str; 2] = ["<think>", "</think>"];

/// Separates what is said from thought and from calls, while it is written.
#[derive(Debug)]
struct Visible {
    trigger: Option<Trigger>,
    /// Text that may still become a mark.
    held: String,
    /// Bytes of text before `held`.
    passed: usize,
    thinking: bool,
    said: bool,
}

impl Visible {
    fn new(trigger: Option<Trigger>) -> Self {
        Self { trigger, held: String::new(), passed: 0, thinking: false, said: false }
    }

    /// Takes letters; gives the text that is certain to be said, and where a call begins.
    fn push(&mut self, letters: &str) -> (String, Option<usize>) {
        self.held.push_str(letters);
        let mut text = String::new();
        loop {
            if self.thinking {
                let Some(end) = self.held.find(THINKING[1]) else {
                    // Keep what may be the beginning of the end.
                    let keep = partial(&self.held, THINKING[1]);
                    self.drop_front(self.held.len() - keep);
                    return (text, None);
                };
                self.drop_front(end + THINKING[1].len());
                self.thinking = false;
                continue;
            }
            if !self.said {
                // A reply does not begin with space, nor does it after a thought.
                let space = self.held.len() - self.held.trim_start().len();
                self.drop_front(space);
                if self.held.is_empty() {
                    return (text, None);
                }
                if let Some(Trigger::Opening(opening)) = self.trigger
                    && self.held.starts_with(opening)
                {
                    return (text, Some(self.passed));
                }
            }
            let call = match self.trigger {
                Some(Trigger::Text(mark)) => self.held.find(mark),
                _ => None,
            };
            let thought = self.held.find(THINKING[0]);
            match (call, thought) {
                (Some(call), thought) if thought.is_none_or(|thought| call < thought) => {
                    // Space before a call is not said.
                    let before = self.held[..call].trim_end().len();
                    text.push_str(&self.say(before));
                    self.drop_front(call - before);
                    return (text, Some(self.passed));
                }
                (_, Some(thought)) => {
                    text.push_str(&self.say(thought));
                    self.drop_front(THINKING[0].len());
                    self.thinking = true;
                }
                _ => {
                    let mark = match self.trigger {
                        Some(Trigger::Text(mark)) => partial(&self.held, mark),
                        _ => 0,
                    };
                    let keep = mark.max(partial(&self.held, THINKING[0]));
                    let certain = self.held[..self.held.len() - keep].trim_end().len();
                    text.push_str(&self.say(certain));
                    return (text, None);
                }
            }
        }
    }

    /// What is left when nothing follows.
    fn finish(&mut self) -> String {
        if self.thinking { String::new() } else { std::mem::take(&mut self.held).trim_end().to_owned() }
    }

    fn say(&mut self, length: usize) -> String {
        let text = self.held[..length].to_owned();
        self.drop_front(length);
        self.said |= !text.is_empty();
        text
    }

    fn drop_front(&mut self, length: usize) {
        self.held.drain(..length);
        self.passed += length;
    }
}

/// Length of the longest end of `text` with which `mark` begins.
fn partial(text: &str, mark: &str) -> usize {
    (1..mark.len()).rev().find(|&length| mark.is_char_boundary(length) && text.ends_with(&mark[..length])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What is said of a text that comes in pieces, and where the call begins.
    fn seen(trigger: Option<Trigger>, pieces: &[&[u8]]) -> (String, Option<usize>) {
        let (mut visible, mut utf8) = (Visible::new(trigger), Utf8::default());
        let mut said = String::new();
        for piece in pieces {
            let (text, call) = visible.push(&utf8.push(piece));
            said.push_str(&text);
            if call.is_some() {
                return (said, call);
            }
        }
        (said + &visible.finish(), None)
    }

    #[test]
    fn text_thought_and_calls_are_told_apart() {
        let mark = || Some(Trigger::Text("<tool_call>"));
        assert_eq!(seen(mark(), &[b"  Hello <tool_", b"call>\n{"]), ("Hello".to_owned(), Some(8)));
        assert_eq!(seen(mark(), &[b"Hello <tool_", b"box>"]), ("Hello <tool_box>".to_owned(), None));
        assert_eq!(seen(mark(), &[b"<think>\nhm <tool_call>", b"</thi", b"nk>\n\nYes."]), ("Yes.".to_owned(), None));
        assert_eq!(seen(None, &[b"a <tool_call> b "]), ("a <tool_call> b".to_owned(), None));
        assert_eq!(seen(None, &[b"<think> for ever"]), (String::new(), None));
        let opening = || Some(Trigger::Opening("{"));
        assert_eq!(seen(opening(), &[b"\n {\"name\""]), (String::new(), Some(2)));
        assert_eq!(seen(opening(), &[b"a {\"name\""]), ("a {\"name\"".to_owned(), None));
    }

    proptest! {
        #[test]
        fn how_it_is_cut_does_not_matter(
            text in "( |a|é|<|<think>|</think>|<tool_call>|tool|\n|>){0,14}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..8),
        ) {
            let mark = || Some(Trigger::Text("<tool_call>"));
            let whole = seen(mark(), &[text.as_bytes()]);
            let mut places: Vec<usize> = cuts.iter().map(|cut| cut.index(text.len() + 1)).collect();
            places.extend([0, text.len()]);
            places.sort_unstable();
            let pieces: Vec<&[u8]> = places.windows(2).map(|pair| &text.as_bytes()[pair[0]..pair[1]]).collect();
            prop_assert_eq!(&seen(mark(), &pieces), &whole);
            if let Some(at) = whole.1 {
                prop_assert!(text[at..].starts_with("<tool_call>"));
            }
        }
    }
}

//! Where a conversation stands: the last question, what came before, and what the tools answered to it.

use super::coaching;
use super::told;
use super::topic::Topic;
use super::understand::{self, Before, Coach, Frame, Understanding};
use crate::chat::{ChatRequest, Message};
use crate::intent::Intent;
use coach_domain::person::UnitSystem;
use serde_json::Value;
use std::collections::HashMap;

/// Earlier messages of the person that can lend meaning to the last one.
const MEMORY: usize = 6;

/// A tool's answer to the last question.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ToolAnswer<'a> {
    /// Tool.
    pub name: &'a str,
    /// Its result.
    pub content: &'a Value,
    /// It failed.
    pub is_error: bool,
}

/// A request, read.
#[derive(Debug)]
pub(crate) struct Conversation<'a> {
    /// The last thing that the person said.
    pub question: &'a str,
    /// What it asks.
    pub understanding: Understanding,
    /// Answers of tools to it; transfers between coaches are not among them.
    pub answers: Vec<ToolAnswer<'a>>,
    /// What coaches said before, oldest first.
    pub said: Vec<&'a str>,
    /// The agent that spoke last before this question.
    pub last_agent: Option<&'a str>,
    /// Calls in this conversation, so that ids stay unique.
    pub calls: usize,
}

/// What the person said, with its place among the messages.
fn asked(request: &ChatRequest) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    request.messages.iter().enumerate().filter_map(|(at, message)| match message {
        Message::User { text } => Some((at, text.as_str())),
        _ => None,
    })
}

/// The messages of the person that a conversation is read from, the last one and those that can lend it meaning.
pub(crate) fn recent(request: &ChatRequest) -> Vec<String> {
    asked(request).rev().take(MEMORY + 1).map(|(_, text)| text.to_owned()).collect()
}

impl<'a> Conversation<'a> {
    /// Reads a request, with what was learned that its messages ask for, by their texts.
    pub(crate) fn read(request: &'a ChatRequest, intents: &HashMap<String, Intent>) -> Self {
        let context = &request.context;
        let frame = Frame {
            today: context.today,
            data_span: context.data_span,
            month_first: context.units == UnitSystem::Imperial,
        };
        let asked: Vec<(usize, &str)> = asked(request).collect();
        let mut earlier: Option<Understanding> = None;
        let mut wish: Option<coaching::Wish> = None;
        let recent = asked.len().saturating_sub(MEMORY + 1);
        let mut understanding = None;
        for (at, (_, text)) in asked.iter().enumerate().skip(recent) {
            let before = Before { data: earlier.as_ref(), wish: wish.as_ref() };
            let mut next = understand::read(text, frame, before, intents.get(*text));
            // a coach without the tools of a wish answers as if it were none; the reception only hands over
            let can = next.wish.as_ref().is_none_or(|wish| {
                coaching::tools(wish.matter).iter().any(|name| request.tools.iter().any(|tool| tool.name == *name))
            });
            if !can && Coach::of_agent(&context.agent).is_some() {
                next.forget_wish();
            }
            if at + 1 == asked.len() {
                understanding = Some(next);
                continue;
            }
            wish.clone_from(&next.wish);
            if next.topic.is_data() {
                earlier = Some(next);
            }
        }
        let (last, question) = asked.last().copied().unwrap_or((0, ""));
        let mut conversation = Self {
            question,
            understanding: understanding.unwrap_or_else(|| understand::read("", frame, Before::default(), None)),
            answers: Vec::new(),
            said: Vec::new(),
            last_agent: None,
            calls: 0,
        };
        for (at, message) in request.messages.iter().enumerate() {
            match message {
                Message::Tool { name, content, is_error, .. } if at > last && !name.starts_with("transfer_to_") => {
                    let is_error = *is_error || content.get("error").is_some();
                    conversation.answers.push(ToolAnswer { name, content, is_error });
                }
                Message::Assistant { agent, text, tool_calls } => {
                    conversation.calls += tool_calls.len();
                    if !text.is_empty() {
                        conversation.said.push(text);
                    }
                    if at < last {
                        conversation.last_agent = Some(agent);
                    }
                }
                _ => {}
            }
        }
        conversation
    }

    /// Whether nobody could say what is asked, and no state is told.
    pub(crate) fn is_unclear(&self) -> bool {
        self.understanding.topic == Topic::Unclear
            && self.understanding.wish.is_none()
            && self.answers.is_empty()
            && told::told(self.question).is_none()
    }
}

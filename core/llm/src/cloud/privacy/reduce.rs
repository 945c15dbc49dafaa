//! Leaving out what the person does not share.

use crate::chat::{ChatRequest, Message, ModelError};
use coach_domain::privacy::{Category, Consent, categories_of_tool};
use coach_domain::safety::pain::{self, PainKind};
use coach_domain::safety::{eating, red_flags};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What stands for an earlier message that is not shared.
const WITHHELD: &str = "[An earlier message is not shared with you.]";

/// Said to every model outside the device, after the instructions.
const NOTE: &str = "Some data of the person is not shared with you; where a tool's result says so, tell the person \
                    plainly that you cannot see it, and do not guess. Names, devices, places and ids are replaced by \
                    tokens in angle brackets, such as <PERSON_A>; where you need one, write the token exactly as it is.";

/// A request without what is not shared.
#[derive(Debug, PartialEq)]
pub(crate) struct Reduced {
    /// What is left of it.
    pub(crate) request: ChatRequest,
    /// What it may hold.
    pub(crate) categories: BTreeSet<Category>,
    /// Where the facts of the person stand in the instructions.
    pub(crate) facts: String,
}

/// Leaves out of a request what is not shared.
///
/// # Errors
/// [`ModelError::Unavailable`] when nothing that makes sense would be left: the conversation is not shared, or the
/// question tells of pain or a symptom and the journal is not.
pub(crate) fn reduce(request: &ChatRequest, consent: &Consent) -> Result<Reduced, ModelError> {
    if !consent.allows(Category::Conversation) {
        return Err(ModelError::Unavailable(
            "nothing of yours may leave this device; `coach models consent give conversation` shares what you write"
                .to_owned(),
        ));
    }
    let shares = |categories: &[Category]| consent.allows_all(categories);
    let journal = shares(&[Category::Journal]);
    let question = request.messages.iter().rposition(|message| matches!(message, Message::User { .. }));
    let whole = request.context.in_words();
    let profile = shares(&[Category::Profile]);
    let facts = if profile { whole.clone() } else { request.context.in_words_for_strangers() };
    let mut categories = BTreeSet::from([Category::Conversation]);
    if profile {
        categories.insert(Category::Profile);
    }
    let mut messages = Vec::with_capacity(request.messages.len());
    for (at, message) in request.messages.iter().enumerate() {
        messages.push(match message {
            Message::System { text } => Message::System { text: format!("{}\n\n{NOTE}", text.replace(&whole, &facts)) },
            Message::User { text } if tells_of_the_body(text) => {
                if journal {
                    categories.insert(Category::Journal);
                    message.clone()
                } else if Some(at) == question {
                    return Err(ModelError::Unavailable(
                        "the message tells of pain, a symptom or eating, and the journal is not shared; \
                         `coach models consent give journal` shares it"
                            .to_owned(),
                    ));
                } else {
                    Message::User { text: WITHHELD.to_owned() }
                }
            }
            Message::User { .. } => message.clone(),
            Message::Assistant { agent, text, tool_calls } => {
                // A reply may repeat anything that a coach was ever told.
                let text = match text.as_str() {
                    "" => "",
                    _ if consent.allows_all(&Category::ALL) => {
                        categories.extend(Category::ALL);
                        text
                    }
                    _ if tool_calls.is_empty() => WITHHELD,
                    _ => "",
                };
                let mut tool_calls = tool_calls.clone();
                for call in &mut tool_calls {
                    if !shares_tool(&call.name, consent) {
                        call.arguments = json!({});
                    }
                }
                Message::Assistant { agent: agent.clone(), text: text.to_owned(), tool_calls }
            }
            Message::Tool { call_id, name, content, is_error } => {
                let shared = shares_tool(name, consent);
                if shared {
                    categories.extend(categories_of(name));
                }
                let content = if shared { content.clone() } else { withheld(name) };
                Message::Tool { call_id: call_id.clone(), name: name.clone(), content, is_error: *is_error && shared }
            }
        });
    }
    let further = shares(&[Category::FurtherServers]);
    let tools = request.tools.iter().filter(|tool| further || is_own(&tool.name)).cloned().collect();
    let request = ChatRequest { context: request.context.clone(), messages, tools, max_tokens: request.max_tokens };
    Ok(Reduced { request, categories, facts })
}

/// Whether a message tells of pain, a warning sign or a hard relation to food.
fn tells_of_the_body(text: &str) -> bool {
    pain::read(text).is_some_and(|told| told.kind == PainKind::Pain)
        || !red_flags::scan(text).is_empty()
        || !eating::signs(text).is_empty()
}

/// Tools that hand over to another agent hold nothing of the person.
fn is_handoff(tool: &str) -> bool {
    tool.starts_with("transfer_to_")
}

fn is_own(tool: &str) -> bool {
    is_handoff(tool) || categories_of_tool(tool).is_some()
}

fn categories_of(tool: &str) -> Vec<Category> {
    match categories_of_tool(tool) {
        _ if is_handoff(tool) => Vec::new(),
        Some(categories) => categories.to_vec(),
        None => vec![Category::FurtherServers],
    }
}

fn shares_tool(tool: &str, consent: &Consent) -> bool {
    consent.allows_all(&categories_of(tool))
}

fn withheld(tool: &str) -> Value {
    let kinds: Vec<_> = categories_of(tool).into_iter().map(Category::id).collect();
    json!({"withheld": format!(
        "The result is not shared with you: the person would have to share all of {}. Say that you cannot see it.",
        kinds.join(", ").replace('_', " ")
    )})
}

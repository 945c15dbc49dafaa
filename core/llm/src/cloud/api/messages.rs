//! Anthropic's messages, version 2023-06-01, as published in its API reference.

use super::{Calls, Ended, Reader, Reason, conclude, count, grow, is_nameable, malformed, parse, reported};
use crate::chat::{ChatRequest, Message, ModelError, Usage};
use serde_json::{Value, json};

/// Said by the person's side when the last word was an agent's, which hands over: a conversation ends with a question.
const GO_ON: &str = "Please go on.";

pub(super) fn body(request: &ChatRequest, model: &str) -> Value {
    let mut system = String::new();
    let mut turns: Vec<(&str, Vec<Value>)> = Vec::new();
    let mut say = |role: &'static str, block: Value| match turns.last_mut() {
        Some((last, blocks)) if *last == role => blocks.push(block),
        _ => turns.push((role, vec![block])),
    };
    for message in &request.messages {
        match message {
            Message::System { text } => {
                if !system.is_empty() {
                    system.push_str("\n\n");
                }
                system.push_str(text);
            }
            Message::User { text } => say("user", json!({"type": "text", "text": text})),
            Message::Assistant { text, tool_calls, .. } => {
                if !text.is_empty() {
                    say("assistant", json!({"type": "text", "text": text}));
                }
                for call in tool_calls {
                    let block = json!({"type": "tool_use", "id": call.id, "name": call.name, "input": call.arguments});
                    say("assistant", block);
                }
            }
            Message::Tool { call_id, content, is_error, .. } => {
                let mut block = json!({"type": "tool_result", "tool_use_id": call_id, "content": content.to_string()});
                if *is_error {
                    block["is_error"] = true.into();
                }
                say("user", block);
            }
        }
    }
    if turns.last().is_none_or(|(role, _)| *role == "assistant") {
        turns.push(("user", vec![json!({"type": "text", "text": GO_ON})]));
    }
    let messages: Vec<Value> =
        turns.into_iter().map(|(role, content)| json!({"role": role, "content": content})).collect();
    let mut body = json!({"model": model, "max_tokens": request.max_tokens, "system": system, "messages": messages});
    let tools: Vec<Value> = request
        .tools
        .iter()
        .filter(|tool| is_nameable(tool))
        .map(|tool| json!({"name": tool.name, "description": tool.description, "input_schema": tool.input_schema}))
        .collect();
    if !tools.is_empty() {
        body["tools"] = tools.into();
    }
    body["stream"] = true.into();
    body
}

pub(super) struct MessagesReader {
    calls: Calls,
    /// The block in progress is a call; its index.
    open: Option<u64>,
    reason: Option<Reason>,
    usage: Usage,
    length: usize,
    is_complete: bool,
}

impl Default for MessagesReader {
    fn default() -> Self {
        Self {
            calls: Calls::that_are_closed(),
            open: None,
            reason: None,
            usage: Usage::default(),
            length: 0,
            is_complete: false,
        }
    }
}

impl Reader for MessagesReader {
    fn event(&mut self, name: Option<&str>, data: &str) -> Result<String, ModelError> {
        let event = parse(data)?;
        let kind = event.get("type").and_then(Value::as_str).or(name).unwrap_or_default();
        let index = || event.get("index").and_then(Value::as_u64).ok_or_else(|| malformed("an event"));
        let text = |pointer| event.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
        match kind {
            "message_start" => {
                if let Some(usage) = event.pointer("/message/usage") {
                    self.count(usage);
                }
            }
            "content_block_start" if text("/content_block/type") == "tool_use" => {
                let index = index()?;
                if self.open.is_some() || self.calls.at(index).is_some() {
                    return Err(malformed("a tool call"));
                }
                let call = self.calls.begin(index, text("/content_block/id"), text("/content_block/name"))?;
                // Some servers give the whole input here and no piece later.
                if let Some(Value::Object(input)) = event.pointer("/content_block/input")
                    && !input.is_empty()
                {
                    call.add(&Value::Object(input.clone()).to_string())?;
                }
                self.open = Some(index);
            }
            "content_block_start" if text("/content_block/type") == "text" => {
                return self.said(text("/content_block/text"));
            }
            "content_block_delta" => match text("/delta/type") {
                "text_delta" => return self.said(text("/delta/text")),
                "input_json_delta" => {
                    let index = index()?;
                    let call = self.calls.at(index).ok_or_else(|| malformed("a tool call"))?;
                    call.add(text("/delta/partial_json"))?;
                }
                _ => {}
            },
            "content_block_stop" => {
                let index = index()?;
                if let Some(call) = self.calls.at(index) {
                    call.is_closed = true;
                    self.open = None;
                }
            }
            "message_delta" => {
                if let Some(usage) = event.get("usage") {
                    self.count(usage);
                }
                self.reason = match text("/delta/stop_reason") {
                    "" => self.reason,
                    "end_turn" | "stop_sequence" => Some(Reason::Stop),
                    "tool_use" => Some(Reason::Calls),
                    "max_tokens" | "model_context_window_exceeded" => Some(Reason::Length),
                    "refusal" => Some(Reason::Refused),
                    _ => return Err(malformed("the end of the answer")),
                };
            }
            "message_stop" => self.is_complete = true,
            "error" => return Err(reported(&event)),
            // `ping`, thinking and what later versions add.
            _ => {}
        }
        Ok(String::new())
    }

    fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn finish(self: Box<Self>) -> Result<Ended, ModelError> {
        let reason = self.reason.filter(|_| self.is_complete);
        conclude(reason, self.calls, self.usage)
    }
}

impl MessagesReader {
    fn said(&mut self, text: &str) -> Result<String, ModelError> {
        grow(&mut self.length, text)?;
        Ok(text.to_owned())
    }

    /// Counts are totals so far; a later event repeats only what changed.
    fn count(&mut self, usage: &Value) {
        let read = count(usage, "input_tokens")
            + count(usage, "cache_creation_input_tokens")
            + count(usage, "cache_read_input_tokens");
        self.usage.input_tokens = self.usage.input_tokens.max(read);
        self.usage.output_tokens = self.usage.output_tokens.max(count(usage, "output_tokens"));
    }
}

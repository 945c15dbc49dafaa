//! OpenAI's responses, as published in its API reference. Nothing is kept there (`store: false`).

use super::{Calls, Ended, Reader, Reason, conclude, count, grow, is_nameable, malformed, parse, reported};
use crate::chat::{ChatRequest, Message, ModelError, Usage};
use serde_json::{Value, json};

pub(super) fn body(request: &ChatRequest, model: &str) -> Value {
    let mut instructions = String::new();
    let mut input: Vec<Value> = Vec::new();
    for message in &request.messages {
        match message {
            Message::System { text } => {
                if !instructions.is_empty() {
                    instructions.push_str("\n\n");
                }
                instructions.push_str(text);
            }
            Message::User { text } => input.push(json!({"role": "user", "content": text})),
            Message::Assistant { text, tool_calls, .. } => {
                if !text.is_empty() {
                    input.push(json!({"role": "assistant", "content": text}));
                }
                input.extend(tool_calls.iter().map(|call| {
                    let arguments = call.arguments.to_string();
                    json!({"type": "function_call", "call_id": call.id, "name": call.name, "arguments": arguments})
                }));
            }
            Message::Tool { call_id, content, .. } => {
                input.push(json!({"type": "function_call_output", "call_id": call_id, "output": content.to_string()}));
            }
        }
    }
    let mut body = json!({
        "model": model,
        "instructions": instructions,
        "input": input,
        "max_output_tokens": request.max_tokens,
        "store": false,
    });
    let tools: Vec<Value> = request
        .tools
        .iter()
        .filter(|tool| is_nameable(tool))
        .map(|tool| {
            json!({
                "type": "function",
                "name": tool.name,
                "description": tool.description,
                "parameters": tool.input_schema,
                "strict": false,
            })
        })
        .collect();
    if !tools.is_empty() {
        body["tools"] = tools.into();
    }
    body["stream"] = true.into();
    body
}

pub(super) struct ResponsesReader {
    calls: Calls,
    reason: Option<Reason>,
    usage: Usage,
    length: usize,
}

impl Default for ResponsesReader {
    fn default() -> Self {
        Self { calls: Calls::that_are_closed(), reason: None, usage: Usage::default(), length: 0 }
    }
}

impl Reader for ResponsesReader {
    fn event(&mut self, name: Option<&str>, data: &str) -> Result<String, ModelError> {
        if data.trim() == "[DONE]" {
            return Ok(String::new());
        }
        let event = parse(data)?;
        let kind = event.get("type").and_then(Value::as_str).or(name).unwrap_or_default();
        let piece = || event.get("delta").and_then(Value::as_str).ok_or_else(|| malformed("an event"));
        let place = || event.get("output_index").and_then(Value::as_u64).ok_or_else(|| malformed("an event"));
        match kind {
            "response.output_text.delta" | "response.refusal.delta" => {
                let piece = piece()?;
                grow(&mut self.length, piece)?;
                return Ok(piece.to_owned());
            }
            "response.output_item.added" => {
                if let Some((id, name, arguments)) = call_of(&event) {
                    self.calls.begin(place()?, id, name)?.add(arguments)?;
                }
            }
            "response.function_call_arguments.delta" => {
                let place = place()?;
                self.calls.at(place).ok_or_else(|| malformed("a tool call"))?.add(piece()?)?;
            }
            "response.output_item.done" => {
                if let Some((id, name, arguments)) = call_of(&event) {
                    let is_whole = event.pointer("/item/status").is_none_or(|status| status == "completed");
                    self.close(place()?, (id, name, arguments), is_whole)?;
                }
            }
            "response.completed" | "response.incomplete" => {
                // Some servers end a cut answer with `completed` too; its status tells.
                let status = event.pointer("/response/status").and_then(Value::as_str);
                let is_cut = kind == "response.incomplete" || status.is_some_and(|status| status != "completed");
                let reason = event.pointer("/response/incomplete_details/reason").and_then(Value::as_str);
                self.end(
                    &event,
                    match reason {
                        _ if !is_cut => Reason::Stop,
                        None | Some("max_output_tokens") => Reason::Length,
                        Some(_) => Reason::Refused,
                    },
                );
            }
            "response.failed" => return Err(reported(event.get("response").unwrap_or(&Value::Null))),
            "error" => return Err(reported(&event)),
            // Parts begin and end, reasoning goes on: nothing of it is needed.
            _ => {}
        }
        Ok(String::new())
    }

    fn is_complete(&self) -> bool {
        self.reason.is_some()
    }

    fn finish(self: Box<Self>) -> Result<Ended, ModelError> {
        conclude(self.reason, self.calls, self.usage)
    }
}

impl ResponsesReader {
    /// The end of a call repeats it whole; what streamed in has to be the same.
    fn close(
        &mut self,
        place: u64,
        (id, name, arguments): (&str, &str, &str),
        is_whole: bool,
    ) -> Result<(), ModelError> {
        let call = match self.calls.at(place) {
            Some(call) => call,
            None => self.calls.begin(place, id, name)?,
        };
        if call.is_closed || call.id != id || call.name != name {
            return Err(malformed("a tool call"));
        }
        if call.arguments.is_empty() {
            call.add(arguments)?;
        } else if call.arguments != arguments {
            return Err(ModelError::Malformed("a tool call does not end as it began".to_owned()));
        }
        call.is_closed = is_whole;
        Ok(())
    }

    fn end(&mut self, event: &Value, reason: Reason) {
        self.reason = Some(reason);
        if let Some(usage) = event.pointer("/response/usage") {
            self.usage =
                Usage { input_tokens: count(usage, "input_tokens"), output_tokens: count(usage, "output_tokens") };
        }
    }
}

/// Id, name and arguments of the call that an item is.
fn call_of(event: &Value) -> Option<(&str, &str, &str)> {
    let item = event.get("item").filter(|item| item.get("type").is_some_and(|kind| kind == "function_call"))?;
    let text = |field| item.get(field).and_then(Value::as_str).unwrap_or_default();
    Some((text("call_id"), text("name"), text("arguments")))
}

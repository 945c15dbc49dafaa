//! OpenAI's chat completions, as published in its API reference, and what compatible servers make of them.

use super::{Calls, Dialect, Ended, Reader, Reason, conclude, count, grow, is_nameable, malformed, parse, reported};
use crate::chat::{ChatRequest, Message, ModelError, Usage};
use serde_json::{Value, json};

pub(super) fn body(request: &ChatRequest, model: &str, dialect: Dialect) -> Value {
    let messages: Vec<Value> = request.messages.iter().map(message).collect();
    let mut body = json!({"model": model, "messages": messages});
    let limit = match dialect {
        Dialect::Original => "max_completion_tokens",
        Dialect::Compatible => "max_tokens",
    };
    body[limit] = request.max_tokens.into();
    let tools: Vec<Value> = request
        .tools
        .iter()
        .filter(|tool| is_nameable(tool))
        .map(|tool| {
            let function = json!({"name": tool.name, "description": tool.description, "parameters": tool.input_schema});
            json!({"type": "function", "function": function})
        })
        .collect();
    if !tools.is_empty() {
        body["tools"] = tools.into();
    }
    if dialect == Dialect::Original {
        body["store"] = false.into();
    }
    body["stream"] = true.into();
    body["stream_options"] = json!({"include_usage": true});
    body
}

fn message(message: &Message) -> Value {
    match message {
        Message::System { text } => json!({"role": "system", "content": text}),
        Message::User { text } => json!({"role": "user", "content": text}),
        Message::Assistant { text, tool_calls, .. } if tool_calls.is_empty() => {
            json!({"role": "assistant", "content": text})
        }
        Message::Assistant { text, tool_calls, .. } => {
            let calls: Vec<Value> = tool_calls
                .iter()
                .map(|call| {
                    let function = json!({"name": call.name, "arguments": call.arguments.to_string()});
                    json!({"id": call.id, "type": "function", "function": function})
                })
                .collect();
            let content = if text.is_empty() { Value::Null } else { text.as_str().into() };
            json!({"role": "assistant", "content": content, "tool_calls": calls})
        }
        Message::Tool { call_id, content, .. } => {
            json!({"role": "tool", "tool_call_id": call_id, "content": content.to_string()})
        }
    }
}

#[derive(Default)]
pub(super) struct ChatReader {
    calls: Calls,
    reason: Option<Reason>,
    usage: Usage,
    length: usize,
    is_complete: bool,
}

impl Reader for ChatReader {
    fn event(&mut self, _name: Option<&str>, data: &str) -> Result<String, ModelError> {
        if data.trim() == "[DONE]" {
            self.is_complete = true;
            return Ok(String::new());
        }
        let chunk = parse(data)?;
        if let Some(error) = chunk.get("error").filter(|error| !error.is_null()) {
            return Err(reported(error));
        }
        if let Some(usage) = chunk.get("usage").filter(|usage| usage.is_object()) {
            self.usage =
                Usage { input_tokens: count(usage, "prompt_tokens"), output_tokens: count(usage, "completion_tokens") };
        }
        let choices = chunk.get("choices").and_then(Value::as_array).ok_or_else(|| malformed("an event"))?;
        let Some(choice) = choices.first() else { return Ok(String::new()) };
        let mut text = String::new();
        if let Some(delta) = choice.get("delta").filter(|delta| !delta.is_null()) {
            for field in ["content", "refusal"] {
                text.push_str(delta.get(field).and_then(Value::as_str).unwrap_or_default());
            }
            for call in delta.get("tool_calls").and_then(Value::as_array).into_iter().flatten() {
                self.call(call)?;
            }
        }
        grow(&mut self.length, &text)?;
        if let Some(reason) = choice.get("finish_reason").and_then(Value::as_str) {
            self.reason = Some(match reason {
                "stop" | "eos" => Reason::Stop,
                "tool_calls" | "function_call" => Reason::Calls,
                "length" => Reason::Length,
                "content_filter" => Reason::Refused,
                _ => return Err(malformed("the end of the answer")),
            });
        }
        Ok(text)
    }

    fn is_complete(&self) -> bool {
        self.is_complete
    }

    fn finish(self: Box<Self>) -> Result<Ended, ModelError> {
        conclude(self.reason, self.calls, self.usage)
    }
}

impl ChatReader {
    /// A piece of a call. The place tells which one it belongs to; servers that leave the place out, or give every call
    /// the same, tell by the id.
    fn call(&mut self, piece: &Value) -> Result<(), ModelError> {
        if self.reason.is_some() {
            return Err(ModelError::Malformed("a tool call comes after the end".to_owned()));
        }
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let function = piece.get("function").ok_or_else(|| malformed("a tool call"))?;
        let (id, name) = (text(piece.get("id")), text(function.get("name")));
        let arguments = match function.get("arguments") {
            // Some servers give the object itself rather than its text.
            Some(object @ Value::Object(_)) => object.to_string(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(_) => return Err(malformed("a tool call")),
        };
        let place = piece.get("index").and_then(Value::as_u64);
        let open = match place {
            Some(place) => self.calls.at(place),
            None => self.calls.last(),
        };
        let goes_on = open.filter(|open| {
            let same_id = id.is_empty() || open.id == id;
            // A whole name again without an id begins the next call.
            same_id && (name.is_empty() || (!id.is_empty() && name == open.name))
        });
        match goes_on {
            Some(open) => open.add(&arguments),
            None if name.is_empty() => Err(ModelError::Malformed("a tool call is not whole".to_owned())),
            None => self.calls.begin(place.unwrap_or(0), &id, &name)?.add(&arguments),
        }
    }
}

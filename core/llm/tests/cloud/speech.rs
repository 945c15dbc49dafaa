//! Answers as each service would stream them.

use coach_llm::cloud::Api;
use serde_json::{Value, json};

/// One call of an answer: id, name and arguments as text.
pub(crate) type Call = (&'static str, &'static str, &'static str);

/// How an answer ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With what the service says when it calls tools.
    Calls,
    /// With what it says when it is done.
    Stop,
    /// At the token limit.
    Length,
}

/// An answer with text and calls, as the bytes of a stream.
pub(crate) fn answer(api: Api, text: &str, calls: &[Call], end: End) -> Vec<u8> {
    let events = match api {
        Api::Chat => chat(text, calls, end),
        Api::Responses => responses(text, calls, end),
        Api::Messages => messages(text, calls, end),
    };
    events.concat().into_bytes()
}

/// An answer in words.
pub(crate) fn words(api: Api, text: &str) -> Vec<u8> {
    answer(api, text, &[], End::Stop)
}

/// An error event.
pub(crate) fn trouble(api: Api) -> Vec<u8> {
    let error = json!({"type": "overloaded_error", "message": "SECRET-WORDS"});
    match api {
        Api::Chat => event(None, &json!({"error": error})),
        Api::Responses => {
            event(Some("response.failed"), &json!({"type": "response.failed", "response": {"error": error}}))
        }
        Api::Messages => event(Some("error"), &json!({"type": "error", "error": error})),
    }
    .into_bytes()
}

fn event(name: Option<&str>, data: &Value) -> String {
    name.map_or_else(|| format!("data: {data}\n\n"), |name| format!("event: {name}\ndata: {data}\n\n"))
}

fn halves(text: &str) -> [&str; 2] {
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
    [&text[..middle], &text[middle..]]
}

fn chat(text: &str, calls: &[Call], end: End) -> Vec<String> {
    let delta = |delta: Value, reason: Value| {
        event(None, &json!({"id": "c", "choices": [{"index": 0, "delta": delta, "finish_reason": reason}]}))
    };
    let mut events = vec![delta(json!({"role": "assistant", "content": ""}), Value::Null)];
    events.extend(halves(text).map(|half| delta(json!({"content": half}), Value::Null)));
    for (index, (id, name, arguments)) in calls.iter().enumerate() {
        let call = json!({"index": index, "id": id, "type": "function", "function": {"name": name, "arguments": ""}});
        events.push(delta(json!({"tool_calls": [call]}), Value::Null));
        for half in halves(arguments) {
            let piece = json!({"index": index, "function": {"arguments": half}});
            events.push(delta(json!({"tool_calls": [piece]}), Value::Null));
        }
    }
    let reason = match end {
        End::Calls => "tool_calls",
        End::Stop => "stop",
        End::Length => "length",
    };
    events.push(delta(json!({}), json!(reason)));
    events.push(event(None, &json!({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": 5}})));
    events.push("data: [DONE]\n\n".to_owned());
    events
}

fn responses(text: &str, calls: &[Call], end: End) -> Vec<String> {
    let named = |mut data: Value, kind: &str| {
        data["type"] = kind.into();
        event(Some(kind), &data)
    };
    let mut events = vec![named(json!({"response": {"status": "in_progress"}}), "response.created")];
    for half in halves(text) {
        events.push(named(json!({"output_index": 0, "delta": half}), "response.output_text.delta"));
    }
    for (index, (id, name, arguments)) in calls.iter().enumerate() {
        let item = |arguments: &str| {
            let item = json!({"type": "function_call", "call_id": id, "name": name, "arguments": arguments});
            json!({"output_index": index + 1, "item": item})
        };
        events.push(named(item(""), "response.output_item.added"));
        for half in halves(arguments) {
            let delta = json!({"output_index": index + 1, "delta": half});
            events.push(named(delta, "response.function_call_arguments.delta"));
        }
        // At the token limit the last call stays open.
        if end != End::Length || index + 1 < calls.len() {
            events.push(named(item(arguments), "response.output_item.done"));
        }
    }
    let usage = json!({"input_tokens": 11, "output_tokens": 5});
    events.push(match end {
        End::Length => {
            let details = json!({"reason": "max_output_tokens"});
            named(json!({"response": {"usage": usage, "incomplete_details": details}}), "response.incomplete")
        }
        _ => named(json!({"response": {"usage": usage}}), "response.completed"),
    });
    events
}

fn messages(text: &str, calls: &[Call], end: End) -> Vec<String> {
    let named = |mut data: Value, kind: &str| {
        data["type"] = kind.into();
        event(Some(kind), &data)
    };
    let usage = json!({"input_tokens": 11, "output_tokens": 1});
    let mut events = vec![named(json!({"message": {"usage": usage}}), "message_start"), named(json!({}), "ping")];
    let block = json!({"type": "text", "text": ""});
    events.push(named(json!({"index": 0, "content_block": block}), "content_block_start"));
    for half in halves(text) {
        let delta = json!({"type": "text_delta", "text": half});
        events.push(named(json!({"index": 0, "delta": delta}), "content_block_delta"));
    }
    events.push(named(json!({"index": 0}), "content_block_stop"));
    for (index, (id, name, arguments)) in calls.iter().enumerate() {
        let index = index + 1;
        let block = json!({"type": "tool_use", "id": id, "name": name, "input": {}});
        events.push(named(json!({"index": index, "content_block": block}), "content_block_start"));
        for half in halves(arguments) {
            let delta = json!({"type": "input_json_delta", "partial_json": half});
            events.push(named(json!({"index": index, "delta": delta}), "content_block_delta"));
        }
        events.push(named(json!({"index": index}), "content_block_stop"));
    }
    let reason = match end {
        End::Calls => "tool_use",
        End::Stop => "end_turn",
        End::Length => "max_tokens",
    };
    let delta = json!({"delta": {"stop_reason": reason}, "usage": {"output_tokens": 5}});
    events.push(named(delta, "message_delta"));
    events.push(named(json!({}), "message_stop"));
    events
}

//! The exact bytes of requests, and answers in every form that services are known to give.

use super::*;
use crate::chat::{Message, ToolCall, TurnContext};
use coach_domain::person::UnitSystem;
use proptest::prelude::*;
use serde_json::json;

fn request() -> ChatRequest {
    let agent = "Dr. Progress".to_owned();
    ChatRequest {
        context: TurnContext {
            agent: agent.clone(),
            today: jiff::civil::date(2026, 11, 20),
            person_name: None,
            units: UnitSystem::Metric,
            data_span: None,
            training_suspended: false,
        },
        messages: vec![
            Message::System { text: "Be brief.".to_owned() },
            Message::User { text: "How did I sleep?".to_owned() },
            Message::Assistant {
                agent,
                text: "Let me look.".to_owned(),
                tool_calls: vec![
                    ToolCall { id: "a".to_owned(), name: "getSleepData".to_owned(), arguments: json!({"days": 2}) },
                    ToolCall { id: "b".to_owned(), name: "getMeals".to_owned(), arguments: json!({}) },
                ],
            },
            Message::Tool {
                call_id: "a".to_owned(),
                name: "getSleepData".to_owned(),
                content: json!({"asleep_h": 7.5}),
                is_error: false,
            },
            Message::Tool {
                call_id: "b".to_owned(),
                name: "getMeals".to_owned(),
                content: json!({"error": "no"}),
                is_error: true,
            },
        ],
        tools: vec![
            ToolDescription {
                name: "getSleepData".to_owned(),
                description: "Nights.".to_owned(),
                input_schema: json!({"type": "object", "properties": {"days": {"type": "integer"}}}),
            },
            ToolDescription {
                name: "a.name that no service takes".to_owned(),
                description: String::new(),
                input_schema: json!({"type": "object"}),
            },
        ],
        max_tokens: 300,
    }
}

#[test]
fn bodies() {
    let body = |api: Api, dialect| serde_json::to_string_pretty(&api.body(&request(), "some-model", dialect)).unwrap();
    insta::assert_snapshot!("chat_original", body(Api::Chat, Dialect::Original));
    insta::assert_snapshot!("chat_compatible", body(Api::Chat, Dialect::Compatible));
    insta::assert_snapshot!("responses", body(Api::Responses, Dialect::Original));
    insta::assert_snapshot!("messages", body(Api::Messages, Dialect::Original));
}

#[test]
fn an_agents_last_word_is_followed_by_the_persons_side() {
    let mut request = request();
    request.messages.truncate(2);
    request.messages.push(Message::Assistant { agent: String::new(), text: "Over to you.".into(), tool_calls: vec![] });
    let body = Api::Messages.body(&request, "m", Dialect::Original);
    assert_eq!(body["messages"].as_array().unwrap().last().unwrap()["role"], "user");
}

/// Plays events to a reader.
fn play(api: Api, events: &[Value]) -> Result<(String, Ended), ModelError> {
    let mut reader = api.reader();
    let mut text = String::new();
    for event in events {
        let data = event.as_str().map_or_else(|| event.to_string(), str::to_owned);
        text.push_str(&reader.event(None, &data)?);
        if reader.is_complete() {
            break;
        }
    }
    Ok((text, reader.finish()?))
}

fn chat(delta: Value, reason: Option<&str>) -> Value {
    json!({"choices": [{"index": 0, "delta": delta, "finish_reason": reason}]})
}

fn piece(index: Option<u64>, id: &str, name: &str, arguments: &str) -> Value {
    let mut call = json!({"function": {"arguments": arguments}});
    if let Some(index) = index {
        call["index"] = index.into();
    }
    if !id.is_empty() {
        call["id"] = id.into();
    }
    if !name.is_empty() {
        call["function"]["name"] = name.into();
    }
    chat(json!({"tool_calls": [call]}), None)
}

fn names(ended: &Ended) -> Vec<(&str, &str, String)> {
    ended.tool_calls.iter().map(|call| (call.id.as_str(), call.name.as_str(), call.arguments.to_string())).collect()
}

#[test]
fn parallel_calls_in_every_form_that_servers_give() {
    let end = chat(json!({}), Some("tool_calls"));
    let stop = chat(json!({}), Some("stop"));
    let two = [("1", "a", r#"{"x":1}"#.to_owned()), ("2", "b", "{}".to_owned())];
    let forms: [Vec<Value>; 6] = [
        // OpenAI: by index, the id and name first
        vec![
            piece(Some(0), "1", "a", ""),
            piece(Some(1), "2", "b", "{}"),
            piece(Some(0), "", "", r#"{"x":1}"#),
            end.clone(),
        ],
        // the id again with every piece
        vec![
            piece(Some(0), "1", "a", r#"{"x""#),
            piece(Some(0), "1", "", ":1}"),
            piece(Some(1), "2", "b", ""),
            end.clone(),
        ],
        // the id and the name again with every piece
        vec![
            piece(Some(0), "1", "a", r#"{"x""#),
            piece(Some(0), "1", "a", ":1}"),
            piece(Some(1), "2", "b", ""),
            end.clone(),
        ],
        // no index at all
        vec![piece(None, "1", "a", r#"{"x":1}"#), piece(None, "2", "b", "null"), end.clone()],
        // the same index for each, and `stop` at the end
        vec![piece(Some(0), "1", "a", r#"{"x":1}"#), piece(Some(0), "2", "b", "{}"), stop.clone()],
        // both in one event, arguments as an object
        vec![
            chat(
                json!({"tool_calls": [
                    {"index": 0, "id": "1", "function": {"name": "a", "arguments": {"x": 1}}},
                    {"index": 1, "id": "2", "function": {"name": "b"}},
                ]}),
                Some("tool_calls"),
            ),
            json!("[DONE]"),
        ],
    ];
    for events in forms {
        let (text, ended) = play(Api::Chat, &events).unwrap();
        assert_eq!((text.as_str(), ended.finish), ("", FinishReason::ToolCalls));
        assert_eq!(names(&ended), two, "{events:?}");
    }
}

#[test]
fn half_a_call_is_no_call() {
    let end = |reason| chat(json!({}), Some(reason));
    let broken: [Vec<Value>; 10] = [
        vec![piece(Some(0), "1", "a", r#"{"x":"#), end("tool_calls")],
        vec![piece(Some(0), "1", "a", r#"{"x":"#), end("stop")],
        vec![piece(Some(0), "1", "a", r#"{"x":1}"#), end("length")],
        vec![piece(Some(0), "1", "a", "[1]"), end("tool_calls")],
        vec![piece(Some(0), "1", "a", r#"{"x":1}{"x":2}"#), end("tool_calls")],
        vec![piece(Some(0), "1", "a", r#"{"x":1,"x":2}"#), end("tool_calls")],
        vec![piece(Some(0), "1", "a", r#"{"o":{"x":1,"x":2}}"#), end("tool_calls")],
        // the whole call again: the arguments are no longer one object
        vec![piece(Some(0), "1", "a", "{}"), piece(Some(0), "1", "a", "{}"), end("tool_calls")],
        // the same id twice
        vec![piece(Some(0), "1", "a", "{}"), piece(Some(1), "1", "b", "{}"), end("tool_calls")],
        // no name
        vec![piece(Some(0), "1", "", "{}"), end("tool_calls")],
    ];
    for events in broken {
        assert!(matches!(play(Api::Chat, &events), Err(ModelError::Malformed(_))), "{events:?}");
    }
    let cut = [piece(Some(0), "1", "a", r#"{"x":1}"#)];
    assert!(matches!(play(Api::Chat, &cut), Err(ModelError::Unavailable(_))));
    let late = [end("stop"), piece(Some(0), "1", "a", "{}")];
    assert!(matches!(play(Api::Chat, &late), Err(ModelError::Malformed(_))));
    let none = [end("tool_calls")];
    assert!(matches!(play(Api::Chat, &none), Err(ModelError::Malformed(_))));
}

fn item(kind: &str, index: u64, id: &str, name: &str, arguments: &str) -> Value {
    let item = json!({"type": "function_call", "call_id": id, "name": name, "arguments": arguments});
    json!({"type": format!("response.output_item.{kind}"), "output_index": index, "item": item})
}

fn argument(index: u64, delta: &str) -> Value {
    json!({"type": "response.function_call_arguments.delta", "output_index": index, "delta": delta})
}

#[test]
fn responses_end_their_calls_as_they_began() {
    let usage = json!({"input_tokens": 7, "output_tokens": 3});
    let completed = json!({"type": "response.completed", "response": {"usage": usage}});
    let whole = [
        json!({"type": "response.created"}),
        json!({"type": "response.output_text.delta", "delta": "Let me "}),
        json!({"type": "response.output_text.delta", "delta": "look."}),
        item("added", 1, "1", "a", ""),
        argument(1, r#"{"x""#),
        item("added", 2, "2", "b", ""),
        argument(1, ":1}"),
        item("done", 1, "1", "a", r#"{"x":1}"#),
        item("done", 2, "2", "b", "{}"),
        completed.clone(),
    ];
    let (text, ended) = play(Api::Responses, &whole).unwrap();
    assert_eq!(text, "Let me look.");
    assert_eq!(names(&ended), [("1", "a", r#"{"x":1}"#.to_owned()), ("2", "b", "{}".to_owned())]);
    assert_eq!(ended.usage, Usage { input_tokens: 7, output_tokens: 3 });
    let begun = [item("added", 0, "1", "a", ""), argument(0, r#"{"x":1}"#)];
    for end in [
        vec![completed.clone()],
        vec![item("done", 0, "1", "a", r#"{"x":2}"#), completed.clone()],
        vec![item("done", 0, "1", "b", r#"{"x":1}"#), completed.clone()],
        vec![item("done", 0, "2", "a", r#"{"x":1}"#), completed.clone()],
        vec![item("done", 0, "1", "a", r#"{"x":1}"#), argument(0, "}"), completed.clone()],
        vec![item("done", 0, "1", "a", r#"{"x":1}"#), item("done", 0, "1", "a", r#"{"x":1}"#), completed],
    ] {
        let events = [begun.to_vec(), end].concat();
        assert!(matches!(play(Api::Responses, &events), Err(ModelError::Malformed(_))), "{events:?}");
    }
    let mut unfinished = item("done", 0, "1", "a", r#"{"x":1}"#);
    unfinished["item"]["status"] = "incomplete".into();
    let cut = json!({"type": "response.completed", "response": {"status": "incomplete"}});
    let done = item("done", 0, "1", "a", r#"{"x":1}"#);
    let fine = json!({"type": "response.completed", "response": {"status": "completed"}});
    for end in [vec![unfinished, fine], vec![done, cut]] {
        let events = [begun.to_vec(), end].concat();
        assert!(matches!(play(Api::Responses, &events), Err(ModelError::Malformed(_))), "{events:?}");
    }
    let details =
        |reason: &str| json!({"type": "response.incomplete", "response": {"incomplete_details": {"reason": reason}}});
    let events = [json!({"type": "response.output_text.delta", "delta": "So"}), details("max_output_tokens")];
    assert_eq!(play(Api::Responses, &events).unwrap().1.finish, FinishReason::Length);
    assert!(matches!(play(Api::Responses, &[details("content_filter")]), Err(ModelError::Malformed(_))));
}

fn block(index: u64, kind: &str, rest: Value) -> Value {
    let mut event = json!({"type": kind, "index": index});
    event.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
    event
}

#[test]
fn messages_close_their_calls() {
    let start = |index, id: &str, name: &str| {
        let content = json!({"type": "tool_use", "id": id, "name": name, "input": {}});
        block(index, "content_block_start", json!({"content_block": content}))
    };
    let input = |index, text: &str| {
        block(index, "content_block_delta", json!({"delta": {"type": "input_json_delta", "partial_json": text}}))
    };
    let stop = |index| block(index, "content_block_stop", json!({}));
    let end = |reason: &str| json!({"type": "message_delta", "delta": {"stop_reason": reason}, "usage": {"output_tokens": 9}});
    let over = json!({"type": "message_stop"});
    let whole = [
        json!({"type": "message_start", "message": {"usage": {"input_tokens": 5, "cache_read_input_tokens": 2, "output_tokens": 1}}}),
        json!({"type": "ping"}),
        block(0, "content_block_start", json!({"content_block": {"type": "text", "text": ""}})),
        block(0, "content_block_delta", json!({"delta": {"type": "text_delta", "text": "Let me look."}})),
        stop(0),
        start(1, "1", "a"),
        input(1, r#"{"x""#),
        input(1, ":1}"),
        stop(1),
        start(2, "2", "b"),
        stop(2),
        end("tool_use"),
        over.clone(),
    ];
    let (text, ended) = play(Api::Messages, &whole).unwrap();
    assert_eq!(text, "Let me look.");
    assert_eq!(names(&ended), [("1", "a", r#"{"x":1}"#.to_owned()), ("2", "b", "{}".to_owned())]);
    assert_eq!(ended.usage, Usage { input_tokens: 7, output_tokens: 9 });
    for events in [
        vec![start(0, "1", "a"), input(0, "{}"), end("tool_use"), over.clone()],
        vec![start(0, "1", "a"), input(0, r#"{"x"#), stop(0), end("tool_use"), over.clone()],
        vec![start(0, "1", "a"), stop(0), end("max_tokens"), over.clone()],
        vec![start(0, "1", "a"), stop(0), start(1, "1", "a"), stop(1), end("tool_use"), over.clone()],
        vec![start(0, "1", "a"), start(0, "2", "a"), stop(0), end("tool_use"), over.clone()],
        vec![start(0, "1", "a"), stop(0), input(0, "{}"), end("tool_use"), over.clone()],
        vec![end("refusal"), over.clone()],
    ] {
        assert!(matches!(play(Api::Messages, &events), Err(ModelError::Malformed(_))), "{events:?}");
    }
    // The reason alone is not the end: more could come.
    assert!(matches!(play(Api::Messages, &[end("end_turn")]), Err(ModelError::Unavailable(_))));
}

#[test]
fn errors_within_a_stream_are_told_without_the_services_words() {
    let overloaded = json!({"type": "error", "error": {"type": "overloaded_error", "message": "sk-SECRET said no"}});
    let error = play(Api::Messages, &[overloaded]).unwrap_err().to_string();
    assert!(error.contains("overloaded_error") && !error.contains("SECRET"), "{error}");
    let error = play(Api::Chat, &[json!({"error": {"message": "sk-SECRET", "code": "sk-SECRET"}})]).unwrap_err();
    assert!(!error.to_string().contains("SECRET"), "{error}");
    let failed = json!({"type": "response.failed", "response": {"error": {"code": "server_error", "message": "x"}}});
    assert!(play(Api::Responses, &[failed]).unwrap_err().to_string().contains("server_error"));
}

proptest! {
    /// Whatever a service sends, its reader ends with an answer or an error, and no call has arguments that are not an
    /// object.
    #[test]
    fn nonsense_is_an_error_and_never_a_panic(
        events in proptest::collection::vec("\\PC{0,60}|\\{\"choices\":\\[\\{\"delta\":\\{\"content\":\"[a-z]{0,5}\"\\}\\}\\]\\}|\\{\"type\":\"[a-z_.]{0,30}\",\"index\":[0-9]\\}", 0..8),
    ) {
        for api in [Api::Chat, Api::Responses, Api::Messages] {
            let mut reader = api.reader();
            let fine = events.iter().all(|event| reader.event(None, event).is_ok());
            if fine && let Ok(ended) = reader.finish() {
                prop_assert!(ended.tool_calls.iter().all(|call| call.arguments.is_object()));
            }
        }
    }

    /// Arguments come out as they went in, whatever the pieces.
    #[test]
    fn pieces_of_arguments_do_not_matter(word in "[a-zäöü€😀\"\\\\]{0,20}", cuts in proptest::collection::vec(1_usize..6, 1..40)) {
        let whole = json!({"word": word, "n": 1}).to_string();
        let letters: Vec<char> = whole.chars().collect();
        let mut events = vec![piece(Some(0), "1", "a", "")];
        let mut at = 0;
        for cut in cuts.iter().cycle() {
            if at >= letters.len() { break; }
            let end = (at + cut).min(letters.len());
            events.push(piece(Some(0), "", "", &letters[at..end].iter().collect::<String>()));
            at = end;
        }
        events.push(chat(json!({}), Some("tool_calls")));
        let (_, ended) = play(Api::Chat, &events).unwrap();
        prop_assert_eq!(&ended.tool_calls[0].arguments, &json!({"word": word, "n": 1}));
    }
}

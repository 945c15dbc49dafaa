//! Follow-ups, handing over, cancelling, and tools that are not there.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use coach_llm::builtin::{BuiltinCoach, Topic, understand};
use coach_llm::{ChatModel, Message, ModelError, ToolCall};
use common::{TODAY, answer, data_tools, request, transfer_tools, user};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

fn said(agent: &str, text: &str) -> Message {
    Message::Assistant { agent: agent.to_owned(), text: text.to_owned(), tool_calls: Vec::new() }
}

/// The calls for the last of these questions, each earlier one having been answered.
fn calls_after(questions: &[&str]) -> Vec<ToolCall> {
    let (last, earlier) = questions.split_last().unwrap();
    let mut messages = Vec::new();
    for question in earlier {
        messages.extend([user(question), said("Dr. Progress", "Here it is.")]);
    }
    messages.push(user(last));
    answer(&request("Dr. Progress", messages, data_tools())).tool_calls
}

#[track_caller]
fn check(questions: &[&str], tool: &str, arguments: Value) {
    let calls = calls_after(questions);
    assert_eq!(calls[0].name, tool, "{questions:?}");
    for (name, value) in arguments.as_object().unwrap() {
        assert_eq!(calls[0].arguments.get(name), Some(value), "{questions:?}: {}", calls[0].arguments);
    }
}

#[test]
fn follow_ups_take_over_what_they_leave_out() {
    check(
        &["how many workouts did I do this month", "and last month?"],
        "getWorkoutHistory",
        json!({ "from": "2026-10-01", "to": "2026-10-31" }),
    );
    check(
        &["how did I sleep last week", "what about the week before?"],
        "getSleepData",
        json!({ "from": "2026-11-02", "to": "2026-11-08" }),
    );
    check(&["what's my squat 1rm", "and bench?"], "getStrengthProgression", json!({ "exercise": "bench press" }));
    check(
        &["how far did I run last week", "and in september"],
        "getWorkoutHistory",
        json!({ "kind": "running", "from": "2026-09-01", "to": "2026-09-30" }),
    );
    check(&["how did I sleep on monday", "why?"], "getSleepData", json!({ "from": "2026-11-16", "to": "2026-11-16" }));
    check(
        &["steps last week", "and my heart rate?"],
        "getHeartRateData",
        json!({ "from": "2026-11-09", "to": "2026-11-15" }),
    );
    check(
        &["how many steps last week", "compared to the week before?"],
        "analyzeProgressData",
        json!({ "compare_from": "2026-11-02", "compare_to": "2026-11-08" }),
    );
    // thanks in between does not break the thread
    check(
        &["how did I sleep last week", "thanks", "and this week?"],
        "getSleepData",
        json!({ "from": "2026-11-16", "to": "2026-11-20" }),
    );
}

#[test]
fn a_follow_up_without_a_thread_is_not_guessed() {
    assert_eq!(calls_after(&["and last month?"]), []);
    assert_eq!(calls_after(&["why?"]), []);
}

#[test]
fn arguments_say_what_was_asked() {
    check(&["how did I sleep last night"], "getSleepData", json!({ "from": "2026-11-20", "to": "2026-11-20" }));
    check(
        &["compare my steps this month with last month"],
        "analyzeProgressData",
        json!({ "metric": "steps", "from": "2026-11-01", "to": "2026-11-20", "compare_from": "2026-10-01", "compare_to": "2026-10-31" }),
    );
    check(&["what's my blood sugar"], "getCurrentBiometrics", json!({ "metrics": ["glucose"] }));
    check(&["my zercher squat 1rm"], "getStrengthProgression", json!({ "exercise": "zercher squat" }));
    check(&["steps in 2011"], "getRecentActivity", json!({ "from": "2011-01-01", "to": "2011-12-31" }));
    check(&["when was my last swim"], "getWorkoutHistory", json!({ "kind": "swimming", "limit": 1 }));
    check(
        &["I ran 5 km in 25 min yesterday"],
        "logWorkout",
        json!({ "kind": "running", "distance_m": 5000.0, "duration_s": 1500.0, "start": "2026-11-19T12:00" }),
    );
    check(&["highest heart rate ever"], "getHeartRateData", json!({ "from": "2025-11-01", "to": "2026-11-20" }));
}

#[test]
fn only_offered_tools_and_known_arguments_are_used() {
    let only_load = data_tools().into_iter().filter(|tool| tool.name == "getTrainingLoad").collect();
    let calls = answer(&request("Max Power", vec![user("what should I do today")], only_load)).tool_calls;
    assert_eq!(calls.iter().map(|call| call.name.as_str()).collect::<Vec<_>>(), ["getTrainingLoad"]);
    let mut narrow = data_tools();
    for tool in &mut narrow {
        tool.input_schema = json!({ "type": "object", "properties": { "to": {} } });
    }
    let calls = answer(&request("Max Power", vec![user("steps last week")], narrow)).tool_calls;
    assert_eq!(calls[0].arguments, json!({ "to": "2026-11-15" }));
}

#[test]
fn a_coach_hands_over_only_when_another_is_asked_for() {
    let tools = || data_tools().into_iter().chain(transfer_tools()).collect::<Vec<_>>();
    let first = |agent: &str, text: &str| answer(&request(agent, vec![user(text)], tools())).tool_calls[0].name.clone();
    assert_eq!(first("Max Power", "how did I sleep"), "getSleepData");
    assert_eq!(first("Max Power", "let me talk to Emma about my sleep"), "transfer_to_emma_encourage");
    assert_eq!(first("Emma Encourage", "Emma, how did I sleep"), "getSleepData");
    // a follow-up stays with the coach who spoke
    let messages = vec![user("how are my runs going"), said("Max Power", "Strong."), user("and last month?")];
    let triage = answer(&request("Coach Selector", messages, transfer_tools()));
    assert_eq!(triage.tool_calls[0].name, "transfer_to_max_power");
}

#[test]
fn ids_of_calls_are_unique_in_a_conversation() {
    let earlier = ToolCall { id: "call_1".to_owned(), name: "getSleepData".to_owned(), arguments: json!({}) };
    let messages = vec![
        user("how did I sleep"),
        Message::Assistant { agent: "Emma Encourage".to_owned(), text: String::new(), tool_calls: vec![earlier] },
        Message::Tool {
            call_id: "call_1".to_owned(),
            name: "getSleepData".to_owned(),
            content: json!({}),
            is_error: false,
        },
        said("Emma Encourage", "Well."),
        user("what should I do today"),
    ];
    let calls = answer(&request("Emma Encourage", messages, data_tools())).tool_calls;
    let ids: Vec<&str> = calls.iter().map(|call| call.id.as_str()).collect();
    assert_eq!(ids, ["call_2", "call_3"]);
}

#[test]
fn a_cancelled_turn_says_nothing_more() {
    let cancel = CancellationToken::new();
    let request = request("Max Power", vec![user("help")], Vec::new());
    let mut pieces = 0;
    let stop = cancel.clone();
    let result = common::block_on(BuiltinCoach::new().chat(
        &request,
        &mut |_| {
            pieces += 1;
            stop.cancel();
        },
        &cancel,
    ));
    assert_eq!(result, Err(ModelError::Cancelled));
    assert_eq!(pieces, 1);
    assert_eq!(common::block_on(BuiltinCoach::new().chat(&request, &mut |_| {}, &cancel)), Err(ModelError::Cancelled));
}

#[test]
fn understanding_is_plain_data() {
    let understanding = understand("is my bench press going up since march", TODAY, None);
    assert_eq!(understanding.topic, Topic::Strength);
    assert!(understanding.trend);
    let json = serde_json::to_value(&understanding).unwrap();
    assert_eq!(json["topic"], "strength");
    assert_eq!(json["exercise"], "bench press");
    assert_eq!(json["range"], json!({ "from": "2026-03-01", "to": "2026-11-20" }));
    assert_eq!(serde_json::from_value::<coach_llm::builtin::Understanding>(json).unwrap(), understanding);
}

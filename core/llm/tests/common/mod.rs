//! Requests as the agent loop makes them.
#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(dead_code, reason = "each test file uses a part of it")]

use coach_domain::person::UnitSystem;
use coach_llm::builtin::BuiltinCoach;
use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, Message, ToolCall, ToolDescription, TurnContext};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

/// A Friday.
pub(crate) const TODAY: Date = date(2026, 11, 20);

/// Tools of the two servers with the names of their arguments.
const TOOLS: &[(&str, &[&str])] = &[
    ("getCurrentBiometrics", &["metrics", "date"]),
    ("getRecoveryScore", &["date"]),
    ("getHeartRateData", &["from", "to", "days", "bucket"]),
    ("getHRVTrends", &["from", "to", "days", "kind"]),
    ("getSleepData", &["from", "to", "days"]),
    ("getRecentActivity", &["from", "to", "days"]),
    ("getDailySummary", &["date"]),
    ("analyzeStrengthProgression", &["exercise", "from", "to", "days"]),
    ("getStrengthProgression", &["exercise", "from", "to", "days", "limit", "cursor"]),
    ("analyzeProgressData", &["metric", "from", "to", "days", "compare_from", "compare_to"]),
    ("getWorkoutHistory", &["kind", "exercise", "from", "to", "days", "limit", "cursor"]),
    ("getTrainingLoad", &["from", "to", "days", "method"]),
    ("celebrateAchievements", &["from", "to", "days"]),
    (
        "logWorkout",
        &[
            "kind",
            "start",
            "duration_s",
            "distance_m",
            "energy_active_kcal",
            "heart_rate_mean_bpm",
            "rpe",
            "note",
            "sets",
        ],
    ),
];

/// Tools of the servers for meals, plans, exercises and the journal.
const COACHING_TOOLS: &[(&str, &[&str])] = &[
    ("logMealNaturalLanguage", &["text", "at", "slot", "replaces", "items"]),
    ("getMeals", &["from", "to", "days", "cursor"]),
    ("getMacroProgress", &["date"]),
    ("suggestHealthyMeals", &["slot", "diet", "avoid", "minutes", "limit"]),
    ("searchFoods", &["query", "limit"]),
    ("searchExercises", &["query", "muscle", "pattern", "equipment", "level", "limit"]),
    ("getScientificExercises", &["muscle", "goal", "equipment", "limit"]),
    ("getExercise", &["exercise"]),
    ("suggestAlternatives", &["exercise", "equipment", "avoid_joints", "direction", "limit"]),
    (
        "createWorkoutPlan",
        &["goal", "weeks", "days", "weekdays", "minutes", "equipment", "start", "start_time", "fingerprint"],
    ),
    (
        "modifyWorkout",
        &[
            "change",
            "session",
            "date",
            "exercise",
            "to_exercise",
            "to_date",
            "from",
            "to",
            "minutes",
            "equipment",
            "goal",
            "weekdays",
            "version",
            "sessions",
            "fingerprint",
        ],
    ),
    ("getWorkoutPlan", &["date", "from", "to", "days", "version"]),
    (
        "logJournal",
        &["kind", "place", "score", "exercise", "text", "name", "amount", "unit", "cleared", "by_clinician"],
    ),
    ("getJournal", &["kind", "from", "to", "days"]),
];

pub(crate) const TRANSFERS: [&str; 3] =
    ["transfer_to_max_power", "transfer_to_emma_encourage", "transfer_to_dr_progress"];

fn tool(name: &str, arguments: &[&str]) -> ToolDescription {
    let properties: serde_json::Map<String, Value> =
        arguments.iter().map(|name| ((*name).to_owned(), json!({}))).collect();
    ToolDescription {
        name: name.to_owned(),
        description: String::new(),
        input_schema: json!({ "type": "object", "properties": properties }),
    }
}

pub(crate) fn data_tools() -> Vec<ToolDescription> {
    TOOLS.iter().map(|(name, arguments)| tool(name, arguments)).collect()
}

/// Every tool of the project's own servers.
pub(crate) fn all_tools() -> Vec<ToolDescription> {
    TOOLS.iter().chain(COACHING_TOOLS).map(|(name, arguments)| tool(name, arguments)).collect()
}

pub(crate) fn transfer_tools() -> Vec<ToolDescription> {
    TRANSFERS.iter().map(|name| tool(name, &["reason"])).collect()
}

pub(crate) fn user(text: &str) -> Message {
    Message::User { text: text.to_owned() }
}

pub(crate) fn request(agent: &str, messages: Vec<Message>, tools: Vec<ToolDescription>) -> ChatRequest {
    ChatRequest {
        context: TurnContext {
            training_suspended: false,
            agent: agent.to_owned(),
            today: TODAY,
            person_name: None,
            units: UnitSystem::Metric,
            data_span: Some((date(2025, 11, 1), TODAY)),
        },
        messages,
        tools,
        max_tokens: 1_000,
    }
}

pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub(crate) fn answer(request: &ChatRequest) -> ChatResponse {
    let mut streamed = String::new();
    let response = block_on(BuiltinCoach::new().chat(
        request,
        &mut |Delta::Text(text)| streamed.push_str(&text),
        &CancellationToken::new(),
    ))
    .unwrap();
    assert_eq!(streamed, response.text);
    response
}

/// What a coach calls for a question.
pub(crate) fn calls(text: &str) -> Vec<ToolCall> {
    answer(&request("Dr. Progress", vec![user(text)], data_tools())).tool_calls
}

/// What a coach calls for a question when every tool is offered.
pub(crate) fn calls_of_all(text: &str) -> Vec<ToolCall> {
    answer(&request("Dr. Progress", vec![user(text)], all_tools())).tool_calls
}

/// What triage calls for a question.
pub(crate) fn transfer(text: &str) -> Option<String> {
    let response = answer(&request("Coach Selector", vec![user(text)], transfer_tools()));
    response.tool_calls.first().map(|call| call.name.clone())
}

/// A question whose tools, all called at once, have answered: pairs of a tool's name and what it gave.
pub(crate) fn answered(
    coach: &str,
    question: &str,
    answers: &[(String, Value)],
    tools: Vec<ToolDescription>,
) -> ChatRequest {
    let calls: Vec<ToolCall> = answers
        .iter()
        .enumerate()
        .map(|(at, (tool, _))| ToolCall { id: format!("call_{at}"), name: tool.clone(), arguments: json!({}) })
        .collect();
    let mut messages = vec![
        user(question),
        Message::Assistant { agent: coach.to_owned(), text: String::new(), tool_calls: calls.clone() },
    ];
    for (call, (tool, content)) in calls.iter().zip(answers) {
        messages.push(Message::Tool {
            call_id: call.id.clone(),
            name: tool.clone(),
            content: content.clone(),
            is_error: content.get("error").is_some(),
        });
    }
    request(coach, messages, tools)
}

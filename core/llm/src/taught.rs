//! A model that was taught the tools in words of its own, and what code does with them.
//!
//! coach-tiny writes the words of the question where a tool wants dates (`when`, `versus`, `to_when`), and `{question}`
//! where it wants the whole message; its tools have their arguments in its own order, in `models/coach-tiny/tools.json`.
//! Around it, it is a model like any other: what is offered to it is put into its words, and what it calls into the
//! tools'.

use crate::builtin::{coming_days, days, workout_in};
use crate::chat::{
    ChatModel, ChatRequest, ChatResponse, Delta, Message, ModelError, ToolCall, ToolDescription, TurnContext,
};
use async_trait::async_trait;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::sync::OnceLock;
use tokio_util::sync::CancellationToken;

/// Name of the model in its file.
const NAME: &str = "coach-tiny";
/// Stands for the person's whole message.
const QUESTION: &str = "{question}";
/// Tools for which a night is the day of waking.
const OF_NIGHTS: [&str; 4] = ["getSleepData", "getRecoveryScore", "getHRVTrends", "getCurrentBiometrics"];
/// Tools about days to come.
const OF_COMING: [&str; 3] = ["createWorkoutPlan", "getWorkoutPlan", "modifyWorkout"];

/// The tools as the model knows them, by name.
fn own_tools() -> &'static HashMap<String, Value> {
    static TOOLS: OnceLock<HashMap<String, Value>> = OnceLock::new();
    TOOLS
        .get_or_init(|| serde_json::from_str(include_str!("../../../models/coach-tiny/tools.json")).unwrap_or_default())
}

/// Such a model, from outside like any other.
#[derive(Debug)]
pub struct Taught<M>(M);

impl<M: ChatModel> Taught<M> {
    /// Whether the model of this name, as its file gives it, is one.
    #[must_use]
    pub fn is_one(name: &str) -> bool {
        name == NAME
    }

    /// The model with its words put right.
    pub fn new(model: M) -> Self {
        Self(model)
    }

    /// The model itself.
    pub fn inner(&self) -> &M {
        &self.0
    }
}

#[async_trait]
impl<M: ChatModel> ChatModel for Taught<M> {
    fn name(&self) -> &str {
        self.0.name()
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let mut asked = request.clone();
        // What it was never taught it cannot call.
        asked.tools.retain_mut(|tool| match own_tools().get(&tool.name) {
            Some(schema) => {
                tool.input_schema = schema.clone();
                true
            }
            None => false,
        });
        let mut response = self.0.chat(&asked, on_delta, cancel).await?;
        for call in &mut response.tool_calls {
            put_right(call, request);
        }
        Ok(response)
    }
}

/// Puts the words of a call into what the tool takes; what does not resolve is left out, and the tool's own default holds.
fn put_right(call: &mut ToolCall, request: &ChatRequest) {
    let Value::Object(arguments) = &mut call.arguments else { return };
    let question = question(request);
    let context = &request.context;
    if arguments.get("note").and_then(Value::as_str) == Some(QUESTION) && call.name == "logWorkout" {
        let mut told = workout_in(question, context);
        told.extend(std::mem::take(arguments));
        *arguments = told;
    }
    for value in arguments.values_mut().filter(|value| value.as_str() == Some(QUESTION)) {
        *value = question.into();
    }
    let takes = |name: &str| {
        let offered: Option<&ToolDescription> = request.tools.iter().find(|tool| tool.name == call.name);
        offered.is_some_and(|tool| tool.input_schema.pointer(&format!("/properties/{name}")).is_some())
    };
    let mut taken = |name: &str| arguments.remove(name).and_then(|words| words.as_str().map(str::to_owned));
    let (when, versus, to_when) = (taken("when"), taken("versus"), taken("to_when"));
    if let Some(words) = when {
        arguments.extend(time(&call.name, &words, context, &takes));
    }
    let nights = OF_NIGHTS.contains(&call.name.as_str());
    if let Some(range) = versus.and_then(|words| days(&words, context, nights)).filter(|_| takes("compare_from")) {
        arguments.insert("compare_from".to_owned(), range.from.to_string().into());
        arguments.insert("compare_to".to_owned(), range.to.to_string().into());
    }
    if let Some(range) = to_when.and_then(|words| coming_days(&words, context.today)).filter(|_| takes("to_date")) {
        arguments.insert("to_date".to_owned(), range.from.to_string().into());
    }
}

/// A time in words as the tool takes it: a day, a stretch of days, or the start of a plan.
fn time(tool: &str, words: &str, context: &TurnContext, takes: &dyn Fn(&str) -> bool) -> Map<String, Value> {
    let comes = OF_COMING.contains(&tool);
    let nights = OF_NIGHTS.contains(&tool);
    let found = if comes { coming_days(words, context.today) } else { None };
    let Some(range) = found.or_else(|| days(words, context, nights)) else { return Map::new() };
    let mut arguments = Map::new();
    let mut put = |name: &str, day: jiff::civil::Date| arguments.insert(name.to_owned(), day.to_string().into());
    if tool == "createWorkoutPlan" {
        put("start", range.from);
    } else if takes("date") && (range.from == range.to || !takes("from")) {
        put("date", range.to);
    } else if takes("from") {
        put("from", range.from);
        put("to", range.to);
    }
    arguments
}

/// What the person wrote last.
fn question(request: &ChatRequest) -> &str {
    let said = |message: &'_ Message| matches!(message, Message::User { .. });
    match request.messages.iter().rfind(|message| said(message)) {
        Some(Message::User { text }) => text,
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{FinishReason, Usage};
    use crate::scripted::{ScriptedModel, ScriptedStep};
    use coach_domain::person::UnitSystem;
    use jiff::civil::date;
    use serde_json::json;

    /// A Friday.
    const TODAY: jiff::civil::Date = date(2026, 11, 20);

    fn tool(name: &str, properties: &[&str]) -> ToolDescription {
        let properties: Map<String, Value> =
            properties.iter().map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
        ToolDescription {
            name: name.to_owned(),
            description: String::new(),
            input_schema: json!({ "type": "object", "properties": properties }),
        }
    }

    fn request(question: &str) -> ChatRequest {
        ChatRequest {
            context: TurnContext {
                agent: "Max Power".to_owned(),
                today: TODAY,
                person_name: None,
                units: UnitSystem::Metric,
                data_span: Some((date(2025, 11, 20), TODAY)),
                training_suspended: false,
            },
            messages: vec![Message::User { text: question.to_owned() }],
            tools: vec![
                tool("getSleepData", &["date", "from", "to"]),
                tool("getWorkoutHistory", &["from", "to", "kind"]),
                tool("analyzeProgressData", &["metric", "from", "to", "compare_from", "compare_to"]),
                tool("modifyWorkout", &["change", "date", "to_date"]),
                tool("createWorkoutPlan", &["goal", "start"]),
                tool("logMealNaturalLanguage", &["text"]),
                tool("logWorkout", &["kind", "note", "distance_m"]),
                tool("somethingElse", &["x"]),
            ],
            max_tokens: 100,
        }
    }

    /// What a call of the model comes to.
    fn called(question: &str, name: &str, arguments: Value) -> Value {
        let call = ToolCall { id: "1".to_owned(), name: name.to_owned(), arguments };
        let answer = ChatResponse {
            text: String::new(),
            tool_calls: vec![call],
            finish: FinishReason::ToolCalls,
            usage: Usage::default(),
        };
        let steps = vec![ScriptedStep::Respond(answer)];
        let model = Taught::new(ScriptedModel::new(steps));
        let request = request(question);
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let response = runtime.block_on(model.chat(&request, &mut |_| {}, &CancellationToken::new())).unwrap();
        assert!(model.inner().requests()[0].tools.iter().all(|tool| tool.name != "somethingElse"));
        response.tool_calls[0].arguments.clone()
    }

    #[test]
    fn times_in_words_become_the_days_that_the_tool_takes() {
        let cases = [
            ("getSleepData", json!({ "when": "last night" }), json!({ "date": "2026-11-20" })),
            ("getSleepData", json!({ "when": "last week" }), json!({ "from": "2026-11-09", "to": "2026-11-15" })),
            ("getSleepData", json!({ "when": "zorblax" }), json!({})),
            (
                "getWorkoutHistory",
                json!({ "kind": "running", "when": "yesterday" }),
                json!({ "kind": "running", "from": "2026-11-19", "to": "2026-11-19" }),
            ),
            (
                "analyzeProgressData",
                json!({ "metric": "steps", "when": "this month", "versus": "last month" }),
                json!({ "metric": "steps", "from": "2026-11-01", "to": "2026-11-20",
                        "compare_from": "2026-10-01", "compare_to": "2026-10-31" }),
            ),
            (
                "modifyWorkout",
                json!({ "change": "move", "when": "tomorrow", "to_when": "sunday" }),
                json!({ "change": "move", "date": "2026-11-21", "to_date": "2026-11-22" }),
            ),
            ("createWorkoutPlan", json!({ "when": "next monday" }), json!({ "start": "2026-11-23" })),
        ];
        for (name, arguments, expected) in cases {
            assert_eq!(called("a question", name, arguments.clone()), expected, "{name} {arguments}");
        }
    }

    #[test]
    fn the_whole_message_stands_where_it_is_asked_for() {
        let meal = called("two eggs and toast", "logMealNaturalLanguage", json!({ "text": "{question}" }));
        assert_eq!(meal, json!({ "text": "two eggs and toast" }));
        let run = called("ran 5 km in 25 minutes", "logWorkout", json!({ "kind": "running", "note": "{question}" }));
        assert_eq!(
            run,
            json!({ "kind": "running", "note": "ran 5 km in 25 minutes", "distance_m": 5000.0, "duration_s": 1500.0 })
        );
    }

    #[test]
    fn every_tool_that_it_knows_is_one_object_schema() {
        assert!(own_tools().len() >= 30);
        for (name, schema) in own_tools() {
            assert_eq!(schema["type"], "object", "{name}");
        }
    }
}

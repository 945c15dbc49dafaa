//! What the tests of the loop share: answers, tools, a clock and a driver for the state machine alone.
#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part; a test may fail")]

use coach_agent::{
    Action, AgentEvent, AgentId, AgentRun, Ending, Limits, PlannedCall, RunInput, Surroundings, ToolAnswer, Toolbox,
};
use coach_domain::citation::Citation;
use coach_llm::{ChatRequest, ChatResponse, FinishReason, ModelError, ToolCall, Usage};
use coach_mcp::{CallError, Outcome, Proposal, ToolHints, ToolSpec};
use jiff::civil::{Date, date};
use serde_json::{Value, json};

pub(crate) const TODAY: Date = date(2026, 11, 20);

/// An answer in words.
pub(crate) fn words(text: &str) -> ChatResponse {
    ChatResponse {
        text: text.to_owned(),
        tool_calls: Vec::new(),
        finish: FinishReason::Stop,
        usage: Usage { input_tokens: 10, output_tokens: 5 },
    }
}

/// An answer that calls tools.
pub(crate) fn calls(calls: &[(&str, Value)]) -> ChatResponse {
    ChatResponse {
        tool_calls: calls
            .iter()
            .enumerate()
            .map(|(index, (name, arguments))| ToolCall {
                id: format!("c{index}"),
                name: (*name).to_owned(),
                arguments: arguments.clone(),
            })
            .collect(),
        finish: FinishReason::ToolCalls,
        ..words("")
    }
}

/// A figure that a tool cites.
pub(crate) fn figure(text: &str, value: f64, unit: &str, metric: &str) -> Citation {
    Citation {
        text: text.to_owned(),
        value,
        unit: unit.to_owned(),
        metric: metric.to_owned(),
        source: "Watch".to_owned(),
        from: Some(TODAY),
        to: Some(TODAY),
    }
}

fn spec(name: &str, writes: bool) -> (String, ToolSpec) {
    let server = if writes { "progress-tracking" } else { "fitness-wearables" };
    let spec = ToolSpec {
        name: name.to_owned(),
        title: name.to_owned(),
        description: format!("Does {name}."),
        input_schema: json!({"type": "object"}),
        output_schema: json!({"type": "object"}),
        scope: if writes { "write:workouts" } else { "read:activity" }.to_owned(),
        hints: ToolHints { read_only: !writes, destructive: false, idempotent: !writes },
        cache_s: 0,
    };
    (server.to_owned(), spec)
}

/// Three tools: two that read, one that proposes a write.
pub(crate) fn surroundings() -> Surroundings {
    Surroundings {
        agent: AgentId::DrProgress,
        toolbox: Toolbox::new(vec![spec("getRestingHr", false), spec("getNotes", false), spec("logWorkout", true)]),
        ..Surroundings::default()
    }
}

/// What a coach is asked.
pub(crate) fn input(text: &str) -> RunInput {
    RunInput {
        session_id: "session".to_owned(),
        turn_id: "0192f0c1-0000-7000-8000-00000000abcd".to_owned(),
        text: text.to_owned(),
        coach: None,
        today: TODAY,
        time_zone: "Europe/Berlin".to_owned(),
        started_ms: 1_763_632_800_000,
        model: "scripted".to_owned(),
        fallbacks: Vec::new(),
        limits: Limits::default(),
    }
}

/// What the test tools answer.
pub(crate) fn answer(call: &PlannedCall) -> Result<Outcome, CallError> {
    let mut outcome = Outcome {
        own: true,
        server: call.server.clone(),
        structured: json!({"ok": true}),
        text: "Done.\nMore.".to_owned(),
        citations: Vec::new(),
        proposal: None,
        proposal_id: None,
        is_error: false,
        cached: false,
        duration_us: 10,
        next_cursor: None,
    };
    match call.tool.as_str() {
        "getRestingHr" => {
            outcome.structured = json!({"resting_hr_bpm": 52});
            outcome.citations = vec![figure("52", 52.0, "/min", "resting_hr")];
        }
        "getNotes" => outcome.structured = json!({"notes": call.arguments["notes"]}),
        "logWorkout" => {
            outcome.proposal = Some(Proposal { summary: "Log a run.".to_owned(), arguments: call.arguments.clone() });
        }
        _ => return Err(CallError::UnknownTool(call.tool.clone())),
    }
    if call.arguments["fail"] == json!(true) {
        return Err(CallError::Arguments { tool: call.tool.clone(), reason: "`fail` is true".to_owned() });
    }
    Ok(outcome)
}

/// What a played turn came to.
pub(crate) struct Played {
    pub(crate) run: AgentRun,
    pub(crate) ending: Ending,
    pub(crate) events: Vec<AgentEvent>,
    pub(crate) requests: Vec<ChatRequest>,
    pub(crate) calls: Vec<PlannedCall>,
    pub(crate) actions: usize,
}

impl Played {
    /// The text that was streamed, joined.
    pub(crate) fn streamed(&self) -> String {
        streamed(&self.events)
    }
}

/// The text of events, joined.
pub(crate) fn streamed(events: &[AgentEvent]) -> String {
    events
        .iter()
        .filter_map(|event| match event {
            AgentEvent::TextDelta { text } => Some(text.as_str()),
            _ => None,
        })
        .collect()
}

/// Plays a turn without any I/O. Before the actions whose number is in `crashes`, the run is serialised, dropped and
/// read back, and what was to be done is lost.
pub(crate) fn play(
    input: RunInput,
    around: &Surroundings,
    script: &[Result<ChatResponse, ModelError>],
    crashes: &[usize],
) -> Played {
    let mut run = AgentRun::start(input);
    let mut script = script.iter().cloned();
    let (mut events, mut requests, mut made) = (Vec::new(), Vec::new(), Vec::new());
    let mut actions = 0;
    let mut at_us = 0;
    loop {
        let action = run.step(around, at_us);
        actions += 1;
        assert!(actions < 500, "the turn does not end");
        if crashes.contains(&actions) {
            let bytes = serde_json::to_vec(&run).unwrap();
            run = serde_json::from_slice(&bytes).unwrap();
            run.resumed();
            continue;
        }
        match action {
            Action::Emit(told) => events.extend(told),
            Action::CallModel { request, .. } => {
                at_us += 1_000;
                requests.push(*request);
                let response = script.next().unwrap_or_else(|| Ok(words("That is all.")));
                if let Ok(response) = &response {
                    for piece in response.text.split_inclusive(' ') {
                        events.extend(run.model_delta(piece));
                    }
                }
                run.model_response(around, response, at_us);
            }
            Action::CallTools { calls, .. } => {
                for call in calls {
                    at_us += 100;
                    let answer =
                        ToolAnswer { call_id: call.call_id.clone(), result: answer(&call), started_us: at_us - 100 };
                    run.tool_answer(around, answer, at_us);
                    made.push(call);
                }
            }
            Action::Done(ending) => return Played { run, ending, events, requests, calls: made, actions },
        }
    }
}

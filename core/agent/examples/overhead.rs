//! What the loop itself costs: a scripted answer in two model calls with one tool, store included.
//!
//! Prints one JSON object with microseconds per turn. `cargo run --profile quick -p coach-agent --example overhead`

#![allow(clippy::print_stdout, reason = "the figures go to standard output")]

use async_trait::async_trait;
use coach_agent::{AgentId, Driver, TurnOptions};
use coach_domain::citation::Citation;
use coach_domain::time::Clock;
use coach_llm::{ChatResponse, FinishReason, ScriptedModel, ScriptedStep, ToolCall, Usage};
use coach_mcp::{CallContext, Router, Server, Tool, ToolError, ToolHints, ToolOutput, ToolSpec};
use coach_store::{KeySource, Store, StoreOptions};
use jiff::civil::{Date, date};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;
use tokio_util::sync::CancellationToken;

const TURNS: usize = 500;
const TURNS_OF_A_CONVERSATION: usize = 20;
const WARM_UP: usize = 50;

struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_763_636_400_000
    }

    fn today(&self) -> Date {
        date(2026, 11, 20)
    }

    fn time_zone(&self) -> String {
        "Europe/Berlin".to_owned()
    }
}

struct RestingHr(ToolSpec);

#[async_trait]
impl Tool for RestingHr {
    fn spec(&self) -> &ToolSpec {
        &self.0
    }

    async fn call(&self, _context: &CallContext, _arguments: Value) -> Result<ToolOutput, ToolError> {
        let day = date(2026, 11, 20);
        Ok(ToolOutput {
            structured: json!({"resting_hr_bpm": 52}),
            text: "Resting heart rate 52 bpm.".to_owned(),
            citations: vec![Citation {
                text: "52".to_owned(),
                value: 52.0,
                unit: "/min".to_owned(),
                metric: "resting_hr".to_owned(),
                source: "Watch".to_owned(),
                from: Some(day),
                to: Some(day),
            }],
            proposal: None,
            next_cursor: None,
        })
    }
}

fn tool() -> RestingHr {
    RestingHr(ToolSpec {
        name: "getRestingHr".to_owned(),
        title: "Resting heart rate".to_owned(),
        description: "The latest resting heart rate.".to_owned(),
        input_schema: json!({"type": "object"}),
        output_schema: json!({"type": "object"}),
        scope: "read:biometrics".to_owned(),
        hints: ToolHints { read_only: true, destructive: false, idempotent: true },
        cache_s: 0,
    })
}

fn script() -> [ScriptedStep; 2] {
    let response = |text: &str, tool_calls: Vec<ToolCall>, finish| {
        ScriptedStep::Respond(ChatResponse { text: text.to_owned(), tool_calls, finish, usage: Usage::default() })
    };
    let call = ToolCall { id: "c1".to_owned(), name: "getRestingHr".to_owned(), arguments: json!({}) };
    [
        response("", vec![call], FinishReason::ToolCalls),
        response("Your resting heart rate is 52 bpm. That is a calm heart.", Vec::new(), FinishReason::Stop),
    ]
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    let key = KeySource::File(folder.path().join("key")).create(folder.path())?;
    let store = Store::open(StoreOptions { data_dir: folder.path().join("data"), key, create: true })?;
    let router = Router::builder().server(Server::builder("fitness-wearables").tool(tool()).build()).build();
    let model = ScriptedModel::new((0..WARM_UP + TURNS).flat_map(|_| script()));
    let driver = Driver::new(Arc::new(model), router, store, Arc::new(Noon))
        .with_rate_limiter(coach_agent::RateLimiter::new(1, usize::MAX, usize::MAX));
    let options = TurnOptions { coach: Some(AgentId::DrProgress), ..TurnOptions::default() };
    let cancel = CancellationToken::new();
    let mut session = String::new();
    let mut taken_us = Vec::with_capacity(TURNS);
    for turn in 0..WARM_UP + TURNS {
        if turn % TURNS_OF_A_CONVERSATION == 0 {
            session = driver.new_session().await?;
        }
        let began = Instant::now();
        driver.turn(&session, "How is my heart today?", &options, &mut |_| (), &cancel).await?;
        if turn >= WARM_UP {
            taken_us.push(began.elapsed().as_secs_f64() * 1e6);
        }
    }
    taken_us.sort_by(f64::total_cmp);
    let mean_us = taken_us.iter().sum::<f64>() / taken_us.len() as f64;
    let at = |part: f64| taken_us[((taken_us.len() - 1) as f64 * part) as usize].round();
    let figures = json!({
        "what": "scripted answer, two model calls, one tool, store included",
        "turns": TURNS,
        "mean_us": mean_us.round(),
        "median_us": at(0.5),
        "p95_us": at(0.95),
    });
    println!("{figures}");
    Ok(())
}

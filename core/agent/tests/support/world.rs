//! A real store and a real router with small tools, for tests of the driver.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses a part; a test may fail")]

use crate::support::{TODAY, figure};
use async_trait::async_trait;
use coach_agent::{AgentEvent, Driver, Error, StoredMessage, TurnOptions, TurnResult};
use coach_domain::time::Clock;
use coach_llm::{ChatModel, ChatResponse, ScriptedModel, ScriptedStep};
use coach_mcp::{CallContext, Proposal, Router, Server, Tool, ToolError, ToolHints, ToolOutput, ToolSpec};
use coach_store::{KeySource, Store, StoreOptions};
use jiff::civil::Date;
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use tokio_util::sync::CancellationToken;

/// A clock that stands still.
pub(crate) struct Noon;

impl Clock for Noon {
    fn now_ms(&self) -> i64 {
        1_763_636_400_000
    }

    fn today(&self) -> Date {
        TODAY
    }

    fn time_zone(&self) -> String {
        "Europe/Berlin".to_owned()
    }
}

/// What the test tools did.
#[derive(Default)]
pub(crate) struct Deeds {
    pub(crate) reads: AtomicUsize,
    pub(crate) writes: AtomicUsize,
    /// Reads wait for cancellation instead of answering.
    pub(crate) hangs: AtomicBool,
}

struct TestTool {
    spec: ToolSpec,
    deeds: Arc<Deeds>,
}

#[async_trait]
impl Tool for TestTool {
    fn spec(&self) -> &ToolSpec {
        &self.spec
    }

    async fn call(&self, context: &CallContext, arguments: Value) -> Result<ToolOutput, ToolError> {
        let mut output = ToolOutput {
            structured: json!({}),
            text: "Done.".to_owned(),
            citations: Vec::new(),
            proposal: None,
            next_cursor: None,
        };
        if self.spec.name == "logWorkout" {
            if arguments["minutes"] == json!(999) {
                return Err(ToolError::Arguments("`minutes` is at most 600".to_owned()));
            }
            if context.approved {
                self.deeds.writes.fetch_add(1, Ordering::SeqCst);
            } else {
                output.proposal = Some(Proposal { summary: "Log a run.".to_owned(), arguments });
            }
            return Ok(output);
        }
        if self.deeds.hangs.load(Ordering::SeqCst) {
            context.cancel.cancelled().await;
        }
        self.deeds.reads.fetch_add(1, Ordering::SeqCst);
        output.structured = json!({"resting_hr_bpm": 52});
        output.citations = vec![figure("52", 52.0, "/min", "resting_hr")];
        Ok(output)
    }
}

fn tool(name: &str, scope: &str, deeds: &Arc<Deeds>) -> TestTool {
    let writes = scope.starts_with("write:");
    TestTool {
        spec: ToolSpec {
            name: name.to_owned(),
            title: name.to_owned(),
            description: format!("Does {name}."),
            input_schema: json!({"type": "object", "properties": {"minutes": {"type": "integer"}}}),
            output_schema: json!({"type": "object"}),
            scope: scope.to_owned(),
            hints: ToolHints { read_only: !writes, destructive: false, idempotent: !writes },
            cache_s: 0,
        },
        deeds: Arc::clone(deeds),
    }
}

/// A store in a folder of its own, and a router.
pub(crate) struct World {
    folder: tempfile::TempDir,
    pub(crate) store: Store,
    pub(crate) router: Router,
    pub(crate) deeds: Arc<Deeds>,
}

impl World {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let source = KeySource::File(folder.path().join("key"));
        let key = source.create(folder.path()).unwrap();
        let data_dir = folder.path().join("data");
        let store = Store::open(StoreOptions { data_dir, key, create: true }).unwrap();
        let deeds = Arc::new(Deeds::default());
        let router = Router::builder()
            .server(Server::builder("fitness-wearables").tool(tool("getRestingHr", "read:biometrics", &deeds)).build())
            .server(Server::builder("progress-tracking").tool(tool("logWorkout", "write:workouts", &deeds)).build())
            .build();
        Self { folder, store, router, deeds }
    }

    /// The store as a new process finds it.
    pub(crate) fn reopen(self) -> Self {
        let Self { folder, store, router, deeds } = self;
        drop(store);
        let key = KeySource::File(folder.path().join("key")).load(folder.path()).unwrap();
        let data_dir = folder.path().join("data");
        let store = Store::open(StoreOptions { data_dir, key, create: false }).unwrap();
        Self { folder, store, router, deeds }
    }

    pub(crate) fn driver(&self, model: Arc<dyn ChatModel>) -> Driver {
        Driver::new(model, self.router.clone(), self.store.clone(), Arc::new(Noon))
    }

    pub(crate) fn conversation(&self, session_id: &str) -> Vec<StoredMessage> {
        StoredMessage::read(&self.store.messages(session_id).unwrap())
    }
}

/// A model that gives these answers.
pub(crate) fn scripted(answers: impl IntoIterator<Item = ChatResponse>) -> Arc<ScriptedModel> {
    Arc::new(ScriptedModel::new(answers.into_iter().map(ScriptedStep::Respond)))
}

/// Asks, and collects the events.
pub(crate) async fn ask(
    driver: &Driver,
    session_id: &str,
    text: &str,
    options: &TurnOptions,
) -> (Result<TurnResult, Error>, Vec<AgentEvent>) {
    let mut events = Vec::new();
    let result =
        driver.turn(session_id, text, options, &mut |event| events.push(event), &CancellationToken::new()).await;
    (result, events)
}

//! The doors: each takes the same calls, as a person, a program or a model would make them there, and pushes as far as
//! it can. Whatever is proposed is approved, so that only the envelope stands between a call and the store.

use crate::world::{KEY, PLANS, PROGRESS, config};
use coach_api::{Coach, CoachError, ModelChoice, Plan, SendOptions, TurnResult};
use coach_llm::{ChatResponse, FinishReason, Message, ScriptedModel, ScriptedStep, ToolCall, Usage};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, LazyLock};

/// A way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Door {
    Chat,
    Tool,
    Stdio,
    CommandLine,
    Boundary,
    Merge,
}

impl Door {
    pub(crate) const ALL: [Door; 6] =
        [Door::Chat, Door::Tool, Door::Stdio, Door::CommandLine, Door::Boundary, Door::Merge];

    pub(crate) const fn title(self) -> &'static str {
        match self {
            Door::Chat => "chat",
            Door::Tool => "MCP tool",
            Door::Stdio => "MCP over stdio",
            Door::CommandLine => "command line",
            Door::Boundary => "boundary",
            Door::Merge => "merge",
        }
    }
}

/// One call of a tool that writes.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) server: &'static str,
    pub(crate) tool: &'static str,
    pub(crate) arguments: Value,
}

impl Call {
    pub(crate) fn change(arguments: Value) -> Self {
        Self { server: PLANS, tool: "modifyWorkout", arguments }
    }

    pub(crate) fn target(metric: &str, value: f64) -> Self {
        Self { server: PROGRESS, tool: "setTarget", arguments: json!({"metric": metric, "value": value}) }
    }
}

/// What came of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Said {
    /// It was written, perhaps adjusted.
    Written,
    /// What the rules left of it is what was there before.
    Unchanged,
    /// A rule refused it.
    Refused(String),
    /// It did not reach the rules.
    Failed(String),
}

fn said(result: Result<(), CoachError>) -> Said {
    match result {
        Ok(()) => Said::Written,
        Err(CoachError::Refused { rule, .. }) => Said::Refused(rule),
        Err(error) => Said::Failed(error.to_string()),
    }
}

/// Makes the calls through a door of the database in `folder`, which is closed before and after.
pub(crate) async fn push(door: Door, folder: &Path, calls: &[Call]) -> Vec<Said> {
    match door {
        Door::Chat => by_chat(folder, "Change it as we said.", calls).await.0,
        Door::Tool => by_tool(folder, calls).await,
        Door::Stdio => by_stdio(folder, calls),
        Door::CommandLine => calls.iter().map(|call| by_command_line(folder, call)).collect(),
        Door::Boundary => by_boundary(folder, calls).await,
        Door::Merge => unreachable!("a merge brings plans and targets, not calls"),
    }
}

/// What a hostile model answers: text, or calls that claim to be approved already.
pub(crate) fn answer(text: &str, calls: Vec<ToolCall>) -> ScriptedStep {
    let finish = if calls.is_empty() { FinishReason::Stop } else { FinishReason::ToolCalls };
    ScriptedStep::Respond(ChatResponse { text: text.to_owned(), tool_calls: calls, finish, usage: Usage::default() })
}

pub(crate) fn tool_call(id: usize, call: &Call) -> ToolCall {
    ToolCall { id: format!("c{id}"), name: call.tool.to_owned(), arguments: call.arguments.clone() }
}

/// One turn with a model that plays `steps`; `standing` are writes that the person once allowed for good.
pub(crate) async fn turn(
    folder: &Path,
    message: &str,
    steps: Vec<ScriptedStep>,
    standing: Vec<String>,
) -> (Coach, Result<TurnResult, CoachError>, Arc<ScriptedModel>) {
    let model = Arc::new(ScriptedModel::new(steps));
    let coach = Coach::open_with_model(config(folder), ModelChoice::Given(model.clone())).await.unwrap();
    let session = coach.new_session().await.unwrap();
    let options = SendOptions { coach: Some("max".to_owned()), standing_approvals: standing };
    let result = session.send(message, options).unwrap().finish().await;
    (coach, result, model)
}

/// A model that makes the calls with every standing approval there is, claims that they were approved, and a person who
/// approves what is still asked.
pub(crate) async fn by_chat(folder: &Path, message: &str, calls: &[Call]) -> (Vec<Said>, String) {
    let mut steps: Vec<ScriptedStep> =
        calls.iter().enumerate().map(|(id, call)| answer("", vec![tool_call(id, call)])).collect();
    steps.push(answer("You approved it, so it is written and safe.", Vec::new()));
    let standing = calls.iter().map(|call| format!("{}/{}", call.server, call.tool)).collect();
    let (coach, result, model) = turn(folder, message, steps, standing).await;
    let result = result.unwrap();
    let mut all = Vec::new();
    let requests = model.requests();
    for message in requests.last().map_or(&[][..], |request| &request.messages) {
        if let Message::Tool { content, is_error, .. } = message {
            all.push(match content.pointer("/error/rule").and_then(Value::as_str) {
                Some(rule) => Said::Refused(rule.to_owned()),
                None if *is_error => Said::Failed(content.to_string()),
                None => Said::Written,
            });
        }
    }
    for proposal in coach.proposals().await.unwrap() {
        all.push(said(coach.approve(&proposal.id).await.map(drop)));
    }
    coach.shutdown().await;
    (all, result.reply)
}

async fn by_tool(folder: &Path, calls: &[Call]) -> Vec<Said> {
    let coach = Coach::open(config(folder)).await.unwrap();
    let mut all = Vec::new();
    for call in calls {
        let versions = coach.plan_versions().await.unwrap().len();
        let report = coach.call_tool(Some(call.server), call.tool, call.arguments.clone()).await;
        all.push(match report {
            Err(error) => Said::Failed(error.to_string()),
            Ok(report) => match report.refused_by {
                Some(rule) => Said::Refused(rule),
                None if !report.ok => Said::Failed(report.text),
                None => {
                    assert_eq!(coach.plan_versions().await.unwrap().len(), versions, "written without approval");
                    let proposals = coach.proposals().await.unwrap();
                    match proposals.last() {
                        Some(proposal) => said(coach.approve(&proposal.id).await.map(drop)),
                        None => unchanged(&report.text),
                    }
                }
            },
        });
    }
    coach.shutdown().await;
    all
}

/// The real program, built from this tree.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let built = Command::new(env!("CARGO")).args(["build", "--quiet", "-p", "coach-cli", "--bin", "coach"]).status();
    assert!(built.unwrap().success(), "the program cannot be built");
    assert_cmd::cargo::cargo_bin("coach")
});

pub(crate) fn program(folder: &Path) -> Command {
    let mut command = Command::new(&*PROGRAM);
    command.env_clear().env("HOME", folder).env("POCKETCOACH_HOME", folder).env("POCKETCOACH_KEY", KEY);
    command.env("TZ", "UTC");
    command
}

pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder).args(arguments).output().unwrap()
}

/// What a run of the program says: status 3 and the rule's id for a refusal.
pub(crate) fn ended(output: &Output) -> Said {
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Said::Written,
        Some(3) => {
            let rule = error.split("safety rule ").nth(1).and_then(|rest| rest.split(':').next());
            Said::Refused(rule.unwrap_or_else(|| panic!("no rule is named: {error}")).to_owned())
        }
        status => Said::Failed(format!("{status:?}: {error}")),
    }
}

fn by_command_line(folder: &Path, call: &Call) -> Said {
    let text = |name: &str| call.arguments.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    match call.tool {
        "modifyWorkout" => ended(&run(folder, &["plan", "change", &text("change"), &call.arguments.to_string()])),
        "logJournal" => ended(&run(folder, &["log", "mood", "2", "--note", &text("text")])),
        "logWorkout" => ended(&run(folder, &["log", "workout", "running", "--minutes", "10", "--note", &text("note")])),
        "createWorkoutPlan" => ended(&run(folder, &["plan", "create", "--goal", &text("goal")])),
        _ => {
            let called = run(folder, &["mcp", "call", call.server, call.tool, &call.arguments.to_string()]);
            match ended(&called) {
                Said::Written => approve(folder, &String::from_utf8_lossy(&called.stdout)),
                other => other,
            }
        }
    }
}

/// Approves what an answer proposes: "it waits for approval: `coach approve ID`".
fn approve(folder: &Path, text: &str) -> Said {
    match text.split("`coach approve ").nth(1).and_then(|rest| rest.split('`').next()) {
        Some(id) => ended(&run(folder, &["approve", id])),
        None => unchanged(text),
    }
}

fn unchanged(text: &str) -> Said {
    if text.contains("the plan is the same as before") {
        Said::Unchanged
    } else {
        Said::Failed(format!("nothing was proposed: {text}"))
    }
}

/// A client that holds every scope of the coach speaks MCP with the real program; the person approves on the command line.
fn by_stdio(folder: &Path, calls: &[Call]) -> Vec<Said> {
    let mut all = Vec::new();
    for call in calls {
        let scopes = "read:plans,read:workouts,write:meals,write:workouts,write:plans";
        let mut child = program(folder)
            .args(["mcp", "serve", call.server, "--transport", "stdio", "--scopes", scopes])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut write = child.stdin.take().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let hello = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
            "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}});
        let ready = json!({"jsonrpc": "2.0", "method": "notifications/initialized"});
        let ask = json!({"jsonrpc": "2.0", "id": 2, "method": "tools/call",
            "params": {"name": call.tool, "arguments": call.arguments}});
        for line in [hello, ready, ask] {
            writeln!(write, "{line}").unwrap();
        }
        let answer = loop {
            let line: Value = serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap();
            if line["id"] == 2 {
                break line;
            }
        };
        drop(write);
        child.wait().unwrap();
        let result = &answer["result"];
        let text = result["content"][0]["text"].as_str().unwrap_or_default();
        all.push(match result["_meta"]["app.pocketcoach/error"]["rule"].as_str() {
            Some(rule) => Said::Refused(rule.to_owned()),
            None if result["isError"] == true || answer.get("error").is_some() => Said::Failed(answer.to_string()),
            None => approve(folder, text),
        });
    }
    all
}

pub(crate) fn boundary_config(folder: &Path) -> pocketcoach_ffi::CoachConfig {
    let key = pocketcoach_ffi::KeyChoice::Given { hex: KEY.to_owned() };
    pocketcoach_ffi::CoachConfig { data_dir: folder.display().to_string(), key, model: None }
}

/// A host app behind the boundary.
async fn by_boundary(folder: &Path, calls: &[Call]) -> Vec<Said> {
    let coach = pocketcoach_ffi::Coach::open(boundary_config(folder), None).await.unwrap();
    let mut all = Vec::new();
    for call in calls {
        let report = coach.call_tool(call.server.to_owned(), call.tool.to_owned(), call.arguments.to_string()).await;
        let report: Value = match report {
            Ok(report) => serde_json::from_str(&report).unwrap(),
            Err(error) => {
                all.push(Said::Failed(error.to_string()));
                continue;
            }
        };
        all.push(match report["refused_by"].as_str() {
            Some(rule) => Said::Refused(rule.to_owned()),
            None if report["ok"] != true => Said::Failed(report["text"].to_string()),
            None => match coach.proposals().await.unwrap().last() {
                None => unchanged(report["text"].as_str().unwrap()),
                Some(proposal) => match coach.approve(proposal.id.clone()).await {
                    Ok(_) => Said::Written,
                    Err(pocketcoach_ffi::CoachError::Refused { rule, .. }) => Said::Refused(rule),
                    Err(error) => Said::Failed(error.to_string()),
                },
            },
        });
    }
    coach.shutdown().await.unwrap();
    all
}

/// Puts into the database what a merge leaves there when another device's log holds these plans and targets as they
/// are: its projection, later than everything here. How an entry of a log gets there is tested in the store.
pub(crate) fn merge(folder: &Path, plan: Option<&Plan>, targets: &[(&str, f64, &str)]) {
    let file = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|extension| extension == "db" || extension == "sqlite"))
        .unwrap_or_else(|| panic!("no database in {}", folder.display()));
    let database = rusqlite::Connection::open(file).unwrap();
    database.execute_batch(&format!("PRAGMA key = \"x'{KEY}'\";")).unwrap();
    let latest: Option<i64> = database.query_row("SELECT max(stamp) FROM cell", [], |row| row.get(0)).unwrap();
    let (stamp, device) = (latest.unwrap_or(0) + (1 << 20), vec![7_u8; 16]);
    let cell = |kind: &str, row: &str, field: &str, value: &Value| {
        database
            .execute(
                "INSERT OR REPLACE INTO cell (kind, row, field, stamp, device, actor, value)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'person', ?6)",
                rusqlite::params![kind, row, field, stamp, device, value.to_string()],
            )
            .unwrap();
    };
    if let Some(plan) = plan {
        let body = serde_json::to_value(plan).unwrap();
        cell("plan", "", "current", &json!(plan.id));
        cell("plan", &plan.id, "plan", &body);
        database
            .execute(
                "INSERT INTO plan_version (plan, stamp, device, actor, body) VALUES (?1, ?2, ?3, 'person', ?4)",
                rusqlite::params![plan.id, stamp, device, body.to_string()],
            )
            .unwrap();
    }
    for (metric, value, unit) in targets {
        cell("target", metric, "value", &json!({"id": metric, "metric": metric, "value": value, "unit": unit}));
    }
}

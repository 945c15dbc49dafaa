//! A small server with one tool for each thing that can go right or wrong.

// Each test file uses its own part.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::panic)]

use coach_mcp::{
    AuditLine, AuditSink, CallContext, PendingProposal, Prompt, Proposal, ProposalSink, Reply, Resource, Router,
    RouterBuilder, Server, ToolError, ToolSpec, TypedTool,
};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// What the tools did and what was recorded about them.
#[derive(Default)]
pub struct Seen {
    pub audit: Mutex<Vec<AuditLine>>,
    pub proposals: Mutex<Vec<PendingProposal>>,
    pub notes: Mutex<Vec<String>>,
    pub calls: AtomicUsize,
    pub refuse_audit: Mutex<bool>,
    /// How many calls of `waits` ended.
    pub ended: AtomicUsize,
}

struct Ends(Arc<Seen>);

impl Drop for Ends {
    fn drop(&mut self) {
        self.0.ended.fetch_add(1, Ordering::SeqCst);
    }
}

impl Seen {
    pub fn kinds(&self) -> Vec<(String, &'static str)> {
        self.audit.lock().unwrap().iter().map(|line| (line.subject.clone(), line.kind)).collect()
    }
}

impl AuditSink for Seen {
    fn record(&self, line: &AuditLine) -> Result<(), String> {
        if *self.refuse_audit.lock().unwrap() {
            return Err("full".to_owned());
        }
        self.audit.lock().unwrap().push(line.clone());
        Ok(())
    }
}

impl ProposalSink for Seen {
    fn keep(&self, pending: &PendingProposal) -> Result<String, String> {
        let mut proposals = self.proposals.lock().unwrap();
        proposals.push(pending.clone());
        Ok(format!("p{}", proposals.len()))
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct EchoInput {
    /// What to say.
    #[schemars(length(min = 1, max = 200))]
    pub text: String,
    /// A day.
    #[serde(default)]
    pub day: Option<Date>,
    /// How often, 1 to 3.
    #[serde(default)]
    #[schemars(range(min = 1, max = 3))]
    pub times: Option<u8>,
    /// How loud.
    #[serde(default)]
    pub voice: Option<Voice>,
}

#[derive(Deserialize, JsonSchema, Clone, Copy)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    Calm,
    Loud,
}

#[derive(Serialize, JsonSchema)]
pub struct EchoOutput {
    /// What was said.
    pub text: String,
    /// How often this tool has run.
    pub run: usize,
}

#[derive(Deserialize, JsonSchema)]
pub struct NoteInput {
    /// The note.
    pub note: String,
}

#[derive(Serialize, JsonSchema)]
pub struct NoteOutput {
    /// Whether it is written.
    pub written: bool,
}

#[derive(Deserialize, JsonSchema)]
pub struct Nothing {}

#[derive(Serialize, JsonSchema)]
pub struct Small {
    /// At most 10.
    #[schemars(range(max = 10))]
    pub value: u32,
}

fn spec(name: &str, scope: &str) -> coach_mcp::SpecBuilder {
    ToolSpec::builder(name).title(name).description("For tests.").scope(scope)
}

/// The server `echo`.
pub fn echo_server(seen: &Arc<Seen>) -> Server {
    let counted = Arc::clone(seen);
    let noted = Arc::clone(seen);
    let stubborn = Arc::clone(seen);
    let ended = Arc::clone(seen);
    Server::builder("echo")
        .title("Echo")
        .instructions("Says what it hears.")
        .tool(TypedTool::new(spec("echo", "read:activity"), move |_, input: EchoInput| {
            let run = counted.calls.fetch_add(1, Ordering::SeqCst) + 1;
            let text = match input.voice {
                Some(Voice::Loud) => input.text.to_uppercase(),
                _ => input.text,
            };
            Ok(Reply::new(EchoOutput { text: text.clone(), run }, text))
        }))
        .tool(TypedTool::new(spec("addNote", "write:workouts").adds(), move |context, input: NoteInput| {
            if context.approved {
                noted.notes.lock().unwrap().push(input.note);
                return Ok(Reply::new(NoteOutput { written: true }, "Noted."));
            }
            let proposal = Proposal { summary: "Add a note".to_owned(), arguments: json!({"note": input.note}) };
            Ok(Reply::new(NoteOutput { written: false }, "I can add a note.").proposal(proposal))
        }))
        // Says that it writes, but asks for a scope that only reads: must never be approved.
        .tool(TypedTool::new(spec("sneaky", "read:activity").changes(), move |context, _: Nothing| {
            if context.approved {
                stubborn.notes.lock().unwrap().push("sneaky".to_owned());
            }
            Ok(Reply::new(NoteOutput { written: context.approved }, "Sneaky."))
        }))
        .tool(TypedTool::new(spec("big", "read:activity"), |_, _: Nothing| {
            Ok(Reply::new(json!({"text": "x".repeat(30_000)}), "Big."))
        }))
        .tool(TypedTool::new(spec("wrong", "read:activity"), |_, _: Nothing| {
            Ok(Reply::new(Small { value: 11 }, "Wrong."))
        }))
        .tool(TypedTool::new(spec("panics", "read:activity"), |_, _: Nothing| -> Result<Reply<Small>, ToolError> {
            panic!("on purpose")
        }))
        .tool(TypedTool::new(spec("refuses", "read:activity"), |_, _: Nothing| -> Result<Reply<Small>, ToolError> {
            Err(ToolError::Refused { rule: "HR-CAP".to_owned(), detail: "the target is too high".to_owned() })
        }))
        .tool(TypedTool::new_async(spec("waits", "read:activity"), move |_, _: Nothing| {
            let ends = Ends(Arc::clone(&ended));
            async move {
                std::future::pending::<()>().await;
                drop(ends);
                Ok(Reply::new(Small { value: 1 }, "Never."))
            }
        }))
        .tool(TypedTool::new_async(spec("writesForever", "write:workouts").changes(), |_, _: Nothing| async {
            std::future::pending::<()>().await;
            Ok(Reply::new(Small { value: 1 }, "Never."))
        }))
        .resource(Resource {
            uri: "coach://today".to_owned(),
            title: "Today".to_owned(),
            mime_type: "text/markdown".to_owned(),
            scope: "read:activity".to_owned(),
            read: Arc::new(|| Ok("# Today".to_owned())),
        })
        .resource(Resource {
            uri: "coach://meals".to_owned(),
            title: "Meals".to_owned(),
            mime_type: "text/markdown".to_owned(),
            scope: "read:meals".to_owned(),
            read: Arc::new(|| Err(ToolError::Internal("no meals".to_owned()))),
        })
        .resource(Resource {
            uri: "coach://broken".to_owned(),
            title: "Broken".to_owned(),
            mime_type: "text/markdown".to_owned(),
            scope: "read:biometrics".to_owned(),
            read: Arc::new(|| panic!("on purpose")),
        })
        .prompt(Prompt {
            name: "weekly_review".to_owned(),
            title: "Weekly review".to_owned(),
            description: "Looks back at the week.".to_owned(),
            text: "Review my week.".to_owned(),
        })
        .build()
}

/// A router over the echo server, and what it saw.
pub fn router_with(more: impl FnOnce(RouterBuilder) -> RouterBuilder) -> (Router, Arc<Seen>) {
    let seen = Arc::new(Seen::default());
    let builder = Router::builder()
        .server(echo_server(&seen))
        .audit(Arc::clone(&seen) as Arc<dyn AuditSink>)
        .proposals(Arc::clone(&seen) as Arc<dyn ProposalSink>)
        .person("person-1");
    (more(builder).build(), seen)
}

pub fn router() -> (Router, Arc<Seen>) {
    router_with(|builder| builder)
}

pub fn reader() -> CallContext {
    CallContext::reader("test")
}

//! One router for every tool call: scopes, argument validation, cache, audit, then the tool.
//!
//! In-process calls skip the wire, not the rules.

use crate::tool::{Proposal, Server, ToolSpec};
use crate::upstream::Upstream;
use coach_domain::citation::Citation;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Tools whose writes the person approved once and for all, as `server/tool`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingApprovals(pub BTreeSet<String>);

/// Who calls, and what they may do.
#[derive(Debug, Clone)]
pub struct CallContext {
    /// Who calls, for the audit: an agent's name, or `mcp:stdio`, `mcp:http`, `cli`.
    pub actor: String,
    /// Scopes that the caller holds.
    pub scopes: BTreeSet<String>,
    /// Writes that need no question.
    pub standing: StandingApprovals,
    /// This very call was approved by the person.
    pub approved: bool,
    /// Ends the call early.
    pub cancel: CancellationToken,
}

impl CallContext {
    /// A caller that may read everything and write nothing.
    #[must_use]
    pub fn reader(actor: impl Into<String>) -> Self {
        let scopes = [
            "read:biometrics",
            "read:activity",
            "read:meals",
            "read:workouts",
            "read:analytics",
            "read:exercises",
            "read:plans",
        ];
        Self {
            actor: actor.into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            standing: StandingApprovals::default(),
            approved: false,
            cancel: CancellationToken::new(),
        }
    }

    /// A caller that may also propose writes: the coach itself.
    #[must_use]
    pub fn coach(actor: impl Into<String>) -> Self {
        let mut context = Self::reader(actor);
        context.scopes.extend(["write:meals", "write:workouts", "write:plans"].map(str::to_owned));
        context
    }
}

/// One line for the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Who called.
    pub actor: String,
    /// `server/tool`.
    pub subject: String,
    /// Scope that was needed.
    pub scope: String,
    /// `read`, `write` or `refused`.
    pub kind: &'static str,
}

/// Where audit lines go. Called for every call, cached ones included, before its answer is given out.
pub trait AuditSink: Send + Sync {
    /// Keeps a line.
    ///
    /// # Errors
    /// A text when it could not be kept; the call is refused then.
    fn record(&self, line: &AuditLine) -> Result<(), String>;
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Server that answered.
    pub server: String,
    /// Structured result; an object with `error` when the tool failed.
    pub structured: Value,
    /// The same in words.
    pub text: String,
    /// Every figure that a reply may quote.
    pub citations: Vec<Citation>,
    /// A write that waits for the person.
    pub proposal: Option<Proposal>,
    /// The tool failed; `text` says what to do.
    pub is_error: bool,
    /// Taken from the cache.
    pub cached: bool,
    /// Microseconds that the call took.
    pub duration_us: u64,
    /// Cursor for the rest of a long result.
    pub next_cursor: Option<String>,
}

/// Why a call did not reach its tool. Messages read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// No server has this name.
    #[error("find the server `{0}`; `coach mcp list` shows the servers")]
    UnknownServer(String),
    /// No tool has this name.
    #[error("find the tool `{0}`; `coach mcp list` shows the tools")]
    UnknownTool(String),
    /// The caller lacks a scope.
    #[error("call `{tool}`: it needs the scope `{scope}`")]
    Scope {
        /// Tool.
        tool: String,
        /// Scope that is missing.
        scope: String,
    },
    /// The arguments are not valid against the tool's schema.
    #[error("use the arguments of `{tool}`: {reason}")]
    Arguments {
        /// Tool.
        tool: String,
        /// What is wrong, naming the argument.
        reason: String,
    },
    /// The call could not be audited, so it was not made.
    #[error("write the audit entry of `{0}`, so it was not called")]
    Audit(String),
    /// The call was cancelled.
    #[error("finish `{0}`: cancelled")]
    Cancelled(String),
}

/// Every server behind one door.
#[derive(Clone)]
pub struct Router {
    _inner: Arc<()>,
}

impl Router {
    /// Begins a router.
    #[must_use]
    pub fn builder() -> RouterBuilder {
        RouterBuilder { servers: Vec::new(), upstreams: Vec::new(), audit: None }
    }

    /// The servers by name, own ones first.
    #[must_use]
    pub fn servers(&self) -> Vec<String> {
        todo!()
    }

    /// The tools that a caller may use, with the server of each.
    #[must_use]
    pub fn tools(&self, context: &CallContext) -> Vec<(String, ToolSpec)> {
        let _ = context;
        todo!()
    }

    /// Calls a tool. `server` may be left out where the tool's name is unique.
    ///
    /// # Errors
    /// [`CallError`] when the call did not reach its tool; a tool's own failure is an [`Outcome`] with `is_error`.
    pub async fn call(
        &self,
        context: &CallContext,
        server: Option<&str>,
        tool: &str,
        arguments: Value,
    ) -> Result<Outcome, CallError> {
        let _ = (context, server, tool, arguments);
        todo!()
    }

    /// Forgets cached results; to be called after every write to the store.
    pub fn invalidate(&self) {
        todo!()
    }
}

/// Builds a [`Router`].
pub struct RouterBuilder {
    pub(crate) servers: Vec<Server>,
    pub(crate) upstreams: Vec<Upstream>,
    pub(crate) audit: Option<Arc<dyn AuditSink>>,
}

impl RouterBuilder {
    /// Adds one of our servers.
    #[must_use]
    pub fn server(mut self, server: Server) -> Self {
        self.servers.push(server);
        self
    }

    /// Adds one of the person's further servers; its tools are untrusted.
    #[must_use]
    pub fn upstream(mut self, upstream: Upstream) -> Self {
        self.upstreams.push(upstream);
        self
    }

    /// Sets where audit lines go.
    #[must_use]
    pub fn audit(mut self, sink: Arc<dyn AuditSink>) -> Self {
        self.audit = Some(sink);
        self
    }

    /// The router.
    #[must_use]
    pub fn build(self) -> Router {
        let _ = (self.servers, self.upstreams, self.audit);
        todo!()
    }
}

//! What goes into a call and what comes out of it.

use crate::tool::Proposal;
use coach_domain::citation::Citation;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;
use tokio_util::sync::CancellationToken;

/// Scope that a caller needs for the person's own further servers.
pub const EXTERNAL_SCOPE: &str = "call:external";

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

    /// A caller that may also propose writes and calls to the person's further servers: the coach itself.
    #[must_use]
    pub fn coach(actor: impl Into<String>) -> Self {
        let mut context = Self::reader(actor);
        context.scopes.extend(["write:meals", "write:workouts", "write:plans", EXTERNAL_SCOPE].map(str::to_owned));
        context
    }
}

/// One line for the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditLine {
    /// Who called.
    pub actor: String,
    /// `server/tool`, or the URI of a resource.
    pub subject: String,
    /// Scope that was needed, or the rule that refused.
    pub scope: String,
    /// `read` (also a write that was only proposed), `write` or `refused`.
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

/// A proposal on its way to the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PendingProposal {
    /// Who asked for the write.
    pub actor: String,
    /// Server that carries it out.
    pub server: String,
    /// Tool that carries it out, called again with the proposal's arguments and approval.
    pub tool: String,
    /// What will be written.
    pub proposal: Proposal,
}

/// Where proposals wait until the person approves or rejects them.
pub trait ProposalSink: Send + Sync {
    /// Keeps a proposal and returns the id that `coach approve ID` takes.
    ///
    /// # Errors
    /// A text when it could not be kept; the call answers with an error then.
    fn keep(&self, pending: &PendingProposal) -> Result<String, String>;
}

/// What a call came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Server that answered.
    pub server: String,
    /// One of our own servers answered; what others answer is data that no number of a reply may rest on.
    #[serde(default)]
    pub own: bool,
    /// Structured result; an object with `error` when the tool failed.
    pub structured: Value,
    /// The same in words.
    pub text: String,
    /// Every figure that a reply may quote.
    pub citations: Vec<Citation>,
    /// A write that waits for the person.
    pub proposal: Option<Proposal>,
    /// Id of the proposal, where a [`ProposalSink`] keeps it.
    #[serde(default)]
    pub proposal_id: Option<String>,
    /// The tool failed; `text` says what to do.
    pub is_error: bool,
    /// Taken from the cache.
    pub cached: bool,
    /// Microseconds that the call took.
    pub duration_us: u64,
    /// Cursor for the rest of a long result.
    pub next_cursor: Option<String>,
}

impl Outcome {
    /// The rule of the safety envelope that refused the call, and why; `None` when none did. Only our own tools are
    /// believed.
    #[must_use]
    pub fn refusal(&self) -> Option<(&str, &str)> {
        let rule = self.structured.pointer("/error/rule").filter(|_| self.own && self.is_error)?.as_str()?;
        Some((rule, self.text.trim_start_matches("failed to pass the safety rules: ")))
    }
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
    /// More than one server has a tool of this name.
    #[error("choose between the tools `{tool}` of {servers}; name the server")]
    Ambiguous {
        /// Tool.
        tool: String,
        /// Servers that have it.
        servers: String,
    },
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
    /// A further server is not offered or cannot be reached.
    #[error("reach the server `{server}`: {reason}")]
    Unreachable {
        /// Server.
        server: String,
        /// Why, and what to do.
        reason: String,
    },
    /// No resource has this address.
    #[error("find the resource `{0}`")]
    UnknownResource(String),
    /// A resource could not be read.
    #[error("read the resource `{uri}`: {reason}")]
    Resource {
        /// Its address.
        uri: String,
        /// Why, and what to do.
        reason: String,
    },
}

//! What a turn tells while it runs, and what it came to.

use crate::AgentId;
use coach_domain::citation::Citation;
use coach_domain::safety::Intervention;
use coach_llm::Usage;
use coach_store::ProposalRow;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that happens during a turn, in order.
///
/// The text pieces since the last [`Fallback`](AgentEvent::Fallback) joined to the text before that model was asked
/// are the reply of [`Finished`](AgentEvent::Finished). Nothing in a piece has an untraced number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
#[schema(as = CoachEvent)]
pub enum AgentEvent {
    /// The turn began.
    RunStarted {
        /// Conversation.
        session_id: String,
        /// Id of the turn's trace.
        trace_id: String,
        /// Agent in charge.
        agent: AgentId,
    },
    /// Another agent took over.
    AgentChanged {
        /// Who hands over.
        from: AgentId,
        /// Who takes over.
        to: AgentId,
        /// Why, in the words of the agent that hands over; may be empty.
        reason: String,
    },
    /// A checked piece of the reply.
    TextDelta {
        /// Text.
        text: String,
    },
    /// A tool is being called.
    ToolStarted {
        /// Server.
        server: String,
        /// Tool.
        tool: String,
        /// Arguments as one JSON object.
        arguments: Value,
    },
    /// A tool answered.
    ToolFinished {
        /// Server.
        server: String,
        /// Tool.
        tool: String,
        /// It answered rather than failed.
        ok: bool,
        /// Milliseconds that the call took.
        duration_ms: f64,
        /// First line of the answer, at most 200 characters.
        summary: String,
    },
    /// The safety envelope did something.
    Intervention {
        /// What.
        intervention: Intervention,
    },
    /// A write waits for the person.
    Proposal {
        /// What would be written.
        proposal: ProposalRow,
    },
    /// Figures that stand behind the text shown so far; each is told once.
    Citations {
        /// Figures.
        citations: Vec<Citation>,
    },
    /// Tokens of one model call.
    Usage {
        /// Model.
        model: String,
        /// Tokens.
        usage: Usage,
    },
    /// A model failed and another one answers instead; text shown since that model was asked no longer counts.
    Fallback {
        /// Model that failed.
        from: String,
        /// Model that answers instead.
        to: String,
        /// Why; reads after "failed to", without words of the person.
        reason: String,
    },
    /// The turn is over and stored.
    Finished {
        /// What it came to.
        result: Box<TurnResult>,
    },
    /// The turn ended without an answer.
    Failed {
        /// `cancelled`, `timeout`, `model` or `store`.
        kind: String,
        /// What went wrong and what to do; reads after "failed to".
        message: String,
    },
}

/// One handoff between agents.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Handoff {
    /// Who handed over.
    pub from: AgentId,
    /// Who took over.
    pub to: AgentId,
    /// Why; may be empty.
    pub reason: String,
}

/// One model that could not answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Fallback {
    /// Model that failed.
    pub from: String,
    /// Model that answered instead.
    pub to: String,
    /// Why; reads after "failed to", without words of the person.
    pub reason: String,
}

/// One tool call of a turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = TurnToolCall)]
pub struct ToolCallReport {
    /// Server; empty when no server has the tool.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// Arguments as the model gave them.
    pub arguments: Value,
    /// Milliseconds that the call took.
    pub duration_ms: f64,
    /// It answered rather than failed.
    pub ok: bool,
}

/// What a turn came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TurnResult {
    /// Conversation.
    pub session_id: String,
    /// What the person reads; never empty.
    pub reply: String,
    /// Agent in charge after the turn.
    pub coach: AgentId,
    /// Handoffs in order.
    pub handoffs: Vec<Handoff>,
    /// Tool calls in order.
    pub tool_calls: Vec<ToolCallReport>,
    /// One figure for each number of the reply.
    pub citations: Vec<Citation>,
    /// What the safety envelope did.
    pub interventions: Vec<Intervention>,
    /// Writes that wait for the person.
    pub proposals: Vec<ProposalRow>,
    /// Tokens of the whole turn.
    pub usage: Usage,
    /// Id of the turn's trace.
    pub trace_id: String,
    /// Model that answered; empty when a rule answered instead of any model.
    pub model: String,
    /// Models that could not answer, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallbacks: Vec<Fallback>,
}

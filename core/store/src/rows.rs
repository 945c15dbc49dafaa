//! Rows that people and agents write: profile, settings, plans, conversations, proposals, traces.
//!
//! Profile, settings, plans, targets, log entries and conversations are events in the log and projections of it.
//! Traces stay on this device and are not part of the log.

use coach_domain::safety::Intervention;
use serde::{Deserialize, Serialize};

/// Who the log names for what the person does with the store itself.
pub(crate) const PERSON: &str = "person";

/// Who the log names for what the safety envelope does by itself.
pub(crate) const ENVELOPE: &str = "safety envelope";

/// The source of everything that the person enters.
pub(crate) const OWN_SOURCE: &str = "PocketCoach";

/// A limit as SQLite takes it.
pub(crate) fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// One conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = Conversation)]
pub struct SessionRow {
    /// Id.
    pub id: String,
    /// When it began, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// Agent in charge, for example `Max Power`.
    pub agent: String,
    /// Number of messages.
    pub messages: u64,
    /// What the person calls it.
    pub name: Option<String>,
    /// How its first question begins, at most 80 letters.
    pub about: Option<String>,
}

/// One message of a conversation; `content` is the agent's own message type as JSON.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MessageRow {
    /// Position in the conversation, from 0.
    pub index: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The message.
    pub content: serde_json::Value,
}

/// State of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalState {
    /// Waits for the person.
    Open,
    /// Approved and carried out.
    Approved,
    /// Turned down.
    Rejected,
}

/// A write that waits for the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProposalRow {
    /// Id.
    pub id: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who proposes.
    pub actor: String,
    /// Server and tool, for example `progress-tracking/logWorkout`.
    pub tool: String,
    /// Arguments that will be used when it is approved.
    pub arguments: serde_json::Value,
    /// What will be written, in plain words.
    pub summary: String,
    /// State.
    pub state: ProposalState,
}

/// One version of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlanVersion {
    /// Number, from 1 for the oldest.
    pub number: u32,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who made it.
    pub actor: String,
    /// The plan as it was written then; its reason says why.
    pub plan: coach_domain::plan::Plan,
}

/// One span of a trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SpanRow {
    /// Id within the trace.
    pub id: u64,
    /// Enclosing span.
    pub parent: Option<u64>,
    /// Kind and name, for example `execute_tool getSleepData`.
    pub name: String,
    /// Start, in microseconds since the trace began.
    pub start_us: u64,
    /// Length in microseconds.
    pub duration_us: u64,
    /// `ok` or the kind of error.
    pub status: String,
    /// Names and counts, never health values or words of the person.
    pub attributes: serde_json::Value,
}

/// One trace: what a turn did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct TraceRow {
    /// Id.
    pub id: String,
    /// Conversation.
    pub session_id: String,
    /// When the turn began, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Spans, parents before children.
    pub spans: Vec<SpanRow>,
}

/// What the envelope did, as stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct StoredIntervention {
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who proposed what was changed.
    pub actor: String,
    /// What the envelope did.
    #[serde(flatten)]
    pub intervention: Intervention,
}

/// One entry of the event log, as a person may see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LogEntryInfo {
    /// Position in this device's log, from 1.
    pub sequence: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Kinds of the operations in it, for example `profile.set`.
    pub kinds: Vec<String>,
    /// Who caused it.
    pub actor: String,
    /// Hash of the entry in hexadecimal.
    pub hash: String,
}

/// Everything that one turn leaves behind.
#[derive(Debug, Clone)]
pub struct TurnRecord<'turn> {
    /// Conversation.
    pub session_id: &'turn str,
    /// Agent in charge after the turn.
    pub agent: &'turn str,
    /// New messages in order, as the agent's own message type.
    pub messages: &'turn [serde_json::Value],
    /// What the envelope did.
    pub interventions: &'turn [Intervention],
    /// Writes that wait for the person.
    pub proposals: &'turn [ProposalRow],
    /// What the turn did, span by span.
    pub trace: &'turn TraceRow,
}

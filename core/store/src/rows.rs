//! Rows that people and agents write: profile, settings, plans, conversations, proposals, traces.
//!
//! Profile, settings, plans, targets, log entries and conversations are events in the log and projections of it.
//! Traces stay on this device and are not part of the log.

use crate::{Error, Store};
use coach_domain::person::Profile;
use coach_domain::plan::{Plan, PlannedSession, Target};
use coach_domain::record::{Sample, Source, Workout};
use coach_domain::safety::Intervention;
use coach_domain::safety::reviewed::Reviewed;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SessionRow {
    /// Id.
    pub id: String,
    /// When it began, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// Agent in charge, for example `Max Power`.
    pub agent: String,
    /// Number of messages.
    pub messages: u64,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// One span of a trace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

impl Store {
    /// The person's profile; the default one when nothing was said.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn profile(&self) -> Result<Profile, Error> {
        todo!()
    }

    /// Writes the fields of the profile that changed, each as an edit of its own.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_profile(&self, profile: &Profile, actor: &str) -> Result<(), Error> {
        let _ = (profile, actor);
        todo!()
    }

    /// A setting by name.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn setting(&self, name: &str) -> Result<Option<serde_json::Value>, Error> {
        let _ = name;
        todo!()
    }

    /// Writes a setting; `None` removes it.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn set_setting(
        &self,
        name: &str,
        value: Option<&serde_json::Value>,
        actor: &str,
    ) -> Result<(), Error> {
        let _ = (name, value, actor);
        todo!()
    }

    /// Writes one sample that the person entered, with its log entry.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn log_sample(&self, sample: &Sample, source: &Source, actor: &str) -> Result<(), Error> {
        let _ = (sample, source, actor);
        todo!()
    }

    /// Writes one workout that the person entered, with its log entry; returns its id.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn log_workout(&self, workout: &Workout, actor: &str) -> Result<String, Error> {
        let _ = (workout, actor);
        todo!()
    }

    /// Writes a plan. Only a reviewed one is taken.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_plan(&self, plan: &Reviewed<Plan>, actor: &str) -> Result<(), Error> {
        let _ = (plan, actor);
        todo!()
    }

    /// The current plan, if there is one.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn plan(&self) -> Result<Option<Plan>, Error> {
        todo!()
    }

    /// Writes one session into the current plan. Only a reviewed one is taken.
    ///
    /// # Errors
    /// [`Error::Missing`] without a plan; those of writing to the database.
    pub fn put_planned_session(
        &self,
        session: &Reviewed<PlannedSession>,
        actor: &str,
    ) -> Result<(), Error> {
        let _ = (session, actor);
        todo!()
    }

    /// The planned sessions of a local day.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn planned_sessions(&self, day: Date) -> Result<Vec<PlannedSession>, Error> {
        let _ = day;
        todo!()
    }

    /// Writes a target. Only a reviewed one is taken.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_target(&self, target: &Reviewed<Target>, actor: &str) -> Result<(), Error> {
        let _ = (target, actor);
        todo!()
    }

    /// Every target.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn targets(&self) -> Result<Vec<Target>, Error> {
        todo!()
    }

    /// Writes what the envelope did.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn record_intervention(
        &self,
        intervention: &Intervention,
        actor: &str,
    ) -> Result<(), Error> {
        let _ = (intervention, actor);
        todo!()
    }

    /// What the envelope did, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn interventions(&self, limit: usize) -> Result<Vec<StoredIntervention>, Error> {
        let _ = limit;
        todo!()
    }

    /// Begins a conversation and returns its id.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn create_session(&self, agent: &str) -> Result<String, Error> {
        let _ = agent;
        todo!()
    }

    /// Every conversation, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn sessions(&self) -> Result<Vec<SessionRow>, Error> {
        todo!()
    }

    /// One conversation.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn session(&self, id: &str) -> Result<SessionRow, Error> {
        let _ = id;
        todo!()
    }

    /// Messages of a conversation in order.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn messages(&self, session_id: &str) -> Result<Vec<MessageRow>, Error> {
        let _ = session_id;
        todo!()
    }

    /// Appends what a turn said and did: messages, the agent in charge, interventions, proposals and the trace, all in
    /// one transaction with its log entry.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is no such conversation; those of writing to the database.
    pub fn commit_turn(&self, turn: &crate::rows::TurnRecord<'_>) -> Result<(), Error> {
        let _ = turn;
        todo!()
    }

    /// Keeps the serialised state of a turn in progress, so that it can go on after a crash; `None` removes it.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn save_run(&self, session_id: &str, run: Option<&[u8]>) -> Result<(), Error> {
        let _ = (session_id, run);
        todo!()
    }

    /// The serialised state of an unfinished turn.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn load_run(&self, session_id: &str) -> Result<Option<Vec<u8>>, Error> {
        let _ = session_id;
        todo!()
    }

    /// Keeps a proposal that was made outside a turn.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub fn put_proposal(&self, proposal: &ProposalRow) -> Result<(), Error> {
        let _ = proposal;
        todo!()
    }

    /// One proposal.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn proposal(&self, id: &str) -> Result<ProposalRow, Error> {
        let _ = id;
        todo!()
    }

    /// Proposals that wait for the person, oldest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn open_proposals(&self) -> Result<Vec<ProposalRow>, Error> {
        todo!()
    }

    /// Marks a proposal as decided.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id or it is decided already.
    pub fn decide_proposal(
        &self,
        id: &str,
        state: ProposalState,
        actor: &str,
    ) -> Result<(), Error> {
        let _ = (id, state, actor);
        todo!()
    }

    /// One trace.
    ///
    /// # Errors
    /// [`Error::Missing`] when there is none with this id.
    pub fn trace(&self, id: &str) -> Result<TraceRow, Error> {
        let _ = id;
        todo!()
    }

    /// The latest traces without their spans, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn traces(&self, limit: usize) -> Result<Vec<TraceRow>, Error> {
        let _ = limit;
        todo!()
    }

    /// Entries of the event log, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub fn log_entries(&self, limit: usize) -> Result<Vec<LogEntryInfo>, Error> {
        let _ = limit;
        todo!()
    }
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

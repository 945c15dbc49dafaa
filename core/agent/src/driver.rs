//! The thin driver: runs what the state machine asks for.

use crate::{AgentEvent, AgentId, Error, Limits, TurnResult};
use coach_domain::time::Clock;
use coach_llm::ChatModel;
use coach_mcp::{Outcome, Router, StandingApprovals};
use coach_store::Store;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// How to run a turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TurnOptions {
    /// The coach who answers, without triage or handoff; the agent in charge of the conversation otherwise.
    pub coach: Option<AgentId>,
    /// Writes that need no question. They hold only for calls that the model makes before it has read any tool
    /// result in the turn, so that no text in a result can use them.
    pub standing: StandingApprovals,
}

/// Runs turns: asks models, calls tools, stores what came of it. One for the whole process; turns of different
/// conversations run side by side.
pub struct Driver {
    _model: Arc<dyn ChatModel>,
}

impl Driver {
    /// A driver with the default [`Limits`] and no model to fall back on.
    #[must_use]
    pub fn new(model: Arc<dyn ChatModel>, router: Router, store: Store, clock: Arc<dyn Clock>) -> Self {
        let _ = (router, store, clock);
        Self { _model: model }
    }

    /// The model that answers when the first one fails, the built-in coach as a rule.
    #[must_use]
    pub fn with_fallback(self, model: Arc<dyn ChatModel>) -> Self {
        let _ = model;
        self
    }

    /// Other bounds than the default ones.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        let _ = limits;
        self
    }

    /// Begins a conversation and returns its id.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn new_session(&self) -> Result<String, Error> {
        todo!()
    }

    /// Answers a message. Events are told while the turn runs, the last one is `Finished` or `Failed`. A red flag in
    /// the message is answered by rule, whatever the model, the limits and the store say.
    ///
    /// Cancelling is safe at any moment: the message and what was shown stay in the conversation, marked as cancelled.
    ///
    /// # Errors
    /// [`Error`]; the conversation is consistent in every case.
    pub async fn turn(
        &self,
        session_id: &str,
        text: &str,
        options: &TurnOptions,
        on_event: &mut (dyn FnMut(AgentEvent) + Send),
        cancel: &CancellationToken,
    ) -> Result<TurnResult, Error> {
        let _ = (session_id, text, options, on_event, cancel);
        todo!()
    }

    /// Goes on with the turn that a crash interrupted; `None` when there is none.
    ///
    /// # Errors
    /// As [`turn`](Self::turn).
    pub async fn resume(
        &self,
        session_id: &str,
        on_event: &mut (dyn FnMut(AgentEvent) + Send),
        cancel: &CancellationToken,
    ) -> Result<Option<TurnResult>, Error> {
        let _ = (session_id, on_event, cancel);
        todo!()
    }

    /// Carries out a proposal that the person approved, and returns what was written.
    ///
    /// # Errors
    /// [`Error::ProposalDecided`], [`Error::Proposal`] when the tool refused (the proposal stays open), [`Error::Store`].
    pub async fn approve(&self, proposal_id: &str, actor: &str) -> Result<Outcome, Error> {
        let _ = (proposal_id, actor);
        todo!()
    }

    /// Turns a proposal down.
    ///
    /// # Errors
    /// [`Error::ProposalDecided`], [`Error::Store`].
    pub async fn reject(&self, proposal_id: &str, actor: &str) -> Result<(), Error> {
        let _ = (proposal_id, actor);
        todo!()
    }
}

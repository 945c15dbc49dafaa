//! Proposals: writes that the person approves or turns down.

use super::Driver;
use crate::Error;
use coach_mcp::{CallContext, Outcome};
use coach_store::{ProposalRow, ProposalState};

impl Driver {
    /// Carries out a proposal that the person approved, and returns what was written. After a crash between the write
    /// and the decision the proposal is open again, so that the person sees it.
    ///
    /// # Errors
    /// [`Error::ProposalDecided`]; [`Error::Refused`] by the safety envelope and [`Error::Proposal`] when the tool failed
    /// (the proposal stays open in both cases); [`Error::Store`].
    pub async fn approve(&self, proposal_id: &str, actor: &str) -> Result<Outcome, Error> {
        let _busy = self.occupy(proposal_id).map_err(|_| Error::ProposalDecided(proposal_id.to_owned()))?;
        let proposal = self.open_proposal(proposal_id).await?;
        let (server, tool) =
            proposal.tool.split_once('/').map_or((None, proposal.tool.as_str()), |(server, tool)| (Some(server), tool));
        let mut context = CallContext::coach(actor);
        context.approved = true;
        let outcome = self
            .router
            .call(&context, server, tool, proposal.arguments.clone())
            .await
            .map_err(|error| Error::Proposal(error.to_string()))?;
        if let Some((rule, detail)) = outcome.refusal() {
            return Err(Error::Refused { rule: rule.to_owned(), detail: detail.to_owned() });
        }
        if outcome.is_error {
            return Err(Error::Proposal(outcome.text));
        }
        self.router.invalidate();
        self.decide(proposal_id, ProposalState::Approved, actor).await?;
        Ok(outcome)
    }

    /// Turns a proposal down.
    ///
    /// # Errors
    /// [`Error::ProposalDecided`], [`Error::Store`].
    pub async fn reject(&self, proposal_id: &str, actor: &str) -> Result<(), Error> {
        let _busy = self.occupy(proposal_id).map_err(|_| Error::ProposalDecided(proposal_id.to_owned()))?;
        self.open_proposal(proposal_id).await?;
        self.decide(proposal_id, ProposalState::Rejected, actor).await
    }

    async fn open_proposal(&self, id: &str) -> Result<ProposalRow, Error> {
        let wanted = id.to_owned();
        let proposal = self.with_store(move |store| store.proposal(&wanted)).await?;
        if proposal.state == ProposalState::Open { Ok(proposal) } else { Err(Error::ProposalDecided(id.to_owned())) }
    }

    async fn decide(&self, id: &str, state: ProposalState, actor: &str) -> Result<(), Error> {
        let (id, actor) = (id.to_owned(), actor.to_owned());
        self.with_store(move |store| store.decide_proposal(&id, state, &actor)).await
    }
}

//! Proposals: writes that the person approves or turns down.

use super::Driver;
use crate::Error;
use coach_mcp::{CallContext, Outcome};
use coach_store::{ProposalRow, ProposalState};
use serde_json::Value;

/// The tool that carries a proposal out, with its server where one is named.
fn server_and_tool(proposal: &ProposalRow) -> (Option<&str>, &str) {
    let named = proposal.tool.split_once('/');
    named.map_or((None, proposal.tool.as_str()), |(server, tool)| (Some(server), tool))
}

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
        let (server, tool) = server_and_tool(&proposal);
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

    /// Puts a proposal right: the tool is asked again with other arguments, and what it proposes then takes the place of
    /// this one. The tool reads, checks and words it as it would a model's; nothing is written.
    ///
    /// # Errors
    /// [`Error::ProposalDecided`]; [`Error::Refused`] by the safety envelope and [`Error::Proposal`] when the tool does
    /// not take the arguments (the proposal stays as it was in both cases); [`Error::Store`].
    pub async fn revise(&self, proposal_id: &str, mut arguments: Value, actor: &str) -> Result<ProposalRow, Error> {
        let _busy = self.occupy(proposal_id).map_err(|_| Error::ProposalDecided(proposal_id.to_owned()))?;
        let proposal = self.open_proposal(proposal_id).await?;
        // It vouches for what was shown before, which this no longer is.
        if let Some(fields) = arguments.as_object_mut() {
            fields.remove("fingerprint");
        }
        let (server, tool) = server_and_tool(&proposal);
        let asked = self.router.call(&CallContext::coach(actor), server, tool, arguments).await;
        let outcome = asked.map_err(|error| Error::Proposal(error.to_string()))?;
        if let Some((rule, detail)) = outcome.refusal() {
            return Err(Error::Refused { rule: rule.to_owned(), detail: detail.to_owned() });
        }
        let (false, Some(made)) = (outcome.is_error, outcome.proposal) else {
            return Err(Error::Proposal(outcome.text));
        };
        let revised = match outcome.proposal_id {
            Some(id) => self.with_store(move |store| store.proposal(&id)).await?,
            // The router of this driver keeps none itself.
            None => {
                let row = ProposalRow {
                    id: format!("{proposal_id}-revised"),
                    at_ms: self.clock.now_ms(),
                    actor: actor.to_owned(),
                    tool: proposal.tool.clone(),
                    arguments: made.arguments,
                    summary: made.summary,
                    state: ProposalState::Open,
                };
                let kept = row.clone();
                self.with_store(move |store| store.put_proposal(&kept)).await?;
                row
            }
        };
        // The tool may have turned the earlier one down itself.
        match self.decide(proposal_id, ProposalState::Rejected, actor).await {
            Ok(()) | Err(Error::Store(coach_store::Error::Missing { .. })) => Ok(revised),
            Err(error) => Err(error),
        }
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

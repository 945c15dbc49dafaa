//! How a turn ends, and what it leaves behind.

use super::{AgentRun, Ending, Phase, Surroundings};
use crate::event::{AgentEvent, TurnResult};
use crate::guard;
use crate::message::{StoredMessage, TurnStatus};
use coach_domain::safety::grounding::NOTHING_LEFT;
use coach_domain::safety::red_flags::{RedFlag, emergency_citations, emergency_reply};
use coach_domain::safety::{Intervention, Rule, eating, pain};
use coach_llm::Message;
use coach_store::{ProposalRow, TraceRow};

const PROPOSED: &str = "I have prepared a change for you. Look at it, then approve or reject it.";
const WORDLESS: &str = "I found no answer to that. Ask in other words, or ask me what I can do.";

/// What a turn leaves behind, for one transaction of the store.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnOutput {
    /// What the person wrote and, unless nothing was shown, what they read.
    pub messages: Vec<StoredMessage>,
    /// What the safety envelope did.
    pub interventions: Vec<Intervention>,
    /// Writes that wait for the person and are not in the store yet.
    pub proposals: Vec<ProposalRow>,
    /// What the turn did.
    pub trace: TraceRow,
}

/// Said at the start of every reply while a red flag waits for a doctor.
const SUSPENDED: &str = "Your training is suspended: you told of a warning sign, and no doctor has cleared you yet. If it \
                         comes back, call your emergency number at once. Once a doctor has cleared you, enter it with \
                         `coach log cleared`.";

impl AgentRun {
    /// What the turn came to, while or after it runs.
    #[must_use]
    pub fn result(&self) -> TurnResult {
        let is_by_rule = self.phase == Phase::Over(Ending::Stopped);
        TurnResult {
            session_id: self.input.session_id.clone(),
            reply: self.shown.clone(),
            coach: self.agent,
            handoffs: self.handoffs.clone(),
            tool_calls: self.tool_calls.clone(),
            citations: self.citations.clone(),
            interventions: self.interventions.clone(),
            proposals: self.proposals.clone(),
            usage: self.usage,
            trace_id: self.input.turn_id.clone(),
            model: if is_by_rule { String::new() } else { self.model().to_owned() },
            fallbacks: self.fallbacks.clone(),
        }
    }

    /// What the turn leaves behind. The trace ends with the span of the commit, whose length no stored trace can hold.
    #[must_use]
    pub fn output(&self, at_us: u64) -> TurnOutput {
        let status = match &self.phase {
            Phase::Over(Ending::Answered) => TurnStatus::Complete,
            Phase::Over(Ending::Stopped) => TurnStatus::Stopped,
            Phase::Over(Ending::Failed(_)) => TurnStatus::Failed,
            _ => TurnStatus::Cancelled,
        };
        let stored = |message| StoredMessage {
            turn_id: self.input.turn_id.clone(),
            message,
            status,
            citations: Vec::new(),
            interventions: Vec::new(),
            proposals: Vec::new(),
        };
        let mut messages = vec![stored(Message::User { text: self.input.text.clone() })];
        if !self.shown.is_empty() {
            messages.push(StoredMessage {
                citations: self.citations.clone(),
                interventions: self.interventions.clone(),
                proposals: self.proposals.iter().map(|proposal| proposal.id.clone()).collect(),
                ..stored(Message::Assistant {
                    agent: self.agent.name().to_owned(),
                    text: self.shown.clone(),
                    tool_calls: Vec::new(),
                })
            });
        }
        let mut trace = self.trace.clone();
        let commit = trace.open("commit", Some(self.spans.turn), at_us);
        trace.close(commit, at_us, "begun");
        TurnOutput {
            messages,
            interventions: self.interventions.clone(),
            proposals: self
                .proposals
                .iter()
                .filter(|proposal| !self.kept_proposals.contains(&proposal.id))
                .cloned()
                .collect(),
            trace: TraceRow {
                id: self.input.turn_id.clone(),
                session_id: self.input.session_id.clone(),
                at_ms: self.input.started_ms,
                spans: trace.spans().to_vec(),
            },
        }
    }

    /// Ends the turn with emergency advice: no model is asked, nothing else is called.
    pub(super) fn stop(&mut self, flags: &[RedFlag], around: &Surroundings) {
        let country = guard::country(&around.profile, &self.input.time_zone);
        let (advice, intervention) = emergency_reply(flags, country.as_deref(), &self.input.text);
        self.intervene(intervention);
        let citations = emergency_citations(&advice);
        self.add_words(&advice);
        if !citations.is_empty() {
            self.emit(AgentEvent::Citations { citations: citations.clone() });
            self.citations.extend(citations);
        }
        self.over(Ending::Stopped, "stopped");
    }

    /// Ends the turn with a referral: about eating and weight nothing is advised to someone who may be ill.
    pub(super) fn refer(&mut self, around: &Surroundings) {
        self.intervene(Intervention {
            rule: Rule::Energy,
            action: "stopped".to_owned(),
            detail: "what you told sounds like a hard relation to food; no energy target is set below your needs"
                .to_owned(),
        });
        self.add_words(eating::referral_text(&self.input.text));
        if around.profile.training_suspended() {
            self.remind_of_suspension();
        }
        self.over(Ending::Stopped, "stopped");
    }

    /// Tells that what hurts is out from now on.
    pub(super) fn heed_pain(&mut self) {
        let Some(told) = self.told.pain.as_ref().filter(|told| pain::stops(told.score)) else { return };
        let place = if told.place.is_empty() { "what hurts" } else { &told.place };
        self.intervene(Intervention {
            rule: Rule::Pain3,
            action: "stopped".to_owned(),
            detail: format!(
                "{place}: the exercise, and those like it that load the same joint, are out until you clear the pain"
            ),
        });
    }

    /// Says before anything else that training is suspended; this stands whatever the model says after it.
    pub(super) fn remind_of_suspension(&mut self) {
        self.add_words(SUSPENDED);
    }

    /// Ends the turn with what was shown.
    pub(super) fn finish(&mut self) {
        self.over(Ending::Answered, "ok");
    }

    /// Ends the turn of a model whose last answer has no words that may be shown.
    pub(super) fn finish_without_words(&mut self) {
        let words = match () {
            () if !self.proposals.is_empty() => PROPOSED,
            () if !self.interventions.is_empty() => NOTHING_LEFT,
            () => WORDLESS,
        };
        self.add_words(words);
        self.finish();
    }

    fn add_words(&mut self, words: &str) {
        let text = if self.shown.is_empty() { words.to_owned() } else { format!("\n\n{words}") };
        self.shown.push_str(&text);
        self.emit(AgentEvent::TextDelta { text });
    }
}

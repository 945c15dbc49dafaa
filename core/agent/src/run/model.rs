//! Asking a model, and what it answers.

use super::{Action, AgentRun, Bound, Ending, Phase, Surroundings};
use crate::event::{AgentEvent, Fallback};
use crate::message::history;
use crate::reply::{Checked, ReplyStream};
use crate::target::TargetLimits;
use crate::{AgentId, ToolPolicy, agents};
use coach_llm::{ChatRequest, ChatResponse, FinishReason, Message, ModelError, ToolDescription, TurnContext};
use coach_llm::{ToolCall, Usage};

impl AgentRun {
    /// Takes a piece of text of the model call in progress; gives out what may be shown of it.
    pub fn model_delta(&mut self, delta: &str) -> Vec<AgentEvent> {
        if self.agent == AgentId::CoachSelector || self.phase != Phase::AwaitModel {
            return Vec::new();
        }
        let text = self.stream.as_mut().map(|stream| stream.push(delta)).unwrap_or_default();
        if text.is_empty() { Vec::new() } else { vec![AgentEvent::TextDelta { text }] }
    }

    /// Takes the answer of the model call in progress.
    pub fn model_response(&mut self, around: &Surroundings, response: Result<ChatResponse, ModelError>, at_us: u64) {
        if self.phase != Phase::AwaitModel {
            return;
        }
        match response {
            Err(ModelError::Cancelled) => self.cancelled(at_us),
            Err(error) => {
                self.at_us = self.at_us.max(at_us);
                if let Some(chat) = self.spans.chat {
                    self.trace.set(chat, "error", error.to_string());
                }
                self.close_chat(error_kind(&error), Usage::default());
                if !self.fall_back(&error.to_string()) {
                    self.keep_shown();
                    self.over(Ending::Failed(error), "failed");
                }
            }
            Ok(response) => {
                self.at_us = self.at_us.max(at_us);
                self.answered(around, response);
            }
        }
    }

    /// Asks the model of the agent in charge, or asks it again when the call is in progress already.
    pub(super) fn ask(&mut self, around: &Surroundings) -> Action {
        let limits = self.input.limits.clone();
        let first_us = limits.first_models_s.saturating_mul(1_000_000);
        while !self.is_on_last_model() && self.at_us >= first_us {
            self.close_chat("interrupted", Usage::default());
            self.fall_back(&ModelError::Timeout { seconds: limits.first_models_s }.to_string());
        }
        if self.phase == Phase::AwaitModel {
            self.close_chat("interrupted", Usage::default());
        } else {
            if self.model_calls >= limits.model_calls {
                self.bound.get_or_insert(Bound::ModelCalls);
            }
            self.model_calls += 1;
        }
        if self.at_us >= limits.wall_clock_s.saturating_mul(1_000_000) {
            self.bound.get_or_insert(Bound::WallClock);
        }
        let grace_s = if self.bound.is_some() { limits.grace_s } else { 0 };
        let mut deadline_us = limits.wall_clock_s.saturating_add(grace_s).saturating_mul(1_000_000);
        if !self.is_on_last_model() {
            deadline_us = deadline_us.min(first_us);
        }
        let request = self.request(around);
        let room = limits.reply_chars.saturating_sub(self.shown.chars().count());
        let space = if self.shown.is_empty() { "" } else { "\n\n" };
        let limits = TargetLimits::of(&around.profile, self.input.today);
        let (evidence, named) = (self.evidence(around), self.named.clone());
        self.stream = Some(ReplyStream::new(evidence, named, &around.profile.conditions, limits, space, room));
        let chat = self.trace.open(format!("chat {}", self.model()), Some(self.spans.agent), self.at_us);
        self.trace.set(chat, "gen_ai.operation.name", "chat");
        self.trace.set(chat, "gen_ai.request.model", self.model().to_owned());
        self.trace.set(chat, "messages", request.messages.len());
        self.trace.set(chat, "tools", request.tools.len());
        if let Some(bound) = self.bound {
            self.trace.set(chat, "bound", serde_json::to_value(bound).unwrap_or_default());
        }
        self.spans.chat = Some(chat);
        self.phase = Phase::AwaitModel;
        Action::CallModel { request: Box::new(request), model: self.asked, deadline_us }
    }

    fn request(&self, around: &Surroundings) -> ChatRequest {
        let final_answer = self.bound.is_some();
        let context = TurnContext {
            agent: self.agent.name().to_owned(),
            today: self.input.today,
            person_name: around.profile.name.clone(),
            units: around.profile.units,
            data_span: around.data_span,
            training_suspended: around.profile.training_suspended(),
        };
        let mut messages = vec![Message::System { text: agents::instructions(self.agent, &context, final_answer) }];
        messages.extend(history(&around.history, self.input.limits.history_messages));
        messages.push(Message::User { text: self.input.text.clone() });
        messages.extend(self.messages.iter().cloned());
        let tools = if final_answer { Vec::new() } else { self.tools(around) };
        ChatRequest { context, messages, tools, max_tokens: self.input.limits.max_tokens }
    }

    pub(super) fn tools(&self, around: &Surroundings) -> Vec<ToolDescription> {
        let mut tools: Vec<ToolDescription> = match self.agent.spec().tools {
            ToolPolicy::None => Vec::new(),
            ToolPolicy::All => around.toolbox.entries().iter().map(|entry| entry.offered.clone()).collect(),
        };
        let targets = AgentId::ALL.into_iter().filter(|target| self.may_hand_over_to(*target));
        tools.extend(targets.map(agents::transfer_description));
        tools
    }

    /// Whether the agent in charge may hand over to another one: never twice to the same one in a turn.
    pub(super) fn may_hand_over_to(&self, target: AgentId) -> bool {
        self.input.coach.is_none()
            && self.handoffs.len() < self.input.limits.handoffs as usize
            && !self.visited.contains(&target)
    }

    /// Name of the model that is being asked.
    pub(super) fn model(&self) -> &str {
        let fallback = self.asked.checked_sub(1).and_then(|at| self.input.fallbacks.get(at));
        fallback.unwrap_or(&self.input.model)
    }

    fn is_on_last_model(&self) -> bool {
        self.asked >= self.input.fallbacks.len()
    }

    /// Lets the next model answer, if there is one that was not asked yet; what this call showed no longer counts.
    pub(super) fn fall_back(&mut self, reason: &str) -> bool {
        let Some(to) = self.input.fallbacks.get(self.asked).cloned() else { return false };
        let fallback = Fallback { from: self.model().to_owned(), to, reason: reason.to_owned() };
        let Fallback { from, to, reason } = fallback.clone();
        self.emit(AgentEvent::Fallback { from, to, reason });
        self.fallbacks.push(fallback);
        self.stream = None;
        self.asked += 1;
        self.phase = Phase::Model;
        true
    }

    fn answered(&mut self, around: &Surroundings, response: ChatResponse) {
        self.usage.input_tokens += response.usage.input_tokens;
        self.usage.output_tokens += response.usage.output_tokens;
        self.emit(AgentEvent::Usage { model: self.model().to_owned(), usage: response.usage });
        let is_final = self.bound.is_some();
        let calls = if is_final { Vec::new() } else { response.tool_calls };
        self.close_chat(finish_name(response.finish), response.usage);
        let said = self.release_rest(&response.text, !calls.is_empty());
        if !calls.is_empty() {
            self.take_calls(around, said, calls);
        } else if !said.is_empty() {
            self.finish();
        } else if !is_final && response.text.trim().is_empty() {
            self.bound = Some(Bound::EmptyAnswer);
            self.phase = Phase::Model;
        } else if !self.fall_back("answer with figures that can be traced") {
            self.finish_without_words();
        }
    }

    /// Shows what was not streamed of a complete answer and returns all that was shown of it.
    fn release_rest(&mut self, whole: &str, has_calls: bool) -> String {
        let Some(mut stream) = self.stream.take() else { return String::new() };
        let span = self.trace.open("guard output", Some(self.spans.agent), self.at_us);
        // The selector's words before a handoff are not for the person.
        let is_for_nobody = has_calls && self.agent == AgentId::CoachSelector;
        let mut text = String::new();
        if stream.is_untouched() && !is_for_nobody {
            text = stream.push(whole);
        }
        let checked = stream.finish();
        text.push_str(&checked.rest);
        if !text.is_empty() {
            self.emit(AgentEvent::TextDelta { text });
        }
        let removed = checked.interventions.len();
        self.trace.set(span, "citations", checked.citations.len());
        self.trace.set(span, "removed", removed);
        self.trace.close(span, self.at_us, if removed == 0 { "ok" } else { "repaired" });
        self.keep(checked)
    }

    /// Makes what the model call in progress has shown so far part of the reply.
    pub(super) fn keep_shown(&mut self) {
        if let Some(stream) = self.stream.take() {
            self.keep(stream.break_off());
        }
    }

    fn keep(&mut self, checked: Checked) -> String {
        self.shown.push_str(&checked.shown);
        if !checked.citations.is_empty() {
            self.emit(AgentEvent::Citations { citations: checked.citations.clone() });
            self.citations.extend(checked.citations);
        }
        checked.interventions.into_iter().for_each(|intervention| self.intervene(intervention));
        checked.shown.trim_start().to_owned()
    }

    fn close_chat(&mut self, status: &str, usage: Usage) {
        let Some(chat) = self.spans.chat.take() else { return };
        self.trace.set(chat, "gen_ai.usage.input_tokens", usage.input_tokens);
        self.trace.set(chat, "gen_ai.usage.output_tokens", usage.output_tokens);
        self.trace.close(chat, self.at_us, status);
    }

    /// Notes what the agent said and called, for the models of this turn.
    pub(super) fn say(&mut self, text: String, tool_calls: Vec<ToolCall>) {
        if !text.is_empty() || !tool_calls.is_empty() {
            self.messages.push(Message::Assistant { agent: self.agent.name().to_owned(), text, tool_calls });
        }
    }
}

fn finish_name(finish: FinishReason) -> &'static str {
    match finish {
        FinishReason::Stop => "ok",
        FinishReason::ToolCalls => "tool_calls",
        FinishReason::Length => "length",
    }
}

fn error_kind(error: &ModelError) -> &'static str {
    match error {
        ModelError::Cancelled => "cancelled",
        ModelError::Timeout { .. } => "timeout",
        ModelError::Unavailable(_) => "unavailable",
        ModelError::Malformed(_) => "malformed",
        ModelError::NotUnderstood => "not_understood",
        _ => "failed",
    }
}

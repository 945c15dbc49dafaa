//! Tool calls and handoffs: what a model proposes, what is let through, what came back.

use super::{AgentRun, Bound, Phase, Surroundings, error_value};
use crate::event::{AgentEvent, Handoff, ToolCallReport};
use crate::target::TargetLimits;
use crate::{AgentId, guard, slots};
use coach_domain::safety::grounding::{NOTHING_LEFT, ground};
use coach_domain::safety::scope::{self, ScopeContext};
use coach_llm::{Message, ToolCall};
use coach_mcp::{CallError, Outcome};
use coach_store::{ProposalRow, ProposalState};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeSet;

/// Bytes of a tool's result that a model is shown at most; the gateway's own limit is below.
const RESULT_BYTES: usize = 32 * 1024;

/// Characters of a summary or of a reason.
const LINE_CHARS: usize = 200;

/// One tool call for the driver to make.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PlannedCall {
    /// Id within the turn.
    pub call_id: String,
    /// Id of the call over all turns; the same when the call is repeated after a crash.
    pub key: String,
    /// Who calls.
    pub agent: AgentId,
    /// Server.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// Arguments as one JSON object.
    pub arguments: Value,
    /// It proposes or makes a write; such calls are made one after another.
    pub writes: bool,
    /// Standing approvals hold for it. Never after a tool result was read in the turn or after a crash.
    pub may_stand: bool,
}

/// What came of a planned call.
#[derive(Debug)]
pub struct ToolAnswer {
    /// Id within the turn.
    pub call_id: String,
    /// What the router said.
    pub result: Result<Outcome, CallError>,
    /// When the call began, in microseconds since the turn began.
    pub started_us: u64,
}

/// One call of an answer, and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Slot {
    call: ToolCall,
    planned: Option<PlannedCall>,
    answer: Option<Message>,
    report: Option<ToolCallReport>,
}

impl Slot {
    /// The call, while it has no answer.
    pub(super) fn waiting(&self) -> Option<&PlannedCall> {
        self.planned.as_ref().filter(|_| self.answer.is_none())
    }

    pub(super) fn revoke_standing(&mut self) {
        if let Some(planned) = &mut self.planned {
            planned.may_stand = false;
        }
    }

    fn failed(call: &ToolCall, message: String) -> Self {
        Self {
            planned: None,
            answer: Some(Message::Tool {
                call_id: call.id.clone(),
                name: call.name.clone(),
                content: error_value(message),
                is_error: true,
            }),
            report: Some(ToolCallReport {
                server: String::new(),
                tool: call.name.clone(),
                arguments: call.arguments.clone(),
                duration_ms: 0.0,
                ok: false,
            }),
            call: call.clone(),
        }
    }
}

impl AgentRun {
    /// Takes the calls of an answer: a handoff if there is one, else tools.
    pub(super) fn take_calls(&mut self, around: &Surroundings, said: String, calls: Vec<ToolCall>) {
        let calls = self.with_unique_ids(calls);
        if let Some((target, reason)) = calls.iter().find_map(|call| self.handoff(call)) {
            // What else was called is for the agent that takes over to call, if it wants to.
            self.say(said, Vec::new());
            self.hand_over(around, target, &reason);
            return;
        }
        let slots = calls.iter().map(|call| self.plan(around, call)).collect();
        self.say(said, calls);
        self.settle(slots);
    }

    /// Takes the answer of a planned call; one that is not waited for is ignored.
    pub fn tool_answer(&mut self, around: &Surroundings, answer: ToolAnswer, at_us: u64) {
        self.at_us = self.at_us.max(at_us);
        let Phase::AwaitTools(slots) = &mut self.phase else { return };
        let mut slots = std::mem::take(slots);
        let waiting = slots.iter_mut().find_map(|slot| {
            let planned = slot.waiting().filter(|planned| planned.call_id == answer.call_id)?.clone();
            Some((slot, planned))
        });
        let Some((slot, planned)) = waiting else {
            self.phase = Phase::AwaitTools(slots);
            return;
        };
        let flags = match &answer.result {
            Ok(outcome) => guard::in_result(&outcome.structured, self.input.today),
            Err(_) => Vec::new(),
        };
        self.take_answer(slot, &planned, answer);
        if flags.is_empty() {
            self.settle(slots);
        } else {
            self.phase = Phase::AwaitTools(slots);
            self.collect_reports();
            self.stop(&flags, around);
        }
    }

    /// The calls that have no answer yet.
    #[must_use]
    pub fn waiting_calls(&self) -> Vec<PlannedCall> {
        match &self.phase {
            Phase::AwaitTools(slots) => slots.iter().filter_map(Slot::waiting).cloned().collect(),
            _ => Vec::new(),
        }
    }

    /// Keeps the reports of the calls in progress.
    pub(super) fn collect_reports(&mut self) {
        if let Phase::AwaitTools(slots) = &mut self.phase {
            self.tool_calls.extend(slots.iter_mut().filter_map(|slot| slot.report.take()));
        }
    }

    /// Waits for the calls that have no answer yet, or goes on when every one has.
    fn settle(&mut self, slots: Vec<Slot>) {
        let is_settled = slots.iter().all(|slot| slot.answer.is_some());
        self.phase = Phase::AwaitTools(slots);
        if !is_settled {
            return;
        }
        self.collect_reports();
        if let Phase::AwaitTools(slots) = std::mem::replace(&mut self.phase, Phase::Model) {
            self.messages.extend(slots.into_iter().filter_map(|slot| slot.answer));
        }
        if self.failures >= self.input.limits.failures {
            self.bound.get_or_insert(Bound::Failures);
        }
        if self.calls >= self.input.limits.tool_calls {
            self.bound.get_or_insert(Bound::ToolCalls);
        }
    }

    /// Lets a call through or answers it with what is wrong.
    fn plan(&mut self, around: &Surroundings, call: &ToolCall) -> Slot {
        if AgentId::of_transfer_tool(&call.name).is_some() {
            self.failures += 1;
            return Slot::failed(call, "a handoff is not possible now; answer yourself".to_owned());
        }
        let Some(entry) = around.toolbox.find(&call.name).filter(|_| self.agent != AgentId::CoachSelector) else {
            self.failures += 1;
            let names: Vec<_> = self.tool_names(around);
            return Slot::failed(
                call,
                format!("there is no tool `{}`; the tools are: {}", call.name, names.join(", ")),
            );
        };
        let arguments = match &call.arguments {
            Value::Object(_) => call.arguments.clone(),
            Value::Null => Value::Object(serde_json::Map::new()),
            _ => {
                self.failures += 1;
                return Slot::failed(call, "the arguments have to be one JSON object".to_owned());
            }
        };
        if self.calls >= self.input.limits.tool_calls {
            self.bound.get_or_insert(Bound::ToolCalls);
            return Slot::failed(
                call,
                "no more tools can be called in this turn; answer with what is there".to_owned(),
            );
        }
        let identical =
            self.identical.entry(format!("{}/{} {}", entry.server, entry.tool, canonical(&arguments))).or_default();
        *identical += 1;
        if *identical > self.input.limits.identical_calls {
            self.bound.get_or_insert(Bound::IdenticalCalls);
            return Slot::failed(call, "the same call was made before; use its result".to_owned());
        }
        self.calls += 1;
        self.emit(AgentEvent::ToolStarted {
            server: entry.server.clone(),
            tool: entry.tool.clone(),
            arguments: arguments.clone(),
        });
        Slot {
            planned: Some(PlannedCall {
                call_id: call.id.clone(),
                key: format!("{}/{}", self.input.turn_id, call.id),
                agent: self.agent,
                server: entry.server.clone(),
                tool: entry.tool.clone(),
                arguments,
                writes: entry.writes,
                may_stand: !self.has_read,
            }),
            answer: None,
            report: None,
            call: call.clone(),
        }
    }

    fn take_answer(&mut self, slot: &mut Slot, planned: &PlannedCall, answer: ToolAnswer) {
        let duration_us = self.at_us.saturating_sub(answer.started_us);
        let span = self.trace.open(format!("execute_tool {}", planned.tool), Some(self.spans.agent), answer.started_us);
        self.trace.set(span, "gen_ai.operation.name", "execute_tool");
        self.trace.set(span, "gen_ai.tool.name", planned.tool.clone());
        self.trace.set(span, "gen_ai.tool.call.id", planned.call_id.clone());
        self.trace.set(span, "server", planned.server.clone());
        let (content, ok, summary) = match answer.result {
            Ok(outcome) => {
                self.trace.set(span, "cached", outcome.cached);
                self.trace.set(span, "citations", outcome.citations.len());
                self.has_read = true;
                self.take_outcome(planned, outcome)
            }
            Err(error) => {
                self.failures += u32::from(!matches!(error, CallError::Cancelled(_)));
                let message = format!("failed to {error}");
                (error_value(message.clone()), false, first_line(&message))
            }
        };
        self.trace.close(span, self.at_us, if ok { "ok" } else { "error" });
        let duration_ms = duration_us as f64 / 1000.0;
        self.emit(AgentEvent::ToolFinished {
            server: planned.server.clone(),
            tool: planned.tool.clone(),
            ok,
            duration_ms,
            summary,
        });
        slot.report = Some(ToolCallReport {
            server: planned.server.clone(),
            tool: planned.tool.clone(),
            arguments: planned.arguments.clone(),
            duration_ms,
            ok,
        });
        slot.answer = Some(Message::Tool {
            call_id: planned.call_id.clone(),
            name: slot.call.name.clone(),
            content,
            is_error: !ok,
        });
    }

    fn take_outcome(&mut self, planned: &PlannedCall, outcome: Outcome) -> (Value, bool, String) {
        let summary = first_line(&outcome.text);
        let beside =
            if outcome.own { super::known::beside_figures(&planned.tool, &outcome.structured) } else { Vec::new() };
        for citation in outcome.citations.into_iter().chain(beside) {
            if !self.figures.contains(&citation) {
                self.figures.push(citation);
            }
        }
        if outcome.own {
            slots::note(&mut self.named, &outcome.structured);
        }
        if let Some(proposal) = outcome.proposal {
            self.kept_proposals.extend(outcome.proposal_id.clone());
            let row = ProposalRow {
                id: outcome.proposal_id.unwrap_or_else(|| self.proposal_id()),
                at_ms: self.input.started_ms.saturating_add((self.at_us / 1000).cast_signed()),
                actor: planned.agent.name().to_owned(),
                tool: format!("{}/{}", planned.server, planned.tool),
                arguments: proposal.arguments,
                summary: proposal.summary,
                state: ProposalState::Open,
            };
            self.emit(AgentEvent::Proposal { proposal: row.clone() });
            self.proposals.push(row);
        }
        if outcome.structured.to_string().len() > RESULT_BYTES {
            return (error_value("the result is too long; ask for less"), false, summary);
        }
        (outcome.structured, !outcome.is_error, summary)
    }

    /// A short id that people can type: the end of the turn's id and a number.
    fn proposal_id(&self) -> String {
        let letters: Vec<char> = self.input.turn_id.chars().filter(char::is_ascii_alphanumeric).collect();
        let tail: String = letters.iter().skip(letters.len().saturating_sub(8)).collect();
        format!("{tail}-{}", self.proposals.len() + 1)
    }

    /// The agent that a call hands over to, when that is allowed.
    fn handoff(&self, call: &ToolCall) -> Option<(AgentId, String)> {
        let target = AgentId::of_transfer_tool(&call.name).filter(|target| self.may_hand_over_to(*target))?;
        let reason = call.arguments.get("reason").and_then(Value::as_str).unwrap_or_default();
        Some((target, reason.to_owned()))
    }

    fn hand_over(&mut self, around: &Surroundings, to: AgentId, reason: &str) {
        let from = self.agent;
        // The reason is a model's text that people see, so it is checked like a reply.
        let reason = self.checked_reason(around, &first_line(reason));
        let span = self.trace.open("handoff", Some(self.spans.agent), self.at_us);
        self.trace.set(span, "from", from.name());
        self.trace.set(span, "to", to.name());
        self.trace.close(span, self.at_us, "ok");
        self.trace.close(self.spans.agent, self.at_us, "handoff");
        self.emit(AgentEvent::AgentChanged { from, to, reason: reason.clone() });
        self.handoffs.push(Handoff { from, to, reason });
        self.visited.push(to);
        self.agent = to;
        self.begin_agent();
        self.phase = Phase::Model;
    }

    /// What may be shown of a reason: traced numbers, no target beyond the limits, nothing outside the scope.
    fn checked_reason(&mut self, around: &Surroundings, reason: &str) -> String {
        let evidence = self.evidence(around);
        let grounded = ground(reason, &evidence);
        let problem = TargetLimits::of(&around.profile, self.input.today).problem(&grounded.text, &evidence.figures);
        let is_empty = problem.is_some() || grounded.text == NOTHING_LEFT;
        let context = ScopeContext { words: evidence.words, conditions: around.profile.conditions.clone() };
        let scoped = scope::check(if is_empty { "" } else { &grounded.text }, &context);
        let removed = scoped.interventions.iter().any(|done| done.action == "removed");
        let done = grounded.interventions.into_iter().chain(problem).chain(scoped.interventions);
        done.for_each(|intervention| self.intervene(intervention));
        if removed { String::new() } else { scoped.text }
    }

    fn tool_names(&self, around: &Surroundings) -> Vec<String> {
        self.tools(around).into_iter().map(|tool| tool.name).collect()
    }

    /// Gives calls without an id, or with one that was used in this turn, another one; drops what no bound allows.
    fn with_unique_ids(&self, mut calls: Vec<ToolCall>) -> Vec<ToolCall> {
        let limits = &self.input.limits;
        calls.truncate((limits.tool_calls + limits.failures) as usize);
        let mut used: BTreeSet<String> = self
            .messages
            .iter()
            .filter_map(|message| match message {
                Message::Tool { call_id, .. } => Some(call_id.clone()),
                _ => None,
            })
            .collect();
        let mut next = used.len();
        for call in &mut calls {
            while call.id.is_empty() || used.contains(&call.id) {
                next += 1;
                call.id = format!("call_{next}");
            }
            used.insert(call.id.clone());
        }
        calls
    }
}

/// Arguments as text that is equal for equal arguments, whatever the order of their fields.
fn canonical(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            let fields: Vec<_> =
                fields.into_iter().map(|(name, field)| format!("{name:?}:{}", canonical(field))).collect();
            format!("{{{}}}", fields.join(","))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(canonical).collect::<Vec<_>>().join(",")),
        other => other.to_string(),
    }
}

/// The first line of a text without control characters, at most 200 characters.
fn first_line(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    line.chars().filter(|letter| !letter.is_control()).take(LINE_CHARS).collect()
}

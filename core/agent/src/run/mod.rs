//! One turn as a state machine without I/O: state and input in, actions out.

mod calls;
mod end;
mod known;
mod model;

use crate::event::{AgentEvent, Fallback, Handoff, ToolCallReport};
use crate::guard::{self, Told};
use crate::message::StoredMessage;
use crate::reply::ReplyStream;
use crate::slots::Named;
use crate::toolbox::Toolbox;
use crate::trace::Trace;
use crate::{AgentId, Limits};
use calls::Slot;
use coach_domain::citation::Citation;
use coach_domain::person::Profile;
use coach_domain::safety::Intervention;
use coach_domain::safety::grounding::Evidence;
use coach_domain::safety::red_flags::RedFlag;
use coach_llm::{ChatRequest, Message, ModelError, Usage};
use coach_store::ProposalRow;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, VecDeque};

pub use calls::{PlannedCall, ToolAnswer};
pub use end::TurnOutput;

/// What a turn begins with. Ids and times come from the caller, so that a turn can be replayed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunInput {
    /// Conversation.
    pub session_id: String,
    /// Id of the turn and of its trace, unique.
    pub turn_id: String,
    /// What the person wrote.
    pub text: String,
    /// The coach whom the person chose, so that there is no handoff.
    pub coach: Option<AgentId>,
    /// The person's local day.
    pub today: Date,
    /// The person's IANA time zone.
    pub time_zone: String,
    /// When the turn began, in milliseconds since 1970 UTC.
    pub started_ms: i64,
    /// Name of the model.
    pub model: String,
    /// Names of the models that answer when those before them fail, in order.
    #[serde(default)]
    pub fallbacks: Vec<String>,
    /// Bounds.
    pub limits: Limits,
}

/// What is around a turn and can be read again after a crash; it is not part of the saved state.
#[derive(Debug, Clone, PartialEq)]
pub struct Surroundings {
    /// Agent in charge of the conversation.
    pub agent: AgentId,
    /// Earlier messages of the conversation, oldest first.
    pub history: Vec<StoredMessage>,
    /// Tools.
    pub toolbox: Toolbox,
    /// The person.
    pub profile: Profile,
    /// First and last local day with any data.
    pub data_span: Option<(Date, Date)>,
}

impl Default for Surroundings {
    /// Those of a new conversation of an unknown person.
    fn default() -> Self {
        Self {
            agent: AgentId::CoachSelector,
            history: Vec::new(),
            toolbox: Toolbox::default(),
            profile: Profile::default(),
            data_span: None,
        }
    }
}

/// What the driver has to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Tell these events.
    Emit(Vec<AgentEvent>),
    /// Ask a model, pass its text to [`AgentRun::model_delta`] and its answer to [`AgentRun::model_response`].
    CallModel {
        /// What to ask.
        request: Box<ChatRequest>,
        /// Which model to ask: 0 for the first, then those to fall back on.
        model: usize,
        /// Microseconds since the turn began at which the call has to end.
        deadline_us: u64,
    },
    /// Call these tools, in any order or at once, and pass each answer to [`AgentRun::tool_answer`].
    CallTools {
        /// What to call.
        calls: Vec<PlannedCall>,
        /// Microseconds since the turn began at which the calls have to end.
        deadline_us: u64,
    },
    /// Nothing: the turn is over.
    Done(Ending),
}

/// How a turn ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// With a reply.
    Answered,
    /// With emergency advice.
    Stopped,
    /// The person, or a crash, ended it.
    Cancelled,
    /// The model failed.
    Failed(ModelError),
}

/// Where a turn stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Phase {
    /// The message was looked at for these red flags; nothing else was done yet.
    Begin(Vec<RedFlag>),
    /// A model is to be asked.
    Model,
    /// A model was asked.
    AwaitModel,
    /// Tools were called.
    AwaitTools(Vec<Slot>),
    /// Over.
    Over(Ending),
}

/// Why the next answer is the final one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Bound {
    ModelCalls,
    ToolCalls,
    IdenticalCalls,
    Failures,
    WallClock,
    EmptyAnswer,
}

/// One turn. Serialise it at any moment, drop it, read it back and go on: the result is the same.
///
/// While the machine waits for a model or for tools, [`step`](Self::step) asks for the same again, so a driver that
/// lost its work repeats it. Times are microseconds since the turn began.
#[derive(Debug, Serialize, Deserialize)]
pub struct AgentRun {
    input: RunInput,
    /// What the message tells of that limits what may be advised.
    #[serde(default)]
    told: Told,
    phase: Phase,
    /// Agent in charge.
    agent: AgentId,
    /// Agents that were in charge during this turn.
    visited: Vec<AgentId>,
    /// What was said in this turn after the person's message, as models see it.
    messages: Vec<Message>,
    /// The reply so far.
    shown: String,
    citations: Vec<Citation>,
    interventions: Vec<Intervention>,
    handoffs: Vec<Handoff>,
    tool_calls: Vec<ToolCallReport>,
    proposals: Vec<ProposalRow>,
    /// Ids of the proposals that the router has put into the store already.
    kept_proposals: Vec<String>,
    /// Figures that the tools of this turn returned.
    figures: Vec<Citation>,
    /// The figures of the own tools among them by name, for the slots of a reply.
    #[serde(default)]
    named: Named,
    usage: Usage,
    model_calls: u32,
    calls: u32,
    failures: u32,
    identical: BTreeMap<String, u32>,
    bound: Option<Bound>,
    /// The model that is asked: 0 for the first, then those to fall back on.
    #[serde(default)]
    asked: usize,
    #[serde(default)]
    fallbacks: Vec<Fallback>,
    /// A tool's result was read, so text from outside may steer the model.
    has_read: bool,
    outbox: VecDeque<AgentEvent>,
    trace: Trace,
    spans: OpenSpans,
    /// Latest time that was told.
    at_us: u64,
    /// The reply of the model call in progress; begun anew when the call is repeated.
    #[serde(skip)]
    stream: Option<ReplyStream>,
}

/// Spans that other spans stand under.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
struct OpenSpans {
    turn: u64,
    agent: u64,
    chat: Option<u64>,
}

impl AgentRun {
    /// Begins a turn: looks at the message for red flags.
    #[must_use]
    pub fn start(input: RunInput) -> Self {
        let mut trace = Trace::default();
        let turn = trace.open("turn", None, 0);
        let flags = guard::in_message(&input.text);
        let told = guard::told(&input.text);
        let agent = input.coach.unwrap_or(AgentId::CoachSelector);
        Self {
            told,
            phase: Phase::Begin(flags),
            agent,
            visited: Vec::new(),
            messages: Vec::new(),
            shown: String::new(),
            citations: Vec::new(),
            interventions: Vec::new(),
            handoffs: Vec::new(),
            tool_calls: Vec::new(),
            proposals: Vec::new(),
            kept_proposals: Vec::new(),
            figures: Vec::new(),
            named: Named::new(),
            usage: Usage::default(),
            model_calls: 0,
            calls: 0,
            failures: 0,
            identical: BTreeMap::new(),
            bound: None,
            asked: 0,
            fallbacks: Vec::new(),
            has_read: false,
            outbox: VecDeque::new(),
            trace,
            spans: OpenSpans { turn, agent: turn, chat: None },
            at_us: 0,
            stream: None,
            input,
        }
    }

    /// What to do next.
    pub fn step(&mut self, around: &Surroundings, at_us: u64) -> Action {
        self.at_us = self.at_us.max(at_us);
        if let Phase::Begin(flags) = &mut self.phase {
            let flags = std::mem::take(flags);
            self.begin(around, &flags);
        }
        if !self.outbox.is_empty() {
            return Action::Emit(self.take_events());
        }
        match &self.phase {
            Phase::Begin(_) | Phase::Model | Phase::AwaitModel => self.ask(around),
            Phase::AwaitTools(_) => Action::CallTools {
                calls: self.waiting_calls(),
                deadline_us: self.input.limits.wall_clock_s.saturating_mul(1_000_000),
            },
            Phase::Over(ending) => Action::Done(ending.clone()),
        }
    }

    /// Ends the turn; what was shown stays.
    pub fn cancelled(&mut self, at_us: u64) {
        self.at_us = self.at_us.max(at_us);
        if self.is_over() {
            return;
        }
        self.keep_shown();
        self.collect_reports();
        self.over(Ending::Cancelled, "cancelled");
    }

    /// To be called on a turn that was read back after a crash, before the first step. Calls that may have written
    /// already lose their standing approval: the person decides about them.
    pub fn resumed(&mut self) {
        if let Phase::AwaitTools(slots) = &mut self.phase {
            slots.iter_mut().for_each(Slot::revoke_standing);
        }
    }

    /// Whether the message has a red flag, before the first step: such a turn is answered by rule, whatever the limits
    /// say.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        matches!(&self.phase, Phase::Begin(flags) if !flags.is_empty())
    }

    /// Whether nothing is left to do but to tell the events and to store the turn.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Over(_))
    }

    /// Events to tell at once rather than at the next step.
    #[must_use]
    pub fn take_events(&mut self) -> Vec<AgentEvent> {
        self.outbox.drain(..).collect()
    }

    /// Microseconds since the turn began at the latest input.
    #[must_use]
    pub fn at_us(&self) -> u64 {
        self.at_us
    }

    /// What the turn began with.
    #[must_use]
    pub fn input(&self) -> &RunInput {
        &self.input
    }

    /// What the message tells of that limits what may be advised from now on. It is to be stored before a model is
    /// asked, so that every tool of the turn knows of it.
    #[must_use]
    pub fn told(&self) -> &Told {
        &self.told
    }

    /// Agent in charge.
    #[must_use]
    pub fn agent(&self) -> AgentId {
        self.agent
    }

    /// Stops at a red flag of the message, else lets the first agent begin.
    fn begin(&mut self, around: &Surroundings, flags: &[RedFlag]) {
        self.agent = self.input.coach.unwrap_or(around.agent);
        self.visited = vec![self.agent];
        self.emit(AgentEvent::RunStarted {
            session_id: self.input.session_id.clone(),
            trace_id: self.input.turn_id.clone(),
            agent: self.agent,
        });
        let span = self.trace.open("guard input", Some(self.spans.turn), 0);
        self.trace.set(span, "red_flags", flags.len());
        self.trace.close(span, self.at_us, if flags.is_empty() { "ok" } else { "stopped" });
        if flags.is_empty() && self.told.eating {
            self.refer(around);
        } else if flags.is_empty() {
            self.begin_agent();
            self.heed_pain();
            if around.profile.training_suspended() {
                self.remind_of_suspension();
            }
            self.phase = Phase::Model;
        } else {
            self.stop(flags, around);
        }
    }

    fn begin_agent(&mut self) {
        let name = format!("invoke_agent {}", self.agent);
        self.spans.agent = self.trace.open(name, Some(self.spans.turn), self.at_us);
        self.trace.set(self.spans.agent, "gen_ai.operation.name", "invoke_agent");
        self.trace.set(self.spans.agent, "gen_ai.agent.name", self.agent.name());
    }

    /// Everything that a number of the reply may stand on.
    fn evidence(&self, around: &Surroundings) -> Evidence {
        let mut figures = self.figures.clone();
        figures.push(known::day(self.input.today));
        if let Some((first, last)) = around.data_span {
            figures.extend([known::day(first), known::day(last)]);
        }
        let mut words = vec![self.input.text.clone()];
        for earlier in &around.history {
            for citation in &earlier.citations {
                if !figures.contains(citation) {
                    figures.push(citation.clone());
                }
            }
            if let Message::User { text } = &earlier.message
                && !words.contains(text)
            {
                words.push(text.clone());
            }
        }
        Evidence { figures, words }
    }

    fn emit(&mut self, event: AgentEvent) {
        self.outbox.push_back(event);
    }

    fn intervene(&mut self, intervention: Intervention) {
        self.emit(AgentEvent::Intervention { intervention: intervention.clone() });
        self.interventions.push(intervention);
    }

    fn over(&mut self, ending: Ending, status: &str) {
        self.trace.close_all(self.at_us, status);
        self.stream = None;
        self.phase = Phase::Over(ending);
    }
}

/// An object that tells a model what went wrong.
fn error_value(message: impl Into<String>) -> Value {
    serde_json::json!({ "error": message.into() })
}

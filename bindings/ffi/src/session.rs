//! Conversations: pull with `nextEvent`, or push to a listener.

use crate::runtime::{Outcome, handle};
use crate::{Citation, CoachError, Intervention, Proposal, TurnResult};
use std::sync::Arc;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio_util::sync::CancellationToken;

/// One thing that happens during a turn, in order.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum CoachEvent {
    /// The turn began.
    Started {
        /// Agent in charge.
        agent: String,
        /// Id of the trace.
        trace_id: String,
    },
    /// Another agent took over.
    AgentChanged {
        /// Who hands over.
        from_agent: String,
        /// Who takes over.
        to_agent: String,
        /// Why; may be empty.
        reason: String,
    },
    /// A checked piece of the reply; pieces that wait together arrive as one.
    Text {
        /// Text.
        text: String,
    },
    /// A tool is being called.
    ToolStarted {
        /// Server.
        server: String,
        /// Tool.
        tool: String,
        /// Arguments as JSON.
        arguments_json: String,
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
    },
    /// The safety envelope did something.
    Safety {
        /// What.
        intervention: Intervention,
    },
    /// A write waits for the person.
    Proposed {
        /// What would be written.
        proposal: Proposal,
    },
    /// Figures that stand behind the text so far.
    Cited {
        /// Figures.
        citations: Vec<Citation>,
    },
    /// A model failed and another one answers; text since that model was asked no longer counts.
    Fallback {
        /// Model that failed.
        from_model: String,
        /// Model that answers instead.
        to_model: String,
    },
    /// The turn is over and stored.
    Finished {
        /// What it came to.
        result: TurnResult,
    },
    /// The turn ended without an answer.
    Failed {
        /// Kind of failure.
        kind: String,
        /// What failed and what to do; reads after "failed to".
        reason: String,
    },
}

/// Translates an event; those that only tools for developers need give nothing.
fn translate(event: coach_api::CoachEvent) -> Option<CoachEvent> {
    use coach_api::CoachEvent as Inner;
    Some(match event {
        Inner::RunStarted { agent, trace_id, .. } => CoachEvent::Started { agent: agent.name().to_owned(), trace_id },
        Inner::AgentChanged { from, to, reason } => {
            CoachEvent::AgentChanged { from_agent: from.name().to_owned(), to_agent: to.name().to_owned(), reason }
        }
        Inner::TextDelta { text } => CoachEvent::Text { text },
        Inner::ToolStarted { server, tool, arguments } => {
            CoachEvent::ToolStarted { server, tool, arguments_json: arguments.to_string() }
        }
        Inner::ToolFinished { server, tool, ok, duration_ms, .. } => {
            CoachEvent::ToolFinished { server, tool, ok, duration_ms }
        }
        Inner::Intervention { intervention } => CoachEvent::Safety { intervention: intervention.into() },
        Inner::Proposal { proposal } => CoachEvent::Proposed { proposal: proposal.into() },
        Inner::Citations { citations } => {
            CoachEvent::Cited { citations: citations.into_iter().map(Citation::from).collect() }
        }
        Inner::Fallback { from, to, .. } => CoachEvent::Fallback { from_model: from, to_model: to },
        Inner::Finished { result } => CoachEvent::Finished { result: (*result).into() },
        Inner::Failed { kind, message } => CoachEvent::Failed { kind, reason: message },
        Inner::Usage { .. } => return None,
    })
}

/// What a listener may answer with; the turn then goes on without it.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    /// The listener failed.
    #[error("hear of the event")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    // The reason may hold a stack trace of the host, which has no business in our logs.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        ListenerError::Failed
    }
}

/// Hears of the events of a turn, one after the other, on a thread of its own. It may be slow and may call the coach.
#[uniffi::export(foreign)]
pub trait EventListener: Send + Sync {
    /// Called for every event.
    fn on_event(&self, event: CoachEvent) -> Result<(), ListenerError>;
}

/// The events of a turn that were not read yet.
#[derive(Debug)]
struct Unread {
    events: UnboundedReceiver<CoachEvent>,
    /// An event that was read while joining pieces of text.
    ahead: Option<CoachEvent>,
}

impl Unread {
    /// The next event; pieces of text that wait already are joined, so that a fast model crosses the boundary seldom.
    ///
    /// Waits once, before anything is taken out: a caller who gives up waiting loses no event.
    async fn next(&mut self) -> Option<CoachEvent> {
        let mut event = match self.ahead.take() {
            Some(event) => event,
            None => self.events.recv().await?,
        };
        if let CoachEvent::Text { text } = &mut event {
            while let Ok(next) = self.events.try_recv() {
                if let CoachEvent::Text { text: more } = next {
                    text.push_str(&more);
                } else {
                    self.ahead = Some(next);
                    break;
                }
            }
        }
        Some(event)
    }
}

/// A turn in progress. `nextEvent` until it gives nothing; `finish` for the result. Letting go of it cancels.
#[derive(Debug, uniffi::Object)]
pub struct Turn {
    unread: Arc<Mutex<Unread>>,
    outcome: Outcome<TurnResult>,
    cancel: CancellationToken,
}

impl Turn {
    fn new(mut turn: coach_api::Turn) -> Result<Self, CoachError> {
        let cancel = turn.cancel_token();
        let (sender, events) = unbounded_channel();
        // Events and result part ways here, so that waiting for the one never holds up the other.
        let outcome = Outcome::of(async move {
            while let Some(event) = turn.next_event().await {
                if let Some(event) = translate(event) {
                    // The turn goes on when nobody reads.
                    let _ = sender.send(event);
                }
            }
            Ok(turn.wait().await?.into())
        })?;
        Ok(Self { unread: Arc::new(Mutex::new(Unread { events, ahead: None })), outcome, cancel })
    }

    /// Reads all events on a thread of its own and hands them to a listener until it fails.
    fn listen(&self, listener: Arc<dyn EventListener>) -> Result<(), CoachError> {
        let unread = self.unread.clone();
        let runtime = handle()?;
        std::thread::Builder::new()
            .name("pocketcoach-events".to_owned())
            .spawn(move || {
                while let Some(event) = runtime.block_on(async { unread.lock().await.next().await }) {
                    if listener.on_event(event).is_err() {
                        break;
                    }
                }
            })
            .map(drop)
            .map_err(|_| CoachError::Unavailable { reason: "start a thread for events".to_owned() })
    }
}

#[uniffi::export]
impl Turn {
    /// The next event; nothing after the last one.
    pub async fn next_event(&self) -> Result<Option<CoachEvent>, CoachError> {
        // Taking from a queue needs no thread of ours, and waiting here keeps an event from getting lost on the way.
        Ok(self.unread.lock().await.next().await)
    }

    /// Waits for the result. It may be asked for again, also while events are still being read.
    pub async fn finish(&self) -> Result<TurnResult, CoachError> {
        self.outcome.wait().await
    }

    /// Ends the turn soon; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// One conversation.
#[derive(Debug, uniffi::Object)]
pub struct Session {
    session: coach_api::Session,
}

impl Session {
    pub(crate) const fn new(session: coach_api::Session) -> Self {
        Self { session }
    }
}

#[uniffi::export]
impl Session {
    /// Id of the conversation.
    pub fn id(&self) -> String {
        self.session.id().to_owned()
    }

    /// Sends a message; `coach` is `max`, `emma` or `progress`, or nothing to let the question decide. Events are
    /// pulled from the turn.
    #[uniffi::method(default(coach = None))]
    pub fn send(&self, text: String, coach: Option<String>) -> Result<Turn, CoachError> {
        let _guard = handle()?.enter();
        let options = coach_api::SendOptions { coach, standing_approvals: Vec::new() };
        Turn::new(self.session.send(text, options)?)
    }

    /// Sends a message and pushes its events to a listener. The result may be there before the listener heard of the
    /// last event.
    #[uniffi::method(default(coach = None))]
    pub fn send_to(
        &self,
        text: String,
        listener: Arc<dyn EventListener>,
        coach: Option<String>,
    ) -> Result<Turn, CoachError> {
        let turn = self.send(text, coach)?;
        turn.listen(listener)?;
        Ok(turn)
    }
}

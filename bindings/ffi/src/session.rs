//! Conversations: pull with `nextEvent`, or push to a listener.

use crate::runtime::{Outcome, handle, hop};
use crate::words::{limit, signed, word};
use crate::{Citation, Coach, CoachError, Intervention, Proposal, TurnResult};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

/// One thing that happens during a turn, in order.
#[derive(Debug, Clone, PartialEq, uniffi::Enum, serde::Serialize)]
#[serde(tag = "event", rename_all = "snake_case")]
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
    /// Checked text of the reply; pieces that come close together arrive as one.
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

/// Longest time that a piece of text waits for more, so that a model crosses the boundary at most 25 times a second.
const WINDOW: Duration = Duration::from_millis(40);
/// Bytes of text that go at once.
const FULL: usize = 512;

/// Joins pieces of text on their way out. The first piece after a pause goes at once; those that follow wait for each
/// other for [`WINDOW`] or until there are [`FULL`] bytes. Whatever is no text goes at once, behind the text before it.
#[derive(Debug)]
struct Batches {
    out: UnboundedSender<CoachEvent>,
    text: String,
    /// When the text that waits has to go.
    due: Option<Instant>,
    /// When text went last.
    last: Option<Instant>,
}

impl Batches {
    const fn new(out: UnboundedSender<CoachEvent>) -> Self {
        Self { out, text: String::new(), due: None, last: None }
    }

    fn take(&mut self, event: CoachEvent) {
        let CoachEvent::Text { text } = event else {
            self.flush();
            // The turn goes on when nobody reads.
            let _ = self.out.send(event);
            return;
        };
        self.text.push_str(&text);
        let now = Instant::now();
        let due = *self.due.get_or_insert_with(|| self.last.map_or(now, |last| last + WINDOW));
        if due <= now || self.text.len() >= FULL {
            self.flush();
        }
    }

    fn flush(&mut self) {
        self.due = None;
        if !self.text.is_empty() {
            self.last = Some(Instant::now());
            let _ = self.out.send(CoachEvent::Text { text: std::mem::take(&mut self.text) });
        }
    }

    /// Waits for what comes next, no longer than text may wait: `None` says that it was time to let it go.
    async fn next<T>(&mut self, coming: impl Future<Output = T>) -> Option<T> {
        let Some(due) = self.due else { return Some(coming.await) };
        let came = tokio::time::timeout_at(due, coming).await.ok();
        if came.is_none() {
            self.flush();
        }
        came
    }
}

/// The events of a turn that were not read yet.
#[derive(Debug)]
struct Unread {
    events: UnboundedReceiver<CoachEvent>,
    /// An event that was read while joining pieces of text.
    ahead: Option<CoachEvent>,
}

impl Unread {
    /// The next event; pieces of text that wait already are joined, so that a slow reader catches up at once.
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

static TURNS: AtomicI64 = AtomicI64::new(0);
static SESSIONS: AtomicI64 = AtomicI64::new(0);

/// Turns of the process that have not been let go of.
pub(crate) fn live_turns() -> i64 {
    TURNS.load(Ordering::SeqCst)
}

/// Conversations of the process that have not been let go of.
pub(crate) fn live_sessions() -> i64 {
    SESSIONS.load(Ordering::SeqCst)
}

/// One of a number of things that are alive.
#[derive(Debug)]
struct Alive(&'static AtomicI64);

impl Alive {
    fn of(number: &'static AtomicI64) -> Self {
        number.fetch_add(1, Ordering::SeqCst);
        Self(number)
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// A turn in progress. `nextEvent` until it gives nothing; `finish` for the result. Letting go of it cancels.
#[derive(Debug, uniffi::Object)]
pub struct Turn {
    unread: Arc<Mutex<Unread>>,
    outcome: Outcome<TurnResult>,
    cancel: CancellationToken,
    _alive: Alive,
}

impl Turn {
    fn new(mut turn: coach_api::Turn) -> Result<Self, CoachError> {
        let cancel = turn.cancel_token();
        let (sender, events) = unbounded_channel();
        // Events and result part ways here, so that waiting for the one never holds up the other.
        let outcome = Outcome::of(async move {
            let mut batches = Batches::new(sender);
            loop {
                match batches.next(turn.next_event()).await {
                    Some(Some(event)) => {
                        if let Some(event) = translate(event) {
                            batches.take(event);
                        }
                    }
                    Some(None) => break,
                    None => {}
                }
            }
            batches.flush();
            drop(batches);
            Ok(turn.wait().await?.into())
        })?;
        Ok(Self::of(events, outcome, cancel))
    }

    /// A turn whose text is made up by `work`, which hands it over piece by piece and says whether it came to its end.
    pub(crate) fn made_up<F: Future<Output = bool> + Send + 'static>(
        cancel: CancellationToken,
        work: impl FnOnce(Box<dyn Fn(String) + Send + Sync>) -> F + Send + 'static,
    ) -> Result<Self, CoachError> {
        let (sender, events) = unbounded_channel();
        let outcome = Outcome::of(async move {
            let mut batches = Batches::new(sender);
            let (pieces, mut written) = unbounded_channel();
            let send = move |text| {
                // A reader that is gone ends the turn by its cancellation.
                let _ = pieces.send(text);
            };
            let work = tokio::spawn(work(Box::new(send)));
            let mut reply = String::new();
            loop {
                match batches.next(written.recv()).await {
                    Some(Some(text)) => {
                        reply.push_str(&text);
                        batches.take(CoachEvent::Text { text });
                    }
                    Some(None) => break,
                    None => {}
                }
            }
            if work.await.unwrap_or(false) {
                let result = TurnResult { reply, ..TurnResult::default() };
                batches.take(CoachEvent::Finished { result: result.clone() });
                Ok(result)
            } else {
                batches
                    .take(CoachEvent::Failed { kind: "cancelled".to_owned(), reason: "finish: cancelled".to_owned() });
                Err(CoachError::Cancelled)
            }
        })?;
        Ok(Self::of(events, outcome, cancel))
    }

    fn of(events: UnboundedReceiver<CoachEvent>, outcome: Outcome<TurnResult>, cancel: CancellationToken) -> Self {
        let unread = Arc::new(Mutex::new(Unread { events, ahead: None }));
        Self { unread, outcome, cancel, _alive: Alive::of(&TURNS) }
    }

    /// Reads all events on a thread of its own and hands them to a listener until it fails.
    pub(crate) fn listen(&self, listener: Arc<dyn EventListener>) -> Result<(), CoachError> {
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
    _alive: Alive,
}

impl Session {
    fn new(session: coach_api::Session) -> Self {
        Self { session, _alive: Alive::of(&SESSIONS) }
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

    /// What was said, in order, with the figures that stand behind each reply.
    pub async fn history(&self) -> Result<Vec<HistoryMessage>, CoachError> {
        let session = self.session.clone();
        hop(async move { Ok(session.history().await?.into_iter().map(HistoryMessage::from).collect()) }).await
    }

    /// Goes on with a turn that a crash interrupted; nothing when there is none.
    pub async fn resume(&self) -> Result<Option<TurnResult>, CoachError> {
        let session = self.session.clone();
        hop(async move { Ok(session.resume().await?.map(TurnResult::from)) }).await
    }
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HistoryMessage {
    /// Position in the conversation, from 0.
    pub index: i64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The person said it; else a coach.
    pub is_person: bool,
    /// The coach who said it; empty for the person.
    pub coach: String,
    /// What was said.
    pub text: String,
    /// How its turn ended: `complete`, `stopped`, `cancelled` or `failed`.
    pub status: String,
    /// One for each number of a reply.
    pub citations: Vec<Citation>,
    /// What the safety envelope did.
    pub interventions: Vec<Intervention>,
    /// Id of the turn's trace.
    pub trace_id: String,
}

impl From<coach_api::HistoryMessage> for HistoryMessage {
    fn from(message: coach_api::HistoryMessage) -> Self {
        let stored = message.message;
        let (is_person, coach) = match &stored.message {
            coach_api::Message::Assistant { agent, .. } => (false, agent.clone()),
            coach_api::Message::User { .. } => (true, String::new()),
            _ => (false, String::new()),
        };
        Self {
            index: signed(message.index),
            at_ms: message.at_ms,
            is_person,
            coach,
            text: stored.text().to_owned(),
            status: word(&stored.status),
            citations: stored.citations.into_iter().map(Citation::from).collect(),
            interventions: stored.interventions.into_iter().map(Intervention::from).collect(),
            trace_id: stored.turn_id,
        }
    }
}

/// A conversation in a list.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Conversation {
    /// Id.
    pub id: String,
    /// When it began, in milliseconds since 1970 UTC.
    pub created_ms: i64,
    /// Agent in charge.
    pub agent: String,
    /// Number of messages.
    pub messages: i64,
    /// What the person calls it.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// How its first question begins, at most 80 letters.
    #[uniffi(default = None)]
    pub about: Option<String>,
}

impl From<coach_api::SessionRow> for Conversation {
    fn from(row: coach_api::SessionRow) -> Self {
        Self {
            id: row.id,
            created_ms: row.created_ms,
            agent: row.agent,
            messages: signed(row.messages),
            name: row.name,
            about: row.about,
        }
    }
}

/// Something that was said or written down.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SearchHit {
    /// `message`, `workout`, or the kind of a journal entry.
    pub kind: String,
    /// Id of the conversation, the entry or the workout.
    pub id: String,
    /// `person`, or the coach who said it.
    pub said_by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The words around what was found.
    pub snippet: String,
}

/// A coach that the person may choose.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Personality {
    /// Fixed name, for example `Dr. Progress`.
    pub name: String,
    /// Short name, for example `progress`, as `send` takes it.
    pub flag: String,
    /// Style in one word.
    pub style: String,
}

/// The coaches that the person may choose among.
#[uniffi::export]
pub fn personalities() -> Result<Vec<Personality>, CoachError> {
    let all = coach_api::Coach::personalities().into_iter();
    Ok(all.map(|coach| Personality { name: coach.name, flag: coach.flag, style: coach.style }).collect())
}

#[uniffi::export]
impl Coach {
    /// Begins a conversation.
    pub async fn new_session(&self) -> Result<Arc<Session>, CoachError> {
        self.with(|coach| async move { Ok(Arc::new(Session::new(coach.new_session().await?))) }).await
    }

    /// Goes on with a conversation.
    pub async fn session(&self, id: String) -> Result<Arc<Session>, CoachError> {
        self.with(|coach| async move { Ok(Arc::new(Session::new(coach.session(&id).await?))) }).await
    }

    /// Every conversation, newest first.
    pub async fn sessions(&self) -> Result<Vec<Conversation>, CoachError> {
        self.with(|coach| async move { Ok(coach.sessions().await?.into_iter().map(Conversation::from).collect()) })
            .await
    }

    /// Calls a conversation something; nothing but spaces takes its name away.
    pub async fn name_session(&self, id: String, name: String) -> Result<Conversation, CoachError> {
        self.with(|coach| async move { Ok(coach.name_session(&id, &name).await?.into()) }).await
    }

    /// Erases a conversation, on every device.
    pub async fn delete_session(&self, id: String) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.delete_session(&id).await }).await
    }

    /// Begins a conversation with the first `messages` messages of another one, which stays as it is.
    pub async fn branch_session(&self, id: String, messages: i32) -> Result<Conversation, CoachError> {
        let count = limit("branch the conversation", messages)?;
        self.with(|coach| async move { Ok(coach.branch_session(&id, count).await?.into()) }).await
    }

    /// Looks for words in conversations, the journal and notes of workouts, the most telling finds first.
    #[uniffi::method(default(most = 20))]
    pub async fn search(&self, text: String, most: i32) -> Result<Vec<SearchHit>, CoachError> {
        let most = limit("search", most)?;
        self.with(|coach| async move {
            let found = coach.search(&text, most).await?;
            Ok(found
                .into_iter()
                .map(|hit| SearchHit {
                    kind: hit.kind,
                    id: hit.id,
                    said_by: hit.said_by,
                    at_ms: hit.at_ms,
                    snippet: hit.snippet,
                })
                .collect())
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> CoachEvent {
        CoachEvent::Text { text: text.to_owned() }
    }

    fn drained(events: &mut UnboundedReceiver<CoachEvent>) -> Vec<CoachEvent> {
        std::iter::from_fn(|| events.try_recv().ok()).collect()
    }

    fn changed() -> CoachEvent {
        CoachEvent::Fallback { from_model: "a".to_owned(), to_model: "b".to_owned() }
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_piece_goes_at_once_and_the_next_ones_together() {
        let (out, mut events) = unbounded_channel();
        let mut batches = Batches::new(out);
        batches.take(text("one "));
        assert_eq!(drained(&mut events), [text("one ")]);
        batches.take(text("two "));
        batches.take(text("three "));
        assert_eq!(drained(&mut events), []);
        // Nothing comes, and then it is time.
        assert_eq!(batches.next(std::future::pending::<()>()).await, None);
        assert_eq!(drained(&mut events), [text("two three ")]);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_no_text_goes_behind_the_text_before_it() {
        let (out, mut events) = unbounded_channel();
        let mut batches = Batches::new(out);
        for event in [text("one "), text("two "), changed(), text("three ")] {
            batches.take(event);
        }
        batches.flush();
        assert_eq!(drained(&mut events), [text("one "), text("two "), changed(), text("three ")]);
    }

    #[tokio::test(start_paused = true)]
    async fn much_text_does_not_wait() {
        let (out, mut events) = unbounded_channel();
        let mut batches = Batches::new(out);
        for _ in 0..3 {
            batches.take(text(&"x".repeat(FULL)));
        }
        assert_eq!(drained(&mut events).len(), 3);
    }

    #[tokio::test]
    async fn a_slow_reader_gets_what_waits_as_one_and_nothing_out_of_order() {
        let (out, events) = unbounded_channel();
        let mut unread = Unread { events, ahead: None };
        for event in [text("a"), text("b"), changed(), text("c"), text("d")] {
            out.send(event).unwrap();
        }
        drop(out);
        assert_eq!(unread.next().await, Some(text("ab")));
        assert_eq!(unread.next().await, Some(changed()));
        assert_eq!(unread.next().await, Some(text("cd")));
        assert_eq!(unread.next().await, None);
    }
}

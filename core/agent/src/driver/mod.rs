//! The thin driver: runs what the state machine asks for.

mod proposals;
mod storage;
mod tools;

use crate::event::{AgentEvent, TurnResult};
use crate::limits::{Limits, RateLimiter};
use crate::run::{Action, AgentRun, Ending, RunInput, Surroundings};
use crate::{AgentId, Error};
use coach_domain::time::Clock;
use coach_llm::{ChatModel, ChatRequest, ChatResponse, ModelError};
use coach_mcp::{Router, StandingApprovals};
use coach_store::Store;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

/// How to run a turn.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TurnOptions {
    /// The coach who answers, without triage or handoff; the agent in charge of the conversation otherwise.
    pub coach: Option<AgentId>,
    /// Writes that need no question. They hold only for calls that the model makes before it has read any tool
    /// result in the turn, so that no text in a result can use them.
    pub standing: StandingApprovals,
}

/// Where events go.
type OnEvent<'sink> = &'sink mut (dyn FnMut(AgentEvent) + Send);

/// Runs turns: asks models, calls tools, stores what came of it. One for the whole process; turns of different
/// conversations run side by side.
pub struct Driver {
    model: Arc<dyn ChatModel>,
    /// Those to fall back on, in order.
    fallbacks: Vec<Arc<dyn ChatModel>>,
    router: Router,
    store: Store,
    clock: Arc<dyn Clock>,
    limits: Limits,
    rate: Mutex<RateLimiter>,
    /// Conversations with a turn in progress and proposals that are being decided.
    busy: Arc<Mutex<BTreeSet<String>>>,
}

impl std::fmt::Debug for Driver {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Driver").field("model", &self.model.name()).finish_non_exhaustive()
    }
}

impl Driver {
    /// A driver with the default [`Limits`] and no model to fall back on.
    #[must_use]
    pub fn new(model: Arc<dyn ChatModel>, router: Router, store: Store, clock: Arc<dyn Clock>) -> Self {
        Self {
            model,
            fallbacks: Vec::new(),
            router,
            store,
            clock,
            limits: Limits::default(),
            rate: Mutex::default(),
            busy: Arc::default(),
        }
    }

    /// A further model, which answers when those before it fail; the last one is the built-in coach as a rule.
    #[must_use]
    pub fn with_fallback(mut self, model: Arc<dyn ChatModel>) -> Self {
        self.fallbacks.push(model);
        self
    }

    /// Other bounds than the default ones.
    #[must_use]
    pub fn with_limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Another rate limit than 100 requests per 15 minutes for each coach and 300 in all.
    #[must_use]
    pub fn with_rate_limiter(mut self, rate: RateLimiter) -> Self {
        self.rate = Mutex::new(rate);
        self
    }

    /// Begins a conversation and returns its id.
    ///
    /// # Errors
    /// [`Error::Store`].
    pub async fn new_session(&self) -> Result<String, Error> {
        self.with_store(|store| store.create_session(AgentId::CoachSelector.name())).await
    }

    /// Answers a message. Events are told while the turn runs, the last one is `Finished` or `Failed`. A red flag in
    /// the message is answered by rule, whatever the model, the limits and the store say.
    ///
    /// Cancelling is safe at any moment: the message and what was shown stay in the conversation, marked as cancelled.
    /// So is dropping the future: the next turn of the conversation does the same.
    ///
    /// # Errors
    /// [`Error`]; the conversation is consistent in every case.
    pub async fn turn(
        &self,
        session_id: &str,
        text: &str,
        options: &TurnOptions,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) -> Result<TurnResult, Error> {
        let result = self.new_turn(session_id, text, options, on_event, cancel).await;
        tell_end(&result, on_event);
        result
    }

    /// Goes on with the turn that a crash interrupted; `None` when there is none.
    ///
    /// # Errors
    /// As [`turn`](Self::turn).
    pub async fn resume(
        &self,
        session_id: &str,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) -> Result<Option<TurnResult>, Error> {
        let occupied = self.occupy(session_id)?;
        let (around, saved) = self.surroundings(&occupied).await?;
        let Some(mut run) = self.unfinished(&around, saved).await? else { return Ok(None) };
        run.resumed();
        let watch = Watch::from(run.at_us());
        let result = self.drive(&mut run, &around, &watch, on_event, cancel).await;
        tell_end(&result, on_event);
        result.map(Some)
    }

    /// What the first model would be asked about a message, without asking it or storing anything; `None` where a rule
    /// answers instead of any model. Without a conversation, a new one is meant.
    ///
    /// # Errors
    /// As [`turn`](Self::turn).
    pub async fn first_request(
        &self,
        session_id: Option<&str>,
        text: &str,
        options: &TurnOptions,
    ) -> Result<Option<ChatRequest>, Error> {
        let session_id = session_id.map(str::to_owned);
        let mut run = self.begin(session_id.clone().unwrap_or_default(), text, options);
        if !run.is_urgent() {
            self.check_length(text)?;
        }
        let (surroundings, _) = self.read_surroundings(session_id).await?;
        loop {
            match run.step(&surroundings, 0) {
                Action::Emit(_) => {}
                Action::CallModel { request, .. } => return Ok(Some(*request)),
                Action::CallTools { .. } | Action::Done(_) => return Ok(None),
            }
        }
    }

    /// A turn before its first step.
    fn begin(&self, session_id: String, text: &str, options: &TurnOptions) -> AgentRun {
        AgentRun::start(RunInput {
            session_id,
            turn_id: uuid::Uuid::now_v7().to_string(),
            text: text.to_owned(),
            coach: options.coach,
            today: self.clock.today(),
            time_zone: self.clock.time_zone(),
            started_ms: self.clock.now_ms(),
            model: self.model.name().to_owned(),
            fallbacks: self.fallbacks.iter().map(|model| model.name().to_owned()).collect(),
            limits: self.limits.clone(),
        })
    }

    async fn new_turn(
        &self,
        session_id: &str,
        text: &str,
        options: &TurnOptions,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) -> Result<TurnResult, Error> {
        let watch = Watch::from(0);
        let mut run = self.begin(session_id.to_owned(), text, options);
        let is_urgent = run.is_urgent();
        if !is_urgent {
            self.check_length(text)?;
        }
        let occupied = self.occupy(session_id)?;
        let mut around = match self.prepare(&occupied).await {
            Err(error) if is_urgent => {
                tracing::warn!(kind = error.kind(), "the store is not there; the emergency advice goes on without it");
                Around::unknown(occupied)
            }
            around => around?,
        };
        if !is_urgent {
            self.check_rate(options.coach.unwrap_or(around.surroundings.agent), run.input().started_ms)?;
        }
        around.standing = options.standing.clone();
        self.heed(&run).await?;
        self.drive(&mut run, &around, &watch, on_event, cancel).await
    }

    /// Runs a turn to its end and stores it.
    async fn drive(
        &self,
        run: &mut AgentRun,
        around: &Around,
        watch: &Watch,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) -> Result<TurnResult, Error> {
        let span = tracing::info_span!("turn", trace_id = %run.input().turn_id);
        self.run_actions(run, around, watch, on_event, cancel).instrument(span).await
    }

    async fn run_actions(
        &self,
        run: &mut AgentRun,
        around: &Around,
        watch: &Watch,
        on_event: OnEvent<'_>,
        cancel: &CancellationToken,
    ) -> Result<TurnResult, Error> {
        let mut saved_us = None;
        let ending = loop {
            match run.step(&around.surroundings, watch.now_us()) {
                Action::Emit(events) => events.into_iter().for_each(&mut *on_event),
                Action::CallModel { request, model, deadline_us } => {
                    if is_due(saved_us, watch) {
                        self.save(run, around).await?;
                        saved_us = Some(watch.now_us());
                    }
                    let left = Duration::from_micros(deadline_us.saturating_sub(watch.now_us()));
                    let limit_s = deadline_us / 1_000_000;
                    let model = model.checked_sub(1).and_then(|at| self.fallbacks.get(at)).unwrap_or(&self.model);
                    let response = ask(model.as_ref(), &request, (left, limit_s), run, on_event, cancel).await;
                    run.model_response(&around.surroundings, response, watch.now_us());
                }
                Action::CallTools { calls, deadline_us } => {
                    if is_due(saved_us, watch) || calls.iter().any(|call| call.writes) {
                        self.save(run, around).await?;
                        saved_us = Some(watch.now_us());
                    }
                    let left = Duration::from_micros(deadline_us.saturating_sub(watch.now_us()));
                    self.call_tools(run, around, calls, left, watch, on_event, cancel).await;
                }
                Action::Done(ending) => break ending,
            }
        };
        let committed = self.commit(run, around, watch.now_us()).await;
        match ending {
            Ending::Stopped => {
                if let Err(error) = committed {
                    tracing::warn!(kind = error.kind(), "the emergency advice was given and could not be stored");
                }
                Ok(run.result())
            }
            Ending::Answered => committed.map(|()| run.result()),
            Ending::Cancelled => committed.and(Err(Error::Cancelled)),
            Ending::Failed(ModelError::Timeout { seconds }) => committed.and(Err(Error::Timeout { seconds })),
            Ending::Failed(error) => committed.and(Err(Error::Model(error))),
        }
    }

    fn check_length(&self, text: &str) -> Result<(), Error> {
        if text.trim().is_empty() {
            return Err(Error::InputEmpty);
        }
        let (chars, limit) = (text.chars().count(), self.limits.input_chars);
        if chars > limit { Err(Error::InputTooLong { chars, limit }) } else { Ok(()) }
    }

    fn check_rate(&self, agent: AgentId, now_ms: i64) -> Result<(), Error> {
        let mut rate = self.rate.lock().unwrap_or_else(PoisonError::into_inner);
        rate.take(agent, now_ms).map_err(|limited| Error::RateLimited {
            retry_after_s: limited.retry_after_ms.max(0).unsigned_abs().div_ceil(1000),
        })
    }

    /// Marks a conversation or a proposal as being worked on, until the answer is dropped.
    fn occupy(&self, what: &str) -> Result<Arc<Occupied>, Error> {
        let mut busy = self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        if !busy.insert(what.to_owned()) {
            return Err(Error::TurnInProgress);
        }
        Ok(Arc::new(Occupied { what: what.to_owned(), busy: Arc::clone(&self.busy) }))
    }
}

/// What is around a turn, and what the state machine does not need to know.
#[derive(Debug)]
struct Around {
    surroundings: Surroundings,
    standing: StandingApprovals,
    /// The conversation. Work on the store holds it too, so that a turn whose future was dropped is over only when what
    /// it was storing is stored.
    occupied: Arc<Occupied>,
}

impl Around {
    /// Of a conversation that cannot be read.
    fn unknown(occupied: Arc<Occupied>) -> Self {
        Self { surroundings: Surroundings::default(), standing: StandingApprovals::default(), occupied }
    }
}

/// Something that is being worked on.
#[derive(Debug)]
struct Occupied {
    what: String,
    busy: Arc<Mutex<BTreeSet<String>>>,
}

impl Drop for Occupied {
    fn drop(&mut self) {
        self.busy.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.what);
    }
}

/// Microseconds since a turn began; goes on where a crash stopped it.
struct Watch {
    began: Instant,
    before_us: u64,
}

impl Watch {
    fn from(before_us: u64) -> Self {
        Self { began: Instant::now(), before_us }
    }

    fn now_us(&self) -> u64 {
        let since_us = u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.before_us.saturating_add(since_us)
    }
}

/// How long a model that was told to stop may take for it.
const SETTLING: Duration = Duration::from_millis(250);

/// Work that is lost in a crash without being saved, in microseconds: a model call or a read that took longer is not done
/// twice. Writes are always saved before they begin.
const WORK_TO_LOSE_US: u64 = 200_000;

/// Whether the state has to be saved before more is done: the first time, so that the message is not lost, and whenever
/// much was done since.
fn is_due(saved_us: Option<u64>, watch: &Watch) -> bool {
    saved_us.is_none_or(|saved_us| watch.now_us().saturating_sub(saved_us) > WORK_TO_LOSE_US)
}

/// Asks a model; its text goes through the guard and then to the person while it is written.
async fn ask(
    model: &dyn ChatModel,
    request: &ChatRequest,
    (left, seconds): (Duration, u64),
    run: &mut AgentRun,
    on_event: OnEvent<'_>,
    cancel: &CancellationToken,
) -> Result<ChatResponse, ModelError> {
    let span = tracing::info_span!("chat", model = model.name());
    let call = cancel.child_token();
    // Whatever ends this future also tells the model to stop.
    let _stop = call.clone().drop_guard();
    let mut on_delta = |delta| {
        let coach_llm::Delta::Text(text) = delta;
        run.model_delta(&text).into_iter().for_each(&mut *on_event);
    };
    let chat = model.chat(request, &mut on_delta, &call).instrument(span);
    tokio::pin!(chat);
    let stopped = tokio::select! {
        biased;
        () = cancel.cancelled() => ModelError::Cancelled,
        response = tokio::time::timeout(left, &mut chat) => match response {
            Ok(response) => return response,
            Err(_) => ModelError::Timeout { seconds },
        },
    };
    // A model that heeds the token gets to write down what it leaves behind; one that does not is dropped.
    call.cancel();
    let _ = tokio::time::timeout(SETTLING, &mut chat).await;
    Err(stopped)
}

/// Tells how a turn ended.
fn tell_end(result: &Result<TurnResult, Error>, on_event: OnEvent<'_>) {
    on_event(match result {
        Ok(result) => AgentEvent::Finished { result: Box::new(result.clone()) },
        Err(error) => AgentEvent::Failed { kind: error.kind().to_owned(), message: error.to_string() },
    });
}

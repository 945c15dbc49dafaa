//! What the host brings: its keychain, its clock, its notifications, its health store, a model of its own.
//!
//! Every trait is synchronous and called on a thread of the library's that may wait. A host that throws what the trait
//! does not name is told by kind alone: its reason may hold a stack trace.

use crate::health::{HealthBatch, IngestReport, health_batch};
use crate::questions::{AskedModel, HostQuestions};
use crate::runtime::{Outcome, handle};
use crate::words::{parsed, word};
use crate::{Coach, CoachError};
use coach_api::{CancelFlag, ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, ModelError, Usage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::mpsc;
use tokio_util::sync::{CancellationToken, DropGuard};
use zeroize::Zeroizing;

/// What a host's service may fail with.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum HostError {
    /// It is locked, for example the keychain or the health store of a locked phone; later it may work.
    #[error("{reason}")]
    Locked {
        /// What failed and what to do; no secret and no health value.
        reason: String,
    },
    /// The person has not allowed it.
    #[error("{reason}")]
    NotAllowed {
        /// What failed and what to do; no secret and no health value.
        reason: String,
    },
    /// Anything else.
    #[error("{reason}")]
    Failed {
        /// What failed and what to do; no secret and no health value.
        reason: String,
    },
}

impl From<uniffi::UnexpectedUniFFICallbackError> for HostError {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        HostError::Failed { reason: "the app's own code failed".to_owned() }
    }
}

impl HostError {
    fn told(self) -> String {
        self.to_string()
    }

    /// As the core's error; `what` reads after "failed to".
    fn into_error(self, what: &str) -> coach_api::CoachError {
        match self {
            HostError::Locked { reason } | HostError::Failed { reason } => {
                coach_api::CoachError::Unavailable(format!("{what}: {reason}"))
            }
            HostError::NotAllowed { reason } => coach_api::CoachError::NotFound(format!("{what}: {reason}")),
        }
    }
}

/// Keeps secrets: a phone's keychain or keystore. Names are fixed and say nothing about the person.
#[uniffi::export(foreign)]
pub trait HostKeychain: Send + Sync {
    /// The secret of a name; nothing when there is none.
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, HostError>;
    /// Keeps a secret in place of an earlier one.
    fn write(&self, name: String, secret: Vec<u8>) -> Result<(), HostError>;
    /// Forgets a secret; none of this name is fine.
    fn delete(&self, name: String) -> Result<(), HostError>;
}

/// Tells the time, for hosts that have a better clock than the system's, and for tests.
#[uniffi::export(foreign)]
pub trait HostClock: Send + Sync {
    /// Milliseconds since 1970 UTC.
    fn now_ms(&self) -> Result<i64, HostError>;
}

/// Something to announce to the person at a time. It names no figure of theirs, since a locked screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Notice {
    /// The same notice has the same id.
    pub id: String,
    /// When to show it, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// First line.
    pub title: String,
    /// What to know.
    pub body: String,
}

impl From<coach_api::Notice> for Notice {
    fn from(notice: coach_api::Notice) -> Self {
        Self { id: notice.id, at_ms: notice.at_ms, title: notice.title, body: notice.body }
    }
}

/// Shows notifications. The coach says what and when; the host's system shows them.
#[uniffi::export(foreign)]
pub trait HostNotifier: Send + Sync {
    /// Takes the notices that are to come in place of all earlier ones.
    fn schedule(&self, notices: Vec<Notice>) -> Result<(), HostError>;
}

/// What a read of a health store gave.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct HealthPage {
    /// The records.
    pub batch: HealthBatch,
    /// The anchor or change token that comes after them.
    pub next_anchor: Vec<u8>,
    /// There is more to read at once.
    pub more: bool,
}

/// Reads the platform's health store.
#[uniffi::export(foreign)]
pub trait HostHealthReader: Send + Sync {
    /// Reads what came after an anchor, or everything without one. May block for as long as the platform does.
    fn read(&self, stream: String, after_anchor: Option<Vec<u8>>) -> Result<HealthPage, HostError>;
}

/// What a model of the host's is asked.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelQuestion {
    /// The conversation, instructions first, as a JSON array of messages with `role` and `text`.
    pub messages_json: String,
    /// Tools that may be called, as a JSON array with `name`, `description` and `input_schema`; empty when the model
    /// has to answer in words.
    pub tools_json: String,
    /// Most tokens to write.
    pub max_tokens: i32,
}

/// One call of a tool that a model asks for.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelToolCall {
    /// Tool.
    pub name: String,
    /// Arguments as a JSON object.
    pub arguments_json: String,
}

/// A model of the host's, such as one that comes with the system. It must run on this device: what it is asked holds
/// what the person said and what was measured, and passes none of the checks for models elsewhere. Every reply passes
/// the same guards as that of any other model, and the built-in coach stands behind it.
#[uniffi::export(foreign)]
pub trait HostModel: Send + Sync {
    /// Name, for example `apple-foundation`.
    fn name(&self) -> Result<String, HostError>;
    /// Writes an answer piece by piece into `reply` and returns the tools to call, none at the end. It should stop soon
    /// once `reply` says that it is cancelled.
    fn answer(&self, question: ModelQuestion, reply: Arc<ModelReply>) -> Result<Vec<ModelToolCall>, HostError>;
}

/// Where a model of the host's writes its answer.
#[derive(Debug, uniffi::Object)]
pub struct ModelReply {
    pieces: mpsc::UnboundedSender<String>,
    cancelled: AtomicBool,
}

#[uniffi::export]
impl ModelReply {
    /// Adds a piece of text; tells whether to go on.
    pub fn push(&self, piece: String) -> Result<bool, CoachError> {
        Ok(self.pieces.send(piece).is_ok() && !self.cancelled.load(Ordering::Relaxed))
    }

    /// Whether nobody waits for the answer any more.
    pub fn is_cancelled(&self) -> Result<bool, CoachError> {
        Ok(self.cancelled.load(Ordering::Relaxed))
    }
}

/// What a host brings. Anything may be missing.
#[derive(uniffi::Object)]
pub struct CoachHost {
    keychain: Option<Arc<dyn HostKeychain>>,
    clock: Option<Arc<dyn HostClock>>,
    notifier: Option<Arc<dyn HostNotifier>>,
    health: Option<Arc<dyn HostHealthReader>>,
    model: Option<Arc<dyn HostModel>>,
}

impl std::fmt::Debug for CoachHost {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("CoachHost")
    }
}

#[uniffi::export]
impl CoachHost {
    /// Names what the host brings.
    #[uniffi::constructor(default(keychain = None, clock = None, notifier = None, health = None, model = None))]
    pub fn new(
        keychain: Option<Arc<dyn HostKeychain>>,
        clock: Option<Arc<dyn HostClock>>,
        notifier: Option<Arc<dyn HostNotifier>>,
        health: Option<Arc<dyn HostHealthReader>>,
        model: Option<Arc<dyn HostModel>>,
    ) -> Result<Arc<Self>, CoachError> {
        Ok(Arc::new(Self { keychain, clock, notifier, health, model }))
    }

    /// Names the services that answer at a desk: the keychain, the reader of the health store, a model by its name.
    #[uniffi::constructor(default(keychain = false, health = false, model = None, notifier = None))]
    pub fn asking(
        questions: Arc<HostQuestions>,
        keychain: bool,
        health: bool,
        model: Option<String>,
        notifier: Option<Arc<dyn HostNotifier>>,
    ) -> Result<Arc<Self>, CoachError> {
        let model = model.map(|name| Arc::new(AskedModel { name, questions: questions.clone() }) as Arc<dyn HostModel>);
        Ok(Arc::new(Self {
            keychain: keychain.then(|| questions.clone() as Arc<dyn HostKeychain>),
            clock: None,
            notifier,
            health: health.then_some(questions as Arc<dyn HostHealthReader>),
            model,
        }))
    }
}

impl CoachHost {
    /// The keychain as the core's vault.
    pub(crate) fn vault(&self) -> Result<Arc<dyn coach_api::SecretVault>, CoachError> {
        let keychain = self.keychain.clone().ok_or_else(|| CoachError::Locked {
            reason: "find the database key: the app brings no keychain; give one with the host".to_owned(),
        })?;
        Ok(Arc::new(Vault(keychain)))
    }

    /// What the core takes of it.
    pub(crate) fn hosting(&self, model: Option<String>) -> Result<coach_api::Hosting, CoachError> {
        let clock = self.clock.clone().map(|clock| -> coach_api::HostClock {
            // A clock that fails is worse than the system's.
            Arc::new(move || clock.now_ms().unwrap_or_else(|_| system_ms()))
        });
        let model = match (&self.model, model) {
            (Some(model), None) => coach_api::ModelChoice::Given(Arc::new(Guest::new(model.clone())?)),
            (_, Some(name)) => coach_api::ModelChoice::Named(name),
            (None, None) => coach_api::ModelChoice::Auto,
        };
        Ok(coach_api::Hosting { model, clock })
    }
}

fn system_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// A keychain behind the core's trait.
struct Vault(Arc<dyn HostKeychain>);

impl coach_api::SecretVault for Vault {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, String> {
        self.0.read(name.to_owned()).map(|secret| secret.map(Zeroizing::new)).map_err(HostError::told)
    }

    fn write(&self, name: &str, secret: &[u8]) -> Result<(), String> {
        self.0.write(name.to_owned(), secret.to_vec()).map_err(HostError::told)
    }

    fn delete(&self, name: &str) -> Result<(), String> {
        self.0.delete(name.to_owned()).map_err(HostError::told)
    }
}

/// A host's model behind the core's trait.
struct Guest {
    name: String,
    model: Arc<dyn HostModel>,
}

impl Guest {
    fn new(model: Arc<dyn HostModel>) -> Result<Self, CoachError> {
        let name = model.name().map_err(|error| CoachError::Unavailable { reason: error.told() })?;
        Ok(Self { name, model })
    }
}

#[async_trait::async_trait]
impl ChatModel for Guest {
    fn name(&self) -> &str {
        &self.name
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let unreadable = |_| ModelError::Unavailable("the question cannot be written as JSON".to_owned());
        let question = ModelQuestion {
            messages_json: serde_json::to_string(&request.messages).map_err(unreadable)?,
            tools_json: serde_json::to_string(&request.tools).map_err(unreadable)?,
            max_tokens: i32::try_from(request.max_tokens).unwrap_or(i32::MAX),
        };
        let (pieces, mut written) = mpsc::unbounded_channel();
        let reply = Arc::new(ModelReply { pieces, cancelled: AtomicBool::new(false) });
        let (model, sink) = (self.model.clone(), reply.clone());
        let mut answer = tokio::task::spawn_blocking(move || model.answer(question, sink));
        let mut text = String::new();
        // The host may not listen: whoever waits gets their answer at once, and the host finds out at its next piece.
        let calls = loop {
            tokio::select! {
                biased;
                () = cancel.cancelled() => {
                    reply.cancelled.store(true, Ordering::Relaxed);
                    return Err(ModelError::Cancelled);
                }
                Some(piece) = written.recv() => {
                    text.push_str(&piece);
                    on_delta(Delta::Text(piece));
                }
                answer = &mut answer => break answer,
            }
        };
        reply.cancelled.store(true, Ordering::Relaxed);
        while let Ok(piece) = written.try_recv() {
            text.push_str(&piece);
            on_delta(Delta::Text(piece));
        }
        let calls = calls
            .map_err(|_| ModelError::Unavailable("it ended unexpectedly".to_owned()))?
            .map_err(|error| ModelError::Unavailable(error.told()))?;
        let tool_calls = calls
            .into_iter()
            .enumerate()
            .map(|(place, call)| {
                Ok(coach_api::ToolCall {
                    id: format!("call-{place}"),
                    name: call.name,
                    arguments: parsed("read the arguments", &call.arguments_json)?,
                })
            })
            .collect::<Result<Vec<_>, CoachError>>()
            .map_err(|_| ModelError::Malformed("the arguments of a tool are no JSON object".to_owned()))?;
        let finish = if tool_calls.is_empty() { FinishReason::Stop } else { FinishReason::ToolCalls };
        Ok(ChatResponse { text, tool_calls, finish, usage: Usage::default() })
    }
}

/// A health reader behind the core's trait.
struct Reader(Arc<dyn HostHealthReader>);

impl coach_api::HealthReader for Reader {
    fn read(&self, stream: &str, after: Option<&[u8]>) -> Result<coach_api::HealthPage, coach_api::CoachError> {
        let page = self
            .0
            .read(stream.to_owned(), after.map(<[u8]>::to_vec))
            .map_err(|error| error.into_error("read the health store"))?;
        Ok(coach_api::HealthPage { batch: health_batch(page.batch)?, next: page.next_anchor, more: page.more })
    }
}

/// A read of the platform's health store that is under way. Letting go of it cancels; what was committed stays.
#[derive(Debug, uniffi::Object)]
pub struct HealthTask {
    outcome: Outcome<IngestReport>,
    cancel: CancelFlag,
}

#[uniffi::export]
impl HealthTask {
    /// Waits for the end and gives the report. It may be asked for again.
    pub async fn finish(&self) -> Result<IngestReport, CoachError> {
        self.outcome.wait().await
    }

    /// Ends the read after the page that is being read; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for HealthTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

#[uniffi::export]
impl Coach {
    /// Reads a stream of the host's health store until there is no more. The coach asks for each page and commits it
    /// with its anchor before it asks for the next one, so that a crash at any moment loses nothing and doubles nothing.
    pub fn read_health(&self, stream: String) -> Result<Arc<HealthTask>, CoachError> {
        let reader = self.host.as_ref().and_then(|host| host.health.clone()).ok_or_else(|| CoachError::SetUp {
            reason: "read the health store: the app brings no reader; give one with the host".to_owned(),
        })?;
        let (coach, cancel) = (self.coach.clone(), CancelFlag::default());
        let flag = cancel.clone();
        let outcome = Outcome::of(async move {
            let work = move || coach.read_health(&Reader(reader), &stream, &flag);
            match tokio::task::spawn_blocking(work).await {
                Ok(report) => Ok(report?.into()),
                Err(_) => Err(crate::runtime::ended_unexpectedly()),
            }
        })?;
        Ok(Arc::new(HealthTask { outcome, cancel }))
    }

    /// What to announce within the next days, today included, soonest first; at most 60 days.
    #[uniffi::method(default(days = 7))]
    pub async fn notices(&self, days: i32) -> Result<Vec<Notice>, CoachError> {
        let days = crate::words::count("list the notices", days)?;
        self.with(|coach| async move { Ok(coach.notices(days).await?.into_iter().map(Notice::from).collect()) }).await
    }
}

/// Keeps the host's notifications in step with the plan, until the coach is shut down or what is returned is let go of.
pub(crate) fn announce(coach: &coach_api::Coach, host: &CoachHost) -> Result<Option<DropGuard>, CoachError> {
    let Some(notifier) = host.notifier.clone() else { return Ok(None) };
    let cancel = CancellationToken::new();
    let mut changes = coach.changes()?;
    let coach = coach.clone();
    handle()?.spawn(cancel.clone().run_until_cancelled_owned(async move {
        let mut last = None;
        loop {
            let Ok(notices) = coach.notices(14).await else { return };
            if last.as_ref() != Some(&notices) {
                let (notifier, told) = (notifier.clone(), notices.iter().cloned().map(Notice::from).collect());
                let scheduled = tokio::task::spawn_blocking(move || notifier.schedule(told)).await;
                if let Ok(Err(error)) = scheduled {
                    tracing::warn!(kind = word(&error_kind(&error)), "the host did not take the notices");
                }
                last = Some(notices);
            }
            if changes.next().await.is_none() {
                return;
            }
        }
    }));
    Ok(Some(cancel.drop_guard()))
}

/// What kind of failure a host had; its own words stay out of the log.
fn error_kind(error: &HostError) -> &'static str {
    match error {
        HostError::Locked { .. } => "locked",
        HostError::NotAllowed { .. } => "not_allowed",
        HostError::Failed { .. } => "failed",
    }
}

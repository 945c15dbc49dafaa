//! A model outside the device as a [`ChatModel`].

use super::api::Dialect;
use super::border::{Border, Departure, Permit};
use super::privacy::{Restorer, Tokens, redact, reduce};
use super::retry::RetryPolicy;
use super::transport::Connection;
use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError, Usage};
use async_trait::async_trait;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

/// How long one answer may take.
pub const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// Bytes of JSON that make about one token, for services that do not count.
const BYTES_PER_TOKEN: usize = 4;

/// A model of a service that is reached over a [`Connection`], behind a [`Border`].
pub struct CloudModel {
    name: String,
    model: String,
    service: String,
    dialect: Dialect,
    connection: Arc<Connection>,
    border: Arc<dyn Border>,
    retry: RetryPolicy,
    timeout: Duration,
}

impl std::fmt::Debug for CloudModel {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CloudModel").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What was sent last and is not settled yet.
type Sent = Mutex<Option<i64>>;

impl CloudModel {
    /// The model `model` of the service that people know as `service`, for example `openai`. The model's own name is
    /// `name`, for example `openai:gpt-5`.
    #[must_use]
    pub fn new(
        name: impl Into<String>,
        service: impl Into<String>,
        model: impl Into<String>,
        connection: Arc<Connection>,
        border: Arc<dyn Border>,
    ) -> Self {
        Self {
            name: name.into(),
            model: model.into(),
            service: service.into(),
            dialect: Dialect::Compatible,
            connection,
            border,
            retry: RetryPolicy::default(),
            timeout: DEFAULT_TIMEOUT,
        }
    }

    /// The service is the one that its way of speaking comes from, with what others do not know.
    #[must_use]
    pub fn original(mut self) -> Self {
        self.dialect = Dialect::Original;
        self
    }

    /// Another way of trying again.
    #[must_use]
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Another limit on how long one answer may take, all attempts included.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Exactly what would leave for a request, to the byte. Nothing leaves.
    ///
    /// # Errors
    /// [`ModelError::Unavailable`] when nothing may leave.
    pub async fn preview(&self, request: &ChatRequest) -> Result<Departure, ModelError> {
        let permit = self.border.permit().await.map_err(ModelError::Unavailable)?;
        Ok(self.prepare(request, &permit)?.0)
    }

    fn prepare(&self, request: &ChatRequest, permit: &Permit) -> Result<(Departure, Tokens), ModelError> {
        let reduced = reduce(request, &permit.consent)?;
        let categories = reduced.categories.clone();
        let (request, tokens) = redact(reduced, &permit.hidden)?;
        let api = self.connection.api;
        let body = serde_json::to_vec(&api.body(&request, &self.model, self.dialect))
            .map_err(|_| ModelError::Unavailable("the request cannot be written".to_owned()))?;
        let url = self.connection.endpoint.url(api);
        Ok((Departure { model: self.name.clone(), url, categories, body }, tokens))
    }

    async fn answer(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        sent: &Sent,
    ) -> Result<ChatResponse, ModelError> {
        let service = self.service.as_str();
        let permit = self.border.permit().await.map_err(ModelError::Unavailable)?;
        let (departure, tokens) = self.prepare(request, &permit)?;
        let estimate = (departure.body.len() / BYTES_PER_TOKEN) as u64;
        if permit.tokens_left.is_some_and(|left| left < estimate) {
            return Err(ModelError::Unavailable(
                "today's budget for models outside this device is spent; `coach models budget` shows and sets it"
                    .to_owned(),
            ));
        }
        self.connection.breaker.check(Instant::now()).map_err(|seconds| {
            ModelError::Unavailable(format!("{service} failed several times; it is asked again in {seconds} s"))
        })?;
        let key = self.border.key().await.map_err(ModelError::Unavailable)?;
        let mut restorer = Restorer::new(&tokens);
        let mut text = String::new();
        let mut attempt = 1;
        loop {
            let number = self.border.leaving(&departure).await.map_err(ModelError::Unavailable)?;
            keep(sent, Some(number));
            let mut on_text = |piece: &str| {
                let piece = restorer.push(piece);
                if !piece.is_empty() {
                    text.push_str(&piece);
                    on_delta(Delta::Text(piece));
                }
            };
            let ended = self.connection.attempt(departure.body.clone(), key.as_ref(), service, &mut on_text).await;
            keep(sent, None);
            match ended {
                Ok(mut ended) => {
                    let rest = restorer.finish();
                    if !rest.is_empty() {
                        text.push_str(&rest);
                        on_delta(Delta::Text(rest));
                    }
                    ended.tool_calls.iter_mut().for_each(|call| tokens.restore_call(call));
                    if ended.usage == Usage::default() {
                        let output_tokens = (text.len() / BYTES_PER_TOKEN) as u64;
                        ended.usage = Usage { input_tokens: estimate, output_tokens };
                    }
                    self.connection.breaker.succeeded();
                    self.border.settled(number, "answered", ended.usage).await;
                    return Ok(ended.with_text(text));
                }
                Err(failed) => {
                    // A request that was refused costs nothing; one that broke off may have been counted there.
                    let input_tokens = if failed.again.is_some() { 0 } else { estimate };
                    let usage = Usage { input_tokens, output_tokens: (text.len() / BYTES_PER_TOKEN) as u64 };
                    self.border.settled(number, kind(&failed.error), usage).await;
                    let pause = failed.again.and_then(|asked_for| self.retry.pause(attempt, asked_for));
                    let Some(pause) = pause else {
                        if failed.counts {
                            self.connection.breaker.failed(Instant::now());
                        }
                        return Err(failed.error);
                    };
                    tokio::time::sleep(pause).await;
                    attempt += 1;
                }
            }
        }
    }
}

/// Notes what was sent and is not settled.
fn keep(sent: &Sent, number: Option<i64>) {
    *sent.lock().unwrap_or_else(PoisonError::into_inner) = number;
}

fn kind(error: &ModelError) -> &'static str {
    match error {
        ModelError::Cancelled => "cancelled",
        ModelError::Timeout { .. } => "timeout",
        ModelError::Malformed(_) => "malformed",
        _ => "failed",
    }
}

#[async_trait]
impl ChatModel for CloudModel {
    fn name(&self) -> &str {
        &self.name
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let sent = Sent::default();
        let answered = tokio::select! {
            biased;
            () = cancel.cancelled() => Err(ModelError::Cancelled),
            answered = tokio::time::timeout(self.timeout, self.answer(request, on_delta, &sent)) => {
                answered.unwrap_or_else(|_| {
                    self.connection.breaker.failed(Instant::now());
                    Err(ModelError::Timeout { seconds: self.timeout.as_secs().max(1) })
                })
            }
        };
        let unsettled = *sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let (Some(number), Err(error)) = (unsettled, &answered) {
            self.border.settled(number, kind(error), Usage::default()).await;
        }
        answered
    }
}

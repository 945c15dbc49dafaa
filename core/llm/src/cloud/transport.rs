//! One request on the wire: sending it, and reading the events of its answer.

use super::api::{Ended, Reader, kind_of_error};
use super::breaker::Breaker;
use super::retry::{asked_for, is_passing};
use super::{Api, Endpoint};
use crate::chat::ModelError;
use futures::StreamExt as _;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Client, Response};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sse_stream::SseStream;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// Bytes of one answer at most.
const ANSWER_BYTES: u64 = 8 * 1024 * 1024;
/// Bytes of an error's body that are read at most.
const ERROR_BYTES: usize = 64 * 1024;
/// Seconds to reach a service.
const CONNECT: Duration = Duration::from_secs(10);

/// The way to one service, shared by its models: one pool of connections and one breaker.
#[derive(Debug)]
pub struct Connection {
    client: OnceLock<Option<Client>>,
    pub(super) endpoint: Endpoint,
    pub(super) api: Api,
    pub(super) breaker: Breaker,
}

/// Why an attempt came to nothing.
#[derive(Debug)]
pub(super) struct Failed {
    pub(super) error: ModelError,
    /// The same request may succeed after a pause, and not one byte of an answer came; the pause that was asked for.
    pub(super) again: Option<Option<Duration>>,
    /// The service is at fault rather than the request.
    pub(super) counts: bool,
}

impl Failed {
    fn with(error: ModelError) -> Self {
        Self { error, again: None, counts: false }
    }

    fn of_the_service(error: ModelError) -> Self {
        Self { counts: true, ..Self::with(error) }
    }
}

impl Connection {
    /// A way to a service. Nothing is made ready or sent before a model asks.
    #[must_use]
    pub fn new(endpoint: Endpoint, api: Api) -> Self {
        Self { client: OnceLock::new(), endpoint, api, breaker: Breaker::default() }
    }

    /// The client, made at first use: reading this machine's certificates takes longer than most commands.
    fn client(&self) -> Result<&Client, Failed> {
        let client = self.client.get_or_init(|| {
            let mut client = Client::builder()
                .user_agent(concat!("PocketCoach/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(CONNECT)
                // A question that is sent on somewhere else would leave to whom the person did not choose.
                .redirect(reqwest::redirect::Policy::none())
                .retry(reqwest::retry::never())
                .referer(false);
            if self.endpoint.is_this_machine() {
                // Neither a proxy nor a name server may turn this machine into another one.
                let local = [([127, 0, 0, 1], 0).into(), (std::net::Ipv6Addr::LOCALHOST, 0).into()];
                client = client.no_proxy().resolve_to_addrs("localhost", &local);
            } else {
                client = client.https_only(true);
            }
            client.build().ok()
        });
        client.as_ref().ok_or_else(|| {
            Failed::with(ModelError::Unavailable("this machine's certificates cannot be read".to_owned()))
        })
    }

    /// Sends a body once and reads the answer; text goes to `on_text` while it comes.
    pub(super) async fn attempt(
        &self,
        body: Vec<u8>,
        key: Option<&SecretString>,
        service: &str,
        on_text: &mut (dyn FnMut(&str) + Send),
    ) -> Result<Ended, Failed> {
        let mut request = self
            .client()?
            .post(self.endpoint.url(self.api))
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "text/event-stream")
            .body(body);
        if self.api == Api::Messages {
            request = request.header("anthropic-version", "2023-06-01");
        }
        if let Some(key) = key {
            let key = key.expose_secret();
            let (name, value) = match self.api {
                Api::Messages => ("x-api-key", HeaderValue::from_str(key)),
                Api::Chat | Api::Responses => (AUTHORIZATION.as_str(), HeaderValue::from_str(&format!("Bearer {key}"))),
            };
            let mut value = value.map_err(|_| {
                Failed::with(ModelError::Unavailable(format!(
                    "the key has letters that no key has; `coach models key set {service}` takes another"
                )))
            })?;
            value.set_sensitive(true);
            request = request.header(name, value);
        }
        let response = request.send().await.map_err(|error| Failed {
            // The error's own text names the address and may name more.
            error: ModelError::Unavailable(if error.is_connect() {
                format!("{service} cannot be reached; is the network on and the server running?")
            } else {
                format!("{service} closed the connection without an answer")
            }),
            again: Some(None),
            counts: true,
        })?;
        tracing::debug!(service, status = response.status().as_u16(), "a model service answered");
        if !response.status().is_success() {
            return Err(refused(response, service).await);
        }
        let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.to_ascii_lowercase().starts_with("text/event-stream") {
            return Err(Failed::of_the_service(ModelError::Malformed(
                "it is no stream of events; is the address that of a model server?".to_owned(),
            )));
        }
        read(response, self.api.reader(), service, on_text).await
    }
}

/// Reads the events of an answer.
async fn read(
    response: Response,
    mut reader: Box<dyn Reader>,
    service: &str,
    on_text: &mut (dyn FnMut(&str) + Send),
) -> Result<Ended, Failed> {
    let received = AtomicU64::new(0);
    let bytes = response.bytes_stream().map(|piece| {
        let piece = piece.map_err(|_| std::io::Error::from(std::io::ErrorKind::ConnectionReset))?;
        let so_far = received.fetch_add(piece.len() as u64, Ordering::Relaxed) + piece.len() as u64;
        if so_far > ANSWER_BYTES { Err(std::io::Error::from(std::io::ErrorKind::FileTooLarge)) } else { Ok(piece) }
    });
    let mut events = SseStream::from_bytes_stream(bytes);
    let broke_off = |received: u64| Failed {
        error: ModelError::Unavailable(format!("the answer of {service} broke off in the middle; try again")),
        again: (received == 0).then_some(None),
        counts: true,
    };
    while let Some(event) = events.next().await {
        let event = match event {
            Ok(event) => event,
            Err(sse_stream::Error::Body(error)) => {
                let too_long = error
                    .downcast_ref::<std::io::Error>()
                    .is_some_and(|error| error.kind() == std::io::ErrorKind::FileTooLarge);
                return Err(if too_long {
                    Failed::of_the_service(ModelError::Malformed("it is longer than any reply may be".to_owned()))
                } else {
                    broke_off(received.load(Ordering::Relaxed))
                });
            }
            Err(_) => {
                let error = ModelError::Malformed("it is no stream of events in UTF-8".to_owned());
                return Err(Failed::of_the_service(error));
            }
        };
        let Some(data) = event.data.filter(|data| !data.is_empty()) else { continue };
        let text = reader.event(event.event.as_deref(), &data).map_err(Failed::of_the_service)?;
        if !text.is_empty() {
            on_text(&text);
        }
        if reader.is_complete() {
            return reader.finish().map_err(Failed::of_the_service);
        }
    }
    if received.load(Ordering::Relaxed) == 0 {
        return Err(broke_off(0));
    }
    reader.finish().map_err(Failed::of_the_service)
}

/// What an error status means for the person. The service's own words are not repeated: they may hold the question, or a
/// part of the key.
async fn refused(response: Response, service: &str) -> Failed {
    let status = response.status().as_u16();
    let header = |name: &str| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
    let wait = asked_for(header, SystemTime::now());
    let kind = error_kind(response).await;
    let spent = kind.as_deref().is_some_and(|kind| kind == "insufficient_quota" || kind == "billing_error");
    let named = kind.map(|kind| format!(" ({kind})")).unwrap_or_default();
    let text = match status {
        300..=399 => format!("{service} sends the question on to another address, which is not followed"),
        401 | 403 => format!("{service} does not take the key; `coach models key set {service}` sets another"),
        402 => format!("{service} asks for payment{named}; look at your account there"),
        404 => format!("{service} has no such model or address{named}"),
        413 => format!("the conversation is too long for {service}; begin a new one"),
        429 if spent => format!("what your account at {service} may use is spent{named}"),
        429 => match wait {
            Some(wait) => format!("{service} asks to wait {} s{named}", wait.as_secs().max(1)),
            None => format!("{service} asks to wait{named}; try again later"),
        },
        408 | 409 | 500.. => format!("{service} is not well (status {status}{named}); try again later"),
        _ => format!("{service} does not take the request (status {status}{named})"),
    };
    let passing = is_passing(status) && !spent;
    Failed { error: ModelError::Unavailable(text), again: passing.then_some(wait), counts: passing }
}

/// The kind of error that a body names.
async fn error_kind(response: Response) -> Option<String> {
    let mut body = Vec::new();
    let mut pieces = response.bytes_stream();
    while let Some(Ok(piece)) = pieces.next().await {
        body.extend_from_slice(&piece);
        if body.len() > ERROR_BYTES {
            return None;
        }
    }
    let body: Value = serde_json::from_slice(&body).ok()?;
    kind_of_error(&body)
}

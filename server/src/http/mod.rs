//! The relay over HTTP: one route for each kind of question, CBOR in and out, problem documents for what goes wrong.

mod metrics;
mod pace;
mod problem;
mod rendezvous;

use crate::{Error, Principal, Relay, Writer};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use coach_wire::AccountId;
use coach_wire::account::Record;
use coach_wire::auth::{Claim, Login};
use coach_wire::message::{self, MAX_MESSAGE, MAX_RENDEZVOUS};
use metrics::Metrics;
use pace::Pace;
use problem::Problem;
use rendezvous::Rendezvous;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::broadcast;
use tokio_util::sync::CancellationToken;

/// A request that takes longer is given up, so that slow clients hold nothing for long.
const LONGEST: Duration = Duration::from_secs(60);
/// Live streams at once.
const MAX_STREAMS: usize = 20_000;

/// How the relay is served.
#[derive(Debug, Clone, Copy)]
pub struct Serving {
    /// Requests a minute that one address may make without being logged in.
    pub strangers_per_minute: u32,
    /// Requests a minute for each account.
    pub members_per_minute: u32,
}

impl Default for Serving {
    fn default() -> Self {
        Serving { strangers_per_minute: 240, members_per_minute: 1200 }
    }
}

struct Shared {
    relay: Arc<Relay>,
    writer: Writer,
    rendezvous: Rendezvous,
    strangers: Pace<IpAddr>,
    members: Pace<AccountId>,
    metrics: Metrics,
    /// Whom to tell when an account has something new.
    listeners: Mutex<HashMap<AccountId, broadcast::Sender<()>>>,
    draining: AtomicBool,
    end: CancellationToken,
}

/// Now, in milliseconds since 1970 UTC.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Serves a relay on a socket until `end` is cancelled. Then it takes no new connections, answers what is under way,
/// ends live streams, and returns.
///
/// # Errors
/// [`Error::Storage`] when the thread that writes cannot be started or the socket fails.
pub async fn serve(
    relay: Arc<Relay>,
    listener: tokio::net::TcpListener,
    serving: Serving,
    end: CancellationToken,
) -> Result<(), Error> {
    let shared = Arc::new(Shared {
        writer: Writer::start(Arc::clone(&relay))?,
        relay,
        rendezvous: Rendezvous::default(),
        strangers: Pace::new(serving.strangers_per_minute),
        members: Pace::new(serving.members_per_minute),
        metrics: Metrics::default(),
        listeners: Mutex::new(HashMap::new()),
        draining: AtomicBool::new(false),
        end: end.clone(),
    });
    let draining = Arc::clone(&shared);
    let app = router(shared).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            end.cancelled().await;
            draining.draining.store(true, Ordering::Relaxed);
        })
        .await
        .map_err(|error| Error::Storage(error.to_string()))
}

fn router(shared: Arc<Shared>) -> Router {
    let open = Router::new()
        .route("/v1/accounts", post(begin))
        .route("/v1/challenge", post(challenge))
        .route("/v1/login", post(login))
        .route("/v1/rendezvous/{meeting}/{letter}", get(fetch).put(leave).layer(DefaultBodyLimit::max(MAX_RENDEZVOUS)))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), pace_strangers));
    let closed = Router::new().route("/v1/sync", post(sync)).route("/v1/erase", post(erase));
    Router::new()
        .merge(open)
        .merge(closed)
        .layer(middleware::from_fn(bounded))
        .route("/v1/changes", get(changes))
        .route("/v1/about", get(about))
        .route("/health", get(|| async { "ok\n" }))
        .route("/ready", get(ready))
        .route("/metrics", get(metrics))
        .fallback(|| async { Problem::from(Error::NotFound) })
        .layer(DefaultBodyLimit::max(MAX_MESSAGE))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), measure))
        .with_state(shared)
}

/// Counts and times every answer by its route, never by who asked.
async fn measure(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("none".to_owned(), |path| path.as_str().to_owned());
    let began = Instant::now();
    let mut answer = next.run(request).await;
    shared.metrics.count(&route, answer.status().as_u16(), began.elapsed());
    tracing::debug!(route, status = answer.status().as_u16(), ms = began.elapsed().as_millis() as u64, "answered");
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, header::HeaderValue::from_static("nosniff"));
    answer
}

async fn bounded(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST, next.run(request)).await {
        Ok(answer) => answer,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

async fn pace_strangers(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let address = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    match shared.strangers.step(address, Instant::now()) {
        Ok(()) => next.run(request).await,
        Err(seconds) => Problem::from(Error::TooMany { seconds }).into_response(),
    }
}

fn cbor(value: &impl minicbor::Encode<()>) -> Response {
    ([(header::CONTENT_TYPE, "application/cbor")], coach_wire::to_bytes(value)).into_response()
}

/// Runs work that may wait for the disk.
async fn on_disk<T: Send + 'static>(
    shared: &Arc<Shared>,
    work: impl FnOnce(&Relay) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let relay = Arc::clone(&shared.relay);
    let done = tokio::task::spawn_blocking(move || work(&relay)).await;
    Ok(done.map_err(|_| Error::Storage("an inner task ended unexpectedly".to_owned()))??)
}

fn principal(shared: &Shared, headers: &HeaderMap) -> Result<Principal, Problem> {
    let token = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .ok_or(Error::NotLetIn)?;
    let who = shared.relay.principal(token, now_ms())?;
    shared.members.step(who.account, Instant::now()).map_err(|seconds| Error::TooMany { seconds })?;
    Ok(who)
}

async fn begin(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<StatusCode, Problem> {
    let records: Vec<Record> = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    on_disk(&shared, move |relay| relay.begin(&records, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn challenge(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Response, Problem> {
    let claim: Claim = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    let nonce = shared.relay.challenge(&claim, now_ms())?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], nonce).into_response())
}

async fn login(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Response, Problem> {
    let login: Login = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    Ok(cbor(&on_disk(&shared, move |relay| relay.login(&login, now_ms())).await?))
}

async fn sync(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let who = principal(&shared, &headers)?;
    let request: message::Request = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    drop(body);
    let news =
        matches!(&request, message::Request::Exchange(ask) if !ask.entries.is_empty() || !ask.records.is_empty());
    let answer = shared.writer.handle(who, request, now_ms()).await?;
    if news {
        let listeners = shared.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = listeners.get(&who.account) {
            let _ = sender.send(());
        }
    }
    Ok(cbor(&answer))
}

async fn erase(State(shared): State<Arc<Shared>>, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let who = principal(&shared, &headers)?;
    let signature = body.as_ref().try_into().map_err(|_| Error::Malformed("the signature has another length"))?;
    Ok(cbor(&on_disk(&shared, move |relay| relay.erase(&who, &signature, now_ms())).await?))
}

/// A live stream that says when there is something new, and nothing else.
async fn changes(State(shared): State<Arc<Shared>>, headers: HeaderMap) -> Result<Response, Problem> {
    let who = principal(&shared, &headers)?;
    let receiver = {
        let mut listeners = shared.listeners.lock().unwrap_or_else(PoisonError::into_inner);
        listeners.retain(|_, sender| sender.receiver_count() > 0);
        if listeners.len() >= MAX_STREAMS {
            return Err(Error::TooMany { seconds: 60 }.into());
        }
        listeners.entry(who.account).or_insert_with(|| broadcast::channel(4).0).subscribe()
    };
    let end = shared.end.clone();
    let stream = futures::stream::unfold((receiver, end), |(mut receiver, end)| async move {
        tokio::select! {
            () = end.cancelled() => None,
            heard = receiver.recv() => match heard {
                Err(broadcast::error::RecvError::Closed) => None,
                // Missed hints are one hint.
                _ => Some((Ok::<_, std::convert::Infallible>(Event::default().event("changed").data("")), (receiver, end))),
            },
        }
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(25))).into_response())
}

async fn leave(
    State(shared): State<Arc<Shared>>,
    Path((meeting, letter)): Path<(String, u8)>,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    shared.rendezvous.leave(&meeting, letter, body, Instant::now())?;
    Ok(StatusCode::NO_CONTENT)
}

async fn fetch(
    State(shared): State<Arc<Shared>>,
    Path((meeting, letter)): Path<(String, u8)>,
) -> Result<Response, Problem> {
    let bytes = shared.rendezvous.fetch(&meeting, letter, Instant::now())?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

async fn about(State(shared): State<Arc<Shared>>) -> Response {
    let key: String = shared.relay.key().iter().map(|byte| format!("{byte:02x}")).collect();
    axum::Json(serde_json::json!({
        "service": "pocketcoach-relay",
        "version": env!("CARGO_PKG_VERSION"),
        "protocol": coach_wire::PROTOCOL,
        "key": key,
    }))
    .into_response()
}

async fn ready(State(shared): State<Arc<Shared>>) -> Result<&'static str, Problem> {
    if shared.draining.load(Ordering::Relaxed) {
        return Err(Error::Storage("it is ending".to_owned()).into());
    }
    on_disk(&shared, Relay::check).await?;
    Ok("ready\n")
}

async fn metrics(State(shared): State<Arc<Shared>>) -> Result<Response, Problem> {
    let totals = on_disk(&shared, Relay::totals).await?;
    let text = shared.metrics.text(&totals);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

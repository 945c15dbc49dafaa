//! The routes, each a call of the relay.

use super::admission::{self, Member};
use super::metrics::Gauges;
use super::openapi::Base;
use super::{App, live, now_ms, on_disk, plane};
use crate::http::problem::Problem;
use crate::{Error, Relay};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use coach_wire::account::Record;
use coach_wire::auth::{Claim, Login};
use coach_wire::message::{self, MAX_RENDEZVOUS};
use std::sync::atomic::Ordering;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant};
use utoipa::OpenApi;
use utoipa::openapi::OpenApi as Description;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A whole log of an account that begins.
const MAX_LOG: usize = 4 << 20;
/// A claim or a login.
const MAX_LOGIN: usize = 4 << 10;
/// What CBOR puts around an entry or a blob, at most.
const FRAMING: usize = 64;
/// Numbers of what there is are counted no more often than this.
const COUNTED: Duration = Duration::from_secs(30);

/// Every route, and what it is.
pub(super) fn all(shared: &App) -> (Router<App>, Description) {
    let login = OpenApiRouter::<App>::new()
        .routes(routes!(challenge))
        .routes(routes!(login))
        .layer(DefaultBodyLimit::max(MAX_LOGIN));
    let accounts = OpenApiRouter::<App>::new().routes(routes!(begin)).layer(DefaultBodyLimit::max(MAX_LOG));
    let letters =
        OpenApiRouter::<App>::new().routes(routes!(fetch, leave)).layer(DefaultBodyLimit::max(MAX_RENDEZVOUS));
    let strangers = login
        .merge(accounts)
        .merge(letters)
        .routes(routes!(news))
        .layer(from_fn_with_state(Arc::clone(shared), admission::pace_strangers));
    let members = OpenApiRouter::<App>::new()
        .routes(routes!(sync))
        .routes(routes!(erase))
        .layer(from_fn_with_state(Arc::clone(shared), admission::roomy));
    let bounded = strangers.merge(members).layer(from_fn_with_state(Arc::clone(shared), admission::bounded));
    let bounded = if shared.serving.shared_plane { bounded.merge(plane::bounded(shared)) } else { bounded };
    OpenApiRouter::with_openapi(Base::openapi())
        .merge(bounded)
        .routes(routes!(live::changes))
        .routes(routes!(live::socket))
        .routes(routes!(about))
        .routes(routes!(health))
        .routes(routes!(ready))
        .routes(routes!(metrics))
        .split_for_parts()
}

/// What the routes are, without a relay behind them.
pub(super) fn description() -> Description {
    let mut description = Base::openapi();
    let part = OpenApiRouter::<App>::new()
        .routes(routes!(challenge))
        .routes(routes!(login))
        .routes(routes!(begin))
        .routes(routes!(fetch, leave))
        .routes(routes!(sync))
        .routes(routes!(news))
        .routes(routes!(erase))
        .routes(routes!(live::changes))
        .routes(routes!(live::socket))
        .routes(routes!(about))
        .routes(routes!(health))
        .routes(routes!(ready))
        .routes(routes!(metrics));
    description.merge(part.into_openapi());
    description.merge(plane::doors().into_openapi());
    description.merge(plane::routes().into_openapi());
    description
}

pub(super) async fn nothing() -> Problem {
    Problem::from(Error::NotFound)
}

pub(super) async fn wrong_method() -> Problem {
    Problem::from(Error::WrongMethod)
}

fn cbor(value: &impl minicbor::Encode<()>) -> Response {
    ([(header::CONTENT_TYPE, "application/cbor")], coach_wire::to_bytes(value)).into_response()
}

fn plain(bytes: Vec<u8>) -> Response {
    ([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response()
}

/// Begins an account with its signed log
#[utoipa::path(post, path = "/v1/accounts", tag = "accounts", operation_id = "begin", security(()),
    request_body(content = Vec<u8>, content_type = "application/cbor", description = "An array of `coach_wire::Record`."),
    responses((status = 204, description = "The account is there.")))]
async fn begin(State(shared): State<App>, body: Bytes) -> Result<StatusCode, Problem> {
    let records: Vec<Record> = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    on_disk(&shared, move |relay| relay.begin(&records, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Gives a nonce for a claim
#[utoipa::path(post, path = "/v1/challenge", tag = "accounts", operation_id = "challenge", security(()),
    request_body(content = Vec<u8>, content_type = "application/cbor", description = "A `coach_wire::auth::Claim`."),
    responses((status = 200, description = "The nonce.", content_type = "application/octet-stream", body = Vec<u8>)))]
async fn challenge(State(shared): State<App>, body: Bytes) -> Result<Response, Problem> {
    let claim: Claim = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    Ok(plain(shared.relay.challenge(&claim, now_ms())?))
}

/// Gives a token for a signed nonce
#[utoipa::path(post, path = "/v1/login", tag = "accounts", operation_id = "login", security(()),
    request_body(content = Vec<u8>, content_type = "application/cbor", description = "A `coach_wire::auth::Login`."),
    responses((status = 200, description = "A `coach_wire::auth::Token`.", content_type = "application/cbor", body = Vec<u8>)))]
async fn login(State(shared): State<App>, body: Bytes) -> Result<Response, Problem> {
    let login: Login = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    Ok(cbor(&on_disk(&shared, move |relay| relay.login(&login, now_ms())).await?))
}

/// Answers one question of a device
#[utoipa::path(post, path = "/v1/sync", tag = "sync", operation_id = "sync",
    request_body(content = Vec<u8>, content_type = "application/cbor", description = "A `coach_wire::message::Request`."),
    responses((status = 200, description = "A `coach_wire::message::Response`.", content_type = "application/cbor", body = Vec<u8>)))]
async fn sync(State(shared): State<App>, Member(who): Member, body: Bytes) -> Result<Response, Problem> {
    let request: message::Request = coach_wire::from_bytes(&body, "a message").map_err(Error::from)?;
    drop(body);
    let answer = shared.writer.handle(who, request, now_ms()).await?;
    let about = match &answer {
        message::Response::Exchanged(answer) => answer.entries.iter().map(|entry| entry.size() + FRAMING).sum(),
        message::Response::Blobs(blobs) => blobs.iter().map(|blob| blob.sealed.len() + FRAMING).sum::<usize>(),
        message::Response::Lacking(_) | message::Response::Stored => 0,
    };
    let bytes = coach_wire::to_bytes_of(&answer, about + (1 << 10));
    Ok(([(header::CONTENT_TYPE, "application/cbor")], bytes).into_response())
}

/// Says whether what a device holds is all that there is
///
/// Changes nothing: it is no GET so that nothing on the way keeps the answer.
#[utoipa::path(post, path = "/v1/news/{question}", tag = "sync", operation_id = "news", security(()),
    params(("question" = String, Path, description = "The pass that came with a token, and `coach_wire::message::held` behind it, in base64url.")),
    responses((status = 204, description = "It is. Everything else is a 404: log in and ask.")))]
async fn news(State(shared): State<App>, Path(question): Path<String>) -> Result<StatusCode, Problem> {
    on_disk(&shared, move |relay| relay.holds_all(&question, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erases the account
#[utoipa::path(post, path = "/v1/erase", tag = "accounts", operation_id = "erase",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The signature of the wish, 64 bytes."),
    responses((status = 200, description = "A `coach_wire::auth::Receipt`.", content_type = "application/cbor", body = Vec<u8>)))]
async fn erase(State(shared): State<App>, Member(who): Member, body: Bytes) -> Result<Response, Problem> {
    let signature = body.as_ref().try_into().map_err(|_| Error::Malformed("the signature has another length"))?;
    Ok(cbor(&on_disk(&shared, move |relay| relay.erase(&who, &signature, now_ms())).await?))
}

/// Leaves a letter of an enrolment
#[utoipa::path(put, path = "/v1/rendezvous/{meeting}/{letter}", tag = "enrolment", operation_id = "leave", security(()),
    params(("meeting" = String, Path, description = "32 hexadecimal digits."), ("letter" = u8, Path, description = "0, 1 or 2.")),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The sealed letter."),
    responses((status = 204, description = "It is there.")))]
async fn leave(
    State(shared): State<App>,
    Path((meeting, letter)): Path<(String, String)>,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    let letter = letter.parse().map_err(|_| Error::NotFound)?;
    on_disk(&shared, move |relay| relay.leave(&meeting, letter, &body, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Fetches a letter of an enrolment
#[utoipa::path(get, path = "/v1/rendezvous/{meeting}/{letter}", tag = "enrolment", operation_id = "fetch", security(()),
    params(("meeting" = String, Path, description = "32 hexadecimal digits."), ("letter" = u8, Path, description = "0, 1 or 2.")),
    responses((status = 200, description = "The sealed letter.", content_type = "application/octet-stream", body = Vec<u8>)))]
async fn fetch(
    State(shared): State<App>,
    Path((meeting, letter)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let letter = letter.parse().map_err(|_| Error::NotFound)?;
    Ok(plain(on_disk(&shared, move |relay| relay.fetch(&meeting, letter, now_ms())).await?))
}

/// What a device wants to know before it speaks.
#[derive(serde::Serialize, utoipa::ToSchema)]
struct About {
    /// Always `pocketcoach-relay`.
    service: &'static str,
    /// Version of the program.
    version: &'static str,
    /// Version of the protocol.
    protocol: u16,
    /// Public key that signs receipts of erasure, in hexadecimal.
    key: String,
}

/// Says what this is
#[utoipa::path(get, path = "/v1/about", tag = "operations", operation_id = "about", security(()),
    responses((status = 200, description = "Versions and the relay's key.", body = About)))]
async fn about(State(shared): State<App>) -> axum::Json<About> {
    axum::Json(About {
        service: "pocketcoach-relay",
        version: env!("CARGO_PKG_VERSION"),
        protocol: coach_wire::PROTOCOL,
        key: shared.relay.key().iter().map(|byte| format!("{byte:02x}")).collect(),
    })
}

/// Says that the program is alive
#[utoipa::path(get, path = "/health", tag = "operations", operation_id = "health", security(()),
    responses((status = 200, description = "It is.", content_type = "text/plain", body = String)))]
async fn health() -> &'static str {
    "ok\n"
}

/// Says whether the disk or database takes writes, and that the end was not asked for
///
/// Without Redis, NATS or the hub, where there should be one, it is ready all the same, and says what it goes without.
#[utoipa::path(get, path = "/ready", tag = "operations", operation_id = "ready", security(()),
    responses((status = 200, description = "Requests are welcome.", content_type = "text/plain", body = String)))]
async fn ready(State(shared): State<App>) -> Result<String, Problem> {
    if shared.draining.load(Ordering::Relaxed) {
        return Err(Error::Ending.into());
    }
    on_disk(&shared, Relay::check).await?;
    let mut answer = "ready\n".to_owned();
    if let Some(windows) = &shared.windows {
        windows.look().await;
        if windows.is_broken() {
            answer.push_str("degraded: Redis does not answer, so each replica counts limits for itself\n");
        }
    }
    if shared.broker.as_ref().is_some_and(|broker| !broker.is_connected()) {
        answer.push_str("degraded: NATS does not answer, so news wait in the outbox and jobs are polled\n");
    }
    match shared.hub.as_ref().map(|hub| hub.standing()) {
        Some(standing) if !standing.runs => answer.push_str("degraded: the hub does not run and is started again\n"),
        Some(standing) if standing.sync_fails => answer.push_str("degraded: the hub runs and does not sync\n"),
        Some(_) => answer.push_str("hub: runs\n"),
        None => {}
    }
    Ok(answer)
}

/// Everything that is counted, for Prometheus
#[utoipa::path(get, path = "/metrics", tag = "operations", operation_id = "metrics", security(()),
    responses((status = 200, description = "Prometheus' text format.", content_type = "text/plain", body = String)))]
async fn metrics(State(shared): State<App>) -> Result<Response, Problem> {
    let held = *shared.totals.lock().unwrap_or_else(PoisonError::into_inner);
    let totals = match held.filter(|(at, _)| at.elapsed() < COUNTED) {
        Some((_, totals)) => totals,
        None => {
            let totals = on_disk(&shared, Relay::totals).await?;
            *shared.totals.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), totals));
            totals
        }
    };
    let (published, dead) = shared.broker.as_ref().map_or((0, 0), |broker| broker.counts());
    let state = Gauges {
        streams: shared.listeners.open() as u64,
        draining: shared.draining.load(Ordering::Relaxed),
        limits_degraded: shared.windows.as_ref().is_some_and(|windows| windows.is_broken()),
        limits_fallbacks: shared.windows.as_ref().map_or(0, |windows| windows.fallbacks()),
        broker_down: shared.broker.as_ref().is_some_and(|broker| !broker.is_connected()),
        published,
        dead,
        hub: shared.hub.as_ref().map(|hub| hub.standing()),
    };
    let text = shared.metrics.text(&totals, &state);
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text).into_response())
}

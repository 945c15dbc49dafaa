//! Who and what is let in: how often, how large, how long.

use super::{App, now_ms};
use crate::http::problem::Problem;
use crate::telemetry::SPANS;
use crate::{Error, Principal};
use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use coach_wire::message::MAX_MESSAGE;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;
use tokio::sync::Semaphore;
use tracing::Instrument as _;

/// Kilobytes of requests that may be in memory at once.
const ROOM_KB: u32 = 256 << 10;

/// The routes of most questions.
const SYNC: [&str; 2] = ["/v1/sync", "/v1/news/{question}"];

/// Memory for what people send.
pub(super) struct Room(Arc<Semaphore>);

impl Default for Room {
    fn default() -> Self {
        Room(Arc::new(Semaphore::new(ROOM_KB as usize)))
    }
}

/// Who is logged in. Known before a byte of the body is read, so that strangers fill no memory.
pub(super) struct Member(pub(super) Principal);

impl FromRequestParts<App> for Member {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, shared: &App) -> Result<Self, Problem> {
        member(shared, token(&parts.headers).ok_or(Error::NotLetIn)?).await.map(Member)
    }
}

pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Who a token belongs to, counted.
pub(super) async fn member(shared: &App, token: &str) -> Result<Principal, Problem> {
    let who = shared.relay.principal(token, now_ms())?;
    shared.members.step(who.account).await?;
    Ok(who)
}

/// Counts and times every answer by its route, never by who asked.
pub(super) async fn measure(State(shared): State<App>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    let began = Instant::now();
    let method = match *request.method() {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        _ => "other",
    };
    let span = tracing::info_span!(target: SPANS, "request", otel.name = %format_args!("{method} {route}"),
        http.route = route, http.request.method = method, http.response.status_code = tracing::field::Empty);
    let mut answer = next.run(request).instrument(span.clone()).await;
    span.record("http.response.status_code", answer.status().as_u16());
    let (status, took) = (answer.status().as_u16(), began.elapsed());
    shared.metrics.count(route, status, took);
    tracing::debug!(route, status, ms = took.as_millis() as u64, "answered");
    let headers = answer.headers_mut();
    // What devices and the relay say to each other is the answer to a POST, which nobody may keep, and nothing that a
    // browser would show; both lines would be a fifth of an answer without news.
    if !SYNC.contains(&route) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    }
    if shared.draining.load(Ordering::Relaxed) {
        // The next question finds another replica.
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

/// Nothing is decompressed here, so that nothing small becomes large.
pub(super) async fn plain(request: Request, next: Next) -> Response {
    let encoded = request.headers().get(header::CONTENT_ENCODING).is_some_and(|value| value != "identity");
    if encoded { Problem::from(Error::Encoded).into_response() } else { next.run(request).await }
}

/// Gives up what takes too long.
pub(super) async fn bounded(State(shared): State<App>, request: Request, next: Next) -> Response {
    match tokio::time::timeout(shared.serving.longest, next.run(request)).await {
        Ok(answer) => answer,
        Err(_) => Problem::from(Error::TooSlow).into_response(),
    }
}

/// Waits until there is memory for what is sent.
pub(super) async fn roomy(State(shared): State<App>, request: Request, next: Next) -> Response {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    // Without a length it may be as long as anything.
    let length = length.unwrap_or(MAX_MESSAGE).min(MAX_MESSAGE);
    let kilobytes = u32::try_from(length >> 10).unwrap_or(ROOM_KB).saturating_add(1).min(ROOM_KB);
    match Arc::clone(&shared.room.0).acquire_many_owned(kilobytes).await {
        Ok(_held) => next.run(request).await,
        Err(_) => Problem::from(Error::TooMany { seconds: 1 }).into_response(),
    }
}

/// Counts who is not logged in by where they come from.
pub(super) async fn pace_strangers(State(shared): State<App>, request: Request, next: Next) -> Response {
    let near = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
    let told = if shared.serving.behind_proxy { forwarded(request.headers()) } else { None };
    match shared.strangers.step(network(told.unwrap_or(near))).await {
        Ok(()) => next.run(request).await,
        Err(error) => Problem::from(error).into_response(),
    }
}

/// The last address is the one that the proxy itself saw; those before it are what the client claims.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Whoever has one address of the newer kind has 2^64 of them.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(old) => IpAddr::V4(old),
            None => IpAddr::V6((u128::from(address) >> 64 << 64).into()),
        },
        old => old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_cannot_say_where_it_comes_from() {
        let mut headers = HeaderMap::new();
        assert_eq!(forwarded(&headers), None);
        headers.append("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 2.2.2.2"));
        assert_eq!(forwarded(&headers), Some("2.2.2.2".parse().unwrap()));
        headers.append("x-forwarded-for", HeaderValue::from_static("9.9.9.9"));
        assert_eq!(forwarded(&headers), Some("9.9.9.9".parse().unwrap()));
        let near = |text: &str| network(text.parse().unwrap());
        assert_eq!(near("2001:db8:1:2:3:4:5:6"), near("2001:db8:1:2::1"));
        assert_ne!(near("2001:db8:1:2::1"), near("2001:db8:1:3::1"));
        assert_eq!(near("::ffff:10.0.0.1"), near("10.0.0.1"));
    }
}

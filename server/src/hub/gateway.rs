//! The hub's own listener: the pages of the dashboard and everything that they ask.

use super::Hub;
use super::pass::{Failure, pass};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::json;
use std::sync::Arc;

/// Everything goes the same way.
pub(super) fn router(hub: Arc<Hub>) -> Router {
    Router::new().fallback(answer).with_state(hub)
}

async fn answer(State(hub): State<Arc<Hub>>, request: Request) -> Response<Body> {
    let is_in = match hub.door.check(request.method(), request.uri(), request.headers()).await {
        Ok(is_in) => is_in,
        Err((status, code, title, detail)) => return problem(status, code, title, detail, false),
    };
    let Some(upstream) = hub.current() else { return away() };
    match pass(&upstream, request, is_in, &hub.sockets).await {
        Ok(answer) => answer,
        Err(Failure::Away) => away(),
        Err(Failure::Full) => problem(
            StatusCode::SERVICE_UNAVAILABLE,
            "busy",
            "Too many sockets",
            "Failed to open another socket: close a page of the hub and try again.",
            true,
        ),
    }
}

fn away() -> Response<Body> {
    problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "The hub does not run",
        "Failed to reach the hub: it is being started. Try again in a moment; the server's log says why if it stays away.",
        true,
    )
}

/// A problem document in the form of the hub's own routes, so that its pages understand it, with their headers of safety.
fn problem(status: StatusCode, code: &str, title: &str, detail: &str, retryable: bool) -> Response<Body> {
    let document = json!({
        "type": format!("urn:pocketcoach:problem:{code}"),
        "title": title,
        "status": status.as_u16(),
        "detail": detail,
        "code": code,
        "retryable": retryable,
    });
    let mut answer = Response::new(Body::from(document.to_string()));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_TYPE, "application/problem+json");
    set(header::CACHE_CONTROL, "no-store");
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    if status == StatusCode::SERVICE_UNAVAILABLE {
        set(header::RETRY_AFTER, "2");
    }
    answer
}

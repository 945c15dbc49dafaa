//! What only a coach can answer. This server cannot read what one needs: where a hub runs beside it, its owner's questions
//! go through to it; everyone else is told to ask a device or a hub of their own.

use super::people::Document;
use super::{Json, Let, still_in};
use crate::Error;
use crate::gate::{Caller, Role};
use crate::http::problem::{self, Problem};
use crate::http::{App, now_ms, on_disk};
use axum::extract::{Path, State};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, Method, Uri, header};
use axum::response::Response;

/// A question for a hub.
struct Asked {
    /// As the description names the operation.
    action: &'static str,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Option<Vec<u8>>,
}

/// Has the hub answer its owner.
async fn of_hub(shared: &App, caller: Caller, asked: Asked) -> Result<Response, Problem> {
    let hub = shared.hub.as_ref().filter(|_| caller.role == Role::Owner);
    let device = match hub {
        Some(hub) => hub.device_of(&caller.account).await,
        None => Err(Error::HubOnly),
    };
    let (hub, device) = match (hub, device) {
        (Some(hub), Ok(device)) => (hub, device),
        (_, refused) => {
            still_in(shared, caller).await?;
            return Err(refused.err().unwrap_or(Error::HubOnly).into());
        }
    };
    let Asked { action, method, uri, headers, body } = asked;
    let is_read = method == Method::GET;
    on_disk(shared, move |relay| relay.through_hub(&caller, &device, action, is_read, now_ms())).await?;
    let path = uri.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
    Ok(hub.ask(method, path, headers.get(header::ACCEPT).cloned(), body).await?)
}

/// Talks with the coach, through a hub
///
/// This server cannot read what a coach needs. Where a hub runs beside it, its owner is answered as the hub answers, also
/// with server-sent events; the person's own device or home hub answers the same route everywhere.
#[utoipa::path(post, path = "/v1/ai/chat", tag = "coach", operation_id = "chat", request_body = Document,
    responses((status = 200, description = "What the hub says.", body = Document),
        (status = 421, description = "Ask a hub.", content_type = "application/problem+json", body = problem::Document)))]
pub(in crate::http) async fn chat(
    State(shared): State<App>,
    Let(caller): Let,
    uri: Uri,
    headers: HeaderMap,
    Json(document): Json<Document>,
) -> Result<Response, Problem> {
    let body = Some(document.0.to_string().into_bytes());
    of_hub(&shared, caller, Asked { action: "chat", method: Method::POST, uri, headers, body }).await
}

/// Has the coach change a plan, through a hub
#[utoipa::path(post, path = "/v1/ai/modify-workout", tag = "coach", operation_id = "modify_workout", request_body = Document,
    responses((status = 200, description = "What the hub says.", body = Document),
        (status = 421, description = "Ask a hub.", content_type = "application/problem+json", body = problem::Document)))]
pub(in crate::http) async fn modify_workout(
    State(shared): State<App>,
    Let(caller): Let,
    uri: Uri,
    headers: HeaderMap,
    Json(document): Json<Document>,
) -> Result<Response, Problem> {
    let body = Some(document.0.to_string().into_bytes());
    of_hub(&shared, caller, Asked { action: "modify_workout", method: Method::POST, uri, headers, body }).await
}

/// What a conversation did, through a hub
#[utoipa::path(get, path = "/v1/ai/traces/{session_id}", tag = "coach", operation_id = "session_traces",
    params(("session_id" = String, Path, description = "The conversation.")),
    responses((status = 200, description = "What the hub says.", body = Document),
        (status = 421, description = "Ask a hub.", content_type = "application/problem+json", body = problem::Document)))]
pub(in crate::http) async fn session_traces(
    State(shared): State<App>,
    Let(caller): Let,
    Path(_): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    of_hub(&shared, caller, Asked { action: "session_traces", method: Method::GET, uri, headers, body: None }).await
}

/// How well the coach does, through a hub
#[utoipa::path(get, path = "/v1/analytics/ai-quality", tag = "figures", operation_id = "ai_quality",
    responses((status = 200, description = "What the hub says.", body = Document),
        (status = 421, description = "Ask a hub.", content_type = "application/problem+json", body = problem::Document)))]
pub(in crate::http) async fn ai_quality(
    State(shared): State<App>,
    Let(caller): Let,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    of_hub(&shared, caller, Asked { action: "ai_quality", method: Method::GET, uri, headers, body: None }).await
}

//! How one gets a token of the shared plane, and keys for programs.

use super::{Json, Let};
use crate::gate::{Granted, KeyMade, KeyShown, Renewed, Role, Scope};
use crate::http::admission::Member;
use crate::http::problem::Problem;
use crate::http::{App, now_ms, on_disk};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

/// What a session is opened as.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewSession {
    /// `owner`, `trainer`, `viewer` or `admin`.
    role: Role,
}

/// What renews a session.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct Renewal {
    /// What `POST /v1/session` or the last renewal gave.
    refresh_token: String,
}

/// What a program shows.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct ShownKey {
    /// The whole key.
    key: String,
}

/// What a key is to be.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewKey {
    /// What its owner calls it, 1 to 60 characters.
    label: String,
    /// What it is good for.
    scopes: Vec<Scope>,
    /// Seconds until it ends: a minute to a year.
    seconds: i64,
}

/// Opens a session
///
/// Asks for the token of `POST /v1/login`, and gives one that is signed and holds for a quarter of an hour.
#[utoipa::path(post, path = "/v1/session", tag = "session", operation_id = "open_session", request_body = NewSession,
    responses((status = 201, description = "The session.", body = Granted)))]
pub(in crate::http) async fn open_session(
    State(shared): State<App>,
    Member(who): Member,
    Json(asked): Json<NewSession>,
) -> Result<(StatusCode, axum::Json<Granted>), Problem> {
    let granted = on_disk(&shared, move |relay| relay.open_session(&who, asked.role, now_ms())).await?;
    Ok((StatusCode::CREATED, axum::Json(granted)))
}

/// Renews a session
///
/// Each renewal is good once. One that was used before ends the session.
#[utoipa::path(post, path = "/v1/session/refresh", tag = "session", operation_id = "renew_session", security(()),
    request_body = Renewal, responses((status = 200, description = "The session.", body = Granted)))]
pub(in crate::http) async fn renew_session(
    State(shared): State<App>,
    Json(asked): Json<Renewal>,
) -> Result<axum::Json<Granted>, Problem> {
    let granted = on_disk(&shared, move |relay| relay.renew_session(&asked.refresh_token, now_ms())).await?;
    Ok(axum::Json(granted))
}

/// Gives a program a short token for its key
#[utoipa::path(post, path = "/v1/session/service", tag = "session", operation_id = "service_token", security(()),
    request_body = ShownKey, responses((status = 200, description = "The token.", body = Renewed)))]
pub(in crate::http) async fn service_token(
    State(shared): State<App>,
    Json(asked): Json<ShownKey>,
) -> Result<axum::Json<Renewed>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.service_token(&asked.key, now_ms())).await?))
}

/// Ends the session
#[utoipa::path(delete, path = "/v1/session", tag = "session", operation_id = "close_session",
    responses((status = 204, description = "It is ended, with all its tokens.")))]
pub(in crate::http) async fn close_session(State(shared): State<App>, Let(caller): Let) -> Result<StatusCode, Problem> {
    on_disk(&shared, move |relay| relay.close_session(&caller, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Keys of programs
#[utoipa::path(get, path = "/v1/keys", tag = "session", operation_id = "api_keys",
    responses((status = 200, description = "The keys, without their secrets.", body = Vec<KeyShown>)))]
pub(in crate::http) async fn api_keys(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<Vec<KeyShown>>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.api_keys(&caller, now_ms())).await?))
}

/// Makes a key for a program
#[utoipa::path(post, path = "/v1/keys", tag = "session", operation_id = "make_api_key", request_body = NewKey,
    responses((status = 201, description = "The key, shown this once.", body = KeyMade)))]
pub(in crate::http) async fn make_api_key(
    State(shared): State<App>,
    Let(caller): Let,
    Json(asked): Json<NewKey>,
) -> Result<(StatusCode, axum::Json<KeyMade>), Problem> {
    let made = on_disk(&shared, move |relay| {
        relay.make_api_key(&caller, &asked.label, &asked.scopes, asked.seconds, now_ms())
    });
    Ok((StatusCode::CREATED, axum::Json(made.await?)))
}

/// Takes a key back
#[utoipa::path(delete, path = "/v1/keys/{prefix}", tag = "session", operation_id = "drop_api_key",
    params(("prefix" = String, Path, description = "16 hexadecimal digits.")),
    responses((status = 204, description = "It is good for nothing any more, nor are its tokens.")))]
pub(in crate::http) async fn drop_api_key(
    State(shared): State<App>,
    Let(caller): Let,
    Path(prefix): Path<String>,
) -> Result<StatusCode, Problem> {
    on_disk(&shared, move |relay| relay.drop_api_key(&caller, &prefix, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

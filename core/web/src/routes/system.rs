//! Whether the server lives, what it measures, what it can do and what is wrong on this machine.

use super::Answer;
use crate::Problem;
use crate::openapi::openapi_json;
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use coach_api::Diagnosis;
use serde::Serialize;
use std::sync::LazyLock;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Turns that measures are taken over.
const TURNS: usize = 500;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(health))
        .routes(routes!(ready))
        .routes(routes!(metrics))
        .routes(routes!(openapi))
        .routes(routes!(doctor))
}

/// That the server lives.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Health {
    /// `ok`.
    status: String,
    /// Version of PocketCoach.
    version: String,
}

/// Whether the server lives. Needs no token.
#[utoipa::path(get, path = "/health", tag = "system", security(()), responses((status = 200, body = Health)))]
async fn health() -> Json<Health> {
    Json(Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}

/// Whether the coach can be used.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Ready {
    /// The database answers.
    ready: bool,
    /// Model that answers.
    model: String,
}

/// Whether the database answers.
#[utoipa::path(get, path = "/ready", tag = "system", responses((status = 200, body = Ready)))]
async fn ready(State(web): State<Web>) -> Answer<Ready> {
    web.coach.profile().await?;
    Ok(Json(Ready { ready: true, model: web.coach.model_name()? }))
}

/// Counters and times in the OpenMetrics text form, which Prometheus reads.
#[utoipa::path(
    get, path = "/metrics", tag = "system",
    responses((status = 200, body = String, content_type = "application/openmetrics-text"))
)]
async fn metrics(State(web): State<Web>) -> Result<Response, Problem> {
    let quality = web.coach.ai_quality(TURNS).await?;
    let text = web.metrics.text(&quality).map_err(|_| {
        let detail = "Failed to write the measures.";
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "storage", "The disk or the database failed", detail)
    })?;
    Ok(([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text).into_response())
}

static DESCRIPTION: LazyLock<String> = LazyLock::new(openapi_json);

/// This description.
#[utoipa::path(get, path = "/openapi.json", tag = "system", responses((status = 200, body = serde_json::Value)))]
async fn openapi() -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], DESCRIPTION.as_str())
}

/// What is wrong on this machine.
#[utoipa::path(get, path = "/doctor", tag = "system", responses((status = 200, body = Diagnosis)))]
async fn doctor(State(web): State<Web>) -> Json<Diagnosis> {
    Json(web.coach.diagnose().await)
}

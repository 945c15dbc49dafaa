//! Plans, sessions, and bringing many of them.

use super::people::Document;
use super::{Json, Let, OfWhom};
use crate::http::problem::Problem;
use crate::http::{App, now_ms, on_disk};
use crate::plane::{Import, ImportState, RevisionShown, Revisit, Shown};
use crate::{Error, Relay};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde_json::Value;

/// A plan, and for whom.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct NewPlan {
    /// For whom a trainer proposes it: their account, 32 hexadecimal digits.
    #[serde(default)]
    user: Option<String>,
    /// The plan.
    #[schema(value_type = Object)]
    document: Value,
}

fn asked(of: Result<Query<OfWhom>, QueryRejection>) -> Result<Option<String>, Error> {
    of.map(|Query(of)| of.user).map_err(|_| Error::Malformed("the question is not understood"))
}

/// Plans
#[utoipa::path(get, path = "/v1/workouts/plans", tag = "workouts", operation_id = "plans", params(OfWhom),
    responses((status = 200, description = "Plans that the caller may see, newest first.", body = Vec<Shown>)))]
pub(in crate::http) async fn plans(
    State(shared): State<App>,
    Let(caller): Let,
    of: Result<Query<OfWhom>, QueryRejection>,
) -> Result<axum::Json<Vec<Shown>>, Problem> {
    let user = asked(of)?;
    let listed = move |relay: &Relay| relay.listed(&caller, "plans", "plan", user.as_deref(), now_ms());
    Ok(axum::Json(on_disk(&shared, listed).await?))
}

/// Publishes or proposes a plan
///
/// What a trainer writes is a proposal, which the person's own device holds against the safety rules.
#[utoipa::path(post, path = "/v1/workouts/plans", tag = "workouts", operation_id = "create_plan", request_body = NewPlan,
    responses((status = 201, description = "The plan.", body = Shown)))]
pub(in crate::http) async fn create_plan(
    State(shared): State<App>,
    Let(caller): Let,
    Json(plan): Json<NewPlan>,
) -> Result<(StatusCode, axum::Json<Shown>), Problem> {
    let create = move |relay: &Relay| relay.create_plan(&caller, plan.user.as_deref(), &plan.document, now_ms());
    Ok((StatusCode::CREATED, axum::Json(on_disk(&shared, create).await?)))
}

/// Writes a new version of a plan
#[utoipa::path(put, path = "/v1/workouts/plans/{id}", tag = "workouts", operation_id = "change_plan", request_body = Document,
    params(("id" = String, Path, description = "The plan, 32 hexadecimal digits.")),
    responses((status = 200, description = "The plan.", body = Shown)))]
pub(in crate::http) async fn change_plan(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
    Json(document): Json<Document>,
) -> Result<axum::Json<Shown>, Problem> {
    let change = move |relay: &Relay| relay.change_plan(&caller, &id, &document.0, now_ms());
    Ok(axum::Json(on_disk(&shared, change).await?))
}

/// Versions of a plan
#[utoipa::path(get, path = "/v1/workouts/plans/{id}/versions", tag = "workouts", operation_id = "plan_versions",
    params(("id" = String, Path, description = "The plan, 32 hexadecimal digits.")),
    responses((status = 200, description = "The newest 50 versions, newest first.", body = Vec<RevisionShown>)))]
pub(in crate::http) async fn plan_versions(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
) -> Result<axum::Json<Vec<RevisionShown>>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.plan_versions(&caller, &id, now_ms())).await?))
}

/// Goes back to a version of a plan, or adds one
#[utoipa::path(post, path = "/v1/workouts/plans/{id}/versions", tag = "workouts", operation_id = "add_plan_version",
    request_body = Revisit, params(("id" = String, Path, description = "The plan, 32 hexadecimal digits.")),
    responses((status = 201, description = "The plan.", body = Shown)))]
pub(in crate::http) async fn add_plan_version(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
    Json(revisit): Json<Revisit>,
) -> Result<(StatusCode, axum::Json<Shown>), Problem> {
    let add = move |relay: &Relay| relay.add_plan_version(&caller, &id, &revisit, now_ms());
    Ok((StatusCode::CREATED, axum::Json(on_disk(&shared, add).await?)))
}

/// Sessions
#[utoipa::path(get, path = "/v1/workouts/sessions", tag = "workouts", operation_id = "sessions", params(OfWhom),
    responses((status = 200, description = "Sessions that the caller may see, newest first.", body = Vec<Shown>)))]
pub(in crate::http) async fn sessions(
    State(shared): State<App>,
    Let(caller): Let,
    of: Result<Query<OfWhom>, QueryRejection>,
) -> Result<axum::Json<Vec<Shown>>, Problem> {
    let user = asked(of)?;
    let listed = move |relay: &Relay| relay.listed(&caller, "sessions", "session", user.as_deref(), now_ms());
    Ok(axum::Json(on_disk(&shared, listed).await?))
}

/// Publishes a session
#[utoipa::path(post, path = "/v1/workouts/sessions", tag = "workouts", operation_id = "log_session", request_body = Document,
    responses((status = 201, description = "The session.", body = Shown)))]
pub(in crate::http) async fn log_session(
    State(shared): State<App>,
    Let(caller): Let,
    Json(document): Json<Document>,
) -> Result<(StatusCode, axum::Json<Shown>), Problem> {
    let add = move |relay: &Relay| relay.add_own(&caller, "log_session", "session", &document.0, now_ms());
    Ok((StatusCode::CREATED, axum::Json(on_disk(&shared, add).await?)))
}

/// Brings many documents
///
/// All of them or none: they are staged piece by piece, and are there at once in the end.
#[utoipa::path(post, path = "/v1/imports", tag = "workouts", operation_id = "import", request_body = Import,
    responses((status = 202, description = "It goes on by itself.", body = ImportState)))]
pub(in crate::http) async fn import(
    State(shared): State<App>,
    Let(caller): Let,
    Json(import): Json<Import>,
) -> Result<(StatusCode, axum::Json<ImportState>), Problem> {
    let state = on_disk(&shared, move |relay| relay.import(&caller, import, now_ms())).await?;
    shared.work.notify_one();
    Ok((StatusCode::ACCEPTED, axum::Json(state)))
}

/// How an import stands
#[utoipa::path(get, path = "/v1/imports/{id}", tag = "workouts", operation_id = "import_state",
    params(("id" = String, Path, description = "The import, 32 hexadecimal digits.")),
    responses((status = 200, description = "Its state.", body = ImportState)))]
pub(in crate::http) async fn import_state(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
) -> Result<axum::Json<ImportState>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.import_state(&caller, &id, now_ms())).await?))
}

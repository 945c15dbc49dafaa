//! People, the coach and figures, as far as what was shared can answer.

use super::{Json, Let, OfWhom, still_in};
use crate::Error;
use crate::http::problem::Problem;
use crate::http::{App, now_ms, on_disk};
use crate::plane::{Shown, WorkoutFigures};
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use serde_json::Value;

/// The coaches by their names, which are the same everywhere.
const PERSONALITIES: [(&str, &str); 3] =
    [("max", "Max Power"), ("emma", "Emma Encourage"), ("progress", "Dr. Progress")];

/// A coach.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(in crate::http) struct Personality {
    /// What it is asked for by.
    id: &'static str,
    /// Its name.
    name: &'static str,
}

/// Any document.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[schema(value_type = Object)]
pub(in crate::http) struct Document(pub(super) Value);

/// A person's profile
#[utoipa::path(get, path = "/v1/users/{id}", tag = "people", operation_id = "user",
    params(("id" = String, Path, description = "The person's account, 32 hexadecimal digits.")),
    responses((status = 200, description = "The profile that they share with the caller.", body = Shown)))]
pub(in crate::http) async fn user(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
) -> Result<axum::Json<Shown>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.latest(&caller, "user", "profile", &id, now_ms())).await?))
}

/// Writes one's own profile
///
/// Nobody sees it until it is shared.
#[utoipa::path(put, path = "/v1/users/{id}", tag = "people", operation_id = "set_user", request_body = Document,
    params(("id" = String, Path, description = "One's own account, 32 hexadecimal digits.")),
    responses((status = 200, description = "The profile.", body = Shown)))]
pub(in crate::http) async fn set_user(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
    Json(document): Json<Document>,
) -> Result<axum::Json<Shown>, Problem> {
    let put = move |relay: &crate::Relay| relay.put_own(&caller, "set_user", "profile", &id, &document.0, now_ms());
    Ok(axum::Json(on_disk(&shared, put).await?))
}

/// Writes one's own preferences
#[utoipa::path(post, path = "/v1/users/{id}/preferences", tag = "people", operation_id = "set_preferences",
    request_body = Document,
    params(("id" = String, Path, description = "One's own account, 32 hexadecimal digits.")),
    responses((status = 200, description = "The preferences.", body = Shown)))]
pub(in crate::http) async fn set_preferences(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
    Json(document): Json<Document>,
) -> Result<axum::Json<Shown>, Problem> {
    let put = move |relay: &crate::Relay| {
        relay.put_own(&caller, "set_preferences", "preferences", &id, &document.0, now_ms())
    };
    Ok(axum::Json(on_disk(&shared, put).await?))
}

/// The coaches
#[utoipa::path(get, path = "/v1/ai/personalities", tag = "coach", operation_id = "personalities",
    responses((status = 200, description = "The coaches.", body = Vec<Personality>)))]
pub(in crate::http) async fn personalities(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<Vec<Personality>>, Problem> {
    still_in(&shared, caller).await?;
    Ok(axum::Json(PERSONALITIES.into_iter().map(|(id, name)| Personality { id, name }).collect()))
}

/// A person's summary
#[utoipa::path(get, path = "/v1/analytics/user/{id}", tag = "figures", operation_id = "user_analytics",
    params(("id" = String, Path, description = "The person's account, 32 hexadecimal digits.")),
    responses((status = 200, description = "The newest summary that they share with the caller.", body = Shown)))]
pub(in crate::http) async fn user_analytics(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
) -> Result<axum::Json<Shown>, Problem> {
    let latest = move |relay: &crate::Relay| relay.latest(&caller, "user_analytics", "summary", &id, now_ms());
    Ok(axum::Json(on_disk(&shared, latest).await?))
}

/// Sums over shared sessions
#[utoipa::path(get, path = "/v1/analytics/workouts", tag = "figures", operation_id = "workout_analytics", params(OfWhom),
    responses((status = 200, description = "Sums, and how many sessions say each.", body = WorkoutFigures)))]
pub(in crate::http) async fn workout_analytics(
    State(shared): State<App>,
    Let(caller): Let,
    of: Result<Query<OfWhom>, QueryRejection>,
) -> Result<axum::Json<WorkoutFigures>, Problem> {
    let Query(of) = of.map_err(|_| Error::Malformed("the question is not understood"))?;
    let sums = move |relay: &crate::Relay| relay.workout_figures(&caller, of.user.as_deref(), now_ms());
    Ok(axum::Json(on_disk(&shared, sums).await?))
}

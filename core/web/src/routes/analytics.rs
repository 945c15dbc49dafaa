//! Figures over periods: the person, their training, the coach.

use super::person::only_me;
use super::{Answer, Days, Limit};
use crate::extract::{Asked, Place};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use coach_api::{AiQuality, Summary, WorkoutAnalytics};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(user_analytics))
        .routes(routes!(summary))
        .routes(routes!(workout_analytics))
        .routes(routes!(ai_quality))
}

/// The length of a period that ends today.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Length {
    /// Days, today included; 7 when missing.
    #[param(minimum = 1, maximum = 3653)]
    days: Option<u32>,
}

/// The last days at a glance.
#[utoipa::path(
    get, path = "/analytics/user/{id}", tag = "analytics",
    params(("id" = String, Path, description = "`me`"), Length), responses((status = 200, body = Summary))
)]
async fn user_analytics(
    State(web): State<Web>,
    Place(id): Place<String>,
    Asked(asked): Asked<Length>,
) -> Answer<Summary> {
    only_me(&id)?;
    Ok(Json(web.coach.summary(asked.days.unwrap_or(7)).await?))
}

/// The last days at a glance.
#[utoipa::path(get, path = "/summary", tag = "analytics", params(Length), responses((status = 200, body = Summary)))]
async fn summary(State(web): State<Web>, Asked(asked): Asked<Length>) -> Answer<Summary> {
    Ok(Json(web.coach.summary(asked.days.unwrap_or(7)).await?))
}

/// Training over a period: load, workouts with totals, strength.
#[utoipa::path(
    get, path = "/analytics/workouts", tag = "analytics", params(Days), responses((status = 200, body = WorkoutAnalytics))
)]
async fn workout_analytics(State(web): State<Web>, Asked(days): Asked<Days>) -> Answer<WorkoutAnalytics> {
    let (from, to) = days.range(&web)?;
    Ok(Json(web.coach.workout_analytics(from, to).await?))
}

/// How the coach does over its latest turns.
#[utoipa::path(
    get, path = "/analytics/ai-quality", tag = "analytics", params(Limit), responses((status = 200, body = AiQuality))
)]
async fn ai_quality(State(web): State<Web>, Asked(limit): Asked<Limit>) -> Answer<AiQuality> {
    Ok(Json(web.coach.ai_quality(limit.rows()?).await?))
}

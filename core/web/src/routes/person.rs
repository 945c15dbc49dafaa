//! The person: profile, preferences, settings of the interface, screening.

use super::Answer;
use crate::Problem;
use crate::extract::{Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use coach_api::screening::{Answers, QUESTIONS, Question, Screening};
use coach_api::{Profile, UnitSystem};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Ids under which the only local person is known.
const ME: [&str; 2] = ["me", "local"];

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(user, set_user))
        .routes(routes!(set_preferences))
        .routes(routes!(setting, set_setting, forget_setting))
        .routes(routes!(screening, screen))
        .routes(routes!(screening_questions))
}

pub(super) fn only_me(id: &str) -> Result<(), Problem> {
    if ME.contains(&id) { Ok(()) } else { Err(Problem::not_found("the person; the only one here is `me`")) }
}

/// The person's profile.
#[utoipa::path(
    get, path = "/users/{id}", tag = "person", params(("id" = String, Path, description = "`me`")),
    responses((status = 200, body = Profile))
)]
async fn user(State(web): State<Web>, Place(id): Place<String>) -> Answer<Profile> {
    only_me(&id)?;
    Ok(Json(web.coach.profile().await?))
}

/// Replaces the profile. A suspension after a red flag stays until it is cleared.
#[utoipa::path(
    put, path = "/users/{id}", tag = "person", params(("id" = String, Path, description = "`me`")),
    request_body = Profile, responses((status = 200, body = Profile))
)]
async fn set_user(State(web): State<Web>, Place(id): Place<String>, Sent(profile): Sent<Profile>) -> Answer<Profile> {
    only_me(&id)?;
    Ok(Json(web.coach.replace_profile(profile).await?))
}

/// How the person wants to be shown things. What is missing stays as it is.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
struct Preferences {
    /// Units of replies.
    units: Option<UnitSystem>,
    /// IANA time zone, for example `Europe/Berlin`.
    time_zone: Option<String>,
    /// ISO 3166 country code, for the emergency number.
    country: Option<String>,
}

/// Changes preferences; answers with all of them.
#[utoipa::path(
    post, path = "/users/{id}/preferences", tag = "person", params(("id" = String, Path, description = "`me`")),
    request_body = Preferences, responses((status = 200, body = Preferences))
)]
async fn set_preferences(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(given): Sent<Preferences>,
) -> Answer<Preferences> {
    only_me(&id)?;
    let before = web.coach.profile().await?;
    let profile = Profile {
        units: given.units.unwrap_or(before.units),
        time_zone: given.time_zone.or(before.time_zone.clone()),
        country: given.country.or(before.country.clone()),
        ..before
    };
    let Profile { units, time_zone, country, .. } = web.coach.replace_profile(profile).await?;
    Ok(Json(Preferences { units: Some(units), time_zone, country }))
}

/// A setting of the interface.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
struct Setting {
    /// Any JSON value of at most 16 kB; `null` when it was not set.
    value: Value,
}

/// A setting of the interface, for example `theme`.
#[utoipa::path(
    get, path = "/settings/{name}", tag = "person", params(("name" = String, Path, pattern = "^[a-z0-9_.-]{1,64}$")),
    responses((status = 200, body = Setting))
)]
async fn setting(State(web): State<Web>, Place(name): Place<String>) -> Answer<Setting> {
    Ok(Json(Setting { value: web.coach.face_setting(&name).await?.unwrap_or_default() }))
}

/// Keeps a setting of the interface.
#[utoipa::path(
    put, path = "/settings/{name}", tag = "person", params(("name" = String, Path, pattern = "^[a-z0-9_.-]{1,64}$")),
    request_body = Setting, responses((status = 204))
)]
async fn set_setting(
    State(web): State<Web>,
    Place(name): Place<String>,
    Sent(Setting { value }): Sent<Setting>,
) -> Result<StatusCode, Problem> {
    web.coach.set_face_setting(&name, Some(value)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets a setting of the interface.
#[utoipa::path(
    delete, path = "/settings/{name}", tag = "person", params(("name" = String, Path, pattern = "^[a-z0-9_.-]{1,64}$")),
    responses((status = 204))
)]
async fn forget_setting(State(web): State<Web>, Place(name): Place<String>) -> Result<StatusCode, Problem> {
    web.coach.set_face_setting(&name, None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The latest screening with what was cleared since; `null` before the first.
#[utoipa::path(get, path = "/screening", tag = "person", responses((status = 200, body = Option<Screening>)))]
async fn screening(State(web): State<Web>) -> Answer<Option<Screening>> {
    Ok(Json(web.coach.screening().await?))
}

/// Screens the person by their answers; plans follow it from now on.
#[utoipa::path(
    post, path = "/screening", tag = "person", request_body = Answers, responses((status = 200, body = Screening))
)]
async fn screen(State(web): State<Web>, Sent(answers): Sent<Answers>) -> Answer<Screening> {
    Ok(Json(web.coach.screen(&answers).await?))
}

/// The questions of the screening, in the order in which they are asked.
#[utoipa::path(get, path = "/screening/questions", tag = "person", responses((status = 200, body = [Question])))]
async fn screening_questions() -> Json<&'static [Question]> {
    Json(QUESTIONS)
}

//! The routes of the shared plane. They are there when the server is told to offer it, and answer in JSON.

mod coach;
mod people;
mod sessions;
mod shares;
mod workouts;

use super::admission::{self, token};
use super::problem::Problem;
use super::{App, now_ms, on_disk};
use crate::gate::{self, Caller};
use crate::{Error, Relay};
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::middleware::from_fn_with_state;
use std::sync::Arc;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// A body of these routes, but for imports.
const MAX_BODY: usize = 512 << 10;
/// An import.
const MAX_IMPORT: usize = 8 << 20;

/// Every route of the shared plane.
pub(super) fn routes() -> OpenApiRouter<App> {
    let imports = OpenApiRouter::<App>::new()
        .routes(routes!(workouts::import))
        .routes(routes!(workouts::import_state))
        .layer(DefaultBodyLimit::max(MAX_IMPORT));
    let rest = OpenApiRouter::<App>::new()
        .routes(routes!(sessions::close_session))
        .routes(routes!(sessions::api_keys, sessions::make_api_key))
        .routes(routes!(sessions::drop_api_key))
        .routes(routes!(shares::shares, shares::share))
        .routes(routes!(shares::grant))
        .routes(routes!(shares::revoke))
        .routes(routes!(shares::unshare))
        .routes(routes!(shares::access_log))
        .routes(routes!(shares::ledger_check))
        .routes(routes!(shares::server_totals))
        .routes(routes!(shares::revive_jobs))
        .routes(routes!(people::user, people::set_user))
        .routes(routes!(people::set_preferences))
        .routes(routes!(coach::chat))
        .routes(routes!(people::personalities))
        .routes(routes!(coach::modify_workout))
        .routes(routes!(coach::session_traces))
        .routes(routes!(people::user_analytics))
        .routes(routes!(people::workout_analytics))
        .routes(routes!(coach::ai_quality))
        .routes(routes!(workouts::plans, workouts::create_plan))
        .routes(routes!(workouts::change_plan))
        .routes(routes!(workouts::plan_versions, workouts::add_plan_version))
        .routes(routes!(workouts::sessions, workouts::log_session))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    imports.merge(rest)
}

/// The routes by which one gets a token.
pub(super) fn doors() -> OpenApiRouter<App> {
    OpenApiRouter::<App>::new()
        .routes(routes!(sessions::open_session))
        .routes(routes!(sessions::renew_session))
        .routes(routes!(sessions::service_token))
        .layer(DefaultBodyLimit::max(4 << 10))
}

/// The same, behind the limits of who is not logged in and of what fits into memory.
pub(super) fn bounded(shared: &App) -> OpenApiRouter<App> {
    let doors = doors().layer(from_fn_with_state(Arc::clone(shared), admission::pace_strangers));
    let routes = routes().layer(from_fn_with_state(Arc::clone(shared), admission::roomy));
    doors.merge(routes).layer(from_fn_with_state(Arc::clone(shared), admission::bounded))
}

/// Who asks, let in by the table of rules. Known before a byte of the body is read.
pub(super) struct Let(Caller);

impl FromRequestParts<App> for Let {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, shared: &App) -> Result<Self, Problem> {
        let token = token(&parts.headers).ok_or(Error::NotLetIn)?.to_owned();
        let caller = if Relay::is_key(&token) {
            on_disk(shared, move |relay| relay.program(&token, now_ms())).await?
        } else {
            shared.relay.caller(&token, now_ms())?
        };
        shared.members.step(caller.account).await?;
        let path = parts.extensions.get::<MatchedPath>().map_or("", MatchedPath::as_str);
        // Without a row in the table nobody is let through.
        let rule = gate::rule_of(parts.method.as_str(), path).ok_or(Error::Forbidden)?;
        if caller.may(rule) { Ok(Let(caller)) } else { Err(Error::Forbidden.into()) }
    }
}

/// A body in JSON.
pub(super) struct Json<T>(T);

impl<T: serde::de::DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = axum::response::Response;

    async fn from_request(request: Request, shared: &App) -> Result<Self, Self::Rejection> {
        use axum::response::IntoResponse;
        let bytes = Bytes::from_request(request, shared).await.map_err(IntoResponse::into_response)?;
        let read = serde_json::from_slice(&bytes);
        read.map(Json)
            .map_err(|_| Problem::from(Error::Malformed("the body is not the JSON that is asked for")).into_response())
    }
}

/// Of whom something is asked.
#[derive(serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OfWhom {
    /// A person's account, 32 hexadecimal digits; left out, it is oneself, or everyone who shares with the caller.
    user: Option<String>,
}

/// Holds against the database that a caller is in still, for routes that ask it nothing else.
async fn still_in(shared: &App, caller: Caller) -> Result<(), Problem> {
    on_disk(shared, move |relay| relay.storage.read(|view| relay.admit(view, &caller, now_ms()))).await
}

//! Imports by upload, the sample year, and the work that both are.

use super::{Answer, Binary};
use crate::Problem;
use crate::events::{answer, event};
use crate::extract::{Asked, Place, Sent};
use crate::jobs::{Job, JobState};
use crate::state::Web;
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use coach_api::Format;
use futures::stream;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Days of the sample year, and its seed, when none are asked for.
const DEMO: (u32, u32) = (365, 7);

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(import))
        .routes(routes!(demo))
        .routes(routes!(jobs))
        .routes(routes!(job, cancel_job))
        .routes(routes!(job_events))
}

/// A format of an upload.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum ImportFormat {
    /// Told from the content.
    #[default]
    Auto,
    /// An Apple Health export.
    AppleHealth,
    /// The full CSV download of FoodData Central.
    FooddataCentral,
}

/// What an upload is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Uploaded {
    /// Name of the file, to be shown.
    name: Option<String>,
    /// Its format; told from the content when missing.
    #[param(inline)]
    format: Option<ImportFormat>,
}

/// Takes a file as the body and begins to import it. The file is kept while the import runs and removed after it;
/// importing the same again adds nothing, and goes on where a cancelled import ended.
#[utoipa::path(
    post, path = "/imports", tag = "imports", params(Uploaded),
    request_body(content = inline(Binary), content_type = "application/octet-stream"), responses((status = 202, body = Job))
)]
async fn import(
    State(web): State<Web>,
    Asked(uploaded): Asked<Uploaded>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Job>), Problem> {
    let name = uploaded.name.unwrap_or_else(|| "upload".to_owned());
    let upload = web.uploads.take(&name, request.into_body()).await?;
    let format = match uploaded.format.unwrap_or_default() {
        ImportFormat::Auto => Format::Auto,
        ImportFormat::AppleHealth => Format::AppleHealth,
        ImportFormat::FooddataCentral => Format::FoodDataCentral,
    };
    let job = web.jobs.import(&web.coach, name, upload, format, &web.stop)?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// Which sample year.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Demo {
    /// Seed; the same seed gives the same year. 7 when missing.
    seed: Option<u32>,
    /// Days to write, ending today, 1 to 3650; 365 when missing.
    #[schema(minimum = 1, maximum = 3650)]
    days: Option<u32>,
}

/// Begins to write a watermarked sample year of a made-up person.
#[utoipa::path(post, path = "/demo", tag = "imports", request_body = Demo, responses((status = 202, body = Job)))]
async fn demo(State(web): State<Web>, Sent(demo): Sent<Demo>) -> Result<(StatusCode, Json<Job>), Problem> {
    let (days, seed) = (demo.days.unwrap_or(DEMO.0), demo.seed.unwrap_or(DEMO.1));
    if !(1..=3650).contains(&days) {
        return Err(coach_api::CoachError::InvalidInput("write the sample year: give 1 to 3650 days".to_owned()).into());
    }
    let job = web.jobs.demo(&web.coach, u64::from(seed), days, &web.stop)?;
    Ok((StatusCode::ACCEPTED, Json(job)))
}

/// Imports and sample years since the server began, latest first.
#[utoipa::path(get, path = "/jobs", tag = "imports", responses((status = 200, body = [Job])))]
async fn jobs(State(web): State<Web>) -> Json<Vec<Job>> {
    Json(web.jobs.list())
}

fn unknown() -> Problem {
    Problem::not_found("the work; it may have been begun before this start")
}

/// How far a piece of work has come.
#[utoipa::path(
    get, path = "/jobs/{id}", tag = "imports", params(("id" = String, Path)), responses((status = 200, body = Job))
)]
async fn job(State(web): State<Web>, Place(id): Place<String>) -> Answer<Job> {
    let watched = web.jobs.watch(&id).ok_or_else(unknown)?;
    let job = watched.borrow().clone();
    Ok(Json(job))
}

/// Cancels a piece of work and answers when it has ended. What was kept so far stays.
#[utoipa::path(
    delete, path = "/jobs/{id}", tag = "imports", params(("id" = String, Path)), responses((status = 200, body = Job))
)]
async fn cancel_job(State(web): State<Web>, Place(id): Place<String>) -> Answer<Job> {
    Ok(Json(web.jobs.cancel(&id).await.ok_or_else(unknown)?))
}

/// How far a piece of work has come, as it goes: server-sent events named `job`, the last one with its end. Closing the
/// stream does not cancel the work.
#[utoipa::path(
    get, path = "/jobs/{id}/events", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, body = Job, content_type = "text/event-stream"))
)]
async fn job_events(State(web): State<Web>, Place(id): Place<String>) -> Result<Response, Problem> {
    let watched = web.jobs.watch(&id).ok_or_else(unknown)?;
    let stop = web.stop.clone();
    Ok(answer(stream::unfold((watched, true, false), move |(mut watched, first, over)| {
        let stop = stop.clone();
        async move {
            if over {
                return None;
            }
            if !first {
                tokio::select! {
                    changed = watched.changed() => changed.ok()?,
                    () = stop.cancelled() => return None,
                }
            }
            let job = watched.borrow_and_update().clone();
            let over = job.state != JobState::Running;
            Some((Ok(event("job", &job)), (watched, false, over)))
        }
    })))
}

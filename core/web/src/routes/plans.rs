//! Training plans and done workouts.

use super::{Answer, Binary, Days, Made, Points, made};
use crate::Problem;
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use coach_api::{
    Chart, CoachError, HeartZones, LoggedEntry, PlanChange, PlanFile, PlanForm, PlanRequest, PlanVersion, PlanView,
    StoredWorkout, Track, WorkoutEntry,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(plan, create_plan))
        .routes(routes!(change_plan))
        .routes(routes!(plan_versions, restore_plan))
        .routes(routes!(plan_diff))
        .routes(routes!(plan_files))
        .routes(routes!(plan_file))
        .routes(routes!(workouts, log_workout))
        .routes(routes!(workout))
        .routes(routes!(workout_heart_rate))
        .routes(routes!(workout_track))
        .routes(routes!(workout_zones))
}

/// Which version of the plan.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Version {
    /// Number of an earlier version; the current one when missing.
    version: Option<u32>,
}

/// Finds out whether the current plan has this id; `current` always means it.
async fn only_current(web: &Web, id: &str) -> Result<(), Problem> {
    if id == "current" || web.coach.plan(None).await?.plan.is_some_and(|plan| plan.id == id) {
        return Ok(());
    }
    Err(Problem::not_found("the plan; the id `current` means the only one that is in use"))
}

/// The current plan, or an earlier version, as the safety rules let it stand today.
#[utoipa::path(get, path = "/workouts/plans", tag = "plans", params(Version), responses((status = 200, body = PlanView)))]
async fn plan(State(web): State<Web>, Asked(asked): Asked<Version>) -> Answer<PlanView> {
    Ok(Json(web.coach.plan(asked.version).await?))
}

/// Makes a plan and takes it as the current one.
#[utoipa::path(
    post, path = "/workouts/plans", tag = "plans", request_body = PlanRequest, responses((status = 201, body = PlanView))
)]
async fn create_plan(State(web): State<Web>, Sent(request): Sent<PlanRequest>) -> Made<PlanView> {
    web.coach.create_plan(request).await?;
    made(web.coach.plan(None).await?)
}

/// A change of the plan: the arguments of the tool `modifyWorkout`.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(example = json!({"change": "less_time", "minutes": 25}))]
pub(super) struct PlanEdit {
    /// `too_hard`, `too_easy`, `no_equipment`, `pain`, `less_time`, `swap`, `move`, `skip`, `missed`, `illness`,
    /// `travel`, `goal`, `days` or `deload`.
    change: String,
    /// What the change needs, for example `session`, `date` or `minutes`.
    #[serde(flatten)]
    #[schema(additional_properties)]
    arguments: std::collections::BTreeMap<String, Value>,
}

impl PlanEdit {
    pub(super) fn arguments(self) -> Result<Value, Problem> {
        serde_json::to_value(self).map_err(|_| CoachError::InvalidInput("read the change".to_owned()).into())
    }
}

/// Changes the plan on the person's own word, and makes a new version of it.
#[utoipa::path(
    put, path = "/workouts/plans/{id}", tag = "plans", params(("id" = String, Path, description = "Id, or `current`")),
    request_body = PlanEdit, responses((status = 200, body = LoggedEntry))
)]
async fn change_plan(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(edit): Sent<PlanEdit>,
) -> Answer<LoggedEntry> {
    only_current(&web, &id).await?;
    Ok(Json(web.coach.change_plan(edit.arguments()?).await?))
}

/// One version of the plan, without its sessions.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PlanVersionInfo {
    /// Number, from 1 for the oldest.
    number: u32,
    /// When it was made, in milliseconds since 1970 UTC.
    at_ms: i64,
    /// Who made it.
    actor: String,
    /// Title.
    title: String,
    /// Why it was made.
    reason: String,
    /// Number of weeks.
    weeks: u32,
    /// Number of sessions.
    sessions: usize,
}

impl From<PlanVersion> for PlanVersionInfo {
    fn from(PlanVersion { number, at_ms, actor, plan }: PlanVersion) -> Self {
        let sessions = plan.sessions.len();
        Self { number, at_ms, actor, title: plan.title, reason: plan.reason, weeks: plan.weeks, sessions }
    }
}

/// Every version of the plan, oldest first.
#[utoipa::path(
    get, path = "/workouts/plans/{id}/versions", tag = "plans",
    params(("id" = String, Path, description = "Id, or `current`")), responses((status = 200, body = [PlanVersionInfo]))
)]
async fn plan_versions(State(web): State<Web>, Place(id): Place<String>) -> Answer<Vec<PlanVersionInfo>> {
    only_current(&web, &id).await?;
    Ok(Json(web.coach.plan_versions().await?.into_iter().map(PlanVersionInfo::from).collect()))
}

/// An earlier version to take back.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Restore {
    /// Its number.
    version: u32,
}

/// Takes an earlier version back as a new one, reviewed by today's facts.
#[utoipa::path(
    post, path = "/workouts/plans/{id}/versions", tag = "plans",
    params(("id" = String, Path, description = "Id, or `current`")), request_body = Restore,
    responses((status = 201, body = PlanView))
)]
async fn restore_plan(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(restore): Sent<Restore>,
) -> Made<PlanView> {
    only_current(&web, &id).await?;
    web.coach.restore_plan(restore.version).await?;
    made(web.coach.plan(None).await?)
}

/// Two versions.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Between {
    /// Number of the earlier version.
    from: u32,
    /// Number of the later version.
    to: u32,
}

/// What differs between two versions of the plan.
#[utoipa::path(
    get, path = "/workouts/plans/{id}/diff", tag = "plans",
    params(("id" = String, Path, description = "Id, or `current`"), Between),
    responses((status = 200, body = [PlanChange]))
)]
async fn plan_diff(
    State(web): State<Web>,
    Place(id): Place<String>,
    Asked(between): Asked<Between>,
) -> Answer<Vec<PlanChange>> {
    only_current(&web, &id).await?;
    Ok(Json(web.coach.plan_diff(between.from, between.to).await?))
}

/// A form in which the plan leaves.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// One JSON document.
    Json,
    /// A calendar.
    Ics,
    /// A FIT workout for each session.
    Fit,
    /// A Zwift workout for each session that fits.
    Zwo,
}

impl Form {
    const fn plan_form(self) -> PlanForm {
        match self {
            Form::Json => PlanForm::Json,
            Form::Ics => PlanForm::Calendar,
            Form::Fit => PlanForm::Fit,
            Form::Zwo => PlanForm::Zwo,
        }
    }
}

/// One file of the exported plan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FileInfo {
    /// Name, the last part of the file's address.
    name: String,
    /// Size in bytes.
    bytes: usize,
}

/// The files that the current plan makes in a form.
#[utoipa::path(
    get, path = "/workouts/plans/current/export/{form}", tag = "plans", params(("form" = inline(Form), Path)),
    responses((status = 200, body = [FileInfo]))
)]
async fn plan_files(State(web): State<Web>, Place(form): Place<Form>) -> Answer<Vec<FileInfo>> {
    let files = web.coach.export_plan(form.plan_form()).await?;
    Ok(Json(files.into_iter().map(|PlanFile { name, bytes }| FileInfo { name, bytes: bytes.len() }).collect()))
}

/// One of these files.
#[utoipa::path(
    get, path = "/workouts/plans/current/export/{form}/{name}", tag = "plans",
    params(("form" = inline(Form), Path), ("name" = String, Path)),
    responses((status = 200, description = "The file.", content_type = "application/octet-stream", body = inline(Binary)))
)]
async fn plan_file(State(web): State<Web>, Place((form, name)): Place<(Form, String)>) -> Result<Response, Problem> {
    let files = web.coach.export_plan(form.plan_form()).await?;
    let Some(file) = files.into_iter().find(|file| file.name == name) else {
        return Err(Problem::not_found("the file; the address above it lists them"));
    };
    Ok(([(header::CONTENT_TYPE, "application/octet-stream"), (header::CONTENT_DISPOSITION, "attachment")], file.bytes)
        .into_response())
}

/// Workouts that began on local days `from` to `to`, without their tracks, oldest first.
#[utoipa::path(
    get, path = "/workouts/sessions", tag = "workouts", params(Days), responses((status = 200, body = [StoredWorkout]))
)]
async fn workouts(State(web): State<Web>, Asked(days): Asked<Days>) -> Answer<Vec<StoredWorkout>> {
    let (from, to) = days.range(&web)?;
    Ok(Json(web.coach.workouts(from, to).await?))
}

/// Writes a workout that the person did.
#[utoipa::path(
    post, path = "/workouts/sessions", tag = "workouts", request_body = WorkoutEntry,
    responses((status = 201, body = LoggedEntry))
)]
async fn log_workout(State(web): State<Web>, Sent(entry): Sent<WorkoutEntry>) -> Made<LoggedEntry> {
    made(web.coach.log_workout(entry).await?)
}

/// One workout with its sets and its track.
#[utoipa::path(
    get, path = "/workouts/sessions/{id}", tag = "workouts", params(("id" = String, Path)),
    responses((status = 200, body = StoredWorkout))
)]
async fn workout(State(web): State<Web>, Place(id): Place<String>) -> Answer<StoredWorkout> {
    Ok(Json(web.coach.workout(&id).await?))
}

/// The heart rate of a workout, in as many points as can be seen.
#[utoipa::path(
    get, path = "/workouts/sessions/{id}/heart-rate", tag = "workouts", params(("id" = String, Path), Points),
    responses((status = 200, body = Chart))
)]
async fn workout_heart_rate(
    State(web): State<Web>,
    Place(id): Place<String>,
    Asked(points): Asked<Points>,
) -> Answer<Chart> {
    Ok(Json(web.coach.workout_heart_rate(&id, points.most()).await?))
}

/// The track of a workout in metres around its first point, in as many points as can be seen.
#[utoipa::path(
    get, path = "/workouts/sessions/{id}/track", tag = "workouts", params(("id" = String, Path), Points),
    responses((status = 200, body = Track))
)]
async fn workout_track(
    State(web): State<Web>,
    Place(id): Place<String>,
    Asked(points): Asked<Points>,
) -> Answer<Track> {
    Ok(Json(web.coach.workout_track(&id, points.most()).await?))
}

/// How long the heart rate of a workout was in each zone of the person.
#[utoipa::path(
    get, path = "/workouts/sessions/{id}/zones", tag = "workouts", params(("id" = String, Path)),
    responses((status = 200, body = HeartZones))
)]
async fn workout_zones(State(web): State<Web>, Place(id): Place<String>) -> Answer<HeartZones> {
    Ok(Json(web.coach.workout_zones(&id).await?))
}

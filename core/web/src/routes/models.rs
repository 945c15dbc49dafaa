//! Models: those on this device, those elsewhere, the order in which they are asked, and what they may cost.

use super::{Answer, Binary, Made, made};
use crate::Problem;
use crate::extract::{Asked, Place, Sent};
use crate::jobs::Job;
use crate::state::Web;
use axum::Json;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use coach_api::{CloudLimits, LocalModel, LocalModels, ModelRequest, ModelServer, ModelSpeed, ServiceKey};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(models))
        .routes(routes!(set_model_order))
        .routes(routes!(local_models))
        .routes(routes!(pull_model))
        .routes(routes!(verify_model))
        .routes(routes!(remove_model))
        .routes(routes!(bench_model))
        .routes(routes!(import_model))
        .routes(routes!(model_limits, set_model_limits))
        .routes(routes!(model_servers))
        .routes(routes!(set_model_server, remove_model_server))
        .routes(routes!(service_keys))
        .routes(routes!(set_service_key, remove_service_key))
}

fn here(web: &Web) -> LocalModels {
    LocalModels::new(&web.config.data_dir)
}

/// The models that answer.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Models {
    /// Name of the model that is asked first.
    active: String,
    /// The order that the person set; the built-in coach stands behind the last of them.
    order: Vec<String>,
}

/// The models that answer.
#[utoipa::path(get, path = "/models", tag = "models", responses((status = 200, body = Models)))]
async fn models(State(web): State<Web>) -> Answer<Models> {
    Ok(Json(Models { active: web.coach.model_name()?, order: web.coach.model_order().await? }))
}

/// An order of models.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
struct ModelOrder {
    /// `builtin`, `llama:NAME`, `openai:NAME`, `anthropic:NAME` or `server:NAME/MODEL`, first choice first.
    order: Vec<String>,
}

/// Sets the order in which models are asked; none for the built-in coach alone. It holds from the next start on.
#[utoipa::path(
    put, path = "/models/order", tag = "models", request_body = ModelOrder, responses((status = 200, body = ModelOrder))
)]
async fn set_model_order(State(web): State<Web>, Sent(wanted): Sent<ModelOrder>) -> Answer<ModelOrder> {
    web.coach.set_model_order(&wanted.order).await?;
    Ok(Json(ModelOrder { order: web.coach.model_order().await? }))
}

/// Models of the catalogue and those on this device, smallest need of memory first. Asks nobody.
#[utoipa::path(get, path = "/models/local", tag = "models", responses((status = 200, body = [LocalModel])))]
async fn local_models(State(web): State<Web>) -> Answer<Vec<LocalModel>> {
    Ok(Json(here(&web).list().await?))
}

/// What to fetch.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Pull {
    /// Name in the catalogue, or an address.
    what: String,
    /// Name to install it under; the catalogue's, or that of the file, when missing.
    name: Option<String>,
    /// SHA-256 that the file must have, as 64 hexadecimal digits.
    sha256: Option<String>,
    /// Take what comes where no hash is known, and hold on to its hash from then on.
    #[serde(default)]
    trust_first_download: bool,
}

/// Begins to fetch a model. Goes on where an earlier one was left; the work tells how far it has come.
#[utoipa::path(
    post, path = "/models/local", tag = "models", request_body = Pull, responses((status = 202, body = Job))
)]
async fn pull_model(State(web): State<Web>, Sent(pull): Sent<Pull>) -> Result<(StatusCode, Json<Job>), Problem> {
    let name = pull.name.clone().unwrap_or_else(|| pull.what.clone());
    let request = ModelRequest {
        what: pull.what,
        name: pull.name,
        sha256: pull.sha256,
        trust_first_download: pull.trust_first_download,
    };
    let task = here(&web).pull(request)?;
    Ok((StatusCode::ACCEPTED, Json(web.jobs.model(name, task, None, &web.stop))))
}

/// Begins to compare the file of a model with the hash that it was installed with.
#[utoipa::path(
    post, path = "/models/local/{name}/verify", tag = "models", params(("name" = String, Path)),
    responses((status = 202, body = Job))
)]
async fn verify_model(State(web): State<Web>, Place(name): Place<String>) -> Result<(StatusCode, Json<Job>), Problem> {
    let models = here(&web);
    models.path(&name).await?;
    let task = models.verify(&name);
    Ok((StatusCode::ACCEPTED, Json(web.jobs.model(name, task, None, &web.stop))))
}

/// Which file.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct NewFile {
    /// Name of the file.
    file: String,
    /// Name to install the model under; told from the file's when missing.
    name: Option<String>,
    /// SHA-256 that the file must have, as 64 hexadecimal digits.
    sha256: Option<String>,
}

/// Takes the file of a model as the body and begins to install it: what it is is told from its content, and a file that
/// is no model is refused.
#[utoipa::path(
    post, path = "/models/imports", tag = "models", params(NewFile),
    request_body(content = inline(Binary), content_type = "application/octet-stream"), responses((status = 202, body = Job))
)]
async fn import_model(
    State(web): State<Web>,
    Asked(new): Asked<NewFile>,
    request: Request<Body>,
) -> Result<(StatusCode, Json<Job>), Problem> {
    let upload = web.uploads.take(&new.file, request.into_body()).await?;
    let task = here(&web).import(upload.path.clone(), new.name, new.sha256.as_deref())?;
    Ok((StatusCode::ACCEPTED, Json(web.jobs.model(new.file, task, Some(upload), &web.stop))))
}

/// Loads a model, lets it read some 600 tokens and write at most 96, and says how long that took. Takes its time.
#[utoipa::path(
    post, path = "/models/local/{name}/bench", tag = "models", params(("name" = String, Path)),
    responses((status = 200, body = ModelSpeed))
)]
async fn bench_model(State(web): State<Web>, Place(name): Place<String>) -> Answer<ModelSpeed> {
    Ok(Json(here(&web).bench(&name).await?))
}

/// What became free.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Freed {
    /// Bytes.
    bytes: u64,
}

/// Removes a model from this device.
#[utoipa::path(
    delete, path = "/models/local/{name}", tag = "models", params(("name" = String, Path)),
    responses((status = 200, body = Freed))
)]
async fn remove_model(State(web): State<Web>, Place(name): Place<String>) -> Answer<Freed> {
    Ok(Json(Freed { bytes: here(&web).remove(&name).await? }))
}

/// The bounds of models elsewhere.
#[utoipa::path(get, path = "/models/limits", tag = "models", responses((status = 200, body = CloudLimits)))]
async fn model_limits(State(web): State<Web>) -> Answer<CloudLimits> {
    Ok(Json(web.coach.cloud_limits().await?))
}

/// Sets the bounds of models elsewhere. The budget holds at once, the time from the next start on.
#[utoipa::path(
    put, path = "/models/limits", tag = "models", request_body = CloudLimits,
    responses((status = 200, body = CloudLimits))
)]
async fn set_model_limits(State(web): State<Web>, Sent(limits): Sent<CloudLimits>) -> Answer<CloudLimits> {
    web.coach.set_cloud_limits(limits).await?;
    Ok(Json(limits))
}

/// The person's own servers of models, by name.
#[utoipa::path(
    get, path = "/models/servers", tag = "models", responses((status = 200, body = BTreeMap<String, ModelServer>))
)]
async fn model_servers(State(web): State<Web>) -> Answer<BTreeMap<String, ModelServer>> {
    Ok(Json(web.coach.model_servers().await?))
}

/// Adds a server of models, in place of an earlier one of the name. Nobody is asked yet.
#[utoipa::path(
    put, path = "/models/servers/{name}", tag = "models", params(("name" = String, Path)), request_body = ModelServer,
    responses((status = 204))
)]
async fn set_model_server(
    State(web): State<Web>,
    Place(name): Place<String>,
    Sent(server): Sent<ModelServer>,
) -> Result<StatusCode, Problem> {
    web.coach.add_model_server(&name, server).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Forgets a server of models and its key.
#[utoipa::path(
    delete, path = "/models/servers/{name}", tag = "models", params(("name" = String, Path)),
    responses((status = 204))
)]
async fn remove_model_server(State(web): State<Web>, Place(name): Place<String>) -> Result<StatusCode, Problem> {
    web.coach.remove_model_server(&name).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The services for which there are keys. The keys themselves are never shown.
#[utoipa::path(get, path = "/models/keys", tag = "models", responses((status = 200, body = [ServiceKey])))]
async fn service_keys(State(web): State<Web>) -> Answer<Vec<ServiceKey>> {
    Ok(Json(web.coach.service_keys().await?))
}

/// A key for a service. It goes in and never comes out.
#[derive(Deserialize, utoipa::ToSchema)]
struct NewKey {
    /// The key.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password)]
    key: SecretString,
}

pub(super) fn secret<'de, D: serde::Deserializer<'de>>(given: D) -> Result<SecretString, D::Error> {
    String::deserialize(given).map(SecretString::from)
}

/// Keeps the key for a service: `openai`, `anthropic` or one of the person's servers.
#[utoipa::path(
    put, path = "/models/keys/{service}", tag = "models", params(("service" = String, Path)), request_body = NewKey,
    responses((status = 201, body = ServiceKey))
)]
async fn set_service_key(
    State(web): State<Web>,
    Place(service): Place<String>,
    Sent(NewKey { key }): Sent<NewKey>,
) -> Made<ServiceKey> {
    made(web.coach.set_service_key(&service, key).await?)
}

/// Forgets the key for a service.
#[utoipa::path(
    delete, path = "/models/keys/{service}", tag = "models", params(("service" = String, Path)),
    responses((status = 204))
)]
async fn remove_service_key(State(web): State<Web>, Place(service): Place<String>) -> Result<StatusCode, Problem> {
    web.coach.remove_service_key(&service).await?;
    Ok(StatusCode::NO_CONTENT)
}

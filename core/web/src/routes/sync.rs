//! Sync: how it stands, and what needs no second device. Letting a device in takes both in hand and is done with
//! `coach sync pair` and `coach sync join`.

use super::{Answer, Made, made};
use crate::extract::{Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use coach_api::{DeviceView, SyncAccount, SyncReport, SyncStatus};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(sync_status, sync_init))
        .routes(routes!(sync_now))
        .routes(routes!(sync_devices))
        .routes(routes!(sync_revoke))
        .routes(routes!(sync_rotate))
}

/// How sync stands, as far as this device knows. Outside an account a problem says so.
#[utoipa::path(get, path = "/sync", tag = "sync", responses((status = 200, body = SyncStatus)))]
async fn sync_status(State(web): State<Web>) -> Answer<SyncStatus> {
    Ok(Json(web.coach.sync_status().await?))
}

/// A new account.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct NewAccount {
    /// Address of the server.
    server: String,
    /// What this device is called in the account.
    device: String,
}

/// Makes an account on a server, with this device in it. The recovery words are in this answer and nowhere else.
#[utoipa::path(
    post, path = "/sync", tag = "sync", request_body = NewAccount, responses((status = 201, body = SyncAccount))
)]
async fn sync_init(State(web): State<Web>, Sent(account): Sent<NewAccount>) -> Made<SyncAccount> {
    made(web.coach.sync_init(&account.server, &account.device).await?)
}

/// Syncs now.
#[utoipa::path(post, path = "/sync/now", tag = "sync", responses((status = 200, body = SyncReport)))]
async fn sync_now(State(web): State<Web>) -> Answer<SyncReport> {
    Ok(Json(web.coach.sync_now().await?))
}

/// The devices of the account, as far as this device knows.
#[utoipa::path(get, path = "/sync/devices", tag = "sync", responses((status = 200, body = [DeviceView])))]
async fn sync_devices(State(web): State<Web>) -> Answer<Vec<DeviceView>> {
    Ok(Json(web.coach.sync_devices().await?))
}

/// Puts a device out of the account; answers with those that are known.
#[utoipa::path(
    delete, path = "/sync/devices/{id}", tag = "sync", params(("id" = String, Path)),
    responses((status = 200, body = [DeviceView]))
)]
async fn sync_revoke(State(web): State<Web>, Place(id): Place<String>) -> Answer<Vec<DeviceView>> {
    Ok(Json(web.coach.sync_revoke(&id).await?))
}

/// A new key.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Epoch {
    /// Number of the epoch.
    epoch: u32,
}

/// Begins a new epoch: what is written from now on has a new key.
#[utoipa::path(post, path = "/sync/rotate", tag = "sync", responses((status = 200, body = Epoch)))]
async fn sync_rotate(State(web): State<Web>) -> Answer<Epoch> {
    Ok(Json(Epoch { epoch: web.coach.sync_rotate().await? }))
}

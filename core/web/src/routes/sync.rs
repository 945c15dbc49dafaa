//! Sync: how it stands, the account, and letting devices in.

use super::models::secret;
use super::{Answer, Made, made};
use crate::Problem;
use crate::enrolment::Enrolment;
use crate::extract::{Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use coach_api::{CoachError, DeviceView, SyncAccount, SyncReport, SyncStatus};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(sync_status, sync_init, sync_erase))
        .routes(routes!(sync_recover))
        .routes(routes!(sync_join))
        .routes(routes!(sync_pair))
        .routes(routes!(sync_enrolment, sync_enrolment_cancel))
        .routes(routes!(sync_words))
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

/// What the person says to erase the account on the server.
const CONFIRM: &str = "erase the account";

/// A word that it is meant.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct EraseAccount {
    /// `erase the account`.
    confirm: String,
}

/// What the server erased.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ErasedAccount {
    /// Sealed entries.
    entries: u64,
    /// Bytes.
    bytes: u64,
}

/// Erases the account on the server, for all devices; what is on them stays.
#[utoipa::path(
    delete, path = "/sync", tag = "sync", request_body = EraseAccount, responses((status = 200, body = ErasedAccount))
)]
async fn sync_erase(State(web): State<Web>, Sent(said): Sent<EraseAccount>) -> Answer<ErasedAccount> {
    if said.confirm != CONFIRM {
        return Err(CoachError::InvalidInput(format!("erase the account: confirm it with `{CONFIRM}`")).into());
    }
    let (entries, bytes) = web.coach.sync_erase().await?;
    Ok(Json(ErasedAccount { entries, bytes }))
}

/// What brings an account back.
#[derive(Deserialize, utoipa::ToSchema)]
struct Recovery {
    /// Address of the server.
    server: String,
    /// The 24 words.
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password)]
    words: SecretString,
    /// The account's code, which helps to find a wrong word.
    account: Option<String>,
    /// What this device is called in the account.
    device: String,
}

/// An account that is back.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct RecoveredAccount {
    /// When the account was last changed, in milliseconds since 1970 UTC, by the clock of who changed it. A person who
    /// knows of a later change knows that the server keeps it back.
    state_of_ms: i64,
    /// The first sync.
    report: SyncReport,
}

/// Brings an account back on this device with the 24 words.
#[utoipa::path(
    post, path = "/sync/recover", tag = "sync", request_body = Recovery, responses((status = 201, body = RecoveredAccount))
)]
async fn sync_recover(State(web): State<Web>, Sent(recovery): Sent<Recovery>) -> Made<RecoveredAccount> {
    let words = recovery.words.expose_secret();
    let (recovered, report) =
        web.coach.sync_recover(&recovery.server, words, recovery.account.as_deref(), &recovery.device).await?;
    made(RecoveredAccount { state_of_ms: recovered.state_of_ms, report })
}

/// Begins to join an account beside a device that is in. The enrolment shows the code, then the three words.
#[utoipa::path(
    post, path = "/sync/join", tag = "sync", request_body = NewAccount, responses((status = 202, body = Enrolment))
)]
async fn sync_join(
    State(web): State<Web>,
    Sent(account): Sent<NewAccount>,
) -> Result<(StatusCode, Json<Enrolment>), Problem> {
    let begun = web.enrolments.join(&web.coach, account.server, account.device, &web.stop)?;
    Ok((StatusCode::ACCEPTED, Json(begun)))
}

/// The code of a device that wants in.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct NewDevice {
    /// The code that it shows.
    code: String,
}

/// Begins to let a device in by its code. The enrolment asks for the three words that it shows.
#[utoipa::path(
    post, path = "/sync/pair", tag = "sync", request_body = NewDevice, responses((status = 202, body = Enrolment))
)]
async fn sync_pair(
    State(web): State<Web>,
    Sent(device): Sent<NewDevice>,
) -> Result<(StatusCode, Json<Enrolment>), Problem> {
    Ok((StatusCode::ACCEPTED, Json(web.enrolments.let_in(&web.coach, device.code, &web.stop)?)))
}

/// How far the enrolment has come that was begun last.
#[utoipa::path(get, path = "/sync/enrolment", tag = "sync", responses((status = 200, body = Enrolment)))]
async fn sync_enrolment(State(web): State<Web>) -> Answer<Enrolment> {
    Ok(Json(web.enrolments.view()?))
}

/// Gives the enrolment up.
#[utoipa::path(delete, path = "/sync/enrolment", tag = "sync", responses((status = 204)))]
async fn sync_enrolment_cancel(State(web): State<Web>) -> StatusCode {
    web.enrolments.cancel();
    StatusCode::NO_CONTENT
}

/// The words of the new device.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct TypedWords {
    /// The three words, with spaces between them.
    words: String,
}

/// Takes the three words that the new device shows, and answers when it is in, or why it is not.
#[utoipa::path(
    post, path = "/sync/enrolment/words", tag = "sync", request_body = TypedWords,
    responses((status = 200, body = Enrolment))
)]
async fn sync_words(State(web): State<Web>, Sent(typed): Sent<TypedWords>) -> Answer<Enrolment> {
    Ok(Json(web.enrolments.typed(&typed.words).await?))
}

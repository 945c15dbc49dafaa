//! Sharing, who looked at what, and what whoever runs the server may know.

use super::{Json, Let};
use crate::Totals;
use crate::http::problem::Problem;
use crate::http::{App, now_ms, on_disk};
use crate::plane::{AccessShown, LedgerState, Offer, OfferGrant, Shown};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use std::collections::BTreeMap;

/// What is on the server, in numbers.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(in crate::http) struct ServerTotals {
    /// Accounts, entries, blobs and bytes.
    #[serde(flatten)]
    totals: Totals,
    /// Jobs by their state.
    jobs: BTreeMap<String, u64>,
}

/// Jobs that run again.
#[derive(serde::Serialize, utoipa::ToSchema)]
pub(in crate::http) struct Revived {
    /// How many.
    revived: u64,
}

/// What is shared
///
/// For an owner what they show, with whom; for everyone else what is shown to them.
#[utoipa::path(get, path = "/v1/shares", tag = "sharing", operation_id = "shares",
    responses((status = 200, description = "The newest 500 items.", body = Vec<Shown>)))]
pub(in crate::http) async fn shares(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<Vec<Shown>>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.shares(&caller, now_ms())).await?))
}

/// Shares an item
#[utoipa::path(post, path = "/v1/shares", tag = "sharing", operation_id = "share", request_body = Offer,
    responses((status = 201, description = "It is there for all whom it names.", body = Shown)))]
pub(in crate::http) async fn share(
    State(shared): State<App>,
    Let(caller): Let,
    Json(offer): Json<Offer>,
) -> Result<(StatusCode, axum::Json<Shown>), Problem> {
    let shown = on_disk(&shared, move |relay| relay.share(&caller, &offer, now_ms())).await?;
    Ok((StatusCode::CREATED, axum::Json(shown)))
}

/// Lets one more person see an item
#[utoipa::path(put, path = "/v1/shares/{id}/grants", tag = "sharing", operation_id = "grant", request_body = OfferGrant,
    params(("id" = String, Path, description = "The item, 32 hexadecimal digits.")),
    responses((status = 200, description = "The item, and who sees it.", body = Shown)))]
pub(in crate::http) async fn grant(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
    Json(offered): Json<OfferGrant>,
) -> Result<axum::Json<Shown>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.grant(&caller, &id, offered, now_ms())).await?))
}

/// Lets a person see an item no more
#[utoipa::path(delete, path = "/v1/shares/{id}/grants/{account}", tag = "sharing", operation_id = "revoke",
    params(("id" = String, Path, description = "The item, 32 hexadecimal digits."),
        ("account" = String, Path, description = "The person's account, 32 hexadecimal digits.")),
    responses((status = 204, description = "They see it no more.")))]
pub(in crate::http) async fn revoke(
    State(shared): State<App>,
    Let(caller): Let,
    Path((id, account)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    on_disk(&shared, move |relay| relay.revoke(&caller, &id, &account, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes an item back
#[utoipa::path(delete, path = "/v1/shares/{id}", tag = "sharing", operation_id = "unshare",
    params(("id" = String, Path, description = "The item, 32 hexadecimal digits.")),
    responses((status = 204, description = "Nobody sees it, and it is not here any more.")))]
pub(in crate::http) async fn unshare(
    State(shared): State<App>,
    Let(caller): Let,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    on_disk(&shared, move |relay| relay.unshare(&caller, &id, now_ms())).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Who did what with one's data
#[utoipa::path(get, path = "/v1/audit", tag = "sharing", operation_id = "access_log",
    responses((status = 200, description = "The newest 500 accesses of the last 90 days.", body = Vec<AccessShown>)))]
pub(in crate::http) async fn access_log(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<Vec<AccessShown>>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.access_log(&caller, now_ms())).await?))
}

/// Whether the ledger holds
#[utoipa::path(get, path = "/v1/admin/ledger", tag = "operations", operation_id = "ledger_check",
    responses((status = 200, description = "Rows, and whether each is chained to the one before.", body = LedgerState)))]
pub(in crate::http) async fn ledger_check(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<LedgerState>, Problem> {
    Ok(axum::Json(on_disk(&shared, move |relay| relay.ledger_check(&caller, now_ms())).await?))
}

/// What is on the server, in numbers
#[utoipa::path(get, path = "/v1/admin/totals", tag = "operations", operation_id = "server_totals",
    responses((status = 200, description = "Numbers.", body = ServerTotals)))]
pub(in crate::http) async fn server_totals(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<ServerTotals>, Problem> {
    let answer = on_disk(&shared, move |relay| {
        let jobs = relay.job_counts(&caller, now_ms())?.into_iter().collect();
        Ok(ServerTotals { totals: relay.totals()?, jobs })
    });
    Ok(axum::Json(answer.await?))
}

/// Lets jobs that were given up run again
#[utoipa::path(post, path = "/v1/admin/jobs/revive", tag = "operations", operation_id = "revive_jobs",
    responses((status = 200, description = "How many.", body = Revived)))]
pub(in crate::http) async fn revive_jobs(
    State(shared): State<App>,
    Let(caller): Let,
) -> Result<axum::Json<Revived>, Problem> {
    let answer = on_disk(&shared, move |relay| {
        relay.storage.read(|view| relay.admit(view, &caller, now_ms()))?;
        Ok(Revived { revived: relay.revive_jobs()? })
    });
    Ok(axum::Json(answer.await?))
}

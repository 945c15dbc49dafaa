//! What belongs to the person: everything out, everything gone, who read what.

use super::{Answer, Binary, Limit};
use crate::Problem;
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use coach_api::{
    AccessEntry, Coach, CoachError, ExportForm, LogEntryInfo, OutboundEntry, Preview, SendOptions, Share,
    StoredIntervention,
};
use futures::stream;
use serde::{Deserialize, Serialize};
use std::io::{self, Write};
use tokio::sync::mpsc;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What has to be said to erase everything.
const CONFIRM: &str = "delete everything";
/// Bytes that an export gathers before it sends them on.
const PIECE: usize = 64 * 1024;
/// Pieces that wait for a slow reader.
const WAITING: usize = 8;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(export))
        .routes(routes!(delete_everything))
        .routes(routes!(audit))
        .routes(routes!(interventions))
        .routes(routes!(event_log))
        .routes(routes!(shares, share))
        .routes(routes!(preview))
        .routes(routes!(outbound))
        .routes(routes!(outbound_body))
}

/// A form of an export.
#[derive(Debug, Clone, Copy, Default, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
enum Form {
    /// Everything, one JSON object a line.
    #[default]
    Json,
    /// Everything as one table.
    Csv,
    /// Samples as FHIR R4 observations, one a line.
    Fhir,
}

/// Which form.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct InForm {
    /// `json` when missing.
    #[param(inline)]
    format: Option<Form>,
}

/// Everything out, as it is read. A stream that ends without its last chunk is not whole.
#[utoipa::path(
    get, path = "/privacy/export", tag = "privacy", params(InForm),
    responses((status = 200, description = "JSON lines, CSV or FHIR ndjson.", content(
        (String = "application/x-ndjson"), (String = "text/csv"), (String = "application/fhir+ndjson")
    )))
)]
async fn export(State(web): State<Web>, Asked(asked): Asked<InForm>) -> Result<Response, Problem> {
    // A closed coach is told before the first byte.
    web.coach.profile().await?;
    let (form, kind, name) = match asked.format.unwrap_or_default() {
        Form::Json => (ExportForm::Json, "application/x-ndjson", "pocketcoach.jsonl"),
        Form::Csv => (ExportForm::Csv, "text/csv; charset=utf-8", "pocketcoach.csv"),
        Form::Fhir => (ExportForm::Fhir, "application/fhir+ndjson", "pocketcoach.fhir.ndjson"),
    };
    let (sender, pieces) = mpsc::channel::<io::Result<Bytes>>(WAITING);
    let coach = web.coach.clone();
    tokio::spawn(async move {
        let out = Pieces { sender: sender.clone(), gathered: Vec::with_capacity(PIECE) };
        if coach.export(out, form).await.is_err() {
            // Breaks the answer off, so that the reader knows it is not whole.
            let _ = sender.send(Err(io::Error::other("the export failed"))).await;
        }
    });
    let body = Body::from_stream(stream::unfold(pieces, |mut pieces| async move {
        let piece = pieces.recv().await?;
        Some((piece, pieces))
    }));
    let attachment = format!("attachment; filename=\"{name}\"");
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, attachment)], body).into_response())
}

/// Passes what is written on in pieces, and waits for a slow reader. When the reader is gone, writing fails.
struct Pieces {
    sender: mpsc::Sender<io::Result<Bytes>>,
    gathered: Vec<u8>,
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.gathered, Vec::with_capacity(PIECE));
        self.sender.blocking_send(Ok(piece.into())).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))
    }
}

/// What the person says to erase everything.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Confirmation {
    /// `delete everything`.
    confirm: String,
}

/// What went.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Erased {
    /// Names of the files that were erased.
    files: Vec<String>,
}

/// Erases the database and its key for good, and ends the server.
#[utoipa::path(
    post, path = "/privacy/delete", tag = "privacy", request_body = Confirmation, responses((status = 200, body = Erased))
)]
async fn delete_everything(State(web): State<Web>, Sent(said): Sent<Confirmation>) -> Answer<Erased> {
    if said.confirm != CONFIRM {
        return Err(CoachError::InvalidInput(format!("erase everything: confirm it with `{CONFIRM}`")).into());
    }
    // Ends the server once this answer is out, also when the erasing failed half way: nothing can be done after it.
    let end = web.stop.clone().drop_guard();
    web.coach.shutdown().await;
    web.uploads.clear();
    let erased = Coach::erase(web.config.clone()).await;
    drop(end);
    let name = |path: &std::path::PathBuf| {
        path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
    };
    Ok(Json(Erased { files: erased?.iter().map(name).collect() }))
}

/// Who read or wrote what, newest first.
#[utoipa::path(get, path = "/privacy/audit", tag = "privacy", params(Limit), responses((status = 200, body = [AccessEntry])))]
async fn audit(State(web): State<Web>, Asked(limit): Asked<Limit>) -> Answer<Vec<AccessEntry>> {
    Ok(Json(web.coach.audit(limit.rows()?).await?))
}

/// What the safety rules did, newest first.
#[utoipa::path(
    get, path = "/privacy/interventions", tag = "privacy", params(Limit),
    responses((status = 200, body = [StoredIntervention]))
)]
async fn interventions(State(web): State<Web>, Asked(limit): Asked<Limit>) -> Answer<Vec<StoredIntervention>> {
    Ok(Json(web.coach.interventions(limit.rows()?).await?))
}

/// Entries of the event log, newest first: kinds and authors, never values.
#[utoipa::path(get, path = "/privacy/log", tag = "privacy", params(Limit), responses((status = 200, body = [LogEntryInfo])))]
async fn event_log(State(web): State<Web>, Asked(limit): Asked<Limit>) -> Answer<Vec<LogEntryInfo>> {
    Ok(Json(web.coach.log_entries(limit.rows()?).await?))
}

/// What the person shares with models elsewhere, category by category.
#[utoipa::path(get, path = "/privacy/shares", tag = "privacy", responses((status = 200, body = [Share])))]
async fn shares(State(web): State<Web>) -> Answer<Vec<Share>> {
    Ok(Json(web.coach.shares().await?))
}

/// A decision about what is shared.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Sharing {
    /// Ids of categories, or `all`.
    categories: Vec<String>,
    /// Share them, or no longer.
    shared: bool,
}

/// Shares categories with models elsewhere, or no longer. It holds from the next request on.
#[utoipa::path(
    put, path = "/privacy/shares", tag = "privacy", request_body = Sharing, responses((status = 200, body = [Share]))
)]
async fn share(State(web): State<Web>, Sent(sharing): Sent<Sharing>) -> Answer<Vec<Share>> {
    Ok(Json(web.coach.share(&sharing.categories, sharing.shared).await?))
}

/// A message that might be sent.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Draft {
    /// The person's words.
    text: String,
    /// Conversation that it would go on with.
    session_id: Option<String>,
    /// The coach who would answer.
    coach: Option<String>,
}

/// What would leave for a message, to the byte; `null` when nothing would. Nothing is sent or kept.
#[utoipa::path(
    post, path = "/privacy/preview", tag = "privacy", request_body = Draft,
    responses((status = 200, body = Option<Preview>))
)]
async fn preview(State(web): State<Web>, Sent(draft): Sent<Draft>) -> Answer<Option<Preview>> {
    let options = SendOptions { coach: draft.coach, standing_approvals: Vec::new() };
    Ok(Json(web.coach.preview(draft.session_id.as_deref(), &draft.text, &options).await?))
}

/// The latest requests that left this device, newest first.
#[utoipa::path(
    get, path = "/privacy/outbound", tag = "privacy", params(Limit), responses((status = 200, body = [OutboundEntry]))
)]
async fn outbound(State(web): State<Web>, Asked(limit): Asked<Limit>) -> Answer<Vec<OutboundEntry>> {
    Ok(Json(web.coach.outbound(limit.rows()?).await?))
}

/// Every byte of the body of a request that left.
#[utoipa::path(
    get, path = "/privacy/outbound/{id}", tag = "privacy", params(("id" = i64, Path)),
    responses((status = 200, description = "The body as it left.", content_type = "application/octet-stream", body = inline(Binary)))
)]
async fn outbound_body(State(web): State<Web>, Place(id): Place<i64>) -> Result<Response, Problem> {
    let body = web.coach.outbound_body(id).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], body).into_response())
}

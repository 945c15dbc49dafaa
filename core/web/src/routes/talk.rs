//! The coach: conversations, turns, their traces, and the writes that wait for the person.

use super::plans::PlanEdit;
use super::{Answer, Limit, Made, made};
use crate::Problem;
use crate::events::{stream_turn, wait_turn};
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coach_api::{
    Coach, CoachEvent, Feedback, Found, HistoryMessage, LoggedEntry, Personality, ProposalRow, SendOptions, SessionRow,
    ToolCallReport, TraceRow, TurnResult,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(chat))
        .routes(routes!(personalities))
        .routes(routes!(modify_workout))
        .routes(routes!(session_traces))
        .routes(routes!(trace))
        .routes(routes!(sessions, new_session))
        .routes(routes!(name_session, delete_session))
        .routes(routes!(branch_session))
        .routes(routes!(session_messages))
        .routes(routes!(search))
        .routes(routes!(give_feedback))
        .routes(routes!(proposals))
        .routes(routes!(approve))
        .routes(routes!(revise))
        .routes(routes!(reject))
}

/// A message to the coach.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ChatRequest {
    /// The person's words, at most 2,000 letters.
    text: String,
    /// Conversation to go on with; a new one when missing.
    session_id: Option<String>,
    /// The coach who answers, by name or short name; the question decides when missing.
    coach: Option<String>,
    /// Writes that need no question, as `server/tool`.
    #[serde(default)]
    standing_approvals: Vec<String>,
}

/// One turn with the coach: its result as JSON, or its events as they happen with `Accept: text/event-stream`. Giving
/// the request up cancels the turn; what was shown stays in the conversation, marked as cancelled.
#[utoipa::path(
    post, path = "/ai/chat", tag = "coach", request_body = ChatRequest,
    responses((status = 200, content(
        (TurnResult = "application/json"),
        (CoachEvent = "text/event-stream")
    )))
)]
async fn chat(
    State(web): State<Web>,
    headers: HeaderMap,
    Sent(request): Sent<ChatRequest>,
) -> Result<Response, Problem> {
    let session = match &request.session_id {
        Some(id) => web.coach.session(id).await?,
        None => web.coach.new_session().await?,
    };
    let options = SendOptions { coach: request.coach, standing_approvals: request.standing_approvals };
    let turn = session.send(request.text, options)?;
    if wants_events(&headers) {
        return Ok(stream_turn(&web, turn));
    }
    Ok(Json(wait_turn(&web, turn).await?).into_response())
}

fn wants_events(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|kind| kind.split(';').next().unwrap_or_default().trim() == "text/event-stream")
}

/// The coaches that the person may choose among.
#[utoipa::path(get, path = "/ai/personalities", tag = "coach", responses((status = 200, body = [Personality])))]
async fn personalities() -> Json<Vec<Personality>> {
    Json(Coach::personalities())
}

/// Proposes a change of the plan; the proposal waits for the person.
#[utoipa::path(
    post, path = "/ai/modify-workout", tag = "coach", request_body = PlanEdit,
    responses((status = 200, body = ToolCallReport))
)]
async fn modify_workout(State(web): State<Web>, Sent(edit): Sent<PlanEdit>) -> Answer<ToolCallReport> {
    let report = web.coach.call_tool(Some("exercise-recommendations"), "modifyWorkout", edit.arguments()?).await?;
    Ok(Json(report))
}

/// What the turns of a conversation did, span by span, newest first.
#[utoipa::path(
    get, path = "/ai/traces/{session_id}", tag = "coach", params(("session_id" = String, Path)),
    responses((status = 200, body = [TraceRow]))
)]
async fn session_traces(State(web): State<Web>, Place(session): Place<String>) -> Answer<Vec<TraceRow>> {
    Ok(Json(web.coach.session_traces(&session).await?))
}

/// What one turn did, span by span.
#[utoipa::path(
    get, path = "/traces/{id}", tag = "coach", params(("id" = String, Path)), responses((status = 200, body = TraceRow))
)]
async fn trace(State(web): State<Web>, Place(id): Place<String>) -> Answer<TraceRow> {
    Ok(Json(web.coach.trace(&id).await?))
}

/// Every conversation, newest first.
#[utoipa::path(get, path = "/sessions", tag = "coach", responses((status = 200, body = [SessionRow])))]
async fn sessions(State(web): State<Web>) -> Answer<Vec<SessionRow>> {
    Ok(Json(web.coach.sessions().await?))
}

/// A conversation that has begun.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct NewSession {
    /// Its id.
    id: String,
}

/// Begins a conversation.
#[utoipa::path(post, path = "/sessions", tag = "coach", responses((status = 201, body = NewSession)))]
async fn new_session(State(web): State<Web>) -> Made<NewSession> {
    made(NewSession { id: web.coach.new_session().await?.id().to_owned() })
}

/// What a conversation is to be called.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct SessionName {
    /// At most 100 letters; none takes the name away.
    name: String,
}

/// Calls a conversation something.
#[utoipa::path(
    put, path = "/sessions/{id}", tag = "coach", params(("id" = String, Path)), request_body = SessionName,
    responses((status = 200, body = SessionRow))
)]
async fn name_session(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(wanted): Sent<SessionName>,
) -> Answer<SessionRow> {
    Ok(Json(web.coach.name_session(&id, &wanted.name).await?))
}

/// Erases a conversation with everything that was said in it, on every device.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "coach", params(("id" = String, Path)), responses((status = 204))
)]
async fn delete_session(State(web): State<Web>, Place(id): Place<String>) -> Result<StatusCode, Problem> {
    web.coach.delete_session(&id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Where a conversation branches.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Branch {
    /// How many of its first messages the new conversation begins with.
    messages: u32,
}

/// Begins a conversation with the first messages of another one, which stays as it is.
#[utoipa::path(
    post, path = "/sessions/{id}/branch", tag = "coach", params(("id" = String, Path)), request_body = Branch,
    responses((status = 201, body = SessionRow))
)]
async fn branch_session(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(branch): Sent<Branch>,
) -> Made<SessionRow> {
    made(web.coach.branch_session(&id, branch.messages as usize).await?)
}

/// What was said in a conversation, in order, with the figures that stand behind each reply.
#[utoipa::path(
    get, path = "/sessions/{id}/messages", tag = "coach", params(("id" = String, Path)),
    responses((status = 200, body = [HistoryMessage]))
)]
async fn session_messages(State(web): State<Web>, Place(id): Place<String>) -> Answer<Vec<HistoryMessage>> {
    Ok(Json(web.coach.session(&id).await?.history().await?))
}

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Words {
    /// Words; the last one may be the beginning of one.
    text: String,
    /// Most finds; 50 when missing.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

/// Looks for words in conversations, the journal and notes of workouts, the most telling finds first.
#[utoipa::path(get, path = "/search", tag = "coach", params(Words), responses((status = 200, body = [Found])))]
async fn search(State(web): State<Web>, Asked(words): Asked<Words>) -> Answer<Vec<Found>> {
    let rows = Limit { limit: words.limit }.rows()?;
    Ok(Json(web.coach.search(&words.text, rows).await?))
}

/// Keeps what the person thought of the reply of a turn.
#[utoipa::path(
    put, path = "/ai/turns/{turn_id}/feedback", tag = "coach", params(("turn_id" = String, Path)),
    request_body = Feedback, responses((status = 204))
)]
async fn give_feedback(
    State(web): State<Web>,
    Place(turn): Place<String>,
    Sent(feedback): Sent<Feedback>,
) -> Result<StatusCode, Problem> {
    web.coach.give_feedback(&turn, feedback).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Writes that wait for the person.
#[utoipa::path(get, path = "/proposals", tag = "coach", responses((status = 200, body = [ProposalRow])))]
async fn proposals(State(web): State<Web>) -> Answer<Vec<ProposalRow>> {
    Ok(Json(web.coach.proposals().await?))
}

/// Carries a proposal out.
#[utoipa::path(
    post, path = "/proposals/{id}/approve", tag = "coach", params(("id" = String, Path)),
    responses((status = 200, body = LoggedEntry))
)]
async fn approve(State(web): State<Web>, Place(id): Place<String>) -> Answer<LoggedEntry> {
    Ok(Json(web.coach.approve(&id).await?))
}

/// Other arguments for a proposal.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct Revision {
    /// All arguments of the tool, as an object.
    #[schema(value_type = Object)]
    arguments: Map<String, Value>,
}

/// Puts a proposal right before it is approved: its tool reads and checks the arguments anew, and the proposal that it
/// answers with takes the place of this one. Nothing is written.
#[utoipa::path(
    post, path = "/proposals/{id}/revise", tag = "coach", params(("id" = String, Path)), request_body = Revision,
    responses((status = 200, body = ProposalRow))
)]
async fn revise(
    State(web): State<Web>,
    Place(id): Place<String>,
    Sent(revision): Sent<Revision>,
) -> Answer<ProposalRow> {
    Ok(Json(web.coach.revise(&id, Value::Object(revision.arguments)).await?))
}

/// Turns a proposal down.
#[utoipa::path(
    post, path = "/proposals/{id}/reject", tag = "coach", params(("id" = String, Path)),
    responses((status = 200, body = ProposalRow))
)]
async fn reject(State(web): State<Web>, Place(id): Place<String>) -> Answer<ProposalRow> {
    Ok(Json(web.coach.reject(&id).await?))
}

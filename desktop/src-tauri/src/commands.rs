//! The way from the page to the coach: each command carries a question to a route of `coach-web` in this process, and
//! its answer back. Which route answers what is written once, in the interface's client.

use crate::arrivals::Arrival;
use crate::{Shell, shell};
use coach_api::CoachError;
use coach_web::{Problem, Question, Sending};
use serde::Deserialize;
use std::future::Future;
use std::io;
use tauri::ipc::{Channel, InvokeBody, InvokeResponseBody, Request, Response};
use tauri::{AppHandle, State};
use tokio_util::sync::CancellationToken;
use tokio_util::task::AbortOnDropHandle;

/// A question of the page.
#[derive(Deserialize)]
pub(crate) struct Asking {
    /// What the page calls it, to give it up.
    id: String,
    method: String,
    /// Below `/v1/`, with its parameters.
    path: String,
    /// JSON.
    body: Option<String>,
}

impl Asking {
    fn question(self, events: bool) -> (String, Question) {
        let body = self.body.map_or(Sending::Nothing, Sending::Json);
        (self.id, Question { method: self.method, path: self.path, body, events })
    }
}

/// Does work beside the app, so that what breaks down in it is a problem of this one question.
async fn apart<T, F>(given_up: CancellationToken, work: F) -> Result<T, Problem>
where
    T: Send + 'static,
    F: Future<Output = Result<T, Problem>> + Send + 'static,
{
    let working = AbortOnDropHandle::new(tokio::spawn(work));
    tokio::select! {
        done = working => done.unwrap_or_else(|_| Err(Problem::broken())),
        () = given_up.cancelled() => Err(CoachError::Cancelled.into()),
    }
}

/// Asks a route and gives its whole answer. `upload` names a file that goes with it.
#[tauri::command]
pub(crate) async fn ask(
    shell: State<'_, Shell>,
    question: Asking,
    upload: Option<String>,
) -> Result<Response, Problem> {
    let (id, mut question) = question.question(false);
    let asked = shell.running.ask(id);
    if let Some(name) = upload {
        let pieces = shell.running.pieces(&name).ok_or(CoachError::Cancelled)?;
        question.body = Sending::Pieces(pieces);
    }
    let open = shell.core.open().await?;
    let work = async move { Ok(open.inside.ask(question).await?.whole().await) };
    apart(asked.given_up.clone(), work).await.map(Response::new)
}

/// Asks a route and hands over its answer as it comes; the last piece is empty.
#[tauri::command]
pub(crate) async fn stream(
    shell: State<'_, Shell>,
    question: Asking,
    pieces: Channel<InvokeResponseBody>,
) -> Result<(), Problem> {
    let (id, question) = question.question(true);
    let asked = shell.running.ask(id);
    let open = shell.core.open().await?;
    let work = async move {
        let mut reply = open.inside.ask(question).await?;
        while let Some(piece) = reply.next().await {
            // An empty piece would be the last one.
            if !piece.is_empty() && pieces.send(InvokeResponseBody::Raw(piece.to_vec())).is_err() {
                // The window is gone.
                return Ok(());
            }
        }
        let _ = pieces.send(InvokeResponseBody::Raw(Vec::new()));
        Ok(())
    };
    apart(asked.given_up.clone(), work).await
}

/// Makes ready for a file that goes with the question `id`.
#[tauri::command]
pub(crate) fn upload(shell: State<'_, Shell>, id: String, upload: String) {
    shell.running.upload(id, upload);
}

/// Takes a piece of a file, named in the header `upload`, once there is room for it; the last one is empty.
#[tauri::command]
pub(crate) async fn piece(shell: State<'_, Shell>, request: Request<'_>) -> Result<(), Problem> {
    let name = request.headers().get("upload").and_then(|name| name.to_str().ok()).unwrap_or_default();
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(_) => Vec::new(),
    };
    if bytes.is_empty() {
        shell.running.given(name);
        return Ok(());
    }
    let give = shell.running.give(name).ok_or(CoachError::Cancelled)?;
    give.send(io::Result::Ok(bytes)).await.map_err(|_| CoachError::Cancelled.into())
}

/// Begins a talk over live events; what is told comes over `messages`, and the last message is empty.
#[tauri::command]
pub(crate) async fn talk(app: AppHandle, id: String, messages: Channel<String>) -> Result<(), Problem> {
    let open = shell(&app).core.open().await?;
    let said = shell(&app).running.talk(id);
    tauri::async_runtime::spawn(async move {
        let telling = messages.clone();
        let work = async move {
            open.inside.talk(said, move |text| telling.send(text).is_ok()).await;
            Ok(())
        };
        let _ = apart(CancellationToken::new(), work).await;
        let _ = messages.send(String::new());
    });
    Ok(())
}

/// Says something in a talk.
#[tauri::command]
pub(crate) async fn say(shell: State<'_, Shell>, id: String, text: String) -> Result<(), Problem> {
    let say = shell.running.say(&id).ok_or(CoachError::Closed)?;
    say.send(text).await.map_err(|_| CoachError::Closed.into())
}

/// Gives a question or a talk up.
#[tauri::command]
pub(crate) fn cancel(shell: State<'_, Shell>, id: String) {
    shell.running.cancel(&id);
}

/// Hands over what comes from outside the page, what waits first.
#[tauri::command]
pub(crate) fn arrivals(shell: State<'_, Shell>, arrivals: Channel<Arrival>) {
    shell.arrivals.hand_to(arrivals);
}

//! The same routes for a face within this program: no socket, no token, no other page that could ask.

use crate::jobs::Job;
use crate::live::{Heard, Line, Talk};
use crate::metrics::count;
use crate::server::wrong_method;
use crate::state::{App, Web};
use crate::{Problem, routes};
use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::{Method, Request, Uri, header};
use axum::{Router, middleware};
use coach_api::{Coach, CoachConfig, Format};
use futures::{StreamExt as _, stream};
use std::io;
use std::path::PathBuf;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

/// The routes of a coach, to be asked from within the program. Streams end and work is cancelled when it is dropped.
#[derive(Debug)]
pub struct Inside {
    app: Web,
    routes: Router,
}

impl Drop for Inside {
    fn drop(&mut self) {
        self.app.stop.cancel();
    }
}

/// What is asked.
#[derive(Debug)]
pub struct Question {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// Path below `/v1/` with its parameters, for example `query/steps?from=2026-01-01`.
    pub path: String,
    /// What goes with it.
    pub body: Sending,
    /// Whether the answer is to come as server-sent events, where the route has them.
    pub events: bool,
}

/// What goes with a question.
#[derive(Debug)]
pub enum Sending {
    /// Nothing.
    Nothing,
    /// JSON.
    Json(String),
    /// A file as it comes. An error in place of a piece gives it up; the end of the pieces is the end of the file.
    Pieces(mpsc::Receiver<io::Result<Vec<u8>>>),
}

/// An answer, which may still be coming.
#[derive(Debug)]
pub struct Reply {
    pieces: BodyDataStream,
}

impl Reply {
    /// The next piece; `None` after the last one.
    pub async fn next(&mut self) -> Option<Bytes> {
        // The bodies of our routes end early only when the coach does.
        self.pieces.next().await?.ok()
    }

    /// Everything there is, once it is there.
    pub async fn whole(mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next().await {
            bytes.extend_from_slice(&piece);
        }
        bytes
    }
}

impl Inside {
    /// The routes of `coach`. `config` is that of the coach, for erasing everything.
    #[must_use]
    pub fn of(coach: Coach, config: CoachConfig) -> Inside {
        let app = App::new(coach, config, CancellationToken::new());
        let routes = routes::all()
            .0
            .method_not_allowed_fallback(wrong_method)
            .fallback(|| async { Problem::not_found("the route") })
            .layer(middleware::from_fn_with_state(app.clone(), count))
            .with_state(app.clone());
        Inside { app, routes }
    }

    /// Asks a route. Dropping the reply, or this call before it is there, gives the question up.
    ///
    /// # Errors
    /// The problem document that the route would have answered with.
    pub async fn ask(&self, question: Question) -> Result<Reply, Problem> {
        let unreadable = || Problem::malformed("Failed to read the request: it names no route.");
        let path: Uri = format!("/v1/{}", question.path).parse().map_err(|_| unreadable())?;
        let method = Method::from_bytes(question.method.as_bytes()).map_err(|_| unreadable())?;
        let mut request = Request::builder().method(method).uri(path);
        if question.events {
            request = request.header(header::ACCEPT, "text/event-stream");
        }
        let (kind, body) = match question.body {
            Sending::Nothing => (None, Body::empty()),
            Sending::Json(text) => (Some("application/json"), Body::from(text)),
            Sending::Pieces(pieces) => {
                let pieces = stream::unfold(pieces, |mut pieces| async move { Some((pieces.recv().await?, pieces)) });
                (Some("application/octet-stream"), Body::from_stream(pieces))
            }
        };
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(body).map_err(|_| unreadable())?;
        let mut response = match self.routes.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        };
        if response.status().is_success() {
            return Ok(Reply { pieces: response.into_body().into_data_stream() });
        }
        Err(response.extensions_mut().remove::<Problem>().unwrap_or_else(Problem::broken))
    }

    /// Follows `/v1/ws`: hears JSON texts and tells JSON texts until either side is over. `tell` says false when nobody
    /// listens any more.
    pub async fn talk(&self, said: mpsc::Receiver<String>, tell: impl Fn(String) -> bool + Send) {
        Talk::new(self.app.clone(), Wire { said, tell }).run().await;
    }

    /// Begins to import files of this machine where they lie, and gives the id and the name of the work, which
    /// `jobs/{id}` tells about like about any other.
    ///
    /// # Errors
    /// A problem when the coach was shut down; everything else is in the work.
    pub fn import(&self, paths: Vec<PathBuf>) -> Result<(String, String), Problem> {
        let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
        let names: Vec<_> = paths.iter().filter_map(name).collect();
        let job = self.app.jobs.read(&self.app.coach, names.join(", "), paths, Format::Auto, None, &self.app.stop)?;
        let Job { id, name, .. } = job;
        Ok((id, name.unwrap_or_default()))
    }

    /// Waits until the coach was ended by a route, which erasing everything does.
    pub async fn ended(&self) {
        self.app.stop.cancelled().await;
    }

    /// Ends streams and work, and waits a moment for them.
    pub async fn end(&self) {
        self.app.stop.cancel();
        self.app.end().await;
    }
}

/// A line without a socket.
struct Wire<F> {
    said: mpsc::Receiver<String>,
    tell: F,
}

impl<F: Fn(String) -> bool + Send> Line for Wire<F> {
    async fn hear(&mut self) -> Option<Heard> {
        self.said.recv().await.map(Heard::Text)
    }

    async fn say(&mut self, text: String) -> bool {
        (self.tell)(text)
    }

    async fn end(&mut self) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use coach_api::{KeySource, Profile};
    use serde_json::{Value, json};
    use std::sync::{Arc, Mutex};

    async fn inside() -> (tempfile::TempDir, Coach, Inside) {
        let home = tempfile::tempdir().unwrap();
        let key = KeySource::Given("0".repeat(64).into());
        let config = CoachConfig { data_dir: home.path().join("data"), key };
        let coach = Coach::create(config.clone(), Profile::default()).await.unwrap();
        let inside = Inside::of(coach.clone(), config);
        (home, coach, inside)
    }

    fn question(method: &str, path: &str, body: Sending) -> Question {
        Question { method: method.to_owned(), path: path.to_owned(), body, events: false }
    }

    async fn json_of(reply: Reply) -> Value {
        serde_json::from_slice(&reply.whole().await).unwrap()
    }

    #[tokio::test]
    async fn routes_answer_without_a_token_and_refuse_with_their_own_problem() {
        let (_home, coach, inside) = inside().await;
        let health = json_of(inside.ask(question("GET", "health", Sending::Nothing)).await.unwrap()).await;
        assert_eq!(health["status"], "ok");
        let body = Sending::Json(json!({"value": {"a": 1}}).to_string());
        inside.ask(question("PUT", "settings/desktop", body)).await.unwrap();
        let kept = json_of(inside.ask(question("GET", "settings/desktop", Sending::Nothing)).await.unwrap()).await;
        assert_eq!(kept["value"]["a"], 1);
        for (method, path, code) in [
            ("GET", "nowhere", "not_found"),
            ("GET", "../index.html", "not_found"),
            ("PATCH", "health", "method_not_allowed"),
            ("GET", "sessions/none/messages", "not_found"),
            ("GET", "a b", "malformed"),
            ("NO METHOD", "health", "malformed"),
        ] {
            let problem = inside.ask(question(method, path, Sending::Nothing)).await.unwrap_err();
            assert_eq!(problem.code, code, "{method} {path}");
        }
        let problem = inside.ask(question("POST", "workouts/plans", Sending::Json("{}".to_owned()))).await.unwrap_err();
        assert!(problem.rule.is_some() || problem.status == 422, "{problem:?}");
        coach.shutdown().await;
        let problem = inside.ask(question("GET", "users/me", Sending::Nothing)).await.unwrap_err();
        assert_eq!(problem.code, "closed");
    }

    #[tokio::test]
    async fn a_file_that_is_given_up_leaves_nothing() {
        let (home, _coach, inside) = inside().await;
        let (pieces, taken) = mpsc::channel(1);
        let feed = async {
            pieces.send(Ok(b"<?xml".to_vec())).await.unwrap();
            pieces.send(Err(io::Error::other("given up"))).await.unwrap();
            drop(pieces);
        };
        let (answer, ()) =
            tokio::join!(inside.ask(question("POST", "imports?name=a.xml", Sending::Pieces(taken))), feed);
        assert_eq!(answer.unwrap_err().code, "malformed");
        inside.end().await;
        assert!(!home.path().join("data/uploads").exists());
    }

    #[tokio::test]
    async fn writes_are_told_and_the_talk_ends_with_the_routes() {
        let (_home, _coach, inside) = inside().await;
        let inside = Arc::new(inside);
        let told = Arc::new(Mutex::new(Vec::new()));
        let (say, said) = mpsc::channel(4);
        let (listening, heard) = (inside.clone(), told.clone());
        let talk = tokio::spawn(async move {
            listening
                .talk(said, move |text| {
                    heard.lock().is_ok_and(|mut heard| {
                        heard.push(serde_json::from_str::<Value>(&text).unwrap());
                        true
                    })
                })
                .await;
        });
        say.send("{".to_owned()).await.unwrap();
        say.send(json!({"type": "live_start"}).to_string()).await.unwrap();
        let wanted = |kind: &str| told.lock().unwrap().iter().any(|message| message["type"] == kind);
        while !(wanted("problem") && wanted("live_started")) {
            tokio::task::yield_now().await;
        }
        let body = Sending::Json(json!({"value": 1}).to_string());
        inside.ask(question("PUT", "settings/desktop", body)).await.unwrap();
        while !wanted("changed") {
            tokio::task::yield_now().await;
        }
        inside.end().await;
        talk.await.unwrap();
    }

    #[tokio::test]
    async fn a_file_of_this_machine_is_read_where_it_lies() {
        let (home, _coach, inside) = inside().await;
        let file = home.path().join("no-export.zip");
        std::fs::write(&file, "not an archive").unwrap();
        let (id, name) = inside.import(vec![file.clone()]).unwrap();
        assert_eq!(name, "no-export.zip");
        let mut follow = question("GET", &format!("jobs/{id}/events"), Sending::Nothing);
        follow.events = true;
        let told = String::from_utf8(inside.ask(follow).await.unwrap().whole().await).unwrap();
        assert!(told.contains(r#""state":"failed""#), "{told}");
        assert!(file.exists());
    }
}

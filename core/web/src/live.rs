//! `/v1/ws`: live events. Every write is told to everyone who listens; a live workout belongs to its connection.

use crate::Problem;
use crate::state::Web;
use axum::extract::State;
use axum::extract::ws::{
    CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade, close_code, rejection::WebSocketUpgradeRejection,
};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use coach_api::{LiveEvent, LiveInput, LiveWorkout};
use serde::{Deserialize, Serialize};

/// The protocol of the messages; a client offers it, and may offer `bearer.TOKEN` beside it.
pub(crate) const PROTOCOL: &str = "pocketcoach.v1";
/// Most bytes of a message.
const MAX_MESSAGE_BYTES: usize = 64 * 1024;

/// What a client says on `/v1/ws`, as JSON text.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum WsRequest {
    /// Begins to watch over a workout.
    LiveStart {
        /// Id of the planned session that is gone through, if it is one: what comes is then told by the clock.
        #[serde(default)]
        session: Option<String>,
    },
    /// Something that happened in the workout.
    LiveInput {
        /// What.
        input: LiveInput,
    },
}

/// What the server says on `/v1/ws`, as JSON text.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(crate) enum WsMessage {
    /// Something was written: what is shown may be out of date.
    Changed {
        /// Writes since the server began.
        writes: u64,
    },
    /// The workout is watched over.
    LiveStarted,
    /// Something follows from what happened in the workout; after `finished` another may begin.
    Live {
        /// What.
        event: Box<LiveEvent>,
    },
    /// A message could not be followed; the connection stays.
    Problem {
        /// Why.
        problem: Problem,
    },
}

/// Live events.
///
/// A WebSocket with JSON text messages: `WsRequest` from the client, `WsMessage` from the server. The client offers the
/// protocol `pocketcoach.v1` and, as browsers let it send no header, `bearer.TOKEN`. A workout that is going on when
/// the connection closes is finished.
#[utoipa::path(
    get, path = "/ws", tag = "live",
    responses((status = 101, description = "The connection speaks WebSocket from here on."))
)]
pub(crate) async fn events(
    State(web): State<Web>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    match upgrade {
        Ok(upgrade) => upgrade
            .protocols([PROTOCOL])
            .max_message_size(MAX_MESSAGE_BYTES)
            .on_upgrade(move |socket| Talk::new(web, socket).run()),
        Err(_) => Problem::new(
            StatusCode::BAD_REQUEST,
            "malformed",
            "The request cannot be read",
            "Failed to connect: this route speaks WebSocket only.",
        )
        .into_response(),
    }
}

/// What messages come and go over.
pub(crate) trait Line: Send {
    /// The next message; `None` when the connection is over.
    fn hear(&mut self) -> impl Future<Output = Option<Heard>> + Send;
    /// Says something; false when the connection is over.
    fn say(&mut self, text: String) -> impl Future<Output = bool> + Send;
    /// Says that no more comes.
    fn end(&mut self) -> impl Future<Output = ()> + Send;
}

/// A message of the client.
pub(crate) enum Heard {
    /// JSON text.
    Text(String),
    /// Something that is no text.
    Other,
}

impl Line for WebSocket {
    async fn hear(&mut self) -> Option<Heard> {
        loop {
            match self.recv().await?.ok()? {
                Message::Text(text) => return Some(Heard::Text(text.to_string())),
                Message::Binary(_) => return Some(Heard::Other),
                Message::Close(_) => return None,
                // Pings are answered below this.
                Message::Ping(_) | Message::Pong(_) => {}
            }
        }
    }

    async fn say(&mut self, text: String) -> bool {
        self.send(Message::Text(text.into())).await.is_ok()
    }

    async fn end(&mut self) {
        let reason = Utf8Bytes::from_static("the server ends");
        let _ = self.send(Message::Close(Some(CloseFrame { code: close_code::AWAY, reason }))).await;
    }
}

/// One client's connection.
pub(crate) struct Talk<L> {
    web: Web,
    line: L,
    workout: Option<LiveWorkout>,
    last_ms: i64,
}

impl<L: Line> Talk<L> {
    pub(crate) fn new(web: Web, line: L) -> Self {
        Talk { web, line, workout: None, last_ms: 0 }
    }

    /// Hears and says until the connection is over or serving ends.
    pub(crate) async fn run(mut self) {
        let Ok(mut changes) = self.web.coach.changes() else { return };
        loop {
            let open = tokio::select! {
                message = self.line.hear() => match message {
                    Some(message) => self.hear(message).await,
                    None => false,
                },
                writes = changes.next() => match writes {
                    Some(writes) => self.say(&WsMessage::Changed { writes }).await,
                    None => false,
                },
                () = self.web.stop.cancelled() => {
                    self.line.end().await;
                    false
                }
            };
            if !open {
                break;
            }
        }
        // What the safety rules did in the workout is in the log already; this closes it.
        if let Some(mut workout) = self.workout.take() {
            let _ = workout.input(LiveInput::Finish { t_ms: self.last_ms }).await;
        }
    }

    /// Follows one message; false when the connection is over.
    async fn hear(&mut self, message: Heard) -> bool {
        let Heard::Text(text) = message else {
            return self.refuse(Problem::malformed("Failed to read the message: send text.")).await;
        };
        match serde_json::from_str(&text) {
            Ok(WsRequest::LiveStart { session }) => self.start(session.as_deref()).await,
            Ok(WsRequest::LiveInput { input }) => self.pass(input).await,
            Err(error) => self.refuse(Problem::malformed(format!("Failed to read the message: {error}."))).await,
        }
    }

    async fn start(&mut self, session: Option<&str>) -> bool {
        if self.workout.is_some() {
            let detail = "Failed to begin: a workout goes on already; finish it first.";
            return self.refuse(Problem::new(StatusCode::CONFLICT, "busy", "Something else is going on", detail)).await;
        }
        let begun = match session {
            Some(session) => self.web.coach.live_planned(session).await,
            None => self.web.coach.live().await,
        };
        match begun {
            Ok(workout) => {
                self.workout = Some(workout);
                self.say(&WsMessage::LiveStarted).await
            }
            Err(error) => self.refuse(error.into()).await,
        }
    }

    async fn pass(&mut self, input: LiveInput) -> bool {
        let Some(workout) = self.workout.as_mut() else {
            return self.refuse(Problem::not_found("a workout that goes on; begin one with live_start")).await;
        };
        if let LiveInput::Sample { t_ms, .. } | LiveInput::Tick { t_ms } = &input {
            self.last_ms = *t_ms;
        }
        let (events, kept) = workout.input(input).await;
        if workout.is_finished() {
            self.workout = None;
        }
        // A stop is told before any trouble with writing it down.
        for event in events {
            if !self.say(&WsMessage::Live { event: Box::new(event) }).await {
                return false;
            }
        }
        match kept {
            Ok(()) => true,
            Err(error) => self.refuse(error.into()).await,
        }
    }

    async fn refuse(&mut self, problem: Problem) -> bool {
        self.say(&WsMessage::Problem { problem }).await
    }

    async fn say(&mut self, message: &WsMessage) -> bool {
        let Ok(text) = serde_json::to_string(message) else { return true };
        self.line.say(text).await
    }
}

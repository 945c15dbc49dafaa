//! A turn as server-sent events.

use crate::Problem;
use crate::metrics::TurnWatch;
use crate::state::Web;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use coach_api::{CoachError, CoachEvent, Turn};
use futures::stream;
use serde::Serialize;
use std::convert::Infallible;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long pieces of text are gathered before they are sent, so that a fast model does not flood a page.
const GATHER: Duration = Duration::from_millis(40);
/// How often a silent stream says that it is still there.
const ALIVE: Duration = Duration::from_secs(15);

/// An event named `name` with a value as its data.
pub(crate) fn event(name: &str, value: &impl Serialize) -> Event {
    Event::default().event(name).data(serde_json::to_string(value).unwrap_or_default())
}

/// A stream of server-sent events as an answer.
pub(crate) fn answer<S>(events: S) -> Response
where
    S: futures::Stream<Item = Result<Event, Infallible>> + Send + 'static,
{
    Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response()
}

/// The events of a turn, each under its own type, and at the end `problem` if it came to nothing. When the client goes
/// away the stream is dropped, and the turn with it, which cancels it.
pub(crate) fn stream_turn(web: &Web, turn: Turn) -> Response {
    let watch = TurnWatch::begin(web.clone());
    let telling = Telling { web: web.clone(), turn, waiting: None, watch, over: false };
    answer(stream::unfold(telling, |mut telling| async move {
        let event = telling.next().await?;
        Some((Ok(event), telling))
    }))
}

struct Telling {
    web: Web,
    turn: Turn,
    /// What ended the gathering of text and comes next.
    waiting: Option<CoachEvent>,
    watch: TurnWatch,
    over: bool,
}

impl Telling {
    async fn next(&mut self) -> Option<Event> {
        if self.over {
            return None;
        }
        let next = match self.waiting.take() {
            Some(event) => Some(event),
            None => self.heard().await,
        };
        match next {
            Some(CoachEvent::TextDelta { text }) => {
                let text = self.gather(text).await;
                Some(event("text_delta", &CoachEvent::TextDelta { text }))
            }
            Some(other) => Some(named(&other)),
            None => {
                self.over = true;
                let result = self.turn.wait().await;
                self.watch.end(&result);
                result.err().map(|error| event("problem", &Problem::from(error)))
            }
        }
    }

    /// The next event of the turn. A server that ends cancels it.
    async fn heard(&mut self) -> Option<CoachEvent> {
        let cancel = self.turn.cancel_token();
        let heard = tokio::select! {
            event = self.turn.next_event() => event,
            () = self.web.stop.cancelled() => {
                cancel.cancel();
                self.turn.next_event().await
            }
        };
        if let Some(event) = &heard {
            self.watch.saw(event);
        }
        heard
    }

    async fn gather(&mut self, mut text: String) -> String {
        let until = Instant::now() + GATHER;
        while let Ok(Some(next)) = timeout_at(until, self.turn.next_event()).await {
            self.watch.saw(&next);
            match next {
                CoachEvent::TextDelta { text: more } => text.push_str(&more),
                other => {
                    self.waiting = Some(other);
                    break;
                }
            }
        }
        text
    }
}

/// An event under the name that its own `type` field has.
fn named(told: &CoachEvent) -> Event {
    let value = serde_json::to_value(told).unwrap_or_default();
    let name = value.get("type").and_then(serde_json::Value::as_str).unwrap_or("message").to_owned();
    event(&name, &value)
}

/// Waits for a turn that nobody streams.
pub(crate) async fn wait_turn(web: &Web, mut turn: Turn) -> Result<coach_api::TurnResult, CoachError> {
    let mut watch = TurnWatch::begin(web.clone());
    while let Some(event) = turn.next_event().await {
        watch.saw(&event);
    }
    let result = turn.wait().await;
    watch.end(&result);
    result
}

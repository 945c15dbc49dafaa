//! Hints that something is new: server-sent events for devices, a socket for who cannot read those. A hint says when to
//! sync, and nothing else.

use super::admission::{Member, member};
use super::{App, now_ms};
use crate::http::problem::Problem;
use crate::{Error, Principal};
use axum::extract::State;
use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::http::{HeaderMap, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use coach_wire::AccountId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast};

/// Streams at once.
const MOST: usize = 20_000;
/// Something goes over a line this often, so that nothing in between closes it.
const ALIVE: Duration = Duration::from_secs(25);
/// The name of the socket's protocol. A page that cannot set headers puts its token behind it.
const PROTOCOL: &str = "pocketcoach.v1";

/// Whom to tell when an account has something new.
pub(super) struct Listeners {
    accounts: Mutex<HashMap<AccountId, broadcast::Sender<()>>>,
    room: Arc<Semaphore>,
}

impl Default for Listeners {
    fn default() -> Self {
        Listeners { accounts: Mutex::default(), room: Arc::new(Semaphore::new(MOST)) }
    }
}

impl Listeners {
    fn lock(&self) -> MutexGuard<'_, HashMap<AccountId, broadcast::Sender<()>>> {
        self.accounts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells those of one account, or everyone.
    pub(super) fn tell(&self, account: Option<AccountId>) {
        let mut accounts = self.lock();
        match account {
            Some(account) => {
                if let Some(sender) = accounts.get(&account)
                    && sender.send(()).is_err()
                {
                    // Nobody listens any more.
                    accounts.remove(&account);
                }
            }
            None => accounts.retain(|_, sender| sender.send(()).is_ok()),
        }
    }

    /// Streams that are open.
    pub(super) fn open(&self) -> usize {
        MOST - self.room.available_permits()
    }

    fn join(&self, account: AccountId) -> Result<(broadcast::Receiver<()>, OwnedSemaphorePermit), Error> {
        let permit = Arc::clone(&self.room).try_acquire_owned().map_err(|_| Error::TooMany { seconds: 60 })?;
        let mut accounts = self.lock();
        Ok((accounts.entry(account).or_insert_with(|| broadcast::channel(1).0).subscribe(), permit))
    }
}

/// One stream, for as long as its owner is in.
struct Hints {
    shared: App,
    who: Principal,
    until_ms: i64,
    receiver: broadcast::Receiver<()>,
    _permit: OwnedSemaphorePermit,
}

impl Hints {
    fn of(shared: &App, who: Principal, token: &str) -> Result<Self, Problem> {
        let (receiver, permit) = shared.listeners.join(who.account)?;
        let until_ms = shared.relay.token_ends(token).ok_or(Error::NotLetIn)?;
        Ok(Hints { shared: Arc::clone(shared), who, until_ms, receiver, _permit: permit })
    }

    /// The next hint; `None` when the server ends, the token does, or its owner is in no more.
    async fn next(&mut self) -> Option<()> {
        let left = u64::try_from(self.until_ms - now_ms()).ok()?;
        let heard = tokio::select! {
            () = self.shared.end.cancelled() => return None,
            () = tokio::time::sleep(Duration::from_millis(left)) => return None,
            heard = self.receiver.recv() => heard,
        };
        // Missed hints are one hint.
        if matches!(heard, Err(broadcast::error::RecvError::Closed)) {
            return None;
        }
        let (relay, who) = (Arc::clone(&self.shared.relay), self.who);
        let is_in = tokio::task::spawn_blocking(move || relay.is_in(&who)).await;
        matches!(is_in, Ok(Ok(true))).then_some(())
    }
}

fn bearer(headers: &HeaderMap) -> &str {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "))
        .unwrap_or_default()
}

/// Hears of news
///
/// A stream of server-sent events named `changed`, until the token ends.
#[utoipa::path(get, path = "/v1/changes", tag = "sync", operation_id = "changes",
    responses((status = 200, description = "The stream.", content_type = "text/event-stream", body = String)))]
pub(super) async fn changes(
    State(shared): State<App>,
    Member(who): Member,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let hints = Hints::of(&shared, who, bearer(&headers))?;
    let stream = futures::stream::unfold(hints, |mut hints| async move {
        hints.next().await?;
        Some((Ok::<_, std::convert::Infallible>(Event::default().event("changed").data("")), hints))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE)).into_response())
}

/// Hears of news over a socket
///
/// The same hints as text messages `changed`. The token comes as a header, or behind the name of the protocol in
/// `Sec-WebSocket-Protocol`.
#[utoipa::path(get, path = "/v1/socket", tag = "sync", operation_id = "socket",
    responses((status = 101, description = "The socket is open.")))]
pub(super) async fn socket(
    State(shared): State<App>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, axum::extract::ws::rejection::WebSocketUpgradeRejection>,
) -> Result<Response, Problem> {
    let behind = headers.get(header::SEC_WEBSOCKET_PROTOCOL).and_then(|value| value.to_str().ok());
    let behind = behind.and_then(|value| value.strip_prefix(PROTOCOL)?.trim_start().strip_prefix(',')).map(str::trim);
    let token = behind.unwrap_or_else(|| bearer(&headers)).to_owned();
    let who = member(&shared, &token).await?;
    let upgrade = upgrade.map_err(|_| Error::Malformed("this route speaks WebSocket"))?;
    let hints = Hints::of(&shared, who, &token)?;
    // Nothing of any size is asked on this line, and little is said: an idle socket is not to keep a large buffer.
    let upgrade =
        upgrade.protocols([PROTOCOL]).max_message_size(1 << 10).read_buffer_size(1 << 10).write_buffer_size(0);
    Ok(upgrade.on_upgrade(|socket| speak(socket, hints)))
}

async fn speak(mut socket: WebSocket, mut hints: Hints) {
    loop {
        let said = tokio::select! {
            hint = hints.next() => match hint {
                Some(()) => socket.send(Message::Text("changed".into())).await,
                None => break,
            },
            heard = socket.recv() => match heard {
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                Some(Ok(_)) => continue,
            },
            () = tokio::time::sleep(ALIVE) => socket.send(Message::Ping(axum::body::Bytes::new())).await,
        };
        if said.is_err() {
            return;
        }
    }
    let _ = socket.send(Message::Close(None)).await;
}

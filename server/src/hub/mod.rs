//! The home hub: the coach's own program as a process beside the relay, a device of its owner's account like any other.
//!
//! The server keeps it running, has it sync, and hands requests on to it. It opens nothing of the hub's: what is in there
//! is read and written by the hub's process alone.

mod child;
mod door;
mod gateway;
mod home;
mod keeper;
mod pass;
mod syncing;

pub use home::Home;
pub use keeper::keep;

use crate::http::{Line, take};
use crate::{Error, Principal};
use axum::body::Body;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use child::{Supervisor, Upstream};
use coach_wire::AccountId;
use door::Door;
use pass::{Sockets, pass};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// How connections of the dashboard are bounded. The hub's process takes 256, and the relay's own questions need some.
const LINE: Line =
    Line { most: 200, max_head: 64 << 10, head_time: Duration::from_secs(10), linger: Duration::from_secs(10) };
/// A JSON answer that is read here.
const MAX_ANSWER: usize = 1 << 20;

/// How a hub is run.
#[derive(Debug, Clone)]
pub struct HubOptions {
    /// Where it lives.
    pub home: Home,
    /// This program, which runs again as the hub's keeper.
    pub keeper: PathBuf,
    /// Where the dashboard is served.
    pub listen: SocketAddr,
    /// The name of a proxy with TLS in front of it; needed to listen beyond loopback.
    pub name: Option<String>,
    /// How often it syncs when nothing tells it to.
    pub sync_every: Duration,
}

/// A hub that is kept running.
pub struct Hub {
    address: SocketAddr,
    door: Door,
    current: watch::Receiver<Option<Arc<Upstream>>>,
    starts: Arc<AtomicU64>,
    sync_fails: AtomicBool,
    /// Whose device it is, as it said last.
    account: Mutex<Option<AccountId>>,
    nudge: Notify,
    sockets: Sockets,
    /// Ends the dashboard's listener and the syncing.
    closing: CancellationToken,
    /// Ends the process.
    stop: CancellationToken,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

/// How a hub stands, for whoever runs the server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Standing {
    pub(crate) runs: bool,
    pub(crate) starts: u64,
    pub(crate) sync_fails: bool,
}

impl std::fmt::Debug for Hub {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Hub").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Hub {
    /// Listens for the dashboard and begins to keep the hub's process running; it need not run yet.
    ///
    /// # Errors
    /// [`Error::Hub`] when the address cannot be used, or is not loopback and has no name.
    pub async fn start(options: HubOptions) -> Result<Arc<Hub>, Error> {
        let listen = options.listen;
        if !listen.ip().is_loopback() && options.name.is_none() {
            return Err(Error::Hub(format!(
                "serve the hub at {listen}: beyond loopback it needs a proxy with TLS in front, and its name in --hub-name"
            )));
        }
        let failed = |error: std::io::Error| Error::Hub(format!("serve the hub at {listen}: {error}"));
        options.home.link_token(false)?;
        let listener = TcpListener::bind(listen).await.map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (current, told) = watch::channel(None);
        let hub = Arc::new(Hub {
            address,
            door: Door::new(address, options.name, options.home.link_file()),
            current: told,
            starts: Arc::default(),
            sync_fails: AtomicBool::new(false),
            account: Mutex::default(),
            nudge: Notify::new(),
            sockets: Sockets::new(),
            closing: CancellationToken::new(),
            stop: CancellationToken::new(),
            tasks: Mutex::default(),
        });
        let supervisor = Supervisor {
            home: options.home,
            keeper: options.keeper,
            current,
            starts: Arc::clone(&hub.starts),
            stop: hub.stop.clone(),
        };
        let gateway = take(listener, gateway::router(Arc::clone(&hub)), LINE, hub.closing.clone().cancelled_owned());
        let tasks = vec![
            tokio::spawn(supervisor.run()),
            tokio::spawn(gateway),
            tokio::spawn(Arc::clone(&hub).keep_in_sync(options.sync_every)),
        ];
        hub.tasks.lock().unwrap_or_else(PoisonError::into_inner).extend(tasks);
        Ok(hub)
    }

    /// Where the dashboard is served.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Ends: the dashboard takes no new connection, the process ends in order, and its streams with it.
    pub async fn stop(&self) {
        self.closing.cancel();
        self.stop.cancel();
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            let _ = task.await;
        }
        self.sockets.end().await;
    }

    /// Says that an account has news, or any account may have: the hub syncs if it could be its own.
    pub(crate) fn tell(&self, account: Option<AccountId>) {
        if account.is_none() || self.account() == account {
            self.nudge.notify_one();
        }
    }

    pub(crate) fn standing(&self) -> Standing {
        Standing {
            runs: self.current().is_some(),
            starts: self.starts.load(Ordering::Relaxed),
            sync_fails: self.sync_fails.load(Ordering::Relaxed),
        }
    }

    /// The device that the hub is now, if it may be one of this account.
    ///
    /// # Errors
    /// [`Error::HubOnly`] when it is not; [`Error::HubAway`] when it is known to be and does not answer.
    pub(crate) async fn device_of(&self, account: &AccountId) -> Result<Principal, Error> {
        let known = self.account();
        // Someone else's question does not even reach it.
        if known.is_some_and(|known| known != *account) {
            return Err(Error::HubOnly);
        }
        let said = self.who().await.map_err(|error| if known.is_some() { error } else { Error::HubOnly })?;
        said.filter(|who| who.account == *account).ok_or(Error::HubOnly)
    }

    /// Has the hub answer a question.
    ///
    /// # Errors
    /// [`Error::HubAway`].
    pub(crate) async fn ask(
        &self,
        method: Method,
        path: PathAndQuery,
        accept: Option<HeaderValue>,
        body: Option<Vec<u8>>,
    ) -> Result<Response<Body>, Error> {
        let upstream = self.current().ok_or(Error::HubAway)?;
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        *request.uri_mut() = path.into();
        if let Some(accept) = accept {
            request.headers_mut().insert(header::ACCEPT, accept);
        }
        if let Some(body) = body {
            request.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            *request.body_mut() = Body::from(body);
        }
        pass(&upstream, request, true, &self.sockets).await.map_err(|_| Error::HubAway)
    }

    fn current(&self) -> Option<Arc<Upstream>> {
        self.current.borrow().clone()
    }

    fn account(&self) -> Option<AccountId> {
        *self.account.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The status and the document of an answer.
    async fn document(&self, method: Method, path: &'static str) -> Result<(StatusCode, serde_json::Value), Error> {
        let answer = self.ask(method, PathAndQuery::from_static(path), None, None).await?;
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), MAX_ANSWER).await.map_err(|_| Error::HubAway)?;
        Ok((status, serde_json::from_slice(&bytes).map_err(|_| Error::HubAway)?))
    }

    /// Asks the hub which device of which account it is; `None` for none.
    async fn who(&self) -> Result<Option<Principal>, Error> {
        let (status, said) = self.document(Method::GET, "/v1/sync").await?;
        let text = |name: &str| said.get(name).and_then(serde_json::Value::as_str);
        let account = text("account").and_then(coach_wire::from_code).and_then(|bytes| bytes.try_into().ok());
        let device = text("device").and_then(crate::gate::unhex);
        let who = match (account, device) {
            (Some(account), Some(device)) if status.is_success() => Some(Principal { account, device: Some(device) }),
            _ => None,
        };
        *self.account.lock().unwrap_or_else(PoisonError::into_inner) = who.map(|who| who.account);
        Ok(who)
    }
}

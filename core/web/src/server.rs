//! Listening, answering, and ending in an orderly way.

use crate::guard::{Door, Names, Token, guard};
use crate::metrics::count;
use crate::state::{App, END_TIME, Web};
use crate::{Problem, assets, routes};
use axum::http::StatusCode;
use axum::{Router, middleware};
use coach_api::{Coach, CoachConfig, CoachError, McpServing};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::TaskTracker;

/// How long the head of a request may take.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Most bytes that a connection gathers before a request makes sense.
const MAX_HEAD_BYTES: usize = 64 * 1024;
/// Most connections at once.
const MAX_CONNECTIONS: usize = 256;
/// Free ports that are tried when any will do.
const TRIES: usize = 8;

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// Port on 127.0.0.1 and ::1; 0 picks a free one.
    pub port: u16,
    /// Scopes of MCP clients under `/v1/mcp`; the read scopes when empty.
    pub mcp_scopes: Vec<String>,
}

/// A running server; ends when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    token: Token,
    ended: CancellationToken,
    stop: DropGuard,
    task: JoinHandle<()>,
}

impl Server {
    /// Begins to serve a coach. `config` is that of the coach, for erasing everything.
    ///
    /// # Errors
    /// [`CoachError::Unavailable`] when the port is taken; [`CoachError::InvalidInput`] for an unknown scope.
    pub async fn start(coach: Coach, config: CoachConfig, options: ServeOptions) -> Result<Server, CoachError> {
        let listeners = listen(options.port).await?;
        let address = local(&listeners)?;
        let token = Token::random()
            .map_err(|_| CoachError::Unavailable("make a token: the system gives no randomness".to_owned()))?;
        let stop = CancellationToken::new();
        let serving = McpServing { server: None, scopes: options.mcp_scopes };
        let mcp = coach.mcp_routes(serving, address.port(), &stop)?;
        let door = Arc::new(Door { token: token.clone(), names: Names::of(address.port()) });
        let app = App::new(coach, config, stop.clone());
        let service = routes::all()
            .0
            .nest("/v1", mcp.0.with_state(()))
            .fallback(assets::serve)
            .method_not_allowed_fallback(wrong_method)
            .layer(middleware::from_fn_with_state(app.clone(), count))
            .layer(middleware::from_fn_with_state(door, guard))
            .with_state(app.clone());
        let ended = CancellationToken::new();
        let task = tokio::spawn(run(listeners, service, app, ended.clone().drop_guard()));
        Ok(Server { address, token, ended, stop: stop.drop_guard(), task })
    }

    /// Where it listens, always loopback.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of the interface. The token stands behind `#`, so that no browser sends or logs it.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/#token={}", self.address, self.token.reveal())
    }

    /// The token of this start, which every request carries.
    #[must_use]
    pub fn token(&self) -> &str {
        self.token.reveal()
    }

    /// Waits until the server ends by itself, which it does after everything was erased.
    pub async fn ended(&self) {
        self.ended.cancelled().await;
    }

    /// Ends: no new connection is taken, streams are closed, work is cancelled, and requests in progress get a few
    /// seconds.
    pub async fn stop(self) {
        drop(self.stop);
        let _ = self.task.await;
    }
}

pub(crate) async fn wrong_method() -> Problem {
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        "The route does not take this method",
        "Failed to answer: the route does not take this method; /v1/openapi.json lists what it takes.",
    )
}

fn local(listeners: &[TcpListener]) -> Result<SocketAddr, CoachError> {
    let first = listeners.first().and_then(|listener| listener.local_addr().ok());
    first.ok_or_else(|| CoachError::Unavailable("listen: the system names no address".to_owned()))
}

/// Listens at one port of both loopback addresses; at 127.0.0.1 alone where there is no IPv6.
async fn listen(port: u16) -> Result<Vec<TcpListener>, CoachError> {
    let taken = |port: u16, error: std::io::Error| {
        CoachError::Unavailable(format!(
            "listen on port {port} of this machine: it cannot be used ({}); stop what uses it, or choose another with --port",
            error.kind()
        ))
    };
    let mut last = None;
    for _ in 0..if port == 0 { TRIES } else { 1 } {
        let first = bind(Ipv4Addr::LOCALHOST.into(), port).await.map_err(|error| taken(port, error))?;
        let chosen = first.local_addr().map_err(|error| taken(port, error))?.port();
        match bind(Ipv6Addr::LOCALHOST.into(), chosen).await {
            Ok(second) => return Ok(vec![first, second]),
            // Another program would answer half of those who ask for localhost.
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(taken(chosen, error)),
            Err(_) => return Ok(vec![first]),
        }
    }
    Err(last.unwrap_or(CoachError::Closed))
}

async fn bind(address: IpAddr, port: u16) -> std::io::Result<TcpListener> {
    TcpListener::bind((address, port)).await
}

async fn run(listeners: Vec<TcpListener>, service: Router, app: Web, _ended: DropGuard) {
    let connections = TaskTracker::new();
    let room = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let mut server = http1::Builder::new();
    server.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME).max_buf_size(MAX_HEAD_BYTES);
    loop {
        let Ok(place) = room.clone().acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = accept(&listeners) => accepted,
            () = app.stop.cancelled() => break,
        };
        let stream = match accepted {
            Ok(stream) => stream,
            Err(error) => {
                // Too many open files, for example; one connection less must not end the server.
                tracing::warn!(kind = %error.kind(), "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let _ = stream.set_nodelay(true);
        let answering = TowerToHyperService::new(service.clone());
        let connection = server.serve_connection(TokioIo::new(stream), answering).with_upgrades();
        let stop = app.stop.clone();
        connections.spawn(async move {
            let mut connection = std::pin::pin!(connection);
            // A client that goes away is no failure of ours.
            tokio::select! {
                _ = &mut connection => {}
                () = stop.cancelled() => {
                    connection.as_mut().graceful_shutdown();
                    let _ = timeout(END_TIME, connection).await;
                }
            }
            drop(place);
        });
    }
    drop(listeners);
    connections.close();
    connections.wait().await;
    app.end().await;
}

async fn accept(listeners: &[TcpListener]) -> std::io::Result<TcpStream> {
    let waiting = listeners.iter().map(|listener| Box::pin(listener.accept()));
    let (accepted, _, _) = futures::future::select_all(waiting).await;
    accepted.map(|(stream, _)| stream)
}

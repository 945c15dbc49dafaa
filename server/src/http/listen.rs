//! Connections of a listener: taken, bounded, and let go in order.

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// How the connections of a listener are bounded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Line {
    /// Connections at once.
    pub(crate) most: usize,
    /// Bytes of the head of a request at most; at least 8 KiB.
    pub(crate) max_head: usize,
    /// A client that takes longer for the head of a request is let go.
    pub(crate) head_time: Duration,
    /// How long what is under way may take once the end has come.
    pub(crate) linger: Duration,
}

/// Takes connections and answers them until `end`; then takes none, answers what is under way, and returns.
pub(crate) async fn take(listener: TcpListener, app: Router, line: Line, end: impl Future<Output = ()>) {
    let (connections, closing) = (TaskTracker::new(), CancellationToken::new());
    let room = Arc::new(Semaphore::new(line.most));
    let mut end = std::pin::pin!(end);
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let _ = stream.set_nodelay(true);
                connections.spawn(connection(stream, address, app.clone(), line, closing.clone(), place));
            }
            Err(error) => {
                // Too many open files, for example; one connection less must not end the server.
                tracing::warn!(kind = %error.kind(), "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
    drop(listener);
    closing.cancel();
    connections.close();
    connections.wait().await;
}

async fn connection(
    stream: TcpStream,
    address: SocketAddr,
    app: Router,
    line: Line,
    closing: CancellationToken,
    _place: OwnedSemaphorePermit,
) {
    let app = TowerToHyperService::new(app);
    let answering = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        app.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(line.head_time)
        .max_buf_size(line.max_head.max(8 << 10))
        .serve_connection(TokioIo::new(stream), answering)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    // A client that goes away is no failure of ours.
    tokio::select! {
        _ = &mut connection => {}
        () = closing.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(line.linger, connection).await;
        }
    }
}

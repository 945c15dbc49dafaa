//! Connections: taken, bounded, and let go in order.

use super::live::Listeners;
use super::metrics::Metrics;
use super::{Backends, Room, Serving, Shared, router};
use crate::growth::{Broker, Limiter, Windows, work};
use crate::{Error, Relay, Writer};
use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

/// Connections at once.
const MOST: usize = 25_000;
/// The head of a request is no larger than this.
const MAX_HEAD: usize = 16 << 10;

/// Serves a relay on a socket until `end` is cancelled. Then it says that it is not ready, ends live streams, goes on
/// taking requests for as long as `serving` says, answers what is under way, and returns.
///
/// # Errors
/// [`Error::Storage`] when the thread that writes cannot be started.
pub async fn serve(
    relay: Arc<Relay>,
    listener: TcpListener,
    serving: Serving,
    end: CancellationToken,
) -> Result<(), Error> {
    serve_with(relay, listener, serving, Backends::default(), end).await
}

/// Serves a relay as [`serve`] does, with what its replicas share. Neither backend has to be there yet.
///
/// # Errors
/// As [`serve`]; [`Error::Malformed`] when an address is not understood.
pub async fn serve_with(
    relay: Arc<Relay>,
    listener: TcpListener,
    serving: Serving,
    backends: Backends,
    end: CancellationToken,
) -> Result<(), Error> {
    let listeners = Arc::new(Listeners::default());
    let told = Arc::clone(&listeners);
    relay.listen(move |account| told.tell(account));
    let windows = match &backends.redis_url {
        Some(url) => Some(Windows::at(url, relay.key_for("limits"))?),
        None => None,
    };
    let (wake, ended) = (Arc::new(Notify::new()), end.clone());
    let broker = match &backends.nats_url {
        Some(url) => {
            let posted = Arc::new(Notify::new());
            relay.storage.announce(Arc::clone(&posted));
            let told = Arc::clone(&listeners);
            let tell = Arc::new(move |account| told.tell(account));
            Some(Broker::start(Arc::clone(&relay), url, posted, tell, ended.clone()).await?)
        }
        None => None,
    };
    tokio::spawn(work(Arc::clone(&relay), Arc::clone(&wake), ended));
    let shared = Arc::new(Shared {
        writer: Writer::start(Arc::clone(&relay))?,
        relay,
        serving,
        strangers: Limiter::new("strangers", serving.strangers_per_minute, windows.clone()),
        members: Limiter::new("members", serving.members_per_minute, windows.clone()),
        windows,
        broker,
        work: wake,
        room: Room::default(),
        metrics: Metrics::default(),
        totals: Mutex::default(),
        listeners,
        draining: AtomicBool::new(false),
        end: end.clone(),
    });
    let (app, connections, closing) = (router(Arc::clone(&shared)), TaskTracker::new(), CancellationToken::new());
    let room = Arc::new(Semaphore::new(MOST));
    let drained = async {
        end.cancelled().await;
        shared.draining.store(true, Ordering::Relaxed);
        tokio::time::sleep(serving.drain).await;
    };
    tokio::pin!(drained);
    loop {
        let Ok(place) = Arc::clone(&room).acquire_owned().await else { break };
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut drained => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let _ = stream.set_nodelay(true);
                connections.spawn(connection(stream, address, app.clone(), serving, closing.clone(), place));
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
    Ok(())
}

async fn connection(
    stream: TcpStream,
    address: SocketAddr,
    app: Router,
    serving: Serving,
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
        .header_read_timeout(serving.head_time)
        .max_buf_size(MAX_HEAD.max(8 << 10))
        .serve_connection(TokioIo::new(stream), answering)
        .with_upgrades();
    let mut connection = std::pin::pin!(connection);
    // A client that goes away is no failure of ours.
    tokio::select! {
        _ = &mut connection => {}
        () = closing.cancelled() => {
            connection.as_mut().graceful_shutdown();
            let _ = tokio::time::timeout(serving.longest, connection).await;
        }
    }
}

//! Serving: what stands behind the routes is put together, and taken down in order.

use super::listen::{Line, take};
use super::live::Listeners;
use super::metrics::Metrics;
use super::{Backends, Room, Serving, Shared, router};
use crate::growth::{Broker, Limiter, Windows, work};
use crate::{Error, Hub, Relay, Writer};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

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
    serve_with(relay, listener, serving, Backends::default(), None, end).await
}

/// Serves a relay as [`serve`] does, with what its replicas share, and with a hub beside it that ends after it. Neither
/// backend has to be there yet.
///
/// # Errors
/// As [`serve`]; [`Error::Malformed`] when an address is not understood.
pub async fn serve_with(
    relay: Arc<Relay>,
    listener: TcpListener,
    serving: Serving,
    backends: Backends,
    hub: Option<Arc<Hub>>,
    end: CancellationToken,
) -> Result<(), Error> {
    let listeners = Arc::new(Listeners::default());
    let (told, heard) = (Arc::clone(&listeners), hub.clone());
    let tell = Arc::new(move |account| {
        told.tell(account);
        if let Some(hub) = &heard {
            hub.tell(account);
        }
    });
    let told = Arc::clone(&tell);
    relay.listen(move |account| told(account));
    let windows = match &backends.redis_url {
        Some(url) => Some(Windows::at(url, relay.key_for("limits"))?),
        None => None,
    };
    let (wake, ended) = (Arc::new(Notify::new()), end.clone());
    let broker = match &backends.nats_url {
        Some(url) => {
            let posted = Arc::new(Notify::new());
            relay.storage.announce(Arc::clone(&posted));
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
        hub: hub.clone(),
        draining: AtomicBool::new(false),
        end: end.clone(),
    });
    let drained = async {
        end.cancelled().await;
        shared.draining.store(true, Ordering::Relaxed);
        tokio::time::sleep(serving.drain).await;
    };
    let line = Line { most: MOST, max_head: MAX_HEAD, head_time: serving.head_time, linger: serving.longest };
    take(listener, router(Arc::clone(&shared)), line, drained).await;
    if let Some(hub) = hub {
        hub.stop().await;
    }
    Ok(())
}

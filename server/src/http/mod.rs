//! The relay over HTTP: one route for each kind of question, CBOR in and out, problem documents for what goes wrong.

mod admission;
mod listen;
mod live;
mod metrics;
mod openapi;
mod plane;
mod problem;
mod routes;
mod serve;

pub(crate) use listen::{Line, take};
pub use openapi::openapi_json;
pub use serve::{serve, serve_with};

use crate::growth::{Broker, Limiter, Windows};
use crate::{Error, Hub, Relay, Totals, Writer, now_ms};
use admission::Room;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use coach_wire::AccountId;
use coach_wire::message::MAX_MESSAGE;
use live::Listeners;
use metrics::Metrics;
use problem::Problem;
use std::net::IpAddr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// How the relay is served.
#[derive(Debug, Clone, Copy)]
pub struct Serving {
    /// Requests a minute that one address may make without being logged in.
    pub strangers_per_minute: u32,
    /// Requests a minute for each account.
    pub members_per_minute: u32,
    /// A proxy stands in front: who asks is the last address in `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// How long requests are still taken after the end was asked for, so that a balancer sees that it is not ready.
    pub drain: Duration,
    /// A client that takes longer for the head of a request, or for the whole of it, is let go.
    pub head_time: Duration,
    /// Time for a whole request.
    pub longest: Duration,
    /// Whether the shared plane is offered: what people choose to show to others, in plain text.
    pub shared_plane: bool,
}

/// What replicas share besides the database.
#[derive(Debug, Clone, Default)]
pub struct Backends {
    /// Address of a Redis in which limits are counted together.
    pub redis_url: Option<String>,
    /// Address of a NATS with JetStream, for news and jobs.
    pub nats_url: Option<String>,
}

impl Default for Serving {
    fn default() -> Self {
        Serving {
            strangers_per_minute: 240,
            members_per_minute: 1200,
            behind_proxy: false,
            drain: Duration::ZERO,
            head_time: Duration::from_secs(10),
            longest: Duration::from_secs(60),
            shared_plane: false,
        }
    }
}

struct Shared {
    relay: Arc<Relay>,
    writer: Writer,
    serving: Serving,
    strangers: Limiter<IpAddr>,
    members: Limiter<AccountId>,
    windows: Option<Arc<Windows>>,
    broker: Option<Arc<Broker>>,
    /// Wakes who works on jobs.
    work: Arc<Notify>,
    room: Room,
    metrics: Metrics,
    totals: Mutex<Option<(Instant, Totals)>>,
    listeners: Arc<Listeners>,
    hub: Option<Arc<Hub>>,
    draining: AtomicBool,
    end: CancellationToken,
}

type App = Arc<Shared>;

/// Runs work that may wait for the disk.
async fn on_disk<T: Send + 'static>(
    shared: &App,
    work: impl FnOnce(&Relay) -> Result<T, Error> + Send + 'static,
) -> Result<T, Problem> {
    let relay = Arc::clone(&shared.relay);
    let span = tracing::info_span!(target: crate::telemetry::SPANS, "storage");
    let done = tokio::task::spawn_blocking(move || span.in_scope(|| work(&relay))).await;
    Ok(done.map_err(|_| Error::Storage("an inner task ended unexpectedly".to_owned()))??)
}

fn router(shared: App) -> Router {
    let (routes, _) = routes::all(&shared);
    routes
        .fallback(routes::nothing)
        .method_not_allowed_fallback(routes::wrong_method)
        .layer(DefaultBodyLimit::max(MAX_MESSAGE))
        .layer(middleware::from_fn(admission::plain))
        .layer(middleware::from_fn_with_state(Arc::clone(&shared), admission::measure))
        .with_state(shared)
}

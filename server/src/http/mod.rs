//! The relay over HTTP: one route for each kind of question, CBOR in and out, problem documents for what goes wrong.

mod admission;
mod live;
mod metrics;
mod openapi;
mod pace;
mod problem;
mod routes;
mod serve;

pub use openapi::openapi_json;
pub use serve::serve;

use crate::{Relay, Totals, Writer};
use admission::Room;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use coach_wire::AccountId;
use coach_wire::message::MAX_MESSAGE;
use live::Listeners;
use metrics::Metrics;
use pace::Pace;
use std::net::IpAddr;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
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
        }
    }
}

struct Shared {
    relay: Arc<Relay>,
    writer: Writer,
    serving: Serving,
    strangers: Pace<IpAddr>,
    members: Pace<AccountId>,
    room: Room,
    metrics: Metrics,
    totals: Mutex<Option<(Instant, Totals)>>,
    listeners: Arc<Listeners>,
    draining: AtomicBool,
    end: CancellationToken,
}

type App = Arc<Shared>;

/// Now, in milliseconds since 1970 UTC.
fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
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

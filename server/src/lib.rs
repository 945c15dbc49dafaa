#![doc = include_str!("../README.md")]

mod error;
mod gate;
mod growth;
mod http;
mod hub;
mod plane;
mod relay;
mod storage;
mod telemetry;

pub use error::Error;
pub use http::{Backends, Serving, openapi_json, serve, serve_with};
pub use hub::{Home, Hub, HubOptions, keep};
pub use relay::{Limits, Principal, Relay, Totals, Writer};
pub use storage::FILE;
pub use telemetry::Telemetry;

/// Brings jobs back that were put among the dead letters of a NATS, and says how many.
///
/// # Errors
/// [`Error::Storage`] when it does not answer.
pub async fn replay(nats_url: &str) -> Result<u64, Error> {
    growth::replay(nats_url).await
}

/// Now, in milliseconds since 1970 UTC.
pub(crate) fn now_ms() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

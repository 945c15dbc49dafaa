//! `progress-tracking`: workouts, strength, load, trends.

use crate::Clock;
use coach_mcp::Server;
use coach_store::Store;
use std::sync::Arc;

/// The server `progress-tracking`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let _ = (store, clock);
    Server::builder("progress-tracking")
        .title("Progress")
        .build()
}

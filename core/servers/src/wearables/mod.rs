//! `fitness-wearables`: what watches, rings, phones and scales measured.

use crate::Clock;
use coach_mcp::Server;
use coach_store::Store;
use std::sync::Arc;

/// The server `fitness-wearables`.
#[must_use]
pub fn server(store: Store, clock: Arc<dyn Clock>) -> Server {
    let _ = (store, clock);
    Server::builder("fitness-wearables")
        .title("Wearables")
        .build()
}

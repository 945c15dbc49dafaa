#![doc = include_str!("../README.md")]

mod calc;
mod catalog;
mod desk;
mod exercise;
mod period;
mod progress;
mod resources;
mod sheet;
mod shown;
mod wearables;

pub use progress::server as progress;
pub use wearables::server as wearables;

use coach_domain::time::Clock;
use coach_mcp::Server;
use coach_store::Store;
use std::sync::Arc;

/// Every server of the coach, in the order in which people see them.
#[must_use]
pub fn all(store: &Store, clock: &Arc<dyn Clock>) -> Vec<Server> {
    vec![wearables(store.clone(), Arc::clone(clock)), progress(store.clone(), Arc::clone(clock))]
}

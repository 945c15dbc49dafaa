#![doc = include_str!("../README.md")]

mod calc;
mod catalog;
mod desk;
mod exercise;
mod exercises;
mod instant;
mod nutrition;
mod period;
mod progress;
mod resources;
mod sheet;
mod shown;
mod wearables;
mod workout_zones;

pub use exercises::server as exercises;
pub use nutrition::server as nutrition;
pub use progress::server as progress;
pub use wearables::server as wearables;
pub use workout_zones::{HeartZone, HeartZones, zone_times};

use coach_domain::time::Clock;
use coach_mcp::Server;
use coach_store::Store;
use std::sync::Arc;

/// Every server of the coach, in the order in which people see them.
#[must_use]
pub fn all(store: &Store, clock: &Arc<dyn Clock>) -> Vec<Server> {
    [wearables, nutrition, progress, exercises].map(|server| server(store.clone(), Arc::clone(clock))).into()
}

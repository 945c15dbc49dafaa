#![doc = include_str!("../README.md")]

mod agents;
mod driver;
mod error;
mod event;
mod limits;

pub use agents::{AgentId, AgentSpec, ToolPolicy};
pub use driver::{Driver, TurnOptions};
pub use error::Error;
pub use event::{AgentEvent, Handoff, ToolCallReport, TurnResult};
pub use limits::{Limits, RateLimited, RateLimiter};

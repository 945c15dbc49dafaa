#![doc = include_str!("../README.md")]

mod agents;
mod driver;
mod error;
mod event;
mod guard;
mod limits;
mod message;
mod reply;
mod run;
mod slots;
mod target;
mod toolbox;
mod trace;

pub use agents::{AgentId, AgentSpec, ToolPolicy};
pub use driver::{Driver, TurnOptions};
pub use error::Error;
pub use event::{AgentEvent, Fallback, Handoff, ToolCallReport, TurnResult};
pub use guard::Told;
pub use limits::{Limits, RateLimited, RateLimiter};
pub use message::{StoredMessage, TurnStatus};
pub use run::{Action, AgentRun, Ending, PlannedCall, RunInput, Surroundings, ToolAnswer, TurnOutput};
pub use toolbox::{ToolEntry, Toolbox};

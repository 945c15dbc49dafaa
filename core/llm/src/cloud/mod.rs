//! Models outside this device: OpenAI, Anthropic, and every server that speaks as one of them does.
//!
//! A request passes three doors in this order: what the person does not share is left out, names and identifiers are
//! replaced by tokens, and what is left is written down by the caller's [`Border`] before a byte of it leaves. The
//! bytes that are written down, shown in a preview and sent are the same bytes.

mod api;
mod border;
mod breaker;
mod endpoint;
mod model;
mod privacy;
mod retry;
mod transport;

pub use api::Api;
pub use border::{Border, Departure, Permit};
pub use endpoint::{Endpoint, EndpointError};
pub use model::{CloudModel, DEFAULT_TIMEOUT};
pub use privacy::{Hidden, HiddenKind};
pub use retry::RetryPolicy;
pub use transport::Connection;

#![doc = include_str!("../README.md")]

mod alert;
mod blobs;
pub mod enrol;
mod error;
mod exchange;
mod http;
mod keys;
mod ledger;
mod random;
mod recovery;
pub mod service;
mod snapshots;
mod state;
mod transport;

pub use alert::Alert;
pub use coach_wire::account::PATIENCE_MS;
pub use coach_wire::{from_code, to_code};
pub use error::Error;
pub use exchange::{Report, Session, Step};
pub use http::HttpRelay;
pub use keys::{SealingKey, seal_to};
pub use ledger::Ledger;
pub use recovery::{RecoveryKey, kit};
pub use service::{DeviceView, Recovered, Shown, Status};
pub use transport::{Credential, Transport};

//! The servers over a real store in a temporary folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod contract;
mod progress;
mod wearables;

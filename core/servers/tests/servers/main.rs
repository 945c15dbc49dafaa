//! The servers over a real store in a temporary folder.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;
mod contract;
mod exercises;
mod journal;
mod nutrition;
mod plan_changes;
mod plans;
mod progress;
mod targets;
mod wearables;

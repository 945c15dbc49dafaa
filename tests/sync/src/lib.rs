#![doc = include_str!("../README.md")]
// What is in here belongs to tests: it fails by panicking.
#![allow(clippy::unwrap_used, clippy::panic)]

pub mod crash;
pub mod family;
pub mod line;
pub mod network;
pub mod peers;
pub mod served;
pub mod simulation;

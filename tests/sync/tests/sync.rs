//! Sync as a whole: several stores and a relay, with a network that loses, repeats and delays, programs that crash, and
//! a relay that lies.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says its seed"
)]

mod sync {
    mod family;
    mod malicious;
    mod network;
    mod secrecy;
    mod simulation;
}

//! Sync as a whole: several stores and a relay, with a network that loses, repeats and delays, programs that crash, disks
//! that tear what is being written, and a relay that lies.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says its seed"
)]

mod sync {
    mod accounts;
    mod crashes;
    mod forgotten;
    mod malicious;
    mod secrecy;
    mod simulated;
    mod snapshots;
}

//! The HTTP face over real sockets: who is let in, what a broken client leaves behind, and what streams tell.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

#[path = "http/guard.rs"]
mod guard;
#[path = "http/live.rs"]
mod live;
#[path = "http/served.rs"]
mod served;
#[path = "http/turns.rs"]
mod turns;
#[path = "http/work.rs"]
mod work;

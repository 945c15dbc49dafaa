#![doc = include_str!("../README.md")]

mod error;
mod http;
mod relay;

pub use error::Error;
pub use http::{Serving, serve};
pub use relay::{FILE, Limits, Principal, Relay, Totals, Writer};

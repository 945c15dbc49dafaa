#![doc = include_str!("../README.md")]

mod error;
mod http;
mod relay;
mod storage;

pub use error::Error;
pub use http::{Serving, openapi_json, serve};
pub use relay::{Limits, Principal, Relay, Totals, Writer};
pub use storage::FILE;

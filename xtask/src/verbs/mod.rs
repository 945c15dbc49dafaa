//! One file per verb.

pub(crate) mod apple;
pub(crate) mod bench;
pub(crate) mod bindings;
pub(crate) mod ci;
pub(crate) mod deny;
pub(crate) mod desktop;
pub(crate) mod layers;
pub(crate) mod models;
pub(crate) mod openapi;
pub(crate) mod parity;
pub(crate) mod planted;
pub(crate) mod run;
pub(crate) mod server;
pub(crate) mod test;

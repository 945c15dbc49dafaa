//! What the verbs share: the workspace's paths, child processes, set-up, counting and reporting.

pub(crate) mod counts;
pub(crate) mod encoder;
pub(crate) mod interface;
pub(crate) mod maven;
pub(crate) mod node;
pub(crate) mod process;
pub(crate) mod python;
pub(crate) mod report;
pub(crate) mod setup;
pub(crate) mod swift;
pub(crate) mod workspace;

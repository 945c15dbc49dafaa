#![doc = include_str!("../README.md")]

mod router;
mod serve;
mod tool;
mod upstream;

pub use router::{
    AuditLine, AuditSink, CallContext, CallError, Outcome, Router, RouterBuilder, StandingApprovals,
};
pub use serve::{HttpOptions, HttpServer, serve_http, serve_stdio};
pub use tool::{
    Prompt, Proposal, Resource, Server, ServerBuilder, Tool, ToolError, ToolHints, ToolOutput,
    ToolSpec,
};
pub use upstream::{Upstream, UpstreamConfig, UpstreamTool};

#![doc = include_str!("../README.md")]

mod arguments;
mod cache;
mod call;
mod catalogue;
mod connection;
mod face;
mod router;
mod schema;
mod serve;
mod tool;
mod typed;
mod upstream;

pub use arguments::{MAX_ARGUMENT_BYTES, MAX_ARGUMENT_DEPTH};
pub use call::{
    AuditLine, AuditSink, CallContext, CallError, EXTERNAL_SCOPE, Outcome, PendingProposal, ProposalSink,
    StandingApprovals,
};
pub use router::{ContentMark, MAX_RESULT_BYTES, Router, RouterBuilder};
pub use schema::{input_schema, output_schema, shape};
pub use serve::{HttpOptions, HttpRoutes, HttpServer, http_routes, serve_http, serve_stdio, serve_streams};
pub use tool::{Prompt, Proposal, Resource, Server, ServerBuilder, Tool, ToolError, ToolHints, ToolOutput, ToolSpec};
pub use typed::{DEFAULT_CACHE_S, Reply, SpecBuilder, TypedTool};
pub use upstream::{Upstream, UpstreamConfig, UpstreamStatus, UpstreamTool};

#![doc = include_str!("../README.md")]

mod router;
mod schema;
mod serve;
mod tool;
mod typed;
mod upstream;

pub use router::{AuditLine, AuditSink, CallContext, CallError, Outcome, Router, RouterBuilder, StandingApprovals};
pub use schema::{input_schema, output_schema, shape};
pub use serve::{HttpOptions, HttpServer, serve_http, serve_stdio};
pub use tool::{Prompt, Proposal, Resource, Server, ServerBuilder, Tool, ToolError, ToolHints, ToolOutput, ToolSpec};
pub use typed::{DEFAULT_CACHE_S, Reply, SpecBuilder, TypedTool};
pub use upstream::{Upstream, UpstreamConfig, UpstreamTool};

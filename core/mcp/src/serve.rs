//! Serving the router to any MCP client, over stdio and streamable HTTP, in both live protocol revisions.

use crate::{CallContext, Router};
use std::net::SocketAddr;

/// How to serve over HTTP.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// Port on 127.0.0.1; 0 picks a free one.
    pub port: u16,
}

/// A running HTTP server; stops when dropped.
pub struct HttpServer {
    /// Where it listens, always loopback.
    pub address: SocketAddr,
}

/// Serves one server of the router (or all, when `server` is `None`) over standard input and output until it closes.
///
/// # Errors
/// A sentence when the server is not known or the transport fails.
pub async fn serve_stdio(router: Router, server: Option<&str>, context: CallContext) -> Result<(), String> {
    let _ = (router, server, context);
    todo!()
}

/// Serves over streamable HTTP on loopback; foreign `Origin` and `Host` headers are refused.
///
/// # Errors
/// A sentence when the server is not known or the port is taken.
pub async fn serve_http(
    router: Router,
    server: Option<&str>,
    context: CallContext,
    options: HttpOptions,
) -> Result<HttpServer, String> {
    let _ = (router, server, context, options);
    todo!()
}

//! Serving the router to any MCP client, over stdio and streamable HTTP, in both live protocol revisions.
//!
//! HTTP keeps no session: every request stands alone, so there is nothing to leak, to hijack or to time out.

use crate::face::Face;
use crate::{CallContext, Router};
use rmcp::service::{ServerInitializeError, ServiceExt};
use rmcp::transport::async_rw::AsyncRwTransport;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::{StreamableHttpServerConfig, StreamableHttpService};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::{CancellationToken, DropGuard};

/// Most bytes of one HTTP request: the largest arguments, escaped, and their envelope.
const MAX_BODY_BYTES: usize = 512 * 1024;
/// Most bytes of one line on a stream. Larger ones are dropped without an answer, so the bound is generous: what is
/// only somewhat too large still gets the router's clear refusal.
const MAX_LINE_BYTES: usize = 4 * 1024 * 1024;

/// How to serve over HTTP.
#[derive(Debug, Clone)]
pub struct HttpOptions {
    /// Port on 127.0.0.1; 0 picks a free one.
    pub port: u16,
}

/// A running HTTP server; stops when dropped.
#[derive(Debug)]
pub struct HttpServer {
    /// Where it listens, always loopback.
    pub address: SocketAddr,
    stop: DropGuard,
    task: JoinHandle<()>,
}

impl HttpServer {
    /// The address that MCP clients take, for example `http://127.0.0.1:8787/mcp`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}/mcp", self.address)
    }

    /// Stops and waits until every request in progress has ended.
    pub async fn stop(self) {
        drop(self.stop);
        let _ = self.task.await;
    }
}

/// Serves one server of the router (or all, when `server` is `None`) over standard input and output until it closes.
///
/// Nothing but protocol messages is written to standard output.
///
/// # Errors
/// A sentence when the server is not known or the transport fails.
pub async fn serve_stdio(router: Router, server: Option<&str>, context: CallContext) -> Result<(), String> {
    let (input, output) = rmcp::transport::stdio_pipes();
    serve_streams(router, server, context, input, output).await
}

/// The same over any two byte streams, one JSON message per line.
///
/// # Errors
/// A sentence when the server is not known or the transport fails.
pub async fn serve_streams<I, O>(
    router: Router,
    server: Option<&str>,
    context: CallContext,
    input: I,
    output: O,
) -> Result<(), String>
where
    I: AsyncRead + Send + Unpin + 'static,
    O: AsyncWrite + Send + Unpin + 'static,
{
    let face = Face::new(router, server, context)?;
    let transport = AsyncRwTransport::new_server(input, output).with_max_line_length(MAX_LINE_BYTES);
    let service = match face.serve(transport).await {
        Ok(service) => service,
        // A client that leaves before it said anything is no failure.
        Err(ServerInitializeError::ConnectionClosed(_) | ServerInitializeError::Cancelled) => return Ok(()),
        Err(_) => return Err("the client did not begin as the protocol asks".to_owned()),
    };
    match service.waiting().await {
        Ok(_) => Ok(()),
        Err(_) => Err("the connection ended unexpectedly".to_owned()),
    }
}

/// Serves over streamable HTTP on loopback, under `/mcp`; foreign `Origin` and `Host` headers are refused.
///
/// # Errors
/// A sentence when the server is not known or the port is taken.
pub async fn serve_http(
    router: Router,
    server: Option<&str>,
    context: CallContext,
    options: HttpOptions,
) -> Result<HttpServer, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(|error| {
        format!("port {} on 127.0.0.1 cannot be used ({}); choose another with --port", options.port, error.kind())
    })?;
    let address = listener.local_addr().map_err(|error| error.kind().to_string())?;
    let stop = CancellationToken::new();
    let HttpRoutes(app) = http_routes(router, server, context, address.port(), &stop)?;
    let stopped = stop.clone();
    let task = tokio::spawn(async move {
        let serving = axum::serve(listener, app).with_graceful_shutdown(stopped.cancelled_owned());
        if let Err(error) = serving.await {
            tracing::error!(kind = %error.kind(), "the MCP server ended");
        }
    });
    Ok(HttpServer { address, stop: stop.drop_guard(), task })
}

/// The streamable HTTP transport as routes, for a server that stands already. It answers under `/mcp`.
#[derive(Debug, Clone)]
pub struct HttpRoutes(pub axum::Router);

/// Serves over streamable HTTP within another server that listens at `port` of loopback. Foreign `Origin` and `Host`
/// headers are refused here as well.
///
/// # Errors
/// A sentence when the server is not known.
pub fn http_routes(
    router: Router,
    server: Option<&str>,
    context: CallContext,
    port: u16,
    stop: &CancellationToken,
) -> Result<HttpRoutes, String> {
    let face = Face::new(router, server, context)?;
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_sse_keep_alive(None)
        .with_max_request_body_bytes(MAX_BODY_BYTES)
        .with_allowed_hosts([format!("localhost:{port}"), format!("127.0.0.1:{port}"), format!("[::1]:{port}")])
        // Pages of other origins may not talk to us, not even pages of other ports on this device.
        .with_allowed_origins([
            format!("http://localhost:{port}"),
            format!("http://127.0.0.1:{port}"),
            format!("http://[::1]:{port}"),
        ])
        .enforce_origin_validation()
        .with_cancellation_token(stop.child_token());
    let service =
        StreamableHttpService::new(move || Ok(face.clone()), Arc::new(NeverSessionManager::default()), config);
    Ok(HttpRoutes(axum::Router::new().nest_service("/mcp", service)))
}

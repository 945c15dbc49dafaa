//! The coach's MCP servers for faces: listing, calling and serving their tools.

use crate::CoachError;
use crate::coach::Coach;
use coach_mcp::{CallContext, HttpOptions, HttpRoutes, HttpServer, http_routes, serve_http, serve_stdio};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeSet;

/// One tool as a face lists it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct McpTool {
    /// Server.
    pub server: String,
    /// Name.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What it does.
    pub description: String,
    /// Scope that a caller needs.
    pub scope: String,
    /// Changes nothing.
    pub read_only: bool,
    /// JSON Schema of the arguments.
    pub input_schema: Value,
    /// JSON Schema of the structured result.
    pub output_schema: Value,
}

/// What a tool call came to.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ToolCallReport {
    /// Server that answered.
    pub server: String,
    /// Tool.
    pub tool: String,
    /// The tool answered; otherwise `text` says what to do.
    pub ok: bool,
    /// The answer in words.
    pub text: String,
    /// The structured answer.
    pub result: Value,
    /// Id of the safety rule that refused the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused_by: Option<String>,
    /// Milliseconds that the call took.
    pub duration_ms: f64,
    /// Cursor for the rest of a long answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// Which servers to serve, and what callers may do.
#[derive(Debug, Clone, Default)]
pub struct McpServing {
    /// One server; all of them when missing.
    pub server: Option<String>,
    /// Scopes that callers hold; the read scopes when empty.
    pub scopes: Vec<String>,
}

impl Coach {
    /// Names of the servers, own ones first.
    ///
    /// # Errors
    /// [`CoachError::Closed`].
    pub fn mcp_servers(&self) -> Result<Vec<String>, CoachError> {
        Ok(self.parts()?.router.servers())
    }

    /// Every tool, or those of one server.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown server.
    pub async fn mcp_tools(&self, server: Option<&str>) -> Result<Vec<McpTool>, CoachError> {
        let parts = self.parts()?;
        if let Some(name) = server
            && !parts.router.servers().iter().any(|known| known == name)
        {
            return Err(CoachError::NotFound(format!("find the server `{name}`; `coach mcp list` shows the servers")));
        }
        parts.connect().await;
        let tools = parts.router.tools(&CallContext::coach("person"));
        Ok(tools
            .into_iter()
            .filter(|(owner, _)| server.is_none_or(|name| owner == name))
            .map(|(server, spec)| McpTool {
                server,
                name: spec.name,
                title: spec.title,
                description: spec.description,
                scope: spec.scope,
                read_only: spec.hints.read_only,
                input_schema: spec.input_schema,
                output_schema: spec.output_schema,
            })
            .collect())
    }

    /// Calls a tool for the person. A write answers with a proposal that [`Coach::approve`] carries out.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown server or tool, [`CoachError::InvalidInput`] for arguments that do not
    /// fit its schema.
    pub async fn call_tool(
        &self,
        server: Option<&str>,
        tool: &str,
        arguments: Value,
    ) -> Result<ToolCallReport, CoachError> {
        let parts = self.parts()?;
        let outcome = parts.router.call(&CallContext::coach("person"), server, tool, arguments).await?;
        let refusal = outcome.refusal().map(|(rule, detail)| (rule.to_owned(), detail.to_owned()));
        let (refused_by, detail) = refusal.unzip();
        Ok(ToolCallReport {
            refused_by,
            server: outcome.server,
            tool: tool.to_owned(),
            ok: !outcome.is_error,
            text: detail.unwrap_or(outcome.text),
            result: outcome.structured,
            duration_ms: outcome.duration_us as f64 / 1000.0,
            next_cursor: outcome.next_cursor,
        })
    }

    /// Serves MCP over standard input and output until the input ends.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an unknown server or scope; [`CoachError::Unavailable`] when the transport
    /// fails.
    pub async fn serve_mcp_stdio(&self, serving: McpServing) -> Result<(), CoachError> {
        let parts = self.parts()?;
        let context = serving_context("mcp:stdio", &serving.scopes)?;
        serve_stdio(parts.router.clone(), serving.server.as_deref(), context).await.map_err(CoachError::Unavailable)
    }

    /// Serves MCP over streamable HTTP on loopback until the returned server is dropped.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an unknown scope; [`CoachError::Unavailable`] when the port is taken.
    pub async fn serve_mcp_http(&self, serving: McpServing, port: u16) -> Result<HttpServer, CoachError> {
        let parts = self.parts()?;
        let context = serving_context("mcp:http", &serving.scopes)?;
        serve_http(parts.router.clone(), serving.server.as_deref(), context, HttpOptions { port })
            .await
            .map_err(CoachError::Unavailable)
    }

    /// The same over streamable HTTP as routes for a server that stands already, at `port` of loopback, until it is
    /// told to stop.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an unknown server or scope.
    pub fn mcp_routes(
        &self,
        serving: McpServing,
        port: u16,
        stop: &tokio_util::sync::CancellationToken,
    ) -> Result<HttpRoutes, CoachError> {
        let parts = self.parts()?;
        let context = serving_context("mcp:http", &serving.scopes)?;
        http_routes(parts.router.clone(), serving.server.as_deref(), context, port, stop)
            .map_err(CoachError::InvalidInput)
    }
}

/// The rights of outside clients: the read scopes unless others are named.
fn serving_context(actor: &str, scopes: &[String]) -> Result<CallContext, CoachError> {
    let mut context = CallContext::reader(actor);
    if scopes.is_empty() {
        return Ok(context);
    }
    let known = CallContext::coach(actor).scopes;
    if let Some(unknown) = scopes.iter().find(|scope| !known.contains(*scope)) {
        let names = known.into_iter().collect::<Vec<_>>().join(", ");
        return Err(CoachError::InvalidInput(format!("use the scope `{unknown}`: the scopes are {names}")));
    }
    context.scopes = scopes.iter().cloned().collect::<BTreeSet<_>>();
    Ok(context)
}

//! The MCP tools as the interface uses them, and further servers of the person.

use super::{Answer, Made, made};
use crate::Problem;
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use coach_api::{McpTool, ToolCallReport, UpstreamConfig, UpstreamView};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(tools))
        .routes(routes!(call_tool))
        .routes(routes!(servers, add_server))
        .routes(routes!(discover_server))
        .routes(routes!(remove_server))
}

/// Which tools.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OfServer {
    /// One server; all of them when missing.
    server: Option<String>,
}

/// The tools, with the schemas of what they take and answer.
#[utoipa::path(get, path = "/tools", tag = "tools", params(OfServer), responses((status = 200, body = [McpTool])))]
async fn tools(State(web): State<Web>, Asked(asked): Asked<OfServer>) -> Answer<Vec<McpTool>> {
    Ok(Json(web.coach.mcp_tools(asked.server.as_deref()).await?))
}

/// Calls a tool for the person. A write answers with a proposal that waits to be approved.
#[utoipa::path(
    post, path = "/tools/{server}/{tool}", tag = "tools", params(("server" = String, Path), ("tool" = String, Path)),
    request_body(content = Object, description = "The tool's arguments."),
    responses((status = 200, body = ToolCallReport))
)]
async fn call_tool(
    State(web): State<Web>,
    Place((server, tool)): Place<(String, String)>,
    Sent(arguments): Sent<Map<String, Value>>,
) -> Answer<ToolCallReport> {
    Ok(Json(web.coach.call_tool(Some(&server), &tool, Value::Object(arguments)).await?))
}

/// Names of the servers, the coach's own first.
#[utoipa::path(get, path = "/servers", tag = "tools", responses((status = 200, body = [String])))]
async fn servers(State(web): State<Web>) -> Answer<Vec<String>> {
    Ok(Json(web.coach.mcp_servers()?))
}

/// A further server that speaks streamable HTTP. Programs are added on the command line alone: what a page sends must
/// not start one.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct ServerAddress {
    /// Name to call it by.
    name: String,
    /// `https://…`, or `http://…` on this device.
    url: String,
}

/// Connects to a further server and shows its tools, without keeping anything.
#[utoipa::path(
    post, path = "/servers/discover", tag = "tools", request_body = ServerAddress,
    responses((status = 200, body = UpstreamView))
)]
async fn discover_server(State(web): State<Web>, Sent(address): Sent<ServerAddress>) -> Answer<UpstreamView> {
    Ok(Json(web.coach.discover_mcp(&address.name, UpstreamConfig::Url(address.url)).await?))
}

/// A further server with the tools that the person approves.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct NewServer {
    /// Name to call it by.
    name: String,
    /// Its address.
    url: String,
    /// The hash of each tool as it was shown; a tool that is not in here, or was changed since, is not approved.
    pins: BTreeMap<String, String>,
}

/// A kept server.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct KeptServer {
    /// Its name.
    name: String,
    /// Tools that are approved.
    tools: usize,
}

/// Keeps a further server with tools approved as they were shown. It is used from the next start on.
#[utoipa::path(
    post, path = "/servers", tag = "tools", request_body = NewServer, responses((status = 201, body = KeptServer))
)]
async fn add_server(State(web): State<Web>, Sent(server): Sent<NewServer>) -> Made<KeptServer> {
    let NewServer { name, url, pins } = server;
    let tools = pins.len();
    let view = UpstreamView { name: name.clone(), config: UpstreamConfig::Url(url), tools: BTreeMap::new(), pins };
    web.coach.add_mcp(&view).await?;
    made(KeptServer { name, tools })
}

/// Forgets a further server.
#[utoipa::path(
    delete, path = "/servers/{name}", tag = "tools", params(("name" = String, Path)), responses((status = 204))
)]
async fn remove_server(State(web): State<Web>, Place(name): Place<String>) -> Result<StatusCode, Problem> {
    web.coach.remove_mcp(&name).await?;
    Ok(StatusCode::NO_CONTENT)
}

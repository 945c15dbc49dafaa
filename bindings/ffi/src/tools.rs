//! The coach's tools, those of the person's further MCP servers among them.

use crate::words::{json, parsed};
use crate::{Coach, CoachError};
use std::collections::HashMap;

/// One tool of a server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Tool {
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
    pub input_schema_json: String,
    /// JSON Schema of the structured result.
    pub output_schema_json: String,
}

/// How to reach a further MCP server.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Enum, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FurtherServerPlace {
    /// Streamable HTTP.
    Url {
        /// `https://…`, or `http://…` on this device.
        url: String,
    },
    /// A program that speaks MCP over its standard input and output; no phone has such.
    Program {
        /// Its path.
        path: String,
        /// Its arguments.
        arguments: Vec<String>,
    },
}

impl From<FurtherServerPlace> for coach_api::UpstreamConfig {
    fn from(place: FurtherServerPlace) -> Self {
        match place {
            FurtherServerPlace::Url { url } => coach_api::UpstreamConfig::Url(url),
            FurtherServerPlace::Program { path, arguments } => {
                coach_api::UpstreamConfig::Command { program: path, arguments }
            }
        }
    }
}

impl From<coach_api::UpstreamConfig> for FurtherServerPlace {
    fn from(config: coach_api::UpstreamConfig) -> Self {
        match config {
            coach_api::UpstreamConfig::Url(url) => FurtherServerPlace::Url { url },
            coach_api::UpstreamConfig::Command { program, arguments } => {
                FurtherServerPlace::Program { path: program, arguments }
            }
        }
    }
}

/// A further server with what it offers, as the person is to see it before they allow it.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct FurtherServer {
    /// Name that the person gave it.
    pub name: String,
    /// How to reach it.
    pub place: FurtherServerPlace,
    /// Descriptions of its tools by their names.
    pub tools: HashMap<String, String>,
    /// Hash of each tool's description and schemas, as they were shown.
    pub pins: HashMap<String, String>,
}

#[uniffi::export]
impl Coach {
    /// Names of the servers, the coach's own first.
    pub fn mcp_servers(&self) -> Result<Vec<String>, CoachError> {
        Ok(self.coach.mcp_servers()?)
    }

    /// Every tool, or those of one server.
    #[uniffi::method(default(server = None))]
    pub async fn mcp_tools(&self, server: Option<String>) -> Result<Vec<Tool>, CoachError> {
        self.with(|coach| async move {
            let tools = coach.mcp_tools(server.as_deref()).await?;
            Ok(tools
                .into_iter()
                .map(|tool| Tool {
                    server: tool.server,
                    name: tool.name,
                    title: tool.title,
                    description: tool.description,
                    scope: tool.scope,
                    read_only: tool.read_only,
                    input_schema_json: tool.input_schema.to_string(),
                    output_schema_json: tool.output_schema.to_string(),
                })
                .collect())
        })
        .await
    }

    /// Calls a tool with arguments as a JSON object; returns a report as JSON with `ok`, `text` and `result`. A write
    /// answers with a proposal that `approve` carries out.
    pub async fn call_tool(&self, server: String, tool: String, arguments_json: String) -> Result<String, CoachError> {
        let arguments = parsed("read the arguments", &arguments_json)?;
        self.with(|coach| async move { json(&coach.call_tool(Some(&server), &tool, arguments).await?) }).await
    }

    /// Connects to a further server and shows its tools, without keeping anything.
    pub async fn discover_mcp(&self, name: String, place: FurtherServerPlace) -> Result<FurtherServer, CoachError> {
        self.with(|coach| async move {
            let shown = coach.discover_mcp(&name, place.into()).await?;
            Ok(FurtherServer {
                name: shown.name,
                place: shown.config.into(),
                tools: shown.tools.into_iter().collect(),
                pins: shown.pins.into_iter().collect(),
            })
        })
        .await
    }

    /// Keeps a further server with its tools approved exactly as they were shown. It is used from the next opening on;
    /// its tools stay untrusted and ask at every call, and one that changes is not offered until it is approved again.
    pub async fn add_mcp(&self, shown: FurtherServer) -> Result<(), CoachError> {
        let shown = coach_api::UpstreamView {
            name: shown.name,
            config: shown.place.into(),
            tools: shown.tools.into_iter().collect(),
            pins: shown.pins.into_iter().collect(),
        };
        self.with(|coach| async move { coach.add_mcp(&shown).await }).await
    }

    /// Forgets a further server.
    pub async fn remove_mcp(&self, name: String) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.remove_mcp(&name).await }).await
    }
}

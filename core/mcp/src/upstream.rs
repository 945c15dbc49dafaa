//! The person's own further MCP servers: their tools are untrusted, pinned by hash and approved one by one.

use crate::tool::ToolSpec;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How to reach a further server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UpstreamConfig {
    /// Streamable HTTP.
    Url(String),
    /// A child process that speaks MCP over its standard input and output.
    Command {
        /// Program.
        program: String,
        /// Arguments.
        arguments: Vec<String>,
    },
}

/// One tool of a further server, with the hash that its description was approved under.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UpstreamTool {
    /// What the server says it is.
    pub spec: ToolSpec,
    /// Hash over name, description and schemas in hexadecimal.
    pub pin: String,
}

/// A further server, connected on first use.
#[derive(Debug, Clone)]
pub struct Upstream {
    /// Name that the person gave it.
    pub name: String,
    /// How to reach it.
    pub config: UpstreamConfig,
    /// Approved tools and the hash of each; a tool whose hash differs is not offered until approved again.
    pub pins: BTreeMap<String, String>,
}

impl Upstream {
    /// Connects and lists its tools, for the person to approve.
    ///
    /// # Errors
    /// A sentence that says what to do.
    pub async fn discover(name: &str, config: &UpstreamConfig) -> Result<Vec<UpstreamTool>, String> {
        let _ = (name, config);
        todo!()
    }
}

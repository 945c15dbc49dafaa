//! What `coach mcp` takes.

use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum McpCommand {
    /// Servers and their tools.
    List {
        /// One server.
        server: Option<String>,
    },
    /// Call a tool.
    Call {
        /// Server.
        server: String,
        /// Tool.
        tool: String,
        /// Arguments as a JSON object.
        #[arg(default_value = "{}")]
        arguments: String,
    },
    /// Serve the tools to an MCP client.
    Serve {
        /// One server; all of them when missing.
        server: Option<String>,
        /// How to speak to the client.
        #[arg(long, value_enum, default_value_t = Transport::Stdio)]
        transport: Transport,
        /// Port on loopback for http; 0 picks a free one.
        #[arg(long, default_value_t = 8765)]
        port: u16,
        /// Scopes of the client [default: the read scopes].
        #[arg(long, value_delimiter = ',')]
        scopes: Vec<String>,
    },
    /// Add a further server of your own; its tools are untrusted and ask at every call.
    Add {
        /// Name to call it by.
        name: String,
        /// Address of a server that speaks streamable HTTP.
        #[arg(long, conflicts_with = "command", required_unless_present = "command")]
        url: Option<String>,
        /// Approve the tools that it offers now without asking.
        #[arg(long)]
        yes: bool,
        /// Command of a server that speaks over standard input and output.
        #[arg(last = true)]
        command: Vec<String>,
    },
    /// Forget a further server.
    Remove {
        /// Its name.
        name: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Transport {
    /// Standard input and output.
    Stdio,
    /// Streamable HTTP on loopback.
    Http,
}

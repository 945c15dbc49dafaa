//! One connection to a further server: opened, bounded in time and size, and gone with everything it started.

use crate::upstream::UpstreamConfig;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, ClientCapabilities, ClientConfig, ContentBlock, Implementation,
    PaginatedRequestParams, ProtocolVersion,
};
use rmcp::service::{
    ClientCacheConfig, ClientLifecycleMode, ClientServiceExt, RoleClient, RunningService, ServiceError,
};
use rmcp::transport::{StreamableHttpClientTransport, TokioChildProcess};
use serde_json::Value;
use std::net::IpAddr;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const CONNECT: Duration = Duration::from_secs(20);
const LIST: Duration = Duration::from_secs(10);
const CALL: Duration = Duration::from_secs(60);
/// Most tools of one server, and most pages that listing them may take.
const MAX_TOOLS: usize = 128;
const MAX_PAGES: usize = 16;
/// Variables that a child process needs to run; all others, keys among them, stay here.
const ENVIRONMENT: [&str; 14] = [
    "PATH",
    "HOME",
    "USER",
    "LOGNAME",
    "SHELL",
    "TERM",
    "LANG",
    "LC_ALL",
    "TMPDIR",
    "SYSTEMROOT",
    "APPDATA",
    "LOCALAPPDATA",
    "USERPROFILE",
    "TEMP",
];

/// What a tool of a further server answered.
pub(crate) struct Answered {
    pub(crate) text: String,
    pub(crate) structured: Option<Value>,
    pub(crate) is_error: bool,
}

/// A live connection and the tools that the server listed on it.
pub(crate) struct Connection {
    service: RunningService<RoleClient, ClientConfig>,
    tools: Vec<rmcp::model::Tool>,
    /// A call found the connection broken; the library's own flag follows only after it has cleaned up.
    broken: AtomicBool,
    _group: Option<Group>,
}

impl Connection {
    /// # Errors
    /// A sentence that says what to do.
    pub(crate) async fn open(config: &UpstreamConfig) -> Result<Self, String> {
        let (service, group) = match tokio::time::timeout(CONNECT, start(config)).await {
            Ok(started) => started?,
            Err(_) => return Err(format!("it did not answer within {} s; check that it runs", CONNECT.as_secs())),
        };
        service.peer().set_response_cache_config(ClientCacheConfig::disabled()).await;
        let tools = match tokio::time::timeout(LIST, list(&service)).await {
            Ok(tools) => tools?,
            Err(_) => return Err(format!("it did not list its tools within {} s; try again", LIST.as_secs())),
        };
        Ok(Self { service, tools, broken: AtomicBool::new(false), _group: group })
    }

    pub(crate) fn tools(&self) -> &[rmcp::model::Tool] {
        &self.tools
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.broken.load(Ordering::Relaxed) || self.service.is_closed() || self.service.peer().is_transport_closed()
    }

    /// Ends the connection in the order that the protocol asks for.
    pub(crate) async fn close(mut self) {
        let _ = self.service.close_with_timeout(Duration::from_secs(2)).await;
    }

    pub(crate) async fn call(&self, tool: &str, arguments: Value) -> Result<Answered, String> {
        let mut params = CallToolRequestParams::new(tool.to_owned());
        if let Value::Object(arguments) = arguments {
            params = params.with_arguments(arguments);
        }
        let result = match tokio::time::timeout(CALL, self.service.peer().call_tool_once(params)).await {
            Ok(Ok(CallToolResponse::Complete(result))) => result,
            Ok(Ok(_)) => return Err("it asks for something that this client does not give".to_owned()),
            Ok(Err(error)) => {
                if matches!(error, ServiceError::TransportClosed | ServiceError::TransportSend(_)) {
                    self.broken.store(true, Ordering::Relaxed);
                }
                return Err(explain(&error));
            }
            Err(_) => return Err(format!("it did not answer within {} s; try again", CALL.as_secs())),
        };
        let words: Vec<&str> =
            result.content.iter().filter_map(ContentBlock::as_text).map(|text| &*text.text).collect();
        Ok(Answered {
            text: words.join("\n"),
            structured: result.structured_content,
            is_error: result.is_error.unwrap_or(false),
        })
    }
}

async fn start(config: &UpstreamConfig) -> Result<(RunningService<RoleClient, ClientConfig>, Option<Group>), String> {
    // No sampling, no roots, no elicitation: a further server cannot ask anything of us.
    let client =
        ClientConfig::new(ClientCapabilities::default(), Implementation::new("pocketcoach", env!("CARGO_PKG_VERSION")));
    let lifecycle = ClientLifecycleMode::Auto {
        preferred_versions: vec![ProtocolVersion::V_2026_07_28],
        legacy_version: Some(ProtocolVersion::V_2025_11_25),
    };
    match config {
        UpstreamConfig::Url(url) => {
            check_url(url)?;
            let transport = StreamableHttpClientTransport::from_uri(url.as_str());
            let service = client.serve_with_lifecycle(transport, lifecycle).await;
            Ok((service.map_err(|_| format!("`{url}` does not answer as an MCP server; check the address"))?, None))
        }
        UpstreamConfig::Command { program, arguments } => {
            let (transport, group) = spawn(program, arguments)?;
            let service = client.serve_with_lifecycle(transport, lifecycle).await;
            let answer = format!("`{program}` does not answer as an MCP server; run it by hand to see what it says");
            Ok((service.map_err(|_| answer)?, group))
        }
    }
}

fn spawn(program: &str, arguments: &[String]) -> Result<(TokioChildProcess, Option<Group>), String> {
    let mut command = tokio::process::Command::new(program);
    command.args(arguments).env_clear().kill_on_drop(true);
    for name in ENVIRONMENT {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    // A group of its own, so that what the child starts ends with it.
    #[cfg(unix)]
    command.process_group(0);
    let (transport, _) = TokioChildProcess::builder(command)
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("`{program}` could not be started ({}); check the command", error.kind()))?;
    let group = transport.id().map(Group);
    Ok((transport, group))
}

/// A child process with everything it started; ends when dropped, also without a runtime.
struct Group(u32);

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        if let Ok(leader) = i32::try_from(self.0) {
            use nix::sys::signal::{Signal, killpg};
            // Fails only when the whole group has ended by itself.
            let _ = killpg(nix::unistd::Pid::from_raw(leader), Signal::SIGKILL);
        }
    }
}

async fn list(service: &RunningService<RoleClient, ClientConfig>) -> Result<Vec<rmcp::model::Tool>, String> {
    let mut tools = Vec::new();
    let mut cursor = None;
    for _ in 0..MAX_PAGES {
        let params = PaginatedRequestParams::default().with_cursor(cursor);
        let page = service.peer().list_tools(Some(params)).await.map_err(|error| explain(&error))?;
        tools.extend(page.tools);
        if tools.len() > MAX_TOOLS {
            return Err(format!("it has more than {MAX_TOOLS} tools; use a smaller server"));
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(tools);
        }
    }
    Err(format!("its list of tools does not end after {MAX_PAGES} pages"))
}

fn explain(error: &ServiceError) -> String {
    match error {
        ServiceError::McpError(error) => format!("it answered: {}", clean(&error.message, 300)),
        ServiceError::TransportClosed | ServiceError::TransportSend(_) => "the connection broke; try again".to_owned(),
        ServiceError::Timeout { .. } => "it did not answer in time; try again".to_owned(),
        _ => "its answer is not valid".to_owned(),
    }
}

/// Only encrypted connections, or this device; no password in the address.
fn check_url(url: &str) -> Result<(), String> {
    let bad = || format!("`{}` is not usable: take an https address, or http on this device", clean(url, 200));
    let address: axum::http::Uri = url.parse().map_err(|_| bad())?;
    let host = address.host().ok_or_else(bad)?;
    if address.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err("a password in the address would be kept in plain text; leave it out".to_owned());
    }
    let loopback = host == "localhost"
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match address.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if loopback => Ok(()),
        _ => Err(bad()),
    }
}

/// Text from outside: without control and invisible characters, at most `most` characters long.
pub(crate) fn clean(text: &str, most: usize) -> String {
    let shown = |character: &char| {
        let invisible = matches!(character,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}');
        (!character.is_control() || matches!(character, '\n' | '\t')) && !invisible
    };
    let mut characters = text.chars().filter(shown);
    let mut kept: String = characters.by_ref().take(most).collect();
    if characters.next().is_some() {
        kept.push('…');
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_encrypted_or_local_addresses() {
        for good in ["https://example.org/mcp", "http://127.0.0.1:8000/mcp", "http://localhost/mcp", "http://[::1]:1/"]
        {
            assert_eq!(check_url(good), Ok(()), "{good}");
        }
        for bad in [
            "http://example.org/mcp",
            "http://10.0.0.1/mcp",
            "http://127.0.0.1.example.org/mcp",
            "ftp://localhost/",
            "file:///etc/passwd",
            "https://name:secret@example.org/",
            "localhost",
            "",
        ] {
            assert!(check_url(bad).is_err(), "{bad}");
        }
        assert!(!check_url("https://name:secret@example.org/").unwrap_err().contains("secret"));
    }

    #[test]
    fn text_from_outside_loses_what_cannot_be_seen() {
        assert_eq!(clean("a\u{1b}[31mb\r\u{202e}c\u{e0041}\u{200b}\nd", 100), "a[31mbc\nd");
        assert_eq!(clean("äöü", 2), "äö…");
        assert_eq!(clean("äöü", 3), "äöü");
    }
}

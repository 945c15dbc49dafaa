//! `mcp list|call|serve|add|remove`.

use crate::arguments::{Arguments, McpCommand, Transport};
use crate::failure::Failure;
use crate::output::Output;
use crate::signals::End;
use crate::{home, render};
use coach_api::{Coach, CoachError, McpServing, UpstreamConfig};
use serde_json::json;
use std::io::IsTerminal;

pub(crate) async fn run(arguments: &Arguments, command: &McpCommand, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let result = match command {
        McpCommand::List { server } => {
            let tools = coach.mcp_tools(server.as_deref()).await?;
            output.result(&tools, || render::tools(&tools))
        }
        McpCommand::Call { server, tool, arguments } => call(&coach, server, tool, arguments, output).await,
        McpCommand::Serve { server, transport, port, scopes } => {
            let serving = McpServing { server: server.clone(), scopes: scopes.clone() };
            serve(&coach, serving, *transport, *port, output).await
        }
        McpCommand::Add { name, url, yes, command } => {
            add(&coach, name, upstream(url.as_deref(), command)?, *yes, output).await
        }
        McpCommand::Remove { name } => {
            coach.remove_mcp(name).await?;
            output.result(&json!({"removed": name}), || format!("Forgot the server {name}."))
        }
    };
    coach.shutdown().await;
    result
}

async fn call(coach: &Coach, server: &str, tool: &str, text: &str, output: &Output) -> Result<(), Failure> {
    let arguments = serde_json::from_str(text).map_err(|error| {
        Failure::Usage(format!("The arguments are not JSON: {error}. Give an object such as {{\"days\": 7}}."))
    })?;
    let report = coach.call_tool(Some(server), tool, arguments).await?;
    if let Some(rule) = report.refused_by {
        return Err(CoachError::Refused { rule, detail: report.text }.into());
    }
    if !report.ok {
        return Err(Failure::Io(report.text));
    }
    output.result(&report, || report.text.clone())
}

async fn serve(
    coach: &Coach,
    serving: McpServing,
    transport: Transport,
    port: u16,
    output: &Output,
) -> Result<(), Failure> {
    match transport {
        Transport::Stdio => Ok(coach.serve_mcp_stdio(serving).await?),
        Transport::Http => {
            let server = coach.serve_mcp_http(serving, port).await?;
            let end = End::listen();
            output
                .note(&format!("Serving MCP on http://{}/mcp for this machine only; Ctrl-C ends it.", server.address));
            end.told().await;
            Ok(())
        }
    }
}

fn upstream(url: Option<&str>, command: &[String]) -> Result<UpstreamConfig, Failure> {
    match (url, command.split_first()) {
        (Some(url), _) => Ok(UpstreamConfig::Url(url.to_owned())),
        (None, Some((program, arguments))) => {
            Ok(UpstreamConfig::Command { program: program.clone(), arguments: arguments.to_vec() })
        }
        (None, None) => Err(Failure::Usage("Give --url URL, or -- COMMAND with its arguments.".to_owned())),
    }
}

async fn add(coach: &Coach, name: &str, config: UpstreamConfig, yes: bool, output: &Output) -> Result<(), Failure> {
    let offered = coach.discover_mcp(name, config).await?;
    if !yes {
        output.note(&render::upstream(&offered));
        if !std::io::stdin().is_terminal() {
            return Err(Failure::Usage("Add --yes to approve these tools.".to_owned()));
        }
        let mut editor = rustyline::DefaultEditor::new()
            .map_err(|error| Failure::Io(format!("Failed to open the terminal: {error}.")))?;
        let answer = editor.readline("Approve these tools? They stay untrusted and ask at every call. [y/n] ");
        if !matches!(answer.as_deref().map(str::trim), Ok("y" | "yes")) {
            return Err(Failure::Usage("Nothing was added.".to_owned()));
        }
    }
    coach.add_mcp(&offered).await?;
    output.result(&offered, || {
        format!("Added {name} with {} tools. It is used from the next start on.", offered.tools.len())
    })
}

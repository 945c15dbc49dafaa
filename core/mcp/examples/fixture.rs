//! A server with the fixtures that the official conformance suite asks for, as far as this crate serves such things.
//!
//! `cargo run -p coach-mcp --example fixture -- http 8790` or `… -- stdio`.

use async_trait::async_trait;
use coach_mcp::{
    CallContext, HttpOptions, Prompt, Reply, Resource, Router, Server, Tool, ToolError, ToolOutput, ToolSpec,
    TypedTool, serve_http, serve_stdio,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Deserialize, JsonSchema)]
struct Nothing {}

#[derive(Serialize, JsonSchema)]
struct Said {
    /// What the tool says.
    text: String,
}

/// A tool whose schema uses the words that the suite looks for.
struct Schemas(ToolSpec);

impl Schemas {
    fn new() -> Self {
        let input = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "$defs": {"address": {
                "$anchor": "addressDef",
                "type": "object",
                "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
            }},
            "properties": {
                "name": {"type": "string"},
                "address": {"$ref": "#/$defs/address"},
                "contactMethod": {"type": "string", "enum": ["phone", "email"]},
                "phone": {"type": "string"},
                "email": {"type": "string"},
            },
            "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
            "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
            "then": {"required": ["phone"]},
            "else": {"required": ["email"]},
            "additionalProperties": false,
        });
        let spec = ToolSpec::builder("json_schema_2020_12_tool")
            .title("Schemas")
            .description("Takes a schema with every word of 2020-12 that clients must keep.")
            .scope("read:activity");
        Self(spec.schemas(input, json!({"type": "object"})))
    }
}

#[async_trait]
impl Tool for Schemas {
    fn spec(&self) -> &ToolSpec {
        &self.0
    }

    async fn call(&self, _: &CallContext, arguments: Value) -> Result<ToolOutput, ToolError> {
        Ok(ToolOutput {
            structured: arguments,
            text: "Valid.".to_owned(),
            citations: Vec::new(),
            proposal: None,
            next_cursor: None,
        })
    }
}

fn spec(name: &str) -> coach_mcp::SpecBuilder {
    ToolSpec::builder(name).title(name).description("A fixture of the conformance suite.").scope("read:activity")
}

fn fixture() -> Server {
    Server::builder("fixture")
        .title("Fixture")
        .instructions("For the conformance suite.")
        .tool(TypedTool::new(spec("test_simple_text"), |_, _: Nothing| {
            let text = "This is a simple text response for testing.".to_owned();
            Ok(Reply::new(Said { text: text.clone() }, text))
        }))
        .tool(TypedTool::new(spec("test_error_handling"), |_, _: Nothing| -> Result<Reply<Said>, ToolError> {
            Err(ToolError::Internal("this tool intentionally returns an error for testing".to_owned()))
        }))
        .tool(Schemas::new())
        .resource(Resource {
            uri: "test://static-text".to_owned(),
            title: "Static text".to_owned(),
            mime_type: "text/plain".to_owned(),
            scope: "read:activity".to_owned(),
            read: Arc::new(|| Ok("This is the content of the static text resource.".to_owned())),
        })
        .prompt(Prompt {
            name: "test_simple_prompt".to_owned(),
            title: "Simple prompt".to_owned(),
            description: "A simple prompt for testing.".to_owned(),
            text: "This is a simple prompt for testing.".to_owned(),
        })
        .build()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let router = Router::builder().server(fixture()).build();
    let context = CallContext::reader("fixture");
    match arguments.next().as_deref() {
        Some("http") => {
            let port = arguments.next().and_then(|port| port.parse().ok()).unwrap_or(0);
            let server = serve_http(router, Some("fixture"), context, HttpOptions { port }).await?;
            // A broken pipe is no reason to stop.
            let _ = std::io::Write::write_all(&mut std::io::stdout(), format!("{}\n", server.url()).as_bytes());
            tokio::signal::ctrl_c().await.map_err(|error| error.kind().to_string())?;
            server.stop().await;
            Ok(())
        }
        Some("stdio") => serve_stdio(router, Some("fixture"), context).await,
        _ => Err("say `stdio` or `http [PORT]`".to_owned()),
    }
}

//! What MCP clients get over a stream and over HTTP, in both revisions, and what intruders get.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use coach_mcp::{CallContext, HttpOptions, HttpServer, Router, serve_http, serve_streams};
use common::{reader, router};
use rmcp::model::{
    CallToolRequestParams, CallToolResult, ClientConfig, ErrorCode, GetPromptRequestParams, ProtocolVersion,
    ReadResourceRequestParams, ResourceContents,
};
use rmcp::service::{
    ClientCacheConfig, ClientLifecycleMode, ClientServiceExt, RoleClient, RunningService, ServiceError,
};
use rmcp::transport::StreamableHttpClientTransport;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};

type Client = RunningService<RoleClient, ClientConfig>;

fn lifecycles() -> [(&'static str, ClientLifecycleMode); 2] {
    let modern = ClientLifecycleMode::Discover { preferred_versions: vec![ProtocolVersion::V_2026_07_28] };
    [("2025-11-25", ClientLifecycleMode::Initialize), ("2026-07-28", modern)]
}

async fn over_stream(router: Router, context: CallContext, mode: ClientLifecycleMode) -> Client {
    let (ours, theirs) = tokio::io::duplex(64 * 1024);
    let (input, output) = tokio::io::split(ours);
    tokio::spawn(serve_streams(router, Some("echo"), context, input, output));
    let client = ClientConfig::default().serve_with_lifecycle(theirs, mode).await.unwrap();
    client.set_response_cache_config(ClientCacheConfig::disabled()).await;
    client
}

async fn http(router: Router, context: CallContext) -> HttpServer {
    serve_http(router, Some("echo"), context, HttpOptions { port: 0 }).await.unwrap()
}

async fn over_http(server: &HttpServer, mode: ClientLifecycleMode) -> Client {
    let transport = StreamableHttpClientTransport::from_uri(server.url());
    ClientConfig::default().serve_with_lifecycle(transport, mode).await.unwrap()
}

async fn call(client: &Client, tool: &'static str, arguments: Value) -> Result<CallToolResult, ServiceError> {
    let Value::Object(arguments) = arguments else { panic!("arguments are an object") };
    client.call_tool(CallToolRequestParams::new(tool).with_arguments(arguments)).await
}

fn words(result: &CallToolResult) -> String {
    result.content.iter().filter_map(|block| block.as_text()).map(|text| text.text.clone()).collect()
}

/// Everything that a well-behaved client does.
async fn exercise(client: &Client, revision: &str) {
    assert_eq!(client.peer_info().unwrap().protocol_version.as_str(), revision);
    let tools = client.list_all_tools().await.unwrap();
    let echo = tools.iter().find(|tool| tool.name == "echo").unwrap();
    assert_eq!(echo.title.as_deref(), Some("echo"));
    let hints = echo.annotations.clone().unwrap();
    assert_eq!(
        (hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(hints.open_world_hint, Some(false));
    let output = Value::Object(echo.output_schema.clone().unwrap().as_ref().clone());

    let result = call(client, "echo", json!({"text": "hi"})).await.unwrap();
    assert_eq!((result.is_error, words(&result).as_str()), (Some(false), "hi"));
    assert!(jsonschema::is_valid(&output, &result.structured_content.unwrap()));

    let wrong = call(client, "echo", json!({"text": 7})).await.unwrap();
    assert_eq!(wrong.is_error, Some(true), "a model can correct itself only if it sees the reason");
    assert!(words(&wrong).contains("`text` must be text") && wrong.structured_content.is_none());

    match call(client, "nope", json!({})).await {
        Err(ServiceError::McpError(error)) => assert_eq!(error.code, ErrorCode::INVALID_PARAMS),
        other => panic!("{other:?}"),
    }

    let resources = client.list_all_resources().await.unwrap();
    assert_eq!(resources[0].uri, "coach://today");
    let read = client.read_resource(ReadResourceRequestParams::new("coach://today")).await.unwrap();
    assert!(matches!(&read.contents[0], ResourceContents::TextResourceContents { text, .. } if text == "# Today"));
    match client.read_resource(ReadResourceRequestParams::new("file:///etc/passwd")).await {
        Err(ServiceError::McpError(error)) => {
            let code = if revision == "2026-07-28" { ErrorCode::INVALID_PARAMS } else { ErrorCode::RESOURCE_NOT_FOUND };
            assert_eq!(error.code, code);
        }
        other => panic!("{other:?}"),
    }

    assert_eq!(client.list_all_prompts().await.unwrap()[0].name, "weekly_review");
    let prompt = client.get_prompt(GetPromptRequestParams::new("weekly_review")).await.unwrap();
    assert_eq!(prompt.messages.len(), 1);
}

#[tokio::test]
async fn both_revisions_over_a_stream() {
    for (revision, mode) in lifecycles() {
        let (router, _) = router();
        exercise(&over_stream(router, reader(), mode).await, revision).await;
    }
}

#[tokio::test]
async fn both_revisions_over_http_on_one_port() {
    let (router, _) = router();
    let server = http(router, reader()).await;
    for (revision, mode) in lifecycles() {
        exercise(&over_http(&server, mode).await, revision).await;
    }
}

#[tokio::test]
async fn lists_carry_private_cache_hints_in_the_new_revision_only() {
    for (revision, mode) in lifecycles() {
        let (router, _) = router();
        let client = over_stream(router, reader(), mode).await;
        let list = client.list_tools(None).await.unwrap();
        let value = serde_json::to_value(list).unwrap();
        if revision == "2026-07-28" {
            assert_eq!((&value["ttlMs"], &value["cacheScope"]), (&json!(300_000), &json!("private")));
        } else {
            assert!(value.get("ttlMs").is_none() && value.get("cacheScope").is_none());
        }
    }
}

#[tokio::test]
async fn a_write_over_the_wire_is_only_proposed_even_by_a_caller_that_says_it_is_approved() {
    let (router, seen) = router();
    let mut context = CallContext::coach("mcp:http");
    context.approved = true;
    let server = http(router, context).await;
    let (_, mode) = lifecycles()[1].clone();
    let client = over_http(&server, mode).await;
    let result = call(&client, "addNote", json!({"note": "n"})).await.unwrap();
    assert!(words(&result).contains("coach approve p1"));
    let proposal = &result.meta.unwrap()["app.pocketcoach/proposal"];
    assert_eq!((&proposal["id"], &proposal["arguments"]), (&json!("p1"), &json!({"note": "n"})));
    assert!(seen.notes.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_caller_sees_only_what_its_scopes_allow() {
    let (router, seen) = router();
    let mut context = reader();
    context.scopes.retain(|scope| scope == "read:meals");
    let client = over_stream(router, context, ClientLifecycleMode::Initialize).await;
    assert!(client.list_all_tools().await.unwrap().is_empty());
    let result = call(&client, "echo", json!({"text": "a"})).await.unwrap();
    assert_eq!(result.is_error, Some(true));
    assert!(words(&result).contains("read:activity"));
    assert_eq!(client.list_all_resources().await.unwrap().len(), 1);
    assert_eq!(seen.calls.load(std::sync::atomic::Ordering::SeqCst), 0);
}

#[tokio::test]
async fn an_abandoned_request_ends_its_tool() {
    let (router, seen) = router();
    let client = over_stream(router, reader(), ClientLifecycleMode::Initialize).await;
    let waiting = tokio::time::timeout(std::time::Duration::from_millis(50), call(&client, "waits", json!({})));
    assert!(waiting.await.is_err());
    // The connection still answers.
    assert!(call(&client, "echo", json!({"text": "a"})).await.is_ok());
    while seen.ended.load(std::sync::atomic::Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_stream_ends_cleanly_when_the_client_leaves() {
    let (router, _) = router();
    let (mut client, ours) = tokio::io::duplex(1024);
    let (input, output) = tokio::io::split(ours);
    let serving = tokio::spawn(serve_streams(router.clone(), None, reader(), input, output));
    client.shutdown().await.unwrap();
    assert_eq!(serving.await.unwrap(), Ok(()));
    let mut said = Vec::new();
    client.read_to_end(&mut said).await.unwrap();
    assert!(said.is_empty(), "nothing but protocol on the stream");

    let (_, ours) = tokio::io::duplex(1024);
    let (input, output) = tokio::io::split(ours);
    let error = serve_streams(router, Some("nope"), reader(), input, output).await.unwrap_err();
    assert!(error.contains("choose one of echo"), "{error}");
}

#[tokio::test]
async fn garbage_on_a_stream_does_not_end_it() {
    let (router, _) = router();
    let (client, ours) = tokio::io::duplex(1024 * 1024);
    let (input, output) = tokio::io::split(ours);
    tokio::spawn(serve_streams(router, Some("echo"), reader(), input, output));
    let (read, mut write) = tokio::io::split(client);
    let mut lines = BufReader::new(read).lines();
    let hello = json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
        "protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}});
    let deep = format!(
        "{{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{}1{}}}",
        "[".repeat(5_000),
        "]".repeat(5_000)
    );
    let call = |id: u32, method: &str, params: Value| {
        json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}).to_string()
    };
    write.write_all(format!("{hello}\n").as_bytes()).await.unwrap();
    let answer: Value = serde_json::from_str(&lines.next_line().await.unwrap().unwrap()).unwrap();
    assert_eq!(answer["result"]["protocolVersion"], "2025-11-25");
    let initialized = json!({"jsonrpc": "2.0", "method": "notifications/initialized"}).to_string();
    let unknown = call(3, "tools/destroy", json!({}));
    let last = call(4, "tools/call", json!({"name": "echo", "arguments": {"text": "still here"}}));
    for line in [initialized.as_str(), "not json", "{}", "\u{0}\u{1}", &deep, &unknown, &last] {
        write.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }
    let mut method_error = None;
    loop {
        let answer: Value = serde_json::from_str(&lines.next_line().await.unwrap().unwrap()).unwrap();
        match answer["id"].as_u64() {
            Some(3) => method_error = answer["error"]["code"].as_i64(),
            Some(4) => {
                assert_eq!(answer["result"]["content"][0]["text"], "still here");
                break;
            }
            _ => assert!(answer.get("error").is_some(), "{answer}"),
        }
    }
    assert_eq!(method_error, Some(-32601));
}

fn modern_call(arguments: Value) -> Value {
    json!({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {
    "name": "echo", "arguments": arguments,
    "_meta": {
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientInfo": {"name": "t", "version": "1"},
        "io.modelcontextprotocol/clientCapabilities": {},
    }}})
}

fn request(url: &str) -> reqwest::RequestBuilder {
    reqwest::Client::new()
        .post(url)
        .header("content-type", "application/json")
        .header("accept", "application/json, text/event-stream")
        .header("mcp-protocol-version", "2026-07-28")
        .header("mcp-method", "tools/call")
        .header("mcp-name", "echo")
}

async fn status(request: reqwest::RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn foreign_origins_and_hosts_are_refused() {
    let (router, seen) = router();
    let server = http(router, reader()).await;
    let (url, port) = (server.url(), server.address.port());
    let body = modern_call(json!({"text": "a"})).to_string();
    let send = |name: &str, value: String| status(request(&url).header(name, value).body(body.clone()));
    for origin in [
        "https://evil.example".to_owned(),
        "null".to_owned(),
        format!("http://localhost:{}", port.wrapping_add(1)),
        format!("https://localhost:{port}"),
        format!("http://localhost.evil.example:{port}"),
        "http://localhost".to_owned(),
    ] {
        assert_eq!(send("origin", origin.clone()).await, 403, "{origin}");
    }
    for host in ["evil.example".to_owned(), format!("evil.example:{port}"), format!("localhost.evil.example:{port}")] {
        assert_eq!(send("host", host.clone()).await, 403, "{host}");
    }
    assert_eq!(seen.calls.load(std::sync::atomic::Ordering::SeqCst), 0);
    assert_eq!(send("origin", format!("http://localhost:{port}")).await, 200);
    assert_eq!(status(request(&url).body(body)).await, 200, "no Origin: not a browser");
    assert!(server.address.ip().is_loopback());
}

#[tokio::test]
async fn huge_deep_and_broken_requests_are_refused() {
    let (router, seen) = router();
    let server = http(router, reader()).await;
    let url = server.url();
    assert_eq!(status(request(&url).body(modern_call(json!({"text": "x".repeat(600_000)})).to_string())).await, 413);
    let deep =
        modern_call(json!(null)).to_string().replace("null", &format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)));
    assert!(matches!(status(request(&url).body(deep)).await, 400..500));
    assert!(matches!(status(request(&url).body("{")).await, 400..500));
    let other = request(&url).header("mcp-name", "other").body(modern_call(json!({"text": "a"})).to_string());
    assert_eq!(status(other).await, 400, "headers must say what the body says");
    assert_eq!(status(reqwest::Client::new().get(&url)).await, 405);
    assert_eq!(status(reqwest::Client::new().delete(&url)).await, 405);
    assert_eq!(status(reqwest::Client::new().post(url.replace("/mcp", "/"))).await, 404);
    assert_eq!(seen.calls.load(std::sync::atomic::Ordering::SeqCst), 0);
    let ok = request(&url).body(modern_call(json!({"text": "a"})).to_string());
    assert_eq!(status(ok).await, 200);
}

#[tokio::test]
async fn a_dropped_server_stops_and_a_taken_port_is_said() {
    let (router, _) = router();
    let server = http(router.clone(), reader()).await;
    let taken = HttpOptions { port: server.address.port() };
    let error = serve_http(router.clone(), None, reader(), taken).await.unwrap_err();
    assert!(error.contains("choose another"), "{error}");
    let (address, url) = (server.address, server.url());
    assert_eq!(status(request(&url).body(modern_call(json!({"text": "a"})).to_string())).await, 200);
    server.stop().await;
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn all_servers_together() {
    let (router, _) = router();
    let server = serve_http(router, None, reader(), HttpOptions { port: 0 }).await.unwrap();
    let client = over_http(&server, ClientLifecycleMode::Initialize).await;
    assert_eq!(client.peer_info().unwrap().server_info.as_ref().unwrap().name, "pocketcoach");
    assert!(call(&client, "echo", json!({"text": "a"})).await.is_ok());
}

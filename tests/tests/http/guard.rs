//! Who is let in.

use crate::served::Served;
use coach_api::{Coach, CoachConfig, CoachError, KeySource, ModelChoice, Profile};
use coach_web::{ServeOptions, Server};
use serde_json::{Value, json};

/// Every operation of the description, with something in the places of its path.
fn operations() -> Vec<(String, String)> {
    let description: Value = serde_json::from_str(&coach_web::openapi_json()).unwrap();
    let mut all = Vec::new();
    for (path, item) in description["paths"].as_object().unwrap() {
        let mut filled = path.clone();
        while let (Some(open), Some(close)) = (filled.find('{'), filled.find('}')) {
            filled.replace_range(open..=close, "json");
        }
        all.extend(item.as_object().unwrap().keys().map(|method| (method.to_uppercase(), filled.clone())));
    }
    assert!(all.len() > 60);
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_operation_answers_without_the_token_or_to_a_foreign_name_or_page() {
    let served = Served::start(ModelChoice::Builtin).await;
    let (address, token) = (served.address(), served.server.token().to_owned());
    let port = address.port();
    let wrong = "0".repeat(64);
    let cases = [
        (401, format!("Host: {address}\r\n")),
        (401, format!("Host: {address}\r\nAuthorization: Bearer {wrong}\r\n")),
        (401, format!("Host: {address}\r\nAuthorization: Bearer \r\n")),
        (401, format!("Host: {address}\r\nAuthorization: Basic {token}\r\n")),
        (401, format!("Host: {address}\r\nAuthorization: Bearer {}\r\n", &token[..63])),
        (401, format!("Host: {address}\r\nCookie: token={token}\r\n")),
        (403, format!("Host: evil.example:{port}\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nHost: evil.example\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Authorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nOrigin: http://evil.example\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nOrigin: null\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nOrigin: http://127.0.0.1:1\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nOrigin: https://{address}\r\nAuthorization: Bearer {token}\r\n")),
        (403, format!("Host: {address}\r\nSec-Fetch-Site: cross-site\r\nAuthorization: Bearer {token}\r\n")),
    ];
    for (method, path) in operations() {
        for (status, headers) in &cases {
            if path == "/v1/health" && *status == 401 {
                continue;
            }
            let request =
                format!("{method} {path} HTTP/1.1\r\n{headers}Connection: close\r\nContent-Length: 0\r\n\r\n");
            let heard = served.raw(request.as_bytes()).await;
            assert_eq!(heard.status, *status, "{request}");
            assert_eq!(heard.header("content-type"), Some("application/problem+json"), "{request}");
            assert!(!heard.text().contains(&token));
        }
    }
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_own_page_and_programs_are_let_in() {
    let served = Served::start(ModelChoice::Builtin).await;
    let (address, port) = (served.address(), served.address().port());
    let token = served.server.token();
    for headers in [
        format!("Host: {address}\r\n"),
        format!("Host: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nSec-Fetch-Site: same-origin\r\n"),
        format!("Host: {address}\r\nOrigin: http://{address}\r\n"),
        format!("Host: [::1]:{port}\r\n"),
    ] {
        let request =
            format!("GET /v1/ready HTTP/1.1\r\n{headers}Authorization: bearer {token}\r\nConnection: close\r\n\r\n");
        let heard = served.raw(request.as_bytes()).await;
        assert_eq!(heard.status, 200, "{headers}");
        assert_eq!(heard.header("cache-control"), Some("no-store"));
        assert_eq!(heard.header("x-content-type-options"), Some("nosniff"));
    }
    let health = format!("GET /v1/health HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    assert_eq!(served.raw(health.as_bytes()).await.status, 200);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_other_page_is_given_leave() {
    let served = Served::start(ModelChoice::Builtin).await;
    let address = served.address();
    for (origin, token) in [("http://evil.example", false), ("http://evil.example", true)] {
        let head = if token {
            served.head("OPTIONS", "/v1/today")
        } else {
            format!("OPTIONS /v1/today HTTP/1.1\r\nHost: {address}\r\n")
        };
        let asked = "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization\r\n";
        let request = format!("{head}Origin: {origin}\r\n{asked}Connection: close\r\n\r\n");
        let heard = served.raw(request.as_bytes()).await;
        assert_eq!(heard.status, 403);
        assert!(!heard.head.to_lowercase().contains("access-control-allow"), "{}", heard.head);
    }
    let own = served.raw(format!("{}Connection: close\r\n\r\n", served.head("OPTIONS", "/v1/today")).as_bytes()).await;
    assert_eq!(own.status, 405);
    assert!(own.header("allow").is_some_and(|allowed| allowed.contains("GET")), "{}", own.head);
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_has_a_policy_and_no_path_leads_out_of_it() {
    let served = Served::start(ModelChoice::Builtin).await;
    let address = served.address();
    let page = |path: &str| format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let index = served.raw(page("/").as_bytes()).await;
    assert_eq!(index.status, 200);
    let policy = index.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !policy.contains("http"), "{policy}");
    for path in [
        "/../../../../../../etc/passwd",
        "/..%2f..%2f..%2f..%2fetc%2fpasswd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/assets/../../../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "//etc/passwd",
        "/./././etc/passwd",
        "/..\\..\\..\\windows\\win.ini",
        "/file:///etc/passwd",
        "/%00",
        "/index.html/../../Cargo.toml",
    ] {
        let heard = served.raw(page(path).as_bytes()).await;
        let text = heard.text();
        assert!(matches!(heard.status, 200 | 400 | 404), "{path}: {}", heard.status);
        assert!(!text.contains("root:") && !text.contains("[workspace]"), "{path}: {text}");
        assert!(heard.status != 200 || text == index.text(), "{path} is another page than the first");
    }
    assert_eq!(served.raw(page("/app.js").as_bytes()).await.status, 404, "a file that is not there is no page");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_large_is_refused_before_it_is_read() {
    let served = Served::start(ModelChoice::Builtin).await;
    let json = "Content-Type: application/json\r\nConnection: close\r\n";
    let head = served.head("POST", "/v1/ai/chat");
    let body = format!("{{\"text\": \"{}\"}}", "x".repeat(400 * 1024));
    let heard = served.raw(format!("{head}{json}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes()).await;
    assert_eq!(heard.status, 413);
    assert_eq!(heard.json()["code"], "too_large");
    let heads = served.raw(format!("{head}X-Long: {}\r\n\r\n", "y".repeat(200 * 1024)).as_bytes()).await;
    assert!(matches!(heads.status, 431 | 0), "{}", heads.status);
    let long = served.send("POST", "/v1/ai/chat", &json!({"text": "x".repeat(2_001)})).await;
    assert_eq!((long.status, long.json()["code"].clone()), (422, json!("invalid_input")));
    assert_eq!(served.get("/v1/ready").await.status, 200, "and the server goes on");
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_server_on_the_port_says_so() {
    let served = Served::start(ModelChoice::Builtin).await;
    let home = tempfile::tempdir().unwrap();
    let config = CoachConfig { data_dir: home.path().join("data"), key: KeySource::Given("5a".repeat(32).into()) };
    let coach = Coach::create(config.clone(), Profile::default()).await.unwrap();
    let port = served.address().port();
    let options = ServeOptions { port, mcp_scopes: Vec::new() };
    let error = Server::start(coach.clone(), config, options).await.unwrap_err();
    assert!(
        matches!(&error, CoachError::Unavailable(text) if text.contains(&port.to_string()) && text.contains("--port"))
    );
    coach.shutdown().await;
    served.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn mcp_clients_are_asked_for_the_token_too() {
    let served = Served::start(ModelChoice::Builtin).await;
    let list = json!({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}).to_string();
    let body = format!(
        "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\nConnection: close\r\nContent-Length: {}\r\n\r\n{list}",
        list.len()
    );
    let address = served.address();
    let without = format!("POST /v1/mcp HTTP/1.1\r\nHost: {address}\r\n{body}");
    assert_eq!(served.raw(without.as_bytes()).await.status, 401);
    let heard = served.raw(format!("{}{body}", served.head("POST", "/v1/mcp")).as_bytes()).await;
    assert_eq!(heard.status, 200);
    let tools = heard.json()["result"]["tools"].as_array().unwrap().clone();
    let names: Vec<&str> = tools.iter().filter_map(|tool| tool["name"].as_str()).collect();
    assert!(names.contains(&"getSleepData") && !names.contains(&"logWorkout"), "read scopes only: {names:?}");
    served.end().await;
}

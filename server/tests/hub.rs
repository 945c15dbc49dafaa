//! The real server with the real coach as its hub, and the real coach on a phone beside it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod house;
mod person;

use coach_wire::auth::{Claim, Token};
use futures::{SinkExt as _, StreamExt as _};
use house::{House, Phone, children, is_there, json_of, until};
use person::{Client, Person};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::Ordering::Relaxed;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;

/// A session of the shared plane for the holder of 24 words. The key is derived as the protocol says, apart from the
/// client's code.
async fn session(client: &Client, words: &str, role: &str) -> String {
    let entropy = bip39::Mnemonic::parse(words).unwrap().to_entropy();
    let mut seed = [0; 32];
    hkdf::Hkdf::<sha2::Sha256>::new(None, &entropy).expand(b"pocketcoach/v1/recovery/root", &mut seed).unwrap();
    let root = ed25519_dalek::SigningKey::from_bytes(&seed);
    let account = coach_wire::account::account_id(&root.verifying_key().to_bytes());
    let (status, token) = client.login(Claim { account, device: None }, &root).await;
    assert_eq!(status, StatusCode::OK);
    let token: Token = coach_wire::from_bytes(&token, "a token").unwrap();
    open(client, &token.token, role).await
}

async fn open(client: &Client, token: &str, role: &str) -> String {
    let asked = client.http.post(format!("{}/v1/session", client.url)).bearer_auth(token).json(&json!({"role": role}));
    json_of(asked.send().await.unwrap()).await["access_token"].as_str().unwrap().to_owned()
}

async fn on_plane(
    client: &Client,
    token: &str,
    method: Method,
    path: &str,
    body: Option<Value>,
) -> (StatusCode, Value) {
    let mut asked = client.http.request(method, format!("{}{path}", client.url)).bearer_auth(token);
    if let Some(body) = body {
        asked = asked.json(&body);
    }
    let answer = asked.send().await.unwrap();
    (answer.status(), json_of(answer).await)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_is_a_device_like_any_other_and_answers_its_owner_alone() {
    let mut house = House::start(&["--shared-plane", "--hub-sync-seconds", "1"]);
    let phone = Phone::new("Ana");
    let account = phone.json(&["sync", "init", "--server", &house.client.url, "--name", "phone"]);
    let words: Vec<&str> =
        account["recovery_words"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let words = words.join(" ");
    house.answers().await;
    let chat = || Some(json!({"text": "how did I sleep?"}));
    let owner = session(&house.client, &words, "owner").await;
    let ask = |token: String| {
        let client = house.client.clone();
        async move { on_plane(&client, &token, Method::POST, "/v1/ai/chat", chat()).await }
    };
    assert_eq!(ask(owner.clone()).await.0, StatusCode::MISDIRECTED_REQUEST, "the hub is nobody's yet");

    house.enrol(&phone);
    let name = || async { house.get("/v1/users/me").await["name"].clone() };
    until("what the phone had is on the hub", || async { name().await == "Ana" }).await;
    // The relay tells the hub of news, and the interval finds them otherwise.
    phone.json(&["profile", "--name", "Anabel"]);
    phone.json(&["sync", "now"]);
    until("what the phone writes comes over", || async { name().await == "Anabel" }).await;
    // And back.
    let put = house.dashboard(Method::PUT, "/v1/settings/desktop").json(&json!({"value": {"theme": "dark"}}));
    assert!(put.send().await.unwrap().status().is_success());
    let status = house.get("/v1/sync").await;
    assert_eq!((status["account"].clone(), status["devices"].clone()), (account["account"].clone(), json!(2)));
    until("what is written on the hub reaches the relay", || async { house.get("/v1/sync").await["unsent"] == 0 })
        .await;

    // The shared plane: its owner is answered, everyone else is told to ask elsewhere.
    until("the server knows whose hub it is", || async { ask(owner.clone()).await.0 == StatusCode::OK }).await;
    let (status, turn) = ask(owner.clone()).await;
    assert_eq!(status, StatusCode::OK, "{turn}");
    let conversation = turn["session_id"].as_str().unwrap_or_else(|| panic!("{turn}"));
    let asked = house.client.http.post(format!("{}/v1/ai/chat", house.client.url)).bearer_auth(&owner);
    let answer = asked.header("accept", "text/event-stream").json(&chat()).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    assert!(answer.text().await.unwrap().contains("event: finished"));
    let traces = format!("/v1/ai/traces/{conversation}?limit=5");
    let (status, told) = on_plane(&house.client, &owner, Method::GET, &traces, None).await;
    assert_eq!((status, told.is_array() || told.is_object()), (StatusCode::OK, true), "{told}");
    assert_eq!(on_plane(&house.client, &owner, Method::GET, "/v1/analytics/ai-quality", None).await.0, StatusCode::OK);
    let (status, problem) =
        on_plane(&house.client, &owner, Method::POST, "/v1/ai/modify-workout", Some(json!({"change": "nonsense"})))
            .await;
    assert!(status.is_client_error() && status != StatusCode::MISDIRECTED_REQUEST, "the hub's own answer: {problem}");
    let stranger = Person::new(9);
    house.client.begin(&stranger).await;
    let device = house.client.token(&stranger).await;
    let foreign = open(&house.client, &device, "owner").await;
    let trainer = session(&house.client, &words, "trainer").await;
    let viewer = session(&house.client, &words, "viewer").await;
    let mut refusals = Vec::new();
    for token in [&foreign, &trainer, &viewer] {
        for (method, path, body) in [
            (Method::POST, "/v1/ai/chat", chat()),
            (Method::POST, "/v1/ai/modify-workout", Some(json!({"change": "too_hard"}))),
            (Method::GET, traces.as_str(), None),
            (Method::GET, "/v1/analytics/ai-quality", None),
        ] {
            refusals.push(on_plane(&house.client, token, method, path, body).await);
        }
    }
    assert_eq!(refusals[0].0, StatusCode::MISDIRECTED_REQUEST);
    assert!(refusals.iter().all(|refusal| *refusal == refusals[0]), "{refusals:?}");
    let ledger = on_plane(&house.client, &owner, Method::GET, "/v1/audit", None).await.1;
    let noted = |action: &str| ledger.as_array().unwrap().iter().filter(|row| row["action"] == action).count();
    assert!(noted("chat") >= 2 && noted("modify_workout") == 1 && noted("session_traces") == 0, "{ledger}");

    let (ready, metrics) = (house.text("/ready").await, house.text("/metrics").await);
    assert!(ready.contains("hub: runs"), "{ready}");
    for (name, value) in [("relay_hub_up", "1"), ("relay_hub_starts_total", "1"), ("relay_hub_sync_failing", "0")] {
        assert_eq!(house.metric(name).await, value, "{name}");
    }

    // Put out: it reads nothing new, and answers for nobody.
    let devices = phone.json(&["sync", "devices"]);
    let hub = devices.as_array().unwrap().iter().find(|device| device["name"] == "hub").unwrap();
    phone.json(&["sync", "revoke", hub["id"].as_str().unwrap()]);
    phone.json(&["profile", "--name", "Zanzibarquux"]);
    phone.json(&["sync", "now"]);
    assert_eq!(ask(owner.clone()).await.0, StatusCode::MISDIRECTED_REQUEST);
    until("it finds out", || async { house.metric("relay_hub_sync_failing").await == "1" }).await;
    assert_eq!(name().await, "Anabel");
    assert!(house.text("/ready").await.contains("does not sync"));

    // What the server says about all this has no name, no token and no account in it.
    let token = house.token.clone();
    assert!(house.stop(), "it ends in order");
    let log = house.log();
    assert!(log.contains("the hub is in sync") && log.contains("did not sync"), "{log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "each line is a document: {line}");
    }
    let code = account["account"].as_str().unwrap();
    for secret in [token.as_str(), "#token", "Ana", "Zanzibarquux", code, "theme"] {
        assert!(!log.contains(secret), "{secret} is in the log");
        assert!(!metrics.contains(secret) && !ready.contains(secret), "{secret} is in the metrics");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_dashboard_is_for_who_has_the_link_and_comes_under_its_own_name() {
    let house = House::start(&["--hub-name", "hub.example"]);
    house.answers().await;
    let status = |lines: &[&str]| raw(&house.address, lines);
    let (host, bearer) = (format!("Host: {}", house.address), format!("Authorization: Bearer {}", house.token));
    let asked = "GET /v1/users/me HTTP/1.1";
    assert!(status(&[asked, &host, &bearer]).starts_with("HTTP/1.1 200"));
    assert!(status(&[asked, "Host: hub.example", "Origin: https://hub.example", &bearer]).starts_with("HTTP/1.1 200"));
    let wrong = format!("Authorization: Bearer {}", "0".repeat(64));
    for (lines, wanted) in [
        (vec![asked, &host], "401"),
        (vec![asked, &host, &wrong], "401"),
        (vec![asked, &host, "Cookie: token=x"], "401"),
        (vec![asked, "Host: evil.example", &bearer], "403"),
        (vec![asked, &host, &bearer, "Origin: https://evil.example"], "403"),
        (vec![asked, &host, &bearer, "Origin: http://hub.example"], "403"),
        (vec![asked, &host, &bearer, "Sec-Fetch-Site: cross-site"], "403"),
        (vec!["GET / HTTP/1.1", "Host: evil.example"], "403"),
    ] {
        let answer = status(&lines);
        assert!(answer.starts_with(&format!("HTTP/1.1 {wanted}")), "{lines:?}: {answer}");
        assert!(answer.contains("content-type: application/problem+json") && answer.contains("no-store"), "{answer}");
    }
    // A page needs no token, and brings the headers of safety of the hub's process.
    let page = status(&["GET / HTTP/1.1", &host]);
    assert!(page.starts_with("HTTP/1.1 200") && page.contains("frame-ancestors 'none'"), "{page}");
    assert!(!page.contains(&house.token));
    // Another link: the one before is good for nothing, at once and without a restart.
    let renewed = house.link(&["--renew"]);
    assert!(status(&[asked, &host, &bearer]).starts_with("HTTP/1.1 401"));
    assert!(status(&[asked, &host, &format!("Authorization: Bearer {renewed}")]).starts_with("HTTP/1.1 200"));
    assert_eq!(house.link(&[]), renewed);
    let named = house.command(&["hub", "link", "--hub-name", "hub.example"]).output().unwrap();
    assert_eq!(String::from_utf8(named.stdout).unwrap(), format!("https://hub.example/#token={renewed}\n"));
}

/// Sends the head of a request as it is, and reads what comes.
fn raw(address: &str, lines: &[&str]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "{}\r\nConnection: close\r\n\r\n", lines.join("\r\n")).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn streams_sockets_and_large_bodies_go_through() {
    let house = House::start(&[]);
    house.answers().await;
    // A turn as it happens.
    let asked = house.dashboard(Method::POST, "/v1/ai/chat").header("accept", "text/event-stream");
    let answer = asked.json(&json!({"text": "how did I sleep?"})).send().await.unwrap();
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    let (mut pieces, mut stream) = (0, answer.bytes_stream());
    let mut told = Vec::new();
    while let Some(piece) = stream.next().await {
        told.extend_from_slice(&piece.unwrap());
        pieces += 1;
    }
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("event: run_started") && told.contains("event: finished"), "{told}");
    assert!(pieces > 1, "in pieces, as they come");

    // A socket, with the token where a browser puts it.
    let socket = |offer: String| {
        let mut request = format!("ws://{}/v1/ws", house.address).into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", offer.parse().unwrap());
        request.headers_mut().insert("origin", format!("http://{}", house.address).parse().unwrap());
        tokio_tungstenite::connect_async(request)
    };
    assert!(socket("pocketcoach.v1".to_owned()).await.is_err());
    assert!(socket(format!("pocketcoach.v1, bearer.{}", "0".repeat(64))).await.is_err());
    let (mut line, answer) = socket(format!("pocketcoach.v1, bearer.{}", house.token)).await.unwrap();
    assert_eq!(answer.headers()["sec-websocket-protocol"], "pocketcoach.v1");
    line.send(Message::text("{")).await.unwrap();
    let said = line.next().await.unwrap().unwrap().into_text().unwrap();
    assert!(said.contains("\"problem\""), "{said}");
    let put = house.dashboard(Method::PUT, "/v1/settings/desktop").json(&json!({"value": {"theme": "dark"}}));
    assert!(put.send().await.unwrap().status().is_success());
    loop {
        let said = line.next().await.unwrap().unwrap().into_text().unwrap();
        if said.contains("\"changed\"") {
            break;
        }
    }

    // Far more than the server may hold: it passes at the pace of the hub.
    let before = house.peak_memory_mb();
    let pieces = (0..192).map(|number| Ok::<_, std::io::Error>(vec![number as u8; 1 << 20]));
    let body = reqwest::Body::wrap_stream(futures::stream::iter(pieces));
    let asked =
        house.dashboard(Method::POST, "/v1/imports?name=large.bin").header("content-type", "application/octet-stream");
    let answer = asked.body(body).send().await.unwrap();
    assert!(answer.status().is_success() || answer.status().is_client_error(), "{}", answer.status());
    let grown = house.peak_memory_mb() - before;
    assert!(grown < 48.0, "192 MiB went through {grown} MB");

    // Who goes away in the middle is gone for the hub, too: what came so far does not stay.
    until("nothing is left of the first", || async { house.uploads() == 0 }).await;
    let (pieces, taken) = futures::channel::mpsc::unbounded::<std::io::Result<Vec<u8>>>();
    let asked =
        house.dashboard(Method::POST, "/v1/imports?name=half.bin").header("content-type", "application/octet-stream");
    let asking = tokio::spawn(asked.body(reqwest::Body::wrap_stream(taken)).send());
    pieces.unbounded_send(Ok(vec![7; 4 << 20])).unwrap();
    until("the hub writes it down as it comes", || async { house.uploads() > 0 }).await;
    pieces.unbounded_send(Err(std::io::Error::other("the network is gone"))).unwrap();
    assert!(asking.await.unwrap().is_err());
    until("nothing is left of it", || async { house.uploads() == 0 }).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_is_killed_comes_back_and_nothing_is_left_when_the_server_ends() {
    let mut house = House::start(&[]);
    house.answers().await;
    let (keeper, coach) = house.processes();
    kill(coach, "-KILL");
    // Between the two lives whoever asks is told so.
    let away = &std::sync::atomic::AtomicU32::new(0);
    until("another one answers", || {
        let asked = house.dashboard(Method::GET, "/v1/users/me").send();
        async move {
            let answer = asked.await.unwrap();
            if answer.status() == StatusCode::OK {
                return away.load(Relaxed) > 0;
            }
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert!(answer.headers().contains_key("retry-after"));
            let problem = json_of(answer).await;
            assert_eq!((&problem["code"], &problem["retryable"]), (&json!("unavailable"), &json!(true)));
            away.fetch_add(1, Relaxed);
            false
        }
    })
    .await;
    assert_eq!(house.metric("relay_hub_starts_total").await, "2");
    until("the first keeper is gone", || async { !is_there(keeper) }).await;
    let (keeper, coach) = house.processes();
    assert!(house.stop(), "it ends in order");
    assert!(!is_there(coach) && !is_there(keeper), "and its hub before it");

    // Killed hard, it can do nothing any more; the keeper notices.
    let mut house = House::again(house, &[]);
    house.answers().await;
    let (keeper, coach) = house.processes();
    house.child.kill().unwrap();
    house.child.wait().unwrap();
    until("the hub has ended", || async { !is_there(coach) && !is_there(keeper) }).await;

    // So does a keeper that is asked to end, as a whole session is.
    let house = House::again(house, &[]);
    house.answers().await;
    let (keeper, coach) = house.processes();
    kill(keeper, "-TERM");
    until("both have ended", || async { !is_there(coach) && !is_there(keeper) }).await;
    until("and others took their place", || async { children(house.child.id()).len() == 1 }).await;
}

fn kill(process: u32, signal: &str) {
    assert!(std::process::Command::new("kill").args([signal, &process.to_string()]).status().unwrap().success());
}

#[test]
fn what_a_hub_needs_is_said_before_anything_is_served() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let program = house::coach().to_str().unwrap().to_owned();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--hub", "--hub-listen"];
    for (more, wanted) in [
        (vec!["0.0.0.0:0", "--data-dir", data, "--hub-program", &program], "--hub-name"),
        (vec!["127.0.0.1:0", "--data-dir", data, "--hub-program", "/nowhere/coach"], "/nowhere/coach"),
        (vec!["127.0.0.1:0", "--database-url", "postgres://127.0.0.1:1/relay"], "--data-dir"),
        (vec!["127.0.0.1:0", "--data-dir", data, "--hub-name", "https://hub.example/"], "hub.example.org"),
    ] {
        let output = house::server(&[&serve[..], &more].concat()).output().unwrap();
        assert!(!output.status.success(), "{more:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(wanted), "{more:?}: {said}");
    }
    // A name beyond loopback is enough: what is in front of it is not this program's to see.
    let place = ["--data-dir", data, "--hub-program", &program];
    let coach = house::server(&[&["hub", "coach"][..], &place, &["--", "sync", "status"]].concat()).output().unwrap();
    assert_eq!(coach.status.code(), Some(1), "the coach's own status");
    assert!(String::from_utf8(coach.stderr).unwrap().contains("no account"));
}

//! The relay over real HTTP: who gets in, who does not, and what is too much.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coach_server::{Limits, Relay, Serving, serve};
use coach_wire::auth::{Claim, ERASE, LOGIN, Login, Receipt};
use coach_wire::message::{Exchange, Mark, Request, held};
use coach_wire::{Entry, PROTOCOL};
use ed25519_dalek::{Signer as _, SigningKey};
use person::{Client, Person};
use reqwest::StatusCode;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

mod person;

struct Served {
    client: Client,
    address: SocketAddr,
    end: CancellationToken,
    task: tokio::task::JoinHandle<Result<(), coach_server::Error>>,
    _folder: tempfile::TempDir,
}

async fn served(limits: Limits, serving: Serving) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let relay = Arc::new(Relay::open(folder.path(), limits).unwrap());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let end = CancellationToken::new();
    let task = tokio::spawn(serve(relay, listener, serving, end.clone()));
    Served { client: Client::new(format!("http://{address}")), address, end, task, _folder: folder }
}

impl std::ops::Deref for Served {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl Served {
    async fn stop(self) {
        self.end.cancel();
        self.task.await.unwrap().unwrap();
    }
}

fn empty_question() -> Vec<u8> {
    coach_wire::to_bytes(&Request::Exchange(Exchange { protocol: PROTOCOL, ..Exchange::default() }))
}

#[tokio::test]
async fn nobody_gets_in_without_a_proof_and_strangers_learn_nothing() {
    let served = served(Limits::default(), Serving::default()).await;
    let (ana, bob) = (Person::new(1), Person::new(2));
    served.begin(&ana).await;
    served.begin(&ana).await;
    let good = served.token(&ana).await;

    // An account that is not there, another's key, another's device: all the same, to the byte.
    let claim = |person: &Person, device: u8| Claim { account: person.account, device: Some([device; 16]) };
    let mut answers = Vec::new();
    for (claim, key) in [
        (claim(&bob, 7), &bob.device),
        (claim(&ana, 7), &bob.device),
        (claim(&ana, 8), &ana.device),
        (Claim { account: ana.account, device: None }, &ana.device),
    ] {
        answers.push(served.login(claim, key).await);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer.0 == StatusCode::UNAUTHORIZED));
    assert_eq!(served.login(Claim { account: ana.account, device: None }, &ana.root).await.0, StatusCode::OK);

    // A nonce is for one claim; a changed one is none.
    let own = claim(&ana, 7);
    let (_, nonce) = served.post("/v1/challenge", coach_wire::to_bytes(&own), None).await;
    for (place, byte) in [(0, 1_u8), (10, 1), (30, 1)] {
        let mut changed = nonce.clone();
        changed[place] ^= byte;
        let signature = ana.device.sign(&coach_wire::labelled(LOGIN, &Login::signed(&own, &changed))).to_bytes();
        let login = coach_wire::to_bytes(&Login { claim: own, nonce: changed, signature });
        assert_eq!(served.post("/v1/login", login, None).await.0, StatusCode::UNAUTHORIZED);
    }

    // Tokens: none, cut, changed anywhere, of another relay.
    let other = self::served(Limits::default(), Serving::default()).await;
    other.begin(&ana).await;
    let foreign = other.token(&ana).await;
    let mut wrong =
        vec![String::new(), good[..good.len() - 2].to_owned(), format!("{good}00"), "ü".repeat(73), foreign];
    for place in [0, 20, 22, 44, 54, 60, 75] {
        let mut changed: Vec<char> = good.chars().collect();
        changed[place] = if changed[place] == '0' { '1' } else { '0' };
        wrong.push(changed.into_iter().collect());
    }
    for path in ["/v1/sync", "/v1/erase"] {
        assert_eq!(served.post(path, empty_question(), None).await.0, StatusCode::UNAUTHORIZED);
        for token in wrong.iter().filter(|token| token.is_ascii()) {
            assert_eq!(served.post(path, empty_question(), Some(token)).await.0, StatusCode::UNAUTHORIZED, "{token}");
        }
    }
    assert_eq!(served.post("/v1/sync", empty_question(), Some(&good)).await.0, StatusCode::OK);
    other.stop().await;
    served.stop().await;
}

#[tokio::test]
async fn a_pass_tells_whether_what_is_held_is_all_and_nothing_else() {
    let served = served(Limits::default(), Serving::default()).await;
    let (ana, bob) = (Person::new(1), Person::new(2));
    served.begin(&ana).await;
    let token = served.let_in(&ana).await;
    let question = |pass: &[u8], held: [u8; 8]| format!("/v1/news/{}", URL_SAFE_NO_PAD.encode([pass, &held].concat()));
    let ask = async |path: &str| served.post(path, Vec::new(), None).await;
    let mark = |entry: &Entry, seq: u64| Mark::of([7; 16], seq, &entry.hash());

    let nothing = question(&token.pass, held(1, 0, []));
    assert_eq!(ask(&nothing).await, (StatusCode::NO_CONTENT, Vec::new()));
    let first = ana.entry(1, [0; 32]);
    served.exchange(&token.token, vec![first.clone()]).await;
    let (changed, problem) = ask(&nothing).await;
    assert_eq!(changed, StatusCode::NOT_FOUND);
    let whole = question(&token.pass, held(1, 0, [mark(&first, 1)]));
    assert_eq!(ask(&whole).await.0, StatusCode::NO_CONTENT);

    // Whoever holds less, more or something else, and whatever is no pass, hears the same to the byte.
    let mut wrong: Vec<String> = [
        held(0, 0, [mark(&first, 1)]),
        held(1, 1, [mark(&first, 1)]),
        held(1, 0, [mark(&first, 2)]),
        held(1, 0, [mark(&ana.entry(1, [1; 32]), 1)]),
        held(1, 0, [mark(&first, 1), Mark { device: [8; 16], ..mark(&first, 1) }]),
    ]
    .map(|held| question(&token.pass, held))
    .to_vec();
    let all = held(1, 0, [mark(&first, 1)]);
    for place in 0..token.pass.len() {
        let mut pass = token.pass.clone();
        pass[place] ^= 1;
        wrong.push(question(&pass, all));
    }
    // Of a person who has no account, and of one who has, as another relay gives it.
    let other = self::served(Limits::default(), Serving::default()).await;
    for person in [&ana, &bob] {
        other.begin(person).await;
        wrong.push(question(&other.let_in(person).await.pass, all));
    }
    wrong.extend([
        whole[..whole.len() - 1].to_owned(),
        format!("{whole}A"),
        format!("/v1/news/{}", "A".repeat(48)),
        format!("/v1/news/{}", "A".repeat(9000)),
        "/v1/news/%00".to_owned(),
    ]);
    for path in &wrong {
        assert_eq!(ask(path).await, (StatusCode::NOT_FOUND, problem.clone()), "{path}");
    }
    assert_eq!(ask(&whole).await.0, StatusCode::NO_CONTENT);

    // Nor does it tell of an account that is gone.
    let signature = ana.device.sign(&coach_wire::labelled(ERASE, &ana.account)).to_bytes().to_vec();
    assert_eq!(served.post("/v1/erase", signature, Some(&token.token)).await.0, StatusCode::OK);
    assert_eq!(ask(&whole).await, (StatusCode::NOT_FOUND, problem));
    other.stop().await;
    served.stop().await;
}

#[tokio::test]
async fn a_pass_ends_after_a_week() {
    let folder = tempfile::tempdir().unwrap();
    let relay = Relay::open(folder.path(), Limits::default()).unwrap();
    let ana = Person::new(1);
    let (now, week) = (1_795_089_600_000, 7 * 24 * 3_600_000);
    relay.begin(&[ana.genesis()], now).unwrap();
    let claim = Claim { account: ana.account, device: Some([7; 16]) };
    let nonce = relay.challenge(&claim, now).unwrap();
    let signature = ana.device.sign(&coach_wire::labelled(LOGIN, &Login::signed(&claim, &nonce))).to_bytes();
    let pass = relay.login(&Login { claim, nonce, signature }, now).unwrap().pass;
    let question = URL_SAFE_NO_PAD.encode([pass.as_slice(), &held(1, 0, [])].concat());
    for (at, holds) in [(now, true), (now + week, true), (now + week + 1000, false), (now + 1000 * week, false)] {
        assert_eq!(relay.holds_all(&question, at).is_ok(), holds, "{at}");
    }
}

#[tokio::test]
async fn the_answer_to_who_has_everything_is_as_short_as_can_be() {
    let served = served(Limits::default(), Serving::default()).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let pass = served.let_in(&ana).await.pass;
    let path = format!("/v1/news/{}", URL_SAFE_NO_PAD.encode([pass.as_slice(), &held(1, 0, [])].concat()));
    let mut line = TcpStream::connect(served.address).await.unwrap();
    let question = format!("POST {path} HTTP/1.1\r\nhost: {}\r\ncontent-length: 0\r\n\r\n", served.address);
    line.write_all(question.as_bytes()).await.unwrap();
    let mut answer = vec![0; 4096];
    let length = line.read(&mut answer).await.unwrap();
    let answer = std::str::from_utf8(&answer[..length]).unwrap();
    assert!(answer.starts_with("HTTP/1.1 204 No Content\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
    // With what a client of another kind adds, this stays under 200 bytes.
    assert!(question.len() + answer.len() <= 185, "{} and {}", question.len(), answer.len());
    served.stop().await;
}

#[tokio::test]
async fn one_account_sees_and_changes_nothing_of_another() {
    let served = served(Limits::default(), Serving::default()).await;
    let (ana, bob) = (Person::new(1), Person::new(2));
    served.begin(&ana).await;
    served.begin(&bob).await;
    let (anas, bobs) = (served.token(&ana).await, served.token(&bob).await);
    let first = ana.entry(1, [0; 32]);
    assert_eq!(served.exchange(&anas, vec![first.clone()]).await.refused, []);
    assert_eq!(served.exchange(&anas, vec![first.clone()]).await.refused, [], "again is fine");
    assert_eq!(served.exchange(&bobs, vec![first.clone()]).await.refused.len(), 1, "another's entry");
    assert_eq!(served.exchange(&bobs, Vec::new()).await.entries, []);
    let fork = Entry { sealed: vec![8; 64], ..ana.entry(1, [0; 32]) };
    assert_eq!(served.exchange(&anas, vec![fork]).await.refused.len(), 1, "its signature does not hold");
    assert_eq!(served.exchange(&anas, vec![ana.entry(3, first.hash())]).await.refused.len(), 1, "a gap");
    assert_eq!(served.exchange(&anas, vec![ana.entry(2, [5; 32])]).await.refused.len(), 1, "another past");
    assert_eq!(served.exchange(&anas, vec![ana.entry(2, first.hash())]).await.refused, []);
    // Erased by its owner's signature alone.
    let wish =
        |person: &Person, by: &SigningKey| by.sign(&coach_wire::labelled(ERASE, &person.account)).to_bytes().to_vec();
    assert_eq!(served.post("/v1/erase", wish(&bob, &ana.device), Some(&bobs)).await.0, StatusCode::UNAUTHORIZED);
    let (status, body) = served.post("/v1/erase", wish(&bob, &bob.device), Some(&bobs)).await;
    assert_eq!(status, StatusCode::OK);
    let receipt: Receipt = coach_wire::from_bytes(&body, "a receipt").unwrap();
    coach_wire::verify(&receipt.key, coach_wire::auth::RECEIPT, &receipt.signed(), &receipt.signature, "it").unwrap();
    assert_eq!(served.post("/v1/sync", empty_question(), Some(&bobs)).await.0, StatusCode::GONE);
    assert_eq!(served.post("/v1/accounts", coach_wire::to_bytes(&vec![bob.genesis()]), None).await.0, StatusCode::GONE);
    assert_eq!(served.exchange(&anas, Vec::new()).await.entries.len(), 2, "nobody else's went");
    served.stop().await;
}

#[tokio::test]
async fn too_much_and_nonsense_are_answered_and_do_no_harm() {
    let serving = Serving { strangers_per_minute: 40, members_per_minute: 30, ..Serving::default() };
    let served = served(Limits { registration: true, ..Limits::default() }, serving).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    for body in
        [Vec::new(), vec![0xff; 100], vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], vec![0x81; 3000]]
    {
        assert_eq!(served.post("/v1/sync", body.clone(), Some(&token)).await.0, StatusCode::BAD_REQUEST);
        assert_eq!(served.post("/v1/login", body.clone(), None).await.0, StatusCode::BAD_REQUEST);
        assert_eq!(served.post("/v1/accounts", body, None).await.0, StatusCode::BAD_REQUEST);
    }
    let future = Request::Exchange(Exchange { protocol: PROTOCOL + 2, ..Exchange::default() });
    let (status, _) = served.post("/v1/sync", coach_wire::to_bytes(&future), Some(&token)).await;
    assert_eq!(status, StatusCode::UPGRADE_REQUIRED);
    let long = vec![0; coach_wire::message::MAX_RENDEZVOUS + 1];
    let url = format!("{}/v1/rendezvous/{}/0", served.url, "a".repeat(32));
    assert_eq!(served.http.put(&url).body(long).send().await.unwrap().status(), StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(served.post("/v1/nothing", Vec::new(), None).await.0, StatusCode::NOT_FOUND);
    // Both limits are reached in the end, and say how long to wait.
    let mut paced = (false, false);
    for _ in 0..60 {
        paced.0 |= served.post("/v1/challenge", vec![1], None).await.0 == StatusCode::TOO_MANY_REQUESTS;
        paced.1 |= served.post("/v1/sync", empty_question(), Some(&token)).await.0 == StatusCode::TOO_MANY_REQUESTS;
    }
    assert_eq!(paced, (true, true));
    let metrics = served.http.get(format!("{}/metrics", served.url)).send().await.unwrap().text().await.unwrap();
    assert!(metrics.contains("http_requests_total{route=\"/v1/sync\",status=\"429\"}"), "{metrics}");
    assert!(metrics.contains("relay_accounts 1"));
    for path in ["/health", "/ready", "/v1/about"] {
        assert_eq!(served.http.get(format!("{}{path}", served.url)).send().await.unwrap().status(), StatusCode::OK);
    }
    served.stop().await;
}

#[tokio::test]
async fn a_listener_hears_of_news_and_is_let_go_at_the_end() {
    use futures::StreamExt;
    let served = served(Limits::default(), Serving::default()).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    let url = format!("{}/v1/changes", served.url);
    assert_eq!(served.http.get(&url).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    let answer = served.http.get(&url).bearer_auth(&token).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let mut stream = answer.bytes_stream();
    served.exchange(&token, vec![ana.entry(1, [0; 32])]).await;
    let heard = stream.next().await.unwrap().unwrap();
    assert!(heard.starts_with(b"event: changed"), "{heard:?}");
    served.stop().await;
    assert!(stream.next().await.is_none(), "the stream ends with the server");
}

#[tokio::test]
async fn a_socket_carries_the_same_hints_and_ends_with_its_owners_access() {
    use futures::StreamExt;
    use tokio_tungstenite::tungstenite::Message;
    use tokio_tungstenite::tungstenite::client::IntoClientRequest;
    let served = served(Limits::default(), Serving::default()).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    let url = format!("ws://{}/v1/socket", served.address);
    let ask = |protocol: String| {
        let mut request = url.as_str().into_client_request().unwrap();
        request.headers_mut().insert("sec-websocket-protocol", protocol.parse().unwrap());
        tokio_tungstenite::connect_async(request)
    };
    assert!(tokio_tungstenite::connect_async(url.as_str()).await.is_err(), "nobody");
    let first = if token.starts_with('A') { 'B' } else { 'A' };
    assert!(ask(format!("pocketcoach.v1, {first}{}", &token[1..])).await.is_err(), "a forged token");
    let (mut socket, answer) = ask(format!("pocketcoach.v1, {token}")).await.unwrap();
    assert_eq!(answer.headers()["sec-websocket-protocol"], "pocketcoach.v1", "the token is not given back");
    served.exchange(&token, vec![ana.entry(1, [0; 32])]).await;
    assert_eq!(socket.next().await.unwrap().unwrap(), Message::text("changed"));
    // Erased: the next hint would be for nobody.
    let wish = ana.device.sign(&coach_wire::labelled(ERASE, &ana.account)).to_bytes().to_vec();
    assert_eq!(served.post("/v1/erase", wish, Some(&token)).await.0, StatusCode::OK);
    assert_eq!(served.status("/v1/socket").await, StatusCode::UNAUTHORIZED);
    served.stop().await;
    assert!(matches!(socket.next().await, None | Some(Ok(Message::Close(_)) | Err(_))), "it ends with the server");
}

#[tokio::test]
async fn who_is_slow_large_or_compressed_is_let_go() {
    let serving =
        Serving { head_time: Duration::from_millis(300), longest: Duration::from_millis(900), ..Serving::default() };
    let served = served(Limits::default(), serving).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    // A head that never ends, a body that never comes.
    let mut slow = TcpStream::connect(served.address).await.unwrap();
    slow.write_all(b"POST /v1/login HTTP/1.1\r\nHost: a\r\nX: ").await.unwrap();
    let mut rest = Vec::new();
    let let_go = tokio::time::timeout(Duration::from_secs(20), slow.read_to_end(&mut rest)).await;
    assert!(let_go.is_ok(), "the line is closed");
    let mut slow = TcpStream::connect(served.address).await.unwrap();
    slow.write_all(b"POST /v1/login HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc").await.unwrap();
    let mut answer = vec![0; 12];
    tokio::time::timeout(Duration::from_secs(20), slow.read_exact(&mut answer)).await.unwrap().unwrap();
    assert_eq!(answer, b"HTTP/1.1 408");
    // A stranger is answered before a byte of the body is sent.
    let mut stranger = TcpStream::connect(served.address).await.unwrap();
    stranger.write_all(b"POST /v1/sync HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n").await.unwrap();
    tokio::time::timeout(Duration::from_secs(20), stranger.read_exact(&mut answer)).await.unwrap().unwrap();
    assert_eq!(answer, b"HTTP/1.1 401");
    let large = |path: &'static str, bytes: usize| served.try_post(path, vec![0; bytes], Some(&token));
    for (path, bytes) in [("/v1/login", 5 << 10), ("/v1/accounts", 5 << 20), ("/v1/sync", 25 << 20)] {
        // The line may be closed while the rest is still being sent.
        if let Ok((status, _)) = large(path, bytes).await {
            assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
        }
    }
    for encoding in ["gzip", "br", "zstd", "gzip, gzip"] {
        let request = served.http.post(format!("{}/v1/sync", served.url)).bearer_auth(&token);
        let answer = request.header("content-encoding", encoding).body(empty_question()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{encoding}");
    }
    // A list that says it has four thousand million members, and a nest without end.
    for bomb in [vec![0x82, 0x00, 0x81, 0x9a, 0xff, 0xff, 0xff, 0xff], vec![0x9f; 1 << 20], vec![0xd8; 1 << 20]] {
        assert_eq!(served.post("/v1/sync", bomb, Some(&token)).await.0, StatusCode::BAD_REQUEST);
    }
    assert_eq!(served.post("/v1/sync", empty_question(), Some(&token)).await.0, StatusCode::OK);
    served.stop().await;
}

#[tokio::test]
async fn at_the_end_everyone_who_asked_is_answered() {
    let serving = Serving { drain: Duration::from_secs(2), members_per_minute: u32::MAX, ..Serving::default() };
    let served = served(Limits::default(), serving).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let (client, token) = (Client::new(served.url.clone()), token.clone());
            tokio::spawn(async move {
                let mut answered = 0;
                // As a balancer does, each asks whether the relay is ready, and goes elsewhere when it is not.
                while client.status("/ready").await == StatusCode::OK {
                    assert_eq!(client.post("/v1/sync", empty_question(), Some(&token)).await.0, StatusCode::OK);
                    answered += 1;
                }
                answered
            })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(500)).await;
    served.end.cancel();
    for task in asking {
        // A request that failed would have panicked in there.
        assert!(task.await.unwrap() > 0);
    }
    served.task.await.unwrap().unwrap();
    let began = Instant::now();
    assert!(TcpStream::connect(served.address).await.is_err() && began.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_page_is_as_large_as_the_device_asks_for() {
    let served = served(Limits::default(), Serving::default()).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    let (mut entries, mut prev) = (Vec::new(), [0; 32]);
    for seq in 1..=40 {
        let entry = ana.entry_of(seq, prev, 100_000);
        prev = entry.hash();
        entries.push(entry);
    }
    assert_eq!(served.exchange(&token, entries).await.refused, []);
    let give = |room: Option<u32>| {
        served.ask(&token, Exchange { protocol: PROTOCOL, records_known: 1, room, ..Exchange::default() })
    };
    let plain = give(None).await;
    assert_eq!((plain.entries.len(), plain.more), (10, true), "a mebibyte when nothing is said");
    assert_eq!(give(Some(1)).await.entries.len(), 2, "never less than a quarter of it");
    let all = give(Some(u32::MAX)).await;
    assert_eq!((all.entries.len(), all.more), (40, false), "and never more than eight");
    served.stop().await;
}

#[test]
fn the_description_names_every_route_once() {
    let description: serde_json::Value = serde_json::from_str(&coach_server::openapi_json()).unwrap();
    let paths: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    assert_eq!(paths.len(), 41, "{paths:?}");
    for item in description["paths"].as_object().unwrap().values() {
        for operation in item.as_object().unwrap().values() {
            assert!(operation["responses"]["default"].is_object());
            assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()));
        }
    }
}

//! The relay over real HTTP: who gets in, who does not, and what is too much.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use coach_server::{Limits, Relay, Serving, serve};
use coach_wire::account::{Body, Change, Epoch, NewDevice, RECORD, Record, SUITE, Signer, Wrapped, account_id};
use coach_wire::auth::{Claim, ERASE, LOGIN, Login, Receipt, Token};
use coach_wire::message::{Exchange, Exchanged, Request, Response};
use coach_wire::{AccountId, Entry, Header, PROTOCOL};
use ed25519_dalek::{Signer as _, SigningKey};
use reqwest::StatusCode;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

struct Served {
    url: String,
    end: CancellationToken,
    task: tokio::task::JoinHandle<Result<(), coach_server::Error>>,
    http: reqwest::Client,
    _folder: tempfile::TempDir,
}

async fn served(limits: Limits, serving: Serving) -> Served {
    let folder = tempfile::tempdir().unwrap();
    let relay = Arc::new(Relay::open(folder.path(), limits).unwrap());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let end = CancellationToken::new();
    let task = tokio::spawn(serve(relay, listener, serving, end.clone()));
    Served { url, end, task, http: reqwest::Client::new(), _folder: folder }
}

/// Someone with an account of one device.
struct Person {
    root: SigningKey,
    device: SigningKey,
    account: AccountId,
}

impl Person {
    fn new(number: u8) -> Self {
        let (root, device) = (SigningKey::from_bytes(&[number; 32]), SigningKey::from_bytes(&[number + 100; 32]));
        let account = account_id(&root.verifying_key().to_bytes());
        Person { root, device, account }
    }

    fn genesis(&self) -> Record {
        let device = NewDevice {
            id: [7; 16],
            verifying_key: self.device.verifying_key().to_bytes(),
            sealing_key: [1; 32],
            label: vec![0; 8],
        };
        let epoch = Epoch {
            number: 1,
            suite: SUITE,
            commit: [1; 32],
            wrapped: vec![Wrapped { device: [7; 16], key: vec![1; 80] }],
            recovery: vec![1; 80],
            back_link: Vec::new(),
        };
        let change = Change::Genesis { root: self.root.verifying_key().to_bytes(), recovery: [2; 32], device, epoch };
        let body =
            Body { account: self.account, number: 0, prev_hash: [0; 32], at_ms: 1, signer: Signer::Root, change };
        let body = coach_wire::to_bytes(&body);
        Record { signature: self.root.sign(&coach_wire::labelled(RECORD, &body)).to_bytes(), body }
    }

    fn entry(&self, seq: u64, prev_hash: [u8; 32]) -> Entry {
        let header = Header {
            account: self.account,
            epoch: 1,
            device: [7; 16],
            seq,
            prev_hash,
            witness: [0; 32],
            n_ops: 1,
            commit_tag: [0; 32],
        };
        let (header, sealed) = (header.encode(), vec![9; 64]);
        let signature = self.device.sign(&Entry::signed(&header, &sealed)).to_bytes();
        Entry { header, sealed, signature }
    }
}

impl Served {
    async fn post(&self, path: &str, body: Vec<u8>, token: Option<&str>) -> (StatusCode, Vec<u8>) {
        let mut request = self.http.post(format!("{}{path}", self.url)).body(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.unwrap();
        let status = answer.status();
        if !status.is_success() {
            let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
            let body = answer.bytes().await.unwrap().to_vec();
            if kind.as_deref() == Some("application/problem+json") {
                let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
                assert_eq!(problem["status"], status.as_u16());
            }
            return (status, body);
        }
        (status, answer.bytes().await.unwrap().to_vec())
    }

    async fn begin(&self, person: &Person) {
        let records = coach_wire::to_bytes(&vec![person.genesis()]);
        assert_eq!(self.post("/v1/accounts", records, None).await.0, StatusCode::NO_CONTENT);
    }

    async fn login(&self, claim: Claim, key: &SigningKey) -> (StatusCode, Vec<u8>) {
        let (status, nonce) = self.post("/v1/challenge", coach_wire::to_bytes(&claim), None).await;
        assert_eq!(status, StatusCode::OK);
        let signature = key.sign(&coach_wire::labelled(LOGIN, &Login::signed(&claim, &nonce))).to_bytes();
        self.post("/v1/login", coach_wire::to_bytes(&Login { claim, nonce, signature }), None).await
    }

    async fn token(&self, person: &Person) -> String {
        let claim = Claim { account: person.account, device: Some([7; 16]) };
        let (status, body) = self.login(claim, &person.device).await;
        assert_eq!(status, StatusCode::OK);
        coach_wire::from_bytes::<Token>(&body, "a token").unwrap().token
    }

    async fn exchange(&self, token: &str, entries: Vec<Entry>) -> Exchanged {
        let ask = Exchange { protocol: PROTOCOL, records_known: 1, entries, ..Exchange::default() };
        let (status, body) = self.post("/v1/sync", coach_wire::to_bytes(&Request::Exchange(ask)), Some(token)).await;
        assert_eq!(status, StatusCode::OK);
        match coach_wire::from_bytes(&body, "an answer").unwrap() {
            Response::Exchanged(answer) => answer,
            other => panic!("{other:?}"),
        }
    }

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
    for place in [0, 33, 40, 70, 100, 140] {
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
    let serving = Serving { strangers_per_minute: 40, members_per_minute: 30 };
    let served = served(Limits { registration: true, ..Limits::default() }, serving).await;
    let ana = Person::new(1);
    served.begin(&ana).await;
    let token = served.token(&ana).await;
    for body in
        [Vec::new(), vec![0xff; 100], vec![0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], vec![0x81; 5000]]
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

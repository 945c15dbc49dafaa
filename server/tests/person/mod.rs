//! People with accounts, and what their devices say to a relay over HTTP.

use coach_wire::account::{Body, Change, Epoch, NewDevice, RECORD, Record, SUITE, Signer, Wrapped, account_id};
use coach_wire::auth::{Claim, LOGIN, Login, Token};
use coach_wire::message::{Exchange, Exchanged, Request, Response};
use coach_wire::{AccountId, Entry, Header, PROTOCOL};
use ed25519_dalek::{Signer as _, SigningKey};
use reqwest::StatusCode;

/// Someone with an account of one device.
pub(crate) struct Person {
    pub(crate) root: SigningKey,
    pub(crate) device: SigningKey,
    pub(crate) account: AccountId,
}

#[allow(dead_code, reason = "not every test writes")]
impl Person {
    pub(crate) fn new(number: u8) -> Self {
        let (root, device) = (SigningKey::from_bytes(&[number; 32]), SigningKey::from_bytes(&[number + 100; 32]));
        let account = account_id(&root.verifying_key().to_bytes());
        Person { root, device, account }
    }

    pub(crate) fn genesis(&self) -> Record {
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

    pub(crate) fn entry(&self, seq: u64, prev_hash: [u8; 32]) -> Entry {
        self.entry_of(seq, prev_hash, 64)
    }

    pub(crate) fn entry_of(&self, seq: u64, prev_hash: [u8; 32], size: usize) -> Entry {
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
        let (header, sealed) = (header.encode(), vec![9; size]);
        let signature = self.device.sign(&Entry::signed(&header, &sealed)).to_bytes();
        Entry { header, sealed, signature }
    }
}

/// A relay somewhere, as clients see it.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) url: String,
    pub(crate) http: reqwest::Client,
}

#[allow(dead_code, reason = "not every test says everything")]
impl Client {
    pub(crate) fn new(url: String) -> Self {
        Client { url, http: reqwest::Client::new() }
    }

    pub(crate) async fn post(&self, path: &str, body: Vec<u8>, token: Option<&str>) -> (StatusCode, Vec<u8>) {
        self.try_post(path, body, token).await.unwrap()
    }

    pub(crate) async fn try_post(
        &self,
        path: &str,
        body: Vec<u8>,
        token: Option<&str>,
    ) -> Result<(StatusCode, Vec<u8>), reqwest::Error> {
        let mut request = self.http.post(format!("{}{path}", self.url)).body(body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await?;
        let status = answer.status();
        if !status.is_success() {
            let kind = answer.headers().get("content-type").map(|kind| kind.to_str().unwrap().to_owned());
            let body = answer.bytes().await?.to_vec();
            if kind.as_deref() == Some("application/problem+json") {
                let problem: serde_json::Value = serde_json::from_slice(&body).unwrap();
                assert_eq!(problem["status"], status.as_u16());
            }
            return Ok((status, body));
        }
        Ok((status, answer.bytes().await?.to_vec()))
    }

    pub(crate) async fn status(&self, path: &str) -> StatusCode {
        self.http.get(format!("{}{path}", self.url)).send().await.unwrap().status()
    }

    pub(crate) async fn begin(&self, person: &Person) {
        let records = coach_wire::to_bytes(&vec![person.genesis()]);
        assert_eq!(self.post("/v1/accounts", records, None).await.0, StatusCode::NO_CONTENT);
    }

    pub(crate) async fn login(&self, claim: Claim, key: &SigningKey) -> (StatusCode, Vec<u8>) {
        let (status, nonce) = self.post("/v1/challenge", coach_wire::to_bytes(&claim), None).await;
        assert_eq!(status, StatusCode::OK);
        let signature = key.sign(&coach_wire::labelled(LOGIN, &Login::signed(&claim, &nonce))).to_bytes();
        self.post("/v1/login", coach_wire::to_bytes(&Login { claim, nonce, signature }), None).await
    }

    pub(crate) async fn token(&self, person: &Person) -> String {
        self.let_in(person).await.token
    }

    pub(crate) async fn let_in(&self, person: &Person) -> Token {
        let claim = Claim { account: person.account, device: Some([7; 16]) };
        let (status, body) = self.login(claim, &person.device).await;
        assert_eq!(status, StatusCode::OK);
        coach_wire::from_bytes(&body, "a token").unwrap()
    }

    pub(crate) async fn exchange(&self, token: &str, entries: Vec<Entry>) -> Exchanged {
        self.ask(token, Exchange { protocol: PROTOCOL, records_known: 1, entries, ..Exchange::default() }).await
    }

    pub(crate) async fn ask(&self, token: &str, ask: Exchange) -> Exchanged {
        let (status, body) = self.post("/v1/sync", coach_wire::to_bytes(&Request::Exchange(ask)), Some(token)).await;
        assert_eq!(status, StatusCode::OK);
        match coach_wire::from_bytes(&body, "an answer").unwrap() {
            Response::Exchanged(answer) => answer,
            other => panic!("{other:?}"),
        }
    }
}

//! The relay over HTTP.

use crate::transport::{Credential, Transport};
use crate::{Error, exchange::hex};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use coach_wire::account::Record;
use coach_wire::auth::{Claim, PASS_LENGTH, Receipt, Token};
use coach_wire::message::{MAX_MESSAGE, Request, Response};
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

const CONNECT: Duration = Duration::from_secs(10);
/// A page is a mebibyte, which a slow line takes a minute for.
const ANSWER: Duration = Duration::from_secs(90);
/// Pauses before a request is sent again.
const PAUSES: [Duration; 3] = [Duration::from_millis(200), Duration::from_millis(800), Duration::from_secs(2)];
/// Where the relay's last pass is kept.
const PASS: &str = "pass";
/// A token is renewed this long before it ends.
const MARGIN: Duration = Duration::from_secs(30);

/// A relay by its address.
#[derive(Debug)]
pub struct HttpRelay {
    http: reqwest::Client,
    base: String,
    token: Mutex<Option<(Claim, String, Instant)>>,
}

impl HttpRelay {
    /// A relay at an `http` or `https` address. Plain `http` is taken for this machine only: what is sealed stays
    /// sealed anywhere, but names of accounts and tokens would be open to everyone on the way.
    ///
    /// # Errors
    /// [`Error::Protocol`] when the address is none.
    pub fn new(server: &str) -> Result<Self, Error> {
        let wrong = |reason: &str| Error::Protocol(format!("the address of the server {reason}"));
        let url =
            reqwest::Url::parse(server).map_err(|_| wrong("is none; give one such as https://sync.example.org"))?;
        let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        match url.scheme() {
            "https" => {}
            "http" if local => {}
            "http" => return Err(wrong("has to begin with https, unless it is this machine")),
            _ => return Err(wrong("has to begin with https")),
        }
        if !url.username().is_empty() || url.password().is_some() || url.query().is_some() {
            return Err(wrong("must not hold a password or a question"));
        }
        let http = reqwest::Client::builder()
            .connect_timeout(CONNECT)
            .timeout(ANSWER)
            // A relay that sends a device elsewhere would get its login.
            .redirect(reqwest::redirect::Policy::none())
            .build()
            // Nothing else can be missing here.
            .map_err(|_| {
                wrong("cannot be used: this machine has no certificates to tell a server by (install ca-certificates)")
            })?;
        Ok(HttpRelay { http, base: url.as_str().trim_end_matches('/').to_owned(), token: Mutex::new(None) })
    }

    /// Sends a request, and again after a pause when the line breaks: every one of them may arrive twice.
    async fn send(&self, request: reqwest::RequestBuilder) -> Result<Vec<u8>, Error> {
        for pause in PAUSES {
            let Some(again) = request.try_clone() else { break };
            match self.send_once(again).await {
                Err(Error::Unreachable(_)) => tokio::time::sleep(pause).await,
                other => return other,
            }
        }
        self.send_once(request).await
    }

    async fn send_once(&self, request: reqwest::RequestBuilder) -> Result<Vec<u8>, Error> {
        let answer = request.send().await.map_err(|error| unreachable(&error))?;
        let status = answer.status();
        let pause = answer
            .headers()
            .get(reqwest::header::RETRY_AFTER)
            .and_then(|value| value.to_str().ok()?.parse().ok())
            .unwrap_or(60);
        if status.is_success() {
            let mut body = Vec::new();
            let mut stream = answer.bytes_stream();
            while let Some(part) = stream.next().await {
                body.extend_from_slice(&part.map_err(|error| unreachable(&error))?);
                if body.len() > MAX_MESSAGE {
                    return Err(Error::Protocol("its answer is too long".to_owned()));
                }
            }
            return Ok(body);
        }
        Err(match status.as_u16() {
            401 | 403 => Error::NotLetIn,
            404 => Error::NothingThere,
            409 => Error::Conflict,
            410 => Error::Erased,
            423 => Error::Closed,
            426 => Error::Protocol("it speaks another version of the protocol; update one of the two".to_owned()),
            429 => Error::TooMany(pause),
            507 => Error::Full,
            500.. => Error::Unreachable(format!("it answers {}", status.as_u16())),
            other => Error::Protocol(format!("it answers {other}")),
        })
    }

    fn post(&self, path: &str, body: Vec<u8>) -> reqwest::RequestBuilder {
        self.http
            .post(format!("{}/v1/{path}", self.base))
            .header(reqwest::header::CONTENT_TYPE, "application/cbor")
            .body(body)
    }

    async fn token(&self, who: Credential<'_>, fresh: bool) -> Result<String, Error> {
        let claim = who.claim()?;
        let mut held = self.token.lock().await;
        if let Some((whose, token, end)) = held.as_ref()
            && *whose == claim
            && !fresh
            && *end > Instant::now() + MARGIN
        {
            return Ok(token.clone());
        }
        let nonce = self.send(self.post("challenge", coach_wire::to_bytes(&claim))).await?;
        let login = who.login(nonce)?;
        let token = self.send(self.post("login", coach_wire::to_bytes(&login))).await?;
        let token: Token = coach_wire::from_bytes(&token, "a token")?;
        let end = Instant::now() + Duration::from_secs(u64::from(token.seconds));
        if let Credential::Device(store) = who {
            store.set_sync_secret(PASS, Some(&token.pass))?;
        }
        *held = Some((claim, token.token.clone(), end));
        Ok(token.token)
    }

    /// Waits until the relay says that there is something new, or `at_most` so long. Without a line it waits as well, so
    /// that whoever syncs in a loop does not hurry.
    ///
    /// # Errors
    /// Those of logging in, but not of the line.
    pub async fn wait_for_news(&self, who: Credential<'_>, at_most: Duration) -> Result<(), Error> {
        let listen = async {
            let token = self.token(who, false).await?;
            let url = format!("{}/v1/changes", self.base);
            let answer = self.http.get(url).bearer_auth(token).timeout(at_most).send().await;
            let answer = answer.map_err(|error| unreachable(&error))?;
            if !answer.status().is_success() {
                return Err(Error::Unreachable(format!("it answers {}", answer.status().as_u16())));
            }
            let mut stream = answer.bytes_stream();
            while let Some(part) = stream.next().await {
                let part = part.map_err(|error| unreachable(&error))?;
                // Lines that begin with a colon only keep the line open.
                if part.starts_with(b"event:") {
                    return Ok(());
                }
            }
            Err(Error::Unreachable("the connection broke".to_owned()))
        };
        let began = Instant::now();
        match tokio::time::timeout(at_most, listen).await {
            Ok(Err(Error::Unreachable(_))) => {
                tokio::time::sleep(at_most.saturating_sub(began.elapsed())).await;
                Ok(())
            }
            Ok(other) => other,
            Err(_) => Ok(()),
        }
    }

    /// Sends as someone; a token that the relay does not take (it was started anew) is renewed once.
    async fn send_as(&self, who: Credential<'_>, path: &str, body: Vec<u8>) -> Result<Vec<u8>, Error> {
        let token = self.token(who, false).await?;
        let request = self.post(path, body);
        // Shares the body, which may be a page of several megabytes.
        let again = request.try_clone();
        match (self.send(request.bearer_auth(token)).await, again) {
            (Err(Error::NotLetIn), Some(again)) => {
                let token = self.token(who, true).await?;
                self.send(again.bearer_auth(token)).await
            }
            (other, _) => other,
        }
    }
}

fn unreachable(error: &reqwest::Error) -> Error {
    // The library's own text may hold the address; the kind says enough.
    Error::Unreachable(
        if error.is_timeout() {
            "it does not answer in time"
        } else if error.is_connect() {
            "no connection; is the address right, and does it run?"
        } else {
            "the connection broke"
        }
        .to_owned(),
    )
}

impl Transport for HttpRelay {
    fn begin<'a>(&'a self, records: &'a [Record]) -> BoxFuture<'a, Result<(), Error>> {
        async move {
            self.send(self.post("accounts", coach_wire::to_bytes(&records))).await?;
            Ok(())
        }
        .boxed()
    }

    fn ask<'a>(&'a self, who: Credential<'a>, request: Request) -> BoxFuture<'a, Result<Response, Error>> {
        async move {
            let answer = self.send_as(who, "sync", coach_wire::to_bytes(&request)).await?;
            Ok(coach_wire::from_bytes(&answer, "the server's answer")?)
        }
        .boxed()
    }

    fn has_news<'a>(&'a self, who: Credential<'a>, held: [u8; 8]) -> BoxFuture<'a, Result<bool, Error>> {
        async move {
            let Credential::Device(store) = who else { return Ok(true) };
            let account = store.identity()?.account;
            let pass = store.sync_secret(PASS)?.filter(|pass| pass.len() == PASS_LENGTH && pass.starts_with(&account));
            let Some(pass) = pass else { return Ok(true) };
            let question = URL_SAFE_NO_PAD.encode([pass.as_slice(), &held].concat());
            match self.send(self.http.post(format!("{}/v1/news/{question}", self.base))).await {
                Ok(_) => Ok(false),
                // A line that is broken is broken for the next question, too.
                Err(Error::Unreachable(why)) => Err(Error::Unreachable(why)),
                Err(_) => Ok(true),
            }
        }
        .boxed()
    }

    fn erase<'a>(&'a self, who: Credential<'a>) -> BoxFuture<'a, Result<Receipt, Error>> {
        async move {
            let answer = self.send_as(who, "erase", who.sign_erasure()?.to_vec()).await?;
            Ok(coach_wire::from_bytes(&answer, "the server's receipt")?)
        }
        .boxed()
    }

    fn leave<'a>(&'a self, meeting: &'a [u8; 16], letter: u8, bytes: Vec<u8>) -> BoxFuture<'a, Result<(), Error>> {
        async move {
            let url = format!("{}/v1/rendezvous/{}/{letter}", self.base, hex(meeting));
            self.send(self.http.put(url).body(bytes)).await.map(|_| ())
        }
        .boxed()
    }

    fn fetch<'a>(&'a self, meeting: &'a [u8; 16], letter: u8) -> BoxFuture<'a, Result<Option<Vec<u8>>, Error>> {
        async move {
            let url = format!("{}/v1/rendezvous/{}/{letter}", self.base, hex(meeting));
            match self.send(self.http.get(url)).await {
                Ok(bytes) => Ok(Some(bytes)),
                Err(Error::NothingThere) => Ok(None),
                Err(error) => Err(error),
            }
        }
        .boxed()
    }
}

//! A server of a home of its own, and a client that writes bytes.

use coach_api::{Coach, CoachConfig, KeySource, ModelChoice, Profile};
use coach_web::{ServeOptions, Server};
use serde_json::Value;
use std::net::SocketAddr;
use std::path::PathBuf;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) struct Served {
    pub(crate) server: Server,
    pub(crate) coach: Coach,
    pub(crate) home: TempDir,
}

/// An answer as it came over the wire.
pub(crate) struct Heard {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Heard {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.head, self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

impl Served {
    pub(crate) async fn start(model: ModelChoice) -> Served {
        let home = TempDir::new().unwrap();
        let config = CoachConfig { data_dir: home.path().join("data"), key: KeySource::Given("5a".repeat(32).into()) };
        let profile =
            Profile { max_hr_bpm: Some(190.0), birth_date: Some(jiff::civil::date(1990, 5, 17)), ..Profile::default() };
        Coach::create(config.clone(), profile).await.unwrap().shutdown().await;
        let coach = Coach::open_with_model(config.clone(), model).await.unwrap();
        let options = ServeOptions { port: 0, mcp_scopes: Vec::new() };
        let server = Server::start(coach.clone(), config, options).await.unwrap();
        Served { server, coach, home }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.server.address()
    }

    pub(crate) fn uploads(&self) -> PathBuf {
        self.home.path().join("data/uploads")
    }

    /// The lines of a request that is let in, without the empty one.
    pub(crate) fn head(&self, method: &str, path: &str) -> String {
        let (address, token) = (self.address(), self.server.token());
        format!("{method} {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n")
    }

    pub(crate) async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address()).await.unwrap()
    }

    /// Sends bytes and hears the answer to its end.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> Heard {
        let mut stream = self.connect().await;
        // The server may have answered and closed before it read everything.
        let _ = stream.write_all(bytes).await;
        hear(&mut stream).await
    }

    pub(crate) async fn get(&self, path: &str) -> Heard {
        self.raw(format!("{}Connection: close\r\n\r\n", self.head("GET", path)).as_bytes()).await
    }

    pub(crate) async fn send(&self, method: &str, path: &str, body: &Value) -> Heard {
        let body = body.to_string();
        let head = self.head(method, path);
        let length = body.len();
        let kind = "Content-Type: application/json\r\nConnection: close\r\n";
        self.raw(format!("{head}{kind}Content-Length: {length}\r\n\r\n{body}").as_bytes()).await
    }

    pub(crate) async fn end(self) {
        self.server.stop().await;
        self.coach.shutdown().await;
    }
}

/// Reads an answer until the connection ends.
pub(crate) async fn hear(stream: &mut TcpStream) -> Heard {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes).await;
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let body = bytes.get(end + 4..).unwrap_or_default();
    let chunked = head.to_lowercase().contains("transfer-encoding: chunked");
    let body = if chunked { unchunked(body) } else { body.to_vec() };
    Heard { status, head, body }
}

/// The content of a chunked body, as far as it came.
fn unchunked(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    while let Some(end) = rest.windows(2).position(|two| two == b"\r\n") {
        let size = usize::from_str_radix(&String::from_utf8_lossy(&rest[..end]), 16).unwrap_or(0);
        let Some(chunk) = rest.get(end + 2..end + 2 + size).filter(|_| size > 0) else { break };
        whole.extend_from_slice(chunk);
        rest = rest.get(end + 4 + size..).unwrap_or_default();
    }
    whole
}

/// Waits until something holds, for as long as a slow machine may need.
pub(crate) async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..3_000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("{what} did not come about");
}

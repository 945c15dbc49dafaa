//! Who may speak to the hub from a browser or a program: with the token of the link, under a name of the hub's own.
//!
//! The rules are those of the hub's process itself, which sees its own name and its own token afterwards.

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use std::net::SocketAddr;
use std::path::PathBuf;

/// What a WebSocket offers to carry the token, as browsers let it set no header: `bearer.` and the token.
pub(super) const WS_TOKEN: &str = "bearer.";

/// A request that is not let in: the status, the kind of problem, its title, and a sentence for the person.
pub(super) type Refusal = (StatusCode, &'static str, &'static str, &'static str);

const FOREIGN_HOST: Refusal = (
    StatusCode::FORBIDDEN,
    "foreign_host",
    "The hub is not known under this name",
    "Failed to answer: the hub speaks only under the loopback names with its port, and under the name of --hub-name.",
);
const FOREIGN_ORIGIN: Refusal = (
    StatusCode::FORBIDDEN,
    "foreign_origin",
    "Another page asked",
    "Failed to answer: only the hub's own page may ask from a browser.",
);
const UNAUTHORIZED: Refusal = (
    StatusCode::UNAUTHORIZED,
    "unauthorized",
    "The token is missing or wrong",
    "Failed to let you in: open the address that `coach-server hub link` prints on the hub's machine.",
);

/// The names of a hub, and where the token of its link is.
pub(super) struct Door {
    /// Authorities of the address that it listens at, which pages of plain HTTP are under.
    plain: Vec<String>,
    /// The name that a proxy with TLS in front has.
    secure: Option<String>,
    link: PathBuf,
}

impl Door {
    pub(super) fn new(address: SocketAddr, name: Option<String>, link: PathBuf) -> Self {
        let mut plain = Vec::new();
        if address.ip().is_loopback() {
            let hosts = ["127.0.0.1", "localhost", "[::1]"];
            plain.extend(hosts.map(|host| format!("{host}:{}", address.port())));
            if address.port() == 80 {
                plain.extend(hosts.map(str::to_owned));
            }
        }
        Door { plain, secure: name, link }
    }

    /// Whether a request is in, with the token; `false` for one that needs none, as a page does.
    ///
    /// # Errors
    /// The refusal.
    pub(super) async fn check(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<bool, Refusal> {
        let path = uri.path();
        let is_api = path == "/v1" || path.starts_with("/v1/");
        self.check_host(headers, uri)?;
        self.check_origin(headers)?;
        if !is_api || (path == "/v1/health" && method == Method::GET) {
            return Ok(false);
        }
        // Read each time: a token that was made anew holds from then on, and the old one no more.
        let token = tokio::fs::read_to_string(&self.link).await.ok();
        let token = token.as_deref().and_then(super::home::token_of).ok_or(UNAUTHORIZED)?;
        // Of hashes, so that the time tells nothing about the token.
        let token = blake3::hash(token.as_bytes());
        let is = |given: &str| blake3::hash(given.as_bytes()) == token;
        let by_header = bearer(headers).is_some_and(is);
        let by_offer = || path == "/v1/ws" && offered(headers).any(is);
        if by_header || by_offer() { Ok(true) } else { Err(UNAUTHORIZED) }
    }

    fn check_host(&self, headers: &HeaderMap, uri: &Uri) -> Result<(), Refusal> {
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|value| value.to_str().ok());
        let single = hosts.next().is_none();
        let known = |name: &str| {
            let mut names = self.plain.iter().chain(&self.secure);
            names.any(|own| own.eq_ignore_ascii_case(name))
        };
        // A request line may name the host itself; then both count.
        let named = uri.authority().is_none_or(|authority| known(authority.as_str()));
        if single && named && host.is_some_and(known) { Ok(()) } else { Err(FOREIGN_HOST) }
    }

    fn check_origin(&self, headers: &HeaderMap) -> Result<(), Refusal> {
        let own = |origin: &str| {
            let is = |scheme: &str, name: &String| {
                origin.strip_prefix(scheme).is_some_and(|given| given.eq_ignore_ascii_case(name))
            };
            self.plain.iter().any(|name| is("http://", name)) || self.secure.iter().any(|name| is("https://", name))
        };
        let mut origins = headers.get_all(header::ORIGIN).iter();
        // What browsers say in `Sec-Fetch-Site` is handed on, and weighed by the hub's process.
        if origins.all(|value| value.to_str().is_ok_and(own)) { Ok(()) } else { Err(FOREIGN_ORIGIN) }
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

fn offered(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(header::SEC_WEBSOCKET_PROTOCOL).iter().filter_map(|value| value.to_str().ok());
    lines.flat_map(|line| line.split(',')).filter_map(|offer| offer.trim().strip_prefix(WS_TOKEN))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    async fn asked(door: &Door, path: &str, lines: &[(&str, &str)]) -> Result<bool, &'static str> {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(name.parse::<axum::http::HeaderName>().unwrap(), value.parse().unwrap());
        }
        door.check(&Method::GET, &path.parse().unwrap(), &headers).await.map_err(|refusal| refusal.1)
    }

    #[tokio::test]
    async fn names_origins_and_tokens_have_to_be_the_own_ones() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link");
        let door = Door::new("127.0.0.1:8788".parse().unwrap(), Some("hub.example".to_owned()), link.clone());
        let bearer = format!("Bearer {TOKEN}");
        let offer = format!("pocketcoach.v1, bearer.{TOKEN}");
        let host = ("host", "127.0.0.1:8788");
        let with = ("authorization", bearer.as_str());
        assert_eq!(asked(&door, "/v1/users/me", &[host, with]).await, Err("unauthorized"), "there is no token yet");
        std::fs::write(&link, "").unwrap();
        assert_eq!(asked(&door, "/v1/users/me", &[host, ("authorization", "Bearer ")]).await, Err("unauthorized"));
        std::fs::write(&link, TOKEN).unwrap();
        assert_eq!(asked(&door, "/v1/users/me", &[host, with]).await, Ok(true));
        assert_eq!(asked(&door, "/", &[host]).await, Ok(false));
        assert_eq!(asked(&door, "/v1/health", &[host]).await, Ok(false));
        for wrong in ["Bearer", "Bearer x", "Basic x", &bearer[..bearer.len() - 1], &format!("{bearer}0")] {
            let answer = asked(&door, "/v1/users/me", &[host, ("authorization", wrong)]).await;
            assert_eq!(answer, Err("unauthorized"), "{wrong}");
        }
        let offered = ("sec-websocket-protocol", offer.as_str());
        assert_eq!(asked(&door, "/v1/ws", &[host, offered]).await, Ok(true));
        assert_eq!(asked(&door, "/v1/users/me", &[host, offered]).await, Err("unauthorized"), "on the socket alone");
        for own in ["localhost:8788", "[::1]:8788", "LOCALHOST:8788", "hub.example", "Hub.Example"] {
            assert_eq!(asked(&door, "/", &[("host", own)]).await, Ok(false), "{own}");
        }
        for foreign in ["127.0.0.1", "localhost:8789", "evil.example", "hub.example.evil", "hub.example:8788", ""] {
            assert_eq!(asked(&door, "/v1/ws", &[("host", foreign), with]).await, Err("foreign_host"), "{foreign}");
        }
        assert_eq!(asked(&door, "/", &[]).await, Err("foreign_host"));
        assert_eq!(asked(&door, "/", &[host, host]).await, Err("foreign_host"), "two names are none");
        assert_eq!(asked(&door, "http://evil.example/", &[host]).await, Err("foreign_host"));
        for own in ["http://127.0.0.1:8788", "http://localhost:8788", "https://hub.example"] {
            assert_eq!(asked(&door, "/v1/users/me", &[host, with, ("origin", own)]).await, Ok(true), "{own}");
        }
        for foreign in ["null", "http://hub.example", "https://127.0.0.1:8788", "https://evil.example", "hub.example"] {
            let answer = asked(&door, "/v1/users/me", &[host, with, ("origin", foreign)]).await;
            assert_eq!(answer, Err("foreign_origin"), "{foreign}");
        }
    }

    #[tokio::test]
    async fn beyond_loopback_the_name_alone_is_known() {
        let door = Door::new("0.0.0.0:8788".parse().unwrap(), Some("hub.example".to_owned()), PathBuf::new());
        assert_eq!(asked(&door, "/", &[("host", "hub.example")]).await, Ok(false));
        for foreign in ["127.0.0.1:8788", "localhost:8788", "0.0.0.0:8788", "192.0.2.1:8788"] {
            assert_eq!(asked(&door, "/", &[("host", foreign)]).await, Err("foreign_host"), "{foreign}");
        }
    }
}

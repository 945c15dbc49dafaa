//! Who may talk to the server: a program or page on this device that holds the token of this start.
//!
//! Loopback keeps other devices out, the `Host` check keeps out pages that rebind a name to loopback, the `Origin`
//! check and the absence of any cross-origin permission keep out other pages, and the token keeps out other programs.

use crate::Problem;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// What a WebSocket offers to carry the token, as browsers let it set no header: `bearer.` and the token.
const WS_TOKEN: &str = "bearer.";

/// The random token of one start.
#[derive(Clone)]
pub(crate) struct Token(String);

impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Token")
    }
}

impl Token {
    /// A token of 256 random bits.
    ///
    /// # Errors
    /// When the system gives no randomness.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Token(bytes.iter().map(|byte| format!("{byte:02x}")).collect()))
    }

    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }

    /// Compares in a time that tells nothing about the token.
    fn is(&self, given: &str) -> bool {
        self.0.as_bytes().ct_eq(given.as_bytes()).into()
    }
}

/// The names under which the server may be spoken to.
#[derive(Debug, Clone)]
pub(crate) struct Names(Vec<String>);

impl Names {
    pub(crate) fn of(port: u16) -> Self {
        let hosts = ["127.0.0.1", "localhost", "[::1]"];
        let mut names: Vec<String> = hosts.iter().map(|host| format!("{host}:{port}")).collect();
        if port == 80 {
            names.extend(hosts.map(str::to_owned));
        }
        Names(names)
    }

    fn has(&self, authority: &str) -> bool {
        self.0.iter().any(|name| name.eq_ignore_ascii_case(authority))
    }
}

/// What a server lets in: requests under its own names, with the token of this start.
#[derive(Debug)]
pub(crate) struct Door {
    pub(crate) token: Token,
    pub(crate) names: Names,
}

/// Lets a request through or answers it with a problem, and puts the headers of safety on every answer.
pub(crate) async fn guard(State(door): State<Arc<Door>>, request: Request, next: Next) -> Response {
    let is_api = is_api(request.uri().path());
    let kept = request.uri().path().starts_with("/assets/");
    let mut response = match check(&door, &request) {
        Ok(()) => next.run(request).await,
        Err(problem) => problem.into_response(),
    };
    protect(response.headers_mut(), is_api, kept);
    response
}

fn is_api(path: &str) -> bool {
    path == "/v1" || path.starts_with("/v1/")
}

fn check(door: &Door, request: &Request) -> Result<(), Problem> {
    let (headers, path) = (request.headers(), request.uri().path());
    check_host(&door.names, headers, request.uri())?;
    check_origin(&door.names, headers, is_api(path))?;
    let open = !is_api(path) || (path == "/v1/health" && request.method() == Method::GET);
    if open || bearer(headers).is_some_and(|given| door.token.is(given)) {
        return Ok(());
    }
    if path == "/v1/ws" && offered(headers).any(|given| door.token.is(given)) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::UNAUTHORIZED,
        "unauthorized",
        "The token is missing or wrong",
        "Failed to let you in: open the address that `coach serve` printed; it changes with every start.",
    ))
}

fn check_host(names: &Names, headers: &HeaderMap, uri: &Uri) -> Result<(), Problem> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|value| value.to_str().ok());
    let single = hosts.next().is_none();
    // A request line may name the host itself; then both count.
    let named = uri.authority().is_none_or(|authority| names.has(authority.as_str()));
    if single && named && host.is_some_and(|host| names.has(host)) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "foreign_host",
        "The server is not known under this name",
        "Failed to answer: the server speaks only under 127.0.0.1, [::1] and localhost, with its own port.",
    ))
}

fn check_origin(names: &Names, headers: &HeaderMap, is_api: bool) -> Result<(), Problem> {
    let own = |value: &HeaderValue| {
        value.to_str().is_ok_and(|origin| origin.strip_prefix("http://").is_some_and(|host| names.has(host)))
    };
    let origins_own = headers.get_all(header::ORIGIN).iter().all(own);
    // Browsers say it even where they send no `Origin`; a link into the interface is all that others may do.
    let site = headers.get("sec-fetch-site").and_then(|value| value.to_str().ok());
    let site_own = !is_api || site.is_none_or(|site| matches!(site, "same-origin" | "none"));
    if origins_own && site_own {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "foreign_origin",
        "Another page asked",
        "Failed to answer: only the coach's own page may ask from a browser.",
    ))
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

/// What a page of ours may do: run its own scripts and talk to its own server, and nothing else.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";
/// What an answer of the API may do when a browser is made to show it: nothing.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";

fn protect(headers: &mut HeaderMap, is_api: bool, kept: bool) {
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, if is_api { API_POLICY } else { PAGE_POLICY });
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::X_FRAME_OPTIONS, "DENY");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(self)");
    if !kept {
        // Nothing about the person stays in a browser's cache.
        set(header::CACHE_CONTROL, "no-store");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_names_with_the_port_are_known() {
        let names = Names::of(8700);
        for known in ["127.0.0.1:8700", "localhost:8700", "LOCALHOST:8700", "[::1]:8700"] {
            assert!(names.has(known), "{known}");
        }
        for foreign in
            ["127.0.0.1", "127.0.0.1:8701", "evil.example:8700", "127.0.0.1:8700.evil.example", "::1:8700", ""]
        {
            assert!(!names.has(foreign), "{foreign}");
        }
        assert!(Names::of(80).has("localhost"));
    }

    #[test]
    fn tokens_differ_and_print_as_nothing() {
        let (one, other) = (Token::random().unwrap(), Token::random().unwrap());
        assert_eq!(one.reveal().len(), 64);
        assert!(one.is(one.reveal()) && !one.is(other.reveal()) && !one.is(""));
        assert_eq!(format!("{one:?}"), "Token");
    }
}

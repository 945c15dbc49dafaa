//! Handing a request on to the hub's process, and its answer back: streams both ways at the pace of the slower side, and
//! sockets.

use super::child::Upstream;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode, Uri, Version, header};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::client::conn::http1;
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};

/// Sockets at once.
const MOST_SOCKETS: usize = 64;

/// What belongs to one connection and is not handed on (RFC 9110, 7.6.1), with two old names of it.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Why there is no answer.
pub(super) enum Failure {
    /// The process does not answer.
    Away,
    /// All sockets are taken.
    Full,
}

impl From<std::io::Error> for Failure {
    fn from(_: std::io::Error) -> Self {
        Failure::Away
    }
}

impl From<hyper::Error> for Failure {
    fn from(_: hyper::Error) -> Self {
        Failure::Away
    }
}

/// Sockets that go through.
#[derive(Clone)]
pub(super) struct Sockets {
    room: Arc<Semaphore>,
    open: TaskTracker,
    cut: CancellationToken,
}

impl Sockets {
    pub(super) fn new() -> Self {
        let room = Arc::new(Semaphore::new(MOST_SOCKETS));
        Sockets { room, open: TaskTracker::new(), cut: CancellationToken::new() }
    }

    /// Cuts those that are open still, and waits until they are closed.
    pub(super) async fn end(&self) {
        self.cut.cancel();
        self.open.close();
        self.open.wait().await;
    }
}

/// Hands a request on under the hub's own name and with its token, if `is_in`, and gives its answer. What of the request
/// is for this connection or for other programs of this name stays here; dropping the answer ends the work on it.
///
/// # Errors
/// [`Failure`].
pub(super) async fn pass(
    upstream: &Upstream,
    mut request: Request<Body>,
    is_in: bool,
    sockets: &Sockets,
) -> Result<Response<Body>, Failure> {
    let socket = if is_socket(&request) {
        let place = Arc::clone(&sockets.room).try_acquire_owned().map_err(|_| Failure::Full)?;
        Some((hyper::upgrade::on(&mut request), place))
    } else {
        None
    };
    let (mut parts, body) = request.into_parts();
    rewrite(&mut parts, upstream, is_in, socket.is_some());
    let stream = TcpStream::connect(upstream.address).await?;
    stream.set_nodelay(true)?;
    let (mut sender, line) = http1::handshake(TokioIo::new(stream)).await?;
    // With the answer goes the line: the hub sees that nobody listens any more.
    let line = AbortOnDropHandle::new(tokio::spawn(async move {
        let _ = line.with_upgrades().await;
    }));
    let mut answer = sender.send_request(Request::from_parts(parts, body)).await?;
    if answer.status() == StatusCode::SWITCHING_PROTOCOLS {
        let Some((near, place)) = socket else { return Err(Failure::Away) };
        let far = hyper::upgrade::on(&mut answer);
        sockets.open.spawn(tunnel(near, far, line, place, sockets.cut.clone()));
        let (mut head, _) = answer.into_parts();
        keep_end_to_end(&mut head.headers, true);
        return Ok(Response::from_parts(head, Body::empty()));
    }
    let (mut head, body) = answer.into_parts();
    keep_end_to_end(&mut head.headers, false);
    Ok(Response::from_parts(head, Body::new(Tied { body, _line: line })))
}

fn is_socket(request: &Request<Body>) -> bool {
    let names = |header: HeaderName, wanted: &str| {
        let lines = request.headers().get_all(header).iter().filter_map(|value| value.to_str().ok());
        lines.flat_map(|line| line.split(',')).any(|name| name.trim().eq_ignore_ascii_case(wanted))
    };
    names(header::UPGRADE, "websocket") && names(header::CONNECTION, "upgrade")
}

fn rewrite(parts: &mut Parts, upstream: &Upstream, is_in: bool, is_socket: bool) {
    let path = parts.uri.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/"));
    parts.uri = Uri::from(path);
    parts.version = Version::HTTP_11;
    parts.extensions.clear();
    let headers = &mut parts.headers;
    keep_end_to_end(headers, is_socket);
    // Cookies are shared between all ports of a name: they are another program's. Whether to go on with a body is
    // answered on this side.
    for name in [header::COOKIE, header::AUTHORIZATION, header::EXPECT] {
        headers.remove(name);
    }
    let offers: Vec<String> = headers
        .get_all(header::SEC_WEBSOCKET_PROTOCOL)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|offer| offer.trim().to_owned())
        .filter(|offer| !offer.starts_with(super::door::WS_TOKEN))
        .collect();
    headers.remove(header::SEC_WEBSOCKET_PROTOCOL);
    let mut set = |name: HeaderName, text: String| {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    };
    if !offers.is_empty() {
        set(header::SEC_WEBSOCKET_PROTOCOL, offers.join(", "));
    }
    set(header::HOST, upstream.address.to_string());
    if is_in {
        set(header::AUTHORIZATION, format!("Bearer {}", upstream.token));
    }
    if headers.contains_key(header::ORIGIN)
        && let Ok(own) = HeaderValue::from_str(&format!("http://{}", upstream.address))
    {
        headers.insert(header::ORIGIN, own);
    }
}

/// Takes out what is for one connection: the known names, and those that `Connection` names.
fn keep_end_to_end(headers: &mut HeaderMap, is_socket: bool) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named.iter().map(HeaderName::as_str).chain(HOP_BY_HOP) {
        headers.remove(name);
    }
    if is_socket {
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    }
}

async fn tunnel(
    near: OnUpgrade,
    far: OnUpgrade,
    _line: AbortOnDropHandle<()>,
    _place: OwnedSemaphorePermit,
    cut: CancellationToken,
) {
    let carry = async {
        if let (Ok(near), Ok(far)) = tokio::join!(near, far) {
            let (mut near, mut far) = (TokioIo::new(near), TokioIo::new(far));
            let _ = tokio::io::copy_bidirectional(&mut near, &mut far).await;
        }
    };
    tokio::select! {
        () = carry => {}
        () = cut.cancelled() => {}
    }
}

/// A body that takes the line that it comes over along when it is dropped.
struct Tied {
    body: Incoming,
    _line: AbortOnDropHandle<()>,
}

impl HttpBody for Tied {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(uri: &str, lines: &[(&str, &str)], is_in: bool) -> Parts {
        let mut request = Request::get(uri);
        for (name, value) in lines {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        let is_socket = is_socket(&request);
        let upstream = Upstream { address: "127.0.0.1:4711".parse().unwrap(), token: "inner".to_owned() };
        let (mut parts, _) = request.into_parts();
        rewrite(&mut parts, &upstream, is_in, is_socket);
        parts
    }

    #[test]
    fn what_is_for_one_connection_or_for_others_stays_behind() {
        let parts = rewritten(
            "http://127.0.0.1:8788/v1/summary?days=7",
            &[
                ("host", "hub.example"),
                ("connection", "close, X-Secret"),
                ("x-secret", "1"),
                ("te", "trailers"),
                ("transfer-encoding", "chunked"),
                ("upgrade", "h2c"),
                ("proxy-authorization", "Basic abc"),
                ("expect", "100-continue"),
                ("cookie", "of=another"),
                ("authorization", "Bearer outer"),
                ("origin", "https://hub.example"),
                ("accept", "text/event-stream"),
            ],
            true,
        );
        assert_eq!(parts.uri, "/v1/summary?days=7");
        let mut left: Vec<_> =
            parts.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
        left.sort_unstable();
        let wanted = [
            ("accept", "text/event-stream"),
            ("authorization", "Bearer inner"),
            ("host", "127.0.0.1:4711"),
            ("origin", "http://127.0.0.1:4711"),
        ];
        assert_eq!(left, wanted);
        assert!(!rewritten("/", &[("authorization", "Bearer outer")], false).headers.contains_key("authorization"));
    }

    #[test]
    fn a_socket_keeps_its_protocol_and_not_its_token() {
        let parts = rewritten(
            "/v1/ws",
            &[
                ("connection", "keep-alive, Upgrade"),
                ("upgrade", "WebSocket"),
                ("sec-websocket-protocol", "pocketcoach.v1, bearer.outer"),
                ("sec-websocket-key", "abc"),
            ],
            true,
        );
        for (name, value) in [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-protocol", "pocketcoach.v1"),
            ("sec-websocket-key", "abc"),
            ("authorization", "Bearer inner"),
        ] {
            assert_eq!(parts.headers.get(name).map(|value| value.to_str().unwrap()), Some(value), "{name}");
        }
    }
}

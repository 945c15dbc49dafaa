//! The interface's files, as the build found them, and a plain page where it found none.

use crate::Problem;
use axum::body::Body;
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

include!(concat!(env!("OUT_DIR"), "/files.rs"));

const INDEX: &str = "index.html";
/// What is shown when the interface was not built before the server was.
const PLAIN: &str = include_str!("plain.html");

/// Answers everything that is no route of the API: a file of the interface, or its first page for an address within
/// it. Files are looked up by name in a table, so no path leads anywhere else.
pub(crate) async fn serve(method: Method, uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "v1" || path.starts_with("v1/") {
        return Problem::not_found("the route; /v1/openapi.json lists them").into_response();
    }
    if method != Method::GET && method != Method::HEAD {
        return Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method_not_allowed",
            "The route does not take this method",
            "Failed to answer: pages are only read.",
        )
        .into_response();
    }
    if let Some(file) = find(path) {
        return answer(path, file.bytes);
    }
    // An address within the interface has no dot in its last part; a file that is not there is not a page.
    if path.rsplit('/').next().is_some_and(|last| last.contains('.')) && path != INDEX {
        return Problem::not_found("the file").into_response();
    }
    match find(INDEX) {
        Some(index) => answer(INDEX, index.bytes),
        None => answer(INDEX, PLAIN.as_bytes()),
    }
}

/// A file of the interface by its name, for example `index.html`; `None` when there is no such file. A build without
/// the interface has a plain page in place of the first.
#[must_use]
pub fn page(name: &str) -> Option<&'static [u8]> {
    find(name).map(|file| file.bytes).or_else(|| (name == INDEX).then_some(PLAIN.as_bytes()))
}

fn find(path: &str) -> Option<&'static File> {
    FILES.binary_search_by(|file| file.name.cmp(path)).ok().map(|place| &FILES[place])
}

/// One file of the interface.
struct File {
    name: &'static str,
    bytes: &'static [u8],
}

fn answer(name: &str, bytes: &'static [u8]) -> Response {
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type(name)));
    if name.starts_with("assets/") {
        // Their names change with their content.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=31536000, immutable"));
    }
    response
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

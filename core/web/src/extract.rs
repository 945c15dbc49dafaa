//! What a request brings, with a problem document for whatever is wrong with it.

use crate::Problem;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use futures::StreamExt as _;
use serde::de::DeserializeOwned;
use std::time::Duration;
use tokio::time::timeout;

/// Most bytes of a JSON body.
pub(crate) const MAX_BODY_BYTES: usize = 256 * 1024;
/// How long a JSON body may take.
const BODY_TIME: Duration = Duration::from_secs(20);

/// The JSON body of a request.
pub(crate) struct Sent<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "media_type",
                "The body is not JSON",
                "Failed to read the request: send it as application/json.",
            ));
        }
        let bytes = read_within(request.into_body(), BODY_TIME).await?;
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Sent(value)),
            Err(error) if error.is_data() => {
                Err(coach_api::CoachError::InvalidInput(format!("read the request: {error}")).into())
            }
            Err(error) => Err(Problem::malformed(format!("Failed to read the request: it is not JSON ({error})."))),
        }
    }
}

async fn read_within(body: Body, time: Duration) -> Result<Bytes, Problem> {
    timeout(time, read(body)).await.map_err(|_| Problem::too_slow())?
}

async fn read(body: Body) -> Result<Bytes, Problem> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| Problem::malformed("Failed to read the request: it ended early."))?;
        if bytes.len() + chunk.len() > MAX_BODY_BYTES {
            return Err(Problem::too_large(&format!("{} kB", MAX_BODY_BYTES / 1024)));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.into())
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

/// The parameters behind the question mark.
pub(crate) struct Asked<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match axum::extract::Query::try_from_uri(&parts.uri) {
            Ok(axum::extract::Query(value)) => Ok(Asked(value)),
            Err(error) => Err(Problem::malformed(format!("Failed to read the parameters: {}.", error.body_text()))),
        }
    }
}

/// The named parts of the path.
pub(crate) struct Place<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Place<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match axum::extract::Path::from_request_parts(parts, state).await {
            Ok(axum::extract::Path(value)) => Ok(Place(value)),
            Err(error) => Err(Problem::malformed(format!("Failed to read the path: {}.", error.body_text()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::stream;
    use std::io;

    fn request(kind: &str, body: Body) -> Request {
        Request::builder().header(header::CONTENT_TYPE, kind).body(body).unwrap()
    }

    async fn status(request: Request) -> u16 {
        Sent::<Vec<u8>>::from_request(request, &()).await.map_or_else(|problem| problem.status, |_| 200)
    }

    #[tokio::test]
    async fn what_is_wrong_with_a_body_is_told_apart() {
        assert_eq!(status(request("application/json; charset=utf-8", Body::from("[1]"))).await, 200);
        assert_eq!(status(request("text/plain", Body::from("[1]"))).await, 415);
        assert_eq!(status(Request::new(Body::from("[1]"))).await, 415);
        assert_eq!(status(request("application/json", Body::from("[1"))).await, 400);
        assert_eq!(status(request("application/json", Body::empty())).await, 400);
        assert_eq!(status(request("application/json", Body::from("[300]"))).await, 422);
        let broken = stream::iter([Ok("[1"), Err(io::Error::other("gone"))]);
        assert_eq!(status(request("application/json", Body::from_stream(broken))).await, 400);
    }

    #[tokio::test]
    async fn a_body_is_read_up_to_its_limit() {
        let padded = |bytes: usize| format!("[1{}]", " ".repeat(bytes - 3));
        assert_eq!(status(request("application/json", Body::from(padded(MAX_BODY_BYTES)))).await, 200);
        assert_eq!(status(request("application/json", Body::from(padded(MAX_BODY_BYTES + 1)))).await, 413);
        // One that never ends is given up as soon as it is too large.
        let endless = stream::repeat_with(|| Ok::<_, io::Error>(vec![b' '; 1024]));
        assert_eq!(status(request("application/json", Body::from_stream(endless))).await, 413);
    }

    #[tokio::test]
    async fn a_body_that_does_not_come_is_given_up() {
        let silent = stream::pending::<Result<Vec<u8>, io::Error>>();
        let given_up = read_within(Body::from_stream(silent), Duration::from_millis(1)).await;
        assert_eq!(given_up.unwrap_err().status, 408);
    }
}

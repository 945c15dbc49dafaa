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
        let bytes = timeout(BODY_TIME, read(request.into_body())).await.map_err(|_| Problem::too_slow())??;
        match serde_json::from_slice(&bytes) {
            Ok(value) => Ok(Sent(value)),
            Err(error) if error.is_data() => {
                Err(coach_api::CoachError::InvalidInput(format!("read the request: {error}")).into())
            }
            Err(error) => Err(Problem::malformed(format!("Failed to read the request: it is not JSON ({error})."))),
        }
    }
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

//! Errors as problem documents (RFC 9457).

use crate::Error;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// A problem document.
#[derive(serde::Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub(super) struct Document {
    /// Name of the kind of problem.
    #[serde(rename = "type")]
    kind: String,
    /// What went wrong, in words.
    title: String,
    /// Status.
    status: u16,
    /// The kind of problem in one word.
    code: &'static str,
}

/// An error on its way out.
pub(super) struct Problem(Error);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem(error)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let (status, code) = match &self.0 {
            Error::NotLetIn => (StatusCode::UNAUTHORIZED, "not_let_in"),
            Error::Gone => (StatusCode::GONE, "erased"),
            Error::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
            Error::Protocol => (StatusCode::UPGRADE_REQUIRED, "protocol"),
            Error::Conflict => (StatusCode::CONFLICT, "conflict"),
            Error::Forbidden => (StatusCode::FORBIDDEN, "role"),
            Error::HubOnly => (StatusCode::MISDIRECTED_REQUEST, "hub_only"),
            Error::HubAway => (StatusCode::SERVICE_UNAVAILABLE, "hub_away"),
            Error::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Error::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong_method"),
            Error::Encoded => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "encoded"),
            Error::TooSlow => (StatusCode::REQUEST_TIMEOUT, "too_slow"),
            Error::Quota => (StatusCode::INSUFFICIENT_STORAGE, "quota"),
            Error::Closed => (StatusCode::LOCKED, "closed"),
            Error::TooMany { .. } => (StatusCode::TOO_MANY_REQUESTS, "too_many"),
            Error::Ending => (StatusCode::SERVICE_UNAVAILABLE, "ending"),
            Error::Ledger { .. } => (StatusCode::SERVICE_UNAVAILABLE, "ledger"),
            Error::Hub(inner) => {
                tracing::error!(%inner, "the hub failed");
                (StatusCode::SERVICE_UNAVAILABLE, "hub_away")
            }
            Error::Storage(inner) => {
                // What failed is for who runs the relay; databases' texts name tables and files, never values.
                tracing::error!(%inner, "the disk or the database failed");
                (StatusCode::SERVICE_UNAVAILABLE, "storage")
            }
        };
        let body = Document {
            kind: format!("urn:pocketcoach:relay:{code}"),
            title: self.0.to_string(),
            status: status.as_u16(),
            code,
        };
        let mut answer = (status, axum::Json(body)).into_response();
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Error::TooMany { seconds } = self.0
            && let Ok(value) = HeaderValue::from_str(&seconds.to_string())
        {
            headers.insert(header::RETRY_AFTER, value);
        }
        answer
    }
}

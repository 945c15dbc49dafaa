//! What went wrong, as RFC 9457 tells it, and the one table from [`CoachError`] to status and type.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coach_api::CoachError;
use serde::Serialize;

/// A problem document (RFC 9457), served as `application/problem+json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Problem {
    /// `urn:pocketcoach:problem:` and the code: programs react to this.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: &'static str,
    /// Status of the answer.
    pub status: u16,
    /// One sentence for the person: what failed and what to do.
    pub detail: String,
    /// The last part of the type: `set_up`, `locked`, `busy`, `storage`, `invalid_input`, `not_found`, `refused`,
    /// `unavailable`, `cancelled` and `closed` are the coach's own; `unauthorized`, `foreign_host`, `foreign_origin`,
    /// `malformed`, `method_not_allowed`, `media_type`, `too_large` and `too_slow` are those of HTTP; `internal` is a
    /// breakdown, told by the desktop app alone.
    pub code: &'static str,
    /// Trying the same again later can succeed.
    pub retryable: bool,
    /// Safety rule that refused, for example `SCREEN`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
}

impl Problem {
    /// A problem of HTTP's own.
    pub(crate) fn new(status: StatusCode, code: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Problem {
            kind: format!("urn:pocketcoach:problem:{code}"),
            title,
            status: status.as_u16(),
            detail: detail.into(),
            code,
            retryable: false,
            rule: None,
        }
    }

    pub(crate) fn not_found(what: &str) -> Self {
        CoachError::NotFound(format!("find {what}")).into()
    }

    pub(crate) fn malformed(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "malformed", "The request cannot be read", detail)
    }

    pub(crate) fn too_large(most: &str) -> Self {
        let detail = format!("Failed to read the request: it may take at most {most}.");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "The request is too large", detail)
    }

    /// What a caller within the program tells when the coach broke down while it answered.
    #[must_use]
    pub fn broken() -> Self {
        let detail = "Failed to answer: the coach broke down. Try again; if it happens again, start the app anew.";
        Problem {
            retryable: true,
            ..Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", "The coach broke down", detail)
        }
    }

    pub(crate) fn too_slow() -> Self {
        let detail = "Failed to read the request: it came too slowly. Try again.";
        Problem {
            retryable: true,
            ..Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "The request came too slowly", detail)
        }
    }
}

/// Status and title of each kind of failure.
const fn row(error: &CoachError) -> (StatusCode, &'static str) {
    match error {
        CoachError::SetUp(_) => (StatusCode::CONFLICT, "The coach is not set up"),
        CoachError::Locked(_) => (StatusCode::LOCKED, "The database is locked"),
        CoachError::Busy(_) => (StatusCode::TOO_MANY_REQUESTS, "Something else is going on"),
        CoachError::InvalidInput(_) => (StatusCode::UNPROCESSABLE_ENTITY, "The input makes no sense"),
        CoachError::NotFound(_) => (StatusCode::NOT_FOUND, "There is no such thing"),
        CoachError::Refused { .. } => (StatusCode::FORBIDDEN, "A safety rule refused"),
        CoachError::Unavailable(_) => (StatusCode::SERVICE_UNAVAILABLE, "Something cannot be reached"),
        CoachError::Cancelled => (StatusCode::CONFLICT, "Cancelled"),
        CoachError::Closed => (StatusCode::SERVICE_UNAVAILABLE, "The coach was shut down"),
        _ => (StatusCode::INTERNAL_SERVER_ERROR, "The disk or the database failed"),
    }
}

impl From<CoachError> for Problem {
    fn from(error: CoachError) -> Self {
        let (status, title) = row(&error);
        Problem {
            retryable: error.is_retryable(),
            rule: match &error {
                CoachError::Refused { rule, .. } => Some(rule.clone()),
                _ => None,
            },
            ..Problem::new(status, error.code(), title, error.user_message())
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self).unwrap_or_default();
        let mut response = (status, body).into_response();
        // For who asks without HTTP between: the problem itself.
        response.extensions_mut().insert(self);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::TOO_MANY_REQUESTS {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_of_the_coach_has_a_row() {
        let text = || "do it: like this".to_owned();
        let cases = [
            (CoachError::SetUp(text()), 409),
            (CoachError::Locked(text()), 423),
            (CoachError::Busy(text()), 429),
            (CoachError::Storage(text()), 500),
            (CoachError::InvalidInput(text()), 422),
            (CoachError::NotFound(text()), 404),
            (CoachError::Refused { rule: "SCREEN".to_owned(), detail: text() }, 403),
            (CoachError::Unavailable(text()), 503),
            (CoachError::Cancelled, 409),
            (CoachError::Closed, 503),
        ];
        for (error, status) in cases {
            let problem = Problem::from(error.clone());
            assert_eq!(problem.status, status);
            assert_eq!(problem.kind, format!("urn:pocketcoach:problem:{}", error.code()));
            assert_eq!(problem.detail, error.user_message());
            assert_eq!(problem.rule.is_some(), status == 403);
        }
    }
}

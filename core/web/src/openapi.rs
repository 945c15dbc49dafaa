//! The description of the API, made from the types that it serves.

use crate::live::{WsMessage, WsRequest};
use crate::{Problem, routes};
use coach_api::CoachEvent;
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi as Description, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

const ABOUT: &str = "The local HTTP API of PocketCoach, served by `coach serve` on loopback.\n\n\
    Every route but `/v1/health` takes the token of this start as `Authorization: Bearer TOKEN`. Requests under another \
    host name or from another origin are refused. Errors are problem documents (RFC 9457).\n\n\
    Times named `…_ms` are milliseconds since 1970 UTC; dates are local days; units are in the names. Ids are strings, \
    and no integer is larger than 2^53.\n\n\
    `POST /v1/ai/chat` with `Accept: text/event-stream` answers with one server-sent event for each `CoachEvent`, named \
    by its `type`, and ends with `finished` or with `problem` (a `Problem`). Pieces of text are gathered for 40 ms. \
    Closing the stream cancels the turn.";

#[derive(OpenApi)]
#[openapi(
    info(title = "PocketCoach", description = ABOUT),
    components(schemas(CoachEvent, Problem, WsRequest, WsMessage)),
    modifiers(&Token)
)]
pub(crate) struct Base;

/// The token as a security scheme.
struct Token;

impl Modify for Token {
    fn modify(&self, description: &mut Description) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("The token behind `#token=` in the address that `coach serve` printed."))
            .build();
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
        description.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    }
}

/// Adds what holds for every operation: any other status is a problem document.
pub(crate) fn complete(mut description: Description) -> Description {
    for item in description.paths.paths.values_mut() {
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.delete,
            &mut item.patch,
            &mut item.head,
            &mut item.options,
            &mut item.trace,
        ];
        for operation in operations.into_iter().flatten() {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let response = ResponseBuilder::new()
                .description("What went wrong, and what to do.")
                .content("application/problem+json", problem)
                .build();
            operation.responses.responses.insert("default".to_owned(), response.into());
        }
    }
    description
}

/// The description of the API as JSON, as `/v1/openapi.json` serves it and as types are generated from it.
#[must_use]
pub fn openapi_json() -> String {
    let description = complete(routes::all().1);
    let mut text = serde_json::to_string_pretty(&description).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed description, from which the interface's types are generated.
    #[test]
    fn the_committed_description_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == openapi_json(), "run `cargo xtask openapi` and commit core/web/openapi.json");
    }

    #[test]
    fn every_operation_has_a_name_of_its_own_and_a_word_about_it() {
        let description: serde_json::Value = serde_json::from_str(&openapi_json()).unwrap();
        let mut names = std::collections::BTreeSet::new();
        for (path, item) in description["paths"].as_object().unwrap() {
            assert!(path.starts_with("/v1/"), "{path}");
            for (method, operation) in item.as_object().unwrap() {
                let name = operation["operationId"].as_str().unwrap();
                assert!(names.insert(name.to_owned()), "{name} twice");
                assert!(operation["summary"].as_str().is_some_and(|text| !text.is_empty()), "{method} {path}");
                assert!(operation["responses"]["default"].is_object(), "{method} {path}");
            }
        }
        assert!(names.len() > 60, "{}", names.len());
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = openapi_json();
        let description: serde_json::Value = serde_json::from_str(&text).unwrap();
        for piece in text.split("\"#/components/schemas/").skip(1) {
            let name = piece.split('"').next().unwrap();
            assert!(description["components"]["schemas"][name].is_object(), "{name}");
        }
    }
}

//! The description of the routes, made from what serves them.

use super::{problem, routes};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{OpenApi as Description, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};

const ABOUT: &str = "The relay of PocketCoach: sealed entries in, sealed entries out, and nothing that opens them.\n\n\
    Bodies are CBOR as the crate `coach-wire` defines it; errors are problem documents (RFC 9457). An account that is not \
    there and a proof that does not hold look the same.";

#[derive(OpenApi)]
#[openapi(
    info(title = "PocketCoach relay", description = ABOUT),
    components(schemas(problem::Document)),
    modifiers(&Token)
)]
pub(super) struct Base;

/// The token as a security scheme.
struct Token;

impl Modify for Token {
    fn modify(&self, description: &mut Description) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("What `POST /v1/login` gave, for a quarter of an hour."))
            .build();
        let components = description.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
        description.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
    }
}

/// The description of the routes as JSON. Any status but those that are named is a problem document.
#[must_use]
pub fn openapi_json() -> String {
    let mut description = routes::description();
    for item in description.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.put, &mut item.post, &mut item.delete].into_iter().flatten() {
            let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
            let response = ResponseBuilder::new()
                .description("What went wrong.")
                .content("application/problem+json", problem)
                .build();
            operation.responses.responses.insert("default".to_owned(), response.into());
        }
    }
    let mut text = serde_json::to_string_pretty(&description).unwrap_or_default();
    text.push('\n');
    text
}

//! Foods of catalogues: one product by its barcode, and whether products may be looked up.

use super::Answer;
use crate::extract::{Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use coach_api::{CatalogueFood, ProductLookups};
use std::collections::BTreeMap;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(product))
        .routes(routes!(lookups))
        .routes(routes!(set_lookups))
        .routes(routes!(catalogues))
        .routes(routes!(forget))
}

/// The product with a barcode: the one that is kept here, else that of Open Food Facts where the person allows it.
#[utoipa::path(
    get, path = "/foods/barcode/{code}", tag = "foods", params(("code" = String, Path)),
    responses((status = 200, body = CatalogueFood))
)]
async fn product(State(web): State<Web>, Place(code): Place<String>) -> Answer<CatalogueFood> {
    Ok(Json(web.coach.product(&code).await?))
}

/// Whether products may be looked up by their barcode, and where.
#[utoipa::path(get, path = "/foods/lookups", tag = "foods", responses((status = 200, body = ProductLookups)))]
async fn lookups(State(web): State<Web>) -> Answer<ProductLookups> {
    Ok(Json(web.coach.product_lookups().await?))
}

/// Allows looking products up, or no longer.
#[utoipa::path(
    put, path = "/foods/lookups", tag = "foods", request_body = ProductLookups,
    responses((status = 200, body = ProductLookups))
)]
async fn set_lookups(State(web): State<Web>, Sent(lookups): Sent<ProductLookups>) -> Answer<ProductLookups> {
    web.coach.set_product_lookups(lookups).await?;
    Ok(Json(web.coach.product_lookups().await?))
}

/// Number of foods that are kept, by the short name of their catalogue.
#[utoipa::path(
    get, path = "/foods/catalogues", tag = "foods", responses((status = 200, body = BTreeMap<String, u64>))
)]
async fn catalogues(State(web): State<Web>) -> Answer<BTreeMap<String, u64>> {
    Ok(Json(web.coach.food_catalogues().await?))
}

/// Removes the foods of a catalogue, and tells how many there were; logged meals keep their figures.
#[utoipa::path(
    delete, path = "/foods/catalogues/{name}", tag = "foods", params(("name" = String, Path)),
    responses((status = 200, body = u64))
)]
async fn forget(State(web): State<Web>, Place(name): Place<String>) -> Answer<u64> {
    Ok(Json(web.coach.forget_foods(&name).await?))
}

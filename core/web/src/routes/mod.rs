//! The routes, by what they are about. Each maps a request to one call of the façade and its answer to JSON.

#![allow(unused_qualifications, reason = "the descriptions of routes name the types of their parameters in full")]

mod analytics;
mod figures;
mod foods;
mod imports;
mod log;
mod models;
mod person;
mod plans;
mod privacy;
mod sync;
mod system;
mod talk;
mod tools;

use crate::openapi::Base;
use crate::state::Web;
use crate::{Problem, live};
use axum::Json;
use axum::http::StatusCode;
use coach_api::{CoachError, Date};
use serde::Deserialize;
use utoipa::openapi::OpenApi as Description;
use utoipa::{IntoParams, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What most routes answer.
type Answer<T> = Result<Json<T>, Problem>;
/// What routes answer that write something.
type Made<T> = Result<(StatusCode, Json<T>), Problem>;

/// Local days, both included.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Days {
    /// First local day; 29 days before the last when missing.
    from: Option<Date>,
    /// Last local day, included; today when missing.
    to: Option<Date>,
}

impl Days {
    /// The range, with what was left open filled in.
    fn range(&self, web: &Web) -> Result<(Date, Date), Problem> {
        let to = self.to.map_or_else(|| web.coach.today_date(), Ok)?;
        let from = self.from.unwrap_or_else(|| to.saturating_sub(jiff::Span::new().days(29)));
        if from > to {
            return Err(
                CoachError::InvalidInput(format!("use the range: it ends ({to}) before it begins ({from})")).into()
            );
        }
        Ok((from, to))
    }
}

/// How many rows to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Limit {
    /// Most rows, newest first; 50 when missing.
    #[param(minimum = 1, maximum = 1000)]
    limit: Option<usize>,
}

impl Limit {
    fn rows(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(50) {
            limit @ 1..=1000 => Ok(limit),
            _ => Err(CoachError::InvalidInput("list the rows: ask for 1 to 1000".to_owned()).into()),
        }
    }
}

/// Fewest and most points of a chart.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Points {
    /// Most points; 2,000 when missing.
    #[param(minimum = 2, maximum = 20000)]
    max_points: Option<usize>,
}

impl Points {
    fn most(&self) -> usize {
        self.max_points.unwrap_or(DEFAULT_POINTS)
    }
}

/// Points of a chart when no number is asked for.
const DEFAULT_POINTS: usize = 2_000;

/// The bytes of a file, as the description names them.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, format = Binary)]
#[allow(dead_code, reason = "files are passed on as they are; this describes them")]
pub(crate) struct Binary(Vec<u8>);

fn made<T>(value: T) -> Made<T> {
    Ok((StatusCode::CREATED, Json(value)))
}

/// Every route with its description. Both come from the same list, so that neither has what the other lacks.
pub(crate) fn all() -> (axum::Router<Web>, Description) {
    let v1 = OpenApiRouter::<Web>::new()
        .merge(system::routes())
        .merge(person::routes())
        .merge(plans::routes())
        .merge(talk::routes())
        .merge(analytics::routes())
        .merge(figures::routes())
        .merge(foods::routes())
        .merge(log::routes())
        .merge(imports::routes())
        .merge(tools::routes())
        .merge(privacy::routes())
        .merge(models::routes())
        .merge(sync::routes())
        .routes(routes!(live::events));
    OpenApiRouter::with_openapi(Base::openapi()).nest("/v1", v1).split_for_parts()
}

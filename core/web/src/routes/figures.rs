//! Figures out of the store: today, series, charts, nights, sources.

use super::{Answer, DEFAULT_POINTS, Days};
use crate::Problem;
use crate::extract::{Asked, Place, Sent};
use crate::state::Web;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use coach_api::{
    Aggregation, Bucket, BucketValue, Chart, ChartBucket, Date, METRICS, SleepNight, SleepStretch, SourceView, Today,
};
use serde::{Deserialize, Serialize};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(super) fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(today))
        .routes(routes!(metric_list))
        .routes(routes!(query))
        .routes(routes!(chart))
        .routes(routes!(sleep))
        .routes(routes!(sleep_stages))
        .routes(routes!(sources))
        .routes(routes!(set_source_order))
        .routes(routes!(delete_source))
}

/// Which day.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct OnDay {
    /// Local day; today when missing.
    date: Option<Date>,
}

/// The day at a glance: readiness with its drivers, sleep, load, intake, activity, plan, freshness.
#[utoipa::path(get, path = "/today", tag = "figures", params(OnDay), responses((status = 200, body = Today)))]
async fn today(State(web): State<Web>, Asked(asked): Asked<OnDay>) -> Answer<Today> {
    Ok(Json(web.coach.today(asked.date).await?))
}

/// One metric of the canonical table.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MetricInfo {
    /// Name in the contract, for example `resting_hr`.
    id: &'static str,
    /// Name for people, in lower case.
    title: &'static str,
    /// UCUM symbol of its values.
    unit: &'static str,
    /// Word that is shown behind a value, for example `bpm`.
    unit_label: &'static str,
    /// How its samples combine.
    aggregation: Aggregation,
}

/// Every metric that there can be.
#[utoipa::path(get, path = "/metrics/catalogue", tag = "figures", responses((status = 200, body = [MetricInfo])))]
async fn metric_list() -> Json<Vec<MetricInfo>> {
    let info = |metric: &coach_api::Metric| MetricInfo {
        id: metric.id,
        title: metric.title,
        unit: metric.unit.symbol(),
        unit_label: metric.unit.label(),
        aggregation: metric.aggregation,
    };
    Json(METRICS.iter().map(info).collect())
}

/// What to query.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Rows {
    /// First local day; 29 days before the last when missing.
    from: Option<Date>,
    /// Last local day, included; today when missing.
    to: Option<Date>,
    /// Width of a row; `day` when missing.
    #[param(inline)]
    bucket: Option<Bucket>,
    /// Name of one source; merged over all when missing.
    source: Option<String>,
}

/// Figures of a metric over local days, merged over sources, every row.
#[utoipa::path(
    get, path = "/query/{metric}", tag = "figures", params(("metric" = String, Path, example = "steps"), Rows),
    responses((status = 200, body = [BucketValue]))
)]
async fn query(
    State(web): State<Web>,
    Place(metric): Place<String>,
    Asked(rows): Asked<Rows>,
) -> Answer<Vec<BucketValue>> {
    let bucket = rows.bucket.unwrap_or(Bucket::Day);
    Ok(Json(web.coach.query(&metric, rows.from, rows.to, bucket, rows.source).await?))
}

/// What to draw.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Drawn {
    /// First local day; 29 days before the last when missing.
    from: Option<Date>,
    /// Last local day, included; today when missing.
    to: Option<Date>,
    /// Width of a row; by the length of the range when missing.
    #[param(inline)]
    bucket: Option<ChartBucket>,
    /// Name of one source; merged over all when missing.
    source: Option<String>,
    /// Most points; 2,000 when missing.
    #[param(minimum = 2, maximum = 20000)]
    max_points: Option<usize>,
}

/// A metric over local days for a picture: columns, with as many points as can be seen.
#[utoipa::path(
    get, path = "/chart/{metric}", tag = "figures", params(("metric" = String, Path, example = "heart_rate"), Drawn),
    responses((status = 200, body = Chart))
)]
async fn chart(State(web): State<Web>, Place(metric): Place<String>, Asked(drawn): Asked<Drawn>) -> Answer<Chart> {
    let most = drawn.max_points.unwrap_or(DEFAULT_POINTS);
    let bucket = drawn.bucket.unwrap_or_default();
    Ok(Json(web.coach.chart(&metric, drawn.from, drawn.to, bucket, drawn.source, most).await?))
}

/// Nights and naps by the local day of waking.
#[utoipa::path(get, path = "/sleep", tag = "figures", params(Days), responses((status = 200, body = [SleepNight])))]
async fn sleep(State(web): State<Web>, Asked(days): Asked<Days>) -> Answer<Vec<SleepNight>> {
    let (from, to) = days.range(&web)?;
    Ok(Json(web.coach.sleep(from, to).await?))
}

/// The stages of the nights and naps that ended on a local day, by time.
#[utoipa::path(
    get, path = "/sleep/{wake_day}/stages", tag = "figures", params(("wake_day" = Date, Path)),
    responses((status = 200, body = [SleepStretch]))
)]
async fn sleep_stages(State(web): State<Web>, Place(day): Place<Date>) -> Answer<Vec<SleepStretch>> {
    Ok(Json(web.coach.sleep_stages(day).await?))
}

/// Every source with its place in the order of each of its metrics.
#[utoipa::path(get, path = "/sources", tag = "sources", responses((status = 200, body = [SourceView])))]
async fn sources(State(web): State<Web>) -> Answer<Vec<SourceView>> {
    Ok(Json(web.coach.sources().await?))
}

/// An order of sources.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
struct SourceOrder {
    /// Names, best first.
    sources: Vec<String>,
}

/// Sets the order of sources for a metric, best first, and computes its figures again.
#[utoipa::path(
    put, path = "/sources/order/{metric}", tag = "sources", params(("metric" = String, Path, example = "steps")),
    request_body = SourceOrder, responses((status = 204))
)]
async fn set_source_order(
    State(web): State<Web>,
    Place(metric): Place<String>,
    Sent(order): Sent<SourceOrder>,
) -> Result<StatusCode, Problem> {
    web.coach.set_source_order(&metric, order.sources).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What went with a source.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Removed {
    /// Records.
    records: u64,
}

/// Removes everything of a source.
#[utoipa::path(
    delete, path = "/sources/{name}", tag = "sources", params(("name" = String, Path)),
    responses((status = 200, body = Removed))
)]
async fn delete_source(State(web): State<Web>, Place(name): Place<String>) -> Answer<Removed> {
    Ok(Json(Removed { records: web.coach.delete_source(name).await? }))
}

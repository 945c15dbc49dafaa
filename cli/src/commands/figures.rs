//! `today`, `summary`, `query`, `sleep`, `workouts` and `sources`.

use crate::arguments::{Arguments, SourcesCommand, Span, Width};
use crate::failure::Failure;
use crate::output::Output;
use crate::{home, render};
use coach_api::{Bucket, Coach};
use jiff::civil::Date;
use serde_json::json;

pub(crate) async fn today(arguments: &Arguments, date: Option<Date>, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let today = coach.today(date).await?;
    coach.shutdown().await;
    output.result(&today, || render::today(&today))
}

pub(crate) async fn summary(arguments: &Arguments, range: &str, output: &Output) -> Result<(), Failure> {
    let days = days_of(range)?;
    let coach = home::open(arguments).await?;
    let summary = coach.summary(days).await?;
    coach.shutdown().await;
    output.result(&summary, || render::summary(&summary))
}

pub(crate) async fn query(
    arguments: &Arguments,
    metric: &str,
    span: Span,
    bucket: Width,
    source: Option<String>,
    output: &Output,
) -> Result<(), Failure> {
    let bucket = match bucket {
        Width::Raw => Bucket::Raw,
        Width::Hour => Bucket::Hour,
        Width::Day => Bucket::Day,
        Width::Week => Bucket::Week,
        Width::Month => Bucket::Month,
    };
    let coach = home::open(arguments).await?;
    let series = coach.query(metric, span.from, span.to, bucket, source).await?;
    coach.shutdown().await;
    output.result(&series, || render::series(metric, &series))
}

pub(crate) async fn sleep(arguments: &Arguments, span: Span, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let (from, to) = range_of(&coach, span)?;
    let nights = coach.sleep(from, to).await?;
    coach.shutdown().await;
    output.result(&nights, || render::nights(&nights))
}

pub(crate) async fn workouts(arguments: &Arguments, span: Span, output: &Output) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    let (from, to) = range_of(&coach, span)?;
    let workouts = coach.workouts(from, to).await?;
    coach.shutdown().await;
    output.result(&workouts, || render::workouts(&workouts))
}

pub(crate) async fn sources(
    arguments: &Arguments,
    command: Option<&SourcesCommand>,
    output: &Output,
) -> Result<(), Failure> {
    let coach = home::open(arguments).await?;
    if let Some(SourcesCommand::Order { metric, sources }) = command {
        coach.set_source_order(metric, sources.clone()).await?;
        coach.shutdown().await;
        return output.result(&json!({"metric": metric, "order": sources}), || {
            format!("For {metric}, sources now count in this order: {}.", sources.join(", "))
        });
    }
    let sources = coach.sources().await?;
    coach.shutdown().await;
    output.result(&sources, || render::sources(&sources))
}

/// The range of days, by default the 30 that end today.
fn range_of(coach: &Coach, span: Span) -> Result<(Date, Date), Failure> {
    let to = span.to.map_or_else(|| coach.today_date(), Ok)?;
    Ok((span.from.unwrap_or_else(|| to.saturating_sub(jiff::Span::new().days(29))), to))
}

/// Days of a range such as `7d`, `4w`, `3m` or `1y`.
fn days_of(range: &str) -> Result<u32, Failure> {
    let usage = || Failure::Usage(format!("`{range}` is no range; use a number with d, w, m or y, such as 7d."));
    let split = range.len().checked_sub(1).filter(|at| range.is_char_boundary(*at)).ok_or_else(usage)?;
    let (number, unit) = range.split_at(split);
    let number = number.parse::<u32>().map_err(|_| usage())?;
    let factor = match unit {
        "d" => 1,
        "w" => 7,
        "m" => 30,
        "y" => 365,
        _ => return Err(usage()),
    };
    number.checked_mul(factor).filter(|days| *days > 0).ok_or_else(usage)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_numbers_with_a_unit() {
        assert_eq!(days_of("7d").ok(), Some(7));
        assert_eq!(days_of("4w").ok(), Some(28));
        assert_eq!(days_of("1y").ok(), Some(365));
        for bad in ["", "d", "0d", "7", "-7d", "7x", "99999999999d", "4294967295y", "é"] {
            assert!(days_of(bad).is_err(), "{bad}");
        }
    }
}

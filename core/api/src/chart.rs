//! Series for pictures: as many points as can be seen, in columns, and the stages of a night.

use crate::CoachError;
use crate::coach::Coach;
use crate::figures::{back, check_range, metric_code};
use coach_domain::chart::{Point, reduce};
use coach_domain::metric::{Aggregation, HEART_RATE, Metric, MetricCode, SLEEP_STAGE};
use coach_domain::sleep::SleepStage;
use coach_domain::time::{Clock, date_of_epoch_day, local_day};
use coach_domain::track;
use coach_servers::{HeartZones, zone_times};
use coach_store::{Bucket, BucketValue, Store};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Fewest and most points that a face may ask for.
const POINTS: std::ops::RangeInclusive<usize> = 2..=20_000;
/// Longest range that is shown sample by sample, in days, when the width is left open.
const RAW_DAYS: i32 = 2;
/// Longest range that is shown by the hour, in days, when the width is left open.
const HOUR_DAYS: i32 = 60;

/// The width of a chart's rows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ChartBucket {
    /// By the length of the range.
    #[default]
    Auto,
    /// Every sample.
    Raw,
    /// Local hours.
    Hour,
    /// Local days.
    Day,
    /// Weeks from Monday.
    Week,
    /// Calendar months.
    Month,
}

/// A series in columns of one length, oldest first. Where there were more rows than asked for, the line looks the same
/// with fewer, and `min` and `max` are those of all rows that a point stands for.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Chart {
    /// Contract name of the metric.
    pub metric: String,
    /// Name for people.
    pub title: String,
    /// UCUM symbol of the values.
    pub unit: String,
    /// Word that is shown behind a value, for example `bpm`.
    pub unit_label: String,
    /// How samples combine into a row.
    pub aggregation: Aggregation,
    /// Width of the rows that were used.
    pub bucket: Bucket,
    /// First local day, if the range was one of days.
    pub from: Option<Date>,
    /// Last local day, included.
    pub to: Option<Date>,
    /// Rows before any were left out.
    pub rows: u64,
    /// Where each point lies, in milliseconds since 1970 UTC; days begin at the person's midnight.
    pub at_ms: Vec<i64>,
    /// Values.
    pub value: Vec<f64>,
    /// Lowest samples, for means and raw samples; empty otherwise.
    pub min: Vec<f64>,
    /// Highest samples, for means and raw samples; empty otherwise.
    pub max: Vec<f64>,
    /// Who measured it.
    pub sources: Vec<String>,
}

/// A stretch of one stage of sleep.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SleepStretch {
    /// Stage.
    pub stage: SleepStage,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC.
    pub offset_min: i16,
}

impl Coach {
    /// A metric over local days `from..=to` in at most `most` points. Sums are never thinned: they get wider rows
    /// instead, and `bucket` of the answer says which. A range that is left open is the last 30 days.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown metric, [`CoachError::InvalidInput`] for a range that ends before it
    /// begins or a number of points outside 2 to 20,000.
    pub async fn chart(
        &self,
        metric: &str,
        from: Option<Date>,
        to: Option<Date>,
        bucket: ChartBucket,
        source: Option<String>,
        most: usize,
    ) -> Result<Chart, CoachError> {
        let code = metric_code(metric)?;
        check_points(most)?;
        let to = to.map_or_else(|| self.today_date(), Ok)?;
        let from = from.unwrap_or_else(|| back(to, 29));
        check_range(from, to)?;
        let zone = self.parts()?.clock.zone();
        self.on_store(move |store| {
            let mut width = width(bucket, from, to, code);
            loop {
                if width == Bucket::Raw && !is_sum(code) {
                    let course = store.course(code, from, to, source.as_deref())?;
                    let points = course.at_ms.into_iter().zip(course.value);
                    let points = points.map(|(at_ms, value)| Point { at_ms, value }).collect();
                    let mut drawn = raw_chart(code, points, course.sources, most);
                    (drawn.from, drawn.to) = (Some(from), Some(to));
                    return Ok(drawn);
                }
                let rows = store.query(code, from, to, width, source.as_deref())?;
                let wider = (rows.len() > most && is_sum(code)).then(|| wider(width)).flatten();
                let Some(next) = wider else {
                    let mut chart = columns(code, width, rows, &zone, most)?;
                    (chart.from, chart.to) = (Some(from), Some(to));
                    return Ok(chart);
                };
                width = next;
            }
        })
        .await
    }

    /// The heart rate of a workout in at most `most` points; empty when nothing measured it.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown workout, [`CoachError::InvalidInput`] for a number of points outside 2
    /// to 20,000.
    pub async fn workout_heart_rate(&self, id: &str, most: usize) -> Result<Chart, CoachError> {
        check_points(most)?;
        let id = id.to_owned();
        self.on_store(move |store| {
            let workout = store.workout(&id)?.workout;
            let samples = store.samples(HEART_RATE, workout.start_ms, workout.end_ms)?;
            // One source, as the store keeps every one's samples side by side: the workout's own, else the densest.
            let name = preferred(&samples, &workout.source.name);
            let points = samples
                .into_iter()
                .filter(|sample| Some(&sample.source) == name.as_ref())
                .map(|sample| Point { at_ms: sample.start_ms, value: sample.value })
                .collect();
            Ok(raw_chart(HEART_RATE, points, name.into_iter().collect(), most))
        })
        .await
    }

    /// The track of a workout as a picture: metres east and north of its first point, in as many points as can be seen.
    /// Empty where the device recorded none.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is no such workout; [`CoachError::InvalidInput`] for a number of points that
    /// cannot be drawn.
    pub async fn workout_track(&self, id: &str, most: usize) -> Result<Track, CoachError> {
        check_points(most)?;
        let id = id.to_owned();
        self.on_store(move |store| {
            let route = store.workout(&id)?.workout.route;
            let places = track::plane(&route);
            let kept = track::simplify(&places, most);
            let pick = |of: &dyn Fn(usize) -> f64| kept.iter().map(|index| of(*index)).collect();
            Ok(Track {
                rows: route.len() as u64,
                east_m: pick(&|index| places[index].east_m),
                north_m: pick(&|index| places[index].north_m),
                at_ms: kept.iter().map(|index| route[*index].at_ms).collect(),
                elevation_m: kept
                    .iter()
                    .map(|index| Some(route[*index].elevation_m).filter(|metres| metres.is_finite()))
                    .collect(),
            })
        })
        .await
    }

    /// How long the heart rate of a workout was in each zone of the person.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is no such workout; those of reading the database.
    pub async fn workout_zones(&self, id: &str) -> Result<HeartZones, CoachError> {
        let parts = self.parts()?;
        let clock: std::sync::Arc<dyn Clock> = parts.clock.clone();
        let id = id.to_owned();
        self.on_store(move |store| {
            let workout = store.workout(&id)?.workout;
            let samples = store.samples(HEART_RATE, workout.start_ms, workout.end_ms)?;
            let name = preferred(&samples, &workout.source.name);
            let course: Vec<(i64, f64)> = samples
                .iter()
                .filter(|sample| Some(&sample.source) == name.as_ref())
                .map(|sample| (sample.start_ms, sample.value))
                .collect();
            let day = date_of_epoch_day(local_day(workout.start_ms, workout.offset_min));
            zone_times(store, &clock, day, &course)
                .map_err(|error| CoachError::Storage(format!("tell the zones: {error}")))
        })
        .await
    }

    /// The stages of the nights and naps that ended on a local day, of the source that tells about each, by time.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn sleep_stages(&self, wake_day: Date) -> Result<Vec<SleepStretch>, CoachError> {
        self.on_store(move |store| stages(store, wake_day)).await
    }
}

/// The track of a workout on a plane, in columns of one length, in order of time. Where there were more points than asked
/// for, the line looks the same with fewer.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Track {
    /// Points that the device recorded.
    pub rows: u64,
    /// Metres east of the first point.
    pub east_m: Vec<f64>,
    /// Metres north of the first point.
    pub north_m: Vec<f64>,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: Vec<i64>,
    /// Metres above sea level, where they were recorded.
    pub elevation_m: Vec<Option<f64>>,
}

fn stages(store: &Store, wake_day: Date) -> Result<Vec<SleepStretch>, CoachError> {
    let mut all = Vec::new();
    for night in store.sleep(wake_day, wake_day)? {
        let samples = store.samples(SLEEP_STAGE, night.start_ms, night.end_ms)?;
        all.extend(samples.into_iter().filter(|sample| sample.source == night.source).map(|sample| SleepStretch {
            stage: SleepStage::from_value(sample.value),
            start_ms: sample.start_ms,
            end_ms: sample.end_ms,
            offset_min: sample.offset_min,
        }));
    }
    Ok(all)
}

/// The source whose samples stand for a workout.
fn preferred(samples: &[coach_store::RawSample], own: &str) -> Option<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for sample in samples {
        *counts.entry(&sample.source).or_default() += 1;
    }
    if counts.contains_key(own) {
        return Some(own.to_owned());
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(name, _)| name.to_owned())
}

fn check_points(most: usize) -> Result<(), CoachError> {
    if POINTS.contains(&most) {
        return Ok(());
    }
    Err(CoachError::InvalidInput(format!("draw the series: ask for {} to {} points", POINTS.start(), POINTS.end())))
}

fn is_sum(code: MetricCode) -> bool {
    code.metric().is_some_and(Metric::is_cumulative)
}

/// The width that is asked for, or one that fits the length of the range.
fn width(bucket: ChartBucket, from: Date, to: Date, code: MetricCode) -> Bucket {
    match bucket {
        ChartBucket::Raw => Bucket::Raw,
        ChartBucket::Hour => Bucket::Hour,
        ChartBucket::Day => Bucket::Day,
        ChartBucket::Week => Bucket::Week,
        ChartBucket::Month => Bucket::Month,
        ChartBucket::Auto => {
            let days = coach_domain::time::epoch_day(to) - coach_domain::time::epoch_day(from) + 1;
            let state = code.metric().is_some_and(|metric| metric.aggregation == Aggregation::State);
            match days {
                // States have no figure of an hour or a day.
                _ if state => Bucket::Raw,
                ..=RAW_DAYS if !is_sum(code) => Bucket::Raw,
                ..=RAW_DAYS => Bucket::Hour,
                ..=HOUR_DAYS if code == HEART_RATE => Bucket::Hour,
                _ => Bucket::Day,
            }
        }
    }
}

const fn wider(bucket: Bucket) -> Option<Bucket> {
    match bucket {
        Bucket::Raw => Some(Bucket::Hour),
        Bucket::Hour => Some(Bucket::Day),
        Bucket::Day => Some(Bucket::Week),
        Bucket::Week => Some(Bucket::Month),
        Bucket::Month => None,
    }
}

/// The lowest or the highest sample of one row, before any rows are left out; `None` when rows tell none.
type Side<'rows> = &'rows dyn Fn(usize) -> Option<f64>;

/// A picture of samples.
fn raw_chart(code: MetricCode, points: Vec<Point>, sources: Vec<String>, most: usize) -> Chart {
    let own: Side<'_> = &|index| points.get(index).map(|point| point.value);
    chart(code, Bucket::Raw, &points, (own, own), sources, most)
}

fn columns(
    code: MetricCode,
    bucket: Bucket,
    rows: Vec<BucketValue>,
    zone: &TimeZone,
    most: usize,
) -> Result<Chart, CoachError> {
    let mut sources = Vec::new();
    let mut points = Vec::with_capacity(rows.len());
    let mut bands = Vec::with_capacity(rows.len());
    for row in rows {
        let at_ms = match bucket {
            Bucket::Raw | Bucket::Hour => row.start.parse::<jiff::Timestamp>().ok(),
            Bucket::Day | Bucket::Week | Bucket::Month => {
                row.start.parse::<Date>().ok().and_then(|day| day.to_zoned(zone.clone()).ok()).map(|at| at.timestamp())
            }
        };
        let at = at_ms.ok_or_else(|| CoachError::Storage("read the time of a row".to_owned()))?;
        points.push(Point { at_ms: at.as_millisecond(), value: row.value });
        bands.push((row.min, row.max));
        if !sources.contains(&row.source) {
            sources.push(row.source);
        }
    }
    let (low, high): (Side<'_>, Side<'_>) = (&|index| bands[index].0, &|index| bands[index].1);
    Ok(chart(code, bucket, &points, (low, high), sources, most))
}

fn chart(
    code: MetricCode,
    bucket: Bucket,
    points: &[Point],
    (low, high): (Side<'_>, Side<'_>),
    sources: Vec<String>,
    most: usize,
) -> Chart {
    let kept = reduce(points, most);
    let banded = (0..points.len()).all(|index| low(index).is_some() && high(index).is_some());
    let band = |side: Side<'_>, fold: fn(f64, f64) -> f64| -> Vec<f64> {
        if !banded {
            return Vec::new();
        }
        kept.iter().filter_map(|kept| (kept.from..=kept.to).filter_map(side).reduce(fold)).collect()
    };
    let metric = code.metric();
    Chart {
        metric: metric.map_or_else(String::new, |metric| metric.id.to_owned()),
        title: metric.map_or_else(String::new, |metric| metric.title.to_owned()),
        unit: metric.map_or_else(String::new, |metric| metric.unit.symbol().to_owned()),
        unit_label: metric.map_or_else(String::new, |metric| metric.unit.label().to_owned()),
        aggregation: metric.map_or(Aggregation::Mean, |metric| metric.aggregation),
        bucket,
        from: None,
        to: None,
        rows: points.len() as u64,
        at_ms: kept.iter().map(|kept| points[kept.index].at_ms).collect(),
        value: kept.iter().map(|kept| points[kept.index].value).collect(),
        min: band(low, f64::min),
        max: band(high, f64::max),
        sources,
    }
}

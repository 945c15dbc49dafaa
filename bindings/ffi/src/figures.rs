//! Figures: today, summaries, series for charts, nights, workouts and sources.

use crate::plan::PlannedSession;
use crate::words::{count, date, json, limit, maybe_date, mirrored, signed, word};
use crate::{Bucket, Citation, Coach, CoachError};
use coach_api::{Gap as InnerGap, ShownFigure};
use serde_json::Value;

/// A number with its name, unit, source and dates.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Figure {
    /// Name in snake case, unique within one answer, for example `asleep_mean`.
    pub name: String,
    /// Words for people.
    pub label: String,
    /// The figure as a reply shows it.
    pub text: String,
    /// Value in `unit`.
    pub value: f64,
    /// UCUM symbol; empty for plain counts.
    pub unit: String,
    /// Metric or figure.
    pub metric: String,
    /// Who measured or said it.
    pub source: String,
    /// First local day, YYYY-MM-DD.
    pub first_day: Option<String>,
    /// Last local day, YYYY-MM-DD.
    pub last_day: Option<String>,
}

impl From<ShownFigure> for Figure {
    fn from(figure: ShownFigure) -> Self {
        let Citation { text, value, unit, metric, source, first_day, last_day } = figure.citation.into();
        Self { name: figure.name, label: figure.label, text, value, unit, metric, source, first_day, last_day }
    }
}

/// Something that was asked for and is not there.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Gap {
    /// What is missing, in words.
    pub what: String,
    /// Why, in words.
    pub reason: String,
}

/// What a tool of the coach answers: figures to show, and what was missing. A figure that is not there is a gap, never a
/// zero.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Answer {
    /// Figures, most important first.
    pub figures: Vec<Figure>,
    /// What was missing.
    pub gaps: Vec<Gap>,
    /// Why the tool failed, as a sentence; nothing when it did not.
    pub failure: Option<String>,
    /// The whole answer as JSON, with the fields of its own that the tool adds.
    pub json: String,
}

impl From<Value> for Answer {
    fn from(answer: Value) -> Self {
        let list = |field: &str| answer.get(field).cloned().unwrap_or(Value::Array(Vec::new()));
        let figures: Vec<ShownFigure> = serde_json::from_value(list("figures")).unwrap_or_default();
        let gaps: Vec<InnerGap> = serde_json::from_value(list("missing")).unwrap_or_default();
        let failure = answer.pointer("/error/message").and_then(Value::as_str).map(str::to_owned);
        Self {
            figures: figures.into_iter().map(Figure::from).collect(),
            gaps: gaps.into_iter().map(|gap| Gap { what: gap.what, reason: gap.reason }).collect(),
            failure,
            json: answer.to_string(),
        }
    }
}

/// How fresh a metric is.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Freshness {
    /// Contract name of the metric.
    pub metric: String,
    /// First local day with data.
    pub first_day: String,
    /// Last local day with data.
    pub last_day: String,
    /// Samples of it.
    pub samples: i64,
}

/// The day at a glance.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Today {
    /// Local day, YYYY-MM-DD.
    pub date: String,
    /// Readiness with its drivers.
    pub readiness: Answer,
    /// The night that ended on this day.
    pub sleep: Answer,
    /// Training load.
    pub load: Answer,
    /// Activity so far.
    pub day: Answer,
    /// What was eaten, against the targets.
    pub intake: Answer,
    /// Planned sessions.
    pub plan: Vec<PlannedSession>,
    /// How fresh each metric is.
    pub freshness: Vec<Freshness>,
}

/// A period at a glance.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Summary {
    /// First local day.
    pub first_day: String,
    /// Last local day, included.
    pub last_day: String,
    /// Sleep.
    pub sleep: Answer,
    /// Activity.
    pub activity: Answer,
    /// Heart rate.
    pub heart_rate: Answer,
    /// Training load.
    pub load: Answer,
    /// Workouts.
    pub workouts: Answer,
    /// How fresh each metric is.
    pub freshness: Vec<Freshness>,
}

mirrored! {
    /// The width of a chart's rows.
    ChartBucket = coach_api::ChartBucket {
        /// By the length of the range.
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
}

/// A series in columns of one length, oldest first, reduced to as many points as were asked for.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Chart {
    /// Contract name of the metric.
    pub metric: String,
    /// Name for people.
    pub title: String,
    /// UCUM symbol of the values.
    pub unit: String,
    /// Word that is shown behind a value, for example `bpm`.
    pub unit_label: String,
    /// `sum`, `mean`, `last` or `state`.
    pub aggregation: String,
    /// Width of the rows that were used: `raw`, `hour`, `day`, `week` or `month`.
    pub bucket: String,
    /// Rows before any were left out.
    pub rows: i64,
    /// Where each point lies, in milliseconds since 1970 UTC.
    pub at_ms: Vec<i64>,
    /// Values.
    pub values: Vec<f64>,
    /// Lowest samples; empty for sums.
    pub lows: Vec<f64>,
    /// Highest samples; empty for sums.
    pub highs: Vec<f64>,
    /// Who measured it.
    pub sources: Vec<String>,
}

impl From<coach_api::Chart> for Chart {
    fn from(chart: coach_api::Chart) -> Self {
        Self {
            metric: chart.metric,
            title: chart.title,
            unit: chart.unit,
            unit_label: chart.unit_label,
            aggregation: word(&chart.aggregation),
            bucket: word(&chart.bucket),
            rows: signed(chart.rows),
            at_ms: chart.at_ms,
            values: chart.value,
            lows: chart.min,
            highs: chart.max,
            sources: chart.sources,
        }
    }
}

/// One night or nap.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SleepNight {
    /// Local day of the final waking.
    pub wake_day: String,
    /// A short sleep beside the main one of the day.
    pub nap: bool,
    /// First moment in bed or asleep, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// Last moment in bed or asleep, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC at waking.
    pub offset_min: i32,
    /// Seconds asleep.
    pub asleep_s: f64,
    /// Seconds in bed, if told.
    pub in_bed_s: Option<f64>,
    /// Seconds awake in between.
    pub awake_s: f64,
    /// Seconds of light sleep, if stages are told apart.
    pub light_s: Option<f64>,
    /// Seconds of deep sleep, if stages are told apart.
    pub deep_s: Option<f64>,
    /// Seconds of REM sleep, if stages are told apart.
    pub rem_s: Option<f64>,
    /// Name of the source that was used.
    pub source: String,
}

/// A stretch of one stage of sleep.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct SleepStretch {
    /// `in_bed`, `awake`, `asleep`, `light`, `deep`, `rem`, `out_of_bed` or `unknown`.
    pub stage: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
}

/// One strength set that was done.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct DoneSet {
    /// Exercise as the person or app wrote it.
    pub exercise: String,
    /// Load in kilograms; 0 for body weight alone.
    pub weight_kg: f64,
    /// Repetitions.
    pub reps: i32,
    /// Effort on the CR10 scale, if given.
    pub rpe: Option<f64>,
    /// A warm-up set.
    pub warmup: bool,
}

/// One workout.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Workout {
    /// Id.
    pub id: String,
    /// Kind in snake case, for example `running`.
    pub kind: String,
    /// Who recorded it.
    pub source: String,
    /// Start, in milliseconds since 1970 UTC.
    pub start_ms: i64,
    /// End, in milliseconds since 1970 UTC.
    pub end_ms: i64,
    /// Minutes east of UTC where it took place.
    pub offset_min: i32,
    /// Seconds without pauses.
    pub active_s: f64,
    /// Metres, if measured.
    pub distance_m: Option<f64>,
    /// Active energy in kcal, if measured.
    pub energy_active_kcal: Option<f64>,
    /// Mean heart rate in bpm, if measured.
    pub heart_rate_mean_bpm: Option<f64>,
    /// Highest heart rate in bpm, if measured.
    pub heart_rate_max_bpm: Option<f64>,
    /// Effort on the CR10 scale, if given.
    pub rpe: Option<f64>,
    /// The person's own words.
    pub note: Option<String>,
    /// Strength sets.
    pub sets: Vec<DoneSet>,
    /// Ids of the same workout from other sources.
    pub also: Vec<String>,
    /// The whole workout as JSON, its track too when one workout was asked for.
    pub json: String,
}

impl TryFrom<coach_api::StoredWorkout> for Workout {
    type Error = coach_api::CoachError;

    fn try_from(stored: coach_api::StoredWorkout) -> Result<Self, Self::Error> {
        let json = json(&stored)?;
        let workout = stored.workout;
        Ok(Self {
            id: stored.id,
            kind: workout.kind.0,
            source: workout.source.name,
            start_ms: workout.start_ms,
            end_ms: workout.end_ms,
            offset_min: i32::from(workout.offset_min),
            active_s: workout.active_s,
            distance_m: workout.distance_m,
            energy_active_kcal: workout.energy_active_kcal,
            heart_rate_mean_bpm: workout.heart_rate_mean_bpm,
            heart_rate_max_bpm: workout.heart_rate_max_bpm,
            rpe: workout.rpe,
            note: workout.note,
            sets: workout
                .sets
                .into_iter()
                .map(|set| DoneSet {
                    exercise: set.exercise,
                    weight_kg: set.weight_kg,
                    reps: i32::try_from(set.reps).unwrap_or(i32::MAX),
                    rpe: set.rpe,
                    warmup: set.warmup,
                })
                .collect(),
            also: stored.also,
            json,
        })
    }
}

/// A source with the metrics for which the person set an order.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Source {
    /// Name.
    pub name: String,
    /// `manual`, `watch`, `band`, `ring`, `phone`, `scale`, `other` or `unknown`.
    pub kind: String,
    /// Samples of it.
    pub samples: i64,
    /// Workouts of it.
    pub workouts: i64,
    /// Contract names of its metrics.
    pub metrics: Vec<String>,
    /// Last local day with data.
    pub last_day: Option<String>,
    /// Its place in the person's order of each metric, from 1.
    pub priority: std::collections::HashMap<String, i32>,
}

/// A metric that the coach knows.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Metric {
    /// Contract name.
    pub id: String,
    /// Name for people.
    pub title: String,
    /// UCUM symbol.
    pub unit: String,
    /// Word that is shown behind a value.
    pub unit_label: String,
    /// `sum`, `mean`, `last` or `state`.
    pub aggregation: String,
    /// Lowest plausible value.
    pub low: f64,
    /// Highest plausible value.
    pub high: f64,
}

/// A track as a picture: metres from its first point.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Track {
    /// Points that the device recorded.
    pub rows: i64,
    /// The points that are drawn, in order of time.
    pub points: Vec<TrackPoint>,
}

/// A point of a track.
#[derive(Debug, Clone, Copy, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct TrackPoint {
    /// Metres east of the first point.
    pub east_m: f64,
    /// Metres north of the first point.
    pub north_m: f64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Metres above sea level, where they were recorded.
    pub elevation_m: Option<f64>,
}

impl From<coach_api::Track> for Track {
    fn from(track: coach_api::Track) -> Self {
        let places = track.east_m.into_iter().zip(track.north_m).zip(track.at_ms).zip(track.elevation_m);
        let points =
            places.map(|(((east_m, north_m), at_ms), elevation_m)| TrackPoint { east_m, north_m, at_ms, elevation_m });
        Self { rows: signed(track.rows), points: points.collect() }
    }
}

/// Time in each heart-rate zone, or what the zones would need.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HeartZones {
    /// From light to near-maximal; empty when something is missing.
    pub zones: Vec<HeartZone>,
    /// What is missing, for the person.
    pub missing: Option<String>,
}

/// Time in one heart-rate zone.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct HeartZone {
    /// `light`, `moderate`, `vigorous` or `near_max`.
    pub zone: String,
    /// Lowest heart rate of the zone, in beats a minute.
    pub from_bpm: f64,
    /// Heart rate at which the next zone begins, in beats a minute.
    pub to_bpm: f64,
    /// Seconds in it.
    pub seconds: f64,
}

impl From<coach_api::HeartZones> for HeartZones {
    fn from(times: coach_api::HeartZones) -> Self {
        let zone = |zone: coach_api::HeartZone| HeartZone {
            zone: zone.zone,
            from_bpm: zone.from_bpm,
            to_bpm: zone.to_bpm,
            seconds: zone.seconds,
        };
        Self { zones: times.zones.into_iter().map(zone).collect(), missing: times.missing }
    }
}

/// Every metric that the coach knows.
#[uniffi::export]
pub fn metrics() -> Result<Vec<Metric>, CoachError> {
    Ok(coach_api::METRICS
        .iter()
        .map(|metric| Metric {
            id: metric.id.to_owned(),
            title: metric.title.to_owned(),
            unit: metric.unit.symbol().to_owned(),
            unit_label: metric.unit.label().to_owned(),
            aggregation: word(&metric.aggregation),
            low: metric.plausible.0,
            high: metric.plausible.1,
        })
        .collect())
}

fn freshness<T: serde::Serialize>(rows: &[T]) -> Vec<Freshness> {
    let text = |row: &Value, field: &str| row.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    rows.iter()
        .filter_map(|row| serde_json::to_value(row).ok())
        .map(|row| Freshness {
            metric: text(&row, "metric"),
            first_day: text(&row, "first_day"),
            last_day: text(&row, "last_day"),
            samples: row.get("samples").and_then(Value::as_i64).unwrap_or_default(),
        })
        .collect()
}

#[uniffi::export]
impl Coach {
    /// The day at a glance; the person's local day when none is given.
    #[uniffi::method(default(day = None))]
    pub async fn today(&self, day: Option<String>) -> Result<Today, CoachError> {
        let day = maybe_date(day.as_ref())?;
        self.with(|coach| async move {
            let today = coach.today(day).await?;
            Ok(Today {
                date: today.date.to_string(),
                readiness: today.readiness.into(),
                sleep: today.sleep.into(),
                load: today.load.into(),
                day: today.day.into(),
                intake: today.intake.into(),
                plan: today.plan.into_iter().map(PlannedSession::from).collect(),
                freshness: freshness(&today.freshness),
            })
        })
        .await
    }

    /// The last days at a glance, today included; at most 3,653.
    pub async fn summary(&self, days: i32) -> Result<Summary, CoachError> {
        let days = count("summarise", days)?;
        self.with(|coach| async move {
            let summary = coach.summary(days).await?;
            Ok(Summary {
                first_day: summary.from.to_string(),
                last_day: summary.to.to_string(),
                sleep: summary.sleep.into(),
                activity: summary.activity.into(),
                heart_rate: summary.heart_rate.into(),
                load: summary.load.into(),
                workouts: summary.workouts.into(),
                freshness: freshness(&summary.freshness),
            })
        })
        .await
    }

    /// A metric over local days, both included, merged over sources or of one source.
    #[uniffi::method(default(source = None))]
    pub async fn query(
        &self,
        metric: String,
        first_day: String,
        last_day: String,
        bucket: Bucket,
        source: Option<String>,
    ) -> Result<Vec<crate::BucketValue>, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        self.with(|coach| async move {
            let series = coach.query(&metric, Some(from), Some(to), bucket.into(), source).await?;
            Ok(series.into_iter().map(crate::BucketValue::from).collect())
        })
        .await
    }

    /// A metric over local days in at most `points` points, reduced so that the line looks the same; 2 to 20,000. A range
    /// that is left open is the last 30 days. Sums are never thinned: they get wider rows instead.
    #[uniffi::method(default(first_day = None, last_day = None, bucket = None, source = None, points = 400))]
    pub async fn chart(
        &self,
        metric: String,
        first_day: Option<String>,
        last_day: Option<String>,
        bucket: Option<ChartBucket>,
        source: Option<String>,
        points: i32,
    ) -> Result<Chart, CoachError> {
        let (from, to) = (maybe_date(first_day.as_ref())?, maybe_date(last_day.as_ref())?);
        let points = limit("draw the series", points)?;
        let bucket = bucket.unwrap_or(ChartBucket::Auto).into();
        self.with(|coach| async move { Ok(coach.chart(&metric, from, to, bucket, source, points).await?.into()) }).await
    }

    /// The heart rate of a workout in at most `points` points; empty when nothing measured it.
    #[uniffi::method(default(points = 400))]
    pub async fn workout_heart_rate(&self, id: String, points: i32) -> Result<Chart, CoachError> {
        let points = limit("draw the series", points)?;
        self.with(|coach| async move { Ok(coach.workout_heart_rate(&id, points).await?.into()) }).await
    }

    /// The track of a workout as a picture of at most `points` points; empty where the device recorded none.
    #[uniffi::method(default(points = 400))]
    pub async fn workout_track(&self, id: String, points: i32) -> Result<Track, CoachError> {
        let points = limit("draw the track", points)?;
        self.with(|coach| async move { Ok(coach.workout_track(&id, points).await?.into()) }).await
    }

    /// How long the heart rate of a workout was in each zone of the person.
    pub async fn workout_zones(&self, id: String) -> Result<HeartZones, CoachError> {
        self.with(|coach| async move { Ok(coach.workout_zones(&id).await?.into()) }).await
    }

    /// Nights and naps that ended on these local days.
    pub async fn sleep(&self, first_day: String, last_day: String) -> Result<Vec<SleepNight>, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        self.with(|coach| async move {
            let nights = coach.sleep(from, to).await?;
            Ok(nights
                .into_iter()
                .map(|night| SleepNight {
                    wake_day: night.wake_day.to_string(),
                    nap: night.nap,
                    start_ms: night.start_ms,
                    end_ms: night.end_ms,
                    offset_min: i32::from(night.offset_min),
                    asleep_s: night.asleep_s,
                    in_bed_s: night.in_bed_s,
                    awake_s: night.awake_s,
                    light_s: night.light_s,
                    deep_s: night.deep_s,
                    rem_s: night.rem_s,
                    source: night.source,
                })
                .collect())
        })
        .await
    }

    /// The stages of the nights and naps that ended on a local day, by time.
    pub async fn sleep_stages(&self, wake_day: String) -> Result<Vec<SleepStretch>, CoachError> {
        let day = date(&wake_day)?;
        self.with(|coach| async move {
            let stretches = coach.sleep_stages(day).await?;
            Ok(stretches
                .into_iter()
                .map(|stretch| SleepStretch {
                    stage: word(&stretch.stage),
                    start_ms: stretch.start_ms,
                    end_ms: stretch.end_ms,
                })
                .collect())
        })
        .await
    }

    /// Workouts that began on these local days, oldest first.
    pub async fn workouts(&self, first_day: String, last_day: String) -> Result<Vec<Workout>, CoachError> {
        let (from, to) = (date(&first_day)?, date(&last_day)?);
        self.with(|coach| async move { coach.workouts(from, to).await?.into_iter().map(Workout::try_from).collect() })
            .await
    }

    /// One workout with its sets and its track.
    pub async fn workout(&self, id: String) -> Result<Workout, CoachError> {
        self.with(|coach| async move { coach.workout(&id).await?.try_into() }).await
    }

    /// Every source with its place in the order of each of its metrics.
    pub async fn sources(&self) -> Result<Vec<Source>, CoachError> {
        self.with(|coach| async move {
            let sources = coach.sources().await?;
            Ok(sources
                .into_iter()
                .map(|view| Source {
                    kind: word(&view.source.kind),
                    name: view.source.name,
                    samples: signed(view.source.samples),
                    workouts: signed(view.source.workouts),
                    metrics: view.source.metrics,
                    last_day: view.source.last_day.map(|day| day.to_string()),
                    priority: view
                        .priority
                        .into_iter()
                        .map(|(metric, place)| (metric, i32::try_from(place).unwrap_or(i32::MAX)))
                        .collect(),
                })
                .collect())
        })
        .await
    }

    /// Sets the order of sources for a metric, best first, and computes its figures again.
    pub async fn set_source_order(&self, metric: String, sources: Vec<String>) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.set_source_order(&metric, sources).await }).await
    }

    /// Removes everything of a source; returns how many records that were.
    pub async fn delete_source(&self, source: String) -> Result<i64, CoachError> {
        self.with(|coach| async move { Ok(signed(coach.delete_source(source).await?)) }).await
    }
}

//! Figures for faces: today, summaries, series, nights, workouts and sources.

use crate::CoachError;
use crate::coach::Coach;
use coach_domain::metric::{Metric, MetricCode};
use coach_domain::plan::PlannedSession;
use coach_domain::sleep::SleepSession;
use coach_mcp::CallContext;
use coach_store::{Bucket, BucketValue, Freshness, SourceInfo, StoredWorkout};
use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Value, json};

/// Longest range that tools answer for, in days: ten years.
const TOOL_DAYS: u32 = 3_653;

/// A series of a metric.
pub type Series = Vec<BucketValue>;

/// One night or nap.
pub type SleepNight = SleepSession;

/// What a tool of the coach answers, as far as all of them agree. Each adds fields of its own, which its output schema
/// in the list of tools describes; a tool that failed answers with `error` alone.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "tools' answers are passed on as they are; this describes them")]
pub(crate) struct ToolAnswer {
    /// First local day that was looked at.
    from: Option<Date>,
    /// Last local day that was looked at, included.
    to: Option<Date>,
    /// Figures, most important first.
    figures: Option<Vec<coach_domain::citation::ShownFigure>>,
    /// Gaps; a tool without any figure has at least one.
    missing: Option<Vec<coach_domain::citation::Gap>>,
    /// Why the tool failed.
    error: Option<ToolFailure>,
}

/// Why a tool failed.
#[derive(utoipa::ToSchema)]
#[allow(dead_code, reason = "tools' answers are passed on as they are; this describes them")]
struct ToolFailure {
    /// Kind of failure, for example `arguments`.
    kind: String,
    /// What went wrong and what to do; begins with "failed to".
    message: String,
}

/// The day at a glance. The tools' own answers, so that every figure comes with its source and gaps.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Today {
    /// Local day.
    pub date: Date,
    /// Readiness with its drivers.
    #[schema(value_type = ToolAnswer)]
    pub readiness: Value,
    /// The night that ended on this day.
    #[schema(value_type = ToolAnswer)]
    pub sleep: Value,
    /// Training load.
    #[schema(value_type = ToolAnswer)]
    pub load: Value,
    /// Activity so far.
    #[schema(value_type = ToolAnswer)]
    pub day: Value,
    /// What was eaten, against the targets.
    #[schema(value_type = ToolAnswer)]
    pub intake: Value,
    /// Planned sessions.
    pub plan: Vec<PlannedSession>,
    /// How fresh each metric is.
    pub freshness: Vec<Freshness>,
}

/// A period at a glance.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Summary {
    /// First local day.
    pub from: Date,
    /// Last local day, included.
    pub to: Date,
    /// Sleep.
    #[schema(value_type = ToolAnswer)]
    pub sleep: Value,
    /// Activity.
    #[schema(value_type = ToolAnswer)]
    pub activity: Value,
    /// Heart rate.
    #[schema(value_type = ToolAnswer)]
    pub heart_rate: Value,
    /// Training load.
    #[schema(value_type = ToolAnswer)]
    pub load: Value,
    /// Workouts.
    #[schema(value_type = ToolAnswer)]
    pub workouts: Value,
    /// How fresh each metric is.
    pub freshness: Vec<Freshness>,
}

/// A source with the metrics for which the person set an order.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SourceView {
    /// The source.
    #[serde(flatten)]
    pub source: SourceInfo,
    /// Its place in the order of each of its metrics, from 1.
    pub priority: std::collections::BTreeMap<String, usize>,
}

impl Coach {
    /// The day at a glance.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn today(&self, date: Option<Date>) -> Result<Today, CoachError> {
        let date = match date {
            Some(date) => date,
            None => self.today_date()?,
        };
        let day = json!({"date": date});
        let span = json!({"from": date, "to": date});
        let (now_ms, zone) = self.now()?;
        let (plan, freshness) = self
            .on_store(move |store| {
                let plan = store.plan(now_ms, &zone)?.and_then(Result::ok);
                let sessions = plan.map_or_else(Vec::new, |plan| plan.into_inner().sessions);
                let planned = sessions.into_iter().filter(|session| session.date == date).collect();
                Ok((planned, store.freshness()?))
            })
            .await?;
        // Each reads on a connection of its own, so that they need not wait for each other.
        let (readiness, sleep, load, intake, day) = futures::try_join!(
            self.read_tool("getRecoveryScore", day.clone()),
            self.read_tool("getSleepData", span),
            self.read_tool("getTrainingLoad", json!({"to": date, "from": back(date, 27)})),
            self.read_tool("getMacroProgress", day.clone()),
            self.read_tool("getDailySummary", day),
        )?;
        Ok(Today { date, readiness, sleep, load, day, intake, plan, freshness })
    }

    /// The last `days` days at a glance, today included.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a range of no days or more than ten years (3653 days); those of reading the
    /// database.
    pub async fn summary(&self, days: u32) -> Result<Summary, CoachError> {
        if !(1..=TOOL_DAYS).contains(&days) {
            return Err(CoachError::InvalidInput(format!("summarise: give a range from 1d to {TOOL_DAYS}d")));
        }
        let to = self.today_date()?;
        let from = back(to, i64::from(days) - 1);
        let span = json!({"from": from, "to": to});
        let freshness = self.on_store(|store| Ok(store.freshness()?)).await?;
        Ok(Summary {
            from,
            to,
            sleep: self.read_tool("getSleepData", span.clone()).await?,
            activity: self.read_tool("getRecentActivity", span.clone()).await?,
            heart_rate: self.read_tool("getHeartRateData", span.clone()).await?,
            load: self.read_tool("getTrainingLoad", span.clone()).await?,
            workouts: self.read_tool("getWorkoutHistory", span).await?,
            freshness,
        })
    }

    /// A metric over local days `from..=to`, merged over sources or of one source.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown metric, [`CoachError::InvalidInput`] for a range that ends before it
    /// begins.
    pub async fn query(
        &self,
        metric: &str,
        from: Option<Date>,
        to: Option<Date>,
        bucket: Bucket,
        source: Option<String>,
    ) -> Result<Series, CoachError> {
        let code = metric_code(metric)?;
        let to = to.map_or_else(|| self.today_date(), Ok)?;
        let from = from.unwrap_or_else(|| back(to, 29));
        check_range(from, to)?;
        self.on_store(move |store| Ok(store.query(code, from, to, bucket, source.as_deref())?)).await
    }

    /// Nights and naps that ended on local days `from..=to`.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a range that ends before it begins; those of reading the database.
    pub async fn sleep(&self, from: Date, to: Date) -> Result<Vec<SleepNight>, CoachError> {
        check_range(from, to)?;
        self.on_store(move |store| Ok(store.sleep(from, to)?)).await
    }

    /// Workouts that began on local days `from..=to`.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a range that ends before it begins; those of reading the database.
    pub async fn workouts(&self, from: Date, to: Date) -> Result<Vec<StoredWorkout>, CoachError> {
        check_range(from, to)?;
        self.on_store(move |store| Ok(store.workouts(from, to)?)).await
    }

    /// One workout with its sets and its track.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id.
    pub async fn workout(&self, id: &str) -> Result<StoredWorkout, CoachError> {
        let id = id.to_owned();
        self.on_store(move |store| Ok(store.workout(&id)?)).await
    }

    /// Every source with its place in the order of each of its metrics.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn sources(&self) -> Result<Vec<SourceView>, CoachError> {
        self.on_store(|store| {
            let mut orders = std::collections::BTreeMap::new();
            let mut views = Vec::new();
            for source in store.sources()? {
                let mut priority = std::collections::BTreeMap::new();
                for id in &source.metrics {
                    let Some(metric) = Metric::by_id(id) else { continue };
                    let order = match orders.entry(id.clone()) {
                        std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
                        std::collections::btree_map::Entry::Vacant(free) => {
                            free.insert(store.source_order(metric.code)?)
                        }
                    };
                    if let Some(place) = order.iter().position(|name| *name == source.name) {
                        priority.insert(id.clone(), place + 1);
                    }
                }
                views.push(SourceView { source, priority });
            }
            Ok(views)
        })
        .await
    }

    /// Sets the order of sources for a metric, best first, and computes its figures again.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown metric or source.
    pub async fn set_source_order(&self, metric: &str, sources: Vec<String>) -> Result<(), CoachError> {
        let code = metric_code(metric)?;
        self.on_store(move |store| Ok(store.set_source_order(code, &sources)?)).await?;
        self.wrote();
        Ok(())
    }

    /// Removes everything of a source; returns how many records that were.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] for an unknown source.
    pub async fn delete_source(&self, source: String) -> Result<u64, CoachError> {
        let removed = self.on_store(move |store| Ok(store.delete_source(&source)?)).await?;
        self.wrote();
        Ok(removed)
    }

    /// The structured answer of a read tool; a tool's own failure is an object with `error`.
    pub(crate) async fn read_tool(&self, tool: &str, arguments: Value) -> Result<Value, CoachError> {
        let parts = self.parts()?;
        let context = CallContext::reader("app");
        Ok(parts.router.call(&context, None, tool, arguments).await?.structured)
    }
}

/// The day `days` before another.
pub(crate) fn back(date: Date, days: i64) -> Date {
    date.saturating_sub(jiff::Span::new().days(days))
}

pub(crate) fn check_range(from: Date, to: Date) -> Result<(), CoachError> {
    if from > to {
        return Err(CoachError::InvalidInput(format!("use the range: it ends ({to}) before it begins ({from})")));
    }
    Ok(())
}

/// Checks a range that tools answer for.
pub(crate) fn check_tool_range(from: Date, to: Date) -> Result<(), CoachError> {
    check_range(from, to)?;
    let days = coach_domain::time::epoch_day(to).saturating_sub(coach_domain::time::epoch_day(from)) + 1;
    if u32::try_from(days).is_ok_and(|days| days <= TOOL_DAYS) {
        return Ok(());
    }
    Err(CoachError::InvalidInput(format!("use the range: give at most {TOOL_DAYS} days")))
}

pub(crate) fn metric_code(id: &str) -> Result<MetricCode, CoachError> {
    if let Some(metric) = Metric::by_id(id) {
        return Ok(metric.code);
    }
    let nearest = coach_domain::metric::METRICS
        .iter()
        .filter(|metric| metric.id.contains(id) || id.contains(metric.id) || metric.title.contains(id))
        .map(|metric| metric.id)
        .take(4)
        .collect::<Vec<_>>();
    let hint = if nearest.is_empty() {
        "names are such as steps, heart_rate, body_mass".to_owned()
    } else {
        format!("did you mean {}?", nearest.join(", "))
    };
    Err(CoachError::NotFound(format!("find the metric `{id}`: {hint}")))
}

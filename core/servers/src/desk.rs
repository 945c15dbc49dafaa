//! What every tool works with: the store, the clock, and the few questions that all of them ask.

use crate::period::Period;
use crate::shown::date;
use coach_domain::citation::Gap;
use coach_domain::metric::{Metric, MetricCode};
use coach_domain::person::Profile;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::reviewed::{Refused, Reviewable, Reviewed};
use coach_domain::safety::{Intervention, Rule, eating, red_flags};
use coach_domain::time::Clock;
use coach_mcp::{CallContext, ToolError};
use coach_store::{DayFigure, EATING_SIGNS, Freshness, PlanToday, Store};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The store and the clock. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
}

/// What goes wrong in the store says nothing about the person, so its words may be shown.
#[allow(clippy::needless_pass_by_value)]
pub(crate) fn failed(error: coach_store::Error) -> ToolError {
    ToolError::Internal(error.to_string())
}

impl Desk {
    pub(crate) fn profile(&self) -> Result<Profile, ToolError> {
        self.store.profile().map_err(failed)
    }

    /// The person's time zone; UTC when the clock names one that is not known here.
    pub(crate) fn zone(&self) -> TimeZone {
        TimeZone::get(&self.clock.time_zone()).unwrap_or(TimeZone::UTC)
    }

    /// What the safety envelope judges by now.
    pub(crate) fn facts(&self) -> Result<Facts, ToolError> {
        self.store.facts(self.clock.now_ms(), &self.zone()).map_err(failed)
    }

    /// The current plan as the envelope lets it stand now.
    pub(crate) fn plan(&self) -> Result<Option<PlanToday>, ToolError> {
        self.store.plan(self.clock.now_ms(), &self.zone()).map_err(failed)
    }

    /// Reviews a change by the facts, and writes down what the envelope did.
    pub(crate) fn review<T: Reviewable>(&self, value: T, facts: &Facts, actor: &str) -> Result<Reviewed<T>, ToolError> {
        match value.review(facts) {
            Ok(reviewed) => {
                for intervention in reviewed.interventions() {
                    self.store.record_intervention(intervention, actor).map_err(failed)?;
                }
                Ok(reviewed)
            }
            Err(Refused(intervention)) => Err(self.refused(intervention.rule, intervention.detail, actor)),
        }
    }

    /// A refusal as the tool's answer, written down first; when it cannot be, the answer says so instead.
    pub(crate) fn refused(&self, rule: Rule, detail: String, actor: &str) -> ToolError {
        let intervention = Intervention { rule, action: "refused".to_owned(), detail };
        match self.store.record_intervention(&intervention, actor) {
            Ok(()) => ToolError::Refused { rule: rule.id().to_owned(), detail: intervention.detail },
            Err(error) => failed(error),
        }
    }

    /// Heeds what the person's own words limit, whatever they are written down as: a warning sign that is there now
    /// suspends training, and signs of an eating disorder end deficits. What follows is written down too.
    pub(crate) fn heed<'a>(&self, words: impl IntoIterator<Item = &'a str>, actor: &str) -> Result<(), ToolError> {
        let words: Vec<&str> = words.into_iter().collect();
        let note = |rule, action: &str, detail: &str| {
            let intervention = Intervention { rule, action: action.to_owned(), detail: detail.to_owned() };
            self.store.record_intervention(&intervention, actor).map_err(failed)
        };
        if words.iter().any(|text| red_flags::scan(text).iter().any(|flag| !flag.resolved)) {
            let detail = "a warning sign was written down; training rests until a doctor has cleared you";
            note(Rule::RedFlag, "stopped", detail)?;
            let mut profile = self.profile()?;
            if profile.suspend_training(true) {
                self.store.set_profile(&profile, actor).map_err(failed)?;
            }
        }
        if words.iter().any(|text| !eating::signs(text).is_empty()) {
            let detail = "what was written down sounds like a hard relation to food; no energy target is set below \
                          your needs";
            note(Rule::Energy, "stopped", detail)?;
            self.store.set_setting(EATING_SIGNS, Some(&true.into()), actor).map_err(failed)?;
        }
        Ok(())
    }

    pub(crate) fn days(&self, metric: MetricCode, period: Period) -> Result<Vec<DayFigure>, ToolError> {
        self.store.days(metric, period.from, period.to).map_err(failed)
    }

    pub(crate) fn latest(&self, metric: MetricCode, on_or_before: Date) -> Result<Option<DayFigure>, ToolError> {
        self.store.latest(metric, on_or_before).map_err(failed)
    }

    /// First and last day of a metric, if it was ever recorded.
    pub(crate) fn freshness(&self, metric: MetricCode) -> Result<Option<Freshness>, ToolError> {
        let Some(metric) = metric.metric() else { return Ok(None) };
        let rows = self.store.freshness().map_err(failed)?;
        Ok(rows.into_iter().find(|row| row.metric == metric.id))
    }

    /// Why a metric has no figure in a period, with the days between which there are some.
    pub(crate) fn gap(&self, metric: &Metric) -> Result<Gap, ToolError> {
        self.gap_of(metric.title, metric.code)
    }

    /// The same under another name, for what is derived from a metric.
    pub(crate) fn gap_of(&self, what: &str, metric: MetricCode) -> Result<Gap, ToolError> {
        let reason = match self.freshness(metric)? {
            None => "never recorded; import data that has it or connect a source".to_owned(),
            Some(known) => {
                format!(
                    "no data for this time; there is some from {} to {}",
                    date(known.first_day),
                    date(known.last_day)
                )
            }
        };
        Ok(Gap { what: what.to_owned(), reason })
    }
}

/// An instant on the wall of the place where it was recorded, as RFC 3339.
pub(crate) fn local_rfc3339(instant_ms: i64, offset_min: i16) -> String {
    let zoned = Timestamp::from_millisecond(instant_ms)
        .ok()
        .zip(Offset::from_seconds(i32::from(offset_min) * 60).ok())
        .map(|(instant, offset)| instant.display_with_offset(offset).to_string());
    zoned.unwrap_or_default()
}

/// Minutes since midnight on the wall of the place where an instant was recorded.
pub(crate) fn clock_minutes(instant_ms: i64, offset_min: i16) -> i64 {
    (instant_ms.div_euclid(60_000) + i64::from(offset_min)).rem_euclid(24 * 60)
}

/// What a list of daily figures comes to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Summary {
    pub(crate) days: usize,
    pub(crate) total: f64,
    pub(crate) mean: f64,
    pub(crate) min: f64,
    pub(crate) max: f64,
    pub(crate) max_day: Date,
    pub(crate) min_day: Date,
    pub(crate) source: String,
}

impl Summary {
    /// Describes the values of days; `None` without any.
    pub(crate) fn of<'a>(days: impl IntoIterator<Item = (Date, f64, &'a str)>) -> Option<Self> {
        let mut days = days.into_iter();
        let (first_day, first, source) = days.next()?;
        let mut sources = Sources::default();
        sources.add(source);
        let mut summary = Self {
            days: 1,
            total: first,
            mean: first,
            min: first,
            max: first,
            max_day: first_day,
            min_day: first_day,
            source: String::new(),
        };
        for (day, value, source) in days {
            sources.add(source);
            summary.days += 1;
            summary.total += value;
            if value > summary.max {
                (summary.max, summary.max_day) = (value, day);
            }
            if value < summary.min {
                (summary.min, summary.min_day) = (value, day);
            }
        }
        summary.mean = summary.total / summary.days as f64;
        summary.source = sources.joined();
        Some(summary)
    }

    /// Describes the figures that stand for each day.
    pub(crate) fn of_figures(figures: &[DayFigure]) -> Option<Self> {
        Self::of(figures.iter().map(|figure| (figure.day, figure.value, figure.source.as_str())))
    }
}

/// Names of sources, each once.
#[derive(Debug, Default)]
pub(crate) struct Sources(BTreeSet<String>);

impl Sources {
    /// Adds a name, or several that the store joined.
    pub(crate) fn add(&mut self, source: &str) {
        for name in source.split(" + ").filter(|name| !name.is_empty()) {
            if !self.0.contains(name) {
                self.0.insert(name.to_owned());
            }
        }
    }

    /// Every name of some rows.
    pub(crate) fn of<'a>(sources: impl IntoIterator<Item = &'a str>) -> String {
        let mut all = Self::default();
        for source in sources {
            all.add(source);
        }
        all.joined()
    }

    pub(crate) fn joined(self) -> String {
        self.0.into_iter().collect::<Vec<_>>().join(" + ")
    }
}

/// Gives each tool its own hold on the desk.
pub(crate) fn with<I, O>(
    desk: &Desk,
    run: impl Fn(&Desk, I) -> O + Send + Sync + 'static,
) -> impl Fn(&CallContext, I) -> O + Send + Sync + 'static {
    let desk = desk.clone();
    move |_, input| run(&desk, input)
}

/// The same for tools that need to know who calls and whether the person approved.
pub(crate) fn with_caller<I, O>(
    desk: &Desk,
    run: impl Fn(&Desk, &CallContext, I) -> O + Send + Sync + 'static,
) -> impl Fn(&CallContext, I) -> O + Send + Sync + 'static {
    let desk = desk.clone();
    move |context, input| run(&desk, context, input)
}

//! `getWorkoutPlan`: the current plan as the safety envelope lets it stand now.

use super::rows::{InterventionRow, SessionRow};
use crate::desk::{Desk, failed, local_rfc3339};
use crate::period::{Period, PeriodArgs};
use crate::sheet::{Listed, Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::plan::{Plan, PlannedSession};
use coach_domain::safety::facts::Facts;
use coach_domain::safety::reviewed::Refused;
use coach_mcp::{Reply, ToolError};
use jiff::civil::{Date, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Most versions that a result names.
const VERSIONS: usize = 10;

#[derive(Debug, Deserialize, JsonSchema)]
pub(super) struct Input {
    #[serde(flatten)]
    period: PeriodArgs,
    /// An earlier version by its number; default the current one.
    version: Option<u32>,
    /// Where the next part begins.
    cursor: Option<String>,
}

/// A plan without its sessions.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub(super) struct PlanRow {
    /// Id.
    pub(super) id: String,
    /// Title for people.
    title: String,
    /// Goal in words.
    goal: &'static str,
    /// First day of the first week.
    start: Date,
    /// Number of weeks.
    weeks: u32,
    /// Deload weeks, from 1.
    deload_weeks: Vec<u32>,
    /// Why this version was made.
    reason: String,
}

impl PlanRow {
    pub(super) fn of(plan: &Plan) -> Self {
        Self {
            id: plan.id.clone(),
            title: plan.title.clone(),
            goal: plan.goal.words(),
            start: plan.start,
            weeks: plan.weeks,
            deload_weeks: (1..=plan.weeks).filter(|week| plan.is_deload(*week)).collect(),
            reason: plan.reason.clone(),
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// The plan; null when there is none.
    plan: Option<PlanRow>,
    /// Sessions of the period in order.
    sessions: Vec<SessionRow>,
    /// The next session after today, if there is one.
    next: Option<SessionRow>,
    /// The last versions, newest first.
    versions: Vec<VersionRow>,
    /// Why nothing of the plan may be trained now; null when it may.
    suspended: Option<InterventionRow>,
    /// What the safety rules changed by today's facts.
    interventions: Vec<InterventionRow>,
}

impl Listed for More {
    fn keep(&mut self, items: usize) {
        self.sessions.truncate(items);
    }
}

/// One version of a plan.
#[derive(Debug, Serialize, JsonSchema)]
struct VersionRow {
    /// Number, from 1.
    number: u32,
    /// When it was written, local, RFC 3339.
    at: String,
    /// Who wrote it.
    actor: String,
    /// Why.
    reason: String,
}

/// Whether the person trained on the day of a session.
pub(super) fn is_done(session: &PlannedSession, facts: &Facts) -> bool {
    facts.done.iter().any(|done| done.day == session.date && (!done.easy || !session.counts()))
}

/// The week, from Monday, in which a day lies.
fn week_around(day: Date) -> Period {
    let back = i64::from(day.weekday().since(Weekday::Monday));
    let monday = day.saturating_sub(jiff::Span::new().days(back));
    Period { from: monday, to: monday.saturating_add(jiff::Span::new().days(6)) }
}

pub(super) fn run(desk: &Desk, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let today = desk.clock.today();
    let asked = input.period.is_given();
    let period = if asked { input.period.resolve(desk, 7)? } else { week_around(today) };
    let facts = desk.facts()?;
    let mut sheet = Sheet::new(period, facts.profile.units);
    let mut more = More {
        plan: None,
        sessions: Vec::new(),
        next: None,
        versions: Vec::new(),
        suspended: None,
        interventions: Vec::new(),
    };
    let versions = desk.store.plan_versions_today(&facts).map_err(failed)?;
    let stands = match input.version {
        Some(number) => {
            let earlier = desk.store.plan_version(number, facts.now_ms, &facts.zone).map_err(failed)?;
            Some(earlier.ok_or_else(|| ToolError::Arguments("`version` has no such plan".to_owned()))?)
        }
        None => desk.plan()?,
    };
    let plan = match stands {
        Some(Ok(reviewed)) => {
            more.interventions = reviewed.interventions().iter().map(InterventionRow::of).collect();
            Some(reviewed.into_inner())
        }
        Some(Err(Refused(intervention))) => {
            more.suspended = Some(InterventionRow::of(&intervention));
            sheet.miss("your training plan", intervention.detail);
            None
        }
        None => None,
    };
    let zone = desk.zone();
    let local = |at_ms: i64| {
        let offset = jiff::Timestamp::from_millisecond(at_ms).map(|at| zone.to_offset(at).seconds() / 60);
        local_rfc3339(at_ms, offset.ok().and_then(|minutes| i16::try_from(minutes).ok()).unwrap_or(0))
    };
    more.versions = versions
        .iter()
        .rev()
        .take(VERSIONS)
        .map(|version| VersionRow {
            number: version.number,
            at: local(version.at_ms),
            actor: version.actor.clone(),
            reason: version.plan.reason.clone(),
        })
        .collect();
    let mut rows = Vec::new();
    match &plan {
        None if more.suspended.is_none() => sheet.miss("a training plan", "there is none; ask for one"),
        None => {}
        Some(plan) => {
            fill(&mut sheet, plan, period, today);
            let units = facts.profile.units;
            let row = |session: &PlannedSession| SessionRow::of(session, units, is_done(session, &facts));
            rows = plan.sessions.iter().filter(|session| period.contains(session.date)).map(row).collect();
            more.next = plan.sessions.iter().find(|session| session.date > today).map(row);
            more.plan = Some(PlanRow::of(plan));
        }
    }
    sheet.reply_with_list("Training plan", rows, input.cursor.as_deref(), None, |sessions| More { sessions, ..more })
}

fn fill(sheet: &mut Sheet, plan: &Plan, period: Period, today: Date) {
    let origin = |from: Date, to: Date| Origin::new("plan", "your plan", Period { from, to });
    let whole = || origin(plan.start, plan.start.saturating_add(jiff::Span::new().days(i64::from(plan.weeks) * 7 - 1)));
    let day = if period.contains(today) { today } else { period.from };
    if let Some(week) = plan.week_of(day) {
        sheet.add("plan_week", "week of the plan", Shown::plain(f64::from(week), 0), origin(day, day));
    }
    sheet.add("plan_weeks", "weeks of the plan", Shown::count(plan.weeks as usize, "week", "weeks"), whole());
    let sessions: Vec<&PlannedSession> = plan.sessions.iter().filter(|session| period.contains(session.date)).collect();
    if sessions.is_empty() {
        sheet.miss("a planned session", "none lies in this time");
        return;
    }
    let of = || origin(period.from, period.to);
    sheet.add("session_count", "planned sessions", Shown::count(sessions.len(), "session", "sessions"), of());
    let minutes: f64 = sessions.iter().map(|session| session.minutes()).sum();
    sheet.add("session_minutes_total", "planned time", Shown::duration_s(minutes.round() * 60.0), of());
}

/// The sessions of today as a page for people.
pub(crate) fn today_in_words(desk: &Desk) -> Result<String, ToolError> {
    let facts = desk.facts()?;
    Ok(match desk.plan()? {
        None => "There is no training plan yet. Ask for one.".to_owned(),
        Some(Err(Refused(intervention))) => format!("Your plan rests: {}.", intervention.detail),
        Some(Ok(reviewed)) => {
            let plan = reviewed.value();
            let of_today = plan.sessions.iter().filter(|session| session.date == facts.today);
            let mut text: Vec<String> =
                of_today.map(|session| coach_domain::plan::text::session(session, facts.profile.units)).collect();
            if text.is_empty() {
                text.push("Nothing is planned for today.".to_owned());
            }
            text.extend(reviewed.interventions().iter().map(|done| format!("{}: {}.", done.rule.id(), done.detail)));
            text.join("\n\n")
        }
    })
}

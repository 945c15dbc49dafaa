//! `createWorkoutPlan`: weeks of training from the planner, reviewed, for the person to approve.

use super::plan::PlanRow;
use super::rows::{InterventionRow, SessionRow};
use super::words;
use crate::desk::{Desk, failed};
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::exercise::exercise;
use coach_domain::person::Level;
use coach_domain::plan::{Event, Frame, Goal, Plan};
use coach_domain::planner::{self, Request, Unplannable};
use coach_domain::safety::Rule;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::limits;
use coach_domain::safety::reviewed::Reviewed;
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use jiff::civil::{Date, Time, Weekday};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, Deserialize, Serialize, JsonSchema)]
pub(super) struct Input {
    /// `strength`, `muscle`, `running`, `cycling`, `weight_loss`, `health` or `mixed`; default by the profile's goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 120))]
    goal: Option<String>,
    /// Number of weeks; default 4 for beginners, 8 and 12 for others.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 26))]
    weeks: Option<u32>,
    /// Training days a week, default 3; instead of `weekdays`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 7))]
    days: Option<u32>,
    /// Training days by name, for example `["mon", "wed", "fri"]`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 7))]
    weekdays: Option<Vec<String>>,
    /// Most minutes of a session, default 45.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 15, max = 120))]
    minutes: Option<u32>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`; default `gym`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 30))]
    equipment: Option<Vec<String>>,
    /// First day; default today on a Monday, else the next Monday.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Date>,
    /// Local time at which sessions begin, `HH:MM`, default 18:00.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 8))]
    start_time: Option<String>,
    /// Day of a race or the like that the training leads to.
    #[serde(skip_serializing_if = "Option::is_none")]
    event_date: Option<Date>,
    /// Its length in metres.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 400, max = 1_000_000))]
    event_distance_m: Option<f64>,
    /// Of a proposal: the plan that was shown, so that no other one is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    fingerprint: Option<String>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id", skip_serializing)]
    _user_id: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Whether it is the current plan now; false for a proposal that waits for the person.
    written: bool,
    /// The plan.
    plan: PlanRow,
    /// Sessions of its first week.
    first_week: Vec<SessionRow>,
    /// What the safety rules changed.
    interventions: Vec<InterventionRow>,
    /// Tells this plan from any other one.
    fingerprint: String,
}

/// Tells one plan from any other one.
pub(super) fn fingerprint(plan: &Plan) -> Result<String, ToolError> {
    let bytes = serde_json::to_vec(plan).map_err(|_| ToolError::Internal("the plan is not JSON".to_owned()))?;
    Ok(blake3::hash(&bytes).to_hex()[..16].to_owned())
}

/// Refuses to write another plan than the one that the person saw.
pub(super) fn same_as_shown(shown: Option<&str>, now: &str) -> Result<(), ToolError> {
    match shown {
        Some(shown) if shown != now => Err(ToolError::Arguments(
            "what the plan is made from has changed since it was proposed; ask for it again and approve the new one"
                .to_owned(),
        )),
        _ => Ok(()),
    }
}

/// Why there is no plan, with the rule behind it where there is one.
pub(super) fn unplannable(desk: &Desk, error: &Unplannable, actor: &str) -> ToolError {
    let rule = match error {
        Unplannable::Suspended => Some(Rule::RedFlag),
        Unplannable::ScreeningMissing | Unplannable::ClinicianFirst => Some(Rule::Screen),
        Unplannable::PainWhere => Some(Rule::Pain3),
        Unplannable::NoRest(_) => Some(Rule::Rest24),
        _ => None,
    };
    let detail = match error {
        Unplannable::NoExercise(id) | Unplannable::Unfit(id) => {
            let name = exercise(id).map_or(id.as_str(), |exercise| exercise.name);
            error.to_string().replace(id.as_str(), name)
        }
        _ => error.to_string(),
    };
    match rule {
        Some(rule) => desk.refused(rule, detail, actor),
        None => ToolError::Arguments(detail),
    }
}

fn request(input: &Input, facts: &Facts) -> Result<Request, ToolError> {
    let goal = match &input.goal {
        Some(said) => words::goal(said).ok_or_else(|| {
            ToolError::Arguments(
                "`goal` takes strength, muscle, running, cycling, weight_loss, health or mixed".to_owned(),
            )
        })?,
        None => facts.profile.goal.as_deref().and_then(words::goal).unwrap_or(Goal::Health),
    };
    let mut weekdays = match (&input.weekdays, input.days) {
        (Some(days), _) => days.iter().map(|day| words::weekday(day)).collect::<Result<Vec<_>, _>>()?,
        (None, days) => words::spread(days.unwrap_or(3)),
    };
    weekdays.sort_unstable();
    weekdays.dedup();
    let start = input.start.unwrap_or_else(|| {
        let ahead = i64::from(Weekday::Monday.since(facts.today.weekday()));
        facts.today.saturating_add(jiff::Span::new().days(ahead))
    });
    if start < facts.today {
        return Err(ToolError::Arguments("`start` must not lie in the past".to_owned()));
    }
    let time = match &input.start_time {
        Some(text) => text
            .trim()
            .parse::<Time>()
            .map_err(|_| ToolError::Arguments("`start_time` must be a time like 18:00".to_owned()))?,
        None => Time::constant(18, 0, 0, 0),
    };
    let equipment = match &input.equipment {
        Some(things) => words::equipment(things)?,
        None => words::equipment(&["gym".to_owned()])?,
    };
    Ok(Request {
        id: format!("plan-{start}-{}", goal.words().replace(' ', "-")),
        goal,
        weeks: input.weeks.unwrap_or_else(|| Request::usual_weeks(facts.profile.level.unwrap_or(Level::Beginner))),
        start,
        frame: Frame { weekdays, start: time, minutes: input.minutes.unwrap_or(45), equipment },
        event: input.event_date.map(|date| Event { date, distance_m: input.event_distance_m }),
        likes: Vec::new(),
        avoids: Vec::new(),
    })
}

pub(super) fn run(desk: &Desk, context: &CallContext, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let facts = desk.facts()?;
    let draft =
        planner::plan(&request(input, &facts)?, &facts).map_err(|error| unplannable(desk, &error, &context.actor))?;
    let reviewed = desk.review(draft, &facts, &context.actor)?;
    let fingerprint = fingerprint(reviewed.value())?;
    if context.approved {
        same_as_shown(input.fingerprint.as_deref(), &fingerprint)?;
        desk.store.put_plan(&reviewed, &context.actor).map_err(failed)?;
    }
    let plan = reviewed.value();
    let units = facts.profile.units;
    let mut sheet = Sheet::new(Period::day(facts.today), units);
    fill(&mut sheet, &reviewed);
    let what = format!("{}, from {}", plan.title, crate::shown::date(plan.start));
    let title = if context.approved {
        format!("Written: {what}")
    } else {
        format!("Not written yet: {what}. Approve it to make it your plan")
    };
    let more = More {
        written: context.approved,
        plan: PlanRow::of(plan),
        first_week: plan.week(1).map(|session| SessionRow::of(session, units, false)).collect(),
        interventions: reviewed.interventions().iter().map(InterventionRow::of).collect(),
        fingerprint: fingerprint.clone(),
    };
    let reply = sheet.reply(&title, more);
    if context.approved {
        return Ok(reply);
    }
    let fixed = Input { start: Some(plan.start), fingerprint: Some(fingerprint), ..input.clone() };
    let arguments =
        serde_json::to_value(fixed).map_err(|_| ToolError::Internal("the proposal is not JSON".to_owned()))?;
    Ok(reply.proposal(Proposal { summary: format!("Make {what} the current plan"), arguments }))
}

fn fill(sheet: &mut Sheet, reviewed: &Reviewed<Plan>) {
    let plan = reviewed.value();
    let last = plan.start.saturating_add(jiff::Span::new().days(i64::from(plan.weeks) * 7 - 1));
    let whole = Period { from: plan.start, to: last };
    let first = Period { from: plan.start, to: plan.start.saturating_add(jiff::Span::new().days(6)) };
    let mut add = |name: &str, label: &str, shown: Shown, period: Period| {
        sheet.add(name, label, shown, Origin::new("plan", "the planner", period));
    };
    add("plan_weeks", "weeks", Shown::count(plan.weeks as usize, "week", "weeks"), whole);
    add("plan_session_count", "sessions in all", Shown::count(plan.sessions.len(), "session", "sessions"), whole);
    let in_first = plan.week(1).count();
    add("sessions_per_week", "sessions in the first week", Shown::count(in_first, "session", "sessions"), first);
    if let Some(longest) = plan.week(1).map(|session| session.minutes()).reduce(f64::max) {
        add("session_minutes", "longest session of the first week", Shown::duration_s(longest.round() * 60.0), first);
    }
    let volume = limits::week_volume(plan, 1);
    if volume.sets > 0.0 {
        let sets = Shown::count(volume.sets.round() as usize, "hard set", "hard sets");
        add("first_week_sets", "hard sets in the first week", sets, first);
    }
    if volume.minutes > 0.0 {
        let time = Shown::duration_s(volume.minutes.round() * 60.0);
        add("first_week_minutes", "endurance work in the first week", time, first);
    }
}

//! `modifyWorkout`: a change of the current plan, reviewed as a whole and shown before it is written.

use super::create::{fingerprint, same_as_shown, unplannable};
use super::edit::{self, Edit};
use super::rows::{InterventionRow, SessionRow};
use super::words;
use crate::desk::{Desk, failed};
use crate::period::Period;
use crate::sheet::{Origin, Sheet, Structured};
use crate::shown::Shown;
use coach_domain::plan::{Plan, PlannedSession};
use coach_domain::planner::{self, Change, PlanChange};
use coach_domain::safety::Rule;
use coach_domain::safety::facts::Facts;
use coach_domain::safety::reviewed::Refused;
use coach_mcp::{CallContext, Proposal, Reply, ToolError};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sessions after the change that a result shows.
const NEXT: usize = 3;
/// Changes that a result lists at most.
const LISTED: usize = 60;

#[derive(Debug, Clone, Deserialize, Serialize, JsonSchema)]
pub(super) struct Input {
    /// What is to change.
    change: Kind,
    /// Id of the session that it is about; default the next one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    session: Option<String>,
    /// Day of the session that it is about, instead of its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    /// Ids of missed sessions; default all of the last week that were not done.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 60))]
    sessions: Option<Vec<String>>,
    /// Exercise that is swapped, edited or removed, in any spelling.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 80))]
    exercise: Option<String>,
    /// Exercise that takes its place; default the nearest that fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 80))]
    to_exercise: Option<String>,
    /// Day to which the session is moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    to_date: Option<Date>,
    /// First day of an illness, a journey, or other equipment or time; default today.
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Date>,
    /// Last day of it, included; default the same day.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<Date>,
    /// Most minutes of a session.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 15, max = 120))]
    minutes: Option<u32>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 30))]
    equipment: Option<Vec<String>>,
    /// A journey into another time zone.
    #[serde(default)]
    other_zone: bool,
    /// The new goal.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 120))]
    goal: Option<String>,
    /// The new training days by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(min = 1, max = 7))]
    weekdays: Option<Vec<String>>,
    /// The new number of training days a week, instead of `weekdays`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 7))]
    days: Option<u32>,
    /// Number of the version to take back; default the one before the current one.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u32>,
    #[serde(flatten)]
    edit: Edit,
    /// Of a proposal: the plan that was shown, so that no other one is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = 64))]
    fingerprint: Option<String>,
    /// The person; default the only local one.
    #[serde(default, rename = "user_id", skip_serializing)]
    _user_id: Option<String>,
}

/// Kinds of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    TooHard,
    TooEasy,
    NoEquipment,
    Pain,
    LessTime,
    Swap,
    Move,
    Skip,
    Missed,
    MissedLongRuns,
    Illness,
    Travel,
    Goal,
    Days,
    Deload,
    Edit,
    Remove,
    Restore,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct More {
    /// Whether it is the current plan now; false for a proposal that waits for the person.
    written: bool,
    /// What differs, in order of time.
    changes: Vec<ChangeRow>,
    /// Why, in plain words.
    reason: String,
    /// The next sessions after the change.
    next: Vec<SessionRow>,
    /// What the safety rules changed.
    interventions: Vec<InterventionRow>,
    /// Tells this plan from any other one.
    fingerprint: String,
}

/// One difference.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangeRow {
    /// Id of the session; null for what is of the plan as a whole.
    session: Option<String>,
    /// Its day.
    date: Option<Date>,
    /// What it is about.
    what: String,
    /// Before; null when it is new.
    from: Option<String>,
    /// After; null when it is gone.
    to: Option<String>,
}

pub(super) fn run(desk: &Desk, context: &CallContext, input: &Input) -> Result<Reply<Structured<More>>, ToolError> {
    let facts = desk.facts()?;
    let before = match desk.plan()? {
        Some(Ok(reviewed)) => reviewed.into_inner(),
        // A plan that the rules no longer let stand can be changed into one that they do; training that is suspended
        // is not planned at all.
        Some(Err(Refused(intervention))) => match facts.plan.clone() {
            Some(plan) if !matches!(intervention.rule, Rule::RedFlag | Rule::Screen) => plan,
            _ => {
                let rule = intervention.rule.id().to_owned();
                return Err(ToolError::Refused { rule, detail: intervention.detail });
            }
        },
        None => {
            return Err(ToolError::Arguments("there is no plan to change; createWorkoutPlan makes one".to_owned()));
        }
    };
    let draft = draft(desk, &before, input, &facts, &context.actor)?;
    let reviewed = desk.review(draft, &facts, &context.actor)?;
    let fingerprint = fingerprint(reviewed.value())?;
    let after = reviewed.value();
    let units = facts.profile.units;
    let changes = planner::diff(&before, after, units);
    let writes = context.approved && !changes.is_empty();
    if context.approved {
        same_as_shown(input.fingerprint.as_deref(), &fingerprint)?;
    }
    if writes {
        desk.store.put_plan(&reviewed, &context.actor).map_err(failed)?;
    }
    let mut sheet = Sheet::new(Period::day(facts.today), units);
    if changes.is_empty() {
        sheet.miss("a change", "the plan is the same as before");
    }
    let mut sessions: Vec<&str> = changes.iter().filter_map(|change| change.session.as_deref()).collect();
    sessions.sort_unstable();
    sessions.dedup();
    if !sessions.is_empty() {
        let shown = Shown::count(sessions.len(), "session", "sessions");
        sheet.add(
            "changed_sessions_count",
            "sessions that change",
            shown,
            Origin::day("plan", "your plan", facts.today),
        );
    }
    let more = More {
        written: writes,
        changes: changes.iter().take(LISTED).map(ChangeRow::of).collect(),
        reason: after.reason.clone(),
        next: after
            .sessions
            .iter()
            .filter(|session| session.date >= facts.today)
            .take(NEXT)
            .map(|session| SessionRow::of(session, units, super::plan::is_done(session, &facts)))
            .collect(),
        interventions: reviewed.interventions().iter().map(InterventionRow::of).collect(),
        fingerprint: fingerprint.clone(),
    };
    let title = if changes.is_empty() {
        format!("Nothing to change: {}", after.reason)
    } else if context.approved {
        format!("Written: {}", after.reason)
    } else {
        format!("Not written yet: {} Approve it to change the plan", after.reason)
    };
    let reply = sheet.reply(title.trim_end_matches('.'), more);
    if context.approved || changes.is_empty() {
        return Ok(reply);
    }
    let fixed = Input { fingerprint: Some(fingerprint), ..input.clone() };
    let arguments =
        serde_json::to_value(fixed).map_err(|_| ToolError::Internal("the proposal is not JSON".to_owned()))?;
    Ok(reply.proposal(Proposal { summary: format!("Change the plan: {}", after.reason), arguments }))
}

impl ChangeRow {
    fn of(change: &PlanChange) -> Self {
        Self {
            session: change.session.clone(),
            date: change.date,
            what: change.what.clone(),
            from: change.from.clone(),
            to: change.to.clone(),
        }
    }
}

/// The plan as it would be, not reviewed yet.
fn draft(desk: &Desk, plan: &Plan, input: &Input, facts: &Facts, actor: &str) -> Result<Plan, ToolError> {
    let edited = |work: &dyn Fn(&mut Plan, &str, &str) -> Result<(), ToolError>| {
        let (session, exercise) = (session(plan, input, facts)?, named(input.exercise.as_deref(), "exercise")?);
        let mut changed = plan.clone();
        work(&mut changed, &session, exercise)?;
        Ok(changed)
    };
    match input.change {
        Kind::Edit => edited(&|plan, session, exercise| edit::write(plan, session, exercise, &input.edit, facts)),
        Kind::Remove => edited(&|plan, session, exercise| edit::remove(plan, session, exercise, facts)),
        Kind::Restore => restored(desk, plan, input.version, facts),
        _ => {
            let change = change(plan, input, facts)?;
            planner::adapt(plan, &change, facts).map_err(|error| unplannable(desk, &error, actor))
        }
    }
}

/// What the planner is told.
fn change(plan: &Plan, input: &Input, facts: &Facts) -> Result<Change, ToolError> {
    let from = input.from.unwrap_or(facts.today);
    let to = input.to.unwrap_or(from);
    if to < from {
        return Err(ToolError::Arguments("`to` must not be before `from`".to_owned()));
    }
    let things = || words::equipment(input.equipment.as_deref().unwrap_or_default());
    let session = || session(plan, input, facts);
    let lacking = |what: &str| ToolError::Arguments(format!("`{what}` is missing for this change"));
    Ok(match input.change {
        Kind::TooHard => Change::TooHard { session: session()? },
        Kind::TooEasy => Change::TooEasy { session: session()? },
        Kind::NoEquipment => Change::NoEquipment { have: things()?, from, to },
        Kind::Pain => Change::Pain,
        Kind::LessTime => Change::LessTime { minutes: input.minutes.ok_or_else(|| lacking("minutes"))?, from, to },
        Kind::Swap => Change::Swap {
            session: session()?,
            exercise: known(named(input.exercise.as_deref(), "exercise")?)?,
            to: input.to_exercise.as_deref().map(known).transpose()?,
        },
        Kind::Move => Change::Move { session: session()?, to: input.to_date.ok_or_else(|| lacking("to_date"))? },
        Kind::Skip => Change::Skip { session: session()? },
        Kind::Missed => match missed(plan, input, facts) {
            none if none.is_empty() => {
                return Err(ToolError::Arguments("no planned session was missed in that time".to_owned()));
            }
            sessions => Change::Missed { sessions },
        },
        Kind::MissedLongRuns => Change::MissedLongRuns,
        Kind::Illness => Change::Illness { from, to },
        Kind::Travel => Change::Travel { from, to, equipment: things()?, other_zone: input.other_zone },
        Kind::Goal => {
            let said = named(input.goal.as_deref(), "goal")?;
            Change::Goal { goal: words::goal(said).ok_or_else(|| lacking("goal"))?, event: None }
        }
        Kind::Days => {
            let weekdays = match (&input.weekdays, input.days) {
                (Some(days), _) => days.iter().map(|day| words::weekday(day)).collect::<Result<Vec<_>, _>>()?,
                (None, Some(days)) => words::spread(days),
                (None, None) => return Err(lacking("days")),
            };
            Change::Days { weekdays, minutes: input.minutes }
        }
        Kind::Deload => Change::ReactiveDeload,
        Kind::Edit | Kind::Remove | Kind::Restore => {
            return Err(ToolError::Internal("this change is none of the planner's".to_owned()));
        }
    })
}

fn named<'a>(words: Option<&'a str>, argument: &str) -> Result<&'a str, ToolError> {
    words
        .map(str::trim)
        .filter(|words| !words.is_empty())
        .ok_or_else(|| ToolError::Arguments(format!("`{argument}` is missing for this change")))
}

/// Id of the exercise that words mean with certainty.
fn known(words: &str) -> Result<String, ToolError> {
    edit::exercise_of(words).map(|exercise| exercise.id.to_owned())
}

/// The session that is meant: by its id, by its day, or the next one.
fn session(plan: &Plan, input: &Input, facts: &Facts) -> Result<String, ToolError> {
    if let Some(id) = &input.session {
        return Ok(id.clone());
    }
    let found = match input.date {
        Some(day) => plan.sessions.iter().find(|session| session.date == day),
        // How hard it was can be said of the session of today; anything else is about one that is still ahead.
        None if matches!(input.change, Kind::TooHard | Kind::TooEasy) => {
            plan.sessions.iter().find(|session| session.date >= facts.today)
        }
        None => plan.sessions.iter().find(|session| !edit::has_begun(session, facts)),
    };
    found.map(|session| session.id.clone()).ok_or_else(|| {
        ToolError::Arguments("no session lies on that day; getWorkoutPlan lists the sessions".to_owned())
    })
}

/// The missed sessions: those that are named, or those of the time that is named, or of the last seven days, on whose
/// days nothing was done.
fn missed(plan: &Plan, input: &Input, facts: &Facts) -> Vec<String> {
    if let Some(ids) = &input.sessions {
        return ids.clone();
    }
    let first = input.from.unwrap_or_else(|| facts.today.saturating_sub(jiff::Span::new().days(7)));
    let last = input.to.unwrap_or_else(|| facts.today.saturating_sub(jiff::Span::new().days(1)));
    plan.sessions
        .iter()
        .filter(|session| (first..=last).contains(&session.date) && !super::plan::is_done(session, facts))
        .map(|session| session.id.clone())
        .collect()
}

/// An earlier version, to be reviewed by today's facts. What lies behind stays as it is in the current one.
fn restored(desk: &Desk, plan: &Plan, version: Option<u32>, facts: &Facts) -> Result<Plan, ToolError> {
    let versions = desk.store.plan_versions().map_err(failed)?;
    let last = versions.last().map_or(0, |version| version.number);
    let wanted = version.unwrap_or_else(|| last.saturating_sub(1));
    let found = versions.into_iter().find(|version| version.number == wanted);
    let found = found.ok_or_else(|| ToolError::Arguments("`version` has no such plan".to_owned()))?;
    let mut sessions: Vec<PlannedSession> =
        plan.sessions.iter().filter(|session| edit::has_begun(session, facts)).cloned().collect();
    sessions.extend(found.plan.sessions.into_iter().filter(|session| !edit::has_begun(session, facts)));
    Ok(Plan { reason: format!("Version {wanted} was taken back."), sessions, ..found.plan })
}

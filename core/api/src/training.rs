//! The training plan: making, changing, comparing and exporting it.

use crate::CoachError;
use crate::coach::Coach;
use crate::logging::LoggedEntry;
use coach_domain::person::UnitSystem;
use coach_domain::plan::calendar::calendar;
use coach_domain::plan::fit::fit;
use coach_domain::plan::zwo::zwo;
use coach_domain::plan::{Plan, PlannedSession, text};
use coach_domain::planner::{PlanChange, diff};
use coach_domain::safety::Intervention;
use coach_domain::safety::reviewed::Refused;
use coach_domain::time::Clock;
use coach_store::PlanVersion;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const SERVER: &str = "exercise-recommendations";

/// What a plan is asked to be; everything that is missing gets a default.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanRequest {
    /// `strength`, `muscle`, `running`, `cycling`, `weight_loss`, `health` or `mixed`; default by the profile's goal.
    pub goal: Option<String>,
    /// Number of weeks, 1 to 26.
    pub weeks: Option<u32>,
    /// Training days a week, 1 to 7.
    pub days: Option<u32>,
    /// Training days by name instead, for example `mon`.
    pub weekdays: Option<Vec<String>>,
    /// Most minutes of a session, 15 to 120.
    pub minutes: Option<u32>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`.
    pub equipment: Option<Vec<String>>,
    /// First day.
    pub start: Option<Date>,
    /// Local time at which sessions begin, `HH:MM`.
    pub start_time: Option<String>,
}

/// A plan as a face shows it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PlanView {
    /// The plan with every set and target; missing when there is none, or when nothing of it may be trained now.
    pub plan: Option<Plan>,
    /// Number of its version, from 1.
    pub version: Option<u32>,
    /// Why nothing of it may be trained now.
    pub suspended: Option<Intervention>,
    /// What the safety envelope changed by today's facts.
    pub interventions: Vec<Intervention>,
    /// The plan in words.
    pub text: String,
}

/// The form of an exported plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlanForm {
    /// One JSON document.
    Json,
    /// An iCalendar file with one event for each session.
    Calendar,
    /// A FIT workout file for each session.
    Fit,
    /// A Zwift workout file for each session that fits the form.
    Zwo,
}

/// One file of an exported plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// Name, for example `2026-11-30-full-body.fit`.
    pub name: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Coach {
    /// The current plan, or an earlier version, as the safety envelope lets it stand now.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is no such version; those of reading the database.
    pub async fn plan(&self, version: Option<u32>) -> Result<PlanView, CoachError> {
        let (now_ms, zone) = self.now()?;
        self.on_store(move |store| {
            let units = store.profile()?.units;
            let (number, stands) = match version {
                Some(number) => {
                    let earlier = store.plan_version(number, now_ms, &zone)?;
                    (Some(number), Some(earlier.ok_or_else(|| unknown(number))?))
                }
                None => (store.plan_number()?, store.plan(now_ms, &zone)?),
            };
            Ok(match stands {
                Some(Ok(reviewed)) => {
                    let interventions = reviewed.interventions().to_vec();
                    shown(reviewed.into_inner(), number, interventions, units)
                }
                Some(Err(Refused(intervention))) => PlanView {
                    plan: None,
                    version: number,
                    text: format!("Your plan rests: {}.", intervention.detail),
                    suspended: Some(intervention),
                    interventions: Vec::new(),
                },
                None => PlanView {
                    plan: None,
                    version: None,
                    suspended: None,
                    interventions: Vec::new(),
                    text: "There is no plan yet. `coach plan create` makes one.".to_owned(),
                },
            })
        })
        .await
    }

    /// One session of the current plan, as the safety envelope lets it stand now.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is no such session; [`CoachError::Refused`] while the plan rests.
    pub async fn planned_session(&self, id: &str) -> Result<PlannedSession, CoachError> {
        let view = self.plan(None).await?;
        if let Some(intervention) = view.suspended {
            return Err(refused(intervention));
        }
        let found = view.plan.and_then(|plan| plan.sessions.into_iter().find(|session| session.id == id));
        found.ok_or_else(|| {
            CoachError::NotFound(format!("find the session `{id}`; `coach plan show --json` lists them"))
        })
    }

    /// Every version of the current plan as the safety envelope lets it be shown now, oldest first. One that is refused
    /// has no sessions, and its reason says why.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn plan_versions(&self) -> Result<Vec<PlanVersion>, CoachError> {
        let (now_ms, zone) = self.now()?;
        self.on_store(move |store| Ok(store.plan_versions_today(&store.facts(now_ms, &zone)?)?)).await
    }

    /// Makes a plan on the person's own word, and makes it the current one.
    ///
    /// # Errors
    /// [`CoachError::Refused`] by the safety envelope, for example before the screening; [`CoachError::InvalidInput`].
    pub async fn create_plan(&self, request: PlanRequest) -> Result<LoggedEntry, CoachError> {
        let arguments =
            serde_json::to_value(&request).map_err(|_| CoachError::InvalidInput("read the request".to_owned()))?;
        self.change(SERVER, "createWorkoutPlan", "plan", arguments).await
    }

    /// Changes the current plan on the person's own word. `change` are the arguments of the tool `modifyWorkout`.
    ///
    /// # Errors
    /// [`CoachError::Refused`] by the safety envelope; [`CoachError::InvalidInput`] when the change makes no sense.
    pub async fn change_plan(&self, change: Value) -> Result<LoggedEntry, CoachError> {
        self.change(SERVER, "modifyWorkout", "plan", change).await
    }

    /// Takes an earlier version back, reviewed by today's facts.
    ///
    /// # Errors
    /// As [`Coach::change_plan`].
    pub async fn restore_plan(&self, version: u32) -> Result<LoggedEntry, CoachError> {
        self.change_plan(json!({"change": "restore", "version": version})).await
    }

    /// What differs between two versions, both as the safety envelope lets them stand now.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is no such version; [`CoachError::Refused`] when one of them may not be
    /// shown; those of reading the database.
    pub async fn plan_diff(&self, from: u32, to: u32) -> Result<Vec<PlanChange>, CoachError> {
        let (now_ms, zone) = self.now()?;
        self.on_store(move |store| {
            let numbered = |number| match store.plan_version(number, now_ms, &zone)? {
                Some(Ok(reviewed)) => Ok(reviewed.into_inner()),
                Some(Err(Refused(intervention))) => Err(refused(intervention)),
                None => Err(unknown(number)),
            };
            Ok(diff(&numbered(from)?, &numbered(to)?, store.profile()?.units))
        })
        .await
    }

    /// The current plan as files. Only what the safety envelope lets stand now is in them.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] without a plan, [`CoachError::Refused`] while nothing of it may be trained.
    pub async fn export_plan(&self, form: PlanForm) -> Result<Vec<PlanFile>, CoachError> {
        let view = self.plan(None).await?;
        if let Some(intervention) = view.suspended {
            return Err(refused(intervention));
        }
        let Some(plan) = view.plan else {
            return Err(CoachError::NotFound(
                "export the plan: there is none; `coach plan create` makes one".to_owned(),
            ));
        };
        let units = self.profile().await?.units;
        let (now_ms, zone) = self.now()?;
        let each = |extension: &str, write: &dyn Fn(&PlannedSession) -> Option<Vec<u8>>| {
            plan.sessions
                .iter()
                .filter_map(|session| {
                    let name = format!("{}-{}.{extension}", session.date, file_name(&session.title));
                    Some(PlanFile { name, bytes: write(session)? })
                })
                .collect::<Vec<_>>()
        };
        Ok(match form {
            PlanForm::Json => {
                let bytes = serde_json::to_vec_pretty(&plan)
                    .map_err(|_| CoachError::Storage("write the plan as JSON".to_owned()))?;
                vec![PlanFile { name: "plan.json".to_owned(), bytes }]
            }
            PlanForm::Calendar => {
                let bytes = calendar(&plan, units, &zone, now_ms).into_bytes();
                vec![PlanFile { name: "plan.ics".to_owned(), bytes }]
            }
            PlanForm::Fit => each("fit", &|session| fit(session, now_ms).ok()),
            PlanForm::Zwo => each("zwo", &|session| zwo(session, units).map(String::into_bytes)),
        })
    }

    /// Now, and the person's time zone.
    pub(crate) fn now(&self) -> Result<(i64, jiff::tz::TimeZone), CoachError> {
        let parts = self.parts()?;
        Ok((parts.clock.now_ms(), parts.clock.zone()))
    }
}

fn unknown(number: u32) -> CoachError {
    CoachError::NotFound(format!("find version {number} of the plan; `coach plan versions` lists them"))
}

fn refused(intervention: Intervention) -> CoachError {
    CoachError::Refused { rule: intervention.rule.id().to_owned(), detail: intervention.detail }
}

fn shown(plan: Plan, version: Option<u32>, interventions: Vec<Intervention>, units: UnitSystem) -> PlanView {
    let text = text::plan(&plan, units);
    PlanView { plan: Some(plan), version, suspended: None, interventions, text }
}

/// A title as part of a file's name.
fn file_name(title: &str) -> String {
    let plain: String = title.chars().map(|sign| if sign.is_ascii_alphanumeric() { sign } else { '-' }).collect();
    let words: Vec<&str> = plain.split('-').filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

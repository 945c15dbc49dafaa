//! The training plan: sessions with every set and target, versions, changes and files.

use crate::words::{count, date, json, mirrored, parsed, word};
use crate::{Coach, CoachError, Intervention, Logged};

/// One set as it is planned.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlannedSet {
    /// Repetitions, for each side of one-sided exercises.
    pub reps: Option<i32>,
    /// Seconds, for holds and intervals.
    pub seconds: Option<f64>,
    /// External load in kilograms, if one is prescribed.
    pub weight_kg: Option<f64>,
    /// Seconds of rest after it.
    pub rest_s: f64,
    /// Effort on the CR10 scale at which it ends.
    pub rpe: Option<f64>,
    /// A warm-up set.
    pub warmup: bool,
}

/// One part of a session.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlannedBlock {
    /// Exercise or activity as the person reads it.
    pub name: String,
    /// Id in the catalogue of exercises, if it is in there.
    pub exercise: Option<String>,
    /// `warm_up`, `main` or `cool_down`.
    pub part: String,
    /// Planned minutes, rests included.
    pub minutes: f64,
    /// Sets in order; empty for continuous work.
    pub sets: Vec<PlannedSet>,
    /// Metres of continuous work, if prescribed.
    pub distance_m: Option<f64>,
    /// Lower end of the heart-rate target in bpm, if there is one.
    pub heart_rate_low_bpm: Option<i32>,
    /// Upper end of the heart-rate target in bpm, if there is one.
    pub heart_rate_high_bpm: Option<i32>,
    /// Lower end of the effort (CR10), if one is prescribed.
    pub effort_low: Option<f64>,
    /// Upper end of the effort (CR10), if one is prescribed.
    pub effort_high: Option<f64>,
    /// A word on how to do it or why.
    pub note: Option<String>,
}

/// One planned training session.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlannedSession {
    /// Stable id within the plan.
    pub id: String,
    /// Local day, YYYY-MM-DD.
    pub date: String,
    /// Local time of its start, HH:MM; without one it may lie anywhere in its day.
    pub start: Option<String>,
    /// Title for the person.
    pub title: String,
    /// A session of a deload week.
    pub deload: bool,
    /// The exercise for which a look at the form is asked.
    pub form_check: Option<String>,
    /// Minutes in all.
    pub minutes: f64,
    /// Parts in order, warm-up and cool-down included.
    pub blocks: Vec<PlannedBlock>,
}

impl From<coach_api::PlannedSession> for PlannedSession {
    fn from(session: coach_api::PlannedSession) -> Self {
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            minutes: session.minutes(),
            id: session.id,
            date: session.date.to_string(),
            start: session.start.map(|start| start.strftime("%H:%M").to_string()),
            title: session.title,
            deload: session.deload,
            form_check: session.form_check,
            blocks: session
                .blocks
                .into_iter()
                .map(|block| PlannedBlock {
                    name: block.name,
                    exercise: block.exercise,
                    part: word(&block.part),
                    minutes: block.minutes,
                    sets: block
                        .sets
                        .into_iter()
                        .map(|set| PlannedSet {
                            reps: set.reps.map(whole),
                            seconds: set.seconds,
                            weight_kg: set.weight_kg,
                            rest_s: set.rest_s,
                            rpe: set.rpe,
                            warmup: set.warmup,
                        })
                        .collect(),
                    distance_m: block.distance_m,
                    heart_rate_low_bpm: block.heart_rate.map(|target| whole(target.low_bpm)),
                    heart_rate_high_bpm: block.heart_rate.map(|target| whole(target.high_bpm)),
                    effort_low: block.rpe.map(|effort| effort.low),
                    effort_high: block.rpe.map(|effort| effort.high),
                    note: block.note,
                })
                .collect(),
        }
    }
}

/// A plan as it may be trained now.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct Plan {
    /// Number of its version, from 1; nothing when there is no plan.
    pub version: Option<i32>,
    /// Title for the person; empty when there is no plan or it rests.
    pub title: String,
    /// What it is for, for example `strength`.
    pub goal: String,
    /// First day, YYYY-MM-DD.
    pub start: Option<String>,
    /// Number of weeks.
    pub weeks: i32,
    /// Why this version was made.
    pub reason: String,
    /// Sessions in order of date and time.
    pub sessions: Vec<PlannedSession>,
    /// Why nothing of it may be trained now.
    pub suspended: Option<Intervention>,
    /// What the safety envelope changed by today's facts.
    pub interventions: Vec<Intervention>,
    /// The plan in words.
    pub text: String,
    /// The whole answer as JSON.
    pub json: String,
}

impl TryFrom<coach_api::PlanView> for Plan {
    type Error = coach_api::CoachError;

    fn try_from(view: coach_api::PlanView) -> Result<Self, Self::Error> {
        let json = json(&view)?;
        let whole = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
        let (title, goal, start, weeks, reason, sessions) = match view.plan {
            Some(plan) => {
                (plan.title, word(&plan.goal), Some(plan.start.to_string()), plan.weeks, plan.reason, plan.sessions)
            }
            None => Default::default(),
        };
        Ok(Self {
            version: view.version.map(whole),
            title,
            goal,
            start,
            weeks: whole(weeks),
            reason,
            sessions: sessions.into_iter().map(PlannedSession::from).collect(),
            suspended: view.suspended.map(Intervention::from),
            interventions: view.interventions.into_iter().map(Intervention::from).collect(),
            text: view.text,
            json,
        })
    }
}

/// What a plan is asked to be; everything that is missing gets a default.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlanRequest {
    /// `strength`, `muscle`, `running`, `cycling`, `weight_loss`, `health` or `mixed`; default by the profile's goal.
    #[uniffi(default = None)]
    pub goal: Option<String>,
    /// Number of weeks, 1 to 26.
    #[uniffi(default = None)]
    pub weeks: Option<i32>,
    /// Training days a week, 1 to 7.
    #[uniffi(default = None)]
    pub days: Option<i32>,
    /// Training days by name instead, for example `mon`.
    #[uniffi(default = None)]
    pub weekdays: Option<Vec<String>>,
    /// Most minutes of a session, 15 to 120.
    #[uniffi(default = None)]
    pub minutes: Option<i32>,
    /// What there is to train with: ids, `gym`, `home`, `hotel` or `none`.
    #[uniffi(default = None)]
    pub equipment: Option<Vec<String>>,
    /// First day, YYYY-MM-DD.
    #[uniffi(default = None)]
    pub start: Option<String>,
    /// Local time at which sessions begin, HH:MM.
    #[uniffi(default = None)]
    pub start_time: Option<String>,
}

impl TryFrom<PlanRequest> for coach_api::PlanRequest {
    type Error = CoachError;

    fn try_from(request: PlanRequest) -> Result<Self, CoachError> {
        let whole = |number: Option<i32>| number.map(|number| count("make the plan", number)).transpose();
        Ok(Self {
            goal: request.goal,
            weeks: whole(request.weeks)?,
            days: whole(request.days)?,
            weekdays: request.weekdays,
            minutes: whole(request.minutes)?,
            equipment: request.equipment,
            start: request.start.as_deref().map(date).transpose()?,
            start_time: request.start_time,
        })
    }
}

/// One version of the plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlanVersion {
    /// Number, from 1 for the oldest.
    pub number: i32,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who made it.
    pub actor: String,
    /// Title.
    pub title: String,
    /// Why it was made, or why it is not shown.
    pub reason: String,
    /// Sessions in it.
    pub sessions: i32,
}

/// One difference between two versions.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlanChange {
    /// Id of the session; nothing for what is of the plan as a whole.
    pub session: Option<String>,
    /// Its local day, the new one if it moved.
    pub date: Option<String>,
    /// What differs.
    pub what: String,
    /// How it was, in words; nothing for what is new.
    pub before: Option<String>,
    /// How it is, in words; nothing for what is gone.
    pub after: Option<String>,
    /// The change in one line.
    pub line: String,
}

mirrored! {
    /// The form of an exported plan.
    PlanForm = coach_api::PlanForm {
        /// One JSON document.
        Json,
        /// An iCalendar file with one event for each session.
        Calendar,
        /// A FIT workout file for each session.
        Fit,
        /// A Zwift workout file for each session that fits the form.
        Zwo,
    }
}

/// One file of an exported plan.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct PlanFile {
    /// Name, for example `2026-11-30-full-body.fit`.
    pub name: String,
    /// Content.
    pub content: Vec<u8>,
}

fn number(version: i32) -> Result<u32, CoachError> {
    count("find the version of the plan", version)
}

#[uniffi::export]
impl Coach {
    /// The current plan, or an earlier version, as the safety envelope lets it stand now.
    #[uniffi::method(default(version = None))]
    pub async fn plan(&self, version: Option<i32>) -> Result<Plan, CoachError> {
        let version = version.map(number).transpose()?;
        self.with(|coach| async move { coach.plan(version).await?.try_into() }).await
    }

    /// One session of the current plan.
    pub async fn planned_session(&self, id: String) -> Result<PlannedSession, CoachError> {
        self.with(|coach| async move { Ok(coach.planned_session(&id).await?.into()) }).await
    }

    /// Makes a plan on the person's own word, and makes it the current one.
    pub async fn create_plan(&self, request: PlanRequest) -> Result<Logged, CoachError> {
        let request = request.try_into()?;
        self.with(|coach| async move { coach.create_plan(request).await?.try_into() }).await
    }

    /// Changes the current plan on the person's own word. `change_json` are the arguments of the tool `modifyWorkout`.
    pub async fn change_plan(&self, change_json: String) -> Result<Logged, CoachError> {
        let change = parsed("read the change", &change_json)?;
        self.with(|coach| async move { coach.change_plan(change).await?.try_into() }).await
    }

    /// Takes an earlier version back, reviewed by today's facts.
    pub async fn restore_plan(&self, version: i32) -> Result<Logged, CoachError> {
        let version = number(version)?;
        self.with(|coach| async move { coach.restore_plan(version).await?.try_into() }).await
    }

    /// Every version of the current plan, oldest first.
    pub async fn plan_versions(&self) -> Result<Vec<PlanVersion>, CoachError> {
        self.with(|coach| async move {
            let versions = coach.plan_versions().await?;
            Ok(versions
                .into_iter()
                .map(|version| PlanVersion {
                    number: i32::try_from(version.number).unwrap_or(i32::MAX),
                    at_ms: version.at_ms,
                    actor: version.actor,
                    title: version.plan.title,
                    reason: version.plan.reason,
                    sessions: i32::try_from(version.plan.sessions.len()).unwrap_or(i32::MAX),
                })
                .collect())
        })
        .await
    }

    /// What differs between two versions, both as the safety envelope lets them stand now.
    pub async fn plan_diff(&self, before: i32, after: i32) -> Result<Vec<PlanChange>, CoachError> {
        let (before, after) = (number(before)?, number(after)?);
        self.with(|coach| async move {
            let changes = coach.plan_diff(before, after).await?;
            Ok(changes
                .into_iter()
                .map(|change| PlanChange {
                    line: change.line(),
                    session: change.session,
                    date: change.date.map(|day| day.to_string()),
                    what: change.what,
                    before: change.from,
                    after: change.to,
                })
                .collect())
        })
        .await
    }

    /// The current plan as files. Only what the safety envelope lets stand now is in them.
    pub async fn export_plan(&self, form: PlanForm) -> Result<Vec<PlanFile>, CoachError> {
        self.with(|coach| async move {
            let files = coach.export_plan(form.into()).await?;
            Ok(files.into_iter().map(|file| PlanFile { name: file.name, content: file.bytes }).collect())
        })
        .await
    }
}

//! Plans out of a goal, a frame and the facts about a person; later changes of them; and what differs between two.
//!
//! The planner is rules, without a model, a clock or chance: the same request and facts give the same plan. It plans by
//! the limits that the envelope judges by ([`safety::limits`](crate::safety::limits)), so that what it writes stands
//! as it is.

mod adapt;
mod course;
mod diff;
mod endurance;
mod loads;
mod schedule;
mod select;
mod split;
mod staples;
mod strength;
mod trainee;
mod words;

#[cfg(test)]
mod tests;

pub use adapt::{Change, adapt};
pub use diff::{PlanChange, diff};
pub use trainee::contraindications;

use crate::person::Level;
use crate::plan::{Event, Frame, Goal, Plan};
use crate::safety::facts::Facts;
use crate::safety::limits::{self, Screened};
use course::Course;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use trainee::Trainee;

/// Most weeks of a plan.
pub const MOST_WEEKS: u32 = 26;

/// Minutes of a session that can be planned for.
pub const MINUTES: std::ops::RangeInclusive<u32> = 15..=120;

/// Least minutes of a session that counts; below it an easy day does as well.
const LEAST_MINUTES: f64 = 6.0;

/// What a plan is asked to be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Id of the plan.
    pub id: String,
    /// What it is for.
    pub goal: Goal,
    /// Number of weeks, 1 to 26; see [`Request::usual_weeks`].
    pub weeks: u32,
    /// Its first day.
    pub start: Date,
    /// What it has to fit into.
    pub frame: Frame,
    /// A race or the like that training leads to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<Event>,
    /// Exercises that are preferred, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub likes: Vec<String>,
    /// Exercises that are left out, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub avoids: Vec<String>,
}

impl Request {
    /// Weeks of a plan when none are asked for: 4 for a beginner, 8 for an intermediate and 12 for the advanced, whole
    /// blocks of three loaded weeks and a deload.
    #[must_use]
    pub const fn usual_weeks(level: Level) -> u32 {
        match level {
            Level::Beginner => 4,
            Level::Intermediate => 8,
            Level::Advanced => 12,
        }
    }
}

/// Why no plan can be written or changed; reads after "failed to make the plan: ".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unplannable {
    /// A warning sign waits for a doctor.
    #[error("training is suspended until a doctor has cleared you")]
    Suspended,
    /// No screening was done.
    #[error("the screening before the first plan is missing; answer it first")]
    ScreeningMissing,
    /// The screening asks for a clinician first.
    #[error("the screening asks for a clinician's clearance before training")]
    ClinicianFirst,
    /// Pain of which the place is not known.
    #[error("you told of pain; say at which joint or in which exercise, so that the plan can spare it")]
    PainWhere,
    /// The number of weeks.
    #[error("a plan has 1 to {MOST_WEEKS} weeks")]
    Weeks,
    /// The days of the week.
    #[error("a plan needs 1 to 7 different days of the week, each from 0 (Monday) to 6")]
    Weekdays,
    /// The minutes of a session.
    #[error("a session has {} to {} minutes", MINUTES.start(), MINUTES.end())]
    Minutes,
    /// The first day lies behind.
    #[error("the plan would begin before today")]
    Past,
    /// Nothing is left that the person may do.
    #[error("with the pain, conditions and equipment that are known no exercise is left; ask a professional")]
    NothingLeft,
    /// A session of this id is not in the plan.
    #[error("there is no session {0} in the plan")]
    NoSession(String),
    /// A session lies behind and is not changed.
    #[error("session {0} lies behind; what is past stays as it is")]
    PastSession(String),
    /// An exercise is not in the session.
    #[error("there is no exercise {0} in that session")]
    NoExercise(String),
    /// An exercise cannot be done.
    #[error("{0} does not fit your equipment, level or what has to be spared; choose another one")]
    Unfit(String),
    /// A session does not fit on a day.
    #[error("on {} there would be less than 24 hours to another session; choose another day or time", words::told(*.0))]
    NoRest(Date),
    /// Every session would be gone.
    #[error("nothing of the plan would be left; end it, or make a new one")]
    NoneLeft,
    /// A day outside the plan.
    #[error("{} lies outside the plan", words::told(*.0))]
    Outside(Date),
    /// No session that can still be changed lies in the days that a change is for.
    #[error("no session lies in that time, so there is nothing to change")]
    NoneInTime,
    /// Sessions were told to be missed, and none was named.
    #[error("no session was missed, so there is nothing to change")]
    NoneMissed,
}

/// A plan for a request. What it decided is told in [`Plan::reason`].
///
/// # Errors
/// [`Unplannable`] when the request makes no sense or nothing may be planned.
pub fn plan(request: &Request, facts: &Facts) -> Result<Plan, Unplannable> {
    check(&request.frame, request.weeks, facts)?;
    if request.start < facts.today {
        return Err(Unplannable::Past);
    }
    let trainee = Trainee::new(facts);
    let mut course = Course::new(&trainee, request)?;
    course.write();
    let written = course.finish();
    if written.sessions.is_empty() { Err(Unplannable::NothingLeft) } else { Ok(written) }
}

/// What has to hold before anything is planned.
fn check(frame: &Frame, weeks: u32, facts: &Facts) -> Result<(), Unplannable> {
    if facts.profile.training_suspended() {
        return Err(Unplannable::Suspended);
    }
    match limits::screened(facts) {
        Screened::Missing => return Err(Unplannable::ScreeningMissing),
        Screened::ClinicianFirst => return Err(Unplannable::ClinicianFirst),
        Screened::Capped(_) | Screened::Open => {}
    }
    if limits::place_unknown(facts).is_some() {
        return Err(Unplannable::PainWhere);
    }
    if !(1..=MOST_WEEKS).contains(&weeks) {
        return Err(Unplannable::Weeks);
    }
    let days = &frame.weekdays;
    let distinct = days.iter().enumerate().all(|(index, day)| (0..=6).contains(day) && !days[..index].contains(day));
    if days.is_empty() || !distinct {
        return Err(Unplannable::Weekdays);
    }
    if !MINUTES.contains(&frame.minutes) {
        return Err(Unplannable::Minutes);
    }
    Ok(())
}

//! What the program around a coach brings: a model, a clock, and what it may be told to announce.

use crate::coach::Coach;
use crate::{CoachError, ModelChoice};
use coach_domain::plan::PlannedSession;
use jiff::ToSpan;
use jiff::civil::Time;
use serde::Serialize;
use std::sync::Arc;

/// A clock of the host's, in milliseconds since 1970 UTC.
pub type HostClock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// What the program around a coach brings beside its configuration.
#[derive(Clone, Default)]
pub struct Hosting {
    /// Which model answers.
    pub model: ModelChoice,
    /// The clock; this machine's without one.
    pub clock: Option<HostClock>,
}

impl std::fmt::Debug for Hosting {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Hosting").field("model", &self.model).finish_non_exhaustive()
    }
}

/// Something to announce to the person at a time. It names no figure of theirs, since a locked screen shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The same notice has the same id, so that a shell may replace it.
    pub id: String,
    /// When to show it, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// First line.
    pub title: String,
    /// What to know.
    pub body: String,
}

/// Minutes before a session at which it is announced.
const AHEAD_MIN: i64 = 30;
/// When a session without a time of its own is announced.
const MORNING: Time = Time::constant(8, 0, 0, 0);
/// Most days ahead that notices are asked for.
const MAX_DAYS: u32 = 60;

impl Coach {
    /// What to announce within the next `days` days, today included: the sessions of the plan as the safety envelope
    /// lets it stand now, soonest first. None while the plan rests.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for more than 60 days; those of reading the database.
    pub async fn notices(&self, days: u32) -> Result<Vec<Notice>, CoachError> {
        if days > MAX_DAYS {
            return Err(CoachError::InvalidInput(format!("list the notices: give at most {MAX_DAYS} days")));
        }
        let (now_ms, zone) = self.now()?;
        let first = self.today_date()?;
        let last = first.saturating_add(i64::from(days).days());
        let sessions = self.plan(None).await?.plan.map_or_else(Vec::new, |plan| plan.sessions);
        let announce = |session: &PlannedSession| {
            let at = match session.start {
                Some(start) => {
                    session.date.to_datetime(start).to_zoned(zone.clone()).ok()?.saturating_sub(AHEAD_MIN.minutes())
                }
                None => session.date.to_datetime(MORNING).to_zoned(zone.clone()).ok()?,
            };
            Some(Notice {
                id: format!("session:{}", session.id),
                at_ms: at.timestamp().as_millisecond(),
                title: session.title.clone(),
                body: match session.start {
                    Some(start) => format!("Your session begins at {}.", start.strftime("%H:%M")),
                    None => "Your session of today.".to_owned(),
                },
            })
        };
        let mut notices: Vec<Notice> = sessions
            .iter()
            .filter(|session| (first..last).contains(&session.date))
            .filter_map(announce)
            .filter(|notice| notice.at_ms > now_ms)
            .collect();
        notices.sort_by(|a, b| (a.at_ms, &a.id).cmp(&(b.at_ms, &b.id)));
        Ok(notices)
    }
}

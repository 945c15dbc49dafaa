//! Live workouts: the safety envelope beside a stream of heart rates.

use crate::CoachError;
use crate::coach::Coach;
use coach_domain::plan::PlannedSession;
use coach_domain::safety::live::{LiveEvent, LiveInput, LiveLimits, LiveSession};
use coach_domain::safety::{Intervention, Rule};

/// A workout that is going on. What the envelope does in it is in the log when the call returns.
#[derive(Debug)]
pub struct LiveWorkout {
    coach: Coach,
    session: LiveSession,
    kept: usize,
}

impl Coach {
    /// Begins to watch over a workout.
    ///
    /// # Errors
    /// [`CoachError::Refused`] while training is suspended; those of reading the database.
    pub async fn live(&self) -> Result<LiveWorkout, CoachError> {
        self.begin_live(None).await
    }

    /// Begins to watch over a session of the plan, by its id: what comes is told by the clock, and the heart rate is
    /// steered to the plan's.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when the plan has no such session; as [`Coach::live`].
    pub async fn live_planned(&self, session: &str) -> Result<LiveWorkout, CoachError> {
        let planned = self.planned_session(session).await?;
        self.begin_live(Some(planned)).await
    }

    async fn begin_live(&self, planned: Option<PlannedSession>) -> Result<LiveWorkout, CoachError> {
        let (now_ms, zone) = self.now()?;
        let facts = self.on_store(move |store| Ok(store.facts(now_ms, &zone)?)).await?;
        let begun = match &planned {
            Some(planned) => LiveSession::begin_planned(&facts, planned),
            None => LiveSession::begin(&facts),
        };
        match begun {
            Ok(session) => Ok(LiveWorkout { coach: self.clone(), session, kept: 0 }),
            Err(intervention) => {
                self.keep_interventions(vec![intervention.clone()]).await?;
                Err(CoachError::Refused { rule: intervention.rule.id().to_owned(), detail: intervention.detail })
            }
        }
    }

    async fn keep_interventions(&self, interventions: Vec<Intervention>) -> Result<(), CoachError> {
        self.on_store(move |store| {
            for intervention in &interventions {
                store.record_intervention(intervention, "live workout")?;
                if intervention.rule == Rule::RedFlag {
                    let mut profile = store.profile()?;
                    if profile.suspend_training(true) {
                        store.set_profile(&profile, "safety")?;
                    }
                }
            }
            Ok(())
        })
        .await
    }
}

impl LiveWorkout {
    /// What the workout is judged by.
    #[must_use]
    pub fn limits(&self) -> &LiveLimits {
        self.session.limits()
    }

    /// Whether training is stopped now.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.session.is_stopped()
    }

    /// Whether the workout is over.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.session.is_finished()
    }

    /// Takes what happened and gives what follows from it. A stop is given out even when it cannot be written down.
    ///
    /// # Errors
    /// Those of writing an intervention to the log, in the second place of the pair, beside the events.
    pub async fn input(&mut self, input: LiveInput) -> (Vec<LiveEvent>, Result<(), CoachError>) {
        let events = self.session.input(input);
        let fresh = self.session.interventions()[self.kept..].to_vec();
        self.kept = self.session.interventions().len();
        let kept = if fresh.is_empty() { Ok(()) } else { self.coach.keep_interventions(fresh).await };
        (events, kept)
    }
}

//! What a turn reads from the store before it begins, and what it leaves there.

use super::{Around, Driver, Occupied};
use crate::guard::Told;
use crate::message::StoredMessage;
use crate::run::{AgentRun, Surroundings};
use crate::toolbox::Toolbox;
use crate::{AgentId, Error};
use coach_domain::journal::{Body, Entry};
use coach_domain::safety::{Intervention, Rule};
use coach_mcp::{CallContext, StandingApprovals};
use coach_store::{EATING_SIGNS, Store, TurnRecord};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::sync::Arc;

/// Who the log names for what the envelope writes by itself.
const ENVELOPE: &str = "safety envelope";

impl Driver {
    /// Works on the store off the threads that serve other tasks.
    pub(super) async fn with_store<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, coach_store::Error> + Send + 'static,
    ) -> Result<T, Error> {
        let store = self.store.clone();
        let span = tracing::Span::current();
        let done = tokio::task::spawn_blocking(move || span.in_scope(|| work(&store))).await;
        done.map_err(|_| Error::Internal)?.map_err(Error::Store)
    }

    /// Erases a conversation in which no turn runs.
    ///
    /// # Errors
    /// [`Error::TurnInProgress`]; [`Error::Store`] when there is none with this id.
    pub async fn forget(&self, session_id: &str) -> Result<(), Error> {
        let busy = self.occupy(session_id)?;
        self.with_store(move |store| store.delete_session(&busy.what)).await
    }

    /// Reads what is around a turn; a turn that was left unfinished is recorded as cancelled first.
    pub(super) async fn prepare(&self, occupied: &Arc<Occupied>) -> Result<Around, Error> {
        let (around, saved) = self.surroundings(occupied).await?;
        if saved.is_none() {
            return Ok(around);
        }
        match self.unfinished(&around, saved).await {
            Ok(None) => return Ok(around),
            Ok(Some(mut run)) => {
                run.cancelled(run.at_us());
                self.commit(&run, &around, run.at_us()).await?;
            }
            Err(Error::UnreadableRun) => {
                tracing::warn!("an unfinished turn cannot be read and was dropped");
            }
            Err(error) => return Err(error),
        }
        Ok(self.surroundings(occupied).await?.0)
    }

    /// Reads what is around a turn, and the saved state of an unfinished one.
    pub(super) async fn surroundings(&self, occupied: &Arc<Occupied>) -> Result<(Around, Option<Vec<u8>>), Error> {
        let (surroundings, saved) = self.read_surroundings(Some(occupied.what.clone())).await?;
        let standing = StandingApprovals::default();
        Ok((Around { surroundings, standing, occupied: Arc::clone(occupied) }, saved))
    }

    /// The same of a conversation that nobody works on, or of a new one.
    pub(super) async fn read_surroundings(
        &self,
        session_id: Option<String>,
    ) -> Result<(Surroundings, Option<Vec<u8>>), Error> {
        let (session, profile, freshness) = self
            .with_store(move |store| {
                let session = match session_id {
                    Some(id) => Some((store.session(&id)?, store.messages(&id)?, store.load_run(&id)?)),
                    None => None,
                };
                Ok((session, store.profile()?, store.freshness()?))
            })
            .await?;
        let (agent, history, saved) = match session {
            Some((session, rows, saved)) => (AgentId::parse(&session.agent), StoredMessage::read(&rows), saved),
            None => (None, Vec::new(), None),
        };
        let agent = agent.unwrap_or(AgentId::CoachSelector);
        let first = freshness.iter().map(|metric| metric.first_day).min();
        let last = freshness.iter().map(|metric| metric.last_day).max();
        let surroundings = Surroundings {
            agent,
            history,
            toolbox: Toolbox::new(self.router.tools(&CallContext::coach(agent.name()))),
            profile,
            data_span: first.zip(last),
        };
        Ok((surroundings, saved))
    }

    /// The turn that a crash interrupted. One that was committed already is only forgotten.
    ///
    /// # Errors
    /// [`Error::UnreadableRun`] when another version wrote it; it is forgotten then.
    pub(super) async fn unfinished(&self, around: &Around, saved: Option<Vec<u8>>) -> Result<Option<AgentRun>, Error> {
        let Some(bytes) = saved else { return Ok(None) };
        let run = serde_json::from_slice::<AgentRun>(&bytes);
        let history = &around.surroundings.history;
        let is_committed = |run: &AgentRun| history.iter().any(|stored| stored.turn_id == run.input().turn_id);
        match run {
            Ok(run) if !is_committed(&run) => return Ok(Some(run)),
            _ => {}
        }
        let id = around.occupied.what.clone();
        self.with_store(move |store| store.save_run(&id, None)).await?;
        if run.is_ok() { Ok(None) } else { Err(Error::UnreadableRun) }
    }

    /// Writes down what the message tells of that limits what may be advised. A restriction needs nobody's approval,
    /// and every tool of the turn has to know of it.
    pub(super) async fn heed(&self, run: &AgentRun) -> Result<(), Error> {
        let (input, told) = (run.input(), run.told().clone());
        if run.is_urgent() || told == Told::default() {
            return Ok(());
        }
        let offset_min = TimeZone::get(&input.time_zone)
            .ok()
            .zip(Timestamp::from_millisecond(input.started_ms).ok())
            .and_then(|(zone, now)| i16::try_from(zone.to_offset(now).seconds() / 60).ok())
            .unwrap_or(0);
        let (id, at_ms) = (format!("{}-pain", input.turn_id), input.started_ms);
        self.with_store(move |store| {
            if told.eating {
                store.set_setting(EATING_SIGNS, Some(&serde_json::Value::Bool(true)), ENVELOPE)?;
            }
            if let Some(pain) = told.pain {
                store.put_entry(&Entry { id, at_ms, offset_min, body: Body::Pain(pain) }, ENVELOPE)?;
            }
            Ok(())
        })
        .await?;
        self.router.invalidate();
        Ok(())
    }

    /// Saves the state of a turn, so that it can go on after a crash.
    pub(super) async fn save(&self, run: &AgentRun, around: &Around) -> Result<(), Error> {
        let bytes = serde_json::to_vec(run).map_err(|_| Error::Internal)?;
        let occupied = Arc::clone(&around.occupied);
        self.with_store(move |store| store.save_run(&occupied.what, Some(&bytes))).await
    }

    /// Stores what a turn leaves behind and forgets its saved state, in one transaction.
    pub(super) async fn commit(&self, run: &AgentRun, around: &Around, at_us: u64) -> Result<(), Error> {
        let output = run.output(at_us);
        let messages: Result<Vec<_>, _> = output.messages.iter().map(serde_json::to_value).collect();
        let messages = messages.map_err(|_| Error::Internal)?;
        let (occupied, agent) = (Arc::clone(&around.occupied), run.agent().name());
        let stopped = |done: &Intervention| done.rule == Rule::RedFlag && done.action == "stopped";
        let suspend = output.interventions.iter().any(stopped);
        self.with_store(move |store| {
            if suspend {
                // First, so that a crash between the two leaves too much caution rather than too little.
                let mut profile = store.profile()?;
                if profile.suspend_training(true) {
                    store.set_profile(&profile, ENVELOPE)?;
                }
            }
            store.commit_turn(&TurnRecord {
                session_id: &occupied.what,
                agent,
                messages: &messages,
                interventions: &output.interventions,
                proposals: &output.proposals,
                trace: &output.trace,
            })
        })
        .await
    }
}

//! Conversations: a question goes in, events stream out, a result stands at the end.

use crate::CoachError;
use crate::coach::Coach;
use coach_agent::{AgentId, TurnOptions};
use coach_mcp::StandingApprovals;
use coach_store::{Found, MessageRow, SessionRow};
use serde::Serialize;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// Most letters of the name of a conversation.
const NAME_LETTERS: usize = 100;

/// One thing that happens during a turn.
pub type CoachEvent = coach_agent::AgentEvent;

/// What a turn came to.
pub type TurnResult = coach_agent::TurnResult;

/// How to send a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendOptions {
    /// The coach who answers, by name or short name (`max`, `emma`, `progress`); the question decides when missing.
    pub coach: Option<String>,
    /// Writes that need no question, as `server/tool`.
    pub standing_approvals: Vec<String>,
}

/// One conversation. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Session {
    coach: Coach,
    id: String,
}

/// A turn in progress. Dropping it cancels; what was shown stays in the conversation, marked as cancelled.
#[derive(Debug)]
pub struct Turn {
    events: mpsc::UnboundedReceiver<CoachEvent>,
    cancel: CancellationToken,
    result: Option<JoinHandle<Result<TurnResult, CoachError>>>,
}

impl Turn {
    /// The next event; `None` after the last one.
    pub async fn next_event(&mut self) -> Option<CoachEvent> {
        self.events.recv().await
    }

    /// An event that waits already; `None` when there is none yet or none any more.
    pub fn try_next_event(&mut self) -> Option<CoachEvent> {
        self.events.try_recv().ok()
    }

    /// Ends the turn soon.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// A token that ends the turn when cancelled; it may be kept elsewhere.
    #[must_use]
    pub fn cancel_token(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Waits for the result. Events that were not read are dropped.
    ///
    /// # Errors
    /// [`CoachError::Cancelled`], [`CoachError::InvalidInput`] for a message that cannot be read,
    /// [`CoachError::Unavailable`] when the model failed, and those of the store.
    pub async fn finish(mut self) -> Result<TurnResult, CoachError> {
        self.wait().await
    }

    /// Waits for the result without giving the turn up, so that a face may go on reading events.
    ///
    /// # Errors
    /// As [`Turn::finish`]; [`CoachError::Closed`] when the result was taken before.
    pub async fn wait(&mut self) -> Result<TurnResult, CoachError> {
        let Some(task) = self.result.as_mut() else { return Err(CoachError::Closed) };
        let joined = task.await;
        self.result = None;
        joined.unwrap_or_else(|_| {
            Err(CoachError::Storage("finish the turn: an inner task ended unexpectedly".to_owned()))
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if self.result.is_some() {
            self.cancel.cancel();
        }
    }
}

impl Session {
    /// Id of the conversation.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Sends a message and streams what happens. Must be called on a tokio runtime.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for an unknown coach, [`CoachError::Closed`]; everything else is the turn's result.
    pub fn send(&self, text: impl Into<String>, options: SendOptions) -> Result<Turn, CoachError> {
        let parts = self.coach.parts()?;
        let options = TurnOptions {
            coach: options.coach.as_deref().map(coach_named).transpose()?,
            standing: StandingApprovals(options.standing_approvals.into_iter().collect()),
        };
        let text = text.into();
        let cancel = parts.cancel.child_token();
        let token = cancel.clone();
        let session_id = self.id.clone();
        let (sender, events) = mpsc::unbounded_channel();
        let result = tokio::spawn(async move {
            let mut on_event = |event| {
                // A face that stopped listening does not end the turn; dropping the turn does.
                let _ = sender.send(event);
            };
            parts.connect().await;
            let result = parts.driver.turn(&session_id, &text, &options, &mut on_event, &token).await;
            parts.note_change();
            Ok(result?)
        });
        Ok(Turn { events, cancel, result: Some(result) })
    }

    /// Goes on with a turn that a crash interrupted; `None` when there is none.
    ///
    /// # Errors
    /// As [`Turn::finish`].
    pub async fn resume(&self) -> Result<Option<TurnResult>, CoachError> {
        let parts = self.coach.parts()?;
        Ok(parts.driver.resume(&self.id, &mut |_| {}, &parts.cancel.child_token()).await?)
    }

    /// The messages of the conversation in order.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn messages(&self) -> Result<Vec<MessageRow>, CoachError> {
        let id = self.id.clone();
        self.coach.on_store(move |store| Ok(store.messages(&id)?)).await
    }

    /// What was said, in order, with the figures that stand behind each reply. Messages of a form that this version
    /// does not know are left out.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn history(&self) -> Result<Vec<HistoryMessage>, CoachError> {
        let rows = self.messages().await?;
        let known = |row: MessageRow| {
            let message = coach_agent::StoredMessage::read(std::slice::from_ref(&row)).pop()?;
            Some(HistoryMessage { index: row.index, at_ms: row.at_ms, message })
        };
        Ok(rows.into_iter().filter_map(known).collect())
    }
}

/// One message as a face shows it.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct HistoryMessage {
    /// Position in the conversation, from 0.
    pub index: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What was said, and what stands behind it.
    #[serde(flatten)]
    pub message: coach_agent::StoredMessage,
}

/// A coach that the person may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Personality {
    /// Fixed name, for example `Dr. Progress`.
    pub name: String,
    /// Short name, for example `progress`.
    pub flag: String,
    /// Style in one word.
    pub style: String,
}

impl Coach {
    /// Looks for words in conversations, the journal and notes of workouts, the most telling finds first, at most
    /// `count`. Endings, accents and capitals do not matter, and the last word may be the beginning of one. Where an
    /// encoder is installed (`coach models import`), what means the same in other words is found too; the first search
    /// then takes as long as reading what was said so far, 256 texts at a time.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn search(&self, text: &str, count: usize) -> Result<Vec<Found>, CoachError> {
        let (text, meaning) = (text.to_owned(), self.parts()?.meaning.clone());
        self.on_store(move |store| Ok(meaning.search(store, &text, count)?)).await
    }

    /// Begins a conversation.
    ///
    /// # Errors
    /// Those of writing to the database.
    pub async fn new_session(&self) -> Result<Session, CoachError> {
        let parts = self.parts()?;
        let id = parts.driver.new_session().await?;
        Ok(Session { coach: self.clone(), id })
    }

    /// Goes on with a conversation.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id.
    pub async fn session(&self, id: &str) -> Result<Session, CoachError> {
        let wanted = id.to_owned();
        let row = self.on_store(move |store| Ok(store.session(&wanted)?)).await?;
        Ok(Session { coach: self.clone(), id: row.id })
    }

    /// Calls a conversation something; nothing but spaces takes its name away.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a name of more than 100 letters; [`CoachError::NotFound`] when there is no
    /// conversation with this id.
    pub async fn name_session(&self, id: &str, name: &str) -> Result<SessionRow, CoachError> {
        let (id, name) = (id.to_owned(), name.trim().to_owned());
        if name.chars().count() > NAME_LETTERS {
            return Err(CoachError::InvalidInput(format!("name the conversation: at most {NAME_LETTERS} letters fit")));
        }
        let named =
            self.on_store(move |store| Ok(store.name_session(&id, Some(&*name).filter(|name| !name.is_empty()))?));
        let row = named.await?;
        self.wrote();
        Ok(row)
    }

    /// Erases a conversation, on every device.
    ///
    /// # Errors
    /// [`CoachError::Busy`] while a turn runs in it; [`CoachError::NotFound`] when there is none with this id.
    pub async fn delete_session(&self, id: &str) -> Result<(), CoachError> {
        self.parts()?.driver.forget(id).await?;
        self.wrote();
        Ok(())
    }

    /// Begins a conversation with the first `count` messages of another one, which stays as it is.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is none with this id.
    pub async fn branch_session(&self, id: &str, count: usize) -> Result<SessionRow, CoachError> {
        let id = id.to_owned();
        let row = self
            .on_store(move |store| {
                let branch = store.branch_session(&id, count)?;
                Ok(store.session(&branch)?)
            })
            .await?;
        self.wrote();
        Ok(row)
    }

    /// Every conversation, newest first.
    ///
    /// # Errors
    /// Those of reading the database.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>, CoachError> {
        self.on_store(|store| Ok(store.sessions()?)).await
    }
}

impl Coach {
    /// The coaches that the person may choose among.
    #[must_use]
    pub fn personalities() -> Vec<Personality> {
        let style = |agent| match agent {
            AgentId::MaxPower => "aggressive",
            AgentId::EmmaEncourage => "supportive",
            AgentId::DrProgress | AgentId::CoachSelector => "steady",
        };
        AgentId::COACHES
            .into_iter()
            .map(|agent| Personality {
                name: agent.name().to_owned(),
                flag: agent.spec().flag.to_owned(),
                style: style(agent).to_owned(),
            })
            .collect()
    }
}

/// The coach with this name or short name.
pub(crate) fn coach_named(name: &str) -> Result<AgentId, CoachError> {
    AgentId::COACHES
        .into_iter()
        .find(|agent| agent.name().eq_ignore_ascii_case(name) || agent.spec().flag.eq_ignore_ascii_case(name))
        .ok_or_else(|| CoachError::InvalidInput(format!("find the coach `{name}`: choose max, emma or progress")))
}

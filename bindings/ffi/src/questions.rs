//! The host's services as questions that the host waits for and answers: for languages that the library's threads cannot
//! ask, such as Dart, and for services that are asynchronous themselves.
//!
//! A clock is not among them: calls that do not wait ask it too, and would wait for an answer of their own thread.

use crate::CoachError;
use crate::host::{
    HealthPage, HostError, HostHealthReader, HostKeychain, HostModel, ModelQuestion, ModelReply, ModelToolCall,
};
use crate::sync::PairScreen;
use std::collections::HashMap;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// What a service of the host is asked. Each question is answered once, by its id.
#[derive(Clone, uniffi::Enum)]
pub enum HostQuestion {
    /// The secret of a name, out of the keychain; answered with `Secret`.
    ReadSecret {
        /// Of the question.
        id: i64,
        /// Of the secret.
        name: String,
    },
    /// To keep a secret in place of an earlier one; answered with `Done`.
    WriteSecret {
        /// Of the question.
        id: i64,
        /// Of the secret.
        name: String,
        /// The secret.
        secret: Vec<u8>,
    },
    /// To forget a secret; none of this name is fine. Answered with `Done`.
    DeleteSecret {
        /// Of the question.
        id: i64,
        /// Of the secret.
        name: String,
    },
    /// What the platform's health store has after an anchor, or everything without one; answered with `Page`.
    ReadHealth {
        /// Of the question.
        id: i64,
        /// Stream of the store.
        stream: String,
        /// Anchor or change token.
        after_anchor: Option<Vec<u8>>,
    },
    /// To write an answer of the host's model piece by piece into `reply`; answered with `Calls`.
    AskModel {
        /// Of the question.
        id: i64,
        /// What is asked.
        question: ModelQuestion,
        /// Where the answer goes.
        reply: Arc<ModelReply>,
    },
    /// Whether the other device shows the same three words; answered with `Same`.
    CompareWords {
        /// Of the question.
        id: i64,
        /// The words.
        words: Vec<String>,
    },
}

impl std::fmt::Debug for HostQuestion {
    // Secrets, words of the person and health records are in no log.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("HostQuestion(…)")
    }
}

/// Kinds of failure of a host's service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum HostFailure {
    /// It is locked, for example the keychain of a locked phone; later it may work.
    Locked,
    /// The person has not allowed it.
    NotAllowed,
    /// Anything else.
    Failed,
}

/// The answer to a question.
#[derive(Clone, uniffi::Enum)]
pub enum HostAnswer {
    /// It is done.
    Done,
    /// A secret; nothing when there is none of the name.
    Secret {
        /// The secret.
        secret: Option<Vec<u8>>,
    },
    /// What a read of a health store gave.
    Page {
        /// The page.
        page: HealthPage,
    },
    /// The tools that the model calls, none at the end.
    Calls {
        /// The calls.
        calls: Vec<ModelToolCall>,
    },
    /// What the person said of the words.
    Same {
        /// They are the same.
        same: bool,
    },
    /// It failed.
    Failed {
        /// How.
        kind: HostFailure,
        /// What failed and what to do; no secret and no health value.
        reason: String,
    },
}

impl std::fmt::Debug for HostAnswer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("HostAnswer(…)")
    }
}

/// The desk at which questions lie until they are answered. `next` until it gives nothing, and `answer` each; whoever
/// asked waits for that. `CoachHost.asking` and `Coach.syncPairAsking` take it.
#[derive(Debug, uniffi::Object)]
pub struct HostQuestions {
    asked: tokio::sync::Mutex<UnboundedReceiver<HostQuestion>>,
    open: Mutex<Open>,
}

/// Questions without an answer.
#[derive(Debug)]
struct Open {
    /// None once the desk is closed.
    ask: Option<UnboundedSender<HostQuestion>>,
    waiting: HashMap<i64, SyncSender<HostAnswer>>,
    last_id: i64,
}

#[uniffi::export]
impl HostQuestions {
    /// An empty desk.
    #[uniffi::constructor]
    pub fn new() -> Result<Arc<Self>, CoachError> {
        let (ask, asked) = unbounded_channel();
        let open = Mutex::new(Open { ask: Some(ask), waiting: HashMap::new(), last_id: 0 });
        Ok(Arc::new(Self { asked: tokio::sync::Mutex::new(asked), open }))
    }

    /// Waits for the next question; nothing once the desk is closed.
    pub async fn next(&self) -> Result<Option<HostQuestion>, CoachError> {
        Ok(self.asked.lock().await.recv().await)
    }

    /// Answers a question; tells whether somebody still waited for it.
    pub fn answer(&self, id: i64, answer: HostAnswer) -> Result<bool, CoachError> {
        let waiting = self.open().waiting.remove(&id);
        Ok(waiting.is_some_and(|waiting| waiting.try_send(answer).is_ok()))
    }

    /// Closes the desk: what is not answered fails, and so does what is asked from now on. Safe to call again.
    pub fn close_desk(&self) -> Result<(), CoachError> {
        let mut open = self.open();
        open.ask = None;
        open.waiting.clear();
        Ok(())
    }
}

impl HostQuestions {
    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks and waits; on a thread that may.
    fn ask(&self, question: impl FnOnce(i64) -> HostQuestion) -> Result<HostAnswer, HostError> {
        let closed = || HostError::Failed { reason: "the app answers no more".to_owned() };
        let (sender, answered) = sync_channel(1);
        {
            let mut open = self.open();
            let Some(ask) = open.ask.clone() else { return Err(closed()) };
            open.last_id += 1;
            let id = open.last_id;
            open.waiting.insert(id, sender);
            ask.send(question(id)).map_err(|_| closed())?;
        }
        match answered.recv() {
            Err(_) => Err(closed()),
            Ok(HostAnswer::Failed { kind, reason }) => Err(match kind {
                HostFailure::Locked => HostError::Locked { reason },
                HostFailure::NotAllowed => HostError::NotAllowed { reason },
                HostFailure::Failed => HostError::Failed { reason },
            }),
            Ok(answer) => Ok(answer),
        }
    }
}

fn of_another_kind<T>(_: HostAnswer) -> Result<T, HostError> {
    Err(HostError::Failed { reason: "the app answered another question than it was asked".to_owned() })
}

fn done(answer: HostAnswer) -> Result<(), HostError> {
    match answer {
        HostAnswer::Done => Ok(()),
        other => of_another_kind(other),
    }
}

impl HostKeychain for HostQuestions {
    fn read(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        match self.ask(|id| HostQuestion::ReadSecret { id, name })? {
            HostAnswer::Secret { secret } => Ok(secret),
            other => of_another_kind(other),
        }
    }

    fn write(&self, name: String, secret: Vec<u8>) -> Result<(), HostError> {
        done(self.ask(|id| HostQuestion::WriteSecret { id, name, secret })?)
    }

    fn delete(&self, name: String) -> Result<(), HostError> {
        done(self.ask(|id| HostQuestion::DeleteSecret { id, name })?)
    }
}

impl HostHealthReader for HostQuestions {
    fn read(&self, stream: String, after_anchor: Option<Vec<u8>>) -> Result<HealthPage, HostError> {
        match self.ask(|id| HostQuestion::ReadHealth { id, stream, after_anchor })? {
            HostAnswer::Page { page } => Ok(page),
            other => of_another_kind(other),
        }
    }
}

impl PairScreen for HostQuestions {
    fn same_words(&self, words: Vec<String>) -> Result<bool, HostError> {
        match self.ask(|id| HostQuestion::CompareWords { id, words })? {
            HostAnswer::Same { same } => Ok(same),
            other => of_another_kind(other),
        }
    }
}

/// A model that is asked at a desk. Its name is known, since opening a coach asks for it.
pub(crate) struct AskedModel {
    pub(crate) name: String,
    pub(crate) questions: Arc<HostQuestions>,
}

impl HostModel for AskedModel {
    fn name(&self) -> Result<String, HostError> {
        Ok(self.name.clone())
    }

    fn answer(&self, question: ModelQuestion, reply: Arc<ModelReply>) -> Result<Vec<ModelToolCall>, HostError> {
        match self.questions.ask(|id| HostQuestion::AskModel { id, question, reply })? {
            HostAnswer::Calls { calls } => Ok(calls),
            other => of_another_kind(other),
        }
    }
}

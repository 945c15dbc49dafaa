//! The one error that faces see, and the table that maps every inner error to it.

use coach_agent::Error as AgentError;
use coach_llm::ModelError;
use coach_mcp::CallError;
use coach_sources::Error as SourceError;
use coach_sources::openfoodfacts::LookupError;
use coach_store::Error as StoreError;
use coach_sync::Error as SyncError;

/// What a face can react to. Few variants, each with its own way on.
///
/// The text of every variant is one sentence for the person without its first words; [`CoachError::user_message`] is
/// the whole of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CoachError {
    /// There is no database yet, or there is one already.
    #[error("{0}")]
    SetUp(String),
    /// The database key is missing or wrong.
    #[error("{0}")]
    Locked(String),
    /// Something else is using the store; trying again later helps.
    #[error("{0}")]
    Busy(String),
    /// The disk or the database failed.
    #[error("{0}")]
    Storage(String),
    /// What was given makes no sense.
    #[error("{0}")]
    InvalidInput(String),
    /// What was asked for is not there.
    #[error("{0}")]
    NotFound(String),
    /// The safety envelope refused.
    #[error("{detail}")]
    Refused {
        /// Id of the rule, for example `HR-CAP`.
        rule: String,
        /// Why, in plain words.
        detail: String,
    },
    /// The model or a server could not be reached.
    #[error("{0}")]
    Unavailable(String),
    /// The work was cancelled.
    #[error("finish: cancelled")]
    Cancelled,
    /// The coach was shut down.
    #[error("use the coach: it was shut down")]
    Closed,
}

impl CoachError {
    /// A stable code for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            CoachError::SetUp(_) => "set_up",
            CoachError::Locked(_) => "locked",
            CoachError::Busy(_) => "busy",
            CoachError::Storage(_) => "storage",
            CoachError::InvalidInput(_) => "invalid_input",
            CoachError::NotFound(_) => "not_found",
            CoachError::Refused { .. } => "refused",
            CoachError::Unavailable(_) => "unavailable",
            CoachError::Cancelled => "cancelled",
            CoachError::Closed => "closed",
        }
    }

    /// Whether trying the same again later can succeed.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, CoachError::Busy(_) | CoachError::Unavailable(_) | CoachError::Cancelled)
    }

    /// One sentence for the person: what failed and what to do.
    #[must_use]
    pub fn user_message(&self) -> String {
        match self {
            CoachError::Refused { rule, detail } => {
                format!("Refused by the safety rule {rule}: {}.", detail.trim_end_matches('.'))
            }
            CoachError::Cancelled => "Cancelled.".to_owned(),
            other => {
                // A tool's own sentence already begins with what every other text here leaves out.
                let text = other.to_string();
                let text = text.strip_prefix("failed to ").unwrap_or(&text);
                let end = if text.ends_with(['?', '!']) { "" } else { "." };
                format!("Failed to {}{end}", text.trim_end_matches('.'))
            }
        }
    }
}

impl From<StoreError> for CoachError {
    fn from(error: StoreError) -> Self {
        let text = error.to_string();
        match error {
            StoreError::NotFound(_) | StoreError::AlreadyExists(_) | StoreError::Newer => CoachError::SetUp(text),
            StoreError::WrongKey | StoreError::NoKey(_) | StoreError::KeyFile(_) => CoachError::Locked(text),
            StoreError::Busy | StoreError::AnchorMoved(_) => CoachError::Busy(text),
            StoreError::Missing { .. } => CoachError::NotFound(text),
            StoreError::Cancelled => CoachError::Cancelled,
            _ => CoachError::Storage(text),
        }
    }
}

impl From<SourceError> for CoachError {
    fn from(error: SourceError) -> Self {
        let text = error.to_string();
        match error {
            SourceError::Store(inner) => inner.into(),
            SourceError::Cancelled => CoachError::Cancelled,
            SourceError::NotFound { .. } => CoachError::NotFound(text),
            _ => CoachError::InvalidInput(text),
        }
    }
}

impl From<LookupError> for CoachError {
    fn from(error: LookupError) -> Self {
        let text = error.to_string();
        match error {
            LookupError::NoBarcode | LookupError::Product(_) => CoachError::InvalidInput(text),
            LookupError::NotFound => CoachError::NotFound(text),
            LookupError::Busy => CoachError::Busy(text),
            _ => CoachError::Unavailable(text),
        }
    }
}

impl From<SyncError> for CoachError {
    fn from(error: SyncError) -> Self {
        let text = error.to_string();
        match error {
            SyncError::Store(inner) => inner.into(),
            SyncError::NotSetUp | SyncError::AlreadyIn | SyncError::Revoked | SyncError::Erased => {
                CoachError::SetUp(text)
            }
            SyncError::NotLetIn | SyncError::Closed => CoachError::Locked(text),
            SyncError::Words(_) | SyncError::Code(_) | SyncError::OtherWords | SyncError::OwnDevice => {
                CoachError::InvalidInput(text)
            }
            SyncError::NoDevice(_) => CoachError::NotFound(text),
            SyncError::ChangedMeanwhile => CoachError::Busy(text),
            SyncError::Cancelled => CoachError::Cancelled,
            SyncError::Full => CoachError::Storage(text),
            _ => CoachError::Unavailable(text),
        }
    }
}

impl From<CallError> for CoachError {
    fn from(error: CallError) -> Self {
        let text = error.to_string();
        match error {
            CallError::UnknownServer(_) | CallError::UnknownTool(_) => CoachError::NotFound(text),
            CallError::Cancelled(_) => CoachError::Cancelled,
            CallError::Audit(_) => CoachError::Storage(text),
            _ => CoachError::InvalidInput(text),
        }
    }
}

impl From<AgentError> for CoachError {
    fn from(error: AgentError) -> Self {
        let text = error.to_string();
        match error {
            AgentError::Store(inner) => inner.into(),
            AgentError::Cancelled | AgentError::Model(ModelError::Cancelled) => CoachError::Cancelled,
            AgentError::Model(_) | AgentError::Timeout { .. } => CoachError::Unavailable(text),
            AgentError::RateLimited { .. } | AgentError::TurnInProgress => CoachError::Busy(text),
            AgentError::ProposalDecided(_) => CoachError::NotFound(text),
            AgentError::Refused { rule, detail } => CoachError::Refused { rule, detail },
            AgentError::Internal | AgentError::UnreadableRun => CoachError::Storage(text),
            _ => CoachError::InvalidInput(text),
        }
    }
}

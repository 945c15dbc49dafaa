//! Why a turn gave no answer.

use coach_llm::ModelError;

/// What can go wrong with a turn. Messages read after "failed to" and hold no words of the person.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The message has no text.
    #[error("answer an empty message; write a question")]
    InputEmpty,
    /// The message is too long; nothing of it was used.
    #[error("read a message of {chars} characters: at most {limit} fit; shorten it or send it in parts")]
    InputTooLong {
        /// Characters of the message.
        chars: usize,
        /// Characters that fit.
        limit: usize,
    },
    /// Too many requests in a short time.
    #[error("answer so many questions at once; try again in {retry_after_s} s")]
    RateLimited {
        /// Seconds until the next request fits.
        retry_after_s: u64,
    },
    /// Another turn of the same conversation is still running.
    #[error("begin a turn while another one of this conversation runs; wait for it or cancel it")]
    TurnInProgress,
    /// The turn was cancelled; the message is kept in the conversation.
    #[error("finish the answer: cancelled")]
    Cancelled,
    /// The turn took too long.
    #[error("answer within {seconds} s; try again or choose a faster model")]
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// The model failed and nothing stood in for it.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] coach_store::Error),
    /// A proposal was decided already.
    #[error("decide the proposal `{0}`: it was decided already")]
    ProposalDecided(String),
    /// A proposal could not be carried out; it stays open.
    #[error("carry out the proposal: {0}")]
    Proposal(String),
    /// The safety envelope refused a proposal; it stays open.
    #[error("{detail}")]
    Refused {
        /// Id of the rule.
        rule: String,
        /// Why, in plain words.
        detail: String,
    },
    /// A saved turn cannot be read; it was written by another version.
    #[error("read the unfinished turn; ask again")]
    UnreadableRun,
    /// Work of the turn ended abnormally.
    #[error("finish the work of the turn; try again")]
    Internal,
}

impl Error {
    /// The kind of failure, for programs: `input`, `rate_limited`, `busy`, `cancelled`, `timeout`, `model`, `store`,
    /// `proposal` or `internal`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Error::InputEmpty | Error::InputTooLong { .. } => "input",
            Error::RateLimited { .. } => "rate_limited",
            Error::TurnInProgress => "busy",
            Error::Cancelled | Error::Model(ModelError::Cancelled) => "cancelled",
            Error::Timeout { .. } | Error::Model(ModelError::Timeout { .. }) => "timeout",
            Error::Model(_) => "model",
            Error::Store(_) => "store",
            Error::ProposalDecided(_) | Error::Proposal(_) | Error::Refused { .. } => "proposal",
            Error::UnreadableRun | Error::Internal => "internal",
        }
    }
}

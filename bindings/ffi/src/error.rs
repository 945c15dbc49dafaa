//! The one error of the boundary.

/// What a call can fail with. `userMessage` is the whole sentence for the person.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
#[uniffi::export(Display)]
pub enum CoachError {
    /// There is no database yet, or there is one already.
    #[error("{reason}")]
    SetUp {
        /// What failed and what to do.
        reason: String,
    },
    /// The database key is missing or wrong.
    #[error("{reason}")]
    Locked {
        /// What failed and what to do.
        reason: String,
    },
    /// Something else is using the store; trying again later helps.
    #[error("{reason}")]
    Busy {
        /// What failed and what to do.
        reason: String,
    },
    /// The disk or the database failed.
    #[error("{reason}")]
    Storage {
        /// What failed and what to do.
        reason: String,
    },
    /// What was given makes no sense.
    #[error("{reason}")]
    InvalidInput {
        /// What failed and what to do.
        reason: String,
    },
    /// What was asked for is not there.
    #[error("{reason}")]
    NotFound {
        /// What failed and what to do.
        reason: String,
    },
    /// The safety envelope refused.
    #[error("{reason}")]
    Refused {
        /// Id of the rule.
        rule: String,
        /// Why, in plain words.
        reason: String,
    },
    /// The model or a server could not be reached.
    #[error("{reason}")]
    Unavailable {
        /// What failed and what to do.
        reason: String,
    },
    /// The work was cancelled.
    #[error("finish: cancelled")]
    Cancelled,
    /// The coach was shut down.
    #[error("use the coach: it was shut down")]
    Closed,
}

impl CoachError {
    fn inner(&self) -> coach_api::CoachError {
        use coach_api::CoachError as Inner;
        match self.clone() {
            CoachError::SetUp { reason } => Inner::SetUp(reason),
            CoachError::Locked { reason } => Inner::Locked(reason),
            CoachError::Busy { reason } => Inner::Busy(reason),
            CoachError::Storage { reason } => Inner::Storage(reason),
            CoachError::InvalidInput { reason } => Inner::InvalidInput(reason),
            CoachError::NotFound { reason } => Inner::NotFound(reason),
            CoachError::Refused { rule, reason } => Inner::Refused { rule, detail: reason },
            CoachError::Unavailable { reason } => Inner::Unavailable(reason),
            CoachError::Cancelled => Inner::Cancelled,
            CoachError::Closed => Inner::Closed,
        }
    }
}

#[uniffi::export]
impl CoachError {
    /// A stable code for programs, for example `not_found`.
    pub fn code(&self) -> String {
        self.inner().code().to_owned()
    }

    /// Whether trying the same again later can succeed.
    pub fn is_retryable(&self) -> bool {
        self.inner().is_retryable()
    }

    /// One sentence for the person: what failed and what to do.
    pub fn user_message(&self) -> String {
        self.inner().user_message()
    }
}

impl From<coach_api::CoachError> for CoachError {
    fn from(error: coach_api::CoachError) -> Self {
        use coach_api::CoachError as Inner;
        match error {
            Inner::SetUp(reason) => CoachError::SetUp { reason },
            Inner::Locked(reason) => CoachError::Locked { reason },
            Inner::Busy(reason) => CoachError::Busy { reason },
            Inner::Storage(reason) => CoachError::Storage { reason },
            Inner::InvalidInput(reason) => CoachError::InvalidInput { reason },
            Inner::NotFound(reason) => CoachError::NotFound { reason },
            Inner::Refused { rule, detail } => CoachError::Refused { rule, reason: detail },
            Inner::Unavailable(reason) => CoachError::Unavailable { reason },
            Inner::Cancelled => CoachError::Cancelled,
            Inner::Closed => CoachError::Closed,
            other => CoachError::Storage { reason: other.to_string() },
        }
    }
}

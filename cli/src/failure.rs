//! Failures and their exit statuses: 1 failed, 2 wrong usage, 3 refused by the safety envelope.

use coach_api::CoachError;

/// What ends a command early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The coach could not do it.
    Coach(CoachError),
    /// The command line makes no sense; the text says what would.
    Usage(String),
    /// Reading or writing outside the store failed.
    Io(String),
    /// The reader of standard output went away, which is no failure.
    ClosedPipe,
}

impl Failure {
    pub(crate) const fn status(&self) -> u8 {
        match self {
            Failure::Coach(CoachError::Refused { .. }) => 3,
            Failure::Usage(_) => 2,
            Failure::ClosedPipe => 0,
            _ => 1,
        }
    }

    pub(crate) fn sentence(&self) -> String {
        match self {
            Failure::Coach(error) => error.user_message(),
            Failure::Usage(text) | Failure::Io(text) => text.clone(),
            Failure::ClosedPipe => String::new(),
        }
    }
}

impl From<CoachError> for Failure {
    fn from(error: CoachError) -> Self {
        Failure::Coach(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            Failure::ClosedPipe
        } else {
            Failure::Io(format!("Failed to write the output: {error}."))
        }
    }
}

//! Why the relay does not do something.

/// Why the relay does not do something. Messages say nothing about what is on it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The proof does not hold, or there is nobody of that name: the two look the same.
    #[error("the proof does not hold")]
    NotLetIn,
    /// The account was erased.
    #[error("the account was erased")]
    Gone,
    /// What was asked makes no sense.
    #[error("{0}")]
    Malformed(&'static str),
    /// Another version of the protocol.
    #[error("this relay speaks protocol {}; update one of the two", coach_wire::PROTOCOL)]
    Protocol,
    /// There is another account of that name already, or a message of an enrolment is there already.
    #[error("it is there already")]
    Conflict,
    /// The role of who asks may not do this.
    #[error("your role may not do this")]
    Forbidden,
    /// Only a device of the person, or a hub that is one, can answer.
    #[error("this server sees only what was shared; ask the person's own device or home hub")]
    HubOnly,
    /// The person's hub is one of this server's, and does not answer now.
    #[error("the hub does not run at the moment; try again")]
    HubAway,
    /// The hub cannot be run.
    #[error("{0}")]
    Hub(String),
    /// There is nothing of that name.
    #[error("there is no such thing")]
    NotFound,
    /// The route does not take this method.
    #[error("the route does not take this method")]
    WrongMethod,
    /// What was sent is compressed.
    #[error("nothing compressed is taken")]
    Encoded,
    /// The request took too long.
    #[error("the request took too long")]
    TooSlow,
    /// The relay is about to end.
    #[error("the relay is ending")]
    Ending,
    /// The account's room is full.
    #[error("the account's room is full; deleting makes room")]
    Quota,
    /// No new accounts are taken.
    #[error("this relay takes no new accounts")]
    Closed,
    /// Too many requests.
    #[error("too many requests")]
    TooMany {
        /// Seconds to wait.
        seconds: u64,
    },
    /// The ledger was changed.
    #[error("the ledger does not hold from row {row} on: a row was changed or is missing")]
    Ledger {
        /// The first row that does not hold.
        row: u64,
    },
    /// The database failed.
    #[error("the relay's disk or database failed")]
    Storage(String),
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Error::Storage(error.to_string())
    }
}

impl From<coach_wire::Error> for Error {
    fn from(_: coach_wire::Error) -> Self {
        Error::Malformed("the message is not understood")
    }
}

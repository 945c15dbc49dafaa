//! What can go wrong in sync, in words for the person.

/// What can go wrong in sync. Messages read after "failed to".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] coach_store::Error),
    /// Something from the relay or another device does not hold.
    #[error(transparent)]
    Wire(#[from] coach_wire::Error),
    /// This device is in no account.
    #[error(
        "sync: this device is in no account; run `coach sync init` for a new one, or `coach sync join` beside a device that is in"
    )]
    NotSetUp,
    /// This device is in an account already.
    #[error("join an account: this device is in one already; `coach sync status` shows it")]
    AlreadyIn,
    /// The server cannot be reached; trying again later helps.
    #[error("reach the server: {0}; nothing is lost, changes are sent when it answers")]
    Unreachable(String),
    /// The server does not let this device in.
    #[error(
        "log in to the server: it does not know this device; if it was revoked, `coach sync join` makes it a new one"
    )]
    NotLetIn,
    /// This device was revoked by another one.
    #[error(
        "sync: this device was put out of the account by another one; what is on it stays, and `coach sync join` lets it in again as a new one"
    )]
    Revoked,
    /// The account was erased on the server.
    #[error(
        "sync: the account was erased on the server; what is on this device stays, and `coach sync init` begins a new account"
    )]
    Erased,
    /// The server limits how often it answers.
    #[error("use the server: it asks for a pause; try again in {0} s")]
    TooMany(u64),
    /// The server takes no new accounts.
    #[error("make an account: this server takes no new ones; ask who runs it")]
    Closed,
    /// There is nothing at that place on the server.
    #[error("find it on the server; is the address that of a PocketCoach server?")]
    NothingThere,
    /// Something else is at that place on the server.
    #[error(
        "use the server: it holds another history of this account, or the code was used before; begin again with a new one"
    )]
    Conflict,
    /// The account's room on the server is full.
    #[error("send to the server: the account's room is full; deleting makes room")]
    Full,
    /// Another device changed the account at the same moment.
    #[error(
        "change the account: another device changed it at the same moment; look at `coach sync devices` and try again"
    )]
    ChangedMeanwhile,
    /// The server shows a new device less than the device that let it in has seen.
    #[error(
        "join: the server shows an older state of the account than the device that let this one in has seen; do not trust it, and ask who runs it"
    )]
    OlderState,
    /// The server answered something that is no answer.
    #[error("understand the server: {0}")]
    Protocol(String),
    /// The 24 words are not a recovery key; the text says which word.
    #[error("read the recovery words: {0}")]
    Words(String),
    /// The code of a new device is not one.
    #[error("read the code: {0}")]
    Code(&'static str),
    /// The three words of two devices differ.
    #[error(
        "pair: the three words are not the same on both devices; someone may be in between, so nothing was shared; begin again with a new code"
    )]
    OtherWords,
    /// The other device did not come in time.
    #[error("pair: the other device did not answer in time; begin again with a new code")]
    TimedOut,
    /// Cryptography failed in a way that has no better name.
    #[error("open a key: {0}")]
    Key(&'static str),
    /// There is no such device.
    #[error("find the device `{0}`; `coach sync devices` lists them")]
    NoDevice(String),
    /// A device cannot put itself out.
    #[error("revoke the device: it is this one; do it from another device, so that the new key is not on it")]
    OwnDevice,
    /// Cancelled.
    #[error("finish: cancelled")]
    Cancelled,
}

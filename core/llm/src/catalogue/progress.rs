//! How far work on a file has come.

use super::Error;
use tokio_util::sync::CancellationToken;

/// What is being done to a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// What an earlier run left is read again, for its hash.
    #[default]
    Resuming,
    /// It is fetched.
    Downloading,
    /// It is copied from another folder.
    Copying,
    /// Its hash is computed.
    Verifying,
}

/// How far work on a file has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all, once known.
    pub bytes_total: Option<u64>,
}

/// Told of progress from any thread, some times for each megabyte.
pub type OnProgress = dyn Fn(Progress) + Send + Sync;

/// Fails once the work is cancelled.
pub(super) fn go_on(cancel: &CancellationToken) -> Result<(), Error> {
    if cancel.is_cancelled() { Err(Error::Cancelled) } else { Ok(()) }
}

/// Runs blocking work off the async threads.
pub(super) async fn hop<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or(Err(Error::Internal))
}

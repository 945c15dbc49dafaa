//! The library's own runtime. The foreign executor only waits; nothing of ours runs on its thread.

use crate::CoachError;
use std::future::Future;
use std::sync::OnceLock;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::watch;
use tokio::task::JoinHandle;

static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();

/// What the names of the library's own threads begin with.
const THREADS: &str = "pocketcoach";

/// Keeps what a panic of ours says out of what the process prints: it may quote what was being worked on. Where it was
/// is logged. Panics of others go to whoever heard of them before.
fn quiet_our_panics() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let ours = std::thread::current().name().is_some_and(|name| name.starts_with(THREADS));
        if !ours {
            return before(info);
        }
        let (file, line) = info.location().map_or(("", 0), |place| (place.file(), place.line()));
        tracing::error!(file, line, "a part of the coach ended unexpectedly");
    }));
}

/// The runtime that every call hops to.
pub(crate) fn handle() -> Result<Handle, CoachError> {
    RUNTIME
        .get_or_init(|| {
            quiet_our_panics();
            Builder::new_multi_thread().worker_threads(2).thread_name(THREADS).enable_all().build().ok()
        })
        .as_ref()
        .map(|runtime| runtime.handle().clone())
        .ok_or_else(|| CoachError::Unavailable { reason: "start the coach's threads".to_owned() })
}

/// Ends a task when the foreign side drops the future that waits for it.
struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Runs a future on our runtime and waits for it from any executor. Dropping the wait ends the future.
pub(crate) async fn hop<T: Send + 'static>(
    future: impl Future<Output = Result<T, coach_api::CoachError>> + Send + 'static,
) -> Result<T, CoachError> {
    let mut task = AbortOnDrop(handle()?.spawn(future));
    match (&mut task.0).await {
        Ok(result) => result.map_err(CoachError::from),
        Err(error) if error.is_cancelled() => Err(CoachError::Cancelled),
        Err(_) => Err(ended_unexpectedly()),
    }
}

pub(crate) fn ended_unexpectedly() -> CoachError {
    CoachError::Storage { reason: "finish: an inner task ended unexpectedly".to_owned() }
}

/// What work on our runtime comes to. The work goes on whether anybody waits or not, and any number may wait.
#[derive(Debug)]
pub(crate) struct Outcome<T>(watch::Receiver<Option<Result<T, CoachError>>>);

impl<T: Clone + Send + Sync + 'static> Outcome<T> {
    /// Starts the work.
    pub(crate) fn of(work: impl Future<Output = Result<T, CoachError>> + Send + 'static) -> Result<Self, CoachError> {
        let (sender, receiver) = watch::channel(None);
        handle()?.spawn(async move {
            sender.send_replace(Some(work.await));
        });
        Ok(Self(receiver))
    }

    /// Waits for it from any executor; giving up waiting changes nothing.
    pub(crate) async fn wait(&self) -> Result<T, CoachError> {
        let mut receiver = self.0.clone();
        let result = receiver.wait_for(Option::is_some).await.ok().and_then(|result| result.clone());
        result.unwrap_or_else(|| Err(ended_unexpectedly()))
    }
}

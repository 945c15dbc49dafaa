//! Runs jobs that are due, and takes what has ended.

use crate::{Relay, now_ms};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

/// Jobs that nobody announced are looked for this often: those of a replica that is gone.
const LOOK: Duration = Duration::from_secs(2);
/// What has ended is taken this often.
const SWEEP: Duration = Duration::from_secs(300);

/// Works until the end. A database that does not answer is asked again later.
pub(crate) async fn work(relay: Arc<Relay>, wake: Arc<Notify>, end: CancellationToken) {
    let mut swept: Option<tokio::time::Instant> = None;
    loop {
        let sweeps = swept.is_none_or(|at| at.elapsed() >= SWEEP);
        let own = Arc::clone(&relay);
        let done = tokio::task::spawn_blocking(move || {
            if sweeps {
                own.sweep(now_ms())?;
            }
            own.run_due(now_ms())
        });
        match done.await {
            Ok(Ok(0)) => {}
            Ok(Ok(_)) => continue,
            Ok(Err(error)) => tracing::warn!(%error, "jobs wait"),
            Err(_) => tracing::error!("a job ended unexpectedly"),
        }
        if sweeps {
            swept = Some(tokio::time::Instant::now());
        }
        tokio::select! {
            () = end.cancelled() => return,
            () = wake.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

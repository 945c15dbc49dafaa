//! Imports as handles that cancel when they are let go.

use crate::runtime::Outcome;
use crate::{CoachError, ImportProgress, ImportReport};
use std::sync::Arc;
use tokio::sync::{Mutex, watch};

/// A running import. `nextProgress` until it gives nothing; `finish` for the report. Letting go of it cancels; what was
/// read is kept and the next import of the same content goes on from there.
#[derive(Debug, uniffi::Object)]
pub struct ImportTask {
    progress: Arc<Mutex<watch::Receiver<Option<ImportProgress>>>>,
    outcome: Outcome<ImportReport>,
    cancel: coach_api::CancelFlag,
}

impl ImportTask {
    pub(crate) fn new(mut task: coach_api::ImportTask) -> Result<Self, CoachError> {
        let cancel = task.cancel_flag();
        let (sender, progress) = watch::channel(None);
        // Progress and report part ways here, so that waiting for the one never holds up the other.
        let outcome = Outcome::of(async move {
            while let Some(latest) = task.next_progress().await {
                sender.send_replace(Some(latest.into()));
            }
            drop(sender);
            Ok(task.finish().await?.into())
        })?;
        Ok(Self { progress: Arc::new(Mutex::new(progress)), outcome, cancel })
    }
}

#[uniffi::export]
impl ImportTask {
    /// Waits for news and gives the latest progress; nothing once the import has ended.
    pub async fn next_progress(&self) -> Result<Option<ImportProgress>, CoachError> {
        let mut progress = self.progress.lock().await;
        if progress.changed().await.is_err() {
            return Ok(None);
        }
        Ok(progress.borrow_and_update().clone())
    }

    /// Waits for the end and gives the report. It may be asked for again.
    pub async fn finish(&self) -> Result<ImportReport, CoachError> {
        self.outcome.wait().await
    }

    /// Ends the import soon; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for ImportTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

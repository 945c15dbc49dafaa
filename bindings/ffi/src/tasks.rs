//! Imports as handles that cancel when they are let go.

use crate::runtime::hop;
use crate::{CoachError, ImportProgress, ImportReport};
use std::sync::Arc;
use tokio::sync::Mutex;

/// A running import. `nextProgress` until it gives nothing, then `finish`. Letting go of it cancels; what was read is
/// kept and the next import of the same content goes on from there.
#[derive(Debug, uniffi::Object)]
pub struct ImportTask {
    task: Arc<Mutex<Option<coach_api::ImportTask>>>,
    cancel: coach_api::CancelFlag,
}

impl ImportTask {
    pub(crate) fn new(task: coach_api::ImportTask) -> Self {
        let cancel = task.cancel_flag();
        Self { task: Arc::new(Mutex::new(Some(task))), cancel }
    }
}

#[uniffi::export]
impl ImportTask {
    /// The latest progress; nothing once the import has ended.
    pub async fn next_progress(&self) -> Result<Option<ImportProgress>, CoachError> {
        let task = self.task.clone();
        hop(async move {
            let mut task = task.lock().await;
            Ok(match task.as_mut() {
                Some(task) => task.next_progress().await.map(ImportProgress::from),
                None => None,
            })
        })
        .await
    }

    /// Waits for the end and gives the report. May be called once.
    pub async fn finish(&self) -> Result<ImportReport, CoachError> {
        let task = self.task.clone();
        hop(async move {
            let task = task.lock().await.take().ok_or(coach_api::CoachError::Closed)?;
            Ok(task.finish().await?.into())
        })
        .await
    }

    /// Ends the import soon.
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

//! Imports and the sample year, as tasks with progress and cancel.

use crate::coach::{Coach, Parts};
use crate::{CoachError, SystemClock};
use coach_domain::time::Clock;
use coach_sources::{CancelFlag, DemoOptions, DemoReport, Format, ImportOptions, Progress, Stage, import, write_demo};
use coach_store::{ImportReport, SkipCount};
use std::path::PathBuf;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What to import.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// Files, folders or archives, imported in order.
    pub paths: Vec<PathBuf>,
    /// Format; told from the content when it is [`Format::Auto`].
    pub format: Format,
}

/// How far an import has come.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ImportProgress {
    /// Bytes read of the current path.
    pub bytes_done: u64,
    /// Bytes of the current path, 0 until known.
    pub bytes_total: u64,
    /// Records read.
    pub records: u64,
    /// Estimated seconds to go, once there is an estimate.
    pub seconds_left: Option<f64>,
    /// What is being done, for example `reading`.
    pub stage: String,
}

impl From<&Progress> for ImportProgress {
    fn from(progress: &Progress) -> Self {
        Self {
            bytes_done: progress.bytes_done,
            bytes_total: progress.bytes_total,
            records: progress.records,
            seconds_left: progress.eta.map(|eta| eta.as_secs_f64()),
            stage: match progress.stage {
                Stage::Checking => "checking",
                Stage::Records => "reading records",
                Stage::Electrocardiograms => "reading electrocardiograms",
                Stage::Finishing => "building figures",
            }
            .to_owned(),
        }
    }
}

/// A running import. Dropping it cancels; what was checkpointed stays and is resumed by the next import of the same
/// content.
#[derive(Debug)]
pub struct ImportTask {
    progress: watch::Receiver<ImportProgress>,
    cancel: CancelFlag,
    result: Option<JoinHandle<Result<ImportReport, CoachError>>>,
}

impl ImportTask {
    /// The latest progress; `None` once the import has ended.
    pub async fn next_progress(&mut self) -> Option<ImportProgress> {
        self.progress.changed().await.ok()?;
        Some(self.progress.borrow_and_update().clone())
    }

    /// A flag that ends the import when set; it may be kept and set from another thread.
    #[must_use]
    pub fn cancel_flag(&self) -> CancelFlag {
        self.cancel.clone()
    }

    /// Ends the import soon. What was checkpointed stays.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`CoachError::Cancelled`], [`CoachError::InvalidInput`] for input that is not an export, and those of the disk.
    pub async fn finish(mut self) -> Result<ImportReport, CoachError> {
        let Some(task) = self.result.as_mut() else { return Err(CoachError::Cancelled) };
        let joined = task.await;
        // Forgotten only now: letting go of the wait before the end cancels as well.
        self.result = None;
        joined.unwrap_or_else(|_| {
            Err(CoachError::Storage("finish the import: an inner task ended unexpectedly".to_owned()))
        })
    }
}

impl Drop for ImportTask {
    fn drop(&mut self) {
        if self.result.is_some() {
            self.cancel.cancel();
        }
    }
}

/// The sample year being written. Dropping it cancels.
#[derive(Debug)]
pub struct DemoTask {
    progress: watch::Receiver<(u32, u32)>,
    cancel: CancelFlag,
    result: Option<JoinHandle<Result<DemoReport, CoachError>>>,
}

impl DemoTask {
    /// Days written and days in all; `None` once it has ended.
    pub async fn next_progress(&mut self) -> Option<(u32, u32)> {
        self.progress.changed().await.ok()?;
        Some(*self.progress.borrow_and_update())
    }

    /// Ends the writing soon. What was written stays.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`CoachError::Cancelled`], and those of writing to the database.
    pub async fn finish(mut self) -> Result<DemoReport, CoachError> {
        let Some(task) = self.result.as_mut() else { return Err(CoachError::Cancelled) };
        let joined = task.await;
        // Forgotten only now: letting go of the wait before the end cancels as well.
        self.result = None;
        joined.unwrap_or_else(|_| {
            Err(CoachError::Storage("write the sample year: an inner task ended unexpectedly".to_owned()))
        })
    }
}

impl Drop for DemoTask {
    fn drop(&mut self) {
        if self.result.is_some() {
            self.cancel.cancel();
        }
    }
}

impl Coach {
    /// Imports exports of other apps and devices. Importing the same again adds nothing.
    ///
    /// # Errors
    /// [`CoachError::Closed`]; everything else is the task's result.
    pub fn import(&self, request: ImportRequest) -> Result<ImportTask, CoachError> {
        let parts = self.parts()?;
        let cancel = CancelFlag::default();
        let (sender, progress) = watch::channel(ImportProgress::default());
        let flag = cancel.clone();
        let coach = self.clone();
        let watcher = cancel_at_shutdown(&parts, &cancel);
        let result = tokio::task::spawn_blocking(move || {
            let report = |progress: &Progress| {
                sender.send_replace(ImportProgress::from(progress));
            };
            // Only a zone that the person named: this machine's own says nothing about where a record was made.
            let time_zone = parts.store.profile()?.time_zone;
            let options = ImportOptions { format: request.format, time_zone };
            let mut whole: Option<ImportReport> = None;
            let outcome = request.paths.iter().try_for_each(|path| {
                let part = import(&parts.store, path, &options, &report, &flag)?;
                whole = Some(match whole.take() {
                    Some(sum) => merge(sum, part),
                    None => part,
                });
                Ok::<(), CoachError>(())
            });
            watcher.abort();
            coach.wrote();
            outcome?;
            whole.ok_or_else(|| CoachError::InvalidInput("import: give at least one path".to_owned()))
        });
        Ok(ImportTask { progress, cancel, result: Some(result) })
    }

    /// Writes a seeded, watermarked year of a made-up person that ends today, through the same door as an import.
    ///
    /// # Errors
    /// [`CoachError::Closed`]; everything else is the task's result.
    pub fn demo(&self, seed: u64, days: u32) -> Result<DemoTask, CoachError> {
        let parts = self.parts()?;
        let clock: &SystemClock = &parts.clock;
        let options = DemoOptions { seed, last_day: clock.today(), home: clock.zone(), days };
        let cancel = CancelFlag::default();
        let flag = cancel.clone();
        let watcher = cancel_at_shutdown(&parts, &cancel);
        let (sender, progress) = watch::channel((0, days));
        let coach = self.clone();
        let result = tokio::task::spawn_blocking(move || {
            let report = |done, all| {
                sender.send_replace((done, all));
            };
            let outcome = write_demo(&parts.store, &options, &report, &flag);
            watcher.abort();
            coach.wrote();
            Ok(outcome?)
        });
        Ok(DemoTask { progress, cancel, result: Some(result) })
    }
}

/// Sets the flag when the coach is shut down.
fn cancel_at_shutdown(parts: &Parts, cancel: &CancelFlag) -> JoinHandle<()> {
    let (shutdown, cancel) = (parts.cancel.clone(), cancel.clone());
    tokio::spawn(async move {
        shutdown.cancelled().await;
        cancel.cancel();
    })
}

/// Adds the report of a second path to that of the first.
fn merge(mut sum: ImportReport, part: ImportReport) -> ImportReport {
    sum.records += part.records;
    sum.new += part.new;
    sum.duplicates += part.duplicates;
    sum.workouts += part.workouts;
    sum.seconds += part.seconds;
    sum.partial |= part.partial;
    if sum.format != part.format {
        sum.format = "several".to_owned();
    }
    sum.from = [sum.from, part.from].into_iter().flatten().min();
    sum.to = [sum.to, part.to].into_iter().flatten().max();
    for SkipCount { reason, count } in part.skipped {
        match sum.skipped.iter_mut().find(|skipped| skipped.reason == reason) {
            Some(known) => known.count += count,
            None => sum.skipped.push(SkipCount { reason, count }),
        }
    }
    for (kind, count) in part.by_type {
        *sum.by_type.entry(kind).or_default() += count;
    }
    sum
}

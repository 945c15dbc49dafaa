//! Long work that goes on behind a request: imports and the sample year.

use crate::Problem;
use crate::uploads::Upload;
use coach_api::{
    Coach, CoachError, DemoReport, Format, ImportReport, ImportRequest, InstalledModel, ModelReport, ModelTask,
};
use serde::Serialize;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Mutex;
use tokio::sync::watch;
use tokio_util::sync::CancellationToken;

/// Most pieces of work that are remembered.
const REMEMBERED: usize = 50;

/// What a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobKind {
    /// An export of another app or device is read.
    Import,
    /// The sample year is written.
    Demo,
    /// A model is fetched or checked.
    Model,
}

/// Where a piece of work stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum JobState {
    /// It goes on.
    Running,
    /// It is done.
    Done,
    /// It was cancelled; what was kept so far stays, and the same file goes on from there.
    Cancelled,
    /// It failed; `problem` says why.
    Failed,
}

/// A piece of long work.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub(crate) struct Job {
    /// Id.
    pub(crate) id: String,
    /// What it is.
    pub(crate) kind: JobKind,
    /// Name of the file or the model.
    pub(crate) name: Option<String>,
    /// Where it stands.
    pub(crate) state: JobState,
    /// What is being done, for example `reading records`.
    pub(crate) phase: String,
    /// How much of `total` is done: bytes of the file for imports and models, days for the
    /// sample year.
    pub(crate) done: u64,
    /// How much there is to do; 0 until known.
    pub(crate) total: u64,
    /// Records read, for imports.
    pub(crate) records: u64,
    /// Estimated seconds to go, once there is an estimate.
    pub(crate) seconds_left: Option<f64>,
    /// What a finished import did.
    pub(crate) report: Option<ImportReport>,
    /// What the sample year is.
    pub(crate) demo: Option<DemoReport>,
    /// The model that is on this device now.
    pub(crate) model: Option<InstalledModel>,
    /// Why it failed.
    pub(crate) problem: Option<Problem>,
}

impl Job {
    fn new(kind: JobKind, name: Option<String>) -> Self {
        Job {
            id: uuid::Uuid::now_v7().to_string(),
            kind,
            name,
            state: JobState::Running,
            phase: "starting".to_owned(),
            done: 0,
            total: 0,
            records: 0,
            seconds_left: None,
            report: None,
            demo: None,
            model: None,
            problem: None,
        }
    }

    fn end<T>(&mut self, result: Result<T, CoachError>, keep: impl FnOnce(&mut Job, T)) {
        self.seconds_left = None;
        match result {
            Ok(value) => {
                self.state = JobState::Done;
                keep(self, value);
            }
            Err(CoachError::Cancelled) => self.state = JobState::Cancelled,
            Err(error) => {
                self.state = JobState::Failed;
                self.problem = Some(error.into());
            }
        }
    }
}

#[derive(Debug, Clone)]
struct Kept {
    view: watch::Receiver<Job>,
    cancel: CancellationToken,
}

/// The work of this server, latest first.
#[derive(Debug, Default)]
pub(crate) struct Jobs(Mutex<VecDeque<Kept>>);

impl Jobs {
    /// Reads an uploaded file into the store.
    ///
    /// # Errors
    /// [`CoachError::Closed`]; everything else is in the job.
    pub(crate) fn import(
        &self,
        coach: &Coach,
        name: String,
        upload: Upload,
        format: Format,
        stop: &CancellationToken,
    ) -> Result<Job, CoachError> {
        self.read(coach, name, vec![upload.path.clone()], format, Some(upload), stop)
    }

    /// Reads files of this machine into the store, where they lie. `kept` is removed when they have been read.
    ///
    /// # Errors
    /// [`CoachError::Closed`]; everything else is in the job.
    pub(crate) fn read(
        &self,
        coach: &Coach,
        name: String,
        paths: Vec<PathBuf>,
        format: Format,
        kept: Option<Upload>,
        stop: &CancellationToken,
    ) -> Result<Job, CoachError> {
        let mut task = coach.import(ImportRequest { paths, format })?;
        let (sender, first, cancel) = self.keep(Job::new(JobKind::Import, Some(name)), stop);
        tokio::spawn(async move {
            let mut cancelled = false;
            loop {
                tokio::select! {
                    progress = task.next_progress() => {
                        let Some(progress) = progress else { break };
                        sender.send_modify(|job| {
                            job.phase = progress.stage;
                            job.done = progress.bytes_done;
                            job.total = progress.bytes_total;
                            job.records = progress.records;
                            job.seconds_left = progress.seconds_left;
                        });
                    }
                    () = cancel.cancelled(), if !cancelled => {
                        cancelled = true;
                        task.cancel();
                    }
                }
            }
            let result = task.finish().await;
            // The file goes before the end is told.
            drop(kept);
            sender.send_modify(|job| {
                job.end(result, |job, report: ImportReport| {
                    job.done = job.total;
                    job.records = report.records;
                    job.report = Some(report);
                });
            });
        });
        Ok(first)
    }

    /// Writes the sample year.
    ///
    /// # Errors
    /// [`CoachError::Closed`]; everything else is in the job.
    pub(crate) fn demo(
        &self,
        coach: &Coach,
        seed: u64,
        days: u32,
        stop: &CancellationToken,
    ) -> Result<Job, CoachError> {
        let mut task = coach.demo(seed, days)?;
        let (sender, first, cancel) = self.keep(Job::new(JobKind::Demo, None), stop);
        tokio::spawn(async move {
            let mut cancelled = false;
            loop {
                tokio::select! {
                    progress = task.next_progress() => {
                        let Some((done, total)) = progress else { break };
                        sender.send_modify(|job| {
                            "writing days".clone_into(&mut job.phase);
                            job.done = u64::from(done);
                            job.total = u64::from(total);
                        });
                    }
                    () = cancel.cancelled(), if !cancelled => {
                        cancelled = true;
                        task.cancel();
                    }
                }
            }
            let result = task.finish().await;
            sender.send_modify(|job| job.end(result, |job, report| job.demo = Some(report)));
        });
        Ok(first)
    }

    /// Watches over the work on a model file. `kept` is removed when it has ended.
    pub(crate) fn model(
        &self,
        name: String,
        mut task: ModelTask,
        kept: Option<Upload>,
        stop: &CancellationToken,
    ) -> Job {
        let (sender, first, cancel) = self.keep(Job::new(JobKind::Model, Some(name)), stop);
        tokio::spawn(async move {
            let mut cancelled = false;
            loop {
                tokio::select! {
                    progress = task.next_progress() => {
                        let Some(progress) = progress else { break };
                        sender.send_modify(|job| {
                            progress.stage.clone_into(&mut job.phase);
                            job.done = progress.bytes_done;
                            job.total = progress.bytes_total;
                        });
                    }
                    () = cancel.cancelled(), if !cancelled => {
                        cancelled = true;
                        task.cancel();
                    }
                }
            }
            let result = task.finish().await;
            drop(kept);
            sender.send_modify(|job| job.end(result, |job, report: ModelReport| job.model = Some(report.model)));
        });
        first
    }

    fn keep(&self, job: Job, stop: &CancellationToken) -> (watch::Sender<Job>, Job, CancellationToken) {
        let (sender, view) = watch::channel(job.clone());
        let cancel = stop.child_token();
        if let Ok(mut jobs) = self.0.lock() {
            jobs.push_front(Kept { view, cancel: cancel.clone() });
            // What still runs is never forgotten.
            while jobs.len() > REMEMBERED {
                let Some(place) = jobs.iter().rposition(|kept| kept.view.borrow().state != JobState::Running) else {
                    break;
                };
                jobs.remove(place);
            }
        }
        (sender, job, cancel)
    }

    fn kept(&self) -> Vec<Kept> {
        self.0.lock().map(|jobs| jobs.iter().cloned().collect()).unwrap_or_default()
    }

    fn find(&self, id: &str) -> Option<Kept> {
        self.kept().into_iter().find(|kept| kept.view.borrow().id == id)
    }

    /// Every piece of work, latest first.
    pub(crate) fn list(&self) -> Vec<Job> {
        self.kept().iter().map(|kept| kept.view.borrow().clone()).collect()
    }

    /// A piece of work, to watch; `None` when it is not known.
    pub(crate) fn watch(&self, id: &str) -> Option<watch::Receiver<Job>> {
        self.find(id).map(|kept| kept.view)
    }

    /// Ends a piece of work soon and waits for its end; `None` when it is not known.
    pub(crate) async fn cancel(&self, id: &str) -> Option<Job> {
        let mut kept = self.find(id)?;
        kept.cancel.cancel();
        let ended = kept.view.wait_for(|job| job.state != JobState::Running).await;
        ended.ok().map(|job| job.clone()).or_else(|| self.find(id).map(|kept| kept.view.borrow().clone()))
    }

    /// Waits until nothing runs any more. Cancel first.
    pub(crate) async fn wait(&self) {
        for mut kept in self.kept() {
            let _ = kept.view.wait_for(|job| job.state != JobState::Running).await;
        }
    }
}

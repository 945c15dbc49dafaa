//! Models on this device: the catalogue, what is installed, and the work of getting and checking files, as tasks with
//! progress and cancel. Needs no database and no key.

use crate::coach::hop;
use crate::{CoachError, SystemClock};
use coach_domain::time::Clock;
use coach_llm::catalogue::{
    Catalogue, Digest, Downloads, Entry, Error, Fits, Import, Installed, ModelsFolder, OnProgress, Patience, Progress,
    PullRequest, Pulled, Stage, fits, memory_for_models, pull,
};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

/// One model: of the catalogue, on this device, or both.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LocalModel {
    /// Name to call it by.
    pub name: String,
    /// Length of its file in bytes, where it is known.
    pub size_bytes: Option<u64>,
    /// Memory in bytes that it takes with a context of 4,096 tokens, where it is known.
    pub memory_bytes: Option<u64>,
    /// Whether it fits into the memory of this device.
    pub fits: Fits,
    /// Its file is on this device.
    pub is_installed: bool,
    /// How it is installed.
    pub installed: Option<Installed>,
    /// Its entry in the catalogue.
    pub catalogue: Option<Entry>,
}

/// What is to be pulled.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelRequest {
    /// Name in the catalogue, or an address.
    pub what: String,
    /// Name to install it under; the catalogue's, or that of the file.
    pub name: Option<String>,
    /// SHA-256 that the file must have, as 64 hexadecimal digits.
    pub sha256: Option<String>,
    /// Take what comes where no hash is known, and hold on to its hash from then on.
    pub trust_first_download: bool,
}

/// How far the work on a model file has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ModelProgress {
    /// What is being done: `resuming`, `downloading`, `copying` or `verifying`.
    pub stage: &'static str,
    /// Bytes done.
    pub bytes_done: u64,
    /// Bytes in all, 0 until known.
    pub bytes_total: u64,
}

impl From<Progress> for ModelProgress {
    fn from(progress: Progress) -> Self {
        let stage = match progress.stage {
            Stage::Resuming => "resuming",
            Stage::Downloading => "downloading",
            Stage::Copying => "copying",
            Stage::Verifying => "verifying",
        };
        ModelProgress { stage, bytes_done: progress.bytes_done, bytes_total: progress.bytes_total.unwrap_or(0) }
    }
}

/// A model that is on this device now.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ModelReport {
    /// How it is installed.
    #[serde(flatten)]
    pub model: Installed,
    /// Its file.
    pub path: PathBuf,
    /// It was there before.
    pub was_there: bool,
    /// Bytes that came over the network.
    pub fetched_bytes: u64,
}

/// Work on a model file. Dropping it cancels; what was fetched stays and is gone on with by the next pull.
#[derive(Debug)]
pub struct ModelTask {
    progress: watch::Receiver<ModelProgress>,
    cancel: CancellationToken,
    result: Option<JoinHandle<Result<ModelReport, CoachError>>>,
}

impl ModelTask {
    /// The latest progress; `None` once the work has ended.
    pub async fn next_progress(&mut self) -> Option<ModelProgress> {
        self.progress.changed().await.ok()?;
        Some(self.progress.borrow_and_update().clone())
    }

    /// Ends the work when cancelled; it may be kept and cancelled from another thread.
    #[must_use]
    pub fn cancel_token(&self) -> CancellationToken {
        self.cancel.clone()
    }

    /// Ends the work soon. What was fetched stays.
    pub fn cancel(&self) {
        self.cancel.cancel();
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// [`CoachError::Cancelled`]; [`CoachError::Unavailable`] when the source cannot be reached;
    /// [`CoachError::InvalidInput`] for a file that is not the wanted one or no model; [`CoachError::NotFound`];
    /// [`CoachError::Storage`] for the disk.
    pub async fn finish(mut self) -> Result<ModelReport, CoachError> {
        let Some(task) = self.result.as_mut() else { return Err(CoachError::Cancelled) };
        let joined = task.await;
        // Forgotten only now: letting go of the wait before the end cancels as well.
        self.result = None;
        joined.unwrap_or_else(|_| Err(Error::Internal.into()))
    }
}

impl Drop for ModelTask {
    fn drop(&mut self) {
        if self.result.is_some() {
            self.cancel.cancel();
        }
    }
}

/// The models of this device.
#[derive(Debug, Clone)]
pub struct LocalModels {
    folder: ModelsFolder,
    clock: Arc<SystemClock>,
}

impl LocalModels {
    /// The models under the folder of the data. Touches nothing yet.
    #[must_use]
    pub fn new(data_dir: &Path) -> Self {
        LocalModels { folder: ModelsFolder::new(data_dir), clock: Arc::new(SystemClock::new()) }
    }

    #[cfg(feature = "llama")]
    pub(crate) fn clock(&self) -> &SystemClock {
        &self.clock
    }

    /// Every model of the catalogue and every installed one, smallest need of memory first. Needs no network.
    ///
    /// # Errors
    /// [`CoachError::Storage`] when the list of installed models cannot be read.
    pub async fn list(&self) -> Result<Vec<LocalModel>, CoachError> {
        let folder = self.folder.clone();
        hop(move || {
            let ceiling = memory_for_models();
            let mut installed = folder.installed()?;
            let mut take = |name: &str| {
                let place = installed.iter().position(|model| model.name == name)?;
                Some(installed.remove(place))
            };
            let mut models = Vec::new();
            for entry in Catalogue::built_in()?.models {
                let there = take(&entry.id);
                models.push(LocalModel {
                    name: entry.id.clone(),
                    size_bytes: there.as_ref().map(|model| model.size_bytes).or(entry.size_bytes),
                    memory_bytes: entry.memory_bytes,
                    fits: fits(&entry, ceiling),
                    is_installed: there.is_some() && folder.path(&entry.id).is_ok(),
                    installed: there,
                    catalogue: Some(entry),
                });
            }
            models.extend(installed.into_iter().map(|model| LocalModel {
                name: model.name.clone(),
                size_bytes: Some(model.size_bytes),
                memory_bytes: None,
                fits: Fits::Unknown,
                is_installed: folder.path(&model.name).is_ok(),
                installed: Some(model),
                catalogue: None,
            }));
            Ok(models)
        })
        .await
    }

    /// The file of an installed model.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when it is not installed or its file is gone.
    pub async fn path(&self, name: &str) -> Result<PathBuf, CoachError> {
        let (folder, name) = (self.folder.clone(), name.to_owned());
        hop(move || Ok(folder.path(&name)?)).await
    }

    /// Fetches a model: the one thing here that uses the network, and only this file's source is asked. Goes on where
    /// an earlier pull was left. Needs a tokio runtime.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a hash that is none; everything else is the task's result.
    pub fn pull(&self, request: ModelRequest) -> Result<ModelTask, CoachError> {
        let request = PullRequest {
            what: request.what,
            name: request.name,
            sha256: digest(request.sha256.as_deref())?,
            trust_first_download: request.trust_first_download,
        };
        let downloads = Downloads::new(Patience::default())?;
        let (folder, now_ms) = (self.folder.clone(), self.clock.now_ms());
        Ok(start(|progress, cancel| async move {
            let pulled = pull(&folder, &downloads, &request, now_ms, progress, &cancel).await?;
            report(&folder, pulled)
        }))
    }

    /// Copies a model file of the person's into the folder. `name` is what it is called by; without one, a file of the
    /// catalogue takes its name there and any other one is called after its file.
    ///
    /// # Errors
    /// [`CoachError::InvalidInput`] for a hash that is none; everything else is the task's result.
    pub fn import(&self, path: PathBuf, name: Option<String>, sha256: Option<&str>) -> Result<ModelTask, CoachError> {
        let expected = digest(sha256)?;
        let (folder, at_ms) = (self.folder.clone(), self.clock.now_ms());
        Ok(start(|progress, cancel| {
            hop(move || {
                let catalogue = Catalogue::built_in()?;
                let import = Import { path: &path, name: name.as_deref(), expected, catalogue: &catalogue, at_ms };
                let model = folder.import(&import, progress.as_ref(), &cancel)?;
                report(&folder, Pulled { model, was_there: false, fetched_bytes: 0 })
            })
        }))
    }

    /// Computes the hash of an installed model's file again and compares it with the one that it was installed with.
    #[must_use]
    pub fn verify(&self, name: &str) -> ModelTask {
        let (folder, name) = (self.folder.clone(), name.to_owned());
        start(|progress, cancel| {
            hop(move || {
                let model = folder.verify(&name, progress.as_ref(), &cancel)?;
                report(&folder, Pulled { model, was_there: true, fetched_bytes: 0 })
            })
        })
    }

    /// Names of the installed models.
    ///
    /// # Errors
    /// [`CoachError::Storage`] when the list cannot be read.
    pub async fn installed(&self) -> Result<Vec<String>, CoachError> {
        let folder = self.folder.clone();
        hop(move || Ok(folder.installed()?.into_iter().map(|model| model.name).collect())).await
    }

    /// Removes a model with what is left of an unfinished pull of it; returns the bytes that became free.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when there is neither; [`CoachError::Storage`].
    pub async fn remove(&self, name: &str) -> Result<u64, CoachError> {
        let (folder, name) = (self.folder.clone(), name.to_owned());
        hop(move || Ok(folder.remove(&name)?)).await
    }
}

fn start<Work>(work: impl FnOnce(Arc<OnProgress>, CancellationToken) -> Work) -> ModelTask
where
    Work: Future<Output = Result<ModelReport, CoachError>> + Send + 'static,
{
    let (sender, progress) = watch::channel(ModelProgress::default());
    let cancel = CancellationToken::new();
    let tell: Arc<OnProgress> = Arc::new(move |progress| {
        sender.send_replace(progress.into());
    });
    let work = work(tell, cancel.clone());
    ModelTask { progress, cancel, result: Some(tokio::spawn(work)) }
}

fn report(folder: &ModelsFolder, pulled: Pulled) -> Result<ModelReport, CoachError> {
    let path = folder.path(&pulled.model.name)?;
    Ok(ModelReport { model: pulled.model, path, was_there: pulled.was_there, fetched_bytes: pulled.fetched_bytes })
}

fn digest(text: Option<&str>) -> Result<Option<Digest>, CoachError> {
    text.map(str::parse)
        .transpose()
        .map_err(|error: coach_llm::catalogue::NoDigest| CoachError::InvalidInput(error.to_string()))
}

impl From<Error> for CoachError {
    fn from(error: Error) -> Self {
        let text = error.to_string();
        match error {
            Error::Unknown(_) | Error::Gone(_) => CoachError::NotFound(text),
            Error::Cancelled => CoachError::Cancelled,
            Error::Busy(_) => CoachError::Busy(text),
            Error::Unreachable { .. } | Error::CutOff(_) | Error::Status { .. } => CoachError::Unavailable(text),
            Error::Disk { .. }
            | Error::DiskFull(_)
            | Error::NoSpace { .. }
            | Error::Altered(_)
            | Error::Catalogue(_)
            | Error::Signature
            | Error::Internal => CoachError::Storage(text),
            _ => CoachError::InvalidInput(text),
        }
    }
}

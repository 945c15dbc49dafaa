//! Models on this device, and what the device can bear.

use crate::runtime::{Outcome, handle};
use crate::words::{mirrored, signed, word};
use crate::{Coach, CoachError};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::{Mutex, watch};
use tokio_util::sync::CancellationToken;

mirrored! {
    /// Whether a model fits into the memory of this device.
    Fits = coach_api::Fits {
        /// It does.
        Yes,
        /// It does not.
        No,
        /// The model's need or the device's memory is not known.
        Unknown,
    }
}

mirrored! {
    /// How hot a device says it is.
    Thermal = coach_api::Thermal {
        /// Nothing to mind.
        Nominal,
        /// Warm.
        Fair,
        /// Hot: the system slows things down.
        Serious,
        /// So hot that only what must run should.
        Critical,
    }
}

/// What the shell sees of the device. Models on the device follow it: fewer threads, shorter replies, leaving memory, or
/// writing nothing for now.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct DeviceState {
    /// Heat.
    pub thermal: Thermal,
    /// Charge from 0 to 1; nothing for a device without a battery.
    #[uniffi(default = None)]
    pub battery: Option<f64>,
    /// It is plugged in.
    #[uniffi(default = false)]
    #[serde(default)]
    pub charging: bool,
    /// The app is not on the screen.
    #[uniffi(default = false)]
    #[serde(default)]
    pub background: bool,
    /// The system warned that memory runs out.
    #[uniffi(default = false)]
    #[serde(default)]
    pub memory_warning: bool,
}

impl TryFrom<DeviceState> for coach_api::DeviceState {
    type Error = CoachError;

    fn try_from(state: DeviceState) -> Result<Self, CoachError> {
        if state.battery.is_some_and(|charge| !(0.0..=1.0).contains(&charge)) {
            return Err(CoachError::InvalidInput { reason: "take the state: the charge goes from 0 to 1".to_owned() });
        }
        Ok(Self {
            memory_warning: state.memory_warning,
            battery: state.battery,
            charging: state.charging,
            thermal: state.thermal.into(),
            background: state.background,
        })
    }
}

mirrored! {
    /// Why models on the device write nothing for now.
    ModelPause = coach_api::Refusal {
        /// Memory runs out.
        Memory,
        /// The battery is low and the device unplugged.
        Battery,
        /// The device is too hot.
        Heat,
        /// The app is in the background.
        Background,
    }
}

/// What models on the device do in a state of it. The built-in coach and models elsewhere know no such bounds.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct DevicePolicy {
    /// Why they write nothing; nothing when they write.
    pub paused_by: Option<ModelPause>,
    /// What the person can do about the pause; reads after "failed to reach the model: ".
    pub advice: Option<String>,
    /// Most tokens of a reply; nothing without a bound beside the question's own.
    pub reply_tokens: Option<i64>,
    /// The model leaves memory at once.
    pub unloads: bool,
    /// Seconds without a question after which it leaves memory.
    pub idle_unload_s: i64,
}

/// What models on the device do in a state of it, as `deviceChanged` makes them.
#[uniffi::export]
pub fn device_policy(state: DeviceState) -> Result<DevicePolicy, CoachError> {
    let policy = coach_api::DevicePolicy::of(&state.try_into()?);
    Ok(DevicePolicy {
        paused_by: policy.paused_by.map(ModelPause::from),
        advice: policy.paused_by.map(|pause| pause.told().to_owned()),
        reply_tokens: policy.reply_tokens.map(i64::from),
        unloads: policy.unloads,
        idle_unload_s: signed(policy.idle_unload_s),
    })
}

/// One model: of the catalogue, on this device, or both.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct LocalModel {
    /// Name to call it by.
    pub name: String,
    /// Name for people.
    pub title: String,
    /// What it is good for, in a sentence; empty for one that is not in the catalogue.
    pub good_for: String,
    /// Length of its file in bytes, where it is known.
    pub size_bytes: Option<i64>,
    /// Memory in bytes that it takes, where it is known.
    pub memory_bytes: Option<i64>,
    /// Whether it fits into the memory of this device.
    pub fits: Fits,
    /// Its file is on this device.
    pub is_installed: bool,
    /// Who says that its file is the right one; nothing when it is not installed.
    pub vouched_by: Option<String>,
    /// Name of its licence; empty when it is not known.
    pub licence: String,
}

impl From<coach_api::LocalModel> for LocalModel {
    fn from(model: coach_api::LocalModel) -> Self {
        let entry = model.catalogue.as_ref();
        Self {
            title: entry.map_or_else(|| model.name.clone(), |entry| entry.name.clone()),
            good_for: entry.map_or_else(String::new, |entry| entry.good_for.clone()),
            licence: entry.map_or_else(String::new, |entry| entry.licence.name.clone()),
            size_bytes: model.size_bytes.map(signed),
            memory_bytes: model.memory_bytes.map(signed),
            fits: model.fits.into(),
            is_installed: model.is_installed,
            vouched_by: model.installed.as_ref().map(|installed| word(&installed.vouched_by)),
            name: model.name,
        }
    }
}

/// What is to be pulled.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelRequest {
    /// Name in the catalogue, or an address.
    pub what: String,
    /// Name to install it under; the catalogue's, or that of the file.
    #[uniffi(default = None)]
    pub name: Option<String>,
    /// SHA-256 that the file must have, as 64 hexadecimal digits.
    #[uniffi(default = None)]
    pub sha256: Option<String>,
    /// Take what comes where no hash is known, and hold on to its hash from then on.
    #[uniffi(default = false)]
    #[serde(default)]
    pub trust_first_download: bool,
}

/// How far the work on a model file has come.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelProgress {
    /// `resuming`, `downloading`, `copying` or `verifying`.
    pub stage: String,
    /// Bytes done.
    pub bytes_done: i64,
    /// Bytes in all, 0 until known.
    pub bytes_total: i64,
}

/// A model that is on this device now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelReport {
    /// Name to call it by.
    pub name: String,
    /// Its file.
    pub path: String,
    /// Length in bytes.
    pub size_bytes: i64,
    /// SHA-256 of its file in hexadecimal digits.
    pub sha256: String,
    /// It was there before.
    pub was_there: bool,
    /// Bytes that came over the network.
    pub fetched_bytes: i64,
}

impl From<coach_api::ModelReport> for ModelReport {
    fn from(report: coach_api::ModelReport) -> Self {
        Self {
            path: report.path.display().to_string(),
            size_bytes: signed(report.model.size_bytes),
            sha256: report.model.sha256.to_string(),
            name: report.model.name,
            was_there: report.was_there,
            fetched_bytes: signed(report.fetched_bytes),
        }
    }
}

/// What a model did on this device.
#[derive(Debug, Clone, PartialEq, uniffi::Record, serde::Serialize, serde::Deserialize)]
pub struct ModelSpeed {
    /// Name of the model.
    pub name: String,
    /// Seconds until it was loaded.
    pub load_s: f64,
    /// Tokens that were read.
    pub prompt_tokens: i64,
    /// Tokens read in a second.
    pub prompt_tokens_per_s: f64,
    /// Tokens that were written.
    pub written_tokens: i64,
    /// Tokens written in a second, after the first.
    pub written_tokens_per_s: f64,
}

/// Work on a model file. `nextProgress` until it gives nothing; `finish` for the report. Letting go of it cancels; what
/// was fetched stays and the next pull goes on from there.
#[derive(Debug, uniffi::Object)]
pub struct ModelTask {
    progress: Arc<Mutex<watch::Receiver<Option<ModelProgress>>>>,
    outcome: Outcome<ModelReport>,
    cancel: CancellationToken,
}

impl ModelTask {
    fn new(mut task: coach_api::ModelTask) -> Result<Self, CoachError> {
        let cancel = task.cancel_token();
        let (sender, progress) = watch::channel(None);
        let outcome = Outcome::of(async move {
            while let Some(latest) = task.next_progress().await {
                sender.send_replace(Some(ModelProgress {
                    stage: latest.stage.to_owned(),
                    bytes_done: signed(latest.bytes_done),
                    bytes_total: signed(latest.bytes_total),
                }));
            }
            drop(sender);
            Ok(task.finish().await?.into())
        })?;
        Ok(Self { progress: Arc::new(Mutex::new(progress)), outcome, cancel })
    }
}

#[uniffi::export]
impl ModelTask {
    /// Waits for news and gives the latest progress; nothing once the work has ended.
    pub async fn next_progress(&self) -> Result<Option<ModelProgress>, CoachError> {
        let mut progress = self.progress.lock().await;
        if progress.changed().await.is_err() {
            return Ok(None);
        }
        Ok(progress.borrow_and_update().clone())
    }

    /// Waits for the end and gives the report. It may be asked for again.
    pub async fn finish(&self) -> Result<ModelReport, CoachError> {
        self.outcome.wait().await
    }

    /// Ends the work soon; it then fails with `Cancelled`.
    pub fn cancel(&self) -> Result<(), CoachError> {
        self.cancel.cancel();
        Ok(())
    }
}

impl Drop for ModelTask {
    fn drop(&mut self) {
        self.cancel.cancel();
    }
}

/// The models of a data folder. Needs no database and no key, so that one can be pulled while the person is still being
/// asked who they are.
#[derive(Debug, uniffi::Object)]
pub struct LocalModels {
    models: coach_api::LocalModels,
}

#[uniffi::export]
impl LocalModels {
    /// The models under the folder of the data. Touches nothing yet.
    #[uniffi::constructor]
    pub fn new(data_dir: String) -> Result<Arc<Self>, CoachError> {
        Ok(Arc::new(Self { models: coach_api::LocalModels::new(&PathBuf::from(data_dir)) }))
    }

    /// Every model of the catalogue and every installed one, smallest need of memory first. Needs no network.
    pub async fn list(&self) -> Result<Vec<LocalModel>, CoachError> {
        let models = self.models.clone();
        crate::runtime::hop(async move { Ok(models.list().await?.into_iter().map(LocalModel::from).collect()) }).await
    }

    /// Fetches a model: the one thing here that uses the network, and only this file's source is asked.
    pub fn pull(&self, request: ModelRequest) -> Result<Arc<ModelTask>, CoachError> {
        let _guard = handle()?.enter();
        let request = coach_api::ModelRequest {
            what: request.what,
            name: request.name,
            sha256: request.sha256,
            trust_first_download: request.trust_first_download,
        };
        Ok(Arc::new(ModelTask::new(self.models.pull(request)?)?))
    }

    /// Copies a model file of the person's into the folder.
    #[uniffi::method(default(name = None, sha256 = None))]
    pub fn import_file(
        &self,
        path: String,
        name: Option<String>,
        sha256: Option<String>,
    ) -> Result<Arc<ModelTask>, CoachError> {
        let _guard = handle()?.enter();
        Ok(Arc::new(ModelTask::new(self.models.import(PathBuf::from(path), name, sha256.as_deref())?)?))
    }

    /// Computes the hash of an installed model's file again and compares it with the one that it was installed with.
    pub fn verify(&self, name: String) -> Result<Arc<ModelTask>, CoachError> {
        let _guard = handle()?.enter();
        Ok(Arc::new(ModelTask::new(self.models.verify(&name))?))
    }

    /// Loads an installed model, lets it read some 600 tokens and write at most 96, and says how long that took.
    pub async fn bench(&self, name: String) -> Result<ModelSpeed, CoachError> {
        let models = self.models.clone();
        crate::runtime::hop(async move {
            let speed = models.bench(&name).await?;
            Ok(ModelSpeed {
                name: speed.name,
                load_s: speed.load_s,
                prompt_tokens: signed(speed.prompt_tokens),
                prompt_tokens_per_s: speed.prompt_tokens_per_s,
                written_tokens: signed(speed.written_tokens),
                written_tokens_per_s: speed.written_tokens_per_s,
            })
        })
        .await
    }

    /// Removes a model with what is left of an unfinished pull of it; returns the bytes that became free.
    pub async fn remove(&self, name: String) -> Result<i64, CoachError> {
        let models = self.models.clone();
        crate::runtime::hop(async move { Ok(signed(models.remove(&name).await?)) }).await
    }
}

#[uniffi::export]
impl Coach {
    /// Tells what the shell sees of the device, whenever something of it changes.
    pub fn device_changed(&self, state: DeviceState) -> Result<(), CoachError> {
        self.coach.device_changed(state.try_into()?)?;
        Ok(())
    }

    /// Name of the model that answers.
    pub fn model_name(&self) -> Result<String, CoachError> {
        Ok(self.coach.model_name()?)
    }

    /// The order in which models are asked; the built-in coach stands behind the last of them.
    pub async fn model_order(&self) -> Result<Vec<String>, CoachError> {
        self.with(|coach| async move { coach.model_order().await }).await
    }

    /// Sets the order in which models are asked: `builtin`, `llama:NAME`, `openai:NAME`, `anthropic:NAME` or
    /// `server:NAME/MODEL`. It holds from the next opening on and shares nothing that is not shared already.
    pub async fn set_model_order(&self, order: Vec<String>) -> Result<(), CoachError> {
        self.with(|coach| async move { coach.set_model_order(&order).await }).await
    }
}

//! Models on this device: found by name or path, loaded at the first question.

use crate::meaning::Meaning;
use async_trait::async_trait;
use coach_llm::catalogue::ModelsFolder;
use coach_llm::device::DeviceState;
use coach_llm::llama::{LlamaModel, LlamaOptions, SnapshotKey, Snapshots};
use coach_llm::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError, Phrasebook, Taught};
use coach_store::Store;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// Folder of the beginnings of prompts that models have read, sealed, in the data folder.
const SNAPSHOTS: &str = "prompts";

/// Vectors of the examples by which tools are picked, in the data folder. Nothing of the person is in them.
const EXAMPLES: &str = "examples.vectors";

/// A model that is loaded, with what it needs around it.
enum Loaded {
    /// One that takes tools as they are.
    Plain(LlamaModel),
    /// One that was taught them in words of its own.
    Taught(Taught<LlamaModel>),
}

impl Loaded {
    fn new(model: LlamaModel) -> Self {
        if model.facts().name.as_deref().is_some_and(Taught::<LlamaModel>::is_one) {
            Self::Taught(Taught::new(model))
        } else {
            Self::Plain(model)
        }
    }

    fn llama(&self) -> &LlamaModel {
        match self {
            Self::Plain(model) => model,
            Self::Taught(model) => model.inner(),
        }
    }

    fn model(&self) -> &dyn ChatModel {
        match self {
            Self::Plain(model) => model,
            Self::Taught(model) => model,
        }
    }
}

/// One model on this device. Opening a coach loads nothing: that takes seconds and memory, and the question may be one
/// that another model answers.
pub(crate) struct OnDevice {
    name: String,
    /// A name among the installed models, or the path of a file.
    wanted: String,
    store: Store,
    meaning: Arc<Meaning>,
    state: Mutex<DeviceState>,
    opened: OnceCell<Loaded>,
}

impl OnDevice {
    pub(crate) fn new(name: String, wanted: String, store: Store, meaning: Arc<Meaning>) -> Self {
        Self { name, wanted, store, meaning, state: Mutex::default(), opened: OnceCell::new() }
    }

    /// What the shell sees of the device; holds for this model from now on.
    pub(crate) fn set_state(&self, state: DeviceState) {
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = state;
        if let Some(model) = self.opened.get() {
            model.llama().set_device_state(state);
        }
    }

    async fn open(&self) -> Result<Loaded, ModelError> {
        let (wanted, store, meaning) = (self.wanted.clone(), self.store.clone(), Arc::clone(&self.meaning));
        let opened = tokio::task::spawn_blocking(move || -> Result<LlamaModel, ModelError> {
            let path = file_of(&wanted, &store)?;
            let key = store.device_key(SNAPSHOTS).map_err(|error| ModelError::Unavailable(error.to_string()))?;
            let snapshots = Snapshots::new(store.data_dir().join(SNAPSHOTS), SnapshotKey::new(*key));
            let mut options = LlamaOptions { snapshots: Some(snapshots), ..LlamaOptions::default() };
            if let Some(encoder) = meaning.encoder() {
                let kept = store.data_dir().join(EXAMPLES);
                options.tool_scorer = Arc::new(Phrasebook::by_meaning(encoder).kept_in(kept));
            }
            Ok(LlamaModel::open(&path, options)?)
        });
        let model = opened.await.map_err(|_| ModelError::Unavailable("loading it ended unexpectedly".to_owned()))??;
        model.set_device_state(*self.state.lock().unwrap_or_else(PoisonError::into_inner));
        Ok(Loaded::new(model))
    }
}

/// The file of a model: a path where the text looks like one, else the installed model of that name.
fn file_of(wanted: &str, store: &Store) -> Result<PathBuf, ModelError> {
    if wanted.contains(['/', '\\']) || wanted.ends_with(".gguf") {
        return Ok(PathBuf::from(wanted));
    }
    let folder = ModelsFolder::new(store.data_dir());
    folder.path(wanted).map_err(|error| ModelError::Unavailable(error.to_string()))
}

#[async_trait]
impl ChatModel for OnDevice {
    fn name(&self) -> &str {
        &self.name
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let opening = self.opened.get_or_try_init(|| self.open());
        let model = tokio::select! {
            biased;
            () = cancel.cancelled() => return Err(ModelError::Cancelled),
            model = opening => model?,
        };
        model.model().chat(request, on_delta, cancel).await
    }
}

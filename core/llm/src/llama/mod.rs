//! Models on the device, through llama.cpp.
//!
//! [`LlamaModel::open`] checks a model file before llama.cpp sees it, compiles the model's own template, finds out how
//! it calls tools, and starts the one thread that owns the model. From then on it is a [`ChatModel`] like any other:
//! words stream, calls fit their tools' schemas, a cancelled question stops at the next token.
//!
//! What other uses of llama.cpp have to take care of cannot be written here; `session`, `sample`, `taint` and
//! `constraint` say how.

mod constraint;
mod embed;
mod engine;
mod format;
mod machine;
mod prompt;
mod reply;
mod sample;
mod session;
mod snapshot;
mod taint;
mod template;
mod vocab;

#[cfg(test)]
mod tests;

pub use embed::LlamaEmbedder;
pub use sample::Sampling;
pub use snapshot::{SnapshotKey, Snapshots};

use crate::Phrasebook;
use crate::catalogue::memory_for_models;
use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError};
use crate::device::{self, DeviceState};
use crate::gguf::{Gguf, GgufError, ModelFacts, Value};
use crate::tools::ToolScorer;
use async_trait::async_trait;
use engine::{Command, Engine, Event, Shared};
use prompt::Prompter;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, TrySendError, sync_channel};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use vocab::Marks;

/// Questions that may wait for the model.
const WAITING: usize = 8;
/// Bytes of a number in the memory of the prompt: 16-bit floats, or 8-bit blocks.
const KV_BYTES: [f64; 2] = [2.0, 34.0 / 32.0];

/// Why a model cannot be used. Texts read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LlamaError {
    /// The file is no model that can be loaded.
    #[error(transparent)]
    File(#[from] GgufError),
    /// The model would take more memory than the device has to give.
    #[error("load the model: it needs {need_mb} MB of memory and {ceiling_mb} MB can be given; choose a smaller model")]
    Memory {
        /// What it needs, in millions of bytes.
        need_mb: u64,
        /// What can be given, in millions of bytes.
        ceiling_mb: u64,
    },
    /// llama.cpp refused the file.
    #[error("load the model: llama.cpp does not take the file; download it again or choose another model")]
    Load,
    /// There is no memory for the prompt.
    #[error("load the model: its context cannot be made; choose a smaller context or model")]
    Context,
    /// The model's template or way of calling tools cannot be used.
    #[error("load the model: {0}; choose another model")]
    Template(String),
    /// The thread could not be started, or ended.
    #[error("reach the model: its thread has ended; open the model again")]
    Gone,
    /// The conversation does not fit.
    #[error("answer: the conversation is longer than the model can read; start a new one")]
    TooLong,
    /// Evaluation failed.
    #[error("answer: the engine failed; ask again")]
    Evaluation,
    /// The model gave nothing that may be written.
    #[error("answer: the model gave no usable word; the file may be damaged, download it again")]
    NoToken,
    /// A call could not be constrained or read.
    #[error("answer: {0}; ask again in other words")]
    Constraint(String),
}

impl From<LlamaError> for ModelError {
    fn from(error: LlamaError) -> Self {
        let told = error.to_string();
        let reason = told.strip_prefix("answer: ").or_else(|| told.strip_prefix("reach the model: ")).unwrap_or(&told);
        match error {
            LlamaError::NoToken | LlamaError::Constraint(_) => Self::Malformed(reason.to_owned()),
            _ => Self::Unavailable(reason.to_owned()),
        }
    }
}

/// Whether a reply has to be a call where tools are offered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ToolUse {
    /// The model decides.
    #[default]
    Auto,
    /// Every reply is a call: for models that only choose.
    Required,
}

/// How a model is run.
#[derive(Debug, Clone)]
pub struct LlamaOptions {
    /// Tokens that it can read and write at once; at most what it was trained for.
    pub context_tokens: u32,
    /// Threads; by default as many as there are free cores.
    pub threads: Option<u32>,
    /// How freely it writes.
    pub sampling: Sampling,
    /// Whether it must call tools.
    pub tool_use: ToolUse,
    /// Tools shown at once, beside those that hand over.
    pub max_tools: usize,
    /// Which tools those are; by default those whose examples of questions share most words.
    pub tool_scorer: Arc<dyn ToolScorer>,
    /// The memory of the prompt takes half as much, where the model's shape allows it; costs a little quality.
    pub small_memory: bool,
    /// Time without a question after which it leaves memory; by default what the device's state suggests.
    pub idle_unload: Option<Duration>,
    /// Where the fixed beginnings of prompts are kept; by default nowhere.
    pub snapshots: Option<Snapshots>,
    /// Memory that it may take, in bytes; by default [`memory_for_models`].
    pub memory_ceiling: Option<u64>,
}

impl Default for LlamaOptions {
    fn default() -> Self {
        Self {
            context_tokens: 4096,
            threads: None,
            sampling: Sampling::default(),
            tool_use: ToolUse::default(),
            max_tools: 5,
            tool_scorer: Arc::new(Phrasebook::by_words()),
            small_memory: false,
            idle_unload: None,
            snapshots: None,
            memory_ceiling: None,
        }
    }
}

/// A model on the device.
#[derive(Debug)]
pub struct LlamaModel {
    name: String,
    facts: ModelFacts,
    commands: SyncSender<Command>,
    shared: Arc<Shared>,
}

impl LlamaModel {
    /// Opens a model file and loads the model. Takes as long as reading the file; call it where that may block.
    ///
    /// # Errors
    /// [`LlamaError`]: a file that is no sound model, a model that is too large or cannot be talked to.
    pub fn open(path: &Path, options: LlamaOptions) -> Result<Self, LlamaError> {
        let file = Gguf::open(path)?;
        let facts = file.facts()?;
        if facts.encoder {
            return Err(LlamaError::Template("it makes embeddings, not text".to_owned()));
        }
        let mut options = options;
        options.context_tokens = clamp(options.context_tokens, &facts);
        // Blocks of 32 numbers must fit a head, for keys and for values.
        options.small_memory &= facts.kv_head_width.is_multiple_of(64);
        let chunk = session::chunk(facts.weight_bytes, options.context_tokens);
        let need =
            device::memory_need(&facts, options.context_tokens, chunk, KV_BYTES[usize::from(options.small_memory)]);
        let ceiling = options.memory_ceiling.or_else(memory_for_models);
        if let Some(ceiling) = ceiling
            && need > ceiling
        {
            return Err(LlamaError::Memory { need_mb: need / 1_000_000, ceiling_mb: ceiling / 1_000_000 });
        }
        let source = file
            .chat_template(None)
            .ok_or_else(|| LlamaError::Template("it brings no template for conversations".to_owned()))?;
        let text_of = |key: &str| token_text(&file, key).unwrap_or_default();
        let marks = Marks::of(&file);
        let prompter = Prompter::new(source, &text_of("bos_token_id"), &text_of("eos_token_id"), marks)
            .map_err(LlamaError::Template)?;
        let fingerprint = snapshot::fingerprint(path, file.data_start(), file.file_size())
            .map_err(|error| GgufError::Io(error.kind().to_string()))?;
        let shared = Arc::new(Shared::default());
        let engine = Engine {
            path: path.to_owned(),
            options,
            prompter,
            fingerprint,
            chunk,
            rolls_back: facts.rolls_back,
            shared: Arc::clone(&shared),
            picked: Vec::new(),
            sound_grammar: None,
            ahead: None,
        };
        let (commands, inbox) = sync_channel(WAITING);
        let (ready, loaded) = std::sync::mpsc::channel();
        std::thread::Builder::new()
            .name("coach-llama".to_owned())
            .spawn(move || engine.run(&inbox, ready))
            .map_err(|_| LlamaError::Gone)?;
        loaded.recv().map_err(|_| LlamaError::Gone)??;
        let file_name = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        let name = format!("llama:{}", facts.name.clone().or(file_name).unwrap_or_default());
        Ok(Self { name, facts, commands, shared })
    }

    /// What the file says about the model.
    #[must_use]
    pub fn facts(&self) -> &ModelFacts {
        &self.facts
    }

    /// Tells the engine what the shell sees. A state in which nothing may be written stops a reply at the next token.
    pub fn set_device_state(&self, state: DeviceState) {
        self.shared.set_state(state);
        // A full channel is being worked off, and the state is looked at with each command.
        let _ = self.commands.try_send(Command::Look);
    }

    /// The model leaves memory after the questions that wait; the next question loads it again.
    pub fn unload(&self) {
        let _ = self.commands.try_send(Command::Unload);
    }

    /// Whether the model is in memory.
    #[must_use]
    pub fn is_loaded(&self) -> bool {
        self.shared.is_loaded()
    }

    /// Tokens that were evaluated since the model was last loaded, read and written ones.
    #[must_use]
    pub fn evaluated_tokens(&self) -> u64 {
        self.shared.evaluated()
    }
}

fn clamp(wanted: u32, facts: &ModelFacts) -> u32 {
    let trained = u32::try_from(facts.context).unwrap_or(u32::MAX);
    wanted.clamp(256, trained.max(256))
}

fn token_text(file: &Gguf, key: &str) -> Option<String> {
    let id = usize::try_from(file.count(&format!("tokenizer.ggml.{key}"))?).ok()?;
    match file.get("tokenizer.ggml.tokens")? {
        Value::TextList(tokens) => String::from_utf8(tokens.get(id)?.clone()).ok(),
        _ => None,
    }
}

#[async_trait]
impl ChatModel for LlamaModel {
    fn name(&self) -> &str {
        &self.name
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let (events, mut inbox) = tokio::sync::mpsc::unbounded_channel();
        // A question that nobody waits for any more is taken back.
        let own = cancel.child_token();
        let _taken_back = own.clone().drop_guard();
        let command = Command::Chat { request: Box::new(request.clone()), events, cancel: own };
        match self.commands.try_send(command) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => {
                return Err(ModelError::Unavailable("it is busy with other questions; ask again".to_owned()));
            }
            Err(TrySendError::Disconnected(_)) => return Err(LlamaError::Gone.into()),
        }
        loop {
            let event = tokio::select! {
                biased;
                () = cancel.cancelled() => return Err(ModelError::Cancelled),
                event = inbox.recv() => event,
            };
            match event {
                Some(Event::Text(text)) => on_delta(Delta::Text(text)),
                Some(Event::Done(answer)) => return answer,
                None => return Err(LlamaError::Gone.into()),
            }
        }
    }
}

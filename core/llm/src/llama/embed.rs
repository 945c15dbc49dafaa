//! Vectors of texts from an encoder such as MiniLM, through the same engine.
//!
//! llama.cpp ends the program when an encoder is given more tokens than its batch takes, or more than it has positions
//! for. Texts are cut to [`Encoder::room`] tokens, which is the smallest of all three, and one text is one batch.

use super::LlamaError;
use super::engine::backend;
use crate::embedding::{EmbedError, Embedder};
use crate::gguf::Gguf;
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::LlamaContextParams;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::LlamaModel as Weights;
use llama_cpp_2::model::params::LlamaModelParams;
use llama_cpp_2::token::LlamaToken;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};

/// Longest text in tokens; what an encoder was trained for is rarely more.
const MOST_TOKENS: u32 = 512;
/// Bytes of a text that are looked at: far more than the tokens above can hold.
const MOST_BYTES: usize = 16 << 10;
/// Calls that may wait.
const WAITING: usize = 8;

/// Texts to make vectors of, and who waits for them.
struct Command {
    texts: Vec<String>,
    answer: Sender<Result<Vec<Vec<f32>>, LlamaError>>,
}

/// An encoder on a thread of its own, until it is dropped.
#[derive(Debug)]
pub struct LlamaEmbedder {
    name: String,
    commands: SyncSender<Command>,
}

impl LlamaEmbedder {
    /// Opens a model file of an encoder and loads it. Takes as long as reading the file.
    ///
    /// # Errors
    /// [`LlamaError`]: a file that is no sound model, or none that makes vectors.
    pub fn open(path: &Path, threads: Option<u32>) -> Result<Self, LlamaError> {
        let file = Gguf::open(path)?;
        let facts = file.facts()?;
        if !facts.encoder {
            return Err(LlamaError::Template("it writes text and makes no vectors".to_owned()));
        }
        let positions = u32::try_from(facts.context).unwrap_or(MOST_TOKENS).clamp(8, MOST_TOKENS);
        let stem = path.file_stem().map(|name| name.to_string_lossy().into_owned());
        let name = facts.name.clone().or(stem).unwrap_or_default();
        let (commands, inbox) = sync_channel(WAITING);
        let (ready, loaded) = channel();
        let path = path.to_owned();
        std::thread::Builder::new()
            .name("coach-embed".to_owned())
            .spawn(move || serve(&path, positions, threads.unwrap_or(1), &inbox, &ready))
            .map_err(|_| LlamaError::Gone)?;
        loaded.recv().map_err(|_| LlamaError::Gone)??;
        Ok(LlamaEmbedder { name, commands })
    }
}

impl Embedder for LlamaEmbedder {
    fn name(&self) -> &str {
        &self.name
    }

    fn embed(&self, texts: &[&str]) -> Result<Vec<Vec<f32>>, EmbedError> {
        let (answer, vectors) = channel();
        let command = Command { texts: texts.iter().map(|text| (*text).to_owned()).collect(), answer };
        let gone = || EmbedError("the model's thread has ended; open the model again".to_owned());
        self.commands.send(command).map_err(|_| gone())?;
        vectors.recv().map_err(|_| gone())?.map_err(|error| {
            let told = error.to_string();
            EmbedError(told.strip_prefix("answer: ").unwrap_or(&told).to_owned())
        })
    }
}

fn serve(
    path: &Path,
    positions: u32,
    threads: u32,
    commands: &Receiver<Command>,
    ready: &Sender<Result<(), LlamaError>>,
) {
    let params = LlamaModelParams::default().with_use_mmap(true);
    let loaded = backend().and_then(|backend| {
        let weights = Weights::load_from_file(backend, path, &params).map_err(|_| LlamaError::Load)?;
        Ok((backend, weights))
    });
    let (backend, weights) = match loaded {
        Ok(loaded) => loaded,
        Err(error) => return drop(ready.send(Err(error))),
    };
    let threads = i32::try_from(threads.max(1)).unwrap_or(1);
    let setup = LlamaContextParams::default()
        .with_n_ctx(NonZeroU32::new(positions))
        .with_n_batch(positions)
        .with_n_ubatch(positions)
        .with_n_seq_max(1)
        .with_n_threads(threads)
        .with_n_threads_batch(threads)
        .with_embeddings(true)
        .with_no_perf(true);
    let Ok(context) = weights.new_context(backend, setup) else {
        return drop(ready.send(Err(LlamaError::Context)));
    };
    let room = positions.min(context.n_ctx()).min(context.n_batch()).min(context.n_ubatch()) as usize;
    let mut encoder = Encoder { weights: &weights, context, batch: LlamaBatch::new(room, 1), room };
    if ready.send(Ok(())).is_err() {
        return;
    }
    for Command { texts, answer } in commands {
        let vectors = texts.iter().map(|text| encoder.vector(text)).collect();
        // Who asked may be gone; the next one is not.
        let _ = answer.send(vectors);
    }
}

/// A context that is only ever given what it takes.
struct Encoder<'m> {
    weights: &'m Weights,
    context: LlamaContext<'m>,
    batch: LlamaBatch<'static>,
    room: usize,
}

impl Encoder<'_> {
    fn vector(&mut self, text: &str) -> Result<Vec<f32>, LlamaError> {
        let tokens = self.tokens(text);
        self.batch.clear();
        // Every token is an output: the vector is their mean.
        self.batch.add_sequence(&tokens, 0, true).map_err(|_| LlamaError::Evaluation)?;
        self.context.clear_kv_cache();
        self.context.encode(&mut self.batch).map_err(|_| LlamaError::Evaluation)?;
        let numbers = self.context.embeddings_seq_ith(0).map_err(|_| LlamaError::Evaluation)?;
        let length = numbers.iter().map(|number| f64::from(*number).powi(2)).sum::<f64>().sqrt();
        if !length.is_finite() || length == 0.0 {
            return Err(LlamaError::Evaluation);
        }
        Ok(numbers.iter().map(|number| (f64::from(*number) / length) as f32).collect())
    }

    /// The tokens of a text with the marks at its ends, at most [`Encoder::room`]; the last mark stays.
    fn tokens(&self, text: &str) -> Vec<LlamaToken> {
        let mut end = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut tokens = self.weights.vocab().tokenize(&text.as_bytes()[..end], true, false);
        if tokens.len() > self.room
            && let Some(last) = tokens.last().copied()
        {
            tokens.truncate(self.room);
            tokens[self.room - 1] = last;
        }
        tokens
    }
}

//! The only door to evaluation: what the model has read, and how more is read.
//!
//! llama.cpp ends the program when a batch is larger than the context takes, or when logits are asked for that were
//! not computed. Neither can be written here: batches are cut by [`SessionSetup::chunk`], which is also the context's own
//! limit, and logits are had only from [`Prefilled`], which only a finished evaluation makes. Choosing the next token does
//! not go through llama.cpp at all (see `sample`), so its grammar samplers, which end the program when they are asked
//! twice or too late, are not linked into any path.

use super::LlamaError;
use llama_cpp_2::DecodeError;
use llama_cpp_2::context::LlamaContext;
use llama_cpp_2::context::params::{KvCacheType, LlamaContextParams, LlamaPoolingType};
use llama_cpp_2::context::session::{LlamaStateSeqFlags, SeqState};
use llama_cpp_2::llama_backend::LlamaBackend;
use llama_cpp_2::llama_batch::LlamaBatch;
use llama_cpp_2::model::LlamaModel;
use llama_cpp_2::token::LlamaToken;
use std::num::NonZeroU32;

/// Least and most tokens that are read between two looks at whether to stop.
const CHUNKS: (u64, u64) = (64, 512);
/// Weights that are gone through between two looks, as their bytes times the tokens read.
const CHUNK_WORK: u64 = 8 << 30;
/// The one sequence of a session.
const SEQUENCE: i32 = 0;
/// Saved states of models that cannot roll back: the fixed prefix and the end of the last prompt.
const CHECKPOINTS: usize = 2;

/// Why reading or writing ended early.
#[derive(Debug)]
pub(super) enum Interrupted {
    /// Somebody asked to stop.
    Stopped,
    /// The context has no room for another token.
    Full,
    /// The engine failed.
    Failed(LlamaError),
}

impl From<LlamaError> for Interrupted {
    fn from(error: LlamaError) -> Self {
        Self::Failed(error)
    }
}

/// Tokens of a prompt to read at once. Large pieces are read faster; the larger the model, the sooner a small one has
/// to be over for somebody who waits. By the model alone, as the size decides about the last digits of what comes out.
pub(super) fn chunk(weight_bytes: u64, context_tokens: u32) -> u32 {
    let tokens = (CHUNK_WORK / weight_bytes.max(1)).clamp(CHUNKS.0, CHUNKS.1).min(u64::from(context_tokens.max(1)));
    // A power of two: what is computed at once is laid out in blocks.
    1 << tokens.ilog2()
}

/// How a session is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SessionSetup {
    pub(super) context_tokens: u32,
    pub(super) threads: u32,
    /// Tokens read at once.
    pub(super) chunk: u32,
    /// Keys and values take a byte each instead of two.
    pub(super) small_memory: bool,
}

/// A context with the tokens it holds.
pub(super) struct Session<'m> {
    context: LlamaContext<'m>,
    batch: LlamaBatch<'static>,
    tokens: Vec<LlamaToken>,
    checkpoints: Vec<(Vec<LlamaToken>, SeqState)>,
    rolls_back: bool,
    /// Tokens evaluated since the session began.
    evaluated: u64,
    setup: SessionSetup,
}

impl<'m> Session<'m> {
    pub(super) fn new(backend: &LlamaBackend, model: &'m LlamaModel, setup: SessionSetup) -> Result<Self, LlamaError> {
        let threads = i32::try_from(setup.threads.max(1)).unwrap_or(1);
        let kind = if setup.small_memory { KvCacheType::Q8_0 } else { KvCacheType::F16 };
        let params = LlamaContextParams::default()
            .with_n_ctx(NonZeroU32::new(setup.context_tokens))
            .with_n_batch(setup.chunk)
            .with_n_ubatch(setup.chunk)
            .with_n_seq_max(1)
            .with_n_threads(threads)
            .with_n_threads_batch(threads)
            .with_type_k(kind)
            .with_type_v(kind)
            .with_embeddings(false)
            .with_pooling_type(LlamaPoolingType::None)
            .with_no_perf(true);
        let context = model.new_context(backend, params).map_err(|_| LlamaError::Context)?;
        Ok(Self {
            context,
            batch: LlamaBatch::new(setup.chunk as usize, 1),
            tokens: Vec::new(),
            checkpoints: Vec::new(),
            rolls_back: true,
            evaluated: 0,
            setup,
        })
    }

    /// The same session on another number of threads. llama.cpp fixes it when a context is made.
    pub(super) fn with_threads(
        mut self,
        backend: &LlamaBackend,
        model: &'m LlamaModel,
        threads: u32,
    ) -> Result<Self, LlamaError> {
        if threads == self.setup.threads {
            return Ok(self);
        }
        let kept = self.checkpoint();
        let mut next = Self::new(backend, model, SessionSetup { threads, ..self.setup })?;
        next.rolls_back = self.rolls_back;
        next.evaluated = self.evaluated;
        next.checkpoints = std::mem::take(&mut self.checkpoints);
        drop(self);
        if let Some((tokens, state)) = kept
            && next.context.state_seq_set(&state, SEQUENCE).is_ok()
        {
            next.tokens = tokens;
        }
        Ok(next)
    }

    /// Tokens that fit in all.
    pub(super) fn room(&self) -> usize {
        self.context.n_ctx() as usize
    }

    pub(super) fn tokens(&self) -> &[LlamaToken] {
        &self.tokens
    }

    /// Tokens evaluated since the session began.
    pub(super) fn evaluated(&self) -> u64 {
        self.evaluated
    }

    /// Whether reading could always go on from an earlier token so far.
    pub(super) fn rolls_back(&self) -> bool {
        self.rolls_back
    }

    /// Forgets everything. The places are free then; what stood in them is written over, and not before: to blank the
    /// room of a whole context takes longer than to take back what a small model had read.
    pub(super) fn clear(&mut self) {
        if self.context.kv_cache_seq_rm(SEQUENCE, None, None).is_err() {
            self.context.clear_kv_cache();
        }
        self.tokens.clear();
    }

    /// Reads a prompt of at least one token, going on from what it has in common with what was read before.
    pub(super) fn read(
        &mut self,
        prompt: &[LlamaToken],
        stop: &dyn Fn() -> bool,
    ) -> Result<Prefilled<'_, 'm>, Interrupted> {
        if prompt.is_empty() || prompt.len() > self.room() {
            return Err(Interrupted::Full);
        }
        // The last token is always read anew: only a fresh evaluation has logits.
        self.roll_back(common(&self.tokens, &prompt[..prompt.len() - 1]), prompt);
        let from = self.tokens.len();
        self.extend(&prompt[from..], stop)
    }

    /// Reads at least one token after those that were read.
    fn extend(&mut self, tokens: &[LlamaToken], stop: &dyn Fn() -> bool) -> Result<Prefilled<'_, 'm>, Interrupted> {
        for piece in tokens.chunks(self.setup.chunk as usize) {
            if stop() {
                return Err(Interrupted::Stopped);
            }
            self.evaluate(piece)?;
        }
        let at = self.batch.n_tokens() - 1;
        Ok(Prefilled { session: self, at })
    }

    /// Keeps the first `keep` tokens, or as many as can be kept of what `prompt` begins with.
    fn roll_back(&mut self, keep: usize, prompt: &[LlamaToken]) {
        if keep >= self.tokens.len() {
            return;
        }
        let cut = u32::try_from(keep).ok();
        if keep == 0 {
            self.clear();
        } else if cut.is_some() && self.context.kv_cache_seq_rm(SEQUENCE, cut, None).is_ok() {
            self.tokens.truncate(keep);
        } else {
            if self.rolls_back {
                tracing::warn!("this model cannot go back to an earlier token; changed prompts are read again");
            }
            self.rolls_back = false;
            self.clear();
            let saved = self
                .checkpoints
                .iter()
                .filter(|(tokens, _)| tokens.len() < prompt.len() && prompt.starts_with(tokens))
                .max_by_key(|(tokens, _)| tokens.len());
            if let Some((tokens, state)) = saved {
                if self.context.state_seq_set(state, SEQUENCE).is_ok() {
                    self.tokens.clone_from(tokens);
                } else {
                    self.clear();
                }
            }
        }
    }

    /// Remembers this moment, if the model cannot come back to it otherwise.
    pub(super) fn remember(&mut self) {
        if self.rolls_back {
            return;
        }
        if let Some(checkpoint) = self.checkpoint() {
            self.checkpoints.retain(|(tokens, _)| *tokens != checkpoint.0);
            // The first is the fixed prefix, which stays.
            if self.checkpoints.len() == CHECKPOINTS {
                self.checkpoints.remove(1);
            }
            self.checkpoints.push(checkpoint);
        }
    }

    /// Says that the model cannot roll back, before that is found out.
    pub(super) fn expect_no_rollback(&mut self) {
        self.rolls_back = false;
    }

    fn checkpoint(&self) -> Option<(Vec<LlamaToken>, SeqState)> {
        if self.tokens.is_empty() {
            return None;
        }
        let state = self.context.state_seq_get(SEQUENCE, LlamaStateSeqFlags::empty()).ok()?;
        Some((self.tokens.clone(), state))
    }

    /// What has been read, as bytes that [`Session::restore`] takes.
    pub(super) fn save(&self) -> Option<Vec<u8>> {
        let size = self.context.state_seq_get_size_ext(SEQUENCE, LlamaStateSeqFlags::empty());
        if self.tokens.is_empty() || size == 0 {
            return None;
        }
        let mut bytes = vec![0; size];
        // The safe call hides the bytes, and they have to be encrypted.
        // SAFETY: the buffer has the size that llama.cpp asks for, and nothing ran in between.
        #[allow(unsafe_code)]
        let written =
            unsafe { self.context.state_seq_get_data_ext(bytes.as_mut_ptr(), SEQUENCE, LlamaStateSeqFlags::empty()) };
        (written == size).then_some(bytes)
    }

    /// Takes back what [`Session::save`] gave for the same model and setup.
    ///
    /// # Safety of the content
    /// llama.cpp reads the bytes as they are. Callers pass only what was authenticated as written by `save`.
    pub(super) fn restore(&mut self, tokens: Vec<LlamaToken>, bytes: &[u8]) -> bool {
        self.clear();
        if tokens.is_empty() || tokens.len() > self.room() {
            return false;
        }
        // SAFETY: the bytes come from `save` of the same model and setup, by their seal.
        #[allow(unsafe_code)]
        let taken = unsafe { self.context.state_seq_set_data_ext(bytes, SEQUENCE, LlamaStateSeqFlags::empty()) };
        let last = i32::try_from(tokens.len()).ok().map(|count| count - 1);
        if taken && Some(self.context.kv_cache_seq_pos_max(SEQUENCE)) == last {
            self.tokens = tokens;
            true
        } else {
            self.clear();
            false
        }
    }

    /// Evaluates at most a chunk of tokens after those that were read; the last one gets logits.
    fn evaluate(&mut self, tokens: &[LlamaToken]) -> Result<(), Interrupted> {
        if self.tokens.len() + tokens.len() > self.room() {
            return Err(Interrupted::Full);
        }
        self.batch.clear();
        let last = tokens.len().saturating_sub(1);
        for (offset, token) in tokens.iter().enumerate() {
            let position = i32::try_from(self.tokens.len() + offset).map_err(|_| Interrupted::Full)?;
            self.batch
                .add(*token, position, &[SEQUENCE], offset == last)
                .map_err(|_| Interrupted::Failed(LlamaError::Evaluation))?;
        }
        match self.context.decode(&mut self.batch) {
            Ok(()) => {
                self.tokens.extend_from_slice(tokens);
                self.evaluated += tokens.len() as u64;
                Ok(())
            }
            Err(error) => {
                // What the context holds now is not known.
                self.clear();
                match error {
                    DecodeError::NoKvCacheSlot => Err(Interrupted::Full),
                    _ => Err(Interrupted::Failed(LlamaError::Evaluation)),
                }
            }
        }
    }
}

/// A session whose last token was just evaluated: the only state in which there are logits.
pub(super) struct Prefilled<'s, 'm> {
    session: &'s mut Session<'m>,
    at: i32,
}

impl<'s, 'm> Prefilled<'s, 'm> {
    /// How likely each token of the vocabulary is next, before anything is applied.
    pub(super) fn logits(&self) -> &[f32] {
        self.session.context.get_logits_ith(self.at)
    }

    /// Reads more tokens, at least one.
    pub(super) fn push(self, tokens: &[LlamaToken], stop: &dyn Fn() -> bool) -> Result<Self, Interrupted> {
        let session = self.session;
        session.extend(tokens, stop)
    }

    /// Takes back the tokens after the first `keep` and reads `more` instead.
    pub(super) fn replace(
        self,
        keep: usize,
        more: &[LlamaToken],
        stop: &dyn Fn() -> bool,
    ) -> Result<Self, Interrupted> {
        let mut prompt = self.session.tokens[..keep.min(self.session.tokens.len())].to_vec();
        prompt.extend_from_slice(more);
        self.session.read(&prompt, stop)
    }

    /// The token that was read at a place.
    pub(super) fn token(&self, at: usize) -> Option<LlamaToken> {
        self.session.tokens.get(at).copied()
    }

    /// Tokens that were read so far.
    pub(super) fn len(&self) -> usize {
        self.session.tokens.len()
    }

    /// Tokens that still fit.
    pub(super) fn room(&self) -> usize {
        self.session.room() - self.session.tokens.len()
    }

    /// Remembers this moment for models that cannot roll back.
    pub(super) fn remember(&mut self) {
        self.session.remember();
    }
}

fn common(left: &[LlamaToken], right: &[LlamaToken]) -> usize {
    left.iter().zip(right).take_while(|(left, right)| left == right).count()
}

//! What texts mean: an encoder on this device, where the person installed one. Everything that uses it works by words
//! where there is none.

use coach_llm::catalogue::{Digest, ModelsFolder};
use coach_llm::{EmbedError, Embedder, Intent, IntentHead, Intents};
use coach_store::{Found, Store};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Texts that an encoder reads at most before a search: about a second on a phone. The newest are read first, and what
/// is left is found by its words until the next search.
const READ_AT_ONCE: usize = 256;
/// Texts that are kept together, so that little is lost when the program ends meanwhile.
const KEPT_AT_ONCE: usize = 32;

/// The encoder of this device, loaded when it is first needed.
pub(crate) struct Meaning {
    models: ModelsFolder,
    loaded: Mutex<Option<Loaded>>,
}

/// An encoder in memory.
struct Loaded {
    file: Digest,
    encoder: Arc<dyn Embedder>,
    /// What was learned on it; `None` when it is another one than that of the training.
    intents: Option<Arc<IntentHead>>,
}

impl Meaning {
    pub(crate) fn new(data_dir: &Path) -> Self {
        Self { models: ModelsFolder::new(data_dir), loaded: Mutex::default() }
    }

    /// The encoder that is installed now, the first by name. Blocks as long as reading its file takes, once.
    pub(crate) fn encoder(&self) -> Option<Arc<dyn Embedder>> {
        self.with(|loaded| Arc::clone(&loaded.encoder))
    }

    fn with<T>(&self, take: impl FnOnce(&Loaded) -> T) -> Option<T> {
        let installed = self.models.installed().ok()?.into_iter().find(|model| model.is_encoder());
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(installed) = installed else {
            // Removed: its memory is free again.
            *loaded = None;
            return None;
        };
        if loaded.as_ref().is_none_or(|loaded| loaded.file != installed.sha256) {
            let encoder = open(&self.models.path(&installed.name).ok()?)?;
            let intents = IntentHead::on(Arc::clone(&encoder)).map(Arc::new);
            *loaded = Some(Loaded { file: installed.sha256, encoder, intents });
        }
        loaded.as_ref().map(take)
    }

    /// Finds what was said by words and, where there is an encoder, by meaning.
    pub(crate) fn search(&self, store: &Store, text: &str, count: usize) -> Result<Vec<Found>, coach_store::Error> {
        let Some(encoder) = self.encoder() else { return store.search(text, count) };
        match read_on(store, encoder.as_ref()).and_then(|()| Ok(encoder.embed(&[text])?)) {
            Ok(vectors) => {
                let vector = vectors.first().map(Vec::as_slice).unwrap_or_default();
                store.search_by_meaning(text, encoder.name(), vector, count)
            }
            Err(Failed::Encoder(error)) => {
                tracing::warn!(%error, "looked for words only");
                store.search(text, count)
            }
            Err(Failed::Store(error)) => Err(error),
        }
    }
}

impl Intents for Meaning {
    fn of(&self, questions: &[&str]) -> Vec<Option<Intent>> {
        match self.with(|loaded| loaded.intents.clone()).flatten() {
            Some(intents) => intents.of(questions),
            None => vec![None; questions.len()],
        }
    }
}

enum Failed {
    Encoder(EmbedError),
    Store(coach_store::Error),
}

impl From<EmbedError> for Failed {
    fn from(error: EmbedError) -> Self {
        Self::Encoder(error)
    }
}

impl From<coach_store::Error> for Failed {
    fn from(error: coach_store::Error) -> Self {
        Self::Store(error)
    }
}

/// Has the encoder read what it has not read yet, up to [`READ_AT_ONCE`].
fn read_on(store: &Store, encoder: &dyn Embedder) -> Result<(), Failed> {
    let texts = store.texts_without_vectors(encoder.name(), READ_AT_ONCE)?;
    for texts in texts.chunks(KEPT_AT_ONCE) {
        let words: Vec<&str> = texts.iter().map(|(_, text)| text.as_str()).collect();
        let vectors = encoder.embed(&words)?;
        let read: Vec<_> = texts.iter().zip(vectors).map(|((id, text), vector)| (*id, text.clone(), vector)).collect();
        store.put_vectors(encoder.name(), &read)?;
    }
    Ok(())
}

#[cfg(feature = "llama")]
fn open(path: &Path) -> Option<Arc<dyn Embedder>> {
    match coach_llm::llama::LlamaEmbedder::open(path, None) {
        Ok(encoder) => Some(Arc::new(encoder)),
        Err(error) => {
            tracing::warn!(%error, "the encoder cannot be used");
            None
        }
    }
}

/// A build without the engine compares words.
#[cfg(not(feature = "llama"))]
fn open(_: &Path) -> Option<Arc<dyn Embedder>> {
    None
}

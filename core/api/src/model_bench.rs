//! How fast a model of this device reads and writes, on the way that a conversation takes.

use crate::{CoachError, LocalModels};
use serde::Serialize;

/// What a model did on this device.
#[derive(Debug, Clone, PartialEq, Serialize, utoipa::ToSchema)]
pub struct ModelSpeed {
    /// Name of the model.
    pub name: String,
    /// Seconds until it was loaded.
    pub load_s: f64,
    /// Tokens that were read.
    pub prompt_tokens: u64,
    /// Tokens read in a second.
    pub prompt_tokens_per_s: f64,
    /// Tokens that were written.
    pub written_tokens: u64,
    /// Tokens written in a second, after the first.
    pub written_tokens_per_s: f64,
}

#[cfg(not(feature = "llama"))]
impl LocalModels {
    /// Says that this program has no engine for model files.
    ///
    /// # Errors
    /// [`CoachError::NotFound`] when the model is not installed, else [`CoachError::Unavailable`].
    pub async fn bench(&self, name: &str) -> Result<ModelSpeed, CoachError> {
        // Told apart first: a name that is not there is the more useful answer.
        self.path(name).await?;
        Err(CoachError::Unavailable(
            "measure the model: this program was built without the engine; build it with `--features llama`".to_owned(),
        ))
    }
}

#[cfg(feature = "llama")]
mod engine {
    use super::{CoachError, LocalModels, ModelSpeed};
    use crate::coach::hop;
    use coach_domain::person::UnitSystem;
    use coach_domain::time::Clock;
    use coach_llm::llama::{LlamaModel, LlamaOptions};
    use coach_llm::{ChatModel, ChatRequest, Message, ModelError, TurnContext};
    use std::time::{Duration, Instant};
    use tokio_util::sync::CancellationToken;

    /// Some 600 tokens of plain words, as a conversation with its instructions has; fewer for a model that reads less than
    /// [`CONTEXT`].
    const SENTENCE: &str = "Sleep, food, easy running, strength work and days of rest belong together in a good week. ";
    const SENTENCES: usize = 32;
    const WRITTEN: u32 = 96;
    /// Tokens that the model is loaded for.
    const CONTEXT: u32 = 2048;

    impl LocalModels {
        /// Loads an installed model, lets it read some 600 tokens, where it can, and write at most 96, and says how
        /// long that took. Nothing of it is kept.
        ///
        /// # Errors
        /// [`CoachError::NotFound`] when the model is not installed; [`CoachError::Unavailable`] when it cannot be loaded
        /// or writes nothing.
        pub async fn bench(&self, name: &str) -> Result<ModelSpeed, CoachError> {
            let path = self.path(name).await?;
            let begun = Instant::now();
            let failed = |reason: String| CoachError::Unavailable(format!("measure the model: {reason}"));
            let model = hop(move || {
                let options = LlamaOptions { context_tokens: CONTEXT, ..LlamaOptions::default() };
                LlamaModel::open(&path, options).map_err(|error| {
                    let told = error.to_string();
                    CoachError::Unavailable(told)
                })
            })
            .await?;
            let load = begun.elapsed();
            let request = self.question(model.facts().context);
            let begun = Instant::now();
            let mut first: Option<Duration> = None;
            let mut heard = |_| {
                first.get_or_insert_with(|| begun.elapsed());
            };
            let reply =
                model.chat(&request, &mut heard, &CancellationToken::new()).await.map_err(|error| match error {
                    ModelError::Cancelled => CoachError::Cancelled,
                    other => failed(other.to_string()),
                })?;
            let all = begun.elapsed();
            let (read, written) = (reply.usage.input_tokens, reply.usage.output_tokens);
            let Some(first) = first.filter(|_| written > 1) else {
                return Err(failed("it wrote nothing; choose another model".to_owned()));
            };
            let a_second = |tokens: u64, time: Duration| tokens as f64 / time.as_secs_f64().max(1e-9);
            Ok(ModelSpeed {
                name: name.to_owned(),
                load_s: load.as_secs_f64(),
                prompt_tokens: read,
                prompt_tokens_per_s: a_second(read, first),
                written_tokens: written,
                written_tokens_per_s: a_second(written - 1, all.saturating_sub(first)),
            })
        }

        /// What a model is asked that was made for so many tokens.
        fn question(&self, context: u64) -> ChatRequest {
            let context = context.min(u64::from(CONTEXT)) as usize;
            let sentences = (SENTENCES * context / CONTEXT as usize).max(1);
            let instructions = format!("Write a long story. {}", SENTENCE.repeat(sentences));
            ChatRequest {
                context: TurnContext {
                    agent: "Max Power".to_owned(),
                    today: self.clock().today(),
                    person_name: None,
                    units: UnitSystem::Metric,
                    data_span: None,
                    training_suspended: false,
                },
                messages: vec![
                    Message::System { text: instructions },
                    Message::User { text: "Tell me about the good week, at length.".to_owned() },
                ],
                tools: Vec::new(),
                max_tokens: WRITTEN,
            }
        }
    }
}

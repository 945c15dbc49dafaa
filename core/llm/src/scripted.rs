//! A model that follows a script, for tests of everything around a model.

use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError};
use async_trait::async_trait;
use std::collections::VecDeque;
use std::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// One step of a script.
#[derive(Debug, Clone, PartialEq)]
pub enum ScriptedStep {
    /// Answers with this response; its text is streamed word by word.
    Respond(ChatResponse),
    /// Fails.
    Fail(ModelError),
    /// Waits until the turn is cancelled.
    Hang,
}

/// A model that plays its steps in order and records what it was asked.
#[derive(Debug, Default)]
pub struct ScriptedModel {
    steps: Mutex<VecDeque<ScriptedStep>>,
    requests: Mutex<Vec<ChatRequest>>,
}

impl ScriptedModel {
    /// A model that plays these steps.
    #[must_use]
    pub fn new(steps: impl IntoIterator<Item = ScriptedStep>) -> Self {
        Self { steps: Mutex::new(steps.into_iter().collect()), requests: Mutex::default() }
    }

    /// What the model was asked so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<ChatRequest> {
        self.requests.lock().map(|requests| requests.clone()).unwrap_or_default()
    }

    /// Steps that were not played yet.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.steps.lock().map_or(0, |steps| steps.len())
    }
}

#[async_trait]
impl ChatModel for ScriptedModel {
    fn name(&self) -> &str {
        "scripted"
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        if let Ok(mut requests) = self.requests.lock() {
            requests.push(request.clone());
        }
        let step = self.steps.lock().ok().and_then(|mut steps| steps.pop_front());
        match step {
            Some(ScriptedStep::Respond(response)) => {
                for piece in response.text.split_inclusive(' ') {
                    if cancel.is_cancelled() {
                        return Err(ModelError::Cancelled);
                    }
                    on_delta(Delta::Text(piece.to_owned()));
                    tokio::task::yield_now().await;
                }
                Ok(response)
            }
            Some(ScriptedStep::Fail(error)) => Err(error),
            Some(ScriptedStep::Hang) => {
                cancel.cancelled().await;
                Err(ModelError::Cancelled)
            }
            None => Err(ModelError::Script("the script has no step left".to_owned())),
        }
    }
}

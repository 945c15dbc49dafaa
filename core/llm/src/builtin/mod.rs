//! The built-in coach: rules and figures, no model file, no network.

use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError};
use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

/// The coach that works with nothing.
#[derive(Debug, Default, Clone)]
pub struct BuiltinCoach;

#[async_trait]
impl ChatModel for BuiltinCoach {
    fn name(&self) -> &str {
        "builtin"
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        let _ = (request, on_delta, cancel);
        todo!()
    }
}

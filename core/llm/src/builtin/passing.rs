//! The built-in coach as one of several models: what it does not understand it leaves to the next.

use super::BuiltinCoach;
use crate::chat::{ChatModel, ChatRequest, ChatResponse, Delta, ModelError};
use async_trait::async_trait;
use tokio_util::sync::CancellationToken;

/// The built-in coach, which fails where it would say that it did not understand.
#[derive(Debug, Default, Clone)]
pub struct BuiltinIfUnderstood(pub BuiltinCoach);

#[async_trait]
impl ChatModel for BuiltinIfUnderstood {
    fn name(&self) -> &str {
        "builtin"
    }

    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError> {
        self.0.answer(request, on_delta, cancel, true).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chat::{Message, TurnContext};

    async fn ask(text: &str) -> Result<ChatResponse, ModelError> {
        let request = ChatRequest {
            context: TurnContext {
                agent: "Dr. Progress".to_owned(),
                today: jiff::civil::date(2026, 11, 20),
                person_name: None,
                units: coach_domain::person::UnitSystem::Metric,
                data_span: None,
                training_suspended: false,
            },
            messages: vec![Message::User { text: text.to_owned() }],
            tools: Vec::new(),
            max_tokens: 100,
        };
        BuiltinIfUnderstood::default().chat(&request, &mut |_| {}, &CancellationToken::new()).await
    }

    #[tokio::test]
    async fn only_what_is_not_understood_is_left_to_the_next() {
        for text in ["xyzzy plugh", "Welche Farbe hat der Mond?"] {
            assert_eq!(ask(text).await, Err(ModelError::NotUnderstood), "{text}");
        }
        for text in ["How did I sleep?", "Hello", "I'm pregnant, can I do HIIT?", "What can you do?"] {
            assert!(ask(text).await.is_ok(), "{text}");
        }
    }
}

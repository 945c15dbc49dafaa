//! The built-in coach as one of several models: what it does not understand it leaves to the next.

use super::conversation::Conversation;
use super::topic::Topic;
use super::{BuiltinCoach, told};
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
        {
            let intents = self.0.learned(request).await;
            let conversation = Conversation::read(request, &intents);
            let understanding = &conversation.understanding;
            let unclear = understanding.topic == Topic::Unclear
                && understanding.wish.is_none()
                && conversation.answers.is_empty()
                && told::told(conversation.question).is_none();
            if unclear {
                return Err(ModelError::NotUnderstood);
            }
        }
        self.0.chat(request, on_delta, cancel).await
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

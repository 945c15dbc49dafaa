#![doc = include_str!("../README.md")]

pub mod builtin;
pub mod catalogue;
mod chat;
pub mod cloud;
pub mod device;
mod embedding;
pub mod gguf;
mod intent;
#[cfg(feature = "llama")]
pub mod llama;
mod phrasebook;
mod scripted;
mod taught;
#[cfg(test)]
#[path = "../tests/support/mod.rs"]
mod test_support;
mod tools;

pub use chat::{
    ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, Message, ModelError, ToolCall, ToolDescription,
    TurnContext, Usage,
};
pub use embedding::{EmbedError, Embedder, likeness};
pub use intent::{Intent, IntentHead, Intents};
pub use phrasebook::Phrasebook;
pub use scripted::{ScriptedModel, ScriptedStep};
pub use taught::Taught;
pub use tools::{LexicalScorer, PickHints, ToolScorer, pick_tools};

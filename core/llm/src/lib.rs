#![doc = include_str!("../README.md")]

pub mod builtin;
mod chat;
pub mod gguf;
mod scripted;

pub use chat::{
    ChatModel, ChatRequest, ChatResponse, Delta, FinishReason, Message, ModelError, ToolCall, ToolDescription,
    TurnContext, Usage,
};
pub use scripted::{ScriptedModel, ScriptedStep};

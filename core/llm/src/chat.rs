//! The one trait behind which every model stands, and the messages that go in and out.

use async_trait::async_trait;
use coach_domain::person::UnitSystem;
use serde::{Deserialize, Serialize};
use tokio_util::sync::CancellationToken;

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "role", rename_all = "snake_case")]
pub enum Message {
    /// Instructions of the agent in charge.
    System {
        /// Text.
        text: String,
    },
    /// What the person wrote.
    User {
        /// Text.
        text: String,
    },
    /// What the agent wrote and which tools it called.
    Assistant {
        /// Agent that spoke, for example `Max Power`.
        agent: String,
        /// Text, empty when only tools were called.
        text: String,
        /// Calls in order.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        tool_calls: Vec<ToolCall>,
    },
    /// What a tool answered.
    Tool {
        /// Id of the call that is answered.
        call_id: String,
        /// Tool name.
        name: String,
        /// The answer, or an object with `error` when it failed.
        content: serde_json::Value,
        /// The tool failed.
        #[serde(default)]
        is_error: bool,
    },
}

/// One tool call that a model proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ToolCall {
    /// Id within the conversation.
    pub id: String,
    /// Tool name, for example `getSleepData` or `transfer_to_max_power`.
    pub name: String,
    /// Arguments as one JSON object.
    pub arguments: serde_json::Value,
}

/// One tool that a model may call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolDescription {
    /// Name.
    pub name: String,
    /// What it does, for the model.
    pub description: String,
    /// JSON Schema of the arguments.
    pub input_schema: serde_json::Value,
}

/// Facts of the turn that a model needs and must not guess.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TurnContext {
    /// The agent in charge, by its fixed name, for example `Coach Selector`.
    pub agent: String,
    /// The person's local day.
    pub today: jiff::civil::Date,
    /// Name to call the person by.
    pub person_name: Option<String>,
    /// Units of replies.
    pub units: UnitSystem,
    /// First and last local day with any data, if there is data.
    pub data_span: Option<(jiff::civil::Date, jiff::civil::Date)>,
    /// A red flag waits for a doctor: no training may be advised.
    #[serde(default)]
    pub training_suspended: bool,
}

impl TurnContext {
    /// The facts in sentences, as instructions end with them.
    #[must_use]
    pub fn in_words(&self) -> String {
        let mut text = self.in_words_for_strangers();
        if let Some(name) = self.spoken_name() {
            text.push_str(&format!(" The person is called {name}."));
        }
        let units = match self.units {
            UnitSystem::Metric => "metric",
            UnitSystem::Imperial => "imperial",
        };
        text.push_str(&format!(" Use {units} units."));
        match self.data_span {
            Some((first, last)) => text.push_str(&format!(" There is data from {first} to {last}.")),
            None => text.push_str(" There is no data yet; the person can import an export of their watch or phone."),
        }
        text
    }

    /// Those of the facts that say nothing about the person.
    #[must_use]
    pub fn in_words_for_strangers(&self) -> String {
        format!("Today is {}.", self.today)
    }

    /// The name as instructions hold it: on one line, and not long.
    fn spoken_name(&self) -> Option<String> {
        let name = self.person_name.as_ref()?;
        Some(name.chars().filter(|letter| !letter.is_control()).take(60).collect())
    }
}

/// What a model is asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatRequest {
    /// Facts of the turn.
    pub context: TurnContext,
    /// The conversation, instructions first.
    pub messages: Vec<Message>,
    /// Tools that may be called; empty when the model must answer in words.
    pub tools: Vec<ToolDescription>,
    /// Highest number of tokens to write.
    pub max_tokens: u32,
}

/// A piece of a reply while it is written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Delta {
    /// More text.
    Text(String),
}

/// Why a model stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FinishReason {
    /// The reply is complete.
    Stop,
    /// Tools are to be called.
    ToolCalls,
    /// The token limit was reached.
    Length,
}

/// Tokens read and written; 0 for models that do not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Usage {
    /// Tokens read.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
}

/// What a model answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ChatResponse {
    /// The whole text, equal to the deltas joined.
    pub text: String,
    /// Tools to call, in order.
    pub tool_calls: Vec<ToolCall>,
    /// Why it stopped.
    pub finish: FinishReason,
    /// Tokens.
    pub usage: Usage,
}

/// What can go wrong with a model. Messages read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ModelError {
    /// The turn was cancelled.
    #[error("answer: cancelled")]
    Cancelled,
    /// The model took too long.
    #[error("answer within {seconds} s")]
    Timeout {
        /// The limit.
        seconds: u64,
    },
    /// The model is not there; the text says the way on.
    #[error("reach the model: {0}")]
    Unavailable(String),
    /// The model's answer does not make sense.
    #[error("read the model's answer: {0}")]
    Malformed(String),
    /// The model does not understand the question and leaves it to another.
    #[error("understand the question")]
    NotUnderstood,
    /// A scripted model was asked more often than it has steps, or otherwise than it expects.
    #[error("follow the script: {0}")]
    Script(String),
}

/// A model: the built-in coach, one on the device, one in the cloud, or a scripted one.
///
/// A model proposes; it never acts. Whatever it answers passes the guards of the agent loop.
#[async_trait]
pub trait ChatModel: Send + Sync {
    /// Name for traces, for example `builtin`.
    fn name(&self) -> &str;

    /// Answers a request. Text is also handed to `on_delta` while it is written.
    ///
    /// # Errors
    /// [`ModelError`]; nothing of a failed answer may be used.
    async fn chat(
        &self,
        request: &ChatRequest,
        on_delta: &mut (dyn FnMut(Delta) + Send),
        cancel: &CancellationToken,
    ) -> Result<ChatResponse, ModelError>;
}

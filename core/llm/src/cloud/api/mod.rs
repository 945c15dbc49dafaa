//! The ways in which services are spoken to: how a request becomes bytes, and how a stream of events becomes an answer.

mod calls;
mod chat;
mod messages;
mod responses;
mod strict;

use crate::chat::{ChatRequest, ChatResponse, FinishReason, ModelError, ToolDescription, Usage};
use calls::Calls;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How a service is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ModelApi)]
pub enum Api {
    /// OpenAI's chat completions, which llama.cpp, Ollama, LM Studio, vLLM and others speak too.
    Chat,
    /// OpenAI's responses.
    Responses,
    /// Anthropic's messages.
    Messages,
}

/// Bytes of one answer's text that are taken at most.
const TEXT_BYTES: usize = 256 * 1024;

impl Api {
    /// Path under the base address.
    pub(crate) const fn path(self) -> &'static str {
        match self {
            Api::Chat => "chat/completions",
            Api::Responses => "responses",
            Api::Messages => "messages",
        }
    }

    /// The body of a request.
    pub(crate) fn body(self, request: &ChatRequest, model: &str, dialect: Dialect) -> Value {
        match self {
            Api::Chat => chat::body(request, model, dialect),
            Api::Responses => responses::body(request, model),
            Api::Messages => messages::body(request, model),
        }
    }

    /// What reads the events of an answer.
    pub(crate) fn reader(self) -> Box<dyn Reader> {
        match self {
            Api::Chat => Box::<chat::ChatReader>::default(),
            Api::Responses => Box::<responses::ResponsesReader>::default(),
            Api::Messages => Box::<messages::MessagesReader>::default(),
        }
    }

    /// The name for the command line and settings.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Api::Chat => "chat",
            Api::Responses => "responses",
            Api::Messages => "messages",
        }
    }
}

/// Where services that speak the same way differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// As the service that the way of speaking comes from.
    Original,
    /// As most others understand it.
    Compatible,
}

/// Takes the events of one answer in order.
pub(crate) trait Reader: Send {
    /// Takes one event and gives out the text that it adds.
    ///
    /// # Errors
    /// [`ModelError::Malformed`] when it makes no sense, [`ModelError::Unavailable`] when it tells of an error.
    fn event(&mut self, name: Option<&str>, data: &str) -> Result<String, ModelError>;

    /// Whether the answer is complete and nothing more has to be read.
    fn is_complete(&self) -> bool;

    /// The answer without its text.
    ///
    /// # Errors
    /// [`ModelError::Malformed`] when a tool call is not whole, [`ModelError::Unavailable`] when the answer did not come to
    /// its end.
    fn finish(self: Box<Self>) -> Result<Ended, ModelError>;
}

/// How an answer ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Ended {
    pub(crate) tool_calls: Vec<crate::chat::ToolCall>,
    pub(crate) finish: FinishReason,
    pub(crate) usage: Usage,
}

impl Ended {
    /// The answer with its text.
    pub(crate) fn with_text(self, text: String) -> ChatResponse {
        ChatResponse { text, tool_calls: self.tool_calls, finish: self.finish, usage: self.usage }
    }
}

/// The reason that a service gave for its end, in one vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    Stop,
    Calls,
    Length,
    Refused,
}

/// Decides what an answer is: text, calls that are whole, or nothing that may be used.
fn conclude(reason: Option<Reason>, calls: Calls, usage: Usage) -> Result<Ended, ModelError> {
    let Some(reason) = reason else { return Err(broke_off()) };
    let (tool_calls, finish) = match reason {
        Reason::Refused => return Err(ModelError::Malformed("the service withheld it".to_owned())),
        Reason::Length if !calls.is_empty() => {
            return Err(ModelError::Malformed("it was cut at the token limit inside a tool call".to_owned()));
        }
        Reason::Length => (Vec::new(), FinishReason::Length),
        // Some services end with `stop` although they call tools.
        Reason::Stop | Reason::Calls if !calls.is_empty() => (calls.whole()?, FinishReason::ToolCalls),
        Reason::Stop => (Vec::new(), FinishReason::Stop),
        Reason::Calls => return Err(ModelError::Malformed("it announces tool calls and has none".to_owned())),
    };
    Ok(Ended { tool_calls, finish, usage })
}

fn broke_off() -> ModelError {
    ModelError::Unavailable("the answer broke off in the middle; try again".to_owned())
}

fn malformed(what: &str) -> ModelError {
    ModelError::Malformed(format!("{what} is not as the service describes it"))
}

/// Reads the JSON of an event.
fn parse(data: &str) -> Result<Value, ModelError> {
    serde_json::from_str(data).map_err(|_| malformed("an event"))
}

/// What an error event says. The service's own words may repeat the person's, so only its kind is told.
fn reported(error: &Value) -> ModelError {
    let kind = kind_of_error(error).map(|kind| format!(" ({kind})")).unwrap_or_default();
    ModelError::Unavailable(format!("the service reports an error{kind}; try again later"))
}

/// The kind that an error object names, if it is a plain identifier.
pub(crate) fn kind_of_error(error: &Value) -> Option<String> {
    let error = error.get("error").unwrap_or(error);
    ["code", "type"].into_iter().find_map(|field| {
        let kind = error.get(field)?.as_str()?;
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-' || letter == '.';
        // Words with an underscore or in small letters are kinds; a key or a name is neither.
        let is_kind = kind.len() <= 40 && kind.chars().all(plain) && kind.chars().all(|l| !l.is_ascii_uppercase());
        (is_kind && kind != "error").then(|| kind.to_owned())
    })
}

/// A count of tokens, wherever it stands.
fn count(usage: &Value, field: &str) -> u64 {
    usage.get(field).and_then(Value::as_u64).unwrap_or(0)
}

/// Whether every service takes a tool of this name.
fn is_nameable(tool: &ToolDescription) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    (1..=64).contains(&tool.name.len()) && tool.name.chars().all(plain)
}

/// Text of an answer so far is bounded.
fn grow(length: &mut usize, text: &str) -> Result<(), ModelError> {
    *length += text.len();
    if *length > TEXT_BYTES {
        Err(ModelError::Malformed("it is longer than any reply may be".to_owned()))
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;

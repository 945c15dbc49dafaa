//! Tools and the servers that hold them.

use async_trait::async_trait;
use coach_domain::citation::Citation;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// What a tool does to the world, as MCP annotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolHints {
    /// Changes nothing.
    pub read_only: bool,
    /// May remove or overwrite something.
    pub destructive: bool,
    /// Calling it again with the same arguments changes nothing further.
    pub idempotent: bool,
}

/// What a tool is, as MCP clients see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolSpec {
    /// Fixed name in camel case, for example `getSleepData`.
    pub name: String,
    /// Title for people.
    pub title: String,
    /// What it does and when to use it, for models.
    pub description: String,
    /// JSON Schema (2020-12) of the arguments.
    pub input_schema: Value,
    /// JSON Schema (2020-12) of the structured result.
    pub output_schema: Value,
    /// Scope that a caller needs, for example `read:biometrics`.
    pub scope: String,
    /// Annotations.
    pub hints: ToolHints,
    /// Seconds that a result may be kept for the same arguments; 0 for writes.
    pub cache_s: u32,
}

/// A write that a tool proposes; it is carried out by calling the tool again with approval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// What will be written, in plain words.
    pub summary: String,
    /// Arguments to carry it out with.
    pub arguments: Value,
}

/// What a tool answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToolOutput {
    /// Structured result; valid against the output schema.
    pub structured: Value,
    /// The same in words, for clients that show text only.
    pub text: String,
    /// Every figure that a reply may quote from this result.
    pub citations: Vec<Citation>,
    /// A write that waits for the person; nothing was written then.
    pub proposal: Option<Proposal>,
    /// Cursor for the rest, when the result was cut at 25 kB.
    pub next_cursor: Option<String>,
}

/// Why a tool could not answer. Says what to do; read after "failed to".
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ToolError {
    /// The arguments make no sense; the text names the argument and what it should be.
    #[error("use the arguments: {0}")]
    Arguments(String),
    /// The safety envelope refused.
    #[error("pass the safety rules: {detail}")]
    Refused {
        /// Id of the rule.
        rule: String,
        /// Why, in plain words.
        detail: String,
    },
    /// One of the person's further servers failed.
    #[error("use your server `{server}`: {detail}")]
    External {
        /// Name of the server.
        server: String,
        /// Why, in words that may come from it.
        detail: String,
    },
    /// Something inside failed; no detail that could hold a health value.
    #[error("read the data: {0}")]
    Internal(String),
}

/// One tool.
#[async_trait]
pub trait Tool: Send + Sync {
    /// What it is.
    fn spec(&self) -> &ToolSpec;

    /// Answers a call whose arguments are valid against the input schema. A write tool answers with a proposal
    /// unless `context.approved` is set.
    ///
    /// # Errors
    /// [`ToolError`], which says what to do.
    async fn call(&self, context: &crate::CallContext, arguments: Value) -> Result<ToolOutput, ToolError>;
}

/// A resource that a client may show to the person.
#[derive(Clone)]
pub struct Resource {
    /// URI, for example `coach://today`.
    pub uri: String,
    /// Title.
    pub title: String,
    /// MIME type.
    pub mime_type: String,
    /// Scope that a caller needs.
    pub scope: String,
    /// Reads it.
    pub read: Arc<dyn Fn() -> Result<String, ToolError> + Send + Sync>,
}

/// A prompt that a client may offer to the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    /// Name.
    pub name: String,
    /// Title.
    pub title: String,
    /// What it asks.
    pub description: String,
    /// Text of the user message.
    pub text: String,
}

/// One MCP server: a name, and the tools, resources and prompts under it.
#[derive(Clone)]
pub struct Server {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) instructions: String,
    pub(crate) tools: Vec<Arc<dyn Tool>>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) prompts: Vec<Prompt>,
}

impl Server {
    /// Begins a server with its fixed name, for example `fitness-wearables`.
    #[must_use]
    pub fn builder(name: impl Into<String>) -> ServerBuilder {
        ServerBuilder {
            server: Server {
                name: name.into(),
                title: String::new(),
                instructions: String::new(),
                tools: Vec::new(),
                resources: Vec::new(),
                prompts: Vec::new(),
            },
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its tools.
    #[must_use]
    pub fn tools(&self) -> &[Arc<dyn Tool>] {
        &self.tools
    }
}

/// Builds a [`Server`].
#[derive(Clone)]
pub struct ServerBuilder {
    server: Server,
}

impl ServerBuilder {
    /// Title for people.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.server.title = title.into();
        self
    }

    /// How a model should use the server.
    #[must_use]
    pub fn instructions(mut self, instructions: impl Into<String>) -> Self {
        self.server.instructions = instructions.into();
        self
    }

    /// Adds a tool; a second one of the same name replaces the first.
    #[must_use]
    pub fn tool(mut self, tool: impl Tool + 'static) -> Self {
        self.server.tools.retain(|other| other.spec().name != tool.spec().name);
        self.server.tools.push(Arc::new(tool));
        self
    }

    /// Adds a resource.
    #[must_use]
    pub fn resource(mut self, resource: Resource) -> Self {
        self.server.resources.push(resource);
        self
    }

    /// Adds a prompt.
    #[must_use]
    pub fn prompt(mut self, prompt: Prompt) -> Self {
        self.server.prompts.push(prompt);
        self
    }

    /// The server.
    #[must_use]
    pub fn build(self) -> Server {
        self.server
    }
}

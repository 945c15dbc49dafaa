//! Tools written as a typed function: input and output schemas come from the types.
//!
//! ```
//! use coach_mcp::{CallContext, Reply, Server, ToolError, ToolSpec, TypedTool};
//! use schemars::JsonSchema;
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, JsonSchema)]
//! struct Input {
//!     /// First local day.
//!     from: jiff::civil::Date,
//!     /// Days to look at, 1 to 90.
//!     #[serde(default)]
//!     #[schemars(range(min = 1, max = 90))]
//!     days: Option<u16>,
//! }
//!
//! #[derive(Serialize, JsonSchema)]
//! struct Output {
//!     /// Steps in the whole range.
//!     steps: u64,
//! }
//!
//! let spec = ToolSpec::builder("getSteps")
//!     .title("Steps")
//!     .description("Steps over a range of days.")
//!     .scope("read:activity");
//! let tool = TypedTool::new(spec, |_context: &CallContext, input: Input| {
//!     let steps = u64::from(input.days.unwrap_or(1)) * 8_000;
//!     Ok::<_, ToolError>(Reply::new(Output { steps }, format!("{steps} steps.")))
//! });
//! let server = Server::builder("fitness-wearables").tool(tool).build();
//! assert_eq!(server.tools().len(), 1);
//! ```

use crate::CallContext;
use crate::schema::{input_schema, output_schema};
use crate::tool::{Proposal, Tool, ToolError, ToolHints, ToolOutput, ToolSpec};
use async_trait::async_trait;
use coach_domain::citation::Citation;
use futures::future::BoxFuture;
use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Seconds that the result of a reading tool is kept unless its specification says otherwise.
pub const DEFAULT_CACHE_S: u32 = 300;

/// Begins a [`ToolSpec`]; the schemas are filled in by [`TypedTool`].
#[derive(Debug, Clone)]
pub struct SpecBuilder {
    spec: ToolSpec,
    cache_s: Option<u32>,
}

impl ToolSpec {
    /// Begins a specification with the tool's fixed name; a tool reads and is cached for 300 s unless said otherwise.
    #[must_use]
    pub fn builder(name: impl Into<String>) -> SpecBuilder {
        SpecBuilder {
            spec: ToolSpec {
                name: name.into(),
                title: String::new(),
                description: String::new(),
                input_schema: Value::Null,
                output_schema: Value::Null,
                scope: String::new(),
                hints: ToolHints { read_only: true, destructive: false, idempotent: true },
                cache_s: 0,
            },
            cache_s: None,
        }
    }
}

impl SpecBuilder {
    /// Title for people.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.spec.title = title.into();
        self
    }

    /// What it does and when to use it, for models.
    #[must_use]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.spec.description = description.into();
        self
    }

    /// Scope that a caller needs, for example `read:biometrics`. A write needs a scope that begins with `write:`,
    /// or it is never carried out.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.spec.scope = scope.into();
        self
    }

    /// The tool adds something when the person approves; it removes and overwrites nothing and is never cached.
    #[must_use]
    pub fn adds(self) -> Self {
        self.hints(ToolHints { read_only: false, destructive: false, idempotent: false })
    }

    /// The tool changes or removes something when the person approves; it is never cached.
    #[must_use]
    pub fn changes(self) -> Self {
        self.hints(ToolHints { read_only: false, destructive: true, idempotent: true })
    }

    /// Annotations word for word.
    #[must_use]
    pub fn hints(mut self, hints: ToolHints) -> Self {
        self.spec.hints = hints;
        self
    }

    /// Seconds that a result may be kept; 0 for results that must be fresh. Without effect on writes.
    #[must_use]
    pub fn cache_s(mut self, seconds: u32) -> Self {
        self.cache_s = Some(seconds);
        self
    }

    /// The specification, with schemas that the caller wrote by hand (for an own [`Tool`] implementation).
    #[must_use]
    pub fn schemas(mut self, input: Value, output: Value) -> ToolSpec {
        self.spec.input_schema = input;
        self.spec.output_schema = output;
        self.spec.cache_s = if self.spec.hints.read_only { self.cache_s.unwrap_or(DEFAULT_CACHE_S) } else { 0 };
        self.spec
    }
}

/// What a typed tool answers.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply<O> {
    data: O,
    text: String,
    citations: Vec<Citation>,
    proposal: Option<Proposal>,
    next_cursor: Option<String>,
}

impl<O> Reply<O> {
    /// A result and the same in words.
    #[must_use]
    pub fn new(data: O, text: impl Into<String>) -> Self {
        Self { data, text: text.into(), citations: Vec::new(), proposal: None, next_cursor: None }
    }

    /// Every figure that a reply may quote from this result.
    #[must_use]
    pub fn citations(mut self, citations: impl IntoIterator<Item = Citation>) -> Self {
        self.citations.extend(citations);
        self
    }

    /// A write that waits for the person; nothing may have been written.
    #[must_use]
    pub fn proposal(mut self, proposal: Proposal) -> Self {
        self.proposal = Some(proposal);
        self
    }

    /// Cursor for the rest, when the result was cut.
    #[must_use]
    pub fn next_cursor(mut self, cursor: Option<String>) -> Self {
        self.next_cursor = cursor;
        self
    }
}

type Answer = Result<ToolOutput, ToolError>;

type SyncHandler = dyn Fn(&CallContext, Value) -> Answer + Send + Sync;
type AsyncHandler = dyn Fn(CallContext, Value) -> BoxFuture<'static, Answer> + Send + Sync;

enum Handler {
    Sync(Box<SyncHandler>),
    Async(Box<AsyncHandler>),
}

/// A tool made of a specification and a function.
pub struct TypedTool {
    spec: ToolSpec,
    handler: Handler,
}

impl TypedTool {
    /// A tool whose function runs in place, on the thread that called it: for work well under a millisecond, such as
    /// reading the store and computing. Longer work belongs into [`TypedTool::new_async`].
    ///
    /// The function gets arguments that are valid against the schema of `I`. Names of fields are the names that
    /// clients see, so they are in snake case with the unit in the name. Unknown arguments are refused.
    #[must_use]
    pub fn new<I, O, F>(spec: SpecBuilder, function: F) -> Self
    where
        I: DeserializeOwned + JsonSchema,
        O: Serialize + JsonSchema,
        F: Fn(&CallContext, I) -> Result<Reply<O>, ToolError> + Send + Sync + 'static,
    {
        let handler = Handler::Sync(Box::new(move |context, arguments| finish(function(context, read(arguments)?)?)));
        Self { spec: spec.schemas(input_schema::<I>(), output_schema::<O>()), handler }
    }

    /// The same for a function that waits for something; it gets a copy of the context.
    #[must_use]
    pub fn new_async<I, O, F, R>(spec: SpecBuilder, function: F) -> Self
    where
        I: DeserializeOwned + JsonSchema + Send,
        O: Serialize + JsonSchema + Send,
        F: Fn(CallContext, I) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Reply<O>, ToolError>> + Send + 'static,
    {
        let handler = Handler::Async(Box::new(move |context, arguments| {
            let answer = read(arguments).map(|input| function(context, input));
            Box::pin(async move { finish(answer?.await?) })
        }));
        Self { spec: spec.schemas(input_schema::<I>(), output_schema::<O>()), handler }
    }
}

#[async_trait]
impl Tool for TypedTool {
    fn spec(&self) -> &ToolSpec {
        &self.spec
    }

    async fn call(&self, context: &CallContext, arguments: Value) -> Result<ToolOutput, ToolError> {
        match &self.handler {
            Handler::Sync(function) => function(context, arguments),
            Handler::Async(function) => function(context.clone(), arguments).await,
        }
    }
}

fn read<I: DeserializeOwned>(arguments: Value) -> Result<I, ToolError> {
    // The library's own text would repeat the value, which may be a health value.
    serde_json::from_value(arguments).map_err(|error| {
        let kind = if error.is_data() { "a value has the wrong form" } else { "they could not be read" };
        ToolError::Arguments(format!("{kind}; see the input schema"))
    })
}

fn finish<O: Serialize>(reply: Reply<O>) -> Answer {
    let structured =
        serde_json::to_value(reply.data).map_err(|_| ToolError::Internal("the result is not JSON".to_owned()))?;
    Ok(ToolOutput {
        structured,
        text: reply.text,
        citations: reply.citations,
        proposal: reply.proposal,
        next_cursor: reply.next_cursor,
    })
}

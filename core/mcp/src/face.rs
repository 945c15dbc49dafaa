//! The router as MCP clients see it: protocol types in, protocol types out, no rule of its own.

use crate::call::{CallContext, CallError, Outcome};
use crate::router::Router;
use crate::tool::ToolSpec;
use rmcp::ErrorData;
use rmcp::ServerHandler;
use rmcp::model::{
    CacheScope, CallToolRequestParams, CallToolResponse, CallToolResult, CompleteRequestMethod, CompleteRequestParams,
    CompleteResult, ContentBlock, DiscoverResult, GetPromptRequestParams, GetPromptResponse, GetPromptResult,
    Implementation, JsonObject, ListPromptsResult, ListResourcesResult, ListToolsResult, MetaObject,
    PaginatedRequestParams, Prompt, PromptMessage, ProtocolVersion, ReadResourceRequestParams, ReadResourceResponse,
    ReadResourceResult, Resource, ResourceContents, Role, ServerCapabilities, ServerConfig, Tool, ToolAnnotations,
};
use rmcp::service::{RequestContext, RoleServer};
use serde_json::{Value, json};
use std::sync::Arc;

/// Milliseconds that a client may keep lists: they change only with an upgrade or another set of scopes.
const LIST_TTL_MS: u64 = 300_000;
/// Milliseconds that a client may keep what a resource said.
const READ_TTL_MS: u64 = 30_000;

/// `_meta` key of the figures that a reply may quote.
const CITATIONS: &str = "app.pocketcoach/citations";
/// `_meta` key of a write that waits for the person.
const PROPOSAL: &str = "app.pocketcoach/proposal";
/// `_meta` key of the cursor for the rest of a long result.
const NEXT_CURSOR: &str = "app.pocketcoach/next_cursor";
/// `_meta` key of a failure in detail.
const ERROR: &str = "app.pocketcoach/error";

/// One server of the router, or all of them, for one kind of caller.
#[derive(Clone)]
pub(crate) struct Face {
    router: Router,
    server: Option<String>,
    context: CallContext,
}

impl Face {
    /// # Errors
    /// A sentence when there is no such server.
    pub(crate) fn new(router: Router, server: Option<&str>, context: CallContext) -> Result<Self, String> {
        if let Some(server) = server
            && router.describe(server).is_none()
        {
            let known: Vec<&str> = router.own(None).map(crate::Server::name).collect();
            return Err(format!("there is no server `{server}`; choose one of {}", known.join(", ")));
        }
        // An approval is for one call that the person saw; a whole connection cannot hold one.
        let context = CallContext { approved: false, ..context };
        Ok(Self { router, server: server.map(str::to_owned), context })
    }

    fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    fn call_context(&self, request: &RequestContext<RoleServer>) -> CallContext {
        CallContext { cancel: request.ct.clone(), ..self.context.clone() }
    }
}

impl ServerHandler for Face {
    fn get_info(&self) -> ServerConfig {
        let mut capabilities = ServerCapabilities::builder().enable_tools().build();
        if self.router.own(self.server()).any(|own| !own.resources.is_empty()) {
            capabilities.resources = Some(Default::default());
        }
        if !self.router.prompts(self.server()).is_empty() {
            capabilities.prompts = Some(Default::default());
        }
        let (title, instructions) = match self.server().and_then(|server| self.router.describe(server)) {
            Some((title, instructions)) => (title.to_owned(), instructions.to_owned()),
            None => {
                let all = self.router.own(None).map(|own| own.instructions.as_str()).filter(|text| !text.is_empty());
                ("PocketCoach".to_owned(), all.collect::<Vec<_>>().join("\n\n"))
            }
        };
        let name = self.server().unwrap_or("pocketcoach");
        let identity = Implementation::new(name, env!("CARGO_PKG_VERSION")).with_title(title);
        ServerConfig::new(capabilities).with_server_info(identity).with_instructions(instructions)
    }

    async fn discover(&self, _: RequestContext<RoleServer>) -> Result<DiscoverResult, ErrorData> {
        let versions = self.supported_protocol_versions().into_owned();
        Ok(DiscoverResult::from_server_info(versions, self.get_info())
            .with_ttl_ms(LIST_TTL_MS)
            .with_cache_scope(CacheScope::Private))
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        request: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        let tools = self.router.tools(&self.context).into_iter();
        let tools = tools.filter(|(server, _)| self.server().is_none_or(|wanted| wanted == server));
        let mut result = ListToolsResult::with_all_items(tools.map(|(_, spec)| described(spec)).collect());
        if modern(&request) {
            result = result.with_ttl_ms(LIST_TTL_MS).with_cache_scope(CacheScope::Private);
        }
        Ok(result)
    }

    async fn call_tool(
        &self,
        params: CallToolRequestParams,
        request: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let context = self.call_context(&request);
        let arguments = params.arguments.map_or(Value::Null, Value::Object);
        let result = match self.router.call(&context, self.server(), &params.name, arguments).await {
            Ok(outcome) => answered(outcome),
            // The protocol tells a request that cannot be routed from a tool that failed: the model sees the latter only.
            Err(error @ (CallError::UnknownTool(_) | CallError::UnknownServer(_) | CallError::Ambiguous { .. })) => {
                return Err(ErrorData::invalid_params(format!("failed to {error}"), None));
            }
            Err(error @ CallError::Audit(_)) => {
                return Err(ErrorData::internal_error(format!("failed to {error}"), None));
            }
            Err(error) => CallToolResult::error(vec![ContentBlock::text(format!("failed to {error}"))]),
        };
        Ok(result.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        request: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let resources = self.router.resources(&self.context, self.server()).into_iter();
        let resources = resources.map(|(_, resource)| {
            let name = resource.uri.rsplit('/').next().unwrap_or_default().to_owned();
            Resource::new(resource.uri, name).with_title(resource.title).with_mime_type(resource.mime_type)
        });
        let mut result = ListResourcesResult::with_all_items(resources.collect());
        if modern(&request) {
            result = result.with_ttl_ms(LIST_TTL_MS).with_cache_scope(CacheScope::Private);
        }
        Ok(result)
    }

    async fn read_resource(
        &self,
        params: ReadResourceRequestParams,
        request: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let here = self.router.own(self.server()).flat_map(|own| &own.resources);
        let known = here.into_iter().any(|resource| resource.uri == params.uri);
        let read = if known {
            self.router.read_resource(&self.context, &params.uri)
        } else {
            Err(CallError::UnknownResource(params.uri))
        };
        let (resource, text) = read.map_err(|error| {
            let message = format!("failed to {error}");
            match error {
                CallError::UnknownResource(uri) => ErrorData::resource_not_found(message, Some(json!({ "uri": uri }))),
                CallError::Scope { .. } => ErrorData::invalid_params(message, None),
                _ => ErrorData::internal_error(message, None),
            }
        })?;
        let contents = ResourceContents::text(text, resource.uri).with_mime_type(resource.mime_type);
        let mut result = ReadResourceResult::new(vec![contents]);
        if modern(&request) {
            result = result.with_ttl_ms(READ_TTL_MS).with_cache_scope(CacheScope::Private);
        }
        Ok(result.into())
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        request: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        let prompts = self.router.prompts(self.server()).into_iter();
        let prompts = prompts
            .map(|prompt| Prompt::new(prompt.name, Some(prompt.description), None).with_title(prompt.title))
            .collect();
        let mut result = ListPromptsResult::with_all_items(prompts);
        if modern(&request) {
            result = result.with_ttl_ms(LIST_TTL_MS).with_cache_scope(CacheScope::Private);
        }
        Ok(result)
    }

    async fn get_prompt(
        &self,
        params: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        let prompt = self.router.prompts(self.server()).into_iter().find(|prompt| prompt.name == params.name);
        let prompt = prompt
            .ok_or_else(|| ErrorData::invalid_params(format!("failed to find the prompt `{}`", params.name), None))?;
        let message = PromptMessage::new_text(Role::User, prompt.text);
        Ok(GetPromptResult::new(vec![message]).with_description(prompt.description).into())
    }

    async fn complete(
        &self,
        _: CompleteRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<CompleteResult, ErrorData> {
        Err(ErrorData::method_not_found::<CompleteRequestMethod>())
    }
}

/// Whether the peer speaks the revision that knows cache hints.
fn modern(request: &RequestContext<RoleServer>) -> bool {
    request.protocol_version().is_some_and(|version| version.as_str() >= ProtocolVersion::V_2026_07_28.as_str())
}

fn described(spec: ToolSpec) -> Tool {
    let hints = ToolAnnotations::with_title(spec.title.clone())
        .read_only(spec.hints.read_only)
        .destructive(spec.hints.destructive)
        .idempotent(spec.hints.idempotent)
        .open_world(spec.scope == crate::EXTERNAL_SCOPE);
    Tool::new(spec.name, spec.description, Arc::new(object(spec.input_schema)))
        .with_title(spec.title)
        .with_raw_output_schema(Arc::new(object(spec.output_schema)))
        .with_annotations(hints)
}

fn object(value: Value) -> JsonObject {
    match value {
        Value::Object(object) => object,
        _ => JsonObject::new(),
    }
}

fn answered(outcome: Outcome) -> CallToolResult {
    let mut meta = JsonObject::new();
    let text = vec![ContentBlock::text(outcome.text)];
    if outcome.is_error {
        if let Some(error) = outcome.structured.get("error") {
            meta.insert(ERROR.to_owned(), error.clone());
        }
        let mut result = CallToolResult::error(text);
        result.meta = Some(MetaObject(meta));
        return result;
    }
    if !outcome.citations.is_empty() {
        meta.insert(CITATIONS.to_owned(), json!(outcome.citations));
    }
    if let Some(proposal) = outcome.proposal {
        let id = outcome.proposal_id;
        let proposal = json!({"id": id, "summary": proposal.summary, "arguments": proposal.arguments});
        meta.insert(PROPOSAL.to_owned(), proposal);
    }
    if let Some(cursor) = outcome.next_cursor {
        meta.insert(NEXT_CURSOR.to_owned(), json!(cursor));
    }
    let mut result = CallToolResult::success(text);
    result.structured_content = Some(outcome.structured);
    result.meta = (!meta.is_empty()).then_some(MetaObject(meta));
    result
}

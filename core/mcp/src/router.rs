//! One router for every tool call: scopes, argument validation, audit, cache, then the tool.
//!
//! In-process calls skip the wire, not the rules.

use crate::arguments;
use crate::cache::Cache;
use crate::call::{
    AuditLine, AuditSink, CallContext, CallError, EXTERNAL_SCOPE, Outcome, PendingProposal, ProposalSink,
};
use crate::catalogue::{Catalogue, Entry};
use crate::tool::{Prompt, Proposal, Resource, Server, ToolError, ToolOutput, ToolSpec};
use crate::upstream::{Link, Upstream, UpstreamStatus};
use futures::FutureExt;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

/// Most bytes of the structured part of a result as JSON, and of its words.
pub const MAX_RESULT_BYTES: usize = 25_000;

/// Every server behind one door.
#[derive(Clone)]
pub struct Router {
    inner: Arc<Inner>,
}

struct Inner {
    servers: Vec<Server>,
    catalogue: RwLock<Arc<Catalogue>>,
    links: Vec<Link>,
    problems: Vec<String>,
    audit: Option<Arc<dyn AuditSink>>,
    proposals: Option<Arc<dyn ProposalSink>>,
    person: Option<String>,
    content: Option<ContentMark>,
    cache: Cache,
}

/// Tells what the data behind the tools holds, by a mark that is another one after every write; `None` when it cannot
/// be told.
pub type ContentMark = Arc<dyn Fn() -> Option<[u8; 16]> + Send + Sync>;

impl Router {
    /// Begins a router.
    #[must_use]
    pub fn builder() -> RouterBuilder {
        RouterBuilder {
            servers: Vec::new(),
            upstreams: Vec::new(),
            audit: None,
            proposals: None,
            person: None,
            content: None,
        }
    }

    /// The servers by name, own ones first.
    #[must_use]
    pub fn servers(&self) -> Vec<String> {
        let own = self.inner.servers.iter().map(|server| server.name.clone());
        own.chain(self.inner.links.iter().map(|link| link.name().to_owned())).collect()
    }

    /// Tools and servers that were left out because something about them is wrong, one sentence each.
    #[must_use]
    pub fn problems(&self) -> &[String] {
        &self.inner.problems
    }

    /// The tools that a caller may use, with the server of each.
    ///
    /// Tools of further servers are there once [`Router::connect`] or a call has reached the server; their names
    /// begin with the server's, as `server__tool`.
    #[must_use]
    pub fn tools(&self, context: &CallContext) -> Vec<(String, ToolSpec)> {
        let catalogue = self.catalogue();
        let allowed = catalogue.entries().iter().filter(|entry| context.scopes.contains(&entry.spec().scope));
        allowed.map(|entry| (entry.server.clone(), entry.listed.clone())).collect()
    }

    /// Calls a tool. `server` may be left out where the tool's name is unique.
    ///
    /// # Errors
    /// [`CallError`] when the call did not reach its tool; a tool's own failure is an [`Outcome`] with `is_error`.
    pub async fn call(
        &self,
        context: &CallContext,
        server: Option<&str>,
        tool: &str,
        arguments: Value,
    ) -> Result<Outcome, CallError> {
        let started = Instant::now();
        let result = tokio::select! {
            biased;
            () = context.cancel.cancelled() => Err(CallError::Cancelled(tool.to_owned())),
            result = self.find_and_run(context, server, tool, arguments) => result,
        };
        let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
        result.map(|outcome| {
            let (server, cached, is_error) = (&outcome.server, outcome.cached, outcome.is_error);
            tracing::debug!(server, tool, duration_us, cached, is_error, "tool call");
            Outcome { duration_us, ..outcome }
        })
    }

    /// Forgets cached results; to be called after every write to the store.
    pub fn invalidate(&self) {
        self.inner.cache.clear();
    }

    /// Resources that a caller may read, of one server or of all, with the server of each.
    #[must_use]
    pub fn resources(&self, context: &CallContext, server: Option<&str>) -> Vec<(String, Resource)> {
        let servers = self.own(server);
        let all = servers.flat_map(|own| own.resources.iter().map(|resource| (own.name.clone(), resource.clone())));
        all.filter(|(_, resource)| context.scopes.contains(&resource.scope)).collect()
    }

    /// Reads a resource; audited like a call.
    ///
    /// # Errors
    /// [`CallError`], with the scope that is missing or the reason why it could not be read.
    pub fn read_resource(&self, context: &CallContext, uri: &str) -> Result<(Resource, String), CallError> {
        let mut resources = self.inner.servers.iter().flat_map(|server| &server.resources);
        let resource =
            resources.find(|resource| resource.uri == uri).ok_or_else(|| CallError::UnknownResource(uri.to_owned()))?;
        if !context.scopes.contains(&resource.scope) {
            self.record(context, uri, &resource.scope, "refused")?;
            return Err(CallError::Scope { tool: uri.to_owned(), scope: resource.scope.clone() });
        }
        self.record(context, uri, &resource.scope, "read")?;
        let text = std::panic::catch_unwind(AssertUnwindSafe(|| (resource.read)()))
            .unwrap_or_else(|_| Err(stopped()))
            .map_err(|error| CallError::Resource { uri: uri.to_owned(), reason: format!("failed to {error}") })?;
        Ok((resource.clone(), text))
    }

    /// Prompts, of one server or of all.
    #[must_use]
    pub fn prompts(&self, server: Option<&str>) -> Vec<Prompt> {
        self.own(server).flat_map(|own| own.prompts.iter().cloned()).collect()
    }

    /// Connects to every further server at once, so that its tools are listed, and says how each stands.
    ///
    /// One server that is down does not hold up the others.
    pub async fn connect(&self) -> Vec<UpstreamStatus> {
        let states = self.inner.links.iter().map(|link| self.load(link));
        futures::future::join_all(states).await
    }

    /// Title and instructions of one of our own servers.
    pub(crate) fn describe(&self, server: &str) -> Option<(&str, &str)> {
        let own = self.inner.servers.iter().find(|own| own.name == server)?;
        Some((&own.title, &own.instructions))
    }

    pub(crate) fn own<'a>(&'a self, server: Option<&'a str>) -> impl Iterator<Item = &'a Server> {
        self.inner.servers.iter().filter(move |own| server.is_none_or(|server| own.name == server))
    }

    pub(crate) fn catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.inner.catalogue.read().unwrap_or_else(PoisonError::into_inner))
    }

    async fn find_and_run(
        &self,
        context: &CallContext,
        server: Option<&str>,
        tool: &str,
        arguments: Value,
    ) -> Result<Outcome, CallError> {
        let entry = self.find(context, server, tool).await?;
        self.run(context, &entry, arguments).await
    }

    async fn find(&self, context: &CallContext, server: Option<&str>, tool: &str) -> Result<Arc<Entry>, CallError> {
        match self.catalogue().find(server, tool) {
            Ok(entry) => return Ok(Arc::clone(entry)),
            Err(CallError::UnknownTool(_)) => {}
            Err(error) => return Err(error),
        }
        // A tool of a further server that was not reached yet: connect on first use.
        let wanted = server.or_else(|| tool.split_once("__").map(|(server, _)| server));
        let Some(wanted) = wanted else { return Err(CallError::UnknownTool(tool.to_owned())) };
        if let Some(link) = self.inner.links.iter().find(|link| link.name() == wanted) {
            if !context.scopes.contains(EXTERNAL_SCOPE) {
                // Nothing is started or reached for a caller that may not call it.
                self.record(context, wanted, EXTERNAL_SCOPE, "refused")?;
                return Err(CallError::Scope { tool: tool.to_owned(), scope: EXTERNAL_SCOPE.to_owned() });
            }
            let status = self.load(link).await;
            return match self.catalogue().find(server, tool) {
                Ok(entry) => Ok(Arc::clone(entry)),
                Err(error) => match status.reason(tool) {
                    Some(reason) => Err(CallError::Unreachable { server: wanted.to_owned(), reason }),
                    None => Err(error),
                },
            };
        }
        let known = server.is_none_or(|server| self.inner.servers.iter().any(|own| own.name == server));
        Err(if known { CallError::UnknownTool(tool.to_owned()) } else { CallError::UnknownServer(wanted.to_owned()) })
    }

    /// Lists a further server's approved tools and puts them in the catalogue.
    async fn load(&self, link: &Link) -> UpstreamStatus {
        let (status, tools) = link.load().await;
        let mut slot = self.inner.catalogue.write().unwrap_or_else(PoisonError::into_inner);
        let mut catalogue = Catalogue::clone(&slot);
        catalogue.remove_server(link.name());
        tools.into_iter().for_each(|entry| catalogue.add(entry));
        *slot = Arc::new(catalogue);
        status
    }

    async fn run(&self, context: &CallContext, entry: &Entry, arguments: Value) -> Result<Outcome, CallError> {
        let spec = entry.spec();
        if !context.scopes.contains(&spec.scope) {
            self.record(context, &entry.subject, &spec.scope, "refused")?;
            return Err(CallError::Scope { tool: spec.name.clone(), scope: spec.scope.clone() });
        }
        let arguments = match self.accept(entry, arguments) {
            Ok(arguments) => arguments,
            Err(reason) => {
                self.record(context, &entry.subject, &spec.scope, "refused")?;
                return Err(CallError::Arguments { tool: spec.name.clone(), reason });
            }
        };
        let writes = !spec.hints.read_only;
        let approved = writes && approved(context, entry);
        self.record(context, &entry.subject, &spec.scope, if approved { "write" } else { "read" })?;
        if !entry.own && !approved {
            return Ok(self.keep_proposal(context, entry, ask_first(entry, arguments)));
        }

        // Looked at before the call: what is written meanwhile makes another mark, under which nothing is kept yet.
        let mark = match &self.inner.content {
            _ if !entry.own || writes || spec.cache_s == 0 => None,
            Some(content) => content(),
            None => Some([0; 16]),
        };
        let slot = if let Some(mark) = mark {
            let key = arguments::key(&entry.subject, context.scopes.iter(), &mark, &arguments);
            match self.inner.cache.get(&key, Instant::now()) {
                Ok(outcome) => return Ok(Outcome { cached: true, ..Outcome::clone(&outcome) }),
                Err(generation) => Some((key, generation)),
            }
        } else {
            None
        };

        let context = if context.approved == approved {
            Cow::Borrowed(context)
        } else {
            Cow::Owned(CallContext { approved, ..context.clone() })
        };
        // What an approved write changed must not be hidden by an old result, also when it fails or is cancelled.
        let _forget = (approved && entry.own).then(|| Forget(&self.inner.cache));
        // A panic in one tool is that tool's failure, not the end of the conversation.
        let answer = AssertUnwindSafe(entry.tool.call(&context, arguments)).catch_unwind().await;
        let answer = answer.unwrap_or_else(|_| Err(stopped()));
        let output = match answer {
            Ok(output) => output,
            Err(error) => {
                if let ToolError::Refused { rule, .. } = &error {
                    self.record(&context, &entry.subject, rule, "refused")?;
                }
                return Ok(failed(entry, &error));
            }
        };
        if let Err(error) = checked(entry, &output) {
            return Ok(failed(entry, &error));
        }
        let outcome = self.keep_proposal(&context, entry, output);
        if let Some((key, generation)) = slot
            && outcome.proposal.is_none()
            && !outcome.is_error
        {
            let bytes = json_bytes(&outcome);
            let until = Instant::now() + Duration::from_secs(u64::from(spec.cache_s));
            self.inner.cache.put(key, Arc::new(outcome.clone()), bytes, until, generation);
        }
        Ok(outcome)
    }

    fn accept(&self, entry: &Entry, arguments: Value) -> Result<Value, String> {
        let arguments = if entry.own {
            arguments::accept(arguments, self.inner.person.as_deref())?
        } else {
            Value::Object(arguments::bounded(arguments)?)
        };
        match entry.input.problem(&arguments) {
            None => Ok(arguments),
            Some(reason) => Err(reason),
        }
    }

    fn record(&self, context: &CallContext, subject: &str, scope: &str, kind: &'static str) -> Result<(), CallError> {
        let Some(sink) = &self.inner.audit else { return Ok(()) };
        let line =
            AuditLine { actor: context.actor.clone(), subject: subject.to_owned(), scope: scope.to_owned(), kind };
        sink.record(&line).map_err(|_| {
            tracing::warn!(subject, "an audit line could not be kept");
            CallError::Audit(subject.to_owned())
        })
    }

    /// The outcome of an answer; its proposal, if any, is kept for the person first.
    fn keep_proposal(&self, context: &CallContext, entry: &Entry, output: ToolOutput) -> Outcome {
        let mut outcome = Outcome {
            own: entry.own,
            server: entry.server.clone(),
            structured: output.structured,
            text: output.text,
            citations: output.citations,
            proposal: output.proposal,
            proposal_id: None,
            is_error: false,
            cached: false,
            duration_us: 0,
            next_cursor: output.next_cursor,
        };
        let Some(proposal) = &outcome.proposal else { return outcome };
        let waits = match &self.inner.proposals {
            None => "Nothing was written: it waits for approval.".to_owned(),
            Some(sink) => {
                let pending = PendingProposal {
                    actor: context.actor.clone(),
                    server: entry.server.clone(),
                    tool: entry.spec().name.clone(),
                    proposal: proposal.clone(),
                };
                match sink.keep(&pending) {
                    Ok(id) => {
                        let words = format!("Nothing was written: it waits for approval: `coach approve {id}`.");
                        outcome.proposal_id = Some(id);
                        words
                    }
                    Err(_) => {
                        let error = ToolError::Internal("the proposal could not be kept; try again".to_owned());
                        return failed(entry, &error);
                    }
                }
            }
        };
        if outcome.text.is_empty() {
            outcome.text.clone_from(&proposal.summary);
        }
        outcome.text = format!("{}\n{waits}", outcome.text.trim_end());
        outcome
    }
}

/// Empties the cache when a write ends, in whatever way it ends.
struct Forget<'a>(&'a Cache);

impl Drop for Forget<'_> {
    fn drop(&mut self) {
        self.0.clear();
    }
}

fn stopped() -> ToolError {
    ToolError::Internal("the tool stopped unexpectedly".to_owned())
}

/// Whether the person approved this write: now, or once and for all.
fn approved(context: &CallContext, entry: &Entry) -> bool {
    let asked = context.approved || context.standing.0.contains(&entry.subject);
    asked && (!entry.own || entry.spec().scope.starts_with("write:"))
}

/// What a call to a further server comes to until the person allows it.
fn ask_first(entry: &Entry, arguments: Value) -> ToolOutput {
    let summary = format!("Call `{}` of your server `{}` with these arguments", entry.spec().name, entry.server);
    ToolOutput {
        structured: json!({}),
        text: String::new(),
        citations: Vec::new(),
        proposal: Some(Proposal { summary, arguments }),
        next_cursor: None,
    }
}

/// Whether an answer keeps the tool's promises: its schema and the bound on its size.
fn checked(entry: &Entry, output: &ToolOutput) -> Result<(), ToolError> {
    if output.text.len().max(json_bytes(&output.structured)) > MAX_RESULT_BYTES {
        return Err(ToolError::Arguments(
            "the result is larger than 25 kB; ask for a shorter range, fewer items or the next page".to_owned(),
        ));
    }
    match entry.output.problem(&output.structured) {
        None => Ok(()),
        Some(problem) => {
            tracing::error!(tool = entry.subject, problem, "a result does not fit its schema");
            Err(ToolError::Internal("the result does not fit the tool's schema".to_owned()))
        }
    }
}

fn failed(entry: &Entry, error: &ToolError) -> Outcome {
    let (kind, rule) = match error {
        ToolError::Arguments(_) => ("arguments", None),
        ToolError::Refused { rule, .. } => ("refused", Some(rule)),
        ToolError::Internal(_) => ("internal", None),
        ToolError::External { .. } => ("external", None),
    };
    let message = format!("failed to {error}");
    let mut detail = json!({"kind": kind, "message": message});
    if let Some(rule) = rule {
        detail["rule"] = json!(rule);
    }
    Outcome {
        own: entry.own,
        server: entry.server.clone(),
        structured: json!({ "error": detail }),
        text: message,
        citations: Vec::new(),
        proposal: None,
        proposal_id: None,
        is_error: true,
        cached: false,
        duration_us: 0,
        next_cursor: None,
    }
}

/// Bytes of a value as JSON, without writing it anywhere.
fn json_bytes(value: &impl serde::Serialize) -> usize {
    struct Count(usize);
    impl std::io::Write for Count {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 += bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut count = Count(0);
    match serde_json::to_writer(&mut count, value) {
        Ok(()) => count.0,
        // Not JSON at all: larger than any bound.
        Err(_) => usize::MAX / 2,
    }
}

/// Builds a [`Router`].
pub struct RouterBuilder {
    servers: Vec<Server>,
    upstreams: Vec<Upstream>,
    audit: Option<Arc<dyn AuditSink>>,
    proposals: Option<Arc<dyn ProposalSink>>,
    person: Option<String>,
    content: Option<ContentMark>,
}

impl RouterBuilder {
    /// Adds one of our servers.
    #[must_use]
    pub fn server(mut self, server: Server) -> Self {
        self.servers.push(server);
        self
    }

    /// Adds one of the person's further servers; its tools are untrusted.
    #[must_use]
    pub fn upstream(mut self, upstream: Upstream) -> Self {
        self.upstreams.push(upstream);
        self
    }

    /// Sets where audit lines go.
    #[must_use]
    pub fn audit(mut self, sink: Arc<dyn AuditSink>) -> Self {
        self.audit = Some(sink);
        self
    }

    /// Sets where proposals wait for the person.
    #[must_use]
    pub fn proposals(mut self, sink: Arc<dyn ProposalSink>) -> Self {
        self.proposals = Some(sink);
        self
    }

    /// Sets what tells whether the data behind the tools is still what a cached result was computed from, also when
    /// another program writes to it. Without it, [`Router::invalidate`] alone does.
    #[must_use]
    pub fn content(mut self, mark: ContentMark) -> Self {
        self.content = Some(mark);
        self
    }

    /// Sets the id of the local person, which `user_id` may then be, besides `me`.
    #[must_use]
    pub fn person(mut self, id: impl Into<String>) -> Self {
        self.person = Some(id.into());
        self
    }

    /// The router. A tool whose schemas are broken is left out and named by [`Router::problems`].
    #[must_use]
    pub fn build(self) -> Router {
        let mut catalogue = Catalogue::default();
        let mut problems = Vec::new();
        for server in &self.servers {
            for tool in &server.tools {
                match Entry::new(&server.name, Arc::clone(tool), true) {
                    Ok(entry) => catalogue.add(entry),
                    Err(problem) => problems.push(problem),
                }
            }
        }
        let mut links: Vec<Link> = Vec::new();
        for upstream in self.upstreams {
            let taken = self.servers.iter().map(Server::name).chain(links.iter().map(Link::name));
            match upstream.check_name(taken) {
                Ok(()) => links.push(Link::new(upstream)),
                Err(problem) => problems.push(problem),
            }
        }
        for problem in &problems {
            tracing::error!(problem, "left out");
        }
        let Self { servers, audit, proposals, person, content, .. } = self;
        let catalogue = RwLock::new(Arc::new(catalogue));
        let cache = Cache::default();
        let inner = Inner { servers, catalogue, links, problems, audit, proposals, person, content, cache };
        Router { inner: Arc::new(inner) }
    }
}

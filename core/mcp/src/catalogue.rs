//! Which tools there are, under which names.

use crate::arguments::with_user_id;
use crate::call::CallError;
use crate::schema::Checker;
use crate::tool::{Tool, ToolSpec};
use std::collections::HashMap;
use std::sync::Arc;

/// One tool, ready to be called.
pub(crate) struct Entry {
    pub(crate) server: String,
    /// `server/tool`, as the audit and standing approvals name it.
    pub(crate) subject: String,
    pub(crate) tool: Arc<dyn Tool>,
    /// What callers see: the offered name, and the schema with `user_id`.
    pub(crate) listed: ToolSpec,
    pub(crate) input: Checker,
    pub(crate) output: Checker,
    /// One of our own tools; others ask before every call.
    pub(crate) own: bool,
}

impl Entry {
    /// # Errors
    /// What is wrong with the tool's schemas.
    pub(crate) fn new(server: &str, tool: Arc<dyn Tool>, own: bool) -> Result<Self, String> {
        let spec = tool.spec();
        let compile = |which: &str, schema| {
            Checker::new(schema).map_err(|error| format!("`{server}/{}`: its {which} schema: {error}", spec.name))
        };
        let input = compile("input", &spec.input_schema)?;
        let output = compile("output", &spec.output_schema)?;
        let mut listed = spec.clone();
        if own {
            listed.input_schema = with_user_id(&spec.input_schema);
        } else {
            // Always, not only on a clash: a name must not depend on which server answered first.
            listed.name = offered(server, &spec.name);
        }
        let subject = format!("{server}/{}", spec.name);
        Ok(Self { server: server.to_owned(), subject, listed, input, output, own, tool })
    }

    pub(crate) fn spec(&self) -> &ToolSpec {
        self.tool.spec()
    }
}

/// The name under which a tool of a further server is offered.
pub(crate) fn offered(server: &str, tool: &str) -> String {
    format!("{server}__{tool}")
}

/// All tools, in the order in which servers were added.
#[derive(Default, Clone)]
pub(crate) struct Catalogue {
    entries: Vec<Arc<Entry>>,
    by_name: HashMap<String, Vec<usize>>,
}

impl Catalogue {
    pub(crate) fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    pub(crate) fn add(&mut self, mut entry: Entry) {
        if entry.own && self.entries.iter().any(|other| other.own && other.spec().name == entry.spec().name) {
            entry.listed.name = offered(&entry.server, &entry.spec().name);
        }
        self.entries.push(Arc::new(entry));
        self.index(self.entries.len() - 1);
    }

    fn index(&mut self, index: usize) {
        let entry = &self.entries[index];
        let plain = &entry.spec().name;
        if entry.listed.name != *plain {
            self.by_name.entry(entry.listed.name.clone()).or_default().push(index);
        }
        self.by_name.entry(plain.clone()).or_default().push(index);
    }

    /// Takes out every tool of a server.
    pub(crate) fn remove_server(&mut self, server: &str) {
        self.entries.retain(|entry| entry.server != server);
        self.by_name.clear();
        (0..self.entries.len()).for_each(|index| self.index(index));
    }

    /// The tool of this name; without a server, the one that is offered under exactly this name comes first.
    pub(crate) fn find(&self, server: Option<&str>, tool: &str) -> Result<&Arc<Entry>, CallError> {
        let named = self.by_name.get(tool).map_or(&[][..], Vec::as_slice).iter().map(|index| &self.entries[*index]);
        let unknown = || CallError::UnknownTool(tool.to_owned());
        if let Some(server) = server {
            return named.into_iter().find(|entry| entry.server == server).ok_or_else(unknown);
        }
        if let Some(exact) = named.clone().find(|entry| entry.listed.name == tool) {
            return Ok(exact);
        }
        let mut named = named.peekable();
        let first = named.next().ok_or_else(unknown)?;
        if named.peek().is_none() {
            return Ok(first);
        }
        let servers: Vec<&str> = std::iter::once(first).chain(named).map(|entry| entry.server.as_str()).collect();
        Err(CallError::Ambiguous { tool: tool.to_owned(), servers: servers.join(", ") })
    }
}

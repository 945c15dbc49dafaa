//! The tools of a turn, under the names that models see.

use crate::AgentId;
use coach_llm::ToolDescription;
use coach_mcp::ToolSpec;
use std::collections::BTreeSet;

/// One tool that the coaches may call.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolEntry {
    /// Server.
    pub server: String,
    /// Name on the server.
    pub tool: String,
    /// It proposes or makes a write.
    pub writes: bool,
    /// What a model sees; its name is unique in the box.
    pub offered: ToolDescription,
}

/// The tools of a turn.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Toolbox {
    entries: Vec<ToolEntry>,
}

impl Toolbox {
    /// A box of what the router offers. Where two servers have a tool of the same name, or a tool has the name of a
    /// handoff, the later one is offered as `server__tool`.
    #[must_use]
    pub fn new(tools: Vec<(String, ToolSpec)>) -> Self {
        let mut names = BTreeSet::new();
        let entries = tools
            .into_iter()
            .map(|(server, spec)| {
                let taken = AgentId::of_transfer_tool(&spec.name).is_some() || names.contains(&spec.name);
                let name = if taken { format!("{server}__{}", spec.name) } else { spec.name.clone() };
                names.insert(name.clone());
                let tool = spec.name.strip_prefix(&format!("{server}__")).unwrap_or(&spec.name).to_owned();
                ToolEntry {
                    server,
                    tool,
                    writes: !spec.hints.read_only,
                    offered: ToolDescription { name, description: spec.description, input_schema: spec.input_schema },
                }
            })
            .collect();
        Self { entries }
    }

    /// The tool that a model means.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&ToolEntry> {
        self.entries.iter().find(|entry| entry.offered.name == name)
    }

    /// Every tool.
    #[must_use]
    pub fn entries(&self) -> &[ToolEntry] {
        &self.entries
    }
}
